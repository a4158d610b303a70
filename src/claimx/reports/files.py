"""Claims and texts into files: JSON Lines, JSON, CSV, TSV, Parquet; everything written is inert and whole."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from claimx.errors import ReportError
from claimx.records import SCHEMA_VERSION, Claim

FORMATS = ("jsonl", "json", "csv", "tsv", "parquet")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the start of a formula, in full width too."""
_TURNING = (0x061C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Characters that turn the direction of writing or end a line where none is seen."""
_CONTROL = {c: None for c in (*range(0x20), *range(0x7F, 0xA0), *_TURNING) if c not in (0x09, 0x0A)}
_JSON_ESCAPES = {c: f"\\u{c:04x}" for c in (*range(0x7F, 0xA0), *_TURNING)}


def format_of(output: Path | None, format: str | None, *, known: Sequence[str], default: str) -> str:
    """The format that an option or a file ending names; `ReportError` with the known ones where none fits."""
    name = format or (output.suffix.lstrip(".").lower() if output is not None else default)
    name = {"ndjson": "jsonl", "markdown": "md", "htm": "html", "terminal": "table", "tex": "latex"}.get(name, name)
    if name not in known:
        where = f"{output}: " if output is not None and format is None else ""
        raise ReportError(f"{where}unknown format {name!r}; the formats are {', '.join(known)}")
    return name


def write_claims(claims: Iterable[Claim], output: Path | None, *, format: str | None = None, fingerprint: str = "") -> None:
    """Write claims to *output* or to stdout; schema version and rulebook fingerprint go with each record."""
    stamp = {"schema_version": SCHEMA_VERSION, "rulebook": fingerprint}
    kind = format_of(output, format, known=FORMATS, default="jsonl")
    records = (claim.model_dump(mode="json") | stamp for claim in claims)
    write_records(records, output, format=kind, columns=(*Claim.model_fields, *stamp), head=stamp)


def write_records(
    records: Iterable[dict[str, Any]], output: Path | None, *, format: str, columns: Sequence[str], head: dict[str, Any]
) -> None:
    """Write records with the keys *columns* in one of `FORMATS`; in JSON they stand under ``claims``, behind *head*."""
    whole = ({key: _encodable(value) for key, value in record.items()} for record in records)
    if format == "parquet":
        _write_parquet(whole, output, columns)
        return
    with _opened(output) as file:
        if format == "jsonl":
            for record in whole:
                file.write(json_text(record) + "\n")
        elif format == "json":
            plain = [{key: value for key, value in record.items() if key not in head} for record in whole]
            file.write(json_text(head | {"claims": plain}, indent=1) + "\n")
        else:
            _write_rows(whole, file, delimiter="," if format == "csv" else "\t", columns=columns)


def write_text(text: str, output: Path | None) -> None:
    """Write a finished page."""
    with _opened(output) as file:
        file.write(text)


def schema_text() -> str:
    """The JSON schema of the claim record, as published."""
    return json.dumps(Claim.model_json_schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def json_text(value: object, *, indent: int | None = None) -> str:
    """Strict JSON in readable characters; those that drive a terminal or hide a line's end are escaped.

    What JSON knows no form of (a date) is written as text.
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, default=str).translate(_JSON_ESCAPES)


def clean(text: str) -> str:
    """Text that acts on nobody: without control characters and such as turn the direction of writing.

    Lone surrogates, which no file can hold, become question marks.
    """
    return text.translate(_CONTROL).encode("utf-8", "replace").decode("utf-8")


def cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, str):
        value = clean(value)
        return "'" + value if value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA) else value
    return value


def _encodable(value: Any) -> Any:
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _write_rows(records: Iterable[dict[str, Any]], file: IO[str], *, delimiter: str, columns: Sequence[str]) -> None:
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    for record in records:
        values = (record[column] for column in columns)
        writer.writerow([cell("; ".join(value) if isinstance(value, list) else value) for value in values])


def _write_parquet(records: Iterable[dict[str, Any]], output: Path | None, columns: Sequence[str]) -> None:
    import pandas as pd

    if output is None:
        raise ReportError("Parquet needs a file: give one with -o FILE.parquet")
    frame = pd.DataFrame(list(records), columns=list(columns))
    with replacing(output) as target:
        frame.to_parquet(target, index=False)


@contextmanager
def _opened(output: Path | None) -> Iterator[IO[str]]:
    if output is None:
        stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", newline="\n", write_through=False)
        try:
            yield stdout
            stdout.flush()
        finally:
            stdout.detach()
        return
    with replacing(output) as target, target.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        yield file


@contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """A temporary file beside *output* that takes its place when everything was written.

    Where *output* is a link, the file that it leads to is replaced; a device or a pipe is written to as it is.
    """
    output = output.resolve()
    if output.exists() and not output.is_file():
        yield output
        return
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.", suffix=output.suffix)
    os.close(handle)
    target = Path(name)
    try:
        yield target
        target.chmod(0o644)
        target.replace(output)
    finally:
        target.unlink(missing_ok=True)
