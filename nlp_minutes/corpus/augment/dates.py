"""Other forms of dates: `2023-10-04`, `4 oktober 2023`, `den 4 oktober 2023`, `4/10 2023`, `20231004`."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Final

from nlp_minutes.corpus.augment.edits import Edit, apply_edits
from nlp_minutes.corpus.augment.facts import map_facts
from nlp_minutes.lexicon import months

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["change_dates"]

_MONTHS: Final = [name for name in months() if len(name) > 4 or name in {"mars", "maj", "juni", "juli"}]
_NUMBERS: Final = r"(?<![\w./:-])(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?![\w/:-])"
_WORDS: Final = (
    rf"(?<![\w./:-])(?P<d>[1-9]|[12]\d|3[01])(?P<gap>\s+)(?P<m>{'|'.join(_MONTHS)})\s+(?P<y>(?:19|20)\d\d)(?!\w)"
)
_PATTERNS: Final = (re.compile(_NUMBERS), re.compile(_WORDS, re.IGNORECASE))

_Write = Callable[[int, int, int], str]
_NUMERIC: Final[tuple[_Write, ...]] = (
    lambda y, m, d: f"{y}-{m:02d}-{d:02d}",
    lambda y, m, d: f"{d}/{m} {y}",
    lambda y, m, d: f"{y}.{m:02d}.{d:02d}",
    lambda y, m, d: f"{d}.{m}.{y}",
)
_WORDED: Final[tuple[_Write, ...]] = (
    lambda y, m, d: f"{d} {_MONTHS[m - 1]} {y}",
    lambda y, m, d: f"{d} {_MONTHS[m - 1][:3]} {y}" if len(_MONTHS[m - 1]) > 4 else f"{d} {_MONTHS[m - 1]} {y}",
)
# Of a hundred documents so many get their numeric dates in words, and the other way round.
_CROSSES: Final = 40


def change_dates(document: GoldDocument, rng: Random) -> GoldDocument:
    """Write dates in another form, each of the two kinds of forms in one new form throughout.

    No date becomes another day. Dates in entities stay, and so does the meeting's date in FACTS, which has its own
    form.
    """
    forms = []
    for own, other in ((_NUMERIC, _WORDED), (_WORDED, _NUMERIC[:2])):
        forms.append(rng.choice(other if rng.randrange(100) < _CROSSES else own))

    def rewrite(text: str) -> list[tuple[int, int, str]]:
        found = []
        for pattern, write in zip(_PATTERNS, forms, strict=True):
            for one in pattern.finditer(text):
                month = int(one["m"]) if one["m"].isdigit() else months()[one["m"].casefold()]
                new = write(int(one["y"]), month, int(one["d"]))
                if new.casefold() != " ".join(one[0].split()).casefold():
                    found.append((one.start(), one.end(), new))
        return sorted(found)

    entities = document.entities
    edits = [
        Edit(start=start, end=end, text=new)
        for start, end, new in rewrite(document.text)
        if not any(one.start < end and start < one.end for one in entities)
    ]

    def change(key: str, value: str) -> str:
        if key == "title":
            for start, end, new in reversed(rewrite(value)):
                value = value[:start] + new + value[end:]
        return value

    return map_facts(apply_edits(document, edits), change)
