"""Reports on a terminal: aligned columns that keep to its width; plain and whole where there is none."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from claimx.render.cells import line, shown, text, unseen
from claimx.reports.files import clean
from claimx.reports.sheets import Cell, Column, Evidence, Number, Report, Sheet
from claimx.reports.words import left_out_text

_LEAST = 8
"""Characters that a column keeps when room is short."""
_GAP = "  "
_TURNING = dict.fromkeys((8206, 8207, *range(8234, 8239), *range(8294, 8298))) | {0x09: " ", 0x0A: " "}
"""Characters that end a line, or turn the direction of writing: they would move other text about."""


@dataclass(frozen=True, slots=True)
class Style:
    """How much room there is (None: as much as wanted) and whether there is colour."""

    width: int | None = None
    color: bool = False

    def bold(self, words: str) -> str:
        """Text that stands out."""
        return f"\x1b[1m{words}\x1b[0m" if self.color else words

    def dim(self, words: str) -> str:
        """Text that stands back."""
        return f"\x1b[2m{words}\x1b[0m" if self.color else words


def terminal(report: Report, style: Style | None = None) -> str:
    """The sheets one below the other: a line for each row, and under it the sentence with the number in « »."""
    style = style or Style()
    blocks: list[str] = []
    for _, group in groupby(report.sheets, key=lambda sheet: sheet.columns):
        blocks += _group(list(group), style, with_every_head=report.sort != "digest")
    notes = [part for part in (report.note, left_out_text(report.left_out)) if part]
    if not blocks:
        return "nothing found" + "".join(f"; {note}" for note in notes) + "\n"
    return "\n\n".join([*blocks, *(style.dim(_wrapped(_plain(note), style.width)) for note in notes)]) + "\n"


def _group(sheets: Sequence[Sheet], style: Style, *, with_every_head: bool) -> list[str]:
    """Sheets with the same columns are aligned with each other."""
    every = Sheet("", sheets[0].columns, tuple(row for sheet in sheets for row in sheet.rows))
    columns = [(at, column) for at, column in shown(every) if not _is_below(column)]
    widths = _widths(every, columns, style.width)
    heads = [_fitted(_plain(column.heading), width, False) for (_, column), width in zip(columns, widths, strict=True)]
    head = style.dim(_cut(_GAP + _GAP.join(heads).rstrip(), style.width))
    return [
        "\n".join(_sheet(sheet, columns, widths, style, head=head if with_every_head or not at else ""))
        for at, sheet in enumerate(sheets)
    ]


def _is_below(column: Column) -> bool:
    """Whether a column is too long for a line and stands below it."""
    return column.key in ("sentence", "flags")


def _sheet(
    sheet: Sheet, columns: Sequence[tuple[int, Column]], widths: Sequence[int], style: Style, *, head: str
) -> Iterator[str]:
    yield style.bold(_cut(_plain(sheet.title), style.width))
    if sheet.note:
        yield style.dim(_cut(_plain(sheet.note), style.width))
    if head:
        yield head
    for row in sheet.rows:
        cells = [
            _fitted(_plain(text(row[at])), width, _is_right(row[at])) for (at, _), width in zip(columns, widths, strict=True)
        ]
        yield _cut(_GAP + _GAP.join(cells).rstrip(), style.width)
        yield from _below(sheet.columns, row, style)


def _below(columns: tuple[Column, ...], row: tuple[Cell, ...], style: Style) -> Iterator[str]:
    indent = " " * 6
    room = None if style.width is None else style.width - len(indent)
    for at, column in enumerate(columns):
        cell = row[at]
        if column.key == "flags" and cell and column.shown != "records":
            yield style.dim(_cut(f"{indent}{column.heading}: {_plain(text(cell, between='; '))}", style.width))
        elif isinstance(cell, Evidence):
            yield style.dim(indent + _around(cell, room))
    for at, number in unseen(row):
        name = f"{_plain(columns[at].heading)}: "
        yield style.dim(indent + name + _around(Evidence(number.claim), None if room is None else room - len(name)))


def _around(evidence: Evidence, room: int | None) -> str:
    """The sentence, or as much of it around the number as there is room for, with the number in « »."""
    before, number, after = (_plain(part) for part in line(evidence.parts))
    marked = f"«{number}»"
    if room is not None and _size(before + marked + after) > room:
        side = max(10, (room - _size(marked)) // 2)
        behind = min(_size(after), side)
        before = _cut_front(before, room - _size(marked) - behind)
        after = _cut(after, room - _size(marked) - _size(before))
    return before + marked + after


def _widths(sheet: Sheet, columns: Sequence[tuple[int, Column]], room: int | None) -> list[int]:
    widths = [max(_size(column.heading), *(_size(text(row[at])) for row in sheet.rows)) for at, column in columns]
    if room is None:
        return widths
    flexible = [n for n, (at, _) in enumerate(columns) if not any(isinstance(row[at], Number) for row in sheet.rows)]
    excess = sum(widths) + len(_GAP) * len(widths) - room
    while excess > 0 and any(widths[n] > _LEAST for n in flexible):
        widest = max(flexible, key=lambda n: widths[n])
        widths[widest] -= 1
        excess -= 1
    return widths


def _is_right(cell: Cell) -> bool:
    return isinstance(cell, int | float)


def _fitted(words: str, width: int, right: bool) -> str:
    words = _cut(words, width)
    blank = " " * (width - _size(words))
    return blank + words if right else words + blank


def _wrapped(words: str, room: int | None) -> str:
    return words if room is None else "\n".join(textwrap.wrap(words, room))


def _cut(words: str, room: int | None) -> str:
    if room is None or _size(words) <= room:
        return words
    kept = words[: max(0, room - 1)]
    while kept and _size(kept) > room - 1:
        kept = kept[:-1]
    return kept + "…"


def _cut_front(words: str, room: int) -> str:
    if _size(words) <= room:
        return words
    kept = words[-(room - 1) :] if room > 1 else ""
    while kept and _size(kept) > room - 1:
        kept = kept[1:]
    return "…" + kept


def _size(words: str) -> int:
    """Columns that text takes: wide characters two, marks that join the one before none."""
    if words.isascii():
        return len(words)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)


def _plain(words: str) -> str:
    return clean(words).translate(_TURNING)
