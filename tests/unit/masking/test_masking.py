"""Who and what is masked, on invented minutes. Personal numbers are of the series given to nobody (serial 980-999)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nlp_minutes
from nlp_minutes.masking import FlagCode, HitKind, Pseudonymised, Pseudonymiser, pseudonymise
from nlp_minutes.masking.register import Register, placeholder_spans

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

FRONT = """Åslunda kommun
Bygg- och miljönämnden
Sammanträdesprotokoll
2031-03-12

Plats och tid
Kommunhuset, Storgatan 5, kl. 13.00–15.00

Beslutande
Ulla Ek (S), ordförande
Per Lund (KD)
Mia Björk (C)

Övriga närvarande
Åsa Wik, nämndsekreterare

"""
NUMBER = "310312-9809"

Mask = "Callable[[str], Pseudonymised]"


def item(body: str, title: str = "Bygglov på Kvarnen 4:12") -> str:
    return (
        f"{FRONT}§ 14 {title}\n\nSammanfattning\n\n{body}\n\nBeslut\n\nNämnden beslutar att bevilja bygglov.\n\n"
        "Yrkanden\n\nPer Lund (KD) yrkar avslag.\n"
    )


@pytest.fixture(scope="module")
def mask(nlp: Language) -> Callable[[str], Pseudonymised]:
    return lambda text: pseudonymise(text, nlp=nlp)


def codes(result: Pseudonymised) -> set[FlagCode]:
    return {flag.code for flag in result.flags}


def rebuilt(result: Pseudonymised) -> str:
    """The masked text made again of the hits alone: nothing else may differ."""
    text = result.original
    for hit in reversed(result.hits):
        assert result.original[hit.start : hit.end] == hit.text
        text = text[: hit.start] + hit.replacement + text[hit.end :]
    return text


def test_a_private_person_is_masked_everywhere(mask: Callable[[str], Pseudonymised]) -> None:
    """Layout trap 68: in titles and in the text."""
    text = item(
        "Sökande Nils Exempel vill bygga ett garage. Nils Exempels ansökan kom in i mars. Exempel har betalat. "
        "Grannen Karin Prov har klagat.",
        "Bygglov, Kvarnen 4:12, sökande Nils Exempel",
    )
    result = mask(text)
    assert "Exempel" not in result.text
    assert "§ 14 Bygglov, Kvarnen 4:12, sökande [Person A]\n" in result.text
    assert "[Person A]s ansökan kom in i mars. [Person A] har betalat. Grannen [Person B] har" in result.text
    assert rebuilt(result) == result.text
    assert result.mapping == {"[Person A]": ["Nils Exempel"], "[Person B]": ["Karin Prov"]}


def test_elected_people_and_officials_stay(mask: Callable[[str], Pseudonymised]) -> None:
    text = item("Ulla Ek (S) föredrar. Handläggare: Eva Storm. Björk instämmer. Stadsarkitekt Bo Mall har yttrat sig.")
    result = mask(text)
    assert result.text == text
    assert result.hits == []


def test_parties_behind_several_and_behind_places(mask: Callable[[str], Pseudonymised]) -> None:
    text = item("Gun Palm och Siri Hage (båda M) har lämnat motionen. Till god man väljs Lars Mall i Norrby (C).")
    assert mask(text).text == text


def test_a_word_in_brackets_is_no_party(mask: Callable[[str], Pseudonymised]) -> None:
    result = mask(item("Beslutet skickas till Gunnar Lindh (med delgivning) och till Gunnar Lindhs granne."))
    assert "Lindh" not in result.text


def test_private_tasks_are_masked_and_told(mask: Callable[[str], Pseudonymised]) -> None:
    result = mask(item("Elsa Gran, god man för Lena Prov, begär arvode. Kontrollansvarig är Roger Mall."))
    assert not re.search("Gran|Prov|Mall", result.text)
    assert FlagCode.PRIVATE_ROLE in codes(result)


def test_elected_and_private_is_told_and_left(mask: Callable[[str], Pseudonymised]) -> None:
    text = item("Mia Björk har ansökt om bygglov.")
    result = mask(text)
    assert result.text == text
    (flag,) = (one for one in result.flags if one.code is FlagCode.ELECTED_AND_PRIVATE)
    assert text[flag.start : flag.end] == "Mia Björk"
    assert not flag.masked


def test_who_yrkar_with_a_party_is_in_no_doubt(mask: Callable[[str], Pseudonymised]) -> None:
    assert FlagCode.ELECTED_AND_PRIVATE not in codes(mask(item("Ärendet gäller ett garage.")))


def test_numbers_and_places(mask: Callable[[str], Pseudonymised]) -> None:
    """Layout trap 69: what looks like a number stays."""
    body = (
        f"Sökanden ({NUMBER}, Kvarnvägen 3 B, 123 45 Åslunda, 070-174 06 05, nils@example.org) får bygga. "
        "Bolaget (org.nr 556677-1234) får 640 823 323 kr enligt 9 kap. 30 § PBL, dnr BMN 2031-00118, den 12 mars 2031."
    )
    result = mask(item(body))
    assert "([Personnummer A], [Adress A], [Telefon A], [E-post A]) får" in result.text
    assert body.split(" får bygga. ")[1] in result.text
    assert "Storgatan 5" in result.text
    assert codes(result) == {FlagCode.MEETING_PLACE}


def test_a_number_broken_over_a_line(mask: Callable[[str], Pseudonymised]) -> None:
    result = mask(item("Sökanden har uppgett sitt personnummer 310312-\n9809 i ansökan."))
    assert "personnummer [Personnummer A] i" in result.text


def test_a_number_without_hyphen_is_masked_and_told(mask: Callable[[str], Pseudonymised]) -> None:
    result = mask(item("Ansökan gäller 3103129809 i registret."))
    assert "3103129809" not in result.text
    assert FlagCode.NUMBER_UNSURE in codes(result)


def test_a_number_in_a_case_number_stays_and_is_told(mask: Callable[[str], Pseudonymised]) -> None:
    result = mask(item("Ansökan gäller 310312-9808 i registret."))
    assert "310312-9808" in result.text
    assert FlagCode.NUMBER_KEPT in codes(result)


def test_sole_traders_and_properties_are_options(nlp: Language) -> None:
    text = item(f"Provs Bygg (org.nr {NUMBER}) bygger på Kvarnen 4:12.")
    plain = pseudonymise(text, nlp=nlp)
    assert NUMBER in plain.text
    assert "Kvarnen 4:12" in plain.text
    assert FlagCode.SOLE_TRADER_KEPT in codes(plain)
    full = pseudonymise(text, nlp=nlp, properties=True, sole_traders=True)
    assert NUMBER not in full.text
    assert "4:12" not in full.text
    assert {HitKind.SOLE_TRADER, HitKind.PROPERTY} <= {hit.kind for hit in full.hits}


def test_contents_and_page_heads_are_masked_too(mask: Callable[[str], Pseudonymised]) -> None:
    title = "Bygglov för Nils Exempel"
    text = item("Nils Exempel vill bygga.", title).replace(
        "Plats och tid", f"Innehåll\n§ 14 {title} ..... 2\n\nPlats och tid"
    )
    text = text.replace("Beslut\n", "\fÅSLUNDA KOMMUN   NILS EXEMPEL   2 (3)\n\nBeslut\n", 1)
    assert "exempel" not in mask(text).text.casefold()


def test_one_person_in_one_run_has_one_placeholder(nlp: Language) -> None:
    run = Pseudonymiser(nlp)
    one = run.mask(item("Sökande Karin Prov vill bygga."))
    two = run.mask(item("Sökande Nils Exempel vill bygga. Grannen Karin Prov klagar."))
    assert "[Person A]" in one.text
    assert "Sökande [Person B] vill bygga. Grannen [Person A] klagar." in two.text


def test_placeholders_of_another_run_are_left_alone(mask: Callable[[str], Pseudonymised]) -> None:
    result = mask(item("Sökande [Person A] vill bygga. Grannen Karin Prov klagar."))
    assert "Sökande [Person A] vill bygga. Grannen [Person B] klagar." in result.text
    assert result.mapping == {"[Person B]": ["Karin Prov"]}


def test_the_result_of_the_masked_text_names_nobody(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "bygglov_nils-exempel_310312-9809.txt"
    path.write_text(item("Sökande Nils Exempel (310312-9809) vill bygga."), encoding="utf-8")
    result = pseudonymise(path, nlp=nlp)
    assert result.name == "bygglov_person-a_personnummer-a"
    (minutes,) = result.minutes
    assert minutes.text == result.text
    assert minutes.source.path == f"{result.name}.txt"
    told = str(minutes.to_dict()).casefold()
    assert "exempel" not in told
    assert "310312-9809" not in told


def test_a_file_name_without_marks_on_its_letters(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "Lov Öberg Åke.txt"
    path.write_text(item("Sökande Åke Öberg vill bygga."), encoding="utf-8")
    assert pseudonymise(path, nlp=nlp).name == "Lov person-a"
    path.rename(tmp_path / "ake_oberg.txt")
    assert pseudonymise(tmp_path / "ake_oberg.txt", nlp=nlp).name == "person-a"


@pytest.mark.parametrize(
    ("body", "masked"),
    [
        ("Föräldrarna Bo K. Prov och Eva Q. Testberg klagar.", "Föräldrarna [Person A] och [Person B] klagar."),
        ("Bo Prov och Eva Testbergs ansökan.", "[Person A] och [Person B]s ansökan."),
        ("Makarna Testberg äger huset.", "Makarna [Person A] äger huset."),
        ("Åke Mallander vill bygga. Enligt Mallander går det.", "[Person A] vill bygga. Enligt [Person A] går det."),
    ],
)
def test_ways_to_name(mask: Callable[[str], Pseudonymised], body: str, masked: str) -> None:
    assert masked in mask(item(body)).text


@pytest.mark.parametrize(
    "body",
    [
        "Siri Hage förordnas som tillförordnad socialchef.",
        "Skorstensfejarmästare Rune Mall har yttrat sig.",
        "Förslaget från Ulla Eks grupp prövas.",
        "Ordföranden Ulla\nEk redovisar.",
        "Bröderna Lunds Kemi AB utför arbetet.",
    ],
)
def test_ways_to_be_public(mask: Callable[[str], Pseudonymised], body: str) -> None:
    assert mask(item(body)).text == item(body)


def test_a_name_over_a_page_break_leaves_the_page_head(mask: Callable[[str], Pseudonymised]) -> None:
    head = "Åslunda kommun   Sammanträdesprotokoll   Sida {} (4)\n\n"
    filling = (
        "Förvaltningen har under våren sett över hur lokalerna vid {0} används och av\n"
        "vilka, och redovisar nu tre förslag om {0} till hur de kan hyras ut på kvällar\n"
        "utan att {0} hindras i sin verksamhet. Intäkterna från {0} beräknas räcka för"
    )
    places = [filling.format(word) for word in ("torget", "badet", "hallen", "parken")]
    first = (
        f"{FRONT}§ 14 Bygglov, sökande Nils Exempel\n\nSammanfattning\n\n{places[0]}\n"
        "den vaktmästare som behövs där. En ansökan har kommit in från sökanden Nils\n"
    )
    pages = [
        first,
        f"Exempel som vill bygga ett garage. {places[1]}\nden vaktmästare som måste finnas.\n",
        f"{places[2]}\nden vaktmästare som måste finnas där.\n",
        f"{places[3]}\nden som vaktar.\n\nBeslut\n\nNämnden beslutar att bevilja bygglov.\n",
    ]
    text = "\f".join(head.format(n) + page for n, page in enumerate(pages, 1))
    result = mask(text)
    assert "Exempel" not in result.text
    assert "från Nils" not in result.text
    assert all(head.format(n) in result.text for n in range(1, 5))
    assert rebuilt(result) == result.text


def test_from_the_package() -> None:
    assert nlp_minutes.pseudonymise is pseudonymise
    assert nlp_minutes.Pseudonymised is Pseudonymised


NAMES = ("Nils Exempel", "Karin Prov", "Bo Mallström", "Åke Öberg", "Lena af Testberg")
PIECES = (
    "Sökande {0} vill bygga ett garage.",
    "{0}s ansökan kom in den 12 mars 2031.",
    "Grannen {1} har inget att invända mot {0}.",
    "Kostnaden är 640 823 323 kronor, dnr BMN 2031-00118.",
    "Enligt 9 kap. 30 § plan- och bygglagen är det möjligt.",
    "{1} nås på 070-174 06 05.",
    "Familjen {0} bor på Kvarnvägen 3.",
    f"Personnummer {NUMBER}.",
    "Mia Björk (C) yrkar bifall till ansökan från {1}.",
)
UNTOUCHED = (
    "640 823 323 kronor",
    "BMN 2031-00118",
    "9 kap. 30 §",
    "12 mars 2031",
    "§ 14",
    "2031-03-12",
    "Mia Björk (C)",
)


@settings(max_examples=15)
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), names=st.permutations(NAMES))
def test_laws(nlp: Language, pieces: list[str], names: list[str]) -> None:
    text = item(" ".join(piece.format(*names) for piece in pieces))
    result = pseudonymise(text, nlp=nlp)
    assert rebuilt(result) == result.text
    again = pseudonymise(result.text, nlp=nlp)
    assert again.text == result.text
    assert again.hits == []
    for kept in UNTOUCHED:
        assert result.text.count(kept) == text.count(kept)
    assert NUMBER not in result.text
    for name in names:
        assert name not in result.text


def test_letters_go_on_behind_z() -> None:
    register = Register()
    register.reserve("[Person B] och [Telefon A]")
    given_out = [register.placeholder(HitKind.PERSON, str(n), str(n)) for n in range(27)]
    assert given_out[:2] == ["[Person A]", "[Person C]"]
    assert given_out[-2:] == ["[Person AA]", "[Person AB]"]
    assert register.placeholder(HitKind.PERSON, "0", "0") == "[Person A]"
    assert register.placeholder(HitKind.PHONE, "0", "0") == "[Telefon B]"
    assert list(placeholder_spans("x [Person AB]s y [person A] [Annat A]")) == [(2, 13)]
