"""Names of results are settled before the work begins."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.batch.plan import names_of, plan, safe_stem, same_name
from nlp_minutes.batch.run import FORMATS
from nlp_minutes.batch.store import is_inside


def names(*paths: str, reserved: tuple[str, ...] = ()) -> list[str]:
    return [one.name for one in plan(paths, ".json", reserved)]


def test_inputs_of_one_stem_are_numbered_in_their_order() -> None:
    assert names("in/a.txt", "in/b/a.pdf", "in/c/A.md") == ["a", "a-2", "A-3"]


def test_a_number_that_an_input_has_of_itself_is_passed_over() -> None:
    assert names("a-2.txt", "a.txt", "b/a.txt") == ["a-2", "a", "a-3"]
    assert names("a.txt", "b/a.txt", "a-2.txt") == ["a", "a-2", "a-2-2"]


def test_no_result_has_the_name_of_an_input_in_the_output_folder() -> None:
    assert names("in/a.txt", reserved=("a.json",)) == ["a-2"]
    assert plan(["in/a.txt"], ".json", ["A.JSON"])[0].clash == ""


def test_who_has_the_plain_name_is_told_unless_it_is_the_same_input() -> None:
    assert [one.clash for one in plan(["x/a.txt", "y/a.txt", "x/a.txt"], ".json")] == [None, "x/a.txt", None]


def test_urls_are_named_by_their_last_part() -> None:
    assert names("s3://minutes/2031/a.pdf", "memory://in/b.c.txt") == ["a", "b.c"]


def test_meetings_are_numbered_past_the_names_of_other_inputs() -> None:
    one, other = plan(["a.txt", "b/a.txt"], ".json")
    assert list(names_of(one.name, 3, one.taken)) == ["a", "a-3", "a-4"]
    assert list(names_of(other.name, 2, other.taken)) == ["a-2", "a-2-2"]


def test_many_inputs_of_one_stem_are_named_at_once() -> None:
    found = names(*(f"{number}/protokoll.pdf" for number in range(20_000)))
    assert (len(set(found)), found[-1]) == (20_000, "protokoll-20000")


STEMS = st.sampled_from(["a", "A", "a-2", "a-2-2", "a-3", "b", "b-1", "a.b"])


@given(st.lists(STEMS, max_size=12), st.lists(STEMS, max_size=3), st.integers(1, 5))
def test_no_two_results_ever_share_a_name(stems: list[str], inputs: list[str], meetings: int) -> None:
    reserved = [f"{stem}.json" for stem in inputs]
    planned = plan([f"{number}/{stem}.txt" for number, stem in enumerate(stems)], ".json", reserved)
    found = [f"{name}.json".casefold() for one in planned for name in names_of(one.name, meetings, one.taken)]
    assert len(found) == len(stems) * meetings
    assert len({*found, *(name.casefold() for name in reserved)}) == len(found) + len({n.casefold() for n in reserved})


@given(st.lists(STEMS, max_size=12))
def test_a_name_does_not_hang_on_the_inputs_behind_it(stems: list[str]) -> None:
    paths = [f"{number}/{stem}.txt" for number, stem in enumerate(stems)]
    assert names(*paths)[:-1] == names(*paths[:-1])


@given(st.text(), st.sampled_from(sorted(FORMATS.values())))
def test_a_name_is_one_file_of_its_folder_on_every_system(stem: str, suffix: str) -> None:
    name = f"{safe_stem(stem)}{suffix}"
    assert is_inside(name)
    assert len(name.encode()) <= 255 - len("-999999.part")
    assert safe_stem(safe_stem(stem)) == safe_stem(stem)


@given(st.text("aAåÅäÄöÖéÉüÜøØßñ -.2\u030a\u0308"))
def test_one_name_by_another_form_is_the_same(name: str) -> None:
    for form in ("NFC", "NFD"):
        assert same_name(unicodedata.normalize(form, name)) == same_name(name)
        assert same_name(unicodedata.normalize(form, name.casefold())) == same_name(name)


@pytest.mark.parametrize("name", ["a.json", "votes/a.parquet", "...json", "..x/y", ".nlp-minutes/done.jsonl"])
def test_names_inside(name: str) -> None:
    assert is_inside(name)


@pytest.mark.parametrize("name", ["", "..", "../a", "a/../b", "/a", "a/", "a//b", "./a", "..\\a", "\\a", "c:a", "c:/a"])
def test_names_outside(name: str) -> None:
    assert not is_inside(name)
