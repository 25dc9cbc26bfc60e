"""What a decision does that only names the motion it follows: `Nämnden går på Eks linje`, `enligt Jon Dahls yrkande`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp_minutes.labels import MotionKind, Outcome, SectionKind
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.rules.deciding import sentences_of
from nlp_minutes.rules.item import ItemContext, Motion, last_proposal
from nlp_minutes.rules.motion_kinds import matter_of
from nlp_minutes.rules.outcome import is_election, outcome_of, point_outcome

__all__ = ["outcome_by_motion", "outcome_by_proposal"]

_FOLLOWED = guarded(
    r"\b(?:enligt|i enlighet med|i överensstämmelse med|i linje med|följ\w*|på|till|för|åt|med|bifall\w*|biföll\w*|anta[rs]?|antog\w*|stannar vid|stannade för)\s+"
    r"(?P<whose>[^.;:]{2,90}?)\s(?:[\wåäö]*(?:yrkande|förslag|linje|mening|hemställan|ståndpunkt)\w*)",
    re.IGNORECASE,
)
_WON = guarded(
    r"\b(?P<whose>[^.;:]{2,90}?)\s(?:[\wåäö]*(?:yrkande|förslag|linje)\w*) (?:vinner|vann|segrar|segrade|går igenom|gick igenom|(?:får|fick) (?:flest röster|majoritet))\b",
    re.IGNORECASE,
)
# A verb that only says that something went through.
_WENT_THROUGH = lazy(
    r"\b(?:bifall\w*|biföll\w*|anta[rs]?|antog\w*|godkänn\w*|godkände\w*|beslut\w*|beslöt\w*)\b", re.IGNORECASE
)
_WORDS = lazy(r"[\wåäöÅÄÖ-]+")
_OF_KIND = {
    MotionKind.REJECT: Outcome.REJECTED,
    MotionKind.REMIT: Outcome.REMITTED,
    MotionKind.POSTPONE: Outcome.POSTPONED,
    MotionKind.AMEND: Outcome.APPROVED,
    MotionKind.OWN: Outcome.APPROVED,
}


def outcome_by_motion(decision: Sequence[str], motions: Sequence[Motion], context: ItemContext) -> Outcome | None:
    """Tell what a decision does by the motion that it follows.

    Args:
        decision: Its paragraphs.
        motions: The motions of the item.
        context: The item.

    Returns:
        The outcome; None where the decision says more than whose motion it follows, or follows none that is known.
    """
    text = " ".join(decision)
    match = (_FOLLOWED.search(text) or _WON.search(text)) if motions and len(text) < 400 else None
    if match is None or point_outcome(_WENT_THROUGH.sub(" ", text)) is not None:
        return None
    said = _WORDS.findall(match["whose"])
    forms = {form for word in said for form in (word, word.removesuffix("s"), word.partition(":")[0])}
    followed = [one for one in motions if _moved_by(one, forms)]
    kinds = {one.kind for one in followed}
    if len(kinds) != 1:
        return None
    kind = kinds.pop()
    if kind is MotionKind.REJECT and matter_of(context).refuses:
        return Outcome.APPROVED  # whoever is against a refusal grants
    if kind is not MotionKind.APPROVE:
        return _OF_KIND.get(kind)
    proposed = [one.text for one in last_proposal(context.paragraphs)]
    if proposed:
        return outcome_of(proposed, context.title)[0]
    return Outcome.REJECTED if matter_of(context).refuses else Outcome.APPROVED


_AS_PROPOSED = guarded(
    r"\b(?:enligt|i enlighet med|i överensstämmelse med|bifall(?:er)?(?: till)?|biföll|antar|antog|godkänn\w*|godkände|följ\w+|(?:ansluter|anslöt) sig till|(?:går|gick) på|(?:ställer|ställde) sig bakom|instämmer i|instämde i|(?:vinner|vann)) (?P<whose>[\wåäö -]{0,60}?)\b(?:besluts)?förslag(?:et)?\W*$",
    re.IGNORECASE,
)
_PROPOSES = lazy(
    r"\b(?:föreslår|föreslog|föreslagit|förordar|förordade|hemställer|hemställde|rekommenderar|rekommenderade)\b(?P<what>[^.]+)|\b(?P<view>avstyrker|avstyrkte|avstyrkt)\b",
    re.IGNORECASE,
)
_OF_MEMBERS = {
    SectionKind.MOTIONS,
    SectionKind.DISCUSSION,
    SectionKind.RESERVATION,
    SectionKind.STATEMENT,
    SectionKind.NOTE,
}
_LONGEST = 200
# What goes through by its own name, and is not the proposal as a whole: 'Yttrandet antas enligt kontorets förslag'.
_NAMES_MORE = lazy(
    r"\b(?!nämnden|styrelsen|utskottet|fullmäktige)[\wåäö]+(?<!beslutar)(?<!förslag)(?:et|en|na|n) (?:anta[rs]?|antog\w*|godkänn\w*|fastställ\w*|bevilja\w*|bifall\w*)|\b(?:anta[rs]?|antog|godkänn\w*|godkände|fastställ\w*|bevilja\w*|att) [\wåäö]+",
    re.IGNORECASE,
)
_MEMBER = lazy(r"\([A-ZÅÄÖa-zåäö]{1,5}\)")
_TOLD = {Outcome.REJECTED, Outcome.REMITTED, Outcome.POSTPONED, Outcome.NOTED}


def outcome_by_proposal(decision: Sequence[str], context: ItemContext) -> Outcome | None:
    """Tell what a decision does that only says `enligt kontorets förslag`, by what was proposed.

    Args:
        decision: Its paragraphs.
        context: The item.

    Returns:
        The outcome where the proposal is to refuse, to send back, to put off or to take note, or in an election; else None.
    """
    text = " ".join(decision).strip()
    match = _AS_PROPOSED.search(text) if len(text) < _LONGEST else None
    if match is None or _NAMES_MORE.search(text[: match.start()]):
        return None
    if last_proposal(context.paragraphs):
        return None  # a proposal under a heading of its own was read with the decision
    found: Outcome | None = Outcome.ELECTED if is_election(context.title) else None
    for one in context.paragraphs:
        if one.section in _OF_MEMBERS:
            continue
        for sentence in sentences_of(one.text):
            proposed = None if _MEMBER.search(sentence) else _PROPOSES.search(sentence)
            if proposed is not None:
                told = Outcome.REJECTED if proposed["view"] else point_outcome(proposed["what"])
                found = told if told in _TOLD else found
    return found


def _moved_by(motion: Motion, forms: set[str]) -> bool:
    return any(name.rpartition(" ")[2] in forms for name in motion.by) or bool(forms.intersection(motion.parties))
