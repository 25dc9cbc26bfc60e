"""`nlp-minutes annotate FILE...`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from nlp_minutes.cli.inputs import add_limits, files_of, limits_of, progress, write_whole
from nlp_minutes.errors import ConfigError, ReadError, shown

__all__ = [
    "EXAMPLES",
    "OutputNames",
    "add_arguments",
    "make_folder",
    "run",
    "write_file",
]

EXAMPLES = """\
examples:
  nlp-minutes annotate protokoll.txt                   print it for a reader
  nlp-minutes annotate protokoll.txt --format json     one JSON object on standard output
  nlp-minutes annotate a.txt b.txt -o out              out/a.json and out/b.json
  nlp-minutes annotate minutes/ -o out --format jsonl  every file of a folder to out/NAME.jsonl
  nlp-minutes annotate a.txt -o out --format html      out/a.html, a page to read in a browser or print

A folder is searched for .pdf, .docx, .odt, .html, .txt and .md files, folders in it too.
A file with several meetings gives NAME.json, NAME-2.json ...
Exit status: 0 all read, 1 some of several files failed, 2 wrong usage, 3 no file could be read.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `annotate`."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a file (.pdf, .docx, .odt, .html, .txt, .md), or a folder of them",
    )
    parser.add_argument(
        "-o", "--output", default="-", metavar="FOLDER", help="where to write NAME.json; - is standard output (default)"
    )
    parser.add_argument(
        "--format",
        choices=["text", "json", "jsonl", "html", "md"],
        help="text for a reader (default on standard output), json (default with -o), jsonl, html (one page), "
        "md (Markdown)",
    )
    parser.add_argument(
        "--model",
        type=Path,
        metavar="FOLDER",
        help="a pipeline's folder (default: the one that comes with the package)",
    )
    add_limits(parser)


class OutputNames:
    """Names of output files: two inputs of one stem get a.json and a-2.json. No input is written over."""

    def __init__(self, folder: Path, inputs: Iterable[Path]) -> None:
        self._taken: dict[str, Path] = {}
        self._told: set[str] = set()
        here = folder.resolve()
        self._inputs = {path.name.casefold() for path in inputs if path.parent.resolve() == here}

    def name(self, path: Path, suffix: str) -> str:
        """Take the next free name for an input file; a clash of two inputs is said on stderr."""
        stem = "".join(sign if sign.isprintable() else "_" for sign in path.stem)
        name, number = f"{stem}{suffix}", 1
        while name.casefold() in self._taken or name.casefold() in self._inputs:
            number += 1
            name = f"{stem}-{number}{suffix}"
        first = f"{stem}{suffix}".casefold()
        if first in self._inputs and first not in self._told:
            self._told.add(first)
            print(f"nlp-minutes: {shown(path)}: {stem}{suffix} is an input; written to {name}", file=sys.stderr)
        other = self._taken.get(first)
        if other is not None and other != path:
            print(f"nlp-minutes: {shown(path)}: {shown(other)} has the same name; written to {name}", file=sys.stderr)
        self._taken[name.casefold()] = path
        return name


def make_folder(folder: Path) -> None:
    """Make the output folder, if it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be the output folder ({error.strerror}); name another one") from error


def write_file(folder: Path, name: str, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    write_whole(folder / name, text.encode())


def run(options: argparse.Namespace) -> int:
    """Annotate each file; one that fails is named on stderr and the others go on."""
    to_folder = options.output != "-"
    kind = options.format or ("json" if to_folder else "text")
    folder = Path(options.output)
    if to_folder:
        make_folder(folder)
    files = list(files_of(options.files))
    if not files:
        return 3
    if kind == "html" and not to_folder and len(files) > 1:
        raise ConfigError("html is one page a file: name a folder with -o for several files")

    from nlp_minutes.pipeline import annotate_all, load  # noqa: PLC0415 - spaCy is loaded only when it is needed

    nlp = load(options.model)
    names = OutputNames(folder, files if to_folder else ())
    limits = limits_of(options)
    failed = 0
    for path in progress(files):
        try:
            results = annotate_all(path, nlp=nlp, limits=limits)
        except ReadError as error:
            print(f"nlp-minutes: {error}", file=sys.stderr)
            failed += 1
            continue
        texts = _render(results, kind)
        if to_folder:
            suffix = {"text": ".out.txt"}.get(kind, f".{kind}")
            for text in texts:
                write_file(folder, names.name(path, suffix), text)
        else:
            _print(texts, kind, path)
    if not failed:
        return 0
    return 3 if failed == len(files) else 1


def _print(texts: Sequence[str], kind: str, path: Path) -> None:
    """Print a file's results; two pages of HTML do not make one, so only the first is."""
    if kind == "html" and len(texts) > 1:
        print(
            f"nlp-minutes: {shown(path)}: the first of {len(texts)} meetings; -o FOLDER writes them all",
            file=sys.stderr,
        )
        texts = texts[:1]
    sys.stdout.write("\n".join(texts) if kind in {"text", "md"} else "".join(texts))


def _render(results: Sequence[object], kind: str) -> list[str]:
    from nlp_minutes.export import to_html, to_json, to_jsonl, to_markdown, to_text  # noqa: PLC0415
    from nlp_minutes.minutes import Minutes  # noqa: PLC0415

    minutes = [one for one in results if isinstance(one, Minutes)]
    if kind == "jsonl":
        return [to_jsonl(minutes)]
    write = {"json": to_json, "html": to_html, "md": to_markdown}.get(kind, to_text)
    return [write(one) for one in minutes]
