"""``claimx table``."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from claimx.cli.work import start
from claimx.reports.files import format_of, write_text
from claimx.reports.table import render


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
    """Extract, lay out, print or write."""
    kind = format_of(output, format, known=("terminal", "md", "csv", "tsv", "html"), default="terminal")
    work = start(inputs, rules=rules, reader=reader, least=least, jobs=jobs)
    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    text = render(work.extracted(), kind, width=width, fingerprint=work.rulebook.fingerprint)
    write_text(text, output)
    work.close()
