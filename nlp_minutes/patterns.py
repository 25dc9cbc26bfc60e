"""Patterns that cost nothing until they are needed, and a quick look before a slow search."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, cast

from nlp_minutes.first_letters import compiled

__all__ = ["Quick", "lazy", "stems"]

# What compiled patterns offer and the rules use; `pattern` is known without compiling.
_OFFERED: Final = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "sub",
    "subn",
    "split",
    "flags",
    "groups",
    "groupindex",
)


class _Lazy:
    """A pattern that is compiled when it is first used; from then on its methods are those of the compiled one."""

    __slots__ = ("_flags", "pattern", *_OFFERED)

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # reached only where a slot is still empty
        if name not in _OFFERED:
            raise AttributeError(name)
        pattern = compiled(self.pattern, self._flags)
        for one in _OFFERED:
            setattr(self, one, getattr(pattern, one))
        return getattr(pattern, name)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Give a pattern that is compiled when it is first used.

    The rules have more than a thousand patterns and compiling them takes longer than all else that loading does, while
    one protocol needs only a part of them. The functions of `re` do not take such a pattern in place of a string, and
    `match.re` is the compiled one.

    Args:
        pattern: The regular expression.
        flags: As for `re.compile`.

    Returns:
        What behaves as the compiled pattern does. A pattern that does not compile raises `re.error` at its first use.
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


# A single letter stands in nearly every text.
_LEAST: Final = 2
# An escape, a class, a count, or one character.
_PARTS = re.compile(r"\\.|\[\^?\]?[^\]]*\]|\{[^}]*\}|.", re.DOTALL)
_LITERAL = re.compile(r"[\w -]")


@cache
def stems(pattern: str) -> tuple[str, ...]:
    """Give one string for each alternative of a pattern: a text without any of them is not matched.

    Args:
        pattern: A pattern that minds case. Only what stands outside its groups and classes is looked at.

    Returns:
        The longest literal stretch of each alternative; nothing where one has none of two letters.
    """
    found: list[str] = []
    best = run = ""
    depth = 0
    for part in [*_PARTS.findall(pattern), "|"]:
        if depth == 0 and _LITERAL.fullmatch(part):
            run += part
            continue
        # The stretch ends here; what may be absent or stand several times does not belong to it.
        best, run = max(best, run[:-1] if part[0] in "?*+{" else run, key=len), ""
        depth += (part == "(") - (part == ")")
        if part == "|" and depth == 0:
            found.append(best)
            best = ""
    return tuple(dict.fromkeys(found)) if len(min(found, key=len)) >= _LEAST else ()


class Quick:
    """A pattern that is searched only where one of its stems stands.

    Args:
        pattern: The pattern; it minds case.
    """

    __slots__ = ("_search", "_stems")

    def __init__(self, pattern: str) -> None:
        self._stems = stems(pattern)
        self._search = compiled(pattern).search

    def found_in(self, text: str) -> bool:
        """Tell whether the pattern matches anywhere in a text."""
        for stem in self._stems:
            if stem in text:
                return self._search(text) is not None
        return not self._stems and self._search(text) is not None
