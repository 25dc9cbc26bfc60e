"""The settings of training."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp_minutes.errors import ConfigError
from nlp_minutes.training.settings import ParagraphSettings, read_settings_file


def settings(tmp_path: Path) -> ParagraphSettings:
    return ParagraphSettings(corpus=(tmp_path,), output=tmp_path / "new")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[paragraphs]\nepoch = 2", "no setting 'epoch'"),
        ("[paragraphs]\nepochs = 'two'", "epochs = 'two' is no int"),
        ("[paragraphs]\nepochs = true", "epochs = True is no int"),
        ("[paragraphs]\noutput = 'x'", "no setting 'output'"),
        ("[paragraph]\nepochs = 2", r"no table \[paragraph\]"),
        ("paragraphs = 2", "is no table"),
        ("[paragraphs", "not TOML"),
    ],
)
def test_wrong_file_is_told(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "train.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        settings(tmp_path).updated(read_settings_file(path, "paragraphs"), str(path))


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_settings_file(tmp_path / "none.toml", "paragraphs")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"backend": "crf"}, "there are linear and transformer"),
        ({"backend": "transformer"}, "needs --base"),
        ({"base": "some/model"}, "has no base"),
        ({"held_out": 1.0}, "a share between"),
        ({"prior": 0.0}, "must be above 0"),
        ({"epochs": 0}, "epochs from 1"),
    ],
)
def test_settings_that_do_not_fit_are_told(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        settings(tmp_path).updated(changes, "test").checked()


def test_output_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "x").write_text("x", encoding="utf-8")
    with pytest.raises(ConfigError, match="it is there already"):
        settings(tmp_path).checked()


def test_file_comes_over_defaults(tmp_path: Path) -> None:
    path = tmp_path / "train.toml"
    path.write_text("[paragraphs]\nprior = 2\nbackend = 'linear'\n[entities]\n", encoding="utf-8")
    found = settings(tmp_path).updated(read_settings_file(path, "paragraphs"), str(path)).checked()
    assert found.prior == 2.0
    assert found.epochs == settings(tmp_path).epochs
