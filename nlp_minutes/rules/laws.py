"""References to law: `9 kap. 30 § plan- och bygglagen`, `PBL 9 kap 2 §`, `SFS 2010:900`, `kommunallagen (2017:725)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlp_minutes.lexicon import rows
from nlp_minutes.patterns import lazy

__all__ = ["FoundLaw", "find_laws"]

_NUMBERS = r"\d{1,3}(?: ?[a-h](?![\wåäö]))?(?:(?:, | och | samt |[–-]| eller )\d{1,3}(?: ?[a-h](?![\wåäö]))?)*"
_PART = r"(?: (?:första|andra|tredje|fjärde|femte|sjätte|\d) (?:och (?:andra|tredje) )?st(?:ycket|yckena|\.)?| (?:punkten|punkt|p\.?) ?\d{1,2}| \d{1,2} p\.?(?![\wåäö])| \d(?:[–-]\d)? men\.?)*"
_PLACE = rf"(?:(?P<kap>\d{{1,2}}(?: ?[a-h])?) kap(?:\.|itlet)?(?: (?P<par>{_NUMBERS}) §{{1,2}}{_PART})?|(?P<only>{_NUMBERS}) §{{1,2}}{_PART})"
_BEHIND = rf"(?:(?P<kap2>\d{{1,2}}(?: ?[a-h])?) kap(?:\.|itlet)? ?(?:(?P<par2>{_NUMBERS}) ?§{{1,2}}{_PART}|§{{1,2}} ?(?P<par3>{_NUMBERS}))?|(?P<only2>{_NUMBERS}) §{{1,2}}{_PART}|§{{1,2}} ?(?P<only3>{_NUMBERS})|(?P<kap4>\d{{1,2}}):(?P<par4>\d{{1,3}}(?: ?[a-h](?![\wåäö]))?))"
_SFS = r"(?:\((?:SFS )?(?P<sfs>\d{4}:\d{1,4})\)|(?:SFS )?(?P<sfs2>\d{4}:\d{1,4}))"
_ACT = (
    r"(?:lagen om [a-zåäö]+(?: [a-zåäö]+){0,5}?(?= ?[(,.;]|$)|(?:[\wåäö]+- (?:och|samt) )?[\wåäö]*(?:lagen|balken|förordningen|regeringsformen|kungörelsen|ordningen(?<=lagordningen))s?|[Ll]ag(?:en)? \(\d{4}:\d{1,4}\)(?: (?:om|med) [a-zåäö]+(?: [a-zåäö]+){0,5})?"
    r"|[Ff]örordning \(\d{4}:\d{1,4}\)(?: om [a-zåäö]+(?: [a-zåäö]+){0,4})?)"
)
_NO_ACT = lazy(r"^(?:lagen|balken|förordningen|\w*(?:(?:^|an|upp|in|till|av|be|för|över|på|om|ut|ned|före|fåg|människo)slagen|underlagen|bolagen|byalagen|hemlagen|arbetslagen|fotbollslagen|takbalken|stålbalken))s?$", re.IGNORECASE)  # fmt: skip
_REGULATION = lazy(
    r"(?<![\w-])(?:SFS|BFS|SOSFS|HSLF-FS|AFS|TSFS|NFS|LIVSFS|SKOLFS|ELSÄK-FS|MSBFS|KIFS|SJVFS|RA-FS|FoHMFS|HVMFS|STAFS|BBR) \d{4}:\d{1,4}(?![\w:])"
)


@dataclass(frozen=True, slots=True)
class FoundLaw:
    """A reference to law.

    Attributes:
        start: First offset.
        end: Offset behind it.
        short: In short form, as `PBL 9 kap. 30 §`.
    """

    start: int
    end: int
    short: str


@cache
def _acts() -> tuple[dict[str, str], dict[str, str]]:
    """Short forms by name and by SFS number."""
    by_name: dict[str, str] = {}
    by_number: dict[str, str] = {}
    for short, name, number, *_ in rows("laws.tsv"):
        by_name.setdefault(name, short)
        by_number[number] = short
    return by_name, by_number


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    shorts = "|".join(sorted({re.escape(row[0]) for row in rows("laws.tsv")}, key=len, reverse=True))
    act = rf"(?P<act>{_ACT}|(?:{shorts})(?![\wåäö-]))"
    return (
        lazy(rf"(?<![\wåäö.§/-]){_PLACE}(?: (?:i|enligt))? (?:den )?{act}(?: {_SFS})?(?:,? förkortad (?:{shorts}))?"),
        lazy(rf"(?<![\wåäö-])(?P<act>(?:{shorts})(?![\wåäö-])|{_ACT})(?: {_SFS})?,? {_BEHIND}(?![\w:])"),
        lazy(rf"(?<![\wåäö-])(?P<act>{_ACT}|PBL|SoL|LSS|LVU|LVM|LOU|LOV|OSL|HSL|GDPR)(?: {_SFS})?(?![\wåäö:-])"),
    )  # fmt: skip


_HINT = lazy(r"lag|balk|förordning|§|kap|FS |PBL|SoL|LSS|form")
_COLON = lazy(r"\d:\d")
# What names an act without a place in it holds one of these.
_NAMES = ("agen", "ag (", "balken", "ordning", "regeringsformen", "kungörelsen",
          "PBL", "SoL", "LSS", "LVU", "LVM", "LOU", "LOV", "OSL", "HSL", "GDPR")  # fmt: skip


def find_laws(text: str) -> Iterator[FoundLaw]:
    """Yield the references to law of a text; none overlap."""
    if not _HINT.search(text):
        return
    taken: list[tuple[int, int]] = []
    before, behind, alone = _patterns()
    section = "§" in text or "kap" in text
    for pattern, possible in (
        (before, section),
        (behind, section or _COLON.search(text)),
        (alone, any(name in text for name in _NAMES)),
    ):
        for match in pattern.finditer(text) if possible else ():
            if _NO_ACT.match(match["act"]) or any(match.start() < high and low < match.end() for low, high in taken):
                continue
            taken.append(match.span())
            yield FoundLaw(*match.span(), _short(match))
    for match in _REGULATION.finditer(text) if _COLON.search(text) else ():
        if not any(match.start() < high and low < match.end() for low, high in taken):
            yield FoundLaw(*match.span(), _acts()[1].get(match[0].removeprefix("SFS "), match[0]))


_IN_BRACKETS = lazy(r"\((\d{4}:\d{1,4})\)")


def _short(match: re.Match[str]) -> str:
    by_name, by_number = _acts()
    groups = match.groupdict()
    act = match["act"]
    inside = _IN_BRACKETS.search(act)
    number = groups.get("sfs") or groups.get("sfs2") or (inside[1] if inside else None)
    plain = act.casefold()
    name = (by_number.get(number) if number else None) or by_name.get(plain) or by_name.get(plain.removesuffix("s"))
    if name is None:
        name = act if act in by_name.values() else (f"SFS {number}" if number else plain.removesuffix("s"))
    chapter = groups.get("kap") or groups.get("kap2") or groups.get("kap4")
    paragraph = next(
        (groups[key] for key in ("par", "only", "par2", "par3", "par4", "only2", "only3") if groups.get(key)), None
    )
    parts = [name, f"{chapter} kap." if chapter else "", f"{paragraph} §" if paragraph else ""]
    return " ".join(part for part in parts if part)
