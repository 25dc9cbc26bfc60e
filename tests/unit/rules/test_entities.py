"""What the rules make of whole texts: labels, whose name or office it is, what yields to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Span

import nlp_minutes
from nlp_minutes.components.entities import EntityRules

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.minutes import Minutes

TEXT = """Granviks kommun
Sammanträdesprotokoll
Kommunstyrelsen 2031-03-12

Plats och tid
Kommunkontoret, kl. 13.00–15.40

Beslutande
Ulla Ek (S), ordförande
Per Ek (V)
Jonathan Dahlström (M), 1:e vice ordförande
Karin Sundén Ekberg (C)

Övriga deltagare
Mona Lind, sekreterare

§ 1 Svar på motion

Beslut
Kommunstyrelsen beslutar att avslå motionen.

Yrkanden
{}
"""


@pytest.fixture(scope="module")
def nlp() -> Language:
    return nlp_minutes.load()


def read(body: str, nlp: Language) -> Minutes:
    return nlp_minutes.annotate(TEXT.format(body), nlp=nlp)


def labelled(minutes: Minutes, label: str) -> list[str]:
    begin = minutes.text.index("Yrkanden\n")
    return [one.text for one in minutes.entities if one.label == label and one.start > begin]


def whose(minutes: Minutes, text: str) -> str | None:
    names = {person.id: person.name for person in minutes.persons}
    begin = minutes.text.index("Yrkanden\n")
    (entity,) = [one for one in minutes.entities if one.text == text and one.start > begin]
    return names.get(entity.person or "")


@pytest.mark.parametrize(
    ("body", "text", "name"),
    [
        ("Ek (V) yrkar bifall.", "Ek", "Per Ek"),
        ("U. Ek yrkar avslag.", "U. Ek", "Ulla Ek"),
        ("Ek, Ulla instämmer.", "Ek, Ulla", "Ulla Ek"),
        ("Ekberg avstår.", "Ekberg", "Karin Sundén Ekberg"),
        ("Sundén Ekberg, Karin avstår.", "Sundén Ekberg, Karin", "Karin Sundén Ekberg"),
        ("Karin Ekberg avstår.", "Karin Ekberg", "Karin Sundén Ekberg"),
        ("Enligt Dahlströms yrkande.", "Dahlströms", "Jonathan Dahlström"),
        ("Ordföranden ställer proposition.", "Ordföranden", "Ulla Ek"),
        ("Förste vice ordföranden lämnar salen.", "Förste vice ordföranden", "Jonathan Dahlström"),
        ("Sekreteraren läser upp svaret.", "Sekreteraren", "Mona Lind"),
        ("Miljöinspektör Nermin Hosseini redogör.", "Miljöinspektör", "Nermin Hosseini"),
        # never a guess
        ("Ek talar.", "Ek", None),
        ("Ek (KD) yrkar bifall.", "Ek", None),
        ("Ordföranden i valnämnden talar.", "Ordföranden", None),
    ],
)
def test_names_and_offices_are_led_to_their_person(body: str, text: str, name: str | None, nlp: Language) -> None:
    assert whose(read(body, nlp), text) == name


def test_a_surname_that_two_have_is_the_one_s_who_was_just_named(nlp: Language) -> None:
    minutes = read("Per Ek (V) yrkar avslag. Ek menar att det brådskar.", nlp)
    assert whose(minutes, "Ek") == "Per Ek"


def test_lone_surnames_are_mentions(nlp: Language) -> None:
    minutes = read("Dahlström instämmer i Dahlströms eget yrkande.", nlp)
    (person,) = [one for one in minutes.persons if one.name == "Jonathan Dahlström"]
    assert [minutes.text[a:b] for a, b in person.mentions] == ["Jonathan Dahlström", "Dahlström", "Dahlströms"]


def test_a_name_off_by_one_letter_is_joined_with_a_warning(nlp: Language) -> None:
    minutes = read("Jonathan Dahlstrom (M) yrkar avslag.", nlp)
    assert "Jonathan Dahlstrom" not in [one.name for one in minutes.persons]
    assert [one.message for one in minutes.warnings if one.code == "name_spelling"] == [
        "Jonathan Dahlstrom is taken for Jonathan Dahlström"
    ]


def test_a_name_off_by_one_letter_with_another_party_is_somebody_else(nlp: Language) -> None:
    minutes = read("Jonathan Dahlstrom (L) yrkar avslag.", nlp)
    assert "Jonathan Dahlstrom" in [one.name for one in minutes.persons]
    assert not [one for one in minutes.warnings if one.code == "name_spelling"]


def test_people_named_only_in_the_text_with_an_office_are_persons(nlp: Language) -> None:
    minutes = read("Miljöinspektör Nermin Hosseini redogör. Asta Gren, planarkitekt, svarar.", nlp)
    known = {one.name: (one.roles, one.attendance) for one in minutes.persons}
    assert known["Nermin Hosseini"] == (["miljöinspektör"], None)
    assert known["Asta Gren"] == (["planarkitekt"], None)


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Skrivelse från Karl-Gustav Fjällmo om vägen till Granvik", ["Karl-Gustav Fjällmo"]),
        ("Sökande Fatoumata Diallo har lämnat in ritningar", ["Fatoumata Diallo"]),
        ("Brev från Hjördís Strandlund om ljudnivån", ["Hjördís Strandlund"]),
        ("ett minnesmärke över Elna Sjöholm, bygdens lärare", ["Elna Sjöholm"]),
        ("Yttrande från Norra Hamnen och Granviks Byalag", []),
        ("Hur var och en röstar framgår av bilaga A. Utfallet följer", []),
        ("Bengt Askskolan ligger vid Astrid Ekmans park", []),
        # a title of courtesy and a word that opens a sentence are no part of a name
        ("Herr Dahlström (M) yrkade avslag. I yrkandet instämde fru Ek (S).", ["Dahlström", "Ek"]),
        ("Härefter yttrade sig fru af Granfelt och herr Sten-Holm.", ["af Granfelt", "Sten-Holm"]),
        ("Även Jonathan Dahlström (M) och Mia Sten (S) talar.", ["Jonathan Dahlström", "Mia Sten"]),
        ("Mot detta reserverar sig ingen. Med Per Ek (V) instämmer fyra.", ["Per Ek"]),
        # what stands before it with a full stop is no initial
        ("RESERVATION. Dahlström (M) anmäler reservation.", ["Dahlström"]),
        ("YRKANDEN. Per Ek (V) yrkar bifall.", ["Per Ek"]),
        ("DELTAR INTE Dahlström (M) deltar inte.", ["Dahlström"]),
        ("det är förslag B. Omröstning begärs. Omröstning 1: motförslag", []),
        # a letter with a full stop before what is no surname
        ("Av planerna gäller B. Kommunstyrelsen står bakom C. Till A. Sten sänds planen.", ["A. Sten"]),
        ("Vägar byggs enligt D. Vägar rustas enligt E. Granlöf ritar dem alla, och nya vägar", ["E. Granlöf"]),
        ("När Jonathan Dahlström (M) gick tog Siri Fors (S) över.", ["Jonathan Dahlström", "Siri Fors"]),
        ("Anslaget togs ned den 3 maj 2031. /Åsa Sten", ["Åsa Sten"]),
        ("Brev från Åsa Q. Sten och S-E. Holm", ["Åsa Q. Sten", "S-E. Holm"]),
        # a party's own name before its abbreviation, an abbreviation behind a name, an organisation
        ("Mia Sten (FG) talar för Framtid Granvik (FG) i frågan.", ["Mia Sten"]),
        ("Samverkan med Sveriges Lärare och Akademikerförbundet SSR", []),
        ("Grannen Folkvald Stenmo, Granvik 2:33, skriver att bron är låg.", ["Folkvald Stenmo"]),
        ("Bolagets delägare Arjeta Stenmo uppger att hon var sjuk.", ["Arjeta Stenmo"]),
        ("Delägaren Dukagjin Ekmo hördes vid mötet.", ["Dukagjin Ekmo"]),
    ],
)
def test_private_persons_and_what_only_looks_like_them(body: str, names: list[str], nlp: Language) -> None:
    assert labelled(read(body, nlp), "PERSON") == names


def test_names_broken_over_lines_that_stay_apart_are_one(nlp: Language) -> None:
    body = "Ordföranden får i uppdrag att teckna avtalet om skolbygget med Byggnads AB\nFritjof Sandgren."
    assert labelled(read(body, nlp), "ORG") == ["Byggnads AB\nFritjof Sandgren"]


def test_the_house_where_people_meet_is_no_organisation(nlp: Language) -> None:
    minutes = read("Ingen.", nlp)
    assert "Kommunkontoret" not in [one.text for one in minutes.entities]


def test_the_later_labels_have_normal_forms_and_yield(nlp: Language) -> None:
    body = "Den 12 mars 2031 avsatte Kråkan AB 2,5 mnkr för Kråkan 3:12 enligt PBL 9 kap 2 §, dnr KS 2031/118."
    minutes = read(body, nlp)
    begin = minutes.text.index("Den 12 mars")
    found = {(one.label, one.text, one.normal) for one in minutes.entities if one.start >= begin}
    assert {
        ("DATE", "12 mars 2031", "2031-03-12"),
        ("ORG", "Kråkan AB", None),
        ("MONEY", "2,5 mnkr", "2500000"),
        ("PROPERTY", "Kråkan 3:12", "Kråkan 3:12"),
        ("LAW", "PBL 9 kap 2 §", "PBL 9 kap. 2 §"),
        ("CASE", "KS 2031/118", "KS 2031/118"),
    } <= found


@pytest.mark.parametrize(
    ("body", "parties"),
    [
        ("Enligt förslag från S,V och M.", ["S", "V", "M"]),
        ("L:s och SD:s yrkanden, M+KD", ["L:s", "SD:s", "M", "KD"]),
        ("SD-gruppen deltar inte. M-KD yrkar.", ["SD", "M", "KD"]),
    ],
)
def test_parties_are_tokens_of_their_own(body: str, parties: list[str], nlp: Language) -> None:
    minutes = read(body, nlp)
    assert labelled(minutes, "PARTY") == parties
    assert not [one for one in minutes.warnings if one.code == "span_misaligned"]


@pytest.mark.parametrize("text", ["dnr.", "Handl.", "tj.skr.", "enl.", "mom.", "jfr.", "m.fl."])
def test_abbreviations_are_one_token(text: str, nlp: Language) -> None:
    assert [token.text for token in nlp.tokenizer(f"se {text} ovan")] == ["se", text, "ovan"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("3.Beslut", ["3", ".", "Beslut"]),
        ("ordf.", ["ordf", "."]),
        ("KF:s", ["KF", ":", "s"]),
        ("Ekberg2", ["Ekberg", "2"]),
        ("(C)12", ["(", "C", ")", "12"]),
        ("KS-2031-00118", ["KS-2031-00118"]),
        ("2031/118", ["2031/118"]),
    ],
)
def test_tokens(text: str, tokens: list[str], nlp: Language) -> None:
    assert [token.text for token in nlp.tokenizer(text)] == tokens


def test_an_entity_of_the_recogniser_is_kept_before_a_date_but_not_before_a_rule_s_person(nlp: Language) -> None:
    doc = nlp(TEXT.format("Per Ek (V) hänvisar till Fonden 12 mars 2031 och går."))
    fund = next(token.i for token in doc if token.text == "Fonden")
    name = next(token.i for token in doc if token.text == "Per" and token.i > fund - 10)
    doc.ents = [Span(doc, fund, fund + 4, label="ORG"), Span(doc, name, name + 1, label="ORG")]
    doc = EntityRules()(doc)
    found = [(ent.text, ent.label_) for ent in doc.ents if ent.start >= name]
    assert ("Fonden 12 mars 2031", "ORG") in found
    assert ("Per Ek", "PERSON") in found
    assert not [label for _, label in found if label == "DATE"]


def test_whom_somebody_replaces_is_named_on_the_front_page_too(nlp: Language) -> None:
    text = TEXT.replace("Per Ek (V)\n", "Per Ek (V)\nMia Sten (M) i stället för Dahlström\n").format("Inga yrkanden.")
    minutes = nlp_minutes.annotate(text, nlp=nlp)
    assert [one.label for one in minutes.entities if one.text == "Dahlström"] == ["PERSON"]


def test_an_office_in_brackets_ends_before_the_bracket(nlp: Language) -> None:
    text = TEXT.replace("Mona Lind, sekreterare", "Mona Lind (sekreterare), Ove Grahn (vägchef), Eva Sten (jurist)")
    minutes = nlp_minutes.annotate(text.format("Inga yrkanden."), nlp=nlp)
    roles = [one.text for one in minutes.entities if one.label == "ROLE"]
    assert {"sekreterare", "vägchef", "jurist"} <= set(roles)
    assert not [role for role in roles if ")" in role]


def test_a_letter_on_a_column_for_distance_is_no_party(nlp: Language) -> None:
    text = TEXT.replace("Per Ek (V)\n", "Per Ek (V)     D\n")
    minutes = nlp_minutes.annotate(text.format("Inga yrkanden."), nlp=nlp)
    assert [one.text for one in minutes.entities if one.label == "PARTY" and one.text == "D"] == []


def test_a_name_broken_over_a_page_is_one(nlp: Language) -> None:
    body = (
        "Ja röstar Ulla Ek (S), Per Ek (V) och Jonathan\n\nJust. sign. ......\n\f"
        "Granviks kommun      Sammanträdesprotokoll      4 (9)\n\nDahlström (M)."
    )
    found = labelled(read(body, nlp), "PERSON")
    assert found[-1].startswith("Jonathan")
    assert found[-1].endswith("Dahlström")


@pytest.mark.parametrize("case", ["Ks 31/0044-042", "Tn 31:0118", "KLK/31-0077", "Sbn 2031-00118", "KS 2031-00118"])
def test_a_case_number_of_an_items_head_is_one_wherever_it_stands(case: str, nlp: Language) -> None:
    heads = "".join(
        f"§ {n}    {case.replace('8', str(n)).replace('4', str(n))}\nTaxa {n}\n\nBeslut\nTaxan antas.\n\n"
        for n in (2, 3, 5)
    )
    text = TEXT.format("Inga.") + f"\n{heads}§ 6    {case}\nBadhus\n\nBeslut\nSe även ärendet {case} om badhuset.\n"
    found = nlp_minutes.annotate(text, nlp=nlp)
    assert list(found.items[-1].case_numbers) == [case]
    assert [one.text for one in found.entities if one.label == "CASE"][-2:] == [case, case]


@pytest.mark.parametrize(
    "heading",
    [
        "OMBUD TILL STÄMMA MED GRANVIKS ENERGI AB",
        "REVISOR FÖR STIFTELSEN TILL MINNE",
        "LEDAMOT I NÄMND MED ANSVAR",
        "ERSÄTTARE TILL OMBUDET MED KORT VARSEL",
        "ORDFÖRANDE MED UPPDRAG FÖR HELA ÅRET",
    ],
)
def test_a_heading_in_capitals_holds_no_person(heading: str, nlp: Language) -> None:
    found = nlp_minutes.annotate(
        TEXT.format("Inga.") + f"\n§ 2\n{heading}\n\nBeslut\nKommunstyrelsen utser Ulla Ek (S).\n", nlp=nlp
    )
    begin = found.text.index(heading)
    assert not [
        one.text for one in found.entities if one.label == "PERSON" and begin <= one.start < begin + len(heading)
    ]


@pytest.mark.parametrize("of", ["från (M)", "från (S) och (V)", "från M", "för (C)", "i (V)"])
def test_the_members_of_a_party_in_brackets_are_an_office(of: str, nlp: Language) -> None:
    assert "ledamöterna" in labelled(read(f"Mot beslutet reserverar sig ledamöterna {of}.", nlp), "ROLE")


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Livsmedelslokaler, elva stycken (J Dahlström)", ["J Dahlström"]),
        ("Exp: Sökanden, U Ek, P Ek", ["U Ek", "P Ek"]),
        ("Anna-Lisa Wikner har klagat.\n\nExp: A-L Wikner", ["Anna-Lisa Wikner", "A-L Wikner"]),
        ("Carl Johan Rosander har klagat.\n\nExp: C J Rosander", ["Carl Johan Rosander", "C J Rosander"]),
        ("Delegat: K Sundén Ekberg", ["K Sundén Ekberg"]),
        ("Alternativ B Dahlström", ["Dahlström"]),  # nobody's initial
    ],
)
def test_initials_without_stops_belong_to_the_name(body: str, names: list[str], nlp: Language) -> None:
    assert labelled(read(body, nlp), "PERSON") == names


def test_a_double_surname_broken_over_a_page_is_one_with_its_genitive(nlp: Language) -> None:
    body = "Per Ek (V) instämmer i Sundén\n\nProtokoll nr 3/2031 | sida 2 av 4\n\nEkbergs förslag."
    minutes = read(body, nlp)
    assert any(text.startswith("Sundén") and text.endswith("Ekbergs") for text in labelled(minutes, "PERSON"))


@pytest.mark.parametrize(
    ("head", "body", "cases"),
    [
        ("Dnr KS31-207", "Se även SN31-9.", ["KS31-207", "SN31-9"]),
        ("Dnr MH 388/31", "Anmälan MH 7/31.", ["MH 388/31", "MH 7/31"]),
        ("Dnr Gyn 61/2031-042", "Se Gyn 8/2030-612.", ["Gyn 61/2031-042", "Gyn 8/2030-612"]),
        ("Dnr KSN/2031:118", "Se TN/2030:7.", ["KSN/2031:118", "TN/2030:7"]),
        ("Dnr BN 31/118", "Se BN 30/4, kl 12/03.", ["BN 31/118", "BN 30/4"]),
    ],
)
def test_the_series_of_the_document_is_known_in_running_text(
    head: str, body: str, cases: list[str], nlp: Language
) -> None:
    text = TEXT.replace("§ 1 Svar på motion\n", f"§ 1 Svar på motion\n{head}\n").format(body)
    assert [one.text for one in nlp_minutes.annotate(text, nlp=nlp).entities if one.label == "CASE"] == cases


@pytest.mark.parametrize(
    ("body", "organisations"),
    [
        ("Centrumkrögarna Granvik begär att avgiften slopas.", ["Centrumkrögarna Granvik"]),
        ("Skrivelse från Torghandlarna Granvik den 3 maj", ["Torghandlarna Granvik"]),
        ("Villaägarna Granvik avstyrker.", ["Villaägarna Granvik"]),
        ("Yttrande av Köpmännen Granvik", ["Köpmännen Granvik"]),
        ("Naturvännerna Granvik har klagat.", ["Naturvännerna Granvik"]),
        ("Ledamöterna Dahlström och Ek yrkar avslag.", []),
    ],
)
def test_people_of_a_trade_by_the_town_are_an_organisation(body: str, organisations: list[str], nlp: Language) -> None:
    minutes = read(body, nlp)
    assert labelled(minutes, "ORG") == organisations
    assert "Granvik" not in labelled(minutes, "PERSON")


@pytest.mark.parametrize(
    "rest", ["Byaförening", "Folkhögskoleförening", "Energi AB", "Barnmorskeförening", "Hembygdsförening"]
)
def test_an_organisation_broken_over_a_page_is_one(rest: str, nlp: Language) -> None:
    body = (
        "Per Ek (V) framhåller att flera har fått vänta länge och att Granviks\n\nProtokoll nr "
        f"3/2031 | sida 2 av 4\n\n{rest} har erbjudit sig att hjälpa till."
    )
    found = labelled(read(body, nlp), "ORG")
    assert any(text.startswith("Granviks\n") and text.endswith(rest) for text in found)


@pytest.mark.parametrize(
    "place",
    [
        "Stora salen, kommunkontoret",
        "Sammanträdesrummet Eken, kommunkontoret",
        "Lilla salen, kommunkansliet",
        "Konferensrummet, miljökontoret",
        "Plan 3, stadsbyggnadskontoret",
    ],
)
def test_a_house_behind_its_room_is_no_organisation(place: str, nlp: Language) -> None:
    text = TEXT.format("").replace(
        "Kommunkontoret, kl. 13.00–15.40", f"Fört vid sammanträde den 12 mars 2031, kl 13.00–15.40, i {place}."
    )
    minutes = nlp_minutes.annotate(text, nlp=nlp)
    house = place.rsplit(", ", maxsplit=1)[-1]
    assert house not in [one.text for one in minutes.entities if one.label == "ORG"]


@pytest.mark.parametrize("case", ["06/212-881", "2031.203-881", "31/44-042", "2031:118-00", "31-118/042"])
def test_a_case_number_of_three_figures_in_a_head_is_one_without_a_label(case: str, nlp: Language) -> None:
    heads = "".join(f"§ {n}    TAXA {n}    {case[:-1]}{n}\n\nBeslut\nTaxan antas.\n\n" for n in (2, 3, 5))
    found = nlp_minutes.annotate(TEXT.format("Inga.") + f"\n{heads}", nlp=nlp)
    assert [one.text for one in found.entities if one.label == "CASE"][-1] == f"{case[:-1]}5"


def test_no_entity_holds_a_line_to_sign_on(nlp: Language) -> None:
    end = "\n\n§ 2 Avslutning\n\nMötet avslutas.\n\n...... Mona Lind, sekreterare ......\n...... Ulla Ek, ordförande"
    minutes = nlp_minutes.annotate(TEXT.format("Bifall.") + end, nlp=nlp)
    assert not [one.text for one in minutes.entities if ".." in one.text]
    assert [one.text for one in minutes.entities if one.label == "ROLE"][-2:] == ["sekreterare", "ordförande"]


def test_lettered_points_name_bodies_and_offices_and_no_people(nlp: Language) -> None:
    body = (
        "Bifall.\n\n§ 2 Taxor\n\nBeslut\n\nA. Taxan fastställs.\n\n"
        "B. Kommunstyrelsen får i uppdrag att bevaka taxan.\n\nC. Till ombud väljs Siri Fors (S).\n\n"
        "Kommunstyrelsen antecknar detta."
    )
    minutes = nlp_minutes.annotate(TEXT.format(body), nlp=nlp)
    assert labelled(minutes, "PERSON") == ["Siri Fors"]
    assert labelled(minutes, "ORG") == ["Kommunstyrelsen", "Kommunstyrelsen"]
    assert len(minutes.items[1].decision) >= 3


def test_surnames_in_capitals_among_small_letters_are_mentions(nlp: Language) -> None:
    minutes = read("Herr DAHLSTRÖM yrkade bifall till motionen. Häri instämde fru SUNDÉN EKBERG.", nlp)
    assert labelled(minutes, "PERSON") == ["DAHLSTRÖM", "SUNDÉN EKBERG"]
    assert whose(minutes, "DAHLSTRÖM") == "Jonathan Dahlström"
    assert labelled(read("RIVNING AV KVARTERET DAHLSTRÖM VID TORGET", nlp), "PERSON") == []


def test_two_peoples_surnames_are_no_local_party(nlp: Language) -> None:
    text = TEXT.replace("Karin Sundén Ekberg (C)", "Karin Törn (C)\nOve Palm (TP)").format(
        "Törn och Palm yrkar avslag. Palm reserverar sig."
    )
    minutes = nlp_minutes.annotate(text, nlp=nlp)
    assert "TP" not in [one.normal for one in minutes.entities if one.label == "PARTY" and one.text != "TP"]
    assert labelled(minutes, "PERSON") == ["Törn", "Palm", "Palm"]


def test_a_paper_counted_with_a_letter_is_no_initial(nlp: Language) -> None:
    minutes = read("A. Reservation Per Ek (V)\n\nB. Protokollsanteckning Jonathan Dahlström (M)", nlp)
    assert labelled(minutes, "PERSON") == ["Per Ek", "Jonathan Dahlström"]


def test_an_office_that_is_an_items_title_is_nobodys(nlp: Language) -> None:
    text = TEXT.replace("§ 1 Svar på motion", "§ 1\nJUSTERARE").format("Per Ek (V) yrkar bifall.")
    minutes = nlp_minutes.annotate(text, nlp=nlp)
    assert "JUSTERARE" not in labelled(minutes, "ROLE")
