from __future__ import annotations

import re

import pytest

from nlp_minutes.rules.names import NAME_PARTY, clean_party, in_running_text, looks_like_name, opener, party_of


@pytest.mark.parametrize(
    "name",
    [
        "Ulla Ek",
        "Ulla Sundén-Ekberg",
        "Anna-Karin Ek",
        "Ulla af Ek",
        "U. Ek",
        "Ulla M Ek",
        "Jamal Abdi Warsame",
        "Ulla von der Ek",
        "Éva Šimić",
        "Maryam al-Rashid",
        "Seán O'Brien",
        "Ulla Ek Sundén",
        "Lars-Åke Öst",
    ],
)
def test_looks_like_name_takes_names(name: str) -> None:
    assert looks_like_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "Ulla",
        "ulla ek",
        "Åslunda kommun",
        "Tekniska nämnden",
        "Plats och tid",
        "Ej § 47",
        "Kommundirektör",
        "",
        "Ek (S)",
        "Justerande Sign",
        "Sida 7",
        "Beslutande Ledamöter",
        "Samtliga Ledamöter",
        "Miljöpartiet de gröna",
        "Kvarnen AB",
        "x" * 70,
    ],
)
def test_looks_like_name_passes_over_other_words(text: str) -> None:
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("S", "S"),
        ("(s)", "s"),
        ("(L,)", "L"),
        ("–", None),
        ("-", None),
        ("opol.", None),
        ("Politisk vilde", None),
        ("", None),
        ("ÖrP", "ÖrP"),
    ],
)
def test_clean_party_gives_what_is_written(text: str, party: str | None) -> None:
    assert clean_party(text) == party


@pytest.mark.parametrize(("text", "party"), [("Socialdemokraterna", "S"), ("(m)", "M"), ("Kvarnen", None)])
def test_party_of_gives_the_usual_abbreviation(text: str, party: str | None) -> None:
    assert party_of(text) == party


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("ULLA EK", "Ulla Ek"),
        ("ULLA AF EK", "Ulla af Ek"),
        ("ULLA SUNDÉN-EKBERG", "Ulla Sundén-Ekberg"),
        ("ÅKE ÖST", "Åke Öst"),
        ("Ulla Ek", "Ulla Ek"),
        ("Ulla McEk", "Ulla McEk"),
    ],
)
def test_in_running_text_writes_capitals_as_in_text(name: str, written: str) -> None:
    assert in_running_text(name) == written


def test_name_party_finds_all_of_a_list() -> None:
    text = "Ulla Ek (S), Jon Dahl(M) och Mia Sundén Björk (c) yrkar (se bilaga)."
    found = [(m["name"], m["party"]) for m in re.finditer(NAME_PARTY, text)]
    assert found == [("Ulla Ek", "S"), ("Jon Dahl", "M"), ("Mia Sundén Björk", "c")]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("När Britta Ohm", "Britta Ohm"),
        ("Varvid Britta Ohm", "Britta Ohm"),
        ("Dock Även Britta Ohm", "Britta Ohm"),
        ("I stället för Britta Ohm", "Britta Ohm"),
        ("För Nya Vika", "Nya Vika"),
        ("Per Ohm", "Per Ohm"),  # given names that are words as well
        ("Inga Ohm", "Inga Ohm"),
        ("Alla Petrova", "Alla Petrova"),
        ("för Britta Ohm", "för Britta Ohm"),  # who is replaced: no beginning of a sentence
        ("När hon gick", "När hon gick"),
    ],
)
def test_opener_counts_words_that_only_open_a_sentence(text: str, rest: str) -> None:
    assert text[opener(text) :] == rest
