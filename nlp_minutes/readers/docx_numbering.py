"""The automatic numbers of a Word document: they stand in numbering.xml and styles.xml, not in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from nlp_minutes.patterns import lazy
from nlp_minutes.readers.flow import BULLET, count_text

if TYPE_CHECKING:
    from nlp_minutes.readers.xml_tree import Node

__all__ = ["Numbering", "bullet"]

_LEVELS: Final = 9
_MARK = lazy(r"%([1-9])")
# Signs of the symbol fonts, in their private area, and the letter that stands for a circle in Courier.
_BULLETS: Final = {"\uf0b7": BULLET, "\uf0a7": BULLET, "\uf0d8": BULLET, "\uf02d": "–", "\uf0be": "–", "o": BULLET}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""
    restart: int | None = None  # the level that starts it anew; 0 is none, None is each above
    legal: bool = False
    suffix: str = "tab"


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    link: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class _Use:
    """A `w:num`: a list with what it changes."""

    abstract: str
    starts: dict[int, int]
    levels: dict[int, _Level]


def bullet(sign: str) -> str:
    """The sign of a list point, in letters that any font has."""
    sign = sign.strip()
    known = _BULLETS.get(sign)
    if known:
        return known
    return BULLET if len(sign) == 1 and "\ue000" <= sign <= "\uf8ff" else sign


def _number(node: Node | None, default: int) -> int:
    value = node.get("w:val") if node is not None else ""
    return int(value) if re.fullmatch(r"-?\d{1,6}", value) else default


def _level(node: Node) -> _Level:
    text, form, style = node.find("w:lvlText"), node.find("w:numFmt"), node.find("w:pStyle")
    suffix, legal, restart = node.find("w:suff"), node.find("w:isLgl"), node.find("w:lvlRestart")
    return _Level(
        start=_number(node.find("w:start"), 0 if form is None else 1),
        form=form.get("w:val", "decimal") if form is not None else "decimal",
        text=text.get("w:val") if text is not None else "",
        style=style.get("w:val") if style is not None else "",
        restart=_number(restart, 0) if restart is not None else None,
        legal=legal is not None and legal.get("w:val") not in {"0", "false", "off"},
        suffix=suffix.get("w:val", "tab") if suffix is not None else "tab",
    )


def _index(node: Node) -> int:
    value = node.get("w:ilvl", "0")
    return int(value) if value.isdecimal() and len(value) == 1 else 0


class Numbering:
    """Counts the list points of a document, in its order.

    Args:
        root: The root of numbering.xml, or None.
    """

    def __init__(self, root: Node | None) -> None:
        self._lists: dict[str, _List] = {}
        self._uses: dict[str, _Use] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        for node in root.elements("w:abstractNum"):
            link, style = node.find("w:numStyleLink"), node.find("w:styleLink")
            self._lists[node.get("w:abstractNumId")] = _List(
                {_index(one): _level(one) for one in node.elements("w:lvl")},
                link.get("w:val") if link is not None else "",
                style.get("w:val") if style is not None else "",
            )
        for node in root.elements("w:num"):
            abstract = node.find("w:abstractNumId")
            starts, levels = dict[int, int](), dict[int, _Level]()
            for one in node.elements("w:lvlOverride"):
                begin, level = one.find("w:startOverride"), one.find("w:lvl")
                if begin is not None:
                    starts[_index(one)] = _number(begin, 1)
                if level is not None:
                    levels[_index(one)] = _level(level)
            name = abstract.get("w:val") if abstract is not None else ""
            self._uses[node.get("w:numId")] = _Use(name, starts, levels)
        self._follow_links()

    def _follow_links(self) -> None:
        """A list may name a style, whose list is meant."""
        styled = {one.style: name for name, one in self._lists.items() if one.style}
        for key, use in self._uses.items():
            found = self._lists.get(use.abstract)
            if found is not None and not found.levels and found.link in styled:
                self._uses[key] = replace(use, abstract=styled[found.link])

    def level_of_style(self, number: str, styles: list[str]) -> int:
        """The level of a list that a paragraph style is linked to; 0 where it is to none."""
        for level, one in self._levels(number).items():
            if one.style and one.style in styles:
                return level
        return 0

    def _levels(self, number: str) -> dict[int, _Level]:
        use = self._uses.get(number)
        if use is None:
            return {}
        known = self._lists.get(use.abstract)
        return {**(known.levels if known is not None else {}), **use.levels}

    def group(self, number: str) -> int:
        """A number that the points of one list share."""
        use = self._uses.get(number)
        names = list(self._lists)
        return names.index(use.abstract) if use is not None and use.abstract in names else len(names)

    def next(self, number: str, level: int) -> str:
        """Count one point.

        Args:
            number: The `w:numId` of the paragraph.
            level: Its `w:ilvl`, from 0.

        Returns:
            What Word shows before the paragraph, with the blank behind it; empty where it shows nothing.
        """
        levels = self._levels(number)
        own = levels.get(level)
        if own is None:
            return ""
        use = self._uses[number]
        counts = self._counts.setdefault(use.abstract, {})
        for at, start in use.starts.items():
            if (number, at) not in self._begun:
                self._begun.add((number, at))
                counts[at] = start - 1
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            below = levels.get(deeper)
            if below is None or below.restart is None or 0 < level + 1 <= below.restart:
                counts.pop(deeper, None)
        if own.form == "bullet":
            return f"{bullet(own.text)} " if own.text.strip() else ""
        shown = _MARK.sub(lambda mark: self._shown(int(mark[1]) - 1, own, levels, counts), own.text)
        if own.form == "none" and not _MARK.search(own.text):
            return f"{own.text} " if own.text.strip() else ""
        return shown if own.suffix == "nothing" or not shown.strip() else f"{shown.rstrip()} "

    @staticmethod
    def _shown(at: int, own: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
        level = levels.get(at, _Level())
        if level.form in {"none", "bullet"}:
            return ""
        count = counts.setdefault(at, level.start)
        return count_text(count, "decimal" if own.legal else level.form)
