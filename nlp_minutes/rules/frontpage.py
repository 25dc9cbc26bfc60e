"""The pages before the first item: the lists of those who were there, and the values of their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest
from typing import Final

from nlp_minutes.labels import Attendance, WarningCode
from nlp_minutes.lexicon import front_label, is_given_name, is_role, party_normal
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.front_dense import read_dense
from nlp_minutes.rules.front_grid import Grid, find_grids, learn_codes, read_grid
from nlp_minutes.rules.front_headings import guess_list, list_kind, split_inline
from nlp_minutes.rules.front_lines import FrontLine, whole_lines
from nlp_minutes.rules.front_prose import begins_prose, read_stand_ins, split_prose, tells_of_leaving
from nlp_minutes.rules.front_spelling import spelled
from nlp_minutes.rules.mark_cells import find_mark_cells
from nlp_minutes.rules.names import NAME, NO_PARTY, looks_like_name
from nlp_minutes.rules.order import given_name_first
from nlp_minutes.rules.people import Entry, Mark, base_role, read_people, steps_into_place
from nlp_minutes.rules.tables import columns_of, is_beyond, read_row, read_table_rows
from nlp_minutes.source import ReadWarning

__all__ = ["FrontLine", "FrontPage", "read_front_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """The attendance lists of a front page.

    Attributes:
        entries: Each person of a list, with the capacity that line and list give; one person may stand in several.
        signatures: People named at the places for signatures or as who is to adjust, with the office of the label.
        sections: Kind of front-page section by block index: attendance, signatures, notice, contents or header.
        values: The value of each label found, by the label's kind.
        warnings: Lines of a list that could not be read.
    """

    entries: tuple[Entry, ...] = ()
    signatures: tuple[Entry, ...] = ()
    sections: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    warnings: tuple[ReadWarning, ...] = ()


_LISTS = {
    "members": Attendance.MEMBER,
    "serving": Attendance.SERVING_SUBSTITUTE,
    "substitutes": Attendance.SUBSTITUTE,
    "others": Attendance.OTHER,
    "absent": Attendance.ABSENT,
}
_SIGNERS = {"secretary": "sekreterare", "chair": "ordförande", "adjusters": "justerare"}
_SECTION = {
    **dict.fromkeys(_LISTS, "attendance"),
    **dict.fromkeys(_SIGNERS, "signatures"),
    "signatures": "signatures",
    "adjust_time": "signatures",
    "notice": "notice",
    "contents": "contents",
    "annex": "annex",
    "extract": "signatures",
}


@dataclass(slots=True)
class _State:
    kind: str | None = None
    party: str | None = None
    columns: tuple[str, ...] = ()
    table: tuple[str, ...] = ()
    section: str = "header"
    entries: list[Entry] = field(default_factory=list)
    signatures: list[Entry] = field(default_factory=list)
    rows: list[tuple[FrontLine, str, list[Entry]]] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    warnings: list[ReadWarning] = field(default_factory=list)
    unsigned: list[Entry] = field(default_factory=list)


def read_front_page(lines: Sequence[FrontLine], body: Sequence[str] = (), *, behind: bool = False) -> FrontPage:
    """Read the attendance lists and the labelled values of a front page.

    Args:
        lines: Its blocks, in order.
        body: The blocks of the items: they show how the document abbreviates parties and in which order names stand.
        behind: Whether the lines stand behind the items, where names with parties need not be a list of those present.

    Returns:
        The people of each list, the signers, and the values of the labels.
    """
    lines = spelled(lines)
    whole = [(line.text, line.start) for line in lines]
    whole_before = lines
    lines = whole_lines(lines)
    state = _State()
    sections: list[str] = []
    kinds: list[str | None] = []
    for line, below in zip_longest(lines, lines[1:]):
        kinds.append(state.kind)
        _read_line(line, state, below)
        sections += [state.section] * line.count
    _finish(state)
    listed = {entry.mention.start for entry in state.entries}
    table = [entry for entry in read_table_rows(whole) if entry.mention.start not in listed]
    codes = learn_codes([line.text for line in lines], body)
    elsewhere = "\n".join([*(text for text, _ in whole), *body])
    # A table may have the surname first where the lists beside it have not.
    lists = [given_name_first(state.entries, elsewhere), given_name_first(table, elsewhere)]
    for grid in find_grids(lines, codes):
        told = _by_grid(lists, lines, grid, kinds, codes, elsewhere)
        for n in grid.rows if told is not lists else ():
            at = sum(line.count for line in lines[:n])
            sections[at : at + lines[n].count] = ["attendance"] * lines[n].count
        lists = told
    if any(_has_turned(entry) for one in lists for entry in one):
        lists = [_turn_rest(one, elsewhere) for one in lists]
    marks = frozenset(find_mark_cells(whole))
    entries = [_without_mark(entry, marks) for one in lists for entry in one]
    entries = [_official(_apart(entry, entries), state.entries) for entry in entries]
    entries = _with_cell_roles(entries, whole_before)
    if not behind and (dense := _denser(entries, whole_before)) is not None:
        entries = dense
        sections = _attended(sections, whole_before, dense)
    return FrontPage(
        entries=tuple(entries),
        signatures=tuple(given_name_first(state.signatures, elsewhere)),
        sections=tuple(sections),
        values=state.values,
        warnings=tuple(state.warnings),
    )


# The capacity of one person in a cell before the name: `Tjänstgörande ersättare` `Ulla Ek` `S`.
_CAPACITY_CELL = lazy(
    r"\s*(?P<role>(?:(?:ordinarie|tjänstgörande|tjänstg\.|tjg\.?|ej tjänstgörande|inkallad) )?(?:ledamot|ersättare|suppleant))\s*:?\s*(?:\t+| \| )\s*(?=\S)",
    re.IGNORECASE,
)
_OWN_CELL = lazy(r"[^\t|]*[^\W\d_][^\t|]*(?:\t| \| )")


def _with_cell_roles(entries: Sequence[Entry], lines: Sequence[FrontLine]) -> list[Entry]:
    """The people with the capacity that the first cell of their row gives, where it heads no list but each has a row.

    That it is each one's own shows where two rows with the same capacity stand below one another. A cell behind which
    more people follow, on lines of their own, heads a list.
    """
    cells = [_CAPACITY_CELL.match(line.text) if "\t" in line.text or " | " in line.text else None for line in lines]
    told = [cell["role"].casefold() if cell is not None else None for cell in cells]
    if not any(role is not None and role == below for role, below in pairwise(told)):
        return list(entries)
    found = list(entries)
    starts = {entry.mention.start: n for n, entry in enumerate(entries)}
    for n, (line, cell) in enumerate(zip(lines, cells, strict=True)):
        if cell is None:
            continue
        below = lines[n + 1] if n + 1 < len(lines) else None
        if below is not None and not below.blank_before and not _OWN_CELL.match(below.text):
            continue
        at = starts.get(line.start + cell.end())
        if at is None or found[at].roles:
            continue
        low, high = line.start + cell.start("role"), line.start + cell.end("role")
        found[at] = replace(found[at], roles=(Mark(cell["role"], low, high),))
    return found


_FEW: Final = 4  # fewer people with a party were not read as a list
_MANY: Final = 12  # a list so long was
_MORE: Final = 2  # people more, at least, for whom a whole list is read anew
_SAME: Final = 0.7  # of the people of a list that another reading has to find as well


def _denser(entries: Sequence[Entry], lines: Sequence[FrontLine]) -> list[Entry] | None:
    """The people by nothing but their names and parties, where that tells more than what the labels told."""
    lawful = {frozenset(one.name.split(" ")) for one in entries if one.party is not None}
    if len(lawful) > _MANY:
        return None
    dense = read_dense(lines)
    found = {frozenset(one.name.split(" ")) for one in dense if one.party is not None}
    if len(found) < len(lawful) + _MORE:
        return None
    ordered = any(one.attendance in {Attendance.SUBSTITUTE, Attendance.SERVING_SUBSTITUTE} for one in entries)
    if len(lawful) >= _FEW and (ordered or len(found & lawful) < _SAME * len(lawful)):
        return None
    names = {one.name for one in dense}
    places = [(one.mention.start, one.mention.end) for one in dense]
    rest = [
        one
        for one in entries
        if one.attendance is Attendance.OTHER
        and one.name not in names
        and not any(low < one.mention.end and one.mention.start < high for low, high in places)
    ]
    return [*dense, *rest]


def _attended(sections: Sequence[str], lines: Sequence[FrontLine], entries: Sequence[Entry]) -> list[str]:
    """The kinds of the blocks, with attendance for those in which people stand."""
    starts = [one.mention.start for one in entries]
    return [
        "attendance" if any(line.start <= at < line.start + len(line.text) for at in starts) else kind
        for kind, line in zip(sections, lines, strict=True)
    ]


def _without_mark(entry: Entry, marks: frozenset[int]) -> Entry:
    """The person without what was read as a party and is a code of presence or another of the table's codes."""
    if entry.party_mark is None or entry.party_mark.start not in marks:
        return entry
    return replace(entry, party=None, party_mark=None)


def _has_turned(entry: Entry) -> bool:
    """Whether the name was turned, with no comma to tell it."""
    written = entry.mention.text.split()
    return "," not in entry.mention.text and len(written) > 1 and written[0] != entry.name.split(" ")[0]


def _turn_rest(entries: Sequence[Entry], elsewhere: str) -> list[Entry]:
    """Turn the lists of politicians that show nothing by themselves, where another list has the surname first."""
    rest = [one for one in entries if not _has_turned(one) and one.party is not None]
    turned = iter(given_name_first(rest, elsewhere, others_turned=True))
    return [next(turned) if not _has_turned(one) and one.party is not None else one for one in entries]


def _by_grid(
    lists: list[list[Entry]],
    lines: Sequence[FrontLine],
    grid: Grid,
    kinds: Sequence[str | None],
    codes: frozenset[str],
    elsewhere: str,
) -> list[list[Entry]]:
    """Put what the cells of a table tell in the place of what its lines told, where they tell more."""
    first, last = lines[grid.rows[0]], lines[grid.rows[-1]]
    low, high = first.start, last.start + len(last.text)
    default = _LISTS.get(kinds[grid.rows[0]] or "", Attendance.MEMBER)
    above = {one.name for entries in lists for one in entries if one.mention.start < low}
    people = given_name_first(read_grid(lines, grid, codes, default, above), elsewhere)
    read = [one for entries in lists for one in entries if low <= one.mention.start < high]
    if _worth(people, codes) < _worth(read, codes) and not (grid.head is not None and _heads_twice(lines[grid.head])):
        return lists
    rest = [[one for one in entries if not low <= one.mention.start < high] for entries in lists]
    at = sum(one.mention.start < low for one in rest[0])
    return [[*rest[0][:at], *people, *rest[0][at:]], *rest[1:]]


def _heads_twice(line: FrontLine) -> bool:
    """Whether a head repeats itself over a second list beside the first: `Ordinarie` `Närv` `Ersättare` `Närv`."""
    heads = [text.casefold().rstrip(".") for text, _ in _cells(line)]
    return len(heads) > _TWO_LISTS and len(set(heads)) < len(heads)


_TWO_LISTS = 3  # more heads than these can be two lists


def _worth(entries: Sequence[Entry], codes: frozenset[str]) -> int:
    """How much a reading of a table tells: people with party, stand-ins with whom they replace; wrong names count against it."""
    told = len({one.name for one in entries if one.party is not None})
    stand_ins = len({(one.name, one.replaces) for one in entries if one.attendance is Attendance.SERVING_SUBSTITUTE})
    wrong = sum(not codes.isdisjoint(one.name.split(" ")) for one in entries)
    return told + stand_ins - 2 * wrong


# What only those are called who are employed.
_SERVANT = lazy(
    r"(?:sekreterare|chef|direktör|kamrer(?:are)?|ingenjör|inspektör|arkitekt|handläggare|assistent|konsulent|tjänsteman|intendent|rektor|jurist|ekonom|strateg|samordnare)$",
    re.IGNORECASE,
)


def _official(entry: Entry, entries: Sequence[Entry]) -> Entry:
    """Someone without party and with an official's title is no member, whatever list names him or her."""
    political = {Attendance.MEMBER, Attendance.SUBSTITUTE, Attendance.SERVING_SUBSTITUTE}
    if entry.party is not None or entry.replaces is not None or entry.attendance not in political:
        return entry
    lawful = sum(one.party is not None for one in entries)
    if not lawful and any(_SERVANT.search(base_role(role.text)) for role in entry.roles):
        return replace(entry, attendance=Attendance.OTHER)  # nobody's party is told
    if lawful < 0.5 * len(entries) or not entry.roles:
        return entry
    elected = re.compile(r"ordf|ledamot|ersättare|suppleant|gruppledare|råd$|justerare|ålderspresident", re.IGNORECASE)
    if any(elected.search(role.text) for role in entry.roles):
        return entry
    return replace(entry, attendance=Attendance.OTHER)


def _apart(entry: Entry, entries: Sequence[Entry]) -> Entry:
    """Someone without party is no substitute on a list where all others that may have a party have it.

    'Utan rösträtt' holds substitutes with their parties, and below them officials and guests of whom little is told.
    """
    if entry.party is not None or entry.replaces is not None or entry.attendance is not Attendance.SUBSTITUTE:
        return entry
    members = [one for one in entries if one.attendance is Attendance.MEMBER]
    beside = any(one.attendance is Attendance.SUBSTITUTE and one.party is not None for one in entries)
    told = {base_role(one.text) for one in entry.roles} & {"ersättare", "suppleant"}
    if not beside or told or not members or any(one.party is None for one in members):
        return entry
    return replace(entry, attendance=Attendance.OTHER)


def _split_label(text: str) -> tuple[str, str, int] | None:
    """A label with the value on its line: kind, value, offset of the value."""
    lead = len(text) - len(text.lstrip(" \t"))
    found = front_label(text[lead:])
    if found is None:
        return None
    kind, length = found
    rest = text[lead + length :]
    if rest and not re.match(r"[\s:.,_(–-]", rest):
        return None
    match = re.match(r"[\s:._…|–-]*", rest)
    skip = match.end() if match else 0
    return kind, rest[skip:], lead + length + skip


def _read_line(line: FrontLine, state: _State, below: FrontLine | None) -> None:
    if line.label is not None:
        _open(line.label, state)
        if line.text.strip(" ._…\t"):
            _take(line, line.label, state, first=True)
        return
    if state.kind in _LISTS and (_stands_in_below(line, state) or _serves_below(line, state)):
        return
    cells = _cells(line)
    if _column_heads(cells, state) or _table(line, state):
        return
    state.unsigned = []
    if state.columns and _read_columns(line, cells, state):
        return
    if begins_prose(line.text.lstrip()) and split_prose(line.text):
        if state.kind not in _LISTS:
            _open("members", state)
        state.party = None
        _add_people(line, state.kind or "members", state)
        return
    labelled = _split_label(line.text)
    if labelled is not None and _is_label(labelled, line, state):
        kind, value, at = labelled
        _open(kind, state)
        if kind in _LISTS and _COLUMN_WORDS.fullmatch(value.strip()):
            value = ""
        again = _split_label(value) if kind == "signatures" else None
        if again is not None:
            kind, value, at = again[0], again[1], at + again[2]
            _open(kind, state)
        if value.strip(" ._…"):
            _take(FrontLine(text=value, start=line.start + at, blank_before=False), kind, state, first=True)
        return
    if state.kind not in _LISTS and below is not None and _heads_party(line.text, below.text):
        _open("members", state)
        _take(line, "members", state, first=False)
        return
    if (inline := split_inline(line.text)) is not None:
        kind, at = inline
        _open(kind, state)
        _take(FrontLine(text=line.text[at:], start=line.start + at, blank_before=False), kind, state, first=True)
        return
    if below is not None and (guessed := guess_list(line.text, below.text)) is not None:
        _open(guessed, state)
        return
    if state.kind not in _LISTS and (party := _party_within(line.text)) is not None:
        before = list_kind(line.text[:party].strip(" :,;–-"))
        _open(before if before in _LISTS else "members", state)
        rest = replace(line, text=line.text[party:], start=line.start + party)
        _take(rest, state.kind or "members", state, first=False)
        return
    if state.kind == "signatures":
        state.unsigned = _names_alone(line, cells)
    if state.kind is not None:
        if line.blank_before and state.kind in _SIGNERS and state.values.get(state.kind):
            _open("", state)
        if state.kind in _VALUES and state.values.get(state.kind) and _ends_value(line):
            _open("", state)
            return
        _take(line, state.kind, state, first=False)


# Whom the substitute of the line above replaces: 'tjänstgör för Jon Dahl'.
_BELOW = lazy(
    rf"\s*(?i:tjänstgör(?:ande)?|tjänstgjorde|tjg\.?|ersätter|ersatte|inne|inträder|inträdde|i stället|istället)(?: (?:ersättare|ers\.))?(?: för)? (?P<name>{NAME})(?: \((?P<party>[^()\d]{{1,5}})\))?(?:,? §.*)?\.?"
)


# Who serves for the person above, who is away: 'frånv, ers: Jon Dahl (m)'.
_AWAY_BELOW = lazy(
    rf"\s*(?i:frånv(?:arande|\.)?|förhindrad|sjuk|förfall)[,;]? (?i:ers(?:ättare|\.)?|ersätts av|ersattes av|tjg(?: ers)?\.?):? (?P<name>{NAME})(?: \((?P<party>[^()\d]{{1,5}})\))?\.?"
)


def _serves_below(line: FrontLine, state: _State) -> bool:
    """Read a line that tells that the last person is away and who serves."""
    match = _AWAY_BELOW.fullmatch(line.text) if state.rows and "ers" in line.text else None
    if match is None or not looks_like_name(match["name"]):
        return False
    above, kind, people = state.rows[-1]
    if not people or people[-1].attendance is not None:
        return False
    mark = Mark(match["name"], line.start + match.start("name"), line.start + match.end("name"))
    party = match["party"]
    own = Mark(party, line.start + match.start("party"), line.start + match.end("party")) if party else None
    here = Entry(
        name=match["name"],
        mention=mark,
        party=party,
        party_mark=own,
        attendance=Attendance.SERVING_SUBSTITUTE,
        replaces=people[-1].name,
    )
    gone = replace(people[-1], attendance=Attendance.ABSENT)
    state.rows[-1] = (above, kind, [*people[:-1], gone, here])
    return True


def _stands_in_below(line: FrontLine, state: _State) -> bool:
    """Read a line that tells nothing but for whom the last person serves."""
    match = _BELOW.fullmatch(line.text) if state.rows and line.text[:1] in "tei" else None
    if match is None or not looks_like_name(match["name"]):
        return False
    above, kind, people = state.rows[-1]
    if not people or people[-1].replaces is not None:
        return False
    mark = Mark(match["name"], line.start + match.start("name"), line.start + match.end("name"))
    gone = Entry(name=match["name"], mention=mark, party=match["party"], attendance=Attendance.ABSENT)
    last = replace(people[-1], attendance=Attendance.SERVING_SUBSTITUTE, replaces=match["name"])
    state.rows[-1] = (above, kind, [*people[:-1], last, gone])
    return True


# Labels whose value is one or a few lines.
_VALUES = frozenset(["place", "time", "date", "start", "end", "place_time", "body", "paragraphs"])
_OTHER_LABEL = lazy(r"[A-ZÅÄÖ][\wåäö-]*(?: [\wåäö-]+){0,2}(?:\s?:\s|\t| \| )\s*\S")


def _ends_value(line: FrontLine) -> bool:
    """Whether a line is not what goes on with the value of the label above: set apart, or a label that is none of ours."""
    return line.blank_before or _OTHER_LABEL.match(line.text) is not None


# Where a party stands in full with its people behind it, at a line's beginning or behind the heading of the list.
_PARTY_WITHIN = lazy(
    r"(?:^|(?<= ))(?P<head>[A-ZÅÄÖ][a-zåäö]{4,}) ?(?:\([A-ZÅÄÖa-zåäö]\w{0,4}\) ?)?:\s+(?=[A-ZÅÄÖ][\w'-]+,? [A-ZÅÄÖ])"
)


def _party_within(text: str) -> int | None:
    """Where the first party of a line begins that has its people behind it, whatever heading stands before it."""
    if ":" not in text:
        return None
    if text.startswith(("Från (", "För (")) and _PARTY_FROM.match(text) is not None:
        return 0
    for match in _PARTY_WITHIN.finditer(text):
        if party_normal(match["head"]) is not None and match.start() < _LONGEST_HEADING:
            return match.start() if read_people(text[match.end() : match.end() + 60], 0) else None
    return None


_LONGEST_HEADING = 60


def _names_alone(line: FrontLine, cells: Sequence[tuple[str, int]]) -> list[Entry]:
    """The people of a row that holds a name in each of its cells and nothing else."""
    people = [read_people(_reading_case(text), start) for text, start in cells]
    alone = all(
        len(found) == 1 and not found[0].roles and len(text) < 50
        for found, (text, _) in zip(people, cells, strict=True)
    )
    return [found[0] for found in people] if alone and len(line.text) < 160 else []


def _table(line: FrontLine, state: _State) -> bool:
    """Read a row of a table whose head names its columns (`Namn` | `Parti` | `Roll`)."""
    heads = columns_of(line.text)
    if heads:
        if state.kind not in _LISTS:
            _open("members", state)
        state.columns, state.table = (), tuple(heads)
        return True
    if not state.table:
        return False
    if "\t" not in line.text.strip("\t") or is_beyond(line.text, state.table):
        state.table = ()
        return False
    people = read_row(line.text, line.start, state.table, _LISTS[state.kind or "members"])
    state.entries += _group_party(people, state)
    return bool(people)


def _group_party(people: list[Entry], state: _State) -> list[Entry]:
    """The party of the rows above, where a column of parties before the names is filled in a group's first row only."""
    heads = state.table
    if not people or "party" not in heads or heads.index("party") > heads.index("name"):
        return people
    if people[0].party is not None:
        state.party = people[0].party
    return [replace(one, party=state.party) if one.party is None else one for one in people]


_CELLS = lazy(r"[^\t\n]+")


def _cells(line: FrontLine) -> list[tuple[str, int]]:
    """The cells of a row: text and clean offset."""
    return [
        (match[0].strip(), line.start + match.start() + len(match[0]) - len(match[0].lstrip()))
        for match in _CELLS.finditer(line.text)
        if match[0].strip()
    ]


_AUX = lazy(
    r"(?:parti|befattning|roll|titel|uppdrag|funktion|organisation|närvaro|§§?|anm\.?|anmärkning|tid)$", re.IGNORECASE
)


def _column_heads(cells: Sequence[tuple[str, int]], state: _State) -> bool:
    """A row of list headings opens columns: `Ledamöter` | `Ersättare`, with columns such as `Parti` between."""
    if _sign_names_above(cells, state):
        return True
    if len(cells) < 2:
        return False
    signers = [
        found[0] for text, _ in cells if (found := front_label(text)) is not None and found[1] >= len(text.rstrip(" :"))
    ]
    if len(signers) == len(cells) and set(signers) <= set(_SIGNERS):
        _open(signers[0], state)
        state.columns = tuple(signers)
        return True
    kinds = []
    for text, _ in cells:
        found = front_label(text)
        if found is not None and found[0] in _LISTS and found[1] >= len(text.rstrip(" :")):
            kinds.append(found[0])
        elif kinds and _AUX.match(text.rstrip(" :.")):
            kinds.append("")
        else:
            return False
    _open(kinds[0], state)
    state.columns = tuple(kinds)
    return True


def _sign_names_above(cells: Sequence[tuple[str, int]], state: _State) -> bool:
    """A row of offices below a row of names that nobody's office has been told of: `Ulla Ek` | `Jon Dahl` above it."""
    kinds = [
        found[0] for text, _ in cells if (found := front_label(text)) is not None and found[1] >= len(text.rstrip(" :"))
    ]
    if not state.unsigned or len(kinds) != len(cells) or len(kinds) != len(state.unsigned):
        return False
    if not set(kinds) <= set(_SIGNERS):
        return False
    state.signatures += [
        replace(one, note=f"{_SIGNERS[kind]}|{one.note}") for kind, one in zip(kinds, state.unsigned, strict=True)
    ]
    for kind, one in zip(kinds, state.unsigned, strict=True):
        state.values.setdefault(kind, one.name)
    state.unsigned = []
    return True


def _read_columns(line: FrontLine, cells: Sequence[tuple[str, int]], state: _State) -> bool:
    if len(cells) == 1 and _split_label(cells[0][0]) is not None:
        state.columns = ()
        return False
    if len(cells) > len(state.columns):  # a mark of presence beside a name: 'Ulla Ek (S)' | 'D' | 'Åsa Wik, kanslichef'
        cells = [cell for cell in cells if len(cell[0]) > _LONGEST_MARK]
    if len(cells) > len(state.columns):
        return False
    skip = len(state.columns) - len(cells) if line.text.startswith("\t") else 0
    taken: list[tuple[str, int, int]] = []
    for kind, (text, start) in zip(state.columns[skip:], cells, strict=False):
        if kind:
            taken.append((kind, start, start + len(text)))
        elif taken:
            taken[-1] = (taken[-1][0], taken[-1][1], start + len(text))
    for kind, start, end in taken:
        text = line.text[start - line.start : end - line.start]
        if kind in _SIGNERS:
            people = read_people(_reading_case(text), start)
            state.signatures += [replace(one, note=f"{_SIGNERS[kind]}|{one.note}") for one in people]
            continue
        _add_people(FrontLine(text=text, start=start, blank_before=False), kind, state)
    return True


_LONGEST_MARK = 4


_COLUMN_WORDS = lazy(
    r"(?:(?:närvarande|närvaro|parti|tjänstgörande|ersättare|namn|roll|uppdrag|ja|nej|§+|paragraf(?:er)?|ersätter|anmärkning|tid|funktion|titel)\s*)+",
    re.IGNORECASE,
)


_VERB = lazy(
    r"(?:är|har|hade|blev|ska|skall|kommer|omfattar|under(?:tecknas|skrivs)|signer|juster|anslogs|anslås|publicera|förvaras|finns|innehåller|gäller)\w*\b"
)


def _is_label(labelled: tuple[str, str, int], line: FrontLine, state: _State) -> bool:
    """Tell a label from an entry or a sentence that begins with the same word."""
    kind, value, at = labelled
    if kind == "absent" and _AWAY_BELOW.fullmatch(line.text):
        return False  # who serves for the one above
    if kind == "secretary" and _VERB.match(value) and re.match(r"\s*protokollet\b", line.text, re.IGNORECASE):
        return False  # 'Protokollet är digitalt signerat av Ulla Ek': nobody's label
    colon = ":" in line.text[:at] or "\t" in line.text[:at]
    if (
        state.kind in _LISTS
        and kind in {"chair", "secretary"}
        and value.strip()
        and (not line.blank_before or state.kind == "members")
        and (not colon or "(" in value)
    ):
        return False  # 'Ordförande Ulla Ek (C)' on a list: an entry with its office
    if state.kind in _LISTS and kind == "substitutes" and re.match(r"(?:för|till)\b", value):
        return False
    if kind in {"substitutes", "serving"} and _BELOW_HIS_SEAT.match(line.text):
        return False  # `ersättare Dahl Jon` | `s` | `x`: the row of one who sits in the seat above
    if kind in _LISTS and _COLUMN_WORDS.fullmatch(value.strip()):
        return True
    if kind in _LISTS and value.strip() and not colon:
        return bool(read_people(value, 0, officials=kind == "others")) and not re.search(
            r"\b(?:är|har|ska|deltar|beslutar)\b", value[:60]
        )
    if kind in {"date", "time", "start", "end", "place", "body"} and value.strip() and not colon:
        return len(line.text) < 110 and not re.search(r"\b(?:är|har|ska|deltar|beslutar)\b", value)
    return True


_BELOW_HIS_SEAT = lazy(rf"\s*(?:tjänstgörande |tjg\.? )?(?:ersättare|ers\.?|suppleant) {NAME}\t")


def _open(kind: str, state: _State) -> None:
    state.kind = kind or None
    state.columns = ()
    state.table = ()
    state.party = None
    if kind:
        state.section = _SECTION.get(kind, "header")


_LOCAL_PARTY = lazy(
    r"(?:partiet|listan|demokraterna|samlingen|alternativet|initiativet|moderaterna|pensionärerna|bygdens? \w+|framtid|väl)$",
    re.IGNORECASE,
)
_SECOND_LABEL = lazy(
    r"\s+(?=(?:Justeringens|Justeringen|Justeringsdatum|Justeringstid|Paragraf(?:er)?|Protokollet omfattar|Sekreterare|Justerande|Plats och tid för)\b)"
)
_PARTY_HEAD = lazy(
    r"^(?P<party>[A-ZÅÄÖ][\wåäöÅÄÖ ()-]{1,40}?)(?: \((?P<short>[A-ZÅÄÖ]{1,4}|[a-zåäö]{1,4})\))?(?:,? \(?\d{1,2} (?:mandat|platser|ledamöter|st)\)?)?:?$"
)


def _heads_party(text: str, below: str) -> bool:
    """Whether a line is a party's name and a person's follows: a list by party that nothing else announces."""
    head = _PARTY_HEAD.match(text.strip())
    if head is None or party_normal(head["party"]) is None or len(head["party"]) <= _LONGEST_MARK:
        return False
    people = read_people(below, 0)
    return bool(people) and people[0].mention.start < _LONGEST_MARK and looks_like_name(people[0].name)


_BLANKS = lazy(r"\s+")


def _take(line: FrontLine, kind: str, state: _State, *, first: bool) -> None:
    text = _BLANKS.sub(" ", line.text).strip()
    if kind not in _LISTS:
        second = next((found for found in _SECOND_LABEL.finditer(line.text) if found.start() > 0), None)
        if second is not None and (rest := _split_label(line.text[second.end() :])) is not None:
            state.values.setdefault(rest[0], rest[1].strip())
            line = replace(line, text=line.text[: second.start()])
            text = re.sub(r"\s+", " ", line.text).strip()
    if kind not in _LISTS and kind not in _SIGNERS:
        known = state.values.get(kind)
        state.values[kind] = f"{known} {text}" if known and not first else known or text
        return
    if kind in _LISTS:
        _add_people(line, kind, state)
        return
    if kind != "adjusters" and kind in state.values and not first:
        return  # one person chairs, one keeps the minutes: what follows below is somebody else's line
    people = read_people(_reading_case(line.text), line.start)
    if people:
        state.values[kind] = text
        role = _SIGNERS[kind]
        state.signatures += [replace(one, note=f"{role}|{one.note}") for one in people]


# In running prose the kind of the list changes at such words: 'ledamöterna A, B samt tjänstgörande ersättarna C'.
_SWITCH = lazy(
    r"(?<![\wåäö])(?:(?P<members>(?:beslutande |närvarande )?ledamöterna)|(?P<serving>tjänstgörande ersättar(?:na|e)(?-i:(?= [A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ])))"
    r"|(?P<substitutes>(?:(?:ej|icke) tjänstgörande )?ersättarna)|(?P<others>från (?:förvaltningen|kontoret|[\wåäö]+förvaltningen|[\wåäö]+kontoret)|personalföreträdar(?:na|en)|tjänste(?:männen|personerna)))\s+(?=[A-ZÅÄÖa-zåäö])",
    re.IGNORECASE,
)


def _add_people(line: FrontLine, kind: str, state: _State) -> None:
    """Add the people of one line or block, in running sentences each as the sentence tells."""
    lead = len(line.text) - len(line.text.lstrip())
    sentences = split_prose(line.text[lead:])
    if not sentences:
        if not tells_of_leaving(line.text):
            _add_line(line, kind, state)
        return
    for one in sentences:
        text, start = line.text[lead + one.start : lead + one.end], line.start + lead + one.start
        if one.kind == "stand_in":
            known = [entry for _, _, people in state.rows for entry in people]
            state.rows.append((replace(line, text=text, start=start), "serving", read_stand_ins(text, start, known)))
        elif one.kind is not None:
            own = kind if one.kind == "same" else one.kind
            kind = own if one.lasting else kind
            _add_line(FrontLine(text=text.rstrip(" .;"), start=start, blank_before=False), own, state)
    state.kind = kind


def _add_line(line: FrontLine, kind: str, state: _State) -> None:
    """Add the people of one line or sentence, where the kind of the list changes within it stretch by stretch."""
    switches = list(_SWITCH.finditer(line.text)) if len(line.text) > 80 else []
    if not switches:
        _add_stretch(line, kind, state)
        return
    bounds = [0, *(match.start() for match in switches), len(line.text)]
    begins = [0, *(match.end() for match in switches)]
    kinds = [kind, *(match.lastgroup or kind for match in switches)]
    for n, begin in enumerate(begins):
        end = bounds[n + 1]
        if line.text[begin:end].strip(" ,."):
            _add_stretch(
                FrontLine(text=line.text[begin:end].rstrip(" ,."), start=line.start + begin, blank_before=False),
                kinds[n],
                state,
            )


_PARTY_CELL = lazy(
    r"(?:^|\t)\s*(?P<party>[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-zåäö]{1,2}[A-ZÅÄÖ]|(?P<full>[A-ZÅÄÖ][a-zåäö]{4,}(?: [\wåäöÅÄÖ]+){0,3}))"
    r"\t+(?=(?:(?:af|von|van|de) )?[A-ZÅÄÖ][\w-]+ )"
)


def _is_local_party(name: str) -> bool:
    """Whether a name is that of a local party, with or without its town behind it: `Vårdpartiet Norrby`."""
    return any(_LOCAL_PARTY.search(one) is not None for one in (name, name.rpartition(" ")[0]))


def _party_first(line: FrontLine, kind: str, state: _State) -> bool:
    """Read rows that have the party before the name: `S` | `Inger Holmlund, ordförande` | `SD` | `Ronny Mård`."""
    cells = [
        cell
        for cell in _PARTY_CELL.finditer(line.text)
        if cell["full"] is None or party_normal(cell["full"]) or _is_local_party(cell["full"])
    ]
    if not cells or line.text[: cells[0].start()].strip():
        return False
    for n, cell in enumerate(cells):
        end = cells[n + 1].start() if n + 1 < len(cells) else len(line.text)
        mark = Mark(cell["party"], line.start + cell.start("party"), line.start + cell.end("party"))
        part = FrontLine(text=line.text[cell.end() : end], start=line.start + cell.end(), blank_before=False)
        people = read_people(part.text, part.start, officials=False)
        # a local party by its name alone gives none: the items may abbreviate it
        party = party_normal(cell["full"]) if cell["full"] else mark.text
        own = mark if cell["full"] is None else None
        marked = [
            replace(one, party=one.party or party, party_mark=one.party_mark or (own if k == 0 else None))
            for k, one in enumerate(people)
        ]
        state.rows.append((part, kind, marked))
        state.party = party
    return True


# Dashes, strokes or dots between the people of a party: 'Moderaterna (M): Ulla Ek – Jon Dahl – Mia Björk'.
_BETWEEN = lazy(
    r"(?<=\s)[–—•·/|-](?=\s*$|\s+(?:(?:af|von|van|de|la|al|el) ){0,2}[A-ZÅÄÖ][\w'-]+,? (?:(?:af|von|van|de|la|al|el) )?[A-ZÅÄÖ])"
)


def _divided(text: str, state: _State) -> str:
    """The same text, letter for letter, with semicolons where signs stand between the people of a party."""
    by_party = state.party is not None or any(
        pattern.search(text) is not None for pattern in (_PARTY_LABEL, _PARTY_INSIDE, _PARTY_BEFORE)
    )
    return _BETWEEN.sub(";", text) if by_party else text


def _add_stretch(line: FrontLine, kind: str, state: _State) -> None:
    if kind != "others" and not line.text.count("\t"):
        line = replace(line, text=_divided(line.text, state))
    if kind != "others" and _party_first(line, kind, state):
        return
    if (before := _PARTY_BEFORE.match(line.text)) is not None and kind != "others":
        state.party = before["party"]
        line = replace(line, text=line.text[before.end() :], start=line.start + before.end())
    labels = _party_labels(line.text, kind) or _unknown_party(line.text, kind, state)
    bounds = [0, *(label.start for label in labels), len(line.text)]
    begins = [0, *(label.end for label in labels)]
    for n, begin in enumerate(begins):
        if n:
            state.party = labels[n - 1].party
        text = line.text[begin : bounds[n + 1]]
        if (head := _PARTY_HEAD.match(text.strip())) and (party_normal(head["party"]) or _is_local_head(head)):
            state.party = head["short"] or party_normal(head["party"])
            continue
        if not text.strip():
            continue
        people = read_people(_reading_case(text), line.start + begin, officials=kind == "others")
        party = state.party
        people = [replace(one, party=party) if party and one.party is None else one for one in people]
        if kind != "members" and steps_into_place(text) is not None:
            # who was there but for some items stands on the list of the members
            people = [one for one in people if one.attendance is not None]
        state.rows.append((replace(line, text=text, start=line.start + begin), kind, people))


# A party with a colon, its people behind it: 'Moderaterna (M): Ulla Ek; Jon Dahl', 'M: Ulla Ek. S: Mia Björk'.
_PARTY_LABEL = lazy(
    r"(?:^|[;.,•|\t])\s*(?:(?:Övriga )?(?:[Ff]ör|[Ff]rån) )?(?P<head>[A-ZÅÄÖ](?:[\wåäöÅÄÖ -]|\.(?! [A-ZÅÄÖ])){0,40}?)(?:(?<=[A-ZÅÄÖ]), [A-ZÅÄÖ][a-zåäö]+(?: [\wåäöÅÄÖ]+){0,3}?)?(?: ?\((?P<short>[A-ZÅÄÖ][\wÅÄÖåäö]{0,4}|[a-zåäö]{1,4})\))?(?: ?\(\d{1,2} [a-zåäö]+\))?\s*:(?=\s*(?:(?:af|von|van|de) )?[A-ZÅÄÖ]|\s*$)\s*"
)
# The party in brackets with a preposition and a colon: 'Från (s): Ulla Ek, Jon Dahl'.
_PARTY_FROM = lazy(
    r"(?:^|(?<=[;.] ))\s*(?:[Ff]ör|[Ff]rån) \((?P<short>[A-ZÅÄÖ][\wÅÄÖåäö]{0,4}|[a-zåäö]{1,4})\):\s+(?=(?:[a-zåäö:]+ ){0,3}[A-ZÅÄÖ])"
)
# The party with a preposition and without a colon: 'för moderaterna Ulla Ek, Jon Dahl'.
_PARTY_NAMED = lazy(
    r"(?:^|[;.,]|\b(?:och|samt))\s*(?:[Ff]ör|[Ff]rån)\s+(?P<head>[^\W\d_]{5,}(?: (?:de |i |för )?[^\W\d_]+){0,2}?)"
    r"(?: \((?P<short>[A-ZÅÄÖ][\wÅÄÖåäö]{0,4}|[a-zåäö]{1,4})\))?,?\s+(?=(?:[a-zåäö:]+ ){0,3}[A-ZÅÄÖ][\w'-]+,? (?:(?:af|von|van|de) )?[A-ZÅÄÖ])"
)
# Where the next party begins on the line of the one before, with nothing between: 'Ulla Ek, Jon Dahl SD: Mia Björk'.
_PARTY_INSIDE = lazy(
    r"(?<=[^\s:;.,•|])\s+(?P<head>[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-zåäö]+)(?: \((?P<short>[A-ZÅÄÖ][\wÅÄÖåäö]{0,4})\))?:\s+(?=[A-ZÅÄÖ])"
)
# The same with a party that no lexicon holds, behind a whole name: 'Ulla Ek, Jon Dahl Nya Orten: Mia Björk'.
_UNKNOWN_INSIDE = lazy(
    r"(?<=[:;,] )(?P<name>(?P<given>[A-ZÅÄÖ][\wåäö-]+) [A-ZÅÄÖ][\wåäö-]+) (?P<head>[A-ZÅÄÖ][\wåäö]+(?: [\wåäö]+){1,3}):\s+(?=[A-ZÅÄÖ])"
)
# The same where the party had a line of its own and no colon: 'Ulla Ek, Jon Dahl Moderaterna (M) Mia Björk'.
_PARTY_BETWEEN = lazy(
    r"(?<=[\w)])\s+(?P<head>[A-ZÅÄÖ][a-zåäö]{4,}) \((?P<short>[A-ZÅÄÖ]{1,4})\)(?:\s+(?=[A-ZÅÄÖ])|\s*$)"
)
# The party in brackets before its people: '(S) Ulla Ek, Per Lund'.
_PARTY_BEFORE = lazy(r"\s*\((?P<party>[A-ZÅÄÖ][\wÅÄÖåäö]{0,4})\):?\s+(?=[A-ZÅÄÖ][\w-]+,? [A-ZÅÄÖ])")
_ABBREVIATED = lazy(r"[A-ZÅÄÖ]{2,4}|[A-ZÅÄÖ][a-zåäö]{1,2}[A-ZÅÄÖ]")


def _is_local_head(head: re.Match[str]) -> bool:
    """A local party above its people, told by its abbreviation: `Vår Bygd (VB)`."""
    party, short = head["party"], head["short"]
    if not short or len(short) < 2 or is_given_name(party):
        return False
    return short == "".join(word[0] for word in party.split(" ")) or _LOCAL_PARTY.search(party) is not None


def _named_parties(text: str) -> Iterator[_Label]:
    """The parties of a line that stand in full behind a preposition and before their people."""
    for found in _PARTY_NAMED.finditer(text):
        head, end = found["head"], found.end()
        more = _SMALL_WORDS.match(text, end)
        words = more[0].split() if more is not None and not found["short"] else []
        for count in range(len(words), 0, -1):  # 'miljöpartiet' 'de gröna'
            party = party_normal(" ".join([head, *words[:count]]))
            if party is not None:
                yield _Label(found.start(), end + len(" ".join(words[:count])) + 1, party)
                break
        else:
            if party_normal(head) is not None or _LOCAL_PARTY.search(head) is not None:
                yield _Label(found.start(), end, _party_of_label(found))


_SMALL_WORDS = lazy(r"(?:[a-zåäö]+ ){1,3}")
_PREPOSITION = lazy(r"\b[Ff](?:ör|rån) [^\W\d_]{5}")


@dataclass(frozen=True, slots=True)
class _Label:
    """A party before its people: where it stands, and its abbreviation."""

    start: int
    end: int
    party: str | None


def _party_labels(text: str, kind: str) -> list[_Label]:
    """The parties of a line that stand before their people."""
    named = kind != "others" and _PREPOSITION.search(text) is not None
    if ":" not in text and "(" not in text and not named:
        return []
    labels = [
        _Label(found.start() + _name_before(found), found.end(), _party_of_label(found))
        for found in _PARTY_LABEL.finditer(text)
        if _labels_party(found, text, kind)
    ]
    if "(" in text and kind != "others":
        labels += [_Label(found.start(), found.end(), found["short"]) for found in _PARTY_FROM.finditer(text)]
    if named:
        known = {label.end for label in labels}
        labels += [label for label in _named_parties(text) if label.end not in known]
    if kind != "others":
        known = {label.end for label in labels}
        labels += [
            _Label(found.start(), found.end(), _party_of_label(found))
            for found in _PARTY_INSIDE.finditer(text)
            if found.end() not in known and (found["short"] or party_normal(found["head"]))
        ]
        labels += [
            _Label(found.start(), found.end(), found["short"])
            for found in _PARTY_BETWEEN.finditer(text)
            if party_normal(found["head"]) is not None
        ]
    if labels and kind != "others":
        known = {label.end for label in labels}
        labels += [
            _Label(found.end("name"), found.end(), None)
            for found in _UNKNOWN_INSIDE.finditer(text)
            if found.end() not in known and is_given_name(found["given"]) and not is_role(found["head"])
        ]
    return sorted(labels, key=lambda label: label.start)


def _unknown_party(text: str, kind: str, state: _State) -> list[_Label]:
    """A party that no lexicon holds before its people, told by the list: the line above began with a party as well."""
    found = _PARTY_LABEL.match(text) if kind != "others" and state.party is not None and ":" in text else None
    if found is None or found["short"] or is_role(found["head"]) or list_kind(found["head"]) is not None:
        return []
    if front_label(text) is not None or len(found["head"].split(" ")) > _LONGEST_PARTY:
        return []
    behind = read_people(text[found.end() :], 0)
    if not behind or behind[0].mention.start or behind[0].party is not None:
        return []
    return [_Label(0, found.end(), None)]


_LONGEST_PARTY = 4


def _name_before(found: re.Match[str]) -> int:
    """How much of a label is the last name of the party before: 16 in `; Thuy Lindh Moderaterna (M):`."""
    words = found["head"].split(" ")
    for n in range(1, len(words)):
        own = " ".join(words[n:])
        stands = (
            found["short"]
            and own[0].casefold() == found["short"][0].casefold()
            and party_normal(" ".join(words)) is None
        )
        if (party_normal(own) or (stands and n == len(words) - 2)) and (
            looks_like_name(" ".join(words[:n])) or (n == 1 and is_given_name(words[0]))
        ):
            return found.start("head") - found.start() + len(" ".join(words[:n])) + 1
    return 0


def _party_of_label(found: re.Match[str]) -> str | None:
    """The abbreviation that a label gives; None for a local party by its name alone, which the items may abbreviate."""
    head: str = found["head"]
    return found["short"] or party_normal(head) or (head if _ABBREVIATED.fullmatch(head) else None)


def _labels_party(found: re.Match[str], text: str, kind: str) -> bool:
    """Tell a party before its people from a person or office before a colon."""
    head, short = found["head"], found["short"]
    if party_normal(head) or _LOCAL_PARTY.search(head):
        return True
    if kind == "others" or is_role(head):
        return False
    if short and not is_role(short):  # a list that the lexicon does not know: 'Vår Bygd (VB): Ulla Ek'
        behind = read_people(text[found.end() :], 0)
        return bool(behind) and behind[0].mention.start == 0 and (not looks_like_name(head) or behind[0].party is None)
    local = _ABBREVIATED.fullmatch(head) is not None and head not in NO_PARTY
    return local and bool(read_people(text[found.end() :], 0))


_SMALL = frozenset(
    [
        "tjänstgör",
        "tjänstgörande",
        "för",
        "ersätter",
        "ers",
        "ej",
        "inte",
        "fr",
        "o",
        "m",
        "t",
        "kl",
        "och",
        "samt",
        "på",
        "av",
        "grund",
        "jäv",
        "i",
        "vid",
        "under",
        "från",
        "till",
        "distans",
        "digitalt",
        "frånvarande",
        "närvarande",
        "vice",
        "förste",
        "andre",
        "första",
        "andra",
        "tf",
        "teknisk",
        "ekonomisk",
        "ersättare",
        "som",
        "via",
        "kom",
        "gick",
    ]
)


def _reading_case(text: str) -> str:
    """Write a line in capitals as running text, letter for letter: names with a capital, offices and small words without."""
    outside = re.sub(r"\([^()]*\)?", "", text)
    letters = [c for c in outside if c.isalpha()]
    if len(letters) < 6 or sum(c.isupper() for c in letters) < 0.85 * len(letters):
        return text

    def word(match: re.Match[str]) -> str:
        lower = match[0].lower()
        if len(lower) != len(match[0]):
            return match[0]
        if lower in _SMALL or (is_role(lower) and len(lower) > 3) or re.fullmatch(r"af|von|van|de|la|al|el", lower):
            return lower
        return match[0][:1] + lower[1:]

    parts = re.split(r"(\([^()]*\)?)", text)
    return "".join(part if part.startswith("(") else re.sub(r"[^\W\d_]+", word, part) for part in parts)


def _finish(state: _State) -> None:
    """Give list capacity to the people, and parties to names whose column of parties stands below them."""
    rows = state.rows
    for index, (line, _, people) in enumerate(rows):
        marks = _party_only(line.text)
        if marks and not people:
            _deal(rows, index, marks)
    state.rows = [row for row in state.rows if not _signs_again(row, state)]
    for line, kind, people in state.rows:
        if not people:
            _unread(line, kind, state)
        state.entries += [
            one if one.attendance is not None else replace(one, attendance=_capacity(one, kind)) for one in people
        ]
    state.entries = [_by_surname(one, state.entries) for one in _whole_names(state.entries)]


_LEAST_SIGNERS = 2


def _signs_again(row: tuple[FrontLine, str, list[Entry]], state: _State) -> bool:
    """Whether a row, set apart, holds nothing but names that stand elsewhere with party or office: those who sign."""
    line, _, people = row
    if not line.blank_before or len(people) < _LEAST_SIGNERS:
        return False
    if any(one.party is not None or one.roles or one.note for one in people):
        return False
    others = [*state.signatures, *(one for other in state.rows if other is not row for one in other[2])]
    known = {one.name for one in (*others, *state.entries)}
    return all(one.name in known for one in people)


_FOR_SURNAME = lazy(r"(?:^|[\s(])(?:för|ersätter|ers\.?)\s+(?P<sur>[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?)(?![\w-])")


def _by_surname(entry: Entry, entries: Sequence[Entry]) -> Entry:
    """The one who is replaced, told by the surname alone: `Jon Dahl för Björk t.o.m. § 119`."""
    match = _FOR_SURNAME.search(entry.note) if entry.replaces is None and entry.note else None
    if match is None or entry.attendance in {Attendance.ABSENT, Attendance.OTHER}:
        return entry
    names = {one.name for one in entries if one.name.endswith(f" {match['sur']}") and one.name != entry.name}
    if len(names) != 1:
        return entry
    return replace(entry, attendance=Attendance.SERVING_SUBSTITUTE, replaces=names.pop())


_INITIALS = lazy(r"(?P<initial>[A-ZÅÄÖ])\.? ?(?:[A-ZÅÄÖ]\. ?)*(?P<sur>[A-ZÅÄÖ][\w-]{2,})")


def _whole_names(entries: Sequence[Entry]) -> list[Entry]:
    """Write out names with an initial (`ers. för E. Falk`) where one person of the lists has that surname and letter."""

    def whole(name: str | None) -> str | None:
        match = _INITIALS.fullmatch(name) if name else None
        if name is None or match is None or "." not in name:
            return name
        fits = {
            one.name
            for one in entries
            if "." not in one.name and one.name[0] == match["initial"] and one.name.split(" ")[-1] == match["sur"]
        }
        return fits.pop() if len(fits) == 1 else name

    return [replace(one, name=whole(one.name) or one.name, replaces=whole(one.replaces)) for one in entries]


def _capacity(entry: Entry, kind: str) -> Attendance:
    """The capacity that the list gives; a substitute by his own line is one on any list of those present."""
    roles = {base_role(role.text) for role in entry.roles}
    if re.match(r"(?:ers|suppl)\.?(?![\w-])", entry.note):  # 'Jon Dahl (M) ers'
        roles.add("ersättare")
    if kind == "substitutes" and entry.party is not None and _DECIDED_IN.match(entry.note):
        return Attendance.SERVING_SUBSTITUTE  # for some items at least
    if kind in {"members", "others"} and entry.party is not None and roles & {"ersättare", "suppleant", "ers", "ers."}:
        return Attendance.SUBSTITUTE
    return _LISTS[kind]


# 'Jon Dahl (M), beslutade i paragraf 12', 'röstade §§ 4-6'
_DECIDED_IN = lazy(
    r"(?:(?:beslut|röst)(?:ade|ar)|(?:deltog|deltar) i besluten?|beslutande|röstande)(?: (?:i|på|vid|under|för))? (?:§|paragraf|punkt|ärende|\d)"
)


def _party_only(text: str) -> Mark | None:
    match = re.fullmatch(r"\s*\(\s?([A-ZÅÄÖ][\wÅÄÖåäö]{0,4}|[a-zåäö]{1,4})\s?\)\s*", text)
    return Mark(match[1], match.start(1), match.end(1)) if match else None


def _deal(rows: list[tuple[FrontLine, str, list[Entry]]], index: int, mark: Mark) -> None:
    """The n-th party of a column belongs to the n-th of the last names without one."""
    first = index
    while first > 0 and _party_only(rows[first - 1][0].text) and not rows[first - 1][2]:
        first -= 1
    last = index
    while last + 1 < len(rows) and _party_only(rows[last + 1][0].text) and not rows[last + 1][2]:
        last += 1
    count, place = last - first + 1, index - first
    names = [n for n in range(first) if len(rows[n][2]) == 1]
    if len(names) < count:
        return
    target = names[-count:][place]
    line, kind, people = rows[target]
    if people[0].party is None:
        start = rows[index][0].start
        rows[target] = (
            line,
            kind,
            [replace(people[0], party=mark.text, party_mark=Mark(mark.text, start + mark.start, start + mark.end))],
        )


_HARMLESS = lazy(
    r"^(?:se |enligt |ingen|inga\b(?!-|\s(?-i:[A-ZÅÄÖ]))|vakant|-|–|\(|§|\d|ajourner|mötet|sammanträdet|deltar|närvar|totalt|sida|\W*$)",
    re.IGNORECASE,
)


def _unread(line: FrontLine, kind: str, state: _State) -> None:
    text = line.text.strip()
    if (
        kind == "others"
        or _HARMLESS.match(text)
        or len(text) > 120
        or not re.search(r"\([A-ZÅÄÖ]{1,3}\)", text)
        or _party_only(text)
    ):
        return
    state.warnings.append(
        ReadWarning(
            code=WarningCode.ATTENDANCE_LINE_UNREAD,
            message=f"A line of the attendance list could not be read: {text[:60]}",
            start=line.start,
            end=line.start + len(line.text),
        )
    )
