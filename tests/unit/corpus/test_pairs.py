from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from nlp_minutes.corpus.pairs import deal_folds, greedy_choice, holds_pairs, read_case_texts, summary_words
from nlp_minutes.errors import ConfigError
from nlp_minutes.rules.case_text import read_case_text

ROW = {
    "id": "bron",
    "title": "Ny bro över Kvarnån",
    "document": "Ärendet\n\nBron över Kvarnån är från 1931 och måste bytas.\n\nKaffe serveras i foajén efter mötet.",
    "summary": "Bron måste bytas.",
    "group": 4,
    "meeting": "ks-1",
}


def written(folder: Path, *rows: object) -> Path:
    path = folder / "pairs.jsonl"
    path.write_text("\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_a_pair_is_read_with_its_sentences_and_keys(tmp_path: Path) -> None:
    (text,) = read_case_texts(written(tmp_path, ROW))
    assert (text.name, text.title, text.reference) == ("bron", ROW["title"], "Bron måste bytas.")
    assert [one.kind for one in text.sentences] == ["matter", "matter"]
    assert text.keys == ("group 4", "meeting ks-1")
    assert text.words == len(str(ROW["document"]).split())


def test_texts_without_an_id_are_called_by_their_line(tmp_path: Path) -> None:
    plain = {key: ROW[key] for key in ("document", "summary")}
    assert [one.name for one in read_case_texts(written(tmp_path, plain, plain))] == ["line 1", "line 3"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([ROW, ROW], r":3: the id 'bron' stands on line 1 too"),
        ([{"document": "x"}], r":1: no pair"),
        ([{"document": 3, "summary": "x"}], r":1: no pair"),
        ([{"document": "x", "summary": None}], r":1: no pair"),
        ([[]], r":1: no pair"),
    ],
)
def test_what_is_no_pair_is_refused_with_its_line(tmp_path: Path, rows: list[object], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        read_case_texts(written(tmp_path, *rows))


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.jsonl"
    path.write_bytes("å".encode("latin-1"))
    with pytest.raises(ConfigError, match="no UTF-8"):
        read_case_texts(path)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_case_texts(tmp_path / "none.jsonl")


def test_pairs_are_told_from_gold_and_from_other_files(tmp_path: Path) -> None:
    assert holds_pairs(written(tmp_path, ROW))
    assert not holds_pairs(written(tmp_path, {**ROW, "entities": []}))
    assert not holds_pairs(written(tmp_path, {"text": "x"}))
    assert not holds_pairs(written(tmp_path))
    assert not holds_pairs(tmp_path / "none.jsonl")
    assert not holds_pairs(tmp_path)
    (tmp_path / "broken.jsonl").write_text("{", encoding="utf-8")
    assert not holds_pairs(tmp_path / "broken.jsonl")


def test_greedy_choice_takes_what_lifts_most_first_and_nothing_twice() -> None:
    lines = [
        "Sommaren var ovanligt solig i Åslunda.",
        "En ny bro kostar 14 miljoner kronor.",
        "Bron över Kvarnån måste bytas.",
        "Bron över Kvarnån måste bytas.",
    ]
    sentences = read_case_text([(line, 100 * place) for place, line in enumerate(lines)])
    reference = "Bron över Kvarnån måste bytas. Den kostar 14 miljoner."
    assert greedy_choice(sentences, reference, None) == [2, 1]
    assert greedy_choice(sentences, reference, 6) == [2]
    assert greedy_choice(sentences, "Helt annat", None) == []


def test_texts_that_share_a_key_over_a_third_one_stay_together() -> None:
    dealt = deal_folds([("a",), ("a", "b"), ("b",), ("c",), ()], 2)
    assert sorted(index for fold in dealt for index in fold) == [0, 1, 2, 3, 4]
    assert any({0, 1, 2} <= set(fold) for fold in dealt)
    assert all(one is not two for one, two in pairwise(dealt))


def test_words_keep_their_letters() -> None:
    assert summary_words("Beslöt ÅTGÄRDA") == ["beslöt", "åtgärda"]
