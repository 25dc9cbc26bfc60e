"""The files that a command is given: protocols, folders of them, and results made before."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp_minutes.batch.store import write_whole
from nlp_minutes.errors import ConfigError, DamagedFile, ReadError, TooLarge, shown

if TYPE_CHECKING:
    from nlp_minutes.minutes import Minutes
    from nlp_minutes.readers.limits import Limits

__all__ = ["RESULTS", "add_limits", "files_of", "limits_of", "progress", "put", "results_of", "write_whole"]

# What steers a terminal, or turns the direction of what follows.
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Suffixes of results; every other file is a protocol.
RESULTS = frozenset({".json", ".jsonl"})


def add_limits(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what a file may hold and cost."""
    group = parser.add_argument_group("limits of one file; what goes beyond is refused")
    for name, default, what in _LIMITS:
        group.add_argument(
            f"--max-{name}", type=_positive, default=None, metavar="N", help=f"{what} (default {default})"
        )


_LIMITS = (
    ("characters", "5000000", "characters of text"),
    ("pages", "2000", "pages of a PDF"),
    ("seconds", "60", "seconds that reading may take"),
    ("memory", "2048", "MiB of memory that reading may take (not on Windows)"),
    ("unpacked", "200", "million bytes that a DOCX or ODT unpacks to"),
)
_UNITS = {"memory": 1024**2, "unpacked": 1_000_000}


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def limits_of(options: argparse.Namespace) -> Limits:
    """The limits that a command line names."""
    from nlp_minutes.readers.limits import Limits  # noqa: PLC0415 - loaded when a command runs

    given = {name: getattr(options, f"max_{name}", None) for name, _, _ in _LIMITS}
    return Limits(**{name: value * _UNITS.get(name, 1) for name, value in given.items() if value is not None})


def files_of(paths: Sequence[Path], *, results: bool = False) -> Iterator[Path]:
    """Yield the files of a command line; a folder stands for the files in it and below it.

    Args:
        paths: Files and folders.
        results: Whether results count among a folder's files.
    """
    from nlp_minutes.readers import SUFFIXES  # noqa: PLC0415 - loaded when a command runs

    known = {*SUFFIXES, *(RESULTS if results else ())}
    names = ".pdf, .docx, .odt, .html, .txt, .md" + (", .json, .jsonl" if results else "")
    for path in paths:
        if path.is_dir():
            found = sorted(
                p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in known and not _hidden(p, path)
            )
            if not found:
                print(f"nlp-minutes: {shown(path)}: no files to read ({names}) in this folder", file=sys.stderr)
            yield from found
        else:
            yield path


def _hidden(path: Path, folder: Path) -> bool:
    """Whether a file lies in a hidden folder, such as that in which a run notes what is done."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts[:-1])


def results_of(
    paths: Iterable[Path], model: Path | None = None, limits: Limits | None = None
) -> Iterator[tuple[Path, list[Minutes] | ReadError]]:
    """Yield each file with its results: a protocol is annotated, a result is read back and checked.

    Args:
        paths: The files.
        model: A pipeline's folder; it is loaded when the first protocol comes.
        limits: What a file may hold and cost.

    Yields:
        The file and its meetings, or the error that it could not be read for.
    """
    from nlp_minutes.readers.limits import DEFAULT  # noqa: PLC0415 - loaded when a command runs

    nlp: Any = None
    limits = limits or DEFAULT
    for path in paths:
        try:
            if path.suffix.lower() in RESULTS:
                yield path, _read_results(path, limits)
                continue
            from nlp_minutes.pipeline import annotate_all, load  # noqa: PLC0415 - spaCy is loaded only when it is needed

            nlp = nlp or load(model)
            yield path, annotate_all(path, nlp=nlp, limits=limits)
        except ReadError as error:
            yield path, error


def _read_results(path: Path, limits: Limits) -> list[Minutes]:
    from nlp_minutes.checks import checked  # noqa: PLC0415 - spaCy is loaded only when it is needed
    from nlp_minutes.minutes import from_dict  # noqa: PLC0415

    try:
        if path.exists() and not path.is_file():  # a pipe without a writer would be waited for
            raise ReadError(path, "it is a folder, a device or a pipe; name a file")
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise TooLarge(path, f"{size:,} bytes, more than {limits.file_bytes:,}; split the file")
        text = path.read_text(encoding="utf-8-sig")
        values = [json.loads(line) for line in _objects(text, lines=path.suffix.lower() == ".jsonl")]
    except OSError as error:
        raise ReadError(path, f"cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:  # numbers of very many digits are a ValueError too
        raise DamagedFile(path, "no JSON of nlp-minutes; give what `annotate --format json` wrote") from error
    if not values:
        raise DamagedFile(path, "holds no result; give what `annotate --format json` wrote")
    try:
        return [checked(from_dict(one if isinstance(one, dict) else {})) for one in values]
    except ConfigError as error:
        raise DamagedFile(path, f"{error}; give what `annotate --format json` wrote") from error


def _objects(text: str, *, lines: bool) -> list[str]:
    # Not `splitlines`: a text may hold what other systems end lines with.
    return [line for line in text.split("\n") if line.strip()] if lines else [text]


def put(text: str) -> None:
    """Write to standard output. A program gets the text as it is; a terminal would obey what steers it."""
    sys.stdout.write(_STEERS.sub("\ufffd", text) if sys.stdout.isatty() else text)


def progress(files: Sequence[Path]) -> Iterable[Path]:
    """Show progress on stderr where it is a terminal and there is more than one file."""
    if len(files) < 2 or not sys.stderr.isatty():
        return files
    from tqdm import tqdm  # noqa: PLC0415

    shown: Iterable[Path] = tqdm(files, unit="file", file=sys.stderr)
    return shown
