"""Other parties: each becomes another one everywhere, now and then a local one that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Final

from nlp_minutes.corpus.augment.edits import Edit, apply_edits
from nlp_minutes.corpus.augment.facts import PARTY_KEYS, map_facts, swapper
from nlp_minutes.corpus.augment.spelling import genitive, normal_forms, readings, spread
from nlp_minutes.corpus.augment.towns import town_of
from nlp_minutes.labels import EntityLabel
from nlp_minutes.lexicon import party_normal, rows

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["swap_parties"]

_FINNISH: Final = frozenset({"SFP", "SDP", "SAML", "CENT", "VF", "SAF"})
_SPELLED: Final = {"SAML": "Saml", "CENT": "Cent", "VF": "Vf", "SAF": "Saf", "FI": "Fi"}
# Local parties: the pattern of the name, that of the abbreviation; {T} is the town, {t} its first letter.
_LOCAL: Final = (
    ("{T}partiet", "{t}P"),
    ("{T}listan", "{t}L"),
    ("Vägval {T}", "V{t}"),
    ("Rösta för {T}", "Rf{t}"),
    ("Hela {T}", "H{t}"),
    ("Framtid {T}", "F{t}"),
    ("{T} Framåt", "{t}F"),
    ("Samling för {T}", "Sf{t}"),
    ("Landsbygdslistan", "LBL"),
    ("Bygdens Väl", "BV"),
    ("Medborgarlistan", "ML"),
    ("Kommunens Bästa", "KB"),
    ("Sjukvårdens Vänner", "SjV"),
    ("Skola och Omsorg", "SoO"),
    ("Nya Linjen", "NL"),
    ("Ortsrörelsen", "OR"),
    ("Bygd och Tätort", "BoT"),
    ("Fria Väljare", "FV"),
    ("Byarnas Röst", "BR"),
    ("Trygghetspartiet", "TrP"),
    ("Pensionärslistan", "PL"),
)
# How often, of a hundred: a party of the parliament becomes a local one, a local one becomes another local one.
_TO_LOCAL: Final = 8
_STAYS_LOCAL: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _Party:
    """A party; either of the two may be unknown."""

    short: str = ""
    name: str = ""
    local: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How a party is written: what it is called, and what comes behind (`s`, `:s`)."""

    key: str
    short: bool
    ending: str


def _pool(document: GoldDocument, found: set[str]) -> list[_Party]:
    """The parties that could stand in such a protocol, by its year and country."""
    year = int((document.meeting["date"] or "2020")[:4])
    names = {row[0]: row[1] for row in rows("parties.tsv")}
    if found & _FINNISH:
        keys = ["SFP", "SDP", "SAML", "CENT", "VF", "SAF"]
    else:
        keys = ["S", "M", "C", "V", "MP", "KDS" if year < 1996 else "KD", "FP" if year < 2016 else "L"]
        keys += ["SD"] if year > 2004 else []
    keys += [key for key in sorted(found & set(names)) if key not in keys and key not in {"KDS", "KD", "FP", "L"}]
    return [_Party(short=_SPELLED.get(key, key), name=names[key]) for key in keys]


def _local(document: GoldDocument, rng: Random, taken: set[str]) -> _Party:
    town = town_of(document) or rng.choice(["Norrbygden", "Sundet", "Åsen", "Älvdalen", "Kusten"])
    for name, short in rng.sample(_LOCAL, len(_LOCAL)):
        letter = town[0].upper()
        party = _Party(name=name.replace("{T}", town), short=short.replace("{t}", letter), local=True)
        if party.short.casefold() not in taken and party.name.casefold() not in taken:
            return party
    return _Party(short="ÖL", name="Övriga listan", local=True)


def _reading(text: str) -> str:
    """A party's name on one line; of the ways to undo a hyphen at a line's end that which the lexicon knows."""
    forms = normal_forms(text)
    return next((form for form in forms if party_normal(form) or party_normal(form.removesuffix("s"))), forms[0])


def _is_short(text: str) -> bool:
    return len(text) <= 5 and " " not in text


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters of an abbreviation stand in a name in this order, from its first letter or a word's."""
    letters = iter(name.casefold())
    return short[:1].casefold() in {word[:1] for word in name.casefold().split()} and all(
        letter in letters for letter in short.casefold()
    )


class _Parties:
    """The parties of a document, by the words for them."""

    def __init__(self, texts: Iterable[str], facts: Iterable[str]) -> None:
        self.parties: dict[str, _Party] = {}
        self._words: dict[str, str] = {}
        shorts: list[str] = []
        names: list[str] = []
        for text in dict.fromkeys([*facts, *texts]):
            bare = re.sub(r":s$", "", text)
            if normal := party_normal(bare) or party_normal(re.sub(r"s$", "", bare)):
                self.parties.setdefault(normal, _Party(short=normal))
            else:
                (shorts if _is_short(bare) else names).append(bare)
        for short in shorts:
            self.parties.setdefault(short.casefold(), _Party(short=short, local=True))
            self._words[short.casefold()] = short.casefold()
        for name in sorted(names, key=len):
            base = next((one for one in (name, name.removesuffix("s")) if one.casefold() in self._words), None)
            if base is None:
                fits = [short for short in shorts if _abbreviates(short, name)]
                key = fits[0].casefold() if len({one.casefold() for one in fits}) == 1 else name.casefold()
                self.parties.setdefault(key, _Party(name=name, local=True))
                self._words[name.casefold()] = key

    def find(self, text: str) -> _Form | None:
        """Tell which party a text means, and in which form."""
        for ending in (":s", "", "s"):
            if ending and not text.endswith(ending):
                continue
            bare = text[: len(text) - len(ending)]
            key = self._words.get(bare.casefold()) or party_normal(bare)
            if key is None or key not in self.parties:
                continue
            short = _is_short(bare) if self.parties[key].local else bare.upper() == key
            if not (ending == "s" and short):
                return _Form(key=key, short=short, ending=ending)
        return None


def _write(form: _Form, old: str, new: _Party) -> str:
    bare = old[: len(old) - len(form.ending)]
    if form.short:
        word = new.short.lower() if bare.islower() else new.short
        return word + form.ending
    word = new.name.upper() if bare.isupper() else new.name
    word = word.lower() if bare.islower() else word
    return genitive(word) if form.ending else word


def swap_parties(document: GoldDocument, rng: Random) -> GoldDocument:
    """Give every party another identity: abbreviations and names, capitals or not, genitives.

    Parties of the parliament trade places (those of the protocol's year; in Finland those of Finland), or become local
    ones with invented names and abbreviations; local ones become other local ones, or a party of the parliament that
    was not there. Parties in the names of organisations stay.
    """
    text = document.text
    entities = [one for one in document.entities if one.label == EntityLabel.PARTY]
    texts = [_reading(text[one.start : one.end]) for one in entities]
    facts = [str(one["party"]) for one in document.persons if one["party"]]
    parties = _Parties(texts, facts)
    new = _assign(document, parties, rng)
    edits, table = [], {}
    for one, old in zip(entities, texts, strict=True):
        found = parties.find(old)
        if found:
            word = _write(found, old, new[found.key])
            edits.append(Edit(start=one.start, end=one.end, text=spread(text[one.start : one.end], word)))
            table[old] = word
    keep = [readings(text[one.start : one.end]) for one in document.entities if one.label != EntityLabel.PARTY]
    swap = swapper(
        table, [one for one in keep if one not in table], before=r"(?<!bilaga )(?<!punkt )(?<!kl\. )(?<![.:-])"
    )

    def change(key: str, value: str) -> str:
        if key in PARTY_KEYS:
            found = parties.find(value)
            return _write(found, value, new[found.key]) if found else value
        return swap(value) if key in {"title", "reference_summary", "recipients", "yes_means", "no_means"} else value

    return map_facts(apply_edits(document, edits), change)


def _assign(document: GoldDocument, parties: _Parties, rng: Random) -> dict[str, _Party]:
    pool = _pool(document, set(parties.parties))
    rng.shuffle(pool)
    taken = {word.casefold() for one in parties.parties.values() for word in (one.short, one.name) if word}
    new: dict[str, _Party] = {}
    national = [key for key, one in parties.parties.items() if not one.local]
    local = [key for key, one in parties.parties.items() if one.local]
    for key in [*national, *local]:
        chance = _STAYS_LOCAL if key in local else _TO_LOCAL
        if pool and rng.randrange(100) >= chance:
            new[key] = pool.pop()
        else:
            new[key] = _local(document, rng, taken)
        taken |= {new[key].short.casefold(), new[key].name.casefold()}
    return {key: replace(one, name=one.name or one.short) for key, one in new.items()}
