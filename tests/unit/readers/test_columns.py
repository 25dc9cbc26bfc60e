from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.readers import source_from_text
from nlp_minutes.readers.columns import column_gaps

HEAD = "Namn                 Parti   Ja    Nej   Avstår"
PLACES = [29, 35, 41]


def table(columns: list[int]) -> str:
    rows = [f"{f'Ulla Ek{chr(97 + n)}':<21}{'S':<8}".ljust(PLACES[column]) + "X" for n, column in enumerate(columns)]
    return "\n".join([HEAD, *rows])


@given(st.lists(st.integers(0, 2), min_size=1, max_size=8))
def test_a_cross_keeps_its_column(columns: list[int]) -> None:
    lines = source_from_text("Omröstning\n\n" + table(columns)).clean.split("\n")
    rows = [line.split("\t") for line in lines if line.startswith("Ulla")]
    assert [row.index("X") - 2 for row in rows] == columns


def test_an_empty_cell_in_the_middle_is_a_column() -> None:
    lines = [
        "Plats  Ledamot            Ersättare       § 6     § 8",
        "15     Mia Björk (M)                              Nej",
    ]
    assert list(column_gaps(lines)[1].values()) == [1, 3]


def test_rows_set_with_tabs_and_tables_without_votes_are_left_alone() -> None:
    assert column_gaps(["Namn\tJa\tNej", "Ulla Ek\t\tX"]) == [{}, {}]
    assert column_gaps(["Verksamhet    Budget    Utfall", "Förskola      412       418"]) == [{}, {}]


def test_a_table_ends() -> None:
    prose = ["Ordföranden ställer frågan om ärendet."] * 7
    gaps = column_gaps([HEAD, *prose, "Bygglov              4       X"])
    assert gaps[-1] == {}


@pytest.mark.parametrize(
    "head",
    ["Ledamot / ersättare", "Vem", "Beslutande ledamöter (parti)", "Upprop", "Namn på den som röstar", "Deltagare"],
)
@pytest.mark.parametrize("sides", [("Ja", "Nej", "Avst."), ("JA", "NEJ", "FRÅNV"), ("J", "N", "A")])
def test_names_may_stand_below_any_head(head: str, sides: tuple[str, str, str]) -> None:
    yes, no, other = sides
    lines = [
        f"{head:<32}{yes:<6}{no:<6}{other}",
        f"{'Dahl, M':<32}X",
        f"{'Björk, C':<38}X",
        f"{'Lund, KD':<44}X",
    ]
    assert [list(row.values()) for row in column_gaps(lines)[1:]] == [[1], [2], [3]]


@pytest.mark.parametrize(
    "line",
    [
        "År 2031        Ja     Nej",
        "Ja      Nej     Avstår",
        "Fråga     Svar      Ja",
        "Taxa     Ja    Nej    Pris    Summa",
    ],
)
def test_what_heads_no_names_begins_no_table(line: str) -> None:
    assert column_gaps([line, "Barnbad        4             X"])[1] == {}
