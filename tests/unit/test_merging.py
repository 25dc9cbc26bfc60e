"""The merge of rules and recogniser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.components.merging import Candidate, MergePolicy, has_form_of_its_label, merge

LABELS = ["PERSON", "PARTY", "ROLE", "ORG", "CASE"]


def made(start: int, label: str, text: str) -> Candidate:
    return Candidate(start, label, tuple(text.split(" ")))


def org(start: int, text: str) -> Candidate:
    return made(start, "ORG", text)


def test_a_rule_stands_against_another_label() -> None:
    rule = org(2, "Anna Eks Åkeri")
    assert merge([rule], [made(2, "PERSON", "Anna Eks")]) == ([rule], [])


def test_the_recogniser_fills_where_no_rule_is() -> None:
    rule, found = org(0, "Nämnden"), made(4, "ROLE", "ombudet")
    assert merge([rule], [found]) == ([rule], [found])


def test_a_wider_organisation_of_the_recogniser_takes_the_place_of_those_it_holds() -> None:
    rules = [org(2, "Fastighets AB"), org(4, "Lo Ek & Co")]
    wider = org(2, "Fastighets AB Lo Ek & Co")
    assert merge(rules, [wider]) == ([], [wider])


@pytest.mark.parametrize(
    "found",
    [org(3, "Ekby Fiber"), org(4, "Fiber AB säljer"), made(2, "PERSON", "Anna Ekby Fiber AB Ek")],
    ids=["narrower", "across a border", "another label"],
)
def test_other_overlaps_leave_the_rule(found: Candidate) -> None:
    rule = org(3, "Ekby Fiber AB")
    assert merge([rule], [found]) == ([rule], [])


def test_a_wider_organisation_does_not_swallow_a_person() -> None:
    rules = [org(2, "Bolaget"), made(3, "PERSON", "Anna Ek")]
    assert merge(rules, [org(2, "Bolaget Anna Ek")]) == (rules, [])


@pytest.mark.parametrize(
    ("text", "after", "stands"),
    [
        ("Anna Granqvists", "gata", False),
        ("Anna Granqvists", "donationsfond", False),
        ("Anna Granqvists", "yrkande", True),
        ("Anna Granqvist", "gata", True),
    ],
)
def test_what_is_named_after_a_person_is_no_person(text: str, after: str, *, stands: bool) -> None:
    candidate = Candidate(0, "PERSON", tuple(text.split()), after)
    assert has_form_of_its_label(candidate) is stands


JOINT = "Polismyndigheten och Båtvännernas förening"
LEFT, RIGHT = org(5, "Polismyndigheten"), org(7, "Båtvännernas förening")


@pytest.mark.parametrize("seen", [[LEFT], [RIGHT], [LEFT, RIGHT]], ids=["left", "right", "both"])
def test_two_organisations_that_a_rule_took_for_one_are_two(seen: list[Candidate]) -> None:
    assert merge([org(5, JOINT)], seen) == ([LEFT, RIGHT], [])


def test_the_second_of_two_may_go_on_behind_the_rule() -> None:
    wider = org(7, "rådet för tillgänglighet")
    assert merge([org(5, "Ekbybostäder och rådet")], [wider]) == ([org(5, "Ekbybostäder")], [wider])


def test_a_compound_with_a_hyphen_is_one() -> None:
    rule = org(5, "Väg- och trafikenheten")
    assert merge([rule], [org(7, "trafikenheten")]) == ([rule], [])


def test_a_body_for_two_things_is_one() -> None:
    rule = org(5, "nämnden för demokrati och service")
    assert merge([rule], [org(5, "nämnden för demokrati")]) == ([rule], [])


def test_an_abbreviation_that_the_rules_have_seen_is_a_party() -> None:
    rule, found = made(2, "PARTY", "XyP"), made(9, "PARTY", "XyP")
    assert merge([rule], [found]) == ([rule], [found])
    assert merge([], [found]) == ([], [])


def test_an_organisation_with_och_in_it_stays_where_the_recogniser_sees_no_border() -> None:
    rule = org(5, "barn och ungdomsnämnden")
    assert merge([rule], [org(5, "barn och ungdomsnämnden")]) == ([rule], [])
    assert merge([rule], []) == ([rule], [])


@pytest.mark.parametrize(
    ("label", "text", "stands"),
    [
        ("PERSON", "Anna Granqvist", True),
        ("PERSON", "Anna-Karin af Ekenstam", True),
        ("PERSON", "Granberga", False),
        ("PERSON", "Anna Granqvist AB", False),
        ("PERSON", "Övre Granberga", False),
        ("PERSON", "Anna säger", False),
        ("PARTY", "Bygdens Väl", True),
        ("PARTY", "SOU 2030:8", False),
        ("PARTY", "SOU", False),
        ("PARTY", "b. Ändring", False),
        ("PARTY", "SD", True),
        ("PARTY", "m", False),
        ("PARTY", "socialdemokraterna", True),
        ("ORG", "revisorskollegiet", True),
        ("ORG", "industriområden", False),
        ("ORG", "kommunförbundet Norrdal", True),
        ("ORG", "v. Trädgårdsnämndens", False),
        ("ORG", "Ekby kommuns miljö-", False),
        ("ORG", "Ek \t Alm", False),
        ("ORG", "...", False),
        ("ORG", "Energiverket", True),
        ("ROLE", "ombudet", True),
        ("ROLE", "v. ordförande", True),
    ],
)
def test_the_form_must_be_that_of_the_label(label: str, text: str, *, stands: bool) -> None:
    candidate = made(0, label, text)
    assert has_form_of_its_label(candidate) is stands
    assert merge([], [candidate]) == ([], [candidate] if stands else [])


def test_either_side_can_be_heard_alone() -> None:
    rules = [org(0, "Ekby Fiber"), made(5, "CASE", "2030/1")]
    model = [made(0, "ROLE", "ombud"), org(5, "KS")]
    assert merge(rules, model, "rules") == (rules, [])
    assert merge(rules, model, "model") == (rules[1:], model[:1])


WORDS = ["Anna", "Ek", "och", "nämnden", "S", "12", "Väg-", "AB"]


@st.composite
def disjoint(draw: st.DrawFn) -> list[Candidate]:
    """Entities of one text that do not overlap; both sides read the same words."""
    borders = sorted(draw(st.sets(st.integers(0, 20), max_size=8)))
    return [
        Candidate(start, draw(st.sampled_from(LABELS)), tuple(WORDS[n % len(WORDS)] for n in range(start, end)))
        for start, end in zip(borders[::2], borders[1::2], strict=False)
    ]


@given(disjoint(), disjoint(), st.sampled_from(["rules", "model", "both"]))
def test_what_stands_never_overlaps(rules: list[Candidate], model: list[Candidate], policy: MergePolicy) -> None:
    certain, kept = merge(rules, model, policy)
    tokens = [token for one in [*certain, *kept] for token in range(one.start, one.end)]
    assert len(tokens) == len(set(tokens))
    assert all(one.words for one in certain)
    assert set(kept) <= set(model)


@given(disjoint(), disjoint())
def test_only_an_organisation_gives_way_and_only_to_organisations(
    rules: list[Candidate], model: list[Candidate]
) -> None:
    certain, kept = merge(rules, model)
    for gone in set(rules) - set(certain):
        assert gone.label == "ORG"
        there = [one for one in [*certain, *kept] if one.start < gone.end and gone.start < one.end]
        assert there
        assert {one.label for one in there} == {"ORG"}


@pytest.mark.parametrize(
    ("text", "before", "after", "stands"),
    [
        ("C", "och", "yrkar", True),
        ("C", "förslag", "ska", False),  # the letter of a proposal
        ("C", "Motförslaget", "vinner", False),
        ("C", "T", "O", False),  # P R O T O C O L
        ("D", "S", "\n", False),  # a column
        ("L", "från", "lämnar", False),  # no rule has found L
        ("M", "", ":", True),  # heads the list of its people
        ("C", "", ")", False),  # the mark of a point
        ("C", "\n", ")", False),
        ("C", "(", ")", True),
    ],
)
def test_a_single_letter_is_a_party_by_evidence(text: str, before: str, after: str, *, stands: bool) -> None:
    candidate = Candidate(5, "PARTY", (text,), after, before)
    assert has_form_of_its_label(candidate, {"C", "S"}) is stands


def test_a_letter_that_names_a_proposal_names_no_party_elsewhere() -> None:
    rule = made(1, "PARTY", "C")
    named = Candidate(5, "PARTY", ("C",), "ställs", "yrkande")
    alone = Candidate(9, "PARTY", ("C",), "har", "sedan")
    in_brackets = Candidate(20, "PARTY", ("C",), ")", "(")
    assert merge([rule], [named, alone, in_brackets]) == ([rule], [in_brackets])


@pytest.mark.parametrize(
    ("text", "before", "stands"),
    [
        ("Hyrorna", ".", False),
        ("Filialen i Granvik", "\n", False),
        ("Barnen i Granvik", "", False),
        ("Reumatikerna i Granvik", "kassör", True),
        ("Rädda Vården i Granvik", ".", True),
        ("Socialnämnden", ".", True),
        ("Nya Skolan", "till", False),
        ("Granviks högskolan", "vid", True),
        ("kommunkansliet", "på", False),
        ("kommunkansliet", "av", True),
        ("Kommunal", ".", False),
        ("Åverket", "i", False),
        ("Åverket", "från", True),
    ],
)
def test_nouns_and_houses_are_no_organisations(text: str, before: str, *, stands: bool) -> None:
    assert has_form_of_its_label(Candidate(5, "ORG", tuple(text.split()), "", before)) is stands


@pytest.mark.parametrize(
    ("text", "named", "stands"),
    [("ersättare", True, True), ("ersättare", False, False), ("ombud", False, False), ("ordföranden", False, True)],
)
def test_a_capacity_needs_a_name_on_its_line(text: str, *, named: bool, stands: bool) -> None:
    assert has_form_of_its_label(Candidate(5, "ROLE", (text,), named=named)) is stands


def test_what_goes_over_the_end_of_an_entry_is_no_name() -> None:
    rule = org(2, "miljönämnden")
    assert merge([rule], [Candidate(2, "ORG", ("miljönämnden", "Diariet"), ":", entries=2)]) == ([rule], [])


@pytest.mark.parametrize(
    "rules", [[org(0, "miljönämnden"), org(2, "Granviks kommun")], [org(0, "miljönämnden")]], ids=["a town", "a noun"]
)
def test_a_body_and_where_it_is_are_not_one(rules: list[Candidate]) -> None:
    text = "miljönämnden i Granviks kommun" if len(rules) > 1 else "miljönämnden i stiftelsen"
    assert merge(rules, [org(0, text)]) == (rules, [])


@pytest.mark.parametrize(
    "proposed",
    [
        org(0, "Kommun : Granviks kommun"),
        org(0, "Presidium"),
        org(0, "Kvarteret Smeden"),
        org(0, "Kv. Sågen"),
        org(0, "Fastigheten Norrby"),
        made(0, "PARTY", "Ledamöternas"),
        made(0, "PARTY", "Ersättarnas"),
        made(0, "PARTY", "Majoriteten"),
        made(0, "PARTY", "Tjänstepersonernas"),
        made(0, "PARTY", "Nämndledamöterna"),
    ],
)
def test_headings_labels_and_blocks_of_houses_are_no_names(proposed: Candidate) -> None:
    assert not has_form_of_its_label(proposed)


def test_a_label_before_a_colon_makes_no_wider_organisation() -> None:
    rule = org(2, "Granviks kommun")
    assert merge([rule], [org(0, "Kommun : Granviks kommun")]) == ([rule], [])


def test_a_noun_with_its_place_opens_a_list_point() -> None:
    proposed = Candidate(1, "ORG", ("Badhuset", "i", "Ekby"), before="•")
    assert not has_form_of_its_label(proposed)


@pytest.mark.parametrize(
    "verb", ["Föreligger", "Anmäldes", "Upplästes", "Redovisas", "Föredrogs", "Behandlades", "Inkom"]
)
def test_a_verb_that_opens_a_sentence_is_no_part_of_a_name(verb: str) -> None:
    rule, seen = org(1, "miljökontorets"), org(0, f"{verb} miljökontorets")
    assert merge([rule], [seen]) == ([rule], [])


def test_an_owner_that_opens_a_sentence_is_part_of_the_name() -> None:
    rule, seen = org(1, "kommunstyrelse"), org(0, "Granviks kommunstyrelse")
    assert merge([rule], [seen]) == ([], [seen])


@pytest.mark.parametrize(
    ("text", "after", "stands"),
    [
        ("Ekbackens framtid", "", False),
        ("Vårens brukarenkät", "”", False),
        ("Granvikshemmets kök", ".", False),
        ("Ekbys framtid", "yrkar", True),
        ("Bygdens väl", "(", True),
        ("Ekbys Framtid", ".", True),
    ],
)
def test_what_a_house_owns_is_no_party(text: str, after: str, *, stands: bool) -> None:
    assert has_form_of_its_label(Candidate(5, "PARTY", tuple(text.split()), after)) is stands


@pytest.mark.parametrize(("words", "stands"), [(("tjg.",), False), (("tjg", "."), False), (("ordförande",), True)])
def test_that_somebody_serves_is_no_office(words: tuple[str, ...], *, stands: bool) -> None:
    assert has_form_of_its_label(Candidate(5, "ROLE", words)) is stands


@pytest.mark.parametrize("mark", ["•", "▪", "●", "■", "→"])
def test_the_mark_of_a_point_is_no_part_of_a_name(mark: str) -> None:
    rule = org(1, "Granviks Energi AB")
    assert merge([rule], [org(0, f"{mark} Granviks Energi AB")]) == ([rule], [])
    assert not has_form_of_its_label(Candidate(0, "ORG", (mark, "Rapporten")))
