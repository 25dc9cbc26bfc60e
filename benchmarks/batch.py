"""Many files: files a second by workers, memory, and a run that is killed and gone on with. Linux.

python benchmarks/batch.py                    100 files, one and two workers
python benchmarks/batch.py --count 10000      the long run
python benchmarks/batch.py --dask             on a Dask cluster of this machine too

The files are our sources as text, PDF and HTML, each with another date, and one of a hundred is broken, in every known
way by turns (more of them where the files are few).
"""

from __future__ import annotations

import argparse
import html
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, zip_longest
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "corpus" / "sources"


def texts() -> list[str]:
    """Our sources without their marks."""
    found = []
    for path in sorted(SOURCES.glob("*.src")):
        body, _, _ = path.read_text(encoding="utf-8").partition("=== FACTS ===")
        lines = [re.sub(r"⟦[^\s:⟦⟧]*:|⟧", "", re.sub(r"^(?:¶[^\s⟦⟧¶]*|#h) ?", "", line)) for line in body.split("\n")]
        found.append("\n".join(lines) + "\n")
    return found


def pdf(text: str, password: str | None = None) -> bytes:
    """Set a text as a plain PDF, line by line."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, encrypt=password, invariant=1)
    height = A4[1]
    for index, line in enumerate(text.split("\n")):
        if index % 55 == 0:
            if index:
                canvas.showPage()
            canvas.setFont("Helvetica", 9)
        canvas.drawString(50, height - 60 - 13 * (index % 55), line.expandtabs(8))
    canvas.save()
    return target.getvalue()


def page(text: str) -> bytes:
    """Set a text as a page of HTML."""
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    return f"<!doctype html><html lang='sv'><meta charset='utf-8'><body>{paragraphs}</body></html>".encode()


def bomb() -> bytes:
    """A small archive that unpacks to far more than it holds."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w:document>" + b" " * 30_000_000)
    return target.getvalue()


def broken(text: str) -> list[tuple[str, bytes]]:
    """A file of every known kind of broken, with its suffix."""
    whole = pdf(text)
    return [
        (".pdf", whole[: len(whole) // 3]),
        (".txt", b""),
        (".docx", text.encode()),
        (".pdf", pdf(text, "hemligt")),
        (".docx", bomb()),
        (".txt", bytes(range(256)) * 40),
        (".txt", b"\x89PNG\r\n\x1a\n" + bytes(500)),
        (".html", bytes(2000)),
    ]


def fill(folder: Path, number: int, *, short: bool) -> int:
    """Write that many files and give how many of them are broken."""
    known = ["\n".join(text.split("\n")[:40]) + "\n" for text in texts()] if short else texts()
    bad = broken(known[0])
    made: dict[tuple[int, int], bytes] = {}
    damaged = 0
    every = max(min(100, number // len(bad)), 2)
    for index in range(number):
        place = folder / f"{index % 97:02}"
        place.mkdir(exist_ok=True)
        stem = f"protokoll_{index:05}" if index % 5 else "protokoll"
        if index % every == every // 2:
            suffix, data = bad[(index // every) % len(bad)]
            damaged += 1
        else:
            which, kind = index % len(known), (0, 0, 1, 0, 2)[index % 5]
            suffix = (".txt", ".pdf", ".html")[kind]
            day = date(2030, 1, 1) + timedelta(days=index % 3000)
            text = f"{known[which]}\nAnslaget {day.isoformat()}\n"
            if kind == 1:  # setting type is slow: a PDF stands for several files
                data = made.setdefault((which, kind), pdf(known[which]))
            else:
                data = text.encode() if kind == 0 else page(text)
        (place / f"{stem}{'' if index % 5 else f'_{index // 485}'}{suffix}").write_bytes(data)
    return damaged


@dataclass(slots=True)
class Figures:
    """What a run took."""

    seconds: float
    status: int
    parent: int
    workers: int


def resident(pid: int) -> int:
    """Resident bytes of a process; 0 where it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def children(pid: int) -> list[int]:
    """The processes that a process began, and those that these began."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            own = [int(one) for one in path.read_text(encoding="ascii").split()]
        except OSError:
            continue
        found += own
        for one in own:
            found += children(one)
    return found


def run(folder: Path, out: Path, *options: str, until: Callable[[], bool] = lambda: False) -> Figures:
    """Annotate a folder; kill the run as soon as `until` holds."""
    command = [sys.executable, "-m", "nlp_minutes.cli", "annotate", str(folder), "-o", str(out), *options]
    begin = time.monotonic()
    figures = Figures(0.0, 0, 0, 0)
    with (out.parent / "stderr.txt").open("wb") as told, subprocess.Popen(command, stderr=told) as process:
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(0.2):
                figures.parent = max(figures.parent, resident(process.pid))
                figures.workers = max(figures.workers, *(resident(pid) for pid in children(process.pid)), 0)
                if until():
                    process.send_signal(signal.SIGKILL)
                    return

        watcher = threading.Thread(target=watch)
        watcher.start()
        figures.status = process.wait()
        ended.set()
        watcher.join()
    figures.seconds = time.monotonic() - begin
    return figures


def tree(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def same(one: Path, other: Path) -> bool:
    """Whether two trees hold the same names and bytes, what the runs note for themselves too."""
    return all(a == b for a, b in zip_longest(tree(one), tree(other)))


def shown(name: str, figures: Figures, files: int) -> None:
    """Print the figures of a run."""
    print(
        f"{name:<22} {figures.seconds:8.1f} s {files / figures.seconds:7.1f} files/s   exit {figures.status:2}   "
        f"peak memory: parent {figures.parent / 1e6:5.0f} MB, largest worker {figures.workers / 1e6:5.0f} MB",
        flush=True,
    )


def stopped(folder: Path, whole: Path, out: Path, files: int, *options: str) -> None:
    """Kill a run at each third, go on with it, and compare with one that was not stopped."""
    for number in count(1):
        goal = number * files // 3
        killed = run(
            folder,
            out,
            *(*options, "--resume"),
            until=lambda goal=goal: sum(1 for _ in out.glob("*.json")) >= goal,  # type: ignore[misc]
        )
        shown(f"run {number} of a killed one", killed, files)
        if killed.status >= 0:
            break
    print(f"killed {number - 1} times and gone on with, the same bytes: {same(whole, out)}", flush=True)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--short", action="store_true", help="the beginnings of the protocols only: many files soon")
    parser.add_argument("--dask", action="store_true", help="the same on a Dask cluster of this machine, killed too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nlp-minutes-batch-") as name:
        place = Path(name)
        folder = place / "in"
        folder.mkdir()
        damaged = fill(folder, options.count, short=options.short)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"{options.count:,} files, {size / 1e6:,.0f} MB, {damaged} broken", flush=True)
        outs = []
        for workers in options.workers:
            outs.append(place / f"out-{workers}")
            summary = place / f"summary-{workers}.json"
            shown(
                f"{workers} workers",
                run(folder, outs[-1], "--workers", str(workers), "--summary", str(summary)),
                options.count,
            )
        values = json.loads(summary.read_text(encoding="utf-8"))
        print(f"failures: {values['failures_by_kind']}")
        print(f"the same bytes for every number of workers: {all(same(outs[0], one) for one in outs[1:])}", flush=True)
        most = ("--workers", str(max(options.workers)))
        stopped(folder, outs[0], place / "resumed", options.count, *most)
        shown("nothing left to do", run(folder, place / "resumed", *most, "--resume"), options.count)
        if options.dask:
            dask = ("--dask", "local", *most)
            stopped(folder, outs[0], place / "dask-resumed", options.count, *dask)
            out = place / "dask"
            shown("Dask", run(folder, out, *dask), options.count)
            print(f"the same bytes on Dask: {same(outs[0], out)}", flush=True)


if __name__ == "__main__":
    main()
