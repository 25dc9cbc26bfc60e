"""Results as the tables of a data set: eleven tables that are joined by `protocol`, typed, lists as lists.

`export.tables` gives one table at a time for a reader, with names and parties in every row; here every fact stands
once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from nlp_minutes.export.tables import Column, Type, to_parquet

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item, Minutes

__all__ = ["RELATIONS", "relations_of", "to_files"]

Row = dict[str, Any]


def _columns(**types: Type) -> tuple[Column, ...]:
    return tuple(Column(name=name, type=kind) for name, kind in types.items())


# `item` counts the items of a protocol from 1: their numbers may come twice.
_ITEM: Final = _columns(protocol="text", item="integer")
# A place in the `text` of table `protocols`.
_PLACE: Final = _columns(start="integer", end="integer")
_BY: Final = _columns(by="texts", parties="texts")

# The one place where the columns of each table and their types are stated.
RELATIONS: Final[Mapping[str, tuple[Column, ...]]] = MappingProxyType(
    {
        "protocols": _columns(
            protocol="text",
            path="text",
            sha256="text",
            meeting="integer",
            media_type="text",
            pages="integer",
            producer="text",
            schema_version="text",
            municipality="text",
            body="text",
            date="date",
            begins="text",
            ends="text",
            place="text",
            document_type="text",
            items="text",
            text="text",
        ),
        "items": (
            *_ITEM,
            *_columns(
                number="text",
                title="text",
                case_numbers="texts",
                outcome="text",
                decision="texts",
                recusals="texts",
                recipients="texts",
                immediately_adjusted="boolean",
                headline="text",
                summary="text",
            ),
            *_PLACE,
        ),
        "paragraphs": (
            *_columns(protocol="text", paragraph="integer", label="text", score="number", heading="text", item="text"),
            *_PLACE,
            *_columns(text="text"),
        ),
        "entities": (
            *_columns(protocol="text", entity="integer", label="text", text="text", person_id="text", normal="text"),
            *_PLACE,
        ),
        "motions": (*_ITEM, *_columns(motion="integer"), *_BY, *_columns(kind="text", target="text"), *_PLACE),
        "votes": (
            *_ITEM,
            *_columns(
                vote="integer",
                yes="integer",
                no="integer",
                abstain="integer",
                absent="integer",
                yes_means="text",
                no_means="text",
                named="boolean",
                verified="boolean",
            ),
            *_PLACE,
        ),
        "vote_persons": (
            *_ITEM,
            *_columns(vote="integer", person="text", person_id="text", party="text", value="text"),
        ),
        "reservations": (*_ITEM, *_columns(reservation="integer"), *_BY, *_PLACE),
        "statements": (*_ITEM, *_columns(statement="integer"), *_BY, *_PLACE),
        "persons": _columns(
            protocol="text",
            person_id="text",
            person="text",
            party="text",
            roles="texts",
            attendance="text",
            substitutes_for="text",
            mentions="integer",
        ),
        "warnings": (
            *_columns(protocol="text", warning="integer", code="text", severity="text", message="text"),
            *_PLACE,
        ),
    }
)


def relations_of(results: Sequence[Minutes]) -> dict[str, list[Row]]:
    """Give the rows of every table for the meetings of one file.

    Args:
        results: All meetings of the file, in order: `protocol` is the hash of the file with the number of the meeting.
    """
    rows: dict[str, list[Row]] = {name: [] for name in RELATIONS}
    for number, minutes in enumerate(results, 1):
        protocol = f"{minutes.source.sha256}-{number}"
        for name, row in _rows(minutes, number):
            rows[name].append({"protocol": protocol, **row})
    return rows


def _rows(minutes: Minutes, number: int) -> Iterator[tuple[str, Row]]:
    source, meeting, text = minutes.source, minutes.meeting, minutes.text
    yield (
        "protocols",
        {
            "path": source.path,
            "sha256": source.sha256,
            "meeting": number,
            "media_type": source.media_type,
            "pages": source.pages,
            "producer": source.producer,
            "schema_version": minutes.schema_version,
            "municipality": meeting.municipality,
            "body": meeting.body,
            "date": meeting.date,
            "begins": meeting.start,
            "ends": meeting.end,
            "place": meeting.place,
            "document_type": meeting.document_type,
            "items": meeting.items,
            "text": text,
        },
    )
    for index, item in enumerate(minutes.items, 1):
        for name, row in _item(minutes, item):
            yield name, {"item": index, **row}
    for index, one in enumerate(minutes.paragraphs, 1):
        place = {"start": one.start, "end": one.end, "text": text[one.start : one.end]}
        score = one.scores.get(one.label)
        said = {"label": one.label, "score": score, "heading": one.heading, "item": one.item}
        yield "paragraphs", {"paragraph": index, **said, **place}
    for index, entity in enumerate(minutes.entities, 1):
        place = {"start": entity.start, "end": entity.end, "text": entity.text}
        said = {"label": entity.label, "person_id": entity.person, "normal": entity.normal}
        yield "entities", {"entity": index, **said, **place}
    for person in minutes.persons:
        yield (
            "persons",
            {
                "person_id": person.id,
                "person": person.name,
                "party": person.party,
                "roles": person.roles,
                "attendance": person.attendance,
                "substitutes_for": person.substitutes_for,
                "mentions": len(person.mentions),
            },
        )
    for index, told in enumerate(minutes.warnings, 1):
        said = {"code": told.code, "severity": told.severity, "message": told.message}
        yield "warnings", {"warning": index, **said, "start": told.start, "end": told.end}


def _item(minutes: Minutes, item: Item) -> Iterator[tuple[str, Row]]:
    yield (
        "items",
        {
            "number": item.number,
            "title": item.title,
            "case_numbers": item.case_numbers,
            "outcome": item.outcome,
            "decision": item.decision,
            "recusals": item.recusals,
            "recipients": item.recipients,
            "immediately_adjusted": item.immediately_adjusted,
            "headline": item.headline,
            "summary": item.summary.text if item.summary is not None else None,
            "start": item.start,
            "end": item.end,
        },
    )
    for number, motion in enumerate(item.motions, 1):
        said = {"by": motion.by, "parties": motion.parties, "kind": motion.kind, "target": motion.target}
        yield "motions", {"motion": number, **said, "start": motion.start, "end": motion.end}
    yield from _votes(minutes, item)
    for number, reservation in enumerate(item.reservations, 1):
        place = {"start": reservation.start, "end": reservation.end}
        yield "reservations", {"reservation": number, "by": reservation.by, "parties": reservation.parties, **place}
    for number, statement in enumerate(item.statements, 1):
        place = {"start": statement.start, "end": statement.end}
        yield "statements", {"statement": number, "by": statement.by, "parties": statement.parties, **place}


def _votes(minutes: Minutes, item: Item) -> Iterator[tuple[str, Row]]:
    known = {person.name: person for person in reversed(minutes.persons)}
    for number, vote in enumerate(item.votes, 1):
        yield (
            "votes",
            {
                "vote": number,
                "yes": vote.yes,
                "no": vote.no,
                "abstain": vote.abstain,
                "absent": vote.absent,
                "yes_means": vote.yes_means,
                "no_means": vote.no_means,
                "named": vote.named is not None,
                "verified": vote.verified,
                "start": vote.start,
                "end": vote.end,
            },
        )
        if vote.named is None:
            continue
        for value in ("yes", "no", "abstain", "absent"):
            for name in getattr(vote.named, value):
                person = known.get(name)
                who = {"person_id": person.id if person else None, "party": person.party if person else None}
                yield "vote_persons", {"vote": number, "person": name, **who, "value": value}


def to_files(results: Sequence[Minutes]) -> dict[str, bytes]:
    """Give the Parquet file of each table that has rows for these meetings; of all tables where there is no meeting.

    Raises:
        ConfigError: pyarrow is not installed.
    """
    rows = relations_of(results)
    return {name: to_parquet(RELATIONS[name], rows[name]) for name in RELATIONS if rows[name] or not results}
