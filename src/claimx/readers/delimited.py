"""CSV and TSV with a header line: the columns are known by their usual names, cells may hold line breaks."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Final

from claimx.readers.reader import Entry, Reader, Skipped
from claimx.readers.record import entry_of, names_a_paper
from claimx.readers.stream import Head, Stream

_COMMAS: Final = ",;"
_HEADER_CHARACTERS: Final = 16_384
_REPEATS: Final = 4
"""How many times its length an input may be looked at again to find its rows despite broken quotation marks."""


def _header(head: Head, delimiters: str) -> tuple[str, list[str]] | None:
    """The delimiter and the columns, where the first line names a title and an abstract."""
    line = head.text.lstrip("\r\n").partition("\n")[0][:_HEADER_CHARACTERS].rstrip("\r")
    for delimiter in delimiters:
        if delimiter in line:
            columns = _row(line, delimiter) or []
            if names_a_paper(dict.fromkeys(columns, "")):
                return delimiter, columns
    return None


def _row(line: str, delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader((line,), delimiter=delimiter), None)
    except csv.Error:
        return None


def _sniff_commas(head: Head) -> bool:
    return _header(head, _COMMAS) is not None


def _sniff_tabs(head: Head) -> bool:
    return _header(head, "\t") is not None


def _commas(stream: Stream) -> Iterator[Entry]:
    return _papers(stream, _COMMAS)


def _tabs(stream: Stream) -> Iterator[Entry]:
    return _papers(stream, "\t")


def _papers(stream: Stream, delimiters: str) -> Iterator[Entry]:
    found = _header(stream.head, delimiters)
    if found is None:
        yield Skipped(stream.place, "", "no columns for a title and an abstract in its first line")
        return
    delimiter, columns = found
    rows = _Rows(stream.lines(), delimiter=delimiter)
    for number, row in rows:
        place = f"{stream.place}, line {number}"
        if isinstance(row, str):
            yield Skipped(place, "", row)
        elif row and row != columns:
            yield entry_of(_record(columns, row), place=place, source=stream.place)


def _record(columns: list[str], row: list[str]) -> dict[str, object]:
    """The cells under the names of their columns; of two columns of one name the first that is filled counts."""
    record: dict[str, object] = {}
    for name, cell in zip(columns, row, strict=False):
        if name and not record.get(name):
            record[name] = cell
    return record


class _Rows:
    """The rows of a table, each with the number of its first line.

    A quotation mark that is not closed would swallow the lines below it. Its line is given up, and the lines after it
    are read again, up to ``_REPEATS`` times the length of the input altogether.
    """

    def __init__(self, lines: Iterator[str], *, delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._again: list[str] = []
        self._taken: list[str] = []
        self._number = 0
        self._read = self._reread = 0

    def __iter__(self) -> Iterator[tuple[int, list[str] | str]]:
        """Each row, or what is wrong with it."""
        while True:
            start = self._number + 1
            self._taken = []
            try:
                row = next(csv.reader(self._source(), delimiter=self._delimiter, strict=False), None)
            except csv.Error as error:
                yield start, f"not a row of the table ({error})"
                self._return()
                continue
            if row is None and not self._taken:
                return
            if len(self._taken) > 1 and self._is_broken():
                yield start, "a quotation mark that is not closed, or stands where none belongs"
                self._return()
            else:
                yield start, row or []

    def _source(self) -> Iterator[str]:
        while (line := self._again.pop() if self._again else next(self._lines, None)) is not None:
            self._read += len(line)
            self._number += 1
            self._taken.append(line)
            yield line.replace("\0", "\ufffd")

    def _is_broken(self) -> bool:
        """Whether the row of several lines that was taken last is held together by a stray quotation mark."""
        try:
            list(csv.reader(self._taken, delimiter=self._delimiter, strict=True))
        except csv.Error:
            return True
        return False

    def _return(self) -> None:
        """Give back all but the first line of a row that is none, as long as that does not cost too much."""
        back = self._taken[1:]
        size = sum(map(len, back))
        if self._reread + size > _REPEATS * self._read:
            return
        self._reread += size
        self._read -= size
        self._number -= len(back)
        self._again += reversed(back)


CSV: Final = Reader(
    name="csv",
    what="CSV whose first line names its columns, a title and an abstract among them",
    example='title,abstract\nTiny Nets,"We cut latency by 40%, on phones."',
    sniff=_sniff_commas,
    papers=_commas,
)
TSV: Final = Reader(
    name="tsv",
    what="TSV whose first line names its columns, a title and an abstract among them",
    example="title\tabstract\nTiny Nets\tWe cut latency by 40%.",
    sniff=_sniff_tabs,
    papers=_tabs,
)
