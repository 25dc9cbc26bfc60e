"""The facts of a result in words: of the meeting, of an item. One wording for every format that a human reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from nlp_minutes.export.transcript import with_party
from nlp_minutes.export.words import ATTENDANCE, MOTIONS, OUTCOMES, WARNINGS, listed, long_date

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item, Meeting, Minutes, Motion, Person, SourceInfo, Vote

__all__ = [
    "Fact",
    "PersonRow",
    "Value",
    "hours",
    "item_facts",
    "meeting_facts",
    "outcome_word",
    "person_rows",
    "source_facts",
    "title",
    "warning_word",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a fact.

    Attributes:
        text: In words.
        details: What there is to add, a line each.
        place: Where it stands in the text, if that is known.
    """

    text: str
    details: tuple[str, ...] = ()
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A named fact with its values; at least one."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person in words."""

    name: str
    attendance: str
    roles: str
    mentions: int


def title(minutes: Minutes) -> str:
    """Name the meeting: 'Kommunstyrelsen, Askvik kommun, 11 mars 2025'."""
    meeting = minutes.meeting
    date = long_date(meeting.date) if meeting.date else None
    return ", ".join(part for part in (meeting.body, meeting.municipality, date) if part) or "Okänt sammanträde"


def outcome_word(item: Item) -> str:
    """Give an item's outcome in a word or two."""
    return OUTCOMES.get(item.outcome or "", "framgår inte")


def warning_word(code: str) -> str:
    """Name a warning; by its code where there is no name."""
    return WARNINGS.get(code, code)


def meeting_facts(minutes: Minutes) -> list[Fact]:
    """Give the facts of the meeting."""
    meeting: Meeting = minutes.meeting
    time = hours(meeting).replace(":", ".")
    present = sum(one.attendance in {"member", "serving_substitute"} for one in minutes.persons)
    pairs = [
        ("Kommun eller region", meeting.municipality),
        ("Organ", meeting.body),
        ("Datum", long_date(meeting.date) if meeting.date else None),
        ("Tid", f"kl. {time}" if time else None),
        ("Plats", meeting.place),
        ("Handling", meeting.document_type.capitalize()),
        ("Omfattning", _sections(meeting.items)),
        ("Paragrafer", str(len(minutes.items))),
        ("Personer", f"{len(minutes.persons)}, varav {present} beslutande" if present else str(len(minutes.persons))),
    ]
    return [Fact(name=name, values=(Value(text=text),)) for name, text in pairs if text]


def hours(meeting: Meeting) -> str:
    """Write from when to when it lasted, as far as that is known: `13:00–15:40`, `13:00`, `till 15:40`."""
    if meeting.start is None:
        return f"till {meeting.end}" if meeting.end else ""
    return f"{meeting.start}–{meeting.end}" if meeting.end else meeting.start


def person_rows(persons: Sequence[Person]) -> list[PersonRow]:
    """Give the persons in the order of a front page: those who decide first."""
    names = {one.id: with_party(one) for one in persons}
    order = list(ATTENDANCE)
    rows = []
    for one in sorted(persons, key=lambda person: order.index(person.attendance)):
        instead = names.get(one.substitutes_for or "")
        rows.append(
            PersonRow(
                name=with_party(one),
                attendance=ATTENDANCE[one.attendance] + (f" för {instead}" if instead else ""),
                roles=", ".join(one.roles),
                mentions=len(one.mentions),
            )
        )
    return rows


def source_facts(source: SourceInfo) -> list[Fact]:
    """Give what is known of the file; its name without the folder, which tells of somebody's machine."""
    pairs = [
        ("Fil", PureWindowsPath(source.path).name if source.path else None),
        ("Format", source.media_type),
        ("Sidor", str(source.pages) if source.pages is not None else None),
        ("SHA-256", source.sha256),
        ("Framställd av", source.producer),
    ]
    return [Fact(name=name, values=(Value(text=text),)) for name, text in pairs if text]


def _sections(items: str | None) -> str | None:
    return f"§ {items}" if items and items[0].isdigit() else items


def item_facts(item: Item, persons: Sequence[Person]) -> list[Fact]:
    """Give the facts of an item that are known, but its title, headline and summary."""
    known: dict[str, Person] = {one.name: one for one in persons}
    facts = [
        Fact(name="Utfall", values=(Value(text=outcome_word(item)),)),
        Fact(name="Ärendenummer", values=_texts(item.case_numbers)),
        Fact(name="Beslutspunkter", values=_texts(item.decision)),
        Fact(name="Yrkanden", values=tuple(_motion(one, known) for one in item.motions)),
        Fact(name="Omröstning", values=tuple(_vote(one, known) for one in item.votes)),
        Fact(
            name="Reservationer",
            values=tuple(Value(text=_actors(one.by, one.parties, known), place=one.start) for one in item.reservations),
        ),
        Fact(
            name="Särskilda yttranden och anteckningar",
            values=tuple(Value(text=_actors(one.by, one.parties, known), place=one.start) for one in item.statements),
        ),
        Fact(name="Jäv", values=_texts([_named(name, known) for name in item.recusals])),
        Fact(name="Beslutet skickas till", values=_texts(item.recipients)),
        Fact(name="Justering", values=_texts(["omedelbart justerad"] if item.immediately_adjusted else [])),
    ]
    return [fact for fact in facts if fact.values]


def _texts(texts: Sequence[str]) -> tuple[Value, ...]:
    return tuple(Value(text=text) for text in texts)


def _named(name: str, known: Mapping[str, Person]) -> str:
    return with_party(known[name]) if name in known else name


def _actors(by: Sequence[str], parties: Sequence[str], known: Mapping[str, Person]) -> str:
    """Name who acts: the persons with their parties, then the groups that act as such."""
    own = {known[name].party for name in by if name in known}
    groups = [f"({party})" for party in parties if party not in own]
    return listed([*(_named(name, known) for name in by), *groups]) or "utan namn"


def _motion(motion: Motion, known: Mapping[str, Person]) -> Value:
    return Value(
        text=f"{_actors(motion.by, motion.parties, known)}: {MOTIONS.get(motion.kind, motion.kind)}",
        details=(f"Avser: {motion.target}",) if motion.target else (),
        place=motion.start,
    )


def _vote(vote: Vote, known: Mapping[str, Person]) -> Value:
    counts = [f"{vote.yes} ja", f"{vote.no} nej", f"{vote.abstain} avstår"]
    if vote.absent is not None:
        counts.append(f"{vote.absent} frånvarande")
    return Value(text=", ".join(counts), details=tuple(_vote_details(vote, known)), place=vote.start)


def _vote_details(vote: Vote, known: Mapping[str, Person]) -> Iterator[str]:
    if vote.yes_means:
        yield f"Ja betyder: {vote.yes_means}"
    if vote.no_means:
        yield f"Nej betyder: {vote.no_means}"
    if vote.named is None:
        yield "Röster med namn: inga lästa"
        return
    lists = [("Ja", vote.named.yes), ("Nej", vote.named.no), ("Avstår", vote.named.abstain)]
    for word, names in [*lists, ("Frånvarande", vote.named.absent)]:
        if names:
            yield f"{word} ({len(names)}): {', '.join(_named(name, known) for name in names)}"
    yield "Namnen stämmer med rösttalen" if vote.verified else "Namnen stämmer inte med rösttalen"
