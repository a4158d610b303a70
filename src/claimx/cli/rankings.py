"""``claimx leaderboard``, ``compare``, ``conflicts`` and ``trend``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from claimx.cli.export import ExportTarget, asked, write_export
from claimx.cli.notes import note
from claimx.cli.output import write_report
from claimx.cli.pool import pool
from claimx.cli.where import Where
from claimx.exports import FORMATS
from claimx.records import Better
from claimx.reports.comparison import compare
from claimx.reports.conflicts import conflicts
from claimx.reports.datasets import Datasets
from claimx.reports.entries import By
from claimx.reports.leaderboard import Ranking, leaderboards
from claimx.reports.measures import Measure, Measures, turned
from claimx.reports.pareto import fronts
from claimx.reports.places import PARTS, Filter, Part
from claimx.reports.sheets import Report
from claimx.reports.trend import Step, trend
from claimx.reports.views.comparison import comparison_report
from claimx.reports.views.conflicts import conflicts_report
from claimx.reports.views.front import front_report
from claimx.reports.views.leaderboard import leaderboard_report
from claimx.reports.views.trend import trend_report
from claimx.reports.words import left_out_text


@dataclass(frozen=True, slots=True)
class Target:
    """Where a report goes, and as what."""

    output: Path | None
    format: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """What is ranked, and of it which claims."""

    metric: str
    better: Better | None
    by: By
    only: Filter
    include_prior: bool

    def measure(self, measures: Measures) -> Measure:
        """The metric, read with the better way that is asked for."""
        named = measures.named(self.metric)
        return turned(named, self.better) if self.better else named


def run_leaderboard(
    where: Where, target: Target, question: Question, *, together: str, every: bool, limit: int | None, history: bool
) -> None:
    """Rank, and write the boards."""
    parts = _parts(together)
    found = pool(where)
    measure = question.measure(Measures(found.rulebook))
    ranking = Ranking(question.by, parts, question.include_prior, every, limit)
    claims, only = asked(found, question.only, (measure.name,))
    boards = leaderboards(claims, measure, ranking=ranking, only=only)
    if target.format in FORMATS:
        rows = (row.entry.claim for board in boards.boards for row in board.rows)
        ranked = {claim.claim_id: claim for claim in rows}.values()
        if boards.left_out:
            note(left_out_text(boards.left_out))
        write_export(ranked, found, ExportTarget(target.format, target.output), only=only, include_prior=True)
        found.close()
        return
    write_report(leaderboard_report(boards, with_history=history), target.output, format=target.format, stamp=found.stamp)
    found.close()


def _parts(together: str) -> tuple[Part, ...]:
    """What boards are made by, less what is to be ranked together."""
    names = [name.strip() for name in together.split(",") if name.strip()]
    if unknown := [name for name in names if name not in PARTS]:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(PARTS)}", param_hint="--together")
    return tuple(part for part in PARTS if part not in names)


def run_front(where: Where, target: Target, metrics: str, *, only: Filter, include_prior: bool) -> None:
    """Set two metrics against each other, and write the fronts."""
    names = metrics.split(":")
    if len(names) != 2 or not all(names):
        raise typer.BadParameter(f"{metrics!r} is not two metrics, such as accuracy:parameters", param_hint="--pareto")
    found = pool(where)
    measures = Measures(found.rulebook)
    first, second = (measures.named(name) for name in names)
    claims, only = asked(found, only, (first.name, second.name))
    made = fronts(claims, first, second, only=only, include_prior=include_prior)
    report = front_report(made, title=f"{first.label} against {second.label}")
    write_report(report, target.output, format=target.format, stamp=found.stamp)
    found.close()


def run_compare(where: Where, target: Target, names: Sequence[str], *, metric: str | None) -> None:
    """Set things side by side; a name that is a file or folder is a digest to read."""
    digests = [name for name in names if Path(name).exists()]
    found = pool(replace(where, inputs=[*dict.fromkeys((*where.inputs, *digests))]))
    measures = Measures(found.rulebook)
    wanted = measures.named(metric) if metric else None
    claims = Datasets(found.rulebook).named(found.claims(by_input=bool(digests)))
    made = compare(claims, names, measures=measures, metric=wanted)
    write_report(comparison_report(made), target.output, format=target.format, stamp=found.stamp)
    found.close()


def run_conflicts(where: Where, target: Target) -> None:
    """List what papers say differently of the same thing."""
    found = pool(where)
    report = conflicts_report(conflicts(Datasets(found.rulebook).named(found.claims()), Measures(found.rulebook)))
    write_report(report, target.output, format=target.format, stamp=found.stamp)
    found.close()


def run_trend(where: Where, target: Target, question: Question, *, step: Step) -> None:
    """Follow a metric over time."""
    found = pool(where)
    measure = question.measure(Measures(found.rulebook))
    claims, only = asked(found, question.only, (measure.name,))
    made = trend(claims, measure, by=question.by, step=step, only=only, include_prior=question.include_prior)
    report: Report = trend_report(made)
    write_report(report, target.output, format=target.format, stamp=found.stamp)
    found.close()
