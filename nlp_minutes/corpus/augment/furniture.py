"""Other page furniture: none, more, or of another style."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Final

from nlp_minutes.corpus.augment.edits import Edit, apply_edits, joined

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["change_furniture", "insert_furniture", "remove_furniture", "restyle_furniture"]

# Running heads and feet: {town}, {body}, {day} of the meeting, {page} and the {last} page, an {id}.
_HEADS: Final = (
    "{TOWN}    Sammanträdesprotokoll    Blad {page}\n{body}    {day}",
    "{town} | {body} | Protokoll {day} | Sida {page} av {last}",
    "{town}\n{body}\nPROTOKOLL\nSammanträdesdatum {day}\nSida {page}({last})",
    "{town}\tSAMMANTRÄDESPROTOKOLL\t{page} ({last})\n{body}\t{day}",
    "{page}\n\t{body} {day}",
    "Protokoll {body} {day}          {page}/{last}",
)
_FEET: Final = (
    "Justerandes sign ____________    Utdragsbestyrkande ____________",
    "------------------------------------------------------------\nJusterandes signatur\t\tUtdragsbestyrkande",
    "Justerare: __________  __________     Sida {page} av {last}",
    "Sign. ........  ........  ........          {page}",
    "Signerat av: AA, BB, CC  Dokument-ID {id:08x}",
)
_FOOT: Final = re.compile(r"\b(?:just|sign|utdrag|bestyrk|ordf)", re.IGNORECASE)
_PAGE_WORDS: Final = (160, 320)


def _styles(document: GoldDocument, rng: Random) -> Callable[[int, int], tuple[str, str]]:
    meeting = document.meeting
    town, body, day = (
        meeting["municipality"] or "Förbundet",
        meeting["body"] or "Styrelsen",
        meeting["date"] or "2020-02-20",
    )
    head, foot, code = rng.choice(_HEADS), rng.choice(_FEET), rng.getrandbits(32)

    def write(page: int, last: int) -> tuple[str, str]:
        words = {"town": town, "TOWN": town.upper(), "body": body, "day": day, "last": last, "id": code}
        return foot.format(page=page - 1, **words), head.format(page=page, **words)

    return write


def remove_furniture(document: GoldDocument, _rng: Random) -> GoldDocument:
    """Take all page furniture away and join the paragraphs that it broke."""
    text = document.text
    edits: list[Edit] = []
    for one in document.paragraphs:
        if one.furniture:
            start = text.rfind("\n", 0, one.start) + 1
            end = one.end
            while end < len(text) and text[end] in " \t\u00a0\f":
                end += 1
            while end < len(text) and text[end] == "\n":
                end += 1
            edits.append(Edit(start=start, end=end, text=""))
    return joined(apply_edits(document, edits))


def _breaks(document: GoldDocument) -> list[tuple[int, bool]]:
    """Places where a page can end: before a line, and whether that is within a paragraph."""
    text = document.text
    places = []
    inside = {at for one in document.entities for at in range(one.start, one.end)}
    headings = [one.start for one in document.headings]
    for one in document.paragraphs:
        if one.furniture or one.start < (headings[0] if headings else 0):
            continue
        blank = text.rfind("\n", 0, one.start)
        if blank > 0 and text[blank - 1] == "\n" and not one.continued:
            places.append((blank + 1, False))
        if one.label != "other" or one.end - one.start > 200:
            places += [
                (found.start() + 1, True)
                for found in re.finditer(r"\n", text[: one.end])
                if found.start() > one.start and found.start() not in inside and text[found.start() - 1] not in "-:"
            ]
    return sorted(set(places))


def insert_furniture(document: GoldDocument, rng: Random) -> GoldDocument:
    """Break a document into pages, some of them within a paragraph."""
    text = document.text
    style = _styles(document, rng)
    words = [found.start() for found in re.finditer(r"\S+", text)]
    size = rng.randint(*_PAGE_WORDS)
    chosen, due = [], size
    for place, inside in _breaks(document):
        count = bisect_right(words, place)
        if count >= due and (not inside or rng.random() < 0.5):
            chosen.append((place, inside))
            due = count + size
    edits = []
    for page, (place, inside) in enumerate(chosen, 2):
        foot, head = style(page, len(chosen) + 1)
        before = "\n" if inside else ""
        block = f"{before}{foot}\n\n{head}\n\n"
        first = len(before)
        marks = ((first, first + len(foot)), (first + len(foot) + 2, first + len(foot) + 2 + len(head.rstrip())))
        lead = len(head) - len(head.lstrip())
        marks = (marks[0], (marks[1][0] + lead, marks[1][1]))
        edits.append(Edit(start=place, end=place, text=block, furniture=marks))
    return apply_edits(document, edits)


def restyle_furniture(document: GoldDocument, rng: Random) -> GoldDocument:
    """Write each piece of furniture in another style, heads as heads and feet as feet."""
    style = _styles(document, rng)
    pieces = [one for one in document.paragraphs if one.furniture]
    last = 1 + sum(not _FOOT.search(document.text[one.start : one.end]) for one in pieces)
    page = 1
    edits = []
    for one in pieces:
        is_foot = bool(_FOOT.search(document.text[one.start : one.end]))
        page += not is_foot
        foot, head = style(page + is_foot, last)
        edits.append(Edit(start=one.start, end=one.end, text=(foot if is_foot else head).strip()))
    return apply_edits(document, edits)


def change_furniture(document: GoldDocument, rng: Random) -> GoldDocument:
    """Take page furniture away, write it in another style, or break the text into other pages."""
    if not any(one.furniture for one in document.paragraphs):
        return insert_furniture(document, rng)
    way = rng.choice(["remove", "restyle", "other pages"])
    if way == "restyle":
        return restyle_furniture(document, rng)
    without = remove_furniture(document, rng)
    return without if way == "remove" else insert_furniture(without, rng)
