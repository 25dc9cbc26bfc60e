"""HTML: one page a protocol that holds all it needs, in Swedish, to read on a screen or on paper.

Everything from the protocol is escaped. The page runs no script and loads nothing; its content security policy says so
too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from nlp_minutes.export.facts import (
    Fact,
    item_facts,
    meeting_facts,
    outcome_word,
    person_rows,
    source_facts,
    title,
    warning_word,
)
from nlp_minutes.export.transcript import Section, section_names, sections
from nlp_minutes.export.words import ENTITIES, LABELS, entity_word, readable

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from nlp_minutes.minutes import Minutes, Person

__all__ = ["template_environment", "to_html"]

_UNFIT_FOR_ID: Final = re.compile(r"[^0-9A-Za-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A section with what the page says of it."""

    section: Section
    anchor: str
    name: str
    outcome: str
    facts: tuple[Fact, ...]


def to_html(minutes: Minutes) -> str:
    """Give one result as a page of HTML that stands alone."""
    parts = _parts(sections(minutes), minutes.persons)
    places = _Places(part.section for part in parts)
    for part in parts:
        places.link(value.place for fact in part.facts for value in fact.values)
    places.link(warning.start for warning in minutes.warnings if warning.end > warning.start)
    labels = {entity.label for entity in minutes.entities}
    return _template().render(
        title=title(minutes),
        meeting=meeting_facts(minutes),
        source=source_facts(minutes.source),
        items=[part for part in parts if part.section.item is not None],
        parts=parts,
        persons=person_rows(minutes.persons),
        warnings=minutes.warnings,
        warning_word=warning_word,
        furniture=bool(minutes.furniture),
        labels=LABELS,
        entities=[(_entity_class(label), entity_word(label)) for label in _in_order(labels)],
        entity_class=_entity_class,
        place=places.at,
        is_linked=places.is_linked,
    )


@cache
def _template() -> Template:
    return template_environment().get_template("page.html.jinja")


@cache
def template_environment() -> Environment:
    """Give the environment of our templates: everything is escaped, unfit characters are replaced."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - not for the other formats
    from markupsafe import Markup  # noqa: PLC0415

    folder = files("nlp_minutes.export") / "templates"

    def finish(value: Any) -> Any:
        return readable(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        undefined=StrictUndefined,
        finalize=finish,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # The style sheet is ours, a file of the package.
    environment.globals["style"] = Markup((folder / "page.css").read_text(encoding="utf-8"))  # noqa: S704
    return environment


def _parts(found: Sequence[Section], persons: Sequence[Person]) -> list[_Part]:
    parts: list[_Part] = []
    taken: set[str] = set()
    for section, name in zip(found, section_names(found), strict=True):
        item = section.item
        stem = f"paragraf-{_UNFIT_FOR_ID.sub('-', item.number).strip('-') or 'x'}" if item is not None else "text"
        anchor, count = stem, 1
        while anchor in taken:
            count += 1
            anchor = f"{stem}-nr-{count}"
        taken.add(anchor)
        parts.append(
            _Part(
                section=section,
                anchor=anchor,
                name=name,
                outcome=outcome_word(item) if item is not None else "",
                facts=tuple(item_facts(item, persons)) if item is not None else (),
            )
        )
    return parts


def _in_order(labels: Iterable[str]) -> list[str]:
    """Give the labels of entities in the order of the vocabulary, others behind them."""
    order = {label: number for number, label in enumerate(ENTITIES)}
    return sorted(labels, key=lambda label: (order.get(label, len(order)), label))


def _entity_class(label: str) -> str:
    return f"e-{label.lower()}" if label in ENTITIES else "e-more"


class _Places:
    """Where in the page an offset of the text stands: the identifiers of blocks."""

    def __init__(self, found: Iterable[Section]) -> None:
        self._starts = sorted(block.start for section in found for group in section.groups for block in group.blocks)
        self._linked: set[int] = set()

    def link(self, offsets: Iterable[int | None]) -> None:
        """Remember that the page links to these offsets."""
        self._linked.update(start for offset in offsets if (start := self.at(offset)) is not None)

    def at(self, offset: int | None) -> int | None:
        """Give the start of the block that holds an offset; of the first one behind it, where none does so."""
        if offset is None or not self._starts:
            return None
        return self._starts[max(bisect_right(self._starts, offset) - 1, 0)]

    def is_linked(self, start: int) -> bool:
        """Tell whether a link leads to the block that starts there."""
        return start in self._linked
