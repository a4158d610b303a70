"""A corpus run: whole, taken up, in parts, with failures."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from claimx.errors import RunError
from claimx.extraction import Extractor, extract
from claimx.readers import read
from claimx.records import Claim, Paper
from claimx.reports.claim_files import claims_in
from claimx.rulebook import load_rules
from claimx.runs import Options, run
from claimx.runs.engines import Engine, local
from conftest import write_corpus

FINGERPRINT = load_rules().fingerprint


def go(corpus: Path, out: Path, *, engine: Engine | None = None, **options: Any) -> list[int]:
    """A run with small shards; the numbers of shards written after each step."""
    told: list[int] = []
    chosen = Options(**{"fingerprint": FINGERPRINT, "papers_per_shard": 25} | options)
    papers = read(str(corpus))
    run(papers, out, engine=engine or local(1), options=chosen, inputs=["papers"], tell=lambda p: told.append(p.shards))
    return told


def content(folder: Path) -> dict[str, bytes]:
    """Every file but the locks, which a run leaves empty."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in (folder / "claims").iterdir()}


def shard_claims(folder: Path) -> list[Claim]:
    return [claim for path in sorted((folder / "claims").iterdir()) for claim in claims_in(path) or ()]


def test_the_shards_hold_the_claims_of_the_corpus_in_order(corpus: Path, tmp_path: Path) -> None:
    assert go(corpus, tmp_path / "out") == [1, 2, 3, 4, 5]

    assert shard_claims(tmp_path / "out") == list(extract(read(str(corpus))))


def test_duckdb_reads_the_folder_as_it_is(corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "out")

    found = duckdb.sql(f"SELECT count(*), any_value(rulebook) FROM '{tmp_path}/out/claims/*.parquet' WHERE metric = 'miou'")

    assert found.fetchall() == [(30, FINGERPRINT)]


def test_what_is_done_is_not_done_again(corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "out")
    before = content(tmp_path / "out"), stamps(tmp_path / "out")

    assert go(corpus, tmp_path / "out") == []
    assert (content(tmp_path / "out"), stamps(tmp_path / "out")) == before


def test_a_longer_corpus_changes_only_its_end(tmp_path: Path) -> None:
    go(write_corpus(tmp_path / "a.jsonl", 60), tmp_path / "out")
    before = stamps(tmp_path / "out")

    assert go(write_corpus(tmp_path / "a.jsonl", 110), tmp_path / "out") == [1, 2, 3]
    after = stamps(tmp_path / "out")
    assert {name: after[name] for name in ("000000.parquet", "000001.parquet")} == {
        name: before[name] for name in ("000000.parquet", "000001.parquet")
    }


def test_a_shorter_corpus_leaves_no_shard_behind(tmp_path: Path) -> None:
    go(write_corpus(tmp_path / "a.jsonl", 110), tmp_path / "out")
    go(write_corpus(tmp_path / "a.jsonl", 50), tmp_path / "out")
    go(write_corpus(tmp_path / "a.jsonl", 50), tmp_path / "fresh")

    assert content(tmp_path / "out") == content(tmp_path / "fresh")


def test_other_rules_make_every_shard_anew(corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "out")

    assert go(corpus, tmp_path / "out", fingerprint="other") == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("damage", [b"", b"PAR1 cut off"])
def test_a_file_that_is_no_shard_is_replaced(corpus: Path, tmp_path: Path, damage: bytes) -> None:
    go(corpus, tmp_path / "whole")
    go(corpus, tmp_path / "out")
    (tmp_path / "out" / "claims" / "000002.parquet").write_bytes(damage)

    assert go(corpus, tmp_path / "out") == [1]
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_the_parts_of_an_array_make_the_whole(corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "whole")

    assert go(corpus, tmp_path / "out", part=2, parts=2) == [1, 2]
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["missing"] == [0, 2, 4]
    assert go(corpus, tmp_path / "out", part=1, parts=2) == [1, 2, 3]

    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_a_second_run_on_the_same_part_is_refused(corpus: Path, tmp_path: Path) -> None:
    def meanwhile(tasks: Any) -> Any:
        with pytest.raises(RunError, match="another run works on part 1-of-1"):
            go(corpus, tmp_path / "out")
        return local(1)(tasks)

    assert go(corpus, tmp_path / "out", engine=meanwhile) == [1, 2, 3, 4, 5]


def test_a_paper_that_fails_is_told_in_the_manifest(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def claims(self: Extractor, paper: Paper) -> list[Claim]:
        if paper.id == "p30":
            raise ValueError("no sense in it")
        return []

    monkeypatch.setattr(Extractor, "claims", claims)
    go(corpus, tmp_path / "out")

    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["failures"] == [{"file": "000001.parquet", "paper_id": "p30", "reason": "ValueError: no sense in it"}]
    assert (manifest["complete"], manifest["papers"], manifest["claims"]) == (True, 120, 0)


def test_processes_write_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    go(corpus, tmp_path / "one")
    go(corpus, tmp_path / "two", engine=local(2))

    assert content(tmp_path / "two") == content(tmp_path / "one")


def command(corpus: Path, out: Path, *more: str) -> list[str]:
    code = "from claimx.cli import main; main()"
    return [sys.executable, "-c", code, "run", str(corpus), "--out", str(out), "--shard-papers", "40", *more]


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_ten_times_at_random_it_ends_as_if_nothing_had_been(tmp_path: Path, jobs: str) -> None:
    """Together with the other case: twenty kills, of one process and of a parent with two workers."""
    corpus = write_corpus(tmp_path / "papers.jsonl", 4000)
    subprocess.run(command(corpus, tmp_path / "whole"), check=True, capture_output=True)
    chance = random.Random(int(jobs))
    done: dict[str, tuple[int, int]] = {}
    kills = 0
    while kills < 10:
        running = subprocess.Popen(command(corpus, tmp_path / "out", "--jobs", jobs), stderr=subprocess.DEVNULL)
        before = len(done)
        deadline = time.monotonic() + 60
        while len(done) <= before and running.poll() is None and time.monotonic() < deadline:
            time.sleep(chance.uniform(0.0, 0.05))
            done_now = stamps(tmp_path / "out") if (tmp_path / "out" / "claims").is_dir() else {}
            if len(done_now) > before + chance.randrange(3):
                break
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        kills += 1
        after = stamps(tmp_path / "out")
        assert {name: after[name] for name in done} == done
        done = after
    assert len(done) < 100

    subprocess.run(command(corpus, tmp_path / "out", "--jobs", jobs), check=True, capture_output=True)

    after = stamps(tmp_path / "out")
    assert {name: after[name] for name in done} == done
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_ctrl_c_ends_it_without_a_trace(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "papers.jsonl", 6000)
    running = subprocess.Popen(command(corpus, tmp_path / "out", "--jobs", "2"), stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "out" / "claims" / "000000.parquet").exists():
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)

    _, told = running.communicate(timeout=60)

    assert (running.returncode, told) == (130, "")
    assert not (tmp_path / "out" / "spool").exists()
