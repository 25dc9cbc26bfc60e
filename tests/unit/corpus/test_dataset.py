"""Gold records on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp_minutes.corpus import dataset
from nlp_minutes.corpus.gold import GoldDocument, GoldEntity, GoldHeading, GoldParagraph
from nlp_minutes.corpus.markup import FaultySources
from nlp_minutes.errors import ConfigError, DamagedFile, EmptyFile, ReadError


def document(name: str = "a_ks_2020", text: str = "Ulla Ek\r\n\u2028 är här\n") -> GoldDocument:
    return GoldDocument(
        name=name,
        layout=name.partition("_")[0],
        text=text,
        entities=(GoldEntity(start=0, end=4, label="PERSON"),),
        paragraphs=(GoldParagraph(start=0, end=7, label="other", furniture=True),),
        headings=(GoldHeading(start=1, end=3),),
        meeting={"date": "2020-01-02"},
        persons=(),
        items=(),
    )


def test_jsonl_round_trip_keeps_every_record(tmp_path: Path) -> None:
    documents = [document(), document("b_ks_2020", "Ulla Ek ¶ 😀\n")]
    dataset.write_jsonl(documents, tmp_path / "new" / "gold.jsonl")
    assert dataset.read_jsonl(tmp_path / "new" / "gold.jsonl") == documents


def test_folder_round_trip_keeps_every_record(tmp_path: Path) -> None:
    documents = [document(), document("b_ks_2020", "Ulla Ek\n")]
    dataset.write_folder(documents, tmp_path)
    assert dataset.read_folder(tmp_path) == documents


def test_read_folder_takes_name_and_layout_from_the_file(tmp_path: Path) -> None:
    values = document().to_dict()
    for key in ("name", "layout", "text", "sha256", "provenance"):
        del values[key]
    (tmp_path / "a_ks_2020.gold.json").write_text(json.dumps(values), encoding="utf-8")
    (tmp_path / "a_ks_2020.txt").write_bytes(document().text.encode())
    assert dataset.read_folder(tmp_path) == [document()]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda values: values.update(text="Ulla Ask"), "its hash differs"),
        (lambda values: values.pop("items"), "no 'items'"),
        (lambda values: values["entities"][0].update(end=99), "outside the text"),
        (lambda values: values["entities"][0].update(text="Olle"), "'Olle' does not stand at 0"),
        (lambda values: values.update(entities=3), "not a gold record"),
        (lambda values: values.update(entities=[3]), "not a gold record"),
        (lambda values: values.update(text=None), "not a gold record"),
    ],
)
def test_read_jsonl_refuses_a_damaged_record(tmp_path: Path, change: object, fault: str) -> None:
    values = document().to_dict()
    assert callable(change)
    change(values)
    path = tmp_path / "gold.jsonl"
    path.write_text("\n" + json.dumps(values) + "\n", encoding="utf-8")
    with pytest.raises(DamagedFile, match=f"line 2: .*{fault}"):
        dataset.read_jsonl(path)


@pytest.mark.parametrize("line", ["{", "[]", "3", "null"])
def test_read_jsonl_refuses_a_line_that_is_no_object(tmp_path: Path, line: str) -> None:
    (tmp_path / "gold.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(DamagedFile, match="line 1"):
        dataset.read_jsonl(tmp_path / "gold.jsonl")


def test_read_jsonl_refuses_two_records_of_one_name(tmp_path: Path) -> None:
    dataset.write_jsonl([document(), document()], tmp_path / "gold.jsonl")
    with pytest.raises(DamagedFile, match="line 2: a second record"):
        dataset.read_jsonl(tmp_path / "gold.jsonl")


def test_readers_name_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        dataset.read_jsonl(tmp_path / "gold.jsonl")
    with pytest.raises(ReadError, match="no such folder"):
        dataset.read_folder(tmp_path / "gold")
    with pytest.raises(ReadError, match="no such folder"):
        dataset.load_sources(tmp_path / "sources")
    with pytest.raises(EmptyFile):
        dataset.read_folder(tmp_path)
    with pytest.raises(EmptyFile):
        dataset.load_sources(tmp_path)


def test_read_jsonl_refuses_other_encodings(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_bytes(b"\xe5")
    with pytest.raises(DamagedFile, match="not UTF-8"):
        dataset.read_jsonl(tmp_path / "gold.jsonl")


def test_write_whole_leaves_the_old_file_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        dataset.write_whole(path, "new \ud800")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_write_whole_names_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="cannot be written"):
        dataset.write_whole(tmp_path / "file" / "gold.jsonl", "")
    (tmp_path / "folder").mkdir()
    with pytest.raises(ConfigError, match="cannot be written"):
        dataset.write_whole(tmp_path / "folder", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_load_sources_gives_the_faults_of_all_files(tmp_path: Path) -> None:
    for name in ("b.src", "a.src"):
        (tmp_path / name).write_text("Utan märken\n", encoding="utf-8")
    with pytest.raises(FaultySources) as caught:
        dataset.load_sources(tmp_path)
    assert [fault.path.name for fault in caught.value.faults] == ["a.src", "a.src", "b.src", "b.src"]
