"""The notebooks run, keep no outputs in git, and use public names alone."""

from __future__ import annotations

import ast
import json
import os
import re
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from traitlets.config import Config

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# What a reader must see in the end: words that stand in the outputs only when the data were read.
_SHOWN = {
    "1_annotate": ["Askvik kommun", "Annika Ståhlgren", "6 yes, 4 no", "section_gap"],
    "2_train": ["2 protocols of storlunda with 20 items", "after", "nlp-minutes"],
    "3_evaluate": ["asmark_ks_2014", "3 documents, 3 layouts", "sv_minutes_rules"],
    "4_a_year": ["Hedåkers kommun", "votes, ", "reservations", "serving_substitute"],
}


def code_of(path: Path) -> str:
    """The cells of code, without lines that are no Python (`%`, `!`)."""
    book = json.loads(path.read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]
    return "\n\n".join(cells)


def public_modules() -> set[str]:
    """The modules whose names the page of the API shows."""
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    return set(re.findall(r"^::: (\S+)$", page, re.MULTILINE))


def not_public(code: str, modules: set[str]) -> list[str]:
    """Names of the package that a piece of code uses and that are not public."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found += [
                one.name for one in node.names if one.name.split(".")[0] == "nlp_minutes" and one.name not in modules
            ]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "nlp_minutes":
            module = node.module or ""
            names = import_module(module).__all__ if module in modules else ()
            found += [f"{module}.{one.name}" for one in node.names if one.name not in names]
        elif isinstance(node, ast.Attribute):
            if re.match(r"_(?!_slots__)", node.attr) and not (node.attr.startswith("__") and node.attr.endswith("__")):
                found.append(node.attr)
            if isinstance(node.value, ast.Name) and node.value.id == "nlp_minutes":
                found += [node.attr] if node.attr not in import_module("nlp_minutes").__all__ else []
    return found


def test_there_are_four_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == list(_SHOWN)


def test_every_module_of_the_api_page_says_what_is_public() -> None:
    modules = public_modules()
    assert "nlp_minutes" in modules
    for name in modules:
        assert import_module(name).__all__, name


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_cleared(path: Path) -> None:
    book = json.loads(path.read_text(encoding="utf-8"))
    nbformat.validate(nbformat.from_dict(book))  # type: ignore[no-untyped-call]
    for cell in book["cells"]:
        assert cell["metadata"] == {}
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
    assert set(book["metadata"]) == {"kernelspec", "language_info"}
    assert book["metadata"]["language_info"] == {"name": "python"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_only_public_names_are_used(path: Path) -> None:
    code = code_of(path)
    assert "nlp_minutes" in code
    assert not_public(code, public_modules()) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import nlp_minutes\nnlp_minutes.annotate('x')", []),
        ("import nlp_minutes\nnlp_minutes.pipeline.load()", ["pipeline"]),
        ("import nlp_minutes.rules.votes", ["nlp_minutes.rules.votes"]),
        ("from nlp_minutes.rules.votes import find_votes", ["nlp_minutes.rules.votes.find_votes"]),
        ("from nlp_minutes.export.tables import _votes", ["nlp_minutes.export.tables._votes"]),
        ("minutes._cache", ["_cache"]),
        ("minutes.__slots__", []),
    ],
)
def test_other_names_would_be_noticed(code: str, found: list[str]) -> None:
    assert not_public(code, public_modules()) == found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "Agg")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    book: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    # Pipes instead of ports, where the system has them: outside the checkout, at a path short enough for a socket.
    with TemporaryDirectory(prefix="nb") as pipes:
        config = Config({"KernelManager": {"transport": "ipc", "ip": f"{pipes}/k"}} if os.name == "posix" else {})
        client = NotebookClient(
            book, timeout=300, kernel_name="python3", config=config, resources={"metadata": {"path": str(path.parent)}}
        )
        client.execute()
    outputs = [one for cell in book.cells if cell.cell_type == "code" for one in cell.outputs]
    shown = "\n".join(one.get("text") or one.get("data", {}).get("text/plain", "") for one in outputs)
    for words in _SHOWN[path.stem]:
        assert words in shown
    assert [one["text"] for one in outputs if one.get("name") == "stderr"] == []
