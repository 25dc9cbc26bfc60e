"""`minutes_summary`: the summary of each item, sentences of its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from nlp_minutes.components.facts import item_contexts
from nlp_minutes.document import char_span, set_group, view_of
from nlp_minutes.errors import ConfigError
from nlp_minutes.labels import ITEMS, SUMMARY
from nlp_minutes.rules.case_text import CaseSentence
from nlp_minutes.rules.item import Actors, ItemContext
from nlp_minutes.rules.item_summary import MAX_WORDS, Chosen, Piece, joined, pieces_of, summarise_item, with_title_first
from nlp_minutes.rules.ranker import RANKER_FILES, Ranker, load_ranker

__all__ = ["Summariser", "as_sentences", "item_summaries"]


# Words below which something on the matter is added: less where the title may say it.
_ENOUGH = 8
_ENOUGH_BELOW_TITLE = 14


class Summariser:
    """Writes a summary for each item: into the facts of the span group `items`, and as the span group `summary`.

    Args:
        name: The component's name in its pipeline.
        max_words: How many words a summary may have; no limit, if None.
        max_sentences: How many sentences; no limit, if None.
        ranker: Ranks sentences by what they say of the matter; their order does, if not given.
        with_title: Whether a summary may begin with the item's title, where its decision does not name the matter.

    Raises:
        ConfigError: A limit is below 1.
    """

    def __init__(
        self,
        name: str = "minutes_summary",
        *,
        max_words: int | None = MAX_WORDS,
        max_sentences: int | None = None,
        ranker: Ranker | None = None,
        with_title: bool = True,
    ) -> None:
        for key, limit in (("max_words", max_words), ("max_sentences", max_sentences)):
            if limit is not None and limit < 1:
                raise ConfigError(f"{name}: {key} must be at least 1, not {limit}")
        self.name = name
        self.max_words = max_words
        self.max_sentences = max_sentences
        self.ranker = ranker
        self.with_title = with_title

    def __call__(self, doc: Doc) -> Doc:
        """Summarise the items of one Doc."""
        summaries = item_summaries(
            doc,
            max_words=self.max_words,
            max_sentences=self.max_sentences,
            ranker=self.ranker,
            with_title=self.with_title,
        )
        group = doc.spans[ITEMS]
        text = view_of(doc).source.clean
        facts = [
            stored | {"summary": _stored(chosen, text)}
            for stored, chosen in zip(group.attrs["facts"], summaries, strict=True)
        ]
        set_group(doc, ITEMS, list(group), group.attrs | {"facts": facts})
        _set_summary(doc, summaries)
        return doc

    def initialize(
        self,
        get_examples: object = None,  # noqa: ARG002 - spaCy hands it over
        *,
        nlp: object = None,  # noqa: ARG002 - spaCy hands it over
        ranker: str | None = None,
    ) -> None:
        """Load the ranker from a folder; spaCy calls this with what `[initialize.components]` says."""
        if ranker is not None:
            self.ranker = load_ranker(Path(ranker))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002 - spaCy hands it over
        """Give the ranker as bytes; the limits stand in the pipeline's config."""
        from srsly import msgpack_dumps  # noqa: PLC0415

        packed: bytes = msgpack_dumps(self.ranker.to_files() if self.ranker is not None else {})
        return packed

    def from_bytes(self, content: bytes, *, exclude: Iterable[str] = ()) -> Summariser:  # noqa: ARG002 - spaCy hands it over
        """Take the ranker that `to_bytes` gave."""
        from srsly import msgpack_loads  # noqa: PLC0415

        files: Any = msgpack_loads(content)
        self.ranker = Ranker.from_files(files, self.name) if files else None
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy hands it over
        """Write the ranker to a folder; without one the folder is not made."""
        if self.ranker is not None:
            self.ranker.to_folder(Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Summariser:  # noqa: ARG002 - spaCy hands it over
        """Read the ranker from a folder, where there is one."""
        folder = Path(path)
        self.ranker = load_ranker(folder) if (folder / RANKER_FILES[1]).is_file() else None
        return self


def _stored(chosen: Sequence[Chosen], text: str) -> dict[str, Any] | None:
    """A summary as JSON-like values; None where there was nothing to take."""
    if not chosen:
        return None
    return {"text": joined(text, chosen), "sentences": [[one.start, one.end, one.score] for one in chosen]}


def item_summaries(
    doc: Doc,
    *,
    max_words: int | None,
    max_sentences: int | None = None,
    ranker: Ranker | None = None,
    only: int | None = None,
    with_title: bool = True,
) -> list[list[Chosen]]:
    """Choose the summary of each item of a Doc, in the order of the span group `items`; offsets are clean ones.

    Args:
        doc: A Doc with items and facts.
        max_words: How many words each may have.
        max_sentences: How many sentences each may have.
        ranker: Ranks sentences by what they say of the matter.
        only: Place of the one item to summarise; all, if not given.
        with_title: Whether a summary may begin with the item's title, where its decision does not name the matter.
    """
    text = view_of(doc).source.clean
    summaries = []
    stored = zip(item_contexts(doc), doc.spans[ITEMS].attrs["facts"], strict=True)
    for place, (context, facts) in enumerate(stored):
        if only is not None and place != only:
            continue
        reservations = [
            Actors(by=(), parties=(), start=one["start"], end=one["end"]) for one in facts.get("reservations", [])
        ]
        pieces = pieces_of(context, text, reservations)
        if with_title or not pieces:
            pieces = with_title_first(pieces, _title(facts, text))
        summaries.append(
            summarise_item(
                pieces,
                outcome=facts.get("outcome"),
                max_words=max_words,
                max_sentences=max_sentences,
                rank=_Ranking(ranker, context) if ranker is not None and context.paragraphs else None,
                title=context.title,
                enough=_ENOUGH if with_title else _ENOUGH_BELOW_TITLE,
            )
        )
    return summaries


def _title(facts: dict[str, Any], text: str) -> list[Piece]:
    """An item without any text of its own (`§ 19 Utgår`) is told by its title."""
    start, end = facts["title_span"]
    if end <= start:
        return []
    return [Piece(text=text[start:end], start=start, end=end, role="title", paragraph=-1)]


def as_sentences(pieces: Sequence[Piece], context: ItemContext) -> list[CaseSentence]:
    """Give the pieces of an item as the sentences of a case text, for a ranker."""
    sentences = []
    paragraph, section, in_section, in_paragraph = -1, 0, 0, 0
    heading: str | None = None
    for piece in pieces:
        if piece.paragraph != paragraph and piece.paragraph >= 0:
            now = context.paragraphs[piece.paragraph].heading
            if now != heading:
                section, in_section, heading = section + 1, 0, now
            paragraph, in_paragraph = piece.paragraph, 0
        sentences.append(
            CaseSentence(
                text=piece.text,
                start=piece.start,
                end=piece.end,
                kind="description",
                section=section,
                in_section=in_section,
                paragraph=paragraph,
                in_paragraph=in_paragraph,
            )
        )
        in_section, in_paragraph = in_section + 1, in_paragraph + 1
    return sentences


class _Ranking:
    """A ranker's view of an item."""

    def __init__(self, ranker: Ranker, context: ItemContext) -> None:
        self._ranker = ranker
        self._context = context

    def __call__(self, pieces: Sequence[Piece]) -> Sequence[float]:
        """Score the pieces."""
        # What an item is about stands first: the ranker, which learned from longer texts, moves sentences a little.
        scores = self._ranker.rank(as_sentences(pieces, self._context), self._context.title)
        return [float(score) + 1.0 / (2 + place) for place, score in enumerate(scores)]


def _set_summary(doc: Doc, summaries: Sequence[Sequence[Chosen]]) -> None:
    view = view_of(doc)
    spans, clean, items, scores = [], [], [], []
    for index, chosen in enumerate(summaries):
        for one in chosen:
            span = char_span(doc, *view.to_doc(one.start, one.end), label="summary", mode="expand")
            if span is not None:
                spans.append(span)
                clean.append([one.start, one.end])
                items.append(index)
                scores.append(one.score)
    set_group(doc, SUMMARY, spans, {"clean": clean, "item_index": items, "scores": scores})
