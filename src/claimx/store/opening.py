"""`claimx.open`: whatever holds claims, ready to be asked."""

from __future__ import annotations

from pathlib import Path

from claimx.errors import StoreError
from claimx.store.files import ClaimFiles, claim_files
from claimx.store.source import Source
from claimx.store.store import Store


def open(*paths: str | Path) -> Source:
    """A store, or files of claims: Parquet, JSON Lines, or a folder of Parquet files.

    >>> claimx.open("claims.duckdb").query("speedup > 2x").to_pandas()  # doctest: +SKIP
    """
    if len(paths) == 1 and not Path(paths[0]).is_dir() and not _is_claims(paths[0]):
        return Store(paths[0])
    found = claim_files(paths)
    if found is None:
        raise StoreError(f"{', '.join(map(str, paths))}: neither a store nor files of claims, all Parquet or all JSON Lines")
    return ClaimFiles(found)


def _is_claims(path: str | Path) -> bool:
    return Path(path).is_file() and claim_files([path]) is not None
