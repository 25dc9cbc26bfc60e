"""What the rules for the facts of an item are given, and what they give back. Offsets are clean ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from nlp_minutes.labels import MotionKind, SectionKind
from nlp_minutes.quick import quick
from nlp_minutes.rules.vote_grids import Grid

__all__ = [
    "Actors",
    "Attendee",
    "ItemContext",
    "ItemParagraph",
    "Motion",
    "Named",
    "NamedVotes",
    "Vote",
    "last_proposal",
    "named_within",
]


@quick
@dataclass(frozen=True, slots=True)
class ItemParagraph:
    """A paragraph of an item.

    Attributes:
        text: Its text.
        section: Kind of its section, a `SectionKind`.
        label: Its label, a `ParagraphLabel`.
        heading: The heading above it.
        table: Whether it is a table.
        start: Where it begins in the clean text.
    """

    text: str
    section: str
    label: str
    heading: str | None = None
    table: bool = False
    start: int = 0

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.start + len(self.text)


class Named(NamedTuple):
    """An entity.

    Attributes:
        start: First offset.
        end: Offset behind it.
        label: An `EntityLabel`.
        text: As it stands in the clean text.
        person: Index of the person in `ItemContext.persons`, for a PERSON that is known.
        normal: The normal form: for a PARTY its usual abbreviation.
    """

    start: int
    end: int
    label: str
    text: str
    person: int | None = None
    normal: str | None = None


_start = attrgetter("start")


def named_within(entities: Sequence[Named], start: int, end: int) -> list[Named]:
    """Give those entities, which are in order, that lie between two offsets.

    A roll call has hundreds of them, and each of its lines asks for its own.
    """
    found = []
    for place in range(bisect_left(entities, start, key=_start), len(entities)):
        one = entities[place]
        if one.start > end:
            break
        if one.end <= end:
            found.append(one)
    return found


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A person of the meeting, as in the result's `persons`."""

    name: str
    party: str | None = None
    roles: tuple[str, ...] = ()
    attendance: str | None = None
    substitutes_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemContext:
    """One item with everything that its facts are read from.

    Attributes:
        number: Its number, without §.
        title: Its title.
        paragraphs: Its paragraphs in order, tables among them.
        entities: Those inside it, in order.
        persons: All persons of the meeting.
        body: The body that met, as written.
        annexes: Paragraphs of the lists behind the items (vote lists), the same for each item.
        annex_entities: Entities in them.
        grids: Lists of voters whose crosses only their place on the line tells, the same for each item.
        attached: Paragraphs of the written reservations and statements behind the items that belong to this one.
        attached_entities: Entities in them and in their titles.
    """

    number: str
    title: str
    paragraphs: tuple[ItemParagraph, ...]
    entities: tuple[Named, ...] = ()
    persons: tuple[Attendee, ...] = ()
    body: str | None = None
    annexes: tuple[ItemParagraph, ...] = ()
    annex_entities: tuple[Named, ...] = ()
    grids: tuple[Grid, ...] = ()
    attached: tuple[ItemParagraph, ...] = ()
    attached_entities: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """Who did something, and where it stands: a reservation, a statement.

    Attributes:
        by: Names as in `Attendee.name`.
        parties: Abbreviations of the groups that act and of each person in `by`.
        start: First offset.
        end: Offset behind it.
    """

    by: tuple[str, ...]
    parties: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion(Actors):
    """A motion (yrkande).

    Attributes:
        kind: What it is, relative to the proposal before the body.
        target: What it speaks for or against, verbatim.
    """

    kind: MotionKind
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedVotes:
    """Who voted how, names as in `Attendee.name`."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    abstain: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One vote (omröstning).

    Attributes:
        yes: Votes for yes.
        no: Votes for no.
        abstain: Who abstained; 0 where nothing is said of it.
        absent: Who was absent; None where nothing is said of it.
        yes_means: What yes stood for, verbatim.
        no_means: What no stood for, verbatim.
        named: Who voted how; None where no names are given.
        verified: Whether there are named lists and they add up to the counts.
        start: First offset.
        end: Offset behind it.
    """

    yes: int
    no: int
    start: int
    end: int
    abstain: int = 0
    absent: int | None = None
    yes_means: str | None = None
    no_means: str | None = None
    named: NamedVotes | None = None
    verified: bool = False


def last_proposal(paragraphs: Sequence[ItemParagraph]) -> list[ItemParagraph]:
    """The paragraphs of the proposal before the body: of several bodies' proposals, those under the last heading."""
    proposals = [one for one in paragraphs if one.section == SectionKind.PROPOSAL]
    return [one for one in proposals if one.heading == proposals[-1].heading]
