"""Front pages in many layouts, with the people and items that a reader finds in them.

Each `layouts/NAME.txt` has a `NAME.people.tsv`: capacity, name, party, and who is replaced; and `§`, number, title for
each item, each line checked against the text by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from nlp_minutes.minutes import Minutes

FOLDER = Path(__file__).parent / "layouts"


def rows(path: Path) -> set[tuple[str, ...]]:
    return {tuple(line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines() if line}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_people_and_items_are_those_that_a_reader_finds(path: Path, annotate: Callable[[str], Minutes]) -> None:
    minutes = annotate(path.read_text(encoding="utf-8"))
    names = {one.id: one.name for one in minutes.persons}
    people = {
        (one.attendance, one.name, one.party or "", names.get(one.substitutes_for or "", ""))
        for one in minutes.persons
        if one.attendance
    }
    items = {("§", item.number, item.title) for item in minutes.items}
    assert people | items == rows(path.with_suffix(".people.tsv"))
