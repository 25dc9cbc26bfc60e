"""Written reservations and statements that are printed behind the items, each with the § that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import SectionKind
from nlp_minutes.lexicon import heading_kind
from nlp_minutes.patterns import lazy

if TYPE_CHECKING:
    from nlp_minutes.source import Block

__all__ = ["ItemAnnex", "find_item_annexes"]


@dataclass(frozen=True, slots=True)
class ItemAnnex:
    """A text behind the items that belongs to one of them.

    Attributes:
        first: Index of the block with its title.
        end: Index behind its last block.
        item: Place of the item among the items.
        kind: What it holds: a reservation or a statement.
    """

    first: int
    end: int
    item: int
    kind: SectionKind


# 'Bilaga 1 till § 65', 'Bilaga A, § 65, särskilt yttrande av Ulla Ek (S)', '§ 65, bilaga 2', 'Bilaga B' alone
_TITLE = lazy(
    r"(?:bilaga|bil\.)(?=[ :.,§–-]|$)(?: ?(?P<letter>\d{1,2}|[a-h])(?!\w|[.:/-]\w))?"
    r"(?:[^§\n]{0,60}?(?:§+ ?(?P<behind>\d{1,4})(?! ?[,–-] ?\d)|(?<![\d-])(?P<ahead>\d{1,4}) ?§|\bparagraf (?P<word>\d{1,4})))?"
    r"|§ ?(?P<before>\d{1,4}),? \(?bil(?:aga\b|\.)",
    re.IGNORECASE,
)
_NUMBERS: Final = ("behind", "ahead", "word", "before")
_RESERVES = lazy(r"\b(?:reserv(?:ation|era)|avvikande (?:mening|åsikt)|skiljaktig)", re.IGNORECASE)
_STATES = lazy(
    r"\b(?:särskil(?:t|da) (?:yttrande|uttalande)|protokolls?anteckning|anteckning till protokollet|röstförklaring)",
    re.IGNORECASE,
)
_VOTES = lazy(r"röst(?!förklar)|voter|upprop|närvaro", re.IGNORECASE)
_LONGEST_TITLE: Final = 160
_WHERE: Final = 120  # characters of the text below a title in which it says what it is
_LEAST: Final = 2  # blocks of an item above its first annex: its head and one more


def find_item_annexes(
    texts: Sequence[str], blocks: Sequence[Block], heads: Sequence[tuple[int, str]]
) -> list[ItemAnnex]:
    """Find the written reservations and statements behind the last item that belong to an item by their titles.

    Args:
        texts: The blocks.
        blocks: The same with their places.
        heads: Index and number of the head of each item.

    Returns:
        The annexes in order; none where all of them are the last item's own, in which they stand already.
    """
    if not heads:
        return []
    first = heads[-1][0] + _LEAST
    titles: list[tuple[int, re.Match[str]]] = []
    for i in range(first, len(texts)):
        text = texts[i]
        if (
            text[:1] in "Bb§"
            and len(text) < _LONGEST_TITLE
            and blocks[i].blank_before
            and (title := _TITLE.match(text))
        ):
            titles.append((i, title))
    if not titles or any(heading_kind(text) is SectionKind.DECISION for text in texts[titles[0][0] :]):
        return []
    found: list[ItemAnnex] = []
    for (i, title), end in zip(titles, [*(i for i, _ in titles[1:]), len(texts)], strict=True):
        head, below = texts[i], texts[i + 1][:_WHERE] if i + 1 < end else ""
        kind = _kind(head) or _kind(below)
        item = _item(title, heads, texts)
        if kind is not None and item is not None and i + 1 < end and not _VOTES.search(head):
            found.append(ItemAnnex(i, end, item, kind))
    return found if any(one.item != len(heads) - 1 for one in found) else []


def _kind(text: str) -> SectionKind | None:
    """What an annex holds by its title or by how it begins."""
    if _STATES.search(text):
        return SectionKind.STATEMENT
    return SectionKind.RESERVATION if _RESERVES.search(text) else None


def _item(title: re.Match[str], heads: Sequence[tuple[int, str]], texts: Sequence[str]) -> int | None:
    """The item whose § a title names, or the only one that cites the annex by its letter or number."""
    number = next((title[name] for name in _NUMBERS if title[name]), None)
    if number is not None:
        return next((n for n, (_, own) in enumerate(heads) if own == number), None)
    if not title["letter"]:
        return None
    cites = re.compile(rf"\bbil(?:aga|\.) ?{title['letter']}(?!\w|[.:]\w)", re.IGNORECASE)
    ends = [*(index for index, _ in heads[1:]), len(texts)]
    citing = [
        n
        for n, ((index, _), end) in enumerate(zip(heads, ends, strict=True))
        if n < len(heads) - 1 and any(cites.search(text) for text in texts[index:end] if "il" in text)
    ]
    return citing[0] if len(citing) == 1 else None
