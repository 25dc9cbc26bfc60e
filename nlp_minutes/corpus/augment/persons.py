"""Who is meant by a PERSON entity, and in which form the name stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from nlp_minutes.corpus.augment.name_lists import PARTICLES
from nlp_minutes.corpus.augment.spelling import normal_forms, plain
from nlp_minutes.lexicon import given_names

__all__ = ["Form", "Part", "Person", "initial", "persons_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One word of a form.

    Attributes:
        kind: A given name, the initial of one, a surname, or a particle before it.
        word: The word of the full name that it comes from.
        comma: Whether a comma follows.
    """

    kind: Literal["given", "initial", "surname", "particle"]
    word: str
    comma: bool = False

    @property
    def text(self) -> str:
        """As it is written, but for capitals."""
        return (initial(self.word) if self.kind == "initial" else self.word) + ("," if self.comma else "")


Form = tuple[Part, ...]


def initial(given: str) -> str:
    """The initial of a given name: `K.`, `K-A.`; an initial stays one."""
    return given if given.endswith(".") else "-".join(part[:1] for part in given.split("-")) + "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The words of a name.

    Attributes:
        given: Given names, middle initials too.
        surname: Surnames and the particles before them.
    """

    given: tuple[str, ...]
    surname: tuple[str, ...]

    @property
    def name(self) -> str:
        """The full name."""
        return " ".join([*self.given, *self.surname])

    @property
    def own(self) -> Form:
        """The parts of the surname."""
        return tuple(
            Part(
                kind="particle" if word.casefold() in PARTICLES and at + 1 < len(self.surname) else "surname", word=word
            )
            for at, word in enumerate(self.surname)
        )

    def forms(self) -> Iterator[Form]:
        """The ways in which the name can be written, full ones first."""
        given = tuple(Part(kind="given", word=word) for word in self.given)
        letters = tuple(Part(kind="initial", word=word) for word in self.given)
        own = self.own
        if not own:
            yield given
            return
        last = Part(kind=own[-1].kind, word=own[-1].word, comma=True)
        yield given + own
        yield (*own[:-1], last, *given)
        yield own + given
        if len(given) > 1:
            yield given[:1] + own
            yield given[:1] + letters[1:] + own
        yield letters + own
        yield letters[:1] + own
        yield (*own[:-1], last, *letters)
        yield own
        for at in range(1, len(own)):
            yield own[at:]
            yield given + own[at:]
        yield given


_FULL: Final = 3  # the first forms are those with the whole name


def _surname_words(words: Sequence[str], seen: frozenset[str]) -> int:
    """How many words at the end of a full name are its surname, by the short and turned forms seen in the text."""
    count = len(words)
    if count < 3:
        return count - 1
    for given in range(1, count):
        first, last = " ".join(words[:given]), " ".join(words[given:])
        if seen & {f"{last}, {first}".casefold(), f"{last} {first}".casefold()}:
            return count - given
    for given in range(1, count):
        last = " ".join(words[given:]).casefold()
        if seen & {last, f"{last}s"}:
            return count - given
    for at, word in enumerate(words[1:-1], 1):
        if word.casefold() in PARTICLES:
            return count - at
        if word.endswith("."):
            return count - at - 1
    known = given_names()
    return count - 2 if words[1].casefold() in known and count == 3 else count - 1


def persons_of(names: Iterable[str], texts: Iterable[str]) -> tuple[list[Person], dict[str, tuple[Person, Form]]]:
    """Find the persons of a document and the forms of their names.

    Args:
        names: The full names in FACTS.
        texts: The texts of the PERSON entities.

    Returns:
        The persons, and for each form in lower case whose it is and of what it is made. Of two persons who share a form
        (a surname) it is the first.
    """
    seen = frozenset(form.casefold() for text in texts for form in normal_forms(text))
    persons = []
    for name in dict.fromkeys(plain(name) for name in names):
        words = name.split()
        own = _surname_words(words, seen) if len(words) > 1 else 0
        persons.append(Person(given=tuple(words[: len(words) - own]), surname=tuple(words[len(words) - own :])))
    table: dict[str, tuple[Person, Form]] = {}
    for full in (True, False):
        for person in persons:
            for number, form in enumerate(person.forms()):
                if (number < _FULL) == full:
                    table.setdefault(" ".join(part.text for part in form).casefold(), (person, form))
    return persons, table
