"""Hugging Face datasets: a folder that `datasets.load_dataset` takes (Parquet and a card), and what it reads.

A data set of ours has a row for each document. Any other one is read as labelled paragraphs, with a text and a label
in each row; which columns hold them, the user says.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
    tidy,
)
from nlp_minutes.errors import ConfigError, DamagedFile, ReadError

if TYPE_CHECKING:
    from types import ModuleType

    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["DATASETS", "card", "from_rows", "to_rows"]

_FACTS: Final = ("meeting", "persons", "items")
_BUILDERS: Final = {
    ".json": "json",
    ".jsonl": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".arrow": "arrow",
}
_HUB_NAME: Final = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)?")
_PART: Final = Path("data") / "train-00000-of-00001.parquet"


def _library() -> ModuleType:
    try:
        import datasets  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise ConfigError("data sets need the library datasets: pip install 'nlp-minutes[datasets]'") from error
    datasets.disable_progress_bars()  # a command has its own
    module: ModuleType = datasets
    return module


def to_rows(documents: Sequence[GoldDocument]) -> tuple[list[dict[str, Any]], Counter[str]]:
    """Documents as rows, and what they cannot hold; the facts, whose shapes differ, are JSON."""
    lost: Counter[str] = Counter()
    rows = []
    for given in documents:
        document = tidy(given, lost)
        facts = facts_of(document)
        rows.append(
            {key: value for key, value in facts.items() if key not in _FACTS}
            | {
                "text": document.text,
                "entities": [_span(one) for one in entity_marks(document)],
                "paragraphs": [_span(one) for one in block_marks(document)],
            }
            | {key: json.dumps(facts[key], ensure_ascii=False) for key in _FACTS}
        )
    return rows, lost


def _span(mark: Mark) -> dict[str, Any]:
    return {"start": mark.start, "end": mark.end, "label": mark.label, "text": mark.words}


def card(documents: Sequence[GoldDocument], name: str) -> str:
    """The data set's card (README.md), whose head tells `load_dataset` where the rows are."""
    entities = Counter(one.label for document in documents for one in document.entities)
    labels = Counter(one.label for document in documents for one in document.paragraphs)
    layouts = len({document.layout for document in documents})
    counts = "".join(f"| {label} | {count} |\n" for label, count in [*entities.most_common(), *labels.most_common()])
    return f"""---
language:
- sv
task_categories:
- token-classification
- text-classification
tags:
- municipal-minutes
configs:
- config_name: default
  data_files:
  - split: train
    path: {_PART.as_posix()}
---

# {name}

Annotated Swedish municipal minutes: {len(documents)} documents of {layouts} layouts, written by nlp-minutes. Minutes
name people: before you publish a data set, see to it that you may.

| label | count |
|---|---|
{counts}
Offsets count code points of `text`, ends are exclusive. `entities` and `paragraphs` are lists of start, end, label and
text; a paragraph's label may carry `+continued` or `+furniture`, headings have the label `heading`. `meeting`,
`persons` and `items` are JSON. `layout` is the town: keep the documents of one layout on one side of a split.
"""


def _features(library: ModuleType) -> Any:
    string, number = library.Value("string"), library.Value("int64")
    spans = library.List({"start": number, "end": number, "label": string, "text": string})
    plain = ("name", "layout", "provenance", "sha256", "text")
    return library.Features(
        dict.fromkeys(plain, string) | {"entities": spans, "paragraphs": spans} | dict.fromkeys(_FACTS, string)
    )


def _write(documents: Sequence[GoldDocument], path: Path, _producer: str | None) -> Written:
    library = _library()
    rows, lost = to_rows(documents)
    buffer = io.BytesIO()
    features = _features(library)
    columns = {key: [row[key] for row in rows] for key in features}
    library.Dataset.from_dict(columns, features=features).to_parquet(buffer)
    files = {path / "README.md": card(documents, path.name).encode(), path / _PART: buffer.getvalue()}
    return Written(files=files, lost=lost)


def from_rows(rows: Sequence[Mapping[str, Any]], path: Path, options: ReadOptions) -> Reading:
    """Rows as documents.

    Raises:
        ConfigError: A column is missing.
        DamagedFile: A text or span has been changed.
    """
    if rows and {"text", "entities", "paragraphs"} <= set(rows[0]):
        return _own(rows, path, options)
    return _labelled(rows, path, options)


def _own(rows: Sequence[Mapping[str, Any]], path: Path, options: ReadOptions) -> Reading:
    notes: Counter[str] = Counter()
    documents = []
    for number, row in enumerate(rows, 1):
        where = f"row {number}"
        try:
            marks = [
                [Mark(int(one["start"]), int(one["end"]), str(one["label"]), one.get("text")) for one in row[key]]
                for key in ("entities", "paragraphs")
            ]
            meta = {key: json.loads(row[key]) for key in _FACTS if row.get(key)}
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise DamagedFile(path, f"{where}: not a row that we wrote ({error!r})") from error
        if not isinstance(row["text"], str):
            raise DamagedFile(path, f"{where}: no text")
        meta |= {key: row.get(key) for key in ("name", "layout", "provenance", "sha256")}
        record = Record(
            path=path,
            where=where,
            text=row["text"],
            meta=meta,
            entities=marks[0],
            blocks=marks[1],
            name=f"{path.stem}_{number}",
            origin="datasets",
        )
        documents.append(build(record, options, notes))
    return Reading(documents=tuple(documents), notes=notes)


def _labelled(rows: Sequence[Mapping[str, Any]], path: Path, options: ReadOptions) -> Reading:
    """Rows of a text and a label: a paragraph each, those with one value of `document` in one document."""
    column = {key: options.columns.get(key, key) for key in ("text", "label", "document", "layout")}
    notes: Counter[str] = Counter()
    groups: dict[str, list[tuple[int, Mapping[str, Any]]]] = {}
    for number, row in enumerate(rows, 1):
        for key in ("text", "label"):
            if column[key] not in row:
                names = ", ".join(map(str, row))
                raise ConfigError(
                    f"{path}: no column {column[key]!r} (there are: {names}); "
                    f"say which one holds it with --map {key}=COLUMN"
                )
        if not str(row[column["text"]] or "").strip():
            notes["rows without a text, left out"] += 1
            continue
        groups.setdefault(str(row.get(column["document"], number)), []).append((number, row))
    documents = []
    for name, group in groups.items():
        text, marks = "", []
        for _, row in group:
            text += "\n\n" if text else ""
            paragraph = str(row[column["text"]])
            marks.append(Mark(len(text), len(text) + len(paragraph), str(row[column["label"]])))
            text += paragraph
        # With no column for the layout the whole data set is one: nothing tells which rows are of one town.
        layout = str(group[0][1].get(column["layout"]) or path.stem)
        record = Record(
            path=path,
            where=f"row {group[0][0]}",
            text=text,
            meta={"layout": layout},
            entities=[],
            blocks=marks,
            name=f"{path.stem}_{name}",
            origin="datasets",
        )
        documents.append(build(record, options, notes))
    return Reading(documents=tuple(documents), notes=notes)


def _read(path: Path, options: ReadOptions) -> Reading:
    library = _library()
    with tempfile.TemporaryDirectory(prefix="nlp-minutes-") as cache:
        try:
            loaded = _load(library, path, Path(cache))
            parts = loaded if isinstance(loaded, dict) else {"all": loaded}
            if options.split is not None and options.split not in parts:
                raise ConfigError(f"{path}: no split {options.split!r}; there are: {', '.join(parts)}")
            chosen = [parts[options.split]] if options.split else list(parts.values())
            rows = [row for part in chosen for row in _rows(part)]
        except (OSError, ValueError, library.exceptions.DatasetsError) as error:
            raise ReadError(path, f"not a data set that can be loaded ({_first_line(error)})") from error
    return from_rows(rows, path, options)


def _first_line(error: BaseException) -> str:
    cause = error.__cause__ or error
    return str(cause).strip().partition("\n")[0]


def _load(library: ModuleType, path: Path, cache: Path) -> Any:
    if path.is_dir():
        if (path / "dataset_info.json").is_file() or (path / "dataset_dict.json").is_file():
            return library.load_from_disk(str(path))
        return library.load_dataset(str(path), cache_dir=str(cache))
    if path.is_file():
        builder = _BUILDERS.get(path.suffix)
        if builder is None:
            raise ReadError(path, f"not a data set; its name should end in {', '.join(_BUILDERS)}")
        extra = {"delimiter": "\t"} if path.suffix == ".tsv" else {}
        return library.load_dataset(builder, data_files=str(path), cache_dir=str(cache), **extra)
    name = path.as_posix()
    if not _HUB_NAME.fullmatch(name) or path.suffix in _BUILDERS:
        raise ReadError(path, "there is no such file or folder")
    # Neither file nor folder: the name of a data set of the hub, which is fetched, into the library's own cache.
    return library.load_dataset(name)


def _rows(part: Any) -> Iterator[dict[str, Any]]:
    """Rows with the names of class labels, which are kept as numbers."""
    names = {key: feature.names for key, feature in part.features.items() if hasattr(feature, "int2str")}
    for row in part:
        yield row | {
            key: names[key][row[key]] for key in names if isinstance(row[key], int) and 0 <= row[key] < len(names[key])
        }


def _suits(path: Path) -> bool:
    if path.is_dir():
        marks = ("dataset_info.json", "dataset_dict.json", "*.parquet", "data/*.parquet")
        return any(next(path.glob(mark), None) is not None for mark in marks)
    return path.is_file() and path.suffix in {".parquet", ".arrow", ".csv"}


DATASETS: Final = Format(name="datasets", read=_read, write=_write, suits=_suits)
