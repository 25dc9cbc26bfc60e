"""Sentences tile their text: in order, nothing lost but blanks."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from nlp_minutes.rules.sentences import split_sentences

PIECES = st.sampled_from(
    [
        "Nämnden",
        "avslår",
        "ansökan",
        ".",
        ". ",
        "? ",
        "bl.a. ",
        "1. ",
        "2. ",
        "§ 12 ",
        "kl. 15.00",
        "S. Ek",
        "”",
        "(",
        ")",
        "\n",
        "\t",
        " ",
        "•",
        "p. 3",
        ":",
        "…",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
@example("1. 2. 3.")
@example("\u2028.\u00a0A")
def test_sentences_tile_the_text(text: str) -> None:
    spans = split_sentences(text)
    at = 0
    for low, high in spans:
        assert at <= low < high
        assert not text[at:low].strip()
        assert text[low:high] == text[low:high].strip()
        assert "\n" not in text[low:high]
        at = high
    assert not text[at:].strip()


@given(TEXTS, TEXTS)
def test_lines_are_split_apart_from_each_other(one: str, two: str) -> None:
    below = [(low + len(one) + 1, high + len(one) + 1) for low, high in split_sentences(two)]
    assert split_sentences(f"{one}\n{two}") == split_sentences(one) + below
