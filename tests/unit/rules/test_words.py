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
