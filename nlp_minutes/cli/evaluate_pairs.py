"""`nlp-minutes evaluate --task summary --corpus PAIRS.jsonl`: summaries of texts beside those that people wrote."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nlp_minutes.errors import ConfigError, shown

if TYPE_CHECKING:
    import argparse

    import numpy as np
    from numpy.typing import NDArray

    from nlp_minutes.corpus.pairs import CaseText
    from nlp_minutes.evaluation.document import DocumentScores
    from nlp_minutes.evaluation.evaluation import Evaluation, Settings
    from nlp_minutes.rules.ranker import Ranker

    Scores = list[NDArray[np.float64]]

__all__ = ["evaluate_pairs"]

_WORDS = 150
_FOLDS = 5


def evaluate_pairs(options: argparse.Namespace, settings: Settings) -> Evaluation:
    """Measure the summaries of texts.

    Raises:
        ConfigError: The corpus holds other files too, another task is asked for, or a file cannot be read.
    """
    from nlp_minutes.corpus.pairs import holds_pairs, read_case_texts  # noqa: PLC0415
    from nlp_minutes.evaluation.evaluation import Settings as Measured  # noqa: PLC0415
    from nlp_minutes.evaluation.evaluation import build_of_texts  # noqa: PLC0415

    if options.cross == "layout":
        raise ConfigError("texts with summaries have no layouts: --cross group")
    if not all(map(holds_pairs, options.corpus)):
        raise ConfigError("texts with summaries and annotated minutes cannot be measured in one: name one kind")
    if set(options.task or ["summary"]) - {"summary", "all"}:
        raise ConfigError("texts with summaries can be measured for summaries alone: --task summary")
    texts = [text for path in options.corpus for text in read_case_texts(path)]
    if len({one.name for one in texts}) < len(texts):
        raise ConfigError("two texts have one id: name each file once")
    settings = Measured(
        tasks=("summary",),
        seed=settings.seed,
        resamples=settings.resamples,
        draw=settings.draw,
        examples=settings.examples,
    )
    words = options.words or _WORDS
    if options.cross:
        folds = options.folds or _FOLDS
        name, found = _crossed(texts, folds, settings.seed)
        cross = f"group, {folds} rounds"
        return build_of_texts(texts, _scored(texts, found, words), producer=name, settings=settings, cross=cross)
    name, found = _ranked(options.model, texts, options.corpus)
    other = None
    if options.compare:
        name = f"{name} ({options.model or 'the one in the package'})"
        second, others = _ranked(options.compare, texts, options.corpus)
        other = (f"{second} ({options.compare})", _scored(texts, others, words))
    return build_of_texts(texts, _scored(texts, found, words), producer=name, settings=settings, other=other)


def _ranked(model: Path | None, texts: Sequence[CaseText], files: Sequence[Path]) -> tuple[str, Scores]:
    """Score the sentences by the ranker of a pipeline."""
    from nlp_minutes.pipeline import load, producer, ranker_of  # noqa: PLC0415 - spaCy is loaded only when it is needed

    nlp = load(model)
    ranker = ranker_of(nlp)
    _tell_what_it_has_seen(ranker, files)
    return producer(nlp), [ranker.rank(one.sentences, one.title) for one in texts]


def _tell_what_it_has_seen(ranker: Ranker, files: Sequence[Path]) -> None:
    seen = set(ranker.about.get("pairs_sha256", []))
    for path in files:
        if hashlib.sha256(path.read_bytes()).hexdigest() in seen:
            print(
                f"nlp-minutes: {shown(path)}: the ranker has learned from these texts, so its figures are too good; "
                "--cross group trains it anew",
                file=sys.stderr,
            )


def _crossed(texts: Sequence[CaseText], folds: int, seed: int) -> tuple[str, Scores]:
    """Score the sentences of each text by a ranker that has seen nothing of its group."""
    import numpy as np  # noqa: PLC0415

    from nlp_minutes import __version__  # noqa: PLC0415
    from nlp_minutes.corpus.pairs import deal_folds  # noqa: PLC0415
    from nlp_minutes.training.summary import SummarySettings, fit_ranker, pair_of  # noqa: PLC0415

    dealt = deal_folds([one.keys for one in texts], folds)
    if not all(dealt):
        raise ConfigError(f"fewer than {folds} groups of texts: --folds {sum(map(bool, dealt))}, or more texts")
    pairs = [pair_of(one) for one in texts]
    found: Scores = [np.zeros(0)] * len(pairs)
    for number, fold in enumerate(dealt, 1):
        print(f"nlp-minutes: round {number} of {folds}: {len(fold)} texts", file=sys.stderr)
        held = set(fold)
        ranker = fit_ranker(
            [pair for index, pair in enumerate(pairs) if index not in held],
            SummarySettings(pairs=Path(), output=Path(), seed=seed),
        )
        for index in fold:
            found[index] = ranker.predict(pairs[index].features)
    return f"nlp-minutes {__version__}, rankers trained for this", found


def _scored(texts: Sequence[CaseText], scores: Scores, words: int) -> list[DocumentScores]:
    from nlp_minutes.evaluation.baselines import score_text  # noqa: PLC0415

    return [
        score_text(one, found.tolist(), max_words=words, group=one.keys[0] if one.keys else one.name)
        for one, found in zip(texts, scores, strict=True)
    ]
