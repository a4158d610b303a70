"""Reports as Parquet."""

from __future__ import annotations

from pathlib import Path

from claimx.render.cells import Stamp, encodable, records
from claimx.reports.files import replacing
from claimx.reports.sheets import Report


def write_parquet(report: Report, stamp: Stamp, output: Path) -> None:
    """Write the rows to a file; columns keep their types, lists stay lists."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [record | stamp.record() for record in records(report)]
    columns = {key: pa.array([encodable(row[key]) for row in rows]) for key in (rows[0] if rows else ())}
    typed = {key: column.cast(pa.string()) if pa.types.is_null(column.type) else column for key, column in columns.items()}
    with replacing(output) as target:
        pq.write_table(pa.table(typed), target)
