"""Tables of people read by what their cells are, not by the words above the columns.

A reader who has never seen a layout knows a number, a party, a name, an office and a remark when he sees them, and sees
from the rows what a column holds. The heads of the columns only settle what the rows leave open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import Attendance
from nlp_minutes.lexicon import front_label, is_role, party_normal
from nlp_minutes.patterns import lazy
from nlp_minutes.quick import quick
from nlp_minutes.rules.front_headings import list_kind
from nlp_minutes.rules.names import CAPITAL, NAME, NO_PARTY, looks_like_name
from nlp_minutes.rules.people import Entry, Mark
from nlp_minutes.rules.tables import columns_of

if TYPE_CHECKING:
    from nlp_minutes.rules.front_lines import FrontLine

__all__ = ["Grid", "find_grids", "learn_codes", "read_grid"]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of one table.

    Attributes:
        head: Index of the line with the heads of its columns, None without one.
        rows: Indices of its rows.
        votes: Whether its columns tell how people voted, and not whether they were there.
    """

    head: int | None
    rows: tuple[int, ...]
    votes: bool = False


@quick
@dataclass(frozen=True, slots=True)
class _Bit:
    """A part of a row: what it is, the text and where it begins in the row."""

    kind: str  # number, party, mark, role, person, remark
    text: str
    start: int
    name: str = ""
    lead: str = ""


@dataclass(slots=True)
class _Seat:
    """One person of a row with all that the row says of him or her."""

    name: str
    mention: Mark
    cell: int
    turned: bool
    lead: str = ""
    number: str = ""
    party: Mark | None = None
    roles: list[Mark] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    remarks: list[tuple[str, int]] = field(default_factory=list)
    steps_in: bool = False


_CODE: Final = r"(?:[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-zåäö]{1,2}[A-ZÅÄÖ]{1,2}|[A-ZÅÄÖ][a-zåäö]{0,2}[A-ZÅÄÖ])"
_IN_BRACKETS: Final = lazy(rf"(?<=[a-zåäöé] \()(?P<code>{_CODE}|[a-zåäö]{{1,4}})(?=[),])")
# Besides: marks of a column, and numbers.
_NO_CODE: Final = NO_PARTY | {"X", "T", "D", "J", "N", "F", "JA", "NEJ", "Ja", "Nej", "TJ", "I", "II", "III"}
# A code alone in its cell, or with the number, the name or the mark that a narrow gap left beside it.
_IN_CELL: Final = lazy(
    rf"(?:\d{{1,3}}[.)]?\s+)?\(?(?P<code>{_CODE})\)?(?:\s+[XxTD–-]|\s+(?:(?:af|von|de) )?[A-ZÅÄÖ][\w-]+,? [A-ZÅÄÖ][\w, -]+)?"
)
_BEHIND_NAME: Final = lazy(
    rf"(?:\d{{1,3}}[.)]?\s+)?(?:{CAPITAL}[\w'-]*[^\W\d_A-ZÅÄÖ][\w'-]*,? )+(?P<code>[A-ZÅÄÖ]{{1,4}}|[A-ZÅÄÖ][a-zåäö]{{1,2}}[A-ZÅÄÖ])(?=$|,| \(|\t)"
)
_CODE_ENDS: Final = lazy(r"[A-ZÅÄÖ](?=$|,| \(|\t)")
_LEAST_TIMES: Final = 2
_LEAST_KNOWN: Final = 3


def learn_codes(front: Sequence[str], body: Sequence[str] = ()) -> frozenset[str]:
    """Learn how a document abbreviates parties, also those that stand in no lexicon.

    Args:
        front: The blocks of its front page.
        body: Those of its items.

    Returns:
        The abbreviations that stand in brackets behind names, and those that stand in cells where others are known.
    """
    times: Counter[str] = Counter()
    in_cells: Counter[str] = Counter()
    listed: Counter[str] = Counter()
    for text in (*front, *body):
        if "(" in text:
            times.update(match["code"] for match in _IN_BRACKETS.finditer(text))
        if "\t" in text or " | " in text:
            in_cells.update({match["code"] for cell, _ in _cells(text) if (match := _IN_CELL.fullmatch(cell))})
    for text in front:
        if "(" in text:
            listed.update(match["code"] for match in _IN_BRACKETS.finditer(text) if not match["code"].islower())
        for cell, _ in _cells(text):
            if _CODE_ENDS.search(cell) and (bare := _BEHIND_NAME.match(cell)) is not None:
                listed[bare["code"]] += 1
    known = sum(count for code, count in in_cells.items() if party_normal(code) is not None)
    found = {code for code, count in times.items() if party_normal(code) or (count >= _LEAST_TIMES and code.isupper())}
    if known >= _LEAST_KNOWN:  # a column of parties: the others in it are parties too
        found |= {code for code in in_cells if len(code) > 1}
    if sum(count for code, count in listed.items() if party_normal(code) is not None) >= _LEAST_KNOWN:
        found |= {
            code for code in listed if len(code) > 1
        }  # among so many parties an abbreviation behind a name is one too
    small = Counter(code for text in front if "\t" in text for code in _small_codes(text))
    if sum(count for code, count in small.items() if party_normal(code) is not None) >= _LEAST_KNOWN:
        # a column of them: what the lexicon knows, and what stands behind a name in brackets elsewhere
        found |= {code for code in small if code in times or (party_normal(code) is not None and code != "med")}
    lower = Counter(match["code"] for text in front if (match := _LOWER_ROW.match(text)) is not None)
    if sum(count for code, count in lower.items() if party_normal(code) is not None) >= _LEAST_KNOWN:
        found |= {*lower}  # a numbered roll with its parties in small letters
    return frozenset(found - _NO_CODE)


_LOWER_ROW: Final = lazy(
    rf"\s*\d{{1,3}}[.)]?\s+(?:{CAPITAL}[\w'-]+ ?){{1,3}}, ?(?:{CAPITAL}[\w'-]+ ?){{1,2}}(?:, ?| | ?\()(?P<code>[a-zåäö]{{1,3}})(?=$|[,)\t;]|  )"
)


def _small_codes(row: str) -> set[str]:
    """The cells of a row that a party in small letters can fill, with the mark that a narrow gap left beside it."""
    cells = (_LOWER_CELL.fullmatch(cell) for cell, _ in _cells(row))
    return {match["code"] for match in cells if match is not None}


_LOWER_CELL: Final = lazy(r"\(?(?P<code>(?!ja$|nej$|avst$|blank$|tjg$|ers$)[a-zåäö]{1,4})\)?(?:\s+[xX–-])?")
_GAP: Final = lazy(r"\t+| \| ")
_NUMBER: Final = lazy(r"\d{1,3}[.)]?")
_NUMBER_LEADS: Final = lazy(r"(?:\d{1,3}[.)]?|[•*–-])\s+(?=\S)")
_MARK: Final = lazy(
    r"[Xx✓✔+]|[–—-]|[TtDdFf](?=$|,)|[Tt]jg?\.?|[Tt]j\.?g\.?|[Jj]a|[Nn]ej|JA|NEJ|[Nn]ärv\.?|[Ff]rånv\.?|[Ff]rv\.?"
    r"|[Aa]vst(?:år|\.)?|AVST|[Bb]lank|[JNA]"
)
_MARK_LEADS: Final = lazy(r"(?P<mark>[Xx✓✔+]|T|[Tt]jg?\.?|[–—-])(?:,?\s+)(?=\S)")
_TURNED: Final = lazy(
    rf"(?P<sur>(?:(?:af|von|van|de|la|der|al|el) ){{0,2}}{CAPITAL}[\w'’-]+(?: (?:(?:af|von|van|de|la|der|al|el) )?{CAPITAL}[\w'’-]+)?), ?(?P<given>{CAPITAL}[\w'’-]+(?:[ -]{CAPITAL}[\w'’.-]*)?)(?![\w-])"
)
_PARTICLE_FIRST: Final = r"(?:(?:af|von|van|de|la|der|al|el) ){0,2}"
_PLAIN: Final = lazy(rf"{_PARTICLE_FIRST}{NAME}")
_LEAD: Final = lazy(
    r"(?P<lead>(?:[a-zåäö0-9][\w.:åäö]*,? ){1,4}|[↳→»›└]+ ?|(?:Ers(?:\.|ättare)?|Suppl(?:\.|eant)?|Tj\.):? )(?=[A-ZÅÄÖÇŁŞŠŽİØ])"
)
_INSIDE: Final = lazy(r"\s*\(\s?(?P<inside>[^()]{1,80})\)?\s*,?\s*")


def _cells(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    for gap in [*_GAP.finditer(text), None]:
        end = gap.start() if gap else len(text)
        cell = text[at:end]
        if cell.strip():
            yield cell.strip(), at + len(cell) - len(cell.lstrip())
        at = gap.end() if gap else at


def _is_party(text: str, codes: AbstractSet[str]) -> bool:
    text = text.strip("() ")
    if text in codes:
        return True
    return text not in _NO_CODE and party_normal(text) is not None and (text[:1].isupper() or len(text) <= 2)


def _bits(text: str, codes: AbstractSet[str]) -> list[tuple[int, _Bit]]:
    """The parts of a row, each with the number of its cell."""
    found: list[tuple[int, _Bit]] = []
    seen = False
    for n, (cell, start) in enumerate(_cells(text)):
        bits = list(_parts(cell, start, codes))
        if seen and bits[0].kind == "person" and bits[0].lead and not is_role(bits[0].lead):
            bits = list(_told(cell, start, codes))  # 'nej, ersätts av Ulla Ek (S)' beside the person of the row
        seen = seen or any(bit.kind == "person" for bit in bits)
        found += [(n, bit) for bit in bits]
    return found


def _parts(cell: str, start: int, codes: AbstractSet[str]) -> Iterator[_Bit]:
    """Cut a cell into what it holds; a narrow gap may have left two columns in one."""
    if _NUMBER.fullmatch(cell):
        yield _Bit("number", cell.rstrip(".)"), start)
        return
    if _is_party(cell, codes):
        inner = cell.strip("() ")
        yield _Bit("party", inner, start + cell.find(inner))
        return
    if _MARK.fullmatch(cell):
        yield _Bit("mark", cell, start)
        return
    if is_role(cell):
        yield _Bit("role", cell, start)
        return
    number = _NUMBER_LEADS.match(cell)
    if number and (not cell[number.end()].islower() or _PLAIN.match(cell, number.end())):
        yield _Bit("number", number[0].strip(" .)"), start)
        yield from _parts(cell[number.end() :], start + number.end(), codes)
        return
    if mark := _MARK_LEADS.match(cell):
        yield _Bit("mark", mark["mark"], start)
        yield from _parts(cell[mark.end() :], start + mark.end(), codes)
        return
    first, _, rest = cell.partition(" ")
    if rest and _is_party(first, codes) and (_MARK.match(rest) or _person(rest.lstrip(), codes) is not None):
        yield _Bit("party", first.strip("()"), start + (1 if first.startswith("(") else 0))
        skip = len(cell) - len(rest.lstrip())
        yield from _parts(cell[skip:], start + skip, codes)
        return
    person = _person(cell, codes)
    if person is None:
        yield from _told(cell, start, codes)
        return
    lead, low, high, name = person
    yield _Bit("person", cell[low:high], start + low, name=name, lead=lead)
    yield from _tail(cell[high:], start + high, codes)


def _person(cell: str, codes: AbstractSet[str]) -> tuple[str, int, int, str] | None:
    """The person that a cell begins with: words before, span of the name, and the name with a comma turned."""
    lead = _LEAD.match(cell)
    low = lead.end() if lead else 0
    if lead and _TURNED.match(cell) is None and (plain := _PLAIN.match(cell)) and plain.end() > lead.end():
        low, lead = 0, None  # 'af Ekenstam Birgit'
    turned = _TURNED.match(cell) or _TURNED.match(cell, low)  # 'el Idrissi, Fatima': a particle is no word before
    if turned and not is_role(turned["given"]) and not _is_party(turned["given"], codes) and not is_role(turned["sur"]):
        high = turned.end("given")
        given = turned["given"].split(" ")
        if len(given) > 1 and (given[-1] in codes or _is_party(given[-1], codes)):
            high -= len(given.pop()) + 1
        if len(given) > 1 and " " in turned["sur"] and turned["sur"][0].isupper():
            return _straight(cell, low, lead, codes)
        name = f"{' '.join(given)} {turned['sur']}"
        if looks_like_name(name) or turned["sur"][0].islower():
            return (lead["lead"].strip(" ,") if lead and turned.start() else ""), turned.start(), high, name
    return _straight(cell, low, lead, codes)


def _straight(
    cell: str, low: int, lead: re.Match[str] | None, codes: AbstractSet[str]
) -> tuple[str, int, int, str] | None:
    """The person of a cell whose name has no comma."""
    plain = _PLAIN.match(cell, low)
    if plain is None:
        return None
    words = plain[0].rstrip().split(" ")
    while len(words) > 1 and _is_party(words[-1], codes) and words[-1].isupper():
        words.pop()
    name = " ".join(words)
    if not looks_like_name(name if name[0].isupper() else name.split(" ", 1)[-1]) or _is_party(words[0], codes):
        return None
    return (lead["lead"].strip(" ,") if lead else ""), low, low + len(name), " ".join(name.split())


_PARTS = lazy(r"\S+")


def _tail(text: str, start: int, codes: AbstractSet[str]) -> Iterator[_Bit]:
    """What stands behind a name in its cell."""
    at = 0
    while inside := _INSIDE.match(text, at):
        yield from _told(inside["inside"].strip(), start + inside.start("inside"), codes)
        at = inside.end()
    rest = text[at:]
    marks = [*_PARTS.finditer(rest)]
    if len(marks) <= _MOST_MARKS and all(_MARK.fullmatch(one[0]) for one in marks) and any(map(_says_more, marks)):
        for one in marks:
            yield _Bit("mark", one[0], start + at + one.start())
        return
    body = rest.strip(" ,;:.–-")
    if not body:
        return
    at += rest.find(body)
    first, _, more = body.partition(" ")
    code = first.rstrip(",;")
    if _is_party(code, codes) and (code.isupper() or (code in codes and body[len(code) : len(code) + 1] in {",", ";"})):
        yield _Bit("party", code, start + at)
        yield from _tail(f"{' ' * len(code)}{body[len(code) :]}" if more else "", start + at, codes)
        return
    yield from _told(body, start + at, codes)


_MOST_MARKS: Final = 8


def _says_more(mark: re.Match[str]) -> bool:
    """Whether a mark is more than a dash, which may only divide."""
    return mark[0][0].isalpha()


def _told(text: str, start: int, codes: AbstractSet[str]) -> Iterator[_Bit]:
    """An office, a party or a remark, or an office with a remark behind a comma."""
    if _is_party(text, codes):
        yield _Bit("party", text, start)
        return
    if is_role(text):
        yield _Bit("role", text, start)
        return
    for match in re.finditer(r",\s*|\s+(?=\()|\s+(?=§|ej |från |t\.o\.m|fr\.o\.m|kl)", text):
        if is_role(text[: match.start()]):
            yield _Bit("role", text[: match.start()], start)
            yield from _tail(text[match.end() :], start + match.end(), codes)
            return
        if is_role(text[match.end() :]):
            yield _Bit("remark", text[: match.start()], start)
            yield _Bit("role", text[match.end() :], start + match.end())
            return
    yield _Bit("remark", text, start)


_LEAST_ROWS: Final = 2
_LONGEST_CODE: Final = 5  # a longer party is a name


def find_grids(lines: Sequence[FrontLine], codes: AbstractSet[str]) -> list[Grid]:
    """Find the tables whose rows each hold a person and something that people of a meeting have.

    Args:
        lines: The lines of a front page.
        codes: What `learn_codes` gave.

    Returns:
        Each run of such rows, with the line of heads above it where there is one.
    """
    grids: list[Grid] = []
    run: list[int] = []
    for n, line in enumerate(lines):
        row = _is_row(line, codes) or (bool(run) and not line.blank_before and _is_row(line, codes, among=True))
        if row and run and line.blank_before and n != run[-1] + 1:
            run = _close(run, lines, grids)
        if row:
            run.append(n)
        elif run:
            run = _close(run, lines, grids)
    _close(run, lines, grids)
    return grids


def _close(run: list[int], lines: Sequence[FrontLine], grids: list[Grid]) -> list[int]:
    if len(run) >= _LEAST_ROWS:
        above = run[0] - 1
        head = above if above >= 0 and _is_head(lines[above]) else None
        heads = lines[head].text if head is not None else ""
        votes = _VOTES.search(heads) is not None or _tells_votes([lines[n].text for n in run], heads)
        grids.append(Grid(head, tuple(run), votes=votes))
    return []


_VOTE_MARK: Final = lazy(r"(?i:ja|nej|avst\w*\.?|blank|fr(?:ån)?v\w*\.?)|[JNA]|[–—-]")


def _tells_votes(rows: Sequence[str], head: str) -> bool:
    """Whether the marks of a table are votes: yes and no beside one another where no head asks who was there."""
    if any(_told_by_head(cell) is not None for cell, _ in _cells(head)):
        return False
    marks = [[word for word in re.split(r"[\t ]+", row) if _VOTE_MARK.fullmatch(word)] for row in rows]
    told = {mark.casefold() for row in marks for mark in row}
    sides = [bool(told & {"ja", "j"}), bool(told & {"nej", "n"}), any(one.startswith("avst") for one in told)]
    several = 2 * sum(len(row) > 1 for row in marks) > len(rows)
    return sum(sides) == len(sides) or (several and sum(sides) > 1)


# A list of how people voted tells of presence only whether somebody voted at all.
_VOTES: Final = lazy(
    r"(?:^|[\t ])(?:ja|nej|avst\w*\.?|omr(?:öst\w*)?\.?|vot(?:er\w*)?\.?|röst\w*)(?=[\t ]|$)", re.IGNORECASE
)


def _is_row(line: FrontLine, codes: AbstractSet[str], *, among: bool = False) -> bool:
    """Whether a line holds a person with a party; among such rows also one with an office in the party's stead."""
    divided = "\t" in line.text or " | " in line.text
    if not divided and not line.text[:1].isdigit() and not among:
        return False
    cells = [cell for cell, _ in _cells(line.text)]
    if divided and (len(cells) < 2 or (front_label(cells[0]) is not None and not (among and _sits_in(cells[0])))):
        return False  # the place beside a label, or a line below it: `Beslutande` | `Ulla Ek (S)`
    bits = [bit for _, bit in _bits(line.text, codes)]
    people = [bit for bit in bits if bit.kind == "person"]
    kinds = [bit.kind for bit in bits]
    if not divided and len({*kinds}) < 3 and not (among and sorted(kinds) == ["party", "person"]):
        return False  # '10 VB Ek Ulla' is a row, with number, party and name; among rows 'Ek, Ulla (S)' is one too
    if not people or (bits[0].kind == "role" and len(bits) <= 2) or _LABELLED.search(line.text.partition("\t")[0]):
        return False
    listed = (_LISTED.match(bit.text) for bit in bits if bit.kind == "remark")
    if any(match is not None and looks_like_name(match["name"]) for match in listed):
        return False  # several people in a cell are no row: `S` | `Ulla Ek, Jon Dahl`
    told = any(bit.kind == "party" or (among and bit.kind == "role") for bit in bits)
    return told and not re.search(r"_{3,}|\.{4,}", line.text)


# The substitute in a row of his or her own below the one whose seat it is: 'ersättare Dahl Jon'.
_SITS_IN: Final = lazy(
    rf"(?i:(?:tj(?:g|änstg)?\.? |tjänstgörande )?(?:ers(?:ättare|\.)?|suppl(?:eant|\.)?)|tjg\.?) +(?P<name>{NAME})"
)


def _sits_in(cell: str) -> bool:
    """Whether a cell holds a substitute with the word for it before the name, and nothing else."""
    match = _SITS_IN.fullmatch(cell)
    return match is not None and looks_like_name(match["name"])


# The colon of a label, not that of an office: 'Ulla Ek (S), 1:e vice ordförande'.
_LABELLED: Final = lazy(r":(?![eas](?![^\W\d_]))")
_LISTED: Final = lazy(rf"(?P<name>{NAME})(?:, (?=[A-ZÅÄÖ])| (?:och|samt) (?=[A-ZÅÄÖ])|$)")


def _is_head(line: FrontLine) -> bool:
    words = re.split(r"[\t ]+", line.text.strip())
    cells = [cell for cell, _ in _cells(line.text)]
    if len(cells) > 1 and all(len(cell) < 40 and list_kind(cell) is not None for cell in cells):
        return True  # a list beside another: `Beslutande` | `Ej tjänstgörande`
    return len(words) > 1 and sum(bool(_HEAD_WORD.match(word)) for word in words) * 2 >= len(words)


_HEAD_WORD: Final = lazy(
    r"\(?(?:stol|plats|mandat|nr|nummer|#|namn|efternamn|förnamn|invald|vald|ledam|ordinarie|förtroende|parti|roll|uppdrag|befattn|titel|funktion|närv|status|deltog|deltar|anm|not|ersätt|suppl|tjänst|inkall|inträ|i\b|av\b|frånv|§|tid|person)",
    re.IGNORECASE,
)
_STANDS_IN: Final = lazy(
    r"ersätt\w*[. ]+(?:i tjänst|som tjänst|för)|ersätts|ersatt av|tjänstg\w*|tjg|inkall|inträd|i stället|vid förfall|i tjänst",
    re.IGNORECASE,
)
_REPLACES: Final = lazy(
    r"ersätter|(?:ersättare|ers\.?|tjänstgör|tjg\.?|i stället|istället) för|tjg\.? f\b|ersatt ledamot", re.IGNORECASE
)
_SUBSTITUTES: Final = lazy(r"ersätt|suppl", re.IGNORECASE)

_ABSENT: Final = lazy(r"frånv|förhind|förfall|\bnej\b|sjuk|ej närv|inte närv|uteb", re.IGNORECASE)
_PART: Final = lazy(r"§|\bkl\b|kl\.|\d|från och|fr\.?o|t\.?o\.?m|\bdel\b|under|ärende", re.IGNORECASE)
_NOT_SERVING: Final = lazy(r"\b(?:ej|inte|icke)[ -]?(?:tj|i tjänst)|tjänstg\w* (?:ej|inte|icke)", re.IGNORECASE)
_SERVING: Final = lazy(
    r"tjänstg|\btjg\b|tjg\.|\bi tjänst|\bersätter\b|på plats \d|\binträ|\bgick in|\bgår in|trädde in|\binkallad|\bi (?:hans|hennes) ställe|(?-i:^T\b(?!\.)|\bT \d)",
    re.IGNORECASE,
)
_FOR: Final = lazy(
    r"(?:\bför|\bersätter|\bersatte|\bers\.?|\bi st\.? ?f\.?|\bistf\.?|\btjg\.? f(?:ör|\.|\b)|\bvice|\bistället för|\befterträder)\s*:?$",
    re.IGNORECASE,
)
_BY: Final = lazy(
    r"(?:ersätts|ersattes|ersatt|avlös\w*|efterträd\w*)(?: av)?$|\bi (?:hans|hennes|dennes|hens|vars) (?:ställe|plats)(?: \w+)?\s*:?$|\b(?:då|därefter|därpå|dessförinnan|sedan|innan|i stället|istället|inkallad|inkallas|inkallats|inkallades|kallas|kallades|inträder|inträdde|tjänstgör|tjänstgjorde|ersättare|tjg\.?)\s*:?$",
    re.IGNORECASE,
)
_SERVES: Final = lazy(r"[Tt]jg?\.?|[Tt]j\.?g\.?|T")
_AWAY: Final = lazy(r"[–—-]|(?i:fr(?:ån)?v\.?|f)")
_LEGEND: Final = lazy(r"(?P<mark>[A-Za-zÅÄÖåäö+✓–—-]{1,3}) ?[=:] ?(?P<words>[a-zåäö][\wåäö ]{2,40})")


def _legend(lines: Sequence[FrontLine]) -> dict[str, Attendance]:
    """What the marks of presence stand for, where the page tells: `X = närvarande, T = tjänstgör, – = frånvarande`."""
    told: dict[str, Attendance] = {}
    for line in lines:
        if "=" not in line.text:
            continue
        for match in _LEGEND.finditer(line.text):
            words = match["words"]
            if re.search(r"ej tjänst|inte tjänst|icke tjänst", words):
                told[match["mark"]] = Attendance.SUBSTITUTE
            elif re.search(r"tjänstg|ersätt", words):
                told[match["mark"]] = Attendance.SERVING_SUBSTITUTE
            elif _ABSENT.search(words):
                told[match["mark"]] = Attendance.ABSENT
            elif re.search(r"närv|deltar|deltog|plats|distans", words):
                told[match["mark"]] = Attendance.MEMBER
    return told


_MARKS: Final = {
    **dict.fromkeys(["-", "–", "—", "nej", "frånv", "f"], Attendance.ABSENT),
    **dict.fromkeys(["t", "tj", "tjg", "tj.g"], Attendance.SERVING_SUBSTITUTE),
}


def read_grid(
    lines: Sequence[FrontLine],
    grid: Grid,
    codes: AbstractSet[str],
    default: Attendance = Attendance.MEMBER,
    known: AbstractSet[str] = frozenset(),
) -> list[Entry]:
    """Read the people of a table.

    Args:
        lines: The lines of the front page.
        grid: One of its tables.
        codes: What `learn_codes` gave.
        default: In which capacity people are of whom their row tells nothing else.
        known: The names of the lists above: who stands among them and beside a substitute is the one replaced.

    Returns:
        The people in the order of the rows, of a second list beside the first too; who is named in a remark as stepping
        in, or as replaced, comes behind the person of the row.
    """
    seated = [_seats(lines[n], codes) for n in grid.rows]
    legend = _legend(lines)
    head = lines[grid.head].text if grid.head is not None else ""
    beside = [row[1] for row in seated if len(row) > 1]
    legend_heads = [kind for cell, _ in _cells(head) if (kind := _told_by_head(cell)) is not None]
    roll = _RollCall.below(head)
    if roll is not None:
        for n, row in zip(grid.rows, seated, strict=True):
            for seat in row[:1]:
                roll.read(seat, lines[n].text)
    for row in seated:
        for seat in row[:1] if not grid.votes and roll is None else ():
            _read_marks(seat, legend_heads)
    if grid.votes:
        seated = [row[:1] for row in seated]
        beside = []
    numbered = 2 * sum(bool(row) and bool(row[0].number) for row in seated) > len(seated)
    reader = _Reader(legend, codes, [seat for row in seated for seat in row], votes=grid.votes and roll is None)
    replaced = bool(beside) and (
        any(_REPLACES.search(cell) for cell, _ in [*_cells(head)][1:]) or all(seat.name in known for seat in beside)
    )
    parallel = bool(beside) and not replaced and not _stand_beside(seated, head, reader)
    second = default
    last = _last_head(head)
    if (_SUBSTITUTES.search(last) or _NOT_SERVING.search(last)) and default is Attendance.MEMBER:
        second = Attendance.SUBSTITUTE
    numbers: dict[str, str] = {}
    before: Entry | None = None
    away = False
    entries: list[Entry] = []
    for row in seated:
        if not row:
            continue
        first = row[0]
        holder = numbers.get(first.number) if first.number else None
        stands_in = bool(first.lead) and not is_role(first.lead)
        if grid.votes and not first.number:
            stands_in = stands_in or bool(_SUBSTITUTES.match(first.lead)) or (numbered and away)
        stands_in = stands_in or (first.steps_in and away)  # in the row below the one who is away
        if before is not None and stands_in and not first.number:
            holder = before.name
        people = reader.read(first, default, holder)
        if first.number and not holder:
            numbers[first.number] = people[0].name
        if holder is None:
            before = people[0]
            away = reader.is_away(first)
        if len(row) > 1 and replaced:
            gone = replace(reader.read(row[1], Attendance.ABSENT, None)[0], attendance=Attendance.ABSENT)
            people = [
                replace(people[0], attendance=Attendance.SERVING_SUBSTITUTE, replaces=gone.name),
                *people[1:],
                gone,
            ]
        elif len(row) > 1 and not parallel:
            people = _with_stand_in(people, row[1:], reader)
        elif len(row) > 1:
            people = [*people, *(one for seat in row[1:] for one in reader.read(seat, second, None))]
        entries += people
    return entries


def _told_by_head(cell: str) -> str | None:
    """What a mark below a head tells of: presence, absence or service."""
    if re.match(r"frånv|förhind", cell, re.IGNORECASE):
        return "absent"
    if re.match(r"närv|deltog|deltar|på plats|status", cell, re.IGNORECASE):
        return "present"
    return "serving" if re.match(r"tjänstg|i tjänst|tjg|röst", cell, re.IGNORECASE) else None


_YES: Final = lazy(r"[Jj]a|JA|[Xx✓✔+]")
_NO: Final = lazy(r"[Nn]ej|NEJ|[–—-]")


def _read_marks(seat: _Seat, heads: Sequence[str]) -> None:
    """Say what the marks of a row mean where each stands below a head: `Närvarande` `Ja`, `Tjänstgör` `Nej`."""
    if len(seat.marks) != len(heads) or not {"serving", "absent"} & set(heads):
        return
    told = dict(zip(heads, seat.marks, strict=True))
    if ("absent" in told and _YES.fullmatch(told["absent"])) or ("present" in told and _NO.fullmatch(told["present"])):
        seat.marks = ["–"]
    elif "serving" in told and _YES.fullmatch(told["serving"]):
        seat.marks = ["T"]
    else:
        seat.marks = []


@dataclass(frozen=True, slots=True)
class _RollCall:
    """A table that has a column for who was there and behind it one for each vote: `Namn` `Parti` `Närv` `§ 8` `§ 9`.

    Attributes:
        columns: How many columns there are.
        votes: How many of them, the last ones, hold votes.
    """

    columns: int
    votes: int

    @classmethod
    def below(cls, head: str) -> _RollCall | None:
        """The columns that a line heads; None where it has none for who was there, or none for votes behind it."""
        if not _CALLS.search(head):
            return None
        kinds = columns_of(head)
        votes = kinds.count("vote")
        if not votes or kinds[-votes - 1 :] != ["presence", *["vote"] * votes]:
            return None
        return cls(len(kinds), votes)

    def read(self, seat: _Seat, row: str) -> None:
        """Leave a seat with no mark but what the column for presence tells; how somebody voted tells of that only that he did."""
        cells = [cell.strip() for cell in row.strip("\t").split("\t")]
        here = cells[-self.votes - 1] if len(cells) == self.columns else ""
        voted = any(_VOTED.fullmatch(cell) for cell in cells[-self.votes :])
        seat.remarks = [one for one in seat.remarks if not _PRESENT.fullmatch(one[0])]
        if not voted and not here:
            return  # a row that lacks a cell
        if _SERVES.fullmatch(here):
            seat.marks = ["T"]
        elif not voted and (_AWAY.fullmatch(here) or _NO.fullmatch(here)):
            seat.marks = ["–"]
        else:
            seat.marks = []
            # a substitute who is called and votes serves
            seat.remarks = [
                (f"tjg {text}" if voted and _SHORT_SUBSTITUTE.fullmatch(text) else text, start)
                for text, start in seat.remarks
            ]
            seat.steps_in = any(_STEPS_IN.fullmatch(text) for text, _ in seat.remarks)


# Heads of a column for who was there, a quick look.
_CALLS: Final = lazy(r"(?:^|[\t ])(?:närv|upprop|deltog|deltar|på plats)", re.IGNORECASE)
_VOTED: Final = lazy(r"[Jj]a|JA|[Nn]ej|NEJ|(?i:avst\w*\.?)")
_STEPS_IN: Final = lazy(r"(?:tjänstg|tjg|tj)\.? ers(?:ättare|\.)?", re.IGNORECASE)
_PRESENT: Final = lazy(r"[1xXnN+✓✔]|[Nn]ärv\w*\.?")


def _last_head(head: str) -> str:
    cells = [cell for cell, _ in _cells(head)]
    return next((cell for cell in reversed(cells) if _SUBSTITUTES.search(cell)), cells[-1] if cells else "")


def _seats(line: FrontLine, codes: AbstractSet[str]) -> list[_Seat]:
    """The people of a row, each with the parts that belong to it."""
    seats: list[_Seat] = []
    waiting: list[_Bit] = []
    bits = _bits(line.text, codes)
    party_first = False
    for n, (cell, bit) in enumerate(bits):
        mark = Mark(bit.text, line.start + bit.start, line.start + bit.start + len(bit.text))
        if bit.kind == "person":
            seat = _Seat(bit.name, mark, cell, "," in bit.text, lead=bit.lead)
            for one in waiting:
                _give(seat, one, line)
            party_first = party_first or any(one.kind == "party" for one in waiting)
            waiting = []
            if is_role(bit.lead):
                low = mark.start - len(bit.lead) - 1
                seat.roles.append(Mark(bit.lead, low, low + len(bit.lead)))
            seats.append(seat)
        elif (
            not seats
            or (bit.kind == "number" and any(one.kind == "person" for _, one in bits[n + 1 :]))
            or (bit.kind == "party" and seats[-1].party is not None and n + 1 < len(bits))
        ):
            waiting.append(bit)
        else:
            _give(seats[-1], bit, line)
    return seats


def _give(seat: _Seat, bit: _Bit, line: FrontLine) -> None:
    start = line.start + bit.start
    if bit.kind == "party" and seat.party is None:
        seat.party = Mark(bit.text, start, start + len(bit.text))
    elif bit.kind == "role":
        seat.roles.append(Mark(bit.text, start, start + len(bit.text)))
    elif bit.kind == "mark":
        seat.marks.append(bit.text)
    elif bit.kind == "number" and not seat.number and bit.start + line.start < seat.mention.start:
        seat.number = bit.text
    elif bit.kind in {"remark", "number"}:
        seat.remarks.append((bit.text, start))


def _stand_beside(seated: Sequence[Sequence[_Seat]], head: str, reader: _Reader) -> bool:
    """Whether the second person of a row stands in for the first, and is not the next of a list of its own."""
    heads = [cell for cell, _ in _cells(head)][1:]
    if any(_NOT_SERVING.search(cell) for cell in heads):
        return False
    if any(_STANDS_IN.search(cell) for cell in heads):
        return True
    filled = [n for n, row in enumerate(seated) if len(row) > 1]
    if filled == [*range(len(filled))] and len(filled) > 1:
        return False  # filled from the top without a gap: a list
    return all(reader.is_away(seated[n][0]) for n in filled)


_NAMED: Final = lazy(
    rf"(?P<name>{_TURNED.pattern.replace('(?P<sur>', '(?:').replace('(?P<given>', '(?:')}|{NAME})(?:\s*\((?P<party>[^()]{{1,5}})\)|\s+(?P<bare>[A-ZÅÄÖ]{{1,4}})(?![\wåäö])|, ?(?P<low>[a-zåäö]{{1,4}})(?![\wåäö]))?"
)


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    mark: Mark
    party: Mark | None
    before: str


# The short word for a substitute in a cell of its own, whether it is in whose seat, and short words for those who chair
_SHORT_SUBSTITUTE: Final = lazy(r"[Ee]rs\.?|[Ss]uppl?\.?|ERS\.?")
_IN_SEAT: Final = lazy(r"(?:[Jj]a|JA|[Xx])\b,? (?:för|på|i) (?:plats|stol|nr|mandat)")
_CHAIRS: Final = lazy(r"(?:[12]:?[ea]? ?)?v(?:ice|\.)? ?o(?:rdf|\.)?\.?", re.IGNORECASE)


class _Reader:
    """Reads what a row says of its people."""

    def __init__(
        self, legend: dict[str, Attendance], codes: AbstractSet[str], seats: Sequence[_Seat], *, votes: bool = False
    ) -> None:
        self._legend = legend
        self._votes = votes
        self._codes = codes
        surnames: dict[str, set[str]] = {}
        for seat in seats:
            words = seat.name.split(" ")
            for word in {words[-1], words[0]}:
                surnames.setdefault(word, set()).add(seat.name)
        self._by_word = {word: next(iter(names)) for word, names in surnames.items() if len(names) == 1}

    def _by_mark(self, seat: _Seat) -> Attendance | None:
        if self._votes:
            return self._by_vote(seat)
        marks = [*seat.marks, *(text for text, _ in seat.remarks if text in self._legend)]
        told = [self._legend.get(mark) or _MARKS.get(mark.casefold().rstrip(".")) for mark in marks]
        if Attendance.SERVING_SUBSTITUTE in told:
            return Attendance.SERVING_SUBSTITUTE  # 'X, T 33 §': for a part at least
        return next((one for one in told if one is not None), None)

    def _by_vote(self, seat: _Seat) -> Attendance | None:
        """Who voted once was there; who has nothing but dashes and words for absence was not."""
        votes = [mark for mark in seat.marks if not _SERVES.fullmatch(mark)]
        if len(votes) < len(seat.marks):
            return Attendance.SERVING_SUBSTITUTE
        return Attendance.ABSENT if votes and all(_AWAY.fullmatch(mark) for mark in votes) else None

    def is_away(self, seat: _Seat) -> bool:
        """Whether a row tells that its person was away, at least for a part."""
        if self._by_mark(seat) is Attendance.ABSENT:
            return True
        return any(_ABSENT.search(text) or re.search(r"\bej\b|\binte\b|\butom\b|§", text) for text, _ in seat.remarks)

    def read(self, seat: _Seat, default: Attendance, holder: str | None) -> list[Entry]:
        """The person of a seat and who is named beside him or her.

        Args:
            seat: The person with what the row says.
            default: Capacity by the list.
            holder: Name of the one in whose place he or she sits, by the seat's number or by the row above.
        """
        entry = Entry(
            name=seat.name,
            mention=seat.mention,
            party=_code(seat.party.text) if seat.party else None,
            party_mark=seat.party,
            roles=tuple(seat.roles),
            note=", ".join(text for text, _ in seat.remarks),
        )
        status, replaces, behind = default, holder, []
        if any(re.match(r"ersättare|suppleant", role.text, re.IGNORECASE) for role in seat.roles):
            status = Attendance.SUBSTITUTE
        if default is Attendance.MEMBER and any(_SHORT_SUBSTITUTE.fullmatch(text) for text, _ in seat.remarks):
            seats = any(_IN_SEAT.match(text) for text, _ in seat.remarks)  # 'Ja, för plats 4'
            status = Attendance.SERVING_SUBSTITUTE if seats else Attendance.SUBSTITUTE
        is_member = default is Attendance.MEMBER and status is default
        told = self._by_mark(seat)
        if told is not None and told is not Attendance.MEMBER:
            status = told
        if status is Attendance.SERVING_SUBSTITUTE and is_member and (not seat.lead or _CHAIRS.fullmatch(seat.lead)):
            status = default  # who has a seat of his own serves in it
        for text, start in seat.remarks:
            named = self._named(text, start)
            bare = text if named is None else text[: named.mark.start - start]
            if _NOT_SERVING.search(bare):
                status = Attendance.SUBSTITUTE if not is_member else status
            elif _SERVING.search(bare) and default is not Attendance.OTHER and not _BY.search(bare.rstrip()):
                status = Attendance.SERVING_SUBSTITUTE
            elif _ABSENT.search(bare) and not _PART.search(bare):
                status = Attendance.ABSENT
            if named is None:
                replaces = replaces or self._surname(text)
                continue
            alone = not _FOR.search(named.before) and not _BY.search(named.before)
            if alone and seat.party is None and named.party is None and seat.roles:
                behind.append(_of(named, default, None))  # one official behind another on a torn line
                continue
            forward = bool(_FOR.search(named.before)) or (not is_member and not _BY.search(named.before))
            if forward:
                replaces = named.name
                behind.append(_of(named, Attendance.ABSENT, None))
            else:
                behind.append(_of(named, Attendance.SERVING_SUBSTITUTE, seat.name))
                if text.startswith("/") and is_member and not _PART.search(text):
                    status = Attendance.ABSENT  # 'Ek Ulla / Dahl Jon': whose seat it is, and who sits in it
        if replaces and default is not Attendance.OTHER and status is not Attendance.ABSENT:
            status = Attendance.SERVING_SUBSTITUTE
        return [replace(entry, attendance=status, replaces=replaces), *behind]

    def _surname(self, text: str) -> str | None:
        """Who is replaced, told by the surname alone: `T för Fjäll`."""
        match = re.search(
            r"\b(?:för|ersätter|ers\.?|f\.|tjg\.? f)\s+(?P<word>[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?)(?![\w-])", text
        )
        return self._by_word.get(match["word"]) if match else None

    def _names_party(self, word: str, key: str) -> bool:
        if key == "low":  # small letters behind a comma may be any word
            return word in self._codes
        return key == "party" or _is_party(word, self._codes)

    def _named(self, text: str, start: int) -> _Named | None:
        for match in _NAMED.finditer(text):
            name = match["name"]
            turned = _TURNED.fullmatch(name)
            whole = f"{turned['given']} {turned['sur']}" if turned else name
            words = whole.split(" ")
            party = next(
                (
                    Mark(match[key], start + match.start(key), start + match.end(key))
                    for key in ("party", "bare", "low")
                    if match[key] and self._names_party(match[key], key)
                ),
                None,
            )
            if len(words) > 2 and _is_party(words[-1], self._codes) and words[-1].isupper() and not turned:
                code = words.pop()
                end = start + match.end("name")
                party = party or Mark(code, end - len(code), end)
                whole = name = " ".join(words)
            if not looks_like_name(whole) or _is_party(whole, self._codes):
                continue
            low = start + match.start("name")
            return _Named(whole, Mark(name, low, low + len(name)), party, text[: match.start()].rstrip(" (,:"))
        return None


def _code(party: str) -> str | None:
    """The abbreviation of a party; None for a name that the lexicon does not know."""
    return party_normal(party) if len(party) > _LONGEST_CODE else party


def _of(named: _Named, status: Attendance, replaces: str | None) -> Entry:
    return Entry(
        name=named.name,
        mention=named.mark,
        party=named.party.text if named.party else None,
        party_mark=named.party,
        attendance=status,
        replaces=replaces,
    )


def _with_stand_in(people: list[Entry], seats: Sequence[_Seat], reader: _Reader) -> list[Entry]:
    """A row in which the second person stands in for the first: who tells of no part was away all the time."""
    first = people[0]
    note = " ".join([first.note, *(text for seat in seats for text, _ in seat.remarks)])
    part = bool(_PART.search(note)) or bool(re.search(r"\b(?:ej|inte|utom)\b", note))
    if first.attendance is Attendance.MEMBER and not part:
        first = replace(first, attendance=Attendance.ABSENT)
    found: list[Entry] = []
    for seat in seats:
        one, *more = reader.read(seat, Attendance.SUBSTITUTE, first.name)
        found += [one, *more]
    return [first, *people[1:], *found]
