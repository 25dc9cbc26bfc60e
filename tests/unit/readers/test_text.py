from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from nlp_minutes.errors import DamagedFile, EmptyFile, ReadError, TooLarge, UnsupportedFormat
from nlp_minutes.readers import read, source_from_text
from nlp_minutes.readers.limits import Limits

TEXT = "§ 1 Val\nNämnden väljer Åsa Öberg (S).\n"


def test_read_keeps_the_text_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "möte.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode("cp1252"))
    source = read(path)
    assert source.text == TEXT
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (source.path, source.media_type, source.pages) == (str(path), "text/plain", None)
    assert [warning.code for warning in source.warnings] == ["encoding_guessed"]


def test_read_takes_markdown(tmp_path: Path) -> None:
    path = tmp_path / "mote.md"
    path.write_text(TEXT, encoding="utf-8")
    assert read(path).media_type == "text/markdown"
    assert read(path).warnings == ()


def test_read_counts_pages_by_form_feeds(tmp_path: Path) -> None:
    path = tmp_path / "mote.txt"
    path.write_text("ett\ftvå\ftre\f", encoding="utf-8")
    assert read(path).pages == 3


def test_read_warns_of_mangled_letters(tmp_path: Path) -> None:
    path = tmp_path / "mote.txt"
    path.write_text("§ 1 Val\nNÃ¤mnden vÃ¤ljer.\n", encoding="utf-8")
    assert [warning.code for warning in read(path).warnings] == ["encoding_suspect"]


@pytest.mark.parametrize(
    ("name", "data", "kind", "words"),
    [
        ("tom.txt", b"", EmptyFile, "empty"),
        ("blank.txt", b" \n\t\n", EmptyFile, "no text"),
        ("mote.doc", b"\xd0\xcf\x11\xe0\xa1", UnsupportedFormat, "Office"),
        ("mote.rtf", b"{\\rtf1 a}", UnsupportedFormat, "RTF"),
        ("mote.txt", b"\x89PNG\r\n", UnsupportedFormat, "picture"),
        ("mote.txt.gz", b"\x1f\x8b\x08\x00", UnsupportedFormat, "gzip"),
        ("mote.xyz", b"text", UnsupportedFormat, ".xyz"),
        ("mote", b"text", UnsupportedFormat, "without suffix"),
        ("mote.txt", b"\xef\xbb\xbf\xe4rende", DamagedFile, "byte order mark"),
        ("mote.txt", b"abc\x00\x00\x00\x07def\x00", DamagedFile, "zero bytes"),
    ],
)
def test_read_tells_what_is_wrong(tmp_path: Path, name: str, data: bytes, kind: type[ReadError], words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(kind, match=words) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_read_tells_that_there_is_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "saknas.txt")


def test_read_refuses_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="folder"):
        read(tmp_path)


def test_read_refuses_too_many_bytes(tmp_path: Path) -> None:
    path = tmp_path / "stor.txt"
    path.write_text("x" * 11, encoding="utf-8")
    with pytest.raises(TooLarge, match="split the file"):
        read(path, Limits(text_bytes=10))


def test_read_refuses_too_many_characters(tmp_path: Path) -> None:
    path = tmp_path / "stor.txt"
    path.write_text("x" * 11, encoding="utf-8")
    with pytest.raises(TooLarge, match="characters"):
        read(path, Limits(characters=10))


def test_source_from_text_hashes_the_text() -> None:
    source = source_from_text(TEXT)
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert source.path is None


def test_source_from_text_replaces_lone_surrogates() -> None:
    assert source_from_text("a\udc80b").text == "a\ufffdb"
