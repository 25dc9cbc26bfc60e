"""`nlp-minutes clean FILE...`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nlp_minutes.cli.inputs import add_limits, limits_of, put
from nlp_minutes.errors import ReadError

if TYPE_CHECKING:
    from nlp_minutes.source import Source

__all__ = ["EXAMPLES", "add_arguments", "clean_text", "run"]

EXAMPLES = "example:\n  nlp-minutes clean protokoll.txt > clean.txt\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `clean`."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a file (.pdf, .docx, .odt, .html, .txt, .md)"
    )
    add_limits(parser)


def clean_text(source: Source) -> str:
    """Give the clean text to read: a line a block, white space kept where the extracted text had it."""
    lines: list[str] = []
    for block in source.blocks:
        if block.blank_before and lines:
            lines.append("")
        lines.append(source.clean[block.start : block.end])
    return "\n".join(lines) + "\n"


def run(options: argparse.Namespace) -> int:
    """Print the clean text of each file."""
    from nlp_minutes.readers.sandbox import read_safely  # noqa: PLC0415 - loaded when a command runs

    limits = limits_of(options)
    failed = 0
    for path in options.files:
        try:
            source = read_safely(path, limits)
        except ReadError as error:
            print(f"nlp-minutes: {error}", file=sys.stderr)
            failed += 1
            continue
        put(clean_text(source))
    if not failed:
        return 0
    return 1 if len(options.files) > 1 and failed < len(options.files) else 3
