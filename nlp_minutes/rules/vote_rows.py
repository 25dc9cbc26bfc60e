"""Lists of voters by rows: `Ulla Ek (S) – Ja`, columns with an X, the seat's member and who votes for him or her."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nlp_minutes.lexicon import given_names, is_role
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.names import in_running_text
from nlp_minutes.rules.tables import columns_of
from nlp_minutes.rules.vote_counts import SIDES, number_of, side_of
from nlp_minutes.rules.vote_names import Roster, Voter

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Ballot", "VoteTable", "may_end_in_vote", "read_signs"]


@dataclass(slots=True, kw_only=True)
class Ballot:
    """One column of votes, or the one vote of a list.

    Attributes:
        voters: Who voted how, by side.
        counts: What a row of sums says, by side.
        section: The § that the column's head names.
        number: The number of the vote that it names.
        title: The head itself, where it names neither.
        start: First offset.
        end: Offset behind the last row.
    """

    voters: dict[str, list[Voter]] = field(default_factory=lambda: {side: [] for side in SIDES})
    counts: dict[str, int] = field(default_factory=dict)
    section: str | None = None
    number: str | None = None
    title: str | None = None
    start: int = 0
    end: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing was read."""
        return not self.counts and not any(self.voters.values())


_VOTE = (
    r"(?:(?i:[ji]a|nej|nei|avst(?:år|ått|od|ående|\.)?|avs\.?|från(?:v(?:arande|\.)?)?|frv\.?|ej närv(?:arande|\.)?|"
    r"blankt?|nedlagd röst|jäv(?:ig)?|delt(?:ar|og) (?:ej|inte))|[–—-])"
)
_ROW = lazy(
    rf"^(?P<who>.+?)(?P<votes>(?:(?:\s*[:\t]\s*|\s*(?:[.…·_] ?){{3,}}\s*|\s+[–—-]\s*|\s+(?=\S))(?:röst: ?)?{_VOTE})+)(?:\s*\([^()]*\))?[\s.;,]*$"
)
_SPLIT = lazy(_VOTE)
_MARK = lazy(r"[xX✓✔☒×●•1]")
_SUM = lazy(
    r"\s*(?:summa|totalt?|resultat|s:a|antal(?: röster)?|sammanlagt|slutsumma|omröstningsresultat)\b", re.IGNORECASE
)
_SUM_OF_SIDE = lazy(
    r"(?:(?:summa|antal|totalt|s:a|sammanlagt|röster)[.:]? )?(?P<side>[^\W\d]+?)(?:-?röst\w*| röst\w*)?", re.IGNORECASE
)
_TRANSPORT = lazy(r"\s*transport", re.IGNORECASE)
_SEAT = lazy(r"^\s*(?:(?:\d{1,3}|[lI])[.)]?(?:\t|\s+)|[•*·–-]\s*|\t)+")
_FOR = lazy(
    r"\([^()]*\b(?:för|ersätter|ers\.?|tjg\.?)\b[^()]*\)|,? (?:tjänstgörande )?(?:ersättare|ers\.|tjg\.? ers\.?) för [^\t]*|,? för [A-ZÅÄÖ][^\t]*"
)
_COLUMN = lazy(
    r"(?<![\wåäö])(?:Omröstning|Votering|Röstning|Rösträkning|Röst|Omr|Vot)(?:snr)?\.?\s*(?:nr\.?\s*)?(?P<number>\d+(?::\d+)?(?!\d| ?§(?! ?\d))|[A-H](?!\w))?(?:\s*\(?(?:§+\s*(?P<section>\d+ ?[A-Z]?)|(?P<ahead>\d+ ?[A-Z]?) ?§(?! ?\d))\)?)?|(?:§+|\bPar(?:agraf|\.)?)\s*(?P<only>\d+ ?[A-Z]?)(?::(?P<of>\d+))?|\b(?:om |i )?(?P<alone>\d+ ?[A-Z]?) ?§(?! ?\d)|(?:Ärende|Punkt|Yrkande)\s*\d+",
    re.IGNORECASE,
)
_FLAT_HEAD = lazy(
    r"\s*(?:(?:Plats|Nr|Stol|Mandat)\.?\s+)?(?:Namn|Ledamot|Ledamöter|Förtroendevald|Ordinarie)\b", re.IGNORECASE
)


def _heads_of_votes(text: str) -> tuple[list[str], int]:
    """The columns of votes that end the head of a table, whatever heads the names, and where the first of them begins.

    A narrow gap may leave the first of them in one cell with what stands before it: `Parti Omr. 1` `Omr. 2`.
    """
    heads: list[str] = []
    low = len(text.rstrip(" .:"))
    for match in reversed([*_COLUMN.finditer(text)]):
        if text[match.end() : low].strip(" .:\t"):
            break
        heads.insert(0, match[0])
        low = match.start()
    if len(heads) < 2 or any(side_of(cell) for cell in text[:low].split("\t")):
        return [], len(text)
    return heads, low


def _column(text: str) -> Ballot:
    """What the head of a column of votes tells of it."""
    match = _COLUMN.fullmatch(text)
    if match is None:
        return Ballot(title=text)
    section = match["section"] or match["ahead"] or match["only"] or match["alone"] or ""
    number = match["number"] or match["of"]
    return Ballot(section=section.replace(" ", "") or None, number=number, title=None if section or number else text)


_HEADS = {
    "j": "yes", "ja": "yes",
    "n": "no", "nej": "no",
    "a": "abstain", "av": "abstain", "avs": "abstain", "avst": "abstain",
    "för": "yes", "bifall": "yes", "gillas": "yes", "emot": "no", "mot": "no", "avslag": "no", "ogillas": "no",
    "neutral": "abstain", "stilla": "abstain",
    "f": "absent", "fr": "absent", "frv": "absent", "från": "absent", "frånv": "absent",
}  # fmt: skip


_WITH_COUNT = lazy(r"(?P<side>[^\W\d_]+(?:-röster)?) ?\((?P<number>\d{1,3})(?: st| röster)?\)")


def _announced(heads: dict[int, str]) -> dict[int, int]:
    """How many names the heads of columns announce: `Ja (5)`."""
    counted = {index: _WITH_COUNT.fullmatch(head.strip()) for index, head in heads.items()}
    return {index: int(match["number"]) for index, match in counted.items() if match is not None}


def _head_side(cell: str) -> str | None:
    """The side that the head of a column names, also by its first letters."""
    if len(cell) > 25:
        return None
    if (counted := _WITH_COUNT.fullmatch(cell.strip())) is not None:
        cell = counted["side"]
    return _HEADS.get(cell.casefold().removesuffix(".")) or side_of(cell)


# What stands for a side where a line explains it: '+ = ja', 'J = ja, N = nej'.
_LEGEND = lazy(
    r"(?<![\w=])(?P<sign>[+–—×○●0-]|[A-ZÅÄÖ]|[xX])\s*(?:=|:|betyder|står för)\s*(?P<side>[a-zåäöA-ZÅÄÖ]{2,12})\b"
)


def _plain(sign: str) -> str:
    """A sign or letter in the one form in which it is looked up."""
    return sign.strip(" .").casefold().replace("–", "-").replace("—", "-")


def read_signs(text: str) -> dict[str, str]:
    """Read what single letters and signs stand for; empty where a line does not tell it of two at least."""
    signs = {_plain(match["sign"]): side for match in _LEGEND.finditer(text) if (side := side_of(match["side"]))}
    return signs if len(signs) >= 2 else {}


_NUMBER_AND_NAME = lazy(r"\s*\d{1,3}[.)]? [^\W\d_]")
_SEVERAL = lazy(r",|\b(?:och|samt)\b")
_PARTY_CELL = lazy(r"\s*[A-ZÅÄÖ][\wÅÄÖåäö]{0,5}\s*")
_ANY_PARTY_CELL = lazy(r"\s*(?:[A-ZÅÄÖ][\wÅÄÖåäö]{0,5}|[a-zåäö]{1,4})\s*")
_SENTENCE_END = lazy(r"[.!?]$")
_PARTY_HEAD = lazy(r"Parti(?:bet\w*)?\.?|Part\.?", re.IGNORECASE)
_COUNT = lazy(r"\s*\d{1,3}\s*")
# How the words of `_VOTE` end, and the bracket that may stand behind them.
_VOTE_ENDS = (
    "ja", "ia", "ej", "ei", "vst", "avs", "står", "stått", "stod", "stående", "från", "rånv", "frv", "varande", "närv",
    "lank", "lankt", "röst", "äv", "ävig", "inte", "–", "—", "-", ")",
)  # fmt: skip


def may_end_in_vote(text: str) -> bool:
    """Tell whether a line can be a row with a vote at its end: a quick look that is never wrong where it cannot."""
    end = text.rstrip(" \t\n\xa0.;,")[-30:].casefold()
    return end.endswith(_VOTE_ENDS) or end[-1:].isspace()


class VoteTable:
    """The rows of one list, read one after the other.

    Args:
        roster: The people.
        signs: The sides for which single letters and signs stand, where the text tells it.
        above: The line above the list, which heads its columns if it has as many cells.
    """

    def __init__(self, roster: Roster, signs: dict[str, str] | None = None, above: str = "") -> None:
        self._roster = roster
        self._above = above if "\t" in above else ""
        self._kinds: list[str] = []
        # each column of crosses: which vote of the table it belongs to, and its side
        self._sides: dict[int, tuple[int, str]] = {}
        self._signs = signs or {}
        self._beside = False
        # how many names the head of a column of names announces
        self._announced: dict[int, int] = {}
        # whether the head has nothing above the names, which moves its columns one to the left
        self._nameless = False
        self._columns: list[Ballot] = []
        self._waiting: list[tuple[Voter, int]] = []
        self._partial: dict[str, int] = {}
        self._partials: list[dict[str, int]] = []
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
        if self._head(text) or (text == self._above and self._ballots):
            return True
        if self._beside and self._side_by_side(text, start):
            return True
        if _TRANSPORT.match(text):
            return bool(self._ballots or self._waiting)
        return (
            self._sums(text, start)
            or self._crosses(text, start)
            or self._told(text, start)
            or (bool(self._signs) and self._letters(text, start))
            or self._words(text, start)
            or self._letters(text, start)
            or self._side_by_side(text, start)
        )

    def ballots(self) -> list[Ballot]:
        """What was read: one ballot a column of votes."""
        if not self._ballots and self._partial:
            last = self._partials[-1]
            rest = {side: n - last.get(side, 0) for side, n in self._partial.items()}
            total = len(self._partials) > 2 and {side: last.get(side, 0) for side in rest} == rest
            self._ballot(0, *self._place).counts = last if total else dict(self._partial)
        self._turn()
        return [one for one in self._ballots if not one.empty]

    def _ballot(self, column: int, start: int, end: int) -> Ballot:
        while len(self._ballots) <= column:
            at = len(self._ballots)
            known = self._columns[at] if at < len(self._columns) else Ballot()
            self._ballots.append(replace(known, voters={side: [] for side in SIDES}, counts={}, start=start, end=end))
        ballot = self._ballots[column]
        ballot.start = min(ballot.start, start)
        ballot.end = max(ballot.end, end)
        return ballot

    def _head(self, text: str) -> bool:
        cells = [cell.strip(" .:") for cell in text.split("\t")]
        sides = {index: side for index, cell in enumerate(cells) if (side := _head_side(cell))}
        if len(cells) > 1 and {"yes", "no"} <= set(sides.values()) and not self._roster.voters(text, 0):
            self._sides, self._kinds, self._columns = _blocks(sides), columns_of(text), self._columns
            self._beside = len(sides) == sum(1 for cell in cells if cell)
            self._announced = _announced(dict(enumerate(cells)))
            self._nameless = 0 in sides or bool(_PARTY_HEAD.fullmatch(cells[0]))
            return True
        if len(cells) == 1:
            words = text.split()
            if len(words) < 10 and not text.endswith(".") and _FLAT_HEAD.match(text):
                flat = {side_of(word) for word in words}
                if "yes" in flat and "no" in flat:
                    return True
        votes, low = _heads_of_votes(text) if len(cells) > 1 and not may_end_in_vote(text) else ([], 0)
        if votes and not _FLAT_HEAD.match(text) and self._roster.voters(text[:low], 0):
            votes = []
        named = votes or _FLAT_HEAD.match(text) or (len(cells) > 1 and columns_of(text))
        if not named or len(text) > 200 or _SENTENCE_END.search(text):
            return False
        columns = [_column(match) for match in votes or [one[0] for one in _COLUMN.finditer(text)]]
        lead = text[:low].rstrip().split("\t") if votes else []
        self._kinds = columns_of(text) or [*[""] * len(lead), *["vote"] * len(votes)]
        self._sides = {}
        self._beside = False
        self._columns = columns
        return bool(columns) or "vote" in self._kinds

    def _sums(self, text: str, start: int) -> bool:
        cells = text.split("\t")
        numbers = {i: cell.strip() for i, cell in enumerate(cells) if _COUNT.fullmatch(cell)}
        if numbers and self._sums_of_side(cells[: min(numbers)], [*numbers.values()], start, start + len(text)):
            return True
        columns = sorted(index for index, (block, _) in self._sides.items() if block == 0)
        if len(numbers) == len(cells) == len(columns) == len(self._sides) and (self._waiting or self._ballots):
            numbers = dict(zip(columns, numbers.values(), strict=True))  # nothing but sums, which lost their place
        if _SUM.match("".join(cells[: min(numbers, default=0)])) and len(numbers) == len(columns) == len(self._sides):
            numbers = dict(zip(columns, numbers.values(), strict=True))  # as many sums as columns
        known = set(numbers) & set(self._sides)
        if len(numbers) < 2 or (not known and not _SUM.match(text)):
            return False
        if _SUM.match(text.lstrip("\t")):
            if not known:
                if not self._waiting and not self._ballots:
                    return False  # the sums of a table that holds no votes
                first = min(numbers)
                self._sides = {first + n: (0, side) for n, side in enumerate(SIDES)}
            for index, (block, side) in self._sides.items():
                if index in numbers:
                    self._ballot(block, start, start + len(text)).counts[side] = number_of(numbers[index])
            self._settle()
            return True
        if self._roster.voters(cells[0], start):
            return False
        self._place = (self._place[0] if self._partial else start, start + len(text))
        self._partials.append({})
        for index, (block, side) in self._sides.items():
            if index in numbers and block == 0:
                self._partials[-1][side] = number_of(numbers[index])
                self._partial[side] = self._partial.get(side, 0) + number_of(numbers[index])
        return True

    def _sums_of_side(self, lead: Sequence[str], numbers: Sequence[str], start: int, end: int) -> bool:
        """Read the sums of one side, below the columns of several votes: `Summa ja` `24` `30`."""
        match = _SUM_OF_SIDE.fullmatch(" ".join(lead).strip(" .:"))
        side = side_of(match["side"]) if match else None
        if side is None or len(numbers) < 2 or self._sides or len(numbers) != len(self._columns):
            return False
        for column, number in enumerate(numbers):
            self._ballot(column, start, end).counts[side] = number_of(number)
        return True

    def _crosses(self, text: str, start: int) -> bool:
        cells = text.split("\t")
        marks = [index for index, cell in enumerate(cells) if _MARK.fullmatch(cell.strip())]
        if self._nameless and marks and marks[0]:
            self._move(cells, start)
        if len(marks) > 1 or (marks and not marks[0]):
            marks = [index for index in marks if index in self._sides]
        blocks = {self._sides[index][0] for index in marks if index in self._sides}
        if len(cells) < 2 or not marks or (len(marks) > 1 and len(blocks) < len(marks)):
            return False
        if any(side_of(word) for cell in cells[marks[-1] + 1 :] for word in (cell.strip(), *cell.split()[:1])):
            return False  # a seat's number 1 is no cross where the vote is written behind it
        before = _cells(text, start)[: marks[0]]
        voter = self._voter("\t".join(cells[: marks[0]]), start) if marks[0] else None
        if voter is None and all(_COUNT.fullmatch(cell) or not cell.strip() for cell, _ in before):
            at = marks[-1] + 1  # the crosses stand before the names
            while at < len(cells) and (at in self._sides or not cells[at].strip()):
                at += 1
            low = len("\t".join(cells[:at])) + 1
            voter = self._voter("\t".join(cells[at:]), start + low, kinds=self._kinds[at:])
        if voter is None:
            return False
        self._waiting += [(voter, index) for index in marks]
        self._settle()
        return True

    def _move(self, cells: Sequence[str], start: int) -> None:
        """Set the columns of a head with nothing above the names to the right of them, and of a party beside them."""
        bare = 0 in self._sides  # nothing above the parties either
        party = [bool(_ANY_PARTY_CELL.fullmatch(cell)) and self._roster.is_party(cell.strip()) for cell in cells[:2]]
        ahead = 1 if bare and party[0] else 0
        if ahead < len(cells) and self._in_cell(cells[ahead], start):
            behind = 1 if bare and not ahead and len(party) > 1 and party[1] else 0
            self._sides = {index + ahead + behind + 1: told for index, told in self._sides.items()}
            self._nameless = False

    def _told(self, text: str, start: int) -> bool:
        """Read a row of a list with crosses that has a word in their place: `Jon Dahl ⇥ M ⇥ (frånvarande)`."""
        if not self._sides or len({block for block, _ in self._sides.values()}) > 1:
            return False
        cells = text.split("\t")
        filled = [index for index, cell in enumerate(cells) if cell.strip()]
        if len(filled) < 2:
            return False
        side = side_of(cells[filled[-1]].strip(" ().*"))
        voter = self._voter("\t".join(cells[: filled[-1]]), start) if side else None
        if side is None or voter is None:
            return False
        self._ballot(0, voter.start, voter.end).voters[side].append(voter)
        return True

    def _settle(self) -> None:
        """Give the crosses their sides, once the columns are known."""
        if not self._sides:
            return
        for voter, column in self._waiting:
            if column in self._sides:
                block, side = self._sides[column]
                self._ballot(block, voter.start, voter.end).voters[side].append(voter)
        self._waiting = []

    def _side_by_side(self, text: str, start: int) -> bool:
        """Read a row below `Ja / Nej` whose cells hold the names of each side."""
        if not self._beside or _SENTENCE_END.search(text):
            return False
        found: list[tuple[int, str, Voter]] = []
        turned = False
        for place, (cell, low) in enumerate(_cells(text, start)):
            index = place
            if not cell.strip():
                continue
            if index in self._sides and (side := _head_side(cell.strip(" .:"))) is not None:
                self._sides[index] = (self._sides[index][0], side)  # the next side begins in this column
                self._announced |= _announced({index: cell})
                turned = True
                continue
            if index not in self._open() and not text.count("\t"):
                index = next(iter(self._open()), index)  # the columns before it are full, and its place was lost
            voters = self._in_cell(cell, low)
            if index not in self._sides or not voters or not _only_names(cell):
                return False
            found += [(*self._sides[index], voter) for voter in voters]
        for block, side, voter in found:
            self._ballot(block, start, start + len(text)).voters[side].append(voter)
        return bool(found) or turned

    def _open(self) -> list[int]:
        """The columns of names that do not yet have as many as their heads announce."""
        full = {
            index
            for index, number in self._announced.items()
            for block, side in [self._sides[index]]
            if block < len(self._ballots) and len(self._ballots[block].voters[side]) >= number
        }
        return [index for index in self._sides if index not in full]

    def _letters(self, text: str, start: int) -> bool:
        """Read a row whose votes are single letters or signs, where a head or a line above tells that they are votes."""
        cells = text.split("\t")
        columns = [index for index, kind in enumerate(self._kinds) if kind == "vote"]
        if len(cells) < 2 or self._sides or not (columns or self._signs):
            return False
        if not columns or max(columns) >= len(cells):
            columns = [len(cells) - 1]
        signs = self._signs or {letter: side for letter, side in _HEADS.items() if len(letter) == 1}
        votes = [signs.get(_plain(cells[index])) for index in columns]
        if not any(votes) or any(cells[index].strip() and not vote for index, vote in zip(columns, votes, strict=True)):
            return False
        voter = self._voter("\t".join(cells[: columns[0]]), start)
        if voter is None:
            return False
        for column, vote in enumerate(votes):
            if vote:
                self._ballot(column, start, start + len(text.rstrip())).voters[vote].append(voter)
        return True

    def _turn(self) -> None:
        """Write unknown people given name first, where most rows of the list have the surname first."""
        voters = {voter for ballot in self._ballots for side in SIDES for voter in ballot.voters[side]}
        unknown = [voter for voter in voters if not voter.known and voter.name.count(" ") == 1]
        first = sum(voter.name.partition(" ")[0].casefold() in given_names() for voter in unknown)
        last = sum(voter.name.partition(" ")[2].casefold() in given_names() for voter in unknown)
        if last < 2 or last <= 2 * first:
            return
        turned = {voter: replace(voter, name=" ".join(voter.name.split(" ")[::-1])) for voter in unknown}
        for ballot in self._ballots:
            for side in SIDES:
                ballot.voters[side] = [turned.get(voter, voter) for voter in ballot.voters[side]]

    def _words(self, text: str, start: int) -> bool:
        if len(text) > 160 or not may_end_in_vote(text):
            return False
        match = _ROW.match(text)
        if match is None:
            return False
        voter = self._voter(match["who"], start)
        if voter is None:
            return False
        trailing = self._without_presence(_SPLIT.findall(_lone_dashes(match["votes"])))
        if self._above and not self._columns and not self._ballots:
            self._columns = self._heads_above(text, len(trailing))
        # A narrow gap may leave number, name and the first vote in one cell; what ends the row still is a vote a column.
        placed = self._placed(text) if len(trailing) != self._kinds.count("vote") else None
        for column, vote in enumerate(trailing) if placed is None else placed:
            ballot = self._ballot(column, start, start + len(text.rstrip()))
            side = _head_side(vote)
            if side is not None:
                ballot.voters[side].append(voter)
        return True

    def _without_presence(self, words: list[str]) -> list[str]:
        """The words that end a row without the one that tells of presence: `Närv` `§ 8` above `nej` `–` or `ja` `nej`."""
        votes = self._kinds.count("vote")
        if not votes or len(words) != votes + 1 or self._kinds[-votes - 1 :] != ["presence", *["vote"] * votes]:
            return words
        return words[1:]

    def _heads_above(self, row: str, votes: int) -> list[Ballot]:
        """The columns of a list whose head is only known by its place: as many cells as a row that ends in several votes."""
        cells = [cell.strip(" .:") for cell in self._above.split("\t")]
        heads = cells[-votes:]
        if votes < 2 or len(cells) != row.count("\t") + 1 or len(set(heads)) < votes or not all(heads):
            return []
        return [] if any(_head_side(head) for head in heads) else [_column(head) for head in heads]

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

    def _voter(self, who: str, start: int, kinds: Sequence[str] | None = None) -> Voter | None:
        """The person who votes in a row: of two in cells of their own the second, who stands in for the first."""
        kinds = self._kinds if kinds is None else kinds
        who = _FOR.sub(lambda match: " " * len(match[0]), who)
        seat = _SEAT.match(who)
        at = seat.end() if seat else 0
        cells = _cells(who[at:], start + at)
        if kinds and kinds[0] == "number" and _NUMBER_AND_NAME.match(who):
            # a narrow gap left number and name in one cell
            cells = [cell for cell, kind in zip(cells, kinds[1:], strict=False) if kind in {"name", "substitute"}]
        elif kinds and "\t" in who and "name" in kinds:
            # a row that is set in, below the one whose seat it is
            indent = len(who) - len(who.lstrip("\t")) if kinds[0] == "name" else 0
            cells = [
                (cell, low)
                for (cell, low), kind in zip(_cells(who[indent:], start + indent), kinds, strict=False)
                if kind in {"name", "substitute"}
            ]
        found = [(self._behind_slash(cell, low) or self._in_cell(cell, low), cell) for cell, low in cells]
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

    def _behind_slash(self, cell: str, start: int) -> list[Voter]:
        """Who stands in for the elected one of a cell: `Ek, Ulla / Dahl, Jon`."""
        _, slash, behind = cell.rpartition(" / ")
        return self._in_cell(behind, start + len(cell) - len(behind)) if slash else []

    def _in_cell(self, cell: str, start: int) -> list[Voter]:
        bare = cell.rstrip(" .,")
        if "ers" in bare and (substitute := _SUBSTITUTE_BEHIND.search(bare)):
            bare = bare[: substitute.start()].rstrip(" .,")
        while (office := _OFFICE_BEHIND.search(bare)) and is_role(office["office"]):
            bare = bare[: office.start()].rstrip(" .,")
        turned = _TURNED.match(bare)
        if turned is not None and turned["given"].isupper() and not turned["surname"].isupper():
            turned = None  # 'Stellan Grip, KD'
        if turned is not None and turned["party"] is None and self._roster.is_party(turned["given"]):
            turned = None  # 'Grip, SnF'
        if turned is not None and not is_role(turned["given"]):
            name = f"{turned['given']} {turned['surname']}"
            person = self._roster.find(name)
            return [
                Voter(
                    name=person.name if person else in_running_text(name),
                    known=person is not None,
                    party=turned["party"],
                    start=start + turned.start("surname"),
                    end=start + turned.end("given"),
                )
            ]
        behind = _BARE_PARTY.search(bare)
        if behind and not behind["party"].isupper() and not self._roster.is_party(behind["party"]):
            behind = None
        voters = self._roster.voters(bare[: behind.start()] if behind else bare, start, alone=True)
        if behind and len(voters) == 1 and voters[0].party is None:
            one = replace(voters[0], party=behind["party"])
            # of several with one surname the one of this party
            person = None if one.known else self._roster.find(one.name, one.party)
            voters = [replace(one, name=person.name, known=True) if person else one]
        return voters or self._roster.voters(cell, start, alone=True)


def _blocks(sides: dict[int, str]) -> dict[int, tuple[int, str]]:
    """Columns of crosses by votes: where a side comes again, a new vote begins."""
    found: dict[int, tuple[int, str]] = {}
    block, seen = 0, set[str]()
    for index, side in sides.items():
        if side in seen:
            block, seen = block + 1, set()
        seen.add(side)
        found[index] = (block, side)
    return found


# 'Dahl, Jon, tjg ers': in which capacity somebody votes
_SUBSTITUTE_BEHIND = lazy(r"(?:,\s*|\s+\(?|\s*\()(?:(?:tj|tjg|tjänstg)\.? )?ers\.?\)?$")
_OFFICE_BEHIND = lazy(r",\s*(?P<office>[^,()\t]{2,40})$")
# 'Ulla Ek KD', 'Ek, SnF': capitals, or a party of the meeting, behind a name that is not written in capitals
_BARE_PARTY = lazy(r"(?<=[a-zåäöéü]),?\s+(?P<party>[A-ZÅÄÖ]{1,5}|[A-ZÅÄÖ][\wÅÄÖåäö]{1,4})$")
# 'Ek, Ulla (S)'
_TURNED = lazy(
    r"\s*(?P<surname>(?:[a-z]{2,3} )*[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?), (?P<given>(?:[A-ZÅÄÖ][a-zåäöéü][\w-]*|[A-ZÅÄÖ][A-ZÅÄÖ-]+)(?: (?:[A-ZÅÄÖ][\w-]*[a-zåäöéü][\w-]*|[A-ZÅÄÖ]\.))?)"
    r"(?:,? ?\(?(?P<party>[A-ZÅÄÖ][\wÅÄÖ]{0,4}|(?<=\()[a-zåäö]{1,4})\)?)?\s*$"
)


_LONE_DASH = lazy(r"[–—-]\s*(?=[A-Za-zÅÄÖåäö])")


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


_FILLER = lazy(
    r"[\W\d]+|(?:tjänstgörande|tjg|ersättare|ers|ledamot|ordinarie|för|och|vice|förste|andre|tredje|e|a|v|digitalt|distans|på|via|Teams)\b",
    re.IGNORECASE,
)


_SMALL_WORD = lazy(r"(?<![\w-])[a-zåäö]{3,}(?![\w-])")
_ASIDE = lazy(r"\([^()]*\)")


def _only_names(cell: str) -> bool:
    """Whether a cell holds names, parties and offices and nothing else: prose is no row."""
    words = _SMALL_WORD.findall(_ASIDE.sub(" ", cell))
    return all(
        _FILLER.fullmatch(word) or is_role(word) or word in {"von", "van", "del", "den", "der"} for word in words
    )
