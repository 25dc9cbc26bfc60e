"""Edits move spans with the text."""

from __future__ import annotations

import pytest

from nlp_minutes.corpus.augment.edits import Edit, apply_edits, joined
from nlp_minutes.corpus.gold import GoldDocument, GoldEntity, GoldHeading, GoldParagraph

TEXT = "Beslut\n\nUlla Ek (S) yrkar bifall.\nNils Lund instämmer.\n"
MEETING = {
    "municipality": "Askby kommun",
    "body": "Kommunstyrelsen",
    "date": "2024-05-06",
    "place": None,
    "start": None,
    "end": None,
    "document_type": "protokoll",
}


def document(text: str = TEXT) -> GoldDocument:
    def entity(words: str, label: str) -> GoldEntity:
        at = text.index(words)
        return GoldEntity(start=at, end=at + len(words), label=label)

    return GoldDocument(
        name="askby_ks_2024",
        layout="askby",
        text=text,
        entities=(entity("Ulla Ek", "PERSON"), entity("S", "PARTY"), entity("Nils Lund", "PERSON")),
        paragraphs=(GoldParagraph(start=text.index("Ulla"), end=len(text) - 1, label="other"),),
        headings=(GoldHeading(start=0, end=6),),
        meeting=MEETING,
        persons=(),
        items=(),
    )


def texts(one: GoldDocument) -> list[str]:
    return [one.text[entity.start : entity.end] for entity in one.entities]


def test_a_replaced_entity_covers_the_new_text_and_all_behind_it_moves() -> None:
    one = document()
    start = TEXT.index("Ulla Ek")
    new = apply_edits(one, [Edit(start=start, end=start + 7, text="Mohammed al-Hadidi")])
    assert texts(new) == ["Mohammed al-Hadidi", "S", "Nils Lund"]
    paragraph = new.paragraphs[0]
    assert new.text[paragraph.start : paragraph.end].startswith("Mohammed")
    assert new.text[paragraph.start : paragraph.end].endswith("instämmer.")


def test_what_is_inserted_at_the_border_of_an_entity_stays_outside() -> None:
    one = document()
    start = TEXT.index("Ulla Ek")
    new = apply_edits(
        one, [Edit(start=start, end=start, text="Fru "), Edit(start=start + 7, end=start + 7, text=" själv")]
    )
    assert texts(new)[0] == "Ulla Ek"
    assert "Fru Ulla Ek själv (S)" in new.text


def test_an_edit_within_an_entity_changes_it() -> None:
    start = TEXT.index("Ek")
    assert texts(apply_edits(document(), [Edit(start=start, end=start + 2, text="Ekberg")]))[0] == "Ulla Ekberg"


def test_an_entity_that_is_taken_away_is_gone() -> None:
    start = TEXT.index("Nils")
    assert texts(apply_edits(document(), [Edit(start=start - 1, end=len(TEXT), text="")])) == ["Ulla Ek", "S"]


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply_edits(document(), [Edit(start=0, end=3, text=""), Edit(start=2, end=4, text="")])


def test_furniture_in_a_paragraph_splits_it_and_can_be_taken_out_again() -> None:
    one = document()
    place = TEXT.index("Nils")
    page = apply_edits(one, [Edit(start=place, end=place, text="\nSida 2\n\n", furniture=((1, 7),))])
    assert [page.text[p.start : p.end] for p in page.paragraphs] == [
        "Ulla Ek (S) yrkar bifall.",
        "Sida 2",
        "Nils Lund instämmer.",
    ]
    assert [(p.furniture, p.continued) for p in page.paragraphs] == [(False, False), (True, False), (False, True)]
    furniture = page.paragraphs[1]
    back = joined(apply_edits(page, [Edit(start=furniture.start - 1, end=furniture.end + 2, text="")]))
    assert back.text == TEXT
    assert back.paragraphs == one.paragraphs
    assert back.entities == one.entities
