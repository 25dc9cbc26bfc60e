"""Extracted text to its clean view: the one place where text is repaired."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from nlp_minutes.head_shapes import shaped_heads
from nlp_minutes.lexicon import heading_kind
from nlp_minutes.lines import is_head_line, item_head, series_label
from nlp_minutes.quick import quick
from nlp_minutes.readers.casing import running_text
from nlp_minutes.readers.cells import CellRow, find_rows
from nlp_minutes.readers.characters import Piece, join_split_words, joined_runs, repair
from nlp_minutes.readers.columns import column_gaps
from nlp_minutes.readers.furniture import TextLine, find_furniture
from nlp_minutes.readers.hyphenation import Hyphen, line_end_hyphen
from nlp_minutes.readers.lettered import lettered_points
from nlp_minutes.readers.markdown import strip_marks
from nlp_minutes.readers.wrapping import Widths, begins_anew, continues, measure
from nlp_minutes.source import Alignment, Block, Run

__all__ = ["CleanView", "clean_view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanView:
    """What `clean_view` makes of an extracted text; the fields are those of `Source`."""

    clean: str
    alignment: Alignment
    blocks: tuple[Block, ...]
    furniture: tuple[tuple[int, int], ...]


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    piece: Piece
    start: int  # of the extracted line
    end: int
    page: int
    width: int  # as it stood, indentation included
    bold: bool
    gap: str  # what stands between this line and the last content line: "", "blank" or "page"


def clean_view(
    text: str, *, furniture: Sequence[tuple[int, int]] = (), bold: Sequence[int] = (), markdown: bool = False
) -> CleanView:
    """Make the clean view of an extracted text.

    Args:
        text: The extracted text; lines end with a newline, pages with a form feed.
        furniture: Spans of lines that are known to be page furniture by their place on the page.
        bold: Where lines begin that are set in bold type.
        markdown: Whether the lines hold the marks of Markdown.

    Returns:
        Blocks of reading text with their way back.
    """
    text = running_text(text)
    raw = list(_split(text))
    gaps = column_gaps(text[start:end] for start, end, _ in raw)
    pieces = [repair(text[start:end], start, crossed) for (start, end, _), crossed in zip(raw, gaps, strict=True)]
    if markdown:
        pieces = [strip_marks(piece) for piece in pieces]
    vocabulary = _vocabulary(piece.text for piece in pieces)
    pieces = [join_split_words(piece, vocabulary) for piece in pieces]
    known = {start for start, _ in furniture}
    found = find_furniture([TextLine(text=p.text, page=page) for p, (_, _, page) in zip(pieces, raw, strict=True)])
    found |= {i for i, (start, _, _) in enumerate(raw) if start in known and pieces[i].text}
    for i, at in lettered_points(["" if i in found else piece.text for i, piece in enumerate(pieces)]).items():
        # in the clean view no letter with a full stop is both a point's mark and somebody's initial
        pieces[i] = pieces[i]._replace(text=f"{pieces[i].text[:at]}){pieces[i].text[at + 1 :]}")
    widths = [len(text[start:end].rstrip().expandtabs()) for start, end, _ in raw]
    lines = _rows(list(_content(pieces, raw, found, widths, _telling(bold, pieces))))
    heads = _Heads.of([line.piece.text for line in lines])
    titles = _titles(lines, heads)
    pairs = [
        (a.piece.text, b.piece.text, a.width, in_title)
        for (a, b), in_title in zip(pairwise(lines), titles, strict=False)
        if not b.gap
    ]
    groups = _group(lines, measure(pairs), heads)
    clean, alignment, blocks = _assemble(groups, vocabulary)
    spans = tuple(_stripped(text, raw[i][0], raw[i][1]) for i in sorted(found))
    return CleanView(clean=clean, alignment=alignment, blocks=blocks, furniture=spans)


def _telling(bold: Sequence[int], pieces: Sequence[Piece]) -> frozenset[int]:
    """The lines in bold type, where it tells headings from text: not where most of the text is bold."""
    return frozenset(bold) if 2 * len(bold) < sum(bool(piece.text) for piece in pieces) else frozenset()


def _split(text: str) -> Iterable[tuple[int, int, int]]:
    """Yield start, end and page of every line."""
    at, page = 0, 1
    for match in re.finditer(r"[\n\f\x85\u2028\u2029]", text):
        yield at, match.start(), page
        at = match.end()
        if match[0] == "\f":
            page += 1
    if at < len(text):
        yield at, len(text), page


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def _vocabulary(lines: Iterable[str]) -> frozenset[str]:
    bodies = (line[: line.rfind(" ") + 1] if line.endswith("-") else line for line in lines)
    words = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", "\n".join(bodies)))
    return frozenset(map(str.casefold, words))


def _content(
    pieces: Sequence[Piece],
    raw: Sequence[tuple[int, int, int]],
    furniture: set[int],
    widths: Sequence[int],
    bold: frozenset[int],
) -> Iterable[_Line]:
    gap, last_page = "blank", 1
    for index, (piece, (start, end, page)) in enumerate(zip(pieces, raw, strict=True)):
        if not piece.text:
            gap = gap or "blank"
            continue
        if index in furniture:
            gap = "page"
            continue
        if page != last_page:
            gap = "page"
        yield _Line(piece=piece, start=start, end=end, page=page, gap=gap, bold=start in bold, width=widths[index])
        gap, last_page = "", page


def _rows(lines: list[_Line]) -> list[_Line]:
    """Put the cells of a row that stand below one another on one line, as they stood on the page."""
    rows = {
        min(row.lines): row for row in find_rows([one.piece.text for one in lines], [bool(one.gap) for one in lines])
    }
    if not rows:
        return lines
    within = {line for row in rows.values() for line in row.lines}
    return [
        _row(rows[at], lines) if at in rows else line for at, line in enumerate(lines) if at in rows or at not in within
    ]


def _row(row: CellRow, lines: Sequence[_Line]) -> _Line:
    first, last = lines[min(row.lines)], lines[max(row.lines)]
    pieces: list[Piece] = []
    end, tabs = lines[min(row.lines) - 1].end, 0
    for cell in row.cells:
        for number, at in enumerate(cell):
            between = " " if number else "\t" * tabs
            if between and pieces:
                pieces.append(Piece.made(between, end, 1))
            elif between and first.start - end > 1:  # a blank line above gives room for the cells that are empty
                pieces.append(Piece.made(between, first.start - 1, 1))
            pieces.append(lines[at].piece)
            end = lines[at].end
        tabs = 1 if cell else tabs + 1
    return replace(first, piece=Piece.concatenate(pieces), end=last.end, width=len(first.piece.text))


@dataclass(frozen=True, slots=True)
class _Heads:
    """What the heads of this document's items have in common beside what all minutes have."""

    shaped: Mapping[str, str]  # the lines with the number, and what stands behind it
    cases: frozenset[str]  # those with the case numbers

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Heads:
        shaped = {texts[one.index]: one.head.rest for one in shaped_heads(texts) if one.worded}
        labels = [(text, label) for text in texts if (label := series_label(text)) is not None]
        counts = Counter(label for _, label in labels)
        return cls(shaped, frozenset(text for text, label in labels if counts[label] >= _LEAST_CASES))

    def anew(self, text: str) -> bool:
        return text in self.shaped or text in self.cases


_LEAST_CASES = 3  # lines with case numbers behind the same word


def _group(lines: Sequence[_Line], widths: Widths, heads: _Heads) -> list[list[_Line]]:
    """Put the lines of one paragraph together."""
    groups: list[list[_Line]] = []
    title = _Title.OUT
    for line in lines:
        text = line.piece.text
        if groups and not heads.anew(text) and _joins(groups[-1], line, widths, in_title=title is _Title.IN):
            groups[-1].append(line)
            continue
        groups.append([line])
        title = _title(text, title, heads)
    return groups


def _titles(lines: Sequence[_Line], heads: _Heads) -> list[bool]:
    """Whether each line is the first of an item's title, by its shape and place alone."""
    state = _Title.OUT
    found = []
    for line in lines:
        state = _title(line.piece.text, state, heads)
        found.append(state is _Title.IN)
    return found


class _Title(Enum):
    OUT = 0
    AWAITED = 1  # behind a head that holds a number only
    IN = 2


def _title(text: str, before: _Title, heads: _Heads) -> _Title:
    head = item_head(text)
    if head is None and text in heads.shaped:
        return _Title.IN if heads.shaped[text] else _Title.AWAITED
    if head is not None:
        return _Title.AWAITED if not head.rest or is_head_line(head.rest) else _Title.IN
    if before is not _Title.AWAITED or heading_kind(text) is not None:
        return _Title.OUT
    return _Title.AWAITED if is_head_line(text) or text in heads.cases else _Title.IN


def _joins(group: Sequence[_Line], line: _Line, widths: Widths, *, in_title: bool) -> bool:
    above = group[-1].piece.text
    if line.gap == "blank":
        return False
    if in_title and not line.gap and group[-1].bold and not line.bold:
        return False  # the title ends where its bold type does
    if in_title and not line.gap and group[-1].bold and line.bold and not begins_anew(line.piece.text):
        return True
    return continues(
        above, line.piece.text, widths, width=group[-1].width, in_title=in_title, across=line.gap == "page"
    )


def _assemble(
    groups: Sequence[Sequence[_Line]], vocabulary: frozenset[str]
) -> tuple[str, Alignment, tuple[Block, ...]]:
    parts: list[str] = []
    placed: list[tuple[int, Sequence[Run]]] = []
    blocks: list[Block] = []
    at = 0
    for index, group in enumerate(groups):
        if index:
            before = groups[index - 1][-1]
            placed.append((at, (Run(0, 1, before.end, 1),)))
            parts.append("\n")
            at += 1
        piece = _join(group, vocabulary)
        placed.append((at, piece.runs))
        parts.append(piece.text)
        blocks.append(
            Block(
                start=at,
                end=at + len(piece.text),
                page=group[0].page,
                blank_before=bool(group[0].gap),
                lines=len(group),
            )
        )
        at += len(piece.text)
    return "".join(parts), Alignment(joined_runs(placed)), tuple(blocks)


def _join(group: Sequence[_Line], vocabulary: frozenset[str]) -> Piece:
    if len(group) == 1:
        return group[0].piece
    pieces = [group[0].piece]
    for above, below in pairwise(group):
        text = pieces[-1].text
        kind = line_end_hyphen(text, below.piece.text.lstrip("\t"), vocabulary)
        lead = len(below.piece.text) - len(below.piece.text.lstrip("\t"))
        piece = below.piece.cut(lead, len(below.piece.text))
        if kind is Hyphen.SOFT:
            pieces[-1] = pieces[-1].cut(0, len(text) - 1)
        elif kind is not Hyphen.HARD:
            pieces.append(Piece.made(" ", above.end, 1))
        pieces.append(piece)
    return Piece.concatenate(pieces)
