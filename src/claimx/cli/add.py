"""``claimx add``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from claimx.cli.notes import note
from claimx.cli.work import start
from claimx.plurals import counted
from claimx.records import Paper
from claimx.rulebook import Rulebook
from claimx.store import Store, claim_files
from claimx.store.adding import Added

T = TypeVar("T")


def run(
    inputs: Sequence[str],
    *,
    db: Path,
    rules: Sequence[Path],
    reader: str | None,
    least: float,
    jobs: int,
    batch: int,
) -> None:
    """Take in files of claims as they are; extract what else the store has not, and store it batch by batch."""
    store = Store(db)
    found = {item: files for item in inputs if (files := claim_files([item]))}
    work = start([item for item in inputs if item not in found], rules=rules, reader=reader, least=least, jobs=jobs)
    for item, files in found.items():
        note(f"{item}: {_said(store.add_files(files, rulebook=work.rulebook, least=least))}")
    if not work.inputs:
        return
    work.wanted = lambda papers: _missing(store, papers, rulebook=work.rulebook, size=batch)
    for readings in _batches(work.extracted(), batch):
        note(_said(store.add(readings, rulebook=work.rulebook)))
    work.close()


def _said(added: Added) -> str:
    replaced = f", {added.replaced} replaced" if added.replaced else ""
    return f"stored {counted(added.papers, 'paper')}, {counted(added.claims, 'claim')}{replaced}"


def _missing(store: Store, papers: Iterable[Paper], *, rulebook: Rulebook, size: int) -> Iterator[Paper]:
    for batch in _batches(papers, size):
        missing = store.missing(batch, rulebook=rulebook)
        if len(missing) < len(batch):
            note(f"there already: {counted(len(batch) - len(missing), 'paper')}")
        yield from missing


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
