"""Case numbers (diarienummer)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from nlp_minutes.lines import CASE, CASE_LABEL, CASE_LINE_LABEL, NO_REGISTER, case_series
from nlp_minutes.patterns import guarded, lazy

__all__ = ["find_cases", "read_own_cases"]

_PREFIXED = lazy(rf"(?<![\w/.-])(?:{CASE})")
_LABELLED = lazy(
    rf"(?<![\wåäö])(?i:{CASE_LABEL})(?![\wåäö])\.?\s?:?\s*(?P<case>\d{{1,3}}-(?:19|20)\d\d:\d{{1,6}}|(?:19|20)\d\d / \d{{1,6}}|[A-ZÅÄÖ]{{1,4}}\d[A-ZÅÄÖ\d]{{0,5}} (?:19|20)\d\d[:/.-]\d{{1,6}}|{CASE}|\d{{3,6}}/(?:19|20)\d\d(?=\d\.\d)|(?:19|20)\d\d[/-]?[A-ZÅÄÖ]{{1,5}}[-/ ]?\d{{1,6}}|[A-ZÅÄÖ]{{1,6}}[ -]?\d[\w/.:-]*\d(?: \d{{3}})?|[A-ZÅÄÖ][a-zåäö]{{1,4}}[ /-]?\d{{1,6}}[-/:]\d{{1,6}}(?:-\d{{1,4}})?|\d[\d./:-]*[-/.]\d[\d./:-]*\d|\d[\d.]*-\d+[/-]\d{{4}}|[A-ZÅÄÖ]{{1,3}} \d{{1,3}}-[A-ZÅÄÖ] (?:19|20)\d\d:\d{{1,6}}|(?=[\w.:-]*[/:-])(?=[\w./:-]*\d[\w./:-]*\d)[A-ZÅÄÖa-zåäö\d][\w./:-]{{3,24}}\w(?! \d))(?:(?![\w/]|-\w)|(?=\d\.\d))"
)
_NUMBER_OF = lazy(
    r"(?:org(?:anisations)?\.? ?-?(?:nr|nummer)\.?|personnummer|samordningsnummer|pers\.?nr|telefon|tel\.?|bankgiro|plusgiro)\s*$",
    re.IGNORECASE,
)
# Numbers of courts, county boards and other authorities.
_OTHERS = guarded(
    # 'Miljödomstolens dom den 4 maj, M 1406-31'
    r"(?:(?:\b[Dd]om(?:en|ar)?|domstol\w*|\b[Dd]eldom|rätten|rättens)\b[^.;\n]{0,60}?[ ,(](?P<judgment>[A-ZÅÄÖ]{1,2} \d{2,6}-\d\d)(?![\w-]))|(?:\bmål(?:et|en)?(?: nr\.?| nummer)?:? (?P<court>(?:[A-ZÅÄÖ]{1,2} ?)?\d{1,6}-\d{2,4}))|\b(?:[Dd]om\w*\b[^.;\n]{0,60}?\bmål\b[^.;\n]{0,60}?[ ,(]|[Dd]om(?:en)?:? (?:nr )?)(?P<plain>\d{2,6}-\d\d)(?![\w-])|(?<![\w/.-])(?P<board>\d{2,4}-\d{3,6}-(?:19|20)?\d\d)(?![\w-])"
    r"|(?<![\w/.-])(?P<lettered>"
    + NO_REGISTER
    + r"[A-ZÅÄÖ]{1,5}[ -]\d{2,6}-\d{3,6}(?:-\d{2,4})?|[A-ZÅÄÖ]{2,4}-\d{4,6}-\d\d)(?![\w-])|(?<![\w/.-])(?P<authority>\d(?:\.\d+){1,3}-\d{3,6}/(?:19|20)\d\d(?:-\d{1,3})?)"
    # 'A612.884/2031' of the police, 'Fi2031/01234/K4' of a ministry, '2031/051873' and 'LM2031/012345' of a board
    r"|(?<![\w/.-])(?P<police>[A-ZÅÄÖ]{1,2} ?\d{1,3}(?:\.\d{3}){1,2}/(?:19|20)\d\d)(?![\w/-])"
    r"|(?<![\w/.-])(?P<ministry>(?!EU|EG)[A-ZÅÄÖ](?:[a-zåäö]|[A-ZÅÄÖ]{1,3})? ?(?:19|20)\d\d/\d{4,6}(?:/[A-ZÅÄÖ]{1,5}\d?)?)(?![\w/-])"
    r"|(?<=\()(?P<dotted>(?:19|20)\d\d\.\d{2,6})(?=\))|(?<![\w/.-])(?P<report>5\d{3}-K\d{3,7}-\d\d)(?![\w-])"
    r"|(?<![\w/.-])(?P<board_year>(?:19|20)\d\d[/-]\d{5,6}|(?<!\d )\d{5,6}/(?:19|20)\d\d)(?![\w/-])"
)
# Bare numbers as courts and authorities write them, behind their names: 'Högsta förvaltningsdomstolen ... (6120-30)'.
_BARE_OF_OTHERS = lazy(
    r"(?:[,(] ?(?:målnr\.? |nr )?|\b[Bb]eslut )(?:(?P<bench>(?!(?:19|20)\d\d-)\d{3,6}-\d\d)|(?P<office>(?!(?:19|20)\d\d[-/])\d{2,6}[-/](?:19|20)\d\d|\d\d/\d{4,6}|\d(?:\.\d{1,2}){1,3}-(?:19|20)\d\d-\d{3,6}|(?:19|20)\d\d:\d{3,5}))(?=[),.;]|\s|$)"
)
_COURT = lazy(r"(?:domstol(?:en|ens)?|rätt(?:en|ens)|\bHFD|\bMÖD)\b[^.;\n]*$")
_OFFICE = lazy(
    r"(?:(?:ombudsmannen|inspektionen|myndigheten|departementet|domstolen|rätten|styrelsen|verket)s?|\bSKR|\bSKL|\bIVO|\bJO)\b[^.;\n]*$"
)
_NEAR = 90


def _of_others(text: str) -> Iterator[tuple[int, int]]:
    for match in _BARE_OF_OTHERS.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        if (_COURT if match["bench"] else _OFFICE).search(before):
            yield match.span(match.lastgroup or 0)


_WITH_SLASH = lazy(r"[A-ZÅÄÖ]{2,6}[ -]?(?:19|20)\d\d[/:-]\d+")  # never the number of a thing, also behind 'nr'
_LETTERED = lazy(r"^[A-ZÅÄÖ]")
_DATE_LIKE = lazy(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$")
_NOT_BEFORE = lazy(
    r"(?:§+\s?|\bår(?:en)?\s|\bMotion\s|\bmotion\s|\bperioden?\s|\bläsåret\s|\bSFS\s|\bProp\.?\s|\bprop\.?\s|\bSOU\s|\bDs\s|\bEU\)?\s|\bnr\s|\bunder\s|\bsäsongen\s|\binför\s|\bbudget\s|\bförordning\s?\(?|lag(?:en)? \()$"
)
_NOT_LETTERS = lazy(
    r"^(?:Läsår\w*|Motion|Budget|SFS|SOU|Prop|Ds|EU|EG|EEG|AFS|BFS|TSFS|Nr|Sida|Kl|Den|År|Interpellation|Plan|Medborgarförslag|Fråga|Mål|Tel|Handling|Bilaga|Punkt|Lista|Från|Till|Inför|Under|Verksamhetsplan|Kvartal|Våren|Hösten|RUFS|Agenda|Vision|Program|Delår|Bokslut|Kommunstyrelsens|Protokoll)\b",
    re.IGNORECASE,
)


_YEARS = lazy(r"(?:[A-ZÅÄÖ](?:[a-zåäö]+|[A-ZÅÄÖ]{2,}) )?((?:19|20)\d\d)[–-]((?:19|20)\d\d)")


def _is_years(found: str) -> bool:
    """A stretch of years such as 2021-2025."""
    match = _YEARS.fullmatch(found)
    return match is not None and int(match[1]) < int(match[2]) <= int(match[1]) + 30


_DIGIT = lazy(r"\d")
# In a case number a digit has another behind what parts them, or letters.
_PARTED = lazy(r"\d(?:[-/:.][A-ZÅÄÖ\d]|[A-ZÅÄÖ]{2})")
_MORE = lazy(rf"\s*(?:,|;|och|samt)\s+({CASE})")


def find_cases(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of case numbers in running text.

    A number behind `Dnr` or one of its kind is one whatever its form. Without that, it needs letters in front
    (`KS 2031/118`) or stands in a form that nothing else has; years, laws and dates are passed over.
    """
    if not _DIGIT.search(text):
        return
    taken: list[tuple[int, int]] = []
    for match in _LABELLED.finditer(text):
        span = match.start("case"), match.end("case")
        taken.append(span)
        yield span
        # several on one line: "Dnr KS 2031/118, KS 2031/119" or "2031/118, 2031/119"
        at = match.end()
        while more := _MORE.match(text, at):
            taken.append(more.span(1))
            yield more.span(1)
            at = more.end()
    for match in _PREFIXED.finditer(text) if _PARTED.search(text) else ():
        start, end = match.span()
        if any(start < high and low < end for low, high in taken):
            continue
        if _standing_alone(text, start, end):
            taken.append((start, end))
            yield start, end
    for match in _OTHERS.finditer(text):
        span = match.span(match.lastgroup or 0)
        if _is_years(match.string[slice(*span)]):
            continue
        if not any(span[0] < high and low < span[1] for low, high in taken) and not _NUMBER_OF.search(
            text[max(0, span[0] - 22) : span[0]]
        ):
            taken.append(span)
            yield span
    for span in _of_others(text):
        if not any(span[0] < high and low < span[1] for low, high in taken):
            yield span


_SCHOOL_YEAR = lazy(r"((?:19|20)\d\d)[/-]((?:19|20)?\d\d)$")
_WITH_LETTERS = lazy(r"[A-ZÅÄÖ]{2,5}[ -]")
_ENDS_IN_DATE = lazy(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$")
_GOES_ON = lazy(r"-\d\d(?!\d)")
# Without letters, yet forms that nothing else has: '114/01.02.00/2023', '118/31-042', '16KSN344'.
_OF_ITSELF = lazy(r"\d{1,5}/\d\d(?:\.\d\d){1,3}/\d{4}|[1-9]\d{0,4}/\d\d-\d{3}|\d\d[A-ZÅÄÖ]{2,4}\d{2,5}(?:-\d{1,3})?")


def _standing_alone(text: str, start: int, end: int) -> bool:
    found = text[start:end]
    years = _SCHOOL_YEAR.search(found)
    if years and int(years[2][-2:]) == (int(years[1]) + 1) % 100 and not _WITH_LETTERS.match(found):
        return False
    if _ENDS_IN_DATE.search(found) or _GOES_ON.match(text, end):
        return False
    if (
        _is_years(found)
        or _DATE_LIKE.fullmatch(found)
        or (
            _NOT_BEFORE.search(text[max(0, start - 14) : start])
            and not (text.endswith("nr ", 0, start) and _WITH_SLASH.fullmatch(found))
        )
    ):
        return False
    if _NOT_LETTERS.match(found):
        return False
    return bool(_LETTERED.match(found)) or bool(_OF_ITSELF.fullmatch(found))


_BARE = lazy(rf"\s*\(?(?:(?i:{CASE_LINE_LABEL})\.?\s?:?\s*(?P<labelled>\d{{1,6}}[/-]\d{{2,6}})|(?P<case>{CASE}))\)?\s*")


def _lacks_letters(span: tuple[int, int], series: Collection[tuple[int, int]]) -> bool:
    """Whether a number of the series is the same with the letters before it: `Fn 31/09-042`, not `31/09-042`."""
    return any(start <= span[0] and span[1] == end for start, end in series)


def read_own_cases(line: str, labels: Collection[str] = ()) -> list[tuple[int, int]]:
    """Find the case numbers of an item's head or case line, where a bare `2031/118` is one too.

    Args:
        line: The line, or a part of it.
        labels: What this document puts before its case numbers, in small letters.

    Returns:
        Spans in the line, in order.
    """
    spans = sorted(set(find_cases(line)))
    series = case_series(line, labels)
    if len(series) > len(spans) or (spans and series and all(_lacks_letters(span, series) for span in spans)):
        return series
    if spans:
        return spans
    bare = _BARE.fullmatch(line)
    if bare and bare["labelled"]:
        return [bare.span("labelled")]
    if (
        bare
        and not _is_years(bare["case"])
        and not _DATE_LIKE.fullmatch(bare["case"])
        and not _NOT_LETTERS.match(bare["case"])
    ):
        return [bare.span("case")]
    return []
