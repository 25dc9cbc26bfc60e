"""Self-checks: each fires on its contradiction and on nothing that is in order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from nlp_minutes.checks import check, checked
from nlp_minutes.errors import ConfigError
from nlp_minutes.labels import Severity, WarningCode, severity_of
from nlp_minutes.minutes import Minutes, from_dict, json_schema

TEXT = "Head\n§ 1 Taxa\nBeslut\n§ 2 Vägar\nParagrafen justeras omedelbart.\n"


def _person(name: str, attendance: str | None = "member", *roles: str) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "party": None,
        "roles": list(roles),
        "attendance": attendance,
        "substitutes_for": None,
        "mentions": [[0, 4]],
    }


def _item(**more: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "number": "1",
        "title": "Taxa",
        "case_numbers": [],
        "start": 5,
        "end": 20,
        "outcome": "approved",
        "decision": ["Taxan antas."],
        "motions": [],
        "votes": [],
        "reservations": [],
        "statements": [],
        "recusals": [],
        "recipients": [],
        "immediately_adjusted": False,
        "headline": None,
        "summary": None,
    }
    return values | more


def _vote(yes: list[str], no: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "yes": len(yes),
        "no": len(no),
        "abstain": 0,
        "absent": None,
        "yes_means": "bifall",
        "no_means": "avslag",
        "named": {"yes": yes, "no": no, "abstain": [], "absent": []},
        "verified": True,
        "start": 5,
        "end": 9,
    }
    return values


def _by(*names: str) -> dict[str, Any]:
    return {"by": list(names), "parties": [], "start": 5, "end": 9}


def _values(**more: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "schema_version": "1.0",
        "source": {"path": None, "sha256": "0", "media_type": "text/plain", "pages": None, "producer": "x"},
        "text": TEXT,
        "meeting": {
            "municipality": None,
            "body": None,
            "date": None,
            "start": "13:00",
            "end": "15:00",
            "place": None,
            "document_type": "protokoll",
            "items": None,
        },
        "persons": [_person("Ulla Ek", "member", "ordförande"), _person("Per Ås"), _person("Mia Alm")],
        "entities": [],
        "furniture": [],
        "items": [_item()],
        "paragraphs": [],
        "warnings": [],
    }
    return values | more


def _minutes(**more: Any) -> Minutes:
    return from_dict(_values(**more))


def _codes(minutes: Minutes) -> list[str]:
    return [one.code for one in check(minutes)]


def test_minutes_in_order_pass() -> None:
    item = _item(votes=[_vote(["Ulla Ek", "Per Ås"], ["Mia Alm"])], reservations=[_by("Mia Alm")], motions=[])
    assert _codes(_minutes(items=[item])) == []


def test_an_item_without_decision() -> None:
    bare = _item(number="2", title="Vägar", outcome=None, decision=[], start=21, end=30)
    found = check(_minutes(items=[_item(), bare]))
    assert [(one.code, one.start, TEXT[one.start : one.end], one.severity) for one in found] == [
        ("decision_not_found", 21, "§ 2 Vägar", "warning")
    ]
    assert "§ 2" in found[0].message


@pytest.mark.parametrize(
    "title", ["Upprop", "Information från chefen", "Ärendet utgår", "Ärende under sekretess", "Allmänhetens frågestund"]
)
def test_items_that_need_no_decision(title: str) -> None:
    assert (
        _codes(_minutes(items=[_item(), _item(number="2", title=title, outcome=None, decision=[], start=21, end=30)]))
        == []
    )


def test_nothing_is_said_of_decisions_where_no_item_has_one() -> None:
    assert _codes(_minutes(items=[_item(outcome=None, decision=[])])) == []


def test_an_item_adjusted_apart() -> None:
    apart = _item(number="2", title="Vägar", outcome=None, decision=[], start=21, end=len(TEXT))
    assert _codes(_minutes(items=[_item(), apart])) == ["immediate_approval_elsewhere"]
    assert _codes(_minutes(items=[_item(), apart | {"decision": ["Vägen byggs."], "outcome": "approved"}])) == []


def test_an_adjuster_and_chairs_who_were_absent() -> None:
    others = [_person("Per Ås"), _person("Mia Alm"), _person("Nils Ek")]
    absent = _person("Ulla Ek", "absent", "ordförande", "justerare")
    assert sorted(_codes(_minutes(persons=[absent, *others]))) == ["adjuster_not_present", "chair_not_present"]
    vice = _person("Siv Ek", "member", "vice ordförande")
    assert _codes(_minutes(persons=[absent, vice, *others])) == ["adjuster_not_present"]
    signer = _person("Ulla Ek", None, "ordförande", "justerare")
    assert _codes(_minutes(persons=[signer, *others])) == []


_ABSENT = ["Nils Ek", "Siv Ek", "Bo Ek", "Eva Ek"]


@pytest.mark.parametrize(
    ("what", "facts"),
    [
        ("moves", {"motions": [_by("Nils Ek") | {"kind": "reject", "target": None}]}),
        ("makes a reservation", {"reservations": [_by("Nils Ek")]}),
        ("votes", {"votes": [_vote(["Ulla Ek"], ["Nils Ek"])]}),
    ],
)
def test_absent_people_do_not_act(what: str, facts: dict[str, Any]) -> None:
    people = [_person("Ulla Ek"), _person("Per Ås"), _person("Mia Alm"), _person("Nils Ek", "absent")]
    found = check(_minutes(persons=people, items=[_item(**facts), _item(**facts)]))
    assert [(one.code, one.message) for one in found] == [
        ("absent_person_acts", f"§ 1: Nils Ek {what} but is listed as absent")
    ]


def test_many_absent_people_who_act_tell_of_the_list() -> None:
    people = [_person("Ulla Ek"), _person("Per Ås"), _person("Mia Alm"), *(_person(name, "absent") for name in _ABSENT)]
    found = check(_minutes(persons=people, items=[_item(reservations=[_by(*_ABSENT)])]))
    assert [one.code for one in found] == ["absent_person_acts"]
    assert "4 people" in found[0].message


def test_who_stood_aside_does_not_vote() -> None:
    item = _item(votes=[_vote(["Ulla Ek"], ["Per Ås"])], recusals=["Per Ås"])
    found = check(_minutes(items=[item]))
    assert [(one.code, one.severity) for one in found] == [("recused_person_votes", "error")]


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, ["reservation_without_dissent"]),
        ({"no_means": "återremiss"}, []),
        ({"named": None}, []),
        ({"yes": 1}, []),
    ],
)
def test_a_reservation_of_the_majority(more: dict[str, Any], codes: list[str]) -> None:
    item = _item(votes=[_vote(["Ulla Ek", "Per Ås"], ["Mia Alm"]) | more], reservations=[_by("Per Ås")])
    assert _codes(_minutes(items=[item])) == codes


def test_a_reservation_beside_several_votes_is_left_open() -> None:
    vote = _vote(["Ulla Ek", "Per Ås"], ["Mia Alm"])
    assert _codes(_minutes(items=[_item(votes=[vote, vote], reservations=[_by("Per Ås")])])) == []


def test_more_votes_than_people() -> None:
    item = _item(votes=[_vote([], []) | {"yes": 3, "no": 1, "named": None}])
    assert _codes(_minutes(items=[item])) == ["more_votes_than_voters"]
    unread = {"code": "attendance_line_unread", "message": "", "start": 0, "end": 0, "severity": "warning"}
    assert _codes(_minutes(items=[item], warnings=[unread])) == []
    assert _codes(_minutes(items=[item], persons=[])) == []


@pytest.mark.parametrize(("end", "codes"), [("12:00", ["time_conflict"]), ("01:30", []), ("13:00", []), (None, [])])
def test_times(end: str | None, codes: list[str]) -> None:
    meeting = _values()["meeting"] | {"end": end}
    assert _codes(_minutes(meeting=meeting)) == codes


def test_checked_adds_once_and_changes_nothing_else() -> None:
    meeting = _values()["meeting"] | {"end": "12:00"}
    plain = _minutes(meeting=meeting)
    once = checked(plain)
    assert [one.code for one in once.warnings] == ["time_conflict"]
    assert checked(once) == once
    assert replace(once, warnings=[]) == plain


def test_old_results_without_severity_are_read() -> None:
    old = [
        {"code": code, "message": "", "start": 0, "end": 0}
        for code in ("date_mismatch", "mixed_outcome", "a_code_of_tomorrow")
    ]
    assert [one.severity for one in _minutes(warnings=old).warnings] == ["error", "info", "warning"]


def test_a_severity_that_is_none_is_refused() -> None:
    bad = {"code": "no_items", "message": "", "start": 0, "end": 0, "severity": "grave"}
    with pytest.raises(ConfigError, match=r"warnings\.0\.severity"):
        _minutes(warnings=[bad])


def test_the_schema_tells_of_severity() -> None:
    found = json_schema()["$defs"]["Warning_"]
    assert found["properties"]["severity"]["enum"] == ["error", "warning", "info"]
    assert "severity" in found["required"]


def test_every_code_has_a_weight() -> None:
    assert {severity_of(code) for code in WarningCode} == set(Severity)
