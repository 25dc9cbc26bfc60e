from __future__ import annotations

import pytest

from nlp_minutes.evaluation.extraction import (
    BASELINES,
    bootstrap,
    columns,
    fill,
    greedy_oracle,
    lead,
    lexrank,
    paired_test,
    random_choice,
    textrank,
)
from nlp_minutes.evaluation.rouge import RougeScores, rouge
from nlp_minutes.rules.case_text import read_case_text
from nlp_minutes.rules.item_summary import count_words

TEXT = [
    "Bron över Kvarnån är från 1931 och måste bytas.",
    "Sommaren var ovanligt solig i Åslunda.",
    "En ny bro över Kvarnån kostar 14 miljoner kronor.",
    "Kommunen måste betala den nya bron över Kvarnån själv.",
    "Kaffe serveras i foajén efter mötet.",
]
SENTENCES = read_case_text([(text, 100 * place) for place, text in enumerate(TEXT)])


@pytest.mark.parametrize("name", sorted(BASELINES))
@pytest.mark.parametrize("limit", [3, 9, 20, 500])
def test_baselines_keep_the_limit_and_the_order(name: str, limit: int) -> None:
    summary = BASELINES[name](SENTENCES, limit)
    assert count_words(summary) <= limit
    taken = [text for text in TEXT if text in summary]
    assert summary == " ".join(taken)
    assert (limit < 500) or taken == TEXT


def test_lead_takes_the_beginning() -> None:
    assert lead(SENTENCES, 9) == TEXT[0]


def test_random_choice_is_the_same_for_a_seed_and_differs_between_seeds() -> None:
    assert random_choice(SENTENCES, 20, seed=3) == random_choice(SENTENCES, 20, seed=3)
    assert len({random_choice(SENTENCES, 10, seed=seed) for seed in range(20)}) > 1


@pytest.mark.parametrize("method", [textrank, lexrank])
def test_walks_prefer_what_many_sentences_speak_of(method: object) -> None:
    assert callable(method)
    assert "Kvarnån" in method(SENTENCES, 10)


def test_oracle_is_at_least_as_good_as_any_baseline() -> None:
    reference = "Bron måste bytas. En ny bro kostar 14 miljoner kronor."
    best = rouge(greedy_oracle(SENTENCES, reference, 18), reference)
    for method in BASELINES.values():
        other = rouge(method(SENTENCES, 18), reference)
        assert best.r1 + best.r2 >= other.r1 + other.r2


def test_oracle_takes_nothing_that_lifts_nothing() -> None:
    assert greedy_oracle(SENTENCES, "Helt annat", 100) == ""


def test_fill_breaks_ties_by_place() -> None:
    assert fill(SENTENCES, [1.0] * len(SENTENCES), 9) == TEXT[0]


def test_bootstrap_holds_the_mean_and_narrows_with_more_values() -> None:
    few, many = bootstrap([0.0, 1.0] * 5), bootstrap([0.0, 1.0] * 500)
    assert few.low <= few.mean == 0.5 <= few.high
    assert many.high - many.low < few.high - few.low
    assert bootstrap([0.3, 0.3]).low == pytest.approx(0.3)
    with pytest.raises(ValueError, match="no values"):
        bootstrap([])


def test_paired_test_tells_a_steady_difference_from_noise() -> None:
    base = [0.1 * (place % 7) for place in range(60)]
    assert paired_test([one + 0.05 for one in base], base) < 0.01
    assert paired_test([one + (0.05 if place % 2 else -0.05) for place, one in enumerate(base)], base) > 0.5
    assert paired_test(base, base) == 1.0
    with pytest.raises(ValueError, match="cannot be paired"):
        paired_test([0.1], [])


def test_columns_turn_scores_into_lists() -> None:
    assert columns([RougeScores(r1=0.1, r2=0.2, rl=0.3)]) == {"R1": [0.1], "R2": [0.2], "RL": [0.3]}
