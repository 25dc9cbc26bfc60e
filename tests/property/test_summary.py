"""Summaries of arbitrary texts: every sentence stands in the text, in order, within the limit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nlp_minutes
from nlp_minutes.errors import ConfigError, ReadError
from nlp_minutes.rules.item_summary import count_words

if TYPE_CHECKING:
    from spacy.language import Language

LINES = st.sampled_from(
    [
        "Åslunda kommun",
        "Sammanträdesprotokoll",
        "2031-03-12",
        "§ 14 Taxa för torghandel",
        "§ 15 Rapporter",
        "Ärendet",
        "Förslag till beslut",
        "Beslut",
        "Nämnden beslutar",
        "att anta taxan för torghandel, samt",
        "1. Anta taxan. 2. Avslå yrkandet från Jon Dahl (M).",
        "• att laga bron",
        "Följande har prövats:",
        "Bron över Kvarnån är från 1931. Den måste bytas.",
        "Nämnden avslår ansökan, eftersom platsen behövs för räddningstjänsten och för",
        "handlarnas lastbilar enligt tidigare beslut den 3 mars 2030.",
        "Reservation",
        "Jon Dahl (M) reserverar sig mot beslutet.",
        "Sida 2 (9)",
        "Förskola\t412,3\t418,0",
        "över-",
        "",
    ]
)
TEXTS = st.lists(LINES, min_size=1, max_size=40).map("\n".join).filter(str.strip)


@given(TEXTS, st.integers(1, 60))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_summary_is_made_of_stretches_of_the_text(nlp: Language, text: str, limit: int) -> None:
    summary = nlp_minutes.summarise(text, limit, nlp=nlp)
    assert count_words(" ".join(one.text for one in summary.sentences)) <= limit
    for one in summary.sentences:
        assert one.text
        # The text has furniture and hyphens besides; each letter of the sentence stands there, in order. A sentence
        # whose beginning was cut off with the furniture has a capital all the same.
        letters = iter(text[one.start : one.end].casefold())
        assert all(char.isspace() or char in letters for char in one.text.casefold())
    for one, two in pairwise(summary.sentences):
        assert one.end <= two.start
    assert all(one.text in summary.text for one in summary.sentences)


PLAIN = st.sampled_from(
    [
        "Ärendet",
        "Beskrivning av ärendet",
        "Förvaltningens bedömning",
        "Bron över Kvarnån är från 1931. Den måste bytas, bl.a. därför att den rostar.",
        "Förvaltningen föreslår nämnden att bevilja 14 miljoner kronor, enligt dnr. 2031:14.",
        "Ordf. Jon Dahl (M) har frågat vad den kostar. Svaret ges kl. 15.00 den 3 mars.",
        "Tre remissinstanser har svarat. Två av dem är för.",
        "Följande gäller:",
        "1. Bron stängs i maj.",
        "• Vägen går över torget.",
    ]
)


@given(st.lists(PLAIN, min_size=1, max_size=30).map("\n\n".join), st.integers(1, 120))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sentences_of_a_text_without_page_breaks_are_verbatim(nlp: Language, text: str, limit: int) -> None:
    text = f"Kommunen bygger en ny bro.\n\n{text}"  # headings alone have no sentence
    summary = nlp_minutes.summarise(text, limit, nlp=nlp)
    assert summary.sentences or limit < 5
    for one in summary.sentences:
        assert one.text == text[one.start : one.end]
        assert one.text in summary.text
    assert "".join(summary.text.split()).replace("…", "") == "".join(
        "".join(one.text.split()) for one in summary.sentences
    )


@given(TEXTS, st.integers(1, 4))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_limit_of_sentences_holds_for_case_texts(nlp: Language, text: str, limit: int) -> None:
    text = text.replace("§", "paragraf")
    assert len(nlp_minutes.summarise(text, None, max_sentences=limit, nlp=nlp).sentences) <= limit


@pytest.mark.parametrize(("words", "sentences"), [(0, None), (-3, None), (10, 0)])
def test_limits_below_one_are_refused(nlp: Language, words: int, sentences: int | None) -> None:
    with pytest.raises(ConfigError, match="at least 1"):
        nlp_minutes.summarise("Bron byts.", words, max_sentences=sentences, nlp=nlp)


def test_an_empty_text_is_refused(nlp: Language) -> None:
    with pytest.raises(ReadError):
        nlp_minutes.summarise(" \n", nlp=nlp)
