"""Lists of voters in forms that no head announces: known names beside marks, in columns of any label, or behind a side's name.

What tells a list here is its own repetition: one known person after the other, each once, each with a mark of a small
set, or a block of persons below (beside, behind) each of two or three labels. What the marks stand for is told by their
words, by a line that explains them, or by the counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import Attendance
from nlp_minutes.lexicon import is_role
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.item import Attendee
from nlp_minutes.rules.names import looks_like_name
from nlp_minutes.rules.vote_counts import NUMBER, number_of, side_of
from nlp_minutes.rules.vote_names import Roster, Voter
from nlp_minutes.rules.vote_rows import Ballot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlp_minutes.rules.item import ItemParagraph

__all__ = ["Marked", "People", "find_marked", "sided", "sides_of_labels", "voter_of"]

_LEAST_ROWS: Final = 4  # fewer persons with marks are no list
_GAP: Final = 3  # lines of page furniture or a head that may stand within a list
_LONGEST_ROW: Final = 200
_LONGEST_LABEL: Final = 60
_WHOLE: Final = 0.8  # of those present are named where no count shows that a list is whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A list of voters.

    Attributes:
        ballot: Who voted how, and what is counted beside it.
        means: What yes and no stand for, where the list's own labels tell it.
        spans: The offsets of its lines.
        behind: The text behind it, where it is a sentence that only counts.
    """

    ballot: Ballot
    means: Mapping[str, str]
    spans: tuple[tuple[int, int], ...]
    behind: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of an item."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class _List:
    """Persons with their marks while a list is read."""

    marks: list[tuple[Attendee, tuple[str, ...], int]] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    # the words of a head, where marks are the places of crosses below them, and in which cell the first of them stands
    heads: tuple[str, ...] = ()
    first: int = -1
    sums: tuple[int, ...] = ()


# Words and signs for a side, where a list shows by its other marks that they are votes.
_YES: Final = frozenset(["ja", "j", "+", "för", "bifall", "gillas", "gillar", "med", "bif", "bif."])
_NO: Final = frozenset(["nej", "n", "-", "emot", "mot", "avslag", "ogillas", "ogillar", "avsl", "avsl."])
_ABSTAIN: Final = frozenset(
    ["a", "av", "avst", "avstår", "avstod", "avstått", "avstående", "0", "o", "neutral", "neutrala", "stilla", "blank", "blankt", "passar",
     "nedlagd", "nedlagt", "ingetdera", "ingendera", "inget", "varken", "i"]
)  # fmt: skip
_ABSENT: Final = frozenset(
    ["f", "fr", "frv", "frånv", "frånvarande", "borta", "ej närv", "ej närvarande", "ej tjg", "vakant", "fv"]
)
_SIDE: Final = {
    **dict.fromkeys(_YES, "yes"),
    **dict.fromkeys(_NO, "no"),
    **dict.fromkeys(_ABSTAIN, "abstain"),
    **dict.fromkeys(_ABSENT, "absent"),
}
_LEADERS = lazy(r"\s*(?:[.…·_] ?){3,}\s*")
_SEAT = lazy(r"\s*(?:nr|plats|mandat)?\s*\d{1,3}[.)]?(?:\s+|$)", re.IGNORECASE)
_CROSS = lazy(r"[xX✓✔×1/]")
_NO_CROSS = lazy(r"[0–—-]?")
_MARK_FIRST = lazy(
    r"(?P<mark>[+–—−-]|[A-ZÅÄÖ0](?=\s)|(?:Ja|Nej|JA|NEJ|Avst[a-zåäö]*|AVST[A-ZÅÄÖ]*)\b\.?):?\s+(?=[A-ZÅÄÖ])"
)
_MARK_LAST = lazy(r"\s+(?:[–—:=-]\s+)?(?P<mark>[+–—−-]|[A-ZÅÄÖ0]|[A-Za-zåäöÅÄÖ]{2,10}\.?)\s*$")
_BRACKET = lazy(r"\s*\((?P<party>[^()]{1,20})\)\s*")
_INITIALS_BEHIND = lazy(
    r"(?P<sur>[^\W\d_][\w'-]+(?: [A-ZÅÄÖ][\w'-]+)?),? (?P<first>[A-ZÅÄÖ](?:[-. ]{1,2}[A-ZÅÄÖ])*)\.?"
)
# 'Ek, Ulla Maria S'
_TURNED = lazy(
    r"(?P<surname>[A-ZÅÄÖ][^\s,\d]+(?: [A-ZÅÄÖ][^\s,\d]+)?), (?P<given>[A-ZÅÄÖ][^\s,\d]+(?: [A-ZÅÄÖ][^\s,\d]+)??)(?:,? \(?(?P<party>[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-zåäö]{1,2}[A-ZÅÄÖ])\)?)?"
)
_PARTY_CELL = lazy(r"\(?(?:[A-ZÅÄÖ][\wÅÄÖåäö]{0,5}|[a-zåäö]{1,4}|[–-])\)?")


_PARTY_AND_MARK = lazy(r"(?P<party>[A-ZÅÄÖ][\wÅÄÖåäö]{0,4}|[a-zåäö]{1,4}) (?P<mark>[^\W\d_]{2,8}\.?|[JN+–-])")


def _plain(mark: str) -> str:
    return mark.strip(" .:()").casefold().replace("–", "-").replace("—", "-").replace("−", "-")


def _side(mark: str) -> str | None:
    """The side that a mark names by itself."""
    return _SIDE.get(_plain(mark)) or side_of(mark)


class People:
    """Those who can vote, looked up by what a cell calls them."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._found: dict[str, Attendee | None] = {}
        self.loose = False

    def in_list(self, cell: str, read: int) -> Attendee | None:
        """The person that a row names of a list of which some rows were read: one of no list of those present as well."""
        found = self.find(cell)
        if found is None and read >= _LEAST_ROWS - 1:
            self.loose = True
            found = self._find(cell.strip(" .,;"))
            self.loose = False
            if found is None and (turned := _TURNED.fullmatch(_SEAT.sub("", cell.strip(), count=1))) is not None:
                name = f"{turned['given']} {turned['surname']}"
                found = Attendee(name=name, party=turned["party"]) if looks_like_name(name) else None
        return found

    def find(self, cell: str) -> Attendee | None:
        """The one person that a whole cell names, with the party in it or without."""
        cell = cell.strip(" .,;")
        if cell not in self._found:
            self._found[cell] = self._find(cell)
        return self._found[cell]

    def _find(self, cell: str) -> Attendee | None:
        seat = _SEAT.match(cell)
        cell = cell[seat.end() :] if seat else cell
        if " / " in cell:  # 'Ek, Ulla / Dahl, Jon': the second one stands in for the first
            first, _, cell = cell.rpartition(" / ")
            if not looks_like_name(first.strip()) and self._one(first, None) is None:
                return None
        if not 2 <= len(cell) <= _LONGEST_LABEL or not (cell[0].isupper() or cell[:3] in {"af ", "von", "de "}):
            return None
        party: str | None = None
        if (bracket := _BRACKET.search(cell)) is not None:
            if cell[bracket.end() :].strip(" ,."):
                return None
            party, cell = bracket["party"], cell[: bracket.start()]
        for _ in range(2):  # an office, a party, or one behind the other
            name, comma, behind = cell.rpartition(", ")
            behind, _, after = behind.partition(" ")
            if comma and (self._roster.is_party(behind) or is_role(behind)) and (not after or self._is_party(after)):
                cell, party = name, party or after or (None if is_role(behind) else behind)
        words = cell.split(" ")
        if len(words) > 1 and words[-1].strip("()") and self._is_party(words[-1]) and self._one(cell, party) is None:
            cell, party = " ".join(words[:-1]).rstrip(","), words[-1]
        elif len(words) > 1 and self._is_party(words[0]) and self._one(cell, party) is None:
            cell, party = " ".join(words[1:]), words[0]
        return self._one(cell, party)

    def _is_party(self, word: str) -> bool:
        return len(word) < 8 and "." not in word and self._roster.is_party(word)

    def _one(self, name: str, party: str | None) -> Attendee | None:
        name = name.strip(" ,")
        if not name or side_of(name) is not None or is_role(name):
            return None
        person = self._roster.find(name, party)
        if person is None and "," in name:
            person = self._roster.find(" ".join(name.split(", ")[::-1]), party)
        if person is None and (turned := _INITIALS_BEHIND.fullmatch(name)) is not None:
            person = self._roster.find(f"{turned['first']} {turned['sur']}", party)
        if person is None or person.attendance is Attendance.OTHER or (person.attendance is None and not self.loose):
            return None
        # a surname and an initial that the full name does not have are somebody else's
        return person


def find_marked(paragraphs: Sequence[ItemParagraph], roster: Roster, body: int) -> list[Marked]:
    """Find the lists of voters of an item.

    Args:
        paragraphs: Its paragraphs.
        roster: The people.
        body: How many of them can vote.

    Returns:
        The lists in order; none overlaps another, and each person stands once in each.
    """
    people = People(roster)
    rows = [*_rows(paragraphs)]
    found = [*_by_marks(rows, people), *_by_columns(rows, people, body), *_by_labels(rows, people, body, roster)]
    found += [*_by_groups(rows, people), *_against_each_other(rows, people), *_by_hands(rows)]
    kept: list[Marked] = []
    for one in found:
        rivals = (other for other in kept if other.spans != one.spans)
        if not any(a < d and c < b for other in rivals for a, b in other.spans for c, d in one.spans):
            kept.append(one)
    return sorted(kept, key=lambda one: one.spans[0])


def _rows(paragraphs: Sequence[ItemParagraph]) -> Iterator[_Row]:
    heading: str | None = None
    for one in paragraphs:
        if one.heading != heading:
            heading = one.heading
            if heading:
                yield _Row(heading, one.start)
        at = one.start
        for line in one.text.split("\n"):
            yield _Row(line, at)
            at += len(line) + 1


# -- names beside marks


def _by_marks(rows: Sequence[_Row], people: People) -> Iterator[Marked]:
    lists: list[_List] = []
    current = _List()
    missed = 0
    at = 0
    while at < len(rows):
        pairs, used, heads = _pairs(rows, at, people, current)
        if heads:
            if current.marks and current.heads != heads:
                lists.append(current)
                current = _List()
            current.heads = heads
            current.first = -1 if _cross_heads(rows[at].text) else rows[at].text.count("\t") + 1 - len(heads)
            at += 1
            continue
        if current.first >= 0 and current.marks and len(sums := _numbers(rows[at].text)) == len(current.heads):
            current.sums = tuple(sums)
        again = bool(pairs) and any(person.name in current.names for person, _, _ in pairs)
        if (not pairs and (missed := missed + used) > _GAP) or again:
            lists.append(current)
            current = _List(heads=current.heads, first=current.first) if again else _List()
            missed = 0
        if pairs:
            current.marks += pairs
            current.names |= {person.name for person, _, _ in pairs}
            current.spans += [(row.start, row.end) for row in rows[at : at + used]]
            missed = 0
        at += used
    lists.append(current)
    lists += _column_after_column(rows, people)
    for one in lists:
        if len(one.marks) >= _LEAST_ROWS:
            low, high = one.spans[0][0], one.spans[-1][1]
            yield from _resolve(one, "\n".join(row.text for row in rows if not low <= row.start < high))


def _pairs(
    rows: Sequence[_Row], at: int, people: People, current: _List
) -> tuple[list[tuple[Attendee, tuple[str, ...], int]], int, tuple[str, ...]]:
    """The persons of a line with their marks, how many lines were read for them, and the words of a head."""
    row = rows[at]
    if len(row.text) > _LONGEST_ROW or not row.text.strip():
        return [], 1, ()
    cells = [*_cells(row)]
    heads = _cross_heads(row.text) or _label_heads(rows, at, people)
    if heads:
        return [], 1, heads
    if current.first >= 0:
        return _below_labels(cells, people, current), 1, ()
    if current.heads and (squeezed := _squeezed(row, people, current.heads, len(current.marks))):
        return squeezed, 1, ()
    if len(cells) == 1:
        text, start = cells[0]
        for pattern in (_MARK_FIRST, _MARK_LAST):
            match = pattern.search(text) if pattern is _MARK_LAST else pattern.match(text)
            if match is None:
                continue
            person = people.find(text[match.end() :] if pattern is _MARK_FIRST else text[: match.start()])
            if person is not None and _side(match["mark"]) is not None:
                return [(person, (match["mark"],), start)], 1, ()
        return (*_below(rows, at, people), ())
    return _marks_first(cells, people) or _in_cells(cells, people, current.heads), 1, ()


def _cells(row: _Row) -> Iterator[tuple[str, int]]:
    at = 0
    text = (
        _LEADERS.sub(lambda match: "\t".ljust(len(match[0]), "\t"), row.text)
        if ".." in row.text or ". ." in row.text or "…" in row.text or "__" in row.text
        else row.text
    )
    filled = not row.text.count("\t")
    for cell in text.split("\t"):
        low = row.start + at + len(cell) - len(cell.lstrip())
        both = _PARTY_AND_MARK.fullmatch(cell.strip()) if not filled else None
        if both is not None and _side(both["mark"]) is not None and _side(both["party"]) is None:
            yield both["party"], low  # a narrow gap left two cells in one
            yield both["mark"], low + both.start("mark")
        elif cell.strip() or not filled:
            yield cell.strip(), low
        at += len(cell) + 1


def _marks_first(cells: Sequence[tuple[str, int]], people: People) -> list[tuple[Attendee, tuple[str, ...], int]]:
    """The persons of a line in which each mark stands before its name: `+ Ek` `- Dahl`, `Ja` `Ulla Ek` `S`."""
    found: list[tuple[Attendee, tuple[str, ...], int]] = []
    mark: str | None = None
    for cell, start in cells:
        if not cell:
            continue
        joined = _MARK_FIRST.match(cell)
        if mark is None and joined is not None and _side(joined["mark"]) is not None:
            person, own = people.find(cell[joined.end() :]), joined["mark"]
        elif mark is None and _side(cell) is not None and cell not in {"F", "I", "f", "i"}:
            mark = cell
            continue
        elif mark is None:
            if not found or not _PARTY_CELL.fullmatch(cell):
                return []
            continue
        else:
            person, own, mark = people.find(cell), mark, None
        if person is None:
            return []
        found.append((person, (own,), start))
    return found if mark is None else []


def _below(rows: Sequence[_Row], at: int, people: People) -> tuple[list[tuple[Attendee, tuple[str, ...], int]], int]:
    """A person whose party and mark stand on the lines below, each cell of a row on a line of its own."""
    person = people.find(rows[at].text)
    if person is None:
        return [], 1
    for n, row in enumerate(rows[at + 1 : at + 4], 1):
        cell = row.text.strip()
        if (len(cell) > 1 and _side(cell) is not None) or cell in {"J", "N", "+", "-", "–"}:
            return [(person, (cell,), rows[at].start)], n + 1
        if not _PARTY_CELL.fullmatch(cell):
            break
    return [], 1


def _in_cells(
    cells: Sequence[tuple[str, int]], people: People, heads: tuple[str, ...]
) -> list[tuple[Attendee, tuple[str, ...], int]]:
    """Persons and marks of one line, two lists beside one another as well."""
    found: list[tuple[Attendee, tuple[str, ...], int]] = []
    open_: tuple[Attendee, int] | None = None
    marks: list[str] = []
    behind = 0
    crosses = _by_place(cells, heads)
    last = len(cells) - len(heads) if crosses else len(cells)
    filled = max((n for n, (cell, _) in enumerate(cells) if cell), default=0)
    for n, (cell, start) in enumerate(cells[:last]):
        person = people.find(cell) if len(cell) > 1 else None
        if person is not None:
            if open_ is not None and marks:
                found.append((open_[0], tuple(marks), open_[1]))
            elif open_ is not None and not crosses:
                return []  # two persons for one mark: who of them voted is not told
            open_, marks, behind = (person, start), [], 0
        elif open_ is not None and cell:
            behind += 1
            sided = _side(cell) is not None
            party = behind == 1 and n < filled and _PARTY_CELL.fullmatch(cell) and cell.casefold() in {"f", "i"}
            if sided and not party:
                marks.append(cell)
            elif not _PARTY_CELL.fullmatch(cell) and not _SEAT.fullmatch(cell) and not _LONE_NAME.fullmatch(cell):
                return []
    if open_ is None:
        return []
    if crosses:
        return [*found, (open_[0], (f"#{crosses}",), open_[1])]
    if not marks:
        return []
    return [*found, (open_[0], tuple(marks), open_[1])]


_LONE_NAME = lazy(r"(?:(?:för|ers\.?) )?[A-ZÅÄÖ](?:[\w'-]*|\.)(?: [A-ZÅÄÖ][\w'-]+){0,2}")


def _by_place(cells: Sequence[tuple[str, int]], heads: tuple[str, ...]) -> int:
    """In which of the last columns the one cross of a row stands, counted from 1; 0 where that cannot be told."""
    if not heads or len(cells) <= len(heads):
        return 0
    last = [cell for cell, _ in cells[-len(heads) :]]
    places = [n for n, cell in enumerate(last, 1) if cell and _CROSS.fullmatch(cell)]
    if len(places) != 1 or any(not _NO_CROSS.fullmatch(cell) for n, cell in enumerate(last, 1) if n not in places):
        return 0
    if any(not cell for cell in last):
        return 0  # empty cells may have lost their places
    return places[0]


def _cross_heads(text: str) -> tuple[str, ...]:
    """The words for sides that end a head: `Parti Namn` `För Emot Avst`."""
    words = text.replace("\t", " ").split()
    heads: list[str] = []
    while words and len(words[-1].strip(".")) > 1 and _side(words[-1]) is not None:
        heads.insert(0, words.pop())
    sides = {_side(one) for one in heads}
    if (
        len(words) > 3
        or not {"yes", "no"} <= sides
        or len(sides) < len(heads)
        or any(any(c.isdigit() for c in w) for w in words)
    ):
        return ()
    return tuple(heads)


def _squeezed(
    row: _Row, people: People, heads: tuple[str, ...], read: int
) -> list[tuple[Attendee, tuple[str, ...], int]]:
    """The person of a row whose gaps became single blanks: `7 Ek, Ulla S – X –` below `Nr Namn Parti Ja Nej Avst`."""
    words = row.text.split()
    lead, last = words[: -len(heads)], words[-len(heads) :]
    if not lead or not all(_CROSS.fullmatch(word) or _NO_CROSS.fullmatch(word) for word in last):
        return []
    places = [n for n, word in enumerate(last, 1) if _CROSS.fullmatch(word)]
    person = people.in_list(_STANDS_IN.sub(" ", " ".join(lead)), read) if len(places) == 1 else None
    return [(person, (f"#{places[0]}",), row.start)] if person is not None else []


# who is stood in for: '(för Dahl, Jon)'
_STANDS_IN = lazy(r"\s*\((?:[a-z]+\.? )?(?:för|ersätter|i stället för|ers\.)\s[^()]*\)\s*")


def _label_heads(rows: Sequence[_Row], at: int, people: People) -> tuple[str, ...]:
    """The labels that end a head, where the crosses of the rows below it stand in their columns: `Namn` `Linje A` `Linje B`."""
    head = rows[at].text.split("\t")
    if (
        len(head) < _LEAST_LETTERS + 1
        or at + _LEAST_ROWS >= len(rows)
        or any(len(cell) > _LONGEST_LABEL for cell in head)
    ):
        return ()
    first = -1
    for row in rows[at + 1 : at + 1 + _LEAST_ROWS]:
        cells = [cell.strip() for cell in row.text.split("\t")]
        crosses = [n for n, cell in enumerate(cells) if n and _CROSS.fullmatch(cell)]
        if len(crosses) != 1 or len(cells) > len(head):
            return ()
        named = max(
            (n for n, cell in enumerate(cells[: crosses[0]]) if len(cell) > 1 and people.find(cell)), default=-1
        )
        behind = named + 1
        while behind < crosses[0] and (cells[behind] and not _NO_CROSS.fullmatch(cells[behind])):
            behind += 1
        if named < 0:
            return ()
        first = max(first, behind)
    labels = tuple(cell.strip() for cell in head[first:])
    if not 2 <= len(labels) <= 4 or any(people.find(label) or not _WORD.search(label) for label in labels):
        return ()
    return labels if sides_of_labels(labels) is not None else ()


_WORD = lazy(r"[^\W\d_]{2}")


def _below_labels(
    cells: Sequence[tuple[str, int]], people: People, current: _List
) -> list[tuple[Attendee, tuple[str, ...], int]]:
    """The person of a row and in which of the columns with labels the one cross stands."""
    places = [n for n, (cell, _) in enumerate(cells) if n >= current.first and _CROSS.fullmatch(cell)]
    rest = [cell for n, (cell, _) in enumerate(cells) if n >= current.first and n not in places]
    read = len(current.marks)
    names = [(cell, low) for cell, low in cells[: current.first] if len(cell) > 1]
    found = [(one, low) for cell, low in names if (one := people.in_list(cell, read)) is not None]
    if len(places) != 1 or not found or not all(_NO_CROSS.fullmatch(cell) for cell in rest):
        return []
    person, low = found[-1]
    return [(person, (f"#{places[0] - current.first + 1}",), low)]


def _column_after_column(rows: Sequence[_Row], people: People) -> Iterator[_List]:
    """Names, and then as many marks, each column printed after the one before."""
    at = 0
    while at < len(rows):
        names: list[tuple[Attendee, int]] = []
        begin = at
        while at < len(rows) and "\t" not in rows[at].text and (one := people.find(rows[at].text)) is not None:
            names.append((one, rows[at].start))
            at += 1
        if len(names) < _LEAST_ROWS or len({one.name for one, _ in names}) < len(names):
            at = max(at, begin + 1)
            continue
        marks: list[_Row] = []
        for row in rows[at : at + 3 * len(names) + _GAP]:
            if row.text.strip() and (len(row.text) > 1 or row.text in {"J", "N"}) and _side(row.text) is not None:
                marks.append(row)
            elif marks and len(marks) < len(names):
                marks = []
            elif marks:
                break
        if len(marks) == len(names):
            yield _List(
                marks=[(one, (mark.text.strip(),), start) for (one, start), mark in zip(names, marks, strict=True)],
                spans=[(rows[begin].start, marks[-1].end)],
                names={one.name for one, _ in names},
            )


def _resolve(one: _List, text: str) -> Iterator[Marked]:
    """The ballots of a list, one for each column of marks, where every mark has a side."""
    width = max(len(marks) for _, marks, _ in one.marks)
    # what stands before the marks of every row (a party `A`, a code) is none
    rows = [marks[len(marks) - width :] if len(marks) == width else None for _, marks, _ in one.marks]
    if width > 1 and any(row is None for row in rows):
        rows = [marks[-1:] for _, marks, _ in one.marks]
        width = 1
    for column in range(width):
        marks = [row[column] if row else "" for row in rows]
        if one.heads and any(mark.startswith("#") for mark in marks):
            named, told = sides_of_labels(one.heads) or ([_side(head) for head in one.heads], {})
            sides = {mark: named[int(mark[1:]) - 1] if mark.startswith("#") else side_of(mark) for mark in set(marks)}
            if one.sums and any(marks.count(f"#{n}") != number for n, number in enumerate(one.sums, 1)):
                continue
        else:
            sides, told = _sides_of(set(marks), text)
        if None in sides.values() or not set(sides.values()) & {"yes", "no"}:
            continue
        few = len(one.marks) < _MANY or one.first >= 0  # crosses all in one column may have lost their places
        if width == 1 and few and not {"yes", "no"} <= set(sides.values()):
            continue
        ballot = Ballot(start=one.spans[0][0], end=one.spans[-1][1])
        for (person, _, start), mark in zip(one.marks, marks, strict=True):
            if sides[mark]:
                ballot.voters[str(sides[mark])].append(voter_of(person, start))
        if width == 1:
            ballot.counts = _counted({mark: str(side) for mark, side in sides.items()}, text)
        yield Marked(ballot=ballot, means=told, spans=tuple(one.spans))


_MANY: Final = 8
_MAIN: Final = ("yes", "no")


def voter_of(person: Attendee, start: int) -> Voter:
    """Give the voter that a known person is where a list names him or her at an offset."""
    return Voter(name=person.name, known=True, party=None, start=start, end=start + 1)


# 'J för tjänsteutlåtandet', 'N gällde avslag', '+ = bifall'; and 'kontorets förslag (+)'
_LEGEND = lazy(
    r"(?:^|(?<=[\s,;(]))[”\"]?(?P<sign>[A-ZÅÄÖ]|[+–—−0-])[”\"]?\s*(?:=|(?:är |står )?för\b|att\b|gäll(?:er|de)\b|anger\b|markerar\b|visar\b|betyder\b|innebär\b|avser\b)\s*(?P<text>[^,.;=\n]{2,90}?)(?=\s*(?:[,.;\n)]|$|\bsamt\b|\boch [A-Z+–-]\s))"
    r"|(?:^|\boch\b|\bmot\b|\bmellan\b|[,;:])\s*(?P<before>[^,.;:()\n]{3,80}?)\s\((?P<sign2>[A-ZÅÄÖ]|[+–—−0-])\)|(?P<sign3>(?<![\w])[A-ZÅÄÖ0])\s(?=avst)(?P<text3>avst\w*)",
    re.MULTILINE,
)


def _sides_of(marks: set[str], text: str) -> tuple[dict[str, str | None], dict[str, str]]:
    """The side of each mark, and what the text says that yes and no stand for."""
    plain = {_plain(mark) for mark in marks}
    told: dict[str, str] = {}
    explained: dict[str, str] = {}
    if any(len(one) == 1 for one in plain):
        for match in _LEGEND.finditer(text):
            sign = _plain(match["sign"] or match["sign2"] or match["sign3"])
            if sign in plain or sign in {"j", "n", "+", "-"}:
                explained.setdefault(
                    sign, _BETWEEN.sub("", match["text"] or match["before"] or match["text3"]).strip(' ”"')
                )
    words = {"ja", "j", "nej", "n"} & plain
    sides: dict[str, str | None] = {}
    for mark in marks:
        one = _plain(mark)
        said = explained.get(one, "")
        side = side_of(said) or _SIDE.get(one) or side_of(mark)
        if one == "-" and words:  # nothing, unless it is told that it stands for somebody away
            side = (side_of(said) or ("absent" if _AWAY_LABEL.search(said) else "")) if said else ""
        if len(one) == 1 and one.isalpha() and not words:
            side = None  # letters that are no yes and no
        if one in {"0", "o"} and not {"+", "-"} & plain:
            side = None
        sides[mark] = side
        if said and side in {"yes", "no"} and side_of(said) is None and len(said) < _LONGEST_MEANING:
            told[str(side)] = said
    return sides, told if len(told) == 2 else {}


_BETWEEN = lazy(r"^.*\b(?:mellan|ställs) ")
_LONGEST_MEANING: Final = 90


@lru_cache(maxsize=64)
def _count_of(mark: str) -> re.Pattern[str]:
    """Finds the number behind a mark."""
    sign = re.escape(mark).replace("–", "[–—-]")
    return re.compile(
        rf"(?:^|(?<=[\s,;:]))(?:Antal )?{sign}(?:-röst(?:er)?)?\s*[:=]?\s+(?P<number>{NUMBER})(?=\s*(?:[,.;]|$|\s[+–A-Z]))",
        re.MULTILINE,
    )


def _counted(sides: Mapping[str, str], text: str) -> dict[str, int]:
    """What the text counts beside the marks themselves: `J 7, N 5`, `Bifall 5`, `+ 2`."""
    counts: dict[str, int] = {}
    for mark, side in sides.items():
        if mark.startswith("#"):
            continue
        match = _count_of(mark.strip(" .")).search(text)
        if match is not None:
            if side in counts:
                return {}
            counts[side] = number_of(match["number"])
    return counts if {"yes", "no"} <= counts.keys() else {}


# -- names in columns, each below its label


def _by_columns(rows: Sequence[_Row], people: People, body: int) -> Iterator[Marked]:
    for at, row in enumerate(rows):
        heads = [cell for cell, _ in _cells(row)]
        if not 2 <= len(heads) <= 4 or not all(heads) or "\t" not in row.text or len(row.text) > _LONGEST_ROW:
            continue
        if any(len(head) > _LONGEST_LABEL or people.find(head) is not None for head in heads):
            continue
        columns: list[list[Voter]] = [[] for _ in heads]
        numbers: list[int] = []
        short: list[Voter] = []  # alone in the last rows, where the columns beside them are at their end
        end = at
        for below in rows[at + 1 :]:
            cells = [*_cells(below)]
            found = [(people.find(cell), start) if cell else (None, start) for cell, start in cells]
            if len(cells) <= len(heads) and all(
                one is not None or not cell for (one, _), (cell, _) in zip(found, cells, strict=True)
            ):
                for n, (one, start) in enumerate(found):
                    if one is not None:
                        columns[n].append(voter_of(one, start))
                short = [*short, columns[0][-1]] if len(cells) == 1 and columns[0] else []
                end += 1
                continue
            numbers = _numbers(below.text)
            if len(numbers) == len(heads):
                end += 1
            else:
                numbers = []
            break
        labels = [_WITH_COUNT.fullmatch(head) for head in heads]
        if not numbers and all(labels):
            numbers = [number_of(label["number"]) for label in labels if label is not None]
        heads = [label["label"] if label is not None else head for label, head in zip(labels, heads, strict=True)]
        columns = _placed(columns, short, numbers)
        read = sided(heads, columns, numbers, body)
        if read is not None:
            ballot, means = read
            ballot.start, ballot.end = row.start, rows[end].end
            yield Marked(ballot=ballot, means=means, spans=((row.start, rows[end].end),))


def _placed(columns: list[list[Voter]], short: Sequence[Voter], numbers: Sequence[int]) -> list[list[Voter]]:
    """Columns with those who stand alone in the last rows in the one where the sums want them: the blanks before them were lost."""
    if not numbers or not short or [len(column) for column in columns] == [*numbers]:
        return columns
    for n in range(1, len(columns)):
        moved = [[*column] for column in columns]
        moved[0] = moved[0][: -len(short)]
        moved[n] += short
        if [len(column) for column in moved] == [*numbers]:
            return moved
    return columns


_WITH_COUNT = lazy(
    rf"(?P<label>.{{2,50}}?)(?:[ :]*|, | [–—-] )\(?(?P<number>\d{{1,3}}|{NUMBER}(?= röst| ledam))(?: röster| röst| st\.?| ledamöter| ledamot)?\)?[:.]?"
)
_CELL_NUMBER = lazy(r"(?:[^\W\d_]+[:.]?\s)?(\d{1,3})(?: röster| st)?")


def _numbers(text: str) -> list[int]:
    """The numbers of a row that holds one a cell."""
    found = [_CELL_NUMBER.fullmatch(cell.strip()) for cell in text.split("\t") if cell.strip()]
    return [int(one[1]) for one in found if one is not None] if all(found) else []


_FIRST_LABEL = lazy(
    r"(?:majoritet|för|med|ja|bifall|gillar|förslag (?:A|1|I)|alternativ (?:A|1|I)|linje (?:A|1|I)|vänstra|a|1)\b|majoritet",
    re.IGNORECASE,
)
_ASIDE_LABEL = lazy(
    r"avst|röstar (?:inte|ej)|röstade (?:inte|ej)|ingetdera|ingendera|ingen av|inget av|varken|nedla|lade ned|blank|neutral|ej deltagit|deltog ej|stilla",
    re.IGNORECASE,
)
_AWAY_LABEL = lazy(r"frånv|borta|ej närv|ej (?:i )?tjänst|inte (?:i )?tjänst|vakant", re.IGNORECASE)


def _label_side(label: str) -> str | None:
    """The side that a label names in words; None where only its place tells."""
    label = label.strip(" :.")
    if _ASIDE_LABEL.search(label):
        return "abstain"
    if _AWAY_LABEL.search(label):
        return "absent"
    if len(label) < _LEAST_LETTERS:
        return None
    return _side(label) or side_of(label.split(" ")[0])


_LEAST_LETTERS: Final = 2
# What heads other lists of people than those of voters.
_NO_SIDE = lazy(
    r"ledam|ersätt|närv|ordinarie|suppl|grupp|reserv|yttrande|yrk|jäv|vald|nominer|just|delt", re.IGNORECASE
)


def sided(
    labels: Sequence[str], columns: Sequence[Sequence[Voter]], numbers: Sequence[int], body: int
) -> tuple[Ballot, dict[str, str]] | None:
    """A ballot of lists with labels: those that abstained by the label, of the others the first for and the second against."""
    names = [voter.name for column in columns for voter in column]
    if len(names) < _LEAST_ROWS or len(set(names)) < len(names) or not all(columns):
        return None
    if numbers and [len(column) for column in columns] != list(numbers):
        return None
    if not numbers and len(names) < _WHOLE * body:
        return None
    told = sides_of_labels(labels)
    if told is None:
        return None
    given, means = told
    ballot = Ballot()
    for side, column in zip(given, columns, strict=True):
        ballot.voters[str(side)] = [*column]
    if numbers:
        ballot.counts = {str(side): number for side, number in zip(given, numbers, strict=True)}
    return ballot, means


def sides_of_labels(labels: Sequence[str]) -> tuple[list[str | None], dict[str, str]] | None:
    """The side of each of several labels, and what yes and no stand for; None where these are no labels of a vote."""
    given = [_label_side(label) for label in labels]
    rest = [n for n, side in enumerate(given) if side is None]
    means: dict[str, str] = {}
    if rest:
        if (
            {"yes", "no"} & set(given)
            or len(rest) != len(_MAIN)
            or any(_NO_SIDE.match(labels[n].strip()) for n in rest)
        ):
            return None
        for n, main in zip(rest, _MAIN, strict=True):
            given[n] = main
            means[main] = _LEAD.sub("", labels[n].strip(" :."), count=1).strip()
    if not {"yes", "no"} <= set(given) or len(set(given)) < len(given):
        return None
    for side, label in zip(given, labels, strict=True):
        _, colon, meaning = label.partition(": ")
        if colon and side in _MAIN and not rest:
            means[side] = meaning.strip()  # 'Ja: avslag'
    return given, means


_LEAD = lazy(r"(?:[Ff]ör|[Mm]ed)\s+")


# -- names below or behind a label


def _by_labels(rows: Sequence[_Row], people: People, body: int, roster: Roster) -> Iterator[Marked]:
    """Lists below one another, or behind their labels on one line: `För A` / names / `För B` / names."""
    yield from _in_blocks(rows, people, body)
    for row in rows:
        if row.text.count(":") > 1 and "\t" not in row.text:
            yield from _on_a_line(row, roster, body)


def _in_blocks(rows: Sequence[_Row], people: People, body: int) -> Iterator[Marked]:
    blocks: list[tuple[_Row, list[Voter], int]] = []
    below_each: list[int] = []  # the number below each block
    names = [_names_in(row.text, people) for row in rows]
    for at, row in enumerate(rows):
        if names[at]:
            if blocks:
                label, voters, _ = blocks[-1]
                blocks[-1] = (label, [*voters, *(voter_of(person, row.start) for person in names[at])], row.end)
            continue
        if blocks and not blocks[-1][1]:
            blocks.pop()
        number = _COUNT_BELOW.fullmatch(row.text.strip()) if len(row.text) < _LONGEST_COUNT else None
        if blocks and number is not None and len(below_each) == len(blocks) - 1:
            label, voters, _ = blocks[-1]
            blocks[-1] = (label, voters, row.end)
            below_each.append(number_of(number["number"]))
            continue
        below = names[at + 1] if at + 1 < len(rows) else []
        fits = len(row.text) < _LONGEST_LABEL and "\t" not in row.text and bool(below)
        if blocks and not fits:
            yield from _joined(blocks, body, below_each)
            blocks, below_each = [], []
        if fits:
            blocks.append((row, [], row.end))
    yield from _joined(blocks, body, below_each)


_LONGEST_COUNT: Final = 30
_COUNT_BELOW = lazy(
    rf"(?:(?:[Aa]ntal|[Ss]umma|[Tt]otalt)(?: röster)?[:=]?\s+)?(?P<number>{NUMBER})(?: röster| röst| st\.?)?"
)


def _names_in(text: str, people: People) -> list[Attendee]:
    """The persons of a line that names one or several and nothing else."""
    if "\t" in text or len(text) > _LONGEST_ROW:
        return []
    if len(text) < _LONGEST_LABEL and (one := people.find(text)) is not None:
        return [one]
    parts = [part for part in _LISTED.split(text.strip(" .,;")) if part] if "," in text or " och " in text else []
    found = [people.find(part.removeprefix("och ").removeprefix("samt ")) for part in parts]
    return [one for one in found if one is not None] if all(found) else []


def _joined(blocks: Sequence[tuple[_Row, list[Voter], int]], body: int, below: Sequence[int]) -> Iterator[Marked]:
    if not 2 <= len(blocks) <= 4:
        return
    labels = [_WITH_COUNT.fullmatch(label.text.strip()) for label, _, _ in blocks]
    numbers = [number_of(label["number"]) for label in labels if label is not None]
    heads = [
        match["label"] if match is not None else label.text for match, (label, _, _) in zip(labels, blocks, strict=True)
    ]
    numbers = numbers or [*below]
    one = sided(heads, [voters for _, voters, _ in blocks], numbers if len(numbers) == len(blocks) else [], body)
    if one is not None:
        ballot, means = one
        ballot.start, ballot.end = blocks[0][0].start, blocks[-1][2]
        yield Marked(ballot=ballot, means=means, spans=((ballot.start, ballot.end),))


_SEGMENT = lazy(
    r"(?:^|(?<=[.;)] ))(?P<label>[A-ZÅÄÖ][^:.;()]{1,50}):\s+(?P<names>[^:;]+?)(?=[.;]\s+[A-ZÅÄÖ]|[.;]?\s*$)"
)
_COUNT_BEHIND = lazy(r"\((\d{1,3})\)\s*\.?$")
_TAIL = lazy(r"(?:,\s+(?:som|vilken|vilka)\s+[a-zåäö ]+|\s*\(\d{1,3}\))\s*$")


def _on_a_line(row: _Row, roster: Roster, body: int) -> Iterator[Marked]:
    labels: list[str] = []
    columns: list[list[Voter]] = []
    numbers: list[int] = []
    people = People(roster)
    low = high = -1
    for match in _SEGMENT.finditer(row.text):
        names = match["names"].rstrip(" .")
        count = _COUNT_BEHIND.search(names)
        names = _TAIL.sub("", names)
        found = [people.find(part) for part in re.split(r",\s+|\s(?:och|samt|jämte)\s+", names)]
        voters = [voter_of(one, row.start + match.start("names")) for one in found if one is not None]
        if len(voters) < len(found):
            if len(labels) > 1:
                break
            labels, columns, numbers, low = [], [], [], -1
            continue
        label = match["label"]
        if match.end() < len(row.text) and "avst" in match["names"]:
            label = "Avstår"
        labels.append(label)
        columns.append(voters)
        if count is not None:
            numbers.append(int(count[1]))
        low = match.start() if low < 0 else low
        high = match.end()
    if not 2 <= len(labels) <= 4:
        return
    whole = numbers if len(numbers) == len(labels) else []
    one = sided(labels, columns, whole, body)
    if one is not None:
        ballot, means = one
        ballot.start, ballot.end = row.start + low, row.start + high
        yield Marked(ballot=ballot, means=means, spans=((ballot.start, ballot.end),))


# -- names behind a side's name, group by group


_SIDE_AND_COUNT = lazy(
    rf"(?<![\w-])(?P<side>[Jj]a|JA|[Nn]ej|NEJ|[Aa]vst(?:år|od|ått|ående|\.)?|AVST(?:ÅR|\.)?|[Ff]rånv(?:arande|\.)?)(?:-röst(?:er)?)?(?![\w-])(?P<count>\s*(?:{NUMBER})(?!\w))?\s*[–—:-]?\s*"
)
_GROUP_HEAD = lazy(
    r"(?:^|(?<=[\s.;]))(?P<head>[A-ZÅÄÖ][\w-]*(?: [a-zåäö]{4,})?|[a-zåäö]{1,4})(?::\s+| [–—-]\s+(?=(?:[Jj]a|JA|[Nn]ej|NEJ|[Aa]vst)))"
)
_BETWEEN_NAMES = lazy(r"\s*(?:[,;.]|\s(?:och|samt|jämte)\s)\s*")


def _by_groups(rows: Sequence[_Row], people: People) -> Iterator[Marked]:
    """Lines that give for each group the names behind each side: `s: ja fyra - Hed, Boman; nej en - Tapper`."""
    ballot = Ballot()
    spans: list[tuple[int, int]] = []
    names: set[str] = set()

    def done() -> Iterator[Marked]:
        if len(spans) > 1 and len(names) >= _LEAST_ROWS and ballot.voters["yes"] and ballot.voters["no"]:
            ballot.start, ballot.end = spans[0][0], spans[-1][1]
            yield Marked(ballot=ballot, means={}, spans=tuple(spans))

    heads: tuple[str, ...] = ()
    for row in rows:
        if "\t" in row.text and (found := _cross_heads(" ".join(row.text.split("\t")[:-1]))):
            heads = found
            continue
        told = _group_row(row, people, heads) if "\t" in row.text else _group_line(row, people)
        fresh = {voter.name for _, voter in told}
        if not told or fresh & names or len(fresh) < len(told):
            yield from done()
            ballot, spans, names = Ballot(), [], set()
        if told and not fresh & names:
            for side, voter in told:
                ballot.voters[side].append(voter)
            names |= fresh
            spans.append((row.start, row.end))
    yield from done()


def _group_line(row: _Row, people: People) -> list[tuple[str, Voter]]:
    """The voters of a line that holds groups, sides, numbers and names and nothing else."""
    if len(row.text) > 2 * _LONGEST_ROW or ":" not in row.text:
        return []
    head = _GROUP_HEAD.match(row.text)
    if head is None or side_of(head["head"]) is not None:
        return []
    cuts = [one for one in _GROUP_HEAD.finditer(row.text) if side_of(one["head"]) is None]
    found: list[tuple[str, Voter]] = []
    for one, after in zip(cuts, [*cuts[1:], None], strict=True):
        text = row.text[one.end() : after.start() if after else len(row.text)]
        told = _sides_and_names(text, row.start + one.end(), people, None, one["head"])
        if not told:
            return []
        found += told
    return found


def _sides_and_names(
    text: str, start: int, people: People, side: str | None, group: str = ""
) -> list[tuple[str, Voter]]:
    """Names, each with the side before it; nothing where anything else stands among them."""
    found: list[tuple[str, Voter]] = []
    sides = [*_SIDE_AND_COUNT.finditer(text)]
    if side is None and (not sides or text[: sides[0].start()].strip()):
        return []
    bounds: list[tuple[str, int, int]] = []
    if side is not None and not sides:
        bounds = [(side, 0, len(text))]
    for one, after in zip(sides, [*sides[1:], None], strict=False):
        bounds.append((side_of(one["side"]) or "", one.end(), after.start() if after else len(text)))
    for which, low, high in bounds:
        parts = [part for part in _BETWEEN_NAMES.split(text[low:high].strip(" .;,")) if part]
        persons = [people.find(part) or people.find(f"{part} ({group})") for part in parts]
        if not which or not parts or any(one is None for one in persons):
            return []
        found += [(which, voter_of(one, start + low)) for one in persons if one is not None]
    return found


def _group_row(row: _Row, people: People, heads: tuple[str, ...]) -> list[tuple[str, Voter]]:
    """The voters of a row that counts the votes of a group and names them in its last cell."""
    cells = row.text.split("\t")
    if told := _group_cells(cells, row, people):
        return told
    if not heads or len(cells) < len(heads) + 2:
        return []
    filled = [n for n, cell in enumerate(cells[-len(heads) - 1 : -1]) if cell.strip(" 0–-")]
    only = _side(heads[filled[0]]) if len(filled) == 1 else None
    return _sides_and_names(cells[-1], row.end - len(cells[-1]), people, only, cells[0].strip())


def _group_cells(cells: Sequence[str], row: _Row, people: People) -> list[tuple[str, Voter]]:
    """The voters of a row with a cell for the group, its side and its names, and maybe its number: `S` `3` `ja` `Ek, Dahl, Lund`."""
    lead = [cell.strip() for cell in cells[:-1] if cell.strip()]
    sides = [one for cell in lead if len(cell) > 1 and (one := side_of(cell))]
    numbers = [int(cell) for cell in lead if cell.isdigit()]
    groups = len(lead) - len(sides) - len(numbers)
    if len(sides) != 1 or len(numbers) > 1 or groups > 1 or len(lead) < _LEAST_LETTERS:
        return []
    group = next((cell for cell in lead if not cell.isdigit() and side_of(cell) is None), "")
    if people.find(group) is not None:
        return []
    told = _sides_and_names(cells[-1], row.end - len(cells[-1]), people, sides[0], group)
    return told if not numbers or numbers == [len(told)] else []


# 'med 5 röster (Ek, Dahl ...) mot 4 (Lund ...)'
_EACH_OTHER = lazy(
    rf"(?P<yes>{NUMBER})(?: röster| röst| ledamöter)? \((?P<for>[^()]{{5,600}})\),? (?:mot|emot) (?P<no>{NUMBER})(?: röster| röst| ledamöter)? \((?P<against>[^()]{{3,600}})\)"
)


def _against_each_other(rows: Sequence[_Row], people: People) -> Iterator[Marked]:
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        if "(" not in row.text or "mot" not in row.text:
            continue
        whole = row.text + (" " + below.text if below is not None and row.text.count("(") > row.text.count(")") else "")
        match = _EACH_OTHER.search(whole)
        if match is None:
            continue
        ballot = Ballot(start=row.start, end=row.end)
        for side, names in (("yes", match["for"]), ("no", match["against"])):
            persons = [people.find(part) for part in _LISTED.split(names.strip())]
            if any(one is None for one in persons):
                break
            ballot.voters[side] = [voter_of(one, row.start) for one in persons if one is not None]
        ballot.counts = {side: number_of(match[side]) for side in ("yes", "no")}
        if all(len(ballot.voters[side]) == ballot.counts[side] for side in ("yes", "no")):
            yield Marked(ballot=ballot, means={}, spans=((row.start, row.end),))


_LISTED = lazy(r",\s+|\s(?:och|samt|jämte)\s")


# -- votes counted by what could be seen

_SEEN = lazy(r"\bhand\b|händer|handupp|uppres|stående|resa sig|reser sig|reste sig|lampor|lysande|knapp", re.IGNORECASE)
# 'räcker åtta upp handen för avslag och två för bifall', 'Stående för förslaget: 8. Stående för avslag: 2.'
_FOR_AND_FOR = lazy(
    rf"(?P<yes>{NUMBER})(?: [a-zåäö]+){{0,4}}? för (?P<for>[^.,;:]{{3,80}}?)(?: och|,| medan| mot|, medan)? (?P<no>{NUMBER})(?: [a-zåäö]+){{0,4}}? för (?P<against>[^.,;:]{{3,80}}?)(?=[.,;]|$)"
    rf"|\bför (?P<for2>[^.,;:]{{2,80}}): (?P<yes2>{NUMBER})[.,;] (?:[A-ZÅÄÖa-zåäö]+ ){{0,3}}för (?P<against2>[^.,;:]{{2,80}}): (?P<no2>{NUMBER})(?=[.,;]|$)"
)
_LAMPS = lazy(rf"(?P<yes>{NUMBER}) gröna (?:lampor )?(?:och|mot) (?P<no>{NUMBER}) röda")
_LAMPS_MEAN = lazy(
    r"\bgrön(?:t|a)(?: ljus| lampa| knapp)?[^.,;]{0,20} för (?P<yes>[^.,;]{2,60}?) (?:och|samt) rö(?:tt|d|da)(?: ljus| lampa| knapp)? för (?P<no>[^.,;]{2,60}?)(?=[.,;])"
)
_EACH = lazy(
    rf"(?P<each>{NUMBER}) (?:röster|röst|ledamöter|personer|röstade|röstat|röstande)(?: (?:har |hade )?(?:röstat|röstar|röstade|avges|avgavs|avgetts|föll|faller|ges|gavs))?"
    r" (?:(?:på|för|till) (?:vardera|vartdera|vart|var|båda|bägge|varje|respektive|de båda|de bägge) (?:av )?(?:de )?(?:två )?(?:sid|alternativ|förslag|yrkande|linje|håll|proposition)|vardera)"
)
_DID_NOT = lazy(
    rf"(?P<number>{NUMBER}) (?:ledamöter|ledamot|personer|person)?\s?(?:låter bli|lät bli|avstår|avstod|deltar inte|sitter kvar|[^.]{{0,60}}\bnedlagda? röst|lade ned|lägger ned)",
    re.IGNORECASE,
)


def _by_hands(rows: Sequence[_Row]) -> Iterator[Marked]:
    """Counts of raised hands, of those standing, of lamps, and of equal sides: no word for yes or no stands beside them."""
    for row in rows:
        if "röst" not in row.text.casefold() and not _SEEN.search(row.text):
            continue
        counts: dict[str, int] = {}
        means: dict[str, str] = {}
        match = _FOR_AND_FOR.search(row.text) if _SEEN.search(row.text) else None
        end = 0
        if match is not None:
            tail = "2" if match["yes"] is None else ""
            counts = {side: number_of(match[f"{side}{tail}"]) for side in ("yes", "no")}
            means = {"yes": match[f"for{tail}"].strip(), "no": match[f"against{tail}"].strip()}
        elif (match := _LAMPS.search(row.text)) is not None:
            counts = {side: number_of(match[side]) for side in ("yes", "no")}
            if (told := _LAMPS_MEAN.search(row.text)) is not None:
                means = {side: told[side].strip() for side in ("yes", "no")}
        elif (match := _EACH.search(row.text)) is not None:
            counts = dict.fromkeys(("yes", "no"), number_of(match["each"]))
        if match is None:
            continue
        end = match.end()
        rest = _DID_NOT.search(row.text, end)
        if rest is not None:
            counts["abstain"] = number_of(rest["number"])
            end = rest.end()
        start = row.start + match.start()
        yield Marked(
            ballot=Ballot(counts=counts, start=start, end=row.start + end),
            means=means,
            spans=((start, row.start + end),),
        )
