"""Headlines and summaries of one document against the summaries that a person wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from nlp_minutes.evaluation.facts import items_by_number
from nlp_minutes.evaluation.rouge import rouge, words
from nlp_minutes.labels import Outcome
from nlp_minutes.lexicon import rows

__all__ = ["SUMMARY_MEASURES", "Sum", "score_summaries", "tells_dissent", "tells_outcome"]

_PARTS: Final = ("headline", "summary")
_EACH: Final = ("r1", "r2", "rl", "words", "tells_outcome", "tells_dissent")
SUMMARY_MEASURES: Final = tuple(f"{part}_{one}" for part in _PARTS for one in _EACH)

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


def score_summaries(result: Mapping[str, Any], gold: Mapping[str, Any]) -> dict[str, Sum]:
    """Sum each measure over the items for which there is a reference; an item not found has an empty summary."""
    sums = {name: Sum() for name in SUMMARY_MEASURES}
    mine = items_by_number(result["items"])
    for number, item in items_by_number(gold["items"]).items():
        reference = item.get("reference_summary")
        if not reference:
            continue
        found = mine.get(number, {})
        texts = {"headline": found.get("headline"), "summary": (found.get("summary") or {}).get("text")}
        for part, text in texts.items():
            scores = rouge(text, reference)
            for name, value in (("r1", scores.r1), ("r2", scores.r2), ("rl", scores.rl)):
                sums[f"{part}_{name}"].add(value)
            sums[f"{part}_words"].add(len(words(text)))
            sums[f"{part}_tells_outcome"].add(tells_outcome(text, item["outcome"]))
            if item.get("reservations"):
                sums[f"{part}_tells_dissent"].add(tells_dissent(text))
    return sums
