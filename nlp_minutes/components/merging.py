"""How the entities of the rules and those of the trained recogniser become one list.

The policy, in order; what it gains, and what else was tried, is in docs/evaluation.md:

1. What a rule found is certain and stands, with two exceptions, both of which concern the borders of organisations. The
   rules know the words that tell an organisation, seldom the whole name.
2. Where the rules took two organisations with `och` between them for one, and the recogniser sees one that ends before
   that word or begins behind it, they are two. (`Väg- och trafikenheten`, with a hyphen before `och`, is one, and so is
   `nämnden för demokrati och service`.)
3. Where the recogniser sees an organisation that holds those of the rules whole and more, it takes their place.
4. Elsewhere an entity of the recogniser is kept where no rule's entity overlaps it and its form is that of its label:
   a person has two words or more, the first of them a known given name, and no street or fund is called so; a party's
   abbreviation is known or found by the rules in the same protocol, and a single letter is always found by them and is
   no letter of a proposal; an organisation has a capital or ends like one, and is no noun that opens a sentence, no
   school and no house; a capacity (`ersättare`) stands on a line with a name; nothing goes over a column's border or
   over the end of a list's entry. Names are what the rules do best; the recogniser takes places for people.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from nlp_minutes.labels import EntityLabel
from nlp_minutes.lexicon import given_names, party_normal
from nlp_minutes.lines import LEADERS, has_leaders
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.quick import quick
from nlp_minutes.rules.names import LETTERED, looks_like_name
from nlp_minutes.rules.organisations import HOLDER

__all__ = ["Candidate", "MergePolicy", "has_form_of_its_label", "merge"]

# Who is heard: the rules alone, the recogniser alone (and the rules for case numbers, which it does not know), or both.
MergePolicy = Literal["rules", "model", "both"]

_NAME_WORD: Final = lazy(r"[A-ZÅÄÖÉÜ][\w'’-]+|[A-ZÅÄÖ]\.|af|von|van|de|la|der")
# One word of so many letters at most is an abbreviation.
_SHORT: Final = 5
# What ends the names of organisations that are written small.
_SMALL: Final = lazy(
    r"[\wåäö-]{2,}(?:nämnden|styrelsen|utskottet|fullmäktige|beredningen|delegationen|kommittén|direktionen|rådet|"
    r"kontoret|förvaltningen|enheten|avdelningen|kansliet|sektorn|staben|förbundet|myndigheten|inspektionen|departementet|"
    r"domstolen|kollegiet|universitetet)s?"
)
# What is named after people: `Anna Granqvists gata`.
_NAMED_AFTER: Final = lazy(
    r"[\wåäö]*(?:gatan?|väg(?:en)?|gränd|torg|plats|park(?:en)?|backe|stig|allé|led|plan|kaj|vik|udde|strand|bro|"
    r"skola|gård|hus|minne|fond|stiftelse)s?"
)
_LIST_MARK: Final = lazy(r"(?:[a-zåäö]{1,2}|\d+)[.)]|[•·*▪●◦○■□➢→–-]")
_AND: Final = "och"
_IN: Final = "i"
_COMPANY: Final = frozenset({"AB", "HB", "KB", "IF", "IK", "BK"})


@quick
@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """An entity that somebody proposes.

    Attributes:
        start: Its first token.
        label: Its label.
        words: Its tokens.
        after: The token behind it.
        before: The token before it.
        named: Whether a name of the rules stands on its line.
        entries: Over how many entries of a list it goes.
    """

    start: int
    label: str
    words: tuple[str, ...]
    after: str = field(default="", compare=False)
    before: str = field(default="", compare=False)
    named: bool = field(default=True, compare=False)
    entries: int = field(default=1, compare=False)

    @property
    def end(self) -> int:
        """The token behind it."""
        return self.start + len(self.words)

    @property
    def text(self) -> str:
        """Its words with blanks between."""
        return " ".join(self.words)


_HEADS_A_LIST = frozenset({"Handling", "Handlingar", "Beslut", "Beslutsfattande", "Åtgärder", "Yrkanden", "Ärendet"})


def _holds(outer: Candidate, inner: Candidate) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _has_whole_words(candidate: Candidate) -> bool:
    """Whether it has letters, lies in one column, and holds no list mark, half compound or leaders at its ends."""
    return (
        candidate.entries == 1
        and any(char.isalpha() for char in candidate.text)
        and "\t" not in candidate.text
        # `v. ordförande` is vice.
        and (candidate.label == EntityLabel.ROLE or not _LIST_MARK.fullmatch(candidate.words[0]))
        and not candidate.words[-1].endswith("-")
        and not (has_leaders(candidate.text) and any(_LEADERS.fullmatch(word) for word in candidate.words))
    )


_LEADERS: Final = lazy(LEADERS)
# Words behind which a single letter is that of a proposal, and stands for no party.
_LETTERED: Final = lazy(LETTERED, re.IGNORECASE)
# Capacities and tasks, which stand for a person only beside a name.
_CAPACITY: Final = frozenset(
    ["ersättare", "ledamot", "suppleant", "ombud", "representant", "justerare", "justeringsperson", "justeringsman",
     "revisor", "nämndeman", "protokolljusterare", "protokollsjusterare", "lekmannarevisor"]
)  # fmt: skip
_IS_VERB: Final = lazy(
    r"(?:val(?:de|t)|välj(?:er|s)|utse(?:r|s|tt)?|utsågs?|anse[rs]?|ansåg|funnit|finner|fann|"
    r"frågar|frågade|ställ(?:er|de|t)|förklara[rd]e?|yrka[rd]e?|har|hade|är|var|blir|blev|får|fick|ska|skall|beslutar|föreslår)",
    re.IGNORECASE,
)
_SERVES: Final = lazy(r"(?:tjg|tjänstg|tj)(?: ?\.)?", re.IGNORECASE)
_SENTENCE_END: Final = frozenset(
    ["", ".", "!", "?", ":", "”", '"', "»", ")", "\n", "•", "·", "▪", "●", "◦", "■", "□", "➢", "→", "–", "-", "*"]
)
# A noun in the definite form that only opens a sentence has a capital as well: 'Hyrorna', 'Filialen i Granvik'.
_NOUN_WITH_PLACE: Final = lazy(r"[A-ZÅÄÖ][a-zåäö]+(?:na|en|et|an)s?(?: (?:i|på) [A-ZÅÄÖ][\wåäö-]+)?")
_BODY_NOUN: Final = lazy(
    r"(?:nämnden|styrelsen|utskottet|beredningen|delegationen|kommittén|direktionen|rådet|kontoret|förvaltningen|enheten|"
    r"avdelningen|kansliet|förbundet|myndigheten|inspektionen|departementet|domstolen|rätten|kollegiet|universitetet|"
    r"verket|föreningen|klubben|stiftelsen|kyrkan|bolaget|koncernen|kåren|sällskapet|museet|arkivet|institutet|missionen|pressen|"
    r"banken|jouren|samfundet|alliansen|nätverket|kooperativet|ombudsmannen|polisen|försvaret|hälsan|tjänsten|vården|"
    r"centralen|byrån|revisionen|presidiet|samfälligheten|församlingen|pastoratet|stiftet|kammaren)s?$",
    re.IGNORECASE,
)
# Schools and houses are no organisations.
_HOUSE: Final = guarded(
    r"(?:.*[ \wåäö])?(?:(?<!hög)(?<!vuxen)(?<!borgar)(?<!kunskaps)(?<!musik)(?<!kultur)skolan?|förskolan?|parken|"
    r"torget|hallen|salen|huset|stugan|gården|badet|gatan|vägen|bron|"
    r"(?:brand|järnvägs|buss)stationen|biblioteket|teatern|biografen)s?(?: i [A-ZÅÄÖ][\wåäö-]+)?",
    re.IGNORECASE,
)
_GROUND: Final = lazy(r"(?:kvarteret|kv\.?|fastigheten|tomten|området|stadsdelen)", re.IGNORECASE)
_LIST_HEADING: Final = frozenset(["Presidium", "Partigrupper", "Ledning", "Tjänstepersoner", "Tjänstemän", "Revisorer"])
# People in a body by what they are there, and their camps: no party.
_PEOPLE: Final = lazy(
    r"(?:[\wåäö]*(?:ledamot|ledamöter|ersättar|suppleant|förtroendevald|politiker|tjänste(?:män|personer))[a-zåäö]*|(?:majoritet|opposition|nämnd|styrelse|utskott|presidi)[a-zåäö]*)",
    re.IGNORECASE,
)
_ADJECTIVE: Final = frozenset(["Kommunal", "Regional", "Statlig", "Social", "Teknisk"])
_OFFICE: Final = lazy(r"[\wåäö]+(?:kontoret|kansliet)")


# Whose it is and what: a house or a season owns such things as well as a town does. What acts as parties do is a party.
_OWNED: Final = lazy(r"[A-ZÅÄÖ][\wåäö-]+[sxz] [a-zåäö-]+")
_ACTS: Final = lazy(
    r"\(|:|yrk\w+|reserver\w+|instämm\w+|föresl\w+|anser|ansåg|anmäl\w+|lämn\w+|vill|ville|röst\w+|avst\w+|stöd\w+|begär\w*|menar|"
    r"bifall\w*|delta\w*|deltog|motsätt\w+"
)


def _is_single_party(candidate: Candidate, parties: Collection[str]) -> bool:
    """Whether one letter can be a party: the rules have found it, no proposal is called so, no word is spaced out."""
    spaced = any(len(one) == 1 and one.isalpha() and one.isupper() for one in (candidate.before, candidate.after))
    heads = candidate.after == ":" and candidate.named and party_normal(candidate.text) is not None
    point = candidate.after == ")" and not candidate.before.strip()  # 'C) Taxan fastställs': the mark of a point
    known = (heads or candidate.text in parties) and not point
    counted = candidate.before.isdecimal()  # 'handling 183 C'
    return known and not spaced and not counted and _LETTERED.fullmatch(candidate.before) is None


def _is_party(candidate: Candidate, words: Sequence[str], parties: Collection[str]) -> bool:
    """Whether the words can be a party's name or abbreviation."""
    if len(candidate.text) == 1:
        # a small letter may be the mark of a list; `Ek (m)` is no mark
        return (candidate.text.isupper() or candidate.after == ")") and _is_single_party(candidate, parties)
    abbreviation = len(words) == 1 and len(words[0]) <= _SHORT
    # A small letter may be the mark of a list; `Ek (m)` is no mark.
    mark = abbreviation and candidate.text.islower() and candidate.after != ")"
    listed = party_normal(candidate.text) is not None and not mark
    known = listed or candidate.text in parties
    if not known and _PEOPLE.fullmatch(candidate.text):
        return False  # 'Ledamöternas förslag'
    if not known and _OWNED.fullmatch(" ".join(words)) and _ACTS.fullmatch(candidate.after) is None:
        return False  # 'Ekbackens framtid', 'Vårens brukarenkät'
    return known or not (abbreviation or any(char.isdigit() for char in candidate.text))


def _is_organisation(candidate: Candidate, words: Sequence[str]) -> bool:
    """Whether the words can be an organisation's name."""
    text = " ".join(words)
    if words[-1] in _HEADS_A_LIST or ":" in words or _GROUND.fullmatch(words[0]) or text in _LIST_HEADING:
        # 'KF Handling': the heading below was read on; a label with its value, a block of houses, the heading of a list
        return False
    # 'Kommunal borgen', 'pannan i Åverket': the rules know the union and the authorities
    if text in _ADJECTIVE or (candidate.before == _IN and text.endswith("verket")) or _HOUSE.fullmatch(text):
        return False
    if candidate.before.casefold() in {"på", "å"} and _OFFICE.fullmatch(text.casefold()):
        return False
    if candidate.before in _SENTENCE_END and _NOUN_WITH_PLACE.fullmatch(text) and _BODY_NOUN.search(words[0]) is None:
        return False
    return not candidate.text.islower() or any(_SMALL.fullmatch(word) for word in words)


def has_form_of_its_label(candidate: Candidate, parties: Collection[str] = ()) -> bool:
    """Tell whether the words can be what the recogniser takes them for.

    Args:
        candidate: What it proposes.
        parties: Parties that the rules have found in the same text, as written.
    """
    words = [word for word in candidate.words if not word.isspace()]
    if not _has_whole_words(candidate):
        return False
    if candidate.label == EntityLabel.PERSON:
        return (
            len(words) > 1
            and all(_NAME_WORD.fullmatch(word) for word in words)
            and not _COMPANY.intersection(words)
            and looks_like_name(" ".join(words))
            and words[0].casefold().split("-")[0] in given_names()
            and not (words[-1].endswith(("s", "x", "z")) and _NAMED_AFTER.fullmatch(candidate.after))
        )
    if candidate.label == EntityLabel.PARTY:
        return _is_party(candidate, words, parties)
    if candidate.label == EntityLabel.ORG:
        return _is_organisation(candidate, words)
    # 'Fullmäktige valde', 'Sedan ordf funnit': a verb is no part of an office
    if any(_IS_VERB.fullmatch(word) for word in words):
        return False
    # 'tjg. för Ulla Ek' tells what somebody does; 'tjg. ersättare' is an office
    return _SERVES.fullmatch(candidate.text) is None and (candidate.named or words[-1].casefold() not in _CAPACITY)


def merge(
    rules: Iterable[Candidate], model: Iterable[Candidate], policy: MergePolicy = "both"
) -> tuple[list[Candidate], list[Candidate]]:
    """Make one list of two.

    Args:
        rules: What the rules found; none overlap.
        model: What the recogniser found; none overlap.
        policy: Who is heard.

    Returns:
        Those of the rules, or parts of them, and those of the recogniser that stand, each in order; none overlap.
    """
    certain, proposed = list(rules), list(model)
    if policy == "rules":
        return certain, []
    if policy == "model":
        certain = [one for one in certain if one.label == EntityLabel.CASE]
        return certain, _free(certain, proposed)
    organisations = [one for one in proposed if one.label == EntityLabel.ORG]
    starts, ends = ({getattr(one, at): one for one in organisations} for at in ("start", "end"))
    certain = [part for one in certain for part in _parts(one, starts, ends)]
    by_token = {token: one for one in certain for token in range(one.start, one.end)}
    wider = [one for one in proposed if _is_wider(one, by_token)]
    certain = _free(wider, certain)
    parties = {one.text for one in certain if one.label == EntityLabel.PARTY}
    # a letter that names a proposal once does so elsewhere too, except in brackets: 'sedan C har fallit'
    letters = {one.text for one in proposed if one.label == EntityLabel.PARTY and _LETTERED.fullmatch(one.before)}
    proposed = [
        one for one in proposed if not (one.label == EntityLabel.PARTY and one.text in letters and one.after != ")")
    ]
    formed = [one for one in proposed if has_form_of_its_label(one, parties)]
    return certain, sorted({*wider, *_free(certain, formed)})


# A verb that opens a sentence of the older style: 'Föreligger miljökontorets skrivelse', 'Anmäldes nämndens beslut'.
_VERB_FIRST: Final = lazy(
    r"[A-ZÅÄÖ][a-zåäö]*(?:ligger|låg|läggs|lades|visa(?:s|des)|mäl(?:e?s|des)|läs(?:e?s|tes)|dra(?:s|ges|gs)|drogs|"
    r"handla(?:s|des)|teckna(?:s|des)|era(?:s|des)|foga(?:s|des)|inkom(?:mer|mit)?|ingår|ingick|känn(?:e?s)|godkändes|"
    r"lämna(?:s|des)|delges|delgavs|gransk(?:as|ades))|Inkom|Ingår|Ingick"
)


def _is_wider(candidate: Candidate, certain: Mapping[int, Candidate]) -> bool:
    """Whether an organisation holds organisations of the rules, which are given by token, whole and more."""
    if candidate.label != EntityLabel.ORG or not _has_whole_words(candidate):
        return False
    inside = [certain[token] for token in range(candidate.start, candidate.end) if token in certain]
    if candidate.words[-1] in _HEADS_A_LIST or ":" in candidate.words or _goes_on_to_place(candidate, inside):
        return False
    if HOLDER.fullmatch(f"{candidate.words[0]} ") and any(one.start == candidate.start + 1 for one in inside):
        return False
    if _VERB_FIRST.fullmatch(candidate.words[0]) and any(
        one.start == candidate.start + 1 and one.words[0][0].islower() for one in inside
    ):
        return False
    return bool(inside) and all(
        one.label == candidate.label
        and _holds(candidate, one)
        and one.end - one.start < candidate.end - candidate.start
        for one in inside
    )


def _goes_on_to_place(candidate: Candidate, inside: Sequence[Candidate]) -> bool:
    """Whether a body is followed by the organisation in which it is, or by a small noun: two names, or one and no name.

    `miljönämnden i Granviks kommun` is a body and a town; `nämnden i stiftelsen` is the body alone.
    """
    if _IN not in candidate.words[1:-1]:
        return False
    at = candidate.words.index(_IN, 1)
    left = any(one.start == candidate.start and one.end == candidate.start + at for one in inside)
    right = candidate.words[at + 1]
    return left and (any(one.start == candidate.start + at + 1 for one in inside) or right.islower())


def _parts(rule: Candidate, starts: Mapping[int, Candidate], ends: Mapping[int, Candidate]) -> list[Candidate]:
    """The two organisations of which the rules made one, or the one that it is; the borders are the recogniser's."""
    if rule.label != EntityLabel.ORG or _AND not in rule.words[1:-1]:
        return [rule]
    place = rule.words.index(_AND, 1)
    at = rule.start + place
    left, right = ends.get(at), starts.get(at + 1)
    if left is not None and left.start < rule.start:
        left = None
    one_body = rule.words[place - 1].endswith("-") or "för" in rule.words[:place]
    if one_body or (left is None and right is None):
        return [rule]
    return [
        left or Candidate(rule.start, rule.label, rule.words[:place]),
        # One that goes on behind the rule's end takes the place of this part by the policy's third rule.
        right
        if right is not None and right.end <= rule.end
        else Candidate(at + 1, rule.label, rule.words[place + 1 :]),
    ]


def _free(certain: Sequence[Candidate], proposed: Iterable[Candidate]) -> list[Candidate]:
    taken = {token for one in certain for token in range(one.start, one.end)}
    return [one for one in proposed if taken.isdisjoint(range(one.start, one.end))]
