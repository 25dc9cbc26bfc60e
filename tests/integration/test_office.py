"""DOCX, ODT and HTML made from our own sources (tests/fixtures/office.py): what is read from them against the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import nlp_minutes
from tests.fixtures.office import docx_of, html_of, odt_of

if TYPE_CHECKING:
    from spacy.language import Language

SOURCES = Path(__file__).resolve().parents[2] / "corpus" / "sources"
NAMES = (
    "alvhult_ks_2017",
    "askvik_ks_2025",
    "ektuna_ks_2015",
    "fjallnas_ks_2019",
    "granstad_au_2023",
    "hasselo_ko_2023",
    "lovanger_vard_2023",
    "sjoarp_kf_2018",
    "storlunda_kf_2026",
    "tornvik_ftn_2017",
    "torsmark_ks_2024",
    "vretsta_soc_2013",
)
FACTS = ("items", "titles", "case_numbers", "attendance", "meeting")
MAKE: dict[str, Callable[[str], bytes]] = {
    "docx": docx_of,
    "odt": odt_of,
    "html": lambda marked: html_of(marked).encode(),
    "div.html": lambda marked: html_of(marked, "div").encode(),
}


@pytest.mark.parametrize("name", NAMES)
def test_facts_are_those_of_the_text(
    name: str, tmp_path: Path, nlp: Language, source_named: Callable[[str], Any]
) -> None:
    from _facts import compare  # benchmarks/, which tests/fixtures/office.py makes known

    source = source_named(name)
    gold: Mapping[str, Any] = {"items": source.items, "persons": source.persons, "meeting": source.meeting}
    marked = (SOURCES / f"{name}.src").read_text(encoding="utf-8")
    text = compare([(nlp_minutes.annotate(source.text, nlp=nlp).to_dict(), gold)])
    for kind, make in MAKE.items():
        path = tmp_path / f"{name}.{kind}"
        path.write_bytes(make(marked))
        found = compare([(nlp_minutes.annotate(path, nlp=nlp).to_dict(), gold)])
        assert found["items"][2] >= 0.99, kind
        for fact in FACTS:
            assert found[fact][2] >= text[fact][2] - 0.02, (kind, fact)


def test_numbers_that_stand_in_no_text_are_points_of_the_decision(tmp_path: Path, nlp: Language) -> None:  # trap 8
    from tests.fixtures.office import docx, w_level, w_numbered, w_numbering, w_p

    heading = '<w:pStyle w:val="Paragraf"/>'
    body = w_p("Kommunstyrelsen") + w_p("2031-03-12") + w_p("Motion om cykelbana", heading) + w_p("Beslut")
    body += (
        w_p("Kommunstyrelsen beslutar att")
        + w_numbered("bifalla motionen, och", 1)
        + w_numbered("uppdra åt nämnden.", 1)
    )
    body += w_p("Val av ombud", heading) + w_p("Beslut") + w_p("Kommunstyrelsen väljer Ulla Ek (S).")
    lists = {1: w_level(0, "decimal", "%1."), 9: w_level(0, "decimal", "§ %1", start=14)}
    path = tmp_path / "mote.docx"
    path.write_bytes(docx(body, numbering=w_numbering(lists, {1: (1, ""), 90: (9, "")})))
    minutes = nlp_minutes.annotate(path, nlp=nlp)
    assert [(item.number, item.title) for item in minutes.items] == [
        ("14", "Motion om cykelbana"),
        ("15", "Val av ombud"),
    ]
    assert "\n1. bifalla motionen, och\n2. uppdra åt nämnden.\n" in minutes.text


def test_menus_and_cookies_make_no_items(tmp_path: Path, nlp: Language) -> None:  # trap 9
    marked = (SOURCES / "askvik_ks_2025.src").read_text(encoding="utf-8")
    path = tmp_path / "mote.html"
    path.write_text(html_of(marked, "div"), encoding="utf-8")
    minutes = nlp_minutes.annotate(path, nlp=nlp)
    assert not {"98", "99"} & {item.number for item in minutes.items}
    assert not [word for word in ("kakor", "Skriv ut", "Bygga och bo", "Besöksadress") if word in minutes.text]


def test_text_box_head_and_table_are_read_in_their_order(tmp_path: Path, nlp: Language) -> None:  # trap 9
    marked = (SOURCES / "askvik_ks_2025.src").read_text(encoding="utf-8")
    path = tmp_path / "mote.docx"
    path.write_bytes(docx_of(marked))
    text = nlp_minutes.annotate(path, nlp=nlp).text
    assert text.startswith("Askvik kommun\tSammanträdesprotokoll\n")
    assert text.count("Askvik kommun\tSammanträdesprotokoll") == 1
    assert text.index("Plats och tid") < text.index("Beslutande") < text.index("Underskrifter")
