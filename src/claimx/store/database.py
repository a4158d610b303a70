"""Opening a store's file: waiting for another writer, checking what the file is, and one sentence for each fault."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from claimx.errors import StoreError
from claimx.store.schema import INDEX, STORE_VERSION, TABLES

STORAGE = "v1.4.0"
"""The oldest duckdb whose file format is written, so that every duckdb that claimx supports reads the file."""
_PAUSE = 0.05
"""Seconds between two attempts at a file that another process holds."""


OLDEST = 1
"""The oldest version of a store that can be brought to this one."""


def connect(path: Path, *, write: bool, wait: float, oldest: int = STORE_VERSION) -> duckdb.DuckDBPyConnection:
    """A connection to the store at *path*, made where it is not there and *write*; waits up to *wait* seconds.

    `StoreError` for a store of another version, or of one before *oldest*.
    """
    if not write and not path.is_file():
        raise StoreError(f"{path}: there is no store here; make one with: claimx add DIGEST --db {path}")
    connection = _opened(path, write=write, deadline=time.monotonic() + wait)
    try:
        if write:
            _prepare(connection)
        _check(connection, path, oldest)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of it or nothing."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _opened(path: Path, *, write: bool, deadline: float) -> duckdb.DuckDBPyConnection:
    while True:
        try:
            if write:
                return duckdb.connect(str(path), config={"storage_compatibility_version": STORAGE})
            return duckdb.connect(str(path), read_only=True)
        except duckdb.Error as error:
            if "lock on file" not in str(error):
                raise StoreError(_reason(path, error)) from error
            if time.monotonic() >= deadline:
                raise StoreError(f"{path}: another process is writing to this store; try again when it is done") from error
        time.sleep(_PAUSE)


def _reason(path: Path, error: duckdb.Error) -> str:
    text = str(error)
    if "not a valid DuckDB" in text:
        return f"{path}: this is no claimx store, nor any other DuckDB file"
    if "newer version" in text or "version number" in text:
        return f"{path}: written by another version of DuckDB than {duckdb.__version__}; install the newest duckdb and try again"
    return f"{path}: cannot be opened as a store: {text.splitlines()[0]}"


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Lay out a new file; a file that was left before anything was in it is a new one."""
    if _tables(connection):
        return
    from claimx.records import SCHEMA_VERSION

    with transaction(connection):
        for statement in (*TABLES, INDEX):
            connection.execute(statement)
        connection.execute(
            "INSERT INTO meta VALUES ('store_version', $1), ('schema_version', $2)", [str(STORE_VERSION), SCHEMA_VERSION]
        )


def version_of(connection: duckdb.DuckDBPyConnection) -> str:
    """The version of the layout, ``unknown`` where the file does not say."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'store_version'").fetchone()
    return str(found[0]) if found else "unknown"


def _check(connection: duckdb.DuckDBPyConnection, path: Path, oldest: int) -> None:
    """`StoreError` unless the file is a store of this version, or of one from *oldest* on."""
    tables = _tables(connection)
    if not tables:
        raise StoreError(f"{path}: nothing was ever finished in this store; add a digest with: claimx add DIGEST --db {path}")
    if "meta" not in tables or "claims" not in tables:
        raise StoreError(f"{path}: this DuckDB file is no claimx store; its tables are {', '.join(sorted(tables)[:5])}")
    version = version_of(connection)
    if version not in map(str, range(oldest, STORE_VERSION + 1)):
        raise StoreError(
            f"{path}: a store of version {version}, this claimx knows version {STORE_VERSION}; {_way(path, version)}"
        )


def _way(path: Path, version: str) -> str:
    """What to do about a store of another version."""
    number = int(version) if version.isdigit() else 0
    if number > STORE_VERSION:
        return "upgrade claimx"
    return f"bring it up to date with: claimx store vacuum --db {path}" if number >= OLDEST else "add its digests to a new store"


def _tables(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
    return {name for (name,) in rows}
