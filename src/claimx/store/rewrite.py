"""A store written anew: the same rows, sorted and without gaps, in a new file that takes the place of the old one."""

from __future__ import annotations

from pathlib import Path

import duckdb

from claimx.store.database import STORAGE
from claimx.store.schema import TABLES

_ORDERS = {
    "claims": 'metric, paper_id, "start", "end", claim_id',
    "place_keys": "key, sort, place",
    "papers": "paper_id",
    "listed": "digest, paper_id",
    "digests": "digest",
    "meta": "key",
}


def rewrite(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Replace the file at *path*, which *connection* holds for writing, by a fresh copy."""
    target = path.with_name(f".{path.name}.new")
    target.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(target), config={"storage_compatibility_version": STORAGE}) as fresh:
            for statement in TABLES:
                fresh.execute(statement)
            for table, order in _ORDERS.items():
                _copy(connection, fresh, table, order)
        connection.execute("CHECKPOINT")
        target.replace(path)
    finally:
        target.unlink(missing_ok=True)


def _copy(old: duckdb.DuckDBPyConnection, fresh: duckdb.DuckDBPyConnection, table: str, order: str) -> None:
    from pyarrow import RecordBatchReader

    reading = old.cursor()  # held by its name: older versions of duckdb close a cursor that nothing holds
    fresh.register("given", RecordBatchReader.from_stream(reading.sql(f"FROM {table} ORDER BY {order}")))
    fresh.execute(f"INSERT INTO {table} FROM given")
    fresh.unregister("given")
    reading.close()
