"""Whether words stand in a text, whatever a page or a scanner did to them in between."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldParagraph

__all__ = ["Wording"]

# Inside a word: the line ended here, with a hyphen or without one, or a blank split it ("f ö rslag").
_BREAK: Final = r"(?:-?\s*\n\s*|\x20)?"
_SPLIT_DIACRITIC: Final = re.compile(r" (?=[\u0300-\u036f])")
_SOFT_HYPHEN: Final = "\u00ad"
# Up to this many words of a name are tried in every order; a longer one only turned round (surname first).
_ALL_ORDERS: Final = 6


def _plain(text: str) -> str:
    """The text with ligatures, odd blanks, soft hyphens and split diacritics as one would type them."""
    decomposed = unicodedata.normalize("NFKD", text).replace(_SOFT_HYPHEN, "")
    return unicodedata.normalize("NFC", _SPLIT_DIACRITIC.sub("", decomposed))


def _orders(words: Sequence[str]) -> Iterable[Sequence[str]]:
    if len(words) <= _ALL_ORDERS:
        return permutations(words)
    return ([*words[n:], *words[:n]] for n in range(len(words)))


class Wording:
    """A text to look for words in, as it stands and with its page furniture taken out."""

    def __init__(self, text: str, furniture: Iterable[GoldParagraph] = ()) -> None:
        kept, done = [], 0
        for block in furniture:
            kept.append(text[done : block.start])
            done = block.end
        self._views = (_plain(text), _plain("".join([*kept, text[done:]])))

    def _found(self, words: Sequence[str], *, between: str, after: str = "") -> bool:
        spelled = between.join(_BREAK.join(map(re.escape, word)) for word in words)
        pattern = re.compile(rf"(?<!\w){spelled}{after}(?!\w)", re.IGNORECASE)
        return any(pattern.search(view) for view in self._views)

    def holds(self, phrase: str) -> bool:
        """Whether the words of a phrase stand in the text one after the other."""
        return self._found(_plain(phrase).split(), between=r"\s+")

    def holds_name(self, name: str) -> bool:
        """Whether a name stands in the text: its words in any order, a comma between, a genitive -s behind."""
        return any(self._found(words, between=r",?\s+", after="s?") for words in _orders(_plain(name).split()))
