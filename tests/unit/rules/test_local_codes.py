"""Abbreviations of local parties that are also those of bodies: the document's own rolls decide."""

from __future__ import annotations

import pytest

from nlp_minutes.rules.front_grid import learn_codes

_ROLL = "Ulla Ek (S)\nJon Dahl (M)\nKarin Wik (C)\nMia Björk ({code})\nNils Åker ({code})"


@pytest.mark.parametrize("code", ["RF", "RS", "VB"])
def test_abbreviation_behind_people_is_a_party(code: str) -> None:
    """`RF` is a region's council in one document and a local party in another."""
    assert code in learn_codes([_ROLL.format(code=code)])


@pytest.mark.parametrize("code", ["KS", "LO", "VD"])
def test_abbreviation_of_a_body_a_union_or_an_office_is_none(code: str) -> None:
    """Bodies that a person sits in stand behind names as parties do."""
    assert code not in learn_codes([_ROLL.format(code=code)])
