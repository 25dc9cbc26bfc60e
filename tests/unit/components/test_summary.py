from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

import nlp_minutes
from nlp_minutes.components.summary import Summariser, item_summaries
from nlp_minutes.document import source_of
from nlp_minutes.errors import ConfigError
from nlp_minutes.labels import ITEMS, SUMMARY
from nlp_minutes.pipeline import add_summary, model_path, ranker_of, ranker_path
from nlp_minutes.rules.item_summary import count_words

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = """Åslunda kommun
Tekniska nämnden
Sammanträdesprotokoll
2031-03-12

Beslutande
Ulla Ek (S), ordförande
Jon Dahl (M)

§ 14 Taxa för torghandel

Beslut
Tekniska nämnden beslutar

att anta taxan för torghandel,

att uppdra åt förvaltningen att infor-
mera handlarna.

Ärendet
Taxan har inte ändrats sedan 2019. Förvaltningen har räknat om den efter
kostnaderna för renhållning och el på Kvarntorget.

Justerandes sign ____        Sida 2 (9)

Reservation
Jon Dahl (M) reserverar sig mot beslutet till förmån för avslag.

§ 15 Rapporter

Beslut
Tekniska nämnden lägger rapporterna till handlingarna.

§ 16 Utgår
"""


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return nlp_minutes.load()


def test_every_item_gets_its_summary(pipeline: Language) -> None:
    minutes = nlp_minutes.annotate(TEXT, nlp=pipeline)
    first = minutes.items[0].summary
    assert first is not None
    parts = [" ".join(minutes.text[one.start : one.end].split()) for one in first.sentences]
    assert parts[0] == "Tekniska nämnden beslutar"
    assert parts[1] == "att anta taxan för torghandel,"
    assert "Jon Dahl (M) reserverar sig mot beslutet" in parts
    assert all(0.0 <= one.score <= 1.0 for one in first.sentences)
    second = minutes.items[1].summary
    assert second is not None
    assert second.text.endswith("Tekniska nämnden lägger rapporterna till handlingarna.")


def test_words_broken_over_lines_are_whole_in_the_summary(pipeline: Language) -> None:
    summary = nlp_minutes.annotate(TEXT, nlp=pipeline).items[0].summary
    assert summary is not None
    assert "informera handlarna" in summary.text
    assert "Justerandes" not in summary.text


def test_item_without_text_is_told_by_its_title(pipeline: Language) -> None:
    minutes = nlp_minutes.annotate(TEXT, nlp=pipeline)
    summary = minutes.items[2].summary
    assert summary is not None
    assert summary.text == "Utgår"


def test_spans_of_the_group_say_what_the_result_says(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    group = doc.spans[SUMMARY]
    assert len(group) == sum(len(one["summary"]["sentences"]) for one in doc.spans[ITEMS].attrs["facts"])
    assert len(group.attrs["scores"]) == len(group.attrs["item_index"]) == len(group.attrs["clean"]) == len(group)
    assert {span.label_ for span in group} == {"summary"}


@pytest.mark.parametrize("limit", [1, 2, 5, 9, 17, 30, 400])
def test_limit_of_words_is_hard(pipeline: Language, limit: int) -> None:
    doc = Summariser(max_words=limit)(pipeline(TEXT))
    for item in doc._.minutes.items:
        assert item.summary is not None
        assert count_words(item.summary.text) <= limit


def test_title_is_only_used_where_it_may(pipeline: Language) -> None:
    doc = pipeline(TEXT.replace("att anta taxan för torghandel,", "att bifalla förslaget,"))
    with_title, without = (item_summaries(doc, max_words=40, with_title=one, only=0)[0] for one in (True, False))
    assert with_title[0].start < without[0].start
    assert source_of(doc).clean[with_title[0].start : with_title[0].end] == "Taxa för torghandel"


@pytest.mark.parametrize(("words", "sentences"), [(0, None), (None, 0)])
def test_a_limit_below_one_is_refused(words: int | None, sentences: int | None) -> None:
    with pytest.raises(ConfigError, match="at least 1"):
        Summariser(max_words=words, max_sentences=sentences)


def test_ranker_survives_bytes_and_disk(tmp_path: Path, pipeline: Language) -> None:
    ranker = ranker_of(pipeline)
    packed = Summariser(ranker=ranker).to_bytes()
    again = Summariser().from_bytes(packed)
    assert again.ranker is not None
    assert again.ranker.first.value.tolist() == ranker.first.value.tolist()
    Summariser(ranker=ranker).to_disk(tmp_path / "summary")
    assert Summariser().from_disk(tmp_path / "summary").ranker is not None
    assert Summariser(ranker=ranker).from_bytes(Summariser().to_bytes()).ranker is None
    assert Summariser(ranker=ranker).from_disk(tmp_path / "none").ranker is None


def test_initialize_loads_the_ranker_that_the_config_names() -> None:
    component = Summariser()
    component.initialize(ranker=str(ranker_path()))
    assert component.ranker is not None


def test_summary_is_put_into_a_pipeline_folder_and_replaces_an_older_one(tmp_path: Path, pipeline: Language) -> None:
    folder = tmp_path / "model"
    old = spacy.load(model_path(), exclude=["minutes_summary"])
    old.add_pipe("minutes_summary", config={"max_words": 7})
    old.to_disk(folder)
    add_summary(folder)
    nlp = spacy.load(folder)
    assert nlp.pipe_names.count("minutes_summary") == 1
    assert nlp.get_pipe_config("minutes_summary")["max_words"] == 40
    component = nlp.get_pipe("minutes_summary")
    assert isinstance(component, Summariser)
    assert component.ranker is not None
    assert nlp(TEXT)._.minutes.items[0].summary == pipeline(TEXT)._.minutes.items[0].summary
