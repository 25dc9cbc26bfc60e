"""Dates and times as minutes write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nlp_minutes.lexicon import months
from nlp_minutes.patterns import guarded, lazy

__all__ = ["FoundDate", "find_dates", "find_months", "find_times"]

_MONTH = "|".join(sorted(months(), key=len, reverse=True))
_ISO = r"(?P<y>(?:19|20)\d\d)[-–./ ](?P<m>\d{1,2})[-–./ ](?P<d>\d{1,2})(?!\d)"
_LONG = rf"(?P<d2>\d{{1,2}})(?:[:.]?(?:e|a))?\.? (?P<m2>{_MONTH})\.?,? (?P<y2>(?:19|20)\d\d)"
_SWAPPED = r"(?P<d3>\d{1,2})[./](?P<m3>\d{1,2})(?:[./-] ?| )(?P<y3>(?:19|20)\d\d)"
_COMPACT = r"(?P<y4>20[0-4]\d)(?P<m4>[01]\d)(?P<d4>[0-3]\d)"
_DATE = lazy(rf"(?<![\d/-])(?:{_ISO}|{_LONG}|{_SWAPPED}|{_COMPACT})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text.

    Attributes:
        start: First offset.
        end: Offset behind it.
        iso: As YYYY-MM-DD.
    """

    start: int
    end: int
    iso: str


def find_dates(text: str) -> Iterator[FoundDate]:
    """Yield the whole dates of a text (`2031-03-12`, `den 12 mars 2031`, `12/3 2031`); impossible ones are left out."""
    for match in _DATE.finditer(text):
        groups = match.groupdict()
        year, month, day = next(
            (groups[f"y{n}"], groups[f"m{n}"], groups[f"d{n}"]) for n in ("", "2", "3", "4") if groups[f"y{n}"]
        )
        number = int(month) if month.isdigit() else months()[month.casefold().rstrip(".")]
        try:
            found = date(int(year), number, int(day))
        except ValueError:
            continue
        yield FoundDate(match.start(), match.end(), found.isoformat())


_MONTH_YEAR = guarded(rf"(?<![\wåäö.])(?P<m>{_MONTH})\.? (?P<y>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)


_DAY_BEFORE = lazy(r"\d[:.]?[ea]?\.? $")


def find_months(text: str) -> Iterator[FoundDate]:
    """Yield the months with their year that are part of no whole date, as YYYY-MM."""
    for match in _MONTH_YEAR.finditer(text):
        if not _DAY_BEFORE.search(text[max(0, match.start() - 5) : match.start()]):
            yield FoundDate(*match.span(), f"{match['y']}-{months()[match['m'].casefold()]:02d}")


_CLOCK = r"(?P<h{0}>[012]?\d)(?:[.:](?P<m{0}>[0-5]\d))?"
_KL = r"(?:kl\.?|klockan|tid(?:en)?:?)\s?"
_SPAN = lazy(
    rf"(?P<kl>{_KL})?(?<![\d.:/-]){_CLOCK.format(1)}\s*(?:–|-|—|till|t\.?o\.?m\.?|ca|cirka|\s)+\s*(?:{_KL})?{_CLOCK.format(2)}(?![\d/-]|[.:]\d)",
    re.IGNORECASE,
)
# An interval whose end stands on the next line of its column, with the place between: '15.00–' / 'Kvarnen  18.20'.
_BROKEN_SPAN = lazy(
    rf"(?:{_KL})?(?<![\d.:/-])(?P<h1>[012]?\d)[.:](?P<m1>[0-5]\d)\s?[–—-](?=\s)[^\d–—]{{3,120}}?(?<![\d.:/-])(?:{_KL})?(?P<h2>[012]?\d)[.:](?P<m2>[0-5]\d)(?![\d:/-])",
    re.IGNORECASE,
)
_ONE = lazy(rf"{_KL}{_CLOCK.format(1)}(?!\d)", re.IGNORECASE)
_ANY_ONE = lazy(r"(?<![\d.:/-])(?P<h1>[012]?\d)[.:](?P<m1>[0-5]\d)(?![\d:/-])")
_INTERVAL = (
    r"(?:kl\.?\s?|klockan\s)?\d{1,2}(?:[.:]\d\d)?\s*(?:–|--?|—|till|och)\s*(?:kl\.?\s?|klockan\s)?\d{1,2}(?:[.:]\d\d)?"
)
# 'mellan klockan 8.30 och 12.05'
_BETWEEN = lazy(rf"\bmellan (?:{_KL})?{_CLOCK.format(1)} och (?:{_KL})?{_CLOCK.format(2)}(?![\d:/-])", re.IGNORECASE)
_BREAK = lazy(
    rf"(?:ajourner\w*|paus\w*|avbrott\w*|lunch\w*|gruppmöte\w*|uppehåll\w*|överläggning\w*)[^.;\d\n]{{0,30}}{_INTERVAL}(?:\s*(?:,|och|samt)\s*{_INTERVAL})*"
    rf"|{_INTERVAL}\s*\((?:ajournering|paus|lunch)\)",
    re.IGNORECASE,
)


def _time(hour: str, minute: str | None) -> str | None:
    if int(hour) > 23:
        return None
    return f"{int(hour):02d}:{int(minute or 0):02d}"


def find_times(text: str) -> tuple[str | None, str | None]:
    """Find when a meeting began and ended.

    Args:
        text: What stands behind the label for the time. Adjournments in it are passed over.

    Returns:
        Start and end as HH:MM, each None where the text does not tell. Of several intervals the first
        start and the last end.
    """
    text = _BREAK.sub(" ", text)
    text = _DATE.sub(lambda match: " " * len(match[0]), text)
    spans: list[tuple[str, str]] = []
    for match in _SPAN.finditer(text):
        if match["kl"] is None and (match["m1"] is None or match["m2"] is None):
            continue
        start, end = _time(match["h1"], match["m1"]), _time(match["h2"], match["m2"])
        if start and end:
            spans.append((start, end))
    if not spans and (between := _BETWEEN.search(text)) is not None and (between["m1"] or between["m2"]):
        start, end = _time(between["h1"], between["m1"]), _time(between["h2"], between["m2"])
        if start and end:
            spans.append((start, end))
    if not spans and (broken := _BROKEN_SPAN.search(text)) is not None:
        start, end = _time(broken["h1"], broken["m1"]), _time(broken["h2"], broken["m2"])
        if start and end and start < end:
            spans.append((start, end))
    if spans:
        return spans[0][0], spans[-1][1]
    ones = [_time(m["h1"], m["m1"]) for m in _ONE.finditer(text)] or [
        _time(m["h1"], m["m1"]) for m in _ANY_ONE.finditer(text)
    ]
    found = [one for one in ones if one]
    if not found:
        return None, None
    return found[0], found[-1] if len(found) > 1 else None
