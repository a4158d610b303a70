"""``claimx table``."""

from __future__ import annotations

from pathlib import Path

from claimx.cli.output import write_report
from claimx.cli.pool import pool
from claimx.cli.where import Where
from claimx.reports.measures import Measures
from claimx.reports.views.digest import digest_report


def run(where: Where, *, output: Path | None, format: str | None) -> None:
    """Gather, lay out, print or write."""
    found = pool(where)
    report = digest_report(found.claims(), Measures(found.rulebook))
    write_report(report, output, format=format, stamp=found.stamp)
    found.close()
