from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.errors import ConfigError
from nlp_minutes.pipeline import ranker_path
from nlp_minutes.rules.case_text import read_case_text
from nlp_minutes.rules.ranker import RANKER_FILES, Ranker, Trees, load_ranker, with_neighbours
from nlp_minutes.rules.summary_features import FEATURES, power_iteration, sentence_features, sentence_vectors


def stump(column: int, at: float, low: float, high: float) -> Trees:
    """One tree of one question."""
    return Trees(
        feature=np.array([[column, 0, 0]], dtype=np.int16),
        threshold=np.array([[at, 0.0, 0.0]]),
        left=np.array([[1, 1, 2]], dtype=np.int16),
        right=np.array([[2, 1, 2]], dtype=np.int16),
        value=np.array([[0.0, low, high]]),
        baseline=0.5,
    )


def small() -> Ranker:
    return Ranker(first=stump(0, 0.5, 0.0, 1.0), second=stump(len(FEATURES), 1.0, -0.25, 0.25), about={"texts": 1})


def test_trees_go_left_up_to_the_threshold() -> None:
    table = np.array([[0.4], [0.5], [0.6]], dtype=np.float32)
    assert stump(0, 0.5, 1.0, 2.0).predict(table).tolist() == [1.5, 1.5, 2.5]


def test_second_stage_sees_the_scores_of_the_first() -> None:
    table = np.zeros((3, len(FEATURES)), dtype=np.float32)
    table[1, 0] = 1.0
    assert small().predict(table).tolist() == [0.5 + 0.25, 1.5 + 0.75, 0.5 + 0.25]
    assert small().predict(table[:0]).tolist() == []


def test_neighbours_hold_the_scores_around() -> None:
    table = with_neighbours(np.zeros((2, 1), dtype=np.float32), np.array([0.2, 0.8]))
    assert table.shape == (2, 1 + 12)
    assert table[0, 1] == pytest.approx(0.2)
    assert table[0, 5] == pytest.approx(0.8)  # the next sentence
    assert table[1, 4] == pytest.approx(0.2)  # the one before


def test_ranker_is_the_same_after_storing(tmp_path: Path) -> None:
    small().to_folder(tmp_path / "ranker")
    again = load_ranker(tmp_path / "ranker")
    table = np.random.default_rng(0).random((20, len(FEATURES))).astype(np.float32)
    assert again.predict(table).tolist() == small().predict(table).tolist()
    assert again.about == {"texts": 1}


def test_damaged_ranker_is_refused(tmp_path: Path) -> None:
    small().to_folder(tmp_path)
    arrays = tmp_path / RANKER_FILES[0]
    arrays.write_bytes(arrays.read_bytes()[:-3] + b"xyz")
    with pytest.raises(ConfigError, match="damaged"):
        load_ranker(tmp_path)


@pytest.mark.parametrize(
    ("change", "message"), [({"format": 0}, "another version"), ({"features": ["x"]}, "another version")]
)
def test_ranker_of_another_version_is_refused(tmp_path: Path, change: dict[str, object], message: str) -> None:
    small().to_folder(tmp_path)
    about = tmp_path / RANKER_FILES[1]
    about.write_text(json.dumps(json.loads(about.read_text()) | change))
    with pytest.raises(ConfigError, match=message):
        load_ranker(tmp_path)


def test_missing_or_wrong_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no ranker here"):
        load_ranker(tmp_path)
    for name in RANKER_FILES:
        (tmp_path / name).write_text("nonsense")
    with pytest.raises(ConfigError, match="not a ranker"):
        load_ranker(tmp_path)


def test_shipped_ranker_loads_and_holds_numbers_alone() -> None:
    folder = ranker_path()
    ranker = load_ranker(folder)
    assert ranker.about["texts"] > 100
    with np.load(folder / RANKER_FILES[0], allow_pickle=False) as arrays:
        assert {arrays[name].dtype.kind for name in arrays} <= {"i", "f"}
    assert sum((folder / name).stat().st_size for name in RANKER_FILES) < 300_000


def test_features_are_finite_and_named() -> None:
    rows = read_case_text([("Ärendet", 0), ("Bron måste bytas. Den är från 1931.", 8), ("x", 50)])
    table = sentence_features(rows, "Ny bro")
    assert table.shape == (len(rows), len(FEATURES))
    assert np.isfinite(table).all()
    assert sentence_features([]).shape == (0, len(FEATURES))
    assert np.isfinite(sentence_features(rows[:1])).all()


def test_vectors_of_equal_texts_are_equal() -> None:
    vectors = sentence_vectors(["Bron måste bytas.", "Taxan höjs i maj.", "Bron måste bytas."])
    likeness = vectors @ vectors.T
    assert likeness[0, 2] == pytest.approx(1.0, abs=1e-5)
    assert likeness[0, 1] < 0.2


def test_walk_ends_most_often_in_the_middle() -> None:
    likeness = np.array([[1, 1, 0], [1, 1, 1], [0, 1, 1]], dtype=np.float32)
    weights = power_iteration(likeness)
    assert weights.argmax() == 1
    assert weights.sum() == pytest.approx(1.0, abs=1e-4)
    assert power_iteration(likeness[:0, :0]).tolist() == []


def walked(trees: Trees, row: list[float]) -> float:
    """What a row gets where each tree is gone down step by step."""
    total = trees.baseline
    for tree in range(len(trees.feature)):
        node = 0
        while trees.left[tree, node] != node:
            goes_left = row[trees.feature[tree, node]] <= trees.threshold[tree, node]
            node = (trees.left if goes_left else trees.right)[tree, node]
        total += float(trees.value[tree, node])
    return total


@st.composite
def grown(draw: st.DrawFn) -> Trees:
    """Trees of any shape, of up to eight leaves."""
    count, columns, room = draw(st.integers(1, 4)), 3, 15
    table = {name: np.zeros((count, room)) for name in ("feature", "threshold", "value")}
    sides = {name: np.tile(np.arange(room), (count, 1)) for name in ("left", "right")}
    halves = st.integers(-4, 4).map(lambda number: number / 2)
    for tree in range(count):
        leaves, used = [0], 1
        for _ in range(draw(st.integers(0, 7))):
            node = leaves.pop(draw(st.integers(0, len(leaves) - 1)))
            table["feature"][tree, node] = draw(st.integers(0, columns - 1))
            table["threshold"][tree, node] = draw(halves)
            sides["left"][tree, node], sides["right"][tree, node] = used, used + 1
            leaves += [used, used + 1]
            used += 2
        for leaf in leaves:
            table["value"][tree, leaf] = draw(halves)
    return Trees(
        feature=table["feature"].astype(np.int16),
        threshold=table["threshold"],
        value=table["value"],
        baseline=0.5,
        **{name: side.astype(np.int16) for name, side in sides.items()},
    )


@given(grown(), st.lists(st.lists(st.integers(-4, 4).map(lambda n: n / 2), min_size=3, max_size=3), max_size=5))
def test_trees_give_what_walking_down_them_gives(trees: Trees, rows: list[list[float]]) -> None:
    table = np.array(rows, dtype=np.float32).reshape(-1, 3)
    assert trees.predict(table).tolist() == [walked(trees, row) for row in rows]


def test_a_tree_that_leads_in_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        Trees(
            feature=np.zeros((1, 3), dtype=np.int16),
            threshold=np.zeros((1, 3)),
            left=np.array([[1, 1, 2]], dtype=np.int16),
            right=np.array([[0, 1, 2]], dtype=np.int16),
            value=np.zeros((1, 3)),
            baseline=0.0,
        )
