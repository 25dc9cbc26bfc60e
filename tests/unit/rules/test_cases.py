from __future__ import annotations

import pytest

from nlp_minutes.rules.cases import find_cases, read_own_cases


def found(text: str) -> list[str]:
    return [text[a:b] for a, b in sorted(find_cases(text))]


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("ärendet KS 2031/118 återkommer", ["KS 2031/118"]),
        ("ärendet KS-2031-00118 återkommer", ["KS-2031-00118"]),
        ("Dnr: 00118/2031", ["00118/2031"]),
        ("Dnr 2031/118", ["2031/118"]),
        ("KS/2031:118-041", ["KS/2031:118-041"]),
        ("SLK-2031-00118:2", ["SLK-2031-00118:2"]),
        ("dnr 0118/31", ["0118/31"]),
        ("KS 31-118 041", ["KS 31-118 041"]),
        ("(SBN 2031-12)", ["SBN 2031-12"]),
        ("Dnr KS 2031/118, KS 2031/119", ["KS 2031/118", "KS 2031/119"]),
        ("Dnr 2031/118 och 2031/119", ["2031/118", "2031/119"]),
        ("diarienummer 118-2031", ["118-2031"]),
        ("skrivelse om bryggor, 118/31-826.", ["118/31-826"]),
        ("ärendet BYN 31/0118-LH återkommer", ["BYN 31/0118-LH"]),
        ("ärendet TF31-118 återkommer", ["TF31-118"]),
        ("ärendet 31TFN118-2 återkommer", ["31TFN118-2"]),
        ("Diarium: SN 2031-00118, SN 2030-00940", ["SN 2031-00118", "SN 2030-00940"]),
        ("Dnr Tf 31/118", ["Tf 31/118"]),
        ("skrivelse (dnr TR12B 2031:4417) om bron", ["TR12B 2031:4417"]),
        ("vid väg E4 2031:4417 bilar", []),  # no label tells it
    ],
)
def test_find_cases_finds_every_form(text: str, cases: list[str]) -> None:
    assert found(text) == cases


@pytest.mark.parametrize(
    "text",
    [
        "läsåret 2030/31",
        "perioden 2031-2034",
        "SFS 2017:725",
        "prop. 2030/31:5",
        "SOU 2031:8",
        "2031-03-12",
        "§ 12/2031",
        "mandatperioden 2031-2034",
        "kl. 13.00–15.40",
        "lagen (2017:725)",
        "Budget 2031-2033",
        "EU 2016/679",
        "Läsår 2030/31",
        "Agenda 2030-31",
        "protokoll 2031-04",
        "ISO 9001",
        "tel. 0123-456 78",
        "telefon 08/12-345",
        "kl. 13-15",
    ],
)
def test_find_cases_passes_over_lookalikes(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("line", "cases"),
    [
        ("2031/118", ["2031/118"]),
        ("(2031/118)", ["2031/118"]),
        ("Dnr KS 2031/118", ["KS 2031/118"]),
        ("0118/31", ["0118/31"]),
        ("00118/2031", ["00118/2031"]),
        ("Akt 31/118", ["31/118"]),
        ("Mål nr 118-31", ["118-31"]),
        ("Vår ref. TF 2031/118", ["TF 2031/118"]),
        ("(118/31-042)", ["118/31-042"]),
        ("Ärende 14", []),
        ("2030-2034", []),
        ("2031-03-12", []),
        ("2031-03", []),
        ("", []),
    ],
)
def test_read_own_cases_takes_a_bare_number_on_its_line(line: str, cases: list[str]) -> None:
    assert [line[a:b] for a, b in read_own_cases(line)] == cases


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("yttrande från polisen, A417.220/2031", ["A417.220/2031"]),
        ("remissen (Fi2031/01234/K4) besvaras", ["Fi2031/01234/K4"]),
        ("remissen U2031/00418 besvaras", ["U2031/00418"]),
        ("beteckning KN2031/01234/TM", ["KN2031/01234/TM"]),
        ("Arbetsmiljöverkets föreläggande, 2031/051873", ["2031/051873"]),
        ("beslut av Kammarkollegiet den 3 maj, 2031-04567", ["2031-04567"]),
        ("Lantmäteriets underrättelse LM2031/012345", ["LM2031/012345"]),
        ("tillsyn av IVO, 3.4.1-12345/2031-6", ["3.4.1-12345/2031-6"]),
        ("genom remiss (BN 214/31) har nämnden", ["BN 214/31"]),
        ("Kompostering, MH 340/31 - MH 345/31", ["MH 340/31", "MH 345/31"]),
        ("skrivelsen Skn 7/2031-042 återkommer", ["Skn 7/2031-042"]),
        ("Dnr Kfn 61/2031-042", ["Kfn 61/2031-042"]),
        ("enligt förordning EG 178/2002", []),
        ("förordningen (EU) nr 1303/2013", []),
        ("PROTOKOLL NR 4/2031", []),
        ("Kl 12/03", []),
    ],
)
def test_numbers_of_other_authorities_and_those_before_the_year(text: str, cases: list[str]) -> None:
    assert found(text) == cases
