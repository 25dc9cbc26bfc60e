"""The three kinds of hyphen at a line's end."""

from __future__ import annotations

from enum import Enum

from nlp_minutes.patterns import lazy

__all__ = ["Hyphen", "line_end_hyphen"]


class Hyphen(Enum):
    """What a hyphen at a line's end is."""

    SOFT = "soft"  # över-|klagan: the hyphen goes
    HARD = "hard"  # Sundén-|Ekberg: the hyphen stays, no blank
    ELLIPSIS = "ellipsis"  # barn-|och ungdomsnämnden: the hyphen and a blank stay


_CONJUNCTION = lazy(r"(?:och|eller|samt|respektive|till|resp\.?)\b")
_LAST = lazy(r"([\wåäö:/.]*)[-\u00ad\u2010]$")
_FIRST = lazy(r"([\w]+)")
_HYPHENS = frozenset("-\u00ad\u2010")


def line_end_hyphen(line: str, following: str, vocabulary: frozenset[str]) -> Hyphen | None:
    """Tell what the hyphen at the end of a line is.

    Args:
        line: A line; only one that ends with a hyphen right behind a letter or digit is looked at.
        following: The line below.
        vocabulary: The document's words in lower case, those with hyphens too.

    Returns:
        The kind, or None where the line does not end with a hyphen of a word or nothing can follow it.
    """
    if _HYPHENS.isdisjoint(line[-2:]):
        return None
    last, first = _LAST.search(line), _FIRST.match(following)
    if last is None or not last[1] or first is None:
        return None
    if line.endswith("\u00ad"):
        return Hyphen.SOFT
    if _CONJUNCTION.match(following):
        return Hyphen.ELLIPSIS
    left, right = last[1], first[1]
    if not right[0].islower():
        return Hyphen.HARD
    if f"{left}-{right}".casefold() in vocabulary:
        return Hyphen.HARD
    if f"{left}{right}".casefold() in vocabulary:
        return Hyphen.SOFT
    if left.isupper() or left[-1].isdigit() or len(left) == 1 or ":" in left:
        return Hyphen.HARD  # SD-ledamöterna, 2-årig, e-post
    return Hyphen.SOFT
