"""The decision of an item as one sentence, in several lengths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp_minutes.labels import Outcome, SectionKind
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.rules.facts import ItemFacts
from nlp_minutes.rules.headline_clause import Clause, Point, parse_point, points_of
from nlp_minutes.rules.headline_matter import Matter, decapitalise, matter_of
from nlp_minutes.rules.headline_naming import named, with_matter
from nlp_minutes.rules.headline_verbs import FINITE, by_finite, by_infinitive, by_passive
from nlp_minutes.rules.headline_words import MAX_WORDS, length
from nlp_minutes.rules.item import ItemContext, last_proposal
from nlp_minutes.rules.outcome import point_outcome

__all__ = ["SUBJECT_ONLY", "decision_ways"]

# What a sentence begins with that tells only what the item is about: no vote stands behind it.
SUBJECT_ONLY: Final = "Paragrafen gäller"


def decision_ways(context: ItemContext, facts: ItemFacts) -> list[str]:
    """Tell the decision of an item.

    Args:
        context: The item.
        facts: Its facts.

    Returns:
        The ways to tell it, the best first, without a full stop; none where nothing is known of it.
    """
    inside = "\n".join(one.text for one in context.paragraphs)
    text = f"{context.title}\n{inside}"
    told = _Told(
        context=context, facts=facts, matter=matter_of(context.title[:400], inside), body=_body(context.body), text=text
    )
    gone = _gone(told)
    ways = [gone] if gone else [*_of_points(told), _plain(told)]
    whole = [_without_day(way) for way in ways if way and not _DANGLING.search(way) and not _lacks_verb(way)]
    return (
        [way for way in whole if length(way) <= _LONGEST]
        or [way for way in whole[-1:] if length(way) <= MAX_WORDS]
        or [way for way in [_bare(told)] if way]
    )


# A day behind a clause would be read as part of it: `den som avsagt sig till sammanträdet den 3 maj`.
_DAY = lazy(r"\bbordlägg\w+ .*?\b(?:som|om de[nt]?)\b.*?(?P<day> till sammanträdet? den \d[\w ]*)$")
_AIM = lazy(r"\bför att\b(?P<what>.*)$")


def _without_day(way: str) -> str:
    found = _DAY.search(way)
    return way if found is None else way[: found.start("day")]


def _lacks_verb(way: str) -> bool:
    """Whether it ends in an aim that never says what is aimed at: its points were left out."""
    aim = _AIM.search(way)
    return aim is not None and not _has_verb(aim["what"]) and re.search(r"[a-zåäö]{2}a\b", aim["what"]) is None


_LONGEST: Final = 32
# A decision may be a list of hundreds of lines; what the first points do not give, the title must.
_TRIED: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a decision is told from."""

    context: ItemContext
    facts: ItemFacts
    matter: Matter | None
    body: str | None
    text: str


def _of_points(told: _Told) -> list[str]:
    """The main point, with a second one where both are short; then the main one without its last clauses."""
    points = _points(told.context, told.facts)
    outcome = told.facts.outcome
    main = _main(points, outcome)
    apart = _parted(points, main, outcome) if main is not None else frozenset()
    if Outcome.POSTPONED in apart or any(one is not main and _NOT_ALL.search(one.text) for one in points[:_TRIED]):
        return []
    if main is not None and _not_what_was_disputed(main, points, told):
        return []
    if apart or (main is not None and _leaves_out(main, told.matter)):
        told = replace(told, matter=None)  # the point's own words tell what the title would tell of more
    first = None if main is None else _clause(main, told)
    if main is not None and first is None:
        others = (one for one in points[:_TRIED] if one is not main and _same(one, outcome))
        main, first = next(((one, found) for one in others if (found := _clause(one, told))), (main, None))
    sentence = _told(first, main, told.body) if main is not None and first is not None else None
    if main is None or first is None or sentence is None:
        return []
    shorter = _shorter(sentence)
    if told.matter is not None and outcome != Outcome.ELECTED:
        sentence, *shorter = [with_matter(one, told.matter) for one in (sentence, *shorter)]
    if outcome == Outcome.REJECTED and not _REFUSAL.search(sentence):
        return []
    ways = [sentence, *shorter]
    if (limit := _LIMITS.search(main.text)) is not None:  # without it something else would have been decided
        ways = [way for way in ways if limit[0] in way]
    second = _second(points[points.index(main) + 1 :], main, sentence, told)
    if second is not None and first.verb and sentence in ways and length(sentence) <= 16:
        unnamed = told.body is None or (main.proposed and main.target is None)
        both = f"{sentence} och {_infinitive(second) if unnamed else _verb_phrase(second, sub=main.proposed)}"
        ways = [both, *ways] if length(both) <= 28 else ways
    return ways


def _not_what_was_disputed(main: Point, points: Sequence[Point], told: _Told) -> bool:
    """Whether the main point is what nobody disputes, and others stand beside it: the vote was on those."""
    if len(points) < _PARTS or not (told.facts.votes or told.facts.reservations):
        return False
    clause = _clause(main, told)
    if clause is None or (clause.verb is None and (told.facts.votes or len(points) >= _MANY_PARTS)):
        return clause is not None
    return clause.verb in {"antecknar", "noterar"} or (
        clause.verb == "godkänner" and _REPORT.search(clause.rest) is not None
    )


_PARTS: Final = 2
_MANY_PARTS: Final = 4
_REPORT = lazy(r"(?:rapport|redovisning|uppföljning|bokslut)\w*", re.IGNORECASE)
# A point of its own that takes something out of another: 'Södra byn omfattas tills vidare inte.'
_NOT_ALL = lazy(r"\b(?:undantas|omfattas\b[^.]{0,40}?\b(?:inte|ej))\b")
_LIMITS = lazy(
    r"\bmed (?:den|det|de|följande) (?:ändring|tillägg|justering|revidering|undantag)|\bunder förutsättning|\bmed undantag (?:för|av)"
)
_EXCEPT = lazy(r"\b(?:med undantag (?:för|av)|undantaget|förutom|utom|exklusive|dock (?:inte|ej))\b", re.IGNORECASE)
_YRKANDE = lazy(r"yrkand|motion", re.IGNORECASE)


def _parted(points: Sequence[Point], main: Point, outcome: Outcome | None) -> frozenset[Outcome]:
    """How parts of the matter itself were refused beside the main point, which then must not be told of all of it."""
    others = (one for one in points[:_TRIED] if one is not main and one.proposed == main.proposed)
    found = {point_outcome(one.source) for one in others if not _YRKANDE.search(one.text)}
    return frozenset({Outcome.REJECTED, Outcome.POSTPONED} - {outcome, point_outcome(main.source)}) & found


def _leaves_out(main: Point, matter: Matter | None) -> bool:
    """Whether a point makes an exception of which the title knows nothing."""
    return _EXCEPT.search(main.text) is not None and (matter is None or not _EXCEPT.search(matter.topic))


def _second(points: Sequence[Point], main: Point, sentence: str, told: _Told) -> Clause | None:
    """The next point that can stand beside the main one."""
    for one in points[:_TRIED]:
        if one.proposed != main.proposed or not _goes_with(one, told.facts.outcome):
            continue
        clause = _clause(one, replace(told, matter=None))
        if clause is not None and clause.verb and "§" not in clause.rest and clause.rest not in sentence:
            return clause
    return None


def _body(body: str | None) -> str | None:
    """The body as a subject, in the definite form."""
    if not body:
        return None
    name = " ".join(body.split())
    for ending, definite in (
        ("nämnd", "nämnden"),
        ("styrelse", "styrelsen"),
        ("utskott", "utskottet"),
        ("beredning", "beredningen"),
    ):
        if name.casefold().endswith(ending) and " " not in name:
            name = name[: len(name) - len(ending)] + definite
    return name[:1].upper() + name[1:]


_REFUSED: Final = {Outcome.REJECTED, Outcome.POSTPONED, Outcome.REMITTED}


def _same(point: Point, outcome: Outcome | None) -> bool:
    """Whether a point does what the item as a whole does."""
    return outcome == Outcome.PROPOSED or (point_outcome(point.source) or Outcome.APPROVED) == outcome


def _goes_with(point: Point, outcome: Outcome | None) -> bool:
    """Whether a second point does not blur what was done: no refusal beside an approval."""
    other = point_outcome(point.source)
    return other == outcome or other not in _REFUSED


def _points(context: ItemContext, facts: ItemFacts) -> list[Point]:
    heading = next(
        (one.heading for one in context.paragraphs if one.section == SectionKind.DECISION and one.heading), None
    )
    target = _target(heading)
    as_proposed = facts.outcome == Outcome.PROPOSED and not any(
        re.search(r"föresl|hemställ|rekommend", one) for one in facts.decision
    )
    points = points_of(facts.decision, target, proposed=as_proposed)
    if points and not all(_REFERS.match(one.text) for one in points):
        return points
    proposal = [one.text for one in last_proposal(context.paragraphs) if not one.table]
    proposal = proposal or _proposal_in_text(context, facts)
    if not facts.decision or not proposal:
        return points
    taken = points_of(proposal, target, proposed=as_proposed)
    return taken if facts.outcome == Outcome.PROPOSED else [replace(one, proposed=False, target=None) for one in taken]


def _proposal_in_text(context: ItemContext, facts: ItemFacts) -> list[str]:
    """The proposal that the decision refers to, where one paragraph alone tells what its proposer proposes."""
    proposer = re.search(
        r"\b([\wåäö-]*(?:styrelsen|nämnden|utskottet|direktionen|beredningen))s förslag",
        " ".join(facts.decision),
        re.IGNORECASE,
    )
    if proposer is None:
        return []
    proposes = re.compile(
        rf"\b{proposer[1]}\b[^.]{{0,60}}\b(?:föresl(?:år|og|agit)|hemställ(?:er|de))\b.*\batt\b",
        re.IGNORECASE | re.DOTALL,
    )
    found = [
        one.text
        for one in context.paragraphs
        if one.section in {SectionKind.BASIS, SectionKind.SUMMARY} and proposes.search(one.text)
    ]
    return found if len(found) == 1 else []


_REFERS: Final = lazy(
    r"(?:(?:i enlighet med|enligt) .{0,60}förslag\w*|bifalla? .{0,60}förslag\w*|[\wåäö-]*förslaget (?:godkän\w*|bifall\w*|anta\w*)(?: enhälligt)?)$",
    re.IGNORECASE,
)


def _target(heading: str | None) -> str | None:
    found = re.search(
        r"förslag (?:till|för) ((?:kommun|region|stads|landstings)?(?:fullmäktige|styrelsen)|[\wåäö-]+nämnden)",
        heading or "",
        re.IGNORECASE,
    )
    return found[1].casefold() if found else None


def _main(points: Sequence[Point], outcome: Outcome | None) -> Point | None:
    """The point that the outcome comes from; of an election that with the elected, not that with whom they follow."""
    if outcome == Outcome.ELECTED:
        chosen = next((one for one in points if re.search(r"\b(?:välj|val[dt]|utse|utså|förordna)\w*", one.text)), None)
        if chosen is not None:
            return chosen
    if len(points) > 1:
        points = [one for one in points if not re.search(r"\bfå[rs]? (?:fram)?ställas\b", one.text)] or points
    if len(points) > 1:  # what ends makes way for what is adopted beside it
        points = [one for one in points if not re.search(r"\b(?:upphör|upphävs|upphäva)\b", one.text)] or points
    for one in points:
        if outcome == Outcome.PROPOSED and one.proposed:
            return one
        if point_outcome(one.source) == outcome:
            return one
    return points[0] if points else None


def _clause(point: Point, told: _Told) -> Clause | None:
    """What a point says, with the matter where it needs it."""
    matter = told.matter
    clause = parse_point(point, lambda phrase: decapitalise(phrase, told.text))
    if clause is None:
        return None
    if told.facts.outcome == Outcome.REMITTED and clause.verb in _SENDS and _BACK.search(clause.rest):
        clause = replace(clause, verb="återremitterar", rest=_BACK.sub("", clause.rest, count=1))
    if clause.bare:
        if clause.thing is not None and (matter is None or matter.topic[:5].casefold() != clause.thing[:5].casefold()):
            short = len(clause.thing.split()) <= 16 and not re.search(r"\b(?:att|som)\b", clause.thing)
            return replace(clause, rest=f"{clause.thing} {clause.rest}".strip(), bare=False) if short else None
        if matter is None:
            return replace(clause, rest=f"ärendet {clause.rest}".strip(), bare=False)
        if clause.verb == "förklarar" and re.match(r"fullgjor", clause.rest):
            task = re.search(r"\buppdrag(?:et|en)? ((?:om|att)\b.*)$", matter.topic)
            return None if task is None else replace(clause, rest=f"uppdraget {task[1]} fullgjort", bare=False)
        taken = clause.verb in {"antar", "antecknar", "fastställer", "godkänner", "noterar", "översänder", "avger"}
        thing = matter.definite or (matter.topic if taken else f"ärendet om {matter.topic}")
        if clause.verb in {"bordlägger", "återremitterar"} and thing.startswith("uppdraget "):
            thing = f"ärendet om {matter.topic}"  # a mandate that is only asked for is no mandate put off
        return replace(clause, rest=f"{thing} {clause.rest}".strip(), bare=False)
    return clause if matter is None else replace(clause, rest=named(clause.rest, matter))


# 'lämnar tillbaka ärendet till kontoret' is said in the usual word
_SENDS: Final = {"lämnar", "skickar", "sänder", "visar", "hänvisar"}
_BACK: Final = lazy(r"(?:^|\b)(?:tillbaka|åter)\s")


def _verb_phrase(clause: Clause, *, sub: bool) -> str:
    no = "inte " if clause.negated else ""
    if clause.verb is None:
        return clause.rest
    return f"{no}{clause.verb} {clause.rest}" if sub else f"{clause.verb} {no}{clause.rest}"


def _told(clause: Clause, point: Point, body: str | None) -> str | None:
    """The sentence of a clause: who does what."""
    if point.proposed:
        target = point.target
        if clause.verb is None:
            return f"{body} föreslår att {clause.rest}" if body else f"Förslaget är att {clause.rest}"
        if target is None:
            return f"{body} föreslår beslut att {_infinitive(clause)}" if body else None
        doing = f"{target} {_verb_phrase(clause, sub=True)}"
        return f"{body} föreslår att {doing}" if body else None
    if body is None:
        return f"Beslut att {_infinitive(clause)}" if clause.verb else f"Beslut att {clause.rest}"
    if clause.verb is None:
        return f"{body} beslutar att {clause.rest}"
    return f"{body} {_verb_phrase(clause, sub=False)}"


def _infinitive(clause: Clause) -> str:
    verb = by_finite()[clause.verb or ""]
    own = re.split(r"\b(?:att|som)\b", clause.rest)[0]
    rest = _AND_FINITE.sub(_and_infinitive, own) + _AND_DOES.sub(_and_infinitive, clause.rest[len(own) :])
    return f"{'inte ' if clause.negated else ''}{verb.infinitive} {rest}"


_AND_FINITE = lazy(r"\b(och|samt|eller) ([\wåäö]+)\b")
_PRONOUN_NEXT: Final = r"(?= (?:den|det|dem|detta|dessa)\b)"
_AND_DOES = lazy(rf"\b(och|samt) ([\wåäö]+)\b{_PRONOUN_NEXT}")


def _and_infinitive(match: re.Match[str]) -> str:
    verb = by_finite().get(match[2])
    if verb:
        return f"{match[1]} {verb.infinitive}"
    regular = re.fullmatch(r"([\wåäö]{3,})[ae]r", match[2]) if match.re.pattern.endswith(_PRONOUN_NEXT) else None
    return f"{match[1]} {regular[1]}a" if regular else match[0]


# What can go: an aside behind a comma, a reason, an aim. What restricts (`personal som möter barn`, `under förutsättning att`,
# `när`) or changes (`med den ändringen`) stays: without it something else would have been decided.
_BORDER = lazy(
    r",\s+(?=(?:som|vilke[nt]|vilka|varav|innebärande|det vill säga|varvid)\b)"
    r"|(?:(?<=nämnden)|(?<=nämnderna)|(?<=styrelsen)|(?<=kontoret)|(?<=förvaltningen)|(?<=fullmäktige)|(?<=utskottet)|(?<= AB))\s+(?=som\b)"
    r"|,?\s+(?=(?:för att|med hänvisning till|med anledning av|med motiveringen|i syfte att|eftersom)\b)"
)
_DANGLING = lazy(
    r"\b(?:att|och|eller|samt|av|om|i|på|till|för|med|enligt|från|mellan|åt|såsom|som|vad|de|den|det|ska|följande(?: [\wåäö]+)?)$|[:]$"
)


# What needs its `för att`: `förutsättningarna för att bygga`, `i stället för att bygga`.
_NEEDS_ATT = lazy(
    r"(?:stället|förutsättning\w*|möjlighet\w*|ansvar\w*|kostnad\w*|skäl\w*|arbete\w*|\w*plan(?:en)?|\w*åtgärder(?:na)?|grund\w*|stöd\w*|\w*medel|kraft|verka|arbeta|krävs|behövs)$",
    re.IGNORECASE,
)
# `inrätta funktioner för att hantera bidrag`: what a thing is for that has no definite form says which thing it is.
_DEFINITE = lazy(r"(?:en|et|na|an|AB|\d)$")


def _keeps_aim(before: str, border: str) -> bool:
    return bool(_NEEDS_ATT.search(before)) or ("," not in border and not _DEFINITE.search(before))


_ASIDE_CLAUSE = lazy(r"\b(?:som|vilke[nt]|vilka)\b[^,]*")


def _shorter(text: str) -> list[str]:
    """A sentence without its last clauses, one by one; never cut inside a list or before its verb."""
    cuts = [
        match.start()
        for match in _BORDER.finditer(text)
        if length(text[: match.start()]) >= 5
        and not (text.startswith("för att", match.end()) and _keeps_aim(text[: match.start()], match[0]))
    ]
    found = [text[:at] for at in reversed(cuts)]
    return [one for one in found if " att " not in one or _has_verb(one.split(" att ", 1)[1])]


def _has_verb(clause: str) -> bool:
    """Whether a clause has a verb outside its relative clauses."""
    if _VERB_AT_ONCE.match(clause):
        return True
    own = _ASIDE_CLAUSE.sub("", clause)
    return FINITE.search(own) is not None or _doing(own) or _SHORT_INFINITIVE.search(own) is not None


_VERB_AT_ONCE = lazy(r"(?:(?:inte|även|också|årligen|skyndsamt) )?[a-zåäö]{2,}a\b")
_SHORT_INFINITIVE = lazy(r"\b(?:se|ge|få|ta|gå|nå|stå|bo|tro|ske|slå|bli|[a-zåäö]{2,}(?:era|isa))\b")


def _doing(text: str) -> bool:
    return any(word in by_finite() or word in by_passive() or word in by_infinitive() for word in text.split())


_REFUSAL = lazy(r"\b(?:avsl[åo]|avvisa|avstyrk|medger inte|beviljar inte|säger nej)", re.IGNORECASE)
_PLAIN: Final = {
    Outcome.REJECTED: "säger nej till {topic}",
    Outcome.POSTPONED: "bordlägger {thing}",
    Outcome.REMITTED: "återremitterar {thing}",
    Outcome.PROPOSED: "lämnar förslag till beslut i ärendet om {topic}",
    Outcome.ELECTED: "förrättar {topic}",
    Outcome.APPROVED: "fattar beslut om {topic}",
}


def _gone(told: _Told) -> str | None:
    """An item that was taken off, is secret or has no decision."""
    if told.facts.outcome not in {None, Outcome.OTHER}:
        return None
    words = "\n".join(
        [
            told.context.title,
            *told.facts.decision,
            *(one.text for one in told.context.paragraphs if len(one.text) < 200),
        ]
    )
    if _TAKEN_OFF.search(words):
        return "Ärendet utgår"
    if _SECRET.search(words):
        return "Ärendet behandlas under sekretess"
    if re.search(r"\butan beslut\b|\b(?:inget|ej något) beslut fatta", words, re.IGNORECASE):
        return "Inget beslut fattas" if told.matter is None else f"Inget beslut fattas i ärendet om {told.matter.topic}"
    return None


_TAKEN_OFF = lazy(
    r"(?:^|\n)\s*(?:(?:ärendet|paragrafen|punkten) )?utgår\b|\b(?:varför|så att|och) (?:ärendet|paragrafen|punkten) utgår\b",
    re.IGNORECASE,
)
_SECRET = lazy(
    r"[(–-]\s*sekretess|\bsekretessärende|(?:^|\n)[^\n.]{0,40}\bsekretess(?:belag\w+)?\.?(?=$|\n)"
    r"|\b(?:ärendet|paragrafen|protokollet|beslutet)\b[^.\n]{0,30}\b(?:omfattas av sekretess|under sekretess|sekretessbelag\w+)"
    r"|\b(?:särskilt|separat|hemligt|sekretessbelagt) protokoll",
    re.IGNORECASE,
)
_BARE: Final = {
    Outcome.REJECTED: ("avslår", "avslås"),
    Outcome.POSTPONED: ("bordlägger", "bordläggs"),
    Outcome.REMITTED: ("återremitterar", "återremitteras"),
    Outcome.NOTED: ("antecknar", "antecknas"),
}


def _bare(told: _Told) -> str | None:
    """The outcome alone."""
    outcome = told.facts.outcome
    if outcome not in _BARE:
        return None
    doing, done = _BARE[outcome]
    return f"{told.body} {doing} ärendet" if told.body else f"Ärendet {done}"


def _plain(told: _Told) -> str | None:
    """The outcome and the title alone."""
    outcome, matter, body = told.facts.outcome, told.matter, told.body
    if matter is None:
        return None
    said = [one for one in told.facts.decision if len(one.split()) >= _SENTENCE]  # no running head of a page
    others = bool(said) and all(_OF_OTHERS.match(one) for one in said)
    if outcome is None or outcome == Outcome.OTHER or others:
        return f"{SUBJECT_ONLY} {matter.topic}"
    if body is None:
        return _nobody(outcome, matter, told.facts.decision)
    template = _noting(told) if outcome == Outcome.NOTED else _PLAIN.get(outcome)
    if outcome == Outcome.APPROVED and any(_SENT_OUT.search(one) for one in told.facts.decision):
        return f"{body} remitterar ärendet om {matter.topic}"
    if outcome == Outcome.ELECTED and not re.match(r"(?:fyllnads|om|ny)?val\b", matter.topic, re.IGNORECASE):
        template = _PLAIN[Outcome.APPROVED]
    if outcome == Outcome.APPROVED and told.facts.decision and not any(_decides(one) for one in told.facts.decision):
        return f"{SUBJECT_ONLY} {matter.topic}"
    if (
        outcome == Outcome.REJECTED
        and matter.head
        and re.search(r"(?:motionen|ansökan|begäran|förslaget|initiativet)$", matter.head)
    ):
        template = "avslår {thing}"
    if template is None:
        return f"{SUBJECT_ONLY} {matter.topic}"
    thing = matter.definite or f"ärendet om {matter.topic}"
    doing = template.format(thing=thing, topic=matter.topic)
    if doing.endswith("besvarad") and thing.split(" ")[0].endswith("et"):
        doing = f"{doing[:-1]}t"
    return f"{body} {doing}"


_SENT_OUT = lazy(r"\bremitter(?:as?|ar)\b", re.IGNORECASE)


_SENTENCE: Final = 4
# What an authority has decided stands under the heading, and nothing that the body did.
_OF_OTHERS = lazy(
    r"(?:Länsstyrelsen|Regeringen|[A-ZÅÄÖ][\wåäö]*(?:rätten|domstolen|inspektionen|myndigheten|verket|departementet|ombudsmannen))\b[^.]{0,80}?\b(?:har|hade)\b[^.]{0,80}?\b(?:beslutat|utsett|förordnat)\b"
)


def _nobody(outcome: Outcome, matter: Matter, decision: Sequence[str]) -> str:
    """The same where the minutes do not name the body."""
    if outcome in {Outcome.POSTPONED, Outcome.REMITTED}:
        return f"Ärendet om {matter.topic} {_BARE[outcome][1]}"
    if outcome == Outcome.APPROVED and any(_SENT_OUT.search(one) for one in decision):
        return f"Ärendet om {matter.topic} remitteras"
    if outcome == Outcome.APPROVED and any(_decides(one) for one in decision):
        return f"Beslut fattas om {matter.topic}"
    return f"{SUBJECT_ONLY} {matter.topic}"


_NOTING: Final = tuple(
    (guarded(pattern, re.IGNORECASE), template)
    for pattern, template in (
        (r"till handlingarna", "lägger {thing} till handlingarna"),
        (r"besvara[dt]", "anser {thing} besvarad"),
        (r"\bnoter", "noterar {thing}"),
        (r"\banteckn", "antecknar {thing}"),
        (r"\bt(?:ar|agit|og) del", "tar del av {thing}"),
        (r"\bfullgj", "förklarar uppdrag fullgjorda i ärendet om {topic}"),
        (r"\binform", "får information i ärendet om {topic}"),
    )
)


_ASIDE: Final = {SectionKind.NOTE, SectionKind.STATEMENT, SectionKind.RESERVATION, SectionKind.PROTEST}


def _noting(told: _Told) -> str | None:
    """What was done with what was taken note of: by the words of the decision, else by those of the item."""
    words = " ".join(one.text for one in told.context.paragraphs if one.section not in _ASIDE)
    for text in (" ".join(told.facts.decision), words):
        for pattern, template in _NOTING:
            if pattern.search(text):
                return template
    return None


def _decides(text: str) -> bool:
    """Whether a paragraph has a word that decides something."""
    words = re.findall(r"[\wåäö]+", text.casefold().replace("besvaras av", ""))  # what is said is answered by somebody
    return any(word in by_passive() or word in by_infinitive() or word.startswith("beslut") for word in words)
