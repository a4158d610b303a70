"""A corpus run: cut the papers into shards, skip what is done, have the rest worked on, and sum up.

The folder: ``claims/000000.parquet`` and so on, ``manifest.json``, and while it runs ``spool/``. A shard takes its
place in one step when it is on the disk, so whatever is in ``claims`` is whole; a run that was killed is taken up
by starting it again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from claimx.errors import RunError
from claimx.records import SCHEMA_VERSION, Paper
from claimx.runs.engines import Engine
from claimx.runs.manifest import Manifest, write_manifest
from claimx.runs.shards import Task, digest_of, made, shards_in, spool

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is cut."""

    fingerprint: str
    """Of the rulebook; a shard made with another one is made anew."""
    rules: tuple[str, ...] = ()
    papers_per_shard: int = 5000
    part: int = 1
    parts: int = 1
    """This run does every *parts*-th shard, beginning with number *part* - 1."""


@dataclass(slots=True)
class Progress:
    """How far a run has come."""

    papers: int = 0
    """Papers read, of this part."""
    kept: int = 0
    """Papers whose shards were there already."""
    shards: int = 0
    """Shards written."""


def run(
    papers: Iterable[Paper],
    out: Path,
    *,
    engine: Engine,
    options: Options,
    inputs: Iterable[str],
    tell: Callable[[Progress], None],
) -> Manifest:
    """Bring the folder *out* up to the claims of *papers*; what is in it afterwards.

    *tell* is called after every shard. Raises `RunError` where the folder is in use.
    """
    claims = out / "claims"
    claims.mkdir(parents=True, exist_ok=True)
    progress = Progress()
    digests: list[str] = []
    with _own_spool(out, options) as own:
        for task in engine(_tasks(papers, claims, own, options=options, progress=progress, digests=digests)):
            Path(task.spool).unlink(missing_ok=True)
            progress.shards += 1
            tell(progress)
        if options.parts == 1:
            _drop_beyond(claims, len(digests))
        return write_manifest(out, digests, options.fingerprint, inputs=inputs, beside=own)


def _tasks(
    papers: Iterable[Paper], claims: Path, own: Path, *, options: Options, progress: Progress, digests: list[str]
) -> Iterator[Task]:
    """What is left to do of this part, with its papers laid down; *digests* collects those of every shard of the corpus."""
    rest = iter(papers)
    number = -1
    while chunk := list(islice(rest, options.papers_per_shard)):
        number += 1
        digest = digest_of(chunk)
        digests.append(digest)
        if number % options.parts != options.part - 1:
            continue
        progress.papers += len(chunk)
        target = claims / f"{number:06d}.parquet"
        if _is_done(target, digest, options.fingerprint):
            progress.kept += len(chunk)
            continue
        path = own / target.name
        spool(chunk, path)
        yield Task(number, str(path.resolve()), str(target.resolve()), options.rules, options.fingerprint, digest)


def _is_done(target: Path, digest: str, fingerprint: str) -> bool:
    old = made(target)
    return old is not None and (old.digest, old.rulebook, old.schema_version) == (digest, fingerprint, SCHEMA_VERSION)


def _drop_beyond(claims: Path, count: int) -> None:
    """Shards of an earlier, longer corpus go."""
    for number, path in shards_in(claims):
        if number >= count:
            path.unlink()


@contextmanager
def _own_spool(out: Path, options: Options) -> Iterator[Path]:
    """The part's own folder for papers under way, emptied of what a killed run left; one run at a time."""
    part = f"{options.part}-of-{options.parts}"
    own = out / "spool" / part
    with (out / f".{part}.lock").open("w") as lock:
        try:
            if fcntl is not None:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise RunError(f"{out}: another run works on part {part}; wait for it, or give --shard another number") from error
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir(parents=True)
        try:
            yield own
        finally:
            shutil.rmtree(own, ignore_errors=True)
            with suppress(OSError):  # other parts are under way
                own.parent.rmdir()
