"""What must be true of every gold document, written or made: spans that slice, FACTS that stand in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Any, Final

from nlp_minutes.corpus.augment.spelling import plain
from nlp_minutes.corpus.augment.standing import Standing
from nlp_minutes.labels import MARKED, ParagraphLabel

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument, GoldEntity, GoldHeading, GoldParagraph

__all__ = ["faults"]

_ENTITIES: Final = frozenset(MARKED)
_PARAGRAPHS: Final = frozenset(ParagraphLabel)


def faults(document: GoldDocument) -> list[str]:
    """Tell what is wrong with a document's spans and FACTS; nothing, if it is as it should be."""
    return [*_span_faults(document), *_fact_faults(document)]


def _span_faults(document: GoldDocument) -> Iterator[str]:
    text = document.text
    groups: dict[str, Sequence[GoldEntity | GoldParagraph | GoldHeading]] = {
        "entity": document.entities,
        "paragraph": document.paragraphs,
        "heading": document.headings,
    }
    for kind, spans in groups.items():
        for span in spans:
            words = text[span.start : span.end]
            if not 0 <= span.start < span.end <= len(text) or not words.strip():
                yield f"{kind} {span.start}..{span.end}: empty or outside the text"
            elif kind != "heading" and words != words.strip():
                yield f"{kind} {span.start}..{span.end}: blanks around {words!r}"
        for one, two in pairwise(spans):
            if one.end > two.start:
                yield f"{kind} {one.start}..{one.end} overlaps {two.start}..{two.end} or stands behind it"
    yield from (f"unknown entity label {one.label}" for one in document.entities if one.label not in _ENTITIES)
    yield from (f"unknown label {one.label}" for one in document.paragraphs if one.label not in _PARAGRAPHS)
    pages = [one for one in document.paragraphs if one.furniture]
    for entity in document.entities:
        if any(page.start < entity.end and entity.start < page.end for page in pages):
            yield f"furniture holds the entity {text[entity.start : entity.end]!r}"


def _fact_faults(document: GoldDocument) -> Iterator[str]:
    holds = Standing(document).holds
    names = [person["name"] for person in document.persons]
    for name in names:
        if not any(holds(order, between=r",?\s+", after="s?") for order in permutations(plain(name).split())):
            yield f"person {name!r} is not in the text"
    if len(set(names)) < len(names):
        yield "two persons have one name"
    for item in document.items:
        yield from _item_faults(item, names, holds)


def _item_faults(item: Any, names: list[str], holds: Callable[[Sequence[str]], bool]) -> Iterator[str]:
    for key, values in (("title", [item["title"]]), ("case number", item["case_numbers"])):
        for value in values:
            if not holds(plain(value).split()):
                yield f"item {item['number']}: the {key} {value!r} is not in the text"
    people = list(item["recusals"])
    for key in ("motions", "reservations", "statements"):
        people += [name for act in item[key] for name in act["by"]]
    for vote in item["votes"]:
        people += [name for side in (vote.get("named") or {}).values() for name in side]
    yield from (f"item {item['number']}: {name!r} is not among the persons" for name in people if name not in names)
