"""Real estate by its designation: `Kråkan 3:12`, `kvarteret Näset 4`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.rules.names import in_running_text

__all__ = ["FoundProperty", "find_properties"]

_NAME = r"[A-ZÅÄÖ][\wåäö'-]*(?: (?:[A-ZÅÄÖ][\wåäö'-]*|och(?= [A-ZÅÄÖ]))){0,2}"
_UNIT = r"(?:\d{1,3}|[Ss]|ga|GA):\d{1,4}"
_REGISTERED = lazy(rf"(?<![\wåäö-])(?P<name>{_NAME}) (?P<unit>{_UNIT})(?![\w:]|[.,]\d)")
_BLOCK = lazy(
    rf"(?:[Kk]varteret|[Kk]v\.?|[Ff]astigheten|[Ff]astigheterna|[Tt]omten|[Tt]omträtten) (?P<name>{_NAME}) (?P<unit>\d{{1,3}})(?![\w:]|[.,]\d| (?:kronor|kr|kvm|m²|kvadrat|procent))"
)
_NO_PROPERTY = lazy(
    r"(?:^|\s)(?:Kl|Klockan|Tid|SFS|BFS|SOU|Ds|Prop|Proposition|AFS|SOSFS|HSLF-FS|TSFS|Votering|Omröstning|Bilaga|Lag|Punkt|Beslut|Skala|Handling|Protokoll|Matteus|Kap|Kapitel|Artikel|Alternativ|Yrkande|Från|Till|PBL|KL|MB|FL|JB|FB|RF|SoL|OSL|Dnr|Sida|Nr|Start|Slut|Resultat|Ja|Nej)\.?$"
)
_LEAD = lazy(r"^(?:Fastigheten|Fastigheterna|Kvarteret|Detaljplan|Bygglov|För|På|Inom|Del|Av|Till|Från|Tomten|Ansökan|Avstyckning|Försäljning|Köp|Planbesked|Bostadshuset|FASTIGHETEN|DETALJPLAN|BYGGLOV|FÖR|Ägaren|Ägarna|Grannen|Marken) ")  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundProperty:
    """A property named in a text.

    Attributes:
        start: First offset.
        end: Offset behind it.
        normal: Its designation as in running text, `Kråkan 3:12`.
    """

    start: int
    end: int
    normal: str


_DIGIT = lazy(r"\d")
_COLON = guarded(r"(?:\d|[Ss]|ga|GA):\d")


def find_properties(text: str) -> Iterator[FoundProperty]:
    """Yield the properties that a text names by their designation."""
    if not _DIGIT.search(text):
        return
    found: set[tuple[int, int]] = set()
    registered = _COLON.search(text) is not None
    for pattern in (_REGISTERED, _BLOCK) if registered else (_BLOCK,):
        for match in pattern.finditer(text):
            start, name = match.start("name"), match["name"]
            while lead := _LEAD.match(name):
                start, name = start + lead.end(), name[lead.end() :]
            if _NO_PROPERTY.search(name) or len(name) < 2 or (start, match.end()) in found:
                continue
            found.add((start, match.end()))
            yield FoundProperty(start, match.end(), f"{in_running_text(name)} {match['unit'].casefold()}")
