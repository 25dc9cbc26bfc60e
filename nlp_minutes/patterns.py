"""Patterns that cost nothing until they are needed, and a quick look before a slow search."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final, cast

from nlp_minutes.first_letters import compiled
from nlp_minutes.needed import ODD_LETTERS, minds_case, needed

__all__ = ["Quick", "guarded", "lazy", "stems"]

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
    search: Any
    match: Any
    fullmatch: Any
    finditer: Any
    sub: Any

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


# Where one pattern is tried, others are tried on the same text.
@lru_cache(maxsize=32)
def _lower(text: str) -> str | None:
    """A text in small letters; None where it has odd ones."""
    return None if any(letter in text for letter in ODD_LETTERS) else text.lower()


def _can_match(pattern: str, flags: int) -> Callable[[str], bool] | None:
    """A look at a text for what the pattern needs; None where it needs nothing that is known."""
    strings = needed(pattern, flags)
    if not strings:
        return None

    def as_it_is(text: str) -> bool:
        for one in strings:  # noqa: SIM110 - a generator would cost more than the looks
            if one in text:
                return True
        return False

    def in_small_letters(text: str) -> bool:
        lower = _lower(text)
        if lower is None:
            return True
        for one in strings:  # noqa: SIM110 - as above
            if one in lower:
                return True
        return False

    return as_it_is if minds_case(pattern, flags) else in_small_letters


class _Guarded(_Lazy):
    """A pattern that is tried only on texts which hold what it needs."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        found = super().__getattr__(name)
        can_match = _can_match(self.pattern, self._flags)
        if can_match is not None:
            self._guard(can_match)
            found = getattr(self, name)
        return found

    def _guard(self, can_match: Callable[[str], bool]) -> None:
        search: Callable[..., re.Match[str] | None] = self.search
        match: Callable[..., re.Match[str] | None] = self.match
        fullmatch: Callable[..., re.Match[str] | None] = self.fullmatch
        finditer: Callable[..., Iterator[re.Match[str]]] = self.finditer
        sub: Callable[..., str] = self.sub

        def guarded_search(text: str, *span: int) -> re.Match[str] | None:
            return search(text, *span) if can_match(text) else None

        def guarded_match(text: str, *span: int) -> re.Match[str] | None:
            return match(text, *span) if can_match(text) else None

        def guarded_fullmatch(text: str, *span: int) -> re.Match[str] | None:
            return fullmatch(text, *span) if can_match(text) else None

        def guarded_finditer(text: str, *span: int) -> Iterator[re.Match[str]]:
            return finditer(text, *span) if can_match(text) else iter(())

        def guarded_sub(by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
            return sub(by, text, count) if can_match(text) else text

        self.search, self.match, self.fullmatch = guarded_search, guarded_match, guarded_fullmatch
        self.finditer, self.sub = guarded_finditer, guarded_sub


def guarded(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Give a lazy pattern that is tried only on texts which hold one of the strings that it needs.

    For a pattern that takes long and seldom matches: the look costs about half a microsecond.

    Args:
        pattern: The regular expression.
        flags: As for `re.compile`.

    Returns:
        What finds the same as the compiled pattern. `search` and its kind take the bounds of the search by position.
    """
    return cast("re.Pattern[str]", _Guarded(pattern, flags))


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
    """Patterns by name, each of which is searched only where one of its stems stands.

    Args:
        patterns: The patterns; they mind case.
    """

    __slots__ = ("_patterns",)

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._patterns = [
            (name, stems(pattern) or ("",), compiled(pattern).search) for name, pattern in patterns.items()
        ]

    def found_in(self, text: str) -> list[str]:
        """Give the names of the patterns that match anywhere in a text, in their order."""
        found = []
        for name, own, search in self._patterns:
            for stem in own:
                if stem in text:
                    if search(text):
                        found.append(name)
                    break
        return found
