"""The commands that make reports, and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from claimx.cli.options import Jobs, MaybeDatabase, MinConfidence, Output, Quiet, ReaderName, Rules, Sources
from claimx.cli.where import Where

report_app = typer.Typer(rich_markup_mode=None)

By = Literal["level", "improvement", "points"]
Metric = Annotated[str, typer.Option("--metric", "-m", metavar="NAME", help="By any of its names: fid, mIoU, 'top-1 accuracy'.")]
Dataset = Annotated[str | None, typer.Option("--dataset", metavar="NAME", help="Only on this dataset.")]
Task = Annotated[str | None, typer.Option("--task", metavar="NAME", help="Only for this task.")]
Device = Annotated[str | None, typer.Option("--device", metavar="NAME", help="Only on devices with this in their name.")]
IncludePrior = Annotated[bool, typer.Option("--include-prior", help="Also numbers that a paper gives for earlier systems.")]
Better = Annotated[
    Literal["higher", "lower"] | None, typer.Option("--better", help="Which way is better, where the rules do not say.")
]
Scores = Annotated[By, typer.Option("--by", help="Rank values, how many times better, or points gained.")]
Hub = Annotated[
    Path | None, typer.Option("--datasets", metavar="FILE", help='TOML of dataset ids on the Hub: "My Bench" = "me/my-bench".')
]
FORMATS = "table, md, csv, tsv, json, jsonl, html, parquet or latex{}; else by the ending of FILE, else table."
TOGETHER = "Rank together, flagged, what differs in these: task, dataset, setting, device, bound."
ReportFormat = Annotated[str | None, typer.Option("--format", metavar="NAME", help=FORMATS.format(""))]
BoardFormat = Annotated[str | None, typer.Option("--format", metavar="NAME", help=FORMATS.format(", or one of claimx export"))]


@report_app.command()
def table(
    inputs: Sources = None,
    db: MaybeDatabase = None,
    output: Output = None,
    format: ReportFormat = None,
    rules: Rules = [],
    reader: ReaderName = None,
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Print the claims table of a digest, or write it as a page, Markdown, CSV and more."""
    from claimx.cli import table as command

    command.run(Where(inputs or (), db, rules, reader, min_confidence, jobs), output=output, format=format)


@report_app.command()
def leaderboard(
    inputs: Sources = None,
    metric: Annotated[str | None, typer.Option("--metric", "-m", metavar="NAME", help="By any of its names.")] = None,
    dataset: Dataset = None,
    task: Task = None,
    device: Device = None,
    include_prior: IncludePrior = False,
    by: Scores = "level",
    better: Better = None,
    together: Annotated[str, typer.Option("--together", metavar="PART,...", help=TOGETHER)] = "",
    every: Annotated[bool, typer.Option("--all", help="Every value of a subject, not only its best.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="Rows of each board.")] = None,
    history: Annotated[bool, typer.Option("--history", help="Also who held the record when.")] = False,
    pareto: Annotated[
        str | None, typer.Option("--pareto", metavar="A:B", help="Two metrics against each other instead: accuracy:parameters.")
    ] = None,
    db: MaybeDatabase = None,
    output: Output = None,
    format: BoardFormat = None,
    rules: Rules = [],
    reader: ReaderName = None,
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Rank the systems of papers by a metric; every row says why it may not compare with the one above it."""
    from claimx.cli import rankings as command
    from claimx.reports.places import Filter

    where = Where(inputs or (), db, rules, reader, min_confidence, jobs)
    target, only = command.Target(output, format), Filter(dataset, task, device)
    if pareto is not None:
        command.run_front(where, target, pareto, only=only, include_prior=include_prior)
        return
    if metric is None:
        raise typer.BadParameter("say what to rank by: --metric fid, or two metrics with --pareto", param_hint="--metric")
    question = command.Question(metric, better, by, only, include_prior)
    command.run_leaderboard(where, target, question, together=together, every=every, limit=limit, history=history)


@report_app.command()
def compare(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Subjects, papers (id or title), or digests (files).")
    ] = None,
    inputs: Annotated[
        list[str],
        typer.Option(
            "--in", metavar="INPUT", help="Where the claims are: a digest, a file of claims or a store; may be repeated."
        ),
    ] = [],
    metric: Annotated[str | None, typer.Option("--metric", "-m", metavar="NAME", help="Only this metric.")] = None,
    db: MaybeDatabase = None,
    output: Output = None,
    format: ReportFormat = None,
    rules: Rules = [],
    reader: ReaderName = None,
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Set subjects, papers or digests side by side, with what keeps two numbers from being compared."""
    from claimx.cli import rankings as command

    where = Where(inputs, db, rules, reader, min_confidence, jobs)
    command.run_compare(where, command.Target(output, format), names or [], metric=metric)


@report_app.command()
def conflicts(
    inputs: Sources = None,
    db: MaybeDatabase = None,
    output: Output = None,
    format: ReportFormat = None,
    rules: Rules = [],
    reader: ReaderName = None,
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """List where papers give different values for the same subject, dataset and metric, with the sentences."""
    from claimx.cli import rankings as command

    command.run_conflicts(Where(inputs or (), db, rules, reader, min_confidence, jobs), command.Target(output, format))


@report_app.command()
def trend(
    metric: Metric,
    inputs: Sources = None,
    dataset: Dataset = None,
    task: Task = None,
    device: Device = None,
    include_prior: IncludePrior = False,
    by: Scores = "level",
    better: Better = None,
    step: Annotated[Literal["year", "month"], typer.Option("--step", help="Length of a period.")] = "year",
    db: MaybeDatabase = None,
    output: Output = None,
    format: ReportFormat = None,
    rules: Rules = [],
    reader: ReaderName = None,
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Follow a metric over the dates of the papers."""
    from claimx.cli import rankings as command
    from claimx.reports.places import Filter

    where = Where(inputs or (), db, rules, reader, min_confidence, jobs)
    question = command.Question(metric, better, by, Filter(dataset, task, device), include_prior)
    command.run_trend(where, command.Target(output, format), question, step=step)


@report_app.command()
def export(
    format: Annotated[
        str,
        typer.Option("--format", metavar="NAME", help="eee, pwc, pwc-archive, pwc-rows, hf-eval-results, model-index or orkg."),
    ],
    inputs: Sources = None,
    metric: Annotated[str | None, typer.Option("--metric", "-m", metavar="NAME", help="Only this metric.")] = None,
    dataset: Dataset = None,
    task: Task = None,
    device: Device = None,
    include_prior: IncludePrior = False,
    datasets: Hub = None,
    db: MaybeDatabase = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="PATH", help="A file, or a folder for one file each.")
    ] = None,
    rules: Rules = [],
    reader: ReaderName = None,
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = 1,
) -> None:
    """Write results for those who keep leaderboards: Every Eval Ever, Papers with Code, Hugging Face, ORKG."""
    from claimx.cli import export as command
    from claimx.reports.places import Filter

    where = Where(inputs or (), db, rules, reader, min_confidence, jobs)
    target = command.ExportTarget(format, output, datasets)
    command.run(where, target, metric=metric, only=Filter(dataset, task, device), include_prior=include_prior)
