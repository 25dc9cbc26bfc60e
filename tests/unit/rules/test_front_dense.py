"""Attendance in forms that no label announces, read by names and parties alone."""

from __future__ import annotations

import pytest

from nlp_minutes.labels import Attendance
from nlp_minutes.rules.front_dense import read_dense
from nlp_minutes.rules.front_lines import FrontLine


def front(text: str) -> list[FrontLine]:
    """The lines of a front page."""
    lines, at, blank = [], 0, False
    for line in text.split("\n"):
        if line.strip():
            lines.append(FrontLine(text=line, start=at, blank_before=blank))
        blank = not line.strip()
        at += len(line) + 1
    return lines


def people(text: str) -> dict[str, tuple[str | None, Attendance | None]]:
    """Name, party and capacity of each person."""
    found = read_dense(front(text))
    for one in found:
        words = one.mention.text.replace(",", "").split()
        assert text[one.mention.start : one.mention.end].replace("\n", " ").replace(",", "").split() == words
    return {one.name: (one.party, one.attendance) for one in found}


MEMBER, ABSENT, SERVING, OTHER = Attendance.MEMBER, Attendance.ABSENT, Attendance.SERVING_SUBSTITUTE, Attendance.OTHER
FOUR = {
    "Vega Sandahl": ("s", MEMBER),
    "Ture Modin": ("c", MEMBER),
    "Elna Kask": ("kd", MEMBER),
    "Olof Brage": ("vpk", MEMBER),
}


@pytest.mark.parametrize(
    "text",
    [
        "Tillstädes voro: Vega Sandahl s ordf, Ture Modin c, Elna Kask kd och Olof Brage vpk",
        "1. Sandahl, Vega s ordförande\n2. Modin, Ture c\n3. Kask, Elna kd vice ordförande\n4. Brage, Olof vpk",
        "På plats: Sandahl, Vega, s; Modin, Ture, c; Kask, Elna, kd (talman); Brage, Olof, vpk.",
        "s Vega Sandahl, c Ture Modin, kd Elna Kask, vpk Olof Brage",
        "Vega Sandahl/s, ordf.\nTure Modin/c\nElna Kask/kd\nOlof Brage/vpk",
        "Stol 1 Vega Sandahl (s) · 2 Ture Modin (c), v ordf · 3 Elna Kask (kd) · 4 Olof Brage (vpk)",
        "s – Vega Sandahl ordf. c – Ture Modin. kd – Elna Kask. vpk – Olof Brage.",
        "(s): Vega Sandahl, ordförande\n(c): Ture Modin\n(kd): Elna Kask\n(vpk): Olof Brage",
        "Vega Sandahl\nTure Modin\nElna Kask\nOlof Brage\n\nOrdförande (s)\n(c)\n(kd)\n(vpk)",
    ],
)
def test_names_with_parties_in_any_order_and_with_any_divider(text: str) -> None:
    assert people(text) == FOUR


def test_a_party_that_no_lexicon_holds_before_a_name_among_others() -> None:
    rows = "s  Vega Sandahl, ordf\nc  Ture Modin\nkd  Elna Kask\nvpk  Olof Brage\nbygp  Rut Elvin"
    assert people(rows) == FOUR | {"Rut Elvin": ("bygp", MEMBER)}
    assert "Rut Elvin" not in people("via Rut Elvin, s Vega Sandahl, c Ture Modin, kd Elna Kask, vpk Olof Brage")


def test_one_party_for_several() -> None:
    found = people(
        "Närv.: Vega Sandahl, ordf., och Ture Modin (båda c), Elna Kask, Siri Lo och Olof Brage (samtliga m)"
    )
    assert {name: party for name, (party, _) in found.items()} == {
        "Vega Sandahl": "c",
        "Ture Modin": "c",
        "Elna Kask": "m",
        "Siri Lo": "m",
        "Olof Brage": "m",
    }


def test_party_in_words_before_its_people() -> None:
    found = people(
        "för socialdemokraterna Vega Sandahl, ordförande, och Ture Modin\n"
        "för moderaterna Elna Kask\nför Brofors väl (bv) Olof Brage"
    )
    assert [party for party, _ in found.values()] == ["S", "S", "M", "bv"]


def test_who_stands_in_for_whom() -> None:
    found = people(
        "ordf Vega Sandahl s, vidare Ture Modin c, Elna Kask m samt suppleanten Olof Brage fp för Siri Lo\n"
        "Sekreterare: Rut Alm"
    )
    assert found["Olof Brage"] == ("fp", SERVING)
    assert found["Siri Lo"] == (None, ABSENT)
    assert found["Rut Alm"] == (None, OTHER)


def test_the_one_who_is_away_before_the_substitute() -> None:
    found = people(
        "1 Vega Sandahl (S) · 2 Ture Modin (C) · 3 Elna Kask (M) · 4 Siri Lo (SD), frånv., ers. Olof Brage (SD)"
    )
    assert found["Siri Lo"][1] is ABSENT
    assert found["Olof Brage"][1] is SERVING


@pytest.mark.parametrize(
    "text",
    [
        "Plats: Folkets hus, Mellby. Sekreterare: Rut Alm, nämndsekreterare",
        "Ulla Berg har motionerat om en ny bro. Kalle Ek och Vera Ström har yttrat sig i frågan.",
        "Vega Sandahl (s) frågade. Ture Modin (c) svarade.",
        "Region Mellby\nHälso Sjukvård AB\nTeknik Fastighet HB\nIdrott Kultur KB\nMiljö Bygg VA",
    ],
)
def test_no_list_of_people(text: str) -> None:
    assert people(text) == {}
