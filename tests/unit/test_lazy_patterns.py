from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import nlp_minutes
from nlp_minutes import patterns
from nlp_minutes.patterns import lazy


def test_a_lazy_pattern_does_what_the_compiled_one_does() -> None:
    one, other = lazy(r"(?P<a>ek)(?P<b>s)?", re.IGNORECASE), re.compile(r"(?P<a>ek)(?P<b>s)?", re.IGNORECASE)
    text = "Eks, och ek"
    assert (one.pattern, one.flags, one.groups, one.groupindex) == (
        other.pattern,
        other.flags,
        other.groups,
        other.groupindex,
    )
    assert one.findall(text) == other.findall(text)
    assert one.sub("x", text) == other.sub("x", text)
    assert [match.span() for match in one.finditer(text)] == [match.span() for match in other.finditer(text)]
    found = one.search(text, 1)
    assert found is not None
    assert found.span() == (9, 11)
    assert one.fullmatch("ek") is not None


def test_nothing_is_compiled_before_the_first_use() -> None:
    broken = lazy("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("Ek")


def test_what_no_pattern_has_is_missing() -> None:
    with pytest.raises(AttributeError):
        lazy("Ek").nothing  # type: ignore[attr-defined]  # noqa: B018


def test_every_pattern_of_the_package_compiles() -> None:
    seen = 0
    for module in pkgutil.walk_packages(nlp_minutes.__path__, "nlp_minutes."):
        if module.name.startswith(
            ("nlp_minutes.rules", "nlp_minutes.readers", "nlp_minutes.components", "nlp_minutes.li")
        ):
            values = vars(importlib.import_module(module.name)).values()
            for one in values:
                if isinstance(one, patterns._Lazy):
                    assert one.groups >= 0
                    seen += 1
    assert seen > 1000
