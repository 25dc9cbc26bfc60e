from __future__ import annotations

import dataclasses
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from nlp_minutes.export import (
    digest_of,
    digest_of_text,
    digest_to_html,
    digest_to_json,
    digest_to_markdown,
    digest_to_text,
)
from nlp_minutes.export.digest import Digest, item_importance
from nlp_minutes.minutes import ItemSummary, Minutes, Reservation, Summary, SummarySentence, TextSentence, from_dict

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def small() -> Minutes:
    minutes = from_dict(json.loads((DATA / "small.json").read_text(encoding="utf-8")))
    nasty = ItemSummary(
        text="Nämnden köper <script>Ek & Dahl</script> för *allt* den [har](x).",
        sentences=[SummarySentence(start=minutes.items[0].start, end=minutes.items[0].end, score=1.0)],
    )
    first = dataclasses.replace(minutes.items[0], summary=nasty, headline="Nämnden köper <bolaget>.")
    return dataclasses.replace(minutes, items=[first, *minutes.items[1:]])


def tree(page: str) -> ET.Element:
    return ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - our own output


def test_page_holds_every_item_and_loads_nothing(small: Minutes) -> None:
    page = digest_to_html(digest_of(small))
    assert page.startswith("<!DOCTYPE html>")
    root = tree(page)
    words = " ".join("".join(root.itertext()).split())
    for item in small.items:
        assert f"§ {item.number}" in words
    assert "<script>Ek & Dahl</script>" in words
    assert not list(root.iter("script"))
    assert not any(one.get("src") for one in root.iter())
    assert root.get("lang") == "sv"


def test_page_can_be_walked_by_headings_and_links(small: Minutes) -> None:
    root = tree(digest_to_html(digest_of(small)))
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    links = [one.get("href", "") for one in root.iter("a")]
    assert links
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    assert len(list(root.iter("h1"))) == 1
    assert len(list(root.iter("main"))) == 1


def test_markdown_shows_the_words_and_nothing_else(small: Minutes) -> None:
    text = digest_to_markdown(digest_of(small))
    html = MarkdownIt("commonmark").render(text)
    assert "<script>" not in html
    assert "&lt;script&gt;Ek &amp; Dahl&lt;/script&gt; för *allt* den [har](x)." in html
    assert "<a " not in html


def test_text_gives_meeting_then_items(small: Minutes) -> None:
    lines = digest_to_text(digest_of(small)).splitlines()
    assert set(lines[1]) == {"="}
    heads = [line for line in lines if line.startswith("§ ")]
    assert [head.split()[1] for head in heads] == [item.number.split()[0] for item in small.items]
    assert max(map(len, lines)) <= 96


def test_json_says_where_the_sentences_stand(small: Minutes) -> None:
    found = json.loads(digest_to_json(digest_of(small)))
    assert found["kind"] == "minutes"
    assert found["items"][0]["sentences"] == [{"start": small.items[0].start, "end": small.items[0].end, "score": 1.0}]


def test_contested_items_come_first_if_asked(small: Minutes) -> None:
    place = len(small.items) - 1
    last = small.items[place]
    contested = dataclasses.replace(
        last, reservations=[Reservation(by=["Jon Dahl"], parties=["M"], start=last.start, end=last.end)]
    )
    minutes = dataclasses.replace(small, items=[*small.items[:place], contested])
    weights = [item_importance(item, minutes) for item in minutes.items]
    ordered = digest_of(minutes, by_importance=True).items
    assert [one.importance for one in ordered] == sorted((round(one, 2) for one in weights), reverse=True)
    assert weights[place] >= item_importance(last, small) + 6
    assert [one.number for one in digest_of(minutes).items] == [item.number for item in minutes.items]


def test_case_text_has_one_part_without_a_number() -> None:
    summary = Summary(text="Bron byts.", sentences=[TextSentence(text="Bron byts.", start=5, end=15, score=0.4)])
    digest = digest_of_text(summary, "Ny bro", "bro.txt")
    assert digest_to_text(digest) == "Ny bro\n======\n\nBron byts.\n"
    assert digest_to_markdown(digest).startswith("# Ny bro\n")
    assert "Bron byts." in "".join(tree(digest_to_html(digest)).itertext())
    assert digest_of_text(summary, None, None).title == "Text utan rubrik"


def test_a_meeting_without_items_says_so() -> None:
    empty = Digest(kind="minutes", title="Okänt sammanträde", path=None, items=[])
    for write in (digest_to_text, digest_to_markdown, digest_to_html):
        assert "Inga paragrafer hittades." in write(empty)
