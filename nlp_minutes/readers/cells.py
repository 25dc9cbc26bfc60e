"""Tables of people that came out of a file with each cell on a line of its own: which lines make up a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from nlp_minutes.patterns import lazy

__all__ = ["CellRow", "find_rows", "is_cell", "is_name"]


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row of a table.

    Attributes:
        cells: By column the lines of the cell, more than one where its text is wrapped; empty where the cell is.
        dropped: Lines within the row that belong to none of its cells.
    """

    cells: tuple[tuple[int, ...], ...]
    dropped: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[int, ...]:
        """All lines of the row."""
        return (*(line for cell in self.cells for line in cell), *self.dropped)


_HEADS: Final = {
    "name": r"namn|ledam(?:ot|öter)|ordinarie(?: ledam(?:ot|öter))?|förtroendevald|efternamn,? förnamn",
    "substitute": r"(?:tjänstgörande |inkallad )?ersättare|ersätts av|tjänstgörande",
    "party": r"parti(?:beteckning)?|pol\.? ?parti",
    "role": r"roll|uppdrag|befattning|funktion",
    "number": r"nr|plats|stol(?:snr)?|mandat",
    "time": r"ankom|utgick|anlände|in|ut|från|till|kl|tid|närvaro(?:tid)?",
    "vote": r"resultat|röst|omröstning|votering|val",
}
_HEAD: Final = {kind: re.compile(rf"(?:{words})[.:]?", re.IGNORECASE) for kind, words in _HEADS.items()}
_WORD: Final = r"(?:[A-ZÅÄÖÉÜÓ][\w'’.-]*|af|av|von|van|de|la|el|al|der|den)"
_CELL: Final = {
    "name": re.compile(rf"[A-ZÅÄÖÉÜÓ][\w'’.-]*(?: {_WORD})*(?:, {_WORD}(?: {_WORD})*| {_WORD})"),
    "party": re.compile(r"\(?[A-ZÅÄÖ][\wÅÄÖåäö+/-]{0,5}\)?|\(?[A-ZÅÄÖ][a-zåäö]+(?:partiet|listan|demokraterna)\)?"),
    "role": re.compile(
        r"(?:\d:[ea] |(?:[Ff]örste|[Aa]ndre|[Tt]redje) )?(?:v(?:ice|\.)? ?)?(?:[Oo]rdf(?:örande|\.)?|[Ll]ed(?:amot|\.)|[Ee]rs(?:ättare|\.)|[Tt]j(?:änst)?g(?:örande|\.) ers(?:ättare|\.))",
    ),
    "number": re.compile(r"\d{1,3}[.)]?"),
    "time": re.compile(r"(?:kl\.? ?)?\d{1,2}[.:]\d\d|§§? ?\d[\d, –-]*|[–-]"),
    "vote": re.compile(
        r"ja|nej|avst(?:år|ått|\.)?|frånv(?:arande|\.)?|kvittad|deltar (?:ej|inte)|jäv|[–-]", re.IGNORECASE
    ),
}
_CELL_OF: Final = {**_CELL, "substitute": _CELL["name"]}
_TELLING: Final = frozenset({"party", "vote", "time"})
_LONGEST: Final = 60
_LEAST_HEADS: Final = 3
# So many cells behind one another that fit no column end a table.
_MOST_STRANGE: Final = 3


@dataclass(slots=True)
class _Table:
    kinds: list[str] = field(default_factory=list)
    rows: list[CellRow] = field(default_factory=list)
    cells: list[tuple[int, ...]] = field(default_factory=list)
    at: int = -1  # the column of the last cell

    def open_row(self) -> None:
        self.cells, self.at = [() for _ in self.kinds], -1

    def close_row(self) -> None:
        if self.whole:
            self.rows.append(CellRow(tuple(self.cells)))
        self.open_row()

    @property
    def whole(self) -> bool:
        """Whether the open row has a name and one thing more."""
        filled = {kind for kind, cell in zip(self.kinds, self.cells, strict=False) if cell}
        return "name" in filled and len(filled) > 1

    def take(self, text: str, lines: tuple[int, ...]) -> bool:
        """Put a cell into the next column that it fits, in this row or in a new one; false where it fits none."""
        return self._put(text, lines) or (self.at >= 0 and self._anew(text, lines))

    def _put(self, text: str, lines: tuple[int, ...]) -> bool:
        for at in range(self.at + 1, len(self.kinds)):
            if _CELL_OF[self.kinds[at]].fullmatch(text):
                self.cells[at], self.at = lines, at
                return True
        return False

    def _anew(self, text: str, lines: tuple[int, ...]) -> bool:
        self.close_row()
        return self._put(text, lines)


_ABBREVIATION: Final = lazy(r"[A-ZÅÄÖ]{1,3}")


def is_cell(text: str) -> bool:
    """Tell whether a line is what a cell of such a table holds: a vote, a capacity, a party, a column's head.

    These recur at the edges of pages as page furniture does.
    """
    kinds = ("vote", "role")
    return (
        any(_CELL[kind].fullmatch(text) for kind in kinds)
        or _ABBREVIATION.fullmatch(text) is not None
        or _kind(text) in {"name", "substitute", "party"}
    )


def is_name(text: str) -> bool:
    """Tell whether a line has the form of the name in such a table: words with capitals, or `Surname, Given name`."""
    return _CELL["name"].fullmatch(text) is not None


def find_rows(lines: Sequence[str], spaced: Sequence[bool]) -> list[CellRow]:
    """Find the rows of tables whose cells stand below one another.

    A table begins with the heads of at least three columns, one of them for names, each on a line of its own, and goes
    on as long as the cells fit the columns in their order: a cell that fits none that is left begins the next row.

    Args:
        lines: The lines without page furniture.
        spaced: Whether a blank line or page border stands above each.

    Returns:
        The rows in order, that of the heads first; nothing for tables of fewer than two rows.
    """
    found: list[CellRow] = []
    at = 0
    while at < len(lines):
        heads, dropped, behind = _heads(lines, at)
        if not heads:
            at += 1
            continue
        rows, end = _body(lines, spaced, behind, [kind for kind, _ in heads], blank_between=spaced[heads[1][1]])
        if len(rows) > 1:
            found += [CellRow(tuple((line,) for _, line in heads), dropped), *rows]
            at = end
        else:
            at = behind
    return found


def _kind(text: str) -> str | None:
    return next((kind for kind, pattern in _HEAD.items() if pattern.fullmatch(text)), None)


def _heads(lines: Sequence[str], at: int) -> tuple[list[tuple[str, int]], tuple[int, ...], int]:
    """The heads of columns from a line on, the seat's number that an extractor put between them, and the line behind."""
    heads: list[tuple[str, int]] = []
    dropped: list[int] = []
    while at < len(lines):
        kind = _kind(lines[at])
        if kind is not None:
            heads.append((kind, at))
        elif heads and heads[0][0] == "number" and not dropped and lines[at].isdigit():
            dropped.append(at)
        else:
            break
        at += 1
    if dropped and dropped[-1] == at - 1:
        at = dropped.pop()
    kinds = [kind for kind, _ in heads]
    fits = len(kinds) >= _LEAST_HEADS and kinds.count("name") == 1 and _TELLING & set(kinds)
    return (heads, tuple(dropped), at) if fits else ([], (), at)


def _body(
    lines: Sequence[str], spaced: Sequence[bool], at: int, kinds: list[str], *, blank_between: bool
) -> tuple[list[CellRow], int]:
    """The rows behind the heads, and the line behind the last of them.

    What fits no column (a name that the extractor lost its place for, a remark) stays a line of its own.
    """
    table = _Table(kinds)
    table.open_row()
    end, strange = at, 0
    while at < len(lines) and strange <= _MOST_STRANGE:
        size = 1
        # where blank lines stand between the cells, lines without one between them are one cell
        while blank_between and at + size < len(lines) and not spaced[at + size]:
            size += 1
        text = " ".join(lines[at : at + size])
        if len(text) > _LONGEST or (text[:1].isupper() and text.endswith(":")):
            break
        if table.take(text, tuple(range(at, at + size))):
            strange = 0
        else:
            table.open_row()
            strange += 1
        at += size
        end = at if table.whole else end
    table.close_row()
    return table.rows, end
