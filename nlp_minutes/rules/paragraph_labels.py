"""The label of a paragraph where its section's heading does not settle it: motions, procedure, friendly notes."""

from __future__ import annotations

import re

from nlp_minutes.labels import ParagraphLabel, SectionKind
from nlp_minutes.patterns import guarded, lazy

__all__ = ["in_plain_words", "names_proposal", "refine_label", "seconds_only", "standpoint", "welcomes"]

_MOTION = lazy(
    r"\b(?:yrka(?:r|de|s|t)|föreslog|föreslår|bifall|avslag|återremiss|bordläggning|instämmer|instämde)\b|(?:tilläggs|ändrings|avslags|återremiss|bordläggnings)?yrkande",
    re.IGNORECASE,
)
_AGAINST = lazy(
    r"\b(?:avslag(?!s?yrkandet? (?:avslås|faller))|avslå(?:r|s)?|avstyrk\w*|återremi\w*|minoritetsåterremi\w*|bordlägg\w*|ändring(?:en|ar)?|ändringsyrkande\w*|tillägg(?:et)?|tilläggsyrkande\w*|i stället|istället|skjuts upp|sänks|höjs|"
    r"men (?:med|att|först|endast|bara)|oförändra(?:d|t|de)|utgår|stryks|lägre|högre|endast|senareläggs|deltar inte)\b",
    re.IGNORECASE,
)
_OWNED = (
    r"(?:[\wåäö-]*(?:nämndens|styrelsens|utskottets|fullmäktiges|beredningens|förvaltningens|kontorets|enhetens|avdelningens|presidiets|direktionens|direktörens|chefens|kommitténs|rådets)|"
    r"(?:liggande|föreliggande|framlagt|framlagda|upprättat|upprättade|förvaltningens|ordförandens|majoritetens|nämndens))"
)
_FOR = lazy(
    rf"\bbifall(?:er)? (?:till )?(?:{_OWNED}\s+(?:besluts)?förslag|förslaget|(?:besluts)?förslaget|(?:liggande|föreliggande) förslag)",
    re.IGNORECASE,
)
_PROPOSAL = lazy(
    rf"{_OWNED}\s+(?:besluts)?förslag|\bförslag(?:et)? till beslut\b|\b(?:liggande|föreliggande) förslag", re.IGNORECASE
)
_BIFALL_OTHER = lazy(
    r"\bbifall till (?:[\wåäö]+ )?(?:motion|medborgarförslag|nämndinitiativ|initiativ|ansökan|yrkande|[A-ZÅÄÖ][\wåäö-]+s?(?: [A-ZÅÄÖ][\wåäö-]+s?)?(?: \([^)]*\))?s? (?:yrkande|förslag))|\bbifall till .{0,60}(?:motionen|ansökan|initiativet|medborgarförslaget|yrkande)",
    re.IGNORECASE,
)
_TODAY = lazy(r"avgörs? (?:i ?dag|vid dagens)|ska avgöras i ?dag|avgöra ärendet i ?dag", re.IGNORECASE)
_OWN = lazy(r"\b(?:yrkar|yrkade|föreslår|föreslog)(?: för [^,]{2,30})?,? (?:att|följande)\b", re.IGNORECASE)
_PROCEDURE = guarded(
    r"^(?:Ordföranden|Ordf\.?|Mötesordföranden)\b[^.]{0,60}\b(?:ställer|ställde|finner|fann|frågar|frågade|prövar|prövade|konstaterar|förklarar|antecknar|redogör för (?:proposition|beslutsgång))|"
    r"^(?:Ja|Nej|Avstår|Avstod|Frånvarande)(?:-röst\w*)?(?:\s*\(\d+\))?\s*(?:[:–-]|avg|röst|för\b|innebär|=)|^(?:Omröstning|Votering|Sluten omröstning)\b[^.]{0,40}\b(?:begär|verkställ|genomför|utfall)|\b\d+ (?:ja|nej)-?röst|"
    r"^(?:Sammanträdet|Mötet|Ärendet) ajourner|\bröstar (?:ja|nej)\b|^Med \d+ (?:röster|ja)",
    re.IGNORECASE,
)
_FRIENDLY = lazy(
    r"\b(?:välkomna\w*|tack(?:ar|a|ade)?|gläd\w+|glad(?:a)?|nöjd\w*|positiv\w*|gläds|stolt\w*|uppskatt\w*|berömm?\w*|lovorda\w*|hylla(?:r|de)|imponera\w*|gratulera\w*|erkänsla|erkännande|hedra\w*|applådera\w*|lyckönska\w*|önska(?:r|de) (?:[\wåäö]+ ){0,4}lycka till)\b",
    re.IGNORECASE,
)
_GRUDGING = lazy(
    r"\b(?:men|dock|skulle|borde|bör|felaktig\w*|för (?:lite|sent|dyr\w*)|beklag\w*|tyvärr|inte|kritisk\w*|avstå\w*|avstod|emot|saknar|däremot|hellre)\b",
    re.IGNORECASE,
)
# A motion without a verb: 'Ek (S), med instämmande av Dahl (M): Avslag', '– S och C (genom Ek och Björk): Bifall till ...'.
_COLON = lazy(
    r"(?:[•*–-]\s*)?(?:[A-ZÅÄÖ][^:\n]{0,200}?\)[^:\n]{0,150}?|[A-ZÅÄÖ]{1,4}(?:(?:, | och | samt )[A-ZÅÄÖ]\w{0,3})*):\s+(?P<what>[^\W\d_].*)",
    re.DOTALL,
)
_PLAIN_SUPPORT = lazy(r"(?:bifall|ja till|enligt (?:[\wåäö-]+ )?förslag)", re.IGNORECASE)
# A paragraph that tells no more than who joins whose motion.
_SECONDS = lazy(
    r"[A-ZÅÄÖ<][^.:;]{0,150}?\b(?:instämmer|instämde|biträder|biträdde|ansluter sig|anslöt sig|stöder|stödjer|stödde|förenar sig)\b(?P<whom>(?:(?!\byrka)[^.:;]){0,120})\.?"
)
_WITHDRAWN = lazy(
    r"(?:Ärendet|Paragrafen|Punkten|Frågan)(?: \w+)? (?:utgår|utgick|utgått|ströks|stryks|drogs tillbaka)\b"
)
# Who is there, which belongs to the attendance.
_ROLL_CALL = lazy(
    r"(?:Namnu|U)pprop(?:et)?\b[^.]{0,60}\b(?:förrätta[st]|förrättades|verkställ(?:s|des)|håll(?:s|it)|hölls|sker|skedde|gör(?:s|es)|gjordes|genomför(?:s|des)|(?:ut)?visa(?:r|de))\b"
    r"|(?:Vid|Efter) (?:namn)?upprop(?:et)?\b[^.]{0,80}\bnärvar",
)
_FEE_LATER = lazy(
    r"(?:En )?(?:[Ff]aktura|[Rr]äkning)(?:n)?\b[^.]{0,60}\b(?:sänds|skickas|översänds|kommer|utsänds)|Avgiften (?:faktureras|debiteras) (?:separat|senare)|Hur man överklagar\b|Besvärshänvisning\b"
)
_UNITS = r"[\wåäö-]*(?:förvaltningen|kontoret|enheten|avdelningen|sektorn|utskottet|beredningen|inspektören|inspektör|handläggaren|direktören|chefen)"
_STANDPOINT = lazy(
    rf"(?-i:[A-ZÅÄÖ])(?<=\b.){_UNITS}\b[^.:]{{0,60}}?\b(?:föreslår|föreslog|föreslagit|bedömer|bedömde|tillstyrker|tillstyrkte|avstyrker|avstyrkte|hemställer|hemställde|rekommenderar)\b"
    rf"|(?:Förvaltningen|Kontoret|Utskottet|Beredningen|Arbetsutskottet)\b[^.:]{{0,60}}?\b(?:föreslår|föreslog|föreslagit|bedömer|bedömde|tillstyrker|avstyrker|hemställer)\b"
)
_ONLY_ABSENT = lazy(r"^Det antecknas att\b[^.]*\b(?:inte|ej) (?:delt|deltog|deltagit|var)", re.IGNORECASE)


def names_proposal(texts: list[str]) -> bool:
    """Tell whether an item names the proposal that lies before the body."""
    # the pattern is slow where it finds nothing, and all that it finds has this word
    return any("förslag" in text.casefold() and _PROPOSAL.search(text) for text in texts)


def seconds_only(text: str) -> str | None:
    """Give what a paragraph that only joins a motion says of it (` i Eks yrkande`); None for any other paragraph."""
    match = _SECONDS.fullmatch(text.strip())
    return match["whom"] if match else None


def standpoint(text: str) -> bool:
    """Tell whether a paragraph begins with what an office or another body proposes or finds."""
    return bool(_STANDPOINT.match(text))


_MOVES_NOW = lazy(r"\byrkar\b")


def refine_label(text: str, kind: SectionKind, label: ParagraphLabel, *, proposal: bool) -> ParagraphLabel:
    """Give the label of a paragraph by its words, where they outweigh the section.

    Args:
        text: The paragraph.
        kind: Kind of its section.
        label: The label that the section gives.
        proposal: Whether the item names a proposal before the body.

    Returns:
        The label.
    """
    if kind is SectionKind.MOTIONS:
        text = in_plain_words(text)
    colon = _COLON.match(text) if kind is SectionKind.MOTIONS else None
    if colon and not re.search(r"[\"”»]", text[: colon.start("what")]):
        what = colon["what"]
        plain = ParagraphLabel.OTHER if _PLAIN_SUPPORT.match(what) else ParagraphLabel.OBJECTION
        return _motion(what, plain, proposal=proposal)
    if (kind is SectionKind.DECISION and _FEE_LATER.match(text)) or (
        kind in {SectionKind.DECISION, SectionKind.SUMMARY} and (_WITHDRAWN.match(text) or _ROLL_CALL.match(text))
    ):
        return ParagraphLabel.OTHER
    if kind in {SectionKind.MOTIONS, SectionKind.DISCUSSION, SectionKind.UNKNOWN, SectionKind.ORDER} and _MOTION.search(
        text
    ):
        if _PROCEDURE.search(text):
            return ParagraphLabel.OTHER
        return _motion(text, label if kind is SectionKind.DISCUSSION else ParagraphLabel.OTHER, proposal=proposal)
    if kind in {SectionKind.SUMMARY, SectionKind.UNKNOWN, SectionKind.DECISION} and _PROCEDURE.search(text):
        return ParagraphLabel.OTHER
    if kind in {SectionKind.SUMMARY, SectionKind.DECISION} and _MOVES_NOW.search(text) and _AGAINST.search(text):
        return ParagraphLabel.OBJECTION
    if kind in {SectionKind.NOTE, SectionKind.STATEMENT} and welcomes(text):
        return ParagraphLabel.OTHER
    return label


def welcomes(text: str) -> bool:
    """Tell whether a note only welcomes what was decided, or records who was absent."""
    return bool(_ONLY_ABSENT.search(text) or (_FRIENDLY.search(text) and not _GRUDGING.search(text)))


_REFUSING = lazy(
    r"\b(?:(?:säger|sade|sa|svarar|svarade) nej till|motsätt(?:er|a) sig|motsatte sig|(?:är|var|går|gick|talar|talade|argumentera(?:r|de)|vänd(?:er|e) sig|ställ(?:er|de) sig) (?:emot|mot)|kan inte (?:ställa sig bakom|stödja|stöda|godta|acceptera|bifalla|tillstyrka))\b"
)
_BACKING = lazy(
    r"\b(?:tillstyrk(?:er|te)|förespråka(?:r|de)|förorda(?:r|de)|(?:säger|sade|sa) ja till|stöd(?:er|jer|de)|(?:står|stod|ställ(?:er|de) sig)[\s,](?:[^.:]{0,80}\s)?bakom)(?= [^.,;]{0,60}förslag)"
)
_WANTING = lazy(
    r"\b(?:vill|ville|önskar|önskade|begär|begärde|kräver|krävde|tycker|tyckte|anser|ansåg|menar|menade)\b(?=(?:, [^,.]{3,80},)?(?: att\b| (?:lämna|låta|behålla|bevara|ändra|sänka|höja|skjuta|flytta|stryka|ha|se|vänta)\b))"
)
_ADOPTING = lazy(
    r"\batt (?:[\wåäö]+ )?(?:antar|godkänner|bifaller|följer|(?:ska |skall )?(?:anta|godkänna|bifalla|följa))\s(?=(?:det )?(?:[\wåäö]+s |liggande |föreliggande )?(?:besluts)?förslag)"
)
_ADDS_NOTHING = lazy(r",?\s\b(?:utan|inga)\s(?:tillägg|ändring)\w*", re.IGNORECASE)
_HANDS_OVER = lazy(
    r"\bför (?:vidare |fortsatt |ytterligare |ny )?(?:beredning|utredning)\b|\b(?:ska|bör) (?:först )?(?:beredas|utredas)\b|\b(?:sänd|skicka|lämna|gå)\w* (?:\w+ )?tillbaka\b"
)


def in_plain_words(text: str) -> str:
    """Say in the usual words what a motion says in others: `säger nej till` is `yrkar avslag på`, `stöder` is `yrkar bifall till`."""
    text = _ADDS_NOTHING.sub("", text)
    text = _REFUSING.sub("yrkar avslag på", text)
    text = _BACKING.sub("yrkar bifall till", text)
    text = _HANDS_OVER.sub("återremiss", text)
    return _ADOPTING.sub("bifall till ", _WANTING.sub("yrkar att", text))


def _motion(text: str, otherwise: ParagraphLabel, *, proposal: bool) -> ParagraphLabel:
    """A motion that opposes, changes or puts off is an objection; one that only supports the proposal is other."""
    words = _TODAY.sub(" ", text)
    supports = bool(_FOR.search(words))
    against_others = re.search(
        r"avslag på (?:övriga|samtliga övriga|[\wåäö]+s? (?:tilläggs|ändrings|återremiss)?yrkande)", words
    )
    if against_others:
        words = words[: against_others.start()] + words[against_others.end() :]
    if _AGAINST.search(words):
        return ParagraphLabel.OBJECTION
    if supports:
        return ParagraphLabel.OTHER
    if _BIFALL_OTHER.search(words):
        return ParagraphLabel.OBJECTION if proposal else ParagraphLabel.OTHER
    if _OWN.search(words):
        return ParagraphLabel.OBJECTION
    return otherwise
