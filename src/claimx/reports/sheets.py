"""What every report is in the end: sheets of typed cells, the same for the terminal, a file and a page.

A report says what stands in a cell; how that looks is the business of the rooms ``render`` and ``pages``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from claimx.records import Claim

if TYPE_CHECKING:
    from claimx.reports.entries import LeftOut


@dataclass(frozen=True, slots=True)
class Number:
    """A number that leads to its sentence: as a person reads it, as it is sorted, and where it comes from."""

    text: str
    value: float
    claim: Claim


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence of a claim."""

    claim: Claim

    @property
    def parts(self) -> tuple[str, str, str]:
        """What stands before the number, the number, and what stands behind it."""
        claim = self.claim
        at = claim.start - claim.sentence_start
        return claim.sentence[:at], claim.sentence[at : at + len(claim.quote)], claim.sentence[at + len(claim.quote) :]


@dataclass(frozen=True, slots=True)
class PaperLink:
    """The paper that a row comes from."""

    claim: Claim

    @property
    def title(self) -> str:
        """Its title, else its id."""
        return self.claim.title or self.claim.paper_id


Cell = str | int | float | tuple[str, ...] | Number | Evidence | PaperLink | None

Shown = Literal["always", "records", "pages"]
"""Where a column stands: everywhere, only in flat records (the sheet's title says it already), or only where it is laid out."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in records and its heading."""

    key: str
    heading: str
    shown: Shown = "always"


@dataclass(frozen=True, slots=True)
class Point:
    """A mark of a plot: its label, where it stands, and the claim it leads to."""

    label: str
    x: float | str
    """A number, or a date."""
    y: float
    claim: Claim
    strong: bool = True
    """Part of the front or the record, rather than behind it."""


@dataclass(frozen=True, slots=True)
class Plot:
    """What there is to draw: ``bars`` (of y), a ``scatter`` with its front, or a record over time as ``steps``."""

    sort: Literal["bars", "scatter", "steps"]
    title: str
    x_title: str
    y_title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with its heading; ``url`` leads from the heading to the paper it is about."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    url: str | None = None
    plots: tuple[Plot, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The sheets of one question; all sheets of a report with the same columns are one table in a flat file."""

    sort: str
    """``digest``, ``leaderboard``, ``front``, ``comparison``, ``conflicts``, ``trend`` or ``query``."""
    title: str
    sheets: tuple[Sheet, ...]
    note: str = ""
    left_out: tuple[LeftOut, ...] = ()
    asked: dict[str, str] = field(default_factory=dict)
    """What was asked for, for the record."""

    def claims(self) -> Iterator[Claim]:
        """Every claim that stands somewhere in the report, each once, in order."""
        seen: set[str] = set()
        for sheet in self.sheets:
            for claim in _claims(sheet):
                if claim.claim_id not in seen:
                    seen.add(claim.claim_id)
                    yield claim


def _claims(sheet: Sheet) -> Iterator[Claim]:
    for row in sheet.rows:
        yield from (cell.claim for cell in row if isinstance(cell, Number | Evidence))
    for plot in sheet.plots:
        yield from (point.claim for point in plot.points)
