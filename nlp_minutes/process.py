"""Settings of a process that is ours alone: that of the command, and those of a batch. A library changes neither."""

from __future__ import annotations

import gc
import os
from typing import Final

__all__ = ["tune"]

# Objects between two looks for garbage: Python's own 700 are made within a paragraph. What the pipeline leaves behind
# goes by counting references; looking for cycles that often takes a tenth of its time and finds none.
_COLLECT_AFTER: Final = 50_000


def tune() -> None:
    """Make a process fit for reading many documents; call it before numpy is imported."""
    gc.set_threshold(_COLLECT_AFTER, 20, 20)
    # The products here are small: several threads on each only take time from the other processes.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
