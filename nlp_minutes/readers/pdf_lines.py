"""Words with their places to the text of a page: lines, columns, tabs and blank lines. Pure geometry, no PDF library.

Three layouts are told apart: text in lines, rows whose cells belong together (names beside names, votes in columns:
each border between two columns is a tab, empty cells included), and running text set in two columns, which is read
one column after the other.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from nlp_minutes.patterns import lazy
from nlp_minutes.readers.pdf_words import Word

__all__ = ["Above", "PageLine", "page_lines"]

# The left and right edges of the columns of a table.
Columns = tuple[tuple[float, float], ...]

# Lengths are in heights of a line (descent to ascent), about 1.15 times the size of the type.
_SAME_LINE: Final = 0.25  # baselines this close belong to one line
_TAB: Final = 0.85  # a wider gap begins a column, unless the line is stretched
_TAB_OF_BLANK: Final = 2.3  # and it is so many times as wide as the line's other gaps
_STRETCHED: Final = 2.5  # no blank of a justified line is wider
_BLANK_LINE: Final = 1.25  # a step down, in usual steps, that leaves white space
_EDGE: Final = 0.25  # edges this close are aligned
_LEAST_ROWS: Final = 4  # of a column of running text
_LEAST_LETTERS: Final = 17  # of its lines
_EDGE_ROWS: Final = 4  # of a running head or foot
_SAME_GUTTER: Final = 4.0  # points: the columns of two pages are the same
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = lazy(r"(?:\d{1,2}|[*†‡]{1,2})[.,;:)]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """What a page may go on from: what the page above it ended in.

    Attributes:
        columns: The columns of the last table.
        gutter: Where the second column of running text began, if there was one.
    """

    columns: Columns = ()
    gutter: float | None = None


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a page's text.

    Attributes:
        text: Its text; cells are divided by tabs.
        base: The height of its baseline on the page; greater is higher.
        blank_before: Whether white space stands above it.
        bold: Whether all of it is set in bold type.
    """

    text: str
    base: float
    blank_before: bool
    bold: bool = False


@dataclass(slots=True)
class _Cell:
    """Words without a wide gap between them."""

    words: list[Word]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def text(self) -> str:
        """The words with blanks between; what touches the word before it (a raised mark) stands next to it."""
        parts = [self.words[0].text]
        for before, word in pairwise(self.words):
            touching = word.left - before.right < 0.1 * before.height and (
                word.height < 0.87 * before.height or before.height < 0.87 * word.height or _continues(before, word)
            )
            parts.append(word.text if touching else f" {word.text}")
        return "".join(parts)


def _continues(before: Word, word: Word) -> bool:
    """Whether two stretches set apart in the file are one word on the page: nothing lies between them."""
    return -0.05 * before.height < word.left - before.right < 0.03 * before.height


@dataclass(slots=True)
class _Row:
    """One line as it stands on the page: its cells from left to right."""

    cells: list[_Cell]
    base: float
    height: float

    @property
    def left(self) -> float:
        return self.cells[0].left

    @property
    def right(self) -> float:
        return self.cells[-1].right


def page_lines(words: Sequence[Word], above: Above | None = None) -> tuple[list[PageLine], Above]:
    """Set a page's words in reading order.

    Args:
        words: The upright words of one page, in any order.
        above: What the page before ended in, if there is one.

    Returns:
        The lines in reading order, and what the next page may go on from: what was given, where this page has none.
    """
    above = above or Above()
    found = [word for word in words if word.text.strip()]
    if not found:
        return [], above
    lines: list[PageLine] = []
    margin = max(word.right for word in found)
    carried = above.columns
    zones, gutter = _zones(_rows(found, margin), above.gutter)
    for zone in zones:
        more, carried = _zone_lines(zone, carried)
        lines += more
    return lines, Above(columns=carried, gutter=gutter)


def _rows(words: Sequence[Word], margin: float) -> list[_Row]:
    """Cluster words by baseline, from the top of the page downwards."""
    body = _body_height(words)
    marks: list[Word] = []
    plain: list[Word] = []
    for word in words:
        (marks if word.height < 0.8 * body and _MARK.fullmatch(word.text) else plain).append(word)
    lines: list[list[Word]] = []
    for word in sorted(plain, key=lambda word: (-word.base, word.left)):
        if lines and abs(lines[-1][0].base - word.base) <= _SAME_LINE * min(lines[-1][0].height, word.height):
            lines[-1].append(word)
        else:
            lines.append([word])
    _hang_marks(marks, lines)
    lines.sort(key=lambda line: -line[0].base)
    return [_row(line, margin) for line in lines]


def _body_height(words: Sequence[Word]) -> float:
    counts: Counter[float] = Counter()
    for word in words:
        counts[round(word.height, 1)] += len(word.text)
    return max(counts, key=lambda height: (counts[height], height))


def _hang_marks(marks: Sequence[Word], lines: list[list[Word]]) -> None:
    """Put raised marks and other small numbers to the line they stand in."""
    for mark in marks:
        near = [line for line in lines if -0.4 * line[0].height < mark.base - line[0].base < 0.65 * line[0].height]
        line = min(near, key=lambda line: abs(mark.base - line[0].base), default=None)
        if line is None:
            lines.append([mark])
            continue
        raised = mark.base - line[0].base > 0.1 * line[0].height
        touching = any(abs(mark.left - word.right) < 0.25 * word.height for word in line)
        text = mark.text.translate(_RAISED) if raised and touching else mark.text
        line.append(Word(text, mark.left, mark.right, line[0].base, mark.height, line[0].bold))


def _row(line: Sequence[Word], margin: float) -> _Row:
    words = sorted(line, key=lambda word: word.left)
    height = median(word.height for word in words)
    gaps = [right.left - left.right for left, right in pairwise(words)]
    small = [gap for gap in gaps if 0.1 * height < gap < 1.2 * height]
    least = max(_TAB * height, _TAB_OF_BLANK * median(small) if small else 0.0)
    if _is_stretched(gaps, height, words[-1].right, margin):
        least = _STRETCHED * height
    cells = [_Cell([words[0]])]
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap > least:
            cells.append(_Cell([word]))
        else:
            cells[-1].words.append(word)
    return _Row(cells, line[0].base, height)


def _is_stretched(gaps: Sequence[float], height: float, right: float, margin: float) -> bool:
    """Whether a line was stretched to the margin: all its gaps are alike."""
    real = [gap for gap in gaps if gap > 0.1 * height]
    if len(real) < 2 or margin - right > 0.5 * height:
        return False
    return max(real) < 1.25 * min(real) and max(real) < _STRETCHED * height


@dataclass(slots=True)
class _Zone:
    """Rows that are read across (one list) or the two columns of running text (read one after the other)."""

    rows: list[_Row]


def _zones(rows: Sequence[_Row], before: float | None = None) -> tuple[list[_Zone], float | None]:
    """Cut a page where running text in two columns begins and ends; give the gutter between them too.

    Where the page before had its gutter at the same place (`before`), less tells that this page has two columns.
    """
    gutter = _gutter(rows)
    known = before is not None and (gutter is None or abs(gutter - before) <= _SAME_GUTTER)
    if known and sum(not _crosses(row, before) for row in rows if before is not None) >= _LEAST_ROWS:
        gutter = before
    if gutter is None:
        return [_Zone(list(rows))], None
    zones: list[_Zone] = []
    part: list[_Row] = []
    inside = False
    for row in rows:
        crosses = _crosses(row, gutter)
        if part and crosses == inside:
            zones += _columns(part, gutter, known=known) if inside else [_Zone(part)]
            part = []
        inside = not crosses
        part.append(row)
    zones += _columns(part, gutter, known=known) if inside else [_Zone(part)]
    divided = any(len(zone.rows) > 1 and zone.rows[-1].base < after.rows[0].base for zone, after in pairwise(zones))
    merged: list[_Zone] = []
    for zone in zones:
        if merged and merged[-1].rows[-1].base > zone.rows[0].base:
            merged[-1].rows.extend(zone.rows)
        else:
            merged.append(zone)
    return merged, gutter if divided else None


def _crosses(row: _Row, gutter: float) -> bool:
    """Whether a line runs across the gutter: a word lies over it, or no more than a blank does."""
    words = [word for cell in row.cells for word in cell.words]
    before = max((word.right for word in words if word.left < gutter), default=-math.inf)
    behind = min((word.left for word in words if word.left >= gutter), default=math.inf)
    return before > gutter + 1 or behind - before < _TAB * row.height


def _gutter(rows: Sequence[_Row]) -> float | None:
    """Where a second column of running text begins, if the page has one."""
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    starts = Counter(
        round(cell.left)
        for row in rows
        for cell in row.cells
        if left + 0.35 * (right - left) < cell.left < left + 0.65 * (right - left)
    )
    candidates = [start - 2.0 for start, count in starts.most_common(6) if count >= 3]
    if sum(starts.values()) < 4 or not candidates:
        return None
    crossed = {gutter: sum(_crosses(row, gutter) for row in rows) for gutter in candidates}
    # A running head or a title may lie across; what is indented in the second column lies further right.
    return min(gutter for gutter, count in crossed.items() if count <= min(crossed.values()) + 2)


def _columns(rows: Sequence[_Row], gutter: float, *, known: bool) -> list[_Zone]:
    """The two columns of a stretch of the page, if running text stands in both; else the stretch as it is."""
    head, rows, foot = _without_edges(rows)
    around = [_Zone(part) for part in (head, foot) if part]
    sides: tuple[list[_Row], list[_Row]] = ([], [])
    for row in rows:
        words = [word for cell in row.cells for word in cell.words]
        for side, part in zip(
            sides, ([w for w in words if w.left < gutter], [w for w in words if w.left >= gutter]), strict=True
        ):
            if part:
                side.append(_Row([_Cell(part)], row.base, row.height))
    sides = _set_anew(sides[0]), _set_anew(sides[1])
    running = [_is_running_text(side) for side in sides]
    if not (all(running) or (known and any(running) and all(sides))):
        return [_Zone([*head, *rows, *foot])]
    return [*around[: bool(head)], *(_Zone(side) for side in sides), *around[bool(head) :]]


def _set_anew(side: Sequence[_Row]) -> list[_Row]:
    """Divide the rows of one column into cells again, now that its own margin is known."""
    margin = max((row.right for row in side), default=0.0)
    return [_row([word for cell in row.cells for word in cell.words], margin) for row in side]


def _without_edges(rows: Sequence[_Row]) -> tuple[list[_Row], list[_Row], list[_Row]]:
    """Part the few lines at the top and at the bottom that white space divides from the rest: running heads and feet."""
    far = [n for n, (above, below) in enumerate(pairwise(rows), 1) if above.base - below.base > 2.2 * below.height]
    first = max((n for n in far if n <= _EDGE_ROWS), default=0)
    last = min((n for n in far if n >= len(rows) - _EDGE_ROWS), default=len(rows))
    return list(rows[:first]), list(rows[first:last]), list(rows[last:])


def _is_running_text(rows: Sequence[_Row]) -> bool:
    """Whether a column holds running text, whose lines go on from each other: many begin with a small letter.

    Columns of names or values are about as wide, but each of their lines begins something of its own.
    """
    if len(rows) < _LEAST_ROWS:
        return False
    lengths = [sum(len(word.text) + 1 for cell in row.cells for word in cell.words) for row in rows]
    small = sum(
        row.cells[0].words[0].text[0].islower() and length >= _LEAST_LETTERS
        for row, length in zip(rows, lengths, strict=True)
    )
    return small >= max(2.0, 0.1 * len(rows)) and median(lengths) >= _LEAST_LETTERS


def _zone_lines(zone: _Zone, carried: Columns) -> tuple[list[PageLine], Columns]:
    rows = zone.rows
    step = _usual_step(rows)
    body = _row_body(rows)
    borders, carried = _borders(rows, step, carried)
    lines: list[PageLine] = []
    for index, row in enumerate(rows):
        blank = True
        if index:
            above = rows[index - 1]
            blank = above.base - row.base > _BLANK_LINE * step * max(1.0, above.height / body, row.height / body)
        bold = all(word.bold for cell in row.cells for word in cell.words)
        lines.append(PageLine(_text(row, borders[index]), row.base, blank, bold))
    return lines, carried


def _row_body(rows: Sequence[_Row]) -> float:
    return Counter(round(row.height, 1) for row in rows).most_common(1)[0][0]


def _usual_step(rows: Sequence[_Row]) -> float:
    """The usual distance of two baselines, in points."""
    steps = Counter(
        round(2 * (above.base - below.base)) / 2
        for above, below in pairwise(rows)
        if 0.6 * below.height < above.base - below.base < 1.9 * below.height
    )
    if not steps:
        return 1.2 * _row_body(rows)
    most = max(steps.values())
    return min(step for step, count in steps.items() if count >= 0.5 * most)


@dataclass(frozen=True, slots=True)
class _Borders:
    """What is known of the columns around a row.

    Attributes:
        columns: The left and right edges of the columns of its table; empty where the rows make no table.
        starts: Where second and later cells begin in the rows above it, and the text behind a list mark.
    """

    columns: Columns
    starts: tuple[float, ...]


def _borders(rows: Sequence[_Row], step: float, carried: Columns) -> tuple[list[_Borders], Columns]:
    found: list[_Borders] = []
    for block in _blocks(rows, step):
        columns = _table_columns(block, carried)
        carried = columns or carried
        starts: list[float] = []
        for row in block:
            found.append(_Borders(columns, tuple(starts)))
            starts += [cell.left for cell in row.cells[1:]]
            first = row.cells[0].words
            if len(first) > 1 and len(first[0].text) <= 4:
                starts.append(first[1].left)  # behind the number or dash of a list point
    return found, carried


def _blocks(rows: Sequence[_Row], step: float) -> Iterable[list[_Row]]:
    """Rows close to each other; a row of several cells goes on with the next such row also over a blank line.

    Where a row does not fit between the columns of the rows above it, another table begins.
    """
    block: list[_Row] = []
    columns: Columns = ()
    for row in rows:
        if block:
            far = block[-1].base - row.base > (3.2 if len(row.cells) > 1 and len(block[-1].cells) > 1 else 1.6) * step
            clash = len(columns) > 2 and len(row.cells) > 2 and len(_merged([row], columns, row.height)) < len(columns)
            if far or clash:
                yield block
                block, columns = [], ()
        block.append(row)
        if len(row.cells) > 1:
            columns = _merged([row], columns, row.height)
    if block:
        yield block


def _table_columns(block: Sequence[_Row], carried: Columns) -> Columns:
    """The columns of a table: what the cells of its rows cover.

    Three rows with cells in three columns make a table; fewer do where they stand in the columns of a table above or on
    the page before.
    """
    rows = [row for row in block if len(row.cells) > 1]
    if not rows:
        return ()
    tall = rows[0].height
    if carried:
        whole = _merged(rows, carried, tall)
        if len(whole) == len(carried) and all(
            abs(new[0] - old[0]) < 2 * tall for new, old in zip(whole, carried, strict=True)
        ):
            return whole
    if len(rows) < 3 or max(len(row.cells) for row in rows) < 3:
        return ()
    columns = _merged(rows, (), tall)
    if len(columns) < 3:
        return ()
    spread = sum(len({_column(cell, columns) for cell in row.cells}) == len(row.cells) for row in rows)
    return columns if spread >= 0.8 * len(rows) else ()


def _merged(rows: Sequence[_Row], columns: Columns, height: float) -> Columns:
    """The columns with the cells of some rows added: what overlaps or nearly touches is one column."""
    found: list[tuple[float, float]] = []
    for left, right in sorted([*columns, *((cell.left, cell.right) for row in rows for cell in row.cells)]):
        if found and left < found[-1][1] + 0.2 * height:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return tuple(found)


def _column(cell: _Cell, columns: Columns) -> int:
    """The number of the column that a cell stands in: that which it overlaps most."""
    return max(
        range(len(columns)),
        key=lambda n: (min(cell.right, columns[n][1]) - max(cell.left, columns[n][0]), -n),
    )


def _text(row: _Row, borders: _Borders) -> str:
    parts: list[str] = []
    if borders.columns and (len(row.cells) > 1 or _stands_in_later_column(row, borders)):
        at = 0
        for index, cell in enumerate(row.cells):
            column = max(_column(cell, borders.columns), at + 1 if index else 0)
            parts += ["\t" * (column - at), cell.text]
            at = column
        return "".join(parts)
    indented = any(abs(row.left - start) < _EDGE * row.height for start in borders.starts)
    return ("\t" if indented else "") + "\t".join(cell.text for cell in row.cells)


def _stands_in_later_column(row: _Row, borders: _Borders) -> bool:
    column = _column(row.cells[0], borders.columns)
    return column > 0 and row.left >= borders.columns[column][0] - _EDGE * row.height
