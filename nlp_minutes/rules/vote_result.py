"""A vote that was put together to the `Vote` of the result, and what does not add up in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nlp_minutes.labels import Attendance, WarningCode
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.item import NamedVotes, Vote
from nlp_minutes.rules.vote_counts import SIDES
from nlp_minutes.rules.vote_drafts import Draft, words_of
from nlp_minutes.source import ReadWarning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlp_minutes.rules.vote_names import Roster, Voter

__all__ = ["finish"]

_WORDS = {"yes": "yes", "no": "no", "abstain": "abstaining", "absent": "absent"}


def finish(draft: Draft, number: str, roster: Roster) -> tuple[Vote, list[ReadWarning]]:
    """Make the vote of a draft that has a result.

    Args:
        draft: The draft.
        number: Number of the item, for messages.
        roster: The people.

    Returns:
        The vote as the text gives it, and a warning for each thing that contradicts another.
    """
    _order(draft)
    names = {side: _names(draft.voters[side]) for side in SIDES}
    counts = {side: draft.counts.get(side, len(names[side])) for side in SIDES}
    absent = counts["absent"] if "absent" in draft.counts or names["absent"] else None
    whole = all(names[side] or counts[side] == 0 for side in ("yes", "no"))
    named = NamedVotes(**{side: tuple(names[side]) for side in SIDES}) if whole else None
    problems = list(_problems(draft, names, roster))
    fits = named is not None and all(
        len(names[side]) == n for side, n in draft.counts.items() if side in {"yes", "no"} or names[side]
    )
    twice = [name for name, n in Counter(name for side in SIDES for name in names[side]).items() if n > 1]
    vote = Vote(
        yes=counts["yes"],
        no=counts["no"],
        abstain=counts["abstain"],
        absent=absent,
        yes_means=draft.means.get("yes"),
        no_means=draft.means.get("no"),
        named=named,
        verified=fits and bool({"yes", "no"} <= set(draft.counts)) and not draft.conflicts and not twice,
        start=draft.start,
        end=draft.end,
    )
    if named is None:
        names = {side: [] for side in SIDES}
    for side in SIDES:
        if named is not None and side in draft.counts and names[side] and len(names[side]) != draft.counts[side]:
            text = f"{draft.counts[side]} are counted as {_WORDS[side]}, but {len(names[side])} are named"
            problems.append((WarningCode.VOTE_TALLY_CONFLICT, text))
    if twice:
        problems.append((WarningCode.VOTE_TALLY_CONFLICT, f"named on two sides: {', '.join(twice)}"))
    return vote, [
        ReadWarning(code=code, message=f"§ {number}: {text}", start=draft.start, end=draft.end)
        for code, text in problems
    ]


def _names(voters: list[Voter]) -> list[str]:
    return list(dict.fromkeys(voter.name for voter in voters))


def _problems(draft: Draft, names: dict[str, list[str]], roster: Roster) -> Iterator[tuple[WarningCode, str]]:
    for clash, _, _ in draft.conflicts:
        for side, number in clash.items():
            yield WarningCode.VOTE_TALLY_CONFLICT, f"{draft.counts[side]} and {number} are counted as {_WORDS[side]}"
    for side in ("yes", "no"):
        if side not in draft.counts and not names[side]:
            yield WarningCode.VOTE_UNREAD, f"no {side} votes are stated; they are given as 0"
    missing = [side for side in ("yes", "no") if side not in draft.means]
    if missing:
        yield WarningCode.VOTE_MEANING_UNRESOLVED, f"the text does not tell what {' and '.join(missing)} stood for"
    yield from _people(draft, roster)


def _people(draft: Draft, roster: Roster) -> Iterator[tuple[WarningCode, str]]:
    """Voters whom the attendance list does not hold, or holds with another party."""
    if not roster.listed:
        return
    by_name = {one.name: one for one in roster.persons}
    strangers, said = [], set()
    for side in ("yes", "no", "abstain"):
        for voter in draft.voters[side]:
            person = by_name.get(voter.name)
            if person is None or person.attendance in {None, Attendance.ABSENT, Attendance.OTHER}:
                strangers.append(voter.name)
            elif (
                voter.party
                and person.party
                and voter.party.casefold() != person.party.casefold()
                and voter.name not in said
            ):
                said.add(voter.name)
                yield (
                    WarningCode.PARTY_CONFLICT,
                    f"{voter.name} is {person.party} in the attendance list and {voter.party} in the vote",
                )
    if strangers:
        yield (
            WarningCode.VOTER_NOT_IN_ATTENDANCE,
            f"voted, but is not in the attendance list: {', '.join(dict.fromkeys(strangers))}",
        )


_POSITIVE = lazy(
    r"\b(?:bifall\w*|biföll|besl\w+ enligt|enligt|antar|antog|antagit|godkänn\w+|i enlighet med|utse\w*|utsåg)\b"
)
_NEGATIVE = lazy(r"\b(?:avslå\w*|avslogs?|avslagit|avslag|förkasta\w*)\b")


def _order(draft: Draft) -> None:
    """Turn a bare `9 röster mot 4` round where the four are those who voted yes.

    The words `mot` and `-` tell no side; the winner may stand first. The named lists decide, or what the sentence says has won.
    """
    if draft.explicit or not {"yes", "no"} <= set(draft.counts):
        return
    yes, no = draft.counts["yes"], draft.counts["no"]
    named = len(_names(draft.voters["yes"])), len(_names(draft.voters["no"]))
    if yes == no:
        return
    turn = named == (no, yes) if draft.has_names else _winner(draft) == "no"
    if turn and (draft.has_names or yes > no):
        draft.counts |= {"yes": no, "no": yes}


def _winner(draft: Draft) -> str | None:
    """The side whose meaning the text behind the counts gives as what was decided."""
    behind = draft.behind
    words = {side: words_of(draft.means.get(side, "")) for side in ("yes", "no")}
    own = {side: words[side] - words["no" if side == "yes" else "yes"] for side in words}
    said = words_of(behind)
    hits = {side: len(own[side] & said) for side in own}
    if hits["yes"] == hits["no"]:
        return None
    side = "yes" if hits["yes"] > hits["no"] else "no"
    if _NEGATIVE.search(behind) and not _POSITIVE.search(behind):
        return None if "avsl" in draft.means.get(side, "") else ("no" if side == "yes" else "yes")
    return side
