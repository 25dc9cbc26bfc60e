"""`train paragraphs`: from annotated protocols and a pipeline to a pipeline with a trained model of paragraphs."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tqdm import tqdm

from nlp_minutes.components.paragraphs import ParagraphClassifier, settled
from nlp_minutes.errors import ConfigError
from nlp_minutes.manifest import MANIFEST, write_manifest
from nlp_minutes.paragraph_models.base import LABELS, ParagraphModel, read_model
from nlp_minutes.paragraph_models.linear import LinearModel
from nlp_minutes.pipeline import load, model_path
from nlp_minutes.training.corpus import Corpus, read_corpus
from nlp_minutes.training.folder import CARD
from nlp_minutes.training.linear import adapt_linear, train_linear
from nlp_minutes.training.paragraph_data import Lesson, Scores, count_items, item_lessons, lessons, score, variants
from nlp_minutes.training.settings import ParagraphSettings

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.corpus.gold import GoldDocument

__all__ = [
    "COMPONENT",
    "Plan",
    "Report",
    "model_labels",
    "plan",
    "put_paragraphs",
    "shipped_paragraphs",
    "train_fold",
    "train_paragraphs",
]

COMPONENT: Final = "minutes_paragraphs"
_WEIGHTS: Final = "paragraphs_linear"
_LEAST: Final = 20
_LEAST_EACH: Final = 5
# Rough seconds on one core, for the estimate: reading a protocol, fitting a thousand paragraphs, a paragraph in a layer
# of a small encoder (384 wide; one of 768 takes four times as long).
_READ, _FIT, _LAYER = 0.35, 1.5, 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What training would do.

    Attributes:
        settings: Resolved.
        corpus: Checked.
        items: How many items there are; counted by the rules in protocols without facts, as a tool gives them back.
        start: What it starts from, in words.
        seconds: About how long it takes on one core.
        notes: What is allowed, but worth knowing.
    """

    settings: ParagraphSettings
    corpus: Corpus
    items: int
    start: str
    seconds: float
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What training came to.

    Attributes:
        output: The pipeline's folder.
        before: Scores on the held-out items of what it started from; None where it started from nothing.
        after: Scores on them of a model trained on the others.
        rules: Scores on them of the rules alone.
        seconds: How long it took.
    """

    output: Path
    before: Scores | None
    after: Scores
    rules: Scores
    seconds: float


def shipped_paragraphs() -> ParagraphModel | None:
    """The weights that come with the package beside its pipelines; None where there are none."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_models" / _WEIGHTS, package.parent / "models" / _WEIGHTS):
        if folder.is_dir():
            return read_model(folder)
    return None


def _start_model(nlp: Language) -> ParagraphModel | None:
    """What the pipeline has learnt of paragraphs; the package's weights where it has no such component."""
    if COMPONENT in nlp.pipe_names:
        component = nlp.get_pipe(COMPONENT)
        if isinstance(component, ParagraphClassifier):
            return component.model
    return shipped_paragraphs()


def plan(settings: ParagraphSettings) -> Plan:
    """Read and check everything that training needs, without training.

    Raises:
        ConfigError: A setting or the corpus is wrong, or there are too few examples.
    """
    settings = settings.checked()
    corpus = read_corpus(settings.corpus, kind=settings.kind, options=settings.options)
    total = sum(corpus.labels.values())
    nlp = load(settings.model)
    start = None if settings.fresh else _start_model(nlp)
    warm = settings.backend == "linear" and isinstance(start, LinearModel)
    items = sum(count_items(nlp, one) for one in corpus.documents)
    notes = [*corpus.notes, *_enough(corpus, items, warm=warm)]
    if len(corpus.layouts) == 1:
        notes.append("one layout only: the scores are of other items of this town, not of towns that nobody has seen")
    documents = len(corpus.documents) * (3 + settings.augment * 1.5)
    seconds = documents * _READ + total * (3 + settings.augment * 1.5) / 1000 * _FIT
    if settings.backend == "transformer":
        seconds += settings.epochs * total * (3 + settings.augment * 1.5) * (settings.layers or 12) * _LAYER
    words = "the base" if settings.backend == "transformer" else "what it has learnt" if warm else "nothing"
    return Plan(settings=settings, corpus=corpus, items=items, start=words, seconds=seconds, notes=tuple(notes))


def _enough(corpus: Corpus, items: int, *, warm: bool) -> list[str]:
    """Refuse too few examples; give notes on labels that have few."""
    total = sum(corpus.labels.values())
    missing = [label for label in LABELS if not corpus.labels[label]]
    few = [f"{label} ({corpus.labels[label]})" for label in LABELS if corpus.labels[label] < _LEAST_EACH]
    if total < _LEAST or len(LABELS) - len(missing) < 2:
        raise ConfigError(
            f"too few examples: {total} paragraphs with {len(LABELS) - len(missing)} labels; at least {_LEAST} with "
            "two labels are needed"
        )
    if items < 2:
        raise ConfigError(f"too few examples: {items} items; at least two are needed, to learn from and to score on")
    if few and not warm:
        raise ConfigError(
            f"too few examples to learn from nothing: {', '.join(few)}; each label needs {_LEAST_EACH}. "
            "Annotate more, or start from a trained linear model"
        )
    return [f"few examples: {', '.join(few)}; what the model knew of them stays"] if few else []


def model_labels(model: ParagraphModel, lesson: Lesson) -> list[list[str]]:
    """The label that a model and the rules together give each paragraph of a protocol, by item."""
    items = [model.placed(item) for item in lesson.items]
    rows = settled(items, model.predict(items))
    return [[LABELS[int(column)] for column in item.argmax(axis=1)] for item in rows]


def train_paragraphs(settings: ParagraphSettings) -> Report:
    """Train, and write the pipeline with its card and its scores.

    The scores are those of a model that has not seen the held-out items; the linear model that is written has learnt
    from all, the transformer from all but those by which it was stopped.

    Raises:
        ConfigError: A setting or the corpus is wrong, or there are too few examples.
    """
    began = time.monotonic()
    planned = plan(settings)
    settings = planned.settings
    nlp = load(settings.model)
    start = None if settings.fresh or settings.backend == "transformer" else _start_model(nlp)
    if start is not None and not isinstance(start, LinearModel):
        start = None  # a transformer's weights are no start for the linear model
    made = [list(variants(one, settings.augment, settings.seed)) for one in planned.corpus.documents]
    read = [list(lessons(nlp, group)) for group in _shown(made, "reading", len(made))]
    learn, check = _hold_out(planned.corpus.documents, read, settings.held_out)
    if not any(lesson.items for lesson in check):
        raise ConfigError(
            "the rules find no items (§) in the held-out protocols: nothing to score on; annotate more items"
        )
    note = {"seed": settings.seed, "documents": len(planned.corpus.documents), "items": planned.items}
    if settings.backend == "transformer":
        model = trial = _transformer(settings, learn, check)
    else:
        trial = _linear(start, learn, settings, note)
        model = _linear(start, [one for group in read for one in group], settings, note)
    report = Report(
        output=settings.output,
        before=score((one, model_labels(start, one)) for one in check) if start is not None else None,
        after=score((one, model_labels(trial, one)) for one in check),
        rules=score((one, [[paragraph.rule for paragraph in item] for item in one.items]) for one in check),
        seconds=time.monotonic() - began,
    )
    put_paragraphs(
        settings.model or model_path(), model, settings.output, card=_card(planned, report), scores=_values(report)
    )
    return report


def train_fold(documents: Sequence[GoldDocument], folder: Path, *, fresh: bool = False) -> Path:
    """Train the linear model on some documents and write the package's pipeline with it; nothing is scored.

    Args:
        documents: Annotated protocols.
        folder: Where to write the pipeline's folder.
        fresh: Leave aside what the package's model has learnt.

    Raises:
        ConfigError: There are too few examples.
    """
    labels = Counter(one.label for document in documents for one in document.paragraphs if not one.furniture)
    corpus = Corpus(documents=tuple(documents), labels=labels)
    settings = ParagraphSettings(corpus=(), output=folder / "pipeline", fresh=fresh)
    nlp = load()
    start = None if fresh else _start_model(nlp)
    if not isinstance(start, LinearModel):
        start = None
    _enough(corpus, corpus.items, warm=start is not None)
    made = (new for one in documents for new in variants(one, settings.augment, settings.seed))
    note = {"seed": settings.seed, "documents": len(documents), "items": corpus.items}
    put_paragraphs(model_path(), _linear(start, list(lessons(nlp, made)), settings, note), settings.output)
    return settings.output


def _linear(
    start: LinearModel | None, learn: Sequence[Lesson], settings: ParagraphSettings, note: dict[str, Any]
) -> LinearModel:
    if start is None:
        return train_linear(learn, settings=note)
    return adapt_linear(start, learn, prior=settings.prior, heading_prior=settings.heading_prior, settings=note)


def _transformer(settings: ParagraphSettings, learn: Sequence[Lesson], check: Sequence[Lesson]) -> ParagraphModel:
    from nlp_minutes.training.transformer import TransformerSettings, train_transformer  # noqa: PLC0415

    how = TransformerSettings(
        base=settings.base or "",
        layers=settings.layers or None,
        max_length=settings.max_length,
        rate=settings.rate,
        epochs=settings.epochs,
        seed=settings.seed,
    )
    with tqdm(desc="training", unit="step", file=sys.stderr, disable=not sys.stderr.isatty(), leave=False) as bar:

        def progress(step: int, steps: int, note: str) -> None:
            bar.total = steps
            bar.set_postfix_str(note)
            bar.update(step - bar.n)

        return train_transformer(
            learn, how, held_out=check, weights_to=settings.output / "encoder_weights", progress=progress
        )


def _shown(things: Iterable[Any], what: str, total: int) -> Iterator[Any]:
    """Show progress on stderr, when that is a terminal."""
    yield from tqdm(things, desc=what, total=total, file=sys.stderr, disable=not sys.stderr.isatty(), leave=False)


def _hold_out(
    documents: Sequence[GoldDocument], read: Sequence[Sequence[Lesson]], share: float
) -> tuple[list[Lesson], list[Lesson]]:
    """Part what is learnt from and what is scored on: whole layouts where there are five, else every n-th item.

    Of what is scored on only the protocol as it stands counts, not what was made of it.
    """
    sizes: dict[str, int] = {}
    for one, group in zip(documents, read, strict=True):
        # What a tool gives back has no facts: then the items are those that the rules found.
        sizes[one.layout] = sizes.get(one.layout, 0) + len(one.items or group[0].items)
    if len(sizes) >= 5:
        out: set[str] = set()
        wanted = share * sum(sizes.values())
        for layout in sorted(sizes, key=lambda one: (sizes[one], one)):
            if sum(sizes[one] for one in out) >= wanted or len(out) + 2 > len(sizes):
                break
            out.add(layout)
        learn = [one for group in read for one in group if one.layout not in out]
        return learn, [group[0] for group in read if group[0].layout in out]
    step = max(2, round(1 / share))
    learn, check = [], []
    for group in read:
        plain = group[0]
        chosen = {n for n in range(len(plain.items)) if n % step == step - 1}
        check.append(item_lessons(plain, sorted(chosen)))
        # What was made of the protocol has the same items in the same order, unless damage hid the head of one.
        learn += [
            item_lessons(one, [n for n in range(len(one.items)) if n not in chosen])
            for one in group
            if len(one.items) == len(plain.items)
        ]
    if not any(label for one in check for item in one.gold for label in item):
        raise ConfigError(f"too few examples: protocols of fewer than {step} items leave nothing to score on")
    return learn, check


def put_paragraphs(
    pipeline: Path,
    model: ParagraphModel,
    output: Path,
    *,
    card: str | None = None,
    scores: dict[str, Any] | None = None,
) -> None:
    """Write a copy of a pipeline with another model of paragraphs in it.

    The component is added before `minutes_facts` where the pipeline has none. The copy appears whole or not at all.

    Args:
        pipeline: The pipeline's folder; it stays as it is, unless it is `output` itself.
        model: The model.
        output: The folder to write.
        card: Its README.md; that of the pipeline, if not given.
        scores: What to put into its scores.json under `paragraphs`.
    """
    nlp = load(pipeline)
    if COMPONENT in nlp.pipe_names:
        component = nlp.get_pipe(COMPONENT)
    else:
        before = next((name for name in ("minutes_facts",) if name in nlp.pipe_names), None)
        component = nlp.add_pipe(COMPONENT, before=before)
    if not isinstance(component, ParagraphClassifier):
        raise ConfigError(f"{pipeline}: its {COMPONENT} is a {type(component).__name__}, none of ours")
    component.model = model
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}.") as place:
        new = Path(place, "new")
        shutil.copytree(pipeline, new)
        shutil.rmtree(new / COMPONENT, ignore_errors=True)
        nlp.to_disk(new)
        (new / MANIFEST).unlink(missing_ok=True)  # that of the pipeline it comes from
        readme = new / "README.md"
        if card is not None:
            # What training the entities told a moment ago stays.
            told = readme.read_text(encoding="utf-8") if readme.is_file() else ""
            readme.write_text(f"{card}\n{told}" if told.startswith(CARD) else card, encoding="utf-8")
        if scores is not None:
            known = new / "scores.json"
            values = json.loads(known.read_text(encoding="utf-8")) if known.is_file() else {}
            known.write_text(
                json.dumps({**values, "paragraphs": scores}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )
        if output.is_dir():
            # What training left there (the encoder's weights) moves in; a pipeline written over goes.
            for one in output.iterdir():
                if not (new / one.name).exists() and not (output / "config.cfg").is_file():
                    shutil.move(one, new / one.name)
            shutil.rmtree(output)
        write_manifest(new)
        new.rename(output)


def _values(report: Report) -> dict[str, Any]:
    def plain(scores: Scores | None) -> dict[str, Any] | None:
        return None if scores is None else {k: v for k, v in asdict(scores).items() if k != "confusions"}

    return {"rules": plain(report.rules), "before": plain(report.before), "after": plain(report.after)}


def _card(planned: Plan, report: Report) -> str:
    settings, corpus = planned.settings, planned.corpus
    rows = [("rules alone", report.rules), ("before", report.before), ("after", report.after)]
    table = [
        f"| {name} | {one.macro:.3f} | {one.accuracy:.3f} | "
        + " | ".join(f"{one.f[label]:.3f}" for label in LABELS)
        + " |"
        for name, one in rows
        if one is not None
    ]
    return "\n".join(
        [
            "# A pipeline of nlp-minutes with its labels of paragraphs trained",
            "",
            f"Backend: {settings.backend}. It started from {planned.start}."
            + (f" Base: {Path(settings.base).name}." if settings.base else ""),
            f"Learnt from {len(corpus.documents)} protocols of {len(corpus.layouts)} layouts, {planned.items} items: "
            + ", ".join(f"{label} {corpus.labels[label]}" for label in LABELS)
            + ".",
            f"Seed {settings.seed}; {report.seconds:.0f} seconds.",
            "",
            f"## Scores on {report.after.count} held-out paragraphs",
            "",
            "| | macro F1 | accuracy | " + " | ".join(LABELS) + " |",
            "|---|---|---|" + "---|" * len(LABELS),
            *table,
            "",
            *(f"Note: {note}." for note in planned.notes),
            "",
            "## Use",
            "",
            "    nlp-minutes annotate protokoll.pdf --model THIS_FOLDER",
            "",
            "## Limits",
            "",
            "Swedish minutes of municipalities and regions. Labels can be wrong where a town writes unlike all that",
            "was learnt from; `paragraphs[].scores` says how sure the model is. The linear weights",
            "are of hashed features: they hold no words.",
            "",
        ]
    )
