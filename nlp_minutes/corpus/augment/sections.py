"""Other orders of the sections within an item, and fewer of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Final

from nlp_minutes.corpus.augment.edits import Edit, apply_edits
from nlp_minutes.labels import EntityLabel, SectionKind
from nlp_minutes.lexicon import heading_kind

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument, GoldEntity, GoldHeading, GoldParagraph

__all__ = ["change_sections"]

_HEAD: Final = re.compile(r"\s*(?:[\wåäöÅÄÖ]{1,12} )?(?:[§$]|\d+ ?§|(?:Ärende|Paragraf|Punkt) \d)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\s*[§$]\s*(?P<before>\d+)(?! ?[A-ZÅÄÖ]\b)|\s*(?P<after>\d+) ?§")
_MOVABLE: Final = frozenset({SectionKind.DECISION, SectionKind.SUMMARY, SectionKind.BASIS, SectionKind.PROPOSAL})
_DROPPABLE: Final = frozenset({SectionKind.BASIS, SectionKind.RECIPIENTS, SectionKind.ADJUSTMENT})
# How often, of a hundred: an item gets another order; a section that can go goes.
_MOVES: Final = 45
_DROPS: Final = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """From the line of a heading to the next heading or furniture."""

    start: int
    end: int
    kind: SectionKind
    item: int


def _sections(document: GoldDocument) -> list[_Section]:
    """The sections that can be told from each other, in order; what is between them stays where it is."""
    text = document.text
    marks = [(one.start, one) for one in document.headings] + [
        (p.start, None) for p in document.paragraphs if p.furniture
    ]
    marks.sort(key=lambda mark: mark[0])
    found = []
    item = -1
    lines = [text.rfind("\n", 0, start) + 1 for start, _ in marks] + [len(text)]
    titles = {one["title"].casefold() for one in document.items}
    for (_, heading), (line, end) in zip(marks, pairwise(lines), strict=True):
        if heading is None:
            continue
        words = " ".join(text[heading.start : heading.end].split())
        if _HEAD.match(words) or words.casefold() in titles:
            item += 1
            continue
        kind = heading_kind(words)
        if kind is None:
            item += 1  # a title, a title's second line, a sub-heading: nothing is moved across it
        elif item >= 0 and text[line:end].strip() and not text[line : heading.start].strip():
            found.append(_Section(start=line, end=end, kind=kind, item=item))
    return found


def _is_whole(document: GoldDocument, section: _Section) -> bool:
    """Whether a section has text of its own that neither goes on behind furniture nor comes from before it."""
    inner = [one for one in document.paragraphs if section.start <= one.start < section.end]
    after = next((one for one in document.paragraphs if one.start >= section.end and not one.furniture), None)
    return bool(inner) and not any(one.continued for one in inner) and not (after and after.continued)


def _labels(document: GoldDocument, section: _Section) -> set[str]:
    return {one.label for one in document.entities if section.start <= one.start < section.end}


def _padded(text: str) -> str:
    return text.rstrip("\n") + "\n\n"


def _rearranged(document: GoldDocument, order: list[_Section]) -> GoldDocument:
    """Put neighbouring sections into a new order; their spans go with them."""
    start, end = min(one.start for one in order), max(one.end for one in order)
    place, shift = start, {}
    text = document.text[:start]
    for one in order:
        shift[one] = place - one.start
        piece = _padded(document.text[one.start : one.end])
        text += piece
        place += len(piece)
    moved = place - end

    def at(offset: int) -> int:
        if offset < start:
            return 0
        return next((shift[one] for one in order if one.start <= offset < one.end), moved)

    def entity(one: GoldEntity) -> GoldEntity:
        return replace(one, start=one.start + at(one.start), end=one.end + at(one.start))

    def paragraph(one: GoldParagraph) -> GoldParagraph:
        return replace(one, start=one.start + at(one.start), end=one.end + at(one.start))

    def heading(one: GoldHeading) -> GoldHeading:
        return replace(one, start=one.start + at(one.start), end=one.end + at(one.start))

    return replace(
        document,
        text=text + document.text[end:],
        entities=tuple(sorted(map(entity, document.entities))),
        paragraphs=tuple(sorted(map(paragraph, document.paragraphs))),
        headings=tuple(sorted(map(heading, document.headings))),
    )


def _dropped(document: GoldDocument, rng: Random) -> GoldDocument:
    """Leave out lists of documents, of recipients and notes on adjustment that name no person and no case."""
    sections = _sections(document)
    lists = [_item_at(document, one.start) for one in sections if one.kind is SectionKind.RECIPIENTS]
    edits = []
    emptied = set()
    for one in sections:
        free = one.kind in _DROPPABLE and not _labels(document, one) & {EntityLabel.PERSON, EntityLabel.CASE}
        if not free or not _is_whole(document, one) or rng.randrange(100) >= _DROPS:
            continue
        if one.kind is SectionKind.RECIPIENTS:
            item = _item_at(document, one.start)
            if item is None or lists.count(item) > 1:
                continue
            emptied.add(item)
        edits.append(Edit(start=one.start, end=one.end, text=""))
    items = [dict(item, recipients=[]) if at in emptied else item for at, item in enumerate(document.items)]
    return replace(apply_edits(document, edits), items=tuple(items))


def _item_at(document: GoldDocument, place: int) -> int | None:
    """Which of the items of FACTS a place in the text belongs to: that of the last heading with an item's number."""
    numbers = {one["number"].casefold(): at for at, one in enumerate(document.items)}
    found = None
    for one in document.headings:
        words = document.text[one.start : one.end]
        number = _NUMBER.match(words) if one.start < place else None
        if number:
            found = numbers.get((number["before"] or number["after"]).casefold())
    return found


def change_sections(document: GoldDocument, rng: Random) -> GoldDocument:
    """Put sections of items into another order and leave some out.

    Decision, summary, basis and proposal trade places where they follow one another (the decision comes first or last);
    lists of documents or recipients and notes on adjustment go now and then, with what FACTS say of them. Sections that
    furniture interrupts, and headings that the lexicon does not know, stay.
    """
    document = _dropped(document, rng)
    for item in sorted({one.item for one in _sections(document)}):
        run: list[_Section] = []
        for one in _sections(document):
            whole = one.item == item and one.kind in _MOVABLE and _is_whole(document, one)
            if whole and (not run or run[-1].end == one.start):
                run.append(one)
        if len(run) < 2 or rng.randrange(100) >= _MOVES:
            continue
        first = [one for one in run if one.kind is SectionKind.DECISION]
        rest = [one for one in run if one.kind is not SectionKind.DECISION]
        if not first:
            continue
        order = rest + first if run[0].kind is SectionKind.DECISION else first + rest
        if order != run:
            document = _rearranged(document, order)
    return document
