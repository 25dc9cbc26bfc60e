"""Offices in running text: beside a name, or standing for the one who holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp_minutes.lexicon import ROLE, is_role

__all__ = ["find_roles"]

# Offices in the definite form stand for their holder.
_DEFINITE = re.compile(
    r"(?<![\wåäöÅÄÖ-])(?:(?:[Ff]örste|[Aa]ndre|[Ff]örsta|[Aa]ndra|1:[ea]|2:[ea]|[Tt]f\.?|[Tt]jänstgörande|[Vv]ice|[Bb]iträdande|[Tt]ekniska|[Aa]vgående) ){0,2}(?:[\wåäö]+- och )?"
    r"[\wåäöÅÄÖ]*(?:[Oo]rdföranden|[Dd]irektören|[Cc]hefen|[Ss]ekreteraren|[Kk]ommunalrådet|[Oo]ppositionsrådet|[Rr]egionrådet|[Bb]orgarrådet|[Hh]andläggaren|[Ss]trategen|[Cc]ontrollern|[Ii]nspektören|[Rr]ektorn|"
    r"[Pp]lanarkitekten|[Ss]tadsarkitekten|[Kk]ommunarkitekten|[Jj]uristen|[Ee]konomen|[Ii]ngenjören|[Pp]residenten|[Ee]rsättaren|ORDFÖRANDEN|[Ll]edamöterna)(?:s)?(?![\wåäöÅÄÖ-])"
)
_NO_DEFINITE = re.compile(r"^(?:ny|en|ett|bolags|förenings|partiordföranden?)\b|^[Ll]edamöterna$", re.IGNORECASE)
_MEMBERS_OF = re.compile(r"(?<![\wåäö])[Ll]edamöterna(?= (?:från|för|i) (?:[A-ZÅÄÖ]{1,4}\b|[A-ZÅÄÖ][\wåäö]+))")
_BEHIND = re.compile(rf"(?:\s?\([^()]{{1,12}}\))?,\s(?P<role>{ROLE}(?:(?<=ordf)\.)?)(?![\wåäöÅÄÖ-])", re.IGNORECASE)
_BEHIND_BRACKET = re.compile(rf"(?:\s?\([^()]{{1,6}}\))?\s\((?P<role>{ROLE})\)", re.IGNORECASE)
_IS = re.compile(
    rf"(?:\s?\([^()]{{1,6}}\))?(?:,? som)?\s(?:är|var)\s(?P<role>{ROLE})(?=\s(?:i|på|för|vid|och|hos))", re.IGNORECASE
)
_RELIEVED = re.compile(
    r"uppdrag(?:et|en) som (?P<role>(?:förste |andre |vice |1:e |2:e )*(?:ledamot|ersättare|ordförande|suppleant|revisor|nämndeman))(?![\wåäö])",
    re.IGNORECASE,
)
# Labels of the places for signatures and of single people, each a line or cell of its own or with a colon.
_LABEL = re.compile(
    r"(?:^|(?<=\t))\s*(?P<role>(?i:(?:vice |1:e vice |2:e vice )?ordförande|sekreterare|justerande|justerare|justeringsman|protokollförare|handläggare|ledamot|ålderspresident|[\wåäö]+sekreterare|protokolljusterare))"
    r"(?=,? sign\.|\s*(?::|\t|\.\s?\.|…|_|$))"
)


def find_roles(block: str, people: Sequence[tuple[int, int]], *, front: bool) -> Iterator[tuple[int, int]]:
    """Yield the spans of offices in a block; spans may overlap.

    Args:
        block: The text.
        people: Spans of the people in the block.
        front: Whether the block stands on the front page, where the lists have been read already.
    """
    for start, end in people:
        best = None
        for word in list(re.finditer(r"\S+", block[:start]))[-5:]:
            lead = block[word.start() : start].rstrip(" \n\t:.…_,;")
            if len(lead) > 2 and "\t" not in lead and is_role(lead):
                best = word.start(), word.start() + len(lead)
                break
        if best is not None:
            yield best
        for pattern in (_BEHIND_BRACKET, _BEHIND) if not front else ():
            match = pattern.match(block, end)
            if match and not re.match(r"\s[A-ZÅÄÖ][\wåäö]+ ", block[match.end("role") :]):
                yield match.span("role")
                break
        match = _IS.match(block, end)
        if match:
            yield match.span("role")
    for match in _LABEL.finditer(block):
        yield match.span("role")
    for match in _DEFINITE.finditer(block):
        if not _NO_DEFINITE.match(match[0]):
            yield match.span()
    for match in _MEMBERS_OF.finditer(block):
        yield match.span()
    for match in _RELIEVED.finditer(block):
        yield match.span("role")
