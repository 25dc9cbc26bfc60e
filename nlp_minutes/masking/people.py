"""Which people of a protocol stay and which are masked.

Elected people and officials act for the public and stay; everybody else is private. The role in the item decides, so
where the same name has both, the name stays and a flag tells a human to look.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import EntityLabel
from nlp_minutes.lexicon import find_body, is_given_name, party_normal, plain_letters
from nlp_minutes.minutes import Person
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.names import NAME, in_running_text, looks_like_name

if TYPE_CHECKING:
    from nlp_minutes.minutes import Entity, Minutes
    from nlp_minutes.source import Source

__all__ = ["Flag", "FlagCode", "PersonMention", "is_private_role", "judge_people", "name_key", "split_genitive"]


class FlagCode(StrEnum):
    """Why a human should look at a place."""

    ELECTED_AND_PRIVATE = "elected_and_private"
    SHARED_NAME = "shared_name"
    PRIVATE_ROLE = "private_role"
    OFFICE_ELSEWHERE = "office_elsewhere"
    ACTS_WITHOUT_PARTY = "acts_without_party"
    NUMBER_UNSURE = "number_unsure"
    NUMBER_KEPT = "number_kept"
    SOLE_TRADER_KEPT = "sole_trader_kept"
    MEETING_PLACE = "meeting_place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A doubt; offsets in the extracted text.

    Attributes:
        code: Why.
        message: In Swedish, for the one who looks.
        start: First offset.
        end: Offset behind it.
        masked: Whether the place was masked all the same.
    """

    code: FlagCode
    message: str
    start: int
    end: int
    masked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention:
    """A private person named at a place; offsets in the extracted text.

    Attributes:
        start: First offset.
        end: Offset behind it.
        name: The person's name without genitive, as the fullest mention gives it.
        genitive: Whether the mention ends in a genitive -s.
        reason: Why it counts as private.
    """

    start: int
    end: int
    name: str
    genitive: bool
    reason: str


# Tasks that private people have; who has no other role is private.
_PRIVATE_ROLE: Final = lazy(
    r"(?:(?:f\.?d\.?|tidigare) )?(?:god(?:e)? man(?:nen)?|gode? män|förvaltare|ställföreträdare|företrädare|(?:juridiskt )?(?:ombud|biträde)|advokat|jurist|"
    r"kontrollansvarig|kvalitetsansvarig|sakkunnig|huvudman|sökande|klagande|anmälare|byggherre|fastighetsägare|ägare|arrendator|hyresgäst|granne|boende|"
    r"vårdnadshavare|förälder|familjehem|kontaktperson|elev|student|patient|brukare|medborgare|förslagsställare|konstnär|koreograf|författare|musiker|arkitekt|"
    r"konsult|entreprenör|tävlingsledare|stipendiat|pristagare)(?:n|en|na|are|s)?(?: (?:för|i|till|åt) .+)?$",
    re.IGNORECASE,
)
# An office in a firm or an association is none of the public's.
_ELSEWHERE: Final = lazy(
    r"\b(?:AB|HB|KB|[Ff]örening|rf|[Ss]ällskap|[Kk]lubb|[Bb]yaråd|[Ss]tiftelse)|(?:förening|sällskap|klubb|byaråd)(?:en|et)?\b"
)
_CUE_BEFORE: Final = lazy(
    r"(?:sökande[ns]?|klagande[ns]?|sökandena|fastighetsägar(?:e|en|na)|(?<!\w)ägar(?:e|en|na)(?: till [^.,\n]{2,30})?|byggherren?|anmälaren?|arrendatorn?|hyresgästen|grannen|"
    r"ansök(?:an|t|ningar)(?: \w+)? (?:från|av)|inlämnad av|överklagande (?:av|från)|ägs av|tillhör|säljs till|försäljning till|god man för|förvaltare för|huvudman(?:nen)?|"
    r"vårdnadshavaren?|maken|makan|maka|make|sonen|dottern|dödsboet efter)[,:]?\s+$",
    re.IGNORECASE,
)
_CUE_BEHIND: Final = lazy(
    r"(?:\s?\([^()\n]{1,12}\))?,?\s(?:har (?:an)?sökt|(?:an)?söker|har (?:den [^.]{5,25} )?(?:ansökt|sökt|överklagat|anmält)|överklagar|äger|har köpt|"
    r"har lämnat in en ansökan|som äger|vill bygga|önskar köpa|har begärt ersättning)\b"
)
_FAMILY: Final = lazy(
    rf"(?<![^\W_])(?:[Ff]amiljen|[Mm]akarna|[Ss]yskonen|[Bb]röderna|[Ss]ystrarna|[Dd]ödsboet efter|[Hh]err|[Ff]ru|[Ff]röken)\s(?P<name>{NAME})"
)
_APPLICANT: Final = lazy(
    rf"(?<![^\W_])(?:[Ss]ökande|[Kk]lagande|[Bb]yggherre|[Ff]astighetsägare|[Aa]nmälare|[Hh]uvudman|[Vv]årdnadshavare|[Gg]ranne|[Aa]rrendator|[Hh]yresgäst|[Dd]ottern|[Ss]one|[Bb]rorsone|[Mm]ake|[Mm]aka|[Aa]nsökan från|god man för|[Gg]ode? man(?:ne)?|[Aa]dvokat|[Ss]tällföreträdare|[Ff]örvaltare för)n?:?\s+(?P<name>{NAME})"
)
# What may stand between a name and its party, or its office.
_PARTY_GAP: Final = lazy(r"\s?\(+\s?|,?\s|\s(?:i|från)\s[A-ZÅÄÖ]\w+\s?\(|\s?\((?:båda|alla|samtliga)\s")
_ALL_OF_THEM: Final = lazy(r"\s?\((?:båda|alla|samtliga)\s")
_OFFICE_GAP: Final = lazy(
    r",\s|\s?\(|\t+| [–-] |\s(?:är|var|blir|som)\s"
    r"|\s(?:förordnas|utses|väljs|anställs|tillsätts|entledigas|avgår)\s(?:\w+\s){0,4}(?:som|till|från)\s(?:\w+\s){0,2}"
)
# A title that the lexicon of offices may not hold, right before a name.
_TITLE: Final = lazy(
    r"(?P<title>(?!(?:[Kk]ontroll|[Kk]valitets)ansvarig)[A-ZÅÄÖa-zåäö-]*(?:chef|inspektör|handläggare|sekreterare|direktör|samordnare|strateg|ingenjör|"
    r"utredare|planerare|ansvarig|skorstensfejarmästare|assistent|controller|rektor|tekniker|konsulent)(?:e?n)?)[ :]\s?$",
    re.IGNORECASE,
)
_SIGNED: Final = lazy(
    r"(?:Vid protokollet|Underskrift(?:er)?|Justera[dts]\w*|Rätt utdraget|Intygas|Bestyrk\w+)[^\n]{0,40}\n{1,3}[ \t]*$"
)
_ACTS: Final = lazy(rf"(?<![^\W_])(?P<name>{NAME})(?={_CUE_BEHIND.pattern})")
_FIRM: Final = lazy(
    r"(?:^|\s)(?:AB|HB|KB|Fastigheter|Bygg|Förening|Bostäder|Kommun|Region)(?:\s|$)|(?:bolaget|föreningen|verket|styrelsen|förvaltningen|gruppen)s?$"
)
# Verbs and small words behind a name that ends in s, where it is no genitive.
_NO_GENITIVE: Final = lazy(
    r"\s(?:och|eller|samt|har|hade|är|var|som|i|på|från|med|till|för|av|om|att|ansöker|söker|anför|yrkar|menar|bor|vill|ska|kan|får|inte|avslås|beviljas|ges|den)\b"
)


def is_private_role(role: str) -> bool:
    """Tell whether a role is one of private people: god man, ombud, sökande."""
    return bool(_PRIVATE_ROLE.fullmatch(role))


def name_key(name: str) -> str:
    """Give a name in a form that is the same for all its spellings."""
    return re.sub(r"[\s–-]+", " ", plain_letters(name)).strip(" ,").casefold()


def _given_first(name: str) -> str:
    """Write `Ek, Ulla` as `Ulla Ek`."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name


def split_genitive(name: str) -> tuple[str, ...]:
    """Give what a written name may stand for: itself, and without a last s."""
    return (name, name[:-1]) if name.endswith("s") and len(name) > 3 else (name,)


def _same_person(one: str, other: str) -> bool:
    """Tell whether two keys of full names may be one person.

    The given name is the same, and the surnames of the one are among the other's.
    """
    if one == other or one.endswith(f" {other}") or other.endswith(f" {one}"):  # two surnames without the given name
        return True
    first, *rest = one.split(" ")
    second, *others = other.split(" ")
    if not rest or not others:
        return one == other
    initial = first.endswith(".") or second.endswith(".")
    if first != second and not (initial and first[0] == second[0]):
        return False
    return set(rest) <= set(others) or set(others) <= set(rest)


@dataclass(slots=True, kw_only=True)
class _Seen:
    """A PERSON entity on its way to a verdict."""

    start: int
    end: int
    written: str
    item: int
    person: Person | None
    party: bool
    role: str | None
    shared: bool = False


def judge_people(minutes: Minutes, source: Source) -> tuple[list[PersonMention], list[Flag]]:
    """Decide about every name that the pipeline found, and about names behind `sökande` and `familjen`.

    Args:
        minutes: The result for one meeting.
        source: What it was made from.

    Returns:
        The mentions to mask, and the doubts.
    """
    return _Judge(minutes, source).judge()


class _Judge:
    def __init__(self, minutes: Minutes, source: Source) -> None:
        self._minutes = minutes
        self._source = source
        self._text = source.text
        self._starts = [item.start for item in minutes.items]
        self._flags: list[Flag] = []
        persons = {person.id: person for person in minutes.persons}
        self._seen = [*self._from_entities(persons), *self._from_cues()]
        self._seen.sort(key=lambda one: one.start)
        for one, behind in zip(reversed(self._seen[:-1]), reversed(self._seen[1:]), strict=True):
            # `Ulla Ek, Per Lund och Mia Björk (alla S)`
            shared = behind.party and (behind.shared or _ALL_OF_THEM.match(self._text, behind.end) is not None)
            if shared and re.fullmatch(r",\s|\soch\s", self._text[one.end : behind.start]):
                one.party = one.shared = True
        self._kept: dict[str, str] = {}
        self._private: dict[str, str] = {}  # key -> name
        self._places: dict[str, list[int]] = {}  # key of a private person -> items that name him or her in full

    def judge(self) -> tuple[list[PersonMention], list[Flag]]:
        self._collect_kept()
        for one in self._seen:
            if self._is_full(one) and self._kept_key(one) is None:
                self._note_private(one)
        mentions = [mention for one in self._seen if (mention := self._verdict(one)) is not None]
        return [*mentions, *self._missed_surnames(mentions)], self._flags

    def _missed_surnames(self, mentions: Sequence[PersonMention]) -> Iterator[PersonMention]:
        """Surnames of private people that the pipeline passed over, in the items that name them in full."""
        taken = [(one.start, one.end) for one in self._minutes.entities]
        taken += [(one.start, one.end) for one in mentions]
        for key, places in self._places.items():
            name = self._private[key]
            last = re.split(r"\s", name)[-1]
            if " " not in name or len(last) < 2:
                continue
            # part of another name, of a place or of a property: `Nya Berg`, `Berg 3:12`, `Berg-Lund`
            pattern = re.compile(
                rf"(?<![^\W_])(?<![A-ZÅÄÖ]\w )(?<!-){re.escape(last)}(?P<s>s?)(?![^\W_]|-\w|\s\d|\s[A-ZÅÄÖ]\w)"
            )
            for item in set(places) - {-1}:
                one = self._minutes.items[item]
                for match in pattern.finditer(self._text, one.start, one.end):
                    start, end = match.start(), match.end() - len(match["s"])
                    words = self._text[max(0, start - 25) : start].split(" ")
                    part = len(words) > 1 and words[-1] == "" and words[-2][:1].isupper() and words[-2][-1:].isalpha()
                    if part or any(low < end and start < high for low, high in taken):
                        continue
                    if any(_bears(kept, name_key(last)) for kept in self._kept):
                        message = "kvar: efternamn på både en privatperson och en förtroendevald eller tjänsteman"
                        flag = Flag(code=FlagCode.SHARED_NAME, message=message, start=start, end=end, masked=False)
                        self._flags.append(flag)
                        continue
                    yield PersonMention(
                        start=start,
                        end=end,
                        name=name,
                        genitive=False,
                        reason="samma efternamn som en maskad person i paragrafen",
                    )

    # what the pipeline and the cues found

    def _from_entities(self, persons: dict[str, Person]) -> Iterator[_Seen]:
        entities = sorted(self._minutes.entities, key=lambda one: one.start)
        for place, one in enumerate(entities):
            if one.label != EntityLabel.PERSON:
                continue
            before = entities[place - 1] if place else None
            behind = entities[place + 1] if place + 1 < len(entities) else None
            after = entities[place + 2] if place + 2 < len(entities) else None
            person = persons.get(one.person) if one.person else None
            start = self._with_given_name(one.start)
            yield _Seen(
                start=start,
                end=one.end,
                written=self._clean(start, one.end),
                item=self._item(start),
                person=person,
                party=self._party_behind(one, behind),
                role=self._role_beside(one, before, behind, after),
            )

    def _with_given_name(self, start: int) -> int:
        """Take in the given name before an initial that the pipeline took for the name's beginning: `Bo K. Prov`."""
        if not re.match(r"[A-ZÅÄÖ]\. ", self._text[start : start + 3]):
            return start
        given = re.search(
            r"(?<![^\W_])[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ]?[a-zåäöé]+)? $", self._text[max(0, start - 25) : start]
        )
        return start if given is None or not is_given_name(given[0].strip()) else start - len(given[0])

    def _from_cues(self) -> Iterator[_Seen]:
        """Names that the pipeline missed but words in front give away."""
        entities = self._minutes.entities
        taken = [(one.start, one.end) for one in entities if one.label == EntityLabel.PERSON]
        bodies = [(one.start, one.end) for one in entities if one.label == EntityLabel.ORG]
        # `Bröderna Lunds Kemi AB` is a firm; the whole of `Familjen Lund` may be taken for a body
        firms = [(low, high) for low, high in bodies if not re.match(r"[Ff]amiljen|[Mm]akarna", self._text[low:high])]
        for pattern in (_FAMILY, _APPLICANT, _ACTS, *self._recipients()):
            for match in pattern.finditer(self._text):
                start, end = match.span("name")
                name = " ".join(match["name"].split())
                other = [*taken, *(firms if pattern is _FAMILY else bodies)]
                if any(low < end and start < high for low, high in other):
                    continue
                if pattern is not _FAMILY and (not looks_like_name(name) or find_body(name) or _FIRM.search(name)):
                    continue
                taken.append((start, end))
                item = self._item(start)
                yield _Seen(start=start, end=end, written=name, item=item, person=None, party=False, role=None)

    def _recipients(self) -> Iterator[re.Pattern[str]]:
        """Patterns for recipients of a decision that are written like a human's name."""
        for name in {one for item in self._minutes.items for one in item.recipients if is_given_name(one)}:
            if looks_like_name(name):
                yield re.compile(rf"(?<![^\W_])(?P<name>{re.escape(name)})(?![^\W_])")

    def _clean(self, start: int, end: int) -> str:
        clean = self._source.alignment.to_clean(start, end)
        name = self._source.clean[clean[0] : clean[1]] if clean else self._text[start:end]
        return _given_first(in_running_text(" ".join(name.split())))

    def _item(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _party_behind(self, one: Entity, behind: Entity | None) -> bool:
        if behind is None or behind.label != EntityLabel.PARTY:
            return False
        return bool(_PARTY_GAP.fullmatch(self._text[one.end : behind.start]))

    def _role_beside(
        self, one: Entity, before: Entity | None, behind: Entity | None, after: Entity | None
    ) -> str | None:
        """The office beside a name; one that leads on to another name is that one's."""
        if before is not None and before.label == EntityLabel.ROLE:
            gap = self._text[before.end : one.start]
            line = self._text[self._text.rfind("\n", 0, before.start) + 1 : before.start]
            # An office on a line of its own above a name may be another row of a list.
            if re.fullmatch(r"[ \t]{1,3}|:\s{1,3}", gap) or (gap == "\n" and line.strip()):
                return before.text
        if behind is not None and behind.label == EntityLabel.ROLE:
            gap = self._text[one.end : behind.start]
            leads = (
                after is not None
                and after.label == EntityLabel.PERSON
                and re.fullmatch(r":?\s", self._text[behind.end : after.start]) is not None
            )
            if _OFFICE_GAP.fullmatch(gap) and not leads:
                return behind.text
        title = _TITLE.search(self._text[max(0, one.start - 40) : one.start])
        if title is not None:
            return title["title"]
        return "undertecknare" if _SIGNED.search(self._text[max(0, one.start - 60) : one.start]) else None

    # who stays

    def _collect_kept(self) -> None:
        persons = self._minutes.persons
        small = {one.party for one in persons if one.party and one.attendance and one.party.islower()}
        for person in persons:
            reason = self._public(person, small)
            if reason is not None:
                self._kept[name_key(person.name)] = reason
        for one in self._seen:
            if one.person is not None or not self._is_full(one):
                continue
            if one.party:
                self._kept.setdefault(name_key(one.written), "parti")
            elif one.role is not None and not is_private_role(one.role):
                self._kept.setdefault(name_key(one.written), f"roll: {one.role}")
        for name in self._acting():
            self._kept.setdefault(name_key(name), "agerar")

    def _acting(self) -> Iterator[str]:
        for item in self._minutes.items:
            for by in (one.by for facts in (item.motions, item.reservations, item.statements) for one in facts):
                yield from by
            for vote in item.votes:
                if vote.named is not None:
                    yield from (*vote.named.yes, *vote.named.no, *vote.named.abstain, *vote.named.absent)
            yield from item.recusals

    @staticmethod
    def _public(person: Person, small: Collection[str]) -> str | None:
        if person.attendance is not None:
            return "närvaro"
        # `(med delgivning)` and other small words in brackets are no parties
        party = person.party
        if party is not None and (not party.islower() or party in small or (party != "med" and party_normal(party))):
            return "parti"
        roles = [role for role in person.roles if not is_private_role(role)]
        if not roles:
            return None
        return f"annat uppdrag: {roles[0]}" if all(_ELSEWHERE.search(role) for role in roles) else f"roll: {roles[0]}"

    # who is who

    @staticmethod
    def _is_full(one: _Seen) -> bool:
        return " " in one.written

    def _kept_key(self, one: _Seen) -> str | None:
        """The key of the one who stays and is named here in full."""
        if one.person is not None:
            key = name_key(one.person.name)
            return key if key in self._kept else None
        keys = [name_key(form) for form in split_genitive(one.written)]
        exact = next((key for key in keys if key in self._kept), None)
        if exact is not None:
            return exact
        return next((kept for key in keys for kept in self._kept if _same_person(key, kept)), None)

    def _base(self, one: _Seen) -> str:
        """The name without a genitive -s."""
        forms = split_genitive(one.written)
        if len(forms) == 1:
            return one.written
        others = {name_key(other.written) for other in self._seen if other is not one} | set(self._private)
        if name_key(forms[1]) in others:
            return forms[1]
        if any(
            other != name_key(one.written) and other.endswith(f" {name_key(forms[1].split(' ')[-1])}")
            for other in others
        ):
            return forms[1]
        behind = self._text[one.end : one.end + 20]
        if re.match(r"\s[a-zåäö]", behind) and not _NO_GENITIVE.match(behind):
            return forms[1]
        return one.written

    def _note_private(self, one: _Seen) -> None:
        name = one.person.name if one.person is not None else self._base(one)
        key = name_key(name)
        same = next((other for other in self._private if _same_person(key, other)), None)
        if same is None:
            self._private[key] = name
            same = key
        elif len(key) > len(same):  # the fuller name is the person's, whichever came first
            self._private = {(key if k == same else k): (name if k == same else v) for k, v in self._private.items()}
            self._places[key] = self._places.pop(same, [])
            same = key
        self._places.setdefault(same, []).append(one.item)

    # the verdict on one mention

    def _verdict(self, one: _Seen) -> PersonMention | None:
        if self._is_full(one) or one.person is not None:
            kept = self._kept_key(one)
            if kept is not None:
                self._doubt_kept(one, self._kept[kept])
                return None
            return self._masked(one, self._full_of(one), self._reason(one))
        return self._surname(one)

    def _full_of(self, one: _Seen) -> str:
        name = one.person.name if one.person is not None else self._base(one)
        key = name_key(name)
        return next((full for other, full in self._private.items() if _same_person(key, other)), name)

    def _surname(self, one: _Seen) -> PersonMention | None:
        """A lone name: whoever bears it in the item."""
        if one.party:
            return None
        if one.role is not None and not is_private_role(one.role):
            return None
        forms = [name_key(form) for form in split_genitive(one.written)]
        bearers = [key for key in self._private if any(_bears(key, form) for form in forms)]
        here = [key for key in bearers if one.item in self._places.get(key, [])]
        kept = [key for key in self._kept if any(_bears(key, form) for form in forms)]
        if kept and not here:
            return None
        if kept:
            self._flag(
                FlagCode.SHARED_NAME,
                one,
                "efternamnet delas av en förtroendevald eller tjänsteman; maskat",
                masked=True,
            )
        chosen = here or bearers
        if not chosen:
            return self._masked(one, self._base(one), "namn utan parti, roll och närvaro")
        last = [key for key in chosen if any(key.endswith(form) for form in forms)] or chosen
        return self._masked(one, self._private[self._nearest(last, one)], "efternamn på en privatperson")

    def _nearest(self, keys: Sequence[str], one: _Seen) -> str:
        """Of several bearers of a surname the one named in full last before it."""
        if len(keys) == 1:
            return keys[0]
        before = [
            (other.start, key)
            for other in self._seen
            if other.start < one.start and self._is_full(other)
            for key in keys
            if any(_same_person(name_key(form), key) for form in split_genitive(other.written))
        ]
        return max(before)[1] if before else keys[0]

    def _reason(self, one: _Seen) -> str:
        roles = list(one.person.roles) if one.person is not None else [one.role] if one.role else []
        if roles:
            self._flag(
                FlagCode.PRIVATE_ROLE, one, f"maskat trots rollen ”{roles[0]}”, som inte är offentlig", masked=True
            )
            return f"privat roll: {roles[0]}"
        if _CUE_BEFORE.search(self._text[max(0, one.start - 60) : one.start]):
            return "utpekad som part eller anhörig"
        return "namn utan parti, roll och närvaro"

    def _masked(self, one: _Seen, name: str, reason: str) -> PersonMention:
        written, last = one.written, name_key(name).split(" ")[-1]
        genitive = written.endswith("s") and not name_key(written).endswith(last) and name_key(written[:-1]) != ""
        genitive = (
            genitive
            and self._text[one.end - 1] in "sS"
            and name_key(written[:-1]).split(" ")[-1] in name_key(name).split(" ")
        )
        return PersonMention(start=one.start, end=one.end, name=name, genitive=genitive, reason=reason)

    def _doubt_kept(self, one: _Seen, reason: str) -> None:
        before, behind = self._text[max(0, one.start - 60) : one.start], self._text[one.end : one.end + 60]
        if _CUE_BEFORE.search(before) or _CUE_BEHIND.match(behind):
            self._flag(
                FlagCode.ELECTED_AND_PRIVATE,
                one,
                f"kvar ({reason}), men verkar vara part i ärendet; avgör vilken roll som gäller",
            )
        elif reason == "agerar":
            self._flag(
                FlagCode.ACTS_WITHOUT_PARTY, one, "kvar för att personen yrkar, röstar, reserverar sig eller är jävig"
            )
        elif reason.startswith("annat uppdrag"):
            self._flag(FlagCode.OFFICE_ELSEWHERE, one, f"kvar ({reason}), men uppdraget är utanför kommunen")

    def _flag(self, code: FlagCode, one: _Seen, message: str, *, masked: bool = False) -> None:
        self._flags.append(Flag(code=code, message=message, start=one.start, end=one.end, masked=masked))


def _bears(key: str, word: str) -> bool:
    """Tell whether a person bears a lone name: a surname, a part of one, or the given name."""
    return word in key.split(" ") or key.endswith(f" {word}")
