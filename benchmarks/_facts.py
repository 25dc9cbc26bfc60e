"""The set comparisons of facts between a result and a gold record; figures are micro-averages over documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

FACTS = ("items", "titles", "case_numbers", "attendance", "meeting", "outcome")
MEETING_KEYS = ("municipality", "body", "date", "start", "end", "document_type")


def norm(text: object) -> str:
    """Fold case and everything that is no letter or digit."""
    return re.sub(r"\s+", " ", re.sub(r"[\W_]+", " ", str(text or "").casefold())).strip()


def fact_sets(document: Mapping[str, Any]) -> dict[str, set[object]]:
    """The facts of a result or a gold record, as sets."""
    items = {str(item["number"]): item for item in reversed(document["items"])}
    meeting = document.get("meeting") or {}
    return {
        "items": set(items),
        "titles": {(number, norm(item["title"])) for number, item in items.items() if item["title"]},
        "case_numbers": {(number, norm(case)) for number, item in items.items() for case in item["case_numbers"]},
        "attendance": {
            (norm(one["name"]), norm(one["party"]), one["attendance"])
            for one in document["persons"]
            if one["attendance"]
        },
        "meeting": {(key, norm(meeting[key])) for key in MEETING_KEYS if meeting.get(key)},
        "outcome": {(number, item["outcome"]) for number, item in items.items() if item["outcome"]},
    }


def compare(pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and number of gold facts, for each kind of fact.

    Args:
        pairs: Results with their gold records.
    """
    counts = {fact: [0, 0, 0] for fact in FACTS}
    for result, gold in pairs:
        found, true = fact_sets(result), fact_sets(gold)
        for fact in FACTS:
            counts[fact][0] += len(found[fact] & true[fact])
            counts[fact][1] += len(found[fact])
            counts[fact][2] += len(true[fact])
    return {fact: (*_prf(*counts[fact]), counts[fact][2]) for fact in FACTS}


def _prf(hits: int, found: int, true: int) -> tuple[float, float, float]:
    precision = hits / found if found else 0.0
    recall = hits / true if true else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0
