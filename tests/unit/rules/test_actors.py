from __future__ import annotations

import pytest

from nlp_minutes.labels import Attendance, EntityLabel, SectionKind
from nlp_minutes.rules.actors import Actor, Cast, Who, list_after, list_before, together, who
from nlp_minutes.rules.item import Attendee, ItemContext, ItemParagraph, Named

_MEMBER = Attendance.MEMBER
_PERSONS = (
    Attendee(name="Ulla Ek", party="S", roles=("ordförande",), attendance=_MEMBER),
    Attendee(name="Per Ek", party="KD", attendance=_MEMBER),
    Attendee(name="Jon Dahl", party="M", roles=("vice ordförande",), attendance=_MEMBER),
    Attendee(name="Sven-Erik Holm", party="LiV", attendance=_MEMBER),
)


def _actors(text: str, *marks: tuple[str, EntityLabel]) -> list[Actor]:
    """The actors of a text in which the given words are entities, each where it first stands behind the one before."""
    entities, at = [], 0
    for word, label in marks:
        start = text.index(word, at)
        at = start + len(word)
        entities.append(Named(start=start, end=at, label=label, text=word))
    paragraph = ItemParagraph(text, SectionKind.MOTIONS, "other")
    context = ItemContext(number="1", title="Plan", paragraphs=(paragraph,), entities=tuple(entities), persons=_PERSONS)
    return Cast(context).actors(paragraph)


_PERSON, _PARTY, _ROLE = EntityLabel.PERSON, EntityLabel.PARTY, EntityLabel.ROLE


@pytest.mark.parametrize(
    ("text", "marks", "names", "parties"),
    [
        ("Ek (KD) yrkar", [("Ek", _PERSON), ("KD", _PARTY)], ["Per Ek"], ["KD"]),
        ("U. Ek yrkar", [("U. Ek", _PERSON)], ["Ulla Ek"], ["S"]),
        ("S-E. Holm yrkar", [("S-E. Holm", _PERSON)], ["Sven-Erik Holm"], ["LiV"]),
        ("Ordföranden yrkar", [("Ordföranden", _ROLE)], ["Ulla Ek"], ["S"]),
        ("Vice ordföranden yrkar", [("Vice ordföranden", _ROLE)], ["Jon Dahl"], ["M"]),
        ("Herr Dahl yrkar", [("Herr Dahl", _PERSON)], ["Jon Dahl"], ["M"]),
        ("Moderaterna yrkar", [("Moderaterna", _PARTY)], [None], ["M"]),
        ("M-gruppen yrkar", [("M", _PARTY)], [None], ["M"]),
        ("Moderaternas ledamöter yrkar", [("Moderaternas", _PARTY)], [None], ["M"]),
        ("Lillviks Väl yrkar", [], [None], ["LiV"]),
        ("Samtliga moderater yrkar", [], [None], ["M"]),
    ],
)
def test_actors_are_known_by_every_form(
    text: str, marks: list[tuple[str, EntityLabel]], names: list[str | None], parties: list[str]
) -> None:
    found = _actors(text, *marks)
    assert [one.name for one in found] == names
    assert [party for one in found for party in one.parties] == parties
    assert not any(one.genitive for one in found)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Dahls yrkande", [("Dahls", _PERSON)]),
        ("Moderaternas förslag", [("Moderaternas", _PARTY)]),
        ("M:s förslag", [("M", _PARTY)]),
        ("Jon Dahls (M) yrkande", [("Jon Dahls", _PERSON), ("M", _PARTY)]),
    ],
)
def test_a_genitive_does_nothing_itself(text: str, marks: list[tuple[str, EntityLabel]]) -> None:
    assert [one.genitive for one in _actors(text, *marks)] == [True]


def test_a_surname_that_several_have_is_nobody() -> None:
    (one,) = _actors("Ek yrkar", ("Ek", _PERSON))
    assert one.name == "Ek"
    assert one.parties == ()


def test_rows_end_where_the_list_ends() -> None:
    text = "Ulla Ek (S), Jon Dahl (M) samt Per Ek (KD) yrkar avslag på Dahls förslag"
    names = [("Ulla Ek", _PERSON), ("S", _PARTY), ("Jon Dahl", _PERSON), ("M", _PARTY)]
    actors = _actors(text, *names, ("Per Ek", _PERSON), ("KD", _PARTY), ("Dahls", _PERSON))
    before = list_before(text, text.index("yrkar"), actors)
    after, end = list_after(text, 0, actors)
    assert who(before) == who(after) == Who(by=("Ulla Ek", "Jon Dahl", "Per Ek"), parties=("S", "M", "KD"))
    assert text[end:].startswith(" yrkar")
    assert list_after(text, text.index("yrkar"), actors)[0] == []


def test_together_keeps_each_once_whatever_the_letters() -> None:
    one, other = Who(by=("Ulla Ek",), parties=("s",)), Who(by=("Ulla Ek", "Jon Dahl"), parties=("S", "M"))
    assert together(one, other) == Who(by=("Ulla Ek", "Jon Dahl"), parties=("s", "M"))
    assert not together()
