"""What docs/ says holds: marked examples run and print what they show, and every command line can be typed.

An example is a fenced block right below the line `<!-- test -->`, as in README.md (test_readme.py, which starts each as
a process of its own). Those of one page run one behind the other in one folder, which has copies of samples/ and corpus/.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import runpy
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp_minutes.cli import _parser, main

ROOT = Path(__file__).resolve().parents[2]
_PAGES = sorted((ROOT / "docs").glob("*.md"))
_WRITTEN = [
    *_PAGES,
    *(ROOT / name for name in ("README.md", "SECURITY.md")),
    *sorted((ROOT / "models").glob("*/README.md")),
    *sorted((ROOT / "corpus").glob("*.md")),
]
_MARK = "<!-- test -->"
_BLOCK = re.compile(rf"^{_MARK}\n+```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SYNOPSIS = re.compile(r"[\[\]|]|\.\.\.|\bCOMMAND\b|\bKIND\b")


def examples(page: Path) -> list[tuple[str, str]]:
    """The marked blocks of a page, with their kind."""
    return _BLOCK.findall(page.read_text(encoding="utf-8"))


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output below it."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    assert not parts[0].strip(), f"output without a command: {parts[0]!r}"
    return list(zip(parts[1::2], parts[2::2], strict=True))


def matches(expected: str, printed: str) -> bool:
    """Whether the output is as shown; a line `...` stands for any number of lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "...\n" else re.escape(line) for line in expected.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, printed) is not None


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a checkout to the examples, which they may write to."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus", ignore=shutil.ignore_patterns("build"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.stem)
def test_marks_stand_above_examples(page: Path) -> None:
    assert page.read_text(encoding="utf-8").count(_MARK) == len(examples(page))


@pytest.mark.parametrize(
    "page", [page for page in _PAGES if any(kind == "python" for kind, _ in examples(page))], ids=lambda page: page.stem
)
def test_python_of_a_page_runs(page: Path, workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = workplace / "example.py"
    script.write_text("\n".join(block for kind, block in examples(page) if kind == "python"), encoding="utf-8")
    runpy.run_path(str(script))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "page",
    [page for page in _PAGES if any(kind == "console" for kind, _ in examples(page))],
    ids=lambda page: page.stem,
)
def test_commands_of_a_page_print_what_it_says(page: Path, workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert workplace.is_dir()
    for kind, block in examples(page):
        for command, expected in commands(block) if kind == "console" else ():
            program, *arguments = shlex.split(command)
            assert program == "nlp-minutes"
            status = main(arguments)
            printed = capsys.readouterr()
            assert status == 0, printed.err
            assert matches(expected, printed.out), f"{command}\n{printed.out}"


def test_pages_have_examples() -> None:
    """So that a change of the mark cannot leave the tests above with nothing to run."""
    assert {page.stem for page in _PAGES if examples(page)} >= {"quick-start", "python", "tables", "training", "extend"}


# Command lines, marked or not.


def written_commands(text: str) -> Iterator[str]:
    """Every `nlp-minutes ...` of a page, on one line each: in blocks with the lines that go on, and within the text."""
    blocks = re.findall(r"^```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    loose = re.sub(r"^```\w*\n.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    blocks += re.findall(r"(?:^(?: {4}|\t).*\n)+", loose, re.MULTILINE)
    for block in blocks:
        whole = re.sub(r"\\\n\s*", " ", block)
        lines = whole.split("\n")
        for number, line in enumerate(lines):
            found = re.match(r"(\s*)(?:\$ )?(nlp-minutes .*)", line)
            if not found:
                continue
            parts = [found[2]]
            for further in lines[number + 1 :]:
                # A synopsis goes on below, set in under its first option.
                if not re.match(found[1] + r"\s{8,}\[?-", further):
                    break
                parts.append(further.strip())
            yield " ".join(parts)
    for inline in re.findall(r"`(nlp-minutes [^`]+)`", loose):
        yield " ".join(inline.split())


def _walk(parser: argparse.ArgumentParser, words: list[str]) -> tuple[argparse.ArgumentParser, list[str]]:
    """Go down the subcommands as far as the words name them."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) and words and not words[0].startswith("-"):
            if words[0] == "COMMAND":
                return parser, words[1:]
            assert words[0] in action.choices, f"no subcommand {words[0]!r}; there are {sorted(action.choices)}"
            return _walk(action.choices[words[0]], words[1:])
    return parser, words


def fault_of(command: str) -> str | None:
    """Say why a command line cannot be typed; None if it can.

    A synopsis and the mere name of a command are looked at option by option; all others are parsed as a whole.
    """
    line = re.sub(r"\s+#.*$|\s+[>|]\s*\S.*$" if " | " not in command else r"\s+#.*$", "", command)
    words = shlex.split(line.replace("|", " | ").replace("[", " [ ").replace("]", " ] ").rstrip(",;"))[1:]
    try:
        parser, rest = _walk(_parser(), words)
    except AssertionError as error:
        return str(error)
    known = {option for action in parser._actions for option in action.option_strings}
    for word in rest:
        option = word.split("=")[0]
        if re.match(r"--?[a-z]", option) and option not in known:
            return f"no option {option}; there are {sorted(known)}"
    if _SYNOPSIS.search(line) or not rest:
        return None
    errors = io.StringIO()
    try:
        with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
            _parser().parse_args(words)
    except SystemExit as ended:
        return errors.getvalue().splitlines()[-1] if ended.code else None
    return None


@pytest.mark.parametrize("page", _WRITTEN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_can_be_typed(page: Path) -> None:
    faults = {
        command: fault
        for command in written_commands(page.read_text(encoding="utf-8"))
        if (fault := fault_of(command)) is not None
    }
    assert faults == {}


def test_commands_are_found_on_the_pages() -> None:
    found = [one for page in _WRITTEN for one in written_commands(page.read_text(encoding="utf-8"))]
    assert len(found) > 50
    assert any("--summary FILE" in one and "--dask ADDRESS" in one for one in found), "a synopsis of two lines"


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("nlp-minutes annotate a.pdf -o out", None),
        ("nlp-minutes annotate minutes/ -o out --workers 4   # all of them", None),
        ("nlp-minutes schema > schema.json", None),
        ("nlp-minutes annotate", None),  # only its name
        ("nlp-minutes annotate [-o FOLDER] [--format text|json] FILE [FILE ...]", None),
        ("nlp-minutes anotate a.pdf", "no subcommand 'anotate'"),
        ("nlp-minutes corpus buld -o x", "no subcommand 'buld'"),
        ("nlp-minutes annotate a.pdf --fromat json", "no option --fromat"),
        ("nlp-minutes annotate [--fromat json] FILE", "no option --fromat"),
        ("nlp-minutes annotate a.pdf --format jsn", "invalid choice"),
        ("nlp-minutes table a.pdf", "invalid choice"),
    ],
)
def test_wrong_command_lines_are_noticed(command: str, fault: str | None) -> None:
    found = fault_of(command)
    assert (found is None) if fault is None else (found is not None and fault in found)


def test_modules_and_scripts_that_pages_name_are_there() -> None:
    for page in _WRITTEN:
        text = page.read_text(encoding="utf-8")
        for name in re.findall(r"\bpython3? -m (nlp_minutes[\w.]*\w)", text):
            path = ROOT / name.replace(".", "/")
            assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), f"{page}: {name}"
        for name in re.findall(r"\b(?:benchmarks|notebooks)/\w+\.(?:py|ipynb)\b", text):
            assert (ROOT / name).is_file(), f"{page}: {name}"
