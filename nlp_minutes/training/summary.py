"""Training of the ranker of sentences: `python -m nlp_minutes.training.summary PAIRS.jsonl models/summary_ranker`.

The pairs are case texts with the summaries that their clerks wrote, as `corpus.pairs` reads them. With `--corpus`, the
items of annotated minutes that have a reference summary are learned from too. A sentence is worth the share of its
pairs of words, and half the share of its words, that the summary has (a regression on parts of ROUGE), and more where
a greedy oracle, which knows the summary, takes it: that one takes nothing twice.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from nlp_minutes.components.facts import item_contexts
from nlp_minutes.components.summary import as_sentences
from nlp_minutes.corpus.dataset import read_corpus
from nlp_minutes.corpus.pairs import CaseText, deal_folds, greedy_choice, read_case_texts, summary_words
from nlp_minutes.document import view_of
from nlp_minutes.errors import ConfigError
from nlp_minutes.pipeline import load, source_docs
from nlp_minutes.readers import source_from_text
from nlp_minutes.rules.case_text import CaseSentence
from nlp_minutes.rules.item_summary import context_places, pieces_of
from nlp_minutes.rules.ranker import Ranker, Trees, with_neighbours
from nlp_minutes.rules.summary_features import Matrix, sentence_features

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.corpus.gold import GoldDocument

__all__ = [
    "Pair",
    "SummarySettings",
    "fit_first",
    "fit_ranker",
    "item_pairs",
    "pair_of",
    "read_pairs",
    "train_summary",
    "with_labels_off",
]

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
        oracle: How much a sentence's place among those of the greedy oracle counts beside its worth.
        items: How much an item of minutes counts beside a case text.
        corpus: Folders of annotated minutes whose items are learned from too.
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
    oracle: float = 0.3
    items: float = 0.3
    corpus: tuple[Path, ...] = ()
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A text with a person's summary, ready for training and measuring.

    Attributes:
        sentences: Its sentences.
        features: Their features.
        title: Its title.
        reference: The summary.
        worth: What each sentence is worth beside the reference.
        oracle: 1 for each sentence that a greedy choice with the reference in view takes, else 0.
        keys: What must not stand on two sides of a split: its group, its meeting; the layout of an item.
        item: Whether it is an item of minutes and not a case text.
    """

    sentences: tuple[CaseSentence, ...]
    features: Matrix
    title: str | None
    reference: str
    worth: NDArray[np.float64]
    oracle: NDArray[np.float64]
    keys: tuple[str, ...]
    item: bool = False


def read_pairs(path: Path) -> list[Pair]:
    """Read the pairs of a file, as `corpus.pairs.read_case_texts` does.

    Raises:
        ConfigError: The file cannot be read, or a line holds no pair.
    """
    return [pair_of(one) for one in read_case_texts(path)]


def pair_of(text: CaseText) -> Pair:
    """Make a case text ready for training."""
    return _pair(text.sentences, text.title, text.reference, text.keys)


def _pair(
    sentences: Sequence[CaseSentence], title: str | None, reference: str, keys: tuple[str, ...], *, item: bool = False
) -> Pair:
    oracle = np.zeros(len(sentences))
    oracle[greedy_choice(sentences, reference, None)] = 1.0
    return Pair(
        sentences=tuple(sentences),
        features=sentence_features(sentences, title),
        title=title,
        reference=reference,
        worth=_worth([one.text for one in sentences], reference),
        oracle=oracle,
        keys=keys,
        item=item,
    )


def item_pairs(documents: Iterable[GoldDocument], nlp: Language) -> list[Pair]:
    """Make pairs of the items of annotated minutes that have a reference summary.

    Args:
        documents: The annotated minutes.
        nlp: A pipeline: the sentences are those among which the ranker chooses when it summarises an item.

    Returns:
        A pair for each item in which there is a choice: with two sentences or more on what it is about.
    """
    found = []
    for document in documents:
        references = {item["number"]: item.get("reference_summary") for item in document.items}
        for doc in nlp.pipe(source_docs(nlp, source_from_text(document.text))):
            text = view_of(doc).source.clean
            for context in item_contexts(doc):
                reference = references.get(context.number)
                pieces = pieces_of(context, text) if reference and context.paragraphs else []
                about = [pieces[place] for place in context_places(pieces)]
                if reference and len(about) > 1:
                    sentences = as_sentences(about, context)
                    found.append(_pair(sentences, context.title, reference, (f"layout {document.layout}",), item=True))
    return found


def _worth(texts: Sequence[str], reference: str) -> NDArray[np.float64]:
    theirs = summary_words(reference)
    single, double = Counter(theirs), frozenset(pairwise(theirs))
    values = np.zeros(len(texts))
    for index, text in enumerate(texts):
        words = summary_words(text)
        pairs = list(pairwise(words))
        both = sum(pair in double for pair in pairs) / max(len(pairs), 1)
        values[index] = both + 0.5 * (Counter(words) & single).total() / max(len(words), 1)
    return values


def fit_first(pairs: Sequence[Pair], settings: SummarySettings) -> Trees:
    """Train the first stage alone."""
    return _fit([pair.features for pair in pairs], pairs, settings)


def fit_ranker(pairs: Sequence[Pair], settings: SummarySettings) -> Ranker:
    """Train both stages; the second learns from scores that the first gave to texts it had not seen."""
    first = fit_first(pairs, settings)
    unseen: dict[int, NDArray[np.float64]] = {}
    for fold in deal_folds([pair.keys for pair in pairs], _INNER_FOLDS):
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
    target = np.concatenate(
        [(pair.worth + settings.oracle * pair.oracle)[mask] for pair, mask in zip(pairs, masks, strict=True)]
    )
    # A long text has many sentences, but is one text: its weight grows with the root of their number only.
    weight = np.concatenate(
        [
            np.full(mask.sum(), (settings.items if pair.item else 1.0) / np.sqrt(max(mask.sum(), 1)))
            for pair, mask in zip(pairs, masks, strict=True)
        ]
    )
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
    """Train the ranker on all pairs of a file, and on the items of annotated minutes, and write it.

    Raises:
        ConfigError: The pairs or the minutes cannot be read, or there are no pairs.
    """
    pairs = read_pairs(settings.pairs)
    if not pairs:
        raise ConfigError(f"{settings.pairs}: no pairs in it")
    items = item_pairs(read_corpus(settings.corpus), load()) if settings.corpus else []
    about = {
        "texts": len(pairs),
        "items": len(items),
        "sentences": sum(len(pair.sentences) for pair in pairs),
        "sentences_of_items": sum(len(pair.sentences) for pair in items),
        "trees": settings.trees,
        "learning_rate": settings.learning_rate,
        "leaves": settings.leaves,
        "leaf_size": settings.leaf_size,
        "l2": settings.l2,
        "feature_share": settings.feature_share,
        "oracle": settings.oracle,
        "item_weight": settings.items,
        "seed": settings.seed,
        # So that whoever measures on these very texts can be told.
        "pairs_sha256": [hashlib.sha256(settings.pairs.read_bytes()).hexdigest()],
    }
    ranker = replace(fit_ranker([*pairs, *items], settings), about=about)
    ranker.to_folder(settings.output)
    return ranker


def main(arguments: Sequence[str] | None = None) -> None:
    """Train with the settings of the command line."""
    parser = argparse.ArgumentParser(description="Train the ranker of sentences.")
    parser.add_argument("pairs", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--corpus", type=Path, nargs="+", default=[], help="annotated minutes, whose items count too")
    parser.add_argument("--oracle", type=float, default=0.3, help="what a sentence of the greedy oracle counts more")
    parser.add_argument("--items", type=float, default=0.3, help="what an item counts beside a case text")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    train_summary(
        SummarySettings(
            pairs=options.pairs,
            output=options.output,
            corpus=tuple(options.corpus),
            oracle=options.oracle,
            items=options.items,
            seed=options.seed,
        )
    )


if __name__ == "__main__":
    main()
