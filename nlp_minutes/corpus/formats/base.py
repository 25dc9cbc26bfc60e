"""What all formats of other tools have in common: the spans that travel, the checks on the way back, what is lost."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from nlp_minutes.corpus.gold import GoldDocument, GoldEntity, GoldHeading, GoldParagraph, text_hash
from nlp_minutes.corpus.markup import layout_of
from nlp_minutes.errors import DamagedFile, ReadError
from nlp_minutes.labels import MARKED, ParagraphLabel

__all__ = [
    "HEADING",
    "Format",
    "Mark",
    "ReadOptions",
    "Reading",
    "Record",
    "Written",
    "block_marks",
    "build",
    "entity_marks",
    "facts_of",
    "first_record",
    "json_lines",
    "newest",
    "read_bytes",
    "read_utf8",
    "tidy",
    "to_code_points",
    "to_utf16",
]

HEADING: Final = "heading"
_ENTITIES: Final = frozenset(map(str, MARKED))
_PARAGRAPHS: Final = frozenset(map(str, ParagraphLabel))
_FLAGS: Final = ("continued", "furniture")
# Tools write a line break inside the words of a span as it is, as a blank, or as a backslash with an n.
_BLANK: Final = re.compile(r"(?:\s|\\n|\\r)+")


class Mark(NamedTuple):
    """A labelled stretch of text; `words` is what the tool says stands there, None where it does not say."""

    start: int
    end: int
    label: str
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read where a file leaves a choice.

    Attributes:
        annotator: Of several annotations of one text: `newest`, `oldest`, or who made it (id or e-mail address).
        offsets: `code-points` or `utf-16`, for a file that does not say how it counts; None where nobody said.
        columns: Which column holds what, as in `{"text": "body"}`.
        labels: The file's label to ours, as in `{"PER": "PERSON"}`.
        split: One split of a data set; all of them, if not given.
    """

    annotator: str = "newest"
    offsets: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    split: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file gave.

    Attributes:
        documents: In the file's order.
        notes: What was left out or changed, counted: kinds of things, as in `tasks that were skipped`.
    """

    documents: tuple[GoldDocument, ...]
    notes: Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What is to be written.

    Attributes:
        files: Their whole contents.
        lost: What the format cannot hold, counted: kinds of things.
    """

    files: Mapping[Path, bytes]
    lost: Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of another tool.

    Attributes:
        name: As on the command line.
        read: A file to documents.
        write: Documents to files; with a producer the spans are a model's, for a human to correct.
        suits: Whether a file looks like it.
    """

    name: str
    read: Callable[[Path, ReadOptions], Reading]
    write: Callable[[Sequence[GoldDocument], Path, str | None], Written]
    suits: Callable[[Path], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One text of a file, before it is checked.

    Attributes:
        path: The file.
        where: The record in it, as in `line 3`.
        text: The text.
        meta: What `facts_of` put beside it; anything else where the file is not of our making.
        entities: Spans with labels of entities.
        blocks: Spans with labels of paragraphs and headings.
        name: The document's name where `meta` has none.
        origin: The format, for the provenance where `meta` has none.
    """

    path: Path
    where: str
    text: str
    meta: Mapping[str, Any]
    entities: Sequence[Mark]
    blocks: Sequence[Mark]
    name: str
    origin: str

    def fault(self, text: str) -> DamagedFile:
        """The error for something wrong in it."""
        return DamagedFile(self.path, f"{self.where}: {text}")


def facts_of(document: GoldDocument) -> dict[str, Any]:
    """All of a record but its text and its spans: what rides along as metadata."""
    return {
        "name": document.name,
        "layout": document.layout,
        "provenance": document.provenance,
        "sha256": document.sha256,
        "meeting": dict(document.meeting),
        "persons": [dict(one) for one in document.persons],
        "items": [dict(one) for one in document.items],
    }


def entity_marks(document: GoldDocument) -> list[Mark]:
    """The entities as marks."""
    return [Mark(e.start, e.end, e.label, document.text[e.start : e.end]) for e in document.entities]


def block_marks(document: GoldDocument) -> list[Mark]:
    """Paragraphs and headings as marks, in order: `decision`, `decision+continued`, `other+furniture`, `heading`."""
    found = [Mark(h.start, h.end, HEADING) for h in document.headings]
    for one in document.paragraphs:
        flags = [flag for flag in _FLAGS if getattr(one, flag)]
        found.append(Mark(one.start, one.end, "+".join([one.label, *flags])))
    return [Mark(one.start, one.end, one.label, document.text[one.start : one.end]) for one in sorted(found)]


def tidy(document: GoldDocument, lost: Counter[str]) -> GoldDocument:
    """Take out what no format of marks can hold, and count it.

    These are spans of nothing but blanks, blanks at the ends of spans, entities that overlap, and paragraphs or
    headings that do.
    """
    text = document.text
    entities: list[GoldEntity] = []
    for entity in sorted(document.entities):
        start, end = _trimmed(text, entity.start, entity.end)
        if start == end:
            lost["entities without a letter"] += 1
        elif entities and start < entities[-1].end:
            lost["overlapping entities"] += 1
        else:
            lost["blanks at the ends of spans"] += (start, end) != (entity.start, entity.end)
            entities.append(replace(entity, start=start, end=end))
    paragraphs: list[GoldParagraph] = []
    headings: list[GoldHeading] = []
    behind = 0
    blocks: list[GoldParagraph | GoldHeading] = [*document.paragraphs, *document.headings]
    for block in sorted(blocks, key=lambda one: (one.start, one.end)):
        start, end = _trimmed(text, block.start, block.end)
        kind = "headings" if isinstance(block, GoldHeading) else "paragraphs"
        if start == end:
            lost[f"{kind} without a letter"] += 1
            continue
        if start < behind:
            lost[f"overlapping {kind}"] += 1
            continue
        behind = end
        lost["blanks at the ends of spans"] += (start, end) != (block.start, block.end)
        if isinstance(block, GoldHeading):
            headings.append(GoldHeading(start=start, end=end))
        else:
            paragraphs.append(replace(block, start=start, end=end))
    return replace(document, entities=tuple(entities), paragraphs=tuple(paragraphs), headings=tuple(headings))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def build(record: Record, options: ReadOptions, notes: Counter[str]) -> GoldDocument:
    """Make a gold record, once its text and its spans are what was exported.

    Raises:
        DamagedFile: The text has been changed, a span does not lie in it or holds other words, or spans overlap.
    """
    meta = record.meta
    try:
        record.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise record.fault(f"character {error.start} of the text is half of one (a lone surrogate)") from error
    _check_text(record, meta.get("sha256"))
    entities = []
    for mark in _checked(record, record.entities, options, notes):
        if mark.label in _ENTITIES:
            entities.append(GoldEntity(start=mark.start, end=mark.end, label=mark.label))
        else:
            notes[f"entities with the label {mark.label!r}, which is none of ours"] += 1
    paragraphs: list[GoldParagraph] = []
    headings: list[GoldHeading] = []
    blocks = []
    for mark in _checked(record, record.blocks, options, notes):
        label, *flags = mark.label.split("+")
        if mark.label == HEADING:
            headings.append(GoldHeading(start=mark.start, end=mark.end))
        elif label in _PARAGRAPHS and set(flags) <= set(_FLAGS):
            paragraphs.append(
                GoldParagraph(
                    start=mark.start,
                    end=mark.end,
                    label=label,
                    furniture="furniture" in flags,
                    continued="continued" in flags,
                )
            )
        else:
            notes[f"paragraphs with the label {mark.label!r}, which is none of ours"] += 1
            continue
        blocks.append(mark)
    _check_apart(record, entities)
    _check_apart(record, blocks)
    name = str(meta.get("name") or record.name)
    try:
        return GoldDocument(
            name=name,
            layout=str(meta.get("layout") or layout_of(name)),
            text=record.text,
            entities=tuple(entities),
            paragraphs=tuple(paragraphs),
            headings=tuple(headings),
            meeting=_facts(meta, "meeting", {}),
            persons=tuple(_facts(meta, "persons", [])),
            items=tuple(_facts(meta, "items", [])),
            provenance=str(meta.get("provenance") or f"imported:{record.origin}"),
        )
    except TypeError as error:
        raise record.fault(f"its metadata are not those of the export ({error})") from error


def _facts(meta: Mapping[str, Any], key: str, default: Any) -> Any:
    value = meta.get(key, default)
    if not isinstance(value, type(default)):
        raise TypeError(f"{key} is no {'object' if isinstance(default, dict) else 'list'}")
    if isinstance(value, list) and not all(isinstance(one, dict) for one in value):
        raise TypeError(f"{key} is no list of objects")
    return value


def _check_text(record: Record, expected: object) -> None:
    """Refuse a text that is not the exported one, and say what became of it."""
    if expected is None or text_hash(record.text) == expected:
        return
    text = record.text
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    ends = {"LF": unix, "CRLF": unix.replace("\n", "\r\n"), "CR": unix.replace("\n", "\r")}
    for name, one in ends.items():
        if text_hash(one) == expected:
            raise record.fault(
                f"the line ends of the text have been changed (it was exported with {name}), so its offsets do not "
                "fit; switch off what changes line ends (the tool, version control), and export it from the tool anew"
            )
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        if text_hash(unicodedata.normalize(form, text)) == expected:
            raise record.fault(
                f"the letters of the text have been composed otherwise (it was exported in Unicode form {form}), so "
                "its offsets do not fit; take the text as it was exported"
            )
    if text_hash(text.strip()) == expected or text_hash(text + "\n") == expected:
        raise record.fault(
            "blanks at the start or the end of the text have been added or taken away; take the text as it was exported"
        )
    raise record.fault(
        "the text has been edited since it was exported (its hash differs), so no span in it can be trusted; annotate "
        "the text as exported, or export the corrected text anew"
    )


def _checked(record: Record, marks: Iterable[Mark], options: ReadOptions, notes: Counter[str]) -> Iterator[Mark]:
    """The marks in order, with our labels and without blanks at their ends; each holds the words it should."""
    text = record.text
    for mark in sorted(marks, key=lambda one: (one.start, one.end, one.label)):
        if not 0 <= mark.start <= mark.end <= len(text):
            raise record.fault(
                f"the span {mark.start} to {mark.end} ({mark.label}) lies outside the text of {len(text)} characters; "
                "is it another text, or are its offsets counted in another way (--offsets)?"
            )
        words = text[mark.start : mark.end]
        if mark.words is not None and not _same(words, mark.words):
            line = text.count("\n", 0, mark.start) + 1
            raise record.fault(
                f"{mark.words!r} ({mark.label}) does not stand at {mark.start}, but {words!r} (line {line} of it); "
                "take the text as it was exported"
            )
        start, end = _trimmed(text, mark.start, mark.end)
        if start == end:
            notes["spans without a letter"] += 1
            continue
        notes["spans with blanks at their ends, which were taken off"] += (start, end) != (mark.start, mark.end)
        yield Mark(start, end, options.labels.get(mark.label, mark.label))


def _same(one: str, other: str) -> bool:
    return one == other or _BLANK.sub("", one) == _BLANK.sub("", other)


def _check_apart(record: Record, spans: Sequence[GoldEntity | Mark]) -> None:
    for one, other in itertools.pairwise(spans):
        if other.start < one.end:
            line = record.text.count("\n", 0, other.start) + 1
            first, second = (record.text[x.start : x.end][:60] for x in (one, other))
            raise record.fault(
                f"two spans overlap, {first!r} ({one.label}) and {second!r} ({other.label}), in line {line} of the "
                "text; keep one of them"
            )


def to_utf16(text: str) -> list[int]:
    """The offset in UTF-16 units of each code point, and of the end."""
    found = [0]
    for character in text:
        found.append(found[-1] + (2 if ord(character) > 0xFFFF else 1))
    return found


def to_code_points(text: str, marks: Iterable[Mark]) -> list[Mark] | None:
    """Marks that count UTF-16 units, as JavaScript does, in code points; None where one cuts a character in two."""
    back = {unit: point for point, unit in enumerate(to_utf16(text))}
    found = []
    for mark in marks:
        if mark.start not in back or mark.end not in back:
            return None
        found.append(mark._replace(start=back[mark.start], end=back[mark.end]))
    return found


def newest(annotations: Sequence[Mapping[str, Any]], keys: Sequence[str], choice: str) -> Mapping[str, Any]:
    """The newest (or oldest) of several annotations by the first of the keys that it has; the later one of equals."""

    def when(pair: tuple[int, Mapping[str, Any]]) -> tuple[str, int]:
        position, one = pair
        return next((str(one[key]) for key in keys if one.get(key) is not None), ""), position

    pick = min if choice == "oldest" else max
    return pick(enumerate(annotations), key=when)[1]


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        ReadError: It cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(path, f"cannot be read ({error.strerror})") from error


def read_utf8(path: Path) -> str:
    """The text of a file, with its line ends as they are and without a byte order mark.

    Raises:
        DamagedFile: It is not UTF-8.
        ReadError: It cannot be read.
    """
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DamagedFile(path, f"byte {error.start} is not UTF-8") from error


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file of JSON Lines, with their lines from 1.

    Raises:
        DamagedFile: A line is no JSON object.
    """
    # Not splitlines(): a text may hold U+2028, which JSON leaves as it is.
    for number, line in enumerate(read_utf8(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except json.JSONDecodeError as error:
            raise DamagedFile(path, f"line {number}: not JSON: {error.msg}") from error
        except (ValueError, RecursionError) as error:  # a number of thousands of digits, lists in lists without end
            raise DamagedFile(path, f"line {number}: not JSON that can be read: {error}") from error
        if not isinstance(values, dict):
            raise DamagedFile(path, f"line {number}: not a JSON object")
        yield number, values


def first_record(path: Path) -> dict[str, Any] | None:
    """The object on the first line of JSON Lines that is not empty, by which kinds of files are told apart.

    None where that line holds no object, and where the file cannot be opened: who reads it in earnest says why.
    """
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            values = json.loads(next((line for line in stream if line.strip()), "null"))
    except (OSError, ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None
