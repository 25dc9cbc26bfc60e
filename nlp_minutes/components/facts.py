"""`minutes_facts`: what each item decided, who moved, voted, objected and stood aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from spacy.tokens import Doc

from nlp_minutes.document import View, add_warnings, data, set_group, view_of
from nlp_minutes.labels import ITEMS, PARAGRAPHS, SectionKind, WarningCode
from nlp_minutes.patterns import lazy
from nlp_minutes.rules.facts import ItemFacts, read_facts
from nlp_minutes.rules.headline import headline
from nlp_minutes.rules.item import Attendee, ItemContext, ItemParagraph, Named, named_within
from nlp_minutes.rules.vote_annexes import divide
from nlp_minutes.rules.vote_grids import Grid, find_grids
from nlp_minutes.source import ReadWarning, Source

__all__ = ["FactFinder", "item_contexts"]


class FactFinder:
    """Writes the facts of the items.

    Args:
        name: The component's name in its pipeline.
    """

    def __init__(self, name: str = "minutes_facts") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the facts of one Doc."""
        found: list[dict[str, Any]] = []
        warnings: list[ReadWarning] = []
        group = doc.spans[ITEMS]
        for stored, context in zip(group.attrs["facts"], item_contexts(doc), strict=True):
            facts = read_facts(context)
            values = _values(facts) | {"decision": _as_written(facts.decision, context.paragraphs, view_of(doc).source)}
            found.append(stored | values | {"headline": headline(context, facts)})
            warnings += facts.warnings
            if facts.mixed:
                first = context.paragraphs[0]
                message = f"§ {context.number}: the points of the decision differ; the outcome is that of the first"
                warnings.append(
                    ReadWarning(code=WarningCode.MIXED_OUTCOME, message=message, start=first.start, end=first.end)
                )
        set_group(doc, ITEMS, list(group), group.attrs | {"facts": found})
        add_warnings(doc, warnings)
        return doc


# The mark of a point; where it is a letter, the clean view has a bracket for its full stop (`readers.lettered`).
_LETTERED = lazy(r"[A-Za-zÅÄÖåäö]{1,4}(?=\)\s)")


def _as_written(points: Sequence[str], paragraphs: Sequence[ItemParagraph], source: Source) -> list[str]:
    """The points of a decision with their marks as they stand in the extracted text."""
    marks = {}
    for one in paragraphs:
        if mark := _LETTERED.match(one.text):
            low, high = source.alignment.to_source(one.start + mark.end(), one.start + mark.end() + 1)
            marks[" ".join(one.text.split())] = mark[0] + source.text[low:high]
    return [marks[point] + point[len(marks[point]) :] if point in marks else point for point in points]


def item_contexts(doc: Doc) -> list[ItemContext]:
    """Give what the facts of each item are read from, in the order of the span group `items`."""
    view = view_of(doc)
    persons = tuple(
        Attendee(
            name=one["name"],
            party=one["party"],
            roles=tuple(one["roles"]),
            attendance=one["attendance"],
            substitutes_for=one["substitutes_for"],
        )
        for one in data(doc, "persons", [])
    )
    by_item, annexes, attached = _paragraphs(doc, view)
    numbers = [stored["number"] for stored in doc.spans[ITEMS].attrs["facts"]]
    for index, own in by_item.items():
        annexes += divide(own, numbers[index])[1]
    shared = tuple(sorted(annexes, key=lambda one: one.start))
    entities = _entities(doc, view)
    annex_entities = _inside(entities, shared)
    grids = _grids(view)
    return [
        ItemContext(
            number=stored["number"],
            title=stored["title"],
            paragraphs=tuple(by_item.get(index, ())),
            entities=_inside(entities, by_item.get(index, [])),
            persons=persons,
            body=data(doc, "meeting", {}).get("body"),
            annexes=shared,
            annex_entities=annex_entities,
            grids=grids,
            attached=tuple(attached.get(stored["number"], ())),
            attached_entities=_beside(entities, attached.get(stored["number"], [])),
        )
        for index, stored in enumerate(doc.spans[ITEMS].attrs["facts"])
    ]


def _grids(view: View) -> tuple[Grid, ...]:
    """The lists of crosses of a document, with clean offsets."""
    source = view.source
    found = []
    for one in find_grids(source.text):
        place = source.alignment.to_clean(one.start, one.end)
        if place is not None:
            found.append(replace(one, start=place[0], end=place[1]))
    return tuple(found)


def _paragraphs(
    doc: Doc, view: View
) -> tuple[dict[int, list[ItemParagraph]], list[ItemParagraph], dict[str, list[ItemParagraph]]]:
    """The paragraphs of the items, of the lists behind them, and of the dissent printed there, by its item's number."""
    text = view.source.clean
    group = doc.spans[PARAGRAPHS]
    attrs = group.attrs
    by_item: dict[int, list[ItemParagraph]] = {}
    annexes: list[ItemParagraph] = []
    attached: dict[str, list[ItemParagraph]] = {}
    for span, (start, end), index, number, section, heading, table in zip(
        group,
        attrs["clean"],
        attrs["item_index"],
        attrs["item"],
        attrs["section"],
        attrs["heading"],
        attrs["table"],
        strict=True,
    ):
        one = ItemParagraph(text[start:end], section, span.label_, heading, table, start)
        if index is not None:
            by_item.setdefault(index, []).append(one)
        elif section == SectionKind.ANNEX:
            annexes.append(one)
        elif number is not None:
            attached.setdefault(number, []).append(one)
    return by_item, annexes, attached


# What entities are read from: the tokens with their labels, what the rules added, the view. Three components ask for
# the same ones, one after the other.
_Told = tuple[bytes, list[list[Any]], View]
_last: tuple[_Told, tuple[Named, ...]] | None = None


def _entities(doc: Doc, view: View) -> tuple[Named, ...]:
    """The entities of a Doc; the last ones are remembered as long as nothing has changed that they are read from."""
    global _last  # noqa: PLW0603 - one entry, whose size is that of one Doc
    tokens = doc.to_array(["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"]).tobytes()
    added = data(doc, "entities", [])
    last = _last
    if last is None or last[0][0] != tokens or last[0][1] != added or last[0][2] is not view:
        told = tokens, [list(one) for one in added], view
        last = _last = told, tuple(_read_entities(doc, view, added))
    return last[1]


def _read_entities(doc: Doc, view: View, added: Sequence[Sequence[Any]]) -> Iterator[Named]:
    known = {(start, end): (normal, person) for start, end, normal, person in added}
    text = view.source.clean
    for ent in doc.ents:
        start, end = ent.start_char, ent.end_char
        normal, person = known.get((start, end), (None, None))
        clean = view.from_doc(start, end)
        if clean is not None:
            yield Named(*clean, label=ent.label_, text=text[clean[0] : clean[1]], person=person, normal=normal)


def _beside(entities: Sequence[Named], paragraphs: Sequence[ItemParagraph]) -> tuple[Named, ...]:
    """The entities of paragraphs that stand apart from one another, and of the title right above each."""
    return tuple(
        named
        for one in paragraphs
        for named in named_within(entities, one.start - len(one.heading or "") - _GAP, one.end)
    )


_GAP = 3  # white space between a title and its text


def _inside(entities: Sequence[Named], paragraphs: Sequence[ItemParagraph]) -> tuple[Named, ...]:
    """The entities, which are in order, from the first of the paragraphs to the last."""
    if not paragraphs:
        return ()
    return tuple(named_within(entities, paragraphs[0].start, paragraphs[-1].end))


def _values(facts: ItemFacts) -> dict[str, Any]:
    """The facts as JSON-like values; offsets stay clean ones."""
    values = {
        "outcome": str(facts.outcome) if facts.outcome else None,
        "decision": list(facts.decision),
        "recipients": list(facts.recipients),
        "immediately_adjusted": facts.immediately_adjusted,
        "recusals": list(facts.recusals),
    }
    for key, group in (
        ("motions", facts.motions),
        ("votes", facts.votes),
        ("reservations", facts.reservations),
        ("statements", facts.statements),
    ):
        values[key] = [_plain(asdict(one)) for one in group]
    return values


def _plain(value: Any) -> Any:
    """Tuples as lists, members of enumerations as text: what user data and span groups can hold."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value
