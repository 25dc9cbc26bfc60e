from __future__ import annotations

from typing import Any

from nlp_minutes.readers.ocr import words_of


def test_words_get_places_in_points_and_one_baseline_a_line() -> None:
    data: dict[str, list[Any]] = {
        "text": ["", "§", "14", "Val"],
        "block_num": [1, 1, 1, 1],
        "par_num": [0, 1, 1, 1],
        "line_num": [0, 1, 1, 1],
        "left": [0, 100, 120, 160],
        "top": [0, 200, 202, 201],
        "width": [900, 10, 30, 50],
        "height": [900, 20, 20, 20],
    }
    words = words_of(data, scale=2.0, height=842.0)
    assert [word.text for word in words] == ["§", "14", "Val"]
    assert {word.base for word in words} == {842.0 - 221 / 2}
    assert (words[0].left, words[0].right) == (50.0, 55.0)
