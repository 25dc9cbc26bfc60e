"""How well paragraphs are labelled on layouts that the model has not seen: `python benchmarks/paragraphs.py`.

Prints the linear model beside its floors, with all headings and with none, its size and speed, and a user's first
training: a town's first protocol on top of a model that has not seen the town, scored on the town's other protocols and
on other towns.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nlp_minutes.corpus.dataset import load_sources
from nlp_minutes.corpus.splits import make_folds
from nlp_minutes.paragraph_models.base import LABELS
from nlp_minutes.pipeline import load
from nlp_minutes.training.linear import adapt_linear, train_linear
from nlp_minutes.training.paragraph_data import Lesson, Scores, drop_headings, lessons, score, variants
from nlp_minutes.training.paragraphs import model_labels

if TYPE_CHECKING:
    from nlp_minutes.paragraph_models.linear import LinearModel

SOURCES = Path(__file__).resolve().parents[1] / "corpus" / "sources"
Labelled = list[tuple[Lesson, Sequence[Sequence[str]]]]


def show(name: str, one: Scores) -> None:
    """Print one line of figures."""
    labels = "  ".join(f"{label} {one.f[label]:.3f}" for label in LABELS)
    print(f"{name:34} macro {one.macro:.3f}  accuracy {one.accuracy:.3f}  {labels}  n {one.count}", flush=True)


def rules(lesson: Lesson) -> list[list[str]]:
    """The labels that the rules give."""
    return [[one.rule for one in item] for item in lesson.items]


def only(lesson: Lesson, wanted: Callable[[str], bool]) -> Lesson:
    """The lesson with these features alone; headings and rules are gone from what the second pass sees too."""
    items = tuple(
        tuple(replace(one, features=tuple(f for f in one.features if wanted(f)), heading="") for one in item)
        for item in lesson.items
    )
    return replace(lesson, items=items)


def of_heading(feature: str) -> bool:
    """Whether a feature tells of the heading alone."""
    return feature.startswith(("H", "k=")) and "|" not in feature


def of_words(feature: str) -> bool:
    """Whether a feature tells of the paragraph's words alone."""
    return feature[1:2] == "~" or feature[:2] in {"f0", "f1", "f2", "f3", "f=", "l="}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--augment", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    documents = load_sources(SOURCES)
    nlp = load()
    plain = list(lessons(nlp, ((one, 1.0) for one in documents)))
    bare = list(lessons(nlp, ((drop_headings(one, 100, 0, 0), 1.0) for one in documents)))
    train = list(lessons(nlp, (new for one in documents for new in variants(one, options.augment, options.seed))))
    found: dict[str, Labelled] = {name: [] for name in ("linear", "linear, no headings", "headings only", "text only")}
    towns: dict[str, Labelled] = {name: [] for name in ("town before", "town after", "others before", "others after")}
    folds = make_folds(documents, options.folds, seed=options.seed)
    model: LinearModel | None = None
    for part in folds.parts:
        seen = [one for one in train if one.layout not in part.layouts]
        model = train_linear(seen)
        unseen = [one for one in plain if one.layout in part.layouts]
        found["linear"] += [(one, model_labels(model, one)) for one in unseen]
        found["linear, no headings"] += [(one, model_labels(model, one)) for one in bare if one.layout in part.layouts]
        for name, wanted in (("headings only", of_heading), ("text only", of_words)):
            floor = train_linear([only(one, wanted) for one in seen if one.weight == 1.0])
            found[name] += [(one, model_labels(floor, only(one, wanted))) for one in unseen]
        first_training(model, unseen, train, towns)
    print(f"{len(documents)} protocols, {options.folds} folds of whole layouts")
    majority = Counter(label for one in plain for label, _ in one.checked).most_common(1)[0][0]
    show(f"majority ({majority})", score((one, [[majority] * len(item) for item in one.items]) for one in plain))
    show("rules", score((one, rules(one)) for one in plain))
    show("rules, no headings", score((one, rules(one)) for one in bare))
    for name, given in found.items():
        show(name, score(given))
    print("a user's first training: one protocol of a town on top of a model that has not seen the town")
    for name, given in towns.items():
        show(f"  {name}", score(given))
    if model is not None:
        count = sum(len(item) for one in plain for item in one.items)
        began = time.perf_counter()
        for one in plain:
            model.predict(one.items)
        speed = count / (time.perf_counter() - began)
        size = sum(map(len, model.to_files().values()))
        print(f"linear: {size:,} bytes, {speed:,.0f} paragraphs a second on one core (features made before)")


def first_training(
    model: LinearModel, unseen: Sequence[Lesson], train: Sequence[Lesson], towns: dict[str, Labelled]
) -> None:
    """Teach the model each unseen town's first protocol; score it on the town's others and on other unseen towns."""
    for layout in sorted({one.layout for one in unseen}):
        own = [one for one in unseen if one.layout == layout]
        if len(own) < 2:
            continue
        first = [one for one in train if one.name.split("-")[0] == own[0].name]
        taught = adapt_linear(model, first)
        others = [one for one in unseen if one.layout != layout]
        for name, where in (("town", own[1:]), ("others", others)):
            towns[f"{name} before"] += [(one, model_labels(model, one)) for one in where]
            towns[f"{name} after"] += [(one, model_labels(taught, one)) for one in where]


if __name__ == "__main__":
    main()
