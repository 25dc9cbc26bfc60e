"""Figures over documents, with the intervals that resampling documents gives.

Each figure is a function of sums over documents. So a resample of the documents is a matrix product, and a thousand of
them cost no more than a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from nlp_minutes.evaluation.counts import Counts
from nlp_minutes.evaluation.document import NONE, PARAGRAPH_LABELS, DocumentScores
from nlp_minutes.evaluation.facts import FACTS
from nlp_minutes.evaluation.spans import ENTITY_LABELS
from nlp_minutes.evaluation.summaries import SUMMARY_MEASURES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = [
    "CONFIDENCE",
    "Figure",
    "Measure",
    "columns",
    "estimate",
    "figures",
    "interval",
    "is_head",
    "measures",
    "number",
    "paragraph_counts",
    "resampled",
    "swaps",
    "weights",
]

CONFIDENCE: Final = 0.95
_HEAD: Final = frozenset(
    {
        ("entities", "ALL"),
        ("paragraphs", "macro_f1"),
        ("paragraphs", "accuracy"),
        *(("facts", name) for name in (*FACTS, "outcome_accuracy", "vote_counts_exact")),
        ("summary", "headline_rl"),
        ("summary", "summary_rl"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing that is measured.

    Attributes:
        task: entities, paragraphs, facts or summary.
        name: Its name there.
        kind: `f1` of counts, `mean` of values, or `macro_f1` over the labels that occur.
        read: Gives the numbers of a document that are summed.
    """

    task: str
    name: str
    kind: str
    read: Callable[[DocumentScores], Sequence[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measured value; None where there was nothing to measure.

    Attributes:
        task: entities, paragraphs, facts or summary.
        name: Its name there.
        kind: `f1`, `mean` or `macro_f1`.
        value: F1 or mean.
        precision: With `f1` only.
        recall: With `f1` only.
        support: What was there to be found, or how many values the mean is of.
        low: Lower end of the interval; None where resampling says nothing (one document or layout to draw).
        high: Upper end of it.
        is_head: Whether it belongs in an overview.
    """

    task: str
    name: str
    kind: str
    value: float | None
    precision: float | None
    recall: float | None
    support: int
    low: float | None
    high: float | None
    is_head: bool = False


def paragraph_counts(scores: DocumentScores) -> dict[str, Counts]:
    """Count the paragraphs of a document by label."""
    confusion = scores.confusion
    return {
        label: Counts(
            hits=confusion[label, label],
            found=sum(confusion[one, label] for one in PARAGRAPH_LABELS),
            wanted=sum(confusion[label, one] for one in (*PARAGRAPH_LABELS, NONE)),
        )
        for label in PARAGRAPH_LABELS
    }


def is_head(task: str, name: str) -> bool:
    """Tell whether a figure belongs in an overview."""
    return (task, name) in _HEAD


def _macro(scores: DocumentScores) -> list[int]:
    counts = paragraph_counts(scores)
    return [
        number
        for label in PARAGRAPH_LABELS
        for number in (counts[label].hits, counts[label].found, counts[label].wanted)
    ]


def measures(tasks: Sequence[str]) -> list[Measure]:
    """Give what is measured for some tasks, in order."""
    found: list[Measure] = []
    if "entities" in tasks:
        found += [_counted("entities", label, lambda one: one.entities) for label in (*ENTITY_LABELS, "ALL")]
    if "paragraphs" in tasks:
        found += [_counted("paragraphs", label, paragraph_counts) for label in PARAGRAPH_LABELS]
        found.append(Measure(task="paragraphs", name="macro_f1", kind="macro_f1", read=_macro))
        found.append(Measure(task="paragraphs", name="accuracy", kind="mean", read=_accuracy))
    if "facts" in tasks:
        found += [_counted("facts", fact, lambda one: one.facts) for fact in FACTS]
        found.append(Measure(task="facts", name="outcome_accuracy", kind="mean", read=lambda one: one.outcome))
        found.append(Measure(task="facts", name="vote_counts_exact", kind="mean", read=lambda one: one.votes))
    if "summary" in tasks:
        found += [_summed(name) for name in SUMMARY_MEASURES]
    return found


def _counted(task: str, name: str, group: Callable[[DocumentScores], Mapping[str, Counts]]) -> Measure:
    def read(one: DocumentScores) -> tuple[int, int, int]:
        counts = group(one)[name]
        return counts.hits, counts.found, counts.wanted

    return Measure(task=task, name=name, kind="f1", read=read)


def _summed(name: str) -> Measure:
    def read(one: DocumentScores) -> tuple[float, int]:
        return one.summary[name].total, one.summary[name].count

    return Measure(task="summary", name=name, kind="mean", read=read)


def _accuracy(scores: DocumentScores) -> tuple[int, int]:
    return sum(one.wanted == one.found for one in scores.paragraphs), len(scores.paragraphs)


def columns(measure: Measure, documents: Sequence[DocumentScores]) -> Array:
    """Give the numbers that a measure sums: a row for each document."""
    rows: Array = np.array([measure.read(one) for one in documents], dtype=np.float64)
    return rows


def _divide(part: Array, whole: Array) -> Array:
    """Divide; nothing by nothing is NaN."""
    quotient: Array = np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)
    return quotient


def estimate(kind: str, sums: Array) -> Array:
    """Give the value of a figure for sums over documents.

    Args:
        kind: As in `Measure`.
        sums: The numbers in its last axis.

    Returns:
        The values, with one axis less; NaN where there was nothing to measure.
    """
    if kind == "mean":
        return _divide(sums[..., 0], sums[..., 1])
    if kind == "f1":
        return _divide(2 * sums[..., 0], sums[..., 1] + sums[..., 2])
    of_labels = sums.reshape(*sums.shape[:-1], -1, 3)
    wanted = of_labels[..., 2] > 0
    f1 = np.where(wanted, np.nan_to_num(estimate("f1", of_labels)), 0.0)
    return _divide(f1.sum(axis=-1), wanted.sum(axis=-1).astype(np.float64))


def weights(groups: Sequence[str], resamples: int, seed: int) -> Array:
    """Draw groups of documents with replacement, as many as there are.

    Args:
        groups: The group of each document: its name to draw documents, its layout to draw layouts.
        resamples: How many draws.
        seed: The same seed gives the same draws.

    Returns:
        How often each document was drawn, a row for each draw.
    """
    names = sorted(set(groups))
    generator = np.random.default_rng(seed)
    drawn = generator.multinomial(len(names), np.full(len(names), 1 / len(names)), size=resamples)
    return drawn[:, [names.index(one) for one in groups]].astype(np.float64)


def swaps(groups: Sequence[str], resamples: int, seed: int) -> Array:
    """Say which documents are swapped between two models, groups as a whole: a row of 0 and 1 for each time."""
    names = sorted(set(groups))
    chosen = np.random.default_rng([seed, 1]).integers(0, 2, size=(resamples, len(names)))
    return chosen[:, [names.index(one) for one in groups]].astype(np.float64)


def resampled(kind: str, rows: Array, drawn: Array) -> Array:
    """Give the value of a figure for each resample."""
    return estimate(kind, drawn @ rows)


def interval(values: Array) -> tuple[float | None, float | None]:
    """Give the percentile interval; resamples in which there was nothing to measure do not count."""
    known = values[~np.isnan(values)]
    if not known.size:
        return None, None
    rest = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(known, [rest, 100 - rest])
    return float(low), float(high)


def number(value: Any) -> float | None:
    """Give a plain number; None for NaN."""
    return None if np.isnan(value) else float(value)


def figures(documents: Sequence[DocumentScores], tasks: Sequence[str], drawn: Array | None = None) -> list[Figure]:
    """Measure documents.

    Args:
        documents: Their scores.
        tasks: Which tasks.
        drawn: Resamples, as `weights` gives them; there are no intervals without them.

    Returns:
        The figures, in order.
    """
    found = []
    for measure in measures(tasks):
        rows = columns(measure, documents)
        sums: Array = rows.sum(axis=0)
        low, high = (None, None)
        if drawn is not None:
            low, high = interval(resampled(measure.kind, rows, drawn))
        is_f1 = measure.kind == "f1"
        counts = Counts(hits=int(sums[0]), found=int(sums[1]), wanted=int(sums[2])) if is_f1 else None
        found.append(
            Figure(
                task=measure.task,
                name=measure.name,
                kind=measure.kind,
                value=number(estimate(measure.kind, sums)),
                precision=counts.precision if counts else None,
                recall=counts.recall if counts else None,
                support=_support(measure.kind, sums),
                low=low,
                high=high,
                is_head=is_head(measure.task, measure.name),
            )
        )
    return found


def _support(kind: str, sums: Array) -> int:
    if kind == "macro_f1":
        return int(sums[2::3].sum())
    return int(sums[2] if kind == "f1" else sums[1])
