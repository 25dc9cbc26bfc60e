"""Plain text and Markdown files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from nlp_minutes.errors import DamagedFile, EmptyFile, TooLarge
from nlp_minutes.labels import WarningCode
from nlp_minutes.patterns import lazy
from nlp_minutes.readers.clean import clean_view
from nlp_minutes.readers.decoding import decode, looks_mangled
from nlp_minutes.readers.limits import DEFAULT, Limits
from nlp_minutes.source import ReadWarning, Source

__all__ = ["read_text", "source_from_text"]

_HALF = lazy("[\ud800-\udfff]")


def source_from_text(
    text: str,
    *,
    path: str | None = None,
    sha256: str | None = None,
    media_type: str = "text/plain",
    pages: int | None = None,
    furniture: Sequence[tuple[int, int]] = (),
    bold: Sequence[int] = (),
    warnings: tuple[ReadWarning, ...] = (),
) -> Source:
    """Make a Source of a text.

    Args:
        text: The extracted text; it becomes `Source.text`, unchanged but for halves of characters (lone surrogates),
            which no file can hold: each becomes U+FFFD.
        path: The file it came from, if any.
        sha256: Hash of the file's bytes; that of the UTF-8 text if not given.
        media_type: The file's media type.
        pages: Number of pages; counted by form feeds, if not given.
        furniture: Spans of lines that the reader knows to be page furniture.
        bold: Where lines begin that are set in bold type.
        warnings: What the reader noticed.

    Returns:
        The text with its clean view.
    """
    text = _HALF.sub("\ufffd", text)
    view = clean_view(text, furniture=furniture, bold=bold, markdown=media_type == "text/markdown")
    if pages is None and "\f" in text:
        pages = text.rstrip("\f").count("\f") + 1
    return Source(
        text=text,
        clean=view.clean,
        alignment=view.alignment,
        blocks=view.blocks,
        furniture=view.furniture,
        path=path,
        media_type=media_type,
        sha256=sha256 or hashlib.sha256(text.encode()).hexdigest(),
        pages=pages,
        warnings=warnings,
    )


def read_text(path: Path, limits: Limits = DEFAULT) -> Source:
    """Read a .txt or .md file.

    Args:
        path: The file.
        limits: What it may hold.

    Returns:
        Its text, decoded, with the clean view.

    Raises:
        TooLarge: It passes a limit.
        EmptyFile: It holds nothing but blanks.
        DamagedFile: Its bytes are not text.
    """
    size = path.stat().st_size
    if size > limits.text_bytes:
        raise TooLarge(path, f"{size:,} bytes, more than {limits.text_bytes:,}; split the file")
    data = path.read_bytes()
    try:
        text, encoding = decode(data)
    except UnicodeDecodeError as error:
        raise DamagedFile(
            path,
            f"its byte order mark promises {error.encoding}, but it breaks at byte {error.start}; save it as UTF-8",
        ) from error
    if len(text) > limits.characters:
        raise TooLarge(path, f"{len(text):,} characters, more than {limits.characters:,}; split the file")
    if not text.strip():
        raise EmptyFile(path, "there is no text in it")
    if text.count("\x00") > len(text) / 100:
        raise DamagedFile(path, "it holds zero bytes and is no text file; convert it to UTF-8 text")
    warnings = []
    if not encoding.startswith("utf"):
        warnings.append(ReadWarning(code=WarningCode.ENCODING_GUESSED, message=f"Not UTF-8; read as {encoding}"))
    if looks_mangled(text):
        warnings.append(
            ReadWarning(
                code=WarningCode.ENCODING_SUSPECT,
                message="Letters seem to have been mangled before (such as 'Ã¤' for 'ä')",
            )
        )
    media_type = "text/markdown" if path.suffix.lower() in {".md", ".markdown"} else "text/plain"
    return source_from_text(
        text, path=str(path), sha256=hashlib.sha256(data).hexdigest(), media_type=media_type, warnings=tuple(warnings)
    )
