"""Training the linear model of paragraphs with scikit-learn, or from the weights of one that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from nlp_minutes.errors import ConfigError
from nlp_minutes.paragraph_models.base import LABELS
from nlp_minutes.paragraph_models.linear import (
    BITS,
    LINES,
    LinearModel,
    feature_rows,
    line_key,
    neighbour_features,
    of_heading,
    under_lines,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from nlp_minutes.training.paragraph_data import Lesson

    Floats = NDArray[np.float64]

__all__ = ["adapt_linear", "train_linear"]

_C: Final = 0.5
_SECOND_C: Final = 0.3
_INNER_FOLDS: Final = 4
_COLUMN: Final = {label: number for number, label in enumerate(LABELS)}
# How strongly the weights of the model that is there hold against new examples; see benchmarks/paragraphs.py.
PRIOR: Final = 200.0
HEADING_PRIOR: Final = 0.3


def _matrix(lessons: Sequence[Lesson], bits: int) -> csr_matrix:
    """The hashed features of all paragraphs, one row each."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    indices: list[int] = []
    values: list[float] = []
    starts = [0]
    for lesson in lessons:
        for item in lesson.items:
            for one in item:
                rows, weights = feature_rows(one.features, bits)
                indices += rows
                values += weights
                starts.append(len(indices))
    matrix = csr_matrix((values, indices, starts), shape=(len(starts) - 1, 1 << bits))
    matrix.sum_duplicates()
    return matrix


def _targets(lessons: Sequence[Lesson]) -> tuple[NDArray[np.int64], Floats]:
    """The column of each paragraph's label, -1 where it has none, and its weight."""
    labels = [-1 if label is None else _COLUMN[label] for lesson in lessons for item in lesson.gold for label in item]
    weights = [lesson.weight for lesson in lessons for item in lesson.gold for _ in item]
    return np.array(labels, dtype=np.int64), np.array(weights)


def _fit(matrix: Any, labels: NDArray[np.int64], weights: Floats, c: float) -> tuple[Floats, Floats]:
    """Weights and bias of a logistic regression; a label without examples gets a score that never wins."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    known = labels >= 0
    if len(set(labels[known])) < 2:
        raise ConfigError("the examples have one label only: nothing can be learnt; annotate more kinds of paragraphs")
    model = LogisticRegression(C=c, max_iter=400, tol=1e-3)
    model.fit(matrix[np.flatnonzero(known)], labels[known], sample_weight=weights[known])
    coefficients = model.coef_ if len(model.classes_) > 2 else np.vstack([-model.coef_, model.coef_]) / 2
    intercept = model.intercept_ if len(model.classes_) > 2 else np.array([-1, 1]) * model.intercept_[0] / 2
    full, bias = np.zeros((matrix.shape[1], len(LABELS))), np.full(len(LABELS), -20.0)
    full[:, model.classes_] = coefficients.T
    bias[model.classes_] = intercept
    return full, bias


def _inner_folds(lessons: Sequence[Lesson]) -> NDArray[np.int64]:
    """The inner fold of each lesson: whole layouts, the largest first to the smallest fold."""
    sizes: dict[str, int] = {}
    for lesson in lessons:
        sizes[lesson.layout] = sizes.get(lesson.layout, 0) + sum(map(len, lesson.items))
    loads = [0] * _INNER_FOLDS
    fold_of = {}
    for layout in sorted(sizes, key=lambda one: (-sizes[one], one)):
        fold_of[layout] = loads.index(min(loads))
        loads[fold_of[layout]] += sizes[layout]
    return np.array([fold_of[lesson.layout] for lesson in lessons])


def train_linear(
    lessons: Sequence[Lesson], *, bits: int = BITS, settings: Mapping[str, Any] | None = None
) -> LinearModel:
    """Train both passes.

    The second pass learns from what a first pass says of layouts that it has not seen (folds of layouts inside the
    training data), for that is what it will be given.

    Args:
        lessons: Protocols with gold.
        bits: The first pass has 2 ** bits rows of weights.
        settings: What to note in the model's settings.

    Raises:
        ConfigError: There are too few examples.
    """
    matrix, (labels, weights) = _matrix(lessons, bits), _targets(lessons)
    rows = np.repeat(_inner_folds(lessons), [sum(map(len, lesson.items)) for lesson in lessons])
    outside = np.full((len(labels), len(LABELS)), 1 / len(LABELS))
    for fold in sorted(set(rows)):
        here, there = np.flatnonzero(rows == fold), np.flatnonzero(rows != fold)
        if len(set(labels[there]) - {-1}) < 2:
            continue
        first, bias = _fit(matrix[there], labels[there], weights[there], _C)
        scores = matrix[here] @ first + bias
        shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
        outside[here] = shifted / shifted.sum(axis=1, keepdims=True)
    columns = []
    at = 0
    for lesson in lessons:
        for item in lesson.items:
            if item:
                columns.append(neighbour_features(outside[at : at + len(item)], [one.heading for one in item]))
            at += len(item)
    second, second_bias = _fit(np.vstack(columns), labels, weights, _SECOND_C)
    first, bias = _fit(matrix, labels, weights, _C)
    return LinearModel(first=first, first_bias=bias, second=second, second_bias=second_bias, settings=settings)


def adapt_linear(
    model: LinearModel,
    lessons: Sequence[Lesson],
    *,
    prior: float = PRIOR,
    heading_prior: float = HEADING_PRIOR,
    settings: Mapping[str, Any] | None = None,
) -> LinearModel:
    """Teach a model more, holding it to what it knows.

    The loss is that of logistic regression plus the squared distance from the weights that are there (a Gaussian prior
    around them: C. Chelba and A. Acero, Adaptation of maximum entropy capitalizer, EMNLP 2004). Only weights of
    features that the examples have can move. Those of a town's headings move more easily: they tell most about the
    town, and other towns do not have them. The town's lines that are headings, but were read as paragraphs, are learnt.

    Args:
        model: The model that is there; it stays as it is.
        lessons: Protocols of a new town.
        prior: The weight of the squared distance.
        heading_prior: The same for the words of headings; never above `prior`.
        settings: What to note in the new model's settings.
    """
    from scipy.optimize import minimize  # noqa: PLC0415

    lines = model.lines | _lines(lessons)
    lessons = [replace(one, items=tuple(tuple(under_lines(item, lines)) for item in one.items)) for one in lessons]
    whole, (labels, weights) = _matrix(lessons, model.bits), _targets(lessons)
    known = np.flatnonzero(labels >= 0)
    if not len(known):
        raise ConfigError("no paragraph of the examples has a label: nothing can be learnt")
    columns = np.unique(whole[known].indices)
    matrix, labels, weights = whole[known][:, columns], labels[known], weights[known]
    wanted = np.eye(len(LABELS))[labels]
    shape = (len(columns), len(LABELS))
    base = matrix @ model.first[columns] + model.first_bias
    hold = np.where(np.isin(columns, _heading_rows(lessons, model.bits)), min(prior, heading_prior), prior)[:, None]

    def loss(flat: Floats) -> tuple[float, Floats]:
        change = flat.reshape(shape)
        scores = base + matrix @ change
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        value = -(weights[:, None] * wanted * logs).sum() + (hold / 2 * change**2).sum()
        slope = matrix.T @ (weights[:, None] * (np.exp(logs) - wanted)) + hold * change
        return float(value), np.asarray(slope).ravel()

    found = minimize(loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    first = model.first.copy()
    first[columns] += found.x.reshape(shape)
    return LinearModel(
        first=first,
        first_bias=model.first_bias.copy(),
        second=model.second.copy(),
        second_bias=model.second_bias.copy(),
        settings={**model.settings, **(settings or {}), LINES: sorted(lines)},
    )


def _lines(lessons: Sequence[Lesson]) -> frozenset[int]:
    """The lines that read like headings and have no label: in gold every line that is no heading has one."""
    return frozenset(
        key
        for lesson in lessons
        for item, gold in zip(lesson.items, lesson.gold, strict=True)
        for one, label in zip(item, gold, strict=True)
        if label is None and (key := line_key(one.text)) is not None
    )


def _heading_rows(lessons: Sequence[Lesson], bits: int) -> list[int]:
    """The rows of the weights that are of headings."""
    told = {
        feature
        for lesson in lessons
        for item in lesson.items
        for one in item
        for feature in one.features
        if of_heading(feature)
    }
    return feature_rows(sorted(told), bits)[0]
