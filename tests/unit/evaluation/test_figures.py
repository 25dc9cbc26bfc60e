from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.errors import ConfigError
from nlp_minutes.evaluation.calibration import calibrate
from nlp_minutes.evaluation.compare import compare, holm
from nlp_minutes.evaluation.document import NONE, PARAGRAPH_LABELS, TASKS, DocumentScores, Judged, score_document
from nlp_minutes.evaluation.figures import Figure, estimate, figures, interval, resampled, swaps, weights

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

Make = Callable[[str], "GoldDocument"]
Spoil = Callable[["GoldDocument", int], dict[str, Any]]
COUNT = 12
NAMES = [f"{number:02}" for number in range(COUNT)]


@pytest.fixture(scope="module")
def documents(make: Make) -> list[GoldDocument]:
    return [make(f"town{number // 2}_ks_{number}") for number in range(COUNT)]


@pytest.fixture(scope="module")
def scores(documents: list[GoldDocument], spoiled: Spoil) -> list[DocumentScores]:
    return [score_document(spoiled(one, number), one.to_dict()) for number, one in enumerate(documents)]


@pytest.fixture(scope="module")
def best(documents: list[GoldDocument]) -> list[DocumentScores]:
    return [score_document(one.to_dict(), one.to_dict()) for one in documents]


def named(found: list[Figure]) -> dict[str, Figure]:
    return {f"{one.task}.{one.name}": one for one in found}


def test_a_perfect_model_has_one_everywhere_and_no_doubt(best: list[DocumentScores]) -> None:
    found = named(figures(best, ["entities", "paragraphs", "facts"], weights(NAMES, 200, 0)))
    assert found["entities.ALL"].support == 8 * COUNT
    for name, one in found.items():
        if name in {"facts.statements", "facts.recusals"}:
            assert (one.value, one.low, one.high, one.support) == (None, None, None, 0)
        else:
            assert (one.value, one.low, one.high) == (1, 1, 1), name


def test_only_the_tasks_asked_for_are_measured(best: list[DocumentScores]) -> None:
    assert {one.task for one in figures(best, ["facts", "summary"])} == {"facts", "summary"}
    assert [one.name for one in figures(best, TASKS) if one.task == "paragraphs"] == [
        *PARAGRAPH_LABELS,
        "macro_f1",
        "accuracy",
    ]


def test_counts_are_summed_before_they_are_divided() -> None:
    assert estimate("f1", np.array([[1.0, 1.0, 1.0], [0.0, 3.0, 1.0]]).sum(axis=0)) == pytest.approx(2 / 6)
    assert estimate("mean", np.array([3.0, 4.0])) == 0.75
    assert np.isnan(estimate("f1", np.zeros(3)))
    assert np.isnan(estimate("mean", np.zeros(2)))


def test_macro_is_over_the_labels_that_occur() -> None:
    #               hits, found, wanted: right, half right, never there but found, not there at all
    sums = np.array([2.0, 2.0, 2.0, 1.0, 1.0, 3.0, 0.0, 5.0, 0.0, 0.0, 0.0, 0.0])
    assert estimate("macro_f1", sums) == pytest.approx((1 + 0.5) / 2)


def test_order_of_documents_does_not_matter(scores: list[DocumentScores]) -> None:
    shuffled = random.Random(1).sample(scores, len(scores))  # noqa: S311 - no secret
    assert figures(scores, TASKS) == figures(shuffled, TASKS)


def test_intervals_hold_the_figure_and_are_the_same_for_a_seed(scores: list[DocumentScores]) -> None:
    found = figures(scores, TASKS, weights(NAMES, 500, 7))
    assert found == figures(scores, TASKS, weights(NAMES, 500, 7))
    assert found != figures(scores, TASKS, weights(NAMES, 500, 8))
    for one in found:
        if one.value is not None:
            assert one.low is not None
            assert one.high is not None
            assert one.low <= one.value + 1e-12
            assert one.value <= one.high + 1e-12
    assert any(one.low != one.high for one in found)


def test_without_draws_there_is_no_interval(scores: list[DocumentScores]) -> None:
    assert {(one.low, one.high) for one in figures(scores, TASKS)} == {(None, None)}


def test_every_draw_is_of_as_many_groups() -> None:
    drawn = weights(list("abcde"), 300, 3)
    assert drawn.shape == (300, 5)
    assert set(drawn.sum(axis=1)) == {5.0}


def test_documents_of_a_group_are_drawn_and_swapped_together() -> None:
    for drawn in (weights(list("abab"), 300, 3), swaps(list("abab"), 300, 3)):
        assert (drawn[:, 0] == drawn[:, 2]).all()
        assert (drawn[:, 1] == drawn[:, 3]).all()
        assert (drawn[:, 0] != drawn[:, 1]).any()
    assert set(weights(list("abab"), 300, 3).sum(axis=1)) == {4.0}
    assert set(swaps(list("abab"), 300, 3).flat) == {0.0, 1.0}


def test_intervals_come_from_the_draws() -> None:
    # Eleven documents of one value each, right or wrong: the mean of a draw is a binomial share.
    rows = np.array([[float(number < 6), 1.0] for number in range(11)])
    low, high = interval(resampled("mean", rows, weights(list("abcdefghijk"), 20000, 1)))
    assert low == pytest.approx(3 / 11, abs=0.02)
    assert high == pytest.approx(9 / 11, abs=0.02)


def test_draws_without_anything_to_measure_do_not_count() -> None:
    assert interval(np.array([np.nan, 0.5, np.nan])) == (0.5, 0.5)
    assert interval(np.array([np.nan])) == (None, None)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=6))
def test_a_figure_lies_between_nought_and_one(rows: list[tuple[int, int, int]]) -> None:
    counts = np.array([(min(hits, found, wanted), found, wanted) for hits, found, wanted in rows], dtype=np.float64)
    values = resampled("f1", counts, weights([str(number) for number in range(len(rows))], 50, 0))
    known = values[~np.isnan(values)]
    assert ((known >= 0) & (known <= 1)).all()


def test_a_model_is_no_better_than_itself(scores: list[DocumentScores]) -> None:
    for one in compare(scores, scores, TASKS, groups=NAMES, resamples=100, seed=0):
        if one.difference is not None:
            assert (one.difference, one.low, one.high, one.p, one.p_holm) == (0, 0, 0, 1, 1)


def test_a_better_model_is_found_so(best: list[DocumentScores], scores: list[DocumentScores]) -> None:
    there = {(x.task, x.name): x for x in compare(best, scores, ["entities"], groups=NAMES, resamples=999, seed=0)}
    back = {(x.task, x.name): x for x in compare(scores, best, ["entities"], groups=NAMES, resamples=999, seed=0)}
    one, other = there["entities", "ALL"], back["entities", "ALL"]
    assert one.difference is not None
    assert one.low is not None
    assert one.high is not None
    assert one.p is not None
    assert 0 < one.low <= one.difference <= one.high
    assert 0 < one.p <= 0.01
    assert one.p_holm is not None
    assert one.p <= one.p_holm <= 6 * one.p
    assert (other.value, other.other) == (one.other, one.value)
    assert (other.difference, other.low, other.high) == pytest.approx((-one.difference, -one.high, -one.low))
    assert other.p == one.p


def test_one_group_cannot_tell(best: list[DocumentScores], scores: list[DocumentScores]) -> None:
    found = compare(best[:2], scores[:2], ["entities"], groups=["x", "x"], resamples=100, seed=0)
    assert {(one.p, one.p_holm, one.low) for one in found} == {(None, None, None)}


def test_documents_must_be_the_same(best: list[DocumentScores]) -> None:
    with pytest.raises(ConfigError, match="same documents"):
        compare(best, best[::-1], TASKS, groups=NAMES, resamples=100, seed=0)


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.9]) == pytest.approx([0.04, 0.09, 0.09, 0.9])
    assert holm([]) == []


def judged(*values: tuple[float | None, bool]) -> list[Judged]:
    return [
        Judged(wanted="basis", found="basis" if right else "other", confidence=confidence)
        for confidence, right in values
    ]


def test_calibration_by_hand() -> None:
    found = calibrate(judged((0.85, True), (0.81, False), (1.0, True), (None, True)))
    assert (found.scored, found.unscored) == (3, 1)
    assert [one.count for one in found.bins] == [0] * 8 + [2, 1]
    assert found.bins[8].confidence == pytest.approx(0.83)
    assert found.bins[8].accuracy == 0.5
    assert found.ece == pytest.approx((2 * 0.33 + 1 * 0) / 3)
    assert found.brier == pytest.approx((0.15**2 + 0.81**2) / 3)


def test_paragraphs_without_scores_or_answers_are_no_bins() -> None:
    found = calibrate([Judged(wanted="basis", found=NONE, confidence=None), *judged((None, True))])
    assert (found.scored, found.unscored, found.ece, found.brier) == (0, 1, None, None)
    assert {one.accuracy for one in found.bins} == {None}


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_calibration_error_is_a_share(values: list[tuple[float, bool]]) -> None:
    found = calibrate(judged(*values))
    assert sum(one.count for one in found.bins) == len(values)
    assert found.ece is not None
    assert 0 <= found.ece <= 1
