"""Pages of HTML: the minutes without what stands around them."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp_minutes.errors import DamagedFile, TooLarge
from nlp_minutes.patterns import lazy
from nlp_minutes.readers.decoding import decode
from nlp_minutes.readers.flow import BULLET, Paragraph, count_text, flow_source, raised, table_rows
from nlp_minutes.readers.limits import DEFAULT, Limits
from nlp_minutes.readers.xml_tree import Node

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from nlp_minutes.source import Source

__all__ = ["MEDIA_TYPE", "is_html", "read_html"]

MEDIA_TYPE: Final = "text/html"
_SUFFIXES: Final = (".html", ".htm", ".xhtml")
_BEGIN = lazy(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})|<\?xml[^>]{0,80}encoding=[\"']([\w:.-]{1,40})",
    re.IGNORECASE,
)
_NEVER: Final = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video",
    "head", "nav", "aside", "dialog", "menu", "input", "select", "textarea", "button", "datalist", "option", "map", "rp",
    "rt", "del", "s", "strike",
))  # fmt: skip
_BESIDE_ROLES: Final = frozenset((
    "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "alert", "menu",
    "menubar", "toolbar",
))  # fmt: skip
# Words in a class or id that name what stands beside the content.
_BESIDE = lazy(
    r"(?<![a-zåäö])(?:cookies?|cookie[a-z]*|consent|gdpr|kakor|breadcrumbs?|brodsmul\w*|nav(?:bar|igation|igering)?|menus?|meny(?:er)?|"
    r"sidebar|sidopanel|sidfot|sidhuvud|footer|skip(?:link|-?to)?|share|sharing|dela|social|toolbar|verktyg\w*|print|"
    r"skriv-?ut|utskrift|search|sok|pagination|banner|related|relaterat|feedback|readspeaker|lyssna|genvag\w*)(?![a-zåäö])"
)
_LINES_BESIDE = lazy(
    r"(?:skriv ut(?: sidan)?|lyssna(?: på sidan)?|dela(?: sidan)?|(?:hoppa|gå) till (?:huvud)?innehåll(?:et)?|till (?:sidans )?topp(?:en)?|tillbaka|"
    r"upp|meny|sök|stäng|öppna alla|stäng alla|hjälpte informationen dig\?|ladda ner(?: som)? pdf|senast uppdaterad:? .{0,30}|"
    r"(?:godkänn|acceptera)(?: alla)? (?:kakor|cookies))",
    re.IGNORECASE,
)
_BLOCKS: Final = frozenset((
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
    "main", "ol", "p", "pre", "section", "summary", "table", "ul", "caption",
))  # fmt: skip
_SPACED: Final = frozenset(("p", "blockquote", "dl", "figure", "ol", "ul", "pre", "table", "hr", "section", "article"))
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Tags that stay open until they are closed.
_TAG = lazy(
    r"<(/?)(?!(?:br|hr|img|input|meta|link|col|area|base|embed|source|track|wbr|p|li|t[dhr]|d[dt]|option)\b)[a-z]\w*",
    re.IGNORECASE,
)
# A tag with its attributes, up to a number of them; `more` tells that there is one more. What is matched is never
# tried again, so that the time does not grow faster than the page.
_ATTRIBUTE: Final = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_WITH_ATTRIBUTES: Final = rf"<(?:!--|([a-z][^\s/>]*+)(?:{_ATTRIBUTE}){{{{0,{{most}}}}}}+(?P<more>[\s/]*+[^\s/>])?)"
_ENDS: Final = {
    None: re.compile("-->"),
    "script": re.compile("</script", re.IGNORECASE),
    "style": re.compile("</style", re.IGNORECASE),
}
# The parser looks for each attribute among those before it: 10,000 in a tag take it 0.4 s, and 100,000 a minute.
_UNREAD: Final = 10
_MOST: Final = 0.5  # of a page's text: what holds as much is no addition to it
_DENSE: Final = 0.8
_MAIN: Final = 0.3
_PAGE_BREAK = lazy(r"(?:page-break-before|break-before)\s*:\s*(?:always|page)", re.IGNORECASE)
_NOT_SHOWN = lazy(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_html(begin: bytes, suffix: str = "") -> bool:
    """Tell by a file's first bytes, or by its suffix, whether it is a page of HTML."""
    if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = begin.decode("utf-16", "replace")
    else:
        text = begin.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    return bool(_BEGIN.match(text)) or suffix in _SUFFIXES


def read_html(path: Path, limits: Limits = DEFAULT) -> Source:
    """Read a page of HTML.

    What `<main>` or `<article>` holds is read, else the part of the page with most of its text. Menus, cookie texts,
    forms, scripts and what the page hides are left out.

    Args:
        path: The file.
        limits: What it may hold.

    Returns:
        Its text with the clean view.

    Raises:
        DamagedFile: Its bytes are not text.
        TooLarge: It passes a limit.
        EmptyFile: There is no text in it.
    """
    size = path.stat().st_size
    if size > limits.text_bytes:
        raise TooLarge(path, f"{size:,} bytes, more than {limits.text_bytes:,}; split the file")
    data = path.read_bytes()
    root = _tree(_decoded(data, path), path, limits)
    main = _main(root)
    paragraphs = list(_Reader().blocks(main))
    return flow_source(
        paragraphs, path=path, media_type=MEDIA_TYPE, sha256=hashlib.sha256(data).hexdigest(), limits=limits
    )


def _decoded(data: bytes, path: Path) -> str:
    """Decode a page: by its byte order mark, as UTF-8 where it is, as it says itself, else as Swedish text shows."""
    named = _CHARSET.search(data[:4096])
    try:
        if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and named is not None:
            name = (named[1] or named[2]).decode("ascii").lower()
            name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "utf-8"}.get(name, name)
            for encoding in ("utf-8", name):
                try:
                    return data.decode(encoding) if not encoding.startswith("utf-16") else decode(data)[0]
                except (UnicodeDecodeError, LookupError):
                    continue
        return decode(data)[0]
    except UnicodeDecodeError as error:
        raise DamagedFile(
            path,
            f"its byte order mark promises {error.encoding}, but it breaks at byte {error.start}; save it as UTF-8",
        ) from error


def _tree(text: str, path: Path, limits: Limits) -> Node:
    """Parse a page as browsers do. Below the deepest level that is read, all stands side by side."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - loaded when the first page is read

    depth = 0
    for found in _TAG.finditer(text):
        depth = max(depth - 1, 0) if found[1] else depth + 1
        if depth > limits.open_tags:
            raise TooLarge(path, f"more than {limits.open_tags:,} of its tags stand open; save it as text")
    if _has_attributes(text, _UNREAD * limits.attributes):
        raise _many_attributes(path, limits)
    start = LexborHTMLParser(text.replace("\x00", "")).root
    top = Node("html")
    if start is None:
        return top
    opened: list[tuple[LexborNode, Node]] = [(start, top)]
    count, node = 0, start.child
    while opened:
        while node is None and opened:
            below, _ = opened.pop()
            if not opened:
                return top
            if len(opened) >= limits.depth and below.tag in _BLOCKS:
                opened[-1][1].children.append(Node("br"))
            node = below.next
        if node is None:
            break
        above = opened[-1][1]
        tag = node.tag or ""
        count += 1
        if count > limits.elements:
            raise TooLarge(path, f"the page has more than {limits.elements:,} elements; split it")
        if tag == "-text":
            above.children.append(node.text_content or "")
            node = node.next
        elif tag.startswith(("-", "!")):
            node = node.next
        else:
            deep = len(opened) >= limits.depth
            attributes = node.attributes
            if len(attributes) > limits.attributes:
                raise _many_attributes(path, limits)
            own = Node(
                "br" if deep and tag in _BLOCKS else tag, {key: value or "" for key, value in attributes.items()}
            )
            above.children.append(own)
            opened.append((node, above if deep else own))
            node = node.child
    return top


def _many_attributes(path: Path, limits: Limits) -> TooLarge:
    return TooLarge(path, f"one of its tags has more than {limits.attributes:,} attributes; save it as text")


def _has_attributes(text: str, most: int) -> bool:
    """Whether a tag has more attributes than so many; scripts, styles and comments are passed over."""
    tag = re.compile(_WITH_ATTRIBUTES.format(most=most), re.IGNORECASE)
    found = tag.search(text)
    while found is not None:
        if found["more"]:
            return True
        at = found.end()
        name = found[1].lower() if found[1] else None
        if name in _ENDS:
            end = _ENDS[name].search(text, at)
            if end is None:
                return False
            at = end.end()
        found = tag.search(text, at)
    return False


def _weights(node: Node, found: dict[int, int], *, linked: bool = False) -> int:
    """Count the characters of text below each element; what links show counts for nothing."""
    linked = linked or node.tag == "a"
    total = 0
    for child in node.children:
        if isinstance(child, str):
            total += 0 if linked else len(" ".join(child.split()))
        elif child.tag not in _NEVER:
            total += _weights(child, found, linked=linked)
    found[id(node)] = total
    return total


def _pruned(node: Node, weights: dict[int, int], most: float, *, inside: bool) -> None:
    """Take out what stands beside the content, unless it holds most of the page."""
    inside = inside or node.tag in {"main", "article"}
    kept: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node):
            if child.tag in _NEVER or _is_hidden(child):
                continue
            if weights.get(id(child), 0) < most and _is_beside(child, inside=inside):
                continue
            _pruned(child, weights, most, inside=inside)
        kept.append(child)
    node.children = kept


def _is_hidden(node: Node) -> bool:
    return (
        "hidden" in node.attributes or node.get("aria-hidden") == "true" or bool(_NOT_SHOWN.search(node.get("style")))
    )


def _is_beside(node: Node, *, inside: bool) -> bool:
    if node.tag in {"form", "footer"} or (node.tag == "header" and not inside):
        return True
    if node.get("role").lower() in _BESIDE_ROLES:
        return True
    named = f"{node.get('class')} {node.get('id')}"
    spread = re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", "-", named).lower()
    return bool(_BESIDE.search(spread))


def _main(root: Node) -> Node:
    """The part of a page that holds its content."""
    weights: dict[int, int] = {}
    total = _weights(root, weights)
    _pruned(root, weights, _MOST * total, inside=False)
    total = _weights(root, weights)
    signs: dict[int, int] = {}
    _signs(root, signs)
    for tags, role in ((("main",), "main"), (("article",), "article")):
        found = [node for node in root.walk() if node.tag in tags or node.get("role") == role]
        best = max(found, key=lambda node: weights[id(node)], default=None)
        if (
            best is not None
            and weights[id(best)] >= _MAIN * total
            and (len(found) == 1 or signs[id(best)] == signs[id(root)])
        ):
            return best
    node = root
    while True:
        inner = max(node.elements(), key=lambda child: weights[id(child)], default=None)
        if inner is None or inner.tag not in _BLOCKS or inner.tag in {"table", "ul", "ol", "p"}:
            return node
        if weights[id(inner)] < _DENSE * max(weights[id(node)], 1) or signs[id(inner)] < signs[id(node)]:
            return node
        node = inner


def _signs(node: Node, found: dict[int, int]) -> int:
    """Count the section signs below each element: none may be left outside."""
    total = sum(child.count("§") if isinstance(child, str) else _signs(child, found) for child in node.children)
    found[id(node)] = total
    return total


class _Reader:
    """Reads the blocks of a page, in order."""

    def __init__(self) -> None:
        self._groups = 0

    def blocks(self, node: Node) -> Iterator[Paragraph]:
        """The paragraphs below a node."""
        for one in self._blocks(node, lead="", group=None):
            if not _LINES_BESIDE.fullmatch(one.text.strip()):
                yield one

    def _blocks(self, node: Node, *, lead: str, group: int | None) -> Iterator[Paragraph]:
        """The paragraphs of a block: those of its blocks, and what stands between them."""
        if node.tag == "table":
            yield from self._table(node)
            return
        if node.tag in {"ol", "ul"}:
            yield from self._list(node, group)
            return
        page = bool(_PAGE_BREAK.search(node.get("style")))
        heading = node.tag in _HEADINGS
        space = node.tag in _SPACED or heading
        inline: list[str] = []
        first = True

        def flush() -> Iterator[Paragraph]:
            nonlocal first, lead, page
            text = _collapsed("".join(inline), keep=node.tag == "pre")
            inline.clear()
            if text.strip():
                yield Paragraph(text=f"{lead}{text}", heading=heading, group=group, space=space and first, page=page)
                first, lead, page = False, "", False

        for child in node.children:
            if isinstance(child, Node) and _has_blocks(child):
                yield from flush()
                for one in self._blocks(child, lead=lead, group=group):
                    yield replace(one, page=one.page or page)
                    lead, page = "", False
            else:
                inline.append(_inline(child, keep=node.tag == "pre"))
        yield from flush()
        if node.tag in _SPACED and group is None:
            yield Paragraph(text="")

    def _list(self, node: Node, group: int | None) -> Iterator[Paragraph]:
        if group is None:
            self._groups += 1
            group = self._groups
        items = list(node.elements("li"))
        start = node.get("start")
        down = "reversed" in node.attributes
        number = int(start) if re.fullmatch(r"-?\d{1,6}", start) else len(items) if down else 1
        plain = re.search(r"list-style(?:-type)?\s*:[^;]*\bnone\b", node.get("style")) is not None
        for child in node.elements():
            lead = ""
            if child.tag == "li":
                value = child.get("value")
                number = int(value) if re.fullmatch(r"-?\d{1,6}", value) else number
                if not plain:
                    lead = f"{BULLET} " if node.tag == "ul" else f"{count_text(number, node.get('type') or '1')}. "
                number += -1 if down else 1
            yield from self._blocks(child, lead=lead, group=group)
        yield Paragraph(text="", group=group)

    def _table(self, node: Node) -> Iterator[Paragraph]:
        self._groups += 1
        group = self._groups
        rows = [
            [list(self._blocks(cell, lead="", group=None)) for cell in row.elements("td", "th")] for row in _rows(node)
        ]
        caption = node.find("caption")
        if caption is not None:
            yield from self._blocks(caption, lead="", group=None)
        found = table_rows(rows, group)
        yield from found
        if found:
            yield Paragraph(text="")


def _rows(node: Node) -> Iterator[Node]:
    for child in node.elements():
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(child)


def _has_blocks(node: Node) -> bool:
    return node.tag in _BLOCKS or any(_has_blocks(child) for child in node.elements())


def _inline(node: Node | str, *, keep: bool) -> str:
    """The text of what stands in a line; `<br>` is a line break, other white space is a blank."""
    if isinstance(node, str):
        return node if keep else re.sub(r"[ \t\n\r\f]+", " ", node)
    if node.tag == "br":
        return "\n"
    if node.tag == "wbr":
        return "\u200b"
    text = "".join(_inline(child, keep=keep) for child in node.children)
    return raised(text.strip("[]() ")) if node.tag == "sup" else text


def _collapsed(text: str, *, keep: bool) -> str:
    text = text.replace("\f", " ").replace("\r", "\n")
    if keep:
        return text.strip("\n")
    return re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", text)).strip(" \n")
