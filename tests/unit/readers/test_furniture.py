from __future__ import annotations

import pytest

from nlp_minutes.readers import source_from_text
from nlp_minutes.readers.furniture import TextLine, find_furniture


def furniture(*pages: str) -> list[str]:
    """The furniture of pages that a form feed would divide."""
    lines = [TextLine(text=text, page=n) for n, page in enumerate(pages, 1) for text in page.split("\n")]
    return [lines[i].text for i in sorted(find_furniture(lines))]


def body(title: str) -> str:
    """Twelve lines that repeat on no other page."""
    parts = [
        "bakgrunden",
        "kostnaden",
        "platsen",
        "tiden",
        "skolan",
        "vägen",
        "barnen",
        "huset",
        "sjön",
        "lagen",
        "planen",
    ]
    return "\n".join([title, *(f"Om {part} sägs i frågan om {title.lower()} att den är given." for part in parts)])


def test_find_furniture_takes_page_numbers_and_initials_for_what_they_are() -> None:
    found = furniture(
        f"Åslunda kommun\nSida 1 (3)\n{body('Plats')}\n{body('Ort')}\nJusterandes sign ____",
        f"Sida 2 (3)\n{body('Budget')}\n{body('Skola')}\nJusterandes sign ____",
        f"Sida 3 (3)\n{body('Torg')}\n{body('Bad')}\nJusterandes sign ____",
    )
    sign = "Justerandes sign ____"
    assert found == [sign, "Sida 2 (3)", sign, "Sida 3 (3)", sign]


@pytest.mark.parametrize(
    "head",
    [
        "Åslunda kommun\tSammanträdesprotokoll\tSida {n} (4)\nTekniska nämnden\t2031-03-12",
        "Åslunda kommun\nSammanträdesprotokoll\nTekniska nämnden\n2031-03-12\nSida {n} (4)",
        "Åslunda kommun\nProtokoll\nSida {n} (4)",
        "Tekniska nämnden\n{n} (4)\nProtokoll",
        "PROTOKOLL\t{n}({total})\nTekniska nämnden",
        "Sid {n}\nÅslunda kommun",
    ],
)
def test_find_furniture_takes_what_repeats_beside_an_anchor(head: str) -> None:
    titles = ["Vatten", "Avfall", "Parkering", "Torg"]
    pages = [f"{head.format(n=n, total=4)}\n{body(title)}\n{body(title + ' två')}" for n, title in enumerate(titles, 1)]
    later = [line for n in (2, 3, 4) for line in head.format(n=n, total=4).split("\n")]
    assert furniture(*pages) == later  # that of the front page is content


def test_find_furniture_takes_heads_that_differ_on_odd_and_even_pages() -> None:
    pages = [
        f"Åslunda kommun{chr(9) + '2031-03-12' if n % 2 else ''}\tSida {n}({6})\n{body(word)}\n{body(word + ' igen')}"
        for n, word in enumerate(["Ett", "Två", "Tre", "Fyra", "Fem", "Sex"], 1)
    ]
    assert len(furniture(*pages)) == 5


def test_find_furniture_keeps_lines_of_short_pages() -> None:
    head = "Åslunda kommun\tSammanträdesprotokoll\n"
    pages = [
        f"{head}Sida {n} (4)\n\n§ {n + 10}\nTaxa {word}\nNämnden antar taxan för {word}."
        for n, word in enumerate(["vatten", "avfall", "parkering", "torghandel"], 1)
    ]
    assert not [line for line in furniture(*pages) if "axa" in line]


def test_find_furniture_keeps_item_heads_that_stand_first_on_pages() -> None:
    pages = [f"§ {n} Taxa för något\nNämnden antar taxan.\nSida {n} (4)" for n in range(1, 5)]
    assert not [line for line in furniture(*pages) if line.startswith("§")]


def test_find_furniture_takes_stamps_of_digital_signing() -> None:
    stamp = "Signerat av AB 2031-03-19 ID: 5f3c9a21"
    assert stamp in furniture(f"{body('Ett')}\n{body('Fyra')}\n{stamp}", f"{body('Två')}\n{body('Tre')}\n{stamp}")


def test_find_furniture_takes_bare_numbers_where_they_run_on() -> None:
    pages = [f"{body(word)}\n{body(word + ' till')}\n{n}" for n, word in enumerate(["Ett", "Två", "Tre"], 1)]
    assert furniture(*pages) == ["1", "2", "3"]


def test_find_furniture_keeps_numbers_that_do_not_run_on() -> None:
    assert furniture("Antal barn\n12\nAntal vuxna\n44\nAntal hus\n7") == []


def test_find_furniture_finds_none_in_plain_text() -> None:
    assert furniture("§ 1 Val\nNämnden väljer Ulla Ek.\n§ 2 Budget\nNämnden antar budgeten.") == []


@pytest.mark.parametrize("text", ["", "\n\n", "12", "Sida"])
def test_find_furniture_takes_any_lines(text: str) -> None:
    furniture(text)


def test_a_line_that_puts_a_vote_below_a_running_head_is_none_of_it() -> None:
    page = (
        "Kommunstyrelsen\n\nOmröstning\n\nProtokoll nr 15\nSammanträdesdatum: 2031-08-27\n\n"
        'Godkänd voteringsproposition: "Ja för avslag och Nej för bifall till tilläggsyrkandet."\n'
        "Ulla Ek (V), Åsa Wik (S) och ordföranden Jon Dahl (S) röstar Ja (3).\n\n"
    )
    text = "".join(
        f"§ {n} Ärende om {word}\nBeslut\nFörslaget antas.\n\n{page}" for n, word in enumerate(("vägar", "taxor"), 5)
    )
    source = source_from_text(text)
    furniture = [text[low:high] for low, high in source.furniture]
    assert any(line.startswith("Protokoll nr 15") for line in furniture)
    assert not [line for line in furniture if "röst" in line or "voter" in line]
