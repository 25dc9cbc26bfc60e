"""`minutes_facts`: what each item decided."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp_minutes.document import add_warnings, set_group, view_of
from nlp_minutes.labels import ITEMS, PARAGRAPHS, WarningCode
from nlp_minutes.rules.facts import ItemParagraph, read_facts
from nlp_minutes.source import ReadWarning

__all__ = ["FactFinder"]


class FactFinder:
    """Writes outcome, decision points and recipients to the facts of the items.

    Args:
        name: The component's name in its pipeline.
    """

    def __init__(self, name: str = "minutes_facts") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the facts of one Doc."""
        text = view_of(doc).source.clean
        paragraphs = doc.spans[PARAGRAPHS]
        attrs = paragraphs.attrs
        by_item: dict[int, list[ItemParagraph]] = {}
        where: dict[int, tuple[int, int]] = {}
        for span, (start, end), index, section, heading, table in zip(
            paragraphs,
            attrs["clean"],
            attrs["item_index"],
            attrs["section"],
            attrs["heading"],
            attrs["table"],
            strict=True,
        ):
            if index is not None:
                one = ItemParagraph(text[start:end], section, span.label_, heading, table)
                by_item.setdefault(index, []).append(one)
                where.setdefault(index, (start, end))
        found, warnings = [], []
        for index, stored in enumerate(doc.spans[ITEMS].attrs["facts"]):
            facts = read_facts(by_item.get(index, []))
            found.append(
                stored
                | {
                    "outcome": str(facts.outcome) if facts.outcome else None,
                    "decision": list(facts.decision),
                    "recipients": list(facts.recipients),
                    "immediately_adjusted": facts.immediately_adjusted,
                }
            )
            if facts.mixed:
                start, end = where[index]
                message = f"§ {stored['number']}: the points of the decision differ; the outcome is that of the first"
                warnings.append(ReadWarning(code=WarningCode.MIXED_OUTCOME, message=message, start=start, end=end))
        set_group(doc, ITEMS, list(doc.spans[ITEMS]), doc.spans[ITEMS].attrs | {"facts": found})
        add_warnings(doc, warnings)
        return doc
