"""Claims back from the files that claimx writes: JSON Lines, JSON, Parquet; and whether a file is a store of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from claimx.errors import ReportError
from claimx.records import SCHEMA_VERSION, Claim

_STAMP = ("schema_version", "rulebook")
_MARKS = {"claim_id", "paper_id", "sentence_start"}
"""Keys that only a claim has together."""
_MAGIC = b"PAR1"
_STORE_MAGIC = b"DUCK"
"""What stands in a DuckDB file behind its first eight bytes."""


def is_store(path: str | Path) -> bool:
    """Whether *path* is a DuckDB file, as stores are."""
    path = Path(path)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(12)[8:] == _STORE_MAGIC


def claims_in(path: str | Path) -> Iterator[Claim] | None:
    """The claims of a file that claimx wrote; None where the file is something else, or no file.

    Raises `ReportError` for a claim that is broken or of another version of the record, with file and line.
    """
    path = Path(path)
    if not path.is_file():
        return None
    with path.open("rb") as file:
        begin = file.read(4)
    if begin == _MAGIC:
        return _from_parquet(path)
    if begin.lstrip()[:1] != b"{":
        return None
    return _from_lines(path) or _from_json(path)


def _from_lines(path: Path) -> Iterator[Claim] | None:
    lines = _lines(path)
    first = next(lines, None)
    if first is None or not _is_claim(_loaded(first[1])):
        return None
    return (_claim(_loaded(line), f"{path}, line {number}") for number, line in chain([first], lines))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open(encoding="utf-8", errors="replace") as file:
        yield from ((number, line) for number, line in enumerate(file, 1) if line.strip())


def _from_json(path: Path) -> Iterator[Claim] | None:
    whole = _loaded(path.read_text(encoding="utf-8", errors="replace"))
    found = whole.get("claims") if isinstance(whole, dict) and set(_STAMP) <= set(whole) else None
    if not isinstance(found, list):
        return None
    return (_claim(record, f"{path}, claim {number}") for number, record in enumerate(found, 1))


def _from_parquet(path: Path) -> Iterator[Claim] | None:
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path)
    if not set(file.schema_arrow.names) >= _MARKS:
        file.close()
        return None
    return _parquet_claims(path, file)


def _parquet_claims(path: Path, file: Any) -> Iterator[Claim]:
    with file:
        records: Iterable[Any] = (record for batch in file.iter_batches(2000) for record in batch.to_pylist())
        for number, record in enumerate(records, 1):
            yield _claim(record, f"{path}, row {number}")


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _is_claim(record: Any) -> bool:
    return isinstance(record, dict) and set(record) >= _MARKS


def _claim(record: Any, place: str) -> Claim:
    if not isinstance(record, dict):
        raise ReportError(f"{place}: no claim; the file was cut off or changed")
    version = record.get("schema_version", SCHEMA_VERSION)
    if version != SCHEMA_VERSION:
        raise ReportError(f"{place}: record version {version!r}, this is claimx for {SCHEMA_VERSION}; extract the digest again")
    try:
        return Claim.model_validate({key: value for key, value in record.items() if key not in _STAMP})
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(map(str, fault["loc"]))
        raise ReportError(f"{place}: no valid claim ({where}: {fault['msg']})") from error
