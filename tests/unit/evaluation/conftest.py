"""A small protocol with its annotation, and ways to spoil it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from nlp_minutes.corpus.markup import parse_source

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

SOURCE = """\
¶other ⟦PERSON:Ulla Ek⟧ (⟦PARTY:S⟧), ⟦ROLE:ordförande⟧
¶furniture Sida 1 (2)
#h § 1 Ny skola
¶summary ⟦ORG:Nämnden⟧ har frågat efter en skola.
#h Beslut
¶decision ⟦ORG:Nämnden⟧ avslår förslaget.
#h Reservation
¶objection ⟦PERSON:Bo Al⟧ (⟦PARTY:M⟧) reserverar sig.
#h § 2 Lekplats, ⟦CASE:N 2024/7⟧
¶basis Tjänsteskrivelse 2024-05-01.
¶decision Lekplatsen byggs.
=== FACTS ===
{"meeting": {"municipality": "Askby kommun", "body": null, "date": "2024-05-06", "place": null, "start": null,
"end": null, "document_type": "protokoll"},
"persons": [{"name": "Ulla Ek", "party": "S", "roles": ["ordförande"], "attendance": "member"},
{"name": "Bo Al", "party": "M", "roles": [], "attendance": "member"}],
"items": [{"number": "1", "title": "Ny skola", "case_numbers": [], "outcome": "rejected",
"motions": [{"by": ["Bo Al"], "parties": ["M"], "kind": "approve"}],
"votes": [{"yes": 1, "no": 1, "abstain": 0, "absent": null, "yes_means": null, "no_means": null,
"named": {"yes": ["Ulla Ek"], "no": ["Bo Al"], "abstain": [], "absent": []}}],
"reservations": [{"by": ["Bo Al"], "parties": ["M"]}], "statements": [], "recusals": [], "recipients": [],
"reference_summary": "Nämnden avslog skolan. M reserverade sig."},
{"number": "2", "title": "Lekplats", "case_numbers": ["N 2024/7"], "outcome": "approved", "motions": [], "votes": [],
"reservations": [], "statements": [], "recusals": [], "recipients": [], "reference_summary": "Lekplatsen ska byggas."}]}
"""


def perfect(document: GoldDocument) -> dict[str, Any]:
    """The result of a model that makes no mistake."""
    values = copy.deepcopy(document.to_dict())
    for item in values["items"]:
        item |= {"headline": item["reference_summary"], "summary": {"text": item["reference_summary"], "sentences": []}}
    for paragraph in values["paragraphs"]:
        paragraph["scores"] = {paragraph["label"]: 0.9}
    values["paragraphs"] = [one for one in values["paragraphs"] if not one.get("furniture")]
    return values


@pytest.fixture(scope="session")
def make() -> Callable[[str], GoldDocument]:
    """Give the small protocol under a name; its layout is what stands before the underscore."""
    return lambda name: parse_source(SOURCE, path=f"{name}.src")


@pytest.fixture
def gold(make: Callable[[str], GoldDocument]) -> GoldDocument:
    return make("askby_ks_2024")


@pytest.fixture
def result(gold: GoldDocument) -> dict[str, Any]:
    return perfect(gold)


@pytest.fixture(scope="session")
def spoiled() -> Callable[[GoldDocument, int], dict[str, Any]]:
    """The result of a model that makes mistakes; other ones for another number."""

    def spoil(document: GoldDocument, number: int) -> dict[str, Any]:
        values = perfect(document)
        values["entities"] = [one for index, one in enumerate(values["entities"]) if (index + number) % 3]
        for index, paragraph in enumerate(values["paragraphs"]):
            if not (index + number) % 4:
                paragraph |= {"label": "basis", "scores": {"basis": 0.6}}
        values["items"][number % 2]["outcome"] = "postponed"
        return values

    return spoil
