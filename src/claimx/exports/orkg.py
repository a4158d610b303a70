"""The CSV that the Open Research Knowledge Graph imports: a row for each result, a contribution of its paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from claimx.exports.document import Document, Settings
from claimx.exports.results import Result
from claimx.reports.files import cell

NO_TITLE = "the paper has no title"
_HEAD = (
    "paper:title", "paper:doi", "paper:publication_month", "paper:publication_year", "contribution:research_problem",
    "contribution:extraction_method", "Model", "Dataset", "Metric", "Value", "Unit", "Lower is better", "Hardware", "Setting",
    "Evidence", "URL", "Extracted by",
)  # fmt: skip


def table(found: Sequence[Result], settings: Settings) -> list[Document]:
    """One CSV; papers without a title are none for ORKG."""
    rows = [_row(result, settings) for result in found if has_title(result)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([_HEAD, *rows])
    return [Document("orkg.csv", out.getvalue())] if rows else []


def has_title(result: Result) -> bool:
    """Whether a result's paper has a title, by which ORKG knows it."""
    return bool(result.claim.title.strip())


def _row(result: Result, settings: Settings) -> list[object]:
    claim = result.claim
    year, month = (claim.date or "")[:4], (claim.date or "")[5:7].lstrip("0")
    values = (
        claim.title, result.doi or "", month, year, result.task or "", "Automatic", result.model, result.dataset,
        result.measure.label, f"{claim.value:.12g}", result.unit, "true" if result.measure.better == "lower" else "false",
        claim.hardware or "", "; ".join(claim.setting), claim.sentence, claim.url or "",
        f"claimx {settings.version}, rulebook {settings.rulebook}, claim {claim.claim_id}",
    )  # fmt: skip
    return [cell(value) for value in values]
