"""``claimx run``."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from claimx.cli.notes import note
from claimx.cli.progress import ProgressLine
from claimx.errors import ReadError
from claimx.plurals import counted
from claimx.readers import Skipped, read
from claimx.records import Paper
from claimx.rulebook import load_rules
from claimx.runs import Options, Progress
from claimx.runs import run as run_corpus
from claimx.runs.engines import Engine, dask, local


def run(
    inputs: Sequence[str],
    *,
    out: Path,
    rules: Sequence[Path],
    reader: str | None,
    jobs: int,
    shard: str,
    shard_papers: int,
    engine: str,
    scheduler: str | None,
) -> None:
    """Bring the folder up to date; exit code 1 where an input, an entry or a paper could not be read."""
    part, parts = part_of(shard)
    folders = tuple(str(folder.resolve()) for folder in rules)
    options = Options(load_rules(*folders).fingerprint, folders, shard_papers, part, parts)
    began, line, troubles = time.monotonic(), ProgressLine(inputs), _Troubles()

    def papers() -> Iterator[Paper]:
        for paper in read(*inputs, reader=reader, on_skip=troubles.skip, on_error=troubles.fail):
            line.read(paper)
            yield paper

    def tell(progress: Progress) -> None:
        line.tell(f"{counted(progress.papers, 'paper')}, {counted(progress.shards, 'shard')}", progress.papers - progress.kept)

    manifest = run_corpus(
        papers(), out, engine=_engine(engine, scheduler, jobs, folders), options=options, inputs=inputs, tell=tell
    )
    line.clear()
    for failure in manifest.failures:
        note(f"skipped: {failure.paper_id}: {failure.reason}")
    state = "complete" if manifest.complete else f"{counted(len(manifest.missing), 'shard')} missing"
    seconds = time.monotonic() - began
    done = f"{counted(manifest.papers, 'paper')}, {counted(manifest.claims, 'claim')} in {counted(len(manifest.shards), 'shard')}"
    note(f"{out}: {done}, {state}; {seconds:.1f} s")
    if troubles.any or manifest.failures:
        raise SystemExit(1)


def part_of(shard: str) -> tuple[int, int]:
    """The numbers of ``i/n``; wrong usage where they are none."""
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", shard)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise typer.BadParameter(f"{shard!r} is no share; write i/n with 1 <= i <= n, as in --shard 3/16", param_hint="--shard")
    return int(found[1]), int(found[2])


def _engine(name: str, scheduler: str | None, jobs: int, rules: tuple[str, ...]) -> Engine:
    if name == "dask":
        return dask(scheduler, jobs)
    if name != "local":
        raise typer.BadParameter(f"{name!r} is no engine; the engines are local and dask", param_hint="--engine")
    if scheduler is not None:
        raise typer.BadParameter("an address of a scheduler needs --engine dask", param_hint="--scheduler")
    return local(jobs, rules)


class _Troubles:
    """What could not be read, told as it comes."""

    def __init__(self) -> None:
        self.any = False

    def skip(self, entry: Skipped) -> None:
        self.any = True
        note(f"skipped: {entry}")

    def fail(self, error: ReadError) -> None:
        self.any = True
        note(f"error: {error}")
