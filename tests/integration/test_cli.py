"""The command as a user runs it, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import nlp_minutes
from nlp_minutes.cli import main
from nlp_minutes.cli.inputs import write_whole
from nlp_minutes.errors import ConfigError
from nlp_minutes.minutes import from_dict
from nlp_minutes.readers.limits import MAX_BYTES

if TYPE_CHECKING:
    from tests.conftest import MarkedSource

Run = subprocess.CompletedProcess[str]

ONE = """Åslunda kommun
Tekniska nämnden
Sammanträdesprotokoll
{date}

Plats och tid
Rådssalen, kl. 13.00–15.40

Beslutande
Ulla Ek (S), ordförande
Per Lund (KD)

§ 14 Taxa för torghandel

Beslut

Tekniska nämnden antar taxan.

§ 15 Rapporter

Beslut

Tekniska nämnden lägger rapporterna till handlingarna.
"""
TEXT = ONE.format(date="2031-03-12")
TWO = TEXT + "\n" + ONE.format(date="2031-04-16").replace("§ 14", "§ 16").replace("§ 15", "§ 17")


def run(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Run:
    return subprocess.run(
        [sys.executable, "-m", "nlp_minutes.cli", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def names(folder: Path) -> list[str]:
    """The results in a folder; what a run over many files notes for itself is none."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".nlp-minutes")


def load(path: Path) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return values


def check_failure(done: Run, status: int, *files: Path) -> None:
    """The status, and one line on stderr for each file that failed: no traceback."""
    assert done.returncode == status
    lines = done.stderr.splitlines()
    assert len(lines) == len(files), done.stderr
    for line, file in zip(lines, files, strict=True):
        assert line.startswith("nlp-minutes: ")
        assert str(file) in line


@pytest.fixture
def protocol(tmp_path: Path) -> Path:
    path = tmp_path / "protokoll.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_annotate_prints_for_a_reader(protocol: Path) -> None:
    done = run("annotate", protocol)
    assert (done.returncode, done.stderr) == (0, "")
    for words in [
        "Åslunda kommun",
        "Tekniska nämnden",
        "2031-03-12",
        "13:00",
        "Ulla Ek (S), ordförande",
        "§ 14 Taxa för torghandel",
        "antar taxan",
    ]:
        assert words in done.stdout


def test_annotate_prints_json(protocol: Path) -> None:
    done = run("annotate", protocol, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    minutes = from_dict(json.loads(done.stdout))
    assert minutes == nlp_minutes.annotate(protocol)
    assert "\\u" not in done.stdout


def test_annotate_prints_jsonl(protocol: Path, tmp_path: Path) -> None:
    other = tmp_path / "andra.txt"
    other.write_text(TEXT.replace("2031-03-12", "2031-05-14"), encoding="utf-8")
    done = run("annotate", protocol, other, "--format", "jsonl")
    dates = [json.loads(line)["meeting"]["date"] for line in done.stdout.splitlines()]
    assert (done.returncode, dates) == (0, ["2031-03-12", "2031-05-14"])


def test_annotate_writes_to_a_folder_that_it_makes(protocol: Path, tmp_path: Path) -> None:
    out = tmp_path / "ny" / "mapp"
    done = run("annotate", protocol, "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert names(out) == ["protokoll.json"]
    assert load(out / "protokoll.json")["source"]["path"] == str(protocol)


@pytest.mark.parametrize(
    ("form", "name"), [("json", "protokoll.json"), ("jsonl", "protokoll.jsonl"), ("text", "protokoll.out.txt")]
)
def test_annotate_names_files_by_format(protocol: Path, tmp_path: Path, form: str, name: str) -> None:
    assert run("annotate", protocol, "-o", tmp_path / "ut", "--format", form).returncode == 0
    assert names(tmp_path / "ut") == [name]


def test_annotate_keeps_files_of_one_stem_apart(tmp_path: Path) -> None:
    paths = [
        tmp_path / folder / name
        for folder, name in [("a", "mote.txt"), ("b", "mote.txt"), ("b", "mote.md"), ("c", "Mote.txt")]
    ]
    for number, path in enumerate(paths, 10):
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT.replace("2031-03-12", f"2031-03-{number}"), encoding="utf-8")
    out = tmp_path / "ut"
    done = run("annotate", *paths, "-o", out)
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 3
    assert [line.startswith("nlp-minutes: ") and "same name" in line for line in done.stderr.splitlines()] == [True] * 3
    assert names(out) == ["Mote-4.json", "mote-2.json", "mote-3.json", "mote.json"]
    assert load(out / "mote-2.json")["meeting"]["date"] == "2031-03-11"


def test_annotate_writes_over_no_input(tmp_path: Path) -> None:
    path = tmp_path / "mote.out.txt"
    path.write_text(TEXT, encoding="utf-8")
    other = tmp_path / "mote.txt"
    other.write_text(TEXT, encoding="utf-8")
    assert run("annotate", other, path, "-o", tmp_path, "--format", "text").returncode == 0
    assert path.read_text(encoding="utf-8") == TEXT


def test_annotate_reads_a_folder_with_those_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "nere").mkdir(parents=True)
    for path in [folder / "b.txt", folder / "a.md", folder / "nere" / "c.txt"]:
        path.write_text(TEXT, encoding="utf-8")
    (folder / "bild.png").write_bytes(b"\x89PNG")
    out = tmp_path / "ut"
    done = run("annotate", folder, "-o", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert names(out) == ["a.json", "b.json", "c.json"]


def test_annotate_tells_of_a_folder_without_files(tmp_path: Path) -> None:
    folder = tmp_path / "tom"
    folder.mkdir()
    check_failure(run("annotate", folder), 3, folder)


def test_annotate_writes_each_meeting_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "samling.txt"
    path.write_text(TWO, encoding="utf-8")
    out = tmp_path / "ut"
    done = run("annotate", path, "-o", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert names(out) == ["samling-2.json", "samling.json"]
    assert [load(out / name)["meeting"]["date"] for name in ("samling.json", "samling-2.json")] == [
        "2031-03-12",
        "2031-04-16",
    ]
    lines = run("annotate", path, "--format", "jsonl").stdout.splitlines()
    assert [[item["number"] for item in json.loads(line)["items"]] for line in lines] == [["14", "15"], ["16", "17"]]


BAD: dict[str, tuple[str, bytes | None]] = {
    "missing": ("saknas.txt", None),
    "empty": ("tom.txt", b""),
    "blank": ("blank.txt", b" \n\n"),
    "picture": ("bild.png", b"\x89PNG\r\n\x1a\n\x00\x00"),
    "picture as text": ("bild.txt", b"\x89PNG\r\n\x1a\n\x00\x00"),
    "zip": ("mote.docx", b"PK\x03\x04\x00\x00"),
    "unsupported": ("mote.xyz", b"text"),
    "binary": ("mote.txt", bytes(range(256)) * 8 + b"\x00" * 200),
    "damaged": ("mote.txt", b"\xef\xbb\xbfN\xe4mnden"),
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("command", ["annotate", "clean"])
def test_bad_input_is_one_line_and_status_3(tmp_path: Path, command: str, kind: str) -> None:
    name, data = BAD[kind]
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    done = run(command, path)
    check_failure(done, 3, path)
    assert done.stdout == ""


def test_too_large_a_file_is_one_line_and_status_3(tmp_path: Path) -> None:
    path = tmp_path / "stor.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
        stream.write(b"text")
    check_failure(run("annotate", path), 3, path)


@pytest.mark.parametrize("command", ["annotate", "clean"])
def test_some_bad_files_of_many_are_status_1(tmp_path: Path, protocol: Path, command: str) -> None:
    missing, empty = tmp_path / "saknas.txt", tmp_path / "tom.txt"
    empty.write_bytes(b"")
    done = run(command, missing, protocol, empty)
    check_failure(done, 1, missing, empty)
    assert "Taxa för torghandel" in done.stdout


def test_only_bad_files_are_status_3(tmp_path: Path) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    check_failure(run("annotate", *paths), 3, *paths)


def test_no_output_is_written_for_a_bad_file(tmp_path: Path) -> None:
    out = tmp_path / "ut"
    assert run("annotate", tmp_path / "saknas.txt", "-o", out).returncode == 3
    assert names(out) == []


@pytest.mark.parametrize(
    "arguments",
    [(), ("annotate",), ("annotera",), ("annotate", "a.txt", "--format", "xml"), ("annotate", "--ny"), ("clean",)],
)
def test_wrong_usage_is_status_2(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "usage: nlp-minutes" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_pipeline_is_status_2(tmp_path: Path, protocol: Path) -> None:
    done = run("annotate", protocol, "--model", tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "no pipeline here" in done.stderr


def test_an_output_that_is_a_file_is_status_2(protocol: Path) -> None:
    done = run("annotate", protocol, "-o", protocol)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert protocol.read_text(encoding="utf-8") == TEXT


def full_disk(*_: Path) -> Path:
    raise OSError(28, "No space left on device")


def test_a_write_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(ConfigError, match="No space left"):
        write_whole(tmp_path / "mote.json", b"{}")
    assert names(tmp_path) == []


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mote.json").write_text("gammal", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(ConfigError, match="No space left"):
        write_whole(tmp_path / "mote.json", b"{}")
    assert names(tmp_path) == ["mote.json"]
    assert (tmp_path / "mote.json").read_text(encoding="utf-8") == "gammal"


def test_an_output_that_cannot_be_written_is_one_line(
    protocol: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Path, "replace", full_disk)
    status = main(["annotate", str(protocol), "-o", str(tmp_path / "ut")])
    assert status != 0
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert names(tmp_path / "ut") == []


def test_clean_prints_the_reading_text(tmp_path: Path) -> None:
    path = tmp_path / "mote.txt"
    path.write_text(
        "Förvaltningen har under våren sett över hur lokalerna vid torget används, hur över-\nklagan sker och vad det "
        "kostar för dem som hyr ut och\nför dem som hyr.\n\nNästa stycke.\n",
        encoding="utf-8",
    )
    done = run("clean", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "hur överklagan sker" in done.stdout
    assert done.stdout.endswith("\n\nNästa stycke.\n")


def test_schema_prints_a_json_schema(protocol: Path) -> None:
    done = run("schema")
    assert (done.returncode, done.stderr) == (0, "")
    schema = json.loads(done.stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    result = json.loads(run("annotate", protocol, "--format", "json").stdout)
    assert list(schema["properties"]) == list(result)
    assert set(schema["required"]) == set(result)


def test_version_is_that_of_the_package() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"nlp-minutes {nlp_minutes.__version__}\n")


@pytest.mark.parametrize("command", [(), ("annotate",), ("clean",), ("schema",)])
def test_help_has_examples(command: tuple[str, ...]) -> None:
    done = run(*command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "example" in done.stdout
    assert "nlp-minutes " + (command[0] if command else "annotate") in done.stdout


def test_output_is_utf8_whatever_the_locale(protocol: Path) -> None:
    done = run("annotate", protocol, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "Åslunda kommun" in done.stdout


def test_a_reader_that_goes_away_is_no_error(protocol: Path, source_named: Callable[[str], MarkedSource]) -> None:
    protocol.write_text(source_named("askvik_ks_2025").text * 8, encoding="utf-8")
    command = [sys.executable, "-m", "nlp_minutes.cli", "annotate", str(protocol), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_command_is_installed() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("nlp-minutes"), "--version"], capture_output=True, check=False, encoding="utf-8"
    )
    assert done.stdout == f"nlp-minutes {nlp_minutes.__version__}\n"
