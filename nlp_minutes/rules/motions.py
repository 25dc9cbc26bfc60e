"""Motions (yrkanden) of an item: who wants what, relative to the proposal before the body.

A paragraph is read sentence by sentence, a sentence clause by clause: who stands before or behind a verb such as `yrkar`,
who seconds, and the words that tell what is moved. Where no verb stands, a colon or the list itself tells who moves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp_minutes.labels import MotionKind, SectionKind
from nlp_minutes.lines import list_point
from nlp_minutes.rules.actors import Actor, Cast, Who, list_after, list_before, together, who
from nlp_minutes.rules.clauses import blank, sentences, without_quotes
from nlp_minutes.rules.item import ItemContext, ItemParagraph, Motion
from nlp_minutes.rules.motion_kinds import Matter, matter_of, motion_kinds, speaks_of_others_only, without_others

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
# Sections in which a yrkande stands also without a verb: a colon or a list will do.
_LISTS = {SectionKind.MOTIONS, SectionKind.DISCUSSION}

_MOVES = re.compile(
    r"\b(?P<plain>yrkar|yrkade|yrkat|yrka|hemställer|hemställde|föreslår|föreslog|nominerar|nominerade|förordar|förordade)\b(?! inte\b)"
    r"|\b(?P<light>framställ\w+|framför\w*|lägger|lade|lämna\w*|väck\w+|inlämna\w*|avger|presenter\w+|begär|begärde)\b(?=(?: (?:fram|in))?(?: (?:ett|följande|eget|sitt|också|även|att|om|gemensamt|nytt|skriftligt)){0,3} (?:[\wåäö]*yrkande\w*|(?:eget |gemensamt |nytt )?förslag\b|ärendet återremi\w+|ärendet bordl\w+|återremiss|bordläggning))",
    re.IGNORECASE,
)
_SECONDS = re.compile(
    r"\b(?:instäm(?:mer|de|ma|t|s)|biträd(?:er|de)|anslut(?:er|it) sig|anslöt sig|ansluter|förena(?:r|de) sig|ställ(?:er|de) sig bakom|stöd(?:er|jer|de)|understöd(?:er|jer|de)|sekunder(?:ar|ade))\b(?: sig)?",
    re.IGNORECASE,
)
_SUPPORTED = re.compile(
    r"\b(?:och )?(?:får|fick|vinner|vann|har|hade) (?:också |även )?(?:stöd|medhåll|instämmande) (?:av|från)\b|\b(?:stöd(?:s|des|jes)|biträd(?:s|des)|understöd(?:s|des|jes)) av\b",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"(?:,\s*)?\b(?:(?:och )?(?:med|under) (?:instämmande|stöd|bifall|medhåll|understöd|biträde|anslutning) (?:av|från)|(?:under)?stödd(?:a)? av|biträdd(?:a)? av|instämd(?:a)? av|tillsammans med|jämte)\s",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(r"(?:,\s*)?\b(?:för|å|på|företrädande|representerande)\s(?=[\wåäö:-]+)", re.IGNORECASE)
_RAKNING = re.compile(r"(?:s|ns)? (?:räkning|vägnar|del)\b,?")
_PRONOUN = re.compile(
    r"^\W*(?:(?:vidare|därutöver|dessutom|även|också|samt|och)\s)*(?:han|hon|hen|de|dessa)?\s*$", re.IGNORECASE
)
_PRONOUN_BEHIND = re.compile(r"^\s*(?:han|hon|hen|de)\b", re.IGNORECASE)
_IN_A_MOTION = re.compile(
    r"\b(?:i|genom) (?:en|ett|sin|sitt|motionen|initiativet|skrivelsen|ett e-)\s?(?:\w+ )?(?:[\wåäö]*motion|[\wåäö]*initiativ|medborgarförslag|skrivelse|ansökan|interpellation)?|\bhar (?:i|yrkat|föreslagit)\b|\bmotionär",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\d{4}-\d\d-\d\d|§ ?\d|\b\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december) \d{4}"
)
_PROCEDURE = re.compile(
    r"\b(?:proposition\w*|ordföranden (?:ställ\w+|fann|finner|fråga\w+|pröva\w+|konstatera\w+|förklara\w+)|omröstning|votering)\b",
    re.IGNORECASE,
)
_ON_PROPOSAL = re.compile(r"\b(?:på|efter) (?:förslag|yrkande|begäran|hemställan) (?:av|från)\s", re.IGNORECASE)
_MOVED_BY = re.compile(r"\b(?:yrkas|yrkades|föreslås|föreslogs)\b[^.:;]{0,60}?\bav\s", re.IGNORECASE)
_FROM = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?P<what>[\wåäö]*(?:yrkande(?:t|n)?|förslag))\s(?P<about>om [^:,(]{3,60}?\s)?(?:från|av|framställt av)\s",
    re.IGNORECASE,
)
_ADJUNCT = re.compile(
    r"\b(?:i andra hand|i första hand|därför|också|även|vidare|härefter|sedan|muntligen|skriftligen|sig|på nytt|på|bestämt|följande|enligt följande|dels)\b|[\s,:]",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"(?:\s[\wåäö-]+(?: och)?){0,2}?\s(?P<noun>[\wåäö]*(?:yrkande\w*|förslag|återremiss\w*|tillägg\w*|ändring\w*|linje|avslag\w*|bordläggning\w*)|motion\w*|initiativ\w*|budget\w*)",
    re.IGNORECASE,
)
_KEYWORD = re.compile(
    r"\b(?:bifall|avslag|avslå\w*|återremi\w*|bordl[aä]\w*|\w*yrkande\w*|tillägg\w*|ändring\w*)\b", re.IGNORECASE
)
# 'bifall till yrkande från M och KD den 5 mars': a party's written yrkande, a proposal of its own.
_WRITTEN = re.compile(
    r"\bbifall(?:a|er)?(?: till| åt)? (?:det |sitt |det skriftliga )?(?P<noun>[\wåäö]*yrkande(?:t|na)?|förslag(?:et)?)(?: [a-zåäö]{1,3} [\wåäö]+)?,? (?:från|av|framställt av)\s(?=[A-ZÅÄÖ])"
)
_PUTS_OFF = re.compile(r"bordl|återremi", re.IGNORECASE)
_NOMINATES = re.compile(r"nominera", re.IGNORECASE)
_NAMES_SOMEBODY = re.compile(r"\s+[A-ZÅÄÖ][\wåäö-]+(?:(?: [A-ZÅÄÖ][\wåäö-]+)*(?: \(\w+\))?(?: till| som|,|\.|$))")
_ELECTION = re.compile(r"\b\w*val(?:et|ärenden)?\b|\bavsägelse|\bnominering", re.IGNORECASE)
_LETTERS = re.compile(r"[A-ZÅÄÖ][\wÅÄÖåäö]*")
_PARTIES_OF = re.compile(r"[A-ZÅÄÖ][\wåäö]*(?:(?:, | och | samt )[A-ZÅÄÖ][\wåäö]*)*")
_LIKEWISE = re.compile(r",?\s*(?:och )?(?:likaså|liksom|så även|även)\s", re.IGNORECASE)
_KIND_WORDS = (
    (MotionKind.REMIT, re.compile(r"återremi", re.IGNORECASE)),
    (MotionKind.POSTPONE, re.compile(r"bordlägg", re.IGNORECASE)),
    (MotionKind.REJECT, re.compile(r"avslags?(?:yrkand|förslag)|yrkandet om avslag", re.IGNORECASE)),
    (
        MotionKind.AMEND,
        re.compile(r"tilläggs?(?:yrkand|förslag)?|ändrings(?:yrkand|förslag)|tillägget|ändringen", re.IGNORECASE),
    ),
    (MotionKind.APPROVE, re.compile(r"bifallsyrkand", re.IGNORECASE)),
)
_A_PROPOSAL = re.compile(
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
    movers: Who = field(default_factory=Who)


@dataclass(slots=True, kw_only=True)
class _Clause:
    """Who moves or seconds, and the words that tell what; offsets are those of the paragraph."""

    who: Who
    text: str
    start: int
    end: int
    seconds: bool = False
    before: str = ""
    genitives: tuple[Actor, ...] = ()
    others: tuple[Actor, ...] = ()
    nominates: bool = False


def find_motions(context: ItemContext) -> list[Motion]:
    """Find the motions of an item, in order.

    Args:
        context: The item.

    Returns:
        The motions; who seconds one is in its `by`. A motion that is withdrawn later was made all the same.
    """
    reader = _Reader(context)
    for index in range(len(context.paragraphs)):
        reader.read(index)
    return reader.motions()


class _Reader:
    def __init__(self, context: ItemContext) -> None:
        self.context = context
        self.cast = Cast(context)
        self.matter: Matter = matter_of(context)
        self.drafts: list[_Draft] = []
        self.waiting: list[tuple[Actor, _Clause]] = []
        self.used: set[int] = set()
        self.last = Who()

    def motions(self) -> list[Motion]:
        """What was found; what seconds a motion that came later is joined to it."""
        for actor, clause in self.waiting:
            draft = self._moved_by(actor)
            if draft is not None:
                draft.who = together(draft.who, clause.who)
            else:
                kind = MotionKind.OWN if actor.name is None else MotionKind.APPROVE
                self._add(clause, [kind])
        kept: list[_Draft] = []
        for draft in sorted(self.drafts, key=lambda one: one.start):
            same = next((d for d in kept if d.kind == draft.kind and d.who == draft.who), None)
            if same is None:
                kept.append(draft)
        return [
            Motion(by=d.who.by, parties=d.who.parties, kind=d.kind, target=d.target, start=d.start, end=d.end)
            for d in kept
        ]

    def read(self, index: int) -> None:
        """Read one paragraph."""
        one = self.context.paragraphs[index]
        nominations = one.section == SectionKind.BASIS and bool(_ELECTION.search(self.context.title))
        if (one.section in _SILENT and not nominations) or index in self.used or _late(self.context.paragraphs, index):
            return
        text = without_quotes(one.text)
        actors = self.cast.actors(one)
        parts = list(sentences(text))
        for number, (low, high) in enumerate(parts):
            clauses = self._clauses(text, low, high, actors, one, index)
            if not clauses and number == 0:
                # without a verb, the paragraph as far as the next sentence that has one
                end = next(
                    (a for a, b in parts[1:] if _MOVES.search(text, a, b) or _SECONDS.search(text, a, b)), len(text)
                )
                listed = self._listed(text[:end], [a for a in actors if a.end <= end], one, index)
                clauses = [listed] if listed is not None else []
            for clause in clauses:
                if clause.nominates or not nominations:
                    self._take(clause, one, index)

    # ---- clauses -------------------------------------------------------------------------------------------------

    def _clauses(
        self, text: str, low: int, high: int, actors: Sequence[Actor], one: ItemParagraph, index: int
    ) -> list[_Clause]:
        inside = [actor for actor in actors if low <= actor.start and actor.end <= high]
        if not inside and self.last == Who():
            return []
        free, inside, added = _supporters(text, low, high, inside)
        verbs = [match for pattern in (_MOVES, _SECONDS, _SUPPORTED) for match in pattern.finditer(free, low, high)]
        verbs.sort(key=lambda match: match.start())
        verbs = [v for n, v in enumerate(verbs) if not n or v.start() >= verbs[n - 1].end()]
        clauses: list[_Clause] = []
        if not verbs:
            return self._without_verb(free, low, high, inside, one, index)
        heads: list[tuple[int, int, Who, list[Actor]]] = []
        bound = low
        for verb in verbs:
            head = self._subject(free, bound, verb, inside, one, first=verb is verbs[0])
            if head is None:
                heads.append((verb.start(), verb.end(), Who(), []))
            else:
                heads.append(head)
            bound = verb.end()
        for n, (verb, (start, at, subject, row)) in enumerate(zip(verbs, heads, strict=True)):
            end = heads[n + 1][0] if n + 1 < len(heads) else high
            if n + 1 < len(heads) and not heads[n + 1][3]:
                end = verbs[n + 1].start()
            words = free[at : max(at, end)]
            if not subject and not n and added:
                subject = together(*(w for place, w in added if place < verb.start()))
                heads[n] = (start, at, subject, row)
            if not subject:
                if n and clauses and verb.re is not _SUPPORTED:
                    subject = clauses[-1].who
                elif (
                    _PRONOUN.match(free[low : verb.start()]) or _PRONOUN_BEHIND.match(free[verb.end() :])
                ) and self.last:
                    subject = self.last
                else:
                    continue
            elif not self._acts(verb, free, low, high, subject, row, one, index):
                continue
            if verb.re is _SUPPORTED or verb.re is _SECONDS:
                before = free[(verbs[n - 1].end() if n else low) : verb.start()]
                span = (low if not n else verbs[n - 1].end()), max(at, end)
            else:
                before, span = "", (at, max(at, end))
            more: list[Actor] = []
            if verb.re is _SECONDS and (like := _LIKEWISE.search(free, at, max(at, end))):
                more, _ = list_after(free, like.end(), inside)
            clauses.append(
                _Clause(
                    who=together(
                        subject,
                        who(more),
                        *(w for place, w in added if start <= place < max(end, at) or (len(verbs) == 1)),
                    ),
                    text=words.strip(" ,;"),
                    start=start,
                    end=max(at, end),
                    seconds=verb.re is not _MOVES,
                    nominates=verb.re is _MOVES
                    and bool(
                        _NOMINATES.search(verb[0])
                        or (re.match("föres", verb[0]) and _NAMES_SOMEBODY.match(free, verb.end()))
                    )
                    and bool(_ELECTION.search(self.context.title)),
                    before=before,
                    genitives=tuple(a for a in inside if a.genitive and span[0] <= a.start < span[1]),
                    others=tuple(a for a in inside if not a.genitive and at <= a.start < max(at, end)),
                )
            )
        return clauses

    def _subject(
        self, text: str, bound: int, verb: re.Match[str], inside: Sequence[Actor], one: ItemParagraph, *, first: bool
    ) -> tuple[int, int, Who, list[Actor]] | None:
        zone = [actor for actor in inside if bound <= actor.start and actor.end <= verb.start()]
        behind = [actor for actor in inside if actor.start >= verb.end()]
        if verb.re is _SUPPORTED:
            row, at = list_after(text, verb.end(), behind)
            return (verb.start(), at, who(row), row) if row else None
        row = list_before(text, verb.start(), zone)
        if row:
            return row[0].start, verb.end(), who(row), row
        at = verb.end()
        while match := _ADJUNCT.match(text, at):
            at = match.end()
        after, end = list_after(text, at, behind)
        if after and not _is_object(text, end, verb):
            return verb.start(), end, who(after), after
        if zone and re.search(r"\b(?:han|hon|hen|de)\s+(?:\w+\s+)?$", text[bound : verb.start()]):
            # 'Därefter meddelar Ek (S) att hon ansluter sig'
            row = list_before(text, zone[-1].end, zone)
            if row:
                return row[0].start, verb.end(), who(row), row
        if first and zone and one.section in _LISTS | {SectionKind.UNKNOWN, SectionKind.ORDER}:
            begin = bound + list_point(text[bound : verb.start()])
            row, _ = list_after(text, begin, zone)
            if row:
                return row[0].start, verb.end(), who(row), row
        return None

    def _acts(
        self,
        verb: re.Match[str],
        text: str,
        low: int,
        high: int,
        subject: Who,
        row: Sequence[Actor],
        one: ItemParagraph,
        index: int,
    ) -> bool:
        """Whether a clause moves something here and now: not in a motion, not at an earlier meeting."""
        sentence = text[low:high]
        if _NOMINATES.search(verb[0]) or (
            re.match("föres", verb[0]) and _NAMES_SOMEBODY.match(text, verb.end()) and not any(a.role for a in row)
        ):
            return bool(subject.parties) and bool(_ELECTION.search(self.context.title))
        if re.match(r"föres", verb[0]) and any(actor.role for actor in row) and one.section != SectionKind.MOTIONS:
            return False  # the chair proposes how to vote
        if one.section in _LISTS:
            return not (
                re.match(r"före", verb[0]) and _IN_A_MOTION.search(sentence) and not re.search("yrka", sentence)
            )
        near = text[max(low, verb.start() - 60) : verb.end() + 40]
        if _IN_A_MOTION.search(near) or (_DATED.search(text[low : verb.end()]) and one.section != SectionKind.ORDER):
            return False
        if verb.re is _MOVES and not (verb["plain"] or "").startswith("yrk"):
            return one.section in {SectionKind.UNKNOWN, SectionKind.ORDER, SectionKind.VOTE} or self._open_minutes(
                one, index, subject
            )
        if verb.re is not _MOVES:
            return bool(self.drafts)
        return bool(subject.parties)

    def _open_minutes(self, one: ItemParagraph, index: int, subject: Who) -> bool:
        """Whether `föreslår` in minutes without headings is a yrkande: the chair puts it to the body further down."""
        names = [name.casefold() for name in subject.by]
        title = self.context.title.casefold()
        if one.heading is not None and one.section == SectionKind.SUMMARY:
            return False
        if not subject.parties or any(name in title for name in names):
            return False
        return any(_PROCEDURE.search(other.text) for other in self.context.paragraphs[index : index + 6])

    def _without_verb(
        self, text: str, low: int, high: int, inside: Sequence[Actor], one: ItemParagraph, index: int
    ) -> list[_Clause]:
        """`På förslag av Ek (S) bordläggs ärendet`, `Avslag yrkas av Dahl (M)`; the points may stand below."""
        for pattern in (_ON_PROPOSAL, _MOVED_BY):
            match = pattern.search(text, low, high)
            if match is None or one.section == SectionKind.SUMMARY:
                continue  # a summary tells what was moved at an earlier meeting
            row, end = list_after(text, match.end(), inside)
            if not row or (one.section not in _LISTS and _DATED.search(text[low:high])):
                continue
            words = text[low : match.start()] + " " + (text[end:high] if pattern is _ON_PROPOSAL else match[0])
            if text[end:].strip(" :.") == "":
                words += self._points(index)
            if not (_KEYWORD if one.section in _LISTS else _PUTS_OFF).search(words):
                continue
            return [_Clause(who=who(row), text=words, start=row[0].start, end=high)]
        return []

    def _listed(self, text: str, actors: Sequence[Actor], one: ItemParagraph, index: int) -> _Clause | None:
        """A yrkande without a verb: `Ek (S): Avslag`, `Bifall: Ek (S)`, `Yrkande från M om återremiss`, `Ek (S) ⇥ Avslag`."""
        free, inside, added = _supporters(text, 0, len(text), list(actors))
        start = list_point(text)
        extra = [w for _, w in added]
        origin = _FROM.match(free)
        if origin:
            row, end = list_after(free, origin.end(), inside)
            rest = free[end:].strip(" .:")
            if row and (
                one.section in _LISTS or not rest or ("yrkande" in origin["what"].casefold() and rest[:4] == "att ")
            ):
                words = f"{origin['what']} {origin['about'] or ''} {rest}"
                return self._clause(row, extra, words if rest else f"{words} {self._points(index)}", one)
        heading = self._heading_actors(index)
        if heading and not inside and len(free) > 10:
            return self._clause(heading, extra, f"{free[start:]} {self._points(index)}", one)
        if one.section not in _LISTS:
            return None
        row, end = list_after(free, start, inside)
        if row and (match := re.match(r"\s*(?P<mark>[:\t–-]|,(?=\s[a-zåäö]))\s*|\s*$", free[end:])):
            rest = free[end:].strip(" :\t–-,")
            sure = one.section == SectionKind.MOTIONS and match["mark"] not in {",", None}
            if rest and (sure or _KEYWORD.search(rest)):
                return self._clause(row, extra, rest, one)
            if not rest and match["mark"] is not None and self._points(index):
                return self._clause(row, extra, self._points(index), one)
            return None
        colon = re.search(r"[:\t]\s*|\s[–-]\s", free)
        if colon and _KEYWORD.search(free[start : colon.start()]) and len(free[: colon.start()]) < 120:
            row, end = list_after(free, colon.end(), inside)
            if row and len(free[end:].strip(" .")) < 40:
                return self._clause(row, extra, free[start : colon.start()], one)
        return None

    def _clause(self, row: Sequence[Actor], extra: Sequence[Who], text: str, one: ItemParagraph) -> _Clause:
        return _Clause(who=together(who(row), *extra), text=text, start=0, end=len(one.text), genitives=())

    def _heading_actors(self, index: int) -> list[Actor]:
        """Those whom the heading just above a paragraph names: `Yrkande från Ek (S)`."""
        one = self.context.paragraphs[index]
        if not one.heading or not re.search(r"yrkande|förslag", one.heading, re.IGNORECASE):
            return []
        if index and self.context.paragraphs[index - 1].heading == one.heading:
            return []
        low = self.context.paragraphs[index - 1].end if index else max(0, one.start - len(one.heading) - 4)
        return [actor for actor in self.cast.within(" " * (one.start - low), low) if not actor.genitive]

    def _points(self, index: int) -> str:
        """The points of a list below a paragraph that leads in to them."""
        paragraphs = self.context.paragraphs
        found = []
        for number in range(index + 1, len(paragraphs)):
            below = paragraphs[number]
            point = list_point(below.text)
            text = below.text[point:]
            if below.section != paragraphs[index].section or not (
                point or re.match(r"(?:att|dels)\b", below.text, re.IGNORECASE) or (not found and number == index + 1)
            ):
                break
            if re.search(r"\b(?:yrkar|yrkade|instämmer)\b", text) or re.match(
                r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)* \(\w+\)", text
            ):
                break
            found.append(text)
            self.used.add(number)
        return " ".join(found)

    # ---- what a clause does --------------------------------------------------------------------------------------

    def _take(self, clause: _Clause, one: ItemParagraph, index: int) -> None:
        if clause.seconds:
            self._second(clause, one)
            return
        text = clause.text
        bare = re.sub(r"\b(?:att|följande|enligt följande|besluta|fullmäktige|nämnden|ska)\b|[\s:]", "", text)
        if (
            not bare
            or re.search(r"(?::|\batt|\bföljande|\bbeslutar?)\s*$", text)
            or one.text.rstrip().endswith(("att", ":"))
            or (not motion_kinds(text, self.matter) and index + 1 < len(self.context.paragraphs))
        ):
            text = f"{text} {self._points(index)}"
        self.last = clause.who
        if clause.nominates:
            self._add(clause, [MotionKind.OWN], one, text)
            return
        text = self._theirs(clause, text, one)
        if text is None:
            return
        kinds = motion_kinds(text, self.matter)
        if speaks_of_others_only(text) and any(set(d.who.by) & set(clause.who.by) for d in self.drafts):
            return  # 'Vidare yrkar Ek avslag på Dahls yrkande' beside a motion of Ek's own
        self._add(clause, kinds, one, text)

    def _theirs(self, clause: _Clause, text: str, one: ItemParagraph) -> str | None:
        """Second the motions of others that a clause speaks for; gives the words that are left, or None."""
        for actor in clause.genitives:
            place = text.find(one.text[actor.start : actor.end].strip())
            if place < 0:
                continue
            noun = _THEIRS.match(text, place + actor.end - actor.start)
            lead = text[:place]
            if noun is None or not re.search(r"\bbifall(?:a|er)?\b(?: till| åt)?(?: [^.;,]{0,40})?$", lead):
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
            rest = f"{lead[: lead.rfind('bifall')]} {text[noun.end() :]}"
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

    def _second(self, clause: _Clause, one: ItemParagraph) -> None:
        words = f"{clause.before} {clause.text}"
        for actor in clause.genitives:
            draft = self._moved_by(actor, words)
            if draft is not None:
                draft.who = together(draft.who, clause.who)
                return
        if not self.drafts and not self.waiting:
            if _A_PROPOSAL.search(clause.text):
                self._add(clause, [MotionKind.APPROVE], one, clause.text)
            return
        if any(role in words for role in ("ordförandens", "Ordförandens")) and (draft := self._chairs()):
            draft.who = together(draft.who, clause.who)
            return
        kind = _kind_word(words)
        if re.search(r"\bdet senare\b", clause.text):
            self.drafts[-1].who = together(self.drafts[-1].who, clause.who)
            return
        if kind is None and re.search(
            r"\bförslag(?:et)? (?:till|från)|[\wåäö]+(?:nämndens|utskottets|styrelsens|förvaltningens|kontorets) förslag|\bi (?:liggande |)förslaget\b",
            clause.text,
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
        for other in self.drafts:
            if other is draft or (kind is None and other.movers == draft.movers and other.start == draft.start):
                other.who = together(other.who, clause.who)

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
        return next((d for d in theirs if d.kind == kind), theirs[-1] if theirs else None)

    def _add(
        self, clause: _Clause, kinds: Sequence[MotionKind], one: ItemParagraph | None = None, text: str = ""
    ) -> None:
        start = one.start + clause.start if one else clause.start
        end = one.start + clause.end if one else clause.end
        for kind in kinds:
            self.drafts.append(
                _Draft(
                    who=clause.who,
                    movers=clause.who,
                    kind=kind,
                    start=start,
                    end=end,
                    target=" ".join(text.split()) or None,
                )
            )


def _late(paragraphs: Sequence[ItemParagraph], index: int) -> bool:
    """A proposal section holds motions only where the minutes have lost the headings below it."""
    one = paragraphs[index]
    return one.section == SectionKind.PROPOSAL and not re.search(r"\b(?:yrka\w*|föreslog|instäm\w+)\b", one.text)


def _kind_word(words: str) -> MotionKind | None:
    return next((kind for kind, pattern in _KIND_WORDS if pattern.search(words)), None)


def _is_object(text: str, end: int, verb: re.Match[str]) -> bool:
    """Whether what follows a verb of seconding is what it seconds: `stöder Ek`, not `instämmer Ek`."""
    return verb.re is _SECONDS and bool(re.match(r"s\b", text[end:]))


def _supporters(
    text: str, low: int, high: int, actors: Sequence[Actor]
) -> tuple[str, list[Actor], list[tuple[int, Who]]]:
    """Take `med instämmande av ...` and `för S-gruppen` out of a sentence: the text, the actors left, and who was taken where."""
    added: list[tuple[int, Who]] = []
    left = list(actors)
    for pattern in (_WITH, _ON_BEHALF):
        at = low
        while match := pattern.search(text, at, high):
            at = match.end()
            row, end = list_after(text, match.end(), left)
            if pattern is _ON_BEHALF:
                row = [actor for actor in row if actor.name is None]
                if not row:
                    bloc = re.match(r"[\wåäö]+s (?:räkning|vägnar|del)\b", text[match.end() :])
                    if bloc:
                        text = blank(text, match.start(), match.end() + bloc.end())
                    continue
                end = row[-1].end
            if not row:
                continue
            tail = _RAKNING.match(text, end)
            end = tail.end() if tail else end
            if re.match(r"\s*,", text[end:]) and match[0].lstrip().startswith(","):
                end = text.index(",", end) + 1
            added.append((match.start(), who(row)))
            left = [actor for actor in left if actor not in row]
            text = blank(text, match.start(), end)
            at = end
    return text, left, added
