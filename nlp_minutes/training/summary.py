"""Training of the ranker of sentences: `python -m nlp_minutes.training.summary PAIRS.jsonl models/summary_ranker`.

The pairs are case texts with the summaries that their clerks wrote, one JSON object a line with `document`, `summary`,
`title`, and optionally `group` and `meeting` (texts that share one are kept in one fold). A sentence is worth the share
of its pairs of words, and half the share of its words, that the clerk's summary has: a regression on parts of ROUGE.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlp_minutes.errors import ConfigError
from nlp_minutes.rules.case_text import CaseSentence, read_case_text
from nlp_minutes.rules.ranker import Ranker, Trees, with_neighbours
from nlp_minutes.rules.summary_features import Matrix, sentence_features

__all__ = [
    "Pair",
    "SummarySettings",
    "deal_folds",
    "fit_first",
    "fit_ranker",
    "read_pairs",
    "train_summary",
    "with_labels_off",
]

_WORD = re.compile(r"\w+")
_INNER_FOLDS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySettings:
    """How the ranker is trained.

    Attributes:
        pairs: The file of pairs.
        output: The folder to write to.
        trees: Trees in each stage.
        learning_rate: How much of each tree counts.
        leaves: Leaves of a tree.
        leaf_size: Sentences that a leaf has at least.
        l2: Shrinks the values of small leaves.
        feature_share: Share of the features that each split may choose from.
        seed: Makes two runs equal.
    """

    pairs: Path
    output: Path
    trees: int = 150
    learning_rate: float = 0.06
    leaves: int = 16
    leaf_size: int = 40
    l2: float = 5.0
    feature_share: float = 0.5
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A case text, ready for training and measuring.

    Attributes:
        sentences: Its sentences.
        features: Their features.
        title: Its title.
        reference: The clerk's summary.
        worth: What each sentence is worth beside the reference.
        keys: What must not stand on two sides of a split: its group, its meeting.
    """

    sentences: tuple[CaseSentence, ...]
    features: Matrix
    title: str | None
    reference: str
    worth: NDArray[np.float64]
    keys: tuple[str, ...]


def read_pairs(path: Path) -> list[Pair]:
    """Read the pairs of a file.

    Raises:
        ConfigError: The file cannot be read, or a line holds no pair.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    pairs = []
    for number, line in enumerate(lines, 1):
        try:
            row: dict[str, Any] = json.loads(line)
            pairs.append(_pair(row))
        except (ValueError, KeyError, TypeError) as error:
            raise ConfigError(f"{path}:{number}: no pair of document and summary ({error})") from error
    return pairs


def _pair(row: dict[str, Any]) -> Pair:
    paragraphs, at = [], 0
    for paragraph in row["document"].split("\n\n"):
        paragraphs.append((paragraph, at))
        at += len(paragraph) + 2
    sentences = tuple(read_case_text(paragraphs))
    title = row.get("title")
    return Pair(
        sentences=sentences,
        features=sentence_features(sentences, title),
        title=title,
        reference=row["summary"],
        worth=_worth([one.text for one in sentences], row["summary"]),
        keys=tuple(f"{key} {row[key]}" for key in ("group", "meeting") if key in row),
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _worth(texts: Sequence[str], reference: str) -> NDArray[np.float64]:
    theirs = _words(reference)
    single, double = Counter(theirs), frozenset(pairwise(theirs))
    values = np.zeros(len(texts))
    for index, text in enumerate(texts):
        words = _words(text)
        pairs = list(pairwise(words))
        both = sum(pair in double for pair in pairs) / max(len(pairs), 1)
        values[index] = both + 0.5 * (Counter(words) & single).total() / max(len(words), 1)
    return values


def deal_folds(pairs: Sequence[Pair], folds: int) -> list[list[int]]:
    """Deal pairs to folds of about one size; two that share a key, also over a third one, come to the same fold."""
    parent = list(range(len(pairs)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first: dict[str, int] = {}
    for index, pair in enumerate(pairs):
        for key in pair.keys:
            parent[root(index)] = root(first.setdefault(key, index))
    together: dict[int, list[int]] = {}
    for index in range(len(pairs)):
        together.setdefault(root(index), []).append(index)
    dealt: list[list[int]] = [[] for _ in range(folds)]
    for members in sorted(together.values(), key=lambda group: (-len(group), group[0])):
        min(dealt, key=len).extend(members)
    return dealt


def fit_first(pairs: Sequence[Pair], settings: SummarySettings) -> Trees:
    """Train the first stage alone."""
    return _fit([pair.features for pair in pairs], pairs, settings)


def fit_ranker(pairs: Sequence[Pair], settings: SummarySettings) -> Ranker:
    """Train both stages; the second learns from scores that the first gave to texts it had not seen."""
    first = fit_first(pairs, settings)
    unseen: dict[int, NDArray[np.float64]] = {}
    for fold in deal_folds(pairs, _INNER_FOLDS):
        held = set(fold)
        others = [pair for index, pair in enumerate(pairs) if index not in held]
        if not others or not fold:
            unseen |= {index: first.predict(pairs[index].features) for index in fold}
            continue
        inner = fit_first(others, settings)
        unseen |= {index: inner.predict(pairs[index].features) for index in fold}
    tables = [with_neighbours(pair.features, unseen[index]) for index, pair in enumerate(pairs)]
    second = _fit(tables, pairs, replace(settings, seed=settings.seed + 1))
    return Ranker(first=first, second=second, about={})


def _fit(tables: Sequence[Matrix], pairs: Sequence[Pair], settings: SummarySettings) -> Trees:
    from sklearn.ensemble import HistGradientBoostingRegressor  # noqa: PLC0415 - large; not for summarising

    masks = [np.array([one.running for one in pair.sentences], dtype=bool) for pair in pairs]
    rows = np.concatenate([table[mask] for table, mask in zip(tables, masks, strict=True)])
    target = np.concatenate([pair.worth[mask] for pair, mask in zip(pairs, masks, strict=True)])
    # A long text has many sentences, but is one text: its weight grows with the root of their number only.
    weight = np.concatenate([np.full(mask.sum(), 1.0 / np.sqrt(max(mask.sum(), 1))) for mask in masks])
    model = HistGradientBoostingRegressor(
        max_iter=settings.trees,
        learning_rate=settings.learning_rate,
        max_leaf_nodes=settings.leaves,
        min_samples_leaf=settings.leaf_size,
        l2_regularization=settings.l2,
        max_features=settings.feature_share,
        early_stopping=False,
        random_state=settings.seed,
    ).fit(rows, target, sample_weight=weight)
    return _trees(model)


def _trees(model: Any) -> Trees:
    """The trees of a fitted model as arrays. scikit-learn keeps them in `_predictors`, a list for each round."""
    tables = [predictors[0].nodes for predictors in model._predictors]  # noqa: SLF001 - there is no public way
    size = max(len(table) for table in tables)
    feature = np.zeros((len(tables), size), dtype=np.int16)
    left = np.tile(np.arange(size, dtype=np.int16), (len(tables), 1))
    right = left.copy()
    threshold = np.zeros((len(tables), size))
    value = np.zeros((len(tables), size))
    for row, table in enumerate(tables):
        inner = np.flatnonzero(~table["is_leaf"].astype(bool))
        leaves = np.flatnonzero(table["is_leaf"].astype(bool))
        feature[row, inner] = table["feature_idx"][inner]
        threshold[row, inner] = table["num_threshold"][inner]
        left[row, inner] = table["left"][inner]
        right[row, inner] = table["right"][inner]
        value[row, leaves] = table["value"][leaves]
    baseline = float(np.ravel(model._baseline_prediction)[0])  # noqa: SLF001
    return Trees(feature=feature, threshold=threshold, left=left, right=right, value=value, baseline=baseline)


def with_labels_off(pair: Pair) -> Pair:
    """The pair as it would be if nobody knew what its sections are for: to see what the kinds are worth."""
    sentences = tuple(replace(one, kind="unknown") for one in pair.sentences)
    return replace(pair, sentences=sentences, features=sentence_features(sentences, pair.title))


def train_summary(settings: SummarySettings) -> Ranker:
    """Train the ranker on all pairs of a file and write it.

    Raises:
        ConfigError: The pairs cannot be read, or there are none.
    """
    pairs = read_pairs(settings.pairs)
    if not pairs:
        raise ConfigError(f"{settings.pairs}: no pairs in it")
    about = {
        "texts": len(pairs),
        "sentences": sum(len(pair.sentences) for pair in pairs),
        "trees": settings.trees,
        "learning_rate": settings.learning_rate,
        "leaves": settings.leaves,
        "leaf_size": settings.leaf_size,
        "l2": settings.l2,
        "feature_share": settings.feature_share,
        "seed": settings.seed,
    }
    ranker = replace(fit_ranker(pairs, settings), about=about)
    ranker.to_folder(settings.output)
    return ranker


def main() -> None:
    """Train with the settings of the command line."""
    parser = argparse.ArgumentParser(description="Train the ranker of sentences.")
    parser.add_argument("pairs", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    train_summary(SummarySettings(pairs=options.pairs, output=options.output, seed=options.seed))


if __name__ == "__main__":
    main()
