"""What one document puts into the heads of its items beside number and title, learnt from what they repeat.

Each town has its own words for a case number (`Akt`, `Diariet`, `Sak`) and for the place on the agenda. No list holds
them all, but the same word stands before another number in item after item; no title does that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp_minutes.lexicon import heading_kind
from nlp_minutes.lines import case_series, is_head_line, leading_number, series_label
from nlp_minutes.patterns import lazy

__all__ = ["CELL", "DIVIDERS", "NO_MARKS", "HeadLines", "HeadMarks", "learn_marks"]

_LEAST: Final = 3  # items in which a word stands before it is believed
_FEW: Final = 2  # where there are hardly more items
_SHARE: Final = 0.3  # of the items
_MOST: Final = 0.6
_LONGEST: Final = 160  # characters of a line that may be a mark
_PLACE = lazy(
    r"[\s(\[|–—-]*(?P<label>[^\W\d]+\.?(?: [^\W\d]+\.?){0,2})[ :]{1,2}\d{1,3}(?P<behind>(?: [^\W\d]+){0,3})[\s)\].|:]*"
)
# A cell of a head: what a wide gap, a bar or a dot divides, or what stands in brackets at its beginning or end.
DIVIDERS: Final = "|·•∙"
CELL = lazy(rf"[^\t{DIVIDERS}]+")
_BRACKET_FIRST = lazy(r"\s*\([^()]{1,60}\)")
_BRACKET_LAST = lazy(r"\([^()]{1,60}\)\s*\.?\s*$")
_GRADES = lazy(r"\(?(?:F|\d)\s?[–-]\s?\d\)?")  # of a school: '(F–6)', which its title ends with
_YEAR_ALONE = lazy(r"\W*(?:19|20)\d\d(?:\W+(?:19|20)\d\d)?\W*")
_BODY_LETTERS = lazy(r"[A-ZÅÄÖ]{2,6}|[BCDFGHJKLMNPQRSTVWX][bcdfghjklmnpqrstuvwxz]{1,2}")  # 'KF', 'Bun', no 'Om'

_DIGIT = lazy(r"\d")
_WORD = lazy(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadLines:
    """The lines in which an item's head is looked for.

    Attributes:
        rest: What stands on the head's line behind the number.
        below: The lines below it.
        attached: Whether the first of them follows without white space.
    """

    rest: str
    below: Sequence[str]
    attached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadMarks:
    """The words of one document's heads that belong to no title, in small letters.

    Attributes:
        labels: What stands before case numbers.
        places: What stands before the place on the agenda, or another number of the item.
        title_below: Whether titles stand right below the line with the number.
        leading: Whether the number stands right before the title's words: `§ 41 31/KS 118 Taxa`.
        lead_word: The body's letters, where all titles begin with them: `§ 41 FN Taxa`.
    """

    labels: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    title_below: bool = False
    leading: bool = False
    lead_word: str = ""

    def cases(self, text: str) -> list[tuple[int, int]]:
        """Give the spans of the case numbers of a text that holds nothing else; none where it holds more."""
        return case_series(text, self.labels)

    def is_mark(self, text: str) -> bool:
        """Tell whether a text holds no part of a title: case numbers, a place on the agenda, no word at all."""
        if is_head_line(text) or self.cases(text):
            return True
        if not _WORD.search(text):
            return not text.strip(f" \t{DIVIDERS}–—-.:") or (
                _DIGIT.search(text) is not None and not _YEAR_ALONE.fullmatch(text) and not _GRADES.fullmatch(text)
            )
        return (label := _place_label(text)) is not None and label in self.places

    def title_span(self, text: str) -> tuple[int, int]:
        """Give what the marks at both ends of a head's text leave for its title."""
        low, high = 0, len(text)
        cells = [cell.span() for cell in CELL.finditer(text) if cell[0].strip()]
        while cells and self.is_mark(text[slice(*cells[0])]):
            low = cells.pop(0)[1]
        while cells and self.is_mark(text[slice(*cells[-1])]):
            high = cells.pop()[0]
        if not cells:
            return len(text), len(text)
        if self.lead_word and text.startswith(f"{self.lead_word} ", low):
            low += len(self.lead_word) + 1
        if self.leading and (number := leading_number(text[low:high])) is not None:
            low += number[1]
        while (first := _BRACKET_FIRST.match(text, low, high)) and self.is_mark(first[0]):
            low = first.end()
        while (last := _BRACKET_LAST.search(text, low, high)) and self.is_mark(last[0]):
            high = last.start()
        return low, high


NO_MARKS: Final = HeadMarks()


def _place_label(text: str) -> str | None:
    match = _PLACE.fullmatch(text) if len(text) < 60 else None
    return (match["label"] + match["behind"]).casefold() if match is not None else None


def _parts(text: str) -> Iterable[str]:
    yield text
    cells = CELL.findall(text)
    if len(cells) > 1:
        yield from cells
    for bracket in (_BRACKET_FIRST.match(text), _BRACKET_LAST.search(text)):
        if bracket is not None:
            yield bracket[0]


def learn_marks(heads: Sequence[HeadLines]) -> HeadMarks:
    """Learn the marks of a document.

    Args:
        heads: The lines of each item's head.

    Returns:
        The words that stand before a number, and with it make up a whole line, cell or bracket, in item after item.
    """
    labels: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for head in heads:
        parts = [part for line in (head.rest, *head.below) if len(line) < _LONGEST for part in _parts(line)]
        labels.update({label for part in parts if (label := series_label(part)) is not None})
        places.update({label for part in _parts(head.rest) if (label := _place_label(part)) is not None})
    least = max(_LEAST, _SHARE * len(heads))
    marks = HeadMarks(
        labels=frozenset(label for label, count in labels.items() if count >= least),
        places=frozenset(label for label, count in places.items() if count >= least),
    )
    led = sum(leading_number(head.rest) is not None for head in heads)
    leading = led >= least or (led >= _FEW and 2 * led >= len(heads))
    below = sum(
        head.attached
        and (not head.rest.strip() or marks.is_mark(head.rest))
        and heading_kind(head.below[0]) is None
        and not marks.is_mark(head.below[0])
        for head in heads
    )
    first = {head.rest.split(" ", maxsplit=1)[0] for head in heads}
    lead_word = next(iter(first)) if len(first) == 1 and len(heads) >= _LEAST else ""
    marks = replace(marks, lead_word=lead_word if _BODY_LETTERS.fullmatch(lead_word) else "")
    return replace(marks, leading=leading, title_below=below >= max(_LEAST, _MOST * len(heads)))
