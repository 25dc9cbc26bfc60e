"""The merge of rules and recogniser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.components.merging import Candidate, has_form_of_its_label, merge

LABELS = ["PERSON", "PARTY", "ROLE", "ORG", "CASE"]
TEXTS = ["Anna Ek", "Trädgårdsnämnden", "S", "ordförande", "Bo", "12", "Ek & Alm AB"]


def org(start: int, end: int, text: str = "Ekby Fiber AB") -> Candidate:
    return Candidate(start, end, "ORG", text)


def test_a_rule_stands_against_another_label() -> None:
    rule = org(2, 5, "Anna Eks Åkeri AB")
    assert merge([rule], [Candidate(2, 4, "PERSON", "Anna Eks")]) == ([rule], [])


def test_the_recogniser_fills_where_no_rule_is() -> None:
    rule, found = org(0, 1, "Nämnden"), Candidate(4, 5, "ROLE", "ombudet")
    assert merge([rule], [found]) == ([rule], [found])


def test_a_wider_organisation_of_the_recogniser_takes_the_place_of_those_it_holds() -> None:
    rules = [org(2, 3, "Fastighets AB"), org(3, 6, "Lo Ek & Co")]
    wider = org(2, 6, "Fastighets AB Lo Ek & Co")
    assert merge(rules, [wider]) == ([], [wider])


@pytest.mark.parametrize(
    "found",
    [org(3, 5), org(4, 8), Candidate(2, 8, "PERSON", "Anna Lo Ek")],
    ids=["narrower", "across a border", "another label"],
)
def test_other_overlaps_leave_the_rule(found: Candidate) -> None:
    rule = org(3, 6)
    assert merge([rule], [found]) == ([rule], [])


def test_a_wider_organisation_does_not_swallow_a_person() -> None:
    rules = [org(2, 3), Candidate(3, 5, "PERSON", "Anna Ek")]
    assert merge(rules, [org(2, 5)]) == (rules, [])


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
        ("ORG", "Ek\tAlm", False),
        ("ORG", "...", False),
        ("ORG", "Energiverket", True),
        ("ROLE", "ombudet", True),
    ],
)
def test_the_form_must_be_that_of_the_label(label: str, text: str, *, stands: bool) -> None:
    candidate = Candidate(0, len(text.split()), label, text)
    assert has_form_of_its_label(candidate) is stands
    assert merge([], [candidate]) == ([], [candidate] if stands else [])


def test_either_side_can_be_heard_alone() -> None:
    rules, model = [org(0, 2), Candidate(5, 6, "CASE", "KS 2030/1")], [Candidate(0, 1, "ROLE", "ombud"), org(5, 6)]
    assert merge(rules, model, "rules") == (rules, [])
    assert merge(rules, model, "model") == (rules[1:], model[:1])


@st.composite
def disjoint(draw: st.DrawFn) -> list[Candidate]:
    borders = sorted(draw(st.sets(st.integers(0, 20), max_size=8)))
    return [
        Candidate(start, end, draw(st.sampled_from(LABELS)), draw(st.sampled_from(TEXTS)))
        for start, end in zip(borders[::2], borders[1::2], strict=False)
    ]


@given(disjoint(), disjoint(), st.sampled_from(["rules", "model", "both"]))
def test_what_stands_never_overlaps_and_was_proposed(
    rules: list[Candidate], model: list[Candidate], policy: str
) -> None:
    certain, kept = merge(rules, model, policy)  # type: ignore[arg-type]
    tokens = [token for one in [*certain, *kept] for token in range(one.start, one.end)]
    assert len(tokens) == len(set(tokens))
    assert set(certain) <= set(rules)
    assert set(kept) <= set(model)


@given(disjoint(), disjoint())
def test_a_rule_gives_way_to_a_wider_organisation_only(rules: list[Candidate], model: list[Candidate]) -> None:
    certain, kept = merge(rules, model)
    for gone in set(rules) - set(certain):
        assert gone.label == "ORG"
        assert any(
            one.label == "ORG"
            and one.start <= gone.start
            and gone.end <= one.end
            and one.end - one.start > gone.end - gone.start
            for one in kept
        )
