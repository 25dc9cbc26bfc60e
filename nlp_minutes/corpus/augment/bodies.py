"""Other bodies and offices: `vård- och omsorgsnämnden` for `socialnämnden`, `förvaltningen` for `kontoret`."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Final

from nlp_minutes.corpus.augment.edits import Edit, apply_edits
from nlp_minutes.corpus.augment.facts import NAME_KEYS, PARTY_KEYS, map_facts
from nlp_minutes.corpus.augment.spelling import like_case, loose, normal_forms, spread
from nlp_minutes.labels import EntityLabel
from nlp_minutes.lexicon import rows

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["swap_bodies"]

# How often, of a hundred, a body gets another name.
_OFTEN: Final = 75
# The ends of the names of offices; the first two and the last three are of one gender each.
_OFFICES: Final = ("kontoret", "kansliet", "förvaltningen", "avdelningen", "enheten")


def _bodies(text: str, rng: Random) -> tuple[dict[str, str], dict[str, str]]:
    """Choose new bodies: names and abbreviations, old to new."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    for kind, name, short, *_ in rows("body_forms.tsv"):
        kinds.setdefault(kind, []).append((name, short))
    names: dict[str, str] = {}
    shorts: dict[str, str] = {}
    flat = re.sub(r"\s+", " ", re.sub(r"-\s*\n\s*(?!och |samt )", "", text)).casefold()
    for bodies in kinds.values():
        # A name inside a longer one ('byggnadsnämnden' in 'miljö- och byggnadsnämnden') is not there by itself.
        there = [
            one for one in bodies if re.search(rf"(?<![\wåäö] )(?<!\w)(?<!- och ){one[0]}", flat) or one[0] in flat
        ]
        free = [one for one in bodies if one[0] not in flat and not re.search(rf"\b{one[1].casefold()}\b", flat)]
        rng.shuffle(free)
        for name, short in there:
            if free and rng.randrange(100) < _OFTEN:
                new = free.pop()
                names[name] = new[0]
                if short not in shorts:
                    shorts[short] = new[1]
    return names, shorts


def _offices(text: str, rng: Random) -> dict[str, str]:
    """Choose new ends for the names of offices, no two alike."""
    present = [one for one in _OFFICES if one in text.casefold()]
    new = [one for one in _OFFICES if one not in present]
    rng.shuffle(new)
    return {old: new.pop() for old in present if new and rng.randrange(100) < _OFTEN // 2}


def _replacer(names: dict[str, str], offices: dict[str, str]) -> Callable[[str], list[tuple[int, int, str]]]:
    """Make the function that finds the replacements in a text: start, end, new words."""
    patterns = [
        (re.compile(rf"(?<![\w-])(?<!- och )(?<!-\noch ){loose(old)}(?=s?(?!\w))", re.IGNORECASE), new)
        for old, new in sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    ]
    ends = "|".join(map(re.escape, offices))
    office = re.compile(rf"(?:{ends})(?=s?(?!\w))", re.IGNORECASE) if offices else None

    def find(text: str) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        for pattern, new in patterns:
            for one in pattern.finditer(text):
                if all(one.end() <= start or end <= one.start() for start, end, _ in found):
                    found.append((one.start(), one.end(), spread(one[0], like_case(one[0], new))))
        for one in office.finditer(text) if office else ():
            new = like_case(one[0], offices[one[0].casefold()])
            if all(one.end() <= start or end <= one.start() for start, end, _ in found):
                found.append((one.start(), one.end(), new))
        return sorted(found)

    return find


def swap_bodies(document: GoldDocument, rng: Random) -> GoldDocument:
    """Give boards, committees and offices other names of their kind, the same everywhere, and other abbreviations.

    Genitives, capitals and line breaks stay as they were. Council and executive board stay what they are.
    """
    text = document.text
    names, shorts = _bodies(text, rng)
    find = _replacer(names, _offices(text, rng))
    edits = []
    for one in document.entities:
        words = text[one.start : one.end]
        if one.label != EntityLabel.ORG:
            continue
        bare = words.removesuffix(":s")
        if bare.upper() in shorts and bare[:1].isupper():
            new = shorts[bare.upper()]
            new = new if bare.isupper() else new.capitalize()
            edits.append(Edit(start=one.start, end=one.start + len(bare), text=new))
            continue
        edits += [Edit(start=one.start + start, end=one.start + end, text=new) for start, end, new in find(words)]
    for page in document.paragraphs:
        if page.furniture:
            words = text[page.start : page.end]
            edits += [Edit(start=page.start + start, end=page.start + end, text=new) for start, end, new in find(words)]

    known = {text[one.start : one.end] for one in document.entities if one.label == EntityLabel.ORG}
    known = {form.casefold() for words in known for form in normal_forms(words)}
    known |= {word.removesuffix("s") for words in known for word in (*words.split(), words)}

    def change(key: str, value: str) -> str:
        if key in NAME_KEYS | PARTY_KEYS:
            return value
        for start, end, new in reversed(find(value)):
            word = re.findall(r"[\w-]*$", value[:start])[0] + value[start:end]
            if word.casefold() not in known:
                continue
            value = value[:start] + new + value[end:]
        return value

    return map_facts(apply_edits(document, edits), change)
