"""`minutes_ner`: spaCy's entity recogniser, run over the reading text in slices.

Two things differ from spaCy's own `ner`. It reads the blocks of the clean view: on a Doc that spaCy made of a plain
string it passes over page furniture and the line breaks inside a paragraph. And it reads slices cut at item borders, so
that memory does not grow with the length of a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from nlp_minutes.labels import BLOCKS, ITEMS

__all__ = ["SLICE_TOKENS", "Piece", "SlicedRecognizer", "cut", "reading_pieces"]

# About 2,500 characters: short slices are read side by side, which is faster; the network sees three tokens ahead only.
SLICE_TOKENS: Final = 400
# So many tokens go through the network at once; its memory is in proportion to them.
_BATCH_TOKENS: Final = 8_000
# Between two blocks, as `document.to_doc` puts it.
_BREAK: Final = "\n"
_NOWHERE: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of reading text.

    Attributes:
        doc: Its tokens, as a Doc of their own.
        places: For each token its place in the whole Doc, or -1 for a break between blocks.
    """

    doc: Doc
    places: tuple[int, ...]


def cut(length: int, borders: Iterable[int], softer: Iterable[int], limit: int) -> list[tuple[int, int]]:
    """Cut a sequence into slices.

    Args:
        length: Length of the sequence.
        borders: Where it may be cut well.
        softer: Where it may be cut when no good border comes within the limit.
        limit: Slices are at most this long. Where no border of either kind comes, the cut is made at the limit.

    Returns:
        Start and end of each slice, in order; together they are the whole.
    """
    good, fair = sorted(set(borders)), sorted(set(softer))
    slices = []
    start = 0
    while length - start > limit:
        last = start + limit
        within = [[at for at in borders if start < at <= last] for borders in (good, fair)]
        end = next((found[-1] for found in within if found), last)
        slices.append((start, end))
        start = end
    if length > start:
        slices.append((start, length))
    return slices


def reading_pieces(doc: Doc, limit: int = SLICE_TOKENS) -> list[Piece]:
    """Give the reading text of a Doc in slices; of a Doc without blocks, all its text.

    Args:
        doc: The Doc.
        limit: Tokens in a slice, at most.
    """
    places: list[int] = []
    words: list[str] = []
    borders: list[int] = []
    softer: list[int] = []
    items = {span.start for span in doc.spans[ITEMS]} if ITEMS in doc.spans else set()
    for block in doc.spans[BLOCKS] if BLOCKS in doc.spans else [doc[:]]:
        if words:
            words.append(_BREAK)
            places.append(_NOWHERE)
        (borders if block.start in items else softer).append(len(words))
        for token in block:
            # A tab divides columns; other white space inside a block is how the lines happened to break.
            if not token.is_space or "\t" in token.text:
                words.append(token.text)
                places.append(token.i)
    return [
        Piece(doc=Doc(doc.vocab, words=words[start:end]), places=tuple(places[start:end]))
        for start, end in cut(len(words), borders, softer, limit)
    ]


def _batches(pieces: Iterable[Piece], limit: int) -> Iterator[list[Piece]]:
    """Group pieces, so that the network is given many short ones at once, but never more than one long one."""
    batch: list[Piece] = []
    size = 0
    for piece in pieces:
        if batch and size + len(piece.doc) > limit:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece.doc)
    if batch:
        yield batch


class SlicedRecognizer(EntityRecognizer):  # type: ignore[misc]  # spaCy gives no types for it
    """spaCy's `EntityRecognizer` over `reading_pieces`; training is spaCy's own.

    Entities that stand on a Doc already are kept, and win over those found here. None goes over the end of a block.
    """

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:  # noqa: ARG002 - spaCy hands it over
        """Process Docs one by one: spaCy's own way would hold 256 protocols at once.

        Args:
            stream: The Docs.
            batch_size: Without effect: slices of one Doc go through the network together.
        """
        for doc in stream:
            yield self(doc)

    def predict(self, docs: Sequence[Doc]) -> list[list[Piece]]:
        """Find the entities of all Docs; they stand on the Docs of the pieces."""
        pieces = [reading_pieces(doc) for doc in docs]
        for batch in _batches(chain.from_iterable(pieces), _BATCH_TOKENS):
            read = [piece.doc for piece in batch]
            super().set_annotations(read, super().predict(read))
        return pieces

    def set_annotations(self, docs: Sequence[Doc], pieces: Sequence[Sequence[Piece]]) -> None:
        """Write the entities of the pieces to the Docs they were cut from."""
        for doc, own in zip(docs, pieces, strict=True):
            kept = list(doc.ents)
            taken = {token.i for span in kept for token in span}
            for piece in own:
                for entity in piece.doc.ents:
                    inside = piece.places[entity.start : entity.end]
                    if _NOWHERE not in inside and taken.isdisjoint(range(inside[0], inside[-1] + 1)):
                        kept.append(Span(doc, inside[0], inside[-1] + 1, label=entity.label))
            doc.ents = sorted(kept, key=lambda span: span.start)
