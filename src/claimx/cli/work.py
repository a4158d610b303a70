"""What the extracting commands share: papers in, claims out, progress and the closing line on stderr."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimx.cli.notes import note, warn
from claimx.cli.progress import ProgressLine
from claimx.errors import ReadError
from claimx.plurals import counted
from claimx.readers import Skipped, read
from claimx.records import Claim, Paper
from claimx.rulebook import Rulebook, load_rules


@dataclass(slots=True)
class Work:
    """One run over inputs: what was read, what was skipped."""

    inputs: Sequence[str]
    rulebook: Rulebook
    reader: str | None = None
    least: float = 0.0
    jobs: int = 1
    wanted: Callable[[Iterable[Paper]], Iterable[Paper]] = iter
    """Lets through the papers that need extraction."""
    papers: int = 0
    claims: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    failed: list[ReadError] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    _line: ProgressLine = field(init=False)

    def __post_init__(self) -> None:
        self._line = ProgressLine(self.inputs)

    def extracted(self) -> Iterator[tuple[Paper, list[Claim]]]:
        """Each paper with its claims, in the order of the input."""
        from claimx.extraction import extract_all

        for paper, claims in extract_all(
            self.wanted(self._papers()), rulebook=self.rulebook, jobs=self.jobs, on_error=self._broken
        ):
            kept = [claim for claim in claims if claim.confidence >= self.least]
            self.papers += 1
            self.claims += len(kept)
            self._line.read(paper)
            self._line.tell(self._said(), self.papers)
            yield paper, kept

    def _papers(self) -> Iterator[Paper]:
        return read(*self.inputs, reader=self.reader, on_skip=self._skip, on_error=self._fail)

    def _fail(self, error: ReadError) -> None:
        self.failed.append(error)
        warn(f"error: {error}")

    def _skip(self, entry: Skipped) -> None:
        self.skipped.append(entry)
        warn(f"skipped: {entry}")

    def _broken(self, paper: Paper, reason: str) -> None:
        self._skip(Skipped(paper.source or "input", paper.id, reason))

    def _said(self) -> str:
        return f"{counted(self.papers, 'paper')}, {counted(self.claims, 'claim')}"

    def close(self) -> None:
        """The closing line; exit code 1 where something was skipped or could not be read."""
        self._line.clear()
        seconds = time.monotonic() - self.began
        skipped = f", {len(self.skipped)} skipped" if self.skipped else ""
        if self.papers or not self.failed:
            note(f"{self._said()}, {seconds:.1f} s{skipped}")
        if self.skipped or self.failed:
            raise SystemExit(1)


def start(
    inputs: Sequence[str],
    *,
    rules: Iterable[Path],
    reader: str | None = None,
    least: float = 0.0,
    jobs: int = 1,
    trial: bool = False,
) -> Work:
    """A run with the built-in rules and those of the folders *rules*, those on trial only where *trial* asks for them."""
    return Work(inputs, load_rules(*rules, trial=trial), reader=reader, least=least, jobs=jobs)
