"""Where a pattern can begin: searching skips every other place far faster than by trying the pattern there.

Python's `re` does this of itself where a pattern begins with a letter or a class. Behind the edge of a word or a
look-behind, with nested alternatives or regardless of case it tries the whole pattern at every letter of the text, as
most of the rules do. We read from Python's own parse of a pattern what it can begin with and hand that on with
the compiled pattern in the place that is meant for it. That place is not public: in a Python whose form of compiled
patterns we have not tried, or where a pattern has what we do not know, `re` compiles it as ever. What matches is the
same either way.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any, Final

__all__ = ["beginnings", "compiled"]

# What we read; ASCII, LOCALE and VERBOSE change what letters mean.
_FLAGS: Final = re.IGNORECASE | re.UNICODE | re.MULTILINE | re.DOTALL
_CATEGORIES: Final = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}
# A negated class that has the one lies within the other: `[^\W\d_]`.
_OPPOSITES: Final = {r"\W": r"\w", r"\S": r"\s", r"\D": r"\d", r"\w": r"\W", r"\s": r"\S", r"\d": r"\D"}
# Letters up to here have all their capitals below the other bound, so that they can be counted up.
_LOWER_BELOW: Final = 0x180
_UPPER_BELOW: Final = 0x2200
_MOST_OF_RANGE: Final = 300
# The block that leads a compiled pattern: its code, its length, what is known, the least and the greatest width.
_INFO_SIZE: Final = 5
_SKIP: Final = 1
_KNOWN: Final = 2
_CLASS: Final = 4
_WIDTHS: Final = slice(3, 5)


# The forms of compiled patterns that this was tried with: Python 3.11, 3.12 and 3.13.
_TRIED: Final = frozenset({20220615, 20221023, 20230612})


class _UnknownError(Exception):
    """The pattern can begin with what we do not read."""


@cache
def _cases() -> dict[int, frozenset[int]]:
    """All letters by what they are in small ones."""
    lower = import_module("_sre").unicode_tolower
    found: dict[int, set[int]] = {}
    for code in range(_UPPER_BELOW):
        found.setdefault(lower(code), set()).add(code)
    return {code: frozenset(codes) for code, codes in found.items()}


@cache
def _spellings(code: int) -> frozenset[str]:
    """A letter in every case, those that only `re` takes for the same (`s` and `ſ`) too."""
    sre, compiler = import_module("_sre"), import_module("re._compiler")
    if not sre.unicode_iscased(code):
        return frozenset({_escaped(code)})
    lower = sre.unicode_tolower(code)
    if lower >= _LOWER_BELOW:
        raise _UnknownError
    alike = (lower, *vars(compiler)["_EXTRA_CASES"].get(lower, ()))
    return frozenset(_escaped(code) for one in alike for code in _cases().get(one, {one}))


def _escaped(code: int) -> str:
    return re.escape(chr(code))


def _of_class(members: list[tuple[Any, Any]], *, ignore_case: bool) -> set[str]:
    """The letters of a class, or of one that holds them."""
    negated = members[0][0].name == "NEGATE"
    found: set[str] = set()
    for op, value in members[negated:]:
        if op.name == "CATEGORY":
            found.add(_CATEGORIES[value.name])
        elif negated:
            continue
        elif op.name == "LITERAL":
            found |= _spellings(value) if ignore_case else {_escaped(value)}
        elif op.name == "RANGE" and not ignore_case:
            found.add(f"{_escaped(value[0])}-{_escaped(value[1])}")
        elif op.name == "RANGE" and value[1] - value[0] < _MOST_OF_RANGE:
            found.update(*(_spellings(code) for code in range(value[0], value[1] + 1)))
        else:
            raise _UnknownError
    if not negated:
        return found
    if not found:
        raise _UnknownError
    return {_OPPOSITES[min(found)]}


def _of_item(op: str, value: Any, flags: int) -> tuple[set[str], bool]:
    """What one part of a pattern can begin with, and whether it can be empty."""
    ignore_case = bool(flags & re.IGNORECASE)
    match op:
        case "LITERAL":
            found, empty = (set(_spellings(value)) if ignore_case else {_escaped(value)}), False
        case "IN":
            found, empty = _of_class(value, ignore_case=ignore_case), False
        case "AT" | "ASSERT" | "ASSERT_NOT":
            found, empty = set(), True
        case "SUBPATTERN":
            _, added, taken, inner = value
            found, empty = _of_sequence(inner, (flags | added) & ~taken)
        case "ATOMIC_GROUP":
            found, empty = _of_sequence(value, flags)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, _, inner = value
            found, empty = _of_sequence(inner, flags)
            empty = empty or least == 0
        case "BRANCH":
            parts = [_of_sequence(one, flags) for one in value[1]]
            found, empty = set().union(*(one for one, _ in parts)), any(one for _, one in parts)
        case _:
            raise _UnknownError
    return found, empty


def _of_sequence(items: Any, flags: int) -> tuple[set[str], bool]:
    """What a sequence can begin with, and whether it can be empty."""
    if flags & ~_FLAGS:
        raise _UnknownError
    found: set[str] = set()
    for op, value in items:
        more, empty = _of_item(op.name, value, flags)
        found |= more
        if not empty:
            return found, False
    return found, True


def _class_of(parsed: Any, flags: int) -> str:
    """A class of all that a parsed pattern can begin with."""
    found, empty = _of_sequence(parsed, flags)
    if empty or not found:
        raise _UnknownError
    # NUL makes a class of a single letter too, which `re` would take for the letter itself.
    return f"[\0{''.join(sorted(found))}]"


def _code(parsed: Any, flags: int) -> list[int]:
    code: list[int] = vars(import_module("re._compiler"))["_code"](parsed, flags)
    return code


def _informed(code: list[int], parsed: Any, flags: int) -> list[int]:
    """Put the first letters into the code of a pattern, where they can be told and `re` has not told them already."""
    if code[_KNOWN] or code[_SKIP] != _INFO_SIZE - 1 or not code[_WIDTHS][0]:
        return code
    try:
        first = _class_of(parsed, flags)
    except _UnknownError:
        return code
    # A class compiled alone leads with itself as that which it begins with.
    head = _code(import_module("re._parser").parse(first, 0), 0)
    if head[_KNOWN] != _CLASS:
        return code
    head = head[: head[_SKIP] + 1]
    head[_WIDTHS] = code[_WIDTHS]
    return head + code[_INFO_SIZE:]


def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    """Compile as `re` does, step by step."""
    parsed = import_module("re._parser").parse(pattern, flags)
    flags |= parsed.state.flags
    code = _informed(_code(parsed, flags), parsed, flags)
    by_name, groups = parsed.state.groupdict, parsed.state.groups
    names = {number: name for name, number in by_name.items()}
    in_order = tuple(names.get(number) for number in range(groups))
    made: re.Pattern[str] = import_module("_sre").compile(pattern, flags, code, groups - 1, by_name, in_order)
    return made


def beginnings(pattern: str) -> frozenset[str]:
    """Give the letters that a match can begin with; nothing where they cannot be counted up.

    Args:
        pattern: A valid regular expression that minds case.
    """
    try:
        found, empty = _of_sequence(import_module("re._parser").parse(pattern, 0), int(re.UNICODE))
    except (_UnknownError, ImportError, AttributeError, TypeError, ValueError, LookupError):
        return frozenset()
    letters = frozenset(one for one in found if len(one) == 1)
    return frozenset() if empty or len(letters) < len(found) else letters


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern so that searching for it skips at once whatever it cannot begin with.

    Args:
        pattern: The regular expression.
        flags: As for `re.compile`.

    Raises:
        re.error: The pattern does not compile.
    """
    try:
        return _compiled(pattern, flags) if import_module("_sre").MAGIC in _TRIED else re.compile(pattern, flags)
    except (ImportError, AttributeError, TypeError, ValueError, LookupError, RuntimeError):
        return re.compile(pattern, flags)
