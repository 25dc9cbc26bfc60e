"""Other spellings of a front page's lines as the usual one, letter for letter: marks before names, words for standing in, dashes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nlp_minutes.patterns import lazy
from nlp_minutes.rules.names import NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlp_minutes.rules.front_lines import FrontLine

__all__ = ["spelled"]


def spelled(lines: Sequence[FrontLine]) -> list[FrontLine]:
    """Write the lines of a front page in the usual spelling.

    Words for standing in become `för`, `ersätter` or `ersätts av`, courtesy titles and marks of presence become blanks,
    dashes around a party commas.

    Args:
        lines: The lines.

    Returns:
        The lines; offsets stay true, since what is added stands at the end of a line.
    """
    usual = [line if (text := _spell(line.text)) == line.text else replace(line, text=text) for line in lines]
    return _without_marks(usual)


# Words for standing in for somebody, as a class; what stands for them has to be no longer.
_STANDS_IN = lazy(
    rf"\bi st\.? ?f\.?(?= [A-ZÅÄÖ])|\b(?:i|vid|under) frånvaro av(?= [A-ZÅÄÖ])|\b(?:som )?vikari(?:erar|erade|e)(?: för)(?= [A-ZÅÄÖ])"
    rf"|\b(?:som )?(?:går|gick|hoppar|hoppade|träder|trädde) in (?:för|i stället för)(?= [A-ZÅÄÖ])|\b(?:som )?(?:sitter|satt) (?:för|i stället för)(?= [A-ZÅÄÖ])"
    rf"|(?P<whom>\bför (?:vilken|vilka|vem)),? (?P<office>ersättaren|suppleanten) (?={NAME},? (?:tjänst|inträ|trädde|träder))"
)
_MAY_STAND_IN: Final = (
    "st f",
    "st. f",
    "st.f",
    "frånvaro av",
    "vikari",
    " in för",
    " in i st",
    "sitter",
    "satt ",
    "för vilk",
)
# A courtesy title before a name: 'herr Arvid Lind', 'fruarna Ek'
_COURTESY = lazy(
    r"(?<![\w-])(?:[Hh]errarna|[Hh]errar|[Hh]err|[Ff]ruarna|[Ff]ru|[Ff]röknarna|[Ff]röken) (?=(?:(?:af|von|van|de) )?[A-ZÅÄÖ][\w-]+ )"
)
_MAY_BE_COURTESY: Final = ("herr", "fru ", "fruarna", "frök", "Herr", "Fru ", "Frök")


def _spell(text: str) -> str:
    """Other words for standing in as `för` or `ersätts av`, and no courtesy titles; no letter moves."""
    if any(part in text for part in _MAY_STAND_IN):
        text = _STANDS_IN.sub(_usual, text)
    if any(part in text for part in _MAY_BE_COURTESY):
        text = _COURTESY.sub(lambda title: " " * len(title[0]), text)
    if (" - " in text or " – " in text) and (dashes := _BETWEEN_DASHES.fullmatch(text)) is not None:
        text = dashes["name"] + _DASH.sub(",  ", dashes["rest"])
    return text


# 'Ulla Ek - S - ordförande' as 'Ulla Ek,  S,  ordförande'
_BETWEEN_DASHES = lazy(rf"(?P<name>\s*{NAME})(?P<rest> [–-] [A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{{0,3}}(?: [–-] .*)?)")
_DASH = lazy(r" [–-] ")


def _usual(match: re.Match[str]) -> str:
    if match["whom"] is not None:
        return "ersätts av".ljust(len(match[0]))
    return ("ersätter" if len(match[0]) >= len("ersätter") else "för").ljust(len(match[0]))


# '[x] Ulla Ek', '( ) Jon Dahl', '☑ Mia Björk'
_MARK = lazy(rf"\s*(?:\[(?P<square>[^\[\]]{{0,2}})\]|\((?P<round>[xX ✓–-]?)\)|(?P<box>[☐☑☒✓✔✗✘]))\s*(?={NAME})")
_MARKS: Final = "[(☐☑☒✓✔✗✘"
_LEAST_MARKED: Final = 3
_ABSENT_MARKS: Final = frozenset(["", "-", "–", "—", "☐", "✗", "✘"])
_LEGEND = lazy(r"(?:^|[,;(]\s*)\[?(?P<mark>[^\s,;=\[\]]{1,2})\]?\s*(?:=|betyder)\s*(?P<means>[a-zåäö ]{3,40})")


def _without_marks(lines: Sequence[FrontLine]) -> list[FrontLine]:
    """Lines without the marks of presence before the names of a list, and with what a mark says behind its name."""
    found = [
        _MARK.match(line.text) if line.text.lstrip()[:1] in _MARKS and line.text.strip() else None for line in lines
    ]
    if sum(match is not None for match in found) < _LEAST_MARKED:
        return list(lines)
    told: dict[str, str] = {}
    for line in lines:
        if "=" in line.text or "betyder" in line.text:
            told |= {one["mark"].casefold(): one["means"].strip() for one in _LEGEND.finditer(line.text)}
    marks = [_mark_of(match) for match in found if match is not None]
    if not told and all(mark in _ABSENT_MARKS for mark in marks):
        return list(lines)  # boxes that nobody filled in
    return [line if match is None else _unmarked(line, match, told) for line, match in zip(lines, found, strict=True)]


_STANDS_IN_USUALLY = lazy(r"\b(?:ersätter|för)\b")


def _mark_of(match: re.Match[str]) -> str:
    return (match["square"] or match["round"] or match["box"] or "").strip().casefold()


def _unmarked(line: FrontLine, match: re.Match[str], told: dict[str, str]) -> FrontLine:
    mark = _mark_of(match)
    means = told.get(mark, "frånvarande" if mark in _ABSENT_MARKS else "")
    text = " " * match.end() + line.text[match.end() :]
    if "frånv" in means:
        return replace(line, text=f"{text}, frånvarande")
    if means.startswith(("ersättare", "suppleant")) and not _STANDS_IN_USUALLY.search(text):
        return replace(line, text=f"{text}, ersättare")
    return replace(line, text=text)
