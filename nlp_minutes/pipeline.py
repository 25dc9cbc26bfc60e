"""The pipeline as a whole: the only place that joins readers, Doc and components."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import spacy

from nlp_minutes.checks import checked
from nlp_minutes.components.summary import Summariser, item_summaries
from nlp_minutes.document import to_doc, to_docs
from nlp_minutes.errors import ConfigError, EmptyFile, TooLarge
from nlp_minutes.export.digest import Digest, digest_of, digest_of_text, item_importance
from nlp_minutes.lines import ends_sentence
from nlp_minutes.manifest import MANIFEST, check_manifest, write_manifest
from nlp_minutes.minutes import Minutes, Summary, TextSentence, from_doc
from nlp_minutes.model_folders import model_path
from nlp_minutes.process import without_collection
from nlp_minutes.readers import read, source_from_text
from nlp_minutes.readers.limits import DEFAULT, MAX_CHARACTERS, Limits
from nlp_minutes.readers.sandbox import read_safely
from nlp_minutes.rules.case_summary import case_title, summarise_case
from nlp_minutes.rules.case_text import read_case_text
from nlp_minutes.rules.item_summary import MAX_WORDS, Chosen, count_words, joined
from nlp_minutes.rules.ranker import RANKER_FILES, Ranker, load_ranker
from nlp_minutes.rules.structure import Item as FoundItem
from nlp_minutes.rules.structure import parse, split_meetings
from nlp_minutes.source import path_text

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from nlp_minutes.source import Source

__all__ = [
    "add_summary",
    "annotate",
    "annotate_all",
    "annotate_source",
    "default_pipeline",
    "digests",
    "is_minutes",
    "load",
    "model_path",
    "producer",
    "ranker_of",
    "ranker_path",
    "source_docs",
    "source_for",
    "summarise",
]

_RANKER = "summary_ranker"
# Words that an item has at least in the summary of a whole meeting: a decision and who was against it.
_ITEM_SHARE: Final = 30
# Sentences under such headings above the first item make a text a case text: minutes have a front page there.
_TELLS_CASE: Final = frozenset({"matter", "summary", "description", "background", "assessment", "impact"})
_CASE_SENTENCES: Final = 3


def ranker_path(name: str = _RANKER) -> Path:
    """Give the folder of the ranker of sentences that comes with the package.

    Raises:
        ConfigError: There is none of that name.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_models" / name, package.parent / "models" / name):
        if (folder / RANKER_FILES[1]).is_file():
            return folder
    raise ConfigError(f"no ranker {name!r} comes with this installation; install nlp-minutes anew, or name a folder")


def load(model: str | os.PathLike[str] | None = None) -> Language:
    """Load a pipeline.

    Args:
        model: A pipeline's folder; the one that comes with the package, if not given.

    Returns:
        The spaCy pipeline.

    Raises:
        ConfigError: The folder holds no pipeline, or not what its manifest names.
    """
    folder = Path(model) if model is not None else model_path()
    if not (folder / "config.cfg").is_file():
        raise ConfigError(f"{folder}: no pipeline here (no config.cfg); give the folder that training wrote")
    check_manifest(folder)
    try:
        nlp = spacy.load(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = str(error).strip().splitlines() or [type(error).__name__]
        raise ConfigError(
            f"{folder}: its pipeline cannot be loaded ({why[0][:200]}); fetch or train it anew"
        ) from error
    if "minutes_structure" not in nlp.pipe_factories.values():
        raise ConfigError(
            f"{folder}: its pipeline reads no minutes (no minutes_structure in it); give the folder that training wrote"
        )
    nlp.max_length = max(nlp.max_length, MAX_CHARACTERS + 1)
    return nlp


@cache
def default_pipeline() -> Language:
    """Give the pipeline that comes with the package, loaded once."""
    return load()


@cache
def _version() -> str:
    return version("nlp-minutes")


def producer(nlp: Language) -> str:
    """Give name and version of toolkit and model, as results name them."""
    return f"nlp-minutes {_version()}, {nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def source_for(text_or_path: str | os.PathLike[str], *, sandbox: bool = True, limits: Limits = DEFAULT) -> Source:
    """Read a file, or take a text, as `annotate` does.

    Raises:
        ReadError: The file cannot be read, or there is nothing in the text, or too much.
    """
    if isinstance(text_or_path, str):
        if not text_or_path.strip():
            raise EmptyFile("text", "there is nothing in it")
        if len(text_or_path) > limits.characters:
            raise TooLarge("text", f"{len(text_or_path):,} characters, more than {limits.characters:,}")
        with without_collection():
            return source_from_text(text_or_path)
    return read_safely(text_or_path, limits) if sandbox else read(text_or_path, limits)


def source_docs(nlp: Language, source: Source) -> Iterator[Doc]:
    """Yield an unprocessed Doc for each meeting of a source."""
    meetings = split_meetings(source.clean, source.blocks)
    yield from to_docs(nlp, source, [[source.blocks[i] for i in meeting] for meeting in meetings])


def annotate_all(
    text_or_path: str | os.PathLike[str],
    *,
    nlp: Language | None = None,
    sandbox: bool = True,
    limits: Limits = DEFAULT,
) -> list[Minutes]:
    """Annotate every meeting of a text or file.

    Args:
        text_or_path: A `str` is text, an `os.PathLike` is a file.
        nlp: The pipeline; the package's own, if not given.
        sandbox: Whether a file is read in a process of its own, so that it can do no harm to this one.
        limits: What the file may hold and cost.

    Returns:
        One result a meeting, in order.

    Raises:
        ReadError: The file cannot be read.
    """
    pipeline = nlp or default_pipeline()
    source = source_for(text_or_path, sandbox=sandbox, limits=limits)
    return annotate_source(pipeline, source)


def annotate_source(nlp: Language, source: Source) -> list[Minutes]:
    """Annotate every meeting of a source."""
    return list(_results(nlp, source_docs(nlp, source)))


def _results(nlp: Language, docs: Iterable[Doc]) -> Iterator[Minutes]:
    name = producer(nlp)
    processed = nlp.pipe(docs)
    while True:
        # What stands between two documents is the caller's time: the search for garbage is held back in neither.
        with without_collection():
            doc = next(processed, None)
            result = checked(from_doc(doc, name)) if doc is not None else None
        if result is None:
            return
        yield result


def annotate(
    text_or_path: str | os.PathLike[str],
    *,
    nlp: Language | None = None,
    sandbox: bool = True,
    limits: Limits = DEFAULT,
) -> Minutes:
    """Annotate the first meeting of a text or file.

    Args:
        text_or_path: A `str` is text, an `os.PathLike` is a file.
        nlp: The pipeline; the package's own, if not given.
        sandbox: Whether a file is read in a process of its own, so that it can do no harm to this one.
        limits: What the file may hold and cost.

    Returns:
        The result; where the file holds more meetings it has the warning `several_meetings`.

    Raises:
        ReadError: The file cannot be read.
    """
    pipeline = nlp or default_pipeline()
    source = source_for(text_or_path, sandbox=sandbox, limits=limits)
    with without_collection():
        doc = to_doc(pipeline, source)
        return checked(from_doc(pipeline(doc), producer(pipeline)))


def summarise(
    text_or_path: str | os.PathLike[str],
    max_words: int | None = 150,
    *,
    max_sentences: int | None = None,
    nlp: Language | None = None,
    limits: Limits = DEFAULT,
) -> Summary:
    """Summarise a text or file: a case text (tjänsteskrivelse, report) or minutes.

    Args:
        text_or_path: A `str` is text, an `os.PathLike` is a file.
        max_words: How many words the summary may have; no limit, if None.
        max_sentences: How many sentences; no limit, if None.
        nlp: The pipeline; the package's own, if not given.
        limits: What the file may hold and cost.

    Returns:
        Sentences of the text in its order. Of minutes, the decisions of the items that matter most.

    Raises:
        ConfigError: A limit is below 1.
        ReadError: The file cannot be read.
    """
    _check_limits(max_words, max_sentences)
    pipeline = nlp or default_pipeline()
    source = source_for(text_or_path, limits=limits)
    ranker = ranker_of(pipeline)
    if is_minutes(source):
        chosen = _chosen_of_meetings(pipeline, source, ranker, max_words, max_sentences)
    else:
        chosen = _chosen_of_text(source, ranker, max_words, max_sentences)
    return _summary(source, chosen)


def _check_limits(max_words: int | None, max_sentences: int | None) -> None:
    for name, limit in (("max_words", max_words), ("max_sentences", max_sentences)):
        if limit is not None and limit < 1:
            raise ConfigError(f"{name} must be at least 1, not {limit}")


def ranker_of(nlp: Language) -> Ranker:
    """Give the ranker of sentences that a pipeline brings; the package's own, if it brings none."""
    for _, component in nlp.pipeline:
        if isinstance(component, Summariser) and component.ranker is not None:
            return component.ranker
    return _default_ranker()


@cache
def _default_ranker() -> Ranker:
    return load_ranker(ranker_path())


def is_minutes(source: Source) -> bool:
    """Tell whether a text is minutes: most of it are items, and no case text stands before the first.

    Extracts of minutes that lie behind a case text, or a `§ 12` that it cites at a line's beginning, make it none.
    """
    items: list[FoundItem] = []
    for meeting in split_meetings(source.clean, source.blocks):
        items += parse(source.clean, [source.blocks[i] for i in meeting]).items
    if not items or sum(one.end - one.start for one in items) <= 0.5 * len(source.clean):
        return False
    above = [block for block in source.blocks if block.end <= items[0].start]
    sentences = read_case_text([(source.clean[block.start : block.end], block.start) for block in above])
    told = [one for one in sentences if one.running and one.kind in _TELLS_CASE and ".." not in one.text]
    return sum(ends_sentence(one.text) for one in told) < _CASE_SENTENCES


def _chosen_of_text(source: Source, ranker: Ranker, max_words: int | None, max_sentences: int | None) -> list[Chosen]:
    paragraphs = [(source.clean[block.start : block.end], block.start) for block in source.blocks]
    sentences = read_case_text(paragraphs)
    scores = ranker.rank(sentences, case_title(paragraphs))
    return summarise_case(sentences, scores.tolist(), max_words=max_words, max_sentences=max_sentences)


def _chosen_of_meetings(
    nlp: Language, source: Source, ranker: Ranker, max_words: int | None, max_sentences: int | None
) -> list[Chosen]:
    """Go through the items by importance and give each its share of the room, until there is none."""
    ranked = []
    for doc in nlp.pipe(source_docs(nlp, source)):
        minutes = from_doc(doc)
        ranked += [(item_importance(item, minutes), doc, place) for place, item in enumerate(minutes.items)]
    ranked.sort(key=lambda one: -one[0])
    room = 10**9 if max_words is None else max_words
    places = 10**9 if max_sentences is None else max_sentences
    share = max(_ITEM_SHARE, room // max(len(ranked), 1)) if max_words is not None else None
    found: list[Chosen] = []
    for _, doc, place in ranked:
        if places < 1 or (found and room < _ITEM_SHARE // 2):
            break
        limit = room if share is None else min(share, room)
        (chosen,) = item_summaries(doc, max_words=limit, max_sentences=places, ranker=ranker, only=place)
        room -= sum(count_words(source.clean[one.start : one.end]) for one in chosen)
        places -= len(chosen)
        found += chosen
    return sorted(found, key=lambda one: one.start)


def _summary(source: Source, chosen: Sequence[Chosen]) -> Summary:
    sentences = []
    for one in chosen:
        start, end = source.alignment.to_source(one.start, one.end)
        text = " ".join(source.clean[one.start : one.end].split())
        sentences.append(TextSentence(text=text, start=start, end=end, score=one.score))
    return Summary(text=joined(source.clean, chosen), sentences=sentences)


def digests(
    text_or_path: str | os.PathLike[str],
    *,
    max_words: int | None = None,
    max_sentences: int | None = None,
    by_importance: bool = False,
    nlp: Language | None = None,
    limits: Limits = DEFAULT,
) -> list[Digest]:
    """Make the digest of each meeting of a text or file; of a case text, the one digest.

    Args:
        text_or_path: A `str` is text, an `os.PathLike` is a file.
        max_words: How many words each summary may have; 40 for an item and 150 for a case text, if not given.
        max_sentences: How many sentences each may have; no limit, if None.
        by_importance: Whether the items that matter most come first.
        nlp: The pipeline; the package's own, if not given.
        limits: What the file may hold and cost.

    Raises:
        ConfigError: A limit is below 1.
        ReadError: The file cannot be read.
    """
    _check_limits(max_words, max_sentences)
    pipeline = nlp or default_pipeline()
    source = source_for(text_or_path, limits=limits)
    ranker = ranker_of(pipeline)
    if not is_minutes(source):
        chosen = _chosen_of_text(source, ranker, max_words or 150, max_sentences)
        paragraphs = [(source.clean[block.start : block.end], block.start) for block in source.blocks]
        return [digest_of_text(_summary(source, chosen), case_title(paragraphs), path_text(source.path))]
    summariser = Summariser(
        max_words=max_words or MAX_WORDS, max_sentences=max_sentences, ranker=ranker, with_title=False
    )
    return [
        digest_of(from_doc(summariser(doc), producer(pipeline)), by_importance=by_importance)
        for doc in pipeline.pipe(source_docs(pipeline, source))
    ]


def add_summary(model: str | os.PathLike[str], ranker: str | os.PathLike[str] | None = None) -> Language:
    """Put `minutes_summary` with a ranker at the end of a pipeline's folder, in place of the one that is there.

    Args:
        model: The pipeline's folder, which is written anew.
        ranker: The ranker's folder; the package's own, if not given.

    Returns:
        The pipeline.

    Raises:
        ConfigError: The folder holds no pipeline, or there is no ranker.
    """
    nlp = load(model)
    if "minutes_summary" in nlp.pipe_names:
        nlp.remove_pipe("minutes_summary")
    component = nlp.add_pipe("minutes_summary")
    if isinstance(component, Summariser):
        component.ranker = load_ranker(Path(ranker) if ranker is not None else ranker_path())
    nlp.to_disk(Path(model))
    if (Path(model) / MANIFEST).is_file():
        write_manifest(model)
    return nlp
