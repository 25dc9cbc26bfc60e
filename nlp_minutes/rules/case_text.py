"""The parts of a case text (tjänsteskrivelse, tjänsteutlåtande, report) or of an item, as sentences for summarising."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from nlp_minutes.labels import SectionKind
from nlp_minutes.lexicon import heading_kind, rows
from nlp_minutes.lines import ends_sentence, is_page_number, list_point
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.sentences import split_sentences

__all__ = ["CASE_KINDS", "CaseSentence", "case_heading", "read_case_text"]

# What a section of a case text is for. A model's features count on this order: add at the end only.
CASE_KINDS: Final = (
    "none",
    "matter",
    "summary",
    "description",
    "background",
    "assessment",
    "impact",
    "coordination",
    "attachments",
    "proposal",
    "handling",
    "motion",
    "form",
    "recipients",
    "unknown",
)
_OF_SECTION: Final = {
    SectionKind.DECISION: "handling",
    SectionKind.PROPOSAL: "proposal",
    SectionKind.SUMMARY: "description",
    SectionKind.BASIS: "attachments",
    SectionKind.RECIPIENTS: "recipients",
}
_OWNER = r"(?:[A-ZÅÄÖ][\wåäöé&-]*(?: [\wåäöé&-]+){0,4}?s|[A-ZÅÄÖ]{2,6}:s)"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSentence:
    """A sentence with its place in the text.

    Attributes:
        text: Its words.
        start: First offset in the text it was read from.
        end: Offset behind it.
        kind: Kind of its section, one of `CASE_KINDS`.
        section: Number of its section, from 0.
        in_section: Its place in the section, from 0.
        paragraph: Number of its paragraph, from 0.
        in_paragraph: Its place in the paragraph, from 0.
        document: Number of the document it stands in: papers of others may follow behind a case text.
        point: Whether it is, or goes on with, a list point.
        lead: Index of the sentence without which this one does not read: what leads in to a list point, or the one before
            a sentence that begins with a pronoun (`Detta`, `Tre av dem`).
        running: Whether it is a sentence of running text and not a heading, a form's line or a row of a table.
    """

    text: str
    start: int
    end: int
    kind: str
    section: int
    in_section: int
    paragraph: int
    in_paragraph: int
    document: int = 0
    point: bool = False
    lead: int | None = None
    running: bool = True


@cache
def _headings() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (row[0], re.compile(f'(?:{row[1].replace("{owner}", _OWNER)})(?=\\s*:?\\s*$|\\s*:\\s|\\s+[”"]?[A-ZÅÄÖ\\d–•-])'))
        for row in rows("case_headings.tsv")
    ]


@lru_cache(maxsize=8192)
def case_heading(paragraph: str) -> tuple[str, int] | None:
    """Find the heading that a paragraph begins with, also where text follows on its line.

    Args:
        paragraph: The paragraph, or its first 120 characters.

    Returns:
        The kind of section and the length of the heading, or None.
    """
    best: tuple[str, int] | None = None
    for kind, pattern in _headings():
        found = pattern.match(paragraph)
        if found and (best is None or found.end() > best[1]):
            best = kind, found.end()
    if best is not None:
        rest = paragraph[best[1] :]
        return best[0], best[1] + len(rest) - len(rest.lstrip(" :\t"))
    if len(paragraph) <= 90 and not ends_sentence(paragraph):
        known = heading_kind(paragraph)
        if known is not None:
            return _OF_SECTION.get(known, "handling"), len(paragraph)
    return None


def _is_heading(paragraph: str) -> bool:
    """A short line without a sentence's end that no list of headings knows."""
    return (
        3 <= len(paragraph) <= 80
        and len(paragraph.split()) <= 10
        and paragraph[0].isupper()
        and not ends_sentence(paragraph)
        and not list_point(paragraph)
    )


_WORD = lazy(r"[a-zåäöéü]{2,}", re.IGNORECASE)
_LEANS = lazy(
    r"(?:Detta|Dessa|Denna|Den(?! \d)|De|Han|Hon|Sådana?|(?:Två|Tre|Fyra|Fem|Flera|Några|En|Ett|Ingen|Inga|Båda|Alla) av (?:dem|dessa))\b"
    r"|Det(?! finns| är| har| var| ska| kan| framgår| innebär att)\b"
)


def _leaned_on(sentence: str, place: int, index: int) -> int | None:
    return index - 1 if place > 0 and _LEANS.match(sentence) else None


_NEW_DOCUMENT = lazy(
    r"(?:Utdrag ur [Pp]rotokoll|Protokollsutdrag\b(?! skickas)|Tjänste(?:utlåtande|skrivelse)|Bilaga \d|Handläggare|Beslutsunderlag\s+Handl)"
)


def _runs(text: str) -> bool:
    """Tell whether a stretch reads as a sentence: enough words, few figures, an end."""
    words = text.split()
    real = len(_WORD.findall(text))
    return len(words) >= 4 and real >= 0.6 * len(words) and "   " not in text and "\t" not in text


def read_case_text(paragraphs: Iterable[tuple[str, int]]) -> list[CaseSentence]:
    """Read the sentences of a case text.

    Args:
        paragraphs: The paragraphs (blocks of a clean view) with their offsets, in order.

    Returns:
        The sentences in order, headings left out. A heading on one line with its text is no part of the sentence.
    """
    found: list[CaseSentence] = []
    kind, section, in_section, document = "none", 0, 0, 0
    lead: int | None = None
    for number, (text, offset) in enumerate(paragraphs):
        body = text.strip()
        if not body or is_page_number(body):
            continue
        at = len(text) - len(text.lstrip())
        if len(found) > 8 and in_section > 2 and _NEW_DOCUMENT.match(body):
            document += 1
        heading = case_heading(body[:120])
        if heading is not None:
            kind, section, in_section = heading[0], section + 1, 0
            lead = None
            at += heading[1]
        elif _is_heading(body):
            if kind in {"form", "recipients", "handling", "attachments", "none"}:
                kind = "unknown"
            section, in_section, lead = section + 1, 0, None
            continue
        rest = text[at:]
        for place, (low, high) in enumerate(split_sentences(rest)):
            sentence = rest[low:high]
            point = bool(list_point(sentence)) or (
                place > 0 and bool(found) and found[-1].point and found[-1].paragraph == number
            )
            if not point:
                lead = None
            found.append(
                CaseSentence(
                    text=sentence,
                    start=offset + at + low,
                    end=offset + at + high,
                    kind=kind,
                    section=section,
                    in_section=in_section,
                    paragraph=number,
                    in_paragraph=place,
                    document=document,
                    point=point,
                    lead=lead if point else _leaned_on(sentence, place, len(found)),
                    running=_runs(sentence),
                )
            )
            if not point and sentence.endswith(":"):
                lead = len(found) - 1
            in_section += 1
    return found
