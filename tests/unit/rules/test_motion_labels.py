"""Labels by what stands in a paragraph: motions in other words than `yrkar`, motions and dissent in prose, lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from nlp_minutes.labels import ParagraphLabel, SectionKind
from nlp_minutes.rules.item import ItemContext, ItemParagraph
from nlp_minutes.rules.motion_labels import point_lists
from nlp_minutes.rules.paragraph_labels import refine_label

if TYPE_CHECKING:
    from nlp_minutes.minutes import Minutes


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


def test_paragraphs_are_labelled_by_what_stands_in_them(read_meeting: Callable[..., Minutes], labels_case: Any) -> None:
    minutes = read_meeting(labels_case.text, **labels_case.item)
    assert [[one.label] for one in minutes.paragraphs if one.item == "41"] == labels_case.told


def _lists(section: str, *texts: str) -> list[range]:
    paragraphs = tuple(ItemParagraph(text, section, "decision", "Beslut") for text in texts)
    return [*point_lists(ItemContext(number="1", title="Taxa", paragraphs=paragraphs))]


def test_points_below_one_another_are_a_list() -> None:
    assert _lists("decision", "Nämnden beslutar", "1. Taxan antas.", "2. Planen antas.") == [range(1, 3)]
    assert _lists("decision", "A. Taxan antas.", "B. Planen antas.", "C. Bidraget ges.") == [range(3)]
    assert _lists("decision", "1. Taxan antas.", "Skälet är kostnaden.", "2. Planen antas.") == []
    assert _lists("motions", "• Ek yrkar bifall.", "• Dahl yrkar avslag.") == []
