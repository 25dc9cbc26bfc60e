"""Rows of attendance and vote lists: one person a row, with party, office, substitute and votes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from nlp_minutes.labels import Attendance
from nlp_minutes.lexicon import is_role
from nlp_minutes.lines import has_leaders
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.names import NAME, looks_like_name, party_of
from nlp_minutes.rules.people import Entry, Mark, read_people

__all__ = ["columns_of", "is_beyond", "read_row", "read_table_rows"]

_VOTE = r"(?:Ja|JA|Nej|NEJ|Avst(?:år|ått|\.)?|Frånv(?:arande|\.)?|Jäv|Deltar ej|[–—·-]|[Xx]|[JNA](?=\s|$)|(?:fr|t)\.?o\.?m\.? (?:§ ?)?\d{1,4})"
_ROW = lazy(
    rf"^\s*(?:(?:\d{{1,3}}[.)]?|(?P<stand_in>[↳→»]))\s+)?(?P<name>{NAME}?)(?:,?\s+(?P<role>(?:\d:[ea] )?[a-zåäö][\wåäö ]{{3,40}}?))?,?\s+\(?(?P<party>(?!Ja\b|JA\b|Nej\b|NEJ\b|X\b)(?:[A-ZÅÄÖ]{{1,4}}|[A-ZÅÄÖ][a-zåäö]{{1,3}}[A-ZÅÄÖ]))\)?"
    rf"(?:\s+\((?P<note>[^()]{{3,80}})\))?(?P<votes>(?:\s+{_VOTE})+)\s*$"
)
_FOR = lazy(
    rf"(?:ersättare|tjänstgörande ersättare|ers\.?|tjg\.? ers\.?)?\s*(?:för|ersätter|i stället för)\s+(?P<name>{NAME})(?:\s*\((?P<party>[A-ZÅÄÖ]{{1,4}})\))?\s*$",
    re.IGNORECASE,
)
_HEADS = {
    "name": re.compile(
        r"(?:namn|ledamot|ledamöter|förtroendevald|ordinarie(?: ledamot)?|person|ordinarie ledamöter|efternamn,? förnamn|vald)$",
        re.IGNORECASE,
    ),
    "party": re.compile(r"(?:parti(?:beteckning)?|pol\.? ?parti)$", re.IGNORECASE),
    "role": re.compile(r"(?:roll|uppdrag|befattning|tjänst|funktion|titel)$", re.IGNORECASE),
    "substitute": re.compile(
        r"(?:(?:tjänstgörande )?ersättare|tjänstgörande|ersätts av|ersatt av|röstande(?: ersättare)?|inkallad(?:e)? ersättare|ersättare som röstar|röstande ersättare|inträdande ersättare|tjänstg\.? ersättare|tjg\.? ers(?:ättare|\.)?|ersättare (?:i tjänst|som tjänstgör))(?: ?/ ?(?:anm(?:ärkning|\.)?|kommentar))?$",
        re.IGNORECASE,
    ),
    "replaces": re.compile(
        r"(?:ersätter|ers\.? för|i stället för|tjänstgör för|tjg\.? för|ersättare för|ersatt ledamot)$", re.IGNORECASE
    ),
    "presence": re.compile(
        r"(?:närvaro(?:form|sätt|tid)?|sätt|närvarande|status|närv\.?|tjänstgör|tjänstgöring|tjg\.?|tj\.?g\.?|deltog|deltar|deltagande|deltagit|på plats|deltagandeform|hur|medverkan|upprop)(?: §{1,2})?$",
        re.IGNORECASE,
    ),
    "note": re.compile(
        r"(?:§§?|paragrafer|tid|anm\.?|anmärkning(?:ar)?|notering|kommentar|under|tjänstgör §§?)$", re.IGNORECASE
    ),
    "number": re.compile(r"(?:nr|plats|stol|nummer|#|stolsnr|mandat)\.?$", re.IGNORECASE),
    "vote": re.compile(
        r"(?:ja|nej|avst(?:år|\.)?|fr(?:ån)?v(?:arande|\.)?|röst(?:ade|ar)?|svar(?:ade|ar)?|omr(?:östning.*|\.? ?\d.*|\.?)|vot(?:ering.*|\.? ?\d.*)|rösträkning.*|(?:§|par\.?|paragraf) ?\d+|ärende \d+|deltar ej|jäv)$",
        re.IGNORECASE,
    ),
}


def read_table_rows(lines: Sequence[tuple[str, int]]) -> list[Entry]:
    """Read attendance out of the rows of tables.

    Args:
        lines: Text and clean offset of each block, in order.

    Returns:
        One entry for each person of a row that holds a name, a party and at least one vote or mark of presence; the
        one who is replaced comes behind the substitute.
    """
    entries: list[Entry] = []
    columns: list[str] = []
    for index, (text, start) in enumerate(lines):
        heads = columns_of(text)
        if heads:
            columns = heads if {"vote", "number", "presence"} & set(heads) else []
            continue
        if is_beyond(text, columns):
            columns = []
        if "\t" in text and columns and not has_leaders(text):
            row = read_row(text, start, columns)
            if row:
                entries += row
                continue
        joined, at = text, start
        match = _ROW.match(joined.replace("\n", " "))
        if index and _half(lines[index - 1][0]) and (match is None or " " not in match["name"]):
            joined, at = lines[index - 1][0] + "\n" + text, lines[index - 1][1]
            match = _ROW.match(joined.replace("\n", " "))
        if match and looks_like_name(match["name"]):
            row = _row(match, at)
            if match["stand_in"] and entries and row[0].attendance is not Attendance.ABSENT:
                row[0] = replace(row[0], attendance=Attendance.SERVING_SUBSTITUTE, replaces=entries[-1].name)
            entries += row
    return entries


_WORD_FIRST = lazy(r"[^\W\d_]{2}[^\d\t]*\t")


def is_beyond(text: str, columns: Sequence[str]) -> bool:
    """Tell whether a row is none of a table whose seats have numbers: a word stands there, as in labels with their values."""
    return bool(columns) and columns[0] in {"number", ""} and _WORD_FIRST.match(text) is not None


_WHOLE_NAME = lazy(NAME)


def _half(text: str) -> bool:
    return bool(_WHOLE_NAME.fullmatch(text.strip())) and len(text.split()) <= 3


def _row(match: re.Match[str], offset: int) -> list[Entry]:
    name = match["name"]
    votes = match["votes"].split()
    absent = all(re.match(r"frånv|[–—·-]$", vote, re.IGNORECASE) for vote in votes)
    roles: tuple[Mark, ...] = ()
    if match["role"] and is_role(match["role"]):
        roles = (Mark(match["role"], offset + match.start("role"), offset + match.end("role")),)
    entry = Entry(
        name=name,
        mention=Mark(name, offset + match.start("name"), offset + match.end("name")),
        party=match["party"],
        party_mark=Mark(match["party"], offset + match.start("party"), offset + match.end("party")),
        roles=roles,
        attendance=Attendance.ABSENT if absent else Attendance.MEMBER,
        note=match["note"] or "",
    )
    replaced = _FOR.search(match["note"] or "")
    if replaced is None or not looks_like_name(replaced["name"]):
        return [entry]
    low = offset + match.start("note") + replaced.start("name")
    other = Entry(
        name=replaced["name"],
        mention=Mark(replaced["name"], low, low + len(replaced["name"])),
        party=replaced["party"],
        attendance=Attendance.ABSENT,
    )
    return [replace(entry, attendance=Attendance.SERVING_SUBSTITUTE, replaces=replaced["name"]), other]


def columns_of(text: str) -> list[str]:
    """The kinds of the columns, where a row is the head of a table of people."""
    cells = [part for cell in text.split("\t") for part in _head_cells(cell.strip(" .:"))]
    if len(cells) < 2:
        return []
    kinds = [_head_kind(cell) for cell in cells]
    known = [kind for kind in kinds if kind]
    if set(known) == {"name", "substitute"}:
        return []  # two lists side by side: who stands beside somebody does not stand in for him or her
    return kinds if "name" in known and len(known) >= 2 and len(known) >= len([c for c in cells if c]) - 1 else []


_NOT_HERE = lazy(r"[–—-]|0|nej|frånv\w*\.?", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _head_kind(cell: str) -> str:
    return next((kind for kind, pattern in _HEADS.items() if pattern.match(cell)), "")


def _head_cells(cell: str) -> list[str]:
    """Heads that a narrow gap left in one cell: `Närv. Ersättare`, `Parti Sätt Ersättare i tjänst`."""
    words = [word.strip(".:") for word in cell.split()]
    if len(words) < 2 or len(words) > 8 or _head_kind(cell):
        return [cell]
    found: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(len(words) - at, 0, -1) if _head_kind(" ".join(words[at : at + n]))), 0)
        if not size:
            return [cell]
        found.append(" ".join(words[at : at + size]))
        at += size
    return found


# In a table with a column of parties a comma stands between surname and given name, known or not.
_COMMA_NAME = lazy(
    r"(?P<sur>[A-ZÅÄÖ][^\W\d_]*(?:['’ -][^\W\d_]+)*), (?P<given>[A-ZÅÄÖ][^\W\d_]+(?:[ -][A-ZÅÄÖ][^\W\d_]*\.?)*)"
)


def _people_of(cell: tuple[str, int], *, party_beside: bool) -> list[Entry]:
    match = _COMMA_NAME.fullmatch(cell[0]) if party_beside else None
    if match and not is_role(match["given"]) and looks_like_name(f"{match['given']} {match['sur']}"):
        mark = Mark(cell[0], cell[1], cell[1] + len(cell[0]))
        return [Entry(name=f"{match['given']} {match['sur']}", mention=mark)]
    return read_people(*cell)


def read_row(text: str, start: int, columns: Sequence[str], default: Attendance = Attendance.MEMBER) -> list[Entry]:
    """Read one row of a table of people whose columns are known.

    Args:
        text: The row, cells divided by tabs.
        start: Its clean offset.
        columns: The kinds of its columns, as `columns_of` gave them.
        default: In which capacity people are who have no word for it in their row.

    Returns:
        The person of the row, and who stands in for him or her or is stood in for.
    """
    cells: dict[str, tuple[str, int]] = {}
    votes: list[str] = []
    at = 0
    texts = text.split("\t")
    if list(columns[:1]) == ["number"] and re.match(r"\s*\d{1,3}[.)]? +[A-ZÅÄÖ]", texts[0]):
        columns = columns[1:]  # the seat's number stands in the cell of the name
    if "party" in columns[: len(texts)] and len(texts) < len(columns):
        cell = texts[columns.index("party")].strip()
        if is_role(cell) and party_of(cell) is None:  # an empty cell left no tab: the office stands in its place
            columns = [kind for kind in columns if kind != "party"]
    for kind, cell in zip(columns, texts, strict=False):
        if kind == "vote":
            votes.append(cell.strip())
        elif kind and cell.strip():
            cells[kind] = (cell.strip(), start + at + len(cell) - len(cell.lstrip()))
        at += len(cell) + 1
    if "name" not in cells:
        return []
    people = _people_of(cells["name"], party_beside="party" in cells)
    if not people:
        return []
    entry = people[0]
    if "party" in cells and entry.party is None and re.fullmatch(r"[A-ZÅÄÖa-zåäö][\wÅÄÖåäö ]{0,25}", cells["party"][0]):
        party, low = cells["party"]
        entry = replace(entry, party=party, party_mark=Mark(party, low, low + len(party)))
    if "role" in cells and is_role(cells["role"][0]):
        role, low = cells["role"]
        entry = replace(entry, roles=(*entry.roles, Mark(role, low, low + len(role))))
    elif "note" in cells and is_role(cells["note"][0]):
        role, low = cells["note"]
        entry = replace(entry, roles=(*entry.roles, Mark(role, low, low + len(role))))
    elif "substitute" in cells and is_role(cells["substitute"][0]):
        role, low = cells.pop("substitute")  # columns without text above it are gone from the text
        entry = replace(entry, roles=(*entry.roles, Mark(role, low, low + len(role))))
    status = " ".join(cells[kind][0] for kind in ("role", "presence", "note") if kind in cells)
    if "substitute" in cells and not read_people(*cells["substitute"]):
        status = f"{status} {cells.pop('substitute')[0]}"  # a remark in that column: 'tjänstgör §§ 201–202'
    here = cells.get("presence", ("", 0))[0]
    if entry.attendance is None and _NOT_HERE.fullmatch(here):
        entry = replace(entry, attendance=Attendance.ABSENT)
    entry = replace(entry, attendance=_status(status, votes, entry, default), note=status)
    rest = people[1:]
    if "substitute" in cells and (substitutes := read_people(*cells["substitute"])):
        if "§" not in here:
            entry = replace(entry, attendance=Attendance.ABSENT)
        return [entry, replace(substitutes[0], attendance=Attendance.SERVING_SUBSTITUTE, replaces=entry.name)]
    if "replaces" in cells and (gone := read_people(*cells["replaces"])):
        other = replace(gone[0], attendance=Attendance.ABSENT)
        return [replace(entry, attendance=Attendance.SERVING_SUBSTITUTE, replaces=other.name), other]
    replaced = _FOR.search(status)
    if replaced and looks_like_name(replaced["name"]):
        entry = replace(entry, attendance=Attendance.SERVING_SUBSTITUTE, replaces=replaced["name"])
    return [entry, *rest]


def _status(status: str, votes: Sequence[str], entry: Entry, default: Attendance) -> Attendance:
    text = status.casefold()
    if entry.attendance is not None:
        return entry.attendance
    if re.search(r"(?:ej|icke|inte)[ -]?tjänstg|tjänstg\w* (?:ej|icke|inte)\b", text):
        return Attendance.SUBSTITUTE
    if re.search(r"tjänstg\w*\.? ers|tjg|ersätter", text) or re.search(
        r"ersättare.*tjänstgör|tjänstgör.*ersättare", text
    ):
        return Attendance.SERVING_SUBSTITUTE
    if re.search(r"frånvarande|förhinder|frånv|ej närvarande", text) and "§" not in text:
        return Attendance.ABSENT
    if "ersättare" in text:
        return Attendance.SUBSTITUTE
    if (
        re.search(r"tjänsteman|tjänsteperson|direktör|chef|sekreterare|handläggare|föredragande|adjungerad", text)
        and entry.party is None
    ):
        return Attendance.OTHER
    if votes and all(re.match(r"frånv", vote, re.IGNORECASE) for vote in votes if vote) and any(votes):
        return Attendance.ABSENT
    return default
