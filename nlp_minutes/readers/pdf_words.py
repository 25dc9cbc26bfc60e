"""Characters with their places to words: pure geometry, in points, the y axis upwards as in PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["UPRIGHT", "Glyph", "Word", "make_words", "split_by_direction"]

# Plain tuples: a page has thousands of them, and making objects would cost more than all the rest.
# (character, left, bottom, right, top, x of origin, y of origin, quarter turns counter-clockwise or SLANTED, whether bold).
# A blank that the file itself holds is (" ", 0, 0, 0, 0, 0, 0, turns, False).
Glyph = tuple[str, float, float, float, float, float, float, int, bool]

UPRIGHT: Final = 0
_BLANK_FROM: Final = 0.11  # of the height of a line: a wider gap inside a line is a blank, a smaller one is kerning
_BACK: Final = 0.6  # a diacritic may be set this far back, in heights; further back something else begins
_LOOSE_MARKS: Final = frozenset("¨˚´˜ˇ¸\u0300\u0301\u0303\u0308\u030a\u030c\u0327")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a part of one, as it was set.

    Attributes:
        text: Its characters.
        left: Left edge.
        right: Right edge.
        base: The baseline; greater is higher on the page.
        height: From the font's descent to its ascent.
        bold: Whether it begins in bold type.
    """

    text: str
    left: float
    right: float
    base: float
    height: float
    bold: bool = False


def split_by_direction(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[str]]:
    """Tell a page's reading text from what runs in another direction, as stamps in the margin do.

    Args:
        glyphs: The characters of a page in the order of the file.

    Returns:
        The characters of the most frequent direction, turned upright, and the texts of the other runs.
    """
    turns = Counter(glyph[7] for glyph in glyphs)
    main = max(turns, key=lambda turn: (turns[turn], turn == UPRIGHT)) if turns else UPRIGHT
    if len(turns) < 2 and main == UPRIGHT:
        return list(glyphs), []
    kept = [_turned(glyph, main) for glyph in glyphs if glyph[7] == main]
    stamps: list[str] = []
    part: list[Glyph] = []
    for glyph in glyphs:
        if glyph[7] == main or (part and glyph[7] != part[-1][7]):
            stamps += _stamp(part)
            part = []
        if glyph[7] != main:
            part.append(glyph)
    stamps += _stamp(part)
    return kept, stamps


def _stamp(part: Sequence[Glyph]) -> list[str]:
    """The lines of one run of turned text."""
    if not part:
        return []
    words = make_words([_turned(glyph, part[0][7]) for glyph in part])
    lines: list[list[Word]] = []
    for word in words:
        if lines and abs(lines[-1][-1].base - word.base) < 0.5 * word.height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [" ".join(word.text for word in line) for line in lines]


def _turned(glyph: Glyph, turns: int) -> Glyph:
    char, left, bottom, right, top, x, y, turn, bold = glyph
    if turns == 1:
        return char, bottom, -right, top, -left, y, -x, turn, bold
    if turns == 2:
        return char, -right, -top, -left, -bottom, -x, -y, turn, bold
    if turns == 3:
        return char, -top, left, -bottom, right, -y, x, turn, bold
    return glyph


def make_words(glyphs: Iterable[Glyph]) -> list[Word]:
    """Put characters together to words, in the order of the file.

    Args:
        glyphs: Upright characters.

    Returns:
        The words. A word ends at a blank, a gap, a step to another line or a step back.
    """
    words: list[Word] = []
    chars: list[str] = []
    left = right = base = height = 0.0
    bold = False
    for char, low, bottom, high, top, _, y, _, heavy in glyphs:
        if char == " ":
            if chars:
                words.append(Word("".join(chars), left, right, base, height, bold))
                chars = []
            continue
        tall = top - bottom
        if chars:
            gap = low - right
            if (
                -0.02 * height < y - base < 0.02 * height
                and -_BACK * height < gap < _BLANK_FROM * height
                and 0.87 * height < tall < 1.15 * height
            ) or (char in _LOOSE_MARKS and abs(y - base) < height and abs(gap) < _BACK * height):
                chars.append(char)
                right = max(right, high)
                continue
            words.append(Word("".join(chars), left, right, base, height, bold))
        chars = [char]
        left, right, base, height, bold = low, high, y, max(tall, 1.0), heavy
    if chars:
        words.append(Word("".join(chars), left, right, base, height, bold))
    return words
