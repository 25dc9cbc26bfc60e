"""`nlp-minutes check FILE...`."""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp_minutes.cli.inputs import add_limits, files_of, limits_of, progress, results_of
from nlp_minutes.errors import ReadError, shown

if TYPE_CHECKING:
    from nlp_minutes.minutes import Minutes

__all__ = ["EXAMPLES", "add_arguments", "run"]

EXAMPLES = """\
examples:
  nlp-minutes check protokoll.pdf                 a line for each thing that does not add up
  nlp-minutes check minutes/ --format json        the same of every file of a folder, as one JSON list
  nlp-minutes check out/*.json --level error      of results made before, only what is said to be wrong

Lines count in the result's text: for a .txt file they are those of the file.
Exit status: 0 nothing of level error, 1 an error was found or some of several files failed, 2 wrong usage,
3 no file could be read.
"""
_LEVELS = ("info", "warning", "error")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `check`."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a file (.pdf, .docx, .odt, .html, .txt, .md), a result (.json, .jsonl), or a folder of them",
    )
    parser.add_argument("--format", choices=["text", "json"], default="text", help="lines (default) or one JSON list")
    parser.add_argument(
        "--level", choices=_LEVELS, default="info", help="leave out what weighs less than this (default: info)"
    )
    parser.add_argument(
        "--model",
        type=Path,
        metavar="FOLDER",
        help="a pipeline's folder (default: the one that comes with the package)",
    )
    add_limits(parser)


def run(options: argparse.Namespace) -> int:
    """Print the warnings of each file; one that fails is named on stderr and the others go on."""
    files = list(files_of(options.files, results=True))
    found: list[dict[str, Any]] = []
    failed = 0
    for path, results in results_of(progress(files), options.model, limits_of(options)):
        if isinstance(results, ReadError):
            print(f"nlp-minutes: {results}", file=sys.stderr)
            failed += 1
            continue
        found += [row for minutes in results for row in _rows(path, minutes)]
    rows = [
        row
        for row in sorted(found, key=lambda one: (one["file"], one["line"], one["start"], one["code"]))
        if _LEVELS.index(row["severity"]) >= _LEVELS.index(options.level)
    ]
    if options.format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            message = shown(" ".join(row["message"].split()))
            print(f"{shown(row['file'])}:{row['line']}: {row['severity']} {row['code']} {message}")
    if not files or failed == len(files):
        return 3
    return 1 if failed or any(row["severity"] == "error" for row in rows) else 0


def _rows(path: Path, minutes: Minutes) -> list[dict[str, Any]]:
    ends = [index for index, character in enumerate(minutes.text) if character == "\n"]
    return [
        {
            "file": str(path),
            "line": bisect_right(ends, one.start - 1) + 1,
            "start": one.start,
            "end": one.end,
            "severity": one.severity,
            "code": one.code,
            "message": one.message,
        }
        for one in minutes.warnings
    ]
