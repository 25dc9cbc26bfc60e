"""Frozen values that are made by the thousand: the same dataclasses, made in half the time; and what is kept for them.

The `__init__` that Python writes for a frozen dataclass sets each field by a call of `object.__setattr__`, which looks
the field up by its name. The field's own descriptor, which is known beforehand, sets it without looking.
"""

from __future__ import annotations

import dataclasses
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["kept_for", "quick"]

T = TypeVar("T", bound=type)
A = TypeVar("A")
R = TypeVar("R")

_KEPT = 4  # of each function: a document is at work at a time, and what belongs to the one before is done with


def kept_for(function: Callable[[tuple[A, ...]], R]) -> Callable[[tuple[A, ...]], R]:
    """Keep what a function gives for the very same tuple, as all items of a document have the same people.

    `functools.lru_cache` compares what the tuples hold, each time, and so takes longer the more they hold.
    """
    kept: list[tuple[tuple[A, ...], R]] = []

    @wraps(function)
    def given(values: tuple[A, ...]) -> R:
        for known, result in kept:
            if known is values:
                return result
        result = function(values)
        kept[:] = [(values, result), *kept[: _KEPT - 1]]
        return result

    return given


def quick(cls: T) -> T:
    """Give a frozen dataclass with slots a faster `__init__` that takes and sets the same.

    Raises:
        TypeError: The class is no such dataclass, or it makes fields anew for each object.
    """
    fields = dataclasses.fields(cast("Any", cls))
    if "__slots__" not in vars(cls) or any(
        not one.init or one.default_factory is not dataclasses.MISSING for one in fields
    ):
        raise TypeError(f"{cls.__qualname__} is not made of plain fields with slots")
    made = cast("Any", cls).__init__
    given: dict[str, Any] = {f"_set_{one.name}": getattr(cls, one.name).__set__ for one in fields}
    given |= {f"_of_{one.name}": one.default for one in fields}
    by_place, by_name = ([one for one in fields if one.kw_only is only] for only in (False, True))
    takes = ["self", *map(_taken, by_place), *(["*"] if by_name else []), *map(_taken, by_name)]
    lines = [f"def __init__({', '.join(takes)}):", *(f" _set_{one.name}(self, {one.name})" for one in fields)]
    lines += [" self.__post_init__()"] if hasattr(cls, "__post_init__") else []
    # As `dataclasses` makes its own: the names are those of the class's fields, nothing comes from outside.
    exec("\n".join(lines), given)  # noqa: S102
    init = given["__init__"]
    init.__qualname__, init.__module__ = made.__qualname__, cls.__module__
    init.__annotations__ = made.__annotations__
    cast("Any", cls).__init__ = init
    return cls


def _taken(field: dataclasses.Field[Any]) -> str:
    return field.name if field.default is dataclasses.MISSING else f"{field.name}=_of_{field.name}"
