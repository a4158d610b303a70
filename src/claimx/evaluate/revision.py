"""The claims that an earlier revision of a checkout extracts: its own code and rules, in a temporary working tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from claimx.errors import ReadError
from claimx.evaluate.agreement import Record
from claimx.evaluate.annotations import read_claims
from claimx.records import Paper

_MAIN = "from claimx.cli import main; main()"


def claims_at(revision: str, papers: Sequence[Paper]) -> list[Record]:
    """What *revision* (a commit, a branch, ``HEAD~1``) extracts from *papers*.

    Raises `ReadError` where claimx does not run from a git checkout, does not know the revision, or where that revision
    cannot extract.
    """
    with TemporaryDirectory(prefix="claimx-") as name:
        folder = Path(name)
        abstracts, found = folder / "abstracts.jsonl", folder / "claims.jsonl"
        records = ({"id": p.id, "title": p.title, "abstract": p.abstract} for p in papers)
        abstracts.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        with _checked_out(revision, folder / "tree") as tree:
            environment = os.environ | {"PYTHONPATH": str(tree / "src")}
            command = [sys.executable, "-c", _MAIN, "extract", str(abstracts), "-o", str(found)]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=folder)
        if not found.exists():
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise ReadError(f"this revision cannot extract: {reason}", place=revision)
        return read_claims(found)


@contextmanager
def _checked_out(revision: str, tree: Path) -> Iterator[Path]:
    root = _git(Path(__file__).parent, "rev-parse", "--show-toplevel", place=revision).strip()
    if not (Path(root) / "src" / "claimx").is_dir():
        raise ReadError("is neither a file of claims nor a revision: claimx does not run from its checkout", place=revision)
    commit = _git(Path(root), "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", place=revision).strip()
    _git(Path(root), "worktree", "add", "--quiet", "--detach", str(tree), commit, place=revision)
    try:
        yield tree
    finally:
        _git(Path(root), "worktree", "remove", "--force", str(tree), place=revision)


def _git(folder: Path, *arguments: str, place: str) -> str:
    try:
        return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError as error:
        raise ReadError("is no file of claims, and there is no git to ask for a revision", place=place) from error
    except subprocess.CalledProcessError as error:
        reason = f" ({error.stderr.strip()})" if error.stderr.strip() else ""
        raise ReadError(f"is neither a file of claims nor a revision of this checkout{reason}", place=place) from error
