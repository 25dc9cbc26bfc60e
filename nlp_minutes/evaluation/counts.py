"""Precision, recall and F1 from three counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

__all__ = ["Counts", "count_sets"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What one or more documents hold of one kind.

    A share of nothing is None where there was neither anything to find nor anything found; otherwise it is 0.

    Attributes:
        hits: Found, and rightly.
        found: Found at all.
        wanted: There to be found (the support).
    """

    hits: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Sum two counts."""
        return Counts(hits=self.hits + other.hits, found=self.found + other.found, wanted=self.wanted + other.wanted)

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right."""
        return self._share(self.hits, self.found)

    @property
    def recall(self) -> float | None:
        """The share of what was wanted that was found."""
        return self._share(self.hits, self.wanted)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return self._share(2 * self.hits, self.found + self.wanted)

    def _share(self, part: int, whole: int) -> float | None:
        if not self.found and not self.wanted:
            return None
        return part / whole if whole else 0.0


def count_sets(found: Collection[object], wanted: Collection[object]) -> Counts:
    """Count two collections as sets: what stands twice counts once."""
    mine, theirs = set(found), set(wanted)
    return Counts(hits=len(mine & theirs), found=len(mine), wanted=len(theirs))
