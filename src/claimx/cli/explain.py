"""``claimx explain``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from claimx.extraction import Extractor
from claimx.reports.words import value_text
from claimx.rulebook import load_rules


def run(sentence: str, *, rules: Sequence[Path]) -> None:
    """Print the trace of one text, then its claims."""
    trace = Extractor(load_rules(*rules)).explain(sentence)
    for step in trace.fired:
        detail = f"  ({step.detail})" if step.detail else ""
        typer.echo(f"{step.start:>4}-{step.end:<4} {step.outcome:<9} {step.text!r}  {step.rule}{detail}")
    if not trace.claims:
        typer.echo("no claim")
    for claim in trace.claims:
        parts = [claim.metric, claim.kind, claim.effect if claim.effect != "none" else "", value_text(claim)]
        links = {
            "subject": claim.subject,
            "against": ", ".join(claim.baseline),
            "on": ", ".join(claim.dataset),
            "device": claim.hardware,
        }
        said = "; ".join(f"{name} {value}" for name, value in links.items() if value)
        typer.echo(f"claim  {' '.join(p for p in parts if p)}{'; ' + said if said else ''}  [confidence {claim.confidence:.2f}]")
