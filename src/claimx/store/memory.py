"""Claims asked without a file: what was extracted a moment ago."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from claimx.query import Layout, Names
from claimx.records import Claim
from claimx.rulebook import Rulebook
from claimx.store.adding import claims_parameter, unpacked_claims
from claimx.store.places import add_places
from claimx.store.schema import DERIVED, PLACE_KEYS, RECORD
from claimx.store.source import Source


class Memory(Source):
    """Claims in memory, read with the names of one rulebook."""

    layout = Layout("claim_id")

    def __init__(self, claims: Iterable[Claim], *, rulebook: Rulebook) -> None:
        self._names = Names.of(rulebook)
        self._connection = duckdb.connect()
        self._connection.execute(
            f"CREATE TEMP TABLE claims AS SELECT {RECORD}, {DERIVED} FROM {unpacked_claims('$1')}", [claims_parameter(claims)]
        )
        self._connection.execute(PLACE_KEYS)
        add_places(self._connection, "claims", self._names)

    def close(self) -> None:
        """Let go of the claims."""
        self._connection.close()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """The connection."""
        return self._connection

    def names(self) -> Names:
        """The names of the rulebook."""
        return self._names
