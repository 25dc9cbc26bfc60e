"""Labels of paragraphs by the motions that stand in them: what is moved tells more than the words alone."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from nlp_minutes.labels import MotionKind, ParagraphLabel, SectionKind
from nlp_minutes.rules.motions import find_motions

if TYPE_CHECKING:
    from nlp_minutes.rules.item import ItemContext

__all__ = ["labels_by_motions"]


def labels_by_motions(context: ItemContext) -> list[ParagraphLabel | None]:
    """Give the label of each paragraph of an item under a heading for motions, where a motion begins in it.

    Args:
        context: The item.

    Returns:
        `other` where all that a paragraph moves is to approve what lies before the body, `objection` where anything in
        it opposes, changes or puts off; None for every other paragraph.
    """
    paragraphs = context.paragraphs
    found: list[ParagraphLabel | None] = [None] * len(paragraphs)
    if not any(one.section == SectionKind.MOTIONS for one in paragraphs):
        return found
    starts = [one.start for one in paragraphs]
    for motion in find_motions(context, keep=True):
        index = bisect_right(starts, motion.start) - 1
        if index < 0 or paragraphs[index].section != SectionKind.MOTIONS:
            continue
        if motion.kind != MotionKind.APPROVE:
            found[index] = ParagraphLabel.OBJECTION
        elif found[index] is None:
            found[index] = ParagraphLabel.OTHER
    return found
