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
_LISTS = ("baseline", "dataset", "setting", "rules")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = {c: None for c in (*range(0x20), 0x7F, *range(0x80, 0xA0)) if c not in (0x09, 0x0A)}


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
    kind = format_of(output, format, known=FORMATS, default="jsonl")
    stamp = {"schema_version": SCHEMA_VERSION, "rulebook": fingerprint}
    if kind == "parquet":
        _write_parquet(claims, output, stamp)
        return
    with _opened(output) as file:
        if kind == "jsonl":
            for claim in claims:
                file.write(json.dumps(_record(claim) | stamp, ensure_ascii=False, allow_nan=False) + "\n")
        elif kind == "json":
            records = [_record(claim) for claim in claims]
            json.dump(stamp | {"claims": records}, file, ensure_ascii=False, allow_nan=False, indent=1)
            file.write("\n")
        else:
            _write_rows(claims, file, delimiter="," if kind == "csv" else "\t", stamp=stamp)


def write_text(text: str, output: Path | None) -> None:
    """Write a finished page."""
    with _opened(output) as file:
        file.write(text)


def schema_text() -> str:
    """The JSON schema of the claim record, as published."""
    return json.dumps(Claim.model_json_schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def clean(text: str) -> str:
    """Text without control characters, so that it cannot drive a terminal; characters that no encoding knows are marked."""
    return text.translate(_CONTROL).encode("utf-8", "replace").decode("utf-8")


def cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, str):
        value = clean(value)
        return "'" + value if value.startswith(_FORMULA) else value
    return value


def _record(claim: Claim) -> dict[str, Any]:
    record = claim.model_dump(mode="json")
    return {key: _encodable(value) for key, value in record.items()}


def _encodable(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _write_rows(claims: Iterable[Claim], file: IO[str], *, delimiter: str, stamp: dict[str, str]) -> None:
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    writer.writerow([*Claim.model_fields, *stamp])
    for claim in claims:
        record = _record(claim)
        row = ["; ".join(v) if k in _LISTS else v for k, v in record.items()]
        writer.writerow([cell(v) for v in row] + list(stamp.values()))


def _write_parquet(claims: Iterable[Claim], output: Path | None, stamp: dict[str, str]) -> None:
    import pandas as pd

    if output is None:
        raise ReportError("Parquet needs a file: give one with -o FILE.parquet")
    frame = pd.DataFrame([_record(claim) | stamp for claim in claims], columns=[*Claim.model_fields, *stamp])
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
    """A temporary file beside *output* that takes its place when everything was written."""
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.", suffix=output.suffix)
    os.close(handle)
    target = Path(name)
    try:
        yield target
        target.chmod(0o644)
        target.replace(output)
    finally:
        target.unlink(missing_ok=True)
