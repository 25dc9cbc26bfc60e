"""The label of motions that are told in other words than `yrkar`."""

from __future__ import annotations

import pytest

from nlp_minutes.labels import ParagraphLabel, SectionKind
from nlp_minutes.rules.paragraph_labels import refine_label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ulla Ek (S) tillstyrker kontorets förslag.", "other"),
        ("Ulla Ek (S) tillstyrker kontorets förslag utan tillägg.", "other"),
        ("Ulla Ek (S) ställer sig, med instämmande av Jon Dahl (M), bakom kontorets förslag.", "other"),
        ("Ulla Ek (S) vill att nämnden antar förslaget.", "other"),
        ("Jon Dahl (M) säger nej till förslaget.", "objection"),
        ("Jon Dahl (M) motsätter sig kontorets förslag.", "objection"),
        ("Jon Dahl (M) vill lämna avgiften oförändrad.", "objection"),
        ("Jon Dahl (M) begär att ärendet sänds tillbaka.", "objection"),
        ("Jon Dahl (M) tycker att vägen ska få belysning.", "objection"),
        ("Jon Dahl (M): bifall till kontorets förslag, men med start 2034.", "objection"),
        ("Jon Dahl (M): initiativet ska först beredas av kontoret.", "objection"),
    ],
)
def test_a_motion_is_labelled_by_what_it_wants_in_any_words(text: str, label: str) -> None:
    given = refine_label(text, SectionKind.MOTIONS, ParagraphLabel.OTHER, proposal=True)
    assert given == ParagraphLabel(label)
