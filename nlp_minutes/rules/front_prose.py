"""Attendance told in running sentences: `Närvarande var ordföranden Ulla Ek (s) samt ... För Jon Dahl (m) tjänstgjorde ...`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from nlp_minutes.labels import Attendance
from nlp_minutes.lexicon import front_label, is_role
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.front_headings import list_kind
from nlp_minutes.rules.people import Entry, read_people, steps_into_place

__all__ = ["Stretch", "begins_prose", "read_stand_ins", "split_prose", "tells_of_leaving"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a text that tells of people in one capacity.

    Attributes:
        kind: The kind of list it stands for, `stand_in` for a sentence on who stepped in for whom, None for a sentence
            that tells nothing of who was there.
        start: First offset of what is told.
        end: Offset behind it.
        lasting: Whether it heads what stands below it too, and is no remark on one person among others.
    """

    kind: str | None
    start: int
    end: int
    lasting: bool = True


_WAS: Final = r"(?:var|varo|voro|är|äro|har varit|hade varit)"
_MEETING: Final = r"(?:dagens |detta |dessa )?(?:sammanträde[nt]?|möte[nt]?|förhandlingarna|överläggningarna)(?: den [^,:]{5,25}| denna dag)?"
_CAME: Final = (
    r"(?:närvarade|närvarar|deltog|deltar|medverkade|medverkar|infann sig|var närvarande|voro närvarande|är närvarande)"
)
_ALSO: Final = (
    r"(?:dessutom|därutöver|därjämte|härutöver|utöver dessa|vidare|även|därtill|jämväl|i övrigt|till sammanträdet hade)"
)
_WHERE: Final = (
    rf"(?: (?:vid|i|under|på) (?:hela |delar av |del av )?(?:{_MEETING}|överläggningen|beslut(?:et|en)?|ärendena?))?"
)
_LEADS: Final = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        "substitutes": rf"(?:(?:{_ALSO} )?{_CAME}|(?:{_ALSO} )?{_WAS} närvarande|(?:närvarande|övriga))(?: {_WAS})?{_WHERE}(?: följande| även| också)?(?: (?:ej|icke) (?:tjänstgörande|beslutande))? (?:ersättar(?:e|na)|suppleanter(?:na)?)(?: {_WAS})?(?= [A-ZÅÄÖ]|:)",
        "others": rf"{_ALSO} (?:{_CAME}|{_WAS} närvarande|inkallats|kallats|föredrog){_WHERE}(?: följande| även| också| utan rösträtt| utan att delta i beslut(?:et|en)?)*(?: tjänste(?:män(?:nen)?|personer(?:na)?))?|{_ALSO} {_WAS}(?= [^.:]*\b(?:tillstädes|närvarande|på plats)\.?(?:\s|$))",
        "serving": rf"(?:såsom|som)(?: tjänstgörande)? (?:ersättare|suppleanter)(?: {_WAS})?,? (?:tjänstgjorde|tjänstgör|inträdde|inträder|deltog|deltar|inkallades|inkallats|kallades)(?: (?:ersättarna|suppleanterna))?|tjänstgörande (?:ersättare|suppleant(?:er)?) {_WAS}",
        "absent": rf"(?:frånvarande|förhindrade?)(?: ledamöter)?(?: med anmält förhinder| efter anmälan)? (?:{_WAS}|hade anmälts)(?: (?:ledamöterna|ledamoten))?|(?:(?:anmält )?(?:förhinder|frånvaro)|förfall) (?:(?:hade|har) (?:i förväg |på förhand )?(?:anmälts?|anmälds?|meddelats?)|anmäldes|anmäls|meddelades)(?: (?:av|från|för)(?: (?:ledamöterna|ledamoten))?)?",
        "members": rf"(?:såsom |som )?(?:närvarande|beslutande|deltagande|tillstädes)(?: ledamöter)?{_WHERE} {_WAS}(?: (?:följande )?(?:ledamöter|ledamöterna))?|(?:vid|i|till) {_MEETING},? (?:{_CAME}|hade infunnit sig)(?: följande)?(?: (?:ledamöter(?:na)?|personer))?|(?:i|vid) (?:beslut(?:et|en)?|beslutsfattandet|avgörandena) (?:deltog|deltar|deltagit)(?: följande)?(?: ledamöter(?:na)?)?|följande (?:ledamöter |personer )?(?:{_CAME}|hade infunnit sig){_WHERE}",
    }.items()
}
_FOR: Final = r"(?:för|i stället för|istället för|i ställe för|(?:såsom|som) (?:tjänstgörande )?(?:ersättare|suppleant(?:er)?) för)"
_SERVED: Final = (
    r"(?:tjänstgjorde|tjänstgör|tjänstgjort|inträdde|inträder|trädde in|inkallades|inkallats|kallades|deltog|deltar)"
)
_FOR_FIRST: Final = lazy(
    rf"{_FOR} (?:(?:ordinarie )?ledam(?:oten|öterna) )?(?P<gone>(?-i:[A-ZÅÄÖ]).+?),? {_SERVED}(?: i (?:stället|hans ställe|hennes ställe|deras ställe))?(?: (?:som|såsom) ersättare)?(?: (?:ersättar(?:en|na)|suppleant(?:en|erna)))? (?P<here>(?-i:[A-ZÅÄÖ]).+)",
    re.IGNORECASE | re.DOTALL,
)
# One person for one: in a row of people the verb belongs to the last before it, and `read_people` reads it.
_ONE: Final = r"[A-ZÅÄÖ][^,;\t:]+?"
_BEHIND: Final = r"(?:,? (?:§|vid|under|från|till|kl|fr|t\.o).*)?"
_HERE_FIRST: Final = lazy(
    rf"(?:[Ee]rsättar(?:en|na) |[Ss]uppleant(?:en|erna) )?(?P<here>{_ONE}),? (?:tjänstgjorde|inträdde|trädde in|inkallades|kallades|deltog)(?: (?:som|såsom) (?:tjänstgörande )?(?:ersättare|suppleant))? {_FOR} (?P<gone>{_ONE}){_BEHIND}"
    rf"|(?:[Ee]rsättar(?:en|na) |[Ss]uppleant(?:en|erna) )?(?P<here2>{_ONE}) ersatte (?P<gone2>{_ONE}){_BEHIND}"
    rf"|(?:[Ll]edam(?:öterna|oten|öter) )?(?P<gone3>{_ONE}) (?:ersattes|hade ersatts) av (?:ersättar(?:en|na) |suppleant(?:en|erna) )?(?P<here3>{_ONE}){_BEHIND}",
    re.DOTALL,
)
# 'När Jon Dahl (m) gick klockan 20.15 inträdde Mia Björk (c)'
_WHEN_GONE: Final = lazy(
    rf"(?:När|Då|Sedan|Eftersom|Efter att) (?P<gone>{_ONE}) (?P<how>(?:var|är|hade|har|gick|går|lämnade|lämnar|avvek|anmält|anmälde)\b[^,;:]*?),? "
    rf"(?:tjänstgjorde|tjänstgör|inträdde|inträder|trädde|träder|inkallades|kallades)(?: in)?(?: som (?:tjänstgörande )?ersättare)? "
    rf"(?:(?:ersättaren|suppleanten) )?(?P<here>{_ONE})(?: in)?(?: (?:i (?:hans|hennes|dennes|hens) ställe|för (?:honom|henne|denne|hen)))?",
    re.DOTALL,
)
# Who leaves has been there until then.
_LEAVES: Final = lazy(r"\b(?:gick|går|lämna\w*|avvek|avviker)\b|§|\bkl\b|kl\.|klockan")
_SUBORDINATE: Final = lazy(r"\s*(?:När|Då|Sedan|Innan|Medan|Eftersom|Efter att|Om) [A-ZÅÄÖ]")
_ABSENT_BEHIND: Final = lazy(
    r"(?P<gone>.+?),? (?:(?:hade|har) (?:i förväg |på förhand )?(?:anmält|meddelat) (?:förhinder|frånvaro|förfall)|(?:var|voro|är) (?:frånvarande|förhindrade?)).*",
    re.DOTALL,
)
# Why somebody was away: no names in it.
_REASON: Final = lazy(
    r",? (?:som|vilka|vilken|vilkas) (?:hade |har |är |var )?(?:anmält|anmälda?|meddelat|förhindrade?|frånvarande|sjuka?|jäv)[^,.;]*"
)
_BOUNDARY: Final = lazy(r"(?P<before>[\w.§)]+)[.;]\s+(?=(?P<first>[\wÅÄÖåäö]+))")
_SHORT: Final = frozenset(
    ["ordf", "v", "vice", "tf", "ers", "tjg", "bitr", "sekr", "led", "kl", "fr", "st", "m.fl", "resp", "just", "suppl"]
)
_PRONOUN: Final = frozenset(["han", "hon", "denne", "denna", "de", "dessa", "båda", "den", "det", "hen"])


def begins_prose(text: str) -> str | None:
    """Tell in which capacity a sentence is about to name people, by its first words; None where it is no such sentence."""
    found = _lead(text)
    return found[0] if found else None


def _lead(text: str) -> tuple[str, int] | None:
    for kind, pattern in _LEADS.items():
        match = pattern.match(text)
        if match and re.match(r"(?:\s*:\s*|\s+)\S", text[match.end() :]):
            return kind, match.end()
    return _lead_by_stems(text)


# What a sentence on who was there has before its first name, whatever its words are.
_OPENING: Final = lazy(
    r"(?P<lead>[A-ZÅÄÖ][a-zåäö]+(?:,? [a-zåäö]+){0,9}):?\s(?=[A-ZÅÄÖ][\w'-]+ (?:(?:af|von|van|de|la|al|el) )?[A-ZÅÄÖ][\w'-]+)"
)
_PRESENCE: Final = lazy(
    r"närvar\w*|delt(?:og|ar|agit|agande|ogo)\w*|infann|infunn\w*|infinn\w*|tillstädes|medverk\w+|tjänstg\w+|svarade|bevist\w+|besöktes|inställt|inkall\w+|förfall|förhind\w+|frånvar\w*|mötte|satt|märktes|fanns|sågs|syntes|mötet|sammanträdet|beslut\w*|rösträtt",
)
_WHO: Final = lazy(
    r"ledam\w+|ersättar\w+|suppleant\w*|[\wåäö]*(?:förvaltning(?:en|arna)|kontoret|kansliet)|tjänstem\w+|tjänsteperson\w*|vid|sig|av|från|ur|som|var|voro|är|hade|att|utan|även|också|följande"
)


# 'Dessutom kommunchef Ulla Ek': no verb
_ADDS: Final = frozenset(["Dessutom", "Därutöver", "Därjämte", "Därtill", "Härutöver", "Jämväl", "Vidare", "Även"])
_MET: Final = lazy(r"besökt|bevist|infann|infunn|mötte|satt|deltog|närvar")
_NEGATED: Final = lazy(r"\b(?:ej|inte|icke|utan)\b", re.IGNORECASE)
_GROUP: Final = lazy(r"Tjänstemännen|Tjänstepersonerna|Medarbetarna|Ledamöterna|Ersättarna|Suppleanterna")
_BEHIND_GROUP: Final = lazy(
    r"\b(?:närvar|deltog|deltar|medverka|följde|var (?:också |även )?(?:med|på plats)|lyssna|satt)"
)


def _lead_by_stems(text: str) -> tuple[str, int] | None:
    """The lead of a sentence by the stems of its words; an office before the first name is no part of it."""
    match = _OPENING.match(text)
    if match is None:
        return None
    label = front_label(text)
    if label is not None and text[label[1] :].lstrip().startswith(":"):
        return None  # 'Närvarande: Ulla Ek (S), ...': a label with its list
    lead = " ".join(match["lead"].split())
    words = lead.split(" ")
    told = [n for n, word in enumerate(words) if _PRESENCE.fullmatch(word.strip(",").casefold())]
    belongs = bool(
        re.match(r"(?:ur|bland|från|för) [\wåäö]*(?:ersättar|supple|åhörar|förvaltning|kontor|kansli)", lead.casefold())
    )
    kind = list_kind(lead)
    if kind is None and any(_MET.match(words[n].casefold()) for n in told) and not _NEGATED.search(lead):
        kind = "members"  # 'Mötet bevistades av Ulla Ek (S)'
    group = (
        len(words) == 1 and _GROUP.fullmatch(lead) is not None and _BEHIND_GROUP.search(text, match.end()) is not None
    )
    adds = len(words) > 1 and words[0].strip(",") in _ADDS and is_role(" ".join(words[1:]))
    kind = kind or ("others" if adds else None)
    if (
        kind is None
        or not (told or belongs or group or adds)
        or re.search(r"juster|protokoll|valdes|utsågs|utses", lead, re.IGNORECASE)
    ):
        return None
    cut = 1 + max(
        n for n, word in enumerate(words) if n in told or _WHO.fullmatch(word.strip(",").casefold()) or n == 0
    )
    office = " ".join(words[cut:])
    if office and not (is_role(office) or (kind == "others" and office.endswith(("n", "t", "f", "e")))):
        cut = len(words)
    at = len(" ".join(words[:cut]))
    if not read_people(text[at : at + 90].lstrip(" :"), 0, officials=kind == "others"):
        return None
    return kind, at


def split_prose(text: str) -> list[Stretch]:
    """Split a text at its sentences that name people, each with the capacity that its first words tell.

    Args:
        text: A line or block that belongs to the lists of a front page.

    Returns:
        One stretch a sentence; nothing for a text in which no sentence tells by its words who was there.
    """
    bounds = [0]
    for match in _BOUNDARY.finditer(text):
        before, first = match["before"].casefold(), match["first"]
        inside = text.count("(", 0, match.start()) > text.count(")", 0, match.end())
        if inside or before in _SHORT or re.fullmatch(r"[A-ZÅÄÖ]", match["before"]):
            continue
        if (
            (first[0].isupper() and ";" not in match[0])
            or first in _PRONOUN
            or _lead(text[match.end() :])
            or re.match(rf"{_FOR} [A-ZÅÄÖ]", text[match.end() :])
        ):
            bounds.append(match.end())
    stretches = [
        _stretch(text, begin, end) for begin, end in zip(bounds, [*bounds[1:], len(text)], strict=True) if begin < end
    ]
    return stretches if any(one.kind not in {None, "same"} for one in stretches) else []


def _stretch(text: str, begin: int, end: int) -> Stretch:
    sentence = text[begin:end]
    found = _lead(sentence)
    if found is not None:
        skip = re.match(r"[\s:]*", sentence[found[1] :])
        return Stretch(kind=found[0], start=begin + found[1] + (skip.end() if skip else 0), end=end)
    if re.match(rf"{_FOR} [A-ZÅÄÖ][^.]*\bsaknas|{_FOR} [A-ZÅÄÖ][^.]*\bsaknades", sentence, re.IGNORECASE):
        return Stretch(kind=None, start=begin, end=end)
    told_by_pronoun = steps_into_place(sentence) is not None
    if not told_by_pronoun and any(
        pattern.fullmatch(sentence.strip(" .;\n")) for pattern in (_FOR_FIRST, _HERE_FIRST, _WHEN_GONE)
    ):
        return Stretch(kind="stand_in", start=begin, end=end)
    if not told_by_pronoun and (gone := _ABSENT_BEHIND.fullmatch(sentence)) and "," not in gone["gone"]:
        return Stretch(kind="absent", start=begin, end=begin + gone.end("gone"), lasting=False)
    first = sentence.split(maxsplit=1)[0].casefold().strip(".,;") if sentence.strip() else ""
    named = sentence[label.end() :] if (label := _PARTY_LABEL.match(sentence)) is not None else sentence
    told = first not in _PRONOUN and not tells_of_leaving(sentence) and bool(read_people(named[:60], 0))
    return Stretch(kind="same" if told else None, start=begin, end=end)


# The party before its people: 'Centerpartiet (C): Ulla Ek.'
_PARTY_LABEL: Final = lazy(r"[A-ZÅÄÖ][\wåäö]*(?: [\wåäö]+){0,3}(?: \([A-ZÅÄÖa-zåäö]\w{0,4}\))?:\s+")


def tells_of_leaving(sentence: str) -> bool:
    """Tell whether a sentence says what was when somebody came or went; who that is stands on the lists."""
    return _SUBORDINATE.match(sentence) is not None


def read_stand_ins(sentence: str, offset: int, known: Sequence[Entry]) -> list[Entry]:
    """Read a sentence that tells who stepped in for whom.

    Args:
        sentence: `För Jon Dahl (m), som anmält förhinder, tjänstgjorde Mia Björk (c)`, or the two the other way round.
        offset: Its first clean offset.
        known: The people named before it: somebody may stand here with the surname alone.

    Returns:
        The substitutes, who is replaced behind each. Nobody is made of a surname that no one person has.
    """
    body = sentence.rstrip(" .;\n")
    if (when := _WHEN_GONE.fullmatch(body)) is not None:
        return _when_gone(when, offset)
    match = _FOR_FIRST.fullmatch(body) or _HERE_FIRST.fullmatch(body)
    if match is None:
        return []
    groups = {key: value for key, value in match.groupdict().items() if value is not None}
    gone_key, here_key = (next(key for key in groups if key.startswith(side)) for side in ("gone", "here"))
    away = _REASON.sub(lambda reason: " " * len(reason[0]), groups[gone_key])
    gone: list[Entry | str] = [*read_people(away, offset + match.start(gone_key))]
    gone = gone or [*_by_surname(away, known)]
    here = read_people(groups[here_key], offset + match.start(here_key))
    people: list[Entry] = []
    for one, other in zip_longest(here, gone):
        if one is not None:
            name = other.name if isinstance(other, Entry) else other
            people.append(replace(one, attendance=Attendance.SERVING_SUBSTITUTE, replaces=name))
        if isinstance(other, Entry):
            people.append(replace(other, attendance=Attendance.ABSENT))
    return people


def _when_gone(match: re.Match[str], offset: int) -> list[Entry]:
    """The one who stepped in when another was away, and that one where he or she was away all the time."""
    here = read_people(match["here"], offset + match.start("here"))
    gone = read_people(match["gone"], offset + match.start("gone"))
    if not here or not gone:
        return []
    here[0] = replace(here[0], attendance=Attendance.SERVING_SUBSTITUTE, replaces=gone[0].name)
    away = [] if _LEAVES.search(match["how"]) else [replace(gone[0], attendance=Attendance.ABSENT)]
    return [here[0], *away]


def _by_surname(text: str, known: Sequence[Entry]) -> list[str]:
    """The names of those whose surname alone stands in a text, where one person has it."""
    found: list[str] = []
    for word in re.findall(r"[A-ZÅÄÖ][\w-]+", text):
        names = {entry.name for entry in known if entry.name.split(" ")[-1] == word}
        if len(names) == 1:
            found += names
    return found
