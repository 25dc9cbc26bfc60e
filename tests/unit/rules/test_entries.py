"""Where the entry of a list ends, and what is done with names that go over it."""

from __future__ import annotations

import pytest

from nlp_minutes.labels import EntityLabel
from nlp_minutes.rules.entities import Found
from nlp_minutes.rules.entries import Lines, within_entries
from nlp_minutes.source import Alignment, Run, Source

_PROSE = (
    "Nämnden har vid flera tillfällen behandlat frågan om hur vägen norr om sjön ska\n"
    "underhållas under vintern, och vilka som ska bära kostnaden för detta arbete.\n"
)
_FULL = "Det har också framkommit vid samtal med företrädare för Sjöbo Granviks Energi\nService AB att"


def joined(text: str) -> Source:
    """A source whose lines have all been taken for one that runs on."""
    whole = Run(clean_start=0, clean_length=len(text), start=0, length=len(text))
    return Source(text=text, clean=text.replace("\n", " "), alignment=Alignment([whole]), blocks=())


def kept(text: str, name: str, label: EntityLabel) -> list[str]:
    source = joined(text)
    start = source.clean.index(name)
    found = [Found(start, start + len(name), label)]
    return [source.clean[one.start : one.end] for one in within_entries(found, source.clean, Lines(source).ends)]


@pytest.mark.parametrize(
    ("text", "name", "label", "parts"),
    [
        # a label below a title
        ("Bidrag till Stiftelsen Hemmet\nDiariet: 12", "Stiftelsen Hemmet Diariet", "ORG", ["Stiftelsen Hemmet"]),
        ("Val i miljönämnden\nHandlingar: brev", "miljönämnden Handlingar", "ORG", ["miljönämnden"]),
        # a line that had room for the next word
        (_PROSE + "Till Norrskolan\nFastighetsenheten", "Norrskolan Fastighetsenheten", "ORG", ["Fastighetsenheten"]),
        (_PROSE + "Ansvarig är Ulla Sten\nInsatser enligt lagen", "Ulla Sten Insatser", "PERSON", ["Ulla Sten"]),
        # a line that is full runs on
        (_PROSE + _FULL, "Granviks Energi Service AB", "ORG", ["Granviks Energi Service AB"]),
        # words in small letters and the form of a company run on, and a given name waits for its surname
        (_PROSE + "Till barn-\noch skolnämnden", "barn- och skolnämnden", "ORG", ["barn- och skolnämnden"]),
        (_PROSE + "Mark till Ek & Söner\nBygg AB", "Ek & Söner Bygg AB", "ORG", ["Ek & Söner Bygg AB"]),
        (_PROSE + "Brev från Inga-Britt\nSten", "Inga-Britt Sten", "PERSON", ["Inga-Britt Sten"]),
    ],
)  # fmt: skip
def test_names_end_where_the_entry_ends(text: str, name: str, label: str, parts: list[str]) -> None:
    assert kept(text, name, EntityLabel(label)) == parts


def test_who_is_known_by_name_is_known_over_any_break() -> None:
    source = joined("Ja röstar Ulla\nSten: ja")
    one = Found(source.clean.index("Ulla"), source.clean.index(":"), EntityLabel.PERSON, person=3)
    assert list(within_entries([one], source.clean, Lines(source).ends)) == [one]


def test_a_line_is_told_by_its_number() -> None:
    source = joined("Plats\n\nUlla Ek\n\nBo Sten")
    lines = Lines(source)
    assert [lines.line_at(source.clean.index(name)) for name in ("Plats", "Ulla", "Bo")] == [0, 2, 4]
