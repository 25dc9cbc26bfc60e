"""Bytes to text: UTF-8, UTF-16, Windows-1252/Latin-1, and the two older code pages of Swedish minutes.

A short Swedish text gives a statistical detector little to go on, and a wrong guess mangles å, ä and ö. So the
choice is made in order: byte order mark; UTF-16 by its zero bytes; UTF-8 where it decodes strictly; else of the
single-byte code pages the one that puts the most Swedish letters inside words.
"""

from __future__ import annotations

import codecs
from typing import Final

from nlp_minutes.patterns import lazy

__all__ = ["decode", "looks_mangled"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE: Final = ("cp1252", "latin-1", "cp850", "mac-roman")
_SWEDISH = lazy(r"(?<=[A-Za-zåäöÅÄÖ])[åäöéÅÄÖÉ]|[åäöÅÄÖ](?=[A-Za-z])")
# Quotation marks where they belong speak for Windows-1252, in which older code pages have their letters.
_QUOTES = lazy(r"(?<![\w”])[”“„](?=[A-Za-zåäöÅÄÖ])|(?<=[A-Za-zåäöÅÄÖ.!?])[”“](?!\w)|(?<=\s)[–—](?=\s)")
# Characters that Swedish text does not have, or not between letters: signs of the wrong code page.
_ODD = lazy(r"[\x00-\x08\x0e-\x1f\x7f-\x9f†‡‰ŒœŠšŸ™õÕ÷×┼─ÍÚº¹³Ò¤ØµÑñ]|(?<=[A-Za-zåäöÅÄÖ])[„”“‘ŽžÙÊÎ](?=[A-Za-zåäö])")
_MANGLED = lazy(r"Ã[¥¤¶…„–\x85\x84\x96]|Ã©|\ufffd")


def decode(data: bytes) -> tuple[str, str]:
    """Decode the bytes of a text file.

    Args:
        data: The whole file.

    Returns:
        The text, line ends made newlines and a byte order mark taken off, and the name of the encoding.

    Raises:
        UnicodeDecodeError: The file has a byte order mark that its bytes do not keep.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _newlines(data.decode(name)), name
    if wide := _utf16(data):
        try:
            return _newlines(data.decode(wide)), wide
        except UnicodeDecodeError:
            pass  # zero bytes for another reason: tried as single bytes below
    try:
        return _newlines(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        name = max(_SINGLE_BYTE, key=lambda encoding: _swedish(data, encoding))
        return _newlines(data.decode(name)), name


def looks_mangled(text: str) -> bool:
    """Tell whether a text was decoded wrongly before it reached us (`nÃ¤mnden`)."""
    return bool(_MANGLED.search(text))


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of a Western text is zero."""
    sample = data[:4000]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * len(sample) / 2 and even < odd / 10:
        return "utf-16-le"
    if even > 0.6 * len(sample) / 2 and odd < even / 10:
        return "utf-16-be"
    return None


def _swedish(data: bytes, encoding: str) -> int:
    try:
        text = data[:200_000].decode(encoding)
    except UnicodeDecodeError:
        return -1_000_000
    return len(_SWEDISH.findall(text)) + 2 * len(_QUOTES.findall(text)) - 3 * len(_ODD.findall(text))
