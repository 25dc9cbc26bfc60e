"""Lists of voters by rows: `Ulla Ek (S) – Ja`, columns with an X, the seat's member and who votes for him or her."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nlp_minutes.lexicon import is_role
from nlp_minutes.rules.tables import columns_of
from nlp_minutes.rules.vote_counts import SIDES, number_of, side_of
from nlp_minutes.rules.vote_names import Roster, Voter

__all__ = ["Ballot", "VoteTable", "may_end_in_vote"]


@dataclass(slots=True, kw_only=True)
class Ballot:
    """One column of votes, or the one vote of a list.

    Attributes:
        voters: Who voted how, by side.
        counts: What a row of sums says, by side.
        section: The § that the column's head names.
        number: The number of the vote that it names.
        start: First offset.
        end: Offset behind the last row.
    """

    voters: dict[str, list[Voter]] = field(default_factory=lambda: {side: [] for side in SIDES})
    counts: dict[str, int] = field(default_factory=dict)
    section: str | None = None
    number: str | None = None
    start: int = 0
    end: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing was read."""
        return not self.counts and not any(self.voters.values())


_VOTE = (
    r"(?:[JI]a|JA|ja|Nej|NEJ|nej|Nei|Avst(?:år|ått|od|ående|\.)?|AVST(?:ÅR|OD)?|avst(?:år|od)|Frånv(?:arande|\.)?|FRÅNVARANDE|FRÅNV|frånv(?:arande|\.)?|Ej närv(?:arande|\.)?|"
    r"Blankt?|Nedlagd röst|Jäv(?:ig)?|JÄV|Delt(?:ar|og) (?:ej|inte)|[–—-])"
)
_ROW = re.compile(
    rf"^(?P<who>.+?)(?P<votes>(?:(?:\s*[:\t]\s*|\s+[–—-]\s*|\s+(?=\S))(?:röst: ?)?{_VOTE})+)(?:\s*\([^()]*\))?[\s.;,]*$"
)
_SPLIT = re.compile(_VOTE)
_MARK = re.compile(r"[xX✓✔☒×●•1]")
_SUM = re.compile(
    r"\s*(?:summa|totalt?|resultat|s:a|antal(?: röster)?|sammanlagt|slutsumma|omröstningsresultat)\b", re.IGNORECASE
)
_TRANSPORT = re.compile(r"\s*transport", re.IGNORECASE)
_SEAT = re.compile(r"^\s*(?:(?:\d{1,3}|[lI])[.)]?(?:\t|\s+)|[•*·–-]\s*|\t)+")
_FOR = re.compile(
    r"\([^()]*\b(?:för|ersätter|ers\.?|tjg\.?)\b[^()]*\)|,? (?:tjänstgörande )?(?:ersättare|ers\.|tjg\.? ers\.?) för [^\t]*|,? för [A-ZÅÄÖ][^\t]*"
)
_COLUMN = re.compile(
    r"(?:Omröstning|Votering|Röstning|Röst)(?:snr)?\.?\s*(?P<number>\d+(?::\d+)?)?(?:\s*\(?§+\s*(?P<section>\d+ ?[A-Z]?)\)?)?|§+\s*(?P<only>\d+ ?[A-Z]?)(?::(?P<of>\d+))?|(?:Ärende|Punkt|Yrkande)\s*\d+",
    re.IGNORECASE,
)
_FLAT_HEAD = re.compile(
    r"\s*(?:(?:Plats|Nr|Stol|Mandat)\.?\s+)?(?:Namn|Ledamot|Ledamöter|Förtroendevald|Ordinarie)\b", re.IGNORECASE
)


_HEADS = {
    "j": "yes", "ja": "yes",
    "n": "no", "nej": "no",
    "a": "abstain", "av": "abstain", "avs": "abstain", "avst": "abstain",
    "f": "absent", "fr": "absent", "frv": "absent", "från": "absent", "frånv": "absent",
}  # fmt: skip


def _head_side(cell: str) -> str | None:
    """The side that the head of a column names, also by its first letters."""
    if len(cell) > 25:
        return None
    return _HEADS.get(cell.casefold()) or side_of(cell)


_SEVERAL = re.compile(r",|\b(?:och|samt)\b")
_PARTY_CELL = re.compile(r"\s*[A-ZÅÄÖ][\wÅÄÖåäö]{0,5}\s*")
_SENTENCE_END = re.compile(r"[.!?]$")
_COUNT = re.compile(r"\s*\d{1,3}\s*")
# How the words of `_VOTE` end, and the bracket that may stand behind them.
_VOTE_ENDS = (
    "Ja", "Ia", "JA", "ja", "ej", "EJ", "ei", "vst", "VST", "står", "STÅR", "stått", "stod", "STOD", "stående",
    "rånv", "RÅNV", "varande", "VARANDE", "närv", "lank", "lankt", "röst", "äv", "ÄV", "ävig", "inte", "–", "—", "-", ")",
)  # fmt: skip


def may_end_in_vote(text: str) -> bool:
    """Tell whether a line can be a row with a vote at its end: a quick look that is never wrong where it cannot."""
    end = text.rstrip(" \t\n\xa0.;,")
    return end.endswith(_VOTE_ENDS) or end[-1:].isspace()


class VoteTable:
    """The rows of one list, read one after the other.

    Args:
        roster: The people.
    """

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._kinds: list[str] = []
        self._sides: dict[int, str] = {}
        self._columns: list[Ballot] = []
        self._waiting: list[tuple[Voter, int]] = []
        self._partial: dict[str, int] = {}
        self._place = (0, 0)
        self._ballots: list[Ballot] = []

    def feed(self, text: str, start: int) -> bool:
        """Read a line.

        Args:
            text: The line.
            start: Its offset.

        Returns:
            Whether it is a row, a head or a row of sums of the list.
        """
        if self._head(text):
            return True
        if _TRANSPORT.match(text):
            return bool(self._ballots or self._waiting)
        return self._sums(text, start) or self._crosses(text, start) or self._words(text, start)

    def ballots(self) -> list[Ballot]:
        """What was read: one ballot a column of votes."""
        if not self._ballots and self._partial:
            self._ballot(0, *self._place).counts = dict(self._partial)
        return [one for one in self._ballots if not one.empty]

    def _ballot(self, column: int, start: int, end: int) -> Ballot:
        while len(self._ballots) <= column:
            at = len(self._ballots)
            known = self._columns[at] if at < len(self._columns) else Ballot()
            self._ballots.append(Ballot(section=known.section, number=known.number, start=start, end=end))
        ballot = self._ballots[column]
        ballot.start = min(ballot.start, start)
        ballot.end = max(ballot.end, end)
        return ballot

    def _head(self, text: str) -> bool:
        cells = [cell.strip(" .:") for cell in text.split("\t")]
        sides = {index: side for index, cell in enumerate(cells) if (side := _head_side(cell))}
        if len(cells) > 1 and {"yes", "no"} <= set(sides.values()) and not self._roster.voters(text, 0):
            self._sides, self._kinds, self._columns = sides, columns_of(text), []
            return True
        if len(cells) == 1:
            words = text.split()
            if len(words) < 10 and not text.endswith(".") and _FLAT_HEAD.match(text):
                flat = {side_of(word) for word in words}
                if "yes" in flat and "no" in flat:
                    return True
        named = _FLAT_HEAD.match(text) or (len(cells) > 1 and columns_of(text))
        if not named or len(text) > 200 or _SENTENCE_END.search(text):
            return False
        columns = [
            Ballot(
                section=(match["section"] or match["only"] or "").replace(" ", "") or None,
                number=match["number"] or match["of"],
            )
            for match in _COLUMN.finditer(text)
        ]
        self._kinds = columns_of(text)
        self._sides = {}
        self._columns = columns
        return bool(columns) or "vote" in self._kinds

    def _sums(self, text: str, start: int) -> bool:
        cells = text.split("\t")
        numbers = {i: cell.strip() for i, cell in enumerate(cells) if _COUNT.fullmatch(cell)}
        if _SUM.match(text) and len(numbers) >= 2:
            if not self._sides or not set(numbers) & set(self._sides):
                first = min(numbers)
                self._sides = dict(zip(range(first, first + len(SIDES)), SIDES, strict=False))
            ballot = self._ballot(0, start, start + len(text))
            ballot.counts = {side: number_of(numbers[index]) for index, side in self._sides.items() if index in numbers}
            self._settle()
            return True
        if (
            self._sides
            and len(numbers) >= 2
            and set(numbers) & set(self._sides)
            and not self._roster.voters(cells[0], start)
        ):
            self._place = (self._place[0] if self._partial else start, start + len(text))
            for index, side in self._sides.items():
                if index in numbers:
                    self._partial[side] = self._partial.get(side, 0) + number_of(numbers[index])
            return True
        return False

    def _crosses(self, text: str, start: int) -> bool:
        cells = text.split("\t")
        marks = [index for index, cell in enumerate(cells) if index and _MARK.fullmatch(cell.strip())]
        if len(cells) < 2 or len(marks) != 1 or any(side_of(cell.strip()) for cell in cells[marks[0] + 1 :]):
            return False  # a seat's number 1 is no cross where the vote is written behind it
        low = marks[0]
        voter = self._voter("\t".join(cells[:low]), start)
        if voter is None:
            return False
        self._waiting.append((voter, low))
        self._settle()
        return True

    def _settle(self) -> None:
        """Give the crosses their sides, once the columns are known."""
        if not self._sides:
            return
        for voter, column in self._waiting:
            side = self._sides.get(column)
            if side is not None:
                self._ballot(0, voter.start, voter.end).voters[side].append(voter)
        self._waiting = []

    def _words(self, text: str, start: int) -> bool:
        if len(text) > 160 or not may_end_in_vote(text):
            return False
        match = _ROW.match(text)
        if match is None:
            return False
        voter = self._voter(match["who"], start)
        if voter is None:
            return False
        placed = self._placed(text)
        trailing = enumerate(_SPLIT.findall(_lone_dashes(match["votes"])))
        for column, vote in trailing if placed is None else placed:
            ballot = self._ballot(column, start, start + len(text.rstrip()))
            side = side_of(vote)
            if side is not None:
                ballot.voters[side].append(voter)
        return True

    def _placed(self, text: str) -> list[tuple[int, str]] | None:
        """The votes of a row by the columns in which they stand; None where the row lacks cells."""
        columns = [index for index, kind in enumerate(self._kinds) if kind == "vote"]
        cells = text.split("\t")
        if len(columns) < 2 or len(cells) <= columns[0]:
            return None
        if any(side_of(cell) for index, cell in enumerate(cells) if index not in columns):
            return None
        return [
            (n, cells[index].strip()) for n, index in enumerate(columns) if index < len(cells) and cells[index].strip()
        ]

    def _voter(self, who: str, start: int) -> Voter | None:
        """The person who votes in a row: of two in cells of their own the second, who stands in for the first."""
        seat = _SEAT.match(who)
        at = seat.end() if seat else 0
        text = _FOR.sub(lambda match: " " * len(match[0]), who[at:])
        cells = _cells(text, start + at)
        if self._kinds and "\t" in who and "name" in self._kinds:
            cells = [
                (cell, low)
                for (cell, low), kind in zip(_cells(who, start), self._kinds, strict=False)
                if kind in {"name", "substitute"}
            ]
        found = [(self._in_cell(cell, low), cell) for cell, low in cells]
        people = [(voters, cell) for voters, cell in found if voters]
        if not people or any(not _only_names(cell) for voters, cell in people):
            return None
        if any(_SEVERAL.search(cell) and len(voters) > 1 for voters, cell in people):
            return None  # a sentence
        voters = people[-1][0]
        voter = voters[-1] if len(voters) > 1 and len(people) == 1 else voters[0]
        if not voter.known and " " not in voter.name:
            return None
        party = next(
            (cell.strip() for cell, _ in cells if voter.party is None and _PARTY_CELL.fullmatch(cell)),
            voter.party,
        )
        return Voter(name=voter.name, known=voter.known, party=party, start=voter.start, end=voter.end)

    def _in_cell(self, cell: str, start: int) -> list[Voter]:
        turned = _TURNED.match(cell)
        if turned is not None:
            name = f"{turned['given']} {turned['surname']}"
            person = self._roster.find(name)
            return [
                Voter(
                    name=person.name if person else name,
                    known=person is not None,
                    party=turned["party"],
                    start=start + turned.start("surname"),
                    end=start + turned.end("given"),
                )
            ]
        return self._roster.voters(cell, start, alone=True)


# 'Ek, Ulla (S)'
_TURNED = re.compile(
    r"\s*(?P<surname>(?:[a-z]{2,3} )*[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?), (?P<given>[A-ZÅÄÖ][a-zåäöéü][\w-]*(?: [A-ZÅÄÖ][\w.-]*)?)(?:,? ?\(?(?P<party>[A-ZÅÄÖ][\wÅÄÖ]{0,4})\)?)?\s*$"
)


_LONE_DASH = re.compile(r"[–—-]\s*(?=[A-Za-zÅÄÖåäö])")


def _lone_dashes(votes: str) -> str:
    """Votes without the dashes that only divide (`– JA`): a dash right before a word is none that stands for a vote."""
    return _LONE_DASH.sub(" ", votes)


def _cells(text: str, start: int) -> list[tuple[str, int]]:
    cells = []
    at = 0
    for cell in text.split("\t"):
        cells.append((cell, start + at))
        at += len(cell) + 1
    return cells


_FILLER = re.compile(
    r"[\W\d]+|(?:tjänstgörande|tjg|ersättare|ers|ledamot|ordinarie|för|och|vice|förste|andre|tredje|e|a|v|digitalt|distans|på|via|Teams)\b",
    re.IGNORECASE,
)


_SMALL_WORD = re.compile(r"(?<![\w-])[a-zåäö]{3,}(?![\w-])")
_ASIDE = re.compile(r"\([^()]*\)")


def _only_names(cell: str) -> bool:
    """Whether a cell holds names, parties and offices and nothing else: prose is no row."""
    words = _SMALL_WORD.findall(_ASIDE.sub(" ", cell))
    return all(
        _FILLER.fullmatch(word) or is_role(word) or word in {"von", "van", "del", "den", "der"} for word in words
    )
