"""Attendance lists in layouts of many kinds, read as whole texts: who was there, for which party, in which capacity."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp_minutes.readers import source_from_text
from nlp_minutes.rules import structure
from nlp_minutes.rules.front_grid import find_grids, learn_codes, read_grid
from nlp_minutes.rules.front_headings import list_kind, split_inline
from nlp_minutes.rules.frontpage import FrontLine, FrontPage, read_front_page
from nlp_minutes.rules.persons import Human, join_people

_HEAD = "Åslunda kommun\nTekniska nämnden\nProtokoll 2031-05-06\n\n"
_ITEMS = "\n\n§ 1\nDagordning\n\nBeslut\nDagordningen godkänns.\n\n§ 2\nBudget\n\nBeslut\nBudgeten godkänns.\n"


def humans_of(monkeypatch: pytest.MonkeyPatch, text: str) -> list[Human]:
    """The people of a protocol with this attendance list, read as the pipeline reads them."""
    pages: list[FrontPage] = []

    def read(lines: Sequence[FrontLine], body: Sequence[str]) -> FrontPage:
        pages.append(read_front_page(lines, body))
        return pages[-1]

    monkeypatch.setattr(structure, "read_front_page", read)
    source = source_from_text(_HEAD + text + _ITEMS)
    structure.parse(source.clean, source.blocks)
    humans, _ = join_people(pages[0], [], source.clean)
    return [human for human in humans if human.attendance is not None]


def rows_of(*texts: str) -> list[FrontLine]:
    return [FrontLine(text=text, start=100 * n, blank_before=False) for n, text in enumerate(texts)]


_LAYOUTS = {
    "seats_surname_first": (
        (
            "Närvarande\n"
            "Nr  Ordinarie ledamot      Parti  Ersättare som tjänstgör\n"
            "1   Ek Ulla                S\n"
            "2   Dahl Jon               M      Björk Mia (M)\n"
            "3   Sundén Wik Karin       ÖB\n"
            "4   Lind Per               V      Holm Sara (V) §§ 3–5\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M absent",
            "Mia Björk M serving_substitute",
            "Karin Sundén Wik ÖB member",
            "Per Lind V member",
            "Sara Holm V serving_substitute",
        ],
    ),
    "seats_with_presence": (
        (
            "Stolar i salen\n"
            "Stol   Förtroendevald   Parti   Närvaro         Tjänstgörande ersättare\n"
            "1      Ulla Ek          S       ja\n"
            "2      Jon Dahl         M       nej             Mia Björk (M)\n"
            "3      Karin Wik        ÖB      ja\n"
            "4      Per Lind         V       nej             Sara Holm (V)\n"
            "\n"
            "Övriga ersättare\n"
            "Nils Åker (S), Fatima Omar (ÖB)\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M absent",
            "Mia Björk M serving_substitute",
            "Karin Wik ÖB member",
            "Per Lind V absent",
            "Sara Holm V serving_substitute",
            "Nils Åker S substitute",
            "Fatima Omar ÖB substitute",
        ],
    ),
    "two_columns_with_legend": (
        (
            "Upprop  (N = närvarande, F = frånvarande, T = tjänstgör)\n"
            "Ledamöter                        Ersättare\n"
            "Ulla Ek          S    N          Mia Björk       S    T för Dahl\n"
            "Jon Dahl         S    F          Nils Åker       M    N\n"
            "Karin Wik        M    N          Fatima Omar     ÖB   F\n"
            "Per Lind         ÖB   N\n"
            "Sara Holm        V    N, 2:e vice ordförande\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl S absent",
            "Karin Wik M member",
            "Per Lind ÖB member",
            "Sara Holm V member",
            "Mia Björk S serving_substitute",
            "Nils Åker M substitute",
            "Fatima Omar ÖB absent",
        ],
    ),
    "divided_by_bars": (
        (
            "Runt bordet\n"
            "Ek Ulla S, ordförande | Dahl Jon M | Wik Karin ÖB | Lind Per V\n"
            "Utan rösträtt\n"
            "Björk Mia S | Åker Nils ÖB\n"
            "Från kommunen\n"
            "Sara Holm, teknisk chef | Eva Gren, nämndsekreterare\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M member",
            "Karin Wik ÖB member",
            "Per Lind V member",
            "Mia Björk S substitute",
            "Nils Åker ÖB substitute",
            "Sara Holm – other",
            "Eva Gren – other",
        ],
    ),
    "by_party_with_for": (
        (
            "Närvarande per parti\n"
            "Socialdemokraterna: Ulla Ek, ordförande, Jon Dahl och Per Lind för Karin Wik\n"
            "Moderaterna: Nils Åker, Mia Björk (ej § 2)\n"
            "Åslundas Bästa (ÅB): Fatima Omar, Sara Holm t.o.m. § 4, Eva Gren för Holm fr.o.m. § 5\n"
            "Vänsterpartiet: Åsa Lund\n"
            "\n"
            "Ej tjänstgörande\n"
            "Kent Berg (S), Leo Strand (ÅB)\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl S member",
            "Per Lind S serving_substitute",
            "Karin Wik S absent",
            "Nils Åker M member",
            "Mia Björk M member",
            "Fatima Omar ÅB member",
            "Sara Holm ÅB member",
            "Eva Gren ÅB serving_substitute",
            "Åsa Lund V member",
            "Kent Berg S substitute",
            "Leo Strand ÅB substitute",
        ],
    ),
    "party_in_brackets_before": (
        (
            "Beslutade gjorde\n"
            "(S) Ulla Ek, Jon Dahl, Per Lind\n"
            "(M) Nils Åker; Mia Björk i stället för Eva Gren\n"
            "(ÅB) Fatima Omar\n"
            "Lyssnade gjorde ersättarna\n"
            "(S) Kent Berg\n"
            "(ÅB) Leo Strand\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl S member",
            "Per Lind S member",
            "Nils Åker M member",
            "Mia Björk M serving_substitute",
            "Eva Gren M absent",
            "Fatima Omar ÅB member",
            "Kent Berg S substitute",
            "Leo Strand ÅB substitute",
        ],
    ),
    "one_sentence": (
        (
            "Vid dagens möte deltog ordföranden Ulla Ek (S), ledamöterna Jon Dahl (S), Karin Wik (M) och Per "
            "Lind (ÅB), ersättaren Mia Björk (M), som gick in för Nils Åker (M), samt, utan rösträtt, ersättaren "
            "Fatima Omar (V). Från kontoret deltog gatuchefen Sara Holm och sekreteraren Eva Gren.\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl S member",
            "Karin Wik M member",
            "Per Lind ÅB member",
            "Mia Björk M serving_substitute",
            "Nils Åker M absent",
            "Fatima Omar V substitute",
            "Sara Holm – other",
            "Eva Gren – other",
        ],
    ),
    "sentences_on_groups": (
        (
            "Närvarande vid mötet var Ulla Ek (s), ordförande, Jon Dahl (s), Karin Wik (m) samt Per Lind (c). "
            "Ersättaren Mia Björk (m) tjänstgjorde för Nils Åker (m). Ersättarna Fatima Omar (v) och Kent Berg "
            "(s) följde mötet utan att delta i besluten. Tjänstemännen Sara Holm, gatuchef, och Eva Gren, "
            "sekreterare, var också med.\n"
        ),
        [
            "Ulla Ek s member",
            "Jon Dahl s member",
            "Karin Wik m member",
            "Per Lind c member",
            "Mia Björk m serving_substitute",
            "Nils Åker m absent",
            "Fatima Omar v substitute",
            "Kent Berg s substitute",
            "Sara Holm – other",
            "Eva Gren – other",
        ],
    ),
    "old_sentences": (
        (
            "Följande ledamöter infunno sig: Ulla Ek (s), Jon Dahl (s), Karin Wik (m) och Per Lind (c).\n"
            "\n"
            "I stället för Nils Åker (m), som var sjuk, inkallades Mia Björk (m).\n"
            "\n"
            "Bland åhörarna märktes ersättarna Fatima Omar (v) och Kent Berg (s).\n"
            "\n"
            "Från gatukontoret infann sig gatuchefen Sara Holm.\n"
        ),
        [
            "Ulla Ek s member",
            "Jon Dahl s member",
            "Karin Wik m member",
            "Per Lind c member",
            "Mia Björk m serving_substitute",
            "Nils Åker m absent",
            "Fatima Omar v substitute",
            "Kent Berg s substitute",
            "Sara Holm – other",
        ],
    ),
    "party_instead_of_number": (
        (
            "Mandat  Namn                    I tjänst\n"
            "S       Ek Ulla (ordförande)    ja\n"
            "S       Dahl Jon                nej, Lind Per\n"
            "M       Wik Karin               ja\n"
            "ÅB      Åker Nils               från kl. 14, dessförinnan Björk Mia\n"
            "V       Omar Fatima             ja\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl S absent",
            "Per Lind – serving_substitute",
            "Karin Wik M member",
            "Nils Åker ÅB member",
            "Mia Björk – serving_substitute",
            "Fatima Omar V member",
        ],
    ),
    "whom_each_replaces": (
        (
            "Namn\tParti\tErsätter\tTid\n"
            "Ek, Ulla\tS\t\t13.00–16.00\n"
            "Dahl, Jon\tM\tWik, Karin (M)\t13.00–16.00\n"
            "Åker, Nils\tÅB\t\t13.30–16.00\n"
            "Björk, Mia\tV\tOmar, Fatima (V)\t13.00–15.00\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M serving_substitute",
            "Karin Wik M absent",
            "Nils Åker ÅB member",
            "Mia Björk V serving_substitute",
            "Fatima Omar V absent",
        ],
    ),
    "substitutes_below": (
        (
            "Ordinarie ledamöter                  Närvarande   Ersättare för\n"
            "Ulla Ek, ordförande (S)              x\n"
            "Jon Dahl (S)                         –\n"
            "Karin Wik, vice ordförande (M)       x\n"
            "Per Lind (M)                         x\n"
            "\n"
            "Ersättare\n"
            "Nils Åker (S)                        x            Jon Dahl\n"
            "Mia Björk (M)                        x\n"
            "Fatima Omar (V)                      –\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl S absent",
            "Karin Wik M member",
            "Per Lind M member",
            "Nils Åker S serving_substitute",
            "Mia Björk M substitute",
            "Fatima Omar V absent",
        ],
    ),
    "headings_on_the_line": (
        (
            "Med beslutanderätt: Ek, Ulla S (ordförande); Dahl, Jon M; Wik, Karin ÅB;\n"
            "Åker, Nils V (till kl. 15.00)\n"
            "Utan beslutanderätt: Björk, Mia S; Omar, Fatima ÅB\n"
            "Tjänstemän: Sara Holm, gatuchef; Eva Gren, sekreterare\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M member",
            "Karin Wik ÅB member",
            "Nils Åker V member",
            "Mia Björk S substitute",
            "Fatima Omar ÅB substitute",
            "Sara Holm – other",
            "Eva Gren – other",
        ],
    ),
    "numbered_lines": (
        (
            "Platslista\n"
            "1. Ulla Ek (S)\n"
            "2. Jon Dahl (M) – frånvarande, ersätts av Mia Björk (M)\n"
            "3. Karin Wik (ÅB), på distans\n"
            "4. Per Lind (V), från § 3; dessförinnan Nils Åker (V)\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M absent",
            "Mia Björk M serving_substitute",
            "Karin Wik ÅB member",
            "Per Lind V member",
            "Nils Åker V serving_substitute",
        ],
    ),
    "surname_in_capitals_first": (
        (
            "Beslutande\n"
            "EK Ulla (S), ordförande\n"
            "DAHL Jon (M)\n"
            "SUNDÉN WIK Karin (ÖB)\n"
            "LIND Per (V) ersätter HOLM Sara (V)\n"
            "ej tjänstgörande ersättare\n"
            "ÅKER Nils (S)\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M member",
            "Karin Sundén Wik ÖB member",
            "Per Lind V serving_substitute",
            "Sara Holm V absent",
            "Nils Åker S substitute",
        ],
    ),
    "surname_in_capitals_last": (
        ("Deltog i besluten\nUlla EK (S), ordförande\nJon DAHL (M)\nPer LIND (V)\n"),
        ["Ulla Ek S member", "Jon Dahl M member", "Per Lind V member"],
    ),
    "bars_around": (
        (
            "Närvaro\n"
            "\n"
            "| Plats | Namn | Parti | Anmärkning |\n"
            "| 1 | Ulla Ek | S | ordförande |\n"
            "| 2 | Jon Dahl | M | ersätter Mia Björk (M) |\n"
            "| 3 | Karin Wik | ÖB | |\n"
            "| 4 | Per Lind | V | frånvarande |\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M serving_substitute",
            "Mia Björk M absent",
            "Karin Wik ÖB member",
            "Per Lind V absent",
        ],
    ),
    "party_between_slashes": (
        (
            "I beslutet deltog\n"
            "Ulla Ek /S/, ordförande\n"
            "Jon Dahl /M/\n"
            "Karin Wik /ÖB/\n"
            "Per Lind /V/, ersättare för Sara Holm /V/\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M member",
            "Karin Wik ÖB member",
            "Per Lind V serving_substitute",
            "Sara Holm V absent",
        ],
    ),
    "party_in_square_brackets": (
        ("Beslutande\nUlla Ek [S], ordförande\nJon Dahl [M]\nKarin Wik [ÖB]\nErsättare\nPer Lind [V]\n"),
        ["Ulla Ek S member", "Jon Dahl M member", "Karin Wik ÖB member", "Per Lind V substitute"],
    ),
    "party_behind_comma": (
        (
            "Ledamöter\n"
            "1. Ulla Ek, S, ordförande\n"
            "2. Jon Dahl, M\n"
            "3. Karin Wik, ÖB, via länk\n"
            "4. Per Lind, V, tjänstgör för Sara Holm, V\n"
            "Ersättare\n"
            "Nils Åker, S\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M member",
            "Karin Wik ÖB member",
            "Per Lind V serving_substitute",
            "Sara Holm V absent",
            "Nils Åker S substitute",
        ],
    ),
    "yes_and_no": (
        (
            "Ledamot              Parti   Närvarande\n"
            "Ulla Ek              S       Ja\n"
            "Jon Dahl             M       Nej\n"
            "Karin Wik            ÖB      Ja\n"
            "Per Lind             V       Ja\n"
            "\n"
            "Ersättare            Parti   Närvarande   Tjänstgör\n"
            "Nils Åker            M       Ja           Ja\n"
            "Sara Holm            S       Ja           Nej\n"
            "Mia Björk            V       Nej          Nej\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M absent",
            "Karin Wik ÖB member",
            "Per Lind V member",
            "Nils Åker M serving_substitute",
            "Sara Holm S substitute",
            "Mia Björk V absent",
        ],
    ),
    "two_columns_of_members": (
        (
            "Beslutande ledamöter\n"
            "Ulla Ek (S)              Jon Dahl (M)\n"
            "Karin Wik (ÖB)           Per Lind (V)\n"
            "Nils Åker (S)            Sara Holm (C)\n"
            "\n"
            "Övriga\n"
            "Mia Björk, gatuchef      Eva Gren, sekreterare\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M member",
            "Karin Wik ÖB member",
            "Per Lind V member",
            "Nils Åker S member",
            "Sara Holm C member",
            "Mia Björk – other",
            "Eva Gren – other",
        ],
    ),
    "labels_with_colons": (
        (
            "Ordförande: Ulla Ek (S)\n"
            "Ledamöter: Jon Dahl (M), Karin Wik (ÖB) och Per Lind (V)\n"
            "Tjänstgörande ersättare: Nils Åker (S) för Sara Holm (S)\n"
            "Ersättare: Kent Berg (M)\n"
            "Tjänstemän: Mia Björk, gatuchef, Eva Gren, sekreterare\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M member",
            "Karin Wik ÖB member",
            "Per Lind V member",
            "Nils Åker S serving_substitute",
            "Sara Holm S absent",
            "Kent Berg M substitute",
            "Mia Björk – other",
            "Eva Gren – other",
        ],
    ),
    "party_in_its_cell": (
        (
            "Vid bordet satt\n"
            "S    Ulla Ek, Jon Dahl, Per Lind\n"
            "M    Nils Åker, Karin Wik\n"
            "ÅB   Fatima Omar\n"
            "V    Åsa Lund (för Sara Holm)\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl S member",
            "Per Lind S member",
            "Nils Åker M member",
            "Karin Wik M member",
            "Fatima Omar ÅB member",
            "Åsa Lund V serving_substitute",
            "Sara Holm V absent",
        ],
    ),
    "party_with_seats": (
        (
            "Socialdemokraterna (3 mandat)\n"
            "Ulla Ek, ordförande\n"
            "Jon Dahl\n"
            "Per Lind (ersätter Kent Berg)\n"
            "Moderaterna (2 mandat)\n"
            "Nils Åker\n"
            "Karin Wik\n"
            "Ej närvarande\n"
            "Kent Berg (S)\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl S member",
            "Per Lind S serving_substitute",
            "Kent Berg S absent",
            "Nils Åker M member",
            "Karin Wik M member",
        ],
    ),
    "mixed_sentences": (
        (
            "Mötet besöktes av ordföranden Ulla Ek (S), vice ordföranden Jon Dahl (M) och ledamöterna Karin Wik "
            "(ÖB) och Per Lind (V). Nils Åker (M) trädde in för Mia Björk (M) vid §§ 3–4. Utan beslutanderätt "
            "närvarade Sara Holm (S) och Kent Berg (ÖB). Gatuchefen Eva Gren och sekreteraren Åsa Lund "
            "tjänstgjorde.\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M member",
            "Karin Wik ÖB member",
            "Per Lind V member",
            "Nils Åker M serving_substitute",
            "Mia Björk M absent",
            "Sara Holm S substitute",
            "Kent Berg ÖB substitute",
            "Eva Gren – other",
            "Åsa Lund – other",
        ],
    ),
    "office_in_the_brackets": (
        (
            "Beslutsfattare var Ulla Ek (S, ordförande), Jon Dahl (M, vice ordförande), Karin Wik (ÖB) och Per "
            "Lind (V) samt Nils Åker (M) i stället för Mia Björk (M). Frånvarande var även Leo Strand (C), vars "
            "plats stod tom. På åhörarplats fanns ersättarna Sara Holm (S) och Kent Berg (ÖB).\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M member",
            "Karin Wik ÖB member",
            "Per Lind V member",
            "Nils Åker M serving_substitute",
            "Mia Björk M absent",
            "Leo Strand C absent",
            "Sara Holm S substitute",
            "Kent Berg ÖB substitute",
        ],
    ),
    "called_in": (
        (
            "Ordinarie            Närv.   Inkallad ersättare\n"
            "Ek Ulla (S)          x\n"
            "Dahl Jon (M)                 Björk Mia (M)\n"
            "Wik Karin (ÖB)       x\n"
            "Lind Per (V)                 Holm Sara (V)\n"
            "Åker Nils (S)        x       Berg Kent (S), § 4\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M absent",
            "Mia Björk M serving_substitute",
            "Karin Wik ÖB member",
            "Per Lind V absent",
            "Sara Holm V serving_substitute",
            "Nils Åker S member",
            "Kent Berg S serving_substitute",
        ],
    ),
    "officials_in_the_table": (
        (
            "Namn / parti                  Roll                    Deltog §§\n"
            "Ulla Ek (S)                   ordförande              1–9\n"
            "Jon Dahl (M)                  vice ordförande         1–5, 7–9\n"
            "Karin Wik (ÖB)                ledamot                 1–9\n"
            "Per Lind (M)                  tjänstgörande ersättare 6\n"
            "Nils Åker (V)                 ersättare               1–9\n"
            "Eva Gren                      sekreterare             1–9\n"
        ),
        [
            "Ulla Ek S member",
            "Jon Dahl M member",
            "Karin Wik ÖB member",
            "Per Lind M serving_substitute",
            "Nils Åker V substitute",
            "Eva Gren – other",
        ],
    ),
    "dotted": (
        (
            "Ledamöter\n"
            "Ulla Ek (S) ............. närvarande\n"
            "Jon Dahl (M) ............ frånvarande\n"
            "Karin Wik (ÖB) .......... närvarande §§ 1–5\n"
            "Per Lind (V) ............ på distans\n"
        ),
        ["Ulla Ek S member", "Jon Dahl M absent", "Karin Wik ÖB member", "Per Lind V member"],
    ),
}
_FULL = {"Socialdemokraterna": "S", "Moderaterna": "M", "Vänsterpartiet": "V", None: "–"}


@pytest.mark.parametrize("layout", _LAYOUTS)
def test_read_front_page_reads_layout(monkeypatch: pytest.MonkeyPatch, layout: str) -> None:
    text, wanted = _LAYOUTS[layout]
    found = humans_of(monkeypatch, text)
    assert sorted(f"{one.name} {_FULL.get(one.party, one.party)} {one.attendance}" for one in found) == sorted(wanted)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Närvarande\nS: Ulla Ek, Jon Dahl för Karin Wik\nM: Per Lind\n", ("Jon Dahl", "Karin Wik")),
        ("Närvarande\nS: Ulla Ek t.o.m. § 4, Jon Dahl för Ek fr.o.m. § 5\nM: Per Lind\n", ("Jon Dahl", "Ulla Ek")),
        (
            (
                "Namn        Parti   Närvaro\n"
                "Ek Ulla     S       nej, ersätts av Dahl Jon (S)\n"
                "Lind Per    M       ja\n"
                "Wik Maria   C       ja\n"
            ),
            ("Jon Dahl", "Ulla Ek"),
        ),
        (
            (
                "Stol   Namn        Parti   Anmärkning\n"
                "1      Ulla Ek     S       ej § 7\n"
                "2      Per Lind    M\n"
                "3      Maria Wik   C\n"
                "1      Jon Dahl    S       § 7\n"
            ),
            ("Jon Dahl", "Ulla Ek"),
        ),
        (
            (
                "Stol   Namn                       Parti   Närvaro\n"
                "1      Ulla Ek                    S       frånvarande\n"
                "       i hennes ställe Jon Dahl   S       på länk\n"
                "2      Per Lind                   M       i salen\n"
            ),
            ("Jon Dahl", "Ulla Ek"),
        ),
    ],
)
def test_read_front_page_tells_who_stands_in_for_whom(
    monkeypatch: pytest.MonkeyPatch, text: str, pair: tuple[str, str]
) -> None:
    humans = {human.name: human for human in humans_of(monkeypatch, text)}
    assert (humans[pair[0]].attendance, humans[pair[0]].substitutes_for) == ("serving_substitute", pair[1])


_GIVEN = ["Ulla", "Jon", "Mia", "Per", "Karin", "Nils", "Sara", "Fatima", "Kent", "Eva", "Lars-Erik", "Amina"]
_SURNAMES = ["Ekdahl", "Norqvist", "Sundén Wiklund", "Al-Khatib", "Östberg", "Järvinen", "Petrović", "Hagman", "Oja"]
_PARTIES = ["S", "M", "C", "V", "ÅB", "SD", "TfÅ"]


@settings(max_examples=40, deadline=None)
@given(
    chance=st.randoms(use_true_random=False),
    order=st.sampled_from(["{g} {s}", "{s} {g}", "{s}, {g}"]),
    party=st.sampled_from(["before", "behind", "brackets"]),
    numbers=st.booleans(),
    heads=st.booleans(),
)
def test_read_front_page_reads_any_order_of_columns(
    *, chance: random.Random, order: str, party: str, numbers: bool, heads: bool
) -> None:
    people = list(zip(chance.sample(_GIVEN, 8), chance.sample(_SURNAMES, 8), strict=True))
    parties = ["S", "M", "C", *(chance.choice(_PARTIES) for _ in people[3:])]
    rows = [["Nr"] * numbers + ["Namn", "Parti", "Anmärkning"]] if heads else []
    for n, ((first, surname), code) in enumerate(zip(people, parties, strict=True), 1):
        name = order.format(g=first, s=surname)
        cells = {"before": [code, name], "behind": [name, code], "brackets": [f"{name} ({code})"]}[party]
        rows.append([str(n)] * numbers + cells + ["ordförande" if n == 1 else "på plats"])
    whole = "Närvarande\n" + "\n".join("\t".join(row) for row in rows)
    lines, at = [], 0
    for text in whole.split("\n"):
        lines.append(FrontLine(text=text, start=at, blank_before=False))
        at += len(text) + 1
    found = read_front_page(lines).entries
    assert [(one.name, one.party) for one in found] == [
        (f"{first} {surname}", code) for (first, surname), code in zip(people, parties, strict=True)
    ]
    assert all(whole[one.mention.start : one.mention.end] == one.mention.text for one in found)


def test_learn_codes_takes_a_local_party_from_its_column() -> None:
    codes = learn_codes(["Ulla Ek\tS", "Jon Dahl\tM", "Mia Björk\tC", "Per Lind\tQÖB", "Åsa Wik\tVD"])
    assert "QÖB" in codes
    assert "VD" not in codes


def test_learn_codes_takes_no_code_where_no_party_is_known() -> None:
    assert learn_codes(["Ulla Ek\tABC", "Jon Dahl\tDEF"]) == frozenset()


def test_find_grids_leaves_labels_with_their_places() -> None:
    lines = rows_of("Beslutande\tUlla Ek (S)", "\tJon Dahl (M)", "Ersättare\tMia Björk (C)")
    assert find_grids(lines, learn_codes([line.text for line in lines])) == []


def test_find_grids_marks_lists_of_votes() -> None:
    lines = rows_of("Namn\tParti\tJa\tNej", "Ulla Ek\tS\tX", "Jon Dahl\tM\t\tX", "Mia Björk\tC\tX")
    (grid,) = find_grids(lines, learn_codes([line.text for line in lines]))
    assert grid.votes


def test_read_grid_never_takes_a_code_for_a_part_of_a_name() -> None:
    lines = rows_of("Ek Ulla QÖB\tordförande", "Dahl Jon S\tpå länk", "Björk Mia M\tpå länk", "Lind Per C\tpå länk")
    codes = learn_codes([line.text for line in lines])
    (grid,) = find_grids(lines, codes)
    assert (read_grid(lines, grid, codes)[0].name, read_grid(lines, grid, codes)[0].party) == ("Ek Ulla", "QÖB")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("De som fattar besluten", "members"),
        ("Vid uppropet svarade", "members"),
        ("Förtroendevalda i salen", "members"),
        ("Ersättare som trätt in", "serving"),
        ("Lyssnar utan rösträtt", "substitutes"),
        ("Med på mötet, ej beslutande", "substitutes"),
        ("Ersättare på bänken", "substitutes"),
        ("Därjämte var tillstädes", "others"),
        ("Tjänstemän som föredrog", "others"),
        ("Kunde inte komma", "absent"),
        ("Anmält förhinder", "absent"),
        ("Inte närvarande ledamöter", None),
        ("Sammanträdets längd", None),
    ],
)
def test_list_kind_goes_by_stems(words: str, kind: str | None) -> None:
    assert list_kind(words) == kind


def test_split_inline_wants_people_behind_the_colon() -> None:
    assert split_inline("Utan beslutanderätt: Ek, Ulla S; Dahl, Jon M") == ("substitutes", 21)
    assert split_inline("Utan beslutanderätt: ingen") is None
    assert split_inline("Val av justerare: Ulla Ek (S)") is None


_RUNNING = {
    "name_over_a_line": (
        "S: Ulla Ek, ordförande; Jon Norqvist; Hanna Frisk, ersätter Karin Hagman; Zeinab\nTidblad och Per Lind\n"
        "M: Nils Åker\n"
    ),
    "surnames_first": (
        "S: Ek, Ulla, ordförande; Norqvist, Jon; Frisk, Hanna, ersätter Hagman, Karin; Tidblad,\nZeinab och Lind, Per\n"
        "M: Åker, Nils\n"
    ),
    "surnames_first_without_comma": (
        "Socialdemokraterna (S): Ek Ulla, Norqvist Jon, Frisk Hanna för Hagman Karin, Tidblad\nZeinab samt Lind Per\n"
        "Moderaterna (M): Åker Nils\n"
    ),
    "party_on_a_line_of_its_own": (
        "Socialdemokraterna (S)\nUlla Ek; Jon Norqvist; Hanna Frisk (ersätter Karin Hagman); Zeinab Tidblad; Per Lind\n"
        "Moderaterna (M)\nNils Åker\n"
    ),
    "brackets_before": (
        "(S) Ek, Ulla; Norqvist, Jon; Frisk, Hanna i stället för Hagman, Karin; Tidblad, Zeinab; Lind,\nPer\n"
        "(M) Åker, Nils\n"
    ),
}


@pytest.mark.parametrize("layout", _RUNNING)
def test_read_front_page_reads_parties_in_running_text(monkeypatch: pytest.MonkeyPatch, layout: str) -> None:
    found = humans_of(monkeypatch, "Vid uppropet svarade\n" + _RUNNING[layout])
    assert sorted((one.name, one.party, one.attendance, one.substitutes_for) for one in found) == [
        ("Hanna Frisk", "S", "serving_substitute", "Karin Hagman"),
        ("Jon Norqvist", "S", "member", None),
        ("Karin Hagman", "S", "absent", None),
        ("Nils Åker", "M", "member", None),
        ("Per Lind", "S", "member", None),
        ("Ulla Ek", "S", "member", None),
        ("Zeinab Tidblad", "S", "member", None),
    ]


_AT_THE_END = {
    "two_columns": (
        "Närvaro- och omröstningslista\n\n"
        "Nr  Namn                 Omr 1   Omr 2\n"
        "1   Ek Ulla (S)          Ja      Ja\n"
        "2   Dahl Jon (M)         Nej     Ja\n"
        "3   Lind Per (V)         –       –\n"
        "    tjg ers Holm Sara (V) Ja     Nej\n"
        "4   af Klint Karin (C)   Avst    Ja\n"
        "5   Björk Mia (KD)       Ja      Frv\n"
        "    Summa ja             3       3\n"
    ),
    "one_column_with_party": (
        "Upprop och votering\n\n"
        "Namn\tParti\tRöst\n"
        "Ek, Ulla\tS\tJa\n"
        "Dahl, Jon\tM\tNej\n"
        "Lind, Per\tV\tFrånv\n"
        "ers. Holm, Sara\tV\tJa\n"
        "af Klint, Karin\tC\tAvst\n"
        "Björk, Mia\tKD\tJa\n"
    ),
    "given_name_first_by_paragraph": (
        "Voteringslista\n\n"
        "Plats  Ledamot              § 1    § 2\n"
        "1      Ulla Ek (S)          JA     NEJ\n"
        "2      Jon Dahl (M)         NEJ    JA\n"
        "3      Per Lind (V)         –      –\n"
        "       Ers. Sara Holm (V)   JA     NEJ\n"
        "4      Karin af Klint (C)   AVST   NEJ\n"
        "5      Mia Björk (KD)       –      JA\n"
    ),
    "letters": (
        "Omröstningslista\n\n"
        "Nr\tLedamot\tParti\tVot 1\tVot 2\tVot 3\n"
        "1\tEk Ulla\tS\tJ\tJ\tN\n"
        "2\tDahl Jon\tM\tN\tN\tJ\n"
        "3\tLind Per\tV\tF\tF\tF\n"
        "\t→ Holm Sara\tV\tJ\tJ\tN\n"
        "4\taf Klint Karin\tC\tA\tJ\tA\n"
        "5\tBjörk Mia\tKD\tJ\tF\tJ\n"
    ),
    "no_word_for_the_substitute": (
        "Närvarolista\n\n"
        "Stol  Namn                 Rösträkning 1   Rösträkning 2\n"
        "1     Ek, Ulla (S)         Ja              Ja\n"
        "2     Dahl, Jon (M)        Nej             Nej\n"
        "3     Lind, Per (V)        Frånv           Frånv\n"
        "      Holm, Sara (V)       Ja              Nej\n"
        "4     af Klint, Karin (C)  Ja              Avst\n"
        "5     Björk, Mia (KD)      Ja              Ja\n"
    ),
}


@pytest.mark.parametrize("layout", _AT_THE_END)
def test_a_list_of_votes_tells_who_was_there(layout: str) -> None:
    source = source_from_text(_HEAD + "Plats: Salen" + _ITEMS + "\n" + _AT_THE_END[layout])
    page = structure.parse(source.clean, source.blocks).front
    found, _ = join_people(page, [], source.clean)
    assert sorted((one.name, one.party, str(one.attendance)) for one in found) == [
        ("Jon Dahl", "M", "member"),
        ("Karin af Klint", "C", "member"),
        ("Mia Björk", "KD", "member"),
        ("Per Lind", "V", "absent"),
        ("Sara Holm", "V", "serving_substitute"),
        ("Ulla Ek", "S", "member"),
    ]


@pytest.mark.parametrize(
    ("member", "substitute"),
    [
        ("Ek Ulla (S), ordförande", "Holm Sara (S), t.o.m. 49 §"),
        ("Ek Ulla (S), 1:e vice ordförande", "Holm Sara (S), från § 3"),
        ("Ek Ulla (S), ordf.", "Holm Sara (S), fr.o.m. § 2"),
        ("Ek Ulla (S)", "Holm Sara (S), §§ 1–4"),
        ("Ek Ulla (S), 2:e v. ordf.", "Holm Sara (S), till kl. 15"),
    ],
)
def test_a_substitute_beside_the_members_who_was_there_for_a_part(
    monkeypatch: pytest.MonkeyPatch, member: str, substitute: str
) -> None:
    rows = [("Ledamöter", "Ersättare"), (member, "Björk Mia (M)"), ("Dahl Jon (M)", substitute), ("Lind Per (V)", "")]
    text = "\n".join(f"{left:40}{right}".rstrip() for left, right in rows)
    told = {one.name: str(one.attendance) for one in humans_of(monkeypatch, text)}
    assert told == {
        "Ulla Ek": "member",
        "Jon Dahl": "member",
        "Per Lind": "member",
        "Mia Björk": "substitute",
        "Sara Holm": "substitute",
    }


@pytest.mark.parametrize(
    "written", ["(öl; ej 134 §)", "(öl, § 3–4)", "(öl; fr o m § 2)", "(ÖL; utom § 4)", "(öl, till kl. 15)"]
)
def test_a_note_stands_behind_the_party_in_its_bracket(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    text = f"Beslutande: ledamöterna Ulla Ek (s), Jon Dahl (m), Per Lind {written} och Mia Björk (c)\n"
    assert {one.name: (one.party or "").casefold() for one in humans_of(monkeypatch, text)}["Per Lind"] == "öl"


_ROLL = """Upprops- och röstlista

Nr  Namn                Parti Närv Kf    Kf
                                   § 1   § 2
 1  Ek Ulla             s     x    ja    ja
 2  Dahl Jon            c     x    avst  ja
 3  Lund Nils           m     -
    {word} Holm Sara   m     x    nej   nej
 4  Wik Anna            fp    x    ja    nej
 5  Alm Siv             hv    x    nej   nej
 6  Rask Tor            hv    -    frånv frånv
"""


@pytest.mark.parametrize("word", ["ersättare", "ers.", "tjg ersättare", "suppleant"])
def test_a_substitute_has_a_row_below_the_seat(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    speaks = "\n\nSiv Alm (hv) yrkar avslag. Tor Rask (hv) är borta.\n"
    humans = humans_of(monkeypatch, _ROLL.format(word=word).rstrip() + speaks)
    assert [(one.name, one.party, str(one.attendance)) for one in humans] == [
        ("Ulla Ek", "s", "member"),
        ("Jon Dahl", "c", "member"),
        ("Nils Lund", "m", "absent"),
        ("Sara Holm", "m", "serving_substitute"),
        ("Anna Wik", "fp", "member"),
        ("Siv Alm", "hv", "member"),
        ("Tor Rask", "hv", "absent"),
    ]


def test_small_letters_in_cells_are_parties_only_where_brackets_say_so() -> None:
    rows = ["1 Ek Ulla\ts\tx", "2 Dahl Jon\tc\tx", "3 Wik Anna\tfp\tx", "4 Alm Siv\thv\tx", "5 Rask Tor\tsen\tx"]
    assert learn_codes(rows, ["Siv Alm (hv) yrkar avslag."]) == {"s", "c", "fp", "hv"}
