"""Results to text in a format, one format a file."""

from __future__ import annotations

from nlp_minutes.export.digest import (
    digest_of,
    digest_of_text,
    digest_to_html,
    digest_to_json,
    digest_to_markdown,
    digest_to_text,
)
from nlp_minutes.export.html import to_html
from nlp_minutes.export.json import to_json, to_jsonl
from nlp_minutes.export.markdown import to_markdown
from nlp_minutes.export.reader import to_text

__all__ = [
    "digest_of",
    "digest_of_text",
    "digest_to_html",
    "digest_to_json",
    "digest_to_markdown",
    "digest_to_text",
    "to_html",
    "to_json",
    "to_jsonl",
    "to_markdown",
    "to_text",
]
