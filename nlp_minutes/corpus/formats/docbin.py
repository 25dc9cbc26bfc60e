"""spaCy's DocBin (`.spacy`): entities in `doc.ents`, paragraphs and headings in `doc.spans["paragraphs"]`.

The rest of the record is JSON in the user data, so `spacy train` can take the file as it is.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from nlp_minutes.corpus.formats.base import (
    Format,
    Mark,
    Reading,
    ReadOptions,
    Record,
    Written,
    block_marks,
    build,
    entity_marks,
    facts_of,
    read_bytes,
    tidy,
)
from nlp_minutes.errors import DamagedFile
from nlp_minutes.labels import PARAGRAPHS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["DOCBIN", "META_KEY", "from_docs", "to_docs"]

META_KEY: Final = "nlp_minutes.gold"


def _blank() -> Language:
    import spacy  # noqa: PLC0415 - the other formats do without it

    nlp = spacy.blank("sv")
    nlp.max_length = 100_000_000
    return nlp


def to_docs(documents: Sequence[GoldDocument]) -> tuple[list[Doc], Counter[str]]:
    """Documents as Docs of the Swedish tokenizer, with more cuts where a span begins or ends inside a token."""
    lost: Counter[str] = Counter()
    nlp = _blank()
    return [_doc(nlp, tidy(one, lost)) for one in documents], lost


def _doc(nlp: Language, document: GoldDocument) -> Doc:
    from spacy.tokens import Doc, SpanGroup  # noqa: PLC0415

    text = document.text
    entities, blocks = entity_marks(document), block_marks(document)
    cuts = {border for mark in (*entities, *blocks) for border in mark[:2]}
    words: list[str] = []
    spaces: list[bool] = []
    for token in nlp.tokenizer(text) if text else ():
        end = token.idx + len(token.text)
        borders = [token.idx, *(at for at in range(token.idx + 1, end) if at in cuts), end]
        words += [text[one:other] for one, other in itertools.pairwise(borders)]
        spaces += [False] * (len(borders) - 2) + [bool(token.whitespace_)]
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    doc.set_ents(_spans(doc, entities))
    doc.spans[PARAGRAPHS] = SpanGroup(doc, name=PARAGRAPHS, spans=_spans(doc, blocks))
    doc.user_data[META_KEY] = json.dumps(facts_of(document), ensure_ascii=False)
    return doc


def _spans(doc: Doc, marks: Sequence[Mark]) -> list[Span]:
    """The spans of marks; `expand` cannot move a border, for the tokens have been cut at each of them."""
    spans = [doc.char_span(one.start, one.end, label=one.label, alignment_mode="expand") for one in marks]
    return [one for one in spans if one is not None]


def from_docs(docs: Sequence[Doc], path: Path, options: ReadOptions) -> Reading:
    """Docs as documents.

    Raises:
        DamagedFile: Text or spans of a Doc have been changed.
    """
    notes: Counter[str] = Counter()
    documents = []
    for number, doc in enumerate(docs, 1):
        notes[f"spans of other groups than {PARAGRAPHS!r}"] += sum(
            len(group) for key, group in doc.spans.items() if key != PARAGRAPHS
        )
        record = Record(
            path=path,
            where=f"doc {number}",
            text=doc.text,
            meta=_meta(doc, path, number),
            entities=[Mark(one.start_char, one.end_char, one.label_) for one in doc.ents],
            blocks=[Mark(one.start_char, one.end_char, one.label_) for one in doc.spans.get(PARAGRAPHS, [])],
            name=f"{path.stem}_{number}",
            origin="docbin",
        )
        documents.append(build(record, options, notes))
    return Reading(documents=tuple(documents), notes=notes)


def _meta(doc: Doc, path: Path, number: int) -> Mapping[str, Any]:
    stored = doc.user_data.get(META_KEY)
    if stored is None:
        return {}
    try:
        meta = json.loads(stored)
    except (TypeError, ValueError, RecursionError) as error:
        raise DamagedFile(path, f"doc {number}: its metadata are not JSON ({error})") from error
    return meta if isinstance(meta, dict) else {}


def _read(path: Path, options: ReadOptions) -> Reading:
    from spacy.tokens import DocBin  # noqa: PLC0415

    raw = read_bytes(path)
    try:
        docs = list(DocBin().from_bytes(raw).get_docs(_blank().vocab))
    except (
        Exception
    ) as error:  # spaCy, zlib and msgpack each raise errors of their own for bytes that are none of theirs
        raise DamagedFile(path, f"not a DocBin of spaCy ({error})") from error
    return from_docs(docs, path, options)


def _write(documents: Sequence[GoldDocument], path: Path, _producer: str | None) -> Written:
    from spacy.tokens import DocBin  # noqa: PLC0415

    docs, lost = to_docs(documents)
    return Written(files={path: DocBin(docs=docs, store_user_data=True).to_bytes()}, lost=lost)


def _suits(path: Path) -> bool:
    return path.is_file() and path.suffix == ".spacy"


DOCBIN: Final = Format(name="docbin", read=_read, write=_write, suits=_suits)
