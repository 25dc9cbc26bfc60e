"""Whether a line goes on from the line above it, or begins something of its own.

Text was wrapped greedily: a line ends where the next word would not have fitted. So a line that had room
for the next word ended on purpose. What the width leaves open, the words decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp_minutes.lexicon import front_label, heading_kind, inline_heading, is_role
from nlp_minutes.lines import begins_with_case, ends_sentence, is_head_line, item_head, list_point
from nlp_minutes.patterns import lazy

__all__ = ["Widths", "begins_anew", "continues", "measure"]

_DANGLING = lazy(
    r"(?:\b(?:och|eller|samt|att|i|på|av|för|med|till|från|om|vid|som|den|det|de|en|ett|under|enligt|mellan|genom|mot|inom|utan|är|har|ska|kan|av|dnr|nr|kl\.?|den|"
    r"inklusive|avseende|angående|gällande|rörande|gatan|vilka|vilket|vilken|där|samtliga|respektive|hos|över|efter|före|utifrån|per)|,|§|/|&|•|·)$",
    re.IGNORECASE,
)
_LONGEST_LAST = 24  # characters: more than the longest of these words


def _dangles(text: str) -> re.Match[str] | None:
    """Whether a text breaks off behind a word or mark that wants more; only its end is looked at, however long it is."""
    return _DANGLING.search(text, max(len(text) - _LONGEST_LAST, 0))


# A list that runs on ends its line in the middle of a name: '(C), Ove Nygren (V), Per'.
_MID_LIST = lazy(r"(?:[,;•·]|\boch|\bsamt) [A-ZÅÄÖ][\w-]*(?: [A-ZÅÄÖ][\w-]*)?$")
# A line that begins with a reference and no item's head: '§ 6, och Evert Kihl (lf)', '§ 12 andra stycket'.
_REFERENCE = lazy(r"§{1,2} ?\d+(?:[ ,–-]+\d+)*(?:[,.;)](?: [a-zåäö]|$)| [a-zåäö])")
_PARTICLE = lazy(r"(?:von|af|de|van|der|den|la|al|el)[ -][A-ZÅÄÖ]")
_LOWER = lazy(r"[a-zåäöéü]")
# A sentence that begins with who decides is no part of a title.
_DECIDES = lazy(
    r"[A-ZÅÄÖ][\wåäö-]+(?: [a-zåäö-]+){0,3} (?:beslutar|beslutade|beslöt|föreslår|föreslog|antecknar|godkänner|godkände|lägger|lade|bordlägger|avslår|bifaller|återremitterar|tillstyrker|har tagit)\b"
)
_POINT_END = lazy(r"(?:[.;:,]|\b(?:samt|och|eller|att))$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Widths:
    """The widths at which a document wraps, in characters; None where it does not seem to wrap.

    Attributes:
        text: Of running text.
        title: Of the titles of items, which are often set larger.
    """

    text: int | None
    title: int


def measure(pairs: Sequence[tuple[str, str, int, bool]]) -> Widths:
    """Measure the widths at which a document wraps.

    Args:
        pairs: Each line with the line right below it and the width of the upper one as it stood, indentation included,
            and whether it belongs to a title.

    Returns:
        The widths, from lines whose next line surely goes on from them: it begins with a small letter.
    """
    lengths: list[int] = []
    titles: list[int] = []
    for upper, lower, width, in_title in pairs:
        above, below = upper.lstrip("\t"), lower.lstrip("\t")
        if not _LOWER.match(below) or "\t" in above or list_point(below) or _att_point(above, below):
            continue
        if in_title:
            titles.append(width)
        elif width >= 30:
            lengths.append(width + 1)
    lengths.sort()
    text = lengths[int(0.9 * (len(lengths) - 1))] if len(lengths) >= 4 else None
    titles.sort()
    title = titles[int(0.75 * (len(titles) - 1))] if titles else min(60, text or 60)
    return Widths(text=text, title=max(42, title))


def _ends_head(above: str) -> bool:
    """Whether a head holds its number and numbers of its case or agenda and no word of a title: that begins below it."""
    head = item_head(above) if _DIVIDES_HEAD.search(above) else None
    cells = [cell for cell in _DIVIDES_HEAD.split(head.rest) if cell.strip()] if head is not None else []
    return bool(cells) and all(is_head_line(cell) for cell in cells)


# Bars and dots divide the parts of a head.
_DIVIDES_HEAD = lazy(r"\s[|·•∙]\s")


_ATT = lazy(r"att\s")
_OPEN_BRACKET = lazy(r"\([^()]{0,60}$")
_PARTY_FIRST = lazy(r"\([A-ZÅÄÖa-zåäö]{1,4}\)")
# A party before its people: 'S (7 mandat): Ulla Ek', 'VB, Vår Bygd (2 platser):', '(SD): Ulla Ek; Jon Dahl'.
_PARTY_AHEAD = lazy(
    r"[A-ZÅÄÖ][\wåäö ,-]{0,40} \(\d{1,2} [a-zåäö]{2,10}\): |(?:\([A-ZÅÄÖa-zåäö]{1,5}\)|[A-ZÅÄÖ]{1,4}): (?=[A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ][\w-]+)"
)
# Dots or a line to sign on, and whose it is, the office before it or not. Behind a row of contents a number follows.
_TO_SIGN = lazy(r"(?:[A-ZÅÄÖ][\wåäö]+(?: [\wåäö]+)? ?)?[._…]{4,}\s*(?![\s\d])")


def _att_point(above: str, below: str) -> bool:
    return bool(_ATT.match(below)) and bool(_POINT_END.search(above.rstrip()) or heading_kind(above) or len(above) < 40)


_SHORT_END = 12  # characters of a line that ends in a word which needs another


def begins_anew(line: str) -> bool:
    """Tell whether a line begins something of its own by its shape: a list point, a head, a heading, a case number."""
    if _LOWER.match(line):
        return bool(list_point(line))
    return (
        bool(list_point(line) or _TO_SIGN.match(line) or _PARTY_AHEAD.match(line))
        or item_head(line) is not None
        or heading_kind(line) is not None
        or inline_heading(line) is not None
        or begins_with_case(line)
        or is_head_line(line)
    )


def continues(
    above: str, below: str, widths: Widths, *, width: int | None = None, in_title: bool = False, across: bool = False
) -> bool:
    """Decide whether a line goes on from the one above it.

    Args:
        above: The upper line, or the paragraph joined so far (its last line decides).
        below: The lower line.
        widths: The document's widths.
        width: The width of the upper line as it stood, indentation included.
        in_title: Whether the upper line belongs to an item's head.
        across: Whether page furniture or a page border stands between the two.

    Returns:
        True where both belong to one paragraph.
    """
    if not above.strip() or not below.strip():
        return False
    indented = below.startswith("\t")
    if in_title and (indented or _dangles(above)):
        above = above.replace("\t", " ")  # what divides the number from the title is no column
    above, below = above.lstrip("\t"), below.lstrip("\t")
    width = len(above) if width is None else width
    room = width + 1 + len(below.split(maxsplit=1)[0])
    # no sentence begins with '&': the name above goes on
    small = (bool(_LOWER.match(below)) and not _PARTICLE.match(below)) or below.startswith("& ")
    hyphen = above.endswith("-") and above[-2:-1].isalpha()
    if hyphen and not list_point(below) and item_head(below) is None and (len(above) > 30 or small):
        return True
    if "\t" in below or ("\t" in above and not (indented and _value_goes_on(above, small=small))):
        return False
    if _REFERENCE.match(below) and not ends_sentence(above) and width > 0.6 * (widths.text or 200) and not in_title:
        return True
    if in_title and _ends_head(above) and not _dangles(above):
        return False
    if in_title and item_head(below) is None and _OPEN_BRACKET.search(above):
        return True  # a bracket is open
    if begins_anew(below):
        reference = widths.text and width > 0.75 * widths.text and below.startswith("§") and _dangles(above)
        return bool(reference) and not in_title
    if _PARTY_FIRST.match(below) and re.search(r"[,;•·] [^,;•·()]+$", above) and width > 0.6 * (widths.text or 200):
        return True
    if in_title and across:
        return small and not ends_sentence(above)
    if in_title:
        return _title_goes_on(above, below, widths, room)
    if heading_kind(above) is not None or item_head(above) is not None:
        return False
    if _att_point(above, below):
        return False
    if across:
        open_end = bool(_dangles(above))
        goes_on = small or open_end or below[:1].isdigit()
        # the last line of a paragraph may be short, and says still that it goes on
        return goes_on and not ends_sentence(above) and len(above) > (_SHORT_END if open_end else 30)
    label = front_label(below)
    if label is not None and not small and (label[1] == len(below) or below[label[1] : label[1] + 1] in ":\t"):
        return False
    if _OPEN_ENTRY.search(above) and _ENTRY_ENDS.match(below):
        return True
    if (
        len(above) > 50
        and below[0] == "("
        and re.match(r"\([A-ZÅÄÖa-zåäö]{1,4}\)(?:[,;.]|$| [a-zåäö(§])", below)
        and _OPEN_NAME.search(above)
    ):
        return True  # the party stands on the next line
    if _goes_on_in_name(above, below, width, widths):
        return True
    if width > 0.6 * (widths.text or 80) and _OPEN_DATE.search(above) and _YEAR.match(below):
        return True
    if widths.text is None:
        return (small or bool(_dangles(above))) and not ends_sentence(above) and width > 40
    if room > 0.75 * widths.text and _MID_LIST.search(above):
        return True
    if room > widths.text:
        return not (ends_sentence(above) and room < 0.9 * widths.text)
    if room > 0.93 * widths.text or (small and room > 0.85 * widths.text):
        return small or bool(_dangles(above)) or (not ends_sentence(above) and not _is_entry(above))
    if small and not ends_sentence(above):
        return not _is_entry(above) and width > 0.5 * widths.text
    return bool(_dangles(above)) and width > 0.6 * widths.text


# A date breaks off before its year: 'tisdagen den 14 november' / '2031 kl 13.15'.
_OPEN_DATE = lazy(
    r"\b\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)$"
)
_YEAR = lazy(r"(?:19|20)\d\d(?![\d/:-])")
# A list of people with commas between goes on in a name: '(S), Jon Dahl (M), Sven-Åke' / 'Nordin (C), Ulla Ek (V)'.
_OPEN_ENTRY = lazy(r"\([A-ZÅÄÖa-zåäö]{1,5}\)[^()]{0,30}[,;] (?:[A-ZÅÄÖ][\w-]+ ?){1,3}$")
_ENTRY_ENDS = lazy(r"[A-ZÅÄÖ][\w-]+ \([A-ZÅÄÖa-zåäö]{1,5}\)")
# Running text breaks off in a name: 'vice ordföranden Gun' / 'Ek (s) samt', 'stadsarkitekten Siv' / 'Ek, ingenjören'.
_OPEN_NAME = lazy(r"(?<=[\wåäö,):] )(?:[A-ZÅÄÖ][\w-]+ ?){1,2}$")
_OPEN_TITLED = lazy(r"(?:^|[ ,])(?P<office>[a-zåäö]{5,}) [A-ZÅÄÖ][\w-]+$")
# Or between an office and who has it: 'samt nämndsekreteraren' / 'Siv Ek, som för protokollet'.
_OPEN_OFFICE = lazy(r"(?:,|\boch|\bsamt|\bjämte) (?P<office>[a-zåäö]{5,}(?:en|n|t))$")
_NAME_BEGINS = lazy(r"[A-ZÅÄÖ][\w-]+ (?:(?:af|von|van|de) )?[A-ZÅÄÖ][\w-]+(?:[,;.( ]|$)")
_NAME_ENDS = lazy(r"[A-ZÅÄÖ][\w-]+(?:[,;.]| [a-zåäö])")
_ENTRY = lazy(r"\((?:[A-ZÅÄÖ][\wÅÄÖåäö]{0,3}|[a-zåäö]{1,4}|-|–)\)")


def _goes_on_in_name(above: str, below: str, width: int, widths: Widths) -> bool:
    """Running text that breaks off between the names of one person."""
    if width < max(50, 0.75 * (widths.text or 0)) or len(above) < 50:
        return False
    if _OPEN_NAME.search(above) and _ENTRY_ENDS.match(below):
        return True
    titled = _OPEN_TITLED.search(above)
    if titled is not None:
        return is_role(titled["office"]) and bool(_NAME_ENDS.match(below))
    office = _OPEN_OFFICE.search(above)
    return office is not None and is_role(office["office"]) and bool(_NAME_BEGINS.match(below))


def _value_goes_on(above: str, *, small: bool) -> bool:
    """The value behind a label goes on in the next line of its column: `Beslutande<tab>Ulla Ek (S), Jon` / `<tab>Dahl (M)`."""
    return (
        above.count("\t") == 1
        and (small or bool(re.search(r"[,;].*[,;].*\S$|[–-]$", above)))
        and not re.search(r"\)$", above)
    )


def _is_entry(line: str) -> bool:
    """An entry of a list of people: it ends where it ends."""
    return bool(_ENTRY.search(line)) and len(line) < 60


def _title_goes_on(above: str, below: str, widths: Widths, room: int) -> bool:
    if ends_sentence(above) and not above.rstrip().endswith((":", ";")):
        return False
    if _DECIDES.match(below):
        return False
    if _ATT.match(below) and above.rstrip().endswith(("beslutar", "besluta", ":")):
        return False
    if _LOWER.match(below) or _dangles(above) or re.match(r"\d+:\d", below):
        return True
    if re.match(r"\(?[A-ZÅÄÖ]{1,4}\)", below) or above.count("(") > above.count(")"):
        return True
    if above.isupper() and below.isupper() and len(above) > 25:
        return True
    text = widths.text or 0
    if len(below) > widths.title + 12 and len(below) > 0.85 * text:
        return False
    return room > 0.9 * widths.title and not ends_sentence(below)
