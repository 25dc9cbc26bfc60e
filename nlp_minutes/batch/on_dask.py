"""Dask as the engine: the same function, handed to the workers of a cluster.

A worker that dies is Dask's to replace, and its file is Dask's to hand out again; it gives up by its setting
`distributed.scheduler.allowed-failures`, and the file has failed.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import ExitStack
from importlib import import_module
from typing import Any, Final

from nlp_minutes.batch.work import WORKER_DIED, Done, Settings, Task, work
from nlp_minutes.errors import ConfigError

__all__ = ["on_dask"]

LOCAL: Final = "local"


def on_dask(
    tasks: Iterable[Task],
    settings: Settings,
    *,
    address: str,
    workers: int,
    function: Callable[[Task, Settings], Done] = work,
) -> Generator[Done]:
    """Do the tasks on a cluster; answers come as they are ready.

    Args:
        tasks: The tasks; two for each thread of the cluster are handed over at a time.
        settings: Of the run. Every worker must reach its output, and the inputs, by the same name.
        address: Of a scheduler, or `local` for a cluster of this machine.
        workers: How many processes a local cluster has; at least one.
        function: What is done.

    Raises:
        ConfigError: Dask is not installed, or nothing answers at the address.
    """
    try:
        distributed: Any = import_module("distributed")  # an extra; its functions have types by half
    except ImportError as error:
        raise ConfigError("--dask needs Dask: pip install 'nlp-minutes[dask]'") from error
    with ExitStack() as stack:
        where: Any = address
        if address == LOCAL:
            where = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=max(workers, 1), threads_per_worker=1, processes=True, dashboard_address=None
                )
            )
        try:
            client = stack.enter_context(distributed.Client(where))
        except (OSError, ValueError) as error:
            raise ConfigError(f"{address}: no Dask scheduler answers there ({error})") from error
        room = 2 * max(sum(client.nthreads().values()), 1)
        waiting = iter(tasks)
        handed: dict[Any, Task] = {}

        def hand() -> Any:
            for task in waiting:
                future = client.submit(function, task, settings, pure=False)
                handed[future] = task
                return future
            return None

        answers = distributed.as_completed([one for _ in range(room) if (one := hand()) is not None])
        for future in answers:
            task = handed.pop(future)
            answer = _answer(future, task, distributed.KilledWorker)
            following = hand()
            if following is not None:
                answers.add(following)
            yield answer


def _answer(future: Any, task: Task, killed: type[Exception]) -> Done:
    try:
        answer: Done = future.result()
    except killed:
        reason = "the processes that read it died; leave it out and report it"
        return Done(index=task.index, state="failed", kind=WORKER_DIED, reason=reason)
    return answer
