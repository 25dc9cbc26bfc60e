"""The lines of a front page: labels and entries that are broken over several lines put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nlp_minutes.lexicon import find_body, front_label, is_role, party_normal
from nlp_minutes.patterns import lazy
from nlp_minutes.quick import quick
from nlp_minutes.rules.front_headings import HEADING, list_kind
from nlp_minutes.rules.names import NAME, looks_like_name

__all__ = ["FrontLine", "whole_lines"]


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class FrontLine:
    """One block of the front page.

    Attributes:
        text: The block's text.
        start: Its first clean offset.
        blank_before: Whether white space stands above it.
        label: Kind of the label it stands behind, where that label was broken over lines and is no longer in the text.
        count: How many blocks were put together.
    """

    text: str
    start: int
    blank_before: bool
    label: str | None = None
    count: int = 1


def whole_lines(lines: Sequence[FrontLine]) -> list[FrontLine]:
    """Put together what was broken over lines: labels first, then names, then entries."""
    lines = _with_colons([_without_lead(_in_brackets(line)) for line in lines])
    return list(_merge_broken(_merge_entries(_merge_running(_merge_labels(lines)))))


# A party, a dash or another sign, and its people: 'S – Ulla Ek, Jon Dahl', 'VB (Vår Bygd) = Mia Björk'.
_SIGN_BEHIND_PARTY = lazy(
    rf"\s*(?:[•*]\s+)?(?P<party>[A-ZÅÄÖ]{{1,4}}|[A-ZÅÄÖ][a-zåäö]?[A-ZÅÄÖ]{{1,2}}|[A-ZÅÄÖ][a-zåäö]{{4,}}(?: [a-zåäö]+| [A-ZÅÄÖ][a-zåäö]+)?)(?P<name> \([^()\n]{{1,50}}\))?"
    rf"(?P<sign>\s+(?:[–—=|>→»-]|\.{{2,}})\s+)(?=(?:[a-zåäö]+ ){{0,2}}{NAME})"
)
_SHORT_IN_BRACKETS = 8  # ' (Abcd)' and shorter


def _with_colons(lines: Sequence[FrontLine]) -> list[FrontLine]:
    """Put a colon behind the party of each line, letter for letter, where the lines of a list have another sign there."""
    found = [_SIGN_BEHIND_PARTY.match(line.text) for line in lines]
    known = sum(match is not None and party_normal(match["party"]) is not None for match in found)
    if known < _LEAST_WITH_SIGN:
        return list(lines)
    return [
        line if match is None or not _is_party(match) else replace(line, text=_colon(line.text, match))
        for line, match in zip(lines, found, strict=True)
    ]


_LEAST_WITH_SIGN = 2


def _is_party(match: re.Match[str]) -> bool:
    return party_normal(match["party"]) is not None or len(match["party"]) < _SHORT_IN_BRACKETS - 2


def _colon(text: str, match: re.Match[str]) -> str:
    """The line with a colon; the name of a party behind its abbreviation becomes blanks."""
    cut = match.end("party")
    if match["name"] and len(match["name"]) < _SHORT_IN_BRACKETS:
        cut = match.end("name")
    return f"{text[:cut]}:{' ' * (match.end('sign') - cut - 1)}{text[match.end('sign') :]}"


# The letter or number of a heading among others: 'B. Tjänstgörande, partivis', '2) Frånvarande'.
_LETTER = lazy(r"(?:[A-H]|\d)[.)] (?=[A-ZÅÄÖ][a-zåäö]{3})")


# The ward before its people: 'Norra valkretsen: Ek Ulla S, ordförande; Dahl Jon M'.
_WARD = lazy(r"(?:[A-ZÅÄÖ][\w-]+ ){0,2}[Vv]alkrets(?:en)?(?: \d{1,2})?:\s+(?=[A-ZÅÄÖ])")


def _without_lead(line: FrontLine) -> FrontLine:
    """The line with blanks for the letter that stands before the heading of a list, or the ward before its people."""
    if ":" in line.text and (ward := _WARD.match(line.text)) is not None:
        return replace(line, text=" " * ward.end() + line.text[ward.end() :])
    match = _LETTER.match(line.text) if line.text[1:2] in {".", ")"} else None
    rest = line.text[match.end() :] if match is not None else ""
    if match is None or not (front_label(rest) or (HEADING.fullmatch(rest) and list_kind(rest))):
        return line
    return replace(line, text=" " * match.end() + rest)


_LEAST_RUNNING = 55  # characters of a line that goes on below because it is full
_NEW_PARTY = lazy(
    r"\s*(?:\(?[A-ZÅÄÖ]{1,4}\)?:? |[A-ZÅÄÖ][\wåäö]*(?: [\wåäö]+){0,3}(?: \([A-ZÅÄÖa-zåäö]\w{0,4}\))?:|[A-ZÅÄÖ][\wåäö]*(?: [\wåäö]+){0,3} \([A-ZÅÄÖ]\w{0,4}\)$)"
)

# The next party of a list on which each has a preposition: 'för moderaterna Ulla Ek, Jon Dahl;'.
_FOR_PARTY = lazy(r"\s*(?:[Ff]ör|[Ff]rån) [^\W\d_]{5}")


def _merge_running(lines: Iterable[FrontLine]) -> Iterable[FrontLine]:
    """Put the lines of a list together that runs on as text, so that no name is broken at a line's end."""
    held: FrontLine | None = None
    full = False
    for line in lines:
        if held is not None:
            if full and _runs_on(held, line):
                full = len(line.text) >= _LEAST_RUNNING
                held = _one_line(held, line)
                continue
            yield held
        held, full = line, len(line.text) >= _LEAST_RUNNING
    if held is not None:
        yield held


def _runs_on(held: FrontLine, line: FrontLine) -> bool:
    many = held.text.count(";") + held.text.count(",") > 0
    if not many or held.text.rstrip().endswith((".", ":")) or "\t" in held.text or "\t" in line.text:
        return False
    if line.blank_before or line.label is not None or held.start + len(held.text) + 1 != line.start:
        return False
    if held.text.rstrip().endswith(";") and _FOR_PARTY.match(line.text):
        return False
    new = _NEW_PARTY.match(line.text) is not None and not line.text.startswith("(e")
    if new or front_label(line.text.lstrip()) is not None:
        return False
    return (
        _OPEN_END.search(held.text.rstrip()) is not None or line.text[:1].islower() or line.text.startswith(("(", "§"))
    )


# An end that leaves an entry open: a separator that is no full stop, a joining word, or one name alone behind one.
_OPEN_END = lazy(
    r"(?:[;,]|[A-ZÅÄÖ]\w+-|\b(?:och|samt|för|ersätter|stället|af|von|van|de|la)|[;,] [A-ZÅÄÖ][\w-]+|\b(?:och|samt|för|ersätter) [A-ZÅÄÖ][\w-]+)$"
)


# Other signs around a party, letter for letter: 'Ulla Ek [S]', 'Ulla Ek /S/'.
_OTHER_BRACKETS = lazy(r"(?<=\w )(?:\[(?P<square>[A-ZÅÄÖ][\wåäö]{0,4})\]|/(?P<slash>[A-ZÅÄÖ][\wåäö]{0,4})/)(?![\w/])")


def _in_brackets(line: FrontLine) -> FrontLine:
    if "[" not in line.text and "/" not in line.text:
        return line
    return replace(line, text=_OTHER_BRACKETS.sub(lambda match: f"({match['square'] or match['slash']})", line.text))


# A line that ends where its entry does not: 'Rolf Lind, ej' / '116 §; Shirin Ek', 'Per Lund i stället för' / 'Jon Dahl'.
_UNFINISHED = lazy(
    r"(?:[\w)§][,;]\s*(?:ej|inte|utom|endast)|[§\d],? (?:därefter|därpå|dessförinnan)|\d[\d,– -]*\s?§{1,2} (?:i stället|istället)|\b(?:i stället(?: för)?|istället(?: för)?|ersätter|(?:ersätts|ersattes|ersatt) av|ersättare för|ers\.? för|tjg\.? för|tjänstgör(?:ande)? för|pga|på grund av)|\)\s(?:för|och|samt)|[,)] §{1,2}|\S \S.{20,}\s(?:ledamöterna|ledamoten|ersättarna|ersättaren|suppleanterna))$"
)


def _merge_entries(lines: Iterable[FrontLine]) -> Iterable[FrontLine]:
    """Put an entry together that goes on below: the line ends in a word that needs another."""
    held: FrontLine | None = None
    for line in lines:
        if held is not None:
            goes_on = (
                _UNFINISHED.search(held.text.rstrip())
                and not line.blank_before
                and line.label is None
                and front_label(line.text.lstrip()) is None
                and "\t" not in line.text.strip("\t")
            )
            if goes_on:
                held = _one_line(held, line)
                continue
            yield held
        held = line
    if held is not None:
        yield held


_BARE_NAME = lazy(NAME)


def _one_line(held: FrontLine, line: FrontLine) -> FrontLine:
    """Two lines that hold one name; blanks stand for the tab of the second, so that offsets stay."""
    lead = len(line.text) - len(line.text.lstrip("\t"))
    text = f"{held.text}\n{' ' * lead}{line.text[lead:]}"
    return replace(held, text=text, count=held.count + line.count)


def _merge_labels(lines: Sequence[FrontLine]) -> Iterable[FrontLine]:
    """Put a label together that is broken over the lines of its column: `Ej tjänst-` / `görande` / `ersättare`.

    What stands behind the parts of the label stays as lines of their own; the first carries the label's kind.
    """
    at = 0
    while at < len(lines):
        count, kind = _broken_label(lines[at : at + 4])
        if count < 2:
            yield lines[at]
            at += 1
            continue
        for n, line in enumerate(lines[at : at + count]):
            cut = re.search(r"\t+|$", line.text)
            end = cut.end() if cut else len(line.text)
            yield replace(
                line,
                text="\t" + line.text[end:] if line.text[end:] else "",
                start=line.start + max(end - 1, 0),
                label=kind if n == 0 else None,
            )
        at += count


# A line that holds the first word of a longer label and nothing else: 'Justeringens' / 'plats och tid'.
_LABEL_BEGINS = lazy(
    r"(?:Justeringens|Sammanträdets|Mötets|Plats och|Tid och|Utses att|Utsedda? att|Ej tjänst-|Ej|Övriga|Tjänstgörande|Protokollet)"
)


def _broken_label(lines: Sequence[FrontLine]) -> tuple[int, str]:
    """How many lines a label is broken over, and its kind; 1 where it is not."""
    first = lines[0].text.split("\t")[0]
    if "\t" not in lines[0].text and not _LABEL_BEGINS.fullmatch(first.strip()):
        return 1, ""
    if not first.strip() or len(first) > 40:
        return 1, ""
    joined, best = first.rstrip(), (1, "")
    for n, line in enumerate(lines[1:], 2):
        part = line.text.split("\t")[0].strip()
        if not part or not part[0].islower() or len(part) > 30 or line.blank_before:
            break
        joined = joined[:-1] + part if joined.endswith("-") else f"{joined} {part}"
        found = front_label(joined)
        if found is not None and found[1] >= len(joined.rstrip(" :")):
            best = n, found[0]
    return best


def _merge_broken(lines: Iterable[FrontLine]) -> Iterable[FrontLine]:
    """Put a name together that is broken over two lines: `Birgitta Lundh` / `Nordin (S)`."""
    held: FrontLine | None = None
    for line in lines:
        if held is not None:
            if (
                not line.blank_before
                and re.fullmatch(r"\t?[A-ZÅÄÖ][\w'-]+\s\([A-ZÅÄÖa-zåäö]{1,5}\).*", line.text)
                and not held.text.startswith("\t")
            ):
                yield _one_line(held, line)
                held = None
                continue
            if (
                not line.blank_before
                and re.match(r"\([A-ZÅÄÖa-zåäö]{1,5}\)\s*\S", line.text)
                and looks_like_name(held.text)
            ):
                yield _one_line(held, line)
                held = None
                continue
            yield held
            held = None
        if (
            _BARE_NAME.fullmatch(line.text.strip())
            and front_label(line.text) is None
            and not is_role(line.text)
            and find_body(line.text) is None
        ):
            held = line
            continue
        yield line
    if held is not None:
        yield held
