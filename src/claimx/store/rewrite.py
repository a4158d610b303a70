"""A store written anew: the same rows, sorted and without gaps, in a new file that takes the place of the old one."""

from __future__ import annotations

from pathlib import Path

import duckdb

from claimx.store.database import STORAGE
from claimx.store.schema import INDEX, SORTED, TABLES

_COPIES = {
    "claims": f"SELECT * REPLACE (row_number() OVER () - 1 AS nr) FROM (FROM claims ORDER BY {SORTED})",
    "place_keys": "FROM place_keys ORDER BY key, sort, place",
    "papers": "FROM papers ORDER BY paper_id",
    "listed": "FROM listed ORDER BY digest, paper_id",
    "digests": "FROM digests ORDER BY digest",
    "meta": "FROM meta ORDER BY key",
    "spoken": "FROM spoken SEMI JOIN claims USING (said) ORDER BY word, said, spot",
    "words": "FROM words WHERE id IN (SELECT word FROM spoken SEMI JOIN claims USING (said)) ORDER BY lettered, word",
}
"""What of each table is taken over; of sentences that no claim has any more nothing is."""


def rewrite(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Replace the file at *path*, which *connection* holds for writing, by a fresh copy."""
    target = path.with_name(f".{path.name}.new")
    target.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(target), config={"storage_compatibility_version": STORAGE}) as fresh:
            for statement in TABLES:
                fresh.execute(statement)
            for table, rows in _COPIES.items():
                _copy(connection, fresh, table, rows)
            fresh.execute(INDEX)
        connection.execute("CHECKPOINT")
        target.replace(path)
    finally:
        target.unlink(missing_ok=True)


def _copy(old: duckdb.DuckDBPyConnection, fresh: duckdb.DuckDBPyConnection, table: str, rows: str) -> None:
    from pyarrow import RecordBatchReader

    reading = old.cursor()  # held by its name: older versions of duckdb close a cursor that nothing holds
    fresh.register("given", RecordBatchReader.from_stream(reading.sql(rows)))
    fresh.execute(f"INSERT INTO {table} BY NAME FROM given")
    fresh.unregister("given")
    reading.close()
