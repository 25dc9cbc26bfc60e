"""The pipeline of rules alone: `python -m nlp_minutes.training.rules_pipeline models/sv_minutes_rules` writes it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.util import compile_infix_regex, compile_suffix_regex

from nlp_minutes.components.summary import Summariser
from nlp_minutes.lexicon import abbreviations
from nlp_minutes.pipeline import ranker_path
from nlp_minutes.rules.ranker import load_ranker

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["make_rules_pipeline"]

# Where a party or a short form is part of a longer word it is a token of its own: SD-gruppen, L:s, M+KD, 3.Beslut.
_INFIXES = [
    r"(?<=[A-ZÅÄÖ])-(?=[a-zåäö])",
    r"(?<=[a-zåäö])(?<=\b[smvc])-(?=grupp|ledam)",
    r"(?<=[A-ZÅÄÖ]):(?=s\b)",
    r"(?<=[A-ZÅÄÖ])\+(?=[A-ZÅÄÖ])",
    r"(?<=\d)\.(?=[A-ZÅÄÖ][a-zåäö])",
    r"(?<=\w)\)(?=\d)",
    r"(?<=[A-ZÅÄÖ])[–/-](?=[A-ZÅÄÖ]{1,4}(?![\wåäö-]))",
    r"(?<=[\wåäö])[(](?=[A-ZÅÄÖ]{1,4}\))",
]
# The full stop behind one capital and the number of a footnote are tokens of their own: `och M.`, `Ek2`.
_SUFFIXES = [r"(?<=[A-ZÅÄÖ])\.", r"(?<=[a-zåäö]{2})\d{1,2}"]


def make_rules_pipeline() -> Language:
    """Make the pipeline: a Swedish tokenizer that knows the genre, and the components of rules."""
    nlp = spacy.blank("sv")
    tokenizer: Any = nlp.tokenizer  # spaCy types it as a bare callable
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or []), *_INFIXES]).finditer
    tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or []), *_SUFFIXES]).search
    # One capital with a full stop is an initial to spaCy; here it may be a party at the end of a sentence.
    tokenizer.rules = {text: rule for text, rule in tokenizer.rules.items() if not re.fullmatch(r"[A-ZÅÄÖ]\.", text)}
    for text, one_token in abbreviations().items():
        for form in {text, text[0].upper() + text[1:], text.upper()} if one_token else ():
            tokenizer.add_special_case(form, [{"ORTH": form}])
    for name in ("minutes_structure", "minutes_people", "minutes_entities", "minutes_facts"):
        nlp.add_pipe(name)
    summariser = nlp.add_pipe("minutes_summary")
    if isinstance(summariser, Summariser):
        summariser.ranker = load_ranker(ranker_path())
    nlp.meta.update(
        name="minutes_rules",
        version="0.1.0",
        description="Rules alone: structure, people, entities, labels by heading and words, decisions",
        license="Apache-2.0",
        author="The nlp-minutes developers",
    )
    return nlp


def main() -> None:
    """Write the pipeline to the folder that the command line names."""
    make_rules_pipeline().to_disk(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
