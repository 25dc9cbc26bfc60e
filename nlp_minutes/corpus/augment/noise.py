"""Noise as text recognition makes it: `$ 12` for `§ 12`, `rn` for `m`, `1` for `l`, blanks lost."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING, Final

from nlp_minutes.corpus.augment.edits import Edit, apply_edits

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["add_noise"]

_SWAPS: Final = (
    ("l", "1"),
    ("l", "I"),
    ("m", "rn"),
    ("rn", "m"),
    ("ö", "o"),
    ("å", "a"),
    ("ä", "a"),
    ("cl", "d"),
    ("h", "b"),
    ("e", "c"),
    ("ti", "li"),
    ("ii", "ü"),
    (" ", ""),
    (",", "."),
)
_WORD: Final = re.compile(r"[a-zåäö]{3,} ?[a-zåäö]*|[a-zåäö]{3,},")
_NOISY: Final = frozenset({"summary", "basis", "decision", "objection"})
# Of a thousand words so many are spoilt, at least and at most; of a hundred signs § so many.
_RATES: Final = (4, 40)
_SIGNS: Final = (0, 60)


def add_noise(document: GoldDocument, rng: Random) -> GoldDocument:
    """Spoil some words the way text recognition does.

    Entities, headings (but for the sign §), figures and the paragraphs that hold attendance, votes and motions are left
    alone, so that FACTS stay true.
    """
    text = document.text
    rate, signs = rng.randint(*_RATES), rng.choice(_SIGNS)
    edits = [
        Edit(start=at, end=at + 1, text="$")
        for one in document.headings
        for at in range(one.start, one.end)
        if text[at] == "§" and rng.randrange(100) < signs
    ]
    bounds = [(one.start, one.end) for one in document.entities] + [(one.start, one.end) for one in document.headings]
    taken = {at for start, end in bounds for at in range(start - 1, end + 1)}
    for paragraph in document.paragraphs:
        if paragraph.label not in _NOISY or paragraph.furniture:
            continue
        for word in _WORD.finditer(text, paragraph.start, paragraph.end):
            if rng.randrange(1000) >= rate or not taken.isdisjoint(range(word.start(), word.end())):
                continue
            fits = [(old, new) for old, new in _SWAPS if old in word[0].strip()]
            if fits:
                old, new = rng.choice(fits)
                start = word.start() + rng.choice([found.start() for found in re.finditer(old, word[0].strip())])
                edits.append(Edit(start=start, end=start + len(old), text=new))
    return apply_edits(document, edits)
