from __future__ import annotations

import re

import pytest

from nlp_minutes.rules.sentences import abbreviations, split_sentences


def sentences(text: str) -> list[str]:
    return [text[low:high] for low, high in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden har bl.a. hört grannarna.",
        "Ordf. Ek yrkar bifall.",
        "Enligt tj.skr. Dahl har kontoret räknat om taxan.",
        "Ärendet har dnr. KS 2031/118 i diariet.",
        "Enligt 5 kap. 3 § plan- och bygglagen krävs lov.",
        "Mötet börjar kl. 15.00 i rådssalen.",
        "Taxan gäller fr.o.m. den 1.1.2032 och t.o.m. den 31.12.2032.",
        "S. Ek och K.-G. Dahl yrkar avslag.",
        "A.B. Lund (C) deltar inte.",
        "Kostnaden är 4,5 mnkr per år.",
        "Priset är 1.250 kronor.",
        "Se fig. Ett och tab. Två i bilagan.",
        "Dahl säger: ”Det räcker. Vi har väntat nog.”",
        "Kommunen (som äger marken. Hela marken.) säljer.",
        "1. Godkänna rapporten",
        "a) Uppdra åt förvaltningen att svara",
        "Se www.kommun.example/plan för mer.",
    ],
)
def test_split_keeps_one_sentence_whole(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nämnden avslår ansökan. Avgiften är 900 kronor.", ["Nämnden avslår ansökan.", "Avgiften är 900 kronor."]),
        ("Se p. 3. § 12 justeras omedelbart.", ["Se p. 3.", "§ 12 justeras omedelbart."]),
        ("Mötet slutar kl. 15.00. Nästa möte är i maj.", ["Mötet slutar kl. 15.00.", "Nästa möte är i maj."]),
        (
            "Kontoret väljer alternativ B. Nämnden beslutar i maj.",
            ["Kontoret väljer alternativ B.", "Nämnden beslutar i maj."],
        ),
        ("Bygglov för garage m.m. Nämnden avslår.", ["Bygglov för garage m.m.", "Nämnden avslår."]),
        ("Bidraget är 5 mnkr. Nämnden avslår.", ["Bidraget är 5 mnkr.", "Nämnden avslår."]),
        ("Ska vi bygga? Ja! Nämnden är enig.", ["Ska vi bygga?", "Ja!", "Nämnden är enig."]),
        ("”Ja för bifall.” ”Nej för avslag.”", ["”Ja för bifall.”", "”Nej för avslag.”"]),
        ("Vägen byggs 2031. Bron byggs sedan.", ["Vägen byggs 2031.", "Bron byggs sedan."]),
        ("Nämnden avslår.1 Skälet är trafiken.", ["Nämnden avslår.1", "Skälet är trafiken."]),
        ("Nämnden avslår.Skälet är trafiken.", ["Nämnden avslår.", "Skälet är trafiken."]),
        (
            "Nämnden beslutar: 1. Godkänna rapporten. 2. Uppdra åt S. Ek att svara. 3. Avslå resten.",
            ["Nämnden beslutar:", "1. Godkänna rapporten.", "2. Uppdra åt S. Ek att svara.", "3. Avslå resten."],
        ),
        ("Handlingar 1. Karta 2. Ansökan", ["Handlingar", "1. Karta", "2. Ansökan"]),
        ("Bilagor: • Karta • Ansökan", ["Bilagor:", "• Karta", "• Ansökan"]),
        ("Rubrik utan punkt\nText under den", ["Rubrik utan punkt", "Text under den"]),
        ("  \n\n", []),
    ],
)
def test_split_finds_ends(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_numbers_that_do_not_run_from_one_are_no_list_points() -> None:
    assert sentences("Gruppen växte till 4. Nämnden noterar det.") == ["Gruppen växte till 4.", "Nämnden noterar det."]


def test_abbreviations_have_points_and_no_blanks() -> None:
    assert len(abbreviations()) > 150
    assert all(re.fullmatch(r"\S+\.", one) for one in abbreviations())
