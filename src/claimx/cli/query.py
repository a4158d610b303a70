"""``claimx query``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from claimx.cli.where import Where
from claimx.plurals import counted
from claimx.query.fields import FIELDS
from claimx.reports.claim_files import is_store
from claimx.store import Answer, ClaimFiles, Source, Store, claim_files

RECORDS = ("json", "jsonl", "csv", "tsv", "parquet")
LAID_OUT = ("table", "md", "html", "latex")


@dataclass(frozen=True, slots=True)
class Asked:
    """The question, and how it is meant."""

    question: str
    optimistic: bool
    limit: int | None


def run(asked: Asked, where: Where, *, output: Path | None, format: str | None) -> None:
    """Ask and write."""
    with opened(where) as source:
        answer = source.query(asked.question, optimistic=asked.optimistic, limit=asked.limit)
        rows = [row for row in answer.rows() if row["confidence"] >= where.least]
        _write(rows, answer, asked, output=output, format=format)
        _tell(rows, answer)


@contextmanager
def opened(where: Where) -> Iterator[Source]:
    """The claims that are asked; at the end exit code 1 where something was skipped or could not be read."""
    if where.db is not None and where.inputs:
        raise typer.BadParameter("name either inputs or a store with --db")
    store = where.db or (where.inputs[0] if len(where.inputs) == 1 and is_store(where.inputs[0]) else None)
    if store is not None:
        with Store(store) as source:
            yield source
        return
    if not where.inputs and sys.stdin.isatty():
        raise typer.BadParameter("name a digest, a file of claims, or a store with --db")
    files = claim_files(where.inputs) if where.inputs and not where.rules else None
    if files:
        with ClaimFiles(files) as claims:
            yield claims
        return
    yield from _extracted(where)


def _extracted(where: Where) -> Iterator[Source]:
    from claimx.cli.pool import pool
    from claimx.store.memory import Memory

    found = pool(where)
    with Memory(found.claims(), rulebook=found.rulebook) as memory:
        yield memory
    found.close()


def _write(rows: list[dict[str, Any]], answer: Answer, asked: Asked, *, output: Path | None, format: str | None) -> None:
    from claimx.records import SCHEMA_VERSION
    from claimx.reports.files import format_of, write_records

    kind = format_of(output, format, known=(*LAID_OUT, *RECORDS), default="table")
    fingerprint = answer.source.names().fingerprint
    if kind in RECORDS:
        stamp = {"schema_version": SCHEMA_VERSION, "rulebook": fingerprint}
        head = stamp | {"question": asked.question, "optimistic": asked.optimistic}
        records = (row | stamp for row in rows)
        write_records(records, output, format=kind, columns=(*FIELDS, "meets", *stamp), head=head)
        return
    from claimx.cli.output import write_report
    from claimx.render import Stamp
    from claimx.reports.views.query import query_report

    write_report(query_report(rows, question=asked.question), output, format=kind, stamp=Stamp(fingerprint))


def _tell(rows: list[dict[str, Any]], answer: Answer) -> None:
    """What a person should know of the answer, on stderr."""
    from claimx.cli.notes import note

    for line in answer.question.notes:
        note(f"note: {line}")
    if not rows:
        for place in answer.question.places:
            if near := answer.source.nearest_place(place):
                note(f"note: no claim is on {place!r}{near}")
    papers = len({row["paper_id"] for row in rows})
    note(f"{counted(len(rows), 'claim')} in {counted(papers, 'paper')}{_met(rows)}")


def _met(rows: list[dict[str, Any]]) -> str:
    counts = {way: sum(row["meets"] == way for row in rows) for way in ("subject", "paper")}
    parts = [f"{count} by the same {way}" for way, count in counts.items() if count]
    return f"; met: {', '.join(parts)}" if parts else ""
