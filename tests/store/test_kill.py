"""`claimx add` killed at any moment: every batch that was reported is there, and nothing is half-written."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from claimx.errors import StoreError
from claimx.store import Store

PAPERS, BATCH = 24, 2
ADD = [sys.executable, "-c", "from claimx.cli import main; main()", "add"]


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Papers with one to three claims each."""
    path = tmp_path_factory.mktemp("digest") / "digest.jsonl"
    sentences = ["Net{n} is {n}x faster than Base.", "It has {n}M parameters.", "Its accuracy is 7{d}.{d}% on CIFAR-10."]
    lines = [
        {"id": f"p{n:03}", "title": f"Net{n}", "abstract": " ".join(sentences[: 1 + n % 3]).format(n=n + 2, d=n % 10)}
        for n in range(PAPERS)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(digest: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[str]], float]:
    """What a run that nobody kills stores, and how long it takes to begin and to end."""
    db = tmp_path_factory.mktemp("whole") / "claims.duckdb"
    began = time.monotonic()
    subprocess.run([*ADD, str(digest), "--db", str(db), "--batch", str(BATCH)], check=True, capture_output=True)
    return held(db), time.monotonic() - began


def held(db: Path) -> dict[str, list[str]]:
    """Paper -> ids of its claims; empty where nothing was ever finished."""
    found: dict[str, list[str]] = {}
    try:
        with Store(db) as store:
            found = {paper.id: [] for paper in store.papers()}
            for claim in store.claims():
                found[claim.paper_id].append(claim.claim_id)
    except StoreError as error:
        if "there is no store here" not in str(error) and "nothing was ever finished" not in str(error):
            raise
    return found


def listed(db: Path) -> Counter[str]:
    """How often each paper is listed."""
    with duckdb.connect(str(db), read_only=True) as connection:
        return Counter(paper for (paper,) in connection.execute("SELECT paper_id FROM listed").fetchall())


def is_held(db: Path) -> bool:
    """Whether another process holds the store, as it does while it stores a batch."""
    if not db.exists():
        return False
    with db.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def killed_run(digest: Path, db: Path, batches: int, after: float) -> tuple[int, bool]:
    """Kill an `add` *after* seconds from when it said that so many batches are stored.

    How many papers it said were stored, and whether it held the store when it was killed.
    """
    command = [*ADD, str(digest), "--db", str(db), "--batch", str(BATCH)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        assert run.stderr
        said = [line for _, line in zip(range(batches), run.stderr, strict=False)]
        with contextlib.suppress(subprocess.TimeoutExpired):
            run.wait(timeout=after)
        inside = False
        if run.poll() is None:
            inside = is_held(db)
            os.killpg(run.pid, signal.SIGKILL)
        said += run.stderr
    return sum(int(line.split()[1]) for line in said if line.startswith("stored ")), inside


def survives(digest: Path, whole: tuple[dict[str, list[str]], float], folder: Path, rounds: int, seed: int) -> Counter[str]:
    """Kill runs at random moments, each on a store of its own or on what an earlier one left.

    What came of them, and how many were killed inside a batch.
    """
    right, seconds = whole
    moments = random.Random(seed)
    outcomes: Counter[str] = Counter()
    db = folder / "0.duckdb"
    for number in range(rounds):
        before = held(db)
        batches = moments.randrange(-4, PAPERS // BATCH)
        after_start = moments.uniform(0.2, 1.0) * seconds if batches <= 0 else moments.uniform(0, 0.05 * seconds)
        said, inside = killed_run(digest, db, max(batches, 0), after_start)
        after = held(db)
        assert {paper: after[paper] for paper in after} == {paper: right[paper] for paper in after}
        assert len(after) % BATCH == 0
        assert len(before) + said <= len(after) <= len(before) + said + BATCH
        assert not after or set(listed(db)) == set(after)
        assert not after or set(listed(db).values()) == {1}
        outcomes["whole" if len(after) == PAPERS else "part" if after else "nothing"] += 1
        outcomes["inside"] += inside
        if len(after) == PAPERS or number % 3 == 0:
            db = folder / f"{number + 1}.duckdb"
    return outcomes


def test_a_few_kills_lose_nothing(digest: Path, whole: tuple[dict[str, list[str]], float], tmp_path: Path) -> None:
    outcomes = survives(digest, whole, tmp_path, rounds=3, seed=7)
    assert outcomes["whole"] + outcomes["part"] + outcomes["nothing"] == 3


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_a_hundred_kills_lose_nothing(digest: Path, whole: tuple[dict[str, list[str]], float], tmp_path: Path) -> None:
    outcomes = survives(digest, whole, tmp_path, rounds=100, seed=2026)
    print(dict(outcomes))
    assert outcomes["whole"] + outcomes["part"] + outcomes["nothing"] == 100
    assert (outcomes["part"] >= 20, outcomes["inside"] >= 10) == (True, True)
