"""Minutes with hardly a heading: counted heads, openings in running text, what members move in between."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

import nlp_minutes
from nlp_minutes.readers import source_from_text
from nlp_minutes.rules.structure import Structure, parse

if TYPE_CHECKING:
    from nlp_minutes.minutes import Item


def read(text: str) -> Structure:
    source = source_from_text(text)
    return parse(source.clean, source.blocks)


def counted(numbers: list[int], below: str = "Vi beslutar\nVi tackar för informationen.") -> str:
    titles = ["Hyra för magasinet", "Konstföreningen berättar", "Bidrag till vårfesten", "Nytt namn på hallen"]
    items = [f"{n}. {title}\nFrågan gäller ett hus.\n\n{below}\n" for n, title in zip(numbers, titles, strict=False)]
    return (
        "Sandvikta kommun\nFritidsnämnden\nMöte 4 mars 2031\n\n• Ulla Ek (S), ordförande\n• Jon Dahl (M)\n\n"
        + "\n".join(items)
    )


def test_numbers_one_after_the_other_head_items_where_nothing_else_does() -> None:
    found = read(counted([20, 21, 22, 23]))
    assert [item.number for item in found.items] == ["20", "21", "22", "23"]
    assert found.items[0].title == "Hyra för magasinet"


def test_numbers_with_case_numbers_below_head_items_also_without_a_decision() -> None:
    text = counted([20, 21, 22], below="Frågan är stor.")
    for number in (20, 21, 22):
        text = re.sub(rf"(?m)^({number})\. (.+)$", rf"\1 \2\nFN 2031-00{number}", text)
    assert [item.number for item in read(text).items] == ["20", "21", "22"]


def test_numbers_that_the_front_page_promises_head_items() -> None:
    text = counted([20, 21, 22], below="Frågan är stor.").replace("Möte 4 mars", "Ärenden: 20–22\nMöte 4 mars")
    text = text.replace("Nytt namn", "3 Punkter av annat slag\n\nNytt namn")
    assert [item.number for item in read(text).items] == ["20", "21", "22"]


@pytest.mark.parametrize("numbers", [[20, 21, 23], [20, 22, 23, 25], [20, 21, 22, 24]])
def test_numbers_that_are_left_out_break_no_run_of_items_with_case_numbers(numbers: list[int]) -> None:
    text = counted(numbers, below="Frågan är stor.")
    for number in numbers:
        text = re.sub(rf"(?m)^({number}\. .+)$", rf"\1\nDnr FN 2031-00{number}", text)
    assert [item.number for item in read(text).items] == [str(number) for number in numbers]


def test_a_number_that_the_front_page_says_is_secret_may_be_left_out() -> None:
    text = counted([20, 21, 23], below="Frågan är stor.")
    text = text.replace("Möte 4 mars", "Paragrafer: 20–23 (nr 22 är sekretessbelagd)\nMöte 4 mars")
    assert [item.number for item in read(text).items] == ["20", "21", "23"]


def test_more_numbers_than_two_are_not_left_out() -> None:
    text = counted([20, 21, 22, 26], below="Vi beslutar\nVi tackar för informationen.")
    for number in (20, 21, 22):
        text = re.sub(rf"(?m)^({number}\. .+)$", rf"\1\nDnr FN 2031-00{number}", text)
    assert [item.number for item in read(text).items] == ["20", "21", "22"]


@pytest.mark.parametrize(
    "text",
    [
        counted([20, 22, 23, 25]),  # with holes
        counted([20, 21]),  # too few
        counted([20, 21, 22], below="Frågan är stor."),  # above no decision
        counted([20, 21, 22]).replace("Vi beslutar", "§ 7 Hyra\nVi beslutar", 1),  # beside a paragraph's sign
    ],
)
def test_other_numbers_head_nothing(text: str) -> None:
    assert not {"20", "21", "22"} & {item.number for item in read(text).items}


@pytest.mark.parametrize(
    ("opening", "body", "start"),
    [
        (
            "Protokoll fört vid sammanträde med byggnadsnämnden i Sandvikta kommun den 5 februari 2031 kl 19.00",
            "Byggnadsnämnden",
            "19:00",
        ),
        ("Tekniska nämndens protokoll för den 13 mars 2031", "Tekniska nämnden", None),
        (
            "FRITIDSNÄMNDEN\nProtokoll från sammanträde måndagen den 3 mars 2031 kl 18.30 i Folkets hus",
            "Fritidsnämnden",
            "18:30",
        ),
    ],
)
def test_an_opening_in_running_text_tells_body_and_time(opening: str, body: str, start: str | None) -> None:
    text = (
        f"{opening}\n\nNärvarande: Ulla Ek (S) ordförande, Jon Dahl (M)\n\n§ 1 Taxa\nNämnden beslutar att anta taxan.\n"
    )
    meeting = nlp_minutes.annotate(text).meeting
    assert (meeting.body, meeting.start) == (body, start)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Jon Dahl (M) föreslår att bidraget i stället höjs till 3 kronor.", [("amend", ["Jon Dahl"])]),
        ("Jon Dahl (M) har yrkat att ärendet återremitteras så att byn hörs.", [("remit", ["Jon Dahl"])]),
        ("Jon Dahl (M) ville att priset skulle lämnas orört.", [("reject", ["Jon Dahl"])]),
        ("Jon Dahl (M) motsätter sig avgiften. Mia Björk (C) ansluter sig.", [("reject", ["Jon Dahl", "Mia Björk"])]),
        ("Jon Dahl (M) hemställer att frågan bordläggs.", [("postpone", ["Jon Dahl"])]),
        # none of the meeting's
        ("Jon Dahl (M) föreslår i en motion att bidraget höjs.", []),
        ("Jon Dahl (M) föreslog 2030-03-04 att bidraget höjs.", []),
        ("Jon Dahl (M) vill få frågan antecknad.", []),
    ],
)
def test_what_a_member_moves_between_prose_and_decision(
    read_item: Callable[..., Item], said: str, told: list[tuple[str, list[str]]]
) -> None:
    item = read_item(
        f"Föreningen söker bidrag. Kontoret föreslår 2 kronor.\n\n{said}\n\nKommunstyrelsen beslutar att ge 2 kronor."
    )
    assert [(str(one.kind), list(one.by)) for one in item.motions] == told
    assert item.decision[0].startswith("Kommunstyrelsen beslutar")


def test_the_first_paragraph_tells_whose_matter_it_is(read_item: Callable[..., Item]) -> None:
    item = read_item("Jon Dahl (M) föreslår att byn får en badplats.\n\nKommunstyrelsen beslutar att frågan utreds.")
    assert not item.motions


@pytest.mark.parametrize(
    ("text", "title", "cases"),
    [
        (
            "§ 1. Samråd om plan för Norra Varvet (0231/30).\n\nNämnden beslutar att anta planen.",
            "Samråd om plan för Norra Varvet",
            ["0231/30"],
        ),
        ("§ 1. Samråd om plan (etapp två).\n\nNämnden beslutar att anta planen.", "Samråd om plan (etapp två)", []),
    ],
)
def test_a_case_number_in_brackets_before_a_full_stop(text: str, title: str, cases: list[str]) -> None:
    more = "".join(f"\n\n§ {n}. Ärende om väg {n} (01{n}/30).\n\nNämnden beslutar att anta planen." for n in (2, 3, 4))
    item = read(f"Sandvikta kommun\nTekniska nämnden\n2031-03-04\n\n{text}{more}\n").items[0]
    assert (item.title.rstrip("."), list(item.case_numbers)) == (title, cases)


@pytest.mark.parametrize(
    ("lead", "outcome"),
    [
        ("KOMMUNSTYRELSEN BESLUTAR enhälligt att återremittera ärendet.", "remitted"),
        ("KOMMUNSTYRELSEN BESLÖT att med godkännande lägga rapporten till handlingarna.", "noted"),
        ("KS BESLUTAR att avslå ansökan.", "rejected"),
    ],
)
def test_a_decision_led_in_in_capitals(read_item: Callable[..., Item], lead: str, outcome: str) -> None:
    item = read_item(f"Chefen redogör för utfallet.\n\n{lead}")
    assert item.outcome == outcome
    assert list(item.decision) == [lead]


def test_two_headings_for_what_the_body_holds(read_item: Callable[..., Item]) -> None:
    head = "Kommunstyrelsens ställningstagande"
    item = read_item(
        f"{head}\n\nKommunstyrelsen föreslår att kommunfullmäktige godkänner rapporten.\n\n"
        f"{head} för egen del\n\nKommundirektören får i uppdrag att redovisa kostnaden.\n\nI korthet\n\nBudgeten hålls."
    )
    assert item.outcome == "proposed"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("31/KS 118", ["31/KS 118"]),
        ("30/KS 402, 31/FRN 61", ["30/KS 402", "31/FRN 61"]),
        ("Au § 209      Dnr 2031:249 702", ["2031:249"]),
    ],
)
def test_case_lines_of_the_older_kind(number: str, told: list[str]) -> None:
    more = "".join(
        f"\n\nKf § {n}      31/KS 1{n}\nÄrende om väg {n}\n\nFullmäktige beslöt att anta planen." for n in (2, 3, 4)
    )
    first = (
        f"Kf § 1      {number}\nSimhall samt lån" if "§" not in number else f"Kf § 1      Simhall samt lån\n{number}"
    )
    text = f"Sandvikta kommun\nKommunfullmäktige\n2031-03-04\n\n{first}\n\nFullmäktige beslöt att anta planen.{more}\n"
    item = read(text).items[0]
    assert (item.title, list(item.case_numbers)) == ("Simhall samt lån", told)
