"""The trained recogniser: slices, features, the way back to the Doc."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.training import Example

from nlp_minutes.components.features import FEATURES, lexicon_embed, word_features
from nlp_minutes.components.reader import WordReader
from nlp_minutes.components.recogniser import cut, reading_pieces
from nlp_minutes.document import to_doc
from nlp_minutes.labels import BLOCKS
from nlp_minutes.readers import source_from_text
from nlp_minutes.training.entities import Training, fit, put_recogniser
from nlp_minutes.training.entity_data import Lesson
from nlp_minutes.training.rules_pipeline import make_rules_pipeline

if TYPE_CHECKING:
    from spacy.language import Language

TINY = Training(
    batch=40, epochs=30, width=16, depth=1, rows=(200,) * 6, hidden=16, dropout=0.0, word_dropout=0.0, rate=0.01
)
# (words, entities as first token, end, label)
SENTENCES: list[tuple[str, list[tuple[int, int, str]]]] = [
    ("Ordföranden tackar Vega Grankvist för arbetet .", [(0, 1, "ROLE"), (2, 4, "PERSON")]),
    ("Tekniska nämnden beslutar om vägen .", [(0, 2, "ORG")]),
    ("Vega Grankvist yrkar bifall .", [(0, 2, "PERSON")]),
    ("Ärendet lämnas till tekniska nämnden .", [(3, 5, "ORG")]),
    ("Ordföranden ställer frågan .", [(0, 1, "ROLE")]),
    ("§ 1 Val av justerare", []),
    ("Sekreteraren läser upp listan .", [(0, 1, "ROLE")]),
]


def lessons(nlp: Language) -> list[Lesson]:
    docs = []
    for text, entities in SENTENCES * 4:
        doc = Doc(nlp.vocab, words=text.split())
        doc.set_ents([Span(doc, start, end, label=label) for start, end, label in entities])
        docs.append(doc)
    return [Lesson(docs=tuple(docs), layout="invented")]


@pytest.fixture(scope="module")
def trained() -> Language:
    nlp = make_rules_pipeline()
    weights, _ = fit(nlp, [lessons(nlp)] * TINY.epochs, TINY)
    return put_recogniser(nlp, TINY, weights)


def recognised(nlp: Language, doc: Doc) -> list[tuple[str, str]]:
    component: Any = nlp.get_pipe("ner")
    return [(span.text, span.label_) for span in component(doc).ents]


@given(
    st.integers(0, 200),
    st.lists(st.integers(0, 200)),
    st.lists(st.integers(0, 200)),
    st.integers(1, 60),
)
def test_slices_are_the_whole_in_order_and_within_the_limit(
    length: int, borders: list[int], softer: list[int], limit: int
) -> None:
    slices = cut(length, borders, softer, limit)
    assert [place for start, end in slices for place in range(start, end)] == list(range(length))
    assert all(0 < end - start <= limit for start, end in slices)
    assert all(one[1] == two[0] for one, two in pairwise(slices))


def test_a_slice_ends_at_the_last_item_that_fits_even_when_a_block_fits_behind_it() -> None:
    assert cut(100, borders=[10, 40, 70], softer=[20, 55], limit=60) == [(0, 40), (40, 100)]


def test_a_slice_ends_at_a_block_where_no_item_begins_and_at_the_limit_where_no_block_does() -> None:
    assert cut(100, borders=[90], softer=[30], limit=50) == [(0, 30), (30, 80), (80, 100)]


def test_word_features_fold_case_in_all_but_the_shape() -> None:
    small, big = word_features("kommunstyrelsen"), word_features("KOMMUNSTYRELSEN")
    differing = {name for name, one, two in zip(FEATURES, small, big, strict=True) if one != two}
    assert differing == {"shape"}


@pytest.mark.parametrize(
    ("word", "mark"),
    [
        ("Ordföranden", "r"),
        ("Miljönämndens", "b"),
        ("Energimyndigheten", "u"),
        ("SD", "p"),
        ("Anna", "g"),
        ("anna", "-"),
        ("asfalt", "-"),
    ],
)
def test_word_features_tell_what_the_lexicons_know(word: str, mark: str) -> None:
    assert word_features(word)[FEATURES.index("lexicon")] == mark


def test_an_embedding_needs_a_table_for_each_feature() -> None:
    with pytest.raises(ValueError, match="5 tables for 6 features"):
        lexicon_embed(width=8, rows=[10] * 5)


TEXT = """Sammanträdesprotokoll

Tekniska nämnden

§ 1 Val av justerare

Ordföranden tackar Vega Grankvist för arbetet.

§ 2 Vägen till sjön

Tekniska nämnden beslutar om vägen.
"""


def test_reading_pieces_of_a_plain_string_read_like_those_of_the_clean_view() -> None:
    nlp = make_rules_pipeline()
    wrapped = TEXT.replace("Vega Grankvist", "Vega\nGrankvist")
    structure: Any = nlp.get_pipe("minutes_structure")
    plain, clean = structure(nlp.make_doc(wrapped)), structure(to_doc(nlp, source_from_text(wrapped)))
    assert plain.text != clean.text
    read = [[token.text for piece in reading_pieces(doc) for token in piece.doc] for doc in (plain, clean)]
    assert read[0] == read[1]


def test_reading_pieces_lead_back_to_the_tokens_of_the_doc() -> None:
    nlp = make_rules_pipeline()
    doc = to_doc(nlp, source_from_text(TEXT))
    pieces = reading_pieces(doc, limit=10)
    assert len(pieces) > 1
    for piece in pieces:
        for token, place in zip(piece.doc, piece.places, strict=True):
            assert token.text == ("\n" if place == -1 else doc[place].text)
    read = [place for piece in pieces for place in piece.places if place >= 0]
    assert read == [token.i for block in doc.spans[BLOCKS] for token in block]


def test_the_recogniser_learns(trained: Language) -> None:
    doc = Doc(trained.vocab, words=["Vega", "Grankvist", "tackar", "tekniska", "nämnden", "."])
    assert recognised(trained, doc) == [("Vega Grankvist", "PERSON"), ("tekniska nämnden", "ORG")]


def test_slices_cut_at_items_give_what_the_items_give_alone(trained: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    structure: Any = trained.get_pipe("minutes_structure")
    doc = structure(to_doc(trained, source_from_text(TEXT)))
    monkeypatch.setattr("nlp_minutes.components.recogniser.reading_slices.__defaults__", (15,))
    pieces = reading_pieces(doc, limit=15)
    assert len(pieces) > 1
    alone = [one for piece in pieces for one in recognised(trained, Doc(trained.vocab, [t.text for t in piece.doc]))]
    assert recognised(trained, doc) == alone
    assert alone


def spacys_own(nlp: Language, doc: Doc, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    with monkeypatch.context() as patch:
        patch.setattr("nlp_minutes.components.reader.WordReader.can_read", lambda _: False)
        return recognised(nlp, doc)


WORDS = st.sampled_from(
    [*dict.fromkeys(word for text, _ in SENTENCES for word in text.split()), "\n", "\t", " ", "nytt"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.lists(WORDS, max_size=25), max_size=4))
def test_the_reader_finds_what_spacys_own_parser_finds(
    trained: Language, monkeypatch: pytest.MonkeyPatch, texts: list[list[str]]
) -> None:
    component: Any = trained.get_pipe("ner")
    assert WordReader.can_read(component.model)
    for words in texts:
        one, two = Doc(trained.vocab, words=words), Doc(trained.vocab, words=words)
        assert recognised(trained, one) == spacys_own(trained, two, monkeypatch)


def test_the_reader_reads_as_before_when_it_has_forgotten_words(
    trained: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [text.split() for text, _ in SENTENCES]
    before = [recognised(trained, Doc(trained.vocab, words=words)) for words in texts]
    monkeypatch.setattr("nlp_minutes.components.reader._CACHE_SIZE", 7)
    component: Any = trained.get_pipe("ner")
    component._reader = None
    sizes = []
    for words, found in zip(texts, before, strict=True):
        assert recognised(trained, Doc(trained.vocab, words=words)) == found
        sizes.append(len(component._reader._rows))
    assert max(sizes) <= max(7, *map(len, texts))


def test_weights_that_change_are_read_anew() -> None:
    nlp = make_rules_pipeline()
    weights, _ = fit(nlp, [lessons(nlp)] * TINY.epochs, TINY)
    pipeline = put_recogniser(nlp, TINY)
    component: Any = pipeline.get_pipe("ner")
    for label in ("ORG", "PARTY", "PERSON", "ROLE"):
        component.add_label(label)
    component.initialize(lambda: [Example(doc, doc) for doc in lessons(nlp)[0].docs])
    words = SENTENCES[0][0].split()
    untrained = recognised(pipeline, Doc(pipeline.vocab, words=words))
    component.from_bytes(weights, exclude=["vocab"])
    found = recognised(pipeline, Doc(pipeline.vocab, words=words))
    assert found == [("Ordföranden", "ROLE"), ("Vega Grankvist", "PERSON")] != untrained


def test_a_line_break_inside_a_name_is_passed_over(trained: Language) -> None:
    structure: Any = trained.get_pipe("minutes_structure")
    wrapped = "Ordföranden tackar Vega Grankvist för arbetet. Ärendet lämnas till tekniska\nnämnden.\n\n§ 2"
    text = TEXT.replace("\n§ 2", f"\n{wrapped}")
    found = recognised(trained, structure(trained.make_doc(text)))
    assert ("tekniska\nnämnden", "ORG") in found
    clean = recognised(trained, structure(to_doc(trained, source_from_text(text))))
    assert [(words.replace("\n", " "), label) for words, label in found] == clean


def test_entities_that_stand_already_are_kept(trained: Language) -> None:
    doc = Doc(trained.vocab, words=["Vega", "Grankvist", "yrkar", "bifall", "."])
    doc.ents = [Span(doc, 1, 3, label="CASE")]
    assert recognised(trained, doc) == [("Grankvist yrkar", "CASE")]


def test_a_stream_is_read_doc_by_doc(trained: Language) -> None:
    component: Any = trained.get_pipe("ner")
    drawn: list[int] = []

    def stream() -> Iterator[Doc]:
        for n in range(3):
            drawn.append(n)
            yield Doc(trained.vocab, words=SENTENCES[n][0].split())

    first = next(component.pipe(stream(), batch_size=50))
    assert drawn == [0]
    assert [span.label_ for span in first.ents] == ["ROLE", "PERSON"]


def test_an_empty_doc_has_no_entities(trained: Language) -> None:
    assert recognised(trained, Doc(trained.vocab)) == []


def test_training_is_the_same_for_the_same_seed() -> None:
    short = Training(epochs=1, width=8, depth=1, rows=(50,) * 6, hidden=8)
    found = []
    for _ in range(2):
        nlp = make_rules_pipeline()
        found.append(fit(nlp, [lessons(nlp)], short))
    assert found[0] == found[1]


def test_a_pipeline_with_a_recogniser_survives_being_saved(trained: Language, tmp_path: Path) -> None:
    trained.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert loaded.pipe_names == trained.pipe_names
    for text, _ in SENTENCES:
        one, two = (Doc(nlp.vocab, words=text.split()) for nlp in (trained, loaded))
        assert recognised(trained, one) == recognised(loaded, two)


def test_the_factory_can_be_trained_by_spacy_itself() -> None:
    nlp = spacy.blank("sv")
    nlp.add_pipe("minutes_ner", config={"model": {"hidden_width": 16}})
    examples = [Example(Doc(nlp.vocab, [t.text for t in doc]), doc) for doc in lessons(nlp)[0].docs]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(15):
        for at in range(0, len(examples), 6):
            nlp.update(examples[at : at + 6], sgd=optimizer)
    assert nlp.evaluate(examples)["ents_f"] > 0.9
