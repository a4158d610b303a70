"""Where the commands that report and ask get their claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Where:
    """A store, files of claims, or digests that are extracted on the way."""

    inputs: Sequence[str] = ()
    db: Path | None = None
    rules: Sequence[Path] = ()
    reader: str | None = None
    least: float = 0.0
    """Confidence below which claims are left out."""
    jobs: int = 1
