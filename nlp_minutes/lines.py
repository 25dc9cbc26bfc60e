"""The shapes that lines of minutes have, as far as one line alone tells: heads of items, list points, page furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nlp_minutes.lexicon import BODY, BODY_ABBREVIATION
from nlp_minutes.patterns import guarded, lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = [
    "CASE",
    "CASE_LABEL",
    "CASE_LINE_LABEL",
    "HANDLED_IN_BRACKETS",
    "LEADERS",
    "NO_REGISTER",
    "PLAN_CODE",
    "ItemHead",
    "begins_with_case",
    "case_series",
    "ends_sentence",
    "has_leaders",
    "is_case_line",
    "is_head_line",
    "is_page_number",
    "is_running_head",
    "is_signature",
    "is_stamp",
    "item_head",
    "leading_number",
    "lettered_points",
    "list_point",
    "mask",
    "page_number",
    "series_label",
]

# Case numbers (diarienummer). Each alternative is a form in use; see `rules.cases` for what may stand around them.
_YEAR = r"(?:19|20)\d\d"
# A word in a heading of capitals is no register: 'OCH KS 2031/118', 'FÖDD 821399-0000'.
NO_REGISTER: Final = r"(?!(?:OCH|SAMT|ELLER|FÖDDA?|KL|KLOCKAN|TEL|DEN|FRÅN|TILL|Hid|HID)\b)"
CASE: Final = (
    rf"{NO_REGISTER}(?:"
    rf"(?:[A-ZÅÄÖ]{{1,8}}|(?!Akt|Dnr|Ref|Sak|Mål|Jfr|Bil|Nr)[A-ZÅÄÖ][a-zåäö]{{1,3}})(?:-[A-ZÅÄÖ]{{1,4}})?[ -/]?{_YEAR}[-/.:]\d{{1,6}}(?:[:-]\d{{1,4}}|-[A-ZÅÄÖ]{{1,4}})?"  # KS 2018/14, KS-2023-00187, KS/2015:118-041
    rf"|(?:[A-ZÅÄÖ]{{2,6}}|(?!Akt|Dnr|Ref|Sak|Mål|Jfr|Bil|Nr)[A-ZÅÄÖ][a-zåäö]{{1,3}})[ -]?\d{{1,6}}/{_YEAR}-\d{{3}}"  # Gyn 61/2012-042
    rf"|[A-ZÅÄÖ]{{2,6}}[ -]?\d{{3,6}}/(?:{_YEAR}|\d\d)"  # BN 214/31, the number before the year
    r"|(?!KL|SEK|EUR|USD|NR|TEL)[A-ZÅÄÖ]{2,6} \d{2}\.\d{3,5}(?![\d.])"  # KS 31.118
    r"|[A-ZÅÄÖ]{1,6}[ ./-]\d{2}(?:-\d{1,5} \d{3}(?!\d)|[-/:]\d{1,5}(?:-[A-ZÅÄÖ]{1,4}|[-:]\d{1,4})?)"  # KS 31-118 041, BN 31/0118-BL
    r"|\d{1,5}/\d\d(?:\.\d\d){1,3}/\d{4}"  # 114/01.02.00/2023, towns in Finland
    rf"|[A-ZÅÄÖ]{{2,6}}/\d{{1,5}}/{_YEAR}"  # HSN/120/2020
    r"|[A-ZÅÄÖ]{2,6}\d{2}[-/:]\d{1,5}"  # GVN16-97, KS31/118
    rf"|[A-ZÅÄÖ]{{2,6}}\.{_YEAR}\.\d{{1,6}}"  # BYGG.2032.511
    r"|\d{2}[A-ZÅÄÖ]{2,4}\d{2,5}(?:-\d{1,3})?"  # 16KS344, 16KS344-2
    rf"|{_YEAR}/[A-ZÅÄÖ]{{2,5}}[ /-]?\d{{2,6}}"  # 2031/KS0118
    r"|\d{1,5}/\d\d-\d{3}"  # 118/31-042, the number in the plan behind the year
    rf"|{_YEAR}[-/:.]\d{{1,6}}(?:[-:./]\d{{1,4}})?"  # 2031/118
    rf"|\d{{1,6}}[/-]{_YEAR}(?:-\d{{1,3}})?"  # 00118/2031
    r"|\d{3,5}/\d\d"  # 0118/31
    r")(?![\w/])"
)

# What stands in front of a case number. `Akt`, `Ref` and the like say so at the beginning of a line only.
_CASE_LABEL = (
    r"(?:(?:vårt? )?(?:dnr(?:[ .]nr)?|d[.-]?nr|diarie(?:t|ts)?(?:[ -]?(?:nummer|nr|beteckning))?|diarium|beteckning)"
    r"|ärende(?:ts)?(?:[ -]?(?:nummer|nr|id|beteckning))?|dossi(?:er|é)(?:nummer|nr)?)"
)
CASE_LABEL: Final = _CASE_LABEL
_LINE_LABEL = rf"(?:{_CASE_LABEL}|(?:vår )?(?:akt(?:en|erna|er)?|sak|mapp|ref|referens|arkiv|journal|registrering|reg)\.?(?:s?[ -]?(?:nummer|nr|beteckning))?|mål(?:[ -]?(?:nummer|nr)|beteckning))"
CASE_LINE_LABEL: Final = _LINE_LABEL
# The place in the plan of an archive, in a column of its own behind the number: 'Tn 2031.0112  315', 'Dnr 2031/118 042'.
PLAN_CODE: Final = r"(?:\s+(?:[/–-]\s?)?\d{3}(?:\.\d{1,2})?(?![\w.,:/-]))"
_CASE_LINE = lazy(
    rf"\(?(?:(?i:{_LINE_LABEL})\.?\s?:?\s*)?{CASE}(?:(?:\s*[,;/]\s*|\s+(?:och|samt)\s+|\s+)(?:(?i:{_LINE_LABEL})\.?\s?:?\s*)?{CASE})*{PLAN_CODE}?\)?\.?"
    rf"|\(?(?i:{_CASE_LABEL})\.?\s?:?\s*(?:[A-ZÅÄÖ][a-zåäö]{{1,4}} )?[A-ZÅÄÖ\d][\w/.:-]*\d[\w/.:-]*(?: \d{{2,4}})?\)?"
    rf"|\(?(?i:{_LINE_LABEL})\.?\s?:?\s*\d{{1,6}}[/-]\d{{2,6}}\)?"
)


# Numbers of printed matter and law: SOU 2025:8, Ds 2024:29, prop. 2023/24:5.
_PRINTED = lazy(
    r"\(?(?:SOU|Ds|SFS|[Pp]rop|[Bb]et|[Mm]ot|EU|AFS|BFS|TSFS|SOSFS|HSLF-FS|JO|RÅ|NJA|MÖD|[Hh]andling|[Bb]ilaga|Mål(?= \d{4}-))\b"
)


def is_case_line(line: str) -> bool:
    """Tell whether a line holds case numbers and nothing else (`Dnr KS 2031/118`, `(KS-2031-00118)`)."""
    line = line.strip()
    if not _DIGIT.search(line):  # as most lines
        return False
    if _CASE_LINE.fullmatch(line):
        return not _PRINTED.match(line) and not _is_school_year(line) and not _YEARS_OF_PLAN.fullmatch(line)
    return bool(case_series(line))


_YEARS_OF_PLAN = lazy(r"[A-ZÅÄÖ]{3,} (?:19|20)\d\d[–-](?:19|20)\d\d")  # 'SKOLPLAN 2031-2034'


# A number of some register, whatever its form: letters or none, then numbers with what divides them.
_REGISTER_NUMBER: Final = (
    r"(?<!\w)(?:"
    r"(?:(?!Akt|Dnr|Ref|Sak|Nr)"
    + NO_REGISTER
    + r"(?:(?:[A-ZÅÄÖ]{1,4} )?[A-ZÅÄÖ]{1,8}|[A-ZÅÄÖ][a-zåäö]{1,3}[A-ZÅÄÖ]{0,2}|(?!akt|dnr|ref|sak|kap|nr|och|kl\b)[a-zåäö]{2,4}(?=[ ./-]?\d))"
    r"(?:-(?:[A-ZÅÄÖ]{1,4}|dnr))?[ ./-]?)?\d{1,6}"
    r"(?:(?:[-/:.]?[A-ZÅÄÖ]{1,5})?(?:[-/:.]\d{1,6}){1,4}(?:-[A-ZÅÄÖ]{1,4})?|[/-][A-ZÅÄÖ]{2,5} ?\d{1,6}|[A-ZÅÄÖ]{2,5}\d{1,6})"  # '31/KS 118', '2031KS118'
    r"|[A-ZÅÄÖ]{1,5}/\d{4,6}"  # 'LK/31118'
    r")(?![\w/])"
)
_LEAD = r"[\s|(\[–—-]*"
_NUMBERS = (
    rf"(?P<numbers>{_REGISTER_NUMBER}(?:(?:\s*[,;/&]\s*|\s+(?:och|samt|resp\.?)\s+|\s+){_REGISTER_NUMBER})*)"
    rf"(?:, [^\W\d]{{2,20}}\.?:? ?[\d.]{{1,12}}|\s*[(\[]\d{{2,3}}(?:\.\d{{1,2}})?|{PLAN_CODE})?[\s)\]|.]*"  # ', kod 102', ' (253)', ' 102'
)
_SERIES = lazy(_LEAD + _NUMBERS)
# The label may be any one to three words; those that minutes have are looked for first.
_LABELLED_SERIES = tuple(
    re.compile(rf"{_LEAD}(?P<label>{label})(?P<colon>\s?:)?\s*{_NUMBERS}")
    for label in (rf"(?i:{_LINE_LABEL})\.?", r"[^\W\d]+\.?(?:[ -][^\W\d]+\.?){0,2}?(?=\s|:)")
)
_KNOWN_LABEL = lazy(rf"{_LINE_LABEL}\.?", re.IGNORECASE)
_DATE = lazy(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/. -](?:19|20)?\d\d")
_YEARS_ON_END = lazy(r"(?:19|20)(\d\d)[/-](?:19|20)?(\d\d)")
# Behind these stand numbers of another kind, colon or not.
_OTHER_LABEL = lazy(
    r"(?:född\w*|fastighet\w*|bilag\w*|handling\w*|tel\w*|tfn|mobil\w*|org\w*|pers\w*|\w*datum|\w*tid|kl|period\w*|sid\w*|blad\w*|budget\w*|bankgiro|plusgiro|punkt\w*"
    r"|lag\w*|summa|belopp|resultat|röst\w*|omröst\w*|votering\w*|ja|nej|år|läsår\w*|mål|ersätter|se|jfr|tidigare|er|ert|eran?|deras)(?![^\W_])|\w+s (?:beteckning|dnr|diarie|akt|ref|ärende)",
    re.IGNORECASE,
)


def case_series(text: str, labels: Collection[str] = ()) -> list[tuple[int, int]]:
    """Read a text that is a label with case numbers of any form behind it and nothing else.

    Args:
        text: A line or a cell: `– akterna B 2031:0633 och B 2032:0091`, `Akt 45/31, 45/31:2`, `| UBN-2031-00412`.
        labels: What a document puts before its case numbers beside what minutes have, in small letters; an empty one
            where they stand without.

    Returns:
        The spans of the numbers; none where it is something else. An unknown label needs its colon and a number that
        begins with letters; with none the number must have the form of a case number.
    """
    match = None if _YEARS_OF_PLAN.fullmatch(text.strip()) else _read_series(text)
    if match is None:
        return []
    numbers = list(_REGISTER.finditer(text, match.start("numbers"), match.end("numbers")))
    label = match.groupdict().get("label")
    if label is None:
        sure = "" in labels or all(_CASE_ALONE.fullmatch(number[0]) for number in numbers)
    elif label.casefold() in labels or _KNOWN_LABEL.fullmatch(label):
        sure = True
    else:
        sure = bool(match["colon"]) and all(number[0][0].isalpha() for number in numbers)
    return [number.span() for number in numbers] if sure else []


def _read_series(text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST_SERIES or not _DIVIDED.search(text):
        return None
    known, other = _LABELLED_SERIES
    match = known.fullmatch(text) or _SERIES.fullmatch(text) or other.fullmatch(text)
    if match is None or _PRINTED.match(text.lstrip(" |([–—-")):
        return None
    label = match.groupdict().get("label")
    if label is not None and _OTHER_LABEL.match(label):
        return None
    numbers = _REGISTER.findall(text, match.start("numbers"), match.end("numbers"))
    known_label = label is not None and _KNOWN_LABEL.fullmatch(label) is not None
    return None if any(_is_date(number, years=not known_label) for number in numbers) else match


def _is_date(number: str, *, years: bool) -> bool:
    if _DATE.fullmatch(number):
        return True
    match = _YEARS_ON_END.fullmatch(number) if years else None
    if match is not None and _MONTH.fullmatch(number):
        return True
    return match is not None and 0 < (int(match[2]) - int(match[1])) % 100 <= _PERIOD


_MONTH = lazy(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_PERIOD: Final = 10  # years that a plan may run


# Without two numbers and what divides them there is no number of a register.
_DIVIDED = lazy(r"\d[A-ZÅÄÖ]{0,5}[-/:.](?:[A-ZÅÄÖ]{2,5} ?)?\d|\d[A-ZÅÄÖ]{2,5}\d|[A-ZÅÄÖ]/\d{4}")
_LONGEST_SERIES: Final = 160
_REGISTER = lazy(_REGISTER_NUMBER)
_CASE_ALONE = lazy(CASE)


_LEADING = lazy(
    rf"[\s(\[]*(?P<numbers>{_REGISTER_NUMBER}(?:,? (?:och |samt )?{_REGISTER_NUMBER})*)[\s)\]]+(?:[:–-] )?(?=[A-ZÅÄÖ”\"])"
)


def leading_number(text: str) -> tuple[int, int] | None:
    """Give the span of the number that may be a case number right before the words of a title; None where none is.

    A date or a year is none. Whether it is one is told by the heads of the other items.
    """
    match = _LEADING.match(text) if _DIVIDED.search(text[:60]) else None
    if match is None or _PRINTED.match(match["numbers"]):
        return None
    numbers = _REGISTER.findall(match["numbers"])
    return None if any(_is_date(number, years=True) for number in numbers) else match.span("numbers")


def series_label(text: str) -> str | None:
    """Give what stands before the case numbers of a text that holds nothing else, in small letters, known or not.

    Returns:
        The label; empty where there are numbers alone, None where the text is something else.
    """
    match = _read_series(text)
    return None if match is None else (match.groupdict().get("label") or "").casefold()


def _is_school_year(line: str) -> bool:
    """Two years on end: `2031–2032`, the rest of a title such as `Platser läsåret` / `2031–2032`."""
    years = re.fullmatch(r"\(?((?:19|20)\d\d)[–/-]((?:19|20)\d\d)\)?", line)
    return years is not None and int(years[1]) < int(years[2]) <= int(years[1]) + 30


_CASE_BEGINS = lazy(
    rf"\(?(?i:{_LINE_LABEL})\.?\s?:?\s*(?:{CASE}|\d{{1,6}}[/-]\d{{2,6}}(?![\w/-]))|\(?(?i:{_CASE_LABEL})\.?\s?:?\s*[A-ZÅÄÖ\d][\w/.:-]*\d"
)


def begins_with_case(line: str) -> bool:
    """Tell whether a line begins with a labelled case number (`Ärendenummer KUN-2031-0307 (tidigare ...)`)."""
    return bool(_CASE_BEGINS.match(line.strip()))


# Where an item stands on the agenda: 'Ärende 3', 'Punkt 4 på dagordningen'.
_AGENDA_PLACE = lazy(
    r"(?:\(?(?:Ärende|ÄRENDE|Punkt|PUNKT|Dagordningspunkt|Dagordningsärende|Föredragningspunkt|Ärendepunkt)"
    r"|\((?:ärende|punkt|p\.?|dagordningspunkt|föredragningslistan|dagordningen|ärendelistan),?)"
    r"(?:[ -]?(?:nr|nummer))?[.:]?\s?\d{1,3}(?: (?:på|i|enligt) (?:dagordning|föredragningslist|ärendelist)\w+)?\)?\.?"
)
# The handling of the matter by other bodies, in brackets: '(Ks § 41, Ksau § 38)', '(Kommunstyrelsen 2031-03-04 § 41)'.
HANDLED_IN_BRACKETS: Final = (
    rf"\((?:[Jj]fr\.? |[Ss]e )?(?:(?:[A-ZÅÄÖ]{{2,6}}|[A-ZÅÄÖ][a-zåäö]{{1,4}}|(?i:{BODY})|[A-ZÅÄÖ][a-zåäö]+(?:utskottet|nämnden|styrelsen))"
    r"[.:]?(?: (?:den )?(?:\d{4}-\d\d-\d\d|\d{1,2} [a-zåäö]+ \d{4}),?)? ?§{1,2} ?\d{1,4}(?:/\d{2,4})?(?:[,;]? (?:och |samt )?|(?=\))))+\)"
)
_HANDLED_LINE = lazy(HANDLED_IN_BRACKETS)


def is_head_line(line: str) -> bool:
    """Tell whether a line belongs to an item's head but not to its title: case numbers, its place on the agenda, its handling."""
    line = line.strip()
    return is_case_line(line) or bool(_AGENDA_PLACE.fullmatch(line) or _HANDLED_LINE.fullmatch(line))


_HEAD = lazy(
    # the number on the agenda: 'Ärende 2 § 56', 'Ärende 2  KF § 56', '12. § 56'
    r"(?:(?:(?:[Ää]rende|ÄRENDE|[Pp]unkt|PUNKT|Dagordningspunkt|[Nn]r)(?:[ -]?(?:nr|nummer))?\.?\s?\d{1,3}\s?[.:)|/,–-]?"
    rf"\s*(?=(?:{BODY_ABBREVIATION}|[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{{1,5}}|(?i:{BODY}))?[.:]?\s?(?:§|[Pp]aragraf)))"
    r"|\d{1,3}[.:)]?\s+(?=§))?"
    rf"(?P<prefix>(?:{BODY_ABBREVIATION}|[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{{1,5}}|(?i:{BODY}))[.:]?\s?)?"
    rf"(?P<sign>(?:§{{1,2}}|\$(?=\s?\d)|(?:[Pp]aragraf(?:erna)?|PARAGRAF)(?: ?(?:nr|NR|nummer)\b\.?)?:?)\s?)"
    r"(?P<number>\d{1,4})(?P<letter> ?[A-Za-z](?![\w)])(?!\.(?! [A-ZÅÄÖ]|$)))?"
    r"(?:\s?(?:–|-|—|t\.?o\.?m\.?|till)\s?(?:§ ?)?(?P<last>\d{1,4}))?"
    r"(?P<year>/(?:\d{4}|\d\d))?(?![\w%])(?P<rest>.*)",
    re.DOTALL,
)
_OF_YEAR = lazy(
    r"(?P<prefix>[A-ZÅÄÖ]{2,6} )?(?P<sign>§) ?(?:19|20)\d\d[/:-](?P<number>\d{1,4})(?![\w%/:-])(?P<rest>.*)", re.DOTALL
)
# '12 §', 'KFN 12 §', 'Kf:12 §'
_HEAD_AFTER = lazy(
    r"(?!(?i:se|jfr|enl|jml|av|om|med|för|vid|mot|ur|och|samt|till|från|ej|lag|lagen|kap|nr|även|också)\b)"
    rf"(?P<prefix>(?:{BODY_ABBREVIATION}|[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{{1,5}}|(?i:{BODY}))(?:[.:/-]\s?|\s))?"
    r"(?P<number>\d{1,4})(?P<letter> ?[A-Z](?![\w.)]))? ?§(?!\s?\d)(?P<rest>.*)",
    re.DOTALL,
)
# "4. Fastställande av dagordning (§ 84)": the number behind the title.
_HEAD_LAST = lazy(
    r"(?:\d{1,2}[.)]\s+)?(?P<rest>[A-ZÅÄÖ][^§]{3,220}?)\s*\((?:[A-ZÅÄÖ][\wÅÄÖ]{1,6}\.? )?§ ?(?P<number>\d{1,4})(?P<letter> [A-Z])?\)$",
    re.DOTALL,
)
_MATTER = lazy(r"(?:Ärende|ÄRENDE)(?:\s?(?:nr|nummer))?\.?\s?(?P<number>\d{1,3})(?![\w/-])(?P<rest>.*)", re.DOTALL)


# More items of the entry, then the next person: '§§ 18–19, 21–25, Dahl Jon (c)', '§ 20 samt Mia Björk (s)', '§ 4 för Jon Dahl (c)'.
_IN_ENTRY = lazy(
    r"\s*;|(?:\s?(?:,|och|samt)\s?§{0,2}\s?\d{1,4}(?:\s?[–—-]\s?\d{1,4})?)*"
    r"\s*(?:,|och|samt|för|i stället för|ersätter|ersättare för)\s+(?:för\s+)?(?:[A-ZÅÄÖ][\w-]+\s){1,4}\([A-ZÅÄÖa-zåäö]{1,4}\)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHead:
    """A line that looks like the head of an item.

    Attributes:
        number: As written, without §, a letter joined: `12`, `19 A`.
        value: The number's value.
        last: The last number of a range (`§§ 21–23`), or None.
        prefix: The body before the §, or an empty string; `ärende` for `Ärende 14`.
        rest: What follows on the line.
        rest_at: Its offset in the line.
        number_at: Offset of the number in the line.
        misread: Whether a `$` stands for the `§`, as scanning makes it.
    """

    number: str
    value: int
    last: int | None
    prefix: str
    rest: str
    rest_at: int
    number_at: int
    misread: bool = False


# What divides the number from the rest; a slash alone, for '12/31' is a number with its year.
_BEFORE_REST = lazy(r"[ \t.:–—|·•∙-]*(?:/\s+)?")
# Without one of these no pattern for a head can match.
_HEAD_SIGNS: Final = ("§", "$", "aragraf", "PARAGRAF", "Ärende", "ÄRENDE")


def item_head(line: str) -> ItemHead | None:
    """Read the head of an item, if the line begins with one."""
    for sign in _HEAD_SIGNS:
        if sign in line:
            return _item_head(line)
    return None


@lru_cache(maxsize=1024)
def _item_head(line: str) -> ItemHead | None:
    offset = len(line) - len(line.lstrip())
    body = line[offset:].rstrip()
    match = _HEAD.match(body)
    kind = ""
    if match is None:
        match = _HEAD_AFTER.match(body)
    if match is None and (body[:1].isdigit() or (len(body.split()) >= 6 and "," not in body)):
        match = _HEAD_LAST.match(body)
    if match is None:
        match = _MATTER.match(body)
        kind = "ärende"
    if match is None:
        return None
    if of_year := _OF_YEAR.match(body):  # '§ 2031/41 Taxa': the year, then the number
        match = of_year
    groups = match.groupdict()
    rest = match["rest"]
    if _IN_ENTRY.match(rest):
        return None  # the end of an entry in a row of people: 'Jon Dahl, ej' / '§ 116; Mia Björk'
    strip = len(rest) - len(_BEFORE_REST.sub("", rest, count=1))
    letter = (groups.get("letter") or "").strip().upper()
    last = groups.get("last")
    number = match["number"] + (f" {letter}" if letter else "")
    return ItemHead(
        number=number if last is None else body[match.start("number") : match.end("last")],
        value=int(match["number"]),
        last=int(last) if last else None,
        prefix=kind or (groups.get("prefix") or "").strip(" .:"),
        rest=rest[strip:],
        rest_at=offset + match.start("rest") + strip,
        number_at=offset + match.start("number"),
        misread=(groups.get("sign") or "").startswith("$"),
    )


_POINT = lazy(
    r"(?:(?:\d{1,2}[.)]|(?:[a-zA-ZåäöÅÄÖ]|[IVX]{2,4}|[ivx]{2,4})\)|\(\d{1,2}\)|[•●▪◦○■□➢*–—-])\s+(?=\S)|[•●▪]\s*(?=\S)"
    r"|(?:Beslutspunkt|Punkt|Att-sats) \d+[:.]? |\d{1,2}\.(?=[A-ZÅÄÖ]))"
)


def list_point(line: str) -> int:
    """Give the length of the mark with which a list point begins (`1. `, `– `, `a) `), or 0."""
    match = _POINT.match(line.lstrip())
    if match is None:
        return 0
    return len(line) - len(line.lstrip()) + match.end()


_LETTERED = lazy(r"\s*(?P<letter>[A-Z])\. +(?=\S)")


def lettered_points(texts: Sequence[str]) -> dict[int, int]:
    """Find list points marked with capitals and a full stop, which alone may be an initial: `A. ` and then `B. `.

    Args:
        texts: Paragraphs, in order.

    Returns:
        The length of the mark by the paragraph's place; nothing where the letters do not run on from A.
    """
    found = {n: match for n, text in enumerate(texts) if (match := _LETTERED.match(text))}
    letters = [match["letter"] for match in found.values()]
    if len(letters) < _TWO or any(ord(letter) != ord("A") + n for n, letter in enumerate(letters)):
        return {}
    return {n: match.end() for n, match in found.items()}


_TWO: Final = 2  # points at least that make a list

_ABBREVIATED = lazy(
    r"(?:\b(?:bl\.a|t\.ex|m\.fl|m\.m|kl|kap|forts|dnr|ordf|st|jfr|tf|nr|mom|enl|avd|alt|prop|sekr|ers|handl|tj\.skr|"
    r"f\.d|s\.k|fr\.o\.m|t\.o\.m|ca|resp|inkl|exkl|p|sid|s|d\.v\.s|dvs|etc|kr|tkr|mnkr|mkr|bil|art|ref)\.)$",
    re.IGNORECASE,
)


# More letters than the longest abbreviation has.
_TAIL: Final = 20
_SENTENCE_END = lazy(r"[.!?…:;][”\"’»)]?$|[”»]$")


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does (an abbreviation's point is none)."""
    text = line.rstrip()
    if not text:
        return False
    if text[-1] == "." and _ABBREVIATED.search(text, max(0, len(text) - _TAIL)):
        return False
    return bool(_SENTENCE_END.search(text, max(0, len(text) - 2)))


_PAGE_ONLY = lazy(
    r"(?:(?:sida(?:n)?|sid\.?|s\.|blad(?:nr)?|page)\s?(?:nr)?[:.]?\s*)?"
    r"(?:(?P<n>\d{1,4})\s?(?:\(\s?(?P<of>\d{1,4})\s?\)|av\s\d{1,4}|\s?/\s?(?P<slash>\d{1,3})(?!\d))|(?<=\s)\d{1,4})|[-–]\s?\d{1,3}\s?[-–]",
    re.IGNORECASE,
)
_PAGE_WORD = lazy(
    r"(?<!\bpå )(?:sida(?:n)?|sid\.?|blad)\s?(?:nr)?[:.]?\s*(?P<n>\d{1,4})(?:\s?\(\s?\d{1,4}\s?\)|\s?(?:av|/)\s?\d{1,4})?$",
    re.IGNORECASE,
)
_PAGE_END = lazy(r"(?:(?<=\s)|^)(?P<n>\d{1,4})\s?\(\s?(?P<of>\d{1,4})\s?\)$")
_PAGE_ANY = lazy(r"\bsida\s(?P<n>\d{1,4})\s?(?:\(\d{1,4}\)|av\s\d{1,4})", re.IGNORECASE)


_DIGIT = lazy(r"\d")
_GAPS = lazy(r"[\s_]+")


def page_number(line: str) -> int | None:
    """Read the page number that a running head or foot carries, or None."""
    if _DIGIT.search(line) is None:
        return None
    text = _GAPS.sub(" ", line).strip()
    if len(text) > 140:
        return None
    for pattern in (_PAGE_WORD, _PAGE_END, _PAGE_ANY):
        match = pattern.search(text)
        if match and (pattern is not _PAGE_END or int(match["n"]) <= int(match["of"])):
            return int(match["n"])
    match = _PAGE_ONLY.fullmatch(text)
    if match and match["n"] is not None and int(match["n"]) <= int(match["of"] or match["slash"] or 9999):
        return int(match["n"])
    return None


def is_page_number(line: str) -> bool:
    """Tell whether a line carries a page number, as running heads and feet do."""
    return page_number(line) is not None


_SIGNATURE = lazy(
    r"^(?:(?:protokolls?)?juster(?:andes?|ares?|arnas?|arens|ingsm[aä]n(?:nens|nen|s)?|ingsmans|ingspersonernas)|ordförande(?:ns|s)?|ordf\.?|sekreterare(?:ns|s)?|just\.?|utdrag(?:et|s)?|protokollets)[\s/,]*(?:och )?"
    r"(?:(?:protokolls?)?juster(?:andes?|ares?|arnas?)[\s/]*)?(?:sign(?:atur(?:er)?|\.|um)?|initialer|underskrift|bestyrk(?:ande|s|es)?|namnteckning|parafering)(?![\wåäö])"
    r"|utdragsbestyrkande|^signatur(?:er)?\b[ _.:]*$|^(?:just|ordf|sekr)\.? ?sign",
    re.IGNORECASE,
)
_STAMP = guarded(
    r"(?:^(?:digitalt |elektroniskt )?(?:signerat|undertecknat|underskrivet) (?:av|med|via|digitalt|elektroniskt|\d{4}-)|^(?:detta )?dokument(?:et)? (?:är|har) (?:digitalt|elektroniskt)? ?(?:signerat|undertecknat|underskrivet|signerats|undertecknats)|"
    r"transaktion(?:s-?id)?[: ]\s?[\da-f]{6,}|^(?:dokument-?id|signatur-?id|verifikat|kontrollsumma|scrive|penneo|visma addo|comfact)\b|(?<![\w-])ID: ?[0-9a-f-]{6,})",
    re.IGNORECASE,
)


# Each alternative of the pattern has one of these; most lines have none.
_SIGNS: Final = ("sign", "initialer", "underskrift", "bestyrk", "namnteckning", "parafering")
_DOTS = lazy(r"[\s_.…]+")


def is_signature(line: str) -> bool:
    """Tell whether a line is the place for initials at a page's foot (`Justerandes sign  Utdragsbestyrkande`)."""
    lower = line.lower()
    if not any(word in lower for word in _SIGNS):
        return False
    text = _DOTS.sub(" ", line).strip()
    return len(text) <= 160 and bool(_SIGNATURE.search(text))


def is_stamp(line: str) -> bool:
    """Tell whether a line is a stamp of digital signing, as it runs down the margin."""
    return len(line) <= 160 and bool(_STAMP.search(line.strip()))


_RUNNING = lazy(
    r"(?:sammanträdesdatum|sammanträdesdag|datum)\s?:?\s*(?:\d{4}-\d\d-\d\d|\d{1,2} [a-zåäö]+ \d{4})|protokoll nr\.? ?\d+",
    re.IGNORECASE,
)


def is_running_head(line: str) -> bool:
    """Tell whether a line is of the kind that heads a page again and again (`Sammanträdesdatum: 2031-03-12`)."""
    return bool(_RUNNING.fullmatch(line.strip()))


# Dots that lead the eye, a line to sign on: they part what stands before and behind them.
LEADERS: Final = r"(?:\.{3,}|_{2,}|…+)"


def has_leaders(text: str) -> bool:
    """Tell whether a text holds dots that lead the eye or a line to sign on."""
    return "..." in text or "__" in text or "…" in text


_NUMBER = lazy(r"\d+")


@lru_cache(maxsize=1024)
def mask(line: str) -> str:
    """Make a line's key for finding what repeats: lower case, numbers masked, blanks, dots and underscores single."""
    text = _NUMBER.sub("#", line.casefold())
    # a table of marks would be asked about every letter
    for mark in "_.…:":
        text = text.replace(mark, " ")
    return " ".join(text.split())
