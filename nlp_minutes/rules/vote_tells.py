"""Results of votes told without a word for yes or no beside each number: by groups, by what was voted for, as bare numbers.

What tells a result here is its shape: two things to be voted for with a number each and nothing else in the sentence,
one group after the other with its votes, or numbers behind a word for a result. What decides whether it is one is that a
vote was asked for and that the numbers agree with how many can vote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import Attendance, SectionKind
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.vote_counts import NUMBER, find_counts, may_name_side, number_of, side_of
from nlp_minutes.rules.vote_events import requests, sentences
from nlp_minutes.rules.vote_marks import Marked, People, sided, sides_of_labels, voter_of
from nlp_minutes.rules.vote_rows import Ballot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlp_minutes.rules.item import ItemParagraph
    from nlp_minutes.rules.vote_names import Roster, Voter

__all__ = ["find_tells", "fits"]

_LONGEST: Final = 500
_MAIN: Final = ("yes", "no")
_ALL: Final = ("yes", "no", "abstain")
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


@dataclass(frozen=True, slots=True)
class _Unit:
    """A line or sentence; offsets are those of the document."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def fits(counts: dict[str, int], body: int) -> bool:
    """Tell whether numbers can be the votes of a body: all of them together are as many as were there, or most of them."""
    total = sum(counts.values())
    return total >= 2 and (not body or body <= 2 * total <= 2 * body + max(2, body // 4))


def find_tells(paragraphs: Sequence[ItemParagraph], roster: Roster, body: int) -> list[Marked]:
    """Find the results of an item that no word for yes or no tells.

    Args:
        paragraphs: Its paragraphs.
        roster: The people.
        body: How many of them can vote.

    Returns:
        The results in order; none overlaps another.
    """
    found: list[Marked] = []
    people = People(roster)
    asked = False
    above: list[_Unit] = []
    whole: list[_Unit] = []
    held = [*_held(paragraphs)]
    for n, one in enumerate(held):
        asked = asked or _asks(one)
        if not asked:
            continue
        units = [*_units(one)]
        whole += units
        # short lines that follow one another are one list, each in a paragraph of its own or not
        alone = all(len(unit.text) < _LONGEST_ROW for unit in units)
        joined = [*above, *units] if alone else units
        after = held[n + 1] if n + 1 < len(held) else None
        if alone and after is not None and after.heading == one.heading and len(after.text) < _LONGEST_ROW:
            above = joined
            continue
        above = []
        if any(_ANY_NUMBER.search(unit.text) for unit in joined):
            found += _by_groups(joined, roster, body)
            found += _without(found, _stacked(joined, roster, body))
            found += _without(found, _by_targets(joined, roster, body))
            found += _without(found, _bare(joined, body))
    found += _without(found, _by_supporters(whole, people, body))
    found += _without(found, _by_exception(whole, people, roster))
    return sorted(found, key=lambda one: one.spans[0])


def _held(paragraphs: Sequence[ItemParagraph]) -> Iterator[ItemParagraph]:
    """The paragraphs that can hold a vote, with those whose label was read as a heading: `Kontorets förslag: 7 röster`."""
    heading: str | None = None
    awake: str | None = None
    for one in paragraphs:
        if _HEADED.match(one.text.casefold()) is not None:
            awake = one.section  # the heading of the vote is missing
        label = one.heading if one.heading != heading else None
        heading = one.heading
        if label and len(one.text) < _SHORT and _DIGIT_OR_WORD.search(one.text):
            text = f"{label}: {one.text}"
            yield replace(one, text=text, start=one.start - len(label) - 2, heading="", section="")
        elif one.section == awake:
            yield replace(one, section="")
        elif one.section not in _OUTSIDE or (heading and len(one.text) < _LONGEST_ROW and _ROW.search(one.text)):
            yield replace(one, heading="") if one.section in _OUTSIDE else one


def _asks(one: ItemParagraph) -> bool:
    """Whether a vote is asked for or told of; in what sums an item up only where one is held."""
    words = f"{one.heading or ''} {one.text}".strip().casefold()
    if not any(part in words for part in _ASKS):
        return False
    return (
        one.section != SectionKind.SUMMARY
        or requests(one.text)
        or _HEADED.match(words) is not None
        or any(part in words for part in _HELD)
    )


_SHORT: Final = 40
_ROW = lazy(r"[:\t]")
_HELD: Final = (
    "röstar",
    "röstade",
    "avges",
    "avgavs",
    "röstsiffr",
    "handuppräck",
    "rösterna",
    "rösträkning",
    "omröstningen",
    "voteringen",
    "vid omröst",
    "vid voter",
    "låter rösta",
)
_HEADED = lazy(r"(?:\w+ )?(?:omröstning|votering|rösträkning)\w*(?:$|[ :.(])")
_ASKS: Final = ("röst", "voter", "upprop", "votum", "räcker upp", "handupp")
_LONGEST_ROW: Final = 90
_DIGIT_OR_WORD = lazy(NUMBER)
_ANY_NUMBER = lazy(rf"\d|{NUMBER}")


def _without(found: Sequence[Marked], more: Iterator[Marked]) -> Iterator[Marked]:
    taken = [span for one in found for span in one.spans]
    for one in more:
        if not any(a < d and c < b for a, b in taken for c, d in one.spans):
            yield one


def _units(one: ItemParagraph) -> Iterator[_Unit]:
    at = one.start
    for row in one.text.split("\n"):
        if "\t" in row:
            yield _Unit(row, at)
        else:
            for text, offset in sentences(row):
                yield _Unit(text, at + offset)
        at += len(row) + 1


# What is told of another day or another body.
_EARLIER = lazy(r"\d{4}-\d\d-\d\d|§|\bden \d{1,2} [a-zåäö]+ \d{4}|enkät|folkomröst|undersökning|\bmatch", re.IGNORECASE)


def _earlier(text: str) -> bool:
    return _EARLIER.search(text) is not None


def _marked(counts: dict[str, int], means: dict[str, str], start: int, end: int, behind: str = "") -> Marked:
    ballot = Ballot(counts=counts, start=start, end=end)
    return Marked(ballot=ballot, means=means, spans=((start, end),), behind=behind)


# -- group by group

_TOKEN = lazy(
    rf"(?P<slash>(?<![\w/])\d{{1,2}}/\d{{1,2}}(?:/\d{{1,2}})?(?![\w/]))|(?P<number>{NUMBER})"
    r"|(?P<side>(?:[Jj]a|JA|[Nn]ej|NEJ|(?i:avst(?:år|od|ått|ående|\.)?|blankt?|blanka|frånv(?:arande|\.)?))(?:-?röst(?:er|ar|ade|erna)?)?(?![\w-]))"
    r"|(?P<word>[^\W\d_][\w-]*)|(?P<sign>\S)"
)
_FILL: Final = frozenset(
    ["och", "samt", "röstar", "röstade", "röst", "röster", "st", "ledamöter", "ledamot", "med", "lade", "lägger", "gav", "ger",
     "medan", "svarar", "svarade", "svarat", "röstat", "har", "som"]
)  # fmt: skip
_NO_GROUP = lazy(
    r"(?:voter|omröst|punkt|ärende|förslag|beslut|att|sats|yrkand|först|andra|tredje|rösträkn|röstning|huvud|mot|för|ja|nej|kl|den|det|de|i|på|av)\w*",
    re.IGNORECASE,
)
_TOTAL = lazy(
    r"(?:summa|summ|totalt?|sammanlagt|sammantaget|tillsammans|utfall\w*|resultat\w*|slutsumma|hela|alltså)\b",
    re.IGNORECASE,
)


def _tally(text: str) -> list[tuple[str, dict[str, int]]]:
    """The groups of a line with their votes; nothing where anything else stands in it."""
    if len(text) > _LONGEST or not (may_name_side(text) or "/" in text):
        return []
    tokens = [(str(one.lastgroup), one[0]) for one in _TOKEN.finditer(text)]
    found: list[tuple[str, dict[str, int]]] = []
    heading: str | None = None  # the side under which groups are counted: 'Ja: S 3, C 1'
    group: list[str] = []
    at = 0
    open_ = True  # whether a group may begin
    while at < len(tokens):
        kind, word = tokens[at]
        after = next((one for one in tokens[at + 1 : at + 4] if not _is_fill(one)), ("", ""))
        if kind == "word" and word.casefold() in _FILL:
            open_ = True
        elif kind == "word":
            if not group and not (open_ and word[0].isupper()):
                return []
            group.append(word)
            open_ = False
        elif kind == "slash":
            if not group:
                return []
            found.append((" ".join(group), dict(zip(_ALL, map(int, word.split("/")), strict=False))))
            group = []
        elif kind == "number" and after[0] == "side" and heading is None:
            side = side_of(after[1])
            name = " ".join(group) or (found[-1][0] if found else "")
            if side is None or not name:
                return []
            if not group and found:
                if side in found[-1][1]:
                    return []
                found[-1][1][side] = number_of(word)
            else:
                found.append((name, {side: number_of(word)}))
            group = []
            at = tokens.index(after, at + 1)
            open_ = True
        elif kind == "number" and group and heading is not None:
            found.append((" ".join(group), {heading: number_of(word)}))
            group, open_ = [], True
        elif kind == "number":
            return []
        elif kind == "side":
            if group:
                # 'S: ja 3'
                if after[0] != "number":
                    return []
                side = side_of(word)
                if side is None:
                    return []
                found.append((" ".join(group), {side: number_of(after[1])}))
                group = []
                at = tokens.index(after, at + 1)
            elif after[0] == "number" and found and heading is None:
                side = side_of(word)
                if side is None or side in found[-1][1]:
                    return []
                found[-1][1][side] = number_of(after[1])
                at = tokens.index(after, at + 1)
            else:
                heading, open_ = side_of(word), True
        elif word in ":;,.()/–-|":
            open_ = open_ or word in ";,.|("
        else:
            return []
        at += 1
    return [] if group else found


def _is_fill(token: tuple[str, str]) -> bool:
    kind, word = token
    return (kind == "sign" and word in "():") or (kind == "word" and word.casefold() in _FILL)


def _by_groups(units: Sequence[_Unit], roster: Roster, body: int) -> Iterator[Marked]:
    run: list[tuple[_Unit, list[tuple[str, dict[str, int]]]]] = []
    for unit in [*units, None]:
        told = _tally(unit.text.replace("\t", " ")) if unit is not None else []
        totals = any(_TOTAL.match(group) for group, _ in told)
        if unit is not None and told and not totals and all(_is_group(group, roster) for group, _ in told):
            run.append((unit, told))
            continue
        if run:
            yield from _sum_of(run, roster, body, _stated(unit))
        run = []


def _is_group(name: str, roster: Roster) -> bool:
    return (
        len(name) < _LONGEST_ROW // 2
        and _NO_GROUP.match(name) is None
        and roster.find(name) is None
        and side_of(name) is None
    )


def _stated(unit: _Unit | None) -> dict[str, int]:
    """The sum that stands below the groups."""
    if unit is None:
        return {}
    numbers = _BARE.search(unit.text)
    if numbers is not None:
        values = [numbers[name] for name in _NAMES if numbers[name]]
        return dict(zip(_ALL, map(number_of, values), strict=False))
    counted = find_counts(unit.text)
    return dict(counted.counts) if counted is not None else {}


def _sum_of(
    run: Sequence[tuple[_Unit, list[tuple[str, dict[str, int]]]]], roster: Roster, body: int, stated: dict[str, int]
) -> Iterator[Marked]:
    counts: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    groups: set[str] = set()
    for _, told in run:
        for group, votes in told:
            groups.add(group)
            for side, number in votes.items():
                if (group, side) in seen:
                    return  # a group votes once
                seen.add((group, side))
                counts[side] = counts.get(side, 0) + number
    if len(groups) < 2 or not {"yes", "no"} & counts.keys():
        return
    counts = {**dict.fromkeys(_MAIN, 0), **counts}
    known = all(roster.is_party(group) for group in groups)
    agrees = len(stated) > 1 and all(counts.get(side, 0) == number for side, number in stated.items())
    if not agrees and not (fits(counts, body) if known else body and sum(counts.values()) == body):
        return
    yield _marked(counts, {}, run[0][0].start, run[-1][0].end)


# -- names behind what they voted for

_SUPPORT = lazy(
    r"(?P<label>[^:.;]{3,90}?)(?::|,? (?:stöds|stöddes|biträds|biträddes|förordas|förordades|understöds|understöddes|får stöd|fick stöd|samlar|samlade|omfattas|följs|följdes) (?:av\s|(?=[A-ZÅÄÖ])))\s*(?P<names>[A-ZÅÄÖ].+)"
)
_SUM_BEHIND = lazy(
    rf"(?:,? (?:det vill säga|dvs\.?|d\.? ?v\.? ?s\.?|summa|tillsammans|alltså|totalt|sammanlagt):? |\s[(=–-]\s?)(?P<number>{NUMBER})(?: röster| röst| ledamöter| ledamot| st\.?| personer| stycken)?\)?$"
)
_BETWEEN_NAMES = lazy(r",\s+(?:(?:och|samt) )?|\s(?:och|samt|jämte)\s")


def _by_supporters(units: Sequence[_Unit], people: People, body: int) -> Iterator[Marked]:
    """Lines that follow one another, each what is voted for and who voted for it."""
    run: list[tuple[str, list[Voter], int | None, _Unit]] = []
    for unit in [*units, None]:
        one = _supporters(unit, people) if unit is not None else None
        if one is not None and unit is not None:
            run.append((*one, unit))
            continue
        if 2 <= len(run) <= 4:
            labels = _without_shared([label for label, *_ in run])
            numbers = [number for _, _, number, _ in run if number is not None]
            whole = numbers if len(numbers) == len(run) else []
            read = sided(labels, [voters for _, voters, _, _ in run], whole, body)
            if read is not None:
                ballot, means = read
                ballot.start, ballot.end = run[0][3].start, run[-1][3].end
                yield Marked(ballot=ballot, means=means, spans=((ballot.start, ballot.end),))
        run = []


_EXCEPT = lazy(
    r"(?:[Aa]lla|[Ss]amtliga)(?: (?:de|ledamöter|närvarande|tjänstgörande|övriga|röstande))* (?:röstar|röstade|svarar|svarade|säger|sade) (?P<side>ja|nej),? "
    r"(?:utom|förutom|med undantag (?:av|för)) (?P<names>[^.;]+?),? som (?:röstar |röstade |svarar |svarade |säger |sade )?(?P<other>ja|nej|avstår|avstod)\b"
)


def _by_exception(units: Sequence[_Unit], people: People, roster: Roster) -> Iterator[Marked]:
    """`Samtliga röstar ja utom Ek och Dahl, som röstar nej`: how many can vote is known, not by name who did."""
    for unit in units:
        match = _EXCEPT.search(unit.text) if "utom" in unit.text or "undantag" in unit.text else None
        if match is None or side_of(match["side"]) == side_of(match["other"]):
            continue
        found = [people.find(part) for part in _BETWEEN_NAMES.split(match["names"])]
        apart = {one.name for one in found if one is not None}
        voting = [one for one in roster.persons if one.attendance in _SERVING]
        if not all(found) or not apart < {one.name for one in voting}:
            continue
        counts = {**dict.fromkeys(_MAIN, 0), str(side_of(match["side"])): len(voting) - len(apart)}
        counts[str(side_of(match["other"]))] = len(apart)
        yield _marked(counts, {}, unit.start, unit.end)


_SERVING: Final = {Attendance.MEMBER, Attendance.SERVING_SUBSTITUTE}


def _supporters(unit: _Unit, people: People) -> tuple[str, list[Voter], int | None] | None:
    """What a line names as voted for, its voters, and their number where that is told."""
    match = _SUPPORT.fullmatch(unit.text.rstrip(" .")) if "," in unit.text or ":" in unit.text else None
    if match is None or "\t" in unit.text or people.find(match["label"]) is not None:
        return None
    if may_name_side(match["label"]):
        return None  # read where sides have names of their own
    count = _SUM_BEHIND.search(match["names"])
    names = match["names"][: count.start()] if count is not None else match["names"]
    found = [people.find(part) for part in _BETWEEN_NAMES.split(names.strip(" ,."))]
    if not found or any(one is None for one in found):
        return None
    voters = [voter_of(one, unit.start + match.start("names")) for one in found if one is not None]
    return match["label"], voters, number_of(count["number"]) if count is not None else None


def _without_shared(labels: Sequence[str]) -> list[str]:
    """Labels without the words with which all of them begin: `Upp med handen för` `bordläggning`."""
    words = [label.split() for label in labels]
    shared = 0
    while all(len(one) > shared + 1 and one[shared] == words[0][shared] for one in words):
        shared += 1
    return [" ".join(one[shared:]) for one in words]


# -- by what was voted for

_KIND = lazy(
    r"förslag|utkast|yrkande|bif[aö]ll|avsl[aåo]|återremi|bordl[äa]gg|avgör|alternativ|linje|motion|proposition|hemställan|begäran|utlåtande|kronor|mening|oförändra|\bja\b|\bnej\b|\bför\b|\be?mot\b|enligt|majoritet|minoritet",
    re.IGNORECASE,
)
_SPLIT = lazy(
    rf"[;,]\s+(?:(?:och|medan|mot|samt|men) )?|\s+(?:och|samt|medan|men|respektive|mot|emot)\s+(?={NUMBER}|[^.;,]*{NUMBER})"
)
# Numbers that count no votes: money, shares, years, points.
_NO_VOTES = lazy(
    r"\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?(?= ?(?:kronor|kr\b|mkr|tkr|procent|%|månad|år\b|dagar|meter|tjänst|plats|elever|lägenhet|timm|miljon))|\d{4}"
    r"|(?:punkt(?:en|erna)?|omröstning(?:en)?|votering(?:en)?|ärende|nr\.?|kl\.?|den) \d{1,2}\b|(?:alternativ|förslag|linje) \d(?=:? (?!röst|ledam|st\b|person)[^\W\d]|[: ]+\d)"
    r"|\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
    r"|\b[Aa]v (?:de |samtliga |totalt )?\w+ (?:närvarande|avgivna|röstande|tjänstgörande)(?: ledamöter(?:na)?| röster(?:na)?)?|\b[Aa]v (?:de|samtliga|totalt) \w+ (?:ledamöter|röster)(?:na)?",
)
_UNIT = r"(?:röster|röst|ledamöter(?:na)?|ledamot|personer|person|st\.?|stycken|händer|ombud|medlemmar)"
_VERB = (
    r"(?:röstar|röstade|röstat|avges|avgavs|avgivits|avgetts|gavs|ges|givits|lämnas|lämnades|faller|föll|fallit|får|fick|fått|erhåller|erhöll|erhållit|samlar|samlade|samlat|"
    r"vinner|vann|stöds|stöddes|stötts|biträds|biträddes|biträtts|understöds|understöddes|förordas|förordades|omfattas|följs|följdes|bifalls|bifölls|tillstyrks|stöder|stödjer|stödde|biträder|biträdde|förordar|vill|ville|önskar|har|hade|är|var|blir|blev)"
)
_LEAD = lazy(
    r"^.{0,80}?(?:\b[Oo]mröstningen (?:gav|ger) (?:till|som) resultat(?: att)?|\b[Vv]id (?:den )?(?:\w+ )?(?:omröstning(?:en)?|votering(?:en)?|rösträkning(?:en)?|upprop(?:et)?)|\b[Ii] (?:den )?(?:\w+ )?\w*(?:omröstningen|voteringen)|\b[Rr]österna (?:fördelar|fördelade) sig (?:så|sålunda|med|enligt följande|på följande sätt)|\b[Rr]österna fördelas(?: så)?|\b[Ff]ördelningen (?:är|blir|blev)|\b[Rr]esultatet (?:är|blir|blev)|\b[Uu]tfallet (?:är|blir|blev)|^[Uu]tfall(?:et)?|^[Rr]esultat(?:et)?|^[Rr]östetal(?:en|et)?|^[Rr]östsiffror(?:na)?)\s*:?\s*"
)
_FUNCTION = lazy(
    rf"(?<![\w-])(?:{_UNIT}|{_VERB}|således|alltså|sålunda|därmed|därvid|av oss|av|på|[Mm]ed|till|stöd|åt|sin röst|sina röster|ledamöterna|att)(?![\w-])",
)
_EDGE = lazy(r"^(?:[\s,:;.–=()-]|(?i:för)(?! ?$)\b)+|[\s,:;.–=()-]+$")
_AGAINST = lazy(r"\be?mot$|^e?mot\b|^(?:e?mot|nej|motståndare)$", re.IGNORECASE)
_ABSTAINS = lazy(r"avst|blank|nedla|lägger ned|lade ned|avhåll|avhöll|röstar inte|röstade inte|neutral", re.IGNORECASE)
_VOTES_WORD = lazy(r"röst|voter|händer|hand\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Tell:
    """A number of votes and what they were for; None where they are the abstentions."""

    target: str | None
    number: int
    start: int
    end: int
    sure: bool


def _by_targets(units: Sequence[_Unit], roster: Roster, body: int) -> Iterator[Marked]:
    run: list[_Tell] = []
    for unit in units:
        tells = [] if len(unit.text) > _LONGEST else _tells(unit, roster)
        if not tells:
            yield from _vote_of(run, body)
            run = []
            continue
        if sum(one.target is not None for one in run) >= 2 and any(one.target is not None for one in tells):
            yield from _vote_of(run, body)
            run = []
        run += tells
    yield from _vote_of(run, body)


def _vote_of(run: Sequence[_Tell], body: int) -> Iterator[Marked]:
    main = [one for one in run if one.target is not None]
    rest = [one for one in run if one.target is None]
    if len(main) != 2 or len(rest) > 1:
        return
    labels = [str(one.target) for one in main]
    named = [_SIDE_IN_BRACKETS.search(label) for label in labels]
    turned = all(named) and [side_of(one["side"]) for one in named if one is not None] == ["no", "yes"]
    main = main[::-1] if turned else main
    labels = [_SIDE_IN_BRACKETS.sub("", label).strip() for label in (labels[::-1] if turned else labels)]
    if labels[0].casefold() == labels[1].casefold():
        return
    counts = {side: one.number for side, one in zip(_MAIN, main, strict=True)}
    means = dict(zip(_MAIN, labels, strict=True))
    told = sides_of_labels(labels)
    if told is not None and told[0] == ["no", "yes"] and not any(_KIND_WORD.search(label) for label in labels):
        counts = {"yes": main[1].number, "no": main[0].number}
    if all(side_of(label) or _PLAIN_SIDE.fullmatch(label) for label in labels):
        means = {}
    if rest:
        counts["abstain"] = rest[0].number
    exact = body and sum(counts.values()) == body
    if not exact and not (all(one.sure for one in main) and fits(counts, body)):
        return
    yield _marked(counts, means, min(one.start for one in run), max(one.end for one in run))


# 'planen (ja)'; the last bracket may be cut
_SIDE_IN_BRACKETS = lazy(r"\s*\(?(?P<side>(?<=\()(?:ja|nej|JA|NEJ|Ja|Nej))\)?\s*$")
_KIND_WORD = lazy(r"bifall|avslag|förslag|yrkande", re.IGNORECASE)
_PLAIN_SIDE = lazy(r"för|e?mot|ja|nej", re.IGNORECASE)


def _tells(unit: _Unit, roster: Roster) -> list[_Tell]:
    """The tells of a sentence or row, where it holds nothing else."""
    text = unit.text
    if _earlier(text):
        return []
    if (aside := _aside(unit, roster)) is not None:
        return [aside]
    masked = _NO_VOTES.sub(lambda match: "#" * len(match[0]), text)
    if not _DIGIT_OR_WORD.search(masked):
        return []
    counted = find_counts(text)
    if counted is not None and {"yes", "no"} <= counted.counts.keys():
        return []
    lead = _LEAD.match(masked)
    low = lead.end() if lead is not None else 0
    whole = bool(_VOTES_WORD.search(text))
    chunks = _chunks(masked, low)
    found: list[_Tell] = []
    for begin, end in chunks:
        numbers = [*_DIGIT_OR_WORD.finditer(masked, begin, end)]
        if len(numbers) != 1:
            if numbers or found:
                return []
            continue
        number = numbers[0]
        value = number_of(number[0])
        rest = f"{text[begin : number.start()]} {text[number.end() : end]}"
        start, stop = unit.start + begin, unit.start + end
        if _ABSTAINS.search(rest):
            found.append(_Tell(None, value, start, stop, sure=True))
            continue
        rest = _GROUPS_BEHIND.sub("", rest) if ":" in rest else rest
        target = _target(rest)
        if target and _is_movers(target, rest, roster):
            found.append(_Tell(target, value, start, stop, sure=whole))
            continue
        if not target or (not _KIND.search(target) and not _KIND.search(rest)):
            return []
        if roster.find(target) is not None or (len(target.split()) < 2 and roster.is_party(target)):
            return []
        told = whole or _SIDE_IN_BRACKETS.search(target) is not None
        found.append(_Tell(target, value, start, stop, sure=told))
    return found


_ASIDE = lazy(
    r"(?P<names>[A-ZÅÄÖ][^.:;()\d]{2,120}?) (?:avstår|avstod|lade ne[dr] sina? röst(?:er)?|lägger ne[dr] sina? röst(?:er)?)(?: från att rösta)?\.?"
)


def _aside(unit: _Unit, roster: Roster) -> _Tell | None:
    """Those who abstained, told by their names alone in a sentence of its own (`Ek och Dahl avstod`)."""
    if "avst" not in unit.text and "röst" not in unit.text:
        return None
    match = _ASIDE.fullmatch(unit.text)
    if match is None:
        return None
    found = [roster.find(name) for name in _BETWEEN_NAMES.split(match["names"])]
    if any(one is None or one.attendance not in _SERVING for one in found):
        return None
    return _Tell(None, len(found), unit.start, unit.end, sure=True)


# Which groups a number was made of: 'fyra: S, V och MP'
_GROUPS_BEHIND = lazy(r":\s+[A-ZÅÄÖ][\wåäö]{0,4}(?:(?:, | och | samt )[A-ZÅÄÖ][\wåäö]{0,4})*\.?\s*$")
_SIDES_WITH = lazy(
    r"\b(?:[Mm]ed|[Ff]ör|[Pp]å) +[^.;]*\b(?:röstar|röstade|röstat)\b|\b(?:röstar|röstade|röstat) (?:med|för|på) "
)


def _is_movers(target: str, rest: str, roster: Roster) -> bool:
    """Whether a motion is named by nothing but whose it is: `Dahls fick 3`, `Med Dahl röstade 3`; persons for election are none."""
    if " " in target.strip() and not target[0].isupper():
        return False
    own = roster.find(target[:-1]) if target.endswith("s") else None
    whole = roster.find(target)
    return (own is not None and whole is None) or (whole is not None and _SIDES_WITH.search(rest) is not None)


def _chunks(text: str, low: int) -> list[tuple[int, int]]:
    """The parts of a sentence that hold a number each; what has none goes with the part before it, or with the one behind."""
    if "\t" in text:
        return [(low, len(text))]
    cuts = [low]
    ends: list[int] = []
    for match in _SPLIT.finditer(text, low):
        ends.append(match.start())
        cuts.append(match.end())
    ends.append(len(text))
    parts = [*zip(cuts, ends, strict=True)]
    joined: list[tuple[int, int]] = []
    waiting: int | None = None
    for begin, end in parts:
        first = begin if waiting is None else waiting
        if _DIGIT_OR_WORD.search(text, begin, end):
            joined.append((first, end))
            waiting = None
        elif joined and waiting is None and _DIGIT_OR_WORD.match(text, joined[-1][0]):
            joined[-1] = (joined[-1][0], end)
        else:
            waiting = first
    return joined


def _target(rest: str) -> str:
    """What was voted for: a part of a sentence without its number, the verbs of voting and the small words around them."""
    side = _PLAIN_SIDE.search(rest)
    text = _FUNCTION.sub(" ", rest)
    before = ""
    while before != text:
        before = text
        text = _EDGE.sub("", text)
    text = " ".join(text.split())
    if not text and side is not None:
        return side[0]
    text = text.strip(" .,:;")
    adopted = _ADOPTED.search(text) if "anta" in text or "antogs" in text else None
    return adopted["what"] if adopted is not None else text


# 'Till motförslag antogs Eks yrkande efter handuppräckning'
_ADOPTED = lazy(r"\b(?:antas|antogs) (?P<what>[A-ZÅÄÖ].{2,80}?)(?: (?:efter|genom|vid) \w+)?$")


# -- bare numbers

# 'Ja' / '7' / 'Nej' / '4', and rows of a table with a side each: 'Ja' '3' '1' '0' '4'
_SIDE_ROW = lazy(r"(?:(?:[Ss]umma|[Aa]ntal|[Tt]otalt)[ :]+)?(?P<side>[^\W\d]+(?:-?röster)?)\s*:?")


def _stacked(units: Sequence[_Unit], roster: Roster, body: int) -> Iterator[Marked]:
    """Results whose sides stand below one another, each with its number below it or its numbers behind it."""
    counts: dict[str, int] = {}
    start = end = -1
    head: list[str] = []
    at = 0
    rows = [[cell.strip() for cell in unit.text.split("\t")] for unit in units]
    while at <= len(rows):
        row = rows[at] if at < len(rows) else [""]
        named = _SIDE_ROW.fullmatch(row[0])
        side = side_of(named["side"]) if named is not None else None
        number: int | None = None
        used = 1
        if side is not None and len(row) == 1 and at + 1 < len(rows) and rows[at + 1][0].isdigit():
            number, used = int(rows[at + 1][0]) if len(rows[at + 1]) == 1 else None, 2
        elif side is not None and len(row) > 2 and all(cell.isdigit() or cell in {"", "-", "–"} for cell in row[1:]):
            number = _sum([int(cell) if cell.isdigit() else 0 for cell in row[1:]], head, roster)
        if side is None or number is None or side in counts:
            if {"yes", "no"} <= counts.keys() and fits(counts, body):
                yield _marked(counts, {}, start, end)
            counts, head = {}, row
        if side is not None and number is not None:
            start = units[at].start if not counts else start
            counts[side] = number
            end = units[at + used - 1].end
        at += used


def _sum(numbers: Sequence[int], head: Sequence[str], roster: Roster) -> int | None:
    """What the groups of a head gave one side together; its last column may have that sum."""
    total = bool(head) and _TOTAL.match(head[-1]) is not None
    groups = head[-len(numbers) :][: -1 if total else None]
    if not groups or not any(roster.is_party(group) for group in groups):
        return None
    if total:
        return numbers[-1] if sum(numbers[:-1]) == numbers[-1] else None
    return sum(numbers)


_BARE = lazy(
    r"(?<![\w/,.:–-])(?P<a>\d{1,3})\s?(?P<sign>[–/—-])\s?(?P<b>\d{1,3})(?:\s?(?P=sign)\s?(?P<c>\d{1,3}))?(?![\w/]|\s?[–-]\s?\d|[.,:]\d)"
    rf"|\b[Mm]ed (?P<a2>{NUMBER})(?: röster)? mot (?P<b2>{NUMBER})"
    r"|(?<!\w)J\s*[=:]?\s*(?P<a3>\d{1,3})[,;.\s]+N\s*[=:]?\s*(?P<b3>\d{1,3})(?:[,;.\s]+A(?:v|vst\.?)?(?: \([^()]*\))?\s*[=:]?\s*(?P<c3>\d{1,3}))?(?!\d)"
)
_RESULT = lazy(
    r"röste?tal|röstsiffr|röst|siffr|utfall|utföll|resultat|slut(?:ar|ade)|sammanlagt|totalt|summa|vinner|vann|segrar|segrade|faller|\b(?:det|den) bl(?:ir|ev)|\bja ?[/–-] ?nej",
    re.IGNORECASE,
)
_WINS = lazy(
    r"\b(?P<side>ja|nej)(?:-?(?:sidan|rösterna|linjen))?(?: har)? (?:vinner|vann|vunnit|segrar|segrade|segrat|får majoritet|fick majoritet|är i majoritet)\b",
    re.IGNORECASE,
)
_NAMES: Final = ("a", "b", "c", "a2", "b2", "a3", "b3", "c3")
_NO_RESULT = lazy(r"\bkl\b|klockan|kap\.|dnr|sid(?:a|an|or)?\b|årskurs|\båk\b|ålder|skolår|match", re.IGNORECASE)


def _bare(units: Sequence[_Unit], body: int) -> Iterator[Marked]:
    for unit in units:
        text = unit.text
        if len(text) > _LONGEST or _earlier(text) or _NO_RESULT.search(text):
            continue
        counted = find_counts(text)
        if counted is not None and {"yes", "no"} <= counted.counts.keys():
            continue
        for match in _BARE.finditer(text):
            if match["a3"] is None and not _RESULT.search(text, 0, match.end()):
                continue
            values = [number_of(match[name]) for name in _NAMES if match[name]]
            counts = dict(zip(_ALL, values, strict=False))
            wins = _WINS.search(text, 0, match.start())
            if wins is not None and (wins["side"].casefold() == "nej") == (counts["yes"] > counts["no"]):
                counts |= {"yes": counts["no"], "no": counts["yes"]}
            if counted is not None:
                counts = {**{side: n for side, n in counted.counts.items() if side not in _MAIN}, **counts}
            total = sum(counts.values())
            if (body and total == body) or (fits(counts, body) and match["sign"] != "/"):
                yield _marked(counts, {}, unit.start + match.start(), unit.start + match.end(), text[match.end() :])
            break
