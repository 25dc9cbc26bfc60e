"""The lexicons of the package, read once from `resources/`: headings, front-page labels, bodies, parties, offices.

Every file there is a table, one entry a line, whose last column says where the entry comes from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Final, NamedTuple

from nlp_minutes.errors import ConfigError
from nlp_minutes.first_letters import beginnings
from nlp_minutes.labels import SectionKind
from nlp_minutes.needed import ODD_LETTERS, minds_case, needed
from nlp_minutes.patterns import guarded, lazy

__all__ = [
    "BODY",
    "BODY_ABBREVIATION",
    "BODY_GENITIVE",
    "ROLE",
    "TOPIC",
    "abbreviations",
    "find_body",
    "front_label",
    "given_names",
    "heading_kind",
    "inline_heading",
    "is_given_name",
    "is_role",
    "known_organisations",
    "months",
    "normal_heading",
    "party_names",
    "party_normal",
    "plain_letters",
    "role_words",
    "rows",
]

# A collegial body: a noun with one of these endings, with what belongs to it.
_NOUN = (
    r"(?:(?:tekniska|sociala|allmänna|gemensamma|gemensam|kommunala|regionala|lokala|centrala|särskilda|tillfälliga) )?"
    r"(?:(?:[\wåäöéü]+-,? ?)+(?:och|samt|eller) )?[\wåäöéü-]*"
    r"(?:nämnd|styrelse|utskott|beredning|direktion|delegation|kommitté|kommission|fullmäktige|presidium)"
)
_TAIL = (
    r"(?:(?-i: (?:Sydväst|Sydost|Nordost|Nordväst|Centrum|Hisingen|Väst|Öst|Norr|Söder|Syd|Nord))(?=s?(?![\wåäö])))?"
)
# What a body or unit is for: 'barn och unga', 'arbetsmarknad och socialt stöd'. Behind 'och' only words that end as such nouns
# do, so that 'nämnden för funktionsstöd och hänskjuts' ends where it should.
_FIELD = (
    r"(?:barn|unga|ungdom|kultur|fritid|vård|omsorg|familj|individ|äldre|arbete|hälsa|miljö|klimat|bygg|plan|teknik|trafik|samhälle|demokrati|idrott|turism|mark|skola|stöd|natur|park|gata|lärande|funktions\w+|"
    r"[a-zåäö]*(?:ing|het|skap|stöd|frågor|service|liv|miljö|tillsyn|rätt|marknad|bygd|trafik|sjukvård|vård|omsorg|skola|skydd|tion|pedagogik|fastighet|fastigheter|rättigheter|hjälpmedel|verksamhet|byggande|byggnad|resurser|medel|tjänster|unga|äldre|barn|ungdomar|teknik|logi|turism|folkhälsa|hälsa|intressen))"
)
_KINDLY = r"(?:(?:(?:god|trygg|jämlik|jämställd|hållbar|levande|öppen|grön|fri|nära|lika)a? |[a-zåäö]+(?:isk|ig|iga|iska|skt|ligt|igt|språkig|gemensamma|mänskliga|sociala|socialt|intern|nära|kommunala) ))?"
TOPIC = rf"(?:[a-zåäö]+-, )*(?:[a-zåäö]+- och [a-zåäö]+|{_KINDLY}{_FIELD}(?:, {_KINDLY}{_FIELD})*(?: samt {_KINDLY}{_FIELD})?(?:,? (?:och|samt) (?!äldre samt){_KINDLY}{_FIELD})?|{_KINDLY}[a-zåäö]+)"
_OF = rf"(?:gemensamma )?(?:nämnden|styrelsen|direktionen|beredningen|kommittén|utskottet|rådet) för (?-i:{TOPIC}(?=s?(?![\wåäö])))|nämnden för (?-i:[A-ZÅÄÖ][a-zåäö]{{3,}}(?=s?(?![\wåäö]| [A-ZÅÄÖ])))"
BODY = (
    rf"(?:(?:{_NOUN}(?:en|et|n)?s (?:[\wåäö-]+(?: och [\wåäö-]+)?[- ])?[\wåäö-]*(?:utskott|beredning|presidi|delegation|kommitté)(?:et|en|n|um)?)"
    rf"|(?:(?-i:[A-ZÅÄÖ][\w-]+) (?:stads|kommun)dels(?:nämnd|styrelse)(?:en)?|{_OF}|{_NOUN}(?:en|et|n)?{_TAIL}))"
)
# Short forms: KS, KF, AU, KSAU, BUN, MHN, SBN ...
BODY_ABBREVIATION = r"(?:K[SF]|Kf|Ks|Au|AU|[A-ZÅÄÖ]{1,4}AU|[A-ZÅÄÖ]{1,4}N|RS|RF|Rs|Rf|[A-ZÅÄÖ]{2,5}U|LF|LS)"
BODY_GENITIVE = rf"(?:(?:{BODY}s|[a-zåäö]{{2,5}}:s|[\wåäöé-]*(?:kontoret|enheten|förvaltningen|avdelningen|sektorn|sektionen)s|kommunstyrelseförvaltningens|presidiets|partiets|alliansens|majoritetens|oppositionens))"
_OFFICER = (
    r"(?:[\wåäöé-]*(?:direktörens|direktörs|chefens|chefs|handläggarens|ordförandens|ordförandes|sekreterarens|kommunalrådets|kommunalråds|ledarens|rektorns)|föredragandens|föredragandes|sökandens|"
    r"(?:kommun|stads|region|social)direktörens)"
)
_REF = r"(?:,? ?(?:den )?(?:\d{4}-\d\d-\d\d|\d{1,2} [a-zåäö]+ \d{4}|§+ ?\d+(?:/\d+)?|[a-zåäö]{2,4} § ?\d+))*"

# The words for an office or a task, as they stand beside a name. Compounds are open: 'miljöchef', 'förste vice ordförande'.
_BEFORE_ROLE = (
    r"tf\.?|t\. ?f\.?|vik\.?|vikarierande|tillförordnad|stf\.?|ställföreträdande|förste|förste:e|första|andre|andra|tredje|[123]:[eaE]|1:st[ea]|2:dr[ea]|[123]\.(?= vice)|[123]e(?= vice)|[123](?= v(?:ice|\.)?)|i:e|ii:e|(?-i:I{1,3})(?::e)?|vice|v\.|v|tjänstgörande|"
    r"tjg\.?|biträdande|bitr\.?|adjungerad|avgående|tillträdande|nyvalda?|teknisk[ae]?|administrativ[ae]?|ekonomisk[ae]?|verkställande|operativa?|kommunikativ|politiska?|fackliga?|externa?|interna?|ordinarie|personlig|social[ae]?|kommunal[ae]?|regionala?|regional|"
    r"medicinskt ansvarig|leg\.?|legitimerad|senior|seniora?|ny|nya|fysisk|strategisk|strategiska|utsedd|auktoriserad|förtroendevald|lokal|juridisk|pedagogisk"
)


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table in `resources/` as lists of columns.

    Args:
        name: File name, as in `headings.tsv`.

    Raises:
        ConfigError: A row has fewer than two columns.
    """
    text = resources.files("nlp_minutes.resources").joinpath(name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) < 2:
            raise ConfigError(f"{name}, line {number}: a row needs at least two columns")
        yield columns


_STEMS = "|".join(sorted((re.escape(row[0]) for row in rows("role_words.tsv")), key=len, reverse=True))
ROLE = rf"(?:(?:(?:{_BEFORE_ROLE}) )*(?:[\wåäöé]+- (?:och|samt) )?(?:[\wåäöé:-]*(?:{_STEMS})(?:en|n|et|na)?|justerande|gode mannen))"


def role_words() -> Iterator[tuple[str, str]]:
    """Yield the words for offices with their definite forms; an empty string where the definite form is none for one person."""
    for word, definite, *_ in rows("role_words.tsv"):
        yield word, "" if definite == "-" else definite


def _expand(pattern: str) -> str:
    return (
        pattern.replace("{body}", BODY_GENITIVE)
        .replace("{org}", BODY)
        .replace("{officer}", _OFFICER)
        .replace("{ref}", _REF)
    )


class _Headings(NamedTuple):
    """The patterns of all headings. Most lines head nothing: one pattern of all would be tried to the end on each."""

    order: dict[SectionKind, int]
    # by the letters that they begin with
    by_letter: dict[str, dict[re.Pattern[str], SectionKind]]
    # what may begin with anything, by the strings of which it needs one; behind an empty one, what needs none
    by_string: dict[str, dict[re.Pattern[str], SectionKind]]


@cache
def _headings() -> _Headings:
    known = _Headings({}, {}, {})
    for name, pattern, *_ in rows("headings.tsv"):
        kind, whole = SectionKind(name), _expand(pattern)
        known.order.setdefault(kind, len(known.order))
        letters = beginnings(whole)
        strings = () if letters else (minds_case(whole) and needed(whole)) or ("",)
        heading = {lazy(whole): kind}
        for letter in letters:
            known.by_letter.setdefault(letter, {}).update(heading)
        for string in strings:
            known.by_string.setdefault(string, {}).update(heading)
    return known


def _kind_of(heading: str) -> SectionKind | None:
    """The kind that a heading in its normal form is of; of several the first."""
    known = _headings()
    possible = dict(known.by_letter.get(heading[0], ()))
    for string, headings in known.by_string.items():
        if string in heading:
            possible.update(headings)
    found = [kind for pattern, kind in possible.items() if pattern.fullmatch(heading)]
    return min(found, key=known.order.__getitem__, default=None)


def normal_heading(text: str) -> str:
    """Lower-case a heading, make its blanks single, take marks at its ends and a leading number away."""
    text = " ".join(text.split()).casefold()
    number = _NUMBERED.match(text)
    return (text[number.end() :] if number else text).strip(" :.…_*#–-")


_NUMBERED = lazy(r"(?:\d{1,2}[.)]|[a-z]\)|[•*–-])\s*")


@lru_cache(maxsize=8192)
def heading_kind(text: str) -> SectionKind | None:
    """Tell which kind of section a line heads, by the lexicon alone.

    Args:
        text: The whole line.

    Returns:
        The kind, or None where the lexicon does not know the line.
    """
    if len(text) > 90 or not text.strip() or text.lstrip()[0].islower():
        return None
    if text.rstrip().endswith(".") and len(text.split()) > 2:
        return None
    heading = normal_heading(text)
    if not heading:
        return None
    counted = _COUNTED.match(heading) if heading[-1] == ")" else None
    heading = counted[1] if counted else heading
    kind = _kind_of(heading)
    bare = _ASIDE.sub("", heading) if kind is None and heading[-1] == ")" else ""
    return _kind_of(bare) if bare else kind


# 'Reservation (skriftlig)', 'Särskilt yttrande (bilaga 3)'
_ASIDE = lazy(r" ?\((?:[a-zåäö]{4,15}|(?:se )?bil(?:aga|\.) ?\w{1,3})\)$")
# 'Reservationer (2)'; a count behind another heading may be that of votes
_COUNTED = lazy(
    r"^((?:reservation|reservant|särskil|protokollsanteckning|röstförklaring|yrkande)[\wåäö ]*) \(\d{1,2}(?: st)?\)$"
)
_COLON = guarded(r"^([A-ZÅÄÖ][^:\n.]{2,50}):\s+(?=\S)")


def inline_heading(text: str) -> tuple[SectionKind, int] | None:
    """Find a heading that stands on one line with the text it heads: `Beslut: Enligt förslaget.`.

    Returns:
        The kind and the offset at which the text begins, or None.
    """
    match = _COLON.match(text)
    if match is None:
        return None
    kind = heading_kind(match[1])
    return None if kind is None else (kind, match.end())


# What no label that begins with letters known beforehand begins with.
_OTHER: Final = " "


class _Labels(NamedTuple):
    """The patterns of the labels that a line may begin with."""

    # what any of them begins with
    anyone: re.Pattern[str]
    # of each kind
    kinds: list[tuple[str, tuple[re.Pattern[str], ...]]]


@cache
def _front() -> dict[str, _Labels]:
    """The labels of the front page by the letter that a line begins with; behind an empty one all of them."""
    by_kind: dict[str, list[str]] = {}
    firsts: dict[str, frozenset[str]] = {}
    for kind, pattern, *_ in rows("front_labels.tsv"):
        by_kind.setdefault(kind, []).append(pattern)
        firsts[pattern] = beginnings(pattern)
    # Of the words that a label may have, as many as possible: first where the label ends the line or a colon or gap
    # follows, then where a capital or a number follows, then anywhere.
    again = r"(?![\wåäö])(?: ?\(\d{1,3}(?: st)?\)|,? \(?\d{1,3} (?:platser|ledamöter|mandat|personer|stycken)\)?)?(?: m\.? ?fl\.?)?(?: ?\((?:forts|fortsättning)\.?\)| forts\.?)?"
    ends = (rf"{again}(?=\s*(?:[:\t]|$|\.{{2}}|_))", rf"{again}(?=\s+(?-i:[A-ZÅÄÖ\d§(]))", again)
    made = {
        kind: tuple(lazy(f"(?:{'|'.join(f'(?:{p})' for p in patterns)}){end}", re.IGNORECASE) for end in ends)
        for kind, patterns in by_kind.items()
    }

    def beginning_with(letter: str) -> _Labels:
        possible = {
            kind: here
            for kind, patterns in by_kind.items()
            if (here := [one for one in patterns if not letter or not firsts[one] or letter in firsts[one]])
        }
        anyone = "|".join(f"(?:{one})" for here in possible.values() for one in here) or "(?!)"
        return _Labels(lazy(rf"(?:{anyone}){again}", re.IGNORECASE), [(kind, made[kind]) for kind in possible])

    return {letter: beginning_with(letter) for letter in ("", _OTHER, *frozenset().union(*firsts.values()))}


@lru_cache(maxsize=8192)
def front_label(line: str) -> tuple[str, int] | None:
    """Find the label of the front page that a line begins with.

    Returns:
        The label's kind and its length; of several the longest, or None.
    """
    best = _one_label(line)
    if best is None:
        return None
    # Two labels joined: 'Tjänstepersoner och personalföreträdare', 'Närvarande ersättare, ej tjänstgörande'.
    joint = _JOINT.match(line, best[1])
    if joint:
        second = _one_label(line[joint.end() :])
        if second is not None and {best[0], second[0]} <= _PEOPLE:
            kind = (
                second[0]
                if best[0] == "members" and second[0] == "substitutes" and "ej" in line.casefold()
                else best[0]
            )
            return kind, joint.end() + second[1]
    return best


_JOINT = lazy(r"(?:,| och| samt| ?/) ?")
_PEOPLE = {"members", "serving", "substitutes", "others", "absent"}


def _one_label(line: str) -> tuple[str, int] | None:
    best: tuple[str, int] | None = None
    known = _front()
    letter = "" if line[:1] in ODD_LETTERS else line[:1].lower()
    labels = known.get(letter, known[_OTHER])
    if not labels.anyone.match(line):  # as most lines
        return None
    for kind, patterns in labels.kinds:
        match = next((found for pattern in patterns if (found := pattern.match(line))), None)
        if match and (best is None or match.end() > best[1]):
            best = kind, match.end()
    return best


_FIND_BODY = guarded(rf"(?<![\wåäöÅÄÖ-]){BODY}(?![\wåäöÅÄÖ])", re.IGNORECASE)


def find_body(text: str) -> re.Match[str] | None:
    """Find the first collegial body that a text names."""
    return _FIND_BODY.search(text)


_ROLE = lazy(ROLE, re.IGNORECASE)


@cache
def _role_ends() -> dict[str, tuple[str, ...]]:
    """All that the words for offices can end in, by the last three letters: most texts that are asked about end otherwise."""
    forms = [word + ending for word, _ in role_words() for ending in ("", "en", "n", "et", "na")]
    ends: dict[str, list[str]] = {}
    for form in (*forms, "justerande", "gode mannen"):
        ends.setdefault(form[-3:].casefold(), []).append(form.casefold())
    short = tuple(one for one in ends if len(one) < 3)
    return {"": short} | {last: (*known, *short) for last, known in ends.items()}


def _ends_as_role(text: str) -> bool:
    ends, lower = _role_ends(), text.casefold()
    # an `I` with a dot and one without are others in small letters, but the same for the pattern
    return lower.endswith(ends.get(lower[-3:], ends[""])) or "İ" in text or "ı" in text


def is_role(text: str) -> bool:
    """Tell whether a text is the words for an office and nothing else."""
    text = text.strip(" .,:;()")
    return _ends_as_role(text) and _is_role(text)


@lru_cache(maxsize=8192)
def _is_role(text: str) -> bool:
    return bool(_ROLE.fullmatch(text))


@cache
def party_names() -> dict[str, str]:
    """Map the names of the parties, in lower case, to their abbreviations."""
    names: dict[str, str] = {}
    for abbreviation, name, others, *_ in rows("parties.tsv"):
        for one in [name, *others.split("|")]:
            if one:
                names[one.casefold()] = abbreviation
    return names


@cache
def _parties() -> dict[str, str]:
    """Names and abbreviations; what is both is an abbreviation."""
    return party_names() | {row[0].casefold(): row[0] for row in rows("parties.tsv")}


def party_normal(text: str) -> str | None:
    """Give the usual abbreviation of a party that the lexicon knows, by name or abbreviation; else None."""
    return _parties().get(text.casefold())


@cache
def abbreviations() -> dict[str, bool]:
    """Abbreviations that end in a full stop, in lower case, each with whether it is one token."""
    return {row[0]: row[2] == "yes" for row in rows("abbreviations.tsv")}


def months() -> dict[str, int]:
    """The months by name and by common abbreviation."""
    names = [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ]
    table = {name: number for number, name in enumerate(names, 1)}
    table |= {name[:3]: number for name, number in table.items()}
    table["sept"] = 9
    return table


@cache
def known_organisations() -> frozenset[str]:
    """Names of organisations that their shape does not tell, as written."""
    return frozenset(row[0] for row in rows("organisations.tsv"))


@cache
def given_names() -> frozenset[str]:
    """Common given names, in lower case."""
    return frozenset(plain_letters(row[0].casefold()) for row in rows("given_names.tsv"))


def plain_letters(word: str) -> str:
    """Take the accents off letters other than å, ä and ö, so that `Hjördís` and `Hjördis` are one word."""
    if word.isascii():
        return word
    return "".join(
        c
        if c in "åäöÅÄÖ"
        else "".join(part for part in unicodedata.normalize("NFD", c) if not unicodedata.combining(part))
        for c in unicodedata.normalize("NFC", word)
    )


@lru_cache(maxsize=16384)
def is_given_name(name: str) -> bool:
    """Tell whether a name begins with a common given name (`Karl-Gustav Ek`)."""
    return plain_letters(re.split(r"[ -]", name, maxsplit=1)[0].casefold()) in given_names()
