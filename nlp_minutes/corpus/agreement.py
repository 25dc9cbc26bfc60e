"""How far two people who annotated the same texts agree.

Labels of paragraphs are compared by Cohen's kappa (J. Cohen, 1960), which takes off what two people agree on by chance.
Entities are compared by F1 of their spans: there kappa would need a count of all spans that nobody marked. Neither of
the two is the right one, and swapping them changes nothing.

A paragraph is compared where both have it with the same borders; how many they have not is told too. Page furniture
counts as a label of its own, for it is one of the things to agree on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nlp_minutes.errors import ConfigError, DamagedFile
from nlp_minutes.labels import MARKED

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument, GoldParagraph

__all__ = ["Agreement", "Spans", "agreement", "agreement_by_layout", "kappa", "pair_documents"]

FURNITURE: Final = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """Entities of one label: those of both with the same borders, those of one and of the other."""

    both: int = 0
    one: int = 0
    other: int = 0

    @property
    def f1(self) -> float | None:
        """F1 of the one against the other; None where neither has any."""
        return 2 * self.both / (self.one + self.other) if self.one + self.other else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two annotations agree.

    Attributes:
        documents: How many documents both have.
        paragraphs: Paragraphs with the same borders in both.
        unpaired: Paragraphs that only one of them has with these borders.
        same: Of the paragraphs, how many have the same label.
        kappa: Cohen's kappa of the labels; None without paragraphs, or where both use one label only.
        confusion: How often the one gave the first label and the other the second, where they differ.
        entities: By label, and ALL.
    """

    documents: int
    paragraphs: int
    unpaired: int
    same: int
    kappa: float | None
    confusion: Counter[tuple[str, str]]
    entities: dict[str, Spans]


def kappa(pairs: Iterable[tuple[str, str]]) -> float | None:
    """Give Cohen's kappa of two people's labels for the same things.

    Returns:
        1 for full agreement, 0 for what chance gives, less for worse; None where chance alone gives full agreement
        (nothing to compare, or one and the same label throughout).
    """
    counts = Counter(pairs)
    total = counts.total()
    one: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for (first, second), count in counts.items():
        one[first] += count
        other[second] += count
    by_chance = sum(one[label] * other[label] for label in one)
    if by_chance == total * total:
        return None
    same = sum(count for (first, second), count in counts.items() if first == second)
    return (same * total - by_chance) / (total * total - by_chance)


def pair_documents(
    ones: Sequence[GoldDocument], others: Sequence[GoldDocument]
) -> list[tuple[GoldDocument, GoldDocument]]:
    """Bring the annotations of each document together.

    Raises:
        ConfigError: A document stands in one of the two only.
        DamagedFile: The two annotated different texts.
    """
    first, second = {one.name: one for one in ones}, {one.name: one for one in others}
    missing = sorted(first.keys() ^ second.keys())
    if missing:
        side = "second" if missing[0] in first else "first"
        more = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
        raise ConfigError(f"{missing[0]}: not in the {side} annotation{more}; name the same documents twice")
    pairs = [(first[name], second[name]) for name in sorted(first)]
    for one, other in pairs:
        if one.text != other.text:
            line, words, instead = _first_difference(one.text, other.text)
            raise DamagedFile(
                one.name, f"line {line}: the two texts differ ({words!r} and {instead!r}); annotate the same text"
            )
    return pairs


def _first_difference(one: str, other: str) -> tuple[int, str, str]:
    lines, others = one.split("\n"), other.split("\n")
    for number, (line, instead) in enumerate(zip(lines, others, strict=False), 1):
        if line != instead:
            return number, _cut(line), _cut(instead)
    number = min(len(lines), len(others)) + 1
    return number, _cut("\n".join(lines[number - 1 :])), _cut("\n".join(others[number - 1 :]))


def _cut(line: str) -> str:
    return line if len(line) <= 60 else f"{line[:57]}..."


def agreement(pairs: Sequence[tuple[GoldDocument, GoldDocument]]) -> Agreement:
    """Compare two annotations of some documents."""
    labels: list[tuple[str, str]] = []
    unpaired = 0
    spans: dict[str, list[int]] = {label.value: [0, 0, 0] for label in MARKED}
    for one, other in pairs:
        mine, theirs = _labels(one.paragraphs), _labels(other.paragraphs)
        labels += [(mine[place], theirs[place]) for place in mine if place in theirs]
        unpaired += len(mine.keys() ^ theirs.keys())
        for label, counts in spans.items():
            first = {(entity.start, entity.end) for entity in one.entities if entity.label == label}
            second = {(entity.start, entity.end) for entity in other.entities if entity.label == label}
            for index, found in enumerate((first & second, first, second)):
                counts[index] += len(found)
    spans["ALL"] = [sum(counts[index] for counts in spans.values()) for index in range(3)]
    return Agreement(
        documents=len(pairs),
        paragraphs=len(labels),
        unpaired=unpaired,
        same=sum(first == second for first, second in labels),
        kappa=kappa(labels),
        confusion=Counter((first, second) for first, second in labels if first != second),
        entities={label: Spans(both=both, one=one, other=other) for label, (both, one, other) in spans.items()},
    )


def _labels(paragraphs: Iterable[GoldParagraph]) -> dict[tuple[int, int], str]:
    return {(one.start, one.end): FURNITURE if one.furniture else one.label for one in paragraphs}


def agreement_by_layout(pairs: Sequence[tuple[GoldDocument, GoldDocument]]) -> dict[str, Agreement]:
    """Compare two annotations layout by layout, in alphabetical order."""
    groups: dict[str, list[tuple[GoldDocument, GoldDocument]]] = {}
    for pair in pairs:
        groups.setdefault(pair[0].layout, []).append(pair)
    return {layout: agreement(groups[layout]) for layout in sorted(groups)}
