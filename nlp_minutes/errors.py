"""The errors of the toolkit: bad input is told apart from a defect.

MinutesError
├── ConfigError            a setting or a pipeline folder is wrong
└── ReadError              a file could not be turned into text
    ├── UnsupportedFormat  no reader for this kind of file
    ├── DamagedFile        the bytes are not what the format promises
    ├── EncryptedFile      it needs a password
    ├── TooLarge           a limit was passed
    ├── EmptyFile          there is no text in it
    └── NoTextLayer        its pages are pictures only
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = [
    "ConfigError",
    "DamagedFile",
    "EmptyFile",
    "EncryptedFile",
    "MinutesError",
    "NoTextLayer",
    "ReadError",
    "TooLarge",
    "UnsupportedFormat",
]


def shown(path: Path | str) -> str:
    """A path, or a message that names one, on one line: what steers a terminal is written as Python writes it."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in str(path))


class MinutesError(Exception):
    """Base of every error that the toolkit raises on purpose."""


class ConfigError(MinutesError):
    """A setting, a pipeline folder or a resource file is not what it should be."""


class ReadError(MinutesError):
    """A file could not be turned into text.

    Attributes:
        path: The file.
        reason: What is wrong and what to do, without the file's name.
    """

    def __init__(self, path: str | os.PathLike[str], reason: str) -> None:
        self.path = Path(path)
        self.reason = reason
        super().__init__(f"{shown(self.path)}: {reason}")


class UnsupportedFormat(ReadError):
    """No reader takes this kind of file."""


class DamagedFile(ReadError):
    """The bytes of the file are not what its format promises."""


class EncryptedFile(ReadError):
    """The file needs a password."""


class TooLarge(ReadError):
    """The file passes a limit (see `nlp_minutes.readers.limits`)."""


class EmptyFile(ReadError):
    """The file holds no text."""


class NoTextLayer(ReadError):
    """The pages of the file are pictures: none of them holds text."""
