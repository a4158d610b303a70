"""``claimx store``."""

from __future__ import annotations

from pathlib import Path

from claimx.store import Store


def info(db: Path) -> None:
    """Print what a store holds, one line each."""
    with Store(db) as store:
        found = store.info()
    rows = [
        ("store", found.path),
        ("size", f"{found.size / 1e6:.1f} MB"),
        ("version", f"{found.store_version} (record {found.schema_version})"),
        ("digests", str(found.digests)),
        ("papers", str(found.papers)),
        ("claims", str(found.claims)),
        *(("rulebook", f"{fingerprint}: {papers} papers") for fingerprint, papers in found.rulebooks.items()),
    ]
    for name, value in rows:
        print(f"{name:<9} {value}")
