from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from nlp_minutes.labels import Outcome, ParagraphLabel, SectionKind
from nlp_minutes.rules.facts import ItemFacts
from nlp_minutes.rules.facts import read_facts as read_item
from nlp_minutes.rules.item import ItemContext, ItemParagraph
from nlp_minutes.rules.outcome import outcome_of, point_outcome

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("att avslå motionen", Outcome.REJECTED),
        ("Ansökan avslås.", Outcome.REJECTED),
        ("att återremittera ärendet", Outcome.REMITTED),
        ("Ärendet bordläggs.", Outcome.POSTPONED),
        ("lägga rapporten till handlingarna", Outcome.NOTED),
        ("noterar informationen", Outcome.NOTED),
        ("anse motionen besvarad", Outcome.NOTED),
        ("föreslår kommunfullmäktige besluta att anta taxan", Outcome.PROPOSED),
        ("välja Ulla Ek (S) till ombud", Outcome.ELECTED),
        ("Ärendet utgår.", Outcome.OTHER),
        ("att bygga en bro", None),
        ("", None),
    ],
)
def test_point_outcome_reads_the_words(text: str, outcome: Outcome | None) -> None:
    assert point_outcome(text) == outcome


@pytest.mark.parametrize("quote", ["”att avslå allt”", '"att avslå allt"', "»att avslå allt«"])
def test_point_outcome_does_not_read_quotes(quote: str) -> None:
    assert point_outcome(f"att bygga {quote}") is None


@pytest.mark.parametrize(
    ("points", "outcome", "mixed"),
    [
        ([], None, False),
        (["Nämnden beslutar", "att anta taxan."], Outcome.APPROVED, False),
        (["Nämnden beslutar"], Outcome.APPROVED, False),
        (["att avslå motionen", "att bygga en bro"], Outcome.REJECTED, True),
        (["att avslå motionen", "att avslå yrkandet"], Outcome.REJECTED, False),
        (["att bygga en bro", "att notera informationen"], Outcome.APPROVED, False),
        (["att notera informationen"], Outcome.NOTED, False),
        (["att uppdra åt chefen", "föreslår kommunfullmäktige att anta taxan"], Outcome.PROPOSED, False),
    ],
)
def test_outcome_of_weighs_the_points(points: list[str], outcome: Outcome | None, *, mixed: bool) -> None:
    assert outcome_of(points) == (outcome, mixed)


def read_facts(paragraphs: list[ItemParagraph]) -> ItemFacts:
    return read_item(ItemContext(number="1", title="Ärendet", paragraphs=tuple(paragraphs)))


def paragraph(text: str, section: SectionKind, label: ParagraphLabel) -> ItemParagraph:
    return ItemParagraph(text, section, label)


def decision(text: str) -> ItemParagraph:
    return paragraph(text, SectionKind.DECISION, ParagraphLabel.DECISION)


def test_read_facts_takes_the_outcome_of_the_proposal_that_is_followed() -> None:
    proposal = paragraph("att avslå motionen", SectionKind.PROPOSAL, ParagraphLabel.BASIS)
    assert read_facts([proposal, decision("Enligt förslaget.")]).outcome == Outcome.REJECTED
    assert read_facts([decision("Enligt förslaget.")]).outcome == Outcome.APPROVED


def test_read_facts_gives_each_paragraph_of_the_decision() -> None:
    facts = read_facts([decision("Nämnden  beslutar"), decision("att anta\ttaxan.")])
    assert facts.decision == ("Nämnden beslutar", "att anta taxan.")


@pytest.mark.parametrize(
    ("text", "adjusted"),
    [
        ("Paragrafen justeras omedelbart.", True),
        ("Paragrafen förklaras omedelbart justerad.", True),
        ("Omedelbar justering", True),
        ("Paragrafen justeras inte omedelbart.", False),
        ("Nämnden antar taxan.", False),
    ],
)
def test_read_facts_sees_immediate_adjustment(text: str, *, adjusted: bool) -> None:
    found = read_facts([decision("Nämnden antar taxan."), paragraph(text, SectionKind.DECISION, ParagraphLabel.OTHER)])
    assert found.immediately_adjusted is adjusted


@pytest.mark.parametrize(
    ("lines", "recipients"),
    [
        (["Kommunstyrelsen", "Kvarnens vänner"], ("Kommunstyrelsen", "Kvarnens vänner")),
        (["– Kommunstyrelsen.", "1. Ekonomichefen"], ("Kommunstyrelsen", "Ekonomichefen")),
        (
            ["Kommunstyrelsen, Ekonomichefen och Kvarnens vänner"],
            ("Kommunstyrelsen", "Ekonomichefen", "Kvarnens vänner"),
        ),
    ],
)
def test_read_facts_gives_the_recipients(lines: list[str], recipients: tuple[str, ...]) -> None:
    found = read_facts([paragraph(line, SectionKind.RECIPIENTS, ParagraphLabel.OTHER) for line in lines])
    assert found.recipients == recipients


def test_read_facts_of_nothing_are_empty() -> None:
    facts = read_facts([])
    assert (facts.outcome, facts.mixed, facts.decision, facts.recipients) == (Outcome.OTHER, False, (), ())


def test_the_outcome_follows_the_matter(read_item: Callable[..., Item], outcomes_case: Any) -> None:
    assert [[str(read_item(outcomes_case.text, **outcomes_case.item).outcome)]] == outcomes_case.told


@pytest.mark.parametrize(
    ("points", "title", "outcome", "mixed"),
    [
        (["Att-sats 1 avslås och att-sats 2 anses besvarad."], "Motion om hall", Outcome.REJECTED, True),
        (["1. Planen antas.", "2. Dahls tilläggsyrkande avslås."], "Plan", Outcome.APPROVED, False),
        (["Yrkandet från M avslås."], "Yrkande från M om kameror", Outcome.REJECTED, False),
        (["Nämnden avstyrker planen."], "Yttrande över järnvägsplan", Outcome.APPROVED, False),
        (["Rapporten läggs till handlingarna.", "Chefen får i uppdrag att följa upp."], "", Outcome.NOTED, False),
        (["Rapporten läggs till handlingarna.", "Taxan antas."], "", Outcome.APPROVED, False),
        (["Planen antas med ändringen att avslag motiveras."], "Plan", Outcome.APPROVED, False),
        (["Meddelandena läggs till handlingarna.", "Beslut om avslag, 2031/4"], "Meddelanden", Outcome.NOTED, False),
    ],
)
def test_outcome_of_knows_the_main_matter(points: list[str], title: str, outcome: Outcome, *, mixed: bool) -> None:
    assert outcome_of(points, title) == (outcome, mixed)


def told_after_a_vote(*texts: str, section: SectionKind = SectionKind.UNKNOWN) -> ItemFacts:
    """The facts of an item whose minutes set no decision apart."""
    paragraphs = tuple(
        ItemParagraph(text=text, section=section, label=ParagraphLabel.OTHER, start=200 * n)
        for n, text in enumerate(texts)
    )
    return read_item(
        ItemContext(number="7", title="Ny bro", paragraphs=paragraphs, persons=(), entities=(), body="Tekniska nämnden")
    )


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Nämnden har sålunda ogillat förslaget.", Outcome.REJECTED),
        ("Nämnden hade alltså med 6 röster mot 4 bifallit framställningen.", Outcome.APPROVED),
        ("Ansökan avslås.", Outcome.REJECTED),
        ("Taxan fastställes enl. kontorets förslag.", Outcome.APPROVED),
        ("Ärendet vilar därmed till sammanträdet i juni.", Outcome.POSTPONED),
    ],
)
def test_what_the_body_did_after_a_vote(text: str, outcome: Outcome) -> None:
    assert told_after_a_vote("Rösträkning begärs.", text).outcome == outcome


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden bygger bron enligt kontorets ritning.",
        "Nämnden diskuterar frågan.",
        "Nämnden besökte platsen den 3 maj.",
        "Kontoret bygger bron enligt ritningen.",
        "Kontorets förslag: taxan fastställs.",
    ],
)
def test_what_settles_nothing_after_a_vote(text: str) -> None:
    assert told_after_a_vote("Rösträkning begärs.", text).decision == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kontoret får i uppdrag att redovisa hur många hushåll som fått avslag på sin ansökan.", None),
        ("Att uppdra till förvaltningen att redovisa hur många ansökningar som avslagits.", None),
        ("Förvaltningen får i uppdrag att utreda frågan. Motionen avslås.", Outcome.REJECTED),
        ("Motionen avslås, och kontoret får i uppdrag att utreda frågan.", Outcome.REJECTED),
        ("Ärendet återremitteras med uppdrag att utreda kostnaden.", Outcome.REMITTED),
    ],
)
def test_what_somebody_is_to_do_is_not_done_here(text: str, told: Outcome | None) -> None:
    assert point_outcome(text) == told
