"""What the installed package promises to whoever imports it."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import resources
from importlib.metadata import EntryPoint, distribution

import pytest

import nlp_minutes

# Libraries that cost seconds or may be missing: extras, readers of one format, and spaCy, which is loaded on first use.
HEAVY = {
    "datasets",
    "docx",
    "fastapi",
    "onnxruntime",
    "pypdfium2",
    "scipy",
    "selectolax",
    "sklearn",
    "spacy",
    "tokenizers",
    "torch",
    "transformers",
}
FACTORIES = {
    "minutes_entities",
    "minutes_facts",
    "minutes_ner",
    "minutes_paragraphs",
    "minutes_people",
    "minutes_structure",
    "minutes_summary",
}


def imported_by(statement: str) -> set[str]:
    """Return the top-level packages that a fresh Python holds after the statement."""
    code = f"import json, sys\n{statement}\nprint(json.dumps([name for name in sys.modules if '.' not in name]))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stdout))


def own_entry_points(group: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in distribution("nlp-minutes").entry_points if point.group == group}


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("nlp_minutes", HEAVY),
        ("nlp_minutes.cli", HEAVY - {"spacy"}),
        ("nlp_minutes.batch", HEAVY | {"dask", "distributed", "fsspec", "pyarrow"}),
        # spaCy imports this one for every pipeline of the environment, also those that are not ours.
        ("nlp_minutes.components.factories", HEAVY - {"spacy"}),
    ],
)
def test_import_brings_no_heavy_library(module: str, unwanted: set[str]) -> None:
    # spaCy imports torch wherever it is installed, as for development: that is not of our making.
    brought = imported_by("import spacy") if "spacy" not in unwanted else set()
    assert imported_by(f"import {module}") & unwanted - brought == set()


@pytest.mark.parametrize("name", nlp_minutes.__all__)
def test_public_name_exists(name: str) -> None:
    assert getattr(nlp_minutes, name) is not None


def test_public_names_are_listed_by_dir() -> None:
    assert set(nlp_minutes.__all__) <= set(dir(nlp_minutes))


def test_public_names_are_listed_once() -> None:
    assert len(set(nlp_minutes.__all__)) == len(nlp_minutes.__all__)


def test_version_is_that_of_the_installed_distribution() -> None:
    assert nlp_minutes.__version__ == distribution("nlp-minutes").version


def test_types_are_shipped() -> None:
    assert resources.files(nlp_minutes).joinpath("py.typed").is_file()


def test_factories_are_registered() -> None:
    assert set(own_entry_points("spacy_factories")) == FACTORIES


@pytest.mark.parametrize("name", sorted(FACTORIES))
def test_factory_entry_point_resolves(name: str) -> None:
    assert callable(own_entry_points("spacy_factories")[name].load())


def test_command_entry_point_resolves() -> None:
    assert callable(own_entry_points("console_scripts")["nlp-minutes"].load())
