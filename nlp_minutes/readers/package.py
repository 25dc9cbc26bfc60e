"""Office files as zip archives: what one is, and its parts, within limits."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from nlp_minutes.errors import DamagedFile, EncryptedFile, TooLarge
from nlp_minutes.readers.limits import DEFAULT, Limits
from nlp_minutes.readers.xml_tree import Node, parse_xml

__all__ = ["ODT", "OLE", "Package", "is_encrypted_ole", "package_kind"]

OLE: Final = b"\xd0\xcf\x11\xe0"
ODT: Final = "application/vnd.oasis.opendocument.text"
_OPENDOCUMENT: Final = "application/vnd.oasis.opendocument."
# What a damaged entry raises, besides the errors of zipfile itself.
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
_HINT: Final = "it is a damaged zip archive, it may be cut off; fetch or save it anew"


class Package:
    """An office file, open for reading.

    Args:
        path: The file.
        limits: What it may hold.

    Raises:
        DamagedFile: It is no sound zip archive.
        EncryptedFile: It needs a password.
        TooLarge: It passes a limit.
    """

    def __init__(self, path: Path, limits: Limits = DEFAULT) -> None:
        self.limits = limits
        self.path = path
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise TooLarge(path, f"{size:,} bytes, more than {limits.file_bytes:,}; split the file")
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN:
            raise DamagedFile(path, _HINT) from None
        try:
            self._check()
        except BaseException:
            self._zip.close()
            raise

    def _check(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > self.limits.entries:
            raise TooLarge(
                self.path, f"{len(entries):,} parts, more than {self.limits.entries:,}; save it anew or as text"
            )
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > self.limits.unpacked:
            raise TooLarge(
                self.path,
                f"it unpacks to {unpacked:,} bytes, more than {self.limits.unpacked:,}; split it or save it as text",
            )
        packed = max(self.path.stat().st_size, 1)
        if unpacked > self.limits.suspect and unpacked / packed > self.limits.ratio:
            raise TooLarge(
                self.path,
                f"it unpacks to more than {self.limits.ratio} times its size; save it anew or as text, if you trust it",
            )
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise EncryptedFile(self.path, "it is locked with a password; save it without one")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> frozenset[str]:
        """The names of its parts."""
        return frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """Unpack one part.

        Args:
            name: Its name.

        Returns:
            Its bytes: never more than the archive's directory names, whose sum was checked.

        Raises:
            DamagedFile: It is not there or not sound.
        """
        try:
            return self._zip.read(name)
        except KeyError:
            raise DamagedFile(self.path, f"its part {name} is missing; save it anew") from None
        except RuntimeError:  # how zipfile says that a part is locked
            raise EncryptedFile(self.path, "it is locked with a password; save it without one") from None
        except _BROKEN:
            raise DamagedFile(self.path, f"its part {name} is damaged; fetch or save it anew") from None

    def xml(self, name: str) -> Node:
        """Unpack and parse one part."""
        return parse_xml(self.read(name), self.path, name, self.limits)

    def xml_if_there(self, name: str | None) -> Node | None:
        """Unpack and parse one part that a file may lack."""
        return self.xml(name) if name and name in self.names else None

    def sha256(self) -> str:
        """Hash of the file's bytes."""
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def kind(self) -> str:
        """What it is: `docx`, `odt`, or words that name another kind of file."""
        names = self.names
        if "word/document.xml" in names or any(
            name.startswith("word/document") and name.endswith(".xml") for name in names
        ):
            return "docx"
        mimetype = self.read("mimetype")[:100].decode("ascii", "replace").strip() if "mimetype" in names else ""
        if mimetype in {ODT, f"{ODT}-template"}:
            return "odt"
        if "xl/workbook.xml" in names or mimetype.startswith(f"{_OPENDOCUMENT}spreadsheet"):
            return "a spreadsheet"
        if "ppt/presentation.xml" in names or mimetype.startswith(f"{_OPENDOCUMENT}presentation"):
            return "a presentation"
        return "a zip archive of other files"


def package_kind(path: Path, limits: Limits = DEFAULT) -> str:
    """Tell what a file that begins as a zip archive is.

    Args:
        path: The file.
        limits: What it may hold.

    Returns:
        `docx`, `odt`, or words that name another kind of file.

    Raises:
        DamagedFile: It is no sound zip archive.
        EncryptedFile: It needs a password.
        TooLarge: It passes a limit.
    """
    with Package(path, limits) as package:
        return package.kind()


def is_encrypted_ole(path: Path, limits: Limits = DEFAULT) -> bool:
    """Tell whether an old Office container holds a new Office file behind a password."""
    if path.stat().st_size > limits.file_bytes:
        return False
    return "EncryptedPackage".encode("utf-16-le") in path.read_bytes()
