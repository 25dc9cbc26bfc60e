"""Processes of this machine. Each has one file at a time, so that it is known which one killed it.

Processes are spawned, never forked: threads and loaded libraries of this process do not get into them. A worker ends
when its pipe does, also where this process was killed.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from nlp_minutes.batch.work import WORKER_DIED, Done, Settings, Task, work
from nlp_minutes.process import tune

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

__all__ = ["in_pool", "in_process"]

_Function = Callable[[Task, Settings], Done]


def in_process(tasks: Iterable[Task], settings: Settings) -> Generator[Done]:
    """Do the tasks here, one by one."""
    for task in tasks:
        yield work(task, settings)


def _serve(pipe: Connection, settings: Settings, function: _Function) -> None:
    """The life of a worker: a task in, an answer out, until the pipe ends."""
    # Ctrl-C goes to every process of a terminal; the parent ends the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tune()
    try:
        while True:
            pipe.send(function(pipe.recv(), settings))
    except (EOFError, OSError):
        return
    finally:
        pipe.close()


class _Worker:
    """A process, its pipe, and the task that it has."""

    def __init__(self, settings: Settings, function: _Function) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(other, settings, function), daemon=True)
        self.process.start()
        other.close()
        self.task: Task | None = None

    def give(self, task: Task) -> None:
        self.task = task
        try:
            self.pipe.send(task)
        except OSError:
            return  # it died before: its pipe has ended, and the one who waits on it is told

    def take(self) -> Done | None:
        """The answer, or None where the process died."""
        try:
            answer: Done = self.pipe.recv()
        except (EOFError, OSError):
            return None
        return answer

    def end(self) -> None:
        """End the process: an idle one ends by itself, one at work is stopped."""
        self.pipe.close()
        if self.task is not None:
            self.process.kill()
        self.process.join()
        self.process.close()


def in_pool(tasks: Iterable[Task], settings: Settings, *, workers: int, function: _Function = work) -> Generator[Done]:
    """Do the tasks in processes; answers come as they are ready.

    A process that dies is replaced. Its file is tried once more when all others are done, by a single process that has
    the machine to itself: what died for want of memory gets through. If that one dies too, the file has failed.

    Args:
        tasks: The tasks; they are taken as there is room, one a process.
        settings: Of the run.
        workers: How many processes.
        function: What they do; a function of a module.
    """
    died: list[Task] = []
    with closing(_drive(iter(tasks), settings, workers, function)) as first:
        for task, answer in first:
            if answer is None:
                died.append(task)
            else:
                yield answer
    with closing(_drive(iter(died), settings, 1, function)) as second:
        for task, answer in second:
            yield answer or Done(
                index=task.index,
                state="failed",
                kind=WORKER_DIED,
                reason="the process that read it died, twice; leave it out and report it",
            )


def _drive(
    tasks: Iterator[Task], settings: Settings, workers: int, function: _Function
) -> Generator[tuple[Task, Done | None]]:
    """Yield each task with its answer, or with None where its process died."""
    crew: dict[Any, _Worker] = {}

    def engage(worker: _Worker | None) -> None:
        """Give the next task to a worker, to a new one if there is none; without a task there is no worker."""
        task = next(tasks, None)
        if task is None:
            if worker is not None:
                worker.end()
            return
        worker = worker or _Worker(settings, function)
        crew[worker.pipe] = worker
        worker.give(task)

    try:
        for _ in range(workers):
            engage(None)
        while crew:
            for pipe in wait(list(crew)):
                worker = crew.pop(pipe)
                task, answer = worker.task, worker.take()
                worker.task = None
                if answer is None:
                    worker.end()
                engage(worker if answer is not None else None)
                if task is not None:
                    yield task, answer
    finally:
        for worker in crew.values():
            worker.end()
