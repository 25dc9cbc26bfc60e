"""Reading bytes, for arbitrary texts."""

from __future__ import annotations

import codecs

from hypothesis import example, given
from hypothesis import strategies as st

from nlp_minutes.readers.decoding import decode

WORDS = [
    "nämnden",
    "Åslunda",
    "överlåta",
    "förslag",
    "på",
    "ärendet",
    "går",
    "för",
    "över",
    "när",
    "BESLUT",
    "möte",
    "2031-03-12",
    "§",
    "(S)",
    "kl.",
]
# With letters inside words, as any minutes have them; a text whose only å, ä and ö begin words reads as quotes too.
swedish = st.lists(st.sampled_from(WORDS), min_size=3, max_size=40).map(
    lambda words: " ".join(["Nämnden", *words, "på", "förslag"])
)
plain = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029"), max_size=200)


@given(plain)
def test_utf8_is_read_as_it_stands(text: str) -> None:
    assert decode(text.encode())[0] == text


@given(plain)
@example("")
def test_a_byte_order_mark_is_no_text(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode())[0] == text
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le"))[0] == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be"))[0] == text


@given(swedish, st.sampled_from(["cp1252", "latin-1", "cp850", "mac-roman", "utf-16-le", "utf-16-be"]))
def test_swedish_letters_are_never_mangled(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@given(swedish, st.sampled_from(["”{}”", "– {} –", "”{}” säger hon", "{} €", "{}…", "’{}’", "{} – ”nej”"]))
def test_swedish_letters_are_never_mangled_beside_windows_signs(text: str, form: str) -> None:
    written = form.format(text)
    assert decode(written.encode("cp1252"))[0] == written


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, name = decode(data)
    except UnicodeDecodeError:
        return
    assert "\r" not in text
    assert name
