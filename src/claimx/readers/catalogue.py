"""All formats, from the most particular to the most general: the first that knows an input reads it."""

from __future__ import annotations

from claimx.errors import ReadError
from claimx.readers import (
    anthology,
    arxiv_listing,
    arxiv_page,
    bibtex,
    feed,
    html,
    labelled,
    linked,
    markdown,
    markdown_table,
    oai,
    parquet,
    python_repr,
    ris,
)
from claimx.readers.delimited import CSV, TSV
from claimx.readers.json_records import JSON_DOCUMENT, JSON_LINES
from claimx.readers.note import NOTE, YAML
from claimx.readers.plain import PAGE, TEXT
from claimx.readers.reader import Reader, ReaderInfo
from claimx.readers.stream import Stream

READERS: tuple[Reader, ...] = (
    parquet.READER,
    JSON_LINES,
    JSON_DOCUMENT,
    python_repr.READER,
    oai.READER,
    anthology.READER,
    feed.READER,
    html.READER,
    arxiv_listing.READER,
    ris.READER,
    bibtex.READER,
    TSV,
    CSV,
    YAML,
    labelled.READER,
    arxiv_page.READER,
    linked.READER,
    markdown_table.READER,
    markdown.READER,
    NOTE,
    PAGE,
    TEXT,
)


def known() -> tuple[ReaderInfo, ...]:
    """Every format that can be read, in the order in which they are tried."""
    return tuple(reader.info for reader in READERS)


_DUCKDB = "DUCK"
"""What a DuckDB file begins with, behind a checksum."""


def names() -> str:
    """The names of the formats, for messages."""
    return ", ".join(reader.name for reader in READERS)


def reader_named(name: str) -> Reader:
    """The reader of this name; ``ReadError`` with the known names where there is none."""
    for reader in READERS:
        if reader.name == name:
            return reader
    raise ReadError(f"no reader is called {name!r}; the readers are {names()}")


def reader_for(stream: Stream) -> Reader:
    """The reader that recognises the content of *stream*; ``ReadError`` with the known formats where none does."""
    for reader in READERS:
        if reader.sniff(stream.head):
            return reader
    if _DUCKDB in stream.head.start[:16]:
        raise ReadError("a DuckDB file is no digest; ask a store with claimx query, or report on it", place=stream.place)
    what = "is empty" if not stream.head.start else "is in no known format"
    raise ReadError(f"the input {what}; the formats are {names()}", place=stream.place)
