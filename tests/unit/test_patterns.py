"""A quick look before a slow search must never hide a match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.patterns import Quick, stems
from nlp_minutes.rules.paragraph_features import CUES

PATTERNS = {
    **CUES,
    "optional": r"ab?cde|xy{0,2}zuv|mno*p",
    "classes": r"[(|)]alfa|\(beta\)|(?:ga|mma)delta",
    "look around": r"(?<!in)form(?= av)|\bett\b two",
    "no stem": r"[ab]+c|§",
}
QUICK = Quick(PATTERNS)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\bbifall|avslag\b", ("bifall", "avslag")),
        (r"för\w+ till|be(?:slut|slöt)ar", (" till", "be")),
        (r"ab?cde", ("cde",)),
        (r"xy{0,2}zuv", ("zuv",)),
        (r"[bc]eta[|]x", ("eta",)),
        (r"(?:ja|nej)", ()),
        (r"bifall|§", ()),
    ],
)
def test_stems_are_the_longest_literal_stretches(pattern: str, expected: tuple[str, ...]) -> None:
    assert stems(pattern) == expected


@given(st.sampled_from(sorted(PATTERNS)), st.data())
def test_whatever_matches_has_a_stem(name: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(PATTERNS[name]))
    assert name in QUICK.found_in(text)


@given(st.sampled_from(sorted(PATTERNS)), st.lists(st.sampled_from("abefi lostrvä.§"), max_size=20).map("".join))
def test_the_quick_look_changes_no_answer(name: str, text: str) -> None:
    assert (name in QUICK.found_in(text)) == bool(re.search(PATTERNS[name], text))
