"""The work on one input, whichever process or machine it runs on."""

from __future__ import annotations

import hashlib
import re
import tempfile
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Final, Literal

from nlp_minutes.batch.journal import Record
from nlp_minutes.batch.plan import Planned, names_of
from nlp_minutes.batch.store import Store, digest, filesystem, local_path, open_store
from nlp_minutes.errors import ConfigError, ReadError, TooLarge
from nlp_minutes.model_folders import model_path
from nlp_minutes.readers.limits import DEFAULT, Limits
from nlp_minutes.source import path_text

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.minutes import Minutes

__all__ = ["Done", "Settings", "Task", "annotate_file", "kind_of", "model_key", "render", "work"]

# The kinds of failure that no ReadError stands for.
WORKER_DIED: Final = "worker_died"
INTERNAL_ERROR: Final = "internal_error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for every file of a run.

    Attributes:
        output: A folder or a URL.
        format: Of the results.
        suffix: Of their names, with its dot.
        model: A pipeline's folder; the package's own, if None.
        key: What the planning process knows the toolkit and the pipeline by.
        state: Whether the run keeps a journal.
        limits: What a file may hold and cost.
    """

    output: str
    format: str
    suffix: str
    model: str | None
    key: str
    state: bool = True
    limits: Limits = DEFAULT


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One input: its place in the run, its name, and what an earlier run noted about it."""

    index: int
    planned: Planned
    known: Record | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a task.

    Attributes:
        index: The task's place in the run.
        state: `broken` is a fault of the whole run (the pipeline, the output folder), which ends it.
        kind: Of the failure.
        reason: What is wrong and what to do, without the file's name; for `broken` the whole message.
        sha256: Of the input that was annotated.
        outputs: Names of the results with the SHA-256 of each.
        meetings: How many meetings the input held.
    """

    index: int
    state: Literal["annotated", "skipped", "failed", "broken"]
    kind: str | None = None
    reason: str | None = None
    sha256: str | None = None
    outputs: tuple[tuple[str, str], ...] = ()
    meetings: int = 0


def annotate_file(path: Path, nlp: Language, limits: Limits = DEFAULT) -> list[Minutes]:
    """Read and annotate one file of this machine.

    Raises:
        ReadError: It cannot be read.
    """
    from nlp_minutes.pipeline import annotate_all  # noqa: PLC0415 - spaCy is loaded only when it is needed

    return annotate_all(path, nlp=nlp, limits=limits)


def _annotate(path: str, nlp: Language, limits: Limits) -> list[Minutes]:
    """Annotate a file of any place; a copy is fetched of what is not on this machine."""
    local = local_path(path)
    if local is not None:
        found = annotate_file(local, nlp, limits)
        if str(local) == path:
            return found
    else:
        system, place = filesystem(path)
        with tempfile.TemporaryDirectory(prefix="nlp-minutes-") as folder:
            # The reader goes by the suffix where the bytes do not tell.
            copy = Path(folder) / f"file{PurePosixPath(path).suffix}"
            try:
                with system.open(place, "rb") as stream, copy.open("wb") as target:
                    _copy(stream, target, path, limits)
            except FileNotFoundError:
                raise ReadError(path, "no such file; check the name") from None
            except OSError as error:
                raise ReadError(path, f"it cannot be fetched ({error})") from error
            found = annotate_file(copy, nlp, limits)
    return [replace(one, source=replace(one.source, path=path_text(path))) for one in found]


def _copy(stream: IO[bytes], target: IO[bytes], path: str, limits: Limits) -> None:
    """Copy a file, but no more of it than any reader takes: what is far away must not fill the disk here."""
    left = limits.file_bytes
    while block := stream.read(min(left + 1, 1 << 20)):
        left -= len(block)
        if left < 0:
            raise TooLarge(path, f"more than {limits.file_bytes:,} bytes; split the file")
        target.write(block)


def _sha256(path: str) -> str | None:
    """The hash of an input's bytes; None where it cannot be read, which the reader then tells."""
    local = local_path(path)
    try:
        if local is None:
            system, place = filesystem(path)
            with system.open(place, "rb") as stream:
                hashed = hashlib.sha256()
                while block := stream.read(1 << 20):
                    hashed.update(block)
                return hashed.hexdigest()
        with local.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def kind_of(error: ReadError) -> str:
    """Give the name of a kind of failure: `damaged_file` for DamagedFile."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()


def model_key(model: str | None) -> str:
    """Tell toolkit and pipeline apart from any other: the version, and a hash of the files in the pipeline's folder.

    Raises:
        ConfigError: The folder holds no pipeline.
    """
    folder = Path(model) if model is not None else model_path()
    if not (folder / "config.cfg").is_file():
        raise ConfigError(f"{folder}: no pipeline here (no config.cfg); give the folder that training wrote")
    hashed = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as stream:
            one = hashlib.file_digest(stream, "sha256").hexdigest()
        hashed.update(f"{path.relative_to(folder).as_posix()}\0{one}\n".encode())
    return f"nlp-minutes {version('nlp-minutes')}, pipeline {hashed.hexdigest()}"


@cache
def _pipeline(model: str | None, key: str) -> Language:
    """Load the pipeline, once a process."""
    from nlp_minutes.pipeline import load  # noqa: PLC0415

    found = model_key(model)
    if found != key:
        raise ConfigError(f"a worker has {found}, the run was begun with {key}: install the same on every machine")
    return load(model)


def render(minutes: Sequence[Minutes], kind: str) -> list[str]:
    """Give the texts of a file's results: one a meeting, for `jsonl` one in all."""
    from nlp_minutes.export import to_html, to_json, to_jsonl, to_markdown, to_text  # noqa: PLC0415

    if kind == "jsonl":
        return [to_jsonl(minutes)]
    write: Callable[[Minutes], str] = {"json": to_json, "html": to_html, "md": to_markdown}.get(kind, to_text)
    return [write(one) for one in minutes]


def _results(minutes: Sequence[Minutes], planned: Planned, settings: Settings) -> Mapping[str, bytes]:
    """Give the files of an input's results by name."""
    if settings.format == "parquet":
        from nlp_minutes.export.relations import to_files  # noqa: PLC0415

        return {f"{table}/{planned.name}{settings.suffix}": data for table, data in to_files(minutes).items()}
    texts = render(minutes, settings.format)
    names = names_of(planned.name, len(texts), planned.taken)
    return {f"{name}{settings.suffix}": text.encode() for name, text in zip(names, texts, strict=True)}


def _is_done(task: Task, settings: Settings, store: Store) -> bool:
    """Whether an earlier run did just this, and its results still stand as it left them."""
    known = task.known
    return (
        known is not None
        and (known.path, known.model, known.format) == (task.planned.path, settings.key, settings.format)
        and known.sha256 == _sha256(task.planned.path)
        and all((data := store.read(name)) is not None and digest(data) == sha for name, sha in known.outputs)
    )


# spaCy's pipelines are not made for threads, and Dask may give a process several.
_LOCK = threading.Lock()


def work(task: Task, settings: Settings) -> Done:
    """Annotate one input and write its results. What goes wrong is told by the answer, never raised."""
    with _LOCK:
        try:
            return _work(task, settings)
        except ReadError as error:
            return Done(index=task.index, state="failed", kind=kind_of(error), reason=error.reason)
        except ConfigError as error:
            return Done(index=task.index, state="broken", reason=str(error))
        except Exception as error:  # noqa: BLE001 - a defect costs one file of many: it is told with its place
            last = traceback.extract_tb(error.__traceback__)[-1]
            reason = (
                f"defect of nlp-minutes: {type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
            )
            return Done(index=task.index, state="failed", kind=INTERNAL_ERROR, reason=" ".join(reason.split())[:500])


def _work(task: Task, settings: Settings) -> Done:
    store = open_store(settings.output, state=settings.state)
    if _is_done(task, settings, store):
        return Done(index=task.index, state="skipped")
    minutes = _annotate(task.planned.path, _pipeline(settings.model, settings.key), settings.limits)
    outputs = []
    for name, data in _results(minutes, task.planned, settings).items():
        store.write(name, data)
        outputs.append((name, digest(data)))
    return Done(
        index=task.index,
        state="annotated",
        sha256=minutes[0].source.sha256 if minutes else None,
        outputs=tuple(outputs),
        meetings=len(minutes),
    )
