"""The factories behind the entry points.

This module is imported for every spaCy pipeline of an environment that has the package installed: it imports spaCy
and the rules, nothing heavier.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp_minutes.components.entities import EntityRules
from nlp_minutes.components.facts import FactFinder
from nlp_minutes.components.paragraphs import ParagraphClassifier
from nlp_minutes.components.people import PeopleJoiner
from nlp_minutes.components.structure import StructureParser
from nlp_minutes.minutes import from_doc

__all__ = ["make_entities", "make_facts", "make_paragraphs", "make_people", "make_structure"]


# `doc._.minutes` is the typed result, made anew of the Doc's spans each time it is asked for.
if not Doc.has_extension("minutes"):
    Doc.set_extension("minutes", getter=from_doc)


@Language.factory("minutes_structure", assigns=["doc.spans"], retokenizes=False)
def make_structure(nlp: Language, name: str) -> StructureParser:
    """Make the component that finds meeting, items, sections and paragraphs."""
    return StructureParser(name)


@Language.factory("minutes_people", requires=["doc.spans"])
def make_people(nlp: Language, name: str) -> PeopleJoiner:
    """Make the component that joins the mentions of people."""
    return PeopleJoiner(name)


@Language.factory("minutes_entities", requires=["doc.spans"], assigns=["doc.ents"])
def make_entities(nlp: Language, name: str) -> EntityRules:
    """Make the component that finds entities by rule."""
    return EntityRules(name)


@Language.factory("minutes_paragraphs", requires=["doc.spans", "doc.ents"], assigns=["doc.spans"])
def make_paragraphs(nlp: Language, name: str) -> ParagraphClassifier:
    """Make the component that labels paragraphs; its weights come with the pipeline's folder."""
    return ParagraphClassifier(name)


@Language.factory("minutes_facts", requires=["doc.spans"])
def make_facts(nlp: Language, name: str) -> FactFinder:
    """Make the component that finds what each item decided."""
    return FactFinder(name)
