from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc, DocBin

from nlp_minutes.document import char_span, ensure_view, set_group, source_of, to_doc, view_of
from nlp_minutes.labels import BLOCKS
from nlp_minutes.readers import source_from_text

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = "§ 1 Val\n\nNa¨mnden be\ufb01nner att Ulla Ek (S) väljs.\n"


def test_to_doc_has_the_clean_text(nlp: Language) -> None:
    source = source_from_text(TEXT)
    doc = to_doc(nlp, source)
    assert doc.text == source.clean
    assert [span.text for span in doc.spans[BLOCKS]] == [source.clean[b.start : b.end] for b in source.blocks]
    assert source_of(doc).text == TEXT
    assert source_of(doc).alignment.runs == source.alignment.runs


def test_to_doc_takes_the_blocks_of_one_meeting(nlp: Language) -> None:
    source = source_from_text(TEXT)
    doc = to_doc(nlp, source, source.blocks[:1])
    assert doc.text == source.clean
    assert [span.text for span in doc.spans[BLOCKS]] == ["§ 1 Val"]


def test_ensure_view_makes_the_clean_view_of_a_plain_string(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    view = ensure_view(doc, source_from_text)
    assert view.verbatim
    assert view.source.text == doc.text == TEXT
    at = view.source.clean.index("Nämnden")
    start, end = view.to_doc(at, at + 7)
    assert TEXT[start:end] == "Na¨mnden"
    assert view.to_extracted(start, end) == (start, end)
    assert view.from_doc(start, end) == (at, at + 7)


def test_view_of_a_clean_doc_maps_to_the_extracted_text(nlp: Language) -> None:
    doc = to_doc(nlp, source_from_text(TEXT))
    view = view_of(doc)
    at = doc.text.index("Nämnden")
    assert view.to_doc(at, at + 7) == (at, at + 7) == view.from_doc(at, at + 7)
    start, end = view.to_extracted(at, at + 7)
    assert TEXT[start:end] == "Na¨mnden"


def test_view_of_refuses_a_doc_without_source(nlp: Language) -> None:
    with pytest.raises(ValueError, match="no source"):
        view_of(nlp.make_doc("text"))


def test_source_survives_bytes_and_doc_bin(nlp: Language) -> None:
    source = source_from_text(TEXT, path="mote.txt", sha256="abc")
    doc = to_doc(nlp, source)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    (stored,) = DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab)
    for one in (source_of(again), source_of(stored)):
        assert (one.text, one.clean, one.blocks, one.path, one.sha256) == (
            TEXT,
            source.clean,
            source.blocks,
            "mote.txt",
            "abc",
        )


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("intygas /Britt Aho-Lind", ["intygas", "/", "Britt", "Aho-Lind"]),
        ("Britt Aho /Öp/, ledamot", ["Britt", "Aho", "/", "Öp", "/", ",", "ledamot"]),
        ("se /rutin 4", ["se", "/rutin", "4"]),
        ("dnr KS/2031", ["dnr", "KS/2031"]),
    ],
)
def test_a_slash_before_a_name_is_no_part_of_it(nlp: Language, text: str, tokens: list[str]) -> None:
    doc = to_doc(nlp, source_from_text(text))
    assert doc.text == text
    assert [token.text for token in doc] == tokens


def test_char_span_is_strict_unless_told(nlp: Language) -> None:
    doc = nlp.make_doc("Nämnden beslutar")
    assert char_span(doc, 0, 3) is None
    found = char_span(doc, 0, 3, label="x", mode="expand")
    assert found is not None
    assert (found.text, found.label_) == ("Nämnden", "x")


def test_set_group_replaces_a_group(nlp: Language) -> None:
    doc = nlp.make_doc("Nämnden beslutar")
    set_group(doc, "g", [doc[0:1]], {"n": [1]})
    set_group(doc, "g", [doc[0:2]], {"n": [2]})
    assert [span.text for span in doc.spans["g"]] == ["Nämnden beslutar"]
    assert doc.spans["g"].attrs == {"n": [2]}
