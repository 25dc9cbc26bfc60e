"""Points that count with letters, and people with an initial, who begin a line just so."""

from __future__ import annotations

import pytest

from nlp_minutes.readers import source_from_text
from nlp_minutes.readers.lettered import lettered_points

POINTS = [
    "Taxan höjs.",
    "",
    "A. Taxan fastställs.",
    "B. Till ombud väljs Bo Alm.",
    "C. Socialnämnden, och ingen annan, betalar.",
]


def test_lines_that_count_with_letters_are_points() -> None:
    assert lettered_points(POINTS) == {2: 1, 3: 1, 4: 1}


def test_points_that_go_on_over_lines_are_one_list() -> None:
    assert lettered_points(["A. Den taxa som", "gäller höjs.", "den ska gälla", "B. Ebba Lundin (L) väljs."]) == {
        0: 1,
        3: 1,
    }


@pytest.mark.parametrize(
    ("texts", "points"),
    [
        (
            ["I. Avtalet antas.", "II. Direktören undertecknar avtalet.", "III. Nämnden får i uppdrag"],
            {0: 1, 1: 2, 2: 3},
        ),
        (["a. yttrande från Norrvik", "b. remiss"], {0: 1, 1: 1}),
        (["H. Ek", "I. Avtalet antas.", "J. Avtalet", "avtalet"], {}),
    ],
)
def test_small_letters_and_roman_numbers_count_as_well(texts: list[str], points: dict[int, int]) -> None:
    assert lettered_points(texts) == points


@pytest.mark.parametrize(
    "texts",
    [
        ["A. Grahn (S), ordförande", "B. Holt (M)", "C. Isaksson (V)"],  # people by their initials
        ["A. Grahn", "B. Holt"],
        ["A. Grahn yrkar bifall.", "B. Holt yrkar avslag."],  # no word of which stands small elsewhere
        ["A. Berg (M) yrkar bifall till att hugga ut ett berg.", "B. Grahn (S) yrkar avslag."],
        ["B. Taxan höjs.", "C. Taxan gäller.", "taxan"],  # no list begins so
        ["A. Taxan höjs.", "taxan"],  # nothing behind it
        ["A. Taxan höjs.", "§ 12 Taxa", "B. Taxan sänks.", "taxan"],  # in another item
    ],
)
def test_initials_and_single_letters_are_no_points(texts: list[str]) -> None:
    assert lettered_points(texts) == {}


def test_the_clean_view_marks_such_points_as_points_letter_for_letter() -> None:
    text = "Så beslutades\n\nA. Taxan fastställs.\nB. Kommunstyrelsen bevakar taxan.\n"
    source = source_from_text(text)
    assert [source.clean[one.start : one.end] for one in source.blocks] == [
        "Så beslutades",
        "A) Taxan fastställs.",
        "B) Kommunstyrelsen bevakar taxan.",
    ]
    at = source.clean.index("B)")
    assert source.alignment.to_source(at, at + 2) == (text.index("B."), text.index("B.") + 2)
