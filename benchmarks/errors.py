"""What the pipeline of the day gets wrong on our sources, by kind: the work list.

    python benchmarks/errors.py [--each]

--each prints a line for each source besides the sums.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from _facts import FACTS, fact_sets

import nlp_minutes
from nlp_minutes.corpus.dataset import load_sources

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

ROOT = Path(__file__).resolve().parent.parent
LABELS = ("PERSON", "PARTY", "ROLE", "ORG", "CASE")


def entity_errors(result: Mapping[str, Any], gold: GoldDocument) -> Counter[str]:
    """Missed and spurious entities by label; strict borders, page furniture left out."""
    skip = [(one.start, one.end) for one in gold.paragraphs if one.furniture]
    true = {(one.start, one.end, one.label) for one in gold.entities}
    found = {
        (one["start"], one["end"], one["label"])
        for one in result["entities"]
        if one["label"] in LABELS and not any(low <= one["start"] < high for low, high in skip)
    }
    missed = Counter(f"missed {label}" for _, _, label in true - found)
    return missed + Counter(f"spurious {label}" for _, _, label in found - true)


def label_errors(result: Mapping[str, Any], gold: GoldDocument) -> Counter[str]:
    """Paragraphs whose label differs, by the two labels; the predicted paragraph that covers most decides."""
    errors: Counter[str] = Counter()
    for paragraph in gold.paragraphs:
        if paragraph.furniture:
            continue
        got = _covering(result["paragraphs"], paragraph.start, paragraph.end)
        if got != paragraph.label:
            errors[f"label {paragraph.label} -> {got}"] += 1
    return errors


def _covering(paragraphs: Sequence[Mapping[str, Any]], start: int, end: int) -> str | None:
    best, label = (0, 0), None
    for one in paragraphs:
        overlap = min(one["end"], end) - max(one["start"], start)
        if overlap > 0 and (overlap, one["start"] - one["end"]) > best:
            best, label = (overlap, one["start"] - one["end"]), one["label"]
    return label


def fact_errors(result: Mapping[str, Any], gold: GoldDocument) -> Counter[str]:
    """Facts that differ, by kind."""
    found, true = fact_sets(result), fact_sets(gold.to_dict())
    errors: Counter[str] = Counter()
    for fact in FACTS:
        errors[f"missed {fact}"] += len(true[fact] - found[fact])
        errors[f"spurious {fact}"] += len(found[fact] - true[fact])
    return +errors


def main() -> None:
    """Print the errors."""
    nlp = nlp_minutes.load()
    total: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    for gold in load_sources(ROOT / "corpus" / "sources"):
        minutes = nlp_minutes.annotate(gold.text, nlp=nlp)
        result = minutes.to_dict()
        errors = entity_errors(result, gold) + label_errors(result, gold) + fact_errors(result, gold)
        warnings += Counter(warning.code for warning in minutes.warnings)
        total += errors
        if "--each" in sys.argv[1:]:
            print(f"{gold.name:28}" + ", ".join(f"{kind} {n}" for kind, n in errors.most_common()))
    print("\nerrors by kind, all sources")
    for kind, n in total.most_common():
        print(f"{n:6}  {kind}")
    print("\nwarnings, all sources")
    for kind, n in warnings.most_common():
        print(f"{n:6}  {kind}")


if __name__ == "__main__":
    main()
