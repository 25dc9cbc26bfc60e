"""Columns as in CoNLL-2003: token, `_`, the paragraph's label and the entity's, both in IOB2; tabs between them.

Comments keep what columns cannot: `# text = ` the text as a JSON string, `# meta = ` the rest of the record. A file
without them is read too: its text is then put together of its tokens, a blank between two, a line for each sentence.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
    read_utf8,
    tidy,
)
from nlp_minutes.errors import DamagedFile

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["CONLL", "from_columns", "to_columns", "tokens_of"]

_START: Final = "-DOCSTART-"
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_COMMENT: Final = re.compile(r"# ?(\w+) ?= ?(.*)", re.DOTALL)
_COLUMNS: Final = 4


def tokens_of(text: str, marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Words and signs, cut where a mark begins or ends: each mark is a whole number of tokens."""
    cuts = {border for mark in marks for border in mark[:2]}
    found = []
    for match in _TOKEN.finditer(text):
        borders = [match.start(), *(at for at in range(match.start() + 1, match.end()) if at in cuts), match.end()]
        found += list(itertools.pairwise(borders))
    return found


def to_columns(documents: Sequence[GoldDocument]) -> tuple[str, Counter[str]]:
    """Documents as one text of columns, and what it cannot hold."""
    lost: Counter[str] = Counter()
    return "".join(_columns(tidy(one, lost)) for one in documents), lost


def _columns(document: GoldDocument) -> str:
    text = document.text
    entities, blocks = entity_marks(document), block_marks(document)
    tokens = tokens_of(text, [*entities, *blocks])
    lines = [
        f"{_START}\t-X-\tO\tO",
        "",
        # Escaped to ASCII: no tool can then recompose the letters, and no character of the text ends the line.
        f"# text = {json.dumps(text)}",
        f"# meta = {json.dumps(facts_of(document))}",
    ]
    tags = list(zip(_tags(tokens, blocks), _tags(tokens, entities), strict=True))
    behind = 0
    for (start, end), (block, entity) in zip(tokens, tags, strict=True):
        if behind and "\n" in text[behind:start]:
            lines.append("")
        lines.append(f"{text[start:end]}\t_\t{block}\t{entity}")
        behind = end
    return "\n".join([*lines, "", ""])


def _tags(tokens: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> Iterator[str]:
    at = 0
    for start, end in tokens:
        while at < len(marks) and marks[at].end <= start:
            at += 1
        if at < len(marks) and marks[at].start <= start and end <= marks[at].end:
            yield f"{'B' if marks[at].start == start else 'I'}-{marks[at].label}"
        else:
            yield "O"


@dataclass(slots=True)
class _Draft:
    """A document while it is read; rows are token, paragraph's tag, entity's tag, line of the file."""

    line: int
    text: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)
    sentences: list[list[tuple[str, str, str, int]]] = field(default_factory=lambda: [[]])


def from_columns(columns: str, path: Path, options: ReadOptions) -> Reading:
    """A text of columns as documents.

    Raises:
        DamagedFile: A line has too few columns or a tag that is none, or the tokens are not those of the text.
    """
    notes: Counter[str] = Counter()
    documents = []
    for number, draft in enumerate(_drafts(columns, path), 1):
        text, spans = _aligned(draft, path, notes)
        rows = [row for sentence in draft.sentences for row in sentence]
        record = Record(
            path=path,
            where=f"line {draft.line}",
            text=text,
            meta=draft.meta,
            entities=list(_marks(spans, [(row[2], row[3]) for row in rows], path)),
            blocks=list(_marks(spans, [(row[1], row[3]) for row in rows], path)),
            name=f"{path.stem}_{number}",
            origin="conll",
        )
        documents.append(build(record, options, notes))
    return Reading(documents=tuple(documents), notes=notes)


def _drafts(columns: str, path: Path) -> Iterator[_Draft]:
    draft = _Draft(line=1)
    # Not splitlines(): only \n ends a line of columns.
    for number, whole in enumerate(columns.split("\n"), 1):
        line = whole.removesuffix("\r")
        comment = _COMMENT.fullmatch(line)
        if not line.strip():
            draft.sentences.append([])
        elif comment is not None and "\t" not in line:
            _remember(draft, comment.group(1), comment.group(2), path, number)
        elif line.split()[0] == _START:
            if _begun(draft):
                yield draft
            draft = _Draft(line=number)
        elif line.startswith("# ") and "\t" not in line and len(line.split()) != _COLUMNS:
            continue
        else:
            draft.sentences[-1].append(_row(line, path, number))
    if _begun(draft):
        yield draft


def _begun(draft: _Draft) -> bool:
    return draft.text is not None or any(draft.sentences)


def _remember(draft: _Draft, key: str, value: str, path: Path, number: int) -> None:
    if key not in {"text", "meta"}:
        return
    try:
        read = json.loads(value)
    except json.JSONDecodeError as error:
        if key == "text":
            return  # CoNLL-U writes the plain sentence there
        raise DamagedFile(path, f"line {number}: its metadata are not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        if key == "text":
            return
        raise DamagedFile(path, f"line {number}: its metadata cannot be read: {error}") from error
    if key == "text" and isinstance(read, str):
        draft.text = read
    elif key == "meta" and isinstance(read, dict):
        draft.meta = read


def _row(line: str, path: Path, number: int) -> tuple[str, str, str, int]:
    cells = line.split("\t") if "\t" in line else line.split()
    if len(cells) < 2:
        raise DamagedFile(path, f"line {number}: one column only; a line is a token and its tags, or empty")
    # With fewer than four columns there is none for paragraphs; CoNLL-2003's third one holds chunks (I-NP, B-VP).
    block = cells[2] if len(cells) == _COLUMNS else "O"
    return cells[0], "O" if block[2:].isupper() else block, cells[-1], number


def _aligned(draft: _Draft, path: Path, notes: Counter[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text, and where each token stands in it."""
    if draft.text is None:
        notes["documents without their text, which was put together of their tokens"] += 1
        text = "".join(" ".join(row[0] for row in one) + "\n" for one in draft.sentences if one)
    else:
        text = draft.text
    spans = []
    at = 0
    for token, _, _, number in (row for sentence in draft.sentences for row in sentence):
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(token, at):
            raise DamagedFile(
                path,
                f"line {number}: the token {token!r} does not come next in the text, but {text[at : at + 20]!r}; "
                "change tags only, no tokens, and keep the letters as they were composed",
            )
        spans.append((at, at + len(token)))
        at += len(token)
    if text[at:].strip():
        raise DamagedFile(path, f"line {draft.line}: tokens are missing from {text[at:].strip()[:20]!r} on")
    return text, spans


def _marks(spans: Sequence[tuple[int, int]], tags: Sequence[tuple[str, int]], path: Path) -> Iterator[Mark]:
    """IOB2; an I that goes on from nothing begins a mark, as in IOB1."""
    open_: Mark | None = None
    for (start, end), (tag, number) in zip(spans, tags, strict=True):
        kind, _, label = tag.partition("-")
        if tag not in {"O", "_"} and (kind not in {"B", "I", "E", "S", "L", "U"} or not label):
            raise DamagedFile(path, f"line {number}: {tag!r} is no tag; they are O, B-LABEL and I-LABEL")
        goes_on = open_ is not None and kind in {"I", "E", "L"} and label == open_.label
        if open_ is not None and goes_on:
            open_ = open_._replace(end=end)
            continue
        if open_ is not None:
            yield open_
        open_ = Mark(start, end, label) if label else None
    if open_ is not None:
        yield open_


def _read(path: Path, options: ReadOptions) -> Reading:
    return from_columns(read_utf8(path), path, options)


def _write(documents: Sequence[GoldDocument], path: Path, _producer: str | None) -> Written:
    text, lost = to_columns(documents)
    return Written(files={path: text.encode()}, lost=lost)


def _suits(path: Path) -> bool:
    return path.is_file() and path.suffix in {".conll", ".iob", ".iob2", ".bio", ".tsv"}


CONLL: Final = Format(name="conll", read=_read, write=_write, suits=_suits)
