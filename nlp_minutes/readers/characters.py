"""Repair of characters within one line: diacritics, ligatures, odd blanks, hyphens. Each with its way back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from nlp_minutes.patterns import lazy
from nlp_minutes.source import Run

__all__ = ["Piece", "join_split_words", "joined_runs", "repair"]

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u0133": "ij"}
_LOOSE = {
    "\u00a8": "\u0308",
    "\u02da": "\u030a",
    "\u00b4": "\u0301",
    "\u02dc": "\u0303",
    "\u02c7": "\u030c",
    "\u00b8": "\u0327",
}
_BLANKS = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
# Words set with a blank between their letters: 'b e s l ö t', 'P R O T O K O L L'. A row of marks ('X J N X X') is none.
_SPACED = r"(?<![\w.-])(?:[a-zåäöéü](?: [a-zåäöéü]){3,}|(?=[A-ZÅÄÖÉÜ ]*[BDEGHIKLMOPRSTUVÅÄÖÉÜ] [A-ZÅÄÖÉÜ ]*[EIOUYÅÄÖÉÜ])[A-ZÅÄÖÉÜ](?: [A-ZÅÄÖÉÜ]){5,})(?![\w-]| [^\W\d_](?!\w))"
_SUSPECT = lazy(
    rf"[\t\v\x00-\x08{_BLANKS}\u200b-\u200f\u2060\ufeff\u00ad\u2010\u2011\u0300-\u036f¨˚´˜ˇ¸ﬀ-ﬆ\u0133]| {{2}}|^ | $| [^\W\d_] [^\W\d_] |[–—](?<=[^\W\d_].)[a-zåäö]"
)
_TOKEN = lazy(
    rf"(?P<spaced>{_SPACED})"
    rf"|(?P<marked>[^\W\d_][ {_BLANKS}]?[\u0300-\u036f]+)"
    r"|(?P<loose>(?<![^\W\d_])[AOU][¨˚] (?=[a-zåäö]{2})|[aouAOUeEcCsSzZnN] ?[¨˚´˜ˇ¸])"
    r"|(?P<leading>[¨˚´][aouAOUeE])"
    r"|(?P<ligature>[ﬀ-ﬆ\u0133])"
    r"|(?P<gone>[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08])"
    rf"|(?P<blank>[ \t\v{_BLANKS}]+)"
    r"|(?P<hyphen>[\u2010\u2011]|(?<=[^\W\d_])[–—](?=[a-zåäö]))"
)


class Piece(NamedTuple):
    """Clean text with the runs that lead back to the extracted text.

    Attributes:
        text: Clean text.
        runs: Runs whose `clean_start` counts from the piece's own beginning.
    """

    text: str
    runs: tuple[Run, ...]

    @classmethod
    def verbatim(cls, text: str, start: int) -> Piece:
        """Text that stands in the extracted text just so, from `start`."""
        return cls(text, (Run(0, len(text), start, len(text)),) if text else ())

    @classmethod
    def made(cls, text: str, start: int, length: int) -> Piece:
        """Text that was made from a stretch of the extracted text."""
        return cls(text, (Run(0, len(text), start, length),))

    def cut(self, start: int, end: int) -> Piece:
        """Take a part of the piece."""
        if start <= 0 and end >= len(self.text):
            return self
        runs = []
        for run in self.runs:
            low, high = max(run.clean_start, start), min(run.clean_start + run.clean_length, end)
            if low >= high:
                continue
            if run.clean_length == run.length:
                runs.append(Run(low - start, high - low, run.start + low - run.clean_start, high - low))
            else:
                runs.append(Run(low - start, high - low, run.start, run.length))
        return Piece(self.text[start:end], tuple(runs))

    @classmethod
    def concatenate(cls, pieces: Iterable[Piece]) -> Piece:
        """Put pieces one behind another; stretches that follow each other on both sides become one run."""
        texts: list[str] = []
        placed: list[tuple[int, Sequence[Run]]] = []
        at = 0
        for piece in pieces:
            texts.append(piece.text)
            placed.append((at, piece.runs))
            at += len(piece.text)
        return cls("".join(texts), tuple(joined_runs(placed)))


def joined_runs(placed: Iterable[tuple[int, Sequence[Run]]]) -> Iterator[Run]:
    """Yield the runs of pieces that stand one behind another; what follows each other on both sides becomes one run.

    Args:
        placed: The runs of each piece, with the clean offset at which it begins.
    """
    # a run is made when its end is known: most are a part of a longer one
    first = length = source = end = -1
    for at, runs in placed:
        for run in runs:
            if run.clean_length != run.length:
                if length > 0:
                    yield Run(first, length, source, length)
                    length = 0
                yield Run(at + run.clean_start, run.clean_length, run.start, run.length)
            elif length > 0 and run.start == end:
                length += run.length
                end += run.length
            else:
                if length > 0:
                    yield Run(first, length, source, length)
                first, length, source = at + run.clean_start, run.length, run.start
                end = source + length
    if length > 0:
        yield Run(first, length, source, length)


def repair(line: str, start: int, gaps: Mapping[int, int] | None = None) -> Piece:
    """Make one extracted line clean.

    Words with blanks between their letters are closed up, loose and decomposed diacritics composed, ligatures spelled out, invisible characters dropped, odd blanks
    made plain, wide gaps made one tab, the line's ends stripped (a leading gap of its own stays as one tab).

    Args:
        line: The line without its newline.
        start: Its offset in the extracted text.
        gaps: By their offset in the line, gaps that are so many tabs: they cross columns.

    Returns:
        The clean line; empty where it holds nothing but blanks.
    """
    if not _SUSPECT.search(line):
        return Piece.verbatim(line, start)
    pieces: list[Piece] = []
    at = 0
    for match in _TOKEN.finditer(line):
        if match.start() > at:
            pieces.append(Piece.verbatim(line[at : match.start()], start + at))
        at = match.end()
        if match.lastgroup == "spaced":
            pieces += [Piece.verbatim(line[n], start + n) for n in range(match.start(), match.end(), 2)]
            continue
        made = _REPAIRS[match.lastgroup or ""](match[0])
        if match.lastgroup == "blank" and (match.start() == 0 or match.end() == len(line)):
            made = _blank(match[0]) if match.start() == 0 and match.end() < len(line) and _is_gap(match[0]) else ""
        if gaps and match.start() in gaps:
            made = "\t" * gaps[match.start()]
        if made == match[0]:
            pieces.append(Piece.verbatim(made, start + match.start()))
        elif made:
            pieces.append(Piece.made(made, start + match.start(), match.end() - match.start()))
    if at < len(line):
        pieces.append(Piece.verbatim(line[at:], start + at))
    piece = Piece.concatenate(pieces)
    return piece if piece.text.strip() else Piece("", ())


def _is_gap(blanks: str) -> bool:
    return "\t" in blanks or "\v" in blanks or len(blanks) >= 3


def _blank(text: str) -> str:
    """One blank; a wide gap is one tab, and tabs stay as many as they are: each begins a column."""
    if not _is_gap(text):
        return " "
    return "\t" * max(1, text.count("\t") + text.count("\v"))


def _marked(text: str) -> str:
    return unicodedata.normalize("NFC", re.sub(rf"[ {_BLANKS}]", "", text))


def _loose(text: str) -> str:
    composed = unicodedata.normalize("NFC", text[0] + _LOOSE[text.rstrip()[-1]])
    return composed if len(composed) == 1 else text


def _leading(text: str) -> str:
    composed = unicodedata.normalize("NFC", text[1] + _LOOSE[text[0]])
    return composed if len(composed) == 1 else text


_REPAIRS: dict[str, Callable[[str], str]] = {
    "marked": _marked,
    "loose": _loose,
    "leading": _leading,
    "ligature": lambda text: _LIGATURES.get(text, unicodedata.normalize("NFKC", text)),
    "gone": lambda _: "",
    "blank": _blank,
    "hyphen": lambda _: "-",
}

_MAY_SPLIT = lazy(r"[åäöÅÄÖ](?![^\W\d_])| [åäöÅÄÖ]")
_SPLIT = lazy(r"(?<![\wåäö-])([^\W\d_]*[åäöÅÄÖ]|[^\W\d_]{1,3}) ([åäöÅÄÖ]? ?[^\W\d_]+)")
_WHOLE_WORDS = frozenset(
    [
        "å",
        "ö",
        "på",
        "då",
        "så",
        "få",
        "gå",
        "stå",
        "må",
        "nå",
        "slå",
        "två",
        "blå",
        "grå",
        "små",
        "rå",
        "spå",
        "förstå",
        "ändå",
        "också",
        "ångå",
        "i",
        "o",
        "en",
        "av",
        "om",
        "vi",
        "de",
        "du",
        "är",
        "för",
        "hör",
        "gör",
        "ör",
        "ä",
        "här",
        "där",
        "när",
    ]
)


_AT_DIACRITIC = lazy(r"[åäöÅÄÖ](?: |$)| [åäöÅÄÖ]")


def join_split_words(piece: Piece, vocabulary: frozenset[str]) -> Piece:
    """Join words that extraction split at a diacritic (`f ö rslag`, `Hä gg`).

    Only a word that stands whole elsewhere in the document is joined, so that `på en ö` is left alone.

    Args:
        piece: A clean line.
        vocabulary: The document's words in lower case.

    Returns:
        The line, split words joined.
    """
    if not _MAY_SPLIT.search(piece.text):
        return piece
    at = 0
    pieces: list[Piece] = []
    for match in _SPLIT.finditer(piece.text):
        blank_free = match[0].replace(" ", "")
        if not _AT_DIACRITIC.search(match[1] + " " + match[2]):
            continue
        if match[1].casefold() in _WHOLE_WORDS and " " not in match[2]:
            continue
        if blank_free.casefold() not in vocabulary:
            continue
        inner = match.start()
        for blank in re.finditer(" ", match[0]):
            pieces.append(piece.cut(at, inner + blank.start()))
            at = inner + blank.end()
    if not pieces:
        return piece
    pieces.append(piece.cut(at, len(piece.text)))
    return Piece.concatenate(pieces)
