from __future__ import annotations

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
