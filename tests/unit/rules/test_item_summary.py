from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.labels import ParagraphLabel, SectionKind
from nlp_minutes.rules.item import Actors, ItemContext, ItemParagraph
from nlp_minutes.rules.item_summary import Chosen, count_words, cut_to, joined, pieces_of, repeats, summarise_item

DECIDED, ABOUT, AGAINST, GROUNDS, OTHER = (
    ParagraphLabel.DECISION,
    ParagraphLabel.SUMMARY,
    ParagraphLabel.OBJECTION,
    ParagraphLabel.BASIS,
    ParagraphLabel.OTHER,
)
Row = tuple[SectionKind, ParagraphLabel, str | None, str]


def item(*rows: Row, tables: tuple[int, ...] = ()) -> tuple[ItemContext, str]:
    """An item of paragraphs; a heading is put above the first of those that have it."""
    text, paragraphs, above = "", [], None
    for number, (section, label, heading, words) in enumerate(rows):
        if heading and heading != above:
            text += heading + "\n"
        above = heading
        paragraphs.append(ItemParagraph(words, section, label, heading, number in tables, len(text)))
        text += words + "\n"
    return ItemContext(number="14", title="", paragraphs=tuple(paragraphs)), text


def summary(
    *rows: Row,
    outcome: str | None = "approved",
    max_words: int | None = 40,
    max_sentences: int | None = None,
    reservations: tuple[Actors, ...] = (),
) -> list[str]:
    context, text = item(*rows)
    chosen = summarise_item(
        pieces_of(context, text, reservations), outcome=outcome, max_words=max_words, max_sentences=max_sentences
    )
    return [text[one.start : one.end] for one in chosen]


BECAUSE = (
    SectionKind.SUMMARY,
    ABOUT,
    "Ärendet",
    "Torget har legat öde sedan 2029. Handlarna vill ha tillbaka stånden.",
)
LEAD = (SectionKind.DECISION, DECIDED, "Beslut", "Tekniska nämnden beslutar")


def test_decision_comes_with_what_leads_in_to_it() -> None:
    rows = (BECAUSE, LEAD, (SectionKind.DECISION, DECIDED, "Beslut", "1. Anta taxan för torghandel."))
    assert summary(*rows, max_words=8) == ["Tekniska nämnden beslutar", "Anta taxan för torghandel."]


def test_a_point_is_not_taken_without_its_lead_in_and_its_mark_not_at_all() -> None:
    rows = (
        LEAD,
        (SectionKind.DECISION, DECIDED, "Beslut", "1. Anta taxan."),
        (SectionKind.DECISION, DECIDED, "Beslut", "2. Informera alla handlare vid torget."),
    )
    found = summary(*rows, max_words=9)
    assert found[0] == "Tekniska nämnden beslutar"
    assert found[1:] == ["Anta taxan."]


def test_points_of_one_paragraph_are_parted() -> None:
    rows = (
        (
            SectionKind.DECISION,
            DECIDED,
            "Beslut",
            "Nämnden beslutar: 1. Anta taxan för 2032. 2. Avslå yrkandet om rabatt.",
        ),
    )
    assert summary(*rows, max_words=7) == ["Nämnden beslutar:", "Anta taxan för 2032."]


def test_behind_a_colon_points_need_no_marks_and_the_colon_never_stands_alone() -> None:
    lead = "Styrelsen föreslår att kommunfullmäktige beslutar:"
    rows = (
        (SectionKind.DECISION, DECIDED, "Beslut", lead),
        (SectionKind.DECISION, DECIDED, "Beslut", "Planen för torget, i enlighet med bilagan till skrivelsen, antas."),
        (SectionKind.RESERVATION, AGAINST, "Reservation", "Jon Dahl (M) reserverar sig mot beslutet."),
    )
    for limit in range(12, 30):
        found = summary(*rows, outcome="proposed", max_words=limit)
        assert found[0] == lead
        assert found[1] in "Planen för torget, i enlighet med bilagan till skrivelsen, antas."
        assert found[1].endswith("antas.")


def test_the_point_that_tells_the_outcome_comes_first_when_room_is_short() -> None:
    rows = (
        LEAD,
        (SectionKind.DECISION, DECIDED, "Beslut", "att tacka för de många synpunkterna från handlarna,"),
        (SectionKind.DECISION, DECIDED, "Beslut", "att avslå ansökan."),
    )
    assert summary(*rows, outcome="rejected", max_words=7) == ["Tekniska nämnden beslutar", "att avslå ansökan."]


def test_dissent_stands_in_the_summary_up_to_where_its_reasons_begin() -> None:
    rows = (
        BECAUSE,
        (SectionKind.DECISION, DECIDED, "Beslut", "Nämnden antar taxan."),
        (
            SectionKind.RESERVATION,
            AGAINST,
            "Reservation",
            "Jon Dahl (M) reserverar sig mot beslutet till förmån för avslag på hela taxan.",
        ),
    )
    found = summary(*rows, max_words=12)
    assert "Nämnden antar taxan." in found
    assert found[-1] == "Jon Dahl (M) reserverar sig mot beslutet"


def test_dissent_is_found_by_label_without_a_heading_and_by_the_facts() -> None:
    said = "Mia Björk (C) anmäler avvikande mening."
    rows = ((SectionKind.DECISION, DECIDED, None, "Nämnden antar taxan."), (SectionKind.MOTIONS, AGAINST, None, said))
    assert said in summary(*rows)
    context, _ = item(*rows)
    told = Actors(by=("Mia Björk",), parties=("C",), start=context.paragraphs[1].start, end=context.paragraphs[1].end)
    assert said in summary(*rows, reservations=(told,))


def test_a_reservation_that_only_its_heading_names_is_told_with_the_heading() -> None:
    rows = (
        (SectionKind.DECISION, DECIDED, "Beslut", "Nämnden antar taxan."),
        (SectionKind.RESERVATION, AGAINST, "Reservation", "Mia Björk (C)"),
    )
    assert summary(*rows)[-1] == "Reservation\nMia Björk (C)"


@pytest.mark.parametrize(
    "words",
    ["I budgeten reserveras 2 mnkr för detta.", "I budgeten finns 2 mnkr reserverade.", "Inga reservationer anmäls."],
)
def test_reserved_money_is_no_dissent(words: str) -> None:
    rows = (
        (SectionKind.DECISION, DECIDED, "Beslut", "Nämnden antar taxan."),
        (SectionKind.NOTE, AGAINST, "Anteckning", words),
    )
    assert summary(*rows) == ["Nämnden antar taxan."]


def test_a_proposal_stands_for_a_decision_that_only_points_to_it() -> None:
    rows = (
        (SectionKind.PROPOSAL, GROUNDS, "Förvaltningens förslag", "Ansökan avslås."),
        (SectionKind.PROPOSAL, GROUNDS, "Arbetsutskottets förslag", "Bidrag ges med 40 000 kronor."),
        (SectionKind.DECISION, DECIDED, "Beslut", "Enligt arbetsutskottets förslag."),
    )
    assert summary(*rows) == ["Bidrag ges med 40 000 kronor.", "Enligt arbetsutskottets förslag."]


@pytest.mark.parametrize("words", ["Enligt det ändrade förslaget.", "Enligt förslaget."])
def test_no_proposal_is_guessed(words: str) -> None:
    rows: tuple[Row, ...] = (
        (SectionKind.PROPOSAL, GROUNDS, "Förvaltningens förslag", "Ansökan avslås."),
        (SectionKind.PROPOSAL, GROUNDS, "Arbetsutskottets förslag", "Bidrag ges med 40 000 kronor."),
        (SectionKind.DECISION, DECIDED, "Beslut", words),
    )
    assert summary(*rows) == [words]


def test_a_heading_tells_that_the_decision_is_a_proposal() -> None:
    heading = "Kommunstyrelsens förslag till kommunfullmäktige"
    rows = ((SectionKind.DECISION, DECIDED, heading, "Motionen avslås."),)
    assert summary(*rows, outcome="proposed") == [heading, "Motionen avslås."]
    assert summary(*rows, outcome="rejected") == ["Motionen avslås."]


def test_tables_lists_and_recipients_are_never_taken() -> None:
    context, text = item(
        (SectionKind.BASIS, GROUNDS, "Underlag", "Tjänsteskrivelse 2031-02-01"),
        (SectionKind.SUMMARY, ABOUT, "Ärendet", "Förskola\t412\t418"),
        (SectionKind.RECIPIENTS, OTHER, "Skickas till", "Kommunstyrelsen"),
        (SectionKind.DECISION, DECIDED, "Beslut", "Nämnden antar taxan."),
        tables=(1,),
    )
    assert [one.text for one in pieces_of(context, text)] == ["Nämnden antar taxan."]


def test_nothing_is_told_twice() -> None:
    rows = (
        (SectionKind.SUMMARY, ABOUT, "Ärendet", "Nämnden antar taxan för torghandel."),
        (SectionKind.DECISION, DECIDED, "Beslut", "Nämnden antar taxan för torghandel."),
    )
    assert summary(*rows, max_words=200) == ["Nämnden antar taxan för torghandel."]


def test_a_limit_of_sentences_counts_a_point_with_its_lead_in() -> None:
    rows = (
        BECAUSE,
        LEAD,
        (SectionKind.DECISION, DECIDED, "Beslut", "att anta taxan,"),
        (SectionKind.DECISION, DECIDED, "Beslut", "att informera."),
    )
    assert summary(*rows, max_sentences=1) == ["Tekniska nämnden beslutar", "att anta taxan"]


def test_an_item_without_a_decision_tells_what_it_is_about() -> None:
    assert summary(BECAUSE, outcome=None, max_words=6) == ["Torget har legat öde sedan 2029."]
    assert summary(outcome=None) == []


def test_who_stood_aside_is_told_where_there_is_room() -> None:
    rows = (
        (SectionKind.RECUSAL, OTHER, "Jäv", "Per Lund (KD) deltar inte på grund av jäv."),
        (SectionKind.DECISION, DECIDED, "Beslut", "Nämnden antar taxan för torghandel på Kvarntorget."),
    )
    assert "Per Lund (KD) deltar inte på grund av jäv." in summary(*rows)
    assert summary(*rows, max_words=8) == ["Nämnden antar taxan för torghandel på Kvarntorget."]


LONG = (
    "Nämnden beslutar, efter att ha hört handlarna och polisen, att avslå ansökan om att få sälja varm korv, "
    "eftersom platsen behövs för räddningstjänsten."
)


@pytest.mark.parametrize("limit", range(1, 26))
def test_a_long_decision_is_cut_where_a_clause_ends(limit: int) -> None:
    rows = ((SectionKind.DECISION, DECIDED, "Beslut", LONG),)
    (found,) = summary(*rows, outcome="rejected", max_words=limit)
    assert found in LONG
    assert 1 <= count_words(found) <= limit
    if limit >= 3:
        assert "avslå" in found


def test_a_cut_keeps_the_verb_at_the_end() -> None:
    words = "Planen för torget, gatorna och parken vid Kvarnån, i enlighet med bilagan till kontorets skrivelse, antas."
    context, text = item((SectionKind.DECISION, DECIDED, "Beslut", words))
    chosen = summarise_item(pieces_of(context, text), outcome="approved", max_words=9)
    found = joined(text, chosen)
    assert found.endswith("antas.")
    assert count_words(found) <= 9


def test_cut_keeps_a_text_that_fits_and_gives_none_without_room() -> None:
    assert cut_to("Nämnden avslår.", 2) == (0, 15)
    assert cut_to("Nämnden avslår.", 0) is None


@given(st.text(alphabet="abc ,.1åÅ–-", max_size=120), st.integers(1, 30))
def test_cut_never_passes_the_limit(text: str, limit: int) -> None:
    span = cut_to(text, limit)
    if span is not None:
        assert 0 <= span[0] <= span[1] <= len(text)
        assert count_words(text[span[0] : span[1]]) <= limit


@pytest.mark.parametrize(
    ("text", "words"), [("Nämnden avslår.", 2), ("kl. 15.00", 3), ("Ek – Dahl", 3), ("", 0), ("och/eller", 2)]
)
def test_words_are_counted_as_the_strictest_would(text: str, words: int) -> None:
    assert count_words(text) == words


def test_joined_marks_what_was_left_out_of_a_sentence() -> None:
    text = "Nämnden beslutar\n1. Anta taxan, samt\n2. Informera\nDahl reserverar sig."
    stretches = ["Nämnden beslutar", "Anta taxan", "Informera", "Dahl reserverar sig."]
    chosen = [Chosen(start=text.index(one), end=text.index(one) + len(one), score=1.0) for one in stretches]
    assert joined(text, chosen) == "Nämnden beslutar Anta taxan… Informera… Dahl reserverar sig."


def test_joined_marks_a_stretch_that_begins_in_the_middle() -> None:
    text = "§ 3 budget\nNämnden beslutar:\nPlanen för torget i bilagan antas."
    chosen = [
        Chosen(start=text.index(one), end=text.index(one) + len(one), score=1.0)
        for one in ("Nämnden beslutar:", "i bilagan antas.")
    ]
    assert joined(text, chosen) == "Nämnden beslutar: …i bilagan antas."


def test_repeats_sees_the_same_words_in_another_order() -> None:
    assert repeats("Taxan för torghandel antas.", ["Torghandel: taxan antas för 2032."])
    assert not repeats("Taxan för torghandel antas.", ["Bron över ån rivs."])
