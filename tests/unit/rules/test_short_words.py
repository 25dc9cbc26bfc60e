"""Small things that older minutes and plain language say in their own way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

import nlp_minutes

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item

FRONT = "Sandvikta kommun\nTekniska nämnden\n2031-03-04\n\nBeslutande\nUlla Ek (S), ordförande\nJon Dahl (M)\n\n§ 1\n\n"


def entities(text: str, label: str) -> list[str]:
    minutes = nlp_minutes.annotate(FRONT + text)
    low = len(FRONT)
    return [minutes.text[one.start : one.end] for one in minutes.entities if one.label == label and one.start >= low]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ordf frågar på bifall och finner så beslutat.", ["Ordf"]),
        ("Vid lika röstetal har ordf fällt utslaget.", ["ordf"]),
        ("Nämnden beslutar att ordf får avge svaret.", ["ordf"]),
        ("Sekr. Jon Dahl antecknar.", ["Sekr."]),
        ("I stället tjänstgör suppleanterna Ulla Ek och Jon Dahl.", ["suppleanterna"]),
        ("Sökordfattning är inget ord.", []),
    ],
)
def test_offices_by_a_short_word(text: str, told: list[str]) -> None:
    assert entities(text, "ROLE") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Arrendatorn Granviks Fritid HB har sagt upp avtalet.", ["Granviks Fritid HB"]),
        ("Leverantören Nordkaj Invest AB är sen.", ["Nordkaj Invest AB"]),
        ("Handelsbolaget Granvik har svarat.", ["Handelsbolaget Granvik"]),
    ],
)
def test_what_a_company_is_to_the_town_is_none_of_its_name(text: str, told: list[str]) -> None:
    assert entities(text, "ORG") == told


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Chefen redogör.\n\nAtt ta rapporten till protokollet.\n\nAtt frågan redovisas i maj.", "noted"),
        ("Kontoret vill ha en skärm.\n\nVi väntar. Frågan kommer tillbaka i maj.", "postponed"),
        ("Skolan har frågat.\n\nKommunstyrelsen svarar länsstyrelsen att vägen stängs.", "approved"),
        (
            "Jon Dahl (M) yrkar avslag.\n\nOrdföranden prövar förslagen.\n\nPositivt besked meddelas.",
            "approved",
        ),
        ("Efter votering har kommunstyrelsen avslagit förslaget.", "rejected"),
        (
            "Kommunstyrelsen har alltså beslutat tillstyrka kontorets förslag till fullmäktige.",
            "proposed",
        ),
    ],
)
def test_decisions_without_a_lead_in(read_item: Callable[..., Item], text: str, outcome: str) -> None:
    assert read_item(text).outcome == outcome


@pytest.mark.parametrize(
    "text",
    [
        "Chefen redogör.\n\nAtt bygga nytt är viktigt för byn.",
        "Jon Dahl (M) yrkar avslag.\n\nOrdföranden prövar förslagen mot varandra.\n\nJon Dahl (M) reserverar sig.",
        "Ordföranden frågar om någon är jävig.\n\nExp. sökanden",
    ],
)
def test_what_decides_nothing(read_item: Callable[..., Item], text: str) -> None:
    assert list(read_item(text).decision) == []


def test_whom_a_decision_is_sent_to_did_not_make_it() -> None:
    text = "§ 7 Val till rådet\n\nTill ledamot utses Ulla Ek (S).\n\nProtokollsutdrag skickas till\n\nValberedningen\n"
    minutes = nlp_minutes.annotate(text)
    assert minutes.meeting.body is None
    assert "alberedningen" not in (minutes.items[0].headline or "")


def test_who_takes_no_part_leaves_no_note_in_the_headline(read_item: Callable[..., Item]) -> None:
    head = "Beslut\nKommunstyrelsen antar taxan.\n\nProtokollsanteckning\n"
    assert "protokollsanteckning" in (read_item(f"{head}Jon Dahl (M) anser att taxan är hög.").headline or "")
    assert "protokollsanteckning" not in (read_item(f"{head}Jon Dahl (M) deltar inte i beslutet.").headline or "")


def test_what_is_taken_note_of_is_not_what_is_changed_beside_it(read_item: Callable[..., Item]) -> None:
    item = read_item(
        "Beslut\n1. Redovisningen antecknas.\n2. Riktlinjen revideras.",
        title="Redovisning av uppdrag om förmåner samt revidering av riktlinje för förmåner",
    )
    assert "revidering" not in (item.headline or "revidering")
