"""Counts of votes as sentences state them: `18 ja mot 13 nej`, `Ja (18), Nej (13)`, `med sju röster mot två`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from nlp_minutes.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "NUMBER",
    "SIDES",
    "Counted",
    "all_counts",
    "find_counts",
    "may_name_side",
    "may_say_yes_or_no",
    "number_of",
    "side_of",
]

SIDES: Final = ("yes", "no", "abstain", "absent")

_UNITS = [
    "noll",
    "ett",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
    "tretton",
    "fjorton",
    "femton",
    "sexton",
    "sjutton",
    "arton",
    "nitton",
]
_TENS = ["tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"]
_WORDS: Final = (
    {word: number for number, word in enumerate(_UNITS)}
    | {"en": 1, "ingen": 0, "inga": 0, "inget": 0, "aderton": 18, "adertion": 18}
    | {ten: 20 + 10 * n for n, ten in enumerate(_TENS)}
    | {ten + unit: 20 + 10 * n + m for n, ten in enumerate(_TENS) for m, unit in enumerate([*_UNITS[1:10], "en"], 1)}
    | {ten + "en": 21 + 10 * n for n, ten in enumerate(_TENS)}
)
# A number of votes, in figures or words; `l` and `I` are 1 where figures or nothing stand beside them (scans);
# `Inga Ek` and `Inga-Lill` are names.
NUMBER: Final = rf"(?<![\w.,:/§-])(?:\d{{1,3}}|[lI]\d|\d[lIO]|[lI]|(?i:{'|'.join(sorted(_WORDS, key=len, reverse=True))}))(?![\w])(?!:[\dae]|[.,/]\d)(?!(?<=nga)[ -](?-i:(?!Ja|Nej|JA|NEJ|Avst)[A-ZÅÄÖ]))"
# The same number once more, in brackets: 'sju (7)'.
_AGAIN: Final = rf"(?:\s*\((?:\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})\))?"
_VOTE = r"(?:[- ]?röst(?:er|erna|ande|ar)?|[- ]?sidan)?"
_YES = rf"[\"”“»'’]?(?:[jJI]a|JA|IA)[\"”“»'’]?(?:-(?= ?(?:och|samt|mot) )|{_VOTE}(?![\w-]))"
_NO = rf"[\"”“»'’]?(?:[nN]ej|NEJ|[nN]ei)[\"”“»'’]?(?:-(?= ?(?:och|samt|mot) )|{_VOTE}(?![\w-]))"
_ABSTAIN = (
    r"(?i:(?:avhåller|avhöll|avhållit) sig(?: från att rösta| från röstning(?:en)?)?|avstår|avstod|avstått|avstående|avståenden|avst\.?|avstår från att rösta|"
    r"(?:lägger|lade|lagt) ne[dr] (?:sina?|rösten|rösterna|röster)(?: röst(?:er)?)?|(?:nedlägger|nedlade|nedlagt) (?:sina? )?röst(?:er)?|(?:nedlagda?|blanka?)(?:[ -]röst(?:er)?)?|"
    r"röst(?:er)? (?:är |var )?(?:nedlagda?|blanka?)|röst(?:ar|ade|at)? blankt|blankröst(?:er)?)(?![\w-])"
)
_ABSENT = r"(?i:frånvarande|frånvaro|frånv\.?|ej närvarande)(?![\w-])"
_SIDE: Final = {"yes": _YES, "no": _NO, "abstain": _ABSTAIN, "absent": _ABSENT}
_ANY = lazy("|".join(f"(?P<{side}>(?<![\\w-]){pattern})" for side, pattern in _SIDE.items()))
_WHO = r"(?:(?:st\.?|stycken|av (?:de )?(?:(?:\d{1,3}|[a-zåäö]{2,12}) )?(?:närvarande |avgivna )?(?:ledamöter|röster)(?:na)?|ledamöter(?:na)?|ledamot|personer|person|röster|röst|röstande|medlemmar|ombud|(?:val|röst)?sed(?:el|lar))\s+)*"
_SO = r"(?:(?:alltså|således|sålunda|därmed|följaktligen|därvid|då|sammanlagt)\s+)?"
_DOES = rf"(?:som\s+)?(?:(?:har|hade|hava|är|var|blev|är på|mot)\s+)?{_SO}(?:(?:röstar|röstade|röstat|rösta|röstande|svara|svarar|svarade|svarat|säger|sade|sa|sagt|ropar|ropade|trycker|tryckte|tryckt|avgav|avger|avges|avgavs|avgett|avgivit|lämnade|lämnar|lämnat|räcker upp handen|räckte upp handen)\s+)?{_SO}(?:för\s+|på\s+)?"
_BEFORE = lazy(rf"(?P<number>{NUMBER}){_AGAIN}\s*{_WHO}{_DOES}$")
_BEHIND = lazy(
    rf"(?:\s+(?:från att rösta|från röstning(?:en)?))?\s*(?:[:=(–-]\s*|,\s+(?={NUMBER} (?:röster|röst|st\.?|ledamöter|ledamot)\b)|(?:(?:(?:har|hade|hava) )?(?:alltså |således |sålunda )?(?:(?:svarats|svarades|röstats|röstades|avgivits|avgetts|avgavs|avges|lämnats|lämnades|sagts|ropats) )?av|med|var|voro|vore|är|äro|blev|blevo|blir|utgör|utgöra|utgjorde|utgjort|(?:befanns|befunnos|befunnits) (?:vara|utgöra)|räknades till|uppgår till|uppgick till|uppgingo till|stannar på|stannade på)\s+{_SO})?(?P<number>{NUMBER})"
    r"(?!\s+[A-ZÅÄÖ]{1,3}(?![\w]))(?P<behind>\s*(?:st\.?|stycken|röster|röst|ledamöter|ledamot|personer))?\s*\)?"
)
_PAIR = lazy(
    rf"(?P<yes>{NUMBER}){_AGAIN}\s*(?:(?:[jJI]a|JA)[- ]?röst(?:er)?|[jJI]a|röster(?:na)?|röst)?\s*(?:,\s*)?(?:mot|emot)\s*(?P<no>{NUMBER})(?!\s*(?:{_YES}))"
)
_DASH = lazy(rf"(?P<yes>{NUMBER})\s?[–-]\s?(?P<no>\d{{1,3}})(?![\w-]|[.,:/]\d)")
_NUMBER = lazy(NUMBER)
_SAYS_YES = lazy(_YES)
_SIDE_NEXT = lazy(r"\s*-?\s*(?:" + "|".join(_SIDE.values()) + ")")
_MARKED = lazy(r"[:=(]")
_FOR_AGAINST = lazy(
    rf"(?P<yes>{NUMBER})\s*(?:röster|röst|ledamöter|ledamot|personer)?\s*(?:röstar|röstade)?\s*för\s*(?:och|samt|,|mot|medan)\s*(?P<no>{NUMBER})\s*(?:röster|röst|ledamöter|ledamot|personer)?\s*(?:röstar|röstade)?\s*(?:e?mot)(?![\w])"
)
_VOTES_FOR = lazy(
    rf"(?P<yes>{NUMBER})\s*röst(?:er)?\s+(?:avges |avgavs |avgetts )?(?:för|på|till)\s+(?P<for>[^.;]{{3,120}}?),?\s+(?:och|samt|mot|medan)?\s*(?P<no>{NUMBER})\s*(?:röst(?:er)?\s+)?(?:avges |avgavs )?(?:för|på|till)\s+(?P<against>[^.;(]{{3,120}}?)(?=\s*(?:[.;(]|$|, (?:och|medan|\d)|\s(?:beslutar|bifaller|avslår|antar|har|medan|samt|och (?:\d|en|ett|två|tre))\b))"
)
_FOR_VOTES = lazy(
    rf"\b[Ff]ör (?P<for>[^.;()]{{3,90}}?) (?:avges|avgavs|lämnas|lämnades|ges|gavs|röstar|röstade) (?P<yes>{NUMBER})\s*(?:röst(?:er)?|ledamöter|ledamot)(?: \([^()]*\))?,? (?:(?:och|samt|mot|medan) )?"
    rf"för (?P<against>[^.;()]{{3,90}}?) (?:(?:avges|avgavs|lämnas|lämnades|ges|gavs|röstar|röstade) )?(?P<no>{NUMBER})\b"
)
# 'För X röstar 13, för Y 7', '13 röstar för X och 7 för Y'
_VOTING_FOR = lazy(
    rf"\b[Ff]ör (?P<for>[^.;()]{{3,90}}?) (?:röstar|röstade|är|var) (?P<yes>{NUMBER})(?: \w+)?,?(?: och| samt| medan)? (?:för|på) (?P<against>[^.;()]{{3,90}}?) (?:(?:röstar|röstade) )?(?P<no>{NUMBER})(?=\s*(?:[.;,(]|ledam|$))"
)
_COUNT_FOR = lazy(
    rf"(?P<yes>{NUMBER})(?: ledamöter| ledamot| personer| st)? (?:röstar|röstade|har röstat|stöder|stödde|stödjer) (?:för )?(?P<for>[^.;,()\d]{{3,90}}?),? (?:och|samt|medan|mot) (?P<no>{NUMBER})(?: ledamöter| ledamot| personer)? (?:röstar |röstade |har röstat |stöder |stödde |stödjer )?(?:för )?(?P<against>[^.;,()]{{3,90}}?)(?=\s*[.;,(]|$)"
)
_GETS = lazy(
    rf"(?P<for>[^.;,]{{3,90}}?)\s+(?:får|fick|erhåller|erhöll|samlar|samlade)\s+(?P<yes>{NUMBER})\s*röst(?:er)?,?\s*(?:och|medan|mot)?\s+(?P<against>[^.;,]{{3,90}}?)\s+(?:(?:får|fick|erhåller|erhöll|samlar|samlade)\s+)?(?P<no>{NUMBER})(?:\s*röst(?:er)?)?"
)
_LABEL = lazy(
    r"(?i:votering(?:en|s(?:resultat|nummer|nr))?|omröstning(?:en|s(?:resultat|nummer|nr))?|resultat(?:et)?(?: av (?:votering|omröstning))?|(?:att-sats|punkt(?:en)?|p\.|bilaga|ärende|yrkande|beslutspunkt|nr)(?:en)?)\s*(?:nr\.?\s*|nummer\s*)?\d{1,3}(?::\d{1,2})?(?=\s|:|\)|\.|,|$)(?! (?:ja|nej|röst))"
    r"|\b(?i:plats|stol)\s+\d{1,3}(?=\s+(?i:ja|nej|avst)|:)|§+\s*\d+|\bkl\.?\s*\d+|\d{4}-\d\d-\d\d|(?:den )?\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)|\d+ kap\.?(?: \d+ §)?|\d+ §"
)
_CONTEXT = lazy(
    r"röst|voter|utfall|utföll|resultat|slutar|slutade|siffror|mandat|beslutar|beslutade|bifall|avsl|\bja\b|\bnej\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a sentence counts.

    Attributes:
        counts: The number of each side that it names.
        start: First offset within the sentence.
        end: Offset behind the counts.
        means: What yes and no stood for, where the sentence tells it with the counts.
        explicit: Whether the words yes and no (or for and against) stand beside the numbers; else only their order tells.
        behind: The text behind the counts.
        resumes: Whether the sentence draws the conclusion (`Med 8 röster mot 5 har nämnden ...`).
    """

    counts: dict[str, int]
    start: int
    end: int
    means: dict[str, str] = field(default_factory=dict)
    explicit: bool = True
    behind: str = ""
    resumes: bool = False


def number_of(text: str) -> int:
    """Give the value of a number in figures or words."""
    word = text.strip().casefold()
    if word in _WORDS:
        return _WORDS[word]
    return int(word.replace("l", "1").replace("i", "1").replace("o", "0"))


def side_of(text: str) -> str | None:
    """Tell which side a text names, where it is nothing but the word for a side."""
    match = _ANY.fullmatch(text.strip(" .:()\"”“»«'’–-"))
    return match.lastgroup if match else None


# A word that begins as those for yes and no do.
_YES_OR_NO = lazy(r"[jJInN](?<!\w.)(?:(?<=[jJI])[aA]|(?<=[nN])[eE][jJi])")
# What the words for the other two sides have in them, one of it each.
_OTHER_SIDES: Final = ("avst", "avh", "blank", "ned", "ner sin", "frånv", "närv")


def may_say_yes_or_no(text: str) -> bool:
    """Tell whether a text can name yes or no: a quick look that is never wrong where the answer is that it cannot."""
    return _YES_OR_NO.search(text) is not None


def may_name_side(text: str) -> bool:
    """Tell whether a text can name a side of a vote: a quick look that is never wrong where the answer is that it cannot."""
    if may_say_yes_or_no(text):
        return True
    folded = text.casefold()
    return any(part in folded for part in _OTHER_SIDES)


def _may_pair(text: str) -> bool:
    """Whether a text can have two numbers of votes without words for sides."""
    return "mot" in text or "röst" in text or _DASHED.search(text) is not None


_DIGIT = lazy(r"\d")
_DASHED = lazy(r"[–-]\s?\d")
_WITH_BEFORE = lazy(r"\bmed (?:\w+ )?$", re.IGNORECASE)
_PROSE = lazy(r"[a-zåäö]{4}")


# 'S (3), C (1) och V (1)'
_GROUP = r"[A-ZÅÄÖ][\wåäö-]* \(\d{1,2}\)"
_GROUP_LIST = rf"{_GROUP}(?:(?:, | och | samt |, samt ){_GROUP}){{0,12}}"
_GROUPS_VOTE = lazy(
    rf"(?P<groups>{_GROUP_LIST}),? (?:(?:röstar|röstade|har röstat|svarar|svarade|säger|sade) )?(?P<side>ja|nej|avstår|avstod|avstått)\b"
)
_SIDE_OF_GROUPS = lazy(
    rf"(?P<side>(?:[Jj]a|JA|[Nn]ej|NEJ|[Aa]vst(?:år|od))(?: röstar| röstade|-röster)?): ?(?P<groups>{_GROUP_LIST})"
)
_IN_BRACKETS = lazy(r"\((\d{1,2})\)")


def _groups(text: str) -> Counted | None:
    """What the numbers of each group's votes add up to, where groups stand in the place of names."""
    matches = [*_GROUPS_VOTE.finditer(text)] or [*_SIDE_OF_GROUPS.finditer(text)]
    counts: dict[str, int] = {}
    for match in matches:
        side = side_of(match["side"].split(" ")[0])
        if side is None or side in counts:
            return None
        counts[side] = sum(int(number) for number in _IN_BRACKETS.findall(match["groups"]))
    if not counts:
        return None
    return Counted(counts=counts, start=matches[0].start(), end=matches[-1].end(), behind=text[matches[-1].end() :])


def find_counts(sentence: str) -> Counted | None:
    """Read the counts of a sentence.

    Args:
        sentence: One sentence or line.

    Returns:
        What it counts, or None. `mot 13` behind a number is the other side's; other numbers count only beside a word for a side.
    """
    # every label has a number
    text = _LABEL.sub(lambda match: "#" * len(match[0]), sentence) if _DIGIT.search(sentence) else sentence
    named = may_name_side(text)
    if not named and not _may_pair(text):
        return None
    if named and ")" in text and (groups := _groups(text)) is not None:
        return groups
    if not _NUMBER.search(text):
        return None
    sides = _best(text) if named else {}
    counts = {side: number_of(text[low:high]) for side, (low, high, *_) in sides.items()}
    low = min((span[2] for span in sides.values()), default=len(text))
    high = max((span[3] for span in sides.values()), default=0)
    means: dict[str, str] = {}
    explicit = True
    pair = None
    if not ("yes" in counts and "no" in counts):
        pair, means, explicit = _pair(text, sentence)
    if pair is not None:
        counts |= {side: number_of(pair[side]) for side in ("yes", "no")}
        if named and _NO_WINS.search(text, 0, pair.start()) and counts["yes"] > counts["no"]:
            counts |= {"yes": counts["no"], "no": counts["yes"]}
            explicit = True
        low, high = min(low, pair.start()), max(high, pair.end())
    if not counts:
        return None
    return Counted(
        counts=counts,
        start=low,
        end=high,
        means=means,
        explicit=explicit,
        behind=sentence[high:],
        resumes=bool(_WITH_BEFORE.search(sentence[:low])) and bool(_PROSE.search(sentence, high)),
    )


_ORDINALS: Final = {"första": "1", "andra": "2", "tredje": "3", "fjärde": "4", "sista": ""}
_WHICH = lazy(
    r"\b(första|andra|tredje|fjärde)\b|\b(?:omröstning(?:en)?|votering(?:en)?|punkt) (\d{1,2}|[A-F])\b", re.IGNORECASE
)
_CONNECTS = lazy(r"[,;]|\.\s|\b(?:och|samt|medan|respektive)\b")


def all_counts(sentence: str) -> list[tuple[Counted, str | None]]:
    """Read the counts of each vote that a sentence tells of: `den första med 6 ja mot 5 nej och den andra med 7 mot 4`.

    Args:
        sentence: One sentence or line.

    Returns:
        The counts in order, each with the number of the vote where the sentence has several and says which.
    """
    whole = find_counts(sentence)
    if whole is None:
        return []
    cuts = _cuts(sentence)
    if not cuts:
        return [(whole, None)]
    found: list[tuple[Counted, str | None]] = []
    for low, high in zip([0, *cuts], [*cuts, len(sentence)], strict=True):
        counted = find_counts(sentence[low:high])
        if counted is None or not {"yes", "no"} <= counted.counts.keys():
            return [(whole, None)]
        which = _WHICH.search(sentence, low, high)
        key = (_ORDINALS[which[1].casefold()] if which[1] else which[2]) if which else None
        found.append((replace(counted, start=counted.start + low, end=counted.end + low), key))
    return found


def _cuts(sentence: str) -> list[int]:
    """Where a sentence goes over to the counts of another vote: yes or no come again, or two more numbers do."""
    words = [(one.start(), one.end(), str(one.lastgroup)) for one in _ANY.finditer(sentence)]
    if sum(side in {"yes", "no"} for _, _, side in words) < 4:
        words = [(one.start(), one.end(), "pair") for one in _PAIR.finditer(sentence)] if not words else []
    cuts: list[int] = []
    seen: set[str] = set()
    before = 0
    for low, high, side in words:
        if (side == "pair" and "pair" in seen) or (side in {"yes", "no"} and seen >= {"yes", "no"}):
            border = _CONNECTS.search(sentence, before, low)
            if border is None:
                return []
            cuts.append(border.start())
            seen = set()
        seen.add(side)
        before = high
    return cuts


def _pair(text: str, sentence: str) -> tuple[re.Match[str] | None, dict[str, str], bool]:
    """Two numbers without words for sides beside them."""
    against = "mot" in text
    match = _FOR_AGAINST.search(text) if against and "för" in text else None
    if match:
        return match, {}, True
    for pattern in (_VOTES_FOR, _FOR_VOTES, _VOTING_FOR, _COUNT_FOR, _GETS) if "röst" in text else ():
        match = pattern.search(text)
        if match and not side_of(match["for"]):
            if pattern is _GETS and not _PROPOSAL.search(match["for"] + match["against"]):
                continue  # persons for election
            means = {
                side: sentence[slice(*match.span(group))].strip(' ,:"”“»«')
                for side, group in (("yes", "for"), ("no", "against"))
            }
            return match, means, False
    match = _PAIR.search(text) if against and (_CONTEXT.search(text) or _NOTHING_ELSE.fullmatch(text)) else None
    if match:
        return match, {}, bool(_SAYS_YES.search(match[0]))
    match = _DASH.search(text) if _DASHED.search(text) else None
    if match and (
        match[0] == text.strip(" .")
        or _RESULT.search(sentence[: match.start()])
        or _CASTING.match(sentence, match.end())
    ):
        return match, {}, False
    return None, {}, True


# 'Sju mot sex alltså.'
_NOTHING_ELSE = lazy(
    rf"(?:Alltså |Således |Sålunda )?{NUMBER} (?:mot|emot) {NUMBER}(?:,? (?:alltså|således|sålunda|därmed))?\.?",
    re.IGNORECASE,
)
# 'Nej-sidan vinner med sex röster mot fem'
_NO_WINS = lazy(
    r"\b[Nn]ej(?:-?(?:sidan|rösterna|linjen))?(?: har)?(?: alltså| således)? (?:vinner|vann|vunnit|segrar|segrade|segrat)\b"
)
_RESULT = lazy(r"röst|voter|utfall|resultat|slut(?:ar|ade)|siffror", re.IGNORECASE)
_CASTING = lazy(r".{0,40}(?:utslagsröst|lottning|avgör ordföranden)", re.IGNORECASE)

_PROPOSAL = lazy(r"förslag|yrkande|bifall|avslag|motion|återremiss|alternativ|linje", re.IGNORECASE)

Place = tuple[int, int, int, int]


def _best(text: str) -> dict[str, Place]:
    """The numbers of the sides: before the words or behind them, whichever tells more sides."""
    before, behind = dict(_numbers(text, before=True)), dict(_numbers(text, before=False))
    first = _NUMBER.search(text)
    word = _ANY.search(text)
    leads = first is not None and word is not None and first.start() < word.start()
    main, other = (before, behind) if (len(before), leads) > (len(behind), not leads) else (behind, before)
    taken = {place[0] for place in main.values()}
    return (
        other | main
        if not other
        else main | {side: place for side, place in other.items() if side not in main and place[0] not in taken}
    )


def _numbers(text: str, *, before: bool) -> Iterator[tuple[str, Place]]:
    seen: set[str] = set()
    last = 0
    for word in _ANY.finditer(text):
        side = str(word.lastgroup)
        if before:
            match = _BEFORE.search(text[last : word.start()])
            low = last
        else:
            match = _BEHIND.match(text, word.end())
            low = 0
            if match and _SIDE_NEXT.match(text[match.end() :]) and not _MARKED.search(match[0]) and not match["behind"]:
                match = None if _follows_before(text, word.start()) else match
        if match and side not in seen:
            seen.add(side)
            start, end = low + match.start("number"), low + match.end("number")
            yield (
                side,
                (start, end, min(start, word.start()), max(end, word.end(), low + match.end() if not before else 0)),
            )
            if before:
                last = word.end()


def _follows_before(text: str, at: int) -> bool:
    """Whether a number stands right before a word for a side, so that the one behind belongs to the next."""
    return bool(_BEFORE.search(text[:at]))
