"""Fixtures for all tests."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_minutes.minutes import Minutes

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SOURCES = ROOT / "corpus" / "sources"

# No test asks the network for a data set; the library reads this when it is first imported.
os.environ["HF_HUB_OFFLINE"] = "1"

# No deadlines: they fail on a busy machine. CI draws the same examples each time, so that only a change can break it.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSource:
    """A protocol of corpus/sources: its text without marks, and its facts."""

    name: str
    text: str
    meeting: Mapping[str, Any]
    persons: Sequence[Mapping[str, Any]]
    items: Sequence[Mapping[str, Any]]


def read_marked(path: Path) -> MarkedSource:
    """Take the marks off a source: '¶label ' and '#h ' at a line's start, '⟦LABEL:' and '⟧' around entities.

    Written again here, in a few lines, so that the tests do not lean on the reader that they check.
    """
    body, _, facts = path.read_text(encoding="utf-8").partition("=== FACTS ===")
    lines = [re.sub(r"⟦[^\s:⟦⟧]*:|⟧", "", re.sub(r"^(?:¶[^\s⟦⟧¶]*|#h) ?", "", line)) for line in body.split("\n")]
    known = json.loads(facts)
    return MarkedSource(
        name=path.stem,
        text="\n".join(lines) + "\n",
        meeting=known["meeting"],
        persons=known["persons"],
        items=known["items"],
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real documents, next to the checkout; where it is absent the test is skipped."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder shared/ next to the checkout")
    return SHARED


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline. Read-only: a test that changes a pipeline loads its own."""
    import nlp_minutes

    return nlp_minutes.load()


@pytest.fixture(scope="session")
def annotate(nlp: Language) -> Callable[[str], Minutes]:
    """Annotate a text with the shipped pipeline."""
    import nlp_minutes

    return lambda text: nlp_minutes.annotate(text, nlp=nlp)


@pytest.fixture(scope="session")
def sources() -> list[MarkedSource]:
    """Every protocol of corpus/sources."""
    return [read_marked(path) for path in sorted(SOURCES.glob("*.src"))]


@pytest.fixture(scope="session")
def source_named() -> Callable[[str], MarkedSource]:
    """One protocol of corpus/sources by its name."""
    return lambda name: read_marked(SOURCES / f"{name}.src")
