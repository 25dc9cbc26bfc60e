"""Facts of one document as sets of plain values, so that right and wrong ones can be counted.

Facts of items are compared item by item, for the items of the annotation: a number that the annotation does not have
counts once, as a wrong item, and not again as wrong titles and motions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nlp_minutes.evaluation.counts import Counts, count_sets

__all__ = ["FACTS", "MEETING_KEYS", "FactSets", "count_facts", "fact_sets", "items_by_number", "norm", "vote_counts"]

FACTS: Final = (
    "items",
    "titles",
    "case_numbers",
    "motions",
    "reservations",
    "statements",
    "recusals",
    "named_votes",
    "attendance",
    "meeting",
)
MEETING_KEYS: Final = ("municipality", "body", "date", "start", "end", "document_type")
_NEITHER_LETTER_NOR_DIGIT: Final = re.compile(r"[\W_]+")

Fact = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSets:
    """One kind of fact in a document; the first member of each is its item's number, where it belongs to an item.

    Attributes:
        found: What the result says.
        wanted: What the annotation says.
        repeated: How many more were found that are the same as others, and wrong for that.
    """

    found: frozenset[Fact]
    wanted: frozenset[Fact]
    repeated: int = 0


def norm(text: object) -> str:
    """Fold case and take every run of signs that are no letters or digits as one blank."""
    return _NEITHER_LETTER_NOR_DIGIT.sub(" ", str(text or "").casefold()).strip()


def items_by_number(items: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Give the items by their number, the first of each."""
    return {str(item["number"]): item for item in reversed(items)}


def fact_sets(result: Mapping[str, Any], gold: Mapping[str, Any]) -> dict[str, FactSets]:
    """Give the facts of a result and of its annotation, by kind."""
    mine, theirs = items_by_number(result["items"]), items_by_number(gold["items"])
    sets = {
        "items": FactSets(
            found=frozenset((number,) for number in mine),
            wanted=frozenset((number,) for number in theirs),
            repeated=len(result["items"]) - len(mine),
        )
    }
    for kind, read in _OF_ITEM.items():
        sets[kind] = FactSets(
            found=frozenset((number, *fact) for number in theirs if number in mine for fact in read(mine[number])),
            wanted=frozenset((number, *fact) for number, item in theirs.items() for fact in read(item)),
        )
    for name, of_document in (("attendance", _attendance), ("meeting", _meeting)):
        sets[name] = FactSets(found=frozenset(of_document(result)), wanted=frozenset(of_document(gold)))
    return sets


def count_facts(sets: FactSets) -> Counts:
    """Count one kind of fact."""
    return count_sets(sets.found, sets.wanted) + Counts(found=sets.repeated)


def vote_counts(result: Mapping[str, Any], gold: Mapping[str, Any]) -> tuple[int, int]:
    """Count the votes whose yes, no and abstained agree.

    Returns:
        How many agree, and how many there are: of each item the votes found or the votes wanted, whichever are more.
    """
    mine = items_by_number(result["items"])
    right = total = 0
    for number, item in items_by_number(gold["items"]).items():
        found, wanted = _tallies(mine.get(number, {})), _tallies(item)
        right += (found & wanted).total()
        total += max(found.total(), wanted.total())
    return right, total


def _tallies(item: Mapping[str, Any]) -> Counter[tuple[Any, Any, Any]]:
    return Counter((vote.get("yes"), vote.get("no"), vote.get("abstain") or 0) for vote in item.get("votes") or ())


def _actors(entry: Mapping[str, Any]) -> Iterator[Fact]:
    for key, kind in (("by", "name"), ("parties", "party")):
        for one in entry.get(key) or ():
            yield kind, norm(one)


def _titles(item: Mapping[str, Any]) -> Iterator[Fact]:
    if item.get("title"):
        yield (norm(item["title"]),)


def _motions(item: Mapping[str, Any]) -> Iterator[Fact]:
    for motion in item.get("motions") or ():
        for actor in _actors(motion):
            yield motion.get("kind"), *actor


def _reservations(item: Mapping[str, Any]) -> Iterator[Fact]:
    for one in item.get("reservations") or ():
        yield from _actors(one)


def _statements(item: Mapping[str, Any]) -> Iterator[Fact]:
    for one in item.get("statements") or ():
        yield from _actors(one)


def _case_numbers(item: Mapping[str, Any]) -> Iterator[Fact]:
    for one in item.get("case_numbers") or ():
        yield (norm(one),)


def _recusals(item: Mapping[str, Any]) -> Iterator[Fact]:
    for one in item.get("recusals") or ():
        yield (norm(one),)


def _named_votes(item: Mapping[str, Any]) -> Iterator[Fact]:
    for vote in item.get("votes") or ():
        for side, names in (vote.get("named") or {}).items():
            for name in names or ():
                yield side, norm(name)


_OF_ITEM: Final = {
    "titles": _titles,
    "case_numbers": _case_numbers,
    "motions": _motions,
    "reservations": _reservations,
    "statements": _statements,
    "recusals": _recusals,
    "named_votes": _named_votes,
}


def _attendance(document: Mapping[str, Any]) -> Iterable[Fact]:
    for person in document.get("persons") or ():
        if person.get("attendance"):
            yield norm(person["name"]), norm(person.get("party")), person["attendance"]


def _meeting(document: Mapping[str, Any]) -> Iterable[Fact]:
    meeting = document.get("meeting") or {}
    for key in MEETING_KEYS:
        if meeting.get(key):
            yield key, norm(meeting[key])
