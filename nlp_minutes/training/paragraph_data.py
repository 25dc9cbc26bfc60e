"""Annotated protocols as a model of paragraphs learns from them and is scored on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Final

from nlp_minutes.components.facts import item_contexts
from nlp_minutes.corpus.augment import augment
from nlp_minutes.corpus.augment.edits import Edit, apply_edits
from nlp_minutes.document import view_of
from nlp_minutes.labels import ITEMS, PARAGRAPHS, ParagraphLabel
from nlp_minutes.lexicon import heading_kind
from nlp_minutes.lines import item_head
from nlp_minutes.paragraph_models.base import LABELS, ParagraphInput
from nlp_minutes.pipeline import source_docs
from nlp_minutes.readers import source_from_text
from nlp_minutes.rules.paragraph_features import item_inputs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["Lesson", "Scores", "count_items", "drop_headings", "item_lessons", "lessons", "score", "variants"]

# Of the documents made of each source: how many of a hundred headings go, and how many become ones that no list knows.
_INVENTED: Final = (
    "Om frågan",
    "Underrubrik",
    "Noterat",
    "Vad som sagts",
    "Punkt i ärendet",
    "Del två",
    "Redovisas",
    "Text",
    "Att läsa",
    "Kommentar",
)
_GONE, _SWAPPED = 50, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One protocol.

    Attributes:
        name: Its name.
        layout: Its layout family.
        items: The paragraphs of each item, as a model sees them.
        gold: The label of each of them; None where nobody gave one.
        checked: For each annotated paragraph its label, and the paragraph of an item that covers it (or None).
        weight: How much each of its paragraphs counts.
    """

    name: str
    layout: str
    items: tuple[tuple[ParagraphInput, ...], ...]
    gold: tuple[tuple[str | None, ...], ...]
    checked: tuple[tuple[str, tuple[int, int] | None], ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How well labels agree with gold.

    Attributes:
        f: F1 by label.
        macro: Their mean.
        accuracy: The share of paragraphs with the right label.
        count: How many paragraphs were scored.
        confusions: How often each wrong label was given: (gold, given, how often).
    """

    f: dict[str, float]
    macro: float
    accuracy: float
    count: int
    confusions: tuple[tuple[str, str, int], ...]


def drop_headings(document: GoldDocument, gone: int, swapped: int, seed: int) -> GoldDocument:
    """Take headings of sections out of a protocol, or put in their place what no list of headings knows.

    Args:
        document: The protocol.
        gone: How many of a hundred headings go.
        swapped: How many of a hundred are replaced.
        seed: The same seed, the same headings.
    """
    rng = Random(f"{document.name}:{seed}:headings")  # noqa: S311 - no secret
    text = document.text
    edits = []
    first = next((one.start for one in document.headings if item_head(text[one.start : one.end])), len(text))
    for one in document.headings:
        line = text[one.start : one.end]
        if one.start < first or heading_kind(line.strip()) is None:
            continue
        drawn = rng.randrange(100)
        behind = one.end + (text[one.end : one.end + 1] == "\n")
        if drawn < gone:
            edits.append(Edit(start=one.start, end=behind, text=""))
        elif drawn < gone + swapped:
            edits.append(Edit(start=one.start, end=one.end, text=rng.choice(_INVENTED)))
    return apply_edits(document, edits)


def variants(document: GoldDocument, count: int, seed: int) -> Iterator[tuple[GoldDocument, float]]:
    """Yield a document, new ones made of it, and ones whose headings are gone or changed, with their weights.

    With the default count about a third of all that is yielded loses or swaps its headings.
    """
    yield document, 1.0
    yield drop_headings(document, 100, 0, seed), 0.35
    yield drop_headings(document, _GONE, _SWAPPED, seed), 0.5
    for number in range(count):
        new = augment(document, seed + number)
        yield new, 0.5
        if number % 2:
            yield drop_headings(new, _GONE, _SWAPPED, seed + number), 0.35


def count_items(nlp: Language, document: GoldDocument) -> int:
    """Count the items of a protocol: those of its facts, or, where it has none, those that the rules find."""
    if document.items:
        return len(document.items)
    with nlp.select_pipes(enable=["minutes_structure"]):
        return sum(len(nlp(doc).spans[ITEMS]) for doc in source_docs(nlp, source_from_text(document.text)))


def lessons(nlp: Language, documents: Iterable[tuple[GoldDocument, float]]) -> Iterator[Lesson]:
    """Read protocols with the rules and put gold beside each paragraph that they find.

    Args:
        nlp: A pipeline whose components before the facts find structure and entities.
        documents: Annotated protocols with their weights.
    """
    unused = [name for name in nlp.pipe_names if name in {"minutes_paragraphs", "minutes_facts", "minutes_summary"}]
    with nlp.select_pipes(disable=unused):
        for document, weight in documents:
            source = source_from_text(document.text)
            for doc in source_docs(nlp, source):
                yield replace(_lesson(nlp(doc), document), weight=weight)


def _lesson(doc: Doc, document: GoldDocument) -> Lesson:
    view = view_of(doc)
    group = doc.spans[PARAGRAPHS]
    alignment = view.source.alignment
    spans = [alignment.to_source(start, end) for start, end in group.attrs["clean"]]
    places: list[tuple[int, int] | None] = []
    sizes: Counter[int] = Counter()
    for index in group.attrs["item_index"]:
        places.append(None if index is None else (index, sizes[index]))
        if index is not None:
            sizes[index] += 1
    items = tuple(tuple(item_inputs(context)) for context in item_contexts(doc))
    kept = [one for one in document.paragraphs if not one.furniture]
    labels: list[list[str | None]] = [[None] * len(item) for item in items]
    covered: dict[tuple[int, int], int] = {}
    checked: list[tuple[str, tuple[int, int] | None]] = []
    for one in kept:
        best: tuple[int, int] = (0, 0)
        at: tuple[int, int] | None = None
        for place, (start, end) in zip(places, spans, strict=True):
            overlap = min(end, one.end) - max(start, one.start)
            if overlap > 0 and (overlap, start - end) > best:
                best, at = (overlap, start - end), place
            if overlap > covered.get(place or (-1, -1), 0) and place is not None and overlap > 0:
                covered[place] = overlap
                labels[place[0]][place[1]] = one.label
        checked.append((one.label, at))
    return Lesson(
        name=document.name,
        layout=document.layout,
        items=items,
        gold=tuple(tuple(item) for item in labels),
        checked=tuple(checked),
    )


def item_lessons(lesson: Lesson, chosen: Sequence[int]) -> Lesson:
    """The lesson with these items alone; what stands outside the items is left out too."""
    new = {old: number for number, old in enumerate(chosen)}
    return replace(
        lesson,
        items=tuple(lesson.items[n] for n in chosen),
        gold=tuple(lesson.gold[n] for n in chosen),
        checked=tuple((label, (new[at[0]], at[1])) for label, at in lesson.checked if at is not None and at[0] in new),
    )


def score(given: Iterable[tuple[Lesson, Sequence[Sequence[str]]]]) -> Scores:
    """Hold labels against gold, over all protocols together.

    A paragraph outside the items is `other` by rule.

    Args:
        given: Lessons with the labels of the paragraphs of each item.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    for lesson, labels in given:
        for gold, at in lesson.checked:
            pairs[gold, str(ParagraphLabel.OTHER) if at is None else labels[at[0]][at[1]]] += 1
    total = sum(pairs.values())
    f = {}
    for label in LABELS:
        hits = pairs[label, label]
        others = sum(n for (gold, found), n in pairs.items() if (gold == label) != (found == label))
        f[label] = 2 * hits / (2 * hits + others) if hits or others else 0.0
    seen = [label for label in LABELS if any(gold == label for gold, _ in pairs)]
    return Scores(
        f=f,
        macro=sum(f[label] for label in seen) / len(seen) if seen else 0.0,
        accuracy=sum(n for (gold, found), n in pairs.items() if gold == found) / total if total else 0.0,
        count=total,
        confusions=tuple(sorted(((g, h, n) for (g, h), n in pairs.items() if g != h), key=lambda one: -one[2])),
    )
