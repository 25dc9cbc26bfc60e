"""Sentences and lists of Swedish, and their length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nlp_minutes.patterns import lazy

__all__ = ["MAX_WORDS", "length", "listed", "sentence"]


MAX_WORDS: Final = 40  # of a headline
_WORD = lazy(r"\w+")


def length(text: str) -> int:
    """Count words and numbers."""
    return len(_WORD.findall(text))


def sentence(text: str) -> str:
    """Give a text a capital and a full stop."""
    text = " ".join(text.split()).strip(" ,;:")
    if not text:
        return text
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def listed(words: Sequence[str]) -> str:
    """Join words as Swedish does: `a, b och c`."""
    return " och ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
