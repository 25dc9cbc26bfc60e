"""`minutes_entities`: entities by rule, merged with those that a trained recogniser has found.

Merge policy: a rule's person, party, office, organisation or case number is certain, so it stands; an entity of the
recogniser is kept where none of these overlaps it; dates, sums, laws and properties take what both leave.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span

from nlp_minutes.components.structure import first_item, front_page_of
from nlp_minutes.document import add_warnings, char_span, view_of
from nlp_minutes.labels import BLOCKS, MARKED, Attendance, WarningCode
from nlp_minutes.rules.entities import find_entities
from nlp_minutes.rules.persons import Human
from nlp_minutes.source import ReadWarning

__all__ = ["EntityRules"]


class EntityRules:
    """Writes `doc.ents`.

    Args:
        name: The component's name in its pipeline.
    """

    def __init__(self, name: str = "minutes_entities") -> None:
        self.name = name

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
        spans: list[Span] = []
        normals: list[list[object]] = []
        misaligned: list[ReadWarning] = []
        joined = {block.start for block in view.source.blocks if not block.blank_before}
        entities = find_entities(
            view.source.clean, blocks, front_page_of(doc), people, first_item=first_item(doc), joined=joined
        )
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
            spans.append(span)
            normals.append([span.start_char, span.end_char, found.normal, found.person])
        sure = [span for span in spans if span.label_ in MARKED]
        taken = _tokens(sure)
        kept = [span for span in doc.ents if taken.isdisjoint(range(span.start, span.end))]
        taken |= _tokens(kept)
        later = [span for span in spans if span.label_ not in MARKED and taken.isdisjoint(range(span.start, span.end))]
        doc.ents = sorted([*sure, *kept, *later], key=lambda span: span.start)
        doc.user_data["nlp_minutes.entities"] = normals
        add_warnings(doc, misaligned)
        return doc


def _tokens(spans: Iterable[Span]) -> set[int]:
    return {token for span in spans for token in range(span.start, span.end)}
