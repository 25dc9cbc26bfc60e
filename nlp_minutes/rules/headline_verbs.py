"""The verbs of decisions in the forms that minutes use, and how to write them in the present tense."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nlp_minutes.lexicon import rows
from nlp_minutes.patterns import lazy

__all__ = ["FINITE", "Verb", "by_finite", "by_infinitive", "by_passive", "present_tense"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of `verbs.tsv`."""

    infinitive: str
    present: str
    past: str
    passive: str


@cache
def _verbs() -> tuple[Verb, ...]:
    return tuple(Verb(*row[:4]) for row in rows("verbs.tsv"))


@cache
def by_infinitive() -> dict[str, Verb]:
    """Map infinitives (`avslå`) to their verbs."""
    return {verb.infinitive: verb for verb in _verbs()}


@cache
def by_finite() -> dict[str, Verb]:
    """Map forms of present and past (`avslår`, `avslog`) to their verbs."""
    return {form: verb for verb in _verbs() for form in (verb.present, verb.past)}


@cache
def by_passive() -> dict[str, Verb]:
    """Map passive forms of present and past, old ones too (`avslås`, `avslogs`, `väljes`), to their verbs."""
    forms: dict[str, Verb] = {}
    for verb in _verbs():
        if verb.passive == "-":
            continue
        old = f"{verb.infinitive[:-1]}es" if verb.infinitive.endswith("a") else verb.passive
        forms |= {verb.passive: verb, f"{verb.past}s": verb, old: verb}
    return forms


# Verbs that make a clause finite and that no decision is made with.
FINITE = lazy(
    r"(?<![\wåäö])(?:får|fick|ska|skall|skulle|är|var|har|hade|kan|kunde|bör|borde|måste|blir|blev|finns|gäller|gällde|"
    r"utgår|utgick|ges|gavs|avser|innebär|behöver|kostar|består|sker|ingår|träder|upphör|fortsätter|uppgår)(?![\wåäö])"
)
_PAST = {
    "fick": "får",
    "skulle": "ska",
    "skall": "ska",
    "var": "är",
    "hade": "har",
    "gällde": "gäller",
    "utgick": "utgår",
    "blev": "blir",
    "gavs": "ges",
    "kunde": "kan",
    "borde": "bör",
}


def present_tense(clause: str) -> str:
    """Put the first verb of a clause that is in the past into the present."""
    for match in re.finditer(r"[\wåäö]+", clause):
        word = match[0]
        if word.endswith("ade"):  # as often as not an adjective: `ökade kostnader`
            continue
        verb = by_finite().get(word) or by_passive().get(word)
        if verb is None and word not in _PAST and not FINITE.fullmatch(word):
            continue
        if word in _PAST:
            now = _PAST[word]
        elif verb is None or word == verb.present:
            return clause
        else:
            now = verb.present if word in by_finite() else verb.passive
        return clause[: match.start()] + now + clause[match.end() :]
    return clause
