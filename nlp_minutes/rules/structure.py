"""The whole of one protocol: where the meeting, its items, their sections and paragraphs stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp_minutes.labels import DocumentType, ParagraphLabel, SectionKind, WarningCode
from nlp_minutes.lexicon import find_body, front_label, heading_kind, normal_heading
from nlp_minutes.lines import (
    CASE,
    CASE_LINE_LABEL,
    HANDLED_IN_BRACKETS,
    PLAN_CODE,
    case_series,
    ends_sentence,
    is_case_line,
    item_head,
    leading_number,
    list_point,
)
from nlp_minutes.patterns import guarded, lazy
from nlp_minutes.rules.cases import read_own_cases
from nlp_minutes.rules.dates import find_dates
from nlp_minutes.rules.frontpage import FrontLine, FrontPage, read_front_page
from nlp_minutes.rules.head_marks import CELL, DIVIDERS, NO_MARKS, HeadLines, HeadMarks, learn_marks
from nlp_minutes.rules.heading_guess import repeated_headings
from nlp_minutes.rules.item_annexes import ItemAnnex, find_item_annexes
from nlp_minutes.rules.items import Chain, choose_heads, expected_numbers, find_candidates
from nlp_minutes.rules.meeting import MeetingFacts, read_meeting
from nlp_minutes.rules.sections import Paragraph, Part, Section, read_sections
from nlp_minutes.source import Block, ReadWarning

__all__ = ["Item", "Structure", "parse", "split_meetings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One numbered item; offsets are clean ones.

    Attributes:
        number: As written, without §.
        title: Its title, joined over lines.
        title_start: First offset of the title; equal to `title_end` where there is none.
        title_end: Offset behind it.
        case_numbers: Its own.
        start: First offset of its head.
        end: Offset behind its last paragraph.
    """

    number: str
    title: str
    title_start: int
    title_end: int
    case_numbers: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What `parse` finds; offsets are clean ones.

    Attributes:
        meeting: Which meeting it was.
        document_type: Minutes or extract.
        front: The attendance lists.
        items: In order.
        sections: In order, those around the items included.
        paragraphs: In order.
        warnings: What does not add up.
    """

    meeting: MeetingFacts
    document_type: DocumentType
    front: FrontPage
    items: tuple[Item, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    warnings: tuple[ReadWarning, ...]


def _texts(clean: str, blocks: Sequence[Block]) -> list[str]:
    return [clean[block.start : block.end] for block in blocks]


_PROTOCOL_HEAD = guarded(
    r"^(?!.*§)(?:(?:[^\t]{0,60}[\t|,]\s*|[\wåäö -]{0,50} )?(?:sammanträdes|mötes)?protokoll(?:sutdrag)?(?:\s*(?:nr\.? ?)?[\d/:. -]*(?:\t.*)?|\s+(?:från|fört vid) (?:extra )?sammanträde\b.*)|utdrag ur protokoll.*)$",
    re.IGNORECASE,
)


def split_meetings(clean: str, blocks: Sequence[Block]) -> list[range]:
    """Find the meetings of a file: where a second front page with another date or body stands.

    Args:
        clean: The clean text.
        blocks: Its blocks.

    Returns:
        A range of block indices for each meeting, in order; together they hold every block.
    """
    texts = _texts(clean, blocks)
    starts = [0]
    identity = _identity(texts, 0)
    last = 0
    for i, text in enumerate(texts):
        if i < last + 6 or len(text) > 100 or not _PROTOCOL_HEAD.search(text) or item_head(text) or heading_kind(text):
            continue
        if not any(item_head(t) for t in texts[last:i]):
            continue
        following = texts[i : i + 16]
        labels = {
            found[0]
            for t in following
            if (found := front_label(t)) is not None and re.match(r"\s*(?:[:\t]|$)|\s+\S", t[found[1] :])
        }
        if not labels & {"place_time", "members", "time"} or len(labels) < 2 or heading_kind(texts[i - 1]) is not None:
            continue
        other = _identity(texts, i)
        if (
            other == identity
            or other[0] is None
            or identity[0] is None
            or re.search(r"protokoll nr", text, re.IGNORECASE)
        ):
            continue
        begin = _head_begin(texts, blocks, i)
        starts.append(begin)
        identity, last = other, i
    ends = [*starts[1:], len(texts)]
    return [range(a, b) for a, b in zip(starts, ends, strict=True)]


def _identity(texts: Sequence[str], at: int) -> tuple[str | None, str | None]:
    window = texts[max(0, at - 2) : at + 14]
    date = next(
        (
            found.iso
            for text in window
            if not re.search("juster|anslag", text, re.IGNORECASE)
            for found in find_dates(text)
        ),
        None,
    )
    body = next((found[0].casefold() for text in window if (found := find_body(text)) and len(text) < 90), None)
    return date, body


def _head_begin(texts: Sequence[str], blocks: Sequence[Block], i: int) -> int:
    """A front page begins with the lines right above the word for the minutes, such as the town's name."""
    begin = i
    while (
        begin > 0
        and i - begin < 4
        and len(texts[begin - 1]) < 60
        and not blocks[begin].blank_before
        and item_head(texts[begin - 1]) is None
    ):
        begin -= 1
    return begin


def parse(clean: str, blocks: Sequence[Block], *, furniture: Sequence[str] = ()) -> Structure:
    """Find the structure of one meeting's minutes.

    Args:
        clean: The clean text of the whole file.
        blocks: The blocks of this meeting.
        furniture: The running heads and feet, for what an excerpt's front page does not tell.

    Returns:
        The structure.
    """
    texts = _texts(clean, blocks)
    blanks = [block.blank_before for block in blocks]
    promised = _promised(texts[:_FRONT_BLOCKS])
    candidates = find_candidates(texts, blanks, promised)
    promised = _promised(texts[: candidates[0].index] if candidates else [])
    chain = _begun_above(choose_heads(candidates, promised), texts, blocks)
    first = chain.heads[0].index if chain.heads else len(blocks)
    chain = replace(chain, contents=_rows_of_contents(chain, texts))
    annexes = find_item_annexes(texts, blocks, [(one.index, one.head.number) for one in chain.heads])
    back = min([_back_matter(texts, blocks, chain), *(one.first for one in annexes)])
    annexed = {i: one for one in annexes for i in range(one.first, one.end)}
    front_at = [i for i in range(first) if i not in chain.contents]
    lines = [_front_line(texts[i], blocks[i]) for i in front_at]
    back_lines = [_front_line(texts[i], blocks[i]) for i in range(back, len(blocks)) if i not in annexed]
    page = read_front_page(lines, texts[first:])
    if back_lines:
        page = _with_back(page, read_front_page(back_lines, texts[first:back], behind=True))
    meeting = read_meeting(lines, page, furniture=furniture, items=texts[first:])
    items: list[Item] = []
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    _around(blocks, range(first), page.sections, front_at, chain, sections, paragraphs)
    ends = [*(head.index for head in chain.heads[1:]), back]
    repeated = repeated_headings(
        [
            [(texts[i], blocks[i].blank_before) for i in range(head.index + 1, end)]
            for head, end in zip(chain.heads, ends, strict=False)
        ]
    )
    marks = learn_marks(
        [
            HeadLines(
                rest=head.head.rest,
                below=texts[head.index + 1 : min(head.index + 5, end)],
                attached=head.index + 1 < end and not blocks[head.index + 1].blank_before,
            )
            for head, end in zip(chain.heads, ends, strict=False)
        ]
    )
    for n, head in enumerate(chain.heads):
        item, own = _item(head.index, ends[n], texts, blocks, chain, meeting.body, repeated, marks)
        items.append(item)
        sections += own[0]
        paragraphs += [replace(one, item_index=n) for one in own[1]]
    _around(blocks, range(back, len(blocks)), (), [], chain, sections, paragraphs)
    if annexes:
        paragraphs = _annexed(paragraphs, annexed, texts, blocks, [one.number for one in items])
    extract = meeting.extract
    return Structure(
        meeting=meeting,
        document_type=DocumentType.EXTRACT if extract else DocumentType.MINUTES,
        front=page,
        items=tuple(items),
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
        warnings=(
            *page.warnings,
            *(
                ReadWarning(
                    code=WarningCode.OCR_SUSPECT,
                    message=f"'$' was read as '§' in the head of § {head.head.number}",
                    start=blocks[head.index].start,
                    end=blocks[head.index].end,
                )
                for head in chain.heads
                if head.head.misread
            ),
            *_check(items, promised, meeting, page, blocks, extract=extract),
        ),
    )


_PLACE_FIRST = lazy(r"(?:(?:Ärende|ÄRENDE|Punkt|PUNKT)(?: nr\.?)? )?\d{1,3}(?:[.):]|\s?[–-]|\t)\s*(?=\S)")


def _has_number(text: str) -> bool:
    """Whether a line is the head of another item by itself; one with the place on the agenda is not."""
    head = item_head(text)
    return head is not None and head.prefix != "ärende"


_WORD = lazy(r"[^\W\d]{4}")
_ABOVE = 0.7  # of the heads, whose first line stands above the number


def _begun_above(chain: Chain, texts: Sequence[str], blocks: Sequence[Block]) -> Chain:
    """Let heads begin with the line above the number where in most items one stands right above it: title or case number.

    Such a head then is the upper line; the line with the number becomes one of its marks.
    """
    lines = {head.index: _lines_above(head.index, texts, blocks) for head in chain.heads}
    lines = {index: count for index, count in lines.items() if count}
    right = {head.index for head in chain.heads if head.head.number_at > head.head.rest_at}
    if right and len(right) == len(chain.heads):  # the number ends the title, whose first line may stand above
        lower = {head.index for head in chain.heads if head.head.rest[:1].islower()}
        lines = {index: count for index, count in lines.items() if index in lower}
        return replace(
            chain,
            heads=tuple(replace(head, index=head.index - lines.get(head.index, 0)) for head in chain.heads),
            numbers=frozenset(lines),
        )
    titled = [head for head in chain.heads if _WORD.search(head.head.rest) and not _only_case(head.head.rest)]
    if len(lines) < max(3, _ABOVE * len(chain.heads)) or 2 * len(titled) > len(chain.heads):
        lines = {index: count for index, count in lines.items() if count == 1 and is_case_line(texts[index - 1])}
        if len(lines) < 3:
            return chain
    return replace(
        chain,
        heads=tuple(replace(head, index=head.index - lines.get(head.index, 0)) for head in chain.heads),
        numbers=frozenset(lines),
    )


def _only_case(rest: str) -> bool:
    """Whether the rest of a line with a number is the case number, with or without who handles it: no title."""
    rest = rest.strip(f" \t,;:({DIVIDERS}–—-")
    spans = [] if is_case_line(rest) else read_own_cases(rest)
    return is_case_line(rest) or (
        bool(spans) and not rest[: spans[0][0]] and _NO_TITLE_BEHIND.match(rest, spans[0][1]) is not None
    )


_NO_TITLE_BEHIND = lazy(rf"[\s,;:(){DIVIDERS}–—-]*(?:[a-zåäö]|$)")
_MOST_ABOVE = 3  # lines of a title above the number


def _lines_above(index: int, texts: Sequence[str], blocks: Sequence[Block]) -> int:
    """How many lines right above a number, up to white space, are its title; none where they are something else."""
    for count in range(1, _MOST_ABOVE + 1):
        at = index - count
        if at < 0 or blocks[at + 1].blank_before:
            return 0
        text = texts[at]
        if len(text) >= 200 or ends_sentence(text) or _has_number(text):
            return 0
        if blocks[at].blank_before or at == 0:
            return 0 if list_point(text) and _PLACE_FIRST.match(text) is None else count
    return 0


def _front_line(text: str, block: Block) -> FrontLine:
    return FrontLine(text=text, start=block.start, blank_before=block.blank_before)


def _with_back(page: FrontPage, back: FrontPage) -> FrontPage:
    values = {**back.values, **page.values}
    return replace(
        page,
        entries=(*page.entries, *back.entries),
        signatures=(*page.signatures, *back.signatures),
        values=values,
        warnings=(*page.warnings, *back.warnings),
    )


_COVERS = lazy(
    r"(?:omfattar|avser|paragraf(?:er|erna)?)\b\s*:?\s*(?:paragraf(?:er|erna)?\s*)?(?P<range>(?:§{0,2}\s?\d{1,4}(?:\s?[–—-]\s?§?\s?\d{1,4})?(?:\s?(?:,|och|samt)\s?)?)+)",
    re.IGNORECASE,
)


_FRONT_BLOCKS = 150  # among which a front page names its items
_COVERS_ALONE = lazy(r"(?:omfattar|avser|omfattning|paragrafer)\s*:?\s*$", re.IGNORECASE)


# 'Ärenden: §§ 88–95', 'Ärenden: 88–95'
_COVERED_ITEMS = lazy(
    r"(?:(?:protokollets|behandlade|mötets|dagens) )?(?:ärenden|ärendenummer|beslut|beslutsnummer|nummer|innehåll|omfång|omfattning)\s?:?\s*"
    r"(?P<range>(?:§{1,2}\s?|(?=\d{1,4}\s?[–—-]\s?\d))\d{1,4}(?:\s?(?:[–—-]|,|och|samt|till)\s?§{0,2}\s?\d{1,4})*)\.?",
    re.IGNORECASE,
)


def _names_numbers(match: re.Match[str], text: str) -> bool:
    """Whether what is covered are items: no `avtalet omfattar 14 platser`."""
    if "§" in match[0] or re.search("paragraf|protokoll", text, re.IGNORECASE):
        return True
    return re.match(r"\s?[a-zåäö\d%]", text[match.end("range") :]) is None


def _promised(texts: Sequence[str]) -> frozenset[int]:
    """The item numbers that the front page promises."""
    for at, text in enumerate(texts):
        below = texts[at + 1] if at + 1 < len(texts) else ""
        if len(text) > 200:
            continue
        if _COVERS_ALONE.search(text):
            text = f"{text} {below}"  # noqa: PLW2901 - the numbers stand on the line below
        match = _COVERS.search(text) or _COVERED_ITEMS.fullmatch(text)
        if match and not _names_numbers(match, text):
            continue
        if match and not re.search(r"jäv|\bej\b|tjänstgör|omedelbar", text[: match.start()]):
            return expected_numbers(match["range"])
    return frozenset()


def _rows_of_contents(chain: Chain, texts: Sequence[str]) -> frozenset[int]:
    """Of the rows that may be a table of contents those that stand together or below its heading."""
    rows = chain.contents
    kept = set()
    for i in rows:
        heading = any(
            (found := front_label(text)) is not None and found[0] == "contents" for text in texts[max(0, i - 2) : i]
        )
        if heading or any(k in rows for k in (i - 2, i - 1, i + 1, i + 2)):
            kept.add(i)
    return frozenset(kept)


def _back_matter(texts: Sequence[str], blocks: Sequence[Block], chain: Chain) -> int:
    """Where signatures, notices, attendance lists and other annexes behind the last item begin."""
    if not chain.heads:
        return len(texts)
    last = chain.heads[-1].index
    for i in range(last + 2, len(texts)):
        text = texts[i]
        found = front_label(text.strip())
        if found is None or len(text) > 120:
            continue
        kind, length = found
        whole = length >= len(text.rstrip(" :."))
        if (
            kind == "annex"
            and (whole or re.match(r"(?:närvaro|omröstning|votering|upprop|tjänstgöring)", text, re.IGNORECASE))
            and blocks[i].blank_before
        ):
            if re.match(r"bilag", text, re.IGNORECASE) and not _is_list_annex(texts[i + 1 : i + 5]):
                continue
            if re.match(r"(?:omröstning|votering)", text, re.IGNORECASE) and not _is_list_annex(texts[i + 1 : i + 6]):
                continue
            if _VOTE_LIST.match(text) and _item_goes_on(texts[i + 1 :]):
                continue
            return i
        if kind in {"signatures", "notice"} and whole and blocks[i].blank_before:
            return i
        if kind == "extract" and blocks[i].blank_before and (whole or length > 10):
            return i
        if (
            kind in {"members", "serving"}
            and whole
            and blocks[i].blank_before
            and re.search(r"\([A-ZÅÄÖa-zåäö]{1,4}\)", " ".join(texts[i + 1 : i + 4]))
        ):
            return i
        if (
            kind in {"secretary", "chair"}
            and blocks[i].blank_before
            and (whole or "\t" in text or "__" in text or "..." in text)
        ):
            return i
    return len(texts)


_VOTE_LIST = lazy(r"(?:om)?röst|voter|(?:namn)?upprop", re.IGNORECASE)
# Headings of what stands behind a vote in an item, and in no annex.
_BEHIND_A_VOTE = lazy(r"(?:Beslut|Reserv|Särskil|Protokollsanteckning|Mot beslutet|Beslutet skickas|Expedieras)")
_LONGEST_HEADING: Final = 60


def _item_goes_on(texts: Sequence[str]) -> bool:
    """Whether an item goes on behind a list of voters: the decision comes, or who objects to it, before any annex."""
    for text in texts:
        if re.match(r"bilag", text, re.IGNORECASE):
            return False
        if len(text) < _LONGEST_HEADING and "\t" not in text and _BEHIND_A_VOTE.match(text):
            return True
    return False


def _is_list_annex(texts: Sequence[str]) -> bool:
    joined = "\n".join(texts)
    return bool(re.search(r"\b(?:Ja|Nej|JA|NEJ|Avstår|Ledamot|Ledamöter|Parti)\b", joined))


def _around(
    blocks: Sequence[Block],
    where: range,
    kinds: Sequence[str],
    front_at: Sequence[int],
    chain: Chain,
    sections: list[Section],
    paragraphs: list[Paragraph],
) -> None:
    """Sections and paragraphs around the items: every block is one paragraph with the label other."""
    by_index = dict(zip(front_at, kinds, strict=False))
    kind = SectionKind.HEADER if where.start == 0 else SectionKind.ANNEX
    for i in where:
        now = SectionKind.CONTENTS if i in chain.contents else SectionKind(by_index.get(i, kind))
        block = blocks[i]
        if (
            sections
            and sections[-1].item is None
            and sections[-1].kind is now
            and sections[-1].end <= block.start
            and paragraphs
        ):
            sections[-1] = replace(sections[-1], end=block.end)
        else:
            sections.append(Section(kind=now, heading=None, start=block.start, end=block.end, item=None))
        paragraphs.append(
            Paragraph(
                start=block.start,
                end=block.end,
                label=ParagraphLabel.OTHER,
                heading=None,
                item=None,
                kind=now,
                known=True,
            )
        )


_PROSE = lazy(r"(?<![\w-])[a-zåäö]{2,},? [a-zåäö]{2,}")


def _annexed(
    paragraphs: Sequence[Paragraph],
    annexes: Mapping[int, ItemAnnex],
    texts: Sequence[str],
    blocks: Sequence[Block],
    numbers: Sequence[str],
) -> list[Paragraph]:
    """The paragraphs, with what the text of an annex is and to which item it belongs."""
    by_start = {blocks[i].start: (i, one) for i, one in annexes.items()}
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        place = by_start.get(paragraph.start)
        if place is None:
            found.append(paragraph)
            continue
        index, one = place
        told = replace(paragraph, item=numbers[one.item])
        if index != one.first:
            signed = index > one.first + 1 and _PROSE.search(texts[index]) is None  # names below the text
            label = ParagraphLabel.OTHER if signed else ParagraphLabel.OBJECTION
            told = replace(told, label=label, heading=texts[one.first], kind=one.kind)
        found.append(told)
    return found


@dataclass(frozen=True, slots=True)
class _TitlePart:
    """The part of a title that one block holds."""

    text: str
    start: int
    end: int


_FORTS = guarded(r"\s*\(?forts\.?(?:ättning)?\)?\s*$", re.IGNORECASE)


def _item(
    index: int,
    end: int,
    texts: Sequence[str],
    blocks: Sequence[Block],
    chain: Chain,
    body: str | None,
    repeated: frozenset[str],
    marks: HeadMarks,
) -> tuple[Item, tuple[list[Section], list[Paragraph]]]:
    head = next(one.head for one in chain.heads if one.index == index)
    cases: list[str] = []
    title_parts: list[_TitlePart] = []
    base = blocks[index].start
    at = index + 1
    number_at = next((i for i in range(at, min(at + _MOST_ABOVE, end)) if i in chain.numbers), None)
    if number_at is not None:  # the title stands above the line with the number
        place = _PLACE_FIRST.match(texts[index])
        skipped = place.end() if place is not None else 0
        _take_title(texts[index][skipped:], base + skipped, cases, title_parts, marks)
        for i in range(at, number_at):
            _take_title(texts[i], blocks[i].start, cases, title_parts, marks)
        index = number_at
        at = index + 1
    rest_start = blocks[index].start + head.rest_at
    lead = texts[index][: head.number_at].strip("§ \t|–-,")
    cases += [lead[a:b] for a, b in read_own_cases(lead, marks.labels)]
    if number_at is not None and title_parts and _only_case(head.rest):
        cases += [head.rest[a:b] for a, b in read_own_cases(head.rest, marks.labels)]
    else:
        _take_title(head.rest, rest_start, cases, title_parts, marks)
    lines: list[Block] = []
    while at < end:
        text, block = texts[at], blocks[at]
        if at in chain.repeats:
            at += 1
            continue
        if is_case_line(text) or marks.cases(text) or _case_and_more(text):
            _take_case_line(text, block, cases, title_parts, marks)
            lines.append(block)
            at += 1
            continue
        if marks.is_mark(text) or _METADATA.match(text):
            lines.append(block)
            at += 1
            continue
        if (
            not title_parts
            and block.blank_before
            and _SENTENCE.search(text)
            and not _followed_by_heading(texts[at + 1 : end])
        ):
            break
        if title_parts and not _goes_on(texts[at - 1], text, block):
            if not cases:
                _cases_below(texts[at : min(at + 3, end)], cases)
            break
        below = texts[at + 1] if at + 1 < end else ""
        if title_parts and block.blank_before and normal_heading(text) in repeated:
            break
        if (
            heading_kind(text) is not None
            and not (at == index + 1 and marks.title_below and _stands_alone(at, end, blocks))
            and (title_parts or (_never_title(text) and heading_kind(below) is None))
        ):
            break
        if not title_parts and len(text) > 260:
            break
        if title_parts and len(text) > 200:
            break
        _take_title(text, block.start, cases, title_parts, marks)
        at += 1
    if not cases:  # below the head that is repeated where the item goes on
        for repeat in sorted(i for i in chain.repeats if index < i < end):
            _cases_below(texts[repeat + 1 : min(repeat + 2, end)], cases)
    if not cases and end - at > _MOST_AT_END:  # 'Akt: LT 118/02' as its last line
        at_end = [text for text in texts[max(at, end - _LINES_AT_END) : end] if is_case_line(text)]
        cases += [text[a:b] for text in at_end[-1:] if _CASE_LABELLED.match(text) for a, b in read_own_cases(text)]
    title = " ".join(part.text for part in title_parts)
    title = _FORTS.sub("", re.sub(r"\s+", " ", title)).strip(" \t")
    parts = [
        Part(text=texts[i], start=blocks[i].start, blank_before=blocks[i].blank_before)
        for i in range(at, end)
        if i not in chain.repeats and not _says_nothing(texts[i], head.number)
    ]
    sections, paragraphs = read_sections(parts, item=head.number, body=body, repeated=repeated)
    own = (sections, [*(_case_paragraph(line, head.number) for line in lines), *paragraphs])
    last = blocks[end - 1].end if end > index else blocks[index].end
    return (
        Item(
            number=head.number,
            title=title,
            title_start=title_parts[0].start if title_parts else base,
            title_end=title_parts[-1].end if title_parts else base,
            case_numbers=tuple(dict.fromkeys(cases)),
            start=base,
            end=last,
        ),
        own,
    )


_MOST_AT_END = 1  # an item that is nothing but a case line has it as its title
_LINES_AT_END = 3  # a running head may stand behind it
# What a system for case handling prints between an item's number and its title.
_METADATA = lazy(
    r"(?:(?:Protokolls)?[Pp]aragraf(?:nummer|nr)?\s?:?\s+§?\s?\d|(?:Ärende-?id|Ärendenummer|Ärendenr|Diarienummer|Diarienr|Dnr)\s?:\s*(?:sekretess\w*|saknas|ej diariefört|-|–)\W*$|(?:Föredras av|Sökande|Handläggare|Föredragande|Fastighet(?:sbeteckning)?|Fastighetsägare|Byggherre|Klagande|Ansvarig|Ärendeansvarig|Kontaktperson|Ärendetyp)\s?:\s*\S)"
)
# A sentence that decides: no title, but all that an item without one says.
_SENTENCE = lazy(
    r"\b(?:godkän(?:ns|des|ner|de)|fastställ(?:s|des|er|de)|beslutar|beslutade|beslöt|utses|utsågs|antecknas|antecknades|läggs|lades|öppnas|öppnades|hälsar|förklara(?:r|de|des))\b[^.]*\.$"
)


def _stands_alone(at: int, end: int, blocks: Sequence[Block]) -> bool:
    """Whether a line right below a head is parted from what follows, as a title is."""
    return not blocks[at].blank_before and at + 1 < end and blocks[at + 1].blank_before


def _followed_by_heading(texts: Sequence[str]) -> bool:
    return bool(texts) and heading_kind(texts[0]) is not None


_SAYS = lazy(r"[^\W_]")
_GOES_ON = lazy(r"\(?forts(?:ättning)?\.?,? (?:på |av |från )?§ ?(\d{1,4}(?: [A-Z])?)\)?\.?", re.IGNORECASE)


def _says_nothing(text: str, number: str) -> bool:
    """A line drawn between parts, or one that only says that the item goes on: `forts. § 102`."""
    if not _SAYS.search(text):
        return True
    goes_on = _GOES_ON.fullmatch(text.strip()) if "§" in text else None
    return goes_on is not None and goes_on[1] == number


def _cases_below(texts: Sequence[str], cases: list[str]) -> None:
    """Take the case numbers of a case line that a line such as `Ärende 9 på föredragningslistan` divides from the title."""
    for text in texts:
        if heading_kind(text) is not None or len(text) > 120:
            return
        if is_case_line(text):
            cases += [text[a:b] for a, b in read_own_cases(text)]
            return


_LABEL_BEFORE = lazy(
    rf"[(\s,;{DIVIDERS}–-]*(?:{CASE_LINE_LABEL}\.?\s?:?)?\s*$",
    re.IGNORECASE,
)


_PLAN_CODE = lazy(rf"{PLAN_CODE}[\s).]*")
# A head's last column: 'Bun § 61 <tab> Delårsrapport <tab> 2008/201-042'.
_LAST_CELL_CASE = lazy(rf"\t\s*\(?(?P<case>{CASE})\)?\s*$")
# The date of the meeting beside the number, as in towns of Finland: 'Stadsstyrelsen § 45 20.3.2031'.
_DATED = lazy(r"\s*(?:\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?=\s|$)")


# What a system for case handling prints before the title itself.
_TITLE_FIELD = lazy(r"\s*(?:Rubrik|Ärenderubrik|Ärendemening|Ärendetitel|Titel|Benämning|Ärendet gäller)\s*:\s*(?=\S)")


def _take_title(text: str, start: int, cases: list[str], parts: list[_TitlePart], marks: HeadMarks = NO_MARKS) -> bool:
    """Take the case numbers and the title of a head or of a line below it."""
    low, high = marks.title_span(text)
    first = 0
    if (field := _TITLE_FIELD.match(text, low, high)) is not None:
        low = field.end()
    if marks.leading and not parts and (number := leading_number(text)) is not None:
        written = text[slice(*number)]
        cases += [written[a:b] for a, b in case_series(written, [""])]
        first = number[1]
    for a, b in ((first, low), (high, len(text))):
        for cell in CELL.finditer(text[a:b]):
            cases += [cell[0][c:d] for c, d in read_own_cases(cell[0], marks.labels)]
    if low == high:
        return False
    behind_title = _HANDLED_BEHIND.search(text, low, high)
    if behind_title:
        high = behind_title.start()
    handled = _HANDLED.match(text)
    if handled:
        low = max(low, handled.end())
    spans = [(a + low, b + low) for a, b in read_own_cases(text[low:high], marks.labels)]
    labelled = [
        span
        for span in spans
        if re.search(r"(?:nr|nummer|dnr|beteckning|id)\.?\s?:?\s*$", text[: span[0]], re.IGNORECASE)
    ]
    last_cell = _LAST_CELL_CASE.search(text, low, high)
    if last_cell and not spans:
        spans = [last_cell.span("case")]
    dated = _DATED.match(text)
    if dated and not parts:
        low = max(low, dated.end())
    bare = re.match(r"\s*(?:ärende\w*|dnr|diarie\w*)\.?\s?:?\s*$", text, re.IGNORECASE)
    if bare:
        return False
    for a, b in spans:
        before, behind = text[low:a], text[b:high]
        if not before.strip(f" \t({DIVIDERS},;") or _LABEL_BEFORE.fullmatch(before):
            cases.append(text[a:b])
            low = b
        elif not behind.strip(" \t).") or (a, b) in labelled or _PLAN_CODE.fullmatch(behind):
            cases.append(text[a:b])
            match = re.search(
                rf"[\s(,;{DIVIDERS}–-]*(?:(?<![\wåäö]){CASE_LINE_LABEL}\.?\s?:?)?\s*$",
                text[low:a],
                re.IGNORECASE,
            )
            high = low + match.start() if match else a
            cases += [text[c:d] for c, d in spans if c > a]
            break
    plan_code = re.match(r"\s+\d{3}(?=\s|$)|:-?\d+", text[low:high]) if low else None
    low += plan_code.end() if plan_code else 0
    while low < high and text[low] in f" \t{DIVIDERS}).,;:–-":
        low += 1
    while high > low and text[high - 1] in f" \t{DIVIDERS}(,;:–-":
        high -= 1
    if low < high:
        parts.append(_TitlePart(text[low:high].strip(), start + low, start + high))
        return True
    return False


def _case_paragraph(block: Block, item: str) -> Paragraph:
    """A line of case numbers below a head is a paragraph of its own."""
    return Paragraph(
        start=block.start,
        end=block.end,
        label=ParagraphLabel.OTHER,
        heading=None,
        item=item,
        kind=SectionKind.HEADER,
        known=True,
    )


# The handling of the matter by other bodies, beside or below the head: 'Ks § 41   Au § 38'.
_HANDLED = lazy(
    r"\s*(?:(?:[A-ZÅÄÖ]{2,5}|[A-ZÅÄÖ][a-zåäö]{1,3})\.? ?§ ?\d{1,4}(?:/\d+)?[\s,;]*)+(?=$|[A-ZÅÄÖ]|\t|Dnr|dnr)"
)
_HANDLED_BEHIND = lazy(rf"\s*{HANDLED_IN_BRACKETS}\s*$")
_CASE_LABELLED = lazy(
    rf"^\(?{CASE_LINE_LABEL}\.?\s?:?\s",
    re.IGNORECASE,
)


# 'Au § 209  Dnr 2031:249 702': where another body had it, and its number
_HANDLED_FIRST = lazy(r"\(?[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,6}[.:]? §{1,2} ?\d{1,4}(?:/\d{2,4})?[\s,;]+(?=\w)")


def _case_and_more(text: str) -> bool:
    lead = _HANDLED_FIRST.match(text)
    return (
        bool(_CASE_LABELLED.match(text[lead.end() :] if lead else text))
        and len(text) < 120
        and bool(read_own_cases(text))
    )


def _take_case_line(
    text: str, block: Block, cases: list[str], parts: list[_TitlePart], marks: HeadMarks = NO_MARKS
) -> None:
    spans = read_own_cases(text, marks.labels)
    cases += [text[a:b] for a, b in spans]
    if spans and not parts and not is_case_line(text):
        rest = text[spans[-1][1] :].strip(" \t).,;:–-")
        if len(rest) > 3:
            low = block.start + text.rindex(rest)
            parts.append(_TitlePart(rest, low, low + len(rest)))


_YEARS = lazy(r"(?:19|20)\d\d(?:\s?[–/-]\s?(?:19|20)?\d\d)?")


def _goes_on(above: str, text: str, block: Block) -> bool:
    """Whether a block goes on with the title above it."""
    if block.blank_before:
        return False
    if list_point(text) or re.match(r"(?:omröstning|votering|närvaro)\w*", text, re.IGNORECASE):
        return False
    text = text.lstrip("\t")  # it stands below the title, not below the number
    if _YEARS.fullmatch(text):
        return True
    return (bool(re.match(r"[a-zåäö(]", text)) and not re.match(r"att\s", text) and len(text) < 120) or (
        bool(
            re.search(
                r"(?:\b(?:och|för|av|om|i|på|till|med|samt|vid|från|angående|ang\.?|betr\.|beträffande|rörande)|,)$",
                above,
                re.IGNORECASE,
            )
        )
        and len(text) < 120
    )


_UNTITLED = {
    SectionKind.PROPOSAL,
    SectionKind.MOTIONS,
    SectionKind.ORDER,
    SectionKind.VOTE,
    SectionKind.RESERVATION,
    SectionKind.RECIPIENTS,
    SectionKind.NOTE,
    SectionKind.STATEMENT,
}


def _never_title(text: str) -> bool:
    """Whether a heading of the lexicon heads a section even right below a head without a title (`Delgivningar` may be a title)."""
    kind = heading_kind(text)
    if kind in _UNTITLED:
        return True
    return bool(
        re.match(
            r"\W*(?:(?:[\wåäö-]+ )*(?:beslut|sammanfattning)\b|ärende(?:t|beskrivning)?\b|bakgrund|jäv\b)",
            text,
            re.IGNORECASE,
        )
    )


def _check(
    items: Sequence[Item],
    promised: frozenset[int],
    meeting: MeetingFacts,
    page: FrontPage,
    blocks: Sequence[Block],
    *,
    extract: bool,
) -> list[ReadWarning]:
    """What does not add up in the structure."""
    start = blocks[0].start if blocks else 0
    end = blocks[0].end if blocks else 0
    found: list[ReadWarning] = []

    def warn(code: WarningCode, message: str, low: int = start, high: int = end) -> None:
        found.append(ReadWarning(code=code, message=message, start=low, end=high))

    if not items:
        warn(WarningCode.NO_ITEMS, "No item (§) was found")
    if meeting.date is None:
        warn(WarningCode.DATE_NOT_FOUND, "The date of the meeting was not found")
    if meeting.body is None:
        warn(WarningCode.BODY_NOT_FOUND, "The body that met was not found")
    if not page.entries:
        warn(WarningCode.ATTENDANCE_NOT_FOUND, "No attendance list was found")
    dates = {found for found in meeting.dates if found != meeting.date}
    if meeting.date is not None and dates:
        warn(
            WarningCode.DATE_MISMATCH,
            f"The date is {meeting.date} in one place and {', '.join(sorted(dates))} in another",
        )
    for item in items:
        if re.search(r"sekretess|ej publicera", item.title, re.IGNORECASE) and len(expected_numbers(item.number)) > 1:
            warn(WarningCode.SECRET_ITEMS, f"§ {item.number}: {item.title}", item.start, item.end)
    if not extract:
        _check_numbers(items, promised, found)
    return found


def _check_numbers(items: Sequence[Item], promised: frozenset[int], found: list[ReadWarning]) -> None:
    seen: dict[str, Item] = {}
    for item in items:
        if item.number in seen:
            found.append(
                ReadWarning(
                    code=WarningCode.DUPLICATE_SECTION,
                    message=f"§ {item.number} stands twice",
                    start=item.start,
                    end=item.end,
                )
            )
        seen[item.number] = item
    values = {value for number in seen for value in expected_numbers(number)}
    if not values:
        return
    covered = set(promised) if promised else set(range(min(values), max(values) + 1))
    missing = sorted(covered - values)
    if missing:
        names = ", ".join(str(n) for n in missing[:12]) + (" ..." if len(missing) > 12 else "")
        where = items[0]
        found.append(
            ReadWarning(
                code=WarningCode.SECTION_GAP,
                message=f"Items missing from the text: § {names}",
                start=where.start,
                end=where.start + 1,
            )
        )
    outside = sorted(values - covered)
    if promised and outside:
        item = next(one for one in items if expected_numbers(one.number) & set(outside))
        found.append(
            ReadWarning(
                code=WarningCode.SECTION_OUTSIDE_RANGE,
                message=f"Items that the front page does not name: § {', '.join(map(str, outside[:12]))}",
                start=item.start,
                end=item.start + 1,
            )
        )
