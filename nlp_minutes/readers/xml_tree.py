"""XML parts of office files to small trees, with the parser of the standard library made safe.

A document type is refused, and with it every entity and everything fetched from outside; depth and number of elements
and attributes have limits. Names carry the prefixes that the standards use, whatever the file calls them; the strict and the
transitional form of OOXML get the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat

from nlp_minutes.errors import DamagedFile, TooLarge
from nlp_minutes.readers.limits import DEFAULT, Limits

__all__ = ["Node", "parse_xml"]

_PREFIXES: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_NO_ATTRIBUTES: Final[Mapping[str, str]] = {}


@dataclass(slots=True)
class Node:
    """An element.

    Attributes:
        tag: As in `w:p`; an element of a name space that no reader knows has the prefix `?`.
        attributes: By name, as in `w:val`.
        children: Elements and stretches of text, in order.
    """

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute."""
        return self.attributes.get(name, default)

    def elements(self, *tags: str) -> Iterator[Node]:
        """The child elements, or those of some names."""
        for child in self.children:
            if isinstance(child, Node) and (not tags or child.tag in tags):
                yield child

    def find(self, *path: str) -> Node | None:
        """The first element down a path of child names."""
        node = self
        for tag in path:
            below = next(node.elements(tag), None)
            if below is None:
                return None
            node = below
        return node

    def walk(self) -> Iterator[Node]:
        """The element and all below it, in order."""
        yield self
        for child in self.elements():
            yield from child.walk()

    def text(self) -> str:
        """The text of the element and of all below it."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class _Refused(Exception):
    """The parser met something that it must not follow."""


def _name(raw: str) -> str:
    uri, _, local = raw.rpartition(" ")
    if not uri:
        return local
    return f"{_PREFIXES.get(uri, '?')}:{local}"


class _Builder:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.root = Node("")
        self._open = [self.root]
        self._count = 0
        self._names: dict[str, str] = {}
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype

    def _called(self, raw: str) -> str:
        name = self._names.get(raw)
        if name is None:
            name = self._names[raw] = _name(raw)
        return name

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) > self._limits.depth:
            raise _Refused(f"its XML is nested deeper than {self._limits.depth} elements")
        if self._count > self._limits.elements:
            raise _Refused(f"its XML has more than {self._limits.elements:,} elements")
        if len(attributes) > self._limits.attributes:
            raise _Refused(f"an element of its XML has more than {self._limits.attributes:,} attributes")
        kept = {self._called(key): value for key, value in attributes.items()} if attributes else _NO_ATTRIBUTES
        node = Node(self._called(tag), kept)
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].children.append(text)

    def _doctype(self, *_: object) -> None:
        raise expat.ExpatError("a document type declaration")


def parse_xml(data: bytes, path: Path, part: str, limits: Limits = DEFAULT) -> Node:
    """Parse one XML part.

    Args:
        data: Its bytes.
        path: The file that it is a part of, for messages.
        part: Its name in the file, for messages.
        limits: How deep and how large its tree may be.

    Returns:
        Its root element.

    Raises:
        DamagedFile: It is not well-formed, or declares a document type (office programs never do).
        TooLarge: It passes a limit.
    """
    builder = _Builder(limits)
    try:
        builder.parser.Parse(data, True)  # noqa: FBT003 - expat takes it by place only
    except _Refused as error:
        raise TooLarge(path, f"{error}; save it anew or as text") from None
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise DamagedFile(path, f"its part {part} is no sound XML ({error}); save it anew") from None
    return next(builder.root.elements())
