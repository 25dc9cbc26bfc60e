"""What a ranker is told of each sentence: its place, its section, its words, and how it lies among the others.

No feature holds words of the training texts: similarity is measured on hashed stems within one text.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from math import log1p
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.rules.case_text import CASE_KINDS, CaseSentence

__all__ = ["FEATURES", "Matrix", "power_iteration", "sentence_features", "sentence_vectors"]

Matrix = NDArray[np.float32]

_DIMENSIONS: Final = 1024
_STEM: Final = 6

# Stems that clerks use where they say what a text is about, what is proposed, or where they only refer.
_CUES: Final = (
    r"föresl",
    r"bedöm",
    r"syft",
    r"innebär",
    r"uppdrag",
    r"beslut",
    r"hemställ",
    r"tillstyrk|tillstyrkt",
    r"avstyrk|avslå|avslag",
    r"motion",
    r"yrka",
    r"rapport|redovis",
    r"sammanfatt|sammantag",
    r"fullmäktige",
    r"kontoret|förvaltningen",
    r"nämnden|styrelsen",
    r"bolag|\bAB\b",
    r"mot bakgrund|med anledning",
    r"\binte\b|\bingen\b|\binga\b",
    r"bilaga|tabell|figur|framgår",
    r"ansvar|ska\b",
    r"behov|möjlig",
    r"remiss|yttrande",
    r"\bäven\b|\bdessutom\b|\bvidare\b",
    r"till exempel|bland annat|t\.ex\.|bl\.a\.",
    r"revider|ändr",
    r"planer|program|strategi|riktlinje|policy|reglemente",
    r"ställningstagande|bifall|besvara|fullgjor",
    r"§",
    r"\b(?:19|20)\d\d-\d\d-\d\d",
    r"\b(?:kronor|kr|mnkr|mdkr|tkr|miljoner|procent)\b",
    r"[”\"]",
    r"\(",
    r":$",
)
_CUE_PATTERNS = tuple(guarded(one, re.IGNORECASE) for one in _CUES)
_LEANS = lazy(
    r"(?:Detta|Dessa|Denna|Den|Det|De|Han|Hon|Vidare|Även|Därför|Därmed|Dessutom|Samtidigt|Däremot|Dock|Således|Härutöver|Utöver|Vid|Genom|I)\b"
)
_PRONOUN = lazy(r"(?:Detta|Dessa|Denna|Den|Det|De|Han|Hon|Sådana?)\b")
_WORDS = lazy(r"\w+")

FEATURES: Final = (
    *(f"kind_{kind}" for kind in CASE_KINDS),
    "section",
    "in_section",
    "left_in_section",
    "in_paragraph",
    "left_in_paragraph",
    "position",
    "position_log",
    "from_end_log",
    "document",
    "sentences_log",
    "kind_again",
    "point",
    "words",
    "words_in_paragraph",
    "word_length",
    "figures",
    "capitals",
    "commas",
    "leans",
    "pronoun",
    *(f"cue_{number}" for number in range(len(_CUES))),
    "title",
    "centroid",
    "degree",
    "twin",
    "twins",
    "twin_elsewhere",
    "rank",
    "like_matter",
    "like_summary",
    "like_assessment",
    "like_start",
    "before",
    "after",
)


@lru_cache(maxsize=65536)
def _bucket(stem: str) -> int:
    return zlib.crc32(stem.encode("utf-8")) % _DIMENSIONS


def _buckets(text: str) -> list[int]:
    return [_bucket(word[:_STEM]) for word in _WORDS.findall(text.casefold()) if len(word) > 3 or word.isdigit()]


def sentence_vectors(texts: Sequence[str]) -> Matrix:
    """Give a unit vector for each text: counts of hashed stems, rare ones heavier (inverse sentence frequency)."""
    counts = np.zeros((len(texts), _DIMENSIONS), dtype=np.float32)
    for row, text in enumerate(texts):
        for bucket in _buckets(text):
            counts[row, bucket] += 1.0
    weight = np.log((1.0 + len(texts)) / (1.0 + (counts > 0).sum(axis=0))).astype(np.float32)
    weighted = np.sqrt(counts) * weight
    norms = np.linalg.norm(weighted, axis=1, keepdims=True)
    vectors: Matrix = (weighted / np.maximum(norms, 1e-6)).astype(np.float32)
    return vectors


def power_iteration(similarity: Matrix, *, damping: float = 0.85, rounds: int = 30) -> Matrix:
    """Give the stationary weights of a random walk over sentences (TextRank; Mihalcea and Tarau, 2004)."""
    count = len(similarity)
    if count == 0:
        return np.zeros(0, dtype=np.float32)
    links = similarity.copy()
    np.fill_diagonal(links, 0.0)
    out = links.sum(axis=1, keepdims=True)
    links = np.where(out > 0, links / np.maximum(out, 1e-9), 1.0 / count).astype(np.float32)
    weights = np.full(count, 1.0 / count, dtype=np.float32)
    for _ in range(rounds):
        weights = (1.0 - damping) / count + damping * (weights @ links)
    result: Matrix = weights.astype(np.float32)
    return result


def sentence_features(sentences: Sequence[CaseSentence], title: str | None = None) -> Matrix:
    """Give the features of each sentence.

    Args:
        sentences: All sentences of one text, in order.
        title: The text's title, if it is known.

    Returns:
        One row a sentence, one column for each name in `FEATURES`.
    """
    count = len(sentences)
    if count == 0:
        return np.zeros((0, len(FEATURES)), dtype=np.float32)
    vectors = sentence_vectors([*(one.text for one in sentences), title or ""])
    table = np.column_stack([_plain(sentences), _relations(sentences, vectors[:-1], vectors[-1])])
    features: Matrix = table.astype(np.float32)
    return features


def _sizes(numbers: Sequence[int]) -> dict[int, int]:
    sizes: dict[int, int] = {}
    for number in numbers:
        sizes[number] = sizes.get(number, 0) + 1
    return sizes


def _plain(sentences: Sequence[CaseSentence]) -> Matrix:
    count = len(sentences)
    in_section = _sizes([one.section for one in sentences])
    in_paragraph = _sizes([one.paragraph for one in sentences])
    paragraph_words: dict[int, int] = {}
    seen: dict[str, set[int]] = {}
    texts = [one.text.split() for one in sentences]
    for one, split in zip(sentences, texts, strict=True):
        paragraph_words[one.paragraph] = paragraph_words.get(one.paragraph, 0) + len(split)
    rows = np.zeros((count, len(FEATURES) - 13), dtype=np.float32)
    base = len(CASE_KINDS)
    for index, (one, split) in enumerate(zip(sentences, texts, strict=True)):
        again = seen.setdefault(one.kind, set())
        again.add(one.section)
        length = max(len(split), 1)
        row = rows[index]
        row[CASE_KINDS.index(one.kind)] = 1.0
        row[base : base + 20] = (
            one.section,
            one.in_section,
            in_section[one.section] - one.in_section,
            one.in_paragraph,
            in_paragraph[one.paragraph] - one.in_paragraph,
            index / count,
            log1p(index),
            log1p(count - index),
            min(one.document, 4),
            log1p(count),
            len(again),
            one.point,
            length,
            paragraph_words[one.paragraph],
            len(one.text) / length,
            sum(word[0].isdigit() for word in split) / length,
            sum(word[0].isupper() for word in split) / length,
            one.text.count(","),
            bool(_LEANS.match(one.text)),
            bool(_PRONOUN.match(one.text)),
        )
        row[base + 20 :] = [bool(pattern.search(one.text)) for pattern in _CUE_PATTERNS]
    return rows


def _relations(sentences: Sequence[CaseSentence], vectors: Matrix, title: Matrix) -> Matrix:
    count = len(sentences)
    similarity = vectors @ vectors.T
    np.fill_diagonal(similarity, 0.0)
    documents = np.array([one.document for one in sentences])
    elsewhere = np.where(documents[:, None] != documents[None, :], similarity, 0.0)
    kinds = np.array([one.kind for one in sentences])
    place = np.array([one.in_section for one in sentences])

    def like(mask: NDArray[np.bool_]) -> Matrix:
        if not mask.any():
            return np.zeros(count, dtype=np.float32)
        best: Matrix = similarity[:, mask].max(axis=1)
        return best

    centre = vectors.mean(axis=0)
    after = np.append(similarity.diagonal(1), 0.0)
    before = np.insert(similarity.diagonal(1), 0, 0.0)
    columns = [
        vectors @ title,
        vectors @ (centre / max(float(np.linalg.norm(centre)), 1e-6)),
        similarity.mean(axis=1),
        similarity.max(axis=1),
        (similarity > 0.5).sum(axis=1),
        elsewhere.max(axis=1),
        power_iteration(similarity) * count,
        like(kinds == "matter"),
        like(kinds == "summary"),
        like(kinds == "assessment"),
        like((kinds == "description") & (place < 4)),
        before,
        after,
    ]
    table: Matrix = np.column_stack(columns).astype(np.float32)
    return table
