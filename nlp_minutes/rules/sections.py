"""The inside of an item: sections under their headings, and the paragraphs and list points in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp_minutes.labels import ParagraphLabel, SectionKind
from nlp_minutes.lexicon import BODY, BODY_ABBREVIATION, heading_kind, inline_heading, normal_heading
from nlp_minutes.lines import ends_sentence, list_point
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.quick import quick
from nlp_minutes.rules.clauses import motion_label
from nlp_minutes.rules.deciding import decides_whole
from nlp_minutes.rules.heading_guess import guess_kind, is_heading_like
from nlp_minutes.rules.paragraph_labels import names_proposal, refine_label, seconds_only, standpoint
from nlp_minutes.rules.words import abbreviates, calm

__all__ = ["LABEL_OF_KIND", "Paragraph", "Part", "Section", "is_row", "read_sections"]


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One block of an item, behind its head and title."""

    text: str
    start: int
    blank_before: bool


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under one heading; offsets are clean ones, the heading's included."""

    kind: SectionKind
    heading: str | None
    start: int
    end: int
    item: str | None


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph or list point.

    Attributes:
        start: First clean offset.
        end: Offset behind it.
        label: Its label.
        heading: The heading above it, as written.
        item: Number of its item, or None outside the items.
        kind: Kind of the section it stands in.
        known: Whether a known heading decides the label.
        item_index: Place of its item among the items, or None outside them.
        table: Whether it is a table: its rows together are one paragraph.
    """

    start: int
    end: int
    label: ParagraphLabel
    heading: str | None
    item: str | None
    kind: SectionKind
    known: bool
    item_index: int | None = None
    table: bool = False


LABEL_OF_KIND = {
    SectionKind.DECISION: ParagraphLabel.DECISION,
    SectionKind.PROPOSAL: ParagraphLabel.BASIS,
    SectionKind.SUMMARY: ParagraphLabel.SUMMARY,
    SectionKind.BASIS: ParagraphLabel.BASIS,
    SectionKind.RESERVATION: ParagraphLabel.OBJECTION,
    SectionKind.STATEMENT: ParagraphLabel.OBJECTION,
    SectionKind.NOTE: ParagraphLabel.OBJECTION,
    SectionKind.PROTEST: ParagraphLabel.OBJECTION,
}
_STRONG = {
    SectionKind.DECISION,
    SectionKind.MOTIONS,
    SectionKind.ORDER,
    SectionKind.VOTE,
    SectionKind.RESERVATION,
    SectionKind.STATEMENT,
    SectionKind.NOTE,
    SectionKind.RECUSAL,
    SectionKind.RECIPIENTS,
    SectionKind.PROTEST,
}
# What a body does where it decides, alone or above its points.
_DECIDE = r"(?:beslutar|beslutade|beslöt|bestämmer|bestämde)"
_VERB = r"(?:be[rs]{0,2}slutar?|beslutade|beslöt|bestämmer|bestämde|föreslår|föreslog|tillstyrker|tillstyrkte|avstyrker|godkänner|godkände|bordlägger|bordlade|återremitterar|återremitterade|avslår|avslog|bifaller|biföll|antar|antog|antecknar|antecknade|noterar|noterade|lägger|lade|väljer|valde|utser|utsåg|befriar|befriade|entledigar|entledigade|har (?:tagit del|beslutat|föreslagit)|tar del|tog del|tackar|tackade|överlämnar|överlämnade|remitterar|beviljar|beviljade|uppdrar|ger|gav|fastställer|fastställde|anser|ansåg|medger|ställer sig|förklarar|hänskjuter|meddelar|utdömer|förelägger|förbjuder|fatta(?:r|de) följande beslut)"
_SUBJECT = rf"(?:(?:att )?(?:{BODY_ABBREVIATION}|(?i:{BODY})|Nämnden|Styrelsen|Utskottet|Arbetsutskottet|Fullmäktige|Direktionen|Presidiet|Kommunen|Regionen|[A-ZÅÄÖ][\wåäö-]+))"
_DECIDES = lazy(rf"^(?:\d+[.)] )?{_SUBJECT} {_VERB}\b")
_NOTED = lazy(
    r"^(?:Informationen|Redovisningen|Redogörelsen|Anmälan|Anmälningarna|Rapporten|Frågan|Interpellationen|Delgivningarna|Meddelandena|Motionen|Ärendet|Uppföljningen|Skrivelsen|Protokollen|Följande (?:motioner|anmälningar|meddelanden))\b.{0,90}"
    r"\b(?:noteras|antecknas|noterades|antecknades|(?:lägg(?:s|es)?|lades)(?: med [\wåäö]+(?: [\wåäö]+)?)? till handlingarna|besvarad|bordläggs|bordlades|återremitteras|remitteras|godkänns|utgår)\b"
)
_LEAD_IN = guarded(
    rf"(?:{_SUBJECT}\s)?{_VERB}\b[^.]{{0,160}}$|^(?:att )?(?:besluta|beslutar)\b[^.]{{0,120}}[:]?$", re.IGNORECASE
)
_ADJUST = lazy(
    r"\b(?:omedelbart? juster\w*|justeras? omedelbart|förklaras? omedelbart|direktjuster\w*|justeras? (?:direkt|genast)|justera(?:s|ts|d) i (?:omedelbar|direkt) anslutning)\b",
    re.IGNORECASE,
)
# A line that tells nothing but that, under whatever heading it stands.
_ADJUST_ALONE = lazy(r"(?:(?:Denna |§ ?\d+ )?[Pp]aragraf(?:en)?|Ärendet|Beslutet|Punkten|§ ?\d+|\d+ §)\s")


@dataclass(slots=True)
class _State:
    item: str
    body: str | None
    kind: SectionKind | None = None
    heading: str | None = None
    known: bool = False
    start: int = 0
    decided: bool = False
    proposal: bool = False
    headed: bool = False
    run_in: bool = False
    repeated: frozenset[str] = frozenset()
    moved: bool = False
    told: range = range(0)  # the blocks that tell a decision which nothing else sets apart


def read_sections(
    parts: Sequence[Part], *, item: str, body: str | None, repeated: frozenset[str] = frozenset()
) -> tuple[list[Section], list[Paragraph]]:
    """Read the sections and paragraphs of one item.

    Args:
        parts: Its blocks behind head and title.
        item: Its number.
        body: The body that met; a proposal of its own is a decision, one of another body rests under basis.
        repeated: Unknown headings that stand in several items (`heading_guess.repeated_headings`).

    Returns:
        Sections and paragraphs, in order.
    """
    parts = [part if (text := calm(part.text)) is part.text else replace(part, text=text) for part in parts]
    found = _read(parts, _State(item=item, body=body, repeated=repeated))
    if any(one.kind is SectionKind.DECISION for one in found[1]):
        return found
    told = _told_last(parts, found[1], body)
    return found if not told else _read(parts, _State(item=item, body=body, repeated=repeated, told=told))


# Sections in which a paragraph may tell the decision of an item that has no other.
_TELLING = {
    SectionKind.SUMMARY,
    SectionKind.UNKNOWN,
    SectionKind.DISCUSSION,
    SectionKind.MOTIONS,
    SectionKind.ORDER,
    SectionKind.VOTE,
}


# Those whose headings say that something else is told.
_HEADED = {SectionKind.SUMMARY, SectionKind.DISCUSSION, SectionKind.ORDER}


def _told_last(parts: Sequence[Part], paragraphs: Sequence[Paragraph], body: str | None) -> range:
    """The last of an item's blocks that say nothing but what the body did."""
    starts = {one.start: one for one in paragraphs if not one.table}
    below = True  # whether nothing but what follows a decision stands below
    for index in reversed(range(len(parts))):
        part = parts[index]
        one = starts.get(part.start)
        if one is None or one.kind not in {*_TELLING, SectionKind.BASIS}:
            continue
        listed = one.kind is SectionKind.BASIS
        by_name = listed or (one.heading is not None and one.kind in _HEADED)
        if (not listed or (below and part.blank_before)) and decides_whole(part.text, body, by_name=by_name):
            first = index
            while first and (above := starts.get(parts[first - 1].start)) is not None and above.kind is one.kind:
                if not decides_whole(parts[first - 1].text, body, by_name=by_name):
                    break
                first -= 1
            return range(first, index + 1)
        below = False
    return _behind_procedure(parts, starts)


# The chair at work, or a vote: what is told right behind has been decided.
_PROCEDURE = lazy(
    r"\b(?:[Oo]rdföranden|[Oo]rdf\.?|[Oo]rdförande)(?![\w]) [^.]{0,80}\b(?:finner|fann|prövar|prövade|uppfattar|uppfattade|ställer|ställde|frågar|frågade|förklara\w+)\b"
    r"|\b(?:[Rr]östräkning|[Oo]mröstning|[Vv]otering|[Rr]östetal|[Rr]öster för|[Ss]tällningen)\b"
)
_ON_DISSENT = lazy(
    r"\W*(?:[Rr]eserv|[Mm]ot (?:beslutet|avgörandet)|[Ss]ärskil|[Pp]rotokollsanteckn|[Tt]ill protokollet|[Jj]äv|[Ee]xp\b|[Kk]opia|[Dd]elges|[Ss]kickas|[Uu]tdrag|[Oo]mröstning|[Vv]otering|[Rr]öst|[Jj]a\b|[Nn]ej\b|[Aa]vst|[Hh]an\b|[Hh]on\b|[Ss]edan\b|[Ee]fter\b|[Oo]rdf|[Mm]ed \w+ röst|[Ii]nför\b|[Uu]nder (?:över|debatt))"
)
_LONGEST_TOLD: Final = 400


def _behind_procedure(parts: Sequence[Part], starts: Mapping[int, Paragraph]) -> range:
    """The block right behind the last of the procedure, in an item in which nothing else tells the decision."""
    last = next((n for n in reversed(range(len(parts))) if _PROCEDURE.search(parts[n].text)), None)
    if last is None:
        return range(0)
    for index in range(last + 1, min(last + 4, len(parts))):
        text, one = parts[index].text, starts.get(parts[index].start)
        if one is None or one.table or one.kind not in {*_TELLING, SectionKind.BASIS}:
            continue  # rows of those who voted
        told = (
            parts[index].blank_before
            and len(text) < _LONGEST_TOLD
            and text[:1].isupper()
            and ends_sentence(text)
            and "röst" not in text.casefold()
            and not (_STANDS_FOR.search(text) or _ON_DISSENT.match(text))
        )
        return range(index, index + 1) if told else range(0)
    return range(0)


def _read(parts: Sequence[Part], state: _State) -> tuple[list[Section], list[Paragraph]]:
    body = state.body
    state.proposal = names_proposal([part.text for part in parts])
    state.headed = any(_heads_decision(part.text, body) for part in parts) or any(
        _guess(parts, index, state) is SectionKind.DECISION for index in range(len(parts))
    )
    state.decided = state.headed or any(
        _kind_here(part.text, body) is SectionKind.DECISION or _stands_for_decision(part.text, body) for part in parts
    )
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    before: tuple[SectionKind, str | None, bool] | None = None  # what goes on behind a decision that was told in it
    for index, part in enumerate(parts):
        at = 0
        kind = _heading(parts, index, state)
        if kind is not None:
            kind = _told_by_content(kind, parts, index, state)
            _close(state, sections, part.start)
            told = heading_kind(part.text) is not None or kind in _STRONG
            _open(state, kind, part.text.strip(), part.start, known=kind is not SectionKind.UNKNOWN and told)
            state.kind, before = kind, None
            continue
        if inline := _inline(part.text, state):
            _close(state, sections, part.start)
            _open(state, inline[0], part.text[: inline[1]].strip(" :\t") or None, part.start, known=True)
            state.run_in, before = True, None
            at = inline[1]
        elif (state.told and index == state.told[0]) or (
            state.kind is not SectionKind.DECISION and _leads_in_here(parts, index, state)
        ):
            before = (state.kind or SectionKind.SUMMARY, state.heading, state.known)
            _close(state, sections, part.start)
            _open(state, SectionKind.DECISION, None, part.start, known=False)
        elif _opens_motions(part.text, index, state):
            if before is None:
                before = (state.kind or SectionKind.SUMMARY, state.heading, state.known)
            if state.kind is not SectionKind.MOTIONS:
                _close(state, sections, part.start)
                _open(state, SectionKind.MOTIONS, None, part.start, known=False)
                state.moved = True
        elif state.moved and before is not None and state.kind is SectionKind.MOTIONS and not _is_point(part.text):
            _close(state, sections, part.start)
            _open(state, before[0], before[1], part.start, known=before[2])
            before, state.moved = None, False
            if state.told and index == state.told[0]:
                _close(state, sections, part.start)
                _open(state, SectionKind.DECISION, None, part.start, known=False)
            elif not state.decided and _decides(parts, index, state):
                _implicit(parts, index, state, sections)
        elif state.told and before is not None and index not in state.told and not _is_point(part.text):
            _close(state, sections, part.start)
            _open(state, before[0], before[1], part.start, known=before[2])
            before = None
        elif state.kind is None or (not state.decided and _decides(parts, index, state)):
            _implicit(parts, index, state, sections)
        elif not state.decided and _after_procedure(part, state):
            _close(state, sections, part.start)
            _open(state, SectionKind.DECISION, None, part.start, known=False)
        one = _paragraph(part, at, state)
        last = paragraphs[-1] if paragraphs else None
        one = _as_above(one, part.text[at:].strip(), paragraphs, parts)
        if one.table and last is not None and last.table and last.kind is one.kind and last.heading == one.heading:
            paragraphs[-1] = replace(last, end=one.end)
        else:
            paragraphs.append(one)
    if parts:
        _close(state, sections, parts[-1].start + len(parts[-1].text))
    return sections, paragraphs


def _open(state: _State, kind: SectionKind, heading: str | None, start: int, *, known: bool) -> None:
    state.kind, state.heading, state.start, state.known, state.run_in = kind, heading, start, known, False
    if kind is SectionKind.DECISION:
        state.decided = True


def _close(state: _State, sections: list[Section], end: int) -> None:
    if state.kind is not None and end > state.start:
        sections.append(Section(kind=state.kind, heading=state.heading, start=state.start, end=end, item=state.item))


def _kind_here(text: str, body: str | None) -> SectionKind | None:
    """The kind of a heading, seen from the body that met."""
    if list_point(text) and not re.match(r"\d{1,2}[.)]\s", text):
        return None
    kind = heading_kind(text)
    if kind is SectionKind.PROPOSAL and body and _own(text, body):
        return SectionKind.DECISION
    if kind is SectionKind.DECISION and _PROPOSED_UP.match(text) and "fullmäktige" in (body or "").casefold():
        return SectionKind.PROPOSAL  # what a board proposed, in the council's own minutes
    return kind


# 'Kommunstyrelsens förslag till fullmäktige'
_PROPOSED_UP = lazy(r"(?!\w*fullmäktiges\b)[\wåäö -]{3,60}s förslag till [\wåäö]*fullmäktige\b", re.IGNORECASE)


# 'Det här föreslår kommunstyrelsen att kommunfullmäktige beslutar'
_PROPOSED_BY = lazy(
    r"(?:så|detta|det här|följande) (?:föreslår|föreslog) (?P<owner>[\wåäö-]+(?: (?!att\b|till\b)[\wåäö-]+){0,3}?)(?= (?:att|till)\b| \w+fullmäktige\b|$)"
)


def _own(text: str, body: str) -> bool:
    """Whether a heading such as `Arbetsutskottets förslag till beslut` names the body that met."""
    heading = normal_heading(text)
    if (turned := _PROPOSED_BY.match(heading)) is not None:
        return _is_body(turned["owner"], body)
    owner = re.match(r"([\wåäö, -]+?s) (?:förslag|beslutsförslag)", heading)
    if owner is None or not re.search(
        r"till (?:kommun|region|beslut)?(?:styrelse|fullmäktige|beslut)|förslag$|beslutsförslag", heading
    ):
        return False
    name, own = _indefinite(owner[1].removesuffix("s")), _indefinite(body.casefold())
    return own == name or own.endswith(f" {name}")


# A body's words that are its decision where the item has no heading for one; else they are its reasons or proposal.
_STANDPOINT = lazy(
    r"(?:(?P<owner>[\wåäö, -]+?)s )?(?:ställningstagande|hemställan|utlåtande|yttrande|mening|ståndpunkt|förslag|rekommendation)(?:en|t|n)?"
)


def _stands_for_decision(text: str, body: str | None) -> bool:
    """Whether a heading such as `Kommunstyrelsens ställningstagande` can head the decision of the body that met."""
    if not text[:1].isupper() or len(text) > 90:
        return False
    match = _STANDPOINT.fullmatch(normal_heading(text))
    if match is None:
        return False
    if match["owner"] is None:
        return normal_heading(text).startswith("ställningstagande")
    return _is_body(match["owner"], body)


def _is_body(owner: str, body: str | None) -> bool:
    """Whether a name in lower case, also a short one such as `nämnden`, is that of the body that met."""
    if body is None:
        return owner in _GENERIC
    name, own = _indefinite(owner), _indefinite(body.casefold())
    return own == name or own.endswith((f" {name}", name if owner in _GENERIC else f" {name}"))


_OWN_DECISION = lazy(rf"(?P<owner>{BODY})s beslut\b", re.IGNORECASE)


def _heads_decision(text: str, body: str | None) -> bool:
    """Whether a line is a heading that can only be that of the decision: `Beslut`, or that of the body that met."""
    if "\n" in text or "\t" in text or _kind_here(text, body) is not SectionKind.DECISION or _DATED.search(text):
        return False
    owner = _OWN_DECISION.match(normal_heading(text))
    return owner is None or _is_body(owner["owner"], body)


def _told_by_content(kind: SectionKind, parts: Sequence[Part], index: int, state: _State) -> SectionKind:
    """The kind of a section whose heading may mean several things, by what stands below it."""
    text, below = parts[index].text, parts[index + 1].text if index + 1 < len(parts) else ""
    if (not state.headed or _goes_with_another(text, parts, state)) and _stands_for_decision(text, state.body):
        return SectionKind.DECISION
    if (
        kind is SectionKind.DECISION
        and state.headed
        and not _heads_decision(text, state.body)
        and heading_kind(text) is not None
    ):
        return SectionKind.BASIS  # another body's decision, beside that of the one that met
    if (
        kind is SectionKind.BASIS
        and _SERVED.match(text)
        and not re.search(r"\d|\b\w{3,}(?:ar|ade|er|te|as)\b \w+ \w+", below)
        and any(_heads_decision(part.text, state.body) for part in parts[:index])
    ):
        return SectionKind.RECIPIENTS  # 'Delgivning' above names, behind the decision
    if kind is SectionKind.UNKNOWN and _STATED_BY.match(text):
        return SectionKind.STATEMENT
    if kind is SectionKind.DISCUSSION and _SECRET.match(text) and len(below) > 60 and ends_sentence(below):
        return SectionKind.SUMMARY  # a mark below the title, not a heading of its own
    proposes = kind is SectionKind.PROPOSAL or (
        kind is SectionKind.UNKNOWN and guess_kind(text) is SectionKind.PROPOSAL
    )
    if proposes and not _WHOSE.match(text) and _WISHED.match(below):
        return SectionKind.MOTIONS  # 'Förslag från bänkarna' above what members want
    if kind in {SectionKind.PROPOSAL, SectionKind.DISCUSSION, SectionKind.UNKNOWN} and not _WHOSE.match(text):
        kind = _by_first_words(below, state) or kind
    if kind is SectionKind.UNKNOWN:
        guessed = guess_kind(text)
        if guessed is not None and (guessed is not SectionKind.DECISION or not state.headed):
            return guessed
    return kind


def _goes_with_another(text: str, parts: Sequence[Part], state: _State) -> bool:
    """Whether the body's words have a second heading that says the same and more: `... ställningstagande för egen del`."""
    return any(part.text.startswith(f"{text.strip()} ") and _heads_decision(part.text, state.body) for part in parts)


_SERVED = lazy(r"\W*(?:delgivning|underrättelser?)\W*$", re.IGNORECASE)
_STATED_BY = lazy(r"(?:Särskil(?:t|da) (?:yttrande|uttalande)n?|Röstförklaring(?:ar)?) (?:från|av|för) \w")
_SECRET = lazy(r"\W*sekretess\w*\W*$", re.IGNORECASE)
# 'Kontorets förslag': whose words stand below is told, and who is named there moves nothing.
_WHOSE = lazy(r"[\wåäöÅÄÖ-]+s (?:\w+ )?(?:[\wåäö]*förslag|yttrande|hemställan)|[\wåäöÅÄÖ-]+ föreslår", re.IGNORECASE)
_NAMED = r"(?:[A-ZÅÄÖ][\w.-]+ (?:[a-z]{2,3} )?(?:[A-ZÅÄÖ][\w.-]+ ?){1,3}\((?-i:[A-ZÅÄÖ]\w{0,4}|[a-zåäö]{1,3})\)|[A-ZÅÄÖ]{1,4}(?:(?:, | och | samt )[A-ZÅÄÖ]\w{0,4})* \(genom [^)]{4,200}\))"
_ROW = (
    rf"(?:[•*–-]\s*)?{_NAMED}(?: (?:med flera|m\.? ?fl\.?)(?= |:))?(?:(?:,| och| samt) (?:{_NAMED}|[^:.;]{{2,150}}?))?"
)
# 'Ulla Ek (S) och Jon Dahl (M) vill, för sina grupper, att'
_WISHED = lazy(rf"{_ROW}(?:,[^:.;]{{2,200}},?)? (?:vill|ville|önskar|önskade)\b(?:, [^,.:;]{{3,60}},)? (?:att|ha)\b")
# What stands below a heading that nobody knows, by its first words.
_FIRST_WORDS = (
    (
        SectionKind.MOTIONS,
        re.compile(
            rf"{_ROW}(?:,[^:.;]{{2,200}},?)?(?: (?:yrka(?:r|de)|hemställ(?:er|de)|föresl(?:år|og))\b(?! i (?:en|sin) )|:\s*(?:[Bb]ifall|[Aa]vslag|[Åå]ter(?:remiss|remittera)|[Bb]ordlägg|I första hand|i första hand|Motionen|Ärendet|Eget förslag|[Aa]tt\b))"
        ),
    ),
    (
        SectionKind.RESERVATION,
        re.compile(rf"(?:Mot beslutet |Mot avgörandet )?(?:{_ROW}|[A-ZÅÄÖ][^.:;]{{0,200}}?) ?reserver(?:ar|ade) sig\b"),
    ),
    (
        SectionKind.ORDER,
        re.compile(
            r"Ordföranden (?:ställ(?:er|de)|tar upp|tog upp|prövar|prövade|frågar (?:först |sedan )?(?:om ärendet|nämnden|om nämnden|styrelsen|fullmäktige)|finner|fann|konstaterar att (?:det (?:finns|föreligger)|\w+ förslag))\b|(?:Omröstning|Votering) begär"
        ),
    ),
    (
        SectionKind.PROTEST,
        re.compile(
            rf"{_ROW} (?:deltar|deltog|har) (?:inte|ej) (?:delta(?:git)? )?i (?:beslutet|avgörandet)\b|{_ROW} avst(?:år|od) från att delta i"
        ),
    ),
    (
        SectionKind.RECUSAL,
        re.compile(r"(?:På grund av jäv|[A-ZÅÄÖ][^.]{3,120}\banmäl(?:er|de|t) jäv)\b"),
    ),
    (
        SectionKind.NOTE,
        re.compile(rf"{_ROW}[^.:]{{0,60}}\b(?:låter|lät|vill|önskar|begär)\b[^.:]{{0,60}}\banteckna"),
    ),
    (
        SectionKind.STATEMENT,
        re.compile(rf"{_ROW}(?:[^.:]{{0,60}}\b(?:avger|avgav|lämnar|lämnade)\b[^.:]{{0,40}}\byttrande\b)"),
    ),
)


# 'Motionen avslås.': nobody who proposes or finds stands before the verb.
_DONE = lazy(
    r"(?:(?!\b(?:att|om|när|som|föreslår|föreslog|anser|bedömer|bör|ska|har|hade|kan)\b)[^.:;]){3,120}\b(?:avslås|bifalls|antas|godkänns|fastställs|beviljas|medges|lägg(?:s|es) till handlingarna|anses besvarad|bordläggs|återremitteras|antecknas|noteras|väljs|valdes|utses|utsågs)\b"
)


def _by_first_words(below: str, state: _State) -> SectionKind | None:
    """The kind of a section by the first words below its heading; None where they tell nothing."""
    if state.kind in {SectionKind.RESERVATION, SectionKind.STATEMENT, SectionKind.NOTE}:
        return None  # within what somebody wrote
    if not state.decided and _DONE.match(below):
        return SectionKind.DECISION
    return next((kind for kind, pattern in _FIRST_WORDS if pattern.match(below[:400])), None)


def _indefinite(name: str) -> str:
    return re.sub(r"(?<=[tdsgm])(?:et|en)$|(?<=e)n$", "", name)


def _heading(parts: Sequence[Part], index: int, state: _State) -> SectionKind | None:
    text = parts[index].text
    if "\n" in text or "\t" in text.strip("\t"):
        return None
    kind = _kind_here(text, state.body)
    if _leads_in_here(parts, index, state):
        return None
    if kind is not None:
        if state.kind is SectionKind.BASIS and re.search(r"\d", text) and not _stands_above_prose(parts, index):
            return None  # 'Kommunstyrelsens förslag 2031-04-08 § 45' in a list of documents
        if kind is SectionKind.DECISION and _DATED.search(text):
            # an earlier decision, cited
            return None if state.kind in {SectionKind.SUMMARY, SectionKind.UNKNOWN} else SectionKind.BASIS
        if state.kind is SectionKind.RECIPIENTS and not parts[index].blank_before and kind not in _STRONG:
            return None
        return kind
    if _stands_for_heading(parts, index, state):
        return SectionKind.DECISION
    guessed = _guess(parts, index, state)
    if guessed is not None:
        return guessed
    return SectionKind.UNKNOWN if _looks_like_heading(parts, index, state) else None


def _guess(parts: Sequence[Part], index: int, state: _State) -> SectionKind | None:
    """The kind of a heading that the lexicon does not know: repeated in other items, or told by a stem and where it stands."""
    text = parts[index].text
    if index + 1 >= len(parts) or not parts[index].blank_before or heading_kind(text) is not None:
        return None
    if not is_heading_like(text) or _DECIDES.match(text) or (text.rstrip().endswith(":") and _LEAD_IN.search(text)):
        return None
    if text.rstrip().endswith(":") and state.kind is SectionKind.DECISION:
        return None  # 'Enligt kommunstyrelsens förslag:' above the points of a decision
    if normal_heading(text) in state.repeated:
        kind = guess_kind(text)
        if kind is SectionKind.DECISION and _foreign_proposal(text, state.body):
            return SectionKind.PROPOSAL
        return kind or SectionKind.UNKNOWN
    return None


def _foreign_proposal(text: str, body: str | None) -> bool:
    """Whether what is proposed to the council stands in the council's own minutes."""
    return "fullmäktige" in text.casefold() and "fullmäktige" in (body or "").casefold() and "föresl" in text.casefold()


# 'Fullmäktige beslutar' alone on its line
_BODY_DECIDES = lazy(rf"(?P<subject>[A-ZÅÄÖ][\wåäö -]{{1,60}}?) {_DECIDE}:?")


def _stands_for_heading(parts: Sequence[Part], index: int, state: _State) -> bool:
    """Whether `Fullmäktige beslutar` stands apart above whole sentences, as `Beslut` would, and not above `att`."""
    match = _BODY_DECIDES.fullmatch(parts[index].text.strip())
    if match is None or index + 1 >= len(parts) or (index and not parts[index].blank_before):
        return False
    subject, own = match["subject"].casefold(), (state.body or "").casefold()
    below = parts[index + 1]
    if not below.text[:1].isupper() or below.blank_before or list_point(below.text):
        return False
    return bool(subject in {own, "vi"} or _short_for(subject, own))


def _leads_in_here(parts: Sequence[Part], index: int, state: _State) -> bool:
    """Whether words that may be a heading begin a sentence that points go on with: `Nämnden beslutade` / `att ...`."""
    text = parts[index].text
    return (
        _LEADS_IN_HERE.match(text) is not None
        and _points_follow(parts, index)
        and _kind_here(text, state.body) is SectionKind.DECISION
    )


def _stands_above_prose(parts: Sequence[Part], index: int) -> bool:
    """Whether a line stands apart from what is above it and right above a sentence, as a heading does."""
    below = parts[index + 1] if index + 1 < len(parts) else None
    return parts[index].blank_before and below is not None and not below.blank_before and ends_sentence(below.text)


_LEADS_IN_HERE = guarded(
    rf"[A-ZÅÄÖ][\wåäö -]* (?:{_DECIDE}|har (?:därmed |alltså )?(?:beslutat|föreslagit)|fattar(?: därmed)? följande beslut)(?: (?:därmed|alltså|därför|således|sålunda))?:?$"
)
_DATED = lazy(r"\d{4}-\d\d-\d\d|\d{1,2} [a-zåäö]+ \d{4}")
_NOT_HEADING = lazy(r"[.,;!?”\"»]$|\d{4}|\(\w{1,4}\)|^\W|§|\bkl\b|\d$|^(?:Ja|Nej|Avstår|Bilaga|Bil)\b|:\s+\S")


def _looks_like_heading(parts: Sequence[Part], index: int, state: _State) -> bool:
    """A heading that the lexicon does not know: a short line of its own with running text right below it."""
    text = parts[index].text.strip()
    if not 3 <= len(text) <= 60 or len(text.split()) > 6 or not text[0].isupper() or _NOT_HEADING.search(text):
        return False
    if text.endswith(":") and state.kind is SectionKind.DECISION:
        return False
    if index + 1 >= len(parts) or list_point(text) or _LEAD_IN.search(text) or _DECIDES.match(text):
        return False
    part, below = parts[index], parts[index + 1]
    prose = len(below.text) > 60 and ends_sentence(below.text) and below.text[0].isupper()
    if state.kind not in {SectionKind.RECIPIENTS, SectionKind.VOTE} and not below.blank_before:
        prose = prose or (len(below.text) > 30 and ends_sentence(below.text) and below.text[0].isupper())
    prose = prose or (not below.blank_before and _by_first_words(below.text, state) is not None)
    if not part.blank_before or not prose or re.match(r"att\s", below.text):
        return False
    if state.kind in {SectionKind.RECIPIENTS, SectionKind.VOTE} and below.blank_before:
        return False
    return not (index and not ends_sentence(parts[index - 1].text) and len(parts[index - 1].text) > 60)


# A label in capitals that its text follows on the line: 'YRKANDEN. Ulla Ek (S) ...', 'FÖRSLAG FRÅN KONTORET: Lovet ges.'
_RUN_IN = lazy(r"^(?P<label>[A-ZÅÄÖÉ][A-ZÅÄÖÉ]+(?:[ ,/-]+[A-ZÅÄÖÉ]+){0,6})(?:[.:]|\s?[–—]|\s-)\s+(?=\S)")
# 'Yrkande 2 – Ulla Ek (S), Jon Dahl (M): avslag'
_NUMBERED = lazy(
    r"(?:Yrkande|Tilläggsyrkande|Ändringsyrkande|Motförslag)(?: nr\.?)? \d{1,2}(?:\s?[–—-]|[:.])\s+"
    r"(?=[A-ZÅÄÖ][^.:]{2,160}\([A-ZÅÄÖa-zåäö]{1,5}\))"
)
_SHORT_NAME = lazy(r"[A-ZÅÄÖ]{1,4}")  # a party or a body: 'SD: avslag', 'KF: en fråga'
# The same in small letters, where the lexicon has it whole: 'Yrkanden. Ulla Ek (S) ...', 'Reservation — Jon Dahl (M)'.
_PLAIN_RUN_IN = lazy(r"^(?P<label>[A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+){0,3})(?:\.|\s?[–—]|\s-)\s+(?=[A-ZÅÄÖ”\"»])")


_TABBED = lazy(r"^([A-ZÅÄÖ][^\t]{2,50})\t+(?=\S)")


def _inline(text: str, state: _State) -> tuple[SectionKind, int] | None:
    """A heading on one line with its text: behind a colon or a wide gap."""
    found = inline_heading(text)
    if found is not None:
        kind = _kind_here(text[: found[1]].strip(" :"), state.body) or found[0]
        return kind, found[1]
    if motion_label(text):
        return SectionKind.MOTIONS, 0  # the label says what is moved, so that it stays with the text
    if (numbered := _NUMBERED.match(text)) is not None:
        return SectionKind.MOTIONS, numbered.end()
    run_in = _RUN_IN.match(text)
    if run_in:
        label = run_in["label"]
        kind_ = _kind_here(label, state.body) or (None if _SHORT_NAME.fullmatch(label) else guess_kind(label))
        if kind_ is not None:
            return kind_, run_in.end()
    plain = _PLAIN_RUN_IN.match(text)
    if plain and (kind_ := _kind_here(plain["label"], state.body)) in _STRONG:
        return kind_, plain.end()
    match = _TABBED.match(text)
    if match and (kind_ := _kind_here(match[1].strip(" :"), state.body)) is not None:
        return kind_, match.end()
    return None


def _run_in_decision(parts: Sequence[Part]) -> bool:
    """Whether a label such as `Beslut:` stands further down on one line with its text."""
    return any((found := inline_heading(part.text)) is not None and found[0] is SectionKind.DECISION for part in parts)


# 'Jon Dahl (M) föreslår att bidraget i stället höjs': what a member wants, in an item that has no heading for it.
_MOVES_HERE = lazy(
    rf"{_ROW}(?:,[^:.;]{{2,200}},?)? (?:har |hade )?(?:(?:yrka(?:r|de|t)|hemställ(?:er|de|t)|föresl(?:år|og|agit)|motsätter sig|motsatte sig|förorda(?:r|de)|tillstyrk(?:er|te)|avstyrk(?:er|te)"
    r"|säger (?:ja|nej)|sade (?:ja|nej)|(?:ställ(?:er|de) sig) bakom)\b|(?:vill|ville|önska(?:r|de))(?= (?:att|ha|avslå|bifalla|återremittera|bordlägga|skjuta|behålla|låta)\b(?! (?:det|få|frågan) (?:ska|skall|lyfta|antecknas)))|h(?:åller|öll) fast vid\b)"
)
_ELSEWHERE = lazy(
    r"\b(?:i|genom) (?:en|ett|sin|sitt) (?:[\wåäö]+ )?(?:[\wåäö]*motion|[\wåäö]*initiativ|medborgarförslag|skrivelse|ansökan|interpellation|fråga|enkel|e-)|\bmotionär|\b(?:[\wåäö]*ordförande|sekreterare)\b",
    re.IGNORECASE,
)
_UNDIVIDED = {SectionKind.SUMMARY, SectionKind.UNKNOWN, SectionKind.DISCUSSION, SectionKind.MOTIONS}


def _opens_motions(text: str, index: int, state: _State) -> bool:
    """Whether a paragraph of an item without headings tells what a member moves; the first one tells whose matter it is."""
    if not index or state.kind not in _UNDIVIDED or state.heading is not None or "(" not in text[:60]:
        return False
    if state.kind is SectionKind.MOTIONS and not state.moved:
        return False
    match = _MOVES_HERE.match(text)
    return (
        match is not None
        and not _DATED.search(text[: match.end() + 40])
        and not _ELSEWHERE.search(text[: match.end() + 60])
    )


def _decides(parts: Sequence[Part], index: int, state: _State) -> bool:
    """A decision without a heading: the body is the subject, or a lead-in has points below it."""
    text = parts[index].text
    # 'Förslag: ...' on one line with its text says nothing of the paragraphs below
    apart = state.run_in and parts[index].blank_before and not _run_in_decision(parts[index:])
    if (state.kind is not SectionKind.PROPOSAL or apart) and (
        _leads_in(parts, index, state) or _decides_in_prose(parts, index, state)
    ):
        return True
    if apart and state.kind is SectionKind.PROPOSAL and _DECIDES.match(text):
        subject, own = text.split(" ")[0].casefold(), (state.body or "").casefold()
        return bool(_short_for(subject, own) or (own and text.casefold().startswith(own))) and "föresl" not in text[:60]
    if state.kind in {
        SectionKind.PROPOSAL,
        SectionKind.BASIS,
        SectionKind.MOTIONS,
        SectionKind.ORDER,
        SectionKind.VOTE,
        SectionKind.RESERVATION,
        SectionKind.STATEMENT,
        SectionKind.NOTE,
        SectionKind.RECIPIENTS,
    }:
        return False
    if state.kind is SectionKind.UNKNOWN and not _DECIDES.match(text):
        return False
    if _points_follow(parts, index) and _LEAD_IN.search(text) and len(text) < 200:
        return True
    if _NOTED.match(text) and len(text) < 160:
        return True
    if not _DECIDES.match(text):
        return False
    subject = text.split(" ")[0].casefold()
    own = (state.body or "").casefold()
    return (
        _short_for(subject, own)
        or bool(own and text.casefold().startswith(own))
        or not own
        or bool(re.match(r"[A-ZÅÄÖ]{2,5}\b", text))
    )


_MEETING_BODY = r"(?:[\wåäö-]*[Nn]ämnden|[\wåäö-]*[Ss]tyrelsen|[\wåäö-]*[Uu]tskottet|[\wåäö-]*[Ff]ullmäktige|[\wåäö-]*[Dd]irektionen|[\wåäö-]+beredningen)"
# 'På förslag av Ek (S) beslutar utskottet att ...', 'Nämnden hade således beslutat': in running text, whatever stands above.
_IN_PROSE = lazy(
    rf"(?:^|[.!] )(?:[^.:;”\"]{{0,160}} )?(?:beslutar|beslutade|beslöt) (?P<inverted>{_MEETING_BODY})(?: [\wåäö]+){{0,2}}?,? (?:att\b|följande\b)"
    r"|^(?P<plain>[A-ZÅÄÖ][\wåäö -]{3,50}?) (?:hade|har) (?:alltså|således|därmed|därför|sålunda|därvid) beslutat\b"
    r"|^(?P<led>[A-ZÅÄÖ][\wåäö -]{3,50}?) (?:beslutar|beslutade|beslöt) (?:alltså|således|därmed|därför|sålunda|enhälligt|därefter|i enlighet)\b"
    rf"|^(?:[^.:;”\"]{{0,160}} )?(?:utser|utsåg|väljer|valde) (?P<elects>{_MEETING_BODY}) (?:[a-zåäö]+ ){{0,4}}(?=[A-ZÅÄÖ])"
)


_DECIDING = ("beslut", "beslöt", "utse", "utsåg", "välj", "valde")


def _decides_in_prose(parts: Sequence[Part], index: int, state: _State) -> bool:
    """A sentence of running text in which the body that met decides; no earlier decision, which would have its date."""
    text = parts[index].text
    match = _IN_PROSE.search(text) if any(word in text for word in _DECIDING) else None
    if match is None or _DATED.search(text[: match.end()]) or "§" in text[: match.end()]:
        return False
    subject = (match["inverted"] or match["plain"] or match["led"] or match["elects"]).casefold()
    own = (state.body or "").casefold()
    return (
        _short_for(subject, own) or not own or _indefinite(subject) in _indefinite(own) or _indefinite(own) in subject
    )


# What tells the short names of bodies apart
_STEMS = ("utskott", "nämnd", "styrelse", "fullmäktige", "direktion", "presidi", "beredning")


def _short_for(subject: str, own: str) -> bool:
    """Whether a short name such as `nämnden` can be that of the body that met: `arbetsutskottet` is none of a nämnd's."""
    if subject not in _GENERIC:
        return abbreviates(subject, own)
    known = [stem for stem in _STEMS if stem in own]
    return not known or any(stem in subject for stem in known)


_GENERIC = {"nämnden", "styrelsen", "utskottet", "arbetsutskottet", "fullmäktige", "direktionen", "presidiet"}
_DECIDES_NOW = lazy(
    r"^(?P<subject>[A-ZÅÄÖ][\wåäö -]{1,60}?) (?:beslutar|beslutade|beslöt|bestämmer|bestämde|föreslår|föreslog)\b[^.]{0,70}\.?:?$"
)


# In what is decided nobody stands with a party, and nobody moves anything.
_STANDS_FOR = lazy(r"\([A-ZÅÄÖa-zåäö]{1,5}\)|\byrka|:\s")
_ERRANDS = lazy(r"\b(?:ska|skall|får i uppdrag|uppdras|ges|föreslås)\b")


def _after_procedure(part: Part, state: _State) -> bool:
    """Whether a paragraph is the decision of an item that sets it apart by nothing: points, or what is done, behind the rest."""
    if not part.blank_before:
        return False
    point = bool(re.match(r"\d{1,2}[.)]\s|(?:[a-zA-ZåäöÅÄÖ]|[IVX]{2,4}|[ivx]{2,4})\)\s", part.text))
    text = part.text[list_point(part.text) :]
    if state.kind in {SectionKind.ORDER, SectionKind.VOTE}:
        return point or bool(_DONE.match(text) and not re.match(r"ordf", text, re.IGNORECASE))
    if state.kind is SectionKind.MOTIONS and _DONE.match(text) and not _STANDS_FOR.search(text):
        return True
    if state.kind in {SectionKind.SUMMARY, SectionKind.UNKNOWN, SectionKind.RECUSAL, SectionKind.MOTIONS}:
        return point and bool(_DONE.match(text) or _DECIDES.match(text) or _ERRANDS.search(text[:80]))
    return False


def _leads_in(parts: Sequence[Part], index: int, state: _State) -> bool:
    """A line such as `Utskottet beslutar` that leads in to what stands below it opens the decision in any section."""
    text = parts[index].text
    match = _DECIDES_NOW.match(text.capitalize() if text.isupper() else text)
    if match is None or index + 1 >= len(parts):
        return False
    subject, own = match["subject"].casefold(), (state.body or "").casefold()
    if not _short_for(subject, own) and subject != own:
        return False
    return _points_follow(parts, index) or bool(re.search(r"följande|enligt följande|:$", parts[index].text))


def _is_point(text: str) -> bool:
    return bool(list_point(text) or re.match(r"(?:att|dels)\s", text))


def _points_follow(parts: Sequence[Part], index: int) -> bool:
    if index + 1 >= len(parts):
        return False
    below = parts[index + 1].text
    return bool(re.match(r"att\s", below)) or (
        bool(list_point(below)) and not ends_sentence(parts[index].text.rstrip(":"))
    )


def _implicit(parts: Sequence[Part], index: int, state: _State, sections: list[Section]) -> None:
    """Open a section that has no heading."""
    part = parts[index]
    if not state.decided and _decides(parts, index, state):
        _close(state, sections, part.start)
        _open(state, SectionKind.DECISION, None, part.start, known=False)
    elif state.kind is None:
        _open(state, SectionKind.SUMMARY, None, part.start, known=False)


def _paragraph(part: Part, at: int, state: _State) -> Paragraph:
    kind = state.kind or SectionKind.UNKNOWN
    label = LABEL_OF_KIND.get(kind, ParagraphLabel.OTHER)
    text = part.text[at:]
    if kind is SectionKind.UNKNOWN:
        label = ParagraphLabel.SUMMARY
    placed = kind in {SectionKind.DECISION, SectionKind.RECIPIENTS} or _ADJUST_ALONE.match(text)
    if placed and len(text) < 140 and _ADJUST.search(text):
        label, kind = ParagraphLabel.OTHER, SectionKind.ADJUSTMENT
    label = refine_label(text.strip(), kind, label, proposal=state.proposal)
    unlabelled = kind is SectionKind.SUMMARY and state.heading is None and label is ParagraphLabel.SUMMARY
    if unlabelled and (standpoint(text) or _proposed_elsewhere(text, state.body)):
        label = ParagraphLabel.BASIS
    lead = len(text) - len(text.lstrip())
    return Paragraph(
        start=part.start + at + lead,
        end=part.start + len(part.text.rstrip()),
        label=label,
        heading=state.heading,
        item=state.item,
        kind=kind,
        known=state.known,
        table=is_row(text),
    )


# 'Kommunstyrelsen föreslår den 26 maj att taxan höjs' in the council's minutes
_BODY_PROPOSES = lazy(
    rf"(?P<owner>(?i:{BODY})|Revisionen|Revisorerna)\b[^.:;]{{0,90}}?\b(?:föreslår|föreslog|föreslagit|tillstyrk(?:er|te|t)|avstyrk(?:er|te|t)|hemställ(?:er|de|t)|rekommendera(?:r|de|t))\b"
)


def _proposed_elsewhere(text: str, body: str | None) -> bool:
    """Whether a paragraph begins with what another body than the one that met proposes."""
    match = _BODY_PROPOSES.match(text)
    if match is None or body is None:
        return False
    owner = match["owner"].casefold()
    return not _is_body(owner, body) and body.casefold() not in owner  # a committee of its own has its say elsewhere


_NAMED_IN = lazy(r"[A-ZÅÄÖ][\wåäöéü-]+")
_TORN = {SectionKind.MOTIONS, SectionKind.RESERVATION, SectionKind.STATEMENT, SectionKind.NOTE}


def _as_above(one: Paragraph, text: str, above: Sequence[Paragraph], parts: Sequence[Part]) -> Paragraph:
    """Label what goes on with, or joins, what stands above: the rest of a torn sentence, `Ek (S) instämmer i Dahls yrkande`."""
    last = above[-1] if above else None
    if last is None or last.kind is not one.kind or last.heading != one.heading:
        return one
    if one.kind in _TORN and text[:1].islower() and not re.match(r"(?:att|dels|samt)\s", text):
        torn = next((part.text for part in parts if part.start <= last.start < part.start + len(part.text)), "")
        return replace(one, label=last.label) if not ends_sentence(torn) else one
    if one.kind not in {SectionKind.MOTIONS, SectionKind.DISCUSSION}:
        return one
    whom = seconds_only(text)
    if whom is None:
        return one
    # 'I yrkandet instämmer Ek': who stands behind the verb joins the motion just above
    joined = re.match(r"\s*(?:i|med|till|bakom|sig)\b", whom)
    names = {name.removesuffix("s") for name in _NAMED_IN.findall(whom)} if joined else set()
    for mover in reversed([other for other in above if other.kind is one.kind and other.heading == one.heading]):
        told = next((part.text for part in parts if part.start <= mover.start < part.start + len(part.text)), "")
        if not names or names & {name.removesuffix("s") for name in _NAMED_IN.findall(told[:120])}:
            return replace(one, label=mover.label)
    return one


_FIGURE = lazy(r"[-–+]?\s?\d[\d\s.,]*(?:%|kr|tkr|mnkr)?|[-–]|[XxVv]|Ja|Nej|Avstår")


def is_row(text: str) -> bool:
    """Tell whether a block is a row of a table: cells divided by tabs, most of those behind the first figures or marks."""
    cells = [cell.strip() for cell in text.strip("\t").split("\t")]
    if len(cells) < 2:
        return False
    filled = [cell for cell in cells[1:] if cell]
    figures = sum(bool(_FIGURE.fullmatch(cell)) for cell in filled)
    return len(cells) >= 4 or (bool(filled) and figures >= 0.6 * len(filled))
