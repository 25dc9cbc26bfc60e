"""Data sets of the library datasets, from local files only."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nlp_minutes.corpus.dataset import read_corpus, write_bytes
from nlp_minutes.corpus.formats import FORMATS, ReadOptions
from nlp_minutes.corpus.gold import GoldDocument, GoldParagraph
from nlp_minutes.errors import ConfigError, ReadError

pytest.importorskip("datasets")  # no wheels for Windows on ARM
OPTIONS = ReadOptions(columns={"text": "body", "label": "klass"}, labels={"beslut": "decision"})


def check(documents: list[GoldDocument]) -> None:
    assert [one.text for one in documents] == ["Nämnden beslutar.", "Bakgrund"]
    assert documents[0].paragraphs == (GoldParagraph(start=0, end=17, label="decision"),)
    assert documents[1].paragraphs == (GoldParagraph(start=0, end=8, label="summary"),)


@pytest.mark.parametrize("suffix", ["csv", "tsv", "jsonl", "parquet", "disk"])
def test_labelled_paragraphs_are_read_from_every_local_kind(suffix: str, tmp_path: Path) -> None:
    import datasets

    rows = {"body": ["Nämnden beslutar.", "Bakgrund"], "klass": ["beslut", "summary"]}
    path = tmp_path / f"rows.{suffix}"
    given = datasets.Dataset.from_dict(rows)
    if suffix in {"csv", "tsv"}:
        given.to_csv(path, sep="," if suffix == "csv" else "\t")
    elif suffix == "jsonl":
        given.to_json(path)
    elif suffix == "parquet":
        given.to_parquet(path)
    else:
        given.save_to_disk(path)
    check(read_corpus([path], kind="datasets", options=OPTIONS))


def test_class_labels_are_taken_by_name_and_splits_by_choice(tmp_path: Path) -> None:
    import datasets

    features = datasets.Features(
        {"text": datasets.Value("string"), "label": datasets.ClassLabel(names=["other", "basis"])}
    )
    parts = {name: datasets.Dataset.from_dict({"text": [name], "label": [1]}, features=features) for name in ("a", "b")}
    datasets.DatasetDict(parts).save_to_disk(tmp_path / "set")
    assert [one.text for one in read_corpus([tmp_path / "set"])] == ["a", "b"]
    (found,) = read_corpus([tmp_path / "set"], options=ReadOptions(split="b"))
    assert (found.text, found.paragraphs[0].label) == ("b", "basis")
    with pytest.raises(ConfigError, match="no split 'c'; there are: a, b"):
        read_corpus([tmp_path / "set"], options=ReadOptions(split="c"))


def test_rows_of_one_document_stand_in_it_together(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("text,label,doc,town\nEtt,basis,d,Åby\nTvå,skräp,d,Åby\n,basis,d,Åby\nTre,other,e,Eby\n", "utf-8")
    notes: list[str] = []
    options = ReadOptions(columns={"document": "doc", "layout": "town"})
    first, second = read_corpus([path], options=options, tell=notes.append)
    assert (first.name, first.layout, first.text) == ("rows_d", "Åby", "Ett\n\nTvå")
    assert first.paragraphs == (GoldParagraph(start=0, end=3, label="basis"),)
    assert second.layout == "Eby"
    assert [note.partition(": datasets: ")[2] for note in notes] == [
        "paragraphs with the label 'skräp', which is none of ours: 1",
        "rows without a text, left out: 1",
    ]


def test_a_missing_column_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("body,label\nEtt,basis\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"no column 'text' \(there are: body, label\); .*--map text=COLUMN"):
        read_corpus([tmp_path / "rows.csv"])


def test_what_cannot_be_loaded_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"none")
    with pytest.raises(ReadError, match="not a data set that can be loaded"):
        read_corpus([tmp_path / "x.parquet"])
    with pytest.raises(ReadError, match="no such file"):
        read_corpus([tmp_path / "missing.csv"], kind="datasets")


def test_any_other_name_is_one_of_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    import datasets

    with pytest.raises(ReadError, match="not a data set that can be loaded"):
        read_corpus(["someone/something"], kind="datasets")  # the tests are offline
    asked: list[str] = []

    def load(name: str) -> datasets.DatasetDict:
        asked.append(name)
        rows = datasets.Dataset.from_dict({"text": ["Ett"], "label": ["basis"]})
        return datasets.DatasetDict({"train": rows})

    monkeypatch.setattr(datasets, "load_dataset", load)
    (found,) = read_corpus(["someone/something"], kind="datasets")
    assert asked == ["someone/something"]
    assert (found.text, found.layout) == ("Ett", "something")


def test_without_the_library_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(ConfigError, match=r"pip install 'nlp-minutes\[datasets\]'"):
        FORMATS["datasets"].write([], tmp_path / "set", None)


def test_the_card_tells_where_the_rows_are(tmp_path: Path) -> None:
    import datasets

    document = GoldDocument(
        name="a_ks_1",
        layout="a",
        text="Ett",
        entities=(),
        paragraphs=(GoldParagraph(start=0, end=3, label="basis"),),
        headings=(),
        meeting={},
        persons=(),
        items=(),
    )
    for path, content in FORMATS["datasets"].write([document], tmp_path / "set", None).files.items():
        write_bytes(path, content)
    loaded = datasets.load_dataset(str(tmp_path / "set"), split="train", cache_dir=str(tmp_path / "cache"))
    assert loaded[0]["paragraphs"] == [{"start": 0, "end": 3, "label": "basis", "text": "Ett"}]
    assert "| basis | 1 |" in (tmp_path / "set" / "README.md").read_text(encoding="utf-8")
