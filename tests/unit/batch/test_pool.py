"""Worker processes: a dead one costs at most its file."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nlp_minutes.batch.plan import Planned
from nlp_minutes.batch.pool import in_pool
from nlp_minutes.batch.work import Done, Settings, Task

# What the workers do here: no pipeline, so that they are quick. A file's name says what happens.
FUNCTION = """
import os
import signal
from pathlib import Path

from nlp_minutes.batch.work import Done


def function(task, settings):
    path = task.planned.path
    if path == "always":
        os.kill(os.getpid(), signal.SIGKILL)
    if path == "exit":
        os._exit(0)
    if path == "once":
        try:
            (Path(settings.output) / "died").touch(exist_ok=False)
        except FileExistsError:
            pass
        else:
            os._exit(1)
    return Done(index=task.index, state="annotated", reason=str(os.getpid()))
"""


@pytest.fixture(scope="module")
def function(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Task, Settings], Done]:
    folder = tmp_path_factory.mktemp("functions")
    (folder / "batch_worker_function.py").write_text(FUNCTION, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        found: Callable[[Task, Settings], Done] = importlib.import_module("batch_worker_function").function
    return found


@pytest.fixture(autouse=True)
def _found_by_workers(function: Callable[[Task, Settings], Done], monkeypatch: pytest.MonkeyPatch) -> None:
    file = function.__code__.co_filename
    monkeypatch.syspath_prepend(str(Path(file).parent))


def tasks(*paths: str) -> list[Task]:
    return [Task(index=index, planned=Planned(path=path, name=path)) for index, path in enumerate(paths)]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(output=str(tmp_path), format="json", suffix=".json", model=None, key="")


def kinds(answers: list[Done]) -> list[str]:
    return [one.kind or one.state for one in sorted(answers, key=lambda one: one.index)]


def test_each_task_is_done_once_by_no_more_processes_than_asked(
    settings: Settings, function: Callable[[Task, Settings], Done]
) -> None:
    answers = list(in_pool(tasks(*"abcdefg"), settings, workers=2, function=function))
    assert sorted(one.index for one in answers) == list(range(7))
    processes = {one.reason for one in answers}
    assert len(processes) <= 2
    assert str(os.getpid()) not in processes


def test_a_worker_that_dies_costs_its_file_alone(
    settings: Settings, function: Callable[[Task, Settings], Done]
) -> None:
    answers = list(in_pool(tasks("a", "always", "b", "exit", "c"), settings, workers=2, function=function))
    assert kinds(answers) == ["annotated", "worker_died", "annotated", "worker_died", "annotated"]


def test_a_file_whose_worker_died_once_is_done_when_all_others_are(
    settings: Settings, function: Callable[[Task, Settings], Done]
) -> None:
    answers = list(in_pool(tasks("once", "a", "b"), settings, workers=2, function=function))
    assert kinds(answers) == ["annotated"] * 3
    assert answers[-1].index == 0


def test_tasks_are_taken_as_there_is_room(settings: Settings, function: Callable[[Task, Settings], Done]) -> None:
    taken = 0

    def many() -> object:
        nonlocal taken
        for task in tasks(*"abcdefghij"):
            taken += 1
            yield task

    answers = in_pool(many(), settings, workers=1, function=function)  # type: ignore[arg-type]
    next(answers)
    assert taken == 2
    answers.close()


def test_no_task_is_no_process(settings: Settings) -> None:
    assert list(in_pool([], settings, workers=4)) == []
