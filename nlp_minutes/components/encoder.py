"""What the recogniser's network makes of words among their neighbours, in numpy: the same numbers, with less work.

thinc gives each layer a way back for learning and notes for it which piece was the largest; reading needs neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray
from thinc.api import Model

__all__ = ["Encoder"]

Floats = NDArray[np.float32]


_KINDS: Final = ["expand_window", "maxout", "layernorm"]


class _Layer(NamedTuple):
    """A window of neighbours, the largest of some pieces, and the norm of that."""

    window: int
    pieces: int
    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats


def _nodes(model: Model[Any, Any]) -> list[Model[Any, Any]]:
    """The layers of a chain, whose name joins theirs, and of the chains in it; a layer of another kind alone."""
    if len(model.layers) > 1 and model.name == ">>".join(one.name for one in model.layers):
        return [node for one in model.layers for node in _nodes(one)]
    return [model]


def _read(node: Model[Any, Any]) -> _Layer | None:
    if node.name.partition("(")[0] != "residual":
        return None
    inner = _nodes(node.layers[0])
    if [one.name for one in inner] not in (_KINDS, [*_KINDS, "dropout"]):
        return None
    window, maxout, norm = inner[:3]
    weights: Any = maxout.get_param("W")
    units, pieces, width = weights.shape
    if units != int(norm.get_dim("nI")):
        return None
    bias: Any = maxout.get_param("b")
    scale: Any = norm.get_param("G")
    shift: Any = norm.get_param("b")
    # The pieces behind one another, so that to take the largest goes through memory in order.
    made = np.ascontiguousarray(weights.transpose(1, 0, 2)).reshape(pieces * units, width).T
    return _Layer(window.attrs["window_size"], pieces, made, bias.T.reshape(-1), scale, shift)


class Encoder:
    """An encoder by windows as it stands now.

    Args:
        layers: Its layers.
        pad: Rows of zeros before, between and behind the sequences.
    """

    def __init__(self, layers: Sequence[_Layer], pad: int) -> None:
        self._layers = layers
        self._pad = pad

    @classmethod
    def of(cls, model: Model[Any, Any]) -> Encoder | None:
        """Read an encoder; None where it is of another kind."""
        if not model.name.startswith("with_array") or len(model.layers) != 1:
            return None
        layers = [_read(one) for one in _nodes(model.layers[0])]
        known = [one for one in layers if one is not None]
        return cls(known, int(model.attrs["pad"])) if known and len(known) == len(layers) else None

    def predict(self, sequences: Sequence[Floats]) -> list[Floats]:
        """Give the words of each sequence, none of them empty, as they stand among their neighbours."""
        width = sequences[0].shape[1]
        gap = np.zeros((self._pad, width), dtype=np.float32)
        rows = np.concatenate([part for one in sequences for part in (gap, one)] + [gap])
        for layer in self._layers:
            rows = rows + _normed(_largest(rows, layer), layer)
        found, at = [], self._pad
        for one in sequences:
            found.append(rows[at : at + len(one)])
            at += len(one) + self._pad
        return found


def _largest(rows: Floats, layer: _Layer) -> Floats:
    count, width = rows.shape
    edge = np.zeros((layer.window, width), dtype=np.float32)
    padded = np.concatenate([edge, rows, edge])
    # each row with its neighbours is a stretch of the whole
    windows = as_strided(padded, (count, (2 * layer.window + 1) * width), padded.strides, writeable=False)
    made = np.dot(windows, layer.weights)
    made += layer.bias
    units = made.shape[1] // layer.pieces
    best: Floats = made[:, :units]
    for piece in range(1, layer.pieces):
        best = np.maximum(best, made[:, piece * units : (piece + 1) * units])
    return best


def _normed(rows: Floats, layer: _Layer) -> Floats:
    apart = rows - rows.mean(axis=1, keepdims=True)
    spread = np.add.reduce(apart * apart, axis=1, keepdims=True) / rows.shape[1] + 1e-08
    made: Floats = apart * spread ** (-1.0 / 2.0)
    made *= layer.scale
    made += layer.shift
    return made
