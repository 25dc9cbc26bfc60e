"""`nlp-minutes schema`."""

from __future__ import annotations

import argparse
import json

__all__ = ["EXAMPLES", "add_arguments", "run"]

EXAMPLES = "example:\n  nlp-minutes schema > nlp-minutes.schema.json\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: the command takes no arguments."""
    del parser


def run(options: argparse.Namespace) -> int:
    """Print the JSON Schema of the result."""
    from nlp_minutes.minutes import json_schema  # noqa: PLC0415 - spaCy is loaded only when it is needed

    del options
    print(json.dumps(json_schema(), ensure_ascii=False, indent=1))
    return 0
