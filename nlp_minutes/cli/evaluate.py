"""`nlp-minutes evaluate --corpus PATH...`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp_minutes.cli.corpus_import import add_read_arguments, read_options, tell
from nlp_minutes.errors import ConfigError, ReadError

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument
    from nlp_minutes.evaluation.cross import Trainer
    from nlp_minutes.evaluation.document import DocumentScores
    from nlp_minutes.evaluation.evaluation import Evaluation, Settings

__all__ = ["EXAMPLES", "add_arguments", "run"]

EXAMPLES = """\
examples:
  nlp-minutes evaluate --corpus gold/                                a folder of NAME.txt with NAME.gold.json
  nlp-minutes evaluate --corpus corpus/sources --by layout           with the figures of each layout
  nlp-minutes evaluate --corpus gold.jsonl --report report.html      a page with all figures and the errors by kind
  nlp-minutes evaluate --model new/ --compare old/ --corpus gold/    two models, with intervals and p values
  nlp-minutes evaluate --cross layout --folds 5 --corpus gold.jsonl  train anew, measure on layouts not trained on
  nlp-minutes evaluate --task summary --corpus pairs.jsonl           summaries of case texts beside simple ways
  nlp-minutes evaluate --cross group --corpus pairs.jsonl            the same with a ranker that has not seen the text

--cross trains the labels of paragraphs (linear) on top of the package's pipeline, once for each layout or fold. A round
takes about a second for each protocol learnt from, and half of one for each that is measured. What the package's
pipeline has learnt from is not held out by that: for our own corpus/sources add --fresh, which starts from nothing.
Entities are not trained anew.

Exit status: 0 measured, 2 wrong usage, 3 the corpus cannot be read.
"""

_TASKS = ("entities", "paragraphs", "facts", "summary", "all")


def _number(text: str, least: int) -> int:
    """A whole number from `least` on."""
    if not text.isdecimal() or int(text) < least:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from {least} on")
    return int(text)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `evaluate`."""
    parser.add_argument(
        "--corpus",
        required=True,
        nargs="+",
        type=Path,
        metavar="PATH",
        help="gold JSON Lines, NAME.src, folders of NAME.src NAME.txt with NAME.gold.json, a file of another tool, or "
        "JSON Lines of texts with summaries (document, summary, title, id, group, meeting)",
    )
    add_read_arguments(parser)
    parser.add_argument(
        "--model",
        type=Path,
        metavar="FOLDER",
        help="a pipeline's folder (default: the one that comes with the package)",
    )
    parser.add_argument("--compare", type=Path, metavar="FOLDER", help="another pipeline's folder, to compare with")
    parser.add_argument("--by", choices=["layout"], help="print the figures of each layout too")
    parser.add_argument(
        "--cross",
        choices=["layout", "group"],
        help="train anew for each layout and measure on it (without --model); group: the ranker, for pairs of texts",
    )
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="with --cross: train from nothing, for a corpus that the package's pipeline has learnt from",
    )
    parser.add_argument(
        "--folds",
        type=lambda text: _number(text, 2),
        metavar="N",
        help="with --cross: N rounds, each with some of the layouts or groups (default: each layout; 5 of groups)",
    )
    parser.add_argument(
        "--task", choices=_TASKS, action="append", help="what to measure; can be given again (default: all)"
    )
    parser.add_argument(
        "--words",
        type=lambda text: _number(text, 4),
        metavar="N",
        help="words of each summary, for texts with summaries (default: 150)",
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="write a page of HTML that holds all it needs")
    parser.add_argument("--json", metavar="FILE", help="write all of it as JSON; - is standard output, without tables")
    parser.add_argument(
        "--resamples",
        type=lambda text: _number(text, 100),
        default=2000,
        metavar="N",
        help="draws for intervals and p values (default: %(default)s)",
    )
    parser.add_argument(
        "--draw",
        choices=["documents", "layouts"],
        default="documents",
        help="what is drawn as a whole; layouts tell how other towns may fare (default: %(default)s)",
    )
    parser.add_argument(
        "--seed", type=lambda text: _number(text, 0), default=0, metavar="S", help="of the draws (default: 0)"
    )
    parser.add_argument(
        "--examples",
        type=lambda text: _number(text, 0),
        default=3,
        metavar="N",
        help="errors of each kind to show in report and JSON (default: %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Measure, print the tables, write what was asked for."""
    from nlp_minutes.corpus.pairs import holds_pairs  # noqa: PLC0415 - `--help` needs none of it

    pairs = any(map(holds_pairs, options.corpus))
    _check(options)
    from nlp_minutes.cli.evaluate_pairs import evaluate_pairs  # noqa: PLC0415
    from nlp_minutes.corpus.dataset import read_corpus, write_whole  # noqa: PLC0415 - `--help` needs none of it
    from nlp_minutes.evaluation.document import TASKS  # noqa: PLC0415
    from nlp_minutes.evaluation.evaluation import Settings, to_json  # noqa: PLC0415
    from nlp_minutes.evaluation.report import to_html  # noqa: PLC0415
    from nlp_minutes.evaluation.text import to_text  # noqa: PLC0415

    asked = set(options.task or ["all"])
    settings = Settings(
        tasks=tuple(task for task in TASKS if asked & {task, "all"}),
        seed=options.seed,
        resamples=options.resamples,
        draw=options.draw,
        examples=options.examples,
    )
    if pairs:
        evaluation = evaluate_pairs(options, settings)
    else:
        if options.words or options.cross == "group":
            raise ConfigError("--words and --cross group go with JSON Lines of texts with summaries")
        documents = read_corpus(options.corpus, kind=options.kind, options=read_options(options), tell=tell)
        evaluation = _evaluation(options, documents, settings)
    if options.json == "-":
        sys.stdout.write(to_json(evaluation))
    else:
        sys.stdout.write(to_text(evaluation, by_layout=options.by == "layout"))
    if options.json and options.json != "-":
        write_whole(options.json, to_json(evaluation))
    if options.report:
        write_whole(options.report, to_html(evaluation))
    return 0


def _check(options: argparse.Namespace) -> None:
    """Refuse before the work what would fail after it."""
    if options.cross and (options.model or options.compare):
        raise ConfigError("--cross measures models that it trains itself: leave --model and --compare out")
    if options.folds and not options.cross:
        raise ConfigError("--folds goes with --cross")
    if options.fresh and options.cross != "layout":
        raise ConfigError("--fresh goes with --cross layout")
    for option, file in (("--report", options.report), ("--json", options.json)):
        if file and Path(file).is_dir():
            raise ConfigError(f"{option} {file}: that is a folder; name a file")


def _evaluation(options: argparse.Namespace, documents: Sequence[GoldDocument], settings: Settings) -> Evaluation:
    from nlp_minutes.evaluation.evaluation import build  # noqa: PLC0415

    if options.cross:
        from nlp_minutes.training.paragraphs import train_fold  # noqa: PLC0415 - `--help` needs none of it

        return _crossed(partial(train_fold, fresh=options.fresh), documents, settings, options.folds)
    name, scores = _measure(options.model, documents, "this model", settings)
    other = None
    if options.compare:
        # Two states of one pipeline may have one name and version: their folders tell them apart.
        name = f"{name} ({options.model or 'the one in the package'})"
        second, others = _measure(options.compare, documents, "the other model", settings)
        other = (f"{second} ({options.compare})", others)
    return build(documents, scores, producer=name, settings=settings, other=other)


def _crossed(trainer: Trainer, documents: Sequence[GoldDocument], settings: Settings, folds: int | None) -> Evaluation:
    from nlp_minutes.evaluation.cross import folds_of, train_folds  # noqa: PLC0415
    from nlp_minutes.evaluation.evaluation import build  # noqa: PLC0415

    rounds = folds_of(documents, folds, seed=settings.seed)
    found: dict[str, DocumentScores] = {}
    name = ""
    with tempfile.TemporaryDirectory(prefix="nlp-minutes-") as folder:
        began = time.monotonic()
        for number, (fold, model) in enumerate(train_folds(rounds, trainer, Path(folder)), 1):
            name, scores = _measure(model, fold.test, fold.name, settings)
            print(
                f"nlp-minutes: round {number} of {len(rounds)}: learnt from {len(fold.train)} protocols, measured on "
                f"{', '.join(fold.layouts)}, {time.monotonic() - began:.0f} seconds",
                file=sys.stderr,
            )
            began = time.monotonic()
            found |= {one.name: one for one in scores}
    return build(
        documents,
        [found[one.name] for one in documents],
        producer=name,
        settings=settings,
        cross=f"layout, {len(rounds)} rounds",
    )


def _measure(
    model: Path | None, documents: Sequence[GoldDocument], what: str, settings: Settings
) -> tuple[str, list[DocumentScores]]:
    """Give the name of a model and its scores."""
    from nlp_minutes.evaluation.evaluation import score_all  # noqa: PLC0415
    from nlp_minutes.pipeline import annotate, load, producer  # noqa: PLC0415 - spaCy is loaded only when it is needed

    nlp = load(model)

    def read(document: GoldDocument) -> Mapping[str, Any]:
        try:
            return annotate(document.text, nlp=nlp).to_dict()
        except ReadError as error:
            raise ReadError(document.name, error.reason) from error

    with_baselines = "summary" in settings.tasks
    return producer(nlp), score_all(_progress(documents, what), read, with_baselines=with_baselines)


def _progress(documents: Sequence[GoldDocument], what: str) -> Iterable[GoldDocument]:
    """Show progress on stderr where it is a terminal."""
    if not sys.stderr.isatty():
        return documents
    from tqdm import tqdm  # noqa: PLC0415

    shown: Iterable[GoldDocument] = tqdm(documents, desc=what, unit="file", file=sys.stderr)
    return shown
