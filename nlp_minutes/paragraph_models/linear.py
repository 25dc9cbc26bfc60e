"""The linear model: two logistic regressions, the second over what the first says of the paragraph and its neighbours.

The first has hashed features: no string of a text it learnt from is in its weights. Both need numpy alone.
Stacking of this kind: W. W. Cohen and V. R. Carvalho, Stacked sequential learning, IJCAI 2005.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, ClassVar, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp_minutes.errors import ConfigError
from nlp_minutes.lexicon import normal_heading
from nlp_minutes.paragraph_models.base import LABELS, SETTINGS, ParagraphInput, ParagraphModel, read_settings
from nlp_minutes.patterns import lazy

__all__ = [
    "BITS",
    "LINES",
    "LinearModel",
    "feature_rows",
    "line_key",
    "neighbour_features",
    "of_heading",
    "softmax",
    "under_lines",
]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

BITS: Final = 17
_WEIGHTS: Final = "weights.npz"
_KEYS: Final = ("first", "first_bias", "second", "second_bias")
# A feature of the words weighs less than one of the place: there are a hundred of them for each paragraph.
_WORDS: Final = 0.35
_N: Final = len(LABELS)
# The setting that holds the numbers of lines that are a town's headings; training on top of a model adds them.
LINES: Final = "lines"
_LIKE_A_HEADING: Final = lazy(r"[A-ZÅÄÖ][^.:;!<>]{1,58}[\w)?]")
# Columns of the second pass: own (2), four neighbours and again where the heading is the same (8), place, mean of the
# item, pairs of labels.
_WIDTH: Final = _N * 2 + _N * 8 + 4 + _N + 2 * _N * _N


def softmax(scores: Floats) -> Floats:
    """Probabilities of each row's scores."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = shifted / shifted.sum(axis=1, keepdims=True)
    return result


def feature_rows(features: Iterable[str], bits: int = BITS) -> tuple[list[int], list[float]]:
    """The hashed features of a paragraph: their rows in the weights, and their values.

    A feature whose second character is `~` is one of the words.
    """
    rows, values = _hashed(tuple(features), (1 << bits) - 1)
    return rows.tolist(), values.tolist()


def _hashed(features: Sequence[str], mask: int) -> tuple[Integers, Floats]:
    rows = np.fromiter(map(crc32, map(str.encode, features)), dtype=np.int64, count=len(features))
    values = np.array([_WORDS if feature[1:2] == "~" else 1.0 for feature in features], dtype=np.float64)
    return rows & mask, values


def line_key(text: str) -> int | None:
    """Give the number by which a model knows a line that reads like a heading; None for other text."""
    return crc32(" ".join(_heading_words(text)).encode()) if _LIKE_A_HEADING.fullmatch(text.strip()) else None


def under_lines(item: Sequence[ParagraphInput], lines: Collection[int]) -> list[ParagraphInput]:
    """Put paragraphs below lines that are a town's headings, where they were not found to be.

    A heading that no list knows is at times read as a paragraph of a few words; what follows then stands below the
    heading before it. A model that has learnt from the town knows such lines by their numbers.

    Args:
        item: The paragraphs of an item.
        lines: The numbers of the lines, see `line_key`.
    """
    if not lines:
        return list(item)
    found: list[ParagraphInput] = []
    line = ""
    for number, one in enumerate(item):
        if number and item[number - 1].heading != one.heading:
            line = ""
        found.append(_below(one, line) if line else one)
        if line_key(one.text) in lines:
            line = one.text.strip()
    return found


def _below(one: ParagraphInput, heading: str) -> ParagraphInput:
    """The paragraph below another heading, whose kind no list tells: the kind of the one before it is not its own."""
    words = _heading_words(heading)
    kept = (feature for feature in one.features if not of_heading(feature) and not feature.startswith("k="))
    told = [
        f"H={' '.join(words)[:60]}",
        *(f"Hw={word}" for word in words[:6]),
        *(f"Hs={word[-6:]}" for word in words[:6]),
    ]
    return replace(one, heading=heading, features=(*kept, *told, "k=unknown"))


def _heading_words(heading: str) -> list[str]:
    return re.findall(r"[a-zåäö]+", normal_heading(heading))


def of_heading(feature: str) -> bool:
    """Tell whether a feature is of a heading's words."""
    return feature.startswith(("H=", "Hw=", "Hs="))


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
        self.lines = frozenset(self.settings.get(LINES, ()))

    def predict(self, items: Sequence[Sequence[ParagraphInput]]) -> list[Floats]:
        """Give the probabilities; see `ParagraphModel.predict`."""
        placed = map(self.placed, items)
        return [self.second_pass(self.first_pass(item), [one.heading for one in item]) for item in placed]

    def placed(self, item: Sequence[ParagraphInput]) -> list[ParagraphInput]:
        """Put paragraphs below the lines that it has learnt to be headings."""
        return under_lines(item, self.lines)

    def first_pass(self, item: Sequence[ParagraphInput]) -> Floats:
        """The probabilities of each paragraph for itself; it has been put below its line (`under_lines`)."""
        scores = np.zeros((len(item), _N))
        if not len(item):
            return scores
        rows, values = _hashed([*chain.from_iterable(one.features for one in item)], len(self.first) - 1)
        weights = self.first.take(rows, axis=0)
        low = 0
        for number, one in enumerate(item):
            high = low + len(one.features)
            scores[number] = values[low:high] @ weights[low:high]
            low = high
        return softmax(scores + self.first_bias)

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
        lines = settings.get(LINES, [])
        if not isinstance(lines, list) or not all(isinstance(one, int) for one in lines):
            raise ConfigError(f"{where}/{SETTINGS}: {LINES!r} is no list of numbers; train the model anew")
        shapes = {"first": (1 << bits, _N), "first_bias": (_N,), "second": (_WIDTH, _N), "second_bias": (_N,)}
        for key, shape in shapes.items():
            if arrays[key].shape != shape or not np.isfinite(arrays[key]).all():
                raise ConfigError(
                    f"{where}/{_WEIGHTS}: {key!r} has another shape than {shape}, or values that are none"
                )
        return cls(**arrays, settings=settings)
