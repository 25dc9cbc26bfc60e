"""Lists of voters whose crosses stand below `Ja`, `Nej` and `Avst` by their place on the line alone.

Where the gaps of a line are blanks, an empty cell leaves nothing behind but a wider gap. So these lists are read from the
text as it was extracted: a cross belongs to the head that it stands below. Such a list may hold the attendance as well,
and then often stands before the items.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nlp_minutes.patterns import lazy
from nlp_minutes.rules.vote_counts import side_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Grid", "find_grids"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One vote of such a list; offsets are those of the extracted text.

    Attributes:
        rows: What a row calls each voter, and his or her side.
        sums: What a row of sums says, by side.
        section: The § above the columns.
        start: Where the head begins.
        end: Offset behind the last row.
    """

    rows: tuple[tuple[str, str], ...]
    sums: dict[str, int]
    section: str | None
    start: int
    end: int


_HEADS = lazy(r"(?<![^\s(])(?:[Jj]a|JA) {1,12}(?:[Nn]ej|NEJ)(?!\S)")
_WORD = lazy(r"\S+")
_MARK = lazy(r"[xX✓✔×●•1]")
_GAP = lazy(r" {2,}")
_SECTION = lazy(r"§+ ?(\d+ ?[A-Z]?(?!\w))|(?<!\S)(\d+) ?§")
_MISSED: Final = 6  # lines in a row that may be no rows: the foot and head of a page, a group's name
_LEAST: Final = 4


def find_grids(text: str) -> list[Grid]:
    """Find the lists of crosses of a text.

    Args:
        text: The text as extracted, with its blanks.

    Returns:
        One for each vote, in order.
    """
    if "ej " not in text and "EJ " not in text:
        return []
    found: list[Grid] = []
    for match in _HEADS.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        if found and start < found[-1].end:
            continue
        found += _grids(text, start)
    return found


def _grids(text: str, start: int) -> Iterator[Grid]:
    stop = text.find("\n", start)
    head = text[start : stop if stop >= 0 else len(text)]
    if "\t" in head or stop < 0 or len(head) > 200:
        return
    columns = _columns(head)
    if not columns:
        return
    below = [*_below_heads(text, start, stop, columns)]
    if columns[-1][2] == 0 and (ordered := [*_in_order(text, start, stop)]):
        # crosses that stand below no head were left out
        yield from ordered if not below or len(ordered[0].rows) > len(below[0].rows) else below
        return
    yield from below


def _below_heads(text: str, start: int, stop: int, columns: Sequence[_Column]) -> Iterator[Grid]:
    """The votes of a list whose crosses stand below their heads."""
    rows: list[list[tuple[str, str]]] = [[] for _ in range(columns[-1][2] + 1)]
    sums: list[dict[str, int]] = [{} for _ in rows]
    missed = 0
    at, end = stop + 1, start
    while missed <= _MISSED and at < len(text) and not any(sums):
        stop = text.find("\n", at)
        stop = stop if stop >= 0 else len(text)
        line = text[at:stop]
        numbers = _numbers(line, columns)
        read = _row(line, columns) if not numbers else []
        if not read and not numbers and len(rows) == 1 and (away := _away(line)):
            read = [(0, away, "absent")]
        for block, who, side in read:
            rows[block].append((who, side))
        for (block, side), number in numbers.items():
            sums[block][side] = number
        if read or numbers:
            missed, end = 0, stop
        elif (line.strip() and len(_GAP.split(line.strip())) < 2) or not line.strip():
            missed += 1
        at = stop + 1
    sections = _sections(text, start, columns[-1][2] + 1)
    for block, (own, counted) in enumerate(zip(rows, sums, strict=True)):
        if len(own) >= _LEAST and _adds_up(own, counted):
            yield Grid(rows=tuple(own), sums=counted, section=sections[block], start=start, end=end)


_Column = tuple[float, str, int]
_WIDE: Final = 2.0  # places of one column at most differ by this
_LAST_WORD = lazy(r"^(?P<who>.*\S) {2,}\(?(?P<word>[^\W\d][\w ]{3,15}\.?)\)?\s*$")


def _away(line: str) -> str:
    """Whom a row names that has a word for absence in place of a cross; nothing of any other line."""
    match = _LAST_WORD.match(line)
    return _who(match["who"]) if match is not None and side_of(match["word"]) == "absent" else ""


def _in_order(text: str, start: int, stop: int) -> Iterator[Grid]:
    """A vote with one cross a row, also where its head has slipped beside them: their places are the heads' in their order.

    Only where there are as many places as heads, or where a row of sums tells how many crosses each place has.
    """
    heads = [side for word in text[start:stop].split() if (side := side_of(word))]
    if len(set(heads)) < len(heads):
        return  # several votes
    rows: list[tuple[str, float]] = []
    away: list[tuple[str, str]] = []
    sums: list[int] = []
    missed = 0
    at, end = stop + 1, start
    while missed <= _MISSED and at < len(text) and not sums:
        stop = text.find("\n", at)
        stop = stop if stop >= 0 else len(text)
        line = text[at:stop]
        crosses = [one for one in _WORD.finditer(line) if _MARK.fullmatch(one[0]) and line[: one.start()].strip()]
        if len(crosses) > 1 and _who(line[: crosses[0].start()]):
            return  # a column for who was there, or several votes
        who = _who(line[: crosses[0].start()]) if len(crosses) == 1 and not line[crosses[0].end() :].strip() else ""
        if _TOTAL.match(line) and (numbers := [int(one) for one in line.split() if one.isdigit() and len(one) < 4]):
            sums, end = numbers, stop
        elif who:
            rows.append((who, crosses[0].start()))
            missed, end = 0, stop
        elif absent := _away(line):
            away.append((absent, "absent"))
            missed, end = 0, stop
        elif (line.strip() and len(_GAP.split(line.strip())) < 2) or not line.strip():
            missed += 1
        at = stop + 1
    if len(rows) < _LEAST:
        return
    sides = _sides_of_places([place for _, place in rows], sums, heads)
    own = [*((who, side) for (who, _), side in zip(rows, sides, strict=False)), *away]
    if sides and len({who for who, _ in own}) == len(own):
        counted = {side: number for side, number in zip(heads, sums, strict=False) if side != "absent"}
        section = _sections(text, start, 1)[0]
        yield Grid(rows=tuple(own), sums=counted, section=section, start=start, end=end)


def _sides_of_places(places: Sequence[float], sums: Sequence[int], heads: Sequence[str]) -> list[str]:
    """The side of each cross by its place among the places of all; nothing where that does not add up."""
    columns: list[float] = []
    for place in sorted(set(places)):
        if not columns or place - columns[-1] > _WIDE:
            columns.append(place)
    named = [*heads]
    if sums:
        if len(sums) < len(heads):
            return []
        named = [head for head, number in zip(heads, sums, strict=False) if number]
    if len(columns) != len(named) or not {"yes", "no"} <= set(named):
        return []
    sides = [named[max(n for n, column in enumerate(columns) if column <= place)] for place in places]
    told = [number for number in sums[: len(heads)] if number]
    return sides if not sums or [sides.count(side) for side in named] == told else []


def _columns(head: str) -> list[_Column]:
    """Where the heads of a line have their middle, their side, and which vote of the line each belongs to."""
    columns: list[_Column] = []
    seen: set[str] = set()
    block = 0
    for match in _WORD.finditer(head):
        side = side_of(match[0])
        if side is None or side == "absent":
            continue
        if side in seen:
            block, seen = block + 1, set()
        seen.add(side)
        columns.append(((match.start() + match.end() - 1) / 2, side, block))
    return columns if {"yes", "no"} <= {side for _, side, _ in columns} else []


def _nearest(place: float, columns: Sequence[_Column]) -> _Column | None:
    """The column below whose head something stands; None where it stands below none, or between two."""
    ranked = sorted(columns, key=lambda one: abs(one[0] - place))
    best = abs(ranked[0][0] - place)
    width = min(abs(one[0] - other[0]) for one in columns for other in columns if one is not other)
    if best > max(2.0, 0.6 * width) or abs(ranked[1][0] - place) - best < 1:
        return None
    return ranked[0]


def _row(line: str, columns: Sequence[_Column]) -> list[tuple[int, str, str]]:
    """The voter of a row with the sides of his or her crosses; nothing where the row has none below a head."""
    found: list[tuple[int, str]] = []
    first = len(line)
    for match in _WORD.finditer(line):
        if not _MARK.fullmatch(match[0]) or line[: match.start()][-1:] not in {" ", ""}:
            continue
        column = _nearest(match.start(), columns)
        if column is None:
            continue
        first = min(first, match.start())
        found.append((column[2], column[1]))
    who = _who(line[:first])
    if not found or not who or len({block for block, _ in found}) < len(found):
        return []
    return [(block, who, side) for block, side in found]


_SEAT = lazy(r"\d{1,3}[.)]?\s+")
_LETTERS = lazy(r"[^\W\d_]{2}")
_PARTY = lazy(r"\(?[^\W\d_]{1,5}\)?")


def _who(text: str) -> str:
    """The name of a row, with the party that stands in a cell of its own."""
    cells = [cell for cell in _GAP.split(text.strip()) if cell]
    if cells and (seat := _SEAT.match(cells[0])):
        cells[0] = cells[0][seat.end() :]
    elif cells and cells[0].strip(".)").isdigit():
        cells = cells[1:]
    if not cells or not _LETTERS.search(cells[0]):
        return ""
    behind = cells[1].split(" ")[0] if len(cells) > 1 else ""
    name = _OFFICE.sub("", cells[0])
    return f"{name} ({behind.strip('()')})" if behind and _PARTY.fullmatch(behind) and behind[0] not in "xX" else name


# 'ers. Jon Dahl', 'Ulla Ek, ordf.'
_OFFICE = lazy(r"^(?:tj\.? ?|tjg\.? ?)?ers\.? |,\s[^,]*$")


def _numbers(line: str, columns: Sequence[_Column]) -> dict[tuple[int, str], int]:
    """The sums of a row that has a number below each head of a vote, or below those that got votes."""
    found: dict[tuple[int, str], int] = {}
    for match in _WORD.finditer(line):
        if not match[0].isdigit() or len(match[0]) > 3:
            continue
        column = _nearest((match.start() + match.end() - 1) / 2, columns)
        if column is not None:
            found[column[2], column[1]] = int(match[0])
    return found if len(found) > 1 or _TOTAL.match(line) else {}


_TOTAL = lazy(r"\s*(?:summa|summ|s:a|totalt?|antal|resultat|sammanlagt)\b", re.IGNORECASE)


def _adds_up(rows: Sequence[tuple[str, str]], sums: dict[str, int]) -> bool:
    names = [who for who, _ in rows]
    sides = [side for _, side in rows]
    if len(set(names)) < len(names):
        return False
    return {"yes", "no"} <= set(sides) if not sums else all(sides.count(side) == n for side, n in sums.items())


def _sections(text: str, start: int, blocks: int) -> list[str | None]:
    """The § of each vote: the one that stands above its columns, on one of the two lines above the head or in it."""
    lines = text[:start].rstrip("\n").split("\n")[-2:]
    head = text[start : text.find("\n", start)]
    for line in [head, *reversed(lines)]:
        found = [
            ((one.start() + one.end() - 1) / 2, (one[1] or one[2]).replace(" ", "")) for one in _SECTION.finditer(line)
        ]
        if not found:
            continue
        if len(found) == 1 and blocks == 1:
            return [found[0][1]]
        if len(found) == blocks:
            return [number for _, number in found]
        return [None] * blocks
    return [None] * blocks
