"""Errors grouped by kind, the most frequent first, with examples from different documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp_minutes.evaluation.document import TASKS, Wrong

__all__ = ["ErrorKind", "group_errors"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorKind:
    """Errors of one kind.

    Attributes:
        task: entities, paragraphs, facts or summary.
        kind: What they have in common.
        count: How many there are.
        documents: In how many documents.
        examples: Some of them.
    """

    task: str
    kind: str
    count: int
    documents: int
    examples: tuple[Wrong, ...]


def group_errors(wrong: Iterable[Wrong], *, examples: int, tasks: Sequence[str] = TASKS) -> list[ErrorKind]:
    """Group errors by kind.

    Args:
        wrong: The errors of all documents.
        examples: How many to show of each kind.
        tasks: Which tasks.
    """
    groups: dict[tuple[str, str], list[Wrong]] = {}
    for one in wrong:
        if one.task in tasks:
            groups.setdefault((one.task, one.kind), []).append(one)
    found = [
        ErrorKind(
            task=task,
            kind=kind,
            count=len(group),
            documents=len({one.document for one in group}),
            examples=_examples(group, examples),
        )
        for (task, kind), group in groups.items()
    ]
    return sorted(found, key=lambda one: (tasks.index(one.task), -one.count, one.kind))


def _examples(group: Sequence[Wrong], number: int) -> tuple[Wrong, ...]:
    """Take the heaviest first, but a second one of a layout only when every layout has given one.

    Of equals a hash decides: in the order of names, each kind would show the same few layouts.
    """
    given: dict[str, int] = {}
    ranked = []
    for position, one in enumerate(sorted(group, key=lambda one: (-one.weight, _draw(one)))):
        turn = given.get(one.layout, 0)
        given[one.layout] = turn + 1
        ranked.append((turn, position, one))
    return tuple(one for _, _, one in sorted(ranked, key=lambda entry: entry[:2])[:number])


def _draw(one: Wrong) -> str:
    return hashlib.sha256(f"{one.document} {one.where} {one.wanted} {one.found}".encode()).hexdigest()
