"""From what people have to papers: formats are recognised by content, read as streams, and broken entries reported.

The room knows formats and nothing of claims. ``read`` is its one verb, ``known`` lists the formats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from claimx.errors import ReadError
from claimx.readers.catalogue import known, reader_for, reader_named
from claimx.readers.duplicates import distinct
from claimx.readers.packing import unpacked
from claimx.readers.reader import Entry, Reader, ReaderInfo, Skipped
from claimx.readers.sources import Source, opened, sources
from claimx.readers.stream import Stream
from claimx.records import Paper

__all__ = ["ReaderInfo", "Skipped", "known", "read"]


def read(
    *inputs: str | Path,
    reader: str | None = None,
    on_skip: Callable[[Skipped], None] | None = None,
    on_error: Callable[[ReadError], None] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Paper]:
    """The papers of all *inputs*, each once, one at a time.

    An input is a file, a folder, a pattern (``digests/*.md``), an address (``https://...``, ``arxiv:2405.15738``,
    ``hf:2025-09-02``; these need the extra ``fetch``), or ``-`` for standard input (*stdin*, where given). The format
    is recognised by content unless *reader* names it. *on_skip* is told of everything that could not be read while
    the rest could. A paper that stands in the inputs twice is read once, see ``claimx.readers.duplicates``.

    Raises ``ReadError`` for an input that cannot be read at all, unless *on_error* takes it; the other inputs are read
    then.
    """
    chosen = reader_named(reader) if reader else None
    report = _Report(on_skip or _ignore, on_error or _raise)
    return distinct(_papers(inputs, reader=chosen, report=report, stdin=stdin))


@dataclass(frozen=True, slots=True)
class _Report:
    """Who is told of what could not be read."""

    skipped: Callable[[Skipped], None]
    failed: Callable[[ReadError], None]


def _ignore(skipped: Skipped) -> None:
    """Nobody asked to be told."""


def _raise(error: ReadError) -> None:
    raise error


def _papers(
    inputs: Iterable[str | Path], *, reader: Reader | None, report: _Report, stdin: BinaryIO | None
) -> Iterator[tuple[int, Paper]]:
    for ordinal, source in enumerate(_sources(inputs, report)):
        try:
            for entry in _entries(source, reader=reader, stdin=stdin):
                if isinstance(entry, Skipped):
                    report.skipped(entry)
                else:
                    yield ordinal, entry
        except ReadError as error:
            report.failed(error)


def _sources(inputs: Iterable[str | Path], report: _Report) -> Iterator[Source]:
    for item in inputs:
        try:
            for source in sources(item):
                if isinstance(source, Skipped):
                    report.skipped(source)
                else:
                    yield source
        except ReadError as error:
            report.failed(error)


def _entries(source: Source, *, reader: Reader | None, stdin: BinaryIO | None) -> Iterator[Entry]:
    """The entries of an input.

    Where it breaks midway, or was only found in a folder or in an archive, that is one more ``Skipped``.
    """
    has_papers = False
    try:
        with opened(source, stdin=stdin) as (place, file):
            for inner_place, inner in unpacked(file, place=place):
                try:
                    for entry in _stream_entries(Stream(inner, place=inner_place), reader=reader):
                        has_papers = has_papers or isinstance(entry, Paper)
                        yield entry
                except ReadError as error:
                    if inner_place == place:
                        raise
                    yield Skipped(error.place or inner_place, "", error.message)
    except ReadError as error:
        if not has_papers and not source.found:
            raise
        yield Skipped(error.place or source.place, "", error.message)
    except OSError as error:
        raise ReadError(f"cannot be read ({error.strerror or error})", place=source.place) from error


def _stream_entries(stream: Stream, *, reader: Reader | None) -> Iterator[Entry]:
    chosen, is_empty = reader or reader_for(stream), True
    for entry in chosen.papers(stream):
        yield entry
        is_empty = False
    if is_empty:
        raise ReadError(f"no paper in it (read as {chosen.name}); --reader chooses another format", place=stream.place)
