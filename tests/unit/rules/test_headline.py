"""Headlines: what the facts say, in right Swedish, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.labels import Outcome, ParagraphLabel, SectionKind
from nlp_minutes.rules.facts import ItemFacts, read_facts
from nlp_minutes.rules.headline import MAX_WORDS, headline
from nlp_minutes.rules.headline_matter import decapitalise
from nlp_minutes.rules.item import Actors, Attendee, ItemContext, ItemParagraph, Vote


def _item(
    title: str, *decision: str, body: str | None = "Kommunstyrelsen", proposal: tuple[str, ...] = ()
) -> ItemContext:
    paragraphs = []
    at = 0
    for section, label, texts in (
        (SectionKind.PROPOSAL, ParagraphLabel.BASIS, proposal),
        (SectionKind.DECISION, ParagraphLabel.DECISION, decision),
    ):
        for text in texts:
            paragraphs.append(ItemParagraph(text, section, label, start=at))
            at += len(text) + 1
    return ItemContext(
        number="7",
        title=title,
        paragraphs=tuple(paragraphs),
        body=body,
        persons=(Attendee(name="Ulla Ek", party="S"), Attendee(name="Per Ås", party="M"), Attendee(name="Mia Sjö")),
    )


def _told(
    title: str, *decision: str, body: str | None = "Kommunstyrelsen", proposal: tuple[str, ...] = ()
) -> str | None:
    context = _item(title, *decision, body=body, proposal=proposal)
    return headline(context, read_facts(context))


@pytest.mark.parametrize(
    ("title", "decision", "told"),
    [
        # sending back in other words
        (
            "Köp av Kvarnen 4",
            ["Ärendet lämnas tillbaka till tekniska nämnden för en ny kalkyl."],
            "Kommunstyrelsen återremitterar köpet av Kvarnen 4 till tekniska nämnden för en ny kalkyl.",
        ),
        # infinitives behind a lead-in
        (
            "Motion om avgiftsfria bussar",
            ["Kommunstyrelsen beslutar att avslå motionen."],
            "Kommunstyrelsen avslår motionen om avgiftsfria bussar.",
        ),
        (
            "Bidrag till Kvarnby scoutkår",
            [
                "Kommunstyrelsen beslutar",
                "att bevilja Kvarnby scoutkår 40 000 kronor, samt",
                "att medlen tas ur reserven.",
            ],
            "Kommunstyrelsen beviljar Kvarnby scoutkår 40 000 kronor och tar medlen ur reserven.",
        ),
        (
            "Handelsprogrammet",
            ["Nämnden beslutar", "att inte starta handelsprogrammet hösten 2031."],
            "Kommunstyrelsen startar inte handelsprogrammet hösten 2031.",
        ),
        (
            "Köp av mark",
            ["att för 420 000 kronor förvärva fastigheten Åslunda 2:14."],
            "Kommunstyrelsen förvärvar fastigheten Åslunda 2:14 för 420 000 kronor.",
        ),
        # passives become what the body does
        (
            "Motion från Ulla Ek (S) om fler träd",
            ["Motionen bifalls."],
            "Kommunstyrelsen bifaller motionen från Ulla Ek (S) om fler träd.",
        ),
        (
            "Årsrapport 2030",
            ["Årsrapporten godkänns och överlämnas till fullmäktige."],
            "Kommunstyrelsen godkänner årsrapporten och överlämnar den till fullmäktige.",
        ),
        (
            "Fritidsgården Ekens framtid",
            ["Fritidsgården Eken läggs ned den 1 maj 2031."],
            "Kommunstyrelsen lägger ned fritidsgården Eken den 1 maj 2031.",
        ),
        (
            "Redovisning av delegationsbeslut",
            ["Redovisningen läggs till handlingarna."],
            "Kommunstyrelsen lägger redovisningen av delegationsbeslut till handlingarna.",
        ),
        (
            "Val av ombud",
            ["Till ombud vid stämman utses Ulla Ek (S)."],
            "Kommunstyrelsen utser Ulla Ek (S) till ombud vid stämman.",
        ),
        (
            "Snöröjning",
            ["Tekniska chefen får i uppdrag att redovisa kostnaden."],
            "Kommunstyrelsen ger tekniska chefen i uppdrag att redovisa kostnaden i ärendet om snöröjning.",
        ),
        # sentences of the body itself, in the past too
        (
            "Information från kommunchefen",
            ["Kommunstyrelsen antecknade informationen."],
            "Kommunstyrelsen antecknar informationen från kommunchefen.",
        ),
        (
            "Försäljning av Gäddan 4",
            ["Styrelsen återremitterar ärendet till förvaltningen."],
            "Kommunstyrelsen återremitterar försäljningen av Gäddan 4 till förvaltningen.",
        ),
        (
            "Riktlinjer för flaggning",
            ["Ärendet bordläggs till den 3 maj 2031."],
            "Kommunstyrelsen bordlägger riktlinjerna för flaggning till den 3 maj 2031.",
        ),
        # clauses with a subject of their own
        (
            "Badhusets öppettider",
            ["Nämnden beslutar att badhuset ska hålla öppet till kl. 21."],
            "Kommunstyrelsen beslutar att badhuset ska hålla öppet till kl. 21.",
        ),
        # proposals to a higher body
        (
            "Taxa för vatten 2031",
            ["Kommunstyrelsen föreslår kommunfullmäktige besluta", "att anta taxan."],
            "Kommunstyrelsen föreslår att kommunfullmäktige antar taxan för vatten 2031.",
        ),
        (
            "Svar på motion om lusthus",
            ["Kommunstyrelsen föreslår att kommunfullmäktige avslår motionen."],
            "Kommunstyrelsen föreslår att kommunfullmäktige avslår motionen om lusthus.",
        ),
    ],
)
def test_decisions(title: str, decision: list[str], told: str) -> None:
    assert _told(title, *decision) == told


def test_a_decision_as_proposed_tells_the_proposal() -> None:
    told = _told(
        "Tomt vid Kvarnvägen",
        "Enligt förslaget.",
        proposal=("Nämnden beslutar att sälja tomten till Kvarnby Bygg AB.",),
    )
    assert told == "Kommunstyrelsen säljer tomten till Kvarnby Bygg AB."


@pytest.mark.parametrize(
    "noise",
    [
        ", enligt bilaga 3",
        " i enlighet med 5 kap. 3 § kommunallagen",
        ", daterad den 3 maj 2031",
        ", dnr KS 2031/118",
        " (bilaga 2)",
        " enligt förvaltningens tjänsteskrivelse",
    ],
)
def test_references_are_left_out(noise: str) -> None:
    assert (
        _told("Plan för skogen", f"Nämnden beslutar att anta planen för skogen{noise}.")
        == "Kommunstyrelsen antar planen för skogen."
    )


def test_personal_numbers_are_left_out() -> None:
    told = _told("Föreläggande", "Nämnden beslutar att förelägga Nils Alm, personnummer 450984-0000, att riva skjulet.")
    assert told is not None
    assert "450984" not in told
    assert told.startswith("Kommunstyrelsen förelägger Nils Alm")


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Motion 2031:4 av Ulla Ek (S) om fler träd", "motionen av Ulla Ek (S) om fler träd"),
        ("Motion av Ulla Ek (S) och Per Ås (M) angående fler träd", "motionen från S och M om fler träd"),
        (
            "Motion av Ulla Ek (S), Per Ås (M) och Siv Alm (V) om att Åslunda, likt Kvarnby, bygger bad",
            "motionen från S, M och V om att Åslunda, likt Kvarnby, bygger bad",
        ),
        ("Motion: Mer grönt i centrum; Ulla Ek (S)", "motionen om mer grönt i centrum"),
        ("MOTION OM FRITT MENSSKYDD I SKOLAN", "motionen om fritt mensskydd i skolan"),
        ("Ny taxa för avfall", "den nya taxan för avfall"),
        ("Ekonomisk rapport efter april", "den ekonomiska rapporten efter april"),
        ("Granskning av Åslunda 18:1, beslut om samråd", "granskningen av Åslunda 18:1"),
        ("Kvarnen 4:12, Kvarnvägen 8 - ansökan om bygglov", "ansökan om bygglov på Kvarnen 4:12"),
        ("Program för åren 2031-2034", "programmet för åren 2031-2034"),
        ("Gångvägar", "gångvägarna"),
        ("Kommunfullmäktiges sammanträde i april", "ärendet om kommunfullmäktiges sammanträde i april"),
    ],
)
def test_titles_as_matters(title: str, told: str) -> None:
    assert _told(title, "Ärendet bordläggs.") == f"Kommunstyrelsen bordlägger {told}."


def test_the_body_is_definite() -> None:
    assert _told("Gångvägar", "Ärendet bordläggs.", body="Socialnämnd") == "Socialnämnden bordlägger gångvägarna."


def test_what_happened_is_no_decision() -> None:
    """A report under the heading of the decision must not be told as what was decided."""
    told = _told("Rapporter", "Ulla Ek berättar om branden i förrådet.")
    assert told == "Paragrafen gäller rapporter."


@pytest.mark.parametrize(
    ("decision", "never"),
    [
        ("Interpellationen besvaras av Per Ås (M).", "besvarar"),
        ("Ulla Ek informerar om att budgeten läggs fram i maj.", "beslutar"),
        ("Lönen fastställs av arbetsutskottet.", "fastställer"),
        ("Yttrandet, bilaga 1 till tjänsteskrivelsen, antas.", "antar till"),
    ],
)
def test_the_body_does_not_do_what_others_do(decision: str, never: str) -> None:
    told = _told("Frågor och svar", decision)
    assert told is not None
    assert never not in told


def test_a_line_cut_in_two_is_one_point() -> None:
    told = _told("Antagande av detaljplan för Kvarnby", "Detaljplan för Kvarnby, upprättad", "2031-03-12, antas.")
    assert told == "Kommunstyrelsen antar detaljplan för Kvarnby."


def test_second_points_that_refuse_do_not_stand_beside_an_approval() -> None:
    told = _told("Stöd till byalag", "1. Byalaget beviljas 10 000 kronor.", "2. Ansökan från Kvarnby avslås.")
    assert told == "Kommunstyrelsen beviljar byalaget 10 000 kronor."


def test_items_without_decision() -> None:
    assert _told("Utgår") == "Ärendet utgår."
    assert _told("(sekretess)") == "Ärendet behandlas under sekretess."
    assert _told("Information, paragraf utan beslut") == "Inget beslut fattas i ärendet om information."
    assert _told("") is None


def test_a_refusal_says_so() -> None:
    told = _told("Förhandsbesked för två fritidshus", "Nämnden beslutar att meddela att husen inte kan tillåtas.")
    assert told == "Kommunstyrelsen säger nej till förhandsbesked för två fritidshus."


def _facts(outcome: Outcome = Outcome.REJECTED, **more: object) -> ItemFacts:
    values: dict[str, object] = {
        "outcome": outcome,
        "mixed": False,
        "decision": ("Ärendet återremitteras.",) if outcome == Outcome.REMITTED else ("Motionen avslås.",),
        "recipients": (),
        "immediately_adjusted": False,
    }
    return ItemFacts(**(values | more))  # type: ignore[arg-type]


def _vote(yes: int, no: int, yes_means: str = "bifall", no_means: str = "avslag") -> Vote:
    return Vote(yes=yes, no=no, yes_means=yes_means, no_means=no_means, start=0, end=1)


def _by(*names: str, parties: tuple[str, ...] = ()) -> Actors:
    return Actors(by=names, parties=parties, start=0, end=1)


_MOTION = _item("Motion om lusthus", "Motionen avslås.")
_BASE = "Kommunstyrelsen avslår motionen om lusthus"


@pytest.mark.parametrize(
    ("votes", "told"),
    [
        ((_vote(7, 6),), " (7–6)"),
        ((_vote(6, 7),), " (7–6)"),
        ((_vote(9, 4, "ärendet avgörs i dag", "återremiss"),), ""),
        ((_vote(8, 2, "motförslag", "annat motförslag"), _vote(9, 4)), " (9–4)"),
        ((_vote(21, 4), _vote(16, 9)), " (21–4 och 16–9)"),
        ((_vote(68, 9, "avslag på tilläggsyrkandet", "bifall till tilläggsyrkandet"),), ""),
        ((_vote(1, 2), _vote(1, 3), _vote(1, 4)), " (efter tre omröstningar)"),
    ],
)
def test_votes(votes: tuple[Vote, ...], told: str) -> None:
    assert headline(_MOTION, _facts(votes=votes)) == f"{_BASE}{told}."


def test_a_minority_that_sends_back_is_told_as_such() -> None:
    facts = _facts(Outcome.REMITTED, votes=(_vote(19, 12, "ärendet avgörs i dag", "återremiss"),))
    told = headline(_item("Motion om lusthus", "Ärendet återremitteras."), facts)
    assert told == "Kommunstyrelsen återremitterar motionen om lusthus (12 av 31 röstar för det)."


@pytest.mark.parametrize(
    ("vote", "told"),
    [
        (_vote(7, 6, "bifall till återremissyrkandet", "avslag på återremissyrkandet"), " (7–6)"),
        (_vote(6, 7, "ärendet avgörs i dag", "återremiss"), " (7–6)"),
        (_vote(9, 2, "bifall till tillägget", "avslag"), ""),
    ],
)
def test_votes_on_sending_back(vote: Vote, told: str) -> None:
    facts = _facts(Outcome.REMITTED, votes=(vote,))
    found = headline(_item("Motion om lusthus", "Ärendet återremitteras."), facts)
    assert found == f"Kommunstyrelsen återremitterar motionen om lusthus{told}."


@pytest.mark.parametrize(
    ("reservations", "told"),
    [
        ((_by(parties=("M", "KD")),), "M och KD reserverar sig."),
        ((_by(parties=("v",)),), "V reserverar sig."),
        ((_by("Ulla Ek", parties=("S",)),), "Ulla Ek (S) reserverar sig."),
        ((_by("Ulla Ek", "Per Ås", parties=("S", "M")),), "Ulla Ek (S) och Per Ås (M) reserverar sig."),
        ((_by("Ulla Ek", parties=("S",)), _by(parties=("V", "MP"))), "S, V och MP reserverar sig."),
        ((_by("Mia Sjö"),), "Mia Sjö reserverar sig."),
        ((_by("Mia Sjö", parties=("V",)),), "V och Mia Sjö reserverar sig."),
    ],
)
def test_reservations(reservations: tuple[Actors, ...], told: str) -> None:
    assert headline(_MOTION, _facts(reservations=reservations)) == f"{_BASE}. {told}"


def test_recusals_and_statements() -> None:
    facts = _facts(recusals=("Per Ås",), statements=(_by(parties=("C",)),))
    assert (
        headline(_MOTION, facts)
        == f"{_BASE}. Per Ås (M) deltar inte på grund av jäv. C lämnar en protokollsanteckning."
    )


def test_dissent_stays_when_the_decision_is_long() -> None:
    many = " ".join(f"ord{n}" for n in range(60))
    context = _item("Motion om lusthus", f"Nämnden beslutar att anta planen för skogen i norr, som {many}.")
    facts = _facts(Outcome.APPROVED, decision=(context.paragraphs[0].text,), reservations=(_by(parties=("M",)),))
    told = headline(context, facts)
    assert told is not None
    assert told.startswith("Kommunstyrelsen antar planen för skogen i norr i ärendet om motion om lusthus")
    assert told.endswith("M reserverar sig.")


@pytest.mark.parametrize(
    "restricts",
    [
        "som möter barn på {many}",
        "under förutsättning att {many}",
        "med den ändringen att {many}",
        "när {many}",
    ],
)
def test_what_restricts_is_never_cut_off(restricts: str) -> None:
    many = " ".join(f"ord{n}" for n in range(40))
    told = _told("Kurser i första hjälpen", f"Att ordna kurser för personal {restricts.format(many=many)}.")
    assert told == "Kommunstyrelsen fattar beslut om kurser i första hjälpen."


def test_what_a_thing_is_for_stays_with_it() -> None:
    many = " ".join(f"ord{n}" for n in range(40))
    told = _told("Stöd till föreningar", f"Att inrätta funktioner för att hantera {many}.")
    assert told == "Kommunstyrelsen fattar beslut om stöd till föreningar."


def test_of_a_matter_decided_in_parts_no_point_is_told_of_the_whole() -> None:
    told = _told(
        "Hemställan från Ekby Buss AB och Ekby Tåg AB",
        "1. Hemställan från Ekby Buss AB tillstyrks.",
        "2. Hemställan från Ekby Tåg AB avslås.",
    )
    assert told == "Kommunstyrelsen tillstyrker hemställan från Ekby Buss AB."
    told = _told("Val", "1. Valberedningens förslag till val bifalls.", "2. Val av styrelse i Ekby Tåg AB bordläggs.")
    assert told == "Kommunstyrelsen förrättar val."


def test_what_may_be_done_is_no_deed() -> None:
    decision = "Undantagsvis kan de ramar som gäller för skolan med anledning av nya volymer justeras."
    told = _told("Budget 2032", decision)
    assert told is None or "justerar" not in told


def test_an_aim_whose_points_are_left_out_goes_with_them() -> None:
    told = _told(
        "Redovisning av klotter",
        "Ärendet återremitteras till tekniska nämnden för att i samverkan med kommunstyrelsen:",
        "a. ta fram en plan",
        "b. räkna på kostnaden",
    )
    assert told == "Kommunstyrelsen återremitterar redovisningen av klotter till tekniska nämnden."


def test_of_a_list_inside_a_point_no_item_is_told_alone() -> None:
    decision = (
        "Avkastningen om 12 miljoner kronor fördelas enligt kulturnämndens förslag: a. 4 miljoner kronor till bron."
    )
    told = _told("Avkastning ur fonden", decision)
    assert told == "Kommunstyrelsen fördelar avkastningen om 12 miljoner kronor."


def test_a_change_to_what_is_adopted_stays() -> None:
    decision = (
        "Reglemente för skolnämnden, i enlighet med bilagan till kontorets skrivelse "
        "med den ändring i § 1 som framgår av yrkande från M, antas."
    )
    told = _told("Reglemente för skolnämnden", decision)
    assert told is not None
    assert "med den ändring" in told or told == "Kommunstyrelsen fattar beslut om reglemente för skolnämnden."


def test_thanks_and_their_answer_are_no_decision() -> None:
    decision = "Direktör Mia Sjö tackar för våren. Anförandet besvaras av ordföranden Ulla Ek (S)."
    told = headline(_item("Anmälningar", decision), _facts(Outcome.APPROVED, decision=(decision,)))
    assert told == "Paragrafen gäller anmälningar."


def test_a_running_head_is_no_part_of_a_decision() -> None:
    told = _told("Taxa för bad", "Taxan för bad antas, såsom ordföranden har", "Kommunstyrelsen", "föreslagit.")
    assert told is None or "ordföranden Kommunstyrelsen" not in told
    told = _told("Tid för justering", "Ulla Ek (S) justerar dagens protokoll tillsammans med", "Per Ås (M).")
    assert told == "Paragrafen gäller tid för justering."


@pytest.mark.parametrize("told", ["Sekretess.", "Paragrafen omfattas av sekretess.", "Se särskilt protokoll."])
def test_secret_items(told: str) -> None:
    assert headline(_item("Ärende enligt lag", told), _facts(Outcome.OTHER, decision=(told,))) == (
        "Ärendet behandlas under sekretess."
    )


def test_talk_of_secrecy_makes_no_item_secret() -> None:
    asked = "Per Ås (M) frågar hur handlingarna i affären kan vara sekretessbelagda när den redan är beslutad."
    told = headline(_item("Övriga frågor", asked), _facts(Outcome.OTHER, decision=()))
    assert told == "Paragrafen gäller övriga frågor."


def test_what_an_authority_decided_is_no_decision_of_the_body() -> None:
    decision = "Länsstyrelsen har den 2 september 2031 beslutat utse Per Ås (M) till ny ersättare."
    told = headline(_item("Anmälan av ny ersättare", decision), _facts(Outcome.APPROVED, decision=(decision,)))
    assert told == "Paragrafen gäller anmälan av ny ersättare."


def test_a_point_that_takes_something_out_of_another() -> None:
    told = _told(
        "Skötsel av vägar",
        "1. Kommunen lämnar över skötseln av alla vägar till föreningarna.",
        "2. Södra byn omfattas tills vidare inte av detta.",
    )
    assert told is not None
    assert "alla" not in told


def test_a_day_behind_a_clause_is_left_out() -> None:
    told = _told("Motion om stöd till elever som hotas", "Ärendet bordläggs till sammanträdet den 3 maj 2031.")
    assert told == "Kommunstyrelsen bordlägger motionen om stöd till elever som hotas."
    told = _told("Motion om stöd", "Ärendet bordläggs till sammanträdet den 3 maj 2031.")
    assert told == "Kommunstyrelsen bordlägger motionen om stöd till sammanträdet den 3 maj 2031."


def test_a_withdrawn_matter_is_told_as_such() -> None:
    decision = "Per Ås (M) återtar sin avsägelse varför ärendet utgår."
    context = _item("Avsägelse från Per Ås (M)", decision)
    assert headline(context, _facts(Outcome.OTHER, decision=(decision,))) == "Ärendet utgår."


_WORDS = st.text(st.sampled_from("abc åäö ABC ÅÄÖ.,:;–()§12”? "), max_size=60)


@given(
    title=_WORDS,
    decision=st.lists(st.one_of(_WORDS, st.builds("att avslå {}".format, _WORDS)), max_size=4),
    body=st.none() | st.just("Nämnden"),
)
def test_any_text_gives_a_short_sentence_or_none(title: str, decision: list[str], body: str | None) -> None:
    told = _told(title, *decision, body=body)
    if told is not None:
        assert len(told.split()) <= MAX_WORDS
        assert told.endswith(".")
        assert not told[0].islower()


def test_a_company_keeps_its_capital() -> None:
    text = "Bolaget Fastab, i dag fastab.se, äger huset."
    assert decapitalise("Fastab AB får i uppdrag att sälja huset", text) == "Fastab AB får i uppdrag att sälja huset"


def test_notes_of_two_groups_are_two() -> None:
    context = _item("Taxa för hamnen", "Kommunstyrelsen beslutar att anta taxan.")
    facts = read_facts(context)
    notes = [Actors(by=(), parties=(party,), start=0, end=5) for party in ("SD", "M")]
    one, two = (headline(context, replace(facts, statements=tuple(notes[:count]))) for count in (1, 2))
    assert str(one).endswith(" SD lämnar en protokollsanteckning.")
    assert str(two).endswith(" SD och M lämnar protokollsanteckningar.")


def test_no_clause_ends_within_quotation_marks() -> None:
    told = _told("Uppföljning", "Nämndens rapport ”2031:14 Uppföljning av planen”, i enlighet med bilaga 2, antecknas.")
    assert told is not None
    assert told.count("”") % 2 == 0


def test_a_vote_on_the_counter_proposal_is_not_told() -> None:
    context = _item("Taxa för hamnen", "Kommunstyrelsen beslutar att anta taxan.")
    lines = "Omröstning om motförslag. 7 ja mot 6 nej."
    order = ItemParagraph(lines, SectionKind.UNKNOWN, ParagraphLabel.OTHER, start=900)
    context = replace(context, paragraphs=(*context.paragraphs, order))
    on_counter = Vote(yes=7, no=6, start=900, end=930, yes_means="bifall till Eks yrkande", no_means="avslag")
    main = Vote(yes=4, no=3, start=1000, end=1030, yes_means="bifall till förslaget", no_means="avslag")
    told = headline(context, replace(read_facts(context), votes=(on_counter, main)))
    assert told is not None
    assert told.startswith("Kommunstyrelsen antar taxan")
    assert "(4–3)" in told
    assert "7–6" not in told
