from __future__ import annotations

import dataclasses
import json
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.export import to_html
from nlp_minutes.export.transcript import sections
from nlp_minutes.export.words import WARNINGS, readable
from nlp_minutes.labels import WarningCode
from nlp_minutes.minutes import Entity, Minutes, Paragraph, from_dict

DATA = Path(__file__).parent / "data"
CSS = (files("nlp_minutes.export") / "templates" / "page.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def small() -> Minutes:
    return from_dict(json.loads((DATA / "small.json").read_text(encoding="utf-8")))


def tree(page: str) -> ET.Element:
    """Read a page as XML, which is stricter than HTML: each tag is closed, each & and < escaped."""
    return ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - our own output


def words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def shown(element: ET.Element) -> Iterator[str]:
    """Yield the text of an element without what is only said to screen readers."""
    if element.get("class") != "vh":
        yield element.text or ""
        for child in element:
            yield from shown(child)
            yield child.tail or ""


def letters(text: str) -> str:
    return re.sub(r"[\s\u00ad-]", "", text)


def has_class(element: ET.Element, name: str) -> bool:
    return name in (element.get("class") or "").split()


def test_page_is_as_it_was(small: Minutes) -> None:
    path = DATA / "small.html"
    if os.environ.get("NLP_MINUTES_GOLDEN"):
        path.write_text(to_html(small), encoding="utf-8", newline="\n")
    assert to_html(small) == path.read_text(encoding="utf-8")


def test_page_is_well_formed_swedish_and_described(small: Minutes) -> None:
    page = tree(to_html(small))
    assert page.get("lang") == "sv"
    assert page.findtext("head/title") == "Miljönämnden, Askvik kommun, 2 april 2025"
    assert {"main", "nav", "header", "footer"} <= {element.tag for element in page.iter()}


def test_page_stands_alone(small: Minutes) -> None:
    page = tree(to_html(small))
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & {one.tag for one in page.iter()}
    for element in page.iter():
        assert "src" not in element.attrib
        assert not any(name.startswith("on") or name == "style" for name in element.attrib)
        assert element.get("href", "#").startswith("#")
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "http" not in CSS


def test_every_link_leads_somewhere_and_no_identifier_is_twice(small: Minutes) -> None:
    page = tree(to_html(small))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {element.get("href", "")[1:] for element in page.iter("a")} <= set(ids)
    named = {one.get(name) for one in page.iter() for name in ("aria-labelledby",)} - {None}
    assert named <= set(ids)


def test_hostile_text_stays_text(small: Minutes) -> None:
    page = tree(to_html(small))
    assert "<script" not in to_html(small)
    assert not {"b", "i", "u", "em", "x"} & {element.tag for element in page.iter()}
    assert "§ 7 Bullervall vid Hamngatan & <script>alert(1)</script>" in [words(one) for one in page.iter("h3")]


@pytest.mark.parametrize(
    "bad", ["\x00", "\x1b", "\ud800", "\uffff", "\u202e", "\x0c", "]]>", "<!--", "</style>", '"><x y="']
)
def test_characters_no_page_may_hold_are_replaced(small: Minutes, bad: str) -> None:
    item = dataclasses.replace(small.items[0], title=f"A{bad}B", number=bad)
    page = to_html(dataclasses.replace(small, text=bad + small.text[len(bad) :], items=[item]))
    page.encode()
    assert "\u202e" not in page
    tree(page)


def test_headings_are_in_order(small: Minutes) -> None:
    levels = [int(one.tag[1]) for one in tree(to_html(small)).iter() if re.fullmatch("h[1-6]", one.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_every_item_is_in_the_digest_and_the_text(small: Minutes) -> None:
    page = tree(to_html(small))
    digest = next(one for one in page.iter("ol") if has_class(one, "digest"))
    entries = [words(one) for one in digest]
    assert entries[0].endswith("Utfall: avslag Nämnden avslog ansökan <u>1–1</u>.")
    assert entries[1] == "§ 8 Mötet avslutas Utfall: framgår inte"
    headings = [words(one) for one in page.iter("h3")]
    assert [one.split(maxsplit=2)[:2] for one in headings if one.startswith("§")] == [["§", "7"], ["§", "8"]]


def test_every_person_has_a_row(small: Minutes) -> None:
    rows = [[words(cell) for cell in row] for row in tree(to_html(small)).iter("tr")][1:]
    assert rows == [
        ["Ada Lind (S)", "Ledamot; ordförande", "1"],
        ["Bo <b>Ek</b> (M)", 'Tjänstgörande ersättare för Cia "O" O\'Brien', "0"],
        ['Cia "O" O\'Brien', "Frånvarande; a|b", "0"],
        ["Dag Å", "Endast omnämnd", "0"],
    ]


def test_facts_are_told(small: Minutes) -> None:
    facts = {words(one[0]): words(one[1]) for one in tree(to_html(small)).iter("div") if one.find("dt") is not None}
    assert facts["Omfattning"] == "§ 7–8"
    assert facts["Yrkanden"].startswith("Ada Lind (S), Bo <b>Ek</b> (M) och (KD): avslag")
    assert "Avser: ansökan" in facts["Yrkanden"]
    assert facts["Omröstning"].startswith("1 ja, 1 nej, 0 avstår, 2 frånvarande")
    assert "Nej (1): Bo <b>Ek</b> (M)" in facts["Omröstning"]
    assert facts["Jäv"] == "Dag Å"
    assert facts["Justering"] == "omedelbart justerad"
    assert facts["Fil"] == "<i>a.txt"
    assert facts["Framställd av"] == "nlp-minutes 9.9, sv_test 1"


def test_labels_stand_in_the_text(small: Minutes) -> None:
    groups = [one for one in tree(to_html(small)).iter("div") if has_class(one, "group")]
    assert [words(one[0]) for one in groups] == [
        "Övrigt",
        "Beslut",
        "Underlag",
        "Övrigt",
        "Invändning",
        "Sammanfattning",
    ]


def test_entities_are_marked_and_named(small: Minutes) -> None:
    article = list(tree(to_html(small)).iter("article"))
    marks = [words(mark) for one in article for mark in one.iter("mark")]
    assert "Ada Lind (person: Ada Lind (S))" in marks
    assert "2025-03-01 (datum: 1 mars 2025)" in marks
    assert "tackar (odd<x>)" in marks


def test_words_broken_by_a_line_are_whole_again(small: Minutes) -> None:
    page = to_html(small)
    assert "bullerskydds\u00advall" in page
    assert "barn-\noch skolmiljön" in page


def test_whole_text_is_shown(small: Minutes) -> None:
    articles = "".join(
        "".join(shown(child))
        for article in tree(to_html(small)).iter("article")
        for child in article
        if child.tag != "h3" and not has_class(child, "box")
    )
    for label in ("Övrigt", "Beslut", "Underlag", "Övrigt", "Invändning", "Sammanfattning"):
        articles = re.sub(rf"\n\s*{label}\n", "\n", articles, count=1)
    left = letters(articles)
    for line in small.text.split("\n"):
        assert letters(line) in left


def test_warnings_are_told_with_their_text(small: Minutes) -> None:
    page = words(tree(to_html(small)))
    assert "Paragraf saknas i nummerföljden section_gap: Items missing: <b>§ 6</b>" in page
    assert "brand_new brand_new: Something" in page


def test_every_warning_has_a_name() -> None:
    assert set(WarningCode) <= set(WARNINGS)


def test_empty_result_makes_a_page(small: Minutes) -> None:
    bare = dataclasses.replace(
        small, text="", persons=[], entities=[], furniture=[], items=[], paragraphs=[], warnings=[]
    )
    assert "Inga paragrafer hittades." in words(tree(to_html(bare)))


spans = st.lists(st.tuples(st.integers(-3, 60), st.integers(-3, 60)), max_size=8)


@given(text=st.text("ab-\n\t §å", max_size=50), paragraphs=spans, entities=spans, furniture=spans, items=spans)
def test_sections_keep_every_letter_whatever_the_spans(
    text: str,
    paragraphs: list[tuple[int, int]],
    entities: list[tuple[int, int]],
    furniture: list[tuple[int, int]],
    items: list[tuple[int, int]],
) -> None:
    base = from_dict(json.loads((DATA / "small.json").read_text(encoding="utf-8")))
    minutes = dataclasses.replace(
        base,
        text=text,
        paragraphs=[
            Paragraph(start=a, end=b, label="other", scores={}, heading=None, item=None) for a, b in paragraphs
        ],
        entities=[Entity(start=a, end=b, label="ORG", text="", person=None, normal=None) for a, b in entities],
        furniture=[list(span) for span in furniture],
        items=[dataclasses.replace(base.items[1], start=a, end=b) for a, b in items],
    )
    found = sections(minutes)
    out = "".join(block.text for section in found for group in section.groups for block in group.blocks)
    assert letters(out) == letters(text)
    assert sum(section.item is not None for section in found) == len(items)
    tree(to_html(minutes))


@given(st.text())
def test_readable_keeps_the_length(text: str) -> None:
    assert len(readable(text)) == len(text)


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


LIGHT = colours(CSS[: CSS.index("@media")])
DARK = colours(CSS[CSS.index("@media") : CSS.index("* {")])


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pairs(foreground: str, background: str) -> list[tuple[str, str]]:
    return [
        (one, other)
        for one, other in product(LIGHT, LIGHT)
        if one.startswith(foreground) and other.startswith(background)
    ]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_colours_stand_in_the_variables_only() -> None:
    assert set(LIGHT) == set(DARK)
    rules = re.sub(r"/\*.*?\*/|--[\w-]+: #[0-9a-f]{6};", "", CSS, flags=re.DOTALL)
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsl|opacity", rules)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), pairs("text-", "on-"))
def test_text_has_contrast(scheme: dict[str, str], text: str, surface: str) -> None:
    assert contrast(scheme[text], scheme[surface]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "surface"), pairs("line-", "on-page"))
def test_lines_have_contrast(scheme: dict[str, str], line: str, surface: str) -> None:
    assert contrast(scheme[line], scheme[surface]) >= 3
