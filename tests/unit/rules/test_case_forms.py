"""The forms that towns give their case numbers, in the places where heads have them: read, and not left in a title."""

from __future__ import annotations

import pytest

import nlp_minutes
from nlp_minutes.lines import leading_number
from nlp_minutes.rules.cases import find_cases

FORMS = [
    "KS-2023/00{}", "2023.{}", "23KS{}", "2023KS{}", "{}/23", "{}/2023-109", "04/KS0{}", "31/KS {}", "LK/04{}",
    "14RS{}",
    "HSN 1304-0{}", "SU FO 2013/0{}", "Mbn 12-0{}", "BYGG.2016.{}", "05/{}-610", "ks14-{}-003", "kfn 07-{}", "KS15/{}",
    "A{}/2012", "2016/KS{}", "KS-dnr {}/95", "Sn {}/03", "2014:{}", "N{}/2008", "LiÄ 06/{}",
]  # fmt: skip
HEADS = {
    "below": "§ {n} {t}\n{c}\n\n",
    "labelled": "§ {n} {t}\nDnr {c}\n\n",
    "right": "§ {n}                                   {c}\n{t}\n\n",
    "bracket": "§ {n} {t} ({c})\n\n",
    "leading": "§ {n}  {c}  {t}\n\n",
}
TITLES = ["Taxa för torghandel", "Plan för nya skolan", "Bidrag till föreningar", "Köp av mark vid ån"]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("form", FORMS)
def test_case_numbers_of_any_form(form: str, head: str) -> None:
    text = "Sandvikta kommun\nFritidsnämnden\n2031-03-12\n\nBeslutande\nUlla Ek (S), ordförande\nMia Björk (C)\n\n"
    numbers = [form.format(117 + 13 * place) for place in range(len(TITLES))]
    for place, (number, title) in enumerate(zip(numbers, TITLES, strict=True)):
        text += HEADS[head].format(n=41 + place, c=number, t=title)
        text += "Kontoret har tagit fram ett förslag i ärendet.\n\nFritidsnämnden beslutar\natt anta förslaget.\n\n"
    minutes = nlp_minutes.annotate(text)
    assert [item.title for item in minutes.items] == TITLES
    assert [list(item.case_numbers) for item in minutes.items] == [[number] for number in numbers]
    cases = [minutes.text[one.start : one.end] for one in minutes.entities if one.label == "CASE"]
    assert cases == numbers


@pytest.mark.parametrize(
    "text", ["2031-03-12 Taxa", "2031 Taxa", "2031/32 Läsårstider", "SOU 2030:118 Remiss", "Taxa 31/118", "3 Taxa"]
)
def test_what_leads_a_title_and_is_no_case_number(text: str) -> None:
    assert leading_number(text) is None


def test_one_number_before_a_title_is_part_of_it() -> None:
    heads = ["§ 41 24/7-bibliotek i Byn", "§ 42 Taxa", "§ 43 Plan", "§ 44 Köp"]
    text = "Sandvikta kommun\nFritidsnämnden\n2031-03-12\n\n" + "\n\n".join(
        f"{one}\n\nNämnden antar planen." for one in heads
    )
    assert nlp_minutes.annotate(text).items[0].title == "24/7-bibliotek i Byn"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Miljödomstolens dom angående vite, M 1406-31.", ["M 1406-31"]),
        ("Förvaltningsrättens dom den 4 maj (FT 118-31) har överklagats.", ["FT 118-31"]),
        ("Sektorn har 118-31 platser.", []),
        ("Kammarrättens dom den 4 maj 2031 i mål om laglighetsprövning, 3391-30.", ["3391-30"]),
        ("Förvaltningsrättens i Ekby dom 1123-31.", ["1123-31"]),
        ("Högsta förvaltningsdomstolen har meddelat prövningstillstånd (6120-30).", ["6120-30"]),
        ("Justitieombudsmannen, beslut 2176-2031 om dröjsmål.", ["2176-2031"]),
        ("Skolinspektionens beslut 2031:4321 efter anmälan.", ["2031:4321"]),
        ("Överenskommelse med SKR, 31/00123.", ["31/00123"]),
        ("Migrationsverkets beslut 1.2.3-2031-12345.", ["1.2.3-2031-12345"]),
        ("Ansökan inkom 2031-02-03 (2031.123).", ["2031.123"]),
        ("Inspektionen fann brister (dnr 3.5.1-EX114/2031).", ["3.5.1-EX114/2031"]),
        ("Vägverket har i yttrande, dnr TR 30-A 2031:4471, bedömt vägen.", ["TR 30-A 2031:4471"]),
        ("Svaret (kommunstyrelsens nr KS 2031/402) bifogas.", ["KS 2031/402"]),
        ("Sanering av tomten, dnr M2031/1187/Mk.", ["M2031/1187/Mk"]),
        ("DNR KS 2031/12 SAMT KS 2031/14.", ["KS 2031/12", "KS 2031/14"]),
        # years, persons, sums and printed matter stay what they are
        ("Styrelsen, 2030-2031, har haft fem möten.", []),
        ("Mark- och miljödomstolen, 1200-1500 kronor.", []),
        ("Person född 821399-0000.", []),
        ("BUDGET 2031 OCH PLAN 2032-2033.", []),
        ("PERSON FÖDD 821399-0000.", []),
        ("Rätten till insats gäller 2030-31.", []),
        ("Verket räknar med 400-600 besök.", []),
    ],
)
def test_numbers_of_judgments(text: str, told: list[str]) -> None:
    assert [text[low:high] for low, high in find_cases(text)] == told


def test_a_field_s_name_is_no_title() -> None:
    text = "Sandvikta kommun\nOmsorgsnämnden\n2031-03-12\n\n"
    for number, title in enumerate(TITLES, 41):
        text += f"Paragraf: {number}\nÄrende-id: OMN-2031-{number}0\nRubrik: {title}\n\nPlanen antas av nämnden.\n\n"
    assert [item.title for item in nlp_minutes.annotate(text).items] == TITLES
