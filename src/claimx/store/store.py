"""The store itself: add, read, tell, tidy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from claimx.query import Compiled, Layout, Names
from claimx.store.database import OLDEST, connect, transaction, version_of
from claimx.store.places import add_places
from claimx.store.rewrite import rewrite
from claimx.store.schema import COLUMNS, EXPORTED, LISTS, STORE_VERSION
from claimx.store.source import Source, fetched
from claimx.store.upgrade import upgrade

if TYPE_CHECKING:
    from claimx.records import Claim, Paper
    from claimx.rulebook import Rulebook
    from claimx.store.adding import Added

_FEW = 500
"""Rows of an answer up to which it is first found out which they are."""
_STRETCH, _CLOSE = 122_880, 40
"""Rows that DuckDB keeps together, and how many wanted ones in each stretch make it quicker to read all of it."""
_SMALL_BESIDE_LARGE = "SET disabled_optimizers = 'build_side_probe_side'"
"""DuckDB guesses the size of what is looked up wrongly; the statements have it on the side of which a table is made."""


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


class Store(Source):
    """Claims in one DuckDB file. Reading holds the file open until `close`; each `add` opens it for itself.

    While one process writes, others wait up to *wait* seconds, then get a `StoreError` that says so.
    """

    layout = Layout("nr", "paper_nr", indexed=True)

    def __init__(self, path: str | Path, *, wait: float = 30.0) -> None:
        self.path = Path(path)
        self._wait = wait
        self._reading: duckdb.DuckDBPyConnection | None = None

    def close(self) -> None:
        """Let go of the file; the store can be used again after it."""
        if self._reading is not None:
            self._reading.close()
            self._reading = None

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection for reading."""
        if self._reading is None:
            self._reading = connect(self.path, write=False, wait=self._wait)
        return self._reading.cursor()

    def names(self) -> Names:
        """The names of the rulebook that claims were last added with; of the built-in one where none were."""
        found = _names(self.cursor())
        if found is None:
            from claimx.rulebook import load_rules

            return Names.of(load_rules())
        return found

    def answered(self, compiled: Compiled) -> duckdb.DuckDBPyConnection:
        """The result of a compiled question: of a few rows first which they are, then all of them.

        Rows that lie far apart are fetched one by one, so that nothing beside them is read.
        """
        cursor, parameters = self.cursor(), list(compiled.parameters)
        cursor.execute(_SMALL_BESIDE_LARGE)
        found = cursor.execute(f"{compiled.rows} LIMIT {_FEW + 1}", parameters).fetchall()
        if len(found) > _FEW:
            return super().answered(compiled)
        rows = [row for row, _ in found]
        met = [[row for row, meets in found if meets == way] for way in ("subject", "paper")]
        apart = len(rows) <= _CLOSE * len({row // _STRETCH for row in rows})
        limit = len(rows) if compiled.limit is None else compiled.limit
        return cursor.execute(compiled.one_by_one if apart else compiled.at_once, [rows, *met, limit])

    def missing(self, papers: Iterable[Paper], *, rulebook: Rulebook) -> list[Paper]:
        """Those of *papers* that stand in the store not at all, in another wording, or read with another rulebook.

        A paper that once came in the same wording, from the same digest and with the same rulebook is not among them,
        even where another digest has brought another wording since.
        """
        from claimx.store.adding import missing_papers

        wanted = list(papers)
        if not self.path.is_file():
            return wanted
        with self._writing() as connection:
            return missing_papers(connection, wanted, rulebook.fingerprint)

    def add(self, batch: Iterable[tuple[Paper, Sequence[Claim]]], *, rulebook: Rulebook) -> Added:
        """Take in papers with their claims, read with *rulebook*: all of them or none.

        A paper that is there in the same wording and with the same rulebook stays as it is; any other reading replaces
        its claims. Of two readings in one batch the last counts.
        """
        from claimx.store.adding import add_readings

        readings = {paper.id: (paper, claims) for paper, claims in batch}
        papers = [paper for paper, _ in readings.values()]
        claims = [claim for _, found in readings.values() for claim in found]
        with self._writing() as connection, transaction(connection):
            names = _current_names(connection, rulebook)
            return add_readings(connection, papers, claims, names)

    def add_files(self, paths: Sequence[Path], *, rulebook: Rulebook, least: float = 0.0) -> Added:
        """Take in files of claims, all Parquet or all JSON Lines, without extracting again: all of them or none.

        Each paper keeps the fingerprint of the rulebook it was read with; *rulebook* gives the names for questions. Claims
        of less confidence than *least* are left out.
        """
        from claimx.store.bulk import add_files

        with self._writing() as connection, transaction(connection):
            return add_files(connection, paths, _current_names(connection, rulebook), least=least)

    def vacuum(self) -> None:
        """Write the file anew, sorted and without what was replaced; the old file stays until the new one is whole.

        A store of an older version is brought to this one.
        """
        with self._writing(oldest=OLDEST) as connection:
            if version_of(connection) != str(STORE_VERSION):
                upgrade(connection)
            rewrite(connection, self.path)

    def export(self, output: Path) -> int:
        """Write all claims to a Parquet file, each with its rulebook; their number."""
        self.close()
        target = output.with_name(f".{output.name}.part")
        try:
            reading = self.cursor()
            reading.sql(EXPORTED).write_parquet(str(target))
            target.replace(output)
        finally:
            target.unlink(missing_ok=True)
        return self.info().claims

    def records(self) -> Iterator[dict[str, Any]]:
        """All claims as plain records, each with its rulebook, in the order of papers."""
        found = self.cursor().execute(EXPORTED)
        for row in fetched(found):
            record = dict(zip((*COLUMNS, "schema_version", "rulebook"), row, strict=True))
            yield {name: [] if value is None and name in LISTS else value for name, value in record.items()}

    def sql(self, statement: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """The columns and rows of an SQL statement; nothing is changed through it, and no other file read or written."""
        self.cursor().execute("RESET disabled_optimizers")
        return super().sql(statement)

    def papers(self) -> Iterator[Paper]:
        """Every paper, without its abstract, which the store does not keep."""
        from claimx.records import Paper

        found = self.cursor().execute("SELECT paper_id, title, url, date, source FROM papers ORDER BY paper_id")
        for paper_id, title, url, date, source in fetched(found):
            yield Paper(id=paper_id, title=title or "", url=url, date=date, source=source)

    def info(self) -> Info:
        """How much of what there is."""
        connection = self.cursor()

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

    @contextmanager
    def _writing(self, oldest: int = STORE_VERSION) -> Iterator[duckdb.DuckDBPyConnection]:
        self.close()
        connection = connect(self.path, write=True, wait=self._wait, oldest=oldest)
        try:
            yield connection
        finally:
            connection.close()


def _names(connection: duckdb.DuckDBPyConnection) -> Names | None:
    row = connection.execute("SELECT value FROM meta WHERE key = 'names'").fetchone()
    return Names.load(row[0]) if row else None


def _current_names(connection: duckdb.DuckDBPyConnection, rulebook: Rulebook) -> Names:
    """The names of *rulebook*; where they bring datasets or devices together otherwise, all places are listed anew."""
    known = _names(connection)
    if known is not None and known.fingerprint == rulebook.fingerprint:
        return known
    names = Names.of(rulebook)
    connection.execute("DELETE FROM meta WHERE key = 'names'")
    connection.execute("INSERT INTO meta VALUES ('names', $1)", [names.dump()])
    if known is None or (known.datasets, known.devices) != (names.datasets, names.devices):
        connection.execute("DELETE FROM place_keys")
        add_places(connection, "claims", names)
    return names
