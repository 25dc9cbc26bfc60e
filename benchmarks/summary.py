"""Summaries against those of people: five folds, baselines and ablations in one run; then speed.

    python benchmarks/summary.py [PAIRS.jsonl] [--words 150] [--quick]

The file of pairs (case texts with the summaries of their clerks) is not part of the project; without it only the
speed is measured, on our samples. Texts of one group and of one meeting stand in one fold, items of one layout too. The
ranker of each round learns from the case texts and the items of `corpus/sources` outside the fold, and is measured on
those in it. Behind each mean is its 95 % bootstrap interval; p is that of a paired permutation test of ROUGE-2 against
the whole ranker.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from nlp_minutes.components.facts import item_contexts
from nlp_minutes.components.summary import item_summaries
from nlp_minutes.corpus.dataset import load_sources
from nlp_minutes.corpus.pairs import deal_folds
from nlp_minutes.document import view_of
from nlp_minutes.evaluation.extraction import BASELINES, bootstrap, columns, greedy_oracle, paired_test
from nlp_minutes.evaluation.rouge import RougeScores, rouge
from nlp_minutes.pipeline import load, ranker_path, source_docs
from nlp_minutes.readers import source_from_text
from nlp_minutes.rules.case_summary import summarise_case
from nlp_minutes.rules.case_text import read_case_text
from nlp_minutes.rules.item_summary import context_places, joined, pieces_of
from nlp_minutes.rules.ranker import Ranker, Trees, load_ranker
from nlp_minutes.training.summary import (
    Pair,
    SummarySettings,
    fit_first,
    fit_ranker,
    item_pairs,
    read_pairs,
    with_labels_off,
)

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from nlp_minutes.corpus.gold import GoldDocument

ROOT = Path(__file__).resolve().parents[1]
FOLDS = 5
ITEM_WORDS = (40, 80)


def chosen_text(pair: Pair, scores: Sequence[float], words: int, redundancy: float = 1.0) -> str:
    """The summary as the product makes it, as one text."""
    by_start = {one.start: one.text for one in pair.sentences}
    chosen = summarise_case(pair.sentences, scores, max_words=words, redundancy=redundancy)
    return " ".join(by_start[one.start][: one.end - one.start] for one in chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One fold: the case texts in it, the layouts of minutes in it, and what was learned outside of it."""

    texts: list[int]
    layouts: frozenset[str]
    ranker: Ranker
    pairs_alone: Trees
    blind: Trees


def rounds_of(pairs: Sequence[Pair], items: Sequence[Pair], settings: SummarySettings) -> list[Round]:
    """Train for each fold: both stages; a first stage from case texts alone; one that knows no kinds of sections."""
    found = []
    unlabelled = [with_labels_off(pair) for pair in pairs]
    of_items = deal_folds([one.keys for one in items], FOLDS)
    for texts, held_items in zip(deal_folds([one.keys for one in pairs], FOLDS), of_items, strict=True):
        held = set(texts)
        seen = [index for index in range(len(pairs)) if index not in held]
        layouts = frozenset(key for index in held_items for key in items[index].keys)
        others = [one for one in items if not layouts.intersection(one.keys)]
        found.append(
            Round(
                texts=texts,
                layouts=layouts,
                ranker=fit_ranker([*(pairs[index] for index in seen), *others], settings),
                pairs_alone=fit_first([pairs[index] for index in seen], settings),
                blind=fit_first([*(unlabelled[index] for index in seen), *map(with_labels_off, others)], settings),
            )
        )
        print(f"round {len(found)}: {len(texts)} case texts, {len(held_items)} items held out", flush=True)
    return found


def table(pairs: Sequence[Pair], rounds: Sequence[Round], words: int) -> None:
    """Print the table of case texts."""
    print(f"{len(pairs)} texts, {FOLDS} folds of {[len(one.texts) for one in rounds]}, {words} words")
    both, first, alone, blind = ([np.zeros(0)] * len(pairs) for _ in range(4))
    for one in rounds:
        for index in one.texts:
            both[index] = one.ranker.predict(pairs[index].features)
            first[index] = one.ranker.first.predict(pairs[index].features)
            alone[index] = one.pairs_alone.predict(pairs[index].features)
            blind[index] = one.blind.predict(with_labels_off(pairs[index]).features)
    runs: dict[str, list[str]] = {
        name: [method(pair.sentences, words) for pair in pairs] for name, method in BASELINES.items()
    }
    runs["greedy oracle"] = [greedy_oracle(pair.sentences, pair.reference, words) for pair in pairs]
    runs["ranker"] = _texts(pairs, both, words)
    runs["one stage"] = _texts(pairs, first, words)
    runs["one, no items"] = _texts(pairs, alone, words)
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
    for name in ("ranker", "one stage", "one, no items", "one, no labels", "no redundancy", "no ranker"):
        print(f"  {name:16}{(np.mean(figures[name]['R2']) - start) / (top - start):6.2f}")


def _texts(pairs: Sequence[Pair], scores: Sequence[np.ndarray], words: int, redundancy: float = 1.0) -> list[str]:
    return [chosen_text(pair, one.tolist(), words, redundancy) for pair, one in zip(pairs, scores, strict=True)]


def item_table(documents: Sequence[GoldDocument], nlp: Language, rounds: Sequence[Round]) -> None:
    """Print what the ranker is worth in items whose layout it has not seen: where it has a say, under two limits."""
    print("items with a choice of sentences, layouts held out: R1, R2, RL")
    read = [(one, doc) for one in documents for doc in nlp.pipe(source_docs(nlp, source_from_text(one.text)))]
    for words in ITEM_WORDS:
        for name in ("ranker", "no ranker"):
            scores = []
            for one in rounds:
                ranker = None if name == "no ranker" else one.ranker
                for document, doc in read:
                    if f"layout {document.layout}" in one.layouts:
                        scores += _judged(document, doc, ranker, words)
            cells = [bootstrap(values) for values in columns(scores).values()]
            shown = "".join(f"  {one.mean:.3f} ({one.low:.3f}-{one.high:.3f})" for one in cells)
            print(f"  {words:3} words {name:12}{shown}  {len(scores)} items", flush=True)


def _judged(document: GoldDocument, doc: Doc, ranker: Ranker | None, words: int) -> list[RougeScores]:
    references = {item["number"]: item.get("reference_summary") for item in document.items}
    text = view_of(doc).source.clean
    found = zip(item_contexts(doc), item_summaries(doc, max_words=words, ranker=ranker), strict=True)
    return [
        rouge(joined(text, chosen), references[context.number])
        for context, chosen in found
        if references.get(context.number) and len(context_places(pieces_of(context, text))) > 1
    ]


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
        documents, nlp = load_sources(ROOT / "corpus" / "sources"), load()
        items = item_pairs(documents, nlp)
        settings = SummarySettings(pairs=Path(), output=Path())
        rounds = rounds_of(pairs, items, replace(settings, trees=60) if options.quick else settings)
        table(pairs, rounds, options.words)
        item_table(documents, nlp, rounds)
        speed(["\n".join(one.text for one in pair.sentences) for pair in pairs[:40]], "case texts")
    else:
        print(f"{options.pairs}: not here; the table of folds is left out")
    own = sorted((ROOT / "samples").glob("*.txt"))
    speed([path.read_text(encoding="utf-8") for path in own], "our samples")


if __name__ == "__main__":
    main()
