"""``claimx table``."""

from __future__ import annotations

from pathlib import Path

from claimx.cli.output import write_report
from claimx.cli.pool import Source, pool
from claimx.reports.measures import Measures
from claimx.reports.views.digest import digest_report


def run(source: Source, *, output: Path | None, format: str | None) -> None:
    """Gather, lay out, print or write."""
    found = pool(source)
    report = digest_report(found.claims(), Measures(found.rulebook))
    write_report(report, output, format=format, stamp=found.stamp)
    found.close()
