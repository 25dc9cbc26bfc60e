"""Capitals and small letters: `(S)` and `(s)`, headings and attendance lists in capitals."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from nlp_minutes.corpus.augment.edits import Edit, apply_edits
from nlp_minutes.corpus.augment.facts import PARTY_KEYS, map_facts
from nlp_minutes.labels import EntityLabel
from nlp_minutes.lexicon import heading_kind

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["capital_headings", "capital_names", "change_case", "lower_parties"]

_LONGEST = 5


def lower_parties(document: GoldDocument, _rng: Random) -> GoldDocument:
    """Write the abbreviations of parties in small letters, as older protocols do; the persons' parties in FACTS too."""
    edits = []
    shorts = set()
    for one in document.entities:
        old = document.text[one.start : one.end]
        if (
            one.label == EntityLabel.PARTY
            and 0 < len(old) <= _LONGEST
            and old.isalpha()
            and _is_bracketed(document, one.start)
        ):
            shorts.add(old)
            edits.append(Edit(start=one.start, end=one.end, text=old.lower()))

    def change(key: str, value: str) -> str:
        if key in PARTY_KEYS and value in shorts:
            return value.lower()
        if key == "title":
            for short in shorts:
                value = value.replace(f"({short})", f"({short.lower()})")
        return value

    return map_facts(apply_edits(document, edits), change)


def _is_bracketed(document: GoldDocument, start: int) -> bool:
    return document.text[max(0, start - 1) : start] == "("


def _capitals(document: GoldDocument, start: int, end: int) -> list[Edit]:
    """Capitals, but for letters that would not be the same letter any more (the Turkish dotless i, ß)."""
    edits = []
    for at, letter in enumerate(document.text[start:end], start):
        capital = letter.upper()
        if capital != letter and capital.lower() == letter:
            edits.append(Edit(start=at, end=at + 1, text=capital))
    return edits


def capital_headings(document: GoldDocument, rng: Random) -> GoldDocument:
    """Write headings in capitals: all, or those of the sections only. Titles in FACTS follow where all are."""
    everything = rng.random() < 0.5
    edits = []
    for one in document.headings:
        if everything or heading_kind(document.text[one.start : one.end].strip()) is not None:
            edits += _capitals(document, one.start, one.end)
    edited = apply_edits(document, edits)
    return map_facts(edited, lambda key, value: value.upper() if everything and key == "title" else value)


def capital_names(document: GoldDocument, _rng: Random) -> GoldDocument:
    """Write the names in the attendance list in capitals: those before the first item's paragraphs."""
    decision = next((one.start for one in document.paragraphs if one.label == "decision"), 0)
    edits = []
    for one in document.entities:
        if one.label == EntityLabel.PERSON and one.end < decision:
            edits += _capitals(document, one.start, one.end)
    return apply_edits(document, edits)


def change_case(document: GoldDocument, rng: Random) -> GoldDocument:
    """Change the letters of parties, headings or names in the attendance list, one of them or several."""
    ways = [lower_parties, capital_headings, capital_names]
    for way in rng.sample(ways, rng.choice([1, 1, 2])):
        document = way(document, rng)
    return document
