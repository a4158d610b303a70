"""The store itself: add, read, tell, tidy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from claimx.records import Claim, Paper
from claimx.store.adding import Added, add_readings, missing_papers
from claimx.store.database import connect, transaction
from claimx.store.schema import COLUMNS, LISTS, RECORD

_ROWS = 2048
"""Rows fetched at once."""


@dataclass(frozen=True, slots=True)
class Info:
    """What a store holds."""

    path: str
    size: int
    """Bytes on disk."""
    store_version: int
    schema_version: str
    digests: int
    papers: int
    claims: int
    rulebooks: dict[str, int]
    """Fingerprint -> papers read with it."""


class Store:
    """Claims in one DuckDB file. Reading holds the file open until `close`; each `add` opens it for itself.

    While one process writes, others wait up to *wait* seconds, then get a `StoreError` that says so.
    """

    def __init__(self, path: str | Path, *, wait: float = 30.0) -> None:
        self.path = Path(path)
        self._wait = wait
        self._reading: duckdb.DuckDBPyConnection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the store can be used again after it."""
        if self._reading is not None:
            self._reading.close()
            self._reading = None

    def missing(self, papers: Iterable[Paper], *, rulebook: str) -> list[Paper]:
        """Those of *papers* that stand in the store not at all, in another wording, or read with another rulebook.

        A paper that once came in the same wording, from the same digest and with the same rulebook is not among them,
        even where another digest has brought another wording since.
        """
        wanted = list(papers)
        if not self.path.is_file():
            return wanted
        with self._writing() as connection:
            return missing_papers(connection, wanted, rulebook)

    def add(self, batch: Iterable[tuple[Paper, Sequence[Claim]]], *, rulebook: str) -> Added:
        """Take in papers with their claims, all of them or none.

        *rulebook* is the fingerprint of the rules that the claims were made with. A paper that is there in the same
        wording and with the same rulebook stays as it is; any other reading replaces its claims. Of two readings in one
        batch the last counts.
        """
        readings = {paper.id: (paper, claims) for paper, claims in batch}
        papers = [paper for paper, _ in readings.values()]
        claims = [claim for _, found in readings.values() for claim in found]
        with self._writing() as connection, transaction(connection):
            return add_readings(connection, papers, claims, rulebook)

    def claims(self) -> Iterator[Claim]:
        """Every claim, paper by paper, in the order of their place in the abstract."""
        found = self._connection().execute(f'SELECT {RECORD} FROM claims ORDER BY paper_id, "start", "end", claim_id')
        yield from records(found)

    def papers(self) -> Iterator[Paper]:
        """Every paper, without its abstract, which the store does not keep."""
        found = self._connection().execute("SELECT paper_id, title, url, date, source FROM papers ORDER BY paper_id")
        for paper_id, title, url, date, source in _rows(found):
            yield Paper(id=paper_id, title=title or "", url=url, date=date, source=source)

    def info(self) -> Info:
        """How much of what there is."""
        connection = self._connection()

        def one(sql: str) -> Any:
            row = connection.execute(sql).fetchone()
            return row[0] if row else None

        rulebooks = connection.execute("SELECT rulebook, count(*) FROM papers GROUP BY ALL ORDER BY ALL").fetchall()
        return Info(
            path=str(self.path),
            size=self.path.stat().st_size,
            store_version=int(one("SELECT value FROM meta WHERE key = 'store_version'")),
            schema_version=one("SELECT value FROM meta WHERE key = 'schema_version'"),
            digests=one("SELECT count(*) FROM digests"),
            papers=one("SELECT count(*) FROM papers"),
            claims=one("SELECT count(*) FROM claims"),
            rulebooks=dict(rulebooks),
        )

    def _connection(self) -> duckdb.DuckDBPyConnection:
        if self._reading is None:
            self._reading = connect(self.path, write=False, wait=self._wait)
        return self._reading.cursor()

    @contextmanager
    def _writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        self.close()
        connection = connect(self.path, write=True, wait=self._wait)
        try:
            yield connection
        finally:
            connection.close()


def records(found: duckdb.DuckDBPyConnection) -> Iterator[Claim]:
    """The rows of a result whose columns are those of the record, as claims."""
    for row in _rows(found):
        yield Claim.model_validate({k: () if v is None and k in LISTS else v for k, v in zip(COLUMNS, row, strict=True)})


def _rows(found: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := found.fetchmany(_ROWS):
        yield from rows
