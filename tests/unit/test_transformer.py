"""The transformer, with tiny random encoders made here: nothing is fetched."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.errors import ConfigError
from nlp_minutes.paragraph_models.base import LABELS, ParagraphInput, read_model, write_model
from nlp_minutes.paragraph_models.transformer import TransformerModel, prompts, windows
from nlp_minutes.training.paragraph_data import Lesson
from nlp_minutes.training.transformer import TransformerSettings, train_transformer
from tests.tiny_encoder import tiny_encoder


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_encoder(tmp_path_factory.mktemp("base"))


def one(text: str, heading: str = "") -> ParagraphInput:
    return ParagraphInput(text=text, heading=heading, features=(), rule="other")


ITEM = (one("bakgrund till ärendet"), one("nämnden beslutar"), one("reserverar sig mot förslaget"))
LESSON = Lesson(name="a", layout="a", items=(ITEM,) * 12, gold=(("summary", "decision", None),) * 12, checked=())


@pytest.fixture(scope="module")
def trained(base: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[TransformerModel, Path]:
    weights = tmp_path_factory.mktemp("weights")
    settings = TransformerSettings(base=str(base), epochs=30, rate=3e-3, max_length=32, batch=8)
    return train_transformer([LESSON], settings, weights_to=weights), weights


def test_it_learns_and_gives_probabilities(trained: tuple[TransformerModel, Path]) -> None:
    (found,) = trained[0].predict([ITEM])
    assert np.allclose(found.sum(axis=1), 1)
    assert [LABELS[n] for n in found.argmax(axis=1)][:2] == ["summary", "decision"]


def test_onnx_agrees_with_torch(trained: tuple[TransformerModel, Path]) -> None:
    import torch
    from transformers import AutoModelForTokenClassification, AutoTokenizer

    model, folder = trained
    tokenizer = AutoTokenizer.from_pretrained(folder)
    whole = AutoModelForTokenClassification.from_pretrained(folder).eval()
    pieces = [tokenizer(text, add_special_tokens=False)["input_ids"] for text in prompts(ITEM)]
    (window,) = windows(pieces, size=32, begin=tokenizer.cls_token_id, end=tokenizer.sep_token_id)
    with torch.inference_mode():
        logits = whole(input_ids=torch.tensor([window.ids])).logits[0]
    owners = torch.tensor(window.owners)
    wanted = torch.stack([logits[owners == n].mean(dim=0).softmax(dim=0) for n in range(3)]).numpy()
    assert np.allclose(model.predict([ITEM])[0], wanted, atol=0.1)
    assert (folder / "model.safetensors").is_file()


def test_it_survives_disk(trained: tuple[TransformerModel, Path], tmp_path: Path) -> None:
    write_model(trained[0], tmp_path)
    again = read_model(tmp_path)
    assert np.allclose(again.predict([ITEM])[0], trained[0].predict([ITEM])[0])
    (tmp_path / "encoder.onnx").write_bytes(b"x")
    with pytest.raises(ConfigError, match=r"encoder\.onnx: damaged"):
        read_model(tmp_path)


@given(st.lists(st.lists(st.integers(10, 99), max_size=40), min_size=1, max_size=12), st.integers(16, 64))
def test_every_paragraph_is_in_a_window_with_those_beside_it(pieces: list[list[int]], size: int) -> None:
    found = windows(pieces, size=size, begin=1, end=2)
    inside = [sorted(set(one.owners) - {-1}) for one in found]
    assert all(len(one.ids) == len(one.owners) <= size and one.ids[0] == 1 and one.ids[-1] == 2 for one in found)
    assert sorted({n for one in inside for n in one}) == list(range(len(pieces)))
    assert all(one == list(range(one[0], one[-1] + 1)) for one in inside)
    # No two neighbours are parted for good.
    assert {(a, b) for one in inside for a, b in pairwise(one)} == {(n, n + 1) for n in range(len(pieces) - 1)}


def test_of_a_long_paragraph_beginning_and_end_are_read() -> None:
    (window,) = windows([list(range(10, 60))], size=31, begin=1, end=2)
    assert window.ids == (1, 10, 11, 12, 13, 14, 15, 16, 58, 59, 2)


def test_items_of_many_windows_and_empty_ones_have_a_row_for_each_paragraph(
    trained: tuple[TransformerModel, Path],
) -> None:
    items = [(), ITEM * 9, (), ITEM[:1]]
    found = trained[0].predict(items)
    assert [one.shape for one in found] == [(len(item), len(LABELS)) for item in items]
    assert all(np.allclose(one.sum(axis=1), 1) for one in found)
    assert trained[0].predict([]) == []


def test_what_the_rules_say_is_told_and_no_mark_of_a_name() -> None:
    features = ("k=proposal", "k=proposal|basis", "HO=own|proposal", "O=none", "w~förslag")
    told = ParagraphInput(text="<person> föreslår", heading="Förslag", features=features, rule="basis")
    assert prompts([told, one("text")]) == ["basis proposal own; Förslag: person föreslår", "other; -: text"]


@pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json"])
def test_files_that_do_not_load_are_refused(trained: tuple[TransformerModel, Path], name: str) -> None:
    files = trained[0].to_files()
    with pytest.raises(ConfigError, match="cannot be loaded"):
        TransformerModel.from_files(files | {name: b"x"}, "here")
    settings = {name: value for name, value in trained[0].settings.items() if name != "end_id"}
    broken = TransformerModel(encoder=files["encoder.onnx"], tokenizer=files["tokenizer.json"], settings=settings)
    with pytest.raises(ConfigError, match=r"settings\.json: no 'end_id'"):
        TransformerModel.from_files(broken.to_files(), "here")
    del files[name]
    with pytest.raises(ConfigError, match="in the model's folder"):
        TransformerModel.from_files(files, "here")


def test_layers_can_be_cut(base: Path) -> None:
    settings = TransformerSettings(base=str(base), layers=1, epochs=1, max_length=32)
    assert train_transformer([LESSON], settings).settings["layers"] == 1
    with pytest.raises(ConfigError, match="the base has 2"):
        train_transformer([LESSON], TransformerSettings(base=str(base), layers=3))


def test_more_tokens_than_the_base_reads_are_refused(base: Path) -> None:
    with pytest.raises(ConfigError, match="max_length = 200: the base reads 128 tokens at once"):
        train_transformer([LESSON], TransformerSettings(base=str(base), max_length=200))


def test_it_stops_early_and_keeps_the_best(base: Path) -> None:
    steps: list[int] = []
    train_transformer(
        [LESSON],
        TransformerSettings(base=str(base), epochs=40, rate=1e-9, max_length=32, patience=1),
        held_out=[LESSON],
        progress=lambda step, _steps, _note: steps.append(step),
    )
    assert max(steps) == 3 * 3  # the first epoch is the best, and two are no better


def test_wrong_base_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"--base .*: neither a folder nor a model"):
        train_transformer([LESSON], TransformerSettings(base=str(tmp_path)))


def test_nothing_to_learn_is_told(base: Path) -> None:
    empty = Lesson(name="a", layout="a", items=((one("x"),),), gold=((None,),), checked=())
    with pytest.raises(ConfigError, match="nothing can be learnt"):
        train_transformer([empty], TransformerSettings(base=str(base), max_length=32))
