"""The core of augmentation: text edits that move every span with them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from nlp_minutes.corpus.gold import GoldDocument, GoldEntity, GoldHeading, GoldParagraph

__all__ = ["Edit", "apply_edits", "joined"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edit:
    """One replacement.

    Attributes:
        start: First offset of what goes.
        end: Offset behind it; equal to `start` for an insertion.
        text: What comes in its place.
        furniture: Page furniture within the new text: offsets from its first character.
    """

    start: int
    end: int
    text: str
    furniture: tuple[tuple[int, int], ...] = ()


class _Moves:
    """Where the offsets of the old text have gone."""

    def __init__(self, edits: list[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._ends = [edit.end for edit in edits]
        self._shifts = [0]
        for edit in edits:
            self._shifts.append(self._shifts[-1] + len(edit.text) - (edit.end - edit.start))

    def places(self) -> Iterator[tuple[Edit, int]]:
        """Yield each edit with the place of its text in the new text."""
        for edit, shift in zip(self._edits, self._shifts, strict=False):
            yield edit, edit.start + shift

    def start(self, offset: int) -> int:
        """Where a span goes that begins here: behind what is inserted here, behind an edit that it lies in."""
        done = bisect_right(self._ends, offset)
        if done < len(self._edits) and self._starts[done] < offset:
            done += 1
            offset = self._ends[done - 1]
        return offset + self._shifts[done]

    def end(self, offset: int) -> int:
        """Where a span goes that ends here: before what is inserted here, before an edit that it lies in."""
        done = bisect_right(self._ends, offset)
        while done and self._starts[done - 1] == self._ends[done - 1] == offset:
            done -= 1
        if done < len(self._edits) and self._starts[done] < offset:
            offset = self._starts[done]
        return offset + self._shifts[done]


def _checked(text: str, edits: Iterable[Edit]) -> list[Edit]:
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    at = 0
    for edit in ordered:
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edit {edit.start}..{edit.end} overlaps another one or leaves the text")
        at = edit.end
    return ordered


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _split(text: str, paragraphs: list[GoldParagraph], pages: list[GoldParagraph]) -> list[GoldParagraph]:
    """Put new furniture among the paragraphs; one that it falls into is continued behind it."""
    begins = sorted(page.start for page in pages)
    ends = sorted(page.end for page in pages)
    parts: list[GoldParagraph] = list(pages)
    for one in paragraphs:
        first, last = bisect_left(begins, one.start), bisect_left(begins, one.end)
        at, continued = one.start, one.continued
        for begin, end in [*zip(begins[first:last], ends[first:last], strict=True), (one.end, one.end)]:
            start, stop = _trim(text, at, begin)
            if start < stop:
                parts.append(replace(one, start=start, end=stop, continued=continued))
                continued = True
            at = end
    return sorted(parts)


def apply_edits(document: GoldDocument, edits: Iterable[Edit]) -> GoldDocument:
    """Edit the text of a document and move its entities, paragraphs and headings with it.

    A span whose whole text is replaced covers the new text, one that holds an edit grows or shrinks with it, and what
    is inserted at its border stays outside. A span that an edit swallows together with its surroundings is gone; one
    that an edit cuts into keeps the rest. Furniture that comes in the middle of a paragraph splits it, and the second
    part is marked as continued.

    Args:
        document: The document.
        edits: In any order; none may overlap. Insertions at one place come to stand in the order given.

    Returns:
        The edited document. FACTS are as before.

    Raises:
        ValueError: Two edits overlap, or one leaves the text.
    """
    ordered = _checked(document.text, edits)
    if not ordered:
        return document
    moves = _Moves(ordered)
    pages: list[GoldParagraph] = []
    pieces: list[str] = []
    at = 0
    for edit in ordered:
        pieces += [document.text[at : edit.start], edit.text]
        at = edit.end
    text = "".join([*pieces, document.text[at:]])
    for edit, place in moves.places():
        pages += [
            GoldParagraph(start=place + start, end=place + end, label="other", furniture=True)
            for start, end in edit.furniture
        ]

    def moved(start: int, end: int) -> tuple[int, int]:
        return moves.start(start), moves.end(end)

    entities = [(*_trim(text, *moved(one.start, one.end)), one) for one in document.entities]
    paragraphs = [(*_trim(text, *moved(one.start, one.end)), one) for one in document.paragraphs]
    headings = [moved(one.start, one.end) for one in document.headings]
    kept = [replace(one, start=start, end=end) for start, end, one in paragraphs if start < end]
    return replace(
        document,
        text=text,
        entities=tuple(GoldEntity(start=s, end=e, label=one.label) for s, e, one in entities if s < e),
        paragraphs=tuple(_split(text, kept, pages) if pages else kept),
        headings=tuple(GoldHeading(start=s, end=e) for s, e in headings if text[s:e].strip()),
    )


def joined(document: GoldDocument) -> GoldDocument:
    """Join the parts of paragraphs between which no furniture stands any longer, over one line break."""
    edits = [
        Edit(start=one.end, end=two.start, text="\n")
        for one, two in pairwise(document.paragraphs)
        if two.continued and not one.furniture and not document.text[one.end : two.start].strip()
    ]
    seams = {edit.start for edit in edits}
    whole: list[GoldParagraph] = []
    for one in document.paragraphs:
        if whole and whole[-1].end in seams and one.continued:
            whole[-1] = replace(whole[-1], end=one.end)
        else:
            whole.append(one)
    return apply_edits(replace(document, paragraphs=tuple(whole)), edits)
