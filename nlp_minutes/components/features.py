"""What the trained recogniser sees of a token: its form in parts, and what the lexicons know of it.

A table of embeddings for each feature, hashed (Serrà and Karatzoglou, Getting deep recommenders fit, 2017, as in
spaCy's `MultiHashEmbed`), so that no word of the training texts stands in the model. Unlike spaCy's own layer it has
longer endings, since the last part of a Swedish compound tells what it is (`miljötillsynsmyndigheten`), and it folds
case in all features but the shape, so that headings in capitals are read like running text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
from spacy.lang.lex_attrs import word_shape
from spacy.strings import get_string_id
from spacy.tokens import Doc
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate, list2ragged, ragged2list, with_array

from nlp_minutes.components.reader import BY_WORD
from nlp_minutes.lexicon import BODY, given_names, is_role, party_names, party_normal, rows
from nlp_minutes.patterns import guarded

__all__ = ["FEATURES", "lexicon_embed", "word_features"]

FEATURES: Final = ("norm", "prefix", "suffix", "long_suffix", "shape", "lexicon")
_NORM, _LEXICON = FEATURES.index("norm"), FEATURES.index("lexicon")
_BODY = guarded(rf"{BODY}s?", re.IGNORECASE)
_UNIT = guarded(
    r"[\wåäö-]{2,}(?:kontor|förvaltning|enhet|avdelning|kansli|sektion|sektor|verk|myndighet|inspektion|domstol|rätt|"
    r"departement|förbund|förening|bolag|stiftelse|råd|universitet|högskola)(?:en|et|n|t|s|ns|ens|ets)?",
    re.IGNORECASE,
)
# So many words are remembered at once; a long run over many texts stays flat.
_CACHE_SIZE: Final = 100_000


@cache
def _names() -> frozenset[str]:
    return given_names() | {row[0].casefold() for row in rows("names_given.tsv")}


@cache
def _party_words() -> frozenset[str]:
    return frozenset(word for name in party_names() for word in name.split())


def _lexicon(word: str) -> str:
    """One letter for each lexicon that knows the word; a genitive counts as the word."""
    lower = word.casefold()
    bare = lower.removesuffix("s")
    marks = ""
    if word[:1].isupper() and (lower in _names() or bare in _names()):
        marks += "g"
    if word[:1].isupper() and len(word) <= 4 and party_normal(word) is not None:
        marks += "p"
    if lower in _party_words() or bare in _party_words():
        marks += "q"
    if is_role(lower) or is_role(bare):
        marks += "r"
    if _BODY.fullmatch(word):
        marks += "b"
    elif _UNIT.fullmatch(word):
        marks += "u"
    return marks or "-"


def word_features(word: str) -> tuple[str, ...]:
    """Give the features of a token, in the order of `FEATURES`."""
    lower = re.sub(r"\d", "0", word.casefold())
    shape = word_shape(word)
    return lower, lower[:3], lower[-3:], lower[-6:], str(shape), _lexicon(word)


@lru_cache(maxsize=_CACHE_SIZE)
def _hashes(word: str) -> tuple[int, ...]:
    return tuple(get_string_id(f"{name}={value}") for name, value in zip(FEATURES, word_features(word), strict=True))


def _extract(docs: Sequence[Doc]) -> list[Any]:
    """The hashes of all tokens: one array a Doc, a row a token."""
    found = []
    for doc in docs:
        orths, places = np.unique(doc.to_array(["ORTH"]).ravel(), return_inverse=True)
        table = np.zeros((len(orths), len(FEATURES)), dtype="uint64")
        for row, orth in enumerate(orths):
            table[row] = _hashes(doc.vocab.strings[int(orth)])
        found.append(table[places])
    return found


def _extractor(word_dropout: float) -> Model[Any, Any]:
    return Model("minutes_features", _forward, attrs={"word_dropout": word_dropout})


def _forward(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[Any, Callable[[Any], Any]]:  # noqa: FBT001 - thinc calls it so
    found = _extract(docs)
    if is_train:
        # A word of a new town is unknown, and no lexicon has all names: the model learns to do without either.
        for table in found:
            for column in (_NORM, _LEXICON):
                hidden = np.random.random(len(table)) < model.attrs["word_dropout"]  # noqa: NPY002 - spaCy's seed sets it
                table[hidden, column] = 0
    return found, lambda _: []


def lexicon_embed(width: int, rows: Sequence[int], word_dropout: float = 0.1) -> Model[Any, Any]:
    """Make the layer that embeds tokens, `nlp_minutes.LexiconEmbed.v1`.

    Args:
        width: Size of the vectors it gives, and of those in the tables.
        rows: Size of each table, in the order of `FEATURES`.
        word_dropout: Share of tokens whose word, and of those whose mark of the lexicons, is hidden in training.

    Returns:
        A layer from Docs to one array each.

    Raises:
        ValueError: There are not as many tables as features.
    """
    if len(rows) != len(FEATURES):
        raise ValueError(f"{len(rows)} tables for {len(FEATURES)} features")
    tables: list[Model[Any, Any]] = [
        HashEmbed(nO=width, nV=size, column=column, seed=column + 8, dropout=0.0) for column, size in enumerate(rows)
    ]
    mix: Model[Any, Any] = Maxout(nO=width, nI=width * len(rows), nP=3, dropout=0.0, normalize=True)
    layer: Model[Any, Any] = chain(
        _extractor(word_dropout), list2ragged(), chain(with_array(concatenate(*tables)), with_array(mix)), ragged2list()
    )
    layer.attrs[BY_WORD] = True
    return layer
