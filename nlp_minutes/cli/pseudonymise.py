"""`nlp-minutes pseudonymise FILE...`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nlp_minutes.cli.annotate import OutputNames, make_folder, write_file
from nlp_minutes.cli.inputs import add_limits, files_of, limits_of, progress
from nlp_minutes.errors import ConfigError, ReadError, shown

if TYPE_CHECKING:
    from nlp_minutes.masking import Pseudonymised

__all__ = ["EXAMPLES", "add_arguments", "run"]

EXAMPLES = """\
examples:
  nlp-minutes pseudonymise protokoll.txt --dry-run           list what would be masked, and what is in doubt
  nlp-minutes pseudonymise protokoll.pdf -o out              out/protokoll.txt without private persons
  nlp-minutes pseudonymise minutes/ -o out --format json     the masked texts as data
  nlp-minutes pseudonymise a.txt -o out --mapping key.json   with the key, which only you can read

The report on standard output names people: do not publish it. The result needs a human's review.
Exit status: 0 all masked, 1 some of several files failed, 2 wrong usage, 3 no file could be read.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `pseudonymise`."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a file (.pdf, .docx, .odt, .html, .txt, .md), or a folder of them",
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where to write the masked files")
    parser.add_argument(
        "--mapping",
        type=Path,
        metavar="FILE",
        help="write which placeholder stands for what (JSON, readable by you alone); default: nowhere",
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing; list each place with line and reason")
    parser.add_argument("--properties", action="store_true", help="mask property designations (Kvarnen 4:12) too")
    parser.add_argument(
        "--sole-traders",
        action="store_true",
        help="mask organisation numbers that are a personal number (enskild firma) too",
    )
    parser.add_argument("--format", choices=["txt", "json"], default="txt", help="txt (default) or json")
    parser.add_argument(
        "--model",
        type=Path,
        metavar="FOLDER",
        help="a pipeline's folder (default: the one that comes with the package)",
    )
    add_limits(parser)


def run(options: argparse.Namespace) -> int:
    """Mask each file; one that fails is named on stderr and the others go on."""
    folder: Path | None = options.output
    _check(options)
    if folder is not None and not options.dry_run:
        make_folder(folder)
    files = list(files_of(options.files))
    if not files:
        return 3

    from nlp_minutes.masking import REVIEW, Pseudonymiser  # noqa: PLC0415 - spaCy is loaded only when it is needed
    from nlp_minutes.pipeline import load  # noqa: PLC0415

    pseudonymiser = Pseudonymiser(
        load(options.model),
        properties=options.properties,
        sole_traders=options.sole_traders,
        limits=limits_of(options),
    )
    names = OutputNames(folder or Path(), files if folder is not None else ())
    failed = 0
    for path in progress(files):
        try:
            result = pseudonymiser.mask(path)
        except ReadError as error:
            print(f"nlp-minutes: {error}", file=sys.stderr)
            failed += 1
            continue
        written = [] if options.dry_run or folder is None else _write(result, folder, names, options.format)
        _report(path, result, written, hits=options.dry_run)
    if failed < len(files):
        print(f"Resultatet {REVIEW}: det är pseudonymiserat, inte anonymt, och något kan ha missats.")
        if options.mapping is not None:
            _write_mapping(options.mapping, pseudonymiser.mapping)
    if not failed:
        return 0
    return 3 if failed == len(files) else 1


def _check(options: argparse.Namespace) -> None:
    """Refuse a command line that would write the key where it is published, or over another one."""
    if options.output is None and not options.dry_run:
        raise ConfigError("name a folder for the masked files with -o, or look first with --dry-run")
    mapping: Path | None = options.mapping
    if mapping is None:
        return
    if options.dry_run:
        raise ConfigError("--dry-run writes nothing: leave --mapping out")
    if mapping.exists():
        raise ConfigError(f"{mapping}: is there already and may be the key to another run; name another file")
    if mapping.resolve().is_relative_to(options.output.resolve()):
        raise ConfigError(
            f"{mapping}: the key must not lie among the masked files; name a file outside {options.output}"
        )
    if not mapping.resolve().parent.is_dir():
        raise ConfigError(f"{mapping}: no such folder; make it first")


def _write(result: Pseudonymised, folder: Path, names: OutputNames, kind: str) -> list[str]:
    # The names of files are made from the masked name: the file's own may hold a person's.
    path = folder / f"{result.name}.txt"
    if kind == "txt":
        texts = [result.text]
    else:
        from nlp_minutes.export import to_json  # noqa: PLC0415

        texts = [to_json(one) for one in result.minutes]
    written = []
    for text in texts:
        written.append(names.name(path, f".{kind}"))
        write_file(folder, written[-1], text)
    return written


def _report(path: Path, result: Pseudonymised, written: Sequence[str], *, hits: bool) -> None:
    counts = Counter(one.kind.value for one in result.hits if one.replacement)
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items())) or "inget"
    print(f"{shown(path)}: maskat: {told}" + (f" → {', '.join(written)}" if written else ""))
    if hits:
        for one in result.hits:
            text = shown(" ".join(one.text.split()))
            print(f"  rad {one.line}: {one.kind.value} ”{text}” → {one.replacement or '(tas bort)'}  {one.reason}")
            print(f"      … {shown(one.context)} …")
    for flag in result.flags:
        line = result.original.count("\n", 0, flag.start) + 1
        text = shown(" ".join(result.original[flag.start : flag.end].split()))
        print(f"  rad {line}: kontrollera [{flag.code}] ”{text}”: {shown(flag.message)}")


def _write_mapping(target: Path, mapping: dict[str, list[str]]) -> None:
    """Write the key so that nobody but its owner can read it, not even for a moment, and never over another file."""
    text = json.dumps(mapping, ensure_ascii=False, indent=2) + "\n"
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                os.fchmod(handle, 0o600)
                stream.write(text)
        except BaseException:
            target.unlink(missing_ok=True)  # half a key is none
            raise
    except OSError as error:
        raise ConfigError(f"{target}: the key cannot be written ({error.strerror}); name another file") from error
