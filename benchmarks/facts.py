"""How right the facts are: over our own sources by layout, and over a folder of gold files.

    python benchmarks/facts.py [GOLD_FOLDER]

GOLD_FOLDER holds NAME.txt and NAME.gold.json. The rules' author has read the layouts of our sources: their figures
tell what is left to do, not how a new town will fare.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from _facts import FACTS, compare

import nlp_minutes
from nlp_minutes.corpus.dataset import load_sources

Pair = tuple[dict[str, Any], dict[str, Any]]
ROOT = Path(__file__).resolve().parent.parent


def show(title: str, pairs: Iterable[Pair]) -> None:
    """Print one line of F1 figures."""
    figures = compare(list(pairs))
    print(f"{title:28}" + "".join(f"{figures[fact][2]:>14.3f}" for fact in FACTS))


def main() -> None:
    """Print the figures."""
    nlp = nlp_minutes.load()
    print(f"{'F1':28}" + "".join(f"{fact:>14}" for fact in FACTS))
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        pairs = []
        for gold in sorted(folder.glob("*.gold.json")):
            text = gold.with_name(gold.name.removesuffix(".gold.json") + ".txt")
            pairs.append((nlp_minutes.annotate(text, nlp=nlp).to_dict(), json.loads(gold.read_text(encoding="utf-8"))))
            show(text.stem, pairs[-1:])
        show(f"all of {folder.name}", pairs)
        return
    by_layout: dict[str, list[Pair]] = defaultdict(list)
    for document in load_sources(ROOT / "corpus" / "sources"):
        by_layout[document.layout].append((nlp_minutes.annotate(document.text, nlp=nlp).to_dict(), document.to_dict()))
    for layout, pairs in sorted(by_layout.items()):
        show(layout, pairs)
    show("all sources", [pair for pairs in by_layout.values() for pair in pairs])


if __name__ == "__main__":
    main()
