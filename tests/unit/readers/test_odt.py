from __future__ import annotations

from pathlib import Path

import pytest

from nlp_minutes.errors import DamagedFile, EmptyFile, EncryptedFile, ReadError, TooLarge, UnsupportedFormat
from nlp_minutes.readers import read
from tests.fixtures.office import odt, odt_list_style, zipped

MIMETYPE = "application/vnd.oasis.opendocument.text"


def text_of(tmp_path: Path, body: str, automatic: str = "", common: str = "") -> str:
    path = tmp_path / "mote.odt"
    path.write_bytes(odt(body, automatic=automatic, common=common))
    return read(path).text


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def points(style: str, *texts: str, more: str = "") -> str:
    items = "".join(f"<text:list-item>{p(text)}</text:list-item>" for text in texts)
    return f'<text:list text:style-name="{style}" {more}>{items}</text:list>'


def style(name: str, lines: str = "", text: str = "", more: str = "", family: str = "paragraph") -> str:
    inner = f"<style:paragraph-properties {lines}/><style:text-properties {text}/>"
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{inner}</style:style>'


def test_paragraphs_tabs_breaks_and_blanks(tmp_path: Path) -> None:
    body = p("Plats<text:tab/>Rådssalen<text:line-break/>kl.<text:s text:c='2'/>13") + p("Ulla Ek (S)")
    assert text_of(tmp_path, body) == "Plats\tRådssalen\nkl.  13\nUlla Ek (S)\n"


def test_white_space_is_that_of_the_styles(tmp_path: Path) -> None:
    styles = style("Luft", 'fo:margin-top="0.2cm"') + style("Barn", more='style:parent-style-name="Luft"')
    assert text_of(tmp_path, p("A") + p("B") + p("C", "Barn"), styles) == "A\nB\n\nC\n"


def test_headings_have_white_space_above(tmp_path: Path) -> None:
    body = p("A") + '<text:h text:outline-level="1">§ 1 Val</text:h>' + p("B")
    assert text_of(tmp_path, body) == "A\n\n§ 1 Val\n\nB\n"


def test_headings_have_the_numbers_of_their_outline(tmp_path: Path) -> None:
    level = (
        '<text:outline-level-style text:level="1" style:num-format="1" style:num-prefix="§ " text:start-value="31"/>'
    )
    common = f'<office:styles><text:outline-style style:name="Outline">{level}</text:outline-style></office:styles>'
    body = "".join(f'<text:h text:outline-level="1">{title}</text:h>' for title in ("Budget", "Val"))
    assert text_of(tmp_path, body, common=common) == "§ 31 Budget\n\n§ 32 Val\n"


def test_page_breaks_are_form_feeds(tmp_path: Path) -> None:
    assert text_of(tmp_path, p("A") + p("B", "Ny"), style("Ny", 'fo:break-before="page"')) == "A\n\n\fB\n"


@pytest.mark.parametrize(
    ("form", "sign", "marks"),
    [("decimal", ".", ["1.", "2."]), ("letter", ")", ["a)", "b)"]), ("bullet", "–", ["–", "–"])],
)
def test_lists_have_their_numbers(tmp_path: Path, form: str, sign: str, marks: list[str]) -> None:
    body = points("L", "ett", "två")
    assert text_of(tmp_path, body, odt_list_style("L", form, sign)) == f"{marks[0]} ett\n{marks[1]} två\n"


def test_lists_start_and_go_on(tmp_path: Path) -> None:
    body = points("L", "tre", more='xml:id="a"') + p("Text")
    body += points("L", "fyra", more='text:continue-numbering="true"') + points(
        "L", "fem", more='text:continue-list="a"'
    )
    body += p("Text") + points("L", "åter tre")
    found = [line for line in text_of(tmp_path, body, odt_list_style("L", "decimal", ".", 3)).split("\n") if line]
    assert found == ["3. tre", "Text", "4. fyra", "5. fem", "Text", "3. åter tre"]


def test_levels_are_shown_together(tmp_path: Path) -> None:
    levels = "".join(
        f'<text:list-level-style-number text:level="{n}" style:num-format="1" text:display-levels="{n}"/>'
        for n in (1, 2)
    )
    inner = f"<text:list><text:list-item>{p('a')}</text:list-item><text:list-item>{p('b')}</text:list-item></text:list>"
    body = f'<text:list text:style-name="L"><text:list-item>{p("ett")}{inner}</text:list-item></text:list>'
    text = text_of(tmp_path, body, f'<text:list-style style:name="L">{levels}</text:list-style>')
    assert text == "1 ett\n1.1 a\n1.2 b\n"


def test_tables_and_text_boxes_stand_where_they_stand(tmp_path: Path) -> None:  # trap 9
    cells = (
        "<table:table-cell><text:p>{}</text:p></table:table-cell><table:table-cell table:number-columns-repeated='1'/>"
    )
    row = f"<table:table-row>{cells}<table:table-cell><text:p>X</text:p></table:table-cell></table:table-row>"
    full = (
        "<table:table-row><table:table-cell/><table:table-cell><text:p>Ja</text:p></table:table-cell></table:table-row>"
    )
    box = f"<draw:frame><draw:text-box>{p('Ruta')}</draw:text-box></draw:frame>"
    body = p("Före" + box) + f"<table:table>{full}{row.format('Ask')}</table:table>" + p("Efter")
    assert text_of(tmp_path, body) == "Före\n\nRuta\n\n\tJa\nAsk\t\tX\n\nEfter\n"


def test_what_is_not_shown_is_left_out(tmp_path: Path) -> None:
    deleted = "<text:tracked-changes><text:changed-region><text:deletion>"
    deleted += f"{p('borta')}</text:deletion></text:changed-region></text:tracked-changes>"
    hidden = style("Dold", text='text:display="none"', family="text")
    body = deleted + p('Syns<text:span text:style-name="Dold">dold</text:span><text:change text:change-id="a"/>')
    body += p("a<text:note><text:note-citation>1</text:note-citation><text:note-body>not</text:note-body></text:note>b")
    body += f'<text:section text:display="none">{p("dold")}</text:section>'
    assert text_of(tmp_path, body, hidden) == "Syns\nab\n"


def test_raised_number_is_no_part_of_the_word(tmp_path: Path) -> None:
    raised = style("Upp", text='style:text-position="super 58%"', family="text")
    assert text_of(tmp_path, p('taxan<text:span text:style-name="Upp">3</text:span> höjs'), raised) == "taxan³ höjs\n"


def test_page_head_is_read_where_the_flow_lacks_what_it_says(tmp_path: Path) -> None:
    inner = f"<style:header>{p('Kommunstyrelsen 2031-03-12')}</style:header>"
    head = f"<office:master-styles><style:master-page>{inner}</style:master-page></office:master-styles>"
    assert text_of(tmp_path, p("§ 1 Val"), common=head) == "Kommunstyrelsen 2031-03-12\n§ 1 Val\n"


def test_wrong_suffix_is_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "mote.docx"
    path.write_bytes(odt(p("§ 1 Val")))
    assert read(path).media_type == MIMETYPE


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry>'
    "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
)
BAD: dict[str, tuple[bytes, type[ReadError], str]] = {
    "empty": (odt(p("")), EmptyFile, "no text"),
    "no content": (zipped({"mimetype": MIMETYPE}), DamagedFile, "missing"),
    "no text": (zipped({"mimetype": MIMETYPE, "content.xml": "<a/>"}), DamagedFile, "no text"),
    "entities": (
        zipped({"mimetype": MIMETYPE, "content.xml": '<!DOCTYPE a SYSTEM "http://a.se/b"><a/>'}),
        DamagedFile,
        "document type",
    ),
    "locked": (zipped({"mimetype": MIMETYPE, "META-INF/manifest.xml": MANIFEST}), EncryptedFile, "password"),
    "deep": (odt("<text:section>" * 300 + "</text:section>" * 300), TooLarge, "deeper"),
    "spreadsheet": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        UnsupportedFormat,
        "spreadsheet",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_file_is_told_in_one_line(tmp_path: Path, kind: str) -> None:
    data, error, words = BAD[kind]
    path = tmp_path / "mote.odt"
    path.write_bytes(data)
    with pytest.raises(error, match=words) as caught:
        read(path)
    assert "\n" not in str(caught.value)
