"""Codes in the columns of tables of people."""

from __future__ import annotations

import pytest

import nlp_minutes
from nlp_minutes.rules.mark_cells import find_mark_cells

HEAD = """Granviks kommun
Sammanträdesprotokoll
Kommunstyrelsen 2031-03-12

Plats och tid
Rådhuset, kl. 13.00–15.40

"""
TAIL = """

§ 1 Val av justerare

Beslut
Kommunstyrelsen beslutar att utse Per Ek (V).
"""


def codes(*rows: str) -> list[str]:
    text = "\n".join(rows)
    at = 0
    blocks = []
    for row in rows:
        blocks.append((row, at))
        at += len(row) + 1
    return [text[start:].split("\t")[0].split("\n")[0].split(" | ")[0] for start in find_mark_cells(blocks)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["Namn\tParti\tNärvaro", "Ulla Ek\tS\tP", "Per Ek\tV\tD"], ["P", "D"]),
        (["Parti\tNamn\tKön\tNärv.", "S\tUlla Ek\tK\tN", "V\tPer Ek\tM\tF"], ["K", "N", "M", "F"]),
        (["Namn | Parti | Valkrets | Tjg.", "Ulla Ek | S | N | T", "Per Ek | V | S | X"], ["N", "T", "S", "X"]),
        (["Namn\tParti\tDeltagande", "Ulla Ek\tS\tP, ej § 3", "Per Ek\tV\tL"], ["P, ej § 3", "L"]),
        (["L = på länk, S = i salen", "Ulla Ek\tS\tordförande\tS", "Per Ek\tV\t\tL"], ["S", "L"]),
        (["M betyder medverkar digitalt", "Ulla Ek\tekonomichef\tM"], ["M"]),
        (["Namn\tParti\t§ 12\t§ 13", "Ulla Ek\tS\tJ\tN"], ["J", "N"]),
        (["Stol Namn\tParti\tAnmärkning", "1\tUlla Ek\tS", "2\tPer Ek\tV\tej § 3"], []),
        (["Närv.\tNamn\tParti", "P\tUlla Ek\tS", "D\tPer Ek\tV"], ["P", "D"]),
        (["Namn\tParti", "Ulla Ek\tS", "Per Ek\tV"], []),
        (["Parti\tNamn\tRoll", "S\tUlla Ek\tordförande"], []),
        (["S = Socialdemokraterna, V = Vänsterpartiet", "Ulla Ek\tS", "Per Ek\tV"], []),
    ],
)
def test_codes_are_told_by_the_head_or_by_the_legend(rows: list[str], expected: list[str]) -> None:
    assert codes(*rows) == expected


@pytest.mark.parametrize(
    "front",
    [
        (
            "Vilka deltar\nP = på plats, D = på distans\n\nNamn\tParti\tUppdrag\tNärvaro\nEk, "
            "Ulla\tS\tordförande\tP\nEk, Per\tV\t\tD\nDahl, Jon\tM\t\tD\n\nFrån förvaltningen\nLind, "
            "Mona\tsekreterare\tP"
        ),
        (
            "Närvarolista\nNamn\tParti\tKön\tNärvaro\nUlla Ek\tS\tK\tP\nPer Ek\tV\tM\tD\nJon "
            "Dahl\tM\tM\tP\n\nTjänstepersoner\nMona Lind\tsekreterare\tK\tP"
        ),
        "Beslutande\nParti\tNamn\tDeltagande\nS\tUlla Ek\tP\nV\tPer Ek\tD\nM\tJon Dahl\tP",
        "L = via länk, S = i salen\n\nLedamot\tParti\tSätt\nUlla Ek\tS\tS\nPer Ek\tV\tL\nJon Dahl\tM\tS",
        "Ledamöter\nNamn\tParti\tValkrets\tNärv.\nUlla Ek\tS\tN\tX\nPer Ek\tV\tS\tX\nJon Dahl\tM\tV\tX",
    ],
)
def test_a_code_is_nobody_s_party(front: str) -> None:
    minutes = nlp_minutes.annotate(HEAD + front + TAIL)
    parties = {person.name: person.party for person in minutes.persons}
    assert (parties["Ulla Ek"], parties["Per Ek"], parties.get("Jon Dahl", "M")) == (
        "S",
        "V",
        "M",
    )
    assert parties.get("Mona Lind") is None
    first_item = minutes.text.index("§ 1")
    found = [one.text for one in minutes.entities if one.label == "PARTY" and one.start < first_item]
    assert sorted(found) == ["M", "S", "V"]


@pytest.mark.parametrize(
    "front",
    [
        (
            "Röstberättigade, partivis\nSocialdemokraterna (S): Ek Ulla, ordförande – Sten Karin "
            "–\nBerg Anna\nModeraterna (M): Dahl Jon – Lund Per"
        ),
        "Socialdemokraterna (S): Ulla Ek, ordförande • Karin Sten • Anna Berg\nModeraterna (M): Jon Dahl • Per Lund",
        (
            "De som röstar\nSocialdemokraterna: Ulla Ek, ordförande | Karin Sten | Anna "
            "Berg\nModeraterna: Jon Dahl | Per Lund"
        ),
        (
            "Mandat för mandat\nSocialdemokraterna (S): Ulla Ek / Karin Sten / Anna Berg\nModeraterna "
            "(M): Jon Dahl / Per Lund"
        ),
        "Socialdemokraterna (S): Ulla Ek – Karin Sten – Anna Berg\n\nModeraterna (M): Jon Dahl – Per Lund",
    ],
)
def test_parties_with_their_people_in_running_rows_are_a_list(front: str) -> None:
    minutes = nlp_minutes.annotate(HEAD + front + TAIL)
    told = {(one.name, one.party) for one in minutes.persons if one.attendance == "member"}
    assert told == {("Ulla Ek", "S"), ("Karin Sten", "S"), ("Anna Berg", "S"), ("Jon Dahl", "M"), ("Per Lund", "M")}


@pytest.mark.parametrize("lead", ["Därjämte", "Dessutom", "Därutöver", "Härutöver", "Jämväl"])
def test_who_is_named_first_behind_a_word_of_addition_is_there(lead: str) -> None:
    front = (
        f"Närvarande: Ulla Ek (S), ordförande, Per Ek (V)\n\n{lead}: miljöchefen Eva Lind, "
        "inspektören Jon Dahl samt sekreteraren Mona Berg."
    )
    minutes = nlp_minutes.annotate(HEAD + front + TAIL)
    others = {one.name for one in minutes.persons if one.attendance == "other"}
    assert others == {"Eva Lind", "Jon Dahl", "Mona Berg"}


@pytest.mark.parametrize(
    ("heading", "official"),
    [
        ("Utan rösträtt", "Eva Lind, HR-direktör"),
        ("Utan rösträtt", "Eva Lind, Kommunal, § 75"),
        ("Icke tjänstgörande", "Eva Lind, upphandlare, § 9"),
        ("Övriga utan beslutanderätt", "Eva Lind, jurist"),
        ("Med yttranderätt utan att tjänstgöra", "Eva Lind, revisor"),
    ],
)
def test_officials_among_those_without_a_vote_are_no_substitutes(heading: str, official: str) -> None:
    front = (
        f"Ledamöter\nUlla Ek (S), ordförande\nPer Ek (V)\nKarin Sten (M)\n\n{heading}\nJon Dahl "
        f"(M), ersättare\nAnna Berg (V), ersättare\n{official}\n\nUlla Ek, Per Ek"
    )
    minutes = nlp_minutes.annotate(HEAD + front + TAIL)
    told = {one.name: one.attendance for one in minutes.persons}
    assert told["Eva Lind"] == "other"
    assert (told["Ulla Ek"], told["Per Ek"], told["Jon Dahl"]) == ("member", "member", "substitute")
