"""Every record goes to every format and comes back; every file that was written is written again the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp_minutes.corpus.formats import ReadOptions, conll, docbin, doccano, huggingface, labelstudio, prodigy
from nlp_minutes.corpus.formats.base import Mark, Reading, tidy, to_code_points, to_utf16
from nlp_minutes.corpus.gold import GoldDocument, GoldEntity, GoldHeading, GoldParagraph
from nlp_minutes.labels import MARKED, ParagraphLabel

PATH = Path("file")
OPTIONS = ReadOptions()
TEXTS = st.text(st.sampled_from('aåÖe\u0301 \n\r\t\u2028\u00a0#-_"\\1§.😀'), max_size=60)
JSON = st.dictionaries(st.sampled_from(["number", "title"]), TEXTS, max_size=2)


@st.composite
def documents(draw: st.DrawFn) -> GoldDocument:
    text = draw(TEXTS)
    spans = st.lists(
        st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: (min(pair), max(pair))),
        max_size=6,
        unique=True,
    )
    return GoldDocument(
        name=draw(st.sampled_from(["a_ks_1", "b_kf_2"])),
        layout=draw(st.sampled_from(["a", "stad"])),
        text=text,
        entities=tuple(
            GoldEntity(start=s, end=e, label=draw(st.sampled_from(list(map(str, MARKED))))) for s, e in draw(spans)
        ),
        paragraphs=tuple(
            GoldParagraph(
                start=s,
                end=e,
                label=draw(st.sampled_from(list(map(str, ParagraphLabel)))),
                furniture=draw(st.booleans()),
                continued=draw(st.booleans()),
            )
            for s, e in draw(spans)
        ),
        headings=tuple(GoldHeading(start=s, end=e) for s, e in draw(spans)),
        meeting=draw(JSON),
        persons=tuple(draw(st.lists(JSON, max_size=2))),
        items=tuple(draw(st.lists(JSON, max_size=2))),
        provenance=draw(st.sampled_from(["written", "augmented:x:1"])),
    )


def through(name: str, given_: Sequence[GoldDocument]) -> tuple[object, Reading, Counter[str]]:
    """What is written, what comes back of it, and what was lost."""
    if name == "labelstudio":
        tasks, lost = labelstudio.to_tasks(given_)
        return tasks, labelstudio.from_tasks(tasks, PATH, OPTIONS), lost
    if name == "doccano":
        rows, lost = doccano.to_rows(given_)
        return rows, doccano.from_rows(list(enumerate(rows, 1)), PATH, OPTIONS), lost
    if name == "prodigy":
        examples, lost = prodigy.to_examples(given_)
        return examples, prodigy.from_examples(list(enumerate(examples, 1)), PATH, OPTIONS), lost
    if name == "conll":
        columns, lost = conll.to_columns(given_)
        return columns, conll.from_columns(columns, PATH, OPTIONS), lost
    if name == "docbin":
        docs, lost = docbin.to_docs(given_)
        return [doc.to_json() for doc in docs], docbin.from_docs(docs, PATH, OPTIONS), lost
    rows, lost = huggingface.to_rows(given_)
    return rows, huggingface.from_rows(rows, PATH, OPTIONS), lost


@pytest.mark.parametrize("name", ["labelstudio", "doccano", "prodigy", "conll", "docbin", "datasets"])
@given(st.lists(documents(), max_size=2))
@settings(max_examples=60, deadline=None)
def test_a_record_comes_back_up_to_what_is_said_to_be_lost(name: str, some: list[GoldDocument]) -> None:
    written, reading, lost = through(name, some)
    expected_lost: Counter[str] = Counter()
    expected = tuple(tidy(one, expected_lost) for one in some)
    assert reading.documents == expected
    assert lost == expected_lost
    assert not +reading.notes
    if not +lost:
        ordered = [(sorted(one.entities), sorted(one.paragraphs), sorted(one.headings)) for one in some]
        assert [(list(x.entities), list(x.paragraphs), list(x.headings)) for x in reading.documents] == ordered
    assert through(name, reading.documents)[0] == written


@given(documents())
def test_tidying_loses_nothing_twice(document: GoldDocument) -> None:
    lost: Counter[str] = Counter()
    once = tidy(document, Counter())
    assert tidy(once, lost) == once
    assert not +lost


@given(TEXTS, st.data())
def test_utf16_units_and_back(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    units = to_utf16(text)
    raw = text.encode("utf-16-le")[2 * units[start] : 2 * units[end]]
    assert raw.decode("utf-16-le") == text[start:end]
    assert to_code_points(text, [Mark(units[start], units[end], "x")]) == [Mark(start, end, "x")]


TOKENS = st.text(st.sampled_from("aåÖ.1-😀"), min_size=1, max_size=4)
ENTITIES = st.tuples(st.lists(TOKENS, min_size=1, max_size=3), st.sampled_from([None, *map(str, MARKED)]))


@given(st.lists(st.lists(ENTITIES, min_size=1, max_size=5), max_size=4), st.booleans())
@settings(max_examples=60, deadline=None)
def test_tags_of_tokens_give_their_words_back(
    sentences: list[list[tuple[list[str], str | None]]],
    together: bool,  # noqa: FBT001
) -> None:
    """Each entity holds its tokens with a blank between two, in one document or in one for each row."""
    rows = []
    for number, sentence in enumerate(sentences):
        tokens, tags = [f"{number}:"], ["O"]  # so that no sentence stands twice
        for words, label in sentence:
            tokens += words
            tags += ["O"] * len(words) if label is None else [f"B-{label}", *[f"I-{label}"] * (len(words) - 1)]
        rows.append({"tokens": tokens, "ner_tags": tags, "doc": "d"})
    options = ReadOptions(columns={"tokens": "tokens"} | ({"document": "doc"} if together else {}))
    reading = huggingface.from_rows(rows, PATH, options)
    assert len(reading.documents) == (min(1, len(rows)) if together else len(rows))
    found = [(one.text[e.start : e.end], e.label) for one in reading.documents for e in one.entities]
    assert found == [(" ".join(words), label) for one in sentences for words, label in one if label is not None]
    assert not +reading.notes
