from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.readers.pdf_lines import Above, page_lines
from nlp_minutes.readers.pdf_words import Word

WIDTH = 5.0  # of a character; a line is 10 high
BLANK = 3.0


def words(text: str, left: float = 60.0, base: float = 700.0, height: float = 10.0, blank: float = BLANK) -> list[Word]:
    found = []
    for word in text.split():
        found.append(Word(word, left, left + WIDTH * len(word), base, height))
        left += WIDTH * len(word) + blank
    return found


def rows(*cells: tuple[str, ...], stops: tuple[float, ...], top: float = 700.0, step: float = 12.0) -> list[Word]:
    return [
        word
        for number, row in enumerate(cells)
        for stop, cell in zip(stops, row, strict=False)
        for word in words(cell, stop, top - step * number)
    ]


def text(page: list[Word]) -> list[str]:
    return [line.text for line in page_lines(page)[0]]


def test_names_beside_names_are_divided_by_a_tab() -> None:
    page = rows(("Ledamöter", "Ersättare"), ("Ulla Ek (S)", "Jon Dahl (M)"), stops=(60, 300))
    assert text(page) == ["Ledamöter\tErsättare", "Ulla Ek (S)\tJon Dahl (M)"]


def test_empty_cells_of_a_table_of_votes_keep_their_tabs() -> None:
    page = rows(
        ("Namn", "Parti", "Ja", "Nej", "Avst"),
        ("Ask Kurt", "SD", "X"),
        ("Dahl Jon", "M", "", "X"),
        ("Ek Ulla", "S", "", "", "X"),
        stops=(60, 160, 200, 240, 280),
    )
    assert text(page) == ["Namn\tParti\tJa\tNej\tAvst", "Ask Kurt\tSD\tX", "Dahl Jon\tM\t\tX", "Ek Ulla\tS\t\t\tX"]


def test_table_goes_on_on_the_next_page() -> None:
    stops = (60, 160, 200, 240)
    head = rows(("Namn", "Parti", "Ja", "Nej"), ("Ask Kurt", "SD", "X"), ("Ek Ulla", "S", "", "X"), stops=stops)
    _, above = page_lines(head)
    lines, _ = page_lines(rows(("Dahl Jon", "M", "", "X"), stops=stops), above)
    assert [line.text for line in lines] == ["Dahl Jon\tM\t\tX"]


def test_stretched_blanks_of_a_justified_line_are_blanks() -> None:
    wide = words("Kommunstyrelsen föreslår kommunfullmäktige", blank=12.0)
    edge = wide[-1].right
    full = words("Nämnden beslutar att avslå den motion", base=688.0, blank=BLANK)
    full.append(Word("som", edge - 15, edge, 688.0, 10.0))
    assert text([*wide, *full])[0] == "Kommunstyrelsen föreslår kommunfullmäktige"


def test_text_in_two_columns_is_read_column_by_column() -> None:
    left = [
        "Nämnden beslutar att avslå",
        "den motion som har lämnats",
        "av ledamoten i frågan om",
        "belysning vid vägen och",
        "att uppdra åt kontoret att",
        "utreda saken vidare i år",
    ]
    right = [
        "Sammanfattning av ärendet",
        "som kontoret har berett och",
        "lagt fram för ledamöterna i",
        "deras tidigare möte i mars",
        "där de fick ta del av allt",
        "underlag som då fanns där",
    ]
    page = [
        word
        for n, (a, b) in enumerate(zip(left, right, strict=True))
        for word in words(a, 60, 700 - 12 * n) + words(b, 250, 700 - 12 * n)
    ]
    assert text(page) == left + right


def test_white_space_leaves_a_blank_line() -> None:
    page = [
        *words("Beslut"),
        *words("Nämnden beslutar", base=688),
        *words("att avslå.", base=676),
        *words("§ 4 Val", base=650),
    ]
    assert [line.blank_before for line in page_lines(page)[0]] == [True, False, False, True]


def test_raised_mark_of_a_footnote_does_not_become_a_number_of_the_word() -> None:
    page = [*words("taxan"), Word("3", 85, 88, 703.5, 6.0), *words("höjs nu", left=92)]
    assert text(page) == ["taxan³ höjs nu"]


def test_number_at_the_margin_is_no_part_of_the_name() -> None:
    assert text([*words("Karin Lind (C)"), *words("12", left=400)]) == ["Karin Lind (C)\t12"]


def test_value_that_goes_on_below_is_indented() -> None:
    page = rows(("Plats:", "Rådssalen i stadshuset"), ("", "i Åslunda"), stops=(60, 160))
    assert text(page) == ["Plats:\tRådssalen i stadshuset", "\ti Åslunda"]


def test_empty_page() -> None:
    assert page_lines([]) == ([], Above())


@given(
    st.lists(
        st.lists(st.sampled_from(["Ek", "(S)", "beslutar", "§", "12", "och"]), min_size=1, max_size=6),
        min_size=1,
        max_size=12,
    ),
    st.randoms(),
)
def test_nothing_is_lost_and_the_order_of_the_file_is_no_matter(lines: list[list[str]], chance: random.Random) -> None:
    page = [word for n, line in enumerate(lines) for word in words(" ".join(line), base=700 - 12 * n)]
    straight = text(page)
    chance.shuffle(page)
    assert text(page) == straight
    assert [line.split() for line in straight] == lines


def test_short_column_is_read_as_one_where_the_page_before_had_two() -> None:
    running = [
        "Nämnden beslutar att avslå",
        "den motion som har lämnats",
        "av ledamoten i frågan om",
        "belysning vid vägen i år",
    ]
    first = [word for n, line in enumerate(running) for left in (60, 250) for word in words(line, left, 700 - 12 * n)]
    _, above = page_lines(first)
    assert above.gutter is not None
    short = ["kronor.", "§ 49 Information", "Paragraf utan beslut."]
    second = [word for n, line in enumerate(running) for word in words(line, 60, 700 - 12 * n)]
    second += [word for n, line in enumerate(short) for word in words(line, 250, 700 - 12 * n)]
    second += words("Handlingar", 250, 700 - 36)
    assert [line.text for line in page_lines(second, above)[0]] == [*running, *short, "Handlingar"]
    assert page_lines(second)[0][0].text == f"{running[0]}\t{short[0]}"


def test_line_is_bold_where_all_of_it_is() -> None:
    heavy = [Word("Beslut", 60, 90, 700, 10, bold=True), Word("(forts.)", 94, 120, 700, 10, bold=True)]
    half = [Word("Tid:", 60, 80, 688, 10, bold=True), Word("13.00", 84, 110, 688, 10)]
    assert [line.bold for line in page_lines([*heavy, *half])[0]] == [True, False]
