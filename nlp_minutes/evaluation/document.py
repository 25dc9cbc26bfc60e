"""The scores of one document: counts that can be summed over documents, and what was wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from nlp_minutes.evaluation.counts import Counts
from nlp_minutes.evaluation.facts import FACTS, FactSets, count_facts, fact_sets, items_by_number, vote_counts
from nlp_minutes.evaluation.spans import (
    Mismatch,
    Span,
    count_entities,
    covering,
    mismatches,
    outside,
)
from nlp_minutes.evaluation.summaries import Judgement, Sum, judge_summaries, sum_judgements
from nlp_minutes.labels import ParagraphLabel

__all__ = ["NONE", "PARAGRAPH_LABELS", "TASKS", "DocumentScores", "Judged", "Wrong", "score_document"]

TASKS: Final = ("entities", "paragraphs", "facts", "summary")
PARAGRAPH_LABELS: Final = tuple(label.value for label in ParagraphLabel)
# The label of a paragraph that no found paragraph covers.
NONE: Final = "none"
_AROUND: Final = 60  # characters of context on each side
_LONG: Final = 240  # longer texts are cut in the middle


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A paragraph with the label that it was given, and how sure the model was of it (None where it says nothing)."""

    wanted: str
    found: str
    confidence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One thing that is wrong, as a person wants to see it.

    Attributes:
        task: Which task it belongs to.
        kind: What sort of error: errors of one kind are shown together.
        document: Name of the document.
        layout: Its layout.
        wanted: What the annotation says; None where it says nothing.
        found: What the result says; None where it says nothing.
        where: Item, or place in the text.
        before: Context before the place.
        text: The text of the place.
        after: Context behind it.
        weight: Of several, which to show first: the heavier.
    """

    task: str
    kind: str
    document: str
    layout: str
    wanted: str | None
    found: str | None
    where: str
    before: str = ""
    text: str = ""
    after: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentScores:
    """What one document gave.

    Attributes:
        name: Name of the document.
        layout: Its layout.
        entities: Counts by label, and ALL.
        paragraphs: Each paragraph of the annotation that is no page furniture.
        facts: Counts by kind of fact.
        outcome: Right outcomes and items.
        votes: Right counts of votes and votes.
        summary: Sums by measure.
        wrong: What is wrong.
        baselines: Sums by measure of summaries made in simple ways, by name of the way; empty where none were made.
    """

    name: str
    layout: str
    entities: Mapping[str, Counts]
    paragraphs: tuple[Judged, ...]
    facts: Mapping[str, Counts]
    outcome: tuple[int, int]
    votes: tuple[int, int]
    summary: Mapping[str, Sum]
    wrong: tuple[Wrong, ...] = ()
    baselines: Mapping[str, Mapping[str, Sum]] = field(default_factory=dict)

    @property
    def confusion(self) -> Counter[tuple[str, str]]:
        """How often a paragraph of one label was given another."""
        return Counter((one.wanted, one.found) for one in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """A document whose errors are told."""

    name: str
    layout: str
    text: str

    def at(self, task: str, kind: str, place: tuple[int, int], wanted: str | None, found: str | None) -> Wrong:
        start, end = place
        return self._wrong(task, kind, f"{start}–{end}", wanted, found, place)

    def of_item(self, kind: str, number: str, wanted: str | None, found: str | None, *, task: str = "facts") -> Wrong:
        return self._wrong(task, kind, f"§ {number}" if number else "", wanted, found, None)

    def _wrong(
        self, task: str, kind: str, where: str, wanted: str | None, found: str | None, place: tuple[int, int] | None
    ) -> Wrong:
        start, end = place or (0, 0)
        return Wrong(
            task=task,
            kind=kind,
            document=self.name,
            layout=self.layout,
            wanted=wanted,
            found=found,
            where=where,
            before=self._before(start) if place else "",
            text=_shortened(_one_line(self.text[start:end])) if place else "",
            after=self._after(end) if place else "",
        )

    def _before(self, start: int) -> str:
        words = _one_line(self.text[max(start - _AROUND, 0) : start])
        if start <= _AROUND or " " not in words:
            return words
        return f"… {words.partition(' ')[2]}"  # the first word may be half of one

    def _after(self, end: int) -> str:
        words = _one_line(self.text[end : end + _AROUND])
        if end + _AROUND >= len(self.text) or " " not in words:
            return words
        return f"{words.rpartition(' ')[0]} …"


def _one_line(text: str) -> str:
    """Give a text with every run of white space as one blank; a blank at its ends stays."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG // 2]} … {text[-_LONG // 2 :]}"


def score_document(result: Mapping[str, Any], gold: Mapping[str, Any], *, text: str = "") -> DocumentScores:
    """Score the result of one document.

    Args:
        result: As `Minutes.to_dict()` gives it, or the JSON of `annotate`.
        gold: As `GoldDocument.to_dict()` gives it, or the JSON of a gold file.
        text: The text that offsets count in; for the context of what is wrong.

    Returns:
        The counts.
    """
    context = _Context(name=str(gold.get("name", "")), layout=str(gold.get("layout", "")), text=text)
    furniture = [(one["start"], one["end"]) for one in gold["paragraphs"] if one.get("furniture")]
    found, wanted = outside(_spans(result["entities"]), furniture), outside(_spans(gold["entities"]), furniture)
    judged, wrong_paragraphs = _judge(result["paragraphs"], gold["paragraphs"], context)
    facts = fact_sets(result, gold)
    summaries = list(judge_summaries(result, gold))
    return DocumentScores(
        name=context.name,
        layout=context.layout,
        entities=count_entities(found, wanted),
        paragraphs=tuple(judged),
        facts={kind: count_facts(facts[kind]) for kind in FACTS},
        outcome=_outcomes(result, gold),
        votes=vote_counts(result, gold),
        summary=sum_judgements(summaries),
        wrong=(
            *_wrong_entities(mismatches(found, wanted), context),
            *wrong_paragraphs,
            *_wrong_facts(facts, context),
            *_wrong_outcomes(result, gold, context),
            *_wrong_summaries(summaries, context),
        ),
    )


def _spans(entries: Iterable[Mapping[str, Any]]) -> list[Span]:
    return [(one["start"], one["end"], one["label"]) for one in entries]


def _judge(
    found: Sequence[Mapping[str, Any]], wanted: Sequence[Mapping[str, Any]], context: _Context
) -> tuple[list[Judged], list[Wrong]]:
    ordered = sorted(found, key=lambda one: (one["start"], one["end"], one["label"]))
    real = [one for one in wanted if not one.get("furniture")]
    judged, wrong = [], []
    for one, index in zip(real, covering(_spans(ordered), _spans(real)), strict=True):
        answer: Mapping[str, Any] = ordered[index] if index is not None else {"label": NONE}
        label = answer["label"]
        confidence = (answer.get("scores") or {}).get(label)
        judged.append(Judged(wanted=one["label"], found=label, confidence=confidence))
        if label != one["label"]:
            kind = f"{one['label']} read as {label}"
            error = context.at("paragraphs", kind, (one["start"], one["end"]), one["label"], label)
            wrong.append(replace(error, weight=confidence or 0.0))  # those that it was most sure of first
    return judged, wrong


def _outcomes(result: Mapping[str, Any], gold: Mapping[str, Any]) -> tuple[int, int]:
    mine = items_by_number(result["items"])
    # Somebody who annotates paragraphs alone gives no outcomes.
    theirs = {number: item["outcome"] for number, item in items_by_number(gold["items"]).items() if "outcome" in item}
    return sum(mine.get(number, {}).get("outcome") == outcome for number, outcome in theirs.items()), len(theirs)


def _wrong_entities(pairs: Iterable[Mismatch], context: _Context) -> Iterator[Wrong]:
    for pair in pairs:
        place = pair.wanted or pair.found
        if place is None:
            continue
        label = " and ".join(dict.fromkeys(one[2] for one in (pair.wanted, pair.found) if one))
        yield context.at(
            "entities",
            f"{label}: {pair.kind}",
            place[:2],
            _named(pair.wanted, context),
            _named(pair.found, context),
        )


def _named(span: Span | None, context: _Context) -> str | None:
    return f"{span[2]} {_shortened(' '.join(context.text[span[0] : span[1]].split()))}".strip() if span else None


_OF_DOCUMENT: Final = frozenset({"attendance", "meeting"})


def _wrong_facts(facts: Mapping[str, FactSets], context: _Context) -> Iterator[Wrong]:
    for kind, sets in facts.items():
        for fact in sorted(sets.wanted - sets.found, key=repr):
            yield _wrong_fact(kind, fact, context, missed=True)
        for fact in sorted(sets.found - sets.wanted, key=repr):
            yield _wrong_fact(kind, fact, context, missed=False)


def _wrong_fact(kind: str, fact: Collection[object], context: _Context, *, missed: bool) -> Wrong:
    parts = [str(part) for part in fact if part]
    number = "" if kind in _OF_DOCUMENT else parts[0]
    value = " · ".join(parts if kind in _OF_DOCUMENT else parts[1:]) or f"§ {number}"
    how = "missed" if missed else "spurious"
    return context.of_item(f"{kind}: {how}", number, value if missed else None, None if missed else value)


def _wrong_outcomes(result: Mapping[str, Any], gold: Mapping[str, Any], context: _Context) -> Iterator[Wrong]:
    mine = items_by_number(result["items"])
    for number, item in items_by_number(gold["items"]).items():
        found = mine.get(number, {}).get("outcome")
        if "outcome" in item and found != item["outcome"]:
            kind = f"outcome: {item['outcome']} read as {found or NONE}"
            yield context.of_item(kind, number, item["outcome"], found)


def _wrong_summaries(judgements: Iterable[Judgement], context: _Context) -> Iterator[Wrong]:
    for one in judgements:
        for fault in one.faults:
            kind = f"{one.part}: {fault}"
            found = _shortened(one.text) if one.text else None
            error = context.of_item(kind, one.number, _shortened(one.reference), found, task="summary")
            yield replace(error, weight=1 - one.scores.rl)  # those that share least with their reference first
