"""DOCX, ODT and HTML against text: the facts read from either, over every source.

    python benchmarks/office.py [NUMBER_OF_SOURCES]

The files are made by tests/fixtures/office.py.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from _facts import FACTS, compare

import nlp_minutes
from nlp_minutes.corpus.dataset import load_sources

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "corpus" / "sources"
sys.path.insert(0, str(ROOT))

from tests.fixtures.office import docx_of, html_of, odt_of  # noqa: E402


def _html(marked: str) -> bytes:
    return html_of(marked).encode()


def _html_of_boxes(marked: str) -> bytes:
    return html_of(marked, "div").encode()


MAKE: dict[str, Callable[[str], bytes]] = {
    "docx": docx_of,
    "odt": odt_of,
    "html": _html,
    "div.html": _html_of_boxes,
}


def main() -> None:
    """Print F1 of each kind of fact for each format."""
    nlp = nlp_minutes.load()
    documents = load_sources(SOURCES)[: int(sys.argv[1]) if len(sys.argv) > 1 else None]
    print(f"{'F1':10}" + "".join(f"{fact:>14}" for fact in FACTS))
    with tempfile.TemporaryDirectory() as name:
        for kind in ("text", *MAKE):
            pairs = []
            for document in documents:
                given: str | Path = document.text
                if kind != "text":
                    marked = (SOURCES / f"{document.name}.src").read_text(encoding="utf-8")
                    given = Path(name) / f"{document.name}.{kind}"
                    given.write_bytes(MAKE[kind](marked))
                pairs.append((nlp_minutes.annotate(given, nlp=nlp).to_dict(), document.to_dict()))
            figures = compare(pairs)
            print(f"{kind:10}" + "".join(f"{figures[fact][2]:>14.3f}" for fact in FACTS), flush=True)


if __name__ == "__main__":
    main()
