"""Motions in the styles of many towns and eras (cases/motions.txt)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from nlp_minutes.labels import EntityLabel, MotionKind, SectionKind
from nlp_minutes.rules.item import Attendee, ItemContext, ItemParagraph, Named
from nlp_minutes.rules.motion_kinds import Matter, motion_kinds
from nlp_minutes.rules.motions import find_motions

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item


def _names(text: str) -> set[str]:
    return set(filter(None, text.split(", ")))


def test_find_motions_reads_who_moves_what(read_item: Callable[..., Item], motions_case: Any) -> None:
    item = read_item(motions_case.text, **motions_case.item)
    found = [(str(motion.kind), set(motion.by), set(motion.parties)) for motion in item.motions]
    wanted = [(kind, _names(by), _names(parties)) for kind, by, parties in motions_case.told]
    assert sorted(found, key=str) == sorted(wanted, key=str)


_ASKED = Matter(named=False, refuses=None, about=True)
_REFUSING = Matter(named=True, refuses=True, about=True)
_GRANTING = Matter(named=True, refuses=False, about=True)
_PLAIN = Matter(named=True, refuses=None, about=False)
_PROPOSING = Matter(named=True, refuses=None, about=False, proposed=("Avtalet sägs upp den 1 maj.",))


@pytest.mark.parametrize(
    ("words", "matter", "kinds"),
    [
        ("bifall till motionen", _ASKED, ["approve"]),
        ("bifall till motionen", _REFUSING, ["reject"]),
        ("bifall till motionen", _GRANTING, ["approve"]),
        ("avslag på motionen", _ASKED, ["reject"]),
        ("avslag på motionen", _REFUSING, ["approve"]),
        ("avslag på motionen", _GRANTING, ["reject"]),
        ("att ansökan avstyrks", _GRANTING, ["reject"]),
        ("bifall till motionen såvitt avser skolan", _REFUSING, ["amend"]),
        ("bifall till nämndens förslag att avslå motionen", _REFUSING, ["approve"]),
        ("bifall till motionen och avslag på nämndens förslag", _REFUSING, ["reject"]),
        ("bifall till nämndens förslag och avslag på motionen", _REFUSING, ["approve"]),
        ("bifall till förslaget med tillägget att taxan ses över", _PLAIN, ["amend"]),
        ("bifall till förslaget och avslag på Eks tilläggsyrkande", _PLAIN, ["approve"]),
        ("bifall till förslaget om ändring av taxan", _PLAIN, ["approve"]),
        ("avslag på punkt 2", _PLAIN, ["reject"]),
        ("avslag på övriga yrkanden", _PLAIN, ["approve"]),
        ("att ärendet avgörs i dag", _PLAIN, ["approve"]),
        ("att ärendet inte ska återremitteras", _PLAIN, ["approve"]),
        ("i första hand återremiss, i andra hand avslag", _PLAIN, ["remit", "reject"]),
        ("återremiss och, om ärendet avgörs i dag, att avgiften sänks", _PLAIN, ["remit", "amend"]),
        ("att beslutet skjuts upp", _PLAIN, ["postpone"]),
        ("att avvecklingen skjuts fram ett år", _PLAIN, ["amend"]),
        ("att avgiften i stället ska vara 5 kronor", _PLAIN, ["amend"]),
        ("bifall till sitt eget budgetförslag", _PLAIN, ["own"]),
        ("ja", _PLAIN, ["approve"]),
        ("nej.", _PLAIN, ["reject"]),
        ("säg nej. Det kostar för mycket", _PLAIN, ["reject"]),
        ("att bidraget måtte utgå med det sökta beloppet", _PLAIN, ["amend"]),
        ("att punkt 2 ska utgå", _PLAIN, ["reject"]),
        ("anhållan bifalls", _ASKED, ["approve"]),
        ("anhållan avslås", _ASKED, ["reject"]),
        ("att motionen bifalls till den del som rör skolan", _REFUSING, ["amend"]),
        ("vänta tills utredningen är klar", _PLAIN, ["postpone"]),
        ("skriv i stället att nämnden tillstyrker en avveckling", _PLAIN, ["reject"]),
        ("att i stället tillstyrka en avveckling först 2031", _PLAIN, ["amend"]),
        ("Avtalet sägs inte upp", _PROPOSING, ["reject"]),
        ("Avtalet sägs inte upp i år", _PROPOSING, ["amend"]),
        ("", _PLAIN, []),
    ],
)
def test_motion_kinds_are_relative_to_the_matter(words: str, matter: Matter, kinds: list[str]) -> None:
    assert motion_kinds(words, matter) == [MotionKind(kind) for kind in kinds]


def test_a_motion_told_of_in_a_summary_is_none_of_the_meeting(read_item: Callable[..., Item]) -> None:
    text = "Sammanfattning\nÅsa Wik (V) föreslår i en motion att bussarna blir avgiftsfria.\n\nBeslut\nMotionen avslås."
    assert read_item(text, title="Motion om bussar").motions == []


def test_what_is_quoted_moves_nothing(read_item: Callable[..., Item]) -> None:
    text = "Beslut\nPlanen antas.\n\nÖverläggning\nÅsa Wik läser upp: ”Jon Dahl (M) yrkar avslag.”"
    assert read_item(text).motions == []


def test_a_motion_that_is_withdrawn_was_made(read_item: Callable[..., Item]) -> None:
    text = "Yrkanden\nJon Dahl (M) yrkar återremiss. Dahl återtar sitt yrkande.\n\nBeslut\nPlanen antas."
    assert [(one.kind, one.by) for one in read_item(text).motions] == [("remit", ["Jon Dahl"])]


def test_a_motion_stands_where_it_says(read_item: Callable[..., Item]) -> None:
    text = "Yrkanden\nJon Dahl (M) yrkar avslag på förslaget.\n\nBeslut\nPlanen antas."
    (motion,) = read_item(text).motions
    assert motion.end - motion.start == len("Jon Dahl (M) yrkar avslag på förslaget.")
    assert motion.target == "avslag på förslaget."


def _context(words: str, label: str = "other", person: str = "Ulla Ek") -> ItemContext:
    paragraph = ItemParagraph(f"{person} {words}", SectionKind.MOTIONS, label)
    named = Named(0, len(person), EntityLabel.PERSON, person, person=0)
    return ItemContext(
        number="7",
        title="Belysning av cykelvägen",
        paragraphs=(paragraph,),
        entities=(named,),
        persons=(Attendee(name=person, attendance="member"),),
    )


def test_motions_that_were_read_for_the_labels_are_those_that_the_facts_give() -> None:
    first = find_motions(_context("yrkar avslag på förslaget."), keep=True)
    assert [motion.kind for motion in first] == [MotionKind.REJECT]
    again = find_motions(_context("yrkar avslag på förslaget.", label="objection"))
    assert again == first


@pytest.mark.parametrize(
    ("other", "by", "kind"),
    [
        (_context("yrkar bifall till förslaget."), "Ulla Ek", MotionKind.APPROVE),
        (_context("yrkar avslag på förslaget.", person="Jon Dahl"), "Jon Dahl", MotionKind.REJECT),
    ],
)
def test_what_was_kept_is_read_anew_where_the_item_says_something_else(
    other: ItemContext, by: str, kind: MotionKind
) -> None:
    find_motions(_context("yrkar avslag på förslaget."), keep=True)
    assert [(motion.by, motion.kind) for motion in find_motions(other)] == [((by,), kind)]
