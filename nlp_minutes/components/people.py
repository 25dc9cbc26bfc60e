"""`minutes_people`: one person for each human of the meeting."""

from __future__ import annotations

from itertools import chain

from spacy.tokens import Doc

from nlp_minutes.components.structure import first_item, front_page_of
from nlp_minutes.document import add_warnings, view_of
from nlp_minutes.labels import BLOCKS
from nlp_minutes.rules.entities import find_mentions
from nlp_minutes.rules.parties import learn_small
from nlp_minutes.rules.persons import join_people

__all__ = ["PeopleJoiner"]


class PeopleJoiner:
    """Writes the persons of the lists, the signatures and the text, with all their mentions.

    Args:
        name: The component's name in its pipeline.
    """

    def __init__(self, name: str = "minutes_people") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Join the people of one Doc."""
        view = view_of(doc)
        text = view.source.clean
        blocks = doc.spans[BLOCKS].attrs["clean"]
        if not blocks:
            doc.user_data["nlp_minutes.persons"] = []
            return doc
        small = learn_small(text)
        mentions = chain.from_iterable(find_mentions(text, start, end, small) for start, end in _item_blocks(doc))
        low, high = blocks[0][0], blocks[-1][1]
        people, warnings = join_people(
            front_page_of(doc), mentions, text[:high] if low == 0 else " " * low + text[low:high]
        )
        doc.user_data["nlp_minutes.persons"] = [
            {
                "name": one.name,
                "party": one.party,
                "roles": one.roles,
                "attendance": str(one.attendance) if one.attendance else None,
                "substitutes_for": one.substitutes_for,
                "mentions": [list(span) for span in one.mentions],
            }
            for one in people
        ]
        add_warnings(doc, warnings)
        return doc


def _item_blocks(doc: Doc) -> list[tuple[int, int]]:
    """The blocks from the first item on: names on the front page are read by its lists."""
    first = first_item(doc)
    return [(start, end) for start, end in doc.spans[BLOCKS].attrs["clean"] if start >= first or end > first]
