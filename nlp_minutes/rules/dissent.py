"""Reservations, särskilda yttranden and protokollsanteckningar of an item."""

from __future__ import annotations

from nlp_minutes.rules.item import Actors, ItemContext

__all__ = ["find_reservations", "find_statements"]


def find_reservations(context: ItemContext) -> list[Actors]:
    """Find the reservations of an item, in order."""
    return []


def find_statements(context: ItemContext) -> list[Actors]:
    """Find the särskilda yttranden and protokollsanteckningar of an item, in order."""
    return []
