"""What the recogniser learns from: annotated protocols, columns of newspaper text, and minutes that the rules label.

All give spaCy Docs in the form in which the recogniser will read (`components.recogniser.reading_pieces`): the blocks
of the clean view, cut to slices. Where it is not known whether a token is part of an entity it is marked as missing,
and nothing is learned from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spacy.tokens import Doc, Span

from nlp_minutes.components.recogniser import Piece, reading_pieces
from nlp_minutes.document import char_span, to_doc
from nlp_minutes.errors import DamagedFile, ReadError
from nlp_minutes.labels import BLOCKS, ITEMS, EntityLabel
from nlp_minutes.lexicon import party_normal
from nlp_minutes.lines import item_head
from nlp_minutes.readers import source_from_text
from nlp_minutes.rules.organisations import find_organisations
from nlp_minutes.rules.roles import find_roles

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.corpus.gold import GoldDocument

__all__ = [
    "LEARNED",
    "Lesson",
    "gold_lesson",
    "item_lessons",
    "news_lessons",
    "read_columns",
    "sentence_doc",
    "sentence_lesson",
]

# Case numbers have forms of their own, which the rules know.
LEARNED: Final = (EntityLabel.PERSON, EntityLabel.PARTY, EntityLabel.ROLE, EntityLabel.ORG)
# Slices to learn from are short: a batch then holds several documents.
_LESSON_TOKENS: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What one document gives to learn.

    Attributes:
        docs: Annotated slices.
        layout: The layout of a protocol; of other texts a word for where they come from.
        lost: Entities whose borders are not those of tokens; their tokens are marked as missing.
    """

    docs: tuple[Doc, ...]
    layout: str
    lost: int = 0

    @property
    def tokens(self) -> int:
        """How many tokens the slices hold."""
        return sum(map(len, self.docs))


def _annotated(piece: Piece, entities: Sequence[tuple[int, int, str]], missing: frozenset[int]) -> Doc:
    """A slice with those of the whole document's entities (token places) that lie in it."""
    at = {place: n for n, place in enumerate(piece.places)}
    spans = [
        Span(piece.doc, at[start], at[end - 1] + 1, label=label)
        for start, end, label in entities
        if start in at and end - 1 in at
    ]
    taken = {token for span in spans for token in range(span.start, span.end)}
    unknown = [Span(piece.doc, n, n + 1) for n, place in enumerate(piece.places) if place in missing and n not in taken]
    piece.doc.set_ents(spans, missing=unknown)
    return piece.doc


def gold_lesson(nlp: Language, document: GoldDocument, limit: int = _LESSON_TOKENS) -> Lesson:
    """Map an annotated protocol to the clean view and cut it into slices.

    Args:
        nlp: The pipeline whose tokenizer to use.
        document: The protocol. What is annotated in page furniture is not in the clean view and falls away.
        limit: Tokens in a slice, at most.
    """
    source = source_from_text(document.text)
    doc = _with_items(to_doc(nlp, source))
    entities: list[tuple[int, int, str]] = []
    missing: set[int] = set()
    lost = 0
    for entity in document.entities:
        place = source.alignment.to_clean(entity.start, entity.end)
        if place is None or entity.label not in LEARNED:
            continue
        span = char_span(doc, *place, label=entity.label)
        if span is None:
            lost += 1
            missing.update(_tokens(doc, *place))
        else:
            entities.append((span.start, span.end, entity.label))
    docs = [_annotated(piece, entities, frozenset(missing)) for piece in reading_pieces(doc, limit)]
    return Lesson(docs=tuple(docs), layout=document.layout, lost=lost)


def _tokens(doc: Doc, start: int, end: int) -> range:
    """The places of the tokens that a stretch of characters touches."""
    span = char_span(doc, start, end, mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


def _with_items(doc: Doc) -> Doc:
    """Mark the heads of items, by their form alone, for the cutting of slices."""
    doc.spans[ITEMS] = [span for span in doc.spans[BLOCKS] if item_head(span.text) is not None]
    return doc


def read_columns(path: str | Path) -> Iterator[list[tuple[str, str]]]:
    """Read sentences of one token and its label a line, divided by white space; an empty line ends a sentence.

    Labels stand for the token alone, without B- and I-; `0`, `O` or nothing stands for none.

    Args:
        path: The file.

    Yields:
        Tokens with their labels; an empty string for none.

    Raises:
        ReadError: The file cannot be read.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ReadError(path, f"cannot be read ({error.strerror})") from error
    sentence: list[tuple[str, str]] = []
    for line in text.split("\n"):
        if not line.strip():
            if sentence:
                yield sentence
            sentence = []
            continue
        word, *label = line.rsplit(maxsplit=1)
        sentence.append((word, "" if label in (["O"], ["0"], []) else label[0]))
    if sentence:
        yield sentence


def sentence_doc(nlp: Language, sentence: Sequence[tuple[str, str]], label_of: Callable[[str, str], str]) -> Doc:
    """Make a Doc of a sentence; neighbours of one label are one entity.

    Args:
        nlp: The pipeline whose vocabulary to use.
        sentence: Tokens with their labels.
        label_of: Gives the label to learn for an entity's text and label; an empty one for none.
    """
    doc = Doc(nlp.vocab, words=[word for word, _ in sentence])
    spans = []
    start = 0
    for end in range(1, len(sentence) + 1):
        label = sentence[start][1]
        if end < len(sentence) and sentence[end][1] == label:
            continue
        if label:
            own = label_of(doc[start:end].text, label)
            if own:
                spans.append(Span(doc, start, end, label=own))
        start = end
    doc.set_ents(spans)
    return doc


def sentence_lesson(nlp: Language, sentence: Sequence[tuple[str, str]]) -> Lesson:
    """Make a lesson of a sentence with its own labels."""
    return Lesson(docs=(sentence_doc(nlp, sentence, lambda _, label: label),), layout="columns")


def news_lessons(nlp: Language, path: str | Path) -> Iterator[Lesson]:
    """Make lessons of newspaper sentences with PER, ORG, LOC and MISC.

    The guidelines differ. A party is ORG there: it becomes PARTY where the lexicon knows it. Offices and bodies in
    small letters are left unmarked there: what the rules take for one is marked as missing.
    """
    for sentence in read_columns(path):
        doc = sentence_doc(nlp, sentence, _news_label)
        known = {token.i for span in doc.ents for token in span}
        unsure: set[int] = set()
        for low, high in [*find_organisations(doc.text), *find_roles(doc.text, [], front=False)]:
            unsure.update(_tokens(doc, low, high))
        unsure |= {token.i for token in doc if party_normal(token.text) is not None}
        doc.set_ents(list(doc.ents), missing=[doc[i : i + 1] for i in sorted(unsure - known)])
        yield Lesson(docs=(doc,), layout="news")


_NEWS: Final[Mapping[str, str]] = {"PER": EntityLabel.PERSON, "ORG": EntityLabel.ORG}


def _news_label(text: str, label: str) -> str:
    if label == "ORG" and party_normal(text.removesuffix("s")) is not None:
        return EntityLabel.PARTY
    return _NEWS.get(label, "")


# A capital inside a sentence begins a name of some kind; one that the rules do not explain makes a paragraph doubtful.
_UNEXPLAINED = re.compile(r"(?<=[\wåäö,;)] )[A-ZÅÄÖ][\wåäöÅÄÖé-]*")


def item_lessons(nlp: Language, path: str | Path, limit: int = _LESSON_TOKENS) -> Iterator[Lesson]:
    """Make lessons of the items of one meeting, as the pipeline's rules label them.

    The file has one item a line, JSON with `text`. Paragraphs in which a word with a capital is part of no entity are
    left out: there the rules may have missed a name. An abbreviation of a party that they did not see is one in a cell
    below a name, and unknown elsewhere.

    Args:
        nlp: A pipeline with rules; its recogniser, if it has one, is used too.
        path: The file.
        limit: Tokens in a slice, at most.
    """
    path = Path(path)
    texts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                texts.append(str(json.loads(line)["text"]))
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                raise DamagedFile(path, f"line {number}: no item with a text ({error})") from error
    doc = nlp(to_doc(nlp, source_from_text("\n\n".join(texts))))
    sure = [block for block in doc.spans[BLOCKS] if not _doubtful(block)]
    doc.spans[BLOCKS] = sure
    entities = [(span.start, span.end, span.label_) for span in doc.ents if span.label_ in LEARNED]
    cells = _party_cells(doc)
    entities = sorted([*entities, *((place, place + 1, str(EntityLabel.PARTY)) for place in cells)])
    unsure = frozenset(token.i for token in doc if not token.ent_type and party_normal(token.text) is not None)
    docs = [_annotated(piece, entities, unsure) for piece in reading_pieces(doc, limit)]
    yield Lesson(docs=tuple(docs), layout="items")


def _party_cells(doc: Doc) -> list[int]:
    """Tokens that are blocks of their own and abbreviate a party, right below a block that is a person's name.

    So the cells of a list of votes come out of many files, one a line: name, party, seat, vote.
    """
    found = []
    for above, block in pairwise(doc.spans[BLOCKS]):
        named = [span for span in above.ents if span.label_ == EntityLabel.PERSON]
        if (
            len(block) == 1
            and block.text[0].isupper()
            and not block.ents
            and party_normal(block.text) is not None
            and any(span.text == above.text for span in named)
        ):
            found.append(block.start)
    return found


def _doubtful(block: Span) -> bool:
    taken = {place for span in block.ents for place in range(span.start_char, span.end_char)}
    return any(block.start_char + match.start() not in taken for match in _UNEXPLAINED.finditer(block.text))
