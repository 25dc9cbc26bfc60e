"""Training anew for each part of the corpus and measuring on that part: what a model is worth on towns it never saw."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp_minutes.corpus.gold import GoldDocument
from nlp_minutes.corpus.splits import make_folds
from nlp_minutes.errors import ConfigError

__all__ = ["Fold", "Trainer", "folds_of", "train_folds"]

# Trains a pipeline on documents, writes it below a folder that is its own, and gives the pipeline's folder.
Trainer = Callable[[Sequence[GoldDocument], Path], Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """One round: what is learned from, and what is measured on. No layout stands on both sides."""

    name: str
    layouts: tuple[str, ...]
    train: tuple[GoldDocument, ...]
    test: tuple[GoldDocument, ...]


def folds_of(documents: Sequence[GoldDocument], folds: int | None = None, *, seed: int = 0) -> list[Fold]:
    """Deal documents out by layout.

    Args:
        documents: The records; their names differ.
        folds: How many rounds; one for each layout, if not given.
        seed: The same seed gives the same folds.

    Raises:
        ConfigError: There are fewer layouts than folds, or fewer than two.
    """
    layouts = sorted({one.layout for one in documents})
    if len(layouts) < 2:
        raise ConfigError("--cross layout needs documents of two layouts or more: name more of the corpus")
    sides: list[tuple[str, tuple[str, ...]]]
    if folds is None:
        sides = [(layout, (layout,)) for layout in layouts]
    else:
        sides = [(part.name, part.layouts) for part in make_folds(documents, folds, seed=seed).parts]
    return [
        Fold(
            name=name,
            layouts=side,
            train=tuple(one for one in documents if one.layout not in side),
            test=tuple(one for one in documents if one.layout in side),
        )
        for name, side in sides
    ]


def train_folds(folds: Sequence[Fold], trainer: Trainer, folder: Path) -> Iterator[tuple[Fold, Path]]:
    """Train a model for each fold, one after the other; yield the fold with the model's folder."""
    for fold in folds:
        place = folder / fold.name
        place.mkdir(parents=True, exist_ok=True)
        yield fold, trainer(fold.train, place)
