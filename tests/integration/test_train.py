"""`nlp-minutes train` as a user runs it: invented towns, the shipped model as the start."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import spacy

from nlp_minutes.cli import main
from nlp_minutes.components.paragraphs import ParagraphClassifier
from nlp_minutes.corpus.dataset import load_sources, write_folder
from nlp_minutes.corpus.gold import GoldDocument
from nlp_minutes.corpus.marks import read_marks
from nlp_minutes.manifest import check_manifest
from nlp_minutes.paragraph_models.linear import LinearModel
from nlp_minutes.pipeline import load, model_path
from nlp_minutes.training.linear import adapt_linear
from nlp_minutes.training.paragraph_data import Lesson, lessons, score, variants
from nlp_minutes.training.paragraphs import model_labels, shipped_paragraphs
from tests.tiny_encoder import tiny_encoder

ROOT = Path(__file__).resolve().parents[2]
TOWNS = Path(__file__).resolve().parents[1] / "fixtures" / "towns"
# Layouts whose figures must not fall when another town is learnt.
ELSEWHERE = (
    "storavik",
    "morkeryd",
    "tjardalen",
    "lindehamn",
    "torpsjo",
    "rasjobro",
    "tallhammar",
    "vikstrand",
    "asmark",
    "norrvik",
)
THINGS = ["taxan", "badet", "torget", "hamnen", "skolan", "vägen", "planen", "bron", "museet", "parken"]
HEAD = """¶other Storvads kommun
Tekniska nämnden
Sammanträdesprotokoll
{date}

#h Beslutande
¶other ⟦PERSON:Ulla Ek⟧ (⟦PARTY:S⟧), ordförande
⟦PERSON:Per Lund⟧ (⟦PARTY:KD⟧)

"""
# A town with ways of its own: no heading that a list knows or a stem tells, decisions and dissent in words of its own.
ITEM = """#h § {n} Om {thing}

#h Gult
¶summary Många har frågat hur det går med {thing} och när något händer där.

#h Blått
¶basis Kontoret har räknat på {thing} och ser två vägar fram, varav den ena kostar mer.

#h Grönt
¶decision Arbetet med {thing} går vidare enligt den första vägen.

#h Rött
¶objection Per Lund (KD) ville hellre vänta med {thing} ett år.

"""


def town(numbers: range, name: str) -> GoldDocument:
    """One protocol of the invented town, an item for each number."""
    body = HEAD.format(date="2031-03-12")
    body += "".join(ITEM.format(n=n, thing=f"{THINGS[n % 10]} i kvarter {n}") for n in numbers)
    marked = read_marks(body)
    assert not marked.complaints
    return GoldDocument(
        name=name,
        layout="storvad",
        text=marked.text,
        entities=marked.entities,
        paragraphs=marked.paragraphs,
        headings=marked.headings,
        meeting={},
        persons=(),
        items=tuple({"number": str(n), "title": f"Om {THINGS[n % 10]} i kvarter {n}"} for n in numbers),
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    write_folder([town(range(1, 11), "storvad_a"), town(range(11, 21), "storvad_b")], folder)
    write_folder([town(range(21, 31), "storvad_c")], folder)
    return folder


def accuracy(model: LinearModel, checked: list[Lesson]) -> float:
    return score((one, model_labels(model, one)) for one in checked).accuracy


def test_thirty_items_of_a_new_town_help_and_nothing_else_gets_worse() -> None:
    nlp = load(model_path("sv_minutes_rules"))
    start = shipped_paragraphs()
    assert isinstance(start, LinearModel)
    learn = [town(range(1, 11), "a"), town(range(11, 21), "b"), town(range(21, 31), "c")]
    new = list(lessons(nlp, (made for one in learn for made in variants(one, 0, 0))))
    unseen = list(lessons(nlp, [(town(range(31, 61), "d"), 1.0)]))
    elsewhere = list(lessons(nlp, ((one, 1.0) for one in load_sources(Path("corpus/sources"))[:8])))
    taught = adapt_linear(start, new)
    before, after = accuracy(start, unseen), accuracy(taught, unseen)
    assert before < 0.93  # the town is hard for a model that has not seen it
    assert after > before + 0.05
    assert after > 0.95
    assert accuracy(taught, elsewhere) >= accuracy(start, elsewhere) - 0.01


def brunnholm(part: int) -> GoldDocument:
    """A protocol of an invented town that writes as few do; its texts differ from item to item."""
    marked = read_marks((TOWNS / f"brunnholm_{part}.marks").read_text(encoding="utf-8"))
    assert not marked.complaints
    titles = re.findall(r"^§ (\d+) (.+)$", marked.text, re.MULTILINE)
    return GoldDocument(
        name=f"brunnholm_{part}",
        layout="brunnholm",
        text=marked.text,
        entities=(),
        paragraphs=marked.paragraphs,
        headings=marked.headings,
        meeting={},
        persons=(),
        items=tuple({"number": number, "title": title} for number, title in titles),
    )


def compared(file: Path) -> tuple[float, float]:
    """Macro F1 of a model and of the one it is compared with."""
    values = json.loads(file.read_text(encoding="utf-8"))
    macro = next(one for one in values["comparison"]["differences"] if one["name"] == "macro_f1")
    return macro["value"], macro["other"]


def test_first_training_of_a_user(tmp_path: Path) -> None:
    """30 items of a town whose layout the shipped model labels badly: a gain on its other items, no loss elsewhere."""
    write_folder([brunnholm(1), brunnholm(2)], tmp_path / "learn")
    write_folder([brunnholm(3), brunnholm(4)], tmp_path / "rest")
    write_folder(
        [one for one in load_sources(Path("corpus/sources")) if one.layout in ELSEWHERE], tmp_path / "elsewhere"
    )
    model = tmp_path / "model"
    assert main(["train", "paragraphs", "--corpus", str(tmp_path / "learn"), "--output", str(model)]) == 0
    found = {}
    for name in ("rest", "elsewhere"):
        file = tmp_path / f"{name}.json"
        arguments = ["evaluate", "--model", str(model), "--compare", str(model_path()), "--task", "paragraphs"]
        arguments += ["--corpus", str(tmp_path / name), "--json", str(file), "--resamples", "100"]
        assert main(arguments) == 0
        found[name] = compared(file)
    after, before = found["rest"]
    assert before < 0.7
    assert after > before + 0.2
    after, before = found["elsewhere"]
    assert after > before - 0.005


@pytest.fixture(scope="module")
def trained(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("trained") / "model"
    assert main(["train", "paragraphs", "--corpus", str(corpus), "--output", str(output)]) == 0
    return output


def test_trained_pipeline_annotates(trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = trained
    card = (output / "README.md").read_text(encoding="utf-8")
    assert "3 protocols of 1 layouts, 30 items" in card
    scores = json.loads((output / "scores.json").read_text(encoding="utf-8"))["paragraphs"]
    assert scores["after"]["accuracy"] > scores["before"]["accuracy"]
    text = tmp_path / "new.txt"
    text.write_text(town(range(40, 44), "x").text, encoding="utf-8")
    assert main(["annotate", str(text), "--format", "json", "--model", str(output)]) == 0
    found = json.loads(capsys.readouterr().out)
    by_heading = {one["heading"]: one["label"] for one in found["paragraphs"] if one["item"]}
    assert by_heading["Grönt"] == "decision"
    assert by_heading["Rött"] == "objection"


def test_same_seed_same_weights(
    trained: Path, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", "paragraphs", "--corpus", str(corpus), "--output", str(tmp_path / "again")]) == 0
    assert "held-out paragraphs" in capsys.readouterr().out
    one, two = (
        (folder / "minutes_paragraphs" / "hashes.json").read_text(encoding="utf-8")
        for folder in (trained, tmp_path / "again")
    )
    assert one == two


@pytest.mark.parametrize("name", ["config.cfg", "minutes_paragraphs/weights.npz", "vocab/strings.json"])
def test_damaged_pipeline_is_refused(
    trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    damaged = tmp_path / "model"
    shutil.copytree(trained, damaged)
    check_manifest(damaged)
    with (damaged / name).open("ab") as stream:
        stream.write(b"\n")
    text = tmp_path / "new.txt"
    text.write_text(town(range(1, 2), "x").text, encoding="utf-8")
    assert main(["annotate", str(text), "--format", "json", "--model", str(damaged)]) == 2
    assert f"its file {name} is damaged or changed" in capsys.readouterr().err


def test_transformer_trains_annotates_and_loads(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = re.sub(r"[^\w§]+|\d", " ", town(range(1, 11), "x").text)
    base = tiny_encoder(tmp_path / "base", f"{words} : ; - ( ) , . 0")
    config = tmp_path / "settings.toml"
    config.write_text("[paragraphs]\nepochs = 12\nrate = 0.003\nmax_length = 128\nlayers = 1\n", encoding="utf-8")
    output = tmp_path / "model"
    arguments = ["train", "paragraphs", "--corpus", str(corpus), "--output", str(output), "--config", str(config)]
    assert main([*arguments, "--backend", "transformer", "--base", str(base)]) == 0
    scores = json.loads((output / "scores.json").read_text(encoding="utf-8"))["paragraphs"]
    assert scores["after"]["macro"] > 0.9 > scores["rules"]["macro"]
    card = (output / "README.md").read_text(encoding="utf-8")
    assert "Backend: transformer. It started from the base. Base: base." in card
    assert (output / "encoder_weights" / "model.safetensors").is_file()
    check_manifest(output)
    component = spacy.load(output).get_pipe("minutes_paragraphs")
    assert isinstance(component, ParagraphClassifier)
    assert component.model is not None
    assert (component.model.backend, component.model.settings["layers"]) == ("transformer", 1)  # type: ignore[attr-defined]
    text = tmp_path / "new.txt"
    text.write_text(town(range(40, 44), "x").text, encoding="utf-8")
    capsys.readouterr()
    assert main(["annotate", str(text), "--format", "json", "--model", str(output)]) == 0
    found = json.loads(capsys.readouterr().out)
    by_heading = {one["heading"]: one["label"] for one in found["paragraphs"] if one["item"]}
    assert by_heading["Grönt"] == "decision"
    assert by_heading["Rött"] == "objection"


def test_all_trains_both_parts_and_leaves_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = ("askvik_ks_2025", "haga_utdrag_2024")
    write_folder([one for one in load_sources(Path("corpus/sources")) if one.name in wanted], tmp_path / "corpus")
    config = tmp_path / "settings.toml"
    config.write_text("[entities]\nepochs = 1\ncopies = 0\n", encoding="utf-8")
    place = tmp_path / "models"
    arguments = ["train", "all", "--corpus", str(tmp_path / "corpus"), "--output", str(place / "mine")]
    arguments += ["--config", str(config)]
    assert main([*arguments, "--base", "x"]) == 2
    assert "the linear model has no base" in capsys.readouterr().err
    assert not place.exists()  # told before the entities were trained
    assert main(arguments) == 0
    assert [one.name for one in place.iterdir()] == ["mine"]
    check_manifest(place / "mine")
    assert (place / "mine" / "manifest.json").is_file()
    scores = json.loads((place / "mine" / "scores.json").read_text(encoding="utf-8"))
    assert scores["entities"]["protocols"] == 2
    assert scores["paragraphs"]["after"]["count"] > 0
    card = (place / "mine" / "README.md").read_text(encoding="utf-8")
    assert "its labels of paragraphs trained" in card
    assert "its entities trained" in card
    assert {"ner", "minutes_paragraphs"} <= set(load(place / "mine").pipe_names)


def test_dry_run_prints_settings_counts_and_time(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "model"
    arguments = ["train", "paragraphs", "--corpus", str(corpus), "--output", str(output), "--seed", "7", "--dry-run"]
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert '"seed": 7' in printed
    assert "protocols  3 of 1 layouts, 30 items" in printed
    assert "start      what it has learnt" in printed
    assert "time       about" in printed
    assert not output.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--backend", "transformer"], "needs --base"),
        (["--base", "x"], "has no base"),
        (["--config", "nowhere.toml"], "cannot be read"),
        (["--model", "nowhere"], "no pipeline here"),
    ],
)
def test_wrong_settings_are_usage_errors(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    common = ["train", "paragraphs", "--corpus", str(corpus), "--output", str(tmp_path / "m")]
    assert main([*common, *arguments]) == 2
    assert message in capsys.readouterr().err


def test_settings_of_entities_are_shown_and_checked(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "settings.toml"
    config.write_text("[entities]\nepochs = 2\nfresh = true\n", encoding="utf-8")
    arguments = ["train", "entities", "--corpus", str(corpus), "--output", str(tmp_path / "m"), "--config", str(config)]
    assert main([*arguments, "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert '"epochs": 2' in shown
    assert "start      nothing" in shown
    assert not (tmp_path / "m").exists()
    for line, message in (("rounds = 3", "no setting 'rounds'"), ('epochs = "two"', "epochs = 'two' is no int")):
        config.write_text(f"[entities]\n{line}\n", encoding="utf-8")
        assert main(arguments) == 2
        assert message in capsys.readouterr().err


def test_too_few_examples_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_folder([town(range(1, 2), "storvad_a")], tmp_path / "c")
    assert main(["train", "paragraphs", "--corpus", str(tmp_path / "c"), "--output", str(tmp_path / "m")]) == 2
    assert "too few examples" in capsys.readouterr().err
    assert not (tmp_path / "m").exists()


def test_a_corpus_without_entities_teaches_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It would teach the recogniser that nothing is a name."""
    write_folder([replace(town(range(1, 9), "storvad_a"), entities=())], tmp_path / "c")
    for part in ("entities", "all"):
        assert main(["train", part, "--corpus", str(tmp_path / "c"), "--output", str(tmp_path / "m")]) == 2
        assert "too few examples: no entity in" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [tmp_path / "c"]


def test_faults_of_the_corpus_are_told_by_the_command(tmp_path: Path) -> None:
    write_folder([town(range(1, 9), "storvad_a")], tmp_path / "c")
    path = tmp_path / "c" / "storvad_a.gold.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"decision"', '"beslut"'), encoding="utf-8")
    command = [sys.executable, "-m", "nlp_minutes.cli", "train", "paragraphs"]
    command += ["--corpus", str(tmp_path / "c"), "--output", str(tmp_path / "m")]
    run = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert run.returncode == 2
    assert "paragraph: no label 'beslut'" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("part", ["entities", "paragraphs"])
def test_a_start_that_is_no_pipeline_is_named(part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = ROOT / "corpus" / "sources" / "storlunda_kf_2026.src"
    command = ["train", part, "--corpus", str(source), "--model", str(tmp_path / "x"), "--output", str(tmp_path / "y")]
    assert main(command) == 2
    assert f"{tmp_path / 'x'}: no pipeline here" in capsys.readouterr().err
    assert not (tmp_path / "y").exists()
