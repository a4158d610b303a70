"""One batch of readings into the tables of a store: what is new, what is replaced, what stays."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from claimx.query.names import Names
from claimx.records import Claim, Paper
from claimx.store.places import add_places
from claimx.store.schema import COLUMNS, DERIVED, NUMBERED, RECORD
from claimx.store.wording import add_words

_PAPERS = json.dumps([dict.fromkeys(("digest", "paper_id", "title", "url", "date", "source", "content"), "VARCHAR")])
_CLAIMS = json.dumps([{name: ["VARCHAR"] if of == "VARCHAR[]" else of for name, of in COLUMNS.items()}])


def unpacked_claims(parameter: str) -> str:
    """SQL for the claims in a parameter that `claims_parameter` made."""
    return f"(SELECT unnest(from_json({parameter}, '{_CLAIMS}'), recursive := true))"


def claims_parameter(claims: Iterable[Claim]) -> str:
    """Claims as one parameter."""
    return _packed([claim.model_dump(mode="json") for claim in claims])


_KNOWN = f"""
SELECT digest, paper_id, content
FROM (SELECT unnest(from_json($1, '{_PAPERS}'), recursive := true))
SEMI JOIN (SELECT * FROM listed WHERE rulebook = $2) USING (digest, paper_id, content)
"""
_GIVEN = f"SELECT *, $2 AS rulebook FROM (SELECT unnest(from_json($1, '{_PAPERS}'), recursive := true))"
_CHANGED = """
CREATE OR REPLACE TEMP TABLE changed AS
SELECT * FROM given ANTI JOIN papers USING (paper_id, content, rulebook)
"""
_REPLACED = "SELECT count(*) FROM changed SEMI JOIN papers USING (paper_id)"
_PAPERS_OUT = "INSERT INTO papers SELECT paper_id, title, url, date, source, content, rulebook FROM changed"
_FRESH = f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT {RECORD}, {DERIVED}, {NUMBERED} FROM"
_LISTED = (
    "DELETE FROM listed USING given WHERE listed.digest = given.digest AND listed.paper_id = given.paper_id "
    "AND listed.rulebook <> given.rulebook",
    "INSERT INTO listed SELECT digest, paper_id, content, rulebook FROM given "
    "ANTI JOIN listed USING (digest, paper_id, content, rulebook)",
    "INSERT INTO digests SELECT DISTINCT digest, now()::TIMESTAMP FROM given ANTI JOIN digests USING (digest)",
)


@dataclass(frozen=True, slots=True)
class Added:
    """What one batch changed."""

    papers: int
    """Papers that are new, or whose claims were replaced."""
    claims: int
    """Claims written."""
    replaced: int
    """Papers that were there already, read with another rulebook or in another wording."""


def missing_papers(connection: duckdb.DuckDBPyConnection, papers: Sequence[Paper], rulebook: str) -> list[Paper]:
    """Those of *papers* that were not listed in their digest, in this wording and with this rulebook."""
    rows = [_row(paper) for paper in papers]
    known = set(connection.execute(_KNOWN, [_packed(rows), rulebook]).fetchall())
    return [p for p, row in zip(papers, rows, strict=True) if (row["digest"], row["paper_id"], row["content"]) not in known]


def add_readings(connection: duckdb.DuckDBPyConnection, papers: Sequence[Paper], claims: Sequence[Claim], names: Names) -> Added:
    """Write what is new or read anew; the caller's transaction makes it all or nothing."""
    given = [_packed([_row(paper) for paper in papers]), names.fingerprint]
    return take_in(connection, _GIVEN, unpacked_claims("$1"), names, given=given, claims=[claims_parameter(claims)])


def take_in(
    connection: duckdb.DuckDBPyConnection,
    papers: str,
    relation: str,
    names: Names,
    *,
    given: Sequence[str] = (),
    claims: Sequence[str] = (),
) -> Added:
    """Take in the rows of *papers*, SQL with the parameters *given*, with their claims in *relation*, SQL with *claims*."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE given AS {papers}", list(given))
    connection.execute(_CHANGED)
    replaced = _count(connection, _REPLACED)
    if replaced:
        for table in ("claims", "papers"):
            connection.execute(f"DELETE FROM {table} WHERE paper_id IN (SELECT paper_id FROM changed)")
    changed = _count(connection, _PAPERS_OUT)
    connection.execute(f"{_FRESH} {relation} SEMI JOIN changed USING (paper_id) ORDER BY nr", list(claims))
    written = _count(connection, "INSERT INTO claims BY NAME FROM fresh")
    add_places(connection, "fresh", names)
    add_words(connection, "fresh")
    for statement in _LISTED:
        connection.execute(statement)
    return Added(changed, written, replaced)


def _count(connection: duckdb.DuckDBPyConnection, sql: str, *parameters: str) -> int:
    row = connection.execute(sql, list(parameters)).fetchone()
    return int(row[0]) if row else 0


def _row(paper: Paper) -> dict[str, Any]:
    return {
        "digest": _text(paper.source or ""),
        "paper_id": _text(paper.id),
        "title": paper.title,
        "url": paper.url,
        "date": paper.date,
        "source": paper.source,
        "content": _content(paper),
    }


def _content(paper: Paper) -> str:
    """Equal for one wording of one paper, whatever digest it stands in."""
    parts = (paper.title, paper.abstract, paper.url or "", paper.date or "")
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _packed(rows: Sequence[dict[str, Any]]) -> str:
    """Rows as one parameter."""
    return _text(json.dumps(rows, ensure_ascii=False, allow_nan=False))


def _text(text: str) -> str:
    """Characters that no encoding knows are marked, as in every file that claimx writes."""
    return text.encode("utf-8", "replace").decode("utf-8")
