"""Names of people, and what stands in brackets behind them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from nlp_minutes.lexicon import is_given_name, is_role, known_organisations, party_names, party_normal
from nlp_minutes.patterns import lazy

__all__ = [
    "CAPITAL",
    "LETTERED",
    "NAME",
    "NAME_PARTY",
    "NO_PARTY",
    "PARTICLE",
    "clean_party",
    "in_running_text",
    "is_opener",
    "looks_like_name",
    "opener",
    "party_of",
]

PARTICLE: Final = r"(?:af|av|von|van|de|la|del|della|di|da|den|der|do|dos|el|al|bin|ibn|ben|zu|le|ter|ten|und|och)"
# Nouns behind which a letter alone names one of several, and no party and nobody's initial: 'förslag A', 'yrkande C'.
LETTERED: Final = (
    r"(?:[\wåäö]*förslag|[\wåäö]*yrkande|alternativ|punkt|bilaga|del|linje|hus|klass|grupp|etapp|område|sal|proposition|"
    r"paragraf)(?:et|t|en)?"
)
# Abbreviations of bodies, unions, offices and forms that stand where those of parties do.
NO_PARTY: Final = frozenset(
    [
        "AB",
        "AU",
        "DIK",
        "DNR",
        "EU",
        "FN",
        "HB",
        "HR",
        "IT",
        "KB",
        "KF",
        "KL",
        "KS",
        "LO",
        "NR",
        "OBS",
        "SKL",
        "SKR",
        "SSR",
        "TCO",
        "TF",
        "VA",
        "VD",
    ]
)
# The capitals with which the names of people in Sweden begin.
CAPITAL: Final = r"[A-ZÅÄÖÉÜÓÁÍÚÇŠŽČĆŁŻŚĐİŞØÆÑ]"
_WORD = rf"(?:(?:al-|el-|Al-|El-|d['’]|O['’]|D['’]|af-)?{CAPITAL}(?:[^\W\d_]|['’])*(?:[-–](?:\n(?={CAPITAL}))?(?:[^\W\d_]|['’])+)*)"
_INITIAL = r"(?:(?<![^\W_])[A-ZÅÄÖ](?:-[A-ZÅÄÖ])?\.(?:[- ]?[A-ZÅÄÖ]\.)*)"
_PART = rf"(?:{_INITIAL}|{_WORD})"
_PARTICLES = r"(?:(?:af|von|van|de|la|del|della|di|da|den|der|do|dos|el|al|bin|ibn|ben|zu|le|ter|ten) ){1,3}"
# A given name or initials, then surnames, particles between.
NAME: Final = rf"{_PART}(?: {{1,3}}(?:{_PARTICLES})?{_PART}){{0,4}}"
# What stands in the brackets of a party; a few slips of the pen are taken: '((L)', '(L,)', '(M'.
_PARTY_TEXT = r"(?:[A-ZÅÄÖ][\wåäöÅÄÖ]{0,5}(?:[/+-][A-ZÅÄÖ][\wÅÄÖåäö]{0,5})?|(?!(?:från|fr|till|tom|from|utom|även|ok|på|vid|efter|gick|kom|båda|alla|dock|båd|tjg|för|ers|ej|kl|vd|tf|ordf|vice|just|del|via|inte|ja|nej|sign|bil|kap|och|forts|dvs|t\.|se|nr|dnr|ca|kr|i(?= [a-zåäö]))\b)[a-zåäö]{1,4}|[A-ZÅÄÖ]\w+(?:listan|partiet|demokraterna|samlingen|alternativet|rörelsen|moderaterna)|[A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+){1,2}|opol\.|[–-]|Politisk vilde|Partilös|Oberoende|Utan partibeteckning)"
NAME_PARTY: Final = rf"(?P<name>{NAME})\s?\(+\s?(?P<party>{_PARTY_TEXT})\s?[,.]?\s?(?:\)+|(?=,?\s[a-zåäö][^()]*\))|(?=$|\s[A-ZÅÄÖ]|,|\s[a-zåäö])(?![^(]*\)))"

# Conjunctions, prepositions and adverbs: at the beginning of a sentence they have a capital, and are no part of the name
# behind them. Words that are given names as well ('Per', 'Inga', 'Alla') are left out.
_OPENERS: Final = frozenset(
    ["alltså", "angående", "antingen", "att", "av", "avseende", "avslutningsvis", "bara", "beträffande", "bland", "både",
     "bägge", "båda", "där", "därefter", "därför", "därjämte", "därmed", "därpå", "därtill", "därutöver", "därvid",
     "däremot", "dels", "dessförinnan", "dessutom", "dock", "då", "efter", "eftersom", "ej", "eller", "emedan",
     "emellertid", "enbart", "endast", "enligt", "exklusive", "fastän", "från", "för", "först", "förutom", "före",
     "genom", "gällande", "hos", "huruvida", "här", "härefter", "härjämte", "härutöver", "härvid", "i", "icke", "inför",
     "inklusive", "inledningsvis", "innan", "inom", "inte", "istället", "jämte", "jämväl", "liksom", "likaledes",
     "likaså", "med", "medan", "mellan", "men", "mot", "motsvarande", "närmast", "när", "oavsett", "också", "och", "om",
     "rörande", "samt", "samtidigt", "sedan", "sedermera", "sist", "slutligen", "som", "strax", "så", "såsom", "såväl",
     "till", "tillika", "tills", "trots", "ty", "under", "undantaget", "ur", "utan", "utom", "utöver", "varefter",
     "varken", "varpå", "varvid", "vid", "vidare", "ytterligare", "å", "åt", "återigen", "även", "än"]
)  # fmt: skip
_OPENER: Final = lazy(
    r"(?:(?:I stället|Istället|I ställe) för|Tillsammans med|Utöver|På (?:grund av|förslag av|begäran av|fråga av|vägnar)|(?:[A-ZÅÄÖ]\. )?(?:Reservation|Protokollsanteckning|Anteckning|Röstförklaring|Yrkande|Yttrande)|(?P<word>[A-ZÅÄÖ][^\W\d_]*))\s+(?=[A-ZÅÄÖÉ])"
)


def is_opener(word: str) -> bool:
    """Tell whether a word joins or relates and is nobody's name, however it is written."""
    return word.casefold() in _OPENERS


def opener(text: str) -> int:
    """Count the characters before the first capital behind words that only open a sentence: 4 in `När Ulla Ek gick`."""
    at = 0
    while (match := _OPENER.match(text, at)) is not None and (match["word"] is None or is_opener(match["word"])):
        at = match.end()
    return at


_LOOKS = lazy(NAME)
_NOT_NAMES = lazy(
    r"(?:^|\s)(?:Kommun|Region|Nämnd|Styrelse|Förvaltning|Kontoret?|Avdelning|Enhet|Sammanträde|Protokoll|Paragraf|Sida|Plats|Datum|Tid|Justerande|Underskrift|Ledamot|Ledamöter|"
    r"Ersättare|Vakant|Ingen|Samtliga|Digitalt|Teams|Rådhuset|Stadshuset|Kommunhuset|Beslut|Närvarande|Frånvarande|Kl|Bilaga|Organ|Anslag\w*|Ordförande|Sekreterare|AB|HB|KB|Ajournering|"
    r"Justering|Parti|Namn|Roll|Närvaro|Ja|Nej|Avstår|Omröstning\w*|Votering\w*|Förslag|Motförslag|Huvudförslag|Yrkande\w*|Proposition\w*|Kontraproposition\w*|Reservation\w*|Protokollsanteckning\w*|Röstförklaring\w*|(?:Mån|Tis|Ons|Tors|Fre|Lör|Sön)dag\w*)(?=$|\s)|s [Ss]tad$|(?:byrån|bolaget|firman|gruppen|stiftelsen|konsult|revision)(?=$|\s)|"
    r"(?:nämnden|styrelsen|utskottet|fullmäktige|kontoret|förvaltningen|enheten|avdelningen|salen|rummet|huset|gatan|vägen|skolan|kommun|beredningen|rådet|förbundet|föreningen|partiet|kommunal)(?:s)?$",
)


@lru_cache(maxsize=8192)
def looks_like_name(text: str) -> bool:
    """Tell whether a text has the shape of a person's full name: two to six capitalised words, none of them a common label."""
    text = text.strip()
    if not 4 <= len(text) <= 60 or " " not in text:
        return False
    if text.endswith(" Stad") and is_given_name(text):
        return True  # 'Nils Stad', with a capital, is no town
    if not _LOOKS.fullmatch(text) or is_role(text) or text.casefold() in party_names() or text in known_organisations():
        return False
    return not _NOT_NAMES.search(text)


def clean_party(text: str) -> str | None:
    """Give the party that brackets behind a name hold, as written; None for no party (`–`, `opol.`)."""
    text = text.strip(" ()[],.:;")
    if text.casefold() in {
        "",
        "-",
        "–",
        "opol",
        "opol.",
        "partilös",
        "politisk vilde",
        "oberoende",
        "utan partibeteckning",
        "x",  # a cross in a column, no party
    }:
        return None
    return text


def party_of(text: str) -> str | None:
    """Give the party that the whole text names (`S`, `Socialdemokraterna`), as its usual abbreviation; else None."""
    return party_normal(text.strip(" ()"))


def in_running_text(name: str) -> str:
    """Write a name that stands in capitals as it would stand in running text."""
    letters = [c for c in name if c.isalpha()]
    if not letters or len(letters) < 3:
        return name
    if sum(c.isupper() for c in letters) < 0.9 * len(letters):
        return _SURNAME_IN_CAPITALS.sub(lambda match: _small(match[0]), name)
    words = []
    for number, word in enumerate(name.split(" ")):
        lower = word.casefold()
        if number and re.fullmatch(PARTICLE, lower):
            words.append(lower)
        else:
            words.append(_small(word))
    return " ".join(words)


# 'Ulla EK', 'SUNDÉN-WIK Karin': a surname set apart by capitals.
_SURNAME_IN_CAPITALS = lazy(r"(?<![\w.-])[A-ZÅÄÖÉÜ]{2,}(?:-[A-ZÅÄÖÉÜ]{2,})*(?![\w.-])")


def _small(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
