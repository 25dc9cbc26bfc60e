"""Reading what a model is to learn from, and checking it before anything is learnt."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from nlp_minutes.corpus import dataset
from nlp_minutes.corpus.dataset import check_sources
from nlp_minutes.corpus.formats import ReadOptions
from nlp_minutes.corpus.formats.base import first_record
from nlp_minutes.corpus.gold import GoldDocument
from nlp_minutes.corpus.markup import SUFFIX, Fault, layout_of
from nlp_minutes.errors import ConfigError, ReadError
from nlp_minutes.labels import MARKED, ParagraphLabel

__all__ = ["Corpus", "WrongCorpus", "read_corpus"]

_GOLD: Final = ".gold.json"
_LINES: Final = ".jsonl"
_PARAGRAPHS: Final = frozenset(map(str, ParagraphLabel))
_ENTITIES: Final = frozenset(map(str, MARKED))
# Two protocols of different towns that share this many of their longer paragraphs are one and the same, told twice.
_SHARED: Final = 0.5
_LONG: Final = 80
_ENOUGH_LONG: Final = 4
_SHOWN: Final = 20


class WrongCorpus(ConfigError):
    """The corpus has faults.

    Attributes:
        faults: All of them, each with file and line; never empty.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        more = [f"... and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
        super().__init__("\n".join(["the corpus has faults:", *map(str, faults[:_SHOWN]), *more]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """One record with the place it comes from: lines of a JSON Lines file, or a file of its own (`whole`)."""

    document: GoldDocument
    path: Path
    line: int
    whole: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _How:
    """How files of other tools are read, and what was told of them."""

    kind: str | None
    options: ReadOptions
    notes: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Checked records.

    Attributes:
        documents: In the order of the files.
        labels: How many paragraphs have each label, furniture left out.
        notes: What was left out of files of other tools, or changed: a line for each kind of thing.
    """

    documents: tuple[GoldDocument, ...]
    labels: Counter[str]
    notes: tuple[str, ...] = ()

    @property
    def items(self) -> int:
        """How many items their facts have; protocols that come from other tools may have none."""
        return sum(len(one.items) for one in self.documents)

    @property
    def entities(self) -> Counter[str]:
        """How many entities have each label."""
        return Counter(entity.label for one in self.documents for entity in one.entities)

    @property
    def layouts(self) -> list[str]:
        """The layouts, in alphabetical order."""
        return sorted({one.layout for one in self.documents})


def read_corpus(
    paths: Sequence[Path],
    *,
    part: Literal["entities", "paragraphs"] = "paragraphs",
    kind: str | None = None,
    options: ReadOptions | None = None,
) -> Corpus:
    """Read annotated protocols and check them.

    Args:
        paths: Files of gold JSON Lines, mark-up sources (.src), folders of either or of NAME.txt with NAME.gold.json,
            and files of other tools.
        part: What is to learn from it: each protocol must have paragraphs with labels, or one of them an entity.
        kind: The format of all paths, a name in `nlp_minutes.corpus.formats.FORMATS`; each is looked at, if not given.
        options: How to read the files of other tools.

    Raises:
        WrongCorpus: Something is wrong; all of it is named, with file and line.
        ConfigError: A path is not there or holds nothing to learn from.
    """
    records: list[_Record] = []
    faults: list[Fault] = []
    how = _How(kind=kind, options=options or ReadOptions(), notes=[])
    for path in paths:
        _read(path, how, records, faults)
    for record in records:
        faults += _faults(record, part)
    faults += _leaks(records)
    if faults:
        raise WrongCorpus(sorted(faults))
    labels = Counter(p.label for record in records for p in record.document.paragraphs if not p.furniture)
    corpus = Corpus(documents=tuple(record.document for record in records), labels=labels, notes=tuple(how.notes))
    if part == "entities" and not corpus.entities:
        left = "".join(f"\n{note}" for note in corpus.notes)
        raise ConfigError(f"too few examples: no entity in {', '.join(map(str, paths))}{left}")
    return corpus


def _read(path: Path, how: _How, records: list[_Record], faults: list[Fault]) -> None:
    if how.kind is not None:
        _read_other(path, how, records)
    elif path.is_dir():
        found = sorted(one for one in path.iterdir() if one.name.endswith((_GOLD, _LINES, SUFFIX)))
        if not found:
            _read_other(path, how, records)
        for one in found:
            _read(one, how, records, faults)
    elif not path.is_file():
        raise ConfigError(f"--corpus {path}: there is no such file or folder")
    elif path.suffix == SUFFIX:
        documents, wrong = check_sources(path)
        faults += wrong
        records += [_Record(document=one, path=path, line=1) for one in documents]
    elif path.suffix == _LINES and not _is_of_a_tool(path):
        _read_lines(path, records, faults)
    elif path.name.endswith(_GOLD):
        _read_gold(path, records, faults)
    else:
        _read_other(path, how, records)


def _read_other(path: Path, how: _How, records: list[_Record]) -> None:
    """Read what another tool has written: Label Studio, doccano, Prodigy, columns, DocBin, data sets."""
    try:
        documents = dataset.read_corpus([path], kind=how.kind, options=how.options, tell=how.notes.append)
    except ReadError as error:
        raise ConfigError(
            f"--corpus {path}: nothing to learn from ({error.reason}); give gold {_LINES}, {SUFFIX}, a folder of "
            f"either or of NAME{_GOLD} beside NAME.txt, or what `nlp-minutes corpus import` reads"
        ) from error
    records += [_Record(document=one, path=path, line=1) for one in documents]


def _is_of_a_tool(path: Path) -> bool:
    """Whether the first line of a file of JSON Lines is no gold record but one of doccano, Prodigy or a data set."""
    record = first_record(path)
    return (
        record is not None
        and "paragraphs" not in record
        and bool({"spans", "label", "labels", "data", "tokens"} & set(record))
    )


def _text(path: Path, faults: list[Fault]) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        faults.append(Fault(path=path, line=1, text=f"byte {error.start} is not UTF-8; save the file as UTF-8"))
    except OSError as error:
        faults.append(Fault(path=path, line=1, text=f"cannot be read ({error.strerror})"))
    return None


def _read_lines(path: Path, records: list[_Record], faults: list[Fault]) -> None:
    before = len(records)
    for number, line in enumerate((_text(path, faults) or "").split("\n"), 1):
        if line.strip():
            _take(path, number, line, {}, records, faults)
    if len(records) == before and not any(fault.path == path for fault in faults):
        faults.append(Fault(path=path, line=1, text="no record in this file"))


def _read_gold(path: Path, records: list[_Record], faults: list[Fault]) -> None:
    name = path.name.removesuffix(_GOLD)
    text_path = path.with_name(f"{name}.txt")
    if not text_path.is_file():
        faults.append(Fault(path=path, line=1, text=f"no {text_path.name} beside it"))
        return
    text, content = _text(text_path, faults), _text(path, faults)
    if text is not None and content is not None:
        defaults = {"name": name, "layout": layout_of(name), "text": text}
        _take(path, 1, content, defaults, records, faults, whole=content)


def _take(
    path: Path,
    line: int,
    content: str,
    defaults: dict[str, Any],
    records: list[_Record],
    faults: list[Fault],
    *,
    whole: str | None = None,
) -> None:
    """Read one record; `whole` is the file's content where the record is a file of its own."""
    try:
        values = {**defaults, **json.loads(content)}
        values = {"meeting": {}, "persons": [], "headings": [], **values}
        document = GoldDocument.from_dict(values)
    except json.JSONDecodeError as error:
        at = error.lineno if whole is not None else line
        faults.append(Fault(path=path, line=at, text=f"not JSON: {error.msg}"))
    except ConfigError as error:
        faults.append(Fault(path=path, line=line, text=str(error)))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        faults.append(Fault(path=path, line=line, text=f"not a gold record ({error})"))
    else:
        record = _Record(document=document, path=path, line=line, whole=whole)
        records.append(record)
        faults += [
            _at(record, one["start"], f"{one['text']!r} does not stand at {one['start']}, but {words!r}")
            for one in values["entities"]
            if "text" in one and (words := document.text[one["start"] : one["end"]]) != one["text"]
        ]


def _at(record: _Record, start: object, text: str) -> Fault:
    """A fault of the annotation that begins at `start`, with its line where the record is a file of its own."""
    line = record.line
    if record.whole is not None and (found := re.search(rf'"start":\s*{start}\b', record.whole)):
        line = record.whole.count("\n", 0, found.start()) + 1
    return Fault(path=record.path, line=line, text=text)


def _faults(record: _Record, part: str) -> Iterator[Fault]:
    """What is wrong in one record by itself."""
    document = record.document
    if not document.text.strip():
        yield Fault(path=record.path, line=record.line, text="the text is empty")
        return
    if part == "paragraphs" and not document.paragraphs:
        yield Fault(path=record.path, line=record.line, text="no paragraph has a label")
    kinds: tuple[tuple[str, Sequence[Any], frozenset[str]], ...] = (
        ("paragraph", document.paragraphs, _PARAGRAPHS),
        ("entity", document.entities, _ENTITIES),
    )
    for what, marked, labels in kinds:
        end = 0
        for one in sorted(marked, key=lambda a: (a.start, a.end) if _numbers(a) else (0, 0)):
            if one.label not in labels:
                yield _at(record, one.start, f"{what}: no label {one.label!r}; there are {', '.join(sorted(labels))}")
            if not _numbers(one):
                yield _at(record, one.start, f"{what}: offsets {one.start!r} and {one.end!r} are no whole numbers")
                continue
            if not 0 <= one.start < one.end <= len(document.text):
                span = f"({one.start}, {one.end})"
                yield _at(
                    record, one.start, f"{what}: {span} is no stretch of the text of {len(document.text)} characters"
                )
                continue
            if not document.text[one.start : one.end].strip():
                yield _at(record, one.start, f"{what}: nothing but blanks between {one.start} and {one.end}")
            if one.start < end:
                yield _at(
                    record,
                    one.start,
                    f"{what}: ({one.start}, {one.end}) overlaps the one before it, which ends at {end}",
                )
            end = max(end, one.end)


def _numbers(one: Any) -> bool:
    return all(isinstance(value, int) and not isinstance(value, bool) for value in (one.start, one.end))


def _long_paragraphs(document: GoldDocument) -> frozenset[str]:
    texts = (document.text[one.start : one.end] for one in document.paragraphs if not one.furniture and _numbers(one))
    return frozenset(re.sub(r"\s+", " ", text) for text in texts if len(text) >= _LONG)


def _leaks(records: Iterable[_Record]) -> Iterator[Fault]:
    """Names and texts that stand twice, and protocols under two towns: held-out scores would be of what was learnt."""
    names: dict[str, _Record] = {}
    texts: dict[str, _Record] = {}
    seen: list[tuple[_Record, frozenset[str]]] = []
    for record in records:
        document = record.document
        first = names.setdefault(document.name, record)
        if first is not record:
            where = f"{first.path}:{first.line}"
            yield Fault(path=record.path, line=record.line, text=f"the name {document.name!r} stands in {where} too")
            continue
        twin = texts.setdefault(document.sha256, record)
        if twin is not record:
            where = f"{twin.path}:{twin.line}"
            yield Fault(path=record.path, line=record.line, text=f"the same text as {twin.document.name} ({where})")
            continue
        own = _long_paragraphs(document)
        for other, theirs in seen:
            shared = len(own & theirs)
            if (
                other.document.layout != document.layout
                and shared >= _ENOUGH_LONG
                and shared > _SHARED * min(len(own), len(theirs))
            ):
                yield Fault(
                    path=record.path,
                    line=record.line,
                    text=f"{shared} of its longer paragraphs stand in {other.document.name} too, of another layout: "
                    f"a held-out score would be of what was learnt; give both one layout, or leave one out",
                )
        seen.append((record, own))
