"""The linear model: two logistic regressions, the second over what the first says of the paragraph and its neighbours.

The first has hashed features: no string of a text it learnt from is in its weights. Both need numpy alone.
Stacking of this kind: W. W. Cohen and V. R. Carvalho, Stacked sequential learning, IJCAI 2005.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp_minutes.errors import ConfigError
from nlp_minutes.paragraph_models.base import LABELS, SETTINGS, ParagraphInput, ParagraphModel, read_settings

__all__ = ["BITS", "LinearModel", "feature_rows", "neighbour_features", "softmax"]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

BITS: Final = 17
_WEIGHTS: Final = "weights.npz"
_KEYS: Final = ("first", "first_bias", "second", "second_bias")
# A feature of the words weighs less than one of the place: there are a hundred of them for each paragraph.
_WORDS: Final = 0.35
_N: Final = len(LABELS)
# Columns of the second pass: own (2), four neighbours and again where the heading is the same (8), place, mean of the
# item, pairs of labels.
_WIDTH: Final = _N * 2 + _N * 8 + 4 + _N + 2 * _N * _N


def softmax(scores: Floats) -> Floats:
    """Probabilities of each row's scores."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = shifted / shifted.sum(axis=1, keepdims=True)
    return result


def feature_rows(one: ParagraphInput, bits: int = BITS) -> tuple[list[int], list[float]]:
    """The hashed features of a paragraph: their rows in the weights, and their values.

    A feature whose second character is `~` is one of the words.
    """
    rows, values = _hashed(one, (1 << bits) - 1)
    return rows.tolist(), values.tolist()


def _hashed(one: ParagraphInput, mask: int) -> tuple[Integers, Floats]:
    features = one.features
    rows = np.fromiter(map(crc32, map(str.encode, features)), dtype=np.int64, count=len(features))
    words = np.array([feature[1:2] == "~" for feature in features], dtype=bool)
    return rows & mask, np.where(words, _WORDS, 1.0)


def neighbour_features(probabilities: Floats, headings: Sequence[str]) -> Floats:
    """The columns of the second pass for the paragraphs of one item.

    Args:
        probabilities: Those of the first pass, shape (paragraphs, labels).
        headings: The heading above each paragraph.

    Returns:
        An array of shape (paragraphs, columns).
    """
    count = len(probabilities)
    columns = np.zeros((count, _WIDTH))
    logs = np.log(np.clip(probabilities, 1e-4, 1.0)) / 4
    best = probabilities.argmax(axis=1)
    mean = probabilities.mean(axis=0)
    for row in range(count):
        columns[row, :_N] = logs[row]
        columns[row, _N : 2 * _N] = probabilities[row]
        at = 2 * _N
        for distance in (-2, -1, 1, 2):
            other = row + distance
            if 0 <= other < count:
                columns[row, at : at + _N] = probabilities[other]
                if headings[other] == headings[row]:
                    columns[row, at + _N : at + 2 * _N] = probabilities[other]
            at += 2 * _N
        columns[row, at : at + 4] = [row == 0, row == 1, row == count - 1, row == count - 2]
        at += 4
        columns[row, at : at + _N] = mean
        at += _N
        if row:
            columns[row, at + best[row - 1] * _N + best[row]] = 1
        at += _N * _N
        if row + 1 < count:
            columns[row, at + best[row + 1] * _N + best[row]] = 1
    return columns


class LinearModel(ParagraphModel):
    """Hashed features and two sets of weights.

    Args:
        first: Weights of the first pass, shape (2 ** bits, labels).
        first_bias: Its bias.
        second: Weights of the second pass.
        second_bias: Its bias.
        settings: What else is known of it, for the record.
    """

    backend: ClassVar[str] = "linear"

    def __init__(
        self,
        *,
        first: Floats,
        first_bias: Floats,
        second: Floats,
        second_bias: Floats,
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        self.first = first
        self.first_bias = first_bias
        self.second = second
        self.second_bias = second_bias
        self.settings = dict(settings or {})
        self.bits = len(first).bit_length() - 1

    def predict(self, items: Sequence[Sequence[ParagraphInput]]) -> list[Floats]:
        """Give the probabilities; see `ParagraphModel.predict`."""
        return [self.second_pass(self.first_pass(item), [one.heading for one in item]) for item in items]

    def first_pass(self, item: Sequence[ParagraphInput]) -> Floats:
        """The probabilities of each paragraph for itself."""
        scores = np.zeros((len(item), _N))
        for number, one in enumerate(item):
            rows, values = _hashed(one, len(self.first) - 1)
            scores[number] = values @ self.first[rows]
        return softmax(scores + self.first_bias) if len(item) else scores

    def second_pass(self, probabilities: Floats, headings: Sequence[str]) -> Floats:
        """The probabilities with the neighbours taken into account."""
        if not len(probabilities):
            return probabilities
        return softmax(neighbour_features(probabilities, headings) @ self.second + self.second_bias)

    def to_files(self) -> dict[str, bytes]:
        """Give the files: float16 weights without pickle, and the settings as JSON."""
        stream = io.BytesIO()
        arrays = {key: getattr(self, key).astype(np.float16 if key == "first" else np.float32) for key in _KEYS}
        np.savez_compressed(stream, **arrays)
        settings = {**self.settings, "backend": self.backend, "labels": list(LABELS), "bits": self.bits}
        return {_WEIGHTS: stream.getvalue(), SETTINGS: (json.dumps(settings, indent=1) + "\n").encode()}

    @classmethod
    def from_files(cls, files: Mapping[str, bytes], where: str) -> LinearModel:
        """Make a model of its files; see `ParagraphModel.from_files`."""
        settings = read_settings(files, where)
        if _WEIGHTS not in files:
            raise ConfigError(f"{where}: no {_WEIGHTS} in the model's folder; train it anew")
        try:
            with np.load(io.BytesIO(files[_WEIGHTS]), allow_pickle=False) as stored:
                arrays = {key: np.asarray(stored[key], dtype=np.float64) for key in _KEYS}
            bits = int(settings["bits"])
        except (ValueError, KeyError, TypeError, OSError, EOFError, zipfile.BadZipFile) as error:
            raise ConfigError(f"{where}/{_WEIGHTS}: damaged ({error}); train the model anew") from error
        shapes = {"first": (1 << bits, _N), "first_bias": (_N,), "second": (_WIDTH, _N), "second_bias": (_N,)}
        for key, shape in shapes.items():
            if arrays[key].shape != shape or not np.isfinite(arrays[key]).all():
                raise ConfigError(
                    f"{where}/{_WEIGHTS}: {key!r} has another shape than {shape}, or values that are none"
                )
        return cls(**arrays, settings=settings)
