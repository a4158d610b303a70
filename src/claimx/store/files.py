"""Files of claims asked as they are: Parquet (a corpus run's folder too) and JSON Lines; and claims held in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

import duckdb

from claimx.errors import StoreError
from claimx.query import Layout, Names
from claimx.store.places import add_places
from claimx.store.schema import COLUMNS, DERIVED, PLACE_KEYS
from claimx.store.source import Source

_PARQUET = b"PAR1"
_MARKS = ("claim_id", "paper_id", "sentence_start")
"""Fields that only a claim has together."""
_VIEW = f"""
CREATE TEMP VIEW claims AS SELECT *, {DERIVED}
FROM (SELECT {", ".join(f'"{name}"::{of} AS "{name}"' for name, of in COLUMNS.items())} FROM given)
"""


class ClaimFiles(Source):
    """Files of claims, all of one sort."""

    layout = Layout("claim_id")

    def __init__(self, paths: Sequence[Path], *, names: Callable[[], Names] | None = None) -> None:
        self.paths = tuple(paths)
        self._make_names = names or _built_in
        self._connected: duckdb.DuckDBPyConnection | None = None

    def close(self) -> None:
        """Let go of the files."""
        if self._connected is not None:
            self._connected.close()
            self._connected = None

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection that sees the files as the relation ``claims``."""
        if self._connected is None:
            connection = duckdb.connect()
            try:
                self._lay_out(connection)
            except duckdb.Error as error:
                connection.close()
                raise StoreError(f"{self.paths[0]}: cannot be read as claims: {str(error).splitlines()[0]}") from error
            self._connected = connection
        return self._connected

    def names(self) -> Names:
        """The names of the rulebook given, else of the built-in one."""
        return self._names

    @cached_property
    def _names(self) -> Names:
        return self._make_names()

    def _lay_out(self, connection: duckdb.DuckDBPyConnection) -> None:
        paths = [str(path) for path in self.paths]
        if is_parquet(self.paths[0]):
            connection.read_parquet(paths, union_by_name=True).create_view("given")
        else:
            connection.read_json(paths, columns=dict(COLUMNS), format="newline_delimited").create("given")
        quoted = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
        connection.execute(f"SET allowed_paths = [{quoted}]")  # what stays open when `sql` shuts the door to files
        connection.execute(_VIEW)
        connection.execute(PLACE_KEYS)
        add_places(connection, "claims", self._names)


def _built_in() -> Names:
    from claimx.rulebook import load_rules

    return Names.of(load_rules())


def claim_files(paths: Iterable[str | Path]) -> list[Path] | None:
    """The files of claims that *paths* are or hold, all of one sort; None where one of them is something else."""
    found: list[Path] = []
    for path in map(Path, paths):
        inside = sorted(p for p in path.rglob("*.parquet") if not p.name.startswith(".")) if path.is_dir() else [path]
        claims = [p for p in inside if _holds_claims(p)]
        if not claims or (claims != inside and not path.is_dir()):
            return None
        found += claims
    sorts = {is_parquet(path) for path in found}
    return found if len(sorts) == 1 else None


def is_parquet(path: Path) -> bool:
    """Whether the file begins as Parquet does."""
    with path.open("rb") as file:
        return file.read(4) == _PARQUET


def _holds_claims(path: Path) -> bool:
    if not path.is_file():
        return False
    if is_parquet(path):
        rows = duckdb.execute("SELECT name FROM parquet_schema($1)", [str(path)]).fetchall()
        return {name for (name,) in rows}.issuperset(_MARKS)
    with path.open(encoding="utf-8", errors="replace") as file:
        line = next((line for line in file if line.strip()), "")
    try:
        record = json.loads(line)
    except ValueError:
        return False
    return isinstance(record, dict) and record.keys() >= set(_MARKS)
