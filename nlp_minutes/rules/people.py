"""One line of an attendance list to the people on it: name, party, office, and in which capacity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from nlp_minutes.labels import Attendance
from nlp_minutes.lexicon import is_given_name, is_role
from nlp_minutes.lines import LEADERS, has_leaders
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.quick import quick
from nlp_minutes.rules.names import CAPITAL, NAME, NAME_PARTY, clean_party, looks_like_name, opener, party_of

__all__ = ["Entry", "Mark", "base_role", "read_people", "steps_into_place"]


@quick
@dataclass(frozen=True, slots=True)
class Mark:
    """A word or name with where it stands in the clean text."""

    text: str
    start: int
    end: int


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A person as one line of a list gives him or her.

    Attributes:
        name: The name as a reader would write it, given name first.
        mention: The name where it stands.
        party: The party as written, or None.
        party_mark: The party where it stands.
        roles: The offices beside the name, where they stand.
        attendance: In which capacity, as far as the line tells; None where only the list's heading can tell.
        replaces: Name of the one who is replaced.
        note: What else the line says of the person (paragraphs, times).
    """

    name: str
    mention: Mark
    party: str | None = None
    party_mark: Mark | None = None
    roles: tuple[Mark, ...] = ()
    attendance: Attendance | None = None
    replaces: str | None = None
    note: str = ""


_ENDINGS = (
    ("justerandes", "justerare"),
    ("justerande", "justerare"),
    ("anden", "ande"),
    ("aren", "are"),
    ("ören", "ör"),
    ("chefen", "chef"),
    ("oten", "ot"),
    ("rådet", "råd"),
    ("risten", "rist"),
    ("nomen", "nom"),
    ("egen", "eg"),
    ("ekten", "ekt"),
    ("isten", "ist"),
    ("orn", "or"),
    ("enten", "ent"),
)


_BLANKS = lazy(r"\s+")
_SHORT_SERVING = lazy(r"^(?:tjänstgörande|tjänstg\.?|tjg\.?|tj\.?) ers(?:\.|ättare)?$")
_SHORT_CHAIR = lazy(r"(?<![\wåäö])v(?:ice|\.)? ?ordf$")  # '2:e v ordf', 'v. ordf'


def base_role(text: str) -> str:
    """Give an office in its base form: lower case, indefinite, `justerare` for `Justerande`."""
    role = _BLANKS.sub(" ", text).strip(" .:,()").casefold()
    if role.startswith("tj"):
        role = _SHORT_SERVING.sub("tjänstgörande ersättare", role)
    if role.endswith("ordf"):
        role = _SHORT_CHAIR.sub("vice ordförande", role) if role != "ordf" else "ordförande"
    if role in {"vid protokollet", "protokollförare", "protokollsförare"}:
        return "sekreterare" if role == "vid protokollet" else role
    if role.endswith("sekr"):
        return f"{role}eterare"
    for ending, base in _ENDINGS:
        if role.endswith(ending):
            return role[: -len(ending)] + base
    return role


_SEPARATOR = lazy(
    r"\s*[,;|·•]\s*(?:(?:och|samt|liksom|ävensom|jämte)\s+(?=\S))?|\s*\t\s*|\s+/\s+|(?<!-)\s+(?:och|samt|liksom|ävensom|jämte|&)\s+(?=[A-ZÅÄÖ(]|(?:[a-zåäö0-9:.-]+ ){1,4}[A-ZÅÄÖ])"
    # the paragraphs of the one before end his or her entry: '§§ 14-18 Miljöhandläggare Ulla Ek'
    r"|(?<=[\d§])\s+(?=[A-ZÅÄÖ][a-zåäö-]{4,} [A-ZÅÄÖ][\w'-]+ (?:(?:af|von|van|de) )?[A-ZÅÄÖ][a-zåäö])"
)
_FOR = lazy(
    r"(?P<for>(?:(?:(?:som|vilken|vilka) )?(?:tjänstgör(?:ande)?|tjänstgjorde|inträder|inträdde|tjg\.?|ers(?:ättare|ätter|\.)?|ersatte)(?: ers(?:ättare|\.)?)?(?: (?:för|f\.?|i stället för|istället för))?|för|i stället för|istället för|ersättare för))\s+$",
    re.IGNORECASE,
)
_REPLACED_BY = lazy(r"(?:ersätts|ersattes|ersatt) av\s+$", re.IGNORECASE)
_SERVING = lazy(
    r"(?<!ej )(?<!icke )(?<!inte )(?<!ej)\b(?:tjänstgörande(?: ersättare)?|tjänstg(?:ör|jorde|\.)|tjg\.?(?: ers\.?)?|ersätter|beslutande ersättare|ers\. för|ersättare för|i tjänst|inne (?:för|på|i)|med rösträtt|röstberättigad|inkallad)(?![\wåäö])",
    re.IGNORECASE,
)
_NOT_SERVING = lazy(
    r"\b(?:går|träder|inträder|inträdde) (?:ej|icke|inte)\b|\b(?:ej|icke|inte)[ -]?(?:i )?tj(?:änst)?\.?g|\btjänstg\w* (?:ej|icke|inte)\b",
    re.IGNORECASE,
)
# Said of officials as well, and before the one whom it concerns.
_NO_RIGHT = lazy(
    r"\b(?:utan rösträtt|(?:ej|icke|inte) (?:röstberättigad|beslutande|med rösträtt)|utan att tjänstgöra)",
    re.IGNORECASE,
)
_STANDS_IN = lazy(r"ersättare|suppleant|ers\b", re.IGNORECASE)
_ORDINARY = lazy(r"ledamot|ordf", re.IGNORECASE)
_ABSENT = lazy(
    r"\b(?:frånvarande|förhinder|förhindrad|anmält frånvaro|frånv\.?|ej närvarande|sjukanmäld|frånvaro)(?![\wåäö])",
    re.IGNORECASE,
)
_PARTIAL = lazy(
    r"§|\bkl\b|kl\.|klockan|\d{1,2}[.:]\d\d|\bfrån\b|\bt\.? ?o\.? ?m|\bfr\.? ?o\.? ?m|\bdel av\b|\bp\. ?\d|punkt",
    re.IGNORECASE,
)
_EXTRA = lazy(
    r"(?:§|ej\b|inte\b|kl\b|kl\.|klockan|från|fr\.? ?o\.? ?m|t\.? ?o\.? ?m|till|under|digital|via|på distans|på länk|på plats|i salen|distans|teams|zoom|länk|del av|anländ|lämnade|anmält|jäv|p\.|punkt|deltar|deltog|närvarande|"
    r"närvarar|vakant|\d|frånvarande|förhinder|tjänstgör|ersätt|ers\b|ers\.|ordinarie|vid behandling|endast|utom|hela|ärende|forts|adjungerad\b|\(|utan rösträtt|med rösträtt|vid|för)",
    re.IGNORECASE,
)
_SURNAME_FIRST = lazy(
    rf"^\s*(?P<sur>(?:(?:af|von|van|de|la|der) ){{0,2}}{CAPITAL}[\w'-]+(?: (?:(?:af|von|van|de|la|der|al|el) )?{CAPITAL}[\w'-]+)?), ?(?P<given>{CAPITAL}[\w'-]+(?:[ -]{CAPITAL}[\w'.-]+)?)(?=\s*[(,\t]|\s*$|\s+(?:för|i stället|istället|ersätter|tjänstg\w+)\s)"
)
# 'Ek Ulla, MP': behind the comma stands the party
_NO_CODE = r"(?!(?:[A-ZÅÄÖ]{2,4}|[A-ZÅÄÖ][a-zåäö]{1,2}[A-ZÅÄÖ]{1,2})(?![\w'-]))"
# A word before the comma that is no office, one behind it, and a party: 'Kallio, Erdal (M)'.
_ALONE_WITH_PARTY = lazy(
    rf"(?!(?i:ordf|led|ers|vice|sekr|just))(?:{CAPITAL}[\w'-]+), {CAPITAL}[\w'-]+ \([A-ZÅÄÖ]{{1,4}}\)"
)
_ENTRY_LENGTH = 60
# The one who is replaced, on a list with the surname first: 'ersätter Lund, Nils (s)'.
_TURNED = lazy(
    rf"\s*(?:ersätter|för|ers\.?(?: för)?|tjg\.?(?: ers\.?)?(?: för| f\.)?|tjänstgör för|tjänstgörande ersättare för|i stället för)\s+(?P<sur>(?:(?:af|von|van|de|la|der) ){{0,2}}{CAPITAL}[\w'-]+(?: {CAPITAL}[\w'-]+)?), ?{_NO_CODE}(?P<given>{CAPITAL}[\w'-]+)(?=\s*\(|\s*$)"
)
_BRACKET = lazy(r"\s*\(([^()]{1,60})\)")
_VACANT = lazy(r"\b(?:vakant|vakans|saknas|ledig plats)\b", re.IGNORECASE)
_SERVES = lazy(r"(?<!ej )(?<!icke )(?<!inte )tjänstgörande\s+ersättare|tjg\.? ers", re.IGNORECASE)
_NUMBERED = lazy(r"^\s*(?:\d{1,3}[.)]?\s+|[•*–-]\s+)(?=[A-ZÅÄÖ])")


def _unbroken(name: str) -> str:
    return " ".join(name.replace("-\n", "-").split())


@dataclass(slots=True)
class _Draft:
    """An entry while its line is being read."""

    name: str
    mention: Mark
    party: Mark | None = None
    roles: list[Mark] = field(default_factory=list)
    attendance: Attendance | None = None
    replaces: str | None = None
    note: list[str] = field(default_factory=list)

    def done(self) -> Entry:
        return Entry(
            name=_unbroken(self.name),
            mention=self.mention,
            party=clean_party(self.party.text) if self.party else None,
            party_mark=self.party if self.party and clean_party(self.party.text) else None,
            roles=tuple(self.roles),
            attendance=self.attendance,
            replaces=_unbroken(self.replaces) if self.replaces else None,
            note=" ".join(self.note).strip(),
        )


# Behind the hyphen of a double name a line may end: 'Hanna Wall-' / 'Petri'.
_NEWLINE = lazy(rf"(?<![\w]-)\n|\n(?!{CAPITAL})")

_LEADERS = lazy(LEADERS)

# A full stop between two people: 'Ulla Ek. Jon Dahl frånvarande', 'Ulla Ek (S). Jon Dahl'.
_FULL_STOP = lazy(
    rf"(?:(?<=[A-ZÅÄÖa-zåäö][a-zåäö])|(?<=[A-ZÅÄÖ]\)))(?<!ordf)(?<!Ordf)(?<!ers)(?<!Ers)(?<!tjg)(?<!Tjg)(?<!sekr)(?<!Sekr)(?<!bitr)(?<!led)(?<!suppl)(?<!just)\.(?=\s+{CAPITAL}[\w'-]+ (?:(?:af|von|van|de) )?{CAPITAL}[\w'-]+)"
)


_NOBODY = lazy(r"\s*(?:vakant|vakans|ersättare saknas)\b", re.IGNORECASE)


def read_people(text: str, offset: int, *, officials: bool = False) -> list[Entry]:
    """Read the people on one line of a list.

    Args:
        text: The line, or several lines of one entry; newlines count as blanks.
        offset: Where the line begins in the clean text.
        officials: Whether the list holds people without party, so that `Namn, titel` is the common form.

    Returns:
        The people in the order of the line; who is named as replaced comes right behind the substitute.
    """
    text = _FULL_STOP.sub(";", _NEWLINE.sub(" ", text)) if "." in text else _NEWLINE.sub(" ", text)
    if has_leaders(text):
        text = _LEADERS.sub(lambda leaders: "\t" * len(leaders[0]), text)  # they part cells and belong to none
    if _NOBODY.match(text) and not re.search(r"[;•]", text):
        return []
    if (pair := _GONE_FIRST.search(text)) and looks_like_name(pair["gone"] or pair["gone2"]):
        return _gone_first(text, pair, offset, officials=officials)
    if "rna " in text and (others := _THE_SUBSTITUTES.search(text)) is not None:
        before = read_people(text[: others.start()], offset, officials=officials)
        behind = read_people(text[others.end() :], offset + others.end(), officials=officials)
        told = others["kind"].casefold()
        if told.startswith("tj"):
            behind = [
                one if one.attendance else replace(one, attendance=Attendance.SERVING_SUBSTITUTE) for one in behind
            ]
        elif before and not told.startswith("led"):  # alone they are what the list is
            behind = [one if one.attendance else replace(one, attendance=Attendance.SUBSTITUTE) for one in behind]
        return [*before, *behind]
    if (place := steps_into_place(text)) is not None:
        return _into_place(text, place, offset, officials=officials)
    parts = _turned_parts(text)
    if parts:
        return [one for a, b in parts for one in read_people(text[a:b], offset + a, officials=officials)]
    lead = _NUMBERED.match(text)
    at = lead.end() if lead else 0
    drafts: list[_Draft] = _turned_with_parties(text, at, offset)
    if drafts:
        return [draft.done() for draft in drafts]
    pending: list[Mark] = []
    surname_first = _SURNAME_FIRST.match(text[at:])
    if surname_first and (
        _is_surname_first(surname_first) or _ALONE_WITH_PARTY.fullmatch(text[at : at + _ENTRY_LENGTH].rstrip())
    ):
        start, end = at + surname_first.start("sur"), at + surname_first.end("given")
        drafts.append(
            _Draft(
                f"{surname_first['given']} {surname_first['sur']}", Mark(text[start:end], offset + start, offset + end)
            )
        )
        at = _brackets(text, end, offset, drafts[-1])
    for start, end in _pieces(text, at):
        _read_piece(text, start, end, offset, drafts, pending, officials=officials)
    _by_presence(text, offset, drafts)
    return [entry for draft in drafts for entry in _with_absent(draft, text, offset, drafts)]


# 'ledamöterna Ek och Dahl samt suppleanterna Lund och Hed'
_THE_SUBSTITUTES = guarded(
    r"(?:^|[\s,;]+(?:(?:samt|och|jämte|ävensom|liksom) )?)(?P<kind>(?:tjänstgörande )?(?:suppleanterna|ersättarna)|ledamöterna) (?=[A-ZÅÄÖ])"
)
# The one who is replaced before the substitute: 'och, i stället för Jon Dahl (m), ersättaren Mia Björk'.
_GONE_FIRST = guarded(
    rf"(?:^|[\s,;]+(?:(?:och|samt),? )?)(?:i stället för|istället för|i ställe för|för|efter) +(?P<gone>{NAME})(?: \((?P<party>[A-ZÅÄÖ]\w{{0,4}}|[a-zåäö]{{1,4}})\))?,? (?:som [a-zåäö ]{{4,40}}, )?"
    rf"(?:(?:tjänstgör|tjänstgjorde|inträder|inträdde|deltar|deltog) )?(?:tjänstgörande )?(?:(?:dennes|hans|hennes|dennas) (?:ersättare|suppleant)|ersättaren|suppleanten) +(?=(?P<here>{NAME}))"
    # behind `samt` it is whom the next one replaces
    rf"|[\s,;]+(?:och|samt),? (?:i stället för|istället för|i ställe för) (?P<gone2>{NAME})(?: \((?P<party2>[A-ZÅÄÖ]\w{{0,4}}|[a-zåäö]{{1,4}})\))?, (?=(?P<here2>{NAME}))",
)


def _gone_first(text: str, pair: re.Match[str], offset: int, *, officials: bool) -> list[Entry]:
    """Read a line on which the one who is replaced stands before the substitute; the people around the two as ever."""
    before = read_people(text[: pair.start()], offset, officials=officials)
    behind = read_people(text[pair.end() :], offset + pair.end(), officials=officials)
    which, of = ("gone", "party") if pair["gone"] else ("gone2", "party2")
    low, name = offset + pair.start(which), _unbroken(pair[which])
    party = pair[of]
    mark = Mark(party, offset + pair.start(of), offset + pair.end(of)) if party else None
    gone = Entry(
        name=name,
        mention=Mark(pair[which], low, offset + pair.end(which)),
        party=party,
        party_mark=mark,
        attendance=Attendance.ABSENT,
    )
    if behind and behind[0].attendance in {None, Attendance.SERVING_SUBSTITUTE}:
        behind[0] = replace(behind[0], attendance=Attendance.SERVING_SUBSTITUTE, replaces=name)
    return [*before, *behind[:1], gone, *behind[1:]]


# Who steps in is told by a pronoun for the one before: 'Jon Dahl (m), frånvarande, i hans ställe Mia Björk (m)'.
_HIS_PLACE = r"i (?:hans|hennes|dennes|dennas|hens|deras|vars|vilkas|vilkens) (?:ställe|plats)"
_STEPS = (
    r"(?:(?:tjänstgör|tjänstgjorde|inträder|inträdde|träder|trädde|kallas|kallades|inkallas|inkallades|deltar|deltog|"
    r"sitter|satt|går|gick|(?:har|hade) [a-zåäö]+(?:it|at|ts))(?: in)?(?: som (?:tjänstgörande )?ersättare)?)"
)
_SUBSTITUTE = r"(?:(?:tjänstgörande )?(?:ersättaren|suppleanten) )?"
_PLACE_FIRST = lazy(
    rf"[\s,;]*(?:(?:och|samt|men|varvid),? )?\b{_HIS_PLACE}(?: {_STEPS})?:? {_SUBSTITUTE}(?={CAPITAL}[\w'-]+,? {CAPITAL})"
)
_PLACE_LAST = lazy(
    rf"[\s,;]+(?:då|varvid|varför|när|medan|och|samt|där) {_SUBSTITUTE}(?P<here>{NAME}(?: \([^()]{{1,6}}\))?) {_STEPS} {_HIS_PLACE}"
)

# 'Jon Dahl, 91–95 §§, därefter Mia Björk'
_THEN = lazy(rf"(?<=[§\d]),? (?:därefter|därpå|dessförinnan|i övrigt) {_SUBSTITUTE}(?={CAPITAL}[\w'-]+,? {CAPITAL})")


def steps_into_place(text: str) -> re.Match[str] | None:
    """Find where a text tells by a pronoun who stepped in for the one named before."""
    if " ställe" not in text and " plats" not in text:
        return _THEN.search(text) if "§" in text else None
    return _PLACE_LAST.search(text) or _PLACE_FIRST.search(text)


def _into_place(text: str, place: re.Match[str], offset: int, *, officials: bool) -> list[Entry]:
    """Read such a line; who was away for some of the items only is a member all the same."""
    before = read_people(text[: place.start()], offset, officials=officials)
    last = "here" in place.groupdict()
    low, high = place.span("here") if last else (place.end(), len(text))
    here = read_people(text[low:high], offset + low, officials=officials)
    behind = read_people(text[place.end() :], offset + place.end(), officials=officials) if last else []
    gone = before[-1] if before else None
    if here and here[0].attendance in {None, Attendance.SERVING_SUBSTITUTE}:
        here[0] = replace(
            here[0], attendance=Attendance.SERVING_SUBSTITUTE, replaces=gone.name if gone is not None else None
        )
    if gone is not None and gone.attendance is None and not _PARTIAL.search(gone.note):
        before[-1] = replace(gone, attendance=Attendance.ABSENT)
    return [*before, *here, *behind]


# What parts the entries of a line on which a comma stands within each: 'Ek, Ulla, ordförande; Lund, Nils samt Wik, Eva'.
_BETWEEN_TURNED = lazy(
    rf";\s*(?:(?:och|samt)\s+)?|(?<=\)),?\s+(?:(?:och|samt)\s+)?(?={CAPITAL}[\w'-]+(?: {CAPITAL}[\w'-]+)?, {CAPITAL}[\w'-]+)"
    rf"|\s+(?:och|samt)\s+(?={CAPITAL}[\w'-]+(?: {CAPITAL}[\w'-]+)?, {CAPITAL}[\w'-]+)"
    # behind an office or a note, where the next one's party shows that the name is whole: '(c) ordf, Lund, Nils (s)'
    rf"|,\s+(?:(?:och|samt)\s+)?(?=(?:(?:af|von|van|de) )?{CAPITAL}[\w'-]+(?: {CAPITAL}[\w'-]+)?, {CAPITAL}[\w'-]+(?:[ -]{CAPITAL}[\w'-]+)? \(\w{{1,5}}\))"
)


def _turned_parts(text: str) -> list[tuple[int, int]]:
    """The entries of a line of people with the surname first; nothing for any other line and for a single entry."""
    if "," not in text or (";" not in text and text.count(", ") < 2):
        return []
    bounds = [0]
    for match in _BETWEEN_TURNED.finditer(text):
        if text.count("(", 0, match.start()) == text.count(")", 0, match.start()):
            bounds += [match.start(), match.end()]
    bounds.append(len(text))
    parts = [(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if text[a:b].strip()]
    found = (_SURNAME_FIRST.match(text[a:b]) for a, b in parts)
    turned = sum(match is not None and _is_surname_first(match) for match in found)
    return parts if len(parts) > 1 and turned * 3 >= len(parts) * 2 else []


# 'Lund, Nils S; Ek Dahl, Ulla SD (från kl. 14.10)': surname first, the party bare, semicolons between.
_TURNED_ENTRY = lazy(
    rf"\s*(?P<sur>{CAPITAL}[\w'-]+(?: {CAPITAL}[\w'-]+)?), (?P<given>{CAPITAL}[\w'-]+(?:[ -]{CAPITAL}[a-zåäö'-]+)?) "
    rf"(?P<party>[A-ZÅÄÖ]{{1,4}})(?: \((?P<note>[^()]{{2,60}})\))?\s*(?:;|[.;]?\s*$)"
)


def _turned_with_parties(text: str, at: int, offset: int) -> list[_Draft]:
    """Read a line that is nothing but such entries; nothing of any other line."""
    drafts: list[_Draft] = []
    while at < len(text.rstrip()):
        match = _TURNED_ENTRY.match(text, at)
        if match is None or (party_of(match["party"]) is None and match["party"] in {"AB", "HB", "KB", "VD"}):
            return []
        name = f"{match['given']} {match['sur']}"
        low, high = match.start("sur"), match.end("given")
        draft = _Draft(name, Mark(text[low:high], offset + low, offset + high))
        draft.party = Mark(match["party"], offset + match.start("party"), offset + match.end("party"))
        if match["note"]:
            _note(draft, match["note"])
        drafts.append(draft)
        at = match.end()
    return drafts


_PRESENT = lazy(r"(?<![\wåäö])(?P<word>Ja|Nej|JA|NEJ)(?![\wåäö-])")


def _by_presence(text: str, offset: int, drafts: list[_Draft]) -> None:
    """Read rows that tell presence by a word: `Mats Hedkvist (M) Nej Farid Sultani (M)`; who stands behind it steps in."""
    if not drafts:
        return
    begin = drafts[0].mention.end - offset
    end = drafts[1].mention.start - offset if len(drafts) > 1 else len(text)
    word = _PRESENT.search(text, begin, end)
    if word is None:
        return
    if word["word"].casefold() == "nej" and drafts[0].attendance is None:
        drafts[0].attendance = Attendance.ABSENT
    for draft in drafts[1:]:
        if draft.attendance is None:
            draft.attendance, draft.replaces = Attendance.SERVING_SUBSTITUTE, drafts[0].name


def _with_absent(draft: _Draft, text: str, offset: int, drafts: list[_Draft]) -> Iterator[Entry]:
    """The entry, and behind it the one who is replaced where nothing else on the line gives that person."""
    yield draft.done()
    if draft.replaces is None or any(other.name == draft.replaces for other in drafts):
        return
    given, _, surname = draft.replaces.partition(" ")
    written = next((form for form in (draft.replaces, f"{surname}, {given}") if form in text), None)
    if written is not None:
        at = text.find(written)
        mark = Mark(written, offset + at, offset + at + len(written))
        yield Entry(name=draft.replaces, mention=mark, attendance=Attendance.ABSENT)


_INNER_CAPITAL = lazy(r"[A-ZÅÄÖ][a-zåäö]{1,2}[A-ZÅÄÖ]{1,2}")


def _is_surname_first(match: re.Match[str]) -> bool:
    given, first = (
        match["given"].split(" ")[0].split("-")[0].casefold(),
        match["sur"].split(" ")[0].split("-")[0].casefold(),
    )
    if is_role(match["given"]) or party_of(match["given"]) or is_role(match["sur"]):
        return False
    if " " in match["sur"] and _INNER_CAPITAL.fullmatch(match["given"]):
        return False  # 'Ek Ulla, VmP'
    if not is_given_name(given) and (
        is_given_name(first) or match["given"].isupper() or re.search(r"(?:et|en|al|on)$", given)
    ):
        return False
    return " " not in match["given"] or " " not in match["sur"]


def _pieces(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Cut a line at its separators, none inside brackets."""
    depth_at = at
    for match in _SEPARATOR.finditer(text, at):
        turned = _TURNED.match(text, depth_at)
        if turned and match.start() < turned.end():
            continue
        inside = text.count("(", at, match.start()) > text.count(")", at, match.start())
        if (
            inside
            and text.find(")", match.start()) != -1
            and "(" not in text[match.end() : text.find(")", match.start())]
        ):
            continue
        if match.start() > depth_at:
            yield depth_at, match.start()
        depth_at = match.end()
    if depth_at < len(text):
        yield depth_at, len(text)


_NAME_PARTY = guarded(NAME_PARTY)


def _read_piece(
    text: str, start: int, end: int, offset: int, drafts: list[_Draft], pending: list[Mark], *, officials: bool
) -> None:
    turned = _TURNED.match(text[start:end]) if drafts else None
    if turned and looks_like_name(f"{turned['given']} {turned['sur']}"):
        low, high = start + turned.start("sur"), start + turned.end("given")
        draft = _Draft(f"{turned['given']} {turned['sur']}", Mark(text[low:high], offset + low, offset + high))
        _brackets(text, high, offset, draft)
        _replaced(drafts, draft)
        return
    at = start
    found = False
    for match in _NAME_PARTY.finditer(text[start:end]):
        low, high = start + match.start("name"), start + match.end("name")
        if _VACANT.search(match["name"]):
            continue
        if (particle := _PARTICLE_FIRST.match(text, start)) is not None and particle.end() == low:
            low = start
        low += opener(text[low:high])
        begin = low
        low = _skip_role(text, low, high, offset, pending)
        before = text[at:begin]
        if not _person(text[low:high], single=bool(drafts) or True):
            continue
        party_mark: Mark | None
        party = Mark(match["party"], offset + start + match.start("party"), offset + start + match.end("party"))
        if match["party"].casefold() in _UNIONS:
            party_mark, role = None, []
        elif is_role(match["party"]) and not party_of(match["party"]):
            party_mark, role = None, [party]
        else:
            party_mark, role = party, []
        draft = _Draft(text[low:high], Mark(text[low:high], offset + low, offset + high), party_mark, role)
        _between(before, offset + at, drafts, pending)
        if (
            drafts
            and (place := _IN_PLACE.match(text, start + match.end()))
            and before.strip(" ,(") == "i"
            and draft.name.endswith("s")
        ):
            own = draft.name[:-1]  # 'Ulla Ek (MP, i Jon Dahls (C) ställe)'
            draft.name, draft.mention = own, Mark(own, draft.mention.start, draft.mention.end - 1)
            _replaced(drafts, draft)
            at = place.end()
            found = True
            continue
        if drafts and (_FOR.search(before) or (_FOR.search(before.rstrip() + " ") and before.strip())):
            _replaced(drafts, draft)
        elif drafts and _REPLACED_BY.search(before):
            if not _PARTIAL.search(text[match.end() + start : end]):
                drafts[-1].attendance = Attendance.ABSENT
            draft.replaces, draft.attendance = drafts[-1].name, Attendance.SERVING_SUBSTITUTE
            drafts.append(draft)
        else:
            _add(draft, drafts, pending)
        at = _brackets(text, start + match.end(), offset, draft)
        found = True
    rest = text[at:end]
    if found:
        _tail(rest, offset + at, drafts)
        return
    _read_plain(text, start, end, offset, drafts, pending, officials=officials)


_UNIONS = frozenset(["kommunal", "vision", "saco", "ssr", "dik", "lr", "ledarna", "tco", "lo"])


# A surname's first word where the surname comes first: 'von Essen Rut'.
_PARTICLE_FIRST = lazy(r"(?:(?:af|von|van|de|la|der) ){1,2}(?=\S+ \S)")


_IN_PLACE = lazy(r"\s(?:ställe|plats)\)?")


def _person(name: str, *, single: bool) -> bool:
    name = _PARTICLE_FIRST.sub("", name, count=1) if name[:1].islower() else name
    if " " in name:
        return looks_like_name(name)
    return single and len(name) > 2 and name[0].isupper() and not is_role(name) and party_of(name) is None


_ANSWER_FIRST = lazy(r"(?:Ja|Nej|JA|NEJ)\s+")


_PARTS = lazy(r"\S+")


def _skip_role(text: str, low: int, high: int, offset: int, pending: list[Mark]) -> int:
    """Take words for an office off the beginning of what looked like a name: `Ordföranden Ulla Ek`."""
    answer = _ANSWER_FIRST.match(text[low:high])
    if answer:
        low += answer.end()
    words = list(_PARTS.finditer(text[low:high]))
    for n in range(min(len(words) - 1, 4), 0, -1):
        lead = text[low : low + words[n - 1].end()]
        if is_role(lead):
            pending.append(Mark(lead, offset + low, offset + low + len(lead)))
            return low + words[n].start()
    return low


def _between(before: str, offset: int, drafts: list[_Draft], pending: list[Mark]) -> None:
    """Read what stands before a name: an office in small letters, or a note on the one before."""
    words = before.strip(" ,:;–-")
    if not words:
        return
    at = before.find(words)
    if is_role(words) and not _FOR.search(before):
        pending.append(Mark(words, offset + at, offset + at + len(words)))
    elif drafts:
        _role_or_note(words, offset + at, drafts[-1])


def _replaced(drafts: list[_Draft], draft: _Draft) -> None:
    substitute = drafts[-1]
    substitute.attendance = Attendance.SERVING_SUBSTITUTE
    substitute.replaces = draft.name
    draft.attendance = Attendance.ABSENT
    drafts.append(draft)


_PARTY_AND_NOTE = lazy(
    r"(?P<party>[A-ZÅÄÖ][\wÅÄÖåäö]{0,4}|[a-zåäö]{1,4})\s?[,;]\s(?=§|ej\b|inte\b|utom\b|fr\.?\s?o|t\.?\s?o|från|till|kl\b|under|på|via|\d)"
)


# '(M, ordförande)'
_PARTY_AND_OFFICE = lazy(r"(?P<party>[A-ZÅÄÖ][\wÅÄÖåäö]{0,4}|[a-zåäö]{1,4})\s?[,;]\s(?P<office>[\wåäö:. -]{4,40})")


def _brackets(text: str, at: int, offset: int, draft: _Draft) -> int:
    """Read further brackets right behind a name: party, office, or a note."""
    while match := _BRACKET.match(text, at):
        inside = match[1].strip()
        mark = Mark(inside, offset + match.start(1), offset + match.start(1) + len(match[1]))
        if is_role(inside):
            draft.roles.append(Mark(inside, mark.start, mark.start + len(inside)))
        elif inside.casefold() in _UNIONS:
            _note(draft, inside)
        elif (
            (draft.party is None and re.fullmatch(r"[A-ZÅÄÖ][\wÅÄÖåäö]{0,5}|[a-zåäö]{1,4}|[–-]", inside))
            or (draft.party is None and party_of(inside))
            or (draft.party is None and re.fullmatch(r"[A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+)+", inside))
        ):
            draft.party = Mark(inside, mark.start, mark.start + len(inside))
        elif draft.party is None and (with_note := _PARTY_AND_NOTE.match(inside)):  # '(öl; ej 134 §)'
            draft.party = Mark(with_note["party"], mark.start, mark.start + len(with_note["party"]))
            _note(draft, inside[with_note.end() :].strip())
        elif draft.party is None and (both := _PARTY_AND_OFFICE.fullmatch(inside)) and is_role(both["office"]):
            draft.party = Mark(both["party"], mark.start, mark.start + len(both["party"]))
            draft.roles.append(Mark(both["office"], mark.start + both.start("office"), mark.start + both.end("office")))
        elif "," in inside and is_role(inside.partition(",")[0]):  # '(kommunjurist, § 114)'
            office, _, note = inside.partition(",")
            draft.roles.append(Mark(office, mark.start, mark.start + len(office)))
            _note(draft, note.strip())
        else:
            _replaced_in_brackets(draft, inside)
            _note(draft, inside)
        at = match.end()
    return at


_FOR_WHOM = lazy(
    rf"(?:tjänstgör(?:ande)?(?: ersättare)? för|ersätter|ers\.?(?: för)?|för|i stället för|ersättare för)\s+(?P<name>{NAME})"
)


def _replaced_in_brackets(draft: _Draft, inside: str) -> None:
    """`Jeanette Brink (för Ulf Stad)`: the name stays with the substitute until the line is done."""
    if turned := _TURNED.fullmatch(inside):
        draft.replaces, draft.attendance = f"{turned['given']} {turned['sur']}", Attendance.SERVING_SUBSTITUTE
        return
    match = _FOR_WHOM.match(inside)
    if match and looks_like_name(match["name"]):
        draft.replaces, draft.attendance = match["name"], Attendance.SERVING_SUBSTITUTE


# Whose place it is by the name: 'tjänstgjorde i Ulla Eks ställe'.
_IN_PLACE_OF = lazy(rf"\bi (?P<name>{NAME}) (?:ställe|plats)(?![\wåäö])")


def _note(draft: _Draft, words: str) -> None:
    draft.note.append(words)
    place = _IN_PLACE_OF.search(words) if words.endswith(("ställe", "ställe.", "plats")) else None
    if place is not None and draft.replaces is None and looks_like_name(place["name"].removesuffix("s")):
        draft.replaces, draft.attendance = place["name"].removesuffix("s"), Attendance.SERVING_SUBSTITUTE
        return
    if _NOT_SERVING.search(words):
        if not any(_ORDINARY.search(role.text) for role in draft.roles):  # 'ledamot, tjänstgör ej § 6' stays a member
            draft.attendance = Attendance.SUBSTITUTE
    elif _NO_RIGHT.search(words):
        if draft.attendance is None and any(_STANDS_IN.search(role.text) for role in draft.roles):
            draft.attendance = Attendance.SUBSTITUTE
    elif _SERVING.search(words):
        draft.attendance = Attendance.SERVING_SUBSTITUTE
    elif _ABSENT.search(words) and not _PARTIAL.search(words):
        draft.attendance = Attendance.ABSENT


_FOR_AT_END = lazy(
    rf"(?:\bför|ersätter|ers\.|i stället för|istället för)\s+(?P<name>{NAME})(?P<behind>(?:[\s,]+§.*)?)\s*$"
)


def _tail(rest: str, offset: int, drafts: list[_Draft]) -> None:
    """Read what stands behind the last name of a piece."""
    named = _FOR_AT_END.search(rest)
    if named and drafts and looks_like_name(named["name"]):
        low = offset + named.start("name")
        _role_or_note(rest[: named.start()].strip(" ,:;()"), offset, drafts[-1])
        _replaced(drafts, _Draft(named["name"], Mark(named["name"], low, low + len(named["name"]))))
        return
    words = rest.strip(" ,:;()")
    if words and drafts:
        _role_or_note(words, offset + rest.find(words), drafts[-1])


def _office(words: str, offset: int, text_behind: str) -> Mark:
    """The mark of an office; the point of `ordf.` belongs to it."""
    end = len(words) + (1 if words.casefold().endswith(("ordf", "ers")) and text_behind.startswith(".") else 0)
    return Mark(words + "." * (end - len(words)), offset, offset + end)


_NOTE_BEGINS = lazy(
    r"\s*(?:§|\bej\b|\bkl\b|\bfrån\b|\bdigitalt\b|\bfr\.? ?o|\bt\.? ?o\b|\bt\.?o|\bdel\b|\bunder\b|\bpå distans\b|\bvia\b|\(|\bi tjänst\b|\d(?!:[ea]\b|:[sd]))"
)
_FOR_NAME = lazy(rf"\bför\s+(?P<name>{NAME})$")


def _role_or_note(words: str, offset: int, draft: _Draft) -> None:
    """An office with or without a note behind it: `ordförande §§ 40–45`, `tjänstgörande ersättare för Mia Björk`."""
    if not words:
        return
    cut = _NOTE_BEGINS.search(words)
    role, note = (words[: cut.start()], words[cut.start() :]) if cut else (words, "")
    role = role.strip(" ,;:–-")
    begin = words.find(role) if role else 0
    replaced = _FOR_NAME.search(role)
    if replaced and looks_like_name(replaced["name"]):
        draft.replaces, draft.attendance = replaced["name"], Attendance.SERVING_SUBSTITUTE
        role = role[: replaced.start()].strip()
    elif re.search(r" för$", role):
        role = role[:-4].rstrip()
    if role and is_role(role):
        draft.roles.append(_office(role, offset + begin, words[begin + len(role) :]))
        if _SERVES.search(role):
            draft.attendance = Attendance.SERVING_SUBSTITUTE
        if note:
            _note(draft, note)
        return
    _note(draft, words)


_PLAIN_ENDS = lazy(
    r"\s+(?:§|ej\b|kl\b|kl\.|från\b|digitalt\b|fr\.? ?o|t\.? ?o\.? ?m|del av|via\b|på distans|under\b|utom\b|vid\b|till och med\b|till\b|utan rösträtt|\d|för\b|i stället\b|istället\b|–|-\s|ersätter|ersatte|tjänstgör|tjg\.?|inträd|vice |ers\.?\s|frånvarande\b|förhindrad\b|närvarande\b|tillstädes\b|närvarade\b|sjukanmäld\b|på länk\b|tjänstgj|deltog\b|medverk)"
)
_BARE_PARTY = lazy(
    rf"(?P<name>{NAME})\s+(?P<party>(?!AB$|HB$|KB$|VD$|IT$|HR$)(?:[A-ZÅÄÖ]{{1,4}}|[A-ZÅÄÖ][a-zåäö]?[A-ZÅÄÖ]))"
)
_ROLE_BEHIND = lazy(rf"(?P<name>{NAME})\s+(?:(?:är|var) )?(?P<role>[a-zåäö][\wåäö -]+)")


# 'ordförande i revisionen Ulla Ek', 'ekonomichef vid miljökontoret Jon Dahl'
_OFFICE_OF = lazy(
    r"(?P<office>(?!ersättare|suppleant)[a-zåäö]+(?: [a-zåäö]+)?) (?:i|vid|på|inom) (?:[a-zåäö-]+ ){0,2}[a-zåäö-]{4,}"
)


_ACTING_AS = lazy(r"(?:så)?som (?=[a-zåäö]{4})")


_ANY_BLANK = lazy(r"\s")


_OF_A_BODY = lazy(r"[\wåäö-]+s [a-zåäö ]+")


def _read_plain(
    text: str, start: int, end: int, offset: int, drafts: list[_Draft], pending: list[Mark], *, officials: bool
) -> None:
    """Read a piece without a bracketed party."""
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip(" \t:–-"))
    piece = piece.strip(" \t:–-.")
    start += lead
    if acting := _ACTING_AS.match(piece):  # 'såsom sekreterare Ulla Ek'
        piece, start = piece[acting.end() :], start + acting.end()
    lead = opener(piece)
    piece, start = piece[lead:], start + lead
    if not piece:
        return
    if _VACANT.search(piece) and not drafts:
        return
    if drafts and (_steps_in(piece, offset + start, drafts) or _is_replaced(piece, offset + start, drafts)):
        return
    bracket = piece.find("(")
    head = piece if bracket < 0 else piece[:bracket].rstrip()
    office = _OFFICE_OF.match(head)  # 'ekonomichef vid miljökontoret Jon Dahl' does not end at 'vid'
    cut = _PLAIN_ENDS.search(head, office.end() if office and is_role(office["office"]) else 0)
    plain = head[: cut.start()] if cut else head
    pair = _BARE_PARTY.fullmatch(plain)
    if pair and looks_like_name(pair["name"]) and not officials:
        name = pair["name"]
        draft = _Draft(name, Mark(name, offset + start, offset + start + len(name)))
        low = start + pair.start("party")
        draft.party = Mark(pair["party"], offset + low, offset + low + len(pair["party"]))
        _add(draft, drafts, pending)
        _after(text, start + len(plain), end, offset, draft, drafts)
        return
    low, marks = start, []
    for match in _ANY_BLANK.finditer(plain):
        before = plain[: match.start()]
        behind = plain[match.end() :]
        if (
            (
                is_role(before)
                or before in _SHORT_TITLES
                or (_OF_A_BODY.fullmatch(before) and is_role(before.split(" ", 1)[1]))
            )
            and _person(behind, single=False)
            and not _starts_role(behind)
        ):
            marks = [Mark(before, offset + start, offset + start + len(before))]
            low = start + match.end()
            break
        of_body = _OFFICE_OF.fullmatch(before) if _person(behind, single=False) else None
        if of_body and is_role(of_body["office"]):
            marks = [Mark(of_body["office"], offset + start, offset + start + of_body.end("office"))]
            low = start + match.end()
            break
        if officials and _title_before(before, behind):
            marks = [Mark(before, offset + start, offset + start + len(before))]
            low = start + match.end()
            break
    name = plain[low - start :]
    if (
        drafts
        and text[:start].endswith("\t")
        and not marks
        and looks_like_name(name)
        and _affiliation(name, text[start:end], drafts[-1])
    ):
        _note(drafts[-1], piece)
        return
    if _person(name, single=False):
        draft = _Draft(name, Mark(name, offset + low, offset + low + len(name)), roles=marks)
        _add(draft, drafts, pending)
        _after(text, low + len(name), end, offset, draft, drafts)
        return
    titled = _ROLE_BEHIND.fullmatch(plain)
    if titled and looks_like_name(titled["name"]) and is_role(titled["role"]):
        name = titled["name"]
        draft = _Draft(name, Mark(name, offset + start, offset + start + len(name)))
        low = start + titled.start("role")
        draft.roles.append(Mark(titled["role"], offset + low, offset + low + len(titled["role"])))
        _add(draft, drafts, pending)
        _after(text, start + len(plain), end, offset, draft, drafts)
        return
    if is_role(piece):
        mark = _office(piece, offset + start, text[start + len(piece) :])
        if drafts:
            drafts[-1].roles.append(mark)
            if _SERVES.search(piece):
                drafts[-1].attendance = Attendance.SERVING_SUBSTITUTE
        else:
            pending.append(mark)
        return
    if not drafts:
        return
    draft = drafts[-1]
    if (
        draft.party is None
        and piece.casefold() not in _UNIONS
        and (
            re.fullmatch(r"[A-ZÅÄÖ]{1,4}|[A-ZÅÄÖ][a-z]?[A-ZÅÄÖ]{1,2}", piece)
            or party_of(piece)
            or _LOCAL.fullmatch(piece)
        )
    ):
        draft.party = Mark(piece, offset + start, offset + start + len(piece))
    elif officials and re.fullmatch(r"[a-zåäö][\wåäö-]*(?: [a-zåäö][\wåäö-]*){0,4}", piece) and not _EXTRA.match(piece):
        draft.roles.append(Mark(piece, offset + start, offset + start + len(piece)))
    else:
        _role_or_note(piece, offset + start, draft)


# A local party by its name: 'Göran Lind, Ekbypartiet'
_LOCAL = lazy(r"[A-ZÅÄÖ][a-zåäö]{2,}(?:partiet|listan|demokraterna|samlingen|alternativet)")
# Who steps in for the one before it: 'ersätts av Ulla Ek vid §§ 4–5'.
_IS_REPLACED = lazy(rf"(?:ersätts|ersattes) av\s+(?P<name>{NAME})(?P<behind>.*)")


def _is_replaced(piece: str, offset: int, drafts: list[_Draft]) -> bool:
    """Read a piece that only tells who serves for the one before it, who is a member where that is for some items."""
    match = _IS_REPLACED.fullmatch(piece) if piece.startswith(("ersatt", "ersätt")) else None
    if match is None or not looks_like_name(match["name"]):
        return False
    gone = drafts[-1]
    if not _PARTIAL.search(match["behind"]):
        gone.attendance = Attendance.ABSENT
    low = offset + match.start("name")
    here = _Draft(match["name"], Mark(match["name"], low, low + len(match["name"])))
    here.replaces, here.attendance = gone.name, Attendance.SERVING_SUBSTITUTE
    if match["behind"].strip(" ,."):
        here.note.append(match["behind"].strip(" ,."))
    drafts.append(here)
    return True


# Who is replaced, without a party, in a piece of its own: '116 § i stället för Rolf Lind', 'ersätter Mia Björk'.
_STEPS_IN = lazy(
    rf"(?P<note>(?:§|paragraf|kl|från|\d)[^A-ZÅÄÖ]*|(?:som )?(?:tjänstgör(?:ande|de)?|tjg\.?|inträder|inträdde)(?: som)?)? ?(?:för|i stället för|istället för|ersätter|ersatte|ers\.?(?: för)?)\s+(?P<name>{NAME})(?P<behind>[\s,]*(?:§|paragraf|kl|från|till|t\.o|fr\.o|vid|under|\d|p\.).*)?"
)


def _steps_in(piece: str, offset: int, drafts: list[_Draft]) -> bool:
    """Read a piece that only tells for whom the one before it serves."""
    match = _STEPS_IN.fullmatch(piece)
    if match is None or not looks_like_name(match["name"]):
        return False
    for words in (match["note"], match["behind"]):
        if words and words.strip(" ,"):
            _note(drafts[-1], words.strip(" ,"))
    low = offset + match.start("name")
    _replaced(drafts, _Draft(match["name"], Mark(match["name"], low, low + len(match["name"]))))
    return True


_SHORT_TITLES = frozenset(["MAS", "MAR", "SAS", "VD", "tf VD", "vd"])


def _title_before(before: str, behind: str) -> bool:
    """A title that the lexicon does not know before a given name that it does: `Fritidskonsulent Amir Tavakoli`.

    Of several words the title has all but the first in small letters: `tekniske chefen Ulla Ek`.
    """
    first = behind.split(" ", maxsplit=1)[0].split("-", maxsplit=1)[0].casefold()
    words = before.split(" ")
    return (
        len(words) <= _LONGEST_TITLE
        and len(before) >= 7
        and not is_given_name(words[0])
        and (len(words) == 1 or (before.islower() and _NO_TITLE.isdisjoint(words)))
        and is_given_name(first)
        and looks_like_name(behind)
    )


_LONGEST_TITLE = 3
# Words that are no part of a title: they join, or tell of time and manner.
_NO_TITLE = frozenset(
    [
        "och",
        "samt",
        "för",
        "från",
        "med",
        "till",
        "vid",
        "under",
        "som",
        "av",
        "på",
        "i",
        "utan",
        "ej",
        "inte",
        "även",
        "också",
        "via",
        "kl",
        "ersätter",
        "tjänstgör",
        "är",
        "var",
        "närvarande",
        "deltog",
    ]
)


def _affiliation(name: str, cell: str, draft: _Draft) -> bool:
    """A cell behind a bare name that looks like a name too but is the organisation he or she comes from."""
    return not draft.roles and "," not in cell and "(" not in cell and not is_given_name(name)


def _starts_role(text: str) -> bool:
    first = text.split(" ", maxsplit=1)[0]
    return is_role(first)


def _add(draft: _Draft, drafts: list[_Draft], pending: list[Mark]) -> None:
    draft.roles = [*pending, *draft.roles]
    if any(_SERVES.search(role.text) for role in pending):
        draft.attendance = Attendance.SERVING_SUBSTITUTE
    pending.clear()
    drafts.append(draft)


_FOR_LAST = lazy(rf"(?:för|ersätter|ersatte|ers\.|i stället för|istället för)\s+(?P<name>{NAME})\s*$")


def _after(text: str, at: int, end: int, offset: int, draft: _Draft, drafts: list[_Draft]) -> None:
    at = _brackets(text, at, offset, draft)
    rest = text[at:end]
    named = _FOR_LAST.search(rest)
    if named and looks_like_name(named["name"]):
        low = at + named.start("name")
        other = _Draft(named["name"], Mark(named["name"], offset + low, offset + low + len(named["name"])))
        _replaced(drafts, other)
        return
    _tail(rest, offset + at, drafts)
