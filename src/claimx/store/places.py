"""The names that places go by: for each combination of datasets and device, every key it is found under."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import duckdb

from claimx.query.names import Names

_INSERT = """
INSERT INTO place_keys
SELECT unnest(from_json($1, '[{"sort": "VARCHAR", "key": "VARCHAR", "place": "UBIGINT"}]'), recursive := true)
"""


def add_places(connection: duckdb.DuckDBPyConnection, relation: str, names: Names) -> None:
    """List the places of the claims in *relation* (a fixed name) that are not listed yet."""
    rows = connection.execute(
        f"SELECT DISTINCT place, dataset, hardware FROM {relation} WHERE place IS NOT NULL "
        "AND place NOT IN (SELECT place FROM place_keys) ORDER BY ALL"
    ).fetchall()
    connection.execute(_INSERT, [json.dumps(list(_keys(rows, names)), ensure_ascii=False)])


def _keys(rows: Iterable[tuple[int, Sequence[str] | None, str | None]], names: Names) -> Iterable[dict[str, object]]:
    for place, datasets, hardware in rows:
        keys = {("dataset", key) for dataset in datasets or () for key in names.dataset_keys(dataset)}
        keys |= {("device", key) for key in names.device_keys(hardware)} if hardware else set()
        for sort, key in sorted(keys):
            yield {"sort": sort, "key": key, "place": place}
