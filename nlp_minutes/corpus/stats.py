"""What the corpus holds: counts, as a whole and by layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nlp_minutes.labels import MARKED, Outcome, ParagraphLabel

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["Counts", "by_layout", "count", "summary", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Counts over some documents.

    Attributes:
        totals: Documents, layouts, words, headings, furniture blocks, persons, items, motions, votes (of which with
            names), reservations, statements, recusals.
        entities: By label.
        paragraphs: By label; page furniture left out, a paragraph that a page border cuts counted once.
        outcomes: Items by outcome.
        motions: Motions by kind.
        attendance: Persons by attendance (`null` for those who are only mentioned).
    """

    totals: Counter[str] = field(default_factory=Counter)
    entities: Counter[str] = field(default_factory=Counter)
    paragraphs: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    motions: Counter[str] = field(default_factory=Counter)
    attendance: Counter[str] = field(default_factory=Counter)


def count(documents: Iterable[GoldDocument]) -> Counts:
    """Count what the documents hold."""
    counts = Counts()
    layouts: set[str] = set()
    for document in documents:
        layouts.add(document.layout)
        votes = [vote for item in document.items for vote in item["votes"]]
        counts.totals.update(
            {
                "documents": 1,
                "words": len(document.text.split()),
                "headings": len(document.headings),
                "furniture": sum(paragraph.furniture for paragraph in document.paragraphs),
                "persons": len(document.persons),
                "items": len(document.items),
                "votes": len(votes),
                "votes with names": sum(vote["named"] is not None for vote in votes),
            }
        )
        for key in ("motions", "reservations", "statements", "recusals"):
            counts.totals[key] += sum(len(item[key]) for item in document.items)
        counts.entities.update(entity.label for entity in document.entities)
        counts.paragraphs.update(p.label for p in document.paragraphs if not p.furniture and not p.continued)
        counts.outcomes.update(item["outcome"] for item in document.items)
        counts.motions.update(motion["kind"] for item in document.items for motion in item["motions"])
        counts.attendance.update(person["attendance"] or "null" for person in document.persons)
    counts.totals["layouts"] = len(layouts)
    return counts


def by_layout(documents: Iterable[GoldDocument]) -> dict[str, Counts]:
    """The counts of each layout, in alphabetical order."""
    groups: dict[str, list[GoldDocument]] = {}
    for document in documents:
        groups.setdefault(document.layout, []).append(document)
    return {layout: count(groups[layout]) for layout in sorted(groups)}


def table(rows: Sequence[Sequence[object]]) -> str:
    """Lay rows out in columns: the first and all text to the left, numbers to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[n]) for row in cells) for n in range(len(cells[0]))] if cells else []
    lines = []
    for row in cells:
        spaced = [
            cell.rjust(width) if n and row is not cells[0] and cell.isdecimal() else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(spaced).rstrip())
    return "".join(f"{line}\n" for line in lines)


def summary(documents: Sequence[GoldDocument]) -> str:
    """The counts for a reader: the whole, the labels, the layouts."""
    counts = count(documents)
    order = ["documents", "layouts", "words", "items", "persons", "headings", "furniture", "motions", "votes"]
    order += ["votes with names", "reservations", "statements", "recusals"]
    parts = [table([[name, counts.totals[name]] for name in order])]
    groups = {
        "entities": (counts.entities, [label.value for label in MARKED]),
        "paragraphs": (counts.paragraphs, [label.value for label in ParagraphLabel]),
        "outcomes": (counts.outcomes, [outcome.value for outcome in Outcome]),
        "motions": (counts.motions, sorted(counts.motions)),
        "attendance": (counts.attendance, sorted(counts.attendance)),
    }
    for title, (counter, keys) in groups.items():
        parts.append(f"{title}\n" + table([[f"  {key}", counter[key]] for key in keys]))
    columns = ["documents", "words", "items", "motions", "votes"]
    labels = [label.value for label in MARKED]
    rows: list[list[object]] = [["layout", *columns, *labels]]
    for layout, one in by_layout(documents).items():
        rows.append([layout, *(one.totals[name] for name in columns), *(one.entities[label] for label in labels)])
    parts.append(table(rows))
    return "\n".join(parts)
