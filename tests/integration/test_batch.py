"""Many files by the real command: workers, deaths, and going on after them.

A named pipe among the inputs holds a worker in the middle of its file for as long as a test needs: nothing here waits
for time. (The readers refuse pipes; `pipes/sitecustomize.py` makes those of these runs take them.)
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from nlp_minutes.cli import main

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="named pipes, /proc and pidfd")

TEXT = """Åslunda kommun
Tekniska nämnden
Sammanträdesprotokoll
2031-03-{day:02}

Plats och tid
Rådssalen, kl. 13.00–15.40

Beslutande
Ulla Ek (S), ordförande
Per Lund (KD)

§ 14 Taxa för torghandel

Beslut

Tekniska nämnden antar taxan.
"""
BROKEN = {
    "tom.txt": b"",
    "kapad.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    "fel.docx": b"ingen zip",
    "bild.txt": b"\x89PNG\r\n\x1a\n",
    "binar.txt": bytes(range(256)) * 8 + bytes(200),
}


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "nlp_minutes.cli", "annotate", *map(str, arguments)]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, what the run notes for itself too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@contextmanager
def started(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent / "pipes")}
    with subprocess.Popen(command(*arguments), stderr=subprocess.PIPE, encoding="utf-8", env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def children(process: subprocess.Popen[str]) -> list[int]:
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    return [pid for pid in map(int, found) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def files(folder: Path) -> list[Path]:
    """The files of a folder as the command finds them, named pipes too, which it leaves out of folders."""
    return sorted(path for path in folder.rglob("*") if not path.is_dir())


def kill(pid: int) -> None:
    """Kill a process and wait until it is dead."""
    handle = os.pidfd_open(pid)
    try:
        os.kill(pid, signal.SIGKILL)
        select.select([handle], [], [])
    finally:
        os.close(handle)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    for day in range(1, 8):
        (folder / f"p{day}.txt").write_text(TEXT.format(day=day), encoding="utf-8")
    for day in range(11, 14):
        (folder / "b" / f"p{day - 10}.txt").write_text(TEXT.format(day=day), encoding="utf-8")
    # Two meetings in a file whose second name an input of this stem has.
    (folder / "p2.txt").write_text(TEXT.format(day=2) + "\n" + TEXT.format(day=28), encoding="utf-8")
    return folder


@pytest.fixture
def alone(inputs: Path, tmp_path: Path) -> dict[str, bytes]:
    """What a run of a single process leaves."""
    assert main(["annotate", str(inputs), "-o", str(tmp_path / "alone")]) == 0
    return tree(tmp_path / "alone")


def test_workers_leave_the_same_bytes_and_a_second_run_does_nothing(
    inputs: Path, tmp_path: Path, alone: dict[str, bytes]
) -> None:
    out, summary = tmp_path / "ut", tmp_path / "summary.json"
    for name, data in BROKEN.items():
        (inputs / name).write_bytes(data)
    done = subprocess.run(
        command(inputs, "-o", out, "--workers", "2", "--summary", summary),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (1, "")
    failed = [line for line in done.stderr.splitlines() if any(name in line for name in BROKEN)]
    assert len(failed) == len(BROKEN)
    assert "15 files: 10 annotated, 5 failed" in done.stderr.splitlines()[-1]
    values = json.loads(summary.read_text(encoding="utf-8"))
    assert (values["annotated"], values["skipped"], values["failed"], values["meetings"]) == (10, 0, 5, 11)
    assert values["failures_by_kind"] == {"damaged_file": 3, "empty_file": 1, "unsupported_format": 1}
    assert [Path(one["path"]).name for one in values["failures"]] == sorted(BROKEN)
    assert tree(out) == alone
    before = {path: path.stat().st_mtime_ns for path in out.glob("*.json")}
    assert main(["annotate", str(inputs), "-o", str(out), "--resume", "--summary", str(summary)]) == 1
    values = json.loads(summary.read_text(encoding="utf-8"))
    assert (values["annotated"], values["skipped"], values["failed"]) == (0, 10, 5)
    assert {path: path.stat().st_mtime_ns for path in out.glob("*.json")} == before


def test_names_of_one_stem_go_by_the_order_of_the_inputs(alone: dict[str, bytes]) -> None:
    dates = {
        name: json.loads(data)["meeting"]["date"]
        for name, data in alone.items()
        if name.startswith("p2") and name.endswith(".json")
    }
    # b/p2.txt comes first, then p2.txt with its two meetings.
    assert dates == {"p2.json": "2031-03-12", "p2-2.json": "2031-03-02", "p2-2-2.json": "2031-03-28"}


def test_what_changed_or_is_gone_is_done_again(inputs: Path, tmp_path: Path, alone: dict[str, bytes]) -> None:
    out, summary = tmp_path / "alone", tmp_path / "summary.json"

    def again() -> dict[str, Any]:
        assert main(["annotate", str(inputs), "-o", str(out), "--resume", "--summary", str(summary)]) in {0, 1}
        values: dict[str, Any] = json.loads(summary.read_text(encoding="utf-8"))
        return values

    (out / "p5.json").unlink()
    (out / "p6.json").write_text("other", encoding="utf-8")
    assert (again()["annotated"], tree(out)) == (2, alone)
    # The second meeting is gone from the input: its result goes too.
    (inputs / "p2.txt").write_text(TEXT.format(day=2), encoding="utf-8")
    assert again()["annotated"] == 1
    assert sorted(set(alone) - set(tree(out))) == ["p2-2-2.json"]
    # An input that can no longer be read has no result.
    (inputs / "p7.txt").write_bytes(b"")
    values = again()
    assert (values["annotated"], values["failures_by_kind"]) == (0, {"empty_file": 1})
    assert not (out / "p7.json").exists()


def test_results_of_inputs_that_are_not_named_stay(inputs: Path, tmp_path: Path, alone: dict[str, bytes]) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "p3.txt").write_bytes(b"")
    (other / "p4.txt").write_text(TEXT.format(day=30), encoding="utf-8")
    for option in ((), ("--resume",)):
        assert main(["annotate", str(other), "-o", str(tmp_path / "alone"), *option]) == 1
        found = tree(tmp_path / "alone")
        assert {name for name in alone if found.get(name) != alone[name]} == {"p4.json", ".nlp-minutes/done.jsonl"}
    # Gone on with, the inputs from before have their results again.
    assert main(["annotate", str(inputs), "-o", str(tmp_path / "alone"), "--resume"]) == 0
    assert tree(tmp_path / "alone") == alone


def test_names_that_shift_leave_no_old_result(inputs: Path, tmp_path: Path, alone: dict[str, bytes]) -> None:
    assert "p2-2-2.json" in alone
    (inputs / "a").mkdir()
    (inputs / "a" / "p2.txt").write_text(TEXT.format(day=20), encoding="utf-8")
    out, new = tmp_path / "alone", tmp_path / "new"
    assert main(["annotate", str(inputs), "-o", str(out), "--resume"]) == 0
    assert main(["annotate", str(inputs), "-o", str(new)]) == 0
    assert tree(out) == tree(new)


def test_a_killed_worker_costs_no_file(inputs: Path, tmp_path: Path, alone: dict[str, bytes]) -> None:
    pipe = inputs / "p4.txt"
    text = pipe.read_bytes()
    pipe.unlink()
    os.mkfifo(pipe)
    with started(*files(inputs), "-o", tmp_path / "ut", "--workers", "1") as process:
        with pipe.open("wb"):  # it opens when the worker reads it
            (inputs.parent / "whole").write_bytes(text)
            (inputs.parent / "whole").replace(pipe)  # it is read again when all others are done
            kill(*children(process))
        assert process.stderr is not None
        told = process.stderr.read()
        assert process.wait() == 0, told
    found = tree(tmp_path / "ut")
    assert {name: data for name, data in found.items() if name.endswith(".json")} == {
        name: data for name, data in alone.items() if name.endswith(".json")
    }


def test_a_file_that_kills_two_workers_has_failed(inputs: Path, tmp_path: Path, alone: dict[str, bytes]) -> None:
    pipe = inputs / "p4.txt"
    pipe.unlink()
    os.mkfifo(pipe)
    summary = tmp_path / "summary.json"
    with started(*files(inputs), "-o", tmp_path / "ut", "--workers", "1", "--summary", summary) as process:
        for _ in range(2):
            with pipe.open("wb"):
                kill(*children(process))
        assert process.stderr is not None
        told = process.stderr.read()
        assert process.wait() == 1, told
    assert [line for line in told.splitlines() if str(pipe) in line]
    values = json.loads(summary.read_text(encoding="utf-8"))
    assert values["failures_by_kind"] == {"worker_died": 1}
    assert set(alone) - set(tree(tmp_path / "ut")) == {"p4.json"}


def test_a_run_that_was_killed_is_gone_on_with(inputs: Path, tmp_path: Path, alone: dict[str, bytes]) -> None:
    out, pipe, summary = tmp_path / "ut", inputs / "p4.txt", tmp_path / "summary.json"
    text = pipe.read_bytes()
    pipe.unlink()
    os.mkfifo(pipe)
    with started(*files(inputs), "-o", out, "--workers", "1") as process, pipe.open("wb"):
        process.kill()
        process.wait()
    # The worker saw its pipe end and is gone, or is about to be: what it leaves half written is no result.
    pipe.unlink()
    pipe.write_bytes(text)
    (out / ".nlp-minutes" / ".p4.abc.part").write_bytes(b"half")
    before = tree(out)
    assert main(["annotate", str(inputs), "-o", str(out), "--workers", "1", "--resume", "--summary", str(summary)]) == 0
    values = json.loads(summary.read_text(encoding="utf-8"))
    # Six files before the pipe were done by the killed run; the last of them may not have been noted yet.
    assert values["skipped"] in {5, 6}
    assert values["annotated"] == 10 - values["skipped"]
    assert tree(out) == alone
    assert {name: data for name, data in before.items() if name.endswith(".json")}.items() <= alone.items()


def test_a_second_run_is_kept_out_of_the_folder(
    inputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = inputs / "p4.txt"
    pipe.unlink()
    os.mkfifo(pipe)
    with started(*files(inputs), "-o", tmp_path / "ut", "--workers", "1"), pipe.open("wb"):
        shutil.rmtree(inputs / "b")
        assert main(["annotate", str(inputs / "p1.txt"), str(inputs / "p2.txt"), "-o", str(tmp_path / "ut")]) == 2
    assert "another run is writing there" in capsys.readouterr().err


@pytest.mark.parametrize("option", [("--workers", "2"), ("--resume",), ("--summary", "s.json")])
def test_options_of_many_files_need_a_folder(
    inputs: Path, option: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["annotate", str(inputs), *option]) == 2
    assert "-o" in capsys.readouterr().err


def test_a_worker_that_cannot_write_ends_the_run(
    inputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ut" / "p3.json").mkdir(parents=True)
    assert main(["annotate", str(inputs), "-o", str(tmp_path / "ut"), "--workers", "1"]) == 2
    assert "p3.json: cannot be written" in capsys.readouterr().err.splitlines()[-1]


def test_a_defect_costs_one_file(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from nlp_minutes.batch import work

    real = work.annotate_file

    def faulty(path: Path, nlp: Any, limits: Any) -> Any:
        if path.name == "p6.txt":
            raise ZeroDivisionError("division\nby zero")
        return real(path, nlp, limits)

    monkeypatch.setattr(work, "annotate_file", faulty)
    assert main(["annotate", str(inputs), "-o", str(tmp_path / "ut")]) == 1
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "p6.txt" in line]
    assert "defect of nlp-minutes: ZeroDivisionError: division by zero (test_batch.py:" in line
    assert not (tmp_path / "ut" / "p6.json").exists()
