"""The digest: a meeting's items, or one case text, in short, for a reader: text, JSON, Markdown or a page of HTML."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING

from nlp_minutes.export.facts import title
from nlp_minutes.export.html import template_environment
from nlp_minutes.export.markdown import escaped
from nlp_minutes.export.words import OUTCOMES, readable
from nlp_minutes.minutes import SummarySentence
from nlp_minutes.rules.importance import importance

if TYPE_CHECKING:
    from jinja2 import Template

    from nlp_minutes.minutes import Item, Minutes, Summary

__all__ = [
    "Digest",
    "DigestItem",
    "digest_of",
    "digest_of_text",
    "digest_to_html",
    "digest_to_json",
    "digest_to_markdown",
    "digest_to_text",
    "item_importance",
]

_WIDTH = 96
_NOTE = "Automatiskt sammanfattat: meningarna är hämtade ur texten, som gäller."


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    """An item in short.

    Attributes:
        number: Its number, without §; None for a text that has no items.
        title: Its title.
        outcome: Its outcome, as in the result.
        headline: One generated sentence, where the pipeline makes one.
        summary: Sentences of the text.
        sentences: Where they stand, with scores.
        importance: What `--order importance` sorts by.
    """

    number: str | None
    title: str
    outcome: str | None
    headline: str | None
    summary: str
    sentences: list[SummarySentence]
    importance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A meeting or a case text in short.

    Attributes:
        kind: `minutes` or `text`.
        title: Names the meeting or the text.
        path: The file, or None for a text given in Python.
        items: The items; one for a case text.
    """

    kind: str
    title: str
    path: str | None
    items: list[DigestItem]


def digest_of(minutes: Minutes, *, by_importance: bool = False) -> Digest:
    """Make the digest of a meeting.

    Args:
        minutes: The result.
        by_importance: Whether what was contested, costs much or touches many comes first; else the order of the text.
    """
    items = [_item(one, minutes) for one in minutes.items]
    if by_importance:
        items.sort(key=lambda one: -one.importance)
    return Digest(kind="minutes", title=title(minutes), path=minutes.source.path, items=items)


def _item(item: Item, minutes: Minutes) -> DigestItem:
    return DigestItem(
        number=item.number,
        title=item.title,
        outcome=item.outcome,
        headline=item.headline,
        summary=item.summary.text if item.summary is not None else "",
        sentences=list(item.summary.sentences) if item.summary is not None else [],
        importance=round(item_importance(item, minutes), 2),
    )


def item_importance(item: Item, minutes: Minutes) -> float:
    """Weigh an item of a result."""
    objections = sum(one.label == "objection" and item.start <= one.start < item.end for one in minutes.paragraphs)
    return importance(
        title=item.title,
        text=minutes.text[item.start : item.end],
        outcome=item.outcome,
        votes=len(item.votes),
        dissents=len(item.reservations) + len(item.statements),
        opposed=sum(one.kind in {"reject", "remit", "amend", "postpone"} for one in item.motions) or objections,
    )


def digest_of_text(summary: Summary, heading: str | None, path: str | None) -> Digest:
    """Make the digest of a case text from its summary and title."""
    item = DigestItem(
        number=None,
        title="",
        outcome=None,
        headline=None,
        summary=summary.text,
        sentences=[SummarySentence(start=one.start, end=one.end, score=one.score) for one in summary.sentences],
        importance=0.0,
    )
    return Digest(kind="text", title=heading or "Text utan rubrik", path=path, items=[item])


def _name(item: DigestItem) -> str:
    return f"§ {item.number} {item.title}".strip()


def _outcome(item: DigestItem) -> str:
    return OUTCOMES.get(item.outcome or "", "")


def digest_to_text(digest: Digest) -> str:
    """Give a digest as text for a terminal."""
    return readable("\n".join(_text_lines(digest))) + "\n"


def _text_lines(digest: Digest) -> Iterator[str]:
    yield digest.title
    yield "=" * min(len(digest.title), _WIDTH)
    for item in digest.items:
        yield ""
        if item.number is not None:
            mark = f" [{_outcome(item)}]" if item.outcome else ""
            yield from textwrap.wrap(f"{_name(item)}{mark}", _WIDTH, subsequent_indent="  ")
        indent = "  " if item.number is not None else ""
        for text in (item.headline, item.summary):
            if text:
                yield from textwrap.wrap(
                    text,
                    _WIDTH,
                    initial_indent=indent,
                    subsequent_indent=indent,
                    break_long_words=False,
                    break_on_hyphens=False,
                )
    if not digest.items:
        yield ""
        yield "Inga paragrafer hittades."


def digest_to_json(digest: Digest) -> str:
    """Give a digest as one JSON object."""
    return json.dumps(asdict(digest), ensure_ascii=False, indent=2) + "\n"


def digest_to_markdown(digest: Digest) -> str:
    """Give a digest as Markdown."""
    return "\n\n".join(_markdown(digest)) + "\n"


def _markdown(digest: Digest) -> Iterator[str]:
    yield f"# {escaped(digest.title)}"
    yield f"*{_NOTE}*"
    for item in digest.items:
        if item.number is not None:
            yield f"## {escaped(_name(item))}"
        if item.outcome:
            yield f"Utfall: {escaped(_outcome(item))}"
        if item.headline:
            yield f"**{escaped(item.headline)}**"
        if item.summary:
            yield escaped(item.summary)
    if not digest.items:
        yield "Inga paragrafer hittades."


def digest_to_html(digest: Digest) -> str:
    """Give a digest as a page of HTML that stands alone: no script, nothing loaded, everything escaped."""
    rows = [
        {"item": item, "name": _name(item), "outcome": _outcome(item), "anchor": f"d{place}"}
        for place, item in enumerate(digest.items, 1)
    ]
    return _template().render(title=digest.title, note=_NOTE, rows=rows, kind=digest.kind)


@cache
def _template() -> Template:
    return template_environment().get_template("digest.html.jinja")
