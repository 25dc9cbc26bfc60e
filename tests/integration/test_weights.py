"""What must not be in the files of the pipelines we ship: names of people from the texts they were made with."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIPELINES = sorted(path.parent for path in (ROOT / "models").glob("*/config.cfg"))
_NAMED = re.compile(r"\b[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)? ([A-ZÅÄÖ][a-zåäöéü]{7,})(?= \([A-ZÅÄÖ]{1,3}\))")


def rare_surnames(shared: Path) -> set[str]:
    """Long surnames of people in the real texts that stand in no lexicon and in none of our sources."""
    counts: Counter[str] = Counter()
    for path in sorted((shared / "corpus" / "goteborg").glob("*.jsonl")):
        counts.update(_NAMED.findall(path.read_text(encoding="utf-8")))
    for path in sorted((shared / "corpus" / "dev").glob("*.gold.json")):
        for person in json.loads(path.read_text(encoding="utf-8"))["persons"]:
            counts[person["name"].split()[-1]] += 1
    ours = "\n".join(
        one.read_text(encoding="utf-8")
        for one in resources.files("nlp_minutes.resources").iterdir()
        if one.name.endswith(".tsv")
    )
    ours += "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "corpus" / "sources").glob("*.src"))
    return {name for name in counts if len(name) > 7 and name.isalpha() and name not in ours}


def test_there_is_a_pipeline_with_a_recogniser() -> None:
    assert any((path / "ner" / "model").is_file() for path in PIPELINES)


@pytest.mark.parametrize("folder", PIPELINES, ids=lambda path: path.name)
def test_no_rare_name_of_the_real_texts_is_in_a_pipeline(folder: Path, shared: Path) -> None:
    names = rare_surnames(shared)
    assert len(names) > 50
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for name in names:
                forms = {form.encode() for word in (name, name.casefold()) for form in (word, json.dumps(word)[1:-1])}
                found += [(path.name, name) for form in forms if form in content]
    assert not found


@pytest.mark.parametrize("folder", PIPELINES, ids=lambda path: path.name)
def test_a_pipeline_is_small(folder: Path) -> None:
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 20_000_000
