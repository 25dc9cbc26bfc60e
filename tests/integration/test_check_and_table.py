"""`check` and `table` as a user runs them."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from nlp_minutes.cli import main

TEXT = """Åslunda kommun
Tekniska nämnden
Sammanträdesprotokoll
2031-03-12

Plats och tid
Rådssalen, kl. {times}

Beslutande
Ulla Ek (S), ordförande
Per Lund (KD)
Siv Alm (M)

§ 14 Taxa för torghandel

Beslut

Tekniska nämnden antar taxan.

§ 15 Rapporter

Beslut

Tekniska nämnden lägger rapporterna till handlingarna.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command left."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str | Path, cwd: Path | None = None) -> Done:
    """Run the command in this process: the pipeline is loaded once."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(cwd or Path.cwd()), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main([str(one) for one in arguments])
        except SystemExit as stop:
            status = int(stop.code or 0)
    return Done(returncode=status, stdout=out.getvalue(), stderr=err.getvalue())


def run_apart(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "nlp_minutes.cli", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A protocol that is in order, one that is not, and the results of both."""
    folder = tmp_path_factory.mktemp("moten")
    (folder / "bra.txt").write_text(TEXT.format(times="13.00–15.40"), encoding="utf-8")
    (folder / "fel.txt").write_text(TEXT.format(times="15.40–13.00").replace("§ 15", "§ 17"), encoding="utf-8")
    done = run("annotate", folder / "bra.txt", folder / "fel.txt", "-o", folder / "ut")
    assert done.returncode == 0, done.stderr
    return folder


def test_check_prints_sorted_lines_and_ends_with_1_on_an_error(folder: Path) -> None:
    done = run_apart("check", "fel.txt", "bra.txt", cwd=folder)
    assert done.stderr == ""
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "fel.txt:1: error time_conflict the meeting begins at 15:40 and ends at 13:00",
        "fel.txt:14: warning section_gap Items missing from the text: § 15, 16",
    ]


def test_check_of_minutes_in_order_is_silent(folder: Path) -> None:
    done = run("check", "bra.txt", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_check_reads_results_as_it_reads_protocols(folder: Path) -> None:
    done = run("check", "ut", "--format", "json", cwd=folder)
    assert done.returncode == 1
    rows = json.loads(done.stdout)
    assert [(row["file"], row["line"], row["severity"], row["code"]) for row in rows] == [
        (str(Path("ut/fel.json")), 1, "error", "time_conflict"),
        (str(Path("ut/fel.json")), 14, "warning", "section_gap"),
    ]
    assert set(rows[0]) == {"file", "line", "start", "end", "severity", "code", "message"}


def test_check_can_leave_out_what_weighs_less(folder: Path) -> None:
    done = run("check", "fel.txt", "--level", "error", cwd=folder)
    assert [line.split(" ")[2] for line in done.stdout.splitlines()] == ["time_conflict"]


@pytest.mark.parametrize("command", [["check"], ["table", "items"]])
def test_bad_input_is_status_3_and_some_of_several_is_1(folder: Path, tmp_path: Path, command: list[str]) -> None:
    bad = [tmp_path / "a.json", tmp_path / "b.json", tmp_path / "c.jsonl", tmp_path / "d.txt"]
    for path, text in zip(bad, ["{", "[1]", "\n", ""], strict=True):
        path.write_text(text, encoding="utf-8")
    done = run(*command, *bad, tmp_path / "none.json")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 5
    assert all(line.startswith("nlp-minutes: ") for line in done.stderr.splitlines())
    assert "Traceback" not in done.stderr
    done = run(*command, bad[0], folder / "bra.txt")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_table_to_standard_output(folder: Path) -> None:
    done = run_apart("table", "attendance", "bra.txt", cwd=folder)
    assert done.returncode == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["person"], row["party"], row["attendance"], row["date"]) for row in rows] == [
        ("Ulla Ek", "S", "member", "2031-03-12"),
        ("Per Lund", "KD", "member", "2031-03-12"),
        ("Siv Alm", "M", "member", "2031-03-12"),
    ]


def test_table_of_results_and_of_protocols_are_the_same(folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    assert run("table", "items", "bra.txt", "fel.txt", "-o", first, cwd=folder).returncode == 0
    assert run("table", "items", "ut", "-o", second, cwd=folder).returncode == 0
    one, two = (list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))) for path in (first, second))
    assert [row | {"path": Path(row["path"]).name} for row in one] == [
        row | {"path": Path(row["path"]).name} for row in two
    ]
    assert [row["item"] for row in one] == ["14", "15", "14", "17"]
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".csv"] == []


def test_table_options_of_csv(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    done = run("table", "items", "bra.txt", "-o", target, "--bom", "--delimiter", "semicolon", cwd=folder)
    assert done.returncode == 0
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfpath;sha256;")


def test_table_to_parquet(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.parquet"
    assert run("table", "persons", "bra.txt", "-o", target, cwd=folder).returncode == 0
    assert pq.read_table(target).column("person").to_pylist() == ["Ulla Ek", "Per Lund", "Siv Alm"]


def test_table_refuses_what_it_cannot_write(folder: Path, tmp_path: Path) -> None:
    for output in (tmp_path / "a.xlsx", tmp_path / "none" / "a.csv", tmp_path):
        done = run("table", "items", "bra.txt", "-o", output, cwd=folder)
        assert done.returncode == 2
        assert done.stderr.startswith("nlp-minutes: ")
        assert len(done.stderr.splitlines()) == 1
    assert run("table", "speeches", "bra.txt", cwd=folder).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_headlines_stand_in_the_result(folder: Path) -> None:
    values = json.loads((folder / "ut" / "bra.json").read_text(encoding="utf-8"))
    assert [item["headline"] for item in values["items"]] == [
        "Tekniska nämnden antar taxan för torghandel.",
        "Tekniska nämnden lägger rapporterna till handlingarna.",
    ]
