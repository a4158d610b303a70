"""Files of claims taken into a store as they are, without extracting again: each claim keeps the rulebook it was read with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from claimx.errors import StoreError
from claimx.query.fields import CHOICES
from claimx.query.names import Names
from claimx.records import SCHEMA_VERSION
from claimx.store.adding import Added, take_in
from claimx.store.files import is_parquet
from claimx.store.schema import COLUMNS

_SHAPE = dict(COLUMNS) | {"schema_version": "VARCHAR", "rulebook": "VARCHAR"}
_FIELDS = ", ".join(f'"{name}"::{of} AS "{name}"' for name, of in _SHAPE.items())
_READERS = {
    True: "read_parquet($1, union_by_name := true)",
    False: f"read_json($1, columns := {_SHAPE}, format := 'newline_delimited')",
}
# A paper that stands in several inputs counts as it was read last, as it does in a store.
_LOADED = """
CREATE OR REPLACE TEMP TABLE loaded AS
SELECT DISTINCT ON (claim_id) * FROM (
    SELECT *, max(coalesce(source, '')) OVER (PARTITION BY paper_id) AS last_source,
    FROM (SELECT {fields} FROM {reader}) WHERE confidence >= $2 OR confidence IS NULL)
WHERE coalesce(source, '') = last_source
ORDER BY claim_id, rulebook DESC
"""
_NEEDED = ("claim_id", "paper_id", "start", "end", "quote", "sentence", "sentence_start", "value", "metric", "confidence")
_BROKEN = " OR ".join(
    [
        *(f'"{name}" IS NULL' for name in (*_NEEDED, "family", "kind")),
        *(f"{name} NOT IN {words!r}" for name, words in CHOICES.items()),
        *(f'NOT isfinite("{name}")' for name, of in COLUMNS.items() if of == "DOUBLE"),
    ]
)
_FAULTS = (
    ("SELECT any_value(coalesce(schema_version, 'none')) FROM loaded WHERE schema_version IS DISTINCT FROM $1",
     "record version {}, this is claimx for {version}; extract the digest again"),
    ("SELECT any_value(claim_id) FROM loaded WHERE rulebook IS NULL AND $1 <> ''",
     "claim {} does not say with which rulebook it was read; extract the digest again"),
    (f"SELECT any_value(coalesce(claim_id, 'without an id')) FROM loaded WHERE ({_BROKEN}) AND $1 <> ''",
     "claim {} is no valid claim; the file was cut off or changed"),
)  # fmt: skip
_PAPERS = """
SELECT any_value(last_source) AS digest, paper_id, any_value(title) AS title, any_value(url) AS url, any_value(date) AS date,
    any_value(source) AS source,
    left(md5(string_agg(loaded::VARCHAR, chr(10) ORDER BY "start", "end", claim_id)), 16) AS content, max(rulebook) AS rulebook
FROM loaded GROUP BY paper_id
"""
"""A paper of claims has no wording that is known; its content is what its claims say."""


def add_files(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path], names: Names, *, least: float = 0.0) -> Added:
    """Take in the claims of files of one sort, those of at least that confidence; the caller's transaction makes it whole.

    Raises `StoreError` for files that hold something else than claims of this version of the record.
    """
    reader = _READERS[is_parquet(paths[0])]
    try:
        connection.execute(_LOADED.format(fields=_FIELDS, reader=reader), [[str(path) for path in paths], least])
    except duckdb.Error as error:
        raise StoreError(f"{paths[0]}: cannot be read as claims: {str(error).splitlines()[0]}") from error
    for check, fault in _FAULTS:
        row = connection.execute(check, [SCHEMA_VERSION]).fetchone()
        if row and row[0] is not None:
            raise StoreError(f"{paths[0]}: {fault.format(row[0], version=SCHEMA_VERSION)}")
    added = take_in(connection, _PAPERS, "loaded", names)
    connection.execute("DROP TABLE loaded")
    return added
