"""Source to Doc and back: the only place where the two meet.

A Doc made by `to_doc` has the clean view for its text. A Doc that spaCy made of a plain string has the extracted text;
`ensure_view` then makes the clean view beside it, so that every rule reads the same thing. `View` hides the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from spacy.tokens import Doc, Span, SpanGroup

from nlp_minutes.cutting import cutter_of
from nlp_minutes.labels import BLOCKS
from nlp_minutes.source import Alignment, Block, ReadWarning, Source

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = [
    "SOURCE_KEY",
    "View",
    "add_warnings",
    "char_span",
    "data",
    "ensure_view",
    "set_group",
    "source_of",
    "to_doc",
    "to_docs",
    "view_of",
    "warnings_of",
]

SOURCE_KEY: Final = "nlp_minutes.source"
# The view of the Doc that was asked for last, by the data it was made of: every component of a pipeline asks for it.
_last: tuple[dict[str, Any], View] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the rules read of a Doc, and the way from there to its characters.

    Attributes:
        source: The source, whose `clean` the rules read.
        verbatim: Whether the Doc's text is the extracted text and not the clean view.
    """

    source: Source
    verbatim: bool

    def to_doc(self, start: int, end: int) -> tuple[int, int]:
        """Map a clean span to characters of the Doc."""
        return self.source.alignment.to_source(start, end) if self.verbatim else (start, end)

    def from_doc(self, start: int, end: int) -> tuple[int, int] | None:
        """Map characters of the Doc to the clean view; None where nothing of them is in it."""
        return self.source.alignment.to_clean(start, end) if self.verbatim else (start, end)

    def to_extracted(self, start: int, end: int) -> tuple[int, int]:
        """Map characters of the Doc to the extracted text."""
        return (start, end) if self.verbatim else self.source.alignment.to_source(start, end)


def to_doc(nlp: Language, source: Source, blocks: Sequence[Block] | None = None) -> Doc:
    """Make a Doc of a source's clean view, block by block.

    Args:
        nlp: The pipeline whose tokenizer and vocabulary to use.
        source: The source.
        blocks: The blocks of one of its meetings; all, if not given.

    Returns:
        A Doc whose text is `source.clean`, with the span group `blocks` and the source in its user data.
    """
    return next(to_docs(nlp, source, [source.blocks if blocks is None else blocks]))


def to_docs(nlp: Language, source: Source, meetings: Sequence[Sequence[Block]]) -> Iterator[Doc]:
    """Make a Doc of a source's clean view for each of its meetings; its words are cut once.

    Args:
        nlp: The pipeline whose tokenizer and vocabulary to use.
        source: The source.
        meetings: The blocks of each meeting.

    Yields:
        For each meeting what `to_doc` gives for its blocks.
    """
    whole = _tokens(nlp, source)
    view = None
    for number, blocks in enumerate(meetings, 1):
        doc = whole.copy() if number < len(meetings) else whole
        if view is None:
            view = _set_view(doc, source, verbatim=False)
            stored = doc.user_data[SOURCE_KEY]
        else:
            doc.user_data[SOURCE_KEY] = stored
        _set_blocks(doc, view, blocks)
        yield doc


def _tokens(nlp: Language, source: Source) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    cutter = cutter_of(nlp.tokenizer)
    for block in source.blocks:
        if block.start > at:
            words.append(source.clean[at : block.start])
            spaces.append(False)
        text = source.clean[block.start : block.end]
        texts, blanks = cutter.cut(text)
        if ("-" in text or "/" in text) and any(_parts_of(word, source.clean) is not None for word in texts):
            texts, blanks = _parted(texts, blanks, source.clean)
        words += texts
        spaces += blanks
        at = block.end
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _parts_of(word: str, text: str) -> tuple[str, ...] | None:
    """Cut a word where a name or party is part of it.

    `S-` in `S- och V-grupperna` is a party and the hyphen of a noun that it shares; a slash is before a name that is
    signed (`/Ulla Ek`) or around a party (`/S/`).
    """
    if word[-1] == "-" and word[:-1].isupper() and f"({word[:-1]})" in text:
        return word[:-1], "-"
    if word[0] == "/" and word[1:2].isupper():
        return ("/", word[1:-1], "/") if word[2:].endswith("/") else ("/", word[1:])
    return None


def _parted(texts: list[str], blanks: list[bool], text: str) -> tuple[list[str], list[bool]]:
    """Make tokens of their own of the parts of such words."""
    words: list[str] = []
    spaces: list[bool] = []
    for word, blank in zip(texts, blanks, strict=True):
        parts = _parts_of(word, text)
        words += (word,) if parts is None else parts
        spaces += (blank,) if parts is None else (*(False for _ in parts[1:]), blank)
    return words, spaces


def ensure_view(doc: Doc, make_source: Callable[[str], Source]) -> View:
    """Give the view of a Doc; a Doc of a plain string gets its clean view and its blocks first.

    Args:
        doc: The Doc.
        make_source: Makes the source of a plain string (`readers.source_from_text`).

    Returns:
        The view.
    """
    if SOURCE_KEY not in doc.user_data:
        source = make_source(doc.text)
        _set_blocks(doc, _set_view(doc, source, verbatim=True), source.blocks)
    return view_of(doc)


def view_of(doc: Doc) -> View:
    """Give the view of a Doc that has one.

    Raises:
        ValueError: The Doc went through no `minutes_structure` and was not made by `to_doc`.
    """
    if SOURCE_KEY not in doc.user_data:
        raise ValueError(
            "The Doc has no source: run minutes_structure first, or make it with nlp_minutes.document.to_doc"
        )
    stored = doc.user_data[SOURCE_KEY]
    last = _last
    if last is not None and last[0] is stored:
        return last[1]
    return _remember(stored, View(source=_from_data(stored), verbatim=bool(stored["verbatim"])))


def _set_view(doc: Doc, source: Source, *, verbatim: bool) -> View:
    stored = _to_data(source, verbatim=verbatim)
    doc.user_data[SOURCE_KEY] = stored
    # As it would come back from the data, where the codes of warnings are plain text.
    warnings = tuple(ReadWarning(**one) for one in stored["warnings"])
    return _remember(stored, View(source=replace(source, warnings=warnings), verbatim=verbatim))


def _remember(stored: dict[str, Any], view: View) -> View:
    global _last  # noqa: PLW0603 - one entry, whose size is that of one Doc
    _last = (stored, view)
    return view


def source_of(doc: Doc) -> Source:
    """Give the source of a Doc."""
    return view_of(doc).source


def _to_data(source: Source, *, verbatim: bool) -> dict[str, Any]:
    return {
        "verbatim": verbatim,
        # both are kept, though one of them is the Doc's own text: to put that together from its tokens takes longer
        "text": source.text,
        "clean": source.clean,
        "alignment": source.alignment.to_list(),
        "blocks": [[b.start, b.end, b.page, int(b.blank_before), b.lines] for b in source.blocks],
        "furniture": [list(span) for span in source.furniture],
        "path": source.path,
        "media_type": source.media_type,
        "sha256": source.sha256,
        "pages": source.pages,
        "warnings": [asdict(warning) | {"code": str(warning.code)} for warning in source.warnings],
    }


def _from_data(stored: dict[str, Any]) -> Source:
    return Source(
        text=stored["text"],
        clean=stored["clean"],
        alignment=Alignment.from_list(stored["alignment"]),
        blocks=tuple(
            Block(start=b[0], end=b[1], page=b[2], blank_before=bool(b[3]), lines=b[4]) for b in stored["blocks"]
        ),
        furniture=tuple((span[0], span[1]) for span in stored["furniture"]),
        path=stored["path"],
        media_type=stored["media_type"],
        sha256=stored["sha256"],
        pages=stored["pages"],
        warnings=tuple(ReadWarning(**warning) for warning in stored["warnings"]),
    )


def _set_blocks(doc: Doc, view: View, blocks: Sequence[Block]) -> None:
    spans = []
    kept = []
    for block in blocks:
        span = char_span(doc, *view.to_doc(block.start, block.end), mode="expand")
        if span is not None:
            spans.append(span)
            kept.append(block)
    set_group(doc, BLOCKS, spans, {"clean": [[b.start, b.end] for b in kept], "pages": [b.page for b in kept]})


def char_span(doc: Doc, start: int, end: int, label: str = "", mode: str = "strict") -> Span | None:
    """Give the span of characters, or None where it does not meet the tokens' borders.

    Args:
        doc: The Doc.
        start: First character.
        end: Character behind it.
        label: The span's label.
        mode: `strict` or `expand`, as in spaCy.
    """
    span: Span | None = doc.char_span(start, end, label=label, alignment_mode=mode)
    return span


def set_group(doc: Doc, key: str, spans: Iterable[Span], attrs: dict[str, Any]) -> None:
    """Replace a span group; `attrs` hold one JSON-like value a span under each key."""
    doc.spans[key] = SpanGroup(doc, name=key, spans=list(spans), attrs=attrs)


def data(doc: Doc, key: str, default: Any = None) -> Any:
    """Give a JSON-like value that a component left in the Doc's user data under `nlp_minutes.KEY`."""
    return doc.user_data.get(f"nlp_minutes.{key}", default)


def add_warnings(doc: Doc, warnings: Iterable[ReadWarning]) -> None:
    """Add warnings, whose offsets are clean ones, to those of the Doc."""
    known = list(doc.user_data.get("nlp_minutes.warnings", []))
    known += [[str(w.code), w.message, w.start, w.end] for w in warnings]
    doc.user_data["nlp_minutes.warnings"] = known


def warnings_of(doc: Doc) -> Iterator[ReadWarning]:
    """Yield the warnings that components left, offsets in the clean view."""
    for code, message, start, end in doc.user_data.get("nlp_minutes.warnings", []):
        yield ReadWarning(code=code, message=message, start=start, end=end)
