"""``claimx sql``."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from math import isfinite
from pathlib import Path

from claimx.cli.query import opened
from claimx.cli.where import Where
from claimx.reports.files import cell, clean, json_text


def run(statement: str, *, inputs: Sequence[str], db: Path | None, format: str) -> None:
    """Ask and print."""
    with opened(Where(inputs, db)) as source:
        columns, rows = source.sql(statement)
        sys.stdout.writelines(_lines(columns, rows, format))


def _lines(columns: Sequence[str], rows: Iterable[Sequence[object]], format: str) -> Iterable[str]:
    if format == "jsonl":
        yield from (json_text(_record(columns, row)) + "\n" for row in rows)
    elif format == "json":
        yield json_text([_record(columns, row) for row in rows], indent=1) + "\n"
    elif format == "table":
        yield from _table(columns, [[_text(value) for value in row] for row in rows])
    else:
        yield from _separated(columns, rows, "," if format == "csv" else "\t")


def _record(columns: Sequence[str], row: Sequence[object]) -> dict[str, object]:
    """A row under the names of its columns."""
    return {name: _writable(value) for name, value in zip(columns, row, strict=True)}


def _writable(value: object) -> object:
    """A value as JSON can write it, however deep lists and structures go: no number is infinite, every key is text."""
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _writable(inner) for key, inner in value.items()}
    return [_writable(inner) for inner in value] if isinstance(value, list | tuple) else value


def _separated(columns: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str) -> Iterable[str]:
    lines: list[str] = []

    class _Lines:
        def write(self, text: str) -> None:
            lines.append(text)

    writer = csv.writer(_Lines(), delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell("; ".join(map(str, value)) if isinstance(value, list) else value) for value in row])
        yield from lines
        lines.clear()
    yield from lines


def _text(value: object) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return " ".join(clean(text).split())


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterable[str]:
    widths = [max(len(name), *(len(row[at]) for row in rows)) if rows else len(name) for at, name in enumerate(columns)]
    for row in (columns, *rows):
        yield "  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip() + "\n"
