"""What facts are read from follows the Doc, though entities are remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span

from nlp_minutes.components import facts
from nlp_minutes.components.facts import item_contexts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TEXT = """Granviks kommun
Kommunstyrelsen
Sammanträdesprotokoll 2031-03-12

Beslutande
Ulla Ek (S), ordförande
Jon Dahl (M)

§ 1 Lån av en kvarn

Yrkande
Ulla Ek (S) yrkar bifall till kommunstyrelsens förslag.

Beslut
Kommunstyrelsen lånar 20 000 kronor.
"""


def _named(doc: Doc) -> list[tuple[str, str]]:
    return [(one.label, one.text) for one in item_contexts(doc)[0].entities]


def test_entities_are_read_once_while_nothing_changes(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert ("PERSON", "Ulla Ek") in _named(doc)
    known = facts._last
    assert _named(doc)
    assert facts._last is known


def test_entities_that_change_are_read_anew(nlp: Language) -> None:
    doc = nlp(TEXT)
    before = _named(doc)
    doc.ents = [ent for ent in doc.ents if ent.label_ != "PERSON"]
    without = [one for one in before if one[0] != "PERSON"]
    assert _named(doc) == without != before
    doc.ents = [
        Span(doc, ent.start, ent.end, label="PLACE" if ent.label_ == "PARTY" else ent.label_) for ent in doc.ents
    ]
    assert _named(doc) == [("PLACE" if label == "PARTY" else label, text) for label, text in without]


def test_what_the_rules_added_is_read_anew(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert any(one.normal is not None for one in item_contexts(doc)[0].entities)
    for one in doc.user_data["nlp_minutes.entities"]:  # in its place
        one[2] = None
    assert all(one.normal is None for one in item_contexts(doc)[0].entities)


def test_another_doc_has_its_own_entities(nlp: Language) -> None:
    one, other = nlp(TEXT), nlp(TEXT.replace("Ulla Ek", "Mia Lind"))
    assert ("PERSON", "Ulla Ek") in _named(one)
    assert ("PERSON", "Mia Lind") in _named(other)
    assert ("PERSON", "Ulla Ek") in _named(one)
