"""The commands and their options; what they do stands in one module each, imported when the command is run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimx.cli.options import Format, Inputs, Jobs, MaybeDatabase, MinConfidence, Output, Quiet, ReaderName, Rules
from claimx.cli.report_commands import report_app
from claimx.cli.store_commands import query_app, store_app

app = typer.Typer(
    help="Quantitative claims out of digests of machine-learning papers.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
rules_app = typer.Typer(help="The rulebook: list, show, check, test.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rules_app, name="rules")
app.add_typer(store_app, name="store")
app.add_typer(report_app)
app.add_typer(query_app)


def _version(value: bool) -> None:
    if value:
        from claimx import __version__

        typer.echo(f"claimx {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


@app.command()
def extract(
    inputs: Inputs,
    output: Output = None,
    rules: Rules = [],
    reader: ReaderName = None,
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    format: Format = None,
) -> None:
    """Write the claims of papers: JSON Lines, or CSV, TSV, JSON or Parquet by the ending of FILE."""
    from claimx.cli import extract as command

    command.run(inputs, output=output, rules=rules, reader=reader, least=min_confidence, jobs=jobs, format=format)


@app.command()
def run(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder; what is done there is not done again.")],
    rules: Rules = [],
    reader: ReaderName = None,
    jobs: Jobs = 1,
    shard: Annotated[str, typer.Option("--shard", metavar="I/N", help="Only every N-th shard, for batch arrays.")] = "1/1",
    shard_papers: Annotated[int, typer.Option("--shard-papers", min=1, help="Papers in a shard.")] = 5000,
    engine: Annotated[str, typer.Option("--engine", metavar="NAME", help="Who works: local, or dask.")] = "local",
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Of a Dask cluster; without it, one on this machine.")
    ] = None,
) -> None:
    """Extract a corpus into a folder of Parquet shards; killed at any moment, it goes on where it was."""
    from claimx.cli import run as command

    command.run(
        inputs,
        out=out,
        rules=rules,
        reader=reader,
        jobs=jobs,
        shard=shard,
        shard_papers=shard_papers,
        engine=engine,
        scheduler=scheduler,
    )


@app.command()
def explain(
    text: Annotated[str | None, typer.Argument(metavar="[TEXT]", help="A sentence or an abstract; - for standard input.")] = None,
    claim: Annotated[
        str | None, typer.Option("--claim", metavar="ID", help="The sentence of this claim, of --in or --db.")
    ] = None,
    inputs: Annotated[list[str], typer.Option("--in", metavar="INPUT", help="Where the claim's paper is; may be repeated.")] = [],
    db: MaybeDatabase = None,
    rules: Rules = [],
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Show how a text is read: each rule that fired, what it made, what was dropped and why."""
    from claimx.cli import explain as command

    if claim is None:
        command.run_text(text, rules=rules, least=min_confidence)
    else:
        command.run_claim(claim, inputs=inputs, db=db, rules=rules, least=min_confidence)


@app.command()
def evaluate(
    abstracts: Annotated[str, typer.Argument(help="Abstracts, in any known format.")],
    annotations: Annotated[Path | None, typer.Argument(help='JSON Lines of {"id", "claims": [...]}.')] = None,
    against: Annotated[
        str | None, typer.Option("--against", metavar="OLD", help="Claims of an earlier run, or a git revision, to compare with.")
    ] = None,
    folds: Annotated[int, typer.Option("--folds", min=1, metavar="N", help="Also the scores of N parts of the papers.")] = 1,
    errors: Annotated[int, typer.Option("--errors", min=0, metavar="N", help="Show the first N errors of each sort.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object with all of it.")] = False,
    calibrate: Annotated[
        Path | None, typer.Option("--calibrate", metavar="FILE", help="Measure confidence anew and write it here.")
    ] = None,
    rules: Rules = [],
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Score extraction on annotated abstracts, and list what was gained, lost and changed against an earlier run."""
    from claimx.cli import evaluate as command

    options = command.Options(
        annotations=annotations,
        against=against,
        parts=folds,
        errors=errors,
        as_json=as_json,
        calibrate=calibrate,
        rules=rules,
        least=min_confidence,
        jobs=jobs,
    )
    command.run(abstracts, options)


@app.command()
def readers() -> None:
    """List the formats that can be read, with an example each."""
    from claimx.cli import readers as command

    command.run()


@app.command()
def schema() -> None:
    """Print the JSON schema of the claim record."""
    from claimx.cli import schema as command

    command.run()


@rules_app.command("list")
def rules_list(kind: Annotated[str | None, typer.Argument(help="Only rules of this kind.")] = None, rules: Rules = []) -> None:
    """List the rules: id, file, number of examples."""
    from claimx.cli import rules as command

    command.list_rules(kind, rules=rules)


@rules_app.command("show")
def rules_show(rule: Annotated[str, typer.Argument(help="The id of a rule.")], rules: Rules = []) -> None:
    """Show one rule with its examples."""
    from claimx.cli import rules as command

    command.show(rule, rules=rules)


@rules_app.command("check")
def rules_check(rules: Rules = []) -> None:
    """Load the rulebook and report the first fault with file, rule and reason."""
    from claimx.cli import rules as command

    command.check(rules=rules)


@rules_app.command("test")
def rules_test(
    rule: Annotated[str | None, typer.Argument(help="Only rules whose id begins so.")] = None, rules: Rules = []
) -> None:
    """Run the examples and counter-examples of the rules."""
    from claimx.cli import rules as command

    command.test(rule, rules=rules)
