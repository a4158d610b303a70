"""Things side by side as sheets: the lines they share, then what only one of them has."""

from __future__ import annotations

from claimx.plurals import counted
from claimx.reports.comparison import Comparison, Line, Side
from claimx.reports.entries import Entry
from claimx.reports.sheets import Cell, Column, Evidence, Number, PaperLink, Report, Sheet
from claimx.reports.words import gap_text, score_text


def comparison_report(found: Comparison) -> Report:
    """The shared lines with who is ahead and what is in the way; a digest's own lines are only counted."""
    *names, last = (side.name for side in found.sides)
    title = f"{', '.join(names)} and {last}"
    alone = tuple(
        _alone(side, entries) for side, entries in zip(found.sides, found.alone, strict=True) if entries and side.sort != "digest"
    )
    note = "; ".join(
        f"{side.name}: {counted(len(side.claims), 'claim')}, {len(entries)} without a counterpart"
        for side, entries in zip(found.sides, found.alone, strict=True)
    )
    return Report("comparison", f"Comparison: {title}", (*_shared(found), *alone), note=note)


def _shared(found: Comparison) -> tuple[Sheet, ...]:
    if not found.lines:
        return ()
    columns = (
        Column("metric", "metric"),
        Column("dataset", "on"),
        Column("conditions", "conditions"),
        Column("scale", "scale", "records"),
        *(Column(f"side_{at + 1}", side.name) for at, side in enumerate(found.sides)),
        Column("ahead", "ahead"),
        Column("flags", "in the way"),
    )
    rows = tuple(_cells(line, found.sides) for line in found.lines)
    return (Sheet("Side by side", columns, rows),)


def _cells(line: Line, sides: tuple[Side, ...]) -> tuple[Cell, ...]:
    return (
        line.measure.label,
        line.dataset,
        line.conditions,
        line.scale,
        *(_number(found) for found in line.entries),
        _ahead(line, sides),
        tuple(map(str, line.flags)),
    )


def _number(found: Entry | None) -> Number | None:
    return Number(score_text(found), found.score, found.claim) if found else None


def _ahead(line: Line, sides: tuple[Side, ...]) -> str | None:
    if line.gap == 0:
        return "equal"
    if line.best is None or line.gap is None:
        return None
    return f"{sides[line.best].name} by {gap_text(line.gap, line.scale)}" + (", if they compare" if line.flags else "")


def _alone(side: Side, entries: tuple[Entry, ...]) -> Sheet:
    columns = (
        Column("metric", "metric"), Column("dataset", "on"), Column("conditions", "conditions"), Column("score", "value"),
        Column("paper", "paper"), Column("sentence", "sentence"),
    )  # fmt: skip
    rows = tuple(
        (
            e.measure.label,
            ", ".join(e.claim.dataset) or None,
            tuple(part for part in (e.claim.hardware, *e.claim.setting) if part),
            Number(score_text(e), e.score, e.claim),
            PaperLink(e.claim),
            Evidence(e.claim),
        )
        for e in entries
    )
    return Sheet(f"Only {side.name}", columns, rows)
