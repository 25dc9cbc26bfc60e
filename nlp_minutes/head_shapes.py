"""The shape that the heads of one document have, where it is none that all minutes know.

`Beslut nr 41`, `FN 2031 § 41`, `Protokollspunkt 41:` -- whatever stands around the number, it stands there in item
after item, and the numbers run upward. Lists, pages and annexes count as well, so their words are left out and
what stands close together is no item.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from nlp_minutes.lines import ItemHead, ends_sentence
from nlp_minutes.patterns import lazy

__all__ = ["ShapedHead", "listed_titles", "shaped_heads"]

_LEAST: Final = 3
_APART: Final = 4  # lines from one head to the next, by the middle one
_NEAR: Final = 60  # characters within which the number stands
_LONGEST: Final = 300
_WORDS: Final = 6  # before the number
_SLOT = lazy(
    r"(?<![\w.,:/-])(?P<number>\d{1,4})(?P<letter> [A-Z](?![\w.]))?(?![\w%]|[.,:-]\d|,\d)"
    r"(?P<tail>/(?:(?:19|20)\d\d|\d\d)(?![\w/])|:[ea] [a-zåäö]+|\s?§|[.)\]:]|)"
)
# Glued to the body or the year: 'FN:41', '2031:41', '§:41', 'FN 2031:41'.
_GLUED = lazy(
    r"(?:[A-ZÅÄÖ§]{1,6}|(?:[A-ZÅÄÖ]{2,6}[ -]?)?(?:19|20)\d\d)[:/-]"
    r"(?P<number>\d{1,3})(?P<letter>(?!))?(?![\w%]|[.,:/-]\d)(?P<tail>[.)\]:]|)"
)
_OF_PAGES = lazy(r"\s?(?:av |/\s?|\(\s?)\d{1,3}\s?\)?\s*$")  # '3 av 9' at the end of a line
_DIGITS = lazy(r"\d+")
_SECTION = lazy(r"§|\bpar(?:agraf\w*|\.)|[^\W\d_]paragraf\b", re.IGNORECASE)
_OF_YEAR = lazy(r"(?:^|\s|§)#[:/-]$")
_LETTER = lazy(r"[^\W\d_]")
# What else is counted through a document.
_COUNTED = lazy(
    r"\W*(?:sid\w*|s|p|blad\w*|bilag\w*|bil|\w*punkt|att-sats|yrkande|votering\w*|omröstning\w*|förslag\w*|alternativ|tabell|figur|fråga|steg|plats|rad|"
    r"kap\w*|kl|den|version|etapp|mandat|ledamot|ersättare|kandidat|lista|valsedel|handling|anmälan|delmål|mål|åtgärd)\b",
    re.IGNORECASE,
)
_POINT = lazy(r"(?:punkt|pkt|p)\.?", re.IGNORECASE)
_NO_POINT: Final = 10
_AGENDA_POINT = lazy(r"(?:protokolls?|dagordnings?|besluts?ärende|ärende|föredragnings?|mötes)punkt", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapedHead:
    """A line that has the shape of the document's heads.

    Attributes:
        index: Of the line.
        head: Its parts.
        section: Whether a sign or word for a paragraph stands beside the number.
        worded: Whether any letter or sign does.
    """

    index: int
    head: ItemHead
    section: bool
    worded: bool


_ROW = lazy(r"(?:[^\W\d]+\.?\s|§\s?)?(?P<number>\d{1,4})(?:\s?[.):–-])?[ \t]+(?P<title>[^\W\d].*)", re.DOTALL)
_SAME: Final = 12  # letters in which the title of a row and of a head agree; the row may be cut off, the head may wrap


def listed_titles(texts: Sequence[str]) -> dict[int, str]:
    """Read the numbers and titles of a list of contents: rows that stand together and count up by one.

    A list of points does that as well, so whoever asks must find the same numbers and titles again further down.

    Args:
        texts: Lines or blocks.

    Returns:
        The titles of the longest list, in small letters, by number; none where no list has three rows.
    """
    best: dict[int, str] = {}
    rows: dict[int, str] = {}
    last = since = 0
    for text in texts:
        row = _ROW.match(text) if len(text) < _LONGEST else None
        if row is not None and rows and int(row["number"]) == last + 1:
            rows[last + 1] = row["title"].casefold()
        elif row is not None:
            rows = {int(row["number"]): row["title"].casefold()}
        else:
            since += 1
            if since > 1:  # a title may go on in one line
                rows = {}
            continue
        last, since = int(row["number"]), 0
        if len(rows) > len(best):
            best = dict(rows)
    return best if len(best) >= _LEAST else {}


def _as_listed(
    places: Sequence[tuple[int, re.Match[str]]], titles: Mapping[int, str]
) -> list[tuple[int, re.Match[str]]]:
    return [
        (index, match)
        for index, match in places
        if (title := titles.get(int(match["number"])))
        and (rest := match.string[match.end() :].strip(" \t.:–—-|/)]").casefold())
        and rest[: min(_SAME, len(title))] == title[: min(_SAME, len(rest))]
    ]


def shaped_heads(
    texts: Sequence[str], expected: frozenset[int] = frozenset(), titles: Mapping[int, str] | None = None
) -> list[ShapedHead]:
    """Find the lines that repeat one shape around a number which runs upward through the document.

    Args:
        texts: Its lines or blocks.
        expected: The numbers that the minutes promise; of numbers without any word other ones are points of lists.
        titles: What a list of contents names them.

    Returns:
        What may be heads, in order; a line with two numbers may stand there twice.
    """
    shapes: defaultdict[tuple[str, str], list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for index, text in enumerate(texts):
        if len(text) < _LONGEST and text[:1] != "\t":
            for match in _slots(text):
                shapes[_key(text[: match.start("number")]), _DIGITS.sub("#", match["tail"])].append((index, match))
    found: list[ShapedHead] = []
    for (lead, tail), places in shapes.items():
        counted = _COUNTED.match(lead) is not None and not _AGENDA_POINT.match(lead)
        if len(places) < _LEAST or (counted and not _POINT.fullmatch(lead)):
            continue
        chain = _items_of(places)
        if counted and (not chain or int(chain[0][1]["number"]) < _NO_POINT):
            continue  # points of a decision begin at one
        if not chain and not _LETTER.search(lead) and expected:
            promised = [
                place for place in places if int(place[1]["number"]) in expected and not ends_sentence(texts[place[0]])
            ]
            chain = _items_of(_as_listed(promised, titles or {})) or _items_of(promised)
        if not chain:
            continue
        section = bool(_SECTION.search(lead) or _SECTION.search(tail))
        worded = section or bool(_LETTER.search(lead)) or lead.strip() in {"[", "#"}
        worded = worded or tail.startswith("/") or _OF_YEAR.search(lead) is not None
        found += [
            ShapedHead(index=index, head=_head(texts[index], match), section=section, worded=worded)
            for index, match in chain
        ]
    return sorted(found, key=lambda one: one.index)


def _slots(text: str) -> Iterator[re.Match[str]]:
    first = text[:1]
    if first.islower() or not _DIGITS.search(text, 0, _NEAR):
        return
    glued = _GLUED.match(text)
    if glued is not None:
        yield glued
    for match in _SLOT.finditer(text, 0, _NEAR + 8):
        if _OF_PAGES.match(text, match.end("number")):
            return
        lead = text[: match.start("number")]
        if len(lead.split()) > _WORDS or ". " in lead[:-2] or lead.count("\t") > 2:
            return
        yield match


def _key(lead: str) -> str:
    return " ".join(_DIGITS.sub("#", lead.casefold()).split())


def _rising(places: Sequence[tuple[int, re.Match[str]]]) -> list[tuple[int, re.Match[str]]]:
    """The longest run of rising numbers in which few are missing."""
    best: dict[int, int] = {}  # for each number the place at which the longest run that ends in it ends
    length: list[int] = []
    back: list[int | None] = []
    for at, place in enumerate(places):
        value = int(place[1]["number"])
        ends = [best[number] for number in range(value - 1, value - _GAP - 1, -1) if number in best]
        before = max(ends, key=length.__getitem__, default=None)
        length.append(1 if before is None else length[before] + 1)
        back.append(before)
        if value not in best or length[at] > length[best[value]]:
            best[value] = at
    step = max(range(len(places)), key=length.__getitem__, default=None)
    chain = []
    while step is not None:
        chain.append(places[step])
        step = back[step]
    return chain[::-1]


def _items_of(places: Sequence[tuple[int, re.Match[str]]]) -> list[tuple[int, re.Match[str]]]:
    """The run that counts items; one that stands too close together, such as a list of contents, is left behind."""
    for _ in range(2):
        if len(places) < _LEAST:
            break
        chain = _rising(places)
        if _counts_items(chain, len(places)):
            return chain
        if len(chain) < _LEAST:
            break
        places = [place for place in places if place[0] > chain[-1][0]]
    return []


_GAP: Final = 12  # one more than the numbers that may be missing between two items


def _counts_items(chain: Sequence[tuple[int, re.Match[str]]], occurrences: int) -> bool:
    if len(chain) < _LEAST or 2 * len(chain) < occurrences:
        return False
    numbers = [int(match["number"]) for _, match in chain]
    if numbers[-1] - numbers[0] + 1 > 2 * len(chain):
        return False
    apart = [two - one for (one, _), (two, _) in pairwise(chain)]
    return median(apart) >= _APART


def _head(text: str, match: re.Match[str]) -> ItemHead:
    rest = text[match.end() :]
    strip = len(rest) - len(rest.lstrip(" \t.:–—-|/)]"))
    letter = (match["letter"] or "").strip()
    return ItemHead(
        number=match["number"] + (f" {letter}" if letter else ""),
        value=int(match["number"]),
        last=None,
        prefix="",
        rest=rest[strip:],
        rest_at=match.end() + strip,
        number_at=match.start("number"),
    )
