"""One person for each human: the entries of the lists, the signatures and the mentions of the text joined."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from nlp_minutes.labels import Attendance, WarningCode
from nlp_minutes.lexicon import party_normal
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.names import in_running_text
from nlp_minutes.rules.people import Entry, base_role
from nlp_minutes.source import ReadWarning

if TYPE_CHECKING:
    from nlp_minutes.rules.frontpage import FrontPage

__all__ = ["FullName", "Human", "Mention", "join_people"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the items' text, with the party behind it if there is one; offsets are clean ones."""

    name: str
    start: int
    end: int
    party: str | None = None
    role: str | None = None


@dataclass(slots=True, kw_only=True)
class Human:
    """A person of the meeting, while mentions are being joined.

    Attributes:
        name: As a reader would write it.
        party: As written, or None.
        party_written: Whether the party stands so; False where only its full name above the person tells it.
        roles: In base form.
        attendance: In which capacity; None for one who is only mentioned.
        substitutes_for: Name of the one who is replaced.
        mentions: Clean spans, in order.
    """

    name: str
    party: str | None = None
    party_written: bool = True
    roles: list[str] = field(default_factory=list)
    attendance: Attendance | None = None
    substitutes_for: str | None = None
    mentions: list[tuple[int, int]] = field(default_factory=list)


_DIVIDES_NAMES = lazy(r"[\s\-–.]+")


# The same names again and again, in a list and in all that is held against it.
@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return _DIVIDES_NAMES.sub(" ", name).strip().casefold()


# What stands between the words of a name, and what may not stand behind the last.
_BLANKS = lazy(r"\s+")
_COMMA = lazy(r",\s+")
# One's surname at the end of a line and another's given name below it are no name.
_MAYBE_COMMA = lazy(r",\s+|[^\S\n]+")
_GOES_ON = lazy(r"[^\W\d_]|-\w|\s*-[a-zåäö]", re.IGNORECASE)


def _fold(text: str) -> str:
    """Lower case, in which the dotted and the dotless i are one, as they are for patterns that ignore case."""
    return text.lower().replace("i\u0307", "i").replace("ı", "i").replace("ſ", "s")


class FullName:
    """A full name to be found wherever it stands: over line breaks, in capitals, with a genitive -s, surname first.

    No pattern is compiled for it: a protocol has dozens of names, each wanted in this one document alone.

    Args:
        name: The name, given name first.
    """

    __slots__ = ("_forms",)

    def __init__(self, name: str) -> None:
        words = [_fold(word) for word in name.split()]
        # Each form is words with the way to the next one; behind the last there is none.
        self._forms = [[(word, _BLANKS) for word in words]]
        if len(words) == 2:
            self._forms.append([(words[1], _MAYBE_COMMA), (words[0], _BLANKS)])
        elif len(words) == 3:  # a double surname first, or the surname before two given names
            self._forms.append([(words[1], _BLANKS), (words[2], _MAYBE_COMMA), (words[0], _BLANKS)])
            self._forms.append([(words[2], _COMMA), (words[0], _BLANKS), (words[1], _BLANKS)])

    def match(self, text: str, start: int) -> tuple[int, int] | None:
        """Give the span of the name where it begins just here in a text."""
        if start and (text[start - 1].isalnum() or text[start - 1] in "_-"):
            return None
        for form in self._forms:
            end = _end_of(form, text, start)
            if end is None:
                continue
            if text[end : end + 1] in _GENITIVE and end < len(text) and not _GOES_ON.match(text, end + 1):
                return start, end + 1
            if not _GOES_ON.match(text, end):
                return start, end
        return None


_GENITIVE = frozenset("sSſ")


def _end_of(form: Sequence[tuple[str, re.Pattern[str]]], text: str, at: int) -> int | None:
    for number, (word, gap) in enumerate(form, 1):
        if _fold(text[at : at + len(word)]) != word:
            return None
        at += len(word)
        if number < len(form):
            between = gap.match(text, at)
            if between is None:
                return None
            at = between.end()
    return at


def join_people(page: FrontPage, mentions: Iterable[Mention], text: str) -> tuple[list[Human], list[ReadWarning]]:
    """Join everything that is said of one person.

    Args:
        page: The attendance lists and signatures.
        mentions: Names with parties in the items, in order.
        text: The clean text in which further mentions are looked for.

    Returns:
        The people, those of the lists first, and warnings on parties that contradict each other.
    """
    humans: dict[str, Human] = {}
    warnings: list[ReadWarning] = []
    statuses: dict[str, list[Attendance]] = {}
    for entry in page.entries:
        if _is_party(entry.name):
            continue  # a column that was read wrongly must not make a human of each party that is named
        if (same := _same_turned(entry, humans)) is not None:
            # a list of the votes with the surname first: it tells where somebody is named, not who was there
            same.mentions.append((entry.mention.start, entry.mention.end))
            continue
        human = _of_entry(entry, humans, warnings)
        if entry.attendance is not None:
            statuses.setdefault(_key(human.name), []).append(entry.attendance)
        if entry.replaces and human.substitutes_for is None:
            human.substitutes_for = in_running_text(entry.replaces)
    for key, found in statuses.items():
        humans[key].attendance = _status(found)
    _signatures(page.signatures, humans, warnings, listed=bool(page.entries))
    for mention in mentions:
        _of_mention(mention, humans, warnings)
    everywhere = _find_names(humans.values(), text)
    for human in humans.values():
        human.mentions = sorted(_outer(everywhere.get(human.name, set()) | set(human.mentions)))
    whole = set(_outer({span for human in humans.values() for span in human.mentions}))
    for human in humans.values():
        # 'Ali Zahra' within 'Mohamud Ali Zahra' is no mention of Ali Zahra
        human.mentions = [span for span in human.mentions if span in whole]
        _stand_in(human, humans.values(), text)
    return list(humans.values()), warnings


_WORD_ENDS = lazy(r"[\W_]")


def _find_names(humans: Iterable[Human], text: str) -> dict[str, set[tuple[int, int]]]:
    """Find every full name in a text: each word is looked up once, and only the names that begin with it are tried."""
    by_word: dict[str, list[tuple[str, FullName]]] = {}
    for human in humans:
        words = human.name.casefold().split()
        entry = (human.name, FullName(human.name))
        for word in set(words[:3]):
            by_word.setdefault(_WORD_ENDS.split(word)[0], []).append(entry)
    found: dict[str, set[tuple[int, int]]] = {}
    turned: dict[tuple[int, int], str] = {}
    for place in re.finditer(r"[^\W_]+", text):
        for name, full in by_word.get(place[0].casefold(), ()):
            span = full.match(text, place.start())
            if span is not None:
                found.setdefault(name, set()).add(span)
                if "," in text[span[0] : span[1]]:
                    turned[span] = name
    # In 'Per Ek, Ulla Ek' no 'Ek, Ulla' stands: the comma parts two people who have one surname.
    straight = sorted(span for spans in found.values() for span in spans if span not in turned)
    for span, name in turned.items():
        at = bisect_left(straight, span)
        if (at and straight[at - 1][1] > span[0]) or (at < len(straight) and straight[at][0] < span[1]):
            found[name].discard(span)
    return found


def _outer(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of spans that overlap the longest."""
    kept: list[tuple[int, int]] = []  # in order, so that only the neighbours need a look
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        at = bisect_left(kept, (start, end))
        if (at == len(kept) or end <= kept[at][0]) and (at == 0 or kept[at - 1][1] <= start):
            kept.insert(at, (start, end))
    return kept


def _status(found: Sequence[Attendance]) -> Attendance:
    if Attendance.MEMBER in found and Attendance.SUBSTITUTE in found:
        return (
            Attendance.SERVING_SUBSTITUTE
        )  # on the list of those who decide for some items, on that of substitutes for others
    for status in (Attendance.SERVING_SUBSTITUTE, Attendance.MEMBER):
        if status in found:
            return status
    if Attendance.ABSENT in found:
        return Attendance.ABSENT
    return Attendance.SUBSTITUTE if Attendance.SUBSTITUTE in found else found[0]


def _is_party(name: str) -> bool:
    """Whether what was read as a name is a party's abbreviation."""
    return (
        " " not in name.strip()
        and len(name.strip()) <= _LONGEST_PARTY
        and (name.isupper() or party_normal(name) is not None)
    )


_LONGEST_PARTY = 4


def _of_entry(entry: Entry, humans: dict[str, Human], warnings: list[ReadWarning]) -> Human:
    name = in_running_text(_BLANKS.sub(" ", entry.name).strip())
    human = humans.setdefault(_key(name), Human(name=name))
    human.party_written = human.party_written and (
        human.party is not None or entry.party is None or entry.party_mark is not None
    )
    _party(human, entry.party, entry.mention.start, entry.mention.end, warnings)
    for role in entry.roles:
        _role(human, role.text)
    human.mentions.append((entry.mention.start, entry.mention.end))
    return human


def _same_turned(entry: Entry, humans: dict[str, Human]) -> Human | None:
    """The one of the lists, of the same party, whose name an entry has with the surname first."""
    key = _key(in_running_text(_BLANKS.sub(" ", entry.name).strip()))
    first, _, last = key.partition(" ")
    if key in humans or not last or " " in last or entry.party is None:
        return None
    human = humans.get(f"{last} {first}")
    if human is None or human.party is None or human.party.casefold() != entry.party.casefold():
        return None
    return human


def _role(human: Human, text: str) -> None:
    role = base_role(text)
    if role and role not in human.roles:
        human.roles.append(role)


def _party(human: Human, party: str | None, start: int, end: int, warnings: list[ReadWarning]) -> None:
    if party is None:
        return
    if human.party is None or (not human.party_written and human.party.casefold() == party.casefold()):
        human.party = party
    elif human.party.casefold() != party.casefold():
        warnings.append(
            ReadWarning(
                code=WarningCode.PARTY_CONFLICT,
                message=f"{human.name} is {human.party} and {party}",
                start=start,
                end=end,
            )
        )


def _find(name: str, humans: dict[str, Human]) -> Human | None:
    """The person of a name, or the one whose longer name begins with it, where there is just one."""
    key = _key(name)
    if key in humans:
        return humans[key]
    longer = [human for known, human in humans.items() if known.startswith(f"{key} ")]
    return longer[0] if len(longer) == 1 and " " in key else None


def _signatures(
    signatures: Sequence[Entry], humans: dict[str, Human], warnings: list[ReadWarning], *, listed: bool
) -> None:
    for entry in signatures:
        role = entry.note.partition("|")[0]
        name = in_running_text(re.sub(r"\s+", " ", entry.name).strip())
        human = _find(name, humans)
        if human is None:
            human = humans.setdefault(_key(name), Human(name=name))
            if role == "sekreterare" and listed:
                human.attendance = Attendance.OTHER
            elif role == "ordförande" and listed and entry.party is not None:
                human.attendance = Attendance.MEMBER
        if human.name == name:
            human.mentions.append((entry.mention.start, entry.mention.end))
        _party(human, entry.party, entry.mention.start, entry.mention.end, warnings)
        if not (role == "ordförande" and any("ordförande" in known for known in human.roles)):
            _role(human, role)
        for one in entry.roles:
            _role(human, one.text)


def _of_mention(mention: Mention, humans: dict[str, Human], warnings: list[ReadWarning]) -> None:
    name = _BLANKS.sub(" ", mention.name).strip()
    human = _find(name, humans)
    if human is None and name.endswith("s"):
        human = _find(name.removesuffix("s"), humans)
    if human is not None and _key(name) != _key(human.name) and _differ(human.party, mention.party):
        human = None  # a longer name of another party is another human's
    if human is None:
        human = _turned(name, mention, humans)
    if human is None:
        human = _misspelt(name, mention, humans, warnings)
    if human is None:
        human = humans.setdefault(_key(name), Human(name=name))
    _party(human, mention.party, mention.start, mention.end, warnings)
    if mention.role is not None and human.attendance is None and not _TAKES_PART.search(mention.role):
        _role(human, mention.role)
    human.mentions.append((mention.start, mention.end))


def _differ(one: str | None, other: str | None) -> bool:
    """Whether two parties are told and are not the same."""
    return one is not None and other is not None and one.casefold() != other.casefold()


def _turned(name: str, mention: Mention, humans: dict[str, Human]) -> Human | None:
    """The one of the same party whose name begins with the surname here: `Zahra Mohamud Ali (C)` for Mohamud Ali Zahra."""
    words = _key(name).split()
    human = humans.get(" ".join([*words[1:], words[0]])) or humans.get(" ".join([words[-1], *words[:-1]]))
    if human is None or mention.party is None or human.party is None or _differ(human.party, mention.party):
        return None
    return human


# Capacities, not offices: they are told by the lists.
_TAKES_PART = lazy(r"ledamot|ersättare|suppleant|ledamöter", re.IGNORECASE)


def _misspelt(name: str, mention: Mention, humans: dict[str, Human], warnings: list[ReadWarning]) -> Human | None:
    """The one person of the lists whose name differs by one letter, with the same party: a slip of the pen.

    Short names are left alone (Jan Ek and Jon Ek are two people), and so are those that begin with another letter.
    """
    if mention.party is None or len(name) < _LEAST_LETTERS:
        return None
    alike = [
        human
        for human in humans.values()
        if human.attendance is not None
        and human.party is not None
        and human.party.casefold() == mention.party.casefold()
        and _one_apart(_key(name), _key(human.name))
    ]
    if len(alike) != 1:
        return None
    warnings.append(
        ReadWarning(
            code=WarningCode.NAME_SPELLING,
            message=f"{name} is taken for {alike[0].name}",
            start=mention.start,
            end=mention.end,
        )
    )
    return alike[0]


_LEAST_LETTERS = 9


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter is changed, added, left out, or two neighbours change places; the first letter stands."""
    if one[:1] != other[:1] or abs(len(one) - len(other)) > 1 or one == other:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return (
        one[at + 1 :] == other[at + 1 :]
        or one[at:] == other[at + 1 :]
        or one[at + 1 :] == other[at:]
        or (one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :])
    )


def _places_of(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a word stands that is no part of another."""
    at = text.find(word) if word else -1
    while at >= 0:
        end = at + len(word)
        around = text[max(0, at - 1) : at] + text[end : end + 1]
        whole = not any(char.isalnum() or char in "_-" for char in around)
        if whole:
            yield at, end
        at = text.find(word, end if whole else at + 1)


_SERVES = r"(?: ?\([^()]{1,8}\))? (?:tjänstgör|tjänstgjorde|inträder|inträdde|ersätter|ersatte)\b"


_SERVES_BEFORE = r"\b(?:tjänstgör|tjänstgjorde|inträder|inträdde) (?:\w+n )?$"


def _stand_in(human: Human, humans: Iterable[Human], text: str) -> None:
    """A substitute who serves at an item because of somebody's jäv is a serving one."""
    if human.attendance is not Attendance.SUBSTITUTE:
        return
    places = list(human.mentions)
    surname = human.name.split(" ")[-1]
    if sum(other.name.split(" ")[-1] == surname for other in humans) == 1:
        places += _places_of(surname, text)
    for start, end in places:
        before, behind = text[max(0, start - 60) : start], text[end : end + 60]
        serves = re.match(_SERVES, behind) or re.search(_SERVES_BEFORE, before)
        if serves and not re.search(r"\b(?:ej|inte|icke)\b", behind[:30]):
            human.attendance = Attendance.SERVING_SUBSTITUTE
            return
