"""Whether words stand in a document's text, whatever line breaks and page furniture come between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nlp_minutes.corpus.augment.spelling import plain

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["Standing"]


def _squeezed(text: str) -> str:
    """Text without what a line break can add or take away."""
    return re.sub(r"[\s-]+", "", text).casefold()


class Standing:
    """A document's text in two views: as it is, and as one reads it, the furniture away."""

    def __init__(self, document: GoldDocument) -> None:
        reading = document.text
        for one in reversed([one for one in document.paragraphs if one.furniture]):
            reading = reading[: one.start] + reading[one.end :]
        self._views = (plain(document.text), plain(reading))
        self._squeezed = tuple(_squeezed(view) for view in self._views)

    def holds(self, words: Sequence[str], *, between: str = r"\s+", after: str = "") -> bool:
        """Tell whether words stand in the text.

        Args:
            words: The words, plain.
            between: A regular expression of what may stand between two of them.
            after: One of what may stand behind the last.
        """
        if not all(any(_squeezed(word) in view for view in self._squeezed) for word in words):
            return False
        parts = [r"(?:-?\s*\n\s*| )?".join(map(re.escape, word)) for word in words]
        pattern = re.compile(rf"(?<!\w){between.join(parts)}{after}(?!\w)", re.IGNORECASE)
        return any(pattern.search(view) for view in self._views)
