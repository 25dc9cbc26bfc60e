"""Whole items in the styles of many towns: everything that is to be read from each (cases/items.txt)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from nlp_minutes.minutes import Item, Minutes


def _names(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


def _found(item: Item) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = [("outcome", str(item.outcome))]
    found += [("motion", str(one.kind), frozenset(one.by), frozenset(one.parties)) for one in item.motions]
    found += [("jav", frozenset(item.recusals))] if item.recusals else []
    for kind, several in (("reservation", item.reservations), ("statement", item.statements)):
        if several:
            by = frozenset(name for one in several for name in one.by)
            found.append((kind, by, frozenset(party for one in several for party in one.parties)))
    for vote in item.votes:
        counts = f"{vote.yes}-{vote.no}-{vote.abstain}-{'-' if vote.absent is None else vote.absent}"
        named = vote.named
        sides = (named.yes, named.no, named.abstain, named.absent) if named else ((), (), (), ())
        found.append(("vote", counts, *(frozenset(side) for side in sides)))
    return found


def _wanted(told: list[list[str]]) -> list[tuple[object, ...]]:
    wanted: list[tuple[object, ...]] = []
    for kind, *cells in told:
        if kind == "outcome":
            wanted.append((kind, cells[0]))
        elif kind in {"motion", "vote"}:
            wanted.append((kind, cells[0], *map(_names, cells[1:])))
        elif kind != "label":
            wanted.append((kind, *map(_names, cells)))
    return wanted


def test_an_item_is_read_whole(read_meeting: Callable[..., Minutes], items_case: Any) -> None:
    minutes = read_meeting(items_case.text, **items_case.item)
    item = next(one for one in minutes.items if one.number == "41")
    assert sorted(_found(item), key=repr) == sorted(_wanted(items_case.told), key=repr)
    labels = [cells for kind, *cells in items_case.told if kind == "label"]
    for label, begin in labels:
        (one,) = [p for p in minutes.paragraphs if p.item == "41" and minutes.text[p.start :].startswith(begin)]
        assert (begin, str(one.label)) == (begin, label)
