"""Organisations: bodies, authorities, units, companies and associations by the shape of their names.

Names end in a word that tells what they are (`Norrby Hembygdsförening`, `Granviks Energi AB`) or begin with one
(`Stiftelsen Granvikshemmet`, `IK Granvik`). The first kind is read from that word leftwards, the second one rightwards,
a word at a time, so that neither takes in what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from nlp_minutes.lexicon import BODY, BODY_ABBREVIATION, TOPIC, is_given_name, rows
from nlp_minutes.needed import ODD_LETTERS, needed
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.rules.words import WORD, marks, words

__all__ = ["HOLDER", "find_organisations"]

_CAPITAL = lazy(r"[A-ZÅÄÖÉÜÆØ](?:[\w'’-]|[.&](?=\w))*|[A-ZÅÄÖ]\.|\d+[A-ZÅÄÖ]\w+")
_EDGE = r"(?<![\wåäöÅÄÖ-])"
_END = r"(?![\wåäöÅÄÖ-])"
_BODIES = lazy(rf"{_EDGE}(?:[Ää]ldre samt )?{BODY}(?:s)?{_END}", re.IGNORECASE)
_NO_BODY = lazy(
    r"^(?:styrelsen|styrelse|styrelses|nämnds|nämnd|nämnder|nämnderna|utskott|utskottens|utskotten|utskotts|beredning|beredningen|beredningar|delegation|styrelser|"
    r"beredningens|styrelsens|kommitté|kommittén|kommission|presidium|direktion|delegationen|delegationens|arbetsutskott|valberedning|fullmäktigeberedning|kommissionen)$|"
    r"(?:behandling|handlägg|ned|åter|ut|för|an|ink?|upp|brist)(?:styrelse|nämnd)$|(?:handläggning|beredningar|anmälningar|vattenberedning|skyddskommitté|budgetberedning|ärendeberedning)$|^(?:efter|under|vid) ",
    re.IGNORECASE,
)
# A town, a region: 'Granviks kommun', 'Region Granvik', 'Granvik stad'. With a capital, 'Stad' may be a surname.
_TOWN = lazy(
    r"(?<![\wåäöÅÄÖ])(?:(?:Upplands|Östra|Västra|Norra|Södra|Stora|Lilla|Nya) )?[A-ZÅÄÖ][\wåäöÅÄÖ-]+ (?:kommuns?|KOMMUNS?|stads?|STADS?|(?<=s )Stads?)(?![\w-])"
    r"|(?<![\wåäöÅÄÖ])(?:Region|REGION|Landstinget|LANDSTINGET) (?:(?:Jönköpings|Kalmar|Västra|Norra|Södra|Östra) (?=[A-ZÅÄÖ]|län))?(?:län|[A-ZÅÄÖ][\wåäöÅÄÖ]+(?: län(?![\wåäö]))?)(?:s(?= [a-zåäö]))?(?: styrelse)?(?![\w-])"
    r"|(?<![\wåäö])[A-ZÅÄÖ][\wåäö]+(?: (?:läns landstings?|LÄNS LANDSTINGS?)|s? (?:landskapsregering|landsting)s?)(?![\wåäö])|(?<![\wåäö])(?:Västra )?[A-ZÅÄÖ][\wåäö]+sregionens?(?![\wåäö])"
)
_NO_TOWN = lazy(
    r"^(?:I|En|Den|Vår|Denna|Som|Av|För|Till|Varje|Samma|Ingen|Hela|Annan|Alla|Ny|Grön|Levande|Hållbar|Trygg|Vacker|Egen|Från|På|Om|Ej|Och|Inom|Hos|Attraktiv|Sveriges|Årets) |^\S*(?:utveckling|ning|het|tion|koncern|total|budget)s? ",
    re.IGNORECASE,
)
# Units and authorities in the definite form; the bare words are nobody's name.
_UNIT = guarded(
    rf"{_EDGE}(?:(?:[\wåäöÅÄÖ]+-,? )+(?:och|samt|OCH|SAMT) )?(?:(?:[Tt]ekniska|[Ss]ociala|TEKNISKA|SOCIALA) (?:kontoret|förvaltningen|enheten|avdelningen|KONTORET|FÖRVALTNINGEN)[sS]?"
    r"|[\wåäöÅÄÖ-]{3,}(?:kontoret|förvaltningen|enheten|avdelningen|kansliet|sektionen|sektorn|förbundet|(?<!bok)(?<!general)staben|KONTORET|FÖRVALTNINGEN|ENHETEN|AVDELNINGEN|KANSLIET|FÖRBUNDET|STABEN)[sS]?"
    r"|(?:[Kk]ommunala |[Rr]egionala |[Gg]emensamma )?(?:[\wåäö]+- och )?[\wåäö]+rådets?(?![\wåäö])|[\wåäöÅÄÖ]+(?:verket|myndigheten|inspektionen|domstolen|rätten|revisionen|räddningstjänsten|åklagarkammaren|rådet|departementet|kollegiet|ombudsmannen|(?<=stads)arkivet|(?<=kommun)arkivet|(?<=region)arkivet|(?<=riks)arkivet|(?<=Riks)arkivet|länsmuseet|"
    r"VERKET|MYNDIGHETEN|INSPEKTIONEN|DOMSTOLEN|REVISIONEN|RÅDET|DEPARTEMENTET)[sS]?"
    r"|(?:[Ll]änsmuseet|[Rr]evisionen|[Rr]egeringen|[Rr]iksdagen|[Vv]alberedningen|[Kk]ommunrevisionen|[Pp]residiet|[Dd]irektionen|[Ll]änsstyrelsen|[Hh]ovrätten|[Tt]ingsrätten|[Rr]äddningstjänsten|[Ll]andskapsregeringen|"
    rf"REVISIONEN|REGERINGEN|VALBEREDNINGEN|PRESIDIET|DIREKTIONEN|LÄNSSTYRELSEN)[sS]?){_END}"
)
_NO_UNIT = guarded(
    r"^(?:nätverket|regelverket|[\wåäö]*läroverket|dagverket|[\wåäö]*kraftverket|samverket|hantverket|ramverket|kraftverket|vattenverket|reningsverket|avloppsreningsverket|fjärrvärmeverket|sågverket|värmeverket|vindkraftverket|elverket|kraftvärmeverket|konstverket|"
    r"mästerverket|bålverket|stenverket|trädverket|räckverket|fackverket|lägenhetsenheten|bostadsenheten|arvodesenheten|rösträtten|äganderätten|strandskyddsrätten|nyttjanderätten|servitutsrätten|upphovsrätten|"
    r"allemansrätten|tomträtten|arrenderätten|bygglovsrätten|byggrätten|maträtten|betalkontoret|postkontoret|bankkontoret|hemkontoret|mottagningsenheten|undersökningsenheten|besiktningen|underrättelseenheten|huvudrätten|"
    r"överklaganderätten|yttranderätten|närvarorätten|förköpsrätten|företrädesrätten|initiativrätten|reservationsrätten|vetorätten|besittningsrätten|äganderätten|barnrätten|arbetsrätten|miljörätten|rådet|offerrådet|"
    r"förrådet|samrådet|överrådet|[\wåäö]*området|[\wåäö]*samrådet|[\wåäö]*förrådet|kommunalrådet|oppositionsrådet|regionrådet|borgarrådet|landstingsrådet|statsrådet|justitierådet|hyresrätten|bostadsrätten|"
    r"(?:kommun|offentliga|bygg|transport|industri|jordbruks|fastighets|välfärds|energi|finans|bygg-|hotell|vård|skogs|friskole|närings)sektorn|måttenheten|energienheten|villaenheten|tidsenheten|"
    r"[\wåäö]*(?:samband|mellan|till|huvud)förbundet|sambandet|bokförvaltningen|egendomsförvaltningen|kapitalförvaltningen|fastighetsenheten i)s?$",
    re.IGNORECASE,
)
# 'nämnden för barn och unga' is among the bodies; these are the other units that say what they are for.
_UNIT_FOR = lazy(
    rf"{_EDGE}(?:[Ee]nheten|[Aa]vdelningen|[Ff]örvaltningen|[Kk]ontoret|[Ss]ektionen|[Ss]ektorn|[Bb]yrån|[Rr]ådet|[Kk]ommunala rådet|(?:[Rr]eferens|[Ss]tyr|[Aa]rbets|[Pp]rojekt|[Ss]amverkans)gruppen) för "
    rf"(?!(?:en|ett?|den|det|de|sitt?|sina|dess|deras|vår[at]?|all[at]?|att|detta|denna|dessa|goda?|bra|fortsatt|vidare|ny|nytt|kännedom|"
    rf"(?:[a-zåäö]*(?:beräkning|bedömning|utredning|beredning|prövning|granskning|avstämning|redovisning|remittering|analys|kalkyl)|komplettering|handläggning|åtgärd|verkställighet|verkställande|yttrande|bedömning|granskning|svar|revidering|genomgång|översyn|beslut|godkännande|diskussion|redovisning)[a-zåäö]*)(?![\wåäö]))"
    rf"(?:{TOPIC}|[A-ZÅÄÖ][\wåäö]+)(?: på [a-zåäö]+| med [a-zåäö]+)?{_END}|(?<![.:!?”\n] )(?<!^){_EDGE}(?:Sektor|Förvaltning|Division|Område|Verksamhetsområde) (?:för )?(?:{TOPIC}){_END}"
)
# A unit with a name of its own: 'tekniska kontoret för ...' says for what, not what it is.
_OWN_UNIT = lazy(r"(?:[Tt]ekniska|[Ss]ociala) $")
_FORMS = r"AB|HB|KB|Ab Oy|Oy Ab|Ab|Oy|Oyj|Abp|rf|ekonomisk förening|[Ee]k\. ?[Ff]ör\.|[Ee]k\. [Ff]örening|Aktiebolag|Handelsbolag|Kommanditbolag|Ltd|GmbH|ApS|Inc"
_COMPANY = lazy(rf"(?<= )(?:i Sverige )?(?P<form>{_FORMS})(?::s|(?<=bolag)s|(?<=förening)s)?(?![\wåäöÅÄÖ-])")
_AB_FIRST = lazy(
    rf"{_EDGE}(?:(?:Fastighets|Byggnads|Försäkrings|Rederi|Förvaltnings|Handels|Industri|Bostads|Trafik|Kraft|Skogs|Gruv|Verkstads|Bruks|Bygg|Tidnings|Transport|Åkeri|Energi|Mekaniska|Svenska|Mark|Buss|Konsult|Entreprenad|"
    r"Lantbruks|Trädgårds|Hotell|Teater|Invest|Kommun|Allmännyttiga)s? )?(?:AB|Ab|HB|KB) (?!AB|Oy|HB|KB)(?P<rest>[A-ZÅÄÖ][\w'’-]*(?: (?:& )?[A-ZÅÄÖ][\w'’-]*){0,3})(?![\wåäö-])"
)
_AND_CO = lazy(r"(?<= )& (?:Co|CO|Söner|Son|Partners|Döttrar)(?![\wåäö])")
# The last word of an association's or an institution's name, in the indefinite form.
_KINDS = (
    "förening", "klubb", "förbund", "sällskap", "byalag", "byaråd",
    "hembygdslag", "vägsamfällighet", "samfällighet", "kår", "orkester", "sameby",
    "församling", "ungdomsråd", "pensionärsråd", "elevråd", "föreningsråd", "idrottsråd",
    "råd", "köpmän", "idrottsallians", "allians", "kvinnocenter", "kulturcentrum",
    "kulturhusförening", "simsällskap", "vänner", "museum", "sparbank", "universitet",
    "högskola", "brandförsvar", "räddningstjänst", "stift", "kooperativ", "teater",
    "folkhögskola", "hushållningssällskap", "bostäder", "energi", "vatten", "citysamverkan",
    "pastorat", "fiskevårdsområde", "vattenråd", "gille", "roddklubb", "minnesfond",
    "fond", "stiftelse", "byrå", "fastighetsbyrå", "arkitektkontor", "bygdegård",
    "hembygdsgård", "tingsrätt", "hovrätt", "förvaltningsdomstol", "välfärdsområde", "stadsrevision",
    "kommunrevision", "stadsdelsförvaltning", "kommunförbund", "fastigheter", "bryggeri", "konstförening",
    "tidning", "hamn", "renhållning", "stadsmission", "ungdomsfullmäktige", "näringsliv",
    "fjärrvärme", "turistbyrå",
)  # fmt: skip
_KIND_ENDS = tuple(kind + ending for kind in _KINDS for ending in ("", "s", "en", "ens", "et", "ets"))
_KIND_BASE = lazy(rf"(?:{'|'.join(sorted(_KINDS, key=len, reverse=True))})(?=(?:en|et)?s?$)", re.IGNORECASE)
_TRADE = lazy(r"(?<= )(?P<kind>handel i samverkan)(?![\wåäö])", re.IGNORECASE)
_KIND_TAIL = lazy(r" rf(?![\wåäö])| i [A-ZÅÄÖ][\wåäö-]+(?![\wåäö-])")
_BARE_KIND = frozenset(
    ["förening", "klubb", "förbund", "råd", "fond", "byrå", "stiftelse", "församling", "museum", "teater", "orkester", "kår", "vänner", "allians", "bostäder", "energi", "vatten", "fastigheter", "stift", "kooperativ", "universitet", "högskola", "tidning", "hamn", "renhållning", "näringsliv", "bryggeri", "fjärrvärme", "räddningstjänst", "samfällighet"]
)  # fmt: skip
_NO_KIND = lazy(
    r"(?:områd|samråd|förråd|kommunalråd|oppositionsråd|regionråd|borgarråd|statsråd|landstingsråd|justitieråd|.(?:vatten|energi))$", re.IGNORECASE
)  # fmt: skip
# A name of one word: 'Naturskyddsföreningen', 'Vårdförbundet'.
_ONE_WORD = lazy(
    rf"{_EDGE}[A-ZÅÄÖ][\wåäö]{{3,}}(?:föreningen|klubben|sällskapet|samfälligheten|kåren|hushållningssällskapet|facket|alliansen|institutet|banken|konsortiet|stiftelsen)s?(?: i [A-ZÅÄÖ][\wåäö-]+| [A-ZÅÄÖ][\wåäö-]+)?{_END}"
)
_NO_ONE_WORD = lazy(r"^(?:Huvud|Sam|Intresse|Medlems|Idrotts|Ungdoms|Bolags|Databanken|Sandbanken|Matbanken)\w{0,3}(?:föreningen|alliansen|klubben|banken)|^Lokalförening|banken i", re.IGNORECASE)  # fmt: skip
# The first word of a name.
_HEADS = (
    r"[Ss]tiftelsen|[Ff]öreningen|[Kk]ommunalförbundet|[Kk]ommunförbundet|[Ss]amordningsförbundet|[Gg]ymnasieförbundet|[Rr]äddningstjänstförbundet|[Vv]attenvårdsförbundet|[Ss]tudieförbundet|[Ss]amfällighetsföreningen|"
    r"[Hh]yresgästföreningen|[Bb]ostadsrättsföreningen|[Ff]örbundet|[Hh]embygdsföreningen|[Ii]drottsföreningen|[Ii]deella föreningen|[Ee]konomiska föreningen|[Kk]ulturföreningen|Anhörigföreningen|Kvinnojouren|Tjejjouren|Riksförbundet|Riksorganisationen|"
    r"Kooperativet|Sällskapet|Brf|BRF|Teater|Teaterföreningen|Företagarna|Friskis|Sparbanken|Sparbanksstiftelsen|Funktionsrätt|LRF|PRO|SPF Seniorerna|SPF|RPG|SKPF|Räddningstjänsten|Folktandvården|Byggnadsfirman|Redovisningsbyrån|Revisionsbyrån|"
    r"Akustikbyrån|Advokatfirman|Advokatbyrån|Arkitektfirman|Begravningsbyrån|Pizzeria|Restaurang|Hotell|Café|Visit|Destination|Nätverket|Byanätverket|Kyrkan|Equmeniakyrkan|Hushållningssällskapet|Polisen|Polismyndigheten|"
    r"Länsstyrelsen|Unga Örnar|Korpen|Jägareförbundet|Jägarförbundet|Friluftsfrämjandet|Frälsningsarmén|Verdandi|Lions|Rotary|Blå Bandet|Pensionärsföreningen|Pensionärernas Riksorganisation|ABF|Vuxenskolan|Studieförbundet|Folkets Hus|IOGT-NTO|Röda Korset|Rädda Barnen|Naturskyddsföreningen"
)
_HEADS_TOO = r"Svenskt|Svenska|Svensk|Sveriges|Nordens|Nordiska|IFK|IK|IF|BK|GK|FK|SK|FC|OK|HK|Familjen"
_HEADED = ("föreningen", "klubben", "samfälligheten", "byalaget", "kooperativet", "stiftelsen", "byrån", "jouren")
_HEAD = lazy(
    rf"{_EDGE}(?P<head>(?:{_HEADS}|(?:[A-ZÅÄÖ][\wåäö]+ska )?[\wåäö]{{3,}}(?:{'|'.join(_HEADED)})|{_HEADS_TOO})) "
    r"(?P<i>i |på |för )?(?=[A-ZÅÄÖ])"
)
_HEAD_FIRST = lazy("|".join(re.split(r"[ -]", head)[0] for head in f"{_HEADS}|{_HEADS_TOO}".split("|")))
_NO_HEAD = lazy(r"^(?:förbundet|föreningen|ideella|ekonomiska|hotell|café|restaurang|pizzeria)", re.IGNORECASE)
_CLUBS = "IK|IF|BK|GK|FK|SK|FC|FF|BoIS|AIK|GoIF|GIF|IBK|IBF|HK|HC|OK|BTK|KF|SOK|IS|RK|VK|SS"
_CLUB_LAST = lazy(rf"{_EDGE}[A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)?(?: och [A-ZÅÄÖ][\wåäö-]+)? (?:{_CLUBS})s?(?![\w/-]| \d)")  # fmt: skip
_COURT = lazy(
    rf"{_EDGE}(?:[Mm]ark- och miljö(?:över)?domstolens?|[Ff]örvaltningsrättens?(?: i [A-ZÅÄÖ][\wåäö]+)?|[Kk]ammarrättens?(?: i [A-ZÅÄÖ][\wåäö]+)?|[Hh]ögsta (?:förvaltnings)?domstolens?|(?:Svea|Göta) hovrätts?|"
    r"[Hh]ovrättens?(?: (?:för|över) [A-ZÅÄÖ][\wåäö]+(?: [A-ZÅÄÖ][\wåäö]+| och [A-ZÅÄÖ][\wåäö]+)?)?|[Ll]änsstyrelsens?(?: i [A-ZÅÄÖ][\wåäö]+s?(?: [A-ZÅÄÖ][\wåäö]+s?)?(?: och [A-ZÅÄÖ][\wåäö]+)? läns?| i [A-ZÅÄÖ][\wåäö]+(?: [A-ZÅÄÖ][\wåäö]+)?)?)"
    rf"{_END}"
)
# A body's short form before a paragraph: 'Ks § 44', 'SU 2024-04-16 § 40'.
_SHORT = lazy(
    rf"(?<![\wåäö-])(?!Dnr|DNR|Jfr|Kap|Obs|OBS|Enl|Not|Nr|NR|Se\b|Om\b|Av\b)(?:{BODY_ABBREVIATION}|[A-ZÅÄÖ]{{2,5}}|[A-ZÅÄÖ][a-z](?:[a-z])?|[KRL][sf](?:au|pu|tu|ku|mu|bu|nu|plu|pau|lu)|[A-ZÅÄÖ][a-zåäö]{{1,4}}au)(?=\s(?:\d{{4}}-\d\d-\d\d,?\s)?§)"
)
# The short form of the body that has proposed: 'beredningens förslag'. Alone the word says what is done with a matter.
_CHOSEN = lazy(
    r"(?<![\wåäö-])(?:[Bb]eredning(?:sgruppen|en)|[Dd]elegationen|[Kk]ommittén)s(?= (?:förslag|ordförande|ledamöter|yttrande|skrivelse|beslut|yrkande|ställningstagande|reservation))"
)
# Short forms that stand for nothing else, anywhere.
_SHORT_FORMS = (
    "KF|KS|KSAU|KSPU|KSTU|KSPLU|KFAU|BUN|SBN|MBN|BMN|VON|KFN|MHN|HSN|KTN|ÖFN|AMN|GVN|SBUN|UAN|BUNAU|SNAU|SBNAU|SoN|BoU"
)
_ALONE = lazy(rf"(?<![\w/.-])(?:{_SHORT_FORMS})(?::s)?(?![\w/:-])")
# What a name does not begin with: words of running text and of titles, which have a capital at the beginning of a sentence.
_NOT_FIRST = frozenset(
    [
        "i",
        "av",
        "till",
        "från",
        "hos",
        "med",
        "att",
        "som",
        "och",
        "på",
        "vid",
        "den",
        "det",
        "de",
        "en",
        "ett",
        "för",
        "mellan",
        "enligt",
        "mot",
        "om",
        "bolaget",
        "utdrag",
        "svar",
        "ansökan",
        "bidrag",
        "avtal",
        "skrivelse",
        "yttrande",
        "ägardirektiv",
        "köparen",
        "firman",
        "aktieägare",
        "men",
        "när",
        "sedan",
        "trots",
        "både",
        "även",
        "dessutom",
        "därför",
        "under",
        "efter",
        "före",
        "inför",
        "utan",
        "genom",
        "nya",
        "ny",
        "alla",
        "flera",
        "många",
        "lokala",
        "andra",
        "två",
        "tre",
        "samtliga",
        "vår",
        "nämnden",
        "kommunen",
        "denna",
        "detta",
        "utredning",
        "förslag",
        "borgen",
        "borgensåtagande",
        "borgensförbindelse",
        "ägartillskott",
        "aktier",
        "aktie",
        "aktieposten",
        "andel",
        "andelar",
        "försäljning",
        "köp",
        "förvärv",
        "årsredovisning",
        "bolagsordning",
        "bolagsstämma",
        "stämma",
        "styrelse",
        "ombud",
        "revisor",
        "representant",
        "ledamot",
        "ledamöter",
        "ersättare",
        "val",
        "information",
        "rapport",
        "remiss",
        "beslut",
        "tack",
        "protokoll",
        "dnr",
        "utdelning",
        "medel",
        "stöd",
        "föreningsbidrag",
        "verksamhetsbidrag",
        "medlemskap",
        "medlem",
        "inbjudan",
        "överenskommelse",
        "samverkansavtal",
        "arrende",
        "hyresavtal",
        "hyra",
        "markanvisning",
        "lån",
        "checkkredit",
        "kapitaltillskott",
        "aktieägartillskott",
        "avgift",
        "avgiftsbefrielse",
        "tillsyn",
        "bygglov",
        "detaljplan",
        "sökande",
        "sökanden",
        "klagande",
        "handlingar",
        "handling",
        "skickas",
        "expedieras",
        "kopia",
        "delges",
        "delgivning",
        "tjänsteskrivelse",
        "vd",
        "vdn",
        "vice",
        "tf",
        "ordförande",
        "sekreterare",
        "kassören",
        "om",
        "hur",
        "vill",
        "kan",
        "ska",
        "skall",
        "har",
        "är",
        "var",
        "inom",
        "ingen",
        "inget",
        "samt",
        "eller",
        "där",
        "här",
        "nu",
        "vidare",
        "också",
        "bara",
        "endast",
        "låt",
        "dels",
        "såväl",
        "vidare",
        "slutligen",
        "vi",
        "jag",
        "han",
        "hon",
        "man",
        "du",
        "ni",
        "deras",
        "dess",
        "kommunalt",
        "kommunala",
        "årlig",
        "årligt",
        "föreningarna",
        "bolagen",
        "sponsring",
        "uppdrag",
        "uppsägning",
        "upphandling",
        "anbud",
        "entreprenör",
        "leverantör",
        "ägare",
        "delägare",
        "huvudman",
        "huvudmannen",
        "part",
        "parter",
        "motpart",
        "motparten",
        "hyresgäst",
        "hyresgästen",
        "arrendator",
        "beställare",
        "utförare",
        "granskning",
        "samråd",
        "synpunkter",
        "tidigare",
        "revidering",
        "revidera",
        "antagande",
        "godkännande",
        "fastställande",
        "utseende",
        "entledigande",
        "avsägelse",
        "fyllnadsval",
        "nominering",
        "förordnande",
        "kontakt",
        "samarbete",
        "samarbetet",
        "kontrakt",
        "nuvarande",
        "framtida",
        "svenska",
        "företaget",
        "fastighetsbolaget",
        "bostadsbolaget",
        "energibolaget",
        "moderbolaget",
        "dotterbolaget",
    ]
)
_CONNECTING = frozenset(["och", "&", "i", "o", "+"])
# 'Folkteatern i Granvik AB' and 'Tullhuset i Granvik AB' are one name each, 'aktierna i Granvik AB' is not.
_HELD = lazy(
    r"(?:aktier|andelar|andelen|posten|styrelsen|ledamot|stämman|ordförande|revisor|vd|verksamheten|ordningen|direktivet?|innehavet|ägandet|arbetet|insatsen|uppdrag\w*|medlemskap\w*|företaget|bolaget|intressen\w*|^skolan|^mässan|^huset)(?:na)?$",
    re.IGNORECASE,
)


@cache
def _known() -> re.Pattern[str]:
    names = sorted((row[0] for row in rows("organisations.tsv")), key=len, reverse=True)
    return re.compile(rf"(?<![\wåäöÅÄÖ-])(?:{'|'.join(map(re.escape, names))})(?:s|:s)?(?![\wåäöÅÄÖ-])")


@cache
def _known_firsts() -> frozenset[str]:
    """The first words of those names, as they stand in a text: a name of one word may have a genitive -s."""
    firsts: set[str] = set()
    for name, *_ in rows("organisations.tsv"):
        first = WORD.match(name)
        if first is not None:
            firsts |= {first[0], f"{first[0]}s"} if first[0] == name else {first[0]}
    return frozenset(firsts)


def _known_in(block: str) -> Iterator[tuple[int, int]]:
    """The names of the lexicon in a block: as `finditer` gives them, tried only where a word begins one."""
    firsts, end = _known_firsts(), 0
    if firsts.isdisjoint(words(block)):
        return
    for word in WORD.finditer(block):
        if word[0] in firsts and word.start() >= end and (match := _known().match(block, word.start())):
            end = match.end()
            if block.startswith(" Teams", end):
                continue  # where it met
            if match[0] != "Kommunal" or not _opens_with_adjective(block, *match.span()):
                yield match.span()


# 'Kommunal borgen för ...' speaks of no union; 'Kommunal yrkar ...' does.
_SMALL_BEHIND = lazy(
    r" (?!och\b|samt\b|om\b|i\b|att\b|den\b|har\b|är\b|vill\b|kan\b|ska\b|fick\b|gick\b|tog\b|ville\b|kunde\b)[a-zåäö-]+(?<!r)(?<!de)(?![\wåäö])"
)


def _opens_with_adjective(block: str, start: int, end: int) -> bool:
    """Whether a word with a capital opens a line or sentence and a noun stands behind it."""
    before = block[:start].rstrip()
    return (not before or not (before[-1].islower() or before[-1] in ",(")) and _SMALL_BEHIND.match(
        block, end
    ) is not None


_PLACE = lazy(
    r" i (?!(?:Region|Landstinget|Kommun|Stad) [A-ZÅÄÖ])(?:Södra |Norra |Västra |Östra )?[A-ZÅÄÖ][\wåäö-]+(?![\wåäö]| (?:[Kk]ommun|KOMMUN|[Ss]tad|STAD|[Ll]än)(?![\wåäö])|(?<=s) [a-zåäö]*(?:förbund|stift|nämnd|församling|förening|region)(?![\wåäö]))"
)


def _with_place(block: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The place belongs to the name of another town's body: `kommunstyrelsen i Ekhamra`."""
    yield start, end
    match = _PLACE.match(block, end)
    if match and not _ROOM.search(match[0]) and not _ROOM_BEHIND.match(block, match.end()):
        yield start, match.end()


_ROOM_BEHIND = lazy(
    r" (?:hus|park|gård|sal|salen|rum|kyrka|skola|hotell|herrgård|slott|bygdegård|medborgarhus|konferens)(?![\wåäö])"
    # 'sammanträde med kommunfullmäktige i Granvik måndagen den 15 juni': it met there
    r"|\s(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?|sammanträde\w*|den \d)(?![\wåäö])"
)
# Where a meeting is held is no part of who meets: 'kommunstyrelsen i Tingssalen'.
_ROOM = lazy(
    r" (?:Stora|Lilla|Gamla|Nya)$|(?:salen?|rummet|lokalen|huset|hus|gården|hallen|aulan|kyrkan|skolan|slottet|borgen|hotellet?|krogen|matsalen|foajén|biblioteket|magasinet|stationen|teatern|biografen|kasernen|sessions\w*|konferens\w*|sammanträdes\w*|fullmäktige\w*)$",
    re.IGNORECASE,
)


def _word_before(block: str, at: int) -> tuple[int, str] | None:
    """The word that ends at the blank before an offset, and where it begins."""
    if at < 2 or block[at - 1] != " ":
        return None
    end = at - 1
    begin = end
    while begin and block[begin - 1] not in ' \t\n("”“«»/':
        begin -= 1
    return (begin, block[begin:end]) if begin < end else None


def _begin(block: str, at: int, *, through_i: bool) -> int:
    """Find where a name begins whose last word stands at an offset; that offset where nothing before belongs to it."""
    start, words, run = at, 0, 0
    while words < 6:
        found = _word_before(block, start)
        if found is None:
            break
        low, word = found
        lower = word.casefold()
        if lower in _CONNECTING:
            before = _word_before(block, low)
            if before is None or not _joins(before[1], lower, run, through_i=through_i):
                break
            further = _word_before(block, before[0])
            if lower == "och" and further is not None and further[1] == "i":
                break
            start, run, words = before[0], 1, words + 1
            continue
        if word in _FIRM_ABBREVIATIONS:
            start = low
            break
        if lower in _NOT_FIRST or not _CAPITAL.fullmatch(word) or word in {"AB", "HB", "KB", "Ab", "Oy", "KF", "KS"}:
            break
        start, run, words = low, run + 1, words + 1
    return start


# What a firm's name begins with: 'Gebr. Ek Bygg AB', 'Br. Sten AB'.
_FIRM_ABBREVIATIONS = frozenset(["Gebr.", "Gbr.", "Bröd.", "Br.", "Bröderna", "Fa.", "Fa", "F:a", "Familjen"])
_HALF = lazy(r"[\wåäö]+-")


def _joins(word: str, connecting: str, run: int, *, through_i: bool) -> bool:
    """Whether a word before `och`, `&` or `i` is part of the name behind it."""
    if connecting in {"och", "o"} and _HALF.fullmatch(word):
        return True
    if not _CAPITAL.fullmatch(word) or word.casefold() in _NOT_FIRST or word in {"AB", "HB", "KB", "Oy"}:
        return False
    if connecting in {"&", "+"}:
        return True
    if connecting == "i":
        return through_i and run == 1 and not _HELD.search(word)
    return run <= 1 and not _UNIT.fullmatch(word) and not _known().fullmatch(word)


# 'Arrendatorn Sjöbris Fritid HB', 'Leverantören Nordkaj AB': what it is to the town is none of a company's name.
HOLDER = lazy(
    r"(?:[a-zåäö]*)(?:arrendatorn|leverantören|entreprenören|ägaren|innehavaren|havaren|sökanden|byggherren|exploatören|operatören|"
    r"hyresvärden|hyresgästen|anordnaren|utföraren|säljaren|köparen|anbudsgivaren|motparten|klaganden|utvecklaren|huvudmannen|arrangören|konsulten) ",
    re.IGNORECASE,
)


def _companies(block: str) -> Iterator[tuple[int, int]]:
    can_be = _can_be(block)
    for match in _COMPANY.finditer(block) if can_be & _IS_FORM else ():
        start = _begin(block, match.start(), through_i=True)
        holder = HOLDER.match(block, start, match.start())
        if holder is not None and holder.end() < match.start():
            start = holder.end()
        if start < match.start():
            yield start, match.end()
    for match in _AB_FIRST.finditer(block) if can_be & _IS_FIRST_FORM else ():
        yield match.start(), _and_co(block, match.end())
    for match in _AND_CO.finditer(block) if "& " in block else ():
        start = _begin(block, match.start(), through_i=False)
        if start < match.start():
            yield start, match.end()


_CO = lazy(r" & (?:Co|Söner|Son)(?![\wåäö])")


def _and_co(block: str, end: int) -> int:
    match = _CO.match(block, end)
    return match.end() if match else end


def _kinds(block: str) -> Iterator[tuple[int, int, str]]:
    """Words that end as the last word of an association's name does: start, end with what belongs to it, the word bare."""
    if not _can_be(block) & _IS_KIND:
        return
    for match in _WORDS.finditer(block):
        if _marks(match[0]) & _IS_KIND and block[match.start() - 1 : match.start()] == " ":
            base = _KIND_BASE.search(match[0])
            if base is not None and not _NO_KIND.search(match[0][: base.end()]):
                tail = _KIND_TAIL.match(block, match.end())
                yield match.start(), tail.end() if tail else match.end(), match[0][: base.end()]
    for match in _TRADE.finditer(block):
        yield match.start(), match.end(), match[0]


_WORDS = lazy(r"\w[\w-]+")


def _associations(block: str) -> Iterator[tuple[int, int]]:
    for low, high, kind in _kinds(block):
        start = _begin(block, low, through_i=False)
        if start == low:
            continue
        before = block[start:low].split()
        owner = before[-1]
        if kind.casefold() in _BARE_KIND and not (owner[-1] in "sxzSXZ" or kind[0].isupper()):
            continue
        if len(before) == 1 and not _owner(block, start, owner, kind):
            continue
        yield start, high
    for match in _ONE_WORD.finditer(block) if _can_be(block) & _IS_ONE_WORD else ():
        if not _NO_ONE_WORD.match(match[0]):
            yield match.span()


_ADJECTIVE = lazy(r"(?:ig|isk|lig|ell|ande|ad|t|iga|iska|liga|ella|ade|na)$")


def _owner(block: str, start: int, owner: str, kind: str) -> bool:
    """Whether one word before the last one makes it a name: a place or an owner, no adjective that opens a sentence."""
    first = start == 0 or block[start - 1] in "\t\n" or block[:start].rstrip()[-1:] in '.:!?”"'
    if is_given_name(owner) and kind[0].islower():
        return False
    if owner[-1] in "sxzSXZ":
        return owner.casefold() not in {"kommunens", "nämndens", "stadens", "regionens", "bygdens", "ortens", "sveriges", "föreningens", "vems", "dess", "deras", "bolagets"}  # fmt: skip
    return not (first and (_ADJECTIVE.search(owner) or len(owner) < 4))


_NEXT = lazy(r"(?P<join>(?:& |och |i (?!stället|dag\b)|av |de |la |för )?)(?P<word>[A-ZÅÄÖÉ](?:[\w'’-]|\.(?=\w))*)")


def _rightwards(block: str, at: int, *, with_och: bool) -> int:
    """Find where a name ends that goes on at an offset with a capital."""
    end, words = at, 0
    while words < 5:
        match = _NEXT.match(block, end if end == at else end + 1)
        if match is None or (end > at and block[end : end + 1] != " "):
            break
        if match["join"].startswith("och") and not with_och:
            break
        if match["join"] and end == at:
            break
        end, words = match.end(), words + 1
    return end


_TAIL = lazy(
    r" (?:(?:sjuk|ålderdoms|vilo|barn|semester|bygde)?hem|[a-zåäö]*fond|museum|minne|donation|vänner|stiftelse|ek\. ?för\.|AB|HB|akut|rf)(?![\wåäö])"
)


def _headed(block: str) -> Iterator[tuple[int, int]]:
    can_be = _can_be(block)
    for match in _HEAD.finditer(block) if can_be & _IS_HEAD else ():
        head = match["head"]
        if match["i"] and _NO_HEAD.match(head):
            continue
        if match["i"] == "för " and head.casefold() not in {"riksförbundet", "föreningen", "stiftelsen", "förbundet"}:
            continue
        if head.casefold() == "förbundet":
            continue
        end = _rightwards(block, match.end(), with_och=head.casefold() in {"stiftelsen", "föreningen", "nätverket"})
        tail = _TAIL.match(block, end)
        yield match.start(), tail.end() if tail else end
    for match in _CLUB_LAST.finditer(block) if can_be & _IS_CLUB else ():
        first = match[0].split()[0]
        if first.casefold() not in _NOT_FIRST:
            yield match.span()


def find_organisations(block: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of organisations in a block; spans may overlap, of which the longer is the whole name.

    A party's name inside an organisation's is part of the organisation. Two names with `och` between are two.
    """
    found = list(dict.fromkeys(_all(block)))
    whole = set(found)
    for start, end in found:
        cut = _two(block, start, end, whole)
        if cut is None:
            yield start, end
        else:
            yield from cut


_OCH = lazy(r" (?:och|samt) ")


def _two(block: str, start: int, end: int, found: set[tuple[int, int]]) -> list[tuple[int, int]] | None:
    """Cut `Polismyndigheten och Granviks byaförening`, where both sides are names, in two."""
    for match in _OCH.finditer(block[start:end]):
        if block.startswith(("Stiftelsen ", "stiftelsen "), start, end) and _TAIL.search(block[end - 16 : end]):
            continue
        left, right = (start, start + match.start()), (start + match.end(), end)
        if block[left[1] - 1] == "-":
            continue
        if _ONE_AND_FORM.fullmatch(block[slice(*right)]) and not _sure(block[slice(*left)]):
            continue  # 'Granvik Energi och Vatten AB'
        if (left in found or _is_name(block[slice(*left)])) and (right in found or _is_name(block[slice(*right)])):
            return [left, right]
    return None


_ONE_AND_FORM = lazy(rf"\S+ (?:{_FORMS})(?::s)?")


def _sure(text: str) -> bool:
    """Whether a text as a whole is the name of a company, a town, a unit, a body or one that the lexicon knows."""
    if _known().fullmatch(text) or _TOWN.fullmatch(text) or _COURT.fullmatch(text):
        return True
    if _UNIT.fullmatch(text):
        return not _NO_UNIT.match(text)
    if _BODIES.fullmatch(text):
        return not _NO_BODY.search(text)
    return (0, len(text)) in set(_companies(text))


def _is_name(text: str) -> bool:
    """Whether a text as a whole is the name of an organisation by a pattern that needs no word before it."""
    if _sure(text):
        return True
    return (0, len(text)) in {*_companies(text), *_associations(text), *_headed(text)}


# Endings of which one word of a block must have one for the slower patterns to find anything there.
_UNIT_ENDS = tuple(
    ending + genitive
    for ending in [
        "kontoret",
        "förvaltningen",
        "enheten",
        "avdelningen",
        "kansliet",
        "sektionen",
        "sektorn",
        "staben",
        "förbundet",
        "verket",
        "myndigheten",
        "inspektionen",
        "domstolen",
        "rätten",
        "revisionen",
        "tjänsten",
        "kammaren",
        "rådet",
        "departementet",
        "kollegiet",
        "ombudsmannen",
        "arkivet",
        "museet",
        "regeringen",
        "riksdagen",
        "beredningen",
        "presidiet",
        "direktionen",
        "styrelsen",
    ]
    for genitive in ("", "s")
)
_BODY_ENDS = tuple(
    ending + form
    for ending in [
        "nämnd",
        "styrelse",
        "utskott",
        "beredning",
        "direktion",
        "delegation",
        "kommitté",
        "kommission",
        "fullmäktige",
        "presidi",
    ]
    for form in ("", "s", "en", "ens", "et", "ets", "n", "ns", "um", "ums")
)


# What a word can be part of, a bit each: the pattern of that name is tried where a block has such a word, and nowhere else.
_IS_FORM, _IS_FIRST_FORM, _IS_KIND, _IS_ONE_WORD, _IS_HEAD, _IS_CLUB = 1, 2, 4, 8, 16, 32
_IS_COURT, _IS_TOWN, _IS_UNIT, _IS_UNIT_FOR, _IS_SECTOR, _IS_BODY, _IS_ALONE = 64, 128, 256, 512, 1024, 2048, 4096
_FORM_WORDS = frozenset(
    ["AB", "HB", "KB", "Ab", "Oy", "Oyj", "Abp", "rf", "ekonomisk", "Ek", "ek", "Ltd", "GmbH", "ApS", "Inc",
     *(kind + genitive for kind in ("Aktiebolag", "Handelsbolag", "Kommanditbolag") for genitive in ("", "s"))]
)  # fmt: skip
_FIRST_FORMS = frozenset(["AB", "Ab", "HB", "KB"])
_ONE_WORD_ENDS = tuple(
    kind + genitive
    for kind in ("föreningen", "klubben", "sällskapet", "samfälligheten", "kåren", "facket", "alliansen", "institutet", "banken", "konsortiet", "stiftelsen")
    for genitive in ("", "s")
)  # fmt: skip
_CLUB_WORDS = frozenset(club + genitive for club in _CLUBS.split("|") for genitive in ("", "s"))
_TOWN_WORDS = frozenset(["kommun", "kommuns", "stad", "stads", "region", "landstinget", "landsting", "landstings"])
_TOWN_ENDS = ("landskapsregering", "landskapsregerings", "sregionen", "sregionens")
_UNIT_FOR_WORDS = frozenset(
    ["enheten", "avdelningen", "förvaltningen", "kontoret", "sektionen", "sektorn", "byrån", "rådet",
     *(kind + "gruppen" for kind in ("referens", "styr", "arbets", "projekt", "samverkans"))]
)  # fmt: skip
_SECTORS = frozenset(["Sektor", "Förvaltning", "Division", "Område", "Verksamhetsområde"])
_ALONE_WORDS = frozenset(_SHORT_FORMS.split("|"))


@lru_cache(maxsize=32768)
def _marks(word: str) -> int:
    """Tell what a word can be part of."""
    lower = word.casefold()
    return (
        (_IS_FORM if word in _FORM_WORDS else 0)
        | (_IS_FIRST_FORM if word in _FIRST_FORMS else 0)
        | (_IS_KIND if lower.endswith(_KIND_ENDS) or lower == "samverkan" else 0)
        | (_IS_ONE_WORD if word.endswith(_ONE_WORD_ENDS) else 0)
        | (_IS_HEAD if word.endswith(_HEADED) or _HEAD_FIRST.fullmatch(word) else 0)
        | (_IS_CLUB if word in _CLUB_WORDS else 0)
        | (_IS_COURT if any(part in lower for part in ("domstol", "rätten", "hovrätt", "länsstyrelsen")) else 0)
        | (_IS_TOWN if lower in _TOWN_WORDS or lower.endswith(_TOWN_ENDS) else 0)
        | (_IS_UNIT if lower.endswith(_UNIT_ENDS) else 0)
        | (_IS_UNIT_FOR if lower in _UNIT_FOR_WORDS else 0)
        | (_IS_SECTOR if word in _SECTORS else 0)
        | (_IS_BODY if lower.endswith(_BODY_ENDS) or lower == "rådet" else 0)
        | (_IS_ALONE if word in _ALONE_WORDS else 0)
    )


@lru_cache(maxsize=256)
def _can_be(block: str) -> int:
    """Tell what the words of a block can be part of."""
    return marks(block, _marks)


# The part of an association that works in one place: 'Rädda Barnens lokalförening', 'LRF:s kommungrupp i Granvik'.
_BRANCH = lazy(
    r"\s(?:(?:lokal|orts|kommun)(?:krets|avdelning|förening|grupp|klubb|organisation|förbund|sektion)|krets|kretsförbund|"
    r"distrikt(?:sorganisation|sförbund)?|läns(?:förbund|förening|organisation)|(?:ungdoms|kvinno)(?:förbund|grupp|klubb))"
    r"(?:en|et)?s?(?: i [A-ZÅÄÖ][\wåäö-]+)?(?![\wåäö-])"
)


def _with_branch(block: str, names: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The names of associations, each with the branch that it owns."""
    for start, end in names:
        branch = _BRANCH.match(block, end) if block[end - 1] == "s" else None
        yield start, branch.end() if branch else end


_IN = lazy(r"(?:^|\s)[Ii]\s$")


@cache
def _body_words() -> tuple[str, ...]:
    """Strings in small letters of which every name of a body has one."""
    return needed(_BODIES.pattern, re.IGNORECASE) or ("",)


def _bodies(block: str) -> Iterator[re.Match[str]]:
    """The names of bodies, which are not looked for behind the last word that one can have."""
    lower = block.lower()
    last = max(map(lower.rfind, (*_body_words(), *ODD_LETTERS)))
    match = _BODIES.search(block)
    while match is not None:
        yield match
        match = _BODIES.search(block, match.end()) if match.end() <= last else None


def _all(block: str) -> Iterator[tuple[int, int]]:
    can_be = _can_be(block)
    yield from _companies(block)
    yield from _with_branch(block, _associations(block))
    yield from _with_branch(block, _headed(block))
    for match in _COURT.finditer(block) if can_be & _IS_COURT else ():
        yield match.span()
    for match in _TOWN.finditer(block) if can_be & _IS_TOWN else ():
        if match[0].endswith("Stad") and is_given_name(match[0]):
            continue  # 'Nils Stad'
        if not _NO_TOWN.search(match[0]):
            yield match.span()
    for match in _UNIT.finditer(block) if can_be & _IS_UNIT else ():
        if match[0].endswith(("verket", "verkets")) and _IN.search(block, max(0, match.start() - 4), match.start()):
            continue  # 'pannan i Åverket' stands in a house
        if not _NO_UNIT.match(match[0]) and not _NO_UNIT.match(match[0].rsplit(" ", maxsplit=1)[-1]):
            yield from _with_place(block, *match.span())
    if can_be & _IS_SECTOR or (can_be & _IS_UNIT_FOR and " för " in block):
        for match in _UNIT_FOR.finditer(block):
            if not _OWN_UNIT.search(block, max(0, match.start() - 10), match.start()):
                yield match.span()
    for match in _bodies(block) if can_be & _IS_BODY else ():
        if not _NO_BODY.search(match[0]):
            yield from _with_place(block, *match.span())
    yield from _with_branch(block, _known_in(block))
    for match in (
        _CHOSEN.finditer(block) if "eredning" in block or "elegationen" in block or "ommitténs" in block else ()
    ):
        yield match.span()
    for match in _SHORT.finditer(block) if "§" in block else ():
        yield match.span()
    for match in _ALONE.finditer(block) if can_be & _IS_ALONE else ():
        yield match.span()
