"""Pareto fronts as sheets."""

from __future__ import annotations

from claimx.reports.pareto import Front, Fronts
from claimx.reports.sheets import Column, Evidence, Number, PaperLink, Plot, Point, Report, Sheet
from claimx.reports.words import WAYS, scale_text, score_text


def front_report(found: Fronts, *, title: str) -> Report:
    """A sheet for each front, with all systems and which of them are on it."""
    return Report("front", title, tuple(map(_sheet, found.fronts)), left_out=found.left_out)


def _sheet(front: Front) -> Sheet:
    columns = (
        Column("dataset", "dataset", "records"),
        Column("conditions", "conditions", "records"),
        Column("subject", "subject"),
        Column("first", front.first.label),
        Column("second", front.second.label),
        Column("on_front", "on the front"),
        Column("paper", "paper"),
        Column("flags", "the two numbers differ in"),
        Column("sentence", "sentence"),
    )
    rows = tuple(
        (
            front.dataset,
            front.conditions,
            point.first.subject,
            Number(score_text(point.first), point.first.score, point.first.claim),
            Number(score_text(point.second), point.second.score, point.second.claim),
            "yes" if point.on_front else "no",
            PaperLink(point.first.claim),
            tuple(map(str, point.flags)),
            Evidence(point.first.claim),
        )
        for point in front.points
    )
    ways = f"{front.first.label}: {WAYS[front.first.better]}; {front.second.label}: {WAYS[front.second.better]}"
    return Sheet(front.title, columns, rows, note=ways, plots=(_plot(front),) if len(rows) > 1 else ())


def _plot(front: Front) -> Plot:
    points = tuple(
        Point(p.first.label, p.second.score, p.first.score, p.first.claim, p.on_front)
        for p in sorted(front.points, key=lambda p: (p.second.score, p.first.score))
    )
    x_title, y_title = scale_text(front.second.label, front.scales[1]), scale_text(front.first.label, front.scales[0])
    return Plot("scatter", front.title, x_title, y_title, points)
