"""Which of the lines that look like the head of an item are one.

Tables of contents, repeated heads, references in running text and the handling of a matter by other bodies all look
alike line by line. What tells them apart is the order of the whole: the numbers of a meeting run upward.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp_minutes.head_shapes import listed_titles, shaped_heads
from nlp_minutes.lines import ItemHead, ends_sentence, is_case_line, is_head_line, item_head
from nlp_minutes.patterns import lazy

__all__ = ["Candidate", "Chain", "choose_heads", "expected_numbers", "find_candidates", "is_repeat", "number_below"]

_LOOKBACK = 400  # candidates; a chain with a longer hole in it is not worth looking for
_CONTENTS_ROW = lazy(r"(?:\.\s?){4,}\s*\d{0,4}$|…+\s*\d{0,4}$|\t\s*\d{1,4}$|_{3,}\s*\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A block that looks like an item's head.

    Attributes:
        index: The block's index.
        head: Its parts.
        score: How far the block and its neighbours speak for it.
        above: The line right above it, an empty string where white space stands there.
    """

    index: int
    head: ItemHead
    score: float
    above: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The heads that were chosen.

    Attributes:
        heads: In order.
        repeats: Indices of blocks that repeat the head of the item they stand in.
        contents: Indices of blocks that are rows of a table of contents.
        numbers: Indices of blocks that hold an item's number below the first line of its head.
    """

    heads: tuple[Candidate, ...]
    repeats: frozenset[int]
    contents: frozenset[int]
    numbers: frozenset[int] = frozenset()


def find_candidates(
    texts: Sequence[str], blank_before: Sequence[bool], expected: frozenset[int] = frozenset()
) -> list[Candidate]:
    """Find the blocks that look like an item's head and weigh what stands around each.

    Args:
        texts: The blocks.
        blank_before: Whether white space stands above each.
        expected: The numbers that the front page promises.

    Returns:
        The candidates in order.
    """
    found = [
        (i, head)
        for i, text in enumerate(texts)
        if len(text) < 600
        and (head := number_below(text, texts[i + 1] if i + 1 < len(texts) else "") or item_head(text)) is not None
    ]
    if any(head.prefix != "ärende" for _, head in found):
        found = [(i, head) for i, head in found if head.prefix != "ärende"]
    found = _with_right(_with_shaped(found, texts, expected), texts, expected) or _counted(
        texts, blank_before, expected
    )
    indices = {i for i, _ in found}
    return [
        Candidate(
            index=i,
            head=head,
            score=_weigh(i, head, texts, blank_before, indices),
            above="" if not i or blank_before[i] else texts[i - 1],
        )
        for i, head in found
    ]


def _with_shaped(
    found: list[tuple[int, ItemHead]], texts: Sequence[str], expected: frozenset[int]
) -> list[tuple[int, ItemHead]]:
    """Add the heads whose shape only this document has: any that name a paragraph, others where items are lacking."""
    if expected <= {head.value for _, head in found} and len(_titled(found)) >= _ENOUGH:
        return found
    titles = listed_titles(texts[:_FRONT_BLOCKS])
    if not expected and len(_titled(found)) < _ENOUGH:
        expected = frozenset(titles)
    shaped = shaped_heads(texts, expected, titles)
    for allowed in ("section", "worded", "any"):
        if allowed != "section" and not _lacking(found, expected):
            break
        if allowed == "any" and not expected:
            break
        taken = {i for i, _ in found}
        more = [
            (one.index, one.head)
            for one in shaped
            if one.index not in taken and (allowed == "any" or (one.worded if allowed == "worded" else one.section))
        ]
        if allowed != "section" and expected:
            more = [(i, head) for i, head in more if head.value in expected]
        found = sorted({**dict(more), **dict(found)}.items())
    return found


# The title first, and the number at the right edge of its last line: 'Taxa för kartor ⇥ § 53', 'Taxa för kartor (§ 53)'.
_RIGHT = lazy(
    r"(?:\d{1,2}[.)]\s+)?(?P<rest>[^§\t\n]{3,160}?)(?:\t+|(?<![\d,–—-])(?:\s+[–—-]\s+|,?\s+\(?))"
    r"(?:(?!\d)\w{1,6} )?§ ?(?P<number>\d{1,4})(?P<letter> ?[A-Z])?\)?"
)


def _with_right(
    found: list[tuple[int, ItemHead]], texts: Sequence[str], expected: frozenset[int]
) -> list[tuple[int, ItemHead]]:
    """Add the heads with the number last, where items are lacking or all stand so, and those numbers run on one by one."""
    all_right = bool(found) and all(head.number_at > head.rest_at for _, head in found)
    if not all_right and not _lacking(found, expected):
        return found
    right = [
        (i, match) for i, text in enumerate(texts) if "§" in text and (match := _RIGHT.fullmatch(text)) is not None
    ]
    right = [(i, match) for i, match in right if not expected or int(match["number"]) in expected]
    values = [int(match["number"]) for _, match in right]
    if len(right) < _ENOUGH or any(two not in {one, one + 1} for one, two in itertools.pairwise(values)):
        return found
    heads = {
        i: ItemHead(
            number=match["number"] + (match["letter"] or "").upper(),
            value=int(match["number"]),
            last=None,
            prefix="",
            rest=match["rest"],
            rest_at=match.start("rest"),
            number_at=match.start("number"),
        )
        for i, match in right
    }
    return sorted({**heads, **dict(found)}.items() if all_right else heads.items())


# '20. Hyra för magasinet': a number and a title, as the points of any list have them.
_COUNTED = lazy(r"[(|]?\s?(?P<number>\d{1,3})(?:[.):]|\s?[|–-])?\s+(?P<rest>[A-ZÅÄÖ][^\n]{2,120})")
_DECIDES = lazy(r"\b[\wåäö]*beslut|\bbeslöt|\b[\wåäö]*(?:noteras|antecknas|bordlägg|godkänn)", re.IGNORECASE)
_LEAST_BLOCKS = 2  # of an item, below its head
_LEFT_OUT: Final = 2  # numbers at most that a run of heads without any mark lacks


def _counted(
    texts: Sequence[str], blank_before: Sequence[bool], expected: frozenset[int]
) -> list[tuple[int, ItemHead]]:
    """Heads without any mark, in minutes that have no others: numbers one after the other, most of them above a decision.

    Where a case number stands below most of them, or they are the numbers that the front page promises, that will do;
    then one or two may also be left out, as what is secret is.
    """
    counted = [
        (i, match)
        for i, text in enumerate(texts)
        if blank_before[i] and (match := _COUNTED.fullmatch(text)) is not None and not ends_sentence(match["rest"])
    ]
    rows = _items_among(counted, texts, expected)
    if rows is None:
        rows = _items_among(_alone(texts, blank_before), texts, expected) or []
    return [
        (
            i,
            ItemHead(
                number=match["number"],
                value=int(match["number"]),
                last=None,
                prefix="",
                rest=match["rest"],
                rest_at=match.start("rest"),
                number_at=match.start("number"),
            ),
        )
        for i, match in rows
    ]


def _items_among(
    counted: Sequence[tuple[int, re.Match[str]]], texts: Sequence[str], expected: frozenset[int]
) -> list[tuple[int, re.Match[str]]] | None:
    """The numbered rows that are heads of items; None where too few follow each other to tell."""
    rows, longer = _longest_run(counted), _longest_run(counted, _LEFT_OUT)
    if len(longer) > max(len(rows), _ENOUGH - 1) and _are_items(longer, texts, expected, whole=False):
        return longer
    if len(rows) < _ENOUGH:
        return None
    return rows if _are_items(rows, texts, expected, whole=True) else []


def _are_items(
    rows: Sequence[tuple[int, re.Match[str]]], texts: Sequence[str], expected: frozenset[int], *, whole: bool
) -> bool:
    """Whether a run of numbers divides the text into items: `whole` where it has each number from its first to its last."""
    ends = [*(i for i, _ in rows[1:]), len(texts)]
    spans = [range(low + 1, high) for (low, _), high in zip(rows, ends, strict=True)]
    values = {int(match["number"]) for _, match in rows}
    if whole:
        promised = bool(expected) and expected == values
    else:
        promised = values <= expected and {min(expected), max(expected)} <= values
    numbered = sum(bool(span) and is_case_line(texts[span[0]]) for span in spans)
    if promised or 2 * numbered > len(rows):
        return all(len(span) >= 1 for span in spans)
    return whole and all(len(span) >= _LEAST_BLOCKS and any(_DECIDES.search(texts[i]) for i in span) for span in spans)


_ALONE = lazy(r"(?P<number>\d{1,3})\.?(?P<rest>)")


def _alone(texts: Sequence[str], blank_before: Sequence[bool]) -> list[tuple[int, re.Match[str]]]:
    """Numbers alone, each right above a title that no other has: pages stand above the same head again and again."""
    rows = [
        (i, match)
        for i, text in enumerate(texts[:-1])
        if blank_before[i] and not blank_before[i + 1] and (match := _ALONE.fullmatch(text)) is not None
    ]
    titles = Counter(texts[i + 1] for i, _ in rows)
    return [(i, match) for i, match in rows if titles[texts[i + 1]] == 1 and texts[i + 1][:1].isupper()]


def _longest_run(rows: Sequence[tuple[int, re.Match[str]]], left_out: int = 0) -> list[tuple[int, re.Match[str]]]:
    """The longest of the runs of rows whose numbers go up one by one; other numbers may stand between them.

    As many numbers may be left out as `left_out` says.
    """
    best: dict[
        tuple[int, int], list[int]
    ] = {}  # the run that ends with a number and left out so many, as places in `rows`
    longest: list[int] = []
    for place, (_, match) in enumerate(rows):
        number = int(match["number"])
        for out in range(left_out + 1):
            before = [best.get((number - 1 - step, out - step), []) for step in range(out + 1)]
            run = [*max(before, key=len), place]
            if len(run) >= len(best.get((number, out), [])):
                best[number, out] = run
            if len(run) > len(longest):
                longest = run
    return [rows[place] for place in longest]


_ENOUGH: Final = 3
_FRONT_BLOCKS: Final = 150  # among which a list of contents stands


def _titled(found: Sequence[tuple[int, ItemHead]]) -> list[tuple[int, ItemHead]]:
    """Those that do not go on as running text does, which happens to begin a line with a reference."""
    return [(i, head) for i, head in found if not _RUNS_ON.match(head.rest)]


_RUNS_ON = lazy(r"[,;)]|(?!forts)[a-zåäö]")


def _lacking(found: Sequence[tuple[int, ItemHead]], expected: frozenset[int]) -> bool:
    values = {head.value for _, head in (found if expected else _titled(found))}
    return 2 * len(values & expected) < len(expected) if expected else len(values) < _ENOUGH


# A title with its number on the agenda, and the item's own number on the line below, as some systems print it.
_ON_AGENDA = lazy(r"(?:Dagordningspunkt|Ärendepunkt|Punkt|Ärende)\s+\d{1,3}\s?[:.–-]\s+(?P<title>\S.{2,})", re.DOTALL)
_NUMBER_LINE = lazy(r"(?:Protokolls)?[Pp]aragraf(?:nummer|nr)?\s?:?\s+§?\s?(?P<number>\d{1,4})(?P<letter> [A-Z])?")


def number_below(text: str, below: str) -> ItemHead | None:
    """Read a head whose number stands on the line below its title: `Dagordningspunkt 4: Taxa` / `Protokollsparagraf: 26`."""
    title, number = _ON_AGENDA.match(text), _NUMBER_LINE.fullmatch(below.strip())
    if title is None or number is None:
        return None
    return ItemHead(
        number=number["number"] + (number["letter"] or ""),
        value=int(number["number"]),
        last=None,
        prefix="",
        rest=title["title"],
        rest_at=title.start("title"),
        number_at=0,
    )


def _weigh(i: int, head: ItemHead, texts: Sequence[str], blank_before: Sequence[bool], others: set[int]) -> float:
    score = 1.0
    rest = head.rest.strip()
    if head.misread:
        score -= 1.2
    score += 0.5 if blank_before[i] else 0.0
    if rest and rest[0].islower() and not re.match(r"forts|\(forts", rest) and not is_head_line(rest):
        score -= 1.8
    if re.match(r"^[\s]*[.,;)]", texts[i][head.rest_at - 1 : head.rest_at + 1]) and not rest:
        score -= 0.8
    if re.match(r"(?:andra|första|tredje|stycket|st\b|punkt|p\.|kap|och|i|av|samt|\d)", rest):
        score -= 0.8
    if _CONTENTS_ROW.search(texts[i]):
        score -= 2.0
    if i and not blank_before[i]:
        above = texts[i - 1]
        if not ends_sentence(above) and len(above) > 50 and i - 1 not in others:
            score -= 0.9
    following = i + 1
    if following < len(texts) and following not in others:
        score += 0.9
        if following + 1 < len(texts) and following + 1 not in others:
            score += 0.3
    if len(rest) > 300:
        score -= 0.5
    if ends_sentence(rest) and len(rest) > 120:
        score -= 0.5
    return score


def expected_numbers(text: str | None) -> frozenset[int]:
    """Read the numbers that `Protokollet omfattar §§ 40–46, 48–61` promises; empty where it names none."""
    if not text:
        return frozenset()
    numbers: set[int] = set()
    for match in re.finditer(r"(\d{1,4})(?:\s*[–—-]\s*§?\s*(\d{1,4}))?", text):
        first = int(match[1])
        last = int(match[2]) if match[2] else first
        if first <= last <= first + 500:
            numbers.update(range(first, last + 1))
    return frozenset(numbers)


_NO_LETTER = lazy(r"[^\wåäö]")


def _prefix(head: ItemHead) -> str:
    return _NO_LETTER.sub("", head.prefix.casefold())


def choose_heads(candidates: Sequence[Candidate], expected: frozenset[int] = frozenset()) -> Chain:
    """Choose the chain of heads that explains the document best.

    A head's own weight counts, numbers must rise, a hole in the numbers costs, a change of the body in front of
    the § costs, and a number that the front page promises is worth more than one it does not.

    Args:
        candidates: In order.
        expected: The numbers that the front page promises.

    Returns:
        The chosen heads, with the repeats and the rows of a table of contents among the rest.
    """
    if not candidates:
        return Chain(heads=(), repeats=frozenset(), contents=frozenset())
    prefixes = Counter(_prefix(c.head) for c in candidates if c.score > 1)
    common = prefixes.most_common(1)[0][0] if prefixes else ""
    best: list[float] = []
    back: list[int] = []
    for j, two in enumerate(candidates):
        own = two.score
        if expected:
            own += 0.8 if two.head.value in expected else -1.5
        if _prefix(two.head) != common:
            own -= 0.8
        best.append(own)
        back.append(-1)
        # From the nearest on: a step is never worth more than nothing, so that most of those further back need no look.
        for i in range(j - 1, max(0, j - _LOOKBACK) - 1, -1):
            if best[i] + own < best[j]:
                continue
            step = _step(candidates[i], two, expected)
            # Of two that are worth the same, the one further back.
            if step is not None and own < best[i] + own + step >= best[j]:
                best[j] = best[i] + own + step
                back[j] = i
    at = max(range(len(candidates)), key=lambda j: best[j])
    chain: list[Candidate] = []
    while at >= 0:
        chain.append(candidates[at])
        at = back[at]
    chain.reverse()
    return _sort_rest(candidates, _not_running(candidates, chain))


def _not_running(candidates: Sequence[Candidate], chain: Sequence[Candidate]) -> list[Candidate]:
    """Take an item's own head where the chain has the running head of a page that repeats number and title.

    The own head has the title on another line, the number with the case number or alone; the running head has both.
    """
    found: list[Candidate] = []
    after = -1
    for head in chain:
        earlier = [
            one
            for one in candidates[
                bisect_left(candidates, after + 1, key=_index) : bisect_left(candidates, head.index, key=_index)
            ]
            if one.head.number == head.head.number and _is_own_head(one, head)
        ]
        found.append(earlier[-1] if earlier else head)
        after = head.index
    return found


def _index(candidate: Candidate) -> int:
    return candidate.index


_GOES_ON = lazy(r"forts", re.IGNORECASE)
_AROUND_REST: Final = " ().,;:|·•–—-"


def _is_own_head(one: Candidate, later: Candidate) -> bool:
    """Whether of two candidates with one number the first is the item's head and the later one that of a page."""
    rest, title = one.head.rest.strip(_AROUND_REST), later.head.rest.strip(_AROUND_REST)
    if _GOES_ON.match(title):
        return not _GOES_ON.match(rest) and not _CONTENTS_ROW.search(one.head.rest)
    if not title or is_case_line(title) or (rest and not is_head_line(rest)):
        return False
    return is_case_line(rest) or (bool(one.above) and _same_title(title.casefold(), one.above.strip().casefold()))


def _step(one: Candidate, two: Candidate, expected: frozenset[int]) -> float | None:
    """What it is worth to go from one head to the next, 0 at most; None where that cannot be."""
    last = one.head.last or one.head.value
    letter_one, letter_two = one.head.number.partition(" ")[2], two.head.number.partition(" ")[2]
    if two.head.value == last and letter_two > letter_one:
        return 0.0
    if (
        two.head.value == last
        and _prefix(one.head) == _prefix(two.head)
        and two.score >= 2.2
        and not is_repeat(one.head, two.head)
    ):
        return -1.0  # the same number twice, with another title: kept and reported
    if two.head.value <= last:
        return None
    missing = range(last + 1, two.head.value)
    gap = (sum(1 for n in missing if n in expected) if len(missing) < 1000 else 1000) if expected else len(missing)
    cost = 0.2 * min(gap, 3) + 0.1 * min(max(gap - 3, 0), 60) if gap else 0.0
    if _prefix(one.head) != _prefix(two.head):
        cost += 0.6
    return -cost


def _sort_rest(candidates: Sequence[Candidate], chain: Sequence[Candidate]) -> Chain:
    chosen = {c.index for c in chain}
    repeats: set[int] = set()
    contents: set[int] = set()
    first = chain[0].index if chain else 0
    numbers = {c.head.number for c in chain}
    starts = [c.index for c in chain]
    for candidate in candidates:
        if candidate.index in chosen:
            continue
        at = bisect_left(starts, candidate.index)
        if at and is_repeat(chain[at - 1].head, candidate.head):
            repeats.add(candidate.index)
        elif candidate.index < first or (candidate.head.number in numbers and candidate.score < 1):
            contents.add(candidate.index)
    return Chain(heads=tuple(chain), repeats=frozenset(repeats), contents=frozenset(contents))


def is_repeat(head: ItemHead, later: ItemHead) -> bool:
    """Tell whether a later head is that of the same item again (`§ 14 forts.`)."""
    if later.number != head.number or _prefix(later) != _prefix(head):
        return False
    rest, title = later.rest.strip(_AROUND_REST), head.rest.strip(_AROUND_REST)
    return (
        not rest
        or bool(re.match(r"forts", rest, re.IGNORECASE))
        or is_case_line(rest)
        or is_case_line(title)  # the title stands on a line of its own there, and beside the number here
        or _same_title(rest.casefold(), title.casefold())
        or not title
        or bool(re.search(r"\(?forts\.?\)?$", rest))
    )


def _same_title(one: str, two: str) -> bool:
    return one[:25] == two[:25] or (min(len(one), len(two)) > 5 and (one.startswith(two) or two.startswith(one)))
