"""Other words for offices: `kommundirektör` for `kommunchef`, `förste vice ordförande` for `1:e vice ordförande`."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

from nlp_minutes.corpus.augment.edits import Edit, apply_edits
from nlp_minutes.corpus.augment.facts import map_facts, swapper
from nlp_minutes.corpus.augment.spelling import genitive, like_case, normal_forms, spread
from nlp_minutes.labels import EntityLabel
from nlp_minutes.lexicon import rows

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["swap_roles"]

# How often, of a hundred, a word for an office gets another one.
_OFTEN: Final = 70


def _choose(present: set[str], rng: Random) -> dict[str, str]:
    """Choose new words: old form to new form, lower case, definite and genitive too."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for group, indefinite, definite, *_ in rows("role_forms.tsv"):
        groups.setdefault(group, []).append((indefinite, definite))
    table: dict[str, str] = {}
    for words in groups.values():
        free = [pair for pair in words if not present & set(pair)]
        rng.shuffle(free)
        for pair in words:
            if present & _inflected(pair) and free and rng.randrange(100) < _OFTEN:
                new = free.pop()
                for old, other in zip(pair, new, strict=True):
                    table |= {old: other, genitive(old): genitive(other)}
    return table


def _inflected(pair: tuple[str, str]) -> set[str]:
    return {*pair, *map(genitive, pair)}


def swap_roles(document: GoldDocument, rng: Random) -> GoldDocument:
    """Give offices other names, the same one everywhere, in the same number, definiteness and case."""
    text = document.text
    entities = [one for one in document.entities if one.label == EntityLabel.ROLE]
    present = {form.casefold() for one in entities for form in normal_forms(text[one.start : one.end])}
    table = _choose(present, rng)
    edits, words = [], {}
    for one in entities:
        old = text[one.start : one.end]
        for form in normal_forms(old):
            if form.casefold() in table:
                new = like_case(form, table[form.casefold()])
                edits.append(Edit(start=one.start, end=one.end, text=spread(old, new)))
                words[form] = new
                break
    words |= {word: new for word, new in table.items() if word not in words}
    keep = [
        " ".join(text[one.start : one.end].split())
        for one in document.entities
        if one.label in {EntityLabel.ORG, EntityLabel.PERSON}
    ]
    swap = swapper(words, [one for one in keep if one not in words], before="(?<![-:])")
    keys = {"roles", "title", "recipients", "reference_summary"}
    return map_facts(apply_edits(document, edits), lambda key, value: swap(value) if key in keys else value)
