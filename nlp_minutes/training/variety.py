"""Other organisations in annotated slices: companies, associations, foundations, authorities with invented names.

Augmentation of whole protocols changes people, parties, boards and towns. The names of organisations are the most open
of all kinds, and a corpus of our size has each of them in one town only: a recogniser would learn the names and not
their shapes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Final

from spacy.tokens import Doc, Span

from nlp_minutes.labels import EntityLabel
from nlp_minutes.lexicon import rows

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["invent_organisation", "kind_of", "vary_organisations"]

_KINDS: Final = (
    ("foundation", re.compile(r"stiftelse|fond\b|minne\b", re.IGNORECASE)),
    (
        "company",
        re.compile(
            r"\b(?:AB|Ab|HB|KB|Oy)\b|& Co\b|\b(?:Pizzeria|Restaurang|Bröderna|Bistro)\b|ek\. ?för|byrån\b|konsult\b"
        ),
    ),
    (
        "association",
        re.compile(
            r"förening|klubb|sällskap|\b(?:IF|IK|BK|PRO|SPF|LRF|Vision)\b|vänner|kår(?:en)?\b|byalag|byaråd|samfällighet|församling|jouren|Företagarna",
            re.IGNORECASE,
        ),
    ),
    (
        "authority",
        re.compile(
            r"(?:verket|myndigheten|inspektionen|departementet|tingsrätt|universitet)s?$|^Region |^Länsstyrelsen"
        ),
    ),
)
_SLOT: Final = re.compile(r"\{(\w+)\}(s\b)?")


@cache
def _forms(kind: str) -> tuple[str, ...]:
    return tuple(row[1] for row in rows("organisation_forms.tsv") if row[0] == kind)


@cache
def _listed(table: str) -> tuple[str, ...]:
    return tuple(row[0] for row in rows(table))


def _word(slot: str, rng: Random) -> str:
    if slot == "g":
        return rng.choice(_listed("names_given.tsv"))
    if slot == "s":
        made = rng.choice(_forms("surname_first")) + rng.choice(_forms("surname_last"))
        return rng.choice([made, rng.choice(_listed("names_surnames.tsv"))])
    if slot == "t":
        return rng.choice(_forms("town_first")) + rng.choice(_forms("town_last"))
    if slot == "fieldl":
        return rng.choice(_forms("field")).lower()
    return rng.choice(_forms(slot))


def invent_organisation(kind: str, rng: Random) -> str:
    """Make a name.

    Args:
        kind: `company`, `association`, `foundation` or `authority`.
        rng: What to draw with.
    """

    def fill(slot: re.Match[str]) -> str:
        word = _word(slot[1], rng)
        return word if word.endswith(("s", "x", "z")) else word + (slot[2] or "")

    return _SLOT.sub(fill, rng.choice(_forms(kind)))


def kind_of(name: str) -> str | None:
    """Tell of which kind a name of an organisation is by its shape; None where it is left as it is."""
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), None)


def vary_organisations(nlp: Language, docs: Sequence[Doc], rng: Random, share: float = 0.7) -> list[Doc]:
    """Give organisations of the known kinds other names, each the same one in all slices of a document.

    Args:
        nlp: The pipeline whose tokenizer to use.
        docs: The annotated slices of one document.
        rng: What to draw with.
        share: Share of names that are changed.
    """
    names: dict[str, str] = {}
    for doc in docs:
        for span in doc.ents:
            bare = _bare(span.text)
            kind = kind_of(span.text) if span.label_ == EntityLabel.ORG else None
            if kind is not None and bare not in names:
                names[bare] = invent_organisation(kind, rng) if rng.random() < share else bare
    return [_with_names(nlp, doc, names) for doc in docs]


def _bare(text: str) -> str:
    return re.sub(r"(?::s|s)$", "", re.sub(r"\s+", " ", text)).casefold()


def _with_names(nlp: Language, doc: Doc, names: dict[str, str]) -> Doc:
    words: list[str] = []
    entities: list[tuple[int, int, str]] = []
    missing: list[int] = []
    at = 0
    for span in doc.ents:
        for token in doc[at : span.start]:
            missing += [len(words)] if not token.ent_iob_ else []
            words.append(token.text)
        new = names.get(_bare(span.text)) if span.label_ == EntityLabel.ORG else None
        if new is None or new == _bare(span.text):
            inside = [token.text for token in span]
        else:
            ending = "s" if span.text.endswith("s") and not new.endswith(("s", "AB", "HB", "KB", ".", "Co")) else ""
            new = new.upper() if span.text.isupper() else new
            inside = [token.text for token in nlp.tokenizer(new + ending)]
        entities.append((len(words), len(words) + len(inside), span.label_))
        words += inside
        at = span.end
    for token in doc[at:]:
        missing += [len(words)] if not token.ent_iob_ else []
        words.append(token.text)
    made = Doc(doc.vocab, words=words)
    made.set_ents(
        [Span(made, start, end, label=label) for start, end, label in entities],
        missing=[made[place : place + 1] for place in missing],
    )
    return made
