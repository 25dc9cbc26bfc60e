"""`nlp-minutes summarise FILE...`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp_minutes.cli.annotate import OutputNames, make_folder, write_file
from nlp_minutes.cli.inputs import add_limits, files_of, limits_of, progress, put
from nlp_minutes.errors import ConfigError, ReadError, shown

if TYPE_CHECKING:
    from nlp_minutes.export.digest import Digest

__all__ = ["EXAMPLES", "add_arguments", "run"]

EXAMPLES = """\
examples:
  nlp-minutes summarise protokoll.txt                        a digest: each item with its decision in short
  nlp-minutes summarise protokoll.pdf --length sentence      one sentence an item
  nlp-minutes summarise protokoll.pdf --order importance     what was contested, costs or touches many first
  nlp-minutes summarise tjansteskrivelse.docx --words 80     at most 80 words of a case text
  nlp-minutes summarise minutes/ -o out --format html        out/NAME.html, a page a meeting

Every sentence stands in the text. A limit of words holds for each summary: of an item (40 if not given), or of a case
text (150). A file with several meetings gives NAME.json, NAME-2.json ...
Exit status: 0 all read, 1 some of several files failed, 2 wrong usage, 3 no file could be read.
"""

# Words and sentences of each summary.
_LENGTHS: Final[dict[str, tuple[int | None, int | None]]] = {
    "sentence": (60, 1),
    "paragraph": (None, None),
    "page": (400, None),
}


def _at_least_one(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of words; give a whole number from 1 on")
    return number


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `summarise`."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a file (.pdf, .docx, .odt, .html, .txt, .md), or a folder of them",
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--words", type=_at_least_one, metavar="N", help="at most so many words in each summary")
    size.add_argument(
        "--length",
        choices=list(_LENGTHS),
        default="paragraph",
        help="one sentence, a paragraph (40 words an item, 150 a case text; default), or a page (400 words)",
    )
    parser.add_argument(
        "--order", choices=["text", "importance"], default="text", help="order of the items (default: that of the text)"
    )
    parser.add_argument(
        "--format",
        choices=["text", "json", "md", "html"],
        help="text (default on standard output), json (default with -o), md, html",
    )
    parser.add_argument(
        "-o", "--output", default="-", metavar="FOLDER", help="where to write NAME.json; - is standard output (default)"
    )
    parser.add_argument(
        "--model",
        type=Path,
        metavar="FOLDER",
        help="a pipeline's folder (default: the one that comes with the package)",
    )
    add_limits(parser)


def run(options: argparse.Namespace) -> int:
    """Summarise each file; one that fails is named on stderr and the others go on."""
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

    from nlp_minutes.pipeline import digests, load  # noqa: PLC0415 - spaCy is loaded only when it is needed

    nlp, limits = load(options.model), limits_of(options)
    words, sentences = (options.words, None) if options.words else _LENGTHS[options.length]
    names = OutputNames(folder, files if to_folder else ())
    failed = 0
    for path in progress(files):
        try:
            found = digests(
                path,
                max_words=words,
                max_sentences=sentences,
                by_importance=options.order == "importance",
                nlp=nlp,
                limits=limits,
            )
        except ReadError as error:
            print(f"nlp-minutes: {error}", file=sys.stderr)
            failed += 1
            continue
        texts = _render(found, kind)
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
    if kind == "html" and len(texts) > 1:
        print(
            f"nlp-minutes: {shown(path)}: the first of {len(texts)} meetings; -o FOLDER writes them all",
            file=sys.stderr,
        )
        texts = texts[:1]
    put("".join(texts) if kind == "json" else "\n".join(texts))


def _render(found: Sequence[Digest], kind: str) -> list[str]:
    from nlp_minutes.export import digest_to_html, digest_to_json, digest_to_markdown, digest_to_text  # noqa: PLC0415

    write = {"json": digest_to_json, "html": digest_to_html, "md": digest_to_markdown}.get(kind, digest_to_text)
    return [write(one) for one in found]
