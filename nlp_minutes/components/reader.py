"""The recogniser's network at reading time: the same numbers as spaCy's own way gives, with less work.

Three things make it fast. A word's embedding knows nothing of its neighbours, so it is computed once a word and kept.
The products of matrices are numpy's, whose library is faster than the one thinc takes. And where no entity is open,
what the network makes of a token hangs on that token alone, so that all tokens are scored at once; only the words
behind the beginning of an entity are gone through one after another, those of all entities side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model, NumpyOps

from nlp_minutes.components.encoder import Encoder

__all__ = ["BY_WORD", "Slice", "WordReader"]

# The attribute by which a layer says that what it gives for a word is the same wherever the word stands.
BY_WORD: Final = "by_word"
# So many words are remembered at once; a long run over many texts stays flat.
_CACHE_SIZE: Final = 50_000
# Tokens of a state of spaCy's entity recogniser: the next one, the first of the open entity, the one before the next.
_STATE_TOKENS: Final = 3

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A stretch of reading text.

    Attributes:
        words: Its tokens, as hashes of their texts.
        spaces: Which of them are white space.
        places: For each token its place in the whole Doc, or -1 for a break between blocks.
    """

    words: NDArray[np.uint64]
    spaces: NDArray[np.bool_]
    places: Integers


def _parameters(model: Model[Any, Any]) -> list[Any]:
    return [node.get_param(name) for node in model.walk() for name in node.param_names if node.has_param(name)]


class WordReader:
    """A network as it stands now; it does not follow when the network learns on.

    Args:
        model: The network of an entity recogniser, of the kind that `can_read` accepts.
        moves: The names of its moves, as in `B-PERSON`, in their order.
        vocab: The vocabulary whose words are read.
    """

    def __init__(self, model: Model[Any, Any], moves: Sequence[str], vocab: Vocab) -> None:
        self._source = _parameters(model)
        self._vocab = vocab
        own = model.copy()
        for node in own.walk():
            node.ops = NumpyOps(use_blis=False)
        vectors, lower, upper = own.layers
        tok2vec, *self._behind = vectors.layers
        self._embed, encode = tok2vec.layers
        self._encode = Encoder.of(encode) or encode
        pad: Any = lower.get_param("pad")
        weights: Any = lower.get_param("W")
        self._pad, self._bias = pad[0], lower.get_param("b")
        # For each place of a state a matrix from a token's vector to the pieces of the hidden layer.
        self._lower = [one.reshape(-1, one.shape[-1]).T for one in weights]
        self._upper, self._upper_bias = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        self._rows: dict[int, int] = {}
        self._table: Floats = np.zeros((0, 0), dtype=np.float32)
        self._actions = np.array([name[:1] for name in moves])
        self._labels = [name[2:] for name in moves]
        # `U-` without a label is spaCy's way to forbid an entity: no move of ours.
        self._begin = self._actions == "B"
        self._unit = (self._actions == "U") & np.array([bool(label) for label in self._labels])
        self._closed = self._begin | self._unit | (self._actions == "O")
        inside = {name[2:]: number for number, name in enumerate(moves) if name[:1] == "I"}
        last = {name[2:]: number for number, name in enumerate(moves) if name[:1] == "L"}
        # For each move the ones with which an entity of its label goes on and ends.
        self._inside = np.array([inside.get(label, -1) for label in self._labels])
        self._last = np.array([last.get(label, -1) for label in self._labels])

    @staticmethod
    def can_read(model: Model[Any, Any]) -> bool:
        """Tell whether a network is of the kind that is read here: embeddings by word, spaCy's three tokens a state."""
        if not (model.attrs.get("has_upper") and not model.attrs.get("unseen_classes")):
            return False
        if not isinstance(model.ops, NumpyOps):
            return False
        vectors, lower, _ = model.layers
        tok2vec = vectors.layers[0]
        return (
            len(tok2vec.layers) == 2
            and bool(tok2vec.layers[0].attrs.get(BY_WORD))
            and int(lower.get_dim("nF")) == _STATE_TOKENS
            and int(lower.get_dim("nP")) > 1
        )

    def is_of(self, model: Model[Any, Any]) -> bool:
        """Tell whether a network still has the weights that were read; what was written into them is not seen."""
        now = _parameters(model)
        return len(now) == len(self._source) and all(one is two for one, two in zip(now, self._source, strict=True))

    def entities(self, slices: Sequence[Slice]) -> list[list[tuple[int, int, str]]]:
        """Find the entities of slices: first token in the slice, the one behind the last, and label."""
        filled = [one for one in slices if len(one.words)]
        found: list[list[tuple[int, int, str]]] = [[] for _ in slices]
        if not filled:
            return found
        vectors: Any = self._encode.predict([self._embedded(one.words) for one in filled])
        for layer in self._behind:
            vectors = layer.predict(vectors)
        ends = np.cumsum([len(one.words) for one in slices])
        borders = [0, *ends.tolist()]
        ordered = self._decode(vectors, ends, np.concatenate([one.spaces for one in slices]))
        number = 0
        for start, end, label in ordered:
            while start >= borders[number + 1]:
                number += 1
            found[number].append((start - borders[number], end - borders[number], label))
        return found

    def _embedded(self, words: NDArray[np.uint64]) -> Floats:
        known = self._rows
        numbers = words.tolist()
        new = [word for word in dict.fromkeys(numbers) if word not in known]
        if new:
            if known and len(known) + len(new) > _CACHE_SIZE:
                known.clear()
                self._table = self._table[:0]
                new = list(dict.fromkeys(numbers))
            strings = self._vocab.strings
            (rows,) = self._embed.predict([Doc(self._vocab, words=[strings[word] for word in new])])
            self._table = np.concatenate([self._table, rows]) if known else rows
            known.update(zip(new, range(len(known), len(known) + len(new)), strict=True))
        embedded: Floats = self._table[[known[word] for word in numbers]]
        return embedded

    def _scores(self, unmaxed: Floats) -> Floats:
        hidden = unmaxed.max(axis=-1) if unmaxed.shape[-1] != 2 else np.maximum(unmaxed[..., 0], unmaxed[..., 1])
        scores: Floats = hidden @ self._upper + self._upper_bias
        return scores

    def _pieces(self, place: int, vectors: Floats) -> Floats:
        """What the network makes of tokens in a place of a state: hidden units in pieces, for each token."""
        pieces: Floats = (vectors @ self._lower[place]).reshape(-1, *self._bias.shape)
        return pieces

    def _decode(self, vectors: Floats, ends: Integers, spaces: NDArray[np.bool_]) -> list[tuple[int, int, str]]:
        """Take the best move at each token, as spaCy's greedy parser does.

        Args:
            vectors: The tokens as the network sees them in their context.
            ends: Where the slices end.
            spaces: Which tokens are white space: no entity begins there.

        Returns:
            Start, end and label of the entities, in order.
        """
        last = np.zeros(len(vectors), dtype=bool)
        last[ends[ends > 0] - 1] = True
        next_ = self._pieces(0, vectors)
        scores = self._scores(next_ + (self._pad[1] + self._pad[2] + self._bias))
        scores[:, ~self._closed] = -np.inf
        scores[np.ix_(spaces, self._begin | self._unit)] = -np.inf
        scores[np.ix_(last, self._begin)] = -np.inf
        moves = scores.argmax(axis=1)
        begins = np.flatnonzero(self._begin[moves])
        behind = dict(
            zip(begins.tolist(), self._ends_of(vectors, next_, begins, moves[begins], last).tolist(), strict=True)
        )
        entities = []
        free = 0
        for start in np.flatnonzero(self._begin[moves] | self._unit[moves]).tolist():
            if start >= free:
                free = behind.get(start, start + 1)
                entities.append((start, free, self._labels[moves[start]]))
        return entities

    def _ends_of(
        self, vectors: Floats, next_: Floats, starts: Integers, moves: Integers, last: NDArray[np.bool_]
    ) -> Integers:
        """Where the entities end that begin at these tokens with these moves."""
        first = self._pieces(1, vectors[starts]) + self._bias
        ends = starts + 1
        inside, closing = self._inside[moves], self._last[moves]
        open_ = np.arange(len(starts))
        while len(open_):
            at = ends[open_]
            scores = self._scores(next_[at] + first[open_] + self._pieces(2, vectors[at - 1]))
            rows = np.arange(len(open_))
            on, off = scores[rows, inside[open_]], scores[rows, closing[open_]]
            # Of equals the move that stands first wins.
            goes_on = ~last[at] & ((on > off) | ((on == off) & (inside[open_] < closing[open_])))
            ends[open_] += 1
            open_ = open_[goes_on]
        return ends
