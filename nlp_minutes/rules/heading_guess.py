"""What an unknown heading heads, by the stems of its words: `Vad som yrkas`, `Detta föreslås kommunfullmäktige`.

The lexicon's patterns hold whole headings; here a line is already known to be one by where it stands, or because minutes
repeat it in item after item. A stem is then enough.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from nlp_minutes.labels import SectionKind
from nlp_minutes.lexicon import find_body, front_label, heading_kind, is_role, normal_heading
from nlp_minutes.lines import ends_sentence, list_point
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.names import looks_like_name

__all__ = ["guess_kind", "is_heading_like", "repeated_headings"]

# The first that fits wins: what is told apart by one word stands above what shares its words with others.
_STEMS = (
    (SectionKind.DISCUSSION, r"överklag|besvärshänv"),
    (SectionKind.RECUSAL, r"\bjäv"),
    (SectionKind.STATEMENT, r"\bsärskil\w+ (?:yttrande|uttalande|mening)|röstförklaring|protokollsyttrande"),
    (
        SectionKind.RESERVATION,
        r"reserv(?:ation|era)|invändning|\bavvikande|skiljaktig|\binte håller med|\be?mot beslutet",
    ),
    (
        SectionKind.NOTE,
        r"protokolls?(?:anteckning|notering)|\banteckn\w+\b.*\bprotokoll|^(?:till|i|tillagt) protokollet|\b(?:till|i) protokollet$",
    ),
    (
        SectionKind.PROTEST,
        r"\b(?:deltar|deltog|delta|deltagit) (?:inte|ej)\b|\b(?:inte|ej) (?:deltar|deltog|deltagit)\b",
    ),
    (SectionKind.ADJUSTMENT, r"\bomedelbar|direktjuster|\bjusteras? (?:genast|direkt)"),
    (
        SectionKind.VOTE,
        r"\bomröstning|\bvotering|\bröst(?:lista|längd|siffror|resultat|ning|ningen|ade|ar|er|fördelning)|\bupprop",
    ),
    (
        SectionKind.ORDER,
        r"proposition|beslutsgång|beslutsordning|^(?:hur|så|vägen) .*\b(?:beslut|avgör)\w*.*\b(?:till|gick|går|fattas|fattades|togs|kom|kommer)\b|^(?:vägen|gången) (?:till|fram till) beslut|\bfråg(?:or|ornas|orna)\b.*\b(?:ordning|ställ\w*)|\bställ\w*\b.*\bfrågor",
    ),
    (
        SectionKind.MOTIONS,
        (
            r"\byrka(?:nde|s|des|t|r|de|\b)|[\wåäö]+yrkande|\b(?:[\wåäö]*förslag(?:en|et)?|ståndpunkt\w*|linjer|åsikt\w*|meningar|alternativ)\b.*\b(?:möte|sammanträde|sittande|ledam|partier|gruppern|debatt|salen|bordet)"
            r"|\b(?:ledamöter\w*|partier\w*|grupper\w*)\b.*\b(?:föresl|förslag|vill|begär|tyck)|^(?:vad|det|detta) (?:som )?(?:ledamöterna|partierna) "
        ),
    ),
    (
        SectionKind.RECIPIENTS,
        r"\b(?:skicka|sänd|översänd|delge|expedier|tillställ|underrätta|meddela)\w*|\bkännedom\b|\bmottagare|\bprotokollsutdrag|\bkopia\b|\b(?:ska|skall|får) (?:veta|besked|del av)",
    ),
    (
        SectionKind.PROPOSAL,
        r"\b(?:förvaltningen|kontoret|enheten|[\wåäö]+(?:förvaltningen|kontoret|chefen|direktören|utskottet))s?\b.*\b(?:föresl|förslag)",
    ),
    (SectionKind.DECISION, r"\b(?:föreslå|hemställ|förslag)\w*\b.*\b(?:kommun|region|stads|förbunds)?fullmäktige"),
    (
        SectionKind.BASIS,
        r"underlag|\bbygger|\bgrund|handling(?:ar|en)?\b|bilag|dokument|\bskäl|motiv|bedöm|synpunkt|yttrande|\bsvar|grann|myndighet|remiss|\bbered|behandl|ekonomi|kostna|konsekven|följd|\bbarn|\btidigare|lagstöd|lagrum|prövning|överväg|samråd|finansier|\brisk|\bmaterial|\bläst\b|\bläste\b|\bväg(?:en)? hit|\bärendets (?:väg|gång|resa)|\btjänsteskrivelse",
    ),
    (SectionKind.DECISION, r"\bbeslut|avgör|bestäm"),
    (SectionKind.PROPOSAL, r"förslag|föreslå|föreslog|rekommend"),
    (
        SectionKind.SUMMARY,
        r"\bärende|\bgäller|bakgrund|\bsaken|\bhandlar om|beskriv|sammanfatt|i korthet|i kort|inledning|\bläge",
    ),
)
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _STEMS)
_NUMBERED = lazy(r"\s+(?:nr\.? ?)?(?:\d{1,2}|[a-zåäö])$")


@lru_cache(maxsize=2048)
def guess_kind(text: str) -> SectionKind | None:
    """The kind of section that a line heads which is known to be a heading; None where no stem tells.

    Args:
        text: The whole line.
    """
    heading = _NUMBERED.sub("", normal_heading(text))
    return next((kind for kind, pattern in _KINDS if pattern.search(heading)), None)


_NO_HEADING = lazy(r"[.,;!?”\"»–-]$|\(|^\W|§|\bkl\b|:\s+\S|^(?:Ja|Nej|Avstår|Bilaga|Bil)\b|\d{2}")
_UNIT = lazy(
    r"[\wåäö-]*(?:förvaltning(?:en)?|kontor(?:et)?|enhet(?:en)?|avdelning(?:en)?|nämnd(?:en)?|styrelse(?:n)?|fullmäktige|utskott(?:et)?|bolag(?:et)?|förening(?:en)?|förbund(?:et)?|revisor(?:er(?:na)?)?|akt(?:en)?|diariet|ab|sökande(?:n)?|chef(?:en)?|direktör(?:en)?)",
    re.IGNORECASE,
)


def is_heading_like(text: str) -> bool:
    """Whether a line has the form of a heading: short, with a capital, without the marks of a sentence, a name or a list."""
    text = text.strip()
    if not 3 <= len(text) <= 60 or len(text.split()) > 7 or "\t" in text or "\n" in text or not text[0].isupper():
        return False
    if _NO_HEADING.search(text) or list_point(text):
        return False
    last = text.rstrip(":").split()[-1]
    found = find_body(text)
    whole_body = found is not None and len(found[0]) >= len(text.rstrip(":")) - 2
    return not (
        whole_body
        or (len(text.split()) < 3 and _UNIT.fullmatch(last))
        or is_role(text.rstrip(":"))
        or looks_like_name(text)
    )


_FEWEST = 2  # items in which a line must stand that a stem tells the kind of
_FEWEST_UNTOLD = 3  # and one that none tells


def repeated_headings(items: Sequence[Sequence[tuple[str, bool]]]) -> frozenset[str]:
    """Lines that head something in item after item, in the form of `normal_heading`.

    Args:
        items: For each item its blocks: text, and whether white space stands above.

    Returns:
        The headings that the lexicon does not know. A list of recipients repeats lines too: those are bodies, offices
        and people, or have nothing below them.
    """
    seen: dict[str, set[int]] = defaultdict(set)
    heads: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    texts: dict[str, str] = {}
    for n, blocks in enumerate(items):
        recipients = False
        for at, (text, blank) in enumerate(blocks):
            known = heading_kind(text)
            if known is not None:
                recipients = known is SectionKind.RECIPIENTS
                continue
            if not is_heading_like(text) or front_label(text) is not None:
                continue
            key = normal_heading(text)
            total[key] += 1
            texts.setdefault(key, text)
            below = blocks[at + 1] if at + 1 < len(blocks) else None
            if below is None or not blank or (recipients and guess_kind(text) is None):
                continue
            if not below[1] or ends_sentence(below[0]) or list_point(below[0]):
                heads[key] += 1
                seen[key].add(n)
    return frozenset(
        key
        for key, found in seen.items()
        if len(found) >= (_FEWEST if guess_kind(texts[key]) is not None else _FEWEST_UNTOLD)
        and heads[key] >= 0.7 * total[key]
    )
