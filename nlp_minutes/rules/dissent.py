"""Reservations, särskilda yttranden and protokollsanteckningar of an item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp_minutes.labels import SectionKind
from nlp_minutes.lines import list_point
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.actors import Actor, Cast, Who, list_after, list_before, together, who
from nlp_minutes.rules.clauses import lost_heading, run_on, sentences, without_quotes
from nlp_minutes.rules.item import Actors, ItemContext, ItemParagraph

__all__ = ["find_reservations", "find_statements"]

_RESERVES = lazy(
    r"\b(?:(?:anmäl|inlämna|lämna|avge|avgav|anför|inger\b|inkom)\w*(?= (?:herrar |herr |hrr? |fruar |fru |fröken |ledamoten |ledamöterna |därvid |härvid )?(?-i:[A-ZÅÄÖ]|(?:[a-zåäö]{1,3}(?:, | och | samt ))+[a-zåäö]{1,3} )[^.:]{0,150}\b(?:reservation|skiljaktig|avvikande mening))|reserver(?:ar|ade|at|a) (?:sig|oss)|reserverar|reserverade|anmäl\w* (?:en |sin |sina )?(?:[\wåäö]+ )?(?:reservation\w*|avvikande (?:mening|åsikt))|"
    r"(?:lämna|inlämna|avge|avgav|inkom|inkomm|foga|bifoga|få|fick|har|anför|gör|gjorde|lät)\w*(?: in| med| till protokollet)?(?: en| sin| skriftlig\w*| gemensam\w*| egen| muntlig\w*| följande| blank\w*){0,3} (?:reservation\w*|avvikande (?:mening|åsikt))|är av avvikande (?:mening|åsikt)|(?:låter|lät|låtit|vill|ville|önskar|begär)(?: att)?(?: till protokollet| i protokollet| få)* (?:anteckna|antecknad|notera|införa|foga|anmäla|lämna)s?(?: till protokollet)?(?: [\wåäö]+){0,3} (?:reservation\w*|avvikande (?:mening|åsikt))|antecknar (?:sin|en) (?:[\wåäö]+ )?reservation|vidhåll(?:er|it)? (?:sin|den) reservation|vidhöll (?:sin|den) reservation|"
    r"(?:ansluter|anslöt|anslutit|ansluta) sig (?:också |även )?till (?:[\wåäö]+ )?reservation(?:en|erna)?|(?:instämmer|instämde|instämt|förenar sig|förenade sig) (?:också |även )?(?:i|med) (?:[\wåäö]+ )?reservation(?:en|erna)?|(?:biträder|biträdde|stöder|stödjer|stödde|delar|delade) (?:[\wåäö]+ )?reservationen|"
    r"(?:inlägg|inla|nedlägg|nedla|inge|inga|väck|framställ|avlämna|överlämna)\w*(?: en| sin| skriftlig\w*| gemensam\w*| muntlig\w*){0,3} reservation\w*|(?:är|var) skiljaktig\w*|anmäl\w* (?:sig |från beslutet )*(?:en )?skiljaktig\w*|antecknas (?:en )?(?:[\wåäö]+ )?reservation(?:er)? (?:av|från)|(?:reservation\w*|avvikande (?:mening|åsikt)) (?:(?:till (?:förmån|fördel) för|mot|för|avseende) [^.:;]{2,60}? |(?:[\wåäö]+ ){0,2}?)(?:anförs|anföres|anmäles|lämnades|avgives|göres|inlämnas|anfördes|anmäls|anmäldes|lämnas|lämnades|inlämnas|inlämnades|görs|gjordes|avges|avgavs|inges|ingavs|antecknas|antecknades|noteras|noterades|har (?:[\wåäö]+ )?(?:anförts|anmälts|lämnats|inlämnats|avgivits|avgetts|ingivits|inkommit))(?: till protokollet|,? skriftligen,?|,? skriftligt,?|,? muntligen,?| också| även| likaså| härvid| jämväl)*,? (?:av|från))\b",
    re.IGNORECASE,
)
_STATES = lazy(
    r"\b(?:(?=(?-i:[a-zåäö]))(?:inger|ingav|ger|gav|läser|läste|avlämna|överlämna|tillfoga|skriver|skrev|lämna|inlämna|avge|avgav|inkom|inkomm|foga|bifoga|anmäl|anför|gör|gjorde|begär|önska|vill|låter|lät|få|fick|har|medge|yttra)\w*\b[^.:]{0,70}?\b(?:särskil(?:t|da|d) (?:yttrande\w*|uttalande\w*|anteckning\w*|mening\w*)|ersättaryttrande\w*|(?:protokolls?|röst)?(?:anteckning|förklaring|notering)\w*|anteckna\w*|notera\w*|antecknat|yttrande till protokollet|följande yttrande)"
    r"|(?:låter|lät|låtit|ber|bad|vill|ville|önskar|önskade|begär|begärde)\b(?: att)?(?: få)? (?:ta|taga|föra|teckna|foga|skriva|införa)(?:s|t|d)? (?:till|i) protokollet\b|(?:anslut\w+ sig till|instämmer i) (?:protokollsanteckningen|yttrandet|det särskilda yttrandet|anteckningen)|(?:antecknar|antecknade)(?!\b[^.]{0,90}\b(?:som|till) (?:ja|nej|huvud|mot)-?\s?(?:proposition|förslag))|låter? (?:till protokollet )?(?:anteckna|notera)|(?:särskilt (?:yttrande|uttalande)|protokollsanteckning) (?:lämnas|avges|lämnades|avgavs|anmäls|anmäldes|görs|gjordes|har (?:lämnats|inlämnats|avgivits|avgetts|anmälts|gjorts)) av"
    r"|(?:särskil(?:t|da) (?:yttrande|uttalande)n?|protokollsanteckning(?:ar)?|röstförklaring(?:ar)?) ha(?:r|de) (?:[\wåäö]+ ){0,2}?(?:in)?(?:lämnats|avgivits|avgetts|getts|givits|anmälts|gjorts|fogats|kommit)(?: till protokollet)? (?:av|från)"
    r"|till protokollet (?:har )?(?:låter|lät|vill|ville|önskar|önskade|begär|begärde|har|fogar|fogade|för|förde|skriver|skrev|anför|anförde|dikterar|dikterade|meddela(?:r|de))\b)",
    re.IGNORECASE,
)
_NOBODY = lazy(
    r"^\W*(?:det|till protokollet)\s+(?:antecknas|noteras|antecknades|noterades|ska antecknas)\b|^\W*(?:antecknas|noteras)\b",
    re.IGNORECASE,
)
# 'Mot beslutet: Ulla Ek (S)', 'Emot är Ek och Dahl'
_AGAINST = lazy(
    r"\W*(?:(?:[Hh]äre|[Ee])?[Mm]ot(?: (?:detta|beslutet|förslaget))?(?: (?:är|var|står|stod|röstar|röstade|ställ\w+ sig|anmäl\w+ sig|antecknas|antecknades|vänd\w+ sig|uttala\w+ sig))?|Reservant(?:er)?|Skiljaktiga?(?: är| var)?)\s*[:–—-]?\s*(?=(?:för |herr(?:ar)? |hrr? |fru |ledam)?[A-ZÅÄÖ])"
)
_NONE = lazy(
    r"^\W*(?:(?:inga(?!\s(?-i:[A-ZÅÄÖ]))|ingen|nej|inte aktuellt)\b(?!-)|[–—-]\W*$)|\b(?:inga|ingen) (?:reservation\w*|ledamot|yttrande\w*)",
    re.IGNORECASE,
)
_EARLIER = lazy(r"\d{4}-\d\d-\d\d|§ ?\d|\bdå\b.*\btidigare\b")
_FOR_GROUP = lazy(r"\b(?:för|å|på|genom|av|från)\s+", re.IGNORECASE)
_CONTENT = lazy(
    r"[:”\"»]|\batt\b|\bföljande\b|\benligt\b|\btill förmån\b|\bmot\b|\bmed hänvisning\b|\beftersom\b|\bdå\b"
)
_LIKEWISE = lazy(r"\s*,?\s*(?:och |samt )?(?:liksom|likaså|så även|det gör även|det gör också|även)\s", re.IGNORECASE)
_SAME = lazy(
    r"\W*(?:likaså|likaledes|sammalunda|sammaledes|jämväl|(?:det|detsamma|samma sak)(?: gäller| gör| gjorde)(?: för)?|så (?:gör|gjorde)|även|också|samma reservation (?:har|lämnar|gör|från))(?: även| också| likaså)?\s+(?=(?-i:[A-ZÅÄÖ])|herr|hr|fru|ledam)",
    re.IGNORECASE,
)


# Sections that hold a reservation only where a page break has torn it from its heading.
_ELSE = {SectionKind.RECIPIENTS, SectionKind.STATEMENT, SectionKind.NOTE}


_HEADING = lazy(
    r"(?:skriftlig(?:a)? )?(?:reservation(?:er)?|(?:avvikande|skiljaktig(?:a)?) (?:mening|åsikt)(?:ar|er)?|invändning(?:ar)?|e?mot beslutet|reservanter|protest(?:er)? mot beslutet|minoritetens (?:mening|reservation))(?:,? \(?(?:se )?bilaga \d+\)?)?",
    re.IGNORECASE,
)
_STATEMENT_HEADING = lazy(
    r"(?:särskil(?:t|da) (?:yttrande|uttalande)n?|särskild(?:a)? mening(?:ar)?(?: till protokollet)?|protokollsanteckning(?:ar)?|(?:till|anteckning(?:ar)? till|antecknat till|noterat till) protokollet|ersättaryttrande(?:n)?|röstförklaring(?:ar)?)(?:,? \(?(?:se )?bilaga \d+\)?)?",
    re.IGNORECASE,
)


# Without one of these in it, in lower case, a paragraph has no word for reserving, or none for stating.
_RESERVING = ("reserv", "avvikande", "skiljaktig", "res.", "res:")
_STATING = ("särskil", "särsk.", "yttrande", "anteckn", "noter", "förklaring", "mening", "till protokollet")


def find_reservations(context: ItemContext, cast: Cast | None = None) -> list[Actors]:
    """Find the reservations of an item, in order.

    Args:
        context: The item.
        cast: The people of the item as `run_on` gives it, where somebody has them already.
    """
    cast = cast or Cast(run_on(context))
    context = cast.context
    found: list[Actors] = []
    headed: tuple[str | None, bool] = (None, False)
    for index, one in enumerate(context.paragraphs):
        own = one.section == SectionKind.RESERVATION or lost_heading(context.paragraphs, index, _HEADING)
        if one.section == SectionKind.BASIS:
            continue
        if one.section in _ELSE and not _RESERVES_ELSEWHERE.search(one.text):
            continue
        first = own and headed != (one.heading, True)
        headed = (one.heading, own)
        folded = one.text.casefold()
        speaks = any(word in folded for word in _RESERVING)
        if not own and not speaks and not (one.text[:1] in "MER" and _AGAINST.match(one.text)):
            continue
        text = without_quotes(one.text)
        actors = cast.actors(one)
        here = _reserving(text, actors, one, context.body, own=own) if speaks else []
        if not here:
            here = _standing_against(text, actors, one, own=own)
        if not here and speaks:
            here = _from(text, actors, one) or _whose(text, actors, one)
        noted = bool(_to_the_minutes(text, actors, one))
        # 'Ek lämnar ett särskilt yttrande' is none, whatever heads it
        states = noted or (not speaks and _STATES.search(text) is not None)
        if not here and own and first and not states and not _NONE.search(text):
            here = _named(text, actors, one) or _headed(cast, context, index)
        elif (
            not here
            and own
            and not noted
            and not _NONE.search(text)
            and (not _PROSE.search(text) or _goes_on(text, actors, cast))
        ):
            here = _named(text, actors, one)
        if not here and own and not states and not _NONE.search(text):
            here = _signed(actors, one)
        if not here and (own or speaks) and (last := _LAST_NAMED.search(text)):
            here = _entry(who(_last_named(cast, index, _COUNTS[last["count"].casefold()])), one, 0, len(text))
        if here and own:
            here = _alone(text, actors, one, here)
        if here and index + 1 < len(context.paragraphs) and text.rstrip().endswith(","):
            here += _torn(cast, context.paragraphs[index + 1])
        found += [entry for entry in here if entry not in found]
    return found


# 'Eks reservation inlämnades skriftligen', 'Eks och Dahls reservationer fogas till protokollet'
_THEIR_RESERVATION = lazy(
    r"s? (?:(?:skriftliga|muntliga|gemensamma) )?reservation(?:er)? (?:har )?(?:in)?(?:lämna|anmäl|avge|avgav|avgiv|foga|bifoga|biläggs|bilades|åtfölj|följ|redovisa|framgå|finns|lyder|lyd|anteckna)"
)
_EARLIER_ONE = lazy(r"arbetsutskott|\bi (?:nämnden|utskottet|styrelsen|kommunstyrelsen)\b")


def _whose(text: str, actors: Sequence[Actor], one: ItemParagraph) -> list[Actors]:
    """Those whose reservation is said to lie with the minutes, where a sentence begins with them."""
    found: list[Actors] = []
    for low, high in sentences(text) if "s reservation" in text or " reservation" in text else ():
        row: list[Actor] = []
        at = low + len(text[low:high]) - len(text[low:high].lstrip())
        for actor in actors:
            if not actor.genitive or actor.start < at:
                continue
            if actor.start != at:
                break
            row.append(actor)
            at = actor.end
            if (joined := _JOINS.match(text, at, high)) is None:
                break
            at = joined.end()
        told = row and _THEIR_RESERVATION.match(text, row[-1].end, high)
        if told and not _EARLIER.search(text[low:high]) and not _EARLIER_ONE.search(text, low, high):
            found += _entry(who(replace(actor, genitive=False) for actor in row), one, low, high)
    return found


_JOINS = lazy(r"(?:,| och| samt) (?=[A-ZÅÄÖ])")


# What a further line under the heading says behind its names, when it begins no reservation's text.
_ALSO = lazy(
    r"\)?,?\s*(?:likaså\b|gemensamt\b|var för sig\b|med (?:egen|samma|skriftlig|gemensam) motivering\b|till (?:förmån|fördel|stöd) för\b|mot (?:beslutet|att|punkt|förslaget)\b|skriftlig|muntlig|blank)"
)
_SHORT_LINE = 120


def _goes_on(text: str, actors: Sequence[Actor], cast: Cast) -> bool:
    """Whether a short line under the heading begins with members and says how or for what they reserve themselves."""
    told = text.partition(":")[0]
    if len(told) > _SHORT_LINE:
        return False
    row, end = list_after(text, list_point(text), actors)
    known = all(actor.name is None or actor.name in cast.present for actor in row)
    return bool(row) and known and _ALSO.match(text, end) is not None


# 'Blank reservation: de två sistnämnda'
_LAST_NAMED = lazy(r"\b[Dd]e (?P<count>två|tre|fyra|fem|sex|sju) (?:sistnämnda|senast nämnda|sist nämnda)\b")
_COUNTS = {"två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7}


def _last_named(cast: Cast, index: int, count: int) -> list[Actor]:
    """The people named last above a paragraph, as many as it says; nobody where fewer are named together."""
    found: list[Actor] = []
    for one in reversed(cast.context.paragraphs[:index]):
        people = [actor for actor in cast.actors(one) if actor.name is not None and not actor.role]
        if not people and not found:
            continue
        found = [*people, *found]
        if len(found) >= count or not people:
            break
    last = found[-count:] if len(found) >= count else []
    return last if all(actor.name in cast.present for actor in last) else []


def _torn(cast: Cast, below: ItemParagraph) -> list[Actors]:
    """The rest of a list of those who object, where each stands on a line: `vänsterns grupp,` / `Ek samt Dahl.`."""
    row, end = list_after(below.text, 0, cast.actors(below))
    return _entry(who(row), below, 0, len(below.text)) if row and not below.text[end:].strip(" .)") else []


_HOW = lazy(r"(?:[\s).,;:(–-]|\b(?:skriftlig|muntlig|blank)\w*|\b(?:se )?bilaga \d+)*")

# What stands behind the names of a second sentence without a verb: '... Ek (S) till förmån för yrkandet om återremiss'.
_ALSO_FOR = lazy(
    r"\)?,?\s*(?:till (?:förmån|fördel|stöd)|för (?:sitt|sina|sin|eget|egna|yrkandet|återremiss|avslag)\b|skriftlig|muntlig|mot (?:beslutet|punkt)|den senare|utan motivering)"
)


def _alone(text: str, actors: Sequence[Actor], one: ItemParagraph, here: Sequence[Actors]) -> list[Actors]:
    """What a paragraph under the heading says, with the names that stand there in sentences without a verb.

    `Ek (S) och Dahl (M). Skriftlig reservation lämnas också av Björk (C).`
    """
    found = list(here)
    parts = sentences(text)
    for number, (low, high) in enumerate(parts if len(parts) > 1 else ()):
        if _RESERVES.search(text, low, high):
            continue
        row, end = list_after(text, low + list_point(text[low:high]), [a for a in actors if low <= a.start < high])
        told = [
            entry for entry in here if set(who(row).by) <= set(entry.by) and set(who(row).parties) <= set(entry.parties)
        ]
        opens = _NAMES_END.match(text, end, high) if number == 0 else _ALSO_FOR.match(text, end, high)
        if row and not told and (opens or _HOW.fullmatch(text, end, high)):
            found += _entry(who(row), one, low, high)
    return sorted(found, key=lambda entry: entry.start)


def _standing_against(text: str, actors: Sequence[Actor], one: ItemParagraph, *, own: bool) -> list[Actors]:
    """Names behind `Mot beslutet`; outside a section of reservations nothing but names."""
    match = _AGAINST.match(text)
    if match is None:
        return []
    row, end = list_after(text, match.end(), actors)
    plain = not re.search(r"\w", text[end:])
    return _entry(who(row), one, 0, len(text)) if row and (own or (plain and ":" in match[0])) else []


_RESERVES_ELSEWHERE = lazy(r"\breserverar sig\b")
_PROSE = lazy(r"[a-zåäö]{3,} [a-zåäö]{3,} [a-zåäö]{3,}")


def _reserving(text: str, actors: Sequence[Actor], one: ItemParagraph, body: str | None, *, own: bool) -> list[Actors]:
    found: list[Actors] = []
    for low, high in sentences(text):
        verb = _RESERVES.search(text, low, high)
        if verb is None and found and (same := _SAME.match(text, low, high)):
            row, _ = list_after(text, same.end(), [actor for actor in actors if actor.end <= high])
            found += _entry(who(row), one, low, high)  # 'Detsamma gör Åsa Wik (V).'
        elif verb is None and found and (other := _AGAINST_PART.match(text, low, high)):
            row, end = list_after(text, other.end(), [actor for actor in actors if actor.end <= high])
            found += _entry(who(row), one, low, high) if not re.search(r"\w", text[end:high]) else []
        if verb is None:
            continue
        if not own and one.section in {SectionKind.SUMMARY, SectionKind.PROPOSAL} and _EARLIER.search(text[low:high]):
            continue
        if _NONE.search(text[low:high]) or _NOT_RESERVING.search(text, low, high):
            continue
        if not own and _elsewhere_reserved(text[low:high], body):
            continue
        found += _entry(_doers(text, low, high, verb, actors), one, low, high)
        for how in _HOW_THEY.finditer(text, verb.end(), high) if found and "igt" in text[verb.end() : high] else ():
            row, end = list_after(text, how.end(), [actor for actor in actors if actor.end <= high])
            if row and _THEN_HOW.match(text, end, high):
                found += _entry(who(row), one, low, high)
        for joined in (
            _AND_OTHERS.finditer(text, verb.end(), high) if found and " för " in text[verb.end() : high] else ()
        ):
            row, end = list_after(text, joined.end(), [actor for actor in actors if actor.end <= high])
            if row and _OTHERS_END.match(text, end, high):
                found += _entry(who(row), one, low, high)
    return found


# 'hade Ek reserverat sig i kommunstyrelsen', 'Vid nämndens behandling reserverade sig Ek'
_WHERE = lazy(
    r"\b(?:[Ii]|[Vv]id) (?P<body>(?:kommun|region|stads|landstings)?styrelsen|[a-zåäö-]*(?:nämnden|utskottet|beredningen))\b(?! den|s? (?:protokoll|förslag|yttrande|budget))"
    r"|\b[Vv]id (?P<whose>(?:kommun|region|stads|landstings)?styrelsen|[a-zåäö-]*(?:nämnden|utskottet|beredningen))s (?:[a-zåäö]+ )?(?:behandling|beslut|sammanträde|handläggning|prövning|beredning)\b"
)
_RESERVED_PAST = lazy(r"\breserverade\b|\breserverat\b|\b(?:hade|har)\b|\banmälde\b|\blämnade\b|\bavgav\b")


def _elsewhere_reserved(sentence: str, body: str | None) -> bool:
    """Whether a sentence tells of a reservation that was made in another body, before the matter came to this one."""
    where = _WHERE.search(sentence) if body else None
    if where is None or body is None or not _RESERVED_PAST.search(sentence):
        return False
    other, this = (where["body"] or where["whose"]).casefold(), body.casefold()
    return other not in this and other.removesuffix("en") not in this


# 'Ek reserverar sig muntligt, Dahl skriftligt'
_HOW_THEY = lazy(r"\b(?:muntlig|skriftlig)(?:t|en),? (?:(?:och|samt|medan|men) )?(?=[A-ZÅÄÖ])")
_THEN_HOW = lazy(r"\)?,? (?:muntlig|skriftlig)(?:t|en)\b")
# 'Ek meddelar att hennes grupp inte reserverar sig'
_NOT_RESERVING = lazy(
    r"\b(?:inte|ej|icke) (?:längre |heller )?(?:reserver|anmäl|lämna|avge)|\breserver(?:ar|ade) (?:sig )?(?:inte|ej|icke)\b|\b(?:avstår|avstod) från (?:att reservera|reservation)"
)
# Others who reserve themselves in the same sentence: '... reserverar sig Ek (S) till förmån för sitt yrkande samt Dahl (M)'.
_AND_OTHERS = lazy(
    r"\btill (?:förmån|fördel|stöd) för [^.;:()]{0,60}?(?:yrkande(?:t|n|na)?|förslag(?:et|en)?|motion(?:en|erna)?|linjen?|återremiss(?:en)?|avslag(?:et)?|bordläggning(?:en)?),? (?:samt|och|liksom|respektive) (?=[A-ZÅÄÖ])"
)
_OTHERS_END = lazy(
    r"\)?(?:[\s.;]*$|[.;]\s|,?\s+(?:till (?:förmån|fördel|stöd) för|för (?:sitt|sina|eget|egna)|mot|utan|med|skriftlig\w*|som)\b)"
)


# 'Mot beslutet att inte återremittera ärendet: Ek och Dahl.'
_AGAINST_PART = lazy(r"\W*(?:E|Häre)?[Mm]ot [^.:;]{4,80}:\s+")
# The rest of a group between the names: 'Ek och övriga i s-gruppen, Dahl (M) och Lund (KD)'.
_AND_ITS_GROUP = lazy(r" (?:och|samt|med) (?:de )?övriga (?:ledamöter )?(?:i|från|ur|av) [\wåäö]+-?gruppen(?=,? )")


def _doers(text: str, low: int, high: int, verb: re.Match[str], actors: Sequence[Actor]) -> Who:
    """Who does what a verb says: those before it, or else those behind it, and the groups that they act for."""
    text = _AND_ITS_GROUP.sub(lambda rest: " " * len(rest[0]), text)
    zone = [actor for actor in actors if low <= actor.start and actor.end <= verb.start()]
    behind = [actor for actor in actors if verb.end() <= actor.start < high]
    row = list_before(text, verb.start(), zone) or _first(text, low, zone)
    cut = _CONTENT.search(text, verb.end(), high)
    limit = cut.start() if cut else high
    at = _past(text, verb.end())
    after, end = list_after(text, at, behind)
    groups = [actor for actor in zone if actor.name is None and not actor.genitive and _acts_for(text, actor)]
    if row and all(actor in groups for actor in row) and any(actor.name for actor in after):
        row = after  # 'För centerns grupp reserverar sig Ek'
    if not row and not after and (colon := _COLON_THEN.match(text, at, high)):
        row, at = list_after(text, colon.end(), behind)  # 'Reserverade: Ek, Dahl'
    if row and all(actor.name is None for actor in row) and any(actor.name for actor in after):
        row = [*row, *after]  # 'För Lillviks Väl reserverar sig Ek', where the name of the party begins with 'För'
    groups += [actor for actor in behind if actor.start < limit and not actor.genitive and _acts_for(text, actor)]
    if not row and after and text[at:].strip():
        row, at = after, end
    elif not row and not after and zone:
        row = [actor for actor in zone if not actor.genitive]
    if row and "vilken" in text[at:high] and (joined := _JOINED_BY.search(text, at, high)):
        more, end = list_after(text, joined.end(), behind)
        row = [*row, *more] if more and _JOINS_IT.match(text, end, high) else row
    likewise = _LIKEWISE.match(text, at, high)
    if row and likewise:
        row = [*row, *list_after(text, likewise.end(), behind)[0]]  # 'Ek reserverar sig, liksom Dahl'
    return who([*row, *groups])


_COLON_THEN = lazy(r"\s*:\s*(?=[A-ZÅÄÖa-zåäö])")
# ', till vilken Dahl nu anslöt sig', ', i vilken Dahl instämde'
_JOINED_BY = lazy(r"(?<=[,\s])(?:till|i|med) vilken (?:reservation )?(?:också |även |nu )?")
_JOINS_IT = lazy(r"\s*(?:också |även |nu |därefter )?(?:anslöt|ansluter|förena|instäm)")


_PASSED = lazy(
    r"(?:\s|\b(?:muntligen|muntligt|skriftligen|skriftligt|även|också|härvid|sig|har|hade|mot beslutet|till protokollet|av)\b)*"
)


def _past(text: str, place: int) -> int:
    match = _PASSED.match(text, place)
    return match.end() if match else place


def _first(text: str, low: int, zone: Sequence[Actor]) -> list[Actor]:
    """The row with which a sentence begins."""
    row, _ = list_after(text, low + list_point(text[low:]), zone)
    return row


_FOR_WHOM = lazy(
    r"\b(?:för|å|på|genom|från)\s+(?:[\wåäö:-]{1,25}(?:,| och| samt|/)\s+)*(?:[a-zåäö]+ )?\(?$", re.IGNORECASE
)


def _acts_for(text: str, actor: Actor) -> bool:
    return bool(_FOR_WHOM.search(text[max(0, actor.start - 60) : actor.start]))


def _entry(doers: Who, one: ItemParagraph, low: int, high: int) -> list[Actors]:
    if not doers:
        return []
    return [Actors(by=doers.by, parties=doers.parties, start=one.start + low, end=one.start + high)]


_NAMES_END = lazy(
    r"\s*(?:[:.\t–-]|\)|$|\()|\s*,?\s*(?:(?:båda|bägge|alla|samtliga),? )?(?:skriftlig|muntlig|utan |bilaga|se bilaga|enligt|mot |för |till (?:förmån|fördel|stöd)|gällande|punkt|avseende|\d|som\s(?!är|var)|med (?:(?:egen|skriftlig|gemensam|en) )?(?:motivering|följande|hänvisning|anledning|skäl|orden|tillägg)|motiver|eftersom|därför|vidhåll|motsätt|motsatte|(?:är|var|röstade?r?) e?mot|invänd|(?:står|ställer sig|stod|ställde sig) inte|likaså|gemensamt|var för sig|(?:delar|delade) inte|lämna|inge|ger\b|gav\b|anmäl)"
)


def _named(text: str, actors: Sequence[Actor], one: ItemParagraph) -> list[Actors]:
    """Names alone under the heading, or before a colon."""
    lead = list_point(text)
    if (label := _OF_VOTE.match(text, lead)) is not None:
        lead = label.end()  # 'Votering 2: Ek, Dahl'
    row, end = _rows(text, lead, actors)
    if row and (handed := _HANDED_IN.match(text, end)) and (more := list_after(text, handed.end(), actors)[0]):
        return _entry(who([*row, *more]), one, 0, len(text))  # 'S och V (skriftlig, inlämnad av Ek)'
    if row and all(actor.name is None for actor in row) and (colon := _GROUPS_COLON.match(text, end)):
        # 'För Lillviks Väl: Nils-Erik Holm och Tove Rask'
        members, behind = list_after(text, colon.end(), actors)
        if any(actor.name is not None for actor in members):
            row, end = [*row, *members], behind
            return _entry(who(row), one, 0, len(text))
    if row and _NAMES_END.match(text, end):
        return _entry(who(row), one, 0, len(text))
    return _from(text, actors, one)


_OF_VOTE = lazy(
    r"(?:(?:V|R|Res|Votering(?:en)?|Omröstning(?:en)?|P|Punkt(?:en)?|Beslutspunkt|Att-sats|Beslut)\.? ?(?:\d{1,2}|[A-Z])?|(?:I )?[Hh]uvud(?:votering|omröstning|fråga)\w*)\s?:\s+(?=(?:herr |fru )?[A-ZÅÄÖ])"
)
_HANDED_IN = lazy(
    r"\)?[\s,(]*(?:(?:skriftlig|gemensam|muntlig)\w* )?(?:reservation(?:en)?,? )?(?:inlämnad|lämnad|anmäld|avgiven|framförd|undertecknad) (?:av|genom) "
)
_GROUPS_COLON = lazy(r"\)?\s*(?::|[–—-]\s|\(|genom\b)\s*")
_RESERVATION_FROM = lazy(
    r"\W*(?:[A-Z]\. )?(?:(?:skriftlig|gemensam|muntlig|blank) )?(?:(?:reservation(?:er)?|avvikande (?:mening|åsikt))(?:\s(?:mot beslutet\s)?(?:från|av|för)\s|\s?[:–—-]\s|\s\((?=(?-i:[A-ZÅÄÖ]))|\s(?=(?-i:[A-ZÅÄÖ])))|res(?:erv)?(?:\.:?|:)\s+)",
    re.IGNORECASE,
)
_STATEMENT_FROM = lazy(
    r"\W*(?:[A-Z]\. )?(?:ett |en )?(?:(?:särskil(?:t|da|d)|särsk\.|eget|egna) (?:yttrande|yttr\.|uttalande|mening)(?:n|ar)?|(?:protokolls?)?anteckning(?:ar)?|röstförklaring(?:ar)?|ersättaryttrande|till protokollet)"
    r"(?:\s(?:till protokollet )?(?:från|av|för|framförd av|lämnad av|lämnat av)\s|\s?:\s|\s(?=(?-i:[A-ZÅÄÖ])))",
    re.IGNORECASE,
)


def _from(
    text: str, actors: Sequence[Actor], one: ItemParagraph, pattern: re.Pattern[str] = _RESERVATION_FROM
) -> list[Actors]:
    """A line such as `Reservation från Ek (S)`."""
    match = pattern.match(text)
    if match is None:
        if pattern is not _RESERVATION_FROM:
            return []
        row, end = list_after(text, list_point(text), actors)
        return _entry(who(row), one, 0, len(text)) if row and _RESERVES_BEHIND.match(text, end) else []
    row, end = _rows(text, match.end(), actors)
    told = len(text) - end < 60 or _COLON.match(text, end) or _FULL_STOP.match(text, end)
    bare = text[match.end() - 2] not in ".:" and text[: match.end()].rstrip().casefold().endswith(_BARE_NOUNS)
    if bare and not _NOUN_ALONE.match(text, end):
        return []  # 'Reservation Ek' must be all of the line
    return _entry(who(row), one, 0, len(text)) if row and told else []


_BARE_NOUNS = ("reservation", "reservationer", "anteckning", "anteckningar", "yttrande", "yttranden", "uttalande")
_NOUN_ALONE = lazy(r"\)?\s*(?::|[–—-]\s|\(|$)")
_FULL_STOP = lazy(r"\)?\.(?:\s|$)")
_NEXT_ROW = lazy(r"\)?\s*;\s*(?:samt |och )?|\)?,?\s(?:tillsammans )?med\s(?=(?:herr |fru )?[A-ZÅÄÖ])")


def _rows(text: str, place: int, actors: Sequence[Actor]) -> tuple[list[Actor], int]:
    """The actors in rows that semicolons part, from a place on: `Ek, Dahl; Wik och Rask`; and where the last ends."""
    row, end = list_after(text, place, actors)
    while row and (apart := _NEXT_ROW.match(text, end)):
        more, behind = list_after(text, apart.end(), actors)
        if not more:
            break
        row, end = [*row, *more], behind
    return row, end


# What was said may follow: 'Särskilt yttrande av Ek och Dahl, båda (S): Vi hade ...'
_COLON = lazy(
    r"\)?(?:,? (?:båda|alla|samtliga)(?: \w+)?(?: \(\w+\))?)?(?:,? (?:enligt )?bilaga \d+)?\s*:", re.IGNORECASE
)
# 'Ek för Centerpartiet: Reservation mot beslutet'
_RESERVES_BEHIND = lazy(
    r"\)?\s*[:–-]\s*(?:(?:skriftlig|muntlig|blank|gemensam)\w* )?(?:reservation|avvikande (?:mening|åsikt))\b",
    re.IGNORECASE,
)


def _headed(cast: Cast, context: ItemContext, index: int) -> list[Actors]:
    """Those whom the heading itself names: `Reservation från Ek (S)`."""
    one = context.paragraphs[index]
    heading = one.heading or ""
    low = context.paragraphs[index - 1].end if index else max(0, one.start - len(heading) - 5)
    actors = [a for a in cast.within(" " * (one.start - low), low) if not a.genitive]
    return _entry(who(actors), one, 0, len(one.text)) if actors else []


def find_statements(context: ItemContext, cast: Cast | None = None) -> list[Actors]:
    """Find the särskilda yttranden and protokollsanteckningar of an item, in order.

    Args:
        context: The item.
        cast: The people of the item as `run_on` gives it, where somebody has them already.

    Returns:
        The statements; one that nobody makes (`Det antecknas att ...`) has neither names nor parties.
    """
    cast = cast or Cast(run_on(context))
    context = cast.context
    found: list[Actors] = []
    heading: str | None = None
    inside = False
    for index, one in enumerate(context.paragraphs):
        own = one.section in {SectionKind.STATEMENT, SectionKind.NOTE} or lost_heading(
            context.paragraphs, index, _STATEMENT_HEADING
        )
        if (
            one.section in {SectionKind.BASIS, SectionKind.RECIPIENTS, SectionKind.MOTIONS, SectionKind.RECUSAL}
            and not own
            and not (
                one.section == SectionKind.MOTIONS
                and (" till protokollet" in one.text or _STATEMENT_FROM.match(one.text) is not None)
            )
        ):
            continue
        first = own and not (inside and heading == one.heading)
        inside, heading = own, one.heading
        text = without_quotes(one.text)
        actors = cast.actors(one)
        folded = one.text.casefold()
        speaks = any(word in folded for word in _STATING)
        here = _stating(text, actors, one, context.number, own=own) if speaks else []
        if not here and not own:
            here = (
                (_from(text, actors, one, _STATEMENT_FROM) or _to_the_minutes(text, actors, one)) if speaks else []
            ) or _quoted(text, actors, one)
        if not here and own:
            here = _noted(text, actors, one, first=first) or _signed(actors, one)
            if not here and first:
                here = _headed(cast, context, index)
        found += [entry for entry in here if entry not in found]
    return found


# 'Ek till protokollet: Jag avstod', 'Ek särsk. yttr.: frågan kvarstår'
_TO_MINUTES = lazy(
    r"\)?\s*[:–-]\s*(?:(?:skriftlig|muntlig)\w* )?(?:protokolls?anteckning|särskilt yttrande|röstförklaring)\b|"
    r"\)?,? (?:till protokollet|(?:lämnar )?särsk(?:ilt|\.) (?:yttrande|yttr\.))\s?:\s"
)


def _to_the_minutes(text: str, actors: Sequence[Actor], one: ItemParagraph) -> list[Actors]:
    """What somebody says to the minutes, without a verb: `Ek till protokollet: ...`."""
    for low, high in sentences(text):
        row, end = list_after(text, low, [actor for actor in actors if actor.start >= low])
        if row and _TO_MINUTES.match(text, end, high):
            return _entry(who(row), one, low, len(text))
    return []


_OWN_WORDS = lazy(r"(?:\s(?:lämnar|lämnade|anför|anförde|inkommer med)(?: följande| en skrivelse)?)?:\s*[”\"»“’]")


def _quoted(text: str, actors: Sequence[Actor], one: ItemParagraph) -> list[Actors]:
    """Somebody's own words under a heading that nobody knows: `Ek (S): ”Vi hade ...”`."""
    if one.section not in {SectionKind.UNKNOWN, SectionKind.DECISION, SectionKind.SUMMARY}:
        return []
    row, end = list_after(text, 0, actors)
    if row and all(actor.parties for actor in row) and _OWN_WORDS.match(text, end):
        return _entry(who(row), one, 0, len(text))
    return []


# How a text ends behind which its author stands: '... i tjugo år.” Ulla Ek (S)', '... i tjugo år. /Ulla Ek (S)/'
_SIGNED = lazy(r"(?:[”\"»“’'][.,]?\s*[/–—(-]*|(?:^|[.!?])\s*[/–—]+|[.!?]\s)\s*(?=[A-ZÅÄÖ])")
_SIGNATURE_ENDS = lazy(r"[)\]\s./”\"]*")
_LONGEST_SIGNATURE = 200


def _signed(actors: Sequence[Actor], one: ItemParagraph) -> list[Actors]:
    """A text under its heading that closes with those who wrote it."""
    text = one.text
    for match in _SIGNED.finditer(text, max(0, len(text) - _LONGEST_SIGNATURE)) if actors else ():
        row, end = list_after(text, match.end(), actors)
        told = any(actor.name is not None for actor in row) and all(actor.parties for actor in row)
        if told and _SIGNATURE_ENDS.fullmatch(text, end):
            return _entry(who(row), one, 0, len(text))
    return []


_ORIGIN = lazy(r"\b(?:från|av|för)\s")
_IN_ITEM = lazy(r"\b(?:i|under|till|på) (?:§ ?(?P<behind>\d+)|(?P<before>\d+) §)")
_WORD = lazy(r"\w+")


def _stating(text: str, actors: Sequence[Actor], one: ItemParagraph, number: str, *, own: bool) -> list[Actors]:
    found: list[Actors] = []
    for low, high in sentences(text):
        sentence = text[low:high]
        if _NOBODY.match(sentence):
            origin = _ORIGIN.search(text, low, high)
            row = list_after(text, origin.end(), actors)[0] if origin else []
            if row and not re.search(r"\batt\b", text[low : origin.start() if origin else low]):
                found += _entry(who(row), one, low, high)
            elif own:
                found.append(Actors(by=(), parties=(), start=one.start + low, end=one.start + high))
            continue
        verb = _STATES.search(text, low, high)
        if "egäran" in sentence and (asked := _ON_REQUEST.search(text, low, high)) and "reserv" not in sentence:
            # 'Till protokollet fogas på Eks begäran att ...', 'På begäran av Ek antecknas att ...'
            row = [replace(a, genitive=False) for a in actors if a.start == asked.end("whose")]
            row = row or list_after(text, asked.end(), actors)[0]
            if row and not _EARLIER.search(sentence) and not _elsewhere(sentence, number):
                found += _entry(who(row), one, low, high)
                continue
        if verb is None or _NONE.search(sentence):
            continue
        if "reservation" in sentence and not _BESIDES.search(sentence):
            continue  # 'låter anteckna sin reservation'
        if not own and _EARLIER.search(_OWN_ANNEX.sub(" ", sentence)):
            continue
        if _elsewhere(sentence, number):
            continue
        if not own and re.search(r"\bnotera", verb[0]) and not re.search("protokoll", sentence):
            continue
        found += _entry(_speakers(text, low, high, verb, actors), one, low, high)
    return found


_ON_REQUEST = lazy(
    r"\b(?:[Tt]ill protokollet (?:fogas|antecknas|noteras|tas|förs|fogades|antecknades|noterades)|[Aa]ntecknas(?: till protokollet)?|[Nn]oteras till protokollet)[,]? (?:på|enligt) (?P<whose>)(?:begäran (?:av|från) )?(?=[A-ZÅÄÖ])|\b[Pp]å (?:begäran (?:av|från) (?=[A-ZÅÄÖ])(?=[^.]{3,80} (?:antecknas|noteras|fogas|tas|förs)\b[^.]{0,20}\b(?:att|till protokollet|följande)))"
)
_OWN_ANNEX = lazy(r"\b[Bb]il(?:aga|\.)? ?(?:till )?§ ?\d+(?: ?[a-z]\b)?")
_BESIDES = lazy(
    r"särskil(?:t|da|d) |protokollsanteckning|röstförklaring|yttrande|(?<!reservation )(?<!reservationen )\batt\b"
)


def _elsewhere(sentence: str, number: str) -> bool:
    """Whether a sentence announces what is said in another item."""
    reference = _IN_ITEM.search(sentence)
    return reference is not None and number not in {reference["behind"], reference["before"]}


def _speakers(text: str, low: int, high: int, verb: re.Match[str], actors: Sequence[Actor]) -> Who:
    start = _WORD.match(text, verb.start())
    doers = _doers(text, low, high, verb, actors)
    head = [
        actor
        for actor in actors
        if start
        and start.end() <= actor.start
        and actor.end <= verb.end()
        and not actor.genitive
        and _acts_for(text, actor)
    ]
    if not doers.by and start:
        row, _ = list_after(text, _past(text, start.end()), [a for a in actors if a.start >= start.end()])
        doers = together(who(row), doers)
    return together(doers, who(head))


_SPEAKS = lazy(
    r"\s*(?:[:\t”\"»“]|$|[–-]\s|,\s(?:[\wåäö]+ ){0,3}[\wåäö]*(?:ersättare|ersättaren|ledamot|ledamoten|ordförande|gruppledare|talesperson)\s?:|(?:\(|,)?\s*bilaga|,?\s*(?:enligt|se) bilaga|\.\s*$|(?:,[^,]{0,60},)?\s*(?:har|hade|anser|ansåg|vill|ville|menar|ser|tackar|välkomnar|delt\w+|avstår|avstod|beklagar|stöd\w+|noterar|konstaterar|påpekar|framhåller|anför\w*|förutsätter|önskar|är|står|instämmer|utgår|hade|gläds|förklarar|yttrar|understryker|kommer|kan|uppmanar|undrar|förbehåller|lämnar|hänvisar|säger|uttalar|motsätter|vidhåller|deltar|deltog|skulle|såg|tar|poängterar|antecknar|biföll|röstade)\b)",
    re.IGNORECASE,
)


# Under a heading for statements whoever opens the text makes one, whatever the verb; who only comes or goes does not.
_TELLS = lazy(
    r"\s*,?\s*(?!(?:lämna\w* (?:mötet|sammanträdet|salen|lokalen|rummet)|anlän|inträd|infann|infinn|ersätt|tjänstgör|anmäl\w* jäv|reserver))[a-zåäö]{2,}"
)
_SEAT = lazy(r"(?:[Nn]r )?\d{1,3}, ?(?=[A-ZÅÄÖ])")
_NOTE_FROM = lazy(
    r"\W*(?:(?:ett |en )?(?:särskilt yttrande|protokollsanteckning|anteckning|yttrande)\s(?:till protokollet )?(?:från|av)|från|av|för)\s",
    re.IGNORECASE,
)


def _noted(text: str, actors: Sequence[Actor], one: ItemParagraph, *, first: bool) -> list[Actors]:
    """A note that its maker opens: `Ek (S): ...`, `S välkomnar ...`, names alone, `För M-gruppen, Ek`."""
    if _NONE.match(text):
        return []
    lead = list_point(text)
    match = _NOTE_FROM.match(text)
    begin = match.end() if match else lead
    if seat := _SEAT.match(text, begin):
        begin = seat.end()
    row, end = list_after(text, begin, actors)
    tells = (
        one.section in {SectionKind.STATEMENT, SectionKind.NOTE}
        and first
        and _TELLS.match(text, end)
        and not _RESERVES.search(text[: sentences(text)[0][1]])
    )
    if row and (_SPEAKS.match(text, end) or match or tells):
        if (
            not first
            and not re.match(r"\s*(?::|,?\s*(?:lämnar|anför|antecknar|deltar|deltog|har))", text[end:])
            and any(actor.name is None for actor in row)
        ):
            return []
        return _entry(who(row), one, 0, len(text))
    return []
