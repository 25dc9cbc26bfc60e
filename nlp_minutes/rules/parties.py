"""Parties in running text: names, bracketed and listed abbreviations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from nlp_minutes.first_letters import compiled
from nlp_minutes.lexicon import party_names, party_normal
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.names import NO_PARTY, opener
from nlp_minutes.rules.words import WORD, marks, words

__all__ = ["LocalNames", "find_parties", "known_abbreviations", "learn_names", "learn_small", "stands_for"]

_NATIONAL = frozenset({"S", "M", "SD", "C", "V", "KD", "L", "MP", "FP", "SFP", "SDP", "VPK", "SJVP"})
_BRACKET = lazy(
    r"\((?:båda |samtliga |alla )?(?P<inside>[A-ZÅÄÖa-zåäö][\wÅÄÖåäö]{0,4}(?:(?:\s*[,/+]\s*|\s+(?:och|samt)\s+)[A-ZÅÄÖa-zåäö][\wÅÄÖåäö]{0,4})*)(?=[),])"
)
_LOCAL = lazy(r"(?<![\wåäöÅÄÖ-])[A-ZÅÄÖ][\wåäö]*(?:partiet|listan|demokraterna)s?(?![\wåäö-])")
# Compounds that end as the names of local parties do, but name a party's part in politics or a list of things.
_NO_LOCAL = lazy(
    r"(?:(?:Regerings|Majoritets|Oppositions|Moder|Sammanträdes)?partiet"
    r"|(?:Adress|Anmälnings|Art|Besluts|Bilage|Check|Delegations|Deltagar|Föredragnings|Gäst|Handlings|Kandidat|Kö|Namn|Närvaro|"
    r"Omröstnings|Pris|Prioriterings|Remiss|Resultat|Röd|Röst|Signerings|Sänd|Talar|Telefon|Turordnings|Uppdrags|Upprops|"
    r"Utdelnings|Voterings|Vänte|Yrkande|Åtgärds|Ärende|Önske)?listan)s?",
    re.IGNORECASE,
)
_VERB = r"(?:reserver\w+|yrk\w+|delt\w+|anmäl\w+|lämn\w+|avstå\w+|avstod|föresl\w+|instäm\w+|anser|ansåg|vill|ville|stöd\w+|välkomn\w+|beklag\w+|noter\w+|har|hade|menar|ser|kan|säger|begär\w*|ställ\w+|röst\w+|lägg\w+|står|är|önsk\w+|motsätt\w+|vidhåll\w+|tack\w+|kräv\w+|tyck\w+|gläd\w+|varn\w+|framhåll\w+|konstater\w+|bifall\w+|avslå\w*|avslog|borde|skulle|kunde|ska|medverkar|kommer|fick|får|gick|går|tog|tar|vann|röstade|uppman\w+|hänvis\w+|påpek\w+|ifrågasätt\w+)"


# Abbreviations in small letters that are words of running text as well: only brackets tell them.
_WORDS_TOO = frozenset({"med", "vi", "ny", "nya", "om", "nu", "en", "ett", "vår", "bra", "rör", "ort"})


@dataclass(frozen=True, slots=True)
class LocalNames:
    """The names of a document's local parties.

    Attributes:
        names: Each name with the abbreviation that the document uses for it.
    """

    names: tuple[tuple[str, str], ...] = ()

    def find(self, block: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of the names in a block, with a genitive -s."""
        for name, _ in self.names:
            if name in block:
                for match in _whole(name).finditer(block):
                    yield match.span()

    def normal(self, text: str) -> str | None:
        """Give the abbreviation of a name."""
        return next((short for name, short in self.names if text in {name, f"{name}s"}), None)


@lru_cache(maxsize=128)
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}s?(?![\w-])")


# Words that a local party's name may begin with in the genitive are towns and people, not what is talked of.
_NO_OWNER = lazy(
    r"(?:kommunen|nämnden|staden|regionen|bolaget|styrelsen|utskottet|fullmäktige|förvaltningen|kontoret|förslaget|ärendet|skolan|bygdens? behov|direktören|chefen|ordföranden|partiet|gruppen|årets|veckan|motionen)s$",
    re.IGNORECASE,
)


def learn_names(parties: AbstractSet[str], text: str) -> LocalNames:
    """Learn the full names of local parties from their abbreviations.

    A name stands behind or before its abbreviation (`Vår Bygd (VB)`, `VB = Vår Bygd`), or its words begin with the letters
    of the abbreviation and it acts as a party does (`Vår Bygd reserverar sig`).
    """
    found: dict[str, str] = {}
    for short in sorted(parties):
        if len(short) > 5 or len(short) < 2 or " " in short or party_normal(short) is not None:
            if " " in short:
                found[short] = short
            continue
        spelled_out = _spelled_out_in(text)
        if short not in spelled_out:
            spelled_out[short] = tuple(_spelled_out(short, text))
        for name in spelled_out[short]:
            found.setdefault(name, short)
    for name in _with_town(text):
        short = next((one for one in sorted(parties) if party_normal(one) is None and stands_for(name, one)), name)
        found.setdefault(name, short)
    return LocalNames(tuple(sorted(found.items(), key=lambda pair: -len(pair[0]))))


@lru_cache(maxsize=1)
def _spelled_out_in(text: str) -> dict[str, tuple[str, ...]]:  # noqa: ARG001 - the key
    """What was found in a text, by abbreviation: the meetings of one file ask for the same, one after the other."""
    return {}


_OF_TOWN = lazy(
    r"(?<![\wåäöÅÄÖ-])(?P<party>[A-ZÅÄÖ][\wåäö]*(?:partiet|listan|demokraterna|alternativet|samlingen)) (?P<town>[A-ZÅÄÖ][\wåäö]+)(?![\wåäö-])"
)


def _with_town(text: str) -> Iterator[str]:
    """Names of local parties with their town's behind (`Kommunlistan Granvik`), which the same document names as a town."""
    for match in (
        _OF_TOWN.finditer(text) if _LOCAL.search(text) or "alternativet " in text or "samlingen " in text else ()
    ):
        town = match["town"]
        if not _NO_LOCAL.fullmatch(match["party"]) and (
            any(
                f"{place} {kind}" in text
                for place in (town, f"{town}s")
                for kind in ("kommun", "stad", "Kommun", "KOMMUN")
            )
            or any(f"{kind} {town}" in text for kind in ("Region", "REGION", "Landstinget"))
        ):
            yield match[0]


_NAME_WORD = r"[A-ZÅÄÖ][\wåäö]*"


# Behind an abbreviation the name that it stands for, `VB = Vår Bygd`; behind one in brackets, where words are quoted.
_EQUALS: Final = lazy(rf" ?[=:–-] ?(?P<name>{_NAME_WORD}(?: [\wåäö]+){{0,3}}?)(?=[,;.\n]|$| [A-ZÅÄÖ]{{1,4}} ?=)")
_QUOTES: Final = lazy(rf"[^”\"\n]{{0,90}}[:,] ?[”\"](?P<name>{_NAME_WORD}(?: [A-ZÅÄÖ][\wåäö]+){{1,2}})(?= [a-zåäö])")


@lru_cache(maxsize=64)
def _acting(letter: str) -> re.Pattern[str]:
    """Finds names that begin with a letter where a party acts, or before anything in brackets."""
    return compiled(
        rf"(?<![\w-])(?P<name>{re.escape(letter)}[\wåäö]+(?: (?:(?:för|i|på) )?[\wåäö]+){{0,2}}?)"
        rf"(?:(?= {_VERB}\b)|(?= \((?P<short>[^()]*)\))|(?= genom [A-ZÅÄÖ]))"
    )


def _names_behind(text: str, short: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield the names that a pattern finds behind an abbreviation, which is no part of a longer word."""
    at = text.find(short)
    while at >= 0:
        in_word = at and _IN_WORD.match(text, at - 1) and short[0] != "("
        match = None if in_word else pattern.match(text, at + len(short))
        if match is not None:
            yield match["name"]
        at = text.find(short, at + 1 if match is None else match.end())


_IN_WORD: Final = lazy(r"[\w-]")


def _acting_names(short: str, text: str) -> Iterator[str]:
    """Yield the names that may stand for an abbreviation where a party acts, or before the abbreviation in brackets."""
    search = _acting(short[0].upper()).search
    match = search(text)
    while match is not None:
        if match["short"] in {None, short}:
            yield match["name"]
            match = search(text, match.end())
        else:
            match = search(text, match.start() + 1)


def _spelled_out(short: str, text: str) -> Iterator[str]:
    seen: set[str] = set()
    for name in _names_behind(text, short, _EQUALS):
        if stands_for(name, short) and name not in seen:
            seen.add(name)
            yield name
    for name in _names_behind(text, f"({short})", _QUOTES):
        if name not in seen and name[0].casefold() == short[0].casefold() and party_normal(name) is None:
            seen.add(name)
            yield name
    for acting in _acting_names(short, text):
        # 'För Framtid Ekby (FE): Ulla Ek' on a list whose lines all begin so
        bare = acting[opener(acting) :]
        name = bare if stands_for(bare, short) else acting
        if name not in seen and stands_for(name, short):
            seen.add(name)
            yield name


_SPEAKS_OF_PARTY = lazy(
    r"folk|parti|list|demokrat|samling|framtid|bygd|radikal|skånes|rörels|alternativ|väl(?:$|et)|center|aktion|initiativ|kommun|enig|grön|fram|liberal|borgerlig|välfärd|sjukvård"
)


def stands_for(name: str, short: str) -> bool:
    """Whether an abbreviation is made of a name's letters, those that begin its words among them."""
    words = name.split(" ")
    letters = short.casefold()
    initials = [word[0].casefold() for word in words if word not in {"för", "i", "på", "och"}]
    small = len(words) > 1 and words[1][0].islower() and words[1] not in {"för", "i", "på", "och"}
    if small and not words[0].endswith("s"):
        return False
    if _NO_OWNER.search(words[0]) or (len(words) == 1 and not _SPEAKS_OF_PARTY.search(name.casefold())):
        return False
    at = 0
    for letter in letters:
        at = name.casefold().find(letter, at) + 1
        if at == 0:
            return False
    return initials[0] == letters[0] and sum(initial in letters for initial in initials) == len(initials)


_SMALL_CODE = lazy(r"[A-ZÅÄÖ][\w'-]+ [A-ZÅÄÖ][\w'-]+ \((?P<code>[a-zåäöé]{1,4})\)")
_LEAST_TIMES = 2  # that an abbreviation which no lexicon holds stands behind names


@lru_cache(maxsize=4)
def learn_small(text: str) -> frozenset[str]:
    """Learn the abbreviations that a document writes in small letters behind names and no lexicon holds: `Ulla Ek (vfg)`.

    It must write those of other parties so as well, and the letters may be no word of the text, but for the cells of its tables.
    """
    times = Counter(match["code"] for match in _SMALL_CODE.finditer(text)) if _WRITES_SMALL.search(text) else Counter()
    known = [code for code in times if party_normal(code) is not None]
    if len(known) < _LEAST_KNOWN:
        return frozenset()
    return frozenset(
        code
        for code, count in times.items()
        if count >= _LEAST_TIMES
        and code not in known
        and not re.search(rf"(?<![\w(\t])(?<!  )(?<!, ){code}(?![\w)\t-])(?!  )", text)
    )


_WRITES_SMALL = lazy(r" \((?:s|m|c|v|fp|kd|mp)\)")


def known_abbreviations(parties: AbstractSet[str]) -> frozenset[str]:
    """The abbreviations to look for: those of the whole country and those that the document's people have."""
    own = {party for party in parties if len(party) <= 5 and " " not in party and party not in _WORDS_TOO}
    lower = {party.casefold() for party in own if party.islower()}
    return frozenset(_NATIONAL | own | ({party.casefold() for party in _NATIONAL} if len(lower) >= 2 else set()))


_LEFT = r"(?<![\wåäöÅÄÖ(.:/§-])"
_LISTED_KNOWN: Final = r"{left}(?:{one})(?:(?:, | och | samt | eller |\s*[+/–]\s*|-|,\s)(?:{one})(?![\wåäöÅÄÖ]))+"
# Where an abbreviation alone is a party, each with what a block must have in it; `long` are those of more than one letter.
_SINGLE: Final = (
    (" ", r"(?:^|(?<=[.:;”] )){left}(?P<party>{one})(?= {verb}\b)"),
    (
        " ",
        r"(?:\b(?:från|för|av|representerar|mellan|gruppen|tillsammans med|Ledamöterna från|båda) ){left}(?P<party>{one})(?![\wåäöÅÄÖ/§.:-]| [A-ZÅÄÖ])",
    ),
    ("-", r"{left}(?P<party>{one})(?=-(?:grupp|ledam|ledamö|fraktion|förslag|motion|repr|yrkande))"),
    # 'S-, V- och C-grupperna'
    (
        "-",
        r"{left}(?P<party>{one})(?=-(?:, | och | samt | eller |/)(?:(?:{one})-(?:, | och | samt | eller |/))*(?:{one})-[a-zåäö])",
    ),
    (":s", r"{left}(?P<party>(?:{one}):s)(?![\wåäö])"),
    (
        " ",
        r"(?:^|(?<=[.:;”] )|(?<=att )|(?<=och )|(?<=som )|(?<=när )|(?<=om )){left}(?P<party>{long})(?= {verb}\b)",
    ),
    (
        " ",
        r"\b(?:yrkande|motion|reservation|uttalande|yttrande|förslag|interpellation|anteckning|skrivelse) {left}(?P<party>{long})(?![\wåäöÅÄÖ/§:-])",
    ),
    (" den ", r"\b(?:yrkande|yttrande|reservation) {left}(?P<party>{one})(?= den \d)"),
    ("", r"{left}(?P<party>{long})(?![\wåäöÅÄÖ/§:-]| ?\d|\.\d)"),
    ("arken ", r"\b[Vv]arken {left}(?P<party>{one})(?= eller)"),
    (" eller ", r"\b(?:{one}) eller {left}(?P<party>{one})(?![\wåäöÅÄÖ/§:-])"),
    # 'S: Bifall till ...', '– VB (genom Ulla Ek): Avslag'
    (
        ":",
        r"^(?:[•*–-]\s*)?(?P<party>{one})(?=(?: \((?:genom|gm) [^()\n]{4,120}\))?:\s+(?i:bifall|avslag|återremiss|bordläggning|i första hand|ja\b|nej\b|skicka|som\b|enligt\b|enl\.|bif\.|avsl\.|eget|ändring|tillägg|ärendet|motionen|att\b|\d|[”»\"]))",
    ),
    # 'VB: De lokaler som finns räcker'
    (":", r"^(?:[•*–-]\s*)?(?P<party>{long})(?=: \S)"),
)
_CELL = r"(?:^|\t)(?P<party>{one})(?=\t|$)"
# Rows of a vote whose columns lie a blank apart: '10 S Ek Ulla .... Nej', '03 Ek, Ulla S X – –', 'Ek, Ulla (för Dahl) S Ja'.
_ROWS: Final = (
    lazy(r"^\W*\d{1,3}[.)]?[ \t]+(?P<party>[A-ZÅÄÖa-zåäö]{1,6})(?=[ \t]+[A-ZÅÄÖ][\w-]+,? [A-ZÅÄÖ])"),
    lazy(
        r"^\W*(?:\d{1,3}[.)]?[ \t])?[A-ZÅÄÖ][^\d\t:]{3,60}?[\w.)] (?P<party>[A-ZÅÄÖa-zåäö]{1,6})"
        r"(?=(?:[ \t]+(?:[xX✓–-]|Ja|Nej|JA|NEJ|Avst\w*|AVST\w*|Frånv\w*|FRÅNV\w*))+\W*$)"
    ),
)


# Blocks name few parties each, and mostly those of the whole country.
@lru_cache(maxsize=1024)
def _pattern(template: str, known: frozenset[str]) -> re.Pattern[str]:
    one = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    long = "|".join(
        sorted((re.escape(party) for party in known if len(party) > 1 and not party.islower()), key=len, reverse=True)
    )
    # of none, nothing is found: `[]` would be no pattern, and an empty one is found everywhere
    for name, pattern in (("left", _LEFT), ("one", one), ("long", long or r"(?!)"), ("verb", _VERB)):
        template = template.replace(f"{{{name}}}", pattern)
    return re.compile(template)


_LISTED = lazy(
    r"(?<![\wåäöÅÄÖ(.:/§-])[A-ZÅÄÖ][A-ZÅÄÖa-z]{0,2}(?:(?:, | och | samt )[A-ZÅÄÖ][A-ZÅÄÖ]{0,2}(?![\wåäöÅÄÖ:./-]))+"
)
_LEAST_KNOWN = 2
# Besides, in running text: words that begin a sentence as an abbreviation would, and what is a region's body in one document
# and a local party in another.
_NO_PARTY = NO_PARTY | {"Att", "De", "Det", "En", "I", "Men", "Nu", "Om", "Vi", "RF", "RS"}


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
    can_be = marks(block, _marks)
    for match in _BRACKET.finditer(block) if "(" in block else ():
        for part in _PARTS.finditer(match["inside"]):
            normal = party_normal(part[0])
            if part[0] in known or (normal and part[0].isupper()):
                yield match.start("inside") + part.start(), match.start("inside") + part.end()
    for match in _names().finditer(block) if can_be & _IS_NAME else ():
        yield match.span()
    for match in _LOCAL.finditer(block) if can_be & _IS_LOCAL else ():
        if not _NO_LOCAL.fullmatch(match[0]):
            yield match.span()
    # the patterns below all need one of the abbreviations as a word, and one outside of brackets
    firsts = _firsts(known)
    within = firsts.keys() & words(block)
    if within and (_ANYWHERE in firsts or not within.isdisjoint(_OUTSIDE.findall(block))):
        here = frozenset(one for word in (*within, _ANYWHERE) for one in firsts.get(word, ()))
        yield from _abbreviated(block, known, here | (_NATIONAL & known), table=table)


_PARTS = lazy(r"[\wÅÄÖåäö]+")


# The words of a block before which an abbreviation without brackets may begin.
_OUTSIDE = lazy(rf"(?:^\W*|{_LEFT})(\w+)")


def _abbreviated(block: str, known: frozenset[str], here: frozenset[str], *, table: bool) -> Iterator[tuple[int, int]]:
    """The parties that a block names by an abbreviation without brackets.

    Args:
        block: The text.
        known: The abbreviations to look for.
        here: Those of them whose first word is in the block, and those of the whole country: so the same patterns serve
            for nearly all blocks, and those with few local parties do not grow.
        table: Whether a cell of its own may be a party.
    """
    for match in _LISTED.finditer(block):
        parts = list(_PARTS.finditer(match[0].replace("och", "   ").replace("samt", "    ")))
        # an unknown letter or two among known parties is a party too: 'M, D, L och KD'
        if sum(part[0] in known for part in parts) >= _LEAST_KNOWN:
            for part in parts:
                if part[0] in known or part[0] not in _NO_PARTY:
                    yield match.start() + part.start(), match.start() + part.end()
    for match in _pattern(_LISTED_KNOWN, here).finditer(block):
        for part in _PARTS.finditer(match[0]):
            if part[0] in known:
                yield match.start() + part.start(), match.start() + part.end()
    for needed, template in (*_SINGLE, ("", _CELL)) if table else _SINGLE:
        for match in _pattern(template, here).finditer(block) if needed in block else ():
            low, high = match.span("party")
            if not _SPACED.search(block[max(0, low - 4) : high + 4]) and not (
                template is _CELL and _HAS_PARTY.search(block[:low])
            ):
                yield low, high
    for row in _ROWS if table else ():
        in_row = row.match(block)
        if in_row is not None and in_row["party"] in known:
            yield in_row.span("party")


# Letters that were set apart for emphasis: 'S A M M A N T R Ä D E'.
_SPACED = lazy(r"(?<!\w)[^\W\d_] [^\W\d_] [^\W\d_](?!\w)")
# The cell before names the party already, so that a letter in this one says something else: 'KD<tab>D' (on distance).
_HAS_PARTY = lazy(r"(?:\t[A-ZÅÄÖ]{1,4}|\([A-ZÅÄÖa-zåäö]{1,5}\))\t$")


# What a word can be part of, a bit each: the name of a party that the lexicon knows, that of a local one.
_IS_NAME, _IS_LOCAL = 1, 2
_LOCAL_ENDS = tuple(kind + genitive for kind in ("partiet", "listan", "demokraterna") for genitive in ("", "s"))


@cache
def _name_firsts() -> frozenset[str]:
    """The first words of the names of parties in lower case, with and without a genitive -s."""
    firsts = {first[0] for name in party_names() if (first := WORD.match(name))}
    return frozenset({*firsts, *(f"{first}s" for first in firsts)})


@lru_cache(maxsize=32768)
def _marks(word: str) -> int:
    """Tell what a word can be part of."""
    return (_IS_NAME if word.casefold() in _name_firsts() else 0) | (_IS_LOCAL if word.endswith(_LOCAL_ENDS) else 0)


# What stands for the first word of an abbreviation that begins with no letter or figure.
_ANYWHERE = ""


@lru_cache(maxsize=32)
def _firsts(known: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The words with which abbreviations begin, `M` of `M/L`, each with these."""
    found: dict[str, list[str]] = {}
    for one in known:
        first = WORD.search(one)
        if first is not None:
            found.setdefault(first[0], []).append(one)
        if first is None or first.start():
            found.setdefault(_ANYWHERE, []).append(one)
    return {word: tuple(own) for word, own in found.items()}
