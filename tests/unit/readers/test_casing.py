from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nlp_minutes
from nlp_minutes.readers.casing import running_text

TEXT = """Granviks kommun
Sammanträdesprotokoll
Kommunstyrelsen 2031-03-12

Beslutande
Ulla Ekström (S), ordförande
Lars G. Holmgren (KD)
Karin Sundén Ekberg (C)

§ 1 Svar på motion från Ulla Ekström (S)
Dnr KS 2031/118

Beslut
Kommunstyrelsen beslutar att avslå motionen.

Yrkanden
Ulla Ekström (S) och Karin Sundén Ekberg (C) yrkar bifall till S, V och MP:s förslag. Ekberg
får medhåll av Granviks Hamn AB, Region Fjälland och SKR. Moderaterna avstår.
"""


def one_case(text: str, *, upper: bool) -> str:
    return "".join(c.upper() if upper and len(c.upper()) == 1 else c if upper else c.lower() for c in text)


@pytest.mark.parametrize("upper", [True, False])
def test_entities_of_a_text_of_one_case(upper: bool) -> None:  # noqa: FBT001
    text = one_case(TEXT, upper=upper)
    whole = {(one.start, one.end, one.label) for one in nlp_minutes.annotate(TEXT).entities}
    found = {(one.start, one.end, one.label) for one in nlp_minutes.annotate(text).entities}
    missed = {(TEXT[a:b], label) for a, b, label in whole - found}
    spurious = {(TEXT[a:b], label) for a, b, label in found - whole}
    assert (missed, spurious) == (set(), set())


@pytest.mark.parametrize("upper", [True, False])
def test_the_extracted_text_stays_as_it_is(upper: bool) -> None:  # noqa: FBT001
    text = one_case(TEXT, upper=upper)
    minutes = nlp_minutes.annotate(text)
    assert minutes.text == text
    assert [one.name for one in minutes.persons] == ["Ulla Ekström", "Lars G. Holmgren", "Karin Sundén Ekberg"]


def test_a_text_of_both_cases_stays_as_it_is() -> None:
    assert running_text(TEXT) is TEXT


def test_a_short_text_tells_nothing() -> None:
    assert running_text("ULLA EK (S)") == "ULLA EK (S)"


@given(st.text(max_size=600))
def test_running_text_keeps_length_and_letters(text: str) -> None:
    made = running_text(text)
    assert len(made) == len(text)
    assert made.casefold() == text.casefold()
