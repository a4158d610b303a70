"""Reports as JSON and JSON Lines."""

from __future__ import annotations

from typing import Any

from claimx.render.cells import Stamp, encodable, records
from claimx.reports.files import json_text as json_text_of
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
    return json_text_of(whole, indent=1) + "\n"


def json_lines(report: Report, stamp: Stamp) -> str:
    """One object a row."""
    lines = (_encodable(record) | stamp.record() for record in records(report))
    return "".join(json_text_of(line) + "\n" for line in lines)


def _encodable(record: dict[str, Any]) -> dict[str, Any]:
    return {key: encodable(value) for key, value in record.items()}
