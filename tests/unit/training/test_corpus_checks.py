"""What is wrong in a corpus is told with file and line, before anything is learnt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nlp_minutes.errors import ConfigError
from nlp_minutes.training.corpus import WrongCorpus, read_corpus

TEXT = "§ 1 Taxa\n\nBeslut\n\nNämnden antar taxan.\n\nReservation\n\nUlla Ek (S) reserverar sig.\n"


def record(**changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": "aby_kn_2031",
        "layout": "aby",
        "text": TEXT,
        "meeting": {},
        "persons": [],
        "items": [{"number": "1", "title": "Taxa"}],
        "headings": [],
        "entities": [{"start": TEXT.index("Ulla"), "end": TEXT.index(" (S)"), "label": "PERSON", "text": "Ulla Ek"}],
        "paragraphs": [
            {"start": TEXT.index("Nämnden"), "end": TEXT.index("\n\nReserv"), "label": "decision"},
            {"start": TEXT.index("Ulla"), "end": len(TEXT) - 1, "label": "objection"},
        ],
    }
    return values | changes


def paragraph(start: Any, end: Any, label: str = "decision") -> dict[str, Any]:
    return {"start": start, "end": end, "label": label}


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "label": ({"paragraphs": [paragraph(18, 30, "beslut")]}, "paragraph: no label 'beslut'"),
    "entity label": ({"entities": [{"start": 0, "end": 3, "label": "PER"}]}, "entity: no label 'PER'"),
    "outside": ({"paragraphs": [paragraph(18, 4000)]}, "(18, 4000) is no stretch of the text"),
    "negative": ({"paragraphs": [paragraph(-2, 4)]}, "(-2, 4) is no stretch of the text"),
    "reversed": ({"paragraphs": [paragraph(30, 18)]}, "(30, 18) is no stretch of the text"),
    "blanks": ({"paragraphs": [paragraph(8, 10)]}, "nothing but blanks"),
    "no number": ({"paragraphs": [paragraph("18", 30)]}, "are no whole numbers"),
    "overlap": ({"paragraphs": [paragraph(18, 30), paragraph(25, 38)]}, "(25, 38) overlaps the one before it"),
    "entity overlap": (
        {"entities": [{"start": 0, "end": 3, "label": "ORG"}, {"start": 2, "end": 5, "label": "ORG"}]},
        "entity: (2, 5) overlaps",
    ),
    "other words": (
        {"entities": [{"start": 0, "end": 3, "label": "PERSON", "text": "Ulla Ek"}]},
        "'Ulla Ek' does not stand at 0",
    ),
    "no text": ({"text": " \n", "entities": [], "paragraphs": []}, "the text is empty"),
    "no paragraphs": ({"paragraphs": []}, "no paragraph has a label"),
    "hash": ({"sha256": "0" * 64}, "the text has been changed"),
}


@pytest.mark.parametrize(("changes", "message"), WRONG.values(), ids=WRONG)
def test_fault_of_a_record_is_told_with_its_line(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    path = tmp_path / "gold.jsonl"
    good = record(name="good", text=f"{TEXT}\nA", layout="good")
    path.write_text(f"{json.dumps(good)}\n\n{json.dumps(record(**changes))}\n", encoding="utf-8")
    with pytest.raises(WrongCorpus) as caught:
        read_corpus([path])
    assert f"{path}:3: " in str(caught.value)
    assert message in str(caught.value)


BROKEN = {
    "json": ('{"name": ', "not JSON"),
    "key": (json.dumps({"name": "x", "layout": "x", "text": "x"}), "no 'entities'"),
    "list": ("[1, 2]", "not a gold record"),
    "nothing": ("\n\n", "no record in this file"),
}


@pytest.mark.parametrize(("content", "message"), BROKEN.values(), ids=BROKEN)
def test_line_that_is_no_record_is_told(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WrongCorpus, match=message) as caught:
        read_corpus([path])
    assert f"{path}:1: " in str(caught.value)


def test_file_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_bytes(b'{"name": "\xe5"}')
    with pytest.raises(WrongCorpus, match="byte 10 is not UTF-8"):
        read_corpus([tmp_path])


def test_line_in_a_gold_file_is_that_of_the_annotation(tmp_path: Path) -> None:
    values = record(paragraphs=[paragraph(18, 38), paragraph(53, 60, "dissent")])
    del values["text"], values["name"], values["layout"]
    content = json.dumps(values, indent=1)
    (tmp_path / "aby_1.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "aby_1.gold.json"
    path.write_text(content, encoding="utf-8")
    line = next(n for n, text in enumerate(content.splitlines(), 1) if '"start": 53' in text)
    with pytest.raises(WrongCorpus) as caught:
        read_corpus([tmp_path])
    assert f"{path}:{line}: paragraph: no label 'dissent'" in str(caught.value)


def test_gold_without_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "aby_1.gold.json").write_text("{}", encoding="utf-8")
    with pytest.raises(WrongCorpus, match=r"no aby_1\.txt beside it"):
        read_corpus([tmp_path])


def test_fault_of_a_source_has_its_line(tmp_path: Path) -> None:
    (tmp_path / "aby_1.src").write_text("¶beslut Hej\n", encoding="utf-8")
    with pytest.raises(WrongCorpus, match=r"aby_1\.src:1: "):
        read_corpus([tmp_path])


LONG = "Nämnden har under året följt arbetet noga och ser att kostnaderna för verksamheten nummer {} ökar."


def shared_text(name: str, end: str) -> dict[str, Any]:
    lines = [LONG.format(n) for n in range(6)]
    text = "\n\n".join([*lines, end])
    spans = [paragraph(text.index(line), text.index(line) + len(line), "summary") for line in lines]
    return record(name=name, layout=name, text=text, entities=[], paragraphs=spans)


def test_protocol_under_two_layouts_is_a_leak(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    two = [shared_text("aby", "Slut."), shared_text("lund", "Mötet avslutas.")]
    path.write_text("".join(f"{json.dumps(one)}\n" for one in two), encoding="utf-8")
    with pytest.raises(WrongCorpus, match="6 of its longer paragraphs stand in aby too"):
        read_corpus([path])


@pytest.mark.parametrize(("name", "message"), [("aby_kn_2031", "the name"), ("other", "the same text as aby_kn_2031")])
def test_what_stands_twice_is_told(tmp_path: Path, name: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(record())}\n{json.dumps(record(name=name))}\n", encoding="utf-8")
    with pytest.raises(WrongCorpus, match=message):
        read_corpus([path])


def test_path_without_corpus_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file or folder"):
        read_corpus([tmp_path / "nowhere"])
    with pytest.raises(ConfigError, match="nothing to learn from"):
        read_corpus([tmp_path])
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"neither \.jsonl"):
        read_corpus([tmp_path / "notes.txt"])


def test_good_corpus_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record()) + "\n", encoding="utf-8")
    corpus = read_corpus([path])
    assert corpus.items == 1
    assert corpus.labels == {"decision": 1, "objection": 1}
    assert corpus.layouts == ["aby"]
