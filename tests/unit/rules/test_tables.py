from __future__ import annotations

import pytest

from nlp_minutes.rules.tables import columns_of, read_row, read_table_rows


def lines(*texts: str) -> list[tuple[str, int]]:
    at, found = 0, []
    for text in texts:
        found.append((text, at))
        at += len(text) + 1
    return found


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("Namn\tParti\tRoll", ["name", "party", "role"]),
        ("Ledamot\tParti\tErsättare", ["name", "party", "substitute"]),
        ("Nr\tNamn\tParti\tJa\tNej\tAvstår", ["number", "name", "party", "vote", "vote", "vote"]),
        ("Namn\tParti\tNärvaro", ["name", "party", "presence"]),
        ("Namn\tKvarnen\tTorget", []),
        ("Namn", []),
        ("Ulla Ek\tS", []),
    ],
)
def test_columns_of_reads_the_head_of_a_table(row: str, columns: list[str]) -> None:
    assert columns_of(row) == columns


def test_read_row_reads_every_cell() -> None:
    (entry,) = read_row("Ulla Ek\tS\tordförande", 10, ["name", "party", "role"])
    assert (entry.name, entry.party, [r.text for r in entry.roles], entry.attendance) == (
        "Ulla Ek",
        "S",
        ["ordförande"],
        "member",
    )
    assert entry.party_mark is not None
    assert (entry.mention.start, entry.party_mark.start, entry.roles[0].start) == (10, 18, 20)


@pytest.mark.parametrize(
    ("status", "attendance"),
    [
        ("Tjänstgörande ersättare", "serving_substitute"),
        ("Ersättare", "substitute"),
        ("Ej tjänstgörande", "substitute"),
        ("Frånvarande", "absent"),
        ("Närvarande", "member"),
        ("Ledamot", "member"),
        ("Frånvarande § 47", "member"),
    ],
)
def test_read_row_reads_the_capacity(status: str, attendance: str) -> None:
    (entry,) = read_row(f"Ulla Ek\tS\t{status}", 0, ["name", "party", "presence"])
    assert entry.attendance == attendance


def test_read_row_gives_the_vote_of_a_seat_to_the_one_who_sits_there() -> None:
    elected, voting = read_row(
        "12\tMia Björk\tM\tJon Dahl (M)\tNej", 0, ["number", "name", "party", "substitute", "vote"]
    )
    assert (elected.name, elected.attendance) == ("Mia Björk", "absent")
    assert (voting.name, voting.attendance, voting.replaces) == ("Jon Dahl", "serving_substitute", "Mia Björk")


def test_read_row_without_a_name_gives_nobody() -> None:
    assert read_row("\tS\tordförande", 0, ["name", "party", "role"]) == []


def test_read_table_rows_reads_a_vote_list() -> None:
    found = read_table_rows(
        lines(
            "Omröstningslista",
            "Ulla Ek (S) Ja",
            "2 Jon Dahl (M) Nej",
            "Mia Björk, ersättare (C) Avstår",
            "Per Lund (KD) Frånvarande",
        )
    )
    assert [(e.name, e.party, e.attendance) for e in found] == [
        ("Ulla Ek", "S", "member"),
        ("Jon Dahl", "M", "member"),
        ("Mia Björk", "C", "member"),
        ("Per Lund", "KD", "absent"),
    ]


def test_read_table_rows_joins_a_name_broken_over_lines() -> None:
    (entry,) = read_table_rows(lines("Ulla Maria", "Ek (S) Ja"))
    assert entry.name == "Ulla Maria Ek"


def test_read_table_rows_passes_over_money() -> None:
    assert (
        read_table_rows(lines("Förskola\t412,3\t418,0", "Grundskola\t1 204,0\t1 266,5", "Summa\t1 616,3\t1 684,5"))
        == []
    )


def test_read_table_rows_reads_who_is_replaced() -> None:
    substitute, replaced = read_table_rows(lines("Jon Dahl (M) (ersättare för Mia Björk) Ja"))
    assert (substitute.attendance, substitute.replaces) == ("serving_substitute", "Mia Björk")
    assert (replaced.name, replaced.attendance) == ("Mia Björk", "absent")


def test_read_table_rows_passes_over_rows_to_sign_on() -> None:
    lines = ["Nr\tNamn\tParti", "1\tBritta Ohm\tC", "Sekreterare\t________ Nils Vik"]
    entries = read_table_rows([(line, 100 * number) for number, line in enumerate(lines)])
    assert [entry.name for entry in entries] == ["Britta Ohm"]
