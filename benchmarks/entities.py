"""Strict figures for entities with whole layouts held out: rules, recogniser, and both.

    python benchmarks/entities.py [--model FOLDER] [--test GOLD_FOLDER ...]
    python benchmarks/entities.py --folds 5 [--epochs 8] [--copies 2] [--news FILE] [--items FOLDER] [--test ...]

The first scores a pipeline as it is, the shipped one if none is named: on the folders of `--test`, or on our sources,
which it was trained on. With `--folds` the layouts of our sources are dealt out; for each fold a recogniser is trained
on the other layouts, and the rules, the recogniser and both are scored on those held out.

`--conll TRAIN TEST` trains on one file of newspaper sentences and scores on another, with their own labels.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.tokens import Doc

import nlp_minutes
from nlp_minutes.corpus.splits import make_folds
from nlp_minutes.training.entities import Training, deal, fit, make_rounds, put_recogniser, read_gold
from nlp_minutes.training.entity_data import item_lessons, news_lessons, read_columns, sentence_lesson
from nlp_minutes.training.entity_scores import Marked, entities_found, gold_entities, score_entities
from nlp_minutes.training.rules_pipeline import make_rules_pipeline

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.corpus.gold import GoldDocument
    from nlp_minutes.training.entity_data import Lesson

ROOT = Path(__file__).resolve().parent.parent
POLICIES = ("rules", "model", "both")
LABELS = ("PERSON", "PARTY", "ROLE", "ORG", "CASE", "ALL")

Results = dict[str, dict[str, set[Marked]]]  # policy -> document -> entities


def found_by(nlp: Language, documents: Iterable[GoldDocument]) -> Results:
    """What each of the policies finds in the documents."""
    component: Any = nlp.get_pipe("minutes_entities")
    results: Results = {policy: {} for policy in POLICIES}
    for document in documents:
        for policy in POLICIES:
            component.policy = policy
            results[policy][document.name] = entities_found(nlp, document)
    component.policy = "both"
    return results


def line(name: str, figures: Mapping[str, Mapping[str, float]]) -> str:
    """One line of F1, and precision and recall over all."""
    cells = "  ".join(f"{label} {figures[label]['f']:.3f}" for label in LABELS)
    return f"{name:28}  {cells}  (P {figures['ALL']['p']:.3f} R {figures['ALL']['r']:.3f} n {figures['ALL']['n']:.0f})"


def table(title: str, results: Results, documents: Sequence[GoldDocument], *, each: bool = True) -> None:
    """Print the figures of all policies, and those of both by layout."""
    print(f"\n{title}")
    for policy in POLICIES:
        found = [results[policy][one.name] for one in documents]
        print(line(policy, score_entities(found, [gold_entities(one) for one in documents])))
    if each:
        for layout in sorted({one.layout for one in documents}):
            part = [one for one in documents if one.layout == layout]
            found = [results["both"][one.name] for one in part]
            print(line(f"  {layout}", score_entities(found, [gold_entities(one) for one in part])))


def kinds_of_error(found: set[Marked], true: set[Marked]) -> Counter[str]:
    """Count what is wrong, by kind: missed, spurious, other borders, another label."""
    kinds: Counter[str] = Counter()
    for start, end, label in true - found:
        near = [one for one in found if one[0] < end and start < one[1]]
        if any(one[:2] == (start, end) for one in near):
            kinds[f"{label} taken for {next(one[2] for one in near if one[:2] == (start, end))}"] += 1
        elif any(one[2] == label for one in near):
            kinds[f"{label} with other borders"] += 1
        elif near:
            kinds[f"{label} inside or across a {near[0][2]}"] += 1
        else:
            kinds[f"{label} missed"] += 1
    for start, end, label in found - true:
        if not any(one[0] < end and start < one[1] for one in true):
            kinds[f"{label} where there is nothing"] += 1
    return kinds


def errors(title: str, results: Results, documents: Sequence[GoldDocument]) -> None:
    """Print the ten commonest kinds of error of both together."""
    kinds: Counter[str] = Counter()
    for document in documents:
        kinds += kinds_of_error(results["both"][document.name], gold_entities(document))
    print(f"\n{title}: the ten commonest kinds of error")
    for kind, n in kinds.most_common(10):
        print(f"{n:6}  {kind}")


def cased(document: GoldDocument, how: str) -> GoldDocument:
    """A copy in capitals (`upper`) or small letters (`lower`); letters whose other case is longer stay."""
    text = "".join(new if len(new := getattr(char, how)()) == 1 else char for char in document.text)
    return replace(document, text=text)


def held_out(arguments: argparse.Namespace, training: Training) -> None:
    """Train and score fold by fold; every layout is scored by a recogniser that has not seen it."""
    documents = read_gold(arguments.sources)
    tests = [(folder, read_gold(folder)) for folder in arguments.test]
    nlp = make_rules_pipeline()
    rounds = make_rounds(nlp, documents, training)
    for lessons, share in extra_lessons(nlp, arguments, training):
        rounds = deal(rounds, lessons, share, training.seed)
    results: Results = {policy: {} for policy in POLICIES}
    test_results: dict[Path, list[Results]] = {folder: [] for folder, _ in tests}
    for part in make_folds(documents, arguments.folds, seed=training.seed).parts:
        began = time.perf_counter()
        own = [[lesson for lesson in lessons if lesson.layout not in part.layouts] for lessons in rounds]
        weights, _ = fit(nlp, own, training)
        pipeline = put_recogniser(make_rules_pipeline(), training, weights)
        held = [one for one in documents if one.name in part.documents]
        found = found_by(pipeline, held)
        for policy in POLICIES:
            results[policy] |= found[policy]
        print(f"{part.name}: {len(held)} protocols, {time.perf_counter() - began:.0f} s", flush=True)
        table(f"{part.name}", found, held, each=False)
        for folder, ones in tests:
            test_results[folder].append(found_by(pipeline, ones))
            table(f"{part.name} on {folder.name}", test_results[folder][-1], ones, each=False)
    table("our sources, each layout held out", results, documents)
    errors("our sources, each layout held out", results, documents)


def extra_lessons(nlp: Language, arguments: argparse.Namespace, training: Training) -> list[tuple[list[Lesson], float]]:
    """Newspaper sentences and items, if they are asked for, each with its share in a round."""
    extra = []
    if arguments.news is not None:
        extra.append((list(news_lessons(nlp, arguments.news)), training.news_share))
    if arguments.items is not None:
        items = [lesson for path in sorted(arguments.items.glob("*.jsonl")) for lesson in item_lessons(nlp, path)]
        extra.append((items, training.items_share))
    return extra


def as_it_is(arguments: argparse.Namespace) -> None:
    """Score a pipeline that is there: as written, in capitals and in small letters."""
    nlp = nlp_minutes.load(arguments.model)
    for folder in arguments.test or [arguments.sources]:
        documents = read_gold(folder)
        results = found_by(nlp, documents)
        table(str(folder), results, documents)
        errors(str(folder), results, documents)
        for how in ("upper", "lower"):
            changed = [cased(document, how) for document in documents]
            table(f"{folder}, str.{how}()", found_by(nlp, changed), changed, each=False)


def merged(doc: Doc) -> set[tuple[int, int, str]]:
    """The entities of a sentence; neighbours of one label are one, as in the file, which has no B and I."""
    spans: list[tuple[int, int, str]] = []
    for span in doc.ents:
        if spans and spans[-1][1] == span.start and spans[-1][2] == span.label_:
            spans[-1] = (spans[-1][0], span.end, span.label_)
        else:
            spans.append((span.start, span.end, span.label_))
    return set(spans)


def newspaper(train: Path, test: Path, training: Training) -> None:
    """Train on newspaper sentences with their own labels, and score on others."""
    nlp = spacy.blank("sv")
    lessons = [sentence_lesson(nlp, sentence) for sentence in read_columns(train)]
    labels = sorted({span.label_ for lesson in lessons for doc in lesson.docs for span in doc.ents})
    weights, _ = fit(nlp, [lessons] * training.epochs, training, labels)
    component: Any = put_recogniser(nlp, training, weights).get_pipe("ner")
    found, gold = [], []
    for sentence in read_columns(test):
        for doc in sentence_lesson(nlp, sentence).docs:
            gold.append(merged(doc))
            found.append(merged(component(Doc(nlp.vocab, words=[token.text for token in doc]))))
    figures = score_entities(found, gold, labels)
    print("  ".join(f"{label} {one['f']:.3f}" for label, one in figures.items()))
    every = figures["ALL"]
    print(f"P {every['p']:.3f}  R {every['r']:.3f}  n {every['n']}  size {len(weights) / 1e6:.1f} MB")


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=ROOT / "corpus" / "sources")
    parser.add_argument("--test", type=Path, nargs="*", default=[], help="other folders of annotated protocols")
    parser.add_argument("--model", type=Path, help="a pipeline to score as it is (the shipped one, if not given)")
    parser.add_argument("--folds", type=int, default=0, help="train with the layouts in so many folds")
    parser.add_argument("--news", type=Path)
    parser.add_argument("--items", type=Path)
    parser.add_argument("--conll", type=Path, nargs=2, metavar=("TRAIN", "TEST"))
    for name in ("epochs", "copies", "width", "depth", "hidden", "seed", "batch"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Training(), name))
    for name in ("varied", "news_share", "items_share", "word_dropout", "dropout", "rate"):
        parser.add_argument(f"--{name.replace('_', '-')}", type=float, default=getattr(Training(), name))
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    given = {name: value for name, value in vars(arguments).items() if hasattr(Training(), name)}
    training = replace(Training(), **given)
    if arguments.conll:
        newspaper(arguments.conll[0], arguments.conll[1], training)
    elif arguments.folds:
        held_out(arguments, training)
    else:
        as_it_is(arguments)


if __name__ == "__main__":
    main()
