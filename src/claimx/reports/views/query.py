"""The answer to a question: the claims in the order asked for, each with how much better it says things are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from claimx.records import Claim
from claimx.reports.sheets import Cell, Column, Evidence, Number, PaperLink, Report, Sheet
from claimx.reports.words import number_text, value_text

COLUMNS = (
    Column("paper", "paper"),
    Column("subject", "subject"),
    Column("metric", "metric"),
    Column("value", "value"),
    Column("improvement", "better by"),
    Column("against", "against"),
    Column("on", "on"),
    Column("device", "device"),
    Column("meets", "met by"),
    Column("sentence", "sentence"),
)


def query_report(rows: Iterable[Mapping[str, Any]], *, question: str) -> Report:
    """One sheet of all claims; *rows* are records with ``meets``."""
    laid_out = tuple(_cells(row) for row in rows)
    return Report("query", question, (Sheet(question, COLUMNS, laid_out),) if laid_out else (), asked={"question": question})


def _cells(row: Mapping[str, Any]) -> tuple[Cell, ...]:
    claim = Claim.model_validate({key: value for key, value in row.items() if key != "meets"})
    meets = row["meets"]
    return (
        PaperLink(claim),
        claim.subject,
        claim.metric.removeprefix("other:").replace("_", " "),
        Number(value_text(claim), claim.value, claim),
        f"{number_text(claim.improvement)}×" if claim.improvement is not None else None,
        claim.baseline,
        claim.dataset,
        claim.hardware,
        f"the same {meets}" if meets else None,
        Evidence(claim),
    )
