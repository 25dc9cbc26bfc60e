"""Attendance told in a form that no label announces: names with their parties, thick upon one another, in any order of the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import Attendance
from nlp_minutes.lexicon import is_given_name, is_role, party_normal
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.names import CAPITAL, NO_PARTY, PARTICLE, looks_like_name
from nlp_minutes.rules.people import Entry, Mark

if TYPE_CHECKING:
    from nlp_minutes.rules.front_lines import FrontLine

__all__ = ["read_dense"]

_LEAST_PEOPLE: Final = 4  # fewer people with a party are no list
_LEAST_KNOWN: Final = 0.6  # of the parties that a lexicon holds
_LONGEST_SMALL: Final = 3  # letters of a party in small letters that no lexicon holds
_ROW: Final = 3  # people with a known party before the name, among whom one that no lexicon holds is one too
_FULL_LINE: Final = 60  # characters of a line that goes on below because it is full

_LINE_END = lazy(r"\n")
# What parts two entries, or an entry and what is told of it.
_CUT = lazy(
    r"[\n;·•,|\t]|(?<=\w[\w)])(?<!ordf)(?<!\bers)(?<!sekr)(?<!\bkl)\.\s+(?=\w)|\.\s+(?=[A-ZÅÄÖa-zåäö]{1,4}\s[–—=-]\s)|\s(?:och|samt|jämte)\s+(?=(?:[a-zåäö.]+ ){0,3}[A-ZÅÄÖ])"
    r"|\s(?=(?:för|från) (?:[a-zåäö]+(?:erna|partiet)|[^()\n,;]{4,30} \([^()]{1,5}\)) [A-ZÅÄÖ])"
    r"|\s(?=\([A-ZÅÄÖ]\w{0,4}\):\s)"
)
_NUMBER = lazy(r"\s*(?:(?:Plats|Nr|Stol|Mandat)\s+)?\d{1,3}[.):]?\s+(?=\S)")
_LABEL = lazy(r"\s*(?P<label>[^:(]{1,60}?)\s?:\s+")
_PARTY_DASH = lazy(
    r"\s*(?:(?P<party>[A-ZÅÄÖ]{1,4}|[a-zåäö]{1,3})\s[–—=-]|\((?P<short>[A-ZÅÄÖ][\wÅÄÖåäö]{0,4}|[a-zåäö]{1,4})\):?)\s+(?=\S)"
)
_CODE = r"(?:[A-ZÅÄÖ]{1,5}|[A-ZÅÄÖ][a-zåäö]{1,2}[A-ZÅÄÖ]{1,2})"
_IS_CODE = lazy(_CODE)
_SMALL_CODE = lazy(r"[a-zåäö]{1,4}")
_BRACKET = lazy(
    rf"\s?\((?:(?P<all>båda|samtliga|alla|bägge)\s)?(?P<party>{_CODE}|[a-zåäö]{{1,4}}|[A-ZÅÄÖ][a-zåäö]{{1,4}})\)"
)
_ANY_BRACKET = lazy(r"\s?\((?P<text>[^()]{2,40})\)")
_SLASH = lazy(rf"\s?/\s?(?P<party>{_CODE}|[a-zåäö]{{1,4}})(?!\w)")
_TOKEN = lazy(r"[^\s()/]+")
_NAME_TOKEN = lazy(rf"(?:{CAPITAL}(?:-?[A-ZÅÄÖ])?\.(?:-?[A-ZÅÄÖ]\.)*|(?:al-|el-|Al-|El-)?{CAPITAL}[\w'’-]+|{CAPITAL})")
_IS_PARTICLE = lazy(PARTICLE)
_STANDS_FOR = lazy(
    r"(?:^|\s)(?:för|ers\.?(?: för)?|ersättare för|ersätter|i stället för|istället för|i ställe för|tjänstgör för|tjg\.? för|tjänstgör f\.)\s*$",
    re.IGNORECASE,
)
_REPLACES = lazy(
    r"^\s*(?:(?:som\s+)?(?:tjänstgör|tjänstgjorde|tjg\.?|inträdd|inträtt)\s+)?(?:för|ers\.?(?: för)?|ersättare för|ersätter|i stället för|istället för|i ställe för)\s+(?=\S)",
    re.IGNORECASE,
)
# 'Ek (S), ersättare, utan rösträtt'
_NO_RIGHT = lazy(
    r"\b(?:utan rösträtt|(?:ej|icke|inte) (?:röstberättigad|beslutande|tjänstg\w*|med rösträtt))", re.IGNORECASE
)
_AWAY = lazy(r"frånv|förhind|förfall|saknas|sjuk|ledig", re.IGNORECASE)
_OFFICIALS = lazy(
    r"tjänstem|tjänsteperson|förvaltning|övriga|sekreterar|sekr\b|protokoll|antecknar|vid pennan|kansli|dessutom|därjämte|därutöver|även",
    re.IGNORECASE,
)
_SUBSTITUTES = lazy(r"ersättar|suppleant", re.IGNORECASE)
_SERVING = lazy(r"tjänstg|besluta", re.IGNORECASE)
_NOT = lazy(r"\b(?:ej|icke|inte|utan|övriga)\b", re.IGNORECASE)
_LONGEST_HEADING: Final = 8  # words
_PRESENT = lazy(
    r"närv|ledam|ledamöter|besluta|deltag|delt|tjänstgör|tjänstgjord|tillstädes|uppkoppl|mandat|upprop", re.IGNORECASE
)
_STOPPED = lazy(
    r"\b(?:juster\w*|underskrift\w*|signera\w*|anslag\w*|innehåll\w*|ärendelista\w*|föredragningslista\w*)\b",
    re.IGNORECASE,
)
_OFFICE = lazy(
    r"(?:(?:[123]:?[eaA]|förste|andre|första|andra)\s)?(?:v\.?|vice|v)?\s?(?:ordf(?:örande(?:n)?)?\.?|talman(?:nen)?)",
    re.IGNORECASE,
)
_FOR_PARTY = lazy(
    rf"\s*(?:[Ff]ör|[Ff]rån)\s+(?P<name>[^()\n,;]{{4,40}}?)\s*(?:\((?P<short>{_CODE}|[a-zåäö]{{1,4}})\))?\s+(?={CAPITAL}[\w'-]+ (?:{PARTICLE} )?{CAPITAL})"
)
_NO_SMALL_PARTY: Final = frozenset(
    ["ordf", "vice", "ej", "frv", "kl", "tf", "just", "sekr", "ers", "tjg", "led", "för", "och", "samt", "från", "via",
     "som", "hus", "sal", "rum", "till", "vid", "den", "det", "har", "är", "var", "vill", "med", "på", "av", "i", "om",
     "plan", "kom", "gick", "utom", "del", "nr", "st"]
)  # fmt: skip


@dataclass(slots=True)
class _Person:
    name: str
    mark: Mark
    party: Mark | None = None
    group: str | None = None
    roles: list[Mark] = field(default_factory=list)
    attendance: Attendance | None = None
    replaces: str | None = None

    @property
    def code(self) -> str | None:
        return self.party.text if self.party is not None else self.group


@dataclass(slots=True)
class _Reader:
    """The people of a front page, chunk by chunk."""

    people: list[_Person] = field(default_factory=list)
    capacity: Attendance = Attendance.MEMBER
    group: str | None = None
    waiting: tuple[str, Mark] | None = None
    replaced: bool = False
    ahead: int = 0  # people so far with a known party in small letters before the name

    def chunk(self, text: str, at: int, *, first: bool, comma: bool) -> None:
        """Read what stands between two cuts; `first` at the beginning of a line, `comma` behind a comma."""
        waiting, self.waiting = (self.waiting if comma else None), None
        if (number := _NUMBER.match(text)) is not None:
            text, at = text[number.end() :], at + number.end()
        dash = _PARTY_DASH.match(text)
        if dash is None and (label := _LABEL.match(text)) is not None:
            self._label(label["label"])
            text, at = text[label.end() :], at + label.end()
            dash = _PARTY_DASH.match(text)
        party = (dash["party"] or dash["short"]) if dash is not None else ""
        if dash is not None and (dash["short"] or self.group is not None or party_normal(party) is not None):
            self.group = party
            text, at = text[dash.end() :], at + dash.end()
        elif (named := _FOR_PARTY.match(text)) is not None and (named["short"] or party_normal(named["name"])):
            self.group = named["short"] or party_normal(named["name"])
            text, at = text[named.end() :], at + named.end()
        elif first and "(" not in text and not any(one.isdigit() for one in text):
            self._heading(text)
        if not text.strip():
            return
        self._read(text, at, waiting)

    def _label(self, label: str) -> None:
        label = label.strip()
        known = party_normal(label)
        self.group = label if known and len(label) < 6 else known
        if known is None:
            self._capacity(label)

    def _heading(self, text: str) -> None:
        words = text.split()
        if len(words) > _LONGEST_HEADING or any(word[:1].isupper() for word in words[1:]):
            return
        self._capacity(text)

    def _capacity(self, text: str) -> None:
        if _AWAY.search(text):
            self.capacity = Attendance.ABSENT
        elif _OFFICIALS.search(text):
            self.capacity = Attendance.OTHER
        elif _SUBSTITUTES.search(text):
            serving = _SERVING.search(text) is not None and _NOT.search(text) is None
            self.capacity = Attendance.SERVING_SUBSTITUTE if serving else Attendance.SUBSTITUTE
        elif _PRESENT.search(text):
            self.capacity = Attendance.MEMBER

    def _read(self, text: str, at: int, waiting: tuple[str, Mark] | None) -> None:
        found = _name(text)
        if found is None:
            self._told(text, at)
            return
        low, high, lone = found
        name = " ".join(text[low:high].split())
        mark = Mark(text[low:high], at + low, at + high)
        lead = text[:low].strip()
        if waiting is not None and not lead and low == 0 and (lone or is_given_name(name.split(" ")[0])):
            surname, before = waiting
            if lone or " " not in surname:
                if self.people and self.people[-1].mark == before:
                    self.people.pop()  # a double surname, taken for a name
                mark = Mark(f"{surname}, {name}", before.start, at + high)
                name, lone = f"{name} {surname}", False
        party, end, shared = _party_behind(text, high, at)
        if lone:
            # a surname whose given name may stand behind the comma
            self.waiting = (name, mark) if party is None and not lead and not text[high:].strip() else None
            return
        if party is None and (ahead := _party_before(text, low, high, at, row=self.ahead >= _ROW)) is not None:
            party, low = ahead
            self.ahead += bool(lead) and party_normal(lead) is not None
            name = " ".join(text[low:high].split())
            mark = Mark(text[low:high], at + low, at + high)
            lead = ""
        if party is None and not lead and " " in name and not text[high:].strip():
            self.waiting = (name, mark)
        if not looks_like_name(name) or name.isupper():
            return
        if lead and _OFFICIALS.search(lead) and party is None:
            self.capacity, self.group = Attendance.OTHER, None
        one = _Person(name, mark, party, self.group if party is None else None)
        if shared and party is not None:
            for earlier in reversed(self.people):
                if earlier.party is not None or earlier.group is not None:
                    break
                earlier.group = party.text
        if lead and (is_role(lead) or _OFFICE.fullmatch(lead)):
            one.roles.append(Mark(lead, at + text.index(lead), at + text.index(lead) + len(lead)))
        one.attendance = self._for(one, lead)
        self.people.append(one)
        self._rest(text[end:], at + end, one)

    def _for(self, one: _Person, lead: str) -> Attendance:
        """The capacity of somebody by what stands before the name."""
        if lead and _STANDS_FOR.search(f" {lead}") and self.people:
            before = self.people[-1]
            if before.attendance is Attendance.ABSENT and lead.casefold().startswith("ers"):
                one.replaces = before.name
                return Attendance.SERVING_SUBSTITUTE
            before.attendance, before.replaces = Attendance.SERVING_SUBSTITUTE, one.name
            return Attendance.ABSENT
        if lead and _AWAY.search(lead):
            return Attendance.ABSENT
        return self.capacity

    def _told(self, text: str, at: int) -> None:
        """What is told of the last person in a chunk of its own: an office, or the party."""
        words = text.strip(" .")
        if not self.people or not words:
            return
        last = self.people[-1]
        start = at + text.index(words)
        if is_role(words) or _OFFICE.fullmatch(words):
            last.roles.append(Mark(words, start, start + len(words)))
            _by_right(last, words)
            return
        if last.party is not None and _NO_RIGHT.search(words):
            last.attendance = Attendance.SUBSTITUTE
            return
        code, _, rest = words.partition(" ")
        if (
            last.party is None
            and _is_party(code)
            and (not rest or is_role(rest.strip("() ")) or _OFFICE.fullmatch(rest.strip("() ")))
        ):
            last.party, last.group = Mark(code, start, start + len(code)), None
            self._rest(words[len(code) :], start + len(code), last)
        elif _AWAY.search(words) and len(words) < _FULL_LINE:
            last.attendance = Attendance.ABSENT

    def _rest(self, text: str, at: int, one: _Person) -> None:
        """What stands behind name and party: an office, or who is replaced."""
        words = text.strip(" ,.")
        if not words:
            return
        if (stands := _REPLACES.match(text)) is not None:
            found = _name(text[stands.end() :])
            if found is not None and found[0] == 0 and not found[2]:
                low, high = stands.end() + found[0], stands.end() + found[1]
                party, _, _ = _party_behind(text, high, at)
                other = _Person(" ".join(text[low:high].split()), Mark(text[low:high], at + low, at + high), party)
                if looks_like_name(other.name):
                    other.attendance = Attendance.ABSENT
                    one.attendance, one.replaces = Attendance.SERVING_SUBSTITUTE, other.name
                    self.people.append(other)
            return
        bare = words.strip("()")
        start = at + text.index(bare)
        if is_role(bare) or _OFFICE.fullmatch(bare):
            one.roles.append(Mark(bare, start, start + len(bare)))
            _by_right(one, bare)
        elif _AWAY.search(words):
            one.attendance = Attendance.ABSENT


def _is_party(word: str) -> bool:
    """Whether a word that stands beside a name is a party, known or not."""
    if word.casefold() in _NO_SMALL_PARTY or word in NO_PARTY:
        return False
    if party_normal(word) is not None or _IS_CODE.fullmatch(word) is not None:
        return True
    return _SMALL_CODE.fullmatch(word) is not None and len(word) <= _LONGEST_SMALL


def _name(text: str) -> tuple[int, int, bool] | None:
    """Where the first name of a chunk stands, and whether it is a single word."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        gap = text[run[-1].end() : token.start()] if run else ""
        if run and gap.strip(" \n"):
            break
        word = token[0]
        if len(run) > 1 and _is_code_token(word.rstrip(".,:")):
            break
        if _NAME_TOKEN.fullmatch(word.rstrip(".,:")) or _NAME_TOKEN.fullmatch(word):
            run.append(token)
            if word.endswith(",") or (word.endswith(".") and len(word) > 4):
                break
        elif run and _IS_PARTICLE.fullmatch(word) and word not in {"och", "le"}:
            run.append(token)
        elif len(run) > 1:
            break
        else:
            if run and len(run) == 1 and _single_is_name(text, run[0]):
                break
            run = []
    while run and _IS_PARTICLE.fullmatch(run[-1][0]):
        run.pop()
    if not run:
        return None
    if len(run) > 2 and is_role(run[-1][0]):
        run.pop()  # 'Mia Björk Sekreterare'
    if len(run) > 2 and is_role(run[0][0]):
        del run[0]
    low, high = run[0].start(), run[-1].end()
    while text[high - 1] in ",:" or (text[high - 1] == "." and high - run[-1].start() > 2):
        high -= 1
    return low, high, len(run) == 1


def _single_is_name(text: str, token: re.Match[str]) -> bool:
    """Whether a word with a capital at the beginning of a chunk is a given name with its party behind it."""
    rest = text[token.end() :].split()
    return (
        not text[: token.start()].strip() and bool(rest) and (is_given_name(token[0]) or _is_party(rest[0].strip("()")))
    )


def _is_code_token(word: str) -> bool:
    return "." not in word and (word.isupper() or _IS_CODE.fullmatch(word) is not None) and _is_party(word)


def _party_behind(text: str, at: int, offset: int) -> tuple[Mark | None, int, bool]:
    """The party behind a name, where it ends, and whether it is that of those before as well."""
    for pattern in (_BRACKET, _SLASH):
        match = pattern.match(text, at)
        if match is not None and _is_party(match["party"]):
            low, high = match.span("party")
            shared = pattern is _BRACKET and match["all"] is not None
            return Mark(match["party"], offset + low, offset + high), match.end(), shared
    token = _TOKEN.search(text, at)
    if token is not None and _OFFICE.match(text, token.start()) is None and not text[at : token.start()].strip(" ,"):
        word = token[0].rstrip(".,;")
        if _is_party(word):
            return (
                Mark(word, offset + token.start(), offset + token.start() + len(word)),
                token.start() + len(word),
                False,
            )
    return None, at, False


def _party_before(text: str, low: int, high: int, offset: int, *, row: bool) -> tuple[Mark, int] | None:
    """The party before a name, and where the name itself begins: `FP Mia Björk`, `(S) Ulla Ek`; `row` where it stands before others."""
    words = text[low:high].split(" ")
    if len(words) > 2 and _is_code_token(words[0]) and len(words[0]) < 6:
        return Mark(words[0], offset + low, offset + low + len(words[0])), low + len(words[0]) + 1
    lead = text[:low].strip()
    if lead and _SMALL_CODE.fullmatch(lead) and (party_normal(lead) or row) and lead not in _NO_SMALL_PARTY:
        at = text.index(lead)
        return Mark(lead, offset + at, offset + at + len(lead)), low
    return None


def _chunks(lines: Sequence[FrontLine]) -> Iterator[tuple[str, int, bool, bool]]:
    """What stands between the cuts of the lines: text, offset, whether it begins a line, whether a comma stands before it.

    White space above a line is a chunk without text.
    """
    apart = {line.start for line in lines if line.blank_before}
    for text, start in _joined(lines):
        if start in apart:
            yield "", start, True, False
        at, first, comma = 0, True, False
        depth = 0
        last = 0
        for cut in [*_CUT.finditer(text), None]:
            end = cut.start() if cut else len(text)
            depth += text.count("(", last, end) - text.count(")", last, end)
            last = end
            if cut is not None and depth > 0:
                continue
            if text[at:end].strip():
                lead = len(text[at:end]) - len(text[at:end].lstrip())
                yield text[at + lead : end].rstrip(), start + at + lead, first, comma
                first = False
            if cut is not None:
                comma = cut[0] == ","
                at = cut.end()
                if cut[0] == "\n":
                    first = True


def _joined(lines: Sequence[FrontLine]) -> Iterator[tuple[str, int]]:
    """Lines with those put together that are full and go on below; offsets stay true."""
    held: tuple[str, int] | None = None
    for line in lines:
        text = _SPACED.sub(lambda match: match[0][::2].ljust(len(match[0])), line.text)
        if held is not None:
            gap = line.start - held[1] - len(held[0])
            if len(held[0].rsplit("\n", 1)[-1]) >= _FULL_LINE and _goes_on(held[0], line) and 0 < gap < _FULL_LINE:
                held = (held[0] + " " * gap + text, held[1])
                continue
            yield held
        held = (text, line.start)
    if held is not None:
        yield held


def _goes_on(text: str, below: FrontLine) -> bool:
    """Whether a full line goes on below; where each line has a party before its people, a new one does not."""
    if below.blank_before:
        return False
    new = _FOR_PARTY.match(below.text) or _LABEL.match(below.text) or _PARTY_DASH.match(below.text)
    return new is None or text.rstrip().endswith((",", " och", " samt", "-"))


# 'N ä r v a r a n d e'
_SPACED = lazy(r"(?<!\w)(?:[A-ZÅÄÖa-zåäö] ){4,}[A-ZÅÄÖa-zåäö](?!\w)")
_LONE_PARTY = lazy(rf"(?:(?P<role>[^()]{{3,40}}?)\s)?\((?P<party>{_CODE}|[a-zåäö]{{1,4}})\)")


def _by_columns(lines: Sequence[FrontLine]) -> list[_Person]:
    """People whose names, and then whose offices and parties, stand in columns that were printed one after the other."""
    for begin in range(len(lines)):
        names = begin
        while names < len(lines) and looks_like_name(lines[names].text.strip()):
            names += 1
        count = names - begin
        if count < _LEAST_PEOPLE:
            continue
        told = lines[names : names + count]
        found = [_LONE_PARTY.fullmatch(one.text.strip()) for one in told]
        roles = [is_role(one.text) for one in told]
        if (
            len(told) < count
            or not all(party or role for party, role in zip(found, roles, strict=True))
            or sum(map(bool, found)) < _LEAST_PEOPLE
        ):
            continue
        beyond = lines[names + count].text.strip() if names + count < len(lines) else ""
        if _LONE_PARTY.fullmatch(beyond):
            continue  # more parties than names
        people = []
        for name, other, party in zip(lines[begin:names], told, found, strict=True):
            text = name.text.strip()
            at = name.start + name.text.index(text)
            one = _Person(text, Mark(text, at, at + len(text)), attendance=Attendance.MEMBER)
            if party is None:
                one.roles.append(Mark(other.text.strip(), other.start, other.start + len(other.text.rstrip())))
                one.attendance = Attendance.OTHER
            else:
                one.party = Mark(party["party"], other.start + party.start("party"), other.start + party.end("party"))
                if party["role"]:
                    one.roles.append(Mark(party["role"], other.start, other.start + len(party["role"])))
            people.append(one)
        return people
    return []


def read_dense(lines: Sequence[FrontLine]) -> list[Entry]:
    """Read the people of a front page by nothing but their names and parties, which stand close together.

    Whatever parts them and whichever comes first, a list of those present is where one name after the other has a party.

    Args:
        lines: The blocks of the front page.

    Returns:
        The people, where there are enough of them with parties that are known; else nothing.
    """
    people = _by_columns(lines)
    if not people:
        reader = _Reader()
        for text, at, first, comma in _chunks(lines):
            if not text:
                reader.group = None
                continue
            if first and _STOPPED.match(text):
                reader.group = None
                reader.capacity = Attendance.OTHER
                continue
            reader.chunk(text, at, first=first, comma=comma)
        people = reader.people
    lawful = [one for one in people if one.code is not None]
    known = [one for one in lawful if party_normal(str(one.code)) is not None]
    if len(lawful) < _LEAST_PEOPLE or len(known) < _LEAST_KNOWN * len(lawful):
        return []
    return [*_entries(people)]


def _entries(people: Sequence[_Person]) -> Iterator[Entry]:
    """The people as entries, each once; nobody without party who is no official with an office."""
    lawful = {one.name for one in people if one.code is not None}
    seen: set[str] = set()
    for one in people:
        if one.name in seen or (one.code is None and one.name in lawful):
            continue
        seen.add(one.name)
        attendance = one.attendance or Attendance.MEMBER
        if one.code is None:
            if not one.roles and attendance not in {Attendance.OTHER, Attendance.ABSENT}:
                continue
            attendance = Attendance.OTHER if attendance is not Attendance.ABSENT else attendance
        elif attendance is Attendance.OTHER:
            attendance = Attendance.MEMBER
        yield Entry(
            name=one.name,
            mention=one.mark,
            party=one.code,
            party_mark=one.party,
            roles=tuple(one.roles),
            attendance=attendance,
            replaces=one.replaces,
        )


def _by_right(one: _Person, role: str) -> None:
    """A substitute by his or her own line is one on any list of those present."""
    if one.party is None or one.attendance is not Attendance.MEMBER or not _SUBSTITUTES.match(role):
        return
    one.attendance = Attendance.SUBSTITUTE
