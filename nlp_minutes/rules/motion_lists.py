"""Lists of what members move, told by who stands in them: `Ek och Dahl: avslag`, `Oförändrad taxa: Åsa Wik`.

Minutes head such lists with words that no lexicon has, or with none. What tells them is that each line begins or ends with
people whom the attendance knows as members, and that the rest says yes or no to something.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import SectionKind
from nlp_minutes.lines import list_point
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.actors import list_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlp_minutes.rules.actors import Actor, Cast
    from nlp_minutes.rules.item import ItemParagraph

__all__ = ["moved_in_lists", "says_a_motion"]

_FREE: Final = {
    SectionKind.SUMMARY,
    SectionKind.UNKNOWN,
    SectionKind.DISCUSSION,
    SectionKind.ORDER,
    SectionKind.PROPOSAL,
    SectionKind.BASIS,
}
# Sections whose heading says what they hold: there a line must have a near one like it.
_HELD: Final = {SectionKind.PROPOSAL, SectionKind.BASIS}
_EARLIER = lazy(r"behandl|handlägg|bered|tidigare|historik|gång|yttrande|delgiv|anmäl|synpunkt|remiss|samråd|grann", re.IGNORECASE)
_DATED = lazy(r"\d{4}-\d\d-\d\d|§ ?\d")
_LONGEST: Final = 400
# Whoever a line begins with, and what parts him from his words; `yrk. 1 (Ek):` and `av Ek:` stand for the same.
_SHAPE = lazy(
    r"[^.:;!?\t\n]{0,40}?(?:[A-ZÅÄÖ]\. ?)?[A-ZÅÄÖ][^:;!?\t\n]{1,200}?(?::\s|\s[–—-]\s|,? (?:bif|avsl|återrem|bordl|tillst)\.|\sd:o\b)|[A-ZÅÄÖ][^.:;!?\t\n]{1,200}?\s(?:för|mot)\s[a-zåäö]"
)
_LEAD = lazy(
    r"(?:(?:[Yy]rkande|[Yy]rk\.|[Ff]örslag|[Ff]örsl\.|[Aa]lternativ)\s(?:\d{1,2}|[IVX]{1,4}|[A-H])[.:]?\s\(?|[A-ZÅÄÖ]\d{1,2}[.:)]\s+|(?:[Aa]v|[Ff]rån)\s+)?(?:(?:[Nn]r )?\d{1,3},? )?"
)
_BEHIND = lazy(r"\s*\)?\s*(?::|[–—-](?=\s)|,? ?(?=(?:bif|avsl|återrem|bordl|tillst)\.|d:o\b))\s*")
_FOR_OR_AGAINST = lazy(r"\)? (?:för|mot) (?:(?!att\b|sin\b|hela\b)[a-zåäö-]+ ?){1,5}\.?(?:\s|$)")
# What is said in a list of motions: yes or no to something, as somebody else, or another way.
_SAYS = lazy(
    r"\W*(?:att )?(?:(?:i första hand|[a-zåäö]+) )?(?:bifall\b|bif\.|avslag\b|avsl\.|återremi|återrem\.|bordlägg|bordl\.|tillst\.|uppskov|ja,? (?:till|men)\b|nej till\b|d:o\b|dito\b|tillägg\b)"
    r"|\W*(?:som|enl\.|enligt|i enlighet med|likt) (?!ordförande|ledamot|ersättare|sekreterare|suppleant)[\wåäö]"
    r"|[^.!?]{0,120}\b(?:avslås|bifalls|bifallas|antas|antagas|avstyrks|tillstyrks|återremitteras|bordläggs|godkänns|förkastas|yrkar|avslag|återremiss|(?:gå|går|återgå|återgår|skickas|sänds) (?:åter|tillbaka))\b"
    r"|\W*(?:[a-zåäö-]+s|liggande|föreliggande) (?:besluts)?förslag(?:et)?\b|\W*(?:besluts)?förslaget\b|\W*oförändra|\W*(?:ingen|inget|inga) ",
    re.IGNORECASE,
)
# A vote, a question, or how a vote came out.
_BALLOT = lazy(r"\W*(?:ja|nej|avstår|avstod|avst|avst\.|j|n|a|frånv\.?|för|mot|emot|\d+)\W*(?:$|[A-ZÅÄÖ])", re.IGNORECASE)
_LABEL = lazy(r"(?:[•*–-]\s*)?\*?(?P<label>[^:\t\n]{3,200}?):\*?\s+(?=(?:[Hh]err |[Ff]ru |[Nn]r \d|för )?[A-ZÅÄÖ])")
_LABEL_SAYS = lazy(
    r"\W*(?:[Jj]a\b(?! ?(?:-|$|\())[^:]*|[Nn]ej\b (?:till|åt)[^:]*|(?:bifall|avslag|återremiss|bordläggning|godkänna|avslå|bifalla|återremittera|bordlägga|avslås|anta|antas|tillstyrka|avstyrka|tillägg|ändring|oförändra)\w*\b[^:]*|[^:]*\b(?:avslås|bifalls|antas|återremitteras|bordläggs|i ?stället (?:för|till)?|oförändra\w+)\b[^:]*)",
    re.IGNORECASE,
)
_ENDS = lazy(r"\)?(?:,? (?:för|på uppdrag av|genom)[^.:;]{1,60})?[\s.,;]*(?:[–-]\s.{3,}|$)")
_SHORT_LINE: Final = 40


def moved_in_lists(paragraphs: Sequence[ItemParagraph], cast: Cast) -> set[int]:
    """Find the paragraphs that are lines of a list of motions, outside the sections for such.

    Args:
        paragraphs: Those of the item.
        cast: The people of the item; their attendance must be known.

    Returns:
        Their indices.
    """
    if not cast.present:
        return set()
    said: dict[int, bool] = {}
    for index, one in enumerate(paragraphs):
        if (
            one.section not in _FREE
            or one.table
            or len(one.text) > _LONGEST
            or (one.section in _HELD and (_EARLIER.search(one.heading or "") or _DATED.search(one.text)))
            or _SHAPE.match(one.text) is None
        ):
            continue
        sign = _stands(one.text, cast.actors(one), cast)
        if sign is not None:
            said[index] = sign
    return {index for index in said if _in_company(index, said, paragraphs)}


def _in_company(index: int, said: dict[int, bool], paragraphs: Sequence[ItemParagraph]) -> bool:
    """Whether a line says yes or no itself, or stands next to one that does; where a heading holds it, both."""
    near = []
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(paragraphs) and at not in said and _short(paragraphs[at].text):
            at += step  # 'Yrkande 2' between them
        if at in said:
            near.append(said[at])
    if paragraphs[index].section in _HELD:
        return bool(near) and (said[index] or any(near))
    return said[index] or any(near)


def _short(text: str) -> bool:
    return len(text) < _SHORT_LINE and not text.rstrip().endswith(".")


def _stands(text: str, actors: Sequence[Actor], cast: Cast) -> bool | None:
    """Whether a line has the shape of a motion, and then whether its words say yes or no; None for any other line."""
    if not actors:
        return None
    lead = _LEAD.match(text, list_point(text))
    begin = lead.end() if lead else 0
    row, end = list_after(text, begin, actors)
    if row and _members(row, cast):
        behind = _BEHIND.match(text, end)
        if behind and behind.end() < len(text):
            words = text[behind.end() :]
            if words[0] in "”\"»“’'" or _BALLOT.match(words) or not re.search(r"[a-zåäö]{3}", words):
                return None
            return _SAYS.match(words) is not None
        return True if _FOR_OR_AGAINST.match(text, end) else None
    label = _LABEL.match(text)
    if label is None:
        return None
    row, end = list_after(text, label.end(), actors)
    if not row or not _members(row, cast) or not _ENDS.match(text, end):
        return None
    return says_a_motion(label["label"])


def says_a_motion(label: str) -> bool:
    """Whether a label before those who move something says what they move: `Avslag`, `Oförändrad taxa`."""
    return _LABEL_SAYS.fullmatch(label.strip("* ")) is not None


def _members(row: Sequence[Actor], cast: Cast) -> bool:
    """Whether a row is members of the body, or whole groups, alone."""
    return all(
        (one.name in cast.present and bool(one.parties)) or (one.name is None and one.parties and not one.genitive)
        for one in row
    )
