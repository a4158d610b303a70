"""Who works on the shards: this process, processes of this machine, or a Dask cluster. Their order does not matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from claimx.errors import MissingExtra, RunError
from claimx.processes import Workers
from claimx.runs.shards import Task, extract_shard, extract_shard_carefully, prepare

Engine = Callable[[Iterable[Task]], Iterator[Task]]
"""Takes tasks as it can use them and gives each back when its shard is written."""
_ATTEMPTS = 3
"""Workers that a cluster may lose over one shard before its papers are tried one by one."""
_IN_HAND = 3
"""Shards a cluster has for each of its workers: one at work and two in reserve."""


def local(jobs: int, rules: tuple[str, ...] = ()) -> Engine:
    """This process, or *jobs* others, which load the rulebook with the folders *rules* while the first shard is laid down."""
    return _in_turn if jobs == 1 else lambda tasks: _in_processes(tasks, jobs, rules)


def _in_turn(tasks: Iterable[Task]) -> Iterator[Task]:
    for task in tasks:
        extract_shard(task)
        yield task


def _in_processes(tasks: Iterable[Task], jobs: int, rules: tuple[str, ...]) -> Iterator[Task]:
    with Workers(jobs, _shard_worker, (rules,)) as workers:
        for task, _, died in workers.map(tasks):
            if died:
                extract_shard_carefully(task)
            yield task


def _shard_worker(rules: tuple[str, ...]) -> Callable[[Task], int]:
    prepare(rules)
    return extract_shard


def dask(scheduler: str | None, jobs: int) -> Engine:
    """The workers of the scheduler at this address; without one, *jobs* processes of this machine under a scheduler."""
    return lambda tasks: _on_cluster(tasks, scheduler, jobs)


def _on_cluster(tasks: Iterable[Task], scheduler: str | None, jobs: int) -> Iterator[Task]:
    distributed = _distributed()
    with _client(distributed, scheduler, jobs) as client:
        rest = iter(tasks)
        running: dict[str, Task] = {}
        finished = distributed.as_completed(with_results=False)
        for task in islice(rest, max(1, len(client.nthreads()) or jobs) * _IN_HAND):
            finished.add(_submit(client, task, running))
        for future in finished:
            task = running.pop(future.key)
            if future.status == "error":
                _second_look(future, task, distributed)
            yield task
            future.release()
            if (following := next(rest, None)) is not None:
                finished.add(_submit(client, following, running))


def _submit(client: Any, task: Task, running: dict[str, Task]) -> Any:
    future = client.submit(extract_shard, task, key=f"claimx-{task.number}-{task.digest}", pure=False, retries=_ATTEMPTS)
    running[future.key] = task
    return future


def _second_look(future: Any, task: Task, distributed: Any) -> None:
    """A shard that killed every worker it was given to is read here, paper by paper; any other error is ours."""
    error = future.exception()
    if not isinstance(error, distributed.KilledWorker):
        raise RunError(f"shard {task.number} failed on the cluster: {type(error).__name__}: {error}") from error
    extract_shard_carefully(task)


def _client(distributed: Any, scheduler: str | None, jobs: int) -> Any:
    if scheduler is None:
        cluster = distributed.LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)
        return distributed.Client(cluster)
    try:
        return distributed.Client(scheduler, timeout=20)
    except (OSError, ValueError) as error:
        raise RunError(f"no Dask scheduler answers at {scheduler!r}; start one with: dask scheduler") from error


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise MissingExtra("dask", purpose="a run on a Dask cluster") from error
    with suppress(ImportError):
        import dask

        dask.config.set({"distributed.scheduler.allowed-failures": _ATTEMPTS})
    return distributed
