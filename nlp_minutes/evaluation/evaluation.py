"""A whole evaluation: figures, what is behind them, and what is wrong, as one typed value that becomes JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from nlp_minutes.errors import DamagedFile
from nlp_minutes.evaluation.baselines import Baseline, baselines, item_baselines
from nlp_minutes.evaluation.calibration import Calibration, calibrate
from nlp_minutes.evaluation.compare import Difference, compare
from nlp_minutes.evaluation.document import NONE, PARAGRAPH_LABELS, TASKS, DocumentScores, score_document
from nlp_minutes.evaluation.errors import ErrorKind, group_errors
from nlp_minutes.evaluation.figures import CONFIDENCE, Figure, figures, weights
from nlp_minutes.evaluation.floors import Floor, floors

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument
    from nlp_minutes.corpus.pairs import CaseText

    Annotate = Callable[[GoldDocument], Mapping[str, Any]]

__all__ = [
    "SCHEMA_VERSION",
    "Comparison",
    "Confusion",
    "Evaluation",
    "GroupFigures",
    "Settings",
    "build",
    "build_of_texts",
    "score_all",
    "to_json",
]

SCHEMA_VERSION: Final = "1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How it was measured.

    Attributes:
        tasks: Which tasks, in order.
        seed: Of the draws.
        resamples: How many draws.
        draw: What is drawn: documents, or layouts with all their documents.
        examples: How many errors of each kind are kept.
        confidence: Of the intervals.
    """

    tasks: tuple[str, ...] = TASKS
    seed: int = 0
    resamples: int = 2000
    draw: str = "documents"
    examples: int = 3
    confidence: float = CONFIDENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigures:
    """The figures of one layout or one document, by `task.name`; None where there was nothing to measure."""

    name: str
    layout: str
    documents: int
    values: Mapping[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """Paragraphs by the label that they have (rows) and the label that they were given (columns)."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The figures against those of another model."""

    other: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What was measured.

    Attributes:
        schema_version: Of this format; a change of meaning is a new one.
        producer: Name and version of toolkit and model.
        cross: What was trained anew for each part: `layout` and the number of rounds; empty if nothing was.
        documents: How many documents.
        layouts: How many layouts they are of.
        words: How many words they hold.
        settings: How it was measured.
        figures: By task.
        confusion: Of paragraph labels; None if they were not measured.
        calibration: Of their scores; None if they were not measured.
        floors: What little knowledge is worth for them.
        by_layout: The figures of each layout, without intervals.
        by_document: Those of each document.
        errors: Errors by kind.
        comparison: With another model; None without one.
        baselines: The summaries beside simple ways of choosing sentences; empty if they were not measured.
        units: What the documents are: `protocols`, or `texts` with summaries and nothing else.
    """

    schema_version: str
    producer: str
    cross: str
    documents: int
    layouts: int
    words: int
    settings: Settings
    figures: tuple[Figure, ...]
    confusion: Confusion | None
    calibration: Calibration | None
    floors: tuple[Floor, ...]
    by_layout: tuple[GroupFigures, ...]
    by_document: tuple[GroupFigures, ...]
    errors: tuple[ErrorKind, ...]
    comparison: Comparison | None = None
    baselines: tuple[Baseline, ...] = ()
    units: str = "protocols"


def score_all(
    documents: Iterable[GoldDocument], annotate: Annotate, *, with_baselines: bool = False
) -> list[DocumentScores]:
    """Annotate documents and score them.

    Args:
        documents: The annotated documents.
        annotate: Gives the result for the text of a document, as plain values.
        with_baselines: Whether to summarise in simple ways too.

    Raises:
        DamagedFile: A text is read as another one, so that offsets do not mean the same.
    """
    return [_score(document, annotate(document), with_baselines=with_baselines) for document in documents]


def _score(document: GoldDocument, result: Mapping[str, Any], *, with_baselines: bool) -> DocumentScores:
    if result["text"] != document.text:
        raise DamagedFile(
            document.name,
            "its text is read as another one (line ends other than \\n?), so that offsets differ; make the gold again "
            "from the text as `nlp-minutes annotate` gives it",
        )
    gold = document.to_dict()
    scores = score_document(result, gold, text=document.text)
    return replace(scores, baselines=item_baselines(result, gold)) if with_baselines else scores


def build(
    documents: Sequence[GoldDocument],
    scores: Sequence[DocumentScores],
    *,
    producer: str,
    settings: Settings,
    cross: str = "",
    other: tuple[str, Sequence[DocumentScores]] | None = None,
) -> Evaluation:
    """Put an evaluation together.

    Args:
        documents: The annotated documents.
        scores: Their scores, in the same order.
        producer: Name and version of toolkit and model.
        settings: How to measure.
        cross: What was trained anew for each part.
        other: Producer and scores of a model to compare with.
    """
    judged = [paragraph for one in scores for paragraph in one.paragraphs]
    with_paragraphs = "paragraphs" in settings.tasks
    return replace(
        _of_scores(scores, producer=producer, settings=settings, cross=cross, other=other),
        words=sum(len(one.text.split()) for one in documents),
        confusion=_confusion(scores) if with_paragraphs else None,
        calibration=calibrate(judged) if with_paragraphs else None,
        floors=tuple(floors(documents, seed=settings.seed)) if with_paragraphs else (),
    )


def build_of_texts(
    texts: Sequence[CaseText],
    scores: Sequence[DocumentScores],
    *,
    producer: str,
    settings: Settings,
    cross: str = "",
    other: tuple[str, Sequence[DocumentScores]] | None = None,
) -> Evaluation:
    """Put the evaluation of texts with summaries together; figures that no text can have are left out.

    Args:
        texts: The texts.
        scores: Their scores, in the same order.
        producer: Name and version of toolkit and model.
        settings: How to measure.
        cross: What was trained anew for each part.
        other: Producer and scores of a model to compare with.
    """
    found = _of_scores(scores, producer=producer, settings=settings, cross=cross, other=other)
    comparison = found.comparison
    if comparison is not None:
        known = tuple(one for one in comparison.differences if one.difference is not None)
        comparison = replace(comparison, differences=known)
    return replace(
        found,
        words=sum(one.words for one in texts),
        figures=tuple(one for one in found.figures if one.support),
        baselines=tuple(
            replace(
                one,
                figures=tuple(figure for figure in one.figures if figure.support),
                differences=tuple(each for each in one.differences if each.difference is not None),
            )
            for one in found.baselines
        ),
        comparison=comparison,
        units="texts",
    )


def _of_scores(
    scores: Sequence[DocumentScores],
    *,
    producer: str,
    settings: Settings,
    cross: str,
    other: tuple[str, Sequence[DocumentScores]] | None,
) -> Evaluation:
    """What follows from the scores alone."""
    tasks = settings.tasks
    layouts = sorted({one.layout for one in scores})
    groups = _groups(scores, settings)
    drawn = weights(groups, settings.resamples, settings.seed) if len(set(groups)) > 1 else None
    return Evaluation(
        schema_version=SCHEMA_VERSION,
        producer=producer,
        cross=cross,
        documents=len(scores),
        layouts=len(layouts),
        words=0,
        settings=settings,
        figures=tuple(figures(scores, tasks, drawn)),
        confusion=None,
        calibration=None,
        floors=(),
        by_layout=tuple(_group(name, name, [one for one in scores if one.layout == name], tasks) for name in layouts),
        by_document=tuple(_group(one.name, one.layout, [one], tasks) for one in scores),
        errors=tuple(
            group_errors([wrong for one in scores for wrong in one.wrong], examples=settings.examples, tasks=tasks)
        ),
        comparison=_comparison(scores, other, settings) if other is not None else None,
        baselines=tuple(baselines(scores, groups=groups, resamples=settings.resamples, seed=settings.seed))
        if "summary" in tasks
        else (),
    )


def _groups(scores: Sequence[DocumentScores], settings: Settings) -> list[str]:
    """What is drawn as a whole: the group of each document."""
    return [one.layout if settings.draw == "layouts" else one.name for one in scores]


def _comparison(
    scores: Sequence[DocumentScores], other: tuple[str, Sequence[DocumentScores]], settings: Settings
) -> Comparison:
    producer, others = other
    differences = compare(
        scores,
        others,
        settings.tasks,
        groups=_groups(scores, settings),
        resamples=settings.resamples,
        seed=settings.seed,
    )
    return Comparison(other=producer, differences=tuple(differences))


def _confusion(scores: Sequence[DocumentScores]) -> Confusion:
    counts: Counter[tuple[str, str]] = Counter()
    for one in scores:
        counts.update(one.confusion)
    columns = (*PARAGRAPH_LABELS, NONE)
    return Confusion(
        rows=PARAGRAPH_LABELS,
        columns=columns,
        counts=tuple(tuple(counts[wanted, found] for found in columns) for wanted in PARAGRAPH_LABELS),
    )


def _group(name: str, layout: str, scores: Sequence[DocumentScores], tasks: Sequence[str]) -> GroupFigures:
    values = {f"{one.task}.{one.name}": one.value for one in figures(scores, tasks)}
    return GroupFigures(name=name, layout=layout, documents=len(scores), values=values)


def to_json(evaluation: Evaluation) -> str:
    """Give an evaluation as indented JSON."""
    return json.dumps(asdict(evaluation), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
