"""`nlp-minutes corpus export`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nlp_minutes.cli.corpus_import import FORMAT_NAMES, tell
from nlp_minutes.errors import ConfigError, EmptyFile, ReadError

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument
    from nlp_minutes.minutes import Minutes

__all__ = ["EXAMPLES", "add_arguments", "run"]

EXAMPLES = """\
examples:
  nlp-minutes corpus export gold.jsonl --to labelstudio -o tasks.json       and tasks.config.xml, its configuration
  nlp-minutes corpus export corpus/sources --to docbin -o corpus.spacy
  nlp-minutes corpus export gold.jsonl --to datasets -o dataset/            Parquet and a card
  nlp-minutes corpus export minutes/ --to doccano --pre-annotate -o new.jsonl   protocols, annotated by the model

What a format cannot hold is counted on standard error. Exit status: 0 written, 1 some of several protocols could not be
read, 2 wrong usage, 3 nothing could be read.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `corpus export`."""
    parser.add_argument(
        "sources",
        nargs="+",
        type=Path,
        metavar="SOURCE",
        help="annotated documents as `evaluate --corpus` takes them; with --pre-annotate protocols or folders of them",
    )
    parser.add_argument("--to", dest="form", required=True, choices=FORMAT_NAMES, help="for which tool")
    parser.add_argument(
        "-o", "--output", required=True, type=Path, metavar="OUT", help="where to write (datasets: a folder)"
    )
    parser.add_argument(
        "--pre-annotate", action="store_true", help="annotate protocols with a model, for a human to correct"
    )
    parser.add_argument(
        "--model",
        type=Path,
        metavar="FOLDER",
        help="with --pre-annotate: a pipeline's folder (default: the one that comes with the package)",
    )


def run(options: argparse.Namespace) -> int:
    """Export and write."""
    if options.model and not options.pre_annotate:
        raise ConfigError("--model goes with --pre-annotate")
    from nlp_minutes.corpus.dataset import read_corpus, write_bytes  # noqa: PLC0415 - `--help` needs none of it
    from nlp_minutes.corpus.formats import FORMATS  # noqa: PLC0415

    producer: str | None = None
    failed = 0
    if options.pre_annotate:
        producer, documents, failed = _annotated(options.sources, options.model)
        if not documents:
            return 3
    else:
        documents = read_corpus(options.sources, tell=tell)
    written = FORMATS[options.form].write(documents, options.output, producer)
    for what, count in sorted(written.lost.items()):
        if count:
            tell(f"{options.form}: {count} {what} cannot be held")
    for path, content in written.files.items():
        write_bytes(path, content)
    print(f"{options.output}: {len(documents)} documents")
    return 1 if failed else 0


def _annotated(sources: Sequence[Path], model: Path | None) -> tuple[str, list[GoldDocument], int]:
    """Name the model, give what it makes of the protocols, and count those that could not be read."""
    from nlp_minutes.pipeline import annotate, load, producer  # noqa: PLC0415 - spaCy is loaded only when it is needed

    nlp = load(model)
    name = producer(nlp)
    documents: dict[str, GoldDocument] = {}
    failed = 0
    for path in _protocols(sources):
        try:
            document = _pre_annotated(annotate(path, nlp=nlp), path.stem, name)
        except ReadError as error:
            print(f"nlp-minutes: {error}", file=sys.stderr)
            failed += 1
            continue
        if document.name in documents:
            raise ConfigError(f"{path}: a second protocol of the name {document.name!r}; rename one of the files")
        documents[document.name] = document
    return name, list(documents.values()), failed


def _protocols(sources: Sequence[Path]) -> Iterator[Path]:
    from nlp_minutes.readers import SUFFIXES  # noqa: PLC0415

    for source in sources:
        if not source.is_dir():
            yield source
            continue
        found = sorted(path for path in source.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES)
        if not found:
            raise EmptyFile(source, "no protocols to read in this folder")
        yield from found


def _pre_annotated(minutes: Minutes, name: str, producer: str) -> GoldDocument:
    """A result as a record to correct.

    Its facts stay behind: nobody corrects them in a tool for spans, and what a model said is no gold to measure it by.
    """
    from nlp_minutes.corpus.gold import GoldDocument, GoldEntity, GoldParagraph  # noqa: PLC0415
    from nlp_minutes.corpus.markup import layout_of  # noqa: PLC0415

    furniture = [(start, end) for start, end in minutes.furniture]
    lines = [_trimmed(start, end, minutes.text) for start, end in furniture if minutes.text[start:end].strip()]
    paragraphs = [GoldParagraph(start=start, end=end, label="other", furniture=True) for start, end in lines]
    for one in minutes.paragraphs:
        pieces = _without(one.start, one.end, furniture, minutes.text)
        paragraphs += [
            GoldParagraph(start=start, end=end, label=one.label, continued=number > 0)
            for number, (start, end) in enumerate(pieces)
        ]
    return GoldDocument(
        name=name,
        layout=layout_of(name),
        text=minutes.text,
        entities=tuple(GoldEntity(start=e.start, end=e.end, label=e.label) for e in minutes.entities),
        paragraphs=tuple(sorted(paragraphs)),
        headings=(),
        meeting={},
        persons=(),
        items=(),
        provenance=f"corrected:{producer}",
    )


def _without(start: int, end: int, holes: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The stretches of a span that no hole covers, without those of blanks only."""
    pieces = []
    for hole_start, hole_end in sorted(holes):
        if hole_end <= start or end <= hole_start:
            continue
        pieces.append((start, hole_start))
        start = hole_end
    pieces.append((start, end))
    return [_trimmed(one, other, text) for one, other in pieces if one < other and text[one:other].strip()]


def _trimmed(start: int, end: int, text: str) -> tuple[int, int]:
    """The span without the blanks at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
