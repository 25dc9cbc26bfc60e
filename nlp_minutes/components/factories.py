"""The factories behind the entry points.

This module is imported for every spaCy pipeline of an environment that has the package installed: it imports spaCy
and the rules, nothing heavier.
"""

from __future__ import annotations

from typing import Any

from spacy import registry
from spacy.language import Language
from spacy.tokens import Doc

from nlp_minutes.components.entities import EntityRules
from nlp_minutes.components.facts import FactFinder
from nlp_minutes.components.features import lexicon_embed
from nlp_minutes.components.merging import MergePolicy
from nlp_minutes.components.paragraphs import ParagraphClassifier
from nlp_minutes.components.people import PeopleJoiner
from nlp_minutes.components.recogniser import SlicedRecognizer
from nlp_minutes.components.structure import StructureParser
from nlp_minutes.components.summary import Summariser
from nlp_minutes.minutes import from_doc
from nlp_minutes.rules.item_summary import MAX_WORDS

__all__ = [
    "make_entities",
    "make_facts",
    "make_paragraphs",
    "make_people",
    "make_recogniser",
    "make_structure",
    "make_summary",
]


# `doc._.minutes` is the typed result, made anew of the Doc's spans each time it is asked for.
if not Doc.has_extension("minutes"):
    Doc.set_extension("minutes", getter=from_doc)


registry.architectures("nlp_minutes.LexiconEmbed.v1", func=lexicon_embed)

# Sizes: docs/evaluation.md has what was tried.
_RECOGNISER_MODEL = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "nO": None,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "nlp_minutes.LexiconEmbed.v1",
            "width": 64,
            "rows": [6000, 2000, 2000, 4000, 1000, 200],
            "word_dropout": 0.1,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 64,
            "depth": 3,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    },
}


@Language.factory("minutes_structure", assigns=["doc.spans"], retokenizes=False)
def make_structure(nlp: Language, name: str) -> StructureParser:
    """Make the component that finds meeting, items, sections and paragraphs."""
    return StructureParser(name)


@Language.factory("minutes_people", requires=["doc.spans"])
def make_people(nlp: Language, name: str) -> PeopleJoiner:
    """Make the component that joins the mentions of people."""
    return PeopleJoiner(name)


@Language.factory("minutes_entities", requires=["doc.spans"], assigns=["doc.ents"], default_config={"policy": "both"})
def make_entities(nlp: Language, name: str, policy: MergePolicy) -> EntityRules:
    """Make the component that finds entities by rule, and merges them with those of a recogniser before it."""
    return EntityRules(name, policy)


@Language.factory(
    "minutes_ner",
    assigns=["doc.ents"],
    default_config={"model": _RECOGNISER_MODEL, "update_with_oracle_cut_size": 30},
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_recogniser(nlp: Language, name: str, model: Any, update_with_oracle_cut_size: int) -> SlicedRecognizer:
    """Make the trained recogniser of entities.

    In training it learns from stretches of about `update_with_oracle_cut_size` tokens; spaCy's own default, 100, gives
    the same figures and takes twice as long.
    """
    return SlicedRecognizer(
        nlp.vocab,
        model,
        name,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        scorer=registry.scorers.get("spacy.ner_scorer.v1")(),
    )


@Language.factory("minutes_paragraphs", requires=["doc.spans", "doc.ents"], assigns=["doc.spans"])
def make_paragraphs(nlp: Language, name: str) -> ParagraphClassifier:
    """Make the component that labels paragraphs; its weights come with the pipeline's folder."""
    return ParagraphClassifier(name)


@Language.factory("minutes_facts", requires=["doc.spans"])
def make_facts(nlp: Language, name: str) -> FactFinder:
    """Make the component that finds what each item decided."""
    return FactFinder(name)


@Language.factory(
    "minutes_summary", requires=["doc.spans"], default_config={"max_words": MAX_WORDS, "max_sentences": None}
)
def make_summary(nlp: Language, name: str, max_words: int | None, max_sentences: int | None) -> Summariser:
    """Make the component that summarises each item; its ranker comes by `initialize` or from a saved pipeline."""
    return Summariser(name, max_words=max_words, max_sentences=max_sentences)
