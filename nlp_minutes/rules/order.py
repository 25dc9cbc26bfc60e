"""Whether a list of people has the surname first, and turning it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import Attendance
from nlp_minutes.lexicon import is_given_name
from nlp_minutes.patterns import lazy

if TYPE_CHECKING:
    from nlp_minutes.rules.people import Entry

__all__ = ["given_name_first"]


def _is_given(word: str) -> bool:
    return is_given_name(word)


def given_name_first(entries: Sequence[Entry], elsewhere: str = "", *, others_turned: bool = False) -> list[Entry]:
    """Turn the names of lists that have the surname first (`Ek Ulla`), where most names of the list show it.

    Args:
        entries: The people of the lists; names with a comma were turned when they were read.
        elsewhere: Text in which the same people may be named again: there the given name stands first.
        others_turned: Whether another list of the page has the surname first, so that little shows it here.

    Returns:
        The same people, given name first.
    """
    turned = _turned(entries, elsewhere, others_turned=others_turned)
    if turned is not None:
        return turned
    # The officials may have the given name first where the politicians have not.
    politicians = [one for one in entries if one.attendance is not Attendance.OTHER]
    turned = _turned(politicians, elsewhere, others_turned=others_turned) if len(politicians) < len(entries) else None
    if turned is None:
        return list(entries)
    rest = iter(turned)
    return [one if one.attendance is Attendance.OTHER else next(rest) for one in entries]


def _turned(entries: Sequence[Entry], elsewhere: str, *, others_turned: bool) -> list[Entry] | None:
    """The same people turned; None where most names do not show the surname first."""
    plain = [one for one in entries if " " in one.name and "," not in one.mention.text]
    shown = [_shown(one, elsewhere) for one in plain]
    turned, straight = shown.count(_TURNED), shown.count(_STRAIGHT)
    sure = turned >= _MANY and turned >= _MANY * straight
    if (turned < 2 or turned <= 2 * straight) and not (others_turned and straight == 0):
        return None
    replaced = {one.replaces for one in entries}

    def stays(one: Entry) -> bool:
        official = one.party is None and (one.attendance is Attendance.OTHER or bool(one.roles))
        return _is_straight(one) and (not sure or official or one.name in replaced)

    found = [_turn(one) if one in plain and not stays(one) else one for one in entries]
    names = {one.name: new.name for one, new in zip(entries, found, strict=True)}
    return [replace(one, replaces=names.get(one.replaces or "", one.replaces)) for one in found]


_MANY: Final = 3


_TURNED, _STRAIGHT = "turned", "straight"
# How surnames end that are no given names.
_SURNAME: Final = lazy(
    r"(?:sson|son|qvist|kvist|ström|berg|lund|gren|dahl|blad|stedt|stad|mark|lind|holm|blom|vall|wall|stål|sköld|hielm|hjelm|rot|fors|"
    r"ović|ević|enko|inen|wicz|ski|ska|sky|oğlu|oglu|zadeh|zade|poor|pour|yan|sen|dóttir|dotter|idis|akis|opoulos|escu|elli)$"
)


def _shown(entry: Entry, elsewhere: str) -> str:
    """Which order a name shows by itself or by the other order in the text; nothing where it may be either."""
    words = entry.name.split(" ")
    first, last = words[0], words[-1]
    if first.endswith("."):
        return _STRAIGHT  # 'U. Ek'
    if len(first) > 1 and first.isupper() and not last.isupper():
        return _TURNED  # a surname set apart by capitals: 'EK Ulla'
    given = _is_given(first), _is_given(last)
    if given == (False, True):
        return _TURNED
    if given == (True, False):
        return _STRAIGHT
    if elsewhere:
        there = _turn(entry).name in elsewhere, entry.name in elsewhere.replace(entry.mention.text, "", 1)
        if there == (True, False):
            return _TURNED
    surname = bool(_SURNAME.search(first)), bool(_SURNAME.search(last))
    if surname == (True, False):
        return _TURNED
    return _STRAIGHT if surname == (False, True) else ""


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
