"""What kind a motion is, by its words and by what lies before the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from nlp_minutes.labels import MotionKind, SectionKind
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.quick import kept_for
from nlp_minutes.rules.shortened import in_full

if TYPE_CHECKING:
    from nlp_minutes.rules.item import Attendee, ItemContext, ItemParagraph

__all__ = [
    "Matter",
    "hands",
    "matter_of",
    "motion_kinds",
    "named_thing",
    "proposers",
    "speaks_of_others_only",
    "without_others",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What lies before the body.

    Attributes:
        named: Whether the item names a proposal.
        refuses: Whether that proposal would refuse a motion or application; None where it is not told.
        about: Whether the matter is a motion, an application or the like.
        itself: Whether it is a yrkande, by the item's title.
        letter: Whether the proposal is made in a letter: who speaks for `skrivelsen` speaks for it.
        marked: Which of several alternatives the proposal is, by its mark: `A` of `kontoret förordar förslag A`.
        proposed: What is proposed or decided, by paragraphs.
        denies: What the proposal says is not to be, by its verbs: `införs` of `bidraget införs inte`.
    """

    named: bool
    refuses: bool | None
    about: bool
    itself: bool = False
    letter: bool = False
    denies: frozenset[str] = frozenset()
    proposed: tuple[str, ...] = ()
    marked: str | None = None


_PROPOSERS = r"(?:nämnden|styrelsen|utskottet|fullmäktige|beredningen|förvaltningen|kontoret|enheten|avdelningen|presidiet|direktionen|direktören|chefen|kommittén|rådet|gruppen|sekreteraren|handläggaren)s?"
# Who proposes, as the end of a word or as a word: nothing is asked of what stands before that end.
_PROPOSER = rf"(?:{_PROPOSERS}|\b(?:KSAU|AU|KS))"
_NAMED = lazy(
    rf"(?:{_PROPOSERS}|KSAU|AU|KS):?s?\s+(?:besluts)?förslag|\bförslag(?:et)? till (?:beslut|yttrande|svar)\b|\b(?:liggande|föreliggande|framlagt|framlagda|upprättat|huvud)\s?förslag(?:et)?|\b(?:ordförande|tjänste|tjänstemanna|majoritets|presidie?|huvud|grund|utskotts|nämnd|styrelse|kontors|förvaltnings)förslaget\b"
    r"|\bbifall(?:er)? till (?:besluts)?förslaget\b|\b(?:enligt|bifaller|bifall till|mot) (?:besluts)?förslaget\b|[\wåäö-](?:s|:s) (?:besluts)?förslag\b(?! och yrkande)",
    re.IGNORECASE,
)
_PROPOSER_ACTS = lazy(
    rf"{_PROPOSER}\b[^.]{{0,250}}\b(?:föreslår|föreslog|föreslagit|hemställt|tillstyrker|tillstyrkte|avstyrker|avstyrkte|tillstyrkt|avstyrkt)\b"
    rf"|{_PROPOSER}\w* hemställ(?:er|de)\b",
    re.IGNORECASE,
)
_THING = r"(?:[\wåäö]*motion(?:en|erna|ens)?|[\wåäö]*ansök(?:an|ningen|ningarna)|[\wåäö]*initiativ(?:et)?|(?:medborgar|invånar|ungdoms|elev|brukar)förslag(?:et)?|e-förslag(?:et)?|[\wåäö]*begäran|anhållan|framställan|framställning(?:en)?|(?<!nämndens )(?<!styrelsens )(?<!utskottets )hemställan|(?<!s )(?<!\w)skrivelse(?:n|ns|rna)?)"
_REFUSAL = r"(?:utan (?:åtgärd|avseende|bifall)|avslå(?:r|s|tt|ende)?|avslag|avstyrk\w*|(?:inte|ej|icke) (?:måtte |må |bör |ska(?:ll)? )?(?:bifall\w*|bevilja\w*|medge\w*)|avvisa\w*)"
_REFUSED = lazy(
    rf"\b{_REFUSAL}\b[^.;]{{0,60}}\b{_THING}|\b{_THING}\b[^.;]{{0,60}}\b{_REFUSAL}|\b(?:besvara\w*)\b[^.;]{{0,30}}\b{_THING}|\b{_THING}\b[^.;]{{0,60}}\bbesvara(?:d|t|de)\b|\bförslag om avslag\b|\bförslag\b[^.:;]{{0,25}}:\s*(?:att )?avsl(?:ag|ås|å)\b",
    re.IGNORECASE,
)
_GRANTED = lazy(
    rf"\b(?:bifall(?:a|er|es|s)?|biföll\w*|bevilja\w*|tillstyrk\w*|medge\w*)\b[^.;]{{0,60}}\b{_THING}|\b{_THING}\b[^.;]{{0,60}}\b(?:bifall(?:s|es)|beviljas|tillstyrks|medges)\b|\bföreslår bifall\b",
    re.IGNORECASE,
)
_NOT_GRANTED = lazy(
    r"\b(?:inte|ej|icke) (?:bör |ska(?:ll)? |må(?:tte)? )?(?:inleda|bevilja\w*|medge\w*|ge|lämna)\b|(?:lov|besked|tillstånd|dispens|bidrag)(?:et)? (?:inte|ej|icke) (?:bör |ska(?:ll)? |må(?:tte)? )?(?:ges|lämnas)\b|\b(?:beviljas?|medges?|ges|lämnas) (?:inte|ej)\b|\bnegativt (?:plan|förhands)?besked|\b(?:bygg|mark|rivnings)?lov(?:et)? (?:bör |ska(?:ll)? |må(?:tte)? )?vägras?\b",
    re.IGNORECASE,
)
_PROPOSES = lazy(
    r"\b(?:föreslår|föreslås|föreslog|föreslagit|tillstyrker|avstyrker|tillstyrkte|avstyrkte|tillstyrkt|avstyrkt|hemställer|hemställde|hemställt|förslag att|förslag om|förslaget att)\b|\bförslag\b[^.:;]{0,25}:",
    re.IGNORECASE,
)
_BY_PROPOSER = lazy(rf"{_PROPOSER}\b", re.IGNORECASE)
# Somebody with an office proposes, who is none of the bodies above: 'Kamreren har föreslagit att ansökan avslås'.
_OFFICE_PROPOSES = lazy(
    r"\W*[A-ZÅÄÖ][a-zåäö-]{3,}(?:en|et|an|n) (?:har |hade )?(?:i (?:skrivelse|yttrande|utlåtande|promemoria)[^.]{0,30} )?(?:föreslår|föreslog|föreslagit|hemställer|hemställt|tillstyrk\w*|avstyrk\w*)\b"
)
# What is proposed without a word of by whom: 'Nämndinitiativet föreslås därför avslås', 'föreslås att nämnden avslår ansökan'
_IS_PROPOSED = lazy(r"\b(?:föreslås|föreslogs|föreslagits|förslaget (?:är|blir) (?:därför )?att)\b", re.IGNORECASE)
_WHAT_IS_ASKED = lazy(
    rf"\b(?:i|enligt|genom|av) (?:en |ett |sin |sitt |den |det |denna |detta )?(?:{_THING}|e-förslag\w*|medborgarförslag\w*|[\wåäö]*motion\w*|[\wåäö]*initiativ\w*|interpellation\w*|skrivelse\w*|sökande\w*|förslagsställare\w*)\b",
    re.IGNORECASE,
)
# A unit of any name proposes: 'Idrott och friluftsliv föreslår i utlåtande att ansökan avslås'
_UNIT_PROPOSES = lazy(
    r"\W*(?P<unit>[A-ZÅÄÖ][\wåäö&-]*(?:,? [a-zåäö][\wåäö-]*){0,4}?) (?:har |hade )?(?:därför )?(?:i [^.,;()]{2,60} )?(?:därför )?(?:föreslår|föreslog|föreslagit|hemställer|hemställde|hemställt|förordar|förordade)\b"
)
# Who is asked or asks, and proposes nothing to the body
_OUTSIDE = lazy(
    r"(?:polis|myndighet|länsstyrelse|verket\b|grann|ägar|sökande|klagande|ställare|motionär|tagare|förening|förbund|bolag|boende|remiss|råd|remitterad|klubb|kyrka|församling|insändare|brevskrivare|ledamot|ledamöter|ordförande|partiet\b|demokrat|liberal|moderat|gruppen\b|\bhan\b|\bhon\b|\bde\b|\batt\b)",
    re.IGNORECASE,
)
_OUGHT = lazy(
    rf"\b{_THING}\b[^.;]{{0,30}}\bbör\b[^.;]{{0,40}}\b{_REFUSAL}|\bbör\b[^.;]{{0,40}}\b{_REFUSAL}\b[^.;]{{0,30}}\b{_THING}",
    re.IGNORECASE,
)
_IN_A_LETTER = lazy(
    r"\bi (?:en |sin )?(?:tjänste)?skrivelse\b[^.]{0,70}\b(?:föresl\w+|hemställ\w+|begär\w*|tillstyrk\w*)|\b(?:föresl\w+|hemställ\w+|begär\w*)\b[^.]{0,25}\bi (?:en |sin )?skrivelse",
    re.IGNORECASE,
)
_MOVES = lazy(r"\b(?:yrka\w*)\b", re.IGNORECASE)


_FINDS = lazy(r"\b(?:finner|fann|reserver\w+)\b")
_ITSELF = lazy(r"(?:\w+ )?yrkande\b", re.IGNORECASE)
_ABOUT = lazy(rf"\b{_THING}", re.IGNORECASE)
_SENTENCE_BORDER = lazy(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_MOVED = lazy(r"förslag(?:et)? (?:att|om)\b.*")
_LIKE_PROPOSED = lazy(rf"\b(?:i enlighet med|enligt) [^.,;]{{0,60}}{_PROPOSER} förslag\b", re.IGNORECASE)
# Without one of these in it, a paragraph neither names a proposal nor tells what is proposed.
_PROPOSAL_WORDS = ("förslag", "föresl", "styrk", "hemställ")


def _names_proposal(text: str, folded: str, persons: tuple[Attendee, ...] = ()) -> bool:
    """Whether a paragraph names the proposal before the body; `folded` is the same in lower case.

    What a member proposes at the meeting (`Eks förslag`) is not meant; `persons` are the meeting's people.
    """
    members = [one for one in _genitives(persons) if one in text] if "s förslag" in folded else ()
    if members:
        text = _proposals_of(tuple(members)).sub(" yrkande", text)
    return ("förslag" in folded and _NAMED.search(text) is not None) or (
        ("föresl" in folded or "styrk" in folded or "hemställ" in folded) and _PROPOSER_ACTS.search(text) is not None
    )


@kept_for
def _genitives(persons: tuple[Attendee, ...]) -> tuple[str, ...]:
    """The surnames of a meeting's people in the genitive, with the blank behind them: `Eks `."""
    names = {person.name.rpartition(" ")[2].removesuffix("s") for person in persons if person.party}
    return tuple(f"{name}s " for name in sorted(names))


@lru_cache(maxsize=64)
def _proposals_of(genitives: tuple[str, ...]) -> re.Pattern[str]:
    """Finds the proposals of some people: `Eks förslag`, `Eks och Dahls förslag`."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, genitives))})(?:[\wåäö]+ )?förslag\b")


def matter_of(context: ItemContext) -> Matter:
    """Tell what lies before the body: whether a proposal is named, and whether it would refuse a motion or application."""
    named, votes, letter = False, 0, False
    denies: set[str] = set()
    marks: set[str] = set()
    proposed: list[str] = []
    itself = bool(_ITSELF.match(context.title))
    views = _views_backed(context)
    about = bool(_ABOUT.search(context.title))
    surnames = _genitives(context.persons)
    for one in context.paragraphs:
        if one.section in _PROPOSED and not one.table:
            proposed.append(one.text)
        if one.section == SectionKind.PROPOSAL:
            named = True
            marks |= _marked(one.text)
            denies |= _denied(one.text)
            if not _MOVES.search(one.text) and not _FINDS.search(one.text):
                votes += _sign(one.text)
            continue
        folded = one.text.casefold()
        if views and one.section not in _AFTERWARDS and _gives_view(one, folded, views):
            named = True
            votes += _sign(one.text)
        if one.section not in _AFTERWARDS and ("förslag " in folded or "alternativ" in folded):
            marks |= _marked(one.text)
        if not letter and "skrivelse" in folded and one.section != SectionKind.MOTIONS:
            letter = _proposes_in_letter(one.text) and "skrivelse" not in context.title.casefold()
        if (
            about
            and "bör " in folded
            and any(_is_found_wanting(sentence, one) for sentence in _SENTENCE_BORDER.split(one.text))
        ):
            named = True
            votes += 1
        if not any(part in folded for part in _PROPOSAL_WORDS):
            continue
        text = in_full(one.text)
        named = named or _names_proposal(text, folded, context.persons)
        for sentence in _SENTENCE_BORDER.split(text):
            if one.section == SectionKind.MOTIONS or _MOVES.search(sentence):
                # 'yrkar bifall till nämndens förslag att avslå motionen' tells the proposal; other motions do not.
                moved = _MOVED.search(sentence)
                votes += 2 * _sign(moved[0]) if moved else 0
                if moved is None and _LIKE_PROPOSED.search(sentence):
                    votes += 2 * _sign(sentence)  # 'att motionen avslås i enlighet med chefens förslag'
            elif (
                "föresl" in sentence or "örslaget " in sentence or "hemställ" in sentence or "förorda" in sentence
            ) and _is_proposed(sentence, one, surnames):
                named = True
                votes += _sign(sentence)
            elif _PROPOSES.search(sentence) and (
                one.section == SectionKind.BASIS or _BY_PROPOSER.search(sentence) or _OFFICE_PROPOSES.match(sentence)
            ):
                denies |= _denied(sentence)
                votes += _sign(sentence) or (_view(sentence) if about else 0)
    decided = sum(
        _sign(one.text) for one in context.paragraphs if one.section == SectionKind.DECISION and not one.table
    )
    if votes == 0 and named and about:
        votes = max(decided, 0)  # a decision to grant does not tell that it was proposed
    return Matter(
        named=named,
        refuses=None if votes == 0 else votes > 0,
        about=about,
        itself=itself,
        letter=letter,
        denies=frozenset(denies),
        proposed=tuple(proposed),
        marked=marks.pop() if len(marks) == 1 else None,
    )


_PROPOSED = {SectionKind.PROPOSAL, SectionKind.DECISION, SectionKind.BASIS}
_NO = lazy(r"\b(?:inte|ej|icke) ")
_LEAST_DENIED = 3  # words that a denied sentence has to share with the proposal, in the same order


def _plain(text: str) -> str:
    """A text without its signs, in lower case, with one blank between the words and around them."""
    return f" {' '.join(re.findall(_WORD, text.casefold()))} "


_WORD = r"[\wåäö-]+"


def _says_it_is_not_to_be(words: str, matter: Matter) -> bool:
    """Whether somebody moves what is proposed with `inte` in it: `Avtalet sägs inte upp`, where it is to be `sägs upp`."""
    if not matter.proposed or not _NO.search(words):
        return False
    said = _NO.sub("", _plain(words.strip().partition(". ")[0]), count=1)
    said = re.sub(r"^ (?:att )?(?:ska |skall )?", " ", said)
    return said.count(" ") > _LEAST_DENIED and any(said in _plain(one) for one in matter.proposed)


# Sections that tell what was moved and decided, not what was proposed before.
_AFTERWARDS = {
    SectionKind.MOTIONS,
    SectionKind.DISCUSSION,
    SectionKind.ORDER,
    SectionKind.VOTE,
    SectionKind.DECISION,
    SectionKind.RESERVATION,
}
_MARK = r"(?i:förslag|alternativ|linje)(?:et|en)? (?P<{0}>[A-H]|\d{{1,2}}|[IVX]{{1,4}})(?!:?[\w%]| (?:procent|kr|kronor|år|platser)\b)"
_MARKED = lazy(
    rf"\b(?:[Ff]örorda|[Ff]öreslå|[Rr]ekommendera|[Tt]illstyrk)\w*\b[^.;]{{0,80}}?\b{_MARK.format('behind')}"
    rf"|\b(?:[Ff]örorda|[Ff]öreslå|[Rr]ekommendera)\w* (?P<bare>[A-H])(?=[.,;])|\b{_MARK.format('before')}[^.;]{{0,40}}?\b(?:förordas|föreslås|rekommenderas|tillstyrks)\b"
)


_BACKS_VIEW = lazy(
    r"(?:\b(?:biträd(?:er|de)|tillstyrk\w+|stöd(?:er|jer|de)|bakom|enligt|i enlighet med|bifall(?:er)? till|följa|följer) )(?P<view>[a-zåäö-]{4,}s (?:utlåtande|bedömning|promemoria|yttrande))\b"
)
_VIEW_WORDS = ("utlåtande", "bedömning", "promemoria", "yttrande")


def _views_backed(context: ItemContext) -> set[str]:
    """What members back as if it were the proposal, where none has a heading: `arkitektens utlåtande`."""
    if any(one.section == SectionKind.PROPOSAL for one in context.paragraphs):
        return set()
    return {
        match["view"]
        for one in context.paragraphs
        if any(word in one.text for word in _VIEW_WORDS)
        for match in _BACKS_VIEW.finditer(one.text)
    }


def _gives_view(one: ItemParagraph, folded: str, views: set[str]) -> bool:
    """Whether a paragraph is such a view: `Ur arkitektens utlåtande: ...`, or one below its heading."""
    heading = one.heading.casefold().strip(" :") if one.heading else ""
    return any(heading == view or re.search(rf"{re.escape(view)}[^.:]{{0,30}}:", folded) for view in views)


def _marked(text: str) -> set[str]:
    """The marks of the alternatives that a text proposes; none where members' motions are told."""
    return (
        set()
        if _MOVES.search(text)
        else {match["behind"] or match["bare"] or match["before"] for match in _MARKED.finditer(text)}
    )


_PARTY_OF_SENDER = lazy(r"\([^\W\d_]{1,5}\)")


def _is_proposed(sentence: str, one: ItemParagraph, surnames: tuple[str, ...]) -> bool:
    """Whether a sentence tells what is proposed on a motion or application, by nobody or by a unit of any name.

    Args:
        sentence: The sentence.
        one: The paragraph in which it stands.
        surnames: The surnames of the meeting's people in the genitive, with a blank behind them.
    """
    if one.section in _AFTERWARDS or not _sign(sentence) or _PARTY_OF_SENDER.search(sentence):
        return False
    if passive := _IS_PROPOSED.search(sentence):
        return _WHAT_IS_ASKED.search(sentence, 0, passive.start()) is None
    if acts := _UNIT_PROPOSES.match(sentence):
        unit = acts["unit"]
        return _OUTSIDE.search(unit) is None and not any(name.rstrip("s ") in unit for name in surnames)
    return False


def _is_found_wanting(sentence: str, one: ItemParagraph) -> bool:
    """Whether those who prepared the matter find that a motion or application ought to be refused."""
    if one.section in _AFTERWARDS or _PARTY_OF_SENDER.search(sentence) or not _OUGHT.search(sentence):
        return False
    return (one.section == SectionKind.BASIS and one.heading is not None) or _BY_PROPOSER.search(sentence) is not None


def _proposes_in_letter(text: str) -> bool:
    """Whether a body or an office proposes something in a letter; a member's letter is what the body has to answer."""
    return (
        _IN_A_LETTER.search(text) is not None
        and _PARTY_OF_SENDER.search(text) is None
        and (_BY_PROPOSER.search(text) is not None or _OFFICE_PROPOSES.match(text) is not None)
    )


_DENIED = lazy(
    r"\b(?:inte|ej|icke) (?:ska(?:ll)? |bör |måtte |må )?(?!finns|behövs|anses|tycks|dess)(?P<verb>[a-zåäö]{3,}s)\b|\b(?!finns|behövs|anses|tycks|dess)(?P<before>[a-zåäö]{3,}s) (?:inte|ej|icke)\b"
)


def _denied(text: str) -> set[str]:
    """What a text says is not to be done, by the verbs: `införs` of `avgiften införs inte`."""
    if not any(word in text for word in ("inte ", "ej ", "icke ", " inte", " ej")):
        return set()
    return {match["verb"] or match["before"] for match in _DENIED.finditer(text)}


# 'Kontoret anser att regeln blir svår att övervaka och avstyrker.'
_VIEW = lazy(r"\b(?:(?P<no>avstyrk(?:er|te|t))|tillstyrk(?:er|te|t))\s*(?:[.;]|$)")
_ASKED_FOR_VIEW = lazy(r"\b(?:yttrande|remiss\w*|samråd|svar) (?:från|av)\b|\bsom (?:av|till)styrk", re.IGNORECASE)


def _view(sentence: str) -> int:
    """Whether the proposer of the matter is against it (1) or for it (-1), where a sentence ends with that."""
    match = _VIEW.search(sentence)
    if match is None or not _BY_PROPOSER.search(sentence, 0, match.start()) or _ASKED_FOR_VIEW.search(sentence):
        return 0
    return 1 if match["no"] else -1


def proposers(context: ItemContext) -> dict[str, int]:
    """Who proposes what on a motion or application: 1 for refusing it, -1 for granting it, by the proposer's name."""
    found: dict[str, int] = {}
    for one in context.paragraphs:
        if one.section == SectionKind.PROPOSAL and one.heading and (owner := _OWNER.match(one.heading)):
            found.setdefault(owner["owner"].casefold(), _sign(one.text))
    decided = [one.text for one in context.paragraphs if one.section == SectionKind.DECISION and not one.table]
    found[""] = max(-1, min(1, sum(map(_sign, decided))))
    return found


_OWNER = lazy(r"(?P<owner>[\wåäö, -]+?s) (?:besluts)?förslag", re.IGNORECASE)


# Without one of these, in lower case, none of the patterns for a refusal or a grant can match.
_SIGNS = lazy(
    r"avsl|avstyrk|avvisa|besvara|bifall|biföll|bevilj|tillstyrk|medge|negativt|positivt|vägra|\b(?:inte|ej|ges|lämnas)\b"
)
_BARE_REFUSAL = lazy(r"\W*(?:att )?(?:avslag|avslå\w*)\W*", re.IGNORECASE)


# An item's paragraphs are asked about by the matter, by its proposers and by the motions.
@lru_cache(maxsize=512)
def _sign(text: str) -> int:
    """1 for a refusal of a motion or application, -1 for a grant, 0 where neither is told."""
    if not _SIGNS.search(text.casefold()):
        return 0
    refused = bool(_REFUSED.search(text) or _NOT_GRANTED.search(text))
    granted = bool(_GRANTED.search(text) or (_GRANT.search(text) and not refused))
    if _BARE_REFUSAL.fullmatch(text):
        refused = True
    return int(refused) - int(granted)


_REMIT = lazy(
    r"\b(?:minoritets)?återremi\w+|\b(?:skick\w*|sänd\w*|lämna\w*|gå|går) (?:ärendet |frågan |åter |tillbaka )?(?:åter|tillbaka)\b|\båter(?:sänd|lämn)\w*|\båterförvis\w+|\båtergå\w* till (?:nämnden|förvaltningen)|\b(?:går|gå|lämna(?:s|r)?|överlämna(?:s|r)?|skick(?:as|a|ar)|sänds?|hänskjut(?:s|a|as)|remitter(?:as|a|ar))\b[^.,;]{0,60}\bför (?:vidare |fortsatt |ytterligare |ny )?(?:beredning|utredning|beräkning|prövning)\b"
    r"|\b(?:åter|tillbaka) till (?:[a-zåäö]+(?:en|et|an)|arbetsutskott\w*)\b|\btillbakasändning\b|\b(?:ska|skall|bör|måste|skulle) (?:först )?(?:beredas|utredas|kompletteras) (?:av|hos|i) |\b(?:vidare|fortsatt|ytterligare|ny) beredning\b",
    re.IGNORECASE,
)
_POSTPONE = lazy(
    r"^\W*(?:att )?(?:vi |nämnden |(?:kommun|region)?styrelsen |fullmäktige |utskottet )?(?:ska |bör )?(?:avvakta[rs]?|vänta[rs]?)(?: (?:tills|till dess|till [a-zåäö]{2,})\b|\W*$|,? (?:eftersom|därför att|då)\b)|\b(?:bordlägg\w*|bordlad\w*)|\bskjut\w* (?:ärendet|frågan|beslutet|behandlingen) (?:upp|på|fram)\b|\b(?:skjut\w* (?:upp|på)|uppskj\w+)\b[^.]{0,30}\b(?:ärende\w*|beslut\w*|behandling\w*|fråga\w*)|\bskjuts (?:ärendet|frågan|beslutet|behandlingen|saken|punkten)\b[^.]{0,30}\b(?:upp|fram)\b|\b(?:ärendet|frågan|beslutet|behandlingen)\b[^.]{0,30}\b(?:skjut\w* (?:upp|på|till|fram)|uppskj\w+|tas upp (?:på|vid) (?:nästa|ett senare)|behandlas vid nästa)"
    r"|\b(?:läggs|lägga|läggas|ligger|ligga|lägges) på bordet\b|\buppskov\b|\bupps(?:kjuten|kjutet|kjutas?|kjuts) till [\wåäö]*(?:möte|sammanträde)\w*|\bvilande\b|\b(?:ärendet|frågan|beslutet|saken)\b[^.]{0,20}\b(?:vilar|vila|vänta[rs]?|anstår?|får anstå)\b|\banstånd med (?:beslut|ärende)\w*|\b(?:ärendet|frågan|saken|beslut(?:et)?(?: i (?:ärendet|frågan|saken))?) (?:ska(?:ll)? |bör |måtte |får )?(?:inte |ej )?(?:avgör(?:as|s)|prövas?|behandlas|fattas|tas(?: upp)?) (?:först (?:efter|när|sedan|då|vid|i|på|under)|förrän|innan)\b|\b(?:avvakta[rs]?|vänta[rs]?|dröj(?:a|er|s)) med (?:att (?:besluta|fatta beslut|avgöra|ta ställning)|(?:sitt )?(?:beslut|ställningstagande|avgörande|ärende|behandling)\w*)|\b(?:ta|tas|tar) (?:upp )?(?:ärendet|frågan|beslutet)?\s?(?:upp )?(?:på|vid|till) (?:nästa|kommande|ett senare) (?:möte|sammanträde)",
    re.IGNORECASE,
)
_TODAY = lazy(
    r"\b(?:ska(?:ll)? |skulle |bör )?(?:avgör(?:as?|s)|beslut(?:as)?|tas)\b[^.,]{0,20}\b(?:i ?dag|i ?kväll|under (?:kvällen|dagen|mötet|sammanträdet)|vid (?:dagens|detta|nuvarande)|på (?:dagens|detta)|nu)(?: (?:sammanträde|möte))?|\binte (?:ska )?(?:återremitteras|bordläggas)|\bavgöra ärendet (?:i ?dag|nu)",
    re.IGNORECASE,
)
_OTHERS = guarded(
    r"\bavslag (?:på|till|å) (?:(?:samtliga |alla |de )?(?:övriga|andra)[^.,;]{0,60}|[^.,;]{0,60}?\b[\wåäö]*(?:yrkande(?:t|na|n)?|återremiss(?:en)?|bordläggning(?:en)?)\b(?:\s(?:från|av)\s(?:(?! (?:och|samt) (?:bifall|avslag))[^.;])*)?)|\b(?:avslå|avslås|avslag)\b[^.,;]{0,40}(?:tilläggs|ändrings|återremiss|bordläggnings|avslags)yrkande\w*"
    r"|[\wåäö]*(?:återremiss|tilläggs|ändrings|bordläggnings)yrkande\w*[^.,;]{0,40}\b(?:avslås|avslå)\b|\bavslag på (?:återremiss|bordläggning)\w*",
    re.IGNORECASE,
)
_ADDS = lazy(
    r"\b(?:tillägg\w*|ändring(?:en|ar|arna)?|ändringsyrk\w*|tilläggsyrk\w*|i ?stället|istället|ändras|kompletter\w*|dock|förutom|med undantag|utöka\w*|lägga till|läggs till|justering(?:en)?|justeras|formuler\w*|men (?:med|att|utan|inte|först|endast|bara|då|så)|så när som på|utan (?:[\wåäö]+ )?(?:villkor|förbehåll|krav|begränsning|undantag|tidsbegränsning)\w*|villkorslöst|därutöver|dessutom|ny(?:tt|a)? (?:att-sats|beslutspunkt|punkt)|följande)\b",
    re.IGNORECASE,
)
_REFUSES = lazy(
    r"^\W*(?:att )?(?:ingen|inget|inga) [\wåäö]+ (?:ska|skall|bör|tas|ges|medges|lämnas|beviljas)\b|\b(?:avslag|avslå(?:r|s|tt)?|avstyrk\w*|avvisa\w*|nekas?|förkasta\w*|(?:inte|icke|ej) (?:måtte |må |bör |ska(?:ll)? )?föranled\w*|lämna\w* utan (?:åtgärd|bifall|avseende)|utan (?:åtgärd|avseende) lämna\w*|(?:utgår|utgå)(?! (?:med|ur|av|från|enligt|till|i form av)\b)|stryks|strykas|stryka|upphävs?|upphävas|läggs ner|(?:inte|icke|ej) (?:ska|skall|skulle|bör|ges|medges?|bevilja\w*|godkänn\w*|anta\w*|genomför\w*|införs?|säljs?|förläng\w*|bifall\w*|starta\w*|lämna\w*)|(?:bevilja\w*|medge\w*|godkänn\w*|genomför\w*|införs?|säljs?|antas?) inte|(?:ska|skall|skulle) inte|inte godkänna|(?<!övrigt )oförändra(?:d|t|de|des)|orör(?:d|t|da)|(?:är|blir|förblir|vara|förbli|kvarstår|gäller|som) (?:i dag|idag|hittills|nu är|förut)|(?:finns|finnas|vara|är|blir|bli) kvar|behåll(?:s|as)|behålla)\b",
    re.IGNORECASE,
)
_OWN = guarded(
    r"\b(?:(?:sitt|sina|eget|egna|vårt|deras|det egna) (?:eget |gemensamma? |egna )?(?:budget|besluts|ändrings)?(?:förslag(?:et)?|yrkande\w*|alternativ)|(?:lämna|lägg|presenter|framställ)\w* (?:ett )?eget (?:\w+)?förslag|eget (?:\w+)?(?:förslag|yrkande)|egen (?:text|skrivning|lydelse|version)|motförslag)\b"
    r"|\bi ?stället (?:antar?|bifaller?|fastställer?) (?:det |vårt |deras )?(?:gemensamma |egna )?[\wåäö]*förslag|\bbifall till (?:handling|bilaga|dokument)(?:en)? \d*\s?[A-ZÅÄÖ\d]\w*(?=\W*$)|[\wåäö]+(?:s|:s|na) (?:gemensamma )?(?:budget|budgetalternativ|skugg|mål och budget|budgetyrkande)[\wåäö]*",
    re.IGNORECASE,
)
_SECOND_HAND = lazy(
    r"\b(?:samt |och |eller )?(?:som |i )?(?:andra|tredje|fjärde) ?hand(?:s?yrkande)?\b|\b(?:och |samt )?om (?:ärendet (?:ändå |inte )?(?:ska )?(?:avgörs|återremitteras)|(?:återremiss\w*|yrkandet|detta|det|(?:besluts)?punkt\w*(?: \d+)?|förslaget) (?:\w+ )?(?:faller|avslås|bifalls|antas|inte bifalls|inte går(?: igenom)?))|\bi annat fall\b|\boch alternativt\b",
    re.IGNORECASE,
)
_THING_TARGET = lazy(
    rf"\b(?:bifall|bifalla|bifalls|tillstyrk\w*|bevilja\w*)\b(?: till)?[^.;]{{0,60}}?\b{_THING}|\bställ(?:er|a) sig (?:bakom|positiv till) (?:hela )?{_THING}|\b{_THING}[^.;]{{0,40}}\b(?:bifall(?:s|as|es)|bevilja[st]|beviljas|tillstyrk(?:s|as))\b",
    re.IGNORECASE,
)
_THING_REFUSED = guarded(
    rf"\b(?:avslag|avslå\w*|avstyrk\w*)\b(?: på| å)?[^.;]{{0,40}}?\b{_THING}|\b{_THING}[^.;]{{0,40}}\b(?:utan (?:åtgärd|avseende|bifall)|avslås|avstyrk(?:s|as)|avslog\w*|avslår)",
    re.IGNORECASE,
)


def hands(text: str) -> list[str]:
    """Part what is moved in the first hand from what is moved in the second, and so on."""
    text = re.sub(r"\bi första ?hand\b", " ", text, flags=re.IGNORECASE)
    return [part for part in _SECOND_HAND.split(text) if part and part.strip(" ,.;")]


def motion_kinds(text: str, matter: Matter) -> list[MotionKind]:
    """Tell the kinds of what somebody moves; first and second hand are two.

    Args:
        text: What is moved, the words behind `yrkar`.
        matter: What lies before the body.
    """
    found: list[MotionKind] = []
    for part in hands(_UNGRANTED.sub("avslås", in_full(text)) if " bifall" in text else in_full(text)):
        for kind in _kinds(part, matter):
            if kind not in found:
                found.append(kind)
    return found


# 'att förslaget lämnas utan bifall' has the word for granting in it
_UNGRANTED = lazy(r"\b(?:lämna\w*|lägg\w*) utan bifall\b|\butan bifall (?:lämna|lägg)\w*", re.IGNORECASE)


def named_thing(text: str) -> str | None:
    """The motion, application or the like that a text speaks of, by its noun."""
    match = _ABOUT.search(text)
    return match[0] if match else None


def without_others(text: str) -> str:
    """Take out what is said against the motions of others."""
    return _OTHERS.sub(" ", text)


def speaks_of_others_only(text: str) -> bool:
    """Whether somebody only refuses the motions of others or wants a decision today."""
    words = _OTHERS.sub(" ", _TODAY.sub(" ", text))
    return words != text and not re.search(
        r"\w", re.sub(r"\b(?:att|ärendet|och|samt|ska|skall|vidare|även)\b", "", words)
    )


_NOTHING_ADDED = guarded(
    r",?\s\b(?:utan|inga|inget)\s(?:[\wåäö]+\s)?(?:tillägg|ändring|förbehåll|justering)\w*", re.IGNORECASE
)


# 'kontorets förslag, det vill säga avslag' tells what is proposed
_THAT_IS = lazy(
    r"(?<=förslag|ställan|yrkande),? (?:till (?:beslut|svar|yttrande),? )?(?:det vill säga|d\.? ?v\.? ?s\.?|dvs\.?|alltså|nämligen|innebärande|som innebär) [^.;]*",
    re.IGNORECASE,
)


# 'bifall till motionen och tillägger att kostnaden är låg': what is said beside a motion is none
_SAID_BESIDES = lazy(
    r",?\s(?:och|samt|men)\s(?:[\wåäö]+\s)?(?:tillägger|tillade|anför|anförde|framhåller|framhöll|påpekar|påpekade|understryker|underströk|betonar|betonade|"
    r"poängterar|poängterade|erinrar|erinrade|påminner|påminde|upplyser|upplyste|motiverar|motiverade|hänvisar|hänvisade|pekar|pekade|beklagar|beklagade|tackar|tackade|återtar|återtog|drar tillbaka|drog tillbaka)\b[^.;]*",
    re.IGNORECASE,
)


# What a minority of the committee that prepared the matter has reserved itself for.
_RESERVATION = lazy(r"\bbifall till (?:[\wåäö:-]+s )?reservation(?:en|erna)?\b", re.IGNORECASE)


# 'Ek: ja.', 'Dahl: säg nej. Det kostar för mycket.', 'att vi sade nej'
_BARE_ANSWER = lazy(
    r"^\W*(?:(?:att )?(?:vi |nämnden )?(?:säg(?:er|a)?|sade|sa|svara[rd]?e?|rösta[rd]?e?) )?(?:(?P<yes>ja)|nej)(?=\s*(?:[.;!]|$))",
    re.IGNORECASE,
)


def _kinds(text: str, matter: Matter) -> Sequence[MotionKind]:
    text = _BARE_ANSWER.sub(lambda said: "bifall" if said["yes"] else "avslag", text)
    text = re.sub(
        r"\bja, (?=(?:men|dock|under)\b)|\bja till\b",
        lambda yes: "bifall, " if "," in yes[0] else "bifall till",
        re.sub(
            r"\bnej till\b|\bsäg(?:er|a)? (?P<no>nej)\b(?! till)",
            lambda no: "avslag" if no["no"] else "avslag på",
            text,
            flags=re.IGNORECASE,
        ),
        flags=re.IGNORECASE,
    )
    text = _THAT_IS.sub(" ", _NOTHING_ADDED.sub(" ", _SAID_BESIDES.sub(" ", text)))
    if _RESERVATION.search(text):
        return [MotionKind.AMEND]
    words = re.sub(
        r"^\W*(?:att )?(?:ärendet|frågan|saken|det(?:ta)?)?\s*(?:och|samt)\b",
        " ",
        _TODAY.sub(" ", text),
        flags=re.IGNORECASE,
    )
    if matter.itself and re.search(r"\bavslag på (?:samtliga )?yrkande", words):
        return [MotionKind.REJECT]
    others = _OTHERS.search(words)
    today = bool(_TODAY.search(text))
    if others:
        words = words[: others.start()] + " " + words[others.end() :]
    if _REMIT.search(words):
        extra = re.search(r"\btilläggsyrk\w*|\bsom tillägg\b|\bsamt att (?:fullmäktige|nämnden|styrelsen)\b", words)
        return [MotionKind.REMIT, MotionKind.AMEND] if extra else [MotionKind.REMIT]
    if _POSTPONE.search(words):
        return [MotionKind.POSTPONE]
    if re.search(r"\bavslag(?:et)?s?yrkande\w*", words) and not re.search(r"\bbifall\b", words):
        return [MotionKind.REJECT]
    if re.match(r"\W*(?:följande )?(?:ändring|tillägg)\w*\b", words):
        return [MotionKind.AMEND]
    if re.search(r"\b(?:form av|eget|egna|sitt) (?:ett |egna )?tillägg", words):
        return [MotionKind.AMEND]
    if _OWN.search(words) and not re.search(
        r"\b(?:sin|sitt|sina) (?:egen |eget )?(?:motion|initiativ|medborgarförslag)", words
    ):
        return [MotionKind.OWN]
    return _by_target(words, matter) or ([MotionKind.APPROVE] if today or others else [])


# A motion says yes or no to something, sometimes to two things: 'bifall till motionen och avslag på förslaget'.
_SIGNED = lazy(r"(?<!förslag om )(?<!förslaget om )\b(?:bifall|avslag)\b", re.IGNORECASE)
_PROPOSAL = lazy(
    r"\b(?:bifall(?:a|er|s|es)?|avslag|avslå|avslås)\b[^.;]{0,90}?\b(?<!\be-)(?:besluts|ordförande|tjänstemanna|tjänste|majoritets|presidie?|huvud|grund|utskotts|nämnd|styrelse|kontors|förvaltnings)?förslag(?:et|en)?\b(?! från \w+ \()",
    re.IGNORECASE,
)
_AS_PROPOSED = lazy(
    r"^\W*(?:att )?(?:[\wåäö]+ )?(?:(?:ska |skall |skulle |måtte |må |bör |borde )?(?:besluta\w*|fatta\w* (?:sitt )?beslut|bestämm?\w*|beslut (?:tas|fattas)) )?(?:i enlighet med|enligt) (?:[\wåäö-]+ ){0,3}(?:besluts)?förslag\w*"
    r"|^\W*(?:att )?(?:[\wåäö]+ ){0,2}(?:ska(?:ll)? )?(?:tillstyrk\w*|bifall\w*|följ(?:a|er)|anta[rs]?|godta[rs]?|godtager|godkänn\w*|ställ\w* sig bakom) (?:[\wåäö-]+ ){0,3}(?:besluts)?förslag(?:et)?\b"
    r"|^\W*(?:att )?(?:(?:besluts)?förslaget|(?-i:[a-zåäö][\wåäö-]+s )(?:besluts)?förslag) (?:ska(?:ll)? |skulle |bör |borde |måtte |må )?(?:anta(?:s|gs|ges|gas)|bifall(?:s|as|es)|godkänn(?:s|as)|tillstyrk(?:s|as))",
    re.IGNORECASE,
)
_GRANT = lazy(
    r"\b(?:bygglov\w*|[\wåäö]*besked\w*|tillstånd\w*|dispens\w*|lov|ansökan|bidrag\w*|begäran)\b (?:ska |skall |skulle |bör )?(?:beviljas?|medges?|ges|lämnas|vara positivt|tillstyrks?)\s*(?:[,.;]|$)|\bpositivt (?:plan|förhands|start)?besked\w*",
    re.IGNORECASE,
)
_LEAVE = lazy(
    r"^\W*(?:att )?(?:[\wåäö]+ ){0,2}(?:[\wåäö]*lov|[\wåäö]*besked|tillstånd|[\wåäö]*tillstånd|dispens)(?:et|en)? (?:ska(?:ll)? |skulle |bör |måtte |må )?(?:beviljas?|medges?|ges|lämnas)\b(?! (?:inte|ej|icke|delvis|endast|bara|för(?! (?:viss )?tid))\b)",
    re.IGNORECASE,
)
_DROPPED = lazy(
    r"\b(?:och|samt|men|med|dock|utom|förutom)\b[^.;]{0,50}\b(?:punkt|att-sats)[^.;]{0,40}\b(?:utgår|stryks|avslås)|\bavslag på (?:besluts)?(?:punkt|att-sats)",
    re.IGNORECASE,
)


_ASKED_FOR = lazy(r"(?:framställ|hemställ|begäran\b)", re.IGNORECASE)


def _by_target(words: str, matter: Matter) -> list[MotionKind]:
    cuts = [match.start() for match in _SIGNED.finditer(words)]
    if not cuts:
        return _free(words, matter)
    lead = words[: cuts[0]]
    parts = [words[a:b] for a, b in zip(cuts, [*cuts[1:], len(words)], strict=True)]
    yes = [part for part in parts if part[:6].casefold() == "bifall"]
    no = [part for part in parts if part[:6].casefold() != "bifall"]
    if len(cuts) == 1 and _LIKE_IT.search(words) and not _ADDS.search(words):
        return [MotionKind.APPROVE]  # 'avslag på initiativet, enligt kontorets förslag'
    if _DROPPED.search(words) or (yes and re.search(r"\bmen avslag (?:på|till)\b", words)):
        return [MotionKind.REJECT]
    if (
        yes
        and not no
        and re.search(r"\bstr(?:yk|uk)\w*|\butgå\w*", lead)
        and re.search(r"\b(?:i|för) övrigt|\bannars", words)
    ):
        return [MotionKind.AMEND]
    if re.search(r"\b(?:såvitt (?:avser|gäller)|(?:i|till) den del(?:en)?|delvis bifall|endast (?:för|i))\b", words):
        return [MotionKind.AMEND]
    for part in yes:
        if not _PROPOSAL.match(part) and _THING_TARGET.match(part):
            if _ADDS.search(part):
                return [MotionKind.AMEND]
            # what a body asks for is itself the proposal, unless another one would refuse it
            asked = (_ASKED_FOR.search(part) is not None and matter.refuses is None) or (
                matter.letter and "skrivelse" in part
            )
            return [MotionKind.APPROVE if not matter.named or asked or matter.refuses is False else MotionKind.REJECT]
    against = [part for part in no if not _THING_REFUSED.match(part)]
    if against and (not yes or any(_PROPOSAL.match(part) for part in against)):
        return [MotionKind.REJECT]
    if yes:
        first = _PROPOSAL.match(yes[0])
        rest = yes[0][first.end() if first else 6 :]
        # what the proposal says ('förslag att ändra taxan') is no change of it
        rest = re.sub(r"^\s*(?:att|om|till)\b[^,;]*?(?=\bmed (?:den |det |följande )?(?:till|änd)|,|;|$)", " ", rest)
        return [MotionKind.AMEND if _ADDS.search(rest) or _ADDS.search(lead) else MotionKind.APPROVE]
    if not matter.named:
        return [MotionKind.REJECT]
    return [MotionKind.APPROVE if matter.refuses else MotionKind.REJECT]


# 'att planen antas': what lies before the body, and nothing else
_ADOPTED = lazy(
    r"\W*(?:att )?(?:(?:[\wåäö-]{2,}(?:en|et|an|na|yn|in) (?:ska(?:ll)? |skulle |bör |borde |må |måtte )?(?:antas|antages|godta(?:s|ges)|godkänn(?:s|es|as)|fastställ(?:s|es|as)))|(?:anta|godta|godkänna|fastställa) [\wåäö-]{2,}(?:en|et|an|na|yn|in))(?: redan)?(?: i ?dag| i ?kväll| nu)?\W*",
    re.IGNORECASE,
)
# 'Ek (S): kontorets förslag'
_ITS_PROPOSAL = lazy(
    rf"\W*(?:på |för |som |enligt |i enlighet med )?(?:(?:[a-zåäö][a-zåäö-]{{3,}}|(?i:[\wåäö-]*{_PROPOSERS}))s? (?:(?:besluts)?förslag|hemställan|linje)|(?i:(?:det )?(?:(?:lig|före)liggande )?(?:besluts|ordförande|tjänste)?förslaget)"
    rf"|(?:enligt|i enlighet med|som|bifall till|biträder) [a-zåäö-]{{4,}}s (?:utlåtande|bedömning|promemoria|yttrande)|(?:enligt|i enlighet med|som) (?:[a-zåäö-]*{_PROPOSERS}|[a-zåäö]+utlåtandet|[a-zåäö]+skrivelsen|föredragningslistan|kallelsen|ks|au|KS|AU))\W*"
)
# 'anta yttrandet som det är', 'Ja till planen i dess nuvarande form'
_FOLLOWS = lazy(
    rf"\b(?:följa|följer|följs|stödja|stödjer|stöder|ansluta (?:sig|mig|oss) till|som) (?:[a-zåäö-]*{_PROPOSERS}|[Kk]s|[Aa]u)(?: förslag)?\W*$|\benligt (?:[a-zåäö-]*{_PROPOSERS}|[Kk]s|[Aa]u)\W*$|^\W*(?:att )?(?:godkänna|anta|bifalla|tillstyrka)\W*$",
    re.IGNORECASE,
)
_AS_IT_IS = lazy(
    r"\b(?:som (?:det|den|de) (?:är|föreligger|ligger|står|lyder)|i (?:dess|sin) (?:nuvarande|föreliggande) (?:form|lydelse)|utan ändring(?:ar)?)\b"
)
# 'Rutinen ska inte gälla på fritids': for whom it is not to hold
_LIMITS = lazy(r"\b(?:inte|ej|icke|på försök|försöksvis|endast|bara|delvis|först|i ett år|tills vidare)\b")
_KEEPS = lazy(r"\b(?:bevarande|bevara[st]?)\b")
_NOT_FOR = lazy(r"\b(?:inte|ej|icke) (?:ska |skall |bör )?(?:gälla|gäller|omfatta|omfattar|omfattas av)\w*\b")
# Why somebody moves what he moves: 'att dispens lämnas då ingen hindras'.
_REASON = lazy(
    r",?\s(?:då|eftersom|därför att|med (?:hänvisning till|motiveringen|den motiveringen|tanke på|anledning av))\s.*",
    re.IGNORECASE | re.DOTALL,
)


# 'att i stället tillstyrka nedläggningen': instead of refusing it, as is proposed
_ANSWERS_OTHERWISE = lazy(r"\bi ?stället\b[^.;]{0,60}\b(?:till|av)styrk", re.IGNORECASE)
_CHANGES_MORE = lazy(r"\d|\b(?:lägre|högre|delvis|endast|bara|först|men|med|om)\b")
# Another figure than the one proposed: 'att höjningen stannar vid 2 procent'.
_OTHER_FIGURE = lazy(
    r"\b(?:(?:stanna|stannar|stannade) (?:vid|på)|(?:begränsa|bestäm|sätt|fastställ|sänk)\w* till|uppgå\w* till|höj\w* (?:med|till))\s(?:[a-zåäö]+\s){0,2}\d"
)


# 'att gränsen är kvar men i övrigt anta reglementet', 'att beslutet inte ska gälla förrän i höst'
_IN_PART = lazy(
    r"\bmen i övrigt\b|\b(?:i|till) den del(?:en)?\b|\bsåvitt (?:avser|gäller)\b|\b(?:i|för) övrigt (?:anta|bifall|godkänn|enligt|som)\w*|\binte\b[^.;]{3,60}\b(?:förrän|innan|före)\b",
    re.IGNORECASE,
)
# A part of a text that is to go is a change of the text, not of what is decided: 'att andra stycket i yttrandet stryks'
_OF_A_TEXT = r"(?:(?:stycke|mening|ord|rad|avsnitt|rubrik|passus|formulering|fras|bisats|kapitel|tabell|bilag|fotnot)(?:et|en|na|n|ena|erna|an|t|a)?s?\b|§§? ?\d|(?:punkt|paragraf)(?:en)? \w+ i (?:yttrand|svar|reglement|riktlinje|plan|polic|program|skrivelse|föreskrift|avtal|ordning|strategi)\w*)"
_STRUCK = r"(?:stryk(?:s|as|a)|strukits|utgår|utgå|tas bort|ta bort|borttas|slopas?|raderas?)"
_TEXT_STRUCK = lazy(rf"{_OF_A_TEXT}[^.;]{{0,60}}\b{_STRUCK}\b|\b{_STRUCK}\b[^.;]{{0,40}}{_OF_A_TEXT}", re.IGNORECASE)
# What is to be done away with is kept for a time: 'att filialen är kvar till årsskiftet'
_FOR_A_TIME = lazy(
    r"\b(?:finns kvar|finnas kvar|vara kvar|är kvar|blir kvar|bli kvar|behåll(?:s|as)|behålla|bevara[st]?|(?:har|ha) kvar)\b(?: [\wåäö]+)? (?:till|t\.? ?o\.? ?m\.?|tills|(?:i )?ytterligare|i (?:minst|högst|ett|två|tre|fem)|under (?:minst|ett|två|tre|20\d\d)|minst|ett år)\b",
    re.IGNORECASE,
)
_WITH_CHANGE = lazy(
    r"^\W*(?:att )?[^.;]{0,60}\b(?:anta[sr]?|godkänn\w*|bifall\w*|fastställ\w*|enligt|förslag(?:et)?)\b[^.;:]{0,40}\bmed (?:den |det |de |följande |vissa )?(?:ändring|tillägg|justering)",
    re.IGNORECASE,
)
# 'att motionen bifalls i den delen att skolgården belyses'
_PARTLY = lazy(r"\b(?:i|till) den del(?:en)?\b|\bsåvitt (?:avser|gäller)\b", re.IGNORECASE)
# 'att linjen dras in enligt förvaltningens förslag'
_LIKE_IT = lazy(
    rf"\b(?:enligt|i enlighet med|i linje med) (?:(?:liggande|föreliggande|upprättat|framlagt) |[^.,;]{{0,40}}?{_PROPOSER} )(?:besluts)?förslag(?:et)?\W*$",
    re.IGNORECASE,
)


def _free(words: str, matter: Matter) -> list[MotionKind]:
    """The kind of a motion that says neither `bifall` nor `avslag`: what it would have done."""
    if matter.letter and "skrivelse" in words:
        matter = replace(matter, refuses=False)
    words = " ".join(_REASON.sub(" ", words).split())
    instead = re.search(r",?\s\bi ?stället för att\b", words)
    if instead:
        # 'Motionen ska anses besvarad i stället för att avslås': what is not wanted tells nothing of the kind
        wanted = words[: instead.start()]
        signed = any(pattern.search(wanted) for pattern in (_THING_REFUSED, _THING_TARGET, _GRANT, _REFUSES))
        return _free(wanted, matter) if signed else [MotionKind.AMEND]
    words = re.sub(r"^\W*i ?stället,? (?=att\b)", "", words)
    if _says_it_is_not_to_be(words, matter):
        return [MotionKind.REJECT]
    if _AS_PROPOSED.match(words):
        return [MotionKind.AMEND if _ADDS.search(_AS_PROPOSED.sub(" ", words)) else MotionKind.APPROVE]
    if _LIKE_IT.search(words) and not _ADDS.search(words):
        return [MotionKind.APPROVE]
    refused, granted = _THING_REFUSED.search(words), _THING_TARGET.search(words)
    if refused and not granted:
        return [MotionKind.APPROVE if matter.named and matter.refuses else MotionKind.REJECT]
    if granted and _PARTLY.search(words):
        return [MotionKind.AMEND]
    if granted and not _ADDS.search(words):
        return [MotionKind.APPROVE if not matter.named or matter.refuses is False else MotionKind.REJECT]
    if _GRANT.search(words) and not _ADDS.search(words):
        return [MotionKind.APPROVE if not matter.named or matter.refuses is False else MotionKind.REJECT]
    if matter.refuses and _LEAVE.match(words) and not _ADDS.search(words) and not _PARTLY.search(words):
        return [MotionKind.REJECT]  # 'att tillfälligt bygglov lämnas t o m 2034' where it is to be refused
    if (
        _ADOPTED.fullmatch(words)
        or _ITS_PROPOSAL.fullmatch(words)
        or (_FOLLOWS.search(words) and not _IN_PART.search(words))
    ):
        return [MotionKind.APPROVE]
    if _AS_IT_IS.search(words) and not _ADDS.search(_AS_IT_IS.sub(" ", words)) and not _REFUSES.search(words):
        return [MotionKind.APPROVE]
    if _ANSWERS_OTHERWISE.search(words) and not _CHANGES_MORE.search(words):
        return [MotionKind.REJECT]
    if re.search(r"\bi ?stället\b", words) and not re.search(r"\bavs(?:lag|lå|tyrk)", words):
        return [MotionKind.AMEND]
    if _IN_PART.search(words) or _NOT_FOR.search(words):
        return [MotionKind.AMEND]
    if _FOR_A_TIME.search(words):
        return [MotionKind.AMEND]
    if _TEXT_STRUCK.search(words) or _WITH_CHANGE.match(words):
        return [MotionKind.AMEND]
    if (_REFUSES.search(words) or (_KEEPS.search(words) and not _ADDS.search(words))) and not _OTHER_FIGURE.search(
        words
    ):
        return [MotionKind.REJECT]
    if matter.denies and not _LIMITS.search(words) and any(re.search(rf"\b{verb}\b", words) for verb in matter.denies):
        return [MotionKind.REJECT]  # what the proposal says is not to be
    bare = re.sub(
        r"\b(?:att|ärendet|frågan|saken|och|samt|vill|ska|skall|[\wåäö]*yrkande\w*)\b", "", words, flags=re.IGNORECASE
    )
    return [MotionKind.AMEND] if re.search(r"\w", bare) else []
