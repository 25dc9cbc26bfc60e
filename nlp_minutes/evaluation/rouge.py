"""ROUGE-1, ROUGE-2 and ROUGE-L of a summary against a reference (C.-Y. Lin, 2004).

The usual packages keep only a-z when they split words, so that `beslöt` becomes `besl` and `t`. Here a word is what
Unicode calls one: å, ä and ö stay in it. There is no stemming: Swedish has no stemmer that all agree on.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["RougeScores", "mean_rouge", "rouge", "words"]

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RougeScores:
    """F1 of single words, of pairs of neighbouring words, and of the longest common subsequence of words."""

    r1: float
    r2: float
    rl: float


def words(text: str | None) -> list[str]:
    """Give the words that ROUGE counts: runs of letters, digits and underscores, in lower case.

    An ö that is written as o with two dots behind it counts as ö.
    """
    return _WORD.findall(unicodedata.normalize("NFC", text or "").casefold())


def rouge(prediction: str | None, reference: str | None) -> RougeScores:
    """Compare a summary with its reference; no text at all counts as an empty one.

    A text without words scores 0, also against another one.
    """
    found, wanted = words(prediction), words(reference)
    return RougeScores(
        r1=_n_gram_f1(found, wanted, 1),
        r2=_n_gram_f1(found, wanted, 2),
        rl=_f1(_common_subsequence(found, wanted), len(found), len(wanted)),
    )


def mean_rouge(scores: Sequence[RougeScores]) -> RougeScores:
    """Give the mean of each figure; 0 of none."""
    count = len(scores) or 1
    return RougeScores(
        r1=sum(one.r1 for one in scores) / count,
        r2=sum(one.r2 for one in scores) / count,
        rl=sum(one.rl for one in scores) / count,
    )


def _n_gram_f1(found: Sequence[str], wanted: Sequence[str], size: int) -> float:
    mine, theirs = _n_grams(found, size), _n_grams(wanted, size)
    # The lesser count of each: a word said twice is found twice only where the reference says it twice.
    return _f1((mine & theirs).total(), mine.total(), theirs.total())


def _n_grams(tokens: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[at : at + size]) for at in range(len(tokens) - size + 1))


def _common_subsequence(one: Sequence[str], two: Sequence[str]) -> int:
    """The length of the longest sequence of words that stands in both, in order, with gaps."""
    above = [0] * (len(two) + 1)
    for word in one:
        row = [0]
        for column, other in enumerate(two):
            row.append(above[column] + 1 if word == other else max(above[column + 1], row[column]))
        above = row
    return above[-1]


def _f1(hits: int, found: int, wanted: int) -> float:
    return 2 * hits / (found + wanted) if found + wanted else 0.0
