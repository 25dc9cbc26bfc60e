from __future__ import annotations

import pytest

from nlp_minutes.source import Alignment, Block, Run, Source

# "ﬁn-\nal" -> "final": a ligature, then letters, then a hyphen and line break that are gone
LIGATURE = Alignment([Run(0, 2, 0, 1), Run(2, 1, 1, 1), Run(3, 2, 4, 2)])


@pytest.mark.parametrize(
    ("clean", "extracted"),
    [((0, 1), (0, 1)), ((1, 2), (0, 1)), ((0, 3), (0, 2)), ((2, 4), (1, 5)), ((0, 5), (0, 6)), ((4, 5), (5, 6))],
)
def test_alignment_maps_a_clean_span_to_all_it_was_made_from(
    clean: tuple[int, int], extracted: tuple[int, int]
) -> None:
    assert LIGATURE.to_source(*clean) == extracted


@pytest.mark.parametrize(
    ("extracted", "clean"),
    [((0, 1), (0, 2)), ((1, 2), (2, 3)), ((0, 6), (0, 5)), ((1, 5), (2, 4)), ((2, 5), (3, 4)), ((5, 99), (4, 5))],
)
def test_alignment_maps_an_extracted_span_to_all_made_from_it(
    extracted: tuple[int, int], clean: tuple[int, int]
) -> None:
    assert LIGATURE.to_clean(*extracted) == clean


def test_alignment_gives_none_where_nothing_is_left_of_a_span() -> None:
    assert LIGATURE.to_clean(2, 4) is None
    assert LIGATURE.to_clean(10, 12) is None
    assert Alignment([]).to_clean(0, 1) is None


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (-1, 2), (0, 6), (5, 6)])
def test_alignment_refuses_spans_outside_the_clean_text(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no such"):
        LIGATURE.to_source(*span)


def test_alignment_without_runs_has_no_spans() -> None:
    with pytest.raises(ValueError, match="no such span"):
        Alignment([]).to_source(0, 1)


@pytest.mark.parametrize(
    "runs",
    [
        [Run(0, 2, 0, 2), Run(3, 1, 2, 1)],  # a gap on the clean side
        [Run(0, 2, 0, 2), Run(1, 1, 2, 1)],  # an overlap on the clean side
        [Run(0, 2, 4, 2), Run(2, 1, 0, 1)],  # backwards
        [Run(0, 2, 0, 2), Run(2, 1, 1, 1)],  # an overlap on the extracted side
    ],
)
def test_alignment_refuses_runs_that_do_not_follow_each_other(runs: list[Run]) -> None:
    with pytest.raises(ValueError, match="do not follow"):
        Alignment(runs)


@pytest.mark.parametrize("run", [Run(0, 0, 0, 1), Run(0, 1, 0, 0)])
def test_alignment_refuses_empty_runs(run: Run) -> None:
    with pytest.raises(ValueError, match="empty run"):
        Alignment([run])


def test_alignment_survives_its_list() -> None:
    assert Alignment.from_list(LIGATURE.to_list()).runs == LIGATURE.runs


def test_source_is_frozen() -> None:
    source = Source(text="a", clean="a", alignment=Alignment([Run(0, 1, 0, 1)]), blocks=(Block(start=0, end=1),))
    with pytest.raises(AttributeError):
        source.text = "b"  # type: ignore[misc]
