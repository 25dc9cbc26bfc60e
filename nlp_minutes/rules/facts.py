"""What one item decided: the points of its decision, the outcome, who is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from nlp_minutes.labels import Outcome, ParagraphLabel, SectionKind
from nlp_minutes.lines import list_point
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.actors import Cast
from nlp_minutes.rules.clauses import run_on
from nlp_minutes.rules.dissent import find_reservations, find_statements
from nlp_minutes.rules.item import Actors, ItemContext, ItemParagraph, Motion, Vote, last_proposal
from nlp_minutes.rules.motions import find_motions
from nlp_minutes.rules.outcome import lost_decision, outcome_of
from nlp_minutes.rules.recusals import find_recusals
from nlp_minutes.rules.votes import find_votes
from nlp_minutes.rules.winning import outcome_by_motion, outcome_by_proposal
from nlp_minutes.source import ReadWarning

__all__ = ["ItemFacts", "read_facts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """The facts of one item.

    Attributes:
        outcome: What the body did; None where the item has no decision.
        mixed: Whether the points of the decision differ.
        decision: The text of each paragraph of the decision, lead-ins included.
        recipients: Who is told of it.
        immediately_adjusted: Whether the item was adjusted at once.
        motions: The motions, in order.
        votes: The votes, in order.
        reservations: The reservations, in order.
        statements: Särskilda yttranden and protokollsanteckningar, in order.
        recusals: Names of those who took no part because of a conflict of interest.
        warnings: What did not add up.
    """

    outcome: Outcome | None
    mixed: bool
    decision: tuple[str, ...]
    recipients: tuple[str, ...]
    immediately_adjusted: bool
    motions: tuple[Motion, ...] = ()
    votes: tuple[Vote, ...] = ()
    reservations: tuple[Actors, ...] = ()
    statements: tuple[Actors, ...] = ()
    recusals: tuple[str, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()


_AS_PROPOSED = lazy(
    r"(?:beslut:?\s*)?(?:enligt|i enlighet med) (?:[\wåäö-]+s )?(?:besluts)?förslag(?:et)?\.?$"
    r"|(?:besluts)?förslaget (?:godkändes|godkänns|bifalls|bifölls|antas|antogs)(?: enhälligt)?\.?$",
    re.IGNORECASE,
)


# Whom a heading of a decision addresses: 'Nämndens ställningstagande, till kommunfullmäktige', 'Beslut i fullmäktige'.
_UPWARD = lazy(
    r"(?:(?:förslag|hemställan) (?:till|för|hos) (?:beslut (?:i|till|för) )?|föreslår |föreslås |hemställs (?:hos|till) )(?:kommun|region|landstings|stads|förbunds|lands)?(?:fullmäktige|styrelsen|nämnden)"
    r"|^(?!.*\b(?:yttrande|svar|rapport|information|anmälan)\b).*\b(?:till|för avgörande (?:i|av)|att (?:avgöras|beslutas) (?:i|av)|som avgörs (?:i|av)|vidare till) (?:kommun|region|landstings|stads|förbunds)?fullmäktige\W*$"
    r"|\bföresl(?:år|og) [\wåäö -]{4,40}? (?:att )?(?:kommun|region|landstings|stads|förbunds)fullmäktige\b"
    r"|\b(?:ställningstagande|besluts?|mening)\b\W+(?:vidare )?till (?:kommun|region|landstings|stads|förbunds)?styrelsen\W*$"
    r"|^\W*(?:kommun|region|landstings|stads|förbunds)?(?:fullmäktige|styrelsen) (?:rekommenderas|tillråds|tillstyrks|hemställs)\b",
    re.IGNORECASE,
)


def read_facts(context: ItemContext) -> ItemFacts:
    """Read the facts of an item.

    Args:
        context: The item.

    Returns:
        The facts. A decision that only says `Enligt förslaget` has the outcome of the proposal above it.
    """
    paragraphs = context.paragraphs
    decision = [
        one.text
        for one in paragraphs
        if one.label == ParagraphLabel.DECISION and one.section == SectionKind.DECISION and not one.table
    ]
    proposal = [one.text for one in last_proposal(paragraphs)]
    as_proposed = bool(proposal) and bool(decision) and all(_AS_PROPOSED.match(point) for point in decision)
    decision = decision or lost_decision(context)
    outcome, mixed = outcome_of(proposal if as_proposed else decision, context.title)
    if any(
        one.text in decision
        and one.section != SectionKind.PROPOSAL
        and one.heading is not None
        and _UPWARD.search(one.heading)
        for one in paragraphs
    ):
        outcome, mixed = Outcome.PROPOSED, False
    votes, warnings = find_votes(context)
    cast = Cast(run_on(context))
    motions = find_motions(context, cast)
    if outcome is not Outcome.PROPOSED:
        outcome = outcome_by_motion(decision, motions, context) or outcome_by_proposal(decision, context) or outcome
    if outcome is None:
        outcome = Outcome.OTHER
    return ItemFacts(
        outcome=outcome,
        mixed=mixed,
        decision=tuple(" ".join(point.split()) for point in decision),
        recipients=tuple(_recipients(paragraphs)),
        immediately_adjusted=any(one.section == SectionKind.ADJUSTMENT or _adjusted(one.text) for one in paragraphs),
        motions=tuple(motions),
        votes=tuple(votes),
        reservations=tuple(_with_attached(find_reservations(context, cast), context, find_reservations)),
        statements=tuple(_with_attached(find_statements(context, cast), context, find_statements)),
        recusals=tuple(find_recusals(context, cast)),
        warnings=tuple(warnings),
    )


def _with_attached(
    own: list[Actors], context: ItemContext, find: Callable[[ItemContext], list[Actors]]
) -> list[Actors]:
    """What the item tells, with what is handed in and printed behind the items, where that is not the same once more."""
    if not context.attached:
        return own
    behind = replace(context, paragraphs=context.attached, entities=context.attached_entities, attached=())
    found = list(own)
    for one in find(behind):
        by = {name for entry in found for name in entry.by}
        parties = {party for entry in found for party in entry.parties}
        if (one.by or one.parties) and set(one.by) <= by and set(one.parties) <= parties:
            continue
        same = next((n for n, entry in enumerate(found) if not entry.by and {*entry.parties} == {*one.parties}), None)
        if same is not None:  # the group's, now with the names of those who signed it
            found[same] = replace(found[same], by=one.by)
        elif one.by or one.parties:
            found.append(one)
    return found


_ADJUSTED = lazy(
    r"\bomedelbart? juster|\bjusteras? (?:omedelbart|direkt|genast)|\bjustera(?:s|ts|d) i (?:omedelbar|direkt) anslutning|förklaras? (?:vara )?omedelbart",
    re.IGNORECASE,
)


_NOT = lazy(r"\binte\b|\bej\b")


def _adjusted(text: str) -> bool:
    return len(text) < 200 and bool(_ADJUSTED.search(text)) and not _NOT.search(text)


def _recipients(paragraphs: Sequence[ItemParagraph]) -> list[str]:
    """The lines of the distribution list; a list on one line is cut at its commas."""
    names: list[str] = []
    for one in paragraphs:
        if one.section != SectionKind.RECIPIENTS:
            continue
        line = one.text[list_point(one.text) :].strip(" .")
        if "," in line and not re.search(r"\b(?:AB|HB|avdelning|enhet)\w*,", line):
            parts = re.split(r",\s*|\s+(?:samt|och)\s+(?=[A-ZÅÄÖ])", line)
            names += [part.strip(" .") for part in parts if part.strip(" .")]
        elif line:
            names.append(line)
    return names
