from __future__ import annotations

import pytest

from nlp_minutes.readers.wrapping import Widths, continues, measure

WIDE = Widths(text=80, title=60)
FULL = "Nämnden har tidigare i år beslutat att låta utreda hur många platser som behövs"  # 79 characters


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (FULL, "under nästa läsår."),
        (FULL, "Åslunda tätort."),  # a name goes on where the line is full
        (FULL[:-7] + "enligt", "§ 12 andra stycket skollagen."),
        ("Detta gäller särskilt i fråga om barn- och ungdomsvårds-", "förvaltningens egna lokaler."),
        ("Närvarande var Ulla Ek (S), Jon Dahl (M), Mia Björk (C), Ove Nygren (V), Per", "Lund (KD)"),
        ("Närvarande var ordföranden Jon Dahl (m) samt vice ordföranden Gun", "Ek (s) och Ove Nygren (v)."),
        ("Dessutom närvarade ersättaren Mia Björk (c) och stadsarkitekten Siv", "Alm, § 14."),
        ("Beslutande: Ulla Ek (S), ordförande, Jon Dahl (M), ej § 14, Mia Björk", "(C), Per Lund (KD)"),
        ("att uppdra åt förvaltningen att återkomma med en redovisning av kostnaderna i", "april."),
    ],
)
def test_continues_joins_wrapped_lines(above: str, below: str) -> None:
    assert continues(above, below, WIDE)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Beslut", "Nämnden beslutar"),
        ("Nämnden beslutar", "att anta taxan,"),
        ("att anta taxan,", "att taxan gäller från 1 maj."),
        (FULL, "§ 13 Budget"),
        (FULL, "Beslutsunderlag"),
        (FULL, "– en ny punkt"),
        (FULL, "2. Nästa punkt"),
        (FULL, "Dnr KS 2031/118"),
        (".................... Ulla Ek, sekreterare", ".................... Jon Dahl, ordförande"),
        ("____________________ Ulla Ek, sekreterare", "____________________ Jon Dahl, ordförande"),
        ("Ordförande .................... Ulla Ek", "Protokollförare .................... Jon Dahl"),
        ("Mia Björk, ej § 14; Ove Nygren, endast § 14", "(SD): Per Lund; Siv Alm"),
        ("Mia Björk, ej § 14; Ove Nygren, endast § 14", "SD: Per Lund; Siv Alm"),
        ("Ulla Ek (S)", "Jon Dahl (M)"),
        ("Ulla Ek, ordförande i nämnden", "Dahl (M)"),
        ("Ett kort stycke slutar här.", "Nästa stycke börjar här."),
        ("Ledamöter\tErsättare", "Ulla Ek (S)\tJon Dahl (M)"),
        ("", "text"),
        ("text", ""),
    ],
)
def test_continues_keeps_apart_what_begins_anew(above: str, below: str) -> None:
    assert not continues(above, below, WIDE)


def test_continues_goes_on_across_page_furniture_in_a_sentence() -> None:
    above = "Nämnden beslutar att avsätta ytterligare medel om"
    assert continues(above, "och högst 200 000 kr", WIDE, across=True)
    assert not continues(above + " 5 kr.", "Nästa stycke.", WIDE, across=True)
    assert continues("Av de tre som har lämnat anbud är Ekviks Buss", "& Taxi AB billigast.", WIDE, across=True)


@pytest.mark.parametrize("below", ["om belysning vid Kvarnängen", "(M) om belysning", "2031:4 och lagen"])
def test_continues_joins_a_wrapped_title(below: str) -> None:
    assert continues("§ 14 Svar på motion från Jon Dahl", below, WIDE, in_title=True)


def test_continues_ends_a_title_at_a_heading() -> None:
    assert not continues("§ 14 Svar på motion", "Beslut", WIDE, in_title=True)


def test_continues_without_a_width_joins_only_small_letters() -> None:
    unknown = Widths(text=None, title=60)
    assert continues("En rad som är lång nog för att inte vara en rubrik", "går vidare här.", unknown)
    assert not continues("En rad som är lång nog för att inte vara en rubrik", "Går vidare här.", unknown)


def test_continues_goes_on_in_a_date() -> None:
    above = "Gatunämnden i Ekvik sammanträdde tisdagen den 14 november"
    assert continues(above, "2031 kl 13.15–16.40 i Tullhuset.", WIDE)
    assert not continues(above, "2031/118", WIDE)


def test_measure_finds_the_width_of_wrapped_text() -> None:
    line = "x" * 77 + " ord"
    pairs = [(line[: 70 + n], "går vidare", 70 + n, False) for n in range(10)]
    text = measure(pairs).text
    assert text is not None
    assert 75 <= text <= 81


def test_measure_gives_none_where_nothing_wraps() -> None:
    assert measure([("Ulla Ek (S)", "Jon Dahl (M)", 11, False)] * 20).text is None


def test_measure_measures_titles_apart() -> None:
    pairs = [("§ 4 " + "x" * 46, "fortsatt titel", 50, True)] + [("y" * 80, "går vidare", 80, False)] * 6
    widths = measure(pairs)
    assert widths.title == 50
    assert widths.text is not None
    assert widths.text > 75


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("§ 19 Extra öppethållande på träffpunkten Lyktan (SN", "2031/19)"),
        ("§ 5 Svar på remiss om program för mångfald 2031-2033 (Dnr", "2031/118)"),
        ("§ 66 Programutbud och antal platser läsåret", "2031–2032"),
    ],
)
def test_title_goes_on_in_a_number_that_is_no_line_of_its_own(above: str, below: str) -> None:
    assert continues(above, below, Widths(text=50, title=45), in_title=True)
