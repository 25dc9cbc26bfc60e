"""Hugging Face datasets: a folder that `datasets.load_dataset` takes (Parquet and a card), and what it reads.

A data set of ours has a row for each document. Any other one is read as sentences of tokens with a tag each, where it
has such columns, and else as labelled paragraphs, with a text and a label in each row; which columns hold them, the
user says.
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
    first_record,
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
# What the columns with the tags of tokens are called in data sets of named entities.
_TAGS: Final = ("ner_tags", "tags", "ner", "labels")
_TAG: Final = re.compile(r"O|(?P<kind>[BI])-(?P<label>.+)")
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
    if rows and _has_tokens(rows[0], options):
        return _tagged(rows, path, options)
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


def _has_tokens(row: Mapping[str, Any], options: ReadOptions) -> bool:
    """Whether rows hold tokens and tags: their columns have been named, or are called as is usual."""
    if {"tokens", "tags"} & set(options.columns):
        return True
    return not {"text", "label"} & set(options.columns) and "tokens" in row and any(name in row for name in _TAGS)


def _tagged(rows: Sequence[Mapping[str, Any]], path: Path, options: ReadOptions) -> Reading:
    """Rows of tokens and tags: a sentence each, its text the tokens with a blank between two.

    Those with one value of `document` are one document, a line each; else each row is one.
    """
    usual = {"tokens": "tokens", "tags": next((name for name in _TAGS if name in rows[0]), _TAGS[0])}
    column = {key: options.columns.get(key, usual.get(key, key)) for key in ("tokens", "tags", "document", "layout")}
    apart = "document" in options.columns
    notes: Counter[str] = Counter()
    groups: dict[str, list[tuple[int, str, list[Mark], str]]] = {}
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        for key in ("tokens", "tags", *(key for key in ("document", "layout") if key in options.columns)):
            if column[key] not in row:
                names = ", ".join(map(str, row))
                raise ConfigError(
                    f"{path}: no column {column[key]!r} (there are: {names}); "
                    f"say which one holds it with --map {key}=COLUMN"
                )
        text, marks = _sentence(row[column["tokens"]], row[column["tags"]], f"row {number}", path, options, notes)
        if not text:
            notes["rows without tokens, left out"] += 1
            continue
        # A sentence that stands twice would be learnt and measured twice.
        if not apart and text in seen:
            notes["rows with the tokens of an earlier one, left out"] += 1
            continue
        seen.add(text)
        layout = str(row.get(column["layout"]) or path.stem)
        groups.setdefault(str(row[column["document"]] if apart else number), []).append((number, text, marks, layout))
    documents = []
    for name, group in groups.items():
        whole, entities = "", []
        for _, text, marks, _ in group:
            entities += [mark._replace(start=mark.start + len(whole), end=mark.end + len(whole)) for mark in marks]
            whole += text + "\n"
        record = Record(
            path=path,
            where=f"row {group[0][0]}",
            text=whole,
            meta={"layout": group[0][3]},
            entities=entities,
            blocks=[],
            name=f"{path.stem}_{name}",
            origin="datasets",
        )
        documents.append(build(record, options, notes))
    return Reading(documents=tuple(documents), notes=notes)


def _sentence(
    tokens: Any, tags: Any, where: str, path: Path, options: ReadOptions, notes: Counter[str]
) -> tuple[str, list[Mark]]:
    """The text of one row and its entities.

    Raises:
        DamagedFile: It has no lists of one length, a token is no text, or the tags are no IOB2.
    """
    if not isinstance(tokens, list) or not isinstance(tags, list):
        raise DamagedFile(path, f"{where}: tokens and tags must be lists; columns of text are read with --from conll")
    if len(tokens) != len(tags):
        raise DamagedFile(path, f"{where}: {len(tokens)} tokens, but {len(tags)} tags")
    text = ""
    marks: list[Mark] = []
    before: str | None = None
    for number, (token, given) in enumerate(zip(tokens, tags, strict=True), 1):
        try:
            kind, label = _tag(token, options.labels.get(str(given), str(given)), before)
        except (TypeError, ValueError) as error:
            raise DamagedFile(path, f"{where}, token {number} ({token!r}): {error}") from error
        before = label
        if not token.strip():
            notes["tokens of blanks only, left out"] += 1
            continue
        start = len(text) + 1 if text else 0
        text += f" {token}" if text else token
        if kind == "B":
            marks.append(Mark(start, len(text), label))
        elif kind == "I":
            marks[-1] = marks[-1]._replace(end=len(text))
    return text, marks


def _tag(token: object, tag: str, before: str | None) -> tuple[str | None, str]:
    """The letter of a tag (None for O) and its label, which is empty then; `before` is the label of the tag before."""
    if not isinstance(token, str):
        raise TypeError("a token must be text")
    found = _TAG.fullmatch(tag)
    if found is None:
        raise ValueError(
            f"{tag!r} is no tag; they are O, B-LABEL and I-LABEL (--label 1=B-PERSON names the tags of a column of "
            "numbers)"
        )
    kind, label = found["kind"], found["label"] or ""
    if kind == "I" and before != label:
        raise ValueError(f"{tag} does not follow B-{label} or I-{label}; tags must be IOB2")
    if kind == "B" and not token.strip():
        raise ValueError(f"{tag} on a token of blanks only")
    return kind, label


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
    names: dict[str, Sequence[str]] = {}
    for key, feature in part.features.items():
        # The labels of a list, one a token, are those of what it is a list of.
        inner = getattr(feature, "feature", feature)
        if hasattr(inner, "int2str"):
            names[key] = inner.names
    for row in part:
        yield row | {key: _named(row[key], known) for key, known in names.items()}


def _named(value: Any, names: Sequence[str]) -> Any:
    if isinstance(value, list):
        return [_named(one, names) for one in value]
    return names[value] if isinstance(value, int) and 0 <= value < len(names) else value


def _suits(path: Path) -> bool:
    if path.is_dir():
        marks = ("dataset_info.json", "dataset_dict.json", "*.parquet", "data/*.parquet")
        return any(next(path.glob(mark), None) is not None for mark in marks)
    if path.is_file() and path.suffix == ".jsonl":
        return _holds_tagged(path)
    return path.is_file() and path.suffix in {".parquet", ".arrow", ".csv"}


def _holds_tagged(path: Path) -> bool:
    """Whether the first row of JSON Lines has tokens and tags; those of Prodigy have tokens that are objects."""
    row = first_record(path)
    return (
        row is not None
        and isinstance(tokens := row.get("tokens"), list)
        and all(isinstance(token, str) for token in tokens)
        and any(isinstance(row.get(name), list) for name in _TAGS)
    )


DATASETS: Final = Format(name="datasets", read=_read, write=_write, suits=_suits)
