"""Tables whose cells came out below one another. All names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nlp_minutes
from nlp_minutes.readers.cells import find_rows, is_cell
from nlp_minutes.readers.clean import clean_view

VOTES = ["Namn", "Parti", "Plats", "Funktion", "Resultat"]
ROWS = [
    ["Ulla Ek", "S", "1", "Ordförande", "Ja"],
    ["Jon af Dahl", "M", "2", "2:e v Ordf", "Nej"],
    ["Åsa Öberg-Lind", "Vägval", "3", "Ersättare", "Avstår"],
]


def rows(lines: list[str], *, blank: bool = True) -> list[list[str]]:
    found = find_rows(lines, [blank] * len(lines))
    return [[" ".join(lines[at] for at in cell) for cell in row.cells] for row in found]


def flat(*parts: list[str]) -> list[str]:
    return [cell for part in parts for cell in part]


@pytest.mark.parametrize("blank", [True, False])
def test_cells_are_put_into_rows(*, blank: bool) -> None:
    # Without blank lines between, each line is a cell all the same.
    assert rows(["Antal Ja: 1", *flat(VOTES, *ROWS), "§ 4", "Beslut"], blank=blank) == [VOTES, *ROWS]


def test_cells_that_are_empty_leave_their_place() -> None:
    heads = ["Plats", "Ledamot", "Ersättare", "Parti", "Ankom", "Utgick"]
    cells = ["1", "Ek, Ulla", "S", "15:14", "21:26", "2", "Dahl, Jon", "Öberg, Åsa", "M", "15.20", "21.26"]
    assert rows([*heads, *cells]) == [
        heads,
        ["1", "Ek, Ulla", "", "S", "15:14", "21:26"],
        ["2", "Dahl, Jon", "Öberg, Åsa", "M", "15.20", "21.26"],
    ]


def test_a_number_that_slipped_between_the_heads_is_dropped() -> None:
    heads = ["Plats", "Ledamot", "1", "Parti", "Ankom"]
    found = find_rows([*heads, "Ek, Ulla", "S", "15:14", "2", "Dahl, Jon", "M", "15:20"], [True] * 12)
    assert (found[0].dropped, len(found)) == ((2,), 3)


def test_a_wrapped_cell_is_one_where_blank_lines_divide_the_cells() -> None:
    lines = [*flat(VOTES, ROWS[0]), "Karin Maria Sten", "Hammar", "C", "7", "Ledamot", "Ja"]
    spaced = [True] * len(lines)
    spaced[lines.index("Hammar")] = False
    found = find_rows(lines, spaced)
    assert found[-1].cells == ((10, 11), (12,), (13,), (14,), (15,))


def test_a_row_without_a_name_is_left_alone() -> None:
    assert rows([*flat(VOTES, ROWS[0]), "79", "Ersättare", "Ja", *ROWS[1]]) == [VOTES, ROWS[0], ROWS[1]]


@pytest.mark.parametrize(
    "lines",
    [
        ["Namn", "Parti", "Ulla Ek", "S", "Jon Dahl", "M"],  # two heads may be labels
        ["Plats", "Tid", "Ledamöter", "Kommunhuset", "kl. 13.00"],  # the labels of a front page
        [*VOTES, *ROWS[0]],  # one row is no table
        ["Namn", "Plats", "Roll", "Ulla Ek", "3", "Ledamot", "Jon Dahl", "4", "Ledamot"],  # nothing that tells
    ],
)
def test_what_is_no_such_table(lines: list[str]) -> None:
    assert rows(lines) == []


@given(
    st.lists(st.sampled_from([*flat(VOTES, *ROWS), "Beslut", "Ek, Ulla", "12:30", "en längre rad text."])), st.data()
)
def test_no_line_is_in_two_rows_and_rows_stand_in_order(lines: list[str], data: st.DataObject) -> None:
    spaced = [data.draw(st.booleans()) for _ in lines]
    used = [line for row in find_rows(lines, spaced) for line in sorted(row.lines)]
    assert used == sorted(set(used))


@pytest.mark.parametrize(("text", "cell"), [("Nej", True), ("SD", True), ("Ersättare", True), ("Vårby kommun", False)])
def test_is_cell(text: str, *, cell: bool) -> None:
    assert is_cell(text) is cell


def test_the_clean_view_sets_rows_on_one_line_and_leads_back() -> None:
    text = "Antal Ja: 1\n\n" + "\n\n".join(flat(VOTES, *ROWS)) + "\n\nSlut på listan följer här."
    view = clean_view(text)
    assert view.clean.split("\n")[1:5] == ["\t".join(row) for row in (VOTES, *ROWS)]
    low = view.clean.index("Jon af Dahl")
    start, end = view.alignment.to_source(low, low + 11)
    assert text[start:end] == "Jon af Dahl"


def _annexes(pages: int) -> str:
    heads = ["Plats", "Ledamot", "Ersättare", "Parti", "Ankom", "Utgick"]
    people = [("Ulla Ek", "S"), ("Jon Dahl", "M"), ("Åsa Öberg", "V"), ("Per Lund", "C"), ("Mia Alm", "SD")]
    present = [
        [str(number), ", ".join(reversed(name.split())), party, "17:00", "19:30"]
        for number, (name, party) in enumerate(people, start=1)
    ]
    parts = ["Bilaga 1", *heads, *flat(*present)]
    for page in range(2, pages + 2):
        rows = [
            [name, party, str(number), "Ordförande" if number == 1 else "Ledamot", "Ja" if number < 4 else "Nej"]
            for number, (name, party) in enumerate(people, start=1)
        ]
        parts += [f"Bilaga {page}", f"Ärende: {page + 10}", f"Ärendemening: Taxa för hamnen del {page}"]
        parts += ["Antal Ja: 3", "Antal Nej: 2", "Antal Avstår: 0", *VOTES, *flat(*rows)]
    return "\n\n".join(parts)


def test_annexes_of_such_tables_give_the_attendance_and_the_named_votes() -> None:
    items = "\n\n".join(
        f"§ {page + 10}\nTaxa för hamnen del {page}\n\nBeslut\n\nKommunfullmäktige bifaller förslaget.\n\n"
        f"Omröstning\n\nJa för bifall och nej för avslag. Med 3 ja mot 2 nej bifalls förslaget enligt bilaga {page}."
        for page in (2, 3)
    )
    minutes = nlp_minutes.annotate(f"Kommunfullmäktige\nProtokoll\n2024-05-02\n\n{items}\n\n{_annexes(2)}")
    assert [(one.name, one.party) for one in minutes.persons] == [
        ("Ulla Ek", "S"),
        ("Jon Dahl", "M"),
        ("Åsa Öberg", "V"),
        ("Per Lund", "C"),
        ("Mia Alm", "SD"),
    ]
    votes = [vote for item in minutes.items for vote in item.votes]
    assert [(vote.yes, vote.no, vote.verified) for vote in votes] == [(3, 2, True), (3, 2, True)]
    assert votes[0].named is not None
    assert votes[0].named.yes[0] == "Ulla Ek"  # the chair's seat 1 is no cross
