"""Long minutes of our sources' items: one meeting with thousands of items, or many meetings in one file."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from itertools import count, cycle
from typing import TYPE_CHECKING, Final

from nlp_minutes.readers import source_from_text
from nlp_minutes.rules.structure import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["PAGE_WORDS", "long_meeting", "many_meetings"]

PAGE_WORDS: Final = 300
_WIDTH: Final = 95
_HEAD: Final = re.compile(r"§ ?\d+\b")
_FRONT: Final = """\
Ekmåla kommun\tSammanträdesprotokoll
Kommunstyrelsen\t2031-03-11

Plats och tid
Kommunhuset, stora salen, kl. 09.00–21.30

Beslutande
Anna Ek (S), ordförande
Bo Alm (M), vice ordförande
Cecilia Björk (C)
David Hägg (V)
Eva Lönn (SD)

Övriga deltagare
Fredrik Rönn, kommundirektör
Gunilla Sälg, sekreterare

Utses att justera
Bo Alm (M)

Paragrafer
§§ 1–{last}
"""


def _items(texts: Sequence[str]) -> list[str]:
    """What stands behind the number of each item of texts, furniture left out and wrapped as minutes are."""
    found = []
    for text in texts:
        source = source_from_text(text)
        for item in parse(source.clean, source.blocks).items:
            head = _HEAD.match(source.clean, item.start)
            if head and head.end() < item.end:
                found.append("\n".join(_wrapped(source.clean[head.end() : item.end])))
    return found


def _wrapped(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if "\t" in line or len(line) <= _WIDTH:
            yield line
        else:
            yield from textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False)


def long_meeting(texts: Sequence[str], pages: int, *, heads: bool = True) -> str:
    """Make the minutes of one meeting with as many items as fill so many pages.

    Args:
        texts: Minutes whose items are taken, over and over; each gets its number in the new row.
        pages: How many; a page is `PAGE_WORDS` words.
        heads: Whether form feeds divide the pages, each with its running head.
    """
    wanted = pages * PAGE_WORDS
    body: list[str] = []
    words = last = 0
    for last, item in zip(count(1), cycle(_items(texts)), strict=False):
        body += [f"§ {last}{item}".rstrip(), ""]
        words += len(item.split())
        if words >= wanted:
            break
    lines = _FRONT.format(last=last).split("\n")
    page, filled = 1, 0
    for line in "\n".join(body).split("\n"):
        if heads and filled >= PAGE_WORDS and page < pages:
            page, filled = page + 1, 0
            head = f"Ekmåla kommun\tSammanträdesprotokoll\nKommunstyrelsen\t2031-03-11\tSida {page} ({pages})\n"
            lines.append(f"\f{head}")
        lines.append(line)
        filled += len(line.split())
    return "\n".join(lines) + "\n"


def many_meetings(texts: Sequence[str], pages: int) -> str:
    """Put whole minutes one behind the other until they fill so many pages."""
    found: list[str] = []
    words = 0
    for text in cycle(texts):
        found.append(text.strip("\n\f"))
        words += len(text.split())
        if words >= pages * PAGE_WORDS:
            return "\n\f".join(found) + "\n"
    return ""
