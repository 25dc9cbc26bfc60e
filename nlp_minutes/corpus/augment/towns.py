"""Another town: its name everywhere, in the names of bodies, parties, places and furniture too."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING, Final

from nlp_minutes.corpus.augment.edits import Edit, apply_edits
from nlp_minutes.corpus.augment.facts import NAME_KEYS, map_facts
from nlp_minutes.corpus.augment.spelling import like_case
from nlp_minutes.labels import EntityLabel
from nlp_minutes.lexicon import rows

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["swap_town", "town_of"]

_KIND: Final = re.compile(r"^(?:Region|Landstinget)\s+|\s+(?:kommun|stad|landsting)$")
_AFTER: Final = r"(?=[a-zåäöé-]{0,24}(?![\wåäöÅÄÖ]))"


def town_of(document: GoldDocument) -> str | None:
    """The name of the town or region that a protocol is from, without the -s of its genitive."""
    municipality = document.meeting["municipality"]
    if not municipality:
        return None
    name = _KIND.sub("", municipality)
    if not name.isalpha():
        return None
    bare = name.removesuffix("s")
    alone = re.search(rf"(?<!\w){bare}(?!\w)", document.text, re.IGNORECASE)
    return (
        bare
        if alone or (municipality.startswith(f"{bare}s kommun") and not bare.endswith(("nä", "for", "å")))
        else name
    )


def swap_town(document: GoldDocument, rng: Random) -> GoldDocument:
    """Give the town another name, an invented one.

    The name is replaced at the beginning of every word that begins with it, whatever the capitals, but for the names of
    persons. A name that is broken over lines stays.
    """
    town = town_of(document)
    if town is None or len(town) < 4:
        return document
    pattern = re.compile(rf"(?<![\wåäöÅÄÖ]){town}{_AFTER}", re.IGNORECASE)
    names = [row[0] for row in rows("towns.tsv") if row[0][:4].casefold() != town[:4].casefold()]
    new = rng.choice([name for name in names if name.casefold() not in document.text.casefold()])
    persons = [one for one in document.entities if one.label == EntityLabel.PERSON]

    def rename(found: re.Match[str]) -> str:
        return new.lower() if found[0].islower() else like_case(found[0], new)

    edits = [
        Edit(start=found.start(), end=found.end(), text=rename(found))
        for found in pattern.finditer(document.text)
        if not any(one.start < found.end() and found.start() < one.end for one in persons)
    ]

    def change(key: str, value: str) -> str:
        return value if key in NAME_KEYS else pattern.sub(rename, value)

    return map_facts(apply_edits(document, edits), change)
