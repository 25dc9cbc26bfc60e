"""Placeholders: the same value has the same one throughout a run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from nlp_minutes.patterns import lazy

__all__ = ["HitKind", "Register", "placeholder_spans"]


class HitKind(StrEnum):
    """What was masked."""

    PERSON = "person"
    NUMBER = "personal_number"
    SOLE_TRADER = "sole_trader"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    PROPERTY = "property"


_WORDS: Final[Mapping[HitKind, str]] = {
    HitKind.PERSON: "Person",
    HitKind.NUMBER: "Personnummer",
    HitKind.SOLE_TRADER: "Organisationsnummer",
    HitKind.PHONE: "Telefon",
    HitKind.EMAIL: "E-post",
    HitKind.ADDRESS: "Adress",
    HitKind.PROPERTY: "Fastighet",
}
_PLACEHOLDER: Final = lazy(rf"\[(?:{'|'.join(map(re.escape, _WORDS.values()))}) [A-Z]{{1,4}}\]")


def placeholder_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where placeholders stand in a text, those of earlier runs too."""
    for match in _PLACEHOLDER.finditer(text):
        yield match.span()


def _letters(number: int) -> str:
    """Count A, B ... Z, AA, AB ... from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Register:
    """Gives each value its placeholder, and knows afterwards what stood for what."""

    def __init__(self) -> None:
        self._given: dict[tuple[HitKind, str], str] = {}
        self._forms: dict[str, list[str]] = {}
        self._taken: set[str] = set()
        self._next: dict[HitKind, int] = {}

    def reserve(self, text: str) -> None:
        """Never give out a placeholder that a text holds already: there it stands for somebody else."""
        self._taken.update(text[start:end] for start, end in placeholder_spans(text))

    def placeholder(self, kind: HitKind, key: str, form: str) -> str:
        """Give the placeholder of a value.

        Args:
            kind: What it is.
            key: The same for all ways to write the value.
            form: How it is written here, for the mapping.
        """
        if (kind, key) not in self._given:
            self._given[kind, key] = self._free(kind)
        given = self._given[kind, key]
        forms = self._forms.setdefault(given, [])
        if form not in forms:
            forms.append(form)
        return given

    def _free(self, kind: HitKind) -> str:
        number = self._next.get(kind, 0)
        while (given := f"[{_WORDS[kind]} {_letters(number)}]") in self._taken:
            number += 1
        self._next[kind] = number + 1
        self._taken.add(given)
        return given

    def keys(self, kind: HitKind) -> dict[str, str]:
        """Give the keys of a kind with their placeholders."""
        return {key: given for (one, key), given in self._given.items() if one is kind}

    def mapping(self) -> dict[str, list[str]]:
        """Give every placeholder with the ways its value was written: what undoes the masking."""
        return {given: list(forms) for given, forms in self._forms.items()}
