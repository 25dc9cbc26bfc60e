"""`nlp-minutes corpus augment`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

__all__ = ["EXAMPLES", "add_arguments", "run"]

EXAMPLES = """\
examples:
  nlp-minutes corpus augment -n 5 -o corpus/build/augmented.jsonl         five new documents of each source
  nlp-minutes corpus augment -n 3 --seed 10 -o more.jsonl                 other ones: seeds 10, 11, 12
  nlp-minutes corpus augment -n 1 --only names furniture -o names.jsonl   with these changes only, in this order
"""


def _count(text: str) -> int:
    """A number of documents."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `corpus augment`."""
    parser.add_argument(
        "sources",
        nargs="?",
        type=Path,
        default=Path("corpus/sources"),
        metavar="SOURCES",
        help="the folder with NAME.src (default: %(default)s)",
    )
    parser.add_argument(
        "-n", "--number", type=_count, default=1, metavar="N", help="new documents of each source (default: 1)"
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="S", help="seed of the first of them; the next has the next (default: 0)"
    )
    parser.add_argument(
        "--only", nargs="+", metavar="NAME", help="make these changes, in this order (default: a draw by seed)"
    )
    parser.add_argument(
        "-o", "--output", required=True, type=Path, metavar="FILE", help="where to write the JSON Lines"
    )


def run(options: argparse.Namespace) -> int:
    """Augment the sources; none is written when one of them has faults."""
    from nlp_minutes.corpus.augment import augment_all  # noqa: PLC0415 - `--help` needs none of it
    from nlp_minutes.corpus.dataset import check_sources, write_jsonl  # noqa: PLC0415

    documents, wrong = check_sources(options.sources)
    for fault in wrong:
        print(fault, file=sys.stderr)
    if wrong:
        return 3
    new = list(augment_all(documents, options.number, options.seed, options.only))
    write_jsonl(new, options.output)
    print(f"{options.output}: {len(new)} documents of {len(documents)} sources")
    return 0
