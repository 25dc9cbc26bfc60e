from __future__ import annotations

import pytest

from nlp_minutes.rules.sections import Paragraph, Part, Section, read_sections

LONG = "Förvaltningen har sett över lokalerna vid torget och redovisar nu tre förslag till hur de kan hyras ut."


def read(*texts: str, body: str | None = "Tekniska nämnden") -> tuple[list[Section], list[Paragraph]]:
    parts, at = [], 100
    for text in texts:
        parts.append(Part(text=text, start=at, blank_before=True))
        at += len(text) + 1
    return read_sections(parts, item="14", body=body)


def labels(*texts: str, body: str | None = "Tekniska nämnden") -> list[str]:
    return [str(one.label) for one in read(*texts, body=body)[1]]


def test_read_sections_opens_a_section_at_each_heading() -> None:
    sections, paragraphs = read(
        "Beslut", "Nämnden antar taxan.", "Sammanfattning", LONG, LONG, "Reservation", "M reserverar sig."
    )
    assert [(one.kind, one.heading) for one in sections] == [
        ("decision", "Beslut"),
        ("summary", "Sammanfattning"),
        ("reservation", "Reservation"),
    ]
    assert [one.label for one in paragraphs] == ["decision", "summary", "summary", "objection"]
    assert all(one.item == "14" and one.known for one in paragraphs)


def test_read_sections_counts_offsets_from_the_text() -> None:
    texts = ["Beslut", "Nämnden antar taxan."]
    sections, paragraphs = read(*texts)
    assert (sections[0].start, sections[0].end) == (100, 127)
    assert (paragraphs[0].start, paragraphs[0].end) == (107, 127)


def test_read_sections_takes_a_heading_on_the_line_of_its_text() -> None:
    sections, paragraphs = read("Beslut: Nämnden antar taxan.")
    assert [(one.kind, one.heading) for one in sections] == [("decision", "Beslut")]
    assert (paragraphs[0].start, paragraphs[0].label) == (108, "decision")


def test_read_sections_takes_an_unknown_heading_for_one() -> None:
    sections, _ = read("Sammanfattning", LONG, "Kvarnens framtida drift", LONG, "Beslut", "Nämnden antar taxan.")
    assert [one.heading for one in sections] == ["Sammanfattning", "Kvarnens framtida drift", "Beslut"]
    assert sections[1].kind == "unknown"


def test_read_sections_finds_a_decision_without_heading() -> None:
    assert labels(LONG, "Nämnden antar taxan.") == ["summary", "decision"]
    assert labels(LONG, "Nämnden beslutar", "att anta taxan.") == ["summary", "decision", "decision"]
    assert labels(LONG, "Kommunstyrelsen beslutar") == ["summary", "summary"]  # another body


@pytest.mark.parametrize(
    ("heading", "body", "label"),
    [
        ("Arbetsutskottets förslag till beslut", "Arbetsutskottet", "decision"),
        ("Arbetsutskottets förslag till beslut", "Kommunstyrelsens arbetsutskott", "decision"),
        ("Arbetsutskottets förslag till beslut", "Kommunstyrelsen", "basis"),
        ("Kommunstyrelsens förslag till kommunfullmäktige", "Kommunstyrelsen", "decision"),
        ("Förvaltningens förslag till beslut", "Tekniska nämnden", "basis"),
        ("Förslag till beslut", None, "basis"),
    ],
)
def test_read_sections_sees_a_proposal_from_the_body_that_met(heading: str, body: str | None, label: str) -> None:
    assert labels(heading, "att anta taxan för torghandel.", body=body) == [label]


def test_read_sections_takes_adjustment_out_of_the_decision() -> None:
    assert labels("Beslut", "Nämnden antar taxan.", "Paragrafen förklaras omedelbart justerad.") == [
        "decision",
        "other",
    ]


def test_read_sections_of_nothing_is_empty() -> None:
    assert read() == ([], [])


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Tekniska nämndens avgörande", "decision"),
        ("Kommunstyrelsens ställningstagande för egen del", "decision"),
        ("Nämndens avgörande för egen räkning", "decision"),
        ("Beslut för nämndens egen del", "decision"),
        ("För egen del", "decision"),
        ("Regionstyrelsens eget ställningstagande för egen del", "decision"),
        ("Förslag före mötet", "proposal"),
        ("Förslag inför sammanträdet", "proposal"),
        ("Utskottets förslag inför dagens möte", "proposal"),
        ("Beslutsförslag innan överläggningen", "proposal"),
        ("Förvaltningens förslag till mötet", "proposal"),
        ("Nämndens beslut och motivering", "decision"),
        ("Beslut – förslag till kommunfullmäktige", "decision"),
        ("Så beslutade nämnden", "decision"),
        ("Vad frågan gäller", "summary"),
        ("Motionens innehåll", "summary"),
        ("Ärendet i sammandrag", "summary"),
        ("Hörda grannar och myndigheter", "basis"),
        ("Föreningarnas synpunkter", "basis"),
        ("Skäl för avslag", "basis"),
        ("Kostnader och tidplan", "basis"),
        ("Gatukontorets hemställan", "proposal"),
        ("Förslag från arbetsutskottet", "proposal"),
        ("Yrkanden under överläggningen", "motions"),
        ("Framförda förslag", "motions"),
        ("Tilläggsförslag", "motions"),
        ("Överläggning och yrkanden", "motions"),
        ("Hur beslutet togs", "order"),
        ("Propositioner och omröstning", "order"),
        ("Andra omröstningen", "vote"),
        ("Skiljaktig mening", "reservation"),
        ("Anmälda reservationer", "reservation"),
        ("Anmält särskilt yttrande", "statement"),
        ("Antecknas till protokollet", "note"),
        ("Deltog inte i beslutet", "protest"),
        ("Anmält jäv", "recusal"),
        ("Avskrift av beslutet till", "recipients"),
        ("Beslutet distribueras till", "recipients"),
        ("Under mötet", "discussion"),
    ],
)
def test_read_sections_knows_headings_in_many_words(heading: str, kind: str) -> None:
    assert [(str(one.kind), one.heading) for one in read("Beslut", "Taxan antas.", heading, LONG)[0]][1] == (
        kind,
        heading,
    )


@pytest.mark.parametrize(
    "line",
    [
        "Utgår",
        "Föreningen har lämnat synpunkter",
        "Ärendet skickas till nämnden i juni",
        "Ett beslut om taxan fattas i höst och gäller nästa år.",
    ],
)
def test_read_sections_takes_no_running_text_for_a_heading(line: str) -> None:
    assert {one.heading for one in read("Beslut", "Taxan antas.", line, "Se bilagan.")[0]} == {"Beslut"}


def test_read_sections_tells_a_standpoint_that_decides_from_one_that_gives_reasons() -> None:
    alone, _ = read("Nämndens ställningstagande", "Taxan antas.", "Saken", LONG)
    beside, _ = read("Beslut", "Taxan antas.", "Nämndens ställningstagande", LONG)
    others, _ = read("Kontorets ställningstagande", LONG, "Beslut", "Taxan antas.")
    assert [str(one.kind) for one in alone] == ["decision", "summary"]
    assert [str(one.kind) for one in beside] == ["decision", "proposal"]
    assert [str(one.kind) for one in others] == ["proposal", "decision"]


def test_read_sections_takes_the_decision_of_another_body_for_a_basis() -> None:
    sections, _ = read("Arbetsutskottets beslut", LONG, "Tekniska nämndens beslut", "Taxan antas.")
    assert [str(one.kind) for one in sections] == ["basis", "decision"]


@pytest.mark.parametrize(
    ("below", "kind"),
    [
        ("Ulla Ek (S): Avslag på förslaget.", "motions"),
        ("Ulla Ek (S) och Jon Dahl (M) yrkar att taxan sänks.", "motions"),
        ("– S och C (genom Ulla Ek och Mia Björk): Bordläggning.", "motions"),
        ("Ulla Ek (S) reserverar sig mot beslutet.", "reservation"),
        ("Ordföranden ställer förslaget mot avslag och finner bifall.", "order"),
        ("Ulla Ek (S) deltar inte i beslutet.", "protest"),
        ("Ulla Ek (S) anmäler jäv.", "recusal"),
        ("Ulla Ek (S) låter anteckna att taxan är för hög.", "note"),
        ("Taxan antas.", "decision"),
    ],
)
def test_read_sections_understands_an_unknown_heading_by_what_stands_below(below: str, kind: str) -> None:
    texts = ["Saken", LONG, "Kvarnens öde", below]
    parts = [Part(text=text, start=200 * n, blank_before=n % 2 == 0) for n, text in enumerate(texts)]
    sections, _ = read_sections(parts, item="14", body="Tekniska nämnden")
    assert [(str(one.kind), one.heading) for one in sections] == [("summary", "Saken"), (kind, "Kvarnens öde")]


def test_read_sections_keeps_the_sentence_that_leads_in_below_a_heading() -> None:
    sections, paragraphs = read("Avgörande", "Nämnden beslutade", "att anta taxan.")
    assert [one.heading for one in sections] == ["Avgörande"]
    assert [one.label for one in paragraphs] == ["decision", "decision"]
    alone, paragraphs = read("Omröstning", "Rösterna faller lika.", "Nämnden beslutar således", "att anta taxan.")
    assert [(str(one.kind), one.heading) for one in alone] == [("vote", "Omröstning"), ("decision", None)]
    assert [one.label for one in paragraphs] == ["other", "decision", "decision"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ulla Ek (S), med instämmande av Mia Björk (C): Bifall till kontorets förslag.", "other"),
        ("Ulla Ek (S): Motionen ska anses besvarad i stället för att avslås.", "objection"),
        ("– S och C (genom Ulla Ek och Mia Björk): Bordläggning.", "objection"),
        ("Per Ek (KD): Taxan blir 12 kronor.", "objection"),
    ],
)
def test_read_sections_labels_motions_without_a_verb(text: str, label: str) -> None:
    assert labels("Kontorets förslag", LONG, "Förslag på mötet", text)[-1] == label


def test_read_sections_labels_who_joins_a_motion_as_the_motion() -> None:
    found = labels(
        "Förslag på mötet",
        "Ulla Ek (S): Avslag på kontorets förslag.",
        "Mia Björk (C): Bifall till kontorets förslag.",
        "Jon Dahl (M) instämmer i Eks förslag.",
        "Per Holm (KD) instämmer i Björks förslag.",
    )
    assert found == ["objection", "other", "objection", "other"]


def test_read_sections_labels_a_matter_that_is_off_the_agenda_and_a_bill_as_other() -> None:
    assert labels("Ärendet utgick när dagordningen fastställdes.") == ["other"]
    assert labels("Beslut", "Bygglov beviljas.", "Faktura på avgiften sänds separat.") == ["decision", "other"]


def test_read_sections_takes_the_names_below_a_late_delgivning_for_recipients() -> None:
    assert [str(one.kind) for one in read("Beslut", "Taxan antas.", "Delgivning", "Miljökontoret")[0]] == [
        "decision",
        "recipients",
    ]
    assert [
        str(one.kind) for one in read("Delgivning", "Dom den 3 maj 2031, mål 12-31", "Beslut", "Taxan antas.")[0]
    ] == [
        "basis",
        "decision",
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ulla Ek (S) uttrycker sin uppskattning över enhetens snabba arbete.", "other"),
        ("Nämnden berömmer personalen på badet.", "other"),
        ("Jon Dahl (M) lovordar förskolornas insats.", "other"),
        ("Per Lund (KD) gratulerar föreningen till framgången.", "other"),
        ("Mia Björk (C) önskar den nya chefen lycka till.", "other"),
        ("Ulla Ek (S) uppskattar arbetet men saknar en tidplan.", "objection"),
        ("Jon Dahl (M) uppskattar utredningen. Skolan borde ha hörts.", "objection"),
    ],
)
def test_read_sections_tells_praise_from_objection(text: str, label: str) -> None:
    assert labels("Protokollsanteckning", text) == [label]
