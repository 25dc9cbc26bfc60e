"""The folder of a trained pipeline: written whole, with strings of our own only, figures beside it."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy

from nlp_minutes.corpus.dataset import write_whole
from nlp_minutes.errors import ConfigError
from nlp_minutes.manifest import write_manifest

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["CARD", "add_card", "add_scores", "with_fresh_strings", "write_pipeline"]

_KEPT = ("README.md", "scores.json")
# How the card of a pipeline begins whose entities were trained.
CARD = "# A pipeline of nlp-minutes with its entities trained"


def with_fresh_strings(nlp: Language) -> Language:
    """Give the same pipeline with a vocabulary that has read no text.

    spaCy writes every string that a pipeline has met to `vocab/strings.json`, names of people among them. Here the
    strings are made anew: those of the language and the tokenizer, and what the components bring themselves.
    """
    fresh = spacy.util.load_model_from_config(nlp.config.copy(), meta=dict(nlp.meta))
    fresh.from_bytes(nlp.to_bytes(exclude=["vocab"]), exclude=["vocab"])
    return fresh


def write_pipeline(nlp: Language, folder: Path) -> None:
    """Write a pipeline whole or not at all; the card and the figures of a folder that is replaced are kept.

    Raises:
        ConfigError: The place holds something else than a pipeline, or cannot be written to.
    """
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / "config.cfg").is_file())):
        raise ConfigError(f"{folder}: holds something else than a pipeline; name another folder")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as part:
            new = Path(part) / folder.name
            nlp.to_disk(new)
            for name in _KEPT:
                if (folder / name).is_file():
                    shutil.copy2(folder / name, new / name)
            write_manifest(new)
            if folder.exists():
                folder.replace(Path(part) / "old")
            new.replace(folder)
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written ({error.strerror}); name another place") from error


def add_card(folder: Path, lines: Sequence[str]) -> None:
    """Write the card of a pipeline whose entities were trained, unless somebody has written one by hand."""
    path = folder / "README.md"
    if path.is_file() and not path.read_text(encoding="utf-8").startswith(CARD):
        return
    write_whole(path, "\n".join([CARD, "", *lines, ""]))


def add_scores(folder: Path, part: str, figures: Mapping[str, Any]) -> None:
    """Put figures under the name of a part into the folder's scores.json; those of other parts stay."""
    path = folder / "scores.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    write_whole(path, json.dumps({**known, part: dict(figures)}, indent=1, ensure_ascii=False) + "\n")
