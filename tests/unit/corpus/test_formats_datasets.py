"""Data sets of the library datasets, from local files only."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nlp_minutes.corpus.dataset import read_corpus, write_bytes
from nlp_minutes.corpus.formats import FORMATS, ReadOptions
from nlp_minutes.corpus.formats.huggingface import from_rows
from nlp_minutes.corpus.gold import GoldDocument, GoldParagraph
from nlp_minutes.errors import ConfigError, DamagedFile, ReadError

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


# Sentences of tokens, each with a tag.

TAGS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]
SENTENCES = [
    (["Bo", "Ek", "talade", "."], [1, 2, 0, 0]),
    (["Aby", "Energi", "AB", "och", "Eva"], [3, 4, 4, 0, 1]),
    (["Ingen", "talade", "."], [0, 0, 0]),
]
NAMED = ReadOptions(labels={"PER": "PERSON"})


def tagged(path: Path, *, words: str = "tokens", tags: str = "ner_tags", **more: list[str]) -> Path:
    """A file of sentences, with the names of the tags in it where its kind can hold them."""
    import datasets

    features = datasets.Features(
        {words: datasets.List(datasets.Value("string")), tags: datasets.List(datasets.ClassLabel(names=TAGS))}
        | dict.fromkeys(more, datasets.Value("string"))
    )
    columns = {words: [one[0] for one in SENTENCES], tags: [one[1] for one in SENTENCES], **more}
    given = datasets.Dataset.from_dict(columns, features=features)
    if path.suffix == ".parquet":
        given.to_parquet(path)
    elif path.suffix == ".jsonl":
        given.to_json(path, force_ascii=False)
    else:
        given.save_to_disk(path)
    return path


def found_in(documents: list[GoldDocument]) -> list[list[tuple[str, str]]]:
    return [[(one.text[e.start : e.end], e.label) for e in one.entities] for one in documents]


@pytest.mark.parametrize("name", ["ner.parquet", "ner"])
def test_tags_of_tokens_are_read(name: str, tmp_path: Path) -> None:
    documents = read_corpus([tagged(tmp_path / name)], options=NAMED)
    assert [one.text for one in documents] == ["Bo Ek talade .\n", "Aby Energi AB och Eva\n", "Ingen talade .\n"]
    assert found_in(documents) == [[("Bo Ek", "PERSON")], [("Aby Energi AB", "ORG"), ("Eva", "PERSON")], []]
    assert [one.name for one in documents] == ["ner_1", "ner_2", "ner_3"]
    assert {one.layout for one in documents} == {"ner"}
    assert {one.provenance for one in documents} == {"imported:datasets"}
    assert not any(one.paragraphs for one in documents)


def test_tags_that_are_numbers_without_names_are_named_by_the_user(tmp_path: Path) -> None:
    path = tagged(tmp_path / "ner.jsonl")
    with pytest.raises(ReadError, match=r"row 1, token 1 \('Bo'\): '1' is no tag; .*--label 1=B-PERSON"):
        read_corpus([path])
    names = {str(number): tag for number, tag in enumerate(TAGS)}
    documents = read_corpus([path], options=ReadOptions(labels={**names, "PER": "PERSON"}))
    assert found_in(documents)[0] == [("Bo Ek", "PERSON")]


def test_columns_are_named_and_sentences_put_together(tmp_path: Path) -> None:
    path = tagged(tmp_path / "ner.parquet", words="ord", tags="namn", fil=["a", "b", "a"], ort=["x", "y", "x"])
    columns = {"tokens": "ord", "tags": "namn", "document": "fil", "layout": "ort"}
    one, other = read_corpus([path], options=ReadOptions(labels=NAMED.labels, columns=columns))
    assert (one.name, one.layout, one.text) == ("ner_a", "x", "Bo Ek talade .\nIngen talade .\n")
    assert (other.name, other.layout, other.text) == ("ner_b", "y", "Aby Energi AB och Eva\n")
    for wrong in ("tokens", "tags", "document", "layout"):
        with pytest.raises(ConfigError, match=rf"no column 'nej' \(there are: ord, .*--map {wrong}=COLUMN"):
            read_corpus([path], options=ReadOptions(columns={**columns, wrong: "nej"}))


@pytest.mark.parametrize(
    ("tokens", "tags", "fault"),
    [
        (["Bo", "Ek"], ["B-PER"], "row 2: 2 tokens, but 1 tags"),
        (["Bo", "Ek"], ["O", "I-PER"], r"row 2, token 2 \('Ek'\): I-PER does not follow B-PER or I-PER"),
        (["Bo", "Ek"], ["B-ORG", "I-PER"], r"row 2, token 2 \('Ek'\): I-PER does not follow"),
        (["Bo"], ["PER"], r"row 2, token 1 \('Bo'\): 'PER' is no tag"),
        (["Bo"], [None], r"row 2, token 1 \('Bo'\): 'None' is no tag"),
        ([None], ["O"], r"row 2, token 1 \(None\): a token must be text"),
        ([" "], ["B-PER"], "row 2, token 1 .*: B-PER on a token of blanks only"),
        ("Bo Ek", "O O", "row 2: tokens and tags must be lists"),
    ],
)
def test_tags_that_are_wrong_are_named_with_their_row(tokens: object, tags: object, fault: str) -> None:
    rows: list[dict[str, object]] = [
        {"tokens": ["Ja"], "ner_tags": ["O"]},
        {"tokens": tokens, "ner_tags": tags},
    ]
    with pytest.raises(DamagedFile, match=fault):
        from_rows(rows, Path("ner.parquet"), ReadOptions())


def test_sentences_that_stand_twice_or_hold_nothing_are_counted() -> None:
    rows: list[dict[str, list[str]]] = [
        {"tokens": ["Bo", " ", "Ek"], "tags": ["B-PERSON", "I-PERSON", "I-PERSON"]},
        {"tokens": ["Bo", "Ek"], "tags": ["O", "O"]},
        {"tokens": [], "tags": []},
        {"tokens": ["Aby"], "tags": ["B-LOC"]},
    ]
    reading = from_rows(rows, Path("ner.parquet"), ReadOptions())
    assert found_in(list(reading.documents)) == [[("Bo Ek", "PERSON")], []]
    assert +reading.notes == {
        "tokens of blanks only, left out": 1,
        "rows with the tokens of an earlier one, left out": 1,
        "rows without tokens, left out": 1,
        "entities with the label 'LOC', which is none of ours": 1,
    }


def test_prodigys_tokens_are_none(tmp_path: Path) -> None:
    path = tmp_path / "prodigy.jsonl"
    path.write_text(
        '{"text": "Bo", "tokens": [{"text": "Bo", "start": 0, "end": 2, "id": 0}], "spans": [], "answer": "accept"}\n',
        encoding="utf-8",
    )
    (one,) = read_corpus([path])
    assert one.provenance == "imported:prodigy"
