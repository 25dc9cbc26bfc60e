"""The encoder in numpy gives the numbers that thinc gives.

Bit by bit on most processors; on some the product with a single row is summed up in another order.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from thinc.api import Model, NumpyOps, Relu, chain, residual, with_array

from nlp_minutes.components.encoder import Encoder

OPS = NumpyOps(use_blis=False)


def model(window: int, pieces: int, depth: int) -> Model[Any, Any]:
    made = MaxoutWindowEncoder(width=8, window_size=window, maxout_pieces=pieces, depth=depth)
    made.initialize(X=[OPS.alloc2f(2, 8)])
    random = np.random.default_rng(5)
    for node in made.walk():
        node.ops = OPS
        for name in node.param_names:
            weights: Any = random.normal(size=node.get_param(name).shape).astype(np.float32)
            node.set_param(name, weights)
    return made


@pytest.mark.parametrize(("window", "pieces", "depth"), [(1, 2, 3), (1, 3, 1), (2, 1, 2), (1, 4, 4)])
def test_the_same_numbers(window: int, pieces: int, depth: int) -> None:
    whole = model(window, pieces, depth)
    encoder = Encoder.of(whole)
    assert encoder is not None
    random = np.random.default_rng(7)
    sequences = [random.normal(size=(length, 8)).astype(np.float32) for length in (1, 2, 17, 130)]
    for given in (sequences, sequences[:1]):
        for one, other in zip(encoder.predict(given), whole.predict(given), strict=True):
            assert np.allclose(one, other, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(
    "other",
    [
        with_array(Relu(8, 8)),
        with_array(residual(Relu(8, 8))),
        with_array(chain(Relu(8, 8), Relu(8, 8))),
        Relu(8, 8),
    ],
)
def test_other_kinds_are_left_to_thinc(other: Model[Any, Any]) -> None:
    assert Encoder.of(other) is None
