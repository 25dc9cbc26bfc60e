"""A small protocol around one item, for rules that need the whole pipeline before them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
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
def read_meeting(nlp: Language) -> Callable[..., Minutes]:
    """Read a protocol around an item, § 41, with a title and a text."""

    def read(
        text: str, *, title: str = "Cykelväg vid Kvarnängen", body: str = "Kommunstyrelsen", old: bool = False
    ) -> Minutes:
        shape = str.lower if old else str
        people = "\n".join(f"{name} ({shape(party)}){office}" for name, party, office in _PEOPLE)
        head = _HEAD.format(body=body, people=people, title=title, sd=shape("SD"), c=shape("C"))
        minutes: Minutes = nlp_minutes.annotate(head + text + "\n", nlp=nlp)
        return minutes

    return read


@pytest.fixture(scope="session")
def read_item(read_meeting: Callable[..., Minutes]) -> Callable[..., Item]:
    """Read an item with a title and a text, in a protocol of its own."""

    def read(text: str, **head: str | bool) -> Item:
        return next(item for item in read_meeting(text, **head).items if item.number == "41")

    return read


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An item's text and what is to be read from it.

    Attributes:
        text: The text below the item's head.
        told: The lines that tell what is read, cut at their bars.
        item: Title, body and the like, for `read_item`.
    """

    text: str
    told: list[list[str]]
    item: dict[str, str | bool] = field(default_factory=dict)


def _cases(path: Path) -> list[Case]:
    cases = []
    for block in re.split(r"^###", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, below = block.partition("\n")
        item: dict[str, str | bool] = {}
        for part in filter(None, (one.strip() for one in head.split(";"))):
            key, equals, value = part.partition("=")
            item[key] = value if equals else True
        lines = below.strip("\n").split("\n")
        text = "\n".join(line for line in lines if not line.startswith(">>>"))
        told = [[cell.strip() for cell in line[3:].split("|")] for line in lines if line.startswith(">>>")]
        cases.append(Case(text=text, told=told, item=item))
    return cases


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `motions_case` with every case of cases/motions.txt, and so on."""
    for name in metafunc.fixturenames:
        if name.endswith("_case"):
            cases = _cases(Path(__file__).parent / "cases" / f"{name.removesuffix('_case')}.txt")
            metafunc.parametrize(name, cases, ids=[case.text.split("\n")[-1][:50] for case in cases])
