"""Jäv in the styles of many towns and eras (cases/recusals.txt)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item


def test_find_recusals_reads_who_stands_aside(read_item: Callable[..., Item], recusals_case: Any) -> None:
    found = read_item(recusals_case.text, **recusals_case.item).recusals
    assert [[name] for name in found] == recusals_case.told


def test_jav_announced_for_another_item_is_none_here(read_item: Callable[..., Item]) -> None:
    text = "Jäv\nJon Dahl (M) anmäler jäv i § 43.\n\nBeslut\nDagordningen godkänns."
    assert read_item(text).recusals == []
