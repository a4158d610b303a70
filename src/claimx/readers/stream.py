"""One opened input: its head to recognise it by, then its lines, its text or its bytes.

Decoding is lenient and local: UTF-8 (UTF-16 where a mark says so), and bytes that are not UTF-8 are read as
Windows-1252, one by one, so that a bad byte never spoils its neighbours.
"""

from __future__ import annotations

import codecs
import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, Protocol

from claimx.errors import ReadError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES = 64 * 1024
"""How much of an input is looked at to recognise its format, and the size of the pieces it is read in."""
LINE_BYTES = 64 * 1024 * 1024
"""The longest line that is read; a longer one is handed on cut."""
TEXT_BYTES = 256 * 1024 * 1024
"""The largest input of a format that can only be read as a whole."""
SPOOL_BYTES = 32 * 1024 * 1024
"""How much of an input that must be sought in, and cannot, is kept in memory rather than in a temporary file."""

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF16_DECLARED = re.compile(r"(<\?xml[^>]{0,80}?encoding=[\"'])utf-16", re.IGNORECASE)
_STRAY = re.compile("[\udc80-\udcff]+")


def decode(raw: bytes) -> str:
    """The characters of *raw*: UTF-8, and Windows-1252 (else Latin-1) for each byte that is not.

    >>> decode(b"3\\xc3\\x97 faster, na\\xefve")
    '3× faster, naïve'
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _STRAY.sub(_repaired, raw.decode("utf-8", "surrogateescape"))


def _repaired(match: re.Match[str]) -> str:
    stray = match[0].encode("utf-8", "surrogateescape")
    try:
        return stray.decode("cp1252")
    except UnicodeDecodeError:
        return stray.decode("latin-1")


@dataclass(frozen=True)
class Head:
    """The first bytes of an input; ``whole`` says that there are no others."""

    raw: bytes
    whole: bool

    @cached_property
    def text(self) -> str:
        """The head as characters, without the part of a character that its end may have cut."""
        return decode(self.raw if self.whole else self.raw[: _last_character(self.raw)])

    @cached_property
    def start(self) -> str:
        """The head without the white space before it."""
        return self.text.lstrip()

    @cached_property
    def first_line(self) -> str:
        """The first line that is not blank."""
        return self.start.partition("\n")[0]


def _last_character(raw: bytes) -> int:
    """Where a UTF-8 character that was cut off at the end of *raw* begins; the length of *raw* if none was."""
    for back in range(1, min(4, len(raw) + 1)):
        byte = raw[-back]
        if byte >= 0xC0:
            return len(raw) - back
        if byte < 0x80:
            break
    return len(raw)


class _Chunks(io.RawIOBase):
    """Chunks of bytes as a file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        view = memoryview(buffer).cast("B")
        size = min(len(view), len(self._rest))
        view[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def file_of(chunks: Iterator[bytes]) -> BinaryIO:
    """A buffered file that reads from *chunks*, which are pulled as they are needed."""
    return io.BufferedReader(_Chunks(chunks), buffer_size=HEAD_BYTES)


class Readable(Protocol):
    """What has bytes to read."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most *size*, none at the end."""
        ...


def chunks_of(file: Readable) -> Iterator[bytes]:
    """What is left of *file*, piece by piece."""
    while chunk := file.read(HEAD_BYTES):
        yield chunk


def peek(file: BinaryIO, size: int = HEAD_BYTES) -> tuple[bytes, BinaryIO]:
    """The first *size* bytes of *file*, and a file that still begins with them."""
    first = file.read(size)
    if file.seekable():
        file.seek(-len(first), io.SEEK_CUR)
        return first, file
    return first, file_of(chain([first], chunks_of(file)))


@contextmanager
def seekable(file: BinaryIO) -> Iterator[BinaryIO]:
    """*file* itself where it can be sought in, else a temporary copy of what is left of it."""
    if file.seekable():
        yield file
        return
    with tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES) as copy:
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        yield copy  # type: ignore[misc]  # a SpooledTemporaryFile has every method of a BinaryIO


def _utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """An input without its mark, in UTF-8 where the mark was one of UTF-16."""
    first = next(chunks, b"")
    if not first.startswith(_UTF16_MARKS):
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
    yield _UTF16_DECLARED.sub(r"\1utf-8", decoder.decode(first)).encode("utf-8", "replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


class Stream:
    """An input that is read once, from its start; ``place`` is how errors and papers name it."""

    def __init__(self, file: BinaryIO, *, place: str) -> None:
        self.place = place
        first, self._source = peek(file)
        self.head = Head(b"".join(_utf8(iter((first,)))), whole=len(first) < HEAD_BYTES)

    @cached_property
    def _file(self) -> BinaryIO:
        return file_of(_utf8(chunks_of(self._source)))

    def seekable(self) -> AbstractContextManager[BinaryIO]:
        """The bytes as they are, in a file that can be sought in as long as the context lasts."""
        return seekable(self._source)

    def binary(self) -> BinaryIO:
        """The bytes, in UTF-8 where they came as UTF-16."""
        return self._file

    def lines(self) -> Iterator[str]:
        """The lines with their ends, one after the other; a line beyond ``LINE_BYTES`` comes cut."""
        while raw := self._file.readline(LINE_BYTES):
            if len(raw) == LINE_BYTES and not raw.endswith(b"\n"):
                self._finish_line()
            yield decode(raw)

    def _finish_line(self) -> None:
        while (rest := self._file.readline(HEAD_BYTES)) and not rest.endswith(b"\n"):
            pass

    def texts(self) -> Iterator[str]:
        """The characters in pieces of no particular length."""
        decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
        for chunk in chunks_of(self._file):
            yield _STRAY.sub(_repaired, decoder.decode(chunk))
        yield _STRAY.sub(_repaired, decoder.decode(b"", final=True))

    def content(self, limit: int = TEXT_BYTES) -> bytes:
        """Everything; ``ReadError`` where that is more than *limit* bytes."""
        raw = self._file.read(limit + 1)
        if len(raw) > limit:
            reason = f"larger than {limit >> 20} MB, the most that is read of this format; split it, or use JSON Lines"
            raise ReadError(reason, place=self.place)
        return raw

    def text(self, limit: int = TEXT_BYTES) -> str:
        """Everything as characters; ``ReadError`` where that is more than *limit* bytes."""
        return decode(self.content(limit))
