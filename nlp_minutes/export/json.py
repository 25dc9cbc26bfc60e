"""JSON: one object a protocol; JSONL: one line a protocol."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp_minutes.minutes import Minutes

__all__ = ["to_json", "to_jsonl"]


def to_json(minutes: Minutes) -> str:
    """Give one result as indented JSON with a final newline."""
    return json.dumps(minutes.to_dict(), ensure_ascii=False, indent=1) + "\n"


def to_jsonl(results: Iterable[Minutes]) -> str:
    """Give results as JSON, one a line."""
    return "".join(json.dumps(one.to_dict(), ensure_ascii=False) + "\n" for one in results)
