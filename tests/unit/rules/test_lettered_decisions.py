"""Points that count with letters: read as points, given as they are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item


@pytest.mark.parametrize("mark", [".", ")"])
def test_a_decision_has_its_letters_as_the_text_has_them(read_item: Callable[..., Item], mark: str) -> None:
    points = [
        f"A{mark} Kommunstyrelsen antar taxan för 2032.",
        f"B{mark} Förvaltningen får i uppdrag att följa upp taxan.",
    ]
    item = read_item("Beslut\n" + "\n\n".join(points))
    assert list(item.decision) == points


@pytest.mark.parametrize(
    ("body", "short"),
    [
        ("Plan- och byggnämnden", "PBN"),
        ("Tekniska nämnden", "Tn"),
        ("Kultur- och fritidsnämnden", "KFN"),
        ("Kommunstyrelsen", "KS"),
        ("Räddningsnämnden", "RN"),
    ],
)
@pytest.mark.parametrize("above", ["Bakgrund\nTaxan är från 2029.", "Propositionsordning\nOrdföranden finner bifall."])
def test_points_below_the_letters_of_the_body_are_its_decision(
    read_item: Callable[..., Item], body: str, short: str, above: str
) -> None:
    points = "a) avslå ansökan om bygglov\nb) ta ut en avgift om 4 000 kronor"
    item = read_item(f"{above}\n\n{short} beslutar\n{points}", body=body)
    assert (item.outcome, item.decision[-1]) == ("rejected", "b) ta ut en avgift om 4 000 kronor")
    item = read_item(f"{above}\n\n{short} föreslår kommunfullmäktige\na) anta taxan\nb) sänka avgiften", body=body)
    assert item.outcome == "proposed"


@pytest.mark.parametrize("other", ["SBN", "AU", "PB", "NPB"])
def test_points_below_the_letters_of_another_body_are_not(read_item: Callable[..., Item], other: str) -> None:
    item = read_item(
        f"Bakgrund\nTaxan är från 2029.\n\nYrkanden\nMia Björk (C) yrkar avslag.\n\n{other} beslutar\na) anta taxan",
        body="Plan- och byggnämnden",
    )
    assert "a) anta taxan" not in item.decision


@pytest.mark.parametrize(
    "heading",
    [
        "Vi har beslutat",
        "Det här har kommunstyrelsen beslutat",
        "Så har vi bestämt",
        "Det här kom vi fram till",
        "Har nämnden beslutat",
    ],
)
def test_a_heading_in_the_perfect_heads_the_decision(read_item: Callable[..., Item], heading: str) -> None:
    item = read_item(f"Vad det gäller\nVägen är från 1931.\n\n{heading}\nÄrendet återremitteras till kontoret.")
    assert (item.outcome, item.decision) == ("remitted", ["Ärendet återremitteras till kontoret."])


@pytest.mark.parametrize(
    ("decision", "outcome", "headline"),
    [
        ("Kommunstyrelsen bestämmer\natt avslå ansökan.", "rejected", "Kommunstyrelsen avslår ansökan"),
        ("Kommunstyrelsen bestämde att avslå ansökan.", "rejected", "Kommunstyrelsen avslår ansökan"),
        ("Kommunstyrelsen bestämmer:\n1. Ärendet bordläggs till den 5 maj.", "postponed", "Kommunstyrelsen bordlägger"),
        (
            "Kommunstyrelsen bestämmer att föreslå kommunfullmäktige:\n\nPunkt 1: Avgiften höjs med 9 procent.",
            "proposed",
            "Kommunstyrelsen föreslår",
        ),
    ],
)
def test_a_body_that_determines_decides(
    read_item: Callable[..., Item], decision: str, outcome: str, headline: str
) -> None:
    item = read_item(f"Vad det gäller\nVägen är från 1931.\n\n{decision}", title="Ansökan om vägbidrag")
    assert item.outcome == outcome
    assert (item.headline or "").startswith(headline)
    assert "bestäm" not in (item.headline or "")


def test_a_proposal_on_one_line_with_its_label_ends_with_its_paragraph(read_item: Callable[..., Item]) -> None:
    text = (
        "Förslag: Kommunstyrelsen tillstyrker ansökan.\n\nMia Björk (C) yrkar bifall till förslaget.\n\n"
        "Kommunstyrelsen beslutar att tillstyrka ansökan med villkor om buller."
    )
    assert read_item(text).decision == ["Kommunstyrelsen beslutar att tillstyrka ansökan med villkor om buller."]


def test_a_proposal_with_several_points_goes_on_where_a_decision_is_labelled(read_item: Callable[..., Item]) -> None:
    text = (
        "Förslag: Kommunstyrelsen beslutar att anta taxan.\n\nKommunstyrelsen beslutar att taxan gäller från maj.\n\n"
        "Beslut: Ärendet återremitteras."
    )
    item = read_item(text)
    assert (item.outcome, item.decision) == ("remitted", ["Ärendet återremitteras."])


@pytest.mark.parametrize("heading", ["Kommunstyrelsen beslutar", "Kommunstyrelsen bestämmer", "Beslut i styrelsen"])
def test_a_line_that_says_the_body_decides_stands_for_a_heading(read_item: Callable[..., Item], heading: str) -> None:
    text = (
        "Hur beslutet fattas\nOrdföranden finner att ärendet återremitteras.\n\n"
        f"{heading}\nÄrendet återremitteras till kontoret.\n"
    )
    item = read_item(text)
    assert (item.outcome, item.decision) == ("remitted", ["Ärendet återremitteras till kontoret."])


def test_what_a_board_proposes_to_the_council_is_no_decision_of_the_council(read_item: Callable[..., Item]) -> None:
    text = (
        "Kommunstyrelsens förslag till fullmäktige\nMotionen avslås.\n\n"
        "Yrkanden\nMia Björk (C) yrkar bifall till motionen.\n\n"
        "Fullmäktige beslutar\nMotionen bifalls."
    )
    item = read_item(text, body="Kommunfullmäktige", title="Motion om fler bänkar")
    assert (item.outcome, item.decision) == ("approved", ["Motionen bifalls."])


def test_a_decision_on_somebodys_proposal_has_the_outcome_of_its_points(read_item: Callable[..., Item]) -> None:
    text = "På förslag av Mia Björk (C) beslutar kommunstyrelsen\natt bordlägga ärendet till nästa sammanträde."
    assert read_item(text).outcome == "postponed"
