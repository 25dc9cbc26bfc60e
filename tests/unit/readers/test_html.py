from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from nlp_minutes.errors import DamagedFile, EmptyFile, TooLarge
from nlp_minutes.readers import read
from nlp_minutes.readers.limits import Limits
from tests.fixtures.office import html


def text_of(tmp_path: Path, page: str | bytes, name: str = "mote.html") -> str:
    path = tmp_path / name
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    return read(path).text


def content_of(tmp_path: Path, content: str) -> str:
    return text_of(tmp_path, f"<!doctype html><html><body><main>{content}</main></body></html>")


@pytest.mark.parametrize("form", [False, True])
@pytest.mark.parametrize("main", ["main", "article", "div"])
def test_what_stands_beside_the_minutes_is_left_out(tmp_path: Path, main: str, *, form: bool) -> None:  # trap 9
    content = "<h1>Protokoll</h1><p><a href='#'>Skriv ut</a></p><h2>§ 1 Val</h2><p>Nämnden väljer Ulla Ek.</p>" * 3
    text = text_of(tmp_path, html(content, main=main, form=form))
    assert text == "\n\n".join(["Protokoll", "§ 1 Val", "Nämnden väljer Ulla Ek."] * 3) + "\n"


def test_class_that_names_an_addition_is_no_matter_where_it_holds_the_page(tmp_path: Path) -> None:
    page = "<html><body class='menu-open'><div class='print-page'><p>§ 1 Val av ordförande</p></div></body></html>"
    assert text_of(tmp_path, page) == "§ 1 Val av ordförande\n"


def test_several_articles_are_all_read(tmp_path: Path) -> None:
    articles = "".join(f"<article><h2>§ {n} Val</h2><p>Nämnden väljer.</p></article>" for n in (1, 2, 3))
    text = text_of(tmp_path, f"<html><body><div>{articles}</div></body></html>")
    assert [line for line in text.split("\n") if line.startswith("§")] == ["§ 1 Val", "§ 2 Val", "§ 3 Val"]


def test_hidden_parts_are_left_out(tmp_path: Path) -> None:
    content = "<p>Text</p><p hidden>a</p><p style='display: none'>b</p><p aria-hidden='true'>c</p><!-- d -->"
    assert content_of(tmp_path, content) == "Text\n"


def test_lists_have_their_numbers(tmp_path: Path) -> None:
    content = "<ol><li>Ett<li>Två</ol><ol start=4 type=a><li>Fyra<li value=6>Sex</ol><ol reversed><li>B<li>A</ol>"
    assert content_of(tmp_path, content) == "1. Ett\n2. Två\n\nd. Fyra\nf. Sex\n\n2. B\n1. A\n"


def test_points_without_numbers_have_signs(tmp_path: Path) -> None:
    content = "<ul><li><p>Ett</p><p>mer</p><li>Två<ul><li>inne</ul></ul><ul style='list-style: none'><li>Ek</ul>"
    assert content_of(tmp_path, content) == "• Ett\nmer\n• Två\n• inne\n\nEk\n"


def test_large_numbers_in_letters(tmp_path: Path) -> None:
    assert content_of(tmp_path, "<ol type=a start=27><li>x</ol><ol type=I start=14><li>x</ol>") == "aa. x\n\nXIV. x\n"


def test_rows_are_lines_with_tabs(tmp_path: Path) -> None:
    content = "<table><thead><tr><th>Namn<th>Ja<th>Nej</thead><tr><td>Ask<td><td>X<tr><td>Ek<td>X<td></table><p>Sedan"
    assert content_of(tmp_path, content) == "Namn\tJa\tNej\nAsk\t\tX\nEk\tX\n\nSedan\n"


def test_breaks_blanks_and_entities(tmp_path: Path) -> None:
    content = "<p>Ulla &Aring;s (S)<br>\n  Jon   Dahl&nbsp;(M)</p><div>Ett</div><div>två <b>ord</b></div>"
    assert content_of(tmp_path, content) == "Ulla Ås (S)\nJon Dahl\xa0(M)\n\nEtt\ntvå ord\n"


def test_preformatted_text_stays_as_it_is(tmp_path: Path) -> None:
    assert content_of(tmp_path, "<pre>Namn   Ja\nEk      X</pre>") == "Namn   Ja\nEk      X\n"


def test_mark_of_a_footnote_is_raised(tmp_path: Path) -> None:
    assert content_of(tmp_path, "<p>taxan<sup><a href='#n'>3</a></sup> höjs</p>") == "taxan³ höjs\n"


def test_page_break_of_the_style(tmp_path: Path) -> None:
    assert (
        content_of(tmp_path, "<p>A</p><div style='page-break-before:always'><p>B</p></div>").split("\f")[0] == "A\n\n"
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("<html><p>nämnd</p>".encode(), "utf-8"),
        (codecs.BOM_UTF8 + "<html><p>nämnd</p>".encode(), "utf-8 with a mark"),
        ("<html><p>nämnd</p>".encode("utf-16"), "utf-16 with a mark"),
        ("<html><meta charset=iso-8859-1><p>nämnd</p>".encode("cp1252"), "named"),
        ('<html><meta http-equiv="x" content="text/html; charset=macintosh"><p>nämnd'.encode("mac-roman"), "named mac"),
        ("<html><p>nämnd</p>".encode("cp1252"), "not named"),
        ("<html><meta charset='iso-8859-1'><p>nämnd</p>".encode(), "named wrongly"),
        ("<html><meta charset='no-such'><p>nämnd</p>".encode("cp1252"), "unknown name"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><html><p>nämnd</p></html>".encode("latin-1"), "named by XML"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, name: str) -> None:
    assert text_of(tmp_path, data) == "nämnd\n", name


@pytest.mark.parametrize("name", ["mote.txt", "mote.xyz", "mote", "mote.htm"])
def test_wrong_suffix_is_no_matter(tmp_path: Path, name: str) -> None:
    page = "<!-- saved -->\n<!DOCTYPE html><html><p>§ 1 Val"
    assert text_of(tmp_path, page, name) == "§ 1 Val\n"
    assert read(tmp_path / name).media_type == "text/html"


def test_text_that_speaks_of_html_is_text(tmp_path: Path) -> None:
    assert "<html>" in text_of(tmp_path, "Om <html> och annat", "mote.txt")


def test_bad_pages_are_told(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile, match="no text"):
        text_of(tmp_path, "<html><body><script>x</script></body></html>")
    with pytest.raises(DamagedFile, match="byte order mark"):
        text_of(tmp_path, codecs.BOM_UTF8 + b"<html><p>\xe4")
    page = tmp_path / "stor.html"
    page.write_text("<html><p>a<p>b<p>c", encoding="utf-8")
    with pytest.raises(TooLarge, match="elements"):
        read(page, Limits(elements=3))
    with pytest.raises(TooLarge, match="bytes"):
        read(page, Limits(text_bytes=3))


def test_deep_page_is_read(tmp_path: Path) -> None:
    assert text_of(tmp_path, "<html>" + "<div>" * 5_000 + "<p>§ 1 Val</p>Sedan" + "</div>" * 5_000).split() == [
        "§",
        "1",
        "Val",
        "Sedan",
    ]


def test_endless_nesting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="stand open"):
        text_of(tmp_path, "<html>" + "<div>x" * 100_000)
