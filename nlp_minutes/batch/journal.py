"""What is done: a line for each input whose results stand whole in the output folder, written after them.

A run that is killed loses at most the files that were being worked on. The lines go to short files that only grow; when
a run begins and when it ends they become one sorted file, so that two runs over the same inputs leave the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Final

from nlp_minutes.batch.plan import same_name
from nlp_minutes.batch.store import STATE, Store, is_inside

__all__ = ["Journal", "Record"]

_WHOLE: Final = f"{STATE}/done.jsonl"
_BEGIN: Final = "done-"
# An object store writes a file anew for each line, so a file of lines stays short.
_LINES: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An input that is done.

    Attributes:
        name: The name that was planned for it.
        format: Of its results.
        path: The input, as it was given.
        sha256: Of its bytes.
        model: What made the results: version of the toolkit and hash of the pipeline's folder.
        outputs: Names of its results with the SHA-256 of each.
    """

    name: str
    format: str
    path: str
    sha256: str
    model: str
    outputs: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[str, str]:
        """What a later record of the same key replaces."""
        return same_name(self.name), self.format


def _parse(line: bytes) -> Record | None:
    """Read a line; None for one that was cut off when the run was killed."""
    try:
        values = json.loads(line)
        outputs = tuple((str(name), str(sha)) for name, sha in values.pop("outputs"))
        record = Record(**values, outputs=outputs)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    texts = (record.name, record.format, record.path, record.sha256, record.model)
    if not all(isinstance(one, str) for one in texts):
        return None
    # A later run removes what a record names: it must be a file of this place, whoever wrote the line.
    return record if all(is_inside(name) for name, _ in outputs) else None


class Journal:
    """The records of an output place."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.records: dict[tuple[str, str], Record] = {}
        self._lines = 0
        for name in self._files():
            for line in (store.read(f"{STATE}/{name}") or b"").split(b"\n"):
                record = _parse(line) if line.strip() else None
                if record is not None:
                    self.records[record.key] = record

    def _files(self) -> list[str]:
        """The journal's files, oldest first."""
        found = self._store.names(STATE)
        whole = [name for name in found if f"{STATE}/{name}" == _WHOLE]
        return whole + [name for name in found if name.startswith(_BEGIN)]

    def add(self, record: Record) -> None:
        """Note that an input is done; its results must stand already."""
        self.records[record.key] = record
        name = f"{STATE}/{_BEGIN}{self._lines // _LINES:06}.jsonl"
        self._lines += 1
        self._store.append(name, _line(record))

    def drop(self, name: str, kind: str) -> None:
        """Forget what stands under a name, if anything does; `settle` makes it last."""
        self.records.pop((same_name(name), kind), None)

    def settle(self) -> None:
        """Write all records to one sorted file, and remove what else is there of the journal and of killed runs."""
        lines = (_line(self.records[key]) for key in sorted(self.records))
        self._store.write(_WHOLE, b"".join(lines))
        for name in self._store.names(STATE):
            if name.startswith(_BEGIN) or name.endswith(".part"):
                self._store.remove(f"{STATE}/{name}")
        self._lines = 0


def _line(record: Record) -> bytes:
    return json.dumps(asdict(record), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
