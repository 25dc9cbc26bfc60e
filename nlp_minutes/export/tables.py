"""Results as tables: one kind of fact a table, one row a fact, every row with the keys of its meeting.

Rows are plain values (text, whole numbers, truth values, None); what a column holds is told in docs/tables.md.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Literal

from nlp_minutes.errors import ConfigError
from nlp_minutes.minutes import Item, Minutes, Motion, Person, Reservation, Statement, Vote

__all__ = ["TABLES", "Column", "Table", "Type", "Value", "rows_of", "to_csv", "to_parquet"]

Value = str | int | bool | None
Row = Mapping[str, Value]
Type = Literal["text", "integer", "boolean", "date", "number", "texts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name and what its cells are."""

    name: str
    type: Type = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A kind of table.

    Attributes:
        name: Its name on the command line.
        columns: Its columns, keys first.
        rows: Gives the rows of one meeting, with the keys of the meeting left out.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Minutes], Iterator[dict[str, Value]]]


_KEYS: Final = (
    Column(name="path"),
    Column(name="sha256"),
    Column(name="municipality"),
    Column(name="body"),
    Column(name="date", type="date"),
)
_ITEM: Final = (*_KEYS, Column(name="item"))


def rows_of(table: Table, results: Iterable[Minutes]) -> list[dict[str, Value]]:
    """Give the rows of a table.

    Args:
        table: One of `TABLES`.
        results: The meetings.

    Returns:
        Rows in the order of the meetings and of their texts; each has every column of the table.
    """
    rows: list[dict[str, Value]] = []
    for minutes in results:
        keys: dict[str, Value] = {
            "path": minutes.source.path,
            "sha256": minutes.source.sha256,
            "municipality": minutes.meeting.municipality,
            "body": minutes.meeting.body,
            "date": minutes.meeting.date,
        }
        rows += [{column.name: (keys | row)[column.name] for column in table.columns} for row in table.rows(minutes)]
    return rows


def _joined(values: Sequence[str]) -> str | None:
    return "; ".join(values) or None


def _known(minutes: Minutes) -> dict[str, Person]:
    known: dict[str, Person] = {}
    for one in minutes.persons:
        known.setdefault(one.name, one)
    return known


def _votes(minutes: Minutes) -> Iterator[dict[str, Value]]:
    known = _known(minutes)
    for item in minutes.items:
        for number, vote in enumerate(item.votes, 1):
            whole = _vote(item, vote, number)
            named = vote.named
            lists = (
                []
                if named is None
                else [("yes", named.yes), ("no", named.no), ("abstain", named.abstain), ("absent", named.absent)]
            )
            if not any(names for _, names in lists):
                yield whole | {"person": None, "person_id": None, "party": None, "value": None}
            for value, names in lists:
                for name in names:
                    yield whole | _person(name, known) | {"value": value}


def _vote(item: Item, vote: Vote, number: int) -> dict[str, Value]:
    return {
        "item": item.number,
        "vote": number,
        "yes": vote.yes,
        "no": vote.no,
        "abstain": vote.abstain,
        "absent": vote.absent,
        "yes_means": vote.yes_means,
        "no_means": vote.no_means,
        "verified": vote.verified,
        "start": vote.start,
        "end": vote.end,
    }


def _person(name: str, known: Mapping[str, Person]) -> dict[str, Value]:
    person = known.get(name)
    return {
        "person": name,
        "person_id": person.id if person else None,
        "party": person.party if person else None,
    }


def _actors(one: Motion | Reservation | Statement, known: Mapping[str, Person]) -> Iterator[dict[str, Value]]:
    """A row for each person, then one for each party that acts as a group; one without either where nobody is named."""
    of_persons = {known[name].party for name in one.by if name in known}
    groups = [party for party in one.parties if party not in of_persons]
    for name in one.by:
        yield _person(name, known)
    for party in groups:
        yield {"person": None, "person_id": None, "party": party}
    if not one.by and not groups:
        yield {"person": None, "person_id": None, "party": None}


def _motions(minutes: Minutes) -> Iterator[dict[str, Value]]:
    known = _known(minutes)
    for item in minutes.items:
        for number, one in enumerate(item.motions, 1):
            for actor in _actors(one, known):
                yield {
                    "item": item.number,
                    "motion": number,
                    **actor,
                    "kind": one.kind,
                    "target": one.target,
                    "start": one.start,
                    "end": one.end,
                }


def _reservations(minutes: Minutes) -> Iterator[dict[str, Value]]:
    return _objections(minutes, lambda item: item.reservations, "reservation")


def _statements(minutes: Minutes) -> Iterator[dict[str, Value]]:
    return _objections(minutes, lambda item: item.statements, "statement")


def _objections(
    minutes: Minutes, of: Callable[[Item], Sequence[Reservation | Statement]], name: str
) -> Iterator[dict[str, Value]]:
    known = _known(minutes)
    for item in minutes.items:
        for number, one in enumerate(of(item), 1):
            for actor in _actors(one, known):
                yield {"item": item.number, name: number, **actor, "start": one.start, "end": one.end}


def _recusals(minutes: Minutes) -> Iterator[dict[str, Value]]:
    known = _known(minutes)
    for item in minutes.items:
        for name in item.recusals:
            yield {"item": item.number, **_person(name, known)}


def _persons(minutes: Minutes) -> Iterator[dict[str, Value]]:
    names = {one.id: one.name for one in minutes.persons}
    for one in minutes.persons:
        yield {
            "person": one.name,
            "person_id": one.id,
            "party": one.party,
            "roles": _joined(one.roles),
            "attendance": one.attendance,
            "substitutes_for": names.get(one.substitutes_for or ""),
            "mentions": len(one.mentions),
        }


def _attendance(minutes: Minutes) -> Iterator[dict[str, Value]]:
    return (row for row in _persons(minutes) if row["attendance"] is not None)


def _items(minutes: Minutes) -> Iterator[dict[str, Value]]:
    for item in minutes.items:
        yield {
            "item": item.number,
            "title": item.title,
            "case_numbers": _joined(item.case_numbers),
            "outcome": item.outcome,
            "headline": item.headline,
            "decision": "\n".join(item.decision) or None,
            "motions": len(item.motions),
            "votes": len(item.votes),
            "reservations": len(item.reservations),
            "statements": len(item.statements),
            "recusals": len(item.recusals),
            "recipients": _joined(item.recipients),
            "immediately_adjusted": item.immediately_adjusted,
            "start": item.start,
            "end": item.end,
        }


_ACTOR: Final = (Column(name="person"), Column(name="person_id"), Column(name="party"))
_PLACE: Final = (Column(name="start", type="integer"), Column(name="end", type="integer"))
_PERSON: Final = (*_KEYS, *_ACTOR, Column(name="roles"), Column(name="attendance"), Column(name="substitutes_for"))


def _numbers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name=name, type="integer") for name in names)


_ALL: Final = (
    Table(
        name="votes",
        columns=(
            *_ITEM,
            *_numbers("vote"),
            *_ACTOR,
            Column(name="value"),
            *_numbers("yes", "no", "abstain", "absent"),
            Column(name="yes_means"),
            Column(name="no_means"),
            Column(name="verified", type="boolean"),
            *_PLACE,
        ),
        rows=_votes,
    ),
    Table(
        name="motions",
        columns=(*_ITEM, *_numbers("motion"), *_ACTOR, Column(name="kind"), Column(name="target"), *_PLACE),
        rows=_motions,
    ),
    Table(name="reservations", columns=(*_ITEM, *_numbers("reservation"), *_ACTOR, *_PLACE), rows=_reservations),
    Table(name="statements", columns=(*_ITEM, *_numbers("statement"), *_ACTOR, *_PLACE), rows=_statements),
    Table(name="recusals", columns=(*_ITEM, *_ACTOR), rows=_recusals),
    Table(name="attendance", columns=_PERSON, rows=_attendance),
    Table(name="persons", columns=(*_PERSON, *_numbers("mentions")), rows=_persons),
    Table(
        name="items",
        columns=(
            *_ITEM,
            Column(name="title"),
            Column(name="case_numbers"),
            Column(name="outcome"),
            Column(name="headline"),
            Column(name="decision"),
            *_numbers("motions", "votes", "reservations", "statements", "recusals"),
            Column(name="recipients"),
            Column(name="immediately_adjusted", type="boolean"),
            *_PLACE,
        ),
        rows=_items,
    ),
)
TABLES: Final[Mapping[str, Table]] = MappingProxyType({table.name: table for table in _ALL})

# What makes a spreadsheet take a cell for a formula, full-width forms too (they are folded by some of them).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def _cell(value: Value) -> str | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    text = f"'{value}" if value.startswith(_FORMULA) else value
    # A bare carriage return ends a row for many readers, though the csv module does not quote it.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def to_csv(table: Table, rows: Iterable[Row], *, bom: bool = False, delimiter: str = ",") -> bytes:
    """Write rows as CSV in UTF-8, with a head.

    Text that a spreadsheet would take for a formula gets a `'` in front; numbers are written as they are. An unknown
    value is an empty cell.

    Args:
        table: The table, for its columns.
        rows: Its rows.
        bom: Whether to begin with a byte order mark, by which Excel knows UTF-8.
        delimiter: What stands between cells.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in rows)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8", errors="replace")


def to_parquet(table: Table | Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Write rows as a Parquet file with typed columns, also where there are no rows.

    Args:
        table: The table, or columns of another one.
        rows: Its rows.

    Raises:
        ConfigError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, and heavy
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError("Parquet needs pyarrow: pip install 'nlp-minutes[parquet]', or write a .csv file") from error
    types: dict[Type, Any] = {
        "text": pa.string(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "number": pa.float64(),
        "texts": pa.list_(pa.string()),
    }
    shown = table.columns if isinstance(table, Table) else table
    schema = pa.schema([pa.field(column.name, types[column.type]) for column in shown])
    columns = [
        pa.array([_typed(row[column.name], column.type) for row in rows], type=types[column.type]) for column in shown
    ]
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, schema) as writer:
        if rows:  # a row group without rows is more than some readers can take (datasets)
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _typed(value: Any, kind: Type) -> Any:
    if kind == "texts":
        return [_typed(one, "text") for one in value]
    if kind == "date" and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value.encode("utf-8", errors="replace").decode() if isinstance(value, str) else value
