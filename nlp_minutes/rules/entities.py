"""Entities that rules and lexicons find."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from nlp_minutes.labels import MARKED, EntityLabel
from nlp_minutes.lexicon import (
    ROLE,
    given_names,
    is_given_name,
    is_role,
    party_normal,
    plain_letters,
    role_words,
    rows,
)
from nlp_minutes.lines import LEADERS, case_series, has_leaders, is_case_line, item_head, series_label
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.cases import find_cases
from nlp_minutes.rules.dates import find_dates, find_months
from nlp_minutes.rules.laws import find_laws
from nlp_minutes.rules.linking import Offices, Surnames
from nlp_minutes.rules.mark_cells import find_mark_cells
from nlp_minutes.rules.money import find_money
from nlp_minutes.rules.names import LETTERED, NAME, NAME_PARTY, clean_party, is_opener, looks_like_name, opener
from nlp_minutes.rules.organisations import find_organisations
from nlp_minutes.rules.parties import LocalNames, find_parties, known_abbreviations, learn_names, stands_for
from nlp_minutes.rules.persons import Human, Mention
from nlp_minutes.rules.properties import find_properties
from nlp_minutes.rules.roles import find_roles, own_role
from nlp_minutes.rules.words import WORD, marks, words

if TYPE_CHECKING:
    from nlp_minutes.rules.frontpage import FrontPage
    from nlp_minutes.rules.people import Mark

__all__ = ["Found", "find_entities", "find_mentions", "is_behind_room"]


class Found(NamedTuple):
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


# What a word can be part of, a bit each: a given name, an initial, the words for an office, a word behind which a name stands.
_IS_GIVEN, _IS_INITIAL, _IS_ROLE, _IS_CUE = 1, 2, 4, 8


@cache
def _role_forms() -> tuple[tuple[str, ...], frozenset[str]]:
    """The last letters of all words for offices, and the last words of those of two words (`god man`)."""
    stems = [word for word, _ in role_words()]
    forms = [stem + ending for stem in stems for ending in ("", "en", "n", "et", "na")] + ["justerande", "gode mannen"]
    return tuple({form[-3:] for form in forms}), frozenset(form.split(" ")[-1] for form in forms if " " in form)


def _ends_in_given_name(word: str) -> bool:
    """Whether a word is a given name, or has one behind what a lost blank has joined to it: `kommunUlla`."""
    begins = [0, *(at for at in range(1, len(word)) if word[at].isupper())]
    return any(plain_letters(word[at:].casefold()) in given_names() for at in begins)


@lru_cache(maxsize=32768)
def _marks(word: str) -> int:
    """Tell what a word can be part of."""
    lower = word.casefold()
    ends, seconds = _role_forms()
    return (
        (_IS_GIVEN if _ends_in_given_name(word) else 0)
        | (_IS_INITIAL if len(word) == 1 and word.isupper() else 0)
        | (_IS_ROLE if lower in seconds or (lower.endswith(ends) and is_role(word)) else 0)
        | (_IS_CUE if lower in _CUE_WORDS else 0)
    )


@lru_cache(maxsize=256)
def _can_be(block: str) -> int:
    """Tell what the words of a block can be part of."""
    return marks(block, _marks)


_NAME = lazy(NAME)
_NAME_PARTY = lazy(NAME_PARTY)


def find_mentions(text: str, start: int, end: int, small: Collection[str] = ()) -> Iterator[Mention]:
    """Yield the names that stand before a bracketed party or beside an office in a stretch of text.

    Args:
        text: The text.
        start: First offset of the stretch.
        end: Offset behind it.
        small: What `learn_small` gave: abbreviations in small letters that no lexicon holds.
    """
    taken: list[tuple[int, int]] = []
    block = text[start:end]
    for match in _NAME_PARTY.finditer(block) if "(" in block else ():
        name, party = match["name"], clean_party(match["party"])
        low = start + match.start("name")
        name, low = _without_role(name, low)
        if party is None or is_role(party) or not looks_like_name(name):
            continue
        if " " in party and not match[0].endswith(")"):
            continue
        # 'Lindh (med delgivning)' names no party, though MED is one
        known = party_normal(party) is not None or party in small
        if match["party"].islower() and not (known and match[0].endswith(")")):
            continue
        if name.isupper() and not is_given_name(name):
            continue
        if party_normal(party) is None and not is_given_name(name) and stands_for(name, party):
            continue  # 'Framtid Granvik (FG)': the party's own name
        taken.append((low, low + len(name)))
        yield Mention(name, low, low + len(name), party)
    for name, low, party in _sharing_a_party(block, small):
        at = start + low
        taken.append((at, at + len(name)))
        yield Mention(name, at, at + len(name), party)
    if not _can_be(block) & _IS_GIVEN:
        return
    for name, low, role in (*_titled(block), *_with_title_behind(block)):
        at = start + low
        if not any(at < b and a < at + len(name) for a, b in taken):
            taken.append((at, at + len(name)))
            yield Mention(name, at, at + len(name), None, role)


_SHARED = lazy(
    rf"(?P<names>{NAME}(?:,\s{NAME})*,?\s(?:och|samt)\s{NAME}),?\s\(?(?:båda|bägge|samtliga|alla)\s\(?(?P<party>[^\W\d_]{{1,6}})\)"
)
_LINK = lazy(r",?\s(?:och|samt)\s|,\s")


def _sharing_a_party(block: str, small: Collection[str]) -> Iterator[tuple[str, int, str]]:
    """Names that share the party behind the last of them: `Anna Ek, Bo Sten och Ulla Dal (samtliga M)`."""
    if ")" not in block or not _SHARES.search(block):
        return
    for match in _SHARED.finditer(block):
        party = clean_party(match["party"])
        if party is None or (party.islower() and party_normal(party) is None and party not in small):
            continue
        low = 0
        for link in (*_LINK.finditer(match["names"]), None):
            high = link.start() if link else len(match["names"])
            name, at = _without_role(match["names"][low:high], match.start("names") + low)
            if looks_like_name(name):
                yield name, at, party
            low = link.end() if link else high


_SHARES = lazy(r"(?:båda|bägge|samtliga|alla)\s\(?[^\W\d_]{1,6}\)")
_WORD_BEFORE = lazy(r"(?:\S+ )?$")


_SMALL_IN_CAPITALS = lazy(
    r"(?:^|\s)(?:TILL|MED|FÖR|AV|OCH|SAMT|PÅ|OM|FRÅN|VID|ÖVER|UNDER|ENLIGT|MELLAN|ANGÅENDE|AVSEENDE|INOM|MOT|UR|ATT|SOM|EFTER|UTAN)(?=\s|$)"
)


def _titled(block: str) -> Iterator[tuple[str, int, str]]:
    """Full names behind an office: `miljöinspektör Mia Björk`."""
    if not _can_be(block) & _IS_ROLE:
        return
    for match in _TITLED.finditer(block):
        if match["name"].isupper() and _SMALL_IN_CAPITALS.search(match["name"]):
            continue  # a heading in capitals: 'OMBUD TILL STÄMMA MED GRANVIK ENERGI'
        if is_role(match["role"]) and looks_like_name(match["name"]) and is_given_name(match["name"]):
            role = " ".join(_WORD_BEFORE.findall(block[: match.start("role")])[:1]) + match["role"]
            role = role.strip() if is_role(role.strip()) else match["role"]
            yield match["name"], match.start("name"), role


_TITLE_BEHIND = lazy(rf"(?P<name>{NAME}), (?P<role>{ROLE})(?![\wåäö-])")


def _with_title_behind(block: str) -> Iterator[tuple[str, int, str]]:
    """Full names before an office: `Mia Björk, miljöinspektör`."""
    if ", " not in block or not _can_be(block) & _IS_ROLE:
        return
    for match in _TITLE_BEHIND.finditer(block):
        if is_given_name(match["name"]) and looks_like_name(match["name"]):
            yield match["name"], match.start("name"), match["role"]


_PART = lazy(r"\S+")


# 'Förslag A. Ulla Ek (S)', 'Yrkande B — Ulla Ek (S)'
_PROPOSAL = lazy(r"(?:Förslag|Motförslag|Yrkande|Alternativ|Punkt|Linje)\s[A-ZÅÄÖ]\.?\s(?=[A-ZÅÄÖ])")


# What stands before a name with a capital and is none of it.
_COURTESY = lazy(r"(?:[Hh]err(?:ar(?:na)?)?|[Ff]ru(?:ar(?:na)?)?|[Ff]röken|[Ff]rk|[Hh]r|HERR|FRU|FRÖKEN)\.?\s+(?=\S)")


_HEADING_BEFORE = lazy(r"(?:[A-ZÅÄÖ]{3,}\s+)+(?=[A-ZÅÄÖ][a-zåäö])")


def _without_role(name: str, low: int) -> tuple[str, int]:
    if lettered := _PROPOSAL.match(name):
        return name[lettered.end() :], low + lettered.end()
    if lead := opener(name):
        return _without_role(name[lead:], low + lead)
    if courtesy := _COURTESY.match(name):
        return _without_role(name[courtesy.end() :], low + courtesy.end())
    if heading := _HEADING_BEFORE.match(name):
        # a heading in capitals; a surname in capitals has a given name behind it
        rest = name[heading.end() :]
        if " " in rest or not is_given_name(rest):
            return _without_role(rest, low + heading.end())
    parts = list(_PART.finditer(name))
    for n in range(min(len(parts) - 1, 4), 0, -1):
        # the last word of an office is one alone
        last = WORD.findall(parts[n - 1][0])[-1:]
        if last and _marks(last[0]) & _IS_ROLE and is_role(name[: parts[n - 1].end()]):
            return name[parts[n].start() :], low + parts[n].start()
    return name, low


_NAMED_AFTER = lazy(
    r"(?:[Kk]varteret|[Kk]v\.?|[Ff]astigheten|[Ss]kolan|[Ff]örskolan|[Ss]kulpturen|[Bb]oendet|[Ss]almen|[Rr]um(?:met)?|[Ll]okalen) $"
)
_PLACE_BEHIND = lazy(
    r"s? (?:(?:lilla|stora|gamla|nya|egen|norra|södra|västra|östra) )?(?:gata|gatan|väg|vägen|gränd|torg|plats|park|parken|backe|stig|skola|skolan|allé|minne|minnesfond|stiftelse|fond|hus|gård|bro|led|plan|esplanad|kaj|vik|udde|strand|hall|hallen)\b"
)


def find_entities(
    text: str,
    spans: Sequence[tuple[int, int]],
    page: FrontPage,
    people: Sequence[Human],
    *,
    first_item: int = 0,
    joined: Collection[int] = (),
    cases: Collection[str] = (),
) -> list[Found]:
    """Find the entities of a document by rule.

    Args:
        text: The clean text.
        spans: The blocks in which to look.
        page: The attendance lists.
        people: The persons with their mentions.
        first_item: Offset at which the first item begins.
        joined: Where those blocks begin that no blank line or page parts from the one above.
        cases: The case numbers that stand in the heads of the items, whatever their form.

    Returns:
        Entities in order; none overlap. Of two that would, the one whose kind is surer stands.
    """
    found: list[Found] = [
        Found(start, end, EntityLabel.PERSON, person=index)
        for index, human in enumerate(people)
        for start, end in human.mentions
        if not _PLACE_BEHIND.match(text, end)
    ]
    for entry in (*page.entries, *page.signatures):
        if entry.party_mark is not None:
            mark = entry.party_mark
            own = mark.text.lstrip("( ")
            found.append(_party(mark.end - len(own), mark.end, own))
        found += [_office(role, text) for role in entry.roles]
    by_start = sorted((one.start, one.end) for one in found if one.label is EntityLabel.PERSON)
    known = known_abbreviations({human.party for human in people if human.party})
    surnames = {name: index for name, index in _surnames(people).items() if not _is_abbreviation(name, known)}
    local_names = _without_people(learn_names({human.party for human in people if human.party}, text), surnames)
    names = [_names_in(text, start, end, by_start, known) for start, end in spans]
    more = _more_surnames(text, spans, names, first_item)
    full = [human.name for human in people]
    full += [
        text[start + one.start : start + one.end]
        for (start, _), (_, own) in zip(spans, names, strict=True)
        for one in own
    ]
    lone = _LoneNames.of({**dict.fromkeys(more, None), **surnames}, full)
    own_forms = _own_forms(text, spans)
    singly = any(_SINGLY.search(text[start:end]) for start, end in spans if start < first_item)
    vocabulary = _Words(known, lone, own_forms, _own_numbers(text, spans, cases), local_names, _bare_numbers(cases))
    label = slice(0, 0)  # the block above
    for (start, end), (named, others) in zip(spans, names, strict=True):
        front = start < first_item
        # 'JUSTERINGSMÄN' below '§ 41' is a title, and nobody's office
        titled = not front and end - start < _LONGEST_TITLE and _is_bare_head(text[label])
        place = front and (_PLACE_LABEL.match(text, start, end) or _PLACE_LABEL.fullmatch(f"{text[label]}:"))
        label = slice(start, end)
        found += [
            _moved(one, start)
            for one in _in_block(
                text[start:end], named, others, vocabulary, front=front, singly=singly, place=bool(place)
            )
            if not (titled and one.label is EntityLabel.ROLE and one.start == 0 and one.end == end - start)
        ]
    marks = frozenset(find_mark_cells((text[start:end], start) for start, end in spans))
    if marks:
        found = [one for one in found if one.label is not EntityLabel.PARTY or one.start not in marks]
    found += _across(text, spans, joined, first_item)
    found += _over_page(text, spans, people, first_item)
    found += _organisations_over_page(text, spans, first_item)
    found += _of_a_trade(text, spans)
    return _linked(_without_overlap(_without_leaders(found, text)), text, people, first_item)


_LONGEST_TITLE = 30  # characters of a title that is the word for an office and nothing else


def _is_bare_head(block: str) -> bool:
    """Whether a block is the number of an item without a title."""
    head = item_head(block) if len(block) < _LONGEST_TITLE else None
    return head is not None and not head.rest.strip()


_LEADERS_FIRST = lazy(rf"\s*{LEADERS}\s*")
_LEADERS_LAST = lazy(rf"\s*{LEADERS}\s*$")


def _without_leaders(found: Iterable[Found], text: str) -> Iterator[Found]:
    """Take dots that lead the eye and lines to sign on off the borders of entities; one over a page's foot may hold them."""
    for one in found:
        written = text[one.start : one.end]
        if not has_leaders(written):
            yield one
            continue
        first, last = _LEADERS_FIRST.match(written), _LEADERS_LAST.search(written)
        low, high = one.start + (first.end() if first else 0), one.start + (last.start() if last else len(written))
        if low < high:
            yield one._replace(start=low, end=high)


_LAST_WORDS = lazy(r"(?<![^\s(,])[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?$")
_FURTHEST = 6  # blocks of a page's foot and head that may lie between


def _over_page(
    text: str, spans: Sequence[tuple[int, int]], people: Sequence[Human], first_item: int
) -> Iterator[Found]:
    """Names of known people that are broken where a page ends, with the foot and head of the pages between."""
    rests: dict[str, list[tuple[str, int]]] = {}
    for index, human in enumerate(people):
        words = human.name.split(" ")
        for n in range(1, len(words)):
            # by the whole name, or by a surname of two words alone
            for first in {" ".join(words[:n]), " ".join(words[1:n])} - {""}:
                rests.setdefault(first, []).append((" ".join(words[n:]), index))
    for number, (start, end) in enumerate(spans):
        if end <= first_item or not text[end - 1].isalpha():
            continue
        last = _LAST_WORDS.search(text, max(start, end - _WINDOW), end)
        if last is None:
            continue
        for first in dict.fromkeys((last[0], last[0].rsplit(" ", maxsplit=1)[-1])):
            broken = next(
                (
                    (begin + len(rest) + genitive, index)
                    for begin, stop in _trimmed(text, spans[number + 1 : number + 1 + _FURTHEST])
                    for rest, index in rests.get(first, ())
                    if text.startswith(rest, begin, stop)
                    for genitive in [int(text.startswith("s", begin + len(rest), stop))]
                    if not text[begin + len(rest) + genitive : begin + len(rest) + genitive + 1].isalnum()
                ),
                None,
            )
            if broken is not None:
                yield Found(end - len(first), broken[0], EntityLabel.PERSON, person=broken[1])
                break


# People of one trade or kind by the town, which the document names: 'Centrumkrögarna Granvik', 'Fastighetsägarna Ekby'.
_TRADE = lazy(
    r"(?<![\w-])(?P<trade>[A-ZÅÄÖ][a-zåäö]{2,}(?:arna|orna|erna|männen)) (?P<town>[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?)s?(?![\w-])"
)


def _of_a_trade(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Found]:
    for start, end in spans:
        for match in _TRADE.finditer(text, start, end):
            town, trade = match["town"], match["trade"]
            if is_given_name(town) or party_normal(trade) is not None or trade.endswith(("partierna", "demokraterna")):
                continue
            owners = (town, f"{town}s") if not match[0].endswith("s") else (town, town.removesuffix("s"), f"{town}s")
            if any(f"{owner} {kind}" in text for owner in owners for kind in ("kommun", "stad", "KOMMUN", "region")):
                yield Found(*match.span(), EntityLabel.ORG)


_OWNER_LAST = lazy(r"(?<![\w-])[A-ZÅÄÖ][\wåäö-]+s$")


def _organisations_over_page(text: str, spans: Sequence[tuple[int, int]], first_item: int) -> Iterator[Found]:
    """Organisations whose owner stands last on a page: `Granviks`, the foot and head of the pages, `Byaförening`."""
    for number, (start, end) in enumerate(spans):
        if end <= first_item or len(text[start:end].split()) < _LEAST_WORDS:
            continue
        owner = _OWNER_LAST.search(text, max(start, end - _WINDOW), end)
        if owner is None:
            continue
        following = [*_trimmed(text, spans[number + 1 : number + 1 + _FURTHEST])]
        for between, (begin, stop) in enumerate(following):
            if between and not any(text[a].isdigit() for low, high in following[:between] for a in range(low, high)):
                continue  # no foot of a page between
            both = f"{owner[0]} {text[begin : min(stop, begin + _WINDOW)]}"
            border = len(owner[0])
            over = [b for a, b in find_organisations(both) if a == 0 and b > border + 1]
            if over and text[begin].isupper():
                yield Found(owner.start(), begin + max(over) - border - 1, EntityLabel.ORG)
                break


def _trimmed(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        yield start + len(text[start:end]) - len(text[start:end].lstrip()), end


_WINDOW = 80  # characters on each side of a line's end that may belong to one name
_LEAST_WORDS = 6  # of a block that may be a line of running text


_LABELLED_LINE = lazy(r"[A-ZÅÄÖ][\wåäö ]{2,30}:|\S+ \d")
_AB_BEFORE = lazy(r"(?:^| )(?:[A-ZÅÄÖ]\w+s )?AB$")


def _across(text: str, spans: Sequence[tuple[int, int]], joined: Collection[int], first_item: int) -> Iterator[Found]:
    """Names that are broken over two lines which the clean view has kept apart, as before a capital it must."""
    for (start, end), (begin, stop) in pairwise(spans):
        if begin not in joined or begin - end != 1 or begin < first_item:
            continue
        if not (text[end - 1].isalpha() and text[begin].isupper()):
            continue
        if len(text[start:end].split()) < _LEAST_WORDS or _LABELLED_LINE.match(text, begin, stop):
            continue
        if is_case_line(text[begin:stop]):
            continue
        low, high = max(start, end - _WINDOW), min(stop, begin + _WINDOW)
        low += text[low:end].find(" ") + 1 if low > start else 0
        both = f"{text[low:end]} {text[begin:high]}"
        border = end - low
        for one in _other_names(both, [], text):
            before = both[one.start : border]
            if one.start < border < one.end and all(is_given_name(word) for word in before.split()):
                yield Found(low + one.start, low + one.end, EntityLabel.PERSON)
        over = [(a, b) for a, b in find_organisations(both) if a < border < b]
        whole = {a for a, b in find_organisations(both[:border]) if b == border} if over else set()
        for a, b in over:
            if a not in whole or _AB_BEFORE.search(both[a:border]):
                yield Found(low + a, low + b, EntityLabel.ORG)


def _linked(found: Sequence[Found], text: str, people: Sequence[Human], first_item: int) -> list[Found]:
    """Tell of each name and each office whose it is."""
    surnames, offices = Surnames(people), Offices(people)
    said: dict[int, int] = {}
    named: list[Found] = []
    for one in found:
        if one.label is EntityLabel.PERSON:
            person = surnames.find(text, one.start, one.end, said)
            if person is None and one.person is not None and _whole(text[one.start : one.end], people[one.person].name):
                person = one.person
            if person is not None and one.start >= first_item:
                said[person] = one.start
            named.append(Found(one.start, one.end, one.label, person, one.normal))
        else:
            named.append(one)
    places = {place: one.person for one in named if one.person is not None for place in (one.start, one.end)}
    return [
        Found(one.start, one.end, one.label, offices.find(text, one.start, one.end, places.get), one.normal)
        if one.label is EntityLabel.ROLE
        else one
        for one in named
    ]


def _whole(written: str, name: str) -> bool:
    """Whether a mention has at least as many words as a surname with a given name: the lists have told whose it is."""
    return " " in written or " " not in name


def _moved(one: Found, start: int) -> Found:
    return Found(one.start + start, one.end + start, one.label, one.person, one.normal)


def _office(role: Mark, text: str) -> Found:
    """The office of a list's entry, without whose it is and without a bracket that closes behind it."""
    written = text[role.start : role.end]
    closed = written if "(" in written else written.rstrip(" )],;:")
    return Found(role.start + own_role(role.text), role.start + len(closed), EntityLabel.ROLE)


def _party(start: int, end: int, text: str) -> Found:
    return Found(start, end, EntityLabel.PARTY, normal=party_normal(text.removesuffix(":s")) or text)


def _surnames(people: Sequence[Human]) -> dict[str, int | None]:
    """Surnames by which people may be called later: the index of the person, or None where several have it."""
    table: dict[str, int | None] = {}
    for index, human in enumerate(people):
        words = human.name.split(" ")
        for name in {" ".join(words[n:]) for n in range(1, len(words))}:
            if name[:1].islower() and " " not in name:
                continue
            table[name] = None if name in table and table[name] != index else index
            if name[0].islower():
                table[name[0].upper() + name[1:]] = table[name]
    return table


def _without_people(names: LocalNames, surnames: Collection[str]) -> LocalNames:
    """Leave out names that are only two people's whose initials fit a party: `Törn och Palm yrkar` is no `TP`."""
    return LocalNames(
        tuple(
            pair for pair in names.names if not all(word in surnames for word in pair[0].split() if word[0].isupper())
        )
    )


def _names_in(
    text: str, start: int, end: int, people: Sequence[tuple[int, int]], known: Collection[str]
) -> tuple[list[tuple[int, int]], list[Found]]:
    """The people of the lists in a block, and the other full names there; offsets are those of the block."""
    named = []
    for low, high in people[bisect_left(people, (start, start)) :]:
        if low >= end:
            break
        if high <= end:
            named.append((low - start, high - start))
    return named, [
        one
        for one in _other_names(text[start:end], named, text)
        if not _is_abbreviation(text[start + one.start : start + one.end].rsplit(maxsplit=1)[-1], known)
    ]


_LONGEST_PARTY = 5


def _is_abbreviation(word: str, known: Collection[str]) -> bool:
    """Whether a word is a party's abbreviation, or a mark in a column, and no surname: `SD` in `Ove SD`."""
    return (
        word in known
        or (len(word) <= _LONGEST_PARTY and word.isupper() and party_normal(word) is not None)
        or (len(word) == 1)
    )


def _more_surnames(
    text: str,
    spans: Sequence[tuple[int, int]],
    names: Sequence[tuple[Sequence[tuple[int, int]], Sequence[Found]]],
    first_item: int,
) -> set[str]:
    """Surnames of people whom only the items name in full."""
    found: set[str] = set()
    for (start, end), (_, others) in zip(spans, names, strict=True):
        for one in others if end > first_item else ():
            words = text[start + one.start : start + one.end].split()
            found |= {
                " ".join(words[n:])
                for n in range(1, len(words))
                if len(words[n]) > 2 and (words[n][0].isupper() or words[n].startswith(("al-", "el-")))
            }
    return found


def _own_forms(text: str, spans: Sequence[tuple[int, int]]) -> re.Pattern[str] | None:
    """A pattern for bare case numbers, where the items of the document have such: `2012-0345`, `2031/118`."""
    forms = {
        shape
        for start, end in spans
        if item_head(text[start:end]) is not None
        or text[start:end].lower().startswith(("dnr", "diarie", "ärendenummer"))
        for low, high in find_cases(text[start:end])
        for shape in [re.sub(r"\d", "#", text[start + low : start + high])]
        if re.fullmatch(r"####[-/]#{1,6}", shape)
    }
    if not forms:
        return None
    separators = "".join(sorted({re.escape(shape[4]) for shape in forms}))
    return re.compile(rf"(?<![\w/.§-])(?:19|20)\d\d[{separators}]\d{{1,6}}(?![\w/-])")


_HEAD_CELL = lazy(r"[^\t|]+")


_SHORTEST_CASE = 6  # of letters and digits: a shorter number may be something else where it stands alone


# A number without letters that stands for little else in the document in which it heads an item: year, number and the
# classification of the archive (`06/212-881`), or a long number and the year (`0117/16`).
_OF_FIGURES = lazy(
    r"(?!\d{4}-\d\d-\d\d$)\d{2,4}[/.:-]\d{1,6}[/.:-]\d{2,4}|\d{4,6}/(?:\d\d|(?:19|20)\d\d)|\d\d[/.]\d{4,6}"
)


def _own_numbers(text: str, spans: Sequence[tuple[int, int]], cases: Collection[str]) -> re.Pattern[str] | None:
    """A pattern for the numbers on the document's case lines, which running text repeats without a label: `112/31`."""
    numbers = {
        case
        for case in cases
        if (any(c.isalpha() for c in case) or _OF_FIGURES.fullmatch(case))
        and any(c.isdigit() for c in case)
        and sum(c.isalnum() for c in case) >= _SHORTEST_CASE
    }
    for start, end in spans:
        block = text[start:end]
        head = item_head(block)
        for cell in _HEAD_CELL.findall(block if head is None else head.rest):
            if series_label(cell):
                numbers.update(cell[low:high] for low, high in case_series(cell))
    if not numbers:
        return None
    series = {form for number in numbers if (form := _series_of(number)) is not None}
    forms = "|".join([*map(re.escape, sorted(numbers, key=len, reverse=True)), *sorted(series)])
    return re.compile(rf"(?<![\w/.:§-])(?<!§ )(?:{forms})(?![\w/:]|-\d)")


# Numbers that are an item's in its head and may be anything elsewhere: '118/31', '2031.118', 'A 8/31'.
_NUMBER_ALONE = lazy(r"\d[\d/.:-]*\d")
_IN_HEAD = lazy(r"(?<![\w/.:-])(?:[A-ZÅÄÖ]{1,3} ?)?\d[\d/.:-]*\d(?![\w/:-])")
_ONLY_NUMBERS = lazy(r"[\s\d()\[\]/.:,;-]+")
_NUMBER_LAST = lazy(r"\([\d/.:, -]+\)\s*\.?$")


def _bare_numbers(cases: Collection[str]) -> frozenset[str]:
    return frozenset(
        case
        for case in cases
        if _NUMBER_ALONE.fullmatch(case)
        or (sum(c.isalnum() for c in case) < _SHORTEST_CASE and _IN_HEAD.fullmatch(case))
    )


_LETTERS_FIRST = lazy(r"(?P<letters>[A-ZÅÄÖ]{2,6}|[A-ZÅÄÖ][a-zåäö]{1,3})(?P<rest>[ ./-]?\d[\d./:-]*[/:-]\d+)")
_FIGURES = lazy(r"\d+")
_YEAR = lazy(r"(?:19|20)\d\d")


def _series_of(number: str) -> str | None:
    """A pattern for all numbers of the series that a case number is one of, and of other bodies' in the same form.

    `KS18-207` shows that `SN18-9` is a case number; of letters with small ones among them only the very same are taken.
    """
    match = _LETTERS_FIRST.fullmatch(number)
    if match is None:
        return None
    letters = r"(?!NR|KL|SID|EU|SFS|SOU|ISO|AFS|BFS)[A-ZÅÄÖ]{2,6}" if match["letters"].isupper() else match["letters"]
    rest = match["rest"]
    shape, at = "", 0
    for figures in _FIGURES.finditer(rest):
        shape += re.escape(rest[at : figures.start()])
        year = _YEAR.fullmatch(figures[0]) is not None
        shape += r"(?:19|20)\d\d" if year else r"\d\d" if len(figures[0]) == len("31") else r"\d{1,6}"
        at = figures.end()
    return letters + shape


# A front page that names the capacity before each person: 'Ledamot Ulla Ek (S)'.
_SINGLY = lazy(r"(?:^|\n)Ledamot (?=[A-ZÅÄÖ][\wåäö-]+ [A-ZÅÄÖ])")


_PLACE_LABEL = lazy(
    r"\s*(?:(?:Sammanträdes|Mötes)?[Pp]lats(?: och tid)?|Tid(?: och plats)?|Justering(?:ens|sdag|sdatum|splats|stid)?|Tid för justering|Plats för justering)(?:\s*[:\t]| (?=[A-ZÅÄÖ\d])|,| och | för )",
    re.IGNORECASE,
)
# Words before the § of a line that name no body.
_NO_PREFIX = frozenset(["ärende", "beslut", "enligt", "datum", "motion", "bilaga", "punkt", "fråga", "svar", "nr", "se", "från", "till"])  # fmt: skip
_OFFICE = lazy(r"(?:kontoret|kansliet|förvaltningen|biblioteket)(?: i [A-ZÅÄÖ][\wåäö-]+)?$", re.IGNORECASE)
# The room comes before the house: 'i Stora salen, kommunkontoret', 'Lilla sammanträdesrummet, kommunkansliet i Ekby'.
_ROOM_BEFORE = lazy(
    r"(?:salen|rummet|lokalen|[Ss]al|[Rr]um|[Ll]okal|[Kk]onferens|[Mm]atsalen|[Bb]iblioteket|[Pp]lan|[Vv]åning(?:en)?)(?: [\wåäöÅÄÖ”\"-]{1,20}){0,2},? $"
)
_ON = lazy(r"(?:^|\s)(?:[Pp]å|[Åå])\s$")
# Who keeps the minutes, and somebody's place of work, are organisations.
_KEPT_ON = lazy(r"(?:förvara|bevara|arkivera)[^.]*$|(?:[A-ZÅÄÖ][\wåäö-]+|\))\s(?:på|å)\s$")
_KEEPS = 60


def is_behind_room(text: str, start: int, end: int) -> bool:
    """Tell whether a span is an office that is named as the house of the room before it: `Stora salen, kommunkontoret`."""
    return (
        _OFFICE.search(text[start:end]) is not None
        and _ROOM_BEFORE.search(text, max(0, start - _KEEPS), start) is not None
    )


def _at_house(block: str, low: int) -> bool:
    """Whether an office is spoken of as the house where something is done: `justeras på kommunkontoret`."""
    before = block[max(0, low - _KEEPS) : low]
    if _ROOM_BEFORE.search(before):
        return True
    if _ON.search(before) is None or _KEPT_ON.search(before):
        return False
    word = _WORD_BEFORE_ON.search(before)
    return word is None or not is_role(word[1])


_WORD_BEFORE_ON = lazy(r"([\wåäöÅÄÖ-]+),? (?:på|å)\s$")


@dataclass(frozen=True, slots=True)
class _Words:
    """What a document has taught of its own words: parties, surnames, forms of case numbers, names of local parties."""

    known: frozenset[str]
    lone: _LoneNames
    own_forms: re.Pattern[str] | None
    numbers: re.Pattern[str] | None
    local_names: LocalNames
    bare_numbers: frozenset[str] = frozenset()


# Whom somebody replaces, on the front page: 'Ulla Ek i stället för Sten', 'T för Sten', 'ersätter Sten'.
_REPLACED = lazy(r"\b(?:[Ff]ör|[Ee]rsätter|[Ee]rsatte|[Ee]rsätts? av|[Dd]å|[Ee]fter|[Vv]ice|[Ii]nträder för|jäv för) $")
_YEARS_DAY = lazy(r"-\d\d")
_ROW_OF_NAME = lazy(r"\s*(?:\d+\t)?[A-ZÅÄÖ][\w-]+,? [A-ZÅÄÖ][\w-]+")


def _in_block(
    block: str,
    named: Sequence[tuple[int, int]],
    others: Sequence[Found],
    own: _Words,
    *,
    front: bool,
    singly: bool = False,
    place: bool = False,
) -> Iterator[Found]:
    for low, high in find_cases(block):
        yield Found(low, high, EntityLabel.CASE, normal=block[low:high])
    if own.numbers is not None:
        for match in own.numbers.finditer(block):
            yield Found(*match.span(), EntityLabel.CASE, normal=match[0])
    if own.own_forms is not None:
        for match in own.own_forms.finditer(block):
            years = match[0][:4], match[0][5:]
            if not (
                years[1].isdigit() and len(years[1]) in {2, 4} and int(years[1][-2:]) == (int(years[0]) + 1) % 100
            ) and not _YEARS_DAY.match(block, match.end()):
                yield Found(*match.span(), EntityLabel.CASE, normal=match[0])
    head = item_head(block)
    if own.bare_numbers and (head is not None or _ONLY_NUMBERS.fullmatch(block) or _NUMBER_LAST.search(block)):
        for match in _IN_HEAD.finditer(block):
            if match[0] in own.bare_numbers:
                yield Found(*match.span(), EntityLabel.CASE, normal=match[0])
    if head is not None and head.prefix and head.prefix.casefold() not in _NO_PREFIX:
        at = block.find(head.prefix)
        yield Found(at, at + len(head.prefix), EntityLabel.ORG)
    for low, high in find_organisations(block):
        # a house where people meet or sign; who keeps the minutes is an organisation
        if not _OFFICE.search(block[low:high]) or not (place or _at_house(block, low)):
            yield Found(low, high, EntityLabel.ORG)
    table = ("\t" in block or block[:1].isdigit()) and (bool(named) or _ROW_OF_NAME.match(block) is not None)
    for low, high in own.local_names.find(block):
        yield Found(low, high, EntityLabel.PARTY, normal=own.local_names.normal(block[low:high]))
    for low, high in find_parties(block, own.known, table=table):
        yield _party(low, high, block[low:high])
    people = [*named, *((one.start, one.end) for one in others)]
    for low, high in [*own.lone.initialled(block, people)]:
        people.append((low, high))
        yield Found(low, high, EntityLabel.PERSON)
    lone = [
        one
        for one in own.lone.find(block, people)
        if not front or _REPLACED.search(block[max(0, one[0] - 30) : one[0]])
    ]
    for low, high, person in lone:
        yield Found(low, high, EntityLabel.PERSON, person=person)
    people += [(low, high) for low, high, _ in lone]
    yield from others
    yield from _beyond(block)
    for low, high in find_roles(block, people, front=front, singly=singly):
        yield Found(low, high, EntityLabel.ROLE)


_DIGIT = lazy(r"\d")
_LAW_OR_MONEY = lazy(r"lag|balk|ordning|kronor")


def _beyond(block: str) -> Iterator[Found]:
    """Dates, sums of money, laws and properties, each with its normal form."""
    numbers = _DIGIT.search(block) is not None
    if not numbers and not _LAW_OR_MONEY.search(block):
        return
    for day in (*find_dates(block), *find_months(block)) if numbers else ():
        yield Found(day.start, day.end, EntityLabel.DATE, normal=day.iso)
    for money in find_money(block):
        yield Found(money.start, money.end, EntityLabel.MONEY, normal=money.kronor)
    for law in find_laws(block):
        yield Found(law.start, law.end, EntityLabel.LAW, normal=law.short)
    for estate in find_properties(block) if numbers else ():
        yield Found(estate.start, estate.end, EntityLabel.PROPERTY, normal=estate.normal)


def _other_names(block: str, named: Sequence[tuple[int, int]], text: str) -> Iterator[Found]:
    """Full names of people whom no list holds: a known given name with a surname, no street and no company."""
    can_be = _can_be(block)
    if not can_be:
        return
    taken = {place for low, high in named for place in range(low, high)}
    for match in _INITIALS.finditer(block) if can_be & _IS_INITIAL else ():
        low, high = match.span()
        if (
            taken.isdisjoint(range(low, high))
            and not _PLACE_BEHIND.match(block, high)
            and not _LETTERED.search(block[max(0, low - _LONGEST_BEFORE) : low])
            and not _no_surname(match["sur"], text)
        ):
            given = _FIRST_NAME.search(block, max(0, low - _LONGEST_BEFORE), low)
            if given is not None and is_given_name(given[0]):
                low = given.start()
            taken.update(range(low, high))
            yield Found(low, high, EntityLabel.PERSON)
    for match in _HONOURED.finditer(block) if can_be & _IS_CUE else ():
        low, high = match.span("name")
        if taken.isdisjoint(range(low, high)) and not is_role(match["name"]) and party_normal(match["name"]) is None:
            taken.update(range(low, high))
            yield Found(low, high, EntityLabel.PERSON)
    for match in _NEIGHBOUR.finditer(block) if ":" in block else ():
        low, high = match.span("name")
        if taken.isdisjoint(range(low, high)) and looks_like_name(match["name"]) and not match["name"].isupper():
            taken.update(range(low, high))
            yield Found(low, high, EntityLabel.PERSON)
    for match in _TITLED.finditer(block) if can_be & _IS_ROLE else ():
        low, high = match.span("name")
        if match["name"].isupper() and _SMALL_IN_CAPITALS.search(match["name"]):
            continue
        if is_role(match["role"]) and looks_like_name(match["name"]) and taken.isdisjoint(range(low, high)):
            taken.update(range(low, high))
            yield Found(low, high, EntityLabel.PERSON)
    for low, high in _cued(block) if can_be & _IS_CUE else ():
        if taken.isdisjoint(range(low, high)):
            taken.update(range(low, high))
            yield Found(low, high, EntityLabel.PERSON)
    for match in _NAME.finditer(block) if can_be & _IS_GIVEN else ():
        name, low = _without_role(match[0], match.start())
        while " " in name and not is_given_name(name):
            first, _, rest = name.partition(" ")
            low += len(first) + 1
            name = rest
        high = low + len(name)
        if " " not in name or not is_given_name(name) or not looks_like_name(name) or _NO_PERSON.search(name):
            continue
        if not taken.isdisjoint(range(low, high)) or _PLACE_BEHIND.match(block, high):
            continue
        if _NAMED_AFTER.search(block[max(0, low - _LONGEST_BEFORE) : low]) or _FIRM_BEHIND.match(block, high):
            continue
        if name.endswith("s") and _GIFT_BEHIND.match(block, high):
            continue
        yield Found(low, high, EntityLabel.PERSON)


# 'B. Reservation', 'A. Yrkande': papers that are counted with letters
_OF_PAPERS = lazy(
    r"(?:Reservation|Yrkande|Yttrande|Förslag|Motion|Bilaga|Skrivelse|Initiativ|Interpellation|(?:Protokolls)?[Aa]nteckning|Röstförklaring|Omröstning|Votering)(?:er|en|ar|et|n)?"
)


def _no_surname(word: str, text: str) -> bool:
    """Whether the word behind a letter with a full stop is none: a body, an office, or what the text writes small as well."""
    if (
        is_opener(word)
        or is_role(word)
        or _OF_PAPERS.fullmatch(word)
        or any(low == 0 and high == len(word) for low, high in find_organisations(word))
    ):
        return True
    return word not in _surnames_too() and word.lower() in _small_words(text)


@lru_cache(maxsize=1)
def _small_words(text: str) -> frozenset[str]:
    """The words that a text writes with a small letter."""
    return frozenset(_SMALL_WORD.findall(text))


_SMALL_WORD = lazy(r"(?<![\w-])[a-zåäöéü]{2,}(?![\w-])")


@cache
def _surnames_too() -> frozenset[str]:
    """Surnames, many of which are words as well."""
    return frozenset(row[0] for row in rows("names_surnames.tsv"))


# A given name that stands before the initials of the next.
_FIRST_NAME = lazy(r"(?<![\w-])[A-ZÅÄÖ][\w-]+(?= $)")
# 'herr Ek', 'fru af Ekenstam': one surname, or two with a hyphen.
_HONOURED = lazy(
    r"\b(?:[Hh]err|[Ff]ru|[Ff]röken) (?P<name>(?:(?:af|von|van|de|la) ){0,2}[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?)(?![\w-]| [A-ZÅÄÖ][a-zåäö])"
)
# Who owns the land beside: 'Rutger Sten, Sandby 2:33, skriver att'.
_NEIGHBOUR = lazy(
    r"(?<![\w-] )(?<![\w-])(?P<name>[A-ZÅÄÖ][a-zåäöéü-]+ [A-ZÅÄÖ][a-zåäöéü-]+)(?=, [A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)? \d+:\d+, [a-zåäö])"
)
_LONGEST_BEFORE = 20  # more characters than any of the words of `_NAMED_AFTER` has
_FIRM_BEHIND = lazy(r"s?\s(?:AB|HB|KB|ek\.|& |Fastigheter|Bygg|Stiftelse|Invest)")
_GIFT_BEHIND = lazy(r"\s(?:park|minne|donation|fond|vänner)")


# Words behind which a name of unknown words is a person's: who writes, applies or complains.
_CUE = lazy(
    r"(?:\b[Ss]ökanden?:?|\b[Kk]lagande:?|\b[Ff]astighetsägare[n]?:?|\b[Gg]rannen|\b[Gg]rannarna|\b[Ää]garen|\b[Dd]elägare[n]?|\b[Hh]err|\b[Ff]ru|\b[Ff]röken|\b[Ff]örslagsställare[n]?:?|\b[Mm]otionären|\b[Mm]edborgaren|"
    r"\b(?:[Bb]rev|[Ss]krivelse|[Mm]edborgarförslag|[Ee]-förslag|[Mm]otion|[Ii]nterpellation|[Ff]råga|[Öö]verklagande|[Kk]lagomål|[Mm]ejl|[Uu]ppmaning|[Nn]amnlista|[Aa]nmälan|[Aa]nsökan|[Yy]ttrande|[Ss]ynpunkter|[Aa]vsägelse|[Ee]rinran) (?:från|av)) (?P<first>"
    + NAME
    + r")(?: och (?P<second>"
    + NAME
    + r"))?"
)
# The words that `_CUE` needs.
_CUE_WORDS = frozenset(
    ["sökande", "sökanden", "klagande", "fastighetsägare", "fastighetsägaren", "grannen", "grannarna", "ägaren", "delägare", "delägaren", "herr", "fru",
     "fröken", "förslagsställare", "förslagsställaren", "motionären", "medborgaren", "brev", "skrivelse", "medborgarförslag",
     "förslag", "motion", "interpellation", "fråga", "överklagande", "klagomål", "mejl", "uppmaning", "namnlista", "anmälan",
     "ansökan", "yttrande", "synpunkter", "avsägelse", "erinran"]
)  # fmt: skip
_WEAK_CUE = lazy(r"^(?:anmälan|ansökan|yttrande|synpunkter|erinran|avsägelse)", re.IGNORECASE)
_SURNAME_END = lazy(
    r"(?:sson|son|berg|ström|lund|gren|qvist|kvist|quist|dahl|dal|holm|man|ell|én|mark|stedt|stad|blad|fors|vik|strand|ling|ić|ic|nen|ski|ska|sen|ek|feldt|hjelm|sköld|crona|ius|lin|ov|ova|oğlu|yan|zadeh|pour|hage|skog|torp|åker|vall|wall|hult|rud|sjö|hed|emi|aj|iu)$"
)
_NOT_PERSON_END = lazy(r"(?:et|en|an|na|gatan|vägen|kommun|län|skola|skolan|parken|torget|föreningen|gruppen)$")
_NOT_PERSON_FIRST = lazy(
    r"^(?:[\wåäö]{2,}(?:arna|orna|männen)|Norra|Södra|Östra|Västra|Stora|Lilla|Nya|Gamla|Övre|Nedre|Inre|Yttre|Svenska|Region|Statens|Bostadsrätts\w*|Brf|Boende|Föräldrar|Elever|Personal|Flera|En|Ett|Ung|Unga|Hela|[\wåäö]+(?:nämnden|styrelsen|utskottet|verket|föreningen|gruppen|rådet))s?$"
)


def _cued(block: str) -> Iterator[tuple[int, int]]:
    """Names of unknown words that stand where only a person, or an organisation by its shape, does."""
    for match in _CUE.finditer(block):
        for group in ("first", "second"):
            name, low = match[group], match.start(group)
            words = name.split(" ") if name else []
            if not 2 <= len(words) <= 4 or not looks_like_name(name):
                continue
            if _NOT_PERSON_FIRST.match(words[0]) or _NOT_PERSON_END.search(words[-1]) or name.isupper():
                continue
            if words[0].endswith("s") and len(words[0]) > 4 and not is_given_name(words[0]):
                continue
            if _WEAK_CUE.match(match[0]) and not _SURNAME_END.search(words[-1]):
                continue
            if any(a <= low < b or low <= a < low + len(name) for a, b in find_organisations(block)):
                continue
            if party_normal(name) is None and not _PLACE_BEHIND.match(block, low + len(name)):
                yield low, low + len(name)


_NO_PERSON = lazy(r"(?:^| )(?:DEN|DET|OCH|AV|TILL|FÖR|ÅR|I)(?: |$)")
_INITIALS = lazy(
    r"(?<![\w.-])(?:[A-ZÅÄÖ](?:-[A-ZÅÄÖ])?\. ?){1,3}(?:(?:af|von|de|la) )?(?P<sur>[A-ZÅÄÖ][a-zåäöéü][\w'-]*)(?: (?!AB|HB|KB)[A-ZÅÄÖ][a-zåäö][\w'-]+)?"
)
# A letter with a full stop that is no initial: 'bilaga A. Utfallet', '§ 19 A. Extra'.
_LETTERED = lazy(rf"(?:\b(?i:{LETTERED})|§ ?\d+|\d)\s?$")
_TITLED = lazy(rf"(?<![\wåäö-])(?P<role>[\wåäö-]+) (?P<name>{NAME})")


# What stands before or behind a surname that is none, and the beginning of a sentence, where a capital tells nothing.
_NAME_BEFORE = lazy(
    r"(?:[A-ZÅÄÖ][\wåäö-]+|(?<![\wåäöÅÄÖ])[A-ZÅÄÖ]\.|[Kk]varteret|[Ff]astigheten|[Kk]v\.?|&|och Söner)\s$"
)
_SENTENCE_BEFORE = lazy(r"(?:[.:!?”]|^)\s*[A-ZÅÄÖ][\wåäö-]+\s$")
# A heading in capitals that the surname's line stands below or behind, and a title of courtesy.
_CAPITALS_BEFORE = lazy(r"(?:(?<![\wåäöÅÄÖ])[A-ZÅÄÖ]{4,}|\b(?:Herr|Fru|Fröken))\s$")
_NO_SURNAME_BEHIND = lazy(r"\s\d+:\d|\s(?:AB|HB|KB|&|kommun|stad\b|IF|IK)|-[a-zåäö]")


# A pattern of all names would have to be made anew for each document, which takes longer than to search with it.
@dataclass(frozen=True, slots=True)
class _LoneNames:
    """Surnames by which people may be called, and where to look for them.

    Attributes:
        surnames: Each with the index of its person, or None where several have it.
        by_word: By the first word that stands in the text, the surnames that may stand there, the longest first, each
            with the number of characters before that word.
        initials: By surname, the first letters of the given names that stand before it in full names: `CM` of Carl-Magnus.
        capitals: Surnames by the same in capitals.
    """

    surnames: dict[str, int | None]
    by_word: dict[str, list[tuple[int, str]]]
    initials: dict[str, frozenset[str]]
    capitals: dict[str, str]

    @classmethod
    def of(cls, surnames: dict[str, int | None], full: Iterable[str]) -> _LoneNames:
        by_word: dict[str, list[tuple[int, str]]] = {}
        for name in sorted(sorted(surnames), key=len, reverse=True):
            first = WORD.search(name)
            if first is not None:
                # the genitive of a surname of one word is one word as well
                for word in (first[0], f"{first[0]}s") if first.end() == len(name) else (first[0],):
                    by_word.setdefault(word, []).append((first.start(), name))
        for own in by_word.values():
            own.sort(key=lambda one: -one[0])
        initials: dict[str, set[str]] = {}
        for name in full:
            words = name.split()
            for n in range(1, len(words)):
                letters = "".join(part[0] for word in words[:n] for part in word.split("-") if part)
                initials.setdefault(" ".join(words[n:]), set()).add(letters)
        capitals = {name.upper(): name for name in surnames if len(name) > 2}
        return cls(surnames, by_word, {name: frozenset(found) for name, found in initials.items()}, capitals)

    def initialled(self, block: str, people: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield surnames with the first letters of their owner's given names before them: `H Lodin`, `C-M Ehrenstråhle`."""
        if self.by_word.keys().isdisjoint(words(block)):
            return
        taken = {place for low, high in people for place in range(low, high)}
        for low, high, name in self._within(block):
            before = _INITIALS_BEFORE.search(block, max(0, low - _LONGEST_INITIALS), low)
            if before is None or not taken.isdisjoint(range(low, high)):
                continue
            letters = "".join(c for c in before[0] if c.isalpha())
            if any(own.startswith(letters) for own in self.initials.get(name, ())):
                yield before.start(), high

    def _within(self, block: str) -> Iterator[tuple[int, int, str]]:
        """Yield the surnames in a block that are whole words: start, end with a genitive -s, and the name."""
        end = 0
        for word in WORD.finditer(block):
            for before, name in self.by_word.get(word[0], ()):
                low = word.start() - before
                if low < end or not block.startswith(name, low) or (low and _goes_on(block, low - 1)):
                    continue
                high = low + len(name)
                if block.startswith("s", high) and not _goes_on(block, high + 1):
                    high += 1
                elif _goes_on(block, high):
                    continue
                end = high
                yield low, high, name
                break

    def find(self, block: str, people: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int | None]]:
        """Yield the surnames in a block that stand alone for somebody who has been named in full, with whose they are."""
        said = words(block)
        loud = not self.capitals.keys().isdisjoint(said)
        if not loud and self.by_word.keys().isdisjoint(said):
            return
        taken = {place for low, high in people for place in range(low, high)}
        for low, high, name in self._within(block):
            if not taken.isdisjoint(range(low, high)) or _PLACE_BEHIND.match(block, high):
                continue
            before = block[:low]
            if (
                _NAME_BEFORE.search(before)
                and not _SENTENCE_BEFORE.search(before)
                and not _CAPITALS_BEFORE.search(before)
            ):
                continue
            if _NO_SURNAME_BEHIND.match(block, high):
                continue
            yield low, high, self.surnames.get(name)
        for match in _IN_CAPITALS.finditer(block) if loud else ():
            # minutes that set the speakers' names in capitals: 'Fru EKMAN yrkade'
            low, high = match.span("name")
            loud_name = match["name"]
            known = self.capitals.get(loud_name) or self.capitals.get(loud_name.removesuffix("S"))
            if known is not None and taken.isdisjoint(range(low, high)):
                yield low, high, self.surnames.get(known)


# One or two words in capitals among words that are not.
_IN_CAPITALS = lazy(
    r"(?<![\w-])(?<![A-ZÅÄÖ][A-ZÅÄÖ] )(?P<name>[A-ZÅÄÖÉÜ][A-ZÅÄÖÉÜ-]{2,}(?: [A-ZÅÄÖÉÜ-]{3,})?)(?![\w-]| [A-ZÅÄÖ]{2})"
)
_INITIALS_BEFORE = lazy(r"(?<![\w.&-])(?:[A-ZÅÄÖ]\.?[ -]?){0,2}[A-ZÅÄÖ]\.? $")
_LONGEST_INITIALS = 10


def _goes_on(block: str, at: int) -> bool:
    """Whether a word, or a compound with a hyphen, goes on at an offset."""
    return block[at : at + 1].isalnum() or block.startswith(("_", "-"), at)


_RANK = [
    EntityLabel.PERSON,
    EntityLabel.CASE,
    EntityLabel.ORG,
    EntityLabel.PARTY,
    EntityLabel.ROLE,
    EntityLabel.LAW,
    EntityLabel.PROPERTY,
    EntityLabel.MONEY,
    EntityLabel.DATE,
]
# These take only what the others leave.
_LATER = frozenset(EntityLabel) - frozenset(MARKED)


def _without_overlap(found: Iterable[Found]) -> list[Found]:
    """Of entities that overlap the longest stands; of equals the surer kind. Dates, sums, laws and properties yield to all others."""
    kept: list[Found] = []
    taken: set[int] = set()
    for one in sorted(
        found, key=lambda e: (e.label in _LATER, e.start - e.end, _RANK.index(e.label), e.person is None, e.start)
    ):
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(one)
    return sorted(kept, key=lambda e: e.start)
