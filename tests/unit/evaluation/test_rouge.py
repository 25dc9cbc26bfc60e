from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.evaluation.rouge import RougeScores, mean_rouge, rouge, words

TEXTS = st.lists(st.sampled_from(["nämnden", "beslutar", "att", "avslå", "å", "ö", "2"]), min_size=2).map(" ".join)


def test_words_keep_letters_with_rings_and_dots() -> None:
    assert words("Nämnden BESLÖT, att avslå § 12–13!") == ["nämnden", "beslöt", "att", "avslå", "12", "13"]


def test_words_join_letters_that_are_written_in_two_parts() -> None:
    assert words("besl\u006f\u0308t") == ["beslöt"]


def test_rouge_by_hand() -> None:
    # Words shared: nämnden, avslår (2 of 4 and 3). Pairs shared: none. In order: nämnden … avslår.
    scores = rouge("nämnden i dag avslår", "nämnden avslår ansökan")
    assert scores.r1 == pytest.approx(2 * 2 / 7)
    assert scores.r2 == 0
    assert scores.rl == pytest.approx(2 * 2 / 7)


def test_repeated_words_count_as_often_as_the_reference_has_them() -> None:
    assert rouge("ja ja ja ja", "ja nej").r1 == pytest.approx(2 / 6)


def test_order_matters_to_pairs_and_subsequence_alone() -> None:
    scores = rouge("b a", "a b")
    assert (scores.r1, scores.r2, scores.rl) == (1, 0, 0.5)


@pytest.mark.parametrize(("one", "two"), [("", ""), (None, None), ("", "ja"), ("ja", ""), ("–", "!")])
def test_nothing_scores_nothing(one: str | None, two: str | None) -> None:
    assert rouge(one, two) == RougeScores(r1=0, r2=0, rl=0)


def test_mean() -> None:
    assert mean_rouge([rouge("ja nej", "ja nej"), rouge("", "ja")]) == RougeScores(r1=0.5, r2=0.5, rl=0.5)
    assert mean_rouge([]) == RougeScores(r1=0, r2=0, rl=0)


@given(TEXTS)
def test_a_text_is_like_itself(text: str) -> None:
    assert rouge(text.upper(), f"({text})") == RougeScores(r1=1, r2=1, rl=1)


@given(TEXTS, TEXTS)
def test_f1_does_not_mind_which_is_the_reference(one: str, two: str) -> None:
    scores = rouge(one, two)
    assert scores == rouge(two, one)
    assert 0 <= scores.rl <= scores.r1 <= 1
    assert scores.r2 <= 1
