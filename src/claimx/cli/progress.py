"""The progress line on a terminal: papers, rate, time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from claimx.cli.notes import shows_progress
from claimx.records import Paper

_INTERVAL = 0.5
"""Seconds between two updates."""
_MARKUP = 1.25
"""Characters of a plain input for each of the title and abstract, by the usual formats."""
_PACKED = frozenset([".gz", ".zst", ".zip", ".xz", ".bz2", ".parquet", ".pdf"])


@dataclass(slots=True)
class ProgressLine:
    """Rewritten in place; silent where stderr is no terminal."""

    inputs: Iterable[str]
    characters: int = 0
    _began: float = field(default_factory=time.monotonic)
    _told: float = 0.0
    _total: int | None = None

    def __post_init__(self) -> None:
        self._total = size_of(self.inputs)

    def read(self, paper: Paper) -> None:
        """Take note of a paper that was read, from which the share that is done is known."""
        self.characters += len(paper.title) + len(paper.abstract)

    def tell(self, text: str, papers: int) -> None:
        """Show *text* with the rate of *papers* and the time left."""
        now = time.monotonic()
        if now - self._told < _INTERVAL or not shows_progress():
            return
        self._told = now
        seconds = max(1e-9, now - self._began)
        left = time_left(seconds, self.characters * _MARKUP, self._total)
        sys.stderr.write(f"\r\x1b[K{text}, {papers / seconds:.0f} papers/s{left}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if shows_progress():
            sys.stderr.write("\r\x1b[K")


def size_of(inputs: Iterable[str]) -> int | None:
    """Characters in all *inputs*, None where that cannot be known: a stream, an address, something packed."""
    total = 0
    for item in inputs:
        path = Path(item)
        files = [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
        if not all(file.is_file() and file.suffix.lower() not in _PACKED for file in files):
            return None
        total += sum(file.stat().st_size for file in files)
    return total


def time_left(seconds: float, done: float, total: int | None) -> str:
    """``, about 3 min left``; empty where nobody can tell.

    >>> time_left(60.0, 1000.0, 4000), time_left(5.0, 100.0, 200), time_left(1.0, 0.0, 10), time_left(1.0, 5.0, None)
    (', about 3 min left', ', about 5 s left', '', '')
    """
    if total is None or not done:
        return ""
    left = max(0.0, seconds * (total - done) / done)
    return f", about {left / 60:.0f} min left" if left >= 90 else f", about {left:.0f} s left"
