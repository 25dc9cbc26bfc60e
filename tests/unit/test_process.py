"""Settings of the processes that are ours: the command's, and no other."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from nlp_minutes.cli import main
from nlp_minutes.process import tune, without_collection

if TYPE_CHECKING:
    from collections.abc import Callable

    from nlp_minutes.minutes import Minutes
    from tests.conftest import MarkedSource

CHILD = """
import gc, sys
from nlp_minutes.cli import main
sys.argv = ["nlp-minutes", "schema"]
main()
print(gc.get_threshold()[0])
"""


def test_the_command_looks_for_garbage_seldom() -> None:
    done = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, check=True)
    assert int(done.stdout.splitlines()[-1]) > gc.get_threshold()[0]


def test_a_program_that_calls_the_command_keeps_its_own_settings(capsys: pytest.CaptureFixture[str]) -> None:
    before = gc.get_threshold()
    assert main(["schema"]) == 0
    assert gc.get_threshold() == before
    assert capsys.readouterr().out


def test_a_number_of_threads_that_is_set_already_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    before = gc.get_threshold()
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    try:
        tune()
    finally:
        gc.set_threshold(*before)
    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"


def test_the_search_for_garbage_is_held_back_and_goes_on_behind_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="broken"), without_collection():  # noqa: PT012 - what holds inside is the point
        assert not gc.isenabled()
        raise ValueError("broken")
    assert gc.isenabled()


def test_a_caller_who_has_stopped_the_search_for_garbage_finds_it_stopped() -> None:
    gc.disable()
    try:
        with without_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_document_leaves_no_garbage_that_piles_up(
    annotate: Callable[[str], Minutes], source_named: Callable[[str], MarkedSource]
) -> None:
    text = source_named("askvik_ks_2025").text
    annotate(text)  # what is remembered by word and by line is there
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            annotate(text)
        assert gc.collect() < 100
    finally:
        gc.enable()
    assert annotate(text).items
