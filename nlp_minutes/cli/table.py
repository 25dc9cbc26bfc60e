"""`nlp-minutes table KIND FILE...`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp_minutes.cli.inputs import add_limits, files_of, limits_of, progress, put, results_of, write_whole
from nlp_minutes.errors import ConfigError, ReadError

if TYPE_CHECKING:
    from nlp_minutes.minutes import Minutes

__all__ = ["EXAMPLES", "add_arguments", "run"]

EXAMPLES = """\
examples:
  nlp-minutes table votes protokoll.pdf                      who voted how, CSV on standard output
  nlp-minutes table items minutes/ -o items.csv --bom        a file that Excel opens with å, ä and ö
  nlp-minutes table attendance out/*.json -o people.parquet  of results made before

docs/tables.md tells what the columns hold. FILE.parquet needs the extra [parquet].
Exit status: 0 all read, 1 some of several files failed, 2 wrong usage, 3 no file could be read (nothing is written).
"""
_KINDS: Final = ("votes", "motions", "reservations", "attendance", "items", "persons", "statements", "recusals")
_DELIMITERS: Final = {"comma": ",", "semicolon": ";", "tab": "\t"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `table`."""
    parser.add_argument("kind", choices=_KINDS, metavar="KIND", help=f"one of {', '.join(_KINDS)}")
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a file (.pdf, .docx, .odt, .html, .txt, .md), a result (.json, .jsonl), or a folder of them",
    )
    parser.add_argument(
        "-o",
        "--output",
        default="-",
        metavar="FILE",
        help="FILE.csv or FILE.parquet; - is CSV on standard output (default)",
    )
    parser.add_argument("--bom", action="store_true", help="begin CSV with a byte order mark, for Excel")
    parser.add_argument(
        "--delimiter", choices=sorted(_DELIMITERS), default="comma", help="what stands between cells of CSV"
    )
    parser.add_argument(
        "--model",
        type=Path,
        metavar="FOLDER",
        help="a pipeline's folder (default: the one that comes with the package)",
    )
    add_limits(parser)


def run(options: argparse.Namespace) -> int:
    """Write the table of all files; one that fails is named on stderr and the others go on."""
    target = None if options.output == "-" else Path(options.output)
    suffix = target.suffix.lower() if target is not None else ".csv"
    if suffix not in {".csv", ".parquet"}:
        raise ConfigError(f"{target}: tables are written to FILE.csv or FILE.parquet")
    if target is not None and not target.parent.is_dir():
        raise ConfigError(f"{target}: there is no folder {target.parent}; make it or name another one")
    files = list(files_of(options.files, results=True))
    if target is not None and any(path.resolve() == target.resolve() for path in files):
        raise ConfigError(f"{target}: is an input; name another file")

    from nlp_minutes.export.tables import TABLES, rows_of, to_csv, to_parquet  # noqa: PLC0415

    table = TABLES[options.kind]
    if suffix == ".parquet":
        to_parquet(table, [])  # says that the extra is missing before the files are read
    results: list[Minutes] = []
    failed = 0
    for _, found in results_of(progress(files), options.model, limits_of(options)):
        if isinstance(found, ReadError):
            print(f"nlp-minutes: {found}", file=sys.stderr)
            failed += 1
        else:
            results += found
    if not files or failed == len(files):
        return 3
    rows = rows_of(table, results)
    if suffix == ".parquet":
        data = to_parquet(table, rows)
    else:
        data = to_csv(table, rows, bom=options.bom, delimiter=_DELIMITERS[options.delimiter])
    if target is None:
        put(data.decode("utf-8"))
    else:
        write_whole(target, data)
    return 1 if failed else 0
