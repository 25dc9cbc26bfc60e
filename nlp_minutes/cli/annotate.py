"""`nlp-minutes annotate FILE...`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nlp_minutes.batch.plan import is_url, safe_stem, same_name
from nlp_minutes.batch.store import files_at
from nlp_minutes.cli.inputs import add_limits, files_of, limits_of, progress, put, write_whole
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
  nlp-minutes annotate minutes/ -o out --workers 4     in four processes
  nlp-minutes annotate minutes/ -o out --resume        only what is new, changed or was not done

A folder is searched for .pdf, .docx, .odt, .html, .txt and .md files, folders in it too.
A file with several meetings gives NAME.json, NAME-2.json ...
Exit status: 0 all read, 1 some of several files failed, 2 wrong usage, 3 no file could be read.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `annotate`."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a file (.pdf, .docx, .odt, .html, .txt, .md), or a folder of them",
    )
    parser.add_argument(
        "-o", "--output", default="-", metavar="FOLDER", help="where to write NAME.json; - is standard output (default)"
    )
    parser.add_argument(
        "--format",
        choices=["text", "json", "jsonl", "html", "md", "parquet"],
        help="text for a reader (default on standard output), json (default with -o), jsonl, html (one page), "
        "md (Markdown), parquet (a folder for each table, with -o)",
    )
    parser.add_argument(
        "--model",
        type=Path,
        metavar="FOLDER",
        help="a pipeline's folder (default: the one that comes with the package)",
    )
    add_limits(parser)
    many = parser.add_argument_group("many files (with -o)")
    many.add_argument(
        "--workers",
        type=_count,
        metavar="N",
        help="share the files out to N processes; one that dies costs its file, not the run",
    )
    many.add_argument(
        "--resume",
        action="store_true",
        help="leave out what an earlier run has done, where file and model are unchanged",
    )
    many.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="let a Dask cluster do the work: the address of its scheduler, or local for one of --workers processes",
    )
    many.add_argument("--summary", metavar="FILE", help="write figures and failures of the run as JSON (-: to stdout)")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("1 or more")
    return number


class OutputNames:
    """Names of output files: two inputs of one stem get a.json and a-2.json. No input is written over."""

    def __init__(self, folder: Path, inputs: Iterable[Path]) -> None:
        self._taken: dict[str, Path] = {}
        self._told: set[str] = set()
        here = folder.resolve()
        self._inputs = {same_name(path.name) for path in inputs if path.parent.resolve() == here}

    def name(self, path: Path, suffix: str) -> str:
        """Take the next free name for an input file; a clash of two inputs is said on stderr."""
        stem = safe_stem(path.stem)
        name, number = f"{stem}{suffix}", 1
        while same_name(name) in self._taken or same_name(name) in self._inputs:
            number += 1
            name = f"{stem}-{number}{suffix}"
        first = same_name(f"{stem}{suffix}")
        if first in self._inputs and first not in self._told:
            self._told.add(first)
            print(f"nlp-minutes: {shown(path)}: {stem}{suffix} is an input; written to {name}", file=sys.stderr)
        other = self._taken.get(first)
        if other is not None and other != path:
            print(f"nlp-minutes: {shown(path)}: {shown(other)} has the same name; written to {name}", file=sys.stderr)
        self._taken[same_name(name)] = path
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
    if to_folder:
        return _run_to_folder(options)
    for name in ("workers", "resume", "summary", "dask"):
        if getattr(options, name):
            raise ConfigError(f"--{name} needs a folder for the results: name one with -o")
    if options.format == "parquet":
        raise ConfigError("parquet is a folder for each table: name a folder with -o")
    return _run_to_stdout(options)


def _run_to_folder(options: argparse.Namespace) -> int:
    from nlp_minutes.batch import Done, Job, run  # noqa: PLC0415 - for this way of running only

    if not is_url(options.output):
        make_folder(Path(options.output))  # a fault of the output folder is told before any of the inputs
    paths = _inputs(options.files)
    if not paths:
        return 3
    # What one file costs is soon done anew: its folder then holds the result and nothing else.
    keeps = len(paths) > 1 or options.resume or options.workers is not None or options.dask is not None
    job = Job(
        paths=paths,
        output=options.output,
        format=options.format or "json",
        model=str(options.model) if options.model is not None else None,
        workers=options.workers or 0,
        dask=options.dask,
        resume=options.resume,
        journal=keeps,
        limits=limits_of(options),
    )
    with _bar(len(paths)) as bar:

        def tell(line: str) -> None:
            text = f"nlp-minutes: {shown(line)}"
            print(text, file=sys.stderr) if bar is None else bar.write(text, file=sys.stderr)

        def done(path: str, answer: Done) -> None:  # noqa: ARG001 - the bar counts, whatever became of it
            if bar is not None:
                bar.update()

        summary = run(job, tell=tell, done=done)
    if options.workers is not None or options.resume or options.summary or options.dask:
        print(f"nlp-minutes: {summary.line()}", file=sys.stderr)
    if options.summary:
        text = json.dumps(summary.to_dict(), ensure_ascii=False, indent=1) + "\n"
        if options.summary == "-":
            sys.stdout.write(text)
        else:
            write_whole(Path(options.summary), text.encode(errors="replace"))
    if not summary.failures:
        return 0
    return 3 if len(summary.failures) == summary.files else 1


def _inputs(given: Sequence[str]) -> list[str]:
    """The files of the command line; a URL stands for itself, or for the files in that place and below it."""
    found: list[str] = []
    for one in given:
        found += files_at(one) if is_url(one) else [str(path) for path in files_of([Path(one)])]
    return found


@contextmanager
def _bar(count: int) -> Iterator[Any]:
    """A bar with rate and time left on stderr, where that is a terminal and there is more than one file."""
    if count < 2 or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm  # noqa: PLC0415

    with tqdm(total=count, unit="file", file=sys.stderr) as bar:
        yield bar


def _run_to_stdout(options: argparse.Namespace) -> int:
    kind = options.format or "text"
    if any(is_url(one) for one in options.files):
        raise ConfigError("inputs by URL need a folder for the results: name one with -o")
    files = list(files_of([Path(one) for one in options.files]))
    if not files:
        return 3
    if kind == "html" and len(files) > 1:
        raise ConfigError("html is one page a file: name a folder with -o for several files")

    from nlp_minutes.batch.work import render  # noqa: PLC0415
    from nlp_minutes.pipeline import annotate_all, load  # noqa: PLC0415 - spaCy is loaded only when it is needed

    nlp = load(options.model)
    limits = limits_of(options)
    failed = 0
    for path in progress(files):
        try:
            results = annotate_all(path, nlp=nlp, limits=limits)
        except ReadError as error:
            print(f"nlp-minutes: {error}", file=sys.stderr)
            failed += 1
            continue
        _print(render(results, kind), kind, path)
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
    put("\n".join(texts) if kind in {"text", "md"} else "".join(texts))
