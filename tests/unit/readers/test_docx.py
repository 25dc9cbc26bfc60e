from __future__ import annotations

from pathlib import Path

import pytest

from nlp_minutes.errors import DamagedFile, EmptyFile, EncryptedFile, ReadError, TooLarge, UnsupportedFormat
from nlp_minutes.readers import read
from nlp_minutes.readers.limits import Limits
from tests.fixtures.office import (
    docx,
    w_box,
    w_level,
    w_numbered,
    w_numbering,
    w_p,
    w_run,
    w_table,
    zipped,
)

INGET = '<w:pStyle w:val="Ingetavstnd"/>'


def text_of(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "mote.docx"
    path.write_bytes(data)
    return read(path).text


def lines_of(tmp_path: Path, data: bytes) -> list[str]:
    return [line for line in text_of(tmp_path, data).split("\n") if line]


def numbered(form: str, text: str, count: int, **more: str) -> tuple[str, str]:
    numbering = w_numbering({1: w_level(0, form, text, **more)}, {1: (1, "")})  # type: ignore[arg-type]
    return "".join(w_numbered(f"punkt {n}", 1) for n in range(count)), numbering


def test_paragraphs_have_white_space_between_where_the_document_has_it(tmp_path: Path) -> None:
    body = w_p("Ulla Ek (S)", INGET) + w_p("Jon Dahl (M)", INGET) + w_p("Löpande text.") + w_p("Mer text.")
    assert text_of(tmp_path, docx(body)) == "Ulla Ek (S)\nJon Dahl (M)\nLöpande text.\n\nMer text.\n"


def test_empty_paragraph_is_white_space(tmp_path: Path) -> None:
    body = w_p("Ett", INGET) + w_p("", INGET) + w_p("två", INGET)
    assert text_of(tmp_path, docx(body)) == "Ett\n\ntvå\n"


def test_tabs_and_line_breaks_stay(tmp_path: Path) -> None:
    assert text_of(tmp_path, docx(w_p("Plats\tRådssalen\nTid"))) == "Plats\tRådssalen\nTid\n"


def test_page_breaks_are_form_feeds(tmp_path: Path) -> None:
    body = w_p("Ett") + w_p(runs='<w:r><w:br w:type="page"/></w:r>') + w_p("Två")
    body += w_p("Tre", "<w:pageBreakBefore/>") + w_p("Fyra", "<w:sectPr/>") + w_p("Fem")
    text = text_of(tmp_path, docx(body))
    assert text == "Ett\n\n\fTvå\n\n\fTre\n\nFyra\n\n\fFem\n"


@pytest.mark.parametrize(
    ("form", "text", "marks"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimal", "%1)", ["1)", "2)", "3)"]),
        ("decimal", "Beslutspunkt %1:", ["Beslutspunkt 1:", "Beslutspunkt 2:", "Beslutspunkt 3:"]),
        ("decimal", "§ %1", ["§ 1", "§ 2", "§ 3"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperLetter", "%1.", ["A.", "B.", "C."]),
        ("lowerRoman", "%1.", ["i.", "ii.", "iii."]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("bullet", "\uf0b7", ["•"] * 3),
        ("bullet", "–", ["–"] * 3),
    ],
)
def test_automatic_numbers_are_rebuilt(tmp_path: Path, form: str, text: str, marks: list[str]) -> None:  # trap 8
    body, numbering = numbered(form, text, 3)
    found = lines_of(tmp_path, docx(body, numbering=numbering))
    assert found == [f"{mark} punkt {n}" for n, mark in enumerate(marks)]


def test_points_of_a_list_follow_each_other(tmp_path: Path) -> None:
    body, numbering = numbered("decimal", "%1.", 2)
    assert text_of(tmp_path, docx(body, numbering=numbering)) == "1. punkt 0\n2. punkt 1\n"


def test_levels_count_by_themselves_and_start_anew(tmp_path: Path) -> None:
    levels = (
        w_level(0, "decimal", "%1.")
        + w_level(1, "lowerLetter", "%2)")
        + w_level(2, "decimal", "%1.%2.%3", more="<w:isLgl/>")
    )
    body = "".join(w_numbered("x", 1, level) for level in (0, 1, 1, 2, 0, 1))
    found = lines_of(tmp_path, docx(body, numbering=w_numbering({1: levels}, {1: (1, "")})))
    assert found == ["1. x", "a) x", "b) x", "1.2.1 x", "2. x", "a) x"]


def test_two_numbers_of_one_list_go_on_unless_one_starts_it_anew(tmp_path: Path) -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = w_numbering({1: w_level(0, "decimal", "%1.", start=4)}, {1: (1, ""), 2: (1, ""), 3: (1, anew)})
    body = "".join(w_numbered("x", number) for number in (1, 2, 3, 3))
    assert lines_of(tmp_path, docx(body, numbering=numbering)) == ["4. x", "5. x", "1. x", "2. x"]


def test_number_may_come_from_the_style(tmp_path: Path) -> None:
    level = w_level(0, "decimal", "§ %1", start=31, more='<w:pStyle w:val="Paragraf"/>')
    body = "".join(w_p(title, '<w:pStyle w:val="Paragraf"/>') for title in ("Budget", "Val"))
    body += w_p("Utan nummer", '<w:pStyle w:val="Paragraf"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    found = lines_of(tmp_path, docx(body, numbering=w_numbering({9: level}, {90: (9, "")})))
    assert found == ["§ 31 Budget", "§ 32 Val", "Utan nummer"]


def test_level_may_be_changed_for_one_number(tmp_path: Path) -> None:
    change = f'<w:lvlOverride w:ilvl="0">{w_level(0, "upperRoman", "%1:")}</w:lvlOverride>'
    numbering = w_numbering({1: w_level(0, "decimal", "%1.")}, {1: (1, change)})
    assert lines_of(tmp_path, docx(w_numbered("x", 1), numbering=numbering)) == ["I: x"]


def test_text_box_is_read_once_behind_its_paragraph(tmp_path: Path) -> None:  # trap 9
    box = w_box(w_p("Åslunda kommun") + w_table([[w_p("Dnr"), w_p("KS 2031/1")]]))
    body = w_p(runs=box + w_run("Sammanträdesprotokoll")) + w_p("Sedan")
    assert lines_of(tmp_path, docx(body)) == ["Sammanträdesprotokoll", "Åslunda kommun", "Dnr\tKS 2031/1", "Sedan"]


def test_tables_stand_where_they_stand(tmp_path: Path) -> None:  # trap 9
    table = w_table([[w_p("Ask"), w_p(), w_p("X")], [w_p("Ek"), w_p("X"), w_p()]])
    text = text_of(tmp_path, docx(w_p("Före") + table + w_p("Efter")))
    assert text == "Före\n\nAsk\t\tX\nEk\tX\n\nEfter\n"


def test_lists_beside_each_other_stay_beside_each_other(tmp_path: Path) -> None:
    one = w_p("Ulla Ek (S)") + w_p("Mia Björk (M)")
    table = w_table([[w_p("Ledamöter"), w_p("Ersättare")], [one, w_p("Jon Dahl (M)")]])
    assert lines_of(tmp_path, docx(table)) == ["Ledamöter\tErsättare", "Ulla Ek (S)\tJon Dahl (M)", "Mia Björk (M)"]


def test_running_text_of_a_cell_is_joined(tmp_path: Path) -> None:
    table = w_table([[w_p("Plats"), w_p("Rådssalen i stadshuset vid torget " * 3) + w_p("Hela dagen")]])
    (line,) = lines_of(tmp_path, docx(table))
    assert line.endswith("vid torget Hela dagen")


def test_frame_of_one_cell_is_no_table(tmp_path: Path) -> None:
    assert text_of(tmp_path, docx(w_table([[w_p("Ett") + w_p("Två")]]))) == "Ett\n\nTvå\n"


def test_merged_cell_is_told_once(tmp_path: Path) -> None:
    table = w_table([[w_p("Namn"), w_p("A")], [w_p("gömd"), w_p("B")]])
    second = table.rfind("<w:tcPr/>", 0, table.index("gömd"))
    table = f"{table[:second]}<w:tcPr><w:vMerge/></w:tcPr>{table[second + 9 :]}"
    assert lines_of(tmp_path, docx(table)) == ["Namn\tA", "\tB"]


def test_deletions_are_left_out_and_insertions_kept(tmp_path: Path) -> None:
    body = w_p(
        runs=w_run("avslå ")
        + f'<w:del w:id="1"><w:r><w:delText>inte </w:delText></w:r></w:del><w:ins w:id="2">{w_run("hela ")}</w:ins>'
        + f'<w:moveFrom w:id="3">{w_run("flyttat ")}</w:moveFrom>{w_run("motionen")}'
    )
    body += w_p("Delat ", '<w:rPr><w:del w:id="4"/></w:rPr>') + w_p("stycke")
    assert lines_of(tmp_path, docx(body)) == ["avslå hela motionen", "Delat stycke"]


def test_hidden_text_is_left_out(tmp_path: Path) -> None:
    runs = w_run("Synlig") + w_run("dold", "<w:vanish/>") + w_run("dold", '<w:rStyle w:val="Dold"/>')
    runs += w_run(" text", '<w:rStyle w:val="Dold"/><w:vanish w:val="0"/>')
    assert lines_of(tmp_path, docx(w_p(runs=runs))) == ["Synlig text"]


def test_results_of_fields_and_links_are_kept(tmp_path: Path) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    runs = mark("begin") + "<w:r><w:instrText>DATE</w:instrText></w:r>" + w_run("kod") + mark("separate")
    runs += w_run("2031-03-12") + mark("end") + f'<w:fldSimple w:instr="REF">{w_run(" kl. 13")}</w:fldSimple>'
    runs += f'<w:hyperlink r:id="rId9">{w_run(" länk")}</w:hyperlink>'
    assert lines_of(tmp_path, docx(w_p(runs=runs))) == ["2031-03-12 kl. 13 länk"]


def test_hyphens_signs_and_footnotes(tmp_path: Path) -> None:
    runs = w_run("barn") + "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>" + w_run("dag")
    runs += '<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:footnoteReference w:id="1"/></w:r>'
    runs += w_run("3", '<w:vertAlign w:val="superscript"/>')
    assert lines_of(tmp_path, docx(w_p(runs=runs))) == ["barn\u2011\u00addag•³"]


def test_content_controls_are_read(tmp_path: Path) -> None:
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{w_p('I en kontroll')}</w:sdtContent></w:sdt>"
    assert lines_of(tmp_path, docx(body)) == ["I en kontroll"]


def test_page_head_is_read_only_where_the_flow_lacks_what_it_says(tmp_path: Path) -> None:
    header = w_p("Kommunstyrelsen\t2031-03-12\tSida 2 (9)") + w_p("Åslunda")
    assert lines_of(tmp_path, docx(w_p("§ 1 Val"), header=header)) == [
        "Kommunstyrelsen\t2031-03-12\tSida 2 (9)",
        "§ 1 Val",
    ]
    front = w_p("Kommunstyrelsen") + w_p("2031-03-12") + w_p("§ 1 Val")
    assert lines_of(tmp_path, docx(front, header=header)) == ["Kommunstyrelsen", "2031-03-12", "§ 1 Val"]


def test_strict_form_is_read_as_well(tmp_path: Path) -> None:
    data = docx(w_p("Strikt"))
    parts = {"word/document.xml": read_part(data, "word/document.xml").replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )}  # fmt: skip
    assert lines_of(tmp_path, zipped(parts)) == ["Strikt"]


def read_part(data: bytes, name: str) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def test_source_tells_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "mote.txt"  # a wrong suffix does not matter
    path.write_bytes(docx(w_p("§ 1 Val")))
    source = read(path)
    assert source.media_type.endswith("wordprocessingml.document")
    assert (source.path, source.pages, len(source.sha256)) == (str(path), None, 64)


BOMB = '<!DOCTYPE a [<!ENTITY b "bb">]><w:document xmlns:w="x"><w:body/>&b;</w:document>'
BAD: dict[str, tuple[bytes, type[ReadError], str]] = {
    "cut": (docx(w_p("Text"))[:-200], DamagedFile, "zip"),
    "no zip": (b"Detta \xe4r text", DamagedFile, "none"),
    "entities": (zipped({"word/document.xml": BOMB}), DamagedFile, "document type"),
    "unsound": (zipped({"word/document.xml": "<w:document>"}), DamagedFile, "no sound XML"),
    "no body": (zipped({"word/document.xml": "<document/>"}), DamagedFile, "no body"),
    "empty": (docx(w_p()), EmptyFile, "no text"),
    "deep": (docx("<w:sdt>" * 500 + "</w:sdt>" * 500), TooLarge, "deeper"),
    "bomb": (zipped({"word/document.xml": b"<a>" + b" " * 30_000_000}), TooLarge, "times its size"),
    "many": (zipped({"word/document.xml": "", **{f"x/{n}": "" for n in range(5_000)}}), TooLarge, "parts"),
    "spreadsheet": (zipped({"xl/workbook.xml": "<a/>"}), UnsupportedFormat, "spreadsheet"),
    "other zip": (zipped({"a.txt": "a"}), UnsupportedFormat, "zip archive"),
    "locked": (
        b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
        EncryptedFile,
        "password",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_file_is_told_in_one_line(tmp_path: Path, kind: str) -> None:
    data, error, words = BAD[kind]
    path = tmp_path / "mote.docx"
    path.write_bytes(data)
    with pytest.raises(error, match=words) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{path}: ")


def test_locked_entry_is_told(tmp_path: Path) -> None:
    data = bytearray(docx(w_p("Text")))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    path = tmp_path / "mote.docx"
    path.write_bytes(bytes(data))
    with pytest.raises(EncryptedFile, match="password"):
        read(path)


def test_limits_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "mote.docx"
    path.write_bytes(docx(w_p("Text")))
    with pytest.raises(TooLarge, match="unpacks to"):
        read(path, Limits(unpacked=100))
    with pytest.raises(TooLarge, match="elements"):
        read(path, Limits(elements=3))
