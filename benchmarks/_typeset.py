"""Our sources typeset as PDFs, by two producers and in several styles, each with the text that was set.

Needs reportlab, fpdf2 and font-source-sans-pro (the extra `dev`). The layout is made here, so that both producers
set the same pages; what differs is how they write them: reportlab stretches the blanks of a justified line, fpdf2 is
given word by word and writes no blanks at all.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import font_source_sans_pro
from fpdf import FPDF
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
FONT = "SourceSansPro"
FONT_BOLD = "SourceSansPro-Bold"
_FOLDER = Path(font_source_sans_pro.font_directory)
_SIGN = re.compile(r"just|bestyrk|sign", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a protocol is set.

    Attributes:
        name: For the file's name.
        producer: reportlab or fpdf2.
        font: Helvetica (one of the fonts that every PDF reader has; Latin letters of western Europe only) or embedded.
        size: Of the type, in points.
        reflow: Whether running text is broken anew and set justified; else each line is set as it stands.
        heads: Whether running heads and feet of our own are set on each page, in place of those of the source.
        stamp: What is set along the margin of each page.
        columns: In how many columns the text of the items is set.
    """

    name: str
    producer: str = "reportlab"
    font: str = FONT
    size: float = 10.0
    reflow: bool = True
    heads: bool = True
    stamp: str = ""
    columns: int = 1


STYLES = (
    Style(name="justified"),
    Style(name="lines", reflow=False, heads=False, size=9.0),
    Style(name="words", producer="fpdf2", size=11.0),
    Style(
        name="stamped",
        producer="fpdf2",
        stamp="Signerat av AB 2031-03-19 ID: 5f3c77a0b1",
        heads=False,
        reflow=False,
        size=9.5,
    ),
    Style(name="columns", columns=2, size=9.0),
)


@dataclass(slots=True)
class Piece:
    """A stretch of text at a place; y counts from the bottom of the page."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    blank: float = 0.0  # added to each blank


@dataclass(slots=True)
class Sheet:
    """One page: what is set on it, and its text in reading order."""

    pieces: list[Piece] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a source."""

    kind: str  # heading, paragraph, furniture
    lines: tuple[str, ...]
    blank_before: bool


def parts_of(marked: str) -> Iterator[Part]:
    """Take a marked source apart."""
    body = marked.partition("=== FACTS ===")[0]
    blank, kind, lines, led = True, "", list[str](), False
    for raw in [*body.rstrip("\n").split("\n"), ""]:
        begin = re.match(r"(?:¶(\w+\+?)|#h) ?", raw)
        if lines and (begin or not raw.strip()):
            yield Part(kind, tuple(lines), led)
            lines = []
        if not raw.strip():
            blank = True
            continue
        text = re.sub(r"⟦[^\s:⟦⟧]*:|⟧", "", raw[begin.end() :] if begin else raw)
        if not lines:
            named = begin[1] if begin else None
            kind = "furniture" if named == "furniture" else "paragraph" if named or not begin else "heading"
            led, blank = blank and named != "other+", False
        lines.append(text)


_LIST = re.compile(r"((?:\d{1,2}[.)]|[-–•]|[a-z]\))[\t ]+)(?=\S)")


def running(lines: Sequence[str]) -> tuple[str, str] | None:
    """The list mark and the joined text of a paragraph of running text, or None where lines stand for themselves."""
    first = _LIST.match(lines[0])
    mark = first[1].strip() if first else ""
    rest = [lines[0][first.end() :] if first else lines[0], *(line.lstrip("\t") for line in lines[1:])]
    if any("\t" in line or "   " in line for line in rest) or any(line.endswith("-") for line in rest):
        return None
    if any(len(line) < 62 for line in rest[:-1]) or (len(rest) == 1 and len(rest[0]) < 40 and not mark):
        return None
    return mark, " ".join(line.strip() for line in rest)


def _whole(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts without furniture; what it interrupted is whole again."""
    last: Part | None = None
    for part in parts:
        if part.kind == "furniture":
            continue
        if last and not part.blank_before and part.kind == last.kind == "paragraph":
            last = Part(last.kind, (*last.lines, *part.lines), last.blank_before)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


class Typesetter:
    """Sets the parts of one protocol page by page."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.font, self.bold = FONT, FONT_BOLD
        if style.font == "Helvetica":
            self.font, self.bold = "Helvetica", "Helvetica-Bold"
        self.leading = 1.22 * style.size
        self.left, self.right = 62.0, WIDTH - 62.0
        self.top, self.bottom = HEIGHT - (96.0 if style.heads else 70.0), 84.0
        self.sheets = [Sheet()]
        self.y = self.top
        self.column = 0
        self.column_top = self.top

    @property
    def sheet(self) -> Sheet:
        """The page that is being set."""
        return self.sheets[-1]

    def width(self, text: str, *, bold: bool = False) -> float:
        """The width of a text in points."""
        return float(pdfmetrics.stringWidth(text, self.bold if bold else self.font, self.style.size))

    def edges(self) -> tuple[float, float]:
        """The left and right edge of the column that is being set."""
        if self.style.columns == 1 or len(self.sheets) == 1:
            return self.left, self.right
        half = (self.right - self.left - 22.0) / 2
        return (self.left, self.left + half) if self.column == 0 else (self.right - half, self.right)

    def down(self, lines: float = 1.0) -> None:
        """Go down; at the bottom go to the next column or page."""
        self.y -= lines * self.leading
        if self.y < self.bottom:
            self.feed()

    def feed(self, *, page: bool = False) -> None:
        """Go to the next column, or to the next page."""
        if self.style.columns == 2 and len(self.sheets) > 1 and self.column == 0 and not page:
            self.column = 1
        else:
            self.sheets.append(Sheet())
            self.column = 0
        self.y = self.top

    def put(
        self, cells: Sequence[tuple[float, str]], *, bold: bool = False, blank: float = 0.0, lead: str = ""
    ) -> None:
        """Set one line; the places count from the left edge of its column."""
        self.down()
        left = self.edges()[0]
        for at, text in cells:
            x = left + at
            if text:
                self.sheet.pieces.append(Piece(x, self.y, text, self.style.size, bold, blank))
        self.sheet.lines.append(lead + "\t".join(text for _, text in cells))

    def broken(self, text: str, room: float, *, bold: bool = False) -> list[str]:
        """Break a text into lines."""
        lines = [""]
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if lines[-1] and self.width(longer, bold=bold) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def paragraph(self, mark: str, text: str) -> None:
        """Set running text, justified."""
        left, right = self.edges()
        indent = 18.0 if mark else 0.0
        room = right - left - indent
        lines = self.broken(text, room)
        for number, line in enumerate(lines):
            blanks = line.count(" ")
            slack = room - self.width(line)
            blank = slack / blanks if blanks and number < len(lines) - 1 and slack < 0.25 * room else 0.0
            cells = [(indent, line)]
            if mark:
                cells = [(0.0, mark if number == 0 else ""), *cells]
            self.put(cells, blank=blank)

    def rows(self, lines: Sequence[str], *, bold: bool = False) -> None:
        """Set lines that stand for themselves; their cells make columns."""
        table = [re.split(r"\t| {3,}", line) for line in lines]
        left, right = self.edges()
        stops = [0.0]
        for column in range(1, max(len(row) for row in table)):
            widths = [self.width(row[column - 1], bold=bold) for row in table if len(row) > column]
            stops.append(stops[-1] + max([*widths, 8.0]) + 1.8 * self.style.size)
        for row in table:
            at = stops[len(row) - 1]
            parts = self.broken(row[-1], max(right - left - at, 40.0), bold=bold)
            self.put(list(zip(stops, [*row[:-1], parts[0]], strict=False)), bold=bold)
            for more in parts[1:]:
                self.put([(at, more)], bold=bold, lead="\t" if len(row) > 1 else "")

    def furniture(self, lines: Sequence[str]) -> None:
        """Set the furniture of the source where it stands: a foot, or the head of a new page."""
        foot = _SIGN.search(lines[0]) is not None
        if foot:
            self.y = min(self.y, self.bottom - 2 * self.leading)
            self.y = self.bottom - 2 * self.leading
        else:
            self.feed(page=True)
            self.y = HEIGHT - 40.0
        for line in lines:
            cells = [cell for cell in re.split(r"\t| {3,}", line) if cell]
            self.y -= self.leading
            step = (self.right - self.left) / max(len(cells), 1)
            for number, cell in enumerate(cells):
                self.sheet.pieces.append(Piece(self.left + number * step, self.y, cell, self.style.size))
            self.sheet.lines.append("\t".join(cells))
        if not foot:
            self.y = min(self.y - self.leading, self.top)

    def set(self, parts: Sequence[Part]) -> list[Sheet]:
        """Set all parts, in order."""
        for part in _whole(parts) if self.style.heads else parts:
            if part.kind == "furniture":
                self.furniture(part.lines)
                continue
            if (
                self.style.columns == 2
                and len(self.sheets) == 1
                and re.match(r"§ ?\d", part.lines[0])
                and part.kind == "heading"
            ):
                self.feed(page=True)
            if part.blank_before and self.y < self.top:
                self.down(0.7)
            if part.blank_before:
                self.sheet.lines.append("")
            text = running(part.lines) if self.style.reflow and part.kind == "paragraph" else None
            if text:
                self.paragraph(*text)
            else:
                self.rows(part.lines, bold=part.kind == "heading")
        if self.style.heads:
            self.heads(parts)
        return self.sheets

    def heads(self, parts: Sequence[Part]) -> None:
        """Set running heads and feet on every page but the first, which has a foot only."""
        body = re.split(r"\t| {3,}", parts[0].lines[0])[0][:40]
        total = len(self.sheets)
        for number, sheet in enumerate(self.sheets, 1):
            foot = [(self.left, "Justerandes sign"), (self.left + 180, "Utdragsbestyrkande")]
            sheet.pieces += [Piece(x, 48.0, text, 8.0) for x, text in foot]
            sheet.lines.append("\t".join(text for _, text in foot))
            if number > 1:
                head = [
                    (self.left, body),
                    (self.left + 210, "Sammanträdesprotokoll"),
                    (self.right - 60, f"Sida {number}({total})"),
                ]
                sheet.pieces += [Piece(x, HEIGHT - 48.0, text, 9.0) for x, text in head]
                sheet.lines.insert(0, "\t".join(text for _, text in head))


def set_text(marked: str, style: Style) -> tuple[list[Sheet], str]:
    """Set a marked source.

    Args:
        marked: The source.
        style: How.

    Returns:
        The pages and the text on them.
    """
    fonts()
    sheets = Typesetter(style).set(list(parts_of(marked)))
    for sheet in sheets:
        sheet.lines += [style.stamp] if style.stamp else []
    return sheets, "\f".join("\n".join(sheet.lines) for sheet in sheets)


def fonts() -> None:
    """Make the embedded fonts known."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, _FOLDER / "SourceSansPro-Regular.ttf"))
        pdfmetrics.registerFont(TTFont(FONT_BOLD, _FOLDER / "SourceSansPro-Bold.ttf"))


def write(sheets: Sequence[Sheet], style: Style) -> bytes:
    """Write pages as a PDF, the same bytes each time."""
    return _fpdf2(sheets, style) if style.producer == "fpdf2" else _reportlab(sheets, style)


def _reportlab(sheets: Sequence[Sheet], style: Style) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1, pageCompression=1)
    names = ("Helvetica", "Helvetica-Bold") if style.font == "Helvetica" else (FONT, FONT_BOLD)
    for sheet in sheets:
        for piece in sheet.pieces:
            text = canvas.beginText(piece.x, piece.y)
            text.setFont(names[piece.bold], piece.size)
            text.setWordSpace(piece.blank)
            text.textOut(piece.text)
            canvas.drawText(text)
        if style.stamp:
            canvas.saveState()
            canvas.translate(26, 200)
            canvas.rotate(90)
            canvas.setFont(names[0], 7)
            canvas.drawString(0, 0, style.stamp)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _fpdf2(sheets: Sequence[Sheet], style: Style) -> bytes:
    pdf: Any = FPDF(unit="pt", format="A4")
    pdf.set_creation_date(datetime(2031, 1, 1, tzinfo=UTC))
    pdf.set_auto_page_break(auto=False)
    pdf.add_font(FONT, "", _FOLDER / "SourceSansPro-Regular.ttf")
    pdf.add_font(FONT, "B", _FOLDER / "SourceSansPro-Bold.ttf")
    for sheet in sheets:
        pdf.add_page()
        for piece in sheet.pieces:
            pdf.set_font(FONT, "B" if piece.bold else "", piece.size)
            x = piece.x
            for word in piece.text.split(" "):
                if word:
                    pdf.text(x, HEIGHT - piece.y, word)
                x += pdf.get_string_width(f"{word} ") + piece.blank
        if style.stamp:
            pdf.set_font(FONT, "", 7)
            with pdf.rotation(90, 26, 600):
                pdf.text(26, 600, style.stamp)
    return bytes(pdf.output())


def plain_text(marked: str) -> str:
    """The text of a source without its marks."""
    body = marked.partition("=== FACTS ===")[0]
    lines = [re.sub(r"⟦[^\s:⟦⟧]*:|⟧", "", re.sub(r"^(?:¶\w*\+?|#h) ?", "", line)) for line in body.split("\n")]
    return "\n".join(lines)
