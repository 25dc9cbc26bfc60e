"""Augmentation: offsets are exact, results are the same each time, FACTS stay true."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp_minutes.corpus.augment import TRANSFORMATIONS, Edit, apply_edits, augment, faults
from nlp_minutes.corpus.dataset import check_sources
from nlp_minutes.corpus.facts import check_facts, parse_facts
from nlp_minutes.corpus.gold import GoldDocument, GoldEntity, GoldHeading, GoldParagraph
from nlp_minutes.corpus.marks import Marked, check_entities
from nlp_minutes.corpus.wording import Wording

SOURCES = Path(__file__).resolve().parents[2] / "corpus" / "sources"
WORDS = st.text(alphabet="abåÄ §$-", max_size=6)


@st.composite
def documents(draw: st.DrawFn) -> GoldDocument:
    """A text of blocks, each a heading or a paragraph of words, some of them entities."""
    text, entities, paragraphs, headings = "", [], [], []
    for words in draw(st.lists(st.lists(st.from_regex(r"[a-zåäöA-Z]{1,7}", fullmatch=True), min_size=1), min_size=1)):
        start = len(text)
        for word in words:
            if draw(st.booleans()):
                entities.append(GoldEntity(start=len(text), end=len(text) + len(word), label="ORG"))
            text += word + draw(st.sampled_from([" ", "\n", "  "]))
        end = len(text.rstrip())
        text = text[:end] + "\n\n"
        if draw(st.booleans()):
            headings.append(GoldHeading(start=start, end=end))
        else:
            paragraphs.append(GoldParagraph(start=start, end=end, label="summary"))
    return GoldDocument(
        name="a_b",
        layout="a",
        text=text,
        entities=tuple(entities),
        paragraphs=tuple(paragraphs),
        headings=tuple(headings),
        meeting={},
        persons=(),
        items=(),
    )


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    """Edits anywhere that do not overlap."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    pairs = list(zip(places[::2], places[1::2], strict=False))
    return [Edit(start=start, end=end, text=draw(WORDS)) for start, end in pairs]


@given(data=st.data(), document=documents())
def test_edits_give_the_text_that_they_say_and_spans_that_fit(data: st.DataObject, document: GoldDocument) -> None:
    edits = data.draw(edits_of(document.text))
    given_in = data.draw(st.permutations(edits))
    new = apply_edits(document, given_in)
    text = document.text
    # Several insertions at one place stand in the order in which they were given (`sorted` is stable).
    for edit in sorted(given_in, key=lambda one: (one.start, one.end))[::-1]:
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert new.text == text
    assert not faults(new)


@given(data=st.data(), document=documents())
def test_spans_that_no_edit_touches_keep_their_words(data: st.DataObject, document: GoldDocument) -> None:
    edits = data.draw(edits_of(document.text))
    new = apply_edits(document, edits)
    kept = Counter(
        document.text[one.start : one.end]
        for one in document.entities
        if not any(edit.start < one.end and one.start < edit.end for edit in edits)
        and not any(one.start < edit.start == edit.end < one.end for edit in edits)
    )
    assert kept <= Counter(new.text[one.start : one.end] for one in new.entities)


@given(document=documents(), words=st.from_regex(r"[A-ZÅ][a-z]{0,9}", fullmatch=True))
def test_replacing_every_entity_leaves_exactly_the_new_words(document: GoldDocument, words: str) -> None:
    new = apply_edits(document, [Edit(start=one.start, end=one.end, text=words) for one in document.entities])
    assert [new.text[one.start : one.end] for one in new.entities] == [words] * len(document.entities)
    assert len(new.paragraphs) == len(document.paragraphs)
    assert len(new.headings) == len(document.headings)


@given(document=documents(), data=st.data())
def test_furniture_splits_paragraphs_and_loses_no_word(document: GoldDocument, data: st.DataObject) -> None:
    inside = {at for one in document.entities for at in range(one.start + 1, one.end)}
    free = [at for at, letter in enumerate(document.text) if letter.isspace() and at not in inside]
    heads = {at for one in document.headings for at in range(one.start, one.end)}
    places = data.draw(st.lists(st.sampled_from([at for at in free if at not in heads]), unique=True, max_size=5))
    new = apply_edits(document, [Edit(start=at, end=at, text="\n\nSida 1\n\n", furniture=((2, 8),)) for at in places])
    assert not faults(new)
    assert sum(one.furniture for one in new.paragraphs) == len(places)
    reading = [new.text[one.start : one.end].split() for one in new.paragraphs if not one.furniture]
    before = [document.text[one.start : one.end].split() for one in document.paragraphs]
    assert [word for words in reading for word in words] == [word for words in before for word in words]


def rng(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secret


@cache
def sources() -> tuple[GoldDocument, ...]:
    """Those that are in order: for the others there is `corpus check`."""
    return tuple(check_sources(SOURCES)[0])


def complaints(document: GoldDocument) -> list[object]:
    """What the check of the sources says of a document."""
    marked = Marked(
        text=document.text,
        entities=document.entities,
        paragraphs=document.paragraphs,
        headings=document.headings,
        complaints=(),
    )
    values = {"meeting": document.meeting, "persons": document.persons, "items": document.items}
    facts, wrong = parse_facts(json.dumps(values, ensure_ascii=False), 1)
    assert facts is not None, wrong
    return [*wrong, *check_entities(marked), *check_facts(facts, Wording(marked.text, marked.furniture))]


pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the sources are not part of the package")


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(number=st.integers(0, 10_000), seed=st.integers(0, 2**32))
def test_augmented_sources_pass_the_check_of_the_sources(number: int, seed: int) -> None:
    document = sources()[number % len(sources())]
    new = augment(document, seed)
    assert complaints(new) == []
    assert not faults(new)
    assert new == augment(document, seed)
    assert new.layout == document.layout
    assert GoldDocument.from_dict(json.loads(new.to_json())) == new


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(sorted(TRANSFORMATIONS)), number=st.integers(0, 10_000), seed=st.integers(0, 2**32))
def test_no_transformation_has_to_be_left_out(name: str, number: int, seed: int) -> None:
    document = sources()[number % len(sources())]
    new = TRANSFORMATIONS[name](document, rng(seed))
    assert complaints(new) == []
    if name != "sections":
        assert [one.label for one in new.entities] == [one.label for one in document.entities]


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(number=st.integers(0, 10_000), seed=st.integers(0, 2**32))
def test_no_person_keeps_a_name_and_none_shares_one(number: int, seed: int) -> None:
    document = sources()[number % len(sources())]
    new = augment(document, seed, ["names"])
    names = [one["name"] for one in new.persons]
    assert len(set(names)) == len(names)
    assert not set(names) & {one["name"] for one in document.persons}


def test_every_source_can_be_augmented() -> None:
    assert sources()
    for document in sources():
        assert augment(document, 1).text != document.text
