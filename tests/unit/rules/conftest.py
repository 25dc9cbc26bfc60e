"""A small protocol around one item, for rules that need the whole pipeline before them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

import nlp_minutes

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.minutes import Item, Minutes

_HEAD = """Lillviks kommun
SAMMANTRÄDESPROTOKOLL
{body}
2031-03-12

Plats och tid: Rådssalen, Lillvik, kl. 13.00–15.40

Beslutande ledamöter
{people}

Ej tjänstgörande ersättare
Olle Strand ({sd})

Övriga deltagare
Lena Falk, kommundirektör
Kim Norén, sekreterare

§ 40 Val av justerare

Beslut
{body} väljer Mia Björk ({c}) att justera protokollet.

§ 41 {title}

"""
_PEOPLE = (
    ("Ulla Ek", "S", ", ordförande"),
    ("Jon Dahl", "M", ", vice ordförande"),
    ("Mia Björk", "C", ""),
    ("Per Ek", "KD", ""),
    ("Åsa Wik", "V", ""),
    ("Bo Lind af Sillén", "L", ""),
    ("Tove Rask", "MP", ""),
    ("Amir Karimi", "S", ""),
    ("Siv Åberg", "SD", ""),
    ("Nils-Erik Holm", "LiV", ""),
)


@pytest.fixture(scope="session")
def read_item(nlp: Language) -> Callable[..., Item]:
    """Read an item with a title and a text, in a protocol of its own."""

    def read(
        text: str, *, title: str = "Cykelväg vid Kvarnängen", body: str = "Kommunstyrelsen", old: bool = False
    ) -> Item:
        shape = str.lower if old else str
        people = "\n".join(f"{name} ({shape(party)}){office}" for name, party, office in _PEOPLE)
        head = _HEAD.format(body=body, people=people, title=title, sd=shape("SD"), c=shape("C"))
        minutes: Minutes = nlp_minutes.annotate(head + text + "\n", nlp=nlp)
        return next(item for item in minutes.items if item.number == "41")

    return read
