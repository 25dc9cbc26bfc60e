"""The learned ranker of sentences: boosted regression trees as arrays, evaluated with numpy.

A ranker is stored as one `.npz` file that is read without pickle, beside a `.json` file that says what it is. It holds
numbers alone: no word of a text it was trained on.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlp_minutes.errors import ConfigError
from nlp_minutes.rules.case_text import CaseSentence
from nlp_minutes.rules.summary_features import FEATURES, Matrix, sentence_features

__all__ = ["RANKER_FILES", "Ranker", "TreeNodes", "load_ranker"]

RANKER_FILES: Final = ("ranker.npz", "ranker.json")
_ARRAYS: Final = ("feature", "threshold", "left", "right", "value")
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeNodes:
    """Trees as arrays, one row a tree, one column a node; the root is node 0, a leaf leads to itself.

    Attributes:
        feature: Column that the node asks for.
        threshold: Not greater goes left.
        left: Node on the left.
        right: Node on the right.
        value: What a leaf adds.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float64]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """Scores sentences: about the share of their words that a clerk's summary would hold.

    Attributes:
        nodes: The trees.
        baseline: What every sentence has before the trees add to it.
        depth: Steps from the root to the deepest leaf.
        about: What it was trained on and how, for its card.
    """

    nodes: TreeNodes
    baseline: float
    depth: int
    about: Mapping[str, Any]

    def predict(self, features: Matrix) -> NDArray[np.float64]:
        """Score rows of features, as `sentence_features` gives them."""
        count = len(features)
        if count == 0:
            return np.zeros(0)
        nodes = self.nodes
        trees = np.arange(len(nodes.feature))[None, :]
        at = np.zeros((count, len(nodes.feature)), dtype=np.int16)
        rows = np.arange(count)[:, None]
        for _ in range(self.depth):
            goes_left = features[rows, nodes.feature[trees, at]] <= nodes.threshold[trees, at]
            at = np.where(goes_left, nodes.left[trees, at], nodes.right[trees, at])
        scores: NDArray[np.float64] = self.baseline + nodes.value[trees, at].sum(axis=1)
        return scores

    def rank(self, sentences: Sequence[CaseSentence], title: str | None = None) -> NDArray[np.float64]:
        """Score the sentences of one text."""
        return self.predict(sentence_features(sentences, title))

    def to_files(self) -> dict[str, bytes]:
        """Give the files that hold it, by name."""
        stream = io.BytesIO()
        np.savez_compressed(stream, **{name: getattr(self.nodes, name) for name in _ARRAYS})
        arrays = stream.getvalue()
        about = {
            "format": _FORMAT,
            "features": list(FEATURES),
            "baseline": self.baseline,
            "depth": self.depth,
            "sha256": hashlib.sha256(arrays).hexdigest(),
            "about": dict(self.about),
        }
        text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
        return {RANKER_FILES[0]: arrays, RANKER_FILES[1]: text.encode("utf-8")}

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
            stored = (about["format"], about["features"], about["sha256"])
            baseline, depth = float(about["baseline"]), int(about["depth"])
        except (KeyError, ValueError, TypeError) as error:
            raise ConfigError(f"{where}: not a ranker ({error}); train it again or install it anew") from error
        if stored[0] != _FORMAT or stored[1] != list(FEATURES):
            raise ConfigError(f"{where}: made for another version of nlp-minutes; train it again")
        if hashlib.sha256(content).hexdigest() != stored[2]:
            raise ConfigError(f"{where}: damaged (the hash of {RANKER_FILES[0]} differs); install it anew")
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            nodes = TreeNodes(**{name: arrays[name] for name in _ARRAYS})
        return cls(nodes=nodes, baseline=baseline, depth=depth, about=about.get("about", {}))


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
