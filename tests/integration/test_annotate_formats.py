from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "nlp_minutes.cli", "annotate", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, check=False, encoding="utf-8")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, source_named: Callable[[str], Any]) -> Path:
    path = tmp_path_factory.mktemp("sample") / "askvik.txt"
    path.write_text(source_named("askvik_ks_2025").text, encoding="utf-8")
    return path


def test_html_is_written_as_a_page_with_every_item_and_person(
    sample: Path, tmp_path: Path, source_named: Callable[[str], Any]
) -> None:
    run = command(sample, "-o", tmp_path, "--format", "html")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["askvik.html"]
    page = (tmp_path / "askvik.html").read_text(encoding="utf-8")
    root = ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - our own output
    headings = [" ".join("".join(one.itertext()).split()) for one in root.iter("h3")]
    known = source_named("askvik_ks_2025")
    for item in known.items:
        assert f"§ {item['number']} {item['title']}" in headings
    rows = ["".join(row[0].itertext()) for row in root.iter("tr")]
    for person in known.persons:
        if person["attendance"]:
            assert any(row.startswith(person["name"]) for row in rows)
    assert str(sample.parent) not in page


def test_md_is_written_with_every_item(sample: Path, tmp_path: Path, source_named: Callable[[str], Any]) -> None:
    run = command(sample, "-o", tmp_path, "--format", "md")
    assert (run.returncode, run.stderr) == (0, "")
    text = (tmp_path / "askvik.md").read_text(encoding="utf-8")
    for item in source_named("askvik_ks_2025").items:
        assert f"### § {item['number']} {item['title']}\n" in text


def test_html_of_one_file_goes_to_standard_output(sample: Path) -> None:
    run = command(sample, "--format", "html")
    assert run.returncode == 0
    assert run.stdout.startswith("<!DOCTYPE html>")
    assert run.stdout.count("</html>") == 1


def test_html_of_several_files_needs_a_folder(sample: Path) -> None:
    run = command(sample, sample, "--format", "html")
    assert run.returncode == 2
    assert run.stdout == ""
    assert "-o" in run.stderr
    assert "Traceback" not in run.stderr


def test_markdown_file_is_not_written_over_by_its_result(sample: Path, tmp_path: Path) -> None:
    own = tmp_path / "a.md"
    own.write_text(sample.read_text(encoding="utf-8"), encoding="utf-8")
    run = command(own, "-o", tmp_path, "--format", "md")
    assert run.returncode == 0
    assert own.read_text(encoding="utf-8") == sample.read_text(encoding="utf-8")
    assert (tmp_path / "a-2.md").is_file()
    assert run.stderr.count("\n") == 1
    assert "a-2.md" in run.stderr
