"""Split letters, as PDF files give them: decomposed (`a` + U+0308), `Na¨mnden`, `f ö rslag`."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from nlp_minutes.corpus.augment.edits import Edit, apply_edits

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["split_diacritics"]

_LETTERS: Final = frozenset("åäöÅÄÖéüÉÜ")
_SPACING: Final = {"\u030a": "\u02da", "\u0308": "\u00a8", "\u0301": "\u00b4"}
# Of a hundred letters so many are split.
_RATES: Final = (8, 30, 100)


def split_diacritics(document: GoldDocument, rng: Random) -> GoldDocument:
    """Split letters with diacritics: into letter and combining mark, letter and mark of its own, or with blanks around.

    Blanks come only into running text outside entities and headings. FACTS keep the whole letters: they hold what one
    reads.
    """
    text = document.text
    style, rate = rng.choice(["combining", "spacing", "blanks"]), rng.choice(_RATES)
    bounds = [(one.start, one.end) for one in document.entities] + [(one.start, one.end) for one in document.headings]
    taken = {at for start, end in bounds for at in range(start - 1, end + 1)}
    running: set[int] = set()
    for one in document.paragraphs:
        if one.label in {"summary", "basis"}:
            running.update(range(one.start + 1, one.end - 1))
    edits = []
    for at, letter in enumerate(text):
        if letter not in _LETTERS or rng.randrange(100) >= rate:
            continue
        parts = normalize("NFD", letter)
        if style == "combining":
            edits.append(Edit(start=at, end=at + 1, text=parts))
        elif style == "spacing":
            edits.append(Edit(start=at, end=at + 1, text=parts[0] + _SPACING[parts[1]]))
        elif at in running and at not in taken and text[at - 1].isalpha() and text[at + 1].isalpha():
            edits.append(Edit(start=at, end=at + 1, text=rng.choice([f" {letter} ", f"{letter} "])))
    return apply_edits(document, edits)
