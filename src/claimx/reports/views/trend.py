"""A metric over time as sheets: a series each, a row for each period."""

from __future__ import annotations

from claimx.reports.entries import Entry, ranked_way
from claimx.reports.history import history
from claimx.reports.sheets import Column, Evidence, Number, Plot, Point, Report, Sheet
from claimx.reports.trend import Period, Series, Trend
from claimx.reports.words import number_text, order_text, scale_text, score_text, unit_text


def trend_report(found: Trend) -> Report:
    """The series, fullest first."""
    sheets = tuple(_sheet(series, found) for series in found.series)
    asked = {"metric": found.measure.name, "by": found.by}
    return Report("trend", f"Trend: {found.measure.label}", sheets, left_out=found.left_out, asked=asked)


def _sheet(series: Series, found: Trend) -> Sheet:
    columns = (
        Column("dataset", "dataset", "records"),
        Column("scale", "scale", "records"),
        Column("period", "period"),
        Column("count", "numbers"),
        Column("low", "lowest"),
        Column("middle", "median"),
        Column("high", "highest"),
        Column("best_subject", "best"),
        Column("best", "its value"),
        Column("sentence", "sentence"),
    )
    rows = tuple(
        (
            series.dataset,
            series.scale,
            period.name,
            period.count,
            *(f"{number_text(value)}{unit_text(series.scale, last=value)}" for value in (period.low, period.middle, period.high)),
            *_best(period),
        )
        for period in series.periods
    )
    better = ranked_way(series.measure, found.by)
    return Sheet(series.title, columns, rows, note=order_text(found.by, better), plots=_plots(series, found))


def _best(period: Period) -> tuple[str | None, Number | None, Evidence | None]:
    if period.best is None:
        return None, None, None
    best = period.best
    return best.subject, Number(score_text(best), best.score, best.claim), Evidence(best.claim)


def _plots(series: Series, found: Trend) -> tuple[Plot, ...]:
    if len(series.entries) < 2:
        return ()
    better = ranked_way(series.measure, found.by)
    records = {held.entry.claim.claim_id for held in history(series.entries, better)} if better else set[str]()
    points = tuple(_point(e, e.claim.claim_id in records) for e in series.entries)
    return (Plot("steps", series.title, "date", scale_text(series.measure.label, series.scale), points),)


def _point(found: Entry, strong: bool) -> Point:
    return Point(found.label, found.claim.date or "", found.score, found.claim, strong)
