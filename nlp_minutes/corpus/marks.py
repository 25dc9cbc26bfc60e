"""The marks in a source's text: what stands in brackets, behind a pilcrow or behind `#h`, read in one pass.

    #h § 4 Ny cykelbana
    ¶decision ⟦ORG:Nämnden⟧ beslutar att avslå ⟦PERSON:Ulla Eks⟧ (⟦PARTY:S⟧) motion.

A pilcrow opens a paragraph; a blank line, the next pilcrow or the next heading closes it. The lines of the text are the
lines of the source, so that an offset in the text tells the line of a fault.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from nlp_minutes.corpus.gold import GoldEntity, GoldHeading, GoldParagraph
from nlp_minutes.labels import MARKED, EntityLabel, ParagraphLabel

__all__ = ["Complaint", "Marked", "check_entities", "read_marks"]

_HEADING: Final = "#h"
_PILCROW: Final = "¶"
_FURNITURE: Final = "furniture"
_CONTINUED: Final = "+"
_AT_LINE_START: Final = re.compile(rf"(?P<mark>{_PILCROW}[^\s⟦⟧{_PILCROW}]*|{_HEADING})(?P<blank> ?)")
_IN_LINE: Final = re.compile(rf"⟦(?P<label>[^\s:⟦⟧]+):|(?P<end>⟧)|(?P<stray>[⟦{_PILCROW}]|(?<!\S){_HEADING}(?!\w))")
_ENTITY_LABELS: Final = tuple(label.value for label in MARKED)
_PARAGRAPH_LABELS: Final = tuple(label.value for label in ParagraphLabel)
_NATIONAL_PARTY: Final = re.compile(r"\((?P<party>SD|KD|MP|[SMCVL])\)")

# A line number (of the source, from 1) and what is wrong there.
Complaint = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text and what its marks say.

    Attributes:
        text: The text without the marks.
        entities: In order of their beginning.
        paragraphs: In order.
        headings: In order.
        complaints: What is wrong with the marks, by line.
    """

    text: str
    entities: tuple[GoldEntity, ...]
    paragraphs: tuple[GoldParagraph, ...]
    headings: tuple[GoldHeading, ...]
    complaints: tuple[Complaint, ...]

    @property
    def furniture(self) -> tuple[GoldParagraph, ...]:
        """The blocks of page furniture."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.furniture)

    def line_of(self, offset: int) -> int:
        """The line (from 1) on which an offset of the text stands."""
        return self.text.count("\n", 0, offset) + 1


class _Reader:
    """Takes the lines one by one; keeps the paragraph and the entity that are open."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.entities: list[GoldEntity] = []
        self.headings: list[GoldHeading] = []
        self.paragraphs: list[tuple[int, int, str]] = []
        self.complaints: list[Complaint] = []
        self.paragraph: tuple[int, str] | None = None
        self.entity: tuple[int, str, int] | None = None

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def take_line(self, line: str, number: int) -> None:
        opening = _AT_LINE_START.match(line)
        if opening is None:
            if not line.strip():
                self.close_paragraph()
            elif self.paragraph is None and self.entity is None:
                self.complaints.append((number, f"text without ¶ or #h: {line[:60]!r}"))
            self.take_words(line, number)
        else:
            self.close_paragraph()
            mark = opening["mark"]
            if not opening["blank"]:
                self.complaints.append((number, f"no blank after {mark!r}"))
            start = self.length
            if mark != _HEADING:
                self.open_paragraph(mark.removeprefix(_PILCROW), number)
            self.take_words(line[opening.end() :], number)
            if mark == _HEADING:
                self.headings.append(GoldHeading(start=start, end=self.length))
        self.add("\n")

    def take_words(self, words: str, number: int) -> None:
        done = 0
        for mark in _IN_LINE.finditer(words):
            self.add(words[done : mark.start()])
            done = mark.end()
            if mark["label"]:
                self.open_entity(mark["label"], number)
            elif mark["end"] and self.entity is not None:
                start, label, _ = self.entity
                self.entities.append(GoldEntity(start=start, end=self.length, label=label))
                self.entity = None
            else:
                near = words[max(0, mark.start() - 20) : done + 20]
                self.complaints.append((number, f"{mark[0]} out of place: {near!r}"))
        self.add(words[done:])

    def open_entity(self, label: str, number: int) -> None:
        if self.entity is not None:
            self.complaints.append((number, f"an entity inside one that began on line {self.entity[2]} and has no ⟧"))
        if label not in _ENTITY_LABELS:
            self.complaints.append((number, f"unknown entity label {label!r} (one of {' '.join(_ENTITY_LABELS)})"))
        self.entity = (self.length, label, number)

    def open_paragraph(self, kind: str, number: int) -> None:
        if kind != _FURNITURE and kind.removesuffix(_CONTINUED) not in _PARAGRAPH_LABELS:
            known = " ".join((*_PARAGRAPH_LABELS, _FURNITURE))
            self.complaints.append((number, f"unknown paragraph label {kind!r} (one of {known})"))
        self.paragraph = (self.length, kind)

    def close_paragraph(self) -> None:
        if self.paragraph is not None:
            start, kind = self.paragraph
            self.paragraphs.append((start, self.length, kind))
            self.paragraph = None

    def close(self) -> None:
        self.close_paragraph()
        if self.entity is not None:
            self.complaints.append((self.entity[2], f"an entity ({self.entity[1]}) without ⟧"))


def _trimmed(text: str, start: int, end: int, kind: str) -> GoldParagraph | None:
    """The paragraph without the white space around it; None if nothing is left."""
    words = text[start:end]
    if not words.strip():
        return None
    furniture = kind == _FURNITURE
    return GoldParagraph(
        start=end - len(words.lstrip()),
        end=start + len(words.rstrip()),
        label=ParagraphLabel.OTHER.value if furniture else kind.removesuffix(_CONTINUED),
        furniture=furniture,
        continued=kind.endswith(_CONTINUED),
    )


def read_marks(body: str) -> Marked:
    """Take the marks out of a text.

    Args:
        body: The source above its FACTS line.

    Returns:
        The text with its spans, and every fault of the marks.
    """
    reader = _Reader()
    for number, line in enumerate(body.split("\n"), 1):
        reader.take_line(line, number)
    reader.close()
    text = "".join(reader.pieces)
    paragraphs = (_trimmed(text, *paragraph) for paragraph in reader.paragraphs)
    return Marked(
        text=text,
        entities=tuple(reader.entities),
        paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph is not None),
        headings=tuple(reader.headings),
        complaints=tuple(reader.complaints),
    )


def check_entities(marked: Marked) -> Iterator[Complaint]:
    """Say which entities are wrong, and which names and parties seem to have been left unmarked.

    A name counts as left out where a marked PERSON of several words stands again without a mark; a party where one of
    the eight parties of the parliament stands in brackets without one. Page furniture holds no marks.
    """
    text = marked.text
    covered = bytearray(len(text) + 1)
    in_furniture = bytearray(len(text) + 1)
    for paragraph in marked.furniture:
        in_furniture[paragraph.start : paragraph.end] = b"\1" * (paragraph.end - paragraph.start)
    for entity in marked.entities:
        covered[entity.start : entity.end] = b"\1" * (entity.end - entity.start)
        words, line = text[entity.start : entity.end], marked.line_of(entity.start)
        if not words or words != words.strip():
            yield line, f"an entity that is empty or has blanks around it: {words!r}"
        if in_furniture[entity.start] or in_furniture[max(entity.end - 1, 0)]:
            yield line, f"page furniture holds no entities: {words!r}"
    line_starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def unmarked(pattern: re.Pattern[str], group: str | int, label: str) -> Iterator[Complaint]:
        for match in pattern.finditer(text):
            span = slice(*match.span(group))
            if not any(covered[span]) and not any(in_furniture[span]):
                yield bisect_right(line_starts, match.start()), f"unmarked {label}: {match[0]!r}"

    names = {tuple(text[e.start : e.end].split()) for e in marked.entities if e.label == EntityLabel.PERSON}
    for name in sorted(name for name in names if len(name) > 1):
        yield from unmarked(re.compile(r"\s+".join(map(re.escape, name))), 0, "PERSON")
    yield from unmarked(_NATIONAL_PARTY, "party", "PARTY")
