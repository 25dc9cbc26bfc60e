"""What a body did with a matter, by the words of its decision."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp_minutes.labels import Outcome
from nlp_minutes.lexicon import rows
from nlp_minutes.lines import list_point

__all__ = ["outcome_of", "point_outcome"]


def _load() -> list[tuple[Outcome, re.Pattern[str]]]:
    return [(Outcome(row[0]), re.compile(row[1], re.IGNORECASE)) for row in rows("outcomes.tsv")]


_TABLE = _load()
_QUOTED = re.compile(r"(?<!\w)[’'‘][^’'‘\n]{2,300}[’'](?!\w)|[”\"»“][^”\"»«“]{0,600}[”\"«“]")


def point_outcome(text: str) -> Outcome | None:
    """Tell what one point of a decision does; quoted words do not count. None where no rule knows."""
    text = _QUOTED.sub(" ", text)
    best: tuple[int, int, Outcome] | None = None
    for rank, (outcome, pattern) in enumerate(_TABLE):
        match = pattern.search(text)
        if match and (best is None or (rank, match.start()) < best[:2]):
            best = rank, match.start(), outcome
    return best[2] if best else None


def outcome_of(paragraphs: Sequence[str]) -> tuple[Outcome | None, bool]:
    """Tell what the decision of an item does.

    Args:
        paragraphs: The paragraphs of its decision sections, lead-ins included, in order.

    Returns:
        The outcome (that of the first point that tells; a proposal to a higher body comes before all), and whether
        the points differ.
    """
    if not paragraphs:
        return None, False
    found = [outcome for text in paragraphs if (outcome := point_outcome(text) or _unsaid(text)) is not None]
    if not found:
        return Outcome.APPROVED, False
    if Outcome.PROPOSED in found:
        return Outcome.PROPOSED, False
    kinds = [outcome for outcome in found if outcome not in {Outcome.NOTED, Outcome.OTHER}]
    if not kinds:
        return found[0], False
    return kinds[0], len(set(kinds)) > 1


_LEADS_IN = re.compile(
    r"(?::|,|\b(?:beslutar|besluta|beslutade|beslöt|att|följande(?: beslut)?|fattar följande beslut\.?|enligt (?:följande|förslag\w*)))\s*$",
    re.IGNORECASE,
)
# What approves: a point of a list, or a sentence whose verb does something.
_ACTS = re.compile(
    r"\b(?:godkän\w*|anta\w*|antog\w*|bevilj\w*|fastställ\w*|uppdra\w*|uppdrag|bifall\w*|biföll\w*|tillstyrk\w*|beslut\w*|medge\w*|ge(?:r|s)?|gav|anslå\w*|ändra\w*|inrätta\w*|införs?|köp\w*|sälj\w*|säljs|"
    r"upphäv\w*|överlämna\w*|överlämnas|översänd\w*|teckna\w*|bilda\w*|tillsätt\w*|uppmana\w*|förelägg\w*|förbjud\w*|avsluta\w*|avskriv\w*|ska|skall|får|lämna\w*|avge\w*|ställer sig|instämmer|bestäm\w*|utreda|utreds|"
    r"tillåt\w*|avsätt\w*|disponera\w*|omfördela\w*|höjs|sänks|läggs|förklara\w*|avtal\w*|startbesked|bygglov)\b",
    re.IGNORECASE,
)


def _unsaid(text: str) -> Outcome | None:
    """A point that no rule knows approves something; a lead-in, a row of papers or a report says nothing."""
    if _LEADS_IN.search(text):
        return None
    point = bool(list_point(text)) or bool(re.match(r"att\s", text, re.IGNORECASE))
    return Outcome.APPROVED if point or _ACTS.search(text) else None
