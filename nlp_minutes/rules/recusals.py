"""Who took no part in an item because of a conflict of interest (jäv)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlp_minutes.labels import SectionKind
from nlp_minutes.lines import list_point
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.rules.actors import Actor, Cast, list_after, list_before, who
from nlp_minutes.rules.clauses import lost_heading, run_on, sentences, without_quotes

if TYPE_CHECKING:
    from nlp_minutes.rules.item import ItemContext, ItemParagraph

__all__ = ["find_recusals"]

_STANDS_ASIDE = lazy(
    r"\b(?:jäv(?:ig|iga|igheter|s)?|samfundsjäv|intressejäv|delt(?:ar|ager|og|agit|a)(?: \w+){0,2}? (?:inte|ej|varken)|(?:inte|ej|varken)(?: \w+){0,2}? delt\w+|deltar|deltog|lämna(?:r|de|t)|(?:tar|tog|tagit) (?:inte|ej|icke|ingen|varken)(?: någon)? (?:del|plats|befattning)|(?:inte|ej|icke) (?:tar|tog|tagit|ta) (?:någon )?(?:del|befattning|plats)|(?:är|var|fanns|finns|satt|sitter|befinner sig|befann sig|vistas|vistades)(?: alltså| därför)? (?:inte|ej|icke)(?: kvar| inne)? (?:i|vid) (?:rummet|salen|lokalen|bordet|sessionssalen|sammanträdesrummet|mötet|mötesrummet)|"
    r"(?:är|var|väntar|väntade|står|stod|håller sig|höll sig|befinner sig|befann sig|vistas|vistades|satt|sitter) (?:ute|utanför|borta)|(?:håller|höll|ställer|ställde) sig (?:utanför|åt sidan)|drar sig undan|drog sig undan|kliver (?:ut|av|åt sidan)|klev (?:ut|av|åt sidan)|(?:går|gick) (?:från|ur|ifrån)|avstår|avstod|avlägsna(?:r|de) sig|(?:koppla|logga)(?:r|de)(?: sig)? (?:ned|ner|ut|ur|ifrån|från|bort)|går ut|gick ut|utträder|är inte inne|närvarar inte|närvarade inte|"
    r"(?:har|hade) (?:inte|ej|icke) (?:deltagit|varit (?:med|inne))|(?:är|var)(?: alltså| därför)? (?:inte|ej|icke) med|ej deltagit|inte närvarande|ej närvarande)\b",
    re.IGNORECASE,
)
_REPLACES = lazy(
    r"\b(?:tjänstgör(?:a|de)?|ersätt(?:er|s)|ersatte|inträd(?:er|de)|inkalla\w*|träd(?:er|de) in|går in|gick in|inne i|kallas|inta(?:r|gs)|tar|övertar|övertog|(?:leder|ledde)(?! (?:[\wåäö]*(?:föreningen|klubben|bolaget|firman|företaget|stiftelsen|skolan|projektet|verksamheten))\b)|(?:är|var) ordförande (?:under|vid|på)|för ordet|fungerar)\b",
    re.IGNORECASE,
)
_NONE = lazy(
    r"(?-i:\b(?:[Ii]nga|[Ii]ngen|[Ii]nget|inte aktuellt)\b(?!-| [A-ZÅÄÖ]))[^.]{0,30}$|^\W*(?:inga|ingen|nej|–|-)\W*$|\bingen (?:ledamot|anmäl)|\binget jäv|\binte jäv|\bjäv (?:(?:förelåg|föreligger) (?:inte|ej)|(?:inte|ej) (?:förelåg|föreligger))|\bfrågar om\b",
    re.IGNORECASE,
)
_JAV = lazy(r"\bjäv(?!sregl|sfråg)|\b(?:samfunds|intresse)jäv", re.IGNORECASE)
_HEADING = guarded(r"[^.:\d]{0,40}\bjäv\w*[^.:\d]{0,20}", re.IGNORECASE)
_ELSEWHERE = lazy(
    r"(?<!kap )(?<!kap\. )§+ ?\d+|\b(?:i|under|på) \d+ §(?! \w*(?:lag|balk|KL|FL|PBL))|\bärende (?:nr )?\d+|\bparagraf(?:en)? \d+"
    r"|\bpunkt(?:en)? \d+ på (?:dagordningen|föredragningslistan)",
    re.IGNORECASE,
)


def find_recusals(context: ItemContext, cast: Cast | None = None) -> list[str]:
    """Find the names of those who took no part because of jäv, each once.

    Under a heading such as `Jäv` whoever stands aside is meant; elsewhere the sentence must speak of jäv. Who steps in, and
    who only left the room for a time, is not.

    Args:
        context: The item.
        cast: The people of the item as `run_on` gives it, where somebody has them already.
    """
    cast = cast or Cast(run_on(context))
    context = cast.context
    names: dict[str, None] = {}
    for index, one in enumerate(context.paragraphs):
        if one.section in {SectionKind.BASIS, SectionKind.RECIPIENTS, SectionKind.PROPOSAL}:
            continue
        own = one.section == SectionKind.RECUSAL or lost_heading(context.paragraphs, index, _HEADING)
        if own or ("jäv" in one.text.casefold() and _JAV.search(one.text)) or _near(one):
            for name in _in_paragraph(cast, one, context.number, own=own):
                names[name] = None
    return list(names)


_NEAR = lazy(
    r"\b(?:vars|grann\w*|(?:svär)?(?:bro(?:de)?r|syst(?:er|ra)|far|mor|son|dotter|föräldrar)\w*|syskon\w*|familj\w*|äger|driver|arrendera\w*|hyr|part i|medlem i|upphovsman\w*|uppdragsgivare|(?:sitter|ingår) i (?:\w+ )?styrelse\w*|arbetar (?:på|hos|i|för)|aktier|intresse\w*|i egenskap av|gift|bror\w*|syster\w*|mak[ea]\w*|hustru\w*|sambo\w*|son|dotter|delägare|kassör|ägare|svåger|svägerska|släkt\w*|mor|far|förälder|(?:styrelse)?ledamot i|ordförande i|styrelseordförande|revisor i|rektor|anställd|närstående)\b"
)
_ASIDE = lazy(
    r"\b(?:deltar|deltog|deltager) (?:därför |alltså |således |av det skälet |sålunda )?(?:inte|ej|varken|icke)\b|\b(?:tar|tog) (?:inte|ej|icke|ingen|varken)(?: någon)? (?:del|befattning)\b|\b(?:är|var)(?: alltså| därför)? (?:inte|ej|icke) med\b|\b(?:är|var|fanns|satt)(?: alltså| därför)? (?:inte|ej|icke)(?: kvar| inne)? (?:i|vid) (?:rummet|salen|lokalen|bordet|mötesrummet|sammanträdesrummet)|\b(?:var|väntade|väntar|står|stod|höll sig|håller sig|satt|sitter) (?:ute|utanför)\b|\b(?:går|gick) (?:ut|från|ur|ifrån)\b|\blämna(?:r|de) (?:salen|rummet|lokalen|sammanträde\w*|mötet)\b",
    re.IGNORECASE,
)
# Without one of these, in lower case, nobody stands aside.
_LEAVING = (
    "delta",
    "delto",
    "lämna",
    "tar ",
    "tog ",
    "rummet",
    "salen",
    "lokalen",
    "bordet",
    "utanför",
    " ute",
    "går ",
    "gick ",
)
_FREE = {SectionKind.UNKNOWN, SectionKind.SUMMARY, SectionKind.DECISION, SectionKind.DISCUSSION}


def _near(one: ItemParagraph) -> bool:
    """Whether a paragraph tells of somebody who is near the matter and stands aside, without the word jäv."""
    if one.section not in _FREE:
        return False
    folded = one.text.casefold()
    return any(word in folded for word in _LEAVING) and bool(_ASIDE.search(one.text) and _NEAR.search(one.text))


# The body was asked and found no jäv: 'Nämnden anser inte att han är jävig'.
_DENIED = lazy(
    r"\b(?:anser|ansåg|finner|fann|bedömer|bedömde|ser|menar|konstaterar)\b[^.]{0,30}\b(?:inte|ej|inget)\b[^.]{0,60}\bjäv|\b(?:inte|ej|inget|ingen)\b[^.]{0,40}\bjäv\w*\b(?: föreligger| förelåg| finns)?|\bjäv\w*\b[^.]{0,30}\b(?:föreligger|förelåg|finns|anses)\b[^.]{0,20}\b(?:inte|ej)\b|\bjäv\w* (?:inte|ej) (?:föreligger|förelåg|finns)|\b(?:kan|får) (?:därför |alltså )?delta\b",
    re.IGNORECASE,
)


def _in_paragraph(cast: Cast, one: ItemParagraph, number: str, *, own: bool) -> list[str]:
    text = without_quotes(one.text)
    if _DENIED.search(text) and not _ASIDE.search(text):
        return []
    actors = cast.actors(one)
    found: list[str] = []
    earlier: list[str] = []
    everybody: list[str] = []
    for low, high in sentences(text):
        sentence = text[low:high]
        inside = [a for a in actors if low <= a.start < high and a.name is not None]
        if _NONE.search(sentence) or (_DENIED.search(sentence) and not _ASIDE.search(sentence)):
            continue
        if _elsewhere(sentence, number):
            continue
        told = own or bool(found and _SAME_CAUSE.search(sentence))
        names = _asiders(text, low, high, inside, own=told, single=not found)
        spoken = bool(_JAV.search(sentence)) or (own and bool(_ASIDE.search(sentence)))
        if not names and spoken and (pronoun := _PRONOUN.search(sentence)):
            names = everybody if pronoun["plural"] else earlier
        first, _ = list_after(text, low + list_point(sentence), inside)
        aside = told or bool(_JAV.search(sentence)) or _near(one)
        if aside:
            found += names
        elif names and _ASIDE.search(sentence):
            first = [a for a in inside if a.name in names]
        earlier = list(who(first).by) or (earlier if aside else [])
        everybody += [name for name in who(inside).by if name in cast.present and name not in everybody]
    return found


# 'Han deltar inte', 'Båda anmäler jäv', 'Eftersom han är jävig'
_PRONOUN = lazy(r"^\W*(?:(?P<plural>[Dd]e|[Bb]åda|[Bb]ägge)|[Hh]an|[Hh]on|[Hh]en)\b|\b(?:han|hon|hen|de)\b")
# Who is told of behind somebody else, and for the same cause.
_SAME_CAUSE = lazy(
    r"\b(?:av |på )(?:samma|motsvarande) (?:skäl|orsak|anledning|grund)\b|^\W*(?:likaså|inte heller|(?:detsamma|samma sak|det|så) (?:gäller|gör|gjorde))\b",
    re.IGNORECASE,
)


def _asiders(text: str, low: int, high: int, inside: list[Actor], *, own: bool, single: bool) -> list[str]:
    likewise = _LIKEWISE.match(text, low, high) if own else None
    if likewise is not None:
        return list(who(list_after(text, likewise.end(), inside)[0]).by)
    verb = _STANDS_ASIDE.search(text, low, high)
    other = _REPLACES.search(text, low, high)
    if verb is None:
        # names alone under the heading, or an occupation that tells why
        if not own or other:
            return []
        lead = _LED_BY.match(text, low, high)
        row, end = list_after(text, lead.end() if lead else low + list_point(text[low:high]), inside)
        alone = _NOTHING_MORE.fullmatch(text, end, high)
        if not single and not (alone and alone["point"]):
            return []  # a name behind those who stand aside may be that of who steps in
        told = re.match(
            r",?\s*(?:är|var|ledamot|kassör|ordförande|delägare|anställd|styrelseledamot|revisor|vd|som|vars|har|på grund|pga|p\.g\.a|anmäl)",
            text[end:high],
        )
        near = row and _TELLS.match(text, end, high) and _NEAR.search(text, end, high)
        return list(who(row).by) if row and (alone or told or near) else []
    if other and other.start() < verb.start() and not _JAV.search(text[low : other.start()]):
        return []
    row = _first(text, low, high, inside, verb)
    if not row:
        return []
    return list(who([*row, *_further(text, high, inside, row)]).by)


# 'Ek (S) äger grannfastigheten', of whom the heading says that he has jäv.
_TELLS = lazy(r"\)?,? [a-zåäö]+r\b")
# 'Detsamma gör Ek', 'Likaså Ek'
_LIKEWISE = lazy(
    r"\W*(?:likaså|inte heller|(?:detsamma|samma sak|det|så)(?: gäller| gör| gjorde)(?: även| också)?(?: för)?|även|också)\s+(?=(?-i:[A-ZÅÄÖ])|ledam|ersättar)",
    re.IGNORECASE,
)
# 'Kommunstyrelsen: Ek och Dahl', 'Punkt 3: Ek', but not 'Ersättare: Ek'
_LED_BY = lazy(r"\W*(?![^:]{0,50}(?:[Ee]rsätt|[Tt]jänstg|[Ii]nträ|[Ii] stället))[A-ZÅÄÖ][^:.()]{1,60}:\s+")
_OF_POINT = r"(?:p(?:unkt(?:en|erna)?)?\.?|att-sats(?:en|erna)?|beslutspunkt(?:en|erna)?)\s?(?:\d{1,2}|[A-Za-z])(?:(?:, | och |[–-])(?:\d{1,2}|[A-Za-z]))*\b"
_NOTHING_MORE = lazy(
    rf"[\s.,;:)(]*(?:(?:(?:vid|i|under|på|för|om|avseende|gällande)\s)?(?P<point>{_OF_POINT}))?[\s.,;:)]*"
)


_BECAUSE = lazy(r"\b(?:på grund av|p\.?g\.?a\.?|till följd av|med anledning av) (?:\w+)?jäv(?=[\s,])")


def _first(text: str, low: int, high: int, inside: list[Actor], verb: re.Match[str]) -> list[Actor]:
    """Those of whom a sentence tells first that they stand aside."""
    text = _BECAUSE.sub(lambda cause: " " * len(cause[0]), text)
    for match in _STANDS_ASIDE.finditer(text, low, high):
        row = list_before(text, match.start(), [a for a in inside if a.end <= match.start()])
        if row and not re.search(r"\b(?:ersätter|tjänstgör|för)\s*$", text[low : row[0].start]):
            return row
        after, _ = list_after(text, _past(text, match.end()), [a for a in inside if a.start >= match.end()])
        if after:
            return after
    colon = text.rfind(": ", verb.end(), high)
    if colon >= 0 and (row := list_after(text, colon + 1, inside)[0]):
        return row  # 'Följande ledamöter deltar inte: Ek och Dahl'
    row, _ = list_after(text, low + list_point(text[low:high]), [a for a in inside if a.start < verb.start()])
    # 'Kommunstyrelsens ordförande C. Ek (M) anmäler jäv'
    return row or [a for a in inside if a.end <= verb.start() and not a.genitive]


# Of a clause whose verb is that of the one before: ', och Ek inte i beslutet om budgeten', ', Ek på punkt 3', ', i punkt 2 inte Ek'.
_BEGINS_CLAUSE = lazy(
    r"(?:[,;]|\b(?:och|samt|medan|respektive|liksom))\s+(?:att\s+|av\s+)?(?P<inverted>[^,;.()]{0,60}?\b(?:inte|ej|icke)(?: heller)?\s+)?$"
)
_ENDS_CLAUSE = lazy(
    rf"\s+(?:(?:inte|ej|icke|varken)(?: heller)?\s+(?:delt\w+\s+)?(?:i|vid|på|under|om|för|när)\b|delt\w+\s+(?:inte|ej)\b|(?:i|vid|på|under|för|avseende|beträffande|gällande) (?:{_OF_POINT}|(?:beslutet|ärendet|frågan|det|den|delen|handläggningen|behandlingen) (?:om|som|av)\b))"
)


def _further(text: str, high: int, inside: list[Actor], row: list[Actor]) -> list[Actor]:
    """Those of whom the rest of a sentence tells the same of another point, without a verb of its own."""
    found: list[Actor] = []
    at = row[-1].end
    for one in inside:
        if one.start < at or one.genitive:
            continue
        lead = _BEGINS_CLAUSE.search(text, row[-1].end, one.start)
        if lead is None:
            continue
        more, end = list_after(text, one.start, [a for a in inside if a.start >= one.start])
        if lead["inverted"] or _ENDS_CLAUSE.match(text, end, high):
            found += more
            at = end
    return found


_PASSED = lazy(
    r"(?:[\s:]|\([^()]*\)|\b(?:deltar|deltog|deltager|inte|ej|har|anmäls|anmäldes|anmäler|av|för|sig|hade|lämnar|lämnade|ledamoten|ledamöterna|är|anmält)\b)*",
    re.IGNORECASE,
)


def _past(text: str, place: int) -> int:
    words = _PASSED.match(text, place)
    return words.end() if words else place


def _elsewhere(sentence: str, number: str) -> bool:
    """Whether a sentence speaks of jäv in another item."""
    reference = _ELSEWHERE.search(sentence)
    return bool(reference) and not re.search(rf"§+ ?{re.escape(number)}(?!\d)|\b{re.escape(number)} §", sentence)
