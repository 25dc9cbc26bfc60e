"""The limits that keep one file from taking the machine."""

from __future__ import annotations

from typing import Final

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "MAX_DEPTH",
    "MAX_ELEMENTS",
    "MAX_ENTRIES",
    "MAX_PAGES",
    "MAX_PDF_BYTES",
    "MAX_RATIO",
    "MAX_UNPACKED",
    "MIN_SUSPECT",
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
