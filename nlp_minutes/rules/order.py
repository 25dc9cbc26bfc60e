"""Whether a list of people has the surname first, and turning it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from nlp_minutes.labels import Attendance
from nlp_minutes.lexicon import is_given_name

if TYPE_CHECKING:
    from nlp_minutes.rules.people import Entry

__all__ = ["given_name_first"]


def _is_given(word: str) -> bool:
    return is_given_name(word)


def given_name_first(entries: Sequence[Entry], elsewhere: str = "") -> list[Entry]:
    """Turn the names of lists that have the surname first (`Ek Ulla`), where most names of the list show it.

    Args:
        entries: The people of the lists; names with a comma were turned when they were read.
        elsewhere: Text in which the same people may be named again: there the given name stands first.

    Returns:
        The same people, given name first.
    """
    turned = _turned(entries, elsewhere)
    if turned is not None:
        return turned
    # The officials may have the given name first where the politicians have not.
    politicians = [one for one in entries if one.attendance is not Attendance.OTHER]
    turned = _turned(politicians, elsewhere) if len(politicians) < len(entries) else None
    if turned is None:
        return list(entries)
    rest = iter(turned)
    return [one if one.attendance is Attendance.OTHER else next(rest) for one in entries]


def _turned(entries: Sequence[Entry], elsewhere: str) -> list[Entry] | None:
    """The same people turned; None where most names do not show the surname first."""
    plain = [one for one in entries if " " in one.name and "," not in one.mention.text]
    turned = sum(_shows_surname_first(one.name) for one in plain)
    straight = sum(_is_given(one.name.split(" ")[0]) for one in plain)
    if elsewhere and plain and turned + straight < len(plain):
        # names that the lexicon does not know are told by their other order in the text
        unknown = [one for one in plain if not _is_given(one.name.split(" ")[0])]
        turned = max(turned, sum(_turn(one).name in elsewhere and one.name not in elsewhere for one in unknown))
    if turned < 2 or turned <= 2 * straight:
        return None
    return [_turn(one) if one in plain and not _is_straight(one) else one for one in entries]


def _shows_surname_first(name: str) -> bool:
    words = name.split(" ")
    if len(words[0]) > 1 and words[0].isupper() and not words[-1].isupper():
        return True  # a surname set apart by capitals: 'EK Ulla'
    return _is_given(words[-1]) and not _is_given(words[0])


def _is_straight(entry: Entry) -> bool:
    """A name that surely has the given name first, such as that of the one who is replaced: `för Kaj Sundqvist`."""
    words = entry.name.split(" ")
    return _is_given(words[0]) and not _is_given(words[-1])


def _turn(entry: Entry) -> Entry:
    words = entry.name.split(" ")
    cut = len(words) - 1
    while cut > 1 and _is_given(words[cut - 1]):
        cut -= 1
    return replace(entry, name=" ".join([*words[cut:], *words[:cut]]))
