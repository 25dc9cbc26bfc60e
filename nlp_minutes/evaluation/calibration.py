"""Whether the scores of paragraph labels can be believed: of the labels given with 0.8, are eight of ten right?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nlp_minutes.evaluation.document import NONE, Judged

__all__ = ["Bin", "Calibration", "calibrate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Labels whose scores lie from `low` to `high`; `confidence` and `accuracy` are None where there are none."""

    low: float
    high: float
    count: int
    confidence: float | None
    accuracy: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How scores and right labels go together.

    Attributes:
        scored: Paragraphs whose label has a score.
        unscored: Paragraphs that have a label without a score.
        ece: Expected calibration error: the mean distance of score and share of right labels, each bin weighted by
            its labels. None without scores.
        brier: Mean squared distance of the score from 1 where the label is right, from 0 where it is wrong.
        bins: Ten of equal width.
    """

    scored: int
    unscored: int
    ece: float | None
    brier: float | None
    bins: tuple[Bin, ...]


def calibrate(paragraphs: Iterable[Judged], bins: int = 10) -> Calibration:
    """Compare the scores of labels with how often they are right.

    Args:
        paragraphs: Judged paragraphs; those that nothing covers do not count.
        bins: How many bins.
    """
    labelled = [one for one in paragraphs if one.found != NONE]
    scored = [(one.confidence, one.found == one.wanted) for one in labelled if one.confidence is not None]
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in scored:
        groups[min(max(int(confidence * bins), 0), bins - 1)].append((confidence, right))
    found = tuple(
        Bin(
            low=index / bins,
            high=(index + 1) / bins,
            count=len(group),
            confidence=sum(confidence for confidence, _ in group) / len(group) if group else None,
            accuracy=sum(right for _, right in group) / len(group) if group else None,
        )
        for index, group in enumerate(groups)
    )
    total = len(scored)
    gaps = [
        one.count * abs(one.confidence - one.accuracy)
        for one in found
        if one.confidence is not None and one.accuracy is not None
    ]
    return Calibration(
        scored=total,
        unscored=len(labelled) - total,
        ece=sum(gaps) / total if total else None,
        brier=sum((confidence - right) ** 2 for confidence, right in scored) / total if total else None,
        bins=found,
    )
