from __future__ import annotations

import codecs

import pytest

from nlp_minutes.readers.decoding import decode, looks_mangled

TEXT = "Nämnden beslutar att överlåta ärendet åt Åke Öberg.\nÄven återbäringen prövas.\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(TEXT.encode(), "utf-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig", id="utf-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16", id="utf-16-le with mark"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16", id="utf-16-be with mark"),
        pytest.param(codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32", id="utf-32-le with mark"),
        pytest.param(TEXT.encode("utf-16-le"), "utf-16-le", id="utf-16-le without mark"),
        pytest.param(TEXT.encode("utf-16-be"), "utf-16-be", id="utf-16-be without mark"),
        pytest.param(TEXT.encode("cp1252"), "cp1252", id="windows-1252"),
        pytest.param(TEXT.encode("cp850"), "cp850", id="cp850"),
        pytest.param(TEXT.encode("mac-roman"), "mac-roman", id="mac roman"),
    ],
)
def test_decode_never_mangles_swedish_letters(data: bytes, name: str) -> None:
    assert decode(data) == (TEXT, name)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac-roman"])
@pytest.mark.parametrize("text", ["Beslut om förskola", "SAMMANTRÄDE", "Åsele", "kl. 13.00 på Ön", "1 § Öppnande"])
def test_decode_takes_short_texts(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_decode_takes_windows_quotes_and_dashes() -> None:
    text = "Nämnden säger ”nej” – se §§ 4–6 i ärendet, kostnad 5 €."
    assert decode(text.encode("cp1252")) == (text, "cp1252")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_decode_makes_line_ends_newlines(end: str) -> None:
    assert decode(f"§ 1{end}Val{end}".encode()) == ("§ 1\nVal\n", "utf-8")


def test_decode_keeps_everything_else_as_it_stands() -> None:
    text = "a\tb\u00a0c\u00ad\f d \ufb01\n"
    assert decode(text.encode())[0] == text


def test_decode_refuses_a_mark_that_the_bytes_do_not_keep() -> None:
    with pytest.raises(UnicodeDecodeError):
        decode(codecs.BOM_UTF8 + b"\xe4rendet")


def test_decode_takes_an_empty_file() -> None:
    assert decode(b"") == ("", "utf-8")


@pytest.mark.parametrize("text", ["nÃ¤mnden", "Ã¥rsbudget", "fÃ¶rslag", "n\ufffdmnden", "entrÃ©n"])
def test_looks_mangled_sees_what_was_decoded_wrongly(text: str) -> None:
    assert looks_mangled(text)


@pytest.mark.parametrize("text", ["nämnden", "Årsbudget för São Paulo", "SÃO", "¤ och ¶"])
def test_looks_mangled_takes_right_text_for_right(text: str) -> None:
    assert not looks_mangled(text)
