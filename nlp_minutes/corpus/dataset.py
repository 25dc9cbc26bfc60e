"""Gold records on disk: a folder of sources, JSON Lines, and folders of NAME.txt with NAME.gold.json."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from nlp_minutes.corpus.formats import FORMATS, Format, ReadOptions, sniff
from nlp_minutes.corpus.gold import GoldDocument
from nlp_minutes.corpus.markup import SUFFIX, Fault, FaultySources, layout_of, read_source
from nlp_minutes.errors import ConfigError, DamagedFile, EmptyFile, ReadError

__all__ = [
    "check_sources",
    "load_sources",
    "read_corpus",
    "read_folder",
    "read_jsonl",
    "source_paths",
    "write_bytes",
    "write_folder",
    "write_jsonl",
    "write_whole",
]

_GOLD_SUFFIX: Final = ".gold.json"


def write_whole(path: str | Path, text: str) -> None:
    r"""Write a file so that it is there whole or not at all; lines end in \n everywhere.

    Raises:
        ConfigError: The place cannot be written to.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str | Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all.

    Raises:
        ConfigError: The place cannot be written to.
    """
    path = Path(path)
    part: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        part = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        part.chmod(0o644)
        part.replace(path)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror}); name another place") from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _read_text(path: Path) -> str:
    """The text of a file with its line ends as they are: offsets count them."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise DamagedFile(path, f"byte {error.start} is not UTF-8") from error
    except OSError as error:
        raise ReadError(path, f"cannot be read ({error.strerror})") from error


def source_paths(sources: str | Path) -> list[Path]:
    """The source files of a folder, in order; or the one source file itself.

    Raises:
        ReadError: There is no such folder or file.
        EmptyFile: The folder holds no sources.
    """
    sources = Path(sources)
    if sources.is_file():
        return [sources]
    if not sources.is_dir():
        raise ReadError(sources, "there is no such folder; name the one that holds the sources (NAME.src)")
    found = sorted(path for path in sources.iterdir() if path.suffix == SUFFIX and path.is_file())
    if not found:
        raise EmptyFile(sources, f"no sources (NAME{SUFFIX}) in this folder")
    return found


def check_sources(sources: str | Path) -> tuple[list[GoldDocument], list[Fault]]:
    """Parse every source of a folder.

    Returns:
        The records of those that are in order, and the faults of the others.

    Raises:
        ReadError: A file or the folder cannot be read at all.
    """
    documents: list[GoldDocument] = []
    faults: list[Fault] = []
    for path in source_paths(sources):
        try:
            documents.append(read_source(path))
        except FaultySources as error:
            faults += error.faults
    return documents, faults


def load_sources(sources: str | Path) -> list[GoldDocument]:
    """Parse every source of a folder, in the order of their names.

    Raises:
        FaultySources: There are faults; it holds those of all files.
        ReadError: A file or the folder cannot be read.
    """
    documents, faults = check_sources(sources)
    if faults:
        raise FaultySources(faults)
    return documents


def write_jsonl(documents: Iterable[GoldDocument], path: str | Path) -> None:
    """Write records as JSON Lines, whole or not at all."""
    write_whole(path, "".join(f"{document.to_json()}\n" for document in documents))


def read_jsonl(path: str | Path) -> list[GoldDocument]:
    """Read records from JSON Lines.

    Raises:
        DamagedFile: A line is no gold record, its text or its spans have been changed, or a name stands twice.
        ReadError: The file cannot be read.
    """
    path = Path(path)
    documents: list[GoldDocument] = []
    names: set[str] = set()
    # Not splitlines(): a text may hold U+2028, which JSON leaves as it is.
    for number, line in enumerate(_read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        document = _record(path, f"line {number}: ", line)
        if document.name in names:
            raise DamagedFile(path, f"line {number}: a second record of the name {document.name!r}")
        names.add(document.name)
        documents.append(document)
    return documents


_TEXTS = ("name", "layout", "text")


def _record(path: Path, where: str, text: str, defaults: Mapping[str, Any] | None = None) -> GoldDocument:
    """One record from JSON; `defaults` are the values that the JSON may leave out."""
    try:
        values = {**(defaults or {}), **json.loads(text)}
        document = GoldDocument.from_dict(values)
        wrong = next((f"its {name} is no text" for name in _TEXTS if not isinstance(values[name], str)), None)
        wrong = wrong or next(_misplaced(document, values["entities"]), None)
    except ConfigError as error:
        raise DamagedFile(path, f"{where}{error}") from error
    except json.JSONDecodeError as error:
        raise DamagedFile(path, f"{where}not JSON: {error.msg}") from error
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise DamagedFile(path, f"{where}not a gold record ({error})") from error
    if wrong is not None:
        raise DamagedFile(path, f"{where}gold record {document.name}: {wrong}")
    return document


def _misplaced(document: GoldDocument, entities: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Say which spans do not lie in the text, or do not hold the words that the record gives them."""
    length = len(document.text)
    bounds = [(one.start, one.end) for one in document.entities]
    bounds += [(one.start, one.end) for one in document.paragraphs]
    bounds += [(one.start, one.end) for one in document.headings]
    for start, end in bounds:
        if not 0 <= start <= end <= length:
            yield f"a span ({start}, {end}) outside the text of {length} characters"
    for entity in entities:
        words = document.text[entity["start"] : entity["end"]]
        if entity.get("text", words) != words:
            yield f"{entity['text']!r} does not stand at {entity['start']}, but {words!r}"


def write_folder(documents: Iterable[GoldDocument], folder: str | Path) -> None:
    """Write each record as NAME.txt and NAME.gold.json."""
    folder = Path(folder)
    for document in documents:
        values = document.to_dict()
        del values["text"]
        write_whole(folder / f"{document.name}.txt", document.text)
        write_whole(folder / f"{document.name}{_GOLD_SUFFIX}", json.dumps(values, ensure_ascii=False, indent=1) + "\n")


def read_folder(folder: str | Path) -> list[GoldDocument]:
    """Read a folder of NAME.txt with NAME.gold.json, in the order of their names.

    The JSON may leave out name and layout: they are then taken from the file's name.

    Raises:
        EmptyFile: The folder holds no gold.
        DamagedFile: A gold file is no record, or does not fit its text.
        ReadError: A file cannot be read, or a text is missing.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ReadError(folder, "there is no such folder")
    documents = []
    for path in sorted(folder.glob(f"*{_GOLD_SUFFIX}")):
        name = path.name.removesuffix(_GOLD_SUFFIX)
        defaults = {"name": name, "layout": layout_of(name), "text": _read_text(folder / f"{name}.txt")}
        documents.append(_record(path, "", _read_text(path), defaults))
    if not documents:
        raise EmptyFile(folder, f"no gold (NAME{_GOLD_SUFFIX} beside NAME.txt) in this folder")
    return documents


def read_corpus(
    paths: Iterable[str | Path],
    *,
    kind: str | None = None,
    options: ReadOptions | None = None,
    tell: Callable[[str], None] | None = None,
) -> list[GoldDocument]:
    """Read annotated documents from wherever they are kept, in order.

    Args:
        paths: Gold JSON Lines, sources (NAME.src), folders of sources, folders of NAME.txt with NAME.gold.json, and
            files of other tools (see `nlp_minutes.corpus.formats`).
        kind: The format of all paths, a name in `FORMATS`; each is looked at, if not given.
        options: How to read the files of other tools.
        tell: Is given a line for each kind of thing in them that was left out or changed.

    Raises:
        ConfigError: Two documents have one name, or there is no such format.
        FaultySources: A source has faults.
        ReadError: There is no such file or folder, nothing annotated in it, or it cannot be read.
    """
    if kind is not None and kind not in FORMATS:
        raise ConfigError(f"no format {kind!r}; there are: {', '.join(FORMATS)}")
    documents: list[GoldDocument] = []
    origin: dict[str, Path] = {}
    for path in map(Path, paths):
        for document in _read_any(path, FORMATS.get(kind or ""), options or ReadOptions(), tell):
            if document.name in origin:
                first = origin[document.name]
                raise ConfigError(
                    f"{path}: a second document {document.name!r} (the first is from {first}); name it once"
                )
            origin[document.name] = path
            documents.append(document)
    return documents


def _read_any(
    path: Path, form: Format | None, options: ReadOptions, tell: Callable[[str], None] | None
) -> Sequence[GoldDocument]:
    # A data set of the hub is neither file nor folder; its format has been named.
    if form is None and not path.exists():
        raise ReadError(path, "there is no such file or folder")
    form = form or (None if _is_own(path) else sniff(path))
    if form is None:
        return _read_own(path)
    reading = form.read(path, options)
    if tell is not None:
        for what, count in sorted(reading.notes.items()):
            if count:
                tell(f"{path}: {form.name}: {what}: {count}")
    if not reading.documents:
        raise EmptyFile(path, f"no annotated document in it ({form.name})")
    return reading.documents


def _is_own(path: Path) -> bool:
    return path.is_dir() and any(next(path.glob(f"*{suffix}"), None) for suffix in (_GOLD_SUFFIX, SUFFIX))


def _read_own(path: Path) -> list[GoldDocument]:
    if path.is_dir():
        if any(path.glob(f"*{_GOLD_SUFFIX}")):
            return read_folder(path)
        if any(path.glob(f"*{SUFFIX}")):
            return load_sources(path)
        raise EmptyFile(
            path, f"nothing annotated in this folder; it should hold NAME.txt with NAME{_GOLD_SUFFIX}, or NAME{SUFFIX}"
        )
    if path.suffix == SUFFIX:
        return [read_source(path)]
    if path.suffix == ".jsonl":
        documents = read_jsonl(path)
        if not documents:
            raise EmptyFile(path, "no record in it")
        return documents
    raise ReadError(
        path,
        f"not a corpus; name gold JSON Lines (.jsonl), a source ({SUFFIX}), their folder, or another tool's file",
    )
