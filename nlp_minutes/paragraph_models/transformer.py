"""The transformer: an encoder in ONNX with 8-bit weights. Reading needs onnxruntime and tokenizers, no torch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, ClassVar, Final

import numpy as np

from nlp_minutes.errors import ConfigError
from nlp_minutes.paragraph_models.base import (
    LABELS,
    SETTINGS,
    ParagraphInput,
    ParagraphModel,
    Probabilities,
    read_settings,
)

__all__ = ["ENCODER", "TOKENIZER", "TransformerModel", "contexts"]

ENCODER: Final = "encoder.onnx"
TOKENIZER: Final = "tokenizer.json"
_BATCH: Final = 16
_AROUND: Final = 12


def contexts(item: Sequence[ParagraphInput]) -> list[tuple[str, str]]:
    """Give the two segments that the encoder reads for each paragraph of an item.

    The first is the paragraph behind its heading; the second is the rules' label and the beginnings of the paragraphs
    above and below.
    """
    pairs = []
    for number, one in enumerate(item):
        above = " ".join(item[number - 1].text.split()[:_AROUND]) if number else ""
        below = " ".join(item[number + 1].text.split()[:_AROUND]) if number + 1 < len(item) else ""
        pairs.append((f"{one.heading or '-'}: {one.text}", f"{one.rule} | {above} | {below}"))
    return pairs


class TransformerModel(ParagraphModel):
    """An encoder with a classifier on top.

    Args:
        encoder: The ONNX model as bytes: `input_ids` and `attention_mask` in, `logits` out.
        tokenizer: The content of `tokenizer.json`.
        settings: `max_length`, and what else is known of the model.

    Raises:
        ConfigError: onnxruntime or tokenizers is not installed, or the files do not load.
    """

    backend: ClassVar[str] = "transformer"

    def __init__(self, *, encoder: bytes, tokenizer: bytes, settings: Mapping[str, Any]) -> None:
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise ConfigError(
                f"a transformer needs {error.name}: pip install 'nlp-minutes[transformers]', or use the linear model"
            ) from error
        self.encoder = encoder
        self.tokenizer = tokenizer
        self.settings = dict(settings)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(encoder, options, providers=["CPUExecutionProvider"])
            self._tokenizer = Tokenizer.from_buffer(tokenizer)
        except Exception as error:  # both libraries raise kinds of their own, the second plain Exception
            raise ConfigError(f"the transformer cannot be loaded ({error}); train it anew") from error
        self._names = {one.name for one in self._session.get_inputs()}
        self._tokenizer.enable_truncation(int(self.settings["max_length"]), strategy="longest_first")
        self._pad = int(self.settings.get("pad_id", 0))
        self._tokenizer.no_padding()

    def predict(self, items: Sequence[Sequence[ParagraphInput]]) -> list[Probabilities]:
        """Give the probabilities; see `ParagraphModel.predict`."""
        pairs = [pair for item in items for pair in contexts(item)]
        encoded = self._tokenizer.encode_batch(pairs)
        rows = np.zeros((len(pairs), len(LABELS)))
        # Of like length together: a batch is padded to its longest.
        order = sorted(range(len(pairs)), key=lambda n: len(encoded[n].ids))
        for at in range(0, len(order), _BATCH):
            chosen = order[at : at + _BATCH]
            width = max(len(encoded[n].ids) for n in chosen)
            ids = np.full((len(chosen), width), self._pad, dtype=np.int64)
            mask = np.zeros_like(ids)
            types = np.zeros_like(ids)
            for row, n in enumerate(chosen):
                size = len(encoded[n].ids)
                ids[row, :size], mask[row, :size], types[row, :size] = encoded[n].ids, 1, encoded[n].type_ids
            feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
            logits = self._session.run(["logits"], {k: v for k, v in feeds.items() if k in self._names})[0]
            shifted = np.exp(np.asarray(logits, dtype=np.float64) - logits.max(axis=1, keepdims=True))
            rows[chosen] = shifted / shifted.sum(axis=1, keepdims=True)
        ends = np.cumsum([0, *map(len, items)])
        return [rows[a:b] for a, b in pairwise(ends)]

    def to_files(self) -> dict[str, bytes]:
        """Give the files."""
        settings = {**self.settings, "backend": self.backend, "labels": list(LABELS)}
        return {
            ENCODER: self.encoder,
            TOKENIZER: self.tokenizer,
            SETTINGS: (json.dumps(settings, indent=1) + "\n").encode(),
        }

    @classmethod
    def from_files(cls, files: Mapping[str, bytes], where: str) -> TransformerModel:
        """Make a model of its files; see `ParagraphModel.from_files`."""
        settings = read_settings(files, where)
        for name in (ENCODER, TOKENIZER):
            if name not in files:
                raise ConfigError(f"{where}: no {name} in the model's folder; train it anew")
        if not isinstance(settings.get("max_length"), int):
            raise ConfigError(f"{where}/{SETTINGS}: no 'max_length'; train the model anew")
        return cls(encoder=files[ENCODER], tokenizer=files[TOKENIZER], settings=settings)
