"""What a folder of shards holds, in one JSON file: counts, failures, fingerprint, and whether it is all there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from claimx.records import SCHEMA_VERSION
from claimx.runs.shards import made, shards_in, whole_file


@dataclass(frozen=True, slots=True)
class ShardEntry:
    """One shard."""

    file: str
    papers: int
    claims: int
    digest: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A paper that could not be read."""

    file: str
    paper_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All of it; the same for the same corpus, rules and version, however often the run was interrupted."""

    schema_version: str
    rulebook: str
    inputs: tuple[str, ...]
    complete: bool
    """Whether every shard of the corpus is there."""
    papers: int
    claims: int
    missing: tuple[int, ...]
    """Numbers of the shards that are not there yet."""
    failures: tuple[Failure, ...]
    shards: tuple[ShardEntry, ...]


def write_manifest(out: Path, digests: Sequence[str], fingerprint: str, *, inputs: Iterable[str], beside: Path) -> Manifest:
    """Sum up the shards of *out*, of which there should be one for each of *digests*, and write ``manifest.json``."""
    shards: list[ShardEntry] = []
    failures: list[Failure] = []
    missing = dict.fromkeys(range(len(digests)))
    for number, path in shards_in(out / "claims"):
        facts = made(path)
        if facts is None or facts.rulebook != fingerprint or number >= len(digests) or facts.digest != digests[number]:
            continue
        del missing[number]
        shards.append(ShardEntry(path.name, facts.papers, facts.claims, facts.digest))
        failures += [Failure(path.name, paper, reason) for paper, reason in facts.failures]
    manifest = Manifest(
        SCHEMA_VERSION,
        fingerprint,
        tuple(inputs),
        not missing,
        sum(shard.papers for shard in shards),
        sum(shard.claims for shard in shards),
        tuple(missing),
        tuple(failures),
        tuple(shards),
    )
    with whole_file(out / "manifest.json", beside=beside) as target:
        target.write_text(json.dumps(asdict(manifest), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return manifest
