"""Organisations: bodies, authorities, units, companies and associations by the shape of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp_minutes.lexicon import BODY, BODY_ABBREVIATION, rows

__all__ = ["find_organisations"]

_CAP = r"[A-ZÅÄÖÉÜ][\wåäöÅÄÖéü'’.:-]*"
_BODIES = re.compile(rf"(?<![\wåäöÅÄÖ-]){BODY}(?:s)?(?![\wåäöÅÄÖ-])", re.IGNORECASE)
_NO_BODY = re.compile(
    r"^(?:styrelsen|styrelse|nämnd|nämnder|nämnderna|utskott|utskottens|utskotten|utskotts|beredning|beredningen|beredningar|delegation|styrelser|"
    r"beredningens|styrelsens|kommitté|kommittén|kommission|presidium|direktion|delegationen|arbetsutskott|valberedning|fullmäktigeberedning)$|"
    r"(?:behandling|handlägg|ned|åter|ut|för|an|ink?)(?:styrelse|nämnd)$|(?:handläggning|beredningar|anmälningar)$|^(?:efter|under|vid) ",
    re.IGNORECASE,
)
_TOWN = re.compile(
    r"(?<![\wåäöÅÄÖ])(?:(?:Upplands|Östra|Västra|Norra|Södra|Stora|Lilla|Nya) )?[A-ZÅÄÖ][\wåäöÅÄÖ-]+s? (?:kommuns?|KOMMUN|[Ss]tads?|STAD)(?![\w-])"
    r"|(?<![\wåäöÅÄÖ])(?:Region|REGION|Landstinget) [A-ZÅÄÖ][\wåäöÅÄÖ]+(?:s(?= [a-zåäö]))?(?![\w-])|(?<![\wåäö])[A-ZÅÄÖ][\wåäö]+ läns landstings?(?![\wåäö])"
)
_NO_TOWN = re.compile(
    r"^(?:I|En|Den|Vår|Denna|Som|Av|För|Till|Varje|Samma|Ingen|Hela|Annan|Alla) |^(?:[A-ZÅÄÖ][\wåäö-]*[^s\W]) [Ss]tads?$",
    re.IGNORECASE,
)
# Units and authorities in the definite form; the bare words are nobody's name.
_UNIT = re.compile(
    r"(?<![\wåäöÅÄÖ-])(?:(?:[\wåäö]+-,? )+(?:och|samt) )?(?:(?:[Tt]ekniska|[Ss]ociala|TEKNISKA) (?:kontoret|förvaltningen|enheten|avdelningen|KONTORET)s?"
    r"|[\wåäöÅÄÖ-]{3,}(?:kontoret|förvaltningen|enheten|avdelningen|kansliet|sektionen|sektorn|KONTORETS?|FÖRVALTNINGENS?)s?"
    r"|[\wåäöÅÄÖ]{2,}(?:verket|myndigheten|inspektionen|domstolen|rätten|revisionen|räddningstjänsten|åklagarkammaren|rådet)s?"
    r"|(?:[Rr]evisionen|[Rr]egeringen|[Rr]iksdagen|[Vv]alberedningen|[Kk]ommunrevisionen|[Pp]residiet|[Dd]irektionen|[Ll]änsstyrelsen|[Hh]ovrätten|[Tt]ingsrätten)s?)(?![\wåäöÅÄÖ-])"
)
_NO_UNIT = re.compile(
    r"^(?:nätverket|regelverket|samverket|hantverket|ramverket|kraftverket|vattenverket|reningsverket|avloppsreningsverket|fjärrvärmeverket|sågverket|värmeverket|vindkraftverket|elverket|"
    r"lägenhetsenheten|bostadsenheten|arvodesenheten|rösträtten|äganderätten|strandskyddsrätten|nyttjanderätten|servitutsrätten|upphovsrätten|allemansrätten|tomträtten|arrenderätten|bygglovsrätten|byggrätten|maträtten|"
    r"mottagningsenheten|undersökningsenheten|livsmedelsinspektionen|besiktningen|underrättelseenheten|huvudrätten|överklaganderätten|yttranderätten|närvarorätten|förköpsrätten|företrädesrätten|rådet|offerrådet|"
    r"förrådet|[\wåäö]*området|kommunalrådet|oppositionsrådet|regionrådet|borgarrådet|landstingsrådet|statsrådet|justitierådet|hyresrätten|bostadsrätten)s?$",
    re.IGNORECASE,
)
_FORM = (
    r"(?:AB|HB|KB|Ab|rf|ek\.? ?för\.?|i Sverige AB|ekonomisk förening|& Co|Kommanditbolag|Handelsbolag|Aktiebolag|Oy)"
)
_COMPANY = re.compile(
    rf"(?<![\wåäöÅÄÖ-])(?:(?:[A-ZÅÄÖ&][\wåäöÅÄÖéü'’.-]*|&|och|i|av|för|[a-zåäö]+-|[A-ZÅÄÖ]\.)\s){{0,6}}?(?:{_CAP}|Söner|Co)(?:\s(?:&|och|i|för)\s{_CAP})?(?:\s[a-zåäö]+)?\s{_FORM}(?::s)?(?![\wåäöÅÄÖ])"
    rf"|(?<![\wåäöÅÄÖ-])AB {_CAP}(?: (?:&|och) {_CAP}| {_CAP})*"
)
_NOT_FIRST = re.compile(
    r"^(?:I|Av|Till|Från|Hos|Med|Att|Som|Och|På|Vid|Den|Det|Bolaget|För|Mellan|Enligt|Mot|Om|Utdrag|Svar|Ansökan|Bidrag|Avtal|Skrivelse|Yttrande|Ägardirektiv|Köparen|Firman|Aktieägare)\s"
)
_KIND = (
    r"(?:förening|klubb|förbund|sällskap|byalag|byaförening|hembygdslag|kår|orkester|sameby|församling|ungdomsråd|pensionärsråd|råd|företagare|köpmän|samfällighet|idrottsallians|kvinnocenter|kulturförening|"
    r"handel i samverkan|Handel i Samverkan|samverkan|simsällskap|vänner|museum|sparbank|universitet|högskola|brandförsvar|räddningstjänst|stift|kooperativ|musikkår|teater|folkhögskola|scoutkår|hushållningssällskap|bostäder|energi|vatten|"
    r"citysamverkan|pastorat|intresseförening|skytteförening|ryttarförening|vägförening|fiskevårdsområde|vattenvårdsförbund|fastigheter)"
)
_ASSOCIATION = re.compile(
    rf"(?<![\wåäöÅÄÖ-])(?:(?:Västra|Östra|Norra|Södra|Övre|Nedre|Nya|Gamla) )?[A-ZÅÄÖ][\wåäö-]+(?:s|x|z|na|ets|ens)? (?:(?:och|&|i|[A-ZÅÄÖ][\wåäö-]+|[a-zåäö]+-) ){{0,3}}[\wåäöÅÄÖ-]*{_KIND}(?:en|et|ens|ets|s)?(?: [i&] [A-ZÅÄÖ][\wåäö]+| rf)?(?![\wåäöÅÄÖ-])",
)
_NO_ASSOCIATION = re.compile(
    r"^(?:I|Den|Det|En|Ett|För|Till|Av|Som|Men|Med|Och|När|Sedan|Trots|Enligt|Hos|Från|Vid|Att|På|Både|Även|Dessutom|Därför|Under|Efter|Före|Inför|Utan|Genom|Mellan|Nya|Alla|Flera|Många|Lokala|Andra|Två|Tre|Både|Samtliga|Vår|Nämnden|Kommunen|Denna|Detta|Utredning|Förslag|Bidrag|Ansökan|Om) |\b(?:gata|väg|skola)\b"
)
_HEADED = re.compile(
    rf"(?<![\wåäöÅÄÖ-])(?:Stiftelsen|Föreningen|Anhörigföreningen|Hyresgästföreningen|Bostadsrättsföreningen|Kvinnojouren|Tjejjouren|Riksförbundet|Riksorganisationen|Kommunalförbundet|Kooperativet|Sällskapet|Brf|BRF|"
    rf"Teater|Teaterföreningen|Företagarna|Friskis|Familjen|Sparbanken|Funktionsrätt|LRF|Räddningstjänsten|Folktandvården|Hembygdsföreningen|Byggnadsfirman|Redovisningsbyrån|Revisionsbyrån|Akustikbyrån|Advokatfirman|Arkitektfirman|Pizzeria|Restaurang|Hotell|IK|IF|IFK|BK|GK|FK|SK|FC) "
    rf"(?:i )?{_CAP}(?: (?:&|och|i|för)? ?{_CAP})*(?: (?:ek\. för\.|AB|HB|minne|minnesfond|donationsfond|fond))?|(?<![\wåäöÅÄÖ-]){_CAP} (?:IK|IF|BK|GK|FK|SK|FC|AIK|GoIF|IBK|HK)s?(?![\w])"
)
_COURT = re.compile(
    r"(?<![\wåäöÅÄÖ-])(?:[Mm]ark- och miljö(?:över)?domstolen|[Ff]örvaltningsrätten(?: i [A-ZÅÄÖ][\wåäö]+)?|[Kk]ammarrätten(?: i [A-ZÅÄÖ][\wåäö]+)?|[Hh]ögsta (?:förvaltnings)?domstolen|[A-ZÅÄÖ][\wåäö]+s? tingsrätt|[Ll]änsstyrelsen(?: i [A-ZÅÄÖ][\wåäö]+s?(?: [A-ZÅÄÖ][\wåäö]+s?)? län)?)s?(?![\wåäöÅÄÖ-])"
)


# A body's short form before a paragraph: 'Ks § 44', 'SU 2024-04-16 § 40'.
_SHORT = re.compile(
    rf"(?<![\wåäö-])(?:{BODY_ABBREVIATION}|[A-ZÅÄÖ]{{2,5}}|[A-ZÅÄÖ][a-z](?:[a-z])?)(?=\s(?:\d{{4}}-\d\d-\d\d,?\s)?§)"
)


@cache
def _known() -> re.Pattern[str]:
    names = sorted((row[0] for row in rows("organisations.tsv")), key=len, reverse=True)
    return re.compile(rf"(?<![\wåäöÅÄÖ-])(?:{'|'.join(map(re.escape, names))})s?(?![\wåäöÅÄÖ-])")


_PLACE = re.compile(r" i (?:Södra |Norra |Västra |Östra )?[A-ZÅÄÖ][\wåäö-]+(?:s kommun)?(?![\wåäö])")


def _with_place(block: str, end: int) -> int:
    """The place belongs to the name of another town's body: `kommunstyrelsen i Ekhamra`."""
    match = _PLACE.match(block, end)
    return match.end() if match else end


def find_organisations(block: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of organisations in a block, longer kinds first; spans may overlap.

    A party's name inside an organisation's is part of the organisation.
    """
    for match in _COMPANY.finditer(block):
        start = match.start()
        while lead := _NOT_FIRST.match(block[start : match.end()]) or re.match(
            r"[a-zåäö&]+-?\s", block[start : match.end()]
        ):
            start += lead.end()
        if re.match(r"[A-ZÅÄÖ]", block[start:]) and match.end() - start > 4:
            yield start, match.end()
    for pattern, refuse in (
        (_ASSOCIATION, _NO_ASSOCIATION),
        (_HEADED, None),
        (_COURT, None),
        (_TOWN, _NO_TOWN),
        (_UNIT, None),
    ):
        for match in pattern.finditer(block):
            found = match[0]
            if refuse is not None and refuse.search(found):
                continue
            if pattern is _UNIT and _NO_UNIT.match(found):
                continue
            yield match.start(), _with_place(block, match.end()) if pattern is _UNIT else match.end()
    for match in _BODIES.finditer(block):
        if not _NO_BODY.search(match[0]):
            yield match.start(), _with_place(block, match.end())
    for match in _known().finditer(block):
        yield match.span()
    for match in _SHORT.finditer(block):
        yield match.span()
