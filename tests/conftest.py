"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from spacy.language import Language

SHARED = Path(__file__).resolve().parents[2] / "shared"

# No deadlines: they fail on a busy machine. CI draws the same examples each time, so that only a change can break it.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")


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
