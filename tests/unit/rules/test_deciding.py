"""Sentences that decide, told by their make: the body before or behind the verb, nobody at all, the chair."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from nlp_minutes.rules.deciding import decides_whole, deciding_sentence, is_own_body, points_back

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item


@pytest.mark.parametrize(
    "sentence",
    [
        "Styrelsen går på kontorets linje.",
        "KS § 41 antog enhälligt förslaget.",
        "Kommunstyrelsen avslog efter en längre debatt framställningen.",
        "Med åtta röster mot fem bordlade styrelsen ärendet.",
        "Efter överläggning enades styrelsen om att vänta till hösten.",
        "Kommunstyrelsen hade alltså med sex röster mot fem bifallit ansökan.",
        "Därmed har styrelsen sagt nej till motionen.",
        "Vi säger ja till bidraget.",
        "Avtalet godkändes.",
        "Till ombud utsågs Ulla Ek (S).",
        "Taxan fastställes att gälla från årsskiftet.",
        "Beslutet blev avslag.",
        "Resultatet är att motionen går tillbaka till kontoret.",
        "Härmed är interpellationen besvarad.",
        "Motionen befanns vara avslagen.",
        "Tillstånd lämnas inte.",
        "Dahls linje vann.",
        "Ny ordförande efter Per Lund är Ulla Ek (S).",
        "Enhälligt bifall.",
        "Enligt kontorets förslag: ansökan avslås.",
        "KS: Taxan antas.",
        "KOMMUNSTYRELSEN UPPSKJUTER ÄRENDET TILL MAJ.",
        "Ordföranden finner att styrelsen beslutar enligt arbetsutskottets förslag.",
        "Ordföranden förklarar att kommunstyrelsen sålunda antagit taxan.",
        "Ordföranden finner bifall för Eks yrkande.",
        "Ordföranden konstaterar att ärendet går tillbaka till kontoret.",
    ],
)
def test_a_sentence_that_decides(sentence: str) -> None:
    assert deciding_sentence(sentence, "Kommunstyrelsen") is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunstyrelsen beslutade den 3 mars 2030 att utreda frågan.",
        "Kommunstyrelsen antog 2029-11-02 en plan för gatorna.",
        "Kommunfullmäktige har tidigare antagit en strategi.",
        "Socialnämnden avslår ansökan.",
        "Direktören föreslår styrelsen att taxan antas.",
        "Kontoret anser att motionen bör avslås.",
        "Om taxan antas minskar underskottet.",
        "Ordföranden finner att ärendet ska avgöras i dag.",
        "Ordföranden ställer proposition på bifall och avslag.",
        "Ska motionen avslås?",
        "Jon Dahl (M): motionen avslås.",
        "Kommunstyrelsen diskuterar frågan.",
        "Blommor överlämnades till avgående ledamöter.",
        "Cykelvägen byggs av ett bolag.",
    ],
)
def test_a_sentence_that_does_not(sentence: str) -> None:
    assert deciding_sentence(sentence, "Kommunstyrelsen") is None


@pytest.mark.parametrize(
    ("said", "body", "own"),
    [
        ("Nämnden", "Kultur- och fritidsnämnden", True),
        ("KFN", "Kultur- och fritidsnämnden", True),
        ("Kultur- och fritidsnämnden", "Kultur- och fritidsnämnden", True),
        ("Vi", "Tekniska nämnden", True),
        ("Styrelsen", "Tekniska nämnden", False),
        ("KS", "Tekniska nämnden", False),
        ("Direktionen", None, True),
        ("Föreningen", None, False),
    ],
)
def test_whose_name_it_is(said: str, body: str | None, *, own: bool) -> None:
    assert is_own_body(said, body) is own


def test_a_paragraph_decides_as_a_whole_or_not() -> None:
    assert decides_whole("Taxan antas. Avgiften höjs.", "Kommunstyrelsen")
    assert not decides_whole("Taxan är från 2019. Taxan antas.", "Kommunstyrelsen")
    assert not decides_whole("Ordföranden finner att styrelsen antar taxan.", "Kommunstyrelsen")


def test_what_was_said_before_is_decided(read_item: Callable[..., Item]) -> None:
    assert points_back("Så beslutas.")
    assert not points_back("Så beslutas att taxan antas, vilket kontoret föreslog, och höjs nästa år")
    text = "Kontoret har utrett frågan.\n\nHos kommunfullmäktige skall hemställas om medel. Så beslutas."
    assert read_item(text).outcome == "proposed"


@pytest.mark.parametrize(
    ("text", "outcome", "told"),
    [
        ("Kontoret har utrett frågan.\n\nStyrelsen går på kontorets linje.", "approved", "Styrelsen går"),
        ("Kontoret har utrett frågan.\n\nÄrendet visas åter.", "remitted", "Ärendet visas åter."),
        ("Sökanden vill bygga.\n\nLov ges inte.", "rejected", "Lov ges inte."),
        (
            "Handlingar\nKontorets skrivelse\n\nKommunstyrelsen godkände efter debatt planen.",
            "approved",
            "Kommunstyrelsen g",
        ),
        ("Chefen berättar om bokslutet. Ärendet föranleder ingen åtgärd.", "noted", "Ärendet föranleder"),
        ("Taxan är gammal.\n\nTaxan antas.\n\nAvgiften höjs med 2 kronor.", "approved", "Taxan antas."),
    ],
)
def test_a_decision_that_nothing_sets_apart(read_item: Callable[..., Item], text: str, outcome: str, told: str) -> None:
    item = read_item(text)
    assert item.outcome == outcome
    assert item.decision[0].startswith(told)


def test_what_stands_behind_such_a_decision_is_none(read_item: Callable[..., Item]) -> None:
    item = read_item("Taxan är gammal.\n\nTaxan antas.\n\nJon Dahl (M) reserverar sig mot beslutet.")
    assert list(item.decision) == ["Taxan antas."]
    assert [list(one.by) for one in item.reservations] == [["Jon Dahl"]]
