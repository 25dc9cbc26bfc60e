from __future__ import annotations

import pytest

from nlp_minutes.rules.case_summary import case_title, summarise_case
from nlp_minutes.rules.case_text import CASE_KINDS, CaseSentence, case_heading, read_case_text
from nlp_minutes.rules.item_summary import count_words

BLOCKS = [
    "Tjänsteskrivelse",
    "Handläggare: Åsa Wik",
    "Ny bro över Kvarnån",
    "Förslag till beslut",
    "1. Nämnden godkänner förslaget om en ny bro.",
    "Ärendet",
    "Bron över Kvarnån byggdes 1931 och måste bytas. Den klarar inte längre tunga fordon.",
    "Beskrivning av ärendet",
    "En ny bro kostar 14 miljoner kronor. Arbetet tar nio månader. Under tiden leds trafiken om.",
    "Följande har prövats:",
    "• att laga den gamla bron med nya balkar",
    "• att bygga en bro för enbart cyklar",
    "Förvaltningens bedömning",
    "Förvaltningen bedömer att en ny bro är billigast på sikt.",
]


def paragraphs(blocks: list[str] = BLOCKS) -> list[tuple[str, int]]:
    rows, at = [], 0
    for block in blocks:
        rows.append((block, at))
        at += len(block) + 1
    return rows


@pytest.mark.parametrize(
    ("paragraph", "kind", "rest"),
    [
        ("Ärendet", "matter", ""),
        ("Ärendet Bron måste bytas.", "matter", "Bron måste bytas."),
        ("Beskrivning av ärendet Bron måste bytas.", "description", "Bron måste bytas."),
        ("Sammanfattning av ärendet: Bron måste bytas.", "summary", "Bron måste bytas."),
        ("Tekniska kontorets bedömning Kontoret bedömer det.", "assessment", "Kontoret bedömer det."),
        ("Ekonomiska konsekvenser", "impact", ""),
        ("Förslag till beslut", "proposal", ""),
        ("Bakgrund och syfte är en annan sak.", None, ""),
        ("Ärendet har beretts i nämnden.", None, ""),
        ("Förslaget innebär en ny bro.", None, ""),
    ],
)
def test_heading_is_told_from_text_that_begins_alike(paragraph: str, kind: str | None, rest: str) -> None:
    found = case_heading(paragraph)
    assert (found[0] if found else None) == kind
    if found:
        assert paragraph[found[1] :] == rest


def test_sentences_stand_in_the_text_and_know_their_section() -> None:
    text = "\n".join(BLOCKS)
    found = read_case_text(paragraphs())
    assert all(text[one.start : one.end] == one.text and one.kind in CASE_KINDS for one in found)
    kinds = {one.text: one.kind for one in found}
    assert kinds["Bron över Kvarnån byggdes 1931 och måste bytas."] == "matter"
    assert kinds["Arbetet tar nio månader."] == "description"
    assert kinds["Förvaltningen bedömer att en ny bro är billigast på sikt."] == "assessment"
    assert "Ärendet" not in kinds


def test_points_know_what_leads_in_and_pronouns_what_they_lean_on() -> None:
    found = read_case_text(paragraphs())
    by_text = {one.text: one for one in found}
    point = by_text["• att laga den gamla bron med nya balkar"]
    assert point.point
    assert point.lead is not None
    assert found[point.lead].text == "Följande har prövats:"
    leaning = by_text["Den klarar inte längre tunga fordon."]
    assert leaning.lead is not None
    assert found[leaning.lead].text.startswith("Bron över Kvarnån")


def test_title_is_the_line_of_words_above_the_first_section() -> None:
    assert case_title(paragraphs()) == "Ny bro över Kvarnån"
    assert case_title([("Ärende: Ny skola i Åslunda", 0)]) == "Ny skola i Åslunda"
    assert case_title([("Ärendet", 0), ("Bron måste bytas.", 8)]) is None


def by_text(sentences: list[CaseSentence], texts: dict[str, float]) -> list[float]:
    return [texts.get(one.text, 0.1) for one in sentences]


def test_summary_takes_a_leaning_sentence_with_the_one_before() -> None:
    found = read_case_text(paragraphs())
    scores = by_text(found, {"Den klarar inte längre tunga fordon.": 0.9})
    text = "\n".join(BLOCKS)
    chosen = [text[one.start : one.end] for one in summarise_case(found, scores, max_words=15)]
    assert chosen == ["Bron över Kvarnån byggdes 1931 och måste bytas.", "Den klarar inte längre tunga fordon."]


def test_summary_never_takes_a_point_without_its_lead_in() -> None:
    found = read_case_text(paragraphs())
    scores = by_text(found, {"• att laga den gamla bron med nya balkar": 0.9})
    text = "\n".join(BLOCKS)
    for limit in range(4, 60):
        chosen = [text[one.start : one.end] for one in summarise_case(found, scores, max_words=limit)]
        assert sum(map(count_words, chosen)) <= limit
        if any(one.startswith("•") for one in chosen):
            assert "Följande har prövats:" in chosen


def test_summary_does_not_tell_a_thing_twice() -> None:
    twice = paragraphs(
        [
            "En ny bro kostar 14 miljoner kronor.",
            "Taxan för båtplatser höjs.",
            "En ny bro kostar 14 miljoner kronor i dag.",
        ]
    )
    found = read_case_text(twice)
    with_control = summarise_case(found, [0.9, 0.2, 0.8], max_words=100)
    assert [one.start for one in with_control] == [found[0].start, found[1].start]
    assert len(summarise_case(found, [0.9, 0.2, 0.8], max_words=100, redundancy=0.0)) == 3


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 8, 200])
def test_limits_of_words_and_sentences_hold(limit: int) -> None:
    found = read_case_text(paragraphs())
    scores = [1.0 / (1 + place) for place in range(len(found))]
    text = "\n".join(BLOCKS)
    chosen = summarise_case(found, scores, max_words=limit)
    assert chosen
    assert sum(count_words(text[one.start : one.end]) for one in chosen) <= limit
    assert len(summarise_case(found, scores, max_words=None, max_sentences=2)) == 2


def test_summary_of_nothing_is_nothing() -> None:
    assert read_case_text([]) == []
    assert summarise_case([], []) == []
