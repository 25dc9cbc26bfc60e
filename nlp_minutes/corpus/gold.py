"""A gold record: one annotated protocol."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from nlp_minutes.errors import ConfigError

__all__ = ["GoldDocument", "GoldEntity", "GoldHeading", "GoldParagraph", "text_hash"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class GoldEntity:
    """An annotated entity; offsets count code points of the document's text, end exclusive."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class GoldParagraph:
    """An annotated paragraph.

    Attributes:
        start: First offset.
        end: Offset behind it.
        label: One of the five paragraph labels.
        furniture: Whether it is page furniture.
        continued: Whether it goes on from the paragraph before the furniture above it.
    """

    start: int
    end: int
    label: str
    furniture: bool = False
    continued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class GoldHeading:
    """A heading line."""

    start: int
    end: int


def text_hash(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """One annotated protocol.

    Attributes:
        name: Name of its source, as in `askvik_ks_2025`.
        layout: The layout family (the town): documents of one layout never stand on two sides of a split.
        text: The text.
        entities: In order; none overlap.
        paragraphs: In order.
        headings: In order.
        meeting: As in the FACTS block of the mark-up.
        persons: As in the FACTS block.
        items: As in the FACTS block.
        provenance: How it came about: `written`, or `augmented:NAME:SEED`.
    """

    name: str
    layout: str
    text: str
    entities: tuple[GoldEntity, ...]
    paragraphs: tuple[GoldParagraph, ...]
    headings: tuple[GoldHeading, ...]
    meeting: Mapping[str, Any]
    persons: tuple[Mapping[str, Any], ...]
    items: tuple[Mapping[str, Any], ...]
    provenance: str = "written"

    @property
    def sha256(self) -> str:
        """Hash of the text."""
        return text_hash(self.text)

    def with_name(self, name: str) -> GoldDocument:
        """The same document under another name."""
        return replace(self, name=name)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as one line of gold JSONL holds them."""
        return {
            "name": self.name,
            "layout": self.layout,
            "provenance": self.provenance,
            "sha256": self.sha256,
            "text": self.text,
            "meeting": dict(self.meeting),
            "persons": [dict(one) for one in self.persons],
            "items": [dict(one) for one in self.items],
            "entities": [
                {"start": e.start, "end": e.end, "label": e.label, "text": self.text[e.start : e.end]}
                for e in self.entities
            ],
            "paragraphs": [
                {"start": p.start, "end": p.end, "label": p.label, "continued": p.continued}
                | ({"furniture": True} if p.furniture else {})
                for p in self.paragraphs
            ],
            "headings": [{"start": h.start, "end": h.end} for h in self.headings],
        }

    def to_json(self) -> str:
        """One line of gold JSONL, without its newline."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> GoldDocument:
        """Make a record of plain values.

        Raises:
            ConfigError: A key is missing, or the text does not have the hash that the record gives.
        """
        try:
            document = cls(
                name=values["name"],
                layout=values["layout"],
                provenance=values.get("provenance", "written"),
                text=values["text"],
                entities=tuple(
                    GoldEntity(start=e["start"], end=e["end"], label=e["label"]) for e in values["entities"]
                ),
                paragraphs=tuple(
                    GoldParagraph(
                        start=p["start"],
                        end=p["end"],
                        label=p["label"],
                        furniture=p.get("furniture", False),
                        continued=p.get("continued", False),
                    )
                    for p in values["paragraphs"]
                ),
                headings=tuple(GoldHeading(start=h["start"], end=h["end"]) for h in values["headings"]),
                meeting=values["meeting"],
                persons=tuple(values["persons"]),
                items=tuple(values["items"]),
            )
        except KeyError as error:
            raise ConfigError(f"gold record {values.get('name', '?')}: no {error.args[0]!r}") from error
        if "sha256" in values and values["sha256"] != document.sha256:
            raise ConfigError(f"gold record {document.name}: the text has been changed (its hash differs)")
        return document
