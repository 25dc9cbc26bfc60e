"""`minutes_entities`: entities by rule, merged with those that a trained recogniser has found (`merging` says how)."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc, Span

from nlp_minutes.components.merging import Candidate, MergePolicy, merge
from nlp_minutes.components.structure import first_item, front_page_of
from nlp_minutes.document import add_warnings, char_span, view_of
from nlp_minutes.labels import BLOCKS, ITEMS, MARKED, Attendance, EntityLabel, WarningCode
from nlp_minutes.lexicon import party_normal
from nlp_minutes.rules.entities import find_entities, is_behind_room
from nlp_minutes.rules.entries import Lines, within_entries
from nlp_minutes.rules.mark_cells import find_mark_cells
from nlp_minutes.rules.persons import Human
from nlp_minutes.source import ReadWarning

__all__ = ["EntityRules"]


class EntityRules:
    """Writes `doc.ents`.

    Args:
        name: The component's name in its pipeline.
        policy: Whether the rules, the recogniser or both are heard.
    """

    def __init__(self, name: str = "minutes_entities", policy: MergePolicy = "both") -> None:
        self.name = name
        self.policy: MergePolicy = policy

    def __call__(self, doc: Doc) -> Doc:
        """Find the entities of one Doc."""
        view = view_of(doc)
        blocks = [(start, end) for start, end in doc.spans[BLOCKS].attrs["clean"]]
        people = [
            Human(
                name=one["name"],
                party=one["party"],
                roles=list(one["roles"]),
                attendance=Attendance(one["attendance"]) if one["attendance"] else None,
                mentions=[(start, end) for start, end in one["mentions"]],
            )
            for one in doc.user_data.get("nlp_minutes.persons", [])
        ]
        normals: dict[Candidate, list[object]] = {}
        misaligned: list[ReadWarning] = []
        joined = {block.start for block in view.source.blocks if not block.blank_before}
        lines = Lines(view.source)
        entities = list(
            within_entries(
                find_entities(
                    view.source.clean,
                    blocks,
                    front_page_of(doc),
                    people,
                    first_item=first_item(doc),
                    joined=joined,
                    cases={case for one in doc.spans[ITEMS].attrs["facts"] for case in one["case_numbers"]},
                ),
                view.source.clean,
                lines.ends,
            )
        )
        words = _words(doc)
        for found in entities:
            span = char_span(doc, *view.to_doc(found.start, found.end), label=str(found.label))
            if span is None:
                text = view.source.clean[found.start : found.end]
                misaligned.append(
                    ReadWarning(
                        code=WarningCode.SPAN_MISALIGNED,
                        message=f"{found.label} {text!r} ends inside a token and is left out",
                        start=found.start,
                        end=found.end,
                    )
                )
                continue
            normals[Candidate(span.start, span.label_, tuple(words[span.start : span.end]))] = [
                found.normal,
                found.person,
            ]
        marked = [one for one in normals if one.label in MARKED]
        named = {lines.line_at(found.start) for found in entities if found.label == EntityLabel.PERSON}
        marks = frozenset(find_mark_cells((view.source.clean[start:end], start) for start, end in blocks))
        proposed = [
            Candidate(
                span.start,
                span.label_,
                tuple(words[span.start : span.end]),
                after=words[span.end] if span.end < len(words) else "",
                before=words[span.start - 1] if span.start else "",
                named=lines.line_at(where[0]) in named,
                entries=1 + len(lines.ends(*where)),
            )
            for span in doc.ents
            if (where := view.from_doc(span.start_char, span.end_char)) is not None
            and not (span.label_ == EntityLabel.PARTY and where[0] in marks)
            and not (span.label_ == EntityLabel.ORG and is_behind_room(view.source.clean, *where))
        ]
        certain, kept = merge(marked, proposed, self.policy)
        # Dates, sums, laws and properties take what the five leave.
        taken = {token for one in (*certain, *kept) for token in range(one.start, one.end)}
        later = [one for one in normals if one.label not in MARKED and taken.isdisjoint(range(one.start, one.end))]
        normals |= {one: [party_normal(one.text) or one.text, None] for one in kept if one.label == EntityLabel.PARTY}
        merged = [(one, Span(doc, one.start, one.end, label=one.label)) for one in sorted([*certain, *kept, *later])]
        doc.ents = [span for _, span in merged]
        doc.user_data["nlp_minutes.entities"] = [
            [span.start_char, span.end_char, *normals[one]] for one, span in merged if one in normals
        ]
        add_warnings(doc, misaligned)
        return doc


def _words(doc: Doc) -> list[str]:
    """The words of a Doc, without an object for each token."""
    text_of: Any = doc.vocab.strings.__getitem__
    return [*map(text_of, doc.to_array("ORTH").tolist())]
