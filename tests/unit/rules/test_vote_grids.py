from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nlp_minutes
from nlp_minutes.rules.vote_grids import find_grids

if TYPE_CHECKING:
    from spacy.language import Language

ONE = """Namn                 Parti   Närv   § 31
                                    Ja    Nej   Avst
Berg Olle            S       x      x
Lind Sara, ordf      C       x            x
Falk Per             M       -
Hed Mona             M       x            x
 ers. Rask Tor       V       x      x
Wall Eva             KD      x                  x
Summa                               2     2     1
"""


def test_a_cross_belongs_to_the_head_above_it() -> None:
    (grid,) = find_grids(ONE)
    assert grid.rows == (
        ("Berg Olle (S)", "yes"),
        ("Lind Sara (C)", "no"),
        ("Hed Mona (M)", "no"),
        ("Rask Tor (V)", "yes"),
        ("Wall Eva (KD)", "abstain"),
    )
    assert grid.sums == {"yes": 2, "no": 2, "abstain": 1}
    assert grid.section == "31"


def test_two_votes_stand_beside_one_another() -> None:
    text = (
        "Ledamot            § 8           § 9\n"
        "                   Ja    Nej     Ja    Nej\n"
        "1  Berg Olle       X                   X\n"
        "2  Lind Sara             X       X\n"
        "3  Hed Mona        X             X\n"
        "4  Wall Eva        X                   X\n"
    )
    first, second = find_grids(text)
    assert [side for _, side in first.rows] == ["yes", "no", "yes", "yes"]
    assert [side for _, side in second.rows] == ["no", "yes", "yes", "no"]
    assert (first.section, second.section) == ("8", "9")


def test_sums_that_disagree_tell_that_the_places_are_lost() -> None:
    assert find_grids(ONE.replace("2     2     1", "3     1     1")) == []


def test_a_cross_between_two_heads_is_nobodys() -> None:
    text = ONE.replace("S       x      x", "S       x          x").replace(
        "Summa                               2     2     1\n", ""
    )
    (grid,) = find_grids(text)
    assert "Berg Olle (S)" not in dict(grid.rows)


def test_prose_that_says_ja_and_nej_is_no_head() -> None:
    assert find_grids("Den som röstar ja  nej vill inte rösta.\nOlle Berg talade.\nSara Lind talade.\n") == []


def test_a_list_before_the_items_goes_to_the_item_of_its_number(nlp: Language) -> None:
    text = (
        "Granviks kommun\nMiljönämnden\nSammanträdesprotokoll 2031-03-12\n\nNÄRVARO- OCH OMRÖSTNINGSLISTA\n"
        + ONE
        + "\nJusterare: Sara Lind\n\n§ 30 Rapporter\n\nBeslut\nRapporterna läggs till handlingarna.\n\n"
        "§ 31 Ny brygga i Norrsund\n\nOmröstning begärs. Ja för bifall, nej för avslag. Utfallet, 2 ja mot 2 nej och 1 "
        "nedlagd röst, finns i listan på blad 1. Ordförandens röst avgör.\n\nBeslut\nFörslaget avslås.\n"
    )
    votes = [(one.number, vote) for one in nlp_minutes.annotate(text, nlp=nlp).items for vote in one.votes]
    ((number, vote),) = votes
    assert number == "31"
    assert vote.named is not None
    assert sorted(vote.named.yes) == ["Olle Berg", "Tor Rask"]
    assert vote.named.abstain == ["Eva Wall"]
    assert vote.verified


SLIPPED = """Röstlista                        Ja    Nej   Avstår
Berg Olle            S    X
Lind Sara            C    X
Falk Per             M          X

Sign: ........     ........     ........

Granviks kommun, Kf den 12 mars 2031                    Sida 5
12 § forts.

Hed Mona             M          X
Rask Tor             V    X
Wall Eva             KD               X
Alm Siv              SD   frånvarande
{sums}"""


@pytest.mark.parametrize(
    "sums",
    ["Summa                     3     2     1\n", "Totalt   3   2   1\n", "Antal röster   3 ja   2 nej   1 avst\n", ""],
)
def test_crosses_beside_their_heads_are_read_in_order(sums: str) -> None:
    (grid,) = find_grids(SLIPPED.format(sums=sums))
    sides = dict(grid.rows)
    assert [name for name, side in sides.items() if side == "yes"] == ["Berg Olle (S)", "Lind Sara (C)", "Rask Tor (V)"]
    assert [name for name, side in sides.items() if side == "no"] == ["Falk Per (M)", "Hed Mona (M)"]
    assert sides["Wall Eva (KD)"] == "abstain"
    assert sides["Alm Siv (SD)"] == "absent"


def test_crosses_beside_their_heads_fit_the_sums_where_nobody_abstains() -> None:
    rows = SLIPPED.partition("Wall Eva")[0]
    (grid,) = find_grids(rows + "Summa                     3     2     0\n")
    assert [side for _, side in grid.rows] == ["yes", "yes", "no", "no", "yes"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3     2     1\n", "2     3     1\n"),  # other sums
        ("Wall Eva             KD               X\n", ""),  # two places for three heads, and no sums
    ],
)
def test_crosses_beside_their_heads_that_do_not_add_up_are_nobodys(old: str, new: str) -> None:
    sums = "Summa                     3     2     1\n" if old.startswith("3") else ""
    assert find_grids(SLIPPED.format(sums=sums).replace(old, new)) == []
