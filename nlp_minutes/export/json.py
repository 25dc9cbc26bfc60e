"""JSON: one object a protocol; JSONL: one line a protocol."""

from __future__ import annotations

import json
from collections.abc import Iterable
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp_minutes.minutes import Minutes

__all__ = ["to_json", "to_jsonl"]


def to_json(minutes: Minutes) -> str:
    """Give one result as indented JSON with a final newline."""
    return _indented(minutes.to_dict(), "\n") + "\n"


def _indented(value: Any, line: str) -> str:
    """The same as `json.dumps` with an indent of 1, which goes through Python for every single value.

    Args:
        value: The value; its keys are strings.
        line: What begins a line at its depth.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if type(value) is int:
        return repr(value)
    if value is None:
        return "null"
    if value and isinstance(value, dict):
        inner = line + " "
        parts = [f"{encode_basestring(key)}: {_indented(one, inner)}" for key, one in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{line}}}"
    if value and isinstance(value, list):
        inner = line + " "
        return f"[{inner}{f',{inner}'.join([_indented(one, inner) for one in value])}{line}]"
    return json.dumps(value, ensure_ascii=False)


def to_jsonl(results: Iterable[Minutes]) -> str:
    """Give results as JSON, one a line."""
    return "".join(json.dumps(one.to_dict(), ensure_ascii=False) + "\n" for one in results)
