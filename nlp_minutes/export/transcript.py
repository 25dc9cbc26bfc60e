"""The whole text of a result, cut into what a page shows: sections, groups of paragraphs, runs with entities.

Every character that is no blank comes out once and in order, whatever the spans of the result look like: spans that
overlap or reach outside the text are cut.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, Literal, TypeVar

from nlp_minutes.export.words import entity_word, readable
from nlp_minutes.minutes import Item
from nlp_minutes.readers.hyphenation import Hyphen, line_end_hyphen

if TYPE_CHECKING:
    from nlp_minutes.minutes import Entity, Minutes, Paragraph, Person

__all__ = ["Block", "Group", "Run", "Section", "section_names", "sections", "with_party"]

_T = TypeVar("_T")
_GONE: Final = "\x00"  # stands in the copy for reading where nothing is shown; `readable` left none of its own
_WORD = re.compile(r"\w+(?:-\w+)*")
_BROKEN = re.compile(r"(?<=\S)([-\u00ad\u2010])([ \t]*\n[ \t]*)(?=\w)")
_COLUMNS = re.compile(r"\S[ ]*\t+[ ]*\S|\S {3,}\S")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a block: plain text, an entity, or furniture that stands inside a paragraph.

    Attributes:
        text: As it is shown: a word that was broken over two lines has a soft hyphen at that place.
        kind: What it is.
        label: An entity's label.
        hint: What kind of entity it is, in words, with its usual name where it is written otherwise.
    """

    text: str
    kind: Literal["text", "entity", "furniture"] = "text"
    label: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading or line.

    Attributes:
        start: Where it starts in the result's text.
        runs: Its content.
        columns: Its lines and tabs mean something: rows of a table.
    """

    start: int
    runs: tuple[Run, ...]
    columns: bool = False

    @property
    def text(self) -> str:
        """The text of all runs."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Blocks of one kind that stand together.

    Attributes:
        kind: 'head' is the original head of an item, 'line' text that belongs to no paragraph.
        label: The label of paragraphs, else empty.
        blocks: At least one. Between the parts of a paragraph group there may be furniture.
    """

    kind: Literal["paragraphs", "heading", "head", "line", "furniture"]
    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """An item, or what stands before, between or after the items (`item` is None)."""

    item: Item | None
    start: int
    end: int
    groups: tuple[Group, ...]


class _Spans(Generic[_T]):
    """Spans that do not overlap, in order."""

    def __init__(self, spans: Iterable[tuple[int, int, _T]], size: int) -> None:
        self._spans: list[tuple[int, int, _T]] = []
        reached = 0
        for start, end, value in sorted(spans, key=lambda span: (span[0], -span[1])):
            low, high = max(start, reached), min(end, size)
            if low < high:
                self._spans.append((low, high, value))
                reached = high
        self._starts = [start for start, _, _ in self._spans]

    def tile(self, start: int, end: int) -> Iterator[tuple[int, int, _T | None]]:
        """Cut a stretch at the spans; what lies between them comes with None."""
        reached = start
        for number in range(max(bisect_right(self._starts, start) - 1, 0), len(self._spans)):
            low, high, value = self._spans[number]
            if low >= end:
                break
            if high <= start:
                continue
            if reached < low:
                yield reached, low, None
            yield max(low, start), min(high, end), value
            reached = min(high, end)
        if reached < end:
            yield reached, end, None


def with_party(person: Person) -> str:
    """Give a person's name as minutes write it: 'Sanna Niemelä (V)'."""
    return f"{person.name} ({person.party})" if person.party else person.name


def sections(minutes: Minutes) -> list[Section]:
    """Cut the text of a result into sections."""
    return list(_Transcript(minutes).sections())


def section_names(found: Sequence[Section]) -> list[str]:
    """Name the sections: an item by its number and title, the others by where they stand."""
    numbers = [number for number, section in enumerate(found) if section.item is not None]
    names = []
    for number, section in enumerate(found):
        if section.item is not None:
            names.append(f"§ {section.item.number} {section.item.title}".strip())
        elif not numbers:
            names.append("Hela texten")
        elif number < numbers[0]:
            names.append("Före paragraferna")
        else:
            names.append("Efter paragraferna" if number > numbers[-1] else "Mellan paragraferna")
    return names


def _shown(text: str) -> str:
    """Make the copy for reading, of the same length: a word that a line's end breaks is whole again."""
    text = readable(text)
    if not _BROKEN.search(text):
        return text
    vocabulary = frozenset(word.casefold() for word in _WORD.findall(text))

    def join(found: re.Match[str]) -> str:
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.end(1)]
        behind = text[found.end() : found.end() + 100]
        kind = line_end_hyphen(before, behind, vocabulary)
        if kind is Hyphen.SOFT:
            return "\u00ad" + _GONE * len(found[2])
        return found[1] + _GONE * len(found[2]) if kind is Hyphen.HARD else found[0]

    return _BROKEN.sub(join, text)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).rstrip(" :.") == " ".join(other.split()).rstrip(" :.")


class _Transcript:
    """Cuts one result's text."""

    def __init__(self, minutes: Minutes) -> None:
        self._text = readable(minutes.text)
        self._shown = _shown(minutes.text)
        size = len(self._text)
        self._items: _Spans[Item] = _Spans(((one.start, one.end, one) for one in minutes.items), size)
        self._paragraphs: _Spans[Paragraph] = _Spans(((one.start, one.end, one) for one in minutes.paragraphs), size)
        self._furniture: _Spans[bool] = _Spans(((span[0], span[-1], True) for span in minutes.furniture), size)
        self._entities: _Spans[Entity] = _Spans(((one.start, one.end, one) for one in minutes.entities), size)
        self._persons = {one.id: one for one in minutes.persons}
        self._all_items = minutes.items

    def sections(self) -> Iterator[Section]:
        """Yield the sections in order; an item whose span is empty or inside another one's comes last, without text."""
        seen: set[int] = set()
        for start, end, item in self._items.tile(0, len(self._text)):
            if item is not None:
                seen.add(id(item))
            groups = tuple(_merged(self._groups(start, end, inside=item is not None)))
            if item is not None or groups:
                yield Section(item=item, start=start, end=end, groups=groups)
        for item in self._all_items:
            if id(item) not in seen:
                yield Section(item=item, start=item.start, end=item.start, groups=())

    def _groups(self, start: int, end: int, *, inside: bool) -> Iterator[Group]:
        tiles = list(self._paragraphs.tile(start, end))
        for number, (low, high, paragraph) in enumerate(tiles):
            if paragraph is not None:
                columns = bool(_COLUMNS.search(self._text[low:high].strip()))
                block = Block(start=low, runs=tuple(self._runs(low, high, columns=columns)), columns=columns)
                if block.text.strip():
                    yield Group(kind="paragraphs", label=paragraph.label, blocks=(block,))
                continue
            following = tiles[number + 1][2] if number + 1 < len(tiles) else None
            heading = following.heading if following is not None else None
            yield from self._between(low, high, heading, first=inside and number == 0)

    def _between(self, start: int, end: int, heading: str | None, *, first: bool) -> Iterator[Group]:
        """Cut what stands between two paragraphs: furniture, headings, and lines of an item's head."""
        lines = [
            (*found.span(), bool(furniture))
            for low, high, furniture in self._furniture.tile(start, end)
            for found in _LINE.finditer(self._text, low, high)
            if found[0].strip()
        ]
        titles = self._heading_at([(low, high) for low, high, furniture in lines if not furniture], heading)
        for low, high, furniture in lines:
            block = Block(start=low, runs=tuple(self._pieces(low, high, columns=True)), columns=True)
            if furniture:
                plain = Run(text=self._text[low:high], kind="furniture")
                yield Group(kind="furniture", label="", blocks=(Block(start=low, runs=(plain,), columns=True),))
            elif low in titles:
                yield Group(kind="heading", label="", blocks=(block,))
            else:
                yield Group(kind="head" if first else "line", label="", blocks=(block,))

    def _heading_at(self, lines: Sequence[tuple[int, int]], heading: str | None) -> set[int]:
        """Give the starts of the last lines that together are the heading."""
        if heading is None:
            return set()
        for count in range(1, min(4, len(lines) + 1)):
            if _same(" ".join(self._text[low:high] for low, high in lines[-count:]), heading):
                return {low for low, _ in lines[-count:]}
        return set()

    def _runs(self, start: int, end: int, *, columns: bool) -> Iterator[Run]:
        for low, high, furniture in self._furniture.tile(start, end):
            if furniture:
                yield Run(text=self._text[low:high], kind="furniture")
            else:
                yield from self._pieces(low, high, columns=columns)

    def _pieces(self, start: int, end: int, *, columns: bool) -> Iterator[Run]:
        source = self._text if columns else self._shown
        for low, high, entity in self._entities.tile(start, end):
            text = source[low:high].replace(_GONE, "")
            if entity is None or not text.strip():
                if text:
                    yield Run(text=text)
            else:
                yield Run(text=text, kind="entity", label=entity.label, hint=self._hint(entity))

    def _hint(self, entity: Entity) -> str:
        word = entity_word(entity.label)
        person = self._persons.get(entity.person or "")
        usual = with_party(person) if person is not None else entity.normal
        return f"{word}: {readable(usual)}" if usual and not _same(usual, entity.text) else word


def _merged(groups: Iterable[Group]) -> list[Group]:
    """Join neighbours of one kind and label; a page's end inside them does not part them."""
    merged: list[Group] = []
    for group in groups:
        if merged and (merged[-1].kind, merged[-1].label) == (group.kind, group.label):
            merged[-1] = _joined(merged[-1], group)
        elif (
            len(merged) > 1
            and group.kind == "paragraphs"
            and merged[-1].kind == "furniture"
            and (merged[-2].kind, merged[-2].label) == (group.kind, group.label)
        ):
            furniture = merged.pop()
            merged[-1] = _joined(merged[-1], furniture, group)
        else:
            merged.append(group)
    return merged


def _joined(*groups: Group) -> Group:
    blocks = tuple(block for group in groups for block in group.blocks)
    return Group(kind=groups[0].kind, label=groups[0].label, blocks=blocks)
