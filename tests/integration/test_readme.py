"""The examples of README.md run and print what it says.

An example is a fenced block right below the line `<!-- test -->`. In a console block a line that begins with `$ ` is a
command and what follows is its output; a line `...` stands for any number of lines.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^<!-- test -->\n+```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(kind: str) -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [block for found, block in _BLOCK.findall(text) if found == kind]


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output below it."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def matches(expected: str, printed: str) -> bool:
    pattern = "".join(
        r"(?:.*\n)*?" if line == "...\n" else re.escape(line) for line in expected.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, printed) is not None


def numbered(blocks: list[str]) -> list[object]:
    return [pytest.param(block, id=str(number)) for number, block in enumerate(blocks, 1)]


@pytest.mark.parametrize("kind", ["python", "console"])
def test_readme_has_examples(kind: str) -> None:
    assert examples(kind)


def test_readme_marks_stand_above_examples() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count("<!-- test -->") == len(_BLOCK.findall(text))


@pytest.mark.parametrize("code", numbered(examples("python")))
def test_readme_python_runs(code: str) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, check=False, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""


@pytest.mark.parametrize("block", numbered(examples("console")))
def test_readme_console_prints_what_it_says(block: str) -> None:
    found = commands(block)
    assert found
    for command, expected in found:
        program, *arguments = shlex.split(command)
        assert program == "nlp-minutes"
        run = subprocess.run(
            [sys.executable, "-m", "nlp_minutes.cli", *arguments],
            cwd=ROOT,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert run.returncode == 0, run.stderr
        assert matches(expected, run.stdout), run.stdout


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n...\n", "a\nb\nc\n", True),
        ("...\nc\n", "a\nb\nc\n", True),
        ("a\n...\nc\n", "a\nc\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n...\nx\n", "a\nb\nc\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_dots_stand_for_any_lines(expected: str, printed: str, *, same: bool) -> None:
    assert matches(expected, printed) is same
