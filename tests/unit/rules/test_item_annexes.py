"""Written reservations and statements that are printed behind the last item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import nlp_minutes

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.minutes import Minutes

_MINUTES = """Granviks kommun
Sammanträdesprotokoll
Socialnämnden 2031-03-21

Plats och tid: Folkets hus, kl 18.30–20.10

Beslutande
Siv Åberg (S), ordförande
Mia Björk (C)
Jon Dahl (M)
Amir Karimi (V)
Bo Lind (L)

Utses att justera: Jon Dahl

§ 14 Ny simhall

Beslut
Socialnämnden beslutar att bygga simhallen.

{}

§ 15 Bad

Beslut
Socialnämnden beslutar att bada.

§ 16 Rapporter

Beslut
Socialnämnden beslutar att lägga rapporten till handlingarna.

{}
"""


def read(nlp: Language, item: str, annex: str) -> Minutes:
    minutes: Minutes = nlp_minutes.annotate(_MINUTES.format(item, annex), nlp=nlp)
    return minutes


def test_an_annex_says_again_what_the_item_has(nlp: Language) -> None:
    first, _, last = read(
        nlp,
        "Reservation\nMia Björk (C) reserverar sig mot beslutet. M-gruppen reserverar sig skriftligt, se bilaga 1.",
        "Bilaga 1 till § 14\nSkriftlig reservation från Moderaterna. Hallen är för dyr.\n\nDen borde vara mindre.",
    ).items
    assert [(one.by, one.parties) for one in first.reservations] == [(["Mia Björk"], ["C"]), ([], ["M"])]
    assert last.reservations == []


def test_who_signs_an_annex_is_of_the_group_that_reserves_itself(nlp: Language) -> None:
    first = read(
        nlp,
        "Reservation\nM-gruppen reserverar sig skriftligt.",
        "Bilaga 1 till § 14\n\nReservation från Jon Dahl (M)\n\nHallen är för dyr.",
    ).items[0]
    assert [(one.by, one.parties) for one in first.reservations] == [(["Jon Dahl"], ["M"])]


@pytest.mark.parametrize(
    ("item", "annex"),
    [
        (
            "Särskilt yttrande lämnas, bilaga A.",
            "Bilaga A, § 14, särskilt yttrande av Amir Karimi (V)\nDen kom sent.",
        ),
        ("Ett yttrande finns i bilaga B.", "Bilaga B\n\nSärskilt yttrande från Amir Karimi (V)\n\nHallen kom sent."),
        ("Exp: Byggnadsnämnden", "Bil. 2 till 14 §\nProtokollsanteckning av Amir Karimi (V)\n\nHallen kom sent."),
        (
            "Exp: Miljönämnden",
            "Underskrifter\n\nSekr. Bo Ek\n\n§ 14, bilaga 1\nSärskilt yttrande\n\nDen kom sent.\n\n/Amir Karimi (V)",
        ),
    ],
)
def test_a_statement_goes_to_the_item_of_its_title(nlp: Language, item: str, annex: str) -> None:
    minutes = read(nlp, item, annex)
    first, _, last = minutes.items
    assert [(one.by, one.parties) for one in first.statements] == [(["Amir Karimi"], ["V"])]
    assert last.statements == []
    text = next(one for one in minutes.paragraphs if "kom sent" in minutes.text[one.start : one.end])
    assert (text.label, text.item) == ("objection", "14")


def test_names_below_the_text_of_an_annex_are_no_text(nlp: Language) -> None:
    minutes = read(nlp, "", "Bilaga 1, § 14\n\nReservation\n\nHallen är för dyr.\n\nMia Björk (C)\tJon Dahl (M)")
    assert [one.label for one in minutes.paragraphs][-2:] == ["objection", "other"]
    assert {name for one in minutes.items[0].reservations for name in one.by} == {"Mia Björk", "Jon Dahl"}


def test_each_annex_has_its_item(nlp: Language) -> None:
    items = read(
        nlp,
        "Jon Dahl (M) reserverar sig skriftligt.",
        "BILAGA 1 § 14\n\nReservation\n\nVi vill se en mindre hall.\n\nFör Moderaterna\nJon Dahl\n\n"
        "Bilaga 2 till § 15\nProtokollsanteckning från Vänsterpartiet\nBad är bra.\n\n"
        "Bilaga 3 till § 16\nReservation från Bo Lind (L)\nRapporten är tunn.",
    ).items
    assert [[one.by for one in item.reservations] for item in items] == [[["Jon Dahl"]], [], [["Bo Lind"]]]
    assert [[one.parties for one in item.statements] for item in items] == [[], [["V"]], []]


def test_a_list_of_votes_is_no_such_annex(nlp: Language) -> None:
    items = read(nlp, "", "Bilaga 1 till § 14\n\nVoteringslista\n\nMia Björk (C)\tJa\nJon Dahl (M)\tNej").items
    assert not any(item.reservations or item.statements for item in items)
