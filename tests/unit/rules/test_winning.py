"""Decisions that only name the motion or the proposal that they follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item

MOTIONS = "Yrkanden\nJon Dahl (M): avslag\n\nUlla Ek (S): bifall till förslaget\n\nMia Björk (C): återremiss\n\n"


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        ("Beslutet gick i enlighet med Jon Dahls yrkande.", "rejected"),
        ("Kommunstyrelsen följde Ulla Eks linje.", "approved"),
        ("Kommunstyrelsen beslutar enligt Mia Björks förslag.", "remitted"),
        ("Björks yrkande vinner.", "remitted"),
        ("Kommunstyrelsen beslutar enligt Per Lunds förslag.", "approved"),  # nobody moved that
    ],
)
def test_the_motion_that_won_tells_the_outcome(read_item: Callable[..., Item], decision: str, outcome: str) -> None:
    assert read_item(f"{MOTIONS}{decision}").outcome == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (
            "Kontoret föreslår att framställningen avslås.\n\nKommunstyrelsen beslutar enligt kontorets förslag.",
            "rejected",
        ),
        ("Kontoret har avstyrkt framställningen.\n\nBeslut\nEnligt kontorets förslag.", "rejected"),
        ("Kontoret föreslår återremiss.\n\nKommunstyrelsen följer kontorets förslag.", "remitted"),
        ("Kontoret föreslår att taxan höjs.\n\nKommunstyrelsen beslutar enligt kontorets förslag.", "approved"),
        # what goes through has a name of its own
        ("Kontoret föreslår att planen avstyrks.\n\nYttrandet antas enligt kontorets förslag.", "approved"),
        # a member's words are no proposal before the body
        ("Jon Dahl (M) föreslår avslag.\n\nKommunstyrelsen beslutar enligt kontorets förslag.", "approved"),
    ],
)
def test_the_proposal_tells_the_outcome(read_item: Callable[..., Item], text: str, outcome: str) -> None:
    assert read_item(text).outcome == outcome


def test_the_proposal_may_be_to_refuse(read_item: Callable[..., Item]) -> None:
    text = (
        "Förslag till beslut\nMotionen avslås.\n\n"
        "Yrkanden\nUlla Ek (S): bifall till förslaget\n\nJon Dahl (M): bifall till motionen\n\n"
        "Kommunstyrelsen följer Ulla Eks linje."
    )
    assert read_item(text, title="Motion om en ny bro").outcome == "rejected"
