"""How many private people of our own protocols are masked, and who is masked though he or she acts for the public.

Private are people who have neither party, attendance nor role in a source's facts. People whose only roles are tasks of
private people (god man, ombud) are counted apart. A mention counts as masked where no letter of it is left.

    python benchmarks/pseudonymise.py [--sources FOLDER] [--model FOLDER] [--swap SEED] [--show]

The rules were written with these sources at hand. `--swap` gives everybody another name first, which shows how much
hangs on the names; the sentences around them stay.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import nlp_minutes
from nlp_minutes.corpus.augment.names import swap_names
from nlp_minutes.masking import HitKind, pseudonymise
from nlp_minutes.masking.people import is_private_role, name_key, split_genitive
from nlp_minutes.training.entities import read_gold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def kind_of(person: Mapping[str, Any]) -> str:
    """Private, elected or official, or a private person with a task."""
    if person["attendance"] or person["party"]:
        return "elected"
    if not person["roles"]:
        return "private"
    return "task" if all(is_private_role(role) for role in person["roles"]) else "official"


def kinds_of_mention(name: str, persons: Sequence[Mapping[str, Any]]) -> set[str]:
    """What the people are whom a mention may stand for: whoever has the whole name, else whoever bears the words."""
    keys = {name_key(form) for form in split_genitive(name)}
    whole = {kind_of(one) for one in persons if name_key(one["name"]) in keys}
    if whole:
        return whole
    return {
        kind_of(one)
        for one in persons
        for key in keys
        if set(key.replace(",", "").split()) <= set(name_key(one["name"]).split())
    }


def main() -> None:
    """Mask every source and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=ROOT / "corpus" / "sources")
    parser.add_argument("--show", action="store_true", help="print what is missed and what is masked wrongly")
    parser.add_argument("--model", type=Path, help="a pipeline's folder (the package's own, if not given)")
    parser.add_argument("--swap", type=int, metavar="SEED", help="give everybody another name first")
    arguments = parser.parse_args()
    nlp = nlp_minutes.load(arguments.model)
    documents = read_gold(arguments.sources)
    if arguments.swap is not None:
        documents = [swap_names(one, Random(f"{arguments.swap}:{one.name}")) for one in documents]  # noqa: S311
    masked: Counter[str] = Counter()
    every: Counter[str] = Counter()
    others = spurious = 0
    flags: Counter[str] = Counter()
    unstable = []
    for document in documents:
        persons = [dict(one) for one in document.persons]
        result = pseudonymise(document.text, nlp=nlp)
        flags.update(flag.code.value for flag in result.flags)
        spans = [(hit.start, hit.end) for hit in result.hits if hit.kind is HitKind.PERSON]
        gold = [(one.start, one.end) for one in document.entities if one.label == "PERSON"]
        for start, end in gold:
            name = " ".join(document.text[start:end].split())
            kinds = kinds_of_mention(name, persons)
            kind = next(iter(kinds)) if len(kinds) == 1 else "unclear"
            hidden = sum(max(0, min(end, high) - max(start, low)) for low, high in spans)
            whole = hidden >= len(document.text[start:end].rstrip("s").strip()) - document.text[start:end].count("\n")
            every[kind] += 1
            masked[kind] += whole if kind in {"private", "task"} else hidden > 0
            if arguments.show and ((kind == "private" and not whole) or (kind in {"elected", "official"} and hidden)):
                print(f"{document.name}: {kind} {'masked' if hidden else 'left'}: {name}")
        for low, high in spans:
            if not any(low < end and start < high for start, end in gold):
                others += 1
                if arguments.show:
                    print(f"{document.name}: no person masked: {document.text[low:high]!r}")
        if pseudonymise(result.text, nlp=nlp).text != result.text:
            unstable.append(document.name)
    for kind in ("private", "task", "elected", "official", "unclear"):
        print(f"{kind:10} masked {masked[kind]:5} of {every[kind]:5}  {masked[kind] / max(every[kind], 1):.3f}")
    right = masked["private"] + masked["task"]
    spurious = masked["elected"] + masked["official"]
    print(f"masked where no person is marked: {others}; precision {right / max(right + spurious + others, 1):.3f}")
    print(f"flags: {dict(flags.most_common())}")
    print(f"not the same when masked again: {unstable or 'none'}")


if __name__ == "__main__":
    main()
