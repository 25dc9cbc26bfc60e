"""The summary of a plain text: which of its ranked sentences stand together best."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from nlp_minutes.patterns import lazy
from nlp_minutes.rules.case_text import CaseSentence, case_heading
from nlp_minutes.rules.item_summary import Chosen, count_words, cut_to

__all__ = ["case_title", "summarise_case"]

_WORDS = lazy(r"\w+")
_CANDIDATES: Final = 60  # sentences looked at in full, best first; a page of summary holds fewer
_SHORTEST: Final = 4  # words
_ENDS = lazy(r"[.!?…:][”\"’»)\]]*\d{0,2}$")
_BEGINS = lazy(r"[”\"’«»(\[–-]*\s?(?:[A-ZÅÄÖÉÜ\d§•●▪◦–-]|[a-zåäö]\))")


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = _WORDS.findall(text.casefold())
    return frozenset(pairwise(words))


def _whole(one: CaseSentence) -> bool:
    """A sentence that reads on its own: with a beginning, an end, and what leads in to it if it is a list point."""
    return (
        one.running
        and bool(_ENDS.search(one.text))
        and bool(_BEGINS.match(one.text))
        and (not one.point or one.lead is not None)
        and (one.text[-1] != ":")
    )


def summarise_case(
    sentences: Sequence[CaseSentence],
    scores: Sequence[float],
    *,
    max_words: int | None = 150,
    max_sentences: int | None = None,
    redundancy: float = 1.0,
) -> list[Chosen]:
    """Choose sentences for a summary, the best first, each the less worth the more of it is told already.

    A candidate's score is lowered by the share of its pairs of words that the chosen sentences have (maximal marginal
    relevance; Carbonell and Goldstein, 1998); one that is mostly told is passed over.

    Args:
        sentences: All sentences of the text, in order.
        scores: A score for each.
        max_words: How many words the summary may have; no limit, if None.
        max_sentences: How many sentences; no limit, if None.
        redundancy: How much the share of told pairs lowers a score; 0 for not at all, and then nothing is passed over.

    Returns:
        The chosen sentences in the order of the text, with their scores. Empty only where there is no sentence.
    """
    room = 10**9 if max_words is None else max_words
    places = 10**9 if max_sentences is None else max_sentences
    able = [index for index, one in enumerate(sentences) if _whole(one) and count_words(one.text) >= _SHORTEST]
    able = able or [index for index, one in enumerate(sentences) if one.running] or list(range(len(sentences)))
    # Under a limit of words a sentence counts by what each of its words says, under one of sentences by all it says.
    long = {index: math.sqrt(min(count_words(sentences[index].text), 30)) if max_sentences else 1.0 for index in able}
    weight = {index: scores[index] * long[index] for index in able}
    able.sort(key=lambda index: (-weight[index], index))
    rest = able[: max(_CANDIDATES, min(len(able), room // 8))]
    pairs = {index: _pairs(sentences[index].text) for index in rest}
    told: set[tuple[str, str]] = set()
    chosen: dict[int, Chosen] = {}
    while rest and room >= _SHORTEST and places:
        worth = {
            index: weight[index] * (1.0 - redundancy * len(pairs[index] & told) / max(len(pairs[index]), 1))
            for index in rest
        }
        best = max(rest, key=lambda index: (worth[index], -index))
        rest.remove(best)
        if redundancy and pairs[best] and len(pairs[best] & told) > len(pairs[best]) / 2:
            continue
        wanted = [index for index in _with_leads(sentences, best) if index not in chosen]
        size = sum(count_words(sentences[index].text) for index in wanted)
        if size > room or len(wanted) > places:
            continue
        room, places = room - size, places - len(wanted)
        told |= pairs[best]
        for index in wanted:
            one = sentences[index]
            chosen[index] = Chosen(start=one.start, end=one.end, score=round(float(scores[index]), 4))
    if not chosen and able:
        return _cut(sentences[able[0]], float(scores[able[0]]), max_words)
    return [chosen[index] for index in sorted(chosen)]


def _with_leads(sentences: Sequence[CaseSentence], index: int) -> list[int]:
    """A sentence with those it does not read without."""
    found = [index]
    while (lead := sentences[found[-1]].lead) is not None:
        found.append(lead)
    return found


def _cut(one: CaseSentence, score: float, max_words: int | None) -> list[Chosen]:
    """The best sentence alone is too long: as much of it as there is room for."""
    span = (0, len(one.text)) if max_words is None else cut_to(one.text, max_words)
    if span is None:
        return []
    return [Chosen(start=one.start + span[0], end=one.start + span[1], score=round(score, 4))]


_TITLE_LABEL = lazy(r"(?:Ärende(?:mening)?|Rubrik|Titel|Angående|Ang\.)\s*:\s*(?=\S)")
_FORM = lazy(
    r"(?:tjänste(?:skrivelse|utlåtande)|handläggare|datum|diarie|dnr|telefon|e-post|sida|till |kommun\w*$|rapport$|pm$|bilaga)|\d{4}-\d\d-\d\d|@|\b\d{1,2} \(\d|^\W*\d",
    re.IGNORECASE,
)


def case_title(paragraphs: Sequence[tuple[str, int]]) -> str | None:
    """Find the title of a case text: the heading of several words that stands above the first known section.

    Args:
        paragraphs: The paragraphs with their offsets, in order.

    Returns:
        The title, or None where there is none.
    """
    best: str | None = None
    for text, _ in paragraphs[:25]:
        line = text.strip()
        label = _TITLE_LABEL.match(line)
        if label:
            return line[label.end() :]
        if best is not None and case_heading(line[:120]) is not None:
            break
        if _FORM.search(line) or not 3 <= len(line.split()) <= 30 or line.endswith("."):
            continue
        if best is None or len(line) > len(best):
            best = line
    return best
