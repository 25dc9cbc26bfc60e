from __future__ import annotations

import pytest

from nlp_minutes.readers.characters import Piece, join_split_words, repair


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("Nämnden beslutar", "Nämnden beslutar"),
        ("Na\u0308mnden", "Nämnden"),  # decomposed
        ("A\u030arsbudget och o\u0308verskott", "Årsbudget och överskott"),
        ("Na¨mnden", "Nämnden"),  # a loose mark behind its letter
        ("a˚rsbudget", "årsbudget"),
        ("fo ¨rslag", "förslag"),
        ("Andre´", "André"),
        ("\ufb01nansiering", "finansiering"),
        ("stra\ufb00", "straff"),
        ("e\ufb03cient", "efficient"),
        ("2\u00a0000\u202f000 kr", "2 000 000 kr"),
        ("över\u00adklagan", "överklagan"),
        ("noll\u200bbredd\ufeff", "nollbredd"),
        ("Ja\u2013röster", "Ja-röster"),
        ("KS\u20112031\u201100118", "KS-2031-00118"),
        ("Ulla Ek      Jon Dahl", "Ulla Ek\tJon Dahl"),
        ("Ulla Ek\t\tJon Dahl", "Ulla Ek\t\tJon Dahl"),
        ("två  blanka", "två blanka"),
        ("rad med blank på slutet   ", "rad med blank på slutet"),
        ("\tindragen", "\tindragen"),
        ("     indragen", "\tindragen"),
        (" nästan indragen", "nästan indragen"),
        ("   \t ", ""),
        ("", ""),
    ],
)
def test_repair_makes_a_line_clean(line: str, clean: str) -> None:
    assert repair(line, 0).text == clean


@pytest.mark.parametrize("line", ["kl. 13.00–15.40", "§§ 40–46", "Ulla Ek – ordförande", "3–4 §§", "2024–2026"])
def test_repair_leaves_dashes_between_numbers_and_words(line: str) -> None:
    assert repair(line, 0).text == line


@pytest.mark.parametrize(
    "line", ["Na¨mnden be\ufb01nner sig", "  \tö\u00adver  ", "x\u0308y", "Ja\u2013röster 2\u00a0000"]
)
def test_repair_counts_offsets_from_the_start(line: str) -> None:
    near, far = repair(line, 0), repair(line, 100)
    assert near.text == far.text
    assert [(r.clean_start, r.clean_length, r.start + 100, r.length) for r in near.runs] == [
        (r.clean_start, r.clean_length, r.start, r.length) for r in far.runs
    ]


def test_repair_maps_a_composed_letter_to_letter_and_mark() -> None:
    piece = repair("Na¨mnd", 7)
    at = next(run for run in piece.runs if run.clean_start == 1)
    assert (at.clean_length, at.start, at.length) == (1, 8, 2)


def test_piece_cut_inside_a_ligature_keeps_the_whole_ligature() -> None:
    piece = repair("e\ufb03k", 0)
    assert piece.text == "effik"
    cut = piece.cut(2, 4)
    assert cut.text == "fi"
    assert [(r.start, r.length) for r in cut.runs] == [(1, 1)]


def test_piece_concatenate_joins_what_follows_on_both_sides() -> None:
    piece = Piece.concatenate([Piece.verbatim("ab", 0), Piece.verbatim("cd", 2), Piece.verbatim("ef", 9)])
    assert piece.text == "abcdef"
    assert [(r.clean_start, r.start, r.length) for r in piece.runs] == [(0, 0, 4), (4, 9, 2)]


@pytest.mark.parametrize(
    ("line", "known", "clean"),
    [
        ("enligt f ö rslag", {"förslag"}, "enligt förslag"),
        ("familjen Hä gg", {"hägg"}, "familjen Hägg"),
        ("på en ö i sjön", {"på", "en", "ö", "i", "sjön"}, "på en ö i sjön"),
        ("f ö rslag", set(), "f ö rslag"),  # nowhere whole: left alone
        ("två män", {"tvåmän"}, "två män"),  # a whole word is no part of one
        ("utan sådana bokstaver", {"utansådana"}, "utan sådana bokstaver"),
    ],
)
def test_join_split_words_joins_only_what_stands_whole_elsewhere(line: str, known: set[str], clean: str) -> None:
    assert join_split_words(Piece.verbatim(line, 0), frozenset(known)).text == clean


def test_join_split_words_keeps_the_way_back() -> None:
    piece = join_split_words(Piece.verbatim("f ö rslag", 10), frozenset({"förslag"}))
    assert [(r.clean_start, r.start, r.length) for r in piece.runs] == [(0, 10, 1), (1, 12, 1), (2, 14, 5)]


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("I enlighet härmed  b e s l ö t  utskottet", "I enlighet härmed beslöt utskottet"),
        ("Utskottet b e s l u t a r, att", "Utskottet beslutar, att"),
        ("EKBY KOMMUN     P R O T O K O L L     Blad 1", "EKBY KOMMUN\tPROTOKOLL\tBlad 1"),
        ("S A M M A N T R Ä D E S P R O T O K O L L", "SAMMANTRÄDESPROTOKOLL"),
    ],
)
def test_a_word_set_with_blanks_between_its_letters_is_closed_up(line: str, clean: str) -> None:
    piece = repair(line, 7)
    assert piece.text == clean
    for run in piece.runs:
        if run.length == run.clean_length:
            assert line[run.start - 7 :][: run.length] == clean[run.clean_start :][: run.length]


@pytest.mark.parametrize("line", ["1 X X N X X", "S M C L V MP", "Ja J N J N X", "A B C D E", "M C L S V KD"])
def test_marks_and_parties_in_a_row_stay_apart(line: str) -> None:
    assert repair(line, 0).text == line
