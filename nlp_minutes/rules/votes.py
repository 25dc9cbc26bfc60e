"""Votes (omröstningar) of an item: counts, what yes and no mean, who voted how."""

from __future__ import annotations

from nlp_minutes.rules.item import ItemContext, Vote
from nlp_minutes.source import ReadWarning

__all__ = ["find_votes"]


def find_votes(context: ItemContext) -> tuple[list[Vote], list[ReadWarning]]:
    """Find the votes of an item, in order, and what does not add up in them."""
    return [], []
