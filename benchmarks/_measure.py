"""Clocks, memory and processes for the measurements. Linux."""

from __future__ import annotations

import json
import math
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import batch

__all__ = ["ROOT", "Laps", "command", "in_process", "largest_child", "machine", "peak_memory", "slope"]

_LIBRARIES = ("nlp-minutes", "spacy", "thinc", "numpy", "pypdfium2")
ROOT = Path(__file__).resolve().parent.parent


@dataclass(slots=True)
class Laps:
    """Seconds by step, of the clock and of the processor; each `lap` ends a step and begins the next."""

    wall: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)
    _wall: float = 0.0
    _cpu: float = 0.0

    def start(self) -> None:
        """Begin the first step."""
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def lap(self, step: str) -> None:
        """End a step and begin the next one."""
        wall, cpu = time.perf_counter(), time.process_time()
        self.wall[step] = self.wall.get(step, 0.0) + wall - self._wall
        self.cpu[step] = self.cpu.get(step, 0.0) + cpu - self._cpu
        self._wall, self._cpu = wall, cpu


def _peak(pid: int | str) -> int:
    """The bytes that a process held at most; 0 where it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) * 1024 if found else 0


def peak_memory() -> int:
    """The bytes that this process held at most. `getrusage` would tell the peak of the one it was forked from, too."""
    return _peak("self")


def largest_child() -> int:
    """The bytes that one of the processes that this one started, and that still runs, held at most."""
    return max(map(_peak, batch.children(os.getpid())), default=0)


def command(words: Sequence[str], times: int) -> dict[str, float]:
    """Run a command several times; gives the median seconds of the clock and of the processor."""
    wall, cpu = [], []
    for _ in range(times):
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(words, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        wall.append(time.perf_counter() - begin)
        cpu.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return {"wall": statistics.median(wall), "cpu": statistics.median(cpu)}


def in_process(part: str, *arguments: object) -> dict[str, Any]:
    """Run one part of a measurement in a fresh Python, whose memory nothing else has touched."""
    words = [sys.executable, str(Path(__file__).with_name("speed.py")), "--part", part, *map(str, arguments)]
    run = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def slope(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The exponent with which values grow with sizes: least squares over their logarithms; 1 is linear."""
    return statistics.linear_regression([math.log(one) for one in sizes], [math.log(one) for one in values]).slope


def machine() -> dict[str, Any]:
    """What the figures were measured on, without its name."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return {
        "cores": os.cpu_count(),
        "processor": model[1].strip() if model else platform.machine(),
        "memory": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"),
        "system": f"{platform.system()} {platform.machine()}",
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "libraries": {
            **{name: version(name) for name in _LIBRARIES},
            "torch": version("torch") if find_spec("torch") else "none",
        },
    }
