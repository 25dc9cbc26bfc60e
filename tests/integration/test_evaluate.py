"""The commands that measure, and their figures against those of the shared scorer."""

from __future__ import annotations

import importlib.util
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

import nlp_minutes
from nlp_minutes.cli import main
from nlp_minutes.corpus.dataset import load_sources, write_folder, write_jsonl
from nlp_minutes.evaluation.document import TASKS, score_document
from nlp_minutes.evaluation.figures import figures
from nlp_minutes.pipeline import model_path
from nlp_minutes.training import paragraphs

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.corpus.gold import GoldDocument

SOURCES = Path(__file__).resolve().parents[2] / "corpus" / "sources"
SOME = ("askvik_ks_2025", "bjorkosund_miljo_2021", "haga_utdrag_2024")


@pytest.fixture(scope="module")
def documents() -> list[GoldDocument]:
    return load_sources(SOURCES)


@pytest.fixture(scope="module")
def some(documents: list[GoldDocument]) -> list[GoldDocument]:
    return [one for one in documents if one.name in SOME]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, some: list[GoldDocument]) -> Path:
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    write_jsonl(some, path)
    return path


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", shared / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Draw:
    """Chances that are the same for a name."""

    def __init__(self, name: str) -> None:
        self.random = random.Random(name)  # noqa: S311 - no secret

    def hit(self, share: float) -> bool:
        return self.random.random() < share


def spoil(document: GoldDocument) -> dict[str, Any]:
    """The annotation with every kind of mistake, as a result."""
    values: dict[str, Any] = json.loads(document.to_json())
    draw = Draw(document.name)
    values["entities"] = spoil_entities(values["entities"], draw)
    values["entities"] += [{"start": n, "end": n + 3, "label": "ROLE"} for n in range(0, len(document.text), 500)]
    values["paragraphs"] = [part for one in values["paragraphs"] for part in spoil_paragraph(one, draw)]
    for person in values["persons"]:
        person["name"] = person["name"].upper() if draw.hit(0.5) else person["name"]
        person["attendance"] = None if draw.hit(0.1) else person["attendance"]
    values["meeting"]["body"] = None if draw.hit(0.3) else values["meeting"]["body"]
    values["items"] = spoil_items(values["items"], draw)
    return values


def spoil_entities(entities: list[dict[str, Any]], draw: Draw) -> list[dict[str, Any]]:
    for entity in entities:
        entity["end"] += draw.hit(0.1)
        entity["label"] = "ORG" if draw.hit(0.1) else "DATE" if draw.hit(0.05) else entity["label"]
    return [one for one in entities if not draw.hit(0.1)]


def spoil_paragraph(one: dict[str, Any], draw: Draw) -> list[dict[str, Any]]:
    start, end = one["start"], one["end"]
    labels = ["summary", "decision", "objection", "basis", "other"]
    label = draw.random.choice(labels) if draw.hit(0.2) else one["label"]
    middle = draw.random.randint(start, end)
    if draw.hit(0.2) and start < middle < end:
        return [
            {"start": start, "end": middle, "label": label},
            {"start": middle, "end": end, "label": "basis"},
        ]
    if draw.hit(0.1):
        return []
    return [{"start": max(0, start - 30) if draw.hit(0.2) else start, "end": end, "label": label}]


def spoil_items(items: list[dict[str, Any]], draw: Draw) -> list[dict[str, Any]]:
    for item, other in zip(items, [*items[1:], items[0]], strict=True):
        item["outcome"] = "approved" if draw.hit(0.2) else item["outcome"]
        item["title"] = None if draw.hit(0.1) else item["title"]
        for key in ("case_numbers", "motions", "reservations", "statements", "recusals", "votes"):
            if draw.hit(0.3):
                item[key] = other[key] if draw.hit(0.5) else item[key][1:]
        reference = item["reference_summary"]
        item["headline"] = None if draw.hit(0.2) else other["reference_summary"]
        item["summary"] = None if draw.hit(0.2) else {"text": reference[: draw.random.randint(0, 200)]}
    kept = [item for item in items if not draw.hit(0.1)]
    if draw.hit(0.5):
        kept += [{**items[0], "number": "9999"}, dict(items[-1])]
    return kept


def test_figures_are_those_of_the_shared_scorer(scorer: ModuleType, documents: list[GoldDocument]) -> None:
    gold = {one.name: one.to_dict() for one in documents}
    found = {one.name: spoil(one) for one in documents}
    theirs, _ = scorer.score(found, gold)
    ours = figures([score_document(found[name], gold[name]) for name in gold], TASKS)
    compared = 0
    for one in ours:
        other = theirs[one.task][{"macro_f1": "macro_f"}.get(one.name, one.name)]
        if one.kind == "f1":
            assert (one.precision or 0, one.recall or 0) == pytest.approx((other["p"], other["r"])), one
            assert one.support == other["n"], one
            other = other["f"]
        assert one.value == pytest.approx(other), one
        assert one.value is not None
        assert one.value > 0
        assert one.value != 1
        compared += 1
    assert compared == sum(len(theirs[task]) for task in TASKS)


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nlp_minutes.cli", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def test_evaluate_prints_tables_and_writes_json_and_page(
    tmp_path: Path, corpus: Path, some: list[GoldDocument], nlp: Language
) -> None:
    report, values = tmp_path / "new" / "report.html", tmp_path / "figures.json"
    done = run("evaluate", "--corpus", corpus, "--by", "layout", "--report", report, "--json", values)
    assert (done.returncode, done.stderr) == (0, "")
    found = {f"{one['task']}.{one['name']}": one for one in json.loads(values.read_text(encoding="utf-8"))["figures"]}
    scores = [score_document(nlp_minutes.annotate(one.text, nlp=nlp).to_dict(), one.to_dict()) for one in some]
    for one in figures(scores, TASKS):
        other = found[f"{one.task}.{one.name}"]
        assert (other["value"], other["support"]) == (one.value, one.support)
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["entities", "by", "layout", "documents"] in [line[:4] for line in lines]
    assert f"{found['entities.ALL']['value']:.3f}" in next(line for line in lines if line[:1] == ["ALL"])
    assert "<h1>How well the minutes are read</h1>" in report.read_text(encoding="utf-8")


def test_evaluate_gives_the_same_for_every_way_to_keep_a_corpus(
    tmp_path: Path, corpus: Path, some: list[GoldDocument], capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(some, tmp_path / "folder")
    (tmp_path / "sources").mkdir()
    for name in SOME:
        shutil.copy(SOURCES / f"{name}.src", tmp_path / "sources")
    ways: list[Sequence[str | Path]] = [
        [corpus],
        [tmp_path / "folder"],
        [tmp_path / "sources"],
        [SOURCES / f"{name}.src" for name in SOME],
    ]
    texts = []
    for way in ways:
        arguments = ["evaluate", "--task", "facts", "--json", "-", "--corpus", *map(str, way)]
        assert main(arguments) == 0
        texts.append(capsys.readouterr().out)
    assert json.loads(texts[0])["documents"] == len(SOME)
    assert set(texts) == {texts[0]}


def test_evaluate_compares_two_models(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(model_path())
    assert main(["evaluate", "--corpus", str(corpus), "--compare", folder, "--task", "entities", "--seed", "3"]) == 0
    out = capsys.readouterr().out
    assert out.split("\n", 1)[0].endswith("(the one in the package)")
    assert f"({folder})\n" in out
    line = next(line.split() for line in out.splitlines() if line.startswith("entities ALL"))
    assert line[2] == line[3]
    assert line[4:] == ["+0.000", "+0.000", "to", "+0.000", "1.0000", "1.0000"]


def test_cross_trains_on_other_layouts_than_it_measures_on(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trained: list[set[str]] = []

    def trainer(documents: Sequence[GoldDocument], folder: Path, *, fresh: bool) -> Path:
        assert folder.is_dir()
        assert not fresh
        trained.append({one.layout for one in documents})
        return model_path()

    monkeypatch.setattr(paragraphs, "train_fold", trainer)
    assert main(["evaluate", "--cross", "layout", "--corpus", str(corpus), "--task", "facts", "--json", "-"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert trained == [{"bjorkosund", "haga"}, {"askvik", "haga"}, {"askvik", "bjorkosund"}]
    assert (values["documents"], values["cross"]) == (3, "layout, 3 rounds")


def test_cross_really_trains(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From nothing, two layouts teach less than the package's model knows, and more than nothing."""
    macro = {}
    common = ["evaluate", "--cross", "layout", "--corpus", str(corpus), "--task", "paragraphs", "--resamples", "100"]
    for name, more in (("shipped", ()), ("fresh", ("--fresh",))):
        file = tmp_path / f"{name}.json"
        assert main([*common, "--json", str(file), *more]) == 0
        told = capsys.readouterr()
        assert "trained anew for each part: layout, 3 rounds" in told.out
        assert "round 3 of 3: learnt from 2 protocols, measured on haga" in told.err
        figures = json.loads(file.read_text(encoding="utf-8"))["figures"]
        macro[name] = next(one["value"] for one in figures if one["kind"] == "macro_f1")
    assert 0.4 < macro["fresh"] < macro["shipped"]


def test_cross_tells_that_there_is_too_little(tmp_path: Path, some: list[GoldDocument]) -> None:
    path = tmp_path / "gold.jsonl"
    write_jsonl([replace(one, paragraphs=one.paragraphs[:6]) for one in some], path)
    done = run("evaluate", "--cross", "layout", "--corpus", path)
    assert done.returncode == 2
    assert done.stderr.startswith("nlp-minutes: too few examples")


def status_of(*arguments: str) -> object:
    """The exit status, also where argparse ends the process."""
    try:
        return main(arguments)
    except SystemExit as stopped:
        return stopped.code


GOLD: dict[str, Any] = {"entities": [], "paragraphs": [], "headings": [], "meeting": {}, "persons": [], "items": []}


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        ((), 2, "--corpus"),
        (("--corpus", "missing"), 3, "missing: there is no such file or folder"),
        (("--corpus", "empty"), 3, "empty: nothing annotated in this folder; it should hold NAME.txt with"),
        (("--corpus", "bad.jsonl"), 3, "bad.jsonl: line 1: not JSON"),
        (("--corpus", "none.jsonl"), 3, "none.jsonl: no record in it"),
        (("--corpus", "a.txt"), 3, "a.txt: not a corpus; name gold JSON Lines"),
        (("--corpus", "faulty"), 3, "a.src: line 1: "),
        (("--corpus", "blank"), 3, "b_ks: there is nothing in it"),
        (("--corpus", "blank", "blank"), 2, "blank: a second document 'b_ks'"),
        (("--corpus", "blank", "--model", "empty"), 2, "empty: no pipeline here"),
        (("--corpus", "blank", "--task", "verbs"), 2, "--task"),
        (("--corpus", "blank", "--folds", "3"), 2, "--folds goes with --cross"),
        (("--corpus", "blank", "--fresh"), 2, "--fresh goes with --cross"),
        (("--corpus", "blank", "--report", "empty"), 2, "--report empty: that is a folder"),
        (("--corpus", "blank", "--resamples", "9"), 2, "not a number from 100 on"),
        (("--corpus", "blank", "--seed", "x"), 2, "not a number from 0 on"),
    ],
)
def test_bad_input_has_one_line_and_a_status(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    status: int,
    told: str,
) -> None:
    for folder in ("empty", "faulty", "blank"):
        (tmp_path / folder).mkdir()
    (tmp_path / "bad.jsonl").write_text("{\n", encoding="utf-8")
    (tmp_path / "none.jsonl").write_text("\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("text\n", encoding="utf-8")
    (tmp_path / "faulty" / "a.src").write_text("utan märke\n", encoding="utf-8")
    (tmp_path / "blank" / "b_ks.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "blank" / "b_ks.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = status_of("evaluate", *arguments)
    captured = capsys.readouterr()
    assert found == status
    assert told in captured.err
    assert captured.out == ""
    assert captured.err.startswith("usage:") or captured.err.count("\n") == 1


def test_agreement_of_two_annotations(tmp_path: Path, some: list[GoldDocument]) -> None:
    write_folder(some, tmp_path / "one")
    write_jsonl(some, tmp_path / "other.jsonl")
    done = run("corpus", "agreement", tmp_path / "one", tmp_path / "other.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["kappa", "1.000"] in lines
    assert ["askvik", "1", "1.000", "1.000"] in [line[:4] for line in lines]


def test_agreement_refuses_other_texts_and_other_documents(tmp_path: Path, some: list[GoldDocument]) -> None:
    write_folder(some, tmp_path / "one")
    write_folder(some[:2], tmp_path / "fewer")
    done = run("corpus", "agreement", tmp_path / "one", tmp_path / "fewer")
    assert done.returncode == 2
    assert done.stderr == f"nlp-minutes: {some[2].name}: not in the second annotation; name the same documents twice\n"
    write_folder(some, tmp_path / "changed")
    path = tmp_path / "changed" / f"{some[0].name}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("\n", "!\n", 1)[:-1], encoding="utf-8")
    gold = tmp_path / "changed" / f"{some[0].name}.gold.json"
    values = json.loads(gold.read_text(encoding="utf-8"))
    del values["sha256"]
    gold.write_text(json.dumps(values | {"entities": [], "paragraphs": [], "headings": []}), encoding="utf-8")
    done = run("corpus", "agreement", tmp_path / "one", tmp_path / "changed")
    assert done.returncode == 3
    assert f"{some[0].name}: line 1: the two texts differ" in done.stderr
    assert done.stderr.count("\n") == 1


def pairs_file(folder: Path, count: int = 12) -> Path:
    """Case texts whose clerk takes what stands under Ärendet."""
    draw = random.Random(5)  # noqa: S311 - no secret
    rows = []
    for number in range(count):
        thing = draw.choice(["bron", "skolan", "hallen", "parken", "kajen"])
        core = f"Kommunen vill bygga om {thing} för {number + 2} miljoner kronor nästa år."
        rest = " ".join(f"Under {draw.randint(1950, 2030)} låg torget kvar vid gatan som förut." for _ in range(8))
        document = f"Bakgrund\n\n{rest}\n\nÄrendet\n\n{core}\n\nBeskrivning av ärendet\n\n{rest}"
        rows.append({"id": f"t{number}", "title": thing, "summary": core, "document": document, "group": number // 2})
    path = folder / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_texts_with_summaries_are_measured_beside_simple_ways(tmp_path: Path) -> None:
    path = pairs_file(tmp_path)
    done = run("evaluate", "--task", "summary", "--corpus", path, "--words", "20", "--resamples", "200", "--json", "-")
    assert (done.returncode, done.stderr) == (0, "")
    values = json.loads(done.stdout)
    assert (values["units"], values["documents"], values["layouts"]) == ("texts", 12, 6)
    assert [one["name"] for one in values["baselines"]] == ["lead", "random", "textrank", "lexrank", "greedy oracle"]
    assert {one["name"] for one in values["figures"]} == {"summary_r1", "summary_r2", "summary_rl", "summary_words"}
    assert next(one["value"] for one in values["figures"] if one["name"] == "summary_words") <= 20


def test_ranker_is_trained_anew_for_each_fold(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    path = pairs_file(tmp_path)
    done = run("evaluate", "--cross", "group", "--folds", "3", "--corpus", path, "--resamples", "200", "--report", page)
    assert done.returncode == 0
    assert done.stderr.count("nlp-minutes: round") == 3
    assert "trained anew for each part: group, 3 rounds" in done.stdout
    assert "Beside simple ways of choosing" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--task", "facts"], "--task summary"),
        (["--cross", "layout"], "--cross group"),
        (["--cross", "group", "--folds", "9"], "fewer than 9 groups"),
    ],
)
def test_what_texts_with_summaries_cannot_have_is_refused(
    tmp_path: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "--corpus", str(pairs_file(tmp_path)), *arguments]) == 2
    assert message in capsys.readouterr().err


def test_pairs_and_minutes_are_not_measured_in_one(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "--corpus", str(pairs_file(tmp_path)), str(corpus)]) == 2
    assert "name one kind" in capsys.readouterr().err
    assert main(["evaluate", "--corpus", str(corpus), "--words", "20"]) == 2
    assert "--words" in capsys.readouterr().err
