"""Which items of a meeting a reader should see first: what was contested, what costs, what touches many."""

from __future__ import annotations

import math
import re
from typing import Final

from nlp_minutes.patterns import lazy

__all__ = ["importance", "largest_sum", "people_touched"]

_SUM = lazy(
    r"(?<![\d,.])(?P<number>\d{1,3}(?:[ \u00a0.]\d{3})+|\d+(?:,\d+)?)(?:[ \u00a0](?P<scale>miljarder|mdkr|mdr|miljoner|mnkr|mkr|Mkr|tusen|tkr))?[ \u00a0]?(?P<unit>kronor|kr\b|euro|:-)?"
)
_SCALES: Final = {
    "miljarder": 1e9,
    "mdkr": 1e9,
    "mdr": 1e9,
    "miljoner": 1e6,
    "mnkr": 1e6,
    "mkr": 1e6,
    "tusen": 1e3,
    "tkr": 1e3,
}
_MONEY_SCALES: Final = frozenset({"mdkr", "mdr", "mnkr", "mkr", "tkr"})
_PEOPLE = lazy(
    r"(?<![\d,.])(\d{1,3}(?:[ \u00a0]\d{3})+|\d+)[ \u00a0](?:nya |fler |färre )?(?:elever|barn|invånare|personer|medborgare|hushåll|bostäder|lägenheter|platser|brukare|"
    r"anställda|tjänster|årsarbetare|patienter|resenärer|boende|vårdplatser|förskoleplatser|fastighetsägare|studerande)\b",
    re.IGNORECASE,
)
_ROUTINE = lazy(
    r"\b(?:justera(?:re|nde)|justeringsm[aä]n|upprop|dagordning(?:en)?|föredragningslista|föregående (?:mötes )?protokoll|delgivning(?:ar)?|meddelanden?|anmäl(?:ning|da|an)\w*|"
    r"delegation(?:s(?:beslut|ärenden)?)?|information(?:särenden|spunkter)?|mötets? (?:öppnande|avslutande|öppnas|avslutas)|övriga (?:frågor|ärenden)|val av ordförande för|fyllnadsval|avsägelser?|"
    r"inkomna (?:handlingar|skrivelser)|skrivelser|rapporter|ärendet utgår|utgår)\b",
    re.IGNORECASE,
)
_STRICT: Final = {"rejected": 1.0, "remitted": 1.0, "postponed": 0.5, "proposed": 0.5, "approved": 0.5}


def largest_sum(text: str) -> float:
    """Give the largest sum of money that a text names, in its own currency; 0 where it names none."""
    largest = 0.0
    for found in _SUM.finditer(text):
        scale = (found["scale"] or "").casefold()
        if not found["unit"] and scale not in _MONEY_SCALES:
            continue
        digits = re.sub(r"[ \u00a0.]", "", found["number"]).replace(",", ".")
        largest = max(largest, float(digits) * _SCALES.get(scale, 1.0))
    return largest


def people_touched(text: str) -> int:
    """Give the largest count of people, homes or places that a text names; 0 where it names none."""
    return max((int(re.sub(r"\D", "", found[1])) for found in _PEOPLE.finditer(text)), default=0)


def importance(
    *, title: str, text: str, outcome: str | None, votes: int = 0, dissents: int = 0, opposed: int = 0
) -> float:
    """Weigh an item: contested first, then by money, then by how many are touched; routine comes last.

    Args:
        title: Its title.
        text: Its text.
        outcome: Its outcome.
        votes: How often there was a vote.
        dissents: Reservations and statements.
        opposed: Motions against what was proposed, or paragraphs of objection.

    Returns:
        A weight without a unit, larger for what comes first; it may be below 0.
    """
    # A vote or a reservation outweighs any sum of money.
    weight = 6.0 * bool(votes or dissents) + 0.5 * min(votes + dissents, 4) + 3.0 * bool(opposed)
    money, people = largest_sum(text), people_touched(text)
    weight += max(0.0, min(math.log10(money) - 4.0, 5.0)) if money > 0 else 0.0
    weight += min(math.log10(people), 4.0) / 2 if people > 0 else 0.0
    weight += _STRICT.get(outcome or "", 0.0)
    weight += min(len(text.split()), 1000) / 1000
    return weight - 4.0 * bool(_ROUTINE.search(title))
