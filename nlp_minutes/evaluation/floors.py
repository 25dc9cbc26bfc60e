"""What little knowledge is worth for labels of paragraphs: a model has to stand well above these floors.

Each is learned on other layouts than it is measured on (folds by layout), as a model has to be.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from nlp_minutes.corpus.splits import make_folds
from nlp_minutes.evaluation.counts import Counts
from nlp_minutes.evaluation.document import PARAGRAPH_LABELS
from nlp_minutes.evaluation.facts import norm

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["Floor", "floors", "headings_above"]

_FOLDS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A floor; its figures are None where it could not be measured, and `note` says why."""

    name: str
    accuracy: float | None
    macro_f1: float | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sample:
    """A paragraph with what the floors may know of it."""

    text: str
    heading: str
    label: str


Learner = Callable[[Sequence[_Sample]], Callable[[Sequence[_Sample]], list[str]]]


def headings_above(document: GoldDocument) -> list[str]:
    """Give for each paragraph that is no page furniture the heading above it, with letters and blanks only."""
    starts = [one.start for one in document.headings]
    found = []
    for paragraph in document.paragraphs:
        if paragraph.furniture:
            continue
        index = bisect_right(starts, paragraph.start) - 1
        words = document.text[document.headings[index].start : document.headings[index].end] if index >= 0 else ""
        found.append(" ".join(word for word in norm(words).split() if not word.isdecimal()))
    return found


def _samples(document: GoldDocument) -> list[_Sample]:
    real = [one for one in document.paragraphs if not one.furniture]
    return [
        _Sample(text=document.text[one.start : one.end], heading=heading, label=one.label)
        for one, heading in zip(real, headings_above(document), strict=True)
    ]


def _most_frequent(labels: Sequence[str]) -> str:
    return Counter(labels).most_common(1)[0][0]


def _majority(known: Sequence[_Sample]) -> Callable[[Sequence[_Sample]], list[str]]:
    always = _most_frequent([one.label for one in known])
    return lambda samples: [always] * len(samples)


def _by_heading(known: Sequence[_Sample]) -> Callable[[Sequence[_Sample]], list[str]]:
    always = _most_frequent([one.label for one in known])
    labels: dict[str, list[str]] = {}
    for one in known:
        labels.setdefault(one.heading, []).append(one.label)
    learned: Mapping[str, str] = {heading: _most_frequent(found) for heading, found in labels.items()}
    return lambda samples: [learned.get(one.heading, always) for one in samples]


def _by_words(known: Sequence[_Sample]) -> Callable[[Sequence[_Sample]], list[str]]:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - not everybody has it
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415

    model: Any = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\w+"),  # noqa: S106 - no password
        LogisticRegression(C=10, max_iter=500, class_weight="balanced"),
    )
    model.fit([one.text for one in known], [one.label for one in known])
    return lambda samples: [str(label) for label in model.predict([one.text for one in samples])]


_LEARNERS: Final[Mapping[str, Learner]] = {
    "always the most frequent label": _majority,
    "heading above the paragraph alone": _by_heading,
    "words of the paragraph alone": _by_words,
}


def floors(documents: Sequence[GoldDocument], *, seed: int = 0) -> list[Floor]:
    """Measure each floor on documents, in folds by layout.

    Args:
        documents: The annotated documents; their names differ.
        seed: The same seed gives the same folds.
    """
    layouts = {one.layout for one in documents}
    if len(layouts) < 2:
        return [_unknown(name, "needs documents of two layouts or more") for name in _LEARNERS]
    split = make_folds(documents, min(_FOLDS, len(layouts)), seed=seed)
    by_name = {one.name: _samples(one) for one in documents}
    folds = [[sample for name in part.documents for sample in by_name[name]] for part in split.parts]
    return [_measure(name, learn, folds) for name, learn in _LEARNERS.items()]


def _unknown(name: str, note: str) -> Floor:
    return Floor(name=name, accuracy=None, macro_f1=None, note=note)


def _can_learn_words(known: Sequence[_Sample]) -> bool:
    return len({one.label for one in known}) > 1 and any(norm(one.text) for one in known)


def _measure(name: str, learn: Learner, folds: Sequence[Sequence[_Sample]]) -> Floor:
    if learn is _by_words and find_spec("sklearn") is None:
        return _unknown(name, "needs scikit-learn (pip install scikit-learn)")
    wanted: list[str] = []
    found: list[str] = []
    for index, fold in enumerate(folds):
        known = [sample for other, samples in enumerate(folds) if other != index for sample in samples]
        if learn is _by_words and not _can_learn_words(known):
            return _unknown(name, "needs paragraphs with words, of two labels or more, on each side")
        if known and fold:
            found += learn(known)(fold)
            wanted += [one.label for one in fold]
    if not wanted:
        return _unknown(name, "needs paragraphs in two layouts or more")
    pairs = Counter(zip(wanted, found, strict=True))
    counts = [
        Counts(
            hits=pairs[label, label],
            found=sum(pairs[one, label] for one in PARAGRAPH_LABELS),
            wanted=sum(pairs[label, one] for one in PARAGRAPH_LABELS),
        )
        for label in PARAGRAPH_LABELS
    ]
    seen = [one.f1 or 0.0 for one in counts if one.wanted]
    right = sum(one.hits for one in counts)
    return Floor(name=name, accuracy=right / len(wanted), macro_f1=sum(seen) / len(seen))
