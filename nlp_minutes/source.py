"""The extracted text of one file, its clean view, and the alignment between the two.

The extracted text is never changed: offsets in the result count its code points. The clean view is what
the pipeline reads: no page furniture, wrapped lines joined, line-end hyphens resolved, split diacritics repaired.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from nlp_minutes.patterns import lazy
from nlp_minutes.quick import quick

__all__ = ["Alignment", "Block", "ReadWarning", "Run", "Source", "path_text"]

_HALF = lazy("[\ud800-\udfff]")


def path_text(path: str | None) -> str | None:
    """Give a path as results hold it: bytes of a name that are no UTF-8 become a replacement character."""
    return _HALF.sub("\ufffd", path) if path is not None else None


class Run(NamedTuple):
    """A stretch of clean text and the stretch of extracted text it was made from.

    Where both are of one length, character answers to character. Otherwise (a ligature, a joined
    line end, a letter with its loose diacritic) every clean character answers to the whole stretch.

    Attributes:
        clean_start: First clean offset.
        clean_length: Clean characters, at least 1.
        start: First offset in the extracted text.
        length: Extracted characters, at least 1.
    """

    clean_start: int
    clean_length: int
    start: int
    length: int


class Alignment:
    """The way from every clean character back to the extracted text, and forth.

    Args:
        runs: Runs in rising order of both sides; together they cover the clean text without gaps.

    Raises:
        ValueError: The runs overlap, leave a gap on the clean side or run backwards.
    """

    __slots__ = ("_clean_starts", "_runs", "_starts")

    def __init__(self, runs: Iterable[Run]) -> None:
        self._runs = tuple(runs)
        for run in self._runs:
            if run.clean_length < 1 or run.length < 1:
                raise ValueError(f"an empty run: {run}")
        for one, two in pairwise(self._runs):
            if one.clean_start + one.clean_length != two.clean_start or one.start + one.length > two.start:
                raise ValueError(f"runs do not follow each other: {one}, {two}")
        self._clean_starts = [run.clean_start for run in self._runs]
        self._starts = [run.start for run in self._runs]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs, in order."""
        return self._runs

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Map a clean span to the extracted text.

        Args:
            start: First clean offset.
            end: Clean offset behind the span; greater than `start`.

        Returns:
            The smallest span of the extracted text that holds what every character was made from.

        Raises:
            ValueError: The span is empty or lies outside the clean text.
        """
        if not self._runs or start >= end or start < 0:
            raise ValueError(f"no such span of the clean text: {start}-{end}")
        first, last = self._char(start), self._char(end - 1)
        return first[0], last[1]

    def _char(self, offset: int) -> tuple[int, int]:
        run = self._runs[bisect_right(self._clean_starts, offset) - 1]
        within = offset - run.clean_start
        if within >= run.clean_length:
            raise ValueError(f"no such offset of the clean text: {offset}")
        if run.clean_length == run.length:
            return run.start + within, run.start + within + 1
        return run.start, run.start + run.length

    def to_clean(self, start: int, end: int) -> tuple[int, int] | None:
        """Map a span of the extracted text to the clean view.

        Args:
            start: First offset in the extracted text.
            end: Offset behind the span.

        Returns:
            The clean characters that were made from any part of the span, or None where nothing of it
            is in the clean view (page furniture, blanks at a line's end).
        """
        low: int | None = None
        high = 0
        at = max(bisect_right(self._starts, start) - 1, 0)
        for run in self._runs[at:]:
            if run.start >= end:
                break
            if run.start + run.length <= start:
                continue
            if run.clean_length == run.length:
                first = run.clean_start + max(start - run.start, 0)
                last = run.clean_start + min(end - run.start, run.length)
            else:
                first, last = run.clean_start, run.clean_start + run.clean_length
            low = first if low is None else low
            high = last
        return None if low is None else (low, high)

    def to_list(self) -> list[int]:
        """The runs as one flat list of whole numbers, four a run."""
        return [n for run in self._runs for n in (run.clean_start, run.clean_length, run.start, run.length)]

    @classmethod
    def from_list(cls, numbers: Sequence[int]) -> Alignment:
        """Make an alignment from what `to_list` gave."""
        return cls(Run(*numbers[at : at + 4]) for at in range(0, len(numbers), 4))


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of reading text: a joined paragraph, a list point, a heading or one line of a list.

    Attributes:
        start: First clean offset.
        end: Clean offset behind it.
        page: Page number, from 1.
        blank_before: Whether white space or a page border stands above it.
        lines: How many extracted lines were joined.
    """

    start: int
    end: int
    page: int = 1
    blank_before: bool = True
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWarning:
    """Something about the file that a reader of the result should know; offsets in the extracted text."""

    code: str
    message: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What one file said, as it stands and as it is read.

    Attributes:
        text: The extracted text; the result's `text`.
        clean: The clean view: the blocks, one newline between.
        alignment: From `clean` to `text`.
        blocks: Spans of `clean`, in order.
        furniture: Spans of `text` that are page furniture.
        path: The file, or None for a text given in Python.
        media_type: As in `text/plain`.
        sha256: Of the file's bytes (of the UTF-8 text, where there is no file).
        pages: Number of pages, or None where the format has none.
        warnings: What the reader noticed.
    """

    text: str
    clean: str
    alignment: Alignment
    blocks: tuple[Block, ...]
    furniture: tuple[tuple[int, int], ...] = ()
    path: str | None = None
    media_type: str = "text/plain"
    sha256: str = ""
    pages: int | None = None
    warnings: tuple[ReadWarning, ...] = field(default=())
