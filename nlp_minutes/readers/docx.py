"""Word documents (DOCX): paragraphs, tables and text boxes in the order of the body, automatic numbers rebuilt.

Read from the XML itself with the standard library. python-docx leaves out what minutes need most (numbers, text
boxes, insertions, content controls), and brings lxml along.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp_minutes.errors import DamagedFile
from nlp_minutes.patterns import lazy
from nlp_minutes.readers.docx_numbering import Numbering, bullet
from nlp_minutes.readers.flow import Paragraph, flow_source, head_lines, raised, table_rows
from nlp_minutes.readers.limits import DEFAULT, Limits
from nlp_minutes.readers.package import Package

if TYPE_CHECKING:
    from nlp_minutes.readers.xml_tree import Node
    from nlp_minutes.source import Source

__all__ = ["MEDIA_TYPE", "read_docx"]

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What is not in the text as it is shown: deletions, the code of fields, notes and the properties of things.
_LEFT_OUT: Final = frozenset((
    "w:del", "w:moveFrom", "w:delText", "w:instrText", "w:delInstrText", "w:pPr", "w:rPr", "w:tblPr", "w:tblGrid",
    "w:trPr", "w:tcPr", "w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:footnoteReference", "w:endnoteReference",
    "w:commentReference", "w:annotationRef", "w:rt", "w:object",
))  # fmt: skip
_FALSE: Final = frozenset(("0", "false", "off", "none"))
_HEADING = lazy(r"(?:heading|rubrik|title|titel|überschrift) ?\d*$", re.IGNORECASE)
_TABLES_FROM: Final = 1_000_000  # groups of tables are numbered apart from those of lists


def read_docx(path: Path, limits: Limits = DEFAULT) -> Source:
    """Read a Word document.

    Tracked deletions and hidden text are left out, insertions and the results of fields kept. Heads and feet of pages
    are left out, but where they alone name the body or the date, that line stands on top. Footnotes, endnotes and
    comments are left out. Page breaks that the author set are form feeds; where Word breaks by itself, it does not say.

    Args:
        path: The file.
        limits: What it may hold.

    Returns:
        Its text with the clean view.

    Raises:
        DamagedFile: It is no sound DOCX.
        EncryptedFile: It needs a password.
        TooLarge: It passes a limit.
        EmptyFile: There is no text in it.
    """
    with Package(path, limits) as package:
        main = _main_part(package)
        relations = _relations(package, main)
        document = package.xml(main)
        body = document.find("w:body")
        if body is None:
            raise DamagedFile(path, f"its part {main} has no body; save it anew")
        styles = _Styles(package.xml_if_there(_related(relations, "/styles")))
        numbering = Numbering(package.xml_if_there(_related(relations, "/numbering")))
        paragraphs = _Reader(styles, numbering).blocks(body)
        heads = _heads(package, body, relations, styles)
        top = head_lines(heads, paragraphs)
        return flow_source(
            [*top, *paragraphs], path=path, media_type=MEDIA_TYPE, sha256=package.sha256(), limits=limits
        )


def _main_part(package: Package) -> str:
    root = package.xml_if_there("_rels/.rels")
    for node in root.elements("rel:Relationship") if root is not None else ():
        target = node.get("Target").lstrip("/")
        if node.get("Type").endswith("/officeDocument") and target in package.names:
            return target
    return "word/document.xml"


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Type and target of the parts that a part refers to, by their id."""
    folder, name = posixpath.split(part)
    root = package.xml_if_there(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, tuple[str, str]] = {}
    for node in root.elements("rel:Relationship") if root is not None else ():
        if node.get("TargetMode") != "External":
            target = node.get("Target")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[node.get("Id")] = (node.get("Type"), whole)
    return found


def _related(relations: dict[str, tuple[str, str]], kind: str) -> str | None:
    return next((target for type_, target in relations.values() if type_.endswith(kind)), None)


def _heads(package: Package, body: Node, relations: dict[str, tuple[str, str]], styles: _Styles) -> list[str]:
    """The lines of the page heads, those of first pages before the others."""
    references = [
        (one.get("w:type") != "first", relations.get(one.get("r:id"), ("", ""))[1])
        for node in body.walk()
        if node.tag == "w:sectPr"
        for one in node.elements("w:headerReference")
    ]
    lines: list[str] = []
    for _, target in sorted(references, key=lambda one: one[0]):
        root = package.xml_if_there(target)
        if root is not None:
            found = _Reader(styles, Numbering(None)).blocks(root)
            lines += [line.strip() for one in found for line in one.text.split("\n") if line.strip()]
    return lines


def _on(node: Node | None) -> bool | None:
    """The value of a switch; None where it is not set."""
    return None if node is None else node.get("w:val", "1") not in _FALSE


def _twips(value: str) -> int:
    return int(value) if re.fullmatch(r"-?\d{1,6}", value) else 0


@dataclass(slots=True)
class _Style:
    name: str = ""
    based: str = ""
    number: str | None = None
    level: int | None = None
    before: int | None = None
    after: int | None = None
    contextual: bool | None = None
    outline: int | None = None
    hidden: bool | None = None
    page: bool | None = None


def _properties(node: Node | None, name: str = "", based: str = "") -> _Style:
    """Read `w:pPr`."""
    style = _Style(name, based)
    if node is None:
        return style
    number, spacing, outline = node.find("w:numPr"), node.find("w:spacing"), node.find("w:outlineLvl")
    if number is not None:
        identity, level = number.find("w:numId"), number.find("w:ilvl")
        style.number = identity.get("w:val") if identity is not None else None
        style.level = _twips(level.get("w:val", "0")) if level is not None else None
    if spacing is not None:
        if spacing.get("w:before") or spacing.get("w:beforeAutospacing"):
            style.before = _twips(spacing.get("w:before")) or 280 * (spacing.get("w:beforeAutospacing") == "1")
        if spacing.get("w:after") or spacing.get("w:afterAutospacing"):
            style.after = _twips(spacing.get("w:after")) or 280 * (spacing.get("w:afterAutospacing") == "1")
    if outline is not None:
        style.outline = _twips(outline.get("w:val", "9"))
    style.contextual, style.page = _on(node.find("w:contextualSpacing")), _on(node.find("w:pageBreakBefore"))
    return style


class _Styles:
    """The styles of a document, and what they come to."""

    def __init__(self, root: Node | None) -> None:
        self._styles: dict[str, _Style] = {}
        self.default = ""
        self._base = _Style()
        if root is None:
            return
        self._base = _properties(root.find("w:docDefaults", "w:pPrDefault", "w:pPr"))
        for node in root.elements("w:style"):
            name, based = node.find("w:name"), node.find("w:basedOn")
            style = _properties(
                node.find("w:pPr"),
                name.get("w:val") if name is not None else "",
                based.get("w:val") if based is not None else "",
            )
            style.hidden = _on(node.find("w:rPr", "w:vanish"))
            self._styles[node.get("w:styleId")] = style
            if node.get("w:type") == "paragraph" and node.get("w:default") in {"1", "true", "on"}:
                self.default = node.get("w:styleId")

    def chain(self, name: str) -> list[str]:
        """A style and those that it is based on."""
        found: list[str] = []
        while name in self._styles and name not in found and len(found) < 20:
            found.append(name)
            name = self._styles[name].based
        return found

    def hidden(self, name: str) -> bool:
        """Whether text of a style is hidden."""
        return next((value for one in self.chain(name) if (value := self._styles[one].hidden) is not None), False)

    def resolve(self, own: _Style, chain: list[str]) -> _Style:
        """The properties of a paragraph with those of its style."""
        whole = replace(own)
        layers = [self._styles[name] for name in chain] + [self._base]
        for layer in layers:
            for key in ("number", "level", "before", "after", "contextual", "outline", "page"):
                if getattr(whole, key) is None:
                    setattr(whole, key, getattr(layer, key))
        if whole.outline is None and any(_HEADING.match(layer.name) for layer in layers):
            whole.outline = 0
        return whole


@dataclass(slots=True)
class _Line:
    """A paragraph that is being read."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)
    page: bool = False  # a page break stood in it, before any text
    page_after: bool = False

    def add(self, text: str) -> None:
        self.parts.append(text)


class _Reader:
    """Reads the paragraphs of a part, in order."""

    def __init__(self, styles: _Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._tables = _TABLES_FROM
        self._fields: list[bool] = []  # of each open field: whether its result has begun
        self._page = False  # a page break waits for the next paragraph
        self._after = 0
        self._contextual = False
        self._style = ""
        self._open = ""  # text of a paragraph whose mark was deleted: the next one goes on
        self._hidden = False

    def blocks(self, node: Node) -> list[Paragraph]:
        """The paragraphs below a node."""
        return list(self._blocks(node))

    def _blocks(self, node: Node) -> Iterator[Paragraph]:
        for child in node.elements():
            if child.tag == "w:p":
                yield from self._paragraph(child)
            elif child.tag == "w:tbl":
                yield from self._table(child)
            elif child.tag == "mc:AlternateContent":
                chosen = _choice(child)
                if chosen is not None:
                    yield from self._blocks(chosen)
            elif child.tag not in _LEFT_OUT:
                yield from self._blocks(child)

    def _paragraph(self, node: Node) -> Iterator[Paragraph]:
        properties = node.find("w:pPr")
        named = properties.find("w:pStyle") if properties is not None else None
        style = named.get("w:val") if named is not None else self._styles.default
        chain = self._styles.chain(style)
        own = self._styles.resolve(_properties(properties), chain)
        line = _Line()
        self._hidden = self._styles.hidden(style)
        self._inline(node, line)
        text = "".join(line.parts)
        mark = properties.find("w:rPr") if properties is not None else None
        if mark is not None and (mark.find("w:del") is not None or mark.find("w:moveFrom") is not None):
            self._open += text
            yield from line.boxes
            return
        text, self._open = self._open + text, ""
        number, group = "", None
        if own.number and own.number != "0" and not _on(mark.find("w:vanish") if mark else None):
            level = own.level if own.level is not None else self._numbering.level_of_style(own.number, chain)
            number = self._numbering.next(own.number, level)
            group = self._numbering.group(own.number) if number else None
        pages = text.split("\f")
        alike = style == self._style
        above = 0 if alike and self._contextual else self._after
        space = max(above, 0 if alike and own.contextual else own.before or 0) > 0
        heading = own.outline is not None and own.outline < 9
        for index, part in enumerate(pages):
            if index:
                self._page = True
            if index and not part.strip():
                continue
            page = self._page or (own.page or False)
            lead = number if not index and text.strip() else ""
            written = f"{lead}{part.lstrip() if lead else part}"
            yield Paragraph(text=written, heading=heading, group=group, space=space or bool(index), page=page)
            self._page = False
        self._after, self._contextual, self._style = own.after or 0, bool(own.contextual), style
        yield from line.boxes
        section = properties.find("w:sectPr") if properties is not None else None
        if section is not None:
            kind = section.find("w:type")
            self._page = self._page or kind is None or kind.get("w:val") in {"nextPage", "oddPage", "evenPage"}

    def _inline(self, node: Node, line: _Line) -> None:
        for child in node.elements():
            if child.tag == "w:r":
                self._run(child, line)
            elif child.tag == "mc:AlternateContent":
                chosen = _choice(child)
                if chosen is not None:
                    self._inline(chosen, line)
            elif child.tag == "w:txbxContent":
                self._box(child, line)
            elif child.tag == "m:t":
                line.add(child.text())
            elif child.tag not in _LEFT_OUT:
                self._inline(child, line)

    def _run(self, node: Node, line: _Line) -> None:
        properties = node.find("w:rPr")
        shown = not self._is_hidden(properties)
        up = properties.find("w:vertAlign") if properties is not None else None
        for child in node.elements():
            if child.tag == "w:fldChar":
                self._field(child.get("w:fldCharType"))
            elif child.tag in {"w:drawing", "w:pict", "mc:AlternateContent", "w:object"}:
                chosen = _choice(child) if child.tag == "mc:AlternateContent" else child
                if chosen is not None and shown:
                    self._inline(chosen, line)
            elif shown and all(self._fields):
                text = _sign(child)
                line.add(raised(text) if up is not None and up.get("w:val") == "superscript" else text)

    def _is_hidden(self, properties: Node | None) -> bool:
        if properties is None:
            return self._hidden
        own = _on(properties.find("w:vanish"))
        if own is not None:
            return own
        style = properties.find("w:rStyle")
        return self._hidden or (style is not None and self._styles.hidden(style.get("w:val")))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _box(self, node: Node, line: _Line) -> None:
        """Read a text box by itself; it stands behind the paragraph that it hangs on."""
        inner = _Reader(self._styles, self._numbering)
        inner._tables = self._tables + 1
        found = inner.blocks(node)
        self._tables = inner._tables
        if found:
            line.boxes += [replace(found[0], space=True), *found[1:], Paragraph(text="")]

    def _table(self, node: Node) -> Iterator[Paragraph]:
        self._tables += 1
        group = self._tables
        rows = [self._row(row) for row in _unwrapped(node, "w:tr") if not _is_deleted(row)]
        found = table_rows(rows, group)
        if found:
            yield replace(found[0], space=True)
            yield from found[1:]
            yield Paragraph(text="")

    def _row(self, row: Node) -> list[list[Paragraph]]:
        cells: list[list[Paragraph]] = []
        for cell in _unwrapped(row, "w:tc"):
            self._after, self._style = 0, ""
            merged = cell.find("w:tcPr", "w:vMerge")
            if merged is not None and merged.get("w:val", "continue") == "continue":
                cells.append([])
            else:
                cells.append(self.blocks(cell))
        return cells


def _unwrapped(node: Node, tag: str) -> Iterator[Node]:
    """The rows of a table, or the cells of a row, also those inside content controls and insertions."""
    for child in node.elements():
        if child.tag == tag:
            yield child
        elif child.tag in {"w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:moveTo"}:
            yield from _unwrapped(child, tag)


def _is_deleted(row: Node) -> bool:
    return row.find("w:trPr", "w:del") is not None


def _choice(node: Node) -> Node | None:
    """One of the forms of the same thing: the first; what old programs show instead only where there is no other."""
    return node.find("mc:Choice") or node.find("mc:Fallback")


_SIGNS: Final = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}


def _sign(node: Node) -> str:
    """The text of what stands in a run."""
    if node.tag == "w:t":
        return re.sub(r"[\n\r\f\v]", " ", node.text())
    if node.tag == "w:br":
        return "\f" if node.get("w:type") == "page" else "\n"
    if node.tag == "w:sym":
        code = node.get("w:char")
        return (
            bullet(chr(int(code, 16)))
            if re.fullmatch(r"[0-9A-Fa-f]{4}", code) and not 0xD800 <= int(code, 16) <= 0xDFFF
            else ""
        )
    if node.tag == "w:ruby":
        return "".join(_sign(one) for one in node.walk() if one.tag == "w:t")
    return _SIGNS.get(node.tag, "")
