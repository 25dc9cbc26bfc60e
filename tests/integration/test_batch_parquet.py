"""The tables of a data set, read back by those who would use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from nlp_minutes.cli import main
from nlp_minutes.export.relations import RELATIONS
from nlp_minutes.minutes import from_dict
from tests.conftest import SOURCES, read_marked

NAMES = ("alvhult_ks_2017", "askvik_kf_2025", "ekby_kf_2019", "granstad_au_2023", "storlunda_kf_2026")
ARROW = {
    "text": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "number": pa.float64(),
    "texts": pa.list_(pa.string()),
}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    for name in NAMES:
        (folder / f"{name}.txt").write_text(read_marked(SOURCES / f"{name}.src").text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def out(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ut")
    assert main(["annotate", str(inputs), "-o", str(folder), "--format", "parquet"]) == 0
    return folder


@pytest.fixture(scope="module")
def results(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    folder = tmp_path_factory.mktemp("json")
    assert main(["annotate", str(inputs), "-o", str(folder)]) == 0
    return [from_dict(json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))) for name in NAMES]


def read(out: Path, name: str) -> pa.Table:
    return ds.dataset(out / name, format="parquet").to_table()


@pytest.mark.parametrize("name", RELATIONS)
def test_every_table_has_its_typed_columns(out: Path, name: str) -> None:
    schema = read(out, name).schema
    assert [(one.name, one.type) for one in schema] == [(one.name, ARROW[one.type]) for one in RELATIONS[name]]


def test_every_fact_of_the_results_has_its_row(out: Path, results: list[Any]) -> None:
    items = [item for one in results for item in one.items]
    counts = {
        "protocols": len(results),
        "items": len(items),
        "paragraphs": sum(len(one.paragraphs) for one in results),
        "entities": sum(len(one.entities) for one in results),
        "motions": sum(len(one.motions) for one in items),
        "votes": sum(len(one.votes) for one in items),
        "reservations": sum(len(one.reservations) for one in items),
        "statements": sum(len(one.statements) for one in items),
        "persons": sum(len(one.persons) for one in results),
        "warnings": sum(len(one.warnings) for one in results),
        "vote_persons": sum(
            len(vote.named.yes) + len(vote.named.no) + len(vote.named.abstain) + len(vote.named.absent)
            for item in items
            for vote in item.votes
            if vote.named is not None
        ),
    }
    assert {name: read(out, name).num_rows for name in RELATIONS} == counts
    assert all(counts[name] for name in ("items", "motions", "votes", "vote_persons", "persons", "paragraphs"))


def test_rows_lead_back_to_the_text(out: Path) -> None:
    texts = {one["protocol"]: one["text"] for one in read(out, "protocols").to_pylist()}
    for name in ("entities", "paragraphs"):
        rows = read(out, name).to_pylist()
        assert rows
        assert all(texts[row["protocol"]][row["start"] : row["end"]] == row["text"] for row in rows)


def test_people_who_voted_are_those_of_the_protocol(out: Path) -> None:
    persons = {(one["protocol"], one["person_id"]): one["person"] for one in read(out, "persons").to_pylist()}
    rows = [row for row in read(out, "vote_persons").to_pylist() if row["person_id"] is not None]
    assert rows
    assert all(persons[row["protocol"], row["person_id"]] == row["person"] for row in rows)


def test_going_on_writes_nothing_anew_and_finds_a_lost_file(inputs: Path, out: Path) -> None:
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    lost = out / "items" / f"{NAMES[0]}.parquet"
    lost.unlink()
    assert main(["annotate", str(inputs), "-o", str(out), "--format", "parquet", "--resume"]) == 0
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_standard_output_is_refused(inputs: Path) -> None:
    assert main(["annotate", str(inputs), "--format", "parquet"]) == 2


def test_pandas_reads_them(out: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(out / "persons")
    assert len(frame) == read(out, "persons").num_rows


def test_duckdb_joins_them(out: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    ((rows,),) = duckdb.sql(
        f"select count(*) from '{out}/items/*.parquet' join '{out}/protocols/*.parquet' using (protocol)"  # noqa: S608
    ).fetchall()
    assert rows == read(out, "items").num_rows


def test_datasets_reads_them(out: Path, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    found = datasets.load_dataset("parquet", data_files=f"{out}/items/*.parquet", cache_dir=str(tmp_path))["train"]
    assert found.num_rows == read(out, "items").num_rows
