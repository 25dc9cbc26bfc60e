"""Entities and paragraphs of one document: which are right, and how the others are wrong.

All is plain values: a span is (start, end, label), offsets count code points of the text, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from nlp_minutes.evaluation.counts import Counts, count_sets
from nlp_minutes.labels import MARKED

__all__ = ["ENTITY_LABELS", "Mismatch", "Span", "count_entities", "covering", "mismatches", "outside"]

Span = tuple[int, int, str]

ENTITY_LABELS: Final = tuple(label.value for label in MARKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """An entity that is wrong: one side is None where the other has no entity near."""

    wanted: Span | None
    found: Span | None

    @property
    def kind(self) -> str:
        """How it is wrong: missed, spurious, borders, label, or borders and label."""
        if self.found is None:
            return "missed"
        if self.wanted is None:
            return "spurious"
        if self.wanted[2] == self.found[2]:
            return "borders"
        return "label" if self.wanted[:2] == self.found[:2] else "borders and label"


def outside(spans: Iterable[Span], furniture: Collection[tuple[int, int]]) -> set[Span]:
    """Give the spans with a label that is measured, without those that begin in page furniture."""
    return {
        one for one in spans if one[2] in ENTITY_LABELS and not any(start <= one[0] < end for start, end in furniture)
    }


def count_entities(found: Collection[Span], wanted: Collection[Span]) -> dict[str, Counts]:
    """Count by label, and under ALL together; only the same borders with the same label are a hit."""
    counts = {
        label: count_sets([one for one in found if one[2] == label], [one for one in wanted if one[2] == label])
        for label in ENTITY_LABELS
    }
    return {**counts, "ALL": sum(counts.values(), Counts())}


def mismatches(found: Collection[Span], wanted: Collection[Span]) -> list[Mismatch]:
    """Pair what was missed with what was found too much in the same place.

    Each span stands in one pair at most: a missed one goes with the spurious one that shares most of its text.
    """
    missed = sorted(set(wanted) - set(found))
    spurious = sorted(set(found) - set(wanted))
    pairs = sorted(
        (-overlap, one[2] != other[2], one, other)
        for one in missed
        for other in spurious
        if (overlap := min(one[1], other[1]) - max(one[0], other[0])) > 0
    )
    taken: set[tuple[str, Span]] = set()
    result = []
    for _, _, one, other in pairs:
        if ("missed", one) not in taken and ("spurious", other) not in taken:
            taken |= {("missed", one), ("spurious", other)}
            result.append(Mismatch(wanted=one, found=other))
    result += [Mismatch(wanted=one, found=None) for one in missed if ("missed", one) not in taken]
    result += [Mismatch(wanted=None, found=one) for one in spurious if ("spurious", one) not in taken]
    return sorted(result, key=lambda pair: (pair.wanted or pair.found or (0, 0, ""), pair.kind))


def covering(found: Iterable[Span], wanted: Sequence[Span]) -> list[int | None]:
    """Say for each wanted paragraph which found one answers it.

    It is the one that covers most of it; of those that cover as much, the shortest, then the first. So a paragraph
    that was cut in two is judged by its larger part, and two that were run together are both judged by the whole.

    Args:
        found: Paragraphs, in any order.
        wanted: Paragraphs.

    Returns:
        For each wanted one the index of its answer among `sorted(found)`, or None where nothing covers it.
    """
    ordered = sorted(found)
    # Ends so far: none of the paragraphs before the first whose running end passes a start can overlap it.
    reach: list[int] = []
    for _, end, _ in ordered:
        reach.append(max(end, reach[-1]) if reach else end)
    answers: list[int | None] = []
    for low, high, _ in wanted:
        best: tuple[int, int] = (0, 0)
        answer = None
        for index in range(bisect_left(reach, low + 1), len(ordered)):
            start, end, _ = ordered[index]
            if start >= high:
                break
            rank = (min(end, high) - max(start, low), start - end)
            if rank[0] > 0 and rank > best:
                best, answer = rank, index
        answers.append(answer)
    return answers
