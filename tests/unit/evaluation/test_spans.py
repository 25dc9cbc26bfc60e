from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.evaluation.counts import Counts, count_sets
from nlp_minutes.evaluation.spans import ENTITY_LABELS, Span, count_entities, covering, mismatches, outside

LABELS = st.sampled_from(ENTITY_LABELS)
SPANS = st.sets(
    st.tuples(st.integers(0, 30), st.integers(1, 8), LABELS).map(lambda one: (one[0], one[0] + one[1], one[2])),
    max_size=8,
)


def test_shares_by_hand() -> None:
    counts = Counts(hits=3, found=4, wanted=6)
    assert (counts.precision, counts.recall, counts.f1) == (0.75, 0.5, 0.6)


def test_nothing_found_is_nought_and_nothing_at_all_is_none() -> None:
    assert Counts(wanted=2).f1 == 0
    assert Counts(wanted=2).precision == 0
    assert Counts(found=2).recall == 0
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)


def test_what_stands_twice_counts_once() -> None:
    assert count_sets(["a", "a", "b"], ["a"]) == Counts(hits=1, found=2, wanted=1)


def test_borders_and_label_must_be_the_same() -> None:
    counts = count_entities(
        {(0, 4, "PERSON"), (5, 9, "ORG"), (10, 12, "ROLE")}, {(0, 4, "PERSON"), (5, 8, "ORG"), (10, 12, "ORG")}
    )
    assert counts["ALL"] == Counts(hits=1, found=3, wanted=3)
    assert counts["ORG"] == Counts(hits=0, found=1, wanted=2)
    assert counts["CASE"].f1 is None


def test_entities_in_furniture_and_other_labels_are_left_out() -> None:
    spans = [(0, 4, "PERSON"), (10, 14, "PERSON"), (20, 24, "DATE"), (18, 30, "ORG")]
    assert outside(spans, [(10, 20)]) == {(0, 4, "PERSON")}


@given(SPANS)
def test_what_is_like_the_annotation_is_right(spans: set[Span]) -> None:
    counts = count_entities(spans, spans)
    assert all(one.f1 in {None, 1.0} for one in counts.values())
    assert mismatches(spans, spans) == []


@given(SPANS, SPANS)
def test_swapping_the_sides_swaps_precision_and_recall(one: set[Span], two: set[Span]) -> None:
    for label, counts in count_entities(one, two).items():
        other = count_entities(two, one)[label]
        assert (counts.precision, counts.recall) == (other.recall, other.precision)
        assert counts.f1 == other.f1


@given(SPANS, SPANS)
def test_every_wrong_entity_is_told_once(found: set[Span], wanted: set[Span]) -> None:
    pairs = mismatches(found, wanted)
    assert sorted(pair.wanted for pair in pairs if pair.wanted) == sorted(wanted - found)
    assert sorted(pair.found for pair in pairs if pair.found) == sorted(found - wanted)


@pytest.mark.parametrize(
    ("found", "wanted", "kind"),
    [
        ([], [(0, 4, "ORG")], "missed"),
        ([(0, 4, "ORG")], [], "spurious"),
        ([(0, 5, "ORG")], [(0, 4, "ORG")], "borders"),
        ([(0, 4, "ROLE")], [(0, 4, "ORG")], "label"),
        ([(2, 4, "ROLE")], [(0, 4, "ORG")], "borders and label"),
    ],
)
def test_errors_have_a_kind(found: list[Span], wanted: list[Span], kind: str) -> None:
    assert [pair.kind for pair in mismatches(found, wanted)] == [kind]


def test_an_error_goes_with_the_one_it_shares_most_of() -> None:
    pairs = mismatches([(0, 3, "ORG"), (4, 20, "ORG")], [(0, 20, "ORG")])
    assert [(pair.wanted, pair.found) for pair in pairs] == [(None, (0, 3, "ORG")), ((0, 20, "ORG"), (4, 20, "ORG"))]


def test_the_paragraph_that_covers_most_answers() -> None:
    found = [(0, 10, "other"), (10, 40, "basis"), (40, 50, "decision")]
    assert covering(found, [(5, 30, "x"), (41, 44, "x"), (60, 70, "x"), (50, 60, "x")]) == [1, 2, None, None]


def test_of_equals_the_shortest_answers() -> None:
    assert covering([(0, 100, "other"), (10, 20, "basis"), (10, 30, "summary")], [(10, 20, "x")]) == [1]


PARAGRAPHS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 20), st.sampled_from("ab")).map(lambda x: (x[0], x[0] + x[1], x[2])),
    max_size=7,
)


@given(PARAGRAPHS, PARAGRAPHS)
def test_covering_is_what_looking_at_all_of_them_gives(found: list[Span], wanted: list[Span]) -> None:
    ordered = sorted(found)
    for (low, high, _), answer in zip(wanted, covering(found, wanted), strict=True):
        ranks = [(min(end, high) - max(start, low), start - end) for start, end, _ in ordered]
        best = max((rank for rank in ranks if rank[0] > 0), default=None)
        assert answer == (None if best is None else ranks.index(best))
