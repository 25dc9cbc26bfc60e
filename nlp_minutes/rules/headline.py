"""The headline of an item: what was decided, how the vote went and who objected, in plain Swedish.

Everything in it is taken from the facts; what they do not hold is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import Outcome, ParagraphLabel, SectionKind
from nlp_minutes.rules.headline_clause import Clause, Point, parse_point, points_of
from nlp_minutes.rules.headline_matter import Matter, decapitalise, matter_of
from nlp_minutes.rules.outcome import point_outcome

if TYPE_CHECKING:
    from nlp_minutes.rules.facts import ItemFacts
    from nlp_minutes.rules.item import Actors, ItemContext, Vote

__all__ = ["MAX_WORDS", "headline"]

MAX_WORDS: Final = 40


def headline(context: ItemContext, facts: ItemFacts) -> str | None:
    """Write the headline of an item.

    Args:
        context: The item.
        facts: Its facts.

    Returns:
        At most `MAX_WORDS` words, or None where nothing is known of what was done.
    """
    text = "\n".join([context.title, *(one.text for one in context.paragraphs)])
    matter = matter_of(context.title, text)
    body = _body(context.body, text)
    main = _decision(context, facts, matter, body, text)
    if main is None:
        return None
    vote = _vote(facts, context)
    dissent = [part for part in (_reservations(facts, context), _recusals(facts, context), _statements(facts, context)) if part]
    for first in main:
        for count in range(len(dissent), -1, -1):
            found = " ".join([_sentence(f"{first}{vote}"), *dissent[:count]])
            needed = 1 if facts.reservations else 0
            if _length(found) <= MAX_WORDS and count >= min(needed, len(dissent)):
                return found
    short = _sentence(main[-1])
    return short if _length(short) <= MAX_WORDS else None


def _length(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _sentence(text: str) -> str:
    text = " ".join(text.split()).strip(" ,;:")
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _body(body: str | None, text: str) -> str | None:
    """The body as a subject, in the definite form."""
    if not body:
        return None
    name = " ".join(body.split())
    for ending, definite in (("nämnd", "nämnden"), ("styrelse", "styrelsen"), ("utskott", "utskottet"), ("beredning", "beredningen")):
        if name.casefold().endswith(ending) and " " not in name:
            name = name[: len(name) - len(ending)] + definite
    return name[:1].upper() + name[1:]


def _decision(context: ItemContext, facts: ItemFacts, matter: Matter | None, body: str | None, text: str) -> list[str] | None:
    """The ways to tell the decision, the best first, each shorter than the one before."""
    points = _points(context, facts)
    ways: list[str] = []
    main = _main(points, facts.outcome)
    if main is not None:
        others = [one for one in points if one is not main]
        clause = _clause(main, matter, text, facts.outcome)
        if clause is not None:
            told = _told(clause, main, body)
            second = next(
                (found for one in others if one.proposed == main.proposed and (found := _clause(one, matter, text, None)) is not None and found.verb), None
            )
            if told and second is not None and clause.verb and _length(told) <= 16 and points.index(main) == 0:
                both = f"{told} och {_verb_phrase(second, sub=main.proposed)}"
                if _length(both) <= 28:
                    ways.append(both)
            if told:
                ways += [told, *_shorter(told)]
    plain = _plain(facts.outcome, matter, body, context)
    if plain:
        ways.append(plain)
    ways = [way for way in ways if _length(way) <= 32] or ways[-1:]
    return ways or None


def _points(context: ItemContext, facts: ItemFacts) -> list[Point]:
    heading = next((one.heading for one in context.paragraphs if one.section == SectionKind.DECISION and one.heading), None)
    target = _target(heading)
    as_proposed = facts.outcome == Outcome.PROPOSED and not any(re.search(r"föresl|hemställ|rekommend", one) for one in facts.decision)
    points = points_of(facts.decision, target, proposed=as_proposed)
    if points and not all(_REFERS.match(one.text) for one in points):
        return points
    proposal = [one.text for one in context.paragraphs if one.section == SectionKind.PROPOSAL and not one.table]
    return points_of(proposal, target, proposed=as_proposed) if facts.decision and proposal else points


_REFERS: Final = re.compile(
    r"(?:(?:i enlighet med|enligt) .{0,60}förslag\w*|bifalla? .{0,60}förslag\w*|[\wåäö-]*förslaget (?:godkän\w*|bifall\w*|anta\w*)(?: enhälligt)?)$", re.IGNORECASE
)


def _target(heading: str | None) -> str | None:
    found = re.search(r"förslag (?:till|för) ((?:kommun|region|stads|landstings)?(?:fullmäktige|styrelsen)|[\wåäö-]+nämnden)", heading or "", re.IGNORECASE)
    return found[1].casefold() if found else None


def _main(points: Sequence[Point], outcome: Outcome | None) -> Point | None:
    """The point that the outcome comes from."""
    for one in points:
        if outcome == Outcome.PROPOSED and one.proposed:
            return one
        if point_outcome(one.source) == outcome:
            return one
    return points[0] if points else None


def _clause(point: Point, matter: Matter | None, text: str, outcome: Outcome | None) -> Clause | None:
    clause = parse_point(point, lambda phrase: decapitalise(phrase, text))
    if clause is None:
        return None
    if clause.bare:
        if matter is None:
            return None
        thing = matter.definite or f"ärendet om {matter.topic}"
        return replace(clause, rest=f"{thing} {clause.rest}".strip(), bare=False)
    return replace(clause, rest=_named(clause.rest, matter, point, outcome is not None))


_PLAIN_THING: Final = (
    r"motionen|interpellationen|frågan|ärendet|förslaget|ansökan|informationen|rapporten|redovisningen|uppföljningen|yttrandet|anmälan|skrivelsen|remissen|"
    r"medborgarförslaget|nämndinitiativet|initiativet|framställan|begäran|planen|taxan|avtalet|detaljplanen|planförslaget|budgeten|årsredovisningen|delårsrapporten|"
    r"delårsbokslutet|tertialrapporten|granskningen|upphandlingen|policyn|strategin|programmet|riktlinjerna|reglementet|revideringen|svaret|avsägelsen|dagordningen|föredragningslistan|"
    r"meddelandena|handlingarna|delegationsbesluten|anmälningarna|rapporterna|prognosen|lägesrapporten|bokslutet|frågorna|köpet|valet|utredningen|projektet|ändringen|bidraget|förslagen"
)
_THING = re.compile(rf"(?<![\wåäö-])(?P<thing>{_PLAIN_THING})(?![\wåäö-])(?! (?:från|om|av|över|på|för|gällande|angående|avseende|som)\b)")
_ABOUT: Final = {
    "informationen": "om", "redovisningen": "av", "anmälan": "av", "uppföljningen": "av", "yttrandet": "över", "ansökan": "om", "frågan": "om", "ärendet": "om",
    "förslaget": "om", "motionen": "om", "interpellationen": "om", "skrivelsen": "om", "medborgarförslaget": "om", "begäran": "om", "rapporten": "om",
    "remissen": "om", "nämndinitiativet": "om", "initiativet": "om", "framställan": "om", "avtalet": "om", "bidraget": "till", "granskningen": "av", "upphandlingen": "av", "utredningen": "om", "förslagen": "om", "rapporterna": "om",
}


def _named(rest: str, matter: Matter | None, point: Point, main: bool) -> str:
    """Put the matter where the decision only has `ärendet`, `motionen` or another word that leans on the title."""
    if matter is None or not main:
        return rest
    found = _THING.search(rest)
    if found is None or (found.start() > 30 and found["thing"] != "ärendet"):
        return rest
    thing = found["thing"]
    if thing == "handlingarna" and re.search(r"till $", rest[: found.start()]):
        return rest
    named = _name(thing, matter)
    return rest if named is None else f"{rest[: found.start()]}{named}{rest[found.end() :]}"


def _name(thing: str, matter: Matter) -> str | None:
    head = matter.head
    if thing in {"ärendet", "frågan"}:
        return matter.definite or f"ärendet om {matter.topic}"
    if head is not None and matter.definite is not None:
        if head == thing:
            return matter.definite
        if head.endswith(thing) and head != thing:
            return matter.definite
        if thing in {"initiativet", "förslaget", "ansökan", "begäran"} and re.search(r"(?:initiativet|förslaget|ansökan|begäran)$", head) and head != thing:
            return matter.definite if thing[:4] in head else None
    preposition = _ABOUT.get(thing)
    if preposition is None or thing[:5] in matter.topic.casefold():
        return None
    if head is not None and preposition != "av" and re.match(r"(?:motionen|interpellationen|informationen|svaret|yttrandet|remissen)$", head):
        return None
    return f"{thing} {preposition} {matter.topic}"


def _verb_phrase(clause: Clause, *, sub: bool) -> str:
    no = "inte " if clause.negated else ""
    if clause.verb is None:
        return clause.rest
    return f"{no}{clause.verb} {clause.rest}" if sub else f"{clause.verb} {no}{clause.rest}"


def _told(clause: Clause, point: Point, body: str | None) -> str | None:
    """The sentence of a clause: who does what."""
    subject = body or "Beslutet:"
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
        return f"{subject} beslutar att {clause.rest}"
    return f"{subject} {_verb_phrase(clause, sub=False)}"


def _infinitive(clause: Clause) -> str:
    from nlp_minutes.rules.headline_verbs import by_finite

    verb = by_finite()[clause.verb or ""]
    return f"{'inte ' if clause.negated else ''}{verb.infinitive} {clause.rest}"


_BORDER = re.compile(r",\s+(?=(?:som|vilke[nt]|vilka|varav|innebärande|det vill säga|varvid|där|med|inklusive|samt|och)\b)|\s+(?=(?:för att|med hänvisning till|med anledning av|med motiveringen|under förutsättning|utifrån|i syfte att|så att|eftersom|då)\b)|;\s|,\s")


def _shorter(text: str) -> list[str]:
    """A sentence cut at its last borders of clauses, one by one."""
    cuts = [match.start() for match in _BORDER.finditer(text) if _length(text[: match.start()]) >= 5]
    return [text[:at] for at in reversed(cuts) if not re.search(r"\b(?:att|och|av|om)$", text[:at])]


_PLAIN: Final = {
    Outcome.REJECTED: "avslår {thing}",
    Outcome.POSTPONED: "bordlägger {thing}",
    Outcome.REMITTED: "återremitterar {thing}",
    Outcome.PROPOSED: "lämnar förslag till beslut om {topic}",
    Outcome.NOTED: "antecknar {thing}",
    Outcome.ELECTED: "förrättar {topic}",
    Outcome.APPROVED: "fattar beslut om {topic}",
}


def _plain(outcome: Outcome | None, matter: Matter | None, body: str | None, context: ItemContext) -> str | None:
    """The outcome and the title alone."""
    words = "\n".join(one.text for one in context.paragraphs)
    if re.match(r"\s*(?:ärendet )?utgår\b", context.title, re.IGNORECASE) or re.search(r"\bärendet utgår\b", words, re.IGNORECASE):
        return "Ärendet utgår"
    if re.search(r"\bsekretess", f"{context.title}\n{words}", re.IGNORECASE) and outcome in {None, Outcome.OTHER}:
        return "Ärendet behandlas under sekretess"
    if matter is None or body is None or outcome is None:
        return None
    template = _PLAIN.get(outcome)
    if template is None:
        return None
    return f"{body} {template.format(thing=matter.definite or f'ärendet om {matter.topic}', topic=matter.topic)}"


_PROCEDURE = re.compile(r"\b(?:återremi\w+|återförvis\w+|bordlägg\w+|avgörs?\b.{0,20}\b(?:i ?dag|idag|nu)|avgöras?|behandlingen fortsätter|motförslag|huvudförslag)\b", re.IGNORECASE)


def _vote(facts: ItemFacts, context: ItemContext) -> str:
    """How the votes on the matter went, in brackets: ` (7–6)`; the vote that remits where a minority did."""
    votes = [vote for vote in facts.votes if not _PROCEDURE.search(f"{vote.yes_means or ''} / {vote.no_means or ''}")]
    if facts.outcome in {Outcome.REMITTED, Outcome.POSTPONED}:
        votes = list(facts.votes)[:1]
    if not votes:
        return ""
    if len(votes) > 2:
        return f" (efter {_number(len(votes))} omröstningar)"
    return f" ({' och '.join(_count(vote, facts, context) for vote in votes)})"


def _number(count: int) -> str:
    return {3: "tre", 4: "fyra", 5: "fem", 6: "sex", 7: "sju", 8: "åtta", 9: "nio", 10: "tio"}.get(count, str(count))


def _count(vote: Vote, facts: ItemFacts, context: ItemContext) -> str:
    more, fewer = max(vote.yes, vote.no), min(vote.yes, vote.no)
    if facts.outcome in {Outcome.REMITTED, Outcome.POSTPONED} and vote.yes > vote.no and _REMITS.search(vote.no_means or ""):
        return f"{vote.no} av {vote.yes + vote.no + vote.abstain} röstar för det"
    if more == fewer and any("utslagsröst" in one.text.casefold() for one in context.paragraphs):
        return f"{more}–{fewer}, ordförandens utslagsröst"
    return f"{more}–{fewer}"


_REMITS = re.compile(r"återremi|bordlägg|återförvis", re.IGNORECASE)


def _listed(words: Sequence[str]) -> str:
    return " och ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _who(actors: Sequence[Actors], context: ItemContext) -> str | None:
    """Who acts: one or two people by name with their party, else the parties, else the names."""
    names = list(dict.fromkeys(name for one in actors for name in one.by))
    parties = list(dict.fromkeys(party for one in actors for party in one.parties))
    known = {one.name: one.party for one in context.persons}
    own = {known.get(name) for name in names}
    groups = [party for party in parties if party not in own]
    if not groups and names and len(names) <= 2:
        return _listed([_person(name, known) for name in names])
    if parties and all(known.get(name) for name in names):
        return _listed(parties)
    people = [name for name in names if not known.get(name)]
    if len(people) + len(parties) > 6:
        return f"{len(names)} ledamöter" if len(names) > 1 else None
    return _listed([*parties, *people]) or None


def _person(name: str, known: dict[str, str | None]) -> str:
    return f"{name} ({known[name]})" if known.get(name) else name


def _reservations(facts: ItemFacts, context: ItemContext) -> str | None:
    who = _who(facts.reservations, context)
    return f"{who} reserverar sig." if who else None


def _recusals(facts: ItemFacts, context: ItemContext) -> str | None:
    if not facts.recusals:
        return None
    known = {one.name: one.party for one in context.persons}
    names = [_person(name, known) for name in facts.recusals]
    who = _listed(names) if len(names) <= 3 else f"{len(names)} ledamöter"
    return f"{who} deltar inte på grund av jäv."


def _statements(facts: ItemFacts, context: ItemContext) -> str | None:
    if not facts.statements:
        return None
    kinds = {_kind_of(one, context) for one in facts.statements}
    who = _who(facts.statements, context)
    if who is None or len(kinds) != 1:
        return None
    return f"{who} lämnar {kinds.pop()}."


def _kind_of(one: Actors, context: ItemContext) -> str:
    place = next((p for p in context.paragraphs if p.start <= one.start < p.end), None)
    text = f"{place.heading or ''} {place.text}".casefold() if place else ""
    return "ett särskilt yttrande" if "särskil" in text and "yttrande" in text else "en protokollsanteckning"
