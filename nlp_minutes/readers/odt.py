"""OpenDocument text (ODT): paragraphs, lists with their numbers, tables and text boxes in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp_minutes.errors import DamagedFile, EncryptedFile
from nlp_minutes.readers.docx_numbering import bullet
from nlp_minutes.readers.flow import Paragraph, count_text, flow_source, head_lines, raised, table_rows
from nlp_minutes.readers.limits import DEFAULT, Limits
from nlp_minutes.readers.package import ODT, Package

if TYPE_CHECKING:
    from nlp_minutes.readers.xml_tree import Node
    from nlp_minutes.source import Source

__all__ = ["MEDIA_TYPE", "read_odt"]

MEDIA_TYPE: Final = ODT
_LEFT_OUT: Final = frozenset((
    "text:tracked-changes", "text:note", "office:annotation", "office:annotation-end", "text:sequence-decls",
    "text:variable-decls", "text:user-field-decls", "text:dde-connection-decls", "office:forms", "text:hidden-text",
    "text:table-of-content-source", "text:alphabetical-index-source", "text:ruby-text", "text:number",
    "table:shapes", "office:settings",
))  # fmt: skip
_MAX_REPEATED: Final = 50  # empty cells are repeated to the sheet's end by some programs
_TABLES_FROM: Final = 1_000_000


def read_odt(path: Path, limits: Limits = DEFAULT) -> Source:
    """Read an OpenDocument text.

    Tracked deletions, hidden text, notes and comments are left out. Heads and feet of pages are left out, but where
    they alone name the body or the date, that line stands on top.

    Args:
        path: The file.
        limits: What it may hold.

    Returns:
        Its text with the clean view.

    Raises:
        DamagedFile: It is no sound ODT.
        EncryptedFile: It needs a password.
        TooLarge: It passes a limit.
        EmptyFile: There is no text in it.
    """
    with Package(path, limits) as package:
        manifest = package.xml_if_there("META-INF/manifest.xml")
        if manifest is not None and any(node.tag == "manifest:encryption-data" for node in manifest.walk()):
            raise EncryptedFile(path, "it is locked with a password; save it without one")
        content = package.xml("content.xml")
        body = content.find("office:body", "office:text")
        if body is None:
            raise DamagedFile(path, "its part content.xml has no text; save it anew")
        common = package.xml_if_there("styles.xml")
        styles = _Styles([root for root in (common, content) if root is not None])
        paragraphs = list(_Reader(styles).blocks(body))
        heads: list[str] = []
        for node in common.walk() if common is not None else ():
            if node.tag in {"style:header-first", "style:header"}:
                found = [line.strip() for one in _Reader(styles).blocks(node) for line in one.text.split("\n")]
                heads = [*found, *heads] if node.tag == "style:header-first" else [*heads, *found]
        top = head_lines(heads, paragraphs)
        return flow_source(
            [*top, *paragraphs], path=path, media_type=MEDIA_TYPE, sha256=package.sha256(), limits=limits
        )


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = ""
    prefix: str = ""
    suffix: str = ""
    sign: str = ""
    start: int = 1
    shown: int = 1  # how many levels the number shows


def _whole(value: str, default: int) -> int:
    return int(value) if re.fullmatch(r"\d{1,6}", value) else default


def _levels(node: Node) -> dict[int, _Level]:
    return {
        _whole(one.get("text:level"), 1): _Level(
            form=one.get("style:num-format"),
            prefix=one.get("style:num-prefix"),
            suffix=one.get("style:num-suffix"),
            sign=one.get("text:bullet-char"),
            start=_whole(one.get("text:start-value"), 1),
            shown=_whole(one.get("text:display-levels"), 1),
        )
        for one in node.elements()
        if one.get("text:level")
    }


@dataclass(slots=True)
class _Style:
    parent: str = ""
    list_style: str | None = None
    before: bool | None = None
    after: bool | None = None
    page: bool | None = None
    page_after: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None


def _has_length(value: str) -> bool | None:
    return bool(re.search(r"[1-9]", value)) if value else None


class _Styles:
    """The styles of a document."""

    def __init__(self, roots: Iterable[Node]) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self.lists: dict[str, dict[int, _Level]] = {}
        self.outline: dict[int, _Level] = {}
        for node in (below for root in roots for below in root.walk()):
            if node.tag in {"style:style", "style:default-style"}:
                self._styles[node.get("style:family"), node.get("style:name")] = _style(node)
            elif node.tag == "text:list-style":
                self.lists[node.get("style:name")] = _levels(node)
            elif node.tag == "text:outline-style":
                self.outline = _levels(node)

    def get(self, family: str, name: str) -> _Style:
        """What a style and those that it is based on come to."""
        whole, seen = _Style(), set[str]()
        while name not in seen:
            seen.add(name)
            layer = self._styles.get((family, name))
            if layer is None:
                break
            for key in ("list_style", "before", "after", "page", "page_after", "hidden", "raised"):
                if getattr(whole, key) is None:
                    setattr(whole, key, getattr(layer, key))
            name = layer.parent
        return whole


def _style(node: Node) -> _Style:
    style = _Style(node.get("style:parent-style-name"), node.attributes.get("style:list-style-name"))
    lines, text = node.find("style:paragraph-properties"), node.find("style:text-properties")
    if lines is not None:
        every = lines.get("fo:margin")
        style.before = _has_length(lines.get("fo:margin-top", every))
        style.after = _has_length(lines.get("fo:margin-bottom", every))
        style.page = lines.get("fo:break-before") == "page" or None
        style.page_after = lines.get("fo:break-after") == "page" or None
    if text is not None:
        style.hidden = {"none": True, "true": False}.get(text.get("text:display"))
        style.raised = text.get("style:text-position").startswith(("super", "3", "4", "5")) or None
    return style


@dataclass(slots=True)
class _Counter:
    """The numbers of one list, by level."""

    levels: Mapping[int, _Level]
    group: int
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, level: int, start: int | None = None) -> str:
        """Count a point and give what is shown before it."""
        own = self.levels.get(level, _Level())
        self.counts[level] = start if start is not None else self.counts.get(level, own.start - 1) + 1
        for deeper in [at for at in self.counts if at > level]:
            del self.counts[deeper]
        if own.sign:
            return f"{bullet(own.sign)} "
        if not own.form:
            return f"{own.prefix}{own.suffix} " if (own.prefix + own.suffix).strip() else ""
        shown: list[str] = []
        for at in range(max(level - own.shown + 1, 1), level + 1):
            one = self.levels.get(at, _Level())
            if one.form:
                shown.append(count_text(self.counts.setdefault(at, one.start), one.form))
        return f"{own.prefix}{'.'.join(shown)}{own.suffix}".rstrip() + " "


class _Reader:
    """Reads the blocks of a text, in order."""

    def __init__(self, styles: _Styles) -> None:
        self._styles = styles
        self._outline = _Counter(styles.outline, -1)
        self._by_id: dict[str, _Counter] = {}
        self._by_style: dict[str, _Counter] = {}
        self._groups = 0
        self._tables = _TABLES_FROM
        self._page = False
        self._after = False
        self._boxes: list[Node] = []

    def blocks(self, node: Node) -> Iterator[Paragraph]:
        """The paragraphs below a node."""
        for child in node.elements():
            if child.tag in {"text:p", "text:h"}:
                yield from self._paragraph(child)
            elif child.tag == "text:list":
                yield from self._list(child, None, 1)
            elif child.tag == "table:table":
                yield from self._table(child)
            elif child.tag == "draw:frame":
                yield from self._frames([child])
            elif child.tag not in _LEFT_OUT and child.get("text:display") != "none":
                yield from self.blocks(child)

    def _paragraph(self, node: Node, lead: str = "", group: int | None = None) -> Iterator[Paragraph]:
        style = self._styles.get("paragraph", node.get("text:style-name"))
        if style.hidden:
            return
        outer, self._boxes = self._boxes, []
        text = self._inline(node)
        boxes, self._boxes = self._boxes, outer
        heading = node.tag == "text:h"
        if heading and not lead and text.strip() and node.get("text:is-list-header") != "true" and self._styles.outline:
            lead = self._outline.next(_whole(node.get("text:outline-level"), 1)).lstrip()
        space = self._after or bool(style.before)
        page = self._page or bool(style.page)
        if text.strip():
            text = f"{lead}{text.lstrip() if lead else text}"
        yield Paragraph(text=text, heading=heading, group=group, space=space, page=page)
        self._page, self._after = bool(style.page_after), bool(style.after)
        yield from self._frames(boxes)

    def _frames(self, frames: Iterable[Node]) -> Iterator[Paragraph]:
        for frame in frames:
            found = [one for box in frame.elements("draw:text-box") for one in self.blocks(box)]
            if found:
                yield replace(found[0], space=True)
                yield from found[1:]
                yield Paragraph(text="")

    def _inline(self, node: Node) -> str:
        parts: list[str] = []
        for child in node.children:
            if isinstance(child, str):
                parts.append(re.sub(r"[ \t\n\r]+", " ", child))
            elif child.tag == "text:s":
                parts.append(" " * min(_whole(child.get("text:c"), 1), 1000))
            elif child.tag == "text:tab":
                parts.append("\t")
            elif child.tag == "text:line-break":
                parts.append("\n")
            elif child.tag in {"draw:frame", "draw:custom-shape", "draw:rect"}:
                self._boxes.append(child)
            elif child.tag not in _LEFT_OUT:
                parts.append(self._span(child))
        return "".join(parts)

    def _span(self, node: Node) -> str:
        style = self._styles.get("text", node.get("text:style-name")) if node.tag == "text:span" else _Style()
        if style.hidden:
            return ""
        text = self._inline(node)
        return raised(text) if style.raised else text

    def _list(self, node: Node, counter: _Counter | None, level: int) -> Iterator[Paragraph]:
        name = node.get("text:style-name")
        if counter is None:
            counter = self._counter(node, name)
        for item in node.elements("text:list-item", "text:list-header"):
            counted = item.tag == "text:list-header"
            for child in item.elements():
                if child.tag == "text:list":
                    below = counter
                    inner = child.get("text:style-name")
                    if inner and inner != name and inner in self._styles.lists:
                        below = _Counter(self._styles.lists[inner], counter.group)
                    yield from self._list(child, below, level + 1)
                elif child.tag in {"text:p", "text:h"}:
                    lead = ""
                    if not counted:
                        start = item.get("text:start-value")
                        lead = counter.next(level, _whole(start, 1) if start else None)
                        counted = True
                    yield from self._paragraph(child, lead, counter.group)
                elif child.tag == "table:table":
                    yield from self._table(child)

    def _counter(self, node: Node, name: str) -> _Counter:
        """The counter of a list: a new one, or that of the list which it goes on from."""
        known = self._by_id.get(node.get("text:continue-list"))
        if known is None and node.get("text:continue-numbering") == "true":
            known = self._by_style.get(name)
        if known is None:
            self._groups += 1
            known = _Counter(self._styles.lists.get(name, {}), self._groups)
        self._by_style[name] = known
        if node.get("xml:id"):
            self._by_id[node.get("xml:id")] = known
        return known

    def _table(self, node: Node) -> Iterator[Paragraph]:
        self._tables += 1
        group = self._tables
        rows: list[list[list[Paragraph]]] = []
        for row in _rows(node):
            cells: list[list[Paragraph]] = []
            for cell in row.elements("table:table-cell", "table:covered-table-cell"):
                self._after = False
                found = list(self.blocks(cell)) if cell.tag == "table:table-cell" else []
                repeated = min(_whole(cell.get("table:number-columns-repeated"), 1), _MAX_REPEATED)
                cells += [found] * repeated
            rows.append(cells)
        self._after = False
        found = table_rows(rows, group)
        if found:
            yield replace(found[0], space=True)
            yield from found[1:]
            yield Paragraph(text="")


def _rows(node: Node) -> Iterator[Node]:
    for child in node.elements():
        if child.tag == "table:table-row":
            yield child
        elif child.tag in {"table:table-rows", "table:table-header-rows", "table:table-row-group"}:
            yield from _rows(child)
