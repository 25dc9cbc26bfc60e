"""Labels of paragraphs by what stands in them: motions and dissent tell more than the words alone; a list is of one kind."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from nlp_minutes.labels import MotionKind, ParagraphLabel, SectionKind
from nlp_minutes.lines import lettered_points, list_point
from nlp_minutes.rules.actors import Cast
from nlp_minutes.rules.clauses import run_on
from nlp_minutes.rules.dissent import find_reservations, find_statements
from nlp_minutes.rules.motions import find_motions
from nlp_minutes.rules.paragraph_labels import welcomes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlp_minutes.rules.item import ItemContext, ItemParagraph

__all__ = ["labels_by_acts", "point_lists"]

# Sections without a heading of their own, in minutes that are told in prose.
_PROSE: Final = {SectionKind.SUMMARY, SectionKind.DECISION, SectionKind.UNKNOWN}
_MOVING: Final = ("yrk", "föresl", "hemst")
# Of lines that may be those of a list of motions without a heading for such.
_LISTED: Final = ("bif", "Bif", "avsl", "Avsl", "återrem", "Återrem", "bordl", "oförändra", "Oförändra", "tillst")
_OBJECTING: Final = ("reserv", "anteckn", "särskil")


def labels_by_acts(context: ItemContext) -> list[ParagraphLabel | None]:
    """Give the label of each paragraph of an item in which a motion, or in prose a reservation or a note, begins.

    Args:
        context: The item.

    Returns:
        `other` where all that a paragraph moves is to approve what lies before the body, `objection` where anything in
        it opposes, changes or puts off, and where prose begins with a reservation or a note; None for every other
        paragraph.
    """
    paragraphs = context.paragraphs
    found: list[ParagraphLabel | None] = [None] * len(paragraphs)
    prose = {index for index, one in enumerate(paragraphs) if one.heading is None and one.section in _PROSE}
    said = {index: paragraphs[index].text.casefold() for index in prose}
    moving = {index for index, text in said.items() if any(word in text for word in _MOVING)}
    objecting = {index for index, text in said.items() if any(word in text for word in _OBJECTING)}
    listed = any(":" in one.text and any(word in one.text for word in _LISTED) for one in paragraphs)
    if not (moving or objecting or listed or any(one.section == SectionKind.MOTIONS for one in paragraphs)):
        return found
    starts = [one.start for one in paragraphs]
    cast = Cast(run_on(context))
    sections = [one.section for one in cast.context.paragraphs]
    for motion in find_motions(context, cast, keep=True):
        index = bisect_right(starts, motion.start) - 1
        if index < 0 or (sections[index] != SectionKind.MOTIONS and index not in moving):
            continue
        if motion.kind != MotionKind.APPROVE:
            nominates = index in moving and motion.kind == MotionKind.OWN
            if not nominates and not (index in moving and _decides(paragraphs[index])):
                found[index] = ParagraphLabel.OBJECTION
        elif found[index] is None and index not in moving:
            found[index] = ParagraphLabel.OTHER
    for act in (*find_reservations(context, cast), *find_statements(context, cast)) if objecting else ():
        index = bisect_right(starts, act.start) - 1
        if index in objecting and act.start == starts[index] and not welcomes(paragraphs[index].text):
            found[index] = ParagraphLabel.OBJECTION
    return found


def _decides(one: ItemParagraph) -> bool:
    """Whether a paragraph of a decision decides, and only tells who proposed it: `På förslag av Ek bordläggs ärendet`."""
    return one.section == SectionKind.DECISION and one.label == ParagraphLabel.DECISION


def point_lists(context: ItemContext) -> Iterator[range]:
    """Yield the lists of an item: points one below the other, under one heading, which the rules label alike.

    Motions are left out, where one may approve and the next oppose.
    """
    paragraphs = context.paragraphs
    lettered = lettered_points([one.text for one in paragraphs])
    low = 0
    for index in range(1, len(paragraphs) + 1):
        if index < len(paragraphs) and _go_together(paragraphs[index - 1], paragraphs[index]):
            continue
        members = [n for n in range(low, index) if list_point(paragraphs[n].text) or n in lettered]
        if len(members) > 1 and members == [*range(members[0], members[-1] + 1)]:
            yield range(members[0], members[-1] + 1)
        low = index


def _go_together(one: ItemParagraph, other: ItemParagraph) -> bool:
    return (
        (one.section, one.heading, one.label) == (other.section, other.heading, other.label)
        and one.section != SectionKind.MOTIONS
        and not one.table
        and not other.table
    )
