"""A run on a Dask cluster of real worker processes writes the bytes of a local run, also when one of them is killed."""

from __future__ import annotations

import os
import signal
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_run import content, go, write_corpus

from claimx.errors import RunError
from claimx.runs.engines import dask

distributed = pytest.importorskip("distributed", reason="needs the extra 'dask'")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300), pytest.mark.filterwarnings("ignore")]


@pytest.fixture
def cluster() -> Iterator[Any]:
    with (
        warnings.catch_warnings(),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
    ):
        yield cluster


def test_a_cluster_writes_the_bytes_of_a_local_run(tmp_path: Path, cluster: Any) -> None:
    corpus = write_corpus(tmp_path / "papers.jsonl", 400)
    go(corpus, tmp_path / "local")

    go(corpus, tmp_path / "cluster", engine=dask(cluster.scheduler_address, 2))

    assert content(tmp_path / "cluster") == content(tmp_path / "local")


def test_a_worker_killed_in_mid_run_costs_nothing(tmp_path: Path, cluster: Any) -> None:
    corpus = write_corpus(tmp_path / "papers.jsonl", 4000)
    go(corpus, tmp_path / "local")
    killed: list[int] = []

    def kill() -> None:
        while len(list((tmp_path / "cluster" / "claims").glob("*.parquet"))) < 10:
            time.sleep(0.02)
        killed.append(next(iter(cluster.workers.values())).pid)
        os.kill(killed[0], signal.SIGKILL)

    watcher = threading.Thread(target=kill, daemon=True)
    watcher.start()
    told = go(corpus, tmp_path / "cluster", engine=dask(cluster.scheduler_address, 2))
    watcher.join(10)

    assert killed
    assert told == list(range(1, 161))
    assert content(tmp_path / "cluster") == content(tmp_path / "local")


def test_without_an_address_a_cluster_is_started_here(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "papers.jsonl", 100)
    go(corpus, tmp_path / "local")

    go(corpus, tmp_path / "cluster", engine=dask(None, 2))

    assert content(tmp_path / "cluster") == content(tmp_path / "local")


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no Dask scheduler answers at"):
        go(write_corpus(tmp_path / "papers.jsonl", 10), tmp_path / "out", engine=dask("tcp://127.0.0.1:9", 1))
