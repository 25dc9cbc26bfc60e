"""Several transformations on one document, by seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from types import MappingProxyType
from typing import Any, Final

from nlp_minutes.corpus.augment.bodies import swap_bodies
from nlp_minutes.corpus.augment.cases import change_cases
from nlp_minutes.corpus.augment.casing import change_case
from nlp_minutes.corpus.augment.checks import faults
from nlp_minutes.corpus.augment.dates import change_dates
from nlp_minutes.corpus.augment.diacritics import split_diacritics
from nlp_minutes.corpus.augment.furniture import change_furniture
from nlp_minutes.corpus.augment.headings import swap_headings
from nlp_minutes.corpus.augment.names import swap_names
from nlp_minutes.corpus.augment.noise import add_noise
from nlp_minutes.corpus.augment.parties import swap_parties
from nlp_minutes.corpus.augment.roles import swap_roles
from nlp_minutes.corpus.augment.sections import change_sections
from nlp_minutes.corpus.augment.towns import swap_town
from nlp_minutes.corpus.augment.wrapping import rewrap
from nlp_minutes.corpus.gold import GoldDocument
from nlp_minutes.errors import ConfigError

__all__ = ["TRANSFORMATIONS", "Transformation", "augment", "augment_all"]

Transformation = Callable[[GoldDocument, Random], GoldDocument]

# In the order in which they are done: words, then their order, then the page, then damage.
TRANSFORMATIONS: Final[Mapping[str, Transformation]] = MappingProxyType(
    {
        "names": swap_names,
        "towns": swap_town,
        "parties": swap_parties,
        "roles": swap_roles,
        "bodies": swap_bodies,
        "headings": swap_headings,
        "dates": change_dates,
        "cases": change_cases,
        "sections": change_sections,
        "wrapping": rewrap,
        "furniture": change_furniture,
        "case": change_case,
        "noise": add_noise,
        "diacritics": split_diacritics,
    }
)
# How often, of a hundred documents, each is done when none are named.
_CHANCES: Final = MappingProxyType(
    {
        "names": 100,
        "towns": 75,
        "parties": 70,
        "roles": 60,
        "bodies": 65,
        "headings": 65,
        "dates": 50,
        "cases": 60,
        "sections": 55,
        "wrapping": 60,
        "furniture": 55,
        "case": 25,
        "noise": 15,
        "diacritics": 10,
    }
)


_MEETING: Final = dict.fromkeys(("municipality", "body", "date", "place", "start", "end", "document_type"))
_PERSON: Final[Mapping[str, Any]] = {"party": None, "roles": [], "attendance": None}
_ITEM: Final[Mapping[str, Any]] = {
    "title": "",
    "case_numbers": [],
    "outcome": "other",
    "motions": [],
    "votes": [],
    "reservations": [],
    "statements": [],
    "recusals": [],
    "recipients": [],
    "reference_summary": "",
}


def with_all_facts(document: GoldDocument) -> GoldDocument:
    """Put in the keys of FACTS that a document of another tool does not have, as unknown."""
    return replace(
        document,
        meeting={**_MEETING, **document.meeting},
        persons=tuple({**_PERSON, **one} for one in document.persons),
        items=tuple({**_ITEM, **one} for one in document.items),
    )


def augment(document: GoldDocument, seed: int, transformations: Sequence[str] | None = None) -> GoldDocument:
    """Make a new document of one.

    The same document, seed and transformations give the same result, with the same version of Faker. The layout stays
    that of the source, so that a split by layout keeps both on one side. A transformation after which a span or FACTS
    no longer agree with the text is left out.

    Args:
        document: The source.
        seed: Another seed, another document.
        transformations: Names out of `TRANSFORMATIONS`, done in this order; if not given, a draw of them.

    Returns:
        The new document: NAME-SEED, of the provenance `augmented:NAME:SEED`.

    Raises:
        ConfigError: There is no such transformation, or something is wrong with the source.
    """
    unknown = [name for name in transformations or () if name not in TRANSFORMATIONS]
    if unknown:
        raise ConfigError(f"no transformation {unknown[0]!r}; there are {', '.join(TRANSFORMATIONS)}")
    document = with_all_facts(document)
    wrong = faults(document)
    if wrong:
        raise ConfigError(f"gold record {document.name} cannot be augmented: {wrong[0]}")
    draw = Random(f"{document.name}:{seed}")  # noqa: S311 - no secret
    if transformations is None:
        transformations = [name for name, chance in _CHANCES.items() if draw.randrange(100) < chance]
    new = document
    for number, name in enumerate(transformations):
        rng = Random(f"{document.name}:{seed}:{number}:{name}")  # noqa: S311 - no secret
        changed = TRANSFORMATIONS[name](new, rng)
        if not faults(changed):
            new = changed
    return replace(new, name=f"{document.name}-{seed}", provenance=f"augmented:{document.name}:{seed}")


def augment_all(
    documents: Iterable[GoldDocument], count: int, seed: int = 0, transformations: Sequence[str] | None = None
) -> Iterator[GoldDocument]:
    """Make `count` new documents of each, with the seeds from `seed` on."""
    for document in documents:
        for number in range(seed, seed + count):
            yield augment(document, number, transformations)
