"""A report to where it is wanted, in the format that is asked for or that the file's ending names."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from claimx.cli.notes import note
from claimx.errors import ReportError
from claimx.render import Stamp, json_lines, json_text, latex, markdown, separated, terminal, write_parquet
from claimx.render.terminal import Style
from claimx.reports.files import format_of, write_text
from claimx.reports.sheets import Report
from claimx.reports.words import left_out_text

FORMATS = ("table", "md", "csv", "tsv", "json", "jsonl", "html", "parquet", "latex")


def write_report(report: Report, output: Path | None, *, format: str | None, stamp: Stamp) -> None:
    """Write a report; what was left out is said on stderr too where the format has no place for it."""
    kind = format_of(output, format, known=FORMATS, default="table")
    if kind in ("csv", "tsv", "jsonl", "parquet", "latex") and report.left_out:
        note(left_out_text(report.left_out))
    if kind == "parquet":
        if output is None:
            raise ReportError("Parquet needs a file: give one with -o FILE.parquet")
        write_parquet(report, stamp, output)
    else:
        write_text(report_text(report, kind, stamp, style=_style(output)), output)


def report_text(report: Report, kind: str, stamp: Stamp, *, style: Style | None = None) -> str:
    """A report in one of the formats that are text."""
    match kind:
        case "table":
            return terminal(report, style)
        case "md":
            return markdown(report, stamp)
        case "csv" | "tsv":
            return separated(report, stamp, delimiter="," if kind == "csv" else "\t")
        case "json":
            return json_text(report, stamp)
        case "jsonl":
            return json_lines(report, stamp)
        case "latex":
            return latex(report, stamp)
        case _:
            from claimx.pages import page

            return page(report, stamp, on_note=note)


def _style(output: Path | None) -> Style:
    """Width and colour of the terminal; none where the output goes elsewhere."""
    if output is not None or not sys.stdout.isatty():
        return Style()
    color = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Style(shutil.get_terminal_size((100, 24)).columns, color)
