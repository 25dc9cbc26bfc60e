"""What yes and no stand for in a vote: `Ja för avslag på motionen, nej för bifall`, `Den som vill ... röstar ja`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.rules.vote_counts import NUMBER, may_say_yes_or_no

__all__ = ["Meaning", "find_meanings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What one side stands for; offsets are those of the sentence.

    Attributes:
        side: `yes` or `no`.
        text: What it stands for, verbatim, without quotes.
        start: Where what tells it begins.
        end: Offset behind it.
        weak: Whether it is told by the way, before the order of the vote is set.
    """

    side: str
    text: str
    start: int
    end: int
    weak: bool = False


_QUOTES = "\"”“„»«'’‘"
_Q = rf"[{_QUOTES}]?"
_WORD = r"(?P<side>[jJI]a|JA|[nN]ej|NEJ)(?![\w])"
# What ends the meaning of one side: the other side, with the words that lead over to it.
_STOP = (
    rf"(?=\s*[,;.:/–-]?\s*{_Q}\s*(?:(?:och|samt|medan|men|respektive|resp\.|/)\s+)?{_Q}(?:för |en |ett |med |Voteringsproposition: )?"
    rf"(?:(?<!\w)(?:[nN]ej|NEJ|[jJ]a|JA){_Q}(?:-| ?-?röst\w*|\s|:|=|,)|(?<!\w)(?:[dD]en|[dD]e|[lL]edamot|[lL]edamöter|[dD]en ledamot)\s+(?:som|det)\s|vinner nej)|,\s+(?:avges|avgavs|har avgetts|avgivits|utfaller|utföll|slutar|slutade|stannar på|stannade på|vinner med|vann med|samlar|samlade|befinns|befanns|befunnos)\b)"
)
_END = rf"(?:{_STOP}|(?=[{_QUOTES}]?\s*[.;]\s*[{_QUOTES}]?\s*$)|(?=[{_QUOTES}]*\s*$)|(?<![ ”\"(][A-ZÅÄÖ])(?=[.;]\s))"
_SIGN = (
    r"(?:röstas för|röstas på|för att|för|till att|till|innebär att|innebär|innebar att|innebar|innebära att|innebära|(?:skall|ska|skulle) (?:avse|innebära|betyda|gälla|vara)(?: att)?|avse|betyder att|betyder|betydde|betyda att|betyda|är att|är en röst för|är|avser att|avser|avsåg|motsvarar|ges för|avges för|avges av den som (?:vill )?|"
    r"räknas som|gäller|står för|utgör|=|→|om man (?:vill )?|= ?för)"
)
# 'Ja för X', 'Ja-röst innebär X', 'Ja = X', 'Ja: X', 'Ja-röst, X'
_PLAIN = lazy(
    rf"(?<![\w-])(?:(?:en|med|röst) )?{_Q}{_WORD}{_Q}(?:[- ]?(?:röst(?:er(?:na)?|en|ande)?|proposition(?:en)?|röstning|knapp(?:en)?))?{_Q}"
    rf"(?:\s*\([^()\d]*\))?(?:\s*(?:{_SIGN}(?![\wåäö])|[:–-](?=\s)|,(?= att))\s*|\s+(?=att |(?:bifall|avslag|återremiss)\b))"
    rf"(?P<text>(?:[^\s\d(]|(?<==\s)\d+ (?!st\b|röst|ledam|person|mot\b|nej|och\b|samt\b|av\b)[a-zåäö]).*?){_END}",
    re.DOTALL,
)
# 'Den som X röstar ja'
_THEY = r"(?:[dD]en|[dD]e|[dD]em|[dD]en ledamot|[dD]e ledamöter|[lL]edamot|[lL]edamöter|[dD]en som)"
_WHO = lazy(
    rf"(?<![\w-]){_THEY}\s+(?:som|det(?= (?:ej |icke |inte )?vill\b))\s+(?P<text>[^.]*?),?\s+(?:(?:ska|skall|skulle|får|kan|bör)\s+)?(?:rösta(?:r|de)?|säger|sade|svarar?|svarade|trycker|avger|lämnar)\s+(?:på\s+|en\s+)?{_Q}{_WORD}",
)
_WHO_NO_VERB = lazy(
    rf"(?<![\w-])(?:{_THEY}\s+som\s+|den det )(?P<text>[^.]*?),?\s+{_Q}(?P<side>[nN]ej|NEJ|[jJ]a|JA)(?![\w-])"
)
# 'Ja röstar den som X', 'Ja-röst avges av den som X'
_TURNED = lazy(
    rf"(?<![\w-]){_Q}{_WORD}{_Q}(?:[- ]?röst(?:er)?)?\s+(?:röstar|avger|avges av|lämnas av|gör)\s+(?:den|de|ledamot|ledamöter)\s+som\s+(?P<text>.*?){_END}"
)
# 'För bifall röstas ja', 'Bifall till X = ja', 'kommunstyrelsens förslag (ja)', 'X är ja-proposition'
_VOTED = lazy(
    rf"(?:(?<=\s)|^)(?:[fF]ör|[vV]id)\s+(?P<text>[^.,;]*?)\s+(?:röstas|röstar man|ska man rösta|rösta)\s+{_Q}{_WORD}"
)
_EQUAL = lazy(
    rf"(?:^|[,;.]\s*|\boch\s+|\bsamt\s+|\bmot\s+)(?P<text>[^.,;=]{{4,100}}?)\s*(?:=|→|–)\s*{_Q}{_WORD}{_Q}(?:[- ]?röst)?(?=\s*(?:[.,;]|$|och\b|samt\b))"
)
# 'Bifall till förslaget är ja, avslag är nej'
_IS = guarded(
    rf"(?:^|[,;.:]\s*|\boch\s+|\bsamt\s+)(?P<text>[^.,;:=]*?(?:[bB]ifall|[aA]vslag|[fF]örslag|[yY]rkande|[åÅ]terremiss)[^.,;:=]{{0,80}}?)\s+(?:är|blir|räknas som|motsvarar)\s+{_Q}{_WORD}{_Q}(?=\s*(?:[.,;]|$|och\b|samt\b|medan\b))"
)
_BRACKET = guarded(
    rf"(?:^|(?<=\s))(?P<text>[^.,;()]{{3,100}}?)\s*\((?:=\s*)?{_Q}{_WORD}{_Q}(?:[- ]?(?:röst|proposition))?\)"
)
_PROPOSITION = guarded(
    rf"(?P<text>[^.,;]{{4,100}}?)\s+(?:som|är|blir|utgör|antecknas som|anges som|ställs som|utgöra|blev)\s+{_Q}{_WORD}[- ]?(?:proposition|förslag|röst|alternativ)"
)
_WINS_NO = lazy(
    rf"\b[vV]inner {_Q}nej{_Q},?\s+(?:så\s+)?(?:har|är)?\s*(?:\w+(?:fullmäktige|styrelsen|nämnden|utskottet|nämnd)\s+|\w+ \w+nämnden\s+|nämnden\s+|fullmäktige\s+|styrelsen\s+)?(?P<text>[^.]*)"
)
_NOT_SO = lazy(
    r"(?:den )?(?:det )?(?:ej|inte|icke) vill(?: (?:det|detta))?(?: röstar)?|vill (?:ej|inte)(?: det)?|vill annorlunda"
)
_LEAD = lazy(
    r"^(?:(?:vill|önskar|önskade|ville|anser|ansåg) (?:att )?|(?:röstar|röstade) (?:för|på) (?:att )?|är (?:för|i favör för) |(?:stöder|stödjer|stödde|förordar) |är med på |som |att de som |att )",
    re.IGNORECASE,
)
_BEFORE_TEXT = lazy(
    r"^.*(?:omröstningsordning(?:en)?|voteringsordning(?:en)?|voteringsproposition(?:en)?|omröstningsproposition(?:en)?|följande|ordning(?:en)?|ställs|ställer|varvid|att|enligt)\b[^:]*:\s*|^.*\b(?:omröstning|votering)(?:en)?\b[^:]{0,40}?\bmellan |^(?:[A-ZÅÄÖ]\w+ (?:ställer|ställs) )|^(?:(?:och|samt|mot|med|medan|eller|respektive) )|^(?:ställs|ställdes|ställer ordföranden) mot |^Ordföranden (?:frågar|undrar|prövar) (?:först |därefter )?om |^[Oo]rdföranden (?:antecknar|utser|ställer|prövar) (?:först |därefter )?(?:proposition på )?",
)
_NAMES = lazy(
    r"^[A-ZÅÄÖ][\wåäö-]* \(\d{1,2}\)|^(?:[A-ZÅÄÖ][\w.-]+ )+\([A-Za-zÅÄÖåäö]{1,4}\)(?! [a-zåäö]*(?:förslag|yrkande|motion|linje))|^(?:\d+(?! [a-zåäö]{3})|[lI]\b)|^[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)*(?:, | och )[A-ZÅÄÖ]"
)


_ANSWER = lazy(r"\bsvar(?:et)?$")
_SAYS_TO = lazy(r"\b(?:säga|säger|sade|sagt|tackar|tackade) (?:ja|nej) till\b")
_SAYS = lazy(r"\b(?:säga|säger|sade|sagt|tackar|tackade|svarat|besvara\w*|besvarad\w*|övervägande) $")


def find_meanings(sentence: str) -> list[Meaning]:
    """Read what yes and no stand for.

    Args:
        sentence: One sentence or line.

    Returns:
        At most one meaning a side, in order.
    """
    if not may_say_yes_or_no(sentence):
        return []
    if "(" in sentence and (held := _in_brackets(sentence)):
        return held
    found: dict[str, Meaning] = {}
    for pattern in (_WHO, _TURNED, _PLAIN, _WHO_NO_VERB, _VOTED, _EQUAL, _IS, _BRACKET, _PROPOSITION):
        for match in pattern.finditer(sentence):
            side = "yes" if match["side"].casefold() in {"ja", "ia"} else "no"
            told, end = _only_meaning(match)
            text = _tidy(told, behind=pattern in {_EQUAL, _IS, _BRACKET, _PROPOSITION, _VOTED})
            if pattern is _PLAIN and (_SAYS_TO.search(sentence) or _SAYS.search(sentence[: match.start()])):
                continue  # 'finner att nämnden säger nej till det'
            if pattern is _IS and _ANSWER.search(text):
                continue  # 'frågar om förslaget kan antas och bedömer att svaret är ja'
            if side in found or not text or _NOT_SO.fullmatch(text) or _NAMES.match(text) or len(text) > 400:
                continue
            weak = pattern in {_PROPOSITION, _BRACKET}
            found[side] = Meaning(side=side, text=text, start=match.start(), end=end, weak=weak)
            if pattern is _PLAIN and side == "yes" and "no" not in found:
                found |= _without_verb(sentence, found[side])
        if len(found) == 2:
            break
    wins = _WINS_NO.search(sentence)
    if wins and "no" not in found:
        found["no"] = Meaning(side="no", text=_tidy(wins["text"]), start=wins.start(), end=wins.end())
    return sorted(_shared(found, sentence), key=lambda one: one.start)


# 'omröstning (ja för att avgöra i dag, nej för återremiss)': what stands behind the bracket tells how the vote went
_BRACKETED = lazy(r"\((?P<order>[^()]*(?:\([^()]*\)[^()]*)*)\)")


def _in_brackets(sentence: str) -> list[Meaning]:
    """What yes and no stand for, where one bracket tells both; offsets are those of the sentence."""
    for match in _BRACKETED.finditer(sentence):
        held = find_meanings(match["order"])
        if len(held) == len({one.side for one in held} & {"yes", "no"}) == 2:
            low = match.start("order")
            return [replace(one, start=one.start + low, end=one.end + low) for one in held]
    return []


# 'ja betyder bifall och nej avslag, antas förslaget med 6 röster mot 4': the sentence goes on to how the vote went
_OUTCOME_TOO = lazy(rf",\s+(?=[^,;:()]{{0,80}}?\bmed {NUMBER}\s*(?:röster|röst|ja)?\s*(?:mot|emot)\s+{NUMBER})")


def _only_meaning(match: re.Match[str]) -> tuple[str, int]:
    """The words of a meaning without the outcome of the vote that they may run on to, and where they end."""
    told = match["text"]
    over = _OUTCOME_TOO.search(told) if "mot" in told else None
    return (told, match.end()) if over is None else (told[: over.start()], match.start("text") + over.start())


# 'Ja innebär Dahls förslag och nej Ströms förslag': the verb is told once
_VERB_ONCE = lazy(
    rf",?\s+(?:och|samt|medan|respektive)\s+{_Q}(?:nej|Nej|NEJ){_Q}(?:-?röst)?\s+(?P<text>(?!röst|svar|säg|till |[\d(]|den som|de som|att rösta)\S.*?){_END}"
)


def _without_verb(sentence: str, yes: Meaning) -> dict[str, Meaning]:
    match = _VERB_ONCE.match(sentence, yes.end)
    told, end = _only_meaning(match) if match else ("", 0)
    text = _tidy(told)
    if match is None or not text or _STARTS_WITH_SIGN.match(text) or _NOT_SO.fullmatch(text) or _NAMES.match(text):
        return {}
    return {"no": Meaning(side="no", text=text, start=match.start(), end=end)}


_STARTS_WITH_SIGN = lazy(rf"{_SIGN}(?![\wåäö])")
_JOIN_BEHIND = lazy(r",? (?:och|samt|medan|men|respektive|eller)$")
_OBJECT = lazy(r"(bifall|avslag|återremiss) ((?:till|på|av) .+)")
_JOINED = lazy(r"\boch\b|\brespektive\b|\bsamt\b")


def _tidy(text: str, *, behind: bool = False) -> str:
    """A meaning without quotes, lead-in and marks at its ends."""
    text = " ".join(text.split())
    if behind:
        while match := _BEFORE_TEXT.match(text):
            text = text[match.end() :]
    text = text.strip(f" ,.:;–-{_QUOTES}")
    lead = _LEAD.match(text)
    if lead and len(text) > lead.end():
        text = text[lead.end() :]
    text = _JOIN_BEHIND.sub("", text)
    return text.strip(f" ,.:;–-{_QUOTES}")


def _shared(found: dict[str, Meaning], sentence: str) -> list[Meaning]:
    """`Ja för avslag och nej för bifall till X`: X belongs to both."""
    yes, no = found.get("yes"), found.get("no")
    if yes is None or no is None or yes.start > no.start:
        return list(found.values())
    object_ = _OBJECT.match(no.text)
    if yes.text in {"bifall", "avslag"} and object_ and _JOINED.search(sentence[yes.start : no.start + 6]):
        rest = object_[2].partition(" ")[2]
        text = f"{yes.text} {'till' if yes.text == 'bifall' else 'på'} {rest}"
        yes = Meaning(side="yes", text=text, start=yes.start, end=yes.end)
    return [yes, no]
