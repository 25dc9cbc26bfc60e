from __future__ import annotations

import hashlib
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import nlp_minutes.training.summary as module
from nlp_minutes.corpus.dataset import load_sources
from nlp_minutes.corpus.pairs import deal_folds
from nlp_minutes.errors import ConfigError
from nlp_minutes.rules.ranker import load_ranker
from nlp_minutes.training.summary import (
    Pair,
    SummarySettings,
    fit_first,
    fit_ranker,
    item_pairs,
    read_pairs,
    train_summary,
    with_labels_off,
)

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.rules.ranker import Trees

SOURCES = Path(__file__).resolve().parents[3] / "corpus" / "sources"
THINGS = ["bron", "skolan", "hallen", "parken", "kajen", "torget", "badet", "vägen"]


def rows(count: int) -> list[dict[str, object]]:
    """Case texts whose clerk always takes the first sentence under Ärendet."""
    draw = random.Random(1)  # noqa: S311
    found: list[dict[str, object]] = []
    for number in range(count):
        thing = draw.choice(THINGS)
        core = f"Kommunen vill bygga om {thing} för {number + 2} miljoner kronor nästa år."
        filler = " ".join(
            f"Under {draw.randint(1950, 2030)} låg {draw.choice(THINGS)} kvar vid gatan som förut." for _ in range(6)
        )
        document = f"Bakgrund {filler}\n\nÄrendet {core}\n\nBeskrivning av ärendet {filler}"
        found.append(
            {
                "title": f"Ombyggnad av {thing}",
                "summary": core,
                "document": document,
                "group": number // 2,
                "meeting": f"m{number // 3}",
            }
        )
    return found


@pytest.fixture
def pairs_file(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows(24)), encoding="utf-8")
    return path


def quick(path: Path, output: Path) -> SummarySettings:
    return SummarySettings(pairs=path, output=output, trees=8, leaf_size=5)


def best(pair: Pair, scores: np.ndarray) -> str:
    return pair.sentences[int(scores.argmax())].text


def test_ranker_learns_where_the_clerk_takes_from(pairs_file: Path, tmp_path: Path) -> None:
    pairs = read_pairs(pairs_file)
    ranker = fit_ranker(pairs[:16], quick(pairs_file, tmp_path))
    right = [best(pair, ranker.predict(pair.features)) == pair.reference for pair in pairs[16:]]
    assert sum(right) >= 0.8 * len(right)


def test_arrays_predict_what_the_library_predicts(
    pairs_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from sklearn.ensemble import HistGradientBoostingRegressor

    kept: list[Any] = []
    plain = module._trees

    def keep(model: Any) -> Trees:
        kept.append(model)
        return plain(model)

    monkeypatch.setattr(module, "_trees", keep)
    pairs = read_pairs(pairs_file)
    ranker = fit_ranker(pairs, quick(pairs_file, tmp_path))
    assert isinstance(kept[0], HistGradientBoostingRegressor)
    for pair in pairs:
        assert ranker.first.predict(pair.features) == pytest.approx(kept[0].predict(pair.features))


def test_training_writes_a_ranker_without_words_of_the_texts(pairs_file: Path, tmp_path: Path) -> None:
    ranker = train_summary(quick(pairs_file, tmp_path / "out"))
    again = load_ranker(tmp_path / "out")
    assert again.about["texts"] == ranker.about["texts"] == 24
    for path in (tmp_path / "out").iterdir():
        assert not any(thing.encode() in path.read_bytes() for thing in ["skolan", "kommunen", "ombyggnad"])


def test_training_twice_gives_the_same_files(pairs_file: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        train_summary(quick(pairs_file, tmp_path / name))
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("a", "b"))
    assert one["ranker.json"] == two["ranker.json"]


@pytest.mark.parametrize("folds", [2, 3, 5])
def test_folds_part_neither_groups_nor_meetings(pairs_file: Path, folds: int) -> None:
    pairs = read_pairs(pairs_file)
    dealt = deal_folds([pair.keys for pair in pairs], folds)
    assert sorted(index for fold in dealt for index in fold) == list(range(len(pairs)))
    keys = [{key for index in fold for key in pairs[index].keys} for fold in dealt]
    for place, one in enumerate(keys):
        assert not any(one & other for other in keys[place + 1 :])


def test_labels_off_leaves_no_kind(pairs_file: Path) -> None:
    pair = with_labels_off(read_pairs(pairs_file)[0])
    assert {one.kind for one in pair.sentences} == {"unknown"}


def test_items_with_a_choice_of_sentences_are_learned_from(nlp: Language) -> None:
    (document,) = (one for one in load_sources(SOURCES) if one.name == "askvik_ks_2025")
    found = item_pairs([document], nlp)
    assert found
    for pair in found:
        assert pair.item
        assert len(pair.sentences) == len(pair.features) == len(pair.worth) > 1
        assert pair.keys == (f"layout {document.layout}",)
        assert pair.reference in {item["reference_summary"] for item in document.items}
        assert all(one.text in document.text.replace("\n", " ") for one in pair.sentences)
    assert any(pair.worth.max() > pair.worth.min() for pair in found)


def test_oracle_marks_sentences_of_the_clerk(pairs_file: Path) -> None:
    for pair in read_pairs(pairs_file):
        assert next(one.text for one, taken in zip(pair.sentences, pair.oracle, strict=True) if taken) == pair.reference


def test_weights_of_items_and_oracle_change_what_is_learned(pairs_file: Path, tmp_path: Path) -> None:
    pairs = [replace(pair, item=place % 2 == 1) for place, pair in enumerate(read_pairs(pairs_file))]
    settings = quick(pairs_file, tmp_path)
    plain, light, oracle = (
        fit_first(pairs, one).predict(pairs[0].features)
        for one in (settings, replace(settings, items=0.01), replace(settings, oracle=2.0))
    )
    assert not np.allclose(plain, light)
    assert oracle.max() - oracle.min() > 1.5 * (plain.max() - plain.min())


def test_command_trains_on_pairs_and_minutes(pairs_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[SummarySettings] = []
    monkeypatch.setattr(module, "train_summary", kept.append)
    module.main([str(pairs_file), str(tmp_path), "--corpus", "a", "b", "--seed", "3"])
    assert kept[0].corpus == (Path("a"), Path("b"))
    assert (kept[0].pairs, kept[0].output, kept[0].seed) == (pairs_file, tmp_path, 3)


def test_training_counts_what_it_learned_from(pairs_file: Path, tmp_path: Path) -> None:
    settings = replace(quick(pairs_file, tmp_path / "out"), corpus=(SOURCES / "askvik_ks_2025.src",))
    about = train_summary(settings).about
    assert about["texts"] == 24
    assert about["items"] > 0
    assert about["sentences_of_items"] >= 2 * about["items"]
    assert about["pairs_sha256"] == [hashlib.sha256(pairs_file.read_bytes()).hexdigest()]


@pytest.mark.parametrize("line", ["{", '{"document": "x"}', "[]"])
def test_a_file_without_pairs_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"pairs\.jsonl:1"):
        read_pairs(path)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_pairs(tmp_path / "none.jsonl")
