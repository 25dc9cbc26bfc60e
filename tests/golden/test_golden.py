"""The whole path for eight protocols of our own, against stored results.

`NLP_MINUTES_GOLDEN=1 pytest tests/golden` writes the stored results anew; look at the difference first.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from nlp_minutes.minutes import Minutes
    from tests.conftest import MarkedSource

DATA = Path(__file__).parent / "data"
NAMES = [
    "askvik_ks_2025",
    "hornby_byggnad_2012",
    "lovanger_ks_2022",
    "narpnas_fi_2023",
    "solhamn_utdrag_2022",
    "storlunda_kf_2026",
    "tallmo_kf_1998",
    "torsmark_ks_2024",
]
REWRITE = bool(os.environ.get("NLP_MINUTES_GOLDEN"))


def golden(minutes: Minutes) -> str:
    values: dict[str, Any] = minutes.to_dict()
    del values["text"]
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_result_is_the_stored_one(
    name: str, source_named: Callable[[str], MarkedSource], annotate: Callable[[str], Minutes]
) -> None:
    found = golden(annotate(source_named(name).text))
    path = DATA / f"{name}.json"
    if REWRITE:
        DATA.mkdir(exist_ok=True)
        path.write_bytes(found.encode())
    assert same(json.loads(found), json.loads(path.read_bytes()))


def same(one: Any, other: Any) -> bool:
    """Whether two results are equal; probabilities and scores differ in the last digits from machine to machine."""
    if isinstance(one, float) or isinstance(other, float):
        return bool(one == pytest.approx(other, abs=0.01))
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({"a": [0.5]}, {"a": [0.501]}, True),
        ({"a": [0.5]}, {"a": [0.6]}, False),
        ({"a": 1}, {"b": 1}, False),
        ([1], [1, 2], False),
        ("x", "y", False),
    ],
)
def test_only_digits_that_do_not_count_may_differ(one: Any, other: Any, *, alike: bool) -> None:
    assert same(one, other) is alike


def test_stored_results_are_those_of_the_names() -> None:
    assert sorted(path.stem for path in DATA.glob("*.json")) == NAMES


def test_stored_results_are_not_rewritten_in_ci() -> None:
    assert not (os.environ.get("CI") and REWRITE)


def test_sample_is_the_text_of_its_source(source_named: Callable[[str], MarkedSource]) -> None:
    sample = Path(__file__).parents[2] / "samples" / "askvik_ks_2025.txt"
    assert sample.read_bytes().decode() == source_named("askvik_ks_2025").text
