"""The limits that keep one file from taking the machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = [
    "DEFAULT",
    "MAX_ATTRIBUTES",
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "MAX_DEPTH",
    "MAX_ELEMENTS",
    "MAX_ENTRIES",
    "MAX_MEMORY",
    "MAX_OPEN",
    "MAX_PAGES",
    "MAX_PDF_BYTES",
    "MAX_RATIO",
    "MAX_SECONDS",
    "MAX_UNPACKED",
    "MIN_SUSPECT",
    "Limits",
]

MAX_CHARACTERS: Final = 5_000_000
# A text file of that many characters in UTF-16 with a byte order mark, or in UTF-8 with every letter outside ASCII.
MAX_BYTES: Final = 4 * MAX_CHARACTERS
# A PDF holds pictures and fonts too.
MAX_PDF_BYTES: Final = 200_000_000
MAX_PAGES: Final = 2_000
# A document in a zip archive (DOCX, ODT): what it unpacks to, how much larger that is than the archive, and its parts.
MAX_UNPACKED: Final = 200_000_000
MAX_RATIO: Final = 100
MIN_SUSPECT: Final = 10_000_000  # unpacked bytes below which the ratio is no matter
MAX_ENTRIES: Final = 5_000
# The tree of an XML part or of a page of HTML.
MAX_DEPTH: Final = 150
MAX_ELEMENTS: Final = 2_000_000
# Of one element; office programs write some dozens, most of them name spaces of the root.
MAX_ATTRIBUTES: Final = 1_000
# Tags of HTML that stay open. The parser takes quadratic time where very many do.
MAX_OPEN: Final = 20_000
# What reading one file in a process of its own may take.
MAX_SECONDS: Final = 60.0
MAX_MEMORY: Final = 2 * 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may hold and cost; what goes beyond is `TooLarge`.

    Attributes:
        characters: Of extracted text.
        text_bytes: Of a text or HTML file.
        file_bytes: Of a PDF, DOCX or ODT file.
        pages: Of a PDF.
        unpacked: Bytes that a DOCX or ODT unpacks to.
        ratio: How many times larger than packed that may be.
        suspect: Unpacked bytes below which the ratio is no matter.
        entries: Parts of a DOCX or ODT.
        depth: Of XML. Below that depth, HTML is read flat.
        elements: Of an XML part or a page of HTML.
        attributes: Of one element of XML or HTML.
        open_tags: Of HTML, at any one place.
        seconds: For reading the file, in a process of its own.
        memory: Bytes that this process may take, where the system can limit them.
    """

    characters: int = MAX_CHARACTERS
    text_bytes: int = MAX_BYTES
    file_bytes: int = MAX_PDF_BYTES
    pages: int = MAX_PAGES
    unpacked: int = MAX_UNPACKED
    ratio: float = MAX_RATIO
    suspect: int = MIN_SUSPECT
    entries: int = MAX_ENTRIES
    depth: int = MAX_DEPTH
    elements: int = MAX_ELEMENTS
    attributes: int = MAX_ATTRIBUTES
    open_tags: int = MAX_OPEN
    seconds: float = MAX_SECONDS
    memory: int = MAX_MEMORY


DEFAULT: Final = Limits()
