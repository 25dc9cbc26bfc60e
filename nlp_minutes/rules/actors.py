"""Who acts: the people and groups that a sentence names as doing something.

A person stands with or without a party in brackets, by surname alone, with initials or by an office (`Ordföranden`); a
group stands by its party (`S`, `S-gruppen`, `Moderaternas ledamöter`, `Ledamöterna från M och KD`). A genitive does
nothing itself: in `bifall till Eks yrkande` Ek is spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from nlp_minutes.labels import EntityLabel
from nlp_minutes.lexicon import is_role, party_normal
from nlp_minutes.patterns import lazy
from nlp_minutes.quick import kept_for, quick
from nlp_minutes.rules.item import Attendee, ItemContext, ItemParagraph, Named, named_within
from nlp_minutes.rules.people import base_role

__all__ = ["Actor", "Cast", "Who", "list_after", "list_before", "together", "who"]


# Who is named to be left out does nothing: 'samtliga partier utom SD yrkar bifall'.
_LEFT_OUT = lazy(r"\b(?:utom|förutom|med undantag (?:av|för)) (?:[A-ZÅÄÖ]\w{0,4}(?:, | och ))*$")


def _left_out(before: str) -> bool:
    return bool(_LEFT_OUT.search(before))


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person or a group in a paragraph; offsets are those of the paragraph.

    Attributes:
        start: First offset.
        end: Offset behind it and what belongs to it: the party in brackets, `-gruppen`.
        name: A person's name as in `Attendee.name`; None for a group.
        parties: The group's abbreviations, or the person's party.
        genitive: Whether it stands in the genitive, so that it does nothing itself.
        role: Whether an office stands for the person.
    """

    start: int
    end: int
    name: str | None = None
    parties: tuple[str, ...] = ()
    genitive: bool = False
    role: bool = False


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """People and parties that act together."""

    by: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.by or self.parties)


def who(actors: Iterable[Actor]) -> Who:
    """Put actors together: their names and parties, each once, in order."""
    names: dict[str, None] = {}
    parties: dict[str, str] = {}
    for one in actors:
        if one.name is not None:
            names[one.name] = None
        for party in one.parties:
            parties.setdefault(party.casefold(), party)
    return Who(by=tuple(names), parties=tuple(parties.values()))


def together(*several: Who) -> Who:
    """Join what acts together."""
    names = dict.fromkeys(name for one in several for name in one.by)
    parties: dict[str, str] = {}
    for one in several:
        for party in one.parties:
            parties.setdefault(party.casefold(), party)
    return Who(by=tuple(names), parties=tuple(parties.values()))


_GROUP_TAIL = lazy(
    r"-(?:grupp|fraktion|ledam|repr)[\wåäö]*|-(?=,| och | samt )|(?<=s) (?:[\wåäö]+ )?(?:grupp(?:en)?|partigrupp|fullmäktigegrupp|fraktion|ledamöter|ledamot|företrädare|representant(?:er)?|räkning|vägnar)\b"
)
# Words that an abbreviation passes over: 'För Framtid i Lillvik' is FL.
_SMALL = {"för", "i", "och", "med", "på", "vi", "om"}
_BRACKET = lazy(r"\s?(?:m\.?\s?fl\.?\s?)?\(+(?:båda |samtliga |alla )?(?P<inside>[^()]{1,40})\)*")
_PARTY_SHAPE = lazy(
    r"(?!(?:ej|vd|tf|ja|nej|ers|led|ord|v\.?ordf|ordf?|sekr|just|jäv|nr|bil|kl|se|EJ|VD|TF|JA|NEJ|Ja|Nej)$)(?:[A-ZÅÄÖ][\wÅÄÖ]{0,4}|[a-zåäö]{1,3})"
)
_WITH_PARTY = lazy(
    r"(?<![\wåäö.-])(?P<name>(?:[A-ZÅÄÖ](?:-[A-ZÅÄÖ])?\. ?){0,3}(?:af |von |de )?[A-ZÅÄÖ][\wåäöéü-]+(?: (?:(?:af|von|de) )?[A-ZÅÄÖ][\wåäöéü-]+){0,3}) \((?P<party>[\wÅÄÖåäö]{1,5})\)"
)
_TITLE = lazy(
    r"^(?:(?:[Hh]err|[Hh]rr?|[Ff]ru|[Ff]röken|[Ff]rk\.?|[Ll]edamot|[Ll]edamoten|[Ll]edamöterna|[Ee]rsättar(?:e|en|na)|[Vv]ice|[Oo]rdförande|[Oo]rdföranden) )+"
)
_NEXT_PARTY = lazy(
    r"(?:,| och| samt|, och) (?P<party>[A-ZÅÄÖ][\wÅÄÖåäö]{0,4}|[a-zåäö]{1,3}(?=[.,;]|$| och | samt ))(?![\wåäö-])(?! \()"
)
_APPOSITION = lazy(r",\s(?P<inside>[A-ZÅÄÖ][\wåäö]+(?: [A-ZÅÄÖa-zåäö][\wåäö]+){0,2})(?=,|\.|$| och\b)")


_CAPITALS = lazy(r"(?: [A-ZÅÄÖ][\wåäö]+){1,3}")
_LOCAL_NAME = lazy(
    r"(?<![\wåäö.-])[A-ZÅÄÖ][\wåäö]+(?:(?:[ -][A-ZÅÄÖ][\wåäö]+){1,3}|(?<=partiet)|(?<=listan)|(?<=folket)|(?<=rörelsen)|(?<=demokraterna))(?![\wåäö])"
)
_INITIAL = lazy(r"-[A-ZÅÄÖ]\. ?[A-ZÅÄÖ]")
_DOTTED = lazy(r"[A-ZÅÄÖ]\. ?[A-ZÅÄÖ]")
_HALF_INITIAL = lazy(r"(?<![\wåäö])[A-ZÅÄÖ]-$")


def _whole(one: Named, text: str) -> Named:
    """A person with the initial before a hyphen that the entity has lost: `S-` of `S-E. Björn`."""
    first = _HALF_INITIAL.search(text[: one.start]) if _DOTTED.match(one.text) else None
    return one._replace(start=first.start(), text=text[first.start() : one.end], person=None) if first else one


_BARE_GENITIVE = lazy(r"s\b")
_GENITIVE = lazy(r":?s\b")
_COMPOUND = lazy(r"-(?!grupp|fraktion|ledam|repr)\w")
_WITH_INITIALS = lazy(r"(?P<initials>(?:[A-ZÅÄÖ](?:-[A-ZÅÄÖ])?(?:\. ?| ))+)?(?P<surname>.+)")
_NO_CAPITAL = lazy(r"[^A-ZÅÄÖ]")
_NAME_BEHIND = lazy(r"\s+[A-ZÅÄÖ]")
_COMMA = lazy(r",\s+")


@dataclass(frozen=True, slots=True)
class _People:
    """The people of a meeting in tables.

    Attributes:
        surnames: Indices of those who have a surname, by the surname in lower case.
        parties: Their parties as written, by the party in lower case.
        first: The first person of each name.
        named: All persons of a name in lower case.
        local: The parties that are none of the Riksdag's.
        present: The names of those who stand in a list of the meeting.
    """

    surnames: dict[str, list[int]]
    parties: dict[str, str]
    first: dict[str, Attendee]
    named: dict[str, list[Attendee]]
    local: tuple[str, ...]
    present: frozenset[str]


# The parties of the Riksdag; any other abbreviation among the people may be a local party's.
_NATIONAL = {"S", "M", "SD", "C", "V", "KD", "MP", "L", "FP"}


# All items of a document have the same people.
@kept_for
def _people(persons: tuple[Attendee, ...]) -> _People:
    surnames: dict[str, list[int]] = {}
    parties: dict[str, str] = {}
    first: dict[str, Attendee] = {}
    named: dict[str, list[Attendee]] = {}
    for index, person in enumerate(persons):
        words = person.name.split(" ")
        for n in range(1, len(words)):
            surnames.setdefault(" ".join(words[n:]).casefold(), []).append(index)
        if person.party:
            parties.setdefault(person.party.casefold(), person.party)
        first.setdefault(person.name, person)
        named.setdefault(person.name.casefold(), []).append(person)
    local = tuple(party for party in parties.values() if (party_normal(party) or party) not in _NATIONAL)
    present = frozenset(person.name for person in persons if person.attendance is not None)
    return _People(surnames, parties, first, named, local, present)


_BETWEEN_PARTS = lazy(r"[\s-]+")


@dataclass(slots=True)
class Cast:
    """The people and parties of a meeting, and where they stand in a paragraph of an item.

    Attributes:
        context: The item.
    """

    context: ItemContext
    _people: _People = field(init=False)
    _seen: dict[tuple[str, int], tuple[Actor, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._people = _people(self.context.persons)

    @property
    def present(self) -> frozenset[str]:
        """The names of those who stand in a list of the meeting."""
        return self._people.present

    def actors(self, paragraph: ItemParagraph) -> list[Actor]:
        """Find everybody who is named in a paragraph, in order."""
        return self.within(paragraph.text, paragraph.start)

    def within(self, text: str, start: int) -> list[Actor]:
        """Find everybody who is named in a text that begins at a clean offset."""
        # motions, reservations and statements are read from the same paragraphs
        if (text, start) not in self._seen:
            self._seen[text, start] = tuple(self._find(text, start))
        return list(self._seen[text, start])

    def _find(self, text: str, start: int) -> list[Actor]:
        end = start + len(text)
        inside = [_moved(one, start) for one in named_within(self.context.entities, start, end)]
        bracketed = _bracketed_groups(text, self) if ")-" in text else []
        if bracketed:
            inside = [one for one in inside if not any(a.start <= one.start < a.end for a in bracketed)]
        found: list[Actor] = []
        for one in inside:
            if one.label == EntityLabel.PARTY and _INITIAL.match(text, one.end):
                continue  # the S of 'S-E. Björn'
            if one.label == EntityLabel.PERSON:
                found.append(self._person(_whole(one, text), text, inside))
            elif (
                one.label == EntityLabel.PARTY and not self._bracketed(one, found) and not _left_out(text[: one.start])
            ):
                found.append(self._group(one, text))
            elif one.label == EntityLabel.ROLE:
                holder = self._holder(one, text)
                if holder is not None:
                    found.append(holder)
        found += bracketed + _shared_groups(text, self, found)
        found += self._local(text, found)
        found += (unseen := self._unseen(text, found))
        found = [a for a in found if a.name is not None or not any(b.start <= a.start < b.end for b in unseen)]
        found += _members(text, self, found)
        found += self._further(text, found)
        return _owners_act(text, sorted(found, key=lambda actor: actor.start))

    def knows(self, party: str) -> bool:
        """Whether an abbreviation is a party's, by the lexicon or by the people of the meeting."""
        return party.casefold() in self._people.parties or party_normal(party) is not None

    def party(self, text: str) -> str:
        """Give a party as the people's parties are written: `centerpartiet` is `c` where they have `c`."""
        bare = text.strip().removesuffix(":s")
        normal = party_normal(bare) or party_normal(bare.removesuffix("s")) or bare
        if known := self._people.parties.get(normal.casefold()):
            return known
        return self._by_initials(bare) or self._by_initials(bare.removesuffix("s")) or normal

    def _by_initials(self, name: str) -> str | None:
        """A local party whose abbreviation among the people fits its name: `Lillviks Väl` is `LV` or `LiV`."""
        if len(name) < 6 or not self._people.local:
            return None
        whole = _BETWEEN_PARTS.split(name)
        bare = [word for word in whole if word.casefold() not in _SMALL]
        parts = re.split(
            r"[\s-]+",
            re.sub(r"(?<=[a-zåäö])(?=bygdens|partiet|listan|demokraterna|folket|rörelsen|gruppen)", " ", name),
        )
        fits = [
            party
            for party in self._people.local
            if 2 <= len(party.casefold()) <= 5
            and any(_begins(words, party.casefold()) for words in (whole, bare, parts))
        ]
        if not fits and _PARTY_NOUN.search(name):
            # letters out of the middle of a word: 'TFP' of 'Tjärnforspartiet'
            fits = [p for p in self._people.local if len(p) > 2 and _spread(p.casefold(), name.casefold())]
        return fits[0] if len(fits) == 1 else None

    def _local(self, text: str, found: Sequence[Actor]) -> list[Actor]:
        """Names of local parties that no lexicon has, where an abbreviation among the people fits."""
        if not self._people.local:
            return []
        taken = {place for one in found for place in range(one.start, one.end)}
        more = []
        short = any(party in text for party in self._people.local)
        for match in _abbreviations(self._people.local).finditer(text) if short else ():
            if taken.isdisjoint(range(*match.span())):
                more.append(Actor(start=match.start(), end=match.end(), parties=(self.party(match[0]),)))
                taken.update(range(*match.span()))
        for match in _LOCAL_NAME.finditer(text):
            if not taken.isdisjoint(range(*match.span())):
                continue
            party = self._by_initials(match[0])
            if party is None and match[0].casefold() in self._people.parties:
                party = self._people.parties[match[0].casefold()]
            if party is not None:
                more.append(Actor(start=match.start(), end=match.end(), parties=(party,)))
        return more

    def _further(self, text: str, found: Sequence[Actor]) -> list[Actor]:
        """Further abbreviations in a list of groups, such as the last of `M, KD och L.`, whose full stop hides it."""
        taken = {one.start for one in found}
        more = []
        for one in found:
            at = one.end if one.name is None else len(text)
            while (match := _NEXT_PARTY.match(text, at)) and match["party"].casefold() in self._people.parties:
                if match.start("party") not in taken:
                    more.append(
                        Actor(start=match.start("party"), end=match.end(), parties=(self.party(match["party"]),))
                    )
                    taken.add(match.start("party"))
                at = match.end()
        return more

    def _unseen(self, text: str, found: Sequence[Actor]) -> list[Actor]:
        """People of the meeting with their party in brackets whom no entity covers: `S-E. Björn (C)`."""
        taken = {place for one in found for place in range(one.start, one.end)}
        more = []
        for match in _WITH_PARTY.finditer(text) if " (" in text else ():
            if not taken.isdisjoint(range(*match.span("name"))):
                continue
            person = self._resolve(" ".join(match["name"].split()), self.party(match["party"]))
            if person is not None:
                more.append(
                    Actor(
                        start=match.start(),
                        end=match.end(),
                        name=person.name,
                        parties=(person.party or match["party"],),
                    )
                )
        return more

    def _person(self, one: Named, text: str, inside: Sequence[Named]) -> Actor:
        bracket = _BRACKET.match(text, one.end) or _APPOSITION.match(text, one.end)
        end, parties = one.end, []
        if bracket:
            parties = [
                self.party(other.text)
                for other in inside
                if other.label == EntityLabel.PARTY and bracket.start() < other.start < bracket.end()
            ]
            known = bracket["inside"].strip()
            if not parties and (
                known.casefold() in self._people.parties or self.party(known).casefold() in self._people.parties
            ):
                parties = [self.party(known)]
            if not parties and bracket[0].lstrip().startswith("(") and _PARTY_SHAPE.fullmatch(known):
                parties = [known]  # of a party that nobody else belongs to
            if parties or bracket[0].lstrip(" mfl.").startswith("("):
                end = bracket.end()
        name, genitive = self._name(one, parties[0] if parties else None)
        person = self._people.first.get(name)
        told = bool(parties) and parties[0].casefold() in self._people.parties
        if person is not None and person.party and not told:
            parties = [person.party]
        genitive = genitive or bool(_BARE_GENITIVE.match(text, one.end)) or bool(_GENITIVE.match(text, end))
        return Actor(start=one.start, end=end, name=name, parties=tuple(parties[:1]), genitive=genitive)

    def _name(self, one: Named, party: str | None) -> tuple[str, bool]:
        """The full name behind a mention, and whether it stands in the genitive."""
        text = _TITLE.sub("", " ".join(one.text.split()))
        known = self.context.persons[one.person] if one.person is not None else None
        if (
            known is not None
            and "." not in text
            and (known.attendance is not None or len(known.name) > len(one.text) + 1)
        ):
            name = known.name
            last, own = text.split(" ")[-1], name.split(" ")[-1]
            return name, last.endswith("s") and last.casefold() == f"{own}s".casefold()
        for form, genitive in ((text, False), (text.removesuffix("s"), text.endswith("s"))):
            person = self._resolve(form, party)
            if person is not None:
                return person.name, genitive
        return known.name if known is not None else text, False

    def _resolve(self, text: str, party: str | None) -> Attendee | None:
        """The one person whom a surname, initials with a surname, or a surname with a party, can mean."""
        match = _WITH_INITIALS.fullmatch(text)
        if match is None:
            return None
        persons = self.context.persons
        fits = [persons[index] for index in self._people.surnames.get(match["surname"].casefold(), [])]
        named = self._people.named.get(text.casefold(), [])
        if any(p.attendance is not None for p in named) or not any(p.attendance is not None for p in fits):
            fits = named or fits
        if match["initials"]:
            letters = _NO_CAPITAL.sub("", match["initials"])
            fits = [p for p in fits if _initials(p.name).startswith(letters)]
        if party is not None and len(fits) > 1:
            fits = [p for p in fits if (p.party or "").casefold() == party.casefold()] or fits
        fits = [p for p in fits if "." not in p.name.split(" ")[0]] or fits
        present = [p for p in fits if p.attendance is not None]
        for some in (fits, present):
            if len({p.name for p in some}) == 1:
                return some[0]
        return None

    def _bracketed(self, one: Named, found: Sequence[Actor]) -> bool:
        """Whether a party in brackets belongs to the person before it."""
        return any(actor.name is not None and actor.start < one.start < actor.end for actor in found)

    def _group(self, one: Named, text: str) -> Actor:
        further = _CAPITALS.match(text, one.end)
        if further and party_normal(one.text) is None:
            # the name of a local party goes on: 'Landsbygdslistan Kvarnsta'
            whole = self._by_initials(text[one.start : further.end()])
            if whole is not None and self._by_initials(one.text) is None:
                return Actor(start=one.start, end=further.end(), parties=(whole,))
        tail = _GROUP_TAIL.match(text, one.end)
        bare = one.text.removesuffix(":s")
        genitive = not tail and (
            one.text.endswith(":s")
            or (len(bare) > 4 and bare.endswith("s") and party_normal(bare) is None)
            or bool(_GENITIVE.match(text, one.end))
            or bool(_COMPOUND.match(text, one.end))
        )
        end = tail.end() if tail else one.end
        return Actor(start=one.start, end=end, parties=(self.party(one.text),), genitive=genitive)

    def _holder(self, one: Named, text: str) -> Actor | None:
        """The person for whom an office stands; none where the name follows or stands just before."""
        if not one.text.endswith(("n", "et", "ordf", "Ordf", "ordf.", "Ordf.")) or _NAME_BEHIND.match(text, one.end):
            return None
        role = base_role(one.text) or ""
        persons = self.context.persons
        elected = [p for p in persons if p.party or p.attendance in {"member", "serving_substitute"}]
        exact = [p for p in elected if role in p.roles]
        if role == "ordförande" and not exact:
            exact = [p for p in elected if any(r.startswith("ordförande") for r in p.roles)]
        present = [p for p in exact if p.attendance in {"member", "serving_substitute"}] or exact
        if len(present) != 1:
            return None
        person = present[0]
        # 'Ordföranden, Ulla Ek (S), yrkar' names the holder; 'Ordföranden, Jon Dahl (M) och ...' begins a list
        comma = _COMMA.match(text, one.end)
        if comma and any(_word_at(word, text, comma.end()) for word in (person.name, person.name.split(" ")[-1])):
            return None
        return Actor(
            start=one.start, end=one.end, name=person.name, parties=(person.party,) if person.party else (), role=True
        )


_BORDER = lazy(r"\b")


def _word_at(word: str, text: str, at: int) -> bool:
    """Whether a name stands at a place of a text and ends at a word's border."""
    end = at + len(word)
    return text.startswith(word, at) and _BORDER.match(text, end) is not None


_SHARED = lazy(
    r"(?:(?<![\wåäö-])(?:[A-ZÅÄÖ][\wÅÄÖ]{0,4}|[a-zåäö]{1,4})-(?:, | och | samt |/))+(?=(?:[A-ZÅÄÖ][\wÅÄÖ]{0,4}|[a-zåäö]{1,4})-(?:grupp|ledam|frakt|repr))"
)
_SHARE = lazy(r"([A-ZÅÄÖ][\wÅÄÖ]{0,4}|[a-zåäö]{1,4})-")
_SMALL_GROUP = lazy(r"(?<![\wåäö-])([a-zåäö]{1,4})-(?:grupp|ledam|frakt|repr)[\wåäö]*")


def _shared_groups(text: str, cast: Cast, found: Sequence[Actor]) -> list[Actor]:
    """`L-` and `KD-` of `L-, KD- och M-ledamöterna`, and groups in small letters that no entity covers."""
    if not any(noun in text for noun in ("-grupp", "-ledam", "-frakt", "-repr")):
        return []
    groups = [
        (match.start() + part.start(), match.start() + part.end(), part[1])
        for match in _SHARED.finditer(text)
        for part in _SHARE.finditer(match[0])
    ]
    groups += [(match.start(), match.end(), match[1]) for match in _SMALL_GROUP.finditer(text)]
    return [
        Actor(start=start, end=end, parties=(cast.party(party),))
        for start, end, party in groups
        if (party[0].isupper() or cast.knows(party)) and not any(one.start <= start < one.end for one in found)
    ]


# '(m)- och (fp)-ledamöterna', '(sd)-gruppen'
_BRACKETED_GROUP = lazy(r"(?:\(\w{1,5}\)-?(?:, | och | samt |/))*\(\w{1,5}\)-(?:grupp|ledam|frakt|repr)[\wåäö]*")
_BRACKETED_PARTY = lazy(r"\((?P<party>\w{1,5})\)(?:-[\wåäö]*)?")


def _bracketed_groups(text: str, cast: Cast) -> list[Actor]:
    """Groups whose parties stand in brackets each, before `-ledamöterna` or `-gruppen`; none is anybody's party."""
    return [
        Actor(start=part.start(), end=part.end(), parties=(cast.party(part["party"]),))
        for match in _BRACKETED_GROUP.finditer(text)
        for part in _BRACKETED_PARTY.finditer(text, match.start(), match.end())
        if cast.knows(part["party"])
    ]


# Of the nouns for members of a party, what all have in them.
_MEMBER_NOUNS = ("moderat", "demokrat", "liberal", "parti")
_MEMBERS = lazy(
    r"\b(?:samtliga|alla|båda|övriga|de|närvarande) (?:[\wåäö]+ )?(?P<party>moderat|socialdemokrat|kristdemokrat|sverigedemokrat|liberal|centerparti|folkparti|vänsterparti|miljöparti)(?:er|erna|ister|isterna|erna)\b",
    re.IGNORECASE,
)


def _members(text: str, cast: Cast, found: Sequence[Actor]) -> list[Actor]:
    """`Samtliga moderater` and the like: the members of a party by the noun for them."""
    folded = text.casefold()
    if not any(noun in folded for noun in _MEMBER_NOUNS):
        return []
    more = []
    for match in _MEMBERS.finditer(text):
        stem = match["party"].casefold()
        name = f"{stem}et" if stem.endswith("parti") else f"{stem}erna"
        if not any(one.start < match.end() and match.start() < one.end for one in found):
            more.append(Actor(start=match.start(), end=match.end(), parties=(cast.party(name),)))
    return more


_OWNERS_BETWEEN = lazy(r",? (?:och |samt )?")


def _owners_act(text: str, actors: list[Actor]) -> list[Actor]:
    """In `Moderaternas och Liberalernas ledamöter` the first party acts as the second does."""
    for index in range(len(actors) - 2, -1, -1):
        one, behind = actors[index], actors[index + 1]
        groups = one.name is None and one.genitive and behind.name is None and not behind.genitive
        if groups and _OWNERS_BETWEEN.fullmatch(text, one.end, behind.start):
            actors[index] = replace(one, genitive=False)
    return actors


def _initials(name: str) -> str:
    return "".join(part[0] for word in name.split(" ") for part in re.split(r"-", word) if part).upper()


_PARTY_NOUN = lazy(r"(?:partiet|listan|folket|rörelsen|alliansen|demokraterna|bygdens?|väl)\b", re.IGNORECASE)


def _spread(key: str, name: str) -> bool:
    """Whether a name begins with the first letter of an abbreviation and has the others behind it, in order."""
    letters = iter(name)
    return name[:1] == key[:1] and all(letter in letters for letter in key)


@lru_cache(maxsize=8)
def _abbreviations(parties: tuple[str, ...]) -> re.Pattern[str]:
    """Finds local parties by their abbreviations, as they stand among the people."""
    keys = [re.escape(party) for party in parties if len(party) > 1 and party[0].isupper() and not party[1:].islower()]
    return re.compile(rf"(?<![\w(-])(?:{'|'.join(keys) or '(?!)'})(?![\w-])(?!:?s\b)")


def _begins(words: Sequence[str], key: str) -> bool:
    """Whether an abbreviation is made of the beginnings of words: `LiV` of `Lillviks Väl`, `LoP` of `Lovöpartiet`."""
    if not words:
        return not key
    word = words[0].casefold()
    if not word:
        return _begins(words[1:], key)
    longest = min(3, len(key))
    return any(word.startswith(key[:n]) and _begins(words[1:], key[n:]) for n in range(longest, 0, -1))


def _moved(one: Named, start: int) -> Named:
    """Count an entity's offsets from a place."""
    return Named(
        start=one.start - start,
        end=one.end - start,
        label=one.label,
        text=one.text,
        person=one.person,
        normal=one.normal,
    )


_BETWEEN = lazy(
    r"(?:[\s,/&()+]|\b(?:och|samt|jämte|liksom|även|både|dels|sedan|senare|därefter|med hela|med övriga|hela|också|övriga|båda|samtliga|alla|ledamot(?:en)?|ledamöterna|ledamöter|ersättar(?:e|en|na)|tjänstgörande|från|för|i|m\.?\s?fl\.?|herrar(?:na)?|fruar(?:na)?|damerna|"
    r"partigrupp(?:en|erna)?|grupp(?:en|erna)?|genom|gruppledar(?:e|en)|vice|förste|andre|1:e|2:e|herr|hrr?|fru|fröken|frk\.?|likaså|(?:skriftlig|muntlig)(?:en|t)|(?<=[\s,]och )av|(?<=[\s,]samt )av|(?<=^, )av(?= $)|(?<=(?:gen|igt), )av|(?<=(?:gen|igt) )av|nr \d{1,3}|(?<=[\s,]och )\d{1,3},|(?<=, )\d{1,3},|respektive|partiet|partierna|med flera|egen del|(?:var|vart och ett|var och en) för sig|enskilt|gemensamt)(?![\wåäö]))*",
    re.IGNORECASE,
)


# ', som är bolagets ordförande, och'
_RELATIVE = lazy(
    r",?\s(?:(?:som|vars|vilken|vilka|under åberopande av|med (?:hänvisning till|åberopande av))\b[^,;]{2,120}|(?<=, )(?:[\wåäö:]+ ){0,2}[\wåäö]*(?:ordförande|ledamot|ledare|råd|ersättare|kassör|talesperson)\b(?: (?:i|för|av|på) [^,;]{2,60})?)(?:,|$)\s*(?:och|samt)?\s*",
    re.IGNORECASE,
)


_SEPARATORS = lazy(r"[,()/&+]")
_JOINS_AT_ENDS = lazy(r"^(?:och|samt|jämte|liksom|även)\s|\s(?:och|samt)$")


def _joins(text: str) -> bool:
    """Whether nothing but separators, words of office and relative clauses stand in a text."""
    text = _RELATIVE.sub(", ", text)
    if _BETWEEN.fullmatch(text):
        return True
    words = _SEPARATORS.sub(" ", text).strip()
    if words.startswith("."):
        return False  # a sentence ends here: 'Ek (S). Ordföranden Dahl (M)'
    words = _JOINS_AT_ENDS.sub("", words).strip()
    return len(words) < 60 and bool(words) and is_role(words)


def list_before(text: str, place: int, actors: Sequence[Actor]) -> list[Actor]:
    """The actors in a row that ends just before a place."""
    row: list[Actor] = []
    at = place
    for one in reversed([actor for actor in actors if actor.end <= place]):
        if one.genitive or not _joins(text[one.end : at]):
            break
        row.insert(0, one)
        at = one.start
    return row


def list_after(text: str, place: int, actors: Sequence[Actor]) -> tuple[list[Actor], int]:
    """The actors in a row that begins at a place, and where the row ends."""
    row: list[Actor] = []
    at = place
    for one in [actor for actor in actors if actor.start >= place]:
        if one.genitive or not _joins(text[at : one.start]):
            break
        row.append(one)
        at = one.end
    return row, at
