from __future__ import annotations

from nlp_minutes.readers.pdf_words import Glyph, Word, make_words, split_by_direction


def set_glyphs(text: str, left: float = 0.0, base: float = 100.0, width: float = 5.0, turns: int = 0) -> list[Glyph]:
    """Characters of one width and a height of 10; a blank is a gap, as most producers make it."""
    return [
        (char, left + width * n, base - 2, left + width * (n + 1), base + 8, left + width * n, base, turns, False)
        for n, char in enumerate(text)
        if char != " "
    ]


def texts(words: list[Word]) -> list[str]:
    return [word.text for word in words]


def test_gap_divides_words() -> None:
    assert texts(make_words(set_glyphs("Ulla Ek (S)"))) == ["Ulla", "Ek", "(S)"]


def test_blank_of_the_file_divides_words_that_touch() -> None:
    blank: Glyph = (" ", 0, 0, 0, 0, 0, 0, 0, False)
    assert texts(make_words([*set_glyphs("kr"), blank, *set_glyphs("per", left=10)])) == ["kr", "per"]


def test_kerning_divides_nothing() -> None:
    assert texts(make_words([*set_glyphs("A"), *set_glyphs("V", left=4.2), *set_glyphs("a", left=9.9)])) == ["AVa"]


def test_step_to_another_line_divides_words() -> None:
    assert texts(make_words([*set_glyphs("av"), *set_glyphs("en", left=10, base=88)])) == ["av", "en"]


def test_diacritic_set_over_its_letter_stays_with_it() -> None:
    glyphs = [*set_glyphs("Na"), *set_glyphs("¨", left=5, base=102), *set_glyphs("mnd", left=10)]
    assert "".join(texts(make_words(glyphs))) == "Na¨mnd"


def test_word_has_its_place() -> None:
    (word,) = make_words(set_glyphs("Ek", left=50))
    assert (word.left, word.right, word.base, word.height) == (50, 60, 100, 10)


def test_turned_text_is_told_apart() -> None:
    stamp: list[Glyph] = [
        (char, 18.0, 200.0 + 5 * n, 28.0, 205.0 + 5 * n, 26.0, 200.0 + 5 * n, 1, False)
        for n, char in enumerate("ID: 5f3c")
        if char != " "
    ]
    upright, stamps = split_by_direction([*set_glyphs("Nämnden beslutar"), *stamp])
    assert texts(make_words(upright)) == ["Nämnden", "beslutar"]
    assert stamps == ["ID: 5f3c"]


def test_page_that_lies_on_its_side_is_turned_upright() -> None:
    glyphs: list[Glyph] = [
        (char, 18.0, 200.0 + 5 * n, 28.0, 205.0 + 5 * n, 26.0, 200.0 + 5 * n, 1, False)
        for n, char in enumerate("Ja röstar")
        if char != " "
    ]
    upright, stamps = split_by_direction(glyphs)
    assert texts(make_words(upright)) == ["Ja", "röstar"]
    assert stamps == []


def test_page_without_characters() -> None:
    assert split_by_direction([]) == ([], [])
    assert make_words([]) == []
