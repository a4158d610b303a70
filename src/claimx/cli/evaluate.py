"""``claimx evaluate``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import typer

from claimx.cli.work import start
from claimx.errors import ReadError
from claimx.evaluate.changes import changes
from claimx.evaluate.score import Report, read_annotations, reliability, score
from claimx.records import Claim


def run(
    abstracts: Path,
    annotations: Path | None,
    *,
    against: Path | None,
    errors: int,
    rules: Sequence[Path],
    least: float,
    jobs: int,
) -> None:
    """Extract from the abstracts, score, and compare with an earlier run."""
    work = start([str(abstracts)], rules=rules, least=least, jobs=jobs)
    texts: dict[str, str] = {}
    claims: list[Claim] = []
    for paper, found in work.extracted():
        texts[paper.id] = paper.abstract
        claims += found
    if annotations is not None:
        gold = read_annotations(annotations, texts)
        report = score(gold, [c.model_dump() for c in claims])
        _print(report, errors=errors, texts=texts)
        typer.echo("confidence   claims   typed right")
        for low, high, count, share in reliability(report):
            typer.echo(f"{low:.2f}-{high:.2f}    {count:>6}   {share:.3f}")
    if against is not None:
        old = _read_claims(against)
        if annotations is not None:
            before = score(read_annotations(annotations, texts), old)
            typer.echo("before: " + "; ".join(f"{name} F1 {level.f1:.3f}" for name, level in before.levels.items()))
        for line in changes(old, [c.model_dump() for c in claims]):
            typer.echo(line)
    work.close()


def _print(report: Report, *, errors: int, texts: dict[str, str]) -> None:
    typer.echo(f"{report.abstracts} abstracts, {report.gold} annotated claims, {report.predicted} extracted")
    for name, level in report.levels.items():
        typer.echo(f"  {name:<7} P {level.precision:.3f}  R {level.recall:.3f}  F1 {level.f1:.3f}")
    typer.echo("agreement on found claims: " + ", ".join(f"{name} {share:.3f}" for name, share in report.fields.items()))
    shown: dict[str, int] = {}
    for error in report.errors:
        shown[error.sort] = shown.get(error.sort, 0) + 1
        if shown[error.sort] <= errors:
            typer.echo(f"[{error.sort}] {error.paper}: {error.what}\n      …{error.context(texts)}…")


def _read_claims(path: Path) -> list[dict[str, object]]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise ReadError(f"is no JSON Lines file of claims ({error})", place=str(path)) from error
