"""What a body did with a matter, by the words of its decision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from nlp_minutes.labels import Outcome, SectionKind
from nlp_minutes.lexicon import rows
from nlp_minutes.lines import lettered_points, list_point
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.rules.deciding import decides_whole, deciding_sentence, points_back, sentences_of
from nlp_minutes.rules.words import abbreviates, calm

if TYPE_CHECKING:
    from nlp_minutes.rules.item import ItemContext, ItemParagraph

__all__ = ["is_election", "lost_decision", "outcome_of", "point_outcome"]


def _load() -> list[tuple[Outcome, re.Pattern[str]]]:
    return [(Outcome(row[0]), guarded(row[1], re.IGNORECASE)) for row in rows("outcomes.tsv")]


_TABLE = _load()
_QUOTED = lazy(r"(?<!\w)[’'‘][^’'‘\n]{2,300}[’'](?!\w)|[”\"»“][^”\"»«“]{0,600}[”\"«“]")


# What was refused is somebody's yrkande, and the matter itself went through: 'och avslår Eks tilläggsyrkande'.
_OTHERS_REFUSED = guarded(
    r"(?:\boch |\bsamt )?\b(?:avslå(?:r|s)?|avslog)\b(?! motion)[^.,;]{0,60}?\b(?<!motionens )[\wåäö]*yrkande(?:t|n|na)?\b(?: från [^.;]*)?|(?<!motionens )\b[\wåäö]*yrkande(?:t|n|na)?\b[^.,;]{0,60}\bavslås\b",
    re.IGNORECASE,
)
# What the chair asked and found: 'funnit frågan med ja besvarad'
_ANSWERED = lazy(r"\bmed (?:övervägande )?(?:ja|nej) besvarad\w*", re.IGNORECASE)
_BY_PARTS = lazy(r"\b(?:att-sats|punkt|yrkande|del)\w*", re.IGNORECASE)


# The facts, the headline and the summary ask about the same points.
@lru_cache(maxsize=512)
def point_outcome(text: str) -> Outcome | None:
    """Tell what one point of a decision does; quoted words do not count. None where no rule knows."""
    unquoted = _QUOTED.sub(" ", text)
    # the pattern is slow where it finds nothing, and all that it finds has this word
    alone = _OTHERS_REFUSED.sub(" ", unquoted) if "yrkande" in unquoted.casefold() else unquoted
    return _outcome(_ANSWERED.sub(" ", alone))


_AGAINST = {Outcome.REJECTED, Outcome.REMITTED, Outcome.POSTPONED}
_APPROVES = lazy(
    r"\b(?:antas|antar|anta|antog\w*|godkänns|godkänner|godkänna|bifalls|bifaller|bifalla|fastställs|fastställer|fastställa|beviljas|beviljar|bevilja|översänds|översänder)\b",
    re.IGNORECASE,
)


_REFUSAL_ITSELF = lazy(r"\bförslag(?:et)? (?:att|om|till)\b|\båterremiss|\bbordläggning|\byrkande")


def _approves_first(text: str, match: re.Match[str]) -> bool:
    """Whether something is approved before words of refusal come, which then belong to what is approved."""
    approval = _APPROVES.search(text, 0, match.start())
    return approval is not None and not _REFUSAL_ITSELF.search(text[approval.end() : match.end()])


# 'Kontoret får i uppdrag att redovisa hur många som fått avslag': what somebody is to do is not done here.
_MANDATE = lazy(r"\b(?:i uppdrag|uppdra(?:r|s|gs)?\b[^.:;]{0,80}?) att\b", re.IGNORECASE)


def _in_mandate(text: str, match: re.Match[str]) -> bool:
    """Whether words of refusal belong to a task that is given."""
    if "uppdra" not in text and "Uppdra" not in text:
        return False
    given = _MANDATE.search(text, 0, match.start())
    return given is not None and re.search(r"[.;:]\s", text[given.end() : match.start()]) is None


def _outcome(text: str) -> Outcome | None:
    # rows higher up win
    for outcome, pattern in _TABLE:
        match = pattern.search(text)
        if match and not (outcome in _AGAINST and (_approves_first(text, match) or _in_mandate(text, match))):
            return outcome
    return None


def outcome_of(paragraphs: Sequence[str], title: str = "") -> tuple[Outcome | None, bool]:
    """Tell what the decision of an item does.

    Args:
        paragraphs: The paragraphs of its decision sections, lead-ins included, in order.
        title: The item's title, which tells the main matter.

    Returns:
        The outcome, that of the first point that tells (a proposal to a higher body comes before all), and whether the
        points differ.
    """
    if not paragraphs:
        return None, False
    if (
        re.match(r"(?:yttrande|remiss|svar på remiss|samråd)\b", title, re.IGNORECASE)
        and "motion" not in title.casefold()
    ):
        # an opinion that speaks against what another authority plans is given, not refused
        paragraphs = [re.sub(r"\bavstyrk\w*", "yttrar sig: beslutar", text) for text in paragraphs]
    marks = lettered_points(paragraphs)
    if marks:  # as points of any other list
        paragraphs = [f"– {text[marks[n] :]}" if n in marks else text for n, text in enumerate(paragraphs)]
    yrkande = bool(re.match(r"(?:\w+ )?yrkande\b", title, re.IGNORECASE))
    said = [_outcome(_QUOTED.sub(" ", text)) if yrkande else point_outcome(text) for text in paragraphs]
    if Outcome.PROPOSED in said:
        return Outcome.PROPOSED, False
    found: list[Outcome] = []
    further = False
    for text, outcome in zip(paragraphs, said, strict=True):
        one = outcome if outcome is not None and (not found or _decides(text)) else None
        one = one or (None if outcome or _only_others(text) else _unsaid(text, title))
        if one is not None:
            found.append(one)
            further = further or (one is Outcome.APPROVED and bool(_WEIGHTY.search(text)) and not _ERRAND.search(text))
    if not found:
        return Outcome.APPROVED, False
    kinds = {outcome for outcome in found if outcome not in {Outcome.NOTED, Outcome.OTHER}}
    if Outcome.ELECTED in kinds:
        kinds.discard(Outcome.APPROVED)  # who is relieved and who is elected
        if _LEAVES.search(title) and not _OF_OFFICES.search(_LEAVES.sub(" ", title)) and _only_leave(paragraphs):
            return Outcome.APPROVED, False
    mixed = len(kinds) > 1 or (Outcome.REJECTED in found and any(_in_parts(text) for text in paragraphs))
    return _main(found, title, further=further), mixed


# 'Avsägelse från Ulla Ek (S)': somebody asks to leave an office
_LEAVES = lazy(r"\b(?:[\wåäö]*avsägels|entledig|befrielse)\w*", re.IGNORECASE)
_LEFT_OFFICE = lazy(
    r"\b(?:bevilja|godkänn|bifall|medge|entledig|befri)\w*\b[^.;]{0,80}?(?:\bavsägels\w*|\bentledig\w*|\bbefrielse\b)"
    r"|\b(?:avsägels\w*|befrielse)\b[^.;]{0,40}?\b(?:bevilja|godkänn|bif[aö]ll|medge)\w*"
    r"|\b(?:entledig|befria)(?:a|ar|ade|as|ades|r|s|de|des)?\b",
    re.IGNORECASE,
)
_ELECTS = lazy(
    r"\b(?:[\wåäö]*val(?:et)?|väljs?|välja|väljer|valdes?|valts?|vald|utse\w*|utsåg\w*|förordna\w*|efterträd\w*)\b|\b(?:till|som) (?:ny|nya) ",
    re.IGNORECASE,
)


# The seat goes to whoever is next by the votes of the last election: the body itself elects nobody.
_COUNTED_ANEW = lazy(r"\b(?:röst)?sammanräkning|\bomräkning", re.IGNORECASE)


def _only_leave(paragraphs: Sequence[str]) -> bool:
    """Whether a decision lets somebody go and asks for a new count of votes, and elects nobody instead."""
    return (
        any(_COUNTED_ANEW.search(text) for text in paragraphs)
        and any(_LEFT_OFFICE.search(text) for text in paragraphs)
        and not any(_ELECTS.search(text) for text in paragraphs)
    )


def _only_others(text: str) -> bool:
    """Whether a point only refuses somebody's yrkande."""
    left = _OTHERS_REFUSED.sub(" ", text)
    return left != text and not _ACTS.search(left)


# What goes with a report that is taken note of, and is no matter of its own.
_ERRAND = lazy(
    r"\b(?:i uppdrag|uppdra\w*|uppmana\w*|översänd\w*|överlämna\w*|återkom\w*|skicka\w*|justera\w*)\b", re.IGNORECASE
)


# What makes a point after such a report the main matter.
_WEIGHTY = lazy(
    r"\b(?:godkänn\w*|anta[rs]?|fastställ\w*|bevilja\w*|omfördela\w*|avsätt\w*|anslå[rs]?|dispone\w*|höj\w*|sänk\w*|inrätta\w*|införs?|köp[as]?|sälj[as]?|upphäv\w*|medge\w*|tecknas?|fördelas?|överför\w*|hänskjut\w*)\b",
    re.IGNORECASE,
)


def _main(found: Sequence[Outcome], title: str, *, further: bool) -> Outcome:
    first = found[0]
    if first in {Outcome.NOTED, Outcome.OTHER}:
        # a report taken note of beside the matter; 'får ställas' beside the answer
        weighty = {Outcome.REJECTED, Outcome.REMITTED, Outcome.POSTPONED}
        if first is Outcome.OTHER:
            weighty.add(Outcome.NOTED)
        if first is Outcome.NOTED and further:
            weighty.add(Outcome.APPROVED)
        return next((outcome for outcome in found if outcome in weighty), first)
    if first in {Outcome.APPROVED, Outcome.POSTPONED} and Outcome.ELECTED in found and _ELECTION.search(title):
        return Outcome.ELECTED  # who is relieved, or an election that waits, comes before who is elected
    if first is Outcome.APPROVED and _LISTED_PAPERS.search(title):
        return Outcome.NOTED
    if first is Outcome.ELECTED and Outcome.APPROVED in found and title and not _ELECTION.search(title):
        return Outcome.APPROVED
    return first


_ELECTION = lazy(
    r"\b(?:[\wåäö]*val(?:et|en|ärende\w*)?|utse\w*|entledig\w*|avsäg\w*|representant\w*|ersättar\w*|ledamots?\w*|justerare|ombud|förordna\w*)\b",
    re.IGNORECASE,
)


_LISTED_PAPERS = lazy(
    r"\b(?:delegations?beslut\w*|anmälnings?\w*|anmälningar|meddelanden?|delgivning\w*)\b", re.IGNORECASE
)


def _in_parts(text: str) -> bool:
    """Whether a point refuses a part and deals otherwise with another: `att-sats 1 avslås och att-sats 2 anses besvarad`."""
    text = _QUOTED.sub(" ", text)
    return bool(
        _BY_PARTS.search(text)
        and re.search(r"\bavsl(?:å|og)", text)
        and re.search(r"\bbesvara[dt]|\bbif(?:all|öll)", text)
    )


def _decides(text: str) -> bool:
    """Whether a paragraph has the form of a point or of a sentence that decides; a row in a list of papers has not."""
    return bool(
        list_point(text)
        or re.match(r"(?:att|dels)\s", text, re.IGNORECASE)
        or re.search(r"\b(?:beslutar|beslutade|beslöt|bestämmer|bestämde|föreslår|föreslog)\b", text)
        or re.match(
            r"[^.]{0,120}?\b(?:avslås|bifalls|återremitteras|bordläggs|avslår|bifaller|godkänns|antas|väljs|utses|besvarad|noteras|antecknas)\b",
            text,
        )
    )


_LEADS_IN = lazy(
    r"(?::|,|\b(?:beslutar|besluta|beslutat|beslutade|beslöt|bestämmer|bestämde|(?:beslutar|beslutade|beslöt) [\wåäö-]*(?:nämnden|styrelsen|utskottet|fullmäktige|direktionen)|att|för (?:sin|egen) del|följande(?: beslut)?|fattar följande beslut\.?|enligt (?:följande|förslag\w*)))\s*\.?\s*$",
    re.IGNORECASE,
)
# 'att bifalla motionens första yrkande,' goes on with the next point
_POINT_AND_MORE = lazy(r"\W*(?:\d+[.)]\s*)?att [^:]{3,}(?<!att),\s*$", re.IGNORECASE)
# What approves: a point of a list, or a sentence whose verb does something.
_ACTS = lazy(
    r"\b(?:godkän\w*|entledig\w*|befria\w*|avsäg\w*|anta\w*|antog\w*|bevilj\w*|fastställ\w*|uppdra\w*|uppdrag|bifall\w*|biföll\w*|tillstyrk\w*|beslut\w*|medge\w*|ge(?:r|s)?|gav|anslå\w*|ändra\w*|inrätta\w*|införs?|köp\w*|sälj\w*|säljs|"
    r"upphäv\w*|överlämna\w*|överlämnas|översänd\w*|teckna\w*|bilda\w*|tillsätt\w*|uppmana\w*|förelägg\w*|förbjud\w*|avsluta\w*|avskriv\w*|ska|skall|får|lämna\w*|avge\w*|ställer sig|instämmer|bestäm\w*|utreda|utreds|"
    r"tillåt\w*|avsätt\w*|disponera\w*|omfördela\w*|höjs|sänks|läggs|förklara\w*|avtal\w*|startbesked|bygglov)\b",
    re.IGNORECASE,
)


# 'Val till Stiftelsen Hembygden', 'Representanter i vattenrådet'; no 'festival'
_OF_OFFICES = lazy(
    r"\b(?:fyllnads|om|ny|efter|person)?val(?:et|en|ärende\w*)?\b|\b(?:utse|utsåg|entledig|avsäg|represent|företräd|förordna)\w*|\bombud\w*",
    re.IGNORECASE,
)
_HOLDS_OFFICE = lazy(
    r"(?=.*\([^()\W\d]{1,5}\)).*\b(?:företräd\w*|represent\w*|ombud\w*|ersättare|ledamot|ledamöter|ordförande|revisor\w*|efterträd\w*|avgår|går in|tar över|(?:lämnar|tar|får) (?:sin |hennes |hans |en )?plats\w*)\b",
    re.DOTALL | re.IGNORECASE,
)
# 'Val av kontaktpolitiker' above '– Ulla Ek (S) för Åby'
_ELECTION_OF = lazy(r"\W*(?:fyllnads|om|ny)?val(?:et)? (?:av|till)\b", re.IGNORECASE)
_BEGINS_WITH_NAME = lazy(r"[\W\d]*(?:[A-ZÅÄÖ][\w-]+ ){2,4}\([^()\W\d]{1,5}\)")


def is_election(title: str) -> bool:
    """Tell whether an item elects somebody, by its title: `Val av revisor`."""
    return _ELECTION_OF.match(title) is not None


def _unsaid(text: str, title: str) -> Outcome | None:
    """A point that no rule knows approves something; a lead-in, a row of papers or a report says nothing.

    In an item of elections who is named with an office is elected, whatever the words.
    """
    if _LEADS_IN.search(text) and not _POINT_AND_MORE.match(text):
        return None
    if "(" in text and _OF_OFFICES.search(title) and _HOLDS_OFFICE.match(text):
        return Outcome.ELECTED
    if "(" in text and _ELECTION_OF.match(title) and _BEGINS_WITH_NAME.match(text) and not _ACTS.search(text):
        return Outcome.ELECTED
    point = bool(list_point(text)) or bool(re.match(r"att\s", text, re.IGNORECASE))
    return Outcome.APPROVED if point or _ACTS.search(text) else None


_SOMEBODY_DECIDES = lazy(
    r"^(?P<subject>[A-ZÅÄÖ][\wåäö-]+(?: [\wåäö-]+){0,4}?) (?:beslutar|beslutade|beslöt|lägger|lade|antecknar|antecknade|noterar|noterade|godkänner|godkände|antar|antog|avslår|avslog|bifaller|biföll|bordlägger|bordlade|återremitterar|återremitterade|väljer|valde|utser|utsåg|befriar|befriade|entledigar|entledigade|föreslår|föreslog|överlämnar|överlämnade|tar del|tog del|tackar|tackade|hemställer|hemställde|uppdrar|uppdrog|medger|beviljar|fastställer|tillstyrker|avstyrker)\b"
)
# 'Att jämte ordföranden justera protokollet utsågs Ulla Ek (S).'
_ADJUSTERS = lazy(
    r"(?:Till )?[Aa]tt (?:jämte|tillsammans med|vid sidan av) ordföranden justera\b[^.]{0,60}\b(?:utsågs|valdes|utses|väljs|utsetts|valts)\b"
)
# 'På förslag av Ek (S) beslöts' above its points
_DECIDED = lazy(r"^(?!.*\d{4}-\d\d-\d\d)[A-ZÅÄÖ][^.:;]{2,160}\b(?:beslöts|beslutades|beslutas|beslutats)(?: att)?:?$")
# '... varefter nämnden sålunda hade beslutat', 'Med fem röster mot tre hade nämnden sålunda beslutat'
_DECIDED_LAST = lazy(r"\b(?:hade|har) [\wåäö-]+ (?:sålunda|således|därmed|alltså) (?:beslutat|beslutit)(?: att)?:?$")
# 'Efter Per Lund, som avsagt sig uppdraget, utsåg nämnden Ulla Ek (S) till ombud.'
_TURNED = lazy(
    r"(?:Efter|Till|Som|I|På|Med|Sedan)\s[^.;:]{3,160}?\b(?:beslutade|beslutar|beslöt|utsåg|utser|valde|väljer|godkände|godkänner|antog|antar|avslog|avslår|bordlade|bordlägger) "
    r"(?P<subject>[a-zåäö-]*(?:nämnden|styrelsen|utskottet|fullmäktige|rådet|direktionen))\b(?![^.]{0,40}\d{4}-\d\d-\d\d)"
)
_GENERIC = {
    "nämnden",
    "styrelsen",
    "utskottet",
    "arbetsutskottet",
    "fullmäktige",
    "direktionen",
    "presidiet",
    "rådet",
    "landstingsmötet",
}
_FINDS = lazy(
    r"\bfinner att (?P<what>[\wåäö -]{3,50} (?:beslutar|beslutat|bifaller|avslår|antar|godkänner|bordlägger|återremitterar)\b[^.]*)"
)


_CHAIR = lazy(r"\b[Oo]rdföranden\b[^.]{0,80}\b(?:finner|fann)\b")
_DONE = lazy(
    r"^(?!.*\d{4}-\d\d-\d\d|Vid (?:upp|namn)rop|[^.]*\b(?:röst|reservation))[A-ZÅÄÖ][^.]{3,90}\b(?:(?:läggs?|lades)(?: med [\wåäö]+(?: [\wåäö]+)?)? till handlingarna|antecknas|antecknades|noteras|noterades|godkänns|godkändes|bordläggs|bordlades|återremitteras|utgår)\b"
    r"|^(?:(?:Läggs?|Lades)(?: med [\wåäö]+(?: [\wåäö]+)?)? till handlingarna|Antecknas|Antecknades|Noteras|Noterades|Godkänns|Godkändes|Bordläggs|Bordlades)(?: till protokollet)?\.?$"
)


# That a matter is to be decided today is no decision on it.
_TODAY = lazy(r"\bavgör\w* (?:ärendet |frågan )?(?:i ?dag|i ?kväll|nu|vid)\b", re.IGNORECASE)
_NO_DECISION = {
    SectionKind.BASIS,
    SectionKind.PROPOSAL,
    SectionKind.RECIPIENTS,
    SectionKind.RESERVATION,
    SectionKind.STATEMENT,
    SectionKind.NOTE,
}
# What the chair asks, and what somebody moves, is not yet done.
_ASKED = lazy(r"\b(?:frågar|frågade|ställer|ställde|prövar|prövade)\b|\(\w{1,5}\)[^:.]{0,150}:\s|\byrka")


def lost_decision(context: ItemContext) -> list[str]:
    """The decision of an item whose minutes set it apart by no heading: where the body itself does something, and its points.

    What was decided earlier stands under basis and does not count.
    """
    written = {calm(one.text): one.text for one in context.paragraphs}
    if all(calmed is text for calmed, text in written.items()):
        return _lost_decision(context)
    paragraphs = tuple([replace(one, text=calm(one.text)) for one in context.paragraphs])
    return [written.get(told, told) for told in _lost_decision(replace(context, paragraphs=paragraphs))]


def _lost_decision(context: ItemContext) -> list[str]:
    paragraphs = context.paragraphs
    body = (context.body or "").casefold()
    for index, one in enumerate(paragraphs):
        match = _SOMEBODY_DECIDES.match(one.text)
        if match is None or one.section in {SectionKind.BASIS, SectionKind.RECIPIENTS}:
            continue
        if one.section == SectionKind.PROPOSAL and not any(_CHAIR.search(above.text) for above in paragraphs[:index]):
            continue  # what is proposed is worded as the decision will be
        subject = match["subject"].casefold()
        stem = re.sub(r"(?<=[tdsgm])(?:et|en)$|(?<=e)n$", "", subject)
        if subject not in _GENERIC and not (body and (stem in body or body in subject)):
            continue
        return [one.text, *_points_below(paragraphs, index)]
    for index, one in enumerate(paragraphs):
        if one.section not in _NO_DECISION and _ADJUSTERS.match(one.text):
            return [one.text]
        if (
            one.section not in _NO_DECISION
            and (_DECIDED.search(one.text) or _DECIDED_LAST.search(one.text))
            and (points := _points_below(paragraphs, index))
        ):
            return [one.text, *points]
    for one in paragraphs:
        turned = _TURNED.match(one.text) if one.section not in _NO_DECISION else None
        if turned is not None and (turned["subject"] in _GENERIC or (body and turned["subject"] in body)):
            return [one.text]
    for index, one in enumerate(paragraphs):
        # below a list of papers, whose heading runs on over the line that begins the decision
        if one.section == SectionKind.BASIS and _PAPERS.search(one.heading or "") and _BARE.fullmatch(one.text.strip()):
            points = _points_below(paragraphs, index)
            if points:
                return [one.text, *points]
    for one in paragraphs:
        if one.section not in _NO_DECISION and not _ASKED.search(one.text):
            done = next((part for part in re.split(r"(?<=\.)\s+(?=[A-ZÅÄÖ])", one.text) if _DONE.match(part)), None)
            if done is not None:
                return [one.text if one.text.startswith(done) else done]
    for one in paragraphs:
        told = _told_in_prose(one, body) if one.section in _TOLD_IN else []
        if told:
            below = _points_below(paragraphs, paragraphs.index(one)) if one.text.rstrip().endswith(told[-1]) else []
            return below if below and _LEADS_IN.search(told[-1]) else [*told, *below]
    for one in paragraphs:
        found_by_chair = _FINDS.search(one.text) if one.section == SectionKind.ORDER else None
        if found_by_chair and not _TODAY.search(found_by_chair["what"]):
            return [found_by_chair["what"]]
    return _told_last(paragraphs, context.body)


def _told_last(paragraphs: Sequence[ItemParagraph], body: str | None) -> list[str]:
    """The last sentence of an item in which the body does something, and the points that it leads in to."""
    for index in reversed(range(len(paragraphs))):
        one = paragraphs[index]
        if one.table or one.section not in _TOLD_IN:
            continue
        headed = one.heading is not None and one.section in {SectionKind.SUMMARY, SectionKind.DISCUSSION}
        for sentence in reversed(sentences_of(one.text)):
            if headed and not decides_whole(sentence, body, by_name=True):
                continue
            told = deciding_sentence(sentence, body)
            if told is not None:
                below = _points_below(paragraphs, index) if one.text.rstrip().endswith(told) else []
                if points_back(sentence):
                    told = f"{_said_before(paragraphs, index, sentence)} {told}".strip()
                return [told, *below]
    return []


def _said_before(paragraphs: Sequence[ItemParagraph], index: int, sentence: str) -> str:
    """The sentence before one, in its paragraph or at the end of the one above."""
    sentences = sentences_of(paragraphs[index].text)
    at = sentences.index(sentence)
    if at:
        return sentences[at - 1]
    return sentences_of(paragraphs[index - 1].text)[-1] if index else ""


_SENTENCES = lazy(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_TOLD_IN = {
    SectionKind.SUMMARY,
    SectionKind.UNKNOWN,
    SectionKind.DISCUSSION,
    SectionKind.ORDER,
    SectionKind.VOTE,
    SectionKind.MOTIONS,
    SectionKind.DECISION,
}
# 'Nämnden hade alltså med 6 röster mot 4 bifallit ansökan', 'har nämnden sålunda beslutat', 'Fullmäktige fastställer taxan'
_BODY = r"(?i:[\wåäö-]*(?:nämnden|styrelsen|utskottet|fullmäktige|landstingsmötet|direktionen))"
_HAS_DONE = r"(?:[\wåäö]+ )?(?:med [\wåäö]+ röster mot [\wåäö]+ )?(?:beslutat|bifallit|avslagit|antagit|fastställt|beviljat|godkänt|ogillat|återremitterat|bordlagt)\b"
_TOLD = lazy(
    rf"(?:^|[^.]*?[,;] )(?P<done>{_BODY}|[A-ZÅÄÖ]\w{{1,4}}) (?:hade|har) {_HAS_DONE}"
    rf"|[^.]{{0,120}}?\b(?:hade|har) (?P<turned>{_BODY}) {_HAS_DONE}"
    rf"|(?P<does>{_BODY}|[A-ZÅÄÖ]\w{{1,4}}) (?:beviljar|beviljade|fastställde|fastställer|avslog|avslår|antog|antar|biföll|bifaller|godkänner|godkände|inför|införde|inköper|köper|köpte|inköpte|säljer|sålde|föreslår|föreslog|anslår|anslog|inrättar|inrättade|avvecklar|avvecklade|ogillar|ogillade|höjer|höjde|sänker|sänkte|upphäver|upphävde|medger|medgav|bordlägger|bordlade|återremitterar|återremitterade|tillstyrker|tillstyrkte|avstyrker|avstyrkte)\b"
)
# 'Motionen avslås.', 'Taxan fastställes enligt förslaget.', 'Ärendet vilar därmed till sammanträdet i juni.'
_IS_DONE = lazy(
    r"(?:(?!\b(?:att|om|när|som|föreslår|föreslås|anser|bör|ska|har|hade|kan|förslag\w*|yrka\w*|finner|fann)\b)[^.:;,?]){3,60}?\b(?:avslås|avslogs|bifalls|bifölls|antas|antogs|antages|fastställs|fastställes|fastställdes|beviljas|beviljades|medges|bordläggs|bordlades|återremitteras|godkänns|godkändes|vilar (?:därmed |alltså )?till)\b(?! inte\b)"
)
_AGENDA_DONE = lazy(
    r"\b(?:dagordningen|föredragningslistan) (?:godkänn(?:s|es)|godkändes|fastställ(?:s|es|des))\b[^.]*", re.IGNORECASE
)


def _told_in_prose(one: ItemParagraph, body: str) -> list[str]:
    """The sentence of a paragraph in which the body that met does something, where nothing sets the decision apart."""
    if one.table or _ASKED.search(one.text):
        return []
    for sentence in _SENTENCES.split(one.text):
        if re.search(r"\d{4}-\d\d-\d\d|§", sentence) or "röst" in sentence.partition(" ")[0]:
            continue
        match = _TOLD.match(sentence)
        if match is not None:
            subject = (match["done"] or match["turned"] or match["does"]).casefold()
            if subject in _GENERIC or (body and (subject in body or body in subject or abbreviates(subject, body))):
                return [sentence]
        if _IS_DONE.match(sentence) and one.section != SectionKind.ORDER:
            return [sentence]
        if agenda := _AGENDA_DONE.search(sentence):
            return [agenda[0]]
    return []


_PAPERS = lazy(
    r"meddelande|delegation|delegerad|anmäl|delgiv|skrivelse|rapport|cirkulär|protokoll|handlingar|kurser",
    re.IGNORECASE,
)
_BARE = lazy(
    r"[\wåäö]*(?:nämnden|styrelsen|utskottet|fullmäktige|direktionen|beredningen)(?:s beslut| (?:beslutar|beslutade|beslöt))(?: att)?:?",
    re.IGNORECASE,
)


def _points_below(paragraphs: Sequence[ItemParagraph], index: int) -> list[str]:
    """The points of a list that a paragraph leads in to."""
    found: list[str] = []
    for below in paragraphs[index + 1 :]:
        if not (list_point(below.text) or re.match(r"att\s", below.text)) or below.section != paragraphs[index].section:
            break
        found.append(below.text)
    return found
