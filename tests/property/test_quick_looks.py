"""The quick looks of the rules are necessary conditions: with every look answered yes, the rules find the same."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nlp_minutes import lexicon
from nlp_minutes.rules import (
    cases,
    dissent,
    entities,
    front_grid,
    laws,
    money,
    motion_clauses,
    motion_kinds,
    motion_lists,
    organisations,
    parties,
    properties,
    roles,
    vote_counts,
    vote_events,
    vote_lists,
    vote_meanings,
    vote_rows,
)
from nlp_minutes.rules.vote_names import Roster

if TYPE_CHECKING:
    from collections.abc import Iterator

ALL = -1  # every mark
KNOWN = parties.known_abbreviations({"S", "M", "LV", "ÅB"})

# What the rules look for, and what stands around it; each may stand anywhere.
PARTS = """
Granviks kommun | Region Norrby | Norrby stad | Åslunds landskapsregering | Norrby läns landsting |
Kvarnens Energi AB | AB Kvarnvård | Ek & Söner | Kvarnen Aktiebolags | Hantverkarnas ek. för. | Åkeriet HB:s |
Norrby Hembygdsförening | Granviks byalag | Handel i samverkan | Vårdförbundet | Norrby IF | IFK Granvik |
Stiftelsen Kvarnen | SPF Seniorerna Åsa | IOGT-NTO Granvik | Norrbyska kvinnoklubben Åsa | Folkets Hus Åsa |
mark- och miljödomstolen | Svea hovrätt | länsstyrelsen i Granviks län | Försäkringskassan | Boverkets | SKR:s |
tekniska kontoret | VÅRD- OCH OMSORGSKONTORET | enheten för vård och omsorg | Sektor bildning |
styrgruppen för skola |
kommunstyrelsens arbetsutskott | nämnden för barn och unga | BARNNÄMNDEN | rådet för trygghet | KSAU | KS § 12 |
Ulla Ek | Anna-Lena Dahl | S-E. Björn | miljöchef Mia Björk | Jon Dahl, handläggare | Ek | Dahls | herr Bo Ek |
Sökande: Ravn Holm | brev från Ravn Holm | E-förslag från Ulla Ek | gode mannen Jon Dahl | kv. Ulla Ek |
ordföranden | nämndens ordförande | IT-chefen | Ledamöterna från M | uppdrag som ledamot | Justerare____ |
väljer | till ersättare | S, M och KD | M-gruppen | (S) | (båda LV) | Centerpartiets | Kvarnlistan | för M | M/L |
KS 2031/118 | Dnr 118/31 | 12:3 | 4,5 mnkr | tre miljoner kronor | 9 kap. 30 § plan- och bygglagen |
SFS 2010:900 |
Kråkan 3:12 | kvarteret Näset 4 | 2031-03-12 | 12 mars 2031 | mars 2031 | 8:1 | § 14 | tre | 13 | en | l |
ja | Ja | JA | Ia | nej | Nei | Ja-röster | avstår | Avst. | blankt | lägger ned sin röst | frånvarande |
ej närvarande |
mot | röster | för | 9–4 | röstar ja | Den som vill bifalla förslaget röstar | vinner nej | är ja-proposition |
(ja) | = |
omröstning begärs | Votering 2 | upprop | får 7 röster | väljs | röstade för förslaget | 7 för och 5 mot | medan |
yrkar | bifall till | avslag på | motionen | förslaget | nämndens förslag | föreslår | tillstyrker | inte | ges. |
positivt besked |
instämmer | med stöd av | vill att stycket stryks | det gör även | lämnar in ett yrkande | på förslag av |
yrkas av | samma sak gör |
reserverar sig | avvikande mening | anmäler en reservation | särskilt yttrande | låter anteckna | röstförklaring |
följande notering |
. | , | : | ; | ! | - | – | ( | ) | ” | och | samt | i | att | den | som | kommunen | Namn
"""
TOKENS = [*(" ".join(part.split()) for part in PARTS.split("|")), "\tSekreterare", "\t", "\n"]
BLANKS = st.sampled_from([" ", " ", " ", "", "\t"])
TEXTS = st.lists(st.tuples(st.sampled_from(TOKENS), BLANKS), min_size=1, max_size=8).map(
    lambda parts: "".join(part + blank for part, blank in parts)
)
FEW = settings(max_examples=150, deadline=None)


@contextmanager
def _wide_open() -> Iterator[None]:
    """Every quick look of the rules for entities answers yes."""
    with (
        patch.object(organisations, "_can_be", lambda _: ALL),
        patch.object(entities, "_can_be", lambda _: ALL),
        patch.object(parties, "marks", lambda *_: ALL),
        patch.object(roles, "marks", lambda *_: ALL),
    ):
        yield


@given(TEXTS)
@FEW
def test_organisations(text: str) -> None:
    found = list(organisations.find_organisations(text))
    with _wide_open():
        assert list(organisations.find_organisations(text)) == found


@given(TEXTS)
@example("ſtyrelſen och nämnden för barn och unga")
@example("Ålands kommunſtyrelſe")
@FEW
def test_bodies(text: str) -> None:
    spans = [match.span() for match in organisations._bodies(text)]
    assert spans == [match.span() for match in organisations._BODIES.finditer(text)]


@given(TEXTS)
@example("Ulla Ek (S) (ordförande), Jon Dahl (tf. ordförande), Mia Lind (M), handläggare")
@FEW
def test_offices_behind_names(text: str) -> None:
    for at in range(len(text)):
        rest = text[at : at + 160]
        tried = (roles._BEHIND_BRACKET, roles._BRACKET_FOR, roles._BEHIND)
        match = next((found for pattern in tried if (found := pattern.match(rest))), None)
        vacant = (
            match is not None and match.re.pattern == roles._BEHIND.pattern and roles._VACANT.match(rest, match.end())
        )
        if match is not None and not vacant:
            assert next(roles._behind(text, at)) == (at + match.start("role"), at + match.end("role"))


@given(TEXTS)
@FEW
def test_lines_of_lists(text: str) -> None:
    assert motion_lists._PARTS.search(text) or not motion_lists._SHAPE.match(text)
    assert front_grid._CODE_ENDS.search(text) or not front_grid._BEHIND_NAME.match(text)


@given(TEXTS)
@example("Sekreterare: Ulla Ek")
@example("ſekreterare Ulla Ek")
@example("ÖVRIGA NÄRVARANDE")
@FEW
def test_labels_by_their_first_letter(text: str) -> None:
    known = lexicon._front()
    with patch.object(lexicon, "_front", lambda: dict.fromkeys(known, known[""])):
        label = lexicon._one_label(text)
    assert lexicon._one_label(text) == label


@given(TEXTS)
@example("Försäkringskassans och Boverket-SKR, SKR:s")
@FEW
def test_names_of_the_lexicon(text: str) -> None:
    assert list(organisations._known_in(text)) == [match.span() for match in organisations._known().finditer(text)]


@given(text=TEXTS, table=st.booleans())
@FEW
def test_parties(text: str, *, table: bool) -> None:
    found = list(parties.find_parties(text, KNOWN, table=table))
    with _wide_open():
        assert list(parties.find_parties(text, KNOWN, table=table)) == found


@given(text=TEXTS, front=st.booleans())
@FEW
def test_names_and_offices(text: str, *, front: bool) -> None:
    names = list(entities._other_names(text, [], text))
    mentions = list(entities.find_mentions(text, 0, len(text)))
    people = [(one.start, one.end) for one in names]
    offices = list(roles.find_roles(text, people, front=front))
    with _wide_open():
        assert list(entities._other_names(text, [], text)) == names
        assert list(entities.find_mentions(text, 0, len(text))) == mentions
        assert list(roles.find_roles(text, people, front=front)) == offices


@given(TEXTS)
@FEW
def test_lone_surnames(text: str) -> None:
    names = ("Ek", "Dahl", "af Björk", "Ek-Holm")
    lone = entities._LoneNames.of({name: place for place, name in enumerate(names)}, [])
    longest = "|".join(sorted(names, key=len, reverse=True))
    plain = re.compile(rf"(?<![\w-])(?P<name>{longest})s?(?![\w-])")
    assert list(lone._within(text)) == [(*match.span(), match["name"]) for match in plain.finditer(text)]


@given(TEXTS)
@FEW
def test_numbers_money_laws_and_properties(text: str) -> None:
    if any(pattern.search(text) for pattern in (cases._LABELLED, cases._PREFIXED, cases._OTHERS)):
        assert cases._DIGIT.search(text)
    assert cases._PARTED.search(text) or not cases._PREFIXED.search(text)
    sums = list(money.find_money(text))
    assert len(sums) == len(money._MONEY.findall(text)) + len(money._IN_WORDS.findall(text))
    before, behind, alone = laws._patterns()
    assert any(name in text for name in laws._NAMES) or not alone.search(text)
    section = "§" in text or "kap" in text
    assert section or not before.search(text)
    assert section or laws._COLON.search(text) or not behind.search(text)
    assert laws._COLON.search(text) or not laws._REGULATION.search(text)
    assert properties._COLON.search(text) or not properties._REGISTERED.search(text)


@given(TEXTS)
@FEW
def test_counts_meanings_and_lists_of_votes(text: str) -> None:
    roster = Roster([], [])
    counts, meanings = vote_counts.find_counts(text), vote_meanings.find_meanings(text)
    opened, lists = vote_lists.opens_list(text), vote_lists.read_lists(text, 0, roster, [])

    def yes(_: str) -> bool:
        return True

    with (
        patch.object(vote_counts, "may_name_side", yes),
        patch.object(vote_counts, "_may_pair", yes),
        patch.object(vote_meanings, "may_say_yes_or_no", yes),
        patch.object(vote_lists, "may_name_side", yes),
    ):
        assert vote_counts.find_counts(text) == counts
        assert vote_meanings.find_meanings(text) == meanings
        assert vote_lists.opens_list(text) == opened
        assert vote_lists.read_lists(text, 0, roster, []) == lists


@given(TEXTS)
@FEW
def test_lines_with_a_vote(text: str) -> None:
    assert vote_rows.may_end_in_vote(text) or not vote_rows._ROW.match(text)
    assert vote_events.requests(text) == bool(vote_events._REQUEST.search(text))
    assert vote_events._MAY_NUMBER.search(text) or not vote_events._KEY.search(text)
    assert "röst" in text or not vote_events._ELECTION.search(text)
    assert "§" in text or not vote_events._BEFORE.search(text)


@given(TEXTS)
@FEW
def test_matters_motions_and_dissent(text: str) -> None:
    folded = text.casefold()
    pro = motion_kinds._NAMED.search(text) or motion_kinds._PROPOSER_ACTS.search(text)
    assert motion_kinds._names_proposal(text, folded) == bool(pro)
    if pro or motion_kinds._PROPOSES.search(text) or motion_kinds._MOVED.search(text):
        assert any(part in folded for part in motion_kinds._PROPOSAL_WORDS)
    signs = (motion_kinds._REFUSED, motion_kinds._NOT_GRANTED, motion_kinds._GRANTED, motion_kinds._GRANT)
    if any(pattern.search(text) for pattern in signs):
        assert motion_kinds._SIGNS.search(folded)
    verbs = (
        motion_clauses.MOVES,
        motion_clauses.SECONDS,
        motion_clauses._SUPPORTED,
        motion_clauses._ON_PROPOSAL,
        motion_clauses._MOVED_BY,
    )
    if any(pattern.search(text) for pattern in verbs):
        assert motion_clauses._SPEAKS.search(folded)
    if dissent._RESERVES.search(text) or dissent._RESERVATION_FROM.match(text) or dissent._RESERVES_BEHIND.search(text):
        assert any(part in folded for part in dissent._RESERVING)
    if dissent._STATES.search(text) or dissent._NOBODY.match(text) or dissent._STATEMENT_FROM.match(text):
        assert any(part in folded for part in dissent._STATING)
