"""`minutes_structure`: meeting, items, sections and paragraphs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from spacy.tokens import Doc, Span

from nlp_minutes.document import add_warnings, char_span, ensure_view, set_group, view_of
from nlp_minutes.labels import BLOCKS, ITEMS, PARAGRAPHS, SECTIONS, Attendance, WarningCode
from nlp_minutes.readers import source_from_text
from nlp_minutes.rules.frontpage import FrontPage
from nlp_minutes.rules.people import Entry, Mark
from nlp_minutes.rules.structure import parse, split_meetings
from nlp_minutes.source import ReadWarning, Source

__all__ = ["StructureParser", "first_item", "front_page_of"]


class StructureParser:
    """Writes the span groups items, sections and paragraphs, and the facts of the front page.

    Args:
        name: The component's name in its pipeline.
    """

    def __init__(self, name: str = "minutes_structure") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the structure of one Doc."""
        view = ensure_view(doc, source_from_text)
        chosen = {(a, b) for a, b in doc.spans[BLOCKS].attrs["clean"]}
        blocks = [block for block in view.source.blocks if (block.start, block.end) in chosen]
        meetings = split_meetings(view.source.clean, blocks)
        if len(meetings) > 1:
            first = blocks[meetings[1].start]
            add_warnings(
                doc,
                [
                    ReadWarning(
                        code=WarningCode.SEVERAL_MEETINGS,
                        message=f"The text holds {len(meetings)} meetings; this is the first (annotate_all gives all)",
                        start=first.start,
                        end=first.end,
                    )
                ],
            )
            blocks = [blocks[i] for i in meetings[0]]
        low, high = (blocks[0].start, blocks[-1].end) if blocks else (0, 0)
        structure = parse(view.source.clean, blocks, furniture=_furniture(view.source, low, high))

        def span(start: int, end: int, label: str = "") -> Span | None:
            if end <= start:
                return None
            return char_span(doc, *view.to_doc(start, end), label=label, mode="expand")

        items = [(one, found) for one in structure.items if (found := span(one.start, one.end, "item")) is not None]
        set_group(
            doc,
            ITEMS,
            [found for _, found in items],
            {
                "facts": [
                    {
                        "number": one.number,
                        "title": one.title,
                        "case_numbers": list(one.case_numbers),
                        "title_span": [one.title_start, one.title_end],
                    }
                    for one, _ in items
                ]
            },
        )
        sections = [
            (one, found) for one in structure.sections if (found := span(one.start, one.end, str(one.kind))) is not None
        ]
        set_group(
            doc,
            SECTIONS,
            [found for _, found in sections],
            {"heading": [one.heading for one, _ in sections], "item": [one.item for one, _ in sections]},
        )
        paragraphs = [
            (one, found)
            for one in structure.paragraphs
            if (found := span(one.start, one.end, str(one.label))) is not None
        ]
        set_group(
            doc,
            PARAGRAPHS,
            [found for _, found in paragraphs],
            {
                "clean": [[one.start, one.end] for one, _ in paragraphs],
                "heading": [one.heading for one, _ in paragraphs],
                "item": [one.item for one, _ in paragraphs],
                "table": [one.table for one, _ in paragraphs],
                "item_index": [one.item_index for one, _ in paragraphs],
                "section": [str(one.kind) for one, _ in paragraphs],
                "known": [one.known for one, _ in paragraphs],
            },
        )
        doc.user_data["nlp_minutes.meeting"] = asdict(structure.meeting) | {
            "document_type": str(structure.document_type)
        }
        doc.user_data["nlp_minutes.front"] = _front_data(structure.front)
        add_warnings(doc, structure.warnings)
        return doc


def _furniture(source: Source, low: int, high: int) -> list[str]:
    """The furniture of one meeting's pages: what stands between its first and last block."""
    if high <= low:
        return []
    begin, end = source.alignment.to_source(low, high)
    whole = len(source.blocks) > 0 and source.blocks[0].start == low and source.blocks[-1].end == high
    return [source.text[a:b] for a, b in source.furniture if whole or begin <= a <= end]


def _front_data(page: FrontPage) -> dict[str, Any]:
    def entry(one: Entry) -> dict[str, Any]:
        return {
            "name": one.name,
            "mention": [one.mention.text, one.mention.start, one.mention.end],
            "party": one.party,
            "party_mark": [one.party_mark.text, one.party_mark.start, one.party_mark.end] if one.party_mark else None,
            "roles": [[role.text, role.start, role.end] for role in one.roles],
            "attendance": str(one.attendance) if one.attendance else None,
            "replaces": one.replaces,
            "note": one.note,
        }

    return {
        "entries": [entry(one) for one in page.entries],
        "signatures": [entry(one) for one in page.signatures],
    }


def first_item(doc: Doc) -> int:
    """Clean offset at which the first item begins, its title included; 0 where there is none."""
    view = view_of(doc)
    for span in doc.spans[ITEMS]:
        clean = view.from_doc(span.start_char, span.end_char)
        if clean is not None:
            return clean[0]
    return 0


def front_page_of(doc: Doc) -> FrontPage:
    """Read the front page back that `minutes_structure` left in a Doc."""

    def entry(one: dict[str, Any]) -> Entry:
        return Entry(
            name=one["name"],
            mention=Mark(*one["mention"]),
            party=one["party"],
            party_mark=Mark(*one["party_mark"]) if one["party_mark"] else None,
            roles=tuple(Mark(*role) for role in one["roles"]),
            attendance=Attendance(one["attendance"]) if one["attendance"] else None,
            replaces=one["replaces"],
            note=one["note"],
        )

    stored = doc.user_data.get("nlp_minutes.front", {"entries": [], "signatures": []})
    return FrontPage(
        entries=tuple(entry(one) for one in stored["entries"]),
        signatures=tuple(entry(one) for one in stored["signatures"]),
    )
