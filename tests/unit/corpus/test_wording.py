"""Whether words stand in a text that pages and scanners have been at."""

from __future__ import annotations

import pytest

from nlp_minutes.corpus.gold import GoldParagraph
from nlp_minutes.corpus.wording import Wording


@pytest.mark.parametrize(
    ("text", "phrase", "holds"),
    [
        ("Svar på motion om ny hall", "motion om ny hall", True),
        ("Svar på motion\nom ny hall", "motion om ny hall", True),
        ("Sammanträdes-\ntider för år 2020", "Sammanträdestider", True),
        ("Sundén-\nEkbergs motion", "Sundén-Ekbergs motion", True),
        ("Na¨mndens f ö rslag", "Nämndens förslag", True),
        ("ﬁnansiering av hallen", "finansiering", True),
        ("2\u00a0000 kronor", "2 000 kronor", True),
        ("när\u00advaro", "närvaro", True),
        ("NY HALL", "Ny hall", True),
        ("Ny hallen", "Ny hall", False),
        ("motion om hall", "motion om ny hall", False),
        ("KS 2020/11", "KS 2020/1", False),
    ],
)
def test_holds_reads_over_what_lies_between(text: str, phrase: str, *, holds: bool) -> None:
    assert Wording(text).holds(phrase) is holds


def test_holds_reads_over_furniture() -> None:
    text = "Ny hall\n\nSida 2\n\nvid torget"
    furniture = [GoldParagraph(start=9, end=15, label="other", furniture=True)]
    assert not Wording(text).holds("Ny hall vid torget")
    assert Wording(text, furniture).holds("Ny hall vid torget")
    assert Wording(text, furniture).holds("Sida 2")


@pytest.mark.parametrize(
    ("text", "name", "holds"),
    [
        ("Ek, Ulla (S)", "Ulla Ek", True),
        ("Ulla Eks yrkande", "Ulla Ek", True),
        ("Ulla Ekberg", "Ulla Ek", False),
        ("Berg Olin Elisabeth", "Elisabeth Berg Olin", True),
        ("G F A B C D E", "A B C D E F G", False),
        ("E F G A B C D", "A B C D E F G", True),
    ],
)
def test_holds_name_takes_any_order_and_a_genitive(text: str, name: str, *, holds: bool) -> None:
    assert Wording(text).holds_name(name) is holds
