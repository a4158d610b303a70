"""Where reports get their claims: a store, files of claims, or digests that are extracted on the way."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import typer

from claimx.cli.where import Where
from claimx.cli.work import Work, start
from claimx.records import Claim
from claimx.render import Stamp
from claimx.reports.claim_files import claims_in, is_store
from claimx.rulebook import Rulebook, load_rules


@dataclass(slots=True)
class Pool:
    """The claims of what is named, each once, and the rulebook they are read by."""

    where: Where
    rulebook: Rulebook
    works: list[Work] = field(default_factory=list)

    @property
    def stamp(self) -> Stamp:
        """What travels with every file."""
        return Stamp(self.rulebook.fingerprint)

    def claims(self, *, by_input: bool = False, metrics: Collection[str] = ()) -> list[Claim]:
        """All claims; with *by_input* each names its input as the digest it comes from, once for each input.

        Where *metrics* are named, others need not be among them.
        """
        found: dict[tuple[str, str], Claim] = {}
        for name, claims in self._each(metrics):
            for claim in claims:
                if claim.confidence >= self.where.least:
                    origin = name if by_input else ""
                    found.setdefault((origin, claim.claim_id), claim.model_copy(update={"source": name}) if origin else claim)
        return list(found.values())

    def _each(self, metrics: Collection[str]) -> Iterator[tuple[str, Iterable[Claim]]]:
        if self.where.db is not None:
            yield "", _stored(self.where.db, metrics)
        for item in self.where.inputs:
            yield item, _stored(item, metrics) if is_store(item) else claims_in(item) or self._extracted(item)

    def _extracted(self, item: str) -> Iterator[Claim]:
        work = start([item], rules=self.where.rules, reader=self.where.reader, jobs=self.where.jobs)
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


def _stored(path: str | Path, metrics: Collection[str]) -> Iterator[Claim]:
    from claimx.store import Store

    with Store(path) as store:
        yield from store.claims(metrics)


def pool(where: Where) -> Pool:
    """The pool of what is named; standard input where neither inputs nor a store are named and something is piped in."""
    if not where.inputs and where.db is None:
        if sys.stdin is None or sys.stdin.isatty():
            raise typer.BadParameter("name a digest, a file of claims, or a store with --db")
        where = replace(where, inputs=["-"])
    return Pool(where, load_rules(*where.rules))
