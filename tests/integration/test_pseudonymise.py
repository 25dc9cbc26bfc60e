"""`pseudonymise` as a user runs it."""

from __future__ import annotations

import contextlib
import io
import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from nlp_minutes.cli import main
from nlp_minutes.minutes import from_dict

TEXT = """Åslunda kommun
Bygg- och miljönämnden
Sammanträdesprotokoll
2031-03-12

Beslutande
Ulla Ek (S), ordförande
Per Lund (KD)

§ 14 Bygglov, Kvarnen 4:12, sökande Nils Exempel

Sammanfattning

Nils Exempel (310312-9809) vill bygga ett garage. Per Lund har ansökt om detsamma.

Beslut

Nämnden beslutar att bevilja bygglov.
"""


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Run the command in this process: status, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(["pseudonymise", *(str(one) for one in arguments)])
        except SystemExit as stop:
            status = int(stop.code or 0)
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def protocol(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    path = folder / "bygglov_nils_exempel.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_masked_file_and_report(protocol: Path, tmp_path: Path) -> None:
    status, out, err = run(protocol, "-o", tmp_path / "out")
    assert (status, err) == (0, "")
    (written,) = (tmp_path / "out").iterdir()
    assert written.name == "bygglov_person-a.txt"
    masked = written.read_text(encoding="utf-8")
    assert "sökande [Person A]\n" in masked
    assert "[Person A] ([Personnummer A]) vill bygga" in masked
    assert "Per Lund (KD)" in masked
    assert "kräver mänsklig granskning" in out
    assert "elected_and_private" in out
    assert list(tmp_path.glob("**/*.json")) == []


def test_masking_again_changes_nothing(protocol: Path, tmp_path: Path) -> None:
    run(protocol, "-o", tmp_path / "one")
    assert run(tmp_path / "one", "-o", tmp_path / "two")[0] == 0
    (one,), (two,) = (tmp_path / "one").iterdir(), (tmp_path / "two").iterdir()
    assert one.name == two.name
    assert one.read_bytes() == two.read_bytes()


def test_json_names_nobody(protocol: Path, tmp_path: Path) -> None:
    assert run(protocol, "-o", tmp_path / "out", "--format", "json")[0] == 0
    (written,) = (tmp_path / "out").iterdir()
    told = written.read_text(encoding="utf-8")
    assert "exempel" not in told.casefold()
    minutes = from_dict(json.loads(told))
    assert minutes.items[0].title.endswith("sökande [Person A]")
    for entity in minutes.entities:
        assert minutes.text[entity.start : entity.end] == entity.text


def test_dry_run_writes_nothing_and_lists_each_hit(protocol: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    status, out, _ = run(protocol, "-o", tmp_path / "out", "--dry-run")
    assert status == 0
    assert sorted(tmp_path.rglob("*")) == before
    assert "rad 10: person ”Nils Exempel” → [Person A]" in out
    assert "rad 14: personal_number ”310312-9809” → [Personnummer A]  datum och kontrollsiffra" in out
    assert "rad 14: kontrollera [elected_and_private] ”Per Lund”" in out
    assert "vill bygga ett garage" in out
    assert run(protocol, "--dry-run")[0] == 0


def test_the_key_is_for_its_owner_alone(protocol: Path, tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    assert run(protocol, "-o", tmp_path / "out", "--mapping", key)[0] == 0
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert json.loads(key.read_text(encoding="utf-8")) == {
        "[Person A]": ["Nils Exempel"],
        "[Personnummer A]": ["310312-9809"],
    }
    status, _, err = run(protocol, "-o", tmp_path / "out", "--mapping", key)
    assert status == 2
    assert "is there already" in err
    assert not list(tmp_path.glob(".*.part"))


def test_wrong_usage(protocol: Path, tmp_path: Path) -> None:
    assert run(protocol)[0] == 2
    assert run(protocol, "--dry-run", "--mapping", tmp_path / "key.json")[0] == 2
    status, _, err = run(protocol, "-o", tmp_path / "out", "--mapping", tmp_path / "out" / "key.json")
    assert status == 2
    assert "must not lie among the masked files" in err
    assert run(protocol, "-o", tmp_path / "out", "--mapping", tmp_path / "none" / "key.json")[0] == 2
    assert not (tmp_path / "out").exists()


def test_bad_files(protocol: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert run(empty, "-o", tmp_path / "out")[0] == 3
    status, out, err = run(empty, protocol, "-o", tmp_path / "out")
    assert status == 1
    assert "empty.txt" in err
    assert "bygglov_person-a.txt" in out


def test_properties(protocol: Path, tmp_path: Path) -> None:
    run(protocol, "-o", tmp_path / "out", "--properties")
    (written,) = (tmp_path / "out").iterdir()
    assert "Bygglov, [Fastighet A], sökande" in written.read_text(encoding="utf-8")


def test_as_a_program(protocol: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nlp_minutes.cli", "pseudonymise", protocol, "-o", tmp_path / "out"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "bygglov_person-a.txt").is_file()
