"""Small words and small letters of attendance lists: parties nobody knows, who only listened, who was called in."""

import pytest

from nlp_minutes.rules.frontpage import FrontLine, read_front_page
from nlp_minutes.rules.people import read_people


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    lines, at, blank = [], 0, False
    for line in text.split("\n"):
        if line.strip():
            lines.append(FrontLine(text=line, start=at, blank_before=blank))
        blank = not line.strip()
        at += len(line) + 1
    return [(one.name, one.party, one.attendance) for one in read_front_page(lines).entries]


@pytest.mark.parametrize("party", ["Nya Granby", "Granbys Vänner", "Rädda Viken", "Granby i tiden", "Enade Viken"])
def test_a_party_that_no_lexicon_holds_stands_among_others(party: str) -> None:
    text = f"Beslutande\nModeraterna: Jon Dahl, Ulla Ek\n{party}: Siv Alm, ej § 14"
    assert told(text) == [("Jon Dahl", "M", "member"), ("Ulla Ek", "M", "member"), ("Siv Alm", None, "member")]


@pytest.mark.parametrize("party", ["Nya Granby", "Granbys Vänner", "Rädda Viken", "Granby i tiden"])
def test_an_unknown_party_goes_on_behind_the_last_name(party: str) -> None:
    text = f"Beslutande\nModeraterna: Jon Dahl, Ulla Ek {party}: Siv Alm, ej § 14"
    assert told(text) == [("Jon Dahl", "M", "member"), ("Ulla Ek", "M", "member"), ("Siv Alm", None, "member")]


@pytest.mark.parametrize("heading", ["Vilka lyssnade", "De som lyssnade", "Satt med vid bordet utan att rösta"])
def test_politicians_who_listened_are_substitutes(heading: str) -> None:
    text = f"Beslutande\nUlla Ek (S)\nJon Dahl (M)\n\n{heading}\n\nSiv Alm (C) och Per Lund (V)"
    assert told(text)[2:] == [("Siv Alm", "C", "substitute"), ("Per Lund", "V", "substitute")]


@pytest.mark.parametrize("lead", ["Vidare var", "Dessutom var", "Därjämte voro", "Även var"])
@pytest.mark.parametrize("end", ["tillstädes", "närvarande"])
def test_offices_stand_before_the_names_and_the_verb_behind(lead: str, end: str) -> None:
    text = (
        "Närvarande: Ulla Ek (s), ordförande, Jon Dahl (m) och Mia Björk (c), ledamöter.\n\n"
        f"{lead} ersättaren Siv Alm (m), socialchefen Per Lund §§ 4–5 och sekreteraren Eva Ros {end}."
    )
    assert told(text)[3:] == [("Siv Alm", "m", "substitute"), ("Per Lund", None, "other"), ("Eva Ros", None, "other")]


@pytest.mark.parametrize("office", ["vice ordförande", "vice ordf", "vice gruppledare"])
def test_the_first_word_of_an_office_is_no_party(office: str) -> None:
    assert [(one.name, one.party) for one in read_people(f"Ulla Ek ({office}), Jon Dahl", 0)] == [
        ("Ulla Ek", None),
        ("Jon Dahl", None),
    ]


@pytest.mark.parametrize("remark", ["tjänstgör inte", "tjänstgjorde ej", "tjänstgör icke", "ej tjänstgörande"])
def test_a_substitute_who_does_not_serve(remark: str) -> None:
    head = "Namn\tParti\tUppdrag\tAnmärkning"
    rows = f"Ulla Ek\tS\tledamot\nPer Lund\tM\tledamot\tpå distans\nJon Dahl\tL\tersättare\t{remark}"
    assert told(f"Deltagare\n{head}\n{rows}")[-1] == ("Jon Dahl", "L", "substitute")


_ROLL = "Närvarande\n1  Ek, Ulla, c   ordförande\n2  Dahl, Jon, m\n3  Alm, Siv, s\n4  Lund, Per, {code}\n5  Ros, Eva, s"


@pytest.mark.parametrize("code", ["vb", "gl", "np", "ob", "öl"])
def test_a_roll_has_its_parties_in_small_letters(code: str) -> None:
    assert ("Per Lund", code, "member") in told(_ROLL.format(code=code))


@pytest.mark.parametrize("words", ["i hans ställe inkallas", "i stället inkallades", "därför kallades"])
def test_who_is_away_and_who_is_called_in_stand_in_one_row(words: str) -> None:
    people = told(_ROLL.format(code="vb") + f"\n6  Berg, Nils, m, frånvarande; {words} Holm, Lisa, m")
    assert people[5:] == [("Nils Berg", "m", "absent"), ("Lisa Holm", "m", "serving_substitute")]


@pytest.mark.parametrize(
    "words",
    ["i st f", "i st. f.", "i frånvaro av", "som vikarierar för", "vikarie för", "som gick in för", "träder in för"],
)
def test_words_for_standing_in(words: str) -> None:
    text = f"Beslutande\nSiv Alm (C), ordförande\nPer Lund (M) {words} Rut Berg (M)\nEva Ros (S)"
    assert told(text)[1:] == [
        ("Per Lund", "M", "serving_substitute"),
        ("Rut Berg", "M", "absent"),
        ("Eva Ros", "S", "member"),
    ]


def test_other_things_that_stand_in_for_nobody() -> None:
    text = "Beslutande\nSiv Alm (C), ordförande, sitter för kommunen\nPer Lund (M)"
    assert [one[2] for one in told(text)] == ["member", "member"]


def test_marks_before_names_with_a_legend() -> None:
    text = (
        "Ledamöter och ersättare\n[x] Siv Alm, C, ordförande\n[x] Per Lund, M\n[–] Rut Berg, S\n"
        "[e] Eva Ros, S, går in för Rut Berg\n[e] Bo Hed, V, går inte in\n"
        "x = närvarande, e = ersättare, – = frånvarande"
    )
    found = {name: kind for name, _, kind in reversed(told(text))}
    assert found == {
        "Siv Alm": "member",
        "Per Lund": "member",
        "Rut Berg": "absent",
        "Eva Ros": "serving_substitute",
        "Bo Hed": "substitute",
    }


def test_boxes_that_nobody_filled_in_tell_nothing() -> None:
    text = "Beslutande ledamöter\n[ ] Siv Alm (C)\n[ ] Per Lund (M)\n[ ] Rut Berg (S)"
    assert "absent" not in [one[2] for one in told(text)]


def test_parties_in_brackets_with_a_preposition() -> None:
    text = (
        "Från (s): Siv Alm, ordförande, Per Lund och Rut Berg. Från (m): Eva Ros. Från (c): Bo Hed, för vilken "
        "ersättaren Jon Dahl tjänstgör vid §§ 4-5."
    )
    assert told(text) == [
        ("Siv Alm", "s", "member"),
        ("Per Lund", "s", "member"),
        ("Rut Berg", "s", "member"),
        ("Eva Ros", "m", "member"),
        ("Bo Hed", "c", "member"),
        ("Jon Dahl", "c", "serving_substitute"),
    ]


def test_who_is_away_stands_beside_who_sits_there() -> None:
    text = "Frånvarande:\tI dennes ställe:\nSiv Alm (M)\tPer Lund (M)\nRut Berg (S)\tEva Ros (S), t.o.m. § 9"
    assert [one[2] for one in told(text)] == ["absent", "serving_substitute"] * 2


def test_the_place_of_somebody_in_brackets() -> None:
    people = read_people("Siv Alm (M, ordförande), Per Lund (S), Eva Ros (MP, i Rut Bergs (C) ställe)", 0)
    assert [(one.name, one.party, one.attendance) for one in people] == [
        ("Siv Alm", "M", None),
        ("Per Lund", "S", None),
        ("Eva Ros", "MP", "serving_substitute"),
        ("Rut Berg", "C", "absent"),
    ]


def test_courtesy_titles_and_whose_substitute() -> None:
    text = (
        "Närvarande: herr Bo Hed (s), ordförande, fru Siv Alm (s) samt, i stället för herr Per Lund (m), som anmält "
        "förfall, dennes ersättare fröken Eva Ros (m)."
    )
    assert told(text)[2:] == [("Eva Ros", "m", "serving_substitute"), ("Per Lund", "m", "absent")]


def test_the_one_who_serves_stands_below_with_a_note() -> None:
    text = "Ledamöter\nSiv Alm (S)\nfrånv, ers: Bo Hed (S)\nEva Ros (M)\nPer Lund (C)"
    assert [(one[0], one[2]) for one in told(text)] == [
        ("Siv Alm", "absent"),
        ("Bo Hed", "serving_substitute"),
        ("Eva Ros", "member"),
        ("Per Lund", "member"),
    ]
