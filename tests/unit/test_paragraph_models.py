"""Models of paragraphs: what they give back, and how they lie on disk."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.errors import ConfigError
from nlp_minutes.paragraph_models.base import (
    LABELS,
    ParagraphInput,
    model_from_files,
    read_model,
    write_model,
)
from nlp_minutes.paragraph_models.linear import LINES, LinearModel, line_key, neighbour_features, under_lines


def made(seed: int = 0, bits: int = 8) -> LinearModel:
    rng = np.random.default_rng(seed)
    width = neighbour_features(np.full((1, len(LABELS)), 0.2), [""]).shape[1]
    return LinearModel(
        first=rng.normal(size=(1 << bits, len(LABELS))),
        first_bias=rng.normal(size=len(LABELS)),
        second=rng.normal(size=(width, len(LABELS))),
        second_bias=rng.normal(size=len(LABELS)),
    )


def paragraph(*features: str, heading: str = "") -> ParagraphInput:
    return ParagraphInput(text=" ".join(features), heading=heading, features=features, rule="other")


ITEM = [paragraph("w~ett", "k=unknown", heading="Beslut"), paragraph("w~två", "p=1"), paragraph()]
paragraphs = st.builds(
    lambda features, heading: paragraph(*features, heading=heading),
    st.lists(st.text(max_size=8), max_size=6),
    st.sampled_from(["", "Beslut", "Om saken"]),
)


@given(st.lists(st.lists(paragraphs, max_size=5), max_size=4))
def test_every_paragraph_gets_probabilities(items: list[list[ParagraphInput]]) -> None:
    found = made().predict(items)
    assert [one.shape for one in found] == [(len(item), len(LABELS)) for item in items]
    for one in found:
        assert np.allclose(one.sum(axis=1), 1)
        assert (one >= 0).all()


def line(text: str, heading: str = "Bakgrund") -> ParagraphInput:
    features = ("k=summary", "k=summary|other", "H?=True", "H=bakgrund", "Hw=bakgrund", "Hs=kgrund", "w~ord")
    return ParagraphInput(text=text, heading=heading, features=features, rule="other")


def test_what_stands_below_a_learnt_line_has_it_as_heading() -> None:
    key = line_key("Hur det gick")
    assert key is not None
    item = [line("Hur det gick"), line("Vi gör så."), line("Ett annat stycke."), line("Något.", heading="Övrigt")]
    assert under_lines(item, ()) == item
    first, second, third, fourth = under_lines(item, {key})
    assert (first, fourth) == (item[0], item[3])  # the line itself, and what has a heading of its own
    assert second.heading == third.heading == "Hur det gick"
    # The kind of the heading before is not its own: no rule that hangs on it holds here.
    assert second.features == (
        "H?=True", "w~ord", "H=hur det gick", "Hw=hur", "Hw=det", "Hw=gick", "Hs=hur", "Hs=det", "Hs=gick", "k=unknown"
    )  # fmt: skip
    assert under_lines([first, second, third, fourth], {key}) == [first, second, third, fourth]


@pytest.mark.parametrize(
    "text", ["Vi gör så.", "att bifalla", "<person> (<party>)", "Ordförande: Eva", "A" + "b" * 80, "", "Ja"]
)
def test_sentences_points_and_names_are_no_headings(text: str) -> None:
    assert line_key(text) is None


def test_learnt_lines_are_kept_on_disk_and_checked() -> None:
    key = line_key("Hur det gick")
    files = made().to_files()
    settings = json.loads(files["settings.json"])
    files["settings.json"] = json.dumps({**settings, LINES: [key]}).encode()
    again = model_from_files(model_from_files(files, "here").to_files(), "here")
    assert again.placed([line("Hur det gick"), line("Vi gör så.")])[1].heading == "Hur det gick"
    for wrong in ("abc", ["x"], 3):
        files["settings.json"] = json.dumps({**settings, LINES: wrong}).encode()
        with pytest.raises(ConfigError, match="'lines' is no list of numbers"):
            model_from_files(files, "here")


def test_neighbours_inform_each_other() -> None:
    alone = made().predict([ITEM[:1]])[0][0]
    beside = made().predict([ITEM])[0][0]
    assert not np.allclose(alone, beside)


def test_model_survives_disk(tmp_path: Path) -> None:
    write_model(made(), tmp_path / "m")
    again = read_model(tmp_path / "m")
    assert isinstance(again, LinearModel)
    assert np.allclose(again.predict([ITEM])[0], made().predict([ITEM])[0], atol=0.01)
    assert again.to_files() == read_model(tmp_path / "m").to_files()


@pytest.mark.parametrize("name", ["weights.npz", "settings.json"])
def test_changed_file_is_refused(tmp_path: Path, name: str) -> None:
    write_model(made(), tmp_path)
    content = bytearray((tmp_path / name).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / name).write_bytes(bytes(content))
    with pytest.raises(ConfigError, match=f"{name}: damaged"):
        read_model(tmp_path)


@pytest.mark.parametrize("name", ["weights.npz", "settings.json"])
def test_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    write_model(made(), tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(ConfigError, match=f"{name}: cannot be read"):
        read_model(tmp_path)


@pytest.mark.parametrize("content", ["[1]", "{", '{"../x": "0"}'])
def test_list_of_hashes_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    write_model(made(), tmp_path)
    (tmp_path / "hashes.json").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"hashes\.json"):
        read_model(tmp_path)


def test_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no model of paragraphs here"):
        read_model(tmp_path)


def changed(**values: object) -> dict[str, bytes]:
    files = made().to_files()
    settings = {**json.loads(files["settings.json"]), **values}
    return files | {"settings.json": json.dumps(settings).encode()}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (changed(backend="forest"), "no backend 'forest'"),
        (changed(labels=["a"]), "its labels are not"),
        (changed(bits=9), "'first' has another shape"),
        (changed(bits="x"), "damaged"),
        ({"settings.json": b"{"}, "not JSON"),
        ({"settings.json": b"[]"}, "not an object"),
        ({}, r"no settings\.json"),
        ({"settings.json": changed()["settings.json"]}, r"no weights\.npz"),
        (changed() | {"weights.npz": b"PK"}, "damaged"),
    ],
)
def test_files_that_are_no_model_are_refused(files: dict[str, bytes], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        model_from_files(files, "here")


def test_pickled_arrays_are_refused() -> None:
    stream = io.BytesIO()
    np.savez(stream, first=np.array([{}], dtype=object))
    with pytest.raises(ConfigError, match="damaged"):
        model_from_files(changed() | {"weights.npz": stream.getvalue()}, "here")


def test_weights_that_are_no_numbers_are_refused() -> None:
    model = made()
    model.first[3, 1] = np.nan
    with pytest.raises(ConfigError, match="values that are none"):
        model_from_files(model.to_files(), "here")


def test_inference_imports_no_training_library(tmp_path: Path) -> None:
    write_model(made(), tmp_path)
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from nlp_minutes.paragraph_models.base import read_model, ParagraphInput\n"
        "one = ParagraphInput(text='a', heading='', features=('p=0',), rule='other')\n"
        f"read_model(Path({str(tmp_path)!r})).predict([[one]])\n"
        "print([name for name in ('sklearn', 'scipy', 'torch', 'onnxruntime', 'spacy') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert run.stdout.strip() == "[]"
