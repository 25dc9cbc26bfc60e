"""One line of an attendance list: every form of the third part of the layout traps."""

from __future__ import annotations

import pytest

from nlp_minutes.rules.people import Entry, base_role, read_people


def one(line: str, *, officials: bool = False) -> Entry:
    (entry,) = read_people(line, 0, officials=officials)
    return entry


@pytest.mark.parametrize("line", ["När Britta Ohm (C) gick", "Sedan Britta Ohm (C) anlänt", "Dessutom Britta Ohm (C)"])
def test_a_word_that_opens_the_sentence_is_no_part_of_the_name(line: str) -> None:
    entry = one(line)
    assert (entry.name, entry.party) == ("Britta Ohm", "C")
    assert line[entry.mention.start : entry.mention.end] == "Britta Ohm"


@pytest.mark.parametrize(
    "line",
    [
        "........ Britta Ohm, sekreterare",
        "Britta Ohm, sekreterare ........",
        "____ Britta Ohm, sekreterare _____",
        "…… Britta Ohm, sekreterare",
    ],
)
def test_lines_to_sign_on_belong_to_nobody(line: str) -> None:
    entry = one(line)
    assert (entry.name, [role.text for role in entry.roles]) == ("Britta Ohm", ["sekreterare"])
    assert line[entry.roles[0].start : entry.roles[0].end] == "sekreterare"


def test_lines_to_sign_on_part_two_people() -> None:
    entries = read_people("Britta Ohm, sekreterare ........ Nils Vik, ordförande", 0)
    assert [(entry.name, [role.text for role in entry.roles]) for entry in entries] == [
        ("Britta Ohm", ["sekreterare"]),
        ("Nils Vik", ["ordförande"]),
    ]


@pytest.mark.parametrize(
    ("line", "name", "party"),
    [
        ("Ulla Ek (S)", "Ulla Ek", "S"),
        ("Ek, Ulla (S)", "Ulla Ek", "S"),
        ("Ulla Ek (s)", "Ulla Ek", "s"),
        ("Ulla Ek (fp)", "Ulla Ek", "fp"),
        ("Ulla Ek (kd)", "Ulla Ek", "kd"),
        ("Ulla Ek ((L)", "Ulla Ek", "L"),
        ("Ulla Ek (L,)", "Ulla Ek", "L"),
        ("Ulla Ek (M", "Ulla Ek", "M"),
        ("Ulla Ek (S):", "Ulla Ek", "S"),
        ("Ulla Ek(S)", "Ulla Ek", "S"),
        ("Ulla Ek ( S )", "Ulla Ek", "S"),
        ("Ulla Ek (–)", "Ulla Ek", None),
        ("Ulla Ek (-)", "Ulla Ek", None),
        ("Ulla Ek (opol.)", "Ulla Ek", None),
        ("Ulla Ek (Politisk vilde)", "Ulla Ek", None),
        ("Ulla Ek, Politisk vilde", "Ulla Ek", None),
        ("Ulla Ek (FNL)", "Ulla Ek", "FNL"),
        ("Ulla Ek (ÖrP)", "Ulla Ek", "ÖrP"),
        ("Ulla Ek (KIS)", "Ulla Ek", "KIS"),
        ("Ulla Ek (MED)", "Ulla Ek", "MED"),
        ("Ulla Ek (D)", "Ulla Ek", "D"),
        ("Ulla Ek (SPI)", "Ulla Ek", "SPI"),
        ("Ulla Ek (Vägval Åslunda)", "Ulla Ek", "Vägval Åslunda"),
        ("Ulla Ek S", "Ulla Ek", "S"),
        ("Ulla Ek, S", "Ulla Ek", "S"),
        ("1. Ulla Ek (S)", "Ulla Ek", "S"),
        ("• Ulla Ek (S)", "Ulla Ek", "S"),
        ("Ulla af Ek (S)", "Ulla af Ek", "S"),
        ("Ulla Maria von Ek (S)", "Ulla Maria von Ek", "S"),
        ("Ulla Sundén-Ekberg (S)", "Ulla Sundén-Ekberg", "S"),
        ("Ulla Sundén Ekberg (S)", "Ulla Sundén Ekberg", "S"),
        ("Maryam al-Rashid (S)", "Maryam al-Rashid", "S"),
        ("Ulla\nEk (S)", "Ulla Ek", "S"),
        ("Karin Lind (C)12", "Karin Lind", "C"),  # a page number glued to it
        ("Åsa Wik", "Åsa Wik", None),
    ],
)
def test_read_people_reads_name_and_party(line: str, name: str, party: str | None) -> None:
    entry = one(line)
    assert (entry.name, entry.party) == (name, party)
    assert entry.attendance is None


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("Ulla Ek (S), ordförande", ["ordförande"]),
        ("Ulla Ek (S) ordförande", ["ordförande"]),
        ("Ordförande Ulla Ek (S)", ["Ordförande"]),
        ("Ulla Ek (S), 1:e vice ordförande", ["1:e vice ordförande"]),
        ("Ulla Ek (S) 1:e vice ordförande", ["1:e vice ordförande"]),
        ("Ulla Ek (S), ordförande §§ 40–45", ["ordförande"]),
        ("Ulla Ek (S) (ordförande)", ["ordförande"]),
        ("Åsa Wik, kommundirektör §§ 40–45", ["kommundirektör"]),
        ("Åsa Wik kommundirektör", ["kommundirektör"]),
        ("Kommundirektör Åsa Wik", ["Kommundirektör"]),
    ],
)
def test_read_people_reads_the_office(line: str, roles: list[str]) -> None:
    entry = one(line)
    assert entry.name in {"Ulla Ek", "Åsa Wik"}
    assert [role.text for role in entry.roles] == roles


@pytest.mark.parametrize(
    ("line", "substitute", "replaced", "party"),
    [
        ("Jon Dahl (M) tjänstgör för Mia Björk (M) §§ 41–47", "Jon Dahl", "Mia Björk", "M"),
        ("Jon Dahl (M), tjänstgör för Mia Björk (M)", "Jon Dahl", "Mia Björk", "M"),
        ("Jon Dahl (M) ers. Mia Björk (M) kl. 14.10-", "Jon Dahl", "Mia Björk", "M"),
        ("Jon Dahl (M) ersätter Mia Björk (M)", "Jon Dahl", "Mia Björk", "M"),
        ("Jon Dahl (M) tjänstgörande ersättare för Mia Björk (M)", "Jon Dahl", "Mia Björk", "M"),
        ("Jon Dahl (M) i stället för Mia Björk (M)", "Jon Dahl", "Mia Björk", "M"),
        ("Jon Dahl (M) för Mia Björk", "Jon Dahl", "Mia Björk", None),  # no party: none is guessed
        ("Jon Dahl (M) (för Mia Björk)", "Jon Dahl", "Mia Björk", None),
        ("Dahl, Jon (m) ersätter Björk, Mia (m)", "Jon Dahl", "Mia Björk", "m"),
    ],
)
def test_read_people_reads_who_stands_in_for_whom(line: str, substitute: str, replaced: str, party: str | None) -> None:
    first, second = read_people(line, 0)
    assert (first.name, first.attendance, first.replaces) == (substitute, "serving_substitute", replaced)
    assert (second.name, second.attendance, second.party) == (replaced, "absent", party)


def test_read_people_reads_the_replaced_one_first() -> None:
    first, second = read_people("Mia Björk (M) ersätts av Jon Dahl (M)", 0)
    assert (first.name, first.attendance) == ("Mia Björk", "absent")
    assert (second.name, second.attendance, second.replaces) == ("Jon Dahl", "serving_substitute", "Mia Björk")


@pytest.mark.parametrize("line", ["Vakant (SD)", "Vakant", "Vakans (M)", "Ersättare saknas", "–", "", "  "])
def test_read_people_finds_nobody_at_an_empty_seat(line: str) -> None:
    assert read_people(line, 0) == []


@pytest.mark.parametrize(
    "note",
    [
        "§§ 40–46, 48",
        ", ej § 47 pga jäv",
        "(p. 2, 4)",
        "från kl. 13.25 under § 42",
        ", digitalt",
        "via Teams",
        "på distans",
        "(deltar på distans)",
        "§ 40 – § 46",
        "t.o.m. § 46",
        "kl. 13.25–15.00",
        ", frånvarande § 47",
    ],
)
def test_read_people_keeps_partial_presence_as_a_note(note: str) -> None:
    entry = one(f"Ulla Ek (S) {note}".replace(" ,", ","))
    assert (entry.name, entry.party, entry.attendance, entry.roles) == ("Ulla Ek", "S", None, ())
    assert entry.note


@pytest.mark.parametrize(
    ("line", "attendance"),
    [
        ("Ulla Ek (S), frånvarande", "absent"),
        ("Ulla Ek (S) anmält förhinder", "absent"),
        ("Ulla Ek (S), tjänstgörande ersättare", "serving_substitute"),
        ("Ulla Ek (S), ej tjänstgörande", "substitute"),
        ("Ulla Ek (S), tjg.", "serving_substitute"),
    ],
)
def test_read_people_reads_the_capacity(line: str, attendance: str) -> None:
    assert one(line).attendance == attendance


@pytest.mark.parametrize(
    "line",
    [
        "Ulla Ek (S), Jon Dahl (M) och Mia Björk (C)",
        "Ulla Ek (S); Jon Dahl (M); Mia Björk (C)",
        "Ulla Ek (S)\tJon Dahl (M)\tMia Björk (C)",
        "Ulla Ek (S) • Jon Dahl (M) • Mia Björk (C)",
        "Ulla Ek (S), Jon Dahl (M) samt Mia Björk (C)",
        "Ulla Ek (S) / Jon Dahl (M) / Mia Björk (C)",
    ],
)
def test_read_people_takes_several_on_one_line(line: str) -> None:
    assert [(e.name, e.party) for e in read_people(line, 0)] == [
        ("Ulla Ek", "S"),
        ("Jon Dahl", "M"),
        ("Mia Björk", "C"),
    ]


def test_read_people_marks_where_everything_stands() -> None:
    line = "Ordförande Ulla Ek (S), Jon Dahl (M) tjänstgör för Mia Björk (M)"
    for entry in read_people(line, 50):
        assert line[entry.mention.start - 50 : entry.mention.end - 50] == entry.mention.text == entry.name
        assert entry.party_mark is not None
        assert line[entry.party_mark.start - 50 : entry.party_mark.end - 50] == entry.party
        for role in entry.roles:
            assert line[role.start - 50 : role.end - 50] == role.text


def test_read_people_marks_a_surname_first_name_whole() -> None:
    entry = one("Ek, Ulla (S)")
    assert (entry.mention.text, entry.mention.start, entry.mention.end) == ("Ek, Ulla", 0, 8)


def test_read_people_takes_unions_for_no_party() -> None:
    entry = one("Ove Nygren (Kommunal)", officials=True)
    assert (entry.name, entry.party) == ("Ove Nygren", None)


def test_read_people_knows_an_unknown_title_before_a_known_given_name() -> None:
    entry = one("Fritidspedagogen Ulla Ek", officials=True)
    assert entry.name == "Ulla Ek"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ordföranden", "ordförande"),
        ("ordf.", "ordförande"),
        ("v. ordf", "vice ordförande"),
        ("2:e v ordf", "2:e vice ordförande"),
        ("tjg ers", "tjänstgörande ersättare"),
        ("Justerande", "justerare"),
        ("Kommundirektören", "kommundirektör"),
        ("ekonomichefen", "ekonomichef"),
        ("Sekreteraren,", "sekreterare"),
        ("Vid protokollet", "sekreterare"),
        ("1:e  vice\nordförande", "1:e vice ordförande"),
        ("kommunalrådet", "kommunalråd"),
    ],
)
def test_base_role_gives_the_base_form(text: str, role: str) -> None:
    assert base_role(text) == role


@pytest.mark.parametrize(
    ("piece", "office"),
    [
        ("ordförande i revisionen Ulla Ek (40 §)", "ordförande"),
        ("ekonomichef vid miljökontoret Ulla Ek", "ekonomichef"),
        ("rektor på gymnasiet Ulla Ek, § 7", "rektor"),
        ("vice ordförande i kommunala pensionärsrådet Ulla Ek", "vice ordförande"),
        ("enhetschef inom hemtjänsten Ulla Ek", "enhetschef"),
    ],
)
def test_an_office_in_a_body_stands_before_its_name(piece: str, office: str) -> None:
    people = read_people(f"kommunchef Jon Dahl, {piece} och sekreterare Mia Björk", 0, officials=True)
    assert [one.name for one in people] == ["Jon Dahl", "Ulla Ek", "Mia Björk"]
    assert [role.text for role in people[1].roles] == [office]


def capacities(line: str) -> list[tuple[str, str | None, str | None]]:
    return [(entry.name, entry.attendance, entry.replaces) for entry in read_people(line, 0)]


@pytest.mark.parametrize(
    ("words", "attendance"),
    [
        ("inne för Nils Vik", "serving_substitute"),
        ("inne på vakant plats", "serving_substitute"),
        ("med rösträtt", "serving_substitute"),
        ("ersättare, utan rösträtt", "substitute"),
        ("ersättare, ej röstberättigad", "substitute"),
    ],
)
def test_the_right_to_vote_tells_the_capacity(words: str, attendance: str) -> None:
    assert read_people(f"Britta Ohm (C), {words}", 0)[0].attendance == attendance


def test_an_official_without_a_vote_is_no_substitute() -> None:
    assert one("Britta Ohm, miljöchef, utan rösträtt", officials=True).attendance is None


def test_the_substitutes_behind_the_members() -> None:
    assert capacities("ledamöterna Nils Vik och Rut Asp samt suppleanterna Britta Ohm och Leo Hed") == [
        ("Nils Vik", None, None),
        ("Rut Asp", None, None),
        ("Britta Ohm", "substitute", None),
        ("Leo Hed", "substitute", None),
    ]
    assert capacities("Nils Vik samt suppleanterna Britta Ohm, vilken tjänstgjorde för Rut Asp, och Leo Hed") == [
        ("Nils Vik", None, None),
        ("Britta Ohm", "serving_substitute", "Rut Asp"),
        ("Rut Asp", "absent", None),
        ("Leo Hed", "substitute", None),
    ]


def test_substitutes_alone_are_what_their_list_is() -> None:
    assert capacities("suppleanterna Britta Ohm och Leo Hed") == [("Britta Ohm", None, None), ("Leo Hed", None, None)]


def test_who_is_replaced_stands_before_the_substitute() -> None:
    assert capacities("Nils Vik samt, i stället för Rut Asp, Britta Ohm") == [
        ("Nils Vik", None, None),
        ("Britta Ohm", "serving_substitute", "Rut Asp"),
        ("Rut Asp", "absent", None),
    ]
