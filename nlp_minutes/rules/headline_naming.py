"""Putting an item's matter where its decision only leans on the title (`ärendet`, `motionen`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nlp_minutes.patterns import lazy
from nlp_minutes.rules.headline_words import length

if TYPE_CHECKING:
    from nlp_minutes.rules.headline_matter import Matter

__all__ = ["named", "with_matter"]

_PLAIN_THING: Final = (
    r"motionen|interpellationen|frågan|ärendet|förslaget|ansökan|informationen|rapporten|redovisningen|uppföljningen|yttrandet|anmälan|skrivelsen|remissen|"
    r"medborgarförslaget|nämndinitiativet|initiativet|framställan|begäran|planen|taxan|avtalet|detaljplanen|planförslaget|budgeten|årsredovisningen|delårsrapporten|"
    r"delårsbokslutet|tertialrapporten|granskningen|upphandlingen|policyn|strategin|programmet|riktlinjerna|reglementet|revideringen|svaret|avsägelsen|dagordningen|föredragningslistan|"
    r"meddelandena|handlingarna|delegationsbesluten|anmälningarna|rapporterna|prognosen|lägesrapporten|bokslutet|frågorna|köpet|valet|utredningen|projektet|ändringen|bidraget|förslagen"
)
_THING = lazy(
    rf"(?<![\wåäö-])(?P<thing>{_PLAIN_THING})(?![\wåäö-])(?! (?:från|om|av|över|på|för|per|gällande|angående|avseende|rörande|som|\d|"
    r"till (?!handlingarna|protokollet|kännedom|nästa|den|sammanträde\w*|[\wåäö-]*(?:fullmäktige|styrelsen|nämnden|utskottet|förvaltningen|kontoret|direktören|chefen|beredningen|sammanträdet|mötet)\b))\b)"
)
_ITEM = lazy(r"(?<![\wåäö-])(?P<thing>ärendet)(?![\wåäö-])(?! (?:om|gällande|angående|avseende|rörande|som)\b)")
_ABOUT: Final = {
    "informationen": "om",
    "redovisningen": "av",
    "anmälan": "av",
    "uppföljningen": "av",
    "yttrandet": "över",
    "ansökan": "om",
    "frågan": "om",
    "ärendet": "om",
    "förslaget": "om",
    "motionen": "om",
    "interpellationen": "om",
    "skrivelsen": "om",
    "medborgarförslaget": "om",
    "begäran": "om",
    "rapporten": "om",
    "remissen": "om",
    "nämndinitiativet": "om",
    "initiativet": "om",
    "framställan": "om",
    "avtalet": "om",
    "bidraget": "till",
    "granskningen": "av",
    "upphandlingen": "av",
    "utredningen": "om",
    "förslagen": "om",
    "rapporterna": "om",
}


def named(rest: str, matter: Matter) -> str:
    """Put the matter where the decision only has `ärendet`, `motionen` or another word that leans on the title.

    Args:
        rest: What follows the verb of the decision.
        matter: The matter.
    """
    moved = re.match(
        r"(?P<thing>motionen|interpellationen|yrkandet|medborgarförslaget|initiativet|nämndinitiativet) (?:från|av|väckt av) [^.;]{1,120}$",
        rest,
    )
    if moved and matter.definite and matter.head == moved["thing"] and re.search(r" om | ”", matter.about):
        return matter.definite
    found = _THING.search(rest) or _ITEM.search(rest)
    if found is None or (found.start() > 30 and found["thing"] != "ärendet"):
        return rest
    thing = found["thing"]
    if thing == "handlingarna" and re.search(r"till $", rest[: found.start()]):
        return rest
    new = _name(thing, matter)
    return rest if new is None else f"{rest[: found.start()]}{new}{rest[found.end() :]}"


_OWNED = lazy(r"[\wåäö]+s (?P<what>\w+)")


def _name(thing: str, matter: Matter) -> str | None:
    head = matter.head
    if thing in {"ärendet", "frågan"}:
        return matter.definite or f"ärendet om {matter.topic}"
    if head is not None and matter.definite is not None:
        if head == thing:
            return matter.definite
        if head.endswith(thing) and head != thing:
            return matter.definite
        if (
            thing in {"initiativet", "förslaget", "ansökan", "begäran"}
            and re.search(r"(?:initiativet|förslaget|ansökan|begäran)$", head)
            and head != thing
        ):
            return matter.definite if thing[:4] in head else None
    if thing == "planförslaget" and head is not None and head.endswith("planen"):
        return f"{thing} {matter.about}"
    owned = _OWNED.fullmatch(matter.topic)
    if owned and owned["what"].startswith(thing[:6]):  # `direktörens information`
        return matter.topic
    preposition = _ABOUT.get(thing)
    if preposition is None or thing[:5] in matter.topic.casefold():
        return None
    if (
        head is not None
        and preposition != "av"
        and re.match(r"(?:motionen|interpellationen|informationen|svaret|yttrandet|remissen)$", head)
    ):
        return None
    return f"{thing} {preposition} {matter.topic}"


# Words of titles that tell nothing of the matter.
_EMPTY = lazy(
    r"^(?:yttrand|svar|informat|ärend|förslag|ansök|beslut|anmäl|redovis|rapport|fråg|fastställ|godkän|kommun|region|beträff|angående|gällande|avseende|enligt|remiss|samråd)",
    re.IGNORECASE,
)
_STATEMENT = lazy(r"\b(?P<word>yttrande|remissvar|svar)(?! (?:över|på|till|av|om)\b)(?=\b)")


_SINGLE = lazy(r"(?P<noun>[a-zåäö]+) (?:för|om|till|av|på) ")
_ALONE = lazy(r"\b[a-zåäö]+(?= och\b| att gälla\b|,|$)")
_LONG_WORD = lazy(r"[\wåäö]{5,}")
_OVER = lazy(r"(?:remiss\w*|yttrande|svar) (?:från [^,]*? )?(?P<rest>(?:över|på|om) .*)$")


# What is settled there is about other items, or the meeting itself.
_OF_PROCEDURE = lazy(r"(?:ordningsfråga\w*|övrigt|övriga frågor)\b", re.IGNORECASE)


def with_matter(told: str, matter: Matter) -> str:
    """Name the matter where the decision has none of the words of the title.

    Args:
        told: The sentence so far.
        matter: The matter.
    """
    stems = [word[:5].casefold() for word in _LONG_WORD.findall(matter.topic) if not _EMPTY.match(word)]
    said = told.casefold()
    single = _SINGLE.match(matter.topic)
    found = next((one for one in _ALONE.finditer(told) if one[0] == single["noun"]), None) if single else None
    if found:
        return f"{told[: found.start()]}{matter.topic}{told[found.end() :]}"
    if not stems or any(stem in said for stem in stems):
        return told
    statement = _STATEMENT.search(told)
    over = _OVER.match(matter.topic)
    if statement and over:
        rest = over["rest"] if statement["word"] == "yttrande" else f"på {over['rest'].split(' ', 1)[1]}"
        return f"{told[: statement.end()]} {rest}{told[statement.end() :]}"
    longer = f"{told} i ärendet om {matter.topic}"
    return longer if length(longer) <= 30 and not _OF_PROCEDURE.match(matter.topic) else told
