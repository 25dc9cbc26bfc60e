"""Names: forms are recognised, and each person gets one new name in all of them."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

import pytest

from nlp_minutes.corpus.augment.checks import faults
from nlp_minutes.corpus.augment.facts import swapper
from nlp_minutes.corpus.augment.names import swap_names
from nlp_minutes.corpus.augment.persons import initial, persons_of
from nlp_minutes.corpus.augment.spelling import genitive, like_case, normal_forms, spread
from nlp_minutes.corpus.markup import parse_source

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

SOURCE = """\
¶other Beslutande: ⟦PERSON:ULLA SUNDÉN EKBERG⟧ (⟦PARTY:S⟧), ⟦PERSON:Lund, Nils⟧ (⟦PARTY:M⟧), ⟦PERSON:Karl-Axel af
Wetter⟧ (⟦PARTY:C⟧), ⟦PERSON:Per Lund⟧ (⟦PARTY:V⟧)

#h § 1 Motion från ⟦PERSON:Nils Lund⟧ (⟦PARTY:M⟧) om cykelbana
¶objection ⟦PERSON:N. Lund⟧ (⟦PARTY:M⟧) yrkar bifall. ⟦PERSON:Lunds⟧ yrkande biträds av ⟦PERSON:af Wetter⟧.
⟦PERSON:Karl-
Axel af Wetter⟧ anför att ⟦ORG:Nils Lunds Åkeri AB⟧ väntar.

#h Beslut
¶decision ⟦PERSON:Sundén Ekbergs⟧ förslag bifalls. ⟦PERSON:Ulla Sundén Ekberg⟧ tackar.
=== FACTS ===
"""
PEOPLE = ["Ulla Sundén Ekberg", "Nils Lund", "Karl-Axel af Wetter", "Per Lund"]
FACTS = {
    "meeting": {
        "municipality": "Askby kommun",
        "body": None,
        "date": "2024-05-06",
        "place": None,
        "start": None,
        "end": None,
        "document_type": "protokoll",
    },
    "persons": [{"name": name, "party": None, "roles": [], "attendance": "member"} for name in PEOPLE],
    "items": [
        {
            "number": "1",
            "title": "Motion från Nils Lund (M) om cykelbana",
            "case_numbers": [],
            "outcome": "approved",
            "motions": [{"by": ["Nils Lund"], "parties": ["M"], "kind": "approve"}],
            "votes": [],
            "reservations": [],
            "statements": [],
            "recusals": [],
            "recipients": ["Nils Lunds Åkeri AB"],
            "reference_summary": "Nils Lunds motion bifölls på förslag av Ulla Sundén Ekberg.",
        }
    ],
}


def rng(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secret


@pytest.fixture(scope="module")
def document() -> GoldDocument:
    return parse_source(SOURCE + json.dumps(FACTS, ensure_ascii=False), path="askby_ks_2024.src")


def texts(one: GoldDocument, label: str) -> list[str]:
    return [" ".join(one.text[e.start : e.end].split()) for e in one.entities if e.label == label]


@pytest.mark.parametrize("seed", range(20))
def test_each_person_has_one_new_name_in_every_form(document: GoldDocument, seed: int) -> None:
    new = swap_names(document, rng(seed))
    assert not faults(new)
    ulla, nils, karl, per = (person["name"] for person in new.persons)
    found = texts(new, "PERSON")
    surname = nils.removeprefix(nils.split()[0] + " ")
    assert found[0] == ulla.upper()
    assert found[1] == f"{surname}, {nils.split()[0]}"
    assert found[4] == nils
    assert found[5] == f"{initial(nils.split()[0])} {surname}"
    assert found[6] == genitive(surname)
    assert per.endswith(f" {surname}")
    assert found[7] == "af " + karl.partition(" af ")[2]
    assert found[9] == genitive(ulla.partition(" ")[2])
    assert not set(found) & set(texts(document, "PERSON"))


def test_facts_follow_and_companies_keep_their_names(document: GoldDocument) -> None:
    new = swap_names(document, rng(3))
    nils = new.persons[1]["name"]
    item = new.items[0]
    assert item["title"] == f"Motion från {nils} (M) om cykelbana"
    assert item["motions"][0]["by"] == [nils]
    assert item["reference_summary"].startswith(genitive(nils))
    assert item["recipients"] == ["Nils Lunds Åkeri AB"]
    assert texts(new, "ORG") == ["Nils Lunds Åkeri AB"]


def test_a_surname_of_several_words_is_told_by_its_short_form() -> None:
    persons, forms = persons_of(["Ahmed Farah Elmi", "Juan Carlos Rojas"], ["Farah Elmis", "Rojas"])
    assert [person.surname for person in persons] == [("Farah", "Elmi"), ("Rojas",)]
    assert forms["j. c. rojas"][0] is persons[1]


def test_line_breaks_hyphens_and_genitives() -> None:
    assert normal_forms("Britt-\nMarie Wallin")[0] == "Britt-Marie Wallin"
    assert "Leena Korhonen" in normal_forms("Leena Korho-\nnen")
    assert normal_forms("Örjan Ha¨gg")[0] == "Örjan Hägg"
    assert spread("Ulla\n   Ek", "Per Olof Lund") == "Per\n   Olof Lund"
    assert spread("Ulla Ek", "Per Olof Lund") == "Per Olof Lund"
    assert [genitive(name) for name in ("Ek", "Ros", "EK", "Fritz")] == ["Eks", "Ros", "EKS", "Fritz"]
    assert [like_case(old, "nämnden") for old in ("STYRELSEN", "Styrelsen", "styrelsen")] == [
        "NÄMNDEN",
        "Nämnden",
        "nämnden",
    ]


def test_words_are_swapped_at_once_and_whole() -> None:
    swap = swapper({"S": "M", "M": "S", "Ulla Ek": "Per Lund"}, keep=["S. Ek"])
    assert swap("S och M, Ulla\nEk, S. Ek, SM") == "M och S, Per Lund, S. Ek, SM"
