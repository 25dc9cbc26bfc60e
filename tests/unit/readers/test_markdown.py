from __future__ import annotations

import pytest

from nlp_minutes import annotate
from nlp_minutes.readers import source_from_text
from nlp_minutes.readers.characters import Piece
from nlp_minutes.readers.markdown import strip_marks


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("## § 14 Taxa för torghandel", "§ 14 Taxa för torghandel"),
        ("**Beslut**", "Beslut"),
        ("Nämnden *antar* taxan.", "Nämnden antar taxan."),
        ("1\\. Taxan antas.", "1. Taxan antas."),
        ("| Ulla Ek | S | Ja |", "Ulla Ek\tS\tJa"),
        ("|---|:---:|", ""),
        ("- att anta taxan", "- att anta taxan"),
        ("5 * 4 = 20 och dnr KS_2031_1", "5 * 4 = 20 och dnr KS_2031_1"),
    ],
)
def test_strip_marks_leaves_what_is_read(line: str, read: str) -> None:
    piece = strip_marks(Piece.verbatim(line, 7))
    assert piece.text == read
    assert sum(run.clean_length for run in piece.runs) == len(read)


def test_markdown_minutes_have_items_and_keep_their_text() -> None:
    text = "# Protokoll\n\nTekniska nämnden\n\n2031-03-12\n\n## § 14 Taxa\n\n**Beslut**\n\nNämnden antar *taxan*.\n"
    source = source_from_text(text, media_type="text/markdown")
    assert source.text == text
    assert "§ 14 Taxa\nBeslut\nNämnden antar taxan." in source.clean
    start = source.clean.index("taxan")
    assert text[slice(*source.alignment.to_source(start, start + 5))] == "taxan"


def test_markdown_file_is_annotated(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("md") / "protokoll.md"
    path.write_text("## § 14 Taxa\n\n**Beslut**\n\nNämnden antar taxan.\n", encoding="utf-8")
    (item,) = annotate(path).items
    assert (item.number, item.title, item.decision) == ("14", "Taxa", ["Nämnden antar taxan."])
