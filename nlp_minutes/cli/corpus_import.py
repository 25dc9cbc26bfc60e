"""`nlp-minutes corpus import`, and the options of those who read files of other tools."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp_minutes.errors import ConfigError

if TYPE_CHECKING:
    from nlp_minutes.corpus.formats import ReadOptions

__all__ = ["EXAMPLES", "FORMAT_NAMES", "add_arguments", "add_read_arguments", "read_options", "run", "tell"]

_COLUMNS: Final = ("text", "label", "tokens", "tags", "document", "layout")
# Written out here: `--help` imports no format.
FORMAT_NAMES: Final = ("labelstudio", "doccano", "prodigy", "conll", "docbin", "datasets")

EXAMPLES = """\
examples:
  nlp-minutes corpus import project-1.json --from labelstudio -o gold.jsonl    as exported (JSON or JSON-MIN)
  nlp-minutes corpus import project-1.json --annotator anna@example.org -o gold.jsonl
  nlp-minutes corpus import admin.jsonl --from doccano -o gold.jsonl
  nlp-minutes corpus import other.conll --from conll --label PER=PERSON -o gold.jsonl
  nlp-minutes corpus import rows.csv --from datasets --map text=body --map label=klass -o gold.jsonl
  nlp-minutes corpus import ner.parquet --from datasets --map tokens=words --map tags=ner_tags --label PER=PERSON

A text that is not the exported one is refused. What is left out is counted on standard error.
Exit status: 0 imported, 2 wrong usage, 3 a file cannot be read or has been changed.
"""


def _pair(text: str) -> tuple[str, str]:
    """One of `--map` or `--label`."""
    key, sign, value = text.partition("=")
    if not (key and sign and value):
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=NAME")
    return key, value


def add_read_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how to read files of other tools."""
    parser.add_argument(
        "--from",
        dest="kind",
        choices=FORMAT_NAMES,
        help="whose files they are (default: each file is looked at)",
    )
    parser.add_argument(
        "--annotator",
        default="newest",
        metavar="WHO",
        help="where several annotated one text: newest (default), oldest, or an id or e-mail address",
    )
    parser.add_argument(
        "--offsets", choices=["code-points", "utf-16"], help="how a doccano file that was not exported here counts"
    )
    parser.add_argument(
        "--map",
        dest="columns",
        action="append",
        type=_pair,
        metavar="OURS=COLUMN",
        help="for data sets: the column with the text, label, tokens, tags, document or layout; can be given again",
    )
    parser.add_argument(
        "--label",
        dest="labels",
        action="append",
        type=_pair,
        metavar="THEIRS=OURS",
        help="take a label of theirs for one of ours; can be given again",
    )
    parser.add_argument("--split", metavar="NAME", help="one split of a data set (default: all)")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `corpus import`."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="an export, or the name of a data set of the hub"
    )
    add_read_arguments(parser)
    parser.add_argument(
        "-o",
        "--output",
        default="-",
        metavar="GOLD",
        help="where to write the JSON Lines; - is standard output (default)",
    )


def read_options(options: argparse.Namespace) -> ReadOptions:
    """What the command line says of reading.

    Raises:
        ConfigError: `--map` names what no column is asked for.
    """
    unknown = [key for key, _ in options.columns or () if key not in _COLUMNS]
    if unknown:
        raise ConfigError(f"--map {unknown[0]}=...: there are {', '.join(_COLUMNS)}")
    from nlp_minutes.corpus.formats import ReadOptions  # noqa: PLC0415 - `--help` needs none of it

    return ReadOptions(
        annotator=options.annotator,
        offsets=options.offsets,
        columns=_mapping(options.columns),
        labels=_mapping(options.labels),
        split=options.split,
    )


def _mapping(pairs: Sequence[tuple[str, str]] | None) -> Mapping[str, str]:
    return dict(pairs or ())


def tell(line: str) -> None:
    """Say on standard error what was left out."""
    print(f"nlp-minutes: {line}", file=sys.stderr)


def run(options: argparse.Namespace) -> int:
    """Import and write."""
    from nlp_minutes.corpus.dataset import read_corpus, write_jsonl  # noqa: PLC0415 - `--help` needs none of it

    documents = read_corpus(options.files, kind=options.kind, options=read_options(options), tell=tell)
    if options.output == "-":
        for document in documents:
            print(document.to_json())
        return 0
    write_jsonl(documents, options.output)
    print(f"{options.output}: {len(documents)} documents")
    return 0
