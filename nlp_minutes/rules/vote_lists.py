"""Voters named in sentences: `Ja röstar: ...`, `... röstar nej`, `8 ja-röster (...)`, names below a line `Ja`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from nlp_minutes.lexicon import is_role
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.vote_counts import NUMBER, may_name_side
from nlp_minutes.rules.vote_names import Roster, Voter

__all__ = ["Voted", "only_names", "opens_list", "read_lists"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voted:
    """Voters of one side; offsets are clean ones."""

    side: str
    voters: tuple[Voter, ...]
    start: int
    end: int


_SIDE: Final = lazy(
    r"(?<![\w-])[\"”“'’]?(?:(?P<yes>(?:[jJI]a|JA)(?:[- ]?(?:röst(?:er|en|erna|ande)?|sidan|propositionen|linjen|alternativet))?)|(?P<no>(?:[nN]ej|NEJ|Nei)(?:[- ]?(?:röst(?:er|en|erna|ande)?|sidan|propositionen|linjen|alternativet))?)"
    r"|(?P<abstain>(?i:avst(?:år?|od|ående|åtts?)(?: från (?:att rösta|röstning(?:en)?|omröstning(?:en)?))?(?! från att)|avst\.|(?:lägger|lade) ne[dr] sina? röst(?:er)?|(?:nedlägger|nedlade|nedlagt) sina? röst(?:er)?|röst(?:ar|ade) blankt|blankt|nedlagda? röst(?:er)?|blanka? röst(?:er)?))"
    r"|(?P<absent>(?i:frånvarande|frånv\.)))[\"”“'’]?(?![\w])"
)
# A party before its names: 'Ja (5): S – Ek, Holm; C – Dahl'.
_GROUP_DASH = r"\b[A-ZÅÄÖ][\wåäö]{0,3}\s?[–—]\s?(?=[A-ZÅÄÖ]|$)"
_COUNT = rf"(?:\(?\s*{NUMBER}\s*(?:st\.?|stycken|röster|röst|ledamöter|ledamot|personer)?\s*\)?)"
# What may stand between the word for a side and the first name, or behind the last name and before the word.
_TO_NAMES = lazy(
    rf"(?:\s|[:,()–-]|{_COUNT}|{_GROUP_DASH}|\b(?:röstar|röstade|röstat|rösta|svara|svarar|svarade|svarat|säger|sade|sa|sagt|ropar|ropade|har|hade|hava|avges|avgavs|avgivits|avgetts|avger|avgav|lämnas|lämnades|lämnar|lämnade|biträds|biträddes|stöds|stöddes|understöds|understöddes|följs|följdes|av|från|nämligen|följande|ledamöter(?:na)?|ledamoten|personer|var|är|blev|gör|gjorde|som|st|tjänstgörande|ersättar(?:en|na|e)|röst(?:er)?|vid upprop|herr|herrar|herrarna|fru|fruarna|fröken|sidan)\b|\b(?:d\.? ?v\.? ?s\.?|det vill säga)\s[^,.]{{2,60}},)*(?P<role>(?:(?:[\w:-]+ ){{0,4}}))",
)
_FROM_NAMES = lazy(
    rf"(?:\s|[,.):;–]|\([^()]*\)|{_COUNT}|\b(?:biträder|biträdde|biträtt|stöder|stödjer|stödde|understöder|understödde|följer|följde|anslöt sig till|ansluter sig till|röstar|röstade|röstat|rösta|svara|svarar|svarade|svarat|säger|sade|sa|sagt|ropar|ropade|med|har|hade|avger|avgav|avgett|avgivit|lämnar|lämnade|på|för|en|sina?|är|var|som|båda|samtliga|alla|således|därvid|dock|likaså|också|även|däremot|därefter|därpå|åter|(?:förklarar|förklarade|meddelar|meddelade|anmäler|anmälde|uppger|uppgav|säger|sade)(?: sig| att (?:han|hon|hen|de))|väljer att|valde att|vill|m\.fl\.?)\b)*[\"”“]?"
)
_BETWEEN_WORDS = lazy(r"\b[a-zåäö:][\w:åäö-]*")
_FILL = frozenset(
    [
        "tjg",
        "ersättarna",
        "ersättaren",
        "ersättare",
        "representanterna",
        "representanten",
        "och",
        "samt",
        "jämte",
        "sist",
        "slutligen",
        "liksom",
        "även",
        "båda",
        "samtliga",
        "alla",
        "ledamoten",
        "ledamöterna",
        "tjänstgörande",
        "ordinarie",
        "st",
        "resp",
        "respektive",
        "herr",
        "herrar",
        "herrarna",
        "fru",
        "fruar",
        "fruarna",
        "fröken",
        "e",
    ]
)
_CLAUSE = lazy(
    rf";(?!\s*{_GROUP_DASH})\s*|,?\s+(?:medan|under det att|varemot)\s+|\s+/\s+(?=(?:Ja|Nej|JA|NEJ|Avst)\w*\b)|,?\s+men\s+"
)
_OPENS = lazy(
    rf"^[\s\"”•–-]*(?:(?:{NUMBER}|[Ff]öljande(?: ledamöter| personer)?|[Dd]essa(?: ledamöter)?|[Ll]edamöter som|[Dd]e som|[Ff]ör|[Rr]öst(?:ar|ade|er för|er på)?|[Ss]varar|[Ss]varade|[Ss]äger|[Ss]ade|[Aa]vgav|[Aa]vger|[Vv]id omröstningen|[Ss]om|har|ledamöter|personer|röstade|röstar|röstat|avgav|på|för)\s+)*$"
)


_OPENS_BEHIND = lazy(
    rf"(?:\s|[:.\"”–-]|{_COUNT}|\b(?:röstar|röstade|svarar|svarade|säger|sade|sagt|avges av|avgavs av|avger|avgav|lämnas av|följande|ledamöter|har|röstat|av|är|var|som|från att rösta)\b)*"
)


def opens_list(line: str) -> str | None:
    """Tell the side whose names stand below a line: `Ja (8)`, `Följande ledamöter röstar nej:`, `Avstår`."""
    if len(line) > 90 or not may_name_side(line):
        return None
    matches = list(_SIDE.finditer(line))
    if len(matches) != 1:
        return None
    match = matches[0]
    behind = line[match.end() :]
    if not _OPENS.match(line[: match.start()]) or not _OPENS_BEHIND.fullmatch(behind):
        return None
    return match.lastgroup


def only_names(line: str, voters: list[Voter], start: int) -> bool:
    """Tell whether a line holds names with parties and offices, and nothing else."""
    if not voters:
        return False
    rest, at = "", 0
    for voter in voters:
        rest += line[at : voter.start - start] + " "
        at = voter.end - start
    return _is_gap(rest + line[at:])


_ASIDE = lazy(r"\((?:[^()]{0,60})\)?|\b\d:[ea]\b")
# An office cut short, whose full stop ends no sentence: 'tj. ers. Mia Björk', 'ordf. Ulla Ek', 'v. ordf. Jon Dahl'.
_SHORT_OFFICE = lazy(r"\b(?:(?:tj|tjg|tjänstg|v)\.? ?)?(?:ers|ordf)\.(?=\s)")
_NO_GAP = lazy(r"[.!?]\s+[A-ZÅÄÖ]|\d{4}")


def _is_gap(text: str) -> bool:
    """Whether a text between names is separators, parties in brackets and offices."""
    text = _SHORT_OFFICE.sub(" ", _ASIDE.sub(" ", text))
    if _NO_GAP.search(text):
        return False
    words = _BETWEEN_WORDS.findall(text)
    return all(word in _FILL or is_role(word) or word in {"vice", "förste", "andre", "tredje"} for word in words)


def _run(voters: list[Voter], text: str, start: int, *, backwards: bool) -> list[Voter]:
    """Of the voters in a text those that stand together at its beginning, or at its end."""
    if not voters:
        return []
    order = voters[::-1] if backwards else voters
    run = [order[0]]
    for one in order[1:]:
        low, high = (one.end, run[-1].start) if backwards else (run[-1].end, one.start)
        if not _is_gap(text[low - start : high - start]):
            break
        run.append(one)
    return run[::-1] if backwards else run


def read_lists(sentence: str, start: int, roster: Roster, closed: list[tuple[int, int]]) -> list[Voted]:
    """Read the voters that a sentence names.

    Args:
        sentence: One sentence.
        start: Its offset.
        roster: The people.
        closed: Spans of the sentence that tell what yes and no mean; a word for a side in them heads no names.

    Returns:
        The lists, in order.
    """
    if not may_name_side(sentence):
        return []
    found: list[Voted] = []
    at = 0
    for clause in [*_CLAUSE.finditer(sentence), None]:
        end = clause.start() if clause else len(sentence)
        found += _clause(sentence[at:end], start + at, roster, [(low - at, high - at) for low, high in closed])
        at = clause.end() if clause else end
    return _merged(found)


def _merged(lists: list[Voted]) -> list[Voted]:
    """`Ek ja, Holm ja, Dahl nej`: one list a side."""
    merged: dict[str, Voted] = {}
    for one in lists:
        first = merged.get(one.side)
        merged[one.side] = one if first is None else replace(first, voters=(*first.voters, *one.voters), end=one.end)
    return list(merged.values())


def _clause(text: str, start: int, roster: Roster, closed: list[tuple[int, int]]) -> list[Voted]:
    sides = [one for one in _SIDE.finditer(text) if not any(low <= one.start() < high for low, high in closed)]
    if not sides:
        return []
    first = text[: sides[0].start()]
    leading = _before(first, start, roster)
    if leading:
        return _behind_names(text, start, roster, sides)
    found: list[Voted] = []
    for number, side in enumerate(sides):
        end = sides[number + 1].start() if number + 1 < len(sides) else len(text)
        voters = _after(text[side.end() : end], start + side.end(), roster)
        if not voters:
            continue
        last = sides[number + 1] if number + 2 == len(sides) else None
        rest: list[Voter] = []
        if last is not None and last.lastgroup in {"abstain", "absent"} and not text[last.end() :].strip(" ."):
            voters, rest = _divided(voters, text, start, last)
        found.append(
            Voted(side=str(side.lastgroup), voters=tuple(voters), start=start + side.start(), end=voters[-1].end)
        )
        if last is not None and rest:
            found.append(
                Voted(side=str(last.lastgroup), voters=tuple(rest), start=rest[0].start, end=start + last.end())
            )
    # 'Samtliga röstar ja utom Dahl och Lund, som röstar nej'
    return found or _behind_names(text, start, roster, sides)


# 'Dahl säger nej till förslaget' is no vote
_SAYS = lazy(r"\b(?:säger|sade|sa|sagt)\b[^,;]*$")
_SAID_TO = lazy(r"\s+(?:till|åt)\b")


def _behind_names(text: str, start: int, roster: Roster, sides: list[re.Match[str]]) -> list[Voted]:
    """Names before each word: `A och B röstar ja, C röstar nej`."""
    found: list[Voted] = []
    at = 0
    for side in sides:
        chunk = text[at : side.start()]
        opinion = _SAYS.search(chunk) and _SAID_TO.match(text, side.end())
        voters = [] if opinion else _before(chunk, start + at, roster)
        if voters:
            found.append(
                Voted(side=str(side.lastgroup), voters=tuple(voters), start=voters[0].start, end=start + side.end())
            )
        at = side.end()
    return found


def _before(chunk: str, start: int, roster: Roster) -> list[Voter]:
    """The names that end a text, where nothing but a verb stands behind them."""
    voters = roster.voters(chunk, start, alone=True)
    if not voters or not _FROM_NAMES.fullmatch(chunk[voters[-1].end - start :]):
        return []
    run = _run(voters, chunk, start, backwards=True)
    last = run[-1]
    if last.known and chunk[last.start - start : last.end - start].endswith("s") and not last.name.endswith("s"):
        return []  # 'ställs mot Ströms nej'
    if not any(voter.known or voter.party for voter in run) and not all(" " in voter.name for voter in run):
        return []
    return run


_OWNED = lazy(r"s?(?: \([^()]*\))?s? (?:ändrings|tilläggs|avslags|återremiss)?(?:förslag|yrkande)")


def _after(chunk: str, start: int, roster: Roster) -> list[Voter]:
    """The names that begin a text, where nothing but a verb, a number or an office stands before them."""
    voters = roster.voters(chunk, start, alone=True)
    if not voters:
        return []
    lead = _TO_NAMES.fullmatch(chunk[: voters[0].start - start])
    if lead is None or (lead["role"].strip() and not _is_gap(lead["role"])):
        return []
    run = _run(voters, chunk, start, backwards=False)
    if _OWNED.match(chunk, run[-1].end - start):
        return []
    return run


def _divided(voters: list[Voter], text: str, start: int, last: re.Match[str]) -> tuple[list[Voter], list[Voter]]:
    """`Ja röstar A, B och C, D avstår`: the names behind the one that closes the list belong to the last word."""
    if not _FROM_NAMES.fullmatch(text[voters[-1].end - start : last.start()]):
        return voters, []
    for index in range(len(voters) - 2, 0, -1):
        gap = text[voters[index - 1].end - start : voters[index].start - start]
        if re.search(r"\b(?:och|samt)\b", gap):
            return voters[: index + 1], voters[index + 1 :]
    return voters, []
