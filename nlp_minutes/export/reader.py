"""A result for a reader at a terminal, in Swedish: meeting, people, each item with its decision."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from nlp_minutes.export.facts import hours
from nlp_minutes.export.words import CAPACITIES, OUTCOMES, readable

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item, Minutes, Person

__all__ = ["to_text"]

_WIDTH = 96


def to_text(minutes: Minutes) -> str:
    """Give a result as text to read."""
    return readable("\n".join(_lines(minutes))) + "\n"


def _lines(minutes: Minutes) -> Iterator[str]:
    meeting = minutes.meeting
    head = ", ".join(part for part in (meeting.municipality, meeting.body, meeting.date) if part) or "Okänt sammanträde"
    yield head
    yield "=" * min(len(head), _WIDTH)
    time = hours(meeting)
    details = [meeting.document_type.capitalize(), f"kl. {time}" if time else None, meeting.place]
    yield ", ".join(part for part in details if part)
    yield ""
    for capacity, title in CAPACITIES.items():
        people = [_person(one) for one in minutes.persons if one.attendance == capacity]
        if people:
            yield from _wrapped(f"{title} ({len(people)}): {', '.join(people)}", "  ")
    for item in minutes.items:
        yield ""
        yield from _item(item)
    if minutes.warnings:
        yield ""
        yield "Varningar"
        for warning in minutes.warnings:
            yield from _wrapped(f"- {warning.code}: {warning.message}", "  ")


def _person(person: Person) -> str:
    party = f" ({person.party})" if person.party else ""
    roles = f", {' och '.join(person.roles)}" if person.roles else ""
    return f"{person.name}{party}{roles}"


def _item(item: Item) -> Iterator[str]:
    cases = f"  [{', '.join(item.case_numbers)}]" if item.case_numbers else ""
    yield from _wrapped(f"§ {item.number} {item.title}{cases}", "  ")
    if item.outcome:
        yield f"  Utfall: {OUTCOMES[item.outcome]}"
    if item.headline:
        yield from _wrapped(f"  I korthet: {item.headline}", "    ")
    yield from _points(item.decision)


def _points(points: Iterable[str]) -> Iterator[str]:
    for point in points:
        yield from _wrapped(f"    {point}", "      ")


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent=indent, drop_whitespace=True, break_long_words=False) or [text]
