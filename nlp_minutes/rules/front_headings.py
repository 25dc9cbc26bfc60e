"""Headings of attendance lists that the lexicon does not hold, told by their words and by the people below them."""

from __future__ import annotations

import re
from typing import Final

from nlp_minutes.lexicon import is_role, party_normal
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.names import CAPITAL
from nlp_minutes.rules.people import read_people

__all__ = ["HEADING", "guess_list", "list_kind", "split_inline"]

# One capital, at its beginning: a second one would be a name's.
HEADING: Final = lazy(r"[A-ZÅÄÖ][a-zåäö]*(?:[ ,/-]+[a-zåäö]+){0,7}\??(?: \([a-zåäö ]{3,30}\))?:?")
_OTHER_MATTER: Final = lazy(
    r"saknas|vakan|juster|underskri|signer|sekreterare|anslag|ärende|beslutsgång|förslag|yrkande|motion|reserv|val av|paragraf|protokoll|\d",
    re.IGNORECASE,
)
# A party above its people: 'Socialdemokraterna (S)'.
_PARTY_LINE: Final = lazy(r"(?P<party>[A-ZÅÄÖ][^():\d]{0,40}?)(?: \([A-ZÅÄÖa-zåäö]\w{0,4}\))?:?")
_PARTY_COLON: Final = lazy(
    r"(?P<party>[A-ZÅÄÖ][^():\d\t]{0,40}?)(?: \((?P<short>[A-ZÅÄÖa-zåäö]\w{0,4})\))?:\s+(?=[A-ZÅÄÖ])"
)
_PARTY_CELL: Final = lazy(r"(?P<party>[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-zåäö]{4,}(?: [\wåäöÅÄÖ]+){0,3})\t+(?=[A-ZÅÄÖ])")
_PARTY_BRACKET: Final = lazy(r"\([A-ZÅÄÖa-zåäö]\w{0,4}\):?\s+(?=[A-ZÅÄÖ])")
_NOT: Final = lazy(r"\b(?:ej|inte|icke|utan)\b", re.IGNORECASE)
_SERVES: Final = lazy(r"tjänstgör|i tjänst|röst|beslut|inträ|inkall|trätt|trädde", re.IGNORECASE)
# In the order in which they are tried: 'Frånvarande ersättare' tells of the absent.
_WORDS: Final = (
    ("absent", re.compile(r"frånvar|förhind|förfall|sjukanmäl|uteb[lr]|kunde inte", re.IGNORECASE)),
    ("substitutes", re.compile(r"ersättar|suppleant", re.IGNORECASE)),
    (
        "others",
        re.compile(
            r"tjänstem[aä]n|tjänsteperson|medarbetar|förvaltning|personal|anställd|gäst|inbjud|inbjöd|föredrag|sakkunnig|övriga|andra|dessutom|därjämte|därutöver|härutöver|jämväl|insyn|adjung|facklig|kontoret|kansli|observatör|åhörar|besökare|besökande|expert|konsult|medföljande",
            re.IGNORECASE,
        ),
    ),
    (
        "members",
        re.compile(
            r"ledam[oö]t|beslut|rösträtt|röstande|röstberätt|förtroendevald|politiker|delt[ao]g|närvar|tjänstgör|medlem|på plats|i salen|upprop|svarade|tillstädes|infann|infunn|bordet|mandat",
            re.IGNORECASE,
        ),
    ),
)
# Who is there and does not decide: a substitute where the people below have parties.
_NO_VOTE: Final = lazy(
    r"\b(?:ej|inte|icke|utan)\b.{0,12}(?:tjänstg|röst|beslut|i tjänst)|\b(?:enbart|endast|bara|blott) (?:yttrande|närvaro)|\bmed (?:yttrande|närvaro)rätt|\b(?:lyssna|åhör|iakttar|sitter med)",
    re.IGNORECASE,
)


def list_kind(words: str) -> str | None:
    """Tell of which list a few words speak by their stems; None where they speak of none or of two."""
    kind = next((kind for kind, stems in _WORDS if stems.search(words)), None)
    if kind in {"members", "others"} and _NO_VOTE.search(words):
        return "substitutes"
    if kind == "substitutes" and _SERVES.search(words) and not _NOT.search(words):
        return "serving"
    if kind == "members" and _NOT.search(words):
        return None  # 'Inte närvarande': absent, or there without a vote
    return kind


def guess_list(heading: str, below: str) -> str | None:
    """Tell of which list a line seems to be the heading.

    Args:
        heading: A line of the front page that is no known label.
        below: The line below it: it has to begin with a person.

    Returns:
        The kind of the list, or None where the line's words tell of none or nobody stands below it.
    """
    heading = heading.strip()
    if not HEADING.fullmatch(heading) or len(heading) > 60 or _OTHER_MATTER.search(heading):
        return None
    if is_role(heading):
        return None
    kind = list_kind(heading)
    if kind is None and _LISTENED.search(heading) and _has_party(below):
        return "substitutes"
    if kind is None or not _begins_with_person(below, officials=kind == "others"):
        return None
    return kind


# Who only listened: with a party a substitute.
_LISTENED: Final = lazy(r"\blyssna|\båhörde|\bsatt med|\bföljde", re.IGNORECASE)


def _has_party(line: str) -> bool:
    people = read_people(line.strip().partition(";")[0][:80], 0)
    return bool(people) and people[0].mention.start == 0 and people[0].party is not None


_INLINE: Final = lazy(
    r"(?P<head>[A-ZÅÄÖ][a-zåäö]*(?:[ ,/-]+[a-zåäö]+){0,6}):\s+(?=[A-ZÅÄÖ]|[a-zåäö-]+ (?:[a-zåäö]+ ){0,3}[A-ZÅÄÖ])"
)


def split_inline(line: str) -> tuple[str, int] | None:
    """Tell of which list a line speaks that has the heading before its people, and where they begin.

    Args:
        line: `Utan beslutanderätt: Ek, Ulla S; Dahl, Jon M`.
    """
    match = _INLINE.match(line)
    if match is None or _OTHER_MATTER.search(match["head"]) or is_role(match["head"]):
        return None
    kind = list_kind(match["head"])
    single = " " not in match["head"]
    if single and kind != "others":
        return None  # of one word only 'Därjämte', 'Dessutom' and their like; other such lists are in the lexicon
    if kind == "others" and line[match.end()].islower() and not _OFFICE_FIRST.match(line, match.end()):
        return None
    if kind is None or not _begins_with_person(line[match.end() :], officials=kind == "others"):
        return None
    return kind, match.end()


_OFFICE_FIRST: Final = lazy(r"(?:[a-zåäö-]+ ){1,4}[A-ZÅÄÖ][\w'-]+ (?:(?:af|von|van|de|la|al|el) )?[A-ZÅÄÖ]")


def _begins_with_person(line: str, *, officials: bool) -> bool:
    text = line.strip()
    if (party := _PARTY_LINE.fullmatch(text)) is not None and party_normal(party["party"]):
        return True
    if (cell := _PARTY_CELL.match(text)) is not None and party_normal(cell["party"]):
        text = text[cell.end() :]
        return bool(read_people(text.partition(";")[0][:80], 0))
    if (bracket := _PARTY_BRACKET.match(text)) is not None:
        text = text[bracket.end() :]
        return bool(read_people(text.partition(";")[0][:80], 0))
    if (label := _PARTY_COLON.match(text)) is not None and (label["short"] or party_normal(label["party"])):
        text = text[label.end() :]
        return bool(read_people(text.partition(";")[0][:80], 0))
    people = read_people(text.partition(";")[0][:80], 0, officials=officials)
    if not people or people[0].mention.start > 30:
        return False
    first = people[0]
    if text[0].islower():
        return officials and bool(first.roles)
    told = first.party is not None or bool(first.roles)
    return told and bool(re.match(r"(?:\d{1,3}[.)]?\s+|[•*–-]\s+)?" + CAPITAL, text))
