"""Lists of votes behind the items, matched to an item by the § or the title that they name, never by their order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, TypeAlias

from nlp_minutes.patterns import lazy
from nlp_minutes.rules.vote_drafts import Draft, collect
from nlp_minutes.rules.vote_events import Event, Line, item_lines, read_events
from nlp_minutes.rules.vote_names import Roster
from nlp_minutes.rules.vote_rows import Ballot, VoteTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlp_minutes.rules.item import Attendee, ItemContext, ItemParagraph, Named

__all__ = ["VoteList", "annex_ballots", "divide", "vote_lists"]


@dataclass(slots=True)
class VoteList:
    """A list behind the items: its title lines and what it holds."""

    titles: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def title(self) -> str:
        """All lines of its title."""
        return " ".join(self.titles)


_OTHER_LIST = lazy(
    r"^(?:(?:omröstnings?|voterings?|närvaro)\w*|bilaga \w+)[ ,:.–-].{0,40}§ ?(?P<one>\d+)"
    r"|^(?:omröstnings?|voterings?|närvaro)\w*[ ,:.–-](?:.{0,40}\D)??(?P<ahead>\d+) ?§(?! ?\d)"
    r"|^(?:§ ?(?P<two>\d+)|(?P<three>\d+) ?§)(?: \((?:forts|fortsättning)\.?\))?[ ,.:–-]*(?:omröstning|votering|$)",
    re.IGNORECASE,
)


# The head of a list that a voting system printed: it stands behind all items, so behind the last one.
_PRINTED = lazy(r"Ärende: \d+$|Ärendemening:|Antal Kvittade:", re.IGNORECASE)


def divide(paragraphs: Sequence[ItemParagraph], number: str) -> tuple[list[ItemParagraph], list[ItemParagraph]]:
    """Divide an item from a vote list of another one that was printed behind its head.

    Args:
        paragraphs: The paragraphs of the item.
        number: Its number.

    Returns:
        Its own paragraphs, and those of the lists whose titles name another §.
    """
    own: list[ItemParagraph] = []
    stray: list[ItemParagraph] = []
    other = False
    rest = False
    heading: str | None = None
    for one in paragraphs:
        titles = [one.text] if one.heading == heading or one.heading is None else [one.heading, one.text]
        title = next((match for text in titles if (match := _OTHER_LIST.match(text))), None)
        if title:
            other = title[str(title.lastgroup)] != number.split(" ", maxsplit=1)[0]
        elif one.heading != heading or (not one.table and "\t" not in one.text and len(one.text) > 100):
            other = False
        heading = one.heading
        rest = rest or bool(_PRINTED.match(one.text))
        (stray if other or rest else own).append(one)
    return own, stray


_STEM: Final = 5  # letters in which two forms of one word agree
# 'Röstlistan finns i bilaga 1', 'Hur var och en röstade visas i bilaga 3'
_SAYS_WHERE = lazy(r"[^.]*(?:[Rr]öst|[Oo]mröstn|[Vv]otering|[Uu]pprop)[^.]*\b[Bb]il(?:aga|\.) ?(?:\d+|[A-Z])\b")
_TITLE = lazy(
    r"^(?:bilaga|bil\.|(?:närvaro-?|upprops)?.{0,12}(?:om)?röstnings?|votering|voterings|närvaro|(?:namn)?upprop|röst(?:nings)?(?:lista|längd)|ärende|§+ ?\d|punkt \d|paragraf \d)",
    re.IGNORECASE,
)
_NUMBERS = r"\d+ ?[A-Z]?(?!\w)(?:(?:, | och | samt | ?[–-] ?)\d+ ?[A-Z]?(?!\w))*"
# '§ 14', 'paragraf 14', '14 §', '§§ 14 och 15'; not the date in '2031-03-12 § 14', nor the law in '5 kap. 3 §'
_PARAGRAPHS = lazy(
    rf"(?:§+ ?|\b(?:[Pp]aragraf(?:erna)?|PARAGRAF) )(?P<behind>{_NUMBERS})|(?<!kap )(?<!kap\. )(?<![\d-])(?P<ahead>{_NUMBERS}) ?§+(?! ?\d)"
)
_WIDEST: Final = 30  # items at most in a range of §§
_AGENDA = lazy(r"\b[Ää]rende(?:nr|nummer)? ?(\d+)")
_ANNEX = lazy(r"\b[Bb]il(?:aga|\.) ?(\d+|[A-Z])\b", re.IGNORECASE)


def _sections(text: str) -> set[str]:
    """The numbers of all items that a text names, without blanks."""
    found: set[str] = set()
    for match in _PARAGRAPHS.finditer(text):
        for part in re.split(r", | och | samt ", match["behind"] or match["ahead"]):
            low, dash, high = (
                (one.strip() for one in re.split(r"([–-])", part, maxsplit=1))
                if "-" in part or "–" in part
                else (part, "", "")
            )
            found.add(low.replace(" ", ""))
            if dash and low.isdigit() and high.isdigit() and 0 < int(high) - int(low) < _WIDEST:
                found |= {str(number) for number in range(int(low), int(high) + 1)}
    return found


def vote_lists(lines: Sequence[Line], roster: Roster) -> list[VoteList]:
    """Cut the annexes into lists: each begins with one line of a title or more."""
    lists: list[VoteList] = []
    titled = False
    for line in lines:
        row = VoteTable(roster).feed(line.text, line.start)
        if not row and _TITLE.match(line.text) and "\t" not in line.text and len(line.text) < 250:
            if not titled or (_PARAGRAPHS.search(line.text) and lists and _PARAGRAPHS.search(lists[-1].title)):
                lists.append(VoteList())
            lists[-1].titles.append(line.text)
            titled = True
            continue
        if (
            titled
            and lists
            and not lists[-1].lines
            and not row
            and "\t" not in line.text
            and not re.match(r"(?:ja|nej)\b", line.text, re.IGNORECASE)
            and len(line.text) < 120
        ):
            lists[-1].titles.append(line.text)  # the title of the item below 'Ärende 15'
            continue
        titled = False
        if lists:
            lists[-1].lines.append(line)
    return [one for one in lists if one.lines]


def annex_ballots(context: ItemContext, text: str, votes: Sequence[Draft] = ()) -> Iterator[Draft]:
    """Yield what the annexes hold on an item.

    Args:
        context: The item.
        text: What the item says of its votes, in which it may name an annex.
        votes: The votes of the item, whose number and counts a column may have that nothing else ties to it.

    Yields:
        A draft for each vote; its offsets are those of the annex.
    """
    for one, events in _read(context):
        ours = _is_ours(one, context, text)
        if ours is False:
            continue
        for event in events:
            if event.ballot is None:
                continue
            section = event.ballot.section
            if section is not None and section != context.number.replace(" ", ""):
                continue
            told = _told_column(one, event.ballot, context)
            if section is None and (
                told is False
                or (
                    not (ours if told is None else told)
                    and not _cites_column(event.ballot.number, text)
                    and not any(_has_number_and_counts(event.ballot, vote) for vote in votes)
                )
            ):
                continue
            yield from _with_key(collect([event]), event.ballot.number or _number_in(one.title, context.number))
        if ours and not any(event.ballot for event in events):
            yield from _with_key(collect(events), _number_in(one.title, context.number))


_Key: TypeAlias = "tuple[tuple[ItemParagraph, ...], tuple[Attendee, ...], tuple[Named, ...], str | None]"
_Lists: TypeAlias = tuple[tuple[VoteList, tuple[Event, ...]], ...]
# What was read last, with what it was read from. The items of a document share that, so that to compare costs nothing;
# a cache that hashes it would go through all annexes for each item.
_last: tuple[_Key, _Lists] | None = None


def _read(context: ItemContext) -> _Lists:
    """The lists of the annexes with what they hold; the same for all items of a document, so read once."""
    global _last  # noqa: PLW0603 - one entry, whose size is that of one document
    key = (context.annexes, context.persons, context.annex_entities, context.body)
    last = _last
    if last is not None and last[0] == key:
        return last[1]
    roster = Roster(context.persons, context.annex_entities)
    lists = vote_lists(list(item_lines(context.annexes)), roster)
    found = tuple((one, tuple(read_events(one.lines, roster, context.body))) for one in lists)
    _last = (key, found)
    return found


def _with_key(drafts: list[Draft], key: str | None) -> list[Draft]:
    for draft in drafts:
        draft.key = draft.key or key
    return drafts


def _number_in(title: str, number: str) -> str | None:
    match = re.search(
        rf"\b{re.escape(number)}:(\d+)|(?:votering|omröstning)(?:en)?(?: nr\.?)? ?(\d+)(?![\d:-])", title, re.IGNORECASE
    )
    return (match[1] or match[2]) if match else None


def _is_ours(one: VoteList, context: ItemContext, text: str) -> bool | None:
    """Whether a list belongs to the item; None where only the heads of its columns can tell."""
    title = one.title
    numbers = _sections(title)
    if numbers:
        return context.number.replace(" ", "") in numbers if len(numbers) == 1 else None
    wanted, given = _words(context.title), _words(title)
    if wanted and len(wanted & given) >= max(2, 0.6 * len(wanted)):
        return True
    rest = given - {
        "bilaga",
        "voteringslista",
        "omröstningslista",
        "omröstning",
        "votering",
        "ärende",
        "lista",
        "röstlista",
        "röstningslista",
        "uppropslista",
        "upprop",
        "rösträkning",
        "närvaro",
        "närvarolista",
    }
    stems = {word[:_STEM] for word in wanted}
    if len(rest) >= 2 and all(word[:_STEM] in stems for word in rest):
        return True  # a short form of the title
    if (annexes := _annexes(title)) and annexes & _annexes(" ".join(_SAYS_WHERE.findall(text))):
        return True
    if len(rest) >= 3:
        return False  # another title
    agenda = set(_AGENDA.findall(title))
    if agenda:
        return bool(agenda & set(_AGENDA.findall(text)) or (_annexes(title) & _annexes(text)))
    heads = " ".join(line.text for line in one.lines[:3])
    if re.search(r"§", heads):
        return None
    return bool(_annexes(title) & _annexes(text)) or None


# Which vote a column holds, as a line above the list tells: 'Omr 1: paragraf 44. Omr 2: § 45', 'Votering A = Ny skola'.
_COLUMN_TOLD = lazy(
    r"\b(?:omr(?:östning)?|vot(?:ering)?|rösträkning|kolumn|kol)\.? ?(?:nr\.? ?)?(?P<number>\d{1,2}|[A-H](?!\w))\s*"
    r"(?:[:=,(–-]|gäller|avser|rör|är)",
    re.IGNORECASE,
)
_COLUMN_NAMED = lazy(
    r"\b(?:kol(?:umn(?:en)?)?\.?|omr\.?)(?: omr(?:östning)?\.?| vot(?:ering)?\.?)? ?(?:nr\.? ?)?(\d{1,2}|[A-H](?!\w))(?!\d)",
    re.IGNORECASE,
)


def _has_number_and_counts(ballot: Ballot, vote: Draft) -> bool:
    """Whether a column is headed by the number of a vote and adds up to it."""
    return ballot.number == vote.key is not None and all(
        vote.counts.get(side) == len(ballot.voters[side]) for side in ("yes", "no")
    )


def _told_column(one: VoteList, ballot: Ballot, context: ItemContext) -> bool | None:
    """Whether a column of a list that holds several votes is the item's; None where neither its head nor a line above tells."""
    lead = " ".join([*one.titles, *(line.text for line in one.lines if "\t" not in line.text and len(line.text) < 300)])
    if ballot.number is None:
        return _told_by_title(ballot.title, lead, context) if ballot.title else None
    told = [*_COLUMN_TOLD.finditer(lead)]
    for match, after in zip_longest(told, told[1:]):
        if match["number"].casefold() != ballot.number.casefold():
            continue
        says = lead[match.end() : after.start() if after else match.end() + 150]
        sections = _sections(says)
        if sections:
            return context.number.replace(" ", "") in sections
        wanted = _words(context.title)
        return bool(wanted) and len(wanted & _words(says)) >= max(2, 0.6 * len(wanted))
    return None


def _told_by_title(title: str, lead: str, context: ItemContext) -> bool | None:
    """Whether a column whose head names neither § nor number is the item's: by a line above, or because the item's title has its words."""
    place = lead.casefold().find(title.casefold())
    told = _TOLD_BEHIND.match(lead, place + len(title)) if place >= 0 else None
    if told is not None:
        return context.number.replace(" ", "") in _sections(told[0])
    head = _words(title)
    stems = {word[:_STEM] for word in _words(context.title)}
    return True if head and all(word[:_STEM] in stems for word in head) else None


# 'Ärende 5 = § 44', 'Första omröstningen gäller 44 §'
_TOLD_BEHIND = lazy(r"(?: omröstningen)?\s?(?:[:=,(–-]|gäller|avser|rör|är)\s?(?:§ ?\d+|paragraf \d+|\d+ ?§)")


def _cites_column(number: str | None, text: str) -> bool:
    """Whether an item names the column of a list: `Hur var och en röstar står sist i protokollet, kolumn Omr 1`."""
    return number is not None and number.casefold() in {match.casefold() for match in _COLUMN_NAMED.findall(text)}


def _annexes(text: str) -> set[str]:
    return {match.casefold() for match in _ANNEX.findall(text)}


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[\wåäö]{3,}", text.casefold()) if not word.isdigit()}
