"""Who took no part in an item because of a conflict of interest (jäv)."""

from __future__ import annotations

from nlp_minutes.rules.item import ItemContext

__all__ = ["find_recusals"]


def find_recusals(context: ItemContext) -> list[str]:
    """Find the names of those who took no part because of jäv."""
    return []
