"""Short words of moving, written in full."""

from __future__ import annotations

import pytest

from nlp_minutes.rules.shortened import in_full
from nlp_minutes.rules.words import abbreviates


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("bif. ks", "bifall till ks"),
        ("Bif. till förslaget", "bifall till förslaget"),
        ("avsl. motionen", "avslag på motionen"),
        ("avsl. på punkt 2", "avslag på punkt 2"),
        ("bif. m. tillägg om belysning", "bifall till med tillägg om belysning"),
        ("Wik yrk. återrem.", "Wik yrkar återremiss"),
        ("bifall till förslaget.", "bifall till förslaget."),
        ("Enl. uppgift bordl.", "enligt uppgift bordläggning"),
    ],
)
def test_in_full_writes_the_words_of_moving(text: str, full: str) -> None:
    assert in_full(text) == full


@pytest.mark.parametrize(
    ("short", "body", "fits"),
    [
        ("PBN", "Plan- och byggnämnden", True),
        ("Ks", "Kommunstyrelsen", True),
        ("KF", "Kommunfullmäktige", True),
        ("KSAU", "Kommunstyrelsens arbetsutskott", True),
        ("KS", "Kommunfullmäktige", False),
        ("SN", "Plan- och byggnämnden", False),
        ("P", "Plan- och byggnämnden", False),
    ],
)
def test_abbreviates_tells_a_bodys_short_name(short: str, body: str, *, fits: bool) -> None:
    assert abbreviates(short, body) is fits
