"""PDF against text: pages a second, likeness to what was set, memory, and the facts read from either.

    python benchmarks/pdf.py [NUMBER_OF_SOURCES]

Every source is set in each style of `_typeset.py`. Speed is in processor time of one core: text alone,
and with the clean view.
"""

from __future__ import annotations

import difflib
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from _facts import FACTS, compare
from _typeset import STYLES, Sheet, Style, set_text, write

import nlp_minutes
from nlp_minutes.corpus.dataset import load_sources
from nlp_minutes.readers import read
from nlp_minutes.readers.pdf import read_pages

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "corpus" / "sources"
_PEAK = """
import re, sys
from nlp_minutes.readers.pdf import read_pages
from pathlib import Path
pages = sum(1 for _ in read_pages(Path(sys.argv[1])))
# Not getrusage: its peak is that of the process this one was forked from.
print(pages, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def likeness(one: str, other: str) -> float:
    """The share of characters that stand in words which both texts have in the same order; blanks do not count."""
    a, b = one.split(), other.split()
    blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    same = sum(len(word) for block in blocks for word in a[block.a : block.a + block.size])
    return 2 * same / max(sum(map(len, a)) + sum(map(len, b)), 1)


def peak(path: Path) -> tuple[int, int]:
    """The pages of a file and the megabytes at most that a fresh Python holds while it reads them (Linux)."""
    run = subprocess.run([sys.executable, "-c", _PEAK, str(path)], check=True, capture_output=True, text=True)
    pages, megabytes = run.stdout.split()
    return int(pages), int(megabytes)


def memory(sheets: list[Sheet], style: Style, folder: Path) -> None:
    """Print what a short and a long file take."""
    for count in (3, 300):
        path = folder / f"{count}.pdf"
        path.write_bytes(write((sheets * (count // len(sheets) + 1))[:count], style))
        pages, megabytes = peak(path)
        print(f"{pages:4} pages: peak {megabytes} MB")


def main() -> None:
    """Print the figures."""
    documents = load_sources(SOURCES)[: int(sys.argv[1]) if len(sys.argv) > 1 else None]
    nlp = nlp_minutes.load()
    pairs: defaultdict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = defaultdict(list)
    alike: defaultdict[str, list[float]] = defaultdict(list)
    spent: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        long: list[Sheet] = []
        for document in documents:
            marked = (SOURCES / f"{document.name}.src").read_text(encoding="utf-8")
            gold = document.to_dict()
            pairs["text"].append((nlp_minutes.annotate(document.text, nlp=nlp).to_dict(), gold))
            for style in STYLES:
                sheets, truth = set_text(marked, style)
                path = folder / f"{document.name}.{style.name}.pdf"
                path.write_bytes(write(sheets, style))
                long += sheets if style is STYLES[0] else []
                begin = time.process_time()
                pages = sum(1 for _ in read_pages(path))
                middle = time.process_time()
                source = read(path)
                end = time.process_time()
                for index, value in enumerate((pages, middle - begin, end - middle)):
                    spent[style.name][index] += value
                alike[style.name].append(likeness(source.text, truth))
                pairs[style.name].append((nlp_minutes.annotate(path, nlp=nlp).to_dict(), gold))
        print(f"{'style':10}{'pages':>7}{'pages/s':>9}{'and clean':>11}{'likeness':>10}{'least':>8}")
        for style in STYLES:
            count, text, whole = spent[style.name]
            ratios = alike[style.name]
            print(
                f"{style.name:10}{count:7.0f}{count / text:9.0f}{count / whole:11.0f}"
                f"{sum(ratios) / len(ratios):10.4f}{min(ratios):8.4f}"
            )
        memory(long, STYLES[0], folder)
    print(f"{'F1':10}" + "".join(f"{fact:>14}" for fact in FACTS))
    for kind in ("text", *(style.name for style in STYLES)):
        figures = compare(pairs[kind])
        print(f"{kind:10}" + "".join(f"{figures[fact][2]:>14.3f}" for fact in FACTS))


if __name__ == "__main__":
    main()
