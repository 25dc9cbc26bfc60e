"""Motions beside what is proposed in many words and by many hands (cases/motion_proposals.txt)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item


def _names(text: str) -> set[str]:
    return set(filter(None, text.split(", ")))


def test_find_motions_knows_what_is_proposed(read_item: Callable[..., Item], motion_proposals_case: Any) -> None:
    item = read_item(motion_proposals_case.text, **motion_proposals_case.item)
    found = [(str(motion.kind), set(motion.by), set(motion.parties)) for motion in item.motions]
    wanted = [(kind, _names(by), _names(parties)) for kind, by, parties in motion_proposals_case.told]
    assert sorted(found, key=str) == sorted(wanted, key=str)
