"""Lists of those present that run by party, with other signs than a colon, and with names broken at a line's end."""

import pytest

from nlp_minutes.rules.front_headings import list_kind
from nlp_minutes.rules.frontpage import FrontLine, FrontPage, read_front_page
from nlp_minutes.rules.people import read_people


def page(text: str) -> FrontPage:
    lines, at, blank = [], 0, False
    for line in text.split("\n"):
        if line.strip():
            lines.append(FrontLine(text=line, start=at, blank_before=blank))
        blank = not line.strip()
        at += len(line) + 1
    return read_front_page(lines)


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.name, one.party, one.attendance) for one in page(text).entries]


@pytest.mark.parametrize("sign", ["–", "—", "=", ">", "|", "..."])
@pytest.mark.parametrize(
    "heading", ["Närvarande med rösträtt, partivis", "Beslutande", "Ledamöter som deltog i besluten"]
)
def test_a_sign_stands_between_the_party_and_its_people(heading: str, sign: str) -> None:
    text = f"{heading}\nS {sign} Ulla Ek (ordförande), Per Lund\nM {sign} Jon Dahl, ej 14 §\nVB {sign} Siv Alm"
    assert told(text) == [
        ("Ulla Ek", "S", "member"),
        ("Per Lund", "S", "member"),
        ("Jon Dahl", "M", "member"),
        ("Siv Alm", "VB", "member"),
    ]


@pytest.mark.parametrize("name", ["VB (Vår Bygd i Åslunda)", "VB (Välfärdspartiet Ekby)", "VB"])
def test_the_name_of_a_party_stands_behind_its_abbreviation(name: str) -> None:
    text = f"Beslutande\nS – Ulla Ek, Per Lund\n{name} – Jon Dahl (andre vice ordförande), Mia Björk\nC – Siv Alm"
    assert [(one.name, one.party) for one in page(text).entries][2:4] == [("Jon Dahl", "VB"), ("Mia Björk", "VB")]
    assert all(text[one.mention.start : one.mention.end] == one.name for one in page(text).entries)


def test_one_dash_alone_is_no_list_by_party() -> None:
    assert told("Plats\nS – Ulla Eks gata, Ekby") == []


@pytest.mark.parametrize(
    "line",
    [
        "Per Lund och, i stället för Jon Dahl, ersättaren Mia Björk",
        "Per Lund samt i stället för Jon Dahl ersättaren Mia Björk",
        "Per Lund, istället för Jon Dahl, tjänstgörande ersättaren Mia Björk",
        "Per Lund och för Jon Dahl ersättaren Mia Björk",
        "Per Lund samt, i stället för Jon Dahl, suppleanten Mia Björk",
        "Per Lund, för Jon Dahl inträdde ersättaren Mia Björk",
    ],
)
def test_who_is_replaced_stands_before_the_substitute(line: str) -> None:
    assert [(one.name, one.attendance, one.replaces) for one in read_people(line, 0)] == [
        ("Per Lund", None, None),
        ("Mia Björk", "serving_substitute", "Jon Dahl"),
        ("Jon Dahl", "absent", None),
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Hanna Wall-\nPetri (S)", "Hanna Wall-Petri"),
        ("Per Lund (M), Åsa Ek-\nDahl (S)", "Åsa Ek-Dahl"),
        ("Ulf Sten-\nÅkerlund, kanslichef", "Ulf Sten-Åkerlund"),
    ],
)
def test_a_double_name_is_broken_behind_its_hyphen(line: str, name: str) -> None:
    assert [one.name for one in read_people(line, 0)][-1] == name


@pytest.mark.parametrize("words", ["tjg. för", "tjg. ers. för", "tjg för", "ers. för", "tjänstgör för"])
def test_the_one_replaced_has_the_surname_first_too(words: str) -> None:
    found = read_people(f"Dahl, Jon (M) {words} Björk, Mia (M)", 0)
    assert [(one.name, one.attendance) for one in found] == [
        ("Jon Dahl", "serving_substitute"),
        ("Mia Björk", "absent"),
    ]


def test_a_running_list_goes_on_with_the_paragraphs_of_the_last_before() -> None:
    text = (
        "Beslutande: Ek Ulla (s), ordförande, Lund Per (m), 1:e vice ordförande, Dahl Jon (c)\n"
        "§§ 8–9, 11–15, Björk Mia (kd), Alm Sten-Åke (ehl) samt Wall-\n"
        "Petri Eva (m) för Gren Anna (fp)"
    )
    assert told(text) == [
        ("Ulla Ek", "s", "member"),
        ("Per Lund", "m", "member"),
        ("Jon Dahl", "c", "member"),
        ("Mia Björk", "kd", "member"),
        ("Sten-Åke Alm", "ehl", "member"),
        ("Eva Wall-Petri", "m", "serving_substitute"),
        ("Anna Gren", "fp", "absent"),
    ]


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("Ulla Ek är regiondirektör", "Ulla Ek", "regiondirektör"),
        ("Per Lund var sekreterare", "Per Lund", "sekreterare"),
        ("Mia Björk är ekonomichef", "Mia Björk", "ekonomichef"),
    ],
)
def test_a_verb_stands_between_the_name_and_the_office(line: str, name: str, role: str) -> None:
    found = read_people(line, 0, officials=True)
    assert [(one.name, [mark.text for mark in one.roles]) for one in found] == [(name, [role])]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Närvarande med enbart yttranderätt", "substitutes"),
        ("Deltagande med endast närvarorätt", "substitutes"),
        ("Närvarande med beslutanderätt", "members"),
    ],
)
def test_the_right_to_speak_alone_is_no_vote(words: str, kind: str) -> None:
    assert list_kind(words) == kind


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Ulla Ek. Jon Dahl frånvarande, ersättare saknas.", [("Ulla Ek", None), ("Jon Dahl", "absent")]),
        ("Ulla Ek (S). Jon Dahl (M)", [("Ulla Ek", None), ("Jon Dahl", None)]),
        ("Ulla Ek. Jon von Dahl förhindrad", [("Ulla Ek", None), ("Jon von Dahl", "absent")]),
        ("Ordf. Ulla Ek, v. ordf. Jon Dahl", [("Ulla Ek", None), ("Jon Dahl", None)]),
        ("Ulla Ek, ers. Jon Dahl", [("Ulla Ek", "serving_substitute"), ("Jon Dahl", "absent")]),
    ],
)
def test_a_full_stop_stands_between_people(line: str, found: list[tuple[str, str | None]]) -> None:
    assert [(one.name, one.attendance) for one in read_people(line, 0)] == found


def test_parties_by_their_full_names_behind_a_preposition() -> None:
    text = (
        "Närvarande:\nför socialdemokraterna Nils Ohm, ordförande, och Vera Tång;\n"
        "för miljöpartiet de gröna Siv Alm, ej 12 §, då Bo Sten tjänstgör i hennes ställe;\nför Vikapartiet Eli Brand."
    )
    assert told(text) == [
        ("Nils Ohm", "S", "member"),
        ("Vera Tång", "S", "member"),
        ("Siv Alm", "MP", "member"),
        ("Bo Sten", "MP", "serving_substitute"),
        ("Eli Brand", None, "member"),
    ]


def test_a_preposition_before_a_person_names_no_party() -> None:
    assert told("Ledamöter\nNils Ohm (S)\nErsättare\nVera Tång (S), för Birgit Sten") == [
        ("Nils Ohm", "S", "member"),
        ("Vera Tång", "S", "serving_substitute"),
        ("Birgit Sten", None, "absent"),
    ]


@pytest.mark.parametrize(
    ("sentence", "gone", "here"),
    [
        ("Vera Tång (C) hade anmält förhinder och i hennes ställe tjänstgjorde Bo Sten (C).", "absent", True),
        ("Vera Tång (C) var förhindrad; i hennes ställe inträdde ersättaren Bo Sten (C).", "absent", True),
        ("Vera Tång (C), i vars ställe Bo Sten (C) tjänstgör.", "absent", True),
        ("Eftersom Vera Tång (C) hade anmält förhinder inkallades ersättaren Bo Sten (C).", "absent", True),
        ("Bo Sten (C) tjänstgjorde i Vera Tångs ställe.", "absent", True),
        ("När Vera Tång (C) gick klockan 19.40 inträdde Bo Sten (C).", None, True),  # she has been there until then
        ("När Vera Tång (C) gick klockan 19.40 trädde ingen in för henne.", None, False),
    ],
)
def test_sentences_tell_who_was_away_and_who_came_in(sentence: str, gone: str | None, *, here: bool) -> None:
    people = page(f"Ledamöter\nNils Ohm (S), Siv Alm (M)\n\n{sentence}").entries[2:]
    assert [str(one.attendance) for one in people if one.name == "Vera Tång"] == ([gone] if gone else [])
    assert [(str(one.attendance), one.replaces) for one in people if one.name == "Bo Sten"] == (
        [("serving_substitute", "Vera Tång")] if here else []
    )


def test_officials_behind_the_substitutes_of_one_sentence_are_none() -> None:
    text = (
        "Ledamöter\nNils Ohm (S), Siv Alm (M)\n\nDärutöver är ersättarna Vera Tång (V) och Bo Sten (M) samt gatuchefen "
        "Eli Brand, liksom nämndens sekreterare Ida Holm närvarande."
    )
    assert [(name, attendance) for name, _, attendance in told(text)][2:] == [
        ("Vera Tång", "substitute"),
        ("Bo Sten", "substitute"),
        ("Eli Brand", "other"),
        ("Ida Holm", "other"),
    ]


def test_a_remark_in_a_row_tells_who_sits_in_the_place() -> None:
    text = (
        "Nr\tNamn\tParti\tAnmärkning\n1\tOhm, Nils\tS\tordförande\n"
        "2\tTång, Vera\tC\tfrånvarande, i hennes ställe Sten, Bo (C)\n3\tAlm, Siv\tM\tej § 4"
    )
    assert told(text) == [
        ("Nils Ohm", "S", "member"),
        ("Vera Tång", "C", "absent"),
        ("Bo Sten", "C", "serving_substitute"),
        ("Siv Alm", "M", "member"),
    ]


def test_behind_a_slash_stands_who_sits_on_the_seat() -> None:
    text = (
        "Nr\tInvald / tjänstgör\tParti\tOmr. 1\n1\tOhm Nils\tS\tJa\n2\tTång Vera / Sten Bo\tC\tNej\n3\tAlm Siv\tM\tJa"
    )
    found = {name: attendance for name, _, attendance in told(text)}
    assert found == {
        "Nils Ohm": "member",
        "Vera Tång": "absent",
        "Bo Sten": "serving_substitute",
        "Siv Alm": "member",
    }


def test_those_who_sign_are_no_rows_of_the_table_above() -> None:
    text = (
        "\tNamn\tParti\tUppdrag\tDeltog\n1\tNils Ohm\tS\tordförande\tpå plats\n2\tSiv Alm\tM\tledamot\tdigitalt\n\n"
        "Mötessekreterare\tIda Holm, 2031-02-03"
    )
    assert "Ida Holm" not in {name for name, _, _ in told(text)}


@pytest.mark.parametrize(
    "remark",
    [
        "Siv Alm är frånvarande; ersättare saknas.",
        "Siv Alm var förhindrad.",
        "Siv Alm har anmält förhinder.",
        "Siv Alm hade i förväg meddelat frånvaro.",
    ],
)
def test_a_remark_on_one_absent_leaves_the_parties_below_as_they_are(remark: str) -> None:
    text = (
        "Närvarande, partivis\n\nSocialdemokraterna (S): Ulla Ek, ordförande, Per Lund\n\n"
        f"Moderaterna (M): Jon Dahl. {remark}\n\nCenterpartiet (C): Mia Björk\n"
    )
    assert told(text) == [
        ("Ulla Ek", "S", "member"),
        ("Per Lund", "S", "member"),
        ("Jon Dahl", "M", "member"),
        ("Siv Alm", "M", "absent"),
        ("Mia Björk", "C", "member"),
    ]


@pytest.mark.parametrize(
    "words", ["fr o m 49 §, dessförinnan", "t o m 49 §, därefter", "fr.o.m. § 49, dessförinnan", "§§ 40-48, därpå"]
)
def test_who_was_there_for_the_other_items_stands_on_the_next_line(words: str) -> None:
    text = f"Beslutande\n\nVänsterpartiet (V): Ulla Ek, Siv Alm {words}\nNahid Rezaei\n\nVB: Per Lund, Åsa Wik\n"
    assert told(text) == [
        ("Ulla Ek", "V", "member"),
        ("Siv Alm", "V", "member"),
        ("Nahid Rezaei", "V", "serving_substitute"),
        ("Per Lund", "VB", "member"),
        ("Åsa Wik", "VB", "member"),
    ]


@pytest.mark.parametrize("begins", ["Dessutom", "Därutöver", "Därjämte", "Vidare"])
def test_officials_behind_a_word_that_adds(begins: str) -> None:
    text = (
        "Närvarande: Ulla Ek, s, Per Lund, m.\nEj tjänstgörande: Siv Alm, c.\n"
        f"{begins} kommunchef Åke Rask, kamrer Vera Holm, § 4, och sekreterare Kim Norén."
    )
    assert [one for one in told(text) if one[2] == "other"] == [
        ("Åke Rask", None, "other"),
        ("Vera Holm", None, "other"),
        ("Kim Norén", None, "other"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Ek, Ulla (c) ordf, Dahl, Jon (m) 1:e vice ordförande, Alm, Siv (s) utom § 3, Lund, Per (fp)",
        "Ek, Ulla (c), ordförande, Dahl, Jon (m), vice ordförande, Alm, Siv (s), Lund, Per (fp)",
        "Ek, Ulla (c) ordf, Dahl, Jon (m) t o m § 4, Alm, Siv (s) och Lund, Per (fp) fr o m § 5",
        "Ek, Ulla (c), Dahl, Jon (m) kl 13.15 - 15.00, samt Alm, Siv (s), Lund, Per (fp)",
    ],
)
def test_a_running_list_with_the_surname_first_has_offices_and_notes(line: str) -> None:
    people = [(one.name, one.party) for one in read_people(line, 0)]
    assert people == [("Ulla Ek", "c"), ("Jon Dahl", "m"), ("Siv Alm", "s"), ("Per Lund", "fp")]


def test_a_running_list_with_the_given_name_first_stays() -> None:
    people = [(one.name, one.party) for one in read_people("Ulla Ek, ordförande, Jon Dahl (m), Siv Alm (s)", 0)]
    assert people == [("Ulla Ek", None), ("Jon Dahl", "m"), ("Siv Alm", "s")]


def test_the_paragraphs_of_one_official_end_before_the_next() -> None:
    text = "Övriga närvarande\nAvdelningschef Karin Öst, §§ 14-18 Miljöhandläggare Pia Lind, § 19"
    assert told(text) == [("Karin Öst", None, "other"), ("Pia Lind", None, "other")]


@pytest.mark.parametrize(
    "note", ["beslutade i paragraf 13", "röstade §§ 4-6", "deltog i besluten § 7", "beslutar i § 3", "beslutande § 3"]
)
def test_a_substitute_who_decided_in_some_items_served(note: str) -> None:
    text = f"Beslutande\nUlla Ek (S)\nPer Lund (M)\n\nErsättare\nSiv Alm (S), {note}\nJon Dahl (C), från § 4\n"
    assert told(text)[2:] == [("Siv Alm", "S", "serving_substitute"), ("Jon Dahl", "C", "substitute")]
