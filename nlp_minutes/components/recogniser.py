"""`minutes_ner`: spaCy's entity recogniser, run over the reading text in slices.

Two things differ from spaCy's own `ner`. It reads the blocks of the clean view: on a Doc that spaCy made of a plain
string it passes over page furniture and the line breaks inside a paragraph. And it reads slices cut at item borders, so
that memory does not grow with the length of a document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from nlp_minutes.components.reader import Slice, WordReader
from nlp_minutes.labels import BLOCKS, ITEMS

__all__ = ["SLICE_TOKENS", "Piece", "SlicedRecognizer", "cut", "reading_pieces", "reading_slices"]

# About 2,500 characters: short slices are read side by side, which is faster; the network sees three tokens ahead only.
SLICE_TOKENS: Final = 400
# So many tokens go through the network at once; its memory is in proportion to them.
_BATCH_TOKENS: Final = 8_000
# Between two blocks, as `document.to_doc` puts it.
_BREAK: Final = "\n"
_NOWHERE: Final = -1
_GAP: Final = np.array([_NOWHERE])


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of reading text to learn from.

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
        nearest = [borders[at - 1] for borders in (good, fair) if (at := bisect_right(borders, last))]
        end = next((at for at in nearest if at > start), last)
        slices.append((start, end))
        start = end
    if length > start:
        slices.append((start, length))
    return slices


def reading_slices(doc: Doc, limit: int = SLICE_TOKENS) -> list[Slice]:
    """Give the reading text of a Doc in slices; of a Doc without blocks, all its text.

    Args:
        doc: The Doc.
        limit: Tokens in a slice, at most.
    """
    table = doc.to_array(["ORTH", "IS_SPACE"])
    if len(table) == 0:
        return []
    strings = doc.vocab.strings
    tabs = [orth for orth in np.unique(table[table[:, 1] == 1, 0]).tolist() if "\t" in strings[orth]]
    # A tab divides columns; other white space inside a block is how the lines happened to break.
    read = (table[:, 1] == 0) | np.isin(table[:, 0], np.array(tabs, dtype=table.dtype))
    before = [0, *np.cumsum(read).tolist()]
    parts: list[NDArray[np.int64]] = []
    places = np.arange(len(table))
    borders: list[int] = []
    softer: list[int] = []
    length = 0
    items = {span.start for span in doc.spans[ITEMS]} if ITEMS in doc.spans else set()
    for block in doc.spans[BLOCKS] if BLOCKS in doc.spans else [doc[:]]:
        start, end = block.start, block.end
        if length:
            parts.append(_GAP)
            length += 1
        (borders if start in items else softer).append(length)
        parts.append(places[start:end][read[start:end]])
        length += before[end] - before[start]
    if not length:
        return []
    order = np.concatenate(parts)
    words, spaces = table[order, 0], table[order, 1] == 1
    words[order == _NOWHERE] = strings.add(_BREAK)
    spaces[order == _NOWHERE] = True
    return [
        Slice(words=words[start:end], spaces=spaces[start:end], places=order[start:end])
        for start, end in cut(length, borders, softer, limit)
    ]


def reading_pieces(doc: Doc, limit: int = SLICE_TOKENS) -> list[Piece]:
    """Give the same as Docs of their own, from which the recogniser can learn.

    Args:
        doc: The Doc.
        limit: Tokens in a piece, at most.
    """
    return [_piece(doc.vocab, one) for one in reading_slices(doc, limit)]


def _piece(vocab: Vocab, one: Slice) -> Piece:
    words = [vocab.strings[word] for word in one.words.tolist()]
    return Piece(doc=Doc(vocab, words=words), places=tuple(one.places.tolist()))


def _batches(slices: Iterable[Slice], limit: int) -> Iterator[list[Slice]]:
    """Group slices, so that the network is given many short ones at once, but never more than one long one."""
    batch: list[Slice] = []
    size = 0
    for one in slices:
        if batch and size + len(one.words) > limit:
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += len(one.words)
    if batch:
        yield batch


class SlicedRecognizer(EntityRecognizer):  # type: ignore[misc]  # spaCy gives no types for it
    """spaCy's `EntityRecognizer` over `reading_pieces`; training is spaCy's own.

    Entities that stand on a Doc already are kept, and win over those found here. None goes over the end of a block.
    """

    # What reads in place of spaCy's parser where the network's kind allows it; made when it is first needed.
    _reader: WordReader | None = None

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:  # noqa: ARG002 - spaCy hands it over
        """Process Docs one by one: spaCy's own way would hold 256 protocols at once.

        Args:
            stream: The Docs.
            batch_size: Without effect: slices of one Doc go through the network together.
        """
        for doc in stream:
            yield self(doc)

    def predict(self, docs: Sequence[Doc]) -> list[list[tuple[int, int, str]]]:
        """Find the entities of all Docs.

        Returns:
            For each Doc first token, last token and label of each; none lies over a break between blocks.
        """
        slices = [reading_slices(doc) for doc in docs]
        found = chain.from_iterable(
            self._entities(batch) for batch in _batches(chain.from_iterable(slices), _BATCH_TOKENS)
        )
        # In the order of the slices, Doc by Doc.
        return [[entity for one in own for entity in _placed(one, next(found))] for own in slices]

    def _entities(self, slices: Sequence[Slice]) -> list[list[tuple[int, int, str]]]:
        if self.cfg["beam_width"] == 1 and WordReader.can_read(self.model):
            return self._word_reader().entities(slices)
        read = [_piece(self.vocab, one).doc for one in slices]
        super().set_annotations(read, super().predict(read))
        return [[(entity.start, entity.end, entity.label_) for entity in doc.ents] for doc in read]

    def _word_reader(self) -> WordReader:
        if self._reader is None or not self._reader.is_of(self.model):
            self._ensure_labels_are_added([])
            moves = [self.moves.get_class_name(number) for number in range(self.moves.n_moves)]
            self._reader = WordReader(self.model, moves, self.vocab)
        return self._reader

    def finish_update(self, sgd: Any) -> None:
        """Change the weights; what was remembered of the old ones is forgotten."""
        self._reader = None
        super().finish_update(sgd)

    def set_annotations(self, docs: Sequence[Doc], found: Sequence[Sequence[tuple[int, int, str]]]) -> None:
        """Write the entities to the Docs."""
        for doc, own in zip(docs, found, strict=True):
            kept = list(doc.ents)
            taken = {place for span in kept for place in range(span.start, span.end)}
            kept += [
                Span(doc, first, last + 1, label=label)
                for first, last, label in own
                if not taken or taken.isdisjoint(range(first, last + 1))
            ]
            doc.ents = sorted(kept, key=attrgetter("start"))


def _placed(one: Slice, entities: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Entities of a slice by first and last token of the whole Doc."""
    for start, end, label in entities:
        inside = one.places[start:end].tolist()
        if _NOWHERE not in inside:
            yield inside[0], inside[-1], label
