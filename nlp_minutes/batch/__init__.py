"""Many files: planned names, results written one by one, a journal to go on from, and engines that share the work out.

Light on import: spaCy, pyarrow, fsspec and Dask are loaded where they are needed.
"""

from __future__ import annotations

from nlp_minutes.batch.run import FORMATS, Job, Summary, run
from nlp_minutes.batch.work import Done

__all__ = ["FORMATS", "Done", "Job", "Summary", "run"]
