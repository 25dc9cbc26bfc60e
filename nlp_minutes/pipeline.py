"""The pipeline as a whole: the only place that joins readers, Doc and components."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from nlp_minutes.checks import checked
from nlp_minutes.document import to_doc
from nlp_minutes.errors import ConfigError, EmptyFile, TooLarge
from nlp_minutes.minutes import Minutes, from_doc
from nlp_minutes.readers import read, source_from_text
from nlp_minutes.readers.limits import MAX_CHARACTERS
from nlp_minutes.rules.structure import split_meetings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from nlp_minutes.source import Source

__all__ = ["annotate", "annotate_all", "load", "model_path", "producer", "source_docs"]

_DEFAULT = "sv_minutes_rules"


def model_path(name: str = _DEFAULT) -> Path:
    """Give the folder of a pipeline that comes with the package.

    Args:
        name: The pipeline's name.

    Raises:
        ConfigError: There is none of that name.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_models" / name, package.parent / "models" / name):
        if (folder / "config.cfg").is_file():
            return folder
    raise ConfigError(f"no pipeline {name!r} comes with this installation; install nlp-minutes anew, or name a folder")


def load(model: str | os.PathLike[str] | None = None) -> Language:
    """Load a pipeline.

    Args:
        model: A pipeline's folder; the one that comes with the package, if not given.

    Returns:
        The spaCy pipeline.

    Raises:
        ConfigError: The folder holds no pipeline.
    """
    folder = Path(model) if model is not None else model_path()
    if not (folder / "config.cfg").is_file():
        raise ConfigError(f"{folder}: no pipeline here (no config.cfg); give the folder that training wrote")
    nlp = spacy.load(folder)
    nlp.max_length = max(nlp.max_length, MAX_CHARACTERS + 1)
    return nlp


@cache
def _default() -> Language:
    return load()


def producer(nlp: Language) -> str:
    """Give name and version of toolkit and model, as results name them."""
    return f"nlp-minutes {version('nlp-minutes')}, {nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def _source(text_or_path: str | os.PathLike[str]) -> Source:
    if isinstance(text_or_path, str):
        if not text_or_path.strip():
            raise EmptyFile("text", "there is nothing in it")
        if len(text_or_path) > MAX_CHARACTERS:
            raise TooLarge("text", f"{len(text_or_path):,} characters, more than {MAX_CHARACTERS:,}")
        return source_from_text(text_or_path)
    return read(text_or_path)


def source_docs(nlp: Language, source: Source) -> Iterator[Doc]:
    """Yield an unprocessed Doc for each meeting of a source."""
    meetings = split_meetings(source.clean, source.blocks)
    for meeting in meetings:
        yield to_doc(nlp, source, [source.blocks[i] for i in meeting])


def annotate_all(text_or_path: str | os.PathLike[str], *, nlp: Language | None = None) -> list[Minutes]:
    """Annotate every meeting of a text or file.

    Args:
        text_or_path: A `str` is text, an `os.PathLike` is a file.
        nlp: The pipeline; the package's own, if not given.

    Returns:
        One result a meeting, in order.

    Raises:
        ReadError: The file cannot be read.
    """
    pipeline = nlp or _default()
    source = _source(text_or_path)
    return list(_results(pipeline, source_docs(pipeline, source)))


def _results(nlp: Language, docs: Iterable[Doc]) -> Iterator[Minutes]:
    name = producer(nlp)
    for doc in nlp.pipe(docs):
        yield checked(from_doc(doc, name))


def annotate(text_or_path: str | os.PathLike[str], *, nlp: Language | None = None) -> Minutes:
    """Annotate the first meeting of a text or file.

    Args:
        text_or_path: A `str` is text, an `os.PathLike` is a file.
        nlp: The pipeline; the package's own, if not given.

    Returns:
        The result; where the file holds more meetings it has the warning `several_meetings`.

    Raises:
        ReadError: The file cannot be read.
    """
    pipeline = nlp or _default()
    source = _source(text_or_path)
    doc = to_doc(pipeline, source)
    return checked(from_doc(pipeline(doc), producer(pipeline)))
