"""Other forms of case numbers: `KS 2023/611`, `KS-2023-00611`, `KS/2023:611`, `2023/611`, `0611/23`."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Final

from nlp_minutes.corpus.augment.edits import Edit, apply_edits
from nlp_minutes.corpus.augment.facts import map_facts, swapper
from nlp_minutes.labels import EntityLabel

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["change_cases"]

# One pattern: the register, the year, the number, a plan code or other end.
_CASE: Final = re.compile(
    r"(?:(?P<register>[A-ZÅÄÖ]{1,5})[ \u00a0/-]?)?(?P<year>(?:19|20)\d\d|(?<=[A-ZÅÄÖ ])\d\d)[/:.-]"
    r"(?P<number>\d{1,6})(?P<plan>[-. ]\d{3})?"
)
_REVERSED: Final = re.compile(r"(?P<number>\d{1,6})/(?P<year>(?:19|20)\d\d|\d\d)")
# With {r}, the register and the mark behind it, if there is one; {y}, the year, or {s}, its end; {n}, the number.
_FORMS: Final = (
    (" ", "{r}{y}/{n}"),
    ("-", "{r}{y}-{n:05d}"),
    ("/", "{r}{y}:{n}"),
    (" ", "{r}{y}/{n:04d}"),
    (" ", "{r}{y}.{n:04d}"),
    (" ", "{r}{s}/{n:04d}"),
    ("-", "{r}{y}-{n}"),
    ("", "{y}/{n}"),
    ("", "{n}/{y}"),
    ("", "{n:05d}/{y}"),
    (" ", "{r}{s}-{n}"),
    ("/", "{r}{n}/{y}"),
)
_PLANS: Final[tuple[Callable[[str], str], ...]] = (str, lambda plan: f"-{plan.strip('-. ')}", lambda _: "")


def change_cases(document: GoldDocument, rng: Random) -> GoldDocument:
    """Write the protocol's own case numbers in another form, one form for all; the numbers stay.

    A number in a form of another authority stays as it is, and so do all, should two of them come out alike.
    """
    (mark, form), plan = rng.choice(_FORMS), rng.choice(_PLANS)
    text = document.text
    table: dict[str, str] = {}
    for one in document.entities:
        old = text[one.start : one.end]
        found = (_CASE.fullmatch(old) or _REVERSED.fullmatch(old)) if one.label == EntityLabel.CASE else None
        if found:
            year = (
                found["year"] if len(found["year"]) == 4 else ("19" if found["year"] > "60" else "20") + found["year"]
            )
            parts = found.groupdict()
            register = parts.get("register")
            prefix = f"{register}{mark}" if register else ""
            new = form.format(r=prefix, y=year, s=year[2:], n=int(found["number"]))
            table[old] = new + (plan(parts["plan"]) if parts.get("plan") else "")
    if len(set(table.values())) < len(table):
        return document
    edits = [
        Edit(start=one.start, end=one.end, text=table[text[one.start : one.end]])
        for one in document.entities
        if one.label == EntityLabel.CASE and text[one.start : one.end] in table
    ]
    swap = swapper(table)
    flat = {" ".join(old.split()): new for old, new in table.items()}

    def change(key: str, value: str) -> str:
        if key == "case_numbers":
            return flat.get(" ".join(value.split()), value)
        return swap(value) if key == "title" else value

    return map_facts(apply_edits(document, edits), change)
