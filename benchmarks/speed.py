"""How fast annotating is, against what importing spaCy costs: ratios from one run on one machine.

python benchmarks/speed.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

import nlp_minutes

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "askvik_ks_2025.txt"


def seconds(command: list[str], times: int = 5) -> float:
    """Median wall-clock seconds of a command."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def main() -> None:
    """Print the figures."""
    blank = seconds([sys.executable, "-c", "import spacy; spacy.blank('sv')"])
    annotate = seconds([sys.executable, "-m", "nlp_minutes.cli", "annotate", str(SAMPLE), "--format", "json"])
    print(f"import spacy; spacy.blank('sv')        {blank:6.2f} s")
    print(f"nlp-minutes annotate, one protocol     {annotate:6.2f} s   {annotate / blank:.2f} times as long")
    nlp = nlp_minutes.load()
    text = SAMPLE.read_text(encoding="utf-8")
    nlp_minutes.annotate(text, nlp=nlp)
    begin, count = time.perf_counter(), 20
    for _ in range(count):
        nlp_minutes.annotate(text, nlp=nlp)
    taken = time.perf_counter() - begin
    print(f"words a second, one core               {count * len(text.split()) / taken:,.0f}")


if __name__ == "__main__":
    main()
