"""PDF files: the characters of each page with their places, set in reading order.

The PDF library is loaded when the first PDF is read. It is not thread-safe: read in one thread, or in processes.
"""

from __future__ import annotations

import ctypes
import hashlib
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from nlp_minutes.errors import DamagedFile, EncryptedFile, NoTextLayer, ReadError, TooLarge
from nlp_minutes.labels import WarningCode
from nlp_minutes.lexicon import heading_kind
from nlp_minutes.lines import item_head, mask
from nlp_minutes.readers import ocr
from nlp_minutes.readers.limits import DEFAULT, Limits
from nlp_minutes.readers.pdf_lines import Above, PageLine, page_lines
from nlp_minutes.readers.pdf_words import UPRIGHT, Glyph, make_words, split_by_direction
from nlp_minutes.readers.text import source_from_text
from nlp_minutes.source import ReadWarning, Source

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["Page", "is_pdf", "read_pages", "read_pdf"]

_MAGIC: Final = b"%PDF-"
_MAGIC_WITHIN: Final = 1024  # bytes: what stands before the file proper (a mail header, a stray line) is let pass
_SLANTED: Final = 4  # a direction that is no quarter turn
_BOLD_FROM: Final = 600  # on the scale of font weights, where regular type has 400
_BAND: Final = 0.16  # of the page's height: running heads and feet lie in so much of its top and bottom
_BAND_LINES: Final = 6
_SAME_PLACE: Final = 4.0  # points
_GENERATED_BREAKS: Final = frozenset((0, 10, 13))
_MADE: Final = {
    0x02: "-",  # how the library marks a hyphen at a line's end
    0xFFFE: "-",
    0x09: " ",
    0xF0B7: "•",  # bullets of the symbol fonts of word processors, in their private area
    0xF0A7: "•",
    0xF0D8: "•",
    0xF02D: "–",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one page says.

    Attributes:
        number: From 1.
        lines: Its lines in reading order; none for a page without a text layer.
        stamps: Lines that run in another direction, as along the margin.
        height: In points.
        scanned: Whether the lines were read from a picture.
        damaged: Whether the page could not be opened.
    """

    number: int
    lines: Sequence[PageLine]
    stamps: Sequence[str] = ()
    height: float = 0.0
    scanned: bool = False
    damaged: bool = False


def is_pdf(begin: bytes) -> bool:
    """Tell by a file's first bytes (1,024 at least, where it has so many) whether it is a PDF."""
    return _MAGIC in begin[:_MAGIC_WITHIN]


def read_pdf(path: Path, limits: Limits = DEFAULT) -> Source:
    """Read a PDF file.

    A page without a text layer gives a warning. Where the extra `ocr` and the program tesseract with Swedish data are
    installed, it is read from its picture instead, and the warning says so.

    Args:
        path: The file.
        limits: What it may hold.

    Returns:
        Its text, pages divided by form feeds, with the clean view.

    Raises:
        TooLarge: It passes a limit.
        EncryptedFile: It needs a password.
        DamagedFile: It cannot be opened as a PDF.
        NoTextLayer: No page has text.
    """
    builder = _Builder(path, limits)
    for page in read_pages(path, limits):
        builder.add(page)
    return builder.source()


def read_pages(path: Path, limits: Limits = DEFAULT) -> Iterator[Page]:
    """Read the pages of a PDF one by one; each is closed before the next one is opened.

    Args:
        path: The file.
        limits: What it may hold.

    Yields:
        Each page in order.

    Raises:
        TooLarge: It passes a limit.
        EncryptedFile: It needs a password.
        DamagedFile: It cannot be opened as a PDF.
    """
    import pypdfium2  # noqa: PLC0415 - loaded when the first PDF is read

    size = path.stat().st_size
    if size > limits.file_bytes:
        raise TooLarge(path, f"{size:,} bytes, more than {limits.file_bytes:,}; split the file")
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise _not_opened(path, error) from error
    try:
        count = len(document)
        if count > limits.pages:
            raise TooLarge(path, f"{count:,} pages, more than {limits.pages:,}; split the file")
        if count == 0:
            raise DamagedFile(path, "it has no pages; fetch or save it anew")
        extract = _Extractor()
        above = Above()
        for number in range(1, count + 1):
            page, above = _read_page(document, number, extract, above)
            yield page
    finally:
        document.close()


def _not_opened(path: Path, error: pypdfium2.PdfiumError) -> ReadError:
    from pypdfium2 import raw  # noqa: PLC0415

    if error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
        return EncryptedFile(path, "it is locked with a password; save it without one")
    return DamagedFile(path, "it cannot be opened as a PDF, it may be cut off; fetch or save it anew")


def _read_page(document: pypdfium2.PdfDocument, number: int, extract: _Extractor, above: Above) -> tuple[Page, Above]:
    import pypdfium2  # noqa: PLC0415

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return Page(number=number, lines=(), damaged=True), above
    try:
        glyphs = extract(page)
        height = page.get_height()
        upright, stamps = split_by_direction(glyphs)
        lines, above = page_lines(make_words(upright), above)
        if lines or not ocr.is_available():
            return Page(number=number, lines=lines, stamps=stamps, height=height), above
        words = ocr.read_words(page)
        lines, above = page_lines(words, above)
        return Page(number=number, lines=lines, stamps=stamps, height=height, scanned=True), above
    finally:
        page.close()


class _Extractor:
    """Takes the characters of a page out of the library. One for a file: what it hands to the library is made once."""

    def __init__(self) -> None:
        from pypdfium2 import raw  # noqa: PLC0415

        self._raw: Any = raw
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = raw.FS_RECTF()

    def __call__(self, page: pypdfium2.PdfPage) -> list[Glyph]:
        """Give the characters of a page in the order of the file."""
        textpage = page.get_textpage()
        try:
            return self._glyphs(textpage.raw)
        finally:
            textpage.close()

    def _glyphs(self, handle: Any) -> list[Glyph]:
        raw, box, x, y = self._raw, self._box, self._x, self._y
        code_at, origin_at, box_at = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
        weight_at = raw.FPDFText_GetFontWeight
        to_x, to_y, to_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
        glyphs: list[Glyph] = []
        add = glyphs.append
        last_x = last_y = math.inf
        turns, bold, anew = UPRIGHT, False, True
        for index in range(raw.FPDFText_CountChars(handle)):
            code = code_at(handle, index)
            if code == 32:
                if not raw.FPDFText_IsGenerated(handle, index):
                    add((" ", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, turns, False))
                anew = True
                continue
            if code in _GENERATED_BREAKS:
                continue
            origin_at(handle, index, to_x, to_y)
            box_at(handle, index, to_box)
            at_x, at_y = x.value, y.value
            if at_y != last_y or not last_x < at_x < last_x + 100:
                turns = _turns(raw.FPDFText_GetCharAngle(handle, index))
                anew = True
            if anew:
                bold, anew = weight_at(handle, index) >= _BOLD_FROM, False
            last_x, last_y = at_x, at_y
            char = _MADE.get(code) or (chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd")
            add((char, box.left, box.bottom, box.right, box.top, at_x, at_y, turns, bold))
        return glyphs


def _turns(angle: float) -> int:
    """Quarter turns, counter-clockwise, of text at an angle (radians, clockwise; negative where it is not known)."""
    if angle < 0:
        return UPRIGHT
    quarters = angle / (math.pi / 2)
    return -round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else _SLANTED


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line in the band of running heads or feet."""

    page: int
    rank: int  # from the edge, as `_edge_lines` counts
    base: float
    key: str
    item: str | None  # the number, where the line is the head of an item
    is_heading: bool
    span: tuple[int, int]


class _Builder:
    """Puts the pages together to one text; keeps the text and the places of the lines at the pages' edges, no more."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._parts: list[str] = []
        self._at = 0
        self._pages = 0
        self._with_text = 0
        self._damaged = 0
        self._edges: list[_Edge] = []
        self._furniture: list[tuple[int, int]] = []
        self._bold: list[int] = []
        self._warnings: list[ReadWarning] = []

    def add(self, page: Page) -> None:
        """Add the next page."""
        if self._pages:
            self._parts.append("\f")
            self._at += 1
        self._pages += 1
        start = self._at
        ranks = dict(_edge_lines(page))
        for index, line in enumerate(page.lines):
            if line.blank_before and index:
                self._append("")
            at = self._append(line.text)
            if line.bold:
                self._bold.append(at)
            if index in ranks:
                head = item_head(line.text)
                item, is_heading = head.number if head else None, heading_kind(line.text) is not None
                span = at, at + len(line.text)
                self._edges.append(_Edge(page.number, ranks[index], line.base, mask(line.text), item, is_heading, span))
        for stamp in page.stamps:
            at = self._append(stamp)
            self._furniture.append((at, at + len(stamp)))
        self._damaged += page.damaged
        self._with_text += bool(page.lines or page.stamps)
        self._warn(page, start)
        if self._at > self._limits.characters:
            raise TooLarge(self._path, f"more than {self._limits.characters:,} characters; split the file")

    def _append(self, text: str) -> int:
        at = self._at
        self._parts += [text, "\n"]
        self._at += len(text) + 1
        return at

    def _warn(self, page: Page, start: int) -> None:
        if page.damaged:
            message, code = f"Page {page.number} is damaged and was not read", WarningCode.PAGE_WITHOUT_TEXT
        elif page.scanned and page.lines:
            message, code = f"Page {page.number} was read from a picture (OCR)", WarningCode.OCR_SUSPECT
        elif not page.lines:
            message, code = f"Page {page.number} has no text layer", WarningCode.PAGE_WITHOUT_TEXT
        else:
            return
        self._warnings.append(ReadWarning(code=code, message=message, start=start, end=self._at))

    def source(self) -> Source:
        """Make the Source of all pages.

        Raises:
            DamagedFile: No page could be opened.
            NoTextLayer: No page has text.
        """
        if self._damaged == self._pages:
            raise DamagedFile(self._path, "none of its pages can be opened; fetch or save it anew")
        if not self._with_text:
            raise NoTextLayer(
                self._path,
                "no page has a text layer; it may be a scan: run OCR over it, or install nlp-minutes[ocr] and the "
                "program tesseract with Swedish data",
            )
        return source_from_text(
            "".join(self._parts),
            path=str(self._path),
            sha256=_sha256(self._path),
            media_type="application/pdf",
            pages=self._pages,
            warnings=tuple(self._warnings),
            furniture=sorted({*self._furniture, *_running(self._edges, self._pages)}),
            bold=self._bold,
        )


def _edge_lines(page: Page) -> list[tuple[int, int]]:
    """The lines that may be running heads or feet, with their place counted from the edge.

    They lie in the bands at the top (counted 1, 2, ...) and at the bottom (counted -1, -2, ...).
    """
    order = sorted(range(len(page.lines)), key=lambda index: -page.lines[index].base)
    top = [i for i in order[:_BAND_LINES] if page.lines[i].base > (1 - _BAND) * page.height]
    bottom = [i for i in reversed(order[-_BAND_LINES:]) if page.lines[i].base < _BAND * page.height]
    return [*((i, n) for n, i in enumerate(top, 1)), *((i, -n) for n, i in enumerate(bottom, 1))]


def _running(edges: Sequence[_Edge], pages: int) -> list[tuple[int, int]]:
    """The spans of running heads and feet: lines that stand at one place on several pages, numbers aside.

    Between such a line and the page's edge there are no others. The head of the first page is content: it is where the
    running head comes from.
    """
    places: defaultdict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        places[edge.key].append(edge)
    found: list[tuple[int, int]] = []
    ended: set[tuple[int, bool]] = set()
    for edge in sorted(edges, key=lambda edge: (edge.page, abs(edge.rank))):
        side = edge.page, edge.rank > 0
        if side in ended:
            continue
        near = [other for other in places[edge.key] if abs(other.base - edge.base) <= _SAME_PLACE]
        if edge.page > 1 and _repeats(edge, near, pages):
            found.append(edge.span)
        else:
            ended.add(side)
    return found


def _repeats(edge: _Edge, near: Sequence[_Edge], pages: int) -> bool:
    if edge.is_heading:
        return False
    if edge.item is not None:  # the head of an item that goes on, repeated: '§ 14 forts.'
        return any(other.page < edge.page and other.item == edge.item for other in near)
    return len({other.page for other in near}) >= max(3, 0.3 * pages)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
