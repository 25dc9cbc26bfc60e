"""docs/correction-loop.md, walked through with each tool: pre-annotate, correct, import, measure, train,
compare, use."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from spacy.tokens import DocBin

from nlp_minutes.cli import main
from nlp_minutes.corpus.dataset import read_corpus
from nlp_minutes.corpus.gold import GoldEntity
from nlp_minutes.pipeline import model_path

if TYPE_CHECKING:
    from tests.conftest import MarkedSource

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "askvik_ks_2025.txt"
SOURCES = ROOT / "corpus" / "sources"


# Of one layout: every fifth item is held out, so each protocol needs five.
_TOWN = ("torpsjo_kfn_2023", "stenaryd_overf_2022")
_HELD_OUT = SOURCES / "ljungvik_personal_2019.src"
_BOTH = ("--task", "entities", "--task", "paragraphs", "--resamples", "100")
_SETTINGS = """\
[entities]
epochs = 1
copies = 0
"""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    folder = tmp_path / "nytorp"
    folder.mkdir()
    shutil.copy(SAMPLE, folder / "nytorp_ks_2025.txt")
    return folder


@pytest.fixture
def year(tmp_path: Path, source_named: Callable[[str], MarkedSource]) -> Path:
    """Two protocols of a town that sends no marks along."""
    folder = tmp_path / "nytorp"
    folder.mkdir()
    for number, name in enumerate(_TOWN, 1):
        (folder / f"nytorp_nr{number}.txt").write_text(source_named(name).text, encoding="utf-8")
    return folder


# What a human does: in the first protocol the first paragraph of a decision becomes basis, and the first person is no
# entity; the others are sent as they are. Each gives the person's span.


def by_label_studio(path: Path) -> tuple[int, int]:
    tasks = json.loads(path.read_text(encoding="utf-8"))
    # Label Studio exports what was sent as an annotation; the prediction stays beside it.
    results: list[list[dict[str, Any]]] = [json.loads(json.dumps(one["predictions"][0]["result"])) for one in tasks]
    person = next(one for one in results[0] if one["value"]["labels"] == ["PERSON"])
    results[0].remove(person)
    next(one for one in results[0] if one["value"]["labels"] == ["decision"])["value"]["labels"] = ["basis"]
    for number, (task, result) in enumerate(zip(tasks, results, strict=True)):
        sent = {"id": number, "completed_by": 1, "was_cancelled": False, "result": result}
        task |= {"id": 12 + number, "annotations": [sent]}
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return person["value"]["start"], person["value"]["end"]


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def write_rows(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def by_doccano(path: Path) -> tuple[int, int]:
    rows = rows_of(path)
    labels = rows[0]["label"]
    person = next(one for one in labels if one[2] == "PERSON")
    labels.remove(person)
    next(one for one in labels if one[2] == "paragraph:decision")[2] = "paragraph:basis"
    labels.sort()
    write_rows(path, [{"id": 5 + number, **row, "Comments": []} for number, row in enumerate(rows)])
    return person[0], person[1]


def by_prodigy(path: Path) -> tuple[int, int]:
    rows = rows_of(path)
    person = next(one for one in rows[0]["spans"] if one["label"] == "PERSON")
    rows[0]["spans"].remove(person)
    next(one for one in rows[0]["paragraphs"] if one["label"] == "decision")["label"] = "basis"
    write_rows(path, [row | {"answer": "accept", "_input_hash": number} for number, row in enumerate(rows)])
    return person["start"], person["end"]


def by_columns(path: Path) -> tuple[int, int]:
    before = read_corpus([path])[0]
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
    docs = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    doc = docs[0]
    person = next(one for one in doc.ents if one.label_ == "PERSON")
    doc.set_ents([one for one in doc.ents if one != person])
    spans = list(doc.spans["paragraphs"])
    at = next(number for number, one in enumerate(spans) if one.label_ == "decision")
    spans[at] = doc[spans[at].start : spans[at].end]
    spans[at].label_ = "basis"
    doc.spans["paragraphs"] = spans
    DocBin(docs=docs, store_user_data=True).to_disk(path)
    return person.start_char, person.end_char


def by_datasets(path: Path) -> tuple[int, int]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    (part,) = path.glob("data/*.parquet")
    table = pq.read_table(part)
    rows = table.to_pylist()
    person = next(one for one in rows[0]["entities"] if one["label"] == "PERSON")
    rows[0]["entities"].remove(person)
    next(one for one in rows[0]["paragraphs"] if one["label"] == "decision")["label"] = "basis"
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), part)
    return person["start"], person["end"]


@pytest.mark.parametrize(
    ("tool", "file", "correct"),
    [
        ("labelstudio", "tasks.json", by_label_studio),
        ("doccano", "tasks.jsonl", by_doccano),
        ("prodigy", "tasks.jsonl", by_prodigy),
        ("conll", "tasks.conll", by_columns),
        ("docbin", "tasks.spacy", by_spacy),
        ("datasets", "tasks", by_datasets),
    ],
)
def test_the_loop(
    tool: str,
    file: str,
    correct: Callable[[Path], tuple[int, int]],
    year: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if tool == "datasets":
        pytest.importorskip("datasets")  # no wheels for Windows on ARM
    tasks, gold = tmp_path / file, tmp_path / "gold.jsonl"
    nothing = tmp_path / "nothing.jsonl"

    # 1 Annotate beforehand, 2 correct, 3 import.
    assert main(["corpus", "export", str(year), "--to", tool, "--pre-annotate", "-o", str(tasks)]) == 0
    assert not capsys.readouterr().err
    if tool == "labelstudio":
        assert (tmp_path / "tasks.config.xml").is_file()
        assert main(["corpus", "import", str(tasks), "-o", str(nothing)]) == 3  # nobody has annotated yet
    person = correct(tasks)
    assert main(["corpus", "import", str(tasks), "--from", tool, "-o", str(gold)]) == 0
    documents = read_corpus([gold])
    assert [one.name for one in documents] == ["nytorp_nr1", "nytorp_nr2"]
    for document in documents:
        assert document.text == (year / f"{document.name}.txt").read_bytes().decode("utf-8")
        assert document.provenance.startswith("corrected:nlp-minutes ")
        assert not document.items  # nobody corrects facts in a tool for spans
    assert GoldEntity(start=person[0], end=person[1], label="PERSON") not in documents[0].entities
    capsys.readouterr()

    # 4 Measure, from the tool's file. The model still says what the human took out: one entity too many, one paragraph
    # of another label.
    measured = tmp_path / "figures.json"
    assert main(["evaluate", "--corpus", str(tasks), "--json", str(measured), *_BOTH]) == 0
    rows = capsys.readouterr().out.splitlines()
    person_row = next(row for row in rows if row.startswith("PERSON"))
    assert float(person_row.split()[1]) < 1
    assert float(person_row.split()[2]) == 1
    confusion = next(row for row in rows if row.startswith("basis") and row.split()[2:3] == ["1"])
    assert confusion.split()[1] == "0"
    assert json.loads(measured.read_text(encoding="utf-8"))["documents"]

    # 5 Train both parts, from the shipped model and from the tool's file.
    settings, new = tmp_path / "settings.toml", tmp_path / "new"
    settings.write_text(_SETTINGS, encoding="utf-8")
    training = ["train", "all", "--corpus", str(tasks), "--from", tool, "--config", str(settings), "--output", str(new)]
    if tool == "labelstudio":
        assert main([*training, "--dry-run"]) == 0
        assert "2 of 1 layouts, 16 items" in capsys.readouterr().out
        assert not new.exists()
    assert main(training) == 0
    assert "entities of 2 protocols" in capsys.readouterr().out
    scores = json.loads((new / "scores.json").read_text(encoding="utf-8"))
    assert scores["entities"]["went_on_from"] == "sv_minutes_sm"
    assert len(scores["entities"]["losses"]) == 1
    assert scores["paragraphs"]["after"]["count"] > 0
    shipped = model_path()
    for part in ("ner/model", "minutes_paragraphs"):
        assert contents(new / part).keys() == contents(shipped / part).keys()
        assert contents(new / part) != contents(shipped / part), part

    compare_and_use(new, year, tmp_path)


def compare_and_use(new: Path, year: Path, work: Path) -> None:
    """6 Compare on a protocol that was not learnt from, and use."""
    command = ["evaluate", "--model", str(new), "--compare", str(model_path()), "--corpus", str(_HELD_OUT), *_BOTH]
    assert main([*command, "--json", str(work / "compared.json")]) == 0
    differences = json.loads((work / "compared.json").read_text(encoding="utf-8"))["comparison"]["differences"]
    assert {one["task"] for one in differences} == {"entities", "paragraphs"}
    assert main(["annotate", str(year), "--model", str(new), "-o", str(work / "out")]) == 0
    results = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((work / "out").glob("*.json"))]
    assert [len(one["items"]) for one in results] == [7, 9]


def contents(path: Path) -> dict[str, bytes]:
    """The files of a folder, or a file."""
    files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
    return {one.relative_to(path).as_posix(): one.read_bytes() for one in files}


def test_sentences_of_tokens_are_learnt_and_measured_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Data sets of named entities as the hub has them: no paragraphs, no facts, labels of another kind."""
    path, gold = tmp_path / "ner.jsonl", tmp_path / "gold.jsonl"
    names = [("Ulla", "Ek"), ("Per", "Lund"), ("Eva", "Dal"), ("Bo", "Alm")]
    write_rows(
        path,
        [
            {
                "ord": [*name, "arbetar", "hos", f"Bolag{number}", "AB", "."],
                "ner": ["B-PER", "I-PER", "O", "O", "B-ORG", "I-ORG", "O"],
            }
            for number, name in enumerate(names)
        ],
    )
    how = ["--from", "datasets", "--map", "tokens=ord", "--label", "PER=PERSON"]
    assert main(["corpus", "import", str(path), *how, "-o", str(gold)]) == 0
    assert [len(one.entities) for one in read_corpus([gold])] == [2, 2, 2, 2]
    assert main(["evaluate", "--corpus", str(path), *how, "--task", "entities", "--resamples", "100"]) == 0
    assert any(row.startswith("PERSON") for row in capsys.readouterr().out.splitlines())

    settings, new = tmp_path / "settings.toml", tmp_path / "new"
    settings.write_text(_SETTINGS, encoding="utf-8")
    training = ["train", "entities", "--corpus", str(path), *how, "--output", str(new), "--config", str(settings)]
    assert main([*training, "--dry-run"]) == 0
    assert "entities   ORG 4, PERSON 4" in capsys.readouterr().out
    assert main(training) == 0
    capsys.readouterr()
    assert main(["annotate", str(SAMPLE), "--model", str(new), "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["items"]) == 6

    # There are no paragraphs in it to learn from, and without the names of the labels no entities either.
    assert main(["train", "paragraphs", "--corpus", str(path), *how, "--output", str(tmp_path / "p")]) == 2
    assert "no paragraph has a label" in capsys.readouterr().err
    others = [*how[:4], "--label", "PER=X", "--label", "ORG=Y"]
    assert main(["train", "entities", "--corpus", str(path), *others, "--output", str(tmp_path / "p")]) == 2
    error = capsys.readouterr().err
    assert "too few examples: no entity" in error
    assert "entities with the label 'X', which is none of ours: 4" in error
    assert (
        main(["train", "entities", "--corpus", str(path), "--map", "token=ord", "--output", str(tmp_path / "p")]) == 2
    )
    assert "--map token=...: there are text, label, tokens" in capsys.readouterr().err


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
