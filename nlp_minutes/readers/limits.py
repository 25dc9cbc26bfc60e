"""The limits that keep one file from taking the machine."""

from __future__ import annotations

from typing import Final

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "MAX_PAGES", "MAX_PDF_BYTES"]

MAX_CHARACTERS: Final = 5_000_000
# A text file of that many characters in UTF-16 with a byte order mark, or in UTF-8 with every letter outside ASCII.
MAX_BYTES: Final = 4 * MAX_CHARACTERS
# A PDF holds pictures and fonts too.
MAX_PDF_BYTES: Final = 200_000_000
MAX_PAGES: Final = 2_000
