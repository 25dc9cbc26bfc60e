"""Baselines that choose sentences, the best that choosing could do, and how sure a difference between two is."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from nlp_minutes.corpus.pairs import greedy_choice
from nlp_minutes.rules.item_summary import count_words
from nlp_minutes.rules.summary_features import power_iteration, sentence_vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from nlp_minutes.evaluation.rouge import RougeScores
    from nlp_minutes.rules.case_text import CaseSentence

__all__ = [
    "BASELINES",
    "Interval",
    "bootstrap",
    "columns",
    "fill",
    "greedy_oracle",
    "lead",
    "lexrank",
    "paired_test",
    "random_choice",
    "textrank",
]

_SHORTEST: Final = 4


def fill(sentences: Sequence[CaseSentence], scores: Sequence[float], max_words: int) -> str:
    """Take sentences of running text by falling score while there is room; give them in the order of the text."""
    room, chosen = max_words, []
    for index in sorted(range(len(sentences)), key=lambda one: (-scores[one], one)):
        size = count_words(sentences[index].text)
        if sentences[index].running and _SHORTEST <= size <= room:
            chosen.append(index)
            room -= size
    return " ".join(sentences[index].text for index in sorted(chosen))


def lead(sentences: Sequence[CaseSentence], max_words: int) -> str:
    """The beginning of the text."""
    return fill(sentences, [float(-place) for place in range(len(sentences))], max_words)


def random_choice(sentences: Sequence[CaseSentence], max_words: int, *, seed: int = 0) -> str:
    """Sentences drawn by lot; the same ones for the same seed and text."""
    draw = random.Random(seed * 1_000_003 + len(sentences))  # noqa: S311 - no secret
    return fill(sentences, [draw.random() for _ in sentences], max_words)


def textrank(sentences: Sequence[CaseSentence], max_words: int) -> str:
    """TextRank (Mihalcea and Tarau, 2004): a random walk between sentences, by how alike they are."""
    vectors = sentence_vectors([one.text for one in sentences])
    return fill(sentences, power_iteration(vectors @ vectors.T).tolist(), max_words)


def lexrank(sentences: Sequence[CaseSentence], max_words: int, *, threshold: float = 0.1) -> str:
    """LexRank (Erkan and Radev, 2004): the walk goes with equal chance to all that are alike enough."""
    vectors = sentence_vectors([one.text for one in sentences])
    linked = (vectors @ vectors.T > threshold).astype(np.float32)
    return fill(sentences, power_iteration(linked).tolist(), max_words)


def greedy_oracle(sentences: Sequence[CaseSentence], reference: str, max_words: int) -> str:
    """What choosing could do at best, nearly: the sentence that lifts ROUGE-1 and ROUGE-2 most, again and again."""
    return " ".join(sentences[index].text for index in sorted(greedy_choice(sentences, reference, max_words)))


BASELINES: Final = {"lead": lead, "random": random_choice, "textrank": textrank, "lexrank": lexrank}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A mean with the bounds between which it lies in 95 of 100 samples."""

    mean: float
    low: float
    high: float


def bootstrap(values: Sequence[float], *, rounds: int = 2000, seed: int = 0) -> Interval:
    """Give the mean of values and its percentile interval, from samples drawn with replacement.

    Raises:
        ValueError: There are no values.
    """
    if not values:
        raise ValueError("no values to draw from")
    numbers = np.asarray(values, dtype=np.float64)
    means = _resampled(numbers, rounds, seed).mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Interval(mean=float(numbers.mean()), low=float(low), high=float(high))


def paired_test(mine: Sequence[float], theirs: Sequence[float], *, rounds: int = 10_000, seed: int = 0) -> float:
    """Give the chance of a mean difference this large if the sign of each text's difference were a coin's (two-sided).

    Raises:
        ValueError: The two do not measure the same number of texts, or none.
    """
    if len(mine) != len(theirs) or not mine:
        raise ValueError(f"{len(mine)} and {len(theirs)} values cannot be paired")
    difference = np.asarray(mine) - np.asarray(theirs)
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], size=(rounds, len(difference)))
    reached = np.abs((signs * difference).mean(axis=1)) >= abs(difference.mean()) - 1e-12
    return float((reached.sum() + 1) / (rounds + 1))


def _resampled(numbers: NDArray[np.float64], rounds: int, seed: int) -> NDArray[np.float64]:
    picks = np.random.default_rng(seed).integers(0, len(numbers), size=(rounds, len(numbers)))
    drawn: NDArray[np.float64] = numbers[picks]
    return drawn


def columns(scores: Sequence[RougeScores]) -> Mapping[str, list[float]]:
    """Give the figures of texts as lists, by measure."""
    return {"R1": [one.r1 for one in scores], "R2": [one.r2 for one in scores], "RL": [one.rl for one in scores]}
