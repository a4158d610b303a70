"""Reports as CSV and TSV."""

from __future__ import annotations

import csv
import io

from claimx.render.cells import Stamp, Value, records
from claimx.reports.files import cell
from claimx.reports.sheets import Report


def separated(report: Report, stamp: Stamp, *, delimiter: str) -> str:
    """One line a row under a line of keys; lists are joined by semicolons, and no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    rows = [record | stamp.record() for record in records(report)]
    if rows:
        writer.writerow(rows[0])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return out.getvalue()


def _cell(value: Value) -> object:
    return cell("; ".join(value) if isinstance(value, list) else value)
