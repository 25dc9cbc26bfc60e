"""Full and read-only disks, killed runs, links and names that lead elsewhere: nothing lost, nothing half-written.

File systems are mounted in a name space of their own (`unshare`), which ends with the process: nothing is left of them.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from nlp_minutes.batch.store import write_whole
from nlp_minutes.cli import main
from nlp_minutes.errors import ConfigError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals, links and rights of POSIX")

TEXT = """Åslunda kommun
Tekniska nämnden
Sammanträdesprotokoll
2031-03-{day:02}

§ 14 Taxa

Beslut

Tekniska nämnden antar taxan.
"""
# Runs the command and dies at the move of a result that is written, when so many have been moved.
DIES = """
import os, pathlib, signal, sys
real, left = pathlib.Path.replace, {moved}
def replace(part, target):
    global left
    if str(target).endswith(".json"):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return real(part, target)
pathlib.Path.replace = replace
from nlp_minutes.cli import main
sys.exit(main(sys.argv[1:]))
"""
# Mounts a small file system over the output folder, fills it but for so many bytes, runs, makes room, and goes on.
FULL = """
import contextlib, io, json, os, subprocess, sys
from pathlib import Path
from nlp_minutes.cli import main
given, out = Path(sys.argv[1]), Path(sys.argv[2])
def run(*more):
    with contextlib.redirect_stderr(io.StringIO()) as told:
        status = main(["annotate", str(given), "-o", str(out), *more])
    return status, told.getvalue(), {
        str(path.relative_to(out)): path.read_bytes().decode("latin-1") for path in out.rglob("*") if path.is_file()
    }
found = []
for leave in map(int, sys.argv[3:]):
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", out], check=True)
    with open(out / "fill", "wb", 0) as fill:
        with contextlib.suppress(OSError):
            while fill.write(bytes(4096)):
                pass
    os.truncate(out / "fill", (out / "fill").stat().st_size - leave)
    full = run()
    (out / "fill").unlink()
    found.append([full, run("--resume")])
    subprocess.run(["umount", out], check=True)
print(json.dumps(found))
"""
# Mounts the output folder read-only, runs, and writes there again when it may.
READ_ONLY = """
import contextlib, io, json, subprocess, sys
from pathlib import Path
from nlp_minutes.cli import main
given, out = Path(sys.argv[1]), Path(sys.argv[2])
subprocess.run(["mount", "--bind", out, out], check=True)
subprocess.run(["mount", "-o", "remount,bind,ro", out], check=True)
found = []
for arguments in json.loads(sys.argv[3]):
    with contextlib.redirect_stderr(io.StringIO()) as told, contextlib.redirect_stdout(io.StringIO()):
        found.append((main(arguments), told.getvalue()))
print(json.dumps(found))
"""


@cache
def can_mount() -> bool:
    """Whether this user may mount file systems in a name space."""
    if not sys.platform.startswith("linux") or shutil.which("unshare") is None:
        return False
    tried = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(tried, check=False, capture_output=True).returncode == 0


needs_mounts = pytest.mark.skipif(not can_mount(), reason="needs the right to mount in a name space (unshare -rm)")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the lock, which is empty."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def python(code: str, *arguments: str | Path, mounts: bool = False) -> subprocess.CompletedProcess[str]:
    words = [*(("unshare", "-rm") if mounts else ()), sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(words, check=False, capture_output=True, encoding="utf-8")


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for day in range(1, 5):
        (folder / f"p{day}.txt").write_text(TEXT.format(day=day), encoding="utf-8")
    return folder


@pytest.fixture
def alone(inputs: Path, tmp_path: Path) -> dict[str, bytes]:
    """What a run leaves that nothing disturbs."""
    assert main(["annotate", str(inputs), "-o", str(tmp_path / "alone")]) == 0
    return tree(tmp_path / "alone")


@needs_mounts
def test_full_file_system(inputs: Path, tmp_path: Path, alone: dict[str, bytes]) -> None:
    out, leave = tmp_path / "ut", (0, 4096, 12_288)
    out.mkdir()
    run = python(FULL, inputs, out, *map(str, leave), mounts=True)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert len(found) == len(leave)
    for (status, told, files), (again, _, whole) in found:
        assert (status, told.count("\n")) == (2, 1)
        assert "No space left" in told
        results = {name: data.encode("latin-1") for name, data in files.items() if name.endswith(".json")}
        assert results.items() <= alone.items()  # what is there is whole
        assert len(results) < len(list(inputs.iterdir()))
        assert not [name for name in files if name.endswith(".part")]
        assert again == 0
        assert {name: data.encode("latin-1") for name, data in whole.items() if not name.endswith("/lock")} == alone


@needs_mounts
def test_read_only_folder_is_told_in_one_line(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut"
    (out / "old").mkdir(parents=True)
    (out / "old" / "p1.json").write_text("old", encoding="utf-8")
    one = str(inputs / "p1.txt")
    calls = [
        ["annotate", one, "-o", str(out)],
        ["annotate", str(inputs), "-o", str(out)],
        ["annotate", str(inputs), "-o", str(out / "new")],
        ["annotate", one, "-o", str(out / "old")],
        ["summarise", one, "-o", str(out)],
        ["pseudonymise", one, "-o", str(out)],
        ["table", "items", one, "-o", str(out / "t.csv")],
        ["annotate", one, "-o", str(tmp_path / "else"), "--summary", str(out / "s.json")],
        ["pseudonymise", one, "-o", str(tmp_path / "masked"), "--mapping", str(out / "key.json")],
    ]
    run = python(READ_ONLY, inputs, out, json.dumps(calls), mounts=True)
    assert run.returncode == 0, run.stderr
    for arguments, (status, told) in zip(calls, json.loads(run.stdout), strict=True):
        lines = [line for line in told.splitlines() if not line.startswith("nlp-minutes: 1 files")]
        assert (status, len(lines)) == (2, 1), (arguments, told)
        assert "Read-only file system" in lines[0], arguments
    assert tree(out) == {"old/p1.json": b"old"}


@pytest.mark.parametrize("command", ["annotate", "summarise", "pseudonymise"])
def test_folder_below_a_file_is_told_in_one_line(
    command: str, inputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fil").write_bytes(b"kept")
    for out in (tmp_path / "fil", tmp_path / "fil" / "ut"):
        assert main([command, str(inputs / "p1.txt"), "-o", str(out)]) == 2
        told = capsys.readouterr().err
        assert told.count("\n") == 1
        assert "cannot be the output folder" in told
    assert (tmp_path / "fil").read_bytes() == b"kept"


@pytest.mark.parametrize("moved", [0, 2])
def test_killed_between_writing_and_moving(moved: int, inputs: Path, tmp_path: Path, alone: dict[str, bytes]) -> None:
    out = tmp_path / "ut"
    run = python(DIES.format(moved=moved), "annotate", inputs, "-o", out)
    assert run.returncode == -signal.SIGKILL, run.stderr
    left = tree(out)
    assert len([name for name in left if name.endswith(".part")]) == 1
    results = {name: data for name, data in left.items() if name.endswith(".json")}
    assert len(results) == moved
    assert results.items() <= alone.items()
    # The part is no input and no result.
    assert main(["table", "items", str(out), "-o", str(tmp_path / "t.csv")]) == (0 if moved else 3)
    assert main(["annotate", str(inputs), "-o", str(out), "--resume"]) == 0
    assert tree(out) == alone


def test_killed_while_one_file_is_written(inputs: Path, tmp_path: Path) -> None:
    """Such a run keeps nothing for itself: its part stays, hidden, and is in nobody's way."""
    out = tmp_path / "ut"
    assert python(DIES.format(moved=0), "annotate", inputs / "p1.txt", "-o", out).returncode == -signal.SIGKILL
    (part,) = tree(out)
    assert part.startswith(".nlp-minutes.")
    assert part.endswith(".part")
    assert main(["annotate", str(inputs / "p1.txt"), "-o", str(out)]) == 0
    assert sorted(tree(out)) == [part, "p1.json"]


def test_result_that_was_cut_off_is_made_anew(inputs: Path, tmp_path: Path, alone: dict[str, bytes]) -> None:
    """As after a power cut: the name stands, the bytes do not."""
    out = tmp_path / "alone"
    for name, size in (("p2.json", 0), ("p3.json", 100)):
        os.truncate(out / name, size)
    journal = out / ".nlp-minutes" / "done.jsonl"
    os.truncate(journal, journal.stat().st_size - 20)
    assert main(["annotate", str(inputs), "-o", str(out), "--resume"]) == 0
    assert tree(out) == alone


def test_links_in_the_output_folder_are_not_followed(
    inputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "utanfor"
    outside.mkdir()
    for name in ("kept", "done.jsonl", "done-000000.jsonl", "x.part", "no-rows.parquet"):
        (outside / name).write_bytes(b"kept")
    before, out = tree(outside), tmp_path / "ut"
    out.mkdir()
    (out / ".nlp-minutes").symlink_to(outside)
    assert main(["annotate", str(inputs), "-o", str(out)]) == 2
    assert "is a link" in capsys.readouterr().err
    (out / ".nlp-minutes").unlink()
    (out / ".nlp-minutes").mkdir()
    (out / ".nlp-minutes" / "lock").symlink_to(outside / "kept")
    assert main(["annotate", str(inputs), "-o", str(out)]) == 2
    assert "lock: cannot be written" in capsys.readouterr().err
    (out / ".nlp-minutes" / "lock").unlink()
    for name in ("done.jsonl", "done-000000.jsonl"):
        (out / ".nlp-minutes" / name).symlink_to(outside / name)
    (out / "p1.json").symlink_to(outside / "kept")
    (out / "p2.json").symlink_to(outside / "none")
    assert main(["annotate", str(inputs), "-o", str(out)]) == 0
    assert not any(path.is_symlink() for path in out.rglob("*"))
    assert tree(outside) == before


def test_link_in_place_of_a_table_is_not_followed(
    inputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyarrow")
    outside, out = tmp_path / "utanfor", tmp_path / "ut"
    outside.mkdir()
    out.mkdir()
    (out / "votes").symlink_to(outside)
    assert main(["annotate", str(inputs), "-o", str(out), "--format", "parquet"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "votes: is a link" in told
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("name", ["../kept", "votes/../../kept", "ABSOLUTE", "..\\kept", "c:kept", "a//b", "./p9.json"])
def test_names_in_a_journal_do_not_lead_out(name: str, inputs: Path, tmp_path: Path) -> None:
    """Results may come from elsewhere, with a journal that somebody else wrote."""
    kept, out = tmp_path / "kept", tmp_path / "ut"
    kept.write_bytes(b"kept")
    assert main(["annotate", str(inputs), "-o", str(out)]) == 0
    journal = out / ".nlp-minutes" / "done.jsonl"
    records = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    for record in records:
        record["outputs"] = [[name if name != "ABSOLUTE" else str(kept), "0"]]
    journal.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    for options in ((), ("--resume",)):
        assert main(["annotate", str(inputs), "-o", str(out), *options]) == 0
    assert kept.read_bytes() == b"kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "kept", "ut"]


def names(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir() if path.is_file())


@pytest.mark.parametrize("command", ["annotate", "summarise"])
def test_names_of_inputs_do_not_lead_out(command: str, inputs: Path, tmp_path: Path) -> None:
    below, out = inputs / "a" / "b", tmp_path / "ut"
    below.mkdir(parents=True)
    given = {
        inputs / "a" / "b" / ".." / ".." / "p1.txt": "p1.json",
        inputs.absolute() / "p2.txt": "p2.json",
        inputs / "...txt": "...json",
        inputs / "..x.txt": "..x.json",
        inputs / "rad\nett.txt": "rad_ett.json",
        inputs / "esc\x1b[2J.txt": "esc_[2J.json",
        inputs / "c:\\x\\y.txt": "c__x_y.json",
        inputs / "--help.txt": "--help.json",
        inputs / ("å" * 120 + ".txt"): "å" * 100 + ".json",
        inputs / ("x" * 251 + ".txt"): "x" * 200 + ".json",
    }
    for path in given:
        path.write_text(TEXT.format(day=3), encoding="utf-8")
    assert main([command, *map(str, given), "-o", str(out)]) == 0
    assert names(out) == sorted(given.values())
    assert names(tmp_path) == []


def test_name_that_is_no_utf8_is_read(inputs: Path, tmp_path: Path) -> None:
    """Old archives unpack to such names."""
    odd = os.fsdecode(b"m\xf6te.txt")
    try:
        (inputs / odd).write_text(TEXT.format(day=9), encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    out = tmp_path / "ut"
    for options in ((), ("--resume",)):
        assert main(["annotate", str(inputs), "-o", str(out), *options]) == 0
    values: dict[str, Any] = json.loads((out / "m_te.json").read_text(encoding="utf-8"))
    assert values["source"]["path"].endswith("m\ufffdte.txt")
    for command in (["check"], ["table", "items"], ["summarise"], ["pseudonymise", "--dry-run"], ["clean"]):
        assert main([*command, str(inputs / odd)]) == 0


def test_names_that_are_one_to_some_file_system_are_numbered(
    inputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stems = ["MÖTE", "möte", "mo\u0308te", "Mo\u0308te"]
    for number, stem in enumerate(stems):
        (inputs / str(number)).mkdir()
        (inputs / str(number) / f"{stem}.txt").write_text(TEXT.format(day=number + 1), encoding="utf-8")
    paths = [str(inputs / str(number) / f"{stem}.txt") for number, stem in enumerate(stems)]
    for command in ("annotate", "summarise"):
        assert main([command, *paths, "-o", str(tmp_path / command)]) == 0
        assert capsys.readouterr().err.count("has the same name") == 3
        assert names(tmp_path / command) == sorted(
            ["MÖTE.json", "möte-2.json", "mo\u0308te-3.json", "Mo\u0308te-4.json"]
        )


def test_results_get_the_rights_that_the_user_gives_new_files(inputs: Path, tmp_path: Path) -> None:
    out, old = tmp_path / "ut", os.umask(0o077)
    try:
        assert main(["annotate", str(inputs), "-o", str(out)]) == 0
    finally:
        os.umask(old)
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.rglob("*") if path.is_file()} == {0o600}


def test_a_part_is_cleared_away_whatever_ends_the_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    for error in (OSError(5, "Input/output error"), KeyboardInterrupt(), MemoryError()):

        def fail(*_: object, error: BaseException = error) -> None:
            raise error

        monkeypatch.setattr(Path, "replace", fail)
        with pytest.raises(ConfigError if isinstance(error, OSError) else type(error)):
            write_whole(target, b"new")
        assert tree(tmp_path) == {"a.json": b"old"}


def test_half_a_key_is_not_left(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    key, out = tmp_path / "key.json", tmp_path / "ut"
    monkeypatch.setattr(os, "fchmod", full)  # the file is there, nothing in it yet
    assert main(["pseudonymise", str(inputs / "p1.txt"), "-o", str(out), "--mapping", str(key)]) == 2
    assert "the key cannot be written (No space left on device)" in capsys.readouterr().err
    assert not key.exists()
    monkeypatch.undo()
    assert main(["pseudonymise", str(inputs / "p1.txt"), "-o", str(out), "--mapping", str(key)]) == 0
    assert json.loads(key.read_text(encoding="utf-8")) == {}
