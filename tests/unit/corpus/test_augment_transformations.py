"""Each transformation does what it says, on a small protocol."""

from __future__ import annotations

import json
from random import Random
from typing import Any
from unicodedata import normalize

import pytest

from nlp_minutes.corpus.augment import TRANSFORMATIONS, augment, augment_all, faults
from nlp_minutes.corpus.augment import combine as combine_module
from nlp_minutes.corpus.augment.cases import change_cases
from nlp_minutes.corpus.augment.casing import capital_headings, capital_names, lower_parties
from nlp_minutes.corpus.augment.dates import change_dates
from nlp_minutes.corpus.augment.furniture import insert_furniture, remove_furniture, restyle_furniture
from nlp_minutes.corpus.augment.sections import change_sections
from nlp_minutes.corpus.augment.wrapping import rewrap
from nlp_minutes.corpus.gold import GoldDocument
from nlp_minutes.corpus.markup import parse_source
from nlp_minutes.errors import ConfigError

SOURCE = """\
¶other ⟦ORG:ASKBY KOMMUN⟧
⟦ORG:Socialnämnden⟧ 2024-05-06

#h Beslutande
¶other ⟦PERSON:Ulla Ek⟧ (⟦PARTY:S⟧), ⟦ROLE:1:e vice ordförande⟧
⟦PERSON:Nils Lund⟧ (⟦PARTY:AP⟧)
⟦PERSON:Åsa Wik⟧, ⟦ROLE:socialchef⟧

¶furniture Askby kommun  Sida 2 (3)

#h § 7 Taxa från den 1 juli 2024 i Askby
¶other Dnr ⟦CASE:SN 2024/118⟧

#h Sammanfattning
¶summary ⟦ORG:Socialkontoret⟧ har 2024-04-02 lagt fram ett förslag till ny taxa för hemtjänsten i Askby, och
⟦ROLE:socialchefen⟧ redogör för det. Förslaget har varit på remiss till de råd som berörs av det och

¶furniture Just sign _______

¶furniture Askby kommun  Sida 3 (3)

¶summary+ har inte mött några invändningar, varken från råden eller från ⟦ORG:Socialkontorets⟧ personal.

#h Underlag
¶basis ⟦ORG:Socialkontorets⟧ tjänsteskrivelse 2024-04-02

#h Yrkande
¶objection ⟦PERSON:Nils Lund⟧ (⟦PARTY:AP⟧) yrkar avslag. ⟦PARTY:Askbypartiet⟧ vill behålla taxan.

#h § 8 Val av ombud

#h Bakgrund
¶summary Ett ombud ska väljas.

#h Beslut
¶decision ⟦ORG:Socialnämnden⟧ väljer ⟦PERSON:Ulla Ek⟧ (⟦PARTY:S⟧).

#h Expedieras till
¶other ⟦ORG:Socialkontoret⟧
=== FACTS ===
"""
NOTHING: dict[str, Any] = {"motions": [], "votes": [], "reservations": [], "statements": [], "recusals": []}
FACTS: dict[str, Any] = {
    "meeting": {
        "municipality": "Askby kommun",
        "body": "Socialnämnden",
        "date": "2024-05-06",
        "place": None,
        "start": None,
        "end": None,
        "document_type": "protokoll",
    },
    "persons": [
        {"name": "Ulla Ek", "party": "S", "roles": ["1:e vice ordförande"], "attendance": "member"},
        {"name": "Nils Lund", "party": "AP", "roles": [], "attendance": "member"},
        {"name": "Åsa Wik", "party": None, "roles": ["socialchef"], "attendance": "other"},
    ],
    "items": [
        {
            **NOTHING,
            "number": "7",
            "title": "Taxa från den 1 juli 2024 i Askby",
            "case_numbers": ["SN 2024/118"],
            "outcome": "other",
            "motions": [{"by": ["Nils Lund"], "parties": ["AP"], "kind": "reject"}],
            "recipients": [],
            "reference_summary": "Nils Lund (AP) ville avslå taxan.",
        },
        {
            **NOTHING,
            "number": "8",
            "title": "Val av ombud",
            "case_numbers": [],
            "outcome": "elected",
            "recipients": ["Socialkontoret"],
            "reference_summary": "Socialnämnden valde Ulla Ek (S).",
        },
    ],
}


def rng(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secret


@pytest.fixture(scope="module")
def document() -> GoldDocument:
    return parse_source(SOURCE + json.dumps(FACTS, ensure_ascii=False), path="askby_sn_2024.src")


def texts(one: GoldDocument, label: str) -> list[str]:
    return [" ".join(one.text[e.start : e.end].split()) for e in one.entities if e.label == label]


def headings(one: GoldDocument) -> list[str]:
    return [one.text[h.start : h.end] for h in one.headings]


@pytest.mark.parametrize("name", TRANSFORMATIONS)
def test_each_keeps_spans_and_facts_true_and_is_deterministic(document: GoldDocument, name: str) -> None:
    results = []
    for seed in range(25):
        new = TRANSFORMATIONS[name](document, rng(seed))
        assert not faults(new)
        assert new == TRANSFORMATIONS[name](document, rng(seed))
        results.append(new)
    assert any(new != document for new in results)


def test_parties_change_by_name_and_abbreviation(document: GoldDocument) -> None:
    for seed in range(10):
        new = TRANSFORMATIONS["parties"](document, rng(seed))
        first, local, _, name, again = texts(new, "PARTY")
        assert first == again == new.persons[0]["party"]
        assert local == new.persons[1]["party"] == new.items[0]["motions"][0]["parties"][0]
        assert name != "Askbypartiet"
        assert new.items[0]["reference_summary"] == f"Nils Lund ({local}) ville avslå taxan."


def test_roles_and_bodies_keep_their_inflection(document: GoldDocument) -> None:
    for seed in range(10):
        new = TRANSFORMATIONS["roles"](document, rng(seed))
        vice, chief, the_chief = texts(new, "ROLE")
        assert (vice, chief) == (new.persons[0]["roles"][0], new.persons[2]["roles"][0])
        assert the_chief == f"{chief}en"
        new = TRANSFORMATIONS["bodies"](document, rng(seed))
        _, body, office, of_office, *_ = texts(new, "ORG")
        assert body == new.meeting["body"]
        assert of_office == f"{office}s"
        assert new.items[1]["recipients"] == [office]


def test_the_town_changes_in_bodies_titles_and_furniture(document: GoldDocument) -> None:
    new = TRANSFORMATIONS["towns"](document, rng(1))
    assert "askby" not in new.text.casefold()
    town = new.meeting["municipality"].removesuffix(" kommun").removesuffix("s")
    assert new.items[0]["title"].endswith(town)
    assert new.text.startswith(town.upper())


def test_headings_of_a_kind_change_alike_and_titles_stay(document: GoldDocument) -> None:
    new = TRANSFORMATIONS["headings"](document, rng(2))
    assert [old for old in headings(document) if "§" in old] == [one for one in headings(new) if "§" in one]
    assert headings(new) != headings(document)


def test_dates_stay_the_same_days(document: GoldDocument) -> None:
    forms = {change_dates(document, rng(seed)).items[0]["title"] for seed in range(40)}
    assert "Taxa från den 1/7 2024 i Askby" in forms
    assert forms <= {
        "Taxa från den 1 juli 2024 i Askby",
        "Taxa från den 1/7 2024 i Askby",
        "Taxa från den 2024-07-01 i Askby",
    }


def test_case_numbers_keep_year_and_number(document: GoldDocument) -> None:
    forms = {texts(change_cases(document, rng(seed)), "CASE")[0] for seed in range(60)}
    assert {"SN-2024-00118", "2024/118", "118/2024", "SN/2024:118", "SN 24/0118"} <= forms


def test_sections_move_and_go_with_their_facts(document: GoldDocument) -> None:
    orders, recipients = set(), set()
    for seed in range(60):
        new = change_sections(document, rng(seed))
        names = headings(new)
        if "Bakgrund" in names:
            orders.add(names.index("Bakgrund") < names.index("Beslut"))
        assert ("Expedieras till" in names) == bool(new.items[1]["recipients"])
        recipients.add(bool(new.items[1]["recipients"]))
        assert sorted(texts(new, "PERSON")) == sorted(texts(document, "PERSON"))
    assert orders == {True, False}
    assert recipients == {True, False}


def test_wrapping_changes_blanks_only_and_keeps_rows(document: GoldDocument) -> None:
    for seed in range(10):
        new = rewrap(document, rng(seed))
        assert new.text.split() == document.text.split()
        assert "(S), 1:e vice ordförande\nNils Lund (AP)\nÅsa Wik, socialchef\n" in new.text


def test_furniture_goes_comes_and_changes_style(document: GoldDocument) -> None:
    without = remove_furniture(document, rng(0))
    assert not any(one.furniture or one.continued for one in without.paragraphs)
    assert "Sida" not in without.text
    assert "berörs av det och\nhar inte mött" in without.text
    again = insert_furniture(without, rng(0))
    assert not faults(again)
    restyled = restyle_furniture(document, rng(0))
    assert sum(one.furniture for one in restyled.paragraphs) == 3
    assert [one.continued for one in restyled.paragraphs] == [one.continued for one in document.paragraphs]


def test_small_and_capital_letters(document: GoldDocument) -> None:
    small = lower_parties(document, rng(0))
    assert texts(small, "PARTY") == ["s", "ap", "ap", "Askbypartiet", "s"]
    assert [person["party"] for person in small.persons] == ["s", "ap", None]
    assert "SAMMANFATTNING" in headings(capital_headings(document, rng(0)))
    assert texts(capital_names(document, rng(0)), "PERSON")[:3] == ["ULLA EK", "NILS LUND", "ÅSA WIK"]


def test_noise_spares_entities_and_figures(document: GoldDocument) -> None:
    for seed in range(20):
        new = TRANSFORMATIONS["noise"](document, rng(seed))
        for label in ("PERSON", "PARTY", "ROLE", "ORG", "CASE"):
            assert texts(new, label) == texts(document, label)


def test_split_letters_read_the_same(document: GoldDocument) -> None:
    for seed in range(20):
        new = TRANSFORMATIONS["diacritics"](document, rng(seed))
        plain = normalize("NFKD", new.text).replace(" ", "")
        assert plain == normalize("NFKD", document.text).replace(" ", "")


def test_augment_names_its_source_and_seed_and_keeps_the_layout(document: GoldDocument) -> None:
    new = augment(document, 7)
    assert (new.name, new.provenance, new.layout) == ("askby_sn_2024-7", "augmented:askby_sn_2024:7", "askby")
    assert new == augment(document, 7)
    assert new.text != augment(document, 8).text
    assert GoldDocument.from_dict(new.to_dict()) == new


def test_augment_all_makes_so_many_of_each(document: GoldDocument) -> None:
    assert [one.name for one in augment_all([document], 3, 5)] == [f"askby_sn_2024-{seed}" for seed in (5, 6, 7)]


def test_only_named_transformations_are_done(document: GoldDocument) -> None:
    new = augment(document, 1, ["wrapping"])
    assert texts(new, "PERSON") == texts(document, "PERSON")
    with pytest.raises(ConfigError, match="no transformation 'colour'"):
        augment(document, 1, ["colour"])


def test_a_source_with_faults_is_refused(document: GoldDocument) -> None:
    broken = GoldDocument.from_dict({**document.to_dict(), "persons": [{**FACTS["persons"][0], "name": "Per Ask"}]})
    with pytest.raises(ConfigError, match="'Per Ask' is not in the text"):
        augment(broken, 1)


def test_a_transformation_that_breaks_facts_is_left_out(
    document: GoldDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(one: GoldDocument, _rng: Random) -> GoldDocument:
        return GoldDocument.from_dict({**one.to_dict(), "persons": [{"name": "Per Ask"}]})

    monkeypatch.setattr(combine_module, "TRANSFORMATIONS", {**TRANSFORMATIONS, "names": lose})
    assert augment(document, 1, ["names"]).persons == document.persons
