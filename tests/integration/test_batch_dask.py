"""The same work on a real cluster of this machine, with a worker killed in the middle, and places by URL."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from nlp_minutes.cli import main

TEXT = """Åslunda kommun
Tekniska nämnden
Sammanträdesprotokoll
2031-03-{day:02}

§ 14 Taxa för torghandel

Beslut

Tekniska nämnden antar taxan.
"""


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for day in range(1, 11):
        (folder / f"p{day}.txt").write_text(TEXT.format(day=day), encoding="utf-8")
    (folder / "tom.txt").write_bytes(b"")
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="named pipes and pidfd")
def test_a_cluster_with_a_killed_worker_leaves_the_same_bytes(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent / "pipes"))  # its workers take named pipes
    assert main(["annotate", str(inputs), "-o", str(tmp_path / "alone")]) == 1
    pipe = inputs / "p5.txt"
    text = pipe.read_bytes()
    pipe.unlink()
    os.mkfifo(pipe)
    files = [str(path) for path in sorted(inputs.iterdir())]
    summary = tmp_path / "summary.json"
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        import threading

        def kill_the_reader() -> None:
            with pipe.open("wb"):  # it opens when a worker reads it
                (tmp_path / "whole").write_bytes(text)
                (tmp_path / "whole").replace(pipe)
                reader = reading(cluster, inode)
                handle = os.pidfd_open(reader)
                os.kill(reader, signal.SIGKILL)
                select.select([handle], [], [])
                os.close(handle)

        inode = pipe.stat().st_ino
        killer = threading.Thread(target=kill_the_reader)
        killer.start()
        status = main(
            [
                *("annotate", *files, "-o", str(tmp_path / "ut")),
                *("--dask", cluster.scheduler_address, "--summary", str(summary)),
            ]
        )
        killer.join()
    assert status == 1
    values = json.loads(summary.read_text(encoding="utf-8"))
    assert (values["annotated"], values["failures_by_kind"]) == (10, {"empty_file": 1})
    assert tree(tmp_path / "ut") == tree(tmp_path / "alone")


def reading(cluster: Any, inode: int) -> int:
    """The worker that has the pipe open."""
    for nanny in cluster.workers.values():
        for handle in Path(f"/proc/{nanny.pid}/fd").iterdir():
            try:
                if handle.stat().st_ino == inode:
                    return int(nanny.pid)
            except FileNotFoundError:
                continue
    raise AssertionError("no worker reads the pipe")


def test_nothing_at_the_address_is_wrong_usage(
    inputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    distributed = pytest.importorskip("distributed")
    import dask

    assert distributed.__version__
    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}):
        assert main(["annotate", str(inputs), "-o", str(tmp_path / "ut"), "--dask", "tcp://127.0.0.1:9"]) == 2
    assert "no Dask scheduler answers" in capsys.readouterr().err


@pytest.fixture
def memory() -> Any:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    yield system
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def test_places_by_url(inputs: Path, memory: Any, tmp_path: Path) -> None:
    for path in inputs.iterdir():
        memory.pipe_file(f"/in/{path.name}", path.read_bytes())
    summary = tmp_path / "summary.json"
    arguments = ["annotate", "memory://in", "-o", "memory://ut", "--resume", "--summary", str(summary)]
    for annotated, skipped in ((10, 0), (0, 10)):
        assert main(arguments) == 1
        values = json.loads(summary.read_text(encoding="utf-8"))
        assert (values["annotated"], values["skipped"]) == (annotated, skipped)
        assert [one["path"] for one in values["failures"]] == ["memory://in/tom.txt"]
    result = json.loads(memory.cat_file("/ut/p3.json"))
    assert (result["source"]["path"], result["meeting"]["date"]) == ("memory://in/p3.txt", "2031-03-03")
    memory.pipe_file("/in/p3.txt", TEXT.format(day=30).encode())
    assert main(arguments) == 1
    assert json.loads(summary.read_text(encoding="utf-8"))["annotated"] == 1
    assert json.loads(memory.cat_file("/ut/p3.json"))["meeting"]["date"] == "2031-03-30"


def test_a_missing_url_is_a_file_that_failed(memory: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert memory.ls("/", detail=False) == []
    assert main(["annotate", "memory://in/saknas.txt", "-o", "memory://ut"]) == 3
    assert "memory://in/saknas.txt: no such file" in capsys.readouterr().err


def test_file_urls_are_folders_of_this_machine(inputs: Path, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    assert main(["annotate", inputs.as_uri(), "-o", (tmp_path / "ut").as_uri()]) == 1
    result = json.loads((tmp_path / "ut" / "p3.json").read_text(encoding="utf-8"))
    assert result["source"]["path"] == (inputs / "p3.txt").as_uri()


def test_urls_need_a_folder_for_results() -> None:
    assert main(["annotate", "memory://in/a.txt"]) == 2
