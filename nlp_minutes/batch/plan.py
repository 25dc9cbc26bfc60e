"""Names of results, settled before the work begins: they do not depend on what is finished first, or fails.

Every input gets a name of its own (`a`, `a-2` for the next input of that stem). The further meetings of a file are
numbered behind its name (`a-2`, `a-3` ...), past the names that other inputs have. Two inputs cannot meet in such a
name: it would have to be one name with one number behind it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath

__all__ = ["Planned", "is_url", "names_of", "plan", "safe_stem", "same_name", "stem_of"]

_NUMBERED = re.compile(r"(.+)-([1-9]\d*)", re.DOTALL)
# What divides folders on some system, or names a drive there.
_DIVIDES = frozenset("/\\:")
# Of a stem: file systems take 255 for a name, and a number, a suffix and `.part` need room.
_BYTES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An input with the name of its result.

    Attributes:
        path: The input, as it was given.
        name: Its result's name without suffix.
        taken: Numbers that its further meetings must not take.
        clash: The input that has the plain name, where this one had to be numbered; an empty text where that
            is a file in the output folder which is itself an input.
    """

    path: str
    name: str
    taken: tuple[int, ...] = ()
    clash: str | None = None


def is_url(path: str) -> bool:
    """Tell whether an input or an output is named by a URL (`s3://...`)."""
    return "://" in path


def stem_of(path: str) -> str:
    """Give the stem that an input's results are named by."""
    return safe_stem(PurePosixPath(path).stem if is_url(path) else PurePath(path).stem)


def safe_stem(stem: str) -> str:
    """Make of a stem one that no system takes for a path: without control characters, and not too long."""
    safe = "".join(sign if sign.isprintable() and sign not in _DIVIDES else "_" for sign in stem)
    return safe.encode()[:_BYTES].decode(errors="ignore")


def same_name(name: str) -> str:
    """Give what two names have in common that some file system holds for one: case and composed letters aside."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def plan(paths: Iterable[str], suffix: str, reserved: Collection[str] = ()) -> list[Planned]:
    """Give every input a name, in the order of the inputs.

    Args:
        paths: The inputs.
        suffix: Of the results, with its dot.
        reserved: Names of files that no result may have: inputs that lie in the output folder.

    Returns:
        One entry an input, in order. Upper and lower case count as the same name, and so do an å in one and in two
        characters.
    """
    owner: dict[str, str] = {same_name(name): "" for name in reserved}
    following: dict[str, int] = {}
    named: list[tuple[str, str, str | None]] = []
    for path in paths:
        stem = stem_of(path)
        first = same_name(f"{stem}{suffix}")
        name, number = stem, following.get(first, 2)
        while same_name(f"{name}{suffix}") in owner:
            name = f"{stem}-{number}"
            number += 1
        following[first] = number
        other = owner.get(first)
        named.append((path, name, other if other != path else None))
        owner[same_name(f"{name}{suffix}")] = path
    numbers = _numbers(owner, same_name(suffix))
    return [
        Planned(path=path, name=name, taken=tuple(sorted(numbers.get(same_name(name), ()))), clash=clash)
        for path, name, clash in named
    ]


def _numbers(names: Iterable[str], suffix: str) -> Mapping[str, set[int]]:
    """The numbers behind each name that are taken: {'a': {2}} where there is an `a-2`."""
    numbers: dict[str, set[int]] = {}
    for name in names:
        found = _NUMBERED.fullmatch(name.removesuffix(suffix)) if name.endswith(suffix) else None
        if found:
            numbers.setdefault(found[1], set()).add(int(found[2]))
    return numbers


def names_of(name: str, count: int, taken: Sequence[int] = ()) -> Iterator[str]:
    """Yield the names of an input's results, one a meeting."""
    number = 1
    for _ in range(count):
        yield name if number == 1 else f"{name}-{number}"
        number += 1
        while number in taken:
            number += 1
