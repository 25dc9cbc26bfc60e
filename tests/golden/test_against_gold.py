"""The facts of every protocol in corpus/sources against its gold, micro-averaged over all of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from nlp_minutes.minutes import Minutes
    from tests.conftest import MarkedSource

LEAST = {"items": 0.99, "titles": 0.97, "case_numbers": 0.97, "meeting": 0.97, "attendance": 0.97}
MEETING = ("municipality", "body", "date", "start", "end", "document_type")


def norm(text: str | None) -> str:
    """Lower case, letters and digits only, blanks single."""
    return re.sub(r"\s+", " ", re.sub(r"[\W_]+", " ", (text or "").casefold())).strip()


class Score:
    """Hits, false and missed values of one fact, with what was wrong."""

    def __init__(self) -> None:
        self.hits, self.false, self.missed = 0, 0, 0
        self.wrong: list[str] = []

    def add(self, where: str, found: Iterable[Hashable], gold: Iterable[Hashable]) -> None:
        one, two = set(found), set(gold)
        self.hits += len(one & two)
        self.false += len(one - two)
        self.missed += len(two - one)
        self.wrong += [f"{where}: false {value}" for value in sorted(one - two, key=str)]
        self.wrong += [f"{where}: missed {value}" for value in sorted(two - one, key=str)]

    @property
    def f(self) -> float:
        total = 2 * self.hits + self.false + self.missed
        return 2 * self.hits / total if total else 1.0


def compare(name: str, found: dict[str, Any], gold: dict[str, Any], scores: dict[str, Score]) -> None:
    known = {one["number"]: one for one in gold["items"]}
    items: dict[str, dict[str, Any]] = {}
    for one in found["items"]:
        items.setdefault(one["number"], one)
    scores["items"].add(name, items, known)
    scores["items"].false += len(found["items"]) - len(items)  # the same number twice
    for number, item in known.items():
        one, where = items.get(number, {}), f"{name} § {number}"
        titles = [norm(one.get("title"))] if one.get("title") else []
        scores["titles"].add(where, titles, [norm(item["title"])] if item["title"] else [])
        scores["case_numbers"].add(where, map(norm, one.get("case_numbers", [])), map(norm, item["case_numbers"]))

    def meeting(values: dict[str, Any]) -> set[tuple[str, str]]:
        return {(key, norm(values["meeting"][key])) for key in MEETING if values["meeting"].get(key)}

    def attendance(values: dict[str, Any]) -> set[tuple[str, str, str]]:
        return {(norm(p["name"]), norm(p["party"]), p["attendance"]) for p in values["persons"] if p["attendance"]}

    scores["meeting"].add(name, meeting(found), meeting(gold))
    scores["attendance"].add(name, attendance(found), attendance(gold))


@pytest.fixture(scope="module")
def scores(sources: list[MarkedSource], annotate: Callable[[str], Minutes]) -> dict[str, Score]:
    found: dict[str, Score] = defaultdict(Score)
    for source in sources:
        gold = {"meeting": source.meeting, "persons": source.persons, "items": source.items}
        compare(source.name, annotate(source.text).to_dict(), gold, found)
    return found


@pytest.mark.parametrize("fact", LEAST)
def test_facts_agree_with_gold(scores: dict[str, Score], fact: str) -> None:
    score = scores[fact]
    figures = ", ".join(f"{name} {one.f:.4f}" for name, one in scores.items())
    assert score.f >= LEAST[fact], "\n".join([figures, *score.wrong])


def test_corpus_has_many_layouts(sources: list[MarkedSource]) -> None:
    assert len({source.name.partition("_")[0] for source in sources}) >= 8
