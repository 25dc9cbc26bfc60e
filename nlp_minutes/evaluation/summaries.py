"""Headlines and summaries of one document against the summaries that a person wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from nlp_minutes.evaluation.facts import items_by_number
from nlp_minutes.evaluation.rouge import RougeScores, rouge, words
from nlp_minutes.labels import Outcome
from nlp_minutes.lexicon import rows

__all__ = [
    "SUMMARY_MEASURES",
    "Judgement",
    "Sum",
    "judge_summaries",
    "judged",
    "sum_judgements",
    "tells_dissent",
    "tells_outcome",
]

_PARTS: Final = ("headline", "summary")
_EACH: Final = ("r1", "r2", "rl", "words", "tells_outcome", "tells_dissent")
SUMMARY_MEASURES: Final = tuple(f"{part}_{one}" for part in _PARTS for one in _EACH)

# A text that shares less with its reference is shown among the errors.
_FAR: Final = 0.2
# What a text must keep quiet about, to tell an outcome that has no words of its own.
_REFUSALS: Final = (Outcome.REJECTED, Outcome.POSTPONED, Outcome.REMITTED)


@dataclass(slots=True, kw_only=True)
class Sum:
    """A sum of values and how many they are."""

    total: float = 0.0
    count: int = 0

    def add(self, value: float) -> None:
        """Take one more value in."""
        self.total += value
        self.count += 1


@cache
def _stems() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for what, stem, *_ in rows("summary_tells.tsv"):
        found.setdefault(what, []).append(stem)
    return {what: tuple(stems) for what, stems in found.items()}


def _tells(text: str, what: str) -> bool:
    folded = text.casefold()
    return any(stem in folded for stem in _stems()[what])


def tells_outcome(text: str | None, outcome: str) -> bool:
    """Tell whether a text holds a word for the outcome.

    An approval and what is none of the named outcomes have no words of their own: there the text must only not speak of
    a refusal, a postponement or a remittal.
    """
    if outcome in _stems():
        return _tells(text or "", outcome)
    return bool(text) and not any(_tells(text or "", refusal) for refusal in _REFUSALS)


def tells_dissent(text: str | None) -> bool:
    """Tell whether a text holds a word for somebody's being against it."""
    return _tells(text or "", "dissent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A headline or summary beside the reference of its item.

    Attributes:
        number: Of the item.
        part: headline or summary.
        text: What the result says; None if nothing.
        reference: What a person wrote.
        scores: ROUGE.
        outcome: Of the item.
        tells_outcome: Whether the text tells it; None where there is no outcome.
        tells_dissent: Whether the text tells of dissent; None where there is no reservation.
    """

    number: str
    part: str
    text: str | None
    reference: str
    scores: RougeScores
    outcome: str
    tells_outcome: bool | None
    tells_dissent: bool | None

    @property
    def faults(self) -> list[str]:
        """What is wrong with it, for a list of errors."""
        if not (self.text or "").strip():
            return ["there is none"]
        faults = []
        if self.tells_outcome is False:
            faults.append(f"outcome not told ({self.outcome})")
        if self.tells_dissent is False:
            faults.append("dissent not told")
        if self.scores.rl < _FAR:
            faults.append(f"far from the reference (ROUGE-L below {_FAR})")
        return faults


def judge_summaries(result: Mapping[str, Any], gold: Mapping[str, Any]) -> Iterator[Judgement]:
    """Judge headline and summary of each item that has a reference; an item not found has neither."""
    mine = items_by_number(result["items"])
    for number, item in items_by_number(gold["items"]).items():
        reference = item.get("reference_summary")
        if not reference or "outcome" not in item:
            continue
        found = mine.get(number, {})
        texts = {"headline": found.get("headline"), "summary": (found.get("summary") or {}).get("text")}
        for part in _PARTS:
            yield judged(number, part, texts[part], item)


def judged(number: str, part: str, text: str | None, item: Mapping[str, Any]) -> Judgement:
    """Judge one text beside the reference of its item.

    Args:
        number: Of the item.
        part: headline or summary.
        text: What is judged.
        item: The annotated item; without an outcome, as a case text is, there is none to tell.
    """
    reference, outcome = item["reference_summary"], item.get("outcome")
    return Judgement(
        number=number,
        part=part,
        text=text,
        reference=reference,
        scores=rouge(text, reference),
        outcome=outcome or "",
        tells_outcome=tells_outcome(text, outcome) if outcome else None,
        tells_dissent=tells_dissent(text) if item.get("reservations") else None,
    )


def sum_judgements(judgements: Iterable[Judgement]) -> dict[str, Sum]:
    """Sum each measure over judgements."""
    sums = {name: Sum() for name in SUMMARY_MEASURES}
    for one in judgements:
        for name, value in (("r1", one.scores.r1), ("r2", one.scores.r2), ("rl", one.scores.rl)):
            sums[f"{one.part}_{name}"].add(value)
        sums[f"{one.part}_words"].add(len(words(one.text)))
        if one.tells_outcome is not None:
            sums[f"{one.part}_tells_outcome"].add(one.tells_outcome)
        if one.tells_dissent is not None:
            sums[f"{one.part}_tells_dissent"].add(one.tells_dissent)
    return sums
