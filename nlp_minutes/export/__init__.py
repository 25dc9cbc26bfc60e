"""Results to text in a format, one format a file."""

from __future__ import annotations

from nlp_minutes.export.json import to_json, to_jsonl
from nlp_minutes.export.reader import to_text

__all__ = ["to_json", "to_jsonl", "to_text"]
