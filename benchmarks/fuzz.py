"""Mutated files, texts and results through whatever reads them: nothing but the errors of the toolkit may come out.

python benchmarks/fuzz.py --cases 200000 --minutes 60 --first 1

Each case is told by its target and a seed, so that a finding can be made again: `--only pdf --first 1234 --cases 1`.
Prints a line for each finding and a table of what the cases came to, as JSON with `--json`.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nlp_minutes.errors import MinutesError  # noqa: E402
from nlp_minutes.readers import read, source_from_text  # noqa: E402
from nlp_minutes.readers.limits import Limits  # noqa: E402

SMALL = Limits(
    characters=200_000, text_bytes=400_000, file_bytes=2_000_000, pages=50, unpacked=4_000_000, elements=50_000
)
_BITS = (b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"<", b">", b"&", b"]]>", b"<!--", b"%PDF-1.7", b"PK\x03\x04",
         b"endobj", b"stream", b"/Length 99999999", b"-1", b"4294967295", "§ ".encode(), b"\x0c", b"\r", b"<div>" * 300,
         b"<w:p>", b"<table:table>", b"\t", b"Beslutande\n", b"(S)", b"\xf0\x9f\x92\xa9", b"\xed\xa0\x80")  # fmt: skip
_WORDS = ("§ 1", "§ 99999999999999999999", "§", "Beslut", "Omröstning", "Ja", "Nej", "Beslutande", "(S)", "\f",
          "\n\n", "\t\t",
          "2031-02-30", "Reservation", "Paragrafer §§ 1–900", "Sida 1(2)", "-", "\u00ad\n", "a\u0308", "\u202e",
          "x" * 400,
          "Yrkanden", "med 12 röster mot 9", "jäv", "Ärende 3", "\u2028", "١٢", "²", "ⅷ", "\ud800", "Justerare",
          "Närvarande")  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    10**30,
    1.5,
    float("nan"),
    "",
    "x",
    "\ud800",
    [],
    {},
    [[]],
    [None],
    {"a": 1},
    "2031-02-30",
)
Case = Callable[[random.Random], object]


def mutated(data: bytes, rng: random.Random) -> bytes:
    """Change bytes: flips, cuts, doublings, moves and bits that mean something to some format."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 8, 32))):
        at, to = sorted((rng.randrange(len(found) + 1), rng.randrange(len(found) + 1)))
        kind = rng.randrange(7)
        if kind == 0 and at < len(found):
            found[at] = rng.randrange(256)
        elif kind == 1:
            del found[at : min(to, at + rng.choice((1, 10, 1000)))]
        elif kind == 2:
            found[at:at] = rng.choice(_BITS)
        elif kind == 3:
            found[at:at] = found[at : min(to, at + 2000)]
        elif kind == 4 and rng.random() < 0.2:
            del found[to:]
        elif kind == 5:
            piece = found[at : min(to, at + 500)]
            del found[at : at + len(piece)]
            where = rng.randrange(len(found) + 1)
            found[where:where] = piece
        elif kind == 6 and at < len(found):
            found[at : at + 4] = rng.choice((b"\xff" * 4, b"\x00" * 4, b"9999", b"\x7f\xff\xff\xff"))
    return bytes(found)


def repacked(data: bytes, rng: random.Random) -> bytes:
    """Change one part of a zip archive and pack it again, so that what unpacks it is passed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        chosen = rng.choice([name for name in old.namelist() if name.endswith(".xml")])
        for name in old.namelist():
            part = old.read(name)
            if name == chosen:
                part = mutated_xml(part, rng) if rng.random() < 0.8 else mutated(part, rng)
            if rng.random() > 0.02:
                new.writestr(name, part)
    return out.getvalue()


def mutated_xml(data: bytes, rng: random.Random) -> bytes:
    """Change XML so that it stays well-formed, mostly: values, and elements that are doubled, moved or renamed."""
    import re  # noqa: PLC0415

    text = data.decode()
    for _ in range(rng.choice((1, 2, 5))):
        kind = rng.randrange(4)
        if kind == 0:
            values = list(re.finditer(r'(?<!xmlns)(?<!xmlns:\w)="([^"]{0,40})"', text))
            if values:
                one = rng.choice(values)
                new = rng.choice(("", "-1", "0", "99999999999", "x", "true", "²", "1e9", "{}", "%1.%2.%9"))
                if "://" not in one[1]:
                    text = text[: one.start(1)] + new + text[one.end(1) :]
        elif kind == 1:
            names = re.findall(r"<(\w+:\w+)", text)
            if len(names) > 1:
                old, new = rng.choice(names), rng.choice(names)
                text = re.sub(rf"(</?){old}\b", rf"\g<1>{new}", text)
        else:
            whole = list(re.finditer(r"<(\w+:\w+)\b[^<>]*(?:/>|>[^<]*</\1>)", text))
            if whole:
                one, place = rng.choice(whole), rng.choice(whole)
                text = text[: place.start()] + one[0] * rng.choice((1, 1, 3)) + text[place.start() :]
    return text.encode("utf-8", "replace")


def mutated_text(text: str, rng: random.Random) -> str:
    """Change a text by lines and words."""
    lines = text.split("\n")
    for _ in range(rng.choice((1, 3, 10, 40))):
        at = rng.randrange(len(lines)) if lines else 0
        kind = rng.randrange(6)
        if kind == 0:
            lines[at : at + rng.choice((1, 5, 50))] = []
        elif kind == 1:
            lines.insert(at, rng.choice(_WORDS))
        elif kind == 2 and lines:
            one = lines[at]
            where = rng.randrange(len(one) + 1)
            lines[at] = one[:where] + rng.choice(_WORDS) + one[where:]
        elif kind == 3 and lines:
            lines.insert(rng.randrange(len(lines)), lines[at])
        elif kind == 4 and lines:
            lines.insert(rng.randrange(len(lines)), lines.pop(at))
        elif kind == 5 and at + 1 < len(lines):
            lines[at : at + 2] = [lines[at] + rng.choice(("", " ", "\t", "  ")) + lines[at + 1]]
    return "\n".join(lines)


def mutated_value(value: Any, rng: random.Random) -> Any:
    """Change one value somewhere in nested lists and mappings."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    if not keys or rng.random() < 0.08:
        return rng.choice(_VALUES)
    key = rng.choice(keys)
    new = value.copy()
    if rng.random() < 0.08:
        del new[key]
    else:
        new[key] = mutated_value(value[key], rng)
        if rng.random() < 0.03 and isinstance(new, dict):
            new["okänd"] = rng.choice(_VALUES)
    return new


@cache
def _marked() -> tuple[str, ...]:
    paths = sorted((ROOT / "corpus" / "sources").glob("*.src"))
    return tuple(sorted((path.read_text(encoding="utf-8") for path in paths), key=len)[:8])


@cache
def _texts() -> tuple[str, ...]:
    from nlp_minutes.corpus.markup import parse_source  # noqa: PLC0415

    return tuple(parse_source(one, path="a.lines.src").text for one in _marked())


@cache
def _pdfs() -> tuple[bytes, ...]:
    paths = sorted((ROOT / "tests" / "fixtures" / "pdf").glob("*.pdf"))
    return tuple(path.read_bytes() for path in paths if path.stat().st_size < 200_000)


@cache
def _office(kind: str) -> tuple[bytes, ...]:
    from tests.fixtures import office  # noqa: PLC0415

    make: dict[str, Callable[[str], str | bytes]] = {
        "docx": office.docx_of,
        "odt": office.odt_of,
        "html": office.html_of,
    }
    found = [make[kind](one) for one in _marked()[:3]]
    return tuple(one.encode() if isinstance(one, str) else one for one in found)


@cache
def _results() -> tuple[dict[str, Any], ...]:
    import nlp_minutes  # noqa: PLC0415

    return tuple(nlp_minutes.annotate(one).to_dict() for one in _texts()[:2])


@cache
def _gold() -> str:
    from nlp_minutes.corpus.dataset import write_jsonl  # noqa: PLC0415
    from nlp_minutes.corpus.markup import parse_source  # noqa: PLC0415

    path = FOLDER / "gold.jsonl"
    write_jsonl([parse_source(one, path="a.lines.src") for one in _marked()[:1]], path)
    return path.read_text(encoding="utf-8")


FOLDER = Path(tempfile.gettempdir())


def _file(name: str, data: bytes) -> object:
    path = FOLDER / name
    path.write_bytes(data)
    return read(path, SMALL)


def _read_gold(rng: random.Random) -> object:
    from nlp_minutes.corpus.dataset import read_jsonl  # noqa: PLC0415

    path = FOLDER / "case.jsonl"
    if rng.random() < 0.7:
        data = json.dumps(mutated_value(json.loads(_gold().splitlines()[0]), rng)).encode()
    else:
        data = mutated(_gold().encode(), rng)
    path.write_bytes(data)
    return read_jsonl(path)


def _read_result(rng: random.Random) -> object:
    from nlp_minutes.checks import checked  # noqa: PLC0415
    from nlp_minutes.minutes import from_dict  # noqa: PLC0415

    return checked(from_dict(mutated_value(rng.choice(_results()), rng)))


def _read_source(rng: random.Random) -> object:
    from nlp_minutes.corpus.markup import parse_source  # noqa: PLC0415

    body = rng.choice(_marked())
    one = mutated_text(body, rng) if rng.random() < 0.6 else mutated(body.encode(), rng).decode("utf-8", "replace")
    return parse_source(one, path="a.lines.src")


def _structure(rng: random.Random) -> object:
    from nlp_minutes.rules.structure import parse, split_meetings  # noqa: PLC0415

    source = source_from_text(mutated_text(rng.choice(_texts())[:6000], rng))
    return [parse(source.clean, [source.blocks[i] for i in one]) for one in split_meetings(source.clean, source.blocks)]


def _annotate(rng: random.Random) -> object:
    import nlp_minutes  # noqa: PLC0415

    return nlp_minutes.annotate(mutated_text(rng.choice(_texts())[:8000], rng))


TARGETS: dict[str, tuple[int, Case]] = {  # with their shares
    "text": (12, lambda rng: _file("case.txt", mutated(rng.choice(_texts())[:6000].encode(), rng))),
    "markdown": (6, lambda rng: _file("case.md", mutated(rng.choice(_texts())[:6000].encode(), rng))),
    "html": (12, lambda rng: _file("case.html", mutated(rng.choice(_office("html"))[:20000], rng))),
    "docx": (6, lambda rng: _file("case.docx", mutated(rng.choice(_office("docx")), rng))),
    "docx parts": (4, lambda rng: _file("case.docx", repacked(rng.choice(_office("docx")), rng))),
    "odt": (6, lambda rng: _file("case.odt", mutated(rng.choice(_office("odt")), rng))),
    "odt parts": (4, lambda rng: _file("case.odt", repacked(rng.choice(_office("odt")), rng))),
    "pdf": (4, lambda rng: _file("case.pdf", mutated(rng.choice(_pdfs()), rng))),
    "structure": (6, _structure),
    "annotate": (1, _annotate),
    "result": (30, _read_result),
    "gold": (20, _read_gold),
    "source": (10, _read_source),
}


def run_case(target: str, seed: int) -> tuple[str, str]:
    """Run one case; gives `read`, `refused` or `finding`, and what was found."""
    rng = random.Random(f"{target} {seed}")  # noqa: S311 - nothing secret
    try:
        TARGETS[target][1](rng)
    except MinutesError as error:
        told = str(error)
        return (
            ("finding", f"no one line: {told!r}")
            if "\n" in told.strip() and target not in _MANY_LINES
            else ("refused", "")
        )
    except Exception:  # noqa: BLE001 - whatever comes out is the finding
        return "finding", traceback.format_exc()
    return "read", ""


_MANY_LINES = {"gold", "source"}  # their errors name every fault of a file, a line each


def _order(cases: int, first: int, only: str | None) -> Iterator[tuple[str, int]]:
    names = [only] if only else list(TARGETS)
    shares = [TARGETS[name][0] for name in names]
    rng = random.Random(first)  # noqa: S311
    for at in range(cases):
        yield rng.choices(names, shares)[0], first + at


def main() -> int:
    """Run cases and print what they came to."""
    global FOLDER  # noqa: PLW0603 - where a run puts its files
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cases", type=int, default=2_000)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--only", choices=list(TARGETS))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    slow: dict[str, float] = {}
    end = time.monotonic() + 60 * options.minutes
    known: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        FOLDER = Path(folder)
        for target, seed in _order(options.cases, options.first, options.only):
            begin = time.monotonic()
            if begin > end:
                break
            outcome, told = run_case(target, seed)
            slow[target] = max(slow.get(target, 0.0), time.monotonic() - begin)
            counts[target, outcome] += 1
            if told:
                key = "".join(told.splitlines()[-3:])
                known[key] += 1
                if known[key] == 1:
                    print(f"{target} {seed}: {told}", flush=True)
    rows = {
        name: {
            **{what: counts[name, what] for what in ("read", "refused", "finding")},
            "slowest": round(slow.get(name, 0), 2),
        }
        for name in TARGETS
    }
    if options.json:
        print(json.dumps(rows, indent=1))
    else:
        print("| target | cases | read | refused | findings | slowest, s |\n|---|---|---|---|---|---|")
        for name, row in rows.items():
            total = row["read"] + row["refused"] + row["finding"]
            print(
                f"| {name} | {total:,} | {row['read']:,} | {row['refused']:,} | {row['finding']:,} "
                f"| {row['slowest']:.2f} |"
            )
        print(f"\n{sum(counts.values()):,} cases, {sum(known.values()):,} findings of {len(known)} kinds")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main())
