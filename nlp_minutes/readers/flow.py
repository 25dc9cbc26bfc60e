"""Paragraphs, list points and table rows of a document to its plain text; what DOCX, ODT and HTML share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp_minutes.errors import EmptyFile, TooLarge
from nlp_minutes.lexicon import BODY, front_label, heading_kind
from nlp_minutes.lines import is_page_number, item_head
from nlp_minutes.patterns import lazy
from nlp_minutes.readers.limits import DEFAULT, Limits
from nlp_minutes.readers.text import source_from_text

if TYPE_CHECKING:
    from nlp_minutes.source import Source

__all__ = [
    "BULLET",
    "Paragraph",
    "count_text",
    "flow_source",
    "flow_text",
    "head_lines",
    "raised",
    "table_rows",
]

BULLET: Final = "•"
# Characters: below a line of so many, one without white space could be taken for the same sentence; below a shorter
# one, where it begins with a small letter.
_LONG: Final = 90
_LONG_BEFORE_SMALL: Final = 60
_CELL_LINE: Final = 80  # a cell whose paragraphs are no longer holds a list and no running text
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DATE = lazy(
    r"\d{4}-\d\d-\d\d|\d{1,2} (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zåäö]* \d{4}", re.IGNORECASE
)
_BODY = lazy(rf"\b(?:{BODY})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of a document.

    Attributes:
        text: Without the white space around it; line breaks in it are newlines.
        heading: Whether it is one by its style.
        group: A number that the points of one list, or the rows of one table, share.
        space: Whether white space stands above it.
        page: Whether a page break stands above it.
    """

    text: str
    heading: bool = False
    group: int | None = None
    space: bool = True
    page: bool = False


def flow_text(paragraphs: Iterable[Paragraph]) -> str:
    """Write paragraphs as plain text.

    A paragraph is a line. A blank line stands above headings and where the document has white space; also below a
    long line, which would else be taken for wrapped text. What stands below a heading that minutes have (`Beslutande`)
    follows it without one: it belongs together. The points of a list and the rows of a table follow each
    other without one.

    Args:
        paragraphs: In reading order; one without text is white space.

    Returns:
        The text, with a form feed at each page break, and a newline at its end.
    """
    parts: list[str] = []
    last: Paragraph | None = None
    space = page = False
    for raw in paragraphs:
        text = "\n".join(line.rstrip() for line in raw.text.split("\n")).strip("\n \u00a0")
        page = page or raw.page
        if not text.strip():
            space = True
            continue
        one = replace(raw, text=text, space=raw.space or space)
        if last is not None:
            parts.append("\n\n\f" if page else "\n\n" if _apart(last, one) else "\n")
        parts.append(text)
        last, space, page = one, False, False
    return "".join(parts) + "\n" if parts else ""


def _apart(above: Paragraph, below: Paragraph) -> bool:
    if below.heading:
        return True
    if above.heading:
        return heading_kind(above.text) is None and front_label(above.text) is None
    if above.group is not None and above.group == below.group:
        return False
    if below.group is not None and above.group is None and above.text.endswith(":"):
        return below.space
    last = above.text.rsplit("\n", maxsplit=1)[-1]
    return below.space or len(last) > (_LONG_BEFORE_SMALL if below.text[:1].islower() else _LONG)


def flow_source(
    paragraphs: Sequence[Paragraph], *, path: Path, media_type: str, sha256: str, limits: Limits = DEFAULT
) -> Source:
    """Make a Source of paragraphs.

    Args:
        paragraphs: In reading order.
        path: The file.
        media_type: Its media type.
        sha256: Hash of its bytes.
        limits: What it may hold.

    Returns:
        Their text with its clean view.

    Raises:
        EmptyFile: There is no text.
        TooLarge: There is too much.
    """
    text = flow_text(paragraphs)
    if not text:
        raise EmptyFile(path, "there is no text in it")
    if len(text) > limits.characters:
        raise TooLarge(path, f"{len(text):,} characters, more than {limits.characters:,}; split the file")
    return source_from_text(text, path=str(path), media_type=media_type, sha256=sha256)


def head_lines(heads: Iterable[str], paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines of page heads that name the body or the date where the flow does not.

    Args:
        heads: The lines of the heads, that of the first page first.
        paragraphs: The flow.

    Returns:
        What belongs on top of the flow, each line once.
    """
    front: list[str] = []
    for one in paragraphs:
        if item_head(one.text) is not None:
            break
        front.append(one.text)
    text = "\n".join(front)
    lacks = [pattern for pattern in (_BODY, _DATE) if not pattern.search(text)]
    found: list[str] = []
    for line in heads:
        if any(pattern.search(line) for pattern in lacks) and line not in found:
            found.append(line)
            lacks = [pattern for pattern in lacks if not pattern.search(line)]
    return [
        Paragraph(text=line, space=number == 0)
        for number, line in enumerate(found)
        if not is_page_number(line) or len(line) > 12
    ]


def table_rows(rows: Sequence[Sequence[Sequence[Paragraph]]], group: int) -> list[Paragraph]:
    """Write a table, a line a row, its cells divided by tabs.

    A row in which only one cell has text, of several paragraphs, is a frame: its paragraphs are those of the flow.
    A cell that holds a list (of names, mostly) keeps its lines, beside those of its neighbours; running text of
    several paragraphs is joined by blanks. Columns without any text are left out.

    Args:
        rows: The paragraphs of each cell of each row.
        group: The number for its rows.

    Returns:
        The rows.
    """
    width = max((len(row) for row in rows), default=0)
    filled = {n for row in rows for n, cell in enumerate(row) if any(one.text.strip() for one in cell)}
    kept = [n for n in range(width) if n in filled]
    out: list[Paragraph] = []
    for row in rows:
        cells = [[one for one in row[n] if one.text.strip()] if n < len(row) else [] for n in kept]
        full = [n for n, cell in enumerate(cells) if cell]
        page = any(one.page for cell in row for one in cell)
        if len(full) == 1 and (len(cells[full[0]]) > 1 or len(kept) == 1):
            out += _frame(row[kept[full[0]]], group=group)
            continue
        lines = [_cell_lines(cell) for cell in cells]
        for number in range(max(map(len, lines), default=0)):
            text = "\t".join(line[number] if number < len(line) else "" for line in lines).rstrip("\t")
            out.append(Paragraph(text=text, group=group, space=not out, page=page and number == 0))
    return out


def _frame(cell: Sequence[Paragraph], group: int) -> list[Paragraph]:
    if len(cell) == 1 and not cell[0].heading:
        return [replace(cell[0], group=group)]
    return list(cell)


def _cell_lines(cell: Sequence[Paragraph]) -> list[str]:
    lines = [" ".join(line.split()) for one in cell for line in one.text.split("\n") if line.strip()]
    if any(len(line) > _CELL_LINE for line in lines):
        return [" ".join(lines)]
    return lines


def raised(text: str) -> str:
    """Write the number of a footnote, set above the line, as such: it must not become part of the word before."""
    return text.translate(_RAISED) if text.strip().isdecimal() else text


def _repeated(number: int) -> str:
    """Letters as Word counts: z, aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _letters(number: int) -> str:
    """Letters as browsers count: z, aa, ab."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _roman(number: int) -> str:
    signs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
    text = ""
    for value, sign in signs:
        count, number = divmod(number, value)
        text += sign * count
    return text


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "lowerLetter": _repeated,
    "upperLetter": lambda number: _repeated(number).upper(),
    "a": _letters,
    "A": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "i": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "I": lambda number: _roman(number).upper(),
}


def count_text(number: int, form: str) -> str:
    """Write the number of a list point.

    Args:
        number: The number.
        form: As OOXML (`lowerLetter`), ODF and HTML (`a`) name it; one that is not known is decimal.

    Returns:
        The number in that form; numbers that it cannot write are decimal.
    """
    if form == "decimalZero":
        return f"{number:02d}"
    if not 1 <= number <= 3999:
        return str(number)
    write = _FORMATS.get(form)
    return write(number) if write is not None else str(number)
