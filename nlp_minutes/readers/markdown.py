"""The marks of Markdown, taken off a clean line: headings, emphasis, rows of tables."""

from __future__ import annotations

import re

from nlp_minutes.patterns import lazy
from nlp_minutes.readers.characters import Piece

__all__ = ["strip_marks"]

_MARKS = lazy(
    r"^\s*#{1,6}\s+|\s+#+$|^\s*>\s?"  # headings, quotations
    r"|\*\*(?=\S)|(?<=\S)\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])"  # emphasis
    r"|\\(?=[-\\`*_{}\[\]()#+.!§])"  # a backslash before a mark
)
_RULE = lazy(r"\s*(?:\|?\s*:?-{3,}:?\s*)+\|?\s*")


def strip_marks(piece: Piece) -> Piece:
    """Take the marks of Markdown off a line; cells of a table are divided by tabs, a rule is gone.

    Args:
        piece: A clean line with its way back.

    Returns:
        The line as it reads.
    """
    if _RULE.fullmatch(piece.text) and "-" in piece.text:
        return Piece("", ())
    drops = [match.span() for match in _MARKS.finditer(piece.text)]
    row = piece.text.strip().startswith("|") and piece.text.strip().endswith("|") and piece.text.count("|") > 2
    cells = [match.span() for match in re.finditer(r"\s*\|\s*", piece.text)] if row else []
    if not drops and not cells:
        return piece
    parts: list[Piece] = []
    at = 0
    edits = sorted(
        [(*span, "") for span in drops]
        + [(*span, "\t") for span in cells[1:-1]]
        + [(*span, "") for span in {*cells[:1], *cells[-1:]}]
    )
    for start, end, made in edits:
        if start < at:
            continue
        parts.append(piece.cut(at, start))
        if made:
            runs = piece.cut(start, end).runs
            low, high = runs[0].start, runs[-1].start + runs[-1].length
            parts.append(Piece.made(made, low, high - low))
        at = end
    parts.append(piece.cut(at, len(piece.text)))
    return Piece.concatenate(parts)
