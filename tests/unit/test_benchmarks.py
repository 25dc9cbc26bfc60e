"""The long texts that benchmarks/speed.py measures are what they say, and docs/benchmarks.md shows its last results."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from nlp_minutes.corpus.dataset import load_sources
from nlp_minutes.readers import source_from_text
from nlp_minutes.rules.structure import parse, split_meetings

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from _long import PAGE_WORDS, long_meeting, many_meetings  # noqa: E402
from _tables import written  # noqa: E402

TEXTS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.txt"))]


@pytest.mark.parametrize("pages", [5, 20])
def test_a_long_meeting_has_its_pages_and_all_its_items(pages: int) -> None:
    text = long_meeting(TEXTS, pages)
    numbers = re.findall(r"^§ (\d+)", text, re.MULTILINE)
    assert text.count("\f") == pages - 1
    assert len(text.split()) >= pages * PAGE_WORDS
    source = source_from_text(text)
    assert len(split_meetings(source.clean, source.blocks)) == 1
    found = parse(source.clean, source.blocks)
    assert [one.number for one in found.items] == numbers == [str(n + 1) for n in range(len(numbers))]


def test_without_heads_there_are_no_pages() -> None:
    assert "\f" not in long_meeting(TEXTS, 5, heads=False)


def test_many_meetings_are_many() -> None:
    # protocols whose first page has labels: one in prose does not part meetings
    named = {"almby_kf_2003", "alvhult_ks_2017", "askvik_kf_2025", "askvik_ks_2025", "asmark_ks_2014"}
    texts = [one.text for one in load_sources(ROOT / "corpus" / "sources") if one.name in named]
    source = source_from_text(many_meetings(texts, 20))
    assert len(split_meetings(source.clean, source.blocks)) == 5


def test_the_page_shows_the_results() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    results = ROOT / "benchmarks" / "results.json"
    if results.is_file():
        assert written(page, json.loads(results.read_text(encoding="utf-8"))) == page
    else:
        assert "| " not in page  # no figures that nobody measured


def test_a_page_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="needs one line"):
        written("# Benchmarks\n", {})
