"""The summary of an item: sentences of its text, the decision and the dissent first of all.

Nothing is written anew. What is chosen is a stretch of the clean text, in the order of the text, and the number of words
is a limit that holds: a decision that is too long alone is cut where a point, a sentence or a clause ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import Outcome, ParagraphLabel, SectionKind
from nlp_minutes.lines import ends_sentence, list_point
from nlp_minutes.patterns import lazy
from nlp_minutes.quick import quick
from nlp_minutes.rules.outcome import point_outcome
from nlp_minutes.rules.sentences import split_sentences

if TYPE_CHECKING:
    from nlp_minutes.rules.item import Actors, ItemContext, ItemParagraph

__all__ = [
    "MAX_WORDS",
    "Chosen",
    "Piece",
    "Ranking",
    "context_places",
    "count_words",
    "cut_to",
    "joined",
    "pieces_of",
    "repeats",
    "summarise_item",
    "with_title_first",
]

# What an item's summary may have, unless somebody asks for more or less.
MAX_WORDS: Final = 40
# A decision that has so many of the title's words names the matter itself.
_NAMED_SHARE: Final = 0.65
_SHORTEST: Final = 4  # words of a sentence that says something

_WORDS = lazy(r"\w+")


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A sentence or list point that a summary may take; a point's mark (`1.`) is no part of it.

    Attributes:
        text: Its words, as they stand in the clean text.
        start: First clean offset.
        end: Offset behind it.
        role: Why it may be taken.
        paragraph: Number of its paragraph in the item.
        lead: Index of the piece that leads in to it; a point is never taken without.
        point: Whether it is a list point.
        leads: Whether it leads in to points.
        tail: Characters behind it that only join it to the next point (` samt`).
    """

    text: str
    start: int
    end: int
    role: str
    paragraph: int
    lead: int | None = None
    point: bool = False
    leads: bool = False
    tail: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A stretch of the clean text that stands in a summary, and how strongly it belongs there (0 to 1)."""

    start: int
    end: int
    score: float


# Gives each piece a score; the higher, the more it says of what the item is about.
Ranking = Callable[[Sequence[Piece]], Sequence[float]]


_CHANGED = lazy(r"\b(?:ändra\w*|reviderad\w*|nya|tillägg\w*|ändring\w*|yrkande\w*|utom|dock)\b", re.IGNORECASE)
_OWNER = lazy(r"\b([\wåäö-]{5,}s) (?:besluts)?förslag", re.IGNORECASE)


def count_words(text: str) -> int:
    """Count words so that no usual way of counting gives more: by blanks, or by runs of letters and digits."""
    return max(len(text.split()), len(_WORDS.findall(text)))


def joined(text: str, chosen: Sequence[Chosen]) -> str:
    """Give the words of a summary: its stretches one behind the other, blanks made single.

    Where a stretch ends in the middle of a sentence and the next one does not follow right upon it, `…` says so. It is
    put to the word before, so that no way of counting takes it for one.
    """
    parts: list[str] = []
    for index, one in enumerate(chosen):
        words = " ".join(text[one.start : one.end].split())
        line = text[text.rfind("\n", 0, one.start) + 1 : one.start].rstrip()
        if words[:1].islower() and line[-1:].isalnum():
            words = f"…{words}"  # it begins in the middle of a sentence
        if index:
            between = text[chosen[index - 1].end : one.start]
            goes_on = words[:1].islower() or bool(between.strip())  # in small letters, or behind the mark of a point
            follows = len(between) < 8 and not _LETTERS.search(between) and goes_on
            parts.append(" " if follows or _CLOSED.search(parts[-1]) else "… ")
        parts.append(words)
    return "".join(parts)


_LETTERS = lazy(r"[^\W\d_]{2,}")
_CLOSED = lazy(r"[.!?:;…][”\"’»)\]]*$")
# `reserverar sig`, `reserverar Jon Dahl sig`; money is reserved without `sig`.
_DISSENT = lazy(
    r"\breserver\w+\b.{0,80}?\bsig\b|\breservation\w*|\bavvikande (?:mening|åsikt)|\bmotsätt\w*|"
    r"\bemot (?:beslutet|förslaget)|\bröstade? (?:mot|emot)\b",
    re.IGNORECASE | re.DOTALL,
)
_NO_DISSENT = lazy(r"\b(?:inga(?!\s(?-i:[A-ZÅÄÖ]))|ingen|inte|utan)\b.{0,12}\breserv", re.IGNORECASE)
_LEAD_END = lazy(
    r"(?::|,|\b(?:beslutar|besluta|beslutade|beslöt|bestämmer|bestämde|föreslår|att|följande(?: beslut)?|fullmäktige|styrelsen|nämnden|utskottet|för egen del|förslag))\s*$",
    re.IGNORECASE,
)
# What says plainly that somebody was against it; `anmäler reservation` only names a paper.
_PLAINLY = lazy(r"\breserver(?:ar|ade|at|as|ades)?\b|\bavvikande|\bmotsätt|\bemot\b", re.IGNORECASE)
# Where the reasons of a reservation begin: who was against it stands before.
_REASONS = lazy(
    r"(?<=\w)(?=(?:,? (?:till förmån för|mot att|beträffande|med (?:följande )?motivering|med hänvisning|och (?:anför|lämnar|inlämnar|hänvisar)|enligt (?:följande|bilaga)|i enlighet med|skriftligen|bilaga)\b|:\s))|(?<=\))(?=:\s)",
    re.IGNORECASE,
)
_TAIL = lazy(r"\s+(?:samt|och)\s*$")
_BARE_NUMBER = lazy(r"\d{1,2}\s+(?=[A-ZÅÄÖ])")
_UPWARD = lazy(r"föresl|förslag|hemställ", re.IGNORECASE)
_AS_PROPOSED = lazy(
    r"\benligt\b.{0,60}\bförslag(?:et)?\b|\bförslag(?:et)?\b.{0,40}\b(?:antas|antogs|bifalls|godkänns|godkändes)",
    re.IGNORECASE,
)
_SUBORDINATE: Final = lazy(
    r"(?<=[,;:])\s|\s(?=(?:att|samt|och|som|enligt|med|för|under|till|från|efter|utan|om|eftersom|då|i|på|så)\s)"
)


_ATT = lazy(r"att\s", re.IGNORECASE)


def pieces_of(context: ItemContext, text: str, reservations: Iterable[Actors] = ()) -> list[Piece]:
    """Give the pieces of an item that its summary may be made of.

    Args:
        context: The item.
        text: The clean text, for headings that belong to a sentence.
        reservations: Where reservations stand, if that is known.

    Returns:
        The pieces in the order of the text. Tables, lists of documents and recipients, and procedure give none.
    """
    told = [(one.start, one.end) for one in reservations]
    found: list[Piece] = []
    as_proposed = _proposal_decided(context.paragraphs)
    numbered = any(
        one.label == ParagraphLabel.DECISION and re.match(r"1\s+[A-ZÅÄÖ]", one.text) for one in context.paragraphs
    )
    below: str | None = None
    for number, paragraph in enumerate(context.paragraphs):
        role = _role(paragraph, as_proposed=as_proposed)
        if paragraph.table:
            continue
        if (
            role == "decision"
            and paragraph.heading
            and paragraph.heading != below
            and _UPWARD.search(paragraph.heading)
        ):
            found += _heading(paragraph, number, text)
        below = paragraph.heading if role == "decision" else below
        for place, (low, high) in enumerate(split_sentences(paragraph.text)):
            start, end = paragraph.start + low, paragraph.start + high
            sentence = paragraph.text[low:high]
            mark = list_point(sentence)
            if not mark and numbered and role == "decision" and (bare := _BARE_NUMBER.match(sentence)):
                mark = bare.end()
            tail = _TAIL.search(sentence) if mark or sentence.casefold().startswith("att ") else None
            last = tail.start() if tail else len(sentence)
            piece = Piece(
                text=sentence[mark:last],
                start=start + mark,
                end=end - (len(sentence) - last),
                tail=len(sentence) - last,
                role=role,
                paragraph=number,
                point=bool(mark) or bool(_ATT.match(sentence)),
            )
            dissent = _dissent(piece, paragraph, told, text, first=place == 0)
            if dissent is not None:
                found.append(dissent)
            elif role and piece.text.strip():
                found.append(piece)
            elif extra := _extra(piece, paragraph):
                found.append(replace(piece, role=extra, point=False))
    if not any(one.role == "decision" for one in found):
        found = _without_decision(context.paragraphs, found)
    return _with_leads(found)


_DECIDES = lazy(
    r"\bbeslut(?:ar|ade|as|ades|at)\b|\bbeslöt\b|\bfinner\b.{0,60}\b(?:bifall|beslut|att)\b|\butgå(?:r|tt)\b|\butgick\b",
    re.IGNORECASE,
)


def _without_decision(paragraphs: Sequence[ItemParagraph], found: Sequence[Piece]) -> list[Piece]:
    """Where no paragraph is a decision, the last sentence that tells of one; where there is nothing at all, all there is."""
    rest = []
    for number, paragraph in enumerate(paragraphs):
        if paragraph.table or paragraph.section in {SectionKind.RECIPIENTS, SectionKind.ADJUSTMENT}:
            continue
        for low, high in split_sentences(paragraph.text):
            mark = list_point(paragraph.text[low:high])
            rest.append(
                Piece(
                    text=paragraph.text[low + mark : high],
                    start=paragraph.start + low + mark,
                    end=paragraph.start + high,
                    role="context",
                    paragraph=number,
                )
            )
    procedure = {
        number
        for number, one in enumerate(paragraphs)
        if one.section in {SectionKind.ORDER, SectionKind.MOTIONS, SectionKind.DISCUSSION, SectionKind.UNKNOWN}
        or one.label == ParagraphLabel.SUMMARY
    }
    decides = [
        one
        for one in rest
        if (one.paragraph in procedure and _DECIDES.search(one.text)) or re.search(r"\bfinner\b[^.]*\bbeslut", one.text)
    ]
    if decides:
        last = replace(decides[-1], role="decision")
        kept = [one for one in found if one.start != last.start]
        return sorted([*kept, last], key=lambda one: one.start)
    return list(found) or [one for one in rest if one.text.strip()]


def _heading(paragraph: ItemParagraph, number: int, text: str) -> list[Piece]:
    """The heading above a decision, where it says that the decision is a proposal; it leads in to what stands below."""
    heading = paragraph.heading or ""
    at = text.rfind(heading, max(paragraph.start - len(heading) - 4, 0), paragraph.start)
    if at < 0:
        return []
    return [Piece(text=heading, start=at, end=at + len(heading), role="heading", paragraph=number)]


def _proposal_decided(paragraphs: Sequence[ItemParagraph]) -> frozenset[str]:
    """The headings of the proposals that the body made its decision, where that only says `Enligt förslaget`.

    A decision that names whose proposal it follows (`enligt arbetsutskottets förslag`) takes that one. None is taken
    where it is not sure which one was meant, or where the proposal was changed.
    """
    decision = " ".join(one.text for one in paragraphs if one.label == ParagraphLabel.DECISION)
    if len(decision.split()) >= 15 or not _AS_PROPOSED.search(decision) or _CHANGED.search(decision):
        return frozenset()
    headings = {one.heading or "" for one in paragraphs if one.section == SectionKind.PROPOSAL}
    owner = _OWNER.search(decision)
    if owner:
        stem = owner[1].casefold()[:-3]
        own = {heading for heading in headings if stem in heading.casefold()}
        return frozenset(own if own or len(headings) > 1 else headings)
    return frozenset(headings if len(headings) == 1 else ())


def _role(paragraph: ItemParagraph, *, as_proposed: frozenset[str]) -> str:
    if paragraph.label == ParagraphLabel.DECISION:
        return "decision"
    if paragraph.section == SectionKind.PROPOSAL and (paragraph.heading or "") in as_proposed:
        return "proposal"
    if paragraph.label == ParagraphLabel.SUMMARY:
        return "context"
    return ""


_RESERVES_NOW = lazy(r"\breserverar sig\b")


def _dissent(
    piece: Piece, paragraph: ItemParagraph, told: Sequence[tuple[int, int]], text: str, *, first: bool
) -> Piece | None:
    """The piece, if it says that somebody made a reservation; with its heading, where only that says so."""
    if paragraph.label == ParagraphLabel.DECISION:
        return None
    says = bool(_DISSENT.search(piece.text)) and not _NO_DISSENT.search(piece.text)
    known = any(low < piece.end and piece.start < high for low, high in told)
    section = paragraph.section == SectionKind.RESERVATION
    now = bool(_RESERVES_NOW.search(piece.text))  # told as today's doing, whatever section it stands in
    if says and (known or section or now or paragraph.label in {ParagraphLabel.OBJECTION, ParagraphLabel.OTHER}):
        return _without_reasons(replace(piece, role="dissent", point=False))
    if not (first and (known or section) and paragraph.heading and _DISSENT.search(paragraph.heading)):
        return None
    at = text.rfind(paragraph.heading, max(paragraph.start - len(paragraph.heading) - 4, 0), paragraph.start)
    if at < 0 or list_point(paragraph.text):
        return None
    return _without_reasons(replace(piece, role="dissent", point=False, start=at, text=text[at : piece.end]))


_STANDS_ASIDE = lazy(r"\bjäv\w*\b", re.IGNORECASE)
_TOOK_NO_PART = lazy(r"\b(?:delt(?:ar|og)|deltagit|lämna\w*|anmäl\w*)\b", re.IGNORECASE)
_COUNTS = lazy(
    r"\b(?:med|utfall\w*|resultat\w*)\b.{0,40}\b(?:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv) (?:ja|röster)\b|\b\d+ (?:ja-?röster|röster|ja)\b.{0,40}\b(?:mot|nej)\b",
    re.IGNORECASE,
)
_OPPOSES = lazy(r"\b(?:yrka|föresl)\w*", re.IGNORECASE)


def _extra(piece: Piece, paragraph: ItemParagraph) -> str:
    """What else a reader may want to know: who stood aside, how the vote went, who wanted something else."""
    if _STANDS_ASIDE.search(piece.text) and _TOOK_NO_PART.search(piece.text):
        return "recusal"
    if _COUNTS.search(piece.text) and paragraph.label == ParagraphLabel.OTHER:
        return "vote"
    if paragraph.label == ParagraphLabel.OBJECTION and paragraph.section in {
        SectionKind.MOTIONS,
        SectionKind.DISCUSSION,
        SectionKind.ORDER,
        SectionKind.UNKNOWN,
    }:
        return "opposed" if _OPPOSES.search(piece.text) else ""
    return ""


def _without_reasons(piece: Piece) -> Piece:
    """A reservation up to where its reasons begin, if what stands before says that it is one."""
    for found in _REASONS.finditer(piece.text):
        if _DISSENT.search(piece.text, 0, found.start()):
            return replace(piece, text=piece.text[: found.start()], end=piece.start + found.start())
    return piece


def with_title_first(pieces: Sequence[Piece], title: Sequence[Piece]) -> list[Piece]:
    """Put the title before the pieces of an item."""
    moved = len(title)
    return [*title, *(replace(one, lead=one.lead + moved) if one.lead is not None else one for one in pieces)]


def _with_leads(pieces: Sequence[Piece]) -> list[Piece]:
    """Tell each point of a decision which piece leads in to it.

    Behind a colon the points need no marks: what follows under the same heading is led in to, too.
    """
    found: list[Piece] = list(pieces)
    lead: int | None = None
    for index, piece in enumerate(found):
        if lead is not None and found[lead].role != piece.role:
            lead = None
        below = found[index + 1] if index + 1 < len(found) else None
        below = below if below is not None and below.role == piece.role else None
        opens = piece.text.rstrip().endswith(":") and not piece.point
        if below is not None and not piece.point and (opens or (below.point and _leads_in(piece.text))):
            lead = index
            found[index] = replace(piece, leads=True)
        elif lead is not None and (piece.point or found[lead].text.rstrip().endswith(":")):
            found[index] = replace(piece, lead=lead)
        elif not piece.point and piece.paragraph != (found[index - 1].paragraph if index else -1):
            lead = None
    return found


def _leads_in(text: str) -> bool:
    return not ends_sentence(text) or bool(_LEAD_END.search(text))


_JOINS = lazy(r"^(?:och|samt)\s+|\s+(?:och|samt)$")


def cut_to(text: str, words: int, tells: Callable[[str], bool] | None = None) -> tuple[int, int] | None:
    """Find the best stretch of a text that has at most so many words.

    Args:
        text: A sentence or a point.
        words: How many words there is room for.
        tells: Whether a stretch says what matters most; one that does is better than a longer one.

    Returns:
        First offset and end; the stretch begins and ends where clauses do. None where there is no room.
    """
    if words < 1:
        return None
    if count_words(text) <= words:
        return 0, len(text)
    borders = sorted(
        {
            0,
            len(text),
            *(
                found.end()
                if found[0].strip() == "" and text[found.start() - 1 : found.start()] in ",;:"
                else found.start()
                for found in _SUBORDINATE.finditer(text)
            ),
        }
    )
    best: tuple[tuple[bool, bool, int], int, int] | None = None
    for first in borders:
        for last in borders:
            stretch = _JOINS.sub("", text[first:last].strip(" ,;:–-"))
            if last <= first or not 0 < count_words(stretch) <= words:
                continue
            key = (tells is not None and tells(stretch), first == 0, count_words(stretch))
            if best is None or key > best[0]:
                at = text.index(stretch, first)
                best = key, at, at + len(stretch)
    if best is not None and best[0][2] >= min(words, 5) // 2 + 1:
        return best[1], best[2]
    ends = [found.end() for found in re.finditer(r"\S+", text)]
    fitting = [end for end in ends if count_words(text[:end]) <= words]
    return (0, fitting[-1]) if fitting else None


def _stems(text: str) -> set[str]:
    return {word[:6] for word in _WORDS.findall(text.casefold()) if len(word) > 3}


def repeats(text: str, others: Iterable[str], share: float = 0.6) -> bool:
    """Tell whether a text mostly says again what others said: by groups of three words, or by stems where it is short."""
    words = _WORDS.findall(text.casefold())
    groups = set(zip(words, words[1:], words[2:], strict=False))
    for other in others:
        theirs = _WORDS.findall(other.casefold())
        if groups and len(groups & set(zip(theirs, theirs[1:], theirs[2:], strict=False))) >= share * len(groups):
            return True
        mine = _stems(text)
        if mine and len(mine & _stems(other)) >= 0.85 * len(mine):
            return True
    return False


class _Budget:
    """The pieces taken so far, under both limits."""

    def __init__(self, pieces: Sequence[Piece], max_words: int | None, max_sentences: int | None) -> None:
        self.pieces = pieces
        self.max_words = 10**9 if max_words is None else max_words
        self.max_sentences = 10**9 if max_sentences is None else max_sentences
        self.taken: dict[int, tuple[int, int, float]] = {}  # piece -> offsets inside its text, score
        self.words = 0

    def room(self) -> int:
        return self.max_words - self.words

    def texts(self) -> list[str]:
        return [self.pieces[index].text[low:high] for index, (low, high, _) in self.taken.items()]

    def _sentences(self, more: Iterable[int]) -> int:
        """How many sentences there would be: what leads in counts with its first point."""
        indices = {*self.taken, *more}
        return len(indices) - sum(self.pieces[index].leads and index + 1 in indices for index in indices)

    def take(
        self, index: int, score: float, *, cut: int | None = None, tells: Callable[[str], bool] | None = None
    ) -> bool:
        """Take a piece, and what leads in to it; with `cut`, as much of it as so many words allow."""
        wanted = [one for one in (self.pieces[index].lead, index) if one is not None and one not in self.taken]
        if self._sentences(wanted) > self.max_sentences or index in self.taken:
            return False
        room = self.room() if cut is None else min(cut, self.room())
        spans: dict[int, tuple[int, int]] = {}
        for one in wanted:
            text = self.pieces[one].text
            size = count_words(text)
            if size <= room:
                spans[one] = (0, len(text))
            elif cut is not None and one == index and (span := cut_to(text, room, tells)) is not None:
                spans[one] = span
                size = count_words(text[span[0] : span[1]])
            else:
                return False
            room -= size
        for one, (low, high) in spans.items():
            self.taken[one] = (low, high, score)
            self.words += count_words(self.pieces[one].text[low:high])
        return True


def summarise_item(
    pieces: Sequence[Piece],
    *,
    outcome: str | None = None,
    max_words: int | None = MAX_WORDS,
    max_sentences: int | None = None,
    rank: Ranking | None = None,
    title: str = "",
    enough: int = 8,
) -> list[Chosen]:
    """Choose the summary of an item.

    Args:
        pieces: What it may be made of, from `pieces_of`.
        outcome: The item's outcome; the point that tells it comes first of the decision.
        max_words: How many words it may have; no limit, if None.
        max_sentences: How many sentences it may have; a point counts with what leads in to it.
        rank: Ranks the sentences on what the item is about; their order does, if not given.
        title: The item's title: a sentence that only says it again is not taken.
        enough: With so many words chosen, and no more than the usual room, nothing is added on what the item is about.

    Returns:
        Stretches of the clean text, in order. Empty only where there are no pieces or no room.
    """
    budget = _Budget(pieces, max_words, max_sentences)
    decision = [index for index, one in enumerate(pieces) if one.role == "decision" and not one.leads]
    dissent = _best_dissent(pieces)
    reserved = _reserved(pieces[dissent].text, budget.max_words) if dissent is not None else 0
    if budget.max_words < 8 or budget.max_sentences < 2:
        reserved = 0
    main = _main(pieces, decision, outcome)
    if main is not None:
        heading = _upward(pieces, main, outcome)
        if heading is not None:
            reserved += count_words(pieces[heading].text)
        _take_main(budget, main, reserved, outcome)
        if heading is not None and budget.take(heading, 1.0):
            reserved -= count_words(pieces[heading].text)
    if dissent is not None and (reserved or main is None):
        budget.take(dissent, 0.8, cut=budget.room(), tells=lambda stretch: bool(_PLAINLY.search(stretch)))
    for index in [one for one, piece in enumerate(pieces) if piece.role == "proposal" and not piece.leads][:3]:
        if not repeats(pieces[index].text, budget.texts()):
            budget.take(index, 0.9)
    for index in decision:
        if index not in budget.taken and not repeats(pieces[index].text, budget.texts()):
            budget.take(index, 0.9)
    _add_title(budget)
    for role in ("recusal", "vote", *(("opposed",) if budget.max_words > MAX_WORDS else ())):
        _add_extra(budget, role)
    _add_context(budget, rank, title, enough=enough)
    return _chosen(budget)


def _reserved(dissent: str, max_words: int) -> int:
    """How many words to keep for the dissent: all of its own, so that no name is lost, if a third is left beside."""
    size = count_words(dissent)
    return size if size <= max_words * 2 // 3 else max(max_words // 3, 1)


def _take_main(budget: _Budget, main: int, reserved: int, outcome: str | None) -> None:
    piece = budget.pieces[main]
    if budget.take(main, 1.0) and budget.words + reserved <= budget.max_words:
        return
    budget.taken.clear()
    budget.words = 0
    room = budget.max_words - reserved

    tells = _deciding(piece.text, outcome)
    lead = budget.pieces[piece.lead].text if piece.lead is not None else ""
    size = count_words(lead)
    if size > max(room - 4, room // 2):
        room = budget.max_words  # rather the decision without the dissent than half a decision
    if lead and size > room - 2:
        # What leads in leaves no room for the point: it goes in alone, as far as it can. The limit holds.
        span = cut_to(lead, room, tells)
        if span is not None and piece.lead is not None:
            budget.taken[piece.lead] = (*span, 1.0)
            budget.words = count_words(lead[span[0] : span[1]])
        return
    budget.take(main, 1.0, cut=room, tells=tells)


_LAST_VERB = lazy(r"(\w{3,}s)\W*$")


def _deciding(text: str, outcome: str | None) -> Callable[[str], bool]:
    """What a stretch of a point must say: its outcome, or else the verb at its end (`Planen ..., antas.`)."""
    own = point_outcome(text)
    target = outcome if own == outcome else own
    last = _LAST_VERB.search(text)

    def tells(stretch: str) -> bool:
        if target is not None:
            return point_outcome(stretch) == target
        return last is not None and bool(re.search(rf"\b{re.escape(last[1])}$", stretch.rstrip(" .")))

    return tells


def _main(pieces: Sequence[Piece], decision: Sequence[int], outcome: str | None) -> int | None:
    """The point of the decision that tells the outcome; the first one, where none does so."""
    if not decision:
        return None
    told = [index for index in decision if _tells(pieces, index, outcome)]
    return (told or list(decision))[0]


def _upward(pieces: Sequence[Piece], main: int, outcome: str | None) -> int | None:
    """The heading above the decision, where that alone says that the decision is a proposal."""
    if outcome != Outcome.PROPOSED:
        return None
    told = any(_UPWARD.search(one.text) for index, one in enumerate(pieces) if index in {main, pieces[main].lead})
    above = [index for index in range(main) if pieces[index].role == "heading"]
    return above[-1] if above and not told else None


def _tells(pieces: Sequence[Piece], index: int, outcome: str | None) -> bool:
    piece = pieces[index]
    lead = pieces[piece.lead].text + " " if piece.lead is not None else ""
    found = point_outcome(lead + piece.text)
    if outcome in {None, Outcome.APPROVED}:
        return found in {None, Outcome.APPROVED}
    return found == outcome


def _best_dissent(pieces: Sequence[Piece]) -> int | None:
    """The shortest sentence that tells of a reservation, of those that name somebody if any do."""
    found = [index for index, one in enumerate(pieces) if one.role == "dissent"]
    plain = [index for index in found if _PLAINLY.search(pieces[index].text)] or found
    named = [
        index
        for index in plain
        if re.search(r"\(\w{1,5}\)|[A-ZÅÄÖ][\wåäö-]+ [A-ZÅÄÖ][\wåäö-]+|demokrat|parti|moderat", pieces[index].text)
    ]
    return min(named or plain, key=lambda index: (count_words(pieces[index].text), index), default=None)


def _add_title(budget: _Budget) -> None:
    """Begin with the title, where what was chosen does not name the matter itself (`Motionen avslås.`)."""
    for index, piece in enumerate(budget.pieces):
        if piece.role != "title":
            continue
        words = [word for word in _WORDS.findall(piece.text.casefold()) if len(word) > 3]
        said = [word for text in budget.texts() for word in _WORDS.findall(text.casefold())]
        named = sum(any(_inflected(word, other) for other in said) for word in words)
        if named < _NAMED_SHARE * len(words) or not budget.taken:
            budget.take(index, 0.7)


def _inflected(word: str, other: str) -> bool:
    """Tell whether two words may be forms of one (`taxa`, `taxan`); compounds that begin alike are not."""
    return abs(len(word) - len(other)) <= 3 and other.startswith(word[: max(4, len(word) - 2)])


def _add_extra(budget: _Budget, role: str) -> None:
    """Add the shortest sentence of a kind, if there is room for it."""
    found = [index for index, one in enumerate(budget.pieces) if one.role == role]
    for index in sorted(found, key=lambda one: (count_words(budget.pieces[one].text), one)):
        if not repeats(budget.pieces[index].text, budget.texts()) and budget.take(index, 0.6):
            return


def _about(pieces: Sequence[Piece]) -> list[int]:
    return [index for index, one in enumerate(pieces) if one.role == "context" and not one.leads and not one.point]


def context_places(pieces: Sequence[Piece]) -> list[int]:
    """Give the places of the pieces that a ranker chooses among: whole sentences on what the item is about."""
    return [
        index
        for index in _about(pieces)
        if ends_sentence(pieces[index].text) and count_words(pieces[index].text) >= _SHORTEST
    ]


def _add_context(budget: _Budget, rank: Ranking | None, title: str, *, enough: int) -> None:
    """Add what the item is about, where the decision alone says little or there is room for much more."""
    whole = context_places(budget.pieces)
    indices = whole or ([] if budget.taken else _about(budget.pieces))
    target = budget.max_words if budget.max_words > MAX_WORDS else enough
    if not indices or budget.words >= target:
        return  # before the ranking, which costs the most
    pieces = [budget.pieces[index] for index in indices]
    scores = list(rank(pieces)) if rank is not None else [1.0 / (2 + place) for place in range(len(pieces))]
    for place in sorted(range(len(pieces)), key=lambda one: (-scores[one], one)):
        if budget.words >= target:
            return
        piece = pieces[place]
        if repeats(piece.text, [*budget.texts(), *([title] if len(budget.pieces) > 1 else [])]):
            continue
        score = min(max(float(scores[place]), 0.0), 0.75)
        taken = budget.take(indices[place], score)
        if not taken and not budget.taken:
            budget.take(indices[place], score, cut=budget.room())


def _chosen(budget: _Budget) -> list[Chosen]:
    """The stretches in order; a point is one stretch with what leads in to it, where only a blank stands between."""
    found: list[Chosen] = []
    for index in sorted(budget.taken):
        low, high, score = budget.taken[index]
        piece = budget.pieces[index]
        if index + 1 in budget.taken and piece.tail and high == len(piece.text) and budget.room() > 0:
            high += piece.tail
            budget.words += 1
        elif index + 1 not in budget.taken:  # a point that others follow may end with a comma, the last one not
            high = low + len(piece.text[low:high].rstrip(" ,;"))
        found.append(Chosen(start=piece.start + low, end=piece.start + high, score=round(score, 3)))
    return found
