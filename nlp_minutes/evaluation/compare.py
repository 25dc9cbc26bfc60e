"""Two models on the same documents: how far apart they are, and whether chance alone could put them there.

The interval comes from a paired bootstrap: both models are measured on the same drawn documents. The p value comes from
approximate randomisation (E. W. Noreen, 1989): if the models were alike, it would not matter which of the two gave
which result of a document, so the results of documents are swapped at random, and p is how often the difference is then
at least as large. Whole documents are drawn and swapped, for errors within one document come together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from nlp_minutes.errors import ConfigError
from nlp_minutes.evaluation.figures import (
    columns,
    estimate,
    interval,
    is_head,
    measures,
    number,
    resampled,
    swaps,
    weights,
)

if TYPE_CHECKING:
    from nlp_minutes.evaluation.document import DocumentScores
    from nlp_minutes.evaluation.figures import Array

__all__ = ["Difference", "compare", "holm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure of two models.

    Attributes:
        task: entities, paragraphs, facts or summary.
        name: Its name there.
        value: Of the model.
        other: Of the one that it is compared with.
        difference: `value` less `other`; None where either has nothing to measure.
        low: Lower end of the interval of the difference; None for one group.
        high: Upper end of it.
        p: How often chance gives such a difference or a larger one; None for one group.
        p_holm: The same, corrected for looking at all these figures (S. Holm, 1979).
        is_head: Whether it belongs in an overview.
    """

    task: str
    name: str
    value: float | None
    other: float | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None
    p_holm: float | None = None
    is_head: bool = False


def compare(
    documents: Sequence[DocumentScores],
    others: Sequence[DocumentScores],
    tasks: Sequence[str],
    *,
    groups: Sequence[str],
    resamples: int,
    seed: int,
    only: Collection[str] = (),
) -> list[Difference]:
    """Compare two models.

    Args:
        documents: The scores of the model.
        others: The scores of the other one, of the same documents in the same order.
        tasks: Which tasks.
        groups: The group of each document; groups are drawn and swapped as a whole.
        resamples: How many draws, and how many swaps.
        seed: The same seed gives the same intervals and p values.
        only: Names of the figures to compare; all, if none are given.

    Raises:
        ConfigError: The documents are not the same.
    """
    if [one.name for one in documents] != [one.name for one in others]:
        raise ConfigError("the two models were not measured on the same documents in the same order")
    drawn, swapped = weights(groups, resamples, seed), swaps(groups, resamples, seed)
    several = len(set(groups)) > 1
    found = []
    for measure in measures(tasks):
        if only and measure.name not in only:
            continue
        mine, theirs = columns(measure, documents), columns(measure, others)
        value, other = (
            number(estimate(measure.kind, mine.sum(axis=0))),
            number(estimate(measure.kind, theirs.sum(axis=0))),
        )
        difference = None if value is None or other is None else value - other
        low = high = p = None
        if difference is not None and several:
            low, high = interval(resampled(measure.kind, mine, drawn) - resampled(measure.kind, theirs, drawn))
            p = _p_value(measure.kind, mine, theirs, swapped)
        found.append(
            Difference(
                task=measure.task,
                name=measure.name,
                value=value,
                other=other,
                difference=difference,
                low=low,
                high=high,
                p=p,
                is_head=is_head(measure.task, measure.name),
            )
        )
    return _corrected(found)


# Sums of the same numbers in another order differ in their last digits.
_ROUNDING = 1e-12


def _p_value(kind: str, mine: Array, theirs: Array, swapped: Array) -> float:
    """How often swapping documents between the models gives a difference as large as theirs; never quite 0."""
    moved = swapped @ (theirs - mine)
    differences = np.abs(estimate(kind, mine.sum(axis=0) + moved) - estimate(kind, theirs.sum(axis=0) - moved))
    seen = np.abs(estimate(kind, mine.sum(axis=0)) - estimate(kind, theirs.sum(axis=0)))
    # A swap after which there is nothing to measure gives no difference.
    as_large = np.nan_to_num(differences) >= seen - _ROUNDING
    return float((1 + as_large.sum()) / (1 + len(swapped)))


def holm(values: Sequence[float]) -> list[float]:
    """Correct p values for their being many: the smallest counts as often as there are values, and so on."""
    corrected = [0.0] * len(values)
    highest = 0.0
    for rank, index in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        highest = max(highest, min(1.0, values[index] * (len(values) - rank)))
        corrected[index] = highest
    return corrected


def _corrected(found: Sequence[Difference]) -> list[Difference]:
    known = [one.p for one in found if one.p is not None]
    corrected = iter(holm(known))
    return [replace(one, p_holm=next(corrected)) if one.p is not None else one for one in found]
