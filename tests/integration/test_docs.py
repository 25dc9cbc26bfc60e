"""What docs/ says holds: its examples run and print what they show, and its commands run.

An example is a fenced block right below the line `<!-- test -->`, as in README.md (test_readme.py, which starts each as
a process of its own). The examples and commands of a page run one behind the other, in the order of the page, in one
folder: it has copies of samples/ and corpus/, and stand-ins for the files that the page speaks of.

Every command of a page falls in one class:

- an example: it runs, and prints what the page shows;
- in `_RUN`: it runs as it is written;
- in `_FORMS`: it shows what may be written, with brackets or names for what is to be put in, or is a command's name.
  Each of its options must exist;
- of another program (`make`, `pip`, `python`): in `_OTHERS`, where it is told how it is checked.

A command of no class is a fault, and so is one in the tables that stands on no page.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import runpy
import shlex
import shutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nlp_minutes.cli import _parser, main
from nlp_minutes.corpus.dataset import read_corpus, write_folder, write_jsonl
from nlp_minutes.corpus.formats import FORMATS
from nlp_minutes.pipeline import model_path
from nlp_minutes.training import entities as entity_training

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

_RUN = {
    "nlp-minutes --version",
    "nlp-minutes schema",
    "nlp-minutes schema > nlp-minutes.schema.json",
    "nlp-minutes annotate samples/askvik_ks_2025.txt -o out --format html",
    "nlp-minutes annotate minutes/ -o out",
    "nlp-minutes annotate minutes/ --model new/ -o out",
    "nlp-minutes annotate minutes/ --model my_model -o out",
    "nlp-minutes annotate minutes/ -o out --workers 4 --resume --summary run.json",
    "nlp-minutes annotate FOLDER -o OUT --format parquet",
    "nlp-minutes check minutes/",
    "nlp-minutes summarise samples/askvik_ks_2025.txt",
    "nlp-minutes clean protokoll.pdf",
    "nlp-minutes pseudonymise protokoll.pdf --dry-run",
    "nlp-minutes pseudonymise protokoll.pdf -o out",
    "nlp-minutes corpus check",
    "nlp-minutes corpus stats",
    "nlp-minutes corpus stats --traps",
    "nlp-minutes corpus build -o corpus/build/gold.jsonl",
    "nlp-minutes corpus split --folds 5 --seed 1 -o corpus/build/folds.json",
    "nlp-minutes corpus agreement A B",
    "nlp-minutes corpus export minutes/ --to labelstudio --pre-annotate -o tasks.json",
    "nlp-minutes corpus import project-1.json --from labelstudio -o nytorp.jsonl",
    (
        "nlp-minutes corpus import rows.csv --from datasets --map text=body --map label=klass --label beslut=decision"
        " -o gold.jsonl"
    ),
    "nlp-minutes corpus import ner.parquet --from datasets --label PER=PERSON -o gold.jsonl",
    "nlp-minutes train entities --corpus ner.parquet --from datasets --label PER=PERSON --output my_model",
    "nlp-minutes train entities --corpus project-1.json --from labelstudio --output names/",
    "nlp-minutes train paragraphs --corpus nytorp.jsonl --output new/",
    "nlp-minutes train entities --corpus nytorp.jsonl --model new/ --output newer/",
    "nlp-minutes train all --corpus my_town/ --output my_model",
    "nlp-minutes train paragraphs --corpus corpus/sources --model NER --output models/sv_minutes_sm --config SETTINGS",
    "nlp-minutes evaluate --corpus corpus/sources --task paragraphs",
    "nlp-minutes evaluate --task summary --corpus GOLD",
    "nlp-minutes evaluate --corpus nytorp.jsonl --task entities --task paragraphs --report nytorp.html",
    "nlp-minutes evaluate --model new/ --compare old/ --corpus GOLD",
    (
        "nlp-minutes evaluate --model new/ --compare models/sv_minutes_sm --corpus held-out.jsonl --task entities"
        " --task paragraphs"
    ),
    "nlp-minutes evaluate --corpus held_out/ --model my_model --compare models/sv_minutes_sm --report report.html",
}
_FORMS = {
    "nlp-minutes COMMAND ...",
    (
        "nlp-minutes annotate [-o FOLDER] [--format text|json|jsonl|html|md|parquet] [--model FOLDER] [--workers N]"
        " [--resume] [--summary FILE] [--dask ADDRESS] FILE [FILE ...]"
    ),
    "nlp-minutes check [--format text|json] [--level info|warning|error] [--model FOLDER] FILE [FILE ...]",
    "nlp-minutes check",
    (
        "nlp-minutes table KIND [-o FILE.csv|FILE.parquet] [--bom] [--delimiter comma|semicolon|tab] [--model FOLDER]"
        " FILE [FILE ...]"
    ),
    "nlp-minutes table KIND FILE...",
    (
        "nlp-minutes summarise [--words N | --length sentence|paragraph|page] [--order text|importance]"
        " [--format text|json|md|html] [-o FOLDER] [--model FOLDER] FILE [FILE ...]"
    ),
    (
        "nlp-minutes pseudonymise -o FOLDER [--mapping FILE] [--dry-run] [--properties] [--sole-traders]"
        " [--format txt|json] [--model FOLDER] FILE [FILE ...]"
    ),
    "nlp-minutes clean FILE [FILE ...]",
    (
        "nlp-minutes evaluate --corpus PATH [PATH ...] [--model FOLDER] [--compare FOLDER] [--by layout] [--task TASK]"
        " [--report FILE] [--json FILE]"
    ),
    "nlp-minutes evaluate --corpus GOLD [--model FOLDER] [--report report.html]",
    "nlp-minutes evaluate --cross layout [--folds N] [--fresh] --corpus GOLD",
    "nlp-minutes evaluate --task summary --corpus PAIRS.jsonl [--cross group] [--folds N] [--words N]",
    (
        "nlp-minutes train entities|paragraphs|all --corpus PATH [PATH ...] --output FOLDER [--model FOLDER]"
        " [--backend linear|transformer] [--base MODEL] [--config FILE] [--seed N] [--dry-run]"
    ),
    "nlp-minutes train",
    "nlp-minutes train entities",
    "nlp-minutes corpus agreement",
    "nlp-minutes corpus augment",
    "nlp-minutes corpus export",
    "nlp-minutes corpus import",
}
# Read only to know how a pipeline is trained, on much: two protocols stand in for corpus/sources there.
_FEW = {"models/sv_minutes_sm/README.md", "docs/evaluation.md"}
_SMALL = ("torpsjo_kfn_2023", "stenaryd_overf_2022")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


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


def written_commands(text: str, program: str = "nlp-minutes") -> list[tuple[int, str]]:
    """Every command of a page with its place, each on one line: in blocks with the lines that go on, and in the text.

    Comments are left out, and so are the examples, which `examples` gives.
    """
    loose = re.sub(r"^```\w*\n.*?^```$", lambda one: " " * len(one[0]), text, flags=re.MULTILINE | re.DOTALL)
    plain = _BLOCK.sub(lambda one: " " * len(one[0]), text)
    blocks = [(one.start(1), one[1]) for one in re.finditer(r"^```\w*\n(.*?)^```$", plain, re.MULTILINE | re.DOTALL)]
    blocks += [(one.start(), one[0]) for one in re.finditer(r"(?:^(?: {4}|\t).*\n)+", loose, re.MULTILINE)]
    found = [(at, command) for at, block in blocks for command in _in_block(block, program)]
    # Inside a block of the text only what stands in `...` is a command.
    found += [(one.start(), " ".join(one[1].split())) for one in re.finditer(rf"`({program} [^`]+)`", loose)]
    # Those of one block have one place: they stay in order.
    return sorted(((at, re.sub(r"\s+#.*$", "", command)) for at, command in found), key=lambda one: one[0])


def _in_block(block: str, program: str) -> Iterator[str]:
    lines = re.sub(r"\\\n\s*", " ", block).split("\n")
    for number, line in enumerate(lines):
        found = re.match(rf"(\s*)(?:\$ )?({program} .*)", line)
        if not found:
            continue
        parts = [found[2]]
        for further in lines[number + 1 :]:
            # A synopsis goes on below, set in under its first option.
            if not re.match(found[1] + r"\s{8,}\[?-", further):
                break
            parts.append(further.strip())
        yield " ".join(parts)


# The folder in which the commands of a page run.


def _documents(*names: str) -> list[Any]:
    return read_corpus([ROOT / "corpus" / "sources" / f"{name}.src" for name in names])


def _town(path: Path) -> None:
    path.mkdir()
    shutil.copy(ROOT / "samples" / "askvik_ks_2025.txt", path / "nytorp_ks_2025.txt")


def _gold(path: Path) -> None:
    write_folder(_documents("ljungvik_personal_2019"), path)


def _sources(path: Path) -> None:
    path.mkdir()
    shutil.copy(ROOT / "corpus" / "sources" / "torpsjo_kfn_2023.src", path)


def _project(path: Path) -> None:
    """What Label Studio gives back: the spans are annotations."""
    for file, content in FORMATS["labelstudio"].write(_documents("torpsjo_kfn_2023"), path, None).files.items():
        file.write_bytes(content)


def _tagged(path: Path) -> None:
    import datasets

    tags = datasets.ClassLabel(names=["O", "B-PER", "I-PER"])
    string = datasets.Value("string")
    features = datasets.Features({"tokens": datasets.List(string), "ner_tags": datasets.List(tags)})
    rows = {"tokens": [["Eva", "Ek", "talade"], ["Bo", "Alm", "svarade"]], "ner_tags": [[1, 2, 0], [1, 2, 0]]}
    datasets.Dataset.from_dict(rows, features=features).to_parquet(path)


def _pipeline(name: str) -> Callable[[Path], object]:
    return lambda path: _copied(model_path(name), path)


def _copied(source: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(source, path)


_STAND_INS: dict[str, Callable[[Path], object]] = {
    "protokoll.pdf": lambda path: shutil.copy(ROOT / "tests/fixtures/pdf/askvik_ks_2025.words.pdf", path),
    "minutes": _town,
    "FOLDER": _town,
    "GOLD": _gold,
    "held_out": _gold,
    "held-out.jsonl": lambda path: write_jsonl(_documents("ljungvik_personal_2019"), path),
    "my_town": _sources,
    "A": _sources,
    "B": _sources,
    "project-1.json": _project,
    "rows.csv": lambda path: path.write_text("body,klass\nNämnden beslutar.,beslut\n", encoding="utf-8"),
    "ner.parquet": _tagged,
    "NER": _pipeline("sv_minutes_sm"),
    "SETTINGS": lambda path: path.write_text("[paragraphs]\naugment = 0\n", encoding="utf-8"),
    "old": _pipeline("sv_minutes_rules"),
}
# Where a page makes a pipeline of such a name itself, it has no stand-in.
_MADE = {
    "docs/evaluation.md": {"new": _pipeline("sv_minutes_sm")},
    "docs/correction-loop.md": {"models/sv_minutes_sm": _pipeline("sv_minutes_sm")},
    "docs/training.md": {"models/sv_minutes_sm": _pipeline("sv_minutes_sm")},
}


def workplace(folder: Path, page: Path) -> None:
    """Make a folder that looks like a checkout to a page, with what the page speaks of."""
    text = page.read_text(encoding="utf-8")
    shutil.copytree(ROOT / "samples", folder / "samples")
    if name_of(page) in _FEW:
        (folder / "corpus" / "sources").mkdir(parents=True)
        for name in _SMALL:
            shutil.copy(ROOT / "corpus" / "sources" / f"{name}.src", folder / "corpus" / "sources")
    else:
        shutil.copytree(ROOT / "corpus", folder / "corpus", ignore=shutil.ignore_patterns("build"))
    spoken = " ".join(command for _, command in written_commands(text)).split()
    for name, make in {**_STAND_INS, **_MADE.get(name_of(page), {})}.items():
        if any(word.rstrip("/") == name for word in spoken):
            make(folder / name)


def steps(page: Path) -> list[tuple[str, str, str | None]]:
    """What a page has to run, in its order: kind, code or command, output where it is shown."""
    text = page.read_text(encoding="utf-8")
    found: list[tuple[int, str, str, str | None]] = [
        (at, "console", command, None) for at, command in written_commands(text) if command in _RUN
    ]
    for one in _BLOCK.finditer(text):
        if one[1] == "python":
            found.append((one.start(), "python", one[2], None))
        else:
            found += [(one.start(), "console", command, expected) for command, expected in commands(one[2])]
    return [(kind, code, expected) for _, kind, code, expected in sorted(found, key=lambda step: step[0])]


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.stem)
def test_marks_stand_above_examples(page: Path) -> None:
    assert page.read_text(encoding="utf-8").count(_MARK) == len(examples(page))


@pytest.mark.parametrize("page", [page for page in _WRITTEN if steps(page)], ids=name_of)
def test_what_a_page_tells_to_type_runs(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace(tmp_path, page)
    monkeypatch.chdir(tmp_path)
    known: dict[str, Any] = {}
    for number, (kind, code, expected) in enumerate(steps(page)):
        if kind == "python":
            script = tmp_path / f"example{number}.py"
            script.write_text(code, encoding="utf-8")
            known |= {key: value for key, value in runpy.run_path(str(script), known).items() if key[:2] != "__"}
            assert capsys.readouterr().err == ""
            continue
        program, *arguments = shlex.split(code.partition(" > ")[0])
        assert program == "nlp-minutes"
        try:
            status: Any = main(arguments)
        except SystemExit as ended:  # --version
            status = ended.code or 0
        printed = capsys.readouterr()
        assert status == 0, f"{code}\n{printed.err}"
        if expected is not None:
            assert matches(expected, printed.out), f"{code}\n{printed.out}"


def test_pages_have_examples() -> None:
    """So that a change of the mark cannot leave the test above with nothing to run."""
    assert {page.stem for page in _PAGES if examples(page)} >= {"quick-start", "python", "tables", "training", "extend"}


# Command lines, run or not.


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

    Forms are looked at option by option; all others are parsed as a whole.
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
    if command in _FORMS or _SYNOPSIS.search(line) or not rest:
        return None
    errors = io.StringIO()
    try:
        with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
            _parser().parse_args(words)
    except SystemExit as ended:
        return errors.getvalue().splitlines()[-1] if ended.code else None
    return None


def classes_of(page: Path) -> dict[str, list[str]]:
    """The classes of each command of a page that is no example."""
    tables = {"run": _RUN, "form": _FORMS}
    return {
        command: [name for name, table in tables.items() if command in table]
        for _, command in written_commands(page.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize("page", _WRITTEN, ids=name_of)
def test_every_command_has_one_class(page: Path) -> None:
    assert {command: found for command, found in classes_of(page).items() if len(found) != 1} == {}


def test_every_command_of_the_tables_stands_on_a_page() -> None:
    written = {command for page in _WRITTEN for command in classes_of(page)}
    assert (_RUN | _FORMS) - written == set()


@pytest.mark.parametrize("page", _WRITTEN, ids=name_of)
def test_commands_can_be_typed(page: Path) -> None:
    faults = {command: fault for command in classes_of(page) if (fault := fault_of(command)) is not None}
    assert faults == {}


def test_a_command_without_a_class_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Text\n\n    nlp-minutes annotate x.pdf -o y   # all\n\nand `nlp-minutes check`.\n", "utf-8")
    assert classes_of(page) == {"nlp-minutes annotate x.pdf -o y": [], "nlp-minutes check": ["form"]}


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


# Other programs.

_SETUP = {
    "python3 -m venv .venv",
    "source .venv/bin/activate",
    "pip install .",
    "pip install jupyterlab",
    "jupyter lab notebooks/",
}


def _fault_of_make(words: list[str]) -> str | None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return next((f"no target {word}" for word in words if "=" not in word and word not in targets), None)


def _fault_of_pip(words: list[str]) -> str | None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    asked = [name for word in words for found in re.findall(r"\[(.*)\]", word) for name in found.split(",")]
    return next((f"no extra {name}" for name in asked if name not in extras), None)


def _fault_of_python(words: list[str]) -> str | None:
    """A module's or a script's: it must be there, and know the options."""
    name, *rest = words[1:] if words[0] == "-m" else words
    path = ROOT / (name.replace(".", "/") + ".py" if words[0] == "-m" else name)
    path = path if path.is_file() else path.with_suffix("") / "__init__.py"
    if not path.is_file():
        return f"no {name}"
    if name == "nlp_minutes.training.entities" and not any("[" in word for word in rest):
        entity_training._parser().parse_args(rest)
        return None
    text = path.read_text(encoding="utf-8")
    options = [option for word in rest for option in re.findall(r"--[a-z][\w-]*", word)]
    # An option that argparse makes of a setting's name stands there with an underscore.
    return next(
        (f"{name}: no {one}" for one in options if one not in text and one[2:].replace("-", "_") not in text), None
    )


# How the commands of each program are checked; none of them is run: they make environments, run these tests, or measure
# for minutes.
_OTHERS: dict[str, Callable[[list[str]], str | None]] = {
    "make": _fault_of_make,
    "pip": _fault_of_pip,
    "python": _fault_of_python,
    "python3": _fault_of_python,
}


def other_commands(text: str) -> list[str]:
    return [command for _, command in written_commands(text, r"(?:make|pip|python3?|source|jupyter)")]


def fault_of_other(command: str) -> str | None:
    """Say what is wrong with a command of another program; None if nothing is."""
    if command in _SETUP:
        return None
    program, *words = shlex.split(command)
    return _OTHERS[program](words) if program in _OTHERS else "no class"


@pytest.mark.parametrize("page", _WRITTEN, ids=name_of)
def test_commands_of_other_programs_are_there(page: Path) -> None:
    faults = {one: fault_of_other(one) for one in other_commands(page.read_text(encoding="utf-8"))}
    assert {one: fault for one, fault in faults.items() if fault is not None} == {}


def test_setup_stands_on_a_page() -> None:
    assert {one for page in _WRITTEN for one in other_commands(page.read_text(encoding="utf-8"))} >= _SETUP


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("make lint", None),
        ("make lunch", "no target lunch"),
        ("pip install 'nlp-minutes[datasets]'", None),
        ("pip install 'nlp-minutes[dataset]'", "no extra dataset"),
        ("python benchmarks/speed.py", None),
        ("python benchmarks/sped.py", "no benchmarks/sped.py"),
        ("python benchmarks/batch.py --count 200", None),
        ("python benchmarks/batch.py --cuont 200", "no --cuont"),
        ("python -m nlp_minutes.training.entities --output x", None),
        ("python -m nlp_minutes.training.entity", "no nlp_minutes.training.entity"),
        ("jupyter lab other/", "no class"),
    ],
)
def test_wrong_commands_of_other_programs_are_noticed(command: str, fault: str | None) -> None:
    found = fault_of_other(command)
    assert (found is None) if fault is None else (found is not None and fault in found)


def test_notebooks_that_pages_name_are_there() -> None:
    for page in _WRITTEN:
        for name in re.findall(r"\bnotebooks/\w+\.ipynb\b", page.read_text(encoding="utf-8")):
            assert (ROOT / name).is_file(), f"{page}: {name}"
