"""What holds for the facts of an item, whatever its paragraphs say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.labels import EntityLabel, ParagraphLabel, SectionKind
from nlp_minutes.rules.dissent import find_reservations, find_statements
from nlp_minutes.rules.facts import read_facts
from nlp_minutes.rules.item import Attendee, ItemContext, ItemParagraph, Named
from nlp_minutes.rules.motions import find_motions
from nlp_minutes.rules.recusals import find_recusals

_NAMES = ("Ulla Ek", "Jon Dahl", "Åsa Wik")
_PERSONS = tuple(
    Attendee(name=name, party=party, roles=roles, attendance="member")
    for name, party, roles in zip(_NAMES, ("S", "M", "V"), (("ordförande",), (), ()), strict=True)
)
# Pieces of what members do, put together in any order.
_PIECES = [
    *(f"{person.name} ({person.party})" for person in _PERSONS),
    "Ordföranden",
    "M-gruppen",
    "yrkar",
    "yrkar bifall till",
    "avslag på förslaget",
    "återremiss",
    "motionen",
    "Dahls yrkande",
    "instämmer",
    "med instämmande av",
    "och",
    ",",
    ":",
    "reserverar sig mot beslutet.",
    "lämnar ett särskilt yttrande.",
    "deltar inte på grund av jäv.",
    "”Åsa Wik (V) yrkar avslag.”",
    "i första hand",
    "i andra hand",
    "att",
    "inga",
    "\n",
]
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=14).map(" ".join)
_LABELLED = {**dict.fromkeys(_NAMES, EntityLabel.PERSON), "Ordföranden": EntityLabel.ROLE, "M-": EntityLabel.PARTY}


def _entities(text: str, start: int) -> list[Named]:
    found = []
    for words, label in _LABELLED.items():
        at = text.find(words)
        while at >= 0:
            end = at + len(words.rstrip("-"))
            person = _NAMES.index(words) if words in _NAMES else None
            found.append(Named(start=start + at, end=start + end, label=label, text=text[at:end], person=person))
            at = text.find(words, end)
    return sorted(found, key=lambda one: one.start)


@st.composite
def _items(draw: st.DrawFn) -> ItemContext:
    sections = draw(st.lists(st.tuples(st.sampled_from(list(SectionKind)), _TEXTS), max_size=5))
    paragraphs, entities, at = [], [], 100
    for section, text in sections:
        paragraphs.append(ItemParagraph(text, section, ParagraphLabel.OTHER, None, start=at))
        entities += _entities(text, at)
        at += len(text) + 1
    title = draw(st.sampled_from(["Plan", "Motion om bad", "Val av ombud", "Yrkande från M om bad"]))
    return ItemContext(
        number="4", title=title, paragraphs=tuple(paragraphs), entities=tuple(entities), persons=_PERSONS
    )


@given(_items())
def test_whoever_acts_is_somebody_of_the_meeting(context: ItemContext) -> None:
    facts = read_facts(context)
    for one in (*facts.motions, *facts.reservations, *facts.statements):
        assert set(one.by) <= set(_NAMES)
        assert set(one.parties) <= {"S", "M", "V"}
        assert {person.party for person in _PERSONS if person.name in one.by} <= set(one.parties)
        assert len(set(one.by)) == len(one.by)
    assert set(facts.recusals) <= set(_NAMES)


@given(_items())
def test_facts_stand_inside_the_item_and_motions_in_order(context: ItemContext) -> None:
    motions = find_motions(context)
    for one in (*motions, *find_reservations(context), *find_statements(context)):
        assert context.paragraphs[0].start <= one.start <= one.end <= context.paragraphs[-1].end
    assert [one.start for one in motions] == sorted(one.start for one in motions)
    assert all(one.by or one.parties for one in motions)


@given(_items())
def test_what_is_quoted_makes_nobody_act(context: ItemContext) -> None:
    quoted = [
        ItemParagraph(f"”{one.text.replace('”', '')}”", one.section, one.label, start=one.start)
        for one in context.paragraphs
    ]
    entities = [entity for one in quoted for entity in _entities(one.text, one.start)]
    inside = ItemContext(number="4", title="Plan", paragraphs=tuple(quoted), entities=tuple(entities), persons=_PERSONS)
    assert find_motions(inside) == []
    assert find_reservations(inside) == []
    assert find_recusals(inside) == []
