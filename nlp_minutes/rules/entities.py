"""Entities that rules find with certainty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from nlp_minutes.labels import EntityLabel
from nlp_minutes.lexicon import BODY, is_role, party_names, party_normal
from nlp_minutes.rules.cases import find_cases
from nlp_minutes.rules.names import NAME_PARTY, clean_party, looks_like_name
from nlp_minutes.rules.persons import Human, Mention

if TYPE_CHECKING:
    from nlp_minutes.rules.frontpage import FrontPage

__all__ = ["Found", "find_entities", "find_mentions"]


@dataclass(frozen=True, slots=True)
class Found:
    """An entity; offsets are clean ones.

    Attributes:
        start: First offset.
        end: Offset behind it.
        label: Its label.
        person: Index of the person, or None.
        normal: A normal form, or None.
    """

    start: int
    end: int
    label: EntityLabel
    person: int | None = None
    normal: str | None = None


def find_mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    """Yield the names that stand before a bracketed party in a stretch of text."""
    for match in re.finditer(NAME_PARTY, text[start:end]):
        name, party = match["name"], clean_party(match["party"])
        low = start + match.start("name")
        name, low = _without_role(name, low)
        if party is None or is_role(party) or not looks_like_name(name):
            continue
        if match["party"].islower() and party_normal(party) is None:
            continue
        yield Mention(name, low, low + len(name), party)


def _without_role(name: str, low: int) -> tuple[str, int]:
    words = list(re.finditer(r"\S+", name))
    for n in range(min(len(words) - 1, 4), 0, -1):
        if is_role(name[: words[n - 1].end()]):
            return name[words[n].start() :], low + words[n].start()
    return name, low


_BODIES = re.compile(rf"(?<![\wåäöÅÄÖ-]){BODY}(?:s)?(?![\wåäöÅÄÖ-])", re.IGNORECASE)
_TOWN = re.compile(
    r"(?<![\wåäöÅÄÖ])(?:(?:Upplands|Östra|Västra|Norra|Södra|Stora|Lilla|Nya) )?[A-ZÅÄÖ][\wåäöÅÄÖ-]+ (?:kommuns?|KOMMUN|stads?|Stads?)(?![\w-])|(?<![\wåäöÅÄÖ])Region(?:en)? [A-ZÅÄÖ][\wåäö]+(?![\w-])"
)
_NO_TOWN = re.compile(r"^(?:I|En|Den|Vår|Denna|Som|Av|För|Till|Varje|Samma) ", re.IGNORECASE)
_NO_BODY = re.compile(
    r"^(?:styrelsen|styrelse|nämnd|nämnder|nämnderna|utskott|utskottens|utskotten|beredning|beredningen|fullmäktiges? presidium|delegation|styrelser|beredningens|styrelsens|kommitté|presidium|presidiet|presidiets|direktion)$|"
    r"(?:behandling|handlägg|ned|för|an|åter|ut)(?:styrelse|nämnd)$|(?:handläggning|beredningar|anmälningar)$",
    re.IGNORECASE,
)
_BRACKET_PARTY = re.compile(
    r"\((?P<inside>[A-ZÅÄÖa-zåäö][\wÅÄÖåäö]{0,4}(?:(?:\s*[,/+]\s*|\s+och\s+)[A-ZÅÄÖ][\wÅÄÖåäö]{0,4})*)\)"
)
_CHAIR = re.compile(r"(?<![\w-])[Oo]rdföranden(?:s)?(?![\w-])")


def find_entities(text: str, spans: Sequence[tuple[int, int]], page: FrontPage, people: Sequence[Human]) -> list[Found]:
    """Find the entities that are certain: people of the lists and before a bracketed party, parties, case numbers, bodies.

    Args:
        text: The clean text.
        spans: The blocks in which to look.
        page: The attendance lists.
        people: The persons with their mentions.

    Returns:
        Entities in order; none overlap. Of two that would, the one whose kind is surer stands: people, case numbers,
        parties, offices, bodies.
    """
    found: list[Found] = [
        Found(start, end, EntityLabel.PERSON, person=index)
        for index, human in enumerate(people)
        for start, end in human.mentions
    ]
    parties = {human.party for human in people if human.party}
    for entry in (*page.entries, *page.signatures):
        if entry.party_mark is not None:
            found.append(_party(entry.party_mark.start, entry.party_mark.end, entry.party_mark.text))
        found += [Found(role.start, role.end, EntityLabel.ROLE) for role in entry.roles]
    for start, end in spans:
        found += _in_block(text, start, end, parties)
    return _without_overlap(found)


def _party(start: int, end: int, text: str) -> Found:
    return Found(start, end, EntityLabel.PARTY, normal=party_normal(text) or text)


def _in_block(text: str, start: int, end: int, parties: set[str]) -> Iterator[Found]:
    block = text[start:end]
    for low, high in find_cases(block):
        yield Found(start + low, start + high, EntityLabel.CASE, normal=block[low:high])
    for match in _BRACKET_PARTY.finditer(block):
        for part in re.finditer(r"[\wÅÄÖåäö]+", match["inside"]):
            if part[0] == "och":
                continue
            if part[0] in parties or (party_normal(part[0]) and part[0].isupper()):
                low = start + match.start("inside") + part.start()
                yield _party(low, low + len(part[0]), part[0])
    for match in _names().finditer(block):
        yield _party(start + match.start(), start + match.end(), match[1])
    for match in _BODIES.finditer(block):
        if not _NO_BODY.search(match[0]):
            yield Found(start + match.start(), start + match.end(), EntityLabel.ORG)
    for match in _TOWN.finditer(block):
        if not _NO_TOWN.match(match[0]):
            yield Found(start + match.start(), start + match.end(), EntityLabel.ORG)
    for match in _CHAIR.finditer(block):
        if not block[max(0, match.start() - 2) : match.start()].strip().endswith("s"):
            yield Found(start + match.start(), start + match.end(), EntityLabel.ROLE)


@cache
def _names() -> re.Pattern[str]:
    names = sorted((re.escape(name) for name in party_names() if len(name) > 4), key=len, reverse=True)
    return re.compile(rf"(?<![\wåäö-])({'|'.join(names)})s?(?![\wåäö])", re.IGNORECASE)


_RANK = [EntityLabel.PERSON, EntityLabel.CASE, EntityLabel.PARTY, EntityLabel.ROLE, EntityLabel.ORG]


def _without_overlap(found: Iterable[Found]) -> list[Found]:
    kept: list[Found] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda e: (_RANK.index(e.label), e.start - e.end, e.start)):
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(one)
    return sorted(kept, key=lambda e: e.start)
