"""Parties in running text: names, bracketed and listed abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache

from nlp_minutes.lexicon import party_names, party_normal

__all__ = ["find_parties", "known_abbreviations"]

_NATIONAL = frozenset({"S", "M", "SD", "C", "V", "KD", "L", "MP", "FP"})
_BRACKET = re.compile(
    r"\((?:båda |samtliga |alla )?(?P<inside>[A-ZÅÄÖa-zåäö][\wÅÄÖåäö]{0,4}(?:(?:\s*[,/+]\s*|\s+(?:och|samt)\s+)[A-ZÅÄÖa-zåäö][\wÅÄÖåäö]{0,4})*)(?=[),])"
)
_LOCAL = re.compile(r"(?<![\wåäöÅÄÖ-])[A-ZÅÄÖ][\wåäö]*(?:partiet|listan|demokraterna)s?(?![\wåäö-])")
_NO_LOCAL = re.compile(
    r"^(?:Partiet|Listan|Regeringspartiet|Majoritetspartiet|Oppositionspartiet|Moderpartiet|Väntelistan|Prislistan|Rödlistan|Checklistan|Omröstningslistan|Närvarolistan|Sändlistan|Delegationslistan|Ärendelistan|Kölistan|Voteringslistan|Föredragningslistan|Anmälningslistan)s?$"
)
_VERB = r"(?:reserver\w+|yrk\w+|delt\w+|anmäl\w+|lämn\w+|avstå\w+|avstod|föresl\w+|instäm\w+|anser|ansåg|vill|ville|stöd\w+|välkomn\w+|beklag\w+|noter\w+|har|hade|menar|ser|kan|säger|begär\w*|ställ\w+|röst\w+|lägg\w+|står|är|önsk\w+|motsätt\w+|vidhåll\w+)"


def known_abbreviations(parties: AbstractSet[str]) -> frozenset[str]:
    """The abbreviations to look for: those of the whole country and those that the document's people have."""
    own = {party for party in parties if len(party) <= 5 and " " not in party}
    lower = {party.casefold() for party in own if party.islower()}
    return frozenset(_NATIONAL | own | ({party.casefold() for party in _NATIONAL} if len(lower) >= 2 else set()))


@cache
def _patterns(known: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    one = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    left = r"(?<![\wåäöÅÄÖ(.:/§-])"
    return (
        re.compile(rf"{left}(?:{one})(?:(?:, | och | samt |\s*[+/]\s*|,\s)(?:{one})(?![\wåäöÅÄÖ]))+"),
        re.compile(rf"(?:^|(?<=[.:;”] )){left}(?P<party>{one})(?= {_VERB}\b)"),
        re.compile(
            rf"(?:\b(?:från|för|av|representerar|mellan|gruppen|tillsammans med|Ledamöterna från|båda) ){left}(?P<party>{one})(?![\wåäöÅÄÖ/§.:-]| [A-ZÅÄÖ])"
        ),
        re.compile(rf"{left}(?P<party>{one})(?=-(?:grupp|ledam|ledamö|fraktion|förslag|motion|repr|yrkande))"),
        re.compile(rf"{left}(?P<party>(?:{one}):s)(?![\wåäö])"),
        re.compile(rf"(?:^|\t)(?P<party>{one})(?=\t|$)"),
    )


@cache
def _names() -> re.Pattern[str]:
    names = sorted((re.escape(name) for name in party_names() if len(name) > 4), key=len, reverse=True)
    return re.compile(rf"(?<![\wåäö-])({'|'.join(names)})s?(?![\wåäö-])", re.IGNORECASE)


def find_parties(block: str, known: frozenset[str], *, table: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the spans of parties in a block; spans may overlap.

    Args:
        block: The text.
        known: What `known_abbreviations` gave.
        table: Whether the block is a row with the name of a person, so that a cell of its own may be a party.
    """
    for match in _BRACKET.finditer(block):
        for part in re.finditer(r"[\wÅÄÖåäö]+", match["inside"]):
            normal = party_normal(part[0])
            if part[0] in known or (normal and part[0].isupper()):
                yield match.start("inside") + part.start(), match.start("inside") + part.end()
    for match in _names().finditer(block):
        yield match.span()
    for match in _LOCAL.finditer(block):
        if not _NO_LOCAL.match(match[0]):
            yield match.span()
    listed, *single = _patterns(known)
    for match in listed.finditer(block):
        for part in re.finditer(r"[\wÅÄÖåäö]+", match[0]):
            if part[0] in known:
                yield match.start() + part.start(), match.start() + part.end()
    for pattern in single if table else single[:-1]:
        for match in pattern.finditer(block):
            yield match.span("party")
