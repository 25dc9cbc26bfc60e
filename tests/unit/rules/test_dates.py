from __future__ import annotations

import pytest

from nlp_minutes.rules.dates import find_dates, find_times


@pytest.mark.parametrize(
    "text",
    [
        "2031-03-12",
        "den 12 mars 2031",
        "12 mars 2031",
        "onsdagen den 12 mars 2031",
        "12/3 2031",
        "2031/03/12",
        "2031.03.12",
        "12.3.2031",
        "20310312",
        "2031–03–12",
        "12 MARS 2031",
        "12:e mars 2031",
        "12 mar 2031",
    ],
)
def test_find_dates_reads_every_form(text: str) -> None:
    assert [found.iso for found in find_dates(f"Mötet hölls {text} i salen")] == ["2031-03-12"]


def test_find_dates_tells_where_they_stand() -> None:
    text = "från 2031-03-12 till den 4 april 2031"
    assert [text[found.start : found.end] for found in find_dates(text)] == ["2031-03-12", "4 april 2031"]


@pytest.mark.parametrize(
    "text", ["2031-13-40", "31 februari 2031", "KS 2031-118", "12 mars", "2031", "070-123 45 67", "1031-03-12"]
)
def test_find_dates_leaves_out_what_is_none(text: str) -> None:
    assert list(find_dates(text)) == []


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("kl. 13.00–15.40", ("13:00", "15:40")),
        ("kl 13.00-15.40", ("13:00", "15:40")),
        ("klockan 13:00 till 15:40", ("13:00", "15:40")),
        ("kl. 13–15.40", ("13:00", "15:40")),
        ("Rådssalen, 13.00 – 15.40", ("13:00", "15:40")),
        ("kl. 9.05–11.30", ("09:05", "11:30")),
        ("kl. 13.00", ("13:00", None)),
        ("kl. 13.00. Mötet avslutades kl. 15.40", ("13:00", "15:40")),
        ("kl. 13.00–15.40, ajournering kl. 14.00–14.15", ("13:00", "15:40")),
        ("kl. 13.00–15.40 Ajournering 14.00–14.15, 15.00–15.10", ("13:00", "15:40")),
        ("kl. 09.00–12.00 och 13.00–15.40", ("09:00", "15:40")),
        ("2031-03-12 kl. 13.00–15.40", ("13:00", "15:40")),
        ("den 12 mars 2031, klockan 13.00–15.40", ("13:00", "15:40")),
        ("kl. 08.30--11.55. Ajournering kl. 10.05--10.25.", ("08:30", "11:55")),
        ("i Tullhuset mellan klockan 8.30 och 12.05", ("08:30", "12:05")),
        ("klockan 18 till 21.05 med uppehåll mellan klockan 19.50 och 20.15", ("18:00", "21:05")),
        ("mellan rum 4 och 12", (None, None)),
        ("Rådssalen", (None, None)),
        ("rum 12–14", (None, None)),
        ("kl. 29.00", (None, None)),
        ("", (None, None)),
    ],
)
def test_find_times_reads_start_and_end(text: str, times: tuple[str | None, str | None]) -> None:
    assert find_times(text) == times


@pytest.mark.parametrize(
    "text",
    [
        "Tisdagen den 22 maj 2031 klockan 15.00– rum Kvarnen, kommunhuset 18.20",
        "kl. 15.00 –\nSessionssalen\t18.20",
        "2031-05-22, 15:00– Stora salen, Folkets hus 18:20",
        "klockan 15.00—\nTingshuset\tkl. 18.20",
        "Den 22 maj kl 15.00– Rådhuset, sal A 18.20",
    ],
)
def test_an_interval_is_broken_over_the_lines_of_its_column(text: str) -> None:
    assert find_times(text) == ("15:00", "18:20")
