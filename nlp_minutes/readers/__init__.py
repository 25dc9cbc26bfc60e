"""Files to `Source`: `read` looks at what a file is and hands it to the reader for it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from nlp_minutes.errors import DamagedFile, EmptyFile, EncryptedFile, ReadError, UnsupportedFormat
from nlp_minutes.readers.docx import read_docx
from nlp_minutes.readers.html import is_html, read_html
from nlp_minutes.readers.limits import DEFAULT, Limits
from nlp_minutes.readers.odt import read_odt
from nlp_minutes.readers.package import OLE, is_encrypted_ole, package_kind
from nlp_minutes.readers.pdf import is_pdf, read_pdf
from nlp_minutes.readers.text import read_text, source_from_text

if TYPE_CHECKING:
    from nlp_minutes.source import Source

__all__ = ["SUFFIXES", "Limits", "read", "source_from_text"]

SUFFIXES = (".txt", ".md", ".markdown", ".text", ".pdf", ".docx", ".odt", ".html", ".htm", ".xhtml")
_ZIP = b"PK\x03\x04"
_KNOWN = "save it as DOCX, ODT, PDF or text first"
_BINARY = (".pdf", ".docx", ".odt")
# What other formats begin with: a file of theirs is named as such even where its suffix says text.
_MAGIC = (
    (OLE, "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
)


def read(path: str | os.PathLike[str], limits: Limits = DEFAULT) -> Source:
    """Read one file, in this process: a file that breaks a native library breaks the process with it.

    `read_safely` reads in a process of its own; `annotate` and the command line do so.

    Args:
        path: A PDF, DOCX, ODT, HTML, text or Markdown file. What it is, its first bytes tell; the suffix only tells text from the rest.
        limits: What it may hold; its limits of time and memory need a process of their own.

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
        # A pipe without a writer would be waited for, and a device never ends.
        if file.exists() and not file.is_file():
            raise ReadError(file, "it is a device or a pipe; name a file")
        with file.open("rb") as stream:
            begin = stream.read(1024)
    except FileNotFoundError:
        raise ReadError(file, "no such file; check the name") from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise ReadError(file, f"it cannot be opened ({why}); check the name and the rights") from error
    if not begin:
        raise EmptyFile(file, "it is empty")
    if is_pdf(begin) and not is_html(begin):  # a page may speak of the mark of a PDF
        return read_pdf(file, limits)
    if begin.startswith(_ZIP):
        return _read_package(file, limits)
    if begin.startswith(OLE) and is_encrypted_ole(file, limits):
        raise EncryptedFile(file, "it is locked with a password; save it without one")
    for magic, what in _MAGIC:
        if begin.startswith(magic):
            raise UnsupportedFormat(file, f"it is {what}; {_KNOWN}")
    suffix = file.suffix.lower()
    if suffix in _BINARY:
        raise DamagedFile(file, f"it is named {suffix} but is none; fetch it anew, or name it for what it is")
    if is_html(begin, suffix):
        return read_html(file, limits)
    if suffix not in SUFFIXES:
        raise UnsupportedFormat(file, f"no reader for {file.suffix or 'a file without suffix'}; {_KNOWN}")
    return read_text(file, limits)


def _read_package(file: Path, limits: Limits) -> Source:
    """Read an office file by what its zip archive holds."""
    kind = package_kind(file, limits)
    if kind == "docx":
        return read_docx(file, limits)
    if kind == "odt":
        return read_odt(file, limits)
    raise UnsupportedFormat(file, f"it is {kind}; {_KNOWN}")
