"""Parquet files whose columns hold titles and abstracts under their usual names, read a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from claimx.errors import ReadError
from claimx.readers.reader import Entry, Reader, parsing
from claimx.readers.record import NESTS, USED, entry_of
from claimx.readers.stream import Head, Stream

_MAGIC: Final = b"PAR1"
_ROWS: Final = 64


def _sniff(head: Head) -> bool:
    return head.raw.startswith(_MAGIC)


def _papers(stream: Stream) -> Iterator[Entry]:
    for number, row in enumerate(_rows(stream), 1):
        yield entry_of(row, place=f"{stream.place}, row {number}", source=stream.place)


def _rows(stream: Stream) -> Iterator[object]:
    from pyarrow.parquet import ParquetFile

    with stream.seekable() as content:
        with parsing("Parquet", place=stream.place):
            file = ParquetFile(content, pre_buffer=False)
            columns = _columns(file.schema_arrow.names, place=stream.place)
            batches = file.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False)
        rows: list[object] | None = []
        while rows is not None:
            yield from rows
            with parsing("Parquet", place=stream.place):
                batch = next(batches, None)
                rows = None if batch is None else batch.to_pylist()


def _columns(names: list[str], *, place: str) -> list[str]:
    """The columns that a paper can be made of, so that vectors and full texts beside them are never read."""
    wanted = [name for name in names if name.strip().lower().replace(" ", "_").replace("-", "_") in USED | set(NESTS)]
    if not wanted:
        raise ReadError(f"no column of a usual name; its columns: {', '.join(names[:12])}", place=place)
    return wanted


READER: Final = Reader(
    name="parquet",
    what="Parquet with columns for title and abstract under their usual names",
    example="PAR1 ... (id, title, abstract)",
    sniff=_sniff,
    papers=_papers,
)
