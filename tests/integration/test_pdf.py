"""PDFs made from our own sources (tests/fixtures/make_fixtures.py): what is read from them against the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import nlp_minutes
from nlp_minutes.errors import DamagedFile, EmptyFile, EncryptedFile, NoTextLayer, TooLarge
from nlp_minutes.labels import WarningCode
from nlp_minutes.readers import ocr, read
from nlp_minutes.readers.limits import Limits

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.source import Source

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "pdf"
MADE = sorted(path for path in FOLDER.glob("*.*.pdf"))
MEETING = ("municipality", "body", "date", "start", "end", "document_type")


def norm(text: object) -> str:
    return re.sub(r"[\W_]+", " ", str(text or "").casefold()).strip()


def facts(document: Mapping[str, Any]) -> dict[str, set[object]]:
    return {
        "items": {item["number"] for item in document["items"]},
        "titles": {(item["number"], norm(item["title"])) for item in document["items"]},
        "case_numbers": {(item["number"], norm(case)) for item in document["items"] for case in item["case_numbers"]},
        "attendance": {
            (norm(one["name"]), norm(one["party"]), one["attendance"])
            for one in document["persons"]
            if one["attendance"]
        },
        "meeting": {(key, norm(document["meeting"].get(key))) for key in MEETING},
    }


def f1(found: set[object], true: set[object]) -> float:
    return 2 * len(found & true) / (len(found) + len(true)) if found or true else 1.0


@pytest.fixture(scope="module")
def traps() -> Source:
    return read(FOLDER / "traps.pdf")


def blocks(source: Source) -> list[str]:
    return source.clean.split("\n")


def furniture(source: Source) -> list[str]:
    return [source.text[start:end] for start, end in source.furniture]


def test_fixtures_are_small_and_there() -> None:
    assert len(MADE) >= 8
    assert all(path.stat().st_size < 60_000 for path in FOLDER.glob("*.pdf"))


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_facts_are_those_of_the_text(path: Path, nlp: Language, source_named: Callable[[str], Any]) -> None:
    source = source_named(path.name.split(".")[0])
    gold = {"items": source.items, "persons": source.persons, "meeting": source.meeting}
    from_text = nlp_minutes.annotate(source.text, nlp=nlp).to_dict()
    from_pdf = nlp_minutes.annotate(path, nlp=nlp).to_dict()
    true, text, found = facts(gold), facts(from_text), facts(from_pdf)
    assert f1(found["items"], true["items"]) >= 0.99
    for fact, values in true.items():
        assert f1(found[fact], values) >= f1(text[fact], values) - 0.02, (fact, found[fact] ^ text[fact])


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_result_tells_what_was_read(path: Path) -> None:
    source = read(path)
    assert source.media_type == "application/pdf"
    assert source.pages == source.text.count("\f") + 1
    assert source.blocks[-1].page <= source.pages
    assert source.warnings == ()


def test_votes_keep_their_columns() -> None:
    text = read(FOLDER / "sjoarp_kf_2018.justified.pdf").text
    assert "Namn\tParti\tJa\tNej\tAvst\tFrv" in text
    assert "Begović Jusuf\tS\t\tX\n" in text
    assert "Bonde Teodor\tC\t\t\t\tX\n" in text


def test_stamp_in_the_margin_is_furniture() -> None:
    source = read(FOLDER / "alvhult_ks_2017.stamped.pdf")
    stamp = "Signerat av AB 2031-03-19 ID: 5f3c77a0b1"
    assert furniture(source).count(stamp) == source.pages
    assert "Signerat" not in source.clean


def test_sentence_goes_on_behind_furniture_and_page_break(traps: Source) -> None:  # trap 10
    assert (
        "Nämnden beslutar att av årets medel för föreningslivet avsätta 200 000 kr till bygdegården under året."
        in blocks(traps)
    )


def test_furniture_may_change_from_page_to_page(traps: Source) -> None:  # trap 11
    assert "Åslunda kommun\tSammanträdesprotokoll\t3 (6)" in furniture(traps)
    assert "Nämnden för kultur 2031-03-12" in furniture(traps)
    assert sum("Justerandes sign" in line for line in furniture(traps)) == 6


def test_head_that_repeats_the_item_opens_no_other(nlp: Language) -> None:  # traps 12, 13
    minutes = nlp_minutes.annotate(FOLDER / "traps.pdf", nlp=nlp)
    assert [item.number for item in minutes.items] == ["14", "15", "16"]
    assert minutes.items[1].title == "Taxa för kulturskolan"


def test_stamp_of_signing_is_furniture(traps: Source) -> None:  # trap 14
    assert furniture(traps).count("Signerat av AB 2031-03-19 ID: 5f3c77a0b1") == 6
    assert "Signerat" not in traps.clean


def test_two_columns_of_names_stay_two(traps: Source) -> None:  # trap 19
    assert "Ulla Ek (S), ordförande\tJon Dahl (M)" in traps.text
    assert "Ledamöter\tErsättare" in traps.text


def test_split_label_keeps_its_value_beside_it(traps: Source) -> None:  # trap 20
    assert "Plats och tid\tRådssalen, kl. 13.00–\nför mötet\t15.40\n" in traps.text


def test_marks_of_footnotes_and_page_numbers_stay_apart(traps: Source) -> None:  # trap 22
    assert "taxan³ höjas med två procent." in traps.text
    assert "Karin Lind (C)\t12" in traps.text


def test_list_of_people_goes_on_on_the_next_page(nlp: Language) -> None:  # trap 25
    minutes = nlp_minutes.annotate(FOLDER / "traps.pdf", nlp=nlp)
    members = {person.name for person in minutes.persons if person.attendance == "member"}
    assert {"Ulla Ek", "Per Sundén-Ekberg", "Karin Lind"} <= members


def test_scan_without_ocr_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    with pytest.raises(NoTextLayer, match="tesseract"):
        read(FOLDER / "scanned.pdf")


def test_page_without_text_among_others_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab.pdfgen.canvas import Canvas

    monkeypatch.setattr(ocr, "is_available", lambda: False)
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(72, 700, "§ 1 Val av justerare")
    canvas.showPage()
    canvas.rect(72, 72, 200, 200)
    canvas.showPage()
    canvas.save()
    source = read(tmp_path / "a.pdf")
    assert [(warning.code, warning.message) for warning in source.warnings] == [
        (WarningCode.PAGE_WITHOUT_TEXT, "Page 2 has no text layer")
    ]
    assert source.pages == 2


@pytest.mark.skipif(not ocr.is_available(), reason="needs nlp-minutes[ocr] and tesseract with Swedish data")
def test_scan_is_read_by_ocr() -> None:
    source = read(FOLDER / "scanned.pdf")
    assert [warning.code for warning in source.warnings] == [WarningCode.OCR_SUSPECT]
    assert "Annika Ståhlgren (C), ordförande" in source.text


def test_locked_file() -> None:
    with pytest.raises(EncryptedFile, match="password"):
        read(FOLDER / "locked.pdf")


def test_cut_off_file(tmp_path: Path) -> None:
    whole = (FOLDER / "askvik_ks_2025.justified.pdf").read_bytes()
    for name, end in (("a.pdf", 900), ("b.pdf", len(whole) // 2)):
        (tmp_path / name).write_bytes(whole[:end])
        with pytest.raises(DamagedFile, match=r"fetch or save it anew"):
            read(tmp_path / name)


def test_file_that_is_no_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("<!DOCTYPE html><title>Sidan finns inte</title>", encoding="utf-8")
    with pytest.raises(DamagedFile, match=r"named \.pdf but is none"):
        read(path)
    path.write_bytes(b"")
    with pytest.raises(EmptyFile):
        read(path)


def test_pdf_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "protokoll.txt"
    path.write_bytes(b"\r\n" + (FOLDER / "traps.pdf").read_bytes())
    assert read(path).media_type == "application/pdf"


@pytest.mark.parametrize(
    ("limit", "match"), [("pages", "pages"), ("file_bytes", "bytes"), ("characters", "characters")]
)
def test_limits(limit: str, match: str) -> None:
    with pytest.raises(TooLarge, match=match):
        read(FOLDER / "traps.pdf", replace(Limits(), **{limit: 5}))
