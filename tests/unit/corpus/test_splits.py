"""Splits by layout."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nlp_minutes.corpus.gold import GoldDocument
from nlp_minutes.corpus.splits import check_split, make_folds, make_split, read_split, write_split
from nlp_minutes.errors import ConfigError, DamagedFile, ReadError


def document(name: str, words: int = 10) -> GoldDocument:
    return GoldDocument(
        name=name,
        layout=name.partition("_")[0],
        text="ord " * words,
        entities=(),
        paragraphs=(),
        headings=(),
        meeting={},
        persons=(),
        items=(),
    )


TOWNS = [document(f"{town}_{body}", 20 + 3 * n) for n, town in enumerate("abcdefgh") for body in ("kf", "ks")]


def test_make_folds_keeps_each_layout_together() -> None:
    split = make_folds(TOWNS, 4)
    assert [part.name for part in split.parts] == ["fold-1", "fold-2", "fold-3", "fold-4"]
    assert sorted(layout for part in split.parts for layout in part.layouts) == list("abcdefgh")


def test_make_split_comes_close_to_the_shares() -> None:
    split = make_split([document(f"t{n}_kf") for n in range(100)])
    assert [(part.name, part.words) for part in split.parts] == [("train", 700), ("dev", 150), ("test", 150)]


def test_another_seed_gives_another_split() -> None:
    assert len({make_folds(TOWNS, 4, seed=seed).parts for seed in range(5)}) > 1


@pytest.mark.parametrize("folds", [1, 0, -1, 9])
def test_make_folds_refuses_numbers_that_do_not_fit(folds: int) -> None:
    with pytest.raises(ConfigError):
        make_folds(TOWNS, folds)


@pytest.mark.parametrize("shares", [{}, {"a": 0.0, "b": 1.0}, {"a": -1.0}, {"a": float("inf")}, {"a": float("nan")}])
def test_make_split_refuses_shares_that_are_none(shares: dict[str, float]) -> None:
    with pytest.raises(ConfigError, match="share"):
        make_split(TOWNS, shares)


def test_make_folds_refuses_two_documents_of_one_name() -> None:
    with pytest.raises(ConfigError, match="one name"):
        make_folds([*TOWNS, TOWNS[0]], 2)


def test_check_split_finds_a_layout_on_two_sides() -> None:
    split = make_folds(TOWNS, 2)
    one, two = split.parts
    moved = one.documents[0]
    wrong = replace(
        split,
        parts=(replace(one, documents=one.documents[1:]), replace(two, documents=(*two.documents, moved))),
    )
    with pytest.raises(ConfigError, match=f"layout {moved[0]} stands on two sides"):
        check_split(TOWNS, wrong)


def test_check_split_finds_what_is_missing_unknown_or_there_twice() -> None:
    split = make_folds(TOWNS, 2)
    with pytest.raises(ConfigError, match="new_kf: not in the split"):
        check_split([*TOWNS, document("new_kf")], split)
    with pytest.raises(ConfigError, match="not in the corpus"):
        check_split(TOWNS[1:], split)
    with pytest.raises(ConfigError, match="stands twice"):
        check_split(TOWNS, replace(split, parts=(*split.parts, split.parts[0])))


def test_part_is_found_by_name() -> None:
    split = make_split(TOWNS)
    assert split.part("dev") is split.parts[1]
    with pytest.raises(ConfigError, match="no part 'valid'"):
        split.part("valid")


def test_split_file_round_trip(tmp_path: Path) -> None:
    split = make_folds(TOWNS, 3, seed=7)
    write_split(split, tmp_path / "folds.json")
    assert read_split(tmp_path / "folds.json") == split


def test_split_tells_another_state_of_the_corpus() -> None:
    changed = [replace(TOWNS[0], text="ord " * 20 + "till"), *TOWNS[1:]]
    assert make_folds(TOWNS, 2).corpus == make_folds(TOWNS[::-1], 2).corpus
    assert make_folds(TOWNS, 2).corpus != make_folds(changed, 2).corpus


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"seed": 1, "corpus": "", "parts": [1]}'])
def test_read_split_refuses_other_files(tmp_path: Path, text: str) -> None:
    (tmp_path / "folds.json").write_text(text, encoding="utf-8")
    with pytest.raises(DamagedFile, match="not a split"):
        read_split(tmp_path / "folds.json")


def test_read_split_names_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be read"):
        read_split(tmp_path / "folds.json")
