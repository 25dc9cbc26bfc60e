"""Strict figures for entities: an entity is right when both borders and the label are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from nlp_minutes.document import to_doc, view_of
from nlp_minutes.labels import MARKED
from nlp_minutes.readers import source_from_text

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["Marked", "entities_found", "gold_entities", "score_entities"]

# Start and end in the extracted text, and the label.
Marked = tuple[int, int, str]
_LABELS: Final = tuple(str(label) for label in MARKED)


def gold_entities(document: GoldDocument) -> set[Marked]:
    """The annotated entities; those in page furniture are left out."""
    skip = [(one.start, one.end) for one in document.paragraphs if one.furniture]
    return {
        (one.start, one.end, one.label)
        for one in document.entities
        if not any(low <= one.start < high for low, high in skip)
    }


def entities_found(nlp: Language, document: GoldDocument) -> set[Marked]:
    """The entities that a pipeline finds in the text; those in annotated page furniture are left out."""
    doc = nlp(to_doc(nlp, source_from_text(document.text)))
    view = view_of(doc)
    skip = [(one.start, one.end) for one in document.paragraphs if one.furniture]
    found = {
        (*view.to_extracted(one.start_char, one.end_char), one.label_) for one in doc.ents if one.label_ in _LABELS
    }
    return {one for one in found if not any(low <= one[0] < high for low, high in skip)}


def score_entities(
    found: Iterable[set[Marked]], gold: Iterable[set[Marked]], labels: Sequence[str] = _LABELS
) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 by label and for all, summed over the documents.

    Args:
        found: What was found, document by document.
        gold: What is annotated, in the same order.
        labels: The labels to give figures for; all count in the sum.
    """
    hits, spurious, missed = Counter[str](), Counter[str](), Counter[str]()
    for one, true in zip(found, gold, strict=True):
        hits.update(label for *_, label in one & true)
        spurious.update(label for *_, label in one - true)
        missed.update(label for *_, label in true - one)
    figures = {label: _prf(hits[label], spurious[label], missed[label]) for label in labels}
    figures["ALL"] = _prf(hits.total(), spurious.total(), missed.total())
    return figures


def _prf(hits: int, spurious: int, missed: int) -> dict[str, float]:
    def share(part: float, whole: float) -> float:
        return round(part / whole, 4) if whole else 0.0

    return {
        "p": share(hits, hits + spurious),
        "r": share(hits, hits + missed),
        "f": share(2 * hits, 2 * hits + spurious + missed),
        "n": hits + missed,
    }
