"""docs/correction-loop.md, walked through with each tool: pre-annotate, correct, import, (train,) measure."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import DocBin

from nlp_minutes.cli import _COMMANDS, main
from nlp_minutes.corpus.dataset import read_corpus
from nlp_minutes.corpus.gold import GoldEntity

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "askvik_ks_2025.txt"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    folder = tmp_path / "nytorp"
    folder.mkdir()
    shutil.copy(SAMPLE, folder / "nytorp_ks_2025.txt")
    return folder


# What a human does: the first paragraph of a decision becomes basis, and the first person is no entity. Each gives the
# person's span.


def by_label_studio(path: Path) -> tuple[int, int]:
    tasks = json.loads(path.read_text(encoding="utf-8"))
    # Label Studio exports what was sent as an annotation; the prediction stays beside it.
    result: list[dict[str, Any]] = json.loads(json.dumps(tasks[0]["predictions"][0]["result"]))
    person = next(one for one in result if one["value"]["labels"] == ["PERSON"])
    result.remove(person)
    next(one for one in result if one["value"]["labels"] == ["decision"])["value"]["labels"] = ["basis"]
    tasks[0] |= {"id": 12, "annotations": [{"id": 3, "completed_by": 1, "was_cancelled": False, "result": result}]}
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return person["value"]["start"], person["value"]["end"]


def by_doccano(path: Path) -> tuple[int, int]:
    row = json.loads(path.read_text(encoding="utf-8"))
    person = next(one for one in row["label"] if one[2] == "PERSON")
    row["label"].remove(person)
    next(one for one in row["label"] if one[2] == "paragraph:decision")[2] = "paragraph:basis"
    row["label"].sort()
    path.write_text(json.dumps({"id": 5, **row, "Comments": []}) + "\n", encoding="utf-8")
    return person[0], person[1]


def by_prodigy(path: Path) -> tuple[int, int]:
    row = json.loads(path.read_text(encoding="utf-8"))
    person = next(one for one in row["spans"] if one["label"] == "PERSON")
    row["spans"].remove(person)
    next(one for one in row["paragraphs"] if one["label"] == "decision")["label"] = "basis"
    path.write_text(json.dumps(row | {"answer": "accept", "_input_hash": 1}) + "\n", encoding="utf-8")
    return person["start"], person["end"]


def by_columns(path: Path) -> tuple[int, int]:
    (before,) = read_corpus([path])
    lines = path.read_text(encoding="utf-8").split("\n")
    inside = done = False
    for at, line in enumerate(lines):
        cells = line.split("\t")
        if len(cells) != 4:
            continue
        if not done and (cells[3] == "B-PERSON" or (inside and cells[3] == "I-PERSON")):
            cells[3], inside = "O", True
        elif inside:
            inside, done = False, True
        lines[at] = "\t".join(cells)
    first = next(at for at, line in enumerate(lines) if "\tB-decision\t" in line)
    lines[first] = lines[first].replace("B-decision", "B-basis")
    for at in range(first + 1, len(lines)):
        if lines[at] and "\tI-decision\t" not in lines[at]:
            break
        lines[at] = lines[at].replace("I-decision", "I-basis")
    path.write_text("\n".join(lines), encoding="utf-8")
    person = next(one for one in before.entities if one.label == "PERSON")
    return person.start, person.end


def by_spacy(path: Path) -> tuple[int, int]:
    nlp = spacy.blank("sv")
    (doc,) = DocBin().from_disk(path).get_docs(nlp.vocab)
    person = next(one for one in doc.ents if one.label_ == "PERSON")
    doc.set_ents([one for one in doc.ents if one != person])
    spans = list(doc.spans["paragraphs"])
    at = next(number for number, one in enumerate(spans) if one.label_ == "decision")
    spans[at] = doc[spans[at].start : spans[at].end]
    spans[at].label_ = "basis"
    doc.spans["paragraphs"] = spans
    DocBin(docs=[doc], store_user_data=True).to_disk(path)
    return person.start_char, person.end_char


@pytest.mark.parametrize(
    ("tool", "suffix", "correct"),
    [
        ("labelstudio", "json", by_label_studio),
        ("doccano", "jsonl", by_doccano),
        ("prodigy", "jsonl", by_prodigy),
        ("conll", "conll", by_columns),
        ("docbin", "spacy", by_spacy),
    ],
)
def test_the_loop(
    tool: str,
    suffix: str,
    correct: Callable[[Path], tuple[int, int]],
    town: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tasks, gold = tmp_path / f"tasks.{suffix}", tmp_path / "gold.jsonl"
    model = tmp_path / "model.jsonl"
    assert main(["corpus", "export", str(town), "--to", tool, "--pre-annotate", "-o", str(tasks)]) == 0
    assert not capsys.readouterr().err
    if tool == "labelstudio":
        assert (tmp_path / "tasks.config.xml").is_file()
        assert main(["corpus", "import", str(tasks), "-o", str(model)]) == 3  # nobody has annotated yet
    person = correct(tasks)
    assert main(["corpus", "import", str(tasks), "--from", tool, "-o", str(gold)]) == 0
    (document,) = read_corpus([gold])
    assert document.text == SAMPLE.read_bytes().decode("utf-8")
    assert document.provenance.startswith("corrected:nlp-minutes ")
    assert GoldEntity(start=person[0], end=person[1], label="PERSON") not in document.entities
    capsys.readouterr()

    if "train" in _COMMANDS:
        new = tmp_path / "new"
        # One corrected protocol without facts is too little to learn from: `train` reads the file and says so.
        assert main(["train", "paragraphs", "--corpus", str(gold), "--output", str(new), "--dry-run"]) == 2
        assert "too few examples" in capsys.readouterr().err
    measured = tmp_path / "figures.json"
    command = ["evaluate", "--corpus", str(tasks), "--resamples", "100", "--json", str(measured)]
    assert main([*command, "--task", "entities", "--task", "paragraphs"]) == 0
    figures = json.loads(measured.read_text(encoding="utf-8"))
    # The model still says what the human took out: one entity too many, one paragraph of another label.
    rows = capsys.readouterr().out.splitlines()
    person_row = next(row for row in rows if row.startswith("PERSON"))
    assert float(person_row.split()[1]) < 1
    assert float(person_row.split()[2]) == 1
    confusion = next(row for row in rows if row.startswith("basis") and row.split()[2:3] == ["1"])
    assert confusion.split()[1] == "0"
    assert figures


def test_protocols_that_cannot_be_read_are_named_and_the_others_written(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (town / "trasig.pdf").write_bytes(b"%PDF-1.4 nothing")
    out = tmp_path / "tasks.json"
    assert main(["corpus", "export", str(town), "--to", "labelstudio", "--pre-annotate", "-o", str(out)]) == 1
    assert "trasig.pdf" in capsys.readouterr().err
    assert len(json.loads(out.read_text(encoding="utf-8"))) == 1
    (town / "nytorp_ks_2025.txt").unlink()
    assert main(["corpus", "export", str(town), "--to", "labelstudio", "--pre-annotate", "-o", str(out)]) == 3


def test_a_model_without_pre_annotation_is_wrong_usage(tmp_path: Path) -> None:
    arguments = ["corpus", "export", "x", "--to", "conll", "-o", str(tmp_path / "x.conll"), "--model", "m"]
    assert main(arguments) == 2


def test_what_cannot_be_held_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = {
        "name": "a_ks_1",
        "layout": "a",
        "text": "Bo Ek",
        "meeting": {},
        "persons": [],
        "items": [],
        "entities": [{"start": 0, "end": 5, "label": "PERSON"}, {"start": 3, "end": 5, "label": "ORG"}],
        "paragraphs": [],
        "headings": [],
    }
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert main(["corpus", "export", str(gold), "--to", "conll", "-o", str(tmp_path / "x.conll")]) == 0
    assert capsys.readouterr().err == "nlp-minutes: conll: 1 overlapping entities cannot be held\n"
