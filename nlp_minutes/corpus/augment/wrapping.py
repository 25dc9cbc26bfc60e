"""Other line breaks: running text wrapped at another width, or one paragraph a line."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Final

from nlp_minutes.corpus.augment.edits import Edit, apply_edits
from nlp_minutes.labels import EntityLabel

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument, GoldParagraph

__all__ = ["rewrap"]

_WIDTHS: Final = (56, 64, 72, 80, 88, 96, 110, 0)
_GAP: Final = re.compile(r"\s+")
_ROW: Final = re.compile(r"\S(?:\t|[ \u00a0]{2,})\S|\.{4}|_{3}")
_KEPT_HYPHEN: Final = re.compile(r"\s*(?:och|samt|eller|respektive)\b")
_ANSWER: Final = re.compile(r"\s*[”\"]?(?:Ja|Nej|JA|NEJ|Avstår)\b")
_NARROW: Final = 50


def _is_running(document: GoldDocument, one: GoldParagraph) -> bool:
    """Whether a paragraph is running text: no rows of a table or list, whose lines mean something."""
    text = document.text[one.start : one.end]
    if one.furniture or _ROW.search(text):
        return False
    lines = text.split("\n")
    if len(lines) == 1:
        return True
    widest = max(_NARROW, *(len(line.strip()) for line in lines))
    for line, following in pairwise(lines):
        if len(line.strip()) + 1 + len(following.split()[0]) < 0.8 * widest:
            return False
        if _ANSWER.match(following) and line.rstrip().endswith((".", ";", ",")):
            return False
    first = next((other.start for other in document.paragraphs if other.label == "decision"), len(document.text))
    starts = {one.start for one in document.entities if one.label in {EntityLabel.PERSON, EntityLabel.ROLE}}
    at, rows = one.start, 0
    for line in lines:
        rows += at + len(line) - len(line.lstrip()) in starts or line.lstrip().endswith(":")
        at += len(line) + 1
    # Before the first decision stand lists of persons: two rows that begin with one are enough there.
    return rows < (2 if one.start < first else len(lines) / 2 + 0.5) and sum(":" in line[:24] for line in lines) < 2


def _wraps(document: GoldDocument, one: GoldParagraph, width: int) -> list[Edit]:
    text = document.text
    line = text.rfind("\n", 0, one.start) + 1
    lines = text[one.start : one.end].split("\n")
    indent = re.match(r"\s*", lines[1])[0] if len(lines) > 1 else " " * (one.start - line)  # type: ignore[index]
    gaps = list(_GAP.finditer(text, one.start, one.end))
    if len(indent) > 20 or not gaps:
        return []
    edits = []
    ends = [gap.start() for gap in gaps[1:]] + [one.end]
    column = gaps[0].start() - line
    for gap, end in zip(gaps, ends, strict=True):
        size = end - gap.end()
        hyphen = text[gap.start() - 1] == "-" and "\n" in gap[0] and not _KEPT_HYPHEN.match(text, gap.end())
        no_break = "\u00a0" in gap[0] and "\n" not in gap[0]
        if hyphen or (not no_break and width and column + 1 + size > width):
            new = f"\n{indent}"
            column = len(indent) + size
        else:
            new = gap[0] if no_break else " "
            column += len(new) + size
        if new != gap[0]:
            edits.append(Edit(start=gap.start(), end=gap.end(), text=new))
    return edits


def rewrap(document: GoldDocument, rng: Random) -> GoldDocument:
    """Wrap running text at another width, one for the whole document; at none, each paragraph is a line.

    Line breaks after a hyphen stay: whether the hyphen belongs to the word cannot be told. Lists and tables stay.
    """
    width = rng.choice(_WIDTHS)
    edits = []
    for one in document.paragraphs:
        if _is_running(document, one):
            edits += _wraps(document, one, width)
    return apply_edits(document, edits)
