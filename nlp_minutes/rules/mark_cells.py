"""Cells of tables of people that hold a code which is no party: presence, sex, constituency, how somebody took part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from nlp_minutes.patterns import lazy

__all__ = ["find_mark_cells"]

# What the head of such a column says.
_HEAD: Final = lazy(
    r"(?:närv\w*|deltagande(?:form|sätt)?|deltagarform|del(?:tog|tar)|medverkan|status|sätt|form|hur|plats|på plats|distans|på distans|frånv\w*|tj(?:änst)?g\w*|tj(?:änst)?\.?g?\.|inkall\w*|kön|k/m|m/k|"
    r"valkrets\w*|krets|tid|sign\w*|kod|not|anm\w*|upprop|jäv|röst\w*|omr\w*|vot\w*|ja|nej|avst\w*|beslut\w*|mandat|grupp|\d{1,3} ?§|§+ ?\d.*)\.?(?: ?[(:].*)?",
    re.IGNORECASE,
)
_CODE: Final = lazy(r"(?P<code>[A-ZÅÄÖ]{1,3}|[a-zåäö])(?=$|[,;: (/]|\.)")
# 'P = på plats, D = på distans', 'T betyder tjänstgörande'
_LEGEND: Final = lazy(
    r"(?<![\w-])[”\"(]?(?P<code>[A-ZÅÄÖ]{1,3}|[a-zåäö])[”\")]? ?(?:=|betyder) ?(?P<words>[a-zåäö][\wåäö ]{2,40})"
)
_TELLS: Final = lazy(
    r"närv|frånv|plats|distans|länk|digital|fjärr|salen|tjänstg|ersätt|jäv|förhind|ledig|sjuk|kvinn|man\b|män\b|avst|nej|ja\b|röst|delt|ej\b|inte\b|kom |lämnade|anmäl",
    re.IGNORECASE,
)
_DIVIDER: Final = lazy(r"\t| \| ?")


def find_mark_cells(blocks: Iterable[tuple[str, int]]) -> Iterator[int]:
    """Yield where the codes begin that tables of people have beside names and parties.

    A code is one by the head of its column, or because the document says what it stands for (`P = på plats`) and its row
    has a party in another cell or an office in place of it.

    Args:
        blocks: Text and offset of each block, in order.
    """
    legend: set[str] = set()
    heads: set[int] = set()
    width = 0
    for text, start in blocks:
        for match in _LEGEND.finditer(text) if "=" in text or "betyder" in text else ():
            if _TELLS.search(match["words"]):
                legend.add(match["code"])
        if "\t" not in text and " | " not in text:
            continue
        for line, at in _lines(text):
            cells = [*_cells(line)]
            told = {n for n, (cell, _) in enumerate(cells) if _HEAD.fullmatch(cell)}
            if told and not any(_CODE.fullmatch(cell) for cell, _ in cells):
                heads = told if len(cells) > 1 else set()
                width = len(cells)
                continue
            for n, (cell, low) in enumerate(cells):
                code = _CODE.match(cell)
                if code is None or not _has_party_elsewhere(cells, n, heads):
                    continue
                by_head = n in heads and len(cells) <= width
                by_legend = code["code"] in legend and n == _last(cells)
                if by_head or by_legend:
                    yield start + at + low


_IN_BRACKETS: Final = lazy(r"\([A-ZÅÄÖ][\wÅÄÖåäö]{0,4}\)")
_OFFICE: Final = lazy(r"(?:(?:[A-ZÅÄÖ]{2}-|[12]:[ea] )?[a-zåäö-]{3,}|[A-ZÅÄÖ][a-zåäö]{4,})(?: [a-zåäö-]+){0,3}")


def _has_party_elsewhere(cells: list[tuple[str, int]], at: int, heads: set[int]) -> bool:
    """Whether another cell of the row, in no column of codes, holds the party, or an office in its place.

    Where the heads stand over other columns than their own, as when two of them have run together, the one code of a row
    is its party.
    """
    others = [cell for n, (cell, _) in enumerate(cells) if n != at and n not in heads]
    return any(_CODE.fullmatch(cell) or _OFFICE.fullmatch(cell) or _IN_BRACKETS.search(cell) for cell in others)


def _last(cells: list[tuple[str, int]]) -> int:
    """The last cell that holds anything."""
    return max((n for n, (cell, _) in enumerate(cells) if cell), default=-1)


def _lines(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    for line in text.split("\n"):
        yield line, at
        at += len(line) + 1


def _cells(line: str) -> Iterator[tuple[str, int]]:
    """The cells of a row with their offsets, the empty ones too: they keep the columns apart."""
    at = 0
    for gap in [*_DIVIDER.finditer(line), None]:
        cell = line[at : gap.start() if gap else len(line)]
        yield cell.strip(), at + len(cell) - len(cell.lstrip())
        at = gap.end() if gap else at
