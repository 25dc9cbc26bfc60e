"""Label Studio: a JSON array of tasks, and the labelling configuration that goes with it.

Read are its exports JSON and JSON-MIN. Entities and paragraphs are two sets of labels on one text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import quoteattr

from nlp_minutes.corpus.formats.base import (
    HEADING,
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
    newest,
    read_utf8,
    tidy,
    to_code_points,
)
from nlp_minutes.errors import ConfigError, DamagedFile
from nlp_minutes.labels import MARKED, ParagraphLabel

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["LABELSTUDIO", "from_tasks", "labelling_config", "to_tasks"]

_COLOURS: Final = {
    "PERSON": "#1f77b4",
    "PARTY": "#d62728",
    "ROLE": "#9467bd",
    "ORG": "#2ca02c",
    "CASE": "#8c564b",
    "decision": "#b8e0b8",
    "summary": "#b8cfe8",
    "objection": "#f2b8b8",
    "basis": "#efe0a8",
    "other": "#d8d8d8",
    HEADING: "#c8b8e0",
}
_ENTITIES: Final = "entities"
_PARAGRAPHS: Final = "paragraphs"


def labelling_config() -> str:
    """The labelling configuration: paste it into the project's settings."""
    blocks = [*map(str, ParagraphLabel), *(f"{label}+continued" for label in ParagraphLabel)]
    blocks += [f"{ParagraphLabel.OTHER}+furniture", HEADING]

    def labels(name: str, values: Sequence[str]) -> str:
        lines = [
            f"    <Label value={quoteattr(value)} background={quoteattr(_COLOURS[value.partition('+')[0]])}/>\n"
            for value in values
        ]
        return f'  <Labels name="{name}" toName="text">\n{"".join(lines)}  </Labels>\n'

    return (
        "<View>\n"
        f"{labels(_ENTITIES, list(map(str, MARKED)))}{labels(_PARAGRAPHS, blocks)}"
        # By letters: a party's letter inside a compound (M-gruppen) is an entity of its own.
        '  <View style="white-space: pre-wrap">\n'
        '    <Text name="text" value="$text" granularity="symbol"/>\n'
        "  </View>\n"
        "</View>\n"
    )


def to_tasks(
    documents: Sequence[GoldDocument], producer: str | None = None
) -> tuple[list[dict[str, Any]], Counter[str]]:
    """Documents as tasks: annotated, or with a producer as its predictions.

    Returns:
        The tasks, and what they cannot hold.
    """
    lost: Counter[str] = Counter()
    tasks = []
    for given in documents:
        document = tidy(given, lost)
        regions = [_region(_ENTITIES, one) for one in entity_marks(document)]
        regions += [_region(_PARAGRAPHS, one) for one in block_marks(document)]
        task: dict[str, Any] = {"data": {"text": document.text, "meta": facts_of(document)}}
        if producer is None:
            task["annotations"] = [{"result": regions, "was_cancelled": False}]
        else:
            task["predictions"] = [{"model_version": producer, "result": regions}]
        tasks.append(task)
    return tasks, lost


def _region(layer: str, mark: Mark) -> dict[str, Any]:
    return {
        "id": f"{layer[0]}{mark.start}_{mark.end}",
        "from_name": layer,
        "to_name": "text",
        "type": "labels",
        "value": {"start": mark.start, "end": mark.end, "text": mark.words, "labels": [mark.label]},
    }


def from_tasks(tasks: object, path: Path, options: ReadOptions) -> Reading:
    """Tasks as documents.

    Raises:
        DamagedFile: A task is none, or its text or spans have been changed.
    """
    if not isinstance(tasks, list):
        raise DamagedFile(path, "not an export of Label Studio: its JSON is a list of tasks")
    notes: Counter[str] = Counter()
    documents = []
    for number, task in enumerate(_whole(tasks, path), 1):
        where = f"task {task.get('id', number)}"
        try:
            annotation = _chosen(task, options, notes)
            if annotation is None:
                continue
            record = _record(task, annotation, path, where, number, notes)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise DamagedFile(path, f"{where}: not a task of Label Studio ({error!r})") from error
        documents.append(build(record, options, notes))
    return Reading(documents=tuple(documents), notes=notes)


def _whole(tasks: Sequence[object], path: Path) -> list[dict[str, Any]]:
    """Tasks as in the JSON export; rows of JSON-MIN, one for each annotation, are put together by their id."""
    found: dict[object, dict[str, Any]] = {}
    for number, task in enumerate(tasks, 1):
        if not isinstance(task, dict):
            raise DamagedFile(path, f"task {number}: not a JSON object")
        if "data" in task:
            found[number, "whole"] = task
            continue
        if "text" not in task:
            raise DamagedFile(
                path, f"task {number}: no text; export as JSON from a project with the configuration we write"
            )
        regions = [
            {"from_name": layer, "type": "labels", "value": value}
            for layer in (_ENTITIES, _PARAGRAPHS)
            for value in task.get(layer) or []
        ]
        row = {"result": regions, "completed_by": task.get("annotator"), "updated_at": task.get("updated_at")}
        data = {"text": task["text"], "meta": task.get("meta") or {}}
        key = ("row", task.get("id", number))
        found.setdefault(key, {"id": task.get("id", number), "data": data, "annotations": []})["annotations"].append(
            row
        )
    return list(found.values())


def _chosen(task: Mapping[str, Any], options: ReadOptions, notes: Counter[str]) -> Mapping[str, Any] | None:
    given = task.get("annotations", task.get("completions")) or []
    sent = [one for one in given if not one.get("was_cancelled") and not one.get("skipped")]
    if not sent:
        notes["tasks that were skipped, left out" if given else "tasks that nobody annotated, left out"] += 1
        return None
    if options.annotator not in {"newest", "oldest"}:
        sent = [one for one in sent if options.annotator in _who(one.get("completed_by"))]
        if not sent:
            notes[f"tasks that {options.annotator} did not annotate, left out"] += 1
            return None
    notes["further annotations of the same text, left out"] += len(sent) - 1
    return newest(sent, ("updated_at", "created_at"), options.annotator)


def _who(by: object) -> set[str]:
    if isinstance(by, dict):
        return {str(by[key]) for key in ("id", "email", "username") if key in by}
    return {str(by)}


def _record(
    task: Mapping[str, Any], annotation: Mapping[str, Any], path: Path, where: str, number: int, notes: Counter[str]
) -> Record:
    text = task["data"]["text"]
    if not isinstance(text, str):
        raise DamagedFile(path, f"{where}: its text is no string")
    meta = task["data"].get("meta")
    marks: dict[str, list[Mark]] = {_ENTITIES: [], _PARAGRAPHS: []}
    known = {*map(str, MARKED)}
    for region in annotation["result"]:
        value = region.get("value", {})
        if region.get("type") != "labels" or not value.get("labels"):
            notes[f"regions of the type {region.get('type', '?')!r} without a label of ours, left out"] += 1
            continue
        first = str(value["labels"][0])
        layer = region.get("from_name")
        if layer not in marks:
            # A project of somebody else's configuration: the label tells.
            layer = _ENTITIES if first in known or first.partition("+")[0] not in _COLOURS else _PARAGRAPHS
        if layer == _ENTITIES:
            notes["further labels of one entity, left out"] += len(value["labels"]) - 1
        label = first if layer == _ENTITIES else "+".join(map(str, value["labels"]))
        marks[layer].append(Mark(int(value["start"]), int(value["end"]), label, value.get("text")))
    counted = _counted(text, [*marks[_ENTITIES], *marks[_PARAGRAPHS]], notes)
    return Record(
        path=path,
        where=where,
        text=text,
        meta=meta if isinstance(meta, dict) else {},
        entities=counted[: len(marks[_ENTITIES])],
        blocks=counted[len(marks[_ENTITIES]) :],
        name=f"{path.stem}_{number}",
        origin="labelstudio",
    )


def _counted(text: str, marks: list[Mark], notes: Counter[str]) -> list[Mark]:
    """Marks in code points. Some versions count UTF-16 units: it is so where only that fits all the words."""

    def fits(some: Sequence[Mark]) -> bool:
        return all(one.words is None or text[one.start : one.end] == one.words for one in some)

    if fits(marks):
        return marks
    other = to_code_points(text, marks)
    if other is None or not fits(other) or other == marks:
        return marks
    notes["tasks whose offsets count UTF-16 units, converted by their words"] += 1
    return other


def _read(path: Path, options: ReadOptions) -> Reading:
    try:
        tasks = json.loads(read_utf8(path))
    except json.JSONDecodeError as error:
        raise DamagedFile(path, f"line {error.lineno}: not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, lists in lists without end
        raise DamagedFile(path, f"not JSON that can be read: {error}") from error
    return from_tasks([tasks] if isinstance(tasks, dict) else tasks, path, options)


def _write(documents: Sequence[GoldDocument], path: Path, producer: str | None) -> Written:
    config = path.with_name(f"{path.stem}.config.xml")
    if config == path:
        raise ConfigError(f"{path}: name the tasks otherwise; the labelling configuration gets that name")
    tasks, lost = to_tasks(documents, producer)
    text = json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"
    return Written(files={path: text.encode(), config: labelling_config().encode()}, lost=lost)


def _suits(path: Path) -> bool:
    return path.is_file() and path.suffix == ".json"


LABELSTUDIO: Final = Format(name="labelstudio", read=_read, write=_write, suits=_suits)
