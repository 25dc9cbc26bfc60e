from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from nlp_minutes.corpus.pairs import CaseText
from nlp_minutes.evaluation.baselines import ORACLE, RIVALS, baselines, item_baselines, score_text
from nlp_minutes.evaluation.evaluation import Settings, build, build_of_texts, score_all, to_json
from nlp_minutes.evaluation.report import to_html
from nlp_minutes.evaluation.text import to_text
from nlp_minutes.rules.case_text import read_case_text

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument
    from nlp_minutes.evaluation.document import DocumentScores

LINES = [
    "Sommaren var ovanligt solig i Åslunda förra året.",
    "Bron över Kvarnån är från 1931 och måste bytas.",
    "En ny bro över Kvarnån kostar 14 miljoner kronor.",
    "Kaffe serveras i foajén efter mötet på torsdag.",
]
REFERENCE = "Bron över Kvarnån måste bytas och kostar 14 miljoner kronor."
RIGHT, WRONG = [0.0, 1.0, 0.9, 0.0], [1.0, 0.0, 0.0, 0.9]


def case(number: int) -> CaseText:
    sentences = tuple(read_case_text([(line, 100 * place) for place, line in enumerate(LINES)]))
    return CaseText(name=f"t{number}", sentences=sentences, title="Ny bro", reference=REFERENCE, words=34)


def scored(ranking: list[float], count: int = 12) -> list[DocumentScores]:
    return [score_text(case(number), ranking, max_words=18, group=f"group {number // 2}") for number in range(count)]


def with_items(document: GoldDocument) -> dict[str, Any]:
    """A perfect result whose paragraphs know their items, as a real one's do."""
    values: dict[str, Any] = json.loads(document.to_json())
    for item in values["items"]:
        item |= {"headline": item["reference_summary"], "summary": {"text": item["reference_summary"]}}
    values["paragraphs"] = [one for one in values["paragraphs"] if not one.get("furniture")]
    start = document.text.index("§ 2 ")
    for one in values["paragraphs"]:
        one["item"] = "2" if one["start"] > start else "1"
    return values


def test_items_are_summarised_in_every_way_and_judged(gold: GoldDocument) -> None:
    found = item_baselines(with_items(gold), gold.to_dict())
    assert list(found) == list(RIVALS)
    for sums in found.values():
        assert sums["summary_r1"].count == sums["summary_tells_outcome"].count == 2
        assert sums["summary_tells_dissent"].count == 1
        assert sums["headline_r1"].count == 0
    # `Nämnden avslår förslaget.` tells the outcome, `Lekplatsen byggs.` keeps quiet about a refusal.
    assert found["decision"]["summary_tells_outcome"].total == 2
    assert found["decision"]["summary_tells_dissent"].total == 0
    assert found["decision"]["summary_words"].total == 5


def test_an_item_that_was_not_found_has_empty_summaries(gold: GoldDocument) -> None:
    result = with_items(gold)
    for one in result["paragraphs"]:
        one["item"] = None
    found = item_baselines(result, gold.to_dict())
    assert {sums["summary_words"].total for sums in found.values()} == {0.0}
    assert found["lead"]["summary_r1"].count == 2


def test_limit_of_words_holds_for_every_way(gold: GoldDocument) -> None:
    found = item_baselines(with_items(gold), gold.to_dict(), max_words=4)
    assert all(sums["summary_words"].total <= 8 for sums in found.values())


def test_a_good_ranking_beats_the_beginning_and_no_one_beats_the_oracle() -> None:
    scores = scored(RIGHT)
    found = {one.name: one for one in baselines(scores, groups=[one.name for one in scores], resamples=500, seed=1)}
    assert list(found) == [name for name in RIVALS if name != "decision"]
    gain = {one.name: one for one in found["lead"].differences}["summary_r2"]
    assert gain.difference is not None
    assert gain.difference > 0.2
    assert gain.p is not None
    assert gain.p < 0.01
    best = {one.name: one for one in found[ORACLE].differences}["summary_r2"]
    assert best.difference == pytest.approx(0)
    assert best.p == 1.0


def test_one_document_has_no_intervals_and_no_p() -> None:
    (lead, *_) = baselines(scored(RIGHT, 1), groups=["t0"], resamples=200, seed=0)
    assert all(one.low is None and one.high is None for one in lead.figures)
    assert all(one.p is None for one in lead.differences)


def test_without_summaries_in_simple_ways_nothing_stands_beside(gold: GoldDocument) -> None:
    result = with_items(gold)
    settings = Settings(tasks=("summary",), resamples=200)
    plain = score_all([gold], lambda _: result)
    beside = score_all([gold], lambda _: result, with_baselines=True)
    assert build([gold], plain, producer="x", settings=settings).baselines == ()
    evaluation = build([gold], beside, producer="x", settings=settings)
    assert [one.name for one in evaluation.baselines] == list(RIVALS)
    assert build([gold], beside, producer="x", settings=replace(settings, tasks=("facts",))).baselines == ()


def test_terminal_json_and_page_have_all_ways(make: Callable[[str], GoldDocument]) -> None:
    documents = [make("askby_ks_2024"), make("borgby_ks_2024"), make("borgby_kf_2024")]
    scores = score_all(documents, with_items, with_baselines=True)
    evaluation = build(documents, scores, producer="x", settings=Settings(tasks=("summary",), resamples=200))
    text, page, values = to_text(evaluation), to_html(evaluation), json.loads(to_json(evaluation))
    for name in ("model", *RIVALS):
        assert f"\n{name} " in text
    assert "model less" in text
    assert "Beside simple ways of choosing" in page
    for name in ("TextRank", "LexRank", "by lot", "the beginning", "greedy oracle", "the decision’s beginning"):
        assert name in page
    assert [one["name"] for one in values["baselines"]] == list(RIVALS)
    lead = values["baselines"][1]
    assert {one["name"] for one in lead["figures"]} == {one["name"] for one in lead["differences"]}
    assert "headline_r1" not in {one["name"] for one in lead["figures"]}


def test_texts_have_no_figures_that_they_cannot_have() -> None:
    texts, scores = [case(number) for number in range(12)], scored(WRONG)
    settings = Settings(tasks=("summary",), resamples=200)
    evaluation = build_of_texts(texts, scores, producer="x", settings=settings, other=("y", scored(RIGHT)))
    assert {one.name for one in evaluation.figures} == {"summary_r1", "summary_r2", "summary_rl", "summary_words"}
    assert (evaluation.documents, evaluation.layouts, evaluation.words) == (12, 6, 12 * 34)
    assert evaluation.comparison is not None
    assert all(one.difference is not None for one in evaluation.comparison.differences)
    assert next(one for one in evaluation.comparison.differences if one.name == "summary_rl").difference < 0  # type: ignore[operator]
    text, page = to_text(evaluation), to_html(evaluation)
    assert "12 texts, 6 groups" in text
    assert "200 draws of texts" in text
    assert "Hardest texts" in page
    assert "protocol" not in page.partition("<main")[0].partition("<body>")[2]
