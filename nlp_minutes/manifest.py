"""The manifest of a model's folder: the hash of each file, so that a damaged or foreign folder is refused.

The hashes tell damage and mix-ups, not malice: who can change a file can change the manifest. What protects against
malice is that nothing in a folder is ever executed; files that could be are refused with and without a manifest.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from nlp_minutes.errors import ConfigError

__all__ = ["MANIFEST", "check_manifest", "write_manifest"]

MANIFEST: Final = "manifest.json"
_EXECUTABLE: Final = frozenset({
    ".bat", ".dill", ".dll", ".dylib", ".exe", ".jar", ".joblib", ".js", ".pckl", ".pickle", ".pkl", ".ps1", ".pt",
    ".pth", ".py", ".pyc", ".pyd", ".pyw", ".sh", ".so",
})  # fmt: skip
# What people read and nothing loads; training writes it last.
_TOLD: Final = frozenset({"README.md", "scores.json"})
_PICKLE_BEGIN: Final = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")
_HINT: Final = "fetch it anew from where it comes from"


def write_manifest(folder: str | os.PathLike[str]) -> Path:
    """Write the manifest of a folder; to be called when all its files are there.

    Args:
        folder: A model's folder.

    Returns:
        The manifest.

    Raises:
        ConfigError: The folder holds what no model may hold.
    """
    root = Path(folder)
    hashes = {name: _sha256(path) for name, path in _files(root)}
    target = root / MANIFEST
    part = target.with_suffix(".part")
    part.write_text(json.dumps({"sha256": hashes}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    part.replace(target)
    return target


def check_manifest(folder: str | os.PathLike[str]) -> None:
    """Check a folder against its manifest; one without a manifest may only hold data.

    Args:
        folder: A model's folder.

    Raises:
        ConfigError: A file is damaged, missing or more than the manifest names, or could be executed.
    """
    root = Path(folder)
    files = dict(_files(root))
    manifest = root / MANIFEST
    if not manifest.is_file():
        return
    try:
        known = json.loads(manifest.read_text(encoding="utf-8"))["sha256"]
        named = {str(name): str(value) for name, value in known.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ConfigError(f"{root}: its {MANIFEST} is damaged; {_HINT}") from error
    for name in sorted({*named, *files}):
        if name not in files:
            raise ConfigError(f"{root}: its file {name} is missing; {_HINT}")
        if name not in named:
            raise ConfigError(f"{root}: the file {name} does not belong to it (see {MANIFEST}); {_HINT}")
        if _sha256(files[name]) != named[name]:
            raise ConfigError(f"{root}: its file {name} is damaged or changed (see {MANIFEST}); {_HINT}")


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    inside = root.resolve()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_symlink() and not path.resolve().is_relative_to(inside):
            raise ConfigError(f"{root}: its {name} is a link that leads out of it; {_HINT}")
        if not path.is_file() or name in {MANIFEST, "manifest.part", *_TOLD}:
            continue
        if path.suffix.lower() in _EXECUTABLE or _is_pickle(path):
            raise ConfigError(f"{root}: its file {name} is a program or a pickle, which no model here has; {_HINT}")
        yield name, path


def _is_pickle(path: Path) -> bool:
    # Every pickle since protocol 2 begins and ends so. Numbers in msgpack may begin so, but not end with a full stop.
    with path.open("rb") as stream:
        if stream.read(2) not in _PICKLE_BEGIN:
            return False
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"."


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
