"""How a store lies in its file.

One table holds whole records, so that a file of claims and a store are asked in the same words. It lies sorted by
metric, batch by batch: a question names a metric almost always, and then reads a small part of the file.

Beside the columns of the record stand some made from them. `subject_id` is a number made of the letters and digits of the
subject, `place` a number for each combination of datasets and device, which `place_keys` lists under every name that it
goes by; `factor_low` and `factor_high` are the least and the most that the factor is sure to be, its bound honoured, and
`level_low` and `level_high` the same of a value reached, in its canonical unit.

In a store, `nr` numbers the rows and has an index, so that the few rows of an answer are fetched and no others; `paper_nr`
numbers the papers, so that claims meet on numbers; `said` numbers the sentences, whose words stand in `words` and, with their
places, in `spoken`.
"""

from __future__ import annotations

from claimx.query.fields import FIELDS, Sort
from claimx.query.predicates import SUBJECT_ID
from claimx.query.quantities import FACTOR_HIGH, FACTOR_LOW, LEVEL_HIGH, LEVEL_LOW

STORE_VERSION = 3
"""Version of this layout; a file of another one is migrated or refused."""

_TYPES: dict[Sort, str] = {"integer": "INTEGER", "number": "DOUBLE", "list": "VARCHAR[]"}

COLUMNS: dict[str, str] = {name: _TYPES.get(sort, "VARCHAR") for name, sort in FIELDS.items()}
"""Column -> SQL type, of the record."""

LISTS = frozenset(name for name, sort in FIELDS.items() if sort == "list")
"""The columns that hold lists."""

RECORD = ", ".join(f'"{name}"' for name in COLUMNS)
"""The columns of the record, as SQL writes them."""

_PLACE = """CASE WHEN len(dataset) > 0 OR hardware IS NOT NULL
    THEN md5_number_lower(concat_ws(chr(31), hardware, chr(30), array_to_string(dataset, chr(31)))) END"""
DERIVED = f"""{SUBJECT_ID} AS subject_id, {_PLACE} AS place, {FACTOR_LOW} AS factor_low, {FACTOR_HIGH} AS factor_high,
    {LEVEL_LOW} AS level_low, {LEVEL_HIGH} AS level_high"""
"""The columns besides those of the record, made from it; a claim without dataset and device has no place."""

SORTED = 'metric, paper_id, "start", "end", claim_id'
"""The order in which claims lie."""
NUMBERED = f"""(SELECT coalesce(max(nr), -1) FROM claims) + row_number() OVER (ORDER BY {SORTED}) AS nr,
    (SELECT coalesce(max(paper_nr), -1) FROM claims) + dense_rank() OVER (ORDER BY paper_id) AS paper_nr,
    (SELECT coalesce(max(said), -1) FROM claims) + dense_rank() OVER (ORDER BY paper_id, sentence) AS said"""
"""The numbers of new rows in a store, of their papers, none of which has other rows, and of their sentences."""

# One number of those that repeat, or one list of many names, cannot be read alone from what DuckDB would make of them.
_STORED = {name: " USING COMPRESSION alp" for name, of in COLUMNS.items() if of == "DOUBLE"} | dict.fromkeys(
    ("baseline", "dataset"), " USING COMPRESSION uncompressed"
)
_CLAIMS = ", ".join(f'"{name}" {of}{_STORED.get(name, "")}' for name, of in COLUMNS.items())

PLACE_KEYS = "CREATE TEMP TABLE place_keys (sort VARCHAR, key VARCHAR, place UBIGINT)"
"""The table of the names of places, for claims that are in no store."""

TABLES = (
    "CREATE TABLE meta (key VARCHAR, value VARCHAR)",
    "CREATE TABLE digests (digest VARCHAR, added TIMESTAMP)",
    "CREATE TABLE papers (paper_id VARCHAR, title VARCHAR, url VARCHAR, date VARCHAR, source VARCHAR, "
    "content VARCHAR, rulebook VARCHAR)",
    "CREATE TABLE listed (digest VARCHAR, paper_id VARCHAR, content VARCHAR, rulebook VARCHAR)",
    f"CREATE TABLE claims ({_CLAIMS}, subject_id UBIGINT, place UBIGINT, factor_low DOUBLE, factor_high DOUBLE, "
    "level_low DOUBLE, level_high DOUBLE, nr BIGINT, paper_nr BIGINT, said BIGINT)",
    PLACE_KEYS.replace("TEMP ", ""),
    "CREATE TABLE words (word VARCHAR, id UBIGINT, lettered BOOLEAN)",
    "CREATE TABLE spoken (word UBIGINT, said BIGINT, spot INTEGER)",
)
"""The tables of a new store. `digests` are inputs by name; `listed` says which paper stood in which, with the content and
the rulebook it was read with; `papers` holds for each paper the reading that counts, which is the last. `spoken` says
which word stands where in which sentence; `lettered` words have letters."""

INDEX = "CREATE INDEX claims_nr ON claims (nr)"
"""Made after the tables, and where they are filled at once after that."""

EXPORTED = f"""
SELECT {", ".join(f'claims."{name}"' for name in COLUMNS)},
    (SELECT value FROM meta WHERE key = 'schema_version') AS schema_version, papers.rulebook
FROM claims LEFT JOIN papers USING (paper_id) ORDER BY paper_id, "start", "end", claim_id
"""
"""All claims as files hold them."""
