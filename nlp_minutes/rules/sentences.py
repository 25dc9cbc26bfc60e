"""Sentences of minutes and case texts: where running text ends a sentence, and where a point only shortens a word.

Punctuation alone does not tell: `Ordf. Ek`, `5 kap. 3 §`, `kl. 15.00`, `S. Ek` and `1. Godkänna budgeten` have points
that end nothing, and `enligt p. 3. § 12 justeras` has one that does. Abbreviations are data (`abbreviations.tsv`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from nlp_minutes.lexicon import rows
from nlp_minutes.lines import list_point
from nlp_minutes.patterns import lazy

__all__ = ["abbreviations", "split_sentences"]

# A quotation or bracket that closes within so many characters is not cut in two.
_HELD_TOGETHER: Final = 300

# What may end a sentence: its mark, then quotes and brackets that close, or the number of a note; then a blank, or
# nothing where the next sentence is glued on.
_MARK = lazy(r"[.!?…]+(?:[”\"’'»)\]]+|(?<=[a-zåäö”)]\.)\d{1,2}(?=\s))?(?=\s|$|[A-ZÅÄÖ][a-zåäö]+\s)")
_BEGINS = lazy(r"\s*(?:[”\"’'«»(\[–—-]\s?)*(?:[A-ZÅÄÖÉÜ\d§•●▪◦]|[a-zåäö]\)\s)")
_BEFORE = lazy(r"(?:^|(?<=[\s(\[”\"’»–/-]))([^\s(\[”\"»]*)$")
_INITIAL = lazy(r"[A-ZÅÄÖÉÜ](?:\.[A-ZÅÄÖÉÜ])*\.|(?:[A-ZÅÄÖÉÜ]\.-)+[A-ZÅÄÖÉÜ]\.")
# Words that name a letter or a number which then ends the sentence: `enligt alternativ B.`, `i bilaga 3.`
_NAMED = lazy(
    r"(?:bilaga|bilagorna|punkt|punkterna|alternativ|etapp|klass|del|grupp|nivå|steg|rad|kvarter(?:et)?|hus|tabell|figur|avsnitt|"
    r"kapitel|paragraf|zon|litt(?:era)?|p\.|§|nr\.?|och|till|eller|–|samt)\s+$",
    re.IGNORECASE,
)
# Words that end a list may end a sentence too, though they are abbreviations.
_MAY_END: Final = frozenset(
    {
        "m.m.",
        "m.fl.",
        "etc.",
        "osv.",
        "o.d.",
        "o.dyl.",
        "e.d.",
        "e.dyl.",
        "odyl.",
        "kr.",
        "tkr.",
        "mkr.",
        "mnkr.",
        "mdkr.",
        "f.n.",
        "o.likn.",
        "milj.",
    }
)
_NUMBER_MARK = lazy(r"(?<![\w.,:/§-])(\d{1,2})[.)]\s+(?=[”\"(]?[A-ZÅÄÖÉÜa-zåäö])")
_BULLET = lazy(r"(?<=\s)[•●▪◦■□➢]\s?(?=\S)")
_PAIRS: Final = {"(": ")", "[": "]", "«": "»", "“": "”", "„": "”"}
_EVEN: Final = '”"»'


@cache
def abbreviations() -> frozenset[str]:
    """The abbreviations, in lower case, with their points."""
    return frozenset(row[0].casefold() for row in rows("abbreviations.tsv"))


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Split a text into sentences.

    A line's end always ends one: the clean view has a line for each paragraph, list point and heading. So does the mark
    of a list point inside a line, where the marks of that line run 1, 2, 3 or are bullets.

    Args:
        text: Running text, a line a paragraph.

    Returns:
        Spans in order. They do not overlap, have no blanks at their ends, and leave nothing but blanks out.
    """
    spans: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        spans += [(at + start, at + end) for start, end in _line(line)]
        at += len(line) + 1
    return spans


def _line(line: str) -> Iterator[tuple[int, int]]:
    cuts = sorted({0, *_cuts(line), len(line)})
    for low, high in pairwise(cuts):
        body = line[low:high]
        start = low + len(body) - len(body.lstrip())
        end = low + len(body.rstrip())
        if end > start:
            yield start, end


def _cuts(line: str) -> Iterator[int]:
    marks = _list_marks(line)
    numbers = {end for _, end in marks}
    held = _held(line)
    yield from (start for start, _ in marks)
    yield from (found.start() for found in _BULLET.finditer(line))
    lead = list_point(line)
    for found in _MARK.finditer(line):
        end = found.end()
        if end < lead or any(low < found.start() and end < high for low, high in held):
            continue
        if any(
            found.start() < number <= end + 2 and line[found.start() : number].strip(".) ") == "" for number in numbers
        ):
            continue
        if _ends(line, found.start(), end, found[0]):
            yield end


def _list_marks(line: str) -> list[tuple[int, int]]:
    """Marks of points inside a line (`1. ... 2. ...`), where they run on from 1; first and last offset of each."""
    found: list[tuple[int, int]] = []
    wanted = 1
    for mark in _NUMBER_MARK.finditer(line):
        if int(mark[1]) == wanted:
            found.append((mark.start(), mark.end()))
            wanted += 1
    return found if wanted > 2 else []


def _held(line: str) -> list[tuple[int, int]]:
    """Short quotations and brackets, from the mark that opens to the one that closes."""
    spans = []
    opened: dict[str, int] = {}
    for at, char in enumerate(line):
        if char in _PAIRS:
            opened[_PAIRS[char]] = at
        elif char in opened:
            spans.append((opened.pop(char), at + 1))
        elif char in _EVEN:
            opened[char] = at
    return [(low, high) for low, high in spans if high - low <= _HELD_TOGETHER]


def _ends(line: str, mark: int, end: int, marks: str) -> bool:
    """Tell whether a mark ends a sentence, by the word before it and what follows."""
    rest = line[end:]
    if not rest.strip():
        return True
    if not _BEGINS.match(rest):
        return False
    if marks[0] != "." or marks.startswith(".."):
        return True
    before = _BEFORE.search(line, 0, mark)
    word = (before[1] if before else "") + "."
    head = line[: before.start(1)] if before else ""
    if _INITIAL.fullmatch(word):
        return bool(_NAMED.search(head)) and len(word) == 2
    if word.casefold() in abbreviations():
        return word.casefold() in _MAY_END and not rest.lstrip()[:1].isdigit() and bool(head.strip())
    # A number at the line's beginning is the mark of a list point.
    return bool(head.strip()) or not re.fullmatch(r"\d{1,2}\.", word)
