"""What a model of paragraphs is told of an item: place, headings, bodies, neighbours, cue words, entities, words.

No name, number or date gets in: entities and figures are masked before the words are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import EntityLabel, ParagraphLabel, SectionKind
from nlp_minutes.lexicon import BODY, BODY_ABBREVIATION, heading_kind, normal_heading
from nlp_minutes.lines import ends_sentence, list_point
from nlp_minutes.paragraph_models.base import ParagraphInput
from nlp_minutes.patterns import Quick, guarded, lazy
from nlp_minutes.rules.item import named_within
from nlp_minutes.rules.paragraph_labels import in_plain_words, refine_label, seconds_only, standpoint

if TYPE_CHECKING:
    from nlp_minutes.rules.item import ItemContext, ItemParagraph, Named

__all__ = [
    "CUES",
    "certain_label",
    "decides_nothing",
    "does_what_it_says",
    "item_inputs",
    "mask_entities",
    "shares_matter",
]

# Words by which motions, procedure, dissent, decisions and documents are told; each a feature of its own. They are
# searched in lower-cased text, which is twice as fast as patterns that ignore case.
CUES: Final = {
    "moves": r"\byrka(?:r|de|s|t)\b|yrkande",
    "supports": r"\bbifall",
    "refuses": r"\bavslag|\bavslå|\bavstyrk",
    "remits": r"återremi",
    "postpones": r"bordlägg|skjuts upp|senareläggs",
    "changes": r"ändring|tillägg|i stället|istället|stryks|utgår|lägre|högre",
    "seconds": r"instämm",
    "reserves": r"\breserver\w+|avvikande mening",
    "statement": r"särskilt yttrande|protokollsanteckning|till protokollet|röstförklaring",
    "no part": r"(?:deltar|deltog|delta|deltagit) (?:inte|ej)|avstå(?:r|od) från att delta|(?:inte|ej) (?:del|delta|deltog)",
    "recusal": r"\bjäv",
    "chair asks": r"ordförande\w* (?:ställer|ställde|finner|fann|frågar|prövar|konstaterar|förklarar|redogör)|proposition|finner att",
    "vote": r"omröstning|votering|\b(?:ja|nej)-?röst|röstar|\bavstår\b|med \d+ (?:röster|ja)",
    "adjust": r"juster",
    "dispatch": r"expedier|protokollsutdrag|delges|för kännedom",
    "proposes": r"föresl(?:år|og|ås|agit)|förslag till|tillstyrk|hemställ",
    "decides": r"\bbeslut(?:ar|ade|at)\b|\bbeslöt\b|\bbesluta\b",
    "notes": r"anteckn|noter(?:a|ar|as)\b|till handlingarna|tar del|tagit del",
    "elects": r"\bväljer|\bvaldes|\butse(?:s|r)|\butsåg|\bentledig",
    "tasks": r"får i uppdrag|ges i uppdrag|\buppdra\b|\buppdrar",
    "approves": r"\bgodkän|\bantar?\b|\bfastställ|\bbevilja|\bmedge",
    "document": r"tjänsteskrivelse|tjänsteutlåtande|\bbilaga|\bprotokoll(?:sutdrag)?\b|\bskrivelse|\bremiss|\byttrande\b|\bpm\b|handling",
    "law": r"kap(?:itlet)?\.? \d+ ?§|\d+ kap|\bsfs\b|\blagen\b|\bförordning",
    "reasons": r"bedöm(?:er|ning)|\banser\b|\bmot bakgrund\b|\bskäl|\bdärför\b|\bmotiv",
    "earlier": r"\b(?:har|hade) (?:den|tidigare|inkommit|beslutat|behandlat|lämnat|berett)|\btidigare\b",
    "informs": r"\binformerar|\bredogör|\bredovisar|\bpresenterar|\bföredrar|\blämnar information",
    "asks": r"interpellation|\bfråga(?:n|r)?\b|\bmotion(?:en|är)?\b|medborgarförslag|ansökan|ansöker",
    "thanks": r"\btack(?:ar|a|ade)?\b|välkomna|\bgläd|\bpositiv",
    "objects": r"\bbeklag|\btyvärr|\bkritisk|\bdock\b|\bemot\b|\bstrider\b",
    "money": r"\bkronor\b|\bkr\b|\btkr\b|\bmkr\b|\bmiljoner\b",
    "adjourns": r"ajourner|\bpaus\b",
    "invoice": r"faktura|\bavgift",
    "appeal": r"överklag",
    "today": r"avgörs? (?:i ?dag|i ?kväll|nu|vid dagens)|avgöra ärendet i ?dag|ska avgöras i ?dag",
    "others": r"avslag på (?:övriga|samtliga|[\wåäö]+s? (?:tilläggs|ändrings|återremiss)?yrkande)",
}
_CUES: Final = Quick(CUES)
# Which of these stand together tells a motion to approve from one that opposes.
_STANCE: Final = ("moves", "supports", "refuses", "remits", "postpones", "changes", "seconds", "today", "others")
_ADMINISTRATION: Final = lazy(
    r"(?:förvaltning|kontor|avdelning|enhet|sektor|direktör|chef|handläggar|föredragande|sekreterare)\w*s\b",
    re.IGNORECASE,
)
_GENERIC: Final = lazy(
    r"^(?:nämnden|styrelsen|utskottet|arbetsutskottet|fullmäktige|direktionen|presidiet|beredningen)s?\b", re.IGNORECASE
)
# A body, also in the genitive.
_BODY: Final = guarded(rf"(?<![\wåäöÅÄÖ-]){BODY}s?(?![\wåäöÅÄÖ])", re.IGNORECASE)
_ABBREVIATION: Final = lazy(rf"^{BODY_ABBREVIATION}\b")
_TOKEN: Final = lazy(r"<[a-z]+>|\w+|[:?!%–-]")
_FIRST_WORDS: Final = 70
_LAST_WORDS: Final = 12
_HEAD_CHARACTERS: Final = 48


_ANY_DIGIT = lazy(r"\d")


def mask_entities(text: str, start: int, entities: Sequence[Named]) -> str:
    """Put `<person>`, `<party>` and so on where entities stand, and 0 for each figure.

    Args:
        text: The text of a paragraph.
        start: Where it begins in the clean text.
        entities: Those that may lie in it, in order.
    """
    pieces: list[str] = []
    at = 0
    for one in entities:
        low, high = one.start - start, one.end - start
        if low < at or high > len(text):
            continue
        # A body's or an office's name is no secret, and its words tell much.
        inner = text[low:high] if one.label in {EntityLabel.ORG, EntityLabel.ROLE} else f"<{one.label.lower()}>"
        pieces += [text[at:low], inner]
        at = high
    return _ANY_DIGIT.sub("0", "".join([*pieces, text[at:]]))


def item_inputs(context: ItemContext) -> list[ParagraphInput]:
    """Give the paragraphs of an item as a model sees them, in order."""
    paragraphs = context.paragraphs
    masked = []
    inside: list[list[Named]] = []
    for one in paragraphs:
        own = named_within(context.entities, one.start, one.end)
        inside.append(own)
        masked.append(mask_entities(one.text, one.start, own))
    shapes = [_shape(one, text) for one, text in zip(paragraphs, masked, strict=True)]
    cues = [_cues(one.text.lower()) for one in paragraphs]
    sections = [one.section for one in paragraphs]
    in_section = _places(paragraphs)
    body = (context.body or "").casefold()
    title = [f"T={word}" for word in re.findall(r"[a-zåäö]{4,}", context.title.casefold())[:3]]
    found = []
    for index, one in enumerate(paragraphs):
        features = [
            *_place(index, len(paragraphs), in_section[index], shapes[index]),
            *_section(one, body),
            *_subject(one, body),
            *_around(index, paragraphs, shapes, cues),
            *_entities(inside[index], one),
            *title,
        ]
        features += [f"c={cue}" for cue in cues[index]]
        features += [f"c={cue}|{one.section}" for cue in cues[index]]
        features += [f"c={cue}|{one.label}" for cue in cues[index]]
        stance = "+".join(cue for cue in _STANCE if cue in cues[index])
        features += [f"S={stance}", f"S={stance}|{one.section}", f"S={stance}|{one.label}"] if stance else []
        features += [f"I={kind}" for kind in set(sections)]
        features += [f"D={_decided(index, sections)}", f"D={_decided(index, sections)}|{one.section}"]
        features += _words(masked[index])
        found.append(
            ParagraphInput(
                text=masked[index],
                heading=_ANY_DIGIT.sub("0", one.heading or ""),
                features=tuple(features),
                rule=one.label,
            )
        )
    return found


def _cues(text: str) -> frozenset[str]:
    return frozenset(_CUES.found_in(text))


_REFUSES_PROPOSAL: Final = lazy(r"\bavslag på (?:(?!yrkande)[^.]){0,60}?förslag", re.IGNORECASE)
_REMITS: Final = frozenset({"S=moves+remits", "S=moves+remits+seconds"})
_NOT_ALONE: Final = frozenset({"supports", "others", "today"})


_LEADS_IN: Final = lazy(
    r"\b(?:beslutar|besluta|beslutade|beslöt|bestämmer|bestämde)(?: följande)?\s*:?$"
    r"|\b(?:föreslår|föreslog|föreslå|hemställer hos)(?: att)? [\wåäö]*(?:fullmäktige|styrelsen|nämnden)(?: att)?\s*:?$",
    re.IGNORECASE,
)


def certain_label(one: ParagraphInput) -> str | None:
    """Give the label that the rules are certain of, whatever a model says; None for nearly all paragraphs.

    Under a heading for motions: nothing but avslag on a proposal, or nothing but återremiss, is an objection. Under a
    heading for decisions: a sentence that leads the points in (`Arbetsutskottet föreslår kommunstyrelsen besluta`) decides.
    The last words of the chair belong to no item.
    """
    if (
        one.rule == ParagraphLabel.DECISION
        and f"k={SectionKind.DECISION}" in one.features
        and _LEADS_IN.search(one.text)
    ):
        return one.rule
    if one.text.startswith(("Ordföranden", "Mötesordföranden")) and _CLOSES.match(one.text):
        return ParagraphLabel.OTHER
    if (told := _told_by_heading(one)) is not None:
        return told
    if (plain := _plain_label(one)) is not None:
        return plain
    if one.rule != ParagraphLabel.OBJECTION:
        return None
    if f"k={SectionKind.DISCUSSION}" in one.features and _OPPOSES.search(one.text):
        return one.rule
    if f"k={SectionKind.MOTIONS}" not in one.features:
        return None
    stance = next((feature for feature in one.features if feature[:2] == "S=" and "|" not in feature), "S=")
    cues = set(stance[2:].split("+"))
    refuses = "moves" in cues and not cues & _NOT_ALONE and _REFUSES_PROPOSAL.search(one.text)
    return one.rule if refuses or stance in _REMITS else None


# 'Ordföranden tackar för visat intresse och avslutar sammanträdet.'
_CLOSES: Final = lazy(
    r"(?:Mötesordf|Ordf)öranden\b[^.:]{0,120}?\b(?:(?:avslutar|avslutade|upplöser) (?:dagens )?(?:sammanträde|möte)t?"
    r"|förklara(?:r|de) (?:dagens )?(?:sammanträde|möte)t? (?:för )?(?:avslutat|upplöst)"
    r"|(?:tacka(?:r|de)|önska(?:r|de)) [^.:]{0,60}\b(?:god|trevlig|glad|fin)\b[^.:]{0,30})"
)
# A task given as a point of its own: 'Förvaltningschefen får i uppdrag att ...'.
_TASK: Final = guarded(
    r"(?:\d+[.)]\s*|[a-h][.)]\s*|[•–-]\s*)?(?:att\s+)?(?:(?:ge|ger|uppdra|uppdrar)\b|[^.:;]{2,80}?\b(?:får|fick|ges|gavs|har)(?: också| även| därför| samtidigt)? (?:i|till) uppdrag\b|[^.:;]{2,80}?\buppdras\b|[Dd]et uppdras\b)"
)


# Names and parties, which are masked.
_ONLY_NAMES: Final = lazy(
    r"(?:[\s,.;()•–-]|<person>|<party>s?|\b(?:och|samt|för|genom|gruppen|ledamöterna|ledamöter)\b)*"
)


def _told_by_heading(one: ParagraphInput) -> str | None:
    """Labels that heading and words agree on.

    A task under a heading for decisions, an office's proposal under one for proposals, nothing but names under one for
    reservations, nothing but praise under one for notes.
    """
    features = one.features
    if f"k={SectionKind.DECISION}" in features:
        return one.rule if one.rule == ParagraphLabel.DECISION and _TASK.match(one.text) else None
    if f"k={SectionKind.PROPOSAL}" in features:
        return one.rule if one.rule == ParagraphLabel.BASIS and standpoint(one.text) else None
    if (
        f"k={SectionKind.RESERVATION}" in features
        and one.rule == ParagraphLabel.OBJECTION
        and _ONLY_NAMES.fullmatch(one.text)
    ):
        return one.rule
    praised = f"k={SectionKind.NOTE}" in features or f"k={SectionKind.STATEMENT}" in features
    return one.rule if praised and one.rule == ParagraphLabel.OTHER and "c=moves" not in features else None


_COLON_FOR: Final = lazy(r":\s*Bifall till (?!(?:sitt|eget|ett eget|sina)\b)[^.,;:<]{3,80}(?:förslag|förslaget)\.?$")
_COLON_AGAINST: Final = lazy(
    r":\s*(?:Om ärendet [^,.]{3,40}, )?(?:[Aa]vslag på [^.]{0,60}förslag|Återremi|Bordlägg|Ärendet (?:ska )?(?:återremitteras|bordläggs|bordläggas)|Eget (?:\w+)?förslag|I första hand (?:återremi|avslag|bordl))|:\s[^.]*\bi ?stället\b"
)
_KEEPS: Final = {
    SectionKind.DECISION: ParagraphLabel.DECISION,
    SectionKind.SUMMARY: ParagraphLabel.SUMMARY,
}
# At the meeting somebody moves what opposes; a motion on a motion or application may go either way.
_OPPOSES: Final = lazy(
    r"\byrka(?:r|de) (?:[^.,;]{0,40} )?(?:avslag på (?!(?:[\wåäö]+ )?(?:motion|medborgar|ansökan|initiativ|framställ|begäran))(?![^.]{0,60}yrkande)|återremiss\b|bordläggning\b|att [^.]{0,80}\bi ?stället\b)"
)
_TORN: Final = lazy(r"(?!att\b|dels\b|samt\b)[a-zåäö]")
_PAPERS: Final = frozenset({"T=meddelanden", "T=delgivningar", "T=delegationsbeslut"})
_TELLS_OF_PAPERS: Final = lazy(
    r"\b(?:anmäls|anmäles|redovisas|förteckning\w*|informerar|redogör|rapporterar|tackar|önskar|Ordföranden)\b"
)


def _plain_label(one: ParagraphInput) -> str | None:
    """Labels that the plainest forms leave no doubt of."""
    features = one.features
    if f"k={SectionKind.MOTIONS}" in features:
        told = _COLON_FOR.search(one.text) if one.rule == ParagraphLabel.OTHER else None
        against = _COLON_AGAINST.search(one.text) if one.rule == ParagraphLabel.OBJECTION else None
        if in_plain_words(one.text) != one.text:
            return one.rule  # words that no training text has
        return one.rule if told or against or seconds_only(one.text) is not None or _TORN.match(one.text) else None
    for kind, otherwise in _KEEPS.items():
        if f"k={kind}" in features and one.rule == ParagraphLabel.OTHER:
            same = refine_label(one.text, kind, otherwise, proposal=False) == ParagraphLabel.OTHER
            return one.rule if same and not any(cue in features for cue in ("c=chair asks", "c=vote")) else None
    if f"k={SectionKind.SUMMARY}" in features and "H?=False" in features:
        if one.rule == ParagraphLabel.BASIS and standpoint(one.text):
            return one.rule
        if one.rule == ParagraphLabel.SUMMARY and _papers(one):
            return ParagraphLabel.BASIS
    return None


def _papers(one: ParagraphInput) -> bool:
    """Whether an item is nothing but a list of papers, and a paragraph one of them."""
    return next((f for f in one.features if f.startswith("T=")), "") in _PAPERS and not _TELLS_OF_PAPERS.search(
        one.text
    )


# Kinds of sections whose known heading says that what stands below it is no decision of this body.
_NO_DECISION: Final = frozenset(
    f"k={kind}"
    for kind in (
        SectionKind.PROPOSAL,
        SectionKind.SUMMARY,
        SectionKind.BASIS,
        SectionKind.ORDER,
        SectionKind.VOTE,
        SectionKind.RESERVATION,
        SectionKind.STATEMENT,
        SectionKind.RECIPIENTS,
    )
)


# A sentence that does what it says: `Yttrande över remissen ... översänds till departementet.`
_IS_DONE: Final = guarded(
    r"\b(?:översänds|överlämnas|antas|godkänns|fastställs|avslås|bifalls|antecknas|bordläggs|återremitteras|remitteras|tillstyrks|avstyrks|läggs till handlingarna)\b(?! av\b)[^.:;]{0,90}\.?\s*$"
)


def does_what_it_says(one: ParagraphInput) -> bool:
    """Whether a paragraph under a heading for decisions ends with what is done to its matter."""
    in_decision = one.rule == ParagraphLabel.DECISION and f"k={SectionKind.DECISION}" in one.features
    return in_decision and _IS_DONE.search(one.text) is not None


def decides_nothing(one: ParagraphInput) -> bool:
    """Tell whether heading and words agree that a paragraph is no decision, however much it reads like one.

    Proposal and decision have the same words (`att bifalla`); only the heading tells them apart.
    """
    return (
        one.rule != ParagraphLabel.DECISION and "H?=True" in one.features and not _NO_DECISION.isdisjoint(one.features)
    )


def shares_matter(one: ParagraphInput) -> bool:
    """Tell whether a paragraph is a table of figures below running text, under one known heading for the matter."""
    return (
        one.rule == ParagraphLabel.SUMMARY
        and {"h=table", "H?=True", "a-1same=True"} <= set(one.features)
        and "c=vote" not in one.features
    )


def _decided(index: int, sections: Sequence[str]) -> str:
    """Whether the decision stands above, here, below or nowhere."""
    here = sections[index] == "decision"
    above, below = "decision" in sections[:index], "decision" in sections[index + 1 :]
    return f"{int(here)}{int(above)}{int(below)}"


_ATT = lazy(r"att\s")


def _shape(one: ItemParagraph, text: str) -> str:
    """List point, lead-in, table or running text."""
    if one.table:
        return "table"
    if _ATT.match(text):
        return "att"
    if list_point(text):
        return "point"
    if text.rstrip().endswith(":"):
        return "lead"
    if len(text) < 60 and not ends_sentence(text):
        return "short"
    return "prose"


def _places(paragraphs: Sequence[ItemParagraph]) -> list[int]:
    """The place of each paragraph in its section."""
    places: list[int] = []
    for index, one in enumerate(paragraphs):
        above = paragraphs[index - 1] if index else None
        same = above is not None and (above.section, above.heading) == (one.section, one.heading)
        places.append(places[-1] + 1 if same else 0)
    return places


def _place(index: int, count: int, in_section: int, shape: str) -> list[str]:
    return [
        f"p={min(index, 5)}",
        f"e={min(count - 1 - index, 4)}",
        f"q={round(4 * index / max(count - 1, 1))}",
        f"s={min(in_section, 3)}",
        f"h={shape}",
        f"h={shape}|{min(in_section, 1)}",
        f"n={min(count, 12)}",
    ]


_HEADING_WORD = lazy(r"[a-zåäö]+")


def _section(one: ItemParagraph, body: str) -> list[str]:
    heading = one.heading or ""
    features = [f"k={one.section}", f"r={one.label}", f"k={one.section}|{one.label}", f"H?={bool(heading)}"]
    if heading:
        known = heading_kind(heading) is not None
        words = _HEADING_WORD.findall(normal_heading(heading))
        features += [f"H?={known}", f"H={' '.join(words)[:60]}", f"HO={_owner(heading, body)}|{one.section}"]
        features += [f"Hw={word}" for word in words[:6]]
        features += [f"Hs={word[-6:]}" for word in words[:6]]
    return features


@lru_cache(maxsize=4096)
def _owner(text: str, body: str) -> str:
    """Whose words: this body's, another one's, the administration's, nobody's."""
    short = _GENERIC.match(text)
    if short is not None:
        # 'Nämnden' is this body where a nämnd met; 'arbetsutskottet' is another one where the whole board did.
        return ("own" if _bare(body).endswith(_bare(short[0].casefold())) else "other body") if body else "generic"
    if _ADMINISTRATION.search(text):
        return "administration"
    found = _BODY.search(text)
    if found is not None:
        name = _bare(found[0].casefold())
        own = _bare(body)
        return "own" if own and (own == name or own.endswith(f" {name}") or name.endswith(f" {own}")) else "other body"
    return "short" if _ABBREVIATION.match(text) else "none"


def _bare(name: str) -> str:
    """A body's name without article and genitive."""
    return re.sub(r"(?<=[tdsgm])(?:et|en)$|(?<=e)n$", "", name.removesuffix("s"))


_POINT_LEAD = lazy(r"^\W*(?:\d+[.)] |att )?")


def _subject(one: ItemParagraph, body: str) -> list[str]:
    """Which body the paragraph begins with, and what stands behind it."""
    start = _POINT_LEAD.sub("", one.text[:90])
    begins = start[:1].isupper()
    owner = _owner(" ".join(start.split()[:4]), body) if begins else "none"
    return [f"O={owner}", f"O={owner}|{one.section}", f"U={begins}"]


def _around(
    index: int, paragraphs: Sequence[ItemParagraph], shapes: Sequence[str], cues: Sequence[frozenset[str]]
) -> list[str]:
    features = []
    for distance in (-2, -1, 1, 2):
        other = index + distance
        if not 0 <= other < len(paragraphs):
            features.append(f"a{distance}=none")
            continue
        one = paragraphs[other]
        features += [f"a{distance}k={one.section}", f"a{distance}r={one.label}", f"a{distance}h={shapes[other]}"]
        if abs(distance) == 1:
            features += [f"a{distance}c={cue}" for cue in cues[other]]
            features.append(f"a{distance}kk={one.section}|{paragraphs[index].section}")
            features.append(f"a{distance}same={one.heading == paragraphs[index].heading}")
    lead = next((n for n in range(index - 1, max(index - 12, -1), -1) if shapes[n] in {"lead", "short"}), None)
    if lead is not None and shapes[index] in {"att", "point"}:
        # What a list point is told by is the line that leads in to it.
        features += [f"Lc={cue}" for cue in cues[lead]]
        features.append(f"Lr={paragraphs[lead].label}")
    return features


def _entities(inside: Sequence[Named], one: ItemParagraph) -> list[str]:
    counts: dict[str, int] = {}
    for entity in inside:
        counts[entity.label] = counts.get(entity.label, 0) + 1
    features = [f"E={label}{min(count, 3)}" for label, count in counts.items()] or ["E=none"]
    if inside and inside[0].start <= one.start + 3:
        features.append(f"E0={inside[0].label}")
    size = len(one.text)
    features.append(f"Z={0 if size < 40 else 1 if size < 90 else 2 if size < 200 else 3 if size < 500 else 4}")
    return features


def _words(text: str) -> list[str]:
    """Words, pairs of words and pieces of words; `~` marks them as such."""
    tokens = [token.casefold() for token in _TOKEN.findall(text)]
    shown = tokens[:_FIRST_WORDS] + tokens[_FIRST_WORDS:][-_LAST_WORDS:]
    features = {f"w~{token}" for token in shown}
    features |= {f"b~{one} {two}" for one, two in pairwise(shown)}
    features |= {f"x~{token[:5]}" for token in shown if len(token) > 6}
    features |= {f"y~{token[-5:]}" for token in shown if len(token) > 6}
    begin = text[:_HEAD_CHARACTERS].casefold()
    features |= {f"g~{begin[n : n + 4]}" for n in range(max(len(begin) - 3, 0))}
    return [
        *(f"f{n}={token}" for n, token in enumerate(tokens[:4])),
        f"f={' '.join(tokens[:2])}",
        f"l={tokens[-1] if tokens else ''}",
        *sorted(features),
    ]
