"""doccano: JSON Lines of a project for sequence labelling.

Entities have their own labels, paragraphs and headings `paragraph:LABEL`: the project must allow overlapping entities.
doccano counts as JavaScript does, in UTF-16 units, unless it is told to count grapheme clusters (it must not be).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from nlp_minutes.corpus.formats.base import (
    Format,
    Mark,
    Reading,
    ReadOptions,
    Record,
    Written,
    block_marks,
    build,
    entity_marks,
    facts_of,
    json_lines,
    tidy,
    to_code_points,
    to_utf16,
)
from nlp_minutes.errors import DamagedFile

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["DOCCANO", "from_rows", "to_rows"]

_PREFIX: Final = "paragraph:"
_UNITS: Final = "utf-16"


def to_rows(documents: Sequence[GoldDocument]) -> tuple[list[dict[str, Any]], Counter[str]]:
    """Documents as lines of doccano, and what they cannot hold."""
    lost: Counter[str] = Counter()
    rows = []
    for given in documents:
        document = tidy(given, lost)
        units = to_utf16(document.text)
        labels: list[list[object]] = [[units[one.start], units[one.end], one.label] for one in entity_marks(document)]
        labels += [[units[one.start], units[one.end], f"{_PREFIX}{one.label}"] for one in block_marks(document)]
        meta = facts_of(document) | {"offsets": _UNITS}
        rows.append({"text": document.text, "label": labels, "meta": meta})
    return rows, lost


def from_rows(rows: Sequence[tuple[int, Mapping[str, Any]]], path: Path, options: ReadOptions) -> Reading:
    """Numbered lines as documents.

    Raises:
        DamagedFile: A line is none of doccano's, or its text or spans have been changed.
    """
    notes: Counter[str] = Counter()
    documents = []
    for number, row in rows:
        where = f"line {number}"
        text = row.get("text", row.get("data"))
        if not isinstance(text, str):
            raise DamagedFile(path, f"{where}: no text")
        notes["comments"] += len(row.get("Comments") or row.get("comments") or [])
        notes["relations"] += len(row.get("relations") or [])
        meta = _meta(row)
        try:
            marks = _marks(row)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise DamagedFile(
                path, f"{where}: its labels are not [start, end, label] ({error!r}); export as JSONL from doccano"
            ) from error
        marks = _in_code_points(text, marks, str(meta.get("offsets") or options.offsets or ""), path, where)
        record = Record(
            path=path,
            where=where,
            text=text,
            meta=meta,
            entities=[one for one in marks if not one.label.startswith(_PREFIX)],
            blocks=[
                one._replace(label=one.label.removeprefix(_PREFIX)) for one in marks if one.label.startswith(_PREFIX)
            ],
            name=f"{path.stem}_{row.get('id', number)}",
            origin="doccano",
        )
        documents.append(build(record, options, notes))
    return Reading(documents=tuple(documents), notes=notes)


def _meta(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The metadata: doccano gives other columns back beside the text, or once more under `meta`."""
    meta = row.get("meta", row)
    while isinstance(meta, dict) and isinstance(meta.get("meta"), dict):
        meta = meta["meta"]
    return meta if isinstance(meta, dict) else {}


def _marks(row: Mapping[str, Any]) -> list[Mark]:
    for key in ("label", "labels"):
        if isinstance(row.get(key), list):
            return [Mark(int(start), int(end), str(label)) for start, end, label in row[key]]
    found = row.get("entities")
    if found is None:
        raise KeyError("label")
    # As JSONL with relations.
    return [Mark(int(one["start_offset"]), int(one["end_offset"]), str(one["label"])) for one in found]


def _in_code_points(text: str, marks: list[Mark], units: str, path: Path, where: str) -> list[Mark]:
    if all(ord(character) <= 0xFFFF for character in text) or not marks or units == "code-points":
        return marks
    if units != _UNITS:
        raise DamagedFile(
            path,
            f"{where}: the text holds characters that count as one or as two, and the file does not say how; "
            "give --offsets utf-16 (doccano's own way) or --offsets code-points",
        )
    found = to_code_points(text, marks)
    if found is None:
        raise DamagedFile(path, f"{where}: a span begins or ends inside a character; are its offsets UTF-16 units?")
    return found


def _read(path: Path, options: ReadOptions) -> Reading:
    return from_rows(list(json_lines(path)), path, options)


def _write(documents: Sequence[GoldDocument], path: Path, _producer: str | None) -> Written:
    rows, lost = to_rows(documents)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return Written(files={path: text.encode()}, lost=lost)


def _suits(path: Path) -> bool:
    if not (path.is_file() and path.suffix == ".jsonl"):
        return False
    _, row = next(json_lines(path), (0, {}))
    return isinstance(row.get("label", row.get("labels")), list) or "Comments" in row


DOCCANO: Final = Format(name="doccano", read=_read, write=_write, suits=_suits)
