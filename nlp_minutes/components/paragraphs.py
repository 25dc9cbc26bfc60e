"""`minutes_paragraphs`: the label of each paragraph of an item, with the probabilities of all five.

How rules and model go together: the label that the rules give is one of the model's features, and nothing overrides the
model inside an item (docs/evaluation.md has the figures). What stands outside the items is `other` by rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import srsly
from spacy.tokens import Doc, Span

from nlp_minutes.components.facts import item_contexts
from nlp_minutes.document import set_group
from nlp_minutes.errors import ConfigError
from nlp_minutes.labels import PARAGRAPHS, ParagraphLabel
from nlp_minutes.paragraph_models.base import (
    LABELS,
    ParagraphModel,
    Probabilities,
    model_from_files,
    read_model,
    write_model,
)
from nlp_minutes.rules.paragraph_features import item_inputs

__all__ = ["ParagraphClassifier"]


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
        items = [item_inputs(context) for context in item_contexts(doc)]
        _write(doc, self._ready().predict(items))
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


def _write(doc: Doc, probabilities: list[Probabilities]) -> None:
    group = doc.spans[PARAGRAPHS]
    ready = [iter(item) for item in probabilities]
    spans: list[Span] = []
    scores: list[dict[str, float]] = []
    for span, index in zip(group, group.attrs["item_index"], strict=True):
        label, row = str(ParagraphLabel.OTHER), {one: float(one == ParagraphLabel.OTHER) for one in LABELS}
        if index is not None:
            values = next(ready[index])
            label = LABELS[int(values.argmax())]
            row = {one: round(float(value), 4) for one, value in zip(LABELS, values, strict=True)}
        spans.append(Span(doc, span.start, span.end, label=label))
        scores.append(row)
    set_group(doc, PARAGRAPHS, spans, {**group.attrs, "scores": scores})
