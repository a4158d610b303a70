"""The commands on stores and questions, and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from claimx.cli.options import Database, Inputs, Jobs, MaybeDatabase, MinConfidence, Output, Quiet, ReaderName, Rules, Sources
from claimx.cli.where import Where

query_app = typer.Typer(rich_markup_mode=None)
store_app = typer.Typer(help="A store of claims: info, vacuum, export.", no_args_is_help=True, rich_markup_mode=None)

QUERY_FORMATS = "table, md, html, latex, json, jsonl, csv, tsv or parquet; else by the ending of FILE, else table."
QueryFormat = Annotated[str | None, typer.Option("--format", metavar="NAME", help=QUERY_FORMATS)]
SqlFormat = Annotated[Literal["table", "json", "jsonl", "csv", "tsv"], typer.Option("--format", help="How to print the rows.")]


@query_app.command()
def add(
    inputs: Inputs,
    db: Database,
    rules: Rules = [],
    reader: ReaderName = None,
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    batch: Annotated[int, typer.Option("--batch", min=1, metavar="N", help="Papers stored at once.")] = 500,
) -> None:
    """Extract into a store. Adding the same digest again changes nothing; other rules replace the claims of a paper.

    Files of claims (of `claimx extract`, or the folder of `claimx run`) are taken in as they are.
    """
    from claimx.cli import add as command

    command.run(inputs, db=db, rules=rules, reader=reader, least=min_confidence, jobs=jobs, batch=batch)


@query_app.command()
def query(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="As in: 'speedup > 2x on \"RTX 4090\" and own'.")],
    inputs: Sources = None,
    db: MaybeDatabase = None,
    optimistic: Annotated[
        bool, typer.Option("--optimistic", help='Take "up to 5x" for 5x, and percent that may be points for points.')
    ] = False,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=0, metavar="N", help="At most so many claims.")] = None,
    output: Output = None,
    format: QueryFormat = None,
    rules: Rules = [],
    reader: ReaderName = None,
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """The claims that satisfy a question, out of a store, files of claims, or digests. docs/query.md tells the language."""
    from claimx.cli import query as command

    asked = command.Asked(question, optimistic, limit)
    where = Where(inputs or (), db, rules, reader, min_confidence, jobs)
    command.run(asked, where, output=output, format=format)


@query_app.command()
def sql(
    statement: Annotated[str, typer.Argument(metavar="SQL", help="As in: 'SELECT metric, count(*) FROM claims GROUP BY ALL'.")],
    inputs: Sources = None,
    db: MaybeDatabase = None,
    format: SqlFormat = "table",
) -> None:
    """Ask a store or files of claims in SQL (DuckDB); a store cannot be changed through it, nor other files be read."""
    from claimx.cli import sql as command

    command.run(statement, inputs=inputs or (), db=db, format=format)


@store_app.command("info")
def store_info(db: Database) -> None:
    """Say what a store holds: digests, papers, claims, and the rulebooks they were read with."""
    from claimx.cli import store as command

    command.info(db)


@store_app.command("vacuum")
def store_vacuum(db: Database) -> None:
    """Write a store anew: sorted, without what was replaced, as small and as quick to ask as it can be."""
    from claimx.cli import store as command

    command.vacuum(db)


@store_app.command("export")
def store_export(
    db: Database,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="FILE.parquet, .jsonl, .json, .csv or .tsv.")],
) -> None:
    """Write all claims of a store to a file, in the format that its ending names."""
    from claimx.cli import store as command

    command.export(db, output)
