"""A store of the version before brought to this one, in its file."""

from __future__ import annotations

import duckdb

from claimx.store.database import transaction
from claimx.store.schema import DERIVED, INDEX, RECORD, SORTED, STORE_VERSION, TABLES
from claimx.store.wording import add_words

_SLICE = 500_000
"""Sentences whose words are listed at once."""
_NEW = [statement for statement in TABLES if statement.split()[2] in ("claims", "words", "spoken")]
_SENTENCES = """
CREATE TEMP TABLE sentences AS
SELECT row_number() OVER (ORDER BY paper_id, sentence) - 1 AS said, * FROM (SELECT DISTINCT paper_id, sentence FROM old)
"""
_FILLED = f"""
INSERT INTO claims BY NAME
SELECT *, row_number() OVER () - 1 AS nr FROM (
    SELECT {RECORD}, {DERIVED}, said FROM old JOIN sentences USING (paper_id, sentence) ORDER BY {SORTED})
"""
_PART = "CREATE OR REPLACE TEMP TABLE part AS FROM sentences WHERE said BETWEEN $1 AND $2"


def upgrade(connection: duckdb.DuckDBPyConnection) -> None:
    """Lay the claims out as `claimx.store.schema` says; all of it or nothing."""
    with transaction(connection):
        connection.execute("ALTER TABLE claims RENAME TO old")
        for statement in _NEW:
            connection.execute(statement)
        connection.execute(_SENTENCES)
        connection.execute(_FILLED)
        row = connection.execute("SELECT count(*) FROM sentences").fetchone()
        for first in range(0, row[0] if row else 0, _SLICE):
            connection.execute(_PART, [first, first + _SLICE - 1])
            add_words(connection, "part")
        connection.execute("DROP TABLE old")
        connection.execute(INDEX)
        connection.execute("UPDATE meta SET value = $1 WHERE key = 'store_version'", [str(STORE_VERSION)])
