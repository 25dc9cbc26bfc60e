"""The measurements as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

__all__ = ["tables", "written"]

_BEGIN = "<!-- figures: benchmarks/speed.py writes what stands between these lines -->"
_END = "<!-- end of figures -->"


def written(page: str, found: dict[str, Any]) -> str:
    """Give a page with its tables renewed.

    Raises:
        ValueError: The page has no place for them.
    """
    if page.count(_BEGIN) != 1 or page.count(_END) != 1:
        raise ValueError(f"the page needs one line {_BEGIN!r} and one line {_END!r}")
    before, _, rest = page.partition(_BEGIN)
    return f"{before}{_BEGIN}\n\n{tables(found)}\n{_END}{rest.partition(_END)[2]}"


def tables(found: dict[str, Any]) -> str:
    """Give all tables, each under its heading."""
    parts = [_machine, _steps, _formats, _start, _memory, _growth, _pdf, _files, _models, _recognisers, _summaries]
    return "\n\n".join(part(found) for part in parts) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines)


def _mb(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"


def _rate(words: float, seconds: float) -> str:
    return f"{words / seconds:,.0f}" if seconds else ""


def _machine(found: dict[str, Any]) -> str:
    one = found["machine"]
    libraries = ", ".join(f"{name} {number}" for name, number in one["libraries"].items())
    processor = " ".join(one["processor"].split())
    short = " A short run (`--quick`)." if found["quick"] else ""
    return (
        f"{one['cores']} cores ({processor}), {one['memory'] / 2**30:.0f} GiB, {one['system']}, "
        f"Python {one['python']}, {libraries}. One thread. The load at the beginning was {one['load']}.{short}"
    )


def _steps(found: dict[str, Any]) -> str:
    own = found["steps"]
    cpu, wall, words = own["cpu"], own["wall"], own["words"]
    whole = sum(cpu.values())
    pages = words / found["page_words"]

    def row(name: str, seconds: float, clock: float) -> tuple[str, ...]:
        return name, _rate(words, seconds), _rate(pages, seconds), f"{seconds / whole:.0%}", _rate(words, clock)

    rows = [row(f"`{name}`" if "_" in name or name == "ner" else name, cpu[name], wall[name]) for name in cpu]
    rows.append(row("all", whole, sum(wall.values())))
    text = (
        f"### Step by step\n\nOver our {own['documents']} sources, {words:,} words as plain text; a page is "
        f"{found['page_words']} words. The fastest of the rounds, by processor time.\n\n"
        + _table(("step", "words a second", "pages a second", "share", "words a second by the clock"), rows)
    )
    if own["dev"]:
        dev = own["dev"]
        rate = _rate(dev["words"], dev["cpu"])
        text += (
            f"\n\nThe development set ({dev['documents']} protocols, {dev['words']:,} words): {rate} words a second."
        )
    return text


def _formats(found: dict[str, Any]) -> str:
    rows = [
        (kind, _rate(one["words"], one["cpu"]), _rate(one["pages"], one["cpu"]) if one["pages"] else "")
        for kind, one in found["formats"].items()
    ]
    return "### Reading files\n\nThe same sources, set as files. Clean view included.\n\n" + _table(
        ("file", "words a second", "pages a second"), rows
    )


def _start(found: dict[str, Any]) -> str:
    base = found["start"]["spacy.blank('sv')"]
    rows = []
    for name, one in found["start"].items():
        shown = f"`{name}`" if "(" in name or "import" in name else name
        rows.append((shown, f"{one['cpu']:.2f}", f"{one['cpu'] / base['cpu']:.2f}", f"{one['wall']:.2f}"))
    return "### Start\n\nA new process each time, the median.\n\n" + _table(
        ("what", "processor, s", "against `spacy.blank('sv')`", "clock, s"), rows
    )


def _memory(found: dict[str, Any]) -> str:
    rows = [(f"`{name}`" if "(" in name else name, _mb(peak)) for name, peak in found["memory"].items()]
    return "### Memory\n\nThe most that a process held until then.\n\n" + _table(("what", "memory"), rows)


_KINDS = {
    "one": "One meeting, with more and more items",
    "many": "Many meetings of different towns in one file",
}


def _growth(found: dict[str, Any]) -> str:
    text = "### Growth with length"
    for kind, title in _KINDS.items():
        own = found["growth"][kind]
        rows = [
            (
                f"{one['pages']:,}",
                f"{one['words'] / one['texts']:,.0f}",
                f"{one['items'] / one['texts']:,.0f}",
                f"{one['cpu'] / one['texts']:.2f}",
                _rate(one["words"], one["cpu"]),
                _mb(one["peak"]),
                f"{one['json'] / one['texts'] / 1e6:.1f} MB",
            )
            for one in own["rows"]
        ]
        first, last = own["rows"][0], own["rows"][-1]
        ratio = (last["cpu"] / last["words"]) / (first["cpu"] / first["words"])
        text += (
            f"\n\n{title}: time grows with the words to the power of {own['exponent']:.2f}; a word of the longest text "
            f"costs {ratio:.2f} times what one of the shortest does.\n\n"
            + _table(("pages", "words", "items", "processor, s", "words a second", "memory", "JSON"), rows)
        )
    return text


def _pdf(found: dict[str, Any]) -> str:
    one = found["pdf"]
    rows = [
        ("pages", f"{one['pages']:,}"),
        ("size of the file", f"{one['bytes'] / 1e6:.1f} MB"),
        ("words", f"{one['words']:,}"),
        ("items found", f"{one['items']:,}"),
        ("memory of the process that reads the PDF", _mb(one["reader"])),
        ("memory of the process that annotates", _mb(one["parent"])),
        ("both", f"{(one['reader'] + one['parent']) / 2**30:.2f} GiB"),
        ("processor without reading, s", f"{one['cpu_without_reading']:.1f}"),
        ("clock, s", f"{one['wall']:.1f}"),
    ]
    return "### A long PDF\n\n" + _table(("", ""), rows)


def _files(found: dict[str, Any]) -> str:
    own = found["files"]
    rows = [
        (
            f"{one['files']:,}",
            f"{one['cpu']:.1f}",
            f"{one['files'] / one['cpu']:.1f}",
            f"{one['wall']:.1f}",
            _mb(one["parent"]),
            _mb(one["worker"]),
        )
        for one in own["rows"]
    ]
    head = ("files", "processor, s", "files a processor second", "clock, s", "memory of the parent", "of the worker")
    return (
        "### Growth with files\n\nText, PDF and HTML, one worker, the start of all processes included. "
        f"A file more costs {own['cpu_a_file'] * 1000:.0f} ms of processor time.\n\n" + _table(head, rows)
    )


def _models(found: dict[str, Any]) -> str:
    rows = [(f"`{name}`", f"{size / 1e6:.2f} MB") for name, size in found["models"].items()]
    return "### Models\n\nWhat each takes on disk.\n\n" + _table(("model", "size"), rows)


def _recognisers(found: dict[str, Any]) -> str:
    peers, own = found["peers"]["recognisers"], found["steps"]
    words, cpu = own["words"], own["cpu"]
    rows = []
    for name, one in peers["pipelines"].items():
        rates = [_rate(peers["words"], seconds) for seconds in (*one["cpu"].values(), sum(one["cpu"].values()))]
        rows.append((name, f"{one['parameters']:,}", *rates))
    rows.append(("ours", f"{peers['ours']:,}", _rate(words, cpu["words"]), _rate(words, cpu["ner"]), ""))
    rows.append(("ours, everything", "", "", "", _rate(words, sum(cpu.values()))))
    return (
        "### Against spaCy's own recogniser\n\nWords a processor second over our sources. spaCy's pipelines are "
        "`spacy.blank('sv')` with an entity recogniser of our five labels and random weights, which take the time that "
        "trained ones do; the name gives width and depth. They find entities and nothing else.\n\n"
        + _table(("pipeline", "parameters", "cutting into words", "recogniser", "all"), rows)
    )


def _summaries(found: dict[str, Any]) -> str:
    own = found["peers"]["summaries"]
    text = f"### Against sumy\n\n{own['texts']} texts, {own['words']:,} words, summaries of 150 words."
    if own["sumy"] is None:
        text += " sumy is not installed: left out."
    else:
        text += (
            f" sumy {own['sumy']} was given the same sentences of running text, a Swedish stemmer and its stop words."
        )
    if not own["methods"]:
        return text
    has_figures = all("r2" in one for one in own["methods"].values())
    rows = [
        (name, _rate(own["words"], one["cpu"]), *(f"{one[key]:.3f}" for key in ("r1", "r2", "rl") if has_figures))
        for name, one in own["methods"].items()
    ]
    names = ("ROUGE-1", "ROUGE-2", "ROUGE-L") if has_figures else ()
    return text + "\n\n" + _table(("method", "words a second", *names), rows)
