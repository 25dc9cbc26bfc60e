"""A run over many inputs: plan, share out, note what is done, sum up."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from nlp_minutes.batch.journal import Journal, Record
from nlp_minutes.batch.on_dask import on_dask
from nlp_minutes.batch.plan import Planned, plan, same_name
from nlp_minutes.batch.pool import in_pool, in_process
from nlp_minutes.batch.store import STATE, Store, local_path, open_store
from nlp_minutes.batch.work import Done, Settings, Task, model_key
from nlp_minutes.errors import ConfigError
from nlp_minutes.readers.limits import DEFAULT, Limits

__all__ = ["FORMATS", "Job", "Summary", "run"]

# The suffix of each format's results.
FORMATS: Final = {
    "text": ".out.txt",
    "json": ".json",
    "jsonl": ".jsonl",
    "html": ".html",
    "md": ".md",
    "parquet": ".parquet",
}
# In the folder of each table: it has the columns where no protocol has a row.
_NO_ROWS: Final = "no-rows.parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be done.

    Attributes:
        paths: The inputs, paths or URLs, in order.
        output: A folder or a URL.
        format: A key of `FORMATS`.
        model: A pipeline's folder; the package's own, if None.
        workers: How many processes; 0 does all in this one.
        dask: The address of a Dask scheduler that does the work, or `local`.
        resume: Whether inputs that are done and unchanged are left out.
        journal: Whether to note what is done.
        limits: What a file may hold and cost.
    """

    paths: Sequence[str]
    output: str
    format: str
    model: str | None = None
    workers: int = 0
    dask: str | None = None
    resume: bool = False
    journal: bool = True
    limits: Limits = DEFAULT


@dataclass(slots=True, kw_only=True)
class Summary:
    """The figures of a run, and each file that failed, with kind and reason, in the order of the inputs."""

    files: int
    model: str
    annotated: int = 0
    skipped: int = 0
    meetings: int = 0
    seconds: float = 0.0
    failures: list[tuple[int, str, str, str]] = field(default_factory=list)

    @property
    def kinds(self) -> dict[str, int]:
        """How many files failed, by kind, most first."""
        return dict(sorted(Counter(kind for _, _, kind, _ in self.failures).items(), key=lambda one: (-one[1], one[0])))

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "files": self.files,
            "annotated": self.annotated,
            "skipped": self.skipped,
            "failed": len(self.failures),
            "meetings": self.meetings,
            "seconds": round(self.seconds, 2),
            "model": self.model,
            "failures_by_kind": self.kinds,
            "failures": [
                {"path": path, "kind": kind, "reason": reason} for _, path, kind, reason in sorted(self.failures)
            ],
        }

    def line(self) -> str:
        """Give it as one line."""
        parts = [f"{self.annotated:,} annotated"]
        if self.skipped:
            parts.append(f"{self.skipped:,} done before")
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in self.kinds.items())
        parts.append(f"{len(self.failures):,} failed" + (f" ({kinds})" if kinds else ""))
        rate = self.files / self.seconds if self.seconds else 0.0
        return f"{self.files:,} files: {', '.join(parts)}; {self.seconds:.1f} s, {rate:.1f} files a second"


def _reserved(job: Job) -> set[str]:
    """The names of inputs that lie in the output folder."""
    folder = local_path(job.output)
    if folder is None:
        parent = job.output.rstrip("/")
        return {path.rsplit("/", 1)[-1] for path in job.paths if path.rsplit("/", 1)[0] == parent}
    here = folder.resolve()
    files = [local for path in job.paths if (local := local_path(path)) is not None]
    parents: dict[Path, bool] = {}
    for file in files:
        if file.parent not in parents:
            parents[file.parent] = file.parent.resolve() == here
    return {file.name for file in files if parents[file.parent]}


@contextmanager
def _alone(job: Job) -> Iterator[None]:
    """Keep a second run out of the output folder; the lock ends with the process, however it ends.

    Raises:
        ConfigError: Another run writes there.
    """
    folder = local_path(job.output)
    if folder is None or not job.journal or sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - not on Windows

    lock: IO[bytes]
    with _opened_lock(folder / STATE / "lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ConfigError(
                f"{folder}: another run is writing there; wait for its end, or name another one"
            ) from error
        yield


def _opened_lock(path: Path) -> IO[bytes]:
    try:
        # A link there is not followed: what it names is no business of ours.
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o666), "wb")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror}); remove it, or name another folder") from error


def _tell_clashes(planned: Sequence[Planned], suffix: str, tell: Callable[[str], None], most: int = 20) -> None:
    """Tell which results are numbered because their plain name was taken."""
    clashes = [one for one in planned if one.clash is not None]
    for one in clashes[:most]:
        plain = f"{one.path}: {one.clash} has the same name" if one.clash else f"{one.path}: its plain name is an input"
        tell(f"{plain}; written to {one.name}{suffix}")
    if len(clashes) > most:
        tell(f"{len(clashes) - most:,} more inputs share a name: their results are numbered (see source.path)")


def run(job: Job, *, tell: Callable[[str], None], done: Callable[[str, Done], None]) -> Summary:
    """Do a job.

    Args:
        job: The job.
        tell: Is given each line for the user: names that clash, files that failed.
        done: Is called with the input for each that is done.

    Returns:
        The summary.

    Raises:
        ConfigError: The pipeline or the output folder is wrong, or another run writes there.
    """
    begin = time.monotonic()
    suffix = FORMATS[job.format]
    settings = Settings(
        output=job.output,
        format=job.format,
        suffix=suffix,
        model=job.model,
        key=model_key(job.model),
        state=job.journal,
        limits=job.limits,
    )
    store = open_store(job.output, state=job.journal)
    tables = _tables() if job.format == "parquet" else {}
    planned = plan(job.paths, suffix, _reserved(job) | ({_NO_ROWS} if tables else set()))
    _tell_clashes(planned, suffix, tell)
    summary = Summary(files=len(planned), model=settings.key)
    with _alone(job):
        journal = Journal(store) if job.journal else None
        known = dict(journal.records) if journal is not None else {}
        given = set(job.paths)
        owned = {same_name(f"{one.name}{suffix}") for one in planned}
        if journal is not None:
            if not job.resume:  # what this run is to make anew is not done, if it is killed
                for one in planned:
                    journal.drop(one.name, job.format)
            journal.settle()
        for name, data in tables.items():
            store.write(f"{name}/{_NO_ROWS}", data)
        tasks = (
            Task(index=index, planned=one, known=known.get((same_name(one.name), job.format)) if job.resume else None)
            for index, one in enumerate(planned)
        )
        with closing(_engine(job, tasks, settings)) as answers:
            for answer in answers:
                one = planned[answer.index]
                if answer.state == "broken":
                    raise ConfigError(answer.reason or "a worker cannot work")
                _count(summary, one, answer, tell)
                if journal is not None and answer.state != "skipped":
                    earlier = known.get((same_name(one.name), job.format))
                    if earlier is not None and earlier.path in given:
                        _clear(store, earlier, answer, owned)
                    _note(journal, one, answer, settings)
                done(one.path, answer)
        if journal is not None:
            journal.settle()
    summary.seconds = time.monotonic() - begin
    return summary


def _tables() -> dict[str, bytes]:
    """The files of all tables without rows; where pyarrow is missing the run ends before it begins."""
    from nlp_minutes.export.relations import to_files  # noqa: PLC0415 - for this format only

    return to_files([])


def _engine(job: Job, tasks: Iterator[Task], settings: Settings) -> Generator[Done]:
    if job.dask is not None:
        return on_dask(tasks, settings, address=job.dask, workers=job.workers)
    return in_pool(tasks, settings, workers=job.workers) if job.workers else in_process(tasks, settings)


def _count(summary: Summary, one: Planned, answer: Done, tell: Callable[[str], None]) -> None:
    summary.meetings += answer.meetings
    if answer.state == "annotated":
        summary.annotated += 1
    elif answer.state == "skipped":
        summary.skipped += 1
    else:
        kind, reason = answer.kind or "", answer.reason or ""
        summary.failures.append((answer.index, one.path, kind, reason))
        tell(f"{one.path}: {reason}")


def _clear(store: Store, earlier: Record, answer: Done, planned: Collection[str]) -> None:
    """Remove what an earlier run wrote under this name and this one did not, but nothing that another input has."""
    kept = {same_name(name) for name, _ in answer.outputs}
    plain = same_name(earlier.name)
    for name, _ in earlier.outputs:
        own = same_name(name).startswith(f"{plain}.") or "/" in name
        if same_name(name) not in kept and (own or same_name(name) not in planned):
            store.remove(name)


def _note(journal: Journal, one: Planned, answer: Done, settings: Settings) -> None:
    """Note what is done; a file that failed is tried again the next time."""
    if answer.state == "annotated":
        journal.add(
            Record(
                name=one.name,
                format=settings.format,
                path=one.path,
                sha256=answer.sha256 or "",
                model=settings.key,
                outputs=answer.outputs,
            )
        )
    else:
        journal.drop(one.name, settings.format)
