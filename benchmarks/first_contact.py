"""All figures for minutes that are read for the first time, against the shipped model.

    python benchmarks/first_contact.py [GOLD...]

GOLD as for `nlp-minutes evaluate`: a folder of NAME.txt with NAME.gold.json, gold JSON Lines, or sources. Without it
our own sources are measured, whose layouts the rules' author has read.

The first reading of new minutes is the only one that tells how a new town will fare: once an error of theirs has been
looked at and mended, they are minutes that were seen. So this prints everything at once (each figure with its
interval, each document, the kinds of error by number) and no example that would tempt one to look.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nlp_minutes
from nlp_minutes.corpus.dataset import read_corpus
from nlp_minutes.errors import MinutesError
from nlp_minutes.evaluation.evaluation import Evaluation, Settings, build, score_all
from nlp_minutes.evaluation.text import aligned, decimal, to_text
from nlp_minutes.pipeline import producer

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = {
    "entities.ALL": "entities",
    "paragraphs.macro_f1": "labels, macro F1",
    "facts.items": "items",
    "facts.titles": "titles",
    "facts.attendance": "attendance",
    "facts.outcome_accuracy": "outcome",
    "facts.motions": "motions",
    "facts.named_votes": "named votes",
    "summary.headline_rl": "headline, ROUGE-L",
}


def measure(paths: list[Path]) -> Evaluation:
    """Read the minutes with the shipped model and measure."""
    nlp = nlp_minutes.load()
    documents = read_corpus(paths)
    scores = score_all(documents, lambda one: nlp_minutes.annotate(one.text, nlp=nlp).to_dict())
    return build(documents, scores, producer=producer(nlp), settings=Settings(examples=0))


def by_document(evaluation: Evaluation) -> str:
    """The main figures of each document, as a table."""
    rows = [["document", *COLUMNS.values()]]
    rows += [[one.name, *(decimal(one.values[key]) for key in COLUMNS)] for one in evaluation.by_document]
    return aligned(rows)


def error_kinds(evaluation: Evaluation) -> str:
    """How many errors of each kind, the most frequent first."""
    ordered = sorted(evaluation.errors, key=lambda one: -one.count)
    return aligned(
        [
            ["errors", "number", "documents"],
            *([f"{one.task}, {one.kind}", str(one.count), str(one.documents)] for one in ordered),
        ]
    )


def main() -> int:
    """Print the figures."""
    try:
        evaluation = measure([Path(argument) for argument in sys.argv[1:]] or [ROOT / "corpus" / "sources"])
    except MinutesError as error:
        print(f"first_contact: {error}", file=sys.stderr)
        return 3
    print("\n".join([to_text(evaluation), by_document(evaluation), error_kinds(evaluation)]), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
