"""All formats, from the most particular to the most general: the first that knows an input reads it."""

from __future__ import annotations

from claimx.errors import ReadError
from claimx.readers import python_repr
from claimx.readers.json_records import JSON_DOCUMENT, JSON_LINES
from claimx.readers.plain import PAGE, TEXT
from claimx.readers.reader import Reader, ReaderInfo
from claimx.readers.stream import Stream

READERS: tuple[Reader, ...] = (JSON_LINES, JSON_DOCUMENT, python_repr.READER, PAGE, TEXT)


def known() -> tuple[ReaderInfo, ...]:
    """Every format that can be read, in the order in which they are tried."""
    return tuple(reader.info for reader in READERS)


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
    what = "is empty" if not stream.head.start else "is in no known format"
    raise ReadError(f"the input {what}; the formats are {names()}", place=stream.place)
