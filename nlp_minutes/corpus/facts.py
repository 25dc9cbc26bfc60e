"""The FACTS block of a source: its shape, and its agreement with itself and with the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

if TYPE_CHECKING:
    from nlp_minutes.corpus.marks import Complaint
    from nlp_minutes.corpus.wording import Wording

__all__ = ["Facts", "check_facts", "parse_facts"]

_CLOCK: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_MARKUP: Final = re.compile(r"[¶⟦⟧]")


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("is blank")
    return value


def _is_day(value: str) -> str:
    try:
        same = date.fromisoformat(value).isoformat() == value
    except ValueError:
        same = False
    if not same:
        raise ValueError("is not a date YYYY-MM-DD")
    return value


def _is_clock(value: str) -> str:
    if not _CLOCK.fullmatch(value):
        raise ValueError("is not a time HH:MM")
    return value


Words = Annotated[str, AfterValidator(_not_blank)]
Day = Annotated[str, AfterValidator(_is_day)]
Clock = Annotated[str, AfterValidator(_is_clock)]
Count = Annotated[int, Field(ge=0)]


class _Shape(BaseModel):
    """Just these keys; a value of `| None` may be null, but its key is there."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Meeting(_Shape):
    """The meeting."""

    municipality: Words | None
    body: Words | None
    date: Day
    place: Words | None
    start: Clock | None
    end: Clock | None
    document_type: Literal["protokoll", "protokollsutdrag"]


class Person(_Shape):
    """A person whom the protocol names."""

    name: Words
    party: Words | None
    roles: list[Words]
    attendance: Literal["member", "serving_substitute", "substitute", "other", "absent"] | None


class Act(_Shape):
    """A reservation or a statement."""

    by: list[Words]
    parties: list[Words]


class Motion(Act):
    """A motion (yrkande)."""

    kind: Literal["approve", "reject", "postpone", "remit", "amend", "own"]


class NamedVotes(_Shape):
    """Who voted what."""

    yes: list[Words]
    no: list[Words]
    abstain: list[Words]
    absent: list[Words]


class Vote(_Shape):
    """A vote; `verified` is false where the protocol contradicts itself."""

    yes: Count
    no: Count
    abstain: Count
    absent: Count | None
    yes_means: Words | None
    no_means: Words | None
    named: NamedVotes | None
    verified: bool = True


class Item(_Shape):
    """An item (paragraf)."""

    number: Words
    title: Words
    case_numbers: list[Words]
    outcome: Literal["approved", "rejected", "postponed", "remitted", "proposed", "noted", "elected", "other"]
    motions: list[Motion]
    votes: list[Vote]
    reservations: list[Act]
    statements: list[Act]
    recusals: list[Words]
    recipients: list[Words]
    reference_summary: Words


class _Facts(_Shape):
    meeting: Meeting
    persons: list[Person]
    items: list[Item]


Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A FACTS block that has the right shape.

    Attributes:
        values: Its JSON values as written: `meeting`, `persons`, `items`.
        persons: The persons.
        items: The items.
        lines: The line of the source on which each value begins, by its path (`("items", 0, "title")`).
    """

    values: Mapping[str, Any]
    persons: tuple[Person, ...]
    items: tuple[Item, ...]
    lines: Mapping[Path, int]


def _places(block: str) -> dict[Path, int]:
    """Where each value of a JSON text begins, by its path. The text is known to be JSON."""
    decode, blank = json.JSONDecoder(), re.compile(r"[ \t\n\r]*")
    places: dict[Path, int] = {}

    def skip(at: int) -> int:
        found = blank.match(block, at)
        return found.end() if found else at

    def value(at: int, path: Path) -> int:
        places[path] = at
        if block[at] not in "{[":
            return decode.raw_decode(block, at)[1]
        closing, number = "}" if block[at] == "{" else "]", 0
        at = skip(at + 1)
        while block[at] != closing:
            key: str | int = number
            if closing == "}":
                key, at = decode.raw_decode(block, at)
                at = skip(skip(at) + 1)
            at = skip(value(at, (*path, key)))
            if block[at] == ",":
                at = skip(at + 1)
            number += 1
        return at + 1

    value(skip(0), ())
    return places


def _nearest(lines: Mapping[Path, int], path: Path) -> int:
    """The line of a value, or of the closest one around it (a missing key has no line of its own)."""
    while path not in lines and path:
        path = path[:-1]
    return lines[path]


def _spelled(path: Sequence[str | int]) -> str:
    spelled = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return spelled.removeprefix(".") or "FACTS"


def _said(error: Mapping[str, Any]) -> str:
    """What a validation error says, in our words."""
    kind, value = error["type"], error.get("input")
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "is an unknown key"
    if kind == "value_error":
        return f"{value!r} {error['ctx']['error']}"
    return f"{value!r}: {error['msg'][0].lower()}{error['msg'][1:]}"


def parse_facts(block: str, first_line: int) -> tuple[Facts | None, list[Complaint]]:
    """Read a FACTS block.

    Args:
        block: What stands behind the FACTS line.
        first_line: The line of the source on which it begins.

    Returns:
        The facts, None when there is anything wrong with their shape, and what is wrong.
    """
    wrong = [
        (number, "a mark (¶ ⟦ ⟧) in FACTS")
        for number, line in enumerate(block.split("\n"), first_line)
        if _MARKUP.search(line)
    ]
    try:
        values = json.loads(block)
        places = _places(block)
    except json.JSONDecodeError as error:
        return None, [*wrong, (first_line + error.lineno - 1, f"FACTS is not JSON: {error.msg}")]
    except (RecursionError, ValueError) as error:  # lists in lists without end, a number of thousands of digits
        return None, [*wrong, (first_line, f"FACTS cannot be read: {error}")]
    lines = {path: first_line + block.count("\n", 0, at) for path, at in places.items()}
    try:
        facts = _Facts.model_validate(values)
    except ValidationError as error:
        wrong += [
            (_nearest(lines, one["loc"]), f"{_spelled(one['loc'])} {_said(dict(one))}")
            for one in error.errors(include_url=False)
        ]
        return None, wrong
    return Facts(values=values, persons=tuple(facts.persons), items=tuple(facts.items), lines=lines), wrong


def check_facts(facts: Facts, wording: Wording) -> Iterator[Complaint]:
    """Say where the facts contradict each other or the text.

    A person's name, an item's title and its case numbers stand in the text; item numbers differ; who moves, reserves,
    states, recuses himself or votes by name is among the persons; named votes are as many as were counted.
    """
    for number, person in enumerate(facts.persons):
        if not wording.holds_name(person.name):
            yield facts.lines["persons", number, "name"], f"person {person.name!r} is not in the text"
    names = {person.name for person in facts.persons}
    seen: set[str] = set()
    for number, item in enumerate(facts.items):
        if item.number in seen:
            yield facts.lines["items", number, "number"], f"§ {item.number}: there was an item of this number before"
        seen.add(item.number)
        for path, text in _item_faults(item, names, wording):
            yield facts.lines["items", number, *path], f"§ {item.number}: {text}"


def _item_faults(item: Item, names: set[str], wording: Wording) -> Iterator[tuple[Path, str]]:
    """What is wrong with an item, with the path in it."""
    if not wording.holds(item.title):
        yield ("title",), f"title {item.title!r} is not in the text"
    for number, case in enumerate(item.case_numbers):
        if not wording.holds(case):
            yield ("case_numbers", number), f"case number {case!r} is not in the text"
    for path, name in _people(item):
        if name not in names:
            yield path, f"{path[0]}: {name!r} is not in persons"
    for number, vote in enumerate(item.votes):
        for path, text in _miscounted(vote):
            yield ("votes", number, *path), text


def _people(item: Item) -> Iterator[tuple[Path, str]]:
    """Every name in an item's facts, with its path in the item."""
    lists: list[tuple[Path, list[str]]] = [(("recusals",), item.recusals)]
    acts: dict[str, Sequence[Act]] = {
        "motions": item.motions,
        "reservations": item.reservations,
        "statements": item.statements,
    }
    lists += [((key, n, "by"), act.by) for key, some in acts.items() for n, act in enumerate(some)]
    for n, vote in enumerate(item.votes):
        if vote.named is not None:
            lists += [(("votes", n, "named", side), voters) for side, voters in vote.named]
    for path, people in lists:
        for n, name in enumerate(people):
            yield (*path, n), name


def _miscounted(vote: Vote) -> Iterator[tuple[Path, str]]:
    """Where fewer or more are named than were counted, unless the protocol says both."""
    if vote.named is None or not vote.verified:
        return
    for side, voters in vote.named:
        count: int | None = getattr(vote, side)
        if count is not None and count != len(voters):
            yield ("named", side), f"{count} voted {side}, but {len(voters)} are named"
