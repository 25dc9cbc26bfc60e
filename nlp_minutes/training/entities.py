"""Training the recogniser of entities: `python -m nlp_minutes.training.entities --output models/sv_minutes_sm`."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from spacy.util import fix_random_seed
from thinc.api import Adam
from tqdm import tqdm

from nlp_minutes.corpus import dataset
from nlp_minutes.corpus.augment import augment
from nlp_minutes.corpus.formats import ReadOptions
from nlp_minutes.errors import ConfigError
from nlp_minutes.pipeline import load
from nlp_minutes.training.corpus import read_corpus
from nlp_minutes.training.entity_data import LEARNED, Lesson, gold_lesson, item_lessons, news_lessons
from nlp_minutes.training.entity_scores import entities_found, gold_entities, score_entities
from nlp_minutes.training.folder import add_card, add_scores, with_fresh_strings, write_pipeline
from nlp_minutes.training.rules_pipeline import make_rules_pipeline
from nlp_minutes.training.variety import vary_organisations

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.corpus.gold import GoldDocument

__all__ = [
    "EntitySettings",
    "Trained",
    "Training",
    "deal",
    "entity_settings",
    "fit",
    "make_rounds",
    "put_recogniser",
    "read_gold",
    "train_entities",
]

_LOG = logging.getLogger(__name__)
COMPONENT: Final = "ner"
# numpy's libraries of linear algebra read these when they are first loaded; afterwards they do nothing.
_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """How the network is made and trained; the same values and data give the same weights on one machine.

    Attributes:
        seed: Of the weights, the order of the slices and the augmentation.
        epochs: Rounds over the data; each has other augmented copies.
        copies: Augmented copies of each protocol in a round, beside the protocol itself.
        varied: Share of the organisations in a copy that get an invented name.
        width: Size of the vectors.
        depth: Layers of the network; each sees one token further to both sides.
        rows: Sizes of the tables of features.
        hidden: Size of the layer that chooses.
        dropout: Share of values dropped in training.
        word_dropout: Share of tokens whose word is hidden in training.
        rate: Learning rate.
        batch: Tokens for one step of learning.
        news_share: Share of the newspaper sentences in a round.
        items_share: Share of the items that rules have labelled in a round.
        patience: Rounds without a better F1 on protocols that are held out for it before it stops; then the weights of
            the best round are kept. 0 holds none out and goes through all rounds.
    """

    seed: int = 0
    epochs: int = 7
    copies: int = 2
    varied: float = 0.6
    width: int = 64
    depth: int = 3
    rows: tuple[int, ...] = (6000, 2000, 2000, 4000, 1000, 200)
    hidden: int = 64
    dropout: float = 0.2
    word_dropout: float = 0.15
    rate: float = 0.001
    batch: int = 800
    news_share: float = 0.3
    items_share: float = 0.1
    patience: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitySettings:
    """What `train_entities` is told.

    Attributes:
        sources: Folders of annotated protocols: NAME.src, or NAME.txt with NAME.gold.json.
        output: The folder to write the pipeline to.
        base: The pipeline to which the recogniser is added, or in which it is replaced; the rules alone, if not given.
        start: A pipeline whose recogniser is trained on, with the sizes it has; a new one, if not given.
        news: A file of newspaper sentences in columns, or None.
        items: A folder of items as JSON Lines for the rules to label, or None.
        check: Folders of annotated protocols to score the pipeline on, which are not learned from.
        training: How the network is made and trained.
        threads: Threads for the arithmetic; more than one makes sums differ in the last digits from run to run.
        dry_run: Read everything and say what would be done; train nothing and write nothing.
        kind: The format of the sources, as `corpus import --from` names it; each is looked at, if not given.
        options: How to read files of other tools.
    """

    sources: tuple[Path, ...]
    output: Path
    base: Path | None = None
    start: Path | None = None
    news: Path | None = None
    items: Path | None = None
    check: tuple[Path, ...] = ()
    training: Training = field(default_factory=Training)
    threads: int = 1
    dry_run: bool = False
    kind: str | None = None
    options: ReadOptions = field(default_factory=ReadOptions)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, paths as text."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What `train_entities` has done.

    Attributes:
        folder: Where the pipeline is; None after a dry run.
        protocols: Annotated protocols, without copies.
        tokens: Tokens in all rounds together.
        lost: Entities whose borders are not those of tokens, in all rounds.
        seconds: How long the training took.
        losses: One a round.
        scores: For each folder of `check`, precision, recall and F1 by label.
    """

    folder: Path | None
    protocols: int
    tokens: int
    lost: int
    seconds: float = 0.0
    losses: tuple[float, ...] = ()
    scores: Mapping[str, Any] = field(default_factory=dict)


# Weights that have learned before are moved less, or a few protocols of one town make them forget the others.
_GOES_ON: Final[dict[str, Any]] = {"epochs": 3, "rate": 0.0005}
# One protocol in ten is held out to see when to stop, where there are enough to spare one.
_HOLDS_OUT: Final = 10
_LEAST_TO_SPARE: Final = 5
_PATHS: Final = ("items", "news")


def entity_settings(
    sources: tuple[Path, ...], output: Path, model: Path, values: Mapping[str, Any], where: str
) -> EntitySettings:
    """Make the settings of a training that starts from a pipeline.

    Args:
        sources: Where the annotated protocols are.
        output: The folder for the pipeline that comes of it.
        model: The pipeline to start from: its parts are kept, and its recogniser is trained on.
        values: Other settings by name: those of `Training`, `items`, `news`, `check`, `threads`, and `fresh` for a
            recogniser that has learned nothing yet.
        where: Where these come from, for messages.

    Raises:
        ConfigError: A name is unknown, or a value is of the wrong kind.
    """
    given = dict(values)
    fresh = given.pop("fresh", False)
    start = None if fresh or not (model / COMPONENT).is_dir() else model
    kinds = asdict(Training())
    own = {name: given.pop(name) for name in kinds if name in given}
    for name, value in own.items():
        wanted = (int, float) if isinstance(kinds[name], float) else (int,)
        if isinstance(kinds[name], tuple):
            own[name] = tuple(value) if isinstance(value, list) else value
        elif isinstance(value, bool) or not isinstance(value, wanted):
            raise ConfigError(f"{where}: {name} = {value!r} is no {type(kinds[name]).__name__}")
    items, news = (Path(given.pop(name)) if name in given else None for name in _PATHS)
    check = tuple(map(Path, given.pop("check", [])))
    threads = given.pop("threads", 1)
    if given or not isinstance(fresh, bool):
        name = next(iter(given), "fresh")
        known = ", ".join(sorted([*kinds, *_PATHS, "check", "fresh", "threads"]))
        raise ConfigError(f"{where}: no setting {name!r} of that kind; there are {known}")
    training = Training(**{"patience": 1, **({} if start is None else _GOES_ON), **own})
    return EntitySettings(
        sources=sources,
        output=output,
        base=model,
        start=start,
        check=check,
        threads=threads,
        training=training,
        items=items,
        news=news,
    )


def read_gold(path: Path) -> list[GoldDocument]:
    """Read annotated protocols: sources with mark-up, texts with gold files, gold JSON Lines, files of other tools.

    Raises:
        MinutesError: There is nothing annotated there, or something in it is wrong.
    """
    return dataset.read_corpus([path])


def make_rounds(nlp: Language, documents: Sequence[GoldDocument], training: Training) -> list[list[Lesson]]:
    """Make the lessons of all rounds from annotated protocols.

    Args:
        nlp: The pipeline whose tokenizer to use.
        documents: The protocols.
        training: Of it the seed, the epochs and the copies.

    Returns:
        For each round the protocols themselves and its augmented copies.
    """
    own = [gold_lesson(nlp, document) for document in documents]
    rounds = []
    for epoch in range(training.epochs):
        first = (training.seed * training.epochs + epoch) * training.copies
        copies = [
            _copy(nlp, document, number, training.varied)
            for document in documents
            for number in range(first, first + training.copies)
        ]
        rounds.append([*own, *copies])
    return rounds


def _copy(nlp: Language, document: GoldDocument, number: int, varied: float) -> Lesson:
    try:
        lesson = gold_lesson(nlp, augment(document, number))
    except ConfigError as error:
        # Its text and its FACTS disagree: it is learned from as it is.
        _LOG.warning("%s", error)
        lesson = gold_lesson(nlp, document)
    rng = Random(f"{document.name}:{number}")  # noqa: S311 - no secret
    return replace(lesson, docs=tuple(vary_organisations(nlp, lesson.docs, rng, varied)))


def deal(rounds: Sequence[Sequence[Lesson]], extra: Sequence[Lesson], share: float, seed: int) -> list[list[Lesson]]:
    """Add to each round a share of other lessons; all are used before one comes again."""
    order = list(extra)
    Random(seed).shuffle(order)  # noqa: S311 - no secret
    each = round(len(order) * share)
    dealt = []
    at = 0
    for lessons in rounds:
        dealt.append([*lessons, *(order[(at + n) % len(order)] for n in range(each))])
        at += each
    return dealt


def fit(
    nlp: Language,
    rounds: Sequence[Sequence[Lesson]],
    training: Training,
    labels: Sequence[str] = LEARNED,
    start: bytes | None = None,
    held_out: Sequence[Lesson] = (),
) -> tuple[bytes, tuple[float, ...]]:
    """Train a recogniser.

    Args:
        nlp: The pipeline with whose vocabulary the lessons were made.
        rounds: The lessons, round by round.
        training: How.
        labels: What to tell apart.
        start: Weights to go on from, of the same sizes and labels.
        held_out: What to score each round on, if it is to stop early (`Training.patience`).

    Returns:
        The recogniser as bytes, for `put_recogniser`, and the loss of each round that was gone through.
    """
    fix_random_seed(training.seed)
    recogniser: Any = put_recogniser(_tokenizer_of(nlp), training).get_pipe(COMPONENT)
    for label in labels:
        recogniser.add_label(str(label))
    first = [_example(doc) for lesson in rounds[0][:10] for doc in lesson.docs]
    recogniser.initialize(lambda: first)
    if start is not None:
        recogniser.from_bytes(start, exclude=["vocab"])
    optimizer = Adam(training.rate, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    rng = Random(training.seed)  # noqa: S311 - no secret
    losses: list[float] = []
    best, best_f, since = b"", -1.0, 0
    for number, lessons in enumerate(rounds, 1):
        began = time.perf_counter()
        docs = [doc for lesson in lessons for doc in lesson.docs]
        rng.shuffle(docs)
        loss: dict[str, float] = {}
        tokens = sum(map(len, docs))
        with tqdm(
            desc=f"round {number} of {len(rounds)}",
            total=tokens,
            unit="token",
            file=sys.stderr,
            disable=not sys.stderr.isatty(),
            leave=False,
        ) as bar:
            for batch in minibatch_by_words(docs, size=training.batch):
                recogniser.update([_example(doc) for doc in batch], drop=training.dropout, sgd=optimizer, losses=loss)
                bar.update(sum(map(len, batch)))
        losses.append(round(float(loss[COMPONENT]) / max(tokens, 1), 5))
        _LOG.info(
            "round %d of %d: %d slices, %d tokens, loss %.5f, %.0f s",
            number,
            len(rounds),
            len(docs),
            tokens,
            losses[-1],
            time.perf_counter() - began,
        )
        if held_out or number == len(rounds):
            # The mean of the weights over all steps is steadier than the last ones.
            with recogniser.model.use_params(optimizer.averages):
                found = _f1(recogniser, held_out)
                if found > best_f or not held_out:
                    best, best_f, since = recogniser.to_bytes(exclude=["vocab"]), found, 0
                else:
                    since += 1
        if held_out:
            _LOG.info("F1 %.4f on what is held out, best %.4f", found, best_f)
            if since >= training.patience:
                break
    return best, tuple(losses)


def _f1(recogniser: Any, lessons: Sequence[Lesson]) -> float:
    """Strict F1 of the recogniser alone; 0 where there is nothing to find."""
    docs = [doc for lesson in lessons for doc in lesson.docs]
    gold = [{(one.start, one.end, one.label_) for one in doc.ents} for doc in docs]
    for doc in (bare := [_example(doc).predicted for doc in docs]):
        recogniser(doc)
    got = [{(one.start, one.end, one.label_) for one in doc.ents} for doc in bare]
    total = sum(map(len, gold)) + sum(map(len, got))
    return 2 * sum(len(one & other) for one, other in zip(gold, got, strict=True)) / total if total else 0.0


def _example(doc: Doc) -> Example:
    return Example(Doc(doc.vocab, words=[token.text for token in doc]), doc)


def _tokenizer_of(nlp: Language) -> Language:
    """A pipeline of the same tokenizer and vocabulary without components."""
    own = spacy.blank("sv", vocab=nlp.vocab)
    own.tokenizer = nlp.tokenizer
    return own


def put_recogniser(nlp: Language, training: Training, weights: bytes | None = None) -> Language:
    """Add a recogniser to a pipeline, before the rules for entities if it has them, or replace the one it has.

    Args:
        nlp: The pipeline; it is changed.
        training: Of it the sizes.
        weights: What `fit` gave; an untrained recogniser, if not given.

    Returns:
        The same pipeline.
    """
    tok2vec = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "nlp_minutes.LexiconEmbed.v1",
            "width": training.width,
            "rows": list(training.rows),
            "word_dropout": training.word_dropout,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": training.width,
            "depth": training.depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
    config = {"model": {"hidden_width": training.hidden, "tok2vec": tok2vec}}
    if COMPONENT in nlp.pipe_names:
        nlp.remove_pipe(COMPONENT)
    before = "minutes_entities" if "minutes_entities" in nlp.pipe_names else None
    component: Any = nlp.add_pipe("minutes_ner", name=COMPONENT, config=config, before=before)
    if weights is not None:
        component.from_bytes(weights, exclude=["vocab"])
    return nlp


def _spared(documents: Sequence[GoldDocument], training: Training) -> list[GoldDocument]:
    """The protocols that are held out to see when to stop."""
    if not training.patience or len(documents) < _LEAST_TO_SPARE:
        return []
    count = max(1, len(documents) // _HOLDS_OUT)
    return Random(training.seed).sample(sorted(documents, key=lambda one: one.name), count)  # noqa: S311 - no secret


def _lessons(nlp: Language, settings: EntitySettings) -> tuple[list[list[Lesson]], int, list[Lesson]]:
    """The lessons of all rounds, the number of protocols, and what is held out."""
    training = settings.training
    documents = read_corpus(settings.sources, part="entities", kind=settings.kind, options=settings.options).documents
    held = {document.layout for folder in settings.check for document in read_gold(folder)}
    common = sorted(held & {document.layout for document in documents})
    if common:
        raise ConfigError(
            f"{', '.join(common)}: a layout to learn from and to be scored on; leave it out of one of them"
        )
    spared = _spared(documents, training)
    rounds = make_rounds(nlp, [one for one in documents if one not in spared], training)
    if settings.news is not None:
        rounds = deal(rounds, list(news_lessons(nlp, settings.news)), training.news_share, training.seed)
    if settings.items is not None:
        files = sorted(settings.items.glob("*.jsonl"))
        if not files:
            raise ConfigError(f"{settings.items}: no items (NAME.jsonl) in this folder")
        lessons = [lesson for path in files for lesson in item_lessons(nlp, path)]
        rounds = deal(rounds, lessons, training.items_share, training.seed)
    return rounds, len(documents), [gold_lesson(nlp, one) for one in spared]


def train_entities(settings: EntitySettings) -> Trained:
    """Train the recogniser and write a pipeline that has it.

    Args:
        settings: Where the data are, where the pipeline goes, and how to train.

    Returns:
        What was done.

    Raises:
        MinutesError: Something in the data is wrong, or the output cannot be written.
    """
    for name in _THREADS:
        os.environ[name] = str(settings.threads)
    nlp = load(settings.base) if settings.base is not None else make_rules_pipeline()
    rounds, protocols, held_out = _lessons(nlp, settings)
    done = Trained(
        folder=None,
        protocols=protocols,
        tokens=sum(lesson.tokens for lessons in rounds for lesson in lessons),
        lost=sum(lesson.lost for lessons in rounds for lesson in lessons),
    )
    _LOG.info("%d protocols, %d rounds, %d tokens, %d lost", protocols, len(rounds), done.tokens, done.lost)
    if settings.dry_run:
        return done
    began = time.perf_counter()
    weights, losses = fit(nlp, rounds, settings.training, start=_weights(settings.start), held_out=held_out)
    done = replace(done, folder=settings.output, seconds=round(time.perf_counter() - began, 1), losses=losses)
    pipeline = with_fresh_strings(put_recogniser(nlp, settings.training, weights))
    pipeline.meta.update(
        name=settings.output.name.removeprefix(f"{pipeline.lang}_"),
        description="Rules and a trained recogniser of people, parties, roles and organisations",
    )
    write_pipeline(pipeline, settings.output)
    done = replace(done, scores={str(one): _score(settings.output, one) for one in settings.check})
    add_scores(settings.output, "entities", _report(done, settings))
    add_card(settings.output, _card(done, settings))
    return done


def _card(done: Trained, settings: EntitySettings) -> list[str]:
    """What a person should know of the pipeline."""
    start = f"the weights of {settings.start.name}" if settings.start is not None else "nothing"
    return [
        f"Learnt from {done.protocols} protocols ({done.tokens} tokens in {len(done.losses)} rounds), starting",
        f"from {start}. Seed {settings.training.seed}; {done.seconds:.0f} seconds.",
        "",
        "`scores.json` has the loss of each round, and the scores on the folders of `check` where any were given.",
        "Without them nothing is known of how good it is: hold it against what it comes from, on other protocols:",
        "",
        "    nlp-minutes evaluate --model THIS_FOLDER --compare THE_OTHER --corpus PATH --task entities",
    ]


def _weights(folder: Path | None) -> bytes | None:
    """The weights of the recogniser of a pipeline."""
    if folder is None:
        return None
    nlp = spacy.load(folder)
    if COMPONENT not in nlp.pipe_names:
        raise ConfigError(f"{folder}: there is no trained recogniser in this pipeline to go on from")
    component: Any = nlp.get_pipe(COMPONENT)
    weights: bytes = component.to_bytes(exclude=["vocab"])
    return weights


def _score(folder: Path, gold: Path) -> dict[str, dict[str, float]]:
    documents = read_gold(gold)
    nlp = spacy.load(folder)
    found = [entities_found(nlp, document) for document in documents]
    return score_entities(found, [gold_entities(document) for document in documents])


def _report(done: Trained, settings: EntitySettings) -> dict[str, Any]:
    """What stands in scores.json: figures, and how to get them again."""
    return {
        "protocols": done.protocols,
        "tokens": done.tokens,
        "entities_lost": done.lost,
        "seconds": done.seconds,
        "losses": list(done.losses),
        "news": settings.news is not None,
        "items": settings.items is not None,
        "went_on_from": settings.start.name if settings.start is not None else None,
        "training": asdict(settings.training),
        "scores": {Path(name).name: figures for name, figures in done.scores.items()},
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m nlp_minutes.training.entities", description=__doc__)
    parser.add_argument("--sources", type=Path, nargs="+", default=[Path("corpus/sources")], help="annotated protocols")
    parser.add_argument("--output", type=Path, required=True, help="folder of the pipeline to write")
    parser.add_argument("--base", type=Path, help="pipeline to add the recogniser to (rules alone, if not given)")
    parser.add_argument("--start", type=Path, help="pipeline whose recogniser is trained on")
    parser.add_argument("--news", type=Path, help="newspaper sentences, one token a line")
    parser.add_argument("--items", type=Path, help="folder of items as JSON Lines for the rules to label")
    parser.add_argument("--check", type=Path, nargs="*", default=[], help="annotated protocols to score on")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--dry-run", action="store_true", help="read the data and say how much it is")
    for name, value in asdict(Training()).items():
        if not isinstance(value, tuple):
            parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Train as the command line says."""
    given = vars(_parser().parse_args(arguments))
    training = Training(**{name: given.pop(name) for name in asdict(Training()) if name in given})
    given["sources"], given["check"] = tuple(given["sources"]), tuple(given["check"])
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    done = train_entities(EntitySettings(**given, training=training))
    _LOG.info("%s", json.dumps(asdict(replace(done, folder=None)), ensure_ascii=False))


if __name__ == "__main__":
    main()
