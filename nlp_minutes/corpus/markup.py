"""A source (NAME.src: a protocol with marks in it, and its facts) to a gold record.

The marks are described in corpus/GUIDELINES.md. A source with any fault gives no record, but all its faults.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nlp_minutes.corpus.facts import check_facts, parse_facts
from nlp_minutes.corpus.gold import GoldDocument
from nlp_minutes.corpus.marks import Complaint, check_entities, read_marks
from nlp_minutes.corpus.wording import Wording
from nlp_minutes.errors import DamagedFile, ReadError

__all__ = ["SUFFIX", "Fault", "FaultySources", "layout_of", "parse_source", "read_source"]

SUFFIX: Final = ".src"
_FACTS: Final = re.compile(r"^=== FACTS ===[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fault:
    """Something wrong in a file of the corpus.

    Attributes:
        path: The file.
        line: Its line, from 1.
        text: What is wrong.
    """

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        """FILE:LINE: what is wrong."""
        return f"{self.path}:{self.line}: {self.text}"


class FaultySources(ReadError):
    """One or more sources hold faults.

    Attributes:
        faults: All of them; never empty.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        first = self.faults[0]
        more = f" (and {len(faults) - 1} more; `nlp-minutes corpus check` lists them)" if len(faults) > 1 else ""
        super().__init__(first.path, f"line {first.line}: {first.text}{more}")


def layout_of(name: str) -> str:
    """The layout family of a source: its name up to the first underscore (`askvik_ks_2025` is of `askvik`)."""
    return name.partition("_")[0]


def parse_source(source: str, *, path: str | Path) -> GoldDocument:
    """Parse a source.

    Args:
        source: Its whole text.
        path: The file it comes from; its stem becomes the record's name.

    Returns:
        The gold record.

    Raises:
        FaultySources: There are faults.
    """
    path = Path(path)
    facts_line = _FACTS.search(source)
    body = source[: facts_line.start()] if facts_line else source
    marked = read_marks(body)
    wrong: list[Complaint] = [*marked.complaints, *check_entities(marked)]
    facts = None
    if facts_line is None:
        wrong.append((body.count("\n") + 1, "no line '=== FACTS ==='"))
    else:
        facts, complaints = parse_facts(source[facts_line.end() :], body.count("\n") + 1)
        wrong += complaints
    if facts is not None:
        wrong += check_facts(facts, Wording(marked.text, marked.furniture))
    if wrong or facts is None:
        raise FaultySources([Fault(path=path, line=line, text=text) for line, text in sorted(wrong)])
    return GoldDocument(
        name=path.stem,
        layout=layout_of(path.stem),
        text=marked.text,
        entities=marked.entities,
        paragraphs=marked.paragraphs,
        headings=marked.headings,
        meeting=facts.values["meeting"],
        persons=tuple(facts.values["persons"]),
        items=tuple(facts.values["items"]),
    )


def read_source(path: str | Path) -> GoldDocument:
    """Read one source file.

    Raises:
        FaultySources: There are faults in it.
        DamagedFile: It is not UTF-8.
        ReadError: It cannot be opened.
    """
    path = Path(path)
    try:
        source = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DamagedFile(path, f"byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except OSError as error:
        raise ReadError(path, f"cannot be read ({error.strerror})") from error
    return parse_source(source, path=path)
