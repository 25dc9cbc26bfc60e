"""Splits by layout: a town's protocols stand on one side only.

Two protocols of one town share the front page, the headings and the wording of its secretary. Were one in training and
the other in the test, the score would tell how well a model remembers towns, not how well it reads a new one.

Layouts are dealt out by size, the largest first, each to the side that lacks most words (longest processing time
first: R. L. Graham, Bounds on multiprocessing timing anomalies, 1969). Among layouts of one size the seed decides.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from nlp_minutes.corpus.dataset import write_whole
from nlp_minutes.errors import ConfigError, DamagedFile, ReadError

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["SHARES", "Part", "Split", "check_split", "make_folds", "make_split", "read_split", "write_split"]

# Of the words: what to learn from, to choose by, to report on.
SHARES: Final[Mapping[str, float]] = {"train": 0.7, "dev": 0.15, "test": 0.15}
# Layouts differ in size by a half; the seed moves each by up to this share, so that seeds give different splits.
_JITTER: Final = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One side of a split, or one fold.

    Attributes:
        name: `train`, `dev`, `test`, or `fold-1` and so on.
        layouts: In alphabetical order.
        documents: The names of the documents, in alphabetical order.
        words: How many words they hold.
    """

    name: str
    layouts: tuple[str, ...]
    documents: tuple[str, ...]
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Documents dealt out to parts.

    Attributes:
        seed: What it was drawn with.
        corpus: Hash of the names and texts that were dealt out: a split of another state of the corpus is told apart.
        parts: The parts.
    """

    seed: int
    corpus: str
    parts: tuple[Part, ...]

    def part(self, name: str) -> Part:
        """The part of this name.

        Raises:
            ConfigError: There is none.
        """
        for part in self.parts:
            if part.name == name:
                return part
        raise ConfigError(f"no part {name!r} in this split; it has {', '.join(part.name for part in self.parts)}")

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as the split's file holds them."""
        return {
            "seed": self.seed,
            "corpus": self.corpus,
            "parts": [
                {
                    "name": part.name,
                    "words": part.words,
                    "layouts": list(part.layouts),
                    "documents": list(part.documents),
                }
                for part in self.parts
            ],
        }


def _words(document: GoldDocument) -> int:
    return len(document.text.split())


def _fingerprint(documents: Sequence[GoldDocument]) -> str:
    lines = sorted(f"{document.name} {document.sha256}\n" for document in documents)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _draw(seed: int, layout: str) -> float:
    """A number in [0, 1) that depends on the seed and the layout alone: not on Python, nor on the other layouts."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{layout}".encode()).digest()[:8]) / 2**64


def _deal(documents: Sequence[GoldDocument], targets: Mapping[str, float], seed: int) -> Split:
    """Deal the layouts out to the parts, so that each part's share of the words comes close to its target."""
    sizes: dict[str, int] = {}
    for document in documents:
        sizes[document.layout] = sizes.get(document.layout, 0) + _words(document)
    if len(sizes) < len(targets):
        raise ConfigError(
            f"{len(sizes)} layouts cannot fill {len(targets)} parts: a layout is never divided; ask for fewer parts"
        )
    total = sum(sizes.values())
    lacking = {name: share * total for name, share in targets.items()}
    layouts: dict[str, list[str]] = {name: [] for name in targets}
    order = sorted(sizes, key=lambda one: (-sizes[one] * (1 + _JITTER * _draw(seed, one)), _draw(seed, one), one))
    for number, layout in enumerate(order):
        empty = [name for name in targets if not layouts[name]]
        # As many layouts as empty parts are left: each part gets one.
        candidates = empty if len(order) - number <= len(empty) else list(targets)
        name = max(candidates, key=lacking.__getitem__)
        layouts[name].append(layout)
        lacking[name] -= sizes[layout]
    split = Split(
        seed=seed,
        corpus=_fingerprint(documents),
        parts=tuple(
            Part(
                name=name,
                layouts=tuple(sorted(chosen)),
                documents=tuple(sorted(one.name for one in documents if one.layout in chosen)),
                words=sum(sizes[layout] for layout in chosen),
            )
            for name, chosen in layouts.items()
        ),
    )
    check_split(documents, split)
    return split


def make_folds(documents: Sequence[GoldDocument], folds: int, *, seed: int = 0) -> Split:
    """Deal documents out to folds of about as many words each.

    Args:
        documents: The records; their names differ.
        folds: How many, at least two and at most as many as there are layouts.
        seed: The same documents and seed give the same folds.

    Raises:
        ConfigError: The number of folds does not fit.
    """
    if folds < 2:
        raise ConfigError(f"{folds} folds: ask for two or more")
    return _deal(documents, {f"fold-{n}": 1 / folds for n in range(1, folds + 1)}, seed)


def make_split(documents: Sequence[GoldDocument], shares: Mapping[str, float] | None = None, *, seed: int = 0) -> Split:
    """Deal documents out to train, dev and test.

    Args:
        documents: The records; their names differ.
        shares: Each part's share of the words, of any sum; `SHARES` if not given.
        seed: The same documents and seed give the same split.

    Raises:
        ConfigError: A share is not positive, or there are fewer layouts than parts.
    """
    shares = SHARES if shares is None else shares
    if not shares or not all(0 < share < float("inf") for share in shares.values()):
        raise ConfigError(f"shares {dict(shares)}: every part needs a positive share")
    total = sum(shares.values())
    return _deal(documents, {name: share / total for name, share in shares.items()}, seed)


def check_split(documents: Sequence[GoldDocument], split: Split) -> None:
    """Make sure that every document stands on one side, and no layout on two.

    Raises:
        ConfigError: It is not so.
    """
    layout_of = {document.name: document.layout for document in documents}
    if len(layout_of) < len(documents):
        raise ConfigError("two documents of one name: they cannot be told apart in a split")
    side: dict[str, str] = {}
    placed: set[str] = set()
    for part in split.parts:
        for name in part.documents:
            if name not in layout_of:
                raise ConfigError(f"{name} is in the split ({part.name}), but not in the corpus; make the split again")
            if name in placed:
                raise ConfigError(f"{name} stands twice in the split")
            placed.add(name)
            other = side.setdefault(layout_of[name], part.name)
            if other != part.name:
                raise ConfigError(f"the layout {layout_of[name]} stands on two sides: {other} and {part.name}")
    missing = sorted(set(layout_of) - placed)
    if missing:
        raise ConfigError(f"{', '.join(missing)}: not in the split; make the split again")


def write_split(split: Split, path: str | Path) -> None:
    """Write a split as JSON, whole or not at all."""
    write_whole(path, json.dumps(split.to_dict(), ensure_ascii=False, indent=1) + "\n")


def read_split(path: str | Path) -> Split:
    """Read a split.

    Raises:
        DamagedFile: It is not a split.
        ReadError: It cannot be read.
    """
    path = Path(path)
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Split(
            seed=values["seed"],
            corpus=values["corpus"],
            parts=tuple(
                Part(
                    name=part["name"],
                    layouts=tuple(part["layouts"]),
                    documents=tuple(part["documents"]),
                    words=part["words"],
                )
                for part in values["parts"]
            ),
        )
    except OSError as error:
        raise ReadError(path, f"cannot be read ({error.strerror})") from error
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedFile(path, f"not a split ({error})") from error
