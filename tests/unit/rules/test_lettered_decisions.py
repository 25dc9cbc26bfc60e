"""Points that count with letters: read as points, given as they are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item


@pytest.mark.parametrize("mark", [".", ")"])
def test_a_decision_has_its_letters_as_the_text_has_them(read_item: Callable[..., Item], mark: str) -> None:
    points = [
        f"A{mark} Kommunstyrelsen antar taxan för 2032.",
        f"B{mark} Förvaltningen får i uppdrag att följa upp taxan.",
    ]
    item = read_item("Beslut\n" + "\n\n".join(points))
    assert list(item.decision) == points
