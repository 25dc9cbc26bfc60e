"""The real documents next to the checkout, at the figures that were promised; skipped where they are absent."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import nlp_minutes

if TYPE_CHECKING:
    from spacy.language import Language

LEAST = {"items": 1.0, "titles": 0.97, "case_numbers": 0.98, "meeting": 0.97, "attendance": 0.95}


@pytest.fixture(scope="module")
def figures(shared: Path, nlp: Language) -> Any:
    """Score the shipped pipeline on chosen documents with the shared scorer."""
    spec = importlib.util.spec_from_file_location("shared_score", shared / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)

    def score(*names: str) -> tuple[dict[str, dict[str, float]], list[Any]]:
        folder = shared / "corpus" / "dev"
        found = {name: nlp_minutes.annotate(folder / f"{name}.txt", nlp=nlp).to_dict() for name in names}
        gold = {name: json.loads((folder / f"{name}.gold.json").read_text(encoding="utf-8")) for name in names}
        out, notes = scorer.score(found, gold)
        return out["facts"], notes

    return score


def all_names(shared: Path) -> list[str]:
    return sorted(path.name.removesuffix(".gold.json") for path in (shared / "corpus" / "dev").glob("*.gold.json"))


@pytest.mark.parametrize("fact", LEAST)
def test_seed_malmo_has_every_fact_right(figures: Any, fact: str) -> None:
    facts, notes = figures("seed_malmo")
    assert facts[fact]["f"] == 1.0, notes


def test_seed_malmo_has_every_outcome_right(figures: Any) -> None:
    assert figures("seed_malmo")[0]["outcome_accuracy"] == 1.0


@pytest.mark.parametrize("fact", LEAST)
def test_dev_reaches_its_figures(shared: Path, figures: Any, fact: str) -> None:
    names = all_names(shared)
    if fact in {"meeting", "attendance"}:
        names = [name for name in names if not name.startswith("gbg_dev")]  # excerpts without a front page
    facts, _ = figures(*names)
    assert facts[fact]["f"] >= LEAST[fact], facts


def test_seed_malmo_joins_the_name_that_is_broken_over_lines(shared: Path, nlp: Language) -> None:
    path = shared / "corpus" / "dev" / "seed_malmo"
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    minutes = nlp_minutes.annotate(path.with_suffix(".txt"), nlp=nlp)
    attending = {one["name"] for one in gold["persons"] if one["attendance"]}
    assert attending <= {one.name for one in minutes.persons}


def test_every_real_document_is_read_whole(shared: Path, nlp: Language) -> None:
    corpus = shared / "corpus"
    for path in sorted([*corpus.glob("dev/*.txt"), *corpus.glob("seed/*.txt")]):
        for minutes in nlp_minutes.annotate_all(path, nlp=nlp):
            assert all(minutes.text[one.start : one.end] == one.text for one in minutes.entities), path.name
