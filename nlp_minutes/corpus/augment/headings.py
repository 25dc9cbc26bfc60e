"""Other headings: synonyms from the list of forms, the same one throughout a protocol."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING, Final

from nlp_minutes.corpus.augment.edits import Edit, apply_edits
from nlp_minutes.corpus.augment.spelling import like_case, plain
from nlp_minutes.lexicon import rows

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["swap_headings"]

# How often, of a hundred, a heading gets another form.
_OFTEN: Final = 75


@cache
def _forms() -> dict[str, tuple[str, tuple[str, ...]]]:
    """The kind of each form in lower case, and the forms of its kind. A form of two kinds belongs to the first."""
    kinds: dict[str, list[str]] = {}
    for kind, form, *_ in rows("heading_forms.tsv"):
        kinds.setdefault(kind, []).append(form)
    table: dict[str, tuple[str, tuple[str, ...]]] = {}
    for kind, forms in kinds.items():
        for form in forms:
            table.setdefault(form.casefold(), (kind, tuple(forms)))
    return table


def swap_headings(document: GoldDocument, rng: Random) -> GoldDocument:
    """Give headings other forms of their kind, each form of a document the same new one; capitals and colons stay.

    Headings that hold an entity or a number stay, and so do the titles of items that look like a heading.
    """
    text, forms = document.text, _forms()
    titles = {one["title"].casefold() for one in document.items}
    entities = [one.start for one in document.entities]
    chosen: dict[str, str] = {}
    edits = []
    for one in document.headings:
        whole = text[one.start : one.end]
        bare = whole.strip().rstrip(":").rstrip()
        key = plain(bare).casefold()
        if key not in forms or key in titles or any(one.start <= start < one.end for start in entities):
            continue
        if key not in chosen:
            others = [
                form for form in forms[key][1] if form.casefold() not in {key, *map(str.casefold, chosen.values())}
            ]
            chosen[key] = rng.choice(others) if others and rng.randrange(100) < _OFTEN else ""
        if chosen[key]:
            start = one.start + whole.index(bare)
            edits.append(Edit(start=start, end=start + len(bare), text=like_case(bare, chosen[key])))
    return apply_edits(document, edits)
