"""Where reports get their claims: a store, files of claims, or digests that are extracted on the way."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer

from claimx.cli.work import Work, start
from claimx.records import Claim
from claimx.render import Stamp
from claimx.reports.claim_files import claims_in
from claimx.rulebook import Rulebook, load_rules


@dataclass(frozen=True, slots=True)
class Source:
    """What the claims are to be taken from."""

    inputs: Sequence[str] = ()
    db: Path | None = None
    rules: Sequence[Path] = ()
    reader: str | None = None
    least: float = 0.0
    jobs: int = 1


@dataclass(slots=True)
class Pool:
    """The claims of a source, each once, and the rulebook they are read by."""

    source: Source
    rulebook: Rulebook
    works: list[Work] = field(default_factory=list)

    @property
    def stamp(self) -> Stamp:
        """What travels with every file."""
        return Stamp(self.rulebook.fingerprint)

    def claims(self, *, by_input: bool = False) -> list[Claim]:
        """All claims; with *by_input* each names its input as the digest it comes from, once for each input."""
        found: dict[tuple[str, str], Claim] = {}
        for name, claims in self._each():
            for claim in claims:
                if claim.confidence >= self.source.least:
                    origin = name if by_input else ""
                    found.setdefault((origin, claim.claim_id), claim.model_copy(update={"source": name}) if origin else claim)
        return list(found.values())

    def _each(self) -> Iterator[tuple[str, Iterable[Claim]]]:
        if self.source.db is not None:
            from claimx.store import Store

            with Store(self.source.db) as store:
                yield "", store.claims()
        for item in self.source.inputs:
            yield item, claims_in(item) or self._extracted(item)

    def _extracted(self, item: str) -> Iterator[Claim]:
        work = start([item], rules=self.source.rules, reader=self.source.reader, jobs=self.source.jobs)
        self.works.append(work)
        yield from (claim for _, claims in work.extracted() for claim in claims)

    def close(self) -> None:
        """The closing lines; exit code 1 where something was skipped or could not be read."""
        failed = False
        for work in self.works:
            try:
                work.close()
            except SystemExit:
                failed = True
        if failed:
            raise SystemExit(1)


def pool(source: Source) -> Pool:
    """The pool of a source; standard input where neither inputs nor a store are named and something is piped in."""
    if not source.inputs and source.db is None:
        if sys.stdin is None or sys.stdin.isatty():
            raise typer.BadParameter("name a digest, a file of claims, or a store with --db")
        source = Source(["-"], None, source.rules, source.reader, source.least, source.jobs)
    return Pool(source, load_rules(*source.rules))
