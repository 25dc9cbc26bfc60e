from __future__ import annotations

import pytest

from nlp_minutes.lines import (
    begins_with_case,
    ends_sentence,
    is_case_line,
    is_head_line,
    is_page_number,
    is_running_head,
    is_signature,
    is_stamp,
    item_head,
    list_point,
    mask,
    page_number,
)


@pytest.mark.parametrize(
    ("line", "number", "value", "last", "prefix", "rest"),
    [
        ("§ 14 Motion om cykelbana", "14", 14, None, "", "Motion om cykelbana"),
        ("§14", "14", 14, None, "", ""),
        ("§ 14\tDnr KS 2031/118", "14", 14, None, "", "Dnr KS 2031/118"),
        ("KS § 14 Budget", "14", 14, None, "KS", "Budget"),
        ("Ks. § 14", "14", 14, None, "Ks", ""),
        ("Kommunstyrelsen § 14", "14", 14, None, "Kommunstyrelsen", ""),
        ("Paragraf 14", "14", 14, None, "", ""),
        ("PARAGRAF 14 Val", "14", 14, None, "", "Val"),
        ("Paragraf 14. Val", "14", 14, None, "", "Val"),
        ("Paragraf nr 14 Val", "14", 14, None, "", "Val"),
        ("Paragraf: 14", "14", 14, None, "", ""),
        ("Paragraf 14\tÄrende 3", "14", 14, None, "", "Ärende 3"),
        ("14 § Val", "14", 14, None, "", "Val"),
        ("Ärende 14", "14", 14, None, "ärende", ""),
        ("Ärende nr 14: Val", "14", 14, None, "ärende", "Val"),
        ("§ 19 A Val", "19 A", 19, None, "", "Val"),
        ("§ 19a Val", "19 A", 19, None, "", "Val"),
        ("§§ 21–23 Sekretessärenden", "21–23", 21, 23, "", "Sekretessärenden"),
        ("§ 21 - § 23 Sekretessärenden", "21 - § 23", 21, 23, "", "Sekretessärenden"),
        ("§ 14/2031 Val", "14", 14, None, "", "Val"),
        ("  § 14. Val", "14", 14, None, "", "Val"),
        ("4. Fastställande av dagordning (§ 84)", "84", 84, None, "", "Fastställande av dagordning"),
    ],
)
def test_item_head_reads_every_form(
    line: str, number: str, value: int, last: int | None, prefix: str, rest: str
) -> None:
    head = item_head(line)
    assert head is not None
    assert (head.number, head.value, head.last, head.prefix, head.rest) == (number, value, last, prefix, rest)
    assert line.rstrip()[head.rest_at :] == rest or not rest or line.endswith(")")
    assert line[head.number_at :].startswith(str(value))


@pytest.mark.parametrize(
    "line", ["Val", "14", "", "enligt § 14", "§ ett", "Se 14 § kommunallagen 3 §", "14 kap. 3 §", "§ 5 %"]
)
def test_item_head_passes_over_other_lines(line: str) -> None:
    head = item_head(line)
    assert head is None or head.value != 14 or line.startswith("14 §")


@pytest.mark.parametrize("line", ["116 §; Mia Björk; Jon Dahl", "§ 61, Mia Björk (c), Jon Dahl (m)"])
def test_item_head_is_none_within_a_row_of_people(line: str) -> None:
    assert item_head(line) is None


def test_item_head_marks_a_dollar_sign_as_misread() -> None:
    head = item_head("$ 83 Val")
    assert head is not None
    assert head.misread
    assert head.number == "83"
    assert item_head("$ Val") is None


@pytest.mark.parametrize(
    "line",
    [
        "KS 2031/118",
        "KS-2031-00118",
        "Dnr: 00118/2031",
        "Dnr KS 2031/118, KS 2031/119",
        "(KS-2031-00118)",
        "2031/118",
        "KS/2031:118-041",
        "SLK-2031-00118:2",
        "0118/31",
        "KS 31-118 041",
        "Diarienummer KS 2031/118",
        "Ärendenummer SBN 2031-00012",
        "Dnr 118-2031",
        "114/01.02.00/2031",
        "Dnr KS 2031/118 och KS 2031/119",
        "Gn 2031.0118 311",
        "Dnr GN 2031/118 104.2",
        "2031/118 / 231",
    ],
)
def test_is_case_line_knows_the_forms(line: str) -> None:
    assert is_case_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Val",
        "§ 12",
        "SOU 2031:8",
        "prop. 2030/31:5",
        "Dnr",
        "KS 2031/118 Val av ombud",
        "12",
        "kl. 13.00",
        "",
        "2031/118 3110",
        "GN 2031.0118 311 meter",
    ],
)
def test_is_case_line_passes_over_other_lines(line: str) -> None:
    assert not is_case_line(line)


def test_begins_with_case_wants_a_label() -> None:
    assert begins_with_case("Ärendenummer KUN-2031-0307 (tidigare 2030-11)")
    assert not begins_with_case("KUN-2031-0307 inkom")


@pytest.mark.parametrize(
    ("line", "length"),
    [
        ("1. bifalla", 3),
        ("12) bifalla", 4),
        ("– bifalla", 2),
        ("- bifalla", 2),
        ("a) bifalla", 3),
        ("• bifalla", 2),
        ("(2) bifalla", 4),
        ("Beslutspunkt 1: bifalla", 16),
        ("1.Bifalla", 2),
        ("  – bifalla", 4),
        ("•bifalla", 1),
        ("bifalla", 0),
        ("att bifalla", 0),
        ("2031 beslutades", 0),
        ("1.5 procent", 0),
        ("–", 0),
        ("", 0),
    ],
)
def test_list_point_measures_its_mark(line: str, length: int) -> None:
    assert list_point(line) == length


@pytest.mark.parametrize("line", ["Slut.", "Slut!", "Varför?", "nämligen:", "”Ja.”", "sade han”", "klart…", "först;"])
def test_ends_sentence_sees_an_end(line: str) -> None:
    assert ends_sentence(line)


@pytest.mark.parametrize(
    "line", ["", "Slut", "enligt bl.a.", "kl.", "se dnr.", "Ordf.", "200 tkr.", "jfr.", "tj.skr.", "m.fl.", "enl."]
)
def test_ends_sentence_knows_abbreviations(line: str) -> None:
    assert not ends_sentence(line)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Sida 7 (31)", 7),
        ("7(31)", 7),
        ("7 (31)", 7),
        ("Sid 7", 7),
        ("sida 7 av 31", 7),
        ("7/31", 7),
        ("Åslunda kommun\tSammanträdesprotokoll\t7 (31)", 7),
        ("Blad 7", 7),
        ("Tekniska nämnden Sida 7 av 31 2031-03-12", 7),
        ("31 (7)", None),
        ("Förskola (7)", None),
        ("§ 7", None),
        ("12 mars 2031", None),
        ("", None),
        ("Ulla Ek (S)", None),
    ],
)
def test_page_number_reads_what_heads_and_feet_carry(line: str, number: int | None) -> None:
    assert page_number(line) == number
    assert is_page_number(line) == (number is not None)


@pytest.mark.parametrize(
    "line",
    [
        "Justerandes sign ______\tUtdragsbestyrkande",
        "Justerandes signatur",
        "Justerares signaturer",
        "Just. sign.",
        "Ordförandens sign.\tJusterandes sign.",
        "Utdragsbestyrkande",
        "Ordf sign ____",
        "Signatur: ____",
    ],
)
def test_is_signature_knows_places_for_initials(line: str) -> None:
    assert is_signature(line)


@pytest.mark.parametrize(
    "line", ["Justerare", "Utses att justera", "Ordförande Ulla Ek", "Signalanläggning", "x" * 200]
)
def test_is_signature_passes_over_other_lines(line: str) -> None:
    assert not is_signature(line)


@pytest.mark.parametrize(
    "line",
    [
        "Signerat av AB 2031-03-19 ID: 5f3c9a21",
        "Digitalt signerat av Ulla Ek",
        "Transaktion: 5f3c9a21bc",
        "Dokumentet är elektroniskt undertecknat",
        "Penneo dokumentnyckel: ABC",
    ],
)
def test_is_stamp_knows_digital_signing(line: str) -> None:
    assert is_stamp(line)


def test_is_stamp_passes_over_text() -> None:
    assert not is_stamp("Avtalet är signerat av båda parter.")


def test_is_running_head_wants_label_and_date() -> None:
    assert is_running_head("Sammanträdesdatum: 2031-03-12")
    assert is_running_head("Sammanträdesdatum 12 mars 2031")
    assert not is_running_head("Sammanträdesdatum")
    assert not is_running_head("Den 12 mars 2031 beslutades")


def test_mask_makes_one_key_of_pages() -> None:
    assert mask("Sida 7 (31)") == mask("SIDA 8  (31)")
    assert mask("Sign ____") == mask("sign ..........")
    assert mask("Sida 7") != mask("Blad 7")


@pytest.mark.parametrize(
    "line",
    [
        "Diarium: SN 2031-00118, SN 2030-00940",
        "Diarienummer 31TFN118",
        "Diarienummer 31TFN118-2",
        "Diarie-nr 118/31",
        "D-nr: 118/31",
        "Dnr TF31-118",
        "Dnr Tf 31/118",
        "Dnr: 2031/TF0118",
        "Ärende BYN 31/0118-LH",
        "Ärende BYN 2031/118-LH",
        "Ärendebeteckning: BYN.2031.118",
        "Ärendets nummer 31-118",
        "Dossiernummer 31/118",
        "Vår beteckning TF/2031:118",
        "Vår ref. TF 2031/118",
        "Aktnummer 118/31",
        "Mål nr 118-31",
        "(118/31-042)",
    ],
)
def test_is_case_line_knows_every_word_and_form(line: str) -> None:
    assert is_case_line(line)
    assert is_head_line(line)


@pytest.mark.parametrize("line", ["Akt 14", "Ref 14", "Mål 2031", "Mål 2031-2034", "Akten lånas", "Referens 31"])
def test_is_case_line_passes_over_words_that_only_look_like_its_own(line: str) -> None:
    assert not is_case_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ärende 3",
        "Ärende nr 14",
        "Punkt 4",
        "Punkt 4 på dagordningen",
        "(Ks § 41)",
        "(Ks § 41, Ksau § 38)",
        "(KSAU § 38 och KS § 41/31)",
        "(Kommunstyrelsen 2031-03-04 § 41)",
        "(jfr Tekniska nämnden den 4 mars 2031 § 41)",
    ],
)
def test_is_head_line_knows_what_stands_beside_a_title(line: str) -> None:
    assert is_head_line(line)


@pytest.mark.parametrize(
    "line", ["Ärende 3 bordläggs", "Punkt 4 utgår", "(§ 41)", "Ks § 41", "(enligt 4 kap. 2 § lagen)", "Val", "(Ks)"]
)
def test_is_head_line_passes_over_other_lines(line: str) -> None:
    assert not is_head_line(line)
