"""A shard: some thousand papers of a corpus, from a spool file of papers to a Parquet file of claims.

The claims' file says in its footer what it was made of: the rulebook, a digest of its papers, the counts and the
failures. That is all a run needs to know what is done, and it comes into being together with the claims.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from claimx.extraction import Extractor, Outcome, attempt, each_alone
from claimx.records import SCHEMA_VERSION, Claim, Paper
from claimx.rulebook import load_rules

_PAPER = tuple(Paper.model_fields)
_LISTS = frozenset(["baseline", "dataset", "setting", "rules"])
_REALS = frozenset(["value", "value2", "factor", "improvement", "canonical_value", "confidence"])
_WHOLES = frozenset(["start", "end", "sentence_start"])
_KEY = b"claimx"


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is told of a shard; paths, so that it can be any machine that sees the folder."""

    number: int
    spool: str
    """Where its papers lie until it is done."""
    target: str
    rules: tuple[str, ...]
    """Rule folders besides the built-in ones."""
    fingerprint: str
    digest: str


@dataclass(frozen=True, slots=True)
class Made:
    """What the footer of a finished shard says."""

    papers: int
    claims: int
    digest: str
    rulebook: str
    schema_version: str
    failures: tuple[tuple[str, str], ...]
    """Papers that could not be read, each with the reason."""


def digest_of(papers: Iterable[Paper]) -> str:
    """Equal for the same papers in the same order."""
    digest = hashlib.sha256()
    for paper in papers:
        for value in vars(paper).values():
            digest.update((value or "").encode("utf-8", "surrogatepass") + b"\0")
        digest.update(b"\1")
    return digest.hexdigest()[:16]


def spool(papers: Sequence[Paper], path: Path) -> None:
    """Lay papers down for a worker."""
    columns = {name: pa.array([getattr(paper, name) for paper in papers], pa.string()) for name in _PAPER}
    pq.write_table(pa.table(columns), path, compression="zstd")


def spooled(path: str | Path) -> list[Paper]:
    """Papers that were laid down."""
    return [Paper.model_construct(**row) for row in pq.read_table(path).to_pylist()]


def made(path: Path) -> Made | None:
    """What is in a finished shard; None where there is none, or something else."""
    try:
        metadata = pq.read_schema(path).metadata or {}
        facts = json.loads(metadata[_KEY])
        return Made(**facts | {"failures": tuple(map(tuple, facts["failures"]))})
    except (OSError, pa.ArrowInvalid, KeyError, TypeError, ValueError):
        return None


def extract_shard(task: Task) -> int:
    """Read the shard's papers and write its claims; the number of claims. The one thing a worker is asked to do."""
    extractor = _extractor(task.rules)
    return _write(task, (attempt(extractor, paper) for paper in spooled(task.spool)))


def extract_shard_carefully(task: Task) -> int:
    """The same for a shard that killed its worker: each paper in a process of its own kind, which it may kill."""
    return _write(task, each_alone(spooled(task.spool), _extractor(task.rules).rulebook))


def prepare(rules: tuple[str, ...]) -> None:
    """Build what this process reads shards with; it stays as long as the process, so it is never searched for garbage."""
    _extractor(rules)
    gc.collect()
    gc.freeze()


@lru_cache(maxsize=1)
def _extractor(rules: tuple[str, ...]) -> Extractor:
    """The extractor of this process, built for the first shard."""
    return Extractor(load_rules(*rules))


def _write(task: Task, outcomes: Iterable[Outcome]) -> int:
    claims: list[Claim] = []
    failures: list[tuple[str, str]] = []
    papers = 0
    for paper, found, error in outcomes:
        papers += 1
        claims += found
        if error is not None:
            failures.append((paper.id, f"{type(error).__name__}: {error}"))
    facts = {
        "papers": papers,
        "claims": len(claims),
        "digest": task.digest,
        "rulebook": task.fingerprint,
        "schema_version": SCHEMA_VERSION,
        "failures": failures,
    }
    table = _table(claims, task.fingerprint).replace_schema_metadata({_KEY: json.dumps(facts, sort_keys=True).encode()})
    with whole_file(Path(task.target), beside=Path(task.spool).parent) as target:
        pq.write_table(table, target, compression="zstd")
    return len(claims)


def _table(claims: Sequence[Claim], fingerprint: str) -> pa.Table:
    """The columns of `write_claims`: the record, then what every file of claimx says of itself."""
    rows = [vars(claim) for claim in claims]
    columns: dict[str, Any] = {name: pa.array([row[name] for row in rows], _type(name)) for name in Claim.model_fields}
    for name, value in (("schema_version", SCHEMA_VERSION), ("rulebook", fingerprint)):
        columns[name] = pa.array([value] * len(rows), pa.string())
    return pa.table(columns)


def _type(field: str) -> pa.DataType:
    if field in _LISTS:
        return pa.list_(pa.string())
    return pa.float64() if field in _REALS else pa.int64() if field in _WHOLES else pa.string()


class whole_file:
    """A path to write to; what was written takes its place under its own name, on the disk itself, or not at all."""

    def __init__(self, target: Path, *, beside: Path) -> None:
        self._target = target
        self._draft = beside / f".{target.name}.{os.getpid()}"

    def __enter__(self) -> Path:
        return self._draft

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if kind is not None:
            self._draft.unlink(missing_ok=True)
            return
        _to_disk(self._draft)
        self._draft.replace(self._target)
        _to_disk(self._target.parent)


def _to_disk(path: Path) -> None:
    """Wait until the disk has it, so that a power cut cannot leave a name without its content."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def shards_in(folder: Path) -> Iterator[tuple[int, Path]]:
    """The shards of a folder by number."""
    for path in sorted(folder.glob("[0-9]*.parquet")):
        if path.stem.isdigit():
            yield int(path.stem), path
