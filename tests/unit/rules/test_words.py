"""The words of a text and what they can be part of."""

from __future__ import annotations

from nlp_minutes.rules.words import marks, words


def test_words_are_runs_of_letters_and_digits() -> None:
    assert words("KS:s IT-chef, § 12 (Ek)\tkvarn_3") == {"KS", "s", "IT", "chef", "12", "Ek", "kvarn_3"}
    assert words(" –,") == frozenset()


def test_marks_of_all_words_are_joined() -> None:
    def of(word: str) -> int:
        return (1 if word.isupper() else 0) | (2 if word.endswith("chef") else 0) | (4 if word == "kvarn" else 0)

    assert marks("KS miljöchef och miljöchef", of) == 3
    assert marks("", of) == 0


def test_marks_of_several_rules_do_not_mix() -> None:
    highest = 1 << 23

    def short(word: str) -> int:
        return highest if len(word) < 3 else 0

    def long(word: str) -> int:
        return (1 if len(word) > 5 else 0) | (highest if word == "kommunstyrelsen" else 0)

    # the first is asked before the second is known, and again behind it
    assert marks("Ek talar", short) == highest
    assert marks("Ek talar", long) == 0
    assert marks("Ek och kommunstyrelsen", long) == 1 | highest
    assert marks("Ek och kommunstyrelsen", short) == highest
    assert marks("kommunstyrelsen", short) == 0


def test_marks_above_the_width_are_left_out() -> None:
    def wide(word: str) -> int:
        return 1 | 1 << 24 if word else 0

    def other(word: str) -> int:
        return 2 if word == "Dahl" else 0

    assert marks("Ek", wide) == 1
    assert marks("Ek", other) == 0
    assert marks("Dahl", other) == 2
