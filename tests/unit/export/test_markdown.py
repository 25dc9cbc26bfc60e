from __future__ import annotations

import dataclasses
import json
import os
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from nlp_minutes.export import to_markdown
from nlp_minutes.minutes import Minutes, from_dict

DATA = Path(__file__).parent / "data"
_OURS = {"h1", "h2", "h3", "h4", "p", "em", "strong", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "br"}


@pytest.fixture(scope="module")
def small() -> Minutes:
    return from_dict(json.loads((DATA / "small.json").read_text(encoding="utf-8")))


def rendered(text: str) -> str:
    """Give what a CommonMark reader with tables and raw HTML makes of a text."""
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def with_title(minutes: Minutes, title: str) -> Minutes:
    return dataclasses.replace(minutes, items=[dataclasses.replace(minutes.items[0], title=title, headline=title)])


def test_text_is_as_it_was(small: Minutes) -> None:
    path = DATA / "small.md"
    if os.environ.get("NLP_MINUTES_GOLDEN"):
        path.write_text(to_markdown(small), encoding="utf-8", newline="\n")
    assert to_markdown(small) == path.read_text(encoding="utf-8")


def test_hostile_text_stays_text(small: Minutes) -> None:
    page = rendered(to_markdown(small))
    assert set(re.findall(r"</?(\w+)", page)) <= _OURS
    assert "<h3>§ 7 Bullervall vid Hamngatan &amp; &lt;script&gt;alert(1)&lt;/script&gt;</h3>" in page
    assert "<p>Karta *bilaga* [1](http://x.example)</p>" in page


@pytest.mark.parametrize(
    "title",
    [
        "# A",
        "- a",
        "+ a",
        "* a",
        "1. a",
        "12) a",
        "> a",
        "===",
        "---",
        "    a",
        "`a`",
        "~~~",
        "| a |",
        "&lt;",
        "a\\",
        "![a](b)",
        "$a$",
        "a\n\n# b",
        "a #",
    ],
)
def test_marks_of_markdown_in_a_title_mean_nothing(small: Minutes, title: str) -> None:
    page = rendered(to_markdown(with_title(small, title)))
    shown = " ".join(title.split()).replace("&", "&amp;").replace(">", "&gt;")
    assert f"<h3>§ 7 {shown}</h3>" in page
    assert f"<p><strong>{shown}</strong></p>" in page


def test_every_item_and_person_is_there(small: Minutes) -> None:
    page = rendered(to_markdown(small))
    assert page.count("<h3>§ ") == len(small.items)
    assert page.count("<tr>") == len(small.persons) + 1
    assert "<td>Cia &quot;O&quot; O'Brien</td>\n<td>Frånvarande</td>\n<td>a|b</td>" in page


def test_labels_and_warnings_stand_in_the_text(small: Minutes) -> None:
    text = to_markdown(small)
    for label in ("Beslut", "Underlag", "Övrigt", "Invändning", "Sammanfattning"):
        assert f"**Stycke: {label}**" in text
    assert "section\\_gap" in text


def test_furniture_is_left_out_with_a_note(small: Minutes) -> None:
    text = to_markdown(small)
    assert "Justerandes sign" not in text
    assert "Sidhuvuden, sidfötter och signaturrader är utelämnade." in text


def test_entities_are_named_by_item(small: Minutes) -> None:
    assert "- Nämns, datum: 2025-03-01" in to_markdown(small)


def test_words_broken_by_a_line_are_whole_again(small: Minutes) -> None:
    text = to_markdown(small)
    assert "bullerskyddsvall" in text
    assert "barn- och skolmiljön" in text
