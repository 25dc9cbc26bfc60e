"""Settings of a process that is ours alone, the command's or a batch's: a library changes neither for good."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

__all__ = ["tune", "without_collection"]

# Objects between two looks for garbage: Python's own 700 are made within a paragraph. What the pipeline leaves behind
# goes by counting references; looking for cycles that often takes a tenth of its time and finds none.
_COLLECT_AFTER: Final = 50_000


def tune() -> None:
    """Make a process fit for reading many documents; call it before numpy is imported."""
    gc.set_threshold(_COLLECT_AFTER, 20, 20)
    # The products here are small: several threads on each only take time from the other processes.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@contextmanager
def without_collection() -> Iterator[None]:
    """Hold back Python's search for garbage in cycles while one document is worked on; then all is as before.

    A document leaves no cycles behind, so that nothing piles up meanwhile, but it makes so many objects that the search
    goes again and again through all that spaCy and the lexicons hold. Where several threads do this at once, the first
    to end lets the search go on, which costs the others time and nothing else.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
