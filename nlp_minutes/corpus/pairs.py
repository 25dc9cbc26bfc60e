"""Texts with the summaries that people wrote of them: what a ranker of sentences learns from and is measured on."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from nlp_minutes.corpus.formats.base import first_record
from nlp_minutes.errors import ConfigError
from nlp_minutes.rules.case_text import CaseSentence, read_case_text
from nlp_minutes.rules.item_summary import count_words

__all__ = ["CaseText", "deal_folds", "greedy_choice", "holds_pairs", "read_case_texts", "summary_words"]

_WORD: Final = re.compile(r"\w+")
_SHORTEST: Final = 4  # words of a sentence that is worth choosing


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseText:
    """A text with a summary that a person wrote.

    Attributes:
        name: What it is called; no two of a file are called the same.
        sentences: Its sentences.
        title: Its title.
        reference: The summary.
        words: How many words the text has.
        keys: What must not stand on two sides of a split: its group, its meeting.
    """

    name: str
    sentences: tuple[CaseSentence, ...]
    title: str | None
    reference: str
    words: int
    keys: tuple[str, ...] = ()


def holds_pairs(path: Path) -> bool:
    """Tell whether a file is JSON Lines of texts with summaries, by the first line that is not empty."""
    if path.suffix.casefold() != ".jsonl" or not path.is_file():
        return False
    row = first_record(path)
    return row is not None and {"document", "summary"} <= row.keys() and "entities" not in row


def read_case_texts(path: Path) -> list[CaseText]:
    """Read the texts of a file: a JSON object a line.

    Each has `document`, `summary` and `title`, and may have `id`, `group` and `meeting`.

    Raises:
        ConfigError: The file cannot be read, a line holds no text with a summary, or two have one `id`.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no UTF-8"
        raise ConfigError(f"{path}: cannot be read ({reason})") from error
    texts: list[CaseText] = []
    names: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            text = _case_text(json.loads(line), f"line {number}")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ConfigError(f"{path}:{number}: no pair of document and summary ({error})") from error
        if text.name in names:
            raise ConfigError(f"{path}:{number}: the id {text.name!r} stands on line {names[text.name]} too")
        names[text.name] = number
        texts.append(text)
    return texts


def _case_text(row: dict[str, Any], name: str) -> CaseText:
    paragraphs, at = [], 0
    for paragraph in row["document"].split("\n\n"):
        paragraphs.append((paragraph, at))
        at += len(paragraph) + 2
    if not isinstance(row["summary"], str):
        raise TypeError("the summary is no text")
    return CaseText(
        name=str(row.get("id", name)),
        sentences=tuple(read_case_text(paragraphs)),
        title=row.get("title"),
        reference=row["summary"],
        words=len(row["document"].split()),
        keys=tuple(f"{key} {row[key]}" for key in ("group", "meeting") if key in row),
    )


def deal_folds(keys: Sequence[Sequence[str]], folds: int) -> list[list[int]]:
    """Deal texts to folds of about one size; two that share a key, also over a third one, come to the same fold.

    Args:
        keys: The keys of each text.
        folds: How many folds.

    Returns:
        The places of the texts of each fold.
    """
    parent = list(range(len(keys)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first: dict[str, int] = {}
    for index, own in enumerate(keys):
        for key in own:
            parent[root(index)] = root(first.setdefault(key, index))
    together: dict[int, list[int]] = {}
    for index in range(len(keys)):
        together.setdefault(root(index), []).append(index)
    dealt: list[list[int]] = [[] for _ in range(folds)]
    for members in sorted(together.values(), key=lambda group: (-len(group), group[0])):
        min(dealt, key=len).extend(members)
    return dealt


def summary_words(text: str) -> list[str]:
    """Give the words that count when a summary is held against another: in lower case, with å, ä and ö."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


_Counts = Counter[tuple[str, ...]]


def greedy_choice(sentences: Sequence[CaseSentence], reference: str, max_words: int | None) -> list[int]:
    """Choose what choosing could do at best, nearly: the sentence that lifts ROUGE-1 and ROUGE-2 most, again and again.

    Args:
        sentences: All sentences of a text, in order.
        reference: The summary that a person wrote.
        max_words: How many words may be chosen; no limit, if None.

    Returns:
        Places of the chosen sentences, in the order in which they were chosen.
    """
    wanted = _grams(reference)
    able = {index: _grams(one.text) for index, one in enumerate(sentences) if one.running}
    able = {index: grams for index, grams in able.items() if grams[0].total() >= _SHORTEST}
    chosen: list[int] = []
    have: tuple[_Counts, _Counts] = (Counter(), Counter())
    room, best = 10**9 if max_words is None else max_words, 0.0
    while able:
        tried = [
            (_lift(tuple(mine + more for mine, more in zip(have, grams, strict=True)), wanted), -index)
            for index, grams in able.items()
            if count_words(sentences[index].text) <= room
        ]
        if not tried or max(tried)[0] <= best:
            break
        best, index = max(tried)[0], -max(tried)[1]
        grams = able.pop(index)
        have = (have[0] + grams[0], have[1] + grams[1])
        chosen.append(index)
        room -= count_words(sentences[index].text)
    return chosen


def _grams(text: str) -> tuple[_Counts, _Counts]:
    found = summary_words(text)
    return Counter((one,) for one in found), Counter(pairwise(found))


def _lift(mine: Sequence[_Counts], wanted: Sequence[_Counts]) -> float:
    """ROUGE-1 and ROUGE-2 together; pairs over the border of two sentences are left out."""
    both = 0.0
    for have, want in zip(mine, wanted, strict=True):
        size = have.total() + want.total()
        both += 2 * (have & want).total() / size if size else 0.0
    return both
