"""Reservations, statements and notes in the styles of many towns and eras (cases/)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item, Reservation, Statement


def _names(case: Any, column: int) -> set[str]:
    return {name for row in case.told for name in row[column].split(", ") if name}


def _found(statements: Sequence[Statement | Reservation]) -> tuple[set[str], set[str]]:
    return {name for one in statements for name in one.by}, {party for one in statements for party in one.parties}


def test_find_reservations_reads_who_objects(read_item: Callable[..., Item], reservations_case: Any) -> None:
    found = _found(read_item(reservations_case.text, **reservations_case.item).reservations)
    assert found == (_names(reservations_case, 0), _names(reservations_case, 1))


def test_find_statements_reads_who_speaks(read_item: Callable[..., Item], statements_case: Any) -> None:
    found = _found(read_item(statements_case.text, **statements_case.item).statements)
    assert found == (_names(statements_case, 0), _names(statements_case, 1))


def test_a_note_that_nobody_makes_has_neither_names_nor_parties(read_item: Callable[..., Item]) -> None:
    text = "Beslut\nFörslaget antas.\n\nProtokollsanteckning\nDet antecknas att Jon Dahl (M) inte deltog."
    assert [(one.by, one.parties) for one in read_item(text).statements] == [([], [])]


def test_reservations_of_one_heading_are_told_apart(read_item: Callable[..., Item]) -> None:
    text = "Beslut\nFörslaget antas.\n\nReservation\nJon Dahl (M) reserverar sig. V reserverar sig."
    found = [(one.by, one.parties) for one in read_item(text).reservations]
    assert found == [(["Jon Dahl"], ["M"]), ([], ["V"])]


def test_a_statement_announced_for_another_item_is_none_here(read_item: Callable[..., Item]) -> None:
    text = "Beslut\nDagordningen godkänns.\n\nJon Dahl (M) anmäler att han lämnar ett särskilt yttrande i § 43."
    assert read_item(text).statements == []


def test_what_the_chair_notes_as_the_proposition_is_no_statement(read_item: Callable[..., Item]) -> None:
    text = "Beslut\nTaxan antas.\n\nOmröstning\nOrdföranden antecknar förslaget som Ja-proposition i huvudvoteringen."
    assert read_item(text).statements == []
