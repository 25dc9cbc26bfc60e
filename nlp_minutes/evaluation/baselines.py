"""Summaries beside simple ways of choosing sentences: what the model is worth more than they are.

The simple ways choose among the same sentences as the model and have the same limit of words. The oracle knows the
reference; it is the ceiling, not a rival.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from nlp_minutes.evaluation.compare import Difference, compare
from nlp_minutes.evaluation.document import DocumentScores
from nlp_minutes.evaluation.extraction import BASELINES, greedy_oracle
from nlp_minutes.evaluation.facts import items_by_number
from nlp_minutes.evaluation.figures import Figure, figures, weights
from nlp_minutes.evaluation.summaries import SUMMARY_MEASURES, Judgement, Sum, judged, sum_judgements
from nlp_minutes.labels import ParagraphLabel
from nlp_minutes.rules.case_summary import summarise_case
from nlp_minutes.rules.case_text import CaseSentence, read_case_text
from nlp_minutes.rules.item_summary import MAX_WORDS, cut_to

if TYPE_CHECKING:
    from nlp_minutes.corpus.pairs import CaseText

__all__ = ["ORACLE", "RIVALS", "Baseline", "baselines", "item_baselines", "score_text"]

ORACLE: Final = "greedy oracle"
# What each does stands in `extraction`; `decision` is the beginning of the item's decision.
RIVALS: Final = ("decision", *BASELINES, ORACLE)
_WANTED: Final = frozenset(name for name in SUMMARY_MEASURES if name.startswith("summary_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A simple way of choosing, beside the model.

    Attributes:
        name: What it is called.
        figures: Its own figures, as the model has them.
        differences: The model's figures less its own, with intervals and p values.
    """

    name: str
    figures: tuple[Figure, ...]
    differences: tuple[Difference, ...]


def item_baselines(
    result: Mapping[str, Any], gold: Mapping[str, Any], *, max_words: int = MAX_WORDS
) -> dict[str, dict[str, Sum]]:
    """Summarise the items of one document in simple ways and judge that.

    Args:
        result: The result, whose paragraphs of an item the sentences are of; an item not found gives none.
        gold: The annotation with the references.
        max_words: How many words a summary may have.

    Returns:
        The sums of each measure, by name of the way.
    """
    by_item: dict[str, list[tuple[str, int]]] = {}
    decided: dict[str, list[str]] = {}
    for one in result["paragraphs"]:
        if one.get("item") is not None:
            words = result["text"][one["start"] : one["end"]]
            by_item.setdefault(one["item"], []).append((" ".join(words.split()), one["start"]))
            if one["label"] == ParagraphLabel.DECISION:
                decided.setdefault(one["item"], []).append(" ".join(words.split()))
    found: dict[str, list[Judgement]] = {name: [] for name in RIVALS}
    for number, item in items_by_number(gold["items"]).items():
        reference = item.get("reference_summary")
        if not reference:
            continue
        sentences = read_case_text(by_item.get(number, []))
        for name in RIVALS:
            if name == "decision":
                text = _beginning(" ".join(decided.get(number, [])), max_words)
            else:
                text = _chosen_by(name, sentences, reference, max_words)
            found[name].append(judged(number, "summary", text, item))
    return {name: sum_judgements(judgements) for name, judgements in found.items()}


def _beginning(text: str, max_words: int) -> str:
    span = cut_to(text, max_words) if text else None
    return text[span[0] : span[1]] if span else ""


def _chosen_by(name: str, sentences: Sequence[CaseSentence], reference: str, max_words: int) -> str:
    if name == ORACLE:
        return greedy_oracle(sentences, reference, max_words)
    return BASELINES[name](sentences, max_words)


def score_text(
    text: CaseText, scores: Sequence[float], *, max_words: int, group: str, redundancy: float = 1.0
) -> DocumentScores:
    """Summarise a text by scores of its sentences, and in simple ways, and judge all that.

    Args:
        text: The text with the summary that a person wrote.
        scores: A score for each of its sentences.
        max_words: How many words a summary may have.
        group: Which texts it stands with, for `DocumentScores.layout`.
        redundancy: As in `summarise_case`.
    """
    by_start = {one.start: one.text for one in text.sentences}
    chosen = summarise_case(text.sentences, scores, max_words=max_words, redundancy=redundancy)
    mine = " ".join(by_start[one.start][: one.end - one.start] for one in chosen)
    # A case text has no outcome, and nobody made a reservation yet: these figures have nothing to count.
    item: Mapping[str, Any] = {"reference_summary": text.reference}

    def sums(summary: str) -> dict[str, Sum]:
        return sum_judgements([judged("", "summary", summary, item)])

    rivals = [name for name in RIVALS if name != "decision"]
    return DocumentScores(
        name=text.name,
        layout=group,
        entities={},
        paragraphs=(),
        facts={},
        outcome=(0, 0),
        votes=(0, 0),
        summary=sums(mine),
        baselines={name: sums(_chosen_by(name, text.sentences, text.reference, max_words)) for name in rivals},
    )


def baselines(scores: Sequence[DocumentScores], *, groups: Sequence[str], resamples: int, seed: int) -> list[Baseline]:
    """Put the model beside each simple way, over all documents.

    Args:
        scores: The scores of the model, with those of the simple ways in them.
        groups: The group of each document; groups are drawn and swapped as a whole.
        resamples: How many draws, and how many swaps.
        seed: The same seed gives the same figures.

    Returns:
        One for each way that all documents have, in the order of `RIVALS`.
    """
    drawn = weights(groups, resamples, seed) if len(set(groups)) > 1 else None
    found = []
    for name in RIVALS:
        if not scores or not all(name in one.baselines for one in scores):
            continue
        others = [replace(one, summary=one.baselines[name]) for one in scores]
        differences = compare(scores, others, ["summary"], groups=groups, resamples=resamples, seed=seed, only=_WANTED)
        found.append(
            Baseline(
                name=name,
                figures=tuple(one for one in figures(others, ["summary"], drawn) if one.name in _WANTED),
                differences=tuple(differences),
            )
        )
    return found
