"""`nlp-minutes corpus build|check|stats|split`, and the other subcommands, which are files of their own."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nlp_minutes.cli import corpus_agreement, corpus_augment, corpus_export, corpus_import

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["EXAMPLES", "add_arguments", "run"]

EXAMPLES = """\
examples:
  nlp-minutes corpus check                                  every fault of corpus/sources as FILE:LINE: text
  nlp-minutes corpus build -o corpus/build/gold.jsonl       one gold record a line
  nlp-minutes corpus stats --traps                          counts by label and layout, traps by document
  nlp-minutes corpus split --folds 5 --seed 1 -o folds.json
  nlp-minutes corpus split --shares 0.7 0.15 0.15 -o split.json
  nlp-minutes corpus agreement anna/ bo/                    how far two annotations of the same texts agree
  nlp-minutes corpus export minutes/ --to labelstudio --pre-annotate -o tasks.json
  nlp-minutes corpus import project-1.json --from labelstudio -o gold.jsonl

Exit status: 0 all in order, 2 wrong usage, 3 faults in the corpus.
"""


def _count(text: str) -> int:
    """A number of folds."""
    try:
        folds = int(text)
    except ValueError:
        folds = 0
    if folds < 2:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 2 on")
    return folds


def _share(text: str) -> float:
    """A part's share of the words."""
    try:
        share = float(text)
    except ValueError:
        share = 0
    if not 0 < share < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a share above 0")
    return share


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands of `corpus`."""
    commands = parser.add_subparsers(dest="corpus_command", metavar="COMMAND", required=True)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        one.add_argument(
            "sources",
            nargs="?",
            type=Path,
            default=Path("corpus/sources"),
            metavar="SOURCES",
            help="the folder with NAME.src (default: %(default)s)",
        )
        one.set_defaults(corpus_run=globals()[f"_{name}"])
        return one

    def traps(one: argparse.ArgumentParser) -> None:
        one.add_argument(
            "--trap-lists",
            type=Path,
            metavar="FOLDER",
            help="the folder with the lists of traps (.tsv; default: traps/ beside SOURCES)",
        )

    build = command("build", "make gold records of the sources")
    build.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help="where to write the JSON Lines")
    traps(command("check", "say what is wrong in the sources and in the lists of traps"))
    stats = command("stats", "count what the sources hold")
    stats.add_argument("--traps", action="store_true", help="also the table of traps by document")
    traps(stats)
    split = command("split", "deal the sources out so that no layout stands on two sides")
    how = split.add_mutually_exclusive_group(required=True)
    how.add_argument("--folds", type=_count, metavar="N", help="N folds of about as many words each")
    how.add_argument(
        "--shares",
        nargs=3,
        type=_share,
        metavar=("TRAIN", "DEV", "TEST"),
        help="train, dev and test with these shares of the words",
    )
    split.add_argument("--seed", type=int, default=0, metavar="S", help="another seed, another split (default: 0)")
    split.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help="where to write the JSON")
    for name, text, module in (
        ("augment", "make new documents of the sources", corpus_augment),
        ("agreement", "compare what two people annotated in the same texts", corpus_agreement),
        ("export", "write annotated documents, or protocols to annotate, for other people's tools", corpus_export),
        ("import", "read annotated documents from other people's tools", corpus_import),
    ):
        one = commands.add_parser(
            name,
            help=text,
            description=f"{text[0].upper()}{text[1:]}.",
            epilog=module.EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(one)
        one.set_defaults(corpus_run=module.run)


def run(options: argparse.Namespace) -> int:
    """Run the subcommand."""
    status: int = options.corpus_run(options)
    return status


def _documents(options: argparse.Namespace) -> list[GoldDocument] | None:
    """The documents; None, with the faults on stderr, when a source has any."""
    from nlp_minutes.corpus.dataset import check_sources  # noqa: PLC0415 - `--help` needs no pydantic

    documents, faults = check_sources(options.sources)
    for fault in faults:
        print(fault, file=sys.stderr)
    return None if faults else documents


def _trap_lists(options: argparse.Namespace) -> Path:
    given: Path | None = options.trap_lists
    return given or options.sources.parent / "traps"


def _build(options: argparse.Namespace) -> int:
    from nlp_minutes.corpus.dataset import write_jsonl  # noqa: PLC0415

    documents = _documents(options)
    if documents is None:
        return 3
    write_jsonl(documents, options.output)
    print(f"{options.output}: {len(documents)} documents")
    return 0


def _check(options: argparse.Namespace) -> int:
    from nlp_minutes.corpus.dataset import check_sources  # noqa: PLC0415
    from nlp_minutes.corpus.traps import read_traps  # noqa: PLC0415

    documents, faults = check_sources(options.sources)
    lists = _trap_lists(options)
    checked = f"{len(documents)} documents in order"
    # The lists name documents of the whole folder: they are held against it when all of it could be read.
    if not faults and (options.trap_lists or lists.is_dir()) and options.sources.is_dir():
        traps, faults = read_traps(lists, documents)
        checked += f", {len(traps)} quotes of traps found"
    for fault in faults:
        print(fault)
    if faults:
        return 3
    print(checked)
    return 0


def _stats(options: argparse.Namespace) -> int:
    from nlp_minutes.corpus.stats import summary, table  # noqa: PLC0415
    from nlp_minutes.corpus.traps import ENOUGH, read_traps, trap_table  # noqa: PLC0415

    documents = _documents(options)
    if documents is None:
        return 3
    sys.stdout.write(summary(documents))
    if not options.traps:
        return 0
    traps, faults = read_traps(_trap_lists(options), documents)
    if faults:
        for fault in faults:
            print(fault, file=sys.stderr)
        return 3
    rows: list[list[object]] = [["trap", "documents", ""]]
    for number, names in trap_table(traps).items():
        few = "few: " if 0 < len(names) < ENOUGH else "" if names else "none"
        rows.append([f"{number:4}", len(names), few + " ".join(names)])
    print()
    sys.stdout.write(table(rows))
    return 0


def _split(options: argparse.Namespace) -> int:
    from nlp_minutes.corpus.splits import SHARES, make_folds, make_split, write_split  # noqa: PLC0415
    from nlp_minutes.corpus.stats import table  # noqa: PLC0415

    documents = _documents(options)
    if documents is None:
        return 3
    if options.folds is not None:
        split = make_folds(documents, options.folds, seed=options.seed)
    else:
        split = make_split(documents, dict(zip(SHARES, options.shares, strict=True)), seed=options.seed)
    write_split(split, options.output)
    rows: list[list[object]] = [["part", "layouts", "documents", "words"]]
    rows += [[part.name, len(part.layouts), len(part.documents), part.words] for part in split.parts]
    sys.stdout.write(table(rows))
    return 0
