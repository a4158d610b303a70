"""``claimx rules``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from claimx.errors import RuleError
from claimx.plurals import counted
from claimx.rulebook import load_rules
from claimx.rulebook.load import KINDS


def list_rules(kind: str | None, *, rules: Sequence[Path]) -> None:
    """One line a rule."""
    if kind is not None and kind not in KINDS:
        raise RuleError(f"unknown kind {kind!r}; the kinds are {', '.join(KINDS)}")
    book = load_rules(*rules, trial=True)
    for rule in book if kind is None else getattr(book, kind):
        trial = ", on trial" if rule.status == "trial" else ""
        examples = f"{counted(len(rule.match), 'example')}, {counted(len(rule.no_match), 'counter-example')}"
        typer.echo(f"{rule.id}  {book.files[rule.id]}  {examples}{trial}")


def show(rule_id: str, *, rules: Sequence[Path]) -> None:
    """All of one rule, as it was loaded."""
    book = load_rules(*rules, trial=True)
    found = next((rule for rule in book if rule.id == rule_id), None)
    if found is None:
        raise RuleError(f"there is no rule {rule_id!r}; 'claimx rules list' shows their ids")
    typer.echo(f"{found.id}  ({book.files[rule_id]})")
    for name, value in found.model_dump(exclude={"id", "match", "no_match"}, exclude_defaults=True).items():
        typer.echo(
            f"  {name}: {value if isinstance(value, str) else ', '.join(map(str, value)) if isinstance(value, tuple) else value}"
        )
    for example in found.match:
        typer.echo(f"  matches: {example.text}" + (f"  -> {example.expected}" if example.expected else ""))
    for example in found.no_match:
        typer.echo(f"  does not match: {example.text}  ({example.why})")


def check(*, rules: Sequence[Path]) -> None:
    """Load, compile and count."""
    from claimx.extraction import Extractor

    book = load_rules(*rules, trial=True)
    Extractor(book)
    files = len(set(book.files.values()))
    typer.echo(f"{counted(sum(1 for _ in book), 'rule')} in {counted(files, 'file')}, fingerprint {book.fingerprint}")


def test(prefix: str | None, *, rules: Sequence[Path]) -> None:
    """Run the examples; exit code 1 where one fails."""
    from claimx.evaluate.examples import run_examples

    failed = total = 0
    for outcome in run_examples(load_rules(*rules, trial=True), prefix=prefix or ""):
        total += 1
        if not outcome.passed:
            failed += 1
            typer.echo(f"{outcome.file}: {outcome.rule}: {outcome.reason}: {outcome.text}")
    typer.echo(f"{counted(total, 'example')}, {failed} failed")
    if failed:
        raise SystemExit(1)
