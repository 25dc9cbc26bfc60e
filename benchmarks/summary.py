"""Summaries of case texts against those of their clerks: five folds, baselines and ablations in one run; then speed.

    python benchmarks/summary.py [PAIRS.jsonl] [--words 150] [--quick]

Without the file of pairs, which is not part of the project, only the speed is measured, on our samples. Texts of one
group and of one meeting stand in one fold. Behind each mean is its 95 % bootstrap interval; p is that of a paired
permutation test of ROUGE-2 against the whole ranker.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from nlp_minutes.evaluation.extraction import BASELINES, bootstrap, columns, greedy_oracle, paired_test
from nlp_minutes.evaluation.rouge import rouge
from nlp_minutes.pipeline import ranker_path
from nlp_minutes.rules.case_summary import summarise_case
from nlp_minutes.rules.case_text import read_case_text
from nlp_minutes.rules.ranker import load_ranker
from nlp_minutes.training.summary import (
    Pair,
    SummarySettings,
    deal_folds,
    fit_first,
    fit_ranker,
    read_pairs,
    with_labels_off,
)

ROOT = Path(__file__).resolve().parents[1]
FOLDS = 5


def chosen_text(pair: Pair, scores: Sequence[float], words: int, redundancy: float = 1.0) -> str:
    """The summary as the product makes it, as one text."""
    by_start = {one.start: one.text for one in pair.sentences}
    chosen = summarise_case(pair.sentences, scores, max_words=words, redundancy=redundancy)
    return " ".join(by_start[one.start][: one.end - one.start] for one in chosen)


def scores_in_folds(
    pairs: Sequence[Pair], settings: SummarySettings
) -> tuple[list[np.ndarray], list[np.ndarray], list[np.ndarray]]:
    """Scores of each text by rankers that saw nothing of its fold.

    Returns:
        Those of both stages, of the first stage alone, and of a first stage that knows no kinds of sections.
    """
    both, first, blind = ([np.zeros(0)] * len(pairs) for _ in range(3))
    unlabelled = [with_labels_off(pair) for pair in pairs]
    for fold in deal_folds(pairs, FOLDS):
        held = set(fold)
        seen = [index for index in range(len(pairs)) if index not in held]
        ranker = fit_ranker([pairs[index] for index in seen], settings)
        without = fit_first([unlabelled[index] for index in seen], settings)
        for index in fold:
            both[index] = ranker.predict(pairs[index].features)
            first[index] = ranker.first.predict(pairs[index].features)
            blind[index] = without.predict(unlabelled[index].features)
    return both, first, blind


def table(pairs: Sequence[Pair], words: int, *, quick: bool) -> None:
    """Print the table of five folds."""
    settings = SummarySettings(pairs=Path(), output=Path())
    if quick:
        settings = replace(settings, trees=60)
    print(f"{len(pairs)} texts, {FOLDS} folds of {[len(fold) for fold in deal_folds(pairs, FOLDS)]}, {words} words")
    both, first, blind = scores_in_folds(pairs, settings)
    runs: dict[str, list[str]] = {
        name: [method(pair.sentences, words) for pair in pairs] for name, method in BASELINES.items()
    }
    runs["greedy oracle"] = [greedy_oracle(pair.sentences, pair.reference, words) for pair in pairs]
    runs["ranker"] = _texts(pairs, both, words)
    runs["one stage"] = _texts(pairs, first, words)
    runs["one, no labels"] = _texts(pairs, blind, words)
    runs["no redundancy"] = _texts(pairs, both, words, redundancy=0.0)
    runs["no ranker"] = _texts(pairs, [1.0 / (1 + np.arange(len(pair.sentences))) for pair in pairs], words)
    figures = {
        name: columns([rouge(text, pair.reference) for text, pair in zip(texts, pairs, strict=True)])
        for name, texts in runs.items()
    }
    print(f"{'':16}{'R1':>21}{'R2':>21}{'RL':>21}{'words':>7}{'p (R2)':>9}")
    for name, texts in runs.items():
        cells = [bootstrap(values) for values in figures[name].values()]
        shown = "".join(f"  {one.mean:.3f} ({one.low:.3f}-{one.high:.3f})" for one in cells)
        size = sum(len(text.split()) for text in texts) / len(texts)
        chance = paired_test(figures["ranker"]["R2"], figures[name]["R2"])
        print(f"{name:16}{shown}{size:7.0f}{'' if name == 'ranker' else f'{chance:9.4f}'}")
    start, top = (np.mean(figures[name]["R2"]) for name in ("textrank", "greedy oracle"))
    print("share of the way from textrank to the oracle (R2):")
    for name in ("ranker", "one stage", "one, no labels", "no redundancy", "no ranker"):
        print(f"  {name:16}{(np.mean(figures[name]['R2']) - start) / (top - start):6.2f}")


def _texts(pairs: Sequence[Pair], scores: Sequence[np.ndarray], words: int, redundancy: float = 1.0) -> list[str]:
    return [chosen_text(pair, one.tolist(), words, redundancy) for pair, one in zip(pairs, scores, strict=True)]


def speed(texts: Sequence[str], what: str) -> None:
    """Print how many words are summarised in a second of one core, reading of sentences and features included."""
    ranker = load_ranker(ranker_path())
    paragraphs = []
    for text in texts:
        rows, at = [], 0
        for line in text.split("\n"):
            rows.append((line, at))
            at += len(line) + 1
        paragraphs.append(rows)
    words = sum(len(text.split()) for text in texts)

    def run() -> None:
        for rows in paragraphs:
            sentences = read_case_text(rows)
            summarise_case(sentences, list(ranker.rank(sentences)), max_words=150)

    run()
    print(f"speed: {words / _best(run):,.0f} words a second ({what}, {words:,} words)")


def _best(run: Callable[[], None]) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = ROOT.parent / "shared" / "corpus" / "summary-pairs.jsonl"
    parser.add_argument("pairs", nargs="?", type=Path, default=default)
    parser.add_argument("--words", type=int, default=150)
    parser.add_argument("--quick", action="store_true", help="fewer trees")
    options = parser.parse_args()
    if options.pairs.is_file():
        pairs = read_pairs(options.pairs)
        table(pairs, options.words, quick=options.quick)
        speed(["\n".join(one.text for one in pair.sentences) for pair in pairs[:40]], "case texts")
    else:
        print(f"{options.pairs}: not here; the table of folds is left out")
    own = sorted((ROOT / "samples").glob("*.txt"))
    speed([path.read_text(encoding="utf-8") for path in own], "our samples")


if __name__ == "__main__":
    main()
