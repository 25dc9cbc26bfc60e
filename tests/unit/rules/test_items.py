from __future__ import annotations

import pytest

from nlp_minutes.lines import ItemHead, item_head
from nlp_minutes.rules.items import Chain, choose_heads, expected_numbers, find_candidates, is_repeat

PROSE = "Nämnden har tagit del av frågan och antar förslaget."


def chain(*texts: str, expected: frozenset[int] = frozenset()) -> Chain:
    return choose_heads(find_candidates(texts, [True] * len(texts)), expected)


def chosen(found: Chain) -> list[str]:
    return [one.head.number for one in found.heads]


def head(line: str) -> ItemHead:
    found = item_head(line)
    assert found is not None
    return found


def test_choose_heads_takes_rising_numbers() -> None:
    assert chosen(chain("§ 1 Val", PROSE, "§ 2 Budget", PROSE, "§ 3 Skola", PROSE)) == ["1", "2", "3"]


def test_choose_heads_passes_over_a_table_of_contents() -> None:
    found = chain("§ 1 Val ..... 2", "§ 2 Budget ..... 3", "§ 1 Val", PROSE, PROSE, "§ 2 Budget", PROSE, PROSE)
    assert [one.index for one in found.heads] == [2, 5]
    assert found.contents == {0, 1}


def test_choose_heads_tells_repeats() -> None:
    found = chain("§ 1 Val", PROSE, "§ 1 forts.", PROSE, "§ 2 Budget", PROSE, "§ 2 Budget", PROSE)
    assert chosen(found) == ["1", "2"]
    assert found.repeats == {2, 6}


@pytest.mark.parametrize("reference", ["§ 12 andra stycket skollagen gäller.", "§ 121.", "§ 3 i stadgan", "KF § 99"])
def test_choose_heads_passes_over_references(reference: str) -> None:
    assert chosen(chain("§ 40 Val", PROSE, reference, PROSE, "§ 41 Budget", PROSE, "§ 42 Skola", PROSE)) == [
        "40",
        "41",
        "42",
    ]


def test_choose_heads_takes_a_gap() -> None:
    assert chosen(chain("§ 1 Val", PROSE, "§ 5 Budget", PROSE, "§ 6 Skola", PROSE)) == ["1", "5", "6"]


def test_choose_heads_goes_on_behind_a_range() -> None:
    assert chosen(chain("§ 1 Val", PROSE, "§§ 2–4 Sekretess", "§ 5 Budget", PROSE)) == ["1", "2–4", "5"]


def test_choose_heads_takes_letters() -> None:
    assert chosen(chain("§ 19 Val", PROSE, "§ 19 A Budget", PROSE, "§ 19 B Skola", PROSE, "§ 20 Bad", PROSE)) == [
        "19",
        "19 A",
        "19 B",
        "20",
    ]


def test_choose_heads_takes_the_sign_behind_the_number() -> None:
    assert chosen(chain("1 § Val", PROSE, "2 § Budget", PROSE)) == ["1", "2"]


def test_choose_heads_keeps_to_the_common_body() -> None:
    assert chosen(chain("KS § 7 Val", PROSE, "AU § 8", PROSE, "KS § 8 Budget", PROSE, "KS § 9 Bad", PROSE)) == [
        "7",
        "8",
        "9",
    ]


def test_choose_heads_trusts_the_promised_numbers() -> None:
    texts = ["§ 7 Val", PROSE, "§ 88 Lagen", PROSE, "§ 8 Budget", PROSE]
    assert chosen(chain(*texts, expected=frozenset({7, 8}))) == ["7", "8"]


@pytest.mark.parametrize("texts", [[], ["Val"], [PROSE, PROSE]])
def test_choose_heads_of_nothing_is_empty(texts: list[str]) -> None:
    assert chain(*texts) == Chain(heads=(), repeats=frozenset(), contents=frozenset())


def test_find_candidates_prefers_signs_to_matters() -> None:
    found = find_candidates(["Ärende 3", "§ 7 Val", PROSE], [True] * 3)
    assert [one.head.value for one in found] == [7]
    assert [one.head.value for one in find_candidates(["Ärende 3", PROSE], [True] * 2)] == [3]


def test_find_candidates_weighs_white_space_and_text_below() -> None:
    alone, with_text = find_candidates(["§ 1 Val", "§ 2 Val", PROSE, PROSE], [True] * 4)
    assert with_text.score > alone.score


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("§§ 40–46, 48–50", {*range(40, 47), 48, 49, 50}),
        ("§ 7", {7}),
        ("§§ 1, 2 och 4", {1, 2, 4}),
        ("40 - § 42", {40, 41, 42}),
        (None, set()),
        ("", set()),
        ("ingen", set()),
        ("§ 9–1", set()),
        ("1–9999", set()),
    ],
)
def test_expected_numbers_reads_what_is_promised(text: str | None, numbers: set[int]) -> None:
    assert expected_numbers(text) == numbers


@pytest.mark.parametrize(
    ("later", "repeat"),
    [
        ("§ 14", True),
        ("§ 14 forts.", True),
        ("§ 14 (forts.)", True),
        ("§ 14 Motion om cykelbana (forts.)", True),
        ("§ 14 MOTION OM CYKELBANA", True),
        ("§ 14 Dnr KS 2031/118", True),
        ("§ 15 Motion om cykelbana", False),
        ("§ 14 Budget", False),
        ("KF § 14", False),
    ],
)
def test_is_repeat_tells_the_same_item(later: str, *, repeat: bool) -> None:
    assert is_repeat(head("§ 14 Motion om cykelbana"), head(later)) is repeat
