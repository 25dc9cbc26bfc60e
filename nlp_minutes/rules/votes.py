"""Votes (omröstningar) of an item: counts, what yes and no mean, who voted how."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlp_minutes.labels import Attendance, WarningCode
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.vote_annexes import annex_ballots, divide
from nlp_minutes.rules.vote_counts import SIDES
from nlp_minutes.rules.vote_drafts import Draft, collect
from nlp_minutes.rules.vote_events import item_lines, read_events
from nlp_minutes.rules.vote_marks import Marked, People, find_marked, voter_of
from nlp_minutes.rules.vote_names import Roster
from nlp_minutes.rules.vote_result import finish
from nlp_minutes.rules.vote_rows import Ballot
from nlp_minutes.rules.vote_tells import find_tells, fits
from nlp_minutes.source import ReadWarning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlp_minutes.rules.item import ItemContext, ItemParagraph, Vote

__all__ = ["find_votes"]


def find_votes(context: ItemContext) -> tuple[list[Vote], list[ReadWarning]]:
    """Find the votes of an item, in order, and what does not add up in them.

    What the chair finds without a vote is no vote. Counts and names are given as they stand, also where they contradict
    each other or the decision.

    Args:
        context: The item.

    Returns:
        The votes and the warnings.
    """
    roster = Roster(context.persons, context.entities)
    paragraphs = divide(context.paragraphs, context.number)[0]
    votes, warnings = _read(context, roster, paragraphs, ())
    body = _body(context)
    whole = bool(votes) and all(one.verified and _names(one) >= body for one in votes)
    if whole or not _speaks_of_votes(paragraphs):
        return votes, warnings
    lists = find_marked(paragraphs, roster, body)
    tells = find_tells(paragraphs, roster, body)
    if not lists and not tells and not votes:
        lists = _in_annexes(context, roster, paragraphs)
    best = (votes, warnings)
    grids = _in_grids(context, roster, votes) if context.grids else []
    readings = [lists, _with(lists, tells) if tells else [], _with(grids, _with(lists, tells)) if grids else []]
    for marked in readings:
        if marked:
            best = max(best, _read(context, roster, paragraphs, marked), key=lambda one: _told(one[0], one[1], body))
    return best


def _in_grids(context: ItemContext, roster: Roster, votes: Sequence[Vote]) -> list[Marked]:
    """The lists of crosses that the item holds, or that belong to it by their § or by the counts it tells."""
    people = People(roster)
    start, end = context.paragraphs[0].start, context.paragraphs[-1].end
    counted = [(one.yes, one.no, one.abstain) for one in votes]
    found: list[Marked] = []
    for one in context.grids:
        within = start <= one.start < end
        sides = [side for _, side in one.rows]
        same = counted.count((sides.count("yes"), sides.count("no"), sides.count("abstain"))) == 1
        if not within and not (one.section == context.number.replace(" ", "") if one.section else same):
            continue
        at, behind = (one.start, one.end) if within else (end - 1, end)
        ballot = Ballot(counts=dict(one.sums), start=at, end=behind)
        names: set[str] = set()
        for read, (who, side) in enumerate(one.rows):
            person = people.in_list(who, read)
            if person is not None and person.name not in names:
                ballot.voters[side].append(voter_of(person, at))
                names.add(person.name)
        if len(names) == len(one.rows):
            found.append(Marked(ballot=ballot, means={}, spans=((at, behind),)))
    return found


def _with(lists: Sequence[Marked], tells: Sequence[Marked]) -> list[Marked]:
    """Lists of voters, and what only counts beside them."""
    taken = [span for one in lists for span in one.spans]
    free = [one for one in tells if not any(a < d and c < b for a, b in taken for c, d in one.spans)]
    return sorted([*lists, *free], key=lambda one: one.spans[0])


def _told(votes: Sequence[Vote], warnings: Sequence[ReadWarning], body: int) -> tuple[int, bool, int, int, int]:
    """How well a reading agrees with itself and with how many can vote, and how much it tells."""
    clashes = sum(one.code is WarningCode.VOTE_TALLY_CONFLICT for one in warnings)
    strange = sum(not fits({"yes": one.yes, "no": one.no, "abstain": one.abstain}, body) for one in votes)
    return -clashes, bool(votes), -strange, sum(map(_names, votes)), len(votes)


def _names(vote: Vote) -> int:
    """How many voters a vote names."""
    one = vote.named
    return len(one.yes) + len(one.no) + len(one.abstain) + len(one.absent) if one is not None else 0


_CITES = lazy(
    r"\b(?:se|i|enligt|av|till|finns|framgår)\b[^.]{0,40}(?:bilaga|list|protokoll)|bilaga [A-Z0-9]", re.IGNORECASE
)


def _in_annexes(context: ItemContext, roster: Roster, paragraphs: Sequence[ItemParagraph]) -> list[Marked]:
    """The one list of the annexes, where the item holds a vote, cites a list, and no title gives the list to another item."""
    if not 0 < len(context.annexes) <= _MOST_PARAGRAPHS or not any(_CITES.search(one.text) for one in paragraphs):
        return []
    found = find_marked(context.annexes, roster, _body(context))
    if len(found) != 1:
        return []
    begin = found[0].spans[0][0]
    title = " ".join(one.text for one in context.annexes if one.start < begin)[-_TITLE:]
    numbers = set(re.findall(r"§ ?(\d+)|(\d+) ?§", title))
    if numbers and not any(context.number in pair for pair in numbers):
        return []
    cited = " ".join(one.text for one in paragraphs)
    letters = set(re.findall(r"\b[Bb]ilaga ([A-Z]|\d{1,2})\b", cited))
    points = set(re.findall(r"\b(?:omröstning|votering|ärende) (\d{1,3}(?:[.:]\d{1,2})?)(?!\d)", cited, re.IGNORECASE))
    own = letters & set(re.findall(r"\b[Bb]ilaga ([A-Z]|\d{1,2})\b", title)) or any(one in title for one in points)
    return found if own or numbers else []


_MOST_PARAGRAPHS = 300  # of annexes that are read again for an item
_TITLE = 300  # characters above a list that can be its title


_SPEAKS = ("röst", "voter", "upprop", "omröst", "votum", "mandat", "handupp", "räcker upp", "uppres")


def _speaks_of_votes(paragraphs: Sequence[ItemParagraph]) -> bool:
    """Whether an item can hold a vote: a quick look that is never wrong where it cannot."""
    return any(word in text for one in paragraphs for text in _texts(one) for word in _SPEAKS)


def _texts(one: ItemParagraph) -> tuple[str, str]:
    return one.text.casefold(), (one.heading or "").casefold()


def _body(context: ItemContext) -> int:
    """How many can vote."""
    serving = {Attendance.MEMBER, Attendance.SERVING_SUBSTITUTE}
    return sum(one.attendance in serving for one in context.persons)


def _read(
    context: ItemContext, roster: Roster, paragraphs: Sequence[ItemParagraph], marked: Sequence[Marked]
) -> tuple[list[Vote], list[ReadWarning]]:
    """The votes of an item, with the lists of voters that were found before."""
    names = frozenset(one.name.casefold() for one in context.persons)
    lines = list(item_lines(paragraphs, names))
    drafts = collect(read_events(lines, roster, context.body, marked))
    drafts = _merged(_listed_below(drafts))
    held = [one for one in drafts if _is_vote(one)]
    if held and context.annexes:
        _join_annexes(held, context, " ".join(line.text for line in lines))
    votes: list[Vote] = []
    warnings: list[ReadWarning] = []
    for draft in sorted(held, key=lambda one: one.start):
        vote, found = finish(draft, context.number, roster)
        votes.append(vote)
        warnings += found
    warnings += _of_item(votes, drafts, context.number)
    return votes, warnings


def _is_vote(draft: Draft) -> bool:
    """Whether there is enough to be a vote: both sides, or one of a vote that was asked for or has an order."""
    if not draft.has_result:
        return False
    sides = {side for side in ("yes", "no") if side in draft.counts or draft.voters[side]}
    return len(sides) == 2 or bool(draft.means) or draft.asked


def _listed_below(drafts: list[Draft]) -> list[Draft]:
    """Votes with the names of a list that has a number of its own and no counts but theirs: `Omröstning 1` below the counts."""
    kept: list[Draft] = []
    for draft in drafts:
        above = kept[-1] if kept else None
        if (
            above is not None
            and above.key is None
            and above.counts
            and not above.has_names
            and not draft.means
            and draft.has_names
            and all(
                len({voter.name for voter in draft.voters[side]}) == above.counts.get(side, 0)
                for side in ("yes", "no", "abstain")
            )
        ):
            above.voters = draft.voters
            above.end = max(above.end, draft.end)
            above.told = above.told and draft.told
            continue
        kept.append(draft)
    return kept


def _merged(drafts: list[Draft]) -> list[Draft]:
    """Votes without what is told twice: a decision that repeats the counts of a vote told below it."""
    kept: list[Draft] = []
    for draft in drafts:
        main = {side: draft.counts[side] for side in ("yes", "no") if side in draft.counts}
        same = [
            one
            for one in drafts
            if one is not draft and not one.told and main and all(one.counts.get(side) == n for side, n in main.items())
        ]
        if draft.told and not draft.means and same:
            continue
        kept.append(draft)
    return kept


def _join_annexes(held: list[Draft], context: ItemContext, text: str) -> None:
    """Give each vote the names that a list behind the items holds."""
    free = [one for one in held if not one.has_names]
    lists = [one for one in annex_ballots(context, text, held) if one.has_names]
    for found in lists:
        draft = _partner(free, found)
        if draft is None or (found is not (best := _best(draft, lists)) and best is not None):
            continue
        if best is None and any(found.start < one.end and one.start < found.end for one in lists if one is not found):
            continue  # one of several columns, and nothing tells which
        free = [one for one in free if one is not draft]
        for side in SIDES:
            known = {voter.name for voter in found.voters[side]}
            draft.voters[side] = found.voters[side] + [one for one in draft.voters[side] if one.name not in known]
        clash = {side: n for side, n in found.counts.items() if draft.counts.get(side, n) != n}
        if clash:
            draft.conflicts.append((clash, found.start, found.end))
        draft.counts = found.counts | draft.counts


def _partner(free: list[Draft], found: Draft) -> Draft | None:
    """The vote to which a list of an annex belongs: the only one, the one of its number, or the one it adds up to."""
    if len(free) == 1:
        return free[0]
    return _only([one for one in free if _same_number(one, found)]) or _only(
        [one for one in free if _adds_up(one, found)]
    )


def _best(draft: Draft, lists: list[Draft]) -> Draft | None:
    """Of several lists that may be a vote's the one that has its number, or that it adds up to; None where that tells nothing."""
    adding = [one for one in lists if _adds_up(draft, one)]
    return (
        _only([one for one in lists if _same_number(draft, one)])
        or _only(adding)
        or _only([one for one in adding if all(draft.counts.get(side) == len(one.voters[side]) for side in SIDES)])
    )


def _only(drafts: list[Draft]) -> Draft | None:
    return drafts[0] if len(drafts) == 1 else None


def _same_number(one: Draft, other: Draft) -> bool:
    return bool(one.key and other.key) and str(one.key).split(":")[-1] == str(other.key).split(":")[-1]


def _adds_up(vote: Draft, found: Draft) -> bool:
    """Whether the names of a list are as many as the votes counted, on every side of which the text speaks."""
    return all(vote.counts.get(side) == len(found.voters[side]) for side in ("yes", "no")) and all(
        vote.counts.get(side, n) == n for side in ("abstain", "absent") if (n := len(found.voters[side]))
    )


def _of_item(votes: list[Vote], drafts: list[Draft], number: str) -> list[ReadWarning]:
    warnings = []
    if len(votes) > 1:
        text = f"§ {number}: {len(votes)} votes; each has the order that stands before its result"
        warnings.append(
            ReadWarning(
                code=WarningCode.MULTIPLE_VOTE_EVENTS,
                message=text,
                start=min(one.start for one in votes),
                end=max(one.end for one in votes),
            )
        )
    for draft in drafts:
        if draft.election:
            text = f"§ {number}: persons were voted for; such a ballot has no yes and no, and its counts are not given"
            warnings.append(ReadWarning(code=WarningCode.VOTE_UNREAD, message=text, start=draft.start, end=draft.end))
        elif not _is_vote(draft) and (len(draft.means) == 2 or draft.has_result) and not draft.told:
            text = f"§ {number}: there is something of a vote, but no result of it was found"
            warnings.append(ReadWarning(code=WarningCode.VOTE_UNREAD, message=text, start=draft.start, end=draft.end))
    return warnings
