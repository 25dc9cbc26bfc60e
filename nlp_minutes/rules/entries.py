"""Where a line ends because what it says ends there: the entries of a list, a title above its case number.

The clean view joins lines that run on. A line that would have had room for the next line's first word, and the line above
a label, do not; no name goes over their end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import EntityLabel
from nlp_minutes.lexicon import is_given_name
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.names import looks_like_name
from nlp_minutes.rules.organisations import find_organisations

if TYPE_CHECKING:
    from nlp_minutes.rules.entities import Found
    from nlp_minutes.source import Source

__all__ = ["Lines", "within_entries"]

_NEAR: Final = 25  # lines above and below that tell how wide the text is set
_SLACK: Final = 8  # characters by which lines that run on may be shorter than the longest
_WIDEST: Final = 130  # longer lines are whole paragraphs, and tell no width
_LABEL: Final = lazy(r"\s*[A-ZÅÄÖ][a-zåäö]+:(?:\s|$)")
# The form of a company says nothing without the words before it.
_RUNS_ON: Final = lazy(r" (?:AB|HB|KB|Ab|Oy|ek\. ?för\.|ekonomisk förening)(?::?s)?$")
_COLUMNS: Final = lazy(r"\S(?:\t|   )")


def _is_lone_given(text: str) -> bool:
    """Whether a text is a given name alone, which waits for its surname."""
    return " " not in text and is_given_name(text)


class Lines:
    """The lines of a source as they were set.

    Args:
        source: The source.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines = source.text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def line_at(self, offset: int) -> int:
        """Give the number of the line on which a character of the clean view stands."""
        return self._line_of(self._source.alignment.to_source(offset, offset + 1)[0])

    def _line_of(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def ends(self, start: int, end: int) -> list[int]:
        """Give the blanks of a clean span at which an entry ends."""
        clean, found = self._source.clean, []
        at = clean.find(" ", start, end)
        while at >= 0:
            low, high = self._source.alignment.to_source(at, at + 1)
            if "\n" in self._source.text[low:high] and self._ends_entry(self._line_of(low)):
                found.append(at)
            at = clean.find(" ", at + 1, end)
        return found

    def _ends_entry(self, number: int) -> bool:
        """Whether what a line says ends with it, as far as the next line tells."""
        line, below = self._lines[number].rstrip(), self._lines[number + 1]
        if not line or not below.strip() or below.lstrip()[0].islower():
            return False  # a page's end, over which a sentence may go, or words that run on
        if _LABEL.match(below):
            return True
        if _COLUMNS.search(line) or _COLUMNS.search(below):
            return False
        around = self._lines[max(0, number - _NEAR) : number + _NEAR]
        width = max(
            (len(one.rstrip()) for one in around if len(one) <= _WIDEST and not _COLUMNS.search(one)), default=0
        )
        return len(line) + 1 + len(below.split(maxsplit=1)[0]) <= width - _SLACK


def within_entries(found: Iterable[Found], clean: str, ends: Callable[[int, int], list[int]]) -> Iterator[Found]:
    """Cut names that go over the end of an entry.

    Args:
        found: Entities by rule.
        clean: The clean text.
        ends: `Lines.ends`.

    Yields:
        The entities; of an organisation that was cut those parts that are one, of a person the part that is a name.
    """
    for one in found:
        places = ends(one.start, one.end) if one.label in {EntityLabel.ORG, EntityLabel.PERSON} else []
        # who is known by name is known over any break
        if not places or one.person is not None:
            yield one
            continue
        if _RUNS_ON.search(clean[places[-1] : one.end]) or _is_lone_given(clean[one.start : places[0]]):
            yield one
            continue
        for low, high in zip([one.start, *(at + 1 for at in places)], [*places, one.end], strict=True):
            part = clean[low:high]
            if one.label == EntityLabel.PERSON:
                if looks_like_name(part):
                    yield one._replace(start=low, end=high)
                continue
            whole = sorted(set(find_organisations(part)), key=lambda span: (span[0], -span[1]))
            last = 0
            for a, b in whole:
                if a >= last:
                    yield one._replace(start=low + a, end=low + b)
                    last = b
