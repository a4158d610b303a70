"""``claimx store``."""

from __future__ import annotations

from pathlib import Path

from claimx.plurals import counted
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
        *(("rulebook", f"{fingerprint}: {counted(papers, 'paper')}") for fingerprint, papers in found.rulebooks.items()),
    ]
    for name, value in rows:
        print(f"{name:<9} {value}")


def vacuum(db: Path) -> None:
    """Write a store anew."""
    before = db.stat().st_size if db.is_file() else 0
    Store(db).vacuum()
    print(f"{before / 1e6:.1f} MB before, {db.stat().st_size / 1e6:.1f} MB now")


def export(db: Path, output: Path) -> None:
    """Write all claims to a file."""
    from claimx.cli.notes import note
    from claimx.query.fields import FIELDS
    from claimx.reports.files import FORMATS, format_of, write_records

    kind = format_of(output, None, known=FORMATS, default="jsonl")
    with Store(db) as store:
        if kind == "parquet":
            store.export(output)
        else:
            head = {"schema_version": store.info().schema_version}
            write_records(store.records(), output, format=kind, columns=(*FIELDS, "schema_version", "rulebook"), head=head)
        note(counted(store.info().claims, "claim"))
