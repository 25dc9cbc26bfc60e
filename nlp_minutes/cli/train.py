"""`nlp-minutes train entities|paragraphs|all`."""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp_minutes.cli.corpus_import import add_read_arguments, read_options, tell
from nlp_minutes.errors import ConfigError

if TYPE_CHECKING:
    from nlp_minutes.training.paragraphs import Plan, Report

__all__ = ["EXAMPLES", "add_arguments", "run"]

# How fast the recogniser learns on one core of a common laptop, in tokens.
_TOKENS_A_SECOND: Final = 2500

EXAMPLES = """\
examples:
  nlp-minutes train paragraphs --corpus my_town/ --output my_model          starts from the shipped model
  nlp-minutes train paragraphs --corpus my_town/ --output my_model --dry-run
  nlp-minutes train paragraphs --corpus a.jsonl b.src --output m --backend transformer \\
      --base KBLab/bert-base-swedish-cased
  nlp-minutes train entities --corpus my_town/ --output my_model
  nlp-minutes train all --corpus project-1.json --from labelstudio --output my_model
  nlp-minutes train entities --corpus rows.parquet --from datasets --map tags=ner --label PER=PERSON --output my_model
  nlp-minutes annotate protokoll.pdf --model my_model                       what came of it

A corpus is a file of gold JSON Lines (`nlp-minutes corpus build` writes one), a mark-up source (.src), a folder of
either or of NAME.txt with NAME.gold.json, or a file that `nlp-minutes corpus import` reads, with its options. It is
checked first; each fault is named as FILE:LINE: text.

Exit status: 0 done, 2 a setting or the corpus is wrong, 3 a file cannot be read.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `train`."""
    parser.add_argument("part", choices=["entities", "paragraphs", "all"], help="which part of the pipeline to train")
    parser.add_argument(
        "--corpus", nargs="+", required=True, type=Path, metavar="PATH", help="annotated protocols: files or folders"
    )
    add_read_arguments(parser)
    parser.add_argument(
        "--output", "-o", required=True, type=Path, metavar="FOLDER", help="where to write the new pipeline"
    )
    parser.add_argument(
        "--model", type=Path, metavar="FOLDER", help="the pipeline to start from (default: the one in the package)"
    )
    parser.add_argument("--backend", choices=["linear", "transformer"], help="of the paragraphs (default: linear)")
    parser.add_argument(
        "--base", metavar="MODEL", help="for the transformer: a folder, or an id of the Hugging Face hub"
    )
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="more settings, as TOML with the tables [paragraphs] and [entities]"
    )
    parser.add_argument("--seed", type=int, metavar="N", help="another seed, another model (default: 0)")
    parser.add_argument(
        "--dry-run", action="store_true", help="check all and print settings, counts and about how long it takes"
    )


def run(options: argparse.Namespace) -> int:
    """Train, part by part; all is checked before the first part begins."""
    if options.part == "entities":
        return _entities(options, options.model, options.output)
    if options.part == "paragraphs":
        return _paragraphs(options, options.model, options.output)
    if options.dry_run:
        return _entities(options, options.model, options.output) or _paragraphs(options, options.model, options.output)
    _paragraph_plan(options, options.model, options.output)
    try:
        options.output.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"--output {options.output}: cannot be written ({error.strerror})") from error
    with tempfile.TemporaryDirectory(dir=options.output.parent, prefix=f".{options.output.name}.") as place:
        # The paragraphs go into a copy of what training the entities gave.
        first = Path(place, options.output.name)
        _entities(options, options.model, first)
        return _paragraphs(options, first, options.output)


def _entities(options: argparse.Namespace, model: Path | None, output: Path) -> int:
    """Check the corpus and train the recogniser, from the weights of the pipeline that is started from."""
    from nlp_minutes.pipeline import model_path  # noqa: PLC0415 - `--help` needs none of it
    from nlp_minutes.training.corpus import read_corpus  # noqa: PLC0415
    from nlp_minutes.training.entities import entity_settings, train_entities  # noqa: PLC0415
    from nlp_minutes.training.settings import read_settings_file  # noqa: PLC0415

    reading = read_options(options)
    corpus = read_corpus(options.corpus, part="entities", kind=options.kind, options=reading)
    for note in corpus.notes:
        tell(note)
    given = read_settings_file(options.config, "entities") if options.config is not None else {}
    if options.seed is not None:
        given = {**given, "seed": options.seed}
    settings = entity_settings(
        tuple(options.corpus), output, model or model_path(), given, str(options.config or "command line")
    )
    settings = replace(settings, kind=options.kind, options=reading)
    if options.dry_run:
        print(json.dumps({"entities": settings.to_dict()}, ensure_ascii=False, indent=1))
        print(f"protocols  {len(corpus.documents)} of {len(corpus.layouts)} layouts, {corpus.items} items")
        print("entities   " + ", ".join(f"{label} {count}" for label, count in sorted(corpus.entities.items())))
        done = train_entities(replace(settings, dry_run=True))
        print(f"tokens     {done.tokens} in {settings.training.epochs} rounds")
        print(f"start      {settings.start or 'nothing'}")
        print(f"time       about {_duration(done.tokens / _TOKENS_A_SECOND)} on one core")
        return 0
    done = train_entities(settings)
    print(f"{done.folder or output}: entities of {done.protocols} protocols, {_duration(done.seconds)}")
    return 0


def _paragraph_plan(options: argparse.Namespace, model: Path | None, output: Path) -> Plan:
    """Check settings and corpus of the paragraphs."""
    from nlp_minutes.training.paragraphs import plan  # noqa: PLC0415 - `--help` needs none of it
    from nlp_minutes.training.settings import ParagraphSettings, read_settings_file  # noqa: PLC0415

    settings = ParagraphSettings(
        corpus=tuple(options.corpus), output=output, model=model, kind=options.kind, options=read_options(options)
    )
    if options.config is not None:
        settings = settings.updated(read_settings_file(options.config, "paragraphs"), str(options.config))
    given = {name: getattr(options, name) for name in ("backend", "base", "seed")}
    settings = settings.updated({name: value for name, value in given.items() if value is not None}, "command line")
    return plan(settings)


def _paragraphs(options: argparse.Namespace, model: Path | None, output: Path) -> int:
    from nlp_minutes.training.paragraphs import train_paragraphs  # noqa: PLC0415

    planned = _paragraph_plan(options, model, output)
    if options.dry_run:
        print(json.dumps({"paragraphs": planned.settings.to_dict()}, ensure_ascii=False, indent=1))
        corpus = planned.corpus
        print(f"protocols  {len(corpus.documents)} of {len(corpus.layouts)} layouts, {planned.items} items")
        print("paragraphs " + ", ".join(f"{label} {count}" for label, count in sorted(corpus.labels.items())))
        print(f"start      {planned.start}")
        print(f"time       about {_duration(planned.seconds)} on one core")
        for note in planned.notes:
            print(f"note       {note}")
        return 0
    for note in planned.notes:
        tell(note)
    _show(train_paragraphs(planned.settings))
    return 0


def _duration(seconds: float) -> str:
    return f"{max(1, round(seconds))} seconds" if seconds < 90 else f"{round(seconds / 60)} minutes"


def _show(report: Report) -> None:
    print(f"{report.output}: done in {_duration(report.seconds)}")
    print(f"on {report.after.count} held-out paragraphs:")
    for name, one in (("rules alone", report.rules), ("before", report.before), ("after", report.after)):
        if one is not None:
            labels = "  ".join(f"{label} {value:.3f}" for label, value in one.f.items())
            print(f"  {name:12} macro F1 {one.macro:.3f}  accuracy {one.accuracy:.3f}  {labels}")
