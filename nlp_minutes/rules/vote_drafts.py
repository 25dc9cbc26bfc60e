"""Events to votes: which order, count and list belong to one vote where an item has several."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nlp_minutes.rules.vote_counts import SIDES
from nlp_minutes.rules.vote_events import Event
from nlp_minutes.rules.vote_names import Voter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nlp_minutes.rules.vote_counts import Counted

__all__ = ["Draft", "collect", "words_of"]


@dataclass(slots=True, kw_only=True)
class Draft:
    """A vote while its parts are being put together.

    Attributes:
        key: Its number, if the text gives one.
        means: What yes and no stand for.
        counts: The counts stated, by side.
        explicit: Whether the words yes and no stand beside the counts.
        behind: The text behind the counts.
        voters: Who voted how, by side.
        conflicts: Counts that contradict the first ones.
        start: First offset.
        end: Offset behind its last part.
        result_end: Offset behind the last part of its result.
        told: Whether only a decision or a summary tells of it.
        asked: Whether the vote was asked for.
        election: Whether persons are voted for, not yes and no.
        weak: Sides whose meaning the order may yet tell anew.
    """

    key: str | None = None
    means: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    explicit: bool = True
    behind: str = ""
    voters: dict[str, list[Voter]] = field(default_factory=lambda: {side: [] for side in SIDES})
    conflicts: list[tuple[dict[str, int], int, int]] = field(default_factory=list)
    start: int = -1
    end: int = -1
    told: bool = True
    asked: bool = False
    weak: set[str] = field(default_factory=set)
    election: bool = False

    @property
    def has_result(self) -> bool:
        """Whether votes for or against are counted or named."""
        return bool({"yes", "no"} & set(self.counts)) or bool(self.voters["yes"] or self.voters["no"])

    @property
    def has_names(self) -> bool:
        """Whether voters for or against are named."""
        return bool(self.voters["yes"] or self.voters["no"])

    def covers(self, start: int, end: int) -> None:
        """Widen the record."""
        self.start = start if self.start < 0 else min(self.start, start)
        self.end = max(self.end, end)


def collect(events: Iterable[Event]) -> list[Draft]:
    """Put events together to votes, in the order in which they begin."""
    collector = _Collector()
    for event in events:
        getattr(collector, f"on_{event.kind}")(event)
    return collector.drafts + collector.elections


@dataclass(slots=True)
class _Collector:
    drafts: list[Draft] = field(default_factory=list)
    elections: list[Draft] = field(default_factory=list)
    current: Draft | None = None
    boundary: Event | None = None
    grouped: dict[int, list[Draft]] = field(default_factory=dict)

    def _new(self, key: str | None = None) -> Draft:
        draft = Draft(key=key)
        if self.boundary is not None:
            draft.asked = True
        self.drafts.append(draft)
        self.boundary = None
        return draft

    def _keyed(self, key: str | None) -> Draft | None:
        if key is None:
            return None
        found = next((one for one in self.drafts if one.key is not None and _same_key(one.key, key)), None)
        if found is None and key.isdigit() and 0 < int(key) <= len(self.drafts) > 1:
            place = self.drafts[int(key) - 1]  # 'den andra omröstningen', where none was numbered before
            told = all(one.key in {None, str(n)} for n, one in enumerate(self.drafts, 1))
            return place if told and place.key is None else None
        return found

    def _pending(self) -> Draft | None:
        """The first vote whose order is known and whose result is not."""
        return next((one for one in self.drafts if one.means and not one.has_result), None)

    def on_request(self, event: Event) -> None:
        self.boundary = event

    def on_election(self, event: Event) -> None:
        if not self.elections:
            self.elections.append(Draft(election=True, told=False))
        self.elections[0].covers(event.start, event.end)

    def on_meaning(self, event: Event) -> None:
        draft = self._keyed(event.key) or (self.drafts[-1] if self.drafts else None)
        if draft is not None and event.key and draft.key and not _same_key(draft.key, event.key):
            draft = None
        if draft is not None and event.key and draft.key is None and draft.means:
            draft = None
        before = self.boundary is not None and draft is not None and draft.end <= self.boundary.start
        if draft is not None and before and len(draft.means) == 1 and not draft.has_result:
            draft.means = {}  # told by the way, before the vote was asked for
        if draft is not None and event.side in draft.weak and not draft.has_result:
            draft.weak.discard(event.side)
        elif draft is not None and event.side in draft.means:
            if draft.means[event.side].casefold() == event.text.casefold():
                return
            draft = None
        elif (draft is not None and draft.has_result and not draft.means and self.boundary is not None) or (
            draft is not None and draft.has_result and draft.means and len(draft.means) == 2
        ):
            draft = None
        draft = draft or self._new(event.key)
        draft.key = draft.key or event.key
        draft.means[event.side] = event.text
        if event.weak:
            draft.weak.add(event.side)
        draft.told = draft.told and event.main
        draft.covers(event.start, event.end)

    def _for_counts(self, event: Event, counts: dict[str, int]) -> Draft:
        keyed = self._keyed(event.key)
        if keyed is not None:
            return keyed
        last = self.current or (self.drafts[-1] if self.drafts else None)
        main: dict[str, int] = {side: counts[side] for side in ("yes", "no") if side in counts}
        if last is not None and not main:
            return last
        pending = self._pending()
        if pending is not None and pending is not last:
            return pending
        if (named := self._named_so(counts, last)) is not None:
            return named
        again = event.counted is not None and event.counted.resumes
        if (
            last is not None
            and again
            and self.boundary is None
            and len(main) == 2
            and main.keys() <= last.counts.keys()
        ):
            return last
        if last is not None and last.has_result and self.boundary is None and self._goes_with(last, main):
            return last
        if pending is not None:
            return pending
        if last is not None and last.has_names and not last.counts:
            return last
        if last is not None and last.has_result and self.boundary is None and not last.told and event.main:
            return last
        return self._new(event.key)

    def _named_so(self, counts: Mapping[str, int], last: Draft | None) -> Draft | None:
        """The vote whose voters were named without being counted, and whose names add up to counts told afterwards."""
        if self.boundary is not None or not {"yes", "no"} <= counts.keys():
            return None
        free = [
            one
            for one in self.drafts
            if one.has_names
            and not {"yes", "no"} <= one.counts.keys()
            and all(counts.get(side, n) == n for side, n in one.counts.items())
        ]
        exact = [one for one in free if all(len(one.voters[side]) == n for side, n in counts.items() if side in SIDES)]
        return last if last in exact else next(iter(exact), None)

    @staticmethod
    def _goes_with(draft: Draft, main: Mapping[str, int]) -> bool:
        """Whether counts repeat those of a vote, or give a side that it lacks."""
        equal = all(draft.counts.get(side, number) == number for side, number in main.items())
        return equal and (main.keys() <= draft.counts.keys() or not main.keys() & draft.counts.keys())

    def on_counts(self, event: Event) -> None:
        counted = event.counted
        if counted is None:
            return
        main = {"yes", "no"} & set(counted.counts)
        if not main and not self.drafts:
            return
        draft = self._for_counts(event, counted.counts)
        if main:
            self.boundary = None
            self.current = draft
        if not draft.has_result or not set(draft.counts) & {"yes", "no"}:
            # numbers that stand beside what they voted for are in no doubt, unless the order has told it otherwise
            told = len(counted.means) == 2 and not draft.means
            draft.explicit, draft.behind = counted.explicit or told, counted.behind
        counts = _aligned(counted, draft.means)
        clash = {side: n for side, n in counts.items() if draft.counts.get(side, n) != n}
        if clash:
            draft.conflicts.append((clash, event.start, event.end))
        draft.counts = counts | draft.counts
        draft.means = counted.means | draft.means
        draft.told = draft.told and event.main
        draft.key = draft.key or event.key
        draft.covers(event.start, event.end)

    def _for_voters(self, event: Event, sides: dict[str, int]) -> Draft | None:
        """The vote to which names belong: the one at hand, or one with as many votes."""
        keyed = self._keyed(event.key)
        if keyed is not None:
            return keyed
        main = {side: n for side, n in sides.items() if side in {"yes", "no"} and n}
        last = self.current or (self.drafts[-1] if self.drafts else None)
        if not main:
            return last
        pending = self._pending()
        free = [one for one in self.drafts if not any(one.voters[side] for side in main)]
        exact = [one for one in free if one.has_result and all(one.counts.get(side) == n for side, n in main.items())]
        if last is not None and last in exact:
            return last
        if (
            last is not None
            and self.boundary is None
            and pending is None
            and last.has_names
            and self._has_room(last, main)
        ):
            return last
        if exact:
            return exact[0]
        if self.boundary is not None and pending is None and (last is None or last.has_result):
            return self._new(event.key)
        if pending is not None and last is not None and any(last.counts.get(side, n) != n for side, n in main.items()):
            return pending
        if last is not None and last in free and (last.has_result or pending is None):
            return last
        return pending or self._new(event.key)

    @staticmethod
    def _has_room(draft: Draft, main: Mapping[str, int]) -> bool:
        """Whether a list may go on: more are counted than named so far, or nothing is counted."""
        return all(len(draft.voters[side]) + n <= draft.counts.get(side, 400) for side, n in main.items())

    def _for_column(self, event: Event, sides: Mapping[str, int]) -> Draft:
        """The vote of one column of a table that has several: each column has a vote of its own."""
        used = self.grouped.setdefault(event.group, [])
        free = [one for one in self.drafts if not any(one is other for other in used) and not one.has_names]
        main = {side: n for side, n in sides.items() if side in {"yes", "no"}}
        fits = [one for one in free if all(one.counts.get(side, n) == n for side, n in main.items())]
        keyed = [one for one in free if event.key and one.key and _same_key(one.key, event.key)]
        draft = next(iter(keyed), None) or next(iter(fits), None) or self._new(event.key)
        used.append(draft)
        return draft

    def on_supporters(self, event: Event) -> None:
        """Names beside what they vote for: the side whose meaning that is, else the first is yes."""
        draft = self._pending() or self.current
        if draft is None or (self.boundary is not None and draft.has_result):
            if self.boundary is None:
                return
            draft = self._new(event.key)
        said = words_of(event.text)
        hits = {side: len(words_of(meaning) & said) for side, meaning in draft.means.items()}
        side = "no" if hits.get("no", 0) > hits.get("yes", 0) else "yes"
        if not any(hits.values()):
            side = "no" if "yes" in draft.means else "yes"
        draft.means.setdefault(side, event.text)
        draft.voters[side] += event.voters
        self.current, self.boundary = draft, None
        draft.told = False
        draft.covers(event.start, event.end)

    def on_list(self, event: Event) -> None:
        if event.more and self.current is not None:
            self.current.voters[event.side] += event.voters
            self.current.covers(event.start, event.end)
            return
        draft = self._for_voters(event, {event.side: len(event.voters)})
        if draft is None:
            return
        known = {voter.name for voter in draft.voters[event.side]}
        draft.voters[event.side] += [voter for voter in event.voters if voter.name not in known]
        if event.side in {"yes", "no"}:
            self.current = draft
            self.boundary = None
        draft.told = False
        draft.covers(event.start, event.end)

    def on_ballot(self, event: Event) -> None:
        ballot = event.ballot
        if ballot is None:
            return
        sizes = {side: len(ballot.voters[side]) for side in SIDES}
        sides = sizes if any(sizes.values()) else dict(ballot.counts)
        draft = self._for_voters(event, sides) if event.group < 0 else self._for_column(event, sides)
        if draft is None:
            return
        for side in SIDES:
            known = {voter.name for voter in draft.voters[side]}
            draft.voters[side] += [voter for voter in ballot.voters[side] if voter.name not in known]
        clash = {side: n for side, n in ballot.counts.items() if draft.counts.get(side, n) != n}
        if clash:
            draft.conflicts.append((clash, event.start, event.end))
        draft.counts = ballot.counts | draft.counts
        self.current, self.boundary = draft, None
        draft.told = False
        draft.covers(event.start, event.end)


def _aligned(counted: Counted, means: Mapping[str, str]) -> dict[str, int]:
    """The counts of a sentence that tells what each number voted for, by the order in which yes and no were given their meaning."""
    if len(counted.means) < 2 or len(means) < 2:
        return counted.counts
    yes, no = _whole(means["yes"]), _whole(means["no"])
    first, second = _whole(counted.means["yes"]), _whole(counted.means["no"])
    straight = len(first & (yes - no)) + len(second & (no - yes))
    crossed = len(first & (no - yes)) + len(second & (yes - no))
    if crossed <= straight:
        return counted.counts
    return counted.counts | {"yes": counted.counts["no"], "no": counted.counts["yes"]}


def _whole(text: str) -> set[str]:
    """The stems of the words of a meaning, `bifall` and `avslag` among them: those of one word's forms are one."""
    return {word.removesuffix("s")[:_STEM] for word in re.findall(r"[\wåäö]{3,}", text.casefold())} - _NOTHING


_STEM: Final = 6
_NOTHING: Final = frozenset(["försla", "yrkand", "yrkan", "till", "att", "för", "ärende"])

_SMALL = frozenset(
    [
        "bifall",
        "bifaller",
        "avslag",
        "avslår",
        "till",
        "på",
        "för",
        "att",
        "det",
        "den",
        "och",
        "i",
        "av",
        "som",
        "förslag",
        "förslaget",
        "yrkande",
        "yrkandet",
        "ärendet",
        "vill",
    ]
)


def words_of(text: str) -> set[str]:
    """The words of a meaning that tell it from another, without a genitive -s."""
    return {word.removesuffix("s") for word in re.findall(r"[\wåäö-]+", text.casefold())} - _SMALL


def _same_key(one: str, other: str) -> bool:
    """`8:1` and `1` name one vote."""
    return one == other or (
        (":" not in one or ":" not in other) and one.rsplit(":", maxsplit=1)[-1] == other.rsplit(":", maxsplit=1)[-1]
    )
