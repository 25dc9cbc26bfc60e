"""Files to `Source`: `read` looks at what a file is and hands it to the reader for it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from nlp_minutes.errors import DamagedFile, EmptyFile, ReadError, UnsupportedFormat
from nlp_minutes.readers.pdf import is_pdf, read_pdf
from nlp_minutes.readers.text import read_text, source_from_text

if TYPE_CHECKING:
    from nlp_minutes.source import Source

__all__ = ["SUFFIXES", "read", "source_from_text"]

SUFFIXES = (".txt", ".md", ".markdown", ".text", ".pdf")
# What other formats begin with: a file of theirs is named as such even where its suffix says text.
_MAGIC = (
    (b"PK\x03\x04", "a zip archive (as DOCX and ODT are)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
)


def read(path: str | os.PathLike[str]) -> Source:
    """Read one file.

    Args:
        path: A text, Markdown or PDF file. What it is, its first bytes tell; the suffix only tells text from the rest.

    Returns:
        Its extracted text with the clean view.

    Raises:
        UnsupportedFormat: There is no reader for it.
        ReadError: It cannot be read; the message says why and what to do.
    """
    file = Path(path)
    try:
        if file.is_dir():
            raise ReadError(file, "it is a folder; name the files in it")
        with file.open("rb") as stream:
            begin = stream.read(1024)
    except FileNotFoundError:
        raise ReadError(file, "no such file; check the name") from None
    except OSError as error:
        raise ReadError(file, f"it cannot be opened ({error.strerror}); check the rights") from error
    if not begin:
        raise EmptyFile(file, "it is empty")
    if is_pdf(begin):
        return read_pdf(file)
    for magic, what in _MAGIC:
        if begin.startswith(magic):
            raise UnsupportedFormat(file, f"it is {what}; save it as PDF or text first (.pdf, .txt, .md)")
    if file.suffix.lower() == ".pdf":
        raise DamagedFile(file, "it is named .pdf but is none; fetch it anew, or name it for what it is")
    if file.suffix.lower() not in SUFFIXES:
        raise UnsupportedFormat(
            file,
            f"no reader for {file.suffix or 'a file without suffix'}; save it as PDF or text first (.pdf, .txt, .md)",
        )
    return read_text(file)
