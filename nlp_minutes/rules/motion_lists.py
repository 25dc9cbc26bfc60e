"""Lists of what members move, told by who stands in them: `Ek och Dahl: avslag`, `Oförändrad taxa: Åsa Wik`.

Minutes head such lists with words that no lexicon has, or with none. What tells them is that each line begins or ends with
people whom the attendance knows as members, and that the rest says yes or no to something.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import SectionKind
from nlp_minutes.lines import list_point
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.actors import list_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nlp_minutes.rules.actors import Actor, Cast
    from nlp_minutes.rules.item import ItemParagraph

__all__ = ["moved_in_lists", "says_a_motion", "with_company"]

_FREE: Final = {
    SectionKind.SUMMARY,
    SectionKind.UNKNOWN,
    SectionKind.DISCUSSION,
    SectionKind.ORDER,
    SectionKind.PROPOSAL,
    SectionKind.BASIS,
}
# Sections whose heading says what they hold: there a line must have a near one like it.
_HELD: Final = {SectionKind.PROPOSAL, SectionKind.BASIS}
_EARLIER = lazy(
    r"behandl|handlägg|bered|tidigare|historik|gång|yttrande|delgiv|anmäl|synpunkt|remiss|samråd|grann", re.IGNORECASE
)
_DATED = lazy(r"\d{4}-\d\d-\d\d|§ ?\d")
_LONGEST: Final = 400
# Whoever a line begins with, and what parts him from his words; `yrk. 1 (Ek):` and `av Ek:` stand for the same.
_SHAPE = lazy(
    r"[^.:;!?\t\n]{0,40}?(?:[A-ZÅÄÖ]\. ?)?[A-ZÅÄÖ][^:;!?\t\n]{0,200}?(?::\*?\s|\s[–—-]\s|,? (?:bif|avsl|återrem|bordl|tillst)\.|\sd:o\b)|[A-ZÅÄÖ][^.:;!?\t\n]{1,200}?\s(?:för|mot)\s[a-zåäö]"
)
# One of these is in each of them.
_PARTS = lazy(r":\*?\s|\s(?:[–—-]\s|d:o\b|(?:för|mot)\s[a-zåäö])|(?:bif|avsl|återrem|bordl|tillst)\.")
_LEAD = lazy(
    r"(?:[Yy]rk(?:anden?|\.)?:\s+)?(?:(?:[Ff]örslag|[Yy]rkanden?) (?:väck|framställ|framför|lämna|lägg|lade)\w* av\s|(?:[Yy]rkande|[Yy]rk\.|[Ff]örslag|[Ff]örsl\.|[Aa]lternativ)\s(?:\d{1,2}|[IVX]{1,4}|[A-H])[.:,]?\s\(?|[A-H]\s\((?=[A-ZÅÄÖ][a-zåäö])|[A-ZÅÄÖ]\d{1,2}[.:)]\s+|(?:[Aa]v|[Ff]rån)\s+)?(?:(?:[Nn]r )?\d{1,3},? )?"
)
_BEHIND = lazy(
    r"\s*\)?(?:\s(?:m\.? ?fl\.?|med flera))?\s*(?::|[–—-](?=\s)|,? ?(?=(?:bif|avsl|återrem|bordl|tillst)\.|d:o\b))\s*"
)
_FOR_OR_AGAINST = lazy(r"\)? (?:för|mot) (?:(?!att\b|sin\b|hela\b)[a-zåäö-]+ ?){1,5}\.?(?:\s|$)")
# What is said in a list of motions: yes or no to something, as somebody else, or another way.
_SAYS = lazy(
    r"\W*(?:att )?(?:(?:i första hand|[a-zåäö]+) )?(?:bifall\b|bif\.|avslag\b|avsl\.|återremi|återrem\.|bordlägg|bordl\.|tillst\.|uppskov|ja,? (?:till|men)\b|nej till\b|d:o\b|dito\b|tillägg\b)"
    r"|\W*(?:som|enl\.|enligt|i enlighet med|likt) (?:[a-zåäö-]+s )?(?:[a-zåäö-]*(?:förslag|förslaget|hemställan|utskottet|nämnden|styrelsen|kontoret|förvaltningen|presidiet|ordföranden|chefen|direktören|utlåtandet|skrivelsen|listan|kallelsen|yrkandet?)|ks|au|(?-i:[A-ZÅÄÖ])[\wåäö]*|\d+)\b"
    r"|[^.!?]{0,120}\b(?:avslås|bifalls|bifallas|antas|antagas|avstyrks|tillstyrks|återremitteras|bordläggs|godkänns|förkastas|yrkar|avslag|återremiss|(?:gå|går|återgå|återgår|skicka|skickas|sända?s?) (?:åter|tillbaka))\b"
    r"|\W*(?:[a-zåäö-]+s|liggande|föreliggande) (?:besluts)?förslag(?:et)?\b|\W*(?:besluts)?förslaget\b|\W*(?:för )?(?:förslag|alternativ|linje) (?-i:[A-H]|\d{1,2}|[IVX]{1,4})\s*(?:[.,;(]|$)|\W*oförändra|\W*(?:ingen|inget|inga) ",
    re.IGNORECASE,
)
# What is quoted as it was spoken: '"Återremiss. Byn måste höras."'
_QUOTED_SIGN = lazy(
    r"[”\"»“](?:(?:Bifall|Avslag|Återremiss|Bordläggning)(?: (?:till|på|åt|av|för)\b[^.!?,”\"»“]{2,80})?[.!,”\"»“]|(?:Ja|Nej) till [^.!?,”\"»“]{2,80}[.!,”\"»“])"
)
# What the body is told to do: 'Höj avgiften till 100 kronor', 'Säg nej'
_TELLS_TO = lazy(
    r":\*?\s+(?:Låt (?=[a-zåäö]+(?:en|et|na)\b)|(?:Höj|Sänk|Ge|Skriv|Anta|Godta|Säg|Stryk|Behåll|Bevara|Bygg|Sälj|Köp|Lägg|Skjut|Vänta|Ändra|Byt|Begränsa|Inför|Flytta|Utred|Stäng|Öppna|Följ|Välj|Förläng|Förkorta|Dela|Sätt|Skicka|Fastställ|Godkänn|Bifall|Avslå|Avvakta|Återremittera|Bordlägg|Ersätt|Minska|Öka|Dubblera|Halvera|Avsätt|Bevilja|Medge|Neka|Avvisa|Tillstyrk|Avstyrk|Hyr|Riv|Rusta|Anslå|Avskaffa|Slopa|Spara) [\wåäö]|(?:Avslå|Bifall|Bordlägg|Återremittera|Vänta|Avvakta)[.,!])(?![^.]*\b(?:sade|sa|skrev)\b)"
)
# A vote, a question, or how a vote came out.
_BALLOT = lazy(r"\W*(?:ja|nej|avstår|avstod|avst|j|n|a|frånv|för|mot|emot|\d+)\b\W*(?:$|(?-i:[A-ZÅÄÖ]))", re.IGNORECASE)
_LABEL = lazy(
    r"(?:[•*–-]\s*)?\*?(?P<label>[^:\t\n]{3,200}?)(?::\*?|\s[–—-])\s+(?=(?:[Hh]err |[Ff]ru |[Nn]r \d|för )?[A-ZÅÄÖ])"
)
_LABEL_SAYS = lazy(
    r"(?![^:]*\bröst)\W*(?:[Jj]a(?: (?:till|åt)\b|,? men\b)[^:]*|[Nn]ej (?:till|åt)\b[^:]*|(?:bifall|avslag|avslå|återremi|bordlägg|godkänn|anta[rs]?\b|tillstyrk|avstyrk|tillägg|ändring|oförändra)\w*[^:]*|[^:]*\b(?:avslås|bifalls|antas|återremitteras|bordläggs|i ?stället (?:för|till)?|oförändra\w+)\b[^:]*)",
    re.IGNORECASE,
)
_ENDS = lazy(r"\)?(?:,? (?:för|på uppdrag av|genom)[^.:;]{1,60})?[\s.,;]*(?:[–-]\s.{3,}|$)")
_SHORT_LINE: Final = 40
_ONLY_BY: Final = 5  # 'Från ' alone says nothing of a motion; 'Förslag väcktes av ' does


def moved_in_lists(paragraphs: Sequence[ItemParagraph], cast: Cast) -> set[int]:
    """Find the paragraphs that are lines of a list of motions, outside the sections for such.

    Args:
        paragraphs: Those of the item.
        cast: The people of the item; their attendance must be known.

    Returns:
        Their indices.
    """
    if not cast.present:
        return set()
    said: dict[int, bool] = {}
    views: list[int] = []
    signed: set[int] = set()
    for index, one in enumerate(paragraphs):
        if (
            one.section not in _FREE
            or one.table
            or len(one.text) > _LONGEST
            or (one.section in _HELD and (_EARLIER.search(one.heading or "") or _DATED.search(one.text)))
        ):
            continue
        if one.section in _TOLD and _VIEW.search(one.text) and _views(one.text, cast.actors(one), cast):
            views.append(index)
            if _SIGNED.search(one.text):
                signed.add(index)
            continue
        if not _PARTS.search(one.text) or _SHAPE.match(one.text, list_point(one.text)) is None:
            continue
        sign = _stands(one.text, cast.actors(one), cast)
        if sign is False and _TELLS_TO.search(one.text):
            sign = _is_put(paragraphs, index)
        if sign is not None:
            said[index] = sign
    found: set[int] = set()
    for run in _runs(sorted(said), paragraphs):
        held = paragraphs[run[0]].section in _HELD
        if any(said[index] for index in run) and (len(run) > 1 or not held):
            found.update(run)
    for run in _runs(views, paragraphs):
        if (
            len(run) > 1
            and signed.intersection(run)
            and any(_PUT.search(one.text) for one in paragraphs[run[-1] + 1 : run[-1] + 4])
        ):
            found.update(run)
    return found


_TOLD: Final = {SectionKind.SUMMARY, SectionKind.UNKNOWN, SectionKind.PROPOSAL, SectionKind.BASIS}
# 'Ek och Dahl tycker att ansökan bör avslås', 'Wik stöder förvaltningens förslag'
_VIEW = lazy(
    r"\b(?:tycker|tyckte|anser|ansåg|menar|menade|vill|ville|önskar|önskade|föreslår|föreslog|stöd(?:er|jer|de)|motsätter sig|motsatte sig|instäm(?:mer|de)|(?:till|av)styrk(?:er|te)|yrka(?:r|de)|hemställ(?:er|de)|biträd(?:er|de)|anhåll(?:er|it)|anhöll|förorda(?:r|de)|(?:säger|sade|sa) (?:ja|nej)|(?:begär|begärde) |(?:gå|gick)r? emot |uttala(?:r|de) sig (?:för|mot|emot)|(?:ställ(?:er|de)|slut(?:er|it)|slöt) sig (?:bakom|till)|(?:står|stod) bakom|förespråka(?:r|de)|(?:lägger|lade) till|(?:håller|höll) med|tala(?:r|de) för)\b"
)
_THEN_VIEW = lazy(
    r"\)?,?(?:[^,.:;]{2,60},)? (?:tyck|ans|mena|vill|önska|föres|stöd|mots|inst|tillst|avst|yrka|hemst|biträd|anh|förord|säg|sa|talar? f|talade f|begär|går emot|gick emot|uttala|ställ|slut|slöt|står bakom|stod bakom|föresp|(?P<adds>(?:lägg|lad)er? till)|håller m|höll m)"
)
_SIGNED = lazy(
    r"\b(?:bifall\w*|avsl(?:ag|ås|å)|återremi\w+|bordlägg\w*|tillstyrk\w*|avstyrk\w*|antas|godkänns|beviljas|förslaget\b|[a-zåäö]+s förslag\b|instäm\w+|i stället|begränsas|sänks|höjs|blir \d|ja|nej|motion(?:en)?|positivt|(?:alternativ|linje) (?:[A-H]|\d)|[a-zåäö]+s (?:utlåtande|bedömning)|(?:bygglov|lov|dispens|tillstånd|förhandsbesked)(?:et)? (?:bör |ska(?:ll)? |må(?:tte)? )(?:lämnas|beviljas|ges|medges)|hemställan|bakom [a-zåäö]*(?:nämnden|styrelsen|utskottet|förvaltningen|kontoret|presidiet|beredningen)|i övrigt som [a-zåäö]+|(?:skicka|sända?)s? (?:åter|tillbaka))\b"
)
# Below what members want the chair puts it to the body.
_PUT = lazy(
    r"\b[Oo]rdf(?:öranden|\.)? [^.]{0,60}?\b(?:ställ|fann|finn|fråga|pröva|lägger|låter|lät|upptar|upptog|tar upp|tog upp)|\b(?:fann|finner|ställ\w+|frågar?|frågade|prövar?|prövade) ordf|\bproposition|\b(?:[Oo]mröstning|[Vv]otering)\b"
)


def _views(text: str, actors: Sequence[Actor], cast: Cast) -> bool:
    """Whether a paragraph begins with members and says what they want done with the matter."""
    row, end = list_after(text, list_point(text), actors)
    if (
        not row
        or not all(one.parties and (one.name is None or one.name in cast.present) for one in row)
        or row[0].name is None
    ):
        return False
    _, end = with_company(text, row, end, actors)
    view = _THEN_VIEW.match(text, end)
    return view is not None and (
        view["adds"] is not None
        or _SIGNED.search(text, end) is not None
        or _WISHED.match(text, view.start()) is not None
    )


# What is wished for may be anything where another line beside says yes or no, and the chair puts it below.
_WISHED = lazy(
    r"\)?,?(?:[^,.:;]{2,60},)? (?:(?:vill|ville|önskar|önskade) (?:att|ha|varken|följa|godta|vänta|skjuta)\b|yrka[rd]|föreslår|föreslog|hemställ|förorda)"
)


def _is_put(paragraphs: Sequence[ItemParagraph], index: int) -> bool:
    """Whether the item has a proposal under a heading, or the chair puts a question below a paragraph."""
    return any(one.section == SectionKind.PROPOSAL for one in paragraphs) or any(
        _PUT.search(one.text) or _COUNTED.search(one.text) for one in paragraphs[index + 1 : index + 6]
    )


_COUNTED = lazy(r"\b(?:finner|fann) (?:att|ja|nej|bifall|avslag)\b|\brösträkning")


def _runs(lines: Sequence[int], paragraphs: Sequence[ItemParagraph]) -> Iterator[list[int]]:
    """Yield the lines that stand next to one another, with no more than `Yrkande 2` between them."""
    run: list[int] = []
    for index in lines:
        if run and not all(_short(paragraphs[n].text) for n in range(run[-1] + 1, index)):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _short(text: str) -> bool:
    return len(text) < _SHORT_LINE and not text.rstrip().endswith(".")


def _stands(text: str, actors: Sequence[Actor], cast: Cast) -> bool | None:
    """Whether a line has the shape of a motion, and then whether its words say yes or no; None for any other line."""
    if not actors:
        return None
    lead = _LEAD.match(text, list_point(text))
    begin = lead.end() if lead else 0
    row, end = list_after(text, begin, actors)
    row, end = with_company(text, row, end, actors)
    if row and _members(row, cast, text):
        behind = _BEHIND.match(text, end)
        if behind and behind.end() < len(text):
            words = text[behind.end() :]
            if _QUOTED_SIGN.match(words):
                return True
            if words[0] in "”\"»“’'" or "?" in words or _BALLOT.match(words) or not _HAS_WORDS.search(words):
                return None
            return _SAYS.match(words) is not None or (lead is not None and "av " in lead[0] and len(lead[0]) > _ONLY_BY)
        return True if _FOR_OR_AGAINST.match(text, end) else None
    label = _LABEL.match(text)
    if label is None:
        return None
    row, end = list_after(text, label.end(), actors)
    if not row or not _members(row, cast, text) or not _ENDS.match(text, end):
        return None
    return says_a_motion(label["label"])


def says_a_motion(label: str) -> bool:
    """Whether a label before those who move something says what they move: `Avslag`, `Oförändrad taxa`."""
    return _LABEL_SAYS.fullmatch(label.strip("* ")) is not None


_HAS_WORDS = lazy(r"[a-zåäö]{3}|d:o")
# ', understödd av Dahl,', ' med Dahl', ' för S-gruppen', ' på uppdrag av M och L', ' gemensamt'
_COMPANY = lazy(
    r",?\s(?:med (?:stöd|instämmande|biträde) av|(?:under)?stödd av|biträdd av|tillsammans med|på uppdrag av|genom|jämte|med|för|å)\s"
)
_MANNER = lazy(r"\)?,?\s(?:gemensamt|tillsammans|muntligen|skriftligen)(?=\s*[:–—-])")


def with_company(text: str, row: list[Actor], end: int, actors: Sequence[Actor]) -> tuple[list[Actor], int]:
    """Go on with a row over those who support it or for whom it speaks: `Ek med stöd av Dahl`.

    Args:
        text: The paragraph.
        row: Who it begins with.
        end: Where they end.
        actors: Everybody whom the paragraph names.

    Returns:
        All of them, and where the last ends.
    """
    while row and (joined := _COMPANY.match(text, end)):
        more, behind = list_after(text, joined.end(), actors)
        if not more:
            break
        row = [*row, *more]
        end = behind + 1 if joined[0].startswith(",") and text[behind : behind + 1] == "," else behind
    manner = _MANNER.match(text, end)
    return row, manner.end() if manner else end


def _members(row: Sequence[Actor], cast: Cast, text: str) -> bool:
    """Whether a row is members of the body, by the attendance or with a party in brackets, or whole groups, alone."""
    return all(
        (bool(one.parties) and (one.name in cast.present or (one.name is not None and text[one.end - 1] == ")")))
        or (one.name is None and one.parties and not one.genitive)
        for one in row
    )
