"""An evaluation as a page of HTML that holds all it needs, for a browser or paper.

Everything that comes from the corpus or a model is escaped. The page runs no script and loads nothing; its content
security policy says so too. Every picture stands beside a table with its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from nlp_minutes.evaluation.document import TASKS
from nlp_minutes.evaluation.text import decimal, decimals
from nlp_minutes.export.words import readable

if TYPE_CHECKING:
    from jinja2 import Template

    from nlp_minutes.evaluation.calibration import Calibration
    from nlp_minutes.evaluation.compare import Difference
    from nlp_minutes.evaluation.evaluation import Confusion, Evaluation, GroupFigures
    from nlp_minutes.evaluation.figures import Figure

__all__ = ["figure_name", "shade", "to_html"]

_NAMES: Final = {
    "ALL": "all labels",
    "macro_f1": "macro F1",
    "case_numbers": "case numbers",
    "named_votes": "named votes",
    "outcome_accuracy": "outcome",
    "vote_counts_exact": "counts of votes",
    **{
        f"{part}_{key}": f"{part}, {name}"
        for part in ("headline", "summary")
        for key, name in (
            ("r1", "ROUGE-1"),
            ("r2", "ROUGE-2"),
            ("rl", "ROUGE-L"),
            ("words", "words"),
            ("tells_outcome", "tells the outcome"),
            ("tells_dissent", "tells of dissent"),
        )
    },
    "lead": "the beginning",
    "random": "by lot",
    "textrank": "TextRank",
    "lexrank": "LexRank",
    "decision": "the decision’s beginning",
    "greedy oracle": "greedy oracle (knows the reference)",
}
_TITLES: Final = {
    "entities": "Entities",
    "paragraphs": "Labels of paragraphs",
    "facts": "Facts",
    "summary": "Summaries",
}
# Shares up to these have shades 0, 1, 2 ...; the surfaces stand in report.css.
_SHADES: Final = (0.0, 0.02, 0.1, 0.3, 0.6, 0.9)
_HARDEST: Final = 10
_SIDE: Final = 300  # of the reliability diagram


def figure_name(name: str) -> str:
    """Give the name of a figure for a reader."""
    return _NAMES.get(name, name)


def shade(share: float) -> int:
    """Give the shade of a share, from 0 for none to 5 for nearly all."""
    return sum(share > limit for limit in _SHADES[:-1]) if share > 0 else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A number with the surface it stands on."""

    text: str
    share: str = ""
    surface: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of a table of groups; `mean` is of its figures."""

    name: str
    layout: str
    documents: int
    cells: tuple[_Cell, ...]
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dot:
    """A bin in the reliability diagram."""

    x: float
    y: float
    radius: float


def to_html(evaluation: Evaluation) -> str:
    """Give an evaluation as a page of HTML that stands alone."""
    heads = [one for one in evaluation.figures if one.is_head]
    names = [f"{one.task}.{one.name}" for one in heads]
    layouts = _rows(evaluation.by_layout, names)
    hardest = _rows(evaluation.by_document, names)[:_HARDEST]
    tasks = [task for task in TASKS if task in evaluation.settings.tasks]
    return _template().render(
        evaluation=evaluation,
        by_name={f"{one.task}.{one.name}": one for one in evaluation.figures},
        tasks=[(task, _TITLES[task], [one for one in evaluation.figures if one.task == task]) for task in tasks],
        titles=_TITLES,
        heads=heads,
        columns=[(one.task, figure_name(one.name)) for one in heads],
        layouts=layouts,
        hardest=hardest,
        confusion=_confusion(evaluation.confusion) if evaluation.confusion else [],
        dots=_dots(evaluation.calibration) if evaluation.calibration else [],
        side=_SIDE,
        kinds=[(task, _TITLES[task], [one for one in evaluation.errors if one.task == task]) for task in tasks],
        most={task: max((one.count for one in evaluation.errors if one.task == task), default=1) for task in tasks},
        figure_name=figure_name,
        decimal=decimal,
        decimals=decimals,
        reach=_reach(evaluation),
        is_share=lambda one: decimals(one.name) > 1,
        is_sure=_is_sure,
        beside=_beside(evaluation),
        unit="protocol" if evaluation.units == "protocols" else "text",
        group="layout" if evaluation.units == "protocols" else "group",
    )


def _reach(evaluation: Evaluation) -> float:
    """How far from 0 the intervals of differences go, of the figures that are shares."""
    if evaluation.comparison is None:
        return 1.0
    ends = [
        abs(end)
        for one in evaluation.comparison.differences
        if decimals(one.name) > 1
        for end in (one.low, one.high, one.difference)
        if end is not None
    ]
    return max(ends, default=0.0) or 1.0


def _beside(evaluation: Evaluation) -> list[tuple[str, dict[str, Figure], dict[str, Difference]]]:
    """The model and the simple ways of choosing: name, figures, what the model is better by."""
    own = {one.name: one for one in evaluation.figures if one.task == "summary"}
    rows: list[tuple[str, dict[str, Figure], dict[str, Difference]]] = [("this model", own, {})]
    for baseline in evaluation.baselines:
        differences = {one.name: one for one in baseline.differences}
        rows.append((figure_name(baseline.name), {one.name: one for one in baseline.figures}, differences))
    return rows if evaluation.baselines else []


def _is_sure(p: float | None) -> bool:
    return p is not None and p < 0.05


@cache
def _template() -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - not for tables and JSON
    from markupsafe import Markup  # noqa: PLC0415

    folder = files("nlp_minutes.evaluation") / "templates"

    def finish(value: Any) -> Any:
        return readable(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        undefined=StrictUndefined,
        finalize=finish,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # The style sheet is ours, a file of the package.
    environment.globals["style"] = Markup((folder / "report.css").read_text(encoding="utf-8"))  # noqa: S704
    return environment.get_template("report.html.jinja")


def _rows(groups: Iterable[GroupFigures], names: Sequence[str]) -> list[_Row]:
    """Give the rows of a table of groups, the hardest first."""
    rows = []
    for one in groups:
        values = [one.values[name] for name in names]
        known = [value for value in values if value is not None]
        rows.append(
            _Row(
                name=one.name,
                layout=one.layout,
                documents=one.documents,
                cells=tuple(_value_cell(value) for value in values),
                mean=sum(known) / len(known) if known else 0.0,
            )
        )
    return sorted(rows, key=lambda row: (row.mean, row.name))


def _value_cell(value: float | None) -> _Cell:
    if value is None:
        return _Cell(text="–")
    return _Cell(text=decimal(value, 2), surface=f"bad-{shade(1 - value)}")


def _confusion(confusion: Confusion) -> list[tuple[str, int, list[_Cell]]]:
    rows = []
    for wanted, counts in zip(confusion.rows, confusion.counts, strict=True):
        total = sum(counts)
        cells = []
        for found, count in zip(confusion.columns, counts, strict=True):
            share = count / total if total else 0.0
            kind = "good" if wanted == found else "bad"
            cells.append(
                _Cell(
                    text=str(count),
                    share=f"{share:.1%}" if count else "",
                    surface=f"{kind}-{shade(share)}",
                )
            )
        rows.append((wanted, total, cells))
    return rows


def _dots(calibration: Calibration) -> list[_Dot]:
    most = max((one.count for one in calibration.bins), default=0)
    return [
        _Dot(
            x=round(one.confidence * _SIDE, 1),
            y=round((1 - one.accuracy) * _SIDE, 1),
            radius=round(3 + 9 * (one.count / most) ** 0.5, 1),
        )
        for one in calibration.bins
        if one.confidence is not None and one.accuracy is not None
    ]
