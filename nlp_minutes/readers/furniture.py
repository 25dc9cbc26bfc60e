"""Page furniture: running heads, page numbers and places for initials, found by pattern and by what repeats around them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp_minutes.head_shapes import listed_titles
from nlp_minutes.lexicon import front_label, heading_kind
from nlp_minutes.lines import (
    begins_with_case,
    is_case_line,
    is_running_head,
    is_signature,
    is_stamp,
    item_head,
    mask,
    page_number,
)
from nlp_minutes.patterns import lazy
from nlp_minutes.quick import quick
from nlp_minutes.readers.cells import is_cell, is_name

__all__ = ["TextLine", "find_furniture"]

_REACH = 7  # how many lines a running head or foot has at most
_CONTENTS = 200  # lines among which a list of contents stands
_FRONT = 12  # the head of a front page lies within so many lines


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One line of the extracted text, as far as finding furniture needs it.

    Attributes:
        text: The clean line; empty for a blank one.
        page: Page number from 1, counted by page breaks of the format.
    """

    text: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Neighbouring anchors: the foot of one page with the head of the next."""

    first: int
    last: int


@lru_cache(maxsize=2048)
def _key(text: str) -> str:
    """What two lines have in common that are one running head: all but the numbers; of case numbers all."""
    if is_case_line(text) or begins_with_case(text):
        return text.casefold()
    return mask(text)


def find_furniture(lines: Sequence[TextLine]) -> set[int]:
    """Find the lines that are page furniture.

    An anchor is a line that is furniture by its own shape: a page number, a place for initials, a signing stamp.
    Lines beside an anchor are furniture where the same line (numbers masked) stands beside other anchors too.
    The head of a front page is content though it is where the running head comes from.

    Args:
        lines: All lines, blank ones included.

    Returns:
        The indices of furniture lines.
    """
    filled = [i for i, line in enumerate(lines) if line.text.strip()]
    rank = {index: n for n, index in enumerate(filled)}
    anchors = [i for i in filled if _is_anchor(lines[i].text)]
    anchors += _bare_numbers(lines, filled)
    first = next((i for i in filled if _opens_item(lines[i].text)), None)
    anchors += [i for i in filled if first is not None and i > first and is_running_head(lines[i].text)]
    breaks = _page_borders(lines, filled)
    marks = sorted(set(anchors) | breaks)
    if not marks:
        return set()
    clusters = _cluster(marks, rank)
    fronts = {c for c in clusters if _is_front(c, lines, rank)}
    repeated = _repeated(lines, filled, rank, clusters)
    for number, title in listed_titles([lines[i].text for i in filled[:_CONTENTS]]).items():
        # The row of a list of contents and the head that it names may both stand right below a page's border.
        key = mask(f"{number} {title}")
        for keys in repeated.values():
            keys.discard(key)
    found: set[int] = set()
    for cluster in clusters:
        found |= _grow(cluster, lines, filled, rank, set(anchors), repeated)
    for cluster in fronts:
        found -= _front_lines(cluster, lines, filled, rank)
    return found


def _opens_item(text: str) -> bool:
    """A head with a title or alone; no list of numbers such as `§§ 31–35, 37`."""
    head = item_head(text)
    return (
        head is not None
        and head.last is None
        and not re.match(r"\s*[,–-]\s*\d", text[head.number_at + len(head.number) :])
    )


def _is_anchor(text: str) -> bool:
    if item_head(text) is not None and not text.rstrip().endswith(")"):
        return False
    return is_signature(text) or is_stamp(text) or page_number(text) is not None


def _bare_numbers(lines: Sequence[TextLine], filled: Sequence[int]) -> list[int]:
    """Lines that are a number alone, where they run 1, 2, 3 ... through the document."""
    numbers = [
        (i, int(lines[i].text.strip()))
        for i in filled
        if lines[i].text.strip().isdecimal() and len(lines[i].text.strip()) <= 3
    ]
    chain: list[tuple[int, int]] = []
    for index, number in numbers:
        if not chain or number == chain[-1][1] + 1:
            chain.append((index, number))
    return [index for index, _ in chain] if len(chain) >= 3 else []


def _page_borders(lines: Sequence[TextLine], filled: Sequence[int]) -> set[int]:
    """The first line of each page but the first, and the last of each but the last."""
    borders: set[int] = set()
    for above, below in itertools.pairwise(filled):
        if lines[above].page != lines[below].page:
            borders |= {above, below}
    return borders


def _cluster(marks: Sequence[int], rank: dict[int, int]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    for mark in marks:
        if clusters and rank[mark] - rank[clusters[-1].last] <= _REACH:
            clusters[-1] = _Cluster(clusters[-1].first, mark)
        else:
            clusters.append(_Cluster(mark, mark))
    return clusters


def _is_front(cluster: _Cluster, lines: Sequence[TextLine], rank: dict[int, int]) -> bool:
    if rank[cluster.first] < _FRONT:
        return True
    if any(page_number(lines[i].text) == 1 for i in range(cluster.first, cluster.last + 1) if i in rank):
        return True
    return _heads_lists(cluster, lines)


def _heads_lists(cluster: _Cluster, lines: Sequence[TextLine]) -> bool:
    """Whether place and time and a list of those present stand right below: another meeting begins here."""
    below = [line.text for line in lines[cluster.last + 1 : cluster.last + 25] if line.text.strip()][:14]
    labels = {found[0] for text in below if (found := front_label(text)) is not None and len(text) < 200}
    return bool(labels & {"place_time", "time"}) and "members" in labels


def _front_lines(cluster: _Cluster, lines: Sequence[TextLine], filled: Sequence[int], rank: dict[int, int]) -> set[int]:
    """The lines of a front page's head: all from the page's top to the end of its cluster, but no places for initials above it."""
    ranks = range(max(rank[cluster.first] - _REACH, 0), min(rank[cluster.last] + _REACH + 1, len(filled)))
    inside = [filled[n] for n in ranks]
    top = inside[0]
    if rank[cluster.first] >= _FRONT:
        one = next((i for i in inside if page_number(lines[i].text) == 1), cluster.last + 1)
        feet = [
            i
            for i in inside
            if i < one
            and (is_signature(lines[i].text) or is_stamp(lines[i].text) or (page_number(lines[i].text) or 1) > 1)
        ]
        top = feet[-1] + 1 if feet else top
    elif rank[cluster.first] >= _REACH:
        top = filled[0]
    bottom = filled[-1]
    later = [
        i for i in inside if i > top and (is_signature(lines[i].text) or is_stamp(lines[i].text)) and rank[i] >= _FRONT
    ]
    if later:
        bottom = later[0] - 1
    following = [i for i in inside if i > top and (page_number(lines[i].text) or 1) > 1]
    if following:
        bottom = min(bottom, _above_next_head(top, following[0], lines, inside))
    return {
        i
        for i in inside
        if top <= i <= bottom
        and not is_stamp(lines[i].text)
        and not (is_signature(lines[i].text) and page_number(lines[i].text) is None)
    }


def _above_next_head(top: int, number: int, lines: Sequence[TextLine], inside: Sequence[int]) -> int:
    """The last line of a short front page: above the foot and the running head that the next page's number stands in."""
    head = {_key(lines[i].text) for i in inside if i < number - 1}
    bottom = number - 1
    for i in reversed([i for i in inside if top < i < number]):
        text = lines[i].text
        earlier = {_key(lines[k].text) for k in inside if k < i}
        if is_signature(text) or is_stamp(text) or (_key(text) in earlier and _key(text) in head):
            bottom = i - 1
        else:
            break
    return bottom


def _may_repeat(text: str) -> bool:
    line = text.strip()
    if item_head(text) is not None or is_cell(line) or _ANNEX.fullmatch(line) or _OF_AN_ITEM.search(line):
        return False
    return heading_kind(text) is None or bool(_TITLE.fullmatch(text.strip()))


# What minutes say again and again under a running head and is none of it: how a vote is put, who votes.
_OF_AN_ITEM = lazy(
    r"\b(?:voteringsproposition|röstar|röstade|yrkar|yrkade|beslutar|reserverar sig)\b|\b(?:Ja|Nej)(?:-röst)? (?:för|innebär|betyder)\b"
    r"|[a-zåäö] \([A-ZÅÄÖ]\w{0,4}\)(?:,| och) [A-ZÅÄÖ]"
)
_ANNEX = lazy(r"bilaga \d+", re.IGNORECASE)  # each annex has its own number
_TITLE = lazy(r"(?:sammanträdes|mötes)?protokoll(?:sutdrag)?", re.IGNORECASE)


def _repeated(
    lines: Sequence[TextLine], filled: Sequence[int], rank: dict[int, int], clusters: Sequence[_Cluster]
) -> dict[str, set[str]]:
    """The keys that stand near at least two clusters, by side: above, inside, below."""
    counts: dict[str, Counter[str]] = {"above": Counter(), "inside": Counter(), "below": Counter()}
    for cluster in clusters:
        for side, ranks in _sides(cluster, rank, len(filled)).items():
            counts[side].update({_key(lines[filled[n]].text) for n in ranks})
    everywhere = Counter(_key(lines[i].text) for i in filled)
    head = {key for i in filled[:_FRONT] if everywhere[key := _key(lines[i].text)] >= 2}
    total = len(clusters)
    both = counts["inside"] + counts["below"]
    below = {key for key, n in both.items() if n >= 2 or (n == 1 and key in head and total <= 3)}
    above = {key for key, n in counts["above"].items() if n >= max(3, 0.6 * total)}
    return {
        "above": above | (below & {key for key, n in counts["above"].items() if n >= max(2, 0.6 * total)}),
        "inside": below | above,
        "below": below,
    }


def _sides(cluster: _Cluster, rank: dict[int, int], total: int) -> dict[str, range]:
    first, last = rank[cluster.first], rank[cluster.last]
    return {
        "above": range(max(first - _REACH, 0), first),
        "inside": range(first, last + 1),
        "below": range(last + 1, min(last + 1 + _REACH, total)),
    }


def _grow(
    cluster: _Cluster,
    lines: Sequence[TextLine],
    filled: Sequence[int],
    rank: dict[int, int],
    anchors: set[int],
    repeated: dict[str, set[str]],
) -> set[int]:
    sides = _sides(cluster, rank, len(filled))
    found = {i for i in range(cluster.first, cluster.last + 1) if i in anchors}
    found |= {
        filled[n]
        for n in sides["inside"]
        if _key(lines[filled[n]].text) in repeated["inside"] and _may_repeat(lines[filled[n]].text)
    }
    slack = 0
    for n in sides["below"]:
        text = lines[filled[n]].text
        if is_name(text.strip()) and n + 1 < len(filled) and is_cell(lines[filled[n + 1]].text.strip()):
            break  # the first row of a page, where one roll call after another fills the same pages
        if _key(text) in repeated["below"] and _may_repeat(text):
            found.add(filled[n])
            slack = 0
        elif heading_kind(text) is not None and slack == 0:
            slack = 1  # one heading may have slipped between the lines of a running head
        else:
            break
    for n in reversed(sides["above"]):
        text = lines[filled[n]].text
        if _key(text) not in repeated["above"] or not _may_repeat(text):
            break
        found.add(filled[n])
    return found
