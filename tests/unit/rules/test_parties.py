from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.rules.parties import find_parties, known_abbreviations, learn_names, learn_small


def found(text: str, *own: str) -> list[str]:
    spans = sorted(set(find_parties(text, known_abbreviations(set(own)))))
    kept = [span for span in spans if not any(a <= span[0] and span[1] <= b and (a, b) != span for a, b in spans)]
    return [text[start:end] for start, end in kept]


@pytest.mark.parametrize(
    ("text", "own", "parties"),
    [
        ("Varken M eller S har visat det", [], ["M", "S"]),
        ("enligt yrkande SD den 28 april", [], ["SD"]),
        ("hon anser att SFP hade kunnat", [], ["SFP"]),
        ("och GrP har svikit sitt löfte", ["GrP"], ["GrP"]),
        ("M-KD, S–V och M+KD", [], ["M", "KD", "S", "V", "M", "KD"]),
        ("S, V och MP yrkar avslag", [], ["S", "V", "MP"]),
        ("Miljöpartiet de gröna och Feministiskt initiativ", [], ["Miljöpartiet de gröna", "Feministiskt initiativ"]),
        ("lämnas av med stöd", ["med"], []),
        ("S-, V- och C-grupperna reserverar sig", [], ["S", "V", "C"]),
        ("med hela M- och KD-grupperna", [], ["M", "KD"]),
        ("L-, ÖrP- samt SD-ledamöterna avstår", ["ÖrP"], ["L", "ÖrP", "SD"]),
        ("A- och B-lagen möts i C-hallen", [], []),
        ("ÖrP: Taxan är redan den högsta i länet.", ["ÖrP"], ["ÖrP"]),
        ("V: 300 kronor i stället för 400 kronor", [], ["V"]),
        ("kl. V, punkt D och bilaga M", [], []),
    ],
)
def test_find_parties(text: str, own: list[str], parties: list[str]) -> None:
    assert found(text, *own) == parties


@pytest.mark.parametrize(
    ("short", "text", "names"),
    [
        ("VB", "Vår Bygd reserverar sig mot beslutet.", ["Vår Bygd"]),
        ("GF", "Granviks framtid har tagit plats.", ["Granviks framtid"]),
        ("VB", "VB = Vår Bygd, S = Socialdemokraterna", ["Vår Bygd"]),
        ("ÖN", "Mia Björk (ÖN) antecknar: ”Öarnas Röst tackar för beslutet.”", ["Öarnas Röst"]),
        ("NSP", "Norrlands sjukvårdsparti kan aldrig godta det.", ["Norrlands sjukvårdsparti"]),
        ("KV", "Kommunens verksamhet har granskats.", []),
        ("GA", "Granviksalternativet (GA) yrkar avslag.", ["Granviksalternativet"]),
        ("LBG", "Granviks kommun\nUlla Ek (LBG) för Landsbygdslistan Granvik.", ["Landsbygdslistan Granvik"]),
        ("VG", "Väljarsamlingen Granvik vill mer. Granvik stad", ["Väljarsamlingen Granvik"]),
        ("LBG", "Mötet hölls av Landsbygdslistan Granvik utan annons.", []),
        ("SA", "Sandberg (SA) reserverar sig.", []),
        ("S", "Skolan stängs.", []),
    ],
)  # fmt: skip
def test_learn_names_spells_out_local_parties(short: str, text: str, names: list[str]) -> None:
    learned = learn_names({short}, text)
    assert [name for name, _ in learned.names] == names


def test_local_names_are_found_with_their_abbreviation() -> None:
    learned = learn_names({"VB"}, "Vår Bygd yrkar avslag.")
    text = "Vår Bygds förslag faller. Vår Bygdens tid är ute."
    assert [text[a:b] for a, b in learned.find(text)] == ["Vår Bygds"]
    assert learned.normal("Vår Bygds") == "VB"


@pytest.mark.parametrize(
    "text",
    [
        "S A M M A N T R Ä D E S P R O T O K O L L",
        "Ulla Ek\tS\tD",  # on distance
        "Ulla Ek (S)\tD",
        "Röstlistan finns i bilaga 1.",
    ],
)
def test_letters_and_lists_that_are_no_party(text: str) -> None:
    found = {text[start:end] for start, end in find_parties(text, known_abbreviations({"S", "D", "M"}), table=True)}
    assert found <= {"S"}
    assert not (found and "A M M" in text)


_WORDS = (
    "M",
    "S",
    "V",
    "KD",
    "VB",
    "B/G",
    "Ek (S)",
    "(M)",
    "och",
    "eller",
    "yrkar",
    "yrkande",
    "från",
    "den 3",
    "Ulla",
    "2",
)
_GAPS = (" ", ", ", ": ", "/", "-", "\t", ". ", " och ")


@given(
    st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_GAPS)), min_size=1, max_size=8),
    st.booleans(),
)
def test_parties_that_are_not_in_the_text_change_nothing(parts: list[tuple[str, str]], table: bool) -> None:  # noqa: FBT001
    text = "".join(word + gap for word, gap in parts)
    known = known_abbreviations({"VB", "B/G"})
    further = known | {f"{letter}Q" for letter in "ABCDEFG"}
    assert list(find_parties(text, known, table=table)) == list(find_parties(text, further, table=table))


def test_where_no_long_abbreviation_is_in_the_text_no_empty_one_is_found() -> None:
    spans = list(find_parties("Hon hörde att M yrkar avslag", known_abbreviations(set())))
    assert all(start < end for start, end in spans)
    assert found("I dag yrkar M. M yrkar avslag") == ["M"]


@pytest.mark.parametrize("region", ["Region Ekmark", "REGION Ekmark", "Landstinget Ekmark", "Ekmarks kommun"])
def test_a_local_party_has_the_name_of_its_region_behind(region: str) -> None:
    text = f"{region}\nSVE (Sjukvårdspartiet Ekmark) yrkar bifall."
    found = [text[a:b] for a, b in learn_names({"SVE"}, text).find(text)]
    assert "Sjukvårdspartiet Ekmark" in found


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        ("För Framåt Vika (FV): Nils Ohm\nFramåt Vika (FV) reserverar sig", "FV", "Framåt Vika"),
        ("För Vika (FV): Nils Ohm", "FV", "För Vika"),  # without its first word it would not stand for the letters
    ],
)
def test_a_word_before_each_party_of_a_list_is_no_part_of_its_name(text: str, short: str, name: str) -> None:
    assert (name, short) in learn_names({short}, text).names
    assert sum(short == own for _, own in learn_names({short}, text).names) == 1


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("Nils Ohm (s), Vera Tång (m), Siv Alm (vkp) och Siv Alm (vkp)", {"vkp"}),
        ("Nils Ohm (s), Vera Tång (m) och Siv Alm (vkp)", set()),  # once may be anything
        ("Nils Ohm (S), Vera Tång (M), Siv Alm (vkp) och Siv Alm (vkp)", set()),  # the parties have capitals here
        ("Nils Ohm (s), Vera Tång (m), Siv Alm (sen) och Bo Sten (sen) kom sen", set()),  # a word of the text
        ("", set()),
    ],
)
def test_learn_small_learns_what_no_lexicon_holds(text: str, small: set[str]) -> None:
    assert learn_small(text) == small


@pytest.mark.parametrize(
    ("row", "parties"),
    [
        ("03 Ek, Ulla S X – – –", ["S"]),
        ("7 Ek, Ulla (för Dahl, Jon) M – X –", ["M"]),
        ("10 S Ek Ulla .......... Nej", ["S"]),
        ("11\tV\tEk, Ulla\tJa", ["V"]),
        ("4 Ek Ulla V ja", []),
        ("12 S broar i bruk", []),
    ],
)
def test_a_party_of_one_letter_in_the_row_of_a_vote(row: str, parties: list[str]) -> None:
    known = frozenset({"S", "M", "V", "KD"})
    assert [row[low:high] for low, high in sorted(set(find_parties(row, known, table=True)))] == parties


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("VB = Vår Bygd, KL = Kvarnlistan", ["Vår Bygd"]),
        ("VB: Vår Bygd.", ["Vår Bygd"]),
        ("EVB = Vår Bygd, RVB-VB = Vår Bygd", []),  # part of a longer word
        ("VB VB = Vår Bygd,", ["Vår Bygd"]),
        ("Ulla Ek (VB) skriver: ”Vår Framtid vill mer”", ["Vår Framtid"]),
        ("Vår Bygd (KL), Vår Bygd (VB)", ["Vår Bygd"]),
        ("Vår Bygd (KL)", []),  # before another's abbreviation
        ("Vår Kvarn (KL) Vår Bygd genom Ulla Ek", ["Vår Bygd"]),
    ],
)
def test_names_are_learned_beside_in_quotes_and_where_a_party_acts(text: str, names: list[str]) -> None:
    assert [name for name, _ in learn_names({"VB"}, text).names] == names
