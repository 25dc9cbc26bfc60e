"""Motions (yrkanden) of an item: who wants what, relative to the proposal before the body."""

from __future__ import annotations

from nlp_minutes.rules.item import ItemContext, Motion

__all__ = ["find_motions"]


def find_motions(context: ItemContext) -> list[Motion]:
    """Find the motions of an item, in order."""
    return []
