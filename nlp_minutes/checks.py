"""Self-checks over a finished result: what a registrar would want to look at before trusting it.

A check reports a contradiction as it stands and changes nothing. Each is made so that minutes that are in order pass:
where the text leaves it open whether something is wrong, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from nlp_minutes.labels import WarningCode
from nlp_minutes.minutes import Item, Minutes, Person, Vote, Warning_, warning
from nlp_minutes.patterns import lazy

__all__ = ["check", "checked"]

_PRESENT: Final = frozenset({"member", "serving_substitute"})


def check(minutes: Minutes) -> list[Warning_]:
    """Run every check on a result.

    Args:
        minutes: The result.

    Returns:
        What was found, in the order of the text; the result's own warnings are not among it.
    """
    found = [one for run in _CHECKS for one in run(minutes)]
    return sorted(found, key=lambda one: (one.start, one.end, one.code))


def checked(minutes: Minutes) -> Minutes:
    """Add what the checks find to the warnings of a result; what is there already is not added again."""
    known = {(one.code, one.start, one.end) for one in minutes.warnings}
    new = [one for one in check(minutes) if (one.code, one.start, one.end) not in known]
    return replace(minutes, warnings=[*minutes.warnings, *new]) if new else minutes


def _head(minutes: Minutes, item: Item) -> tuple[int, int]:
    """The first line of an item, where a warning about it points."""
    end = minutes.text.find("\n", item.start, item.end)
    return item.start, end if end > item.start else item.end


# Items that need no decision: roll calls, information, questions, what was taken off, what is secret.
_NO_DECISION = lazy(
    r"\butgår\b|\butan beslut\b|sekretess|\b(?:inget|ej något) beslut\b|\bupprop\b|\binformation|\binformerar\b|"
    r"\bfrågestund|\bfrågor\b|\bdialog\b|\böppnande|\bavslut|\bjäv\b|\bnärvaro|\bparentation|\bpresentation|\bbesök\b|\bdiskussion|"
    r"\bföredragning|\brapport(?:er)?\b|\blägesrapport|\banmälningar\b|\böverläggning|\btack\b|\bgruppmöte|\bajournering|"
    r"\bpaus\b|\banförande|\bredogörelse|\bmeddelanden?\b|\bövrigt\b|\bövriga frågor|\binterpellation|\bordningsfråga",
    re.IGNORECASE,
)
_ELSEWHERE = lazy(
    r"\b(?:i|se) (?:ett )?(?:eget|separat|särskilt|annat) (?:protokoll|dokument|utdrag)|\bomedelbart justera(?:d|t)\b|"
    r"\bomedelbar justering|\bdirektjustera|\bjustera(?:s|des|ts) (?:omedelbart|direkt)",
    re.IGNORECASE,
)


def _decisions(minutes: Minutes) -> Iterator[Warning_]:
    """Items whose decision is not in the text: said to be elsewhere, or not found though other items have one."""
    if not any(item.decision for item in minutes.items):
        return
    for item in minutes.items:
        if item.decision or item.outcome is not None:
            continue
        text = minutes.text[item.start : item.end]
        start, end = _head(minutes, item)
        if item.immediately_adjusted or _ELSEWHERE.search(text):
            yield warning(
                WarningCode.IMMEDIATE_APPROVAL_ELSEWHERE,
                f"§ {item.number}: adjusted at once or apart; its decision is in a document of its own",
                start,
                end,
            )
        elif not _NO_DECISION.search(item.title) and not _NO_DECISION.search(text[: max(200, end - start)]):
            yield warning(WarningCode.DECISION_NOT_FOUND, f"§ {item.number}: no decision was found", start, end)


def _place(person: Person) -> tuple[int, int]:
    start, end = person.mentions[0] if person.mentions else (0, 0)
    return start, end


def _has_role(person: Person, role: str) -> bool:
    return any(one.casefold() == role for one in person.roles)


def _adjusters(minutes: Minutes) -> Iterator[Warning_]:
    """Who adjusts the minutes must have been at the meeting."""
    if sum(one.attendance in _PRESENT for one in minutes.persons) < 3:
        return
    for person in minutes.persons:
        if _has_role(person, "justerare") and person.attendance == "absent":
            yield warning(
                WarningCode.ADJUSTER_NOT_PRESENT,
                f"{person.name} adjusts the minutes but is listed as absent",
                *_place(person),
            )


_CHAIRS = lazy(r"(?:^|\b)(?:vice )?ordförande\b|^ålderspresident$", re.IGNORECASE)


def _chair(minutes: Minutes) -> Iterator[Warning_]:
    """Somebody must have led the meeting: a chair or vice chair who is not absent."""
    if sum(one.attendance in _PRESENT for one in minutes.persons) < 3:
        return
    chairs = [one for one in minutes.persons if any(_CHAIRS.search(role) for role in one.roles)]
    if chairs and all(one.attendance == "absent" for one in chairs):
        names = ", ".join(one.name for one in chairs)
        yield warning(
            WarningCode.CHAIR_NOT_PRESENT,
            f"everybody named as chair is listed as absent: {names}",
            *_place(chairs[0]),
        )


def _votes_of(vote: Vote) -> list[str]:
    named = vote.named
    return [*named.yes, *named.no, *named.abstain] if named is not None else []


# More people who are absent and act than this tell of a list that was read wrongly, not of slips in the minutes.
_SLIPS: Final = 3


def _absent(minutes: Minutes) -> Iterator[Warning_]:
    """Who is listed as absent can neither move, vote nor object; said once a person, at the first place."""
    if sum(one.attendance in _PRESENT for one in minutes.persons) < 3:
        return
    absent = {one.name for one in minutes.persons if one.attendance == "absent"}
    first: dict[str, tuple[str, str, int, int]] = {}
    for item in minutes.items:
        acts = [(one.by, "moves", one.start, one.end) for one in item.motions]
        acts += [(one.by, "makes a reservation", one.start, one.end) for one in item.reservations]
        acts += [(_votes_of(one), "votes", one.start, one.end) for one in item.votes]
        for names, what, start, end in acts:
            for name in names:
                if name in absent:
                    first.setdefault(name, (item.number, what, start, end))
    if len(first) > _SLIPS:
        number, _, start, end = next(iter(first.values()))
        message = f"§ {number}: {len(first)} people act who are listed as absent; the list may have been read wrongly"
        yield warning(WarningCode.ABSENT_PERSON_ACTS, message, start, end)
        return
    for name, (number, what, start, end) in first.items():
        message = f"§ {number}: {name} {what} but is listed as absent"
        yield warning(WarningCode.ABSENT_PERSON_ACTS, message, start, end)


def _recused(minutes: Minutes) -> Iterator[Warning_]:
    """Who stood aside cannot vote in the same item."""
    for item in minutes.items:
        for vote in item.votes:
            for name in _votes_of(vote):
                if name in item.recusals:
                    message = f"§ {item.number}: {name} votes but stood aside because of a conflict of interest"
                    yield warning(WarningCode.RECUSED_PERSON_VOTES, message, vote.start, vote.end)


def _reservations(minutes: Minutes) -> Iterator[Warning_]:
    """Who makes a reservation must not have voted for what was decided, where a single vote tells."""
    for item in minutes.items:
        if len(item.votes) != 1 or item.votes[0].named is None or item.votes[0].yes == item.votes[0].no:
            continue
        vote = item.votes[0]
        if _ON_PROCEDURE.search(f"{vote.yes_means or ''} {vote.no_means or ''}"):
            continue
        named = vote.named
        won = set(named.yes if vote.yes > vote.no else named.no) if named is not None else set()
        for one in item.reservations:
            for name in one.by:
                if name in won:
                    message = f"§ {item.number}: {name} makes a reservation but voted with the majority"
                    yield warning(WarningCode.RESERVATION_WITHOUT_DISSENT, message, one.start, one.end)


_ON_PROCEDURE = lazy(r"återremi|bordlägg|i ?dag|avgör|motförslag|huvudförslag|tillägg|ändring", re.IGNORECASE)


def _counts(minutes: Minutes) -> Iterator[Warning_]:
    """No more people can vote than decide at the meeting; not said where lines of the list were not read."""
    voted = {name for item in minutes.items for vote in item.votes for name in _votes_of(vote)}
    # many lists do not tell which substitutes serve: those who vote by name do
    voters = sum(
        one.attendance in _PRESENT or (one.attendance == "substitute" and one.name in voted) for one in minutes.persons
    )
    unread = {"attendance_line_unread", "attendance_not_found", "page_without_text"}
    if voters < 3 or any(one.code in unread for one in minutes.warnings):
        return
    for item in minutes.items:
        for vote in item.votes:
            cast = vote.yes + vote.no + vote.abstain
            if cast > voters:
                message = f"§ {item.number}: {cast} votes, but the attendance list has {voters} people who decide"
                yield warning(WarningCode.MORE_VOTES_THAN_VOTERS, message, vote.start, vote.end)


def _times(minutes: Minutes) -> Iterator[Warning_]:
    """A meeting ends after it began; one that ends before six in the morning went on past midnight."""
    start, end = minutes.meeting.start, minutes.meeting.end
    if start and end and end < start and end > "06:00":
        yield warning(WarningCode.TIME_CONFLICT, f"the meeting begins at {start} and ends at {end}")


_CHECKS: Final[tuple[Callable[[Minutes], Iterator[Warning_]], ...]] = (
    _decisions,
    _adjusters,
    _chair,
    _absent,
    _recused,
    _reservations,
    _counts,
    _times,
)
