"""The transformer: an encoder in ONNX with 8-bit weights. Reading needs onnxruntime and tokenizers, no torch.

It reads an item at once, as many of its paragraphs as fit: what stands above and below a paragraph is read once for all
(A. Cohan et al., Pretrained language models for sequential sentence classification, EMNLP 2019). Each token is given
scores of the labels; a paragraph has the mean of its tokens.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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

__all__ = ["ENCODER", "TOKENIZER", "TransformerModel", "Window", "prompts", "windows"]

ENCODER: Final = "encoder.onnx"
TOKENIZER: Final = "tokenizer.json"
_BATCH: Final = 8
# No paragraph takes more of a window than this part of it, so that it is never read without neighbours.
_SHARE: Final = 3
_NUMBERS: Final = ("max_length", "pad_id", "begin_id", "end_id")
# The features told in words: kind of section, whose heading, whose sentence.
_TOLD: Final = ("k", "HO", "O")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of an item that is read at once.

    Attributes:
        ids: Its tokens.
        owners: For each token the number of its paragraph; -1 for those of none.
    """

    ids: tuple[int, ...]
    owners: tuple[int, ...]


def prompts(item: Sequence[ParagraphInput]) -> list[str]:
    """Give what is read for each paragraph: what the rules say of it, its heading, its text."""
    texts = []
    for one in item:
        known = dict(feature.partition("|")[0].split("=", 1) for feature in reversed(one.features) if "=" in feature)
        told = " ".join([one.rule, *(known[name] for name in _TOLD if known.get(name, "none") != "none")])
        texts.append(re.sub(r"<(\w+)>", r"\1", f"{told}; {one.heading or '-'}: {one.text}"))
    return texts


def windows(pieces: Sequence[Sequence[int]], *, size: int, begin: int, end: int) -> list[Window]:
    """Put the paragraphs of an item into windows; the last of one is read again at the head of the next.

    Args:
        pieces: The tokens of each paragraph. Of one that is too long the middle is left out.
        size: Tokens of a window at most.
        begin: The token that begins a window.
        end: The token that ends a paragraph.
    """
    most = max((size - 1) // _SHARE - 1, 4)
    kept = [[*_short(piece, most), end] for piece in pieces]
    found: list[Window] = []
    at = 0
    while at < len(kept):
        ids, owners, after = [begin], [-1], at
        while after < len(kept) and len(ids) + len(kept[after]) <= size:
            ids += kept[after]
            owners += [after] * len(kept[after])
            after += 1
        found.append(Window(ids=tuple(ids), owners=tuple(owners)))
        if after == len(kept):
            break
        at = max(after - 1, at + 1)
    return found


def _short(piece: Sequence[int], most: int) -> Sequence[int]:
    if len(piece) <= most:
        return piece
    tail = most // 4
    return [*piece[: most - tail], *piece[len(piece) - tail :]]


class TransformerModel(ParagraphModel):
    """An encoder with a classifier of tokens on top.

    Args:
        encoder: The ONNX model as bytes: `input_ids` and `attention_mask` in, `logits` of each token out.
        tokenizer: The content of `tokenizer.json`.
        settings: `max_length`, `pad_id`, `begin_id`, `end_id`, and what else is known of the model.

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
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def predict(self, items: Sequence[Sequence[ParagraphInput]]) -> list[Probabilities]:
        """Give the probabilities; see `ParagraphModel.predict`."""
        ends = np.cumsum([0, *map(len, items)])
        stretches = [(int(at), one) for at, item in zip(ends, items, strict=False) for one in self._windows(item)]
        sums = np.zeros((int(ends[-1]), len(LABELS)))
        counts = np.zeros(len(sums))
        # Of like length together: a batch is padded to its longest.
        stretches.sort(key=lambda pair: len(pair[1].ids))
        for first in range(0, len(stretches), _BATCH):
            batch = stretches[first : first + _BATCH]
            for (at, one), logits in zip(batch, self._logits([one for _, one in batch]), strict=True):
                owners = np.array(one.owners)
                for owner in range(owners[-1], owners[1] - 1, -1):
                    sums[at + owner] += logits[: len(owners)][owners == owner].mean(axis=0)
                    counts[at + owner] += 1
        sums /= np.maximum(counts, 1)[:, None]
        shifted = np.exp(sums - sums.max(axis=1, keepdims=True))
        rows = shifted / shifted.sum(axis=1, keepdims=True)
        return [rows[a:b] for a, b in pairwise(ends)]

    def _windows(self, item: Sequence[ParagraphInput]) -> list[Window]:
        pieces = [one.ids for one in self._tokenizer.encode_batch(prompts(item), add_special_tokens=False)]
        size, begin, end = (int(self.settings[name]) for name in ("max_length", "begin_id", "end_id"))
        return windows(pieces, size=size, begin=begin, end=end)

    def _logits(self, batch: Sequence[Window]) -> Any:
        width = max(len(one.ids) for one in batch)
        ids = np.full((len(batch), width), int(self.settings["pad_id"]), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, one in enumerate(batch):
            ids[row, : len(one.ids)], mask[row, : len(one.ids)] = one.ids, 1
        feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        return self._session.run(["logits"], {k: v for k, v in feeds.items() if k in self._names})[0]

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
        for name in _NUMBERS:
            if not isinstance(settings.get(name), int):
                raise ConfigError(f"{where}/{SETTINGS}: no {name!r}; train the model anew")
        return cls(encoder=files[ENCODER], tokenizer=files[TOKENIZER], settings=settings)
