"""Worker processes: in order, set up once, replaced when they die."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import pytest

from claimx.errors import WorkerLost
from claimx.extraction import Extractor, each_alone, extract_all
from claimx.processes import Workers
from claimx.records import Claim, Paper
from claimx.rulebook import load_rules


def work(offset: int) -> Callable[[int], tuple[int, int]]:
    set_up = [0]

    def answer(task: int) -> tuple[int, int]:
        set_up[0] += 1
        if task < 0:
            os._exit(7)
        if task == 1000:
            raise ValueError("no such thing")
        time.sleep(0.02 if task % 5 == 0 else 0.0)
        return task + offset, os.getpid()

    return answer


def test_answers_come_in_the_order_of_the_tasks() -> None:
    with Workers(2, work, (100,)) as workers:
        found = list(workers.map(iter(range(40))))

    assert [(task, answer and answer[0], died) for task, answer, died in found] == [(n, n + 100, "") for n in range(40)]
    assert len({answer[1] for _, answer, _ in found if answer}) == 2


def test_a_worker_that_dies_is_replaced_and_its_task_told() -> None:
    with Workers(2, work, (0,)) as workers:
        found = [(task, answer and answer[0], died) for task, answer, died in workers.map([1, -2, 3, 4, -5, 6])]

    died = "the process that worked on it died (exit code 7)"
    assert found == [(1, 1, ""), (-2, None, died), (3, 3, ""), (4, 4, ""), (-5, None, died), (6, 6, "")]


def test_an_exception_in_a_worker_is_raised() -> None:
    with Workers(2, work, (0,)) as workers, pytest.raises(ValueError, match="no such thing"):
        list(workers.map([1, 1000, 2]))


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def tasks() -> object:
        for number in range(1000):
            taken.append(number)
            yield number

    with Workers(2, work, (0,)) as workers:
        next(workers.map(tasks()))  # type: ignore[arg-type]

    assert len(taken) <= 12


PAPERS = [Paper(id=f"p{n}", abstract=f"QuickSeg reaches {n + 10}.5% accuracy on CIFAR-10.") for n in range(300)]


def test_papers_are_read_by_processes_as_by_one() -> None:
    assert list(extract_all(PAPERS, jobs=2)) == list(extract_all(PAPERS))


def deadly_claims(self: Extractor, paper: Paper) -> list[Claim]:
    if paper.id == "p1":
        os._exit(9)
    return []


class Deadly:
    """A rulebook that makes the extractor of the process that unpickles it deadly."""

    def __reduce__(self) -> tuple[object, tuple[()]]:
        return arm, ()


def arm() -> object:
    Extractor.claims = deadly_claims  # type: ignore[method-assign]
    return load_rules()


def test_a_paper_that_kills_its_process_is_told_and_the_others_are_read() -> None:
    outcomes = list(each_alone(PAPERS[:4], Deadly()))  # type: ignore[arg-type]

    assert [(paper.id, claims, type(error)) for paper, claims, error in outcomes] == [
        ("p0", [], type(None)),
        ("p1", [], WorkerLost),
        ("p2", [], type(None)),
        ("p3", [], type(None)),
    ]


def test_in_a_batch_only_the_deadly_paper_is_lost() -> None:
    told: list[tuple[str, str]] = []

    read = list(extract_all(PAPERS[:200], rulebook=Deadly(), jobs=2, on_error=lambda p, why: told.append((p.id, why))))  # type: ignore[arg-type]

    assert told == [("p1", "WorkerLost: the process that worked on it died (exit code 9)")]
    assert [paper.id for paper, _ in read] == [paper.id for paper in PAPERS[:200] if paper.id != "p1"]
