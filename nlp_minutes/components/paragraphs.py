"""`minutes_paragraphs`: the label of each paragraph of an item, with the probabilities of all five.

How rules and model go together: the label that the rules give is one of the model's features; only the few of which
they are certain (`certain_label`) override it. What stands outside the items is `other` by rule. docs/evaluation.md has
the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import srsly
from spacy.tokens import Doc, Span

from nlp_minutes.components.facts import item_contexts
from nlp_minutes.document import set_group
from nlp_minutes.errors import ConfigError
from nlp_minutes.labels import PARAGRAPHS, ParagraphLabel, SectionKind
from nlp_minutes.paragraph_models.base import (
    LABELS,
    ParagraphInput,
    ParagraphModel,
    Probabilities,
    model_from_files,
    read_model,
    write_model,
)
from nlp_minutes.rules.motion_labels import labels_by_acts, point_lists
from nlp_minutes.rules.paragraph_features import (
    certain_label,
    decides_nothing,
    does_what_it_says,
    item_inputs,
    shares_matter,
)

__all__ = ["ParagraphClassifier", "settled"]

# What is left to the model of a paragraph of which the rules are certain.
_DOUBT: Final = 0.05
# From here on a model is sure of a table.
_SURE: Final = 0.8


class ParagraphClassifier:
    """Writes the labels of the span group `paragraphs`, and under its attribute `scores` their probabilities.

    Args:
        name: The component's name in its pipeline.
        model: Its weights; a component without any refuses to run until `from_disk` or `from_bytes` gives it some.
    """

    def __init__(self, name: str = "minutes_paragraphs", *, model: ParagraphModel | None = None) -> None:
        self.name = name
        self.model = model

    def _ready(self) -> ParagraphModel:
        if self.model is None:
            raise ConfigError(
                f"{self.name}: it has no weights; load a trained pipeline (`nlp-minutes train paragraphs`)"
            )
        return self.model

    def __call__(self, doc: Doc) -> Doc:
        """Label the paragraphs of one Doc."""
        model = self._ready()
        contexts = item_contexts(doc)
        items = [model.placed(item_inputs(context)) for context in contexts]
        told = [labels_by_acts(context) for context in contexts]
        lists = [[*point_lists(context)] for context in contexts]
        _write(doc, settled(items, model.predict(items), told, lists))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """Label one Doc after the other: an item is the unit, and every model makes its own batches of them."""
        del batch_size
        for doc in stream:
            yield self(doc)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights with their hashes into a folder."""
        del exclude
        write_model(self._ready(), Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> ParagraphClassifier:
        """Read the weights; a damaged file is refused.

        Raises:
            ConfigError: The folder holds no weights, or they are damaged.
        """
        del exclude
        self.model = read_model(Path(path))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Give the weights as bytes."""
        del exclude
        content: bytes = srsly.msgpack_dumps(self._ready().to_files())
        return content

    def from_bytes(self, content: bytes, *, exclude: Iterable[str] = ()) -> ParagraphClassifier:
        """Take weights that `to_bytes` gave."""
        del exclude
        files: Any = srsly.msgpack_loads(content)
        self.model = model_from_files(files, self.name)
        return self


def settled(
    items: Sequence[Sequence[ParagraphInput]],
    given: Sequence[Probabilities],
    told: Sequence[Sequence[ParagraphLabel | None]] = (),
    lists: Sequence[Sequence[range]] = (),
) -> list[Probabilities]:
    """Put the labels of which the rules are certain above what a model gives.

    Args:
        items: The paragraphs of each item.
        given: The model's probabilities.
        told: Labels by motions and dissent (`labels_by_acts`), which come before the model's too.
        lists: The lists of points of each item (`point_lists`); where a model labels the points of one unlike one
            another, the label that the rules give is that of all.

    Returns:
        Probabilities of the same shapes.
    """
    found = []
    for place, (item, rows) in enumerate(zip(items, given, strict=True)):
        new = np.array(rows)
        for number, one in enumerate(item):
            label = (told[place][number] if told else None) or certain_label(one)
            guess = LABELS[int(new[number].argmax())]
            if label is None and guess == ParagraphLabel.DECISION and decides_nothing(one):
                label = one.rule
            if label is None and guess == ParagraphLabel.SUMMARY and does_what_it_says(one):
                label = one.rule
            if label is None and number and new[number].max() < _SURE and shares_matter(one):
                above = LABELS[int(new[number - 1].argmax())]
                label = one.rule if above == one.rule else None
            if label is not None:
                _set(new[number], label)
        for points in lists[place] if lists else ():
            given_labels = {LABELS[int(new[number].argmax())] for number in points}
            rule = item[points[0]].rule
            for number in points if len(given_labels) > 1 and rule in given_labels else ():
                if LABELS[int(new[number].argmax())] != rule:
                    _set(new[number], rule)
        found.append(new)
    return found


def _set(row: Probabilities, label: str) -> None:
    """Give a label nearly all of the probability."""
    row *= _DOUBT
    row[LABELS.index(label)] += 1 - _DOUBT


_DISSENT = {SectionKind.RESERVATION, SectionKind.STATEMENT}


def _write(doc: Doc, probabilities: list[Probabilities]) -> None:
    group = doc.spans[PARAGRAPHS]
    ready = [iter(item) for item in probabilities]
    spans: list[Span] = []
    scores: list[dict[str, float]] = []
    for span, index, kind in zip(group, group.attrs["item_index"], group.attrs["section"], strict=True):
        # behind the items a written reservation or statement is what the rules say
        label = span.label_ if kind in _DISSENT else str(ParagraphLabel.OTHER)
        row = {one: float(one == label) for one in LABELS}
        if index is not None:
            values = next(ready[index])
            label = LABELS[int(values.argmax())]
            row = {one: round(float(value), 4) for one, value in zip(LABELS, values, strict=True)}
        spans.append(Span(doc, span.start, span.end, label=label))
        scores.append(row)
    set_group(doc, PARAGRAPHS, spans, {**group.attrs, "scores": scores})
