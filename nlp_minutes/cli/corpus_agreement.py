"""`nlp-minutes corpus agreement`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nlp_minutes.cli.corpus_import import tell

if TYPE_CHECKING:
    from nlp_minutes.corpus.agreement import Agreement

__all__ = ["EXAMPLES", "add_arguments", "run"]

EXAMPLES = """\
examples:
  nlp-minutes corpus agreement anna/ bo/             two folders of sources, or of NAME.txt with NAME.gold.json
  nlp-minutes corpus agreement anna.jsonl bo.jsonl   two files of gold records

Both hold the same documents, by name and text. Exit status: 0 compared, 2 not the same documents, 3 a text differs or
cannot be read.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `corpus agreement`."""
    parser.add_argument("one", type=Path, metavar="A", help="what the one annotated (folder, .jsonl or .src)")
    parser.add_argument("other", type=Path, metavar="B", help="what the other annotated")


def run(options: argparse.Namespace) -> int:
    """Compare and print."""
    from nlp_minutes.corpus.agreement import agreement, agreement_by_layout, pair_documents  # noqa: PLC0415
    from nlp_minutes.corpus.dataset import read_corpus  # noqa: PLC0415 - `--help` needs none of it
    from nlp_minutes.corpus.stats import table  # noqa: PLC0415

    pairs = pair_documents(read_corpus([options.one], tell=tell), read_corpus([options.other], tell=tell))
    whole = agreement(pairs)
    sys.stdout.write(f"{whole.documents} documents\n\n")
    rows: list[list[object]] = [["entities", "F1", "both", "A", "B"]]
    rows += [[label, _share(one.f1), one.both, one.one, one.other] for label, one in whole.entities.items()]
    sys.stdout.write(table(rows) + "\n")
    sys.stdout.write(table([["labels of paragraphs", ""], *_labels(whole)]) + "\n")
    if whole.confusion:
        rows = [["A", "B", "paragraphs"], *([*pair, count] for pair, count in whole.confusion.most_common())]
        sys.stdout.write(table(rows) + "\n")
    rows = [["layout", "documents", "entities F1", "kappa", "same label", "paragraphs"]]
    rows += [
        [layout, one.documents, _share(one.entities["ALL"].f1), _share(one.kappa), one.same, one.paragraphs]
        for layout, one in agreement_by_layout(pairs).items()
    ]
    sys.stdout.write(table(rows))
    return 0


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _labels(whole: Agreement) -> list[list[object]]:
    return [
        ["kappa", _share(whole.kappa)],
        ["same label", whole.same],
        ["with the same borders", whole.paragraphs],
        ["with other borders", whole.unpaired],
    ]
