"""Which document holds which trap of layout: corpus/traps/*.tsv, one line an instance (NAME, trap number, quote).

The traps are numbered as in corpus/traps/README.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nlp_minutes.corpus.markup import Fault
from nlp_minutes.errors import DamagedFile, ReadError

if TYPE_CHECKING:
    from nlp_minutes.corpus.gold import GoldDocument

__all__ = ["ENOUGH", "TRAPS", "Trap", "read_traps", "trap_table"]

TRAPS: Final = range(1, 75)
# In so many documents at least a trap is to be found before its score says anything.
ENOUGH: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """An instance of a trap.

    Attributes:
        document: The name of the document.
        number: The trap.
        quote: Words of the document in which it lies.
    """

    document: str
    number: int
    quote: str


def _folded(text: str) -> str:
    return " ".join(text.split())


def _instance(line: str, texts: Mapping[str, str]) -> Trap | str:
    """The instance on a line, or what is wrong with it."""
    fields = line.split("\t")
    if len(fields) != 3:
        return "not three fields (NAME, trap number, quote) with a tab between"
    document, number, quote = (field.strip() for field in fields)
    if not number.isdecimal() or int(number) not in TRAPS:
        return f"no trap {number!r}; they go from {TRAPS.start} to {TRAPS.stop - 1}"
    if document not in texts:
        return f"no document {document!r}"
    if not quote or _folded(quote) not in texts[document]:
        return f"{quote!r} is not in the text of {document}"
    return Trap(document=document, number=int(number), quote=quote)


def read_traps(folder: str | Path, documents: Sequence[GoldDocument]) -> tuple[list[Trap], list[Fault]]:
    """Read the lists of a folder and hold them against the documents.

    Args:
        folder: The folder with the lists (.tsv).
        documents: The documents; a quote stands in its document's text, any run of white space counts as a blank.

    Returns:
        The instances, and what is wrong with the other lines.

    Raises:
        ReadError: There is no such folder, or a list cannot be read.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ReadError(folder, "there is no such folder; it holds the lists of traps (.tsv)")
    texts = {document.name: _folded(document.text) for document in documents}
    traps: list[Trap] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.tsv")):
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except UnicodeDecodeError as error:
            raise DamagedFile(path, f"byte {error.start} is not UTF-8; save the file as UTF-8") from error
        except OSError as error:
            raise ReadError(path, f"cannot be read ({error.strerror})") from error
        seen: set[Trap] = set()
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            found = _instance(line, texts)
            if isinstance(found, str):
                faults.append(Fault(path=path, line=number, text=found))
            elif found in seen:
                faults.append(Fault(path=path, line=number, text="the same line stands above"))
            else:
                seen.add(found)
                traps.append(found)
    return traps, faults


def trap_table(traps: Iterable[Trap]) -> dict[int, tuple[str, ...]]:
    """The documents that hold each trap, by its number; every trap has a row."""
    table: dict[int, set[str]] = {number: set() for number in TRAPS}
    for trap in traps:
        table[trap.number].add(trap.document)
    return {number: tuple(sorted(names)) for number, names in table.items()}
