"""Conflicts as sheets: each with all its values and their sentences."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.plurals import counted
from claimx.reports.conflicts import Conflict
from claimx.reports.sheets import Column, Evidence, Number, PaperLink, Report, Sheet
from claimx.reports.words import gap_text, score_text


def conflicts_report(found: Sequence[Conflict]) -> Report:
    """A sheet for each conflict."""
    explained = sum(conflict.is_explained for conflict in found)
    note = f"{counted(len(found), 'conflict')}, {explained} of them under conditions that differ" if found else "no conflicts"
    return Report("conflicts", "Conflicts between papers", tuple(map(_sheet, found)), note=note)


def _sheet(conflict: Conflict) -> Sheet:
    columns = (
        Column("subject", "subject", "records"),
        Column("metric", "metric", "records"),
        Column("dataset", "dataset", "records"),
        Column("score", "value"),
        Column("attribution", "whose number"),
        Column("paper", "paper"),
        Column("date", "date", "pages"),
        Column("flags", "unlike the first", "records"),
        Column("sentence", "sentence"),
    )
    rows = tuple(
        (
            conflict.subject,
            conflict.measure.name,
            conflict.dataset,
            Number(score_text(e), e.score, e.claim),
            "own" if e.claim.attribution == "own" else "reported by another paper",
            PaperLink(e.claim),
            e.claim.date,
            tuple(map(str, conflict.flags)) if at else (),
            Evidence(e.claim),
        )
        for at, e in enumerate(conflict.entries)
    )
    gap = f"{gap_text(conflict.gap, conflict.scale)} apart"
    reasons = "; ".join(map(str, conflict.flags))
    note = f"{gap}; the papers differ in {reasons}" if reasons else f"{gap}; nothing in the sentences explains it"
    return Sheet(f"{conflict.subject}: {conflict.measure.label} on {conflict.dataset}", columns, rows, note=note)
