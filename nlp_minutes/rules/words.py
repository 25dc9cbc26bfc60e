"""The words of a text, for rules that ask first whether any word of it could be part of what they look for.

Most patterns need some word that most lines do not have. To look at each word once, and to remember what it can be part
of, costs less than to try the patterns at each character.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, reduce
from operator import or_
from typing import Final

from nlp_minutes.patterns import lazy

__all__ = ["WORD", "abbreviates", "calm", "marks", "words"]

WORD = lazy(r"\w+")


# Several rules read the same line one after the other.
@lru_cache(maxsize=512)
def words(text: str) -> frozenset[str]:
    """Give the different words of a text: its runs of letters and digits, as written."""
    return frozenset(WORD.findall(text))


# Bits that the marks of one rule may have.
_WIDTH: Final = 24
# By who asks, the place of the first bit.
_asked: dict[Callable[[str], int], int] = {}


def marks(text: str, of: Callable[[str], int]) -> int:
    """Give all that the words of a text can be part of.

    Args:
        text: The text.
        of: Gives the marks of one word, a bit each, 24 at most. It is asked again and again with the same words, and
            must give the same marks for them.
    """
    place = _asked.get(of)
    if place is None:
        place = _asked[of] = _WIDTH * len(_asked)
        _of_word.cache_clear()
        _of_text.cache_clear()
    return _of_text(text) >> place & _ALL


_ALL: Final = (1 << _WIDTH) - 1


# What one rule asks of a line, the next one asks too: all answers are found in one go.
@lru_cache(maxsize=512)
def _of_text(text: str) -> int:
    return reduce(or_, map(_of_word, words(text)), 0)


@lru_cache(maxsize=32768)
def _of_word(word: str) -> int:
    return sum((of(word) & _ALL) << place for of, place in _asked.items())


_LOUD = lazy(
    r"\W*(?:[A-ZÅÄÖ][A-ZÅÄÖ:-]*\s+(?:OCH\s+)?){1,5}?(?:BESLUTAR|BESLUTADE|BESLÖT|BESTÄMMER|FÖRESLÅR|FÖRESLOG|GODKÄNNER|GODKÄNDE|ANTAR|ANTOG|AVSLÅR|AVSLOG|BIFALLER|BIFÖLL|BORDLÄGGER|ÅTERREMITTERAR|UTSER|VÄLJER)(?=\s|:|$)"
)


def calm(text: str) -> str:
    """Write the capitals in which a decision is led in as a sentence begins: `NÄMNDEN BESLUTAR att` becomes `Nämnden beslutar att`.

    Nothing else changes, and each character stays where it is.
    """
    if not text[:9].isupper() or (loud := _LOUD.match(text)) is None:
        return text
    lead = loud[0]
    if not text[loud.end() :].strip(" :"):
        return text  # alone on its line, as a heading stands
    if lead.split()[0].isupper() and len(lead.split()[0]) <= _ABBREVIATED:
        first, _, rest = lead.partition(" ")
        return f"{first} {rest.lower()}{text[loud.end() :]}"  # 'KS BESLUTAR'
    return lead.capitalize() + text[loud.end() :]


_ABBREVIATED: Final = 5  # letters of a body's short name


# What the last letter of a body's short name stands for.
_BODIES = {
    "n": "nämnd",
    "s": "styrelse",
    "u": "utskott",
    "f": "fullmäktige",
    "d": "direktion",
    "b": "beredning",
}


@lru_cache(maxsize=64)
def abbreviates(short: str, body: str) -> bool:
    """Tell whether a short name can be that of a body: `PBN` of `Plan- och byggnämnden`, `Ks` of `Kommunstyrelsen`.

    Args:
        short: Two to five letters.
        body: The body's name.
    """
    letters, name = short.casefold(), body.casefold()
    if not 2 <= len(letters) <= 5 or not letters.isalpha() or letters[0] != name[:1]:
        return False
    noun = _BODIES.get(letters[-1])
    at = name.find(noun) if noun else -1
    before = iter(name[: max(at, 0)])
    return at >= 0 and all(letter in before for letter in letters[:-1])
