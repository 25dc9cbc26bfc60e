"""Offices in running text: beside a name, or standing for the one who holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from nlp_minutes.lexicon import ROLE, is_role, role_words
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.rules.words import marks

__all__ = ["find_roles", "own_role"]

_MODIFIERS = (
    r"(?:(?:[Ff]örste|[Aa]ndre|[Ff]örsta|[Aa]ndra|[Tt]redje|[123]:[ea]|[123]\.(?= vice)|II?(?::e)?(?= vice)|[Tt]f\.?|[Tt]\.f\.|[Vv]ik\.|[Tt]illförordnade?|[Tt]jänstgörande|[Vv]ice|[Bb]iträdande|[Tt]ekniska|[Aa]dministrativa|"
    r"[Aa]vgående|[Tt]illträdande|[Ss]ociala|[Vv]erkställande|[Pp]olitiska|[Mm]edicinskt [Aa]nsvariga|FÖRSTE|ANDRE|VICE"
    # 'tekniske chefen', 'den fysiske planeraren', 'konstnärlige ledaren': what an office is for, in the definite form
    r"|(?!(?:svensk|dansk|norsk|finsk|samisk|typisk|kritisk|faktisk|enskild|särskild|personlig|tidig|duktig|ständig|vanlig|dåvarand|nuvarand)[ae] )"
    r"[A-ZÅÄÖa-zåäö]{2,}(?:isk|tiv|lig|onell|iell)[ae]) ){0,3}"
)
# A genitive before an office tells whose it is: 'nämndens ordförande', 'hans ombud'.
_OWNER = lazy(r"^(?:.*[\wåäö]s) (?=\S)", re.IGNORECASE | re.DOTALL)
_OWN_LEAD = lazy(r"^(?:ordinarie|vikaries|SACO:s) ", re.IGNORECASE)


@cache
def _definite_forms() -> tuple[str, ...]:
    """Offices in the definite form, as the ends of words in lower case, with and without a genitive -s."""
    forms = {form.rsplit(" ", maxsplit=1)[-1] for _, form in role_words() if form}
    return tuple(sorted({*forms, *(f"{form}s" for form in forms)}))


# What a word can be part of, a bit each: an office in the definite form, a label of a place for signatures, and the words
# that the other patterns below need.
_IS_DEFINITE, _IS_LABEL, _IS_MEMBERS, _IS_OFFICER, _IS_CHOOSING = 1, 2, 4, 8, 16
_LABELS = (
    "ordförande", "sekreterare", "justerande", "justerare", "justeringsman", "justeringsmän", "protokollförare", "protokollsförare", "handläggare",
    "föredragande", "ledamot", "ålderspresident",
)  # fmt: skip


@lru_cache(maxsize=16384)
def _marks(word: str) -> int:
    """Tell what a word can be part of."""
    lower = word.casefold()
    return (
        (_IS_DEFINITE if lower.endswith(_definite_forms()) else 0)
        # the line to sign on may stand against the word: 'Justerare____'
        | (_IS_LABEL if any(label in lower for label in _LABELS) else 0)
        | (_IS_MEMBERS if lower in {"ledamöterna", "ledamöter", "ersättare"} else 0)
        | (_IS_OFFICER if lower in {"ordförande", "sekreterare", "kassör"} else 0)
        | (_IS_CHOOSING if _CHOOSING.search(lower) else 0)
    )


_ABBREVIATION_LEADS = lazy(r"[A-ZÅÄÖ]{2,4}-")
_WORD = lazy(r"[\wåäöÅÄÖ:-]{6,}")
_BEFORE = lazy(rf"(?<![\wåäöÅÄÖ-]){_MODIFIERS}(?:[\wåäöÅÄÖ]+- (?:och|samt) )?(?:[Gg]ode )?$")


# 'SD-ledamoten', 'M-gruppledaren': the party is marked alone.
_OF_PARTY = lazy(r"^[A-ZÅÄÖ]{1,4}-(?:ledam|ersättar|gruppledar)")


def _definite(block: str) -> Iterator[tuple[int, int]]:
    """Offices in the definite form stand for their holder."""
    for match in _WORD.finditer(block):
        word = match[0].rstrip(":-")
        if not _marks(word) & _IS_DEFINITE or (word.isupper() and len(word) < 8):
            continue
        alone = word.casefold() not in {"mannen", "mannens"} and ("-" not in word or _ABBREVIATION_LEADS.match(word))
        if _OF_PARTY.match(word):
            continue
        if not alone and not block[: match.start()].casefold().endswith("gode "):
            continue
        begin = max(0, match.start() - 60)
        before = _BEFORE.search(block, begin, match.start())
        yield (before.start() if before else match.start()), match.start() + len(word)


# Definite forms that stand for a person of the meeting only with something before or behind them.
_NOT_ALONE = lazy(
    r"^(?:ny|en|ett|bolags|förenings)\b|^(?:partiordföranden?|ombudet|experten|konsulten|representanten|företrädaren|läraren|ministern|domaren|tolken|teknikern|kontaktpersonen|mentorn|coachen|vägledaren|"
    r"ekologen|biologen|geologen|producenten|instruktören|antikvarien|specialisten|byggherren|tränaren|exploatören|läkaren|moderatorn|analytikern|presidenten|kuratorn|psykologen|pedagogen|arkitekten|entreprenören|"
    r"sjuksköterskan|undersköterskan|barnskötaren|assistenten|vaktmästaren|observatören|ombudsmannen|(?:barn|konsument|justitie|diskriminerings)ombudsmannen|åklagaren|advokaten|utvecklaren|dirigenten)s?$",
    re.IGNORECASE,
)
_STREET = lazy(r" (?:gränd|gata|väg|stig|torg|plats|park|backe|hus)(?![\wåäö])")
_MEMBERS_OF = lazy(
    r"(?<![\wåäö])[Ll]edamöterna(?= (?:från|för|i) \(?(?:[A-ZÅÄÖ]{1,4}\b|[A-ZÅÄÖ][\wåäö]+))"
    r"|(?:(?<=partiets )|(?<=demokraternas )|(?<=Moderaternas )|(?<=Centerns )|(?<=Liberalernas )|(?<=Vänsterns ))(?:ledamöter|ersättare)(?= [a-zåäö])"
)
_SERVING = guarded(
    r"(?:[Tt]jänstgörande ersättarna|[Ee]rsättarna|[Ss]uppleanterna|[Ll]edamöterna|[Jj]usterarna|[Rr]evisorerna|[Ss]ekreterarna|[Kk]ommunalråden|[Vv]ice ordförandena|[Rr]ektorerna|[Hh]andläggarna|[Ii]nspektörerna)$"
)
_PARTY = r"(?:\s?\([^()]{1,30}\))?"
_BEHIND = lazy(
    rf"{_PARTY},\s(?:(?:då|nu|tidigare|tillika|numera|även|också) )?(?:(?:[\wåäö-]+ ){{0,3}}[\wåäö:-]+s )?(?P<role>{ROLE}(?:(?<=ordf)\.)?)(?![\wåäöÅÄÖ-])",
    re.IGNORECASE,
)
# A further office behind the first: 'handläggare, tillika sekreterare', 'ledamot och gruppledare'.
_FURTHER = lazy(rf"(?:,| och| samt)(?: tillika| även)? (?:tillika )?(?P<role>{ROLE})(?![\wåäöÅÄÖ-])", re.IGNORECASE)
_BEHIND_BRACKET = lazy(rf"{_PARTY}\s\((?P<role>{ROLE})\)", re.IGNORECASE)
_BRACKET_FOR = lazy(
    rf"{_PARTY}(?:\s[A-ZÅÄÖ]{{1,3}})?\s\((?P<role>(?:tjänstgörande )?ersättare|ordförande|ledamot|suppleant)(?= (?:för|i) )", re.IGNORECASE
)  # fmt: skip
_IS = lazy(
    rf"{_PARTY}(?:,? som)?(?: (?:då|nu|tidigare|själv|även|också|numera|inte längre))?\s(?:är|var|har varit|blir|blev)\s(?:(?:då|nu|tidigare|även|också|både|en av) )?(?:(?:[\wåäö-]+ ){{0,3}}[\wåäö:-]+s )?(?P<role>{ROLE}|ledamöter)(?![\wåäö-]| av den)",
    re.IGNORECASE,
)
# 'kommunstyrelsens ordförande' in running text is its holder.
_OF_BODY = lazy(
    r"(?<![\wåäö])[\wåäö]*(?:nämndens|styrelsens|utskottets|fullmäktiges|beredningens|revisionens|rådets|bolagets|föreningens|förbundets|direktionens|presidiets|grupps|gruppens) "
    r"(?P<role>(?:(?:förste|andre|första|andra|1:e|2:e|vice|tf\.?) )*(?:ordförande|sekreterare|kassör))(?![\wåäö-])",
    re.IGNORECASE,
)
_NOT_HELD = lazy(
    r"(?:\b[Vv]al|\b[Aa]rvode\w*|\b[Rr]oll\w*|\b[Pp]osten|\b[Uu]ppdrag\w*|\b[Nn]y|\b[Ff]yllnadsval) (?:av|till|som|för)(?: ny)? $"
)
_RELIEVED = lazy(
    r"(?:uppdrag(?:et|en)?|befattning(?:en)?|tjänst(?:en)?|roll(?:en)?) som (?P<role>(?:förste |andre |första |andra |vice |1:e |2:e |[12]:a |personlig |ordinarie )*(?:ledamot|ersättare|ordförande|suppleant|revisor|nämndeman|lekmannarevisor|god man|ombud|gruppledare|[\wåäö]+(?:direktör|chef|sekreterare|råd)))(?![\wåäö])",
    re.IGNORECASE,
)
# Somebody acts as it or is taken for it: 'godtar Bo Ek som kontrollansvarig'. What an item elects to ('Till ledamot väljs Ulla
# Ek') nobody holds yet.
_ELECTED = lazy(
    rf"(?<![\wåäö])(?:som|såsom|efter) (?:nya? |ordinarie |personlig |tillfällig |inte |ytterligare |även )?(?:[\wåäöÅÄÖ-]+s )?(?P<role>{ROLE}|ledamöter)(?![\wåäö-])",
    re.IGNORECASE,
)
_SECOND_CHOICE = lazy(r"(?:ersättare|suppleant|sammankallande|protokolls?justerare|justerare)", re.IGNORECASE)
_CHOOSING = lazy(
    r"(?:\bvälj|\bvald|\but[ns]?se|\butså|\bförordna|\banställ|\bentledig|\bbefria|\bavsag|\bavsäg|\binväl|\bkvarstå|\bersätt|\befterträd|\btillsätt|\btillsatt|\bgodkän|\bgodta|\bfungera|\btjänstgör|\bantar\b|\butgår|\bväljs)",
    re.IGNORECASE,
)
_OPEN_ELECTION = lazy(
    r"(?:[Vv]al|[Ff]yllnadsval|[Ee]ntledigande|[Aa]vsägelse|[Uu]tseende|VAL|[Rr]ekrytering\w*) (?:av|från)[^.]*$"
)
# Labels of the places for signatures and of single people, each a line or cell of its own or with a colon.
_LABEL = lazy(
    r"(?:^|(?<=\t)|(?<=Underskrifter )|(?<=Underskrift )|(?<=Signatur )|(?<=Signaturer )|(?<=UNDERSKRIFTER ))\s*(?P<role>(?i:(?:vice |1:e vice |2:e vice |förste vice |andre vice )?ordförande|sekreterare|justerande|justerare|justeringsm[aä]n|"
    r"protokollförare|protokollsförare|handläggare|föredragande|ledamot|ålderspresident|[\wåäö]+sekreterare|protokolls?justerare|mötessekreterare))(?=,? sign\.|\s*(?::|\t|\.\s?\.|…|_|$))"
)
_COLUMN_HEAD = lazy(
    r"\t(?:Parti|PARTI|Namn|Ja|JA|Nej|Röst|Tjänstgörande|Ersättare|Ersätts|Närvaro|Närv|Tjg|§|Plats|Beslut|Ledamöter)\b|\tParti"
)
_LIST_LABEL = lazy(r"(?:ledamot|ledamöter|ersättare|suppleant|tjänstgörande ersättare)$", re.IGNORECASE)


def own_role(text: str) -> int:
    """Count the characters that only tell whose office it is: 10 in `nämndens ordförande`."""
    match = _OWNER.match(text)
    if match is None or _OWN_LEAD.match(text) or not is_role(text[match.end() :]):
        return 0
    return match.end()


def find_roles(
    block: str, people: Sequence[tuple[int, int]], *, front: bool, singly: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield the spans of offices in a block; spans may overlap.

    Args:
        block: The text.
        people: Spans of the people in the block.
        front: Whether the block stands on the front page, where the lists have been read already.
        singly: Whether the front page names the capacity before each person (`Ledamot Ulla Ek`), not once a list.
    """
    for start, end in people:
        lead = _lead(block, start)
        if lead is not None and not (front and not singly and _LIST_LABEL.match(block[slice(*lead)])):
            yield lead
        serving = _SERVING.search(block[max(0, start - 30) : start].rstrip())
        if serving:
            yield max(0, start - 30) + serving.start(), max(0, start - 30) + serving.end()
        yield from _behind(block, end)
    can_be = marks(block, _marks)
    if can_be & _IS_LABEL and not _COLUMN_HEAD.search(block):
        for match in _LABEL.finditer(block):
            if not (front and _LIST_LABEL.match(match["role"])):
                yield match.span("role")
    for begin, end in _definite(block) if can_be & _IS_DEFINITE else ():
        if not _NOT_ALONE.match(block[begin:end]) and not _STREET.match(block, end):
            yield begin, end
    for match in _MEMBERS_OF.finditer(block) if can_be & _IS_MEMBERS else ():
        yield match.span()
    for match in _STANDS_IN.finditer(block) if "ers" in block else ():
        yield match.span()
    for match in _OF_BODY.finditer(block) if can_be & _IS_OFFICER else ():
        if not _NOT_HELD.search(block[max(0, match.start() - 30) : match.start()]):
            yield match.span("role")
    for match in _RELIEVED.finditer(block) if " som " in block.casefold() else ():
        yield match.span("role")
    if people and can_be & _IS_CHOOSING and _CHOOSING.search(block):
        for match in _ELECTED.finditer(block):
            if match[0].casefold().startswith("so") and _SECOND_CHOICE.fullmatch(match["role"]):
                continue
            if not _OPEN_ELECTION.search(block[max(0, match.start() - 40) : match.start()]):
                yield match.span("role")


# 'Ulla Ek (S) ers. för Jon Dahl (M)', 'tjg ers för Dahl Jon (m)'
_STANDS_IN = lazy(r"(?<![\w.])(?:tj(?:g|änstg)?\.? )?ers\.?(?= för [A-ZÅÄÖ])")
_PART = lazy(r"\S+")
_COPULA = lazy(r"\s(?:är|var|blir|blev|utsågs|valdes)$")
_SENTENCE_ENDS = lazy(r"[.;] ?(?=[^.;\s]|$)")
_SHORT_FORM = lazy(r"(?:ordf|sekr|tf|v|bitr|tjg|ers|led|vik|just)$", re.IGNORECASE)


def _lead(block: str, start: int) -> tuple[int, int] | None:
    """The office right before a name."""
    begin = max(0, start - 70)
    for word in list(_PART.finditer(block, begin, start))[-5:]:
        low = word.start()
        lead = _COPULA.sub("", block[low:start].rstrip(" \n\t:.…_,;–-"))
        if _SENTENCE_ENDS.match(block[low + len(lead) : start]) and not _SHORT_FORM.search(lead):
            continue
        if "\t" in lead or len(lead) < 2:
            continue
        # 'tf.', 'I' and their kind need the office behind them, and an opening bracket is none of it
        low += len(lead) - len(lead.lstrip('(”"–-'))
        lead = lead.lstrip('(”"–-')
        if lead.count(")") > lead.count("("):
            continue  # what stands in brackets behind a name is the office of that one
        if is_role(lead) and not _OF_PARTY.match(lead):
            cut = own_role(lead)
            behind = low + len(lead)
            # 'Sekr. Ulla Ek': the full stop is the abbreviation's
            return low + cut, behind + (block[behind] == "." and _SHORT_FORM.search(lead) is not None)
    return None


_VACANT = lazy(r" (?:saknas|ej|vakant)")


def _behind(block: str, end: int) -> Iterator[tuple[int, int]]:
    """The offices right behind a name."""
    rest = block[end : end + 160]
    for pattern in (_BEHIND_BRACKET, _BRACKET_FOR, _BEHIND):
        match = pattern.match(rest)
        if match is None:
            continue
        if pattern is _BEHIND and _VACANT.match(rest, match.end()):
            break
        yield end + match.start("role"), end + match.end("role")
        further = _FURTHER.match(rest, match.end("role"))
        if further:
            yield end + further.start("role"), end + further.end("role")
        break
    match = _IS.match(rest)
    if match:
        yield end + match.start("role"), end + match.end("role")
