"""The claims table of a digest: by paper, claims in order, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterable

from claimx.plurals import counted
from claimx.records import Claim
from claimx.reports.measures import Measures
from claimx.reports.sheets import Cell, Column, Evidence, Number, PaperLink, Report, Sheet
from claimx.reports.words import value_text

COLUMNS = (
    Column("paper", "paper", "records"),
    Column("subject", "subject"),
    Column("metric", "metric"),
    Column("value", "value"),
    Column("unit", "unit", "records"),
    Column("against", "against"),
    Column("on", "on"),
    Column("device", "device"),
    Column("sentence", "sentence"),
)


def digest_report(claims: Iterable[Claim], measures: Measures, *, title: str = "Claims table") -> Report:
    """One sheet for each paper, in the order in which papers and claims come."""
    papers: dict[str, list[Claim]] = {}
    for claim in claims:
        papers.setdefault(claim.paper_id, []).append(claim)
    note = f"{counted(sum(map(len, papers.values())), 'claim')} in {counted(len(papers), 'paper')}" if papers else "no claims"
    return Report("digest", title, tuple(_sheet(found, measures) for found in papers.values()), note=note)


def claim_cells(claim: Claim, measures: Measures) -> tuple[Cell, ...]:
    """A claim as a row under `COLUMNS`."""
    return (
        PaperLink(claim),
        claim.subject,
        measures.of(claim).label,
        Number(value_text(claim), claim.value, claim),
        claim.unit or None,
        claim.baseline,
        claim.dataset,
        claim.hardware,
        Evidence(claim),
    )


def _sheet(claims: list[Claim], measures: Measures) -> Sheet:
    return Sheet(PaperLink(claims[0]).title, COLUMNS, tuple(claim_cells(claim, measures) for claim in claims), url=claims[0].url)
