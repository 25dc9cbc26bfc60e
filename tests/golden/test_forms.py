"""A hundred small protocols, no two of which write decisions, votes, motions and dissent alike, against their marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nlp_minutes.corpus.dataset import load_sources
from nlp_minutes.evaluation.counts import Counts
from nlp_minutes.evaluation.facts import count_facts, fact_sets, vote_counts

if TYPE_CHECKING:
    from nlp_minutes.minutes import Minutes

FORMS = Path(__file__).parent / "forms"
# Just below what is read today. Forms that are not read are misses; nothing may be read wrongly for them.
LEAST_F1 = {"named_votes": 0.92, "motions": 0.92, "reservations": 0.96, "statements": 0.92, "attendance": 0.95}
LEAST_PRECISION = {"named_votes": 0.99, "motions": 0.96, "reservations": 0.97, "statements": 0.96}
LEAST_VOTES = 0.94
LEAST_OUTCOMES = 0.95


@pytest.fixture(scope="module")
def figures(annotate: Callable[[str], Minutes]) -> tuple[dict[str, Counts], float, float]:
    """The counts of each fact over all forms; the share of votes counted right, of items with the right outcome."""
    counts: dict[str, Counts] = defaultdict(Counts)
    right = total = told = items = 0
    for gold in load_sources(FORMS):
        marked = {"meeting": gold.meeting, "persons": gold.persons, "items": gold.items}
        found = annotate(gold.text).to_dict()
        for name, sets in fact_sets(found, marked).items():
            counts[name] += count_facts(sets)
        one, of = vote_counts(found, marked)
        right, total = right + one, total + of
        outcomes = {item["number"]: item["outcome"] for item in found["items"]}
        told += sum(outcomes.get(item["number"]) == item["outcome"] for item in gold.items)
        items += len(gold.items)
    return counts, right / total, told / items


@pytest.mark.parametrize("fact", LEAST_F1)
def test_forms_are_read(figures: tuple[dict[str, Counts], float, float], fact: str) -> None:
    assert (figures[0][fact].f1 or 0) >= LEAST_F1[fact]


@pytest.mark.parametrize("fact", LEAST_PRECISION)
def test_what_is_read_is_right(figures: tuple[dict[str, Counts], float, float], fact: str) -> None:
    assert (figures[0][fact].precision or 0) >= LEAST_PRECISION[fact]


def test_votes_are_counted(figures: tuple[dict[str, Counts], float, float]) -> None:
    assert figures[1] >= LEAST_VOTES


def test_outcomes_are_told(figures: tuple[dict[str, Counts], float, float]) -> None:
    assert figures[2] >= LEAST_OUTCOMES
