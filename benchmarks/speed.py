"""How fast annotating is, what it holds in memory, and how both grow: one run, as JSON and as tables. Linux.

    python benchmarks/speed.py                       all of it, about ten minutes
    python benchmarks/speed.py --quick               less of each, about three
    python benchmarks/speed.py -o FILE --page FILE   in other places than benchmarks/results.json and docs/benchmarks.md

Each part runs in a Python of its own. Times are given by the processor (what the work costs) and by the clock (what one
waits, other programs on the machine included). Peers that are not installed are left out, and a line says so.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import batch
from _long import PAGE_WORDS, long_meeting, many_meetings
from _measure import ROOT, Laps, command, in_process, largest_child, machine, peak_memory, slope
from _tables import tables, written

SOURCES = ROOT / "corpus" / "sources"
SAMPLE = ROOT / "samples" / "askvik_ks_2025.txt"
DEV = ROOT.parent / "shared" / "corpus" / "dev"
PAIRS = ROOT.parent / "shared" / "corpus" / "summary-pairs.jsonl"
KINDS = {"one": long_meeting, "many": many_meetings}


# The parts. Each runs in a fresh process, imports what it needs there, and gives what JSON can hold.


def steps(rounds: int) -> dict[str, Any]:
    """The seconds of each step over our sources, and of the whole over the development set where it is at hand."""
    from nlp_minutes.checks import checked  # noqa: PLC0415 - each part loads only what it measures
    from nlp_minutes.document import to_docs  # noqa: PLC0415
    from nlp_minutes.export.json import to_json  # noqa: PLC0415
    from nlp_minutes.minutes import from_doc  # noqa: PLC0415
    from nlp_minutes.pipeline import annotate_all, load, producer  # noqa: PLC0415
    from nlp_minutes.readers import source_from_text  # noqa: PLC0415
    from nlp_minutes.rules.structure import split_meetings  # noqa: PLC0415

    nlp = load()
    texts = batch.texts()

    def one_round() -> Laps:
        laps = Laps()
        laps.start()
        for text in texts:
            source = source_from_text(text)
            laps.lap("reader")
            meetings = [[source.blocks[i] for i in one] for one in split_meetings(source.clean, source.blocks)]
            docs = list(to_docs(nlp, source, meetings))
            laps.lap("words")
            for doc in docs:
                for name, component in nlp.pipeline:
                    component(doc)
                    laps.lap(name)
                result = checked(from_doc(doc, producer(nlp)))
                laps.lap("result")
                to_json(result)
                laps.lap("JSON")
        return laps

    one_round()
    best = min((one_round() for _ in range(rounds)), key=lambda laps: sum(laps.cpu.values()))
    found = {"documents": len(texts), "words": _words(texts), "cpu": best.cpu, "wall": best.wall, "dev": None}
    dev = [one.read_text(encoding="utf-8") for one in sorted(DEV.glob("*.txt"))] if DEV.is_dir() else []
    if dev:
        taken = []
        for _ in range(rounds + 1):
            begin = time.process_time()
            for text in dev:
                annotate_all(text, nlp=nlp)
            taken.append(time.process_time() - begin)
        found["dev"] = {"documents": len(dev), "words": _words(dev), "cpu": min(taken)}
    return found


def _words(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def formats(number: int) -> dict[str, Any]:
    """The seconds that each kind of file takes to read, and for PDF its pages."""
    from _typeset import STYLES, plain_text, set_text, write  # noqa: PLC0415

    from nlp_minutes.readers import read  # noqa: PLC0415

    sys.path.insert(0, str(ROOT))
    from tests.fixtures.office import docx_of, html_of, odt_of  # noqa: PLC0415

    make: dict[str, Callable[[str], bytes]] = {
        "text": lambda marked: plain_text(marked).encode(),
        "PDF": lambda marked: write(set_text(marked, STYLES[0])[0], STYLES[0]),
        "DOCX": docx_of,
        "ODT": odt_of,
        "HTML": lambda marked: html_of(marked).encode(),
    }
    marked = [one.read_text(encoding="utf-8") for one in sorted(SOURCES.glob("*.src"))[:number]]
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        for kind, made in make.items():
            paths = [
                Path(name) / f"{index}.{'txt' if kind == 'text' else kind.lower()}" for index in range(len(marked))
            ]
            for path, text in zip(paths, marked, strict=True):
                path.write_bytes(made(text))
            read(paths[0])
            begin = time.process_time()
            sources = [read(path) for path in paths]
            taken = time.process_time() - begin
            pages = sum(source.pages or 0 for source in sources) if kind == "PDF" else None
            found[kind] = {"cpu": taken, "words": _words([one.text for one in sources]), "pages": pages}
    return found


def start(times: int) -> dict[str, Any]:
    """What beginning costs, against importing spaCy."""
    cases = {
        "import spacy": ["-c", "import spacy"],
        "spacy.blank('sv')": ["-c", "import spacy; spacy.blank('sv')"],
        "import nlp_minutes": ["-c", "import nlp_minutes"],
        "nlp_minutes.load()": ["-c", "import nlp_minutes; nlp_minutes.load()"],
        "annotate one protocol": ["-m", "nlp_minutes.cli", "annotate", str(SAMPLE), "--format", "json"],
    }
    return {name: command([sys.executable, *words], times) for name, words in cases.items()}


def memory(what: str) -> dict[str, Any]:
    """The bytes at most after one of a few things."""
    if what == "Python":
        return {"peak": peak_memory()}
    import spacy  # noqa: PLC0415

    if what == "spacy.blank('sv')":
        spacy.blank("sv")
        return {"peak": peak_memory()}
    import nlp_minutes  # noqa: PLC0415

    nlp = nlp_minutes.load()
    if what == "annotate one protocol":
        nlp_minutes.annotate(SAMPLE.read_text(encoding="utf-8"), nlp=nlp)
    return {"peak": peak_memory()}


def growth(kind: str, pages: int, times: int) -> dict[str, Any]:
    """Annotate texts of that many pages; short ones are several, so that all sizes hold all kinds of items."""
    from nlp_minutes.export.json import to_json  # noqa: PLC0415
    from nlp_minutes.pipeline import annotate_all, load  # noqa: PLC0415

    nlp = load()
    known = batch.texts()
    annotate_all(known[0], nlp=nlp)
    made = []
    for index in range(times):
        turn = index * len(known) // times
        made.append(KINDS[kind](known[turn:] + known[:turn], pages))
    gc.collect()
    laps, items, characters = Laps(), 0, 0
    for text in made:
        laps.start()
        results = annotate_all(text, nlp=nlp)
        laps.lap("annotate")
        items += sum(len(one.items) for one in results)
        characters += sum(len(to_json(one)) for one in results)
    return {
        "pages": pages,
        "texts": times,
        "words": _words(made),
        "items": items,
        "json": characters,
        "cpu": laps.cpu["annotate"],
        "wall": laps.wall["annotate"],
        "peak": peak_memory(),
    }


def pdf(pages: int) -> dict[str, Any]:
    """A long PDF, as the command reads it: in a process of its own."""
    from nlp_minutes.pipeline import annotate_all, load  # noqa: PLC0415
    from nlp_minutes.readers.limits import DEFAULT  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "long.pdf"
        # Made elsewhere: what that takes is not to count here.
        size = in_process("make_pdf", path, pages)["bytes"]
        nlp = load()
        begin, cpu = time.perf_counter(), time.process_time()
        # Other work on the machine must not let it run out of time.
        results = annotate_all(path, nlp=nlp, limits=replace(DEFAULT, seconds=1800.0))
        wall, cpu = time.perf_counter() - begin, time.process_time() - cpu
        return {
            "pages": pages,
            "bytes": size,
            "words": len(results[0].text.split()),
            "items": sum(len(one.items) for one in results),
            "cpu_without_reading": cpu,
            "wall": wall,
            "parent": peak_memory(),
            "reader": largest_child(),
        }


def make_pdf(path: str, pages: int) -> dict[str, Any]:
    """Set a long protocol as a PDF of so many pages."""
    from _typeset import STYLES, set_text, write  # noqa: PLC0415

    text = long_meeting(batch.texts(), 2 * pages, heads=False)
    sheets, _ = set_text(text, STYLES[0])
    if len(sheets) < pages:
        raise SystemExit(f"only {len(sheets)} pages came of the text")
    data = write(sheets[:pages], STYLES[0])
    Path(path).write_bytes(data)
    return {"bytes": len(data)}


def files(count: int) -> dict[str, Any]:
    """Annotate a folder of that many files with one worker."""
    import resource  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        folder.mkdir()
        damaged = batch.fill(folder, count, short=False)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        figures = batch.run(folder, Path(name) / "out", "--workers", "1")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return {
            "files": count,
            "broken": damaged,
            "wall": figures.seconds,
            "cpu": after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime,
            "parent": figures.parent,
            "worker": figures.workers,
        }


def peers() -> dict[str, Any]:
    """Other programs on the same texts."""
    import _peers  # noqa: PLC0415

    return {"recognisers": _peers.recognisers(batch.texts()), "summaries": _peers.summaries(PAIRS)}


def sizes() -> dict[str, int]:
    """The bytes of the shipped models."""
    return {
        folder.name: sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())
        for folder in sorted((ROOT / "models").iterdir())
        if folder.is_dir()
    }


PARTS: dict[str, Callable[..., dict[str, Any]]] = {
    "steps": lambda rounds: steps(int(rounds)),
    "formats": lambda number: formats(int(number)),
    "memory": memory,
    "growth": lambda kind, pages, times: growth(kind, int(pages), int(times)),
    "pdf": lambda pages: pdf(int(pages)),
    "make_pdf": lambda path, pages: make_pdf(path, int(pages)),
    "files": lambda count: files(int(count)),
    "peers": peers,
}


def measured(*, quick: bool) -> dict[str, Any]:
    """Run all parts."""
    found: dict[str, Any] = {"machine": machine(), "page_words": PAGE_WORDS, "quick": quick}

    def told(what: str, value: Any) -> Any:
        print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)
        return value

    found["steps"] = told("steps", in_process("steps", 1 if quick else 3))
    found["formats"] = told("formats", in_process("formats", 8 if quick else 64))
    found["start"] = told("start", start(1 if quick else 5))
    names = ("Python", "spacy.blank('sv')", "nlp_minutes.load()", "annotate one protocol")
    found["memory"] = told("memory", {name: in_process("memory", name)["peak"] for name in names})
    found["growth"] = {}
    wanted = {"one": (10, 30, 100, 300, 1000), "many": (10, 30, 100, 300)}
    for kind, all_sizes in wanted.items():
        rows = [
            told(f"{kind}, {pages} pages", in_process("growth", kind, pages, max(1, (30 if quick else 300) // pages)))
            for pages in all_sizes
            if pages <= (100 if quick else 1000)
        ]
        words = [row["words"] / row["texts"] for row in rows]
        exponent = slope(words, [row["cpu"] / row["texts"] for row in rows])
        found["growth"][kind] = {"rows": rows, "exponent": exponent}
    found["pdf"] = told("pdf", in_process("pdf", 100 if quick else 1000))
    rows = [told(f"{count} files", in_process("files", count)) for count in ((10, 30) if quick else (25, 75, 225))]
    # What the first file costs, the beginning of the processes, stands in none of the differences.
    found["files"] = {
        "rows": rows,
        "cpu_a_file": (rows[-1]["cpu"] - rows[0]["cpu"]) / (rows[-1]["files"] - rows[0]["files"]),
    }
    found["models"] = sizes()
    found["peers"] = told("peers", in_process("peers"))
    return found


def main() -> None:
    """Measure and write, or run one part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "benchmarks" / "results.json")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md", help="whose tables are renewed")
    parser.add_argument("--quick", action="store_true", help="less of each; printed only, unless -o or --page is given")
    parser.add_argument("--part", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        name, *arguments = options.part
        print(json.dumps(PARTS[name](*arguments)))
        return
    found = measured(quick=options.quick)
    print(tables(found))
    if not options.quick or options.output != parser.get_default("output"):
        options.output.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if not options.quick or options.page != parser.get_default("page"):
        options.page.write_text(written(options.page.read_text(encoding="utf-8"), found), encoding="utf-8")


if __name__ == "__main__":
    main()
