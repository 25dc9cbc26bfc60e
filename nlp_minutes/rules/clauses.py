"""Sentences of a paragraph, and paragraphs without what they quote; everything keeps its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from nlp_minutes.labels import SectionKind
from nlp_minutes.lines import list_point
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.actors import Cast
from nlp_minutes.rules.motion_lists import moved_in_lists

if TYPE_CHECKING:
    from nlp_minutes.rules.item import ItemContext, ItemParagraph

__all__ = [
    "blank",
    "lost_heading",
    "motion_label",
    "run_on",
    "sentences",
    "without_cases",
    "without_conditions",
    "without_quotes",
]

_QUOTED = lazy(r"[”\"»“][^”\"»«“]{0,6000}(?:[”\"«“]|$)|(?<!\w)[’'‘][^’'‘\n]{2,2000}[’'](?!\w)")
_QUOTE = lazy(r"[”\"»“’'‘]")
_END = lazy(r"[.!?…][”\"»’)]*(?=\s+[\"”»’(–-]*\s*[A-ZÅÄÖ]|\s*$)|\n+(?=[A-ZÅÄÖ–•*-])|;\s")
_ABBREVIATED = lazy(
    r"(?:(?<![\w])[A-ZÅÄÖ](?:-[A-ZÅÄÖ])?|\b(?:m\s?\.?\s?fl|kl|bl\s?\.?\s?a|t\s?\.?\s?ex|p|pkt|nr|dnr|st|ordf|v|tf|jfr|s\.k|resp|kap|ers|ek|för|f\.d|d\.v\.s|o|bil|ca|mom|yrk|bif|instm|bitr|enl|hemst|prop))$",
    re.IGNORECASE,
)
# 'se bilaga A. Mot beslutet ...': the letter of a paper is no initial
_PAPER = lazy(r"\b(?:bilaga|handling|alternativ|punkt) [A-ZÅÄÖ]$", re.IGNORECASE)


# 'Y1. Ek: avslag'
_MARK = lazy(r"\W*[A-ZÅÄÖ]\d{1,2}")


def blank(text: str, start: int, end: int) -> str:
    """Put blanks in the place of a part of a text."""
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}"


# 'Yrkat avslag på höjningen: Ulla Ek (S)', 'Begärt återremiss: M genom Jon Dahl'; a bracket would be that of who moves.
_MOTION_LABEL = lazy(
    r"(?:Yrka(?:t|s|r|de|des)|Hemställ(?:t|s|des)|Begär(?:t|d|s|des))\b[^:.;()]{0,140}:\s+(?=[A-ZÅÄÖ])"
)
_LABEL_VERBS = ("Yrka", "Hemställ", "Begär")
_MOTION = lazy(
    r"\b(?:bifall\w*|avsl(?:ag|å\w*)|\w*återremi\w*|\w*bordlägg\w*|\w*tillägg\w*|\w*ändring\w*|(?:till|av)styrk\w*|att)\b"
)


def motion_label(text: str) -> int:
    """Tell how long the label is that a text begins with and that says what is moved by those behind its colon.

    Returns:
        The length with the blanks behind the colon; 0 where there is none.
    """
    if not text.startswith(_LABEL_VERBS):
        return 0
    match = _MOTION_LABEL.match(text)
    return match.end() if match and _MOTION.search(match[0]) else 0


# The rules for motions, reservations, statements and jäv read the same paragraphs one after the other.
@lru_cache(maxsize=256)
def without_quotes(text: str) -> str:
    """Put blanks in the place of what a paragraph quotes; a quote that is not closed runs to the end."""
    for match in list(_QUOTED.finditer(text)) if _QUOTE.search(text) else ():
        text = blank(text, match.start() + 1, match.end() - 1 if len(match[0]) > 2 else match.end())
    return text


# 'Dahl (M) samt, om återremissen faller, Ek: avslag', 'och (för det fall att denna avslås) Ek (S)', 'Ek, i andra hand: avslag'
_FALLS = (
    r"(?i:(?:om|ifall|därest|såvida|när|(?:för|i) (?:det|den) (?:fall|händelse)(?: att)?)\b[^.:;()\n]{2,70}?"
    r"\b(?:faller|föll|avslås|avslogs|avvisas|förkastas|röstas ned|röstas ner|bifalls inte|(?:inte|ej) (?:återremitter\w+|bordl\w+|bifalls|vinner|går igenom|får majoritet|antas|godtas|godkänns)|ska avgöras (?:i ?dag|nu)|avgörs (?:i ?dag|nu))(?: bifall| gehör)?"
    r"|(?:i|som) andra ?hand|i andra rummet|andrahandsvis)"
)
_CONDITION = lazy(
    rf",?\s*\({_FALLS}\),?|,\s*{_FALLS},(?=\s+[A-ZÅÄÖ])|,?\s*\b{_FALLS}[,:]?(?=\s+[A-ZÅÄÖ][^.:;()]{{1,60}}(?:\([^()]*\)[^.:;()]{{0,60}}){{0,4}}:)|,\s*{_FALLS}(?=\s*[:–—])"
)
# 'I detta instämmer Ek och, om ärendet inte återremitteras, Dahl'
_IN_COMMAS = lazy(rf"(?<=och|amt),\s*{_FALLS},(?=\s+[A-ZÅÄÖ])")
_MAY_BE_CONDITION = lazy(r"andra|fall|om |därest|såvida|när |händelse", re.IGNORECASE)


def without_conditions(text: str) -> str:
    """Put blanks in the place of the condition that stands among those who move something: `Dahl och, om återremissen faller, Ek: avslag`."""
    if not _MAY_BE_CONDITION.search(text):
        return text
    for match in list((_CONDITION if ":" in text else _IN_COMMAS).finditer(text)):
        # the last comma parts names where no word does
        words = re.search(r"\b(?:och|samt|jämte|liksom)\W*$", text[: match.start()])
        at_start = not text[: match.start()].strip(" •–-")
        low = match.start()
        keep = "" if words or at_start or text[match.end() :].lstrip()[:1] in {":", "–", "—"} else ","
        text = f"{text[:low]}{keep}{' ' * (match.end() - low - len(keep))}{text[match.end() :]}"
    return text


_CASE = lazy(rf"\b{_FALLS}")


def without_cases(text: str) -> str:
    """Take out the case in which something is moved: `om återremissyrkandet faller` names what is not moved there."""
    return _CASE.sub(" ", text) if _MAY_BE_CONDITION.search(text) else text


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Give where the sentences of a paragraph begin and end; `S. Ek` and `m.fl.` end none."""
    found: list[tuple[int, int]] = []
    start, stop = 0, len(text.rstrip())
    for match in _END.finditer(text):
        before = text[max(start, match.start() - 12) : match.start()]
        if (
            match[0].startswith(".")
            and match.end() < stop
            and (
                (_ABBREVIATED.search(before) and not _PAPER.search(before))
                or (not start and _MARK.fullmatch(text, 0, match.start()))
            )
        ):
            continue
        if text[start : match.end()].strip():
            found.append((start, match.end()))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return tuple(found)


def lost_heading(paragraphs: Sequence[ItemParagraph], index: int, pattern: re.Pattern[str]) -> bool:
    """Whether a heading stands above a paragraph that the sections do not know as such.

    Args:
        paragraphs: Those of the item.
        index: The paragraph in question.
        pattern: What the heading says; it must match all of a line.
    """
    heading = paragraphs[index].heading
    if heading and pattern.fullmatch(heading.strip(" :.")):
        return True
    for above in reversed(paragraphs[max(0, index - 6) : index]):
        line = above.text.strip(" :.")
        if pattern.fullmatch(line):
            return True
        if len(line) > 60 or above.section != paragraphs[index].section:
            return False
    return False


_EARLIER_HANDLING = lazy(r"behandl|handlägg|bered|tidigare|historik|gång|yttrande|delgiv|anmäl", re.IGNORECASE)
_DATED = lazy(r"\d{4}-\d\d-\d\d|§ ?\d")
_SPOKEN = lazy(
    r"\b(?:yrkar|yrkade|instämmer|instämde|reserverar sig|reserverade sig|reservation|anteckn\w+|särskil\w+ (?:yttrande|uttalande)\w*|jäv\w*|(?:deltar|deltog) (?:inte|ej))\b"
    r"|^[A-ZÅÄÖ][^.:]{3,120}\(\w{1,6}\):\s",
    re.IGNORECASE,
)


def run_on(context: ItemContext) -> ItemContext:
    """Free what was said at the meeting from a section of papers that has run on over a heading nobody knows.

    Args:
        context: The item.

    Returns:
        The same item; lines of a list of motions are of a section for those; paragraphs of a basis that speak of motions, dissent or jäv are of an unknown section, unless the
        heading tells of earlier handling or the paragraph of another day.
    """
    led = _led_in(context.paragraphs) | moved_in_lists(context.paragraphs, Cast(context))
    return replace(
        context,
        paragraphs=tuple(
            replace(one, section=SectionKind.MOTIONS)
            if index in led
            else replace(one, section=SectionKind.UNKNOWN)
            if one.section == SectionKind.BASIS
            and not _EARLIER_HANDLING.search(one.heading or "tidigare")
            and _SPOKEN.search(one.text)
            and not _DATED.search(one.text)
            else one
            for index, one in enumerate(context.paragraphs)
        ),
    )


# A line that leads in to a list of motions: 'Under överläggningen yrkades', 'Följande yrkanden framställdes:'.
_LEADS_IN = lazy(
    r"[^.:\d]{0,60}\b(?:(?:framför(?:s|des)|framställ(?:s|des)|lämna(?:s|des)|lägg(?:s)|lades|väck(?:s|tes)|ställ(?:s|des)|finns|fanns|föreligger|förelåg)(?: fram)?(?: \w+){0,2} (?:yrkanden|förslag)|yrkas|yrkades|föreslås|föreslogs|(?:yrkanden|förslag)(?: \w+){0,2} (?:framställ\w+|framför\w*|väck\w+|lämna\w+|lades?|läggs|ställ\w+|kom|finns|fanns)(?: fram)?)(?: \w+){0,2}\s*[:.]?"
)
_FREE = {SectionKind.SUMMARY, SectionKind.UNKNOWN, SectionKind.DISCUSSION, SectionKind.ORDER}
# '– att planen antas (Ulla Ek (S), Jon Dahl (M))'
_NAMED_BEHIND = lazy(r"\((?:[A-ZÅÄÖ][^()]{3,40} \([^()]{1,6}\)(?:, | och |\)))+\.?\s*$")
_NAMED = lazy(r"(?:\W*(?:av|från) )?[A-ZÅÄÖ][^.:\n]{2,120}:\s")


def _led_in(paragraphs: Sequence[ItemParagraph]) -> set[int]:
    """The paragraphs of lists of motions that a line of text leads in to, where no heading stands."""
    found: set[int] = set()
    for index, one in enumerate(paragraphs[:-1]):
        if one.section not in _FREE or len(one.text) > 90 or not _LEADS_IN.fullmatch(one.text.strip()):
            continue
        for below in range(index + 1, len(paragraphs)):
            text = paragraphs[below].text
            if paragraphs[below].section != one.section or not (
                (_NAMED.match(text[list_point(text) :]) or _NAMED_BEHIND.search(text))
                and (list_point(text) or one.text.rstrip().endswith(("s", ":")))
            ):
                break
            found.add(below)
    return found
