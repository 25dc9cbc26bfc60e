"""Manifests of model folders."""

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path

import pytest
import spacy

import nlp_minutes
from nlp_minutes.errors import ConfigError
from nlp_minutes.manifest import MANIFEST, check_manifest, write_manifest


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    (folder / "ner").mkdir(parents=True)
    (folder / "config.cfg").write_text("[nlp]\n", encoding="utf-8")
    (folder / "ner" / "model").write_bytes(b"\x80\x04 weights")
    return folder


def test_sound_folder_passes(model: Path) -> None:
    check_manifest(model)
    assert write_manifest(model) == model / MANIFEST
    check_manifest(model)
    write_manifest(model)
    check_manifest(model)


def test_changed_missing_and_foreign_files_are_refused(model: Path) -> None:
    write_manifest(model)
    weights = model / "ner" / "model"
    weights.write_bytes(b"\x80\x04 weighty")
    with pytest.raises(ConfigError, match="ner/model is damaged or changed"):
        check_manifest(model)
    weights.unlink()
    with pytest.raises(ConfigError, match="missing"):
        check_manifest(model)
    write_manifest(model)
    (model / "more.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ConfigError, match="does not belong"):
        check_manifest(model)


@pytest.mark.parametrize("name", ["run.py", "ner/lib.SO", "x.pkl", "x.joblib"])
def test_programs_and_pickles_are_refused(model: Path, name: str) -> None:
    (model / name).write_bytes(b"x")
    for check in (check_manifest, write_manifest):
        with pytest.raises(ConfigError, match="program or a pickle"):
            check(model)


def test_pickle_by_another_name_is_refused(model: Path) -> None:
    (model / "ner" / "data").write_bytes(pickle.dumps({"a": 1}))
    with pytest.raises(ConfigError, match="pickle"):
        check_manifest(model)


def test_link_out_of_the_folder_is_refused(model: Path) -> None:
    (model / "link").symlink_to(Path(__file__))
    with pytest.raises(ConfigError, match="leads out"):
        check_manifest(model)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"sha256": 1}', "\x00"])
def test_damaged_manifest_is_refused(model: Path, text: str) -> None:
    (model / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"manifest\.json is damaged"):
        check_manifest(model)


def test_loading_checks_the_manifest(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(nlp_minutes.model_path(), folder)
    write_manifest(folder)
    assert nlp_minutes.load(folder).pipe_names
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    (folder / "meta.json").write_text(json.dumps({**meta, "name": "other"}), encoding="utf-8")
    with pytest.raises(ConfigError, match="damaged or changed"):
        nlp_minutes.load(folder)


def test_what_nothing_loads_may_change(model: Path) -> None:
    write_manifest(model)
    (model / "scores.json").write_text("{}", encoding="utf-8")
    (model / "README.md").write_text("x", encoding="utf-8")
    check_manifest(model)


def test_damaged_pipeline_without_manifest_is_told_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(nlp_minutes.model_path(), folder)
    (folder / "manifest.json").unlink()
    (folder / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(ConfigError, match="cannot be loaded") as caught:
        nlp_minutes.load(folder)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pipeline_of_others_is_refused(language: str, tmp_path: Path) -> None:
    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "model")
    with pytest.raises(ConfigError, match="reads no minutes"):
        nlp_minutes.load(tmp_path / "model")


def test_functions_that_a_config_names_are_not_looked_for_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(nlp_minutes.model_path(), folder)
    (folder / "manifest.json").unlink()
    config = (folder / "config.cfg").read_text(encoding="utf-8")
    assert "before_creation = null" in config
    call = '\n[nlp.before_creation]\n@callbacks = "run.v1"\n'
    (folder / "config.cfg").write_text(config.replace("before_creation = null\n", "") + call, encoding="utf-8")
    with pytest.raises(ConfigError, match="cannot be loaded"):
        nlp_minutes.load(folder)
    (folder / "functions.py").write_text("raise SystemExit", encoding="utf-8")
    with pytest.raises(ConfigError, match="program or a pickle"):
        nlp_minutes.load(folder)
