"""Settings of the processes that are ours: the command's, and no other."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from nlp_minutes.cli import main
from nlp_minutes.process import tune

if TYPE_CHECKING:
    import pytest

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
