"""``claimx extract``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimx.cli.work import start
from claimx.reports.files import write_claims


def run(
    inputs: Sequence[str],
    *,
    output: Path | None,
    rules: Sequence[Path],
    reader: str | None,
    least: float,
    jobs: int,
    format: str | None,
) -> None:
    """Extract and write."""
    work = start(inputs, rules=rules, reader=reader, least=least, jobs=jobs)
    claims = (claim for _, found in work.extracted() for claim in found)
    write_claims(claims, output, format=format, fingerprint=work.rulebook.fingerprint)
    work.close()
