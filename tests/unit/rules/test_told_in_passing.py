"""Votes, reservations, notes and decisions told in passing: in brackets, of others, without a subject."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from nlp_minutes.lines import is_page_number
from nlp_minutes.rules.vote_meanings import find_meanings

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item

_DECIDED = "Beslut\nKommunstyrelsen bifaller förslaget.\n\n"
_ANY_ORDER = "Kommunstyrelsen beslutar\natt godkänna rapporten.\n\n"


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        (
            """Ordföranden prövar först återremissyrkandet. Efter begärd omröstning (ja för att ärendet avgörs i dag,
nej för återremiss) avslås det med 7 röster mot 3.

I huvudfrågan begärs omröstning mellan bifall till förslaget (ja) och avslag (nej).
Utfallet blir 5 ja, 3 nej och 2 som avstår.""",
            [(7, 3, 0), (5, 3, 2)],
        ),
        (
            """Votering begärs om återremissen (ja = avgöra i dag, nej = återremittera), som faller med 6 röster mot 4.

Därefter begärs votering i huvudsaken mellan bifall till förslaget (ja) och avslag (nej).
Den utfaller med 5 ja och 4 nej.""",
            [(6, 4, 0), (5, 4, 0)],
        ),
        (
            """Efter votering, där ja betydde bifall till förslaget och nej avslag, antas förslaget med 6 röster mot 4.

Votering begärs därefter om tillägget (ja för tillägget, nej för avslag på det).
Tillägget faller med 4 röster mot 6.""",
            [(6, 4, 0), (4, 6, 0)],
        ),
        (
            """Vid omröstning (ja: avgöra i dag; nej: återremiss) beslutas med 8 mot 2 röster att avgöra ärendet.

Vid omröstning i huvudfrågan (ja: bifall; nej: avslag) blir utfallet 7 ja och 3 nej.""",
            [(8, 2, 0), (7, 3, 0)],
        ),
    ],
)
def test_an_order_in_brackets_leaves_the_outcome_behind_it(
    read_item: Callable[..., Item], told: str, counts: list[tuple[int, int, int]]
) -> None:
    item = read_item(f"{_DECIDED}Beslutsgång\n\n{told}")
    assert [(one.yes, one.no, one.abstain) for one in item.votes] == counts


@pytest.mark.parametrize(
    ("sentence", "means"),
    [
        (
            "Efter omröstning (ja för förslaget, nej för Eks (S) yrkande) bifalls det med 6 röster mot 4.",
            {"yes": "förslaget", "no": "Eks (S) yrkande"},
        ),
        (
            "I huvudfrågan begärs omröstning mellan bifall till förslaget (ja) och avslag (nej).",
            {"yes": "bifall till förslaget", "no": "avslag"},
        ),
        (
            "Ja innebär bifall och nej avslag, varpå förslaget antas med sju röster mot tre.",
            {"yes": "bifall", "no": "avslag"},
        ),
    ],
)
def test_what_yes_and_no_mean_ends_where_the_outcome_begins(sentence: str, means: dict[str, str]) -> None:
    assert {one.side: one.text for one in find_meanings(sentence)} == means


@pytest.mark.parametrize(
    ("told", "names", "parties"),
    [
        ("Reservationer anmäldes av Lillviks Väl, av M och av Per Ek (KD).", {"Per Ek"}, {"LiV", "M", "KD"}),
        (
            "Reservation anmäldes av Jon Dahl (M), av Siv Åberg (SD) samt av MP.",
            {"Jon Dahl", "Siv Åberg"},
            {"M", "SD", "MP"},
        ),
    ],
)
def test_each_who_reserves_may_have_a_preposition(
    read_item: Callable[..., Item], told: str, names: set[str], parties: set[str]
) -> None:
    found = read_item(f"{_DECIDED}{told}").reservations
    assert {name for one in found for name in one.by} == names
    assert {party for one in found for party in one.parties} == parties


@pytest.mark.parametrize(
    ("told", "parties"),
    [
        ("Mot beslutet reserverar sig (m)- och (l)-ledamöterna.", ["m", "l"]),
        ("Mot beslutet reserverar sig (m)-ledamöterna.", ["m"]),
        ("(v)- och (mp)-grupperna reserverar sig mot beslutet.", ["v", "mp"]),
        ("Reservation från (sd)-gruppen och (m)-gruppen.", ["sd", "m"]),
    ],
)
def test_groups_with_their_party_in_brackets(read_item: Callable[..., Item], told: str, parties: list[str]) -> None:
    assert [one.parties for one in read_item(f"{_ANY_ORDER}{told}", old=True).reservations] == [parties]


@pytest.mark.parametrize(
    "told",
    [
        "Kommunstyrelsen föreslog att antaga budet. Mot förslaget hade Ulla Ek (s) reserverat sig i kommunstyrelsen.",
        "I kommunstyrelsen reserverade sig Åsa Wik (v) mot förslaget.",
        "Åsa Wik (v) reserverade sig vid kommunstyrelsens behandling.",
        "Mot nämndens beslut hade Åsa Wik (v) i socialnämnden anmält reservation.",
    ],
)
def test_a_reservation_in_another_body_is_none_of_this(read_item: Callable[..., Item], told: str) -> None:
    text = f"{told}\n\nKommunfullmäktige beslöt antaga budet.\n\nMot beslutet reserverade sig Jon Dahl (m)."
    item = read_item(text, old=True, body="Kommunfullmäktige")
    assert [one.by for one in item.reservations] == [["Jon Dahl"]]


def test_a_reservation_in_the_body_itself_counts(read_item: Callable[..., Item]) -> None:
    item = read_item(f"{_DECIDED}Vid kommunstyrelsens beslut reserverade sig Jon Dahl (M).")
    assert [one.by for one in item.reservations] == [["Jon Dahl"]]


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("Olle Strand (SD), ersättare: ”Partiet hade röstat nej.”", "Olle Strand"),
        ("Tove Rask (MP), tjänstgörande ersättare: ”Vi vill se en utvärdering.”", "Tove Rask"),
        ("Jon Dahl (M), vice ordförande: Frågan borde ha väntat.", "Jon Dahl"),
    ],
)
def test_a_note_whose_maker_is_named_with_an_office(read_item: Callable[..., Item], note: str, name: str) -> None:
    assert [one.by for one in read_item(f"{_DECIDED}Protokollsanteckning\n\n{note}").statements] == [[name]]


@pytest.mark.parametrize(
    ("told", "motions"),
    [
        (
            "På förslag av Ulla Ek (S) och Jon Dahl (M) beslutas om bordläggning.",
            [("postpone", ["Ulla Ek", "Jon Dahl"])],
        ),
        ("På förslag av Ulla Ek (S) beslutades om återremiss.", [("remit", ["Ulla Ek"])]),
        ("Efter förslag av Mia Björk (C) beslutas om uppskov.", [("postpone", ["Mia Björk"])]),
        ("På yrkande av Mia Björk (C) beslöts om bordläggning.", [("postpone", ["Mia Björk"])]),
    ],
)
def test_what_is_put_off_on_somebodys_proposal(
    read_item: Callable[..., Item], told: str, motions: list[tuple[str, list[str]]]
) -> None:
    item = read_item(f"{told}\n\nKommunstyrelsen bordlägger ärendet till den 14 april 2031.")
    assert [(str(one.kind), one.by) for one in item.motions] == motions


@pytest.mark.parametrize(
    "told",
    ["lämnar ett eget förslag: marken hyrs ut.", "lägger ett eget förslag: att marken upplåts med tomträtt."],
)
def test_a_proposal_of_ones_own_that_the_chair_puts(read_item: Callable[..., Item], told: str) -> None:
    item = read_item(
        f"Bolaget vill köpa fastigheten. Arbetsutskottet föreslår att den säljs.\n\nÅsa Wik (v) {told}\n\nOrdf ställer "
        "förslagen mot varandra och finner det förra bifallet.\n\nKommunstyrelsen beslutar\natt sälja fastigheten.",
        old=True,
    )
    assert [(str(one.kind), one.by) for one in item.motions] == [("own", ["Åsa Wik"])]


@pytest.mark.parametrize(
    "line", ["Lades till handlingarna.", "Läggs till handlingarna.", "Noterades.", "Antecknades till protokollet."]
)
def test_papers_below_which_a_line_without_subject_says_what_is_done(read_item: Callable[..., Item], line: str) -> None:
    text = f"Domstolens dom den 19 maj angående avgifter\n\nSkrivelse från förbundet, cirkulär 74\n\n{line}"
    assert read_item(text, old=True, title="Anmälningsärenden").outcome == "noted"


@pytest.mark.parametrize(
    ("decision", "title", "outcome"),
    [
        (
            "beslöt bevilja Nils Falk befrielse från uppdraget som ledamot och begära ny röstsammanräkning.",
            "Avsägelse från Nils Falk (S)",
            "approved",
        ),
        (
            "entledigar Nils Falk (M) från uppdraget. Ny sammanräkning begärs hos länsstyrelsen.",
            "Avsägelse från Nils Falk (M)",
            "approved",
        ),
        ("beviljar avsägelsen och begär omräkning.", "Nils Falks (M) avsägelse", "approved"),
        ("beviljar avsägelsen.", "Nils Falks (M) avsägelse", "elected"),
        ("beviljar avsägelsen och väljer Mia Björk (C) till ny ledamot.", "Avsägelse från Nils Falk (C)", "elected"),
        ("befriar Nils Falk (C) från uppdraget och väljer Mia Björk (C).", "Avsägelse och fyllnadsval", "elected"),
    ],
)
def test_who_leaves_a_seat_that_a_new_count_fills_is_not_elected(
    read_item: Callable[..., Item], decision: str, title: str, outcome: str
) -> None:
    text = f"Beslut\nKommunfullmäktige {decision}"
    assert read_item(text, title=title, body="Kommunfullmäktige").outcome == outcome


def test_a_page_that_a_sentence_speaks_of_is_no_page_number() -> None:
    assert not is_page_number("Ulla Ek (S) yrkar att meningen om avgifter på sidan 3")
    assert is_page_number("Lillviks kommun Protokoll sidan 3")
