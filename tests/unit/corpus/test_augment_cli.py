"""`nlp-minutes corpus augment`, by its two functions."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from nlp_minutes.cli import corpus_augment
from nlp_minutes.corpus.dataset import read_jsonl

SOURCE = """\
¶other ⟦PERSON:Ulla Ek⟧ (⟦PARTY:S⟧)

#h § 1 Budget
¶decision Budgeten godkänns.
=== FACTS ===
{"meeting": {"municipality": "Askby kommun", "body": null, "date": "2024-05-06", "place": null, "start": null,
"end": null, "document_type": "protokoll"},
"persons": [{"name": "Ulla Ek", "party": "S", "roles": [], "attendance": "member"}],
"items": [{"number": "1", "title": "Budget", "case_numbers": [], "outcome": "approved", "motions": [], "votes": [],
"reservations": [], "statements": [], "recusals": [], "recipients": [], "reference_summary": "Budgeten godkändes."}]}
"""


def augment(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    corpus_augment.add_arguments(parser)
    return corpus_augment.run(parser.parse_args(arguments))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "askby_ks_2024.src").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def test_writes_so_many_documents_of_each_source(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = folder / "new.jsonl"
    assert augment(str(folder), "-n", "3", "--seed", "4", "-o", str(output)) == 0
    records = read_jsonl(output)
    assert [one.name for one in records] == ["askby_ks_2024-4", "askby_ks_2024-5", "askby_ks_2024-6"]
    assert {one.layout for one in records} == {"askby"}
    assert "3 documents of 1 sources" in capsys.readouterr().out


def test_makes_only_the_changes_asked_for(folder: Path) -> None:
    output = folder / "new.jsonl"
    assert augment(str(folder), "--only", "names", "-o", str(output)) == 0
    assert "(S)" in read_jsonl(output)[0].text
    assert "Ulla Ek" not in read_jsonl(output)[0].text


def test_faults_of_a_source_are_said_and_nothing_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b_ks_2024.src").write_text(SOURCE.replace('"Ulla Ek", "party"', '"Per Ek", "party"'), encoding="utf-8")
    output = folder / "new.jsonl"
    assert augment(str(folder), "-o", str(output)) == 3
    assert not output.exists()
    assert "b_ks_2024.src" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["0", "-1", "x"])
def test_a_number_that_is_none_is_refused(folder: Path, number: str) -> None:
    with pytest.raises(SystemExit):
        augment(str(folder), "-n", number, "-o", str(folder / "new.jsonl"))
