"""The journal loses nothing but the line that was being written."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp_minutes.batch.journal import Journal, Record
from nlp_minutes.batch.store import STATE, FolderStore, open_store


def record(name: str, sha: str = "0", kind: str = "json") -> Record:
    return Record(
        name=name, format=kind, path=f"in/{name}.txt", sha256=sha, model="m", outputs=((f"{name}.{kind}", "1"),)
    )


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    found = open_store(str(tmp_path))
    assert isinstance(found, FolderStore)
    return found


def files(store: FolderStore) -> dict[str, bytes]:
    return {name: store.read(f"{STATE}/{name}") or b"" for name in store.names(STATE)}


def test_what_was_added_is_there_for_the_next_run(store: FolderStore) -> None:
    journal = Journal(store)
    journal.add(record("å"))
    journal.add(record("b", kind="md"))
    assert list(Journal(store).records.values()) == [record("å"), record("b", kind="md")]


def test_a_name_that_is_no_utf8_comes_back(store: FolderStore) -> None:
    Journal(store).add(record("m\udce5te"))
    assert list(Journal(store).records.values()) == [record("m\udce5te")]


def test_a_later_record_replaces_an_earlier_one(store: FolderStore) -> None:
    journal = Journal(store)
    journal.settle()
    journal.add(record("a", "old"))
    journal.add(record("A", "new"))
    assert [one.sha256 for one in Journal(store).records.values()] == ["new"]


@pytest.mark.parametrize("cut", [2, 20, 60])
def test_a_line_that_was_cut_off_is_left_out(store: FolderStore, cut: int) -> None:
    journal = Journal(store)
    journal.add(record("a"))
    journal.add(record("ö"))
    (name,) = store.names(STATE)
    path = store.folder / STATE / name
    path.write_bytes(path.read_bytes()[:-cut])
    again = Journal(store)
    assert list(again.records.values()) == [record("a")]
    again.settle()
    again.add(record("c"))
    assert sorted(one.name for one in Journal(store).records.values()) == ["a", "c"]


@pytest.mark.parametrize("line", [b"[]", b"{}", b"null", b'{"outputs": 1}', b'{"outputs": [], "name": "a"}', b"\xff"])
def test_a_line_that_is_no_record_is_left_out(store: FolderStore, line: bytes) -> None:
    store.append(f"{STATE}/done-000000.jsonl", line + b"\n")
    assert Journal(store).records == {}


def test_settling_leaves_one_file_that_does_not_hang_on_the_order(store: FolderStore, tmp_path: Path) -> None:
    other = open_store(str(tmp_path / "other"))
    assert isinstance(other, FolderStore)
    for place, order in ((store, "cab"), (other, "bca")):
        journal = Journal(place)
        for name in order:
            journal.add(record(name))
        (place.folder / STATE / ".a.x.part").write_bytes(b"left by a killed run")
        journal.settle()
    assert files(store) == files(other)
    assert list(files(store)) == ["done.jsonl"]
    assert sorted(one.name for one in Journal(store).records.values()) == ["a", "b", "c"]


def test_many_records_go_to_several_short_files(store: FolderStore) -> None:
    journal = Journal(store)
    for number in range(450):
        journal.add(record(str(number)))
    assert len(store.names(STATE)) == 3
    assert len(Journal(store).records) == 450


def test_what_was_dropped_is_forgotten_once_settled(store: FolderStore) -> None:
    journal = Journal(store)
    journal.add(record("a"))
    journal.add(record("b"))
    journal.drop("A", "json")
    journal.drop("b", "md")
    journal.settle()
    assert [one.name for one in Journal(store).records.values()] == ["b"]
