"""Reports as JSON and JSON Lines."""

from __future__ import annotations

import json
from typing import Any

from claimx.render.cells import Stamp, encodable, records
from claimx.reports.sheets import Report


def json_text(report: Report, stamp: Stamp) -> str:
    """One object: what was asked, the rows, and what was left out with the reason."""
    whole: dict[str, Any] = {
        **stamp.record(),
        "report": report.sort,
        "title": report.title,
        "asked": report.asked,
        "note": report.note,
        "left_out": [{"reason": part.reason, "count": part.count} for part in report.left_out],
        "rows": [_encodable(record) for record in records(report)],
    }
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def json_lines(report: Report, stamp: Stamp) -> str:
    """One object a row."""
    lines = (_encodable(record) | stamp.record() for record in records(report))
    return "".join(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n" for line in lines)


def _encodable(record: dict[str, Any]) -> dict[str, Any]:
    return {key: encodable(value) for key, value in record.items()}
