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
    assert json.loads(found) == json.loads(path.read_bytes())


def test_stored_results_are_those_of_the_names() -> None:
    assert sorted(path.stem for path in DATA.glob("*.json")) == NAMES


def test_stored_results_are_not_rewritten_in_ci() -> None:
    assert not (os.environ.get("CI") and REWRITE)


def test_sample_is_the_text_of_its_source(source_named: Callable[[str], MarkedSource]) -> None:
    sample = Path(__file__).parents[2] / "samples" / "askvik_ks_2025.txt"
    assert sample.read_bytes().decode() == source_named("askvik_ks_2025").text
