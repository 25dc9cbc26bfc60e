from __future__ import annotations

import pytest

from nlp_minutes.rules.importance import importance, largest_sum, people_touched


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kostnaden är 42 miljoner kronor, varav 450 000 kronor i år.", 42e6),
        ("Bidrag ges med 450 000 kronor.", 450_000),
        ("Ramen är 1,4 mdkr.", 1.4e9),
        ("Hyran höjs med 250 tkr.", 250_000),
        ("Priset är 1.250 kronor.", 1250),
        ("Avgiften är 900 kr.", 900),
        ("Fastigheten Kvarnen 4:12 på 2 000 kvadratmeter, den 3 mars 2031", 0),
        ("Det finns 3 miljoner skäl.", 0),
    ],
)
def test_largest_sum(text: str, expected: float) -> None:
    assert largest_sum(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Planen ger 64 bostäder och 120 platser.", 120),
        ("Det berör 1 250 elever.", 1250),
        ("Den 3 mars kom 2 svar.", 0),
    ],
)
def test_people_touched(text: str, expected: int) -> None:
    assert people_touched(text) == expected


def test_contested_comes_before_dear_before_wide_before_routine() -> None:
    words = "Nämnden antar förslaget."
    contested = importance(title="Taxa", text=words, outcome="approved", votes=1)
    dear = importance(title="Hall", text="Hallen kostar 900 miljoner kronor.", outcome="approved")
    wide = importance(title="Skola", text="Den nya skolan är för 400 elever.", outcome="approved")
    plain = importance(title="Skyltar", text=words, outcome="approved")
    routine = importance(title="Val av justerare", text=words, outcome="approved")
    assert contested > dear > wide > plain > routine
