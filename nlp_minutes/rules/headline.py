"""The headline of an item: what was decided, how the vote went and who objected, in plain Swedish.

Everything in it is taken from the facts; what they do not hold is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import MotionKind, Outcome
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.headline_decision import SUBJECT_ONLY, decision_ways
from nlp_minutes.rules.headline_words import MAX_WORDS, length, listed, sentence
from nlp_minutes.rules.sentences import split_sentences

if TYPE_CHECKING:
    from nlp_minutes.rules.facts import ItemFacts
    from nlp_minutes.rules.item import Actors, ItemContext, Vote

__all__ = ["MAX_WORDS", "headline"]


def headline(context: ItemContext, facts: ItemFacts) -> str | None:
    """Write the headline of an item.

    Args:
        context: The item.
        facts: Its facts.

    Returns:
        At most `MAX_WORDS` words, or None where nothing is known of what was done.
    """
    ways = [way for way in decision_ways(context, facts) if _whole(way)]
    if not ways:
        return None
    vote = _vote(facts, context)
    dissent = [
        part for part in (_reservations(facts, context), _recusals(facts, context), _statements(facts, context)) if part
    ]
    for first in ways:
        for count in range(len(dissent), -1, -1):
            told = first if first.startswith(SUBJECT_ONLY) else f"{first}{vote}"
            found = " ".join([sentence(told), *dissent[:count]])
            needed = 1 if facts.reservations else 0
            if length(found) <= MAX_WORDS and count >= min(needed, len(dissent)):
                return found
    short = sentence(ways[-1])
    return short if length(short) <= MAX_WORDS else None


# 'Nämnden antecknar och förklaras fullgjort': what was noted has been lost.
_NO_OBJECT = lazy(r"^(?:(?:\S+ ){1,4}?\w+(?:ar|er)|(?:.{0,60} )?att \w+a) och \w+(?:as|es)\b")


def _whole(text: str) -> bool:
    """Whether quotation marks and brackets come in pairs: a clause that was cut within them tells something else."""
    if _NO_OBJECT.search(text):
        return False
    marks = sum(text.count(mark) for mark in '”“"»«')
    return marks % 2 == 0 and text.count("(") == text.count(")")


# Votes that were not on the matter itself: on putting it off, on what to vote against, on an addition to it.
_PROCEDURE = lazy(
    r"\b(?:återremi\w+|återförvis\w+|bordlägg\w+|avgörs?\b.{0,20}\b(?:i ?dag|idag|nu)|avgör(?:as?|ande)|"
    r"behandlingen fortsätter|motförslag\w*|huvudförslag\w*|tillägg\w*)\b",
    re.IGNORECASE,
)


# Motions beside which a vote without a meaning may not have been on the matter itself.
_OTHERWISE: Final = {MotionKind.AMEND, MotionKind.OWN, MotionKind.REMIT, MotionKind.POSTPONE}


def _vote(facts: ItemFacts, context: ItemContext) -> str:
    """How the votes on the matter went, in brackets: ` (7–6)`; the vote that remits where a minority did."""
    votes = [vote for vote in facts.votes if not _PROCEDURE.search(f"{vote.yes_means or ''} / {vote.no_means or ''}")]
    if facts.outcome in {Outcome.REMITTED, Outcome.POSTPONED}:
        votes = [vote for vote in facts.votes if _REMITS.search(f"{vote.yes_means or ''} {vote.no_means or ''}")][:1]
    # which of two proposals stands against the main one is no vote on the matter
    votes = [vote for vote in votes[:-1] if not _on_counter(vote, context)] + votes[-1:]
    told = [vote for vote in votes if vote.yes_means or vote.no_means]
    if len(told) < len(votes) and (told or any(motion.kind in _OTHERWISE for motion in facts.motions)):
        votes = told  # what the others were about is not known: it may have been an addition
    if not votes:
        return ""
    if len(votes) > 2:
        return f" (efter {_number(len(votes))} omröstningar)"
    return f" ({' och '.join(_count(vote, facts, context) for vote in votes)})"


_COUNTER = lazy(r"motförslag|kontraproposition|motproposition", re.IGNORECASE)


def _on_counter(vote: Vote, context: ItemContext) -> bool:
    """Whether the lines of a vote, or their heading, tell that it chose the proposal to vote against."""
    return any(
        _COUNTER.search(f"{one.heading or ''} {one.text}")
        for one in context.paragraphs
        if one.start < vote.end and vote.start < one.start + len(one.text)
    )


def _number(count: int) -> str:
    return {3: "tre", 4: "fyra", 5: "fem", 6: "sex", 7: "sju", 8: "åtta", 9: "nio", 10: "tio"}.get(count, str(count))


def _count(vote: Vote, facts: ItemFacts, context: ItemContext) -> str:
    more, fewer = max(vote.yes, vote.no), min(vote.yes, vote.no)
    if vote.yes > vote.no and facts.outcome in {Outcome.REMITTED, Outcome.POSTPONED} and _won_by_no(vote):
        return f"{vote.no} av {vote.yes + vote.no + vote.abstain} röstar för det"
    if more == fewer and any("utslagsröst" in one.text.casefold() for one in context.paragraphs):
        return f"{more}–{fewer}, ordförandens utslagsröst"
    return f"{more}–{fewer}"


def _won_by_no(vote: Vote) -> bool:
    """Whether no stood for sending back: then fewer votes did it, as a third is enough."""
    yes, no = vote.yes_means or "", vote.no_means or ""
    return bool(_REMITS.search(no)) and not _REMITS.search(yes) and not re.search(r"\bavsl", no, re.IGNORECASE)


_REMITS = lazy(r"återremi|bordlägg|återförvis", re.IGNORECASE)


def _who(actors: Sequence[Actors], context: ItemContext) -> str | None:
    """Who acts: one or two people by name with their party, else the parties, else the names."""
    names = list(dict.fromkeys(name for one in actors for name in one.by))
    parties = list(dict.fromkeys(party for one in actors for party in one.parties))
    known = {one.name: one.party for one in context.persons}
    own = {known.get(name) for name in names}
    groups = [party for party in parties if party not in own]
    if not groups and names and len(names) <= 2:
        return listed([_person(name, known) for name in names])
    if parties and all(known.get(name) for name in names):
        return listed(parties)
    people = [name for name in names if not known.get(name)]
    if len(people) + len(parties) > 6:
        return f"{len(names)} ledamöter" if len(names) > 1 else None
    return listed([*parties, *people]) or None


def _person(name: str, known: dict[str, str | None]) -> str:
    return f"{name} ({known[name]})" if known.get(name) else name


def _reservations(facts: ItemFacts, context: ItemContext) -> str | None:
    who = _who(facts.reservations, context)
    return sentence(f"{who} reserverar sig") if who else None


def _recusals(facts: ItemFacts, context: ItemContext) -> str | None:
    if not facts.recusals:
        return None
    known = {one.name: one.party for one in context.persons}
    names = [_person(name, known) for name in facts.recusals]
    who = listed(names) if len(names) <= 3 else f"{len(names)} ledamöter"
    return sentence(f"{who} deltar inte på grund av jäv")


def _statements(facts: ItemFacts, context: ItemContext) -> str | None:
    told = [one for one in facts.statements if not _only_abstains(one, context)]
    if not told:
        return None
    kinds = {_kind_of(one, context) for one in told}
    who = _who(told, context)
    if who is None or len(kinds) != 1:
        return None
    kind = kinds.pop()
    return sentence(f"{who} lämnar {_SEVERAL[kind] if len(told) > 1 else kind}")


_ABSTAINS = lazy(
    r"[^.:]*\b(?:deltar|deltog|delta) (?:inte|ej|icke) i (?:beslutet|avgörandet|ärendet|handläggningen)[^.]{0,140}\.?\s*",
    re.IGNORECASE,
)


def _only_abstains(statement: Actors, context: ItemContext) -> bool:
    """Whether all that is noted is that somebody takes no part in the decision: that is no view of theirs."""
    text = next((one.text for one in context.paragraphs if one.start <= statement.start < one.end), "")
    parts = [text[low:high] for low, high in split_sentences(text)]
    own = [one for one in parts if any(name in " ".join(one.split()) for name in statement.by)]
    return bool(text) and all(_ABSTAINS.fullmatch(one.strip()) for one in own or [text])


# Two groups with a note each have not made one together.
_SEVERAL: Final = {
    "ett särskilt yttrande": "särskilda yttranden",
    "en protokollsanteckning": "protokollsanteckningar",
}


def _kind_of(one: Actors, context: ItemContext) -> str:
    place = next((p for p in context.paragraphs if p.start <= one.start < p.end), None)
    text = f"{place.heading or ''} {place.text}".casefold() if place else ""
    return "ett särskilt yttrande" if "särskil" in text and "yttrande" in text else "en protokollsanteckning"
