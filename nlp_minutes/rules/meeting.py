"""Which meeting it was: municipality, body, date, times, place and the numbers that the front page promises."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nlp_minutes.lexicon import BODY, find_body, front_label
from nlp_minutes.lines import is_stamp
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.dates import find_dates, find_times

if TYPE_CHECKING:
    from nlp_minutes.rules.frontpage import FrontLine, FrontPage

__all__ = ["MeetingFacts", "find_municipality", "read_meeting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """What the front page says of the meeting; each None where it says nothing."""

    municipality: str | None = None
    body: str | None = None
    date: str | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    extract: bool = False
    items: str | None = None
    dates: tuple[str, ...] = ()


_TITLECASE_SMALL = {"och", "för", "i", "av", "vid", "med", "samt", "på"}
_EXTRACT = lazy(
    r"protokolls?[- ]?utdrag|utdrag (?:ur|från|av) (?:sammanträdes)?protokoll|utdrag ur protokoll", re.IGNORECASE
)
_TOWN_WORD = r"[A-ZÅÄÖ][\wåäöÅÄÖ-]+"
_MUNICIPALITY = lazy(
    rf"(?:(?P<town>(?:(?:Upplands|Östra|Västra|Norra|Södra|Stora|Lilla|Nya|Gamla|Öster|Väster|Yttre|Inre|Övre|Nedre|UPPLANDS|ÖSTRA|VÄSTRA|NORRA|SÖDRA|STORA|LILLA|ÖVRE|NEDRE) )?{_TOWN_WORD}) (?P<kind>kommun|stad|Stad|Kommun|KOMMUN|STAD)(?P<s>s)?(?![\w-]))"
    rf"|(?P<region>(?<!Business )(?:Region|REGION|Landstinget|LANDSTINGET)(?: i)? (?:(?:Västra|Östra|VÄSTRA|ÖSTRA) )?{_TOWN_WORD}(?: (?:län|LÄN))?(?! AB)|{_TOWN_WORD} (?:läns landsting|LÄNS LANDSTING)|(?i:{_TOWN_WORD}s? (?:kommunalförbund|räddningstjänstförbund)(?:et)?)|(?:Västra Götalands|VÄSTRA GÖTALANDS)(?:regionen|REGIONEN)|{_TOWN_WORD} (?:(?:samhällsbyggnads|kommunal|miljö|avfalls|vatten|gymnasie|utbildnings|kollektivtrafik|samordnings)förbund(?:et)?(?![\wåäö])|välfärdsområde(?![\wåäö]))|Kommunalförbundet {_TOWN_WORD}(?: {_TOWN_WORD})?)"
)


def _running(text: str) -> str:
    """Write words that stand in capitals as in running text: the first letter of names large."""
    if text.upper() != text or not any(c.isalpha() for c in text):
        return text
    words = text.lower().split(" ")
    return " ".join(
        w
        if (w in _TITLECASE_SMALL and n) or w in {"kommun", "stad", "läns", "län", "landsting"}
        else w[:1].upper() + w[1:]
        for n, w in enumerate(words)
    )


def _body_case(text: str) -> str:
    text = text.strip()
    if text.upper() == text and any(c.isalpha() for c in text):
        text = text.lower()
    return text[:1].upper() + text[1:]


def find_municipality(texts: Iterable[str]) -> str | None:
    """Find the municipality or region that the first text to name one names."""
    for text in texts:
        for match in _MUNICIPALITY.finditer(text):
            if match["region"]:
                return _running(match["region"])
            town = match["town"]
            if town.casefold() in {"i", "en", "den", "vår", "denna", "din", "er", "varje", "annan", "ingen"}:
                continue
            kind = match["kind"]
            return f"{_running(town) if kind.isupper() else town} {kind.lower() if kind.isupper() else kind}"
    return None


def read_meeting(
    lines: Sequence[FrontLine], page: FrontPage, *, furniture: Sequence[str], items: Sequence[str]
) -> MeetingFacts:
    """Read which meeting it was.

    Args:
        lines: The blocks before the first item.
        page: What `read_front_page` made of them.
        furniture: Running heads and feet: they tell what an excerpt without a front page does not.
        items: The blocks of the items, where a municipality is looked for last.

    Returns:
        The facts; what is not there is None.
    """
    head = [line.text for line in lines]
    top = head[:14]
    times = _times(page, head)
    return MeetingFacts(
        municipality=find_municipality([*top, *furniture])
        or find_municipality(head)
        or _from_items(items, " ".join(head)),
        body=_body(top, page, furniture, items),
        date=_date(page, head, furniture, items),
        start=times[0],
        end=times[1] or _closed(items),
        place=_place(page) or _told_place(head),
        extract=any(_EXTRACT.search(text) for text in [*top, *furniture]),
        items=_range(page, head),
        dates=_all_dates(page, head, furniture),
    )


_JOINT = lazy(r"förbund|räddningstjänst|direktionen|gemensam(?:ma)? nämnd", re.IGNORECASE)


def _from_items(items: Sequence[str], head: str) -> str | None:
    """A body of several municipalities belongs to none of those that its items name."""
    return None if _JOINT.search(head) else _most_named(items, head)


def _most_named(items: Sequence[str], head: str) -> str | None:
    """The municipality that the items name most; one whose town the front page names elsewhere comes first."""
    counts: dict[str, float] = {}
    for text in items:
        for match in _MUNICIPALITY.finditer(text):
            name = (match["region"] or f"{match['town']} {match['kind']}").replace("\n", " ")
            stem = name.split(" ")[0].removesuffix("s")
            known = match["town"] is not None and re.search(rf"(?<![\wåäö]){re.escape(stem)}", head)
            counts[name] = counts.get(name, 0) + (100 if known else 1)
    return max(counts, key=lambda name: counts[name]) if counts else None


_WHOLE_BODY = lazy(
    rf"(?:(?:protokoll(?:sutdrag)?(?: för| från)?|sammanträdesprotokoll|sammanträde med|{_TOWN_WORD} (?:kommun|stad)s?(?![\wåäö]),?)\s*[:,–-]?\s*)?(?P<body>(?i:{BODY})(?: [A-ZÅÄÖ][\wåäö-]+)?)"
    r"(?P<tail>(?:s? (?:sammanträdes)?protokoll)?[\s,:–-]*(?:protokoll(?:sutdrag)?|sammanträdesprotokoll)?(?:[\s,]*(?:den )?(?:\d{4}-\d\d-\d\d|\d{1,2} \w+ \d{4}))?[\s,]*(?:(?:sida|sid|blad)?\s?\d{1,3}\s?(?:\(\d+\)|av \d+)?)?(?:\s?§.*)?)",
    re.IGNORECASE,
)


# Bodies that would be taken for other things in running text; on a front page they stand alone on their line.
_RARE_BODY = lazy(
    r"[A-ZÅÄÖ][\wåäö-]*s (?:[a-zåäö]+- och )?[a-zåäö]*(?:utskott|sektion|beredning|direktion)"
    r"|(?:[A-ZÅÄÖ][\wåäö-]*s )?(?:(?:Kommunala|Kommunalt|Regionala|kommunala) )?(?i:pensionärs|tillgänglighets|funktionshinder|funktionsrätts|folkhälso|ungdoms|brottsförebyggande |trygghets|landsbygds|äldre|närings|samverkans|miljö)råd(?:et)?"
    r"|(?:Kommunala |Regionala )?[Rr]ådet för [a-zåäö, -]+|Kommunrevisionen|Stadsrevisionen|Regionrevisionen|Revisorskollegiet|Revisorerna"
    r"|(?:[A-ZÅÄÖ][\wåäö-]*s )?(?:[Ss]venska|[Ff]inska) [a-zåäö]*sektion(?:en)?"
    r"|(?:Direktionen|Styrelsen|Sjukhusstyrelsen|Nämnden) för (?:[A-ZÅÄÖ][\wåäö -]+|[a-zåäö, -]+ och [a-zåäö-]+)"
)


# 'Protokoll fört vid sammanträde med byggnadsnämnden i ...', 'Kommunstyrelsens protokoll för den 13 mars'
_OPENING = lazy(
    rf"(?:Protokoll|Sammanträde|Möte|Protokollsutdrag|Minnesanteckningar|Anteckningar)\b[^.:;]{{0,60}}?\b(?:med|för|från|av|i) (?P<body>(?i:{BODY})(?! och\b)(?: [A-ZÅÄÖ][a-zåäö]+)*)|(?P<owner>(?i:{BODY}))s (?:protokoll|sammanträde|möte)\b"
)


def _body(top: Sequence[str], page: FrontPage, furniture: Sequence[str], items: Sequence[str]) -> str | None:
    for text in [*top, *furniture]:
        for cell in re.split(r"\t|\n", text):
            match = _WHOLE_BODY.fullmatch(cell.strip())
            if match:
                return _body_case(match["body"])
            if _RARE_BODY.fullmatch(cell.strip(" ,")):
                return _body_case(cell.strip(" ,"))
    for text in top[:_TOP]:
        told = _OPENING.match(text)
        if told:
            return _body_case(told["body"] or told["owner"])
    if value := page.values.get("body"):
        found = find_body(value)
        return _body_case(found[0] if found else re.split(r"\s{2,}|,", value)[0])
    for text in [*top[:8], *furniture]:
        found = find_body(text)
        if found and (len(text) < 120 or text.startswith(found[0])):
            return _body_case(found[0])
    deciding: Counter[str] = Counter()
    for text in items:
        found = re.match(
            rf"(?P<body>(?i:{BODY})) (?:beslutar|beslutade|beslöt|föreslår|tillstyrker|konstaterar)\b", text
        )
        if found:
            deciding[_body_case(found["body"])] += 1
    if deciding:
        return deciding.most_common(1)[0][0]
    alone = Counter(
        _body_case(text)
        for text in _not_sent_to(items)
        if len(text) < 50 and re.fullmatch(rf"(?i:{BODY})", text.strip())
    )
    return alone.most_common(1)[0][0] if alone else None


_SENT_TO = lazy(
    r"\b(?:skickas|sänds|lämnas|går|expedieras|delges|meddelas|underrättas)\b.{0,20}$|^\W*(?:delges|expedieras|exp|kopia|utdrag|protokollsutdrag|sändlista|mottagare|beslutet till)\b.{0,30}$",
    re.IGNORECASE,
)
_LONGEST_NAME: Final = 80


def _not_sent_to(items: Sequence[str]) -> Iterator[str]:
    """The blocks that are no names on a list of whom a decision is sent to."""
    sent = False
    for text in items:
        if len(text) < _LONGEST_NAME and _SENT_TO.search(text.strip(" :")):
            sent = True
            continue
        if len(text) > _LONGEST_NAME or text.rstrip().endswith("."):
            sent = False
        if not sent:
            yield text


def _date(page: FrontPage, head: Sequence[str], furniture: Sequence[str], items: Sequence[str]) -> str | None:
    for key in ("date", "place_time", "time"):
        for found in find_dates(page.values.get(key, "")):
            return found.iso
    for text in head[:12]:
        if re.search(r"juster|anslag", text, re.IGNORECASE):
            continue
        for found in find_dates(text):
            return found.iso
    for text in [*furniture, *(t for t in items if re.match(r"sammanträdesdatum|sammanträdesdag", t, re.IGNORECASE))]:
        for found in find_dates(text):
            return found.iso
    return None


_OTHER_DAY = lazy(
    r"juster|anslag|förvar|publicer|sätts|tas ned|signer|kallelse|ajourn|fortsätt|överklag|undertecknat|utdrag|intyg|bestyrk|utskri[vf]",
    re.IGNORECASE,
)


def _all_dates(page: FrontPage, head: Sequence[str], furniture: Sequence[str]) -> tuple[str, ...]:
    """Every date that the front page's head, its labels for the date and the running heads give for the meeting."""
    texts = [page.values[key] for key in ("date", "place_time", "time") if key in page.values]
    labelled = 0
    for before, text in zip(["", *head], head[:14], strict=False):
        found = front_label(text.strip())
        if found is not None:
            labelled += 1
        if len(before) < 25 and _OTHER_DAY.search(before):
            continue  # a label broken over two lines: 'Justeringens' / 'plats och tid'
        if labelled == 0 or (found is not None and found[0] in {"date", "place_time", "time"}):
            texts.append(text)
    texts += [text for text in furniture if not is_stamp(text)]
    days = [found.iso for text in texts if not _OTHER_DAY.search(text) for found in list(find_dates(text))[:1]]
    return tuple(sorted(set(days)))


_ADJOURNED = lazy(r"ajourn\w*")


def _times(page: FrontPage, head: Sequence[str]) -> tuple[str | None, str | None]:
    start = find_times("kl " + _of_meeting(page.values["start"]))[0] if "start" in page.values else None
    end = find_times("kl " + _of_meeting(page.values["end"]))[0] if "end" in page.values else None
    if start and end is None:
        end = _told(_ENDS, [page.values["start"]])  # 'Mötet öppnas kl. 16.00 och avslutas kl. 20.47'
    for key in ("time", "place_time", "date", "place"):
        if start and end:
            break
        found = find_times(_of_meeting(page.values.get(key, "")))
        start, end = start or found[0], end or found[1]
    if start is None:
        for text in head[:14]:
            told = [one for one in _SENTENCES.split(text) if not _NO_TIMES.search(one) and not _SOMEBODY.search(one)]
            found = find_times(_of_meeting(". ".join(told)))
            if found[0] and found[1]:
                return found
    texts = [text for text in head if not _OTHER_DAY.search(_ADJOURNED.sub("", text))]
    return start or _told(_BEGINS, texts) or _told(_AT, texts[:_TOP]), end or _told(_ENDS, texts)


def _of_meeting(value: str) -> str:
    """A value without the sentences that tell of a break, where the others tell when the meeting began."""
    rest = ". ".join(one for one in _SENTENCES.split(value) if not _BREAK.search(one))
    return rest if find_times(f"kl {rest}")[0] else value


_BREAK = lazy(r"ajourn|\bpaus|uppehåll", re.IGNORECASE)
_NO_TIMES = lazy(r"juster|anslag", re.IGNORECASE)
_SENTENCES = lazy(r"(?<=[a-zåäö\d)])\.\s+(?=[A-ZÅÄÖ])")
# Times beside a person's party are that person's.
_SOMEBODY = lazy(r"\((?:[A-ZÅÄÖ]{1,4}|[a-zåäö]{1,3})\)")
# The meeting's times as verbs tell them: 'Mötet öppnades 17.00, ajournerades 18.24–18.40 och avslutades 19.42'.
_HOUR = r"[^.;\d]{0,30}?\b(?P<time>(?:(?:kl\.?|klockan)\s?)?[012]?\d(?:[.:][0-5]\d)|(?:kl\.?|klockan)\s?[012]?\d(?!\d))"
_GATHERING = r"(?:sammanträdet?|mötet?|förhandlingarna|ordföranden?|ålderspresidenten)"
_BEGINS = lazy(
    rf"\b{_GATHERING}\b[^.;\d]{{0,30}}?\b(?:öppna\w*|börja\w*|inle\w+|starta\w*|tog sin början){_HOUR}", re.IGNORECASE
)
# 'Protokoll från sammanträde måndagen den 27 februari 2031 kl 18.00'
_AT = lazy(
    r"\b(?:sammanträde|möte|session)t?\b[^.;]{0,90}?\b(?P<time>(?:kl\.?|klockan)\s?[012]?\d(?:[.:][0-5]\d)?)(?![\d:])",
    re.IGNORECASE,
)
_TOP: Final = 8
_ENDS = lazy(
    rf"\b(?:avsluta\w*|sluta(?:r|de|des)?|upphörde|upplöst\w*|(?:förklara\w*|är) (?:\w+ )?(?:avslutat|avslutad|upplöst)){_HOUR}",
    re.IGNORECASE,
)


def _told(pattern: re.Pattern[str], texts: Iterable[str]) -> str | None:
    for text in texts:
        if match := pattern.search(text):
            return find_times(f"kl {match['time']}")[0]
    return None


# Where the front page does not tell it: 'Sammanträdet avslutades kl 17.40', as the last words of the minutes.
_CLOSED = lazy(
    r"\b(?:sammanträdet|mötet|ordföranden? (?:avslutar|förklarar) (?:sammanträdet|mötet))\b[^.]{0,40}?\b(?:avsluta\w*|slut\w*|avslutat)\b[^.]{0,20}?(?:\b(?:kl\.?|klockan)\s?|\s)(?P<time>\d{1,2}[.:]\d\d)(?![\d.:-])",
    re.IGNORECASE,
)


def _closed(items: Sequence[str]) -> str | None:
    for text in reversed(items):
        if len(text) < 300 and (match := _CLOSED.search(text)):
            return find_times(f"kl {match['time']}")[0]
    return None


_PLACE_CUT = lazy(
    r"[,;]?\s*(?:(?:mån|tis|ons|tors|fre|lör|sön)dagen? )?(?:den )?(?:\d{4}-\d\d-\d\d|\d{1,2} [a-zåäö]+ \d{4})|[,;]?\s*\b(?:kl\.?|klockan)\s?\d.*|[,;]?\s*\d{1,2}[.:]\d\d\s?[–-].*",
    re.IGNORECASE,
)


# A break told between the times and the place: 'med uppehåll 19.05–19.20 Folkets hus', 'med avbrott för lunch, Folkets hus'.
_PAUSE_FIRST = lazy(
    r"^\W*(?:med )?(?:lunch)?(?:paus\w*|uppehåll|avbrott|ajournering\w*)(?: [a-zåäö]+){0,3}(?:\W*(?:(?:och|samt|till) )?(?:kl\.? ?)?\d{1,2}[.:]\d\d)*\W*"
)
# The value of a label as a sentence: 'Sammanträdet hålls i Folkets hus'.
_HELD = lazy(
    r"^\W*(?:Sammanträdet|Mötet) (?:hålls|hölls|äger rum|ägde rum|genomförs|genomfördes) (?:på distans (?=\S))?(?:i |på (?!distans))?"
)
# Whether a sentence tells of the meeting.
_MEETS = lazy(
    r"sammanträd|möte|mötte|samla|\bfört\b|förhandlingar|\b(?:mån|tis|ons|tors|fre|lör|sön)dagen den ", re.IGNORECASE
)
_IN = lazy(r"(?<![\w-])(?:i|på|å|uti)\s+")
_INLINE_PLACE = lazy(
    r"(?:^|[.;]\s+)(?:Lokal|Plats|(?:Mötes|Sammanträdes)(?:plats|lokal)|Rum|Var)\s?:\s*(?P<place>[^.;\n\t]{3,90})"
)
# What is behind a place: the day, the times, what was done there.
_PLACE_ENDS = lazy(
    r",?\s(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b|den \d|\d{1,2} [a-zåäö]+ \d{4}|\d{4}-\d\d|(?:från |mellan )?(?:kl\.?|klockan)\s?\d|(?:från |mellan )?\d{1,2}[.:]\d\d"
    r"|(?:med|varvid|under|för att|som)\s|och (?:öppna|börja|inled|avslut|sluta|kunde|kan |var |följ|sänd|påg|led)\w*)|[.;]\s|[.;]$|\t|\n|\s(?-i:Sammanträdet|Mötet|Förhandlingarna)\b",
    re.IGNORECASE,
)
# Before a place stands the meeting, its day or its time.
_MET = lazy(
    r"(?:\d|\b(?:hölls|hålls|hölles|hållet|hållits|rum|sammanträdde|sammanträder|sammanträtt|samlad|samlat|samlade|samlades|möttes|sammanträde|möte))[\s,]*$",
    re.IGNORECASE,
)
_ROOM = lazy(
    r"(?:sal(?:en|ong|ongen)?|rum(?:met)?|lokal(?:en)?|hus(?:et|ets)?|hem(?:met)?|gård(?:en|s)?|hall(?:en)?|aulan?|kyrkan?|skolan?|gymnasi(?:um|et)|slott(?:et)?|hotell(?:et)?"
    r"|muse(?:um|et|ets)|bibliotek(?:et)?|station(?:en|ens)?|teatern?|kontor(?:et)?|kansli(?:et)?|lasarett(?:et)?|magasin(?:et)?|krog(?:en)?)(?![\wåäö])",
    re.IGNORECASE,
)
_NO_PLACE = lazy(r"(?:distans|grund|fråga|förslag|begäran|stället|tjänst|enlighet|samband|besluten?|ärendet)\b")
_HEAD_LINES = 10  # among which the head of the minutes tells where it was


def _told_place(head: Sequence[str]) -> str | None:
    """Where the meeting was held, as a sentence of the head tells it: `sammanträde den 3 maj i Folkets hus, stora salen`."""
    for text in head[:_HEAD_LINES]:
        if (labelled := _INLINE_PLACE.search(text)) is not None:
            return labelled["place"].strip(" ,")
        for sentence in _SENTENCES.split(text):
            if not _MEETS.search(sentence) or _OTHER_DAY.search(re.sub(r"ajourn\w*", "", sentence)):
                continue
            for start in _IN.finditer(sentence):
                end = _PLACE_ENDS.search(sentence, start.end())
                place = sentence[start.end() : end.start() if end else len(sentence)].strip(" ,.;–-")
                if _is_place(place, met=_MET.search(sentence, 0, start.start()) is not None):
                    return place
    return None


def _is_place(text: str, *, met: bool) -> bool:
    """Whether what stands behind `i` is a room or house, or stands where one does and is no town that a body belongs to."""
    if not 3 <= len(text) <= _LONGEST_PLACE or _NO_PLACE.match(text) or _SOMEBODY.search(text):
        return False
    if text[0].islower():
        return _ROOM.search(" ".join(text.split(" ")[:2]).rstrip(",")) is not None
    return text[0].isupper() and (_ROOM.search(text) is not None or (met and " kommun" not in text))


_LONGEST_PLACE = 90


def _place(page: FrontPage) -> str | None:
    value = page.values.get("place") or page.values.get("place_time")
    if value is None:
        return None
    value = re.sub(r"\bAjourner.*", "", value)
    dated = [found for found in find_dates(value) if found.start < 25]
    if dated:
        before = re.sub(
            r"[\s,]*(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?)?\s*(?:den)?\s*$",
            "",
            value[: dated[0].start],
            flags=re.IGNORECASE,
        )
        value = before + value[dated[0].end :]
    timed = re.match(
        r"^[\s,]*(?:(?:mån|tis|ons|tors|fre|lör|sön)dagen?\s*(?:den)?\s*)?[\s,]*(?:kl\.?|klockan)?\s?\d{1,2}[.:]\d\d\s*(?:–|-|till)\s*(?:kl\.?)?\s*\d{1,2}[.:]\d\d[\s,;]*",
        value,
        re.IGNORECASE,
    )
    if timed:
        value = value[timed.end() :]
    value = _HELD.sub("", _PAUSE_FIRST.sub("", value))
    value = re.split(r"(?<=[a-zåäö)])\. (?=[A-ZÅÄÖ])|\s(?:Sammanträdet|Mötet|Ajourner|Paus|Uppehåll)\b", value)[0]
    value = _running(_PLACE_CUT.sub("", value).strip(" ,;.–-"))
    return value or None


_RANGE = lazy(r"§{1,2}\s?\d[\d\s,–§-]*(?:och \d+)?|\d{1,4}\s?[–-]\s?\d{1,4}(?:,\s?\d+\s?(?:[–-]\s?\d+)?)*")


def _range(page: FrontPage, head: Sequence[str]) -> str | None:
    """The numbers that the front page promises, as written."""
    for at, text in enumerate(head):
        word = re.search(r"(?:omfattar|avser|omfattning|paragrafer)\b[\s:]*", text, re.IGNORECASE)
        if word is None or len(text) > 200:
            continue
        rest = text[word.end() :] or (head[at + 1] if at + 1 < len(head) else "")
        match = re.match(rf"\s*(?:{_RANGE.pattern}|\d{{1,4}}(?!\d))", rest)
        if match:
            return match[0].strip(" ,")
    match = re.match(rf"\s*(?:{_RANGE.pattern}|\d{{1,4}}(?!\d))", page.values.get("paragraphs", ""))
    return match[0].strip(" ,") if match else None
