"""What a text must hold for a pattern to match in it: looking for that is far faster than the search it saves.

Read from Python's own parse of the pattern. Where that cannot be had nothing is known, and every text is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, Final

__all__ = ["minds_case", "needed"]

# Letters that `re` takes for i or s regardless of case, while `str.lower` gives something else.
ODD_LETTERS: Final = ("ſ", "İ", "ı")
_REPEATS: Final = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_LATIN: Final = 0x180
_IGNORES_CASE: Final = re.compile(r"\(\?[a-z]*i")


def minds_case(pattern: str, flags: int = 0) -> bool:
    """Tell whether all of a pattern minds case."""
    return not flags & re.IGNORECASE and _IGNORES_CASE.search(pattern) is None


@cache
def needed(pattern: str, flags: int = 0) -> tuple[str, ...]:
    """Give strings of which every text that the pattern matches in holds one.

    Args:
        pattern: A valid regular expression.
        flags: As for `re.compile`.

    Returns:
        The strings; in small letters, as the text is to be, where any part of the pattern is regardless of case (and
        then the text must have none of `ODD_LETTERS`). Nothing where none are known.
    """
    try:
        found = _of_sequence(import_module("re._parser").parse(pattern, flags))
    except (ImportError, AttributeError, TypeError, ValueError):
        return ()
    if not minds_case(pattern, flags):
        if any(_has_other_kin(letter) for one in found for letter in one):
            return ()
        found = frozenset(one.lower() for one in found)
    return tuple(sorted(one for one in found if not any(other in one for other in found - {one})))


def _has_other_kin(letter: str) -> bool:
    """Whether a letter may be taken for one that is not among the odd ones: other alphabets have more of them."""
    return letter == "µ" or (ord(letter) >= _LATIN and letter.lower() != letter.upper())


def _of_sequence(items: Any) -> frozenset[str]:
    """Of what the parts of a sequence need, that which is the longest."""
    return max(_of_parts(items), key=lambda one: (min(map(len, one)), -len(one)), default=frozenset())


def _of_parts(items: Any) -> Iterator[frozenset[str]]:
    """What each part of a sequence needs, letters next to each other in one; parts that need nothing are left out."""
    run = ""
    for op, value in items:
        if op.name == "LITERAL":
            run += chr(value)
            continue
        if run:
            yield frozenset({run})
        run = ""
        inner = _of_item(op.name, value)
        if inner:
            yield inner
    if run:
        yield frozenset({run})


def _of_item(op: str, value: Any) -> frozenset[str]:
    if op == "SUBPATTERN":
        return _of_sequence(value[3])
    if op == "ATOMIC_GROUP":
        return _of_sequence(value)
    if op in _REPEATS and value[0]:
        return _of_sequence(value[2])
    if op == "BRANCH":
        parts = [_of_sequence(one) for one in value[1]]
        return frozenset().union(*parts) if all(parts) else frozenset()
    return frozenset()
