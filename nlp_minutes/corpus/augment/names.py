"""Other people: every person gets a new name, the same in every form and place."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Final

from nlp_minutes.corpus.augment.edits import Edit, apply_edits
from nlp_minutes.corpus.augment.facts import NAME_KEYS, map_facts, swapper
from nlp_minutes.corpus.augment.name_lists import gender_of, new_given, new_origin, new_surname
from nlp_minutes.corpus.augment.persons import Form, Person, initial, persons_of
from nlp_minutes.corpus.augment.spelling import genitive, normal_forms, plain, readings, spread
from nlp_minutes.labels import EntityLabel

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["swap_names"]

_TRIES: Final = 400
# What follows a name in the genitive that shows no -s, as in "Ros yrkande".
_OWNED: Final = re.compile(
    r"\s+(?:eget|egna|skriftliga)?\s*(?:yrkande|förslag|motion|reservation|interpellation|fråga|svar|tilläggs|ändrings|avslags|bifalls|återremiss)"
)
_TEXT_KEYS: Final = frozenset({"title", "reference_summary", "recipients", "yes_means", "no_means", "roles"})


class _NewNames:
    """New words for the words of the old names: no two alike, none that was there before."""

    def __init__(self, persons: list[Person], rng: Random, *, initials: bool) -> None:
        self._rng = rng
        self._initials = initials
        self._taken = {word.casefold() for person in persons for word in (*person.given, *person.surname)}
        self._given: dict[str, str] = {}
        self._surnames: dict[str, str] = {}
        for person in persons:
            self._add(person)

    def _free(self, name: str) -> bool:
        words = {word for part in name.casefold().split() for word in (part, *part.split("-"))} - {"af", "von"}
        if words & self._taken:
            return False
        self._taken |= words
        return True

    def _add(self, person: Person) -> None:
        rng = self._rng
        origin = new_origin(rng)
        gender = gender_of(person.given[0]) or rng.choice("fm")
        simple = len(person.surname) > 1
        for word in person.given:
            if word.casefold() not in self._given:
                self._given[word.casefold()] = self._new_given(word, origin, gender)
        for part in person.own:
            if part.kind == "surname" and part.word.casefold() not in self._surnames:
                noble = "swedish-noble" if any(one.kind == "particle" for one in person.own) else origin
                self._surnames[part.word.casefold()] = self._new_surname(part.word, noble, simple=simple)

    def _new_given(self, old: str, origin: str, gender: str) -> str:
        if old.endswith("."):  # an initial in the midst of a name
            return f"{self._rng.choice('ABEGHIJKLMNOPRST')}."
        for attempt in range(_TRIES):
            name = new_given(self._rng, origin if attempt < _TRIES // 4 else "faker", gender)
            alike = not self._initials or initial(name) == initial(old) or attempt > _TRIES // 2
            if alike and name.casefold() not in self._taken:
                self._taken.add(name.casefold())
                return name
        return old

    def _new_surname(self, old: str, origin: str, *, simple: bool) -> str:
        for attempt in range(_TRIES):
            name = new_surname(self._rng, origin if attempt < _TRIES // 4 else "faker", simple=simple)
            if self._free(name):
                return name
        return old

    def write(self, form: Form) -> str:
        """Write a form with the new words."""
        words = []
        for part in form:
            word = part.word
            if part.kind in {"given", "initial"}:
                word = self._given[word.casefold()]
                word = initial(word) if part.kind == "initial" else word
            elif part.kind == "surname":
                word = self._surnames[word.casefold()]
            words.append(word + ("," if part.comma else ""))
        return " ".join(words)


def _cased(old: str, new: str) -> str:
    if old.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() and new.startswith(("von ", "af ", "de ")) else new


def _renamer(forms: dict[str, tuple[Person, Form]], names: _NewNames) -> Callable[[str, str], str | None]:
    """Make the function that tells the new text of an entity by its text and what follows it."""

    def rename(text: str, after: str) -> str | None:
        for old in normal_forms(text):
            found = forms.get(old.casefold())
            if found:
                new = names.write(found[1])
                owned = old[-1:].casefold() in {"s", "x", "z"} and _OWNED.match(after)
                particle = found[1][0].kind == "particle"
                new = _cased(old, new) if old.isupper() or particle else new
                return genitive(new) if owned else new
            found = forms.get(old[:-1].casefold()) if old[-1:] in {"s", "S"} else None
            if found:
                new = names.write(found[1])
                particle = found[1][0].kind == "particle"
                return genitive(_cased(old, new) if old.isupper() or particle else new)
        return None

    return rename


def swap_names(document: GoldDocument, rng: Random) -> GoldDocument:
    """Give every person another name: full names, lone surnames, genitives, initials, surname first, capitals.

    A word of a name becomes the same new word everywhere, so that people who shared a surname still do, and a surname
    that is used alone still belongs to its person. Names in those of companies and streets are no persons and stay.
    """
    text = document.text
    entities = [one for one in document.entities if one.label == EntityLabel.PERSON]
    texts = [text[one.start : one.end] for one in entities]
    persons, forms = persons_of((one["name"] for one in document.persons), texts)
    used = [forms[form.casefold()][1] for one in texts for form in normal_forms(one) if form.casefold() in forms]
    names = _NewNames(persons, rng, initials=any(part.kind == "initial" for form in used for part in form))
    rename = _renamer(forms, names)
    edits, table = [], {}
    for one, old in zip(entities, texts, strict=True):
        new = rename(old, text[one.end : one.end + 40])
        if new is not None:
            edits.append(Edit(start=one.start, end=one.end, text=spread(old, new)))
            table[readings(old)] = new
    full = {person.name: names.write(person.own if not person.given else next(person.forms())) for person in persons}
    for old, new in full.items():
        table |= {genitive(old): genitive(new), old: new, old.upper(): new.upper()}
    keep = [readings(text[one.start : one.end]) for one in document.entities if one.label == EntityLabel.ORG]
    swap = swapper(table, [one for one in keep if one not in table])

    def change(key: str, value: str) -> str:
        if key in NAME_KEYS:
            return full.get(plain(value), value)
        return swap(value) if key in _TEXT_KEYS else value

    return map_facts(apply_edits(document, edits), change)
