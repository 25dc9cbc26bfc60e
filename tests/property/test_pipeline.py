"""The pipeline, for arbitrary texts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

import nlp_minutes
from nlp_minutes.document import to_doc
from nlp_minutes.labels import BLOCKS, ITEMS, PARAGRAPHS, SECTIONS
from nlp_minutes.minutes import from_dict, from_doc
from nlp_minutes.readers import source_from_text

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.minutes import Minutes

LINES = [
    "Åslunda kommun",
    "Tekniska nämnden",
    "Sammanträdesprotokoll",
    "2031-03-12",
    "Plats och tid\tRådssalen, kl. 13.00–15.40",
    "Beslutande",
    "Ulla Ek (S), ordförande",
    "Jon Dahl (M) tjänstgör för Mia Björk (M)",
    "Ek, Per (KD)",
    "Ersättare",
    "Övriga närvarande",
    "Åsa Wik, kommundirektör",
    "Protokollet omfattar §§ 14–16",
    "§ 14 Motion om cykelbana",
    "§ 14 forts.",
    "§ 15",
    "§§ 16–18 Sekretess",
    "Dnr KS 2031/118",
    "Beslut",
    "Nämnden beslutar",
    "att avslå motionen,",
    "att anta taxan.",
    "Tekniska nämnden lägger rapporten till handlingarna.",
    "Reservation",
    "Jon Dahl (M) reserverar sig mot beslutet.",
    "Beslutet skickas till",
    "Kommunstyrelsen",
    "Sida 2 (9)",
    "Justerandes sign ____",
    "\f",
    "Förskola\t412,3\t418,0",
    "Paragrafen justeras omedelbart.",
    "",
    "",
    "Ärende 15",
    "$ 16 Budget",
    "Omröstningslista",
    "Ulla Ek (S) Ja",
    "Vakant (SD)",
    "Ledamöter\tErsättare",
    "Förvaltningen har under våren sett över hur lokalerna vid torget används och av",
]
protocols = st.lists(st.sampled_from(LINES), min_size=1, max_size=40).map("\n".join)
anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)
texts = st.one_of(protocols, anything).filter(lambda text: bool(text.strip()))
few = settings(max_examples=60)


def check_offsets(minutes: Minutes) -> None:
    """Every offset of the result slices its text, and what is given as text is what stands there."""
    length = len(minutes.text)
    spans = [(one.start, one.end) for one in minutes.items]
    spans += [(one.start, one.end) for one in minutes.paragraphs]
    spans += [(one.start, one.end) for one in minutes.entities]
    spans += [(start, end) for person in minutes.persons for start, end in person.mentions]
    spans += [(start, end) for start, end in minutes.furniture]
    assert all(0 <= start < end <= length for start, end in spans)
    assert all(0 <= one.start <= one.end <= length for one in minutes.warnings)
    assert all(minutes.text[one.start : one.end] == one.text for one in minutes.entities)
    ids = {person.id for person in minutes.persons}
    assert {one.person for one in minutes.entities} <= ids | {None}
    assert {one.substitutes_for for one in minutes.persons} <= ids | {None}
    assert {one.item for one in minutes.paragraphs} <= {one.number for one in minutes.items} | {None}
    entities = sorted((one.start, one.end) for one in minutes.entities)
    assert all(one[1] <= two[0] for one, two in pairwise(entities))


@given(text=texts)
@example(text="²")
@example(text="①\n②\n③")
@example(text="٣\n٤\n٥")
def test_annotate_takes_any_text(nlp: Language, text: str) -> None:
    minutes = nlp_minutes.annotate(text, nlp=nlp)
    assert minutes.text == text
    check_offsets(minutes)


@given(text=texts)
def test_annotate_all_takes_any_text(nlp: Language, text: str) -> None:
    found = nlp_minutes.annotate_all(text, nlp=nlp)
    assert found
    for minutes in found:
        check_offsets(minutes)


@few
@given(text=texts)
def test_results_survive_plain_values(nlp: Language, text: str) -> None:
    minutes = nlp_minutes.annotate(text, nlp=nlp)
    assert from_dict(minutes.to_dict()) == minutes


@few
@given(text=texts)
def test_a_plain_string_gives_the_same_result(nlp: Language, text: str) -> None:
    assume("\r" not in text)
    expected = nlp_minutes.annotate(text, nlp=nlp)
    found = from_doc(nlp(text), expected.source.producer)
    assert found.items == expected.items
    assert found.meeting == expected.meeting
    assert found.persons == expected.persons
    assert found.paragraphs == expected.paragraphs
    assert found.furniture == expected.furniture


def groups(doc: Doc) -> dict[str, tuple[list[tuple[int, int, str]], dict[str, object]]]:
    return {
        key: ([(span.start_char, span.end_char, span.label_) for span in doc.spans[key]], dict(doc.spans[key].attrs))
        for key in (BLOCKS, ITEMS, SECTIONS, PARAGRAPHS)
    }


@few
@given(text=texts)
def test_a_doc_survives_its_bytes(nlp: Language, text: str) -> None:
    doc = nlp(to_doc(nlp, source_from_text(text)))
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert groups(again) == groups(doc)
    assert from_doc(again) == from_doc(doc)


@few
@given(text=texts)
def test_a_doc_survives_a_doc_bin(nlp: Language, text: str) -> None:
    docs = [nlp(to_doc(nlp, source_from_text(text))), nlp(text)]
    stored = DocBin(store_user_data=True, docs=docs).to_bytes()
    for again, doc in zip(DocBin().from_bytes(stored).get_docs(nlp.vocab), docs, strict=True):
        assert groups(again) == groups(doc)
        assert from_doc(again) == from_doc(doc)


@few
@given(several=st.lists(texts, min_size=1, max_size=4))
def test_pipe_gives_what_single_calls_give(nlp: Language, several: list[str]) -> None:
    piped = [from_doc(doc) for doc in nlp.pipe(several)]
    assert piped == [from_doc(nlp(text)) for text in several]
