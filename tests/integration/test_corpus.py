"""The corpus itself, and the command that works on it."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from nlp_minutes.corpus.dataset import load_sources, read_folder, read_jsonl
from nlp_minutes.corpus.markup import FaultySources, parse_source
from nlp_minutes.corpus.splits import check_split, read_split
from nlp_minutes.corpus.traps import TRAPS, read_traps, trap_table

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SOURCES = CORPUS / "sources"
# They have to do with several files, with pages and document formats, or with other programs.
NOT_IN_A_TEXT = {1, 5, 7, 8, 9, 72, 74}
# Fewer than three protocols hold them so far.
FEW = {2}


@pytest.fixture(scope="module")
def documents() -> list[GoldDocument]:
    return load_sources(SOURCES)


@pytest.fixture(scope="module")
def tool(shared: Path) -> ModuleType:
    """The mark-up tool that the corpus was written with."""
    spec = importlib.util.spec_from_file_location("shared_markup", shared / "tools" / "markup.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def command(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nlp_minutes.cli", "corpus", *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        cwd=cwd,
    )


def test_corpus_is_large_and_varied_enough(documents: list[GoldDocument]) -> None:
    assert len(documents) >= 40
    assert len({document.layout for document in documents}) >= 25


def test_corpus_offsets_slice_words(documents: list[GoldDocument]) -> None:
    for document in documents:
        spans = [(p.start, p.end) for p in document.paragraphs] + [(e.start, e.end) for e in document.entities]
        for start, end in spans:
            words = document.text[start:end]
            assert words
            assert words == words.strip()
        ends = [0, *(entity.end for entity in document.entities)]
        assert all(entity.start >= end for entity, end in zip(document.entities, ends, strict=False)), document.name


def test_trap_lists_quote_the_texts(documents: list[GoldDocument]) -> None:
    _, faults = read_traps(CORPUS / "traps", documents)
    assert [str(fault) for fault in faults] == []


def test_each_trap_lies_in_three_documents(documents: list[GoldDocument]) -> None:
    traps, _ = read_traps(CORPUS / "traps", documents)
    few = {number for number, names in trap_table(traps).items() if len(names) < 3}
    assert few - NOT_IN_A_TEXT <= FEW
    assert set(TRAPS) >= FEW | NOT_IN_A_TEXT


def test_sources_read_as_the_shared_tool_reads_them(
    documents: list[GoldDocument], tool: ModuleType, tmp_path: Path
) -> None:
    for path in SOURCES.glob("*.src"):
        shutil.copy(path, tmp_path)
        assert tool.convert(tmp_path / path.name) == []
    theirs = {document.name: document.to_dict() for document in read_folder(tmp_path)}
    assert theirs == {document.name: document.to_dict() for document in documents}


MUTATIONS = [
    ("¶", ""),
    ("¶decision", "¶dec"),
    ("#h ", ""),
    ("⟧", ""),
    ("⟦PERSON:", ""),
    ("⟦PERSON:", "⟦PERSON: "),
    ("⟦PARTY:", "⟦"),
    ("¶furniture", "¶furniture ⟦ORG:X⟧"),
    ('"attendance"', '"presence"'),
    ('"outcome": "', '"outcome": "x'),
    ('"title": "', '"title": "Zz'),
    ('"name": "', '"name": "Zz'),
    ('"by": ["', '"by": ["Zz'),
    ('"date": "', '"date": "x'),
    ('"yes": ', '"yes": -'),
    ('"yes": ', '"yes": 1'),
    ('"number": "', '"number": 1, "x": "'),
    ("=== FACTS ===", ""),
    ("}", ""),
]


@pytest.mark.parametrize(("old", "new"), MUTATIONS)
def test_damaged_sources_are_refused_where_the_shared_tool_refuses_them(
    tool: ModuleType, tmp_path: Path, old: str, new: str
) -> None:
    for path in sorted(SOURCES.glob("*.src"))[:8]:
        source = path.read_text(encoding="utf-8")
        copy = tmp_path / path.name
        copy.write_text(source.replace(old, new, 1), encoding="utf-8")
        refused = bool(tool.convert(copy))
        try:
            parse_source(copy.read_text(encoding="utf-8"), path=copy)
        except FaultySources:
            assert refused, path.name
        else:
            assert not refused, path.name


def test_annotated_protocols_of_the_shared_folder_are_read(shared: Path) -> None:
    assert read_folder(shared / "corpus" / "dev")


def test_check_is_clean() -> None:
    run = command("check", SOURCES)
    assert (run.returncode, run.stderr) == (0, "")
    assert "documents in order" in run.stdout


def test_check_takes_the_corpus_of_the_current_folder(tmp_path: Path) -> None:
    shutil.copytree(SOURCES, tmp_path / "corpus" / "sources")
    assert command("check", cwd=tmp_path).returncode == 0


def test_check_prints_each_fault_on_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.src").write_text("#h § 1\nutan märke\n", encoding="utf-8")
    run = command("check", tmp_path)
    assert run.returncode == 3
    assert run.stdout.splitlines() == [
        f"{tmp_path / 'a.src'}:2: text without ¶ or #h: 'utan märke'",
        f"{tmp_path / 'a.src'}:3: no line '=== FACTS ==='",
    ]


def test_check_finds_quotes_that_do_not_stand_in_the_text(tmp_path: Path) -> None:
    shutil.copytree(SOURCES, tmp_path / "sources")
    (tmp_path / "traps").mkdir()
    (tmp_path / "traps" / "A.tsv").write_text("askvik_ks_2025\t10\tstår inte här\n", encoding="utf-8")
    run = command("check", tmp_path / "sources")
    assert run.returncode == 3
    assert run.stdout.startswith(f"{tmp_path / 'traps' / 'A.tsv'}:1: ")


def test_build_writes_gold_that_reads_back(tmp_path: Path, documents: list[GoldDocument]) -> None:
    run = command("build", SOURCES, "-o", tmp_path / "gold.jsonl")
    assert (run.returncode, run.stderr) == (0, "")
    assert read_jsonl(tmp_path / "gold.jsonl") == documents


def test_build_writes_nothing_while_a_source_has_faults(tmp_path: Path) -> None:
    (tmp_path / "a.src").write_text("utan märke\n", encoding="utf-8")
    run = command("build", tmp_path, "-o", tmp_path / "gold.jsonl")
    assert run.returncode == 3
    assert f"{tmp_path / 'a.src'}:1: " in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "gold.jsonl").exists()


def test_stats_counts_and_lists_the_traps(documents: list[GoldDocument]) -> None:
    run = command("stats", SOURCES, "--traps")
    assert (run.returncode, run.stderr) == (0, "")
    lines = [line.split() for line in run.stdout.splitlines()]
    assert ["documents", str(len(documents))] in lines
    assert lines[-1][0] == "74"


@pytest.mark.parametrize("how", [("--folds", "5"), ("--shares", "0.7", "0.15", "0.15")])
def test_split_never_parts_a_layout(tmp_path: Path, documents: list[GoldDocument], how: tuple[str, ...]) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    for path in (one, two):
        assert command("split", SOURCES, *how, "--seed", "3", "-o", path).returncode == 0
    assert one.read_bytes() == two.read_bytes()
    check_split(documents, read_split(one))
    values: dict[str, Any] = json.loads(one.read_text(encoding="utf-8"))
    assert values["seed"] == 3


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 2),
        (("split", SOURCES, "-o", "x.json"), 2),
        (("split", SOURCES, "--folds", "1", "-o", "x.json"), 2),
        (("split", SOURCES, "--folds", "999", "-o", "x.json"), 2),
        (("split", SOURCES, "--shares", "1", "0", "1", "-o", "x.json"), 2),
        (("build", SOURCES), 2),
        (("check", "missing"), 3),
        (("stats", "missing"), 3),
        (("stats", SOURCES, "--traps", "--trap-lists", "missing"), 3),
    ],
)
def test_wrong_use_has_a_status_and_no_traceback(
    tmp_path: Path, arguments: tuple[str | Path, ...], status: int
) -> None:
    run = command(*arguments, cwd=tmp_path)
    assert run.returncode == status
    assert run.stderr
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []
