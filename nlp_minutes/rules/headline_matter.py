"""The matter of an item as a noun phrase, made of its title: `Svar på motion om X` gives `motionen om X`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from nlp_minutes.lexicon import given_names, rows
from nlp_minutes.lines import CASE
from nlp_minutes.patterns import guarded, lazy

__all__ = ["Matter", "decapitalise", "definite_noun", "matter_of", "recase"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What an item is about.

    Attributes:
        topic: The title as it stands behind `om`: `försäljning av fastigheten Gäddan 4`.
        definite: The same as a definite noun phrase, `försäljningen av ...`; None where its form is not known.
        head: The definite noun at its head, `försäljningen`; None where `definite` is.
        about: What stands behind the head: `av fastigheten Gäddan 4`.
    """

    topic: str
    definite: str | None
    head: str | None
    about: str


_LEADS: Final = lazy(
    r"^(?:(?:(?:skriftligt |förnyat |reviderat )?svar (?:på|över|till)|besvarande av|besvarad|behandling av|redovisning av svar på|"
    r"beslut (?:om|angående|gällande|avseende)|beslutsärende\b[:,–-]?|ärende (?:om|angående)|fråga om|informationsärende\b[:,–-]?|förslag till beslut om|"
    r"angående|ang\.?|avseende|gällande|rörande|beträffande|tilläggsärende\b[:,–-]?|extra ärende\b[:,–-]?|remiss:|remissvar[:,–-])\s+)+",
    re.IGNORECASE,
)
_MOTION_ANSWER = lazy(r"^(motion|interpellations|medborgarförslags|remiss)s?svar\s*[:,–-]\s*", re.IGNORECASE)
_CASES = guarded(rf"\s*[(,–-]?\s*(?i:dnr|diarienr|ärende(?:nr|nummer)|diarienummer)\.?:?\s*{CASE}\)?")
_NUMBERED = lazy(
    r"^(motion|interpellation|fråga|skrivelse|medborgarförslag)(?:en|et)? (?:nr )?\d[\d/.-]*(?::\d+)?(:?)\s+",
    re.IGNORECASE,
)
_TAILS = lazy(
    r"\s*(?:[,–-]|\bför)\s*(?:(?:svar|yttrande) (?:på|över) (?:motion|remiss|interpellation|medborgarförslag)\w*|remissvar|återremiss\w*|information|beslut|beslutsärende|informationsärende|"
    r"(?:beslut om )?(?:samråd|granskning|antagande|igångsättning\w*)|för kännedom|bordlagt ärende|omedelbar justering|fortsatt behandling|ny behandling|"
    r"utlåtande|paragraf(?:en)? utan beslut|\bm\.?\s?m\.?)\.?$",
    re.IGNORECASE,
)
_AS_OM = lazy(r"^(?:angående|ang\.?|avseende|gällande|rörande|beträffande|kring|med anledning av)\s+", re.IGNORECASE)


@cache
def _nouns() -> dict[str, str]:
    """Nouns whose definite form is not told by their ending."""
    return {row[0]: row[1] for row in rows("nouns.tsv")}


_ENDINGS: Final = (
    (r"(?:an|ran|gäran)$", None),
    (r"(?:sökan|mälan|gäran)$", ""),
    (
        (
            r"(?:ande|ende|bidrag|förslag|avtal|stöd|besked|uttalande|program|initiativ|ärende|arbete|system|lån|avdrag|anslag|direktiv|uppdrag|belopp|"
            r"ombud|register|tillstånd|område|kvarter|samarbete|bolag|beslut|intyg|mål|betyg|yrkande|utlåtande|betänkande|reglemente|tillskott|råd|fel|medlemskap)$"
        ),
        "et",
    ),
    (
        (
            r"(?:ning|ing|tion|sion|het|plan|rapport|budget|prognos|status|skap|dom|nad|tur|lag|analys|granskning|process|modell|organisation|"
            r"fastighet|stadga|dispens|remiss|ordning|revision|central|skola|tid|värd|ism|ik|upphandling|kostnad|avgift|trafik|dag|idé|park|verksamhet|peng|tomt|väg|station|gård|hamn|del|"
            r"service|finans|tjänst|styrelse|inventering|skuld|resurs|form|polis|drift|miljö|natur|fond)$"
        ),
        "en",
    ),
    (r"(?:else|strategi|policy|tråd|pelare|aktie|norm|ekonomi|budskap|överenskommelse|skrivelse)$", "n"),
    (
        r"(?:taxa|lista|skola|fråga|ränta|gata|resa|vara|bana|borgarmässa|planera|förskola|hyra|klassa|mässa|åtgärda|mall|lösa)$",
        "n",
    ),
    (r"(?:ar|or|er)$", "na"),
)


_ENDING_PATTERNS = [(guarded(pattern), ending) for pattern, ending in _ENDINGS if ending is not None]


@lru_cache(maxsize=2048)
def definite_noun(noun: str) -> str | None:
    """Give the definite form of a noun (`försäljning`: `försäljningen`), or None where its ending does not tell."""
    word = noun.casefold()
    if word in _nouns():
        form = _nouns()[word]
        return noun + form[len(word) :] if form.startswith(word) else form
    tail = re.split(r"-", word)[-1]
    if tail in _nouns() and tail != word:
        return noun[: len(noun) - len(tail)] + _nouns()[tail]
    for known, form in _nouns().items():
        if len(known) > 5 and word.endswith(known) and form.startswith(known):
            return noun + form[len(known) :]
    for pattern, ending in _ENDING_PATTERNS:
        if pattern.search(word):
            if ending == "et" and word.endswith("e"):
                return f"{noun}t"
            if ending == "et" and word.endswith("program"):
                return f"{noun}met"
            if ending == "en" and word.endswith("a"):
                return f"{noun}n"
            if ending == "en" and word.endswith("e"):
                return f"{noun}n"
            return f"{noun}{ending}"
    return None


# Words that keep their capital, whatever the text: 'AB', 'LSS', 'IT'.
_SHORT = lazy(r"^(?:AB|HB|KB|VA|IT|LSS|LVU|LVM|EU|FN|VD|KPI|SKR|SKL|IVO|PFAS|FTP|DIS|RUFS|IOP|ÖP|SFI|KF|KS)$")


def recase(title: str, text: str) -> str:
    """Write a title in capitals as running text does, with the capitals that its words have in `text`."""
    letters = [c for c in title if c.isalpha()]
    if not letters or sum(c.isupper() for c in letters) < 0.8 * len(letters):
        return title
    forms: dict[str, str] = {}
    for match in re.finditer(r"(?<=[\wåäö,] )[\wÅÄÖåäöéü-]+", text):
        word = match[0]
        if not word.isupper():
            forms.setdefault(word.casefold(), word)
    words = []
    for match in re.finditer(r"[\wÅÄÖåäöéü-]+|[^\wÅÄÖåäöéü-]+", title):
        word = match[0]
        words.append(word if _SHORT.match(word) or not word[0].isalpha() else forms.get(word.casefold(), word.lower()))
    found = "".join(words)
    return found[:1].upper() + found[1:]


_FIRST_WORD = lazy(r"[\wÅÄÖåäöéüÜ-]+")
_DIGIT = lazy(r"\d")
_BODY_END = lazy(r"(?:fullmäktiges?|styrelsens?|nämndens?|utskottets?|förvaltningens?|kontorets?)$")
_INSIDE = lazy(r"[a-zåäö,] ")


def _is_letter(char: str) -> bool:
    """Whether a character is part of a word: a letter, a digit or an underscore, as patterns have it."""
    return char.isalnum() or char == "_"


def _before(word: str, text: str) -> Iterator[str]:
    """Yield the two characters before each place of a text where a word ends that is or ends as another one."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if end == len(text) or not _is_letter(text[end]):
            yield text[max(0, at - 2) : at]
        at = text.find(word, at + 1)


_COMPANY = lazy(r"(?:\s[A-ZÅÄÖ][\wåäöé-]*){0,3}\s(?:AB|HB|KB|AS|Oyj?|Ltd|A/S)\b")


def decapitalise(phrase: str, text: str) -> str:
    """Take the capital off a phrase that began a sentence or a title, but not off a name.

    Args:
        phrase: The phrase.
        text: The text around it, which shows how its first word is written inside a sentence.
    """
    match = _FIRST_WORD.match(phrase)
    if match is None or not match[0][0].isupper():
        return phrase
    word = match[0]
    if _SHORT.match(word) or (len(word) > 1 and word[:2].isupper()) or _DIGIT.search(word):
        return phrase
    if _COMPANY.match(phrase[len(word) :]):
        return phrase
    lower = word[0].lower() + word[1:]
    if _BODY_END.search(lower):
        return lower + phrase[len(word) :]
    if any(not before or not _is_letter(before[-1]) for before in _before(lower, text)):
        return lower + phrase[len(word) :]
    follows = phrase[len(word) :].lstrip()
    if (
        len(word) > 5
        and word.endswith(("et", "en", "na", "an"))
        and word.casefold() not in given_names()
        and follows[:1].isupper()
    ):
        return lower + phrase[len(word) :]
    if any(_INSIDE.fullmatch(before) for before in _before(word, text)) or (
        follows[:1].isupper() and not follows[1:2].isupper()
    ):
        return phrase
    if (
        lower.endswith("s")
        and lower not in _nouns()
        and not lower.endswith(("ens", "ets", "nas", "ars", "ns"))
        and follows[:1].islower()
    ):
        return phrase
    return lower + phrase[len(word) :]


_ADJECTIVE = lazy(
    r"^(?P<adjective>ny|nytt|[\wåäö]+(?:isk|lig|ig|ad|iskt|ligt|igt|at)) (?P<noun>[\wåäöÅÄÖ-]+)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = lazy(
    r"^(?P<noun>[\wÅÄÖåäöéü-]+)(?P<rest>(?:\s+[(”].*|\s+(?:från|av|om|till|för|över|på|i|vid|mot|med|inom|hos|per|under|efter|mellan|kring|enligt|ur|som|\d).*|,.*)?)$",
    re.DOTALL,
)
_PROPERTY = lazy(
    r"(?:(?:kv\.?|kvarteret|fastigheten) )?[A-ZÅÄÖ][\wåäöé-]+(?: [A-ZÅÄÖ][\wåäöé-]+)? \d{1,3}(?::\d{1,4})?(?=$|[\s,])"
)
# Behind a comma: who asked, who moved, what kind of decision it is. It is no part of the matter.
_BEHIND_COMMA = lazy(
    r",\s+(?:del av|ansökan|sökande|klagande|beslut|begäran|yttrande|svar|remiss|revidering|antagande|information|delrapport|slutrapport|fastighetsägare|[^,]*\([^)]*\)).*$",
    re.DOTALL,
)


def _segments(title: str) -> str:
    """Turn a title of parts (`Kvarnen 4:12, Kvarnvägen 8 - bygglov för carport, Ulla Ek`) to one phrase."""
    parts = [part for part in re.split(r"\s*[,;:]\s+|\s+[-–—]\s+", title) if part]
    if len(parts) < 2 or not _PROPERTY.match(parts[0]):
        return title
    place = _PROPERTY.match(parts[0])
    matter = next(
        (part for part in parts[1:] if part[:1].islower() or (_HEAD.match(part) and definite_noun(part.split()[0]))),
        None,
    )
    return title if place is None or matter is None else f"{matter} på {place[0]}"


_MOVED = lazy(
    r"^(?P<kind>[\w-]+) (?:av|från) (?P<who>[A-ZÅÄÖ][^”(]*\([^)]{1,6}\)(?:(?:,|,? och|,? samt|/)\s*[A-ZÅÄÖ][^”(]*\([^)]{1,6}\))+)(?P<rest> (?:om|angående|avseende|gällande|rörande) .*|[,:;] .*| [-–] .*| ”.*|)$",
    re.DOTALL,
)


def _movers(topic: str) -> str:
    """Name several movers by their parties: `motion av A (S) och B (V) om X` is `motion från S och V om X`."""
    match = _MOVED.match(topic)
    parties = list(dict.fromkeys(re.findall(r"\(([^)]{1,6})\)", match["who"]))) if match else []
    if match is None or len(re.findall(r"\([^)]{1,6}\)", match["who"])) < 2:
        return topic
    listed = " och ".join(filter(None, [", ".join(parties[:-1]), parties[-1]]))
    return f"{match['kind']} från {listed}{match['rest']}"


# A title that tells what is done with its papers, and names no matter.
_SAYS_HOW = lazy(r"(?:för|till) kännedom", re.IGNORECASE)


# 'Redovisning av uppdraget samt revidering av riktlinjen': what is taken note of is the first, not what is changed.
_TWO_MATTERS = lazy(
    r"(?P<first>^(?:[Rr]edovisning|[Ååa]terrapportering|[Rr]apport|[Ii]nformation|[Uu]ppföljning|[Rr]edogörelse)\w*\b.*?),? (?:samt|och) "
    r"(?:revidering|ändring|antagande|fastställande|upphävande|inrättande|bildande|godkännande)\b.*$"
)


def matter_of(title: str, text: str) -> Matter | None:
    """Make the noun phrase of a title.

    Args:
        title: The title.
        text: The item's text, for the capitals of its names.

    Returns:
        The matter, or None where the title is empty or says nothing.
    """
    if _SAYS_HOW.fullmatch(title.strip(" .")):
        return None
    plain = " ".join(_CASES.sub("", recase(" ".join(title.split()), text)).split()).strip(" .,;:–-")
    plain = re.sub(r"\s*\((?:sekretess|bil(?:aga|\.)?[^)]*|forts\.?|rev\.?)\)", "", plain)
    plain = _MOTION_ANSWER.sub(
        lambda m: (
            {"interpellations": "Interpellation", "medborgarförslags": "Medborgarförslag"}.get(
                m[1].lower(), m[1].capitalize()
            )
            + " - "
        ),
        plain,
    )
    plain = _LEADS.sub("", plain)
    plain = re.sub(
        r"^yttrande (?:över|angående|gällande|till kommunfullmäktige över|om) motion(?:en)?\b",
        "motion",
        plain,
        flags=re.IGNORECASE,
    )
    for _ in range(2):
        plain = _TAILS.sub("", plain).strip(" .,;:–-")
    plain = _NUMBERED.sub(r"\1\2 ", plain)
    plain = _segments(plain)
    shorter = re.sub(r";.*$", "", plain) if plain[:6].casefold() in {"motion", "interp"} else plain
    shorter = shorter if re.match(r"\w+ (?:av|från)\b", shorter) else _BEHIND_COMMA.sub("", shorter)
    plain = shorter if len(shorter.split()) > 1 else plain
    if len(plain) < 3 or re.fullmatch(r"(?:ärendet )?utgår|sekretess(?:ärenden?)?.*", plain, re.IGNORECASE):
        return None
    plain = _TWO_MATTERS.sub(r"\g<first>", plain)
    topic = _movers(decapitalise(plain, text))
    topic = re.sub(
        r"^(motion|interpellation|fråga|skrivelse|[\wåäö]*initiativ) \(([^)]{1,6})\) ", r"\1 från \2 ", topic
    )
    topic = re.sub(
        r"^(motion|interpellation|medborgarförslag|nämndinitiativ|fråga|skrivelse|e-förslag)((?: (?:från|av|ställd)(?:(?! om )[^–:])*?)?)(?:\s[-–]\s|:\s|,\s(?![A-ZÅÄÖ]{1,3}\b))\s*(?:om |angående |gällande )?",
        lambda m: f"{m[1]}{m[2]} om ",
        topic,
    )
    topic = re.sub(r"(?<= om )[A-ZÅÄÖ][a-zåäö].*$", lambda m: decapitalise(m[0], text), topic, count=1)
    asked = re.match(r"(\w+(?: (?:från|av) .*?)?) om ([^?]{8,}\?)$", topic)
    if asked:
        topic = f"{asked[1]} ”{asked[2][:1].upper()}{asked[2][1:]}”"
    topic = re.sub(
        r"^((?:[\wåäö]+(?:at|ad|nytt|erat) )?[\w-]+(?: (?:av|från) (?:[^()]*\([^)]*\)(?: till [^()]*?)?|(?:[A-ZÅÄÖ]{1,3}(?:, | och )?)+))?) (?:angående|ang\.?|avseende|gällande|rörande|beträffande) ",
        r"\1 om ",
        topic,
    )
    adjective = _ADJECTIVE.match(topic)
    head = definite = None
    about = ""
    if adjective and definite_noun(adjective["noun"]) and not definite_noun(adjective["adjective"]):
        noun = definite_noun(adjective["noun"]) or ""
        plural = noun.endswith("na")
        article = "de" if plural else "det" if noun.endswith("t") else "den"
        word = re.sub(r"(?<=[iå]g|sk)t$", "", adjective["adjective"].casefold())
        word = (
            "nya"
            if word in {"ny", "nytt"}
            else re.sub(r"(?:ad|at)$", "ade", word)
            if re.search(r"(?:ad|at)$", word)
            else f"{word}a"
        )
        head, about = noun, adjective["rest"]
        definite = f"{article} {word} {noun}{about}"
    elif simple := _HEAD.match(topic):
        found = definite_noun(simple["noun"])
        if found is not None:
            head, about = found, simple["rest"]
            definite = f"{found}{about}"
        elif re.search(r"(?:en|et|na|an)$", simple["noun"]) and len(simple["noun"]) > 5:
            head, definite, about = simple["noun"], topic, simple["rest"]
    return Matter(topic=topic, definite=definite, head=head, about=about.strip())
