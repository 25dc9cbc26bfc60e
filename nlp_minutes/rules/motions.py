"""Motions (yrkanden) of an item: who wants what, relative to the proposal before the body.

A paragraph is read sentence by sentence, a sentence clause by clause (`motion_clauses`); what a clause moves is told by its
words and the matter (`motion_kinds`). Who seconds joins the motion of the one who made it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from nlp_minutes.labels import MotionKind, SectionKind
from nlp_minutes.lines import list_point
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.rules.actors import Actor, Cast, Who, list_after, together, who
from nlp_minutes.rules.clauses import motion_label, run_on, sentences, without_cases, without_conditions, without_quotes
from nlp_minutes.rules.item import ItemContext, ItemParagraph, Motion
from nlp_minutes.rules.motion_clauses import ELECTION, MOVES, SECONDS, SIDE, Clause, ClauseReader, in_few_words
from nlp_minutes.rules.motion_kinds import (
    Matter,
    hands,
    matter_of,
    motion_kinds,
    named_thing,
    proposers,
    speaks_of_others_only,
    without_others,
)

__all__ = ["find_motions"]

_SILENT = {
    SectionKind.BASIS,
    SectionKind.RESERVATION,
    SectionKind.STATEMENT,
    SectionKind.NOTE,
    SectionKind.PROTEST,
    SectionKind.RECIPIENTS,
    SectionKind.RECUSAL,
    SectionKind.ADJUSTMENT,
}
_THEIRS = lazy(
    r"(?:\s[\wåäö-]+(?: och)?){0,2}?\s(?P<noun>[\wåäö]*(?:yrkande\w*|förslag|återremiss\w*|tillägg\w*|ändring\w*|linje|avslag\w*|bordläggning\w*)|motion\w*|initiativ\w*|budget\w*)",
    re.IGNORECASE,
)
# 'bifall till yrkande från M och KD den 5 mars': a party's written yrkande, a proposal of its own.
_WRITTEN = lazy(
    r"\bbifall(?:a|er)?(?: till| åt)? (?:det |sitt |det skriftliga )?(?P<noun>[\wåäö]*yrkande(?:t|na)?|förslag(?:et)?)(?: [a-zåäö]{1,3} [\wåäö]+)?,? (?:från|av|framställt av)\s(?=[A-ZÅÄÖ])"
)
_ITSELF = lazy(r"\b(?:den|det)samma\b")
_SPOKEN_OF = lazy(
    r"\b(?:[a-zåäö][\wåäö-]+s|liggande|föreliggande) (?:besluts)?(?:förslag|hemställan)(?:et)?\b|\bförslaget\b"
)
_THEIR_PROPOSAL = lazy(r"(?P<s>s?)\s(?:\w+\s)?(?:ändrings|tilläggs|mot|åter)?förslag\b", re.IGNORECASE)
_BY_LETTER = lazy(
    r"^\W*(?:(?:i|till|bakom|för|bifall(?:a|er)?(?: till| åt)?)\s)*(?:(?:[Ff]örslag|[Yy]rkande|[Aa]lternativ|[Ll]inje)(?:et|t|en|n)?\s)?(?P<letter>[A-H]|\d{1,2})(?!:?\w)\s*(?:[,.;]|och\b|$)"
)
# 'förslag A', 'att alternativ 2 väljs'
_ALTERNATIVE = lazy(
    r"\W*(?:(?:att|för|enligt|bifall till|[Bb]ifall till) )?(?:(?:anta|välja|genomföra|följa|ha) )?(?i:förslag|alternativ|linje)(?:et|en)? (?P<mark>[A-H]|\d{1,2}|[IVX]{1,4})(?: (?:ska |bör )?(?:antas?|väljas?|väljs|genomförs?|genomföras|bifalls?|bifallas))?(?:,? (?:eftersom|därför att|för att|då) .*)?\W*"
)
# What is moved is given a name: 'ett mindre område (förslag B)'
_CALLED = lazy(r"\w \((?i:förslag|alternativ|linje|yrkande) (?P<letter>[A-H]|\d{1,2}|[IVX]{1,4})\)\W*$")
_LETTERS = lazy(r"[A-ZÅÄÖ][\wÅÄÖåäö]*")
_PARTIES_OF = lazy(r"[A-ZÅÄÖ][\wåäö]*(?:(?:, | och | samt )[A-ZÅÄÖ][\wåäö]*)*")
_KIND_WORDS = (
    (MotionKind.REMIT, guarded(r"återremi", re.IGNORECASE)),
    (MotionKind.POSTPONE, guarded(r"bordlägg", re.IGNORECASE)),
    (MotionKind.REJECT, guarded(r"avslags?(?:yrkand|förslag)|yrkandet om avslag", re.IGNORECASE)),
    (
        MotionKind.AMEND,
        guarded(r"tilläggs?(?:yrkand|förslag)?|ändrings(?:yrkand|förslag)|tillägget|ändringen", re.IGNORECASE),
    ),
    (MotionKind.APPROVE, guarded(r"bifallsyrkand", re.IGNORECASE)),
)
# Who backs a proposal, and the proposal that lies before the body; `instämmer i förslaget` may mean a member's.
_BACKS = lazy(r"\b(?:stöd(?:er|jer|de)|bakom|tillstyrk\w+)\s*$", re.IGNORECASE)
_THE_PROPOSAL = lazy(
    r"\W*(?:(?:det )?(?:liggande|föreliggande|framlagda|ursprungliga) (?:besluts)?förslag(?:et)?|(?:besluts)?förslaget|(?-i:[a-zåäö][\wåäö-]{3,})s (?:besluts)?förslag|(?:utskottet|nämnden|styrelsen|kommunstyrelsen|regionstyrelsen|landstingsstyrelsen|förvaltningen|kontoret|beredningen|presidiet|direktionen|arbetsutskottet)(?:s (?:hemställan|linje))?(?=\W*$))\b",
    re.IGNORECASE,
)
_A_PROPOSAL = lazy(
    r"\b(?:i|till|bakom)?\s?(?:[\wåäö-]+(?:s|ns) )?(?:liggande |föreliggande )?(?:besluts)?förslag(?:et)?\b",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A motion while those who second it are being found."""

    who: Who
    kind: MotionKind
    start: int
    end: int
    target: str | None = None
    letter: str | None = None
    movers: Who = field(default_factory=Who)


# Motions that were read for the labels of paragraphs, until the facts ask for them: by number and place of the item.
_kept: dict[tuple[str, int], tuple[ItemContext, list[Motion]]] = {}
_MOST_KEPT: Final = 512


def find_motions(context: ItemContext, cast: Cast | None = None, *, keep: bool = False) -> list[Motion]:
    """Find the motions of an item, in order.

    Args:
        context: The item. The labels of its paragraphs tell nothing of its motions.
        cast: The people of the item as `run_on` gives it, where somebody has them already.
        keep: Whether to keep what is found for the next who asks for the same item.

    Returns:
        The motions; who seconds one is in its `by`. A motion that is withdrawn later was made all the same.
    """
    place = context.number, context.paragraphs[0].start if context.paragraphs else -1
    known = _kept.pop(place, None)
    if known is not None and _says_the_same(known[0], context):
        return known[1]
    reader = _Reader(cast or Cast(run_on(context)))
    for index in range(len(context.paragraphs)):
        reader.read(index)
    found = reader.motions()
    if keep:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[place] = context, found
    return found


def _says_the_same(one: ItemContext, two: ItemContext) -> bool:
    """Whether two contexts differ in the labels of their paragraphs at most."""
    return (
        one.title == two.title
        and len(one.paragraphs) == len(two.paragraphs)
        and all(
            (a.start, a.text, a.section, a.heading, a.table) == (b.start, b.text, b.section, b.heading, b.table)
            for a, b in zip(one.paragraphs, two.paragraphs, strict=True)
        )
        and one.entities == two.entities
        and one.persons == two.persons
        and one.body == two.body
    )


class _Reader:
    def __init__(self, cast: Cast) -> None:
        self.context = context = cast.context
        self.cast = cast
        self.matter: Matter = matter_of(context)
        self.drafts: list[_Draft] = []
        self.waiting: list[tuple[Actor, Clause]] = []
        self.clauses = ClauseReader(context, self.cast, self.matter)

    def motions(self) -> list[Motion]:
        """What was found; what seconds a motion that came later is joined to it."""
        for actor, clause in self.waiting:
            draft = self._moved_by(actor)
            if draft is not None:
                draft.who = together(draft.who, clause.who)
            else:
                kind = MotionKind.OWN if actor.name is None else MotionKind.APPROVE
                self._add(clause, [kind])
        self._competing()
        kept: list[_Draft] = []
        for draft in sorted(self.drafts, key=lambda one: one.start):
            same = next((d for d in kept if d.kind == draft.kind and d.who == draft.who), None)
            if same is None:
                kept.append(draft)
        return [
            Motion(by=d.who.by, parties=d.who.parties, kind=d.kind, target=d.target, start=d.start, end=d.end)
            for d in kept
        ]

    def _competing(self) -> None:
        """Of two bodies' proposals, bifall to the one that speaks against what was decided is a refusal."""
        signs = proposers(self.context)
        approved = [d for d in self.drafts if d.kind == MotionKind.APPROVE and d.target]
        for draft in approved:
            owner = next((name for name in signs if name and f" {name} förslag" in f" {draft.target}".casefold()), None)
            if owner is not None and signs[owner] * signs[""] < 0 and len(approved) > 1:
                draft.kind = MotionKind.REJECT

    def _columns(self, index: int) -> None:
        """Read two lists side by side, each below what those in it move: `Bifall ⇥ Avslag` above `Ek ⇥ Dahl`."""
        paragraphs = self.context.paragraphs
        rows: list[tuple[ItemParagraph, str]] = []
        for number in range(index, len(paragraphs)):
            one = paragraphs[number]
            if one.section != paragraphs[index].section or "\t" not in one.text:
                break
            rows += [(one, line) for line in one.text.split("\n")]
            self.clauses.used.add(number)
        heads = [cell.strip() for cell in rows[0][1].split("\t")]
        members: list[list[Actor]] = [[] for _ in heads]
        for one, line in rows[1:]:
            low = one.text.index(line)
            for column, cell in enumerate(line.split("\t")[: len(heads)]):
                inside = [a for a in self.cast.actors(one) if low <= a.start < low + len(cell)]
                members[column] += inside[:1]
                low += len(cell) + 1
        for head, own in zip(heads, members, strict=True):
            if own:
                self._take(Clause(who=who(own), text=head, start=0, end=len(rows[0][0].text)), rows[0][0], index)

    def _heads_columns(self, one: ItemParagraph) -> bool:
        """Whether a row says what those below it move, each column its own: `Bifall ⇥ Avslag`."""
        return (
            "\t" in one.text
            and _COLUMN_HEADS.fullmatch(one.text.split("\n")[0]) is not None
            and not self.cast.actors(one)
        )

    def read(self, index: int) -> None:
        """Read one paragraph."""
        one = self.context.paragraphs[index]
        if one.section == SectionKind.MOTIONS and index not in self.clauses.used and self._heads_columns(one):
            self._columns(index)
            return
        nominations = one.section == SectionKind.BASIS and bool(ELECTION.search(self.context.title))
        if (
            (one.section in _SILENT and not nominations)
            or index in self.clauses.used
            or _is_ballot(one.text)
            or _late(self.context.paragraphs, index)
        ):
            return
        text = without_quotes(_spoken_sign(one.text))
        if one.section == SectionKind.MOTIONS:
            text = without_conditions(text)
        actors = self.cast.actors(one)
        parts = sentences(text)
        for number, (low, high) in enumerate(parts):
            clauses = self.clauses.read(text, low, high, actors, one, index)
            opens = number > 0 and one.section == SectionKind.MOTIONS and _opens(text, low, high, actors)
            if not clauses and (opens or number == 0) and (actors or one.heading is not None):
                # without a verb, the paragraph as far as the next sentence that has one, or somebody and a colon
                end = next(
                    (
                        a
                        for a, b in parts[number + 1 :]
                        if MOVES.search(text, a, b) or SECONDS.search(text, a, b) or _opens(text, a, b, actors)
                    ),
                    len(text),
                )
                at = low if opens else 0
                own = [replace(a, start=a.start - at, end=a.end - at) for a in actors if at <= a.start and a.end <= end]
                listed = self.clauses.listed(text[at:end], own, one, index)
                if listed is not None:
                    listed.genitives = tuple(_shifted(a, at) for a in listed.genitives)
                    listed.others = tuple(_shifted(a, at) for a in listed.others)
                clauses = [listed] if listed is not None else []
            if not clauses:
                self.clauses.heard(text, low, high, actors, one, index)
            for clause in clauses:
                if clause.nominates or not nominations:
                    self._take(clause, one, index)

    def _take(self, clause: Clause, one: ItemParagraph, index: int) -> None:
        if clause.seconds:
            self._second(clause, one)
            self.clauses.seconded(clause)
            return
        text = clause.text
        bare = re.sub(r"\b(?:att|följande|enligt följande|besluta|fullmäktige|nämnden|ska)\b|[\s:]", "", text)
        if (
            not bare
            or re.search(r"(?::|\batt|\boch|\bsamt|\bföljande|\bbeslutar?)\s*$", text)
            or one.text.rstrip().endswith(("att", ":"))
            or (not motion_kinds(text, self.matter) and index + 1 < len(self.context.paragraphs))
        ):
            text = f"{text} {self.clauses.points(index)}"
        self.clauses.moved_last(clause, index)
        if clause.nominates:
            self._add(clause, [MotionKind.OWN], one, text)
            return
        if (itself := _ITSELF.search(text)) and (thing := self._itself(clause, one)):
            text = f"{text[: itself.start()]}{thing}{text[itself.end() :]}"  # 'avslag på densamma'
        if side := SIDE.fullmatch(text):
            kinds = self._side(side["side"].casefold(), side["what"])
            if kinds is not None:
                self._add(clause, kinds, one, text)
                return
        if called := _CALLED.search(text):
            clause.letter = clause.letter or called["letter"]
        if "varken" in one.text and _NEITHER.search(one.text, clause.start, clause.end + 1):
            self._add(clause, [MotionKind.OWN], one, text)
            return
        for part in hands(text):
            if (mark := self._alternative(part)) is not None:
                clause.letter = clause.letter or mark
                chosen = MotionKind.APPROVE if mark == self.matter.marked else MotionKind.AMEND
                self._add(clause, [chosen], one, part)
                continue
            left = self._theirs(clause, part, one)
            if left is None:
                continue
            if speaks_of_others_only(left) and any(set(d.who.by) & set(clause.who.by) for d in self.drafts):
                continue  # 'Vidare yrkar Ek avslag på Dahls yrkande' beside a motion of Ek's own
            kinds = motion_kinds(without_cases(left), self.matter)
            if kinds == [MotionKind.AMEND] and not self.matter.named and _RAISES.search(one.text, 0, clause.end):
                kinds = [
                    MotionKind.OWN
                ]  # 'Ek väckte frågan om fukt och föreslog en mätning': nothing lay before the body
            self._add(clause, kinds, one, part)

    def _alternative(self, text: str) -> str | None:
        """The mark of the alternative that somebody moves first, where the item says which one is proposed."""
        match = _ALTERNATIVE.fullmatch(text) if self.matter.marked else None
        if match is None or any(draft.letter == match["mark"] for draft in self.drafts):
            return None
        return match["mark"]

    def _itself(self, clause: Clause, one: ItemParagraph) -> str | None:
        """What `densamma` stands for: a proposal that the same sentence speaks of, or what the motion before was on."""
        said = one.text[clause.start : clause.end]
        spoken = [match[0] for match in _SPOKEN_OF.finditer(said.partition("samma")[0])]
        if spoken:
            return spoken[-1]
        return named_thing(self.drafts[-1].target or "") if self.drafts else None

    def _side(self, side: str, what: str) -> list[MotionKind] | None:
        """The kind of a motion that is told by its side alone: `för försäljning`, `mot 21:35`; None where it is something else."""
        if motion_kinds(f"bifall till {what}", self.matter) != [MotionKind.APPROVE] or _KEYWORDS.search(what):
            return motion_kinds(what, self.matter) if side == "för" else []
        proposed = [one.text for one in self.context.paragraphs if one.section == SectionKind.PROPOSAL]
        stem = re.escape(what.strip(" .")[:_STEM])
        if re.search(rf"(?<!\w){stem}", "\n".join([*proposed, self.context.title]), re.IGNORECASE):
            return [MotionKind.APPROVE if side == "för" else MotionKind.REJECT]
        return [MotionKind.AMEND] if side == "för" and proposed and re.match(r"\d", what) else []

    def _theirs(self, clause: Clause, text: str, one: ItemParagraph) -> str | None:
        """Second the motions of others that a clause speaks for; gives the words that are left, or None."""
        if (like := _LIKE.match(text)) and clause.others:
            name = one.text[clause.others[0].start : clause.others[0].start + 4]
            draft = self._moved_by(clause.others[0]) if text.startswith(name, like.end()) else None
            if draft is not None:
                draft.who = together(draft.who, clause.who)  # 'Åsa Wik (V): som Ek'
                return None
        if (ditto := _DITTO.match(text)) and self.drafts:
            if not ditto["more"]:
                self.drafts[-1].who = together(self.drafts[-1].who, clause.who)
            else:
                self._add(clause, [MotionKind.AMEND], one, text)
            return None
        if like := _LIKE_LETTER.match(text):
            same = next((d for d in self.drafts if d.letter == like["letter"]), None)
            if same is not None and like["more"]:
                self._add(clause, [MotionKind.AMEND], one, text)
            elif same is not None:
                same.who = together(same.who, clause.who)
            if same is not None or (like["noun"] and not like["more"]):
                return None  # of one that was not read nothing is known
        if like := _AS_SOMEBODY.search(text):
            # 'Ek: återremiss enligt Dahl m.fl.'
            actor = next(
                (a for a in clause.others if text.startswith(one.text[a.start : a.start + 4], like.end())), None
            )
            same = self._moved_by(actor, like[0]) if actor is not None else None
            if same is not None and same.kind == _kind_word(like[0]) and not set(same.movers.by) & set(clause.who.by):
                same.who = together(same.who, clause.who)
                return None
        text = self._against(clause, text, one)
        lettered = self._lettered(text)
        if lettered:
            for meant in lettered:
                meant.who = together(meant.who, clause.who)
            return None
        for actor in clause.genitives:
            place = text.find(one.text[actor.start : actor.end].strip())
            if place < 0:
                continue
            noun = _THEIRS.match(text, place + actor.end - actor.start)
            lead = text[:place]
            bare = _kind_word(noun["noun"]) if noun is not None and not re.search(r"\w", lead) else None
            if noun is None or not (bare or re.search(r"\bbifall(?:a|er)?\b(?: till| åt)?(?: [^.;,]{0,40})?$", lead)):
                continue
            if re.search(r"\bavslag\b", lead[lead.rfind("bifall") :]):
                continue
            draft = self._moved_by(actor, noun["noun"])
            if draft is not None and not set(draft.movers.by) & set(clause.who.by):
                draft.who = together(draft.who, clause.who)
            elif actor.name is not None and set(clause.who.by) & {actor.name}:
                continue
            elif noun["noun"].startswith(("motion", "initiativ")):
                return text
            elif actor.name is None and re.search("budget|förslag|yrkande", noun["noun"]):
                self._add(clause, [_kind_word(noun["noun"]) or MotionKind.OWN], one, text)
                return None
            else:
                self.waiting.append((actor, clause))
            rest = f"{'' if bare else lead[: lead.rfind('bifall')]} {text[noun.end() :]}"
            return rest if re.search(r"\bandra hand|\bförsta hand|\btillägg|\bförslaget\b|\bbifall\b", rest) else None
        written = _WRITTEN.search(text)
        if written:
            for actor in clause.others:
                if text.startswith(one.text[actor.start : actor.start + 4], written.end()) and actor.name is not None:
                    draft = self._moved_by(actor, written["noun"])
                    if draft is not None:
                        draft.who = together(draft.who, clause.who)
                        return None
            self._add(clause, self._written(written, text), one, text)
            return None
        joined = re.search(
            r"\bbifall(?:a|er)?(?: till| åt)? (?:det |detta |samma |nämnda )?(?P<noun>[\wåäö]*yrkande(?:t|na)|återremissen|bordläggningen|ändringen|tillägget|samma yrkande)\b",
            text,
        )
        if joined and self.drafts and not re.search(r"\bförslaget\b", text):
            kind = _kind_word(joined["noun"]) or _kind_word(text[joined.end() : joined.end() + 25])
            draft = next((d for d in reversed(self.drafts) if kind in (None, d.kind)), None)
            if draft is not None:
                draft.who = together(draft.who, clause.who)
                rest = f"{text[: joined.start()]} {text[joined.end() :]}"
                return rest if re.search(r"\bandra hand\b|\btillägg", rest) else None
        return text

    def _against(self, clause: Clause, text: str, one: ItemParagraph) -> str:
        """Say of a motion of somebody else's that is to be refused that it is one: `avslag på Eks förslag`, `avslag på B`."""
        if "avsl" not in text:
            return text
        for actor in clause.genitives:
            name = one.text[actor.start : actor.end].strip()
            place = text.find(name)
            if place < 0 or self._moved_by(actor) is None:
                continue
            noun = _THEIR_PROPOSAL.match(text, place + len(name))
            if noun and re.search(r"\bavsl(?:ag (?:på|till|å)|år|å) (?:\w+ )?$", text[:place]):
                text = f"{text[:place]}{name}{noun['s']} yrkande{text[noun.end() :]}"
        letters = "|".join(re.escape(d.letter) for d in self.drafts if d.letter)
        if letters:
            each = rf"(?:(?:förslag|yrkande|alternativ|linje)(?:et|en|n)? )?(?:{letters})(?!:?\w)"
            text = re.sub(rf"\bavslag på {each}(?:(?:, | och | samt ){each})*", "avslag på övriga yrkanden", text)
        return text

    def _lettered(self, text: str) -> list[_Draft]:
        """The motions whose letters a clause speaks for: `bifall till B`, `stöder förslag A`."""
        match = _BY_LETTER.search(text)
        if match is None:
            return []
        return [draft for draft in self.drafts if draft.letter == match["letter"]]

    def _written(self, written: re.Match[str], text: str) -> list[MotionKind]:
        """The kinds of a motion that speaks for what a party has put in writing; an addition beside it is a second one."""
        behind = without_others(text[written.end() :])
        kind = _kind_word(written["noun"])
        if kind is None and re.search("återremi", behind):
            kind = MotionKind.REMIT
        if kind is None:
            whose = _PARTIES_OF.match(behind)
            its = _PARTIES_OF.match(self.context.title.partition(" från ")[2])
            same = bool(whose and its and set(_LETTERS.findall(whose[0])) == set(_LETTERS.findall(its[0])))
            kind = MotionKind.APPROVE if self.matter.itself and same else MotionKind.OWN
            if re.search(r"\btilläggsyrkande", behind):
                return [kind, MotionKind.AMEND]
        return [kind]

    def _second(self, clause: Clause, one: ItemParagraph) -> None:
        words = f"{clause.before} {clause.text}"
        if "reservation" in words:
            return  # 'ansluter sig till reservationen' comes behind the decision
        if one.section != SectionKind.MOTIONS and "reserver" in one.text[: clause.start]:
            return  # 'Ek reserverar sig. Det gör också Dahl.'
        if _TO_THAT_ONE.search(words) and not self._was_read(clause, one):
            return  # 'Dahl anser att ... Ek ansluter sig till honom', where Dahl's motion was not read
        if lettered := self._lettered(clause.text):
            for meant in lettered:
                meant.who = together(meant.who, clause.who)
            return
        named = clause.others and clause.text.startswith(one.text[clause.others[0].start : clause.others[0].start + 4])
        with_whom = clause.others if named or re.match(r"(?:med|som|till)\s", clause.text) else ()
        for actor in (*clause.genitives, *with_whom):
            draft = self._moved_by(actor, words)
            if draft is not None:
                draft.who = together(draft.who, clause.who)
                return
        if self._backs_the_last(clause, one):
            self.drafts[-1].who = together(self.drafts[-1].who, clause.who)
            return
        if _BACKS.search(clause.before) and _THE_PROPOSAL.match(clause.text) and self.matter.named:
            self._add(clause, motion_kinds(f"bifall till {clause.text}", self.matter), one, clause.text)
            return
        if _AN_OFFICES_VIEW.match(clause.text) and self.matter.named:
            self._add(clause, motion_kinds(f"bifall till {clause.text}", self.matter), one, clause.text)
            return
        if _WITH_ADDITION.search(clause.text):
            self._add(clause, [MotionKind.AMEND], one, clause.text)
            return
        if (spoken := _SAYS_SIGN.search(clause.text or words)) is not None:
            # of two motions on a motion the one that has the word, whatever it means for the proposal
            said = next((d for d in reversed(self.drafts) if _begins(d.target, spoken["sign"])), None)
            if said is not None:
                said.who = together(said.who, clause.who)
                return
        if not self.drafts and not self.waiting:
            if _A_PROPOSAL.search(clause.text or words):
                self._add(clause, [MotionKind.APPROVE], one, clause.text)
            return
        if any(role in words for role in ("ordförandens", "Ordförandens")) and (draft := self._chairs()):
            draft.who = together(draft.who, clause.who)
            return
        kind = _kind_word(without_cases(words))
        if re.search(r"\bdet senare\b", clause.text):
            self.drafts[-1].who = together(self.drafts[-1].who, clause.who)
            return
        if kind is None and re.search(
            r"\bförslag(?:et)? (?:till|från)|\b(?!hans|hennes|deras|dess|sam|den)[a-zåäö-]{4,}s (?:besluts)?förslag\b|\bi (?:liggande |)förslaget\b",
            clause.text or words,
        ):
            kind = MotionKind.APPROVE
            if not any(d.kind == kind for d in self.drafts):
                self._add(clause, [kind], one, clause.text)
                return
        draft = next((d for d in reversed(self.drafts) if kind in (None, d.kind)), None)
        if draft is None:
            draft = self.drafts[-1] if self.drafts else None
        if draft is None:
            return
        # 'Ek yrkar i första hand återremiss, i andra hand avslag. Dahl instämmer.' seconds both.
        both = _BOTH.search(words) is not None
        for other in self.drafts:
            if (
                other is draft
                or (both and other.movers == draft.movers)
                or (kind is None and other.movers == draft.movers and other.start == draft.start)
            ):
                other.who = together(other.who, clause.who)

    def _backs_the_last(self, clause: Clause, one: ItemParagraph) -> bool:
        """Whether `förslaget` that somebody backs is what a member has just put forward, as in `Ek: återremiss. Dahl stöder förslaget`."""
        if not (self.drafts and _BACKS.search(clause.before) and _BARE_PROPOSAL.fullmatch(clause.text)):
            return False
        last = self.drafts[-1]
        near = last.start >= one.start or one.start - last.end <= _NEXT_LINE
        if not near:
            return False
        own = last.kind in _OWN_PROPOSALS and not _SPOKEN_OF.search(last.target or "")
        return own or last.kind == MotionKind.APPROVE

    def _was_read(self, clause: Clause, one: ItemParagraph) -> bool:
        """Whether whoever is named last before a clause, in the same paragraph, has moved something."""
        before = [a for a in self.cast.actors(one) if a.end <= clause.start and not a.genitive]
        return not before or self._moved_by(before[-1]) is not None

    def _chairs(self) -> _Draft | None:
        chairs = {p.name for p in self.context.persons if any(r.startswith("ordförande") for r in p.roles)}
        return next((d for d in self.drafts if set(d.movers.by) & chairs), None)

    def _moved_by(self, actor: Actor, words: str = "") -> _Draft | None:
        """The motion that a person or party made; of several the one of the kind that the words name, or the last."""
        parties = {party.casefold() for party in actor.parties}
        theirs = [
            d
            for d in self.drafts
            if (actor.name is not None and actor.name in d.movers.by)
            or (actor.name is None and parties & {party.casefold() for party in d.movers.parties})
        ]
        if not theirs and actor.name is not None:
            theirs = [d for d in self.drafts if actor.name in d.who.by]
        kind = _kind_word(words)
        if kind is None and theirs and re.search(r"\bi första ?hand\b|\bförstahands", words):
            return theirs[0]
        return next((d for d in theirs if d.kind == kind), theirs[-1] if theirs else None)

    def _add(
        self, clause: Clause, kinds: Sequence[MotionKind], one: ItemParagraph | None = None, text: str = ""
    ) -> None:
        start = one.start + clause.start if one else clause.start
        end = one.start + clause.end if one else clause.end
        self.clauses.moved = self.clauses.moved or bool(kinds)
        for kind in kinds:
            self.drafts.append(
                _Draft(
                    who=clause.who,
                    movers=clause.who,
                    kind=kind,
                    start=start,
                    end=end,
                    target=" ".join(text.split()) or None,
                    letter=clause.letter,
                )
            )


# 'återremiss enligt Dahl', 'bordläggning i likhet med Dahl'
_AS_SOMEBODY = lazy(
    r"^\W*(?:återremi\w+|bordl\w+|avslag|bifall)(?: [^.;,:]{0,40}?)? (?:enligt|i enlighet med|i likhet med|liksom|som)\s+(?=[A-ZÅÄÖ])",
    re.IGNORECASE,
)
_BARE_PROPOSAL = lazy(r"\W*(?:detta |det )?förslag(?:et)?\W*")
_OWN_PROPOSALS = {MotionKind.REMIT, MotionKind.POSTPONE, MotionKind.AMEND, MotionKind.OWN}
_NEXT_LINE = 3  # letters between one motion and the next line
_RAISES = lazy(
    r"\b(?:väck(?:er|te)|ta(?:r|git) upp|tog upp|aktualisera(?:r|de)|ly(?:fte|fter)) (?:frågan|saken|en fråga)\b"
)
# 'Ek vill varken ha A eller B utan föreslår att föreningen tar över'
_NEITHER = lazy(r"\bvarken (?:ha )?[^.;]{1,60}? eller [^.;]{1,60}? utan\b")
# 'biträder arkitektens utlåtande'
_AN_OFFICES_VIEW = lazy(r"[a-zåäö-]{4,}s (?:utlåtande|bedömning|promemoria|yttrande)\b")
_TO_THAT_ONE = lazy(r"\b(?:till|med|i|bakom) (?:honom|henne|hans|hennes)\b")
# 'I båda yrkandena instämmer Dahl'
_BOTH = lazy(
    r"\b(?:båda|bägge|dessa|samtliga|alla) (?:dessa |de )?(?:två |tre )?(?:yrkanden|förslag)(?:a|en)?\b", re.IGNORECASE
)
# 'ansluter sig till beredningens förslag med tillägget att ...'
_WITH_ADDITION = lazy(r"\bförslag(?:et)?,? (?:men |dock )?med (?:det |den |följande )?(?:tillägg|ändring)(?:et|en)?\b")
_SAYS_SIGN = lazy(r"\b(?P<sign>bifall|avslag)(?:et)?s?yrkande", re.IGNORECASE)


def _begins(target: str | None, sign: str) -> bool:
    """Whether a motion is for or against something by its first words: `bifall till motionen`."""
    return target is not None and re.match(rf"\W*(?:att )?{sign}\b", target, re.IGNORECASE) is not None


def _shifted(actor: Actor, by: int) -> Actor:
    return replace(actor, start=actor.start + by, end=actor.end + by)


_MOVED_LATE = lazy(
    r"\b(?:yrka\w*|föreslog|instäm\w+)\b|\(\w{1,5}\) föreslår\b|^[Pp]å (?:förslag|yrkande|begäran|hemställan|initiativ) av (?=[A-ZÅÄÖ])"
)


def _late(paragraphs: Sequence[ItemParagraph], index: int) -> bool:
    """A proposal section holds motions only where the minutes have lost the headings below it, or members propose there."""
    one = paragraphs[index]
    return one.section == SectionKind.PROPOSAL and not _MOVED_LATE.search(one.text)


_LIKE = lazy(
    r"\W*(?:(?:samma|lika|likadant|detsamma)(?: (?:yrkande|förslag))? som|som|instämmer (?:med|i)|instämmande (?:med|i)|ansluter sig till|stöder|stödjer|biträder|dito|jämte|se)\s+",
    re.IGNORECASE,
)
_COLUMN_HEADS = lazy(
    r"(?:(?:För|Mot|Bifall|Avslag|Återremiss|Bordläggning|Tillägg|Ändring)\b[^\t]{0,60}(?:\t+|$)){2,4}"
)
_STEM = 8  # letters by which what somebody is for is found in the proposal
_KEYWORDS = lazy(r"\b(?:bifall|avslag|återremi|bordlägg|uppskov|oförändra)", re.IGNORECASE)
# 'som Y1', 'enligt yrkande 2', 'som I men taket är lägre'
_LIKE_LETTER = lazy(
    r"\W*(?:som|enligt|lika med|se|i likhet med) (?P<noun>(?:[Yy]rkande(?:t)?|[Yy]rk\.|[Ff]örslag(?:et)?|[Aa]lternativ) |Y(?=\d))?(?P<letter>[IVX]{1,4}|[A-H]|\d{1,2})(?!:?\w)(?P<more>,? (?:men|dock|med|fast)\b)?"
)
# 'd:o', 'dito men första timmen fri': what the one above moves
_DITTO = lazy(r"\W*(?:(?:d:o|dito)\b[\s.,]*(?P<more>\w.*)?|likaså\W*$)", re.IGNORECASE | re.DOTALL)
_COLON = lazy(r"\)?\s*:\s+\w")


# 'Ulla Ek (S): "Återremiss. Byn måste höras." Lika: Jon Dahl (M).'
_QUOTED_SIGN = lazy(
    r"(?<=: )[”\"»“](?P<said>(?:Bifall|Avslag|Återremiss|Bordläggning)(?: (?:till|på|åt|av|för)\b[^.!?,”\"»“]{2,80})?(?=[.!,”\"»“])|(?:(?:Ja|Nej) till|Jag yrkar|Vi yrkar) [^.!?”\"»“]{2,120})(?P<stop>[.!]?)(?P<rest>[^”\"»“]*)(?P<end>[”\"»“])"
)


def _spoken_sign(text: str) -> str:
    """Take the quotes from a motion that is quoted as somebody spoke it, and put blanks for what is said beside; no place changes."""
    if ': "' not in text and ": ”" not in text and ": »" not in text and ": “" not in text:
        return text
    return _QUOTED_SIGN.sub(lambda quote: f" {quote['said']}{quote['stop']}".ljust(len(quote[0])), text)


def _opens(text: str, low: int, high: int, actors: Sequence[Actor]) -> bool:
    """Whether a sentence begins a motion without a verb: behind somebody and a colon, or behind a label."""
    return _opens_row(text, low, high, actors) or motion_label(text[low:high].lstrip()) > 0


# Of what parts who moves from what is moved, one has to stand in a sentence
_LEADS = (":", ") att ", ") bifall", ") avslag", ") återremiss", ") bordl", ") likaså", ") dito")


def _opens_row(text: str, low: int, high: int, actors: Sequence[Actor]) -> bool:
    """Whether a sentence begins with who moves something and a colon: `Jon Dahl (M): avslag`."""
    if not any(sign in text[low:high] for sign in _LEADS):
        return False
    at = low + len(text[low:high]) - len(text[low:high].lstrip())
    row, end = list_after(text, at + list_point(text[at:high]), actors)
    return bool(row) and (_COLON.match(text, end, high) is not None or in_few_words(text, row, end) > 0)


_CAST = lazy(
    r"\W*|[\wåäö]{1,5}\.?|\(?(?:avst|frånv|ej närv|ej när)\w*\.?\)?|\d+(?: (?:ja|nej|avst\w*))?", re.IGNORECASE
)


def _is_ballot(text: str) -> bool:
    """Whether a row of cells holds no more than a name, a party and how somebody voted."""
    if "\t" not in text:
        return False
    return all(_CAST.fullmatch(cell.strip()) for row in text.split("\n") for cell in row.split("\t")[1:])


def _kind_word(words: str) -> MotionKind | None:
    return next((kind for kind, pattern in _KIND_WORDS if pattern.search(words)), None)
