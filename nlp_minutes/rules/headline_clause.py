"""The points of a decision as clauses that a headline can be built from.

A point is an infinitive (`att avslå motionen`), a passive (`Motionen avslås`), a sentence with the body as its subject
(`Nämnden avslår motionen`) or a clause of its own (`ledamöter får delta på distans`). The first three become what
the body does (`avslår motionen`), the last stays a clause behind `beslutar att`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from nlp_minutes.lexicon import BODY
from nlp_minutes.lines import list_point
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.rules.headline_verbs import FINITE, Verb, by_finite, by_infinitive, by_passive, present_tense

__all__ = ["Clause", "Point", "compress", "parse_point", "points_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of a decision.

    Attributes:
        text: Its words, without list mark and `att`.
        infinitive: Whether it stood behind `att`.
        proposed: Whether it is proposed to another body.
        target: That body, if it is named.
        source: The paragraph as it stands.
    """

    text: str
    infinitive: bool
    proposed: bool = False
    target: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What a point says.

    Attributes:
        verb: What the body does, in the present tense; None for a clause with a subject of its own.
        rest: What follows the verb, or the whole clause.
        negated: Whether it does not do it.
        bare: Whether the point names nothing that it is about (`Bordläggs.`), or at such length that it was left out.
        thing: How that began.
    """

    verb: str | None
    rest: str
    negated: bool = False
    bare: bool = False
    thing: str | None = None


_BODY_WORD = r"[\wåäö-]*(?:fullmäktige|styrelsen?|nämnden?|utskottet|direktionen|beredningen|delegationen|kommittén|revisionen|rådet|presidiet)"
_SUBJECT = rf"(?:(?:{BODY})|{_BODY_WORD}|(?:KS|KF|AU|KSAU|MSN|BUN))"
_BEGINS_NO_POINT = lazy(
    r"(?:[_\s.-]*$|justera|paragrafen|punkten (?:är|justera)|beslutet (?:är|ska|justera)|ordföranden (?:avslutar|förklarar|tackar)|reservation|protokollsanteckning|särskilt yttrande|deltar (?:inte|ej)|jäv)"
    r"|[\wåäö -]{3,40} \d{1,2}\.\d{1,2}\.\d{4}(?: § ?\d+)?$"
    r"|(?:till protokollet antecknas|det antecknas)",
    re.IGNORECASE,
)
_NO_POINT = guarded(
    r"\breserver\w+ sig|\bomedelbart justera|\bjusteras? omedelbart|\bpå grund av jäv|\banmäl\w+ jäv|\bdeltar (?:inte|ej) i (?:beslut|handlägg)|\bsammanträdet (?:avslutas|ajourneras)"
    r"|\b(?:lät|låter) till protokollet anteckna|\bjusterar (?:dagens )?protokoll",
    re.IGNORECASE,
)
_DECIDES = lazy(
    r"\b(?P<verb>besluta(?:r|de|t)?|beslöt|beslutas|beslutades)\b(?!\s*(?:om|i|på) )(?P<between>(?:[^.:]|(?<=kap)\.){0,140}?)(?:\s*[:.]\s*$|,\s*$|\s*$|[:,]?\s*\batt\b\s*(?=\S)|[:]\s+(?=\S)|,\s+att\s+)",
    re.IGNORECASE,
)
_TARGET = r"(?:(?:kommun|region|stads|landstings|lands|förbunds|kyrko)?fullmäktige|kommunstyrelsen|regionstyrelsen|stadsstyrelsen|[\wåäö-]*(?:nämnden(?: för [a-zåäö-]+(?: och [a-zåäö-]+)?)?|utskottet|styrelsen|direktionen))"
_PROPOSES = lazy(
    rf"\b(?:föreslår|föreslog|föreslå|hemställer|hemställde|rekommenderar)\b(?P<between>[^.:]{{0,120}}?)\b(?P<target>{_TARGET})\b(?:s ordförande)?"
    r"(?P<after>(?:[, ]+(?:att|för egen del|i sin tur))*\s*(?:fattar? följande beslut|besluta[rs]?|beslut)?(?: följande| enligt följande)?[:.,]?\s*(?:att\b)?)\s*",
    re.IGNORECASE,
)
_LEAD_ONLY = lazy(
    r"[^.:]{0,120}\bföljande(?: beslut)?\s*[.:]?$|(?:enligt|bifall till|på (?:förslag|yrkande) av)\b[^.]{0,160}:$",
    re.IGNORECASE,
)
_BEFORE_COLON = lazy(r"(?:enligt|bifall till|på (?:förslag|yrkande) av)\b[^.:]{0,160}:\s+(?=\S)", re.IGNORECASE)
_MARK = lazy(
    r"^(?:beslutspunkt(?:en)? ?\d*\s*[:.)]?\s*|punkt \d+\s*[:.)]\s*|\d{1,2}[.)]?\s+(?=[A-ZÅÄÖ]|att\b)|[a-h][.)]\s+|[•*–-]\s*)+",
    re.IGNORECASE,
)


def _unmarked(text: str) -> str:
    return _MARK.sub("", text[list_point(text) :].strip()).strip()


# The plainer verb where it leads in, not where it says what is set: 'Nämnden bestämmer att', 'Nämnden bestämmer:'.
# The name of a body alone is the running head of a page.
_HEAD_OF_PAGE = lazy(rf"(?:{BODY})\s*", re.IGNORECASE)
_DETERMINES = lazy(r"\b(?:bestämmer|bestämde)(?=(?: för egen del| därför| därmed)?(?:\s*:|,? att\b|$))")


def _joined(paragraphs: Sequence[str]) -> Iterator[str]:
    """The paragraphs with those put together that a line's end cut in two."""
    held = ""
    for text in paragraphs:
        if _HEAD_OF_PAGE.fullmatch(text):
            continue
        one = _DETERMINES.sub("beslutar", " ".join(text.split()), count=1)
        if (
            held
            and not list_point(one)
            and not re.match(r"att\b", one, re.IGNORECASE)
            and (
                re.search(
                    r"(?:\b(?:åt|av|till|för|från|om|och|samt|den|det|de|på|i|med|vid|under|mellan|hos|enligt|en|ett|fr o m|t o m|att)|-)$",
                    held,
                )
                or one[:1].islower()
                or re.match(r"\(|\d{4}\b", one)
            )
            and not re.search(r"[.:;,]$", held)
            and not _DECIDES.search(held[-60:] + " ")
        ):
            held = f"{held} {one}"
            continue
        if (
            len(held) >= 60
            and one[:1].isupper()
            and not list_point(one)
            and not re.search(r"[.:;,)”\"]$", held)
            and not _DECIDES.search(f"{held[-60:]} ")
        ):
            held = f"{held} {one}"
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def points_of(paragraphs: Sequence[str], target: str | None = None, *, proposed: bool = False) -> list[Point]:
    """Cut the paragraphs of a decision into its points.

    Args:
        paragraphs: The paragraphs, lead-ins included.
        target: The body that it is proposed to, where the heading says so.
        proposed: Whether the heading says that it is a proposal.
    """
    points: list[Point] = []
    waiting = False
    for text in _joined(paragraphs):
        one = _unmarked(text)
        if not one or _BEGINS_NO_POINT.match(one) or _NO_POINT.search(one):
            continue
        one = _BEFORE_COLON.sub("", one, count=1) if _BEFORE_COLON.match(one) else one
        proposes = _PROPOSES.search(one[:300])
        decides = _DECIDES.search(one[:300])
        if proposes and not re.match(r"(?:om|för|till|i|på|med|av)\b", one[proposes.end() :]):
            proposed, target = True, _last_target(one, proposes)
            rest = one[_lead_end(one, proposes) :]
            rest = re.sub(r"^(?:att\s+)?(?:besluta(?:r|s)?\b[:,]?\s*)?(?:att\s+)?", "", rest.strip())
            waiting = True
            if rest.strip(" .:,"):
                points += _cut(rest, infinitive=True, proposed=True, target=target, source=text)
            continue
        if decides and _is_lead(one, decides):
            proposed, target = False, None
            rest = one[decides.end() :].strip()
            waiting = True
            if rest.strip(" .:,"):
                behind_att = bool(re.search(r"\batt\s*$", one[: decides.end()].rstrip() + " ".strip())) or decides[
                    0
                ].rstrip().endswith("att")
                points += _cut(rest, infinitive=behind_att, proposed=False, target=None, source=text)
            continue
        if _LEAD_ONLY.match(one):
            continue
        behind = re.match(r"att\s+", one, re.IGNORECASE)
        points += _cut(
            one[behind.end() :] if behind else one,
            infinitive=bool(behind) or (waiting and one.split(" ")[0].casefold() in by_infinitive()),
            proposed=proposed,
            target=target,
            source=text,
        )
    return points


_SUBJECT_FIRST = lazy(rf"(?:{_SUBJECT})\b", re.IGNORECASE)
_SUBJECT_BEHIND = lazy(rf"[ ,]*(?:enhälligt )?(?:{_SUBJECT})", re.IGNORECASE)


def _is_lead(text: str, match: re.Match[str]) -> bool:
    """Whether the word for deciding is that of the body's own decision, not of a clause inside a point."""
    before = text[: match.start()].strip()
    if re.match(r"att\b", before, re.IGNORECASE) or re.search(r"\b(?:som|den|när|att)$", before):
        return False
    return (
        before == "" or _SUBJECT_FIRST.match(before) is not None or _SUBJECT_BEHIND.match(match["between"]) is not None
    )


_NESTED = lazy(rf"[ ,]*(?:att )?(?:föreslå|föreslår|hos)?\s*(?:att )?(?P<target>{_TARGET})\b", re.IGNORECASE)
_NESTED_LEAD = lazy(
    rf"(?:att )?(?:föreslå|föreslår)?\s*(?:att )?(?:{_TARGET})\b(?:[, ]+(?:att|besluta[rs]?|följande))*[:.,]?\s*",
    re.IGNORECASE,
)


def _last_target(text: str, match: re.Match[str]) -> str:
    found = match["target"]
    after = text[match.end("target") :]
    nested = _NESTED.match(after)
    return (nested["target"] if nested else found).casefold()


def _lead_end(text: str, match: re.Match[str]) -> int:
    end = match.end()
    nested = _NESTED_LEAD.match(text[end:])
    return end + nested.end() if nested else end


_NEXT = guarded(r"(?:,|;)?\s+(?:samt|och|dels)\s+att\s+|[,;]\s*(?:dels\s+)?att\s+")


# Items of a list inside a point: 'fördelas enligt förslaget: a. 4 miljoner till statyn. b. 2 miljoner till bron.'
_LIST_INSIDE = lazy(r":\s+(?:a|1|i)[.)]\s.*", re.DOTALL)


def _cut(text: str, *, infinitive: bool, proposed: bool, target: str | None, source: str) -> list[Point]:
    """Cut a sentence with several `att` where each begins with a verb of decisions; drop the sentences behind it."""
    text = _LIST_INSIDE.sub("", text)
    parts: list[str] = []
    at = 0
    for match in _NEXT.finditer(text):
        word = re.match(r"(?:inte |till |som |för )?([\wåäö]+)", text[match.end() :])
        if infinitive and word and word[1] in by_infinitive():
            parts.append(text[at : match.start()])
            at = match.end()
    parts.append(text[at:])
    return [
        Point(text=one, infinitive=infinitive, proposed=proposed, target=target, source=source)
        for part in parts
        if (one := _trimmed(re.sub(r"[,;]?\s*(?:samt|och|dels)?\s*$", "", _sentence(part))))
    ]


_SHORTENED_END = lazy(r"\b(?:m\.m|m\.fl|e\.d|dyl)\.$")


def _trimmed(text: str) -> str:
    """Take marks off the ends, but not the full stop of `m.m.`."""
    text = text.strip(" ,;:")
    return text if _SHORTENED_END.search(text) else text.strip(" .,;:")


def _sentence(text: str) -> str:
    """The first sentence of a text."""
    for match in re.finditer(r"(?<!\b\w)(?<!\b\w\w)(?<! kap)(?<!\bm\.m)(?<!\bbil)[.]\s+(?=[A-ZÅÄÖ])", text):
        return text[: match.start()]
    return text


_DROPPED: Final = (
    r"\s*\((?!\s*(?:[A-ZÅÄÖ][\wÅÄÖåäö]{0,4}|[a-zåäö]{1,3})\s*\))[^)]*\)",  # brackets, but not those with a party
    r",?\s*\b(?:person|samordnings|organisations)(?:nummer|nr)\.?:? ?[\d-]+,?",
    (
        r",?\s+(?:enligt|i enlighet med|i överensstämmelse med|med stöd av|jämlikt|utifrån)\s+(?:(?:vad som framgår av|upprättat?|bifogat?|bilagt?|föreliggande|framlagt|redovisat)\s+)*"
        r"(?:bilaga\b|\d+ (?:kap|§|och)[^,;]*?(?:lagen|balken|förordningen|\(\d{4}:\d+\)|[A-ZÅÄÖ]{2,4})|[\wåäö-]+(?:lagen|balken|förordningen|lagstiftningen)\b"
        r"|(?:\w+- och )?[\wåäö-]+s (?:tjänsteutlåtande|tjänsteskrivelse|skrivelse|förslag|ändrade förslag|beslutsförslag|bedömning)\b"
        r"|(?:tjänsteskrivelsen?|tjänsteutlåtandet?|förteckning(?:en)?|underlaget|handlingarna|(?:besluts)?förslaget|förslag|ovan|nedan|sammanställning(?:en)?)\b)"
        rf"[^.;]{{0,120}}?(?=,(?! ?[A-ZÅÄÖ]{{1,3}}\b)| med (?:den|de|det|följande) (?:ändring|tillägg|justering|revidering)|[;.]|$| (?:{'|'.join(by_passive())})\b| (?:samt|och)? ?att |, daterad)"
    ),
    r",?\s*\b(?:daterad|daterat|daterade|dat\.?)\s+(?:den\s+)?(?:\d{4}-\d\d-\d\d|\d{1,2} [a-zåäö]+ \d{4})",
    r",?\s*\b(?:dnr|diarienr|diarienummer)\.?:?\s+(?:[A-ZÅÄÖ]{1,6} )?[\w/.:-]*\d[\w/.:-]*",
    r",\s*bilaga \d+[a-z]?\b",
    r",?\s*\b(?:samt )?(?:i enlighet med|enligt) (?:följande )?tillägg(?:et|en)?$",
    r",?\s*\b(?:enligt följande|så här|såsom följer|på följande sätt)\b(?:[^,.;]{0,20}$)?",
    r",\s*som omfattar följande \w+(?=,)",
    r"(?<=\bmed )följande (?=ändring|tillägg)",
    r",?\s*(?:den )?(?:\d{4}-\d\d-\d\d|\d{1,2} [a-zåäö]+ \d{4}),? §+ ?\d+(?:,? punkt(?:en|erna)? \d+(?:(?:, | och |–|-)\d+)*)?,?",
    r"\s*\bhärmed\b|\s*,?\s*\bi sin helhet\b",
)
_DROP = [guarded(pattern, re.IGNORECASE) for pattern in _DROPPED[1:]]
_BRACKETS = lazy(_DROPPED[0])


_CHAPTER = lazy(r"\b(kap)\.")  # no end of a sentence: 'med stöd av 3 kap. 6 § lagen'
_MOVED_BY = lazy(r"\bden av [^.;]{3,120}? väckta (?=motionen|interpellationen)", re.IGNORECASE)


def compress(text: str) -> str:
    """Take away what a headline need not tell: brackets, annexes, sections of laws, dates and numbers of papers."""
    shorter = _MOVED_BY.sub("", _BRACKETS.sub("", _CHAPTER.sub(r"\1", text)))
    for pattern in _DROP:
        shorter = pattern.sub("", shorter)
    shorter = re.sub(r"\s+([,.;:])", r"\1", " ".join(shorter.split()))
    return _trimmed(shorter) or text


_WORD = r"[\wÅÄÖåäöéü]+"
_PREPOSITION = lazy(
    r"^(?:till|som|för|med|vid|av|ur|från|på|i|under|genom|såsom|jämte|inom|att|efter|sedan|mot|senast|hos|dessutom|därutöver|vidare|samtidigt|om|enligt)\b",
    re.IGNORECASE,
)


# No headline holds more of a point than its beginning.
_LONGEST: Final = 800


def parse_point(point: Point, lower: Callable[[str], str]) -> Clause | None:
    """Read a point.

    Args:
        point: The point.
        lower: Takes the capital off a phrase that began a sentence, if it is no name.

    Returns:
        What it says, or None where its form is not known.
    """
    text = compress(point.text[:_LONGEST])
    clause = (
        _noun(text)
        or (_infinitive(text) if point.infinitive else None)
        or _own_sentence(text)
        or _given(text, lower)
        or _passive_first(text)
        or _passive(text, lower)
        or (None if point.infinitive else _long_passive(text, lower))
    )
    if clause is None:
        return _whole(text, point, lower)
    return replace(clause, rest=_trimmed(re.sub(r"\s+([,.;:])", r"\1", clause.rest)))


def _noun(text: str) -> Clause | None:
    """`Avslag.`, `Bifall till motionen.`, `Återremiss för komplettering`."""
    match = re.match(r"(avslag|bifall|bordläggning|återremiss)\b(?: (?:till|på|av)\b)?\s*(.*)$", text, re.IGNORECASE)
    if match is None or by_finite().keys() & set(match[2].split()):
        return None
    verb = {"avslag": "avslår", "bifall": "bifaller", "bordläggning": "bordlägger", "återremiss": "återremitterar"}[
        match[1].casefold()
    ]
    return Clause(verb=verb, rest=match[2], bare=not match[2])


_INFINITIVE = lazy(
    rf"(?P<lead>(?:(?:även|också|vidare|därmed|därvid|i övrigt|samtidigt|enhälligt|dels|för egen del)\s+)*)(?P<no>(?:inte|ej)\s+)?(?P<verb>{_WORD})\b(?P<rest>.*)$",
    re.DOTALL,
)
_INNER_WORD = lazy(rf"(?<= ){_WORD}")
_OCH_WORD = lazy(rf"\b(och|samt|eller) ({_WORD})\b")
_OCH_PASSIVE = lazy(rf"\b(och|samt) ({_WORD})\b")
_WORDS = lazy(_WORD)
_WHOLE_WORD = lazy(rf"(?<![\wåäöÅÄÖ]){_WORD}")


def _infinitive(text: str) -> Clause | None:
    match = _INFINITIVE.match(text)
    if match:
        word = match["verb"]
        verb = by_infinitive().get(word) or (by_finite().get(word) if word not in by_infinitive() else None)
        if verb:
            rest = match["rest"].strip()
            lead = match["lead"].strip()
            rest = _and_more(rest)
            return Clause(
                verb=verb.present,
                rest=f"{lead} {rest}" if lead == "i övrigt" else rest,
                negated=bool(match["no"]),
                bare=not rest,
            )
    if not _PREPOSITION.match(text):
        return None
    for match in _INNER_WORD.finditer(text):
        found = by_infinitive().get(match[0])
        before = text[: match.start()].strip()
        if found is None or re.search(r"\b(?:att|ska|skall|kan|får|bör|och|inte)$", before):
            continue
        rest = text[match.end() :].strip(" ,:")
        return Clause(verb=found.present, rest=_behind(rest, before)) if rest else None
    return None


def _and_more(rest: str) -> str:
    """Put an infinitive behind `och` into the present too: `godkänna rapporten och översända den`."""
    own = re.split(r"\b(?:att|som|för att)\b", rest)[0]

    def present(match: re.Match[str]) -> str:
        verb = by_infinitive().get(match[2])
        return f"{match[1]} {verb.present}" if verb else match[0]

    return _OCH_WORD.sub(present, own) + rest[len(own) :]


def _behind(rest: str, phrase: str) -> str:
    """Put a phrase that stood in front behind the object."""
    head, comma, tail = rest.partition(", ")
    phrase = phrase[:1].lower() + phrase[1:]
    relative = re.match(r"(?:som|vilk\w+|med|varav)\b", tail)
    return f"{head} {phrase}, {tail}" if comma and relative else f"{rest} {phrase}"


_OWN_SENTENCE = lazy(
    rf"(?:{_SUBJECT})\s+(?:har\s+|enhälligt\s+)*(?P<verb>{_WORD})\b(?P<rest>.*)$", re.IGNORECASE | re.DOTALL
)
_TURNED = lazy(rf"[\wÅÄÖåäö ]{{3,60}}?\s(?P<verb>{_WORD})\s+(?i:{_SUBJECT})\b(?P<rest>.*)$", re.DOTALL)


def _own_sentence(text: str) -> Clause | None:
    """`Nämnden avslår motionen`; `För egen del uppmanar styrelsen nämnden att ...`; `att kommunfullmäktige godkänner ...`."""
    match = _OWN_SENTENCE.match(text)
    if match:
        verb = by_finite().get(match["verb"]) or _supine(match["verb"])
        if verb:
            return _act(verb, match["rest"])
    turned = _TURNED.match(text) if _PREPOSITION.match(text) else None
    if turned and (verb := by_finite().get(turned["verb"])):
        return _act(verb, turned["rest"])
    return None


def _supine(word: str) -> Verb | None:
    forms = {
        "tagit": "ta",
        "beslutat": "besluta",
        "antecknat": "anteckna",
        "noterat": "notera",
        "mottagit": "motta",
        "lagt": "lägga",
    }
    return by_infinitive()[forms[word]] if word in forms else None


def _act(verb: Verb, rest: str) -> Clause:
    rest = rest.strip()
    no = re.match(r"(?:inte|ej)\b\s*", rest)
    if no:
        rest = rest[no.end() :]
    return Clause(verb=verb.present, rest=rest, negated=bool(no), bare=not rest)


def _given(text: str, lower: Callable[[str], str]) -> Clause | None:
    """`Nämnden får i uppdrag att ...`, `Uppdras åt nämnden att ...`."""
    match = re.match(
        r"(?P<who>[^,.;:]{3,90}?)\s+(?:får|fick|ges|gavs|erhåller)\s+(?:härmed |även |också )?i uppdrag\s+(?P<rest>.*)$",
        text,
        re.DOTALL,
    )
    if match and not any(word in by_passive() or word in {"som", "att"} for word in match["who"].split()):
        return Clause(verb="ger", rest=f"{lower(match['who'])} i uppdrag {match['rest']}")
    return None


_FIRST_WORD = lazy(rf"(?P<verb>{_WORD})\b(?P<rest>.*)$", re.DOTALL)


def _passive_first(text: str) -> Clause | None:
    """`Till ombud utses Ulla Ek`, `Bordläggs till nästa sammanträde`."""
    first = _FIRST_WORD.match(text)
    if first and (verb := by_passive().get(first["verb"].casefold())):
        rest = first["rest"].strip()
        return Clause(verb=verb.present, rest=rest, bare=True)
    if not _PREPOSITION.match(text):
        return None
    for match in _INNER_WORD.finditer(text):
        verb = by_passive().get(match[0])
        if verb is not None:
            rest = text[match.end() :].strip(" ,:")
            return Clause(verb=verb.present, rest=_behind(rest, text[: match.start()].strip())) if rest else None
    return None


def _passive(text: str, lower: Callable[[str], str]) -> Clause | None:
    """`Motionen avslås`, `Rapporten godkänns och överlämnas till kommunstyrelsen`."""
    for match in _WHOLE_WORD.finditer(text):
        word = match[0]
        if FINITE.fullmatch(word) or (word in by_finite() and word not in by_passive()):
            return None
        verb = by_passive().get(word)
        if verb is None:
            continue
        thing, rest = text[: match.start()].strip(), text[match.end() :].strip()
        if (
            not re.search(r"[A-Za-zÅÄÖåäö]{3}", thing)
            or _PREPOSITION.match(thing)
            or re.search(r"\b(?:att|som|inte|ej|och)$|,(?! [A-ZÅÄÖ]{1,4}\b)|[;:]", thing)
            or re.search(r"\b(?:att|vilka?)\b", thing)
        ):
            return None
        if word == "tas" and not rest:
            return None
        if _AGENT.match(rest):  # somebody else does it: `fastställs av arbetsutskottet`
            return None
        no = re.match(r"(?:inte|ej)\b\s*", rest)
        both = _both(thing, rest[no.end() :] if no else rest)
        if both is None:
            return None
        rest = re.split(r"\s*\boch\s+(?=(?:träder|upphör|ersätter|gäller)\b)", both)[0]
        if any(word in by_passive() for word in _WORDS.findall(re.split(r"\b(?:att|som)\b", rest)[0])):
            return None
        particle = _PARTICLE.match(rest)
        if particle:
            rest = rest[particle.end() :]
        before = particle[0].strip() if particle else ""
        return Clause(verb=verb.present, rest=" ".join(f"{before} {lower(thing)} {rest}".split()), negated=bool(no))
    return None


@cache
def _second_verb() -> re.Pattern[str]:
    verbs = "|".join(by_passive())
    return re.compile(rf"\s*(?:,|\boch\b)\s*(?=(?:{verbs}|träder|gäller|upphör|ska|skall|får|är|ersätter)\b)")


def _alone(rest: str) -> str:
    """What follows a verb, without a second verb of the same subject (`och träder i kraft`)."""
    return _second_verb().split(rest)[0]


_LATER_WORD = lazy(rf"(?<=[ ,]){_WORD}")


# What may or shall be done is no deed: `Undantagsvis kan ramarna justeras`.
_MAY = lazy(r"\b(?:kan|kunde|måste|bör|ska|skall)\b")
_SUBORDINATE = lazy(r"\b(?:hur|som|att|vilk\w+|om|där|när)\b")


def _long_passive(text: str, lower: Callable[[str], str]) -> Clause | None:
    """A passive behind a long noun phrase with clauses in it: only the verb is taken, the title tells the rest."""
    thing = re.match(
        r".+?(?=,\s+(?:i enlighet|enligt|upprätta[dt]|date|om|givet|med|till|antag|i enl)|[:;](?!\w)|$)", text
    )
    found = [m for m in _LATER_WORD.finditer(text) if m[0] in by_passive() and m[0] != "beslutas"]
    ends = [
        m
        for m in found
        if len(text[m.end() :].split()) <= 9
        and not _AGENT.match(text[m.end() :].lstrip())
        and not re.search(r"\b(?:att|som|ska|skall|kan|får|bör)\b", text[max(0, m.start() - 12) : m.start()])
    ]
    if (
        thing is None
        or not ends
        or _PREPOSITION.match(text)
        or _MAY.search(_SUBORDINATE.split(text[: ends[0].start()])[0])
    ):
        return None
    verb = by_passive()[ends[0][0]]
    rest = _alone(text[ends[0].end() :])
    return Clause(
        verb=verb.present,
        rest=rest.strip(),
        bare=True,
        thing=lower(_trimmed(text[: min(thing.end(), ends[0].start())])),
    )


_AGENT = lazy(r"av (?!(?:medel|anslag\w*|reserven)\b)")


# A particle stays beside its verb: `läggs ned` gives `lägger ned fritidsgården`.
_PARTICLE = lazy(
    r"(?:ned|ner|upp|ut|in|bort|samman|ihop|fram|igång|tillbaka)(?= (?:den|från|till|med|för|efter|senast|i|på|under|av|när|om)\b|$)\b\s*"
)


def _both(thing: str, rest: str) -> str | None:
    """Make a second passive active: `och överlämnas till X` behind `rapporten` is `och överlämnar den till X`."""
    match = _OCH_PASSIVE.match(rest)
    verb = by_passive().get(match[2]) if match else None
    if match is None or verb is None:
        return rest
    head = thing.split(" ", maxsplit=1)[0]
    pronoun = (
        "dem"
        if re.search(r"(?:na|ar|er|or)$", head)
        else "det"
        if head.endswith("t")
        else "den"
        if head.endswith("n")
        else None
    )
    return f"{match[1]} {verb.present} {pronoun}{rest[match.end() :]}" if pronoun else None


# What a decision rules with; other verbs tell what happened at the meeting (`Ulla Ek ger en återkoppling`).
_RULES = lazy(r"(?:får|fick|ska|skall|skulle|bör|gäller|gällde|utgår|utgick|upphör|träder|blir|ges|gavs|kan)$")


_NOT_BEHIND = lazy(rf"(?P<verb>{_WORD}) (?P<no>inte|ej)\b")


def _whole(text: str, point: Point, lower: Callable[[str], str]) -> Clause | None:
    """A clause with a subject of its own, in the order of a subordinate clause."""
    if point.infinitive:
        return Clause(verb=None, rest=present_tense(lower(text)))
    clause = _OCH_PASSIVE.sub(
        lambda m: f"{m[1]} {verb.passive}" if (verb := by_passive().get(m[2])) else m[0],
        present_tense(lower(text)),
    )
    if _PREPOSITION.match(clause):
        return None
    finite = FINITE.search(clause)
    first = next((m for m in _WORDS.finditer(clause) if m[0] in by_finite() or m[0] in by_passive()), None)
    if (finite is None or not _RULES.match(finite[0])) and (
        first is None or (first[0] not in by_passive() and first[0] != "justerar")
    ):
        return None
    begin = min(m.start() for m in (finite, first) if m is not None)
    if begin == 0 or re.search(r"\b(?:att|som)\b", clause[:begin]) or re.match(r"[\wåäö]+ besvaras av\b", clause):
        return None
    negated = _NOT_BEHIND.match(clause, begin)
    if negated:
        clause = f"{clause[:begin]}{negated['no']} {negated['verb']}{clause[negated.end() :]}"
    return Clause(verb=None, rest=clause)
