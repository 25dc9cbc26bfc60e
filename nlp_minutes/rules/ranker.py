"""The learned ranker of sentences: boosted regression trees as arrays, evaluated with numpy.

It has two stages. The first scores each sentence by its own features; the second sees these scores too, those of the
sentences around it and its rank among all, since a clerk takes neighbours together.

A ranker is stored as one `.npz` file that is read without pickle, beside a `.json` file that says what it is. It holds
numbers alone: no word of a text it was trained on.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from nlp_minutes.errors import ConfigError
from nlp_minutes.rules.summary_features import FEATURES, Matrix, sentence_features

if TYPE_CHECKING:
    from nlp_minutes.rules.case_text import CaseSentence

__all__ = ["RANKER_FILES", "Ranker", "Trees", "load_ranker", "with_neighbours"]

RANKER_FILES: Final = ("ranker.npz", "ranker.json")
_ARRAYS: Final = ("feature", "threshold", "left", "right", "value")
_FORMAT: Final = 1
_AROUND: Final = 3  # sentences on each side whose scores the second stage sees


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """Trees as arrays, one row a tree, one column a node; the root is node 0, a leaf leads to itself.

    Attributes:
        feature: Column that the node asks for.
        threshold: Not greater goes left.
        left: Node on the left.
        right: Node on the right.
        value: What a leaf adds.
        baseline: What every row has before the trees add to it.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float64]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float64]
    baseline: float
    _flat: _Flat = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_flat", _flatten(self))

    def predict(self, features: Matrix) -> NDArray[np.float64]:
        """Give one value a row."""
        flat = self._flat
        right = ~(np.take(features, flat.feature, axis=1) <= flat.threshold)
        leaves = np.bitwise_and.reduceat(np.where(right, flat.kept, _ALL), flat.starts, axis=1)
        # The number of the lowest bit that is still set.
        first = np.frexp((leaves & (~leaves + np.uint64(1))).astype(np.float64))[1] - 1
        predicted: NDArray[np.float64] = self.baseline + flat.value[np.arange(len(flat.starts)), first].sum(axis=1)
        return predicted


_BITS: Final = 64
_ALL: Final = np.uint64(2**_BITS - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flat:
    """All trees at once, without a step for each level (QuickScorer; Lucchese and others, 2015).

    The leaves of a tree are numbered from the left, a bit each. A node that sends a row to the right rules out the
    leaves on its left; of those that are left over when all nodes have been asked, the first is the row's leaf.

    Attributes:
        feature: Column that each node asks for, those of one tree behind those of the other.
        threshold: Not greater goes left.
        kept: The leaves that a node lets stand where it sends a row to the right.
        starts: Where the nodes of each tree begin.
        value: What each leaf of each tree adds.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    kept: NDArray[np.uint64]
    starts: NDArray[np.intp]
    value: NDArray[np.float64]


def _flatten(trees: Trees) -> _Flat:
    nodes: list[tuple[int, float, int]] = []
    starts: list[int] = []
    value = np.zeros((len(trees.feature), _BITS))
    for tree in range(len(trees.feature)):
        starts.append(len(nodes))
        leaves: list[float] = []
        _walk(trees, tree, 0, nodes, leaves)
        if len(nodes) == starts[-1]:
            nodes.append((0, np.inf, 2**_BITS - 1))  # a tree of one leaf asks nothing
        value[tree, : len(leaves)] = leaves
    feature, threshold, kept = zip(*nodes, strict=True) if nodes else ((), (), ())
    return _Flat(
        feature=np.array(feature, dtype=np.intp),
        threshold=np.array(threshold, dtype=np.float64),
        kept=np.array(kept, dtype=np.uint64),
        starts=np.array(starts, dtype=np.intp),
        value=value,
    )


def _walk(trees: Trees, tree: int, node: int, nodes: list[tuple[int, float, int]], leaves: list[float]) -> None:
    """Write down the nodes and leaves below a node, from the left.

    Raises:
        ValueError: The tree has more leaves than bits.
    """
    left, right = int(trees.left[tree, node]), int(trees.right[tree, node])
    if left == node:
        leaves.append(float(trees.value[tree, node]))
        if len(leaves) > _BITS:
            raise ValueError(f"a tree has more than {_BITS} leaves, or leads in a circle")
        return
    first = len(leaves)
    _walk(trees, tree, left, nodes, leaves)
    ruled_out = 2 ** len(leaves) - 2**first
    nodes.append((int(trees.feature[tree, node]), float(trees.threshold[tree, node]), 2**_BITS - 1 - ruled_out))
    _walk(trees, tree, right, nodes, leaves)


def with_neighbours(features: Matrix, scores: NDArray[np.float64]) -> Matrix:
    """Give the features of the second stage: those of the first, its scores here and around, and the rank by them."""
    count = len(scores)
    edge = np.zeros(_AROUND)
    wide = np.concatenate([edge, scores, edge])
    window = np.lib.stride_tricks.sliding_window_view(wide, 2 * _AROUND + 1)
    order = np.empty(count)
    order[np.argsort(-scores, kind="stable")] = np.arange(count)
    columns = [
        scores,
        *(wide[_AROUND + step : _AROUND + step + count] for step in range(-_AROUND, _AROUND + 1) if step),
        window.max(axis=1),
        window.mean(axis=1),
        scores - scores.max(),
        np.log1p(order),
        np.log1p(order) / np.log1p(count),
    ]
    table: Matrix = np.column_stack([features, *columns]).astype(np.float32)
    return table


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """Scores sentences: the higher, the more of their words a clerk's summary would hold.

    Attributes:
        first: The trees on each sentence's own features.
        second: The trees that see the first scores too.
        about: What it was trained on and how, for its card.
    """

    first: Trees
    second: Trees
    about: Mapping[str, Any]

    def predict(self, features: Matrix) -> NDArray[np.float64]:
        """Score the sentences of one text by their features, as `sentence_features` gives them."""
        if len(features) == 0:
            return np.zeros(0)
        first = self.first.predict(features)
        return first + self.second.predict(with_neighbours(features, first))

    def rank(self, sentences: Sequence[CaseSentence], title: str | None = None) -> NDArray[np.float64]:
        """Score the sentences of one text."""
        return self.predict(sentence_features(sentences, title))

    def to_files(self) -> dict[str, bytes]:
        """Give the files that hold it, by name."""
        stream = io.BytesIO()
        stages = {"first": self.first, "second": self.second}
        arrays = {f"{stage}_{name}": getattr(trees, name) for stage, trees in stages.items() for name in _ARRAYS}
        np.savez_compressed(stream, **arrays)
        content = stream.getvalue()
        about = {
            "format": _FORMAT,
            "features": list(FEATURES),
            "baselines": {stage: trees.baseline for stage, trees in stages.items()},
            "sha256": hashlib.sha256(content).hexdigest(),
            "about": dict(self.about),
        }
        text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
        return {RANKER_FILES[0]: content, RANKER_FILES[1]: text.encode("utf-8")}

    def to_folder(self, folder: Path) -> None:
        """Write it to a folder, which is made if it is not there."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.to_files().items():
            (folder / name).write_bytes(content)

    @classmethod
    def from_files(cls, files: Mapping[str, bytes], where: str = "summary ranker") -> Ranker:
        """Read a ranker from the content of its files.

        Args:
            files: Content by file name, as `to_files` gives it.
            where: What to call it in an error.

        Raises:
            ConfigError: A file is missing or damaged, or the features are not those of this version.
        """
        try:
            about = json.loads(files[RANKER_FILES[1]].decode("utf-8"))
            content = files[RANKER_FILES[0]]
            version, features, digest, baselines = (about[key] for key in ("format", "features", "sha256", "baselines"))
        except (KeyError, ValueError, TypeError) as error:
            raise ConfigError(f"{where}: not a ranker ({error}); train it again or install it anew") from error
        if version != _FORMAT or features != list(FEATURES):
            raise ConfigError(f"{where}: made for another version of nlp-minutes; train it again")
        if hashlib.sha256(content).hexdigest() != digest:
            raise ConfigError(f"{where}: damaged (the hash of {RANKER_FILES[0]} differs); install it anew")
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            first, second = (
                Trees(**{name: arrays[f"{stage}_{name}"] for name in _ARRAYS}, baseline=float(baselines[stage]))
                for stage in ("first", "second")
            )
        return cls(first=first, second=second, about=about.get("about", {}))


def load_ranker(folder: Path) -> Ranker:
    """Read the ranker of a folder.

    Raises:
        ConfigError: It is not there, or it is damaged.
    """
    try:
        files = {name: (folder / name).read_bytes() for name in RANKER_FILES}
    except OSError as error:
        raise ConfigError(f"{folder}: no ranker here ({error.strerror}: {Path(error.filename).name})") from error
    return Ranker.from_files(files, str(folder))
