"""Words as they are and as one reads them: line breaks, split diacritics, capitals, genitives."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

__all__ = ["genitive", "like_case", "loose", "normal_forms", "plain", "readings", "spread"]


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Make ligatures, odd blanks, soft hyphens and split diacritics (a˚, a¨, n + U+0308) plain."""
    text = normalize("NFKD", text).replace("\u00ad", "")
    return normalize("NFC", re.sub(" (?=[\u0300-\u036f])", "", text))


@lru_cache(maxsize=8192)
def normal_forms(text: str) -> tuple[str, ...]:
    """Give a name on one line; where a line ends in a hyphen, with the hyphen and without it."""
    text = plain(text)
    forms = [re.sub(r"-\s*\n\s*", "-", text), re.sub(r"-\s*\n\s*", "", text), re.sub(r"-\s*\n\s*", "- ", text)]
    return tuple(dict.fromkeys(" ".join(one.split()) for one in forms))


def readings(text: str) -> str:
    """The first of the forms of a name on one line."""
    return normal_forms(text)[0]


def spread(old: str, new: str) -> str:
    """Break a replacement over lines where the old words were broken, as far as it has a place for it."""
    break_ = re.search(r"[^\S\n]*\n\s*", old)
    if break_ is None:
        return new
    words = new.split(" ")
    if len(words) > 1:
        place = min(max(len(old[: break_.start()].split()), 1), len(words) - 1)
        return " ".join(words[:place]) + break_[0] + " ".join(words[place:])
    hyphen = new.find("-")
    return new if hyphen < 1 else new[: hyphen + 1] + break_[0] + new[hyphen + 1 :]


def like_case(old: str, new: str) -> str:
    """Write a word in capitals or with one capital where the old one was; else as it is."""
    letters = [one for one in old if one.isalpha()]
    if len(letters) > 1 and all(one.isupper() for one in letters):
        return new.upper()
    return new[:1].upper() + new[1:] if letters and letters[0].isupper() else new


def genitive(name: str) -> str:
    """The genitive of a name: -s, or nothing after s, x and z."""
    if name.isupper() and len(name) > 1:
        return name if name[-1] in "SXZ" else f"{name}S"
    return name if name[-1:].casefold() in {"s", "x", "z"} else f"{name}s"


@lru_cache(maxsize=4096)
def loose(words: str) -> str:
    """A regular expression for words whatever the line breaks in and between them."""
    return r"\s+".join(r"(?:-?[^\S\n]*\n\s*)?".join(map(re.escape, word)) for word in words.split())
