"""Points that count with letters and a full stop: `A. Taxan fastställs.`, `B. Kommunstyrelsen får i uppdrag att ...`.

A capital with a full stop begins a person's name as well (`B. Ek yrkar bifall`), so that one line alone does not tell.
Points stand in a row, in the order of the alphabet or of Roman numbers, and what they say begins as sentences do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from nlp_minutes.lexicon import BODY, is_given_name, is_role
from nlp_minutes.lines import item_head
from nlp_minutes.patterns import lazy

__all__ = ["lettered_points"]

_MARK: Final = lazy(r"(?P<mark>[A-ZÅÄÖ]|[a-zåäö]|[IVX]{2,4}|[ivx]{2,4})(?P<stop>\.)\s+(?P<first>[^\W\d_][\w-]*)")
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyzåäö"
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LEAST: Final = 2
_FURTHEST: Final = 12  # lines from one point to the next
_WORD: Final = r"[A-ZÅÄÖÉ][\w'-]+"
_BRACKET: Final = r"\((?:[A-ZÅÄÖ][\wåäö]{0,4}|[a-zåäö]{1,4})\)"
# An initial with its surname: before a party, or alone on its line, or with what stands behind a name on a list.
_PERSON: Final = lazy(
    rf"[A-ZÅÄÖ]\.\s+(?:(?:af|von|van|de) )?{_WORD}(?: {_WORD})?(?:\s*{_BRACKET}|\s*$|,\s|\t|\s+[A-ZÅÄÖ]{{1,2}}\s*$)"
)
_BODY: Final = lazy(BODY, re.IGNORECASE)
# 'Avsägelsen', 'Redovisningen', 'Verksamheten': with these endings no surname
_DEFINITE: Final = lazy(
    r"[A-ZÅÄÖ][a-zåäö]{2,}(?:elsen|ningen|heten|tionen|ationerna|ningarna|elserna|anterna|slaget|bidraget)"
)
_SMALL: Final = lazy(r"(?<![\w-])[a-zåäöéü]{2,}(?![\w-])")


@dataclass(slots=True)
class _Run:
    """Points behind one another, with the marks that may come next."""

    upper: bool
    lines: list[int]
    next: tuple[str, ...]
    first_words: list[str] = field(default_factory=list)


def lettered_points(texts: Sequence[str]) -> dict[int, int]:
    """Find the lines that are points of lists which count with letters or Roman numbers and a full stop.

    Args:
        texts: The lines of a document, those of page furniture empty.

    Returns:
        By the index of each such line the offset of the full stop in it.
    """
    found: list[tuple[int, re.Match[str]]] = []
    for number, text in enumerate(texts):
        if ". " in text[:6] and (match := _MARK.match(text)) is not None:
            found.append((number, match))
    if len(found) < _LEAST:
        return {}
    small: frozenset[str] | None = None
    points: dict[int, int] = {}
    for run in _runs(found, texts):
        if len(run.lines) < _LEAST:
            continue
        if run.upper:
            if small is None:
                small = frozenset(_SMALL.findall("\n".join(texts)))
            opens = [_opens_sentence(word, small) for word in run.first_words]
            if not any(opens) or _names_people(run, texts, opens):
                continue
        points.update((number, texts[number].index(".")) for number in run.lines)
    return points


def _runs(found: Sequence[tuple[int, re.Match[str]]], texts: Sequence[str]) -> list[_Run]:
    runs: list[_Run] = []
    run: _Run | None = None
    for number, match in found:
        mark = match["mark"]
        if run is not None and (
            number - run.lines[-1] > _FURTHEST
            or any(item_head(text) is not None for text in texts[run.lines[-1] + 1 : number])
        ):
            run = None
        if run is not None and mark.isupper() == run.upper and mark.casefold() in run.next:
            run.lines.append(number)
            run.next = _behind(mark.casefold(), run.next)
        elif mark.casefold() in {"a", "i"}:
            run = _Run(upper=mark.isupper(), lines=[number], next=_behind(mark.casefold(), ("a", "i")))
            runs.append(run)
        else:
            continue  # somebody's initial between two points ends no list
        run.first_words.append(match["first"])
    return runs


def _behind(mark: str, before: Sequence[str]) -> tuple[str, ...]:
    """The marks that may come behind one: `i` may be a letter or the first Roman number."""
    letters = {_ALPHABET[_ALPHABET.index(mark) + 1]} if len(mark) == 1 and mark != _ALPHABET[-1] else set()
    roman = {_ROMAN[_ROMAN.index(mark) + 1]} if mark in _ROMAN[:-1] else set()
    if mark == "i" and "a" in before:  # the first point of all
        letters = set()
    return tuple(letters | roman)


def _names_people(run: _Run, texts: Sequence[str], opens: Sequence[bool]) -> bool:
    """Whether any line holds an initial with a surname and what stands behind names: a list of people."""
    return any(
        not opening and not is_given_name(word) and _PERSON.match(texts[number]) is not None
        for number, word, opening in zip(run.lines, run.first_words, opens, strict=True)
    )


def _opens_sentence(word: str, small: frozenset[str]) -> bool:
    """Whether a word is no surname: the document writes it with a small letter too, or it is a body or an office."""
    if word in {"I", "Å"} or _DEFINITE.fullmatch(word):
        return True
    return word.casefold() in small or _BODY.fullmatch(word) is not None or is_role(word)
