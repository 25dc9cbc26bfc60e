"""How often the votes read agree with those that another program read from the same items, and where they do not.

    python benchmarks/votes.py [--all] [--show N]

The items are real minutes that are no part of the project; where they are not at hand, one line says so. The other
program is no judge: read the differences.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nlp_minutes

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "goteborg"
SIDES = {"ja": "yes", "nej": "no", "avstår": "abstain"}
VOTING = ("röstar Ja", "röstar Nej", "voteringsproposition", "Omröstningen utfaller")


def main(arguments: list[str] | None = None) -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N items that differ")
    parser.add_argument(
        "--all", action="store_true", help="also read the items in which the other program found no vote"
    )
    options = parser.parse_args(arguments)
    if not FOLDER.is_dir():
        print("the items to compare with are not here; nothing is measured")
        return 0
    nlp = nlp_minutes.load()
    tally: Counter[str] = Counter()
    for item in _items():
        told = item["silver"].get("votering")
        if told is None and not options.all:
            continue
        minutes = nlp_minutes.annotate(item["text"], nlp=nlp)
        votes = [vote for one in minutes.items for vote in one.votes]
        kind = _compare(told, votes, item["text"])
        tally[kind] += 1
        tally["verified"] += sum(vote.verified for vote in votes)
        tally["votes"] += len(votes)
        if kind in {"differs", "missed", "found alone"} and options.show > 0:
            options.show -= 1
            print(f"--- {item['meeting']} § {item['number']}: {kind}; the other program:", json.dumps(told))
            for vote in votes:
                print(f"    yes {vote.yes}, no {vote.no}, abstain {vote.abstain}: {vote.yes_means} | {vote.no_means}")
    compared = tally["agrees"] + tally["differs"] + tally["missed"]
    print(f"items {compared}, counts agree {tally['agrees']} ({tally['agrees'] / max(compared, 1):.3f})", dict(tally))
    return 0


def _items() -> Iterator[dict[str, Any]]:
    for file in sorted(FOLDER.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def _compare(told: dict[str, Any] | None, votes: list[Any], text: str) -> str:
    """Whether the counts that the other program gives are those of one of the votes."""
    if told is None:
        return "found alone" if votes else ("silent" if not any(word in text for word in VOTING) else "unread by both")
    if not votes:
        return "missed"
    wanted = {SIDES[key]: _number(told[key]) for key in SIDES if told.get(key) is not None}
    same = any(all(getattr(vote, side) == n for side, n in wanted.items()) for vote in votes)
    return "agrees" if same else "differs"


def _number(value: Any) -> int:
    return len(value) if isinstance(value, list) else int(value)


if __name__ == "__main__":
    sys.exit(main())
