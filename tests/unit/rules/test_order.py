from __future__ import annotations

from nlp_minutes.rules.order import given_name_first
from nlp_minutes.rules.people import Entry, read_people


def entries(*lines: str) -> list[Entry]:
    return [entry for line in lines for entry in read_people(line, 0)]


def test_given_name_first_turns_a_list_with_surnames_first() -> None:
    turned = given_name_first(entries("Ek Ulla S", "Dahl Jon M", "Sundén Björk Mia C", "Lund Per KD"))
    assert [(e.name, e.party) for e in turned] == [
        ("Ulla Ek", "S"),
        ("Jon Dahl", "M"),
        ("Mia Sundén Björk", "C"),
        ("Per Lund", "KD"),
    ]


def test_given_name_first_turns_names_that_the_lexicon_does_not_know_with_their_list() -> None:
    turned = given_name_first(entries("Ek Ulla S", "Dahl Jan M", "Björk Maria C", "Lund Xqpr KD"))
    assert turned[-1].name == "Xqpr Lund"


def test_given_name_first_leaves_the_common_order() -> None:
    straight = entries("Ulla Ek (S)", "Jon Dahl (M)", "Erik Anders (C)")
    assert given_name_first(straight) == straight


def test_given_name_first_leaves_names_with_a_comma() -> None:
    assert [e.name for e in given_name_first(entries("Ek, Ulla (S)", "Dahl, Jan (M)"))] == ["Ulla Ek", "Jan Dahl"]


def test_given_name_first_keeps_the_mention() -> None:
    assert given_name_first(entries("Ek Ulla S", "Dahl Jan M"))[0].mention.text == "Ek Ulla"


def test_given_name_first_takes_an_empty_list() -> None:
    assert given_name_first([]) == []
