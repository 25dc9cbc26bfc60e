"""What comes back from other tools, changed in the ways that tools and people change it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from nlp_minutes.corpus.dataset import read_corpus, write_bytes, write_jsonl
from nlp_minutes.corpus.formats import FORMATS, ReadOptions, sniff
from nlp_minutes.corpus.formats.conll import from_columns
from nlp_minutes.corpus.formats.doccano import from_rows
from nlp_minutes.corpus.formats.labelstudio import from_tasks, labelling_config, to_tasks
from nlp_minutes.corpus.formats.prodigy import from_examples
from nlp_minutes.corpus.gold import GoldDocument, GoldEntity, GoldHeading, GoldParagraph
from nlp_minutes.errors import ConfigError, DamagedFile, EmptyFile

SUFFIXES = {"labelstudio": ".json", "doccano": ".jsonl", "prodigy": ".jsonl", "conll": ".conll", "docbin": ".spacy"}
TEXT = "😀 § 4\nBertil Åby (S) yrkar avslag.\nVid protokollet\n"
PATH = Path("export")


def document(text: str = TEXT) -> GoldDocument:
    at = text.index("Bertil")
    end = text.index("avslag.") + 7
    return GoldDocument(
        name="aby_ks_2020",
        layout="aby",
        text=text,
        entities=(
            GoldEntity(start=at, end=text.index(" (S)"), label="PERSON"),
            GoldEntity(start=text.index("(S") + 1, end=text.index("S)") + 1, label="PARTY"),
        ),
        paragraphs=(GoldParagraph(start=at, end=end, label="objection"),),
        headings=(GoldHeading(start=0, end=5),),
        meeting={"date": "2020-01-02"},
        persons=({"name": "Bertil Åby"},),
        items=({"number": "4"},),
    )


def exported(name: str, folder: Path, *documents: GoldDocument, producer: str | None = None) -> Path:
    path = folder / f"out{SUFFIXES.get(name, '')}"
    for file, content in FORMATS[name].write(documents or (document(),), path, producer).files.items():
        write_bytes(file, content)
    return path


@pytest.mark.parametrize("name", list(FORMATS))
def test_files_come_back_and_are_written_the_same(name: str, tmp_path: Path) -> None:
    if name == "datasets":
        pytest.importorskip("datasets")
    notes: list[str] = []
    path = exported(name, tmp_path)
    found = sniff(path)
    assert found is not None
    assert found.name == name
    assert read_corpus([path], tell=notes.append) == [document()]
    assert notes == []
    for file, content in FORMATS[name].write([document()], path, None).files.items():
        assert file.read_bytes() == content


def test_gold_of_our_own_looks_like_no_other_format(tmp_path: Path) -> None:
    write_jsonl([document()], tmp_path / "gold.jsonl")
    assert sniff(tmp_path / "gold.jsonl") is None


def text_changed(path: Path, change: Callable[[str], str]) -> None:
    raw = path.read_text(encoding="utf-8")
    if path.suffix == ".conll":
        columns = raw.split("\n")
        at = next(i for i, line in enumerate(columns) if line.startswith("# text = "))
        columns[at] = "# text = " + json.dumps(change(json.loads(columns[at].removeprefix("# text = "))))
        path.write_text("\n".join(columns), encoding="utf-8")
        return
    rows = json.loads(raw) if path.suffix == ".json" else [json.loads(line) for line in raw.splitlines()]
    for row in rows:
        holder = row.get("data", row)
        holder["text"] = change(holder["text"])
    text = json.dumps(rows) if path.suffix == ".json" else "".join(json.dumps(row) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", ["labelstudio", "doccano", "prodigy", "conll"])
@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda text: text.replace("\n", "\r\n"), "line ends of the text have been changed .*LF"),
        (lambda text: text.replace("\n", "\r"), "line ends"),
        (lambda text: text.strip(), "blanks at the start or the end"),
        (lambda text: text + " ", "edited"),
    ],
)
def test_another_text_is_refused_with_record_and_reason(
    name: str, change: Callable[[str], str], fault: str, tmp_path: Path
) -> None:
    path = exported(name, tmp_path)
    text_changed(path, change)
    with pytest.raises(DamagedFile, match=rf"out\..*(line|task) 1: .*{fault}"):
        read_corpus([path])


@pytest.mark.parametrize("name", ["labelstudio", "doccano", "prodigy"])
def test_another_normal_form_is_refused_by_name(name: str, tmp_path: Path) -> None:
    path = exported(name, tmp_path)
    text_changed(path, lambda text: unicodedata.normalize("NFD", text))
    with pytest.raises(DamagedFile, match="exported in Unicode form NFC"):
        read_corpus([path])


def test_crlf_of_the_text_itself_is_kept(tmp_path: Path) -> None:
    crlf = document(TEXT.replace("\n", "\r\n"))
    for name in SUFFIXES:
        assert read_corpus([exported(name, tmp_path / name, crlf)]) == [crlf]
    path = exported("doccano", tmp_path, crlf)
    text_changed(path, lambda text: text.replace("\r\n", "\n"))
    with pytest.raises(DamagedFile, match="exported with CRLF"):
        read_corpus([path])


def task(**changes: Any) -> dict[str, Any]:
    return to_tasks([document()])[0][0] | changes


def test_the_newest_annotation_that_was_sent_is_taken() -> None:
    region = task()["annotations"][0]["result"]
    several = [
        {"result": region, "updated_at": "2026-01-03", "completed_by": {"id": 1, "email": "anna@x.se"}},
        {"result": [], "updated_at": "2026-01-02", "completed_by": 2},
        {"result": [], "updated_at": "2026-01-04", "completed_by": 3, "was_cancelled": True},
    ]
    tasks = [task(annotations=several), task(annotations=several[2:]), task(annotations=[])]
    reading = from_tasks(tasks, PATH, ReadOptions())
    assert reading.documents == (document(),)
    assert +reading.notes == {
        "further annotations of the same text, left out": 1,
        "tasks that were skipped, left out": 1,
        "tasks that nobody annotated, left out": 1,
    }
    for annotator in ("oldest", "2"):
        assert from_tasks(tasks[:1], PATH, ReadOptions(annotator=annotator)).documents[0].entities == ()
    assert from_tasks(tasks[:1], PATH, ReadOptions(annotator="anna@x.se")).documents == (document(),)
    nobody = from_tasks(tasks[:1], PATH, ReadOptions(annotator="bo"))
    assert nobody.documents == ()
    assert nobody.notes["tasks that bo did not annotate, left out"] == 1


def test_json_min_is_read() -> None:
    values: dict[str, list[Any]] = {"entities": [], "paragraphs": []}
    for region in task()["annotations"][0]["result"]:
        values[region["from_name"]].append(region["value"])
    row = {"id": 7, "annotator": 1, **task()["data"], **values}
    rows = [row | {"updated_at": "2026-01-02"}, row | {"updated_at": "2026-01-01", "entities": []}]
    assert from_tasks(rows, PATH, ReadOptions()).documents == (document(),)


def test_label_studio_offsets_in_utf16_are_converted_by_their_words() -> None:
    given = task()
    for region in given["annotations"][0]["result"]:
        value = region["value"]
        value["start"] += value["start"] > 0
        value["end"] += 1
    reading = from_tasks([given], PATH, ReadOptions())
    assert reading.documents == (document(),)
    assert reading.notes["tasks whose offsets count UTF-16 units, converted by their words"] == 1


def test_a_span_with_other_words_is_refused() -> None:
    given = task()
    given["annotations"][0]["result"][0]["value"]["start"] += 1
    with pytest.raises(DamagedFile, match=r"task 1: 'Bertil Åby' \(PERSON\) does not stand at 7, .*line 2 of it"):
        from_tasks([given], PATH, ReadOptions())


def test_words_with_escaped_line_breaks_are_the_same_words() -> None:
    given = task()
    value = {"start": 2, "end": 12, "text": "§ 4\\nBertil", "labels": ["other"]}
    given["annotations"][0]["result"] = [{"from_name": "paragraphs", "type": "labels", "value": value}]
    found = from_tasks([given], PATH, ReadOptions()).documents[0].paragraphs
    assert found == (GoldParagraph(start=2, end=12, label="other"),)


def test_what_is_none_of_ours_is_counted_and_named() -> None:
    given = task()
    value = {"start": 6, "end": 12, "text": "Bertil", "labels": ["LOC"]}
    given["annotations"][0]["result"] += [
        {"from_name": "ner", "type": "labels", "value": value},
        {"from_name": "x", "type": "choices", "value": {"choices": ["a"]}},
    ]
    reading = from_tasks([given], PATH, ReadOptions())
    assert reading.documents == (document(),)
    assert +reading.notes == {
        "entities with the label 'LOC', which is none of ours": 1,
        "regions of the type 'choices' without a label of ours, left out": 1,
    }


def test_overlapping_entities_are_refused() -> None:
    given = task()
    value = {"start": 6, "end": 12, "text": "Bertil", "labels": ["LOC"]}
    given["annotations"][0]["result"].append({"from_name": "entities", "type": "labels", "value": value})
    with pytest.raises(DamagedFile, match=r"two spans overlap, .*Bertil.*line 2"):
        from_tasks([given], PATH, ReadOptions(labels={"LOC": "ORG"}))


def test_blanks_at_the_ends_of_a_span_are_taken_off_and_counted() -> None:
    given = task()
    given["annotations"][0]["result"][0]["value"] |= {"end": 17, "text": "Bertil Åby "}
    reading = from_tasks([given], PATH, ReadOptions())
    assert reading.documents == (document(),)
    assert reading.notes["spans with blanks at their ends, which were taken off"] == 1


def test_a_second_label_on_an_entity_is_counted() -> None:
    given = task()
    given["annotations"][0]["result"][0]["value"]["labels"].append("ORG")
    reading = from_tasks([given], PATH, ReadOptions())
    assert reading.documents == (document(),)
    assert +reading.notes == {"further labels of one entity, left out": 1}


def test_half_a_character_is_refused() -> None:
    with pytest.raises(DamagedFile, match=r"line 1: character 3 .* lone surrogate"):
        from_rows([(1, {"text": "Bo \ud83d", "label": []})], PATH, ReadOptions())


@pytest.mark.parametrize("name", ["labelstudio", "doccano", "prodigy", "conll"])
def test_line_ends_of_the_file_itself_do_not_matter(name: str, tmp_path: Path) -> None:
    path = exported(name, tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_corpus([path], kind=name) == [document()]


@pytest.mark.parametrize(
    "tasks",
    [
        3,
        [3],
        [{"id": 1}],
        [{"data": 3, "annotations": [{"result": []}]}],
        [{"data": {}, "annotations": [{"result": 3}]}],
        [{"data": {"text": "Bo"}, "annotations": [3]}],
        [{"data": {"text": "Bo", "meta": {"persons": [3]}}, "annotations": [{"result": []}]}],
        [{"data": {"text": "Bo", "meta": {"items": 3}}, "annotations": [{"result": []}]}],
    ],
)
def test_json_of_other_kinds_is_refused(tasks: object) -> None:
    with pytest.raises(DamagedFile):
        from_tasks(tasks, PATH, ReadOptions())


def test_the_configuration_has_every_label_that_is_written() -> None:
    tree = ET.fromstring(labelling_config())  # noqa: S314 - it is our own
    names = {one.attrib["name"]: {label.attrib["value"] for label in one} for one in tree.iter("Labels")}
    for region in task()["annotations"][0]["result"]:
        assert set(region["value"]["labels"]) <= names[region["from_name"]]
    assert "other+furniture" in names["paragraphs"]
    assert names["entities"] == {"PERSON", "PARTY", "ROLE", "ORG", "CASE"}
    assert [one.attrib["name"] for one in tree.iter("Text")] == ["text"]


def test_predictions_are_no_annotation() -> None:
    tasks, _ = to_tasks([document()], "a model")
    assert tasks[0]["predictions"][0]["model_version"] == "a model"
    reading = from_tasks(tasks, PATH, ReadOptions())
    assert reading.documents == ()
    assert reading.notes["tasks that nobody annotated, left out"] == 1


def test_doccano_counts_utf16_and_says_so(tmp_path: Path) -> None:
    row = json.loads(exported("doccano", tmp_path).read_text(encoding="utf-8"))
    assert row["label"][0] == [7, 17, "PERSON"]
    assert row["meta"]["offsets"] == "utf-16"
    del row["meta"]
    with pytest.raises(DamagedFile, match="--offsets"):
        from_rows([(1, row)], PATH, ReadOptions())
    assert from_rows([(1, row)], PATH, ReadOptions(offsets="utf-16")).documents[0].entities == document().entities
    wrong = row | {"label": [[1, 3, "ORG"]]}
    with pytest.raises(DamagedFile, match="inside a character"):
        from_rows([(1, wrong)], PATH, ReadOptions(offsets="utf-16"))


def test_doccano_metadata_come_back_wherever_it_puts_them(tmp_path: Path) -> None:
    row = json.loads(exported("doccano", tmp_path).read_text(encoding="utf-8"))
    meta = row.pop("meta")
    for given in (row | {"meta": {"meta": meta}}, row | meta, row | {"id": 3, "meta": meta, "Comments": []}):
        assert from_rows([(1, given)], PATH, ReadOptions()).documents == (document(),)


def test_doccano_with_relations_is_read() -> None:
    row = {
        "text": "Bo Ek",
        "entities": [{"id": 1, "label": "PERSON", "start_offset": 0, "end_offset": 5}],
        "relations": [{}],
        "Comments": ["oklart"],
    }
    reading = from_rows([(1, row)], PATH, ReadOptions())
    assert reading.documents[0].entities == (GoldEntity(start=0, end=5, label="PERSON"),)
    assert +reading.notes == {"relations": 1, "comments": 1}
    with pytest.raises(DamagedFile, match="line 1: its labels"):
        from_rows([(1, {"text": "Bo", "label": [[0, 2]]})], PATH, ReadOptions())


def test_prodigy_takes_accepted_examples_and_the_newest_of_one_text() -> None:
    base: dict[str, Any] = {"text": "Bo Ek", "_input_hash": 1}
    span = {"start": 0, "end": 5, "label": "PERSON", "token_start": 0, "token_end": 1}
    rows: list[dict[str, Any]] = [
        base | {"spans": [span], "answer": "accept", "_timestamp": 20},
        base | {"spans": [], "answer": "accept", "_timestamp": 10},
        base | {"spans": [], "answer": "reject"},
        {"text": "Bo", "answer": "ignore"},
    ]
    reading = from_examples(list(enumerate(rows, 1)), PATH, ReadOptions())
    assert [len(one.entities) for one in reading.documents] == [1]
    assert +reading.notes == {
        "further annotations of the same text, left out": 1,
        "examples with the answer 'reject', left out": 1,
        "examples with the answer 'ignore', left out": 1,
    }


def test_columns_of_others_are_read() -> None:
    columns = "-DOCSTART- -X- O O\n\nBo NNP I-NP I-PER\nEk NNP I-NP I-PER\ni IN B-PP O\n\nÅby NNP B-NP B-LOC\n"
    reading = from_columns(columns, PATH, ReadOptions(labels={"PER": "PERSON"}))
    (found,) = reading.documents
    assert found.text == "Bo Ek i\nÅby\n"
    assert found.entities == (GoldEntity(start=0, end=5, label="PERSON"),)
    assert found.paragraphs == ()
    assert +reading.notes == {
        "documents without their text, which was put together of their tokens": 1,
        "entities with the label 'LOC', which is none of ours": 1,
    }


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ("Bo\n", "line 1: one column"),
        ("Bo PERSON\n", "line 1: 'PERSON' is no tag"),
        ('# text = "Bo Ek"\nBo\tO\nEx\tO\n', "line 3: the token 'Ex' does not come next in the text, but 'Ek'"),
        ('# text = "Bo Ek"\nBo\tO\n', "line 1: tokens are missing from 'Ek' on"),
        ("# meta = {\nBo\tO\n", "line 1: its metadata"),
    ],
)
def test_damaged_columns_are_refused_with_their_line(columns: str, fault: str) -> None:
    with pytest.raises(DamagedFile, match=fault):
        from_columns(columns, PATH, ReadOptions())


def test_bytes_of_no_docbin_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.spacy").write_bytes(b"no DocBin")
    with pytest.raises(DamagedFile, match="not a DocBin"):
        read_corpus([tmp_path / "x.spacy"])


def test_format_by_name_and_nothing_in_it(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(EmptyFile, match="doccano"):
        read_corpus([tmp_path / "x.jsonl"], kind="doccano")
    with pytest.raises(ConfigError, match="no format 'brat'"):
        read_corpus([tmp_path / "x.jsonl"], kind="brat")
