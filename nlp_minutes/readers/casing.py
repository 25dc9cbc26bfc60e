"""Texts in capitals alone or in small letters alone, written as running text.

Everything that reads a protocol goes by capitals: names, ends of sentences, wrapped lines. A text that has none, or nothing
else, gets them back where its own words tell: at the beginning of sentences, in names before a party or behind a given
name, in short forms, in the names that the lexicon knows. No letter is added or taken, so offsets stay.
"""

from __future__ import annotations

import re
from functools import cache

from nlp_minutes.lexicon import is_given_name, is_role, party_names, party_normal, rows
from nlp_minutes.patterns import lazy

__all__ = ["running_text"]

_LEAST = 200  # letters that a text must have before the share of capitals tells anything
_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
_PARTICLES = frozenset(["af", "av", "von", "van", "de", "la", "del", "der", "den", "al", "el", "bin"])
# Given names that are words of running text as well: alone they say nothing.
_WORDS_TOO = frozenset(
    [
        "per",
        "bo",
        "dag",
        "del",
        "den",
        "mars",
        "maj",
        "juni",
        "juli",
        "love",
        "liv",
        "vår",
        "mark",
        "dan",
        "tor",
        "siv",
        "lo",
        "ove",
        "may",
        "sol",
        "stig",
        "stina",
        "sten",
        "björn",
        "ulf",
        "rut",
        "rolf",
        "axel",
        "hav",
        "ann",
        "in",
        "mi",
        "my",
        "ting",
        "gun",
        "ros",
        "rose",
        "viola",
        "vera",
        "ida",
        "aina",
        "sture",
        "rune",
        "leo",
        "no",
        "see",
        "tina",
        "sara",
        "mina",
        "din",
        "ina",
        "ali",
        "said",
        "ana",
        "noor",
        "abdi",
        "amin",
        "farah",
    ]
)
_SHORTS = frozenset(
    [
        "ks",
        "kf",
        "ksau",
        "au",
        "bun",
        "sbn",
        "mbn",
        "mhn",
        "von",
        "kfn",
        "hsn",
        "rs",
        "rf",
        "vd",
        "hr",
        "it",
        "skr",
        "skl",
        "pbl",
        "lss",
        "lvu",
        "lvm",
        "lou",
        "osl",
        "sfs",
        "bfs",
        "sou",
        "eu",
        "bta",
        "oj",
        "ab",
        "hb",
        "kb",
        "sd",
        "kd",
        "mp",
        "fp",
    ]
)
_SINGLE = frozenset("smcvl")
_NO_NAME = frozenset(
    [
        "av",
        "från",
        "till",
        "och",
        "samt",
        "med",
        "för",
        "i",
        "på",
        "vid",
        "om",
        "att",
        "ja",
        "nej",
        "ordförande",
        "ordföranden",
        "ledamot",
        "ersättare",
        "vice",
        "förste",
        "andre",
        "tjänstgörande",
        "justerare",
        "sekreterare",
        "ersätter",
        "yrkar",
        "motion",
        "reservation",
        "svar",
        "dnr",
        "enligt",
        "som",
        "hos",
        "mot",
        "genom",
        "avstår",
        "beslutande",
        "närvarande",
        "frånvarande",
        "vakant",
        "ledamöter",
        "ersättare",
        "övriga",
        "jäv",
    ]
)


def running_text(text: str) -> str:
    """Give a text of one case the capitals that running text would have; any other text as it is.

    Args:
        text: The extracted text.

    Returns:
        A text of the same length.
    """
    if not (_one_case(text[:3000]) and _one_case(text)):
        return text
    letters = [_lower(c) for c in text]
    plain = "".join(letters)
    places: set[int] = set()
    whole: set[tuple[int, int]] = set()
    _sentences(plain, places)
    _short_forms(plain, whole)
    surnames = _people(plain, places, whole)
    _elsewhere(plain, surnames, places)
    for start, end in whole:
        places.update(range(start, end))
    known = dict(_known_names(plain))
    for at in places:
        if len(letters[at].upper()) == 1:
            letters[at] = letters[at].upper()
    for start, name in known.items():
        letters[start : start + len(name)] = name
    return "".join(letters)


def _one_case(text: str) -> bool:
    upper = sum(map(str.isupper, text))
    lower = sum(map(str.islower, text))
    return upper + lower >= _LEAST and not (upper > 0.004 * lower and lower > 0.06 * upper)


def _lower(char: str) -> str:
    small = char.lower()
    return small if len(small) == 1 else char


_SENTENCE = lazy(
    r"(?:\A|\n[ \t]*\n|[.!?:][”\"]?[ \n]|\n(?=[ \t]*(?:\d{1,2}[.)]|[a-h]\)|[–•-])? ?)|§+ ?\d+[^\S\n]+|\t| {3,})[ \t\n]*(?:\d{1,2}[.)] |[–•-] )?[”\"]?(?P<first>[^\W\d_])"
)


def _sentences(plain: str, places: set[int]) -> None:
    """Capitals at the beginning of sentences, of cells and of lines that do not go on from the line above."""
    lengths = sorted(len(line) for line in plain.split("\n") if line.strip())
    width = lengths[int(0.9 * len(lengths))] if lengths else 0
    for match in _SENTENCE.finditer(plain):
        at = match.start("first")
        line = plain.rfind("\n", 0, at) + 1
        if plain[line:at].strip(" \t") == "" and line:
            above = plain[plain.rfind("\n", 0, line - 1) + 1 : line - 1].rstrip()
            if above and above[-1] not in ".:!?" and len(above) > 0.75 * width:
                continue
        places.add(at)


def _short_forms(plain: str, whole: set[tuple[int, int]]) -> None:
    for match in re.finditer(r"(?<![\w.:])(?P<word>[a-zåäö]{1,5})(?![\w.])", plain):
        word = match["word"]
        before = plain[max(0, match.start() - 2) : match.start()]
        if word in _SHORTS or (
            word in _SINGLE and not re.search(r"\d ?$", before) and plain[match.end() : match.end() + 1] != ":"
        ):
            whole.add(match.span())
    # rows of votes: 'ulla ek s ja nej'
    for match in re.finditer(
        r"(?<=[ \t])(?:[smcvl]|sd|kd|mp|[a-zåäö]{2,4})(?: \([^()\n]{3,60}\))?[ \t]+(?P<votes>(?:ja|nej|avstår|frånvarande)(?:[ \t]+(?:ja|nej|avstår|frånvarande))*)[ \t]*(?=\n|\Z)",
        plain,
    ):
        whole.update(
            (match.start("votes") + m.start(), match.start("votes") + m.start() + 1)
            for m in re.finditer(r"\w+", match["votes"])
        )
    # letters of a case number or a plan: 'ks 2031/118', 'ks-2031-00118'
    for match in re.finditer(r"(?<![\w/-])(?P<word>[a-zåäö]{1,6})(?=[ /-]?(?:\d{4}[-/:.]|\d{2}[/-])\d)", plain):
        if match["word"] not in {"den", "till", "från", "nr", "år", "sfs", "prop", "inför", "läsår", "bet", "skr"}:
            whole.add(match.span("word"))


_BRACKET = lazy(r"\((?P<party>[a-zåäö]{1,6}|[–-])\)")


def _people(plain: str, places: set[int], whole: set[tuple[int, int]]) -> set[str]:
    """Capitals of names; gives the surnames."""
    surnames: set[str] = set()
    singles: set[str] = set()
    for match in _BRACKET.finditer(plain):
        words = _words_before(plain, match.start())
        if not words:
            continue
        if match["party"].isalpha() and (party_normal(match["party"]) or len(match["party"]) <= 4):
            whole.add(match.span("party"))
        _capitals(plain, words, places)
        surnames.add(plain[words[-1][0] : words[-1][1]])
        if len(match["party"]) == 1 and match["party"].isalpha() and match["party"] not in _SINGLE:
            singles.add(match["party"])
    for single in singles:  # a local party of one letter stands in lists of parties too
        for match in re.finditer(rf"(?:(?<=, )|(?<=och )|(?<=från ))(?<![\w.]){single}(?=,|\s|\.)", plain):
            whole.add(match.span())
    for match in re.finditer(rf"(?<![\w-]){_WORD}", plain):
        if match[0] not in _WORDS_TOO and is_given_name(match[0]):
            words = [match.span(), *_words_behind(plain, match.end())]
            last = plain[slice(*words[-1])]
            if len(words) > 1 and (_surname(last) or _beside_office(plain, words[0][0], words[-1][1])):
                _capitals(plain, words, places)
                surnames.add(last)
    own = {plain[start:end] for start, end in whole if end - start > 1}
    for match in re.finditer(r"(?<![\w-])[a-zåäö]{2,5}(?![\w-])", plain):
        if match[0] in own and match[0] not in _NO_NAME and match[0] not in _COMMON and match[0] not in _WORDS_TOO:
            whole.add(match.span())
    return surnames


_SURNAME = lazy(
    r"(?:sson|son|berg|ström|lund|gren|qvist|kvist|quist|dahl|dal|holm|man|ell|én|mark|stedt|blad|fors|vik|strand|ling|ić|ic|nen|ski|sen|ek|alm|sjö|hed|stad|feldt|hjelm|sköld|crona|ing|ius|lin|din|ås|skog|nder|ov|ova|ari|ani|oğlu|yan|zadeh|pour|hult|vall|wall|åker|torp|ahl|ad|as|ed|ah|ou|eh|el|ar|el|öm|ff|tz|lt|ke|ld)s?$"
)


def _words_behind(plain: str, at: int) -> list[tuple[int, int]]:
    """The words behind a given name that may go on with it: an initial, a further name, particles, a surname."""
    words: list[tuple[int, int]] = []
    pattern = re.compile(rf" (?:(?P<initial>[a-zåäö]\.)|(?P<word>{_WORD}))")
    named = 0
    while named < 2 and (match := pattern.match(plain, at)):
        word = match["word"]
        if word is not None and word not in _PARTICLES:
            if word in _NO_NAME or word in _COMMON or len(word) < 2 or (named and not _surname(word)):
                break
            named += 1
        words.append(match.span("initial" if word is None else "word"))
        at = match.end()
    while words and plain[slice(*words[-1])] in _PARTICLES:
        words.pop()
    return words


def _beside_office(plain: str, start: int, end: int) -> bool:
    """Whether an office, or the border of a line, stands on both sides of what may be a name."""
    lead = re.search(r"(\S+)\s$", plain[max(0, start - 40) : start])
    if lead is not None and is_role(lead[1].strip(",.")):
        return True
    behind = re.match(rf", ({_WORD})", plain[end : end + 40])
    if behind is not None and is_role(behind[1]):
        return True
    return plain[start - 1 : start] in {"", "\n", "\t"} and plain[end : end + 1] in {"", "\n", "\t", ","}


def _surname(word: str) -> bool:
    return bool(_SURNAME.search(word)) and len(word) > 2


def _words_before(plain: str, at: int) -> list[tuple[int, int]]:
    """The words of a name that end before a bracket: back to a given name, at most four."""
    begin = max(0, at - 60)
    line = max(plain.rfind(mark, begin, at) for mark in ("\n", "\t", ",", ":", ";", "("))
    stop = re.search(r".*[^\W\d_]{2,}\.(?= )", plain[line + 1 : at], re.DOTALL)
    line += stop.end() if stop else 0
    words = [(m.start() + line + 1, m.end() + line + 1) for m in re.finditer(_WORD, plain[line + 1 : at])][-5:]
    kept: list[tuple[int, int]] = []
    for start, end in reversed(words):
        word = plain[start:end]
        if word in _NO_NAME or word in party_names():
            break
        kept.insert(0, (start, end))
        if is_given_name(word) and len(kept) > 1:
            further = words[words.index((start, end)) - 1] if words.index((start, end)) else None
            if further is None or not is_given_name(plain[further[0] : further[1]]):
                break
        if len(kept) == 4:
            break
    if plain[at - 1 : at] not in {" ", ""} and not (kept and kept[-1][1] == at):
        return []
    return kept


def _capitals(plain: str, words: list[tuple[int, int]], places: set[int]) -> None:
    for start, end in words:
        if plain[start:end] in _PARTICLES:
            continue
        places.add(start)
        places.update(start + m.end() for m in re.finditer(r"[-–]", plain[start:end]) if start + m.end() < end)


_TOWN = lazy(rf"(?<![\w-])(?P<town>{_WORD}) (?:kommuns?|stads?|landsting)(?![\w-])")
_REGION = lazy(rf"(?<![\w-])(?P<region>region)[ \n](?P<name>{_WORD})")
_COUNTY = lazy(rf"(?<![\w-])(?P<owner>{_WORD}s) (?:län|landsting)s?(?![\w-])")
_LOCAL_PARTY = lazy(r"(?<![\w-])(?P<owner>[a-zåäö]{3,}(?:listan|partiet|demokraterna)s?)(?![\w-])")
_HEADED = lazy(
    rf"(?<![\w-])(?P<head>kvinnojouren|tjejjouren|stiftelsen|föreningen|restaurang|pizzeria|teater|brf|visit|friskis|kommunalförbundet|samordningsförbundet|räddningstjänsten|företagarna|sparbanken|if|ik|ifk|bk|gk)[ \n](?P<name>{_WORD})"
)
_COMPANY = lazy(
    rf"(?<![\w-])(?P<words>{_WORD}(?:[ \n](?:& )?{_WORD}){{0,3}})[ \n](?:(?:ab|hb|kb)(?:s|:s)?|ek\. för\.|ekonomisk förening)(?![\w-])"
)
_CLUB = lazy(
    rf"(?<![\w-])(?P<owner>{_WORD})[ \n](?:[\wåäö]*(?:förening|klubb|sällskap|byalag|scoutkår|sparbank|räddningstjänst|räddningstjänstförbund|förbund|universitet|tingsrätt))(?![\w-])"
)
_ESTATE = lazy(rf"(?<![\w-])(?P<name>{_WORD}) \d{{1,3}}:\d{{1,4}}(?![\w:])")
_COMMON = frozenset(
    [
        "denna",
        "vår",
        "hela",
        "varje",
        "en",
        "ett",
        "den",
        "det",
        "kommunens",
        "nämndens",
        "stadens",
        "i",
        "av",
        "för",
        "till",
        "från",
        "på",
        "och",
        "som",
        "hos",
        "vid",
        "med",
        "om",
        "svar",
        "bidrag",
        "avtal",
        "aktier",
        "borgen",
    ]
)


def _elsewhere(plain: str, surnames: set[str], places: set[int]) -> None:
    """Capitals of surnames that stand alone, of towns, companies and real estate."""
    for surname in surnames:
        if len(surname) > 3 or (len(surname) == 2 and surname == "ek"):
            for match in re.finditer(rf"(?<![\w-]){re.escape(surname)}s?(?![\w-])", plain):
                places.add(match.start())
    for match in _TOWN.finditer(plain):
        if match["town"] not in _COMMON:
            places.add(match.start("town"))
    for match in _REGION.finditer(plain):
        if match["name"] not in _COMMON and not match["name"].endswith("en"):
            places.update((match.start("region"), match.start("name")))
    for match in _COMPANY.finditer(plain):
        words = [(match.start("words") + m.start(), m[0]) for m in re.finditer(_WORD, match["words"])]
        for start, word in reversed(words):
            if word in _COMMON or word in _NO_NAME or re.search(r"(?:as|ades)$", word):
                break
            places.add(start)
    for pattern, group in ((_CLUB, "owner"), (_ESTATE, "name"), (_COUNTY, "owner"), (_LOCAL_PARTY, "owner")):
        for match in pattern.finditer(plain):
            if match[group] not in _COMMON and not re.search(r"(?:ig|isk|ell|lig|a)$", match[group]):
                places.add(match.start(group))
    for match in _HEADED.finditer(plain):
        if (
            match["name"] not in _COMMON
            and match["name"] not in _NO_NAME
            and not re.search(r"(?:ar|er|as|es|de|it)$", match["name"])
        ):
            places.update((match.start("head"), match.start("name")))


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row[0].casefold(): row[0] for row in rows("organisations.tsv") if len(row[0]) > 3}
    table |= {name: name[0].upper() + name[1:] for name in party_names() if len(name) > 4}
    longest = sorted(table, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?=s?(?![\w-]))"), table


def _known_names(plain: str) -> list[tuple[int, str]]:
    pattern, table = _names()
    small = {"vision", "kommunal", "apoteket", "bris", "ledarna", "handelskammaren"}
    return [
        (match.start(), table[match[0]])
        for match in pattern.finditer(plain)
        if match[0] not in small and len(table[match[0]]) == len(match[0])
    ]
