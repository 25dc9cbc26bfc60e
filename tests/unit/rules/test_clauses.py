from __future__ import annotations

import re

import pytest

from nlp_minutes.labels import ParagraphLabel, SectionKind
from nlp_minutes.rules.clauses import lost_heading, run_on, sentences, without_quotes
from nlp_minutes.rules.item import ItemContext, ItemParagraph


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ek yrkar avslag. Dahl instämmer.", ["Ek yrkar avslag.", "Dahl instämmer."]),
        ("S. Ek (S) m.fl. yrkar avslag.", ["S. Ek (S) m.fl. yrkar avslag."]),
        ("S-E. Björk reserverar sig.", ["S-E. Björk reserverar sig."]),
        ("Mötet öppnas kl. 13. Alla är där", ["Mötet öppnas kl. 13.", "Alla är där"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_sentence_ends(text: str, parts: list[str]) -> None:
    assert [text[low:high].strip() for low, high in sentences(text)] == parts


@pytest.mark.parametrize(
    "text",
    [
        "Ek anför: ”Dahl yrkar avslag.”",
        'Ek anför: "Dahl yrkar avslag."',
        "Ek anför: »Dahl yrkar avslag.«",
        "Ek anför: ”Dahl yrkar avslag och det går",
    ],
)
def test_without_quotes_keeps_places(text: str) -> None:
    blanked = without_quotes(text)
    assert len(blanked) == len(text)
    assert "yrkar" not in blanked
    assert blanked.startswith("Ek anför: ")


def _paragraph(text: str, section: SectionKind, heading: str | None = None) -> ItemParagraph:
    return ItemParagraph(text, section, ParagraphLabel.OTHER, heading)


@pytest.mark.parametrize(
    ("text", "heading", "freed"),
    [
        ("Ulla Ek (S) yrkar avslag.", "Beslutsunderlag", True),
        ("Ulla Ek (S): Bifall till förslaget.", "Handlingar", True),
        ("Ulla Ek (S) reserverar sig.", "Ekonomiska konsekvenser", True),
        ("Ulla Ek (S) yrkade avslag.", "Tidigare behandling", False),
        ("Utskottet 2031-02-03 § 4, Ek reserverar sig", "Beslutsunderlag", False),
        ("Kontorets skrivelse", "Beslutsunderlag", False),
    ],
)
def test_run_on_frees_what_was_said_from_a_list_of_papers(text: str, heading: str, *, freed: bool) -> None:
    context = ItemContext(number="1", title="Plan", paragraphs=(_paragraph(text, SectionKind.BASIS, heading),))
    (one,) = run_on(context).paragraphs
    assert one.section == (SectionKind.UNKNOWN if freed else SectionKind.BASIS)
    assert one.text == text


def test_lost_heading_sees_a_short_line_above_names() -> None:
    lines = ["Jävig", "Ulla Ek (S)", "Jon Dahl (M)"]
    paragraphs = [_paragraph(line, SectionKind.DECISION) for line in lines]
    pattern = re.compile(r"jävig", re.IGNORECASE)
    assert [lost_heading(paragraphs, n, pattern) for n in range(3)] == [False, True, True]
    apart = [paragraphs[0], _paragraph("Ulla Ek (S)", SectionKind.RECIPIENTS)]
    assert lost_heading([*apart, _paragraph("x" * 90, SectionKind.DECISION)], 2, pattern) is False
