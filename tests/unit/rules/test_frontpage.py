from __future__ import annotations

import pytest

from nlp_minutes.rules.frontpage import FrontLine, FrontPage, read_front_page
from nlp_minutes.rules.meeting import MeetingFacts, find_municipality, read_meeting


def lines(text: str) -> list[FrontLine]:
    found, at, blank = [], 0, True
    for line in text.split("\n"):
        if line.strip():
            found.append(FrontLine(text=line, start=at, blank_before=blank))
        blank = not line.strip()
        at += len(line) + 1
    return found


def page(text: str) -> FrontPage:
    return read_front_page(lines(text))


def meeting(text: str, *, furniture: tuple[str, ...] = (), items: tuple[str, ...] = ()) -> MeetingFacts:
    return read_meeting(lines(text), page(text), furniture=furniture, items=items)


def test_read_front_page_gives_each_list_its_capacity() -> None:
    found = page(
        "Beslutande\nUlla Ek (S)\n\nTjänstgörande ersättare\nJon Dahl (M)\n\nErsättare\nMia Björk (C)\n\n"
        "Övriga närvarande\nÅsa Wik, nämndsekreterare\n\nFrånvarande\nPer Lund (KD)"
    )
    assert [(e.name, e.attendance) for e in found.entries] == [
        ("Ulla Ek", "member"),
        ("Jon Dahl", "serving_substitute"),
        ("Mia Björk", "substitute"),
        ("Åsa Wik", "other"),
        ("Per Lund", "absent"),
    ]


def test_read_front_page_marks_names_where_they_stand() -> None:
    text = "Beslutande\tUlla Ek (S), ordförande\n\tJon Dahl (M)"
    for entry in page(text).entries:
        assert text[entry.mention.start : entry.mention.end] == entry.name


def test_read_front_page_reads_the_signers() -> None:
    found = page(
        "Beslutande\nUlla Ek (S)\n\nUtses att justera\nPer Lund (KD)\n\n"
        "Sekreterare\t____\n\tÅsa Wik\n\nOrdförande\t____\n\tUlla Ek"
    )
    assert [(e.name, e.note.partition("|")[0]) for e in found.signatures] == [
        ("Per Lund", "justerare"),
        ("Åsa Wik", "sekreterare"),
        ("Ulla Ek", "ordförande"),
    ]


def test_read_front_page_joins_a_name_broken_behind_a_tab() -> None:
    (entry,) = page("Beslutande\nUlla Sundén\n\tEkberg (S)").entries
    assert (entry.name.replace("\n\t", " ").replace("\n", " "), entry.party) == ("Ulla Sundén Ekberg", "S")


def test_read_front_page_reads_parties_as_headings() -> None:
    found = page("Beslutande\nSocialdemokraterna:\nUlla Ek\nPer Lund\nModeraterna:\nJon Dahl")
    assert [(e.name, e.party) for e in found.entries] == [("Ulla Ek", "S"), ("Per Lund", "S"), ("Jon Dahl", "M")]


def test_read_front_page_tells_of_a_line_that_it_cannot_read() -> None:
    found = page("Beslutande\nUlla Ek (S)\n??? 17 (M) ???")
    assert [warning.code for warning in found.warnings] == ["attendance_line_unread"]


def test_read_front_page_has_a_section_for_each_line() -> None:
    text = "Åslunda kommun\n\nBeslutande\nUlla Ek (S)\n\nBevis om anslag\nAnslaget 2031-03-18"
    assert page(text).sections == ("header", "attendance", "attendance", "notice", "notice")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Åslunda kommun", "Åslunda kommun"),
        ("ÅSLUNDA KOMMUN", "Åslunda kommun"),
        ("Upplands Åslunda kommun\tProtokoll", "Upplands Åslunda kommun"),
        ("Åslunda stad", "Åslunda stad"),
        ("REGION ÅSLUNDA", "Region Åslunda"),
        ("I kommun", None),
        ("Protokoll", None),
    ],
)
def test_find_municipality_reads_the_head(text: str, name: str | None) -> None:
    assert find_municipality([text]) == name


def test_read_meeting_reads_every_fact() -> None:
    found = meeting(
        "Åslunda kommun\nTekniska nämnden\nSammanträdesprotokoll\n"
        "2031-03-12\n\nPlats och tid\tRådssalen, kl. 13.00–15.40\n\n"
        "Protokollet omfattar\t§§ 40–46, 48"
    )
    assert (found.municipality, found.body, found.date) == ("Åslunda kommun", "Tekniska nämnden", "2031-03-12")
    assert (found.start, found.end, found.place) == ("13:00", "15:40", "Rådssalen")
    assert (found.extract, found.items) == (False, "§§ 40–46, 48")


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("Rådssalen, kl. 13.00–15.40", "Rådssalen"),
        ("kl. 13.00–15.40, Rådssalen", "Rådssalen"),
        ("Rådssalen, onsdagen den 12 mars 2031, kl. 13.00–15.40", "Rådssalen"),
        ("2031-03-12 kl. 13.00–15.40 Kommunhuset, Rådssalen", "Kommunhuset, Rådssalen"),
        ("Rådssalen, kl. 13.00–15.40. Ajournering kl. 14.00–14.10.", "Rådssalen"),
    ],
)
def test_read_meeting_cuts_the_place_out(value: str, place: str) -> None:
    found = meeting(f"Tekniska nämnden 2031-03-12\nPlats och tid\t{value}")
    assert (found.place, found.start, found.end, found.date) == (place, "13:00", "15:40", "2031-03-12")


def test_read_meeting_of_an_excerpt_asks_the_furniture() -> None:
    found = meeting("", furniture=("Åslunda kommun\tTekniska nämnden", "2031-03-12"), items=("§ 14 Val",))
    assert (found.municipality, found.body, found.date) == ("Åslunda kommun", "Tekniska nämnden", "2031-03-12")


def test_read_meeting_does_not_take_the_date_of_adjustment() -> None:
    assert meeting("Tekniska nämnden\nJusteringsdatum 2031-03-19\nSammanträdesdatum 2031-03-12").date == "2031-03-12"


def test_read_meeting_of_nothing_knows_nothing() -> None:
    assert meeting("") == MeetingFacts()
