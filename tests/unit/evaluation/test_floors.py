from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nlp_minutes.corpus.gold import GoldDocument, GoldHeading, GoldParagraph
from nlp_minutes.errors import ConfigError
from nlp_minutes.evaluation import floors as module
from nlp_minutes.evaluation.cross import folds_of, train_folds
from nlp_minutes.evaluation.floors import Floor, floors, headings_above

if TYPE_CHECKING:
    from _pytest.monkeypatch import MonkeyPatch


def document(name: str, blocks: Sequence[tuple[str, str]]) -> GoldDocument:
    """A protocol of blocks: a label, `heading` or `furniture`, with its text."""
    text, headings, paragraphs = "", [], []
    for label, words in blocks:
        start = len(text)
        text += f"{words}\n"
        if label == "heading":
            headings.append(GoldHeading(start=start, end=len(text) - 1))
        else:
            furniture = label == "furniture"
            paragraphs.append(
                GoldParagraph(
                    start=start, end=len(text) - 1, label="other" if furniture else label, furniture=furniture
                )
            )
    return GoldDocument(
        name=name,
        layout=name.partition("_")[0],
        text=text,
        entities=(),
        paragraphs=tuple(paragraphs),
        headings=tuple(headings),
        meeting={},
        persons=(),
        items=(),
    )


BLOCKS = [
    ("other", "Tid och plats"),
    ("heading", "Beslut 3"),
    ("decision", "Bygget godkänns"),
    ("furniture", "Sida 1"),
    ("other", "Bygget godkänns"),
    ("decision", "Bygget godkänns"),
]


def by_name(found: list[Floor]) -> dict[str, Floor]:
    return {one.name.partition(" ")[0]: one for one in found}


@pytest.fixture
def documents() -> list[GoldDocument]:
    return [document(f"t{number}_ks", BLOCKS) for number in range(4)]


def test_the_heading_above_is_told_by_its_words(documents: list[GoldDocument]) -> None:
    assert headings_above(documents[0]) == ["", "beslut", "beslut", "beslut"]


def test_floors_by_hand(documents: list[GoldDocument]) -> None:
    found = by_name(floors(documents))
    # Half are `other`, half `decision`; which of the two comes first is the most frequent.
    assert found["always"].accuracy == 0.5
    assert found["always"].macro_f1 == pytest.approx((2 / 3 + 0) / 2)
    # Under the heading two of three are decisions; above it there is one paragraph.
    assert found["heading"].accuracy == 0.75


def test_a_floor_is_learned_on_other_layouts() -> None:
    # Each layout has a label of its own, so that what was learned on the others is always wrong.
    labels = ["basis", "other", "decision"]
    found = by_name(floors([document(f"t{n}_ks", [(label, "ord"), (label, "mer")]) for n, label in enumerate(labels)]))
    assert found["always"].accuracy == 0
    assert found["heading"].accuracy == 0


def test_words_are_learned_where_the_library_is_there(documents: list[GoldDocument]) -> None:
    pytest.importorskip("sklearn")
    blocks = [("basis", "Bilaga skrivelse"), ("decision", "Nämnden godkänner"), ("basis", "Bilaga karta")]
    found = by_name(floors([document(f"t{number}_ks", blocks * 2) for number in range(4)]))
    assert found["words"].accuracy == 1.0
    assert found["words"].macro_f1 == 1.0
    assert found["words"].note == ""
    assert by_name(floors(documents[:2]))["words"].accuracy is not None
    for blocks in ([("basis", "Bilaga"), ("basis", "Karta")], [("basis", "–"), ("other", "!")]):
        empty = by_name(floors([document(f"t{number}_ks", blocks) for number in range(2)]))["words"]
        assert empty.accuracy is None
        assert "with words" in empty.note


def test_words_are_left_out_where_it_is_not(documents: list[GoldDocument], monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    found = by_name(floors(documents))["words"]
    assert (found.accuracy, found.macro_f1) == (None, None)
    assert "scikit-learn" in found.note


def test_one_layout_has_no_floors(documents: list[GoldDocument]) -> None:
    assert {one.accuracy for one in floors(documents[:1])} == {None}
    assert {one.note for one in floors(documents[:1])} == {"needs documents of two layouts or more"}


def test_no_paragraphs_have_no_floors() -> None:
    found = floors([document(f"t{number}_ks", [("heading", "Beslut")]) for number in range(3)])
    assert {one.accuracy for one in found} == {None}


def test_each_layout_is_measured_on_once_and_never_learned_from_then() -> None:
    documents = [document(f"t{number % 3}_ks{number}", BLOCKS) for number in range(5)]
    for folds in (folds_of(documents), folds_of(documents, 2, seed=1)):
        assert sorted(one.name for fold in folds for one in fold.test) == [
            one.name for one in sorted(documents, key=lambda d: d.name)
        ]
        for fold in folds:
            assert not {one.layout for one in fold.train} & {one.layout for one in fold.test}
            assert len(fold.train) + len(fold.test) == len(documents)
            assert {one.layout for one in fold.test} == set(fold.layouts)
    assert [fold.name for fold in folds_of(documents)] == ["t0", "t1", "t2"]


def test_folds_need_layouts(documents: list[GoldDocument]) -> None:
    with pytest.raises(ConfigError, match="two layouts or more"):
        folds_of(documents[:1])
    with pytest.raises(ConfigError, match="ask for fewer"):
        folds_of(documents, 9)


def test_each_fold_is_trained_in_a_folder_of_its_own(tmp_path: Path, documents: list[GoldDocument]) -> None:
    seen: list[tuple[int, Path]] = []

    def trainer(train: Sequence[GoldDocument], folder: Path) -> Path:
        assert folder.is_dir()
        seen.append((len(train), folder))
        return folder / "model"

    made = list(train_folds(folds_of(documents), trainer, tmp_path))
    assert [count for count, _ in seen] == [3] * 4
    assert [model for _, model in made] == [folder / "model" for _, folder in seen]
    assert len({folder for _, folder in seen}) == 4
