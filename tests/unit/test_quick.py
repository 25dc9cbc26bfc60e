"""Frozen dataclasses that are made faster are the same in all else."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace
from typing import ClassVar

import pytest

from nlp_minutes.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Place:
    """A place with a default and what must be named."""

    start: int
    end: int = 7
    label: str = field(default="ORG", kw_only=True)
    text: str = field(kw_only=True)


@quick
@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Checked:
    """A value that is looked at when it is made, and derives one field of its own class."""

    kind: ClassVar[str] = "checked"
    size: int
    note: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError(self.size)


def test_fields_by_place_by_name_and_by_default() -> None:
    one = Place(1, text="Ek")
    assert (one.start, one.end, one.label, one.text) == (1, 7, "ORG", "Ek")
    assert Place(1, 2, label="PERSON", text="Ek") == Place(start=1, end=2, label="PERSON", text="Ek")
    assert Checked(size=1).note == ()


@pytest.mark.parametrize("given", [{}, {"start": 1}, {"start": 1, "text": "", "more": 2}])
def test_fields_that_are_missing_or_unknown_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Place(**given)  # type: ignore[arg-type]


def test_fields_that_must_be_named_are_not_taken_by_place() -> None:
    with pytest.raises(TypeError):
        Place(1, 2, "ORG", "Ek")  # type: ignore[call-arg]


def test_equal_and_hashed_as_before() -> None:
    assert Place(1, text="Ek") == Place(1, text="Ek") != Place(2, text="Ek")
    assert len({Place(1, text="Ek"), Place(1, text="Ek")}) == 1
    assert Checked(size=1) < Checked(size=2)


def test_replaced_copied_and_pickled() -> None:
    one = Place(1, text="Ek")
    assert replace(one, end=3) == Place(1, 3, text="Ek")
    assert copy.deepcopy(one) == copy.copy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - made here
    with pytest.raises(ValueError, match="-1"):
        replace(Checked(size=1), size=-1)


def test_frozen_all_the_same() -> None:
    one = Place(1, text="Ek")
    with pytest.raises(FrozenInstanceError):
        one.start = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del one.start


def test_looked_at_when_made() -> None:
    with pytest.raises(ValueError, match="-1"):
        Checked(size=-1)


def test_the_signature_stays() -> None:
    assert list(inspect.signature(Place).parameters) == ["start", "end", "label", "text"]
    assert Place.__init__.__qualname__ == "Place.__init__"
    assert Place.__init__.__module__ == __name__


def test_other_classes_are_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Made:
        parts: list[str] = field(default_factory=list)

    @dataclass(frozen=True, slots=True)
    class Derived:
        size: int = field(init=False, default=1)

    @dataclass(frozen=True)
    class Open:
        size: int

    for one in (Made, Derived, Open):
        with pytest.raises(TypeError, match=one.__name__):
            quick(one)
    with pytest.raises(TypeError):
        quick(str)
