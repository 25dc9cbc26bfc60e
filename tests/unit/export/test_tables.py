"""Tables: rows of results, CSV that is safe in a spreadsheet, typed Parquet."""

from __future__ import annotations

import builtins
import csv
import io
from datetime import date
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.errors import ConfigError
from nlp_minutes.export.tables import TABLES, Value, rows_of, to_csv, to_parquet
from nlp_minutes.minutes import (
    Item,
    Meeting,
    Minutes,
    Motion,
    NamedVotes,
    Person,
    Reservation,
    SourceInfo,
    Statement,
    Vote,
)


def _person(number: int, name: str, party: str | None, attendance: Any, substitutes_for: str | None = None) -> Person:
    return Person(
        id=f"p{number}",
        name=name,
        party=party,
        roles=["ordförande", "justerare"] if number == 1 else [],
        attendance=attendance,
        substitutes_for=substitutes_for,
        mentions=[[0, 1]],
    )


def _vote(named: NamedVotes | None) -> Vote:
    return Vote(
        yes=2,
        no=1,
        abstain=0,
        absent=None,
        yes_means="bifall",
        no_means=None,
        named=named,
        verified=named is not None,
        start=3,
        end=9,
    )


def _minutes(**more: Any) -> Minutes:
    item = Item(
        number="14 A",
        title="=cmd|' /C calc'!A0",
        case_numbers=["KS 2031/1", "KS 2031/2"],
        start=2,
        end=99,
        outcome="approved",
        decision=["att anta taxan,", "att höja den."],
        motions=[Motion(by=["Ulla Ek"], parties=["S", "V"], kind="reject", target=None, start=1, end=2)],
        votes=[_vote(NamedVotes(yes=["Ulla Ek", "Okänd Röst"], no=["Per Ås"], abstain=[], absent=[])), _vote(None)],
        reservations=[Reservation(by=["Per Ås"], parties=["M"], start=4, end=5)],
        statements=[Statement(by=[], parties=[], start=6, end=7)],
        recusals=["Per Ås"],
        recipients=["Kommunchefen", "Sökanden"],
        immediately_adjusted=True,
        headline=None,
        summary=None,
    )
    values: dict[str, Any] = {
        "schema_version": "1.0",
        "source": SourceInfo(path="ks.txt", sha256="ab", media_type="text/plain", pages=None, producer="x"),
        "text": "",
        "meeting": Meeting(
            municipality="Åslunda kommun",
            body="Kommunstyrelsen",
            date="2031-03-12",
            start=None,
            end=None,
            place=None,
            document_type="protokoll",
            items=None,
        ),
        "persons": [
            _person(1, "Ulla Ek", "S", "member"),
            _person(2, "Per Ås", "M", "serving_substitute", "p3"),
            _person(3, "Nils Alm", None, "absent"),
            _person(4, "Siv Berg", None, None),
        ],
        "entities": [],
        "furniture": [],
        "items": [item],
        "paragraphs": [],
        "warnings": [],
    }
    return Minutes(**(values | more))


def _rows(name: str, *columns: str) -> list[tuple[Value, ...]]:
    return [tuple(row[column] for column in columns) for row in rows_of(TABLES[name], [_minutes()])]


def test_every_row_has_every_column_and_the_keys() -> None:
    for table in TABLES.values():
        for row in rows_of(table, [_minutes()]):
            assert list(row) == [column.name for column in table.columns]
            assert [row[key] for key in ("path", "sha256", "municipality", "body", "date")] == [
                "ks.txt",
                "ab",
                "Åslunda kommun",
                "Kommunstyrelsen",
                "2031-03-12",
            ]
            assert row.get("item", "14 A") == "14 A"


def test_votes_are_a_row_a_person() -> None:
    assert _rows("votes", "vote", "person", "person_id", "party", "value", "yes", "no", "verified") == [
        (1, "Ulla Ek", "p1", "S", "yes", 2, 1, True),
        (1, "Okänd Röst", None, None, "yes", 2, 1, True),
        (1, "Per Ås", "p2", "M", "no", 2, 1, True),
        (2, None, None, None, None, 2, 1, False),
    ]


def test_actors_are_persons_and_then_the_groups_that_act() -> None:
    assert _rows("motions", "motion", "person", "party", "kind") == [
        (1, "Ulla Ek", "S", "reject"),
        (1, None, "V", "reject"),
    ]
    assert _rows("reservations", "reservation", "person", "party") == [(1, "Per Ås", "M")]
    assert _rows("statements", "statement", "person", "party") == [(1, None, None)]
    assert _rows("recusals", "person", "person_id", "party") == [("Per Ås", "p2", "M")]


def test_attendance_leaves_out_who_is_only_mentioned() -> None:
    assert _rows("attendance", "person", "attendance", "substitutes_for", "roles") == [
        ("Ulla Ek", "member", None, "ordförande; justerare"),
        ("Per Ås", "serving_substitute", "Nils Alm", None),
        ("Nils Alm", "absent", None, None),
    ]
    assert [row[0] for row in _rows("persons", "person")] == ["Ulla Ek", "Per Ås", "Nils Alm", "Siv Berg"]


def test_items() -> None:
    assert _rows(
        "items", "case_numbers", "decision", "motions", "votes", "recipients", "immediately_adjusted", "headline"
    ) == [("KS 2031/1; KS 2031/2", "att anta taxan,\natt höja den.", 1, 2, "Kommunchefen; Sökanden", True, None)]


def _csv(name: str, **options: Any) -> list[list[str]]:
    table = TABLES[name]
    data = to_csv(table, rows_of(table, [_minutes()]), **options)
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=options.get("delimiter", ",")))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_defuses_formulas_and_keeps_numbers(delimiter: str) -> None:
    head, row = _csv("items", delimiter=delimiter)
    cells = dict(zip(head, row, strict=True))
    assert cells["title"] == "'=cmd|' /C calc'!A0"
    assert (cells["motions"], cells["immediately_adjusted"], cells["headline"]) == ("1", "true", "")
    assert cells["municipality"] == "Åslunda kommun"


def test_csv_with_and_without_mark() -> None:
    table = TABLES["recusals"]
    rows = rows_of(table, [_minutes()])
    assert to_csv(table, rows, bom=True) == b"\xef\xbb\xbf" + to_csv(table, rows)
    assert to_csv(table, []).decode().strip() == ",".join(column.name for column in table.columns)


@given(st.text(max_size=8))
def test_no_cell_begins_as_a_formula(text: str) -> None:
    table = TABLES["recusals"]
    row: dict[str, Value] = {column.name: text for column in table.columns}
    lines = to_csv(table, [row]).decode("utf-8", errors="strict")
    cells = list(csv.reader(io.StringIO(lines, newline="")))[1]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    ends = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    assert cells[0].removeprefix("'") == ends.removeprefix("'")


def test_numbers_below_zero_stay_numbers() -> None:
    table = TABLES["votes"]
    row: dict[str, Value] = {column.name: -1 if column.type == "integer" else None for column in table.columns}
    assert ",-1," in to_csv(table, [row]).decode()


def test_parquet_is_typed() -> None:
    table = TABLES["votes"]
    read = pq.read_table(io.BytesIO(to_parquet(table, rows_of(table, [_minutes()]))))
    assert read.num_rows == 4
    types = {field.name: str(field.type) for field in read.schema}
    assert (types["date"], types["yes"], types["verified"], types["person"]) == (
        "date32[day]",
        "int64",
        "bool",
        "string",
    )
    first = read.to_pylist()[0]
    assert (first["date"], first["yes"], first["verified"], first["absent"]) == (date(2031, 3, 12), 2, True, None)
    assert pq.read_table(io.BytesIO(to_parquet(table, []))).schema == read.schema


def test_parquet_keeps_text_as_it_is() -> None:
    table = TABLES["items"]
    read = pq.read_table(io.BytesIO(to_parquet(table, rows_of(table, [_minutes()]))))
    assert read.to_pylist()[0]["title"] == "=cmd|' /C calc'!A0"


def test_without_pyarrow_the_message_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(ConfigError, match=r"nlp-minutes\[parquet\]"):
        to_parquet(TABLES["votes"], [])
