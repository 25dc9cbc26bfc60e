"""An evaluation as plain text for a terminal: tables with aligned columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from nlp_minutes.evaluation.document import TASKS
from nlp_minutes.evaluation.figures import is_head

if TYPE_CHECKING:
    from nlp_minutes.evaluation.calibration import Calibration
    from nlp_minutes.evaluation.evaluation import Comparison, Confusion, Evaluation, GroupFigures
    from nlp_minutes.evaluation.figures import Figure
    from nlp_minutes.evaluation.floors import Floor

__all__ = ["aligned", "decimal", "decimals", "to_text"]

# Means of these are no shares.
_COUNTS = ("headline_words", "summary_words")


def decimals(name: str) -> int:
    """How many decimals a figure of this name is given with."""
    return 1 if name in _COUNTS else 3


def decimal(value: float | None, places: int = 3, *, sign: bool = False) -> str:
    """Give a number with so many decimals; a dash where there is none."""
    if value is None:
        return "–"
    rounded = round(value, places) + 0.0  # no minus before a nought
    return f"{rounded:{'+' if sign else ''}.{places}f}"


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Lay rows out in columns: the first to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if not column else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip() + "\n")
    return "".join(lines)


def to_text(evaluation: Evaluation, *, by_layout: bool = False) -> str:
    """Give an evaluation for a terminal.

    Args:
        evaluation: What was measured.
        by_layout: Whether to give the figures of each layout too.
    """
    parts = [_head(evaluation)]
    for task, found in groupby(evaluation.figures, key=lambda one: one.task):
        parts.append(_figures(task, list(found)))
        if task == "paragraphs":
            parts += _about_paragraphs(evaluation)
        if task == "summary" and evaluation.baselines:
            parts += _baselines(evaluation)
    if by_layout:
        parts.append(_groups("layout", evaluation.by_layout))
    if evaluation.comparison is not None:
        parts.append(_comparison(evaluation.comparison))
    return "\n".join(parts)


def _head(evaluation: Evaluation) -> str:
    settings, texts = evaluation.settings, evaluation.units == "texts"
    unit, group = ("texts", "groups") if texts else ("documents", "layouts")
    lines = [
        evaluation.producer,
        f"{evaluation.documents} {unit}, {evaluation.layouts} {group}, {evaluation.words:,} words",
    ]
    if evaluation.cross:
        lines.append(f"trained anew for each part: {evaluation.cross}")
    if any(one.low is not None for one in evaluation.figures):
        drawn = f"{settings.resamples} draws of {unit if settings.draw == 'documents' else group}"
        lines.append(f"intervals: {settings.confidence:.0%}, from {drawn}, seed {settings.seed}")
    return "\n".join(lines) + "\n"


def _interval(low: float | None, high: float | None, places: int, *, sign: bool = False) -> str:
    if low is None or high is None:
        return "–"
    return f"{decimal(low, places, sign=sign)} to {decimal(high, places, sign=sign)}"


def _figures(task: str, found: Iterable[Figure]) -> str:
    if task == "summary":
        rows = [[task, "mean", "interval", "support"]]
        for one in found:
            places = decimals(one.name)
            rows.append([one.name, decimal(one.value, places), _interval(one.low, one.high, places), str(one.support)])
        return aligned(rows)
    rows = [[task, "precision", "recall", "F1", "interval", "support"]]
    for one in found:
        shares = [decimal(one.precision), decimal(one.recall)] if one.kind == "f1" else ["", ""]
        rows.append([one.name, *shares, decimal(one.value), _interval(one.low, one.high, 3), str(one.support)])
    return aligned(rows)


def _about_paragraphs(evaluation: Evaluation) -> list[str]:
    parts = []
    if evaluation.confusion is not None:
        parts.append(_confusion(evaluation.confusion))
    if evaluation.calibration is not None:
        parts.append(_calibration(evaluation.calibration))
    if evaluation.floors:
        parts.append(_floors(evaluation.floors))
    return parts


# Columns of the table of simple ways; what no text of the corpus has is left out.
_BESIDE = (("r1", "ROUGE-1"), ("r2", "ROUGE-2"), ("rl", "ROUGE-L"))
_TELLS = (("tells_outcome", "tells outcome"), ("tells_dissent", "tells dissent"))


def _baselines(evaluation: Evaluation) -> list[str]:
    """The model among simple ways of choosing sentences, then what it is better by and the p values."""
    everyone = [("model", evaluation.figures), *((one.name, one.figures) for one in evaluation.baselines)]
    rows = [["summaries", *(cell for _, title in _BESIDE for cell in (title, "interval"))]]
    sizes = [["summaries", "words", *(title for _, title in _TELLS)]]
    for name, found in everyone:
        known = {one.name: one for one in found}
        cells = [name]
        for key, _ in _BESIDE:
            one = known[f"summary_{key}"]
            cells += [decimal(one.value), _interval(one.low, one.high, 3)]
        rows.append(cells)
        told = [known.get(f"summary_{key}") for key, _ in _TELLS]
        sizes.append(
            [name, decimal(known["summary_words"].value, 1), *(decimal(one.value if one else None) for one in told)]
        )
    gains = [["model less", *(cell for _, title in _BESIDE for cell in (title, "p"))]]
    for baseline in evaluation.baselines:
        found_by = {one.name: one for one in baseline.differences}
        cells = [baseline.name]
        for key, _ in _BESIDE:
            difference = found_by[f"summary_{key}"]
            cells += [decimal(difference.difference, sign=True), decimal(difference.p, 4)]
        gains.append(cells)
    return [aligned(rows), aligned(sizes), aligned(gains)]


def _confusion(confusion: Confusion) -> str:
    rows = [["label \\ read as", *confusion.columns]]
    rows += [[label, *map(str, row)] for label, row in zip(confusion.rows, confusion.counts, strict=True)]
    return aligned(rows)


def _calibration(found: Calibration) -> str:
    if not found.scored:
        return f"scores of labels: none of {found.unscored} labels has one\n"
    rows = [["score of label", "labels", "mean score", "right"]]
    rows += [
        [f"{one.low:.1f} to {one.high:.1f}", str(one.count), decimal(one.confidence), decimal(one.accuracy)]
        for one in found.bins
        if one.count
    ]
    told = f"expected calibration error {decimal(found.ece)}, Brier score {decimal(found.brier)}"
    return aligned(rows) + f"{told}; {found.unscored} labels have no score\n"


def _floors(found: Iterable[Floor]) -> str:
    rows = [["floors for paragraph labels", "accuracy", "macro F1"]]
    notes = []
    for one in found:
        rows.append([one.name, decimal(one.accuracy), decimal(one.macro_f1)])
        if one.note:
            notes.append(f"{one.name}: {one.note}\n")
    return aligned(rows) + "".join(notes)


def _groups(title: str, groups: Sequence[GroupFigures]) -> str:
    """A table a task: one for all would be wider than a terminal."""
    parts = []
    for task in TASKS:
        names = [name for name in (groups[0].values if groups else ()) if name.startswith(f"{task}.")]
        if task == "summary":  # what it is made of would be wider than a terminal
            names = [name for name in names if is_head(task, name.removeprefix(f"{task}."))]
        if not names:
            continue
        rows = [[f"{task} by {title}", "documents", *(name.removeprefix(f"{task}.") for name in names)]]
        rows += [[one.name, str(one.documents), *(decimal(one.values[name]) for name in names)] for one in groups]
        parts.append(aligned(rows))
    return "\n".join(parts)


def _comparison(comparison: Comparison) -> str:
    rows = [["compared", "this", "other", "difference", "interval", "p", "p (Holm)"]]
    for one in comparison.differences:
        places = decimals(one.name)
        rows.append(
            [
                f"{one.task} {one.name}",
                decimal(one.value, places),
                decimal(one.other, places),
                decimal(one.difference, places, sign=True),
                _interval(one.low, one.high, places, sign=True),
                decimal(one.p, 4),
                decimal(one.p_holm, 4),
            ]
        )
    return f"the other: {comparison.other}\n" + aligned(rows)
