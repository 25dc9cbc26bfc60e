"""Prodigy: JSON Lines with `spans` for the entities and `paragraphs`, of the same shape, beside them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    newest,
    tidy,
)
from nlp_minutes.errors import DamagedFile

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["PRODIGY", "from_examples", "to_examples"]


def to_examples(
    documents: Sequence[GoldDocument], producer: str | None = None
) -> tuple[list[dict[str, Any]], Counter[str]]:
    """Documents as examples, and what they cannot hold; those of a producer are not answered yet."""
    lost: Counter[str] = Counter()
    examples = []
    for given in documents:
        document = tidy(given, lost)
        example: dict[str, Any] = {
            "text": document.text,
            "spans": _spans(entity_marks(document)),
            "paragraphs": _spans(block_marks(document)),
            "meta": facts_of(document),
        }
        if producer is None:
            example["answer"] = "accept"
        examples.append(example)
    return examples, lost


def _spans(marks: Iterable[Mark]) -> list[dict[str, Any]]:
    return [{"start": one.start, "end": one.end, "label": one.label, "text": one.words} for one in marks]


def _marks(spans: Iterable[Mapping[str, Any]]) -> list[Mark]:
    return [Mark(int(one["start"]), int(one["end"]), str(one["label"]), one.get("text")) for one in spans]


def from_examples(rows: Sequence[tuple[int, Mapping[str, Any]]], path: Path, options: ReadOptions) -> Reading:
    """Numbered examples as documents; those that were rejected or ignored are left out.

    Raises:
        DamagedFile: A line is no example, or its text or spans have been changed.
    """
    notes: Counter[str] = Counter()
    documents = []
    for number, row in _chosen(rows, options, notes):
        where = f"line {number}"
        if not isinstance(row.get("text"), str):
            raise DamagedFile(path, f"{where}: no text")
        try:
            entities, blocks = _marks(row.get("spans") or []), _marks(row.get("paragraphs") or [])
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise DamagedFile(path, f"{where}: its spans are not those of Prodigy ({error!r})") from error
        meta = row.get("meta")
        record = Record(
            path=path,
            where=where,
            text=row["text"],
            meta=meta if isinstance(meta, dict) else {},
            entities=entities,
            blocks=blocks,
            name=f"{path.stem}_{number}",
            origin="prodigy",
        )
        documents.append(build(record, options, notes))
    return Reading(documents=tuple(documents), notes=notes)


def _chosen(
    rows: Sequence[tuple[int, Mapping[str, Any]]], options: ReadOptions, notes: Counter[str]
) -> list[tuple[int, Mapping[str, Any]]]:
    """One example of each text; the same one answered in several sessions stands once for each."""
    groups: dict[object, list[tuple[int, Mapping[str, Any]]]] = {}
    for number, row in rows:
        answer = row.get("answer", "accept")
        if answer != "accept":
            notes[f"examples with the answer {answer!r}, left out"] += 1
            continue
        named = options.annotator not in {"newest", "oldest"}
        if named and options.annotator not in {str(row.get(key)) for key in ("_annotator_id", "_session_id")}:
            notes[f"examples that {options.annotator} did not annotate, left out"] += 1
            continue
        groups.setdefault(row.get("_input_hash", ("line", number)), []).append((number, row))
    found = []
    for group in groups.values():
        notes["further annotations of the same text, left out"] += len(group) - 1
        best = newest([row for _, row in group], ("_timestamp",), options.annotator)
        found.append(next(pair for pair in group if pair[1] is best))
    return found


def _read(path: Path, options: ReadOptions) -> Reading:
    return from_examples(list(json_lines(path)), path, options)


def _write(documents: Sequence[GoldDocument], path: Path, producer: str | None) -> Written:
    examples, lost = to_examples(documents, producer)
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in examples)
    return Written(files={path: text.encode()}, lost=lost)


def _suits(path: Path) -> bool:
    if not (path.is_file() and path.suffix == ".jsonl"):
        return False
    _, row = next(json_lines(path), (0, {}))
    return "spans" in row or "_input_hash" in row


PRODIGY: Final = Format(name="prodigy", read=_read, write=_write, suits=_suits)
