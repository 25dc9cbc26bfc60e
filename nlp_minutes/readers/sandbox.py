"""Files read in a process of their own: one that crashes a library, hangs or eats memory costs itself and nothing else.

One such process reads many files, one after the other, and is started anew when a file has broken it. It gets a line of
JSON a file and gives JSON back; nothing that it says is ever executed. Short plain texts are read in this process: pure
Python reads them, and their size bounds what that costs.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Final, Self

from nlp_minutes import errors
from nlp_minutes.errors import DamagedFile, ReadError, TooLarge
from nlp_minutes.readers import read
from nlp_minutes.readers.html import is_html
from nlp_minutes.readers.limits import DEFAULT, Limits
from nlp_minutes.readers.pdf import is_pdf
from nlp_minutes.source import Alignment, Block, ReadWarning, Source

__all__ = ["Sandbox", "read_safely", "serve"]

_PLAIN: Final = frozenset({".txt", ".text", ".md", ".markdown"})
_SHORT: Final = 256_000  # bytes of a text that this process reads itself
_FILES: Final = 500  # files that one process reads: what a library leaks is given back then
_LENGTH: Final = 8  # bytes that tell the length of an answer
_START: Final = 30.0  # seconds more for the first file: the process starts first
_MINE: Final = "from nlp_minutes.readers.sandbox import serve; serve()"


def read_safely(path: str | os.PathLike[str], limits: Limits = DEFAULT) -> Source:
    """Read one file so that it can do no harm.

    Args:
        path: The file.
        limits: What it may hold and cost. The limit of memory holds on Linux; macOS keeps it in part, Windows not.

    Returns:
        What `nlp_minutes.readers.read` would give.

    Raises:
        ReadError: It cannot be read, takes too long or too much memory, or breaks its reader.
    """
    if _is_short_text(Path(path)):
        return read(path, limits)
    return _ours().read(path, limits)


def _is_short_text(path: Path) -> bool:
    if path.suffix.lower() not in _PLAIN or not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            begin = stream.read(1024)
        return path.stat().st_size <= _SHORT and not (
            is_pdf(begin) or is_html(begin) or begin[:2] in {b"PK", b"\xd0\xcf"}
        )
    except OSError:
        return False  # `read` says what is wrong with it


class Sandbox:
    """A process that reads files, started when the first one comes. Threads wait for each other."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what was not yet written to a process that is gone
                    continue
        process.wait()

    def read(self, path: str | os.PathLike[str], limits: Limits = DEFAULT) -> Source:
        """Read one file.

        Args:
            path: The file.
            limits: What it may hold and cost.

        Raises:
            ReadError: It cannot be read, takes too long or too much memory, or breaks its reader.
        """
        with self._lock:
            answer, late = self._ask(os.fspath(path), limits)
            if answer is None:
                code = self._process.poll() if self._process is not None else None
                self.close()
                if late:
                    raise TooLarge(
                        path, f"reading it took more than {limits.seconds:g} seconds; split it, or allow more"
                    )
                told = f" (status {code})" if code is not None else ""
                raise DamagedFile(path, f"it broke its reader{told}; fetch or save it anew, or save it as text")
            self._count += 1
            if self._count >= _FILES or answer.get("worn"):
                self.close()
        return _from_json(answer, Path(path))

    def _ask(self, path: str, limits: Limits) -> tuple[dict[str, Any] | None, bool]:
        """Hand a file to the process; the answer is None where none came, and then whether time ran out."""
        seconds = limits.seconds
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process, self._count = _started(), 0
            seconds += _START
        process = self._process
        late, answered = threading.Event(), threading.Event()
        either = threading.Lock()

        def stop() -> None:
            with either:
                if not answered.is_set():  # else it would be the next file that loses its reader
                    late.set()
                    process.kill()

        watch = threading.Timer(seconds, stop)
        watch.daemon = True
        watch.start()
        try:
            assert process.stdin is not None  # noqa: S101 - opened as pipes
            assert process.stdout is not None  # noqa: S101
            # Not resolved: the suffix of a link counts, not that of what it names.
            full = os.path.abspath(path)  # noqa: PTH100
            asked = {"path": full, "limits": asdict(limits)}
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            process.stdin.flush()
            data = _answer(process.stdout)
            found: dict[str, Any] | None = json.loads(data) if data is not None else None
        except OSError:  # the process is gone
            found = None
        finally:
            watch.cancel()
            with either:
                answered.set()
        if late.is_set():
            self.close()
        return found, late.is_set()


def _started() -> subprocess.Popen[bytes]:
    # -P: a file of the current folder that is named as a module is not run.
    return subprocess.Popen(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-P", "-c", _MINE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _answer(stream: IO[bytes]) -> bytes | None:
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    data = stream.read(length)
    return data if len(data) == length else None


_lock = threading.Lock()
_sandboxes: dict[int, Sandbox] = {}


def _ours() -> Sandbox:
    """The sandbox of this process: one that a fork was given is its parent's."""
    with _lock:
        own = _sandboxes.get(os.getpid())
        if own is None:
            own = _sandboxes[os.getpid()] = Sandbox()
            atexit.register(_end, os.getpid())
        return own


def _end(owner: int) -> None:
    if owner == os.getpid():
        _sandboxes.pop(owner).close()


def _to_json(source: Source) -> dict[str, Any]:
    """A Source as plain values."""
    return {
        "text": source.text,
        "clean": source.clean,
        "runs": source.alignment.to_list(),
        "blocks": [[one.start, one.end, one.page, one.blank_before, one.lines] for one in source.blocks],
        "furniture": source.furniture,
        "media_type": source.media_type,
        "sha256": source.sha256,
        "pages": source.pages,
        "warnings": [asdict(one) for one in source.warnings],
    }


def _from_json(answer: dict[str, Any], path: Path) -> Source:
    """The Source of an answer, or the error that it tells."""
    if "error" in answer:
        kind = getattr(errors, str(answer["error"]), ReadError)
        raise kind(path, answer["reason"])
    return Source(
        text=answer["text"],
        clean=answer["clean"],
        alignment=Alignment.from_list(answer["runs"]),
        blocks=tuple(
            Block(start=start, end=end, page=page, blank_before=blank, lines=lines)
            for start, end, page, blank, lines in answer["blocks"]
        ),
        furniture=tuple((start, end) for start, end in answer["furniture"]),
        path=str(path),
        media_type=answer["media_type"],
        sha256=answer["sha256"],
        pages=answer["pages"],
        warnings=tuple(ReadWarning(**one) for one in answer["warnings"]),
    )


def serve() -> None:
    """Read the files that standard input names, until it ends. This is what the process of a sandbox runs."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the answers
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        limits = Limits(**asked["limits"])
        _restrict(limits)
        answer = json.dumps(_answered(asked["path"], limits)).encode()
        out.write(len(answer).to_bytes(_LENGTH, "big") + answer)
        out.flush()


def _answered(path: str, limits: Limits) -> dict[str, Any]:
    try:
        return _to_json(read(path, limits))
    except ReadError as error:
        return {"error": type(error).__name__, "reason": error.reason}
    except MemoryError:
        return {
            "error": "TooLarge",
            "reason": f"reading it takes more than {limits.memory:,} bytes of memory; split it, or allow more",
            "worn": True,
        }
    except Exception as error:  # noqa: BLE001 - whatever a reader trips over costs this file alone, and is told
        return {
            "error": "DamagedFile",
            "reason": f"its reader failed ({type(error).__name__}: {str(error)[:200]}); fetch or save it anew",
            "worn": True,
        }


def _restrict(limits: Limits) -> None:
    """Have the system limit memory and time of this process, where it can."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    used = int(time.process_time())
    wanted = [
        (resource.RLIMIT_CORE, 0),
        # Should the process that waits for us be gone, nobody stops us.
        (resource.RLIMIT_CPU, used + int(limits.seconds) + int(_START)),
        (resource.RLIMIT_AS, limits.memory),
    ]
    for what, soft in wanted:
        _, hard = resource.getrlimit(what)
        try:
            resource.setrlimit(what, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
        except (ValueError, OSError):  # macOS refuses some limits of memory
            continue
