"""Where results go: a folder, or a place that fsspec knows by URL. A file is there whole or not at all."""

from __future__ import annotations

import hashlib
import re
import secrets
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Final, Protocol
from urllib.parse import unquote, urlsplit

from nlp_minutes.batch.plan import is_url
from nlp_minutes.errors import ConfigError

__all__ = [
    "STATE",
    "FolderStore",
    "Store",
    "UrlStore",
    "digest",
    "files_at",
    "filesystem",
    "is_inside",
    "local_path",
    "open_store",
    "write_whole",
]

# The folder of what a run keeps for itself, in the output folder. Its dot hides it from readers of tables too.
STATE: Final = ".nlp-minutes"


class Store(Protocol):
    """What the work asks of an output place. Names have `/` between folders."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole; what was there is replaced."""

    def append(self, name: str, data: bytes) -> None:
        """Write at the end of a file."""

    def read(self, name: str) -> bytes | None:
        """Give a file's bytes; None where there is none."""

    def remove(self, name: str) -> None:
        """Remove a file; it may be gone already."""

    def names(self, folder: str) -> list[str]:
        """Give the sorted names of the files in a folder, without it; none where there is no such folder."""


def write_whole(target: Path, data: bytes, parts: Path | None = None) -> None:
    """Write a file so that it is there whole or not at all.

    Args:
        target: The file.
        data: Its bytes.
        parts: The folder where it is made before it is moved, on the same disk; the target's own, if not given.

    Raises:
        ConfigError: It cannot be written there.
    """
    part = (parts or target.parent) / f".nlp-minutes.{secrets.token_hex(8)}.part"
    try:
        try:
            with part.open("xb") as stream:  # new, and no link: with the rights that the user gives new files
                stream.write(data)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ConfigError(
            f"{target}: cannot be written ({error.strerror}); free the name or name another folder"
        ) from error


def is_inside(name: str) -> bool:
    """Tell whether the name of a file stays in the place that it is written to, on every system."""
    parts = re.split(r"[/\\]", name)
    return not any(part in {"", ".", ".."} for part in parts) and not PureWindowsPath(name).drive


class FolderStore:
    """A folder of this machine."""

    def __init__(self, folder: Path, *, state: bool = True) -> None:
        """Open it.

        Args:
            folder: It must be there.
            state: Whether it has a folder for the run's own files, where results are made before they are moved.
        """
        self.folder = folder
        self._parts = folder / STATE if state else None

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole; what was there is replaced."""
        target = self._at(name)
        if "/" in name:
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ConfigError(
                    f"{target.parent}: cannot be a folder for results ({error.strerror}); free the name"
                ) from error
        write_whole(target, data, self._parts)

    def _at(self, name: str) -> Path:
        """The place of a file; a folder in the output folder that is a link leads elsewhere and is refused."""
        target = self.folder / name
        if not is_inside(name):
            raise ConfigError(f"{target}: is not in the output folder; name another one")
        if "/" in name and target.parent.is_symlink():
            raise ConfigError(f"{target.parent}: is a link, which is not followed; remove it, or name another folder")
        return target

    def append(self, name: str, data: bytes) -> None:
        """Write at the end of a file."""
        try:
            with self._at(name).open("ab") as stream:
                stream.write(data)
        except OSError as error:
            raise ConfigError(f"{self.folder / name}: cannot be written ({error.strerror})") from error

    def read(self, name: str) -> bytes | None:
        """Give a file's bytes; None where there is none."""
        try:
            return self._at(name).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def remove(self, name: str) -> None:
        """Remove a file; it may be gone already."""
        self._at(name).unlink(missing_ok=True)

    def names(self, folder: str) -> list[str]:
        """Give the sorted names of the files in a folder."""
        place = self.folder / folder
        return sorted(path.name for path in place.iterdir() if path.is_file()) if place.is_dir() else []


def filesystem(url: str) -> tuple[Any, str]:
    """Give fsspec's file system for a URL and the path in it.

    Raises:
        ConfigError: fsspec is not installed, or it knows no such place.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ConfigError(f"{url}: URLs need fsspec: pip install 'nlp-minutes[dask]'") from error
    try:
        place: tuple[Any, str] = url_to_fs(url)
    except (ValueError, ImportError) as error:
        raise ConfigError(f"{url}: {error}") from error
    return place


class UrlStore:
    """A place that fsspec knows. Object stores show an object when it is whole, so that nothing is moved here."""

    def __init__(self, url: str) -> None:
        self._system, self._root = filesystem(url)
        self._appended: dict[str, bytes] = {}

    def _at(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole; what was there is replaced."""
        place = self._at(name)
        try:
            self._system.makedirs(place.rsplit("/", 1)[0], exist_ok=True)
            self._system.pipe_file(place, data)
        except OSError as error:
            raise ConfigError(f"{place}: cannot be written ({error}); name another place") from error

    def append(self, name: str, data: bytes) -> None:
        """Write a file anew with more at its end: objects cannot grow. Callers begin a new file now and then."""
        self._appended = {name: self._appended.get(name, b"") + data}
        self.write(name, self._appended[name])

    def read(self, name: str) -> bytes | None:
        """Give a file's bytes; None where there is none."""
        try:
            data: bytes = self._system.cat_file(self._at(name))
        except FileNotFoundError:
            return None
        return data

    def remove(self, name: str) -> None:
        """Remove a file; it may be gone already."""
        try:
            self._system.rm_file(self._at(name))
        except FileNotFoundError:
            return

    def names(self, folder: str) -> list[str]:
        """Give the sorted names of the files in a folder."""
        try:
            found = self._system.ls(self._at(folder), detail=False)
        except FileNotFoundError:
            return []
        return sorted(str(path).rsplit("/", 1)[-1] for path in found)


def files_at(url: str) -> list[str]:
    """Give the URLs of the files that a URL stands for, sorted: itself, or what is in that place and below it.

    Raises:
        ConfigError: fsspec is not installed, or it knows no such place.
    """
    from nlp_minutes.readers import SUFFIXES  # noqa: PLC0415 - loaded when a command runs

    system, root = filesystem(url)
    if not system.isdir(root):
        return [url]
    found = [str(path) for path in system.find(root)]
    begin, end = url.rstrip("/"), root.rstrip("/")
    return sorted(begin + path.removeprefix(end) for path in found if PurePosixPath(path).suffix.lower() in SUFFIXES)


def local_path(place: str) -> Path | None:
    """Give the path of a file or folder of this machine, also where it is named by a `file://` URL; None for others."""
    if not is_url(place):
        return Path(place)
    return Path(unquote(urlsplit(place).path)) if place.startswith("file://") else None


def open_store(output: str, *, state: bool = True) -> Store:
    """Open an output place and make it where it is not there yet.

    Raises:
        ConfigError: It cannot be the output folder.
    """
    folder = local_path(output)
    if folder is None:
        return UrlStore(output)
    if state and (folder / STATE).is_symlink():
        raise ConfigError(f"{folder / STATE}: is a link, which is not followed; remove it, or name another folder")
    try:
        (folder / STATE if state else folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be the output folder ({error.strerror}); name another one") from error
    return FolderStore(folder, state=state)


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes, as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
