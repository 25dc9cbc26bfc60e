"""FACTS that follow the text: functions over every string in meeting, persons and items."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from nlp_minutes.corpus.augment.spelling import plain
from nlp_minutes.corpus.augment.standing import Standing

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["NAME_KEYS", "PARTY_KEYS", "map_facts", "swapper"]

# Keys whose strings are names of persons, or parties.
NAME_KEYS: Final = frozenset({"name", "by", "yes", "no", "abstain", "absent", "recusals"})
PARTY_KEYS: Final = frozenset({"party", "parties"})
# Keys whose strings are no text of the protocol.
_CODES: Final = frozenset({"date", "start", "end", "document_type", "attendance", "number", "outcome", "kind"})


def _walk(value: Any, key: str, change: Callable[[str, str], str]) -> Any:
    if isinstance(value, str):
        return value if key in _CODES else change(key, value)
    if isinstance(value, Mapping):
        return {name: _walk(one, name, change) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_walk(one, key, change) for one in value]
    return value


def map_facts(document: GoldDocument, change: Callable[[str, str], str]) -> GoldDocument:
    """Change the strings of FACTS.

    A title stays as it was where the changed one does not stand in the text: the word in it was no entity there.

    Args:
        document: The document, its text already changed.
        change: Takes the key under which a string stands, and the string; gives the new string. It is not asked for
            dates, times, numbers and codes.
    """
    items = tuple(_walk(one, "", change) for one in document.items)
    if any(new["title"] != old["title"] for new, old in zip(items, document.items, strict=True)):
        holds = Standing(document).holds
        items = tuple(
            new if holds(plain(new["title"]).split()) else dict(new, title=old["title"])
            for new, old in zip(items, document.items, strict=True)
        )
    return replace(
        document,
        meeting=_walk(document.meeting, "", change),
        persons=tuple(_walk(one, "", change) for one in document.persons),
        items=items,
    )


def swapper(table: Mapping[str, str], keep: Iterable[str] = (), before: str = "") -> Callable[[str], str]:
    """Make a function that replaces words in running text, the longest first, all at once.

    Args:
        table: Old words and new ones; blanks in the old ones match any blanks.
        keep: Words that stay as they are, and with them what stands inside them.
        before: A regular expression of what may not stand before a word (a look-behind of fixed width).
    """
    whole = {one: one for one in keep} | dict(table)
    whole = {" ".join(old.split()): new for old, new in whole.items() if old.strip()}
    if not whole:
        return lambda text: text
    words = sorted(whole, key=lambda one: (-len(one), one))
    alternatives = "|".join(r"\s+".join(map(re.escape, one.split())) for one in words)
    pattern = re.compile(rf"(?<!\w){before}(?:{alternatives})(?!\w|\.\w)")
    return lambda text: pattern.sub(lambda found: whole[" ".join(found[0].split())], text)
