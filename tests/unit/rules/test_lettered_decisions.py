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
