"""Vote lists set with blanks: which column a cell stands in, where empty cells leave nothing but a wider gap."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from nlp_minutes.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["column_gaps"]

_CELL = lazy(r"\S+(?: \S+)*")
_VOTE_HEAD = lazy(
    r"(?:ja|nej|för|emot|mot|bifall|avslag|gillas|ogillas|neutral|stilla|blank|avst\w*\.?|frånv\w*\.?|röst|röstar|omröstning.*|votering.*|§+ ?\d.*)",
    re.IGNORECASE,
)
_NAME_HEAD = lazy(
    r"(?:(?:nr|plats|stol|mandat)\.? )?(?:namn|ledamot|ledamöter|ordinarie(?: ledamot)?|förtroendevald\w*|tjänstgörande|röstande)",
    re.IGNORECASE,
)
_MARK = lazy(r"[xX✓✔×]|\d{1,3}|ja|nej|avst\w*\.?|frånv\w*\.?|deltar (?:ej|inte)|jäv|[–-]", re.IGNORECASE)
# 'VrF Fjellgren, Mats', 'S    Rostami, Nahid'
_PARTY_FIRST = lazy(
    r"\s{0,2}(?P<party>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,4}|[a-zåäö]{1,4})\s+(?P<second>)(?=(?:[a-z]{2,3} )?[A-ZÅÄÖ][^\s,]+(?: [A-ZÅÄÖ][^\s,]+)?,? [A-ZÅÄÖ])"
)
# 'Ulla Ek          s     X'
_PARTY_SECOND = lazy(
    r"\s{0,2}(?:\d{1,3}[.)]?\s+)?[^\W\d_][^\s]*(?: [^\s]+)+\s{2,}(?P<second>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,4}|[a-zåäö]{1,4})\s{2,}[xX✓✔×](?!\S)"
)
_PAIRS: Final = (
    {"ja", "nej"}, {"för", "emot"}, {"för", "mot"}, {"bifall", "avslag"}, {"gillas", "ogillas"}
)  # fmt: skip
_ROWS_TO_SEE: Final = 3
# So far a head stands in that has nothing above the names.
_INDENT: Final = 8
_SEAT: Final = lazy(r"\d{1,3}[.)]?")
_WITH_SEAT: Final = 2  # cells: the name and a mark at least stand behind the seat
_HAS_DIGIT: Final = lazy(r"\d")
_LETTERS: Final = {"J", "N", "A", "F", "Av", "Fr"}
# So many lines that are no rows end a table; page furniture is as many at most.
_ENDS_AFTER: Final = 6


def column_gaps(lines: Iterable[str]) -> list[Mapping[int, int]]:
    """Tell how many columns each gap of a row crosses.

    Args:
        lines: The extracted lines.

    Returns:
        For each line the gaps by their offset in it, with the number of tabs that stand for them; nothing for lines
        that are no rows of a vote list set with blanks.
    """
    lines = list(lines)
    found: list[Mapping[int, int]] = []
    heads: list[tuple[int, int]] = []
    # where the names begin behind a column of parties that no head tells of
    names = 0
    others = 0
    for number, line in enumerate(lines):
        cells = [match.span() for match in _CELL.finditer(line)] if "\t" not in line else []
        texts = [line[low:high] for low, high in cells]
        nameless = _is_head_without_names(line, texts)
        if nameless or _is_head(texts):
            names = _second_column(lines[number + 1 :], _PARTY_FIRST) if nameless else 0
            others = 0
            # a column of its own for the names behind the parties, or for the parties behind the names
            bare = nameless and _VOTE_HEAD.fullmatch(texts[0])
            second = names or (_second_column(lines[number + 1 :], _PARTY_SECOND) if bare else 0)
            heads = [(0, 0), *([(second, second)] if second else []), *cells] if nameless else cells
            found.append({low: 1 for _, low in cells[:-1]} | ({0: 2} if second else {}))
            continue
        if names and (party := _PARTY_FIRST.match(line)) and party.end() == names and cells[0][1] > names:
            # a long abbreviation leaves one blank before the name
            cells[:1] = [party.span("party"), (names, cells[0][1])]
            texts = [line[low:high] for low, high in cells]
        row = _row(cells, texts, heads) if heads else {}
        found.append(row)
        if row:
            others = 0
        elif texts:
            others += 1
            if others > _ENDS_AFTER:
                heads = []
    return found


def _is_head(cells: list[str]) -> bool:
    if len(cells) < 2 or any(len(cell) > 40 for cell in cells):
        return False
    letters = _LETTERS if {"J", "N"} <= set(cells) else set()
    votes = [cell for cell in cells if _VOTE_HEAD.fullmatch(cell) or cell.strip(".") in letters]
    names = [cell for cell in cells if _NAME_HEAD.fullmatch(cell)]
    if names and votes and len(votes) + len(names) >= len(cells) - 2:
        return True
    # beside columns for both sides, what heads the names may be called anything: 'Ledamot / ersättare', 'Partigrupp'
    folded = {cell.casefold().rstrip(".:") for cell in votes}
    both = _has_both(folded) or {"j", "n"} <= folded
    return both and cells[0] not in votes and len(votes) >= len(cells) - 2 and not _HAS_DIGIT.search(cells[0])


def _is_head_without_names(line: str, cells: list[str]) -> bool:
    """Whether a line is a head with nothing above the names, which stand to the left of it: `      Parti   Ja   Nej`."""
    if len(cells) < 2 or not line[:_INDENT].isspace():
        return False
    folded = [cell.casefold().rstrip(".:") for cell in cells]
    votes = [cell for cell in folded if _VOTE_HEAD.fullmatch(cell)]
    return _has_both(folded) and len(votes) >= len(cells) - 1


def _has_both(cells: Iterable[str]) -> bool:
    """Whether cells hold the words for both sides of a vote."""
    found = set(cells)
    return any(pair <= found for pair in _PAIRS)


def _second_column(below: list[str], rows: re.Pattern[str]) -> int:
    """Where the group `second` of a pattern begins in the next rows, if it does so in all of them; else 0."""
    seen = itertools.islice((line for line in below if line.strip()), _ROWS_TO_SEE)
    starts = {match.start("second") if (match := rows.match(line)) else 0 for line in seen}
    return starts.pop() if len(starts) == 1 else 0


def _row(cells: list[tuple[int, int]], texts: list[str], heads: list[tuple[int, int]]) -> Mapping[int, int]:
    if len(cells) < 2 or not any(_MARK.fullmatch(text) for text in texts[1:]):
        return {}
    columns = [_column(cell, heads) for cell in cells]
    if len(cells) > _WITH_SEAT and columns[0] == columns[1] and _SEAT.fullmatch(texts[0]):
        # the number of a seat, two blanks before the name, is no column of its own
        del columns[0]
        cells = cells[1:]
    if columns[0] > 1 or any(one >= two for one, two in itertools.pairwise(columns)):
        return {}
    return {cell[1]: two - one for cell, one, two in zip(cells, columns, columns[1:], strict=False)}


def _column(cell: tuple[int, int], heads: list[tuple[int, int]]) -> int:
    """The head that a cell stands below: flush left, flush right or in the middle."""

    def distance(head: tuple[int, int]) -> float:
        middle = abs(sum(cell) - sum(head)) / 2
        return min(abs(cell[0] - head[0]), abs(cell[1] - head[1]), middle)

    return min(range(len(heads)), key=lambda n: distance(heads[n]))
