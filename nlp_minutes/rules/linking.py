"""Which person a name or an office in the text stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from nlp_minutes.lexicon import plain_letters
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.people import base_role

if TYPE_CHECKING:
    from nlp_minutes.rules.persons import Human

__all__ = ["Offices", "Surnames", "same_office"]

_PARTY_BEHIND = lazy(r"\s?\((?P<party>[A-ZÅÄÖa-zåäö]{1,6})\)")
_INITIALS = lazy(r"(?P<initial>[A-ZÅÄÖ])(?:\.(?:[ -]?[A-ZÅÄÖ]\.)* ?|(?:[ -]?[A-ZÅÄÖ]){0,2} )(?P<rest>.+)", re.DOTALL)
_NEAR = 400  # characters in which a name said in full still tells who a surname is


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return re.sub(r"[\s–-]+", " ", plain_letters(name)).strip().casefold()


_BETWEEN_NAMES = lazy(r"[ –-]")


def _tails(name: str) -> set[str]:
    """What may stand for a person's name later: its surnames, the parts of a double one alone too."""
    words = _key(name).split(" ")
    tails = {" ".join(words[n:]) for n in range(1, len(words))}
    parts = _BETWEEN_NAMES.split(plain_letters(name).casefold())
    return {tail for tail in (*tails, *parts[1:]) if len(tail) > 1}


class Surnames:
    """Finds the person behind a surname, a name with an initial or a shortened name.

    Args:
        humans: The people of the meeting.
    """

    def __init__(self, humans: Sequence[Human]) -> None:
        self._humans = humans
        self._full = {_key(human.name): index for index, human in enumerate(humans)}
        self._tails: dict[str, list[int]] = {}
        for index, human in enumerate(humans):
            for tail in _tails(human.name):
                self._tails.setdefault(tail, []).append(index)

    def find(self, text: str, start: int, end: int, said: Mapping[int, int]) -> int | None:
        """Give the index of the person whom a name stands for.

        Args:
            text: The clean text.
            start: Where the name begins.
            end: Offset behind it.
            said: Where each person was last named in full, by index.

        Returns:
            The index; None where nobody fits, or more than one does.
        """
        party = _PARTY_BEHIND.match(text, end)
        found = self._candidates(text[start:end])
        if party is not None and found:
            told = [index for index in found if _same(self._humans[index].party, party["party"])]
            untold = [index for index in found if self._humans[index].party is None]
            found = told or (untold if len(found) == len(untold) else [])
        if len(found) > 1:
            near = [index for index in found if start - said.get(index, -_NEAR - 1) <= _NEAR]
            found = near if len(near) == 1 else found
        return found[0] if len(found) == 1 else None

    def _candidates(self, name: str) -> list[int]:
        for form in (name, name[:-1] if name.endswith("s") else ""):
            key = _key(form)
            if not key:
                continue
            if key in self._full:
                return [self._full[key]]
            words = key.split(" ")
            if len(words) > 1 and " ".join((*words[1:], words[0])).replace(",", "") in self._full:
                return [self._full[" ".join((*words[1:], words[0])).replace(",", "")]]
            initial = _INITIALS.fullmatch(form)
            if initial is not None:
                return [
                    index
                    for index in self._tails.get(_key(initial["rest"]), [])
                    if self._humans[index].name.startswith(initial["initial"])
                ]
            if key in self._tails:
                return list(dict.fromkeys(self._tails[key]))
            if len(words) > 1:  # the given name with one of two surnames
                return [
                    index
                    for index in dict.fromkeys(self._tails.get(" ".join(words[1:]), []))
                    if _key(self._humans[index].name).split(" ")[0] == words[0]
                ]
        return []


def _same(one: str | None, other: str) -> bool:
    return one is not None and one.casefold() == other.casefold()


@lru_cache(maxsize=1024)
def same_office(role: str) -> str:
    """Give an office in a form that is the same for all its spellings: `1:e v. ordf.` and `förste vice ordföranden`."""
    office = base_role(role)
    office = re.sub(r"\bordf\b\.?", "ordförande", office)
    office = re.sub(r"\b(?:v|vice)\b\.?", "vice", office)
    office = re.sub(r"^(?:första|förste|1:[ea]|1\.|i(?::e)?)(?= )", "1", office)
    office = re.sub(r"^(?:andra|andre|2:[ea]|2\.|ii(?::e)?)(?= )", "2", office)
    if re.fullmatch(r"[\wåäö]*sekreterare|protokolls?förare", office):
        return "sekreterare"
    return office.removesuffix(".")


_NOT_ONE = frozenset(["ledamot", "ersättare", "tjänstgörande ersättare", "suppleant", "justerare", "handläggare", "rektor", "enhetschef", "revisor", "ombud"])  # fmt: skip
_OTHER_BODY = lazy(r"(?:[\wåäö-]+s|[Aa]vgående|[Nn]y|[Nn]ye|[Ff]örre|[Tt]idigare|[Ff]d|[Ff]\.d\.) $")


class Offices:
    """Finds the holder of an office that stands alone in the text.

    Args:
        humans: The people of the meeting with their roles.
    """

    def __init__(self, humans: Sequence[Human]) -> None:
        self._holders: dict[str, set[int]] = {}
        for index, human in enumerate(humans):
            if human.attendance is None:
                continue
            for role in human.roles:
                office = same_office(role)
                if office not in _NOT_ONE:
                    self._holders.setdefault(office, set()).add(index)

    def find(self, text: str, start: int, end: int, person_at: Callable[[int], int | None]) -> int | None:
        """Give the index of the person whom an office stands for.

        Args:
            text: The clean text.
            start: Where the office begins.
            end: Offset behind it.
            person_at: Gives the index of the person whose name begins or ends at an offset, or None.

        Returns:
            The index of the person beside it, else of its one holder; None where there is none or more than one.
        """
        beside = self._beside(text, start, end, person_at)
        if beside is not None:
            return beside
        if _OTHER_BODY.search(text[max(0, start - 30) : start]) or re.match(
            r" (?:i|för|på|vid|hos) ", text[end : end + 6]
        ):
            return None
        holders = self._holders.get(same_office(text[start:end].removesuffix("s")), set())
        return next(iter(holders)) if len(holders) == 1 else None

    @staticmethod
    def _beside(text: str, start: int, end: int, person_at: Callable[[int], int | None]) -> int | None:
        behind = re.compile(r"(?: |:\s?|\t|,\s)").match(text, end)
        if behind is not None:
            found = person_at(behind.end())
            if found is not None:
                return found
        before = re.search(r"(?:\s?\([^()]{1,30}\))?(?:,? |, | \(|\t)$", text[max(0, start - 36) : start])
        if before is not None:
            return person_at(max(0, start - 36) + before.start())
        return None
