"""The transformer, with tiny random encoders made here: nothing is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nlp_minutes.errors import ConfigError
from nlp_minutes.paragraph_models.base import LABELS, ParagraphInput, read_model, write_model
from nlp_minutes.paragraph_models.transformer import TransformerModel, contexts
from nlp_minutes.training.paragraph_data import Lesson
from nlp_minutes.training.transformer import TransformerSettings, train_transformer

WORDS = "nämnden beslutar antar taxan yrkar avslag bifall reserverar sig mot förslaget bakgrund till ärendet är : | - ."


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("base")
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    vocabulary = {word: n for n, word in enumerate([*special, *WORDS.split(), *LABELS])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token=special[1]))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = dict(zip(("pad_token", "unk_token", "cls_token", "sep_token"), special, strict=True))
    fast: Any = PreTrainedTokenizerFast
    fast(tokenizer_object=tokenizer, **names).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(folder)
    return folder


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
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    model, folder = trained
    tokenizer = AutoTokenizer.from_pretrained(folder)
    whole = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    pairs = contexts(ITEM)
    with torch.inference_mode():
        encoded = tokenizer([a for a, _ in pairs], [b for _, b in pairs], return_tensors="pt", padding=True)
        wanted = whole(**encoded).logits.softmax(dim=1).numpy()
    assert np.allclose(model.predict([ITEM])[0], wanted, atol=0.1)
    assert (folder / "model.safetensors").is_file()


def test_it_survives_disk(trained: tuple[TransformerModel, Path], tmp_path: Path) -> None:
    write_model(trained[0], tmp_path)
    again = read_model(tmp_path)
    assert np.allclose(again.predict([ITEM])[0], trained[0].predict([ITEM])[0])
    (tmp_path / "encoder.onnx").write_bytes(b"x")
    with pytest.raises(ConfigError, match=r"encoder\.onnx: damaged"):
        read_model(tmp_path)


@pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json"])
def test_files_that_do_not_load_are_refused(trained: tuple[TransformerModel, Path], name: str) -> None:
    files = trained[0].to_files()
    with pytest.raises(ConfigError, match="cannot be loaded"):
        TransformerModel.from_files(files | {name: b"x"}, "here")
    del files[name]
    with pytest.raises(ConfigError, match="in the model's folder"):
        TransformerModel.from_files(files, "here")


def test_layers_can_be_cut(base: Path) -> None:
    settings = TransformerSettings(base=str(base), layers=1, epochs=1, max_length=32)
    assert train_transformer([LESSON], settings).settings["layers"] == 1
    with pytest.raises(ConfigError, match="the base has 2"):
        train_transformer([LESSON], TransformerSettings(base=str(base), layers=3))


def test_it_stops_early_and_keeps_the_best(base: Path) -> None:
    steps: list[int] = []
    train_transformer(
        [LESSON],
        TransformerSettings(base=str(base), epochs=40, rate=1e-9, max_length=32, patience=1),
        held_out=[LESSON],
        progress=lambda step, _steps, _note: steps.append(step),
    )
    assert max(steps) == 3 * -(-24 // 16)


def test_wrong_base_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"--base .*: neither a folder nor a model"):
        train_transformer([LESSON], TransformerSettings(base=str(tmp_path)))


def test_nothing_to_learn_is_told(base: Path) -> None:
    empty = Lesson(name="a", layout="a", items=((one("x"),),), gold=((None,),), checked=())
    with pytest.raises(ConfigError, match="nothing can be learnt"):
        train_transformer([empty], TransformerSettings(base=str(base)))
