"""A store of an older version brought to this one, in its file."""

from __future__ import annotations

import duckdb

from claimx.store.database import transaction, version_of
from claimx.store.schema import DERIVED, INDEX, RECORD, SORTED, STORE_VERSION, TABLES
from claimx.store.wording import add_words

_SLICE = 500_000
"""Sentences whose words are listed at once."""
_TABLES = {statement.split()[2]: statement for statement in TABLES}
_SENTENCES = """
CREATE TEMP TABLE sentences AS
SELECT row_number() OVER (ORDER BY paper_id, sentence) - 1 AS said, * FROM (SELECT DISTINCT paper_id, sentence FROM old)
"""
_NUMBERED = f"""(SELECT *, row_number() OVER (ORDER BY {SORTED}) - 1 AS nr
    FROM old JOIN sentences USING (paper_id, sentence))"""
"""The claims of version 1, which numbered nothing."""
_FILLED = f"""
INSERT INTO claims BY NAME
SELECT {RECORD}, {DERIVED}, nr, dense_rank() OVER (ORDER BY paper_id) - 1 AS paper_nr, said FROM"""
_PART = "CREATE OR REPLACE TEMP TABLE part AS FROM sentences WHERE said BETWEEN $1 AND $2"


def upgrade(connection: duckdb.DuckDBPyConnection) -> None:
    """Lay the claims out as `claimx.store.schema` says; all of it or nothing."""
    with transaction(connection):
        unnumbered = version_of(connection) == "1"
        connection.execute("DROP INDEX IF EXISTS claims_nr")
        connection.execute("ALTER TABLE claims RENAME TO old")
        connection.execute(_TABLES["claims"])
        if unnumbered:
            _list_words(connection)
        connection.execute(f"{_FILLED} {_NUMBERED if unnumbered else 'old'} ORDER BY nr")
        connection.execute("DROP TABLE old")
        connection.execute(INDEX)
        connection.execute("UPDATE meta SET value = $1 WHERE key = 'store_version'", [str(STORE_VERSION)])


def _list_words(connection: duckdb.DuckDBPyConnection) -> None:
    """Number the sentences, and list their words."""
    for table in ("words", "spoken"):
        connection.execute(_TABLES[table])
    connection.execute(_SENTENCES)
    row = connection.execute("SELECT count(*) FROM sentences").fetchone()
    for first in range(0, row[0] if row else 0, _SLICE):
        connection.execute(_PART, [first, first + _SLICE - 1])
        add_words(connection, "part")
