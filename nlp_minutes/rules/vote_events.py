"""The paragraphs of an item as a row of events: a vote is asked for, yes and no get their meaning, votes are counted, voters named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import SectionKind
from nlp_minutes.lexicon import ROLE, find_body, given_names
from nlp_minutes.lines import list_point
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.quick import quick
from nlp_minutes.rules.tables import columns_of
from nlp_minutes.rules.vote_counts import NUMBER, Counted, all_counts, find_counts, number_of, side_of
from nlp_minutes.rules.vote_lists import only_names, opens_list, read_lists
from nlp_minutes.rules.vote_meanings import Meaning, find_meanings
from nlp_minutes.rules.vote_names import Roster, Voter
from nlp_minutes.rules.vote_rows import Ballot, VoteTable, may_end_in_vote, read_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nlp_minutes.rules.item import ItemParagraph
    from nlp_minutes.rules.vote_marks import Marked

__all__ = ["Event", "Line", "item_lines", "read_events", "requests", "sentences"]


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line or sentence to be read.

    Attributes:
        text: Its text.
        start: Its clean offset.
        section: The kind of the section in which it stands.
        heading: Whether it is the heading of a section.
        paragraph: Place of its paragraph among the item's.
    """

    text: str
    start: int
    section: str = ""
    heading: bool = False
    paragraph: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that is said of a vote; offsets are clean ones.

    Attributes:
        kind: `request`, `meaning`, `counts`, `list` or `ballot`.
        start: First offset.
        end: Offset behind it.
        key: The number of the vote that the line names (`8:1`), if any.
        side: Of a meaning or list: which side.
        text: Of a meaning: what it stands for.
        counted: Of counts: what was counted.
        voters: Of a list: who is on it.
        more: Of a list: whether it goes on with the list before.
        ballot: Of a ballot: the rows.
        group: Of a ballot: the table that holds it with others; -1 where it stands alone.
        main: Whether it stands under a decision or a summary, where a vote is told and not held.
        weak: Of a meaning: whether the order that follows may tell it anew.
    """

    kind: str
    start: int
    end: int
    key: str | None = None
    side: str = ""
    text: str = ""
    counted: Counted | None = None
    voters: tuple[Voter, ...] = ()
    more: bool = False
    ballot: Ballot | None = None
    group: int = -1
    main: bool = False
    weak: bool = False


_VOTE_WORD = r"(?:omröstning(?:en)?|votering(?:en)?|rösträkning|röstning|upprop)"
_REQUEST: Final = lazy(
    rf"\b{_VOTE_WORD} (?:har )?(?:blivit |varit )?(?:begär(?:s|ts|des|es|d|t)|verkställ(?:s|es|des|ts)|företa(?:s|gs|gits)|företogs|genomför(?:s|es|des|ts)|hålls|hölls|sker|skedde|ska (?:ske|genomföras|verkställas|hållas)|påkallas|påkallades|påyrkas|påyrkades|påfordras|påfordrades|görs|gjordes|äger rum)"
    rf"|\bbegär(?:des|es|s|de|an om|t|an)? (?:sluten |öppen |om )?{_VOTE_WORD}|\b{_VOTE_WORD} är begärd"
    rf"|\b(?:fordra|påfordra|kräv|påkalla|påyrka|önska)(?:r|de|t|er)? (?:sluten |öppen )?{_VOTE_WORD}|\bvill(?:e)? ha (?:sluten |öppen )?{_VOTE_WORD}"
    rf"|\bbegär(?:de|an|t)? (?:om )?att (?:vi|nämnden|styrelsen|utskottet|ledamöterna|fullmäktige) (?:ska |skulle )?rösta(?:de|r)?\b|\bdet (?:blir|blev) {_VOTE_WORD}",
    re.IGNORECASE,
)
_LISTED = r"(?:[Vv]otering|[Oo]mröstning|[Rr]esultat|[Vv]oteringsresultat|[Oo]mröstningsresultat|[Rr]östlista|[Rr]östningslista|[Oo]mröstningslista|[Vv]oteringslista|[Rr]östning|[Rr]östräkning|Omr\.|VOTERING|OMRÖSTNING|RÖSTLISTA|RÖSTRÄKNING)"
_KEY = guarded(
    rf"(?:^|[\s(]){_LISTED}(?:en)?(?: av)?(?: votering| omröstning)?(?: nr\.?| nummer)?\s*(?:(?P<number>\d{{1,3}}:\d{{1,2}}|\d{{1,2}})(?![\d-])|(?P<letter>[A-F]|I{{1,3}}|IV)(?=\s*(?:[.:)–]|$)))|(?P<bare>\d{{1,3}}:\d{{1,2}})(?=[:.)] )"
    rf"|(?:^|\b[Dd]en |\b[Vv]id )(?P<ordinal>[Ff]örsta|[Aa]ndra|[Tt]redje|[Ff]järde) (?:(?:omröstning|votering|rösträkning|röstning)(?:en)?|utföll|utfaller|slutade|slutar|gav|ger)\b"
)
_HEADING: Final = lazy(
    r"^(?:(?:huvud|kontra|mot)?votering|(?:huvud)?omröstning|kontraproposition|sluten omröstning)", re.IGNORECASE
)
_OUTSIDE: Final = {
    SectionKind.RESERVATION,
    SectionKind.STATEMENT,
    SectionKind.NOTE,
    SectionKind.PROTEST,
    SectionKind.BASIS,
    SectionKind.PROPOSAL,
    SectionKind.RECIPIENTS,
    SectionKind.RECUSAL,
    SectionKind.ADJUSTMENT,
}
_TOLD: Final = {
    SectionKind.SUMMARY,
    SectionKind.UNKNOWN,
    SectionKind.DISCUSSION,
    SectionKind.BASIS,
    SectionKind.PROPOSAL,
}
# No sentence is longer, not even one that names a whole council; more is text without ends, slow to search.
_LONGEST: Final = 4000
_ABBREVIATION = lazy(
    r"(?:^|[\s(])(?:[A-ZÅÄÖ](?:-[A-ZÅÄÖ])?|bl|t|m|fl|dvs|s|k|kl|nr|ordf|v|tjg|ers|ev|resp|st|p|bil|dnr|f|o|jfr|kap|mom|tj|a|sk|fr|ca|inkl|d|v|e|avst|frånv|ledam|vice ordf)\.$",
    re.IGNORECASE,
)
_BORDER = lazy(r"[.!?][\"”»'’)]*\s+(?=[\"”“«»'(]?[A-ZÅÄÖ\d])")
_NUMBERED = lazy(r"(?:^|\s)\d{1,2}\.$")
_LONGEST_ABBREVIATION: Final = 16  # more characters than one has, with what stands before it


def sentences(text: str) -> Iterator[tuple[str, int]]:
    """Yield the sentences of a text with their offsets; initials and abbreviations end none."""
    at = 0
    for match in _BORDER.finditer(text):
        before = text[at : match.start() + 1]
        if _ABBREVIATION.search(before[-_LONGEST_ABBREVIATION:]) or (len(before) < 5 and _NUMBERED.search(before)):
            continue
        yield text[at : match.end()].rstrip(), at
        at = match.end()
    if text[at:].strip():
        yield text[at:].rstrip(), at


_UNFINISHED = lazy(
    r"(?:,|\b(?:och|samt|till|för|av|den|de|som|med|mot|en|på|ordföranden|ordf\.?|ledamoten|ledam\.?|tjänstgörande|vice|ersättar(?:en|na|e)|ers\.?|tjg\.?|röstar|röstade|rösta|att|det|är|har|af|von|de|la|van|den))$",
    re.IGNORECASE,
)


def _whole(paragraphs: Iterable[ItemParagraph], names: frozenset[str]) -> Iterator[ItemParagraph]:
    """Paragraphs with those joined that are one sentence, cut at the end of a line; offsets stay true."""
    waiting: ItemParagraph | None = None
    row = [*paragraphs]
    passed = 0  # what stands before it belongs to the page
    for at, one in enumerate(row):
        if at < passed:
            continue
        if waiting is not None and names and _of_page(one):
            beyond = at + 1
            while beyond < len(row) and beyond < at + _PAGE_LINES and _of_page(row[beyond]):
                beyond += 1
            if beyond < len(row) and (
                _splits_name(waiting, row[beyond], names) or _lists_on(waiting, row[beyond], names)
            ):
                passed = beyond
                continue
        if waiting is not None and (healed := _healed(waiting, one, names)) is not None:
            waiting = healed
            continue
        if waiting is not None and (_goes_on(waiting, one) or _splits_name(waiting, one, names)):
            gap = " " * (one.start - waiting.end)
            waiting = replace(waiting, text=waiting.text + gap + one.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = one
    if waiting is not None:
        yield waiting


# '... röstar ja, den som vill bifalla'
_OPEN_CLAUSE = lazy(r"\b(?:den|de|ledamot|ledamöter) som (?:(?!\brösta)[^.:])*$", re.IGNORECASE)


_FURNITURE: Final = 400  # characters at most that the head and foot of a page take between two lines
_GOES_ON = lazy(r"(?:och|samt|ja|nej|avst\w+|medan|tjänstgörande|ordföranden|vice) ?\b")
_VOTING = lazy(r"\b(?:svarar|svarade|röstar|röstade)\b")
# A list of names whose last one is cut
_NAME_CUT = lazy(
    r"(?:, |\b(?:och|samt|röstar|röstade|svarar|svarade|ordföranden|ledamoten|ersättaren|herr|fru) |: )[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?$"
)
_SURNAME_NEXT = lazy(r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)? \([A-Za-zÅÄÖåäö]{1,5}\)")
# A sentence that calls the roll: 'svarar Ulla Ek ja, Jon Dahl nej, ...'
_CALLED = lazy(r"\b(?:svarar|svarade|röstar|röstade)\b[^.]*\b(?:ja|nej|avstår|avstod),[^.]*$")


_PARTICLE = lazy(r"(?:af|von|van|de|la|del|den|der|al|el|bin|ibn|di|da) [A-ZÅÄÖ]|(?:von|van|de) (?:der|den|la) ")
_PAGE_LINES: Final = 4
_PAGE = lazy(r"\t|§|\b[Ff]orts|\b(?:[Bb]lad|[Ss]id(?:a|an)?)\b|\d{4}-\d\d-\d\d|\.{4}")


def _of_page(one: ItemParagraph) -> bool:
    """Whether a paragraph may be the head or foot of a page that was left in the text."""
    return (
        len(one.text) < _LONGEST_SUM
        and not one.table
        and _PAGE.search(one.text) is not None
        and one.text[-1] not in "!?:;"
    )


_CUT_WORD = lazy(r"(?P<begin>[A-ZÅÄÖ][\w'-]*)-$")
_REST = lazy(r"[a-zåäö]{2,}")


def _healed(one: ItemParagraph, below: ItemParagraph, names: frozenset[str]) -> ItemParagraph | None:
    """Two paragraphs as one where a border of pages cut a surname of the meeting in two: `Stjärn-` / `vall, Ek`."""
    if not one.text.endswith("-") or not names or one.table or below.table or one.section != below.section:
        return None
    begin, rest = _CUT_WORD.search(one.text), _REST.match(below.text)
    gap = below.start - one.end
    if begin is None or rest is None or not 0 <= gap < _FURNITURE:
        return None
    word = f"{begin['begin']}{rest[0]}".casefold()
    if not any(name.endswith(f" {word}") for name in names):
        return None
    return replace(one, text=f"{one.text[: begin.start()]}{' ' * (gap + 1)}{begin['begin']}{below.text}")


def _splits_name(one: ItemParagraph, below: ItemParagraph, names: frozenset[str]) -> bool:
    """Whether the end of one paragraph and the beginning of the next are one name of the meeting's people."""
    if not names or one.table or below.table or "\t" in one.text or "\t" in below.text or one.section != below.section:
        return False
    if (
        not (below.text[:1].isupper() or _PARTICLE.match(below.text))
        or not one.text[-1:].isalpha()
        or not 0 <= below.start - one.end < _FURNITURE
    ):
        return False
    last, first = one.text[-60:].split()[-2:], [word.strip(".,;:()") for word in below.text[:60].split()[:3]]
    return any(
        " ".join([*last[-behind:], *first[:ahead]]).casefold() in names for behind in (1, 2) for ahead in (1, 2, 3)
    )


# A list of voters that a comma or `och` leaves open: 'Med ja röstar Ek, Holm,'
_OPEN_LIST = lazy(r"\b(?:röstar?|röstade|röstat|svarar?|svarade|svarat)\b[^.:;]*(?:,|\soch|\ssamt)$|:[^.:;]*,$")


def _lists_on(one: ItemParagraph, below: ItemParagraph, names: frozenset[str]) -> bool:
    """Whether a list of voters goes on with somebody of the meeting behind the border of a page."""
    if one.table or below.table or one.section != below.section or _OPEN_LIST.search(one.text) is None:
        return False
    first = below.text[:60].split(",")[0].partition(" (")[0].partition(" och ")[0].strip(" .").casefold()
    return len(first) > 1 and any(name == first or name.endswith(f" {first}") for name in names)


def _goes_on(one: ItemParagraph, below: ItemParagraph) -> bool:
    if one.table or below.table or one.section != below.section or one.heading != below.heading:
        return False
    if "\t" in one.text or "\t" in below.text or list_point(below.text) or not 0 <= below.start - one.end < _FURNITURE:
        return False
    if below.text.startswith("(") and not one.text.endswith((".", "!", "?", ":")):
        return True  # 'Jon Dahl' / '(M), Mia Björk (C) ...'
    if len(one.text) <= 25 or side_of(one.text) is not None:
        return False
    last = one.text.rsplit(" ", 1)[-1]
    if len(one.text) > 60 and _OPEN_CLAUSE.search(one.text):
        return True
    if _GOES_ON.match(below.text) and one.text[-1:].isalpha() and _VOTING.search(one.text):
        return True
    if _NAME_CUT.search(one.text) and _SURNAME_NEXT.match(below.text):
        return True  # '... Leif Dahl (S), Kjell-Åke' / 'Ek (S), Mia Björk (C)'
    if len(one.text) > 60 and not re.search(r"[.!?:;”\"»]$", one.text) and _CALLED.search(one.text):
        return True  # '... Nils Falk och Karin Sundén' / 'Ekberg nej'
    return bool(_UNFINISHED.search(one.text)) or (len(one.text) > 60 and last.casefold() in given_names())


_LEADER = lazy(r"(?:[.…·_] ?){3,}\s*(?P<side>[^\s.…·_]{2,12})$")


def _has_leader(row: str) -> bool:
    """Whether dots lead from a name to the vote: `Ek, Ulla (S) ..... ja`; they end no sentence."""
    if not may_end_in_vote(row):
        return False
    match = _LEADER.search(row)
    return match is not None and side_of(match["side"]) is not None


# A party before those of its people who voted: 'M: Ulla Ek', 'Moderaterna – Ulla Ek', 'M genom Ulla Ek'.
_PARTY_GROUP: Final = (
    r"(?P<group>[A-ZÅÄÖ][\wÅÄÖåäö]{0,4}(?=\s?:|\sg)|[A-ZÅÄÖ][a-zåäö]+(?:partiet|erna|listan))(?:\s?:|\s[–—]|\sgenom)\s+"
    r"(?=[A-ZÅÄÖ]|ordförande|ersättar)"
)
_SIDE_OF_GROUPS: Final = lazy(
    rf"(?P<side>(?:^|(?<=[.;] ))(?:[Jj]a|JA|[Nn]ej|NEJ|[Aa]vst(?:år|od|ående))\b(?!\s*(?:=|betyder|innebär))[^.:;]{{0,40}}?)(?P<sign>[.:]\s+|\s+(?=\S+\sgenom\s)){_PARTY_GROUP}"
)
_NEXT_GROUP: Final = lazy(rf"(?P<sign>[.;,]\s+|\s+(?:och|samt)\s+){_PARTY_GROUP}")

# 'M (Jon Dahl, Mia Björk)'
_IN_BRACKETS: Final = lazy(
    r"(?<![\w-])[A-ZÅÄÖ]{1,4} \((?P<names>[A-ZÅÄÖ][\wåäö-]+ [A-ZÅÄÖ][\wåäö-]+(?:(?:,| och| samt) [A-ZÅÄÖ][\wåäö-]+ [A-ZÅÄÖ][\wåäö-]+)*)\)"
)
# 'Nej: M – Dahl. KD – Ek.': lists divide such groups with semicolons
_STOP_BEFORE_DASH: Final = lazy(r"\.(?=\s+(?!Ja|Nej|Avst)[A-ZÅÄÖ][\wåäö]{0,3}\s?[–—]\s?[A-ZÅÄÖ])")
# 'Ja röstade för S Ek och Holm; för C Björk'
_FOR_PARTY: Final = lazy(
    r"(?P<stop>;)?\sför (?:[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-zåäö]{1,2}[A-ZÅÄÖ]{1,2}) (?=[A-ZÅÄÖ][\wåäö-]+)"
)


def _joint(divider: str) -> str:
    """What joins two names, as long as the divider of two groups: after a comma a lone surname would look like a given name."""
    return " och ".ljust(len(divider)) if len(divider) > len(" och") else ",".ljust(len(divider))


def _without_groups(row: str) -> str:
    """The names of a side without the parties that divide them, letter for letter: `Ja, 3 röster. S: Ek, Holm. C: Dahl`."""
    if _IN_BRACKETS.search(row) and _SIDE_WORD.search(row):
        row = _IN_BRACKETS.sub(lambda match: f"{' ' * (match.start('names') - match.start())}{match['names']} ", row)
    if " för " in row and _SIDE_WORD.search(row):
        row = _FOR_PARTY.sub(lambda match: _joint(match[0]) if match["stop"] else " " * len(match[0]), row)
    if "–" in row and _SIDE_WORD.search(row):
        row = _STOP_BEFORE_DASH.sub(";", row)
    if ":" not in row and "–" not in row and " genom " not in row:
        return row
    found = _SIDE_OF_GROUPS.search(row)
    if found is None or side_of(found["group"]) is not None:
        return row

    def first(match: re.Match[str]) -> str:
        colon = ":" if match["sign"].strip() else " "
        return f"{match['side']}{colon}{' ' * (len(match[0]) - len(match['side']) - 1)}"

    def following(match: re.Match[str]) -> str:
        if side_of(match["group"]) is not None:
            return match[0]
        return _joint(match[0])

    return _NEXT_GROUP.sub(following, _SIDE_OF_GROUPS.sub(first, row))


def item_lines(paragraphs: Iterable[ItemParagraph], names: frozenset[str] = frozenset()) -> Iterator[Line]:
    """Yield the headings, rows and sentences of paragraphs in order; `names` are those of the people, in lower case."""
    heading: str | None = None
    for place, one in enumerate(_whole(paragraphs, names)):
        if one.heading != heading:
            heading = one.heading
            if heading:
                yield Line(text=heading, start=one.start, section=one.section, heading=True, paragraph=place)
        at = 0
        for row in one.text.split("\n"):
            point = 0 if "\t" in row else list_point(row)
            low = one.start + at + point
            if "\t" in row or _has_leader(row):
                yield Line(text=row, start=low, section=one.section, paragraph=place)
            else:
                for text, offset in sentences(_without_groups(row[point:])):
                    yield Line(text=text, start=low + offset, section=one.section, paragraph=place)
            at += len(row) + 1


def read_events(
    lines: Sequence[Line], roster: Roster, body: str | None = None, marked: Sequence[Marked] = ()
) -> list[Event]:
    """Read the events of lines.

    Args:
        lines: The lines, in order.
        roster: The people.
        body: The body that met; a vote in another is none of this item.
        marked: Lists of voters that were found before; their lines are not read again.

    Returns:
        The events, in order.
    """
    reader = _Reader(roster, body)
    waiting = [*marked]
    for line in lines:
        while waiting and waiting[0].spans[0][0] <= line.start and not line.heading:
            reader.put(waiting.pop(0), marked)
        if line.heading or not any(low <= line.start < high for one in marked for low, high in one.spans):
            reader.read(line)
    reader.flush()
    for one in waiting:
        reader.put(one, marked)
    return reader.events


# What somebody wants, before any vote: 'Ulla Ek: ja', 'Jon Dahl (M): nej till förslaget'
_MOVES = lazy(r"[A-ZÅÄÖ][^:.]{2,80}: ?(?:ja|nej)\b")
_MEANS = lazy(r"\b(?:för|till|innebär|betyder|är)\b|=")
_QUOTE = lazy('[”"»]')
_ONCE_REQUESTED = lazy(r"\b(?:begärde|verkställdes|genomfördes|begärdes)\b")
_DATED = lazy(r"\d{4}-\d\d-\d\d|\bden \d{1,2} [a-zåäö]+(?: \d{4})?|§+ ?\d+")
_SECTION = lazy(r"§+ ?\d+")
_DAY_AND_SECTION = lazy(r"\d{4}-\d\d-\d\d,? §|\d{4},? § ?\d")
_ONCE = lazy(r"röstade|utföll|voteringen|omröstningen|beslutade|avslog|biföll|antog")
_VOTES_BEHIND = lazy(r"rösta(?:r|de)\s*$")
_MAY_NUMBER = lazy(r"\d|\b[A-FIV]+\b|första|andra|tredje|Första|Andra|Tredje")
_RESULTS: Final = {"counts", "list", "ballot", "supporters"}
_LONGEST_SUM: Final = 60  # no longer is a line that gives the sum of one side
_LONGEST_TITLE: Final = 120  # characters
_SHORT: Final = 40  # no longer is a line that only names a vote
_ORDINALS: Final = {"första": "1", "andra": "2", "tredje": "3", "fjärde": "4"}


def _named(key: re.Match[str]) -> str:
    """The number or letter of the vote that a line names."""
    ordinal = key["ordinal"]
    return _ORDINALS[ordinal.casefold()] if ordinal else str(key["number"] or key["bare"] or key["letter"])


def requests(text: str) -> bool:
    """Whether somebody asks for a vote, or one is held."""
    folded = text.casefold()
    if "röst" not in folded and "voter" not in folded and "upprop" not in folded:
        return False
    return _REQUEST.search(text) is not None


# 'Röstlista från voteringssystemet, ärende 7': the list is printed behind all that the item says
_LIST_TITLE: Final = lazy(
    r"(?:röst(?:nings)?(?:lista|längd|protokoll)|omröstnings(?:lista|protokoll|resultat)|voterings(?:lista|protokoll|resultat))(?:n|en|et)?\b(?!.*[!?]|.*\.$)",
    re.IGNORECASE,
)


def _begins_list(text: str) -> bool:
    """Whether a line is the title of a list of voters, or the head of its columns."""
    if "\t" in text:
        return "vote" in columns_of(text)
    return len(text) < _LONGEST_TITLE and _LIST_TITLE.match(text) is not None


@dataclass(slots=True)
class _Reader:
    roster: Roster
    body: str | None
    events: list[Event] = field(default_factory=list)
    table: VoteTable | None = None
    opened: str | None = None
    fresh: bool = True
    awake: bool = False
    live: bool = False
    signs: dict[str, str] = field(default_factory=dict)
    section: str = ""
    told: int = -1
    above: str = ""
    key: str | None = None
    spent: bool = False

    def read(self, line: Line) -> None:
        if line.heading:
            self._heading(line)
            return
        if line.section != self.section:
            self.section, self.awake, self.live = line.section, False, False
        if self.told == line.paragraph or self._earlier(line):
            self.told = line.paragraph
            return
        if line.section in _OUTSIDE and not self._wakes(line):
            return
        if self._before_vote(line) and _MOVES.match(line.text):
            return
        table = self.table or VoteTable(self.roster, self.signs, self.above)
        if "=" in line.text or "betyder" in line.text:
            self.signs |= read_signs(line.text)
        if table.feed(line.text, line.start):
            self.table, self.opened = table, None
            return
        self._sentence(line)
        self.above = line.text

    def put(self, one: Marked, others: Sequence[Marked]) -> None:
        """Give a list of voters that was found before."""
        self.flush()
        start, end = one.spans[0][0], one.spans[-1][1]
        if not any(one.ballot.voters.values()) and {"yes", "no"} <= one.ballot.counts.keys():
            means = dict(one.means)
            counted = Counted(
                counts=dict(one.ballot.counts), start=0, end=0, means=means, explicit=False, behind=one.behind
            )
            self._add(kind="counts", counted=counted, start=start, end=end)
            self.live = True
            return
        for side, text in one.means.items():
            self._add(kind="meaning", side=side, text=text, start=start, end=start + 1)
        several = sum(other.spans == one.spans for other in others) > 1
        group = start if several else -1
        self._add(kind="ballot", start=start, end=end, ballot=one.ballot, group=group)
        self.live = True

    def flush(self) -> None:
        """Give what the list of rows held, when it ends."""
        if self.table is not None:
            ballots = self.table.ballots()
            several = len(ballots) > 1
            for ballot in ballots:
                key = ballot.number if several else self.key
                group = ballots[0].start if several else -1
                self.events.append(
                    Event(kind="ballot", start=ballot.start, end=ballot.end, key=key, ballot=ballot, group=group)
                )
            self.table = None
            self.spent = True
            if several:
                self.key = None

    def _add(self, **values: object) -> None:
        self.spent = self.spent or values["kind"] in _RESULTS
        self.events.append(Event(key=self.key, **values))  # type: ignore[arg-type]

    def _heading(self, line: Line) -> None:
        self.flush()
        self.opened = opens_list(line.text)
        self.fresh = True
        self.awake = False
        self.section = line.section
        key = _KEY.search(line.text)
        self.key, self.spent = _named(key) if key else None, False
        if _HEADING.match(line.text):
            self._add(kind="request", start=line.start, end=line.start + 1, text="heading")

    def _wakes(self, line: Line) -> bool:
        """A section that holds no votes may have one behind its own text: the heading is missing."""
        if line.section == SectionKind.RECIPIENTS and not self.awake:
            self.awake = _begins_list(line.text)
        elif not self.awake and (
            requests(line.text) or (_HEADING.match(line.text) is not None and bool(find_meanings(line.text)))
        ):
            self.awake = not _QUOTE.search(line.text) and not _ONCE_REQUESTED.search(line.text)
        return self.awake

    def _earlier(self, line: Line) -> bool:
        """Whether a sentence tells how another body voted, or this one on another day."""
        text = line.text
        if line.section in _TOLD and "§" in text and _BEFORE.search(text):
            return True
        if "röst" not in text and "voter" not in text:
            return False
        dated = _DATED.search(text)
        other = find_body(text) if line.section in _TOLD else None
        if other is not None and self.body and not _same_body(other[0], self.body):
            return bool(
                re.search(rf"(?:\bi |\bvid |^|beslutade |avslog |biföll |antog |röstade ){re.escape(other[0])}", text)
            ) and bool(_ONCE.search(text))
        if dated is None:
            return False
        counts = find_counts(text)
        where = counts.start if counts else len(text)
        if line.section in _TOLD:
            return dated.start() < where or bool(_SECTION.search(text))
        return dated.start() < where and bool(_DAY_AND_SECTION.search(text))

    def _before_vote(self, line: Line) -> bool:
        """Whether a line stands among the motions, and no vote was asked for yet."""
        return line.section == SectionKind.MOTIONS and not self.live and "röst" not in line.text

    def _sentence(self, line: Line) -> None:
        text, start = line.text, line.start
        if len(text) > _LONGEST:
            return
        told = line.section in {SectionKind.DECISION, SectionKind.SUMMARY}
        key = _KEY.search(text) if _MAY_NUMBER.search(text) else None
        if key:
            name = _named(key)
            if name != self.key:
                self.flush()
            if name != self.key and len(text) < _SHORT and not find_counts(text):
                self._add(kind="request", start=start, end=start + len(text), text="heading")
            if name != self.key:
                self.key, self.spent = name, False
        if requests(text):
            self.flush()
            self.live = True
            if key is None and self.spent:
                self.key, self.spent = None, False  # the next vote, whose number is not told yet
            self._add(kind="request", start=start, end=start + len(text))
        elif len(text) < _LONGEST_SUM and _HEADING.match(text):
            self.live = True
        asked = _ASKS_BODY.search(text) is not None
        meanings = [] if asked else [one for one in find_meanings(text) if not self._are_names(one, text)]
        if any(_VOTES_BEHIND.search(text[: one.start]) for one in meanings) and read_lists(
            text, start, self.roster, []
        ):
            meanings = []  # 'Ek och Holm röstar ja till förslaget'

        closed = [(one.start, one.end) for one in meanings]
        if self._before_vote(line):
            meanings = []  # 'Ja till förslaget: Ek yrkar bifall'
        self.live = self.live or bool(meanings)
        if any(one.weak for one in meanings) and read_lists(text, start, self.roster, []):
            closed = []  # 'För bifall (ja) röstar Ek och Holm'
        for one in meanings:
            self.flush()
            self._add(
                kind="meaning",
                side=one.side,
                text=one.text,
                start=start + one.start,
                end=start + one.end,
                main=told,
                weak=one.weak,
            )
        before = len(self.events)
        self._counts(line, closed, told=told)
        self._lists(line, closed)
        if len(self.events) == before and "röst" in text and _ELECTION.search(text):
            self._add(kind="election", start=start, end=start + len(text))

    def _for(self, line: Line) -> bool:
        """Names of those who vote for a proposal that is named, without the words yes and no."""
        if ("röstar" not in line.text and "röstade" not in line.text) or _SIDE_WORD.search(line.text):
            return False
        match = _FOR.match(line.text) or _FOR_TURNED.match(line.text)
        if match is None:
            return False
        low = line.start + match.start("names")
        voters = self.roster.voters(match["names"], low, alone=True)
        if not only_names(match["names"].rstrip(". "), voters, low) or not any(
            one.known or one.party for one in voters
        ):
            return False
        self.flush()
        self._add(
            kind="supporters",
            text=match["what"],
            voters=tuple(voters),
            start=line.start,
            end=line.start + len(line.text),
        )
        return True

    def _are_names(self, one: Meaning, text: str) -> bool:
        """Whether what stands behind `Ja:` are voters."""
        if _MEANS.search(text[one.start : one.end].partition(one.text)[0]):
            return False
        last = one.text.rpartition(": ")[2]  # 'Upprop: Ek – ja'
        return only_names(last, self.roster.voters(last, 0, alone=True), 0)

    def _counts(self, line: Line, closed: Sequence[tuple[int, int]], *, told: bool) -> None:
        text = line.text
        for low, high in closed:
            text = text[:low] + "#" * (high - low) + text[high:]
        for counted, which in all_counts(text):
            if not _believable(text, counted, line.section, live=self.live):
                continue
            self.flush()
            self.live = True
            key, self.key = self.key, which or self.key
            self._add(
                kind="counts",
                counted=counted,
                start=line.start + counted.start,
                end=line.start + counted.end,
                main=told,
            )
            self.key = key if which else self.key

    def _lists(self, line: Line, closed: list[tuple[int, int]]) -> None:
        text, start = line.text, line.start
        opened = None if closed else opens_list(text)
        if opened is not None and _CELL.fullmatch(self.above) and not _NO_CELL.search(text):
            self.opened = None  # each cell of a row on a line of its own: the name stands above
            return
        if opened is not None:
            self.flush()
            self.opened, self.fresh = opened, True
            return
        if self.opened is not None and not closed:
            tail = _SIDE_BEHIND.search(text)
            names = text[: tail.start()] if tail else text
            voters = self.roster.voters(names, start, alone=True)
            if only_names(names, voters, start):
                self._add(
                    kind="list",
                    side=self.opened,
                    voters=tuple(voters),
                    start=start,
                    end=start + len(names),
                    more=not self.fresh,
                )
                self.fresh = False
                if tail:
                    self.opened, self.fresh = opens_list(tail["side"]), True
                return
        if self._for(line):
            return
        lists = read_lists(text, start, self.roster, closed)
        self.live = self.live or bool(lists)
        for one in lists:
            self.flush()
            number = _GROUP.search(text[: one.voters[0].start - start])
            if number and len(lists) == 1:
                counted = Counted(counts={one.side: number_of(number["number"])}, start=0, end=0)
                self._add(kind="counts", counted=counted, start=one.start, end=one.end)
            self._add(kind="list", side=one.side, voters=one.voters, start=one.start, end=one.end)
        self.opened = None


# The chair's question before any vote: 'frågar om nämnden säger ja eller nej till förslaget'.
_ASKS_BODY = lazy(r"\bfråga(?:r|de)\b[^.]*\bsäger ja eller nej\b(?![^.]*\bröst)")
_NO_CELL = lazy(r"röst|[:(]")
_SIDE_BEHIND = lazy(r"\s(?P<side>Ja|Nej|JA|NEJ|Avstår|AVSTÅR|Avstod|Frånvarande)[:.]?$")
# 'Sex ledamöter, Ek, Dahl ..., röstar ja'
_GROUP = lazy(rf"(?P<number>{NUMBER}) (?:ledamöter|ledamot|personer)(?: \(|, | ?: ?|, nämligen )$")


# Votes for persons: a ballot that has no yes and no.
_ELECTION = lazy(
    rf"(?:får|fick|erhåller|erhöll|erhållit)\s+{NUMBER}\s*(?:röster|röst)|\b{NUMBER}\s*röst(?:er)? (?:för|på|till) [A-ZÅÄÖ]|röst(?:er|sedlar) (?:har )?(?:avgetts|avges|avgavs) för"
)


# 'Nämnden behandlade ärendet den 3 februari § 12': what follows is told, not done.
_BEFORE = lazy(
    r"\b(?:behandlade|beslutade|beslöt|avslog|återremitterade|bordlade|behandlades)\b.*(?:\d{4}-\d\d-\d\d|\bden \d{1,2} [a-zåäö]+(?: \d{4})?|\d),? ?§+ ?\d"
)
# 'För kontorets förslag röstar Ek och Holm', 'Ek och Holm röstar för kontorets förslag'
_FOR = lazy(
    r"^(?:[Ff]ör|[Pp]å) (?P<what>[^.:]{4,100}?) (?:röstar|röstade|röstar följande ledamöter:?)\s+(?P<names>.+)$"
)
_FOR_TURNED = lazy(r"^(?P<names>.+?) (?:röstar|röstade) för (?P<what>[^.:]{4,100}?)\.?$")
_SIDE_WORD = lazy(r"(?<![\w-])(?:ja|nej|frånvarande)(?![\w])|avst", re.IGNORECASE)


_CELL = lazy(rf"\d{{1,3}}(?: {ROLE})?|{ROLE}|\d:[ea] v\.? ordf\w*\.?|[A-ZÅÄÖ]{{1,3}}", re.IGNORECASE)


def _same_body(one: str, other: str) -> bool:
    """Whether two names are those of one body: `kommunstyrelsen`, `Kommunstyrelsens arbetsutskott` are not."""
    short = {"nämnden", "styrelsen", "utskottet", "fullmäktige", "direktionen", "beredningen"}
    first, second = one.casefold(), other.casefold()
    return (
        first == second
        or first in short
        or first.removesuffix("n") == second.removesuffix("n")
        or second.endswith(f" {first}")
    )


_ASKED = lazy(r"enkät|folkomröst|undersökning|svarade|tillfrågade|remissinstans", re.IGNORECASE)
_VOTED = lazy(r"röst|voter|utfall|utföll|resultat|slutar|slutade|siffror|upprop|\bmot\b|avst", re.IGNORECASE)


_OF_A_VOTE = lazy(r"\b(?:omröstning|votering)", re.IGNORECASE)
_SPEAKS_OF_VOTES = lazy(r"röst|voter", re.IGNORECASE)
_SPEAKS_OF_SIDES = lazy(r"röst|voter|blank|avst|nedl|frånv|\bja\b|\bnej\b", re.IGNORECASE)


def _believable(text: str, counted: Counted, section: str, *, live: bool) -> bool:
    """Whether the numbers of a sentence are those of a vote; `live` where one was asked for or held before."""
    if (_ASKED.search(text) and not _OF_A_VOTE.search(text)) or any(number > 400 for number in counted.counts.values()):
        return False
    sides = {"yes", "no"} & set(counted.counts)
    if section in _TOLD - {SectionKind.UNKNOWN}:
        if live and len(text) < _LONGEST_SUM:
            return bool(sides) or bool(_SPEAKS_OF_SIDES.search(text))
        return (live or bool(_SPEAKS_OF_VOTES.search(text))) and len(sides) == 2
    if section == SectionKind.DECISION:
        return bool(_SPEAKS_OF_SIDES.search(text))
    if not sides or len(sides) == 2 or counted.start < 3:
        return True
    return len(text) < 60 or bool(_VOTED.search(text))
