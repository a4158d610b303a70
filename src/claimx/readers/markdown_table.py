"""Markdown tables with a row a paper: title and abstract in columns of their own, or both in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from claimx.readers.identity import ADDRESS, id_in
from claimx.readers.markdown_text import links, unfolded, words_of
from claimx.readers.reader import Entry, Reader
from claimx.readers.record import ABSTRACTS, make_paper
from claimx.readers.stream import Head, Stream

ROW_LINES: Final = 40
"""How many lines a row may take where its cells hold line breaks."""

_DIVIDER_MARKS: Final = frozenset("|:- ")
_PIPE = re.compile(r"(?<!\\)\|")
_TITLES: Final = frozenset({"title", "paper", "papers", "paper title", "论文", "标题"})
_ABSTRACTS: Final = frozenset({*ABSTRACTS, "tl;dr", "tldr", "摘要"})
_DATES: Final = frozenset({"date", "published", "publish date", "日期"})
_MORE = re.compile(r"\([^()\[\]]{0,40}\[")
_NUMBER = re.compile(r"\*{0,2}\d{1,4}[.)]\*{0,2}\s+")
_TITLE_END = re.compile(r"\s{2,}|\s*<br\s?/?>\s*|\s+[-–—:]\s+")
_TITLE_LENGTH: Final = 300


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a table stand, -1 for one that it lacks."""

    count: int
    title: int
    abstract: int
    date: int


def _cells(row: str) -> list[str]:
    cells = _PIPE.split(row.strip().removeprefix("|"))
    if cells and not cells[-1].strip():
        cells.pop()
    return cells


def _columns(header: str) -> _Columns | None:
    names = [words_of(cell).lower() for cell in _cells(header)]

    def place(known: frozenset[str]) -> int:
        return next((index for index, name in enumerate(names) if name in known), -1)

    title = place(_TITLES)
    return _Columns(len(names), title, place(_ABSTRACTS), place(_DATES)) if title >= 0 else None


def _rows(lines: Iterator[str]) -> Iterator[tuple[_Columns, list[str]]]:
    """The cells of each row of each table that has a column for titles."""
    columns: _Columns | None = None
    previous, row = "", list[str]()
    for line in lines:
        if "|" in previous and _is_divider(line):
            columns, row = _columns(previous), []
        elif columns is not None:
            row = _joined(row, line)
            if row and _is_whole(row, columns):
                yield columns, _cells(" ".join(row))
                row = []
            elif not row and not line.lstrip().startswith("|"):
                columns = None
        previous = line.strip()
    if columns is not None and row:
        yield columns, _cells(" ".join(row))


def _is_divider(line: str) -> bool:
    return "--" in line and _DIVIDER_MARKS.issuperset(line.strip())


def _joined(row: list[str], line: str) -> list[str]:
    """The lines of the row so far with one more; a new start where that one begins a row, nothing where it cannot."""
    if line.lstrip().startswith("|"):
        return [line.strip()]
    return [*row, line.strip()] if row and len(row) < ROW_LINES else []


def _is_whole(row: list[str], columns: _Columns) -> bool:
    return row[-1].endswith("|") and len(_PIPE.findall(" ".join(row))) > columns.count


def _paper(columns: _Columns, cells: list[str], *, source: str) -> Entry | None:
    surplus = len(cells) - columns.count
    if surplus > 0 and columns.abstract >= 0:
        first, last = columns.abstract, columns.abstract + surplus + 1
        cells[first:last] = ["|".join(cells[first:last])]
    cells = [cell.strip().replace("\\|", "|") for cell in cells] + [""] * (columns.count - len(cells))
    title, abstract = _title(cells[columns.title]), unfolded(cells[columns.abstract]) if columns.abstract >= 0 else ""
    if columns.abstract < 0:
        title, abstract = _parted(cells[columns.title])
    url = next((match[0] for cell in cells for match in ADDRESS.finditer(cell) if id_in(match[0])), "")
    date = words_of(cells[columns.date]) if columns.date >= 0 else None
    return make_paper(title, abstract, source=source, url=url, date=date) if title and (abstract or url) else None


def _title(cell: str) -> str:
    named = [words for words, url in links(cell) if id_in(url)]
    start = cell.lstrip("* ").startswith("[")
    return words_of(named[0] if start and named else _MORE.split(cell, maxsplit=1)[0])


def _parted(cell: str) -> tuple[str, str]:
    """Title and text of a cell that holds both, as in ``1) Title  text <br>● more``."""
    cell = cell[match.end() :] if (match := _NUMBER.match(cell)) else cell
    if links(cell) and cell.lstrip("* ").startswith("["):
        return _title(cell), ""
    end = _TITLE_END.search(cell, 0, _TITLE_LENGTH)
    return (words_of(cell[: end.start()]), unfolded(cell[end.end() :])) if end else (words_of(cell), "")


def _entries(lines: Iterator[str], *, source: str) -> Iterator[Entry]:
    for columns, cells in _rows(lines):
        if (paper := _paper(columns, cells, source=source)) is not None:
            yield paper


def _sniff(head: Head) -> bool:
    return "|" in head.text and next(_entries(iter(head.text.splitlines()), source=""), None) is not None


def _papers(stream: Stream) -> Iterator[Entry]:
    return _entries(stream.lines(), source=stream.place)


READER: Final = Reader(
    name="markdown-table",
    what="Markdown tables with a row a paper",
    example="| Title | Abstract |\n| --- | --- |\n| [Tiny Nets](https://arxiv.org/abs/2501.00001) | We cut latency by 40%. |",
    sniff=_sniff,
    papers=_papers,
)
