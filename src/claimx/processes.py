"""Worker processes that are set up once, give their answers in order, and are replaced when they die."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4
"""Tasks a worker may be ahead of the oldest one that is not done: answers wait in memory until their turn."""
_PATIENCE = 5.0
"""Seconds that a worker gets to end by itself."""


class Workers(Generic[T, R]):
    """*jobs* processes, each of which calls ``setup(*args)`` once and what that returns for every task.

    Tasks and answers are pickled. A worker does one task at a time, so that memory stays flat.
    """

    def __init__(self, jobs: int, setup: Callable[..., Callable[[T], R]], args: tuple[Any, ...] = ()) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._start = (setup, args)
        self._jobs = jobs
        self._workers: list[_Worker[T, R]] = []

    def __enter__(self) -> Self:
        self._workers = [self._new() for _ in range(self._jobs)]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._workers:
            worker.stop(now=kind is not None)
        self._workers = []

    def map(self, tasks: Iterable[T]) -> Iterator[tuple[T, R | None, str]]:
        """Each task with its answer, in the order of the tasks; in place of an answer the reason why its worker died."""
        rest = enumerate(tasks)
        done: dict[int, tuple[T, R | None, str]] = {}
        due, exhausted = 0, False
        while True:
            for place, worker in enumerate(self._workers):
                if worker.task is not None or exhausted or self._ahead(due):
                    continue
                if (item := next(rest, None)) is None:
                    exhausted = True
                else:
                    self._workers[place] = self._give(worker, *item)
            if not self._busy():
                if exhausted:
                    return
                continue
            for place in self._answering():
                number, task, answer, died = self._workers[place].answer()
                done[number] = (task, answer, died)
                if died:
                    self._workers[place] = self._new()
            while due in done:
                yield done.pop(due)
                due += 1

    def _give(self, worker: _Worker[T, R], number: int, task: T) -> _Worker[T, R]:
        """Hand the task to the worker; to a new one where it has died meanwhile."""
        if not worker.process.is_alive():
            worker = self._new()
        worker.give(number, task)
        return worker

    def _ahead(self, due: int) -> bool:
        return max((worker.number for worker in self._workers), default=0) - due >= _AHEAD * self._jobs

    def _busy(self) -> bool:
        return any(worker.task is not None for worker in self._workers)

    def _answering(self) -> list[int]:
        """Places of workers that have answered or died; waits for the first."""
        pipes = {worker.pipe: place for place, worker in enumerate(self._workers) if worker.task is not None}
        return [pipes[pipe] for pipe in wait(list(pipes)) if isinstance(pipe, Connection)]

    def _new(self) -> _Worker[T, R]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, *self._start), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


class _Worker(Generic[T, R]):
    """One process with the task it has in hand."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.process = process
        self.pipe = pipe
        self.number = 0
        self.task: T | None = None

    def give(self, number: int, task: T) -> None:
        self.number, self.task = number, task
        with suppress(BrokenPipeError, ConnectionResetError):  # it has just died; `answer` will tell
            self.pipe.send(task)

    def answer(self) -> tuple[int, T, R | None, str]:
        """Number, task and answer, or the reason why there is none. An exception in the worker is raised here."""
        task, self.task = self.task, None
        assert task is not None
        try:
            kind, value = self.pipe.recv()
        except (EOFError, ConnectionResetError):
            self.process.join(_PATIENCE)
            return self.number, task, None, f"the process that worked on it died (exit code {self.process.exitcode})"
        if kind == "error":
            raise value
        return self.number, task, value, ""

    def stop(self, *, now: bool) -> None:
        if now:
            self.process.terminate()
        self.pipe.close()
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def _work(pipe: Connection, setup: Callable[..., Callable[[Any], Any]], args: tuple[Any, ...]) -> None:
    """The life of a worker; Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        work = setup(*args)
        while True:
            pipe.send(("done", work(pipe.recv())))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except Exception as error:
        pipe.send(("error", error))


def _end_with_parent() -> None:
    """A parent that was killed leaves nobody to work for."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
