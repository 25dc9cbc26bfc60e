"""The limits that keep one file from taking the machine."""

from __future__ import annotations

from typing import Final

__all__ = ["MAX_BYTES", "MAX_CHARACTERS"]

MAX_CHARACTERS: Final = 5_000_000
# A text file of that many characters in UTF-16 with a byte order mark, or in UTF-8 with every letter outside ASCII.
MAX_BYTES: Final = 4 * MAX_CHARACTERS
