from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from nlp_minutes.evaluation.counts import Counts
from nlp_minutes.evaluation.document import DocumentScores, Wrong, score_document
from nlp_minutes.evaluation.errors import group_errors
from nlp_minutes.evaluation.facts import FACTS, norm
from nlp_minutes.evaluation.summaries import tells_dissent, tells_outcome

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument


def score(result: dict[str, Any], gold: GoldDocument) -> DocumentScores:
    return score_document(result, gold.to_dict(), text=gold.text)


def kinds(scores: DocumentScores) -> set[str]:
    return {one.kind for one in scores.wrong}


def test_a_perfect_result_is_right_in_all(gold: GoldDocument, result: dict[str, Any]) -> None:
    scores = score(result, gold)
    assert scores.wrong == ()
    assert scores.entities["ALL"] == Counts(hits=8, found=8, wanted=8)
    assert all(one.wanted == one.found for one in scores.paragraphs)
    assert {name: one.f1 for name, one in scores.facts.items()} == {
        name: None if name in {"statements", "recusals"} else 1.0 for name in FACTS
    }
    assert (scores.outcome, scores.votes) == ((2, 2), (1, 1))
    assert (scores.summary["headline_rl"].total, scores.summary["headline_rl"].count) == (2, 2)
    assert (scores.summary["summary_tells_dissent"].total, scores.summary["summary_tells_dissent"].count) == (1, 1)


def test_an_empty_result_finds_nothing(gold: GoldDocument) -> None:
    empty: dict[str, Any] = {"entities": [], "paragraphs": [], "persons": [], "items": [], "meeting": None}
    scores = score(empty, gold)
    assert scores.entities["ALL"] == Counts(wanted=8)
    assert {one.found for one in scores.paragraphs} == {"none"}
    assert scores.facts["items"] == Counts(wanted=2)
    assert (scores.outcome, scores.votes) == ((0, 2), (0, 1))
    assert scores.summary["summary_rl"].total == 0


def test_items_without_outcome_are_not_asked_for_it(gold: GoldDocument, result: dict[str, Any]) -> None:
    bare = gold.to_dict()
    bare["items"] = [{"number": one["number"], "title": one["title"]} for one in bare["items"]]
    scores = score_document(result, bare, text=gold.text)
    assert scores.outcome == (0, 0)
    assert not any("outcome" in one.kind for one in scores.wrong)


def change_item(result: dict[str, Any], **values: object) -> None:
    result["items"][0] |= values


@pytest.mark.parametrize(
    ("fact", "change", "counts"),
    [
        ("titles", {"title": "Ny  SKOLA!"}, Counts(hits=2, found=2, wanted=2)),
        ("titles", {"title": "Skola"}, Counts(hits=1, found=2, wanted=2)),
        ("case_numbers", {"case_numbers": ["N 2024/7"]}, Counts(hits=1, found=2, wanted=1)),
        (
            "motions",
            {"motions": [{"by": ["Bo Al"], "parties": ["M"], "kind": "reject"}]},
            Counts(hits=0, found=2, wanted=2),
        ),
        ("reservations", {"reservations": [{"by": ["bo al"], "parties": []}]}, Counts(hits=1, found=1, wanted=2)),
        ("statements", {"statements": [{"by": ["Ulla Ek"], "parties": ["S"]}]}, Counts(hits=0, found=2, wanted=0)),
        ("recusals", {"recusals": ["Ulla Ek"]}, Counts(hits=0, found=1, wanted=0)),
        (
            "named_votes",
            {"votes": [{"yes": 1, "no": 1, "named": {"yes": ["Bo Al"], "no": ["Bo Al"], "abstain": None}}]},
            Counts(hits=1, found=2, wanted=2),
        ),
        ("named_votes", {"votes": [{"yes": 1, "no": 1, "named": None}]}, Counts(hits=0, found=0, wanted=2)),
    ],
)
def test_facts_of_an_item(
    gold: GoldDocument, result: dict[str, Any], fact: str, change: dict[str, Any], counts: Counts
) -> None:
    change_item(result, **change)
    assert score(result, gold).facts[fact] == counts


def test_a_number_that_is_not_there_is_one_wrong_item_and_no_more(gold: GoldDocument, result: dict[str, Any]) -> None:
    result["items"].append({**result["items"][0], "number": "9"})
    scores = score(result, gold)
    assert scores.facts["items"] == Counts(hits=2, found=3, wanted=2)
    assert scores.facts["titles"] == Counts(hits=2, found=2, wanted=2)
    assert scores.votes == (1, 1)
    assert kinds(scores) == {"items: spurious"}


def test_a_number_twice_is_wrong_and_the_first_one_counts(gold: GoldDocument, result: dict[str, Any]) -> None:
    result["items"].append({**result["items"][0], "title": "Annat"})
    scores = score(result, gold)
    assert scores.facts["items"] == Counts(hits=2, found=3, wanted=2)
    assert scores.facts["titles"].f1 == 1


def test_votes_too_many_count_too(gold: GoldDocument, result: dict[str, Any]) -> None:
    result["items"][1]["votes"] = [{"yes": 3, "no": 1, "abstain": None}]
    assert score(result, gold).votes == (1, 2)
    change_item(result, votes=[{"yes": 1, "no": 1}, {"yes": 1, "no": 1}])
    assert score(result, gold).votes == (1, 3)


def test_attendance_is_name_party_and_capacity(gold: GoldDocument, result: dict[str, Any]) -> None:
    result["persons"][0]["attendance"] = "substitute"
    result["persons"].append({"name": "Nämnd Bara", "party": None, "attendance": None})
    assert score(result, gold).facts["attendance"] == Counts(hits=1, found=2, wanted=2)


def test_errors_say_where_and_what(gold: GoldDocument, result: dict[str, Any]) -> None:
    ulla = result["entities"][0]
    ulla["end"] -= 3
    result["paragraphs"][1] |= {"label": "basis", "scores": {"basis": 0.7}}
    change_item(result, outcome="approved", reservations=[])
    found = {one.kind: one for one in score(result, gold).wrong}
    assert set(found) == {
        "PERSON: borders",
        "summary read as basis",
        "outcome: rejected read as approved",
        "reservations: missed",
    }
    borders = found["PERSON: borders"]
    assert (borders.wanted, borders.found, borders.text) == ("PERSON Ulla Ek", "PERSON Ulla", "Ulla Ek")
    assert borders.after.startswith(" (S), ordförande")
    assert found["summary read as basis"].weight == 0.7
    assert found["outcome: rejected read as approved"].where == "§ 1"
    assert (borders.document, borders.layout) == ("askby_ks_2024", "askby")


def test_context_is_cut_at_words(gold: GoldDocument, result: dict[str, Any]) -> None:
    result["paragraphs"][2]["label"] = "other"
    [wrong] = score(result, gold).wrong
    before, after = wrong.before.split(), wrong.after.split()
    assert before[0] == "…"
    assert after[-1] == "…"
    assert set(before[1:] + after[:-1]) <= set(gold.text.split())


def test_errors_are_grouped_with_examples_of_different_layouts() -> None:
    def wrong(kind: str, layout: str, weight: float = 0) -> Wrong:
        return Wrong(
            task="entities",
            kind=kind,
            document=f"{layout}_ks",
            layout=layout,
            wanted=None,
            found=str(weight),
            where="",
            weight=weight,
        )

    errors = [wrong("a", "x", 1), wrong("b", "x", 9), wrong("b", "x", 8), wrong("b", "y", 1), wrong("b", "z", 2)]
    groups = group_errors(errors, examples=3)
    assert [(one.kind, one.count, one.documents) for one in groups] == [("b", 4, 3), ("a", 1, 1)]
    assert [(one.layout, one.weight) for one in groups[0].examples] == [("x", 9), ("z", 2), ("y", 1)]
    assert group_errors(errors, examples=3, tasks=["facts"]) == []


def test_norm_keeps_letters_and_digits() -> None:
    assert norm("  KS 2024/7, §_1 ÅÄÖ!") == "ks 2024 7 1 åäö"
    assert norm(None) == ""


@pytest.mark.parametrize(
    ("text", "outcome", "told"),
    [
        ("Nämnden säger nej till bygget.", "rejected", True),
        ("Nämnden bygger.", "rejected", False),
        ("Nämnden bygger.", "approved", True),
        ("Motionen avslås.", "approved", False),
        ("Ärendet återremitteras.", "other", False),
        ("", "approved", False),
        (None, "other", False),
        ("Ärendet skjuts upp.", "postponed", True),
        ("Ulla Ek väljs till ordförande.", "elected", True),
        ("Rapporten läggs till handlingarna.", "noted", True),
    ],
)
def test_outcome_is_told(text: str | None, outcome: str, told: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert tells_outcome(text, outcome) is told


def test_dissent_is_told() -> None:
    assert tells_dissent("M reserverade sig.")
    assert not tells_dissent("M instämde.")
    assert not tells_dissent(None)


def test_words_of_the_measure_do_not_depend_on_case() -> None:
    assert tells_outcome("AVSLAG", "rejected")


def test_faults_of_summaries_are_told(gold: GoldDocument, result: dict[str, Any]) -> None:
    change_item(result, headline=None, summary={"text": "Skolan byggs i Askby till hösten."})
    result["items"][1] |= {"headline": "Annat ord.", "summary": {"text": "Lekplatsen ska byggas."}}
    found = {one.kind: one for one in score(result, gold).wrong}
    assert set(found) == {
        "headline: there is none",
        "headline: far from the reference (ROUGE-L below 0.2)",
        "summary: outcome not told (rejected)",
        "summary: dissent not told",
        "summary: far from the reference (ROUGE-L below 0.2)",
    }
    assert {one.task for one in found.values()} == {"summary"}
    missing = found["headline: there is none"]
    assert (missing.where, missing.wanted, missing.found) == ("§ 1", "Nämnden avslog skolan. M reserverade sig.", None)
    assert missing.weight == 1
