"""Item numbers found in the real minutes next to the checkout: each meeting's items joined in order, furniture inside.

    python benchmarks/items.py [FOLDER]

FOLDER holds one JSON Lines file a meeting, each line an item with `number` and `text`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import nlp_minutes

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "goteborg"


def main() -> None:
    """Print what was missed, what was found too much, and F1."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        print(f"{folder.name}: no meetings here; nothing measured")
        return
    nlp = nlp_minutes.load()
    hits = found = true = 0
    for path in files:
        items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        minutes = nlp_minutes.annotate("\n\n".join(item["text"] for item in items), nlp=nlp)
        wanted, got = [item["number"] for item in items], [item.number for item in minutes.items]
        hits += len(set(wanted) & set(got))
        found += len(got)
        true += len(set(wanted))
        for kind, numbers in (("missed", set(wanted) - set(got)), ("too many", set(got) - set(wanted))):
            if numbers:
                print(f"{path.stem}: {kind} {', '.join(sorted(numbers))}")
    f1 = 2 * hits / (found + true)
    print(f"{len(files)} meetings, {true} items: found {hits}, too many {found - hits}, F1 {f1:.4f}")


if __name__ == "__main__":
    main()
