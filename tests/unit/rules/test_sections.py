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
