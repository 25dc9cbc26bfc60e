"""The names in a list of voters, and whose they are: full names, lone surnames, initials, surname first, offices."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import Attendance, EntityLabel
from nlp_minutes.lexicon import BODY, BODY_ABBREVIATION, is_role, party_names, party_normal
from nlp_minutes.patterns import lazy
from nlp_minutes.quick import kept_for
from nlp_minutes.rules.item import Attendee
from nlp_minutes.rules.names import NAME, in_running_text, looks_like_name
from nlp_minutes.rules.people import base_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlp_minutes.rules.item import Named

__all__ = ["Roster", "Voter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter:
    """One name in a list.

    Attributes:
        name: As in `Attendee.name` where the person is known, else as written.
        known: Whether the person is known.
        party: The party that the list gives.
        start: First offset.
        end: Offset behind the name.
    """

    name: str
    known: bool
    party: str | None
    start: int
    end: int


_PARTICLES = r"(?:(?:af|von|van|de|la|del|della|di|da|den|der|al|el|bin|ibn|ben|le|ter|und) )"
_CANDIDATE = lazy(
    rf"(?<![\w-])(?P<name>(?:[A-ZÅÄÖ](?:-[A-ZÅÄÖ])?\. ?){{0,3}}{_PARTICLES}{{0,3}}{NAME})"
    r"(?:,? ?\(+(?P<party>[^()\d]{1,25}?)[,.]?\)+|,? \((?P<open>[A-Za-zÅÄÖåäö]{1,4})(?=,))?"
)
# 'Ek, U (S)'
_INITIAL_BEHIND = lazy(r", ?(?P<initial>[A-ZÅÄÖ](?:-[A-ZÅÄÖ])?)\.? ?\((?P<party>[^()\d]{1,25})\)")
_CHAIR = lazy(
    r"(?<![\w-])(?:(?:1:e|2:e|3:e|1:a|2:a|[Ff]örste|[Aa]ndre|[Tt]redje|v\.|[Tt]jänstgörande) )*(?:(?:[Vv]ice )?[Oo]rdföranden?|[Oo]rdf\.)(?![\w-])"
)
_CHAIR_BEFORE = lazy(rf"{_CHAIR.pattern}\s$")
_NO_NAME = lazy(
    rf"(?:{BODY}|(?-i:{BODY_ABBREVIATION})|Ja|Nej|Ia|JA|NEJ|Avstår|Avstod|Avstående|Följande|Samtliga|Övriga|Ledamöter\w*|Ledamot\w*|Ersättar\w+|Tjänstgörande|Vid|Med|För|Mot|Efter|Sedan|Så|Vid upprop|Den|De|Det|Som|Här|Vice|Namn|Röst\w*|"
    r"Omröstning\w*|Votering\w*|Upprop\w*|Resultat\w*|Summa|Totalt|Transport|Utfall\w*|Frånvar\w+|Blank\w*|Bifall|Avslag|Återremiss|Bilaga|Parti\w*|Nämnd\w*|Styrelsen|Utskottet|Fullmäktige|Kommun\w*|Region\w*|Reserv\w+|Herr|Herrar|Herrarna|Fru|Fruarna|Fröken|"
    r"Två|Tre|Fyra|Fem|Sex|Sju|Åtta|Nio|Tio|Elva|Tolv|Ett|En|Ingen|Inga|Antal|Mandat|Plats|Stol|Nr|X|Jäv\w*|Deltar)",
    re.IGNORECASE,
)


_NOWHERE = -(1 << 40)  # no entity stands there: the places of a text without its gaps are none of the document
_GAP = lazy(r"\S {4,}\S")
_BETWEEN = lazy(r"[\s\-–.,]+")


def _key(name: str) -> str:
    return _BETWEEN.sub(" ", name).strip().casefold()


@dataclass(frozen=True, slots=True)
class _Tables:
    """The people of a meeting by their names.

    Attributes:
        own: Each with the words of the name.
        by_key: Each by the name, one blank between its words.
        by_words: Each by the words in any order.
        places: The places in `own` of those whose name has a word.
        parties: Their parties in lower case.
        listed: Whether any of them stands in a list of those present.
    """

    own: list[tuple[Attendee, list[str]]]
    by_key: dict[str, Attendee]
    by_words: dict[frozenset[str], Attendee]
    places: dict[str, list[int]]
    parties: frozenset[str]
    listed: bool


# All items of a document have the same people.
@kept_for
def _tables(persons: tuple[Attendee, ...]) -> _Tables:
    keys = [(one, _key(one.name)) for one in persons]
    own = [(one, key.split()) for one, key in keys]
    places: dict[str, list[int]] = {}
    for place, (_, words) in enumerate(own):
        for word in words:
            places.setdefault(word, []).append(place)
    return _Tables(
        own=own,
        places=places,
        by_key={key: one for one, key in keys},
        by_words={frozenset(words): one for one, words in own},
        parties=frozenset(one.party.casefold() for one in persons if one.party),
        listed=any(one.attendance is not None for one in persons),
    )


# 'Ek, Ulla (S) ers. Dahl, Jon (S) JA': the second one votes.
_REPLACED_BY = lazy(
    r"\s*(?:\([^()]{1,12}\)|[A-ZÅÄÖ]{1,4}\b)?,?\s*(?:ers\.|ersätts av|ersattes av|ersatt av|→)\s*$", re.IGNORECASE
)


def _present(found: Sequence[Voter], text: str, start: int) -> list[Voter]:
    """The voters without those in whose place the next one votes."""
    gone = {
        one.name
        for one, other in pairwise(found)
        if one.name != other.name and _REPLACED_BY.match(text[one.end - start : other.start - start])
    }
    return [one for one in found if one.name not in gone] if gone else list(found)


class Roster:
    """The people of a meeting, to be found by what a list of voters calls them.

    Args:
        persons: All persons of the meeting.
        entities: Entities of the text in which names are looked for.
    """

    def __init__(self, persons: Sequence[Attendee], entities: Sequence[Named]) -> None:
        self.persons = persons
        tables = _tables(persons if isinstance(persons, tuple) else tuple(persons))
        self.listed = tables.listed
        self._entities = sorted((one for one in entities if one.label == EntityLabel.PERSON), key=lambda one: one.start)
        self._starts = [one.start for one in self._entities]
        self._own = tables.own
        self._by_key = tables.by_key
        self._by_words = tables.by_words
        self._places = tables.places
        self._parties = tables.parties

    def voters(self, text: str, start: int, *, alone: bool = False) -> list[Voter]:
        """Give the voters that a stretch of text names.

        Args:
            text: The stretch.
            start: Its offset.
            alone: Whether nothing but names is expected, so that a single unknown word with a capital is one too.

        Returns:
            The voters in order. An office stands for its holder where no name follows it.
        """
        if _GAP.search(text):  # a line that goes on behind the border of a page
            return self._across(text, start, alone=alone)
        found: list[Voter] = []
        taken: list[tuple[int, int]] = []
        for match in _CANDIDATE.finditer(text):
            voter = self._voter(match, start, alone=alone)
            if voter is not None:
                found.append(voter)
                taken.append((match.start("name"), match.end()))
        for match in _CHAIR.finditer(text):
            beside = any(low - 2 <= match.end() and match.start() <= high + 3 for low, high in taken)
            holder = None if beside else self._holder(match[0])
            if holder is not None:
                found.append(
                    Voter(
                        name=holder.name, known=True, party=None, start=start + match.start(), end=start + match.end()
                    )
                )
        return _present(sorted(found, key=lambda one: one.start), text, start)

    def _across(self, text: str, start: int, *, alone: bool) -> list[Voter]:
        """The voters of a text with gaps in it, as if these were single blanks."""
        places = [at for at in range(len(text)) if not (text[at] == " " and at and text[at - 1] == " ")]
        short = "".join(text[at] for at in places)
        return [
            replace(one, start=start + places[one.start - _NOWHERE], end=start + places[one.end - 1 - _NOWHERE] + 1)
            for one in self.voters(short, _NOWHERE, alone=alone)
        ]

    def _voter(self, match: re.Match[str], start: int, *, alone: bool) -> Voter | None:
        low, high = match.span("name")
        text = match.string
        party = match["party"] or match["open"]
        if party is not None and is_role(party):
            party = None
        while " " in text[low:high] and (is_role(first := text[low:high].split(" ")[0]) or _NO_NAME.fullmatch(first)):
            low += len(first) + 1
        turned = _INITIAL_BEHIND.match(text, match.end()) if party is None else None
        if turned is not None:
            person = self.find(f"{turned['initial']} {text[low:high]}", turned["party"])
            if person is not None:
                return Voter(
                    name=person.name,
                    known=True,
                    party=turned["party"].strip(" ,."),
                    start=start + low,
                    end=start + turned.end("initial"),
                )
        words = text[low:high].split(" ")
        if party is None and len(words) > 1 and self.is_party(words[-1]):
            party = words[-1]
            high -= len(party) + 1
        name = text[low:high].strip()
        low = text.index(name, low)
        if not name or self.is_party(name) or is_role(name) or _NO_NAME.fullmatch(name):
            return None
        person = self.find(name, party, start + low, start + low + len(name))
        if person is None and name.endswith("s") and match["party"] is None and " " in name:
            person = self.find(name.removesuffix("s"), party, start + low, start + low + len(name))
        if person is None and " " not in name:
            person = self._in_office(text[:low], name)
        sure = (
            person is not None
            or looks_like_name(name)
            or self._entity(start + low) is not None
            or (
                alone and bool(re.fullmatch(rf"{_PARTICLES}?(?:[A-ZÅÄÖ]\. ?)*[^\W\d_][\w-]+(?: [A-ZÅÄÖ][\w-]+)?", name))
            )
        )
        if not sure:
            return None
        return Voter(
            name=person.name if person else in_running_text(_turned(" ".join(name.split()))),
            known=person is not None,
            party=party.strip(" ,.") if party else None,
            start=start + low,
            end=start + low + len(name),
        )

    def is_party(self, word: str) -> bool:
        """Whether a word is a party, by its letters or because somebody of the meeting has it."""
        word = word.strip(" .,()")
        if word.casefold() in party_names():
            return True
        if word.casefold() in self._parties:
            return word.isupper() or len(word) <= 5 or " " in word
        return word.isupper() and party_normal(word) is not None

    def _holder(self, office: str) -> Attendee | None:
        role = re.sub(r"^(?:1:[ea]|förste)", "1:e", base_role(office))
        role = re.sub(r"^(?:2:[ea]|andre)", "2:e", role).removeprefix("tjänstgörande ")
        forms = {role, role.replace("1:e", "förste"), role.replace("2:e", "andre")}
        holders = [
            one
            for one in self.persons
            if forms & {base_role(own) for own in one.roles}
            and one.attendance in {Attendance.MEMBER, Attendance.SERVING_SUBSTITUTE}
        ]
        return holders[0] if len(holders) == 1 else None

    def _in_office(self, before: str, surname: str) -> Attendee | None:
        """Of several with one surname the one whose office stands before it: `ordföranden Ek`."""
        office = _CHAIR_BEFORE.search(before)
        holder = self._holder(office[0].strip()) if office else None
        return holder if holder is not None and _key(holder.name).endswith(f" {_key(surname)}") else None

    def find(self, name: str, party: str | None = None, start: int = -1, end: int = -1) -> Attendee | None:
        """Find the person of a name.

        Args:
            name: As written: in full, surname first, a surname alone, with initials.
            party: The party beside it.
            start: Where it stands, to ask the entities.
            end: Offset behind it.

        Returns:
            The person, or None where there is none or more than one.
        """
        key = _key(name)
        said = frozenset(key.split())
        found = self._by_key.get(key) or self._by_words.get(said) or self._marked(start, end)
        if found is not None and not (self.listed and found.attendance is None):
            return found
        if self._places.keys().isdisjoint(said):
            return found  # no word of anybody's name: most of what is looked up
        # One whom no list holds may be one of the list under a shorter name: 'C. Sternfelt'.
        listed = (one for one in self._called(key) if one.attendance is not None)
        return (
            self._only(listed, party)
            or found
            or self._only(self._called(key), party)
            or self._only(self._like(key), party)
        )

    def _marked(self, start: int, end: int) -> Attendee | None:
        """The person of the entity that covers a place."""
        one = self._entity(start)
        return self.persons[one.person] if one is not None and one.person is not None and end <= one.end else None

    def _entity(self, place: int) -> Named | None:
        index = bisect_right(self._starts, place) - 1
        return self._entities[index] if index >= 0 and place < self._entities[index].end else None

    def _called(self, key: str) -> Iterator[Attendee]:
        words = key.split()
        # whoever is called so shares a word with the name
        for place in sorted({place for word in words for place in self._places.get(word, ())}):
            one, own = self._own[place]
            if len(own) < 2:
                continue
            surname = own[-len(words) :] == words or (len(words) == 1 and words[0] in own[1:])
            longer = len(words) > 1 and _within(words, own)
            if surname or longer or _initials(words, own):
                yield one

    def _like(self, key: str) -> Iterator[Attendee]:
        """People whose name is nearly the same: a slip of one letter or two in a full name."""
        if " " not in key:
            return
        compared = SequenceMatcher(None, "", key)
        for one, words in self._own:
            own = " ".join(words)
            if abs(len(own) - len(key)) > 2:
                continue
            compared.set_seq1(own)
            # what it can be at most is counted first: the ratio itself takes long
            if compared.quick_ratio() >= _ALIKE and compared.ratio() >= _ALIKE:
                yield one

    def _only(self, found: Iterator[Attendee], party: str | None) -> Attendee | None:
        """The one person of several that the party or the attendance tells."""
        people = list(found)
        if len(people) > 1 and party:
            people = [one for one in people if one.party and one.party.casefold() == party.strip().casefold()]
        if len(people) > 1:
            serving = {Attendance.MEMBER, Attendance.SERVING_SUBSTITUTE}
            people = [one for one in people if one.attendance in serving] or people
        return people[0] if len(people) == 1 else None


_ALIKE: Final = 0.9


def _within(words: Sequence[str], own: Sequence[str]) -> bool:
    """Whether all words of a name are those of a longer one, in order: `Anna Berg` for `Anna Maria Berg`."""
    rest = iter(own)
    return len(words) < len(own) and words[0] == own[0] and all(word in rest for word in words)


def _initials(words: Sequence[str], own: Sequence[str]) -> bool:
    """Whether a name with initials is that of a person: `C. Sternfelt`, `S-E. Björn`, `Ulla E`."""
    first = [word for word in words if len(word) == 1]
    rest = [word for word in words if len(word) > 1]
    if not first or not rest:
        return False
    if words[0] == first[0]:
        names = own[: len(own) - len(rest)]
        return (
            own[-len(rest) :] == rest
            and bool(names)
            and all(name.startswith(letter) for name, letter in zip(names, first, strict=False))
        )
    return own[0] == rest[0] and own[-1].startswith(first[-1]) and len(words) == 2


def _turned(name: str) -> str:
    """Write `Ek, Ulla` given name first."""
    surname, comma, given = name.partition(", ")
    return f"{given} {surname}" if comma else name
