"""Markdown: the same content as the HTML page, for editors of plain text (CommonMark with GitHub's tables)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from nlp_minutes.export.facts import (
    Fact,
    Value,
    item_facts,
    meeting_facts,
    outcome_word,
    person_rows,
    source_facts,
    title,
    warning_word,
)
from nlp_minutes.export.transcript import Block, Group, Section, section_names, sections
from nlp_minutes.export.words import ENTITIES, LABELS, entity_word, readable

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item, Minutes

__all__ = ["escaped", "to_markdown"]

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>#|~$]|&(?=#?\w)")
# What means something at a line's start only: a list, a heading's underline, a number of a list.
_AT_START: Final = re.compile(r"^([-+=:]|\d{1,9}(?=[.)]))")
_ADDRESS: Final = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=www)\.", re.IGNORECASE)


def to_markdown(minutes: Minutes) -> str:
    """Give one result as Markdown."""
    return "\n\n".join(_blocks(minutes)) + "\n"


def _blocks(minutes: Minutes) -> Iterator[str]:
    found = sections(minutes)
    names = section_names(found)
    yield f"# {escaped(title(minutes))}"
    yield "*Automatiskt läst protokoll. Det justerade protokollet gäller; här kan det finnas fel.*"
    yield "## Överblick"
    yield _facts(meeting_facts(minutes))
    if minutes.warnings:
        yield f"**Obs:** {len(minutes.warnings)} varning{'ar' if len(minutes.warnings) > 1 else ''}, se sist."
    yield "**Paragraferna i korthet:**"
    items = [(section.item, name) for section, name in zip(found, names, strict=True) if section.item is not None]
    yield _list(_digest(item, name) for item, name in items) or "Inga paragrafer hittades."
    yield "## Personer"
    yield _persons(minutes)
    yield "## Protokollets text"
    yield (
        "Sidhuvuden, sidfötter och signaturrader är utelämnade." if minutes.furniture else "Hela texten, i sin ordning."
    )
    for section, name in zip(found, names, strict=True):
        yield f"### {escaped(name)}"
        yield from _section(section, minutes)
    yield "## Varningar"
    yield (
        _list(f"**{warning_word(one.code)}** ({escaped(one.code)}): {escaped(one.message)}" for one in minutes.warnings)
        or "Inga."
    )
    yield "## Om filen"
    yield _facts(source_facts(minutes.source))


def _digest(item: Item, name: str) -> str:
    headline = f". {escaped(item.headline)}" if item.headline else ""
    return f"**{escaped(name)}**: {outcome_word(item)}{headline}"


def _persons(minutes: Minutes) -> str:
    if not minutes.persons:
        return "Inga personer hittades."
    rows = [("Namn", "Närvaro", "Uppdrag", "Nämns"), ("---", "---", "---", "---:")]
    rows += [
        (escaped(row.name), escaped(row.attendance), escaped(row.roles) or "–", str(row.mentions))
        for row in person_rows(minutes.persons)
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _section(section: Section, minutes: Minutes) -> Iterator[str]:
    item = section.item
    if item is not None:
        if item.headline:
            yield f"**{escaped(item.headline)}**"
        yield _facts([*item_facts(item, minutes.persons), *_mentions(section)])
        if item.summary is not None and item.summary.text:
            yield f"Kort ur texten: {escaped(item.summary.text)}"
    for group in section.groups:
        yield from _group(group)


def _mentions(section: Section) -> Iterator[Fact]:
    """Name the entities of a section: Markdown has no mark for a stretch of text."""
    named: dict[str, dict[str, None]] = {}
    for group in section.groups:
        for block in group.blocks:
            for run in block.runs:
                if run.kind == "entity":
                    text = " ".join(run.text.replace("\u00ad", "").split())
                    named.setdefault(run.label, {}).setdefault(text)
    order = {label: number for number, label in enumerate(ENTITIES)}
    for label in sorted(named, key=lambda one: (order.get(one, len(order)), one)):
        yield Fact(name=f"Nämns, {entity_word(label)}", values=(Value(text=", ".join(named[label])),))


def _group(group: Group) -> Iterator[str]:
    blocks = [block for block in group.blocks if any(run.kind != "furniture" for run in block.runs)]
    if not blocks:
        return
    if group.kind == "heading":
        yield f"#### {' '.join(_text(block) for block in blocks)}"
        return
    if group.kind == "paragraphs":
        yield f"**Stycke: {escaped(LABELS.get(group.label, group.label))}**"
        for block in blocks:
            yield _rows(block) if block.columns else _text(block)
    else:
        yield "\\\n".join(_rows(block) for block in blocks)


def _plain(block: Block) -> str:
    return "".join(run.text for run in block.runs if run.kind != "furniture").replace("\u00ad", "")


def _text(block: Block) -> str:
    return escaped(_plain(block))


def _rows(block: Block) -> str:
    """Write rows of columns a line each, their columns parted by a dash."""
    lines = [re.split(r"\t+| {3,}", line.strip()) for line in _plain(block).split("\n") if line.strip()]
    return "\\\n".join(" – ".join(escaped(cell) for cell in line if cell.strip()) for line in lines)


def _facts(facts: Iterable[Fact]) -> str:
    return "\n".join(line for fact in facts for line in _fact(fact))


def _fact(fact: Fact) -> Iterator[str]:
    if len(fact.values) == 1:
        yield f"- {escaped(fact.name)}: {escaped(fact.values[0].text)}"
        yield from (f"  - {escaped(detail)}" for detail in fact.values[0].details)
        return
    yield f"- {escaped(fact.name)}:"
    for value in fact.values:
        yield f"  - {escaped(value.text)}"
        yield from (f"    - {escaped(detail)}" for detail in value.details)


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def escaped(text: str) -> str:
    """Escape text for any place of a line; blanks and line ends become one blank."""
    line = " ".join(readable(text).split())
    line = _ADDRESS.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\g<0>", line))
    return _AT_START.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", line)
