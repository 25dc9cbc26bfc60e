"""Notes, statements and reservations whose authors stand behind their text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item

_BESLUT = "Beslut\nFörslaget antas.\n\n"


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Protokollsanteckning\n”Vi hade gärna sett en bredare väg.” Jon Dahl (M)", [["Jon Dahl"]]),
        ("Särskilt yttrande\n”Vägen blir bra, men den kommer sent.” /Jon Dahl (M)", [["Jon Dahl"]]),
        ('Protokollsanteckning\n"Vägen är dyr." /Jon Dahl (M) och Mia Björk (C)/', [["Jon Dahl", "Mia Björk"]]),
        ("Särskilt yttrande\n”Vägen är dyr, men vi accepterar den”, Jon Dahl (M).", [["Jon Dahl"]]),
        ("Protokollsanteckning\nVägen är dyr. Vi accepterar den. / Jon Dahl (M)", [["Jon Dahl"]]),
        (
            "Protokollsanteckning\n»Den är dyr.» – Jon Dahl (M), Åsa Wik (V)",
            [["Jon Dahl", "Åsa Wik"]],
        ),
        (
            "Protokollsanteckningar\n”Vägen är dyr.” Jon Dahl (M)\n\n”Vägen är bra men smal.” Mia Björk (C)",
            [["Jon Dahl"], ["Mia Björk"]],
        ),
    ],
)
def test_a_statement_is_of_those_who_stand_behind_it(
    read_item: Callable[..., Item], text: str, by: list[list[str]]
) -> None:
    assert [one.by for one in read_item(_BESLUT + text).statements] == by


@pytest.mark.parametrize(
    "text",
    [
        "Reservation\n”Vägen är för dyr. Vi ville bygga en smalare.” Jon Dahl (M)",
        "Reservation\nVägen är för dyr. Vi ville bygga en smalare.\n/Jon Dahl (M)/",
    ],
)
def test_a_reservation_is_of_those_who_stand_behind_it(read_item: Callable[..., Item], text: str) -> None:
    assert [one.by for one in read_item(_BESLUT + text).reservations] == [["Jon Dahl"]]


@pytest.mark.parametrize(
    "text",
    [
        "Särskilt yttrande\nVägen blir bra. Det sade även Åsa Wik (V).",
        "Särskilt yttrande\nVägen blir bra. Frågan väcktes av Åsa Wik (V).",
        "Protokollsanteckning\n”Vägen blir bra, säger Mia Björk (C).”",
    ],
)
def test_who_is_only_named_at_the_end_says_nothing(read_item: Callable[..., Item], text: str) -> None:
    assert not any(one.by for one in read_item(_BESLUT + text).statements)
