"""``claimx explain``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from claimx.errors import ReadError
from claimx.extraction import Extractor, Fired
from claimx.readers import read
from claimx.records import Claim, Paper
from claimx.reports.files import clean
from claimx.reports.words import value_text
from claimx.rulebook import load_rules


def run_text(text: str | None, *, rules: Sequence[Path], least: float) -> None:
    """Print the trace of one text, then its claims; standard input for ``-``."""
    if text is None:
        raise typer.BadParameter("give a sentence, - for standard input, or --claim ID")
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    trace = Extractor(load_rules(*rules)).explain(text)
    _print(trace.fired, [claim for claim in trace.claims if claim.confidence >= least])


def run_claim(claim_id: str, *, inputs: Sequence[str], db: Path | None, rules: Sequence[Path], least: float) -> None:
    """Print the trace of the sentence that the claim with this id stands in."""
    if not inputs and db is None:
        raise typer.BadParameter("--claim needs to know where the paper is: name it with --in, or a store with --db")
    extractor = Extractor(load_rules(*rules))
    for paper in _papers(inputs, db):
        claim = next((c for c in extractor.claims(paper) if c.claim_id == claim_id), None)
        if claim is not None:
            _print_claim(extractor, paper, claim, least)
            return
    where = ", ".join([*inputs, *([str(db)] if db else [])])
    raise ReadError(f"there is no claim {claim_id!r} in it, read with these rules", place=where)


def _papers(inputs: Sequence[str], db: Path | None) -> Iterable[Paper]:
    yield from read(*inputs)
    if db is not None:
        from claimx.store import Store

        with Store(db) as store:
            yield from store.papers()


def _print_claim(extractor: Extractor, paper: Paper, claim: Claim, least: float) -> None:
    start, end = claim.sentence_start, claim.sentence_start + len(claim.sentence)
    trace = extractor.explain(paper)
    typer.echo(f"{clean(paper.title or paper.id)}\n{clean(' '.join(claim.sentence.split()))}")
    fired = [f for f in trace.fired if start <= f.start and f.end <= end]
    _print(fired, [c for c in trace.claims if c.sentence_start == start and c.confidence >= least])


def _print(fired: Iterable[Fired], claims: Sequence[Claim]) -> None:
    for step in fired:
        detail = f"  ({clean(step.detail)})" if step.detail else ""
        typer.echo(f"{step.start:>4}-{step.end:<4} {step.outcome:<9} {clean(step.text)!r}  {step.rule}{detail}")
    if not claims:
        typer.echo("no claim")
    for claim in claims:
        parts = [claim.metric, claim.kind, claim.effect if claim.effect != "none" else "", value_text(claim)]
        links = {
            "subject": claim.subject,
            "against": ", ".join(claim.baseline),
            "on": ", ".join(claim.dataset),
            "task": claim.task,
            "device": claim.hardware,
            "setting": ", ".join(claim.setting),
            "by": "others" if claim.attribution == "prior" else "",
        }
        said = "; ".join(f"{name} {value}" for name, value in links.items() if value)
        typer.echo(clean(f"claim  {' '.join(p for p in parts if p)}{'; ' + said if said else ''}  [{_sure(claim)}]"))


def _sure(claim: Claim) -> str:
    return f"confidence {claim.confidence:.2f}, id {claim.claim_id}"
